"""The rules of a review look codes up in the edition that governs the day of service, shipped or loaded."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from accord.connectors.icd10.load import DiagnosisLoader
from accord.connectors.syncing import sync
from accord.dossier.review import Outcome
from accord.prior_auth.checks import check_request
from accord.records.places import ElementPlace
from accord.records.request import Person, Request, Stated

BEFORE, AFTER = dt.date(2026, 9, 30), dt.date(2026, 10, 1)


def asked(day: dt.date, *codes: str) -> Request:
    place = ElementPlace("request.json", "diagnoses", "", "request.json")
    return Request(
        patient=Person(), services=(), diagnoses=tuple(Stated(code, place) for code in codes),
        service_date=Stated(day, place), requester=Person(), performer=Person(),
    )  # fmt: skip


def results(request: Request) -> dict[str, Outcome]:
    return {result.rule: result.outcome for result in check_request(request) if result.rule.startswith("icd10.")}


def test_without_a_later_edition_its_days_cannot_be_judged() -> None:
    assert results(asked(AFTER, "I10"))["icd10.in_force"] is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("day", "codes", "rule", "outcome"),
    [
        (AFTER, ("I10",), "icd10.in_force", Outcome.PASSED),
        (AFTER, ("I17",), "icd10.listed", Outcome.PASSED),
        (BEFORE, ("I17",), "icd10.listed", Outcome.PROBLEM),
        (AFTER, ("E11.9",), "icd10.listed", Outcome.PROBLEM),
        (BEFORE, ("E11.9",), "icd10.listed", Outcome.PASSED),
        (AFTER, ("S00",), "icd10.billable", Outcome.PROBLEM),
        (AFTER, ("I10", "I17"), "icd10.excludes1", Outcome.PROBLEM),
    ],
)
def test_the_day_of_service_decides(
    site_folder: Path, day: dt.date, codes: tuple[str, ...], rule: str, outcome: Outcome
) -> None:
    sync(DiagnosisLoader(), site_folder)
    assert results(asked(day, *codes))[rule] is outcome
