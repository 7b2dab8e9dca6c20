"""Administration in the browser: settings without secrets, indexes, outward calls, work, the organization."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from accord.audit.ledger import Ledger
from accord.cases.jobs import MOST_TRIES, claim_job, fail_job
from accord.db.tables import job
from accord.settings import Settings, in_force, settings
from tests.cases.conftest import NOW
from tests.web.conftest import Web

SECRETS = {"ACCORD_TOKEN": "a-token-that-nobody-may-read", "ACCORD_MODEL_KEY": "model-key-9fa1", "ACCORD_NCBI_API_KEY": "ncbi-77",
           "ACCORD_OIDC_CLIENT_SECRET": "oidc-secret-12", "ACCORD_DATABASE": "postgresql://u:pa55word@db.example/accord"}  # fmt: skip


def fail(web: Web) -> str:
    """Work of the payer that failed too often; what it is about."""
    web.case(web.people.reviewer, review=False)
    for turn in range(MOST_TRIES):
        held = claim_job(web.database, NOW + turn * dt.timedelta(hours=1))
        assert held is not None
        fail_job(web.database, held, "Unavailable from OSError", NOW + turn * dt.timedelta(hours=1))
    web.clock.now = NOW + MOST_TRIES * dt.timedelta(hours=1)
    return held.about


def test_every_setting_is_shown_with_its_source_and_no_secret(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "accord.toml"
    file.write_text('approval_needs = "reviewed"\nallow_hosts = ["api.example"]\nmodel_name = "from the file"\n')
    monkeypatch.setenv("ACCORD_SETTINGS", str(file))
    monkeypatch.setenv("ACCORD_MODEL_NAME", "from the environment")
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    page = web.browser(web.payer_administrator).get("/site/settings")
    assert set(re.findall(r"<code>(\w+)</code>", page)) == set(Settings.model_fields)
    for value in (*SECRETS.values(), "pa55word"):
        assert value not in page
    told = {one.name: (one.value, one.source) for one in in_force()}
    assert told["approval_needs"] == ("reviewed", "file")
    assert told["model_name"] == ("from the environment", "environment")
    assert told["keep_releases"] == (3, "usual")
    assert told["token"] == (True, "environment")
    assert told["key"] == (False, "usual")
    assert page.count("set, not shown") == len(SECRETS)
    assert str(file) in page


def test_indexes_are_shown_with_the_command_that_loads_them(web: Web) -> None:
    from accord.doors.indexes import all_status

    page = web.browser(web.administrator).get("/site/indexes")
    for one in all_status():
        assert one.command in page
    assert "not loaded" in page
    assert '<form method="post" action="/site' not in page


def test_what_calls_carried_is_kept_from_a_machine_of_several_organizations(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No call has left" in web.browser(web.administrator).get("/site/ledger")
    with Ledger(settings().data / "ledger.sqlite").call(
        "pubmed", "GET", "eutils.example", "/esearch", "term=rare disease"
    ) as told:
        told.outcome = "200"
    page = web.browser(web.administrator).get("/site/ledger")
    assert "eutils.example/esearch" in page
    assert "rare disease" not in page
    assert "serves several organizations" in page
    monkeypatch.setattr("accord.web.administration._organizations", lambda _: 1)
    assert "rare disease" in web.browser(web.administrator).get("/site/ledger")


def test_failed_work_is_shown_without_words_and_tried_again(web: Web) -> None:
    about = fail(web)
    page = web.browser(web.payer_administrator).get("/site/work")
    assert "Unavailable from OSError" in page
    assert "PA-2026-000001" in page
    assert "Failed too often (1)" in page
    foreign = web.browser(web.administrator)
    assert "Failed too often (0)" in foreign.get("/site/work")
    foreign.post("/site/work", 404, kind="review", about=about)
    page = web.browser(web.payer_administrator).post("/site/work", kind="review", about=about)
    assert "Failed too often (0)" in page
    assert "Waiting (1)" in page
    with web.database.reading() as connection:
        assert connection.execute(select(job.c.tries)).scalar_one() == 0


def test_work_that_nobody_does_is_told(web: Web) -> None:
    web.case(web.people.reviewer, review=False)
    browser = web.browser(web.payer_administrator)
    assert "Work waits and nobody is at it" not in browser.get("/site/work")
    web.clock.now = NOW + dt.timedelta(minutes=6)
    assert "Work waits and nobody is at it" in browser.get("/site/work")
    assert claim_job(web.database, web.clock.now) is not None
    page = browser.get("/site/work")
    assert "Work waits and nobody is at it" not in page
    assert "Being done (1)" in page


def test_the_organization_and_how_its_boundary_is_held(web: Web) -> None:
    page = web.browser(web.payer_administrator).get("/site")
    for words in ("Hill Health Plan", "America/New_York", "payer", "draft"):
        assert words in page
    assert "Lake Clinic" not in page
    held = (
        "SQLite has no row security"
        if web.database.is_sqlite
        else "row security holds the same line for the account of these pages"
    )
    assert held in page
