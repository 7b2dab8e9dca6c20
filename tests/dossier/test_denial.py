"""What is read of a payer's letter of denial, and what must not be."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from accord.dossier.denial import Denial, ReasonKind, read_denial
from accord.dossier.denial.rules import COVERAGES

from . import case

HEAD = """Lakeshore Health Plan
Utilization review

March 16, 2026

Member: Odalys Brandt        DOB: 05/30/1951
Member ID: LHP-77120-4
Reference number: UR-2026-5518     Claim No. 88-4471
Service: Z9001 bath transfer chair

"""


def denial(body: str, head: str = HEAD) -> Denial:
    return read_denial(case.document("denial.txt", head + body))


def reasons(body: str) -> list[str]:
    return [" ".join(reason.place.text.split()) for reason in denial(body).reasons]


def test_the_head_is_read_with_its_places() -> None:
    found = denial("")
    assert found.payer is not None
    assert found.payer.text == "Lakeshore Health Plan"
    assert found.date is not None
    assert found.date.value == dt.date(2026, 3, 16)
    assert found.patient is not None
    assert found.patient.value == "Odalys Brandt"
    assert found.birth_date is not None
    assert found.birth_date.value == dt.date(1951, 5, 30)
    assert found.member_id is not None
    assert found.member_id.value == "LHP-77120-4"
    assert [reference.number.value for reference in found.references] == ["UR-2026-5518", "88-4471"]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Notice date: 2026-02-02", dt.date(2026, 2, 2)),
        ("Date of denial: 02/02/2026", dt.date(2026, 2, 2)),
        ("Date of this letter: 2 February 2026", dt.date(2026, 2, 2)),
        ("Dated February 2nd, 2026", dt.date(2026, 2, 2)),
        ("Letter date: 02-02-2026", dt.date(2026, 2, 2)),
        ("Mailed on: 02/02/2026", dt.date(2026, 2, 2)),
        ("Date of service: 02/02/2026", None),
        ("DOB: 02/02/1951", None),
        ("Date request received: 02/02/2026", None),
        ("Date: 02/31/2026", None),
    ],
)
def test_the_date_of_the_letter_is_its_own(words: str, date: dt.date | None) -> None:
    found = denial("We deny it.", f"Lakeshore Health Plan\n{words}\n\n")
    assert (found.date.value if found.date else None) == date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("You must file your appeal within 65 calendar days of the date of this notice.", dt.date(2026, 5, 20)),
        ("You may appeal this decision within sixty (60) days from the date of this letter.", dt.date(2026, 5, 15)),
        ("Requests for reconsideration must be submitted no later than June 30, 2026.", dt.date(2026, 6, 30)),
        ("Appeal deadline: 06/30/2026", dt.date(2026, 6, 30)),
        ("Send your appeal within 180 days of receipt of this letter.", None),
        ("An appeal must be filed within 30 business days of the date of this notice.", None),
    ],
)
def test_a_stated_deadline_is_read_and_a_day_reckoned_only_where_it_can_be(words: str, date: dt.date | None) -> None:
    found = denial(f"\n{words}\n").deadline
    assert found is not None
    assert found.place is not None
    assert found.date == date


@pytest.mark.parametrize(
    "words",
    [
        "We will decide your appeal within 30 days.",
        "The plan must answer an appeal within 72 hours or 3 days.",
        "A peer-to-peer conversation may be asked for within 14 days.",
        "An external review may be requested within 4 months of the date of this notice.",
        "The test was not done within 30 days before the order.",
        "You will be told of the appeal decision within 7 days of the date of this letter when our reviewers will have answered.",
        "The patient was seen on 02/24/2026; an appeal is possible.",
    ],
)
def test_other_times_are_no_deadline(words: str) -> None:
    assert denial(f"\n{words}\n").deadline is None


@pytest.mark.parametrize(
    ("words", "rule", "date"),
    [
        ("Your Medicare Advantage plan denied it.", "advantage", dt.date(2026, 5, 20)),
        ("This Medicaid managed care plan denied it.", "medicaid", dt.date(2026, 5, 15)),
        ("Your employer-sponsored plan denied it.", "employer", None),
        ("The decision is NON-AFFIRMED.", "resubmit", None),
        ("You can ask for a redetermination.", "claim", None),
        ("Medicare denied it.", None, None),
        ("We denied it.", None, None),
    ],
)
def test_without_a_stated_time_the_rule_of_the_named_coverage_is_told(
    words: str, rule: str | None, date: dt.date | None
) -> None:
    found = denial(f"\n{words}\n").deadline
    assert (found.rule.name if found and found.rule else None) == rule
    assert (found.date if found else None) == date


def test_the_rule_in_force_on_the_letters_day_is_the_one() -> None:
    found = denial("A Medicare Advantage plan.", "Lakeshore Health Plan\nNotice date: 2024-12-30\n\n").deadline
    assert found is not None
    assert found.date == dt.date(2025, 2, 28)


def test_every_rule_names_its_source() -> None:
    from accord.wording import say

    for _, rules in COVERAGES:
        assert all(re.search(r"\d+ CFR \d+", say(rule.sentence)) for rule in rules)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Your request was denied because gait speed was not documented.",
            ["Your request was denied because gait speed was not documented."],
        ),
        ("Reason for denial: The order is not signed.", ["The order is not signed."]),
        (
            "REASONS FOR DENIAL\n1. No signed order\n2. No record of falls",
            ["No signed order", "No record of falls"],
        ),
        (
            "Rationale\nA measured gait speed is asked for. The records sent do not show this.",
            ["A measured gait speed is asked for. The records sent do not show this."],
        ),
        (
            "We did not approve it because the order is unsigned. There was also no proof of falls.",
            ["We did not approve it because the order is unsigned.", "There was also no proof of falls."],
        ),
        ("The chair is considered experimental.", ["The chair is considered experimental."]),
        (
            "The documentation does not support medical necessity.",
            ["The documentation does not support medical necessity."],
        ),
        # and what is no reason
        ("We have denied your request for Z9001.", []),
        ("You have the right to appeal if you do not agree.", []),
        ("If we do not hear from you, this decision is final.", []),
        ("You will not be billed for this service.", []),
        ("This notice does not guarantee payment.", []),
        ("You may ask for a copy of the criteria free of charge.", []),
        ("Do not reply to this letter.", []),
        ("Why did we deny your request?", []),
        ("Questions\nIf you do not understand this letter, call us.", []),
    ],
)
def test_reasons_are_the_sentences_that_give_one(words: str, expected: list[str]) -> None:
    assert reasons(f"\n{words}\n") == expected


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Denied because the supplier is out of network.", ReasonKind.NETWORK),
        ("Denied because the claim was a duplicate.", ReasonKind.DUPLICATE),
        ("Denied because bath chairs are not a covered benefit.", ReasonKind.BENEFIT),
        ("Denied because no prior authorization was obtained.", ReasonKind.NO_AUTHORIZATION),
        ("Denied because the member was not eligible on that day.", ReasonKind.ELIGIBILITY),
        ("Denied because the modifier is invalid.", ReasonKind.CODING),
        ("Denied because the claim was untimely.", ReasonKind.TIMELY),
        ("Denied because the chair is investigational.", ReasonKind.EXPERIMENTAL),
        ("Denied because gait speed was not measured.", ReasonKind.CRITERIA),
    ],
)
def test_a_reason_is_of_the_kind_that_decides_who_can_answer_it(words: str, kind: ReasonKind) -> None:
    assert [reason.kind for reason in denial(f"\n{words}\n").reasons] == [kind]


def test_a_letter_that_says_nothing_gives_nothing() -> None:
    found = read_denial(case.document("denial.txt", "Good morning.\n"))
    assert (found.payer, found.date, found.references, found.codes, found.reasons, found.deadline) == (
        None, None, (), (), (), None,
    )  # fmt: skip


def test_a_payer_that_only_the_way_to_appeal_names_is_read() -> None:
    text = "NOTICE OF DENIAL\n\nName: Odalys Brandt\n\nYou have the right to ask Evergreen Advantage to review our decision.\n"
    found = read_denial(case.document("denial.txt", text))
    assert found.payer is not None
    assert found.payer.text == "Evergreen Advantage"
    assert found.patient is not None
    assert found.patient.value == "Odalys Brandt"


def test_ways_to_answer_are_lines_with_a_number_or_an_address() -> None:
    found = denial(
        "Fax your appeal to 555-555-0187.\nMailing address: P.O. Box 22, Salem, OR 97301\nCall us if you like.\n"
    )
    assert [place.text for place in found.contacts] == [
        "Fax your appeal to 555-555-0187.",
        "Mailing address: P.O. Box 22, Salem, OR 97301",
    ]
