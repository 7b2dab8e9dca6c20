"""The pictures of the pages in the docs: the demo as it is at a fixed moment, in a window of a fixed size.

`python -m tests.web.screenshots` makes them anew in docs/pictures; a test makes them elsewhere and holds them against those.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from accord.access import Person
from accord.access.organizations import person_of
from accord.cases.jobs import claim_job
from accord.cases.reviews import run_review
from accord.cli.demo import make_demo
from accord.db import sealing
from accord.db.engine import Database
from accord.db.migrate import migrate
from accord.db.tables import person
from accord.policies.load import bundled_pack
from accord.settings import settings
from accord.web.app import make_web
from accord.wording import say
from tests.cases.conftest import NOW
from tests.web.browser.chromium import PHONE, chromium
from tests.web.browser.live import Live, served

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DESK = {"width": 1280, "height": 800}
COLOURS = 128  # of a page there are few; so the files stay small
Act = Callable[[Page], None]


@dataclass(frozen=True)
class Picture:
    """who -- the address of a person of the demo; act -- what is done before the picture is taken, from their first page on."""

    name: str
    who: str
    act: Act
    size: Mapping[str, int]
    dark: bool = False


def open_case(reference: str) -> Act:
    """Opens a case of the list and waits for its record."""

    def act(page: Page) -> None:
        page.get_by_role("link", name=reference).click()
        page.locator(".criterion").first.wait_for()

    return act


def step(name: str) -> Act:
    """Takes a step of the case page, or opens its form."""

    def act(page: Page) -> None:
        steps, words = page.get_by_role("group", name=say("web.case.steps")), say(f"web.step.{name}")
        either = steps.get_by_role("button", name=words, exact=True).or_(
            steps.get_by_role("link", name=words, exact=True)
        )
        with page.expect_navigation():
            either.click()

    return act


def say_why(page: Page) -> None:
    """Says why the case is referred."""
    page.locator("#words").fill("The sleep test is for a clinician to weigh.")
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=say("web.step.refer"), exact=True).click()


def show_evidence(page: Page) -> None:
    """Opens the evidence on the first criterion that is unclear, and goes to the words that it cites."""
    one = page.locator(".criterion", has=page.locator(".badge.unclear")).first
    one.locator("form[data-part] button").click()
    one.locator(".proof a[data-mark]").first.click()
    page.evaluate("() => document.activeElement.blur()")


def choose_denial(page: Page) -> None:
    """Says that the first line is denied, and what that asks for."""
    page.get_by_label(say("web.outcome.denied")).first.check()
    page.get_by_text(say("web.step_form.against")).first.click()


def verify(page: Page) -> None:
    """Opens the audit trail and has the chain verified."""
    page.get_by_role("banner").get_by_role("link", name=say("web.nav.audit")).click()
    page.get_by_role("button", name=say("web.audit.verify")).click()
    page.get_by_role("status").wait_for()


def new_request(page: Page) -> None:
    """Opens the form for a request."""
    page.get_by_role("banner").get_by_role("link", name=say("web.nav.new")).click()
    page.get_by_label(say("web.new.files")).wait_for()


def then(*acts: Act) -> Act:
    """One after the other."""

    def act(page: Page) -> None:
        for one in acts:
            one(page)

    return act


def stay(_: Page) -> None:
    """The first page is the picture."""


REVIEWER, DIRECTOR = "reviewer@plan.example", "director@plan.example"
SOON, CLINICAL = "PA-2026-000002", "PA-2026-000003"
# In this order: what one does, the next one finds done.
PICTURES: tuple[Picture, ...] = (
    Picture("work-list", REVIEWER, stay, DESK),
    Picture("case", REVIEWER, then(open_case(SOON), show_evidence), DESK),
    Picture("ask", REVIEWER, then(open_case(SOON), step("take"), step("ask")), DESK),
    Picture("referred", REVIEWER, then(open_case(CLINICAL), step("take"), step("refer"), say_why), DESK, dark=True),
    Picture("decide", DIRECTOR, then(open_case(CLINICAL), step("decide"), choose_denial), DESK),
    Picture("audit", "auditor@plan.example", verify, DESK),
    Picture("new-request", "coordinator@clinic.example", new_request, PHONE),
)  # fmt: skip


def take(browser: Browser, database: Database, folder: Path) -> None:
    """Makes the demo in an empty database, and all pictures of it in a folder."""
    make_demo(database, NOW)
    while (held := claim_job(database, NOW)) is not None:
        run_review(database, held, bundled_pack(), NOW)
    people = _people(database)
    folder.mkdir(parents=True, exist_ok=True)
    with served(make_web(database, secure=False, clock=lambda: NOW)) as origin:
        live = Live(database, lambda: NOW, origin, browser, [])
        for one in PICTURES:
            page = live.enter(people[one.who], dict(one.size), dark=one.dark).page
            page.goto("/")
            one.act(page)
            (folder / f"{one.name}.png").write_bytes(small(page.screenshot(animations="disabled", caret="hide")))
        live.close()


def small(picture: bytes) -> bytes:
    """The same with few colours."""
    made = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        made, "PNG", optimize=True
    )
    return made.getvalue()


def _people(database: Database) -> dict[str, Person]:
    with database.reading() as connection:
        rows = connection.execute(select(person.c.email, person.c.id)).all()
        return {row.email: person_of(connection, row.id) for row in rows}


def main() -> None:
    """Into docs/pictures, from a site of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(ACCORD_DATA=home, ACCORD_SEARCH_BY_MEANING="false")
        for kept in (settings, sealing.site_key):
            kept.cache_clear()
        database = Database(f"sqlite:///{home}/accord.sqlite")
        migrate(database)
        with chromium() as browser:
            take(browser, database, FOLDER)
        database.close()
    for one in PICTURES:
        print(f"{one.name}.png: {(FOLDER / f'{one.name}.png').stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
