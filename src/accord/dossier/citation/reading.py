"""What a text claims, reduced to what can be compared: segments of folded words, numbers, sides, and the cues on each."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from accord.dossier.citation import cues
from accord.dossier.citation.folding import expanded, folded

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATES = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?<![\d/])(?P<m>\d{1,2})[/.-](?P<d>\d{1,2})[/.-](?P<y>\d{4}|\d\d)\b"),
    re.compile(rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<y>\d{{4}})\b", re.IGNORECASE),
)
_TOKEN = re.compile(
    r"(?P<date>@\d{4}-\d\d-\d\d@)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?![A-Za-z]*\d)(?:(?P<glued>[A-Za-zµμ]+(?:/[A-Za-z]+)?)\b)?"
    r"|(?P<code>\b(?=[A-Za-z]*\d)[A-Za-z0-9]{2,}(?:\.[A-Za-z0-9]+)?)"
    r"|(?P<unit>%|°[CFcf]?|µ[A-Za-z]+|/(?:min|hour|day|week|hr)\b|\b[A-Za-z]+/[A-Za-z]+2?²?(?![A-Za-z]))"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<stop>[.;!?:()\[\]\n•—–]|,|\?)"
)
_DIGITS = 7
"""Digits of a number that is a name (an article's, a record's), not a measure."""


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    SIDE = "side"
    DATE = "date"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, side, date or code in the form in which it is compared. unit -- of a number, '' where none."""

    kind: Kind
    form: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence that is meant in one way.

    tokens -- what carries meaning; frame -- how often each kind of cue turns it; idle -- its other words.
    """

    tokens: tuple[Token, ...]
    frame: Counter[str]
    idle: str


@dataclass(frozen=True)
class Claims:
    """Everything in a text that a corruption could change; bounds -- comparisons with their numbers."""

    segments: tuple[Segment, ...]
    bounds: Counter[tuple[str, Decimal]]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, in order."""
        return tuple(token for segment in self.segments for token in segment.tokens)


@lru_cache(maxsize=512)
def read(text: str) -> Claims:
    """The claims of a text."""
    plain = folded(_with_dates(expanded(text)))
    return Claims(tuple(_segments(plain)), Counter(_bounds(plain)))


def _with_dates(text: str) -> str:
    """Dates in one form between marks."""

    def take(match: re.Match[str]) -> str:
        date = _date(match.groupdict())
        return match[0] if date is None else f"@{date.isoformat()}@"

    for form in _DATES:
        text = form.sub(take, text) if "@" not in text else _outside(form, take, text)
    return text


def _outside(form: re.Pattern[str], take: Callable[[re.Match[str]], str], text: str) -> str:
    """The replacement outside of what is already between marks."""
    parts = re.split(r"(@\d{4}-\d\d-\d\d@)", text)
    return "".join(part if i % 2 else form.sub(take, part) for i, part in enumerate(parts))


def _date(parts: dict[str, str | None]) -> dt.date | None:
    year = int(parts["y"] or 0)
    year += 0 if year > 99 else 2000 if year <= 50 else 1900
    named = parts.get("month")
    month = _MONTHS.index(named.lower()[:3]) + 1 if named else int(parts["m"] or 0)
    day = int(parts["d"] or 0)
    if month > 12:
        month, day = day, month
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _segments(text: str) -> Iterator[Segment]:
    """Parted at punctuation, and at conjunctions that begin a statement of their own; a list goes on in its cues."""
    carried: Counter[str] = Counter()
    for stop, raw in _joined(_stretches(text)):
        words = [match[0].lower() for match in raw]
        said = " ".join(words)
        frame = cue_counts(said)
        if stop == "," and not cues.VERB.search(said):
            frame = frame | Counter({k: n for k, n in carried.items() if k not in frame})
            carried = frame
        else:
            carried = cue_counts(" ".join(words[:-1]))  # 'pain: denied, fever' leaves the fever alone
        yield Segment(tuple(_tokens(raw)), frame, " ".join(word for word in words if word not in cues.ALL_CUES))


_Stretch = tuple[str, list[re.Match[str]]]


