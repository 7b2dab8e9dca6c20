"""One visit told as a call and as a meeting in person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.profile import PartKind, Profile
from accord.records.findings import Presence, Time
from accord.records.places import Place
from accord.wording import say

_REMOTE = re.compile(
    r"\b(?:audio[- ]only|(?:visit|encounter) type\W{1,12}(?:tele)?phone|(?:tele)?phone (?:visit|encounter|call)|call start)\b"
)
_MET = re.compile(
    r"\b(?:face[- ]to[- ]face (?:encounter|visit|exam\w*)|in[- ]person (?:visit|encounter|exam\w*)|"
    r"(?:visit|encounter) type\W{1,12}(?:office|in[- ]person)|examined (?:him|her|the patient) (?:in|today))\b"
)


def meetings(chart: Chart) -> Iterator[Conflict]:
    """Each visit note that says both of the same visit."""
    for paper in chart.patient_papers:
        if paper.kind is PartKind.VISIT_NOTE:
            remote, met = _said(paper, _REMOTE), _said(paper, _MET)
            if remote is not None and met is not None:
                sentence = say("contradiction.meeting", document=paper.document.name)
                yield Conflict(ConflictKind.OTHER, sentence, (remote, met))


def _said(paper: Profile, pattern: re.Pattern[str]) -> Place | None:
    """The first words of the kind that are said of this visit: not denied, not planned, not of another day."""
    document = paper.document
    for match in pattern.finditer(document.flat, paper.part.start, paper.part.end):
        told = assertion(document, match.start(), match.end())
        if told.presence is Presence.PRESENT and told.time is Time.CURRENT and not told.hypothetical:
            end = document.text.find("\n", match.end())
            return document.place(
                document.text.rfind("\n", 0, match.start()) + 1, end if end >= 0 else len(document.text)
            )
    return None
