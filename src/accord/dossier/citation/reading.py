"""What a sentence claims, reduced to what can be compared: dates, codes, numbers with units, sides, cues, words."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from accord.dossier.citation import cues

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"\b(?P<m>\d{1,2})[/.-](?P<d>\d{1,2})[/.-](?P<y>\d{4}|\d\d)\b"),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<y>\d{{4}})\b", re.IGNORECASE),
)
_CODE = re.compile(r"\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{2,}(?:\.[A-Za-z0-9]+)?\b|\b\d{7,}\b")
_NUMBER = re.compile(
    r"(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*(?P<unit>[%°µμ]?[A-Za-z]*(?:/[A-Za-z0-9]+)*²?)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CLAUSE = re.compile(r"[.;!?]\s+|[.;!?]$|\n\s*\n|;|\bbut\b|\bhowever\b", re.IGNORECASE)


@dataclass(frozen=True)
class Claims:
    """Everything in a text that a corruption could change.

    numbers -- value and unit, '' where none is written; bounds -- the sign or words of comparison before a number.
    sided   -- (side, the words after it) pairs.
    """

    dates: frozenset[dt.date]
    codes: frozenset[str]
    numbers: Counter[tuple[Decimal, str]]
    bounds: Counter[tuple[str, Decimal]]
    sided: tuple[tuple[str, tuple[str, ...]], ...]
    words: frozenset[str]


def read(text: str) -> Claims:
    """The claims of a text."""
    dates, rest = _take_dates(text)
    codes = frozenset(code.upper() for code in _CODE.findall(rest))
    rest = _CODE.sub(lambda match: " " * len(match[0]) if not _measured(match[0]) else match[0], rest)
    return Claims(
        dates,
        frozenset(code for code in codes if not _measured(code)),
        Counter(_numbers(rest)),
        Counter(_bounds(rest)),
        tuple(_sided(rest)),
        frozenset(_meaning(word) for word in _words(rest)) | frozenset(unit for _, unit in _numbers(rest)),
    )


def _measured(token: str) -> bool:
    """'250mg' is a number with its unit written together, not a code."""
    parts = re.fullmatch(r"(\d+(?:\.\d+)?)([A-Za-zµμ]+)", token)
    return parts is not None and parts[2].lower() in cues.UNITS


def _take_dates(text: str) -> tuple[frozenset[dt.date], str]:
    found: set[dt.date] = set()

    def take(match: re.Match[str]) -> str:
        date = _date(match.groupdict())
        if date is None:
            return match[0]
        found.add(date)
        return " " * len(match[0])

    for form in _DATES:
        text = form.sub(take, text)
    return frozenset(found), text


def _date(parts: dict[str, str | None]) -> dt.date | None:
    year = int(parts["y"] or 0)
    year += 0 if year > 99 else 2000 if year <= 50 else 1900
    named = parts.get("month")
    month = _MONTHS.index(named.lower()) + 1 if named else int(parts["m"] or 0)
    day = int(parts["d"] or 0)
    if month > 12:
        month, day = day, month
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _numbers(text: str) -> list[tuple[Decimal, str]]:
    digits = [(Decimal(m["number"].replace(",", "")).normalize(), _unit(m["unit"])) for m in _NUMBER.finditer(text)]
    spelled = [(Decimal(cues.COUNTS[w]), "") for w in _words(text) if w in cues.COUNTS]
    return digits + spelled


def _unit(word: str) -> str:
    word = word.lower().replace("μ", "µ")
    return cues.UNITS.get(word, "")


def _bounds(text: str) -> list[tuple[str, Decimal]]:
    """'<= 88', 'below 0.6': the comparison with its number."""
    found: list[tuple[str, Decimal]] = []
    for pattern, sign in cues.BOUNDS:
        for match in re.finditer(rf"(?:{pattern})\s*(\d+(?:\.\d+)?)", text, re.IGNORECASE):
            found.append((sign, Decimal(match[1]).normalize()))
    return found


def _sided(text: str) -> list[tuple[str, tuple[str, ...]]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return [
        (cues.SIDES[word], tuple(stem(next_word) for next_word in words[i + 1 : i + 4] if next_word not in cues.GLUE))
        for i, word in enumerate(words)
        if word in cues.SIDES
    ]


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning: not glue, not a cue, not a unit's sign."""
    idle = cues.GLUE | cues.SIDES.keys() | cues.COUNTS.keys() | cues.ALL_CUES
    _, rest = _take_dates(text)
    rest = _CODE.sub(" ", rest)
    idle |= {word for word in cues.UNITS if len(word) <= 2}  # compared with their numbers instead
    grades = {word.lower() for word in _WORD.findall(rest) if len(word) == 1 and word.isupper() and word != "A"}
    words = {word for word in _words(rest) if len(word) > 1 and word not in idle}
    return frozenset(_meaning(word) for word in words | grades)  # 'type I' differs from 'type II'


def _meaning(word: str) -> str:
    """The stem, or for a unit written out its short form."""
    return cues.UNITS.get(word) or stem(word)


def stem(word: str) -> str:
    """A word without the endings of number and tense; enough to let 'falls' bear 'fall'."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    for ending, least in (("ing", 6), ("ies", 5), ("ed", 5), ("es", 5), ("ly", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word.removesuffix("e") if len(word) > 4 else word


def clauses(text: str) -> list[str]:
    """The sentences of a text, parted also at 'but' and semicolons; single line breaks do not part."""
    return [part for part in _CLAUSE.split(text) if part.strip()]


def cue_counts(text: str) -> Counter[str]:
    """How often each kind of cue (negation, doubt, plan, family, past) stands in the text."""
    lowered = " ".join(text.lower().replace("’", "'").split())
    return Counter(
        {kind: len(pattern.findall(lowered)) for kind, pattern in cues.CUES.items() if pattern.search(lowered)}
    )
