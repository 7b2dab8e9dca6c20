"""What governs a code, and what the lists say of it, from a loaded release."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass

from accord.connectors.answer import Provenance
from accord.connectors.coverage.choosing import holding
from accord.connectors.coverage.dates import stored
from accord.connectors.coverage.records import contractors_of, groups_of, kind_of, names_of, related_of, url_of
from accord.connectors.coverage.values import (
    ArticleAnswer,
    Contractor,
    CoverageAnswer,
    Kind,
    ListKind,
    Related,
)
from accord.connectors.coverage.weigh import overall, weigh

LISTS, SAD, NAMES, BELONGS, THROUGH = 1.0, 0.95, 0.8, 0.75, 0.6
ORDER = {Kind.NCD: 0, Kind.LCD: 1, Kind.PROPOSED_LCD: 3, Kind.ARTICLE: 2}
WEIGHED = (ListKind.HCPCS, ListKind.ICD10_COVERED, ListKind.ICD10_NONCOVERED)


@dataclass(frozen=True, slots=True)
class Governing:
    """A document that governs a code, how surely, and how it was found."""

    row: sqlite3.Row
    weight: float
    why: str


def governing(db: sqlite3.Connection, code: str, state: str = "", on: dt.date | None = None) -> tuple[Governing, ...]:
    """Documents that list or name a code, and those that belong to them; surest first."""
    condition, values = holding(state, on)
    values["code"] = code
    found: dict[int, Governing] = {}

    def add(select: str, weight: float, why: str) -> None:
        for row in db.execute(f"select document.* from {select} and {condition}", values).fetchall():
            found.setdefault(int(row["key"]), Governing(row, weight, why))

    add("code join code_group on code_group.key = code_group join document on document.key = code_group.document"
        " where code.code = :code", LISTS, f"lists {code}")  # fmt: skip
    add("sad join document on document.key = sad.document where sad.code = :code", SAD,
        f"lists {code} as self-administered")  # fmt: skip
    add("named join document on document.key = named.document where named.code = :code", NAMES,
        f"names {code} in its text")  # fmt: skip
    for each in [
        each for each in found.values() if each.weight in (LISTS, NAMES) and kind_of(each.row) is not Kind.NCD
    ]:
        for base, weight in (("L", BELONGS), ("A", BELONGS), ("N", THROUGH)):
            if base != each.row["base"]:
                values.update(document=each.row["key"], base=each.row["base"], number=each.row["number"], to=base)
                _add_related(db, condition, values, weight if each.weight == LISTS else weight * NAMES, each, found)
    return tuple(sorted(found.values(), key=lambda each: (-each.weight, ORDER[kind_of(each.row)], each.row["id"])))


def _add_related(
    db: sqlite3.Connection, condition: str, values: dict[str, str], weight: float, through: Governing,
    found: dict[int, Governing],
) -> None:  # fmt: skip
    rows = db.execute(
        "select document.* from related join document on document.base = related.base and document.number ="
        f" related.number where related.document = :document and document.base = :to and {condition}"
        " union select document.* from related join document on document.key = related.document"
        f" where related.base = :base and related.number = :number and document.base = :to and {condition}",
        values,
    )
    for row in rows.fetchall():
        why = f"through {through.row['id']}, which {through.why}"
        held = found.get(int(row["key"]))
        if held is None or held.weight < weight:
            found[int(row["key"])] = Governing(row, weight, why)


def check(
    db: sqlite3.Connection, loaded: frozenset[str], said: Provenance, hcpcs: str, icd10: tuple[str, ...], state: str,
    on: dt.date | None,
) -> CoverageAnswer:  # fmt: skip
    """The lists of the governing articles, one by one."""
    found = governing(db, hcpcs, state, on)
    deciding = _deciding(db, found)
    articles = tuple(_article(db, each.row, hcpcs, icd10, loaded) for each in deciding)
    answer, why = overall((article.answer, article.id) for article in articles)
    if not found and not {"article_x_hcpc_code", "lcd_x_hcpc_code"} <= loaded:
        why = "No document that is loaded lists this procedure here, and not all lists are loaded."
    contractors = {issuer.key: issuer for each in deciding for issuer in _issuers(db, each, state)}
    national = _national(found)
    return CoverageAnswer(hcpcs, icd10, state, on, answer, why, articles, national, tuple(contractors.values()), said)


def _deciding(db: sqlite3.Connection, found: tuple[Governing, ...]) -> tuple[Governing, ...]:
    """Articles that list the procedure; where none does, the articles with diagnoses of the LCDs that do; else those LCDs."""
    listing = [each for each in found if each.weight == LISTS]
    articles = [each for each in listing if kind_of(each.row) is Kind.ARTICLE]
    if articles:
        return tuple(articles)
    belonging = [
        each for each in found
        if each.weight == BELONGS and kind_of(each.row) is Kind.ARTICLE and _has_diagnoses(db, each.row)
    ]  # fmt: skip
    return tuple(belonging or [each for each in listing if kind_of(each.row) is Kind.LCD])


def _has_diagnoses(db: sqlite3.Connection, row: sqlite3.Row) -> bool:
    return bool(
        db.execute(
            "select 1 from code_group where document = ? and kind in ('icd10_covered', 'icd10_noncovered')"
            " and (paragraph not in ('', 'N/A') or exists (select 1 from code where code_group = code_group.key))",
            (row["key"],),
        ).fetchone()
    )


def _article(
    db: sqlite3.Connection, row: sqlite3.Row, hcpcs: str, icd10: tuple[str, ...], loaded: frozenset[str]
) -> ArticleAnswer:
    whole = row["base"] == "L" or "article_x_icd10_covered" in loaded
    weighed = weigh(groups_of(db, int(row["key"]), WEIGHED, texts=False), hcpcs, icd10, whole)
    lcds = tuple(each for each in related_of(db, row) if each.kind in (Kind.LCD, Kind.PROPOSED_LCD))
    return ArticleAnswer(
        row["id"], kind_of(row), int(row["version"]), row["title"], stored(row["effective"]), stored(row["ends"]),
        names_of(db, row), lcds, weighed.answer, weighed.why, weighed.diagnoses, weighed.groups, url_of(row),
    )  # fmt: skip


def _issuers(db: sqlite3.Connection, each: Governing, state: str) -> tuple[Contractor, ...]:
    """Who issued the document and has the state."""
    return tuple(issuer for issuer in contractors_of(db, int(each.row["key"])) if not state or state in issuer.states)


def _national(found: tuple[Governing, ...]) -> tuple[Related, ...]:
    rows = [each for each in found if kind_of(each.row) is Kind.NCD]
    return tuple(
        Related(each.row["id"], Kind.NCD, each.row["title"], int(each.row["version"]), each.why, url_of(each.row))
        for each in rows
    )
