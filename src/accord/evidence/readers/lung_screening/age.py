"""The patient's age on the planned day, from the birth date that a paper's head gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.operators.relations import whole_units
from accord.evidence.readers.lung_screening.subject import speaks
from accord.evidence.readers.mentions import voice
from accord.records.dates import PartialDate
from accord.records.findings import Finding

TOOL = "age-on-scan/1"


def ages_on_scan(chart: Chart) -> Iterator[Finding]:
    """Whole years, where a paper's birth date is that of the request."""
    born, planned = chart.request.patient.birth_date, chart.request.service_date or chart.request.received
    if born is None or planned is None or not speaks(chart):
        return
    for paper in chart.patient_papers:
        for stated in paper.header.birth_dates:
            if stated.value == born.value:
                years = whole_units(born.value, planned.value, "a")
                yield Finding(
                    "age_on_scan", stated.place, value=Decimal(years), date=PartialDate.of(planned.value),
                    voice=voice(paper), tool=TOOL,
                )  # fmt: skip
