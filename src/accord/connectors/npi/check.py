"""Says what is wrong with an NPI as it is written, in a sentence that the person who wrote it can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.npi.check_digit import FIRST_DIGITS, LENGTH, check_digit
from accord.wording import say


class NpiFault(StrEnum):
    """The ways in which a text is not an NPI."""

    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    FIRST_DIGIT = "first_digit"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True, slots=True)
class NpiAnswer:
    """npi is the number without the blanks and hyphens it was written with; fault is None when it is a valid one."""

    npi: str
    fault: NpiFault | None
    sentence: str

    @property
    def valid(self) -> bool:
        """Well formed, with the right check digit; not: issued, active or belonging to anyone."""
        return self.fault is None


def check_npi(text: str) -> NpiAnswer:
    """Checks the shape and check digit of an NPI as people write it; blanks and hyphens between digits are let pass."""
    npi = "".join(text.split()).replace("-", "")
    fault = _fault(npi)
    return NpiAnswer(npi, fault, say(f"npi.{fault or 'valid'}", npi=npi))


def _fault(npi: str) -> NpiFault | None:
    if not (npi.isascii() and npi.isdigit()):
        return NpiFault.NOT_DIGITS
    if len(npi) != LENGTH:
        return NpiFault.LENGTH
    if npi[0] not in FIRST_DIGITS:
        return NpiFault.FIRST_DIGIT
    return None if npi[-1] == check_digit(npi[:-1]) else NpiFault.CHECK_DIGIT
