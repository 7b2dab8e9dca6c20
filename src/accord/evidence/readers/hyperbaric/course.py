"""How the wound went: 30 days of care without healing before treatment, and healing in each 30 days of treatment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention, durations
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.entries import calendar_dates, day_of_request
from accord.evidence.readers.heard import finding_of, heard, meant
from accord.evidence.readers.hyperbaric.sizes import SIZE, Size, by_day, sizes
from accord.evidence.readers.hyperbaric.told_course import told_course
from accord.evidence.readers.hyperbaric.wounds import SUBJECT, Target, of_other_wound, speaks, target
from accord.evidence.readers.requests import as_claims
from accord.evidence.readers.spine.passages import Passage
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time
from accord.records.places import AnyPlace

TOOL = "hyperbaric-course/1"

PERIOD = 30
WEEK = 7
NEAR = 80
STALE = 45
"""Days between the last measurement and the request after which a course is no longer known."""
SAME, LESS, SURELY = Decimal("0.97"), Decimal("0.90"), Decimal("0.95")
"""Shares of the earlier area: below LESS is smaller, from SURELY on unchanged: a millimetre is no healing; in treatment SAME is unchanged."""

BEGAN = lazy_pattern(
    r"\b(?:commenced|began|begun|started|initiated|has been (?:on|in|receiving)|first (?:hbot?|hyperbaric|"
    r"treatment|session|dive))\b"
    r"|\b(?:tx|treatments?|sessions?|dives?) given\b|\bdates? of (?:tx|treatments?|hbot?)\b"
    r"|\b(?:hbot?|hyperbaric\w*(?: oxygen)?|treatment|dive|session|tx) ?(?:day|no\.?|#|number) ?#?1\b|"
    r"\bday 1 (?:of )?(?:hbot?|hyperbaric)"
)
TREATMENT = lazy_pattern(r"hyperbaric|\bhbot?\b|\bdives?\b|\bchamber\b")
GIVEN = lazy_pattern(r"(?:tx|treatments?|sessions?|dives?) given")
_DONE = r"(?:given|completed|received|done|administered|delivered|to date|so far|thus far)"
_TX = r"(?:tx|txs|treatments?|sessions?|dives?|hbot?(?: (?:tx|treatments?|sessions?|dives?))?)"
COUNTED = lazy_pattern(
    rf"\b{_TX}\b (?:{_DONE}\b[^.;\n]{{0,40}}?(?<![\d/])|#|no\.? ?|number )\s?(?P<n>\d{{1,3}})(?![\d/-])|"
    rf"(?<![\d/.])(?P<n2>\d{{1,3}})(?: ?(?:/|of) ?\d{{1,3}})? {_TX} (?:have been |has been |were )?{_DONE}\b|"
    r"\b(?:at|after|s/p|status post|through) (?:hbot? )?(?:tx|treatment|dive|session)s? ?#? ?(?P<n3>\d{1,3})\b|"
    rf"\b{_TX} #?(?P<n5>\d{{1,3}}) ?(?:/|of) ?\d{{1,3}}\b(?![/-])|"
    rf"\bs/p (?P<n4>\d{{1,3}}) {_TX}\b|"
    r"\b\d{1,3} (?:add'?l|addl|add-on|extra) (?P<more>tx|treatments?|sessions?|dives?|hbot?)|\b(?:continuation|extension|renewal) (?P<asked>request)"
)
OF_OTHERS = lazy_pattern(r"\b(?:pt|physical therapy|radiation|xrt|dialysis|chemo\w*|lymphedema|nail|npwt)\b")
COMPLETED = lazy_pattern(
    r"\b(?:completed|received|had|finished|undergone|tolerated|totalled|attended|s/p|now has|"
    r"has now had)\s+(?:all |of |a total of |his |her |the |first |initial )*"
    r"(?P<n>\d{1,3}|ten|twenty|thirty|forty|fifty|sixty)(?: of \d+| ?/ ?\d+)?\s*(?:hbot?|hyperbaric|sessions?|"
    r"treatments?|dives?|tx)(?!\w)(?! of (?!hbo|hyperbaric|oxygen))"
    r"|\b(?P<more>\d{1,3}|ten|twenty|thirty|forty) (?:more|further|additional|extra) (?:hbot?|hyperbaric|"
    r"sessions?|treatments?|dives?)"
    r"|\b(?:continuation|continue|extension|extend|renewal) (?:of )?(?:the )?(?:course of )?(?:hbot?|hyperbaric)|"
    r"\bhbot? continuation\b|\badditional (?:hbot?|hyperbaric) (?:sessions|treatments)"
)
NOT_BEGUN = lazy_pattern(
    r"\bno (?:hbot?|hyperbaric\w*)(?: oxygen)?(?: tx| treatments?| therapy)? (?:to date|yet|so far)|\b(?:hbot?|"
    r"hyperbaric\w*)(?: oxygen)?(?: tx| treatments?)?(?: to date)?\W{1,3}(?:none|0)\b|"
    r"\bno (?:hbot?|hyperbaric\w*)(?: oxygen)?(?: therapy| treatments?| sessions?)? (?:has|have|"
    r"had)? ?(?:yet )?been (?:given|received|started|done)|\b(?:has|have) not (?:yet )?(?:had|begun|started|"
    r"received) (?:any )?(?:hbot?|hyperbaric)"
    r"|\bnever had (?:any )?(?:hbot?|hyperbaric)|\b(?:prior|previous) (?:hbot?|"
    r"hyperbaric\w*)(?: oxygen)?(?: therapy| treatments?)?\W{1,4}(?:none|no|never)\b|\bhbot? naive\b"
)
UNSURE = lazy_pattern(r"\bif\b|\bmay\b|\bmight\b|\bshould\b|\bpossibl\w+|\bup to\b|\bas needed\b")
FEW = 5
OLD = 200
"""Days before the request after which a start of treatment is an earlier course."""

CARE = lazy_pattern(
    r"\b(?:standard|conventional|comprehensive|complete|full|advanced|good) (?:wound |diabetic )?(?:wound |"
    r"ulcer )?care\b"
)
CARE_BEGAN = lazy_pattern(r"\b(?:since|began|begun|started|initiated|starting|from|for|x)\b")


def course(chart: Chart) -> Iterator[Finding]:
    """Findings on the wound's course, before treatment and during it."""
    if not speaks(chart):
        return
    wound = target(chart)
    starts = list(_starts(chart))
    yield from starts
    under_way = list(_under_way(chart))
    yield from under_way
    series = by_day(sizes(chart, wound))
    begun = min((f.date.exact for f in starts if f.date is not None and f.date.exact), default=None)
    goes_on = any(f.presence is Presence.PRESENT for f in under_way)
    yield from as_claims(chart, told_course(chart, wound, begun, goes_on))
    yield from _before(chart, wound, series, begun)
    if begun is not None:
        baseline = [s for s in series if s.date <= begun and (begun - s.date).days <= WEEK][-1:]
        yield from _during(chart, [*baseline, *(s for s in series if s.date > begun)], begun)


