"""The rule hcpcs.known of a review, without a file and with one."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from accord.connectors.hcpcs import load
from accord.connectors.hcpcs.load import LOADERS
from accord.connectors.syncing import sync
from accord.dossier.review import Outcome
from accord.prior_auth.checks.hcpcs_known import check_known
from accord.prior_auth.checks.result import CheckResult
from accord.records.places import ElementPlace
from accord.records.request import Person, Request, Service, Stated
from accord.settings import settings
from tests.connectors.hcpcs.made import quarter

PLACE = ElementPlace("request.json", "service", "", "request.json")


def judged(code: str, on: dt.date | None) -> list[CheckResult]:
    date = Stated(on, PLACE) if on else None
    return check_known(Request(Person(), (Service(code, PLACE),), (), Person(), Person(), service_date=date))


@pytest.fixture
def april(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(load, "LEAST_WHOLE", 3)
    settings.cache_clear()
    (tmp_path / "HCPC2026_APR_ANWEB.txt").write_text(quarter())
    sync(LOADERS[0], tmp_path / "HCPC2026_APR_ANWEB.txt")


@pytest.mark.parametrize(
    ("code", "on", "outcome", "words"),
    [
        ("E0601", dt.date(2026, 5, 1), Outcome.PASSED, "list"),
        ("A9900", dt.date(2026, 5, 1), Outcome.PASSED, "list"),
        ("Q9999", dt.date(2026, 5, 1), Outcome.PROBLEM, "does not have it"),
        ("E1399", dt.date(2026, 5, 1), Outcome.PROBLEM, "has ended"),
        ("E1399", dt.date(2026, 3, 31), Outcome.PASSED, "list"),
        ("E9001", dt.date(2026, 5, 1), Outcome.PROBLEM, "has not begun"),
        ("Q9999", dt.date(2026, 8, 1), Outcome.UNKNOWN, "cannot be confirmed"),
        ("Q9999", None, Outcome.UNKNOWN, "cannot be confirmed"),
        ("E0601", None, Outcome.PASSED, "list"),
        ("99999", dt.date(2026, 5, 1), Outcome.UNKNOWN, "cannot be confirmed"),
    ],
)
def test_with_the_quarters_file_a_code_that_is_none_is_a_problem(
    april: None, code: str, on: dt.date | None, outcome: Outcome, words: str
) -> None:
    (result,) = judged(code, on)
    assert result.outcome is outcome
    assert words in result.sentence


def test_without_a_file_no_code_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path))
    (result,) = judged("Q9999", dt.date(2026, 5, 1))
    assert result.outcome is Outcome.UNKNOWN


def test_the_rule_loads_neither_the_search_engine_nor_the_settings() -> None:
    code = (
        "import sys; from accord.prior_auth.checks import hcpcs_known; "
        "from accord.connectors.hcpcs.standing import standing; standing('Q9999'); "
        "print([name for name in ('tantivy', 'httpx', 'pydantic', 'rapidfuzz') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
