"""Words that go out with a step are held against the record first: marked, changed or kept knowingly, never slipped through."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.access import Person, Role
from accord.audit.chain import events_of
from accord.cases.decisions import LineDecision, Outcome
from accord.cases.outward import Given, Weighed, check_outward, digest_of, outward
from accord.cases.states import TRANSITIONS, Step
from accord.cases.views import messages_of
from accord.errors import Forbidden, Invalid
from accord.wording import say
from tests.web.conftest import Browser, Web, keep, version_of

BORNE = "The AHI was 22.4 events per hour."


def person(*roles: Role) -> Person:
    return Person("p", "o", "Pat Poe", frozenset(roles))


def form(web: Web, browser: Browser, case: str, step: str) -> str:
    del web
    return version_of(browser.get(f"/cases/{case}/steps/{step}"))


@pytest.fixture
def taken(web: Web) -> tuple[Browser, str]:
    """A case in review at the payer, and its reviewer's browser."""
    case, browser = web.case(web.people.reviewer), web.browser(web.people.reviewer)
    browser.post(f"/cases/{case}/steps/take", version=version_of(browser.get(f"/cases/{case}")))
    return browser, case


def suggested(page: str) -> str:
    found = re.search(r'<textarea id="words"[^>]*>(.*?)</textarea>', page, re.S)
    assert found is not None
    return found[1]


def sent(web: Web, case: str) -> list[str]:
    with web.database.reading() as connection:
        return [one.body for one in messages_of(connection, case) if one.sent_at is not None]


def test_what_the_review_asks_for_goes_out_as_it_stands(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    page = browser.get(f"/cases/{case}/steps/ask")
    words = suggested(page)
    assert words.startswith("- ")
    browser.post(f"/cases/{case}/steps/ask", version=version_of(page), words=words)
    assert sent(web, case) == [words]


def test_a_sentence_that_the_record_does_not_bear_is_marked_and_sent_only_knowingly(
    web: Web, taken: tuple[Browser, str]
) -> None:
    browser, case = taken
    version = form(web, browser, case, "ask")
    words = "The saturation at rest was 4711 %. Please send the walking test again."
    page = browser.post(f"/cases/{case}/steps/ask", 422, version=version, words=words)
    assert say("outward.not_borne", count=2) in page
    assert say("web.step_form.nowhere", what="4711") in page
    assert words in page
    assert sent(web, case) == []
    # A box that was ticked for other words keeps nothing.
    browser.post(f"/cases/{case}/steps/ask", 422, version=version, words=words, keep=keep("Other words."))
    browser.post(f"/cases/{case}/steps/ask", 422, version=version, words=f"{words} More.", keep=keep(words))
    assert sent(web, case) == []
    box = re.search(r'name="keep" value="([0-9a-f]{64})"', page)
    assert box is not None
    browser.post(f"/cases/{case}/steps/ask", version=version, words=words, keep=box[1])
    assert sent(web, case) == [words]
    with web.database.reading() as connection:
        (row,) = [one for one in events_of(connection, web.people.payer, f"case {case}") if one.action == "ask"]
    assert row.told["outward"] == {"sha256": box[1], "own": 2, "struck": 0, "kept": True}
    assert "4711" not in str(row.told)


def test_words_of_the_record_need_no_box(web: Web) -> None:
    case, browser = web.case(web.people.reviewer, "cpap-approve"), web.browser(web.people.reviewer)
    browser.post(f"/cases/{case}/steps/take", version=version_of(browser.get(f"/cases/{case}")))
    version = form(web, browser, case, "ask")
    browser.post(f"/cases/{case}/steps/ask", 422, version=version, words=BORNE.replace("22.4", "22.5"))
    browser.post(f"/cases/{case}/steps/ask", version=version, words="Apneas and hypopneas, total events: 161")
    assert sent(web, case) == ["Apneas and hypopneas, total events: 161"]


def test_what_no_list_holds_goes_out_only_from_somebody_who_signs_letters(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    version, words = form(web, browser, case, "ask"), "It rests on G47.99Z, as you know."
    page = browser.post(f"/cases/{case}/steps/ask", 403, version=version, words=words, keep=keep(words))
    assert say("web.step_form.struck") in page
    assert sent(web, case) == []
    director = web.browser(web.people.director)
    director.post(f"/cases/{case}/steps/ask", 422, version=version, words=words)
    director.post(f"/cases/{case}/steps/ask", version=version, words=words, keep=keep(words))
    assert sent(web, case) == [words]


def test_the_form_offers_the_letter_of_the_editor(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    page = browser.get(f"/cases/{case}/steps/ask")
    assert f'href="/cases/{case}/letters/request"' in page
    letter = browser.client.get(f"/cases/{case}/letters/request").text
    from tests.web.test_letters import fields

    browser.client.post(f"/cases/{case}/letters/request", data={**fields(letter), "do": ["keep"]})
    page = browser.get(f"/cases/{case}/steps/ask")
    assert f'href="/cases/{case}/letters/request/1"' in page
    assert "version 1" in page
    del web


def test_words_that_stay_inside_are_not_held_against_anything(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    version = version_of(browser.get(f"/cases/{case}"))
    browser.post(f"/cases/{case}/steps/refer", version=version, words="For a clinician to weigh.")
    director = web.browser(web.people.director)
    version = version_of(director.get(f"/cases/{case}"))
    director.post(f"/cases/{case}/steps/return", version=version, words="Look at the 4711 again.")
    assert sent(web, case) == []


DENIED = LineDecision(1, Outcome.DENIED, reason="No test.", missing="A test.")


@pytest.mark.parametrize("way", TRANSITIONS.values(), ids=lambda way: way.step.value)
def test_every_step_that_sends_holds_what_it_sends_against_the_record(way: object) -> None:
    step = next(one for one in TRANSITIONS.values() if one is way)
    texts = outward(step, "Some words.", "A letter.", (DENIED,))
    assert bool(texts) == (bool(step.sends) or step.step is Step.DECIDE)
    assert ("No test." in texts) == (step.step is Step.DECIDE)
    if texts:
        with pytest.raises(Invalid):
            check_outward(person(*Role), step, Given("Some words.", "A letter.", (DENIED,)))
    else:
        assert check_outward(person(), step, Given("Some words.", "A letter.", (DENIED,))) == {}


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1), st.text(min_size=1), st.integers(0, 2), st.integers(0, 2), st.booleans(), st.booleans())
def test_only_the_very_words_that_were_weighed_go_out(
    words: str, other: str, own: int, struck: int, kept: bool, signs: bool
) -> None:
    way, who = TRANSITIONS[Step.ASK], person(Role.MEDICAL_DIRECTOR if signs else Role.REVIEWER)
    told = Weighed(digest_of([other.strip()]), own, struck, kept)
    if not words.strip():
        return
    try:
        row = check_outward(who, way, Given(words, weighed=told))
    except (Invalid, Forbidden):
        assert words.strip() != other.strip() or (own + struck and not kept) or (struck and not signs)
    else:
        assert words.strip() == other.strip()
        assert not (own + struck) or kept
        assert not struck or signs
        assert row["outward"]["sha256"] == digest_of([words.strip()])
