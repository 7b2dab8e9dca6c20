"""A code as a value: read from what people type, written one way."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.errors import Invalid

# The second character is a digit but for categories such as QA0, which came with FY2026.
SHAPE = re.compile(r"[A-Z](?:[0-9][0-9A-Z]|[A-Z][0-9])[0-9A-Z]{0,4}")
LONGEST = 7


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """An ICD-10-CM category or code by its letters alone ('E11649'); it has the shape, it need not exist."""

    letters: str

    def __post_init__(self) -> None:
        if not SHAPE.fullmatch(self.letters):
            raise Invalid(
                f"'{self.letters}' does not have the shape of an ICD-10-CM code.",
                "A code is a letter, a digit, a letter or digit, then a point and up to four more: E11.649.",
            )

    @property
    def category(self) -> str:
        """Its first three characters."""
        return self.letters[:3]

    def __str__(self) -> str:
        """With the point: 'E11.649'."""
        return f"{self.letters[:3]}.{self.letters[3:]}" if len(self.letters) > 3 else self.letters


def code(text: str | Code) -> Code:
    """Reads 'e11649', ' E11.649 ' or 'E11.649'. Raises Invalid when it does not have the shape of a code."""
    if isinstance(text, Code):
        return text
    trimmed = text.strip().upper()
    head, point, tail = trimmed.partition(".")
    if point and (len(head) != 3 or not tail):
        raise Invalid(f"'{text}' does not have the shape of an ICD-10-CM code.", "The point follows three characters.")
    return Code(head + tail)
