"""A policy's verdicts on a request."""

from __future__ import annotations

from dataclasses import dataclass

from accord.criteria import Status, Verdict
from accord.policies.model import Variant
from accord.records.findings import Finding


@dataclass(frozen=True)
class Judged:
    """A policy's verdicts on a request, under the variant that it means."""

    variant: Variant
    verdicts: dict[str, Verdict[Finding]]
    root: Status
