"""Who may decide against a request for which service: credentials, specialty and license, by a table that a site can extend.

42 CFR 422.566(d): a physician or another appropriate professional with expertise in the field of the service, with a current
license to practice. Whom the table names for a service decides on it; for a service that no row names it is a physician who
says in words why they are competent.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from accord.access import Act, Person, check_may
from accord.connectors.coverage.states import read_state
from accord.connectors.npi.check_digit import is_valid
from accord.dossier.review import CriterionReview, Part, Review
from accord.errors import Forbidden, Invalid
from accord.settings import settings

PHYSICIANS = frozenset({"MD", "DO", "MBBS"})
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Field(_Strict):
    """Whose judgement fits a family of services. credentials -- those who may besides physicians."""

    what: Word
    specialties: tuple[Word, ...]
    credentials: tuple[Word, ...] = ()


class Licence(_Strict):
    """From which day the law of a state asks for a license of that state."""

    since: dt.date
    law: Word


class Table(_Strict):
    """The whole table. codes -- beginning of a code to family; also -- other words for a specialty."""

    families: dict[str, Field] = {}
    codes: dict[str, str] = {}
    also: dict[str, str] = {}
    licences: dict[str, Licence] = {}

    def with_rows(self, other: Table) -> Table:
        """The same with the rows of another, which go before."""
        return Table(families={**self.families, **other.families}, codes={**self.codes, **other.codes},
                     also={**self.also, **other.also}, licences={**self.licences, **other.licences})  # fmt: skip

    def of_code(self, code: str) -> str:
        """The family of a code, by the longest beginning that fits; '' where none does."""
        return self.codes.get(max((start for start in self.codes if code.startswith(start)), key=len, default=""), "")

    def specialty(self, told: str) -> str:
        """A specialty as the table writes it."""
        plain = " ".join(told.casefold().split())
        return self.also.get(plain, plain)


@cache
def shipped() -> Table:
    """The table that comes with Accord."""
    return _table(resources.files("accord.cases").joinpath("specialties.toml").read_text("utf-8"), "specialties.toml")


def table() -> Table:
    """The table in force: the shipped one with the rows of the site's file. Raises Invalid for a file that cannot be read."""
    own = settings().specialties
    return _with_file(own) if own is not None else shipped()


@cache
def _with_file(path: Path) -> Table:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Invalid(f"The file of specialties {path} cannot be read.", "See the setting 'specialties'.") from fault
    return shipped().with_rows(_table(text, str(path)))


def _table(text: str, name: str) -> Table:
    try:
        told = Table.model_validate(tomllib.loads(text))
    except ValidationError as fault:
        first = fault.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Invalid(f"{name}: {where}: {first['msg']}.", "See the setting 'specialties'.") from None
    except tomllib.TOMLDecodeError as fault:
        raise Invalid(f"{name} is no TOML: {fault}.", "Mend the file.") from fault
    return told


def check_qualified(person: Person) -> None:
    """Could a decision of this person against some request stand? Raises Forbidden, saying what is missing."""
    check_may(person, Act.DENY)
    told = table()
    known = PHYSICIANS.union(*(credentials_of(word) for row in told.families.values() for word in row.credentials))
    if not credentials_of(person.credentials) & known:
        raise Forbidden(
            "Only a physician or another clinician with the right to decide may deny or reduce.",
            "Refer the case to a medical director whose credentials are entered.",
        )
    if not person.name.strip() or not is_valid(person.npi):
        raise Forbidden(
            "Who decides against a request is named, with an NPI.", "Have your NPI entered by an administrator."
        )
    if not _specialties(person, told):
        raise Forbidden(
            "Who decides against a request is named with a specialty.", "Have yours entered by an administrator."
        )
    if not licensed_in(person):
        raise Forbidden(
            "Who decides against a request is licensed to practice in a state.",
            "Have the states of your license entered by an administrator, such as NY.",
        )


