"""Searches of the register: exact ones by one pinned index, misspelt ones through the names that are near.

Fuzzy never runs on the providers: the near spellings are found among the distinct names, and asked exactly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from accord.connectors.answer import Page
from accord.connectors.npi.provider import Hit, Kind, Match
from accord.connectors.npi.question import Question, Words, taxonomy_codes
from accord.connectors.npi.register import Register
from accord.connectors.npi.rows import NAME, PLACE, TAXONOMY
from accord.connectors.npi.spellings import FIRST, SHORTEST_FOR_TWO, SURNAME
from accord.connectors.npi.words import sounds

KIND_NUMBERS = {Kind.PERSON: 1, Kind.ORGANIZATION: 2, Kind.NOT_SAID: 0}
AFTER_ALL = "\U0010ffff"
MOST_ROWS = 3_000
NAMES_AT_ONCE = 50
FEW = 3
MOST_NAMES, MOST_OF_BOTH, MOST_SAME_SOUND, MOST_ORGANIZATIONS = 400, 40, 400, 60
LEAST_LIKENESS = 60
LAST_WEIGHS = 0.6

Condition = tuple[str, list[object]]
Candidate = tuple[int, str, str]
Likeness = Callable[[str, str], int]


def search(register: Register, asked: Question, today: dt.date) -> Page[Hit]:
    """One page. Exact hits come in the order of names, others by likeness."""
    find = {Match.EXACT: _exact, Match.FUZZY: _fuzzy, Match.SOUND: _sound}[asked.match]
    return find(register, asked, today)


def _exact(register: Register, asked: Question, today: dt.date) -> Page[Hit]:
    conditions = [*_name_conditions(asked), *_other_conditions(asked)]
    numbers = [npi for npi, _, _ in _candidates(register, _index(asked), conditions, asked.limit + 1, asked.offset)]
    more = len(numbers) > asked.limit
    kept = list(dict.fromkeys(numbers[: asked.limit]))
    total = None if more else asked.offset + len(kept)
    return _page(register, ((npi, 100) for npi in kept), total, str(asked.offset + asked.limit) if more else "", today)


def _page(
    register: Register, found: Iterable[tuple[int, int]], total: int | None, following: str, today: dt.date,
    lower_bound: bool = False,
) -> Page[Hit]:  # fmt: skip
    hits = ((register.entry(str(npi)), likeness) for npi, likeness in found)
    items = tuple(entry.hit(today, likeness) for entry, likeness in hits if entry is not None)
    return Page(items, total, lower_bound, following, register.provenance())


def _candidates(
    register: Register, index: str, conditions: Sequence[Condition], most: int, offset: int = 0
) -> list[Candidate]:
    """(number, name, first name) of rows that fit, in the order of the index."""
    where = " AND ".join(text for text, _ in conditions)
    values = [value for _, some in conditions for value in some]
    query = f"SELECT npi, name, first FROM provider INDEXED BY {index} WHERE {where} LIMIT ? OFFSET ?"
    return register.file.execute(query, (*values, most, offset)).fetchall()


def _index(asked: Question) -> str:
    """The index that leaves the fewest rows to look at. It is named in the query: SQLite would choose by the state."""
    if asked.last or asked.organization:
        return "by_name" if asked.state else "by_zip" if asked.postal_code else "by_full_name"
    if asked.taxonomy and not (asked.postal_code and not asked.city):
        return "by_taxonomy"
    return "by_zip" if asked.postal_code else "by_city"


def _name_conditions(asked: Question) -> Iterator[Condition]:
    name = asked.last or asked.organization
    kind = KIND_NUMBERS[asked.kind] if asked.kind else 2 if asked.organization else 1 if name or asked.first else None
    if kind is not None:
        yield "kind = ?", [kind]
    yield from _equal_or_begins("name", name)
    yield from _equal_or_begins("first", asked.first)


def _other_conditions(asked: Question) -> Iterator[Condition]:
    yield from _equal_or_begins("city", asked.city)
    if asked.state:
        yield "state = ?", [asked.state]
    yield from _equal_or_begins("zip", asked.postal_code)
    yield from _of_taxonomies(taxonomy_codes(asked.taxonomy))
    unasked = (TAXONOMY, asked.taxonomy), (NAME, asked.last or asked.organization), (PLACE, asked.asks_place)
    mask = sum(bit for bit, is_asked in unasked if not is_asked)
    yield "variant & ? = 0", [mask]


def _equal_or_begins(column: str, words: Words) -> Iterator[Condition]:
    if words and words.begins:
        yield f"{column} >= ? AND {column} < ?", [words.text, words.text + AFTER_ALL]
    elif words:
        yield f"{column} = ?", [words.text]


def _of_taxonomies(codes: Sequence[str]) -> Iterator[Condition]:
    whole = [code for code in codes if not code.endswith("*")]
    parts = [f"taxonomy IN ({_marks(whole)})"] if whole else []
    values: list[object] = list(whole)
    for prefix in (code[:-1] for code in codes if code.endswith("*")):
        parts.append("(taxonomy >= ? AND taxonomy < ?)")
        values += [prefix, prefix + AFTER_ALL]
    if parts:
        yield f"({' OR '.join(parts)})", values


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _one_of(column: str, values: Sequence[str]) -> Condition:
    return f"{column} IN ({_marks(values)})", list(values)


@dataclass
class Near:
    """Collects candidates in groups: those of an earlier group stand before those of a later one, on every page."""

    register: Register
    asked: Question
    likeness: Likeness
    groups: int = 0
    found: dict[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]])

    @property
    def enough(self) -> bool:
        """Is there a page, and one more to know that another follows?"""
        return len(self.found) > self.asked.offset + self.asked.limit

    def ask(self, kind: int, *pairs: tuple[Sequence[str], Sequence[str]]) -> None:
        """One group: providers of these names with these first names, where given; unless there is a page already."""
        if self.enough:
            return
        self.groups += 1
        best: dict[int, int] = {}
        for names, firsts in pairs:
            for npi, name, first in self._candidates(kind, names, firsts):
                best[npi] = max(self.likeness(name, first), best.get(npi, 0))
        for npi, likeness in best.items():
            self.found.setdefault(npi, (self.groups, likeness))

    def ask_by_and_by(self, kind: int, names: Sequence[str], firsts: Sequence[str] = ()) -> None:
        """The names in the order given, some at once, each some a group."""
        for start in range(0, len(names), NAMES_AT_ONCE):
            self.ask(kind, (names[start : start + NAMES_AT_ONCE], firsts))

    def _candidates(self, kind: int, names: Sequence[str], firsts: Sequence[str]) -> list[Candidate]:
        if not names:
            return []
        conditions: list[Condition] = [("kind = ?", [kind]), _one_of("name", names)]
        if firsts:
            conditions.append(_one_of("first", firsts))
        conditions += _other_conditions(self.asked)
        index = "by_name" if self.asked.state else "by_full_name"
        return _candidates(self.register, index, conditions, MOST_ROWS)

    def page(self, today: dt.date) -> Page[Hit]:
        """The page that was asked for."""
        start, end = self.asked.offset, self.asked.offset + self.asked.limit
        ranked = sorted(self.found.items(), key=lambda pair: (pair[1][0], -pair[1][1], pair[0]))
        hits = [(npi, likeness) for npi, (_, likeness) in ranked[start:end]]
        following = str(end) if len(ranked) > end else ""
        return _page(self.register, hits, len(ranked), following, today, lower_bound=True)


def _fuzzy(register: Register, asked: Question, today: dt.date) -> Page[Hit]:
    if asked.organization:
        return _fuzzy_organizations(register, asked, today)
    last, first = asked.last.text, asked.first.text
    near = Near(register, asked, _alike(last, first))
    near.ask(1, ([last], [first] if first else ()))
    lasts = register.spellings.near(SURNAME, last, 1)[:MOST_NAMES]
    if first:
        firsts = register.spellings.near(FIRST, first, 1)[:MOST_NAMES] or (first,)
        near.ask(1, ([last], firsts), (lasts, [first]))
        near.ask(1, (lasts[:MOST_OF_BOTH], firsts[:MOST_OF_BOTH]))
    else:
        near.ask_by_and_by(1, lasts)
    _further(near, last, [first] if first else ())
    return near.page(today)


def _further(near: Near, last: str, firsts: Sequence[str]) -> None:
    """Of the same sound while there is no full page; two edits away where next to nothing was found."""
    if not near.enough:
        near.ask_by_and_by(1, _of_same_sound(near.register, last), firsts)
    if len(near.found) < FEW and len(last) >= SHORTEST_FOR_TWO:
        near.ask_by_and_by(1, near.register.spellings.near(SURNAME, last, 2)[:MOST_NAMES], firsts)


def _fuzzy_organizations(register: Register, asked: Question, today: dt.date) -> Page[Hit]:
    name = asked.organization.text

    @cache  # thousands of providers share some names
    def likeness(other: str) -> int:
        return max(LEAST_LIKENESS, int(fuzz.WRatio(name, other)))

    near = Near(register, asked, lambda other, _: likeness(other))
    near.ask(2, (register.spellings.organizations_near(name, MOST_NAMES), ()))
    if not near.enough:
        near.ask(2, ([other for other, _ in register.spellings.organizations(name, MOST_ORGANIZATIONS)], ()))
    return near.page(today)


def _sound(register: Register, asked: Question, today: dt.date) -> Page[Hit]:
    last, first = asked.last.text, asked.first.text
    near = Near(register, asked, _alike(last, first))
    firsts = register.spellings.near(FIRST, first, 1)[:MOST_OF_BOTH] if first else ()
    near.ask_by_and_by(1, _of_same_sound(register, last), firsts or ((first,) if first else ()))
    return near.page(today)


def _of_same_sound(register: Register, name: str) -> list[str]:
    keys = sounds(name)
    query = f"SELECT DISTINCT name FROM sound WHERE key IN ({_marks(keys)})"
    names = [found for (found,) in register.file.execute(query, keys)]
    return sorted(names, key=lambda other: (-JaroWinkler.similarity(name, other), other))[:MOST_SAME_SOUND]


def _alike(last: str, first: str) -> Likeness:
    """How alike two names are, 0 to 100: edits and common beginning, the last name more than the first."""

    def likeness(other_last: str, other_first: str) -> int:
        of_last = _similar(last, other_last)
        of_first = _similar(first, other_first) if first else of_last
        return round(100 * (LAST_WEIGHS * of_last + (1 - LAST_WEIGHS) * of_first))

    return likeness


def _similar(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return (OSA.normalized_similarity(one, other) + JaroWinkler.similarity(one, other)) / 2


__all__ = ["search"]
