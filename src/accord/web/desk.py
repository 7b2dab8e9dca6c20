"""A case opened to write at: the newest review and record of it, and what sentences are held against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from accord.cases.case import Case, case_of, decisions_of
from accord.cases.files import files_of
from accord.cases.letter_making import Ground, record_for, sources_for
from accord.cases.letters import Checks
from accord.cases.opinions import check_may_see_decision
from accord.cases.reviews import newest_content
from accord.dossier.citation.stores import local_stores
from accord.dossier.editing import Draft, Marked, Written, marks_of
from accord.dossier.editing.passages import Passages
from accord.web.shown import Shown, shown
from accord.web.visit import Visit

SECONDS_TO_READ = 2.0


@dataclass(frozen=True)
class Desk:
    """A case opened to write at: what it stands on now, and the versions that were kept."""

    visit: Visit
    case: Case
    content: str
    told: Shown
    ground: Ground

    @cached_property
    def stores(self) -> Any:
        """Where codes, articles and policies that a sentence names are looked up."""
        return local_stores(self.ground.review.generated)

    def sources(self, kind: Written, denial: str) -> Any:
        """What the sentences of such a letter may cite now."""
        return sources_for(kind, self.ground, denial)

    def checks(self, kind: Written, denial: str) -> Checks:
        """Against what such a letter is checked now."""
        return Checks(self.content, self.sources(kind, denial), self.stores)

    def marks(self, draft: Draft) -> dict[int, Marked]:
        """Each sentence with what is to be said of it now."""
        return marks_of(draft, self.sources(draft.kind, draft.denial), self.stores)

    def passages(self, draft: Draft) -> Passages:
        """What its sentences can be made to cite."""
        return Passages(draft, self.ground.review, record_for(draft, self.ground))


def desk_of(case_id: str, visit: Visit, *, long: bool = False) -> Desk | None:
    """The case with what letters are made from; None while its record is still being reviewed or read.

    Raises NotFound, Forbidden (also for whoever owes a second opinion: letters say what is proposed).
    """
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        check_may_see_decision(connection, visit.person, case_id)
        files, content = files_of(connection, case_id), newest_content(connection, case_id)
        decisions = tuple(decisions_of(connection, case_id))
    if not content:
        return None
    waits = {} if long else {"seconds": SECONDS_TO_READ}
    told = shown(visit.site.database, case, content, files, **waits)
    if told is None:
        return None
    return Desk(visit, case, content, told, Ground(told.review, told.record, decisions))
