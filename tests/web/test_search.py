"""Search across an organization's cases: by what, by whom, and what the audit trail says of it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from sqlalchemy import select

from accord.audit.chain import events_of
from accord.cases.case import case_of
from accord.cases.opinions import take_opinion
from accord.cases.search import SEARCHED, Search, keep_terms, search
from accord.cases.states import State
from accord.db.tables import case as cases
from accord.db.tables import case_term
from tests.cases.conftest import NOW
from tests.web.conftest import Web


def rows(page: str) -> list[str]:
    return re.findall(r'<th role="rowheader"[^>]*><a href="/cases/([^"]+)"', page)


def searches(web: Web, organization: str) -> list[dict[str, object]]:
    with web.database.reading() as connection:
        return [dict(one.told) for one in events_of(connection, organization, "cases") if one.action == SEARCHED]


@pytest.fixture
def found(web: Web) -> dict[str, str]:
    """Two cases of the payer."""
    return {name: web.case(web.people.reviewer, name) for name in ("oxygen-ask", "cpap-approve")}


def test_without_a_question_nothing_is_searched(web: Web, found: dict[str, str]) -> None:
    page = web.browser(web.people.second).get("/search")
    assert rows(page) == []
    assert "all that you fill in has to fit" in page
    assert searches(web, web.people.payer) == []


def test_a_case_is_found_by_each_thing_that_is_known_of_it(web: Web, found: dict[str, str]) -> None:
    browser, wanted = web.browser(web.people.second), found["oxygen-ask"]
    with web.database.reading() as connection:
        seen = case_of(connection, web.people.second, wanted)
    day = seen.received_at.date().isoformat()
    for question in (
        "name=pemberton", "name=PEMBERTON+josiah", f"member={seen.member}", f"member=+{seen.member.lower()}+",
        f"reference={seen.reference}", f"reference={int(seen.reference[-6:])}", "code=e1390", "code=J44.9",
        f"policy={seen.policy}", "proposal=ask", f"name=pemberton&state=received&from={day}&until={day}&owner=nobody&proposal=ask",
    ):  # fmt: skip
        assert rows(browser.get(f"/search?{question}")) == [wanted], question


def test_what_does_not_fit_in_one_thing_is_not_found(web: Web, found: dict[str, str]) -> None:
    browser = web.browser(web.people.second)
    for question in ("name=pember", "name=pemberton+valborg", "name=pemberton&code=E0601", "member=1", "reference=77",
                     "name=pemberton&state=decided", "name=pemberton&until=1990-01-01", "policy=none",
                     f"name=pemberton&owner={web.people.second.id}"):  # fmt: skip
        page = browser.get(f"/search?{question}")
        assert rows(page) == [], question
        assert "No case fits" in page


def test_the_audit_trail_holds_that_somebody_searched_and_not_for_whom(web: Web, found: dict[str, str]) -> None:
    browser = web.browser(web.people.second)
    browser.get("/search?name=Pemberton&state=received")
    browser.get("/search?name=pemberton&state=received")
    browser.get("/search?reference=Pemberton")
    first, second, third = searches(web, web.people.payer)
    assert (first["by"], first["state"], first["found"]) == (["name", "state"], "received", 1)
    assert first["digest"] == second["digest"] != third["digest"]
    assert "emberton" not in str([first, second, third]).lower().replace("digest", "")


def test_another_organization_finds_nothing_of_it(web: Web, found: dict[str, str]) -> None:
    for person in (web.people.stranger, web.people.coordinator):
        page = web.browser(person).get("/search?name=pemberton")
        assert rows(page) == []
        assert "Pemberton" not in page.replace('value="pemberton"', "")
        assert rows(web.browser(person).get("/search?code=E1390")) == []


@pytest.mark.parametrize(
    "odd", ["state=nowhere", "from=yesterday", "until=9999-12-31", "proposal=deny", "name=x&after=1"]
)
def test_what_no_form_of_ours_says_is_refused(web: Web, odd: str) -> None:
    browser = web.browser(web.people.second)
    browser.get(f"/search?{odd}", 404 if odd.startswith("state") else 422)


def test_days_the_wrong_way_round_are_told(web: Web) -> None:
    browser = web.browser(web.people.second)
    assert "is before the day from which" in browser.get("/search?from=2026-05-12&until=2026-05-11", 422)
    assert searches(web, web.people.payer) == []
    browser.get("/search?from=2026-05-12&until=2026-05-12")
    assert len(searches(web, web.people.payer)) == 1


def test_pages_go_on_where_the_last_ended_and_say_when_there_are_very_many(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = many(web, 7)
    monkeypatch.setattr("accord.web.search.MOST", 3)
    monkeypatch.setattr("accord.cases.search.COUNTED", 5)
    monkeypatch.setattr("accord.web.search.COUNTED", 5)
    browser, seen = web.browser(web.people.second), list[str]()
    page = browser.get("/search?name=doe")
    assert "More than 5 cases fit" in page
    while True:
        seen += rows(page)
        onward = re.search(r'href="([^"]+)" rel="next"', page)
        if onward is None:
            break
        page = browser.get(onward[1])
    assert seen == made[::-1]


def test_several_words_are_looked_up_from_the_rarest(web: Web) -> None:
    made = many(web, 5, "Doe")
    with web.database.writing() as connection:
        for number, id_ in enumerate(made):
            received = NOW + dt.timedelta(minutes=number)
            keep_terms(
                connection, web.people.payer, id_, received, "Jane Doe" if number % 2 else "John Doe", "", ["E0601"]
            )
    told = search(web.database, web.people.second, Search(name="doe jane", code="e0601"), NOW)
    assert [one.id for one in told.cases] == [made[3], made[1]]
    assert told.total == 2


def test_who_owes_a_second_opinion_is_not_told_what_was_proposed(web: Web, found: dict[str, str]) -> None:
    with web.database.writing() as connection:
        connection.execute(cases.update().where(cases.c.id == found["oxygen-ask"]).values(sampled=True))
    take_opinion(web.database, web.people.second, found["oxygen-ask"], NOW)
    assert rows(web.browser(web.people.second).get("/search?proposal=ask")) == []
    assert rows(web.browser(web.people.second).get("/search?name=pemberton")) == [found["oxygen-ask"]]
    assert rows(web.browser(web.people.reviewer).get("/search?proposal=ask")) == [found["oxygen-ask"]]
    for path in ("/letters", "/letters/request", "/compare"):
        web.browser(web.people.second).get(f"/cases/{found['oxygen-ask']}{path}", 403)


def test_terms_are_kept_once_and_older_ones_stay(web: Web) -> None:
    (id_,) = many(web, 1, "")
    with web.database.writing() as connection:
        for name in ("Jane Doe", "Jane Doe", "Jane Roe"):
            keep_terms(connection, web.people.payer, id_, NOW, name, "A 1", ["E1"])
        terms = connection.execute(select(case_term.c.term).where(case_term.c.case == id_)).scalars().all()
    assert len(terms) == len(set(terms)) == 5
    assert all("doe" not in term.lower() for term in terms)
    for name in ("doe", "roe"):
        assert [one.id for one in search(web.database, web.people.second, Search(name=name), NOW).cases] == [id_]


def many(web: Web, count: int, name: str = "Jane Doe") -> list[str]:
    """So many cases without files, received one after the other; their ids, the oldest first."""
    made: list[str] = []
    with web.database.writing() as connection:
        for number in range(count):
            made.append(f"{number:08}-0000-4000-8000-000000000000")
            received = NOW + dt.timedelta(minutes=number)
            connection.execute(
                cases.insert().values(
                    id=made[-1], organization=web.people.payer, reference=f"PA-2026-9{number:05}", side="payer",
                    state=State.RECEIVED.value, version=1, urgency="standard", received_at=received, due_at=None, owner=None,
                    patient=name, services="", policy="", proposal="", sampled=False, changed_at=received,
                )
            )  # fmt: skip
            keep_terms(connection, web.people.payer, made[-1], received, name, "", [])
    return made
