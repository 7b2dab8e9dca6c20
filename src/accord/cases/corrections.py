"""What persons say of the findings of a case: dated rows that are only added. The last word on a finding stands.

A word is an input of the review; what was said before, and what was read, stays.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from accord.db.tables import correction
from accord.dossier.correction import Correction, Word
from accord.dossier.plain import decode, encode
from accord.dossier.review import Conflict
from accord.records.findings import Finding

WITHDRAWN, RESOLVED = "withdrawn", "resolved"


@dataclass(frozen=True, slots=True)
class Said:
    """A row: what somebody said of a finding or of a contradiction. word -- a Word, 'withdrawn' or 'resolved'.

    becomes -- what the finding is by that word: as corrected, or as added.
    """

    number: int
    finding: str
    criterion: str
    word: str
    by: str
    person: str
    at: dt.datetime
    reason: str
    becomes: Finding | None


def words_of(connection: Connection, case_id: str) -> list[Said]:
    """Everything that was said, oldest first."""
    return [_said(row) for row in _rows(connection, case_id)]


def standing_of(connection: Connection, case_id: str) -> tuple[Correction, ...]:
    """The words that stand, as the review takes them: of each finding the last, unless it was withdrawn."""
    last = {row.finding: row for row in _rows(connection, case_id) if row.word != RESOLVED}
    standing = sorted((row for row in last.values() if row.word in set(Word)), key=lambda row: row.number)
    return tuple(_correction(row) for row in standing)


def conflict_key(conflict: Conflict) -> str:
    """64 hexadecimal digits of a contradiction's kind, sentence and places."""
    return hashlib.sha256(json.dumps(encode(conflict), sort_keys=True).encode()).hexdigest()


def _rows(connection: Connection, case_id: str) -> Sequence[Row[Any]]:
    query = select(correction).where(correction.c.case == case_id).order_by(correction.c.number)
    return connection.execute(query).all()


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        row.finding, row.criterion, Word(row.word), row.signed, row.at.date(), row.reason, _finding(row.was),
        _finding(row.becomes) if row.becomes else None,
    )  # fmt: skip


def _said(row: Row[Any]) -> Said:
    told = row.was if row.word == Word.ADDED else row.becomes
    becomes = _finding(told) if told else None
    return Said(row.number, row.finding, row.criterion, row.word, row.signed, row.by, row.at, row.reason, becomes)


def _finding(told: str) -> Finding:
    return decode(Finding, json.loads(told), "correction")
