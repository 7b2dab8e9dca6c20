"""Is the patient treated with insulin: what each paper says of it, drug by drug, and what the coded data say.

A paper's statements are settled within the paper first: a drug that it says was stopped or is held is not taken, however
often a list of the same paper still shows it. Papers are then set against each other by the policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from itertools import islice

from accord.evidence.chart import Chart
from accord.evidence.coded import medications
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.sections import section_at
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.diabetes.insulin_timeline import HOSPITAL, Spoken, weighed
from accord.evidence.readers.diabetes.insulin_words import (
    ACTIVE_AROUND,
    CARRIED,
    CHANGED_DOSE,
    CONDITIONAL_HOLD,
    DECLINED,
    DOSE_AFTER,
    DRUG,
    FURTHER,
    GENERIC_OF,
    HELD,
    HOME,
    HOSPITAL_ONLY,
    HOSPITAL_SCALE,
    LISTED_AS_STOPPED,
    MISSED,
    NEVER,
    NO_DRUG,
    NO_MATTER,
    NON_INSULIN,
    NOT_RESUMED,
    OF_A_KIND,
    OPEN_QUESTION,
    PLANNED,
    RESUMED,
    SOMEBODY_ELSE,
    STARTED_BEFORE,
    STARTS,
    STOPPED_AFTER,
    STOPPED_BEFORE,
    STOPPED_ORDER,
    TAKES,
    TREATED,
    YET_TO_COME,
)
from accord.evidence.readers.diabetes.rules import quotes_rule
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Voice, Whose

TOOL = "insulin/1"
CONCEPT = "insulin_treatment"
CLAUSE = re.compile(
    r"[.;]\s|\bbut\b|\bhowever\b|\bthen\b|\bwhile\b|, (?:and |then )?(?=(?:start|stop|hold|continue|add|cut|switch)\w*)"
)
BOX = re.compile(r"[\[(][ x✓]?[\])]|[☐☑☒]|\by ?/ ?n\b|\byes\W{1,6}no\b")
STALE = timedelta(days=400)
LAST_FILL = timedelta(days=150)
ANY = "insulin"
WINDOW = 240
"""Characters around a mention that speak of it, where a sentence never ends."""
MOST = 40
"""Mentions of one sentence that are read; more stand in no sentence that a person wrote."""
UNHEARD = (Voice.SUPPLIER, Voice.PAYER)


class State(StrEnum):
    """What a mention says of the drug."""

    ACTIVE = "active"
    RESUMED = "resumed"
    STOPPED = "stopped"
    HELD = "held"
    PLANNED = "planned"
    NEVER = "never"


@dataclass(frozen=True)
class _Told:
    """One mention: which drug, in what state, and where."""

    drug: str
    state: State
    said: Said
    start: int
    end: int
    pump: bool = False
    listed: bool = False
    starts: bool = False
    code: bool = False


def insulin(chart: Chart) -> Iterator[Finding]:
    """Findings 'insulin_treatment' of papers that are about the patient, and of coded medication."""
    spoken: list[Spoken] = []
    naming: list[Profile] = []
    for paper in chart.patient_papers:
        if voice(paper) in UNHEARD or paper.kind is PartKind.ORDER:
            continue
        told = list(_told_in(paper))
        naming += [paper] if told else []
        spoken += [Spoken(_finding(paper, each), paper) for each in settled(told)]
    spoken += [Spoken(entry, None) for entry in _coded(chart)]
    found = list(weighed(spoken, chart.patient_papers))
    yield from found
    for paper in chart.patient_papers:
        if voice(paper) is Voice.CLINICIAN and paper.kind is not PartKind.ORDER and paper not in naming:
            yield from _other_drugs(paper, found)


def settled(told: Sequence[_Told]) -> Iterator[_Told]:
    """The statements of one paper that stand: what is resumed is taken; what is stopped or held is not."""
    by_drug: dict[str, list[_Told]] = {}
    for each in told:
        by_drug.setdefault(each.drug, []).append(each)
    whole = by_drug.get(ANY, [])
    over = [t for t in whole if t.state in (State.STOPPED, State.HELD)]
    stands: list[_Told] = []
    for drug, mentions in by_drug.items():
        resumed = [t for t in mentions if t.state is State.RESUMED]
        halted = [t for t in mentions if t.state in (State.STOPPED, State.HELD)]
        if drug != ANY and not resumed:
            halted = halted or ([] if any(t.state is State.RESUMED for t in whole) else over)
        stands += resumed or halted or mentions
    stands = list(_without_general(stands))
    taken = [t for t in stands if t.state in (State.ACTIVE, State.RESUMED)]
    if taken:
        yield from (t for t in stands if t in taken or t.state is State.NEVER)
        return
    yield from dict.fromkeys(stands)


def _without_general(stands: Sequence[_Told]) -> Iterator[_Told]:
    """'On insulin' proves nothing in a paper that holds or stops the only insulin it names: it is left open then."""
    named = [t for t in stands if t.drug != ANY]
    halted = any(t.state in (State.HELD, State.STOPPED) for t in named)
    taken = any(t.state in (State.ACTIVE, State.RESUMED) for t in stands if t.drug != ANY or t.pump)
    for each in stands:
        doubted = halted and not taken and each.drug == ANY and each.state is State.ACTIVE
        yield replace(each, state=State.HELD) if doubted else each


def _told_in(paper: Profile) -> Iterator[_Told]:
    for each in said_in(paper):
        if BOX.search(each.text) or CARRIED.search(each.text) or quotes_rule(each.text):
            continue
        for match in islice(DRUG.finditer(each.text), MOST):
            if SOMEBODY_ELSE.search(each.text[max(0, match.start() - WINDOW) : match.end() + 40]):
                continue
            state = _state(paper, each, match)
            if state is not None:
                yield _Told(
                    GENERIC_OF.get(match["drug"] or "", ANY),
                    state,
                    each,
                    *match.span(),
                    pump=bool(match["pump"] or match["regimen"]),
                    listed=_is_listed(paper, each, match),
                    starts=STARTS.search(each.text) is not None,
                    code=match[0] == "z79.4",
                )


def _is_listed(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    """Is it a line of a list of drugs, without a word of what was decided?"""
    start, end = _clause(each.text, *match.span())
    if RESUMED.search(each.text, start, end) or CHANGED_DOSE.search(each.text, start, end):
        return False
    section = section_at(paper.document, each.span(*match.span())[0]).name
    return section == "medications" or paper.kind is PartKind.MEDICATION_LIST


def _state(paper: Profile, each: Said, match: re.Match[str]) -> State | None:
    """What the words around the drug say; None when they say nothing of its use."""
    start, end = _clause(each.text, *match.span())
    before, after = each.text[start : match.start()], each.text[match.end() : end]
    clause = each.text[start:end]
    told = assertion(paper.document, *each.span(*match.span()))
    if told.whose is not Whose.PATIENT or NO_MATTER.search(clause) or _beside(paper, each, match):
        return None
    if told.hypothetical and not re.search(r"\d", clause):
        return None
    if NEVER.search(clause):
        return State.NEVER
    if DECLINED.search(clause):
        return State.NEVER if not match["drug"] and not FURTHER.search(clause) else None
    if _in_hospital(paper, each, match, clause):
        return None
    if MISSED.search(clause):
        return State.ACTIVE
    if NOT_RESUMED.search(clause):
        return State.HELD
    if RESUMED.search(clause):
        return State.HELD if YET_TO_COME.search(clause) else State.RESUMED
    if (HELD.search(clause) and not CONDITIONAL_HOLD.search(clause)) or OPEN_QUESTION.search(clause):
        return State.HELD
    if (
        STOPPED_BEFORE.search(before)
        or STOPPED_ORDER.search(before)
        or STOPPED_AFTER.match(after)
        or LISTED_AS_STOPPED.search(clause)
    ):
        return State.STOPPED
    if HOSPITAL_ONLY.search(each.text[max(0, match.start() - WINDOW) : match.end() + WINDOW]):
        return None
    if CHANGED_DOSE.search(clause) or (STARTED_BEFORE.search(before) and not PLANNED.search(before)):
        return State.ACTIVE
    if PLANNED.search(clause) or (told.time is Time.PLANNED and not match["pump"]):
        return State.PLANNED
    if told.hypothetical or told.presence is Presence.POSSIBLE:
        return None
    if told.presence is Presence.ABSENT:
        return State.NEVER if not match["drug"] and not OF_A_KIND.search(before) else None
    return State.ACTIVE if _is_taken(paper, each, match, clause, after) else None


def _beside(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    """Does it stand among allergies or instructions for everybody?"""
    return section_at(paper.document, each.span(*match.span())[0]).name in ("allergies", "instructions")


def _in_hospital(paper: Profile, each: Said, match: re.Match[str], clause: str) -> bool:
    """Was it given by a scale or drip of the hospital, or in its course, not to take at home?"""
    around = each.text[max(0, match.start() - WINDOW) : match.end() + WINDOW]
    if HOME.search(around):
        return False
    if HOSPITAL_SCALE.search(clause) and (paper.kind in HOSPITAL or HOSPITAL_ONLY.search(around)):
        return True
    listed = section_at(paper.document, each.span(*match.span())[0]).name == "medications"
    return paper.kind in HOSPITAL and not listed and not STOPPED_AFTER.match(each.text[match.end() :])


def _is_taken(paper: Profile, each: Said, match: re.Match[str], clause: str, after: str) -> bool:
    """A dose, a way of giving, a word of use, or a list of drugs."""
    if match["pump"] or TREATED.search(clause) or DOSE_AFTER.match(after) or ACTIVE_AROUND.search(clause):
        return True
    listed = section_at(paper.document, each.span(*match.span())[0]).name == "medications"
    return bool(match["drug"]) and (listed or paper.kind is PartKind.MEDICATION_LIST)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence in which the drug stands."""
    low = max((m.end() for m in CLAUSE.finditer(text, max(0, start - WINDOW), start)), default=max(0, start - WINDOW))
    following = CLAUSE.search(text, end, min(len(text), end + WINDOW))
    return low, following.start() if following else min(len(text), end + WINDOW)


