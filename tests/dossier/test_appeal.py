"""An appeal argues what the record bears and says plainly what it does not; the brief is one page."""

from __future__ import annotations

import dataclasses
import io

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from accord.criteria import Status
from accord.dossier.appeal import answers, compose_appeal
from accord.dossier.brief import compose_brief
from accord.dossier.denial import Denial, read_denial
from accord.dossier.letter import Letter
from accord.dossier.letter_text import letter_text
from accord.dossier.review import Review, TreeKind, TreeNode
from accord.dossier.write_appeal import appeal_files, brief_files
from accord.records.places import Place
from accord.wording import say

from . import case
from .test_denial import denial

RECORD = case.record()
GAIT = "Reason: The request is denied because a measured gait speed below 0.6 metres a second was not documented.\n"
SIGNATURE = "Reason: The order does not bear the practitioner's signature.\n"
WEIGHT = "Reason: It was not shown that body weight is above 120 kg.\n"
NETWORK = "Reason: The supplier is out of network.\n"


def parts(review: Review, letter: Letter) -> tuple[str, str]:
    """(what is sent, the notes)."""
    sent, _, notes = " ".join(letter_text(letter, review).split()).partition("-----")
    return sent, notes


def appealed(body: str, review: Review | None = None) -> tuple[str, str]:
    review = review or case.review()
    return parts(review, compose_appeal(review, RECORD, denial(body)))


def test_a_reason_that_the_record_answers_is_quoted_and_answered() -> None:
    sent, notes = appealed(GAIT)
    assert "“The request is denied because a measured gait speed" in sent
    assert "Measured gait speed is below 0.6 metres a second." in sent
    assert "“Gait speed 0.42 m/s”" in sent
    assert say("letter.appeal_unargued") not in notes


def test_an_open_criterion_is_not_argued_and_what_to_attach_is_named() -> None:
    sent, notes = appealed(SIGNATURE)
    assert "The order bears the practitioner's signature." not in sent
    assert say("letter.appeal_unargued") in notes
    assert "The record leaves this open: The order bears the practitioner's signature." in notes
    assert "Send the order with the practitioner's signature." in notes


def test_what_the_record_speaks_against_is_never_claimed() -> None:
    sent, notes = appealed(WEIGHT)
    assert "Body weight is above 120 kg" not in sent.replace("“It was not shown that body weight is above 120 kg.”", "")
    assert "nothing may be claimed for it: Body weight is above 120 kg." in notes
    assert "“81 kg”" in notes


def test_a_matter_of_the_contract_is_said_to_be_one() -> None:
    sent, notes = appealed(NETWORK)
    assert "out of network" not in sent
    assert say("letter.appeal_why_network") in notes


def test_a_reversal_is_asked_for_only_where_everything_is_met() -> None:
    assert say("letter.appeal_reverse") in appealed(GAIT, case.approved())[0]
    sent, _ = appealed(GAIT)
    assert say("letter.appeal_reverse") not in sent
    assert say("letter.appeal_reconsider") in sent


def test_necessity_in_general_is_answered_by_the_whole_policy_where_it_is_met() -> None:
    general = "Reason: The documentation does not support medical necessity.\n"
    sent, _ = appealed(general, case.approved())
    assert "Measured gait speed" in sent
    assert "has fallen in the bathroom" in sent
    sent, notes = appealed(general)
    assert "Measured gait speed" not in sent
    assert say("letter.appeal_why_general") in notes


def test_where_one_of_several_proofs_is_enough_the_one_that_holds_is_argued() -> None:
    kept = tuple(c for c in case.criteria() if c.key in ("bath.gait", "bath.weight"))
    leaves = tuple(TreeNode(TreeKind.CRITERION, c.status, c.key) for c in kept)
    tree = TreeNode(TreeKind.ANY, Status.MET, children=leaves)
    review = dataclasses.replace(case.approved(), criteria=kept, tree=tree)
    (answer,) = answers(review, denial(WEIGHT))
    assert [c.key for c in answer.instead] == ["bath.gait"]
    sent, notes = appealed(WEIGHT, review)
    assert say("letter.appeal_instead") in sent
    assert "Measured gait speed" in sent
    assert "Body weight is above 120 kg." not in notes


def test_the_same_criterion_is_proved_once() -> None:
    sent, _ = appealed(GAIT + "\n" + GAIT.replace("documented", "shown at all"))
    assert sent.split("Words of the record")[0].count("“Gait speed 0.42 m/s”") == 1
    assert "This is answered above: Measured gait speed" in sent


