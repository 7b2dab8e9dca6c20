"""Letters that a clinician signed, for a step that goes out with one: listed on its form, and sent as they are kept."""

from __future__ import annotations

from typing import Any

from accord.cases import letters as kept
from accord.cases.case import Case
from accord.cases.letter_making import title_of
from accord.cases.states import Step
from accord.dossier.editing import Written
from accord.dossier.editing.paper import paper_text, paper_view
from accord.dossier.visible import one_line
from accord.errors import Conflict, Invalid
from accord.web.desk import Desk, desk_of
from accord.web.visit import Visit
from accord.web.words import time_words
from accord.wording import say


def signed_letters(visit: Visit, case: Case, step: Step) -> list[dict[str, Any]]:
    """The letters that can go out with the step now: of each kind its newest version, where it is signed and was not sent."""
    kinds = [kind for (state, kind), takes in kept.SENDS.items() if state is case.state and takes is step]
    with visit.site.database.reading() as connection:
        newest = [versions[0] for kind in kinds if (versions := kept.versions_of(connection, case.id, kind))]
    return [
        {
            "value": f"{one.kind.value}/{one.number}",
            "address": f"/cases/{case.id}/letters/{one.kind.value}/{one.number}",
            "words": say("web.step_form.signed_version", title=title_of(one.kind), number=one.number),
            "line": one_line(signed_line(one, visit)),
        }
        for one in newest if one.signed_at is not None and one.sent_at is None
    ]  # fmt: skip


def send_signed(visit: Visit, case: Case, step: Step, seen: int, told: str) -> None:
    """The letter that was chosen goes out with the step. Raises Invalid where none was, and as kept.send_version does."""
    kind, _, number = told.partition("/")
    if told not in {one["value"] for one in signed_letters(visit, case, step)}:
        raise Invalid(say("web.step_form.none_chosen"), say("web.step_form.none_chosen_remedy"))
    desk = desk_of(case.id, visit, long=True)
    if desk is None:
        raise Conflict(say("web.step_form.unread"))
    send_kept(desk, Written(kind), int(number), seen)


def send_kept(desk: Desk, kind: Written, number: int, seen: int) -> None:
    """A version goes out as its paper reads. seen -- the version of the case that the person saw."""
    visit = desk.visit
    with visit.site.database.reading() as connection:
        version, draft = kept.letter_of(connection, desk.case.id, kind, number)
    day = visit.now.astimezone(visit.zone).date()
    paper = paper_view(draft, desk.ground.review, desk.marks(draft), day, (), signed_line(version, visit))
    kept.send_version(
        visit.site.database, visit.person, desk.case.id, seen, kind, number, paper_text(paper),
        desk.checks(kind, draft.denial), desk.ground, visit.now,
    )  # fmt: skip


def signed_line(version: kept.Version, visit: Visit) -> str:
    """The line under a letter that says who signed it; '' while nobody did."""
    if version.signed is None or version.signed_at is None:
        return ""
    npi = f"NPI {version.signed['npi']}" if version.signed.get("npi") else ""
    who = ", ".join(part for part in (version.signed.get("name"), version.signed.get("credentials"), npi) if part)
    return say("letter_edit.signed_line", who=who, at=time_words(version.signed_at, visit.zone))
