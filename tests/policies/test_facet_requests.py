"""Whole facet requests: from the papers to each criterion's answer."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from pathlib import Path

import pytest

from accord.evidence.gather import gather
from accord.policies import Policy, load_policy
from accord.prior_auth.line import Judged, judge_request
from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.places import ElementPlace
from accord.records.record import Record
from accord.records.request import Person, Request, Service, Stated
from tests.policies.facet_dossiers import DOSSIERS as FIRST
from tests.policies.facet_dossiers import Dossier
from tests.policies.facet_dossiers_more import MORE
from tests.policies.facet_dossiers_traps import TRAPS

FORM = ElementPlace("request.json", "services", "", "request.json")
DOSSIERS = FIRST | MORE | TRAPS
SAME = frozenset({"met", "not_applicable"})


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(Path(str(files("accord.policies") / "packs" / "us_medicare" / "L38773_A58364_FACET.yaml")))


def request_of(dossier: Dossier) -> Request:
    born = dt.date.fromisoformat(dossier.born)
    return Request(
        patient=Person(name=Stated(dossier.patient, FORM), birth_date=Stated(born, FORM)),
        services=tuple(Service(code, FORM, count, modifiers) for code, count, modifiers in dossier.codes),
        diagnoses=(),
        requester=Person(name=Stated("Ann Doe, MD", FORM)),
        performer=Person(),
        received=Stated(dt.date.fromisoformat(dossier.received), FORM),
        service_date=Stated(dt.date.fromisoformat(dossier.served), FORM),
    )


def record_of(dossier: Dossier) -> Record:
    documents = tuple(
        Document(name, DocumentKind.TEXT, text, (Page(1, 0, len(text), PageOrigin.TEXT),), f"{name}-{hash(text)}")
        for name, text in dossier.papers.items()
    )
    return Record((), documents, ())


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_request_is_answered_as_a_careful_reviewer_would(policy: Policy, name: str) -> None:
    dossier = DOSSIERS[name]
    asked = request_of(dossier)
    judged = judge_request(policy, asked, gather(record_of(dossier), asked))
    assert isinstance(judged, Judged)
    assert judged.variant.name == dossier.variant
    told = {key: judged.verdicts[key].status.value for key in dossier.answers}
    wrong = {
        key: (want, told[key])
        for key, want in dossier.answers.items()
        if told[key] != want and not {told[key], want} <= SAME
    }
    assert wrong == {}
