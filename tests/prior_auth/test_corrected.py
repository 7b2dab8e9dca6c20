"""What persons say of findings: a word changes what it is about and nothing else, and nothing that was found vanishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from accord.criteria import Status
from accord.dossier.correction import Correction, FindingKeys, Word
from accord.dossier.html import html_page
from accord.dossier.review import CriterionReview, Desk, ProposalKind, Review
from accord.dossier.review_json import from_json, to_json
from accord.dossier.view import view
from accord.errors import Invalid
from accord.policies.load import bundled_pack
from accord.prior_auth.corrected import bears, quoted
from accord.prior_auth.line import review_record
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Side
from accord.records.places import Place
from tests.prior_auth.shipped import TODAY, form, record, texts

CASES = ("cpap-approve", "oxygen-ask")
AHI, ORDER = "cpap.severity.ahi_ge_15", "dmepos.order.swo_complete"
DAY = dt.date(2026, 5, 13)


@cache
def papers(case: str) -> Any:
    return record(texts(case), form(case))


def reviewed(case: str, *words: Correction) -> Review:
    return review_record(papers(case), Desk.PAYER, TODAY, bundled_pack(), corrections=words)


@cache
def plain(case: str) -> Review:
    return reviewed(case)


def key_of(case: str, finding: Finding) -> str:
    return FindingKeys.of(papers(case)).key(finding)


def said(case: str, word: Word, criterion: CriterionReview, finding: Finding, **more: Any) -> Correction:
    told = {"reason": "It is about the neighbour.", **more}
    return Correction(key_of(case, finding), criterion.key, word, "Dana Ruiz, RN", DAY, told["reason"], finding,
                      more.get("becomes"))  # fmt: skip


def each(case: str) -> Iterator[tuple[CriterionReview, Finding]]:
    """Every finding that is shown and was read from the record, under its criterion."""
    for criterion in plain(case).criteria:
        for finding in (*criterion.evidence, *criterion.against):
            if finding.origin != "request":
                yield criterion, finding


REJECTED: dict[tuple[str, str, Finding], Review] = {}


def rejected(case: str, criterion: CriterionReview, finding: Finding) -> Review:
    """The review with that one finding rejected."""
    about = (case, criterion.key, finding)
    if about not in REJECTED:
        REJECTED[about] = reviewed(case, said(case, Word.REJECTED, criterion, finding))
    return REJECTED[about]


def ahi(case: str = "cpap-approve") -> tuple[CriterionReview, Finding]:
    criterion = plain(case).criterion(AHI)
    return criterion, next(one for one in criterion.evidence if one.concept == "sleep_index")


@pytest.mark.parametrize("case", CASES)
def test_a_confirmation_changes_no_verdict_and_no_proposal(case: str) -> None:
    words = [said(case, Word.CONFIRMED, *pair, reason="") for pair in each(case)]
    unique = tuple({one.finding: one for one in words}.values())
    seen = reviewed(case, *unique)
    assert {one.held for one in seen.corrections} == {True}
    assert replace(seen, corrections=()) == plain(case)


@pytest.mark.parametrize("case", CASES)
def test_whatever_is_rejected_stays_listed_and_no_approval_rests_on_it(case: str) -> None:
    before = plain(case)
    for criterion, finding in dict.fromkeys(each(case)):
        seen = rejected(case, criterion, finding)
        key = key_of(case, finding)
        now = seen.criterion(criterion.key)
        assert key in {key_of(case, one) for one in now.set_aside}, (criterion.key, finding)
        assert key not in {key_of(case, one) for one in (*now.evidence, *now.against)}
        turned = [one for one in seen.criteria if one.before is not None]
        assert {one.key for one in turned} == {
            one.key for one in seen.criteria if one.status is not before.criterion(one.key).status
        }
        assert all(one.before is before.criterion(one.key).status for one in turned)
        if turned:
            assert seen.proposal.kind is not ProposalKind.APPROVE


def test_without_its_only_proof_a_criterion_is_met_no_more() -> None:
    turned = 0
    for case in CASES:
        for criterion, finding in each(case):
            own = [one for one in criterion.evidence if one.origin != "request"]
            if criterion.status is Status.MET and own == [finding] and not criterion.against:
                now = rejected(case, criterion, finding).criterion(criterion.key)
                turned += now.status is not Status.MET
                assert now.status in (Status.UNCLEAR, Status.NOT_MET) or set(now.evidence) - set(criterion.evidence)
    assert turned > 3


def test_a_word_that_is_taken_back_leaves_the_review_byte_for_byte() -> None:
    word = said("cpap-approve", Word.REJECTED, *ahi())
    assert to_json(reviewed("cpap-approve", word)) != to_json(plain("cpap-approve"))
    assert to_json(reviewed("cpap-approve")) == to_json(plain("cpap-approve"))
    assert to_json(reviewed("cpap-approve", word)) == to_json(reviewed("cpap-approve", word))


def test_a_corrected_number_is_judged_and_the_number_of_the_record_is_told_beside_it() -> None:
    criterion, finding = ahi()
    word = said("cpap-approve", Word.CORRECTED, criterion, finding, becomes=replace(finding, value=Decimal("12.4")),
                reason="The picture shows 12.4.")  # fmt: skip
    seen = reviewed("cpap-approve", word)
    assert seen.criterion(AHI).before is Status.MET
    assert seen.proposal.kind is not ProposalKind.APPROVE
    (kept,) = seen.corrections
    assert (kept.held, kept.borne) == (True, False)
    assert kept.was == finding
    corrected = [f for c in seen.criteria for f in (*c.evidence, *c.against) if f.number == Decimal("12.4")]
    assert corrected
    assert {one.qualifiers["stated_by"] for one in corrected} == {"Dana Ruiz, RN (2026-05-13)"}
    page = html_page(view(seen, papers("cpap-approve"), (), whole=True))
    assert "Corrected by Dana Ruiz, RN on 2026-05-13: The picture shows 12.4. The record says: “AHI (4 % rule)" in page
    assert "no words of the record bear it" in page
    assert from_json(to_json(seen)) == seen


def test_a_correction_that_helps_the_request_is_for_a_clinician_and_never_an_approval() -> None:
    told = {name: text.replace("22.4 per hour", "2.4 per hour") for name, text in texts("cpap-approve").items()}
    low = record(told, form("cpap-approve"))
    before = review_record(low, Desk.PAYER, TODAY, bundled_pack())
    assert before.proposal.kind is not ProposalKind.APPROVE
    keys = FindingKeys.of(low)
    found = next(f for c in before.criteria for f in (*c.evidence, *c.against) if f.number == Decimal("2.4"))
    raised = replace(found, value=Decimal("22.4"))
    word = Correction(keys.key(found), AHI, Word.CORRECTED, "Dana Ruiz, RN", DAY, "The picture.", found, raised)
    seen = review_record(low, Desk.PAYER, TODAY, bundled_pack(), corrections=(word,))
    assert seen.criterion(AHI).status is Status.MET
    assert seen.proposal.kind is ProposalKind.CLINICIAN
    assert "correction" in seen.proposal.why


def test_a_word_on_a_finding_that_is_not_there_changes_nothing_and_says_so() -> None:
    criterion, finding = ahi()
    gone = said("cpap-approve", Word.REJECTED, criterion, replace(finding, value=Decimal("99.9")))
    seen = reviewed("cpap-approve", gone)
    assert [one.held for one in seen.corrections] == [False]
    assert replace(seen, corrections=()) == plain("cpap-approve")


def test_what_the_record_bears_is_told_from_what_the_person_states() -> None:
    kept = papers("cpap-approve")
    _, finding = ahi()
    document = kept.document(finding.place.document)
    start = document.text.index("161")
    line = document.place(document.text.rindex("\n", 0, start), document.text.index("\n", start))
    elsewhere = replace(finding, place=line, value=Decimal(161))
    assert bears(kept, finding, elsewhere)
    assert not bears(kept, finding, replace(finding, value=Decimal(161)))
    assert not bears(kept, finding, replace(elsewhere, value=Decimal(162)))
    assert not bears(kept, finding, replace(finding, side=Side.LEFT))
    assert not bears(kept, finding, replace(finding, date=PartialDate(2020, 1, 1)))
    moved = Place(line.document, line.page, line.start + 1, line.end + 1, line.text)
    assert not bears(kept, finding, replace(elsewhere, place=moved))


def test_words_are_found_whatever_their_line_breaks_and_only_where_they_stand_once() -> None:
    document = papers("cpap-approve").document(ahi()[1].place.document)
    found = quoted(document, "Apneas and  hypopneas,\ntotal events: 161")
    assert found.text == "Apneas and hypopneas, total events: 161"
    with pytest.raises(Invalid, match="do not stand"):
        quoted(document, "No apneas at all")
    with pytest.raises(Invalid, match="times"):
        quoted(papers("cpap-approve").document("order_and_class.txt"), "Lindahl")
    with pytest.raises(Invalid, match="no words"):
        quoted(document, "  ")


def test_the_same_words_have_the_same_key_whatever_the_document_is_called() -> None:
    _, finding = ahi()
    renamed = record({f"later-{n}": t for n, t in texts("cpap-approve").items()}, form("cpap-approve"))
    place = finding.place
    assert isinstance(place, Place)
    moved = replace(finding, place=replace(place, document=f"later-{place.document}"))
    assert FindingKeys.of(renamed).key(moved) == key_of("cpap-approve", finding)
    assert key_of("cpap-approve", replace(finding, value=Decimal("22.5"))) != key_of("cpap-approve", finding)
    assert FindingKeys.of(plain("cpap-approve").record).key(finding) == key_of("cpap-approve", finding)


@pytest.mark.parametrize(
    ("word", "reason", "becomes"), [(Word.REJECTED, " ", None), (Word.CORRECTED, "x", None), (Word.CONFIRMED, "", 1)]
)
def test_a_word_without_reason_or_without_what_it_says_is_refused(word: Word, reason: str, becomes: int | None) -> None:
    _, finding = ahi()
    with pytest.raises(Invalid):
        Correction("0" * 64, AHI, word, "Dana Ruiz", DAY, reason, finding, finding if becomes else None)


def test_a_correction_names_a_person() -> None:
    with pytest.raises(Invalid, match="nobody"):
        Correction("0" * 64, AHI, Word.CONFIRMED, " ", DAY, "", ahi()[1])
