"""The first treatment with the pump: what it did to the limb, how it was borne, and who can put it on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.compression.subject import PUMP, head_of, made, speaker
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Voice, Whose

SESSION = lazy_pattern(
    r"\b(?:demo(?:nstration|ed)?|(?:ran|put) the (?:pump|loaner|device) on|trial (?:on|with) (?:the |"
    r"our |a |an )?(?:\w+ ){0,3}(?:pump|unit|device|loaner|e065\d)|pump test|"
    r"\d{1,2} ?(?:min\w*|hrs?|hours?|h) (?:session )?(?:on|with|in) (?:the |our |a )?(?:\w+ )?(?:pump|loaner)\b"
    r"(?![^.;]{0,30}\b(?:bid|tid|daily|twice|a day|per day|once|each|every))|trial of (?:the |"
    r"a |an )?(?:\w+ ){0,2}(?:pump|unit|device|e065\d)|(?:first|1st|#1|"
    r"initial) (?:(?!wound|visit|course)\w+ ){0,2}(?:treatment|tx|use|session|trial|"
    r"application)|first pump\w*|in[- ](?:clinic|office|home|store) (?:trial|treatment|session|pump\w*|demo\w*)|"
    r"trial (?:treatment|session)|test (?:run|session|treatment)|treated with (?:the |a )?(?:pump|device|e065)|"
    r"(?:tried|trialed|used|wore) (?:the |a |an )?(?:\w+ ){0,3}(?:pump|unit|device|e065\d)|single session|"
    r"pump (?:session|trial|demo\w*))\b"
)
NOT_YET = lazy_pattern(
    r"\b(?:to be (?:scheduled|done|arranged|set)|will be (?:scheduled|done|arranged)|pending|not (?:yet )?(?:done|"
    r"performed|scheduled|had|tried|received)|no (?:demo\w*|trial of (?:the )?pump|in-?clinic|initial treatment|"
    r"first treatment)|scheduled (?:for|w|with)|awaiting|upon delivery|at delivery|after (?:delivery|approval)|wk of|"
    r"week of|needs an?|never (?:used|tried))\b"
)
CHANGE = lazy_pattern(
    r"\b\d{2}\.\d ?\((?:was )?\d{2}\.\d(?: ?cm)?(?: ?(?:pre|before))?\)|\b\d{2,3}(?:\.\d)? ?/ ?\d{2,3}(?:\.\d)? ?(?:cm )?\(?(?:pre ?/ ?post|"
    r"before ?/ ?after)|\bvol\w*\b[^.;\d]{0,12}\d{3,4} ?(?:ml)? ?(?:->|to|→) ?\d{3,4}|"
    r"\d{2,3}(?:\.\d)? ?(?:cm)? (?:before|pre)\b[^;]{0,30}?\d{2,3}(?:\.\d)? ?(?:cm)? (?:after|post)|"
    r"\b(?:wrist|fore-?arm|arm|elbow|ankle|calf|thigh|knee|foot|leg|trunk|girths?|volume|"
    r"circumf\w*)\b[^.;\d]{0,24}\d{2,4}(?:\.\d)? ?(?:cm|ml)? ?(?:->|→|=>|to|–>|>) ?\d{2,4}|"
    r"\d{2,3}\.\d ?(?:cm)? ?(?:->|→|=>|to|–>|>) ?\d{2,3}|\bpost\b[^;]{0,40}?\d{2,3}[^;]{0,30}?\bpre\b[^;]{0,20}?\d{2}|"
    r"\bbefore\b.{0,60}?\d{2,3}(?:\.\d)?.{0,40}?\bafter\b.{0,40}?\d{2,3}|"
    r"\bpre\b[^;]{0,40}?\d{2,3}(?:\.\d)?[^;]{0,30}?\bpost\b[^;]{0,30}?\d{2,3}|"
    r"\bpre ?/ ?post\b.{0,40}?\d{2,3}(?:\.\d)? ?/ ?\d{2,3}|"
    r"[-−–] ?\d(?:\.\d)? ?cm\b|\b(?:down|reduc\w+|decreas\w+|smaller|lost|dropped|less) (?:by |of |"
    r"about )?\d{1,3}(?:\.\d)? ?(?:cm|ml|cc|%|mm)|\b\d{1,3}(?:\.\d)? ?(?:cm|ml|cc|%) (?:reduction|decrease|less|"
    r"smaller|drop|loss)|\b(?:girth|measurements?|circumf\w+|volume)\b[^.;]{0,40}\b(?:unchanged|no change)"
)
ROW = lazy_pattern(
    r"^\W*(?:(?:[lr]|left|right|mid|hemi|upper|lower|distal|prox\w*)[- ])*(?:wrist|fore-?arm|elbow|upper|arm|ankle|"
    r"calf|thigh|knee|foot|trunk|chest|hand|axilla|"
    r"mid-?\w+)\b[^\d\n]{0,20}\d{2,3}(?:\.\d)?(?: ?cm)?\s+\d{2,3}(?:\.\d)?(?: ?cm)?\s*$"
)
PRESSURE_OF_BLOOD = lazy_pattern(r"^\W*(?:bp|vitals?|blood pressure|hr|pulse)\b")
BEFORE_AFTER = lazy_pattern(r"\b(?:before|pre)\b.{1,20}\b(?:after|post)\b")
BORNE = lazy_pattern(
    r"\b(?:well )?tolerat\w+|\btol(?:erance)?\b\W{1,4}(?:\(circle\)\W{0,3})?(?:\[ ?x ?\] ?)?(?:good|well|fair|"
    r"excellent)\b(?!\W+(?:\[ ?\] ?)?fair\W+poor)|"
    r"\btolerance\b[^.;]{0,14}\[ ?x ?\] ?good|\b(?:good|excellent|fair) tolerance\b|\bno c/o\b|\bno (?:sob|dyspnea|numbness) or pain\b|"
    r"\bdenie[sd] (?:any )?(?:pain|discomfort|dyspnea|sob)|\bcomfort(?:able|ably)?\b|"
    r"\bno (?:complaints? of |c/o |adverse )?(?:pain|reaction|discomfort|distress|dyspnea|adverse|"
    r"numbness|skin (?:trouble|changes?|problems?))\b|\bwithout (?:pain|discomfort|difficulty|problems?|incident)\b|"
    r"\bfelt (?:good|better|lighter|fine|relaxed)\b|\bpain[- ]free\b"
)
NOT_BORNE = lazy_pattern(
    r"\b(?:could not|couldn't|did not|didn't|unable to|cannot|can't|not able to|never) (?:\w+ )?tolerat\w+|\b(?:not|"
    r"poorly|barely) tolerated\b|\bintoler\w+\b|\b(?:stopped|ended|terminated|removed|discontinued|"
    r"cut short)\b[^.;]{0,50}\b(?:because|due to|for|from|as|secondary to)\b[^.;]{0,30}\b(?:pain|discomfort|dyspnea|"
    r"numb\w*|anxiety|panic|chf|short)|\basked (?:to stop|that it be stopped|us to stop)"
)
PUT_ON = lazy_pattern(
    r"\b(?:don(?:s|ned|ning)?|doff\w*|put(?:s)? (?:it |the \w+ |(?:her |his |both )?(?:\w+ )?on\b)|"
    r"return demo\w*|handles (?:the )?(?:sleeve|controls|it)|appl(?:y|ies|ied|ying) (?:it|the|by|and|sleeve|"
    r"garment|independent\w*)|applies\b|appl(?:y|ies|ication) (?:and remov\w+)|zip(?:s|ped|per)?|"
    r"slid(?:es)? (?:it )?on|"
    r"return[- ]demonstrat\w+|teach[- ]?back|independent(?:ly)? with|operat(?:e|es|ed) (?:it|the|controls|"
    r"independent\w*)|set(?:s)? (?:it )?up|(?:can|able to) (?:both )?(?:apply|use|operate|manage)|handles? the)\b"
)
NOT_PUT_ON = lazy_pattern(
    r"\b(?:could not|couldn't|unable to|cannot|can't|not able to)\b(?: \w+){0,2} (?:don|apply|put|operate|zip|use|"
    r"manage)\b[^.;]{0,60}\b(?:no (?:one|caregiver|help)|alone|nobody|lives alone)|\bno (?:one|"
    r"caregiver)\b[^.;]{0,30}\b(?:to )?(?:help|apply|don|assist)"
)
OTHERWISE = lazy_pattern(
    r"\b(?:fitter|therapist|rep(?:resentative)?|tech(?:nician)?|nurse|staff|clinician) (?:applie[sd]|applied|put|donned|"
    r"placed)\b|\b(?:socks|shoes|clothes)\b|"
    r"\bto be (?:taught|learned|done|recorded|assessed)\b|\bneed(?:s)? to learn\b|\bcomfort care\b|\btolerat\w+ (?:metformin|"
    r"medication|meds|diet|oral|feeds|po)\b"
)
CLAIMS = (PartKind.LETTER, PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM, PartKind.ORDER)
"""Papers in which a supplier claims what only the record of a session shows."""
REACH = 9
"""Passages after the one that names a session in which its outcome is looked for."""


def pump_sessions(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Findings on each session with a pump that took place."""
    for index, passage in enumerate(passages):
        if PUMP.search(passage.text) and NOT_BORNE.search(passage.text) and not NOT_YET.search(passage.text):
            yield made(chart, "pump_tolerated", passage, presence=Presence.ABSENT)
            continue
        if not _took_place(passage) or (
            speaker(chart, passage.paper) is Voice.SUPPLIER and passage.paper.kind in CLAIMS
        ):
            continue
        whole = _is_report(passage.paper)
        own = [p for p in passages[index : index + (40 if whole else REACH)] if p.paper is passage.paper]
        yield from _outcome(chart, own)


