"""A denied claim with what is derived from it: the codes read, the deadline reckoned, the papers read."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from accord.dossier.denial.rules import rule_for
from accord.evidence.profile import SignatureState, profiles
from accord.prior_auth.denials.answer import Due
from accord.prior_auth.denials.claim import DeniedClaim
from accord.prior_auth.denials.codes import CodeBook, Told
from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.places import ElementPlace, Place
from accord.wording import say

EMERGENCY = re.compile(
    r"\b(?:emergen(?:t|cy)|life[- ]threatening|via ems|by ambulance|stemi|trauma activation|imminent death)\b",
    re.IGNORECASE,
)
_NECESSARY = re.compile(r"\bmedical(?:ly)? necess\w+", re.IGNORECASE)
# ED visits, and the place of service of an emergency room.
_ED_CODE = re.compile(r"9928[1-5]")
_ED_PLACE = "23"
# A statement of necessity has to argue; one line that calls the service necessary does not.
ARGUED_WORDS = 25


@dataclass(frozen=True)
class Seen:
    """today -- the day that counts as today; source -- the file the claim came from."""

    claim: DeniedClaim
    book: CodeBook
    today: dt.date
    source: str = "denial.json"

    def at(self, path: str, text: object) -> ElementPlace:
        """The field at that path."""
        return ElementPlace(f"denial {self.claim.id}", path, str(text), self.source)

    @cached_property
    def told(self) -> Told:
        """The codes of the denial."""
        c = self.claim
        remarks = tuple(remark for line in c.line_items for remark in line.remark_codes)
        code = c.denial_code or next((line.denial_reason_code for line in c.line_items if line.denial_reason_code), "")
        return self.book.told(code, c.denial_category, c.denial_reason, remarks)

    @cached_property
    def due(self) -> Due | None:
        """The deadline that the worklist gives, else the known rule of the coverage; None where neither is known."""
        c = self.claim
        if c.appeal_deadline is not None:
            return Due(c.appeal_deadline, (c.appeal_deadline - self.today).days)
        rule = rule_for(f"{c.insurance.payer} {c.insurance.plan}", c.denial_date)
        if rule is None or rule.days is None or c.denial_date is None:
            return None
        last = c.denial_date + dt.timedelta(days=rule.days)
        return Due(last, (last - self.today).days, say(rule.sentence))

    def value(self, field: str) -> str:
        """What a field of the claim holds, by its name in JSON, as words."""
        held: object = self.claim.model_dump(by_alias=True)
        for name in field.split("."):
            held = held.get(name) if isinstance(held, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return ", ".join(map(str, held)) if isinstance(held, list | tuple) else str(held or "")  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]

    @property
    def open(self) -> bool | None:
        """May an appeal still be filed? None when that is not known."""
        return None if self.due is None else not self.due.passed

    @cached_property
    def papers(self) -> tuple[Document, ...]:
        """The documents whose words are at hand."""
        rows = enumerate(self.claim.documents)
        return tuple(_document(f"documents[{n}].content", p.content) for n, p in rows if p.content.strip())

    @cached_property
    def notes(self) -> tuple[tuple[ElementPlace, str], ...]:
        """The worklist's notes with their places."""
        return tuple((self.at(f"notes[{n}]", note), note) for n, note in enumerate(self.claim.notes))

    def words(self, pattern: re.Pattern[str]) -> Iterator[Place]:
        """Each place in the papers whose words match."""
        for document in self.papers:
            for match in pattern.finditer(document.text):
                if match[0].strip():
                    yield document.place(match.start(), match.end())

    @cached_property
    def emergency(self) -> ElementPlace | Place | None:
        """What shows that the service was an emergency."""
        c = self.claim
        if c.place_of_service == _ED_PLACE:
            return self.at("placeOfService", c.place_of_service)
        code = next((code for code in c.cpt_codes if _ED_CODE.match(code)), None)
        return self.at("cptCodes", code) if code else next(self.words(EMERGENCY), None)

    @cached_property
    def argued(self) -> Place | None:
        """A clinician's signed paper that argues why the service was necessary."""
        for document in self.papers:
            signed = any(s.state is SignatureState.SIGNED for p in profiles(document) for s in p.signatures)
            for match in _NECESSARY.finditer(document.text) if signed else ():
                end = document.text.find("\n\n", match.end())
                words = document.text[match.end() : end if end >= 0 else len(document.text)]
                if len(words.split()) >= ARGUED_WORDS:
                    return document.place(match.start(), match.end())
        return None

    @cached_property
    def remaining(self) -> float:
        """What is still open on the account."""
        return sum(line.remaining_balance for line in self.claim.line_items)


def _document(name: str, text: str) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name, DocumentKind.TEXT, text, (Page(1, 0, len(text), PageOrigin.TEXT),), digest)
