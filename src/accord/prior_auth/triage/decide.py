"""The next step for a referral: submit, hold or clear, with every reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from accord.prior_auth.triage.amounts import amounts
from accord.prior_auth.triage.asked import asked
from accord.prior_auth.triage.codes import codes
from accord.prior_auth.triage.concern import OF_SENDING, Concern, Kind, Step, Weight
from accord.prior_auth.triage.coverage import coverage
from accord.prior_auth.triage.dates import dates
from accord.prior_auth.triage.fit import fit
from accord.prior_auth.triage.held import held
from accord.prior_auth.triage.opened import Opened, opened
from accord.prior_auth.triage.papers import papers
from accord.prior_auth.triage.people import people
from accord.prior_auth.triage.referral import Referral
from accord.prior_auth.triage.request import Request, request
from accord.prior_auth.triage.rules import Rules, rules
from accord.prior_auth.triage.sides import sides
from accord.prior_auth.triage.urgency import urgency

Check = Callable[[Opened], Iterator[Concern]]
# In the order in which a person would want to read them.
CHECKS: tuple[Check, ...] = (
    coverage, people, asked, held, dates, codes, fit, sides, urgency, amounts, papers,
)  # fmt: skip
CLEARS = frozenset({Kind.NOT_REQUIRED, Kind.AUTH_COVERS})


@dataclass(frozen=True, slots=True)
class Triage:
    """A proposal for a person to confirm. `request` is there only when the step is to submit."""

    referral: str
    step: Step
    concerns: tuple[Concern, ...]
    request: Request | None

    @property
    def reasons(self) -> tuple[Concern, ...]:
        """What decided the step: what holds it, or what says that nothing has to be sent."""
        if self.step is Step.HOLD:
            return tuple(c for c in self.concerns if c.weight is Weight.HOLD)
        return tuple(c for c in self.concerns if c.kind in CLEARS) if self.step is Step.CLEAR else ()

    @property
    def before_sending(self) -> tuple[Concern, ...]:
        """What the person confirms or corrects first."""
        return tuple(c for c in self.concerns if c.weight is Weight.CONFIRM)


def triage(referral: Referral, today: dt.date, own: Rules | None = None, source: str = "referral.json") -> Triage:
    """The next step. Nothing is cleared on doubt: what says 'no request' must stand alone, without anything that holds."""
    at = opened(referral, own or rules(), today, source)
    seen: dict[tuple[object, ...], Concern] = {}
    for check in CHECKS:
        for found in check(at):
            seen.setdefault((found.kind, found.sentence), found)
    concerns = tuple(seen.values())
    clears = any(c.kind in CLEARS for c in concerns)
    if clears:
        concerns = tuple(c for c in concerns if c.kind not in OF_SENDING)
    if any(c.kind is Kind.AUTH_COVERS for c in concerns):  # whether one is asked for no longer matters
        concerns = tuple(c for c in concerns if c.kind is not Kind.REQUIRED_UNKNOWN)
    if any(c.weight is Weight.HOLD for c in concerns):
        return Triage(referral.id, Step.HOLD, concerns, None)
    if clears:
        return Triage(referral.id, Step.CLEAR, concerns, None)
    return Triage(referral.id, Step.SUBMIT, concerns, request(at))
