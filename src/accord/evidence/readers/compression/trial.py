"""How long conservative care lasted, from dates: therapy of the swollen limb, and care of the venous ulcer under orders."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from accord.errors import Invalid
from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention, durations
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.compression.subject import PUMP, days_in, head_of, made
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.passages import Passage
from accord.records.dates import PartialDate
from accord.records.findings import Finding
from accord.records.places import Place

CARE = lazy_pattern(
    r"\b(?:cdt|cdp|decongest\w+|mld|manual lymph\w*|bandag\w+|wrap(?:s|ped|ping)?|garments?|sleeves?|stockings?|hose|"
    r"compression|unna\w*|"
    r"home (?:phase|program\w*|management|regimen)|conservative|multi-?layer|four-?layer|short[- ]stretch|"
    r"episode of care|"
    r"lymph\w* (?:therapy|treatment)|exercis\w+|elevat\w+|dressings?|alginate)\b"
)
LOOSE = lazy_pattern(r"\b(?:trial|therapy|program(?:me)?|phase|treatment|course|care)\b")
OTHER_CARE = lazy_pattern(
    r"\b(?:certif\w*|recert\w*|cert period|authori[sz]\w*|radiat\w*|radiother\w*|chemo\w*|antibiot\w*|cephalex\w*|"
    r"cefaz\w*|doxy\w*|hospitali[sz]\w*|admi(?:t|ssion)\w*|"
    r"vacation|plan(?:ned|s)? to|scheduled|will|to begin|if|unless|coverage|policy|rental|benefit)\b"
)
WITH_IT = lazy_pattern(r"\W*(?:with|on|using|by|of)\b")
BEFORE_PUMP = re.compile(r"(?:before|prior to|instead of|without|no|not|for|request\w*|preced\w+) (?:\w+ )?(?:\w+ )?$")
STRONG = lazy_pattern(
    r"\b(?:to|through|thru|until|till|end(?:ed|ing|s)?|last|final|d/?c\w*|discharge\w*|stop\w*|complet\w+|"
    r"finish\w+)\b|[-–—]"
)
BETWEEN = lazy_pattern(
    r"(?:[\s,;:()./&|-]|–|—|\b(?:to|through|thru|until|till|and|on|the|was|is|of|date|day|end(?:ed|ing|s)?|last|final|"
    r"visit|session|seen|"
    r"treatment|d/?c'?d?|discharged?|stop(?:ped)?|complet(?:ed|ion)|finish(?:ed)?|care|trial|therapy|program|phase|"
    r"eval(?:uation)?|start(?:ed)?)\b){0,16}"
)
START = lazy_pattern(
    r"\b(?:start(?:ed|s|ing)?|began|begun|begin|initiat\w+|commenc\w+|initial eval\w*|eval(?:uation)?|since|from|"
    r"beginning|first (?:visit|session|treatment|seen|met|came)|soc|fitted|applied)\b"
)
END = lazy_pattern(
    r"\b(?:end(?:ed|ing|s)?|last (?:visit|session|treatment|seen)|final (?:visit|session|treatment|measure\w*)|"
    r"d/?c'?d?|discharged?|complet(?:ed|ion)|finish(?:ed)?|through|until|thru|concluded|discontinu\w+)\b"
)
LASTING = lazy_pattern(r"\bsince\b|\b(?:continu\w+|still|ongoing|to date|to present)\b")
SHORT = lazy_pattern(
    r"\b(?:only|just|stopp\w+ after|quit after|gave up after|discontinued after|lasted|no more than|less than)\b"
)
ONLY = lazy_pattern(r" ?only\b")
BROKEN = lazy_pattern(
    r"\b(?:interrupt\w+|on hold|put on hold|paused?|suspended|resumed?|restarted|gap of|took a break|held (?:for|"
    r"because|due|from|x|during))\b"
)
TRIAL_DAYS = 28
CLOSE = 70
HEAD = 4
"""Characters before a date within which its cue stands."""
LEAD = 160
"""Characters before a passage that may say of what its dates are."""
OLD_DAYS = 730
"""Days before the request after which a course says little about the limb of today."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of care with its first and last day as far as known, and the passages that tell it."""

    first: PartialDate
    last: PartialDate
    passage: Passage
    place: Place
    support: tuple[Place, ...] = ()

    @property
    def days(self) -> int:
        """Days that it surely lasted."""
        return (self.last.earliest - self.first.latest).days

    @property
    def exact(self) -> bool:
        """Are both ends days?"""
        return self.first.exact is not None and self.last.exact is not None


