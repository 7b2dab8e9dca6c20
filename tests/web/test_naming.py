"""Policies, criteria and elements of a request by what people call them; ids stand small beside them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from accord.dossier.phrases import element_words
from accord.policies.load import bundled_pack
from accord.policies.new import Wanted, write_new
from accord.settings import settings
from accord.web import naming
from accord.web.naming import Named, criterion_named, policy_named
from tests.web.conftest import Web


def test_policies_and_criteria_go_by_what_people_call_them(web: Web) -> None:
    policy = bundled_pack().policy("NCD-240.2_L33797")
    key, criterion = next(iter(policy.criteria.items()))
    assert policy_named(policy.id) == Named(policy.title, policy.id)
    assert policy_named("OLD-1") == Named("OLD-1", "")
    assert policy_named("") == Named("no policy", "")
    assert criterion_named(key) == Named(criterion.question, key)
    assert criterion_named(key, {key: "As it was asked then?"}) == Named("As it was asked then?", key)
    assert criterion_named("gone.one") == Named("gone.one", "")
    web.case(web.people.reviewer)
    page = web.browser(web.people.reviewer).get("/cases")
    assert f'{policy.title} <span class="key">{policy.id}</span>' in page


def test_a_policy_that_cannot_be_read_stops_no_page(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    write_new(Wanted("OWN-1", "A policy of its own", ("E0601",), "acme", ("G47.33",), (), dt.date(2026, 1, 1)), own)
    monkeypatch.setenv("ACCORD_POLICIES", f'["{own}"]')
    settings.cache_clear()
    assert policy_named("OWN-1") == Named("A policy of its own", "OWN-1")
    (own / "OWN-1.yaml").write_text("id: [", "utf-8")
    monkeypatch.setattr(naming, "KEPT_SECONDS", 1e-9)
    assert policy_named("OWN-1") == Named("OWN-1", "")
    assert policy_named("NCD-240.2_L33797").id


def test_what_a_request_does_not_state_is_said_in_words() -> None:
    assert element_words("patient.birth_date") == "the patient's date of birth"
    assert element_words("order.form_number") == "order.form number"
