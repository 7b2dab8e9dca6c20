"""`accord triage` and `accord denial` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accord.cli.app import app
from accord.errors import AccordError, Invalid, NotFound
from tests.prior_auth.denials.test_denials import claim
from tests.prior_auth.triage.charts import shoulder

DATE = ["--date", "2026-05-04"]


def run(*words: str) -> tuple[int, str]:
    """(exit code, what was printed); an expected error is raised as it would be told."""
    result = CliRunner().invoke(app, [*words, *DATE])
    if isinstance(result.exception, AccordError):
        raise result.exception
    return result.exit_code, result.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One referral to submit and one to hold."""
    (tmp_path / "a.json").write_text(json.dumps(shoulder()), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(shoulder(id="R-2", insurance__status="inactive")), "utf-8")
    return tmp_path


def test_a_folder_is_told_row_by_row(folder: Path) -> None:
    code, words = run("triage", str(folder))
    assert code == 10
    assert "R-1: Submit a request" in words
    assert "R-2: Hold" in words
    assert "insurance.status: inactive" in words
    assert "A person confirms" in words


def test_nothing_held_leaves_with_zero(folder: Path) -> None:
    assert run("triage", str(folder / "a.json"))[0] == 0


def test_json_is_one_object_or_a_list(folder: Path) -> None:
    one = json.loads(run("triage", str(folder / "a.json"), "--json")[1])
    assert (one["step"], one["request"]["member_id"]) == ("submit", "QX7711220")
    assert [row["step"] for row in json.loads(run("triage", str(folder), "--json")[1])] == ["submit", "hold"]


def test_a_list_in_one_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rows.json"
    file.write_text(json.dumps([claim(), claim(id="D-2", denialCode="PR-1")]), "utf-8")
    code, words = run("denial", str(file))
    assert code == 0
    assert "D-1 CO-50 900: Appeal" in words
    assert "45 days left" in words
    assert "D-2 PR-1 900: Transfer to the patient" in words
    assert "Together: " in words


def test_a_denial_for_a_person_leaves_with_ten(tmp_path: Path) -> None:
    file = tmp_path / "row.json"
    file.write_text(json.dumps(claim(documents=[])), "utf-8")
    code, words = run("denial", str(file), "--json")
    assert code == 10
    assert json.loads(words)["disposition"] == "clinical_appeal"


def test_wrong_input_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        run("triage", str(tmp_path / "none.json"))
    (tmp_path / "a.json").write_text("[1]", "utf-8")
    with pytest.raises(Invalid):
        run("denial", str(tmp_path / "a.json"))
