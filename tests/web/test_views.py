"""Each view of a record is one row of the trail, however the page came to be shown."""

from __future__ import annotations

from accord.access import Person
from accord.audit.chain import events_of
from accord.cases.views import OPENED
from tests.web.conftest import Browser, Web, upload, version_of


def opened(web: Web, case: str, person: Person) -> int:
    """How often the trail says that the person opened it."""
    with web.database.reading() as connection:
        return len([one for one in events_of(connection, person.organization, f"case {case}")
                    if (one.action, one.who) == (OPENED, person.id)])  # fmt: skip


def add(web: Web, browser: Browser, case: str) -> None:
    """One more paper, by a person without a script."""
    version = version_of(browser.get(f"/cases/{case}/papers"))
    browser.post(
        f"/cases/{case}/papers", version=version, files=[("files", ("later.txt", b"A later note.", "text/plain"))]
    )


def test_who_sends_a_case_sees_its_record_once_when_it_is_there(web: Web) -> None:
    case = web.case(web.people.reviewer, review=False)  # redirects followed: the waiting page was shown
    browser = web.browser(web.people.reviewer)
    for _ in range(3):
        browser.get(f"/cases/{case}")
    assert opened(web, case, web.people.reviewer) == 0
    web.work()
    browser.get(f"/cases/{case}")
    assert opened(web, case, web.people.reviewer) == 1
    browser.get(f"/cases/{case}")
    assert opened(web, case, web.people.reviewer) == 2


def test_somebody_else_who_waits_for_it_is_told_of_once_and_again_when_other_papers_came(web: Web) -> None:
    case, other = web.case(web.people.reviewer, review=False), web.browser(web.people.second)
    for _ in range(3):
        other.get(f"/cases/{case}")
    assert opened(web, case, web.people.second) == 1
    add(web, web.browser(web.people.reviewer), case)
    for _ in range(3):
        other.get(f"/cases/{case}")
    assert opened(web, case, web.people.second) == 2
    add(web, other, case)
    other.get(f"/cases/{case}")
    assert opened(web, case, web.people.second) == 2
    web.work()
    other.get(f"/cases/{case}")
    assert opened(web, case, web.people.second) == 3
    assert opened(web, case, web.people.reviewer) == 0


def test_the_script_is_told_where_its_files_went_and_not_sent_there(web: Web) -> None:
    browser, script = web.browser(web.people.reviewer), {"hx-request": "true"}
    browser.post("/cases/new", 204, files=upload(), headers=script, urgency="standard", received_at="")
    assert browser.last is not None
    address = browser.last.headers["hx-redirect"]
    assert browser.last.text == ""
    case = address.removeprefix("/cases/")
    version = version_of(browser.get(f"{address}/papers"))
    papers = [("files", ("later.txt", b"A later note.", "text/plain"))]
    browser.post(f"{address}/papers", 204, files=papers, headers=script, version=version)
    assert browser.last.headers["hx-redirect"] == address
    web.work()
    assert opened(web, case, web.people.reviewer) == 0
    said = browser.post(
        f"{address}/papers", 422, files=[("files", ("", b"", "text/plain"))], headers=script, version="3"
    )
    assert "<main" in said
