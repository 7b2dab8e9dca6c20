"""Every page of the application in each of its states, and who sees it so. A new page that does not stand here fails a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from unittest.mock import patch

from playwright.sync_api import Page

from accord.db.engine import Database
from accord.errors import Unavailable
from accord.wording import say


def _stay(_: Page) -> None:
    """Nothing more is done."""


def _nothing() -> AbstractContextManager[object]:
    return nullcontext()


@dataclass(frozen=True)
class Visit:
    """route -- as the application names it, method first. who -- '' for a stranger. path -- with the names of a house.

    does -- what is done on the page before it is looked at. while_ -- what is the matter with the site meanwhile.
    """

    route: str
    state: str
    who: str
    path: str
    does: Callable[[Page], None] = _stay
    status: int = 200
    while_: Callable[[], AbstractContextManager[object]] = _nothing

    @property
    def name(self) -> str:
        """For people."""
        return f"{self.route} {self.state}".replace("/", "_").replace(" ", "-")


def press(name: str) -> Callable[[Page], None]:
    """Presses a button of the page."""
    return lambda page: page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def send(**fields: str) -> Callable[[Page], None]:
    """Fills fields and sends the form of the page past the browser's own checks, so that the server answers."""

    def does(page: Page) -> None:
        for name, value in fields.items():
            field = page.locator(f'main form [name="{name}"]').first
            if field.get_attribute("type") in ("radio", "checkbox"):
                page.locator(f'main form [name="{name}"][value="{value}"]').check()
            else:
                field.evaluate("(e, v) => { e.value = v }", value)
        with page.expect_navigation():
            page.locator("main form.stack").first.evaluate("f => { f.noValidate = true; f.requestSubmit() }")

    return does


def no_role(page: Page) -> None:
    """Takes every role away."""
    for box in page.locator('main [name="roles"]:checked').all():
        box.uncheck()
    send()(page)


def open_all(page: Page) -> None:
    """Opens all that is closed."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def show_evidence(page: Page) -> None:
    """Presses the first button that opens evidence; the script puts it in its place."""
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
    return patch("accord.web.case_page.shown", return_value=None)


CASE, STEP = "/cases/{case_id}", "/cases/{case_id}/steps/{name}"
VISITS: tuple[Visit, ...] = (
    Visit("GET /sign-in", "empty", "", "/sign-in"),
    Visit("POST /sign-in", "refused", "", "/sign-in", send(email="nobody@x.example", password="wrong"), 403),
    Visit("GET /me", "person", "director", "/me"),
    Visit("GET /me", "nothing to open", "patient", "/me"),
    Visit("GET /cases", "filled", "reviewer", "/cases"),
    Visit("GET /cases", "provider", "coordinator", "/cases"),
    Visit("GET /cases", "empty", "newcomer", "/cases"),
    Visit("GET /cases", "none fits", "reviewer", "/cases?patient=nobody"),
    Visit("GET /cases", "forbidden", "administrator", "/cases", status=403),
    Visit("GET /cases", "bad link", "reviewer", "/cases?after=x", status=422),
    Visit("GET /cases", "database away", "reviewer", "/cases", status=503, while_=away),
    Visit("GET /cases", "broken", "reviewer", "/cases", status=500, while_=broken),
    Visit("GET /cases/new", "empty", "reviewer", "/cases/new"),
    Visit("POST /cases/new", "without files", "reviewer", "/cases/new", send(urgency="standard"), 422),
    Visit(f"GET {CASE}", "not opened", "director", "/cases/{scanned}"),
    Visit(f"GET {CASE}", "all open", "reviewer", "/cases/{scanned}", open_all),
    Visit(f"GET {CASE}", "conflicts and odd names", "director", "/cases/{odd}", open_all),
    Visit(f"GET {CASE}", "decided", "director", "/cases/{denied}", open_all),
    Visit(f"GET {CASE}", "asked", "reviewer", "/cases/{asked}", open_all),
    Visit(f"GET {CASE}", "coded, clock stopped", "reviewer", "/cases/{coded}", open_all),
    Visit(f"GET {CASE}", "overdue", "second", "/cases/{overdue}"),
    Visit(f"GET {CASE}", "draft", "coordinator", "/cases/{draft}", open_all),
    Visit(f"GET {CASE}", "sent", "clinician", "/cases/{sent}", open_all),
    Visit(f"GET {CASE}", "auditor", "auditor", "/cases/{denied}", open_all),
    Visit(f"GET {CASE}", "being reviewed", "reviewer", "/cases/{waiting}"),
    Visit(f"GET {CASE}", "being read again", "reviewer", "/cases/{asked}", while_=slow),
    Visit(f"GET {CASE}", "not reviewed", "reviewer", "/cases/{failed}"),
    Visit(f"GET {CASE}", "of another organization", "stranger", "/cases/{asked}", status=404),
    Visit(f"POST {CASE}/evidence", "opened in its place", "second", "/cases/{odd}", show_evidence),
    Visit(f"GET {STEP}", "words", "reviewer", "/cases/{odd}/steps/ask"),
    Visit(f"GET {STEP}", "approve", "reviewer", "/cases/{odd}/steps/approve"),
    Visit(f"GET {STEP}", "decide", "director", "/cases/{odd}/steps/decide", open_all),
    Visit(f"GET {STEP}", "send", "coordinator", "/cases/{ready}/steps/send"),
    Visit(f"GET {STEP}", "record answers", "coordinator", "/cases/{sent}/steps/payer_decides", open_all),
    Visit(f"GET {STEP}", "closed", "reviewer", "/cases/{denied}/steps/ask", status=409),
    Visit(f"GET {STEP}", "forbidden", "reviewer", "/cases/{odd}/steps/decide", status=403),
    Visit(f"POST {STEP}", "nothing said", "director", "/cases/{odd}/steps/decide", send(), 422),
    Visit(f"GET {CASE}/clock", "empty", "reviewer", "/cases/{odd}/clock"),
    Visit(f"POST {CASE}/clock", "no reason", "reviewer", "/cases/{odd}/clock", send(kind="extended", days="3"), 422),
    Visit("GET /people", "filled", "administrator", "/people"),
    Visit("POST /people", "no role", "administrator", "/people", send(name="N", email="n@x.example"), 422),
    Visit("GET /people/{person_id}", "filled", "administrator", "/people/{reviewer}"),
    Visit("POST /people/{person_id}/remove", "oneself", "administrator", "/people/{administrator}",
          press(say("web.people.remove")), 403),
    Visit("POST /people/{person_id}/roles", "none", "administrator", "/people/{second}", no_role, 422),
    Visit("POST /people/{person_id}/link", "shown once", "administrator", "/people/{second}", press(say("web.people.new_link"))),
    Visit("GET /audit", "filled", "auditor", "/audit"),
    Visit("GET /audit", "about one case", "auditor", "/audit?about=case+{denied}"),
    Visit("GET /audit", "forbidden", "reviewer", "/audit", status=403),
    Visit("POST /audit/verify", "holds", "auditor", "/audit", press(say("web.audit.verify"))),
)  # fmt: skip
# What is no page of ours: why.
NO_PAGE: Mapping[str, str] = {
    "GET /": "leads to the first page",
    "GET /static/{name}": "style, script, picture",
    f"GET {CASE}/files/{{number}}": "a file as it came",
    f"GET {CASE}/pictures/{{name}}": "a picture",
    f"POST {CASE}/owner": "leads back to the case",
    "POST /sign-out": "leads to sign-in",
}
