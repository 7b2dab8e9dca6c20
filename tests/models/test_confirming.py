"""A model proposes, a person confirms: then it counts, with or without the model, as long as the record holds the words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from accord.cli.confirm import CONFIRMED_FILE, ConfirmOrder, run_confirm
from accord.cli.run import Order, run
from accord.criteria import Status
from accord.dossier.phrases import read_as
from accord.dossier.review import Desk, Review
from accord.errors import Invalid, NotFound
from accord.policies.load import load_pack
from accord.prior_auth.assisted import (
    Confirmation,
    ConfirmedFindings,
    confirmations_json,
    load_assistance,
    load_confirmations,
)
from accord.prior_auth.line import review_record
from accord.records.read import read
from tests.models.conftest import NOTE, PACK, TODAY
from tests.models.test_command import configured  # noqa: F401  (a fixture)
from tests.models.test_second_reader import EYE, HONEST, SCORE, STRENGTH, says


@pytest.fixture
def proposed(server, review_with):
    server.speak = says(*HONEST)
    return {one.fact: one for one in review_with()[1].assistance.proposed}


def word(one, answers: bool = True, **odd: object) -> Confirmation:
    """A nurse's word on a proposed finding, of which the answer may be changed."""
    return Confirmation(dataclasses.replace(one.said, **odd), answers, "Dana Ruiz", "RN", TODAY)


def review(record, *words: Confirmation) -> tuple[Review, ConfirmedFindings]:
    look = ConfirmedFindings(words)
    return review_record(record, Desk.PAYER, TODAY, load_pack(PACK), second=look), look


def test_a_confirmed_finding_counts_without_any_model_and_says_who_confirmed_it(proposed, record, server, without):
    heard = len(server.heard)
    seen, look = review(record, word(proposed["score"]), word(proposed["eye_disease"]))
    assert (seen.criterion(SCORE).status, seen.criterion(EYE).status) == (Status.MET, Status.MET)
    assert seen.criterion(STRENGTH) == without.criterion(STRENGTH)
    assert "confirmed by Dana Ruiz, RN (2026-01-20)" in read_as(seen.criterion(SCORE).evidence[0])
    assert (len(server.heard), look.notes) == (heard, [])


def test_a_rejection_changes_nothing(proposed, record, without):
    assert review(record, word(proposed["score"], answers=False))[0] == without


@pytest.mark.parametrize(
    "odd",
    [
        {"value": "18"},
        {"presence": "absent"},
        {"words": "GAD-7"},
        {"says": "The PHQ-9 score was 18."},
        {"text_sha256": "0" * 64},
        {"document": "another.txt"},
        {"whose": "family"},
    ],
)
def test_an_answer_that_the_record_does_not_bear_counts_nowhere_whoever_confirmed_it(proposed, record, without, odd):
    seen, look = review(record, word(proposed["score"], **odd))
    assert seen == without
    assert len(look.notes) == 1


def test_words_that_changed_since_do_not_count(proposed, dossier, without):
    (dossier / "documents" / "documents").mkdir(exist_ok=True)
    (dossier / "documents" / "note.txt").write_text(NOTE.replace("score was 17", "score was 15"))
    seen, look = review(read([dossier]), word(proposed["score"]))
    assert seen.criterion(SCORE).status is Status.UNCLEAR
    assert "note.txt is not in the record with the words that were confirmed" in look.notes[0]


def test_nobody_cannot_confirm(proposed):
    with pytest.raises(Invalid, match="names nobody"):
        Confirmation(proposed["score"].said, True, "  ", "RN", TODAY)


def test_the_file_comes_back_as_it_was_written(proposed, tmp_path):
    words = tuple(word(one) for one in proposed.values())
    (tmp_path / "c.json").write_bytes(confirmations_json(words))
    assert load_confirmations(tmp_path / "c.json") == words


@pytest.mark.parametrize("told", ["{", "[]", '{"schema": "other"}', '{"schema": "accord-confirmations/1"}',
                                  '{"schema": "accord-confirmations/1", "confirmations": [{"by": "x"}]}'])  # fmt: skip
def test_a_file_of_another_kind_is_refused(tmp_path, told):
    (tmp_path / "c.json").write_text(told)
    with pytest.raises(Invalid):
        load_confirmations(tmp_path / "c.json")


def test_a_changed_file_with_an_impossible_answer_is_refused(proposed, record):
    with pytest.raises(Invalid, match="no answer as models give them"):
        review(record, word(proposed["score"], presence="surely"))


def asked(folder: Path, *findings: str, by: str = "Dana Ruiz", reject: bool = False) -> ConfirmOrder:
    return ConfirmOrder(folder, findings, by, "RN", reject, dt.date(2026, 1, 20), False)


def test_from_the_command_line(server, dossier, configured, tmp_path, capsys):  # noqa: F811
    server.speak = says(*HONEST)
    out = tmp_path / "out"
    run(Order((dossier,), "payer", TODAY, PACK, out, quiet=True, model=True))
    page = (out / "model.html").read_text()
    assert "The questionnaire PHQ-9 score was 17 at this visit." in page
    score = next(one.id for one in load_assistance(out / "model.json").proposed if one.fact == "score")
    assert score in page
    run_confirm(asked(out))
    assert "PHQ-9 score was 17" in capsys.readouterr().out
    run_confirm(asked(out, score))
    run_confirm(asked(out))
    assert "Confirmed by Dana Ruiz, RN (2026-01-20)." in capsys.readouterr().out
    run(Order((dossier,), "payer", TODAY, PACK, tmp_path / "next", quiet=True, confirmed=out / CONFIRMED_FILE))
    told = json.loads((tmp_path / "next" / "review.json").read_bytes())
    assert {c["key"]: c["status"] for c in told["criteria"]}[SCORE] == "met"
    run_confirm(asked(out, score, reject=True))
    assert [one.answers for one in load_confirmations(out / CONFIRMED_FILE)] == [False]
    with pytest.raises(NotFound, match="No proposed finding"):
        run_confirm(asked(out, "nonsense"))
    with pytest.raises(Invalid, match="Nobody is named"):
        run_confirm(asked(out, score, by=""))
    with pytest.raises(NotFound, match=r"model\.json"):
        run_confirm(asked(dossier))
