"""What papers say of insulin set against each other in time, before a policy asks: a later hold beats an earlier start.

Nothing here makes a statement stronger: a finding that says insulin is taken becomes only possible where another paper puts it
in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of, voice
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Voice

ANY = "insulin"
HALTED = ("held", "stopped")
LONG_AGO = timedelta(days=400)
HOSPITAL = (PartKind.DISCHARGE_SUMMARY, PartKind.EMERGENCY_REPORT)
HEAD = 300
SPEAKS_OF_DIABETES = re.compile(
    r"\b(?:diabet\w+|t[12]dm?|dm ?[12]?|metformin|glipizide|glimepiride|empagliflozin|sitagliptin|sugars?|a1c|insulin)\b"
)


@dataclass(frozen=True)
class Spoken:
    """A finding of insulin treatment and the paper it stands in; None for coded data."""

    finding: Finding
    paper: Profile | None

    @property
    def state(self) -> str:
        return self.finding.qualifiers.get("state", "")

    @property
    def taken(self) -> bool:
        """Does it say that insulin is taken now?"""
        return self.finding.presence is Presence.PRESENT and self.finding.time is Time.CURRENT

    @property
    def bare(self) -> bool:
        """Is it a line of a list, or coded data, which may have been carried along?"""
        return self.paper is None or self.finding.qualifiers.get("listed") == "yes"


def weighed(spoken: Sequence[Spoken], papers: Iterable[Profile]) -> Iterator[Finding]:
    """The findings, those in doubt made possible."""
    silent = _visits_without(spoken, papers)
    for each in spoken:
        doubted = (
            any(_doubts(other, each, spoken) for other in spoken) or _unconfirmed(each, spoken, silent)
            if each.taken
            else _disputed(each, spoken)
        )
        yield replace(each.finding, presence=Presence.POSSIBLE) if doubted else each.finding


def _doubts(other: Spoken, taken: Spoken, spoken: Sequence[Spoken]) -> bool:
    """Does another paper hold or stop the drug later, or only now offer to start it, or did it stop what a list still shows?"""
    if other is taken or _same_paper(other, taken) or not _same_drug(other, taken):
        return False
    halted, earlier = other.state in HALTED, _earlier(taken.finding.date, other.finding.date)
    if other.state == "held":
        return earlier is not False or _carried_along(other, taken, spoken)
    if other.state == "planned":
        return other.finding.qualifiers.get("starts") == "yes" and earlier is True and _named(other)
    return halted and (earlier is None or _carried_along(other, taken, spoken))


def _carried_along(halt: Spoken, taken: Spoken, spoken: Sequence[Spoken]) -> bool:
    """Is the statement a bare list after a hold or stop, which no narrative says was taken back?"""
    if halt.bare or not taken.bare or _long_before(halt.finding.date, taken.finding.date):
        return False
    return not any(
        t.taken and not t.bare and _earlier(halt.finding.date, t.finding.date) is True and _same_drug(halt, t)
        for t in spoken
    )


def _disputed(stop: Spoken, spoken: Sequence[Spoken]) -> bool:
    """Is it a stop after which a list still shows the drug?"""
    if stop.state != "stopped" or stop.finding.presence is not Presence.ABSENT:
        return False
    return any(
        t.taken and not _same_paper(stop, t) and _same_drug(stop, t) and _named(stop) and _earlier(stop.finding.date, t.finding.date) is not False
        and _carried_along(stop, t, spoken)
        for t in spoken
    )  # fmt: skip


def _visits_without(spoken: Sequence[Spoken], papers: Iterable[Profile]) -> list[Profile]:
    """Clinicians' notes about diabetes in which nothing says that insulin is taken."""
    telling = [s.paper for s in spoken if s.taken]
    return [
        paper
        for paper in papers
        if paper.kind in (PartKind.VISIT_NOTE, PartKind.LETTER)
        and voice(paper) is Voice.CLINICIAN
        and not any(paper is other for other in telling)
        and SPEAKS_OF_DIABETES.search(paper.document.flat, paper.part.start, paper.part.end)
    ]


def _unconfirmed(taken: Spoken, spoken: Sequence[Spoken], silent: Sequence[Profile]) -> bool:
    """Is it told by a code alone, or by hospitals alone while a later visit about diabetes does not take it up?"""
    if not any(s.taken and s.finding.qualifiers.get("code") != "yes" for s in spoken):
        return True
    if any(s.taken and not _of_hospital(s.paper) for s in spoken):
        return False
    return any(_earlier(taken.finding.date, date_of(paper)) is not False for paper in silent)


def _of_hospital(paper: Profile | None) -> bool:
    if paper is None:
        return False
    head = paper.document.flat[paper.part.start : min(paper.part.end, paper.part.start + HEAD)]
    return paper.kind in HOSPITAL or "discharge" in head or "after visit summary" in head or "inpatient" in head


def _same_paper(one: Spoken, other: Spoken) -> bool:
    return one.paper is not None and one.paper is other.paper


def _same_drug(one: Spoken, other: Spoken) -> bool:
    drugs = one.finding.qualifiers.get("drug", ANY), other.finding.qualifiers.get("drug", ANY)
    return drugs[0] == drugs[1] or ANY in drugs


def _named(spoken: Spoken) -> bool:
    return spoken.finding.qualifiers.get("drug", ANY) != ANY


def _earlier(one: PartialDate | None, other: PartialDate | None) -> bool | None:
    """Is the one before the other, or of the same day? None when that cannot be said."""
    if one is None or other is None:
        return None
    return one.earliest <= other.latest


def _long_before(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and other is not None and one.latest + LONG_AGO < other.earliest
