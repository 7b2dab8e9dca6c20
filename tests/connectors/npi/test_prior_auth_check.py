"""With the NPI registry loaded, a check says whether a number is in use and whose it is; without, it is as if there were none."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from accord.dossier.review import Outcome
from accord.prior_auth.checks.npi import check_npis
from accord.prior_auth.checks.result import CheckResult, Severity
from accord.records.places import ElementPlace
from accord.records.request import Person, Request, Stated
from tests.connectors.npi.archives import npi

PASSED, PROBLEM, UNKNOWN = Outcome.PASSED, Outcome.PROBLEM, Outcome.UNKNOWN


def request(number: str, name: str = "", on: str = "2026-11-01") -> Request:
    def at(path: str, value: str) -> ElementPlace:
        return ElementPlace("request.json", path, value, "request.json")

    stated = Stated(name, at("requester.name", name)) if name else None
    person = Person(name=stated, npi=Stated(number, at("requester.npi", number)))
    day = Stated(dt.date.fromisoformat(on), at("service_date", on))
    return Request(Person(), (), (), person, Person(), service_date=day)


def registered(asked: Request) -> list[CheckResult]:
    return [result for result in check_npis(asked) if result.rule == "npi.registered"]


SAID = [
    (npi(1), "Elise A. Hiza, MD", "2026-11-01", PASSED, Severity.NOTE, "belongs to ELISE AILEEN HIZA, as stated"),
    (npi(1), "", "2026-11-01", PASSED, Severity.NOTE, "in use on 2026-11-01: ELISE AILEEN HIZA"),
    (npi(1), "Robert Chen, MD", "2026-11-01", PROBLEM, Severity.BLOCKING, "stated is Robert Chen, MD"),
    (npi(1), "Elise Miller, MD", "2026-11-01", UNKNOWN, Severity.NOTE, "the names do not tell"),
    (npi(1), "Asheville Bone Clinic", "2026-11-01", UNKNOWN, Severity.NOTE, "the names do not tell"),
    (npi(1), "", "2006-01-01", PROBLEM, Severity.LOOK, "after 2006-01-01"),
    (npi(8), "Mountain Orthopedic Clinic", "2026-11-01", PASSED, Severity.NOTE, "as stated"),
    (npi(8), "Desert Medical Supply LLC", "2026-11-01", PROBLEM, Severity.BLOCKING, "belongs to MOUNTAIN"),
    (npi(9), "Anyone", "2026-11-01", PROBLEM, Severity.BLOCKING, "out of use since 2020-06-30"),
    (npi(77), "Anyone", "2026-11-01", PROBLEM, Severity.LOOK, "not in the registry"),
]


@pytest.mark.parametrize(("number", "name", "on", "outcome", "severity", "told"), SAID)
def test_what_the_registry_says(
    register_once: None,
    number: str,
    name: str,
    on: str,
    outcome: Outcome,
    severity: Severity,
    told: str,
) -> None:
    (result,) = registered(request(number, name, on))
    assert (result.outcome, result.severity) == (outcome, severity)
    assert told in result.sentence
    assert "2026-11-08" in result.sentence


def test_a_number_that_is_no_npi_is_not_looked_up(register_once: None) -> None:
    assert registered(request("1234567890")) == []


def test_without_a_registry_nothing_is_said_and_nothing_imported(
    own_data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "accord.prior_auth.checks.npi_registered", raising=False)
    assert registered(request(npi(1), "Robert Chen")) == []
    assert "accord.prior_auth.checks.npi_registered" not in sys.modules


def test_a_damaged_registry_is_told_and_stops_nothing(own_data: Path) -> None:
    home = own_data / "releases" / "npi"
    (home / "2026-11-08").mkdir(parents=True)
    (home / "current").symlink_to("2026-11-08")
    (result,) = registered(request(npi(1)))
    assert (result.outcome, result.blocks) == (UNKNOWN, False)
    assert "accord sync npi" in result.sentence
