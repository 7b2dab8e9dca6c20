"""What a rule found: its name, whether all is well, how much it matters, a sentence, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from accord.dossier.review import Check, Outcome
from accord.errors import Invalid
from accord.records.places import AnyPlace
from accord.records.request import Request
from accord.wording import say


class Severity(StrEnum):
    """How much a result matters: it stops the request as it stands, a person should look, or it is worth knowing."""

    BLOCKING = "blocking"
    LOOK = "look"
    NOTE = "note"


@dataclass(frozen=True)
class CheckResult:
    """One result of one rule. A rule also says when all is in order; it is silent where it has nothing to look at."""

    rule: str
    outcome: Outcome
    severity: Severity
    sentence: str
    places: tuple[AnyPlace, ...] = ()

    def __post_init__(self) -> None:
        if self.outcome is not Outcome.PROBLEM and self.severity is Severity.BLOCKING:
            raise Invalid(f"{self.rule}: only a problem can stop a request, not what passed or could not be checked.")

    @property
    def blocks(self) -> bool:
        """Does it stop the request as it stands?"""
        return self.severity is Severity.BLOCKING

    def as_check(self) -> Check:
        """As the review shows it."""
        return Check(self.rule, self.outcome, self.sentence, self.places)


Rule = Callable[[Request], list[CheckResult]]


def passed(rule: str, word: str, places: Iterable[AnyPlace] = (), **values: object) -> CheckResult:
    """All in order. The sentence is check.<rule>.<word> of the wording."""
    return _result(rule, Outcome.PASSED, Severity.NOTE, word, places, values)


def unknown(rule: str, word: str, places: Iterable[AnyPlace] = (), **values: object) -> CheckResult:
    """It could not be checked; the sentence says why."""
    return _result(rule, Outcome.UNKNOWN, Severity.NOTE, word, places, values)


def problem(
    rule: str, word: str, places: Iterable[AnyPlace] = (), *, severity: Severity = Severity.BLOCKING, **values: object
) -> CheckResult:
    """Something is wrong; the sentence says what."""
    return _result(rule, Outcome.PROBLEM, severity, word, places, values)


def _result(
    rule: str, outcome: Outcome, severity: Severity, word: str, places: Iterable[AnyPlace], values: dict[str, object]
) -> CheckResult:
    return CheckResult(rule, outcome, severity, say(f"check.{rule}.{word}", **values), tuple(places))
