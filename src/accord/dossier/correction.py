"""What a named person says of a finding: it is right, it is this instead, it is none, or nobody read it and here it stands.

The finding as read stays beside it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.dossier.plain import encode
from accord.dossier.received import RecordSeen
from accord.errors import Invalid
from accord.records.findings import Finding
from accord.records.places import Place
from accord.records.record import Record

# What a finding is known by besides its words and its concept: two readings of the same words are two findings.
READING = ("value", "unit", "date", "side", "presence")


class Word(StrEnum):
    """What a person says of a finding."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"


@dataclass(frozen=True)
class Correction:
    """A named person's word on one finding, given under one criterion.

    finding -- the key of the finding as it was read; was -- that finding; becomes -- what the person says it is.
               Of a finding that the person added, both are as they say it.
    by      -- 'Dana Ruiz, RN'; on -- the day of the word.
    borne   -- do words of the record say what it became? Else that is the person's own statement.
    held    -- did the finding still stand in the record? Else the word changed nothing.
    """

    finding: str
    criterion: str
    word: Word
    by: str
    on: dt.date
    reason: str
    was: Finding
    becomes: Finding | None = None
    borne: bool = False
    held: bool = False

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise Invalid("A word on a finding names nobody.")
        if (self.becomes is not None) != (self.word is Word.CORRECTED):
            raise Invalid("A correction says what the finding is; a confirmation and a rejection do not.")
        if self.word is not Word.CONFIRMED and not self.reason.strip():
            raise Invalid(
                "A finding is corrected, rejected or added for a reason.", "Say which; it is kept with the case."
            )

    @property
    def person(self) -> str:
        """'Dana Ruiz, RN (2026-11-24)'."""
        return f"{self.by} ({self.on})"


@dataclass(frozen=True)
class FindingKeys:
    """Gives findings their keys: digests of documents and of files, by name."""

    documents: Mapping[str, str]
    files: Mapping[str, str]

    @classmethod
    def of(cls, seen: Record | RecordSeen) -> FindingKeys:
        """For the findings of a record, or of a review of it: both give the same keys."""
        return cls({one.name: one.sha256 for one in seen.documents}, {one.name: one.sha256 for one in seen.files})

    def key(self, finding: Finding) -> str:
        """64 hexadecimal digits of what was read where: of the content, whatever the document is called."""
        place = finding.place
        if isinstance(place, Place):
            where = [self.documents.get(place.document, ""), place.start, place.end, place.text]
        else:
            where = [self.files.get(place.document, ""), place.resource, place.path, place.text]
        told = [where, finding.concept, [encode(getattr(finding, name)) for name in READING]]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
