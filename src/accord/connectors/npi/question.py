"""What a search asks for, checked once; and the names that stand for a taxonomy."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.connectors.npi import nucc
from accord.connectors.npi.orders import GROUPS
from accord.connectors.npi.provider import Kind, Match
from accord.connectors.npi.words import LEAST_BEFORE_STAR, fold
from accord.errors import Invalid

CODE = re.compile(r"[0-9]{3}[0-9A-Z]{6}X")
CODE_PREFIX = re.compile(r"[0-9]{3}[0-9A-Z]{0,6}\*")
MOST = 200
PLACES = frozenset({"city", "state", "postal_code"})


@dataclass(frozen=True, slots=True)
class Words:
    """A text to look for: folded, whether it is only the beginning, and as it was written."""

    text: str
    begins: bool = False
    written: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Question:
    """A search. taxonomy is a code, the beginning of one with '*', or words."""

    last: Words
    first: Words
    organization: Words
    city: Words
    state: str
    postal_code: Words
    taxonomy: str
    kind: Kind | None
    match: Match
    limit: int
    offset: int

    @property
    def asks_place(self) -> bool:
        """Is a place asked for?"""
        return bool(self.city or self.state or self.postal_code)


def words(name: str, text: str) -> Words:
    """A text as asked. Raises Invalid when a '*' stands elsewhere than after two characters at the end."""
    plain = text.strip()
    begins = plain.endswith("*")
    folded = fold(plain.rstrip("*"))
    if "*" in plain.rstrip("*") or (begins and len(folded) < LEAST_BEFORE_STAR):
        raise Invalid(f"'{name}' may end in '*' after at least {LEAST_BEFORE_STAR} characters, and nowhere else.")
    if plain and not folded:
        raise Invalid(f"'{name}' holds no letter or digit.")
    return Words(folded, begins, plain)


def question(
    last_name: str, first_name: str, organization_name: str, city: str, state: str, postal_code: str, taxonomy: str,
    kind: Kind | None, match: Match, limit: int, cursor: str,
) -> Question:  # fmt: skip
    """Checks what was asked. Raises Invalid with the sentence that says what is missing or contradicts."""
    asked = Question(
        words("last_name", last_name), words("first_name", first_name), words("organization_name", organization_name),
        words("city", city), fold(state), words("postal_code", _postal(postal_code)), taxonomy.strip(), kind, match,
        limit, _offset(cursor),
    )  # fmt: skip
    _check(asked)
    return asked


def _check(asked: Question) -> None:
    person, group = bool(asked.last or asked.first), bool(asked.organization)
    if not 1 <= asked.limit <= MOST:
        raise Invalid(f"limit is {asked.limit}; it may be 1 to {MOST}.")
    if person and (group or asked.kind is Kind.ORGANIZATION):
        raise Invalid("A first or last name finds persons, an organization's name organizations; not both at once.")
    if group and asked.kind is Kind.PERSON:
        raise Invalid("An organization's name does not find persons.")
    if not (asked.last or group or asked.taxonomy or asked.city or asked.postal_code):
        raise Invalid(
            "The search needs a last name, an organization, a taxonomy, a city or a postal code.",
            "A state, a first name or a kind alone would find too many.",
        )
    if asked.match is not Match.EXACT:
        _check_near(asked, person)


def _check_near(asked: Question, person: bool) -> None:
    if not (asked.last or asked.organization) or asked.last.begins or asked.first.begins or asked.organization.begins:
        raise Invalid("A search by likeness or sound needs a last name or an organization's name, without '*'.")
    if asked.match is Match.SOUND and not person:
        raise Invalid("Only the names of persons are found by sound.", "For an organization set fuzzy.")


def _postal(text: str) -> str:
    """The five digits by which places are found: further ones are not asked."""
    return re.sub(r"^(\d{5})-?\d{4}$", r"\1", text.strip())


def _offset(cursor: str) -> int:
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 9):
        raise Invalid("The cursor is not one that a search gave.", "Leave it out to begin at the first page.")
    return int(cursor or 0)


def taxonomy_codes(text: str) -> tuple[str, ...]:
    """The codes that a code, the beginning of one ('207R*'), or words stand for. Raises Invalid when none does."""
    if not text or is_code(text):
        return (text.upper(),) if text else ()
    wanted = words("taxonomy", text)
    loaded = nucc.HELD.get()
    found = loaded.codes(text) if loaded else ()
    found = found or tuple(f"{prefix}*" for group in GROUPS if _named(group.name, wanted) for prefix in group.prefixes)
    if not found:
        raise Invalid(
            f"No taxonomy is known as '{text[:60]}'.",
            "Give the code ('207R00000X', '207R*'), or load the names: 'accord sync npi' with the NUCC code set.",
        )
    return found


def is_code(text: str) -> bool:
    """Is a taxonomy asked for by its code, or the beginning of one, rather than by words?"""
    return bool(CODE.fullmatch(text.upper()) or CODE_PREFIX.fullmatch(text.upper()))


def _named(name: str, wanted: Words) -> bool:
    folded = fold(name)
    return folded.startswith(wanted.text) if wanted.begins else folded == wanted.text
