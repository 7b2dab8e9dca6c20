"""A session that is over loses nothing: what was written is kept for its person alone, and leads back to where it belongs."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import func, select

from accord.access.held_forms import LIFE, MOST
from accord.access.sessions import IDLE, begin_session
from accord.cases.case import case_of
from accord.cases.states import State
from accord.db.tables import held_form
from accord.wording import say
from tests.web.conftest import Browser, Web, keep, version_of
from tests.web.door import actions

WORDS = "Please send the overnight oximetry of Mr. Pemberton."
MINUTE = dt.timedelta(minutes=1)


def asks(web: Web) -> tuple[str, Browser, dict[str, str]]:
    """A case in review, its reviewer's browser, and what they are about to send to ask for more."""
    browser, case = web.browser(web.people.reviewer), web.case(web.people.reviewer)
    browser.post(f"/cases/{case}/steps/take", version=version_of(browser.get(f"/cases/{case}")))
    shown = browser.get(f"/cases/{case}/steps/ask")
    return case, browser, {"form_token": browser.token, "version": version_of(shown), "words": WORDS}


def late(browser: Browser, path: str, form: dict[str, str], **headers: str) -> str:
    """Where a form leads that comes when the session is over."""
    answer = browser.client.post(path, data=form, headers=headers, follow_redirects=False)
    return str(answer.headers.get("hx-redirect") or answer.headers["location"])


def signs_in(web: Web, browser: Browser, person: object = None) -> None:
    """In the same browser, without a word of where they were."""
    with web.database.writing() as connection:
        made = begin_session(connection, getattr(person, "id", web.people.reviewer.id), "password", web.clock.now)
    browser.client.cookies.set("accord", made.token)


def kept(web: Web) -> int:
    with web.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(held_form)).scalar_one()


def state(web: Web, case: str) -> State:
    with web.database.reading() as connection:
        return case_of(connection, web.people.reviewer, case).state


def test_what_was_written_comes_back_after_signing_in_and_is_sent(web: Web) -> None:
    case, browser, form = asks(web)
    web.clock.now += IDLE + MINUTE
    to = late(browser, f"/cases/{case}/steps/ask", form)
    assert re.fullmatch(r"/sign-in\?next=/held/[\w-]{43}&ended=1", to)
    assert say("web.sign_in.held") in browser.get(to)
    assert state(web, case) is State.IN_REVIEW
    signs_in(web, browser)
    page = browser.get(to.partition("next=")[2].partition("&")[0])
    assert WORDS in page
    assert f'href="/cases/{case}"' in page
    told = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    assert told["words"] == WORDS
    assert told["form_token"] != form["form_token"]
    action = re.search(r'action="(/cases/[^"]+)"', page)
    assert action is not None
    browser.post(action[1], **told, keep=keep(WORDS))
    assert state(web, case) is State.MORE_ASKED
    assert WORDS in browser.get(f"/cases/{case}")
    assert actions(web, web.people.reviewer).count("form_held") == 1
    assert actions(web, web.people.reviewer).count("form_shown") == 1


def test_lines_stay_lines_as_browsers_send_them(web: Web) -> None:
    case, browser, form = asks(web)
    web.clock.now += IDLE + MINUTE
    to = late(browser, f"/cases/{case}/steps/ask", {**form, "words": "Please send:\r\n- the walk"})
    signs_in(web, browser)
    page = browser.get(to.partition("next=")[2].partition("&")[0])
    assert ">Please send:\n- the walk<" in page
    assert "U+000D" not in page


def test_it_is_sealed_and_nobody_elses_and_gone_after_a_day(web: Web) -> None:
    case, browser, form = asks(web)
    web.clock.now += IDLE + MINUTE
    address = late(browser, f"/cases/{case}/steps/ask", form).partition("next=")[2].partition("&")[0]
    with web.database.reading() as connection:
        row = connection.execute(select(held_form)).one()
    assert b"Pemberton" not in bytes(row.body)
    assert address.rpartition("/")[2] not in row.digest
    web.browser(web.people.second).get(address, 404)
    web.browser(web.people.director).get(address, 404)
    assert WORDS in web.browser(web.people.reviewer).get(address)
    web.clock.now += LIFE
    web.browser(web.people.reviewer).get(address, 404)


