"""Calls and visits after a block that tell its relief without naming it again: 'best relief from 8 to 3, about 60 %'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.spine.papers import ABLATION, is_order, tells_of_session
from accord.evidence.readers.spine.passages import Passage, passages_of, spoken
from accord.evidence.readers.spine.relief import hours_in, reliefs, speaks_of_relief
from accord.evidence.readers.spine.scores_log import FELL
from accord.evidence.readers.spine.session import BLOCK_WORD, Session, Told, agree
from accord.records.findings import Voice

_THE_BLOCK = r"(?:procedure|blocks?|injections?|mbb|needles?|facet)"
_CONTACT = r"(?:call\w*|phone\w*|telephone|visit|follow|f/?u|check|contact|note|assessment|evaluation|review|message)"
AFTER_A_BLOCK = re.compile(
    rf"\bpost[ -]?{_THE_BLOCK}\b[^.;\n]{{0,24}}\b{_CONTACT}|\b{_CONTACT}\b[^.;\n]{{0,24}}\b(?:after|post|following|re:?|regarding|about|s/p)[ -]"
    rf"(?:the |her |his |first |second |last |diagnostic |1st |2nd )*{_THE_BLOCK}\b"
)
OTHER = re.compile(
    r"\bepidural\b|\besis?\b|\btfesi\b|\bsacro-?iliac\b|\bsi joints?\b|\bgenicular\b|\btrigger point|\bradiofrequency call\b|"
    r"\boccipital nerve\b|\bstellate\b|\bsympathetic\b"
)
HEAD = 200
NOT_TOLD = re.compile(r"\W*(?:plan|if|goal|next|will|should|need|expect\w*|last (?:time|year)|before)\b")


def told_after(chart: Chart) -> Iterator[Session]:
    """One session a paper, without a date: it is the last block before the paper."""
    for paper in chart.patient_papers:
        head = paper.document.flat[paper.part.start : min(paper.part.end, paper.part.start + HEAD)]
        whole = paper.document.flat[paper.part.start : paper.part.end]
        if paper.kind in (PartKind.IMAGING, PartKind.COVER_SHEET, PartKind.THERAPY_NOTE) or is_order(paper):
            continue
        if not AFTER_A_BLOCK.search(head) or not BLOCK_WORD.search(whole) or OTHER.search(whole):
            continue
        if spoken(paper) in (Voice.PATIENT, Voice.PAYER, Voice.SUPPLIER) or tells_of_session(paper):
            continue
        session = next((made for passage in passages_of(paper) if (made := _told(paper, passage)) is not None), None)
        if session is not None:
            yield session


def _told(paper: Profile, passage: Passage) -> Session | None:
    words = passage.text
    if NOT_TOLD.match(words) or ABLATION.search(words) or BLOCK_WORD.search(words) or not speaks_of_relief(words):
        return None
    fell = FELL.search(words)
    share = next(iter(reliefs(words)), None)
    logged = None
    if fell is not None and (before := Decimal(fell["pre"] or fell["pre2"])):
        after = Decimal(fell["value"] or fell["value2"])
        if after < before:
            place = passage.place(fell.start(), fell.end())
            logged = Told((before - after) / before * 100, place, spoken(paper), "", "logged")
    stated = Told(share.percent, passage.place(share.start), spoken(paper), share.bound) if share is not None else None
    relief = stated or logged
    if relief is None or (stated is not None and logged is not None and not agree(stated, logged)):
        return None
    lasting = hours_in(words)
    return Session(
        "block",
        passage.place(),
        paper,
        relief=relief,
        hours=lasting[0] if lasting else None,
        hours_place=passage.place(lasting[1], lasting[2]) if lasting else None,
    )
