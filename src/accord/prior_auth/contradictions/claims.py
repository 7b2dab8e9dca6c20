"""What the form that asks for a service claims of the patient, and the record says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accord.dossier.phrases import concept_words
from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.readers.requests import CLAIM
from accord.records.findings import Finding, Presence, Voice, Whose
from accord.records.places import AnyPlace
from accord.wording import say

# Concepts of which a form tells the same thing as the record: told as yes or no, or as a number that may differ by so much.
CLAIMED: Mapping[str, int | None] = {
    "knee_mechanical": None,
    "knee_other_symptom": None,
    "knee_early_arthritis": None,
    "knee_malalignment": None,
    "scs_trial_relief": 5,
    "snm_test_improvement": 5,
    "snm_stress_incontinence": None,
    "snm_obstruction": None,
    "osteo_film_gap": 3,
    "osteo_nonunion": None,
    "osteo_failed_fusion": None,
    "ko_laxity": None,
    "spo_injury": None,
    "spo_surgery": None,
    "wagner_grade": 0,
    "wound_healing_each_30d": None,
}
# What is counted between two days differs because a day does.
BY_DAYS = frozenset({"osteo_film_gap"})
CLINICAL = (Voice.CLINICIAN, Voice.FACILITY, Voice.UNKNOWN, Voice.LABORATORY, Voice.PATIENT)


def claims(chart: Chart) -> Iterator[Conflict]:
    """One contradiction for each concept of which the form and every paper of the record say different things."""
    shown: set[AnyPlace] = set()
    for concept, slack in CLAIMED.items():
        told = [f for f in chart.of([concept]) if f.whose is Whose.PATIENT and f.presence is not Presence.POSSIBLE]
        claimed = [f for f in told if f.qualifiers.get(CLAIM) == "yes"]
        record = [f for f in told if f not in claimed and f.voice in CLINICAL]
        if claimed and record and not any(_agree(c, r, slack) for c in claimed for r in record):
            one, other = claimed[0], record[-1]
            if one.place in shown:
                continue
            shown.add(one.place)
            if slack is None:
                sentence = say("contradiction.claim", claim=_words(one), record=_words(other))
                yield Conflict(ConflictKind.OTHER, sentence, (one.place, other.place))
            else:
                what = concept_words(concept)
                sentence = say("contradiction.number", what=what, one=_number(one), other=_number(other))
                kind = ConflictKind.DATE if concept in BY_DAYS else ConflictKind.NUMBER
                yield Conflict(kind, sentence, (one.place, other.place))


def _agree(one: Finding, other: Finding, slack: int | None) -> bool:
    if slack is None or one.number is None or other.number is None:
        return one.presence is other.presence
    return abs(one.number - other.number) <= slack


def _number(found: Finding) -> str:
    return str(found.number.quantize(1) if found.number is not None and found.number % 1 else found.number)


def _words(found: Finding) -> str:
    return " ".join(found.place.text.split())[:120]