STANDS: dict[State, tuple[Presence, Time]] = {
    State.ACTIVE: (Presence.PRESENT, Time.CURRENT),
    State.RESUMED: (Presence.PRESENT, Time.CURRENT),
    State.STOPPED: (Presence.ABSENT, Time.CURRENT),
    State.NEVER: (Presence.ABSENT, Time.CURRENT),
    State.HELD: (Presence.POSSIBLE, Time.CURRENT),
    State.PLANNED: (Presence.PRESENT, Time.PLANNED),
}


def _finding(paper: Profile, told: _Told) -> Finding:
    presence, time = STANDS[told.state]
    speaks = voice(paper)
    if presence is Presence.PRESENT and (speaks is Voice.PATIENT or _is_old_fill(paper, told)):
        presence = Presence.POSSIBLE
    return Finding(
        CONCEPT,
        place_of(paper.document, told.said, told.start, told.end),
        presence=presence,
        time=time,
        date=_filled(paper, told) or date_of(paper),
        qualifiers={
            "state": told.state.value,
            "drug": told.drug,
            "listed": "yes" if told.listed else "no",
            "starts": "yes" if told.starts else "no",
            "code": "yes" if told.code else "no",
            **about(paper),
        },
        voice=speaks,
        tool=TOOL,
    )


