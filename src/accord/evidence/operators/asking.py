"""What an operator's evaluation gets to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from accord.criteria import FactValue
from accord.evidence.chart import Chart
from accord.evidence.selecting import DEFAULT_PRESENCE, DEFAULT_TIME, Selected, select
from accord.policies.codes import CodePattern
from accord.policies.model import Fact
from accord.policies.parameters import Params
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time


@dataclass(frozen=True)
class Asking:
    """One fact asked of one chart through one operator call.

    anchor   -- gives the date of another (date) fact of the policy.
    answered -- gives the whole answer of another fact, with its evidence.
    """

    chart: Chart
    fact: Fact
    params: Params
    anchor: Callable[[str], PartialDate | None]
    answered: Callable[[str], FactValue[Finding]]
    value_sets: Mapping[str, tuple[CodePattern, ...]]

    def select(
        self,
        params: Params | None = None,
        presence: Sequence[Presence] = DEFAULT_PRESENCE,
        time: Sequence[Time] = DEFAULT_TIME,
    ) -> Selected:
        """The findings the call (or a selection within it) asks for."""
        return select(self.chart, params or self.params, self.anchor, self.value_sets, presence, time)


Evaluation = Callable[[Asking], FactValue[Finding]]

NOTHING: FactValue[Finding] = FactValue()
