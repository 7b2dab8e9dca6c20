"""The chart: a record with its papers profiled and its findings gathered, ready for a policy's questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from accord.evidence.profile import Profile, profiles
from accord.records.documents import DocumentKind
from accord.records.findings import Finding
from accord.records.places import AnyPlace, Place
from accord.records.record import Record
from accord.records.request import Request


@dataclass(frozen=True)
class Chart:
    """What the readers work on, and what they found."""

    record: Record
    request: Request
    findings: tuple[Finding, ...] = field(default=(), repr=False)

    @cached_property
    def papers(self) -> tuple[Profile, ...]:
        """Every paper of every document, in order; blank ones and narrative that only repeats coded data are none."""
        told = (d for d in self.record.documents if d.kind is not DocumentKind.FHIR_GENERATED and d.text.strip())
        return tuple(paper for document in told for paper in profiles(document, self.request))

    @cached_property
    def patient_papers(self) -> tuple[Profile, ...]:
        """The papers that are not plainly about somebody else."""
        return tuple(paper for paper in self.papers if paper.subject is not False)

    def paper_of(self, place: AnyPlace) -> Profile | None:
        """The paper in which a place stands; None for coded data."""
        if not isinstance(place, Place):
            return None
        return next((paper for paper in self._papers_by_document.get(place.document, ()) if paper.covers(place)), None)

    @cached_property
    def _papers_by_document(self) -> Mapping[str, tuple[Profile, ...]]:
        grouped: dict[str, tuple[Profile, ...]] = {}
        for paper in self.papers:
            grouped[paper.document.name] = (*grouped.get(paper.document.name, ()), paper)
        return grouped

    @cached_property
    def by_concept(self) -> Mapping[str, tuple[Finding, ...]]:
        """Findings by concept, in the order found."""
        grouped: dict[str, list[Finding]] = {}
        for finding in self.findings:
            grouped.setdefault(finding.concept, []).append(finding)
        return {concept: tuple(found) for concept, found in grouped.items()}

    def of(self, concepts: Iterable[str]) -> tuple[Finding, ...]:
        """The findings of some concepts."""
        return tuple(finding for concept in concepts for finding in self.by_concept.get(concept, ()))
