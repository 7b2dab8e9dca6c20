"""Dates and lengths of time as notes write them, the vague ones kept as vague as they are."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from accord.errors import Invalid
from accord.evidence.narrative.date_forms import (
    ABSOLUTE_FORMS,
    DATE_BEFORE,
    DURATION,
    MONTHS,
    NOT_A_DURATION_AFTER,
    NUMBER_WORDS,
    PARTIAL_FORMS,
    RELATIVE_FORMS,
    SCALES,
    SCORE_AFTER,
    SCORE_BEFORE,
    UNIT_DAYS,
    USUAL_SCALES,
)
from accord.evidence.narrative.fractions import is_fraction
from accord.evidence.narrative.memory import per_document
from accord.records.dates import PartialDate, add_months
from accord.records.documents import Document


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text; `relative` when it was reckoned from the day of the document."""

    start: int
    end: int
    date: PartialDate
    relative: bool


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A length of time in days, at least and at most, as far as its words allow ('5-6 weeks': 35 to 42)."""

    start: int
    end: int
    days_min: int
    days_max: int
    text: str


NEAR, FAR = 100, 250
"""Days. '4/14' in a message of 2 March is the coming April, not the one eleven months ago."""


def _parts(match: re.Match[str]) -> tuple[str, dict[str, str]]:
    """The form that matched and its own groups."""
    name = next(k for k, v in match.groupdict().items() if v is not None and "__" not in k)
    suffix = f"__{name}"
    return name, {k[: -len(suffix)]: v for k, v in match.groupdict().items() if v is not None and k.endswith(suffix)}


@dataclass(frozen=True, slots=True)
class _Form:
    """Words in one of the forms that need the day of the document, and the parts of them."""

    start: int
    end: int
    name: str
    parts: dict[str, str]


@per_document
def _absolute(document: Document) -> list[DateMention]:
    found: list[DateMention] = []
    for match in ABSOLUTE_FORMS.finditer(document.flat):
        name, parts = _parts(match)
        date = _absolute_date(name, parts)
        if date is None or _is_modal_may(document, match, parts, name):
            continue
        start = match.start(f"y__{name}") if name in ("year_cue",) else match.start()
        found.append(DateMention(start, match.end(), date, False))
    return found


def _absolute_date(name: str, parts: dict[str, str]) -> PartialDate | None:
    year = _year(parts["y"])
    if "m" not in parts:
        return _made(year)
    month = MONTHS.get(parts["m"].rstrip(".")) or int(parts["m"])
    return _made(year, month, int(parts["d"])) if "d" in parts else _made(year, month)


def _made(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except Invalid:
        return None


def _year(text: str) -> int:
    digits = text.lstrip("'’")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= 45 else 1900)


def _is_modal_may(document: Document, match: re.Match[str], parts: dict[str, str], name: str) -> bool:
    """Is it 'may' the verb?"""
    if parts.get("m") != "may":
        return False
    return document.text[match.start(f"m__{name}")] == "m"


@per_document
def dates(document: Document, anchor: PartialDate | None = None) -> list[DateMention]:
    """The dates of a document in order of place.

    anchor -- the day the document speaks from. With it, dates without a year take the nearest year not after the
              anchor, and words such as 'last week' are reckoned from it; without it, neither is given.
    """
    found = list(_absolute(document))
    if anchor is not None:
        taken = {offset for mention in found for offset in range(mention.start, mention.end)}
        for mention in [*_relative(document, anchor), *_without_year(document, anchor)]:
            if mention.start not in taken and mention.end - 1 not in taken:
                found.append(mention)
                taken.update(range(mention.start, mention.end))
    return sorted(found, key=lambda mention: mention.start)


def starting_between(mentions: Sequence[DateMention], start: int, end: int) -> Sequence[DateMention]:
    """Those of mentions in order of place that start between two offsets: asked for each line, so not all are looked at."""
    first = bisect_left(mentions, start, key=_start)
    return mentions[first : bisect_left(mentions, end, first, key=_start)]


def _start(mention: DateMention) -> int:
    return mention.start


def _without_year(document: Document, anchor: PartialDate) -> Iterator[DateMention]:
    for form in _yearless(document):
        month = MONTHS.get(form.parts["m"].rstrip(".")) or int(form.parts["m"])
        day = int(form.parts["d"]) if "d" in form.parts else None
        date = _nearest_not_after(anchor, month, day)
        if date is not None:
            yield DateMention(form.start, form.end, date, True)


@per_document
def _yearless(document: Document) -> list[_Form]:
    found: list[_Form] = []
    for match in PARTIAL_FORMS.finditer(document.flat):
        name, parts = _parts(match)
        if _is_modal_may(document, match, parts, name) or (name == "md" and _is_no_day(document.flat, match, parts)):
            continue
        found.append(_Form(match.start(), match.end() - match[0].endswith("."), name, parts))
    return found


def _is_no_day(flat: str, match: re.Match[str], parts: dict[str, str]) -> bool:
    return is_fraction(flat, match.start()) or _is_score(flat, match, parts)


def _is_score(flat: str, match: re.Match[str], parts: dict[str, str]) -> bool:
    """Is '5/5' or '7/10' a score rather than a month and day?"""
    before, after = flat[max(0, match.start() - 40) : match.start()], flat[match.end() : match.end() + 24]
    if DATE_BEFORE.search(before):
        return parts["m"] == parts["d"] == "5" and bool(SCORE_AFTER.match(after))
    total = int(parts["d"])
    if total not in SCALES or int(parts["m"]) > total or parts["m"].startswith("0"):
        return False
    return total in USUAL_SCALES or bool(SCORE_BEFORE.search(before) or SCORE_AFTER.match(after))


def _nearest_not_after(anchor: PartialDate, month: int, day: int | None) -> PartialDate | None:
    """The last such day up to the anchor; the next one only where it is near and the last is most of a year away."""
    candidates = [date for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (date := _made(year, month, day))]
    past = [date for date in candidates if date.earliest <= anchor.latest]
    ahead = [date for date in candidates if date.earliest > anchor.latest]
    near = NEAR if day is not None else NEAR // 2
    if past and ahead and (ahead[0].earliest - anchor.latest).days <= near:
        return ahead[0] if (anchor.earliest - past[-1].latest).days >= FAR else past[-1]
    return past[-1] if past else None


def _relative(document: Document, anchor: PartialDate) -> Iterator[DateMention]:
    for form in _reckoned(document):
        date = RECKON[form.name](anchor, form.parts)
        if date is not None:
            yield DateMention(form.start, form.end, date, True)


@per_document
def _reckoned(document: Document) -> list[_Form]:
    return [_Form(m.start(), m.end(), *_parts(m)) for m in RELATIVE_FORMS.finditer(document.flat)]


def _shift(anchor: PartialDate, days: int) -> PartialDate | None:
    return PartialDate.of(anchor.exact + dt.timedelta(days)) if anchor.exact else None


def _ago(anchor: PartialDate, parts: dict[str, str]) -> PartialDate | None:
    low = _count(parts["n"])
    count = int((low + _count(parts["n2"])) / 2) if "n2" in parts else int(low)
    unit = _unit(parts["unit"])
    if unit == "y":
        return PartialDate(anchor.year - count)
    if anchor.month is None:
        return None
    if unit == "m":
        moved = add_months(dt.date(anchor.year, anchor.month, 1), -count)
        return PartialDate(moved.year, moved.month)
    if anchor.exact is None:
        return None
    moved = anchor.exact - dt.timedelta(count * UNIT_DAYS[unit])
    return PartialDate.of(moved) if unit == "d" else PartialDate(moved.year, moved.month)


def _last(anchor: PartialDate, parts: dict[str, str]) -> PartialDate | None:
    step = {"last": -1, "this": 0, "next": 1}[parts["which"]]
    unit = parts["unit"]
    if unit == "week":
        moved = _shift(anchor, 7 * step)
        return PartialDate(moved.year, moved.month) if moved else None
    if unit == "month":
        if anchor.month is None:
            return None
        moved_month = add_months(dt.date(anchor.year, anchor.month, 1), step)
        return PartialDate(moved_month.year, moved_month.month)
    if unit == "year":
        return PartialDate(anchor.year + step)
    return _last_season(anchor, parts["which"], unit)


SEASON_STARTS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}


def _last_season(anchor: PartialDate, which: str, season: str) -> PartialDate | None:
    if which != "last" or anchor.month is None:
        return PartialDate(anchor.year)
    started = SEASON_STARTS[season] + 2 < anchor.month
    return PartialDate(anchor.year if started else anchor.year - 1)


def _last_named_month(anchor: PartialDate, parts: dict[str, str]) -> PartialDate | None:
    month = MONTHS[parts["m"].rstrip(".")]
    if anchor.month is None:
        return None
    if parts["which"] == "next":
        return PartialDate(anchor.year + (month <= anchor.month), month)
    same_year_is_past = month < anchor.month or (parts["which"] != "last" and month == anchor.month)
    return PartialDate(anchor.year - (not same_year_is_past), month)


RECKON: dict[str, Callable[[PartialDate, dict[str, str]], PartialDate | None]] = {
    "today": lambda anchor, _: anchor,
    "yesterday": lambda anchor, _: _shift(anchor, -1),
    "tomorrow": lambda anchor, _: _shift(anchor, 1),
    "last": _last,
    "last_month": _last_named_month,
    "ago": _ago,
}


def _count(text: str) -> float:
    """'two' -> 2, '5' -> 5, 'a few' -> 3, '4 1/2' -> 4.5."""
    bare = re.sub(r"^a (?=couple|few)| of$", "", text.strip())
    if bare.endswith("1/2"):
        return float(bare[: -len("1/2")]) + 0.5
    if bare in NUMBER_WORDS:
        return NUMBER_WORDS[bare]
    return float(bare.replace(",", ""))


def _unit(text: str) -> str:
    return {"n": "d"}.get(text[0], text[0])


def _days(count: float, unit: str) -> int:
    if unit == "y":
        return round(count * 365)
    return round(count * (30 if unit == "m" else UNIT_DAYS[unit]))


@per_document
def durations(document: Document) -> list[DurationMention]:
    """Lengths of time ('for 3 months', 'x 14 yrs', '5-6 weeks'), ages left out. A month counts as 30, a year as 365 days."""
    found: list[DurationMention] = []
    for match in DURATION.finditer(document.flat):
        mention = _duration(document, match)
        if mention is not None:
            found.append(mention)
    return found


def _duration(document: Document, match: re.Match[str]) -> DurationMention | None:
    flat = document.flat
    if NOT_A_DURATION_AFTER.match(flat, match.end()) or _is_a_rate(flat, match) or _is_an_age(flat, match):
        return None
    unit = _unit(match["unit"])
    low = high = _days(_count(match["n"]), unit)
    if match["n2"]:
        high = _days(_count(match["n2"]), unit)
    if match["n3"]:
        more = _days(_count(match["n3"]), _unit(match["unit3"]))
        low, high = low + more, high + more
    low, high = _opened(match, min(low, high), max(low, high))
    return DurationMention(match.start(), match.end(), low, high, document.text[match.start() : match.end()])


OPEN_END = 36500
"""Days of a length that is only said to be at least something: a hundred years."""
AT_LEAST = frozenset({">", ">=", "≥", "at least", "more than", "greater than"})
LESS = frozenset({"<", "less than", "up to", "under"})


def _opened(match: re.Match[str], low: int, high: int) -> tuple[int, int]:
    """'at least 6 weeks' and '6+ weeks' have no upper end, 'less than 2 weeks' no lower."""
    said = (match["more"] or "").strip()
    if match["n2"]:
        return low, high
    if said in AT_LEAST or match["plus"]:
        return low, OPEN_END
    return (0, high) if said in LESS else (low, high)


def _is_an_age(flat: str, match: re.Match[str]) -> bool:
    """'69 y' and '65Y' are ages unless 'x', 'for' or 'since' stands before them."""
    if match["unit"] != "y" or match["n2"]:
        return False
    return not re.search(r"(?:\bx|for|over|since|past|last) ?$", flat[max(0, match.start() - 8) : match.start()])


def _is_a_rate(flat: str, match: re.Match[str]) -> bool:
    """'once a week', '3 times a day' and '1 per 3 mo' say how often, not how long."""
    before = flat[max(0, match.start() - 12) : match.start()]
    words = match[0]
    if words.startswith(("a ", "an ", "one ")) and re.search(
        r"(?:\d|times|once|twice|visits?|hours?|hrs?|h|min|nights|days) $", before
    ):
        return True
    return bool(re.search(r"(?:per|every|each|q|/) ?$", before)) or bool(re.fullmatch(r"an? (?:d|w|y|m|mo|mon)", words))
