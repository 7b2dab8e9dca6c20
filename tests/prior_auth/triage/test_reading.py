"""What a site hands over: JSON that is wrong, names that are misspelt, rules of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from accord.errors import Invalid, NotFound
from accord.prior_auth.denials import DeniedClaim, code_book
from accord.prior_auth.triage import Kind, Referral, Step, json_files, json_of, misspelt, read_referral, rules, triage
from accord.prior_auth.triage.rules import Rules
from tests.prior_auth.triage.charts import DAY, kinds, shoulder, told


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([1], "JSON object"),
        ({}, "id"),
        ({"id": "R", "appointment": {"date": "soon"}}, "appointment.date"),
        ({"id": "R", "services": [{"quantity": "many"}]}, "services.0.quantity"),
        ({"id": "R", "services": "73221"}, "services"),
        ({"id": "R", "authRequirements": {"priorAuthRequired": "perhaps"}}, "priorAuthRequired"),
        ({"id": "R", "patient": {"dob": "2026-02-31"}}, "patient.dob"),
    ],
)
def test_a_wrong_field_is_named(data: Any, words: str) -> None:
    with pytest.raises(Invalid) as complaint:
        read_referral(data)
    assert words in complaint.value.message
    assert "triage-json.md" in complaint.value.remedy


def test_numbers_and_nulls_where_words_are_expected_are_borne() -> None:
    referral = read_referral({"id": 7, "authLetter": None, "services": [{"cpt": 73221}], "insurance": {"memberId": 12}})
    assert (referral.id, referral.services[0].cpt, referral.insurance.member_id) == ("7", "73221", "12")


def test_a_misspelt_name_is_told_and_an_unknown_one_is_not() -> None:
    found = list(
        misspelt(Referral, {"id": "R", "authStaus": "denied", "insurance": {"memberID": "1", "copay": 5}, "room": 3})
    )
    assert found == [("authStaus", "authStatus"), ("insurance.memberID", "memberId")]
    assert list(misspelt(DeniedClaim, {"id": "D", "lineItems": [{"remarkCode": ["N264"], "allowedAmount": 3}]})) == [
        ("lineItems[0].remarkCode", "remarkCodes")
    ]


def test_files_that_are_not_there_or_no_json(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        json_files(tmp_path)
    (tmp_path / "a.json").write_text("{", "utf-8")
    (tmp_path / "b.json").write_bytes(b"\xff\xfe{")
    assert [file.name for file in json_files(tmp_path)] == ["a.json", "b.json"]
    for file in json_files(tmp_path):
        with pytest.raises(Invalid):
            json_of(file)


def _own(tmp_path: Path, text: str) -> Rules:
    file = tmp_path / "own.toml"
    file.write_text(text, "utf-8")
    return rules(file)


def test_a_site_lays_its_own_rules_over_the_shipped_ones(tmp_path: Path) -> None:
    own = _own(
        tmp_path,
        'note_valid_days = 10\n[words]\ncoverage_active = ["bezahlt"]\n'
        '[[family]]\nname = "imaging_of_arm_and_leg"\ncodes = ["73000-73725"]\nsupports = ["S"]\n',
    )
    found = kinds(triage(read_referral(shoulder()), DAY, own))
    assert {Kind.NOTE_OLD, Kind.COVERAGE_INACTIVE, Kind.FIT} <= found
    assert told(shoulder()).step is Step.SUBMIT


@pytest.mark.parametrize(
    "text",
    [
        "note_valid_day = 3\n",
        "note_valid_days = 'long'\n",
        "[[needed]]\nname = 'x'\nasked = '('\nshown = 'y'\n",
        "x = [\n",
    ],
)
def test_rules_that_cannot_be_used_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Invalid):
        _own(tmp_path, text)


def test_a_sites_own_codes_of_denials(tmp_path: Path) -> None:
    file = tmp_path / "codes.toml"
    file.write_text('supervisor_amount = 100\n[carc]\n999 = ["necessity", "house code"]\n', "utf-8")
    book = code_book(file)
    assert book.told("CO-999", "", "", ()).fault.value == "necessity"
    assert book.told("CO-50", "", "", ()).fault.value == "necessity"
    assert book.supervisor_amount == 100
    file.write_text('[carc]\n999 = ["nonsense", "x"]\n', "utf-8")
    with pytest.raises(Invalid):
        code_book(file)
    with pytest.raises(NotFound):
        code_book(tmp_path / "none.toml")


def test_every_family_is_well_formed_and_says_why() -> None:
    for family in rules().families:
        assert family.why
        for first, last in family.codes:
            assert len(first) == len(last) == 5
            assert first <= last