def trials(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Lengths of conservative care, claims without dates, and interruptions."""
    usable = [p for p in passages if not p.in_plan and not OTHER_CARE.search(p.text[:400])]
    for period in (*_ranges(chart, usable), *_tight(usable), *_by_paper(chart, usable), *_with_length(chart, usable)):
        yield from _found(chart, period)
    yield from _claims(chart, usable)


def _found(chart: Chart, period: Period) -> Iterator[Finding]:
    """The finding of a period; one whose ends are no days counts only where it is surely long enough."""
    days = period.days
    if days <= 0 or days > 1100 or _late(chart, period.last):
        return
    if (not period.exact and days < TRIAL_DAYS) or _old(chart, period.last):
        yield made(chart, "conservative_trial_claimed", period.passage, place=period.place)
        return
    yield made(
        chart,
        "conservative_trial",
        period.passage,
        value=Decimal(days),
        unit="d",
        date=period.last,
        place=period.place,
        support=period.support,
    )


def _late(chart: Chart, day: PartialDate) -> bool:
    received = chart.request.received
    return received is not None and day.earliest > received.value


def _old(chart: Chart, day: PartialDate) -> bool:
    received = chart.request.received
    return received is not None and (received.value - day.latest).days > OLD_DAYS


def is_care(passage: Passage, at: int, after: int | None = None) -> bool:
    """Do the words before (else after) an offset of the passage, else the head of the paper, speak of conservative care, not of a pump?"""
    text = passage.text
    before = text[:at]
    marks = [(m.end(), True) for m in CARE.finditer(before)] + [(m.end(), False) for m in _pumps(before)]
    loose = list(LOOSE.finditer(before))
    tail = text[after if after is not None else at :][:60]
    if next(_pumps(tail[:30]), None) is not None and not (marks and max(marks)[1] and not WITH_IT.match(tail)):
        return False
    if marks:
        end, care = max(marks)
        if not care:
            return False
        near = re.split(r"[,;(.]", before[max(0, end - 44) : end])[-1]
        return next(_pumps(near), None) is None
    if CARE.search(tail):
        return True
    lead = passage.paper.document.flat[max(passage.paper.part.start, passage.start - LEAD) : passage.start]
    if CARE.search(lead) and next(_pumps(lead), None) is None and not OTHER_CARE.search(lead[-80:]):
        return True
    head = head_of(passage.paper)
    ours = CARE.search(head) or re.search(r"lymph\w* (?:therapy|clinic|daily|note)|wound (?:care|center|clinic)", head)
    return bool(ours and next(_pumps(head), None) is None and (loose or START.search(text) or END.search(text)))


def _pumps(text: str) -> Iterator[re.Match[str]]:
    """Mentions of a pump, but 'before the pump'."""
    return (m for m in PUMP.finditer(text) if not BEFORE_PUMP.search(text[: m.start()]))


def _ranges(chart: Chart, passages: Sequence[Passage]) -> Iterator[Period]:
    """Two days in one passage with 'to', a dash or an end between them."""
    for passage in passages:
        found = days_in(chart, passage)
        for one, other in pairwise(found):
            between = passage.text[one.end - passage.start : other.start - passage.start]
            if len(between) > 60 or not STRONG.search(between) or not BETWEEN.fullmatch(between):
                continue
            if is_care(passage, one.start - passage.start, other.end - passage.start):
                low, high = one.start - passage.start, other.end - passage.start
                yield Period(one.date, other.date, passage, passage.place(low, high))


TIGHT = re.compile(
    r"(?<![\d/])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/(?P<y>\d{2}|\d{4}))?-(?P<m2>\d{1,2})/(?P<d2>\d{1,2})/(?P<y2>\d{2}|"
    r"\d{4})(?![\d/])"
)


def _tight(passages: Sequence[Passage]) -> Iterator[Period]:
    """'12/15/25-2/2/26', with no blank around the dash."""
    for passage in passages:
        for match in TIGHT.finditer(passage.text):
            last = _us_date(match["m2"], match["d2"], match["y2"])
            first = _us_date(match["m"], match["d"], match["y"] or match["y2"])
            if first is not None and last is not None and match["y"] is None and last.before(first):
                first = PartialDate(first.year - 1, first.month, first.day)
            if first is not None and last is not None and is_care(passage, match.start(), match.end()):
                yield Period(first, last, passage, passage.place(match.start(), match.end()))


def _us_date(month: str, day: str, year: str) -> PartialDate | None:
    try:
        return PartialDate(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except Invalid:
        return None


def cued(passage: Passage, mention: DateMention, cue: re.Pattern[str], found: Sequence[DateMention]) -> bool:
    """Does a cue stand close before the date, with no other date between?"""
    at = mention.start - passage.start
    behind = max((m.end - passage.start for m in found if m.end <= mention.start), default=0)
    if at < HEAD:
        ahead = min((m.start - passage.start for m in found if m.start >= mention.end), default=len(passage.text))
        return cue.search(passage.text[mention.end - passage.start : min(ahead, at + CLOSE)]) is not None
    return cue.search(passage.text[max(behind, at - CLOSE, 0) : at]) is not None


def _by_paper(chart: Chart, passages: Sequence[Passage]) -> Iterator[Period]:
    """A start and an end told in different passages of one paper, or a start that lasts to the day of the paper."""
    papers = {id(p.paper): p.paper for p in passages}
    for key in papers:
        own = [p for p in passages if id(p.paper) == key]
        starts: list[tuple[Passage, DateMention]] = []
        ends: list[tuple[Passage, DateMention]] = []
        for passage in own:
            found = days_in(chart, passage)
            for mention in found:
                at = mention.start - passage.start
                if cued(passage, mention, START, found) and is_care(passage, at, mention.end - passage.start):
                    starts.append((passage, mention))
                elif cued(passage, mention, END, found) and is_care(passage, at, mention.end - passage.start):
                    ends.append((passage, mention))
        yield from _paired(starts, ends)
        yield from _lasting([(p, m) for p, m in starts if len(days_in(chart, p)) == 1])


def _paired(
    starts: Sequence[tuple[Passage, DateMention]], ends: Sequence[tuple[Passage, DateMention]]
) -> Iterator[Period]:
    for passage, first in starts:
        later = [(p, m) for p, m in ends if m.start > first.start and m.date.earliest > first.date.earliest]
        if later:
            other, last = later[0]
            yield Period(first.date, last.date, passage, passage.place(), (other.place(),))


def _lasting(starts: Sequence[tuple[Passage, DateMention]]) -> Iterator[Period]:
    """'Bandaged since 3/2, still heavy': to the day of a paper that a clinician dated."""
    for passage, first in starts:
        day = date_of(passage.paper)
        if (
            day is not None
            and day.exact is not None
            and LASTING.search(passage.text)
            and day.before(first.date) is False
        ):
            yield Period(first.date, day, passage, passage.place())


def _with_length(chart: Chart, passages: Sequence[Passage]) -> Iterator[Period]:
    """A start, or an end, and a length in one passage: 'CDT began 3/2/26 and went on for six weeks'."""
    for passage in passages:
        document = passage.paper.document
        lengths = [d for d in durations(document) if passage.start <= d.start < passage.end and d.days_min >= 7]
        found = days_in(chart, passage)
        if not lengths or len(found) != 1 or found[0].date.exact is None:
            continue
        mention, day, length = found[0], found[0].date.exact, dt.timedelta(days=lengths[0].days_min)
        if not is_care(passage, mention.start - passage.start, mention.end - passage.start):
            continue
        if cued(passage, mention, START, found):
            yield Period(mention.date, PartialDate.of(day + length), passage, passage.place())
        elif cued(passage, mention, END, found):
            yield Period(PartialDate.of(day - length), mention.date, passage, passage.place())


def _claims(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """A length without its days, and care that was broken off."""
    for passage in passages:
        broken = BROKEN.search(passage.text)
        if (
            broken
            and (CARE.search(passage.text) or LOOSE.search(passage.text))
            and next(_pumps(passage.text), None) is None
        ):
            yield made(chart, "conservative_trial_interrupted", passage)
        dated = days_in(chart, passage)
        for length in durations(passage.paper.document):
            if not passage.start <= length.start < passage.end:
                continue
            low, high = length.start - passage.start, length.end - passage.start
            if not (CARE.search(passage.text) and is_care(passage, low, high)):
                continue
            if length.days_min >= TRIAL_DAYS and not dated:
                yield made(chart, "conservative_trial_claimed", passage, qualifiers={"days": str(length.days_min)})
            elif (
                length.days_max < TRIAL_DAYS
                and length.days_max >= 7
                and (ONLY.match(passage.text, high) or SHORT.search(passage.text[max(0, low - 24) : high]))
            ):
                yield made(chart, "conservative_trial", passage, value=Decimal(length.days_max), unit="d")