def _is_report(paper: Profile) -> bool:
    """Is the whole paper about one session?"""
    head = head_of(paper)
    return SESSION.search(head) is not None and PUMP.search(head) is not None and NOT_YET.search(head) is None


def _took_place(passage: Passage) -> bool:
    match = SESSION.search(passage.text)
    if match is None or NOT_YET.search(passage.text):
        return False
    said = passage.told(match)
    if said is None or said[2] is not Whose.PATIENT or said[0] is not Presence.PRESENT:
        return False
    if said[1] is Time.PLANNED:
        return False
    return PUMP.search(passage.text) is not None or _is_report(passage.paper)


def _outcome(chart: Chart, own: Sequence[Passage]) -> Iterator[Finding]:
    """Change, tolerance and handling, each from the first passages that tell it."""
    headed = False
    for passage in own:
        headed = headed or BEFORE_AFTER.search(passage.text) is not None
        if (CHANGE.search(passage.text) and not PRESSURE_OF_BLOOD.search(passage.text)) or (
            headed and ROW.search(passage.text)
        ):
            yield made(chart, "pump_response_measured", passage)
        yield from _either(chart, passage, "pump_tolerated", NOT_BORNE, BORNE)
        yield from _either(chart, passage, "pump_put_on", NOT_PUT_ON, PUT_ON)


def _either(
    chart: Chart, passage: Passage, concept: str, no: re.Pattern[str], yes: re.Pattern[str]
) -> Iterator[Finding]:
    if no.search(passage.text):
        yield made(chart, concept, passage, presence=Presence.ABSENT)
        return
    match = yes.search(passage.text)
    if (
        match is None
        or passage.told(match) is None
        or left_blank(passage.text, match)
        or OTHERWISE.search(passage.text)
    ):
        return
    if re.search(r"\b(?:will|plan|if|goal|to be)\b[^.;]{0,20}$", passage.text[: match.start()]):
        return
    yield made(chart, concept, passage, place=passage.place(match.start(), match.end()))