def _joined(stretches: Iterator[_Stretch]) -> Iterator[_Stretch]:
    """'In the past, she has tried …': an opening without meaning of its own belongs to what follows its comma."""
    waiting: _Stretch | None = None
    for stop, raw in stretches:
        if waiting and stop == ",":
            stop, raw = waiting[0], [*waiting[1], *raw]
        elif waiting:
            yield waiting
        waiting = None
        if stop != "," and not any(True for _ in _tokens(raw)):
            waiting = (stop, raw)
        else:
            yield stop, raw
    if waiting:
        yield waiting


def _stretches(text: str) -> Iterator[_Stretch]:
    """(the stop before, the matched tokens) of every stretch between stops."""
    matches = list(_TOKEN.finditer(text))
    before, raw = ".", list[re.Match[str]]()
    for i, match in enumerate(matches):
        mark = match["stop"] or (match[0].lower() if _parts(matches, i) else "")
        if not mark:
            raw.append(match)
            continue
        if raw:
            yield before, raw
            raw = []
        before = mark
    if raw:
        yield before, raw


def _parts(matches: Sequence[re.Match[str]], i: int) -> bool:
    """Does this word begin a statement of its own? 'but', 'which', and 'and' before a subject, verb or cue."""
    word = matches[i][0].lower()
    if word in cues.PARTING:
        return True
    following = [m[0].lower() for m in matches[i + 1 : i + 3]]
    return word in ("and", "or", "then") and bool(following) and following[0] in cues.BEGINS


def _tokens(raw: Sequence[re.Match[str]]) -> Iterator[Token]:
    position = 0
    while position < len(raw):
        match = raw[position]
        position += 1
        word = match[0].lower()
        if match["date"]:
            yield Token(Kind.DATE, match["date"].strip("@"))
        elif match["number"] or word in cues.COUNTS:
            digits = (match["number"] or str(cues.COUNTS[word])).replace(",", "")
            if match["number"] and len(digits) >= _DIGITS and "." not in digits:
                yield Token(Kind.CODE, digits)
                continue
            glued = (match["glued"] or "").lower()
            unit = _unit(glued)
            if not glued and position < len(raw) and _unit(raw[position][0].lower()):
                unit = _unit(raw[position][0].lower())
                position += 1
            yield Token(Kind.NUMBER, f"{Decimal(digits).normalize():f}", unit)
            if glued and not unit and glued not in ("st", "nd", "rd", "th"):
                yield Token(Kind.WORD, stem(glued))
        elif match["code"]:
            yield Token(Kind.CODE, match["code"].upper())
        elif word in cues.SIDES:
            yield Token(Kind.SIDE, cues.SIDES[word])
        elif match["unit"]:
            yield Token(Kind.WORD, _unit(word) or word)
        elif not _is_idle(match[0]):
            yield Token(Kind.WORD, cues.UNITS.get(word) or stem(word))


def _is_idle(word: str) -> bool:
    """Glue and cues carry no meaning of their own; a single capital is a grade ('type I' is not 'type II')."""
    lowered = word.lower().replace("’", "'").removesuffix("'s")
    if len(word) == 1:
        return not word.isupper() or word in ("A", "S", "F", "C")
    return lowered in cues.GLUE or lowered in cues.ALL_CUES


def _unit(word: str) -> str:
    """The short form of a unit, of each part where it is a ratio; '' for any other word."""
    word = word.replace("μ", "µ")
    over = word.split("/")
    if len(over) == 2 and all(part in cues.UNITS for part in over):
        return "/".join(cues.UNITS[part] for part in over)
    return cues.UNITS.get(word, "")


def _bounds(text: str) -> Iterator[tuple[str, Decimal]]:
    """'<= 88', 'below 0.6', 'under the age of two': the comparison with its number."""
    for pattern, sign in cues.BOUND_PATTERNS:
        for match in pattern.finditer(text):
            number = cues.COUNTS.get(match[1].lower(), match[1])
            yield sign, Decimal(number).normalize()


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without the endings of number and tense; enough to let 'falls' bear 'fall'."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    for ending, least in (("ing", 6), ("ies", 5), ("ied", 5), ("ed", 5), ("es", 5), ("ly", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
    return word.removesuffix("e") if len(word) > 4 else word


def cue_counts(words: str) -> Counter[str]:
    """How often each kind of cue (negation, doubt, plan, family, past) stands in the words."""
    lowered = " ".join(words.lower().replace("’", "'").split())
    found = Counter({kind: len(pattern.findall(lowered)) for kind, pattern in cues.CUES.items()})
    return +found
