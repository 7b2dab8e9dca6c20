"""A referral with its papers read: what the checks look at."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from accord.evidence.profile import Profile, profiles
from accord.prior_auth.triage.referral import Referral
from accord.prior_auth.triage.rules import Family, Rules
from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.places import ElementPlace, Place

NOTE, LETTER = "clinicalNote", "authLetter"


@dataclass(frozen=True)
class Opened:
    """source -- name of the file the referral came from; today -- the day that counts as today."""

    referral: Referral
    rules: Rules
    today: dt.date
    source: str = "referral.json"

    @cached_property
    def note(self) -> Document | None:
        """The clinical note."""
        return _document(NOTE, self.referral.clinical_note)

    @cached_property
    def letter(self) -> Document | None:
        """The letter of medical necessity."""
        return _document(LETTER, self.referral.auth_letter)

    @cached_property
    def others(self) -> tuple[Document, ...]:
        """Documents on file whose words are at hand."""
        named = (
            (f"documents[{number}].content", paper.content) for number, paper in enumerate(self.referral.documents)
        )
        return tuple(document for name, text in named if (document := _document(name, text)))

    @cached_property
    def notes(self) -> tuple[Document, ...]:
        """What clinicians wrote: the note, and documents on file that are notes."""
        kinds = {f"documents[{n}].content": paper.type for n, paper in enumerate(self.referral.documents)}
        more = tuple(document for document in self.others if "letter" not in kinds[document.name])
        return ((self.note,) if self.note else ()) + more

    @cached_property
    def written(self) -> tuple[Document, ...]:
        """Every text: notes and letter."""
        return self.notes + tuple(d for d in (self.letter, *self.others) if d is not None and d not in self.notes)

    @cached_property
    def note_profiles(self) -> tuple[Profile, ...]:
        """The profiles of the clinical note's entries."""
        return profiles(self.note) if self.note else ()

    def at(self, path: str, text: object) -> ElementPlace:
        """The field at that path with its value as a person would read it."""
        return ElementPlace(f"referral {self.referral.id}", path, str(text), self.source)

    @cached_property
    def families(self) -> tuple[tuple[int, Family], ...]:
        """(index of the service, its family) for each service whose code a family holds."""
        rows = ((n, self.rules.family(service.cpt)) for n, service in enumerate(self.referral.services))
        return tuple((n, family) for n, family in rows if family is not None)


def opened(referral: Referral, rules: Rules, today: dt.date, source: str) -> Opened:
    """The referral with codes written as code books write them."""
    services = tuple(s.model_copy(update={"cpt": s.cpt.strip().upper()}) for s in referral.services)
    diagnoses = tuple(d.model_copy(update={"icd10": d.icd10.strip().upper()}) for d in referral.diagnoses)
    tidied = referral.model_copy(update={"services": services, "diagnoses": diagnoses})
    return Opened(tidied, rules, today, source)


def found(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Place]]:
    """Each match in the document's words with its place."""
    for match in pattern.finditer(document.text):
        if match[0].strip():
            yield match, document.place(match.start(), match.end())


def _document(name: str, text: str) -> Document | None:
    if not text.strip():
        return None
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name, DocumentKind.TEXT, text, (Page(1, 0, len(text), PageOrigin.TEXT),), digest)
