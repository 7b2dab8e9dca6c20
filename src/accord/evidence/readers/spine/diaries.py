"""Pain diaries that patients keep after a block, and recovery records of nurses: held against what the physician states.

A diary never makes a session by itself; it adds scores to the session of its day, and where its relief differs from the one
that is stated, the session's relief is in dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of, voice
from accord.evidence.readers.spine.passages import passages_of
from accord.evidence.readers.spine.relief import reliefs
from accord.evidence.readers.spine.scores_log import Log, read_log
from accord.evidence.readers.spine.session import Session, Told, agree
from accord.records.findings import Voice
from accord.records.places import Place

TITLE = re.compile(r"\bdiary\b|\bpain (?:log|chart|record|tracker|sheet)\b|\bblock log\b")
MONITORED = re.compile(
    r"\bnurs(?:e|ing)\b|\brecovery\b|\bpacu\b|\bmonitoring\b|\bpost[ -]?(?:block|procedure|injection) (?:record|sheet|log|scores|pain)\b"
)
OWN_SHARE = re.compile(r"\bpercent\b\D{0,14}(?P<v>100|\d{2}(?:\.\d+)?)\b(?! ?(?:h|min))")
SPINE_DIARY = re.compile(r"\b(?:shot|block|injection|procedure|needles?|mbb|numbing)\b")
OTHER_PROCEDURE = re.compile(r"\bepidural\b|\besi\b|\bknee\b|\bhip injection|\bshoulder\b|\bglucose\b|\bsugar\b")
HEAD = 500
DAYS_LATER = 3


def is_diary(paper: Profile) -> bool:
    """Is it a log of pain that a patient kept around a block?"""
    head = paper.document.flat[paper.part.start : min(paper.part.end, paper.part.start + HEAD)]
    if OTHER_PROCEDURE.search(head) or not SPINE_DIARY.search(head):
        return False
    return voice(paper) is Voice.PATIENT and (paper.kind is PartKind.LOG or TITLE.search(head) is not None)


def is_monitoring(paper: Profile) -> bool:
    """Is it the sheet on which a nurse kept the scores after a block?"""
    head = paper.document.flat[paper.part.start : min(paper.part.end, paper.part.start + 160)]
    return MONITORED.search(head) is not None and voice(paper) is not Voice.PATIENT


def diaries(chart: Chart) -> Iterator[tuple[Profile, Session]]:
    """Each diary as what it says of a block; its day and place are those of the paper."""
    for paper in chart.patient_papers:
        if not is_diary(paper):
            continue
        log = read_log(paper)
        told = _told(paper, log)
        if told is not None:
            place = paper.document.place(paper.part.start, min(paper.part.end, paper.part.start + 80))
            where = log.best.place if log.best is not None else told.place if isinstance(told.place, Place) else place
            yield (
                paper,
                Session(
                    "block",
                    where,
                    paper,
                    date_of(paper),
                    relief=told,
                    scored=log.best is not None,
                    scale=log.scale or "unnamed",
                ),
            )


def _told(paper: Profile, log: Log) -> Told | None:
    """The patient's own percentage, else the one that the scores give."""
    logged = None
    if log.relief is not None and log.best is not None and log.before is not None:
        logged = Told(log.relief, log.best.place, voice(paper), "", "logged", True, (log.before.place,))
    for passage in passages_of(paper):
        words = OWN_SHARE.sub(lambda m: m[0][: m.start("v") - m.start()] + m["v"] + "% relief", passage.text)
        stated = next(iter(reliefs(words, context=True)), None)
        if stated is not None:
            said = Told(stated.percent, passage.place(), voice(paper), stated.bound)
            return (
                said
                if logged is None or agree(said, logged)
                else replace(logged, agrees=False, support=(passage.place(),))
            )
    return logged


def joined_by_diaries(found: Sequence[Session], kept: Sequence[tuple[Profile, Session]]) -> list[Session]:
    """The sessions with what diaries of their days say."""
    sessions = list(found)
    for paper, diary in kept:
        index = _of_diary(sessions, paper)
        if index is not None:
            sessions[index] = sessions[index].with_told(replace(diary, date=None))
    return sessions


def _of_diary(sessions: Sequence[Session], paper: Profile) -> int | None:
    """The session on a day that the diary names, or the only one up to three days before it."""
    days = [m.date for m in dates(paper.document, date_of(paper)) if paper.part.start <= m.start < paper.part.end]
    for index, session in enumerate(sessions):
        if session.date is not None and any(session.date.agrees(day) for day in days):
            return index
    near = [
        index
        for index, session in enumerate(sessions)
        if session.date is not None
        and any(0 <= (day.earliest - session.date.latest).days <= DAYS_LATER for day in days)
    ]
    return near[0] if len(near) == 1 else None