def _days(chart: Chart, passage: Passage) -> list[DateMention]:
    return [
        m
        for m in calendar_dates(chart, passage.paper.document)
        if passage.start <= m.start < passage.end and m.date.exact
    ]


def _starts(chart: Chart) -> Iterator[Finding]:
    """The day on which hyperbaric treatment began, where it is past."""
    asked = day_of_request(chart.request)
    for passage in heard(chart):
        match = BEGAN.search(passage.text)
        if match is None:
            continue
        near = passage.text[max(0, match.start() - 60) : match.end() + 60]
        if not TREATMENT.search(near) and not (GIVEN.match(match[0]) and is_about(passage)):
            continue
        told = meant(passage, match)
        if told.hypothetical or told.time is Time.PLANNED or told.presence is not Presence.PRESENT:
            continue
        at = passage.start + match.start()
        near = [m for m in _days(chart, passage) if abs(m.start - at) <= NEAR]
        for mention in sorted(near, key=lambda m: abs(m.start - at))[:1]:
            day = mention.date.exact
            if day is not None and asked is not None and 0 <= (asked.earliest - day).days <= OLD:
                yield finding_of(chart, passage, "hyperbaric_start", TOOL, date=mention.date)


def _under_way(chart: Chart) -> Iterator[Finding]:
    """Treatments were given and more are asked for; or none has been given."""
    asked = day_of_request(chart.request)
    for passage in heard(chart):
        match = NOT_BEGUN.search(passage.text)
        if match is not None:
            yield finding_of(chart, passage, "hyperbaric_under_way", TOOL, presence=Presence.ABSENT)
            continue
        counted = COUNTED.search(passage.text)
        if counted is not None and _is_count(passage, counted):
            yield finding_of(chart, passage, "hyperbaric_under_way", TOOL)
            continue
        match = COMPLETED.search(passage.text)
        if match is None or not (TREATMENT.search(passage.text) or SUBJECT.search(passage.paper.document.flat)):
            continue
        few = match["n"] is not None and match["n"].isdigit() and int(match["n"]) < FEW
        if UNSURE.search(passage.text) or (few and not TREATMENT.search(match[0])):
            continue
        told = meant(passage, match)
        told_dates = calendar_dates(chart, passage.paper.document)
        years = [m.date for m in told_dates if passage.start <= m.start < passage.end]
        if asked is not None and years and all((asked.earliest - d.latest).days > OLD for d in years):
            continue
        if (
            not told.hypothetical
            and told.presence is Presence.PRESENT
            and (told.time is not Time.PLANNED or match["more"])
        ):
            yield finding_of(chart, passage, "hyperbaric_under_way", TOOL)


