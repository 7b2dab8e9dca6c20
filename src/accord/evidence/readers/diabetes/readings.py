"""Glucose readings of a patient's papers: in log tables, in lines of a meter's memory, in prose; mg/dL and mmol/L."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.errors import Invalid
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import DateMention
from accord.evidence.narrative.sentences import lines
from accord.evidence.narrative.tables import tables
from accord.evidence.narrative.values import NumberMention, numbers_within
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.diabetes.days import days, days_between, month_and_day
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.findings import Whose
from accord.records.places import Place
from accord.records.units import convert

LEAST, MOST = Decimal(15), Decimal(600)
"""Milligrams per deciliter: what lies outside is no reading of a person who lives, or no reading of glucose."""


@dataclass(frozen=True)
class Reading:
    """One glucose value in mg/dL at an offset of its document; date and clock time ('02:10') as far as they are told.

    logged -- in a log or a meter's list, not in prose.
    """

    offset: int
    value: Decimal
    place: Place
    date: PartialDate | None
    clock: str
    logged: bool
    paper: Profile


GLUCOSE = (
    r"(?:(?:blood |plasma |capillary |finger ?stick |fasting |random |serum )?(?:glucoses?|sugars?)|bgs?|cbgs?|bgl|"
    r"fbg|fsbg|fsbs|smbg|fbs|rbs|poc glucose|dexi|accu-?check|"
    r"finger ?sticks?|meter|glucometer|log ?book|log|diary|book|readings?|lows?|hypos?|hypoglyc\w+|cgm|"
    r"sensor|libre|dexcom|g6|g7|nadirs?|lowest)"
)
ABOUT_GLUCOSE = re.compile(
    rf"(?<![a-z0-9]){GLUCOSE}(?![a-z0-9])|\bmg/dl\b|\bmmol/l\b|(?:below|under|less than|<) ?54\b"
)
NEAR = re.compile(
    rf"(?<![a-z0-9]){GLUCOSE}(?:(?!\b(?:a1c|hba1c|gmi|bp|hr|pulse|weight|wt|age|bmi|units?|dose|egfr|creat\w*|"
    rf"ldl|range|tir|sd|cv|potassium|sodium|hgb|steps?|percent|minutes?|days?|weeks?|hours?)\b)[^;.]|"
    rf"(?<=\d)\.(?=\d)|(?<=[a-z])\.(?= [a-z])){{0,70}}$"
)
CARRIES_ON = re.compile(
    r"^(?: ?mg/dl)?[\s,;/&+]*(?:\(?[\d/: apm.\-]*\)?)[\s,;/&+]*(?:and|then|also|or|another|again|a|of|at|on|"
    r"one|was|the|->|→|=|:|-)?[\s,;:=>→(-]*(?:and |then |a |another |of |the |"
    r"on )*(?:\(?(?:[a-z]{3,9}\.? ?)?[\d/: apm.\-]*\)?)[\s,;:=>→-]*$"
)
OTHER_COLUMN = re.compile(
    r"\b(?:units?|dose|insulin|carbs?|grams?|weight|wt|bp|pulse|hr|steps?|a1c|time|notes?|comments?|"
    r"meal eaten|food|lantus|humalog|novolog|basaglar|bolus|basal|ketones?|#|no\.?|hcpcs|qty)\b",
    re.IGNORECASE,
)
LOG_WORDS = re.compile(
    r"\b(?:glucose|sugars?|bgs?|bgl|fsbg|fsbs|smbg|mg/dl|mmol/l|meter|glucometer|before (?:bkfst|breakfast|"
    r"supper|lunch|dinner)|fasting|bedtime|pre-?(?:meal|breakfast)|hs|bkfst)\b"
)
LOG_KINDS = frozenset(
    {
        PartKind.LOG,
        PartKind.DEVICE_REPORT,
        PartKind.OTHER,
        PartKind.LABORATORY,
        PartKind.VISIT_NOTE,
        PartKind.CHART_EXTRACT,
        PartKind.MESSAGES,
        PartKind.LETTER,
    }
)
CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)\b ?([ap])?\.?m?|\b(\d{1,2}) ?([ap])\.?m\b")
METER_LOW = re.compile(
    r"\b(?:read|reads|reading|said|says|showed|shows|displayed|registered|reported|flashed|"
    r"came up)\b[^.;]{0,12}[\"'“ ]LO(?:W)?\b[\"'”]?(?! (?:alarm|alert|end|of))"
)
TIMED = re.compile(
    r"(?:\d{1,2}:\d\d\s*(?:[ap]\.?m?\.?)?|\d{1,2}/\d{1,2}(?:/\d{2,4})?)\s*(?:->|→|=>|=|:|-|–|was|of|at)?\s*$"
)
LISTED_BELOW = re.compile(r"(?:below|under|<|less than) ?(?:54|3\.0)(?: ?mg/dl| ?mmol/l)?[^.;\d]{0,14}[:=(-]\s*$")
SO_LOW = re.compile(
    r"(?:[^.;]{0,24}\b(?:is|was|being|as) )(?:the )?(?:only|lowest|single|worst)\b[^.;]{0,30}\b(?:low|below|"
    r"under|reading|value)\b"
)
MEAN_BEFORE = re.compile(r"\b(?:mean|average|avg|median|averag\w+|estimated|eag)\b[^.;]{0,20}$")
RECHECKED = re.compile(
    r"\b(?:re-?check\w*|repeat\w*|after|later|post|rose|up to|came up|treated to|->|→|then|followed by)\b[^.;]{0,25}$"
)
CHECKED_AGAIN = re.compile(r"\b(?:re-?check\w*|re-?test\w*|repeat\w*)\b[^.;\d]{0,20}$")
FAR_BEFORE = 400
"""Characters before a number that may say what it is: more than any of the patterns above spans."""
NOT_A_VALUE_AFTER = re.compile(
    r"\s?(?:%|percent|y/?o\b|years?\b|yrs?\b|units?\b|u\b|mg\b(?!/)|mcg|g\b|grams?|carbs?|kg|lbs?|min|hours?|"
    r"hrs?|days?|times|x\b|episodes?|events?|readings|tests|checks|results|of \d|am\b|pm\b|feet|mo\b|weeks?|"
    r"wks?|percentile|"
    r"sticks?|strips?|values|points|/\d)"
)
THRESHOLD_BEFORE = re.compile(
    r"(?:<|>|≤|≥|=<|below|under|less than|above|over|greater than|at least|more than|threshold(?: of)?|"
    r"alarm(?:s|ed)?(?: set)? (?:at|for|to)|alert(?:s)?(?: set)? (?:at|for|to)|set (?:at|to)|goal|target|"
    r"range|between|from)\s*$"
)


def readings(paper: Profile, otherwise: PartialDate | None = None) -> Iterator[Reading]:
    """Every reading of the paper, once; a paper without any year is reckoned from the day given."""
    seen: set[int] = set()
    for reading in (*_logged(paper, otherwise), *_told(paper, otherwise)):
        if reading.offset not in seen:
            seen.add(reading.offset)
            yield reading


# ── logs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _logged(paper: Profile, otherwise: PartialDate | None) -> Iterator[Reading]:
    """Dated lines of numbers in a paper whose head or column heads speak of glucose."""
    document = paper.document
    if paper.kind not in LOG_KINDS or not LOG_WORDS.search(document.flat, paper.part.start, paper.part.end):
        return
    dated = [
        (line, day) for line, day in _dated_lines(paper, otherwise) if _speaks_of_glucose(document, paper, line[0])
    ]
    if len(dated) < 2:
        return
    barred = _other_columns(document)
    flat = document.flat[paper.part.start : paper.part.end]
    millimoles = "mmol" in flat and "mg/dl" not in flat
    for (start, end), day in dated:
        for number in numbers_within(document, day.end, end):
            if number.high is not None or number.comparator or any(a <= number.start < b for a, b in barred):
                continue
            value = in_mgdl(replace(number, unit="mmol/L") if millimoles and number.unit is None else number)
            if (
                value is None
                or NOT_A_VALUE_AFTER.match(document.flat, number.end)
                or _in_words(document, day.end, number)
            ):
                continue
            yield Reading(
                number.start,
                value,
                document.place(start, end),
                day.date,
                _clock(document.flat[day.start : number.start]),
                True,
                paper,
            )


def _in_words(document: Document, start: int, number: NumberMention) -> bool:
    """Does the number stand within a note behind the values ('OJ, better 15')?"""
    between = re.sub(
        r"\b(?:am|pm|fasting|bg|glucose|bedtime|hs|mg/dl|pre|post|ac|pc)\b", "", document.flat[start : number.start]
    )
    return len(re.findall(r"[a-z]{3,}", between)) > 1


def _dated_lines(paper: Profile, otherwise: PartialDate | None) -> Iterator[tuple[tuple[int, int], DateMention]]:
    """Lines of the paper that begin with a day."""
    mentions = {m.start: m for m in days(paper, otherwise)}
    for line in lines(paper.document):
        if line.blank or not paper.part.start <= line.start < paper.part.end:
            continue
        words = paper.document.text[line.start : line.end]
        first = line.start + len(words) - len(words.lstrip(" |*-\t"))
        found = mentions.get(first)
        weekday = re.match(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]*", paper.document.flat[first : first + 14])
        if found is None and weekday:
            found = mentions.get(first + weekday.end())
        if found is None and re.match(r"\d{1,2}[/-]\d{1,2}(?=\s|$|:|\|)", words.strip(" |*-\t")):
            found = month_and_day(paper, first, min(first + 6, line.end), otherwise)
        if found is not None and found.date.month is not None:
            yield (line.start, line.end), found


def _speaks_of_glucose(document: Document, paper: Profile, start: int) -> bool:
    """Do the lines above (to the last blank one but one, at most 900 characters) name glucose?"""
    return bool(LOG_WORDS.search(document.flat, max(paper.part.start, start - 900), start))


def _other_columns(document: Document) -> list[tuple[int, int]]:
    """Cells below headings that name something else than a glucose value."""
    spans: list[tuple[int, int]] = []
    for table in tables(document):
        for index, head in enumerate(table.header):
            if OTHER_COLUMN.search(head.text):
                spans += [(cell.start, cell.end) for row in table.rows if (cell := row[index]) is not None]
    return spans


# ── prose ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _told(paper: Profile, otherwise: PartialDate | None) -> Iterator[Reading]:
    if paper.kind is PartKind.ORDER:
        return
    begin, about_glucose = paper.part.start, False
    for each in said_in(paper):
        if not each.text.startswith(("->", "=>", "→", "-->")):
            begin, about_glucose = each.sentence.start, ABOUT_GLUCOSE.search(each.text) is not None
        if about_glucose:
            yield from _in_sentence(paper, each, begin, otherwise)
            if METER_LOW.search(paper.document.text[each.sentence.start : each.sentence.end]):
                yield Reading(
                    each.sentence.start,
                    Decimal(20),
                    place_of(paper.document, each, 0, len(each.text)),
                    _date_near(paper, each, each.sentence.start, each.sentence.start, otherwise),
                    "",
                    False,
                    paper,
                )


def _in_sentence(paper: Profile, each: Said, begin: int, otherwise: PartialDate | None) -> Iterator[Reading]:
    """The readings of a sentence; `begin` is where the words begin that it carries on."""
    document = paper.document
    last_end, last_taken, told = each.sentence.start, False, False
    for number in numbers_within(document, each.sentence.start, each.sentence.end):
        before = " ".join(document.flat[max(begin, number.start - FAR_BEFORE) : number.start].split()) + " "
        gap = document.flat[last_end : number.start]
        value = in_mgdl(number, document.flat[number.end : number.end + 12])
        bare = number.unit is None or number.unit == "[in_i]"
        taken = (
            value is not None
            and (number.comparator is None or _is_arrow(document, number))
            and number.high is None
            and not (bare and NOT_A_VALUE_AFTER.match(document.flat, number.end))
            and not THRESHOLD_BEFORE.search(before.rstrip() + " ")
            and not MEAN_BEFORE.search(before)
            and (not bare or _is_glucose(document, each, before, gap, number, last_taken))
            and (number.unit != "mmol/L" or bool(NEAR.search(before)) or "glucose" in each.text)
        )
        if taken and value is not None and _of_patient(document, number):
            start, end = number.start, number.end
            again = last_taken and RECHECKED.search(gap) is not None and not CARRIES_ON.match(gap)
            if not again and not (told and CHECKED_AGAIN.search(before)):
                told = True
                yield Reading(
                    number.start,
                    value,
                    _around(document, each, start, end),
                    _date_near(paper, each, start, begin, otherwise) or _day_of_emergency(paper),
                    _clock_near(document, max(begin, start - 24), start, end),
                    False,
                    paper,
                )
        last_end, last_taken = number.end, taken


def _of_patient(document: Document, number: NumberMention) -> bool:
    """Is it said of the patient, and of what was?"""
    told = assertion(document, number.start, number.end)
    return told.whose is Whose.PATIENT and not told.hypothetical


def _is_arrow(document: Document, number: NumberMention) -> bool:
    """'-> 47' is an arrow, not 'more than 47'."""
    return document.text[number.start] == ">" and document.text[max(number.start - 1, 0)] in "-=–—"


def _is_glucose(document: Document, each: Said, before: str, gap: str, number: NumberMention, last_taken: bool) -> bool:
    """Is a number without a unit a glucose value, by the words before it, its clock time, or what follows?"""
    if (
        NEAR.search(before)
        or TIMED.search(before)
        or LISTED_BELOW.search(before)
        or (last_taken and CARRIES_ON.match(gap))
    ):
        return True
    return SO_LOW.match(document.flat[number.end : each.sentence.end]) is not None


def _around(document: Document, each: Said, start: int, end: int) -> Place:
    """The sentence when it is short, else the words around the number; always a place of its own."""
    low = max(each.sentence.start, start - 90)
    high = min(each.sentence.end, end + 40)
    while low > each.sentence.start and document.text[low - 1].isalnum():
        low -= 1
    while high < each.sentence.end and document.text[high].isalnum():
        high += 1
    return document.place(low, high)


def _day_of_emergency(paper: Profile) -> PartialDate | None:
    """What an emergency report measures without a day belongs to the emergency."""
    return date_of(paper) if paper.kind is PartKind.EMERGENCY_REPORT else None


TIED_DAY = re.compile(
    r">? ?\d+(?:\.\d)?(?: ?(?:mg/dl|mmol/l))?\s?(?:\(|on |- |, |"
    r"at \d{1,2}:\d\d ?(?:[ap]m)? (?:on )?)\s?(?=\d{1,2}/\d{1,2}(?!\d|/))"
)


def _date_near(
    paper: Profile, each: Said, offset: int, since: int, otherwise: PartialDate | None
) -> PartialDate | None:
    """The day that belongs to a number: with its clock time, close behind it, last before it, or the only one there is."""
    timed = TIMED.search(paper.document.flat[max(since, offset - 24) : offset])
    marked = month_and_day(paper, max(since, offset - 24), offset, otherwise) if timed else None
    if marked is not None:
        return marked.date
    tied = TIED_DAY.match(paper.document.flat, offset)
    marked = month_and_day(paper, tied.end(), tied.end() + 6, otherwise) if tied else None
    if marked is not None:
        return marked.date
    inside = [
        m for m in days_between(paper, each.sentence.start, each.sentence.end, otherwise) if m.date.month is not None
    ]
    if not inside:
        return None
    flat = paper.document.flat
    behind = next(
        (
            m
            for m in inside
            if 0 < m.start - offset < 24
            and re.fullmatch(
                r"\d+(?: ?mg/dl)?[ ]?(?:\(|on |at \d+:?\d* ?[ap]?m? on |[-,] ?)?(?:the )?", flat[offset : m.start]
            )
        ),
        None,
    )
    before = [m for m in inside if m.start < offset]
    if behind is not None:
        return behind.date
    if before:
        return before[-1].date
    return inside[0].date if len(inside) == 1 else None


CLOCK_AFTER = re.compile(r"(?: ?mg/dl)? ?(?:at|@) ?\d{1,2}(?::\d\d)? ?(?:[ap]\.?m?\.?)?(?![\d/])")


def _clock_near(document: Document, low: int, start: int, end: int) -> str:
    """The clock time right behind a value, else the last one before it."""
    behind = CLOCK_AFTER.match(document.flat, end)
    return (_clock(behind[0]) if behind else "") or _clock(document.flat[low:start])


def _clock(words: str) -> str:
    """'02:10' of the last clock time in the words."""
    found = list(CLOCK.finditer(words))
    if not found:
        return ""
    hour = int(found[-1][1] or found[-1][4])
    half = found[-1][3] or found[-1][5]
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    return f"{hour:02d}:{found[-1][2] or '00'}"


IN_TIME = re.compile(
    r" (?:the|a|his|her|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|early|late|mid|(?:19|20)\d\d|spring|"
    r"summer|fall|winter|past|last)"
)


def in_mgdl(number: NumberMention, after: str = "") -> Decimal | None:
    """The number as mg/dL; None when its unit, or its size, is not that of a glucose value. '53 in May' has no inches."""
    if number.out_of is not None:
        return None
    value = number.value
    if number.unit == "mmol/L":
        try:
            value = convert(value, "mmol/L", "mg/dL", "glucose")
        except Invalid:
            return None
    elif (
        (number.unit == "[in_i]" and not IN_TIME.match(after))
        or number.unit not in (None, "mg/dL", "[in_i]")
        or value != value.to_integral_value()
    ):
        return None
    return value if LEAST <= value <= MOST else None
