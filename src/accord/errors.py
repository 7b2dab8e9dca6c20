"""The few kinds of error. Each carries the sentence that a person reads and what they can do about it.

Connectors and readers turn the outside's failures into these once; the command line, HTTP and MCP turn them out once.
"""

from __future__ import annotations


class AccordError(Exception):
    """An expected failure.

    message -- one sentence that names the thing (a file, a code, a line) and what is wrong with it.
    remedy  -- one sentence that says what to do; may be empty.
    """

    kind: str = "error"
    exit_code: int = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class NotFound(AccordError):
    """What was asked for is not in any store at hand."""

    kind = "not_found"
    exit_code = 4


class Invalid(AccordError):
    """What was given cannot be read or breaks a rule."""

    kind = "invalid"
    exit_code = 2


class Forbidden(AccordError):
    """The person or setting does not allow it."""

    kind = "forbidden"
    exit_code = 5


class Conflict(AccordError):
    """It contradicts what is already there."""

    kind = "conflict"
    exit_code = 6


class Unavailable(AccordError):
    """A needed service, index or program is not there now."""

    kind = "unavailable"
    exit_code = 7
