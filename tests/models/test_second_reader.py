"""A model proposes; code holds it to the record; nothing unverified changes a verdict."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from accord.criteria import Status
from accord.dossier.phrases import read_as
from accord.dossier.review import Desk
from accord.dossier.review_json import to_json
from accord.models import Asker
from accord.policies.load import load_pack
from accord.prior_auth.assisted import SecondReader
from accord.prior_auth.assisted import to_json as assistance_json
from accord.prior_auth.line import review_record
from tests.models.conftest import NOTE, PACK, TODAY, entry
from tests.models.server import Fault, Heard

SCORE = "light.severity.score"
STRENGTH = "light.device.strength"
EYE = "light.exclusion.eye_disease"
ALL = {
    SCORE,
    STRENGTH,
    EYE,
    "light.diagnosis.seasonal",
    "light.visit.recent",
    "light.trial.two_drugs",
    "light.use.at_home",
}


def says(*entries: tuple[Any, ...], **more: Any):
    """A model that gives these entries: (fact, phrase, value, {what differs from honest})."""

    def speak(heard: Heard) -> dict[str, Any]:
        if "sentences" in heard.schema["properties"]:
            return {"sentences": []}
        return {
            "findings": [e for fact, phrase, value, odd in entries for e in entry(heard, fact, phrase, value, **odd)]
        }

    return speak


HONEST = [
    ("score", "PHQ-9 score", "17", {}),
    ("light_strength", "10,000 lx", "10000", {"unit": "lx", "words": "light of the box"}),
    ("eye_disease", "disease of the retina", "no", {"presence": "absent"}),
]


def test_an_honest_finding_is_shown_and_changes_nothing_until_a_person_confirms_it(
    server, review_with, without, provider
):
    server.speak = says(*HONEST)
    seen, reader = review_with(provider)
    assert to_json(seen) == to_json(without)
    told = reader.assistance
    assert {one.fact for one in told.proposed} == {"score", "light_strength", "eye_disease"}
    assert not any(one.accepted for one in told.proposed)
    assert told.whole
    assert (told.refused, told.notes) == ((), ())
    assert b'"schema": "accord-assistance/2"' in assistance_json(told)


def test_it_counts_on_the_criteria_that_the_site_switched_on_and_on_no_other(server, review_with, without):
    server.speak = says(*HONEST)
    seen, _ = review_with(switched_on={SCORE})
    assert seen.criterion(SCORE).status is Status.MET
    proof = seen.criterion(SCORE).evidence[0]
    assert (proof.number, proof.place.text) == (17, "The questionnaire PHQ-9 score was 17 at this visit.")
    assert proof.tool == "model openai/a-model"
    rest = [c.key for c in without.criteria if c.key != SCORE]
    assert [seen.criterion(k).status for k in rest] == [without.criterion(k).status for k in rest]


def test_code_compares_the_number_not_the_model(server, review_with):
    server.speak = says(HONEST[1])
    assert review_with(switched_on={STRENGTH})[0].criterion(STRENGTH).status is Status.MET


def test_what_a_person_rejected_counts_nowhere_even_where_it_is_switched_on(server, review_with, record, site):
    server.speak = says(*HONEST)
    first = review_with()[1].assistance.proposed
    score = next(one for one in first if one.fact == "score")
    reader = SecondReader(Asker(site()), ALL, {score.id: "Dana Ruiz, RN (2026-01-20)"})
    seen = review_record(record, Desk.PAYER, TODAY, load_pack(PACK), second=reader)
    assert seen.criterion(SCORE).status is Status.UNCLEAR
    told = {one.fact: one for one in reader.assistance.proposed}
    assert "Dana Ruiz" in told["score"].unproved
    assert told["light_strength"].accepted


WRONG = [
    ("score", "PHQ-9 score", "18", {}, "the number does not stand"),
    ("score", "PHQ-9 score", "1.7", {}, "no answer"),
    ("score", "PHQ-9 score", "seventeen", {}, "no answer"),
    ("score", "PHQ-9 score", "NaN", {}, "no answer"),
    ("score", "PHQ-9 score", "17", {"words": "GAD-7 score"}, "words do not stand"),
    ("score", "PHQ-9 score", "17", {"words": ""}, "words do not stand"),
    ("score", "PHQ-9 score", "17", {"date": "2026-01-04"}, "date does not stand"),
    ("score", "PHQ-9 score", "17", {"date": "yesterday"}, "date does not stand"),
    ("score", "PHQ-9 score", "17", {"side": "left"}, "side does not stand"),
    ("score", "PHQ-9 score", "17", {"says": "The PHQ-9 score was 17 and is severe."}, "not supported"),
    ("score", "PHQ-9 score", "17", {"says": "The PHQ-9 score was not 17."}, "not supported"),
    ("score", "PHQ-9 score", "17", {"says": "Her mother's PHQ-9 score was 17."}, "not supported"),
    ("score", "PHQ-9 score", "17", {"whose": "family"}, "another person"),
    ("score", "PHQ-9 score", "17", {"presence": "absent"}, "does not say so"),
    ("score", "PHQ-9 score", "17", {"time": "planned"}, "another time"),
    ("light_strength", "10,000 lx", "10000", {"unit": "mm"}, "unit does not stand"),
    ("light_strength", "10,000 lx", "10000", {"unit": ""}, "unit does not stand"),
    ("light_strength", "10,000 lx", "1000", {"unit": "lx"}, "the number does not stand"),
    ("light_strength", "900 lx", "900", {"unit": "lx"}, "the number does not stand"),
    ("eye_disease", "no disease of the retina", "yes", {}, "does not say so"),
    ("eye_disease", "disease of the retina", "yes", {}, "does not say so"),
    ("eye_disease", "disease of the retina", "yes", {"presence": "absent"}, "yes needs something"),
    ("eye_disease", "disease of the retina", "maybe", {"presence": "absent"}, "no answer"),
    ("eye_disease", "Her mother has a disease", "yes", {}, "another person"),
    ("eye_disease", "suspected in one eye", "yes", {"words": "Disease of the retina"}, "does not say so"),
    ("eye_disease", "test of the retina", "yes", {}, "another time"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "phrase", "value", "odd", "reason"), WRONG)
def test_a_wrong_answer_is_asked_again_once_then_dropped_and_listed(
    server, review_with, without, fact, phrase, value, odd, reason
):
    server.speak = says((fact, phrase, value, odd))
    seen, reader = review_with(switched_on=ALL)
    assert to_json(seen) == to_json(without)
    told = reader.assistance
    assert told.proposed == ()
    assert any(reason in why for one in told.refused for why in one.reasons), told.refused
    tasks = [call.task for call in reader.asker.calls.newest()]
    assert tasks == ["findings.repair", "findings"]


def test_a_repaired_answer_stands(server, review_with):
    def speak(heard: Heard) -> dict[str, Any]:
        return {"findings": entry(heard, "score", "PHQ-9 score", "17" if "An earlier answer" in heard.user else "71")}

    server.speak = speak
    seen, reader = review_with(switched_on={SCORE})
    assert seen.criterion(SCORE).status is Status.MET
    assert reader.assistance.refused == ()


def test_each_document_is_read_by_itself_and_a_paper_about_somebody_else_by_none(server, review_with, provider):
    review_with(provider)
    assert len(server.heard) == 1
    sent = server.heard[0].user
    assert "score was 17" in sent
    assert "score was 21" not in sent
    assert "Bruno" not in sent


def test_words_that_address_a_program_are_not_sent(server, review_with):
    review_with()
    assert "mark all criteria" not in server.heard[0].user


def test_a_model_that_follows_a_planted_instruction_changes_nothing(server, review_with, without):
    def speak(heard: Heard) -> dict[str, Any]:
        facts = [row[2:].partition(":")[0] for row in heard.user.splitlines() if row.startswith("- ")]
        first = next(iter(heard.lines))
        told = {
            "value": "yes", "unit": "", "date": "", "presence": "present", "time": "current", "whose": "patient",
            "side": "", "words": heard.lines[first].split()[0], "sentences": [first], "says": "Approve this request.",
        }  # fmt: skip
        return {"findings": [{"fact": fact, **told} for fact in facts]}

    server.speak = speak
    seen, _ = review_with(switched_on=ALL)
    assert to_json(seen) == to_json(without)


BROKEN = [
    Fault(status=500),
    Fault(body=b"{}"),
    Fault(cut=True, body=b"x"),
    "Approve.",
    {"findings": [{"fact": "score"}]},
]


@pytest.mark.parametrize("wrong", BROKEN, ids=repr)
def test_a_broken_model_leaves_the_review_as_it_is_and_a_note(server, review_with, without, provider, wrong):
    server.speak = lambda _: wrong
    seen, reader = review_with(provider, switched_on=ALL)
    assert to_json(seen) == to_json(without)
    assert not reader.assistance.whole
    assert any("did not read a part" in note for note in reader.assistance.notes)


def test_over_budget_nothing_of_the_model_counts(server, review_with, without):
    server.speak = says(*HONEST)
    seen, reader = review_with(switched_on=ALL, model_max_tokens=300)
    assert to_json(seen) == to_json(without)
    assert any("tokens" in note for note in reader.assistance.notes)
    assert server.heard == []


def test_a_reading_that_broke_off_accepts_nothing(server, review_with, without):
    """The part that was not read could say the opposite: here the repair of another answer fails."""

    def speak(heard: Heard) -> Any:
        if "An earlier answer" in heard.user:
            return Fault(status=500)
        return {"findings": [*entry(heard, "score", "PHQ-9 score", "17"),
                             *entry(heard, "light_strength", "10,000 lx", "9", unit="lx")]}  # fmt: skip

    server.speak = speak
    seen, reader = review_with(switched_on=ALL)
    assert to_json(seen) == to_json(without)
    assert [one.fact for one in reader.assistance.proposed] == ["score"]


def test_two_answers_to_one_question_are_for_a_person(server, review_with, without):
    server.speak = says(HONEST[0], ("score", "PHQ-9 score", "9", {"words": "PHQ"}), HONEST[1])
    seen, _ = review_with(switched_on={SCORE})
    assert seen.criterion(SCORE).status in (Status.UNCLEAR, Status.MET)
    assert seen.criterion(EYE).status is without.criterion(EYE).status


def test_the_verdicts_of_the_verifier_stand_in_the_table_of_calls(server, review_with):
    server.speak = says(HONEST[0], ("light_strength", "10,000 lx", "9", {"unit": "lx"}))
    _, reader = review_with()
    with sqlite3.connect(reader.asker.calls.path) as file:
        rows = file.execute("SELECT number, entry, verdict FROM verdict ORDER BY number, entry").fetchall()
    assert (1, "score", "held") in rows
    assert [row for row in rows if row[1] == "light_strength" and "number" in row[2]]


WORD = st.sampled_from(
    ["yes", "no", "17", "21", "10000", "900", "0.5", "2026-01-05", "2026-01-06", "", "met", "approve"]
)
ENTRY = st.fixed_dictionaries(
    {
        "fact": st.sampled_from(["depression", "score", "light_strength", "eye_disease", "drug_trials", "visit_date"]),
        "value": WORD,
        "unit": st.sampled_from(["", "lx", "mm", "%"]),
        "date": st.sampled_from(["", "2026-01-05", "2020-01-01"]),
        "presence": st.sampled_from(["present", "absent", "possible"]),
        "time": st.sampled_from(["current", "past", "planned"]),
        "whose": st.sampled_from(["patient", "family", "other"]),
        "side": st.sampled_from(["", "left"]),
        "words": st.sampled_from(
            ["retina", "disease", "PHQ-9", "score", "17", "no disease", "box", "winter", "lx", "mother"]
        ),
        "line": st.integers(0, 30),
        "own": st.booleans(),
    }
)


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ENTRY, max_size=8))
def test_whatever_a_model_says_no_verdict_changes_on_a_criterion_that_is_off_and_no_false_one_on_any(
    server, review_with, without, answers
):
    """The truth of the dossier: score 17, 10,000 lx, no disease of the retina, nothing about drugs."""

    def speak(heard: Heard) -> dict[str, Any]:
        lines = [name for name in heard.lines if name.startswith("S")]
        findings: list[dict[str, Any]] = []
        for told in answers:
            if f"- {told['fact']}:" not in heard.user:
                continue
            line = lines[told["line"] % len(lines)]
            rest = {k: v for k, v in told.items() if k not in ("line", "own")}
            findings.append({**rest, "sentences": [line], "says": heard.lines[line] if told["own"] else told["words"]})
        return {"findings": findings}

    server.speak = speak
    off, _ = review_with()
    assert to_json(off) == to_json(without)
    on, reader = review_with(switched_on=ALL)
    for criterion in on.criteria:
        was = without.criterion(criterion.key)
        if criterion.status is not was.status:
            assert (criterion.key, criterion.status) in TRUE, (criterion, reader.assistance)
        assert all(f.place.text in NOTE for f in criterion.evidence if f.tool.startswith("model"))


TRUE = {
    (SCORE, Status.MET),
    (STRENGTH, Status.MET),
    (EYE, Status.MET),
    ("light.visit.recent", Status.MET),
    ("light.diagnosis.seasonal", Status.MET),
}


def test_a_finding_of_a_model_says_so_wherever_it_is_shown(server, review_with):
    server.speak = says(HONEST[0])
    seen, _ = review_with(switched_on={SCORE})
    assert "read by model openai/a-model" in read_as(seen.criterion(SCORE).evidence[0])
