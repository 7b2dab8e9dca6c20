"""The policies of the site, with the passages they were written from, and the reference search."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import httpx
import pytest

from accord.cases.rules import switch_rule
from accord.policies.acts import Act, Did, PolicyActs
from accord.policies.content import content_digest
from accord.policies.load import bundled_pack
from accord.policies.new import Wanted, write_new
from accord.policies.site import records_folder
from accord.settings import settings
from accord.web.reference import KINDS
from tests.cases.conftest import NOW
from tests.web.conftest import Web

OXYGEN = "NCD-240.2_L33797"


@pytest.fixture(autouse=True)
def nothing_goes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call to the outside fails the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page called the outside")

    monkeypatch.setattr(httpx.Client, "send", refuse)


def test_every_policy_is_listed_with_its_status_and_how_many_cases_it_has(web: Web) -> None:
    web.case(web.people.reviewer)
    page = web.browser(web.people.second).get("/policies")
    for policy in bundled_pack().policies:
        assert f'href="/policies/{policy.id}"' in page
    assert page.count(">draft<") == len(bundled_pack().policies)
    row = page[page.index(f"/policies/{OXYGEN}") :].partition("</tr>")[0]
    assert f'href="/search?policy={OXYGEN}">1<' in row
    assert "is not loaded" in page
    assert "accord sync coverage" not in page  # who judges cases has no command line
    assert "Whoever runs Accord can load it" in page
    assert "accord sync coverage" in web.browser(web.payer_administrator).get("/policies")


def test_one_policy_shows_criteria_ambiguities_and_that_its_passages_are_not_loaded(web: Web) -> None:
    page = web.browser(web.people.auditor).get(f"/policies/{OXYGEN}")
    policy = bundled_pack().policy(OXYGEN)
    for criterion in policy.criteria.values():
        assert criterion.question in page
        assert criterion.ambiguity in page
    published = [one for one in policy.criteria.values() if policy.sources[one.source].document]
    assert page.count("The official passage is not loaded") == len(published)
    assert page.count("is no document of the coverage database") == len(policy.criteria) - len(published)
    assert "Nobody of this site has signed" in page
    assert f'href="/reference/item/{policy.applies_to.codes[0]}"' in page


def test_a_signature_and_a_rule_show_on_the_page_of_their_policy(web: Web) -> None:
    policy = bundled_pack().policy(OXYGEN)
    act = Act(Did.SIGNED, policy.id, content_digest(policy), "Ann Bell", dt.date(2026, 5, 1), "MD", "1234567893")
    PolicyActs(records_folder()).add(act)
    switch_rule(web.database, web.people.director, OXYGEN, NOW, on=True, why="Clear ones wait for nobody.")
    page = web.browser(web.people.reviewer).get(f"/policies/{OXYGEN}")
    assert "signed by Ann Bell, MD, NPI 1234567893" in page
    assert "Clear ones wait for nobody." in page
    stranger = web.browser(web.people.stranger).get(f"/policies/{OXYGEN}")
    assert "Clear ones" not in stranger  # a rule is its organization's


def test_a_passage_is_shown_where_the_coverage_store_holds_it(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = bundled_pack().policy(OXYGEN)

    class Store:
        def passage(self, source: object, section: str) -> str | None:
            return "\n".join(f"Under <{section}>: {one.question}" for one in policy.criteria.values())

        def published(self, source: object) -> None:
            return None

        def holds_kind(self, source: object) -> bool:
            return True

    def loaded(_: dt.date) -> Store:
        return Store()

    monkeypatch.setattr("accord.web.policies.published_texts", loaded)
    page = web.browser(web.people.reviewer).get(f"/policies/{OXYGEN}")
    first = next(iter(policy.criteria.values()))
    section = first.section
    assert f"Under <{section}>: {first.question}" in page
    assert "read it again" in page  # the loaded store does not hold the document at all
    raw = web.browser(web.people.reviewer).client.get(f"/policies/{OXYGEN}").text
    assert f"<{section}>" not in raw


def test_a_policy_of_the_sites_own_is_marked(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    write_new(Wanted("OWN-1", "A policy of its own", ("E0601",), "acme", ("G47.33",), (), dt.date(2026, 1, 1)), own)
    monkeypatch.setenv("ACCORD_POLICIES", f'["{own}"]')
    settings.cache_clear()
    page = web.browser(web.people.reviewer).get("/policies")
    assert "of this site" in page[page.index("/policies/OWN-1") :].partition("</tr>")[0]
    assert "A policy of its own" in web.browser(web.people.reviewer).get("/policies/OWN-1")
    (own / "OWN-1.yaml").write_text("id: [", "utf-8")
    web.browser(web.people.reviewer).get("/search?name=nobody")  # a bad policy stops no search


def test_there_is_no_such_policy(web: Web) -> None:
    web.browser(web.people.reviewer).get("/policies/NONE", 404)


def test_codes_are_looked_up_in_the_local_index_with_source_and_age(web: Web) -> None:
    browser = web.browser(web.people.reviewer)
    page = browser.get("/reference?in=diagnosis&q=sleep+apnea")
    assert 'href="/reference/diagnosis/G47.30"' in page
    assert "local index" in page
    page = browser.get("/reference/diagnosis/G47.33")
    assert "Obstructive sleep apnea (adult) (pediatric)" in page
    assert "obstructive sleep apnea of newborn" in page
    assert 'href="/reference/procedure/0SRC0JZ"' in browser.get("/reference?in=procedure&q=knee+replacement")
    assert "E0601" in browser.get("/reference/item/e0601")


@pytest.mark.parametrize(
    ("kind", "command"),
    [("article", "accord sync pubmed"), ("coverage", "accord sync coverage"), ("provider", "accord sync npi")],
)
def test_an_index_that_is_not_loaded_says_how_to_load_it(web: Web, kind: str, command: str) -> None:
    page = web.browser(web.people.reviewer).get(f"/reference?in={kind}&q=anything")
    assert command in page
    assert "which is outside" not in page


def test_nothing_goes_out_unless_a_setting_and_the_person_say_so(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = web.browser(web.people.reviewer)
    for kind, told in KINDS.items():
        page = browser.get(f"/reference?in={kind}&q=cpap&ask=live", 403 if told.live else 200)
        assert 'value="live"' not in page, kind
        assert ("no setting allows" in page) == bool(told.live), kind
    monkeypatch.setenv("ACCORD_ALLOW_HOSTS", '["eutils.ncbi.nlm.nih.gov", "npiregistry.cms.hhs.gov"]')
    settings.cache_clear()
    page = browser.get("/reference?in=article&q=cpap")
    assert "ask NCBI E-utilities, which is outside" in page
    assert "leaves this machine" in page


def test_what_looks_like_a_patient_does_not_go_out(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_ALLOW_HOSTS", '["eutils.ncbi.nlm.nih.gov"]')
    settings.cache_clear()
    page = web.browser(web.people.reviewer).get("/reference?in=article&ask=live&q=born+11/30/1948+cpap", 403)
    assert "seems to hold a date of birth" in page
    assert "Nothing was sent" in page


def test_a_code_that_does_not_exist_is_said_so(web: Web) -> None:
    browser = web.browser(web.people.reviewer)
    browser.get("/reference/diagnosis/Q99.99", 404)
    browser.get("/reference/diagnosis/nonsense!", 422)
    browser.get("/reference/nothing/E0601", 404)
    assert 'rel="next"' not in browser.get("/reference?in=item&q=zzzzqqqq")
    assert "Nothing fits" in browser.last.text  # type: ignore[union-attr]


def test_the_case_page_leads_from_its_codes_to_the_reference(web: Web) -> None:
    case = web.case(web.people.reviewer)
    page = web.browser(web.people.reviewer).get(f"/cases/{case}")
    for address in (
        "/reference/item/E1390",
        "/reference/diagnosis/J44.9",
        f"/cases/{case}/letters",
        f"/cases/{case}/compare",
    ):
        assert f'href="{address}"' in page
    assert "Chronic obstructive pulmonary disease, unspecified" in page[: page.index('class="steps"')]


def test_the_case_page_leads_to_its_policy_and_to_the_passage_behind_each_criterion(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    page = browser.get(f"/cases/{case}")
    policy = bundled_pack().policy(OXYGEN)
    assert f'<a href="/policies/{OXYGEN}">{policy.title}' in page
    leads = re.findall(rf'href="(/policies/{OXYGEN})#(k-[^"]+)"', page)
    criteria = re.findall(r'<article class="criterion"', page)
    assert len(leads) == len(criteria) > 5
    there = browser.get(leads[0][0])
    for _, anchor in leads:
        assert f'id="{anchor}"' in there
