"""The lines right below a row of a ledger of blocks: the scores and the relief that were measured there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sentences import Line, SentenceKind
from accord.evidence.profile import Profile
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.passages import Passage, regions_in
from accord.evidence.readers.spine.relief import hours_in, reliefs
from accord.evidence.readers.spine.scores_log import Logged, scores_in
from accord.evidence.readers.spine.session import Told, agree
from accord.records.findings import Voice

BELOW = 3
"""So many lines may belong to one row."""
MEASURED = re.compile(
    r"\s{2,}\S|\s*(?:nrs|nprs|vas|vrs|pain\b|pre\b|pre-|before|baseline|post\b|scores?\b|relief|best\b|results?\b|log\b|"
    r"\+?\d+ ?(?:min|m|h|hr|hrs)\b)"
)
OTHER_PAIN = re.compile(
    r"\b(?:unrelated|other pain|knees?|hips?|shoulders?|headaches?|migraines?|hands?|feet|foot|chest|goal|if|awake|sedat\w+|o2|spo2|sats?|"
    r"bp|function\w*)\b"
)
MEASURES = re.compile(
    r"\b(?:nrs|nprs|vas|vrs|pain|relief|best|scores?|pre|before|baseline|better|improve\w*|response|result)\b"
)


@dataclass(frozen=True)
class Measured:
    """What the lines below one row tell: the end of the last of them, the relief, its hours, and the best score."""

    end: int
    relief: Told | None
    hours: Decimal | None
    best: Logged | None


def measured_below(
    paper: Profile, mine: Sequence[Line], row: Line, rows: Sequence[Line], voice: Voice
) -> Measured | None:
    """What was measured below a row; None where the next lines are another row, or tell neither scores nor relief."""
    below = list(_below(paper, mine, row, rows))
    scores = [score for passage in below for score in scores_in(passage)]
    before = next((s for s in scores if s.before), None)
    best = min((s for s in scores if not s.before), key=lambda s: s.value, default=None)
    logged = None
    if before is not None and best is not None and before.value:
        share = (before.value - best.value) / before.value * 100
        logged = Told(share, best.place, voice, "", "logged", True, (before.place,))
    relief = _relief(below, logged, voice)
    if relief is None and best is None:
        return None
    return Measured(below[-1].end, relief, _hours(below, scores, best), best)


def _below(paper: Profile, mine: Sequence[Line], row: Line, rows: Sequence[Line]) -> Sequence[Passage]:
    document = paper.document
    started = {line.start for line in rows}
    dated = [m.start for m in dates(document, date_of(paper))]
    found: list[Passage] = []
    for line in mine[mine.index(row) + 1 :][:BELOW]:
        words = document.flat[line.start : line.end]
        if line.start in started or not MEASURED.match(words) or any(line.start <= at < line.end for at in dated):
            break
        if OTHER_PAIN.search(words) or not MEASURES.search(words):
            continue
        of_row, of_line = regions_in(document.flat[row.start : row.end]), regions_in(words)
        if of_row and of_line and set(of_row).isdisjoint(of_line):
            continue
        found.append(Passage(paper, line.start, line.end, SentenceKind.ROW, words))
    return found


def _relief(below: Sequence[Passage], logged: Told | None, voice: Voice) -> Told | None:
    """The relief as stated, held against the scores; where they differ the scores count and they disagree."""
    for passage in below:
        for relief in reliefs(passage.text, context=True):
            stated = Told(relief.percent, passage.place(relief.start, relief.end), voice, relief.bound)
            if logged is None or agree(stated, logged):
                return replace(stated, support=(logged.place,) if logged is not None else ())
            return replace(logged, agrees=False, support=(*logged.support, stated.place))
    return logged


def _hours(below: Sequence[Passage], scores: Sequence[Logged], best: Logged | None) -> Decimal | None:
    """Hours as stated; else up to the last moment at which the score was at most a point above the best."""
    stated = next((read for passage in below if (read := hours_in(passage.text))), None)
    if stated is not None or best is None:
        return stated[0] if stated is not None else None
    after = [score for score in scores if not score.before]
    worse = next((i for i, s in enumerate(after) if i > after.index(best) and s.value > best.value + 1), len(after))
    held = [score.hours for score in after[:worse] if score.hours is not None and score.value <= best.value + 1]
    return max(held, default=None)
