"""The papers that go with a request: a signed, recent note, a letter, and what the payer asks to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.narrative.context import assertion
from accord.evidence.profile import SignatureState, profiles
from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import NOTE, Opened, found
from accord.prior_auth.triage.rules import Needed
from accord.records.findings import Presence, Time
from accord.records.places import Place

# Shorter than this no visit is told: a line of the desk, not a note.
SHORTEST_NOTE = 60
_DRAFT = re.compile(
    r"\b(?:pending|awaiting|needs|lacks)\b[^.\n]{0,40}\bsignature\b|\b(?:has|have|is|was) not (?:yet )?(?:been )?signed\b|"
    r"\bunsigned\b|\bDRAFT\b|\bdraft status\b|\bnot (?:yet )?signed by\b|\bsignature (?:pending|missing)\b"
)
_DRAFT_NAME = re.compile(r"\b(?:draft|unsigned|incomplete)\b", re.IGNORECASE)


def papers(at: Opened) -> Iterator[Concern]:
    """Note, signature, age of the note, letter, and each thing that the payer names."""
    if at.note is None or len(at.referral.clinical_note.strip()) < SHORTEST_NOTE:
        yield concern(Kind.NO_NOTE, Weight.HOLD)
    else:
        yield from _signed(at)
        yield from _recent(at)
    yield from _drafts(at)
    if not at.referral.documents:
        yield concern(Kind.PAPER_MISSING, Weight.HOLD, at.at("documents", "[]"), name="documents")
    if at.letter is None:
        yield concern(Kind.NO_LETTER, Weight.CONFIRM)
    for needed in at.rules.needed:
        yield from _needed(at, needed)


def _signed(at: Opened) -> Iterator[Concern]:
    """Medicare and most payers accept a note only with its author's signature (Program Integrity Manual 3.3.2.4)."""
    signatures = [s for note in at.notes for profile in profiles(note) for s in profile.signatures]
    states = {signature.state for signature in signatures}
    if SignatureState.SIGNED in states:
        return
    typed = next((signature for signature in signatures if signature.state is SignatureState.TYPED), None)
    if typed is not None:
        yield concern(Kind.TYPED, Weight.CONFIRM, typed.place, name=typed.name or typed.place.text)
    elif at.note is not None:
        last = at.referral.clinical_note.rstrip().rfind("\n") + 1
        yield concern(Kind.UNSIGNED, Weight.HOLD, at.note.place(last, len(at.referral.clinical_note)))


def _drafts(at: Opened) -> Iterator[Concern]:
    """A paper on file, or the note about one, that says it is a draft or waits for its signature."""
    for document in at.written:
        match = _DRAFT.search(document.text)
        if match is not None:
            yield concern(Kind.DRAFT, Weight.HOLD, place := document.place(match.start(), match.end()), said=place.text)
    for number, paper in enumerate(at.referral.documents):
        if _DRAFT_NAME.search(spaced(paper.name)):
            yield concern(Kind.DRAFT, Weight.HOLD, at.at(f"documents[{number}].name", paper.name), said=paper.name)


def _recent(at: Opened) -> Iterator[Concern]:
    day = at.referral.appointment.date or at.today
    dates = [profile.date for note in at.notes for profile in profiles(note) if profile.date]
    if dates and all((day - date.value.latest).days > at.rules.note_valid_days for date in dates):
        latest = max(dates, key=lambda date: date.value.latest)
        yield concern(Kind.NOTE_OLD, Weight.HOLD, latest.place, date=latest.value.iso(), days=at.rules.note_valid_days)


def _needed(at: Opened, needed: Needed) -> Iterator[Concern]:
    """Asked for in the payer's words and shown nowhere; or shown only as not done or still to do."""
    asked = at.referral.auth_requirements
    fields = (("medicalNecessity", asked.medical_necessity), ("priorAuthDescription", asked.prior_auth_description))
    words = next(((name, text) for name, text in fields if needed.asked.search(text)), None)
    if words is None or any(needed.shown.search(spaced(paper.name)) for paper in at.referral.documents):
        return
    place = at.at(f"authRequirements.{words[0]}", words[1])
    against: Place | None = None
    for document in at.written:
        for match, shown in found(document, needed.shown):
            told = assertion(document, match.start(), match.end())
            if document.name != NOTE or (
                told.presence is not Presence.ABSENT and told.time is not Time.PLANNED and not told.hypothetical
            ):
                return
            against = against or shown
    if against is None:
        yield concern(Kind.PAPER_MISSING, Weight.HOLD, place, name=needed.name)
    else:
        yield concern(Kind.PAPER_NEGATED, Weight.HOLD, place, against, name=needed.name, said=against.text)


def spaced(name: str) -> str:
    """The name of a file with blanks between its words."""
    return name.replace("_", " ").replace("-", " ")
