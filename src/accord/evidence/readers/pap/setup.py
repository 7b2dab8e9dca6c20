"""When airway pressure was set up, and for how long it was used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import DateMention, dates, durations
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import about, date_of, voice, whose
from accord.evidence.readers.pap.words import ANY_PAP, PAP
from accord.evidence.readers.papers import head_of
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose
from accord.records.places import AnyPlace, Place

TOOL = "pap_setup/1"
_BEGAN = re.compile(
    r"\b(?:set[ -]?up|setup|start(?:ed|ing)?|began|begun|initiat(?:ed|ion)|placed|issued|dispens(?:ed|ing)|"
    r"deliver(?:ed|y)|install(?:ed|ation)|received|"
    r"picked up (?:his|her|the|a)|first us(?:e|ed)|provided|fitted with|since|"
    r"given|got (?:his|her|the|a|it)|supplied|obtained|(?<=pap )from|(?<=machine )from|went (?:home )?on|put on)\b"
)
_NOT_BEGAN = re.compile(
    r"\b(?:stopp?\w*|returned|ordered|order received|picked up(?! (?:his|her|the|a))|re-?start\w*|exchang\w+|"
    r"replac\w+ mask|class|handout|orders?|prescription|rx|script|brochure|information|pamphlet|letter|download|talk|"
    r"will|to be|scheduled|appointment|reviewed|printed|study|test|polysomn\w*|psg)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|to|plan(?:s|ned)? to|going to|should|may|would|once|when|ready to|can|wants to|can be|will be|"
    r"to be)\s*$"
)
_OF_PAPERS = re.compile(
    r"\b(?:download|reports?|data|usage|letter|card|notes?|compliance|adherence|records?|claims?|bill|invoice|nights?)\b[^.;]{0,30}$"
)
_PAP = re.compile(rf"(?<![a-z]){ANY_PAP}(?![a-z])")
_FIRST_NIGHT = re.compile(
    r"\b(?:installed|set-?up date|setup date|set-?up|setup|set up(?: on)?|start date|therapy start(?:ed)?|first (?:night|use|day)(?: of use)?|"
    r"date of (?:set-?up|setup|issue)|dispensed|first used)\b\W{0,6}(?:on |date )?\W{0,3}$"
)
_PERIOD = re.compile(r"\b(?:period|date range|report(?:ing)? (?:period|range)|usage dates?|from|dates?)\b\W{0,6}$")
_USED = re.compile(
    rf"(?:on|using|used|wearing|uses|has had|with|tried|of) (?:[\w'-]+ ){{0,4}}?{PAP}(?: [\w'-]+){{0,6}}?|"
    rf"{PAP}(?: [\w'-]+){{0,4}}? (?:for|x|times)"
)


def setups(chart: Chart) -> Iterator[Finding]:
    """Each date on which a paper says that airway pressure was set up; source says what sort of paper it is."""
    for paper in chart.papers:
        text = paper.document.flat[paper.part.start : paper.part.end]
        if not _PAP.search(text):
            continue
        if paper.date is not None and _hands_over(paper, text):
            yield _setup(paper, paper.date.place or head_of(paper), paper.date.value, "delivery")
        elif _is_usage_report(paper):
            yield from _of_report(paper)
            continue
        if paper.kind is not PartKind.SLEEP_STUDY:
            yield from _of_sentences(paper)


_GIVEN = re.compile(r"set-?up|setup|deliver\w+|left with|dispens\w+|issued|received|serial|s/n|\bsn\b")
_NUMBERED = re.compile(r"left with|dispens\w+|delivered|serial|s/n|\bsn\b")
_DEVICE = re.compile(r"e0601|e0470|c-?pap|auto ?pap|apap|bi-?level|bipap|pap unit")
_KEPT = re.compile(
    r"not (?:yet )?(?:been )?(?:dispensed|delivered|issued)|pending (?:approval|authori)|hold(?:ing)? (?:for|"
    r"until)|(?:kept|stays?|remains?) (?:here|in)|"
    r"(?:until|on|after|upon) (?:the )?(?:payer|approval|authori)|to be (?:delivered|issued)|request(?:s|"
    r"ing)? (?:for|months?)"
)


def _hands_over(paper: Profile, text: str) -> bool:
    """Is it a record of what was handed over, not of what will be, or of a class alone?"""
    if paper.kind not in (PartKind.DELIVERY_RECORD, PartKind.INSTRUCTION_RECORD) or _KEPT.search(text):
        return False
    given = _GIVEN if paper.kind is PartKind.DELIVERY_RECORD else _NUMBERED
    return bool(given.search(text) and _DEVICE.search(text))


def _is_usage_report(paper: Profile) -> bool:
    words = paper.document.flat[paper.part.start : paper.part.end]
    return paper.kind is PartKind.DEVICE_REPORT or (
        paper.kind in (PartKind.OTHER, PartKind.LOG, PartKind.DELIVERY_RECORD)
        and bool(re.search(r"nightly|usage|nights? (?:listed|>=)|hours", words[:600]))
        and len(re.findall(r"\d{1,2}/\d{1,2}", words)) > 12
    )


def _of_report(paper: Profile) -> Iterator[Finding]:
    """The day of installation that a usage report names, else the first day of its period."""
    mentions = [m for m in dates(paper.document) if paper.part.start <= m.start < paper.part.end and m.date.exact]
    for mention in mentions:
        before = paper.document.flat[max(paper.part.start, mention.start - 40) : mention.start]
        if _FIRST_NIGHT.search(before):
            yield _setup(paper, _line(paper, mention), mention.date, "report")
            return
    for mention in mentions:
        before = paper.document.flat[max(paper.part.start, mention.start - 30) : mention.start]
        after = paper.document.flat[mention.end : mention.end + 16]
        if _PERIOD.search(before) and re.match(r"\s*(?:-|–|to|through|thru)\s*\d", after):
            yield _setup(paper, _line(paper, mention), mention.date, "period")
            return


def _of_sentences(paper: Profile) -> Iterator[Finding]:
    """'set up on CPAP on 11/03/2025', '11/03/2025 E0601 placed', 'auto-CPAP since Jan 10'."""
    anchor = date_of(paper)
    mentions = [
        m for m in dates(paper.document, anchor) if paper.part.start <= m.start < paper.part.end and m.date.month
    ]
    before = ""
    for each in said_in(paper):
        inside = [m for m in mentions if each.sentence.start <= m.start < each.sentence.end]
        if inside and (
            _PAP.search(each.text)
            or re.search(r"\b(?:set[ -]?up|trial)\b", each.text)
            or (_PAP.search(before) and re.search(r"\bstarted\b", each.text))
        ):
            yield from _dated(paper, each, inside)
        before = each.text


def _dated(paper: Profile, each: Said, inside: list[DateMention]) -> Iterator[Finding]:
    document = paper.document
    for began in _BEGAN.finditer(each.text):
        start, end = each.span(began.start(), began.end())
        after = [m for m in inside if 0 <= m.start - end <= 60]
        before = [m for m in inside if 0 <= start - m.end <= 60]
        near = (
            min(after, key=lambda m: m.start)
            if after
            else max(before, key=lambda m: m.end)
            if before and began[0] != "since"
            else None
        )
        if near is None:
            continue
        low, high = min(start, near.start), max(end, near.end)
        between = " ".join(document.flat[low:high].split())
        if _NOT_BEGAN.search(between) or (not _PAP.search(each.text) and "set" not in began[0]):
            continue
        told = assertion(document, start, end)
        if (
            told.presence is not Presence.PRESENT
            or told.hypothetical
            or told.time is Time.PLANNED
            or _TO_COME.search(each.text[: began.start()])
            or (began[0] == "from" and _OF_PAPERS.search(each.text[: began.start()]))
        ):
            continue
        yield _setup(paper, place_of(document, each, began.start(), began.end()), near.date, "told")
        return


def _setup(paper: Profile, place: AnyPlace, date: PartialDate, source: str) -> Finding:
    return Finding(
        "pap_setup", place, whose=whose(_patient(paper), paper), date=date, qualifiers={"source": source, **about(paper)}, voice=voice(paper),
        support=(head_of(paper),) if source == "delivery" else (), tool=TOOL,
    )  # fmt: skip


def _patient(paper: Profile) -> Whose:
    return Whose.OTHER if paper.subject is False else Whose.PATIENT


def _line(paper: Profile, mention: DateMention) -> Place:
    text = paper.document.text
    start = max(text.rfind("\n", 0, mention.start) + 1, paper.part.start)
    end = text.find("\n", mention.end)
    return paper.document.place(start, end if end >= 0 else len(text))


def lengths_of_use(chart: Chart) -> Iterator[Finding]:
    """For how long a note says that single-level pressure was used, in days at most."""
    for paper in chart.papers:
        if paper.kind is PartKind.SLEEP_STUDY or not _PAP.search(
            paper.document.flat[paper.part.start : paper.part.end]
        ):
            continue
        spans = [d for d in durations(paper.document) if paper.part.start <= d.start < paper.part.end]
        for each in said_in(paper):
            match = _USED.search(each.text)
            if match is None:
                continue
            start, _ = each.span(match.start(), match.end())
            for span in spans:
                if start <= span.start < each.sentence.end and span.start - start <= 70:
                    told = assertion(paper.document, span.start, span.end)
                    if told.presence is Presence.PRESENT and not told.hypothetical and told.time is not Time.PLANNED:
                        yield Finding(
                            "pap_use_length", place_of(paper.document, each, match.start(), match.end()), whose=whose(told.whose, paper),
                            value=Decimal(span.days_max), unit="d", date=date_of(paper), qualifiers=about(paper), voice=voice(paper), tool=TOOL,
                        )  # fmt: skip
                    break
