"""Pneumatic compression at home: what the record tells of lymphedema or venous ulcer, of conservative care, and of the pump."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.compression.care_given import care_given
from accord.evidence.readers.compression.conditions import conditions
from accord.evidence.readers.compression.pump_plan import pump_plan
from accord.evidence.readers.compression.pump_session import pump_sessions
from accord.evidence.readers.compression.subject import asked_for, heard
from accord.evidence.readers.compression.trial import trials
from accord.records.findings import Finding


def compression(chart: Chart) -> Iterator[Finding]:
    """Every finding on a request for a pneumatic compression device; nothing where none is asked for."""
    if not asked_for(chart):
        return
    passages = list(heard(chart))
    for reader in (conditions, trials, care_given, pump_plan, pump_sessions):
        yield from reader(chart, passages)
