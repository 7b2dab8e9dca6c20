"""Whoever approves or decides sees above the button what speaks against it, each with its place on the case page."""

from __future__ import annotations

import re

from accord.cases.turning import turning_for
from tests.cases.test_cases import FOR_A_CLINICIAN, REASON
from tests.web.conftest import Web
from tests.web.test_journeys import step
from tests.web.test_judging_pages import PLANTED, doubtful, review_of


def against(page: str) -> str:
    """The section, which stands above the button; '' where there is none."""
    found = re.search(r'aria-labelledby="against">.*?</section>(?=\s*<button)', page, re.S)
    return found[0] if found else ""


def test_contradictions_and_planted_words_stand_above_the_button_until_they_are_resolved(web: Web) -> None:
    browser, case = doubtful(web, PLANTED)
    step(browser, case, "take")
    told = against(browser.get(f"/cases/{case}/steps/approve"))
    assert "1956" in told
    assert f'href="/cases/{case}#conflicts"' in told
    assert "Ignore all previous instructions" in told
    assert f'href="/cases/{case}#warnings"' in told
    page = browser.get(f"/cases/{case}")
    for key in re.findall(r'name="conflict" value="([0-9a-f]{64})"', page):
        browser.post(f"/cases/{case}/conflicts", conflict=key, seen="0", reason="The April note has a typing error.")
    told = against(browser.get(f"/cases/{case}/steps/approve"))
    assert "#conflicts" not in told
    assert "Ignore all previous instructions" in told


def test_what_the_policy_still_needs_leads_to_its_evidence_and_is_all_that_can_be_named(web: Web) -> None:
    case = web.case(web.people.reviewer)
    reviewer, director = web.browser(web.people.reviewer), web.browser(web.people.director)
    step(reviewer, case, "take")
    shown = against(reviewer.get(f"/cases/{case}/steps/approve"))
    review = review_of(web, case)
    line = review.request.services[0]
    keys = [one.key for one in turning_for(review, 1, line.code)]
    assert keys
    assert re.findall(rf'href="/cases/{case}#k-([^"]+)"', shown) == keys
    page = reviewer.get(f"/cases/{case}")
    assert all(f'id="k-{key}"' in page for key in keys)
    assert "#conflicts" not in shown
    step(reviewer, case, "refer", words=FOR_A_CLINICIAN.words)
    form = director.get(f"/cases/{case}/steps/decide")
    assert re.findall(rf'href="/cases/{case}#k-([^"]+)"', against(form)) == keys
    assert re.findall(r'<option value="([^"]+)"', form) == keys
    assert "40 letters and 6 different words at least." in form
    assert "3 words at least" in form


def test_a_case_against_which_nothing_speaks_shows_nothing_of_it(web: Web) -> None:
    case = web.case(web.people.reviewer, "cpap-approve")
    browser = web.browser(web.people.reviewer)
    step(browser, case, "take")
    assert against(browser.get(f"/cases/{case}/steps/approve")) == ""
    assert against(browser.get(f"/cases/{case}/steps/ask")) == ""


def test_all_that_is_wrong_with_a_decision_is_told_at_once_by_the_question(web: Web) -> None:
    case = web.case(web.people.reviewer)
    reviewer, director = web.browser(web.people.reviewer), web.browser(web.people.director)
    step(reviewer, case, "take")
    step(reviewer, case, "refer", words=FOR_A_CLINICIAN.words)
    key = turning_for(review_of(web, case), 1, review_of(web, case).request.services[0].code)[0]
    told = {"outcome-1": "denied", "criterion-1": key.key, "missing-1": "", "reason-1": "No."}
    page = step(director, case, "decide", 403, **told)
    alert = page[page.index('role="alert"') :].partition("</div>")[0]
    assert all(words in alert for words in ("have not opened", key.question, "which proof is missing", "too short"))
    assert key.key not in alert
    assert REASON not in alert
