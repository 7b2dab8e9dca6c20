"""The blocks and ablations that were done: one session each, put together from its own paper and from what others say of it.

facet_block / facet_rfa     -- a session; absent where the record says that there never was one. Qualifiers session (a
    number within the record), number (in its series), approach (mbb, ia), purpose, joints, here (same, other: is it at the
    region, side and level asked about?), region_here (yes, no), scored (a score after it), scale, only.
block_relief                -- percent; qualifiers as above and bound ('above', 'below'), source (stated, logged), agrees.
block_relief_hours          -- how long it lasted.
rfa_relief, rfa_relief_months, rfa_relief_ended -- of ablations; joint in qualifiers where one sentence says both.
last_rfa                    -- the date or dates that the record gives for the last ablation here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine import told_sessions
from accord.evidence.readers.spine.ablation_relief import ablation_relief
from accord.evidence.readers.spine.calls_after import told_after
from accord.evidence.readers.spine.coded import coded_sessions
from accord.evidence.readers.spine.diaries import diaries, is_diary, is_monitoring, joined_by_diaries
from accord.evidence.readers.spine.levels import ordered
from accord.evidence.readers.spine.never import never, only_ablation
from accord.evidence.readers.spine.papers import tells_of_session
from accord.evidence.readers.spine.passages import Passage, finding, requested_regions, requested_side, spoken
from accord.evidence.readers.spine.plan import plans
from accord.evidence.readers.spine.session import Session, session_of
from accord.evidence.readers.spine.session_tables import table_sessions
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Side, Time, Voice

TOOL = "spine-sessions/1"


def sessions(chart: Chart) -> Iterator[Finding]:
    """Findings of every session, of what it did, and of the statement that there was none."""
    tabled = [each.session for paper in chart.patient_papers for each in table_sessions(paper)]
    in_tables = {id(session.paper) for session in tabled}
    own = [
        session
        for paper in chart.patient_papers
        if tells_of_session(paper) and id(paper) not in in_tables and not is_diary(paper)
        if (session := session_of(paper)) is not None
    ]
    kept = [s for s in own if s.paper is not None and is_monitoring(s.paper)]
    own = [*(s for s in own if s not in kept), *(session for session in tabled if session.date is None)]
    asked_on = chart.request.received.value if chart.request.received is not None else None
    tabled = [s for s in tabled if s.date is not None and (asked_on is None or s.date.earliest <= asked_on)]
    told = [*told_sessions.told(chart), *told_after(chart)]
    blocks = merged([s for s in own if s.what == "block"], [s for s in (*tabled, *kept, *told) if s.what == "block"])
    burned = merged(
        [s for s in own if s.what == "rfa"],
        [*(s for s in (*tabled, *told) if s.what == "rfa"), *coded_sessions(chart, "rfa")],
    )
    blocks = joined_by_diaries(merged(blocks, list(coded_sessions(chart, "block"))), list(diaries(chart)))
    here = _Here(chart)
    for index, session in enumerate(blocks, 1):
        yield from _of_block(session, str(index), here)
    for index, session in enumerate(burned, 1):
        yield _session(session, "facet_rfa", str(index), here)
    yield from _last(burned, here, only_ablation(chart))
    yield from never(chart)
    yield from ablation_relief(chart)


class _Here:
    """Region, side and joints of the request, to compare a session with."""

    def __init__(self, chart: Chart) -> None:
        self.regions = requested_regions(chart)
        planned = [f for f in plans(chart) if f.concept == "planned_levels" and f.qualifiers.get("joints")]
        newest = max((f.date.earliest for f in planned if f.date), default=None)
        latest = [f for f in planned if f.date and f.date.earliest == newest] or planned
        self.joints = frozenset(joint for f in latest for joint in f.qualifiers["joints"].split())
        sides = {f.side for f in planned if f.side is not None}
        self.side = requested_side(chart) or (next(iter(sides)) if len(sides) == 1 else None)

    def region(self, session: Session) -> bool:
        """Could the session have been in the region asked about?"""
        return not self.regions or not session.region or session.region in self.regions or self._close(session)

    def _close(self, session: Session) -> bool:
        pair = {session.region, *self.regions}
        return pair <= {"cervical", "thoracic"}

    def same(self, session: Session) -> bool:
        """The same region, a side in common, a level in common, as far as both are known."""
        if not self.region(session):
            return False
        sides = {session.side, self.side}
        if None not in sides and Side.BILATERAL not in sides and len(sides) == 2:
            return False
        return not (self.joints and session.joints) or bool(self.joints & session.joints)


def merged(first: Sequence[Session], further: Iterable[Session]) -> list[Session]:
    """Sessions of one kind in order of date; what others tell is joined to the session it means."""
    found = list(first)
    loose: list[Session] = []
    for session in further:
        if session.date is None:
            loose.append(session)
            continue
        index = _of_date(found, session)
        if index is None:
            found.append(session)
        else:
            found[index] = found[index].with_told(session)
    found.sort(key=lambda s: s.date.earliest if s.date else PartialDate(9999).earliest)
    for session in loose:
        _join_undated(found, session)
    return found


def _of_date(found: list[Session], session: Session) -> int | None:
    for index, known in enumerate(found):
        if known.date is not None and session.date is not None and known.date.agrees(session.date):
            if known.number and session.number and known.number != session.number:
                continue
            return index
    return None


def _join_undated(found: list[Session], session: Session) -> None:
    """A session told by its number in the series is that one; told without any, the last one before the telling paper."""
    for index, known in enumerate(found):
        if session.number and (known.number == session.number or (not known.number and index + 1 == session.number)):
            found[index] = known.with_told(session)
            return
    told_on = date_of(session.paper) if session.paper is not None and not session.number else None
    before = [i for i, known in enumerate(found) if known.date and told_on and known.date.earliest <= told_on.latest]
    if before:
        found[before[-1]] = found[before[-1]].with_told(session)
    else:
        found.append(session)


def _of_block(session: Session, name: str, here: _Here) -> Iterator[Finding]:
    made = _session(session, "facet_block", name, here)
    yield made
    told = session.relief
    if told is not None:
        yield replace(
            made, concept="block_relief", place=told.place, value=told.percent, unit="%",
            qualifiers={**made.qualifiers, "bound": told.bound, "source": told.source, "agrees": "yes" if told.agrees else "no"},
            support=tuple(dict.fromkeys((*told.support, made.place))), voice=told.voice,
        )  # fmt: skip
    if session.hours is not None and session.hours_place is not None:
        yield replace(made, concept="block_relief_hours", place=session.hours_place, value=session.hours, unit="h")


def _session(session: Session, concept: str, name: str, here: _Here) -> Finding:
    return Finding(
        concept,
        session.place,
        time=Time.PAST,
        date=session.date,
        side=session.side,
        qualifiers={
            "session": name,
            "number": str(session.number or ""),
            "approach": session.approach or "unstated",
            "purpose": session.purpose,
            "joints": ordered(session.joints),
            "here": "same" if here.same(session) else "other",
            "region_here": "yes" if here.region(session) else "no",
            "scored": "yes" if session.scored else "no",
            "scale": session.scale,
            "only": "yes" if session.only else "no",
        },
        voice=session.told_by or (spoken(session.paper) if session.paper is not None else Voice.CLINICIAN),
        origin="narrative" if session.paper is not None else "coded",
        support=session.support,
        tool=TOOL,
    )


def _last(burned: list[Session], here: _Here, only_one: Passage | None) -> Iterator[Finding]:
    """The last ablation here. Where the record speaks of only one but dates it twice, both dates stand."""
    mine = [s for s in burned if here.same(s) and s.date is not None]
    if not mine:
        return
    only = only_one is not None
    if only_one is not None:
        yield finding(
            TOOL,
            "only_rfa",
            only_one,
            time=Time.PAST,
            date=max((s.date for s in mine if s.date), key=lambda d: d.latest),
        )
    newest = max(s.date.latest for s in mine if s.date)
    for index, session in enumerate(burned, 1):
        if (
            session in mine
            and session.date is not None
            and (only or session.date.latest == newest or session.date.agrees(PartialDate.of(newest)))
        ):
            yield replace(_session(session, "last_rfa", str(index), here), value=session.date)
