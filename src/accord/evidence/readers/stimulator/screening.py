"""Who evaluated the patient before a stimulator.

scs_discipline    -- a clinician's own paper of an evaluation; value: the discipline; qualifier exam: yes where it examines the body.
scs_psychological -- the opinion of a psychological evaluation for the device: present (no objection), absent (it advises against),
                     possible (it sets conditions, or no opinion is told).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.sayings import spoken, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.stimulator.words import STIMULATOR, is_prose
from accord.records.findings import Finding, Presence, Time, Voice

TOOL = "stimulator-screening/1"
DISCIPLINE, MIND = "scs_discipline", "scs_psychological"
HEAD, FOOT = 500, 220

DISCIPLINES = (
    (
        "psychology", lazy_pattern(
        r"\bpsych(?:olog\w+|iatr\w+)?\b|\bpsy\.?d\b|\bbehaviou?ral (?:health|medicine|associates)\b|"
        r"\blcsw\b|\blpc\b|\blmft\b|\blmhc\b|\blicsw\b")),
    ("neurosurgery", lazy_pattern(r"\bneuro-?surg\w+|\bfaans\b|\bnsgy\b")),
    ("rehabilitation", lazy_pattern(r"\bphysical medicine\b|\bphysiatr\w+|\bpm ?& ?r\b|\bpmr\b")),
    (
        "spine surgery", lazy_pattern(
        r"\bortho\b|\bortho?paedic\w*|\borthopedic\w*|\bspine surg\w+|\bspinal surg\w+|\bfoot (?:&|and) ankle\b|"
        r"\bpodiatr\w+|\bhand surg\w+|\bvascular surg\w+")),
    ("physical therapy", lazy_pattern(r"\bphysical therap\w+|\bphysio\w*|\b(?:dpt|pt), |, (?:dpt|pt)\b|\bfunctional capacity\b|"
    r"\boccupational therap\w+")),
    ("neurology", lazy_pattern(r"\bneurolog(?:y|ist)\b")),
    (
        "pain medicine", lazy_pattern(
        r"\bpain (?:medicine|management|specialists?|clinic|cent(?:er|re)|institute|associates|consultants|"
        r"physicians?|service|care|group|partners)\b|\binterventional\b|\bspine intervention\b|\banesthesi\w+|\bpain\b")),
    ("primary care", lazy_pattern(r"\bfamily (?:medicine|practice|health)\b|\bprimary care\b|\binternal medicine\b|\bpcp\b")),
)  # fmt: skip
EXAM_SIGN = lazy_pattern(
    r"(?<!\d)\b[0-5][+-]?/5\b|\breflex\w*|\bgait\b|\bpinprick\b|\bjerks?\b|\bslr\b|\bstraight[ -]leg\b|\ballodynia\b|\btender\w*\b|"
    r"\bspastic\w+|\bclonus\b|"
    r"\b(?:normal|full|reduced|decreased|intact|limited|diminished|antalgic)\b[^.;]{0,20}\b(?:strength|"
    r"sensation|power|motor|tone|rom|range of motion|reflex\w*)|\b(?:strength|sensation|power|"
    r"motor)\b[^.;]{0,30}\b(?:normal|full|reduced|decreased|intact|limited|\d)|"
    r"\bhyp(?:o|er)(?:a?esthesia|algesia|hidro\w+)|\bdusky\b|\bscar\b|\bedema\b|\bwithdrawn complete\b"
)
OWN_KINDS = (PartKind.VISIT_NOTE, PartKind.LETTER, PartKind.OTHER, PartKind.THERAPY_NOTE, PartKind.CHART_EXTRACT,
    PartKind.DISCHARGE_SUMMARY, PartKind.PROCEDURE_NOTE)  # fmt: skip
NOT_EVALUATION = lazy_pattern(
    r"\b(?:scheduling|checklist|prior auth(?:orization)? (?:form|request)|nursing assessment|pre-?admission|"
    r"telephone|phone (?:note|call)|referral (?:form|order|request)|fax|booking|appointment (?:letter|"
    r"reminder)|no-?show|cancel\w+|not seen)\b"
)

MIND_HEAD = lazy_pattern(
    r"\bpsych(?:olog\w+|iatr\w+|osocial)?\b|\bpsy\.?d\b|\bbehaviou?ral (?:health|medicine|associates)\b|\bmental health\b"
)
MIND_SIGNER = lazy_pattern(
    r"\b(?:ph\.?d|psy\.?d|ed\.?d|lcsw(?:-\w+)?|licsw|lpc|lpcc|lmft|lmhc|lcpc|abpp|psychologist|"
    r"psychiatrist|psychiatry|pmhnp(?:-bc)?|clinical social worker)\b\.?"
)
UNSIGNED = lazy_pattern(
    r"\b(?:unsigned|draft|not (?:yet )?signed|pending (?:review|signature|cosign\w*|co-sign\w*)|"
    r"awaiting (?:review|signature)|preliminary)\b|\bsign(?:ature|ed)\W{0,6}_{3,}"
)
FOR_DEVICE = lazy_pattern(
    rf"\bcandidate\b(?! for (?:bariatric|weight|transplant))|{STIMULATOR}|\bimplant\w*|\bpre-?surgical\b|\bdevice\b|"
    rf"\bneuromodulat\w+"
)
AGAINST = lazy_pattern(
    r"\b(?:do|does|did|can|could|would)(?: not|n't| ?not) (?:currently |at this time |presently |"
    r"feel able to )?(?:recommend|support|endorse|clear|advise|be recommended|approve)\b(?! (?:further|"
    r"additional|any (?:further|additional)))|"
    r"\bcannot (?:currently |at this time )?(?:recommend|support|endorse|clear|be (?:cleared|recommended|"
    r"supported))|\bnot (?:recommended|cleared|supported|advis(?:ed|able)|endorsed|ready|suitable(?! \((?:no|nothing)))\b|"
    r"\b(?:recommend|advise)(?:s|ed|d)? against\b|\b(?:recommend|advise|suggest)(?:s|ed|d)? (?:that )?(?:he|"
    r"she|they|the patient|pt|m[rs]+\.? [\w-]+) (?:should )?(?:not|wait|hold off)\b|"
    r"\b(?:should|to) hold off\b|\badvis\w+ (?:waiting|delay\w*)\b|"
    r"\bnot (?:currently |presently |felt to be |deemed |considered )?(?:a |an )?(?:good |suitable |"
    r"appropriate |acceptable |psychologically |reasonable )*candidate\b(?! for (?:further|more|"
    r"another|any|revision|surgery|fusion))|\b(?:is|are|was|represents?|"
    r"constitutes?) (?:currently |an? |absolute |relative |psychological |clear |presently )*contra-?indicat(?:ed|ions?)\b|"
    r"\bcontra-?indications? (?:is |are |was |were )?(?:present|identified|found|exists?)(?! :? ?(?:none|"
    r"no\b))|\b(?:poor|unsuitable|inappropriate|high[- ]risk) candidate\b|\b(?:should|must) (?:be )?(?:defer(?:red)?|"
    r"postpone[d]?|not (?:proceed|go ahead|have|undergo))|\bdefer(?:ral)? (?:of )?(?:the |any )?(?:trial|"
    r"implant\w*|procedure|stimulat\w+|scs)|\bclearance\W{1,3}(?:is )?(?:no\b|not (?:given|granted)|denied|withheld)|"
    r"\brecommend\w* (?:deferring|deferral|postpon\w+|delay\w*)|^\W*(?:psychologically )?contra-?indicated\b|"
    r"\b(?:not psychologically (?:suitable|ready|stable|cleared)|unsuitable (?:for|candidate))|\bred light\b|\bunfavou?rable\b"
)
ABOUT_DEVICE = lazy_pattern(
    r"\b(?:trials?|implant\w*|stimulat\w+|scs|device|proceed\w*|procedure|candidate|candidacy|"
    r"surg\w+|neuro-?modulation|psychological\w*|clear\w*|ahead|contra-?indicat\w+|this time|at present)\b"
)
OTHER_THING = lazy_pattern(
    r"\b(?:opioids?|opiates?|benzodiazepines?|nsaids?|cannabis|antidepressants?|mri|driving)\b(?![^.;]{0,80}\b(?:stimulat\w+|scs|trial|"
    r"implant\w*|device)\b)"
)
DENIALS = ("no ", "not ", "without", "do not", "free", "absence", "lack", "nothing")
DOUBTED = lazy_pattern(
    r"\b(?:not|cannot|can't|never|hardly|unclear|uncertain|unsure|whether|if|could become|may become|"
    r"might|may be|would be|unable to|until|once)\b[^.;]{0,60}$"
)
CONDITION = lazy_pattern(
    r"\b(?:contingent|conditional(?:ly)?|provided (?:that|he|she|the)|provisional(?:ly)?|on (?:the )?condition|"
    r"only (?:if|after|once|when)|subject to|pending|until|before proceeding|prior to proceeding|"
    r"re-?evaluat\w+ (?:after|in|once)|first complete|after (?:completing|completion|treatment)|"
    r"once (?:his|her|the|mood|treat))\b"
)
FOR_IT = lazy_pattern(

        r"\b(?:no|without|not (?:see|find|identify|identified)(?: any)?|do not (?:see|find|identify)(?: any)?|"
        r"free of|absence of|lack of)\b (?:[\w-]+ ){0,4}(?:contra-?indicat\w+|red flags?|barriers?|"
        r"exclusion\w*|psychological (?:reason|obstacle|impediment)\w*|concerns? (?:that|which) would)|"

        r"\bcontra-?indications?\W{1,4}(?:none|no\b|nil|not (?:found|identified|present|noted))|\bcleared\b(?! (?:throat|"
        r"up))|\bclearance\W{1,3}yes\b|\bok(?:ay)? (?:to proceed|for (?:the )?(?:scs|trial|implant|stim\w*))\b|"
        r"\bclearance (?:for [\w ]{2,30} )?is (?:given|granted)|\b(?:conclusion|opinion|impression|recommendation)\W{1,3}(?:suitable|"
        r"cleared|appropriate|proceed)\b|\bpsychologically (?:stable|suitable|ready) for\b|; proceed\b|\bclearance (?:is )?(?:given|granted|"
        r"provided)|\b(?:is|are|"
        r"appears?(?: to be)?|remains|"
        r"considered|deemed|judged|makes?|be|as|represents?) (?:a |an )?(?:(?:very |good|suitable|"
        r"appropriate|reasonable|acceptable|excellent|fair|psychologically|strong|low[- ]risk|favou?rable)[ -]?)+(?:candidate|"
        r"for (?:the |a |trial|implant|scs|stim)|surgical|to proceed)|"

        r"\b(?:good|suitable|appropriate|reasonable|acceptable|excellent|low[- ]risk|favou?rable|fair) (?:psychological |"
        r"surgical |behaviou?ral )?candidate\b|\b(?:recommend|support|endorse|favou?r)(?:s|ed|ing)? (?:that (?:he|"
        r"she|they|the patient) )?(?:proceed\w*|going ahead|moving forward|to go (?:on|ahead|forward)|"
        r"(?:with )?(?:the |a |this )?(?:spinal|scs|stimulat\w+|trial|implant\w*|neuromodulation))|"

        r"\bmay (?:go ahead|proceed)\b|\b(?:psychologically|from (?:a|the) psycholog\w+ (?:standpoint|"
        r"perspective|point of view|viewpoint))\b[^.;]{0,50}\b(?:suitable|appropriate|fit|cleared|"
        r"acceptable|favou?rable|ready|proceed|go ahead|candidate)|\bgreen light\b|\bnothing (?:psychological |"
        r"here )?(?:that )?(?:speaks|argues|stands) against\b|\b(?:suitable|fit|appropriate) (?:for|"
        r"to (?:have|undergo|proceed))\b|\bproceed(?:ing)? (?:with|to) (?:the |a |his |her )?(?:scs|"
        r"spinal|trial|implant\w*|stimulat\w+)"
)  # fmt: skip


def screening(papers: list[Profile]) -> Iterator[Finding]:
    """The disciplines whose own papers are in the record, and what the psychological evaluation says."""
    known = _surnames(papers)
    for paper in papers:
        if paper.kind not in OWN_KINDS and not is_prose(paper):
            continue
        if spoken(paper) in (Voice.SUPPLIER, Voice.PATIENT, Voice.PAYER):
            continue
        told = list(said_in(paper))
        for low, high in blocks(paper):
            flat = paper.document.flat[low:high]
            if NOT_EVALUATION.search(flat[:250]):
                continue
            within = [each for each in told if low <= each.sentence.start < high]
            yield from _discipline(paper, paper.document.text[low:high].lower(), within, known)
            yield from _mind(paper, flat, within)


BORDER = re.compile(r"^[ \t]*(?:\(?[1-9a-d]\)|[-=*_~]{6,})[ \t]*$", re.MULTILINE)
SHORTEST = 60


def blocks(paper: Profile) -> list[tuple[int, int]]:
    """A file may hold short notes of several authors, one below the other; where each begins and ends."""
    low, high = paper.part.start, paper.part.end
    starts = [low, *(match.end() for match in BORDER.finditer(paper.document.text, low, high)), high]
    spans = list(pairwise(starts))
    parted = [(a, b) for a, b in spans if b - a >= SHORTEST]
    signed = [span for span in parted if SIGNER.search(paper.document.text, *span)]
    return signed if len(signed) > 1 else [(low, high)]


SIGNER = re.compile(r"\b(?:MD|DO|NP|PA-C|PhD|Ph\.D|PsyD|Psy\.D|LCSW|DPT|PT|DPM)\b")


SURNAME = re.compile(
    r"\b([A-Z][a-zA-Z'’-]{2,}),? (?:[A-Z]\.? )?(?:MD|DO|NP|PA-C|PhD|PsyD|DPT|DPM)\b|^[ \t]*([A-Z][a-zA-Z'’-]{2,}),? [A-Z]\.?$",
    re.MULTILINE,
)
# what was tried, or who else is to be seen, names the disciplines of others
OTHERS_LINE = lazy_pattern(
    r"^\W*(?:tx|tried|rx|treat\w*|failed|prior|past|previous|hx|pmh|psh|cc|hpi|plan|a/p|dx|refer\w*)\b"
)


def _surnames(papers: list[Profile]) -> dict[str, str]:
    """The discipline of each practitioner whose papers bear it in their head."""
    known: dict[str, str] = {}
    for paper in papers:
        text = paper.document.text[paper.part.start : paper.part.end].lower()
        lines = [line for line in text[:HEAD].splitlines() if line.strip()]
        named = _named("\n".join(lines[:2])) if lines else ""
        if named and named != "psychology" and len(blocks(paper)) == 1:
            for surname in _signers(paper, paper.part.start, paper.part.end):
                known.setdefault(surname, named)
    return known


def _signers(paper: Profile, low: int, high: int) -> set[str]:
    found = SURNAME.finditer(paper.document.text, low, high)
    return {(match[1] or match[2]).lower() for match in found}


def _discipline(paper: Profile, text: str, told: list[Said], known: Mapping[str, str]) -> Iterator[Finding]:
    lines = [line for line in text[:HEAD].splitlines() if line.strip() and not ADDRESSED.search(line)]
    lines = [line for line in lines if not OTHERS_LINE.search(line)]
    named = _named("\n".join(lines[:3])) or _named(" ".join(text[-FOOT:].split())) or _named("\n".join(lines))
    if named == "psychology" and not MIND_SIGNER.search(text):
        named = ""
    low = min((each.sentence.start for each in told), default=paper.part.start)
    heads = _signers(paper, low, min(low + len(text[:160]), paper.part.end)) if told else set[str]()
    own = {known[surname] for surname in heads if surname in known}
    if len(own) == 1:
        named = own.pop()
    signed = (
        paper.signatures
        or MIND_SIGNER.search(text)
        or SIGNER.search(paper.document.text, paper.part.start, paper.part.end)
    )
    if not named or not told or not signed:
        return
    exam = next((each for each in told if EXAM_SIGN.search(each.text)), None) if named != "psychology" else None
    shown = exam or told[0]
    match = (EXAM_SIGN if exam is not None else ANYTHING).search(shown.text)
    if match is not None:
        qualifiers = {"exam": "yes" if exam is not None else "no"}
        yield told_of(paper, shown, match, DISCIPLINE, TOOL, value=named, qualifiers=qualifiers)


ADDRESSED = lazy_pattern(
    r"^\W*(?:cc|to|attn|copy|pcp)\b\s*:|^\W*dear\b|\breferr(?:ed|ing)\b|\bconsult(?:ation)? requested\b"
)
ANYTHING = lazy_pattern(r"\S.*")


def _named(words: str) -> str:
    return next((name for name, pattern in DISCIPLINES if pattern.search(words)), "")


def _mind(paper: Profile, flat: str, told: list[Said]) -> Iterator[Finding]:
    """The opinion of a paper that is a psychological evaluation, by its head and its signer."""
    if not (MIND_HEAD.search(flat[:HEAD]) and MIND_SIGNER.search(flat) and FOR_DEVICE.search(flat)):
        return
    if _named(flat[:160]) not in ("psychology", ""):
        return
    opinions = [_dated(paper, each, found) for each in told for found in _opinion(paper, each)]
    if UNSIGNED.search(flat):
        opinions = [
            replace(found, presence=Presence.POSSIBLE, qualifiers={**found.qualifiers, "condition": "yes"})
            for found in opinions
        ]
    yield from opinions


ADDENDUM = lazy_pattern(
    r"\b(?:addend\w+|amend(?:ed|ment)|updated?|re-?assessed|re-?evaluat(?:ed|ion)|late entry)\b[^\n]{0,40}"
)


def _dated(paper: Profile, each: Said, found: Finding) -> Finding:
    """An opinion below an addendum is of the addendum's day."""
    document = paper.document
    notes = list(ADDENDUM.finditer(document.flat, paper.part.start, each.sentence.end))
    days = [
        mention.date
        for mention in dates(document, found.date)
        if notes and notes[-1].start() <= mention.start < notes[-1].end() and mention.date.day is not None
    ]
    return replace(found, date=days[0]) if days else found


def _opinion(paper: Profile, each: Said) -> Iterator[Finding]:
    words = each.text
    if section_at(paper.document, each.sentence.start).name in ("chief_complaint", "family_history"):
        return
    for_it = FOR_IT.search(words)
    against = next((match for match in AGAINST.finditer(words) if not _denied(match, for_it)), None)
    if against is not None and (not ABOUT_DEVICE.search(words) or OTHER_THING.search(words)):
        against = None
    if against is not None:
        yield told_of(paper, each, against, MIND, TOOL, presence=Presence.ABSENT)
    elif for_it is not None:
        conditional = CONDITION.search(words) or (
            not words[for_it.start() :].startswith(DENIALS) and DOUBTED.search(words[: for_it.start()])
        )
        yield told_of(
            paper, each, for_it, MIND, TOOL, time=Time.CURRENT,
            presence=Presence.POSSIBLE if conditional else Presence.PRESENT,
            qualifiers={"condition": "yes" if conditional else "no"},
        )  # fmt: skip


def _denied(against: re.Match[str], for_it: re.Match[str] | None) -> bool:
    """Do the words overlap the other ones, 'contraindication identified' after 'no'?"""
    return for_it is not None and for_it.start() <= against.start() < for_it.end()
