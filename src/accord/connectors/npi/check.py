"""Says what is wrong with an NPI as it is written, in a sentence that the person who wrote it can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.npi.check_digit import FIRST_DIGITS, LENGTH, check_digit


class NpiFault(StrEnum):
    """The ways in which a text is not an NPI."""

    EMPTY = "empty"
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


SENTENCES: dict[NpiFault | None, str] = {
    None: "NPI {npi} is well formed and its check digit is right.",
    NpiFault.EMPTY: "No NPI is given.",
    NpiFault.NOT_DIGITS: "'{npi}' is not an NPI: an NPI is 10 digits.",
    NpiFault.LENGTH: "'{npi}' is not an NPI: it has {length} digits instead of 10.",
    NpiFault.FIRST_DIGIT: "'{npi}' is not an NPI: an NPI begins with 1 or 2.",
    NpiFault.CHECK_DIGIT: "NPI {npi} fails its check digit: at least one of its digits is wrong.",
}


def check_npi(text: str) -> NpiAnswer:
    """Checks the shape and check digit of an NPI as people write it; blanks and hyphens between digits are let pass."""
    npi = "".join(text.split()).replace("-", "")
    fault = _fault(npi)
    return NpiAnswer(npi, fault, SENTENCES[fault].format(npi=npi, length=len(npi)))


def _fault(npi: str) -> NpiFault | None:
    if not npi:
        return NpiFault.EMPTY
    if not (npi.isascii() and npi.isdigit()):
        return NpiFault.NOT_DIGITS
    if len(npi) != LENGTH:
        return NpiFault.LENGTH
    if npi[0] not in FIRST_DIGITS:
        return NpiFault.FIRST_DIGIT
    return None if npi[-1] == check_digit(npi[:-1]) else NpiFault.CHECK_DIGIT