def is_about(passage: Passage) -> bool:
    """Is the paper about hyperbaric oxygen?"""
    part = passage.paper.part
    return SUBJECT.search(passage.paper.document.flat, part.start, part.end) is not None


def _is_count(passage: Passage, counted: re.Match[str]) -> bool:
    """Do the words count treatments that were given, in a paper about them?"""
    if not is_about(passage) or OF_OTHERS.search(passage.text) or UNSURE.search(passage.text):
        return False
    told = meant(passage, counted)
    if told.hypothetical or told.presence is not Presence.PRESENT:
        return False
    if counted["more"] or counted["asked"]:
        return True
    number = next(int(counted[name]) for name in ("n", "n2", "n3", "n4", "n5") if counted[name])
    return number >= FEW and told.time is not Time.PLANNED and "plan" not in passage.text


def _before(chart: Chart, wound: Target, series: Sequence[Size], begun: dt.date | None) -> Iterator[Finding]:
    """Thirty days of standard care up to the last measurement before treatment: did the wound shrink?"""
    asked = day_of_request(chart.request)
    measured = [s for s in series if begun is None or s.date <= begun]
    if not measured or asked is None or (asked.earliest - measured[-1].date).days > STALE:
        yield from _told_course(chart, wound)
        return
    care = _care_started(chart, wound)
    if care is not None and (measured[-1].date - care[0]).days < PERIOD:
        if (asked.earliest - care[0]).days < PERIOD:
            yield finding_of(chart, care[1], CONCEPT, TOOL, presence=Presence.ABSENT, qualifiers={"why": "short"})
        return
    last = measured[-1]
    early = [s for s in measured if (last.date - s.date).days >= PERIOD and (care is None or s.date >= care[0])]
    if not early:
        yield from _told_course(chart, wound)
        return
    first = early[-1]
    between = [s for s in measured if first.date < s.date < last.date]
    if any(s.area < min(first.area, last.area) * LESS for s in between):
        return
    yield from _both(CONCEPT, first, last, _unhealed(first, last))


CONCEPT = "wound_without_healing_30d"


def _unhealed(first: Size, last: Size) -> Presence:
    """No healing is present, absent, or cannot be told."""
    flatter = first.depth is not None and last.depth is not None and last.depth < first.depth * Decimal("0.75")
    cleaner = (
        first.granulation is not None and last.granulation is not None and last.granulation - first.granulation >= 20
    )
    if last.area < first.area * LESS:
        return Presence.ABSENT
    if last.area >= first.area * SURELY and not flatter and not cleaner:
        return Presence.PRESENT
    return Presence.POSSIBLE


def _both(concept: str, first: Size, last: Size, presence: Presence) -> Iterator[Finding]:
    """The finding at the last measurement, with the first beside it."""
    for size, other in ((last, first), (first, last)):
        support: tuple[AnyPlace, ...] = (other.place,)
        yield Finding(
            concept, size.place, presence, date=PartialDate.of(last.date), support=support, tool=TOOL,
            qualifiers={"from": first.date.isoformat(), "to": last.date.isoformat()},
        )  # fmt: skip


def _care_started(chart: Chart, wound: Target) -> tuple[dt.date, Passage] | None:
    """The day from which standard care is said to be given."""
    for passage in heard(chart):
        match = CARE.search(passage.text)
        if match is None or of_other_wound(wound, passage):
            continue
        told = meant(passage, match)
        days = [m for m in _days(chart, passage) if CARE_BEGAN.search(passage.text[: m.start - passage.start][-24:])]
        if days and told.presence is Presence.PRESENT and told.time is not Time.PLANNED and days[0].date.exact:
            return days[0].date.exact, passage
    return None


