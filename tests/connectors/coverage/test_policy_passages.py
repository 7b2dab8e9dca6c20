"""The words that policies' sources name, from a loaded release; and the digests that shipped policies recorded."""

from __future__ import annotations

import csv
import datetime as dt
import os
from pathlib import Path

import pytest

from accord.connectors.coverage.plain import digest, plain
from accord.connectors.coverage.policy_passages import PolicyTexts, policy_texts, under_heading
from accord.connectors.coverage.values import Kind
from accord.policies import bundled_pack

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared"))
TODAY = dt.date(2026, 11, 24)
WORDS = """Preface.

B. Nationally Covered Indications

Group I:

- At or below 55.

Group II: Between.

- With swelling.

Group IIa is none.

C. Not Covered

(a) Angina.

(b) Breathlessness."""


def texts() -> PolicyTexts:
    found = policy_texts()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("section", "begins", "ends"),
    [
        ("B, Nationally covered indications", "B. Nationally", "Group IIa is none."),
        ("Group I, item 1", "Group I:", "- At or below 55."),
        ("Group II", "Group II: Between.", "Group IIa is none."),
        ("C", "C. Not Covered", "(b) Breathlessness."),
        ("(a)", "(a) Angina.", "(a) Angina."),
        ("Preface", "Preface.", "(b) Breathlessness."),
    ],
)
def test_a_heading_leads_to_its_words_and_not_to_the_next(section: str, begins: str, ends: str) -> None:
    found = under_heading(WORDS, section)
    assert found.startswith(begins)
    assert found.endswith(ends)


@pytest.mark.parametrize("section", ["D", "Group III", "Ba", "", "Covered"])
def test_a_heading_that_is_not_there_leads_nowhere(section: str) -> None:
    assert under_heading(WORDS, section) == ""


def test_without_a_release_there_are_no_texts(data: Path) -> None:
    assert not data.exists()
    assert policy_texts() is None


def test_the_newest_version_answers_with_its_sections(loaded: Path) -> None:
    found = texts().text("L30001", TODAY)
    assert found is not None
    assert (found.version, found.effective, found.retired) == (12, dt.date(2026, 1, 1), False)
    assert found.digest("indication") == digest(found.sections["indication"])
    assert found.digest("appendices") == ""


def test_what_is_not_held_and_what_is_retired(loaded: Path) -> None:
    held = texts()
    assert held.text("L39998", TODAY) is None
    assert held.passage("L39998", Kind.LCD, "indication", TODAY) is None
    retired = held.text("30.8", TODAY)
    assert retired is not None
    assert retired.retired
    assert held.holds(Kind.LCD)
    assert not held.holds(Kind.MEDCAC)


def test_a_passage_is_found_by_official_name_by_heading_or_as_the_main_section(loaded: Path) -> None:
    held = texts()
    whole = held.passage("L30001", Kind.LCD, "indication", TODAY)
    assert whole is not None
    assert held.passage("L30001", Kind.LCD, "A machine", TODAY) == whole
    assert held.passage("L30001", Kind.LCD, "Some heading, item 3", TODAY) == whole
    assert held.passage("L30001", Kind.LCD, "The record must show", TODAY) != whole


def test_the_digests_of_shipped_policies_are_those_of_the_official_texts() -> None:
    file = SHARED / "data" / "mcd" / "ncd_2025-07" / "ncd_trkg.csv"
    if not file.is_file():
        pytest.skip("the shared data folder is not here (ACCORD_SHARED)")
    columns = {"indications_limitations": "indctn_lmtn", "item_service_description": "itm_srvc_desc"}
    limit = csv.field_size_limit(1 << 30)
    with file.open(encoding="cp1252", newline="") as lines:
        rows = {row["NCD_mnl_sect"]: row for row in csv.DictReader(lines)}
    csv.field_size_limit(limit)
    recorded = [
        (source.document, section, told)
        for policy in bundled_pack().policies
        for source in policy.sources.values()
        for section, told in source.digests
    ]
    assert {document for document, _, _ in recorded} == {"240.2", "240.4", "240.4.1"}
    for document, section, told in recorded:
        assert digest(plain(rows[document][columns[section]])) == told, f"{document} {section}"
