"""Words of the record are shown as proof on the case page, with forms alone; what is not in the record is refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.access import Person
from accord.audit.chain import events_of, verify_chain
from accord.cases.case import case_of
from accord.cases.corrections import standing_of, words_of
from accord.cases.reviews import last_review
from accord.cases.views import OPENED
from accord.criteria import Status
from accord.dossier.correction import Word
from accord.dossier.review import Review
from tests.prior_auth.test_added import AHI, READ, UNREAD, WORDS
from tests.web.conftest import Browser, Web, upload

TEST, ORDER, MARCH = "004-cpap-approve_home_sleep_test.txt", "001-order_and_class.txt", "003-visit_march.txt"
EVENTS = "Apneas and hypopneas, total events: 161"
INDEX = "sleep_index|current|part=diagnostic|reras=out|scope=total|scoring=4pct"
COUNT = "sleep_events|current|part=diagnostic|scoring=4pct"
WHY = "It is the index by the 4 % rule."
HERE: dict[str, Any] = {"criterion": AHI, "id": f"k-{AHI}", "document": TEST, "shows": INDEX, "words": WORDS}


def made(web: Web, person: Person) -> str:
    """A case whose index no reader reads."""
    browser = web.browser(person)
    files = [(field, (name, data.replace(READ.encode(), UNREAD.encode()), kind))
             for field, (name, data, kind) in upload("cpap-approve")]  # fmt: skip
    browser.post("/cases/new", urgency="standard", received_at="", files=files)
    web.work()
    assert browser.last is not None
    return browser.last.url.path.rpartition("/")[2]


def review_of(web: Web, case: str) -> Review:
    with web.database.reading() as connection:
        found = last_review(connection, web.people.payer, case)
    assert found is not None
    return found


@pytest.fixture
def case(web: Web) -> str:
    return made(web, web.people.reviewer)


def opened(browser: Browser, case: str) -> str:
    return browser.post(f"/cases/{case}/evidence", criterion=AHI, id=f"k-{AHI}")


def test_a_passage_is_looked_up_added_judged_shown_as_a_persons_and_taken_back(web: Web, case: str) -> None:
    browser = web.browser(web.people.reviewer)
    page = opened(browser, case)
    assert f"/cases/{case}/passages?criterion={AHI}" in page
    page = browser.get(f"/cases/{case}/passages?criterion={AHI}&id=k-{AHI}")
    assert "What they show" in page
    assert TEST in page
    page = browser.post(f"/cases/{case}/passages", do="look", **HERE)
    assert f"Found: {TEST}" in page
    assert f"“{WORDS}”" in page
    assert "said by a facility; 2026-04-07; sleep study" in page
    assert re.search(r'name="number"[^>]* value="22.4"', page)
    assert re.search(r'name="unit"[^>]* value="/h"', page)
    assert "for a reason" in browser.post(f"/cases/{case}/passages", 422, do="add", number="22.4", unit="/h", **HERE)
    page = browser.post(f"/cases/{case}/passages", do="add", number="22.4", unit="/h", reason=WHY, **HERE)
    assert "The review is being made again" in page
    assert "Added by Rita Rowe, 2026-05-12 10:30 EDT, as breathing events an hour of sleep: 22.4 /h" in page
    again = browser.post(f"/cases/{case}/passages", 409, do="add", number="22.4", unit="/h", reason=WHY, **HERE)
    assert "of the same words already" in again
    told = {**HERE, "shows": COUNT, "words": EVENTS, "number": "161", "unit": "", "reason": "They count by that rule."}
    browser.post(f"/cases/{case}/passages", do="add", **told)
    web.work()
    page = opened(browser, case)
    review = review_of(web, case)
    assert (review.criterion(AHI).status, review.criterion(AHI).before) == (Status.MET, Status.UNCLEAR)
    assert f"Added by Rita Rowe on 2026-05-12: {WHY}" in page
    assert "Without what persons said: unclear." in page
    with web.database.reading() as connection:
        assert case_of(connection, web.people.reviewer, case).proposal == "clinician"
        first, second = words_of(connection, case)
        assert (first.word, first.by, first.reason) == ("added", "Rita Rowe", WHY)
        told_of = [one for one in events_of(connection, web.people.payer, f"case {case}") if "added" in one.action]
        assert [one.action for one in told_of] == ["finding_added", "finding_added"]
        assert all(WORDS not in str(one.told) and "22.4" not in str(one.told) for one in told_of)
        assert verify_chain(connection, web.people.payer).fault == ""
    # It is neither confirmed, corrected nor rejected: it stands, or is taken back.
    asked = browser.get(f"/cases/{case}/findings/{first.finding}?criterion={AHI}&id=k-{AHI}")
    assert "Take back what was said" in asked
    assert "Correct it" not in asked
    form = {
        "finding": first.finding,
        "criterion": AHI,
        "id": f"k-{AHI}",
        "seen": "1",
        "reason": "It is another night's.",
    }
    assert "Take the addition back" in browser.post(f"/cases/{case}/findings", 422, do="reject", **form)
    browser.post(f"/cases/{case}/findings", do="withdraw", **form)
    web.work()
    assert review_of(web, case).criterion(AHI).status is Status.UNCLEAR
    with web.database.reading() as connection:
        assert [one.finding for one in standing_of(connection, case)] == [second.finding]
    # What was taken back can be said again.
    browser.post(f"/cases/{case}/passages", do="add", number="22.4", unit="/h", reason=WHY, **HERE)
    web.work()
    assert review_of(web, case).criterion(AHI).status is Status.MET


REFUSED: tuple[tuple[dict[str, str], str], ...] = (
        ({"words": "as often as 22.5 times in each hour"}, "do not stand there"), ({"words": " "}, "no words to look for"),
        ({"document": MARCH}, "do not stand there"), ({"document": "none.txt"}, "no such document"),
        ({"page": "9"}, "do not stand there"), ({"page": "one"}, ""), ({"number": "22.5"}, "does not stand plainly"),
        ({"number": ""}, "none is given"), ({"unit": "mm[Hg]"}, ""), ({"number": "many"}, "no number"),
        ({"date": "2026-01-01"}, "stands nowhere in this paper"), ({"date": "soon"}, ""), ({"side": "left"}, "do not say left"),
        ({"side": "up"}, "do not say up"), ({"reason": " "}, "for a reason"), ({"shows": "magic|current"}, ""),
)  # fmt: skip


def test_what_the_record_does_not_say_is_refused_and_what_was_typed_stays(web: Web, case: str) -> None:
    browser = web.browser(web.people.reviewer)
    for odd, why in REFUSED:
        told = {**HERE, "number": "22.4", "unit": "/h", "reason": WHY, **odd}
        page = browser.post(f"/cases/{case}/passages", 422, do="add", **told)
        assert why in page, odd
        assert told["words"].strip() in page, odd
    with web.database.reading() as connection:
        assert words_of(connection, case) == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_words_that_are_not_in_the_record_become_a_finding(web: Web, data: st.DataObject) -> None:
    if "case" not in KEPT:
        KEPT["case"] = made(web, web.people.reviewer)
        KEPT["browser"] = web.browser(web.people.reviewer)
    case, browser = KEPT["case"], KEPT["browser"]
    at = data.draw(st.integers(0, len(WORDS) - 1))
    sign = data.draw(st.characters(min_codepoint=33, max_codepoint=0x2FF))
    words = WORDS[:at] + sign + WORDS[at + data.draw(st.integers(0, 1)) :]
    flat = " ".join(UNREAD.split()).lower()
    told = {**HERE, "words": words, "number": "22.4", "unit": "/h", "reason": WHY, "do": "look"}
    page = browser.client.post(f"/cases/{case}/passages", data={**told, "form_token": browser.token})
    stands = re.search(rf"(?<!\w){re.escape(' '.join(words.lower().split()))}(?!\w)", flat)
    assert page.status_code == (200 if stands else 422)


KEPT: dict[str, Any] = {}


@pytest.fixture(autouse=True)
def forget() -> None:
    KEPT.clear()


def test_a_criterion_is_chosen_where_none_was_and_an_unknown_one_is_not_there(web: Web, case: str) -> None:
    browser = web.browser(web.people.reviewer)
    page = browser.post(f"/cases/{case}/passages", do="look", document=TEST, page="1", words=WORDS)
    assert '<select id="criterion"' in page
    assert WORDS in page
    browser.get(f"/cases/{case}/passages?criterion=none", 404)
    page = browser.get(f"/cases/{case}/passages?criterion=dmepos.order.swo_complete")
    assert "only whole papers or the request itself tell" in page


def test_who_may_not_judge_findings_shows_nothing_and_another_house_finds_no_case(web: Web, case: str) -> None:
    auditor = web.browser(web.people.auditor)
    assert "judge no findings" in auditor.get(f"/cases/{case}/passages?criterion={AHI}")
    auditor.post(f"/cases/{case}/passages", 403, do="add", **HERE)
    stranger = web.browser(web.people.coordinator)
    stranger.get(f"/cases/{case}/passages?criterion={AHI}", 404)
    stranger.post(f"/cases/{case}/passages", 404, do="add", **HERE)


def test_a_look_at_a_passage_is_a_view_of_the_record(web: Web, case: str) -> None:
    browser = web.browser(web.people.reviewer)

    def views() -> int:
        with web.database.reading() as connection:
            return sum(one.action == OPENED for one in events_of(connection, web.people.payer, f"case {case}"))

    before = views()
    browser.get(f"/cases/{case}/passages?criterion={AHI}")
    browser.post(f"/cases/{case}/passages", do="look", **HERE)
    assert views() == before + 2


def test_an_addition_that_no_criterion_weighs_says_so(web: Web, case: str) -> None:
    browser = web.browser(web.people.reviewer)
    other = {**HERE, "criterion": "cpap.severity.comorbidity", "id": "k-cpap.severity.comorbidity"}
    page = browser.get(f"/cases/{case}/passages?criterion={other['criterion']}")
    keys = re.findall(r'<option value="([^"|]+\|[^"]+)"', page)
    told = {**other, "shows": next(one for one in keys if one.startswith("stroke")), "presence": "present",
            "document": ORDER, "words": "Patient put the mask on", "reason": "Look."}  # fmt: skip
    browser.post(f"/cases/{case}/passages", do="add", **told)
    web.work()
    page = browser.get(f"/cases/{case}")
    assert "Added by Rita Rowe on 2026-05-12: Look." in page
    weighed = [
        f for c in review_of(web, case).criteria for f in (*c.evidence, *c.against) if "added_by" in f.qualifiers
    ]
    assert ("no criterion weighs it" in page) == (not weighed)
    (kept,) = review_of(web, case).corrections
    assert kept.word is Word.ADDED
