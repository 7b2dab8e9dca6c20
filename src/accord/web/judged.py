"""What persons said of the findings of a case, as its page shows it beside them; and whether its person may say more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from accord.access import Act, may
from accord.cases.case import Case
from accord.cases.corrections import RESOLVED, WITHDRAWN, Said, words_of
from accord.cases.moving import opened_by
from accord.cases.reviews import kept_review
from accord.cases.states import OPEN
from accord.dossier.correction import FindingKeys, Word
from accord.dossier.phrases import read_as
from accord.dossier.review import Review
from accord.dossier.visible import one_line
from accord.web.laid import Laid
from accord.web.visit import Visit
from accord.web.words import time_words
from accord.wording import say


@dataclass(frozen=True, slots=True)
class Spoken:
    """Of one finding or contradiction. last -- number of the last word, which whoever speaks next has seen; word -- the one
    that stands, or ''; pending -- it in words where the review does not know it yet; rows -- every word, oldest first.
    """

    last: int
    word: str
    pending: str
    rows: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(self.rows)


def judged_values(connection: Connection, visit: Visit, case: Case, told: Laid, content: str) -> dict[str, Any]:
    """What the criteria of a case need to be laid out for this person. content -- under which the review shown is kept."""
    rows = words_of(connection, case.id)
    review = kept_review(connection, case.organization, content) if rows else None
    return {
        "opened": opened_by(connection, visit.person, case.id, told.digests),
        "spoken": spoken_of(rows, review, visit.zone) if review else {},
        "judges": may_judge(visit, case),
        "additions": additions_of(rows, review, visit.zone) if review else {},
    }


def may_judge(visit: Visit, case: Case) -> bool:
    """May the person say something of the findings of this case, as it stands?"""
    return may(visit.person, Act.JUDGE_FINDING) and case.state in OPEN


def spoken_of(rows: Sequence[Said], review: Review, zone: ZoneInfo) -> Mapping[str, Spoken]:
    """By the key of the finding, as it was read and as it was corrected, or of the contradiction."""
    by_key: dict[str, list[Said]] = {}
    for row in rows:
        by_key.setdefault(row.finding, []).append(row)
    keys = FindingKeys.of(review.record)
    known = {(one.finding, one.word.value, one.reason) for one in review.corrections}
    found: dict[str, Spoken] = {}
    for key, said in by_key.items():
        last = said[-1]
        stands = "" if last.word in (WITHDRAWN, RESOLVED) else last.word
        told = (key, last.word, last.reason) in known or (not stands and not any(key == one[0] for one in known))
        pending = "" if told or last.word == RESOLVED else say("web.judge.pending", words=said_words(last, zone))
        one = Spoken(last.number, stands, pending, tuple(said_words(row, zone) for row in said))
        found[key] = one
        for row in said:
            if row.becomes is not None:
                found[keys.key(row.becomes)] = one
    return found


def additions_of(rows: Sequence[Said], review: Review, zone: ZoneInfo) -> Mapping[str, tuple[str, ...]]:
    """By criterion the additions that stand and that the review does not know yet, in words."""
    known = {one.finding for one in review.corrections}
    last = {row.finding: row for row in rows}
    found: dict[str, tuple[str, ...]] = {}
    for row in last.values():
        if row.word == Word.ADDED and row.finding not in known:
            told = say("web.passage.pending", words=said_words(row, zone))
            found[row.criterion] = (*found.get(row.criterion, ()), told)
    return found


def said_words(row: Said, zone: ZoneInfo) -> str:
    """'Corrected by Dana Ruiz, RN, 2026-05-12 10:30 EDT, to sleep index: 12.4 /h: the picture shows 12.4.'"""
    told = {"by": one_line(row.by), "at": time_words(row.at, zone), "reason": one_line(row.reason)}
    if row.becomes is not None:
        told["becomes"] = one_line(read_as(row.becomes))
    return say(f"web.judge.row.{row.word}", **told).strip()
