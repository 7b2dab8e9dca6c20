"""PubMed's dates: printed ones in many shapes, and the spans that a search asks for."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from accord.errors import Invalid

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
SEASONS = {"winter": 1, "spring": 3, "summer": 6, "fall": 9, "autumn": 9}
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
WORD = re.compile(r"[A-Za-z]+")
ASKED = re.compile(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?")
LAST_YEAR = 3000
FIRST_DAY, LAST_DAY = 1_01_01, LAST_YEAR * 10_000 + 12_31


def first_day(year: str, month: str, day: str, season: str = "") -> dt.date | None:
    """The first day that Year, Month ('Jan', '01'), Day and Season allow; None without a year."""
    if not (found := YEAR.search(year)):
        return None
    number = _month(month or season)
    try:
        return dt.date(int(found[0]), number, int(day) if day.isdigit() and month else 1)
    except ValueError:
        return dt.date(int(found[0]), number, 1)


def first_day_of_text(text: str) -> dt.date | None:
    """The first day that a free date allows: '2003 Mar-Apr', '1998 Dec-1999 Jan', 'Spring 2001', '2000 15-31 Jan'."""
    if not (found := YEAR.search(text)):
        return None
    words = [_month(word) for word in WORD.findall(text) if word[:3].lower() in MONTHS or word.lower() in SEASONS]
    return dt.date(int(found[0]), words[0] if words else 1, 1)


def as_number(day: dt.date | None) -> int:
    """20200131; 0 for no date, which no range of a search holds."""
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def as_date(number: int) -> dt.date | None:
    """The date of such a number."""
    return dt.date(number // 10_000, number // 100 % 100, number % 100) if number else None


def span(text: str) -> tuple[int, int]:
    """First and last day of '2020', '2020/03', '2020/03/15', '2019:2021', '2020/06:3000', as numbers. Raises Invalid."""
    begin, colon, end = (part.strip() for part in text.replace('"', "").partition(":"))
    first, last = _ends(begin), _ends(end if colon else begin)
    if first[0] > last[1]:
        raise Invalid(f"The range of dates '{text}' ends before it begins.", "Write the earlier date first.")
    return first[0], last[1]


def _ends(text: str) -> tuple[int, int]:
    found = ASKED.fullmatch(text)
    if not found:
        raise Invalid(f"'{text}' is not a date.", "Write 2020, 2020/03 or 2020/03/15; a range as 2019:2021.")
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if month > 12 or day > 31 or (found[2] and not month) or (found[3] and not day) or not year:
        raise Invalid(f"'{text}' is not a day of the calendar.", "Write 2020, 2020/03 or 2020/03/15.")
    base = year * 10_000
    if year >= LAST_YEAR:
        return base, LAST_DAY
    return base + (month or 1) * 100 + (day or 1), base + (month or 12) * 100 + (day or 31)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 1
    return MONTHS.get(text[:3].lower()) or SEASONS.get(text.lower(), 1)
