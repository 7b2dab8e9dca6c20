"""gather: every reader over the record, once; the chart then answers any policy's questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.readers.table import READERS
from accord.records.findings import Finding
from accord.records.record import Record
from accord.records.request import Request

Reader = Callable[[Chart], Iterable[Finding]]


def gather(record: Record, request: Request) -> Chart:
    """The chart of a record: all findings of all readers, each with its place.

    The findings do not depend on a policy, so the same chart serves every policy that governs the request.
    """
    chart = Chart(record, request)
    return replace(chart, findings=tuple(finding for reader in READERS.values() for finding in reader(chart)))
