"""Sections of a paper, those left out that the paper before it began: a plan ends where the next dated entry begins."""

from __future__ import annotations

from accord.evidence.narrative.context import Assertion
from accord.evidence.narrative.sections import section_at
from accord.evidence.profile import Profile
from accord.evidence.readers.statements import Said
from accord.records.findings import Time


def section_of(paper: Profile, each: Said) -> str:
    """The canonical section of a sentence; empty where its heading stands above the paper."""
    section = section_at(paper.document, each.sentence.start)
    return section.name if section.start >= paper.part.start else ""


def is_planned(paper: Profile, each: Said, meant: Assertion) -> bool:
    """Is it planned by its own words, or by a plan of its own paper?"""
    return meant.time is Time.PLANNED and (bool(meant.cues) or section_of(paper, each) != "")
