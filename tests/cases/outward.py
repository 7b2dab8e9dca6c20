"""What a person gives with a step and knows to be their own words, as tests say it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, insert, select

from accord.access import Person
from accord.cases.outward import Given, Weighed, digest_of, outward
from accord.cases.states import TRANSITIONS, Step
from accord.db.engine import Database
from accord.db.tables import letter_version
from accord.dossier.editing import Draft, Written, draft_to_json
from tests.cases.conftest import NOW

EMPTY = draft_to_json(Draft(Written.NECESSITY, "Letter", (), ()))


def own(step: Step, given: Given) -> Given:
    """The same, weighed as own statements that the person keeps."""
    texts = outward(TRANSITIONS[step], given.words, given.letter, given.decisions)
    return replace(given, weighed=Weighed(digest_of(texts), own=len(texts), kept=True))


def signed(database: Database, clinician: Person, case: str, letter: str = "Dear plan.") -> Given:
    """What goes with a request: a letter of necessity, kept and signed by the clinician; and its words."""
    with database.writing() as connection:
        query = select(func.max(letter_version.c.number)).where(letter_version.c.case == case)
        number = (connection.execute(query).scalar() or 0) + 1
        connection.execute(
            insert(letter_version).values(
                case=case, kind=Written.NECESSITY.value, number=number, organization=clinician.organization,
                review="r" * 64, body=EMPTY, struck=0, by=clinician.id, at=NOW,
                signed={**clinician.signature, "id": clinician.id}, signed_at=NOW,
            )
        )  # fmt: skip
    return own(Step.SEND, Given(letter=letter, version=number))