def test_only_a_form_of_that_very_session_is_kept(web: Web) -> None:
    case, browser, form = asks(web)
    path = f"/cases/{case}/steps/ask"
    stranger = Browser(web.stranger())
    assert late(stranger, path, form) == "/sign-in"
    web.clock.now += IDLE + MINUTE
    assert "/held/" not in late(browser, path, {**form, "form_token": "0" * 64})
    assert "/held/" not in late(browser, path, {**form, "words": "  "})  # nothing was written
    assert "/held/" not in late(browser, path, form, origin="https://elsewhere.example")
    assert "/held/" not in late(browser, path, form, **{"sec-fetch-mode": "cors"})  # a check while one writes
    assert "/held/" not in late(browser, "/me/password", {**form, "password": "four green bicycles"})
    assert kept(web) == 0
    fresh = web.browser(web.people.reviewer)
    signed_out = {**form, "form_token": fresh.token}
    token = fresh.client.cookies["accord"]
    fresh.post("/sign-out")
    fresh.client.cookies.set("accord", token)
    assert "/held/" not in late(fresh, path, signed_out)
    assert kept(web) == 0


def test_of_one_person_so_many_are_kept_and_the_oldest_go(web: Web) -> None:
    case, browser, form = asks(web)
    web.clock.now += IDLE + MINUTE
    last = ""
    for number in range(MOST + 2):
        web.clock.now += dt.timedelta(seconds=1)
        last = late(browser, f"/cases/{case}/steps/ask", {**form, "words": f"Wording {number} of it"})
    assert kept(web) == MOST
    signs_in(web, browser)
    assert f"Wording {MOST + 1} of it" in browser.get(last.partition("next=")[2].partition("&")[0])


def test_a_page_that_is_asked_for_too_late_says_why_and_leads_back(web: Web) -> None:
    case, browser, _ = asks(web)
    web.clock.now += IDLE + MINUTE
    page = browser.get(f"/cases/{case}")
    assert say("web.sign_in.ended") in page
    assert f'name="next" value="/cases/{case}"' in page
    assert say("web.sign_in.ended") not in Browser(web.stranger()).get("/cases")


def test_a_step_that_is_not_possible_says_so_in_words_and_leads_back_to_its_case(web: Web) -> None:
    case = web.case(web.people.reviewer)
    director = web.browser(web.people.director)
    page = director.get(f"/cases/{case}/steps/decide", 409)
    assert "“Decide each line” is not possible while a case is “received”." in page
    assert "Possible from there: Begin the review." in page
    assert "Not possible as it stands" in page
    assert f'href="/cases/{case}"' in page
    assert f'href="/cases/{case}"' not in web.browser(web.people.stranger).get(f"/cases/{case}/steps/decide", 404)
    assert f'href="/cases/{case}"' not in Browser(web.stranger()).get(f"/cases/{case}/steps/decide")


def test_a_piece_of_a_page_leads_the_whole_page_to_sign_in(web: Web) -> None:
    case, browser, form = asks(web)
    here = f"http://127.0.0.1/cases/{case}"
    web.clock.now += IDLE + MINUTE
    answer = browser.client.get(f"/cases/{case}/findings/x", headers={"hx-request": "true", "referer": here})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (204, f"/sign-in?next=/cases/{case}&ended=1")
    assert "/held/" in late(
        browser, f"/cases/{case}/steps/ask", form, **{"hx-request": "true", "sec-fetch-mode": "cors"}
    )
    empty = {"form_token": form["form_token"]}
    assert late(browser, "/people/x/link", empty, referer=here) == f"/sign-in?next=/cases/{case}&ended=1"
    assert late(browser, "/people/x/link", empty, referer="https://elsewhere.example/a") == "/sign-in?ended=1"
