"""Contradictions planted into short dossiers are found with their places; harmless look-alikes bring none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from accord.evidence.chart import Chart
from accord.prior_auth.contradictions.table import contradictions
from accord.records.places import ElementPlace
from accord.records.request import Service
from tests.evidence.papers import chart, request, stated

TABLE = Path(__file__).parent / "planted.yaml"


def _cases() -> Sequence[Mapping[str, Any]]:
    return yaml.safe_load(TABLE.read_text("utf-8")) if TABLE.exists() else []


def _service(number: int, written: str) -> Service:
    code, *modifiers = written.split("-")
    return Service(
        code, ElementPlace("request.json", f"services[{number}].code", code, "request.json"), 1, tuple(modifiers)
    )


def dossier(case: Mapping[str, Any]) -> Chart:
    """The chart of a planted case."""
    asked = request(
        name=case.get("name", "Delphine Okafor"),
        born=dt.date.fromisoformat(case.get("born", "1953-06-11")),
        performer="Clearwater Medical",
        received=dt.date.fromisoformat(case.get("received", "2026-05-04")),
        diagnoses=tuple(case.get("dx", ["I10"])),
    )
    patient = replace(asked.patient, member_id=stated(case.get("mbi", "4RT6A17MN92"), "patient.member_id"))
    by = replace(
        asked.requester,
        name=stated(case.get("by", "Stellan Marquez, MD"), "requester.name"),
        npi=stated("1234567893", "requester.npi"),
    )
    services = tuple(_service(number, written) for number, written in enumerate(case["codes"]))
    return chart(case["papers"], replace(asked, patient=patient, requester=by, services=services))


def found(case: Mapping[str, Any]) -> bool:
    """Is a contradiction of the planted kind shown at one of its places; or, where none is planted, any at all?"""
    told = contradictions(dossier(case))
    if not case["planted"]:
        return bool(told)
    wanted = [(name, text) for name, text in case["places"]]
    return any(
        place.document == name and (text in place.text or place.text in text)
        for conflict in told
        if conflict.kind.value == case["kind"]
        for place in conflict.places
        for name, text in wanted
    )


@pytest.mark.parametrize(
    "case", _cases(), ids=lambda c: f"{c['kind']}-{c['planted']}-{next(iter(c['papers'].values()))[:40]}"
)
def test_what_is_planted_is_found_and_nothing_else(case: Mapping[str, Any]) -> None:
    assert found(case) is case["planted"]