FROM_TO = lazy_pattern(r"\b(?:to|->|→|versus|vs\.?|now|currently|today)\b|->|→")


def _told_course(chart: Chart, wound: Target) -> Iterator[Finding]:
    """'2.0 x 1.5 to 2.1 x 1.6 over 5 weeks': two sizes and the time between them in one sentence."""
    for passage in heard(chart):
        found = [m for m in SIZE.finditer(passage.text) if m["unit"] or "." in m[0]]
        if len(found) != 2 or of_other_wound(wound, passage) or TREATMENT.search(passage.text):
            continue
        if not FROM_TO.search(passage.text, found[0].end(), found[1].start()):
            continue
        lengths = [d.days_min for d in durations(passage.paper.document) if passage.start <= d.start < passage.end]
        days = [m.date.exact for m in _days(chart, passage)]
        apart = (days[1] - days[0]).days if len(days) == 2 and days[0] and days[1] else max(lengths, default=0)
        first, last = (Decimal(m["l"]) * Decimal(m["w"]) for m in found)
        if apart >= PERIOD and first:
            presence = (
                Presence.PRESENT
                if last >= first * SAME
                else Presence.ABSENT
                if last < first * LESS
                else Presence.POSSIBLE
            )
            yield finding_of(chart, passage, CONCEPT, TOOL, presence=presence)


def _during(chart: Chart, series: Sequence[Size], begun: dt.date) -> Iterator[Finding]:
    """Evaluations at least every thirty days, and healing in each period of thirty days."""
    asked = day_of_request(chart.request)
    if not series or asked is None:
        return
    yield from _evaluations(series, begun, asked.earliest)
    if len(series) < 2 or (series[0].date - begun).days > WEEK:
        return
    steps = _periods(series)
    verdicts = [(first, last, _healed(first, last)) for first, last in steps]
    bad = [step for step in verdicts if step[2] is Presence.ABSENT]
    doubtful = [step for step in verdicts if step[2] is Presence.POSSIBLE]
    for first, last, presence in bad or doubtful or verdicts:
        yield from _both("wound_healing_each_30d", first, last, presence)


def _evaluations(series: Sequence[Size], begun: dt.date, asked: dt.date) -> Iterator[Finding]:
    days = [s.date for s in series]
    gaps = [(b - a).days for a, b in zip([begun, *days], days, strict=False)]
    late = next((i for i, gap in enumerate(gaps) if gap > PERIOD), None)
    current = late is None and (asked - days[-1]).days <= PERIOD
    # a gap is proved only between two rows of one log: an evaluation of another paper may lie between
    proved = late is not None and late > 0 and series[late].document == series[late - 1].document
    presence = Presence.ABSENT if proved else Presence.PRESENT if current else Presence.POSSIBLE
    told = series[late - 1 : late + 1] if proved and late is not None else series
    for size in told:
        support = (size.when,) if size.when is not None else ()
        yield Finding(
            "wound_evaluated_every_30d", size.place, presence, date=PartialDate.of(days[-1]), support=support, tool=TOOL
        )


def _periods(series: Sequence[Size]) -> list[tuple[Size, Size]]:
    """Neighbours some thirty days apart: from each the last that is within thirty days, else the next."""
    steps: list[tuple[Size, Size]] = []
    here = 0
    while here < len(series) - 1:
        within = [i for i in range(here + 1, len(series)) if (series[i].date - series[here].date).days <= PERIOD]
        there = within[-1] if within else here + 1
        # a few days at the end are no period of their own
        if (series[there].date - series[here].date).days >= PERIOD // 2 or not steps:
            steps.append((series[here], series[there]))
        here = there
    return steps


def _healed(first: Size, last: Size) -> Presence:
    """Did the wound heal measurably from one evaluation to the next?"""
    smaller = last.area < first.area * SURELY
    deeper = first.depth is not None and last.depth is not None and last.depth > first.depth * Decimal("1.2")
    flatter = first.depth is not None and last.depth is not None and last.depth < first.depth * Decimal("0.8")
    cleaner = (
        first.granulation is not None and last.granulation is not None and last.granulation - first.granulation >= 10
    )
    if smaller and not deeper:
        return Presence.PRESENT
    if flatter or cleaner or smaller:
        return Presence.POSSIBLE if last.area > first.area * Decimal("1.1") or smaller else Presence.PRESENT
    return Presence.ABSENT if last.area >= first.area * SAME else Presence.POSSIBLE
