"""Which side is asked, and the parameters that several tools read alike."""

from __future__ import annotations

from dataclasses import dataclass

from accord.connectors.answer import Ask
from accord.connectors.coverage import live, local
from accord.connectors.coverage.codes import codes_asked
from accord.connectors.coverage.sides import Side
from accord.connectors.coverage.states import read_state
from accord.errors import Invalid, Unavailable

MOST_ON_A_PAGE = 200

__all__ = ["Cut", "read_code", "read_codes", "read_state", "side"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of a list is wanted. Raises Invalid when limit is not 1 to 200 or the cursor is not one of ours."""

    limit: int
    cursor: str

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_ON_A_PAGE:
            raise Invalid(f"limit is {self.limit}.", f"Give 1 to {MOST_ON_A_PAGE}.")
        if self.cursor and not (self.cursor.isascii() and self.cursor.isdigit()):
            raise Invalid(f"'{self.cursor}' is no cursor.", "Give back 'next' of the page before, unchanged.")


def read_code(text: str) -> str:
    """A HCPCS, CPT or ICD-10-CM code in its one spelling; empty stays empty. Raises Invalid."""
    return read_codes(text)[0] if text.strip() else ""


def read_codes(text: str) -> tuple[str, ...]:
    """What one code may be, HCPCS first. Raises Invalid for what is no code, and for several."""
    read = codes_asked(text) if len(text.split()) == 1 else ()
    if not read:
        raise Invalid(f"'{text}' is no code.", "Give one like E0601 or G47.33.")
    return read


def side(ask: Ask) -> Side:
    """The side that answers. Raises Unavailable when the database is not loaded and may not be asked, Forbidden (live)."""
    if ask is not Ask.LIVE and (held := local.held()):
        return held
    if ask is Ask.LIVE or (ask is Ask.AUTO and live.allowed()):
        return live.side()
    raise Unavailable("The coverage database is not loaded.", "Load it with 'accord sync coverage'.")
