"""Passkeys in a real browser, with an authenticator that the browser itself plays: made, used, shown again, taken away."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from accord.access.first_link import make_first_link
from accord.audit.chain import events_of
from accord.settings import settings
from tests.web.browser.chromium import FLAGS, PROGRAM, check_installed
from tests.web.browser.live import served
from tests.web.conftest import Web

# No passkey is good for a bare number, so that this browser knows one name more than those of the other tests.
FLAGS_HERE = [flag.replace("EXCLUDE 127.0.0.1", "EXCLUDE 127.0.0.1, EXCLUDE localhost") for flag in FLAGS]
WORDS = "four green bicycles sing"


@pytest.fixture
def origin(web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The running site under the address that its settings name."""
    with served(web.app) as address:
        here = address.replace("127.0.0.1", "localhost")
        monkeypatch.setenv("ACCORD_ADDRESS", here)
        settings.cache_clear()
        yield here
    settings.cache_clear()


@pytest.fixture
def context() -> Iterator[BrowserContext]:
    """A browser of its own."""
    check_installed()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS_HERE)
        yield browser.new_context()
        browser.close()


def device(context: BrowserContext, page: Page, *, knows: bool = True) -> None:
    """A device that unlocks keys for who sits before it; knows -- does it recognise the person?"""
    talk = context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": knows, "automaticPresenceSimulation": True,
    }})  # fmt: skip


def actions(web: Web) -> list[str]:
    with web.database.reading() as connection:
        about = f"person {web.people.reviewer.id}"
        return [one.action for one in events_of(connection, web.people.payer, about)]


def test_a_new_person_makes_a_passkey_and_signs_in_with_it(web: Web, origin: str, context: BrowserContext) -> None:
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    device(context, page)
    page.goto(make_first_link(web.database, None, web.people.reviewer, web.clock.now))
    page.get_by_label("New password", exact=True).fill(WORDS)
    page.get_by_label("The new password again").fill(WORDS)
    page.get_by_role("button", name="Keep the password and sign in").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Your name for the device").fill("my phone")
    page.get_by_role("button", name="Make the passkey on this device").click()
    expect(page.locator(".own").first).to_contain_text("my phone")
    page.get_by_role("button", name="Sign out").click()
    way_in = page.get_by_role("button", name="Sign in with a passkey")
    expect(way_in).to_be_focused()  # the default: one key press
    page.keyboard.press("Enter")
    page.wait_for_url(f"{origin}/cases")
    web.clock.now += dt.timedelta(minutes=11)
    page.goto(f"{origin}/me/passkeys/new")
    expect(page).to_have_url(re.compile(r"/me/prove\?next=/me/passkeys/new$"))
    page.get_by_role("button", name="Go on with a passkey").click()
    expect(page).to_have_url(f"{origin}/me/passkeys/new")
    page.goto(f"{origin}/me")
    page.get_by_role("button", name="Take away my phone").click()
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    assert actions(web)[1:] == [
        "first_link_made", "password_set", "signed_in", "passkey_added", "signed_out", "signed_in", "proved", "passkey_removed",
    ]  # fmt: skip
    assert complaints == []


def test_a_device_that_does_not_know_the_person_lets_nobody_in(web: Web, origin: str, context: BrowserContext) -> None:
    page = context.new_page()
    device(context, page, knows=False)
    page.goto(f"{origin}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()
    expect(page).to_have_url(f"{origin}/sign-in")
    assert "signed_in" not in actions(web)
