"""Whoever sees anything of a record leaves a row of the audit trail, whichever page it was on; and no page writes more than it needs."""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Mapping

import pytest
from sqlalchemy import func, select

from accord.access import Person
from accord.audit.chain import verify_chain
from accord.cases.case import Case, case_of
from accord.cases.decisions import Outcome
from accord.cases.opinions import ask_opinion, give_opinion, take_opinion
from accord.cases.reviews import last_review
from accord.cases.views import LISTED, LOOKED, OPENED, PART, open_part
from accord.db.tables import event
from accord.dossier.correction import FindingKeys
from accord.web.app import ROUTERS
from tests.cases.conftest import NOW
from tests.web.conftest import Browser, Web, version_of
from tests.web.test_judging_pages import AHI, scanned
from tests.web.test_letters import fields

# Asked again and again by the script while a review is made: it answers whether it is made, and nothing of the record.
TELLS_NOTHING = frozenset({"/cases/{case_id}/again"})
HOURS = dt.timedelta(hours=2)
PICTURE = re.compile(r'src="/cases/[^"]+/pictures/([0-9a-f]+-\d+\.webp)"')


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, a page waits until the record was read."""
    for module in ("desk", "case_page"):
        monkeypatch.setattr(f"accord.web.{module}.SECONDS_TO_READ", 60.0)


def a_scan(web: Web) -> tuple[Browser, str]:
    """A case with a scanned page, reviewed, and the browser of its reviewer."""
    rita = web.browser(web.people.reviewer)
    rita.post("/cases/new", urgency="standard", received_at="", files=scanned())
    assert rita.last is not None
    web.work()
    return rita, rita.last.url.path.rpartition("/")[2]


def seen(web: Web, case: str) -> Case:
    with web.database.reading() as connection:
        return case_of(connection, web.people.reviewer, case)


def rows(web: Web, person: Person, about: str) -> list[tuple[str, Mapping[str, object]]]:
    with web.database.reading() as connection:
        query = select(event.c.action, event.c.told).where(event.c.who == person.id, event.c.about == about)
        return [(row.action, row.told) for row in connection.execute(query.order_by(event.c.number))]


def newest(web: Web) -> int:
    with web.database.reading() as connection:
        query = select(func.max(event.c.number)).where(event.c.organization == web.people.payer)
        return connection.execute(query).scalar_one()


def everything(web: Web) -> tuple[str, dict[str, str]]:
    """A case of which every page shows something: by route what stands in the place of its other parameters."""
    rita, case = a_scan(web)
    picture = PICTURE.search(rita.get(f"/cases/{case}?papers=pages"))
    assert picture is not None
    with web.database.reading() as connection:
        review = last_review(connection, web.people.payer, case)
    assert review is not None
    key = FindingKeys.of(review.record).key(review.criterion(AHI).evidence[0])
    rita.post(f"/cases/{case}/steps/take", version=version_of(rita.get(f"/cases/{case}")))
    rita.get(f"/cases/{case}/letters/request")
    assert rita.last is not None
    kept = rita.client.post(f"/cases/{case}/letters/request", data={**fields(rita.last.text), "do": ["keep"]})
    assert kept.url.path.endswith("/letters/request/1")
    ask_opinion(web.database, web.people.reviewer, case, seen(web, case).version, "A second look, please.", NOW)
    take_opinion(web.database, web.people.director, case, NOW)
    give_opinion(web.database, web.people.director, case, {1: Outcome.APPROVED}, [], "", NOW)
    return case, {
        "/cases/{case_id}/files/{number}": "1", "/cases/{case_id}/pictures/{name}": picture[1],
        "/cases/{case_id}/findings/{key}": f"{key}?criterion={AHI}&id=k-{AHI}", "/cases/{case_id}/steps/{name}": "approve",
        "/cases/{case_id}/letters/{kind}": "request", "/cases/{case_id}/letters/{kind}/{number}": "request/1",
        "/cases/{case_id}/letters/{kind}/{number}/pdf": "request/1/pdf",
    }  # fmt: skip


def test_no_page_shows_anything_of_a_case_without_a_row(web: Web) -> None:
    case, told = everything(web)
    paths = sorted({
        route.path for router in ROUTERS for route in router.routes  # type: ignore[attr-defined]
        if "GET" in route.methods and "{case_id}" in route.path and route.path not in TELLS_NOTHING  # type: ignore[attr-defined]
    })  # fmt: skip
    assert len(paths) > 12
    for path in paths:
        web.clock.now += HOURS  # what was opened long ago says nothing of what is opened now
        fixed = path.partition("{case_id}")[0] + case
        rest = path.partition("{case_id}")[2]
        address = fixed + (rest if "{" not in rest else rest.partition("{")[0] + told[path])
        before = newest(web)
        web.browser(web.people.second).get(
            address
        ) if "pdf" not in path and "pictures" not in path and "files" not in path else (
            web.browser(web.people.second).client.get(address).raise_for_status()
        )
        with web.database.reading() as connection:
            query = select(event.c.action).where(
                event.c.number > before, event.c.who == web.people.second.id, event.c.about == f"case {case}"
            )
            (made,) = connection.execute(query).scalars().all()  # one, and no more than one
        assert made in LOOKED, (path, made)
    with web.database.reading() as connection:
        assert verify_chain(connection, web.people.payer).fault == ""


def test_who_saw_only_a_picture_or_a_form_gives_no_second_opinion(web: Web) -> None:
    rita, case = a_scan(web)
    picture = PICTURE.search(rita.get(f"/cases/{case}?papers=pages"))
    assert picture is not None
    ask_opinion(web.database, web.people.reviewer, case, seen(web, case).version, "A second look, please.", NOW)
    sam, dora = web.browser(web.people.second), web.browser(web.people.director)
    assert f"/opinions/{case}/take" in sam.get("/opinions")
    assert sam.client.get(f"/cases/{case}/pictures/{picture[1]}").status_code == 200
    assert f"/opinions/{case}/take" not in sam.get("/opinions")
    assert f"/opinions/{case}/take" in dora.get("/opinions")
    dora.get(f"/cases/{case}/steps/take")
    assert f"/opinions/{case}/take" not in dora.get("/opinions")


def test_the_pictures_of_a_page_that_was_opened_write_nothing_more_within_the_hour(web: Web) -> None:
    rita, case = a_scan(web)
    page = rita.get(f"/cases/{case}?papers=pages")
    pictures = set(PICTURE.findall(page))
    assert pictures

    def look() -> None:
        browser = web.browser(web.people.reviewer)  # her session of before may be over
        for name in pictures:
            answer = browser.client.get(f"/cases/{case}/pictures/{name}")
            assert answer.headers["content-type"] == "image/webp"
            assert answer.headers["cache-control"] == "no-store"  # who looks again leaves a row again

    before = len(rows(web, web.people.reviewer, f"case {case}"))
    look()
    web.clock.now += dt.timedelta(minutes=59)
    look()
    assert len(rows(web, web.people.reviewer, f"case {case}")) == before
    web.clock.now += dt.timedelta(minutes=2)
    look()
    look()
    assert rows(web, web.people.reviewer, f"case {case}")[before:] == [(PART, {"part": "pictures"})]
    web.clock.now += HOURS
    web.browser(web.people.reviewer).get(
        f"/cases/{case}/pictures/nothing.webp", 404
    )  # of what is not there nothing is seen
    assert len(rows(web, web.people.reviewer, f"case {case}")) == before + 1


def test_of_many_parts_that_are_asked_for_at_once_one_writes(web: Web) -> None:
    _, case = a_scan(web)
    who = web.people.second
    threads = [
        threading.Thread(target=open_part, args=(web.database, who, case, "pictures", web.clock.now)) for _ in range(8)
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert rows(web, who, f"case {case}") == [(PART, {"part": "pictures"})]


def test_a_row_from_a_clock_that_was_ahead_hides_no_view(web: Web) -> None:
    _, case = a_scan(web)
    who = web.people.second
    open_part(web.database, who, case, "pictures", web.clock.now + 24 * HOURS)
    open_part(web.database, who, case, "pictures", web.clock.now)
    assert len(rows(web, who, f"case {case}")) == 2


def test_a_page_of_the_work_list_is_a_row_that_names_nobody(web: Web) -> None:
    _, case = a_scan(web)
    name = seen(web, case).patient.split()[-1]
    sam = web.browser(web.people.second)
    for path in (
        "/cases",
        f"/cases?patient={name}",
        f"/cases?patient={name.upper()}&state=",
        "/cases?patient=Nobody&due=soon",
    ):
        sam.get(path)
    told = [told for action, told in rows(web, web.people.second, "cases") if action == LISTED]
    assert [one.get("by") for one in told] == [None, ["patient"], ["patient"], ["due", "patient"]]
    assert [one["found"] for one in told] == [1, 1, 1, 0]
    assert told[1]["digest"] == told[2]["digest"] != told[3]["digest"]
    assert name.casefold() not in str(told).casefold()
    assert "nobody" not in str(told).casefold()
    # A line of the list is no look at a record: who saw only that may still give a second opinion.
    assert rows(web, web.people.second, f"case {case}") == []


def test_who_sees_no_cases_lists_none_and_leaves_no_row_that_they_did(web: Web) -> None:
    before = newest(web)
    web.browser(web.payer_administrator).get("/cases", 403)
    with web.database.reading() as connection:
        query = select(event.c.action).where(event.c.number > before, event.c.organization == web.people.payer)
        assert LISTED not in connection.execute(query).scalars().all()


def test_looks_are_told_in_words_and_are_no_part_of_what_happened(web: Web) -> None:
    rita, case = a_scan(web)
    rita.get(f"/cases/{case}/steps/take")
    rita.get(f"/cases/{case}/letters")
    rita.get("/cases")
    page = rita.get(f"/cases/{case}")
    for words in ("form of the case opened", "letters of the case looked through", "work list looked at"):
        assert words not in page
    trail = web.browser(web.people.auditor).get("/audit")
    for words in ("form of the case opened", "letters of the case looked through", "work list looked at"):
        assert words in trail
    assert OPENED in [action for action, _ in rows(web, web.people.reviewer, f"case {case}")]
