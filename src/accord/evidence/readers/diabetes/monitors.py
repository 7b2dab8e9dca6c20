"""The glucose monitor: which model, whether a receiver or pump will show its data, and whether its wearer was taught.

Concepts: 'cgm_model' (value: the least age of its label), 'cgm_display' (present: receiver or pump; absent: telephone only),
'cgm_receiver_ordered', 'cgm_training' (present: taught or able; absent: unable, and nobody to help).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import Checkbox, checkboxes
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.sentences import Line, lines
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.diabetes.insulin_words import PUMPS
from accord.evidence.readers.diabetes.monitor_labels import LABELS, Label
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.documents import TickState
from accord.records.findings import Finding, Presence, Time, Voice, Whose

TOOL = "monitors/1"
HEARSAY = (Voice.SUPPLIER, Voice.PAYER)

MAKER = re.compile(
    r"\b(?:dexcom|libre|freestyle|guardian|simplera|medtronic|eversense|stelo|abbott|g[4-7]|cgm|sensor|"
    r"glucose monitor|lingo|fsl)\b"
)
MONITOR = (
    r"(?:cgms?|sensors?|continuous glucose|glucose (?:monitor|sensor)\w*|dexcom|libre|g6|g7|guardian|"
    r"simplera|reader|receiver|monitor|device)"
)

PHONE = r"(?:smart ?phone|cell ?phone|i ?phone|android|phone|app|mobile(?: app)?|apple watch|watch|tablet)"
SHOWN = r"(?:receiver|reader|handheld|hand-held|display device)"
PHONE_ONLY = re.compile(
    rf"\b{PHONE}\b[^.;]{{0,50}}\b(?:does not|doesn't|do not|don't) (?:have|own|carry) (?:a|the|"
    rf"any) {SHOWN}\b(?![^.;]*\b(?:need|order|want|request)\w*)|"
    rf"\b(?:only|just|solely|exclusively|nothing but) (?:(?:use|uses|using|has|have|wants?|to use|on|with|through|via|"
    rf"by|reads?|off|the|his|her|their|a|own) )*{PHONE}\b(?! (?:number|call|calls|visit|contact|service))|"
    rf"\b{PHONE} (?:app )?(?:only|exclusively|alone)\b(?! (?:if|for calls|when))|\b(?:use|uses|using|wants?|"
    rf"prefers?|chooses?|reads?|read) (?:\w+ ){{0,4}}(?:only|just) (?:\w+ ){{0,3}}{PHONE}\b|"
    rf"\b(?:no|without|declin\w+|refus\w+|returned|not want\w*|n't want|not need|n't need|not (?:be )?us(?:e|"
    rf"ing|ed)|n't use|not order\w*|never us\w+|not going to use|won't use|will not use|does not use|"
    rf"doesn't use|opts? out of|not requesting) (?:(?:a|an|the|any|to use|that|to have|his|her|separate|"
    rf"dedicated|stand-?alone|dme|medicare) )*{SHOWN}\b(?! (?:error|alarm|problem|issue))|"
    rf"\b{SHOWN}\b[^.;]{{0,50}}\b(?:will (?:never|not) be (?:used|switched on|turned on|opened)|(?:is |"
    rf"was )?(?:not needed|not wanted|declined|refused|unused|never used|not used)|stays? in (?:the )?(?:box|"
    rf"drawer)|in (?:the|a) drawer)|"
    rf"\b(?:smart ?phone|phone|app)\b[^.;]{{0,30}}\b(?:as (?:the )?(?:only|sole) display|is (?:the )?only)"
)
BOTH = re.compile(
    rf"\b{SHOWN}\b[^.;]{{0,60}}\b(?:and|plus|also|as well|in addition)\b[^.;]{{0,30}}{PHONE}|"
    rf"\b{PHONE}\b[^.;]{{0,60}}\b(?:and|plus|also|as well|in addition|but)\b[^.;]{{0,30}}\b{SHOWN}"
)
DENIED = re.compile(r"\b(?:no|not|without|declin\w+|n't|never)\b")
DISPLAYED = re.compile(rf"\b{SHOWN}\b(?! (?:box|shoes))")
ON_PUMP = re.compile(
    rf"\b(?:{PUMPS}|insulin pump|pump|pdm|controller)\b[^.;]{{0,60}}\b(?:displays?|shows?|receives?|reads?|"
    rf"integrat\w+|paired|pairs|linked|communicat\w+|talks? to|as (?:the|her|his|a) (?:receiver|display)|"
    rf"acts? as|serves? as)\b|"
    rf"\b(?:displayed|shown|readings?|data|integrat\w+|paired|pairs|linked|communicat\w+|compatible|works?|"
    rf"loops?|streams?)\b[^.;]{{0,40}}\b(?:on|with|to|by|into|through) (?:\w+ ){{0,3}}(?:{PUMPS}|insulin pump|"
    rf"pump|pdm|controller)\b"
)
PUMP_SHOWS = re.compile(r"\b(?:dexcom|libre|g6|g7|cgm|sensor|glucose|guardian|simplera)\b")

TAUGHT = re.compile(
    rf"\b(?:taught|trained|train(?:ing|s)?|educat\w+|instruct\w+|shown|show(?:ed|s)?|demonstrat\w+|"
    rf"demo(?:'?ed)?|walked (?:\w+ )?through|went over|go(?:ing|ne)? over|review\w+|teach\w*|taught (?:him|"
    rf"her)self|in-?serviced|return[- ]demo\w*|hands-?on|practi[cs]ed|"
    rf"counsel\w+)\b[^;]{{0,110}}?\b{MONITOR}\b|"
    rf"\b{MONITOR}\b[^;]{{0,110}}?\b(?:taught|trained|training|educat\w+|instruct\w+|shown|showed|"
    rf"demonstrat\w+|demo|walked (?:\w+ )?through|went over|reviewed|teach-?back|teaching|return[- ]demo\w*|"
    rf"hands-?on|comfortable|competent|confident|proficient|capable|able to (?:use|apply|insert|manage|"
    rf"operate)|can (?:use|manage|operate|apply|handle|do)|knows? (?:how|insertion)|familiar|experienced|"
    rf"understands?|no doubt|did it|correctly|placed (?:it|one)|inserted|verbaliz\w+)\b|"
    rf"\b(?:comfortable|competent|confident|proficient|capable|familiar|experienced|able to|can|knows how to|"
    rf"understands how to|understands) (?:\w+ ){{0,5}}?(?:{MONITOR}|use it|using it|manage it|apply it|"
    rf"insert)\b|"
    r"\b(?:he|she|they|patient|pt|i am|am|is|are) (?:\w+ )?(?:satisfied|convinced|confident|certain|"
    r"sure) (?:that )?(?:\w+ ){0,4}can\b"
)
ABLE = re.compile(
    r"\b(?:(?:he|she|they|patient|pt|wife|husband|daughter|son|caregiver)(?: and \w+)? (?:both )?(?:can|"
    r"is able to|are able to|will be able to) (?:do|manage|use|handle|operate) (?:this|it|that))\b|"
    r"\bno doubt (?:he|she|they) can\b|\brepeated (?:the )?steps\b|\bplaced (?:a|the|his own|her own|"
    r"one) (?:sample|demo|trial|first)? ?sensor\b"
)
UNABLE = re.compile(
    rf"\b(?:unable|not able|cannot|can't|can not|couldn't|could not|incapable|not capable|"
    rf"lacks? (?:the )?(?:ability|capacity|dexterity)|not trained|has not been (?:trained|taught)|"
    rf"never (?:been )?(?:trained|taught)|no training|training (?:not|was not) (?:done|given|completed)|"
    rf"not (?:yet )?(?:been )?(?:taught|trained|educated|instructed))\b[^.;]{{0,70}}\b(?:{MONITOR}|use it|"
    rf"manage it|operate|apply|learn|respond to (?:alarms|alerts))\b|"
    rf"\b{MONITOR}\b[^.;]{{0,60}}\b(?:unable|not able|cannot|can't|could not|couldn't|too (?:confused|"
    rf"demented|impaired)|has not been (?:trained|taught)|no one to|nobody to)\b"
)
PEOPLE = re.compile(
    r"\b(?:wife|husband|spouse|daughter|son|caregiver|aide|nurse|staff|family|sister|brother|mother|father|"
    r"partner|niece|nephew|granddaughter|grandson)\b[^.;]{0,80}\b(?:will|can|able|taught|trained|shown|does|"
    r"manages?|helps?|applies|agrees?|comfortable|understands?|watched)\b"
)
NOBODY = re.compile(
    r"\b(?:no|without|lacks?) (?:a |any |available )?(?:caregiver|family|one|help|support|aide)\b|\bnobody\b|"
    r"\bno one\b|\blives alone\b"
)
WORN_BEFORE = re.compile(
    r"\b(?:wore|had|used to|previous\w*|prior|old|former\w*|was on|were on|tried|sample|professional|last|"
    r"until|lost|failed|expired|borrowed|plan-supplied)\b[^.;]{0,40}$"
)
RECEIVER_CODE = re.compile(r"\be210[23]\b|\b(?:receiver|reader)\b")


def monitors(chart: Chart) -> Iterator[Finding]:
    """What the papers about the patient say of the monitor."""
    for paper in chart.patient_papers:
        yield from _models(paper)
        if paper.kind is PartKind.ORDER:
            yield from _ordered_receiver(paper)
        elif voice(paper) not in HEARSAY:
            yield from _display(paper)
            yield from _training(paper)


# ── model ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _models(paper: Profile) -> Iterator[Finding]:
    """Each model named in a line, once a paper, the one of an unchecked box left out."""
    if not MAKER.search(paper.document.flat, paper.part.start, paper.part.end):
        return
    boxes = [b for b in checkboxes(paper.document) if paper.part.start <= b.start < paper.part.end]
    named: set[str] = set()
    for line in _lines(paper):
        flat = paper.document.flat[line.start : line.end]
        for label in _in_line(flat):
            match = label.pattern.search(flat)
            if label.model in named or match is None or unchecked(boxes, line, line.start + match.start()):
                continue
            told = assertion(paper.document, line.start + match.start(), line.start + match.end())
            if told.whose is not Whose.PATIENT or told.presence is Presence.ABSENT:
                continue
            named.add(label.model)
            time = Time.PAST if WORN_BEFORE.search(flat[: match.start()]) else told.time
            yield _model(paper, line, label, time)


def _in_line(flat: str) -> Iterator[Label]:
    """The models of a line; a shorter name within a longer one is not a model of its own."""
    taken: list[tuple[int, int]] = []
    for label in LABELS:
        for match in label.pattern.finditer(flat):
            if not any(a <= match.start() < b for a, b in taken):
                taken.append(match.span())
                yield label


def _model(paper: Profile, line: Line, label: Label, time: Time) -> Finding:
    text = paper.document.text
    words = text[line.start : line.end]
    start = line.start + len(words) - len(words.lstrip())
    qualifiers = {
        "model": label.model,
        "route": label.route,
        "ordered": "yes" if paper.kind is PartKind.ORDER else "no",
    }
    if label.most_age is not None:
        qualifiers["most_age"] = str(label.most_age)
    return Finding(
        "cgm_model",
        paper.document.place(start, line.start + len(words.rstrip())),
        time=Time.CURRENT if time is Time.PLANNED else time,
        value=Decimal(label.least_age),
        unit="a",
        date=date_of(paper),
        qualifiers={**about(paper), **qualifiers},
        voice=voice(paper),
        tool=TOOL,
    )


def _lines(paper: Profile) -> Iterator[Line]:
    for line in lines(paper.document):
        if not line.blank and paper.part.start <= line.start < paper.part.end:
            yield line


def unchecked(boxes: list[Checkbox], line: Line, offset: int) -> bool:
    """Does an empty box of the line speak for the words at the offset?"""
    before = [b for b in boxes if line.start <= b.start < offset]
    return bool(before) and before[-1].state is TickState.UNCHECKED


# ── display ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _ordered_receiver(paper: Profile) -> Iterator[Finding]:
    boxes = [b for b in checkboxes(paper.document) if paper.part.start <= b.start < paper.part.end]
    for line in _lines(paper):
        match = RECEIVER_CODE.search(paper.document.flat, line.start, line.end)
        if match is None or unchecked(boxes, line, match.start()):
            continue
        words = paper.document.text[line.start : line.end]
        yield Finding(
            "cgm_receiver_ordered",
            paper.document.place(line.start + len(words) - len(words.lstrip()), line.start + len(words.rstrip())),
            date=date_of(paper),
            qualifiers=about(paper),
            voice=voice(paper),
            tool=TOOL,
        )
        return


def _display(paper: Profile) -> Iterator[Finding]:
    """Telephone only beats what the same paper says of a receiver that is offered, required or refused."""
    refused = [found for each in said_in(paper) if (found := _phone_only(paper, each)) is not None]
    if refused:
        yield from refused
        return
    for each in said_in(paper):
        match = DISPLAYED.search(each.text) or (ON_PUMP.search(each.text) if PUMP_SHOWS.search(each.text) else None)
        if match is None:
            continue
        told = assertion(paper.document, *each.span(match.start(), match.end()))
        if told.presence is Presence.PRESENT and not told.hypothetical and told.whose is Whose.PATIENT:
            yield _finding("cgm_display", paper, each, match)


def _phone_only(paper: Profile, each: Said) -> Finding | None:
    match = PHONE_ONLY.search(each.text)
    both = BOTH.search(each.text)
    if match is None or (both is not None and not DENIED.search(both[0])):
        return None
    subject = re.search(
        r"\b(?:sensor|cgm|libre|dexcom|g7|g6|reader|receiver|glucose|readings?|data|numbers|app|reads)\b",
        paper.document.flat[paper.part.start : paper.part.end],
    )
    return _finding("cgm_display", paper, each, match, Presence.ABSENT) if subject else None


# ── training ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _training(paper: Profile) -> Iterator[Finding]:
    text = paper.document.flat[paper.part.start : paper.part.end]
    if not MAKER.search(text) and not re.search(r"\b(?:receiver|reader)\b", text):
        return
    helped = PEOPLE.search(text)
    for each in said_in(paper):
        unable = UNABLE.search(each.text)
        if unable is not None:
            told = assertion(paper.document, *each.span(unable.start(), unable.end()))
            if not helped and not told.hypothetical and NOBODY.search(text):
                yield _finding("cgm_training", paper, each, unable, Presence.ABSENT)
            elif helper := PEOPLE.search(each.text):
                yield _finding("cgm_training", paper, each, helper)
            continue
        taught = TAUGHT.search(each.text) or ABLE.search(each.text)
        if taught is not None and _was_taught(paper, each, taught):
            yield _finding("cgm_training", paper, each, taught)


def _was_taught(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    told = assertion(paper.document, *each.span(match.start(), match.end()))
    planned = re.search(
        r"\b(?:will (?:be )?(?:train|teach|taught|trained|schedule)|needs? (?:\w+ ){0,2}(?:training|education|"
        r"teaching|to be (?:taught|"
        r"trained))|training (?:next|pending|scheduled|to (?:be|follow))|schedul\w+ (?:for )?(?:training|"
        r"education|cgm class)|refer\w* (?:to|for)|to be (?:taught|"
        r"trained))\b",
        each.text,
    )
    return told.presence is Presence.PRESENT and told.whose is not Whose.FAMILY and planned is None


def _finding(
    concept: str, paper: Profile, each: Said, match: re.Match[str], presence: Presence = Presence.PRESENT
) -> Finding:
    return Finding(
        concept,
        place_of(paper.document, each, match.start(), match.end()),
        presence=presence,
        date=date_of(paper),
        qualifiers=about(paper),
        voice=voice(paper),
        tool=TOOL,
    )
