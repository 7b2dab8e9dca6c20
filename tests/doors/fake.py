"""A connector with every type that a parameter may have, and answers of every shape, hostile words among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from accord.connectors.answer import Ask, Backend, Page, Provenance
from accord.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable

FROM = Provenance("Fake source", Backend.LOCAL, "2026-01-01", dt.date(2026, 1, 1), None, 30, True, "", "A notice.")
STEERS = "\x1b[2Jwiped \u202eback"


class Size(StrEnum):
    """How large."""

    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Code:
    """A code."""

    code: str
    label: str
    since: dt.date | None = None
    size: Size = Size.SMALL


@dataclass(frozen=True, slots=True)
class Told:
    """All that was given, as it was read."""

    code: str
    day: dt.date | None
    number: int
    share: float
    flag: bool
    size: Size
    order: str
    names: tuple[str, ...]
    at: dt.datetime
    codes: tuple[Code, ...]
    first: Code
    provenance: Provenance


def look_up(code: str, day: dt.date | None = None, number: int = 3, share: float = 0.5, flag: bool = False,
            size: Size = Size.SMALL, order: Literal["best", "newest"] = "best", names: tuple[str, ...] = (),
            ask: Ask = Ask.AUTO) -> Told:  # fmt: skip
    """Looks a code up.

    code -- the code.
    day -- the day it is asked for.
    number -- a whole number.
    share -- a number.
    flag -- yes or no.
    size -- how large.
    order -- which first.
    names -- some names.
    ask -- whom to ask.
    Raises NotFound (no such code).
    Source: a rule, section 1.
    """
    if code in FAULTS:
        raise FAULTS[code]
    at = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    codes = (Code("A", STEERS, day), Code("B", "x" * 30, None, Size.LARGE))
    return Told(code, day, number, share, flag, size, order, names, at, codes, codes[0], FROM)


def several(codes: tuple[str, ...], limit: int = 20) -> Page[Code]:
    """Several codes at once.

    codes -- the codes, at most 100.
    limit -- how many.
    """
    if len(codes) > 100:
        raise Invalid(f"{len(codes)} codes are too many.", "Give at most 100.")
    return Page(tuple(Code(code, f"label of {code}") for code in codes[:limit]), len(codes), False, "", FROM)


FAULTS: dict[str, Exception] = {
    "nowhere": NotFound("There is no code 'nowhere'.", "Look again."),
    "broken": Invalid("'broken' is no code.", "Write another."),
    "secret": Forbidden("No setting allows it.", "Change the setting."),
    "twice": Conflict("It is there.", "Leave it."),
    "absent": Unavailable("The index is not loaded.", "Run 'accord sync fake'."),
    "bug": ZeroDivisionError("Quillfeather"),
}
TOOLS = (look_up, several)