def check_field(person: Person, review: Review, line: int, code: str, criterion: str, day: dt.date) -> bool:
    """Does the table name the person's specialty for the service? False where it has no row and words have to say why.

    Raises Forbidden where the table names others, or the law of the patient's state asks for its own license.
    """
    told = table()
    _check_license(person, review, told, day)
    row = told.families.get(family_of(review, line, code, criterion))
    held = credentials_of(person.credentials)
    if row is None:
        if not held & PHYSICIANS:
            raise Forbidden(
                f"Line {line}: no row of the table of specialties says who may decide on {code}; then a physician does.",
                "Refer the case to a physician, or have the table extended (setting 'specialties').",
            )
        return False
    also = frozenset[str]().union(*(credentials_of(word) for word in row.credentials))
    fits = _specialties(person, told) & {told.specialty(name) for name in row.specialties}
    if not held & (PHYSICIANS | also) or not fits:
        raise Forbidden(
            f"Line {line}: who decides against {row.what} is of another field than yours ({person.specialty}).",
            f"Refer the case to somebody of: {', '.join(row.specialties)}.",
        )
    return True


def may_not(person: Person, review: Review, line: int, code: str, day: dt.date) -> str:
    """Why this person may not decide against the line, in words; '' where they may."""
    try:
        check_qualified(person)
        check_field(person, review, line, code, "", day)
    except Forbidden as told:
        return str(told)
    return ""


def needs_words(review: Review, line: int, code: str) -> bool:
    """Does whoever decides against the line have to say why they are competent? Where no row of the table names the service."""
    return family_of(review, line, code, "") not in table().families


def family_of(review: Review, line: int, code: str, criterion: str) -> str:
    """The family of a service: of the criterion that is named, else of those under which the line was weighed, else by its code."""
    told = table()
    keys = (criterion, *(one.key for one in weighed_for(review, line, code)))
    named = (key.partition(".")[0] for key in keys)
    return next((name for name in named if name in told.families), told.of_code(code))


def weighed_for(review: Review, line: int, code: str) -> tuple[CriterionReview, ...]:
    """The criteria under which a line (counted from 1) was weighed."""
    return tuple(one for part in parts_for(review, line, code) for one in part.criteria)


def parts_for(review: Review, line: int, code: str) -> tuple[Part, ...]:
    """The parts that weigh a line (counted from 1); where later papers changed what is asked for, by its code."""
    services = review.request.services
    same = {i for i, service in enumerate(services) if service.code == code}
    wanted = {line - 1} & same or same
    return tuple(part for part in review.all_parts if wanted & set(part.services))


def credentials_of(told: str) -> frozenset[str]:
    """'M.D., MPH' as {'MD', 'MPH'}."""
    return frozenset(
        word.replace(".", "").strip().upper() for word in told.replace("/", ",").replace(" ", ",").split(",")
    )


def licensed_in(person: Person) -> frozenset[str]:
    """The states in which the person is licensed, without what is no state."""
    return frozenset(map(_state, person.licensed_in)) - {""}


def _state(written: str) -> str:
    """Its two letters; '' for what is no state."""
    try:
        return read_state(written)
    except Invalid:
        return ""


def _specialties(person: Person, told: Table) -> frozenset[str]:
    whole = told.specialty(person.specialty)
    parts = [person.specialty, *person.specialty.replace(";", ",").replace("/", ",").split(",")]
    return frozenset({whole, *(told.specialty(one) for one in parts)} - {""})


def _check_license(person: Person, review: Review, told: Table, day: dt.date) -> None:
    stated = _state(review.request.state.value) if review.request.state else ""
    law = told.licences.get(stated)
    if law is not None and day >= law.since and stated not in licensed_in(person):
        raise Forbidden(
            f"Who decides against a request in {stated} is licensed there ({law.law}, from {law.since.isoformat()}).",
            f"Refer the case to somebody licensed in {stated}.",
        )


__all__ = [
    "PHYSICIANS", "Field", "Licence", "Table", "check_field", "check_qualified", "credentials_of", "family_of", "licensed_in",
    "may_not", "needs_words", "parts_for", "shipped", "table", "weighed_for",
]  # fmt: skip