def _filled(paper: Profile, told: _Told) -> PartialDate | None:
    """The latest day that stands in a line of a fill history."""
    if paper.kind is not PartKind.MEDICATION_LIST or told.state is not State.ACTIVE:
        return None
    low, high = told.said.sentence.start, told.said.sentence.end
    days = [m.date for m in paper.dates if low <= m.start < high and m.date.exact and not m.relative]
    return max(days, key=lambda day: day.latest, default=None)


def _is_old_fill(paper: Profile, told: _Told) -> bool:
    """A line of a fill history whose day is long before the list was made proves no treatment today."""
    filled = _filled(paper, told)
    newest = max((m.date.latest for m in paper.dates if not m.relative), default=None)
    return filled is not None and newest is not None and filled.latest + LAST_FILL < newest


def _coded(chart: Chart) -> Iterator[Finding]:
    """Coded insulin of the patient; drugs given in hospital left out, orders of long ago only possible."""
    asked = chart.request.received
    for entry in medications(chart.record, None):
        words = f"{entry.qualifiers.get('words', '')} {entry.qualifiers.get('codes', '')}".lower()
        inside = "inpatient" in entry.qualifiers.get("category", "").lower()
        given = entry.qualifiers.get("resource") == "MedicationAdministration"
        if not (DRUG.search(words) or CODES.search(words)) or inside or given or NO_MATTER.search(words):
            continue
        found = replace(entry, concept=CONCEPT, tool=TOOL)
        if found.time is Time.PAST:
            found = replace(found, presence=Presence.ABSENT, time=Time.CURRENT)
        old = asked is not None and found.date is not None and found.date.latest + STALE < asked.value
        yield replace(found, presence=Presence.POSSIBLE) if old and found.presence is Presence.PRESENT else found


CODES = re.compile(
    r"rxnorm\|(?:274783|1670007|139825|86009|51428|400008|5856|253181|253182|1605101)\b|\ba10a[a-f]\w*|"
    r"snomed\|67866001\b"
)


def _other_drugs(paper: Profile, found: Sequence[Finding]) -> Iterator[Finding]:
    """A note that names other glucose-lowering drugs, or none at all, and no insulin.

    Where the record names insulin elsewhere, only a medication list counts that is newer than all that names it.
    """
    for each in said_in(paper):
        match = NO_DRUG.search(each.text) or (NON_INSULIN.search(each.text) if TAKES.search(each.text) else None)
        if match is None or CARRIED.search(each.text) or SOMEBODY_ELSE.search(each.text[: match.end()]):
            continue
        if not assertion(paper.document, *each.span(*match.span())).holds:
            continue
        if found and not (_lists_drugs(paper, each, match) and _is_newest(paper, found)):
            continue
        yield Finding(
            CONCEPT,
            place_of(paper.document, each, *match.span()),
            presence=Presence.ABSENT,
            date=date_of(paper),
            qualifiers={"state": "not_listed", "drug": ANY, **about(paper)},
            voice=voice(paper),
            tool=TOOL,
        )
        return


def _is_newest(paper: Profile, found: Sequence[Finding]) -> bool:
    """Is the paper of a later day than every finding that tells of insulin?"""
    day = date_of(paper)
    return day is not None and all(f.date is not None and f.date.before(day) is True for f in found)


def _lists_drugs(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    labelled = re.search(
        r"\b(?:meds|medications|med list|current (?:meds?|medications?|drugs)|takes only)\b", each.text
    )
    return bool(labelled) or section_at(paper.document, each.span(*match.span())[0]).name == "medications"
