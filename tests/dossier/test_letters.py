"""Letters: only what is proved, gaps apart, never a denial."""

from __future__ import annotations

import dataclasses
import re

import pytest

from accord.criteria import Status
from accord.dossier.letter import KINDS, LetterKind, compose_letter, letter_kind
from accord.dossier.letter_text import letter_text
from accord.dossier.review import Desk, ProposalKind, Review
from accord.records.places import Place
from accord.wording import say, sentences

from . import case

RECORD = case.record()


def text_of(review: Review) -> str:
    return " ".join(letter_text(compose_letter(review, RECORD), review).split())


def sent_part(text: str) -> str:
    return text.split("-----", 1)[0]


@pytest.mark.parametrize(
    ("review", "kind"),
    [
        (case.review(Desk.PROVIDER), LetterKind.NECESSITY),
        (case.review(Desk.PAYER), LetterKind.REQUEST),
        (case.approved(), LetterKind.APPROVAL),
        (case.for_a_clinician(), LetterKind.HANDOVER),
        (dataclasses.replace(case.for_a_clinician(), side=Desk.PROVIDER), LetterKind.HANDOVER),
        (case.without_policy(), LetterKind.HANDOVER),
    ],
)
def test_the_proposal_decides_which_letter_is_drafted(review: Review, kind: LetterKind) -> None:
    assert letter_kind(review) is kind
    assert compose_letter(review, RECORD).kind is kind


def test_every_side_and_proposal_has_its_letter() -> None:
    assert set(KINDS) == {(desk, kind) for desk in Desk for kind in ProposalKind}


def test_no_kind_of_letter_and_no_phrase_denies() -> None:
    assert {kind.value for kind in LetterKind} == {"necessity", "request", "approval", "handover", "appeal", "brief"}
    phrases = [text for key, text in sentences().items() if key.startswith("letter.")]
    denying = [text for text in phrases if re.search(r"\b(?:is|are|been|was) (?:denied|refused|rejected)\b", text)]
    assert denying == []


def test_a_letter_of_necessity_says_what_is_proved_and_lists_gaps_apart() -> None:
    text = text_of(case.review(Desk.PROVIDER))
    sent, note = text.split("-----", 1)
    assert "“Gait speed 0.42 m/s”" in sent
    assert "Body weight is above 120 kg" not in text.split("Enclosed")[0]
    assert "The order bears the practitioner's signature" not in sent
    assert "The order bears the practitioner's signature" in note
    assert "“DOB 05/03/1951”" in note


def test_a_request_asks_exactly_for_what_the_proposal_asks() -> None:
    review = case.review(Desk.PAYER)
    text = text_of(review)
    for ask in review.proposal.asks:
        assert ask.words in text
    assert "The signature line of the order is empty." in text
    assert "“Signature: ______________”" in text
    assert "Measured gait speed" not in text


def test_an_approval_says_that_its_end_is_unknown_or_what_the_policy_says() -> None:
    review = case.approved()
    assert say("letter.approval_no_end") in text_of(review)
    ending = dataclasses.replace(review.policy, ends="twelve months from the first use")
    text = text_of(dataclasses.replace(review, policy=ending))
    assert "twelve months from the first use" in text
    assert say("letter.approval_no_end") not in text


def test_a_hand_over_shows_both_sides_and_leaves_the_decision_to_a_person() -> None:
    text = text_of(case.for_a_clinician())
    assert "“81 kg”" in text
    assert "“Weight 81 kg”" in text
    assert say("letter.handover_limits") in text


@pytest.mark.parametrize("review", [case.review(), case.review(Desk.PROVIDER), case.approved(), case.for_a_clinician()])
def test_every_number_in_a_letter_leads_to_words_of_the_record(review: Review) -> None:
    letter = compose_letter(review, RECORD)
    text = letter_text(letter, review)
    used = {int(number) for number in re.findall(r"(?<!\w)\[(\d+)\]", text)}
    assert used == set(range(1, len(letter.sources) + 1))
    assert all(RECORD.resolves(place) for place in letter.sources if isinstance(place, Place))
    assert len(letter.sources) == len(set(letter.sources))


def test_a_paragraph_with_words_that_are_not_in_the_record_is_left_out_whole_and_told() -> None:
    review = case.review(Desk.PROVIDER)
    gait, *others = review.criteria
    place = gait.evidence[0].place
    assert isinstance(place, Place)
    forged = dataclasses.replace(place, text="Gait speed 0.12 m/s")
    wrong = dataclasses.replace(gait, evidence=(dataclasses.replace(gait.evidence[0], place=forged),))
    letter = compose_letter(dataclasses.replace(review, criteria=(wrong, *others)), RECORD)
    text = " ".join(letter_text(letter, review).split())
    assert "0.12" not in sent_part(text)
    assert gait.text not in sent_part(text)
    assert "0.12" in text
    assert [s.statement.text for s in letter.struck] == ["“Gait speed 0.12 m/s”"]


def test_a_row_whose_value_its_citation_does_not_bear_is_left_out() -> None:
    review = case.review()
    name = review.request.patient.name
    assert name is not None
    patient = dataclasses.replace(review.request.patient, name=dataclasses.replace(name, value="Somebody Else"))
    letter = compose_letter(
        dataclasses.replace(review, request=dataclasses.replace(review.request, patient=patient)), RECORD
    )
    assert "Somebody Else" not in sent_part(letter_text(letter, review))
    assert [s.statement.text for s in letter.struck] == ["Somebody Else"]


def test_a_criterion_that_is_not_met_never_stands_in_a_letter_of_necessity() -> None:
    review = case.review(Desk.PROVIDER)
    text = sent_part(text_of(review))
    for criterion in review.criteria:
        assert (criterion.text in text) == (criterion.status is Status.MET), criterion.key
