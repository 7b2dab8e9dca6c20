"""What a case shows is made once for all who wait for it, and nobody waits for long."""

from __future__ import annotations

import threading
from typing import Any, cast

import pytest

from accord.audit.chain import events_of
from accord.cases.views import OPENED
from accord.errors import Unavailable
from accord.web import case_page, shown
from accord.web.laid import Laid
from accord.web.shown import Key, Shown, _Kept
from tests.web.conftest import Web

KEY: Key = ("o", "c", "x", ())
MADE = cast(Shown, object())


def test_many_who_wait_have_it_made_once() -> None:
    kept, go, made = _Kept(), threading.Event(), list[int]()

    def make() -> Shown:
        go.wait(10)
        made.append(1)
        return MADE

    got: list[Any] = []
    waiting = [threading.Thread(target=lambda: got.append(kept.get(KEY, make, 10))) for _ in range(8)]
    [one.start() for one in waiting]
    assert kept.get(KEY, make, 0.01) is None
    go.set()
    [one.join() for one in waiting]
    assert got == [MADE] * 8
    assert made == [1]


def test_what_fails_is_told_and_tried_again() -> None:
    kept = _Kept()

    def fails() -> Shown:
        raise Unavailable("A kept file is not what was received.")

    for _ in range(2):
        with pytest.raises(Unavailable):
            kept.get(KEY, fails, 10)
    assert kept.get(KEY, lambda: MADE, 10) is MADE


def test_no_more_are_kept_than_there_is_room_for() -> None:
    kept = _Kept()
    for number in range(shown.MOST_KEPT + 5):
        kept.get(("o", str(number), "x", ()), lambda: MADE, 10)
    made = list[int]()

    def again() -> Shown:
        made.append(1)
        return MADE

    kept.get(("o", "0", "x", ()), again, 10)
    kept.get(("o", str(shown.MOST_KEPT), "x", ()), again, 10)
    assert made == [1]


def test_a_record_that_takes_long_to_read_is_waited_for_on_a_page_and_is_no_view(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.second)
    read, go = case_page.laid_out, threading.Event()

    def slow(*told: Any) -> Laid | None:
        return read(*told) if go.is_set() else None

    monkeypatch.setattr(case_page, "laid_out", slow)
    assert "being read again" in browser.get(f"/cases/{case}")
    assert browser.last is not None
    assert browser.last.headers["refresh"]
    go.set()
    assert "Criteria" in browser.get(f"/cases/{case}")
    with web.database.reading() as connection:
        rows = [one for one in events_of(connection, web.people.payer, f"case {case}") if one.action == OPENED]
    assert [one.who for one in rows].count(web.people.second.id) == 1


def test_a_review_that_was_given_up_is_said_and_not_waited_for(web: Web) -> None:
    case = web.given_up(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    assert "could not be reviewed" in browser.get(f"/cases/{case}")
    assert browser.last is not None
    assert "refresh" not in browser.last.headers
