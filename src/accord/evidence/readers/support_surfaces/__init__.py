"""Support surfaces for pressure ulcers: the ulcers and their course, the program of care, flaps, and the surface itself."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.support_surfaces.codes import codes
from accord.evidence.readers.support_surfaces.course import course
from accord.evidence.readers.support_surfaces.flap import flaps, last_flap
from accord.evidence.readers.support_surfaces.program import program
from accord.evidence.readers.support_surfaces.subject import asked_for, heard
from accord.evidence.readers.support_surfaces.tally import tally
from accord.evidence.readers.support_surfaces.wound_tables import wounds_in_tables
from accord.evidence.readers.support_surfaces.wounds import wounds_of
from accord.records.findings import Finding


def support_surfaces(chart: Chart) -> Iterator[Finding]:
    """Every finding on a request for a pressure reducing support surface of group 2; nothing where none is asked for."""
    if not asked_for(chart):
        return
    passages = list(heard(chart))
    wounds = (*wounds_of(chart, passages), *wounds_in_tables(chart, passages))
    operations = tuple(flaps(chart, passages))
    yield from tally(chart, passages, wounds, last_flap(operations))
    yield from course(chart, passages, wounds)
    yield from program(chart, passages)
    yield from operations
    yield from codes(chart, passages)
