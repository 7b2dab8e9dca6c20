"""Practitioners who answer one question of judgement differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.people import Signature, SignatureState, same_person
from accord.evidence.readers.sayings import meaning, told_of
from accord.evidence.readers.statements import said_in
from accord.prior_auth.contradictions.judged_words import WORDS
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.wording import say


@dataclass(frozen=True, slots=True)
class Question:
    """A question of judgement: concepts whose presence says yes, and concepts whose presence says no."""

    yes: frozenset[str]
    no: frozenset[str] = frozenset()


def _question(yes: str, no: str = "") -> Question:
    return Question(frozenset(yes.split()), frozenset(no.split()))


# Findings of fact change from visit to visit; these are judgements, which two practitioners either share or do not.
QUESTIONS: Mapping[str, Question] = {
    "custom_brace": _question("brace_custom_reason brace_orthotist_opinion"),
    "prosthesis_level": _question("llp_potential_k3 llp_prosthetist_agrees"),
    "walking_aid": _question("walking_aid_fails"),
    "manual_chair": _question("manual_chair_fails"),
    "scooter": _question("scooter_unusable"),
    "safe_driving": _question("drives_safely"),
    "cognition": _question("cognition_sufficient cognition_normal", "impaired_cognition"),
    "vision": _question("vision_sufficient"),
    "home_fits": _question("home_fits"),
    "psychological_clearance": _question("scs_psychological"),
    "last_resort": _question("scs_late_resort"),
    "simpler_pump": _question("simpler_pump_fails", "simpler_pump_enough"),
    "surface_needed": _question("surface_still_needed"),
    "union": _question("osteo_nonunion"),
    "futility": _question("tavr_futile"),
}
# Papers in which a practitioner tells a judgement; an order repeats what a form prints.
JUDGING = frozenset(
    {
        PartKind.VISIT_NOTE,
        PartKind.LETTER,
        PartKind.THERAPY_NOTE,
        PartKind.DISCHARGE_SUMMARY,
        PartKind.PROCEDURE_NOTE,
        PartKind.IMAGING,
        PartKind.OTHER,
    }
)
TOGETHER = 60
"""Days between two papers beyond which the second is a later judgement, not another one."""


def opinions(chart: Chart) -> Iterator[Conflict]:
    """One contradiction for each question on which two practitioners differ."""
    for name, question in QUESTIONS.items():
        yes, no = _answers(chart, question)
        in_words = WORDS.get(name)
        if in_words is not None and any(in_words.codes.fullmatch(s.code) for s in chart.request.services):
            yes, no = [*yes, *_worded(chart, in_words.yes)], [*no, *_worded(chart, in_words.no)]
        pair = next(((a, b) for a, b in product(yes, no) if _two_people(chart, a, b)), None)
        if pair is not None:
            sentence = say("contradiction.opinions", question=say(f"opinion.{name}"))
            yield Conflict(ConflictKind.OTHER, sentence, (pair[0].place, pair[1].place))


def _worded(chart: Chart, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """The sentences of practitioners' papers in which the words stand, said of the patient and of today."""
    for paper in chart.patient_papers:
        if paper.kind not in JUDGING or not _by_practitioner(paper):
            continue
        for each in said_in(paper):
            match = pattern.search(each.text)
            if match is None or EARLIER.search(each.text):
                continue
            meant = meaning(paper, each, match)
            if meant.time is Time.CURRENT and meant.whose is Whose.PATIENT and not meant.hypothetical:
                yield told_of(paper, each, match, "judgement", TOOL)


TOOL = "opinions/1"
EARLIER = re.compile(
    r"\b(?:was|were|last year|previous\w*|prior|former\w*|years? ago|in (?:19|20)\d\d|before|if|until|husband|wife|mother|father)\b"
)


def _by_practitioner(paper: Profile) -> bool:
    """Did a practitioner write it: by its voice, or by a name with a credential below?"""
    heard = paper.voice in (Voice.CLINICIAN, Voice.FACILITY)
    return heard or (paper.voice is Voice.UNKNOWN and any(_names_a_signer(s) for s in paper.signatures))


def _names_a_signer(signature: Signature) -> bool:
    return bool(signature.name) and (bool(signature.credential) or signature.state is SignatureState.SIGNED)


def _answers(chart: Chart, question: Question) -> tuple[list[Finding], list[Finding]]:
    """The findings that answer yes, and those that answer no."""
    found = [f for f in chart.of(sorted(question.yes | question.no)) if _judged(chart, f)]
    yes = [f for f in found if (f.presence is Presence.PRESENT) is (f.concept in question.yes)]
    return yes, [f for f in found if f not in yes]


def _judged(chart: Chart, finding: Finding) -> bool:
    """Said now, of the patient, yes or no, by a practitioner in a paper of judgement."""
    paper = chart.paper_of(finding.place)
    return (
        paper is not None
        and paper.kind in JUDGING
        and (finding.voice is Voice.CLINICIAN or (finding.voice is Voice.FACILITY and paper.kind is PartKind.IMAGING))
        and finding.whose is Whose.PATIENT
        and finding.time is Time.CURRENT
        and finding.presence is not Presence.POSSIBLE
    )


def _two_people(chart: Chart, one: Finding, other: Finding) -> bool:
    """Do two practitioners say it, of about the same days?"""
    first, second = chart.paper_of(one.place), chart.paper_of(other.place)
    if first is None or second is None or first.document.name == second.document.name:
        return False
    return not _same_signer(first, second) and _near(first, second)


def _same_signer(one: Profile, other: Profile) -> bool:
    return (
        one.signature is not None
        and other.signature is not None
        and same_person(one.signature.name, other.signature.name) is True
    )


def _near(one: Profile, other: Profile) -> bool:
    if one.date is None or other.date is None:
        return True
    return abs((one.date.value.latest - other.date.value.latest).days) <= TOGETHER
