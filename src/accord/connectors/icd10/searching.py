"""Finds diagnoses in clinicians' words in one edition: reads the question, ranks, and completes each code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from accord.connectors.icd10.edition import Edition
from accord.connectors.icd10.index import open_index
from accord.connectors.icd10.kinds import Kind
from accord.connectors.icd10.search.question import Question
from accord.connectors.icd10.search.rank import Ranked, Weigher, diverse
from accord.connectors.icd10.search.shelf import reader, search_store
from accord.connectors.icd10.search.tokens import stems
from accord.connectors.icd10.tabular import COLUMNS, Listing, rows_of

WIDE = 4
JOINED = re.compile(r"\b(?:due to|secondary to|caused by|with|and|from|after)\b|\b(?:d/t|2/2|s/p|w/)|[,;+]", re.I)
MOST_PARTS, FROM_A_PART, SURE = 3, 2, 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """A code with its score (about 0 to 1), the words by which it was found, and its category."""

    listing: Listing
    score: float
    found_by: str
    category: Listing


def find_codes(
    edition: Edition, query: str, limit: int, billable_only: bool = True, within: tuple[int, int] | None = None
) -> tuple[Question, list[Found]]:
    """The best codes, best first, and the question as it was read. within -- places in the book, first and last."""
    question, ranked = _ranked(edition, query, not billable_only, within)
    chosen = diverse(ranked, limit)
    parts = [part for part in JOINED.split(query) if part.strip()]
    if 1 < len(parts) <= MOST_PARTS and (not ranked or ranked[0].score < SURE):
        others = [diverse(_ranked(edition, part, not billable_only, within)[1], FROM_A_PART) for part in parts]
        chosen = _merged(chosen, others, limit)
    listings = _listings(edition, {n for one in chosen for n in (one.number, one.category)})
    words = _words(edition, chosen)
    said = frozenset(stems(query))
    return question, [
        Found(
            _whole(edition, listings[one.number], said) if billable_only else listings[one.number],
            round(one.score, 3), words[one.row], listings[one.category],
        )
        for one in chosen
    ]  # fmt: skip


def _ranked(
    edition: Edition, query: str, headings: bool, within: tuple[int, int] | None
) -> tuple[Question, list[Ranked]]:
    question = reader(edition).read(query)
    ranked = Weigher(search_store(edition), question, headings, WIDE if within else 1).ranked()
    return question, [one for one in ranked if not within or within[0] <= one.number <= within[1]]


def _merged(whole: Sequence[Ranked], parts: Sequence[Sequence[Ranked]], limit: int) -> list[Ranked]:
    """'Sepsis due to UTI' where no code says both: what fits the whole best, then the best of each part in turn."""
    head = whole[: max(1, limit - FROM_A_PART * len(parts))]
    turns = [one for turn in zip_longest(*parts) for one in turn if one is not None]
    found = {one.number: one for one in (*turns, *whole)}
    order = dict.fromkeys(one.number for one in (*head, *turns, *whole))
    return [found[number] for number in order][:limit]


def _listings(edition: Edition, numbers: set[int]) -> dict[int, Listing]:
    marks = ",".join(map(str, numbers))
    return {one.number: one for one in rows_of(edition, f"SELECT {COLUMNS} FROM entry WHERE number IN ({marks})")}


def _words(edition: Edition, chosen: Sequence[Ranked]) -> dict[int, str]:
    marks = ",".join(str(one.row) for one in chosen)
    rows = search_store(edition).file.execute(f"SELECT row, words FROM term WHERE row IN ({marks})")
    return dict(rows.fetchall())


def _whole(edition: Edition, listed: Listing, said: frozenset[str]) -> Listing:
    """The code with the seventh character that the question says, else with the first (initial encounter, closed;
    one fetus; stage unspecified)."""
    if listed.billable:
        return listed
    query = (
        f"SELECT {COLUMNS} FROM entry WHERE parent = ? AND number BETWEEN ? AND ? AND kind = '{Kind.EXTENDED.value}'"
    )
    extended = rows_of(edition, query, listed.number, listed.number, listed.last)
    start = len(listed.label)

    def fit(one: Listing) -> int:
        meaning = stems(one.label[start:])
        return 3 * len(said & set(meaning)) - len(set(meaning) - said)

    first = extended[0] if extended else listed
    best = max(extended, key=fit, default=listed)
    return best if said & set(stems(best.label[start:])) - set(stems(first.label[start:])) else first


def chapter_of(edition: Edition, name: str) -> tuple[int, int] | None:
    """First and last place in the book of a chapter ('9') or section ('I60-I69'); None when there is none."""
    query = "SELECT number, last FROM entry WHERE letters = ? AND kind IN (?, ?)"
    row = open_index(edition).execute(query, (name.strip().upper(), Kind.CHAPTER.value, Kind.SECTION.value)).fetchone()
    return (row[0], row[1]) if row else None
