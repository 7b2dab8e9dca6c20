"""A visit to a page in one of its states, and what is done there before one looks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from unittest.mock import patch

from playwright.sync_api import Page

from accord.db.engine import Database
from accord.errors import Unavailable
from accord.wording import say


def stay(_: Page) -> None:
    """Nothing more is done."""


def nothing() -> AbstractContextManager[object]:
    """Nothing is the matter."""
    return nullcontext()


@dataclass(frozen=True)
class Visit:
    """route -- as the application names it, method first. who -- '' for a stranger. path -- with the names of a house.

    does -- what is done on the page before it is looked at. while_ -- what is the matter with the site meanwhile.
    brief -- of a long page seen in all looks elsewhere: this state in light on a phone and in dark on a desk.
    """

    route: str
    state: str
    who: str
    path: str
    does: Callable[[Page], None] = stay
    status: int = 200
    while_: Callable[[], AbstractContextManager[object]] = nothing
    brief: bool = False

    @property
    def name(self) -> str:
        """For people."""
        return f"{self.route} {self.state}".replace("/", "_").replace(" ", "-")


def press(name: str) -> Callable[[Page], None]:
    """Presses a button of the page."""
    return lambda page: page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def send(**fields: str) -> Callable[[Page], None]:
    """Fills fields and sends the form of the page past the browser's own checks, so that the server says what is wrong."""

    def does(page: Page) -> None:
        for name, value in fields.items():
            field = page.locator(f'main form [name="{name}"]').first
            if field.get_attribute("type") in ("radio", "checkbox"):
                page.locator(f'main form [name="{name}"][value="{value}"]').check()
            else:
                field.evaluate("(e, v) => { e.value = v }", value)
        page.locator("main form.stack").first.evaluate("f => { f.noValidate = true; f.requestSubmit() }")
        page.get_by_role("alert").first.wait_for()

    return does


def write(words: str) -> Callable[[Page], None]:
    """Changes the first sentence of a letter."""
    return lambda page: page.locator("form.letter textarea").first.fill(words)


def show_words(words: str) -> Callable[[Page], None]:
    """Looks words of the record up that stand there."""

    def does(page: Page) -> None:
        name = page.locator("#document option").filter(has_text="walk").first.get_attribute("value")
        page.locator("#document").select_option(value=name)
        page.locator("#words").fill(words)
        press(say("web.passage.look"))(page)
        page.locator("#found").wait_for()

    return does


def sure(page: Page) -> None:
    """Says so."""
    page.locator('main [name="sure"]').check()


def no_role(page: Page) -> None:
    """Takes every role away."""
    for box in page.locator('main [name="roles"]:checked').all():
        box.uncheck()
    send()(page)


def wrong_npi(page: Page) -> None:
    """Writes a number that is no NPI among somebody's qualifications."""
    page.locator('main [name="npi"]').fill("12")
    press(say("web.people.keep_qualified"))(page)
    page.get_by_role("alert").first.wait_for()


def read(page: Page) -> None:
    """Waits until the record was read again; the page looks by itself."""
    page.locator(".criterion").first.wait_for()


def open_all(page: Page) -> None:
    """Opens all that is closed."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def read_all(page: Page) -> None:
    """A case page, with all open."""
    read(page)
    open_all(page)


def then(*acts: Callable[[Page], None]) -> Callable[[Page], None]:
    """One after the other."""

    def does(page: Page) -> None:
        for act in acts:
            act(page)

    return does


def go(path: str) -> Callable[[Page], None]:
    """Follows the first link there, or opens the address."""
    return lambda page: page.goto(path) and None


def follow(words: str) -> Callable[[Page], None]:
    """Follows the link of these words."""

    def does(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("link", name=words).first.click()

    return does


def send_opinion(page: Page) -> None:
    """Sends the form of a second opinion with nothing in it."""
    page.locator('form[action^="/opinions/"]').evaluate("f => { f.noValidate = true; f.requestSubmit() }")
    page.get_by_role("alert").first.wait_for()


def go_to(words: str) -> Callable[[Page], None]:
    """Opens where the first link of these words leads, also where a script would bring it into the page."""

    def does(page: Page) -> None:
        address = page.get_by_role("main").get_by_text(words, exact=True).first.get_attribute("href")
        assert address is not None
        page.goto(address)

    return does


def show_form(page: Page) -> None:
    """Presses the first button that corrects a finding; the script puts the form in its place."""
    page.locator("[data-act=correct]").first.click()
    page.locator(".judge").wait_for()


def show_evidence(page: Page) -> None:
    """Presses the first button that opens evidence; the script puts it in its place."""
    read(page)
    form = page.locator("form[data-part]").first
    part = form.get_attribute("data-part")
    form.get_by_role("button").click()
    page.locator(f'[id="{part}"] .proof').wait_for()


def away() -> AbstractContextManager[object]:
    """The database does not answer."""
    return patch.object(
        Database, "reading", side_effect=Unavailable("The database does not answer.", "See that it runs.")
    )


def broken() -> AbstractContextManager[object]:
    """The list cannot be made, for a reason nobody thought of."""
    return patch("accord.web.work_list.cases_of", side_effect=RuntimeError)


def slow() -> AbstractContextManager[object]:
    """The record takes long to read again."""
    return patch("accord.web.case_page.laid_out", return_value=None)


def with_passkeys() -> AbstractContextManager[object]:
    """The site is reached under the address that passkeys are for."""
    stack = ExitStack()
    for module in ("sign_in", "my_passkeys", "me"):
        stack.enter_context(patch(f"accord.web.{module}.passkeys_at", return_value=""))
    return stack
