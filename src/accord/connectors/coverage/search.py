"""Search in a loaded release: an id, then codes, then words; policies before articles, one of each title before more."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from accord.connectors.coverage.choosing import HERE, holding
from accord.connectors.coverage.codes import codes_asked
from accord.connectors.coverage.ids import named_in
from accord.connectors.coverage.local_codes import governing
from accord.connectors.coverage.thesaurus import read_query
from accord.connectors.coverage.values import Kind
from accord.connectors.coverage.words import WordIndex

KIND_WEIGHT = {"ncd": 1.15, "lcd": 1.0, "proposed_lcd": 0.8, "article": 0.75}
RETIRED_WEIGHT = 0.35
REPLY_WEIGHT = 0.6
AGAIN_WEIGHT = 0.88
SPREAD = 300
BY_ID, BY_CODE, ONE_PLACE = 10_000.0, 1_000.0, 1e-5
_REPLY = re.compile(r"^response to comments?\b", re.I)
_TITLE_NOISE = re.compile(r"^(?:billing and coding|lab|moldx)\s*:|\W+|\b(?:and|of|the|for|in|to)\b", re.I)


Cards = Mapping[int, sqlite3.Row]


@dataclass(frozen=True, slots=True)
class Match:
    """A document found, how well, and by what. words -- what an excerpt should show."""

    row: sqlite3.Row
    score: float
    why: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; empty or None is no limit."""

    kind: Kind | None = None
    state: str = ""
    contractor: str = ""
    code: str = ""
    on: dt.date | None = None


def find_documents(
    db: sqlite3.Connection, words: WordIndex, cards: Cards, query: str, filters: Filters
) -> tuple[Match, ...]:
    """Every document that answers the query within the filters, best first. cards -- the newest version of each."""
    found: dict[tuple[str, int], Match] = {}
    if name := named_in(query):
        for row in db.execute("select * from document where id = ? and newest", (name.id,)):
            _add(found, Match(row, BY_ID, f"is {name.id}"))
    codes = codes_asked(query) if not found else ()
    for code in codes:
        _add_governing(db, found, code, filters)
    rest = _without(query, codes) if found else query
    if rest.strip() and not any(match.score == BY_ID for match in found.values()):
        for match in _by_words(words, cards, rest):
            _add(found, match)
    if filters.code and not query.strip():
        _add_governing(db, found, filters.code, filters)
    allowed = _allowed(db, filters)
    kept = [match for key, match in found.items() if allowed is None or key in allowed]
    return tuple(_spread(sorted(kept, key=lambda match: (-match.score, match.row["id"]))))


def _add_governing(db: sqlite3.Connection, found: dict[tuple[str, int], Match], code: str, filters: Filters) -> None:
    """In the order in which they govern."""
    for place, each in enumerate(governing(db, code, filters.state, filters.on)):
        _add(found, Match(each.row, BY_CODE + each.weight - place * ONE_PLACE, each.why))


def _add(found: dict[tuple[str, int], Match], match: Match) -> None:
    key = (match.row["base"], int(match.row["number"]))
    held = found.get(key)
    if held is None or held.score < match.score:
        found[key] = match


def _without(query: str, codes: tuple[str, ...]) -> str:
    spelt = {code.replace(".", "") for code in codes}
    return " ".join(word for word in query.split() if word.strip(".,;:()").upper().replace(".", "") not in spelt)


def _by_words(words: WordIndex, cards: Cards, query: str) -> list[Match]:
    shown = tuple(
        {word[: max(4, len(word) - 1)] for one in read_query(query) for way in (one.words, *one.also) for word in way}
    )
    return [
        Match(row, each.score * _weight(row), "words", shown)
        for each in words.rank(query) if (row := cards.get(each.key)) is not None
    ]  # fmt: skip


def _weight(row: sqlite3.Row) -> float:
    weight = KIND_WEIGHT[row["kind"]]
    if row["status"] == "retired":
        weight *= RETIRED_WEIGHT
    if _REPLY.match(row["title"]):
        weight *= REPLY_WEIGHT
    return weight


def _spread(matches: list[Match]) -> list[Match]:
    """Contractors issue one policy under one title many times over: further copies step back a little."""
    seen: Counter[str] = Counter()
    again: list[tuple[float, Match]] = []
    for match in matches[:SPREAD]:
        title = _TITLE_NOISE.sub("", match.row["title"]).lower()
        again.append((match.score * (AGAIN_WEIGHT ** seen[title] if match.score < BY_CODE else 1), match))
        seen[title] += 1
    return [match for _, match in sorted(again, key=lambda each: -each[0])] + matches[SPREAD:]


def _allowed(db: sqlite3.Connection, filters: Filters) -> set[tuple[str, int]] | None:
    """The documents that the filters allow; None when there is no filter."""
    sets: list[set[tuple[str, int]]] = []
    if filters.kind:
        sets.append(_keys(db, "select base, number from document where newest and kind = ?", (filters.kind.value,)))
    if filters.on:
        condition, values = holding(filters.state, filters.on)
        sets.append(_keys(db, f"select base, number from document where {condition}", values))
    elif filters.state:
        sets.append(_keys(db, f"select base, number from document where newest and {HERE}", {"state": filters.state}))
    if filters.contractor:
        sets.append(_issued(db, filters.contractor))
    if filters.code:
        governs = governing(db, filters.code, filters.state, filters.on)
        sets.append({(each.row["base"], int(each.row["number"])) for each in governs})
    return set[tuple[str, int]].intersection(*sets) if sets else None


def _issued(db: sqlite3.Connection, words: str) -> set[tuple[str, int]]:
    return _keys(
        db,
        "select base, document.number from document where newest and (names like :some or exists (select 1 from holds"
        " join contractor on contractor.key = holds.contractor where holds.document = document.key"
        " and (contractor.name like :some or contractor.number = :words)))",
        {"some": f"%{words}%", "words": words},
    )


def _keys(db: sqlite3.Connection, question: str, values: tuple[str, ...] | dict[str, str]) -> set[tuple[str, int]]:
    return {(row["base"], int(row["number"])) for row in db.execute(question, values)}
