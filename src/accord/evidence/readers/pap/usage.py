"""How many nights of four hours and more there were: from nightly listings, and from statements about thirty days.

pap_adherence -- percent of nights of four hours and more in thirty consecutive days; basis (nightly, stated); final (yes: no
other thirty days of the first three months can be better; no: others may); window; dated with the last night.
Source of the measure: LCD L33718, continued coverage: four hours a night on 70 % of nights in a consecutive 30 days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.values import ONES, TENS, spelled
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.readers.pap.nights import Night, nights_of
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Voice, Whose
from accord.records.places import Place

TOOL = "pap_usage/1"
WINDOW = 30
FULL = 240
FIRST_MONTHS = 92
_FEWEST_ROWS = 10

_ABOUT_USE = re.compile(
    r"(?<![a-z])(?:c-?pap|apap|pap|bi-?level|bipap|usage|hours used|nightly|resid\w* ahi|mask)(?![a-z])"
)


def usage(chart: Chart) -> Iterator[Finding]:
    """Every measure of nightly use in the record."""
    for document in chart.record.documents:
        nights: dict[dt.date, Night] = {}
        papers = [p for p in chart.papers if p.document is document and p.subject is not False]
        for paper in papers:
            nights.update({night.date: night for night in nights_of(paper)})
        if len(nights) >= _FEWEST_ROWS and papers and _ABOUT_USE.search(document.flat):
            yield from _of_listing(papers[0], sorted(nights.values(), key=lambda n: n.date))
    for paper in chart.papers:
        if paper.subject is not False and not _is_claim(paper):
            yield from _of_statements(paper)


_CLAIMING = (
    PartKind.COVER_SHEET,
    PartKind.LETTER,
    PartKind.SUPPLIER_FORM,
    PartKind.MESSAGES,
    PartKind.ORDER,
    PartKind.OTHER,
)


def _is_claim(paper: Profile) -> bool:
    """A cover, letter or form of a supplier claims what reports and notes must show."""
    if paper.kind not in _CLAIMING or voice(paper) is Voice.CLINICIAN:
        return False
    return paper.kind is not PartKind.OTHER or not re.search(
        r"usage|compliance report|nights? >=", paper.document.flat[paper.part.start : paper.part.start + 400]
    )


def _of_listing(paper: Profile, nights: Sequence[Night]) -> Iterator[Finding]:
    """The best thirty consecutive days of a listing; a night that is not listed within it was not used."""
    used = {night.date: night.minutes for night in nights}
    first, last = nights[0].date, nights[-1].date
    days = (last - first).days + 1
    if days < WINDOW or any((b.date - a.date).days > 7 for a, b in pairwise(nights)):
        return
    starts = [first + dt.timedelta(offset) for offset in range(days - WINDOW + 1)]
    full = {start: sum(used.get(start + dt.timedelta(d), 0) >= FULL for d in range(WINDOW)) for start in starts}
    best = max(starts, key=lambda start: full[start])
    end = best + dt.timedelta(WINDOW - 1)
    within = [night for night in nights if best <= night.date <= end]
    yield Finding(
        "pap_adherence",
        _heading(paper, nights[0]),
        value=(Decimal(full[best]) * 100 / WINDOW).quantize(Decimal("0.1")),
        unit="%",
        date=PartialDate.of(end),
        qualifiers={
            "basis": "nightly", "nights": str(full[best]), "window": f"{best.isoformat()}/{end.isoformat()}",
            "final": "yes" if days >= 80 else "no", **about(paper),
        },
        voice=voice(paper),
        support=(paper.document.place(within[0].start, within[0].end), paper.document.place(within[-1].start, within[-1].end)),
        tool=TOOL,
    )  # fmt: skip


def _heading(paper: Profile, night: Night) -> Place:
    """The line above the first night that says what is listed, up to the first night itself."""
    text = paper.document.text
    above = text[: night.start].splitlines(keepends=True)
    start = night.start
    for line in reversed(above[-4:]):
        start -= len(line)
        if re.search(r"night|hour|usage|use", line, re.IGNORECASE) and re.search(r"\d", line):
            return paper.document.place(start, start + len(line))
    return paper.document.place(night.start, night.end)


# ── statements ───────────────────────────────────────────────────────────────────────────────────────────────────────

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(TENS)}(?:[ -](?:{'|'.join(list(ONES)[1:10])}))?|{'|'.join(ONES)})"
_FOUR = (
    r"(?:(?:>=?|≥|at least|more than|over|above|of|for|=>|minimum of)\s*)?(?:4|four)(?::00)?(?:\.0)?\s?(?:\+|"
    r"or more)?\s?-?(?:h\b|hr|hrs|hours?|hour)(?! ?(?:and )?\d+ ?m)(?: ?(?:or (?:more|longer|greater)|and more|"
    r"plus|\+))?"
)
_OF = re.compile(
    rf"(?P<n>{_NUMBER}) ?(?:nights?|days?)? ?(?:of|out of|/) ?(?:the )?(?:last |past |"
    rf"consecutive )?(?P<m>{_NUMBER})(?: ?(?:nights?|days?))?"
)
_HAS = re.compile(rf"(?P<on>(?!))?(?:has|had|with|shows?|were|was|are) (?P<n>{_NUMBER}) (?:nights?|days?)")
_NIGHTS_OF = re.compile(
    rf"(?P<n>{_NUMBER}) (?:nights?|days?)(?: (?:of|with|at|for|over|used|on|which|were|use))* {_FOUR}|"
    rf"{_FOUR}(?: [\w']+){{0,3}}? on (?P<on>{_NUMBER}) (?:nights?|days?)"
)
_PERCENT = re.compile(r"(?P<p>\d{1,3}(?:\.\d+)?) ?(?:%|percent)")
_THIRTY = re.compile(
    r"\b(?:30|thirty|31)[ -]?(?:consecutive |straight |continuous )?(?:-?day|days|nights?)|\b(?:30|"
    r"thirty) (?:consecutive|straight|continuous)|(?:run|stretch|window|block|period) of (?:30|thirty)|"
    r"out of (?:30|thirty)\b|(?:of|/) ?30\b"
)
_FOUR_HOURS = re.compile(_FOUR)
_BEST = re.compile(
    r"\bbest (?:30|thirty|consecutive|window|period)|no (?:30|thirty)[ -]?(?:consecutive )?-?day (?:window|period|"
    r"run)|highest (?:30|thirty)"
)
_RULE = re.compile(
    r"\b(?:requir\w+|must|criteri\w+|needs? to|needed to|goal|targets?|medicare|guidelines?|policy|in order to|"
    r"should|to qualify|defined as|at least 70|>=? ?70|≥ ?70|70 ?% or more)\b"
)
_RANGE = re.compile(r"\s*(?:-|–|to|through|thru|until)\s*$")


def _of_statements(paper: Profile) -> Iterator[Finding]:
    """Sentences and rows that say how many nights of four hours and more thirty days had."""
    spans = _thirty_days(paper)
    for each in said_in(paper):
        if not _FOUR_HOURS.search(each.text):
            continue
        thirty = _THIRTY.search(each.text) or spans is not None
        found = _share(each.text)
        if found is None or not thirty or _RULE.search(each.text):
            continue
        share, of = found
        if of is not None and not 28 < of <= 31:
            continue
        end = _last_day(paper, each) or spans or date_of(paper)
        yield Finding(
            "pap_adherence", place_of(paper.document, each, 0, len(each.text)), value=share.quantize(Decimal("0.1")), unit="%", date=end,
            whose=Whose.PATIENT,
            qualifiers={"basis": "stated",
            "final": "yes" if _BEST.search(each.text) else "no", **about(paper)}, voice=voice(paper), tool=TOOL,
        )  # fmt: skip


def _share(text: str) -> tuple[Decimal, int | None] | None:
    """(percent of nights, out of how many) of nights of four hours and more."""
    for match in _OF.finditer(text):
        many, all_ = _value(match["n"]), _value(match["m"])
        if all_ > 0 and many <= all_ and all_ >= 28:
            return Decimal(many) * 100 / all_, all_
    four = _FOUR_HOURS.search(text)
    if four is not None and re.search(r"\b(?:average|avg|mean|median)\b[^,;]{0,30}$", text[: four.start()]):
        return None
    percents = [m for m in _PERCENT.finditer(text) if Decimal(m["p"]) <= 100]
    if percents and four is not None:
        nearest = min(percents, key=lambda m: abs(m.start() - four.start()))
        return Decimal(nearest["p"]), None
    has = _NIGHTS_OF.search(text) or _HAS.search(text)
    if has and _THIRTY.search(text):
        many = _value(has["n"] or has["on"])
        return (Decimal(many) * 100 / WINDOW, WINDOW) if many <= WINDOW else None
    return None


def _value(words: str) -> int:
    return int(words) if words.isdigit() else spelled(words)


def _thirty_days(paper: Profile) -> PartialDate | None:
    """The last day of the period of a report, when that is of thirty days."""
    mentions = [m for m in dates(paper.document) if paper.part.start <= m.start < paper.part.end and m.date.exact]
    for one, other in pairwise(mentions):
        between = paper.document.flat[one.end : other.start]
        first, last = one.date.exact, other.date.exact
        if _RANGE.match(between) and first and last and WINDOW - 2 <= (last - first).days <= WINDOW:
            return other.date
    return None


def _last_day(paper: Profile, each: Said) -> PartialDate | None:
    """The last date of the sentence."""
    inside = [
        m
        for m in dates(paper.document, date_of(paper))
        if each.sentence.start <= m.start < each.sentence.end and m.date.exact
    ]
    return max((m.date for m in inside), key=lambda d: d.earliest, default=None)