def test_a_letter_about_somebody_else_or_another_code_is_told() -> None:
    other = read_denial(
        case.document(
            "d.txt", "Lakeshore Health Plan\nMember: Corwin Aldane\nDOB: 04/11/1959\nService: E0601\n\n" + GAIT
        )
    )
    _, notes = parts(case.review(), compose_appeal(case.review(), RECORD, other))
    assert "The payer's letter says Corwin Aldane, the dossier Odalys Brandt." in notes
    assert "The payer's letter says 1959-04-11, the dossier 1951-05-30." in notes
    assert "The payer's letter names E0601, which this request does not ask for." in notes
    assert "the dossier Odalys Brandt" not in appealed(GAIT)[1]


@pytest.mark.parametrize(
    ("head", "marked"),
    [
        ("Member: Corwin Aldane", True),
        ("Member: Brandt, Odalys", False),
        ("Member: Odalys M. Brandt", False),
        ("Service: E0601", True),
        ("Member: Odalys Brandt", False),
    ],
)
def test_an_appeal_of_somebody_elses_denial_is_marked_incomplete(head: str, marked: bool) -> None:
    other = read_denial(case.document("d.txt", f"Lakeshore Health Plan\n{head}\n\n{GAIT}"))
    assert (say("letter_part.own_denial") in compose_appeal(case.review(), RECORD, other).lacks) is marked


def test_a_day_that_has_passed_is_told() -> None:
    late = "You must appeal within 10 days of the date of this notice.\n\n" + GAIT
    review = dataclasses.replace(case.review(), generated=case.dt.date(2026, 4, 1))
    _, notes = appealed(late, review)
    assert "the last day is 2026-03-26. That day has passed on 2026-04-01." in notes


def test_without_a_reason_nothing_is_argued() -> None:
    sent, notes = appealed("We have denied it.\n")
    assert "Measured gait speed" not in sent
    assert say("letter.appeal_no_reason") in notes


@pytest.mark.parametrize("body", [GAIT, SIGNATURE, WEIGHT, NETWORK, GAIT + "\n" + SIGNATURE, ""])
@pytest.mark.parametrize("review", [case.review(), case.approved(), case.for_a_clinician(), case.without_policy()])
def test_every_sentence_stands_and_every_citation_resolves(review: Review, body: str) -> None:
    letter = denial(body)
    record = dataclasses.replace(RECORD, documents=(*RECORD.documents, letter.document))
    for composed in (
        compose_appeal(review, RECORD, letter),
        compose_brief(review, RECORD, letter),
        compose_brief(review, RECORD),
    ):
        assert composed.struck == ()
        assert all(record.resolves(place) for place in composed.sources if isinstance(place, Place))


def test_words_that_the_record_does_not_hold_are_struck_from_an_appeal() -> None:
    review = case.review()
    gait, *others = review.criteria
    place = gait.evidence[0].place
    assert isinstance(place, Place)
    forged = dataclasses.replace(place, text="Gait speed 0.12 m/s")
    wrong = dataclasses.replace(gait, evidence=(dataclasses.replace(gait.evidence[0], place=forged),))
    letter = compose_appeal(dataclasses.replace(review, criteria=(wrong, *others)), RECORD, denial(GAIT))
    assert letter.struck
    assert "0.12" not in parts(review, letter)[0]


def test_the_brief_is_one_page_and_claims_nothing_that_is_open() -> None:
    review = case.review()
    letter, files = brief_files(review, RECORD, denial(GAIT + "\n" + SIGNATURE))
    assert len(PdfReader(io.BytesIO(files["brief.pdf"])).pages) == 1
    words = " ".join(files["brief.txt"].decode().split())
    assert say("letter.brief_met") in words
    assert say("letter.brief_unclear") in words
    assert "“Gait speed 0.42 m/s”" in words
    assert "“Two falls while bathing since Christmas”" in words
    assert letter.struck == ()


def test_a_brief_with_very_much_to_say_still_is_one_page() -> None:
    review = case.review()
    long = tuple(
        dataclasses.replace(c, key=f"{c.key}.n{i}", text=f"{c.text} " * 6)
        for i in range(12)
        for c in review.criteria
        if c.status is not Status.NOT_APPLICABLE
    )
    many = dataclasses.replace(review, criteria=long, tree=None, root=None)
    _, files = brief_files(many, RECORD)
    assert len(PdfReader(io.BytesIO(files["brief.pdf"])).pages) == 1
    assert say("letter.brief_more") in " ".join(files["brief.txt"].decode().split())


def test_the_same_appeal_gives_the_same_bytes_and_is_pdf_a() -> None:
    def made(letter: Denial) -> dict[str, bytes]:
        return appeal_files(case.review(), RECORD, letter)[1]

    first = made(denial(GAIT))
    assert made(denial(GAIT)) == first
    assert b"pdfaid:part>2" in first["appeal.pdf"].replace(b" ", b"") or b"pdfaid" in first["appeal.pdf"]
    with pdfium.PdfDocument(first["appeal.pdf"]) as pdf:
        assert len(pdf) >= 1
