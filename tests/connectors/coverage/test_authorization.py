"""Whether Medicare wants a service authorized: each list, its states, days, places and conditions; and newer lists."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors.coverage.authorization import (
    AuthorizationAnswer,
    CodeAuthorization,
    Needed,
    answer,
    authorization_needed,
)
from accord.connectors.coverage.authorization_lists import (
    Asks,
    Lists,
    Obligation,
    Setting,
    current_lists,
    read_lists,
    shipped_lists,
)
from accord.connectors.coverage.authorization_load import AuthorizationLists
from accord.connectors.coverage.states import NAMES
from accord.connectors.syncing import sync
from accord.errors import Invalid, Unavailable

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared"))
TODAY = dt.date(2026, 11, 24)
LISTED = sorted(
    {code for programme in shipped_lists().programmes for group in programme.groups for code in group.codes}
)
DAYS = st.dates(dt.date(2014, 1, 1), dt.date(2033, 1, 1))


def ask(code: str, state: str, on: str, setting: str = "unknown") -> CodeAuthorization:
    return whole((code,), state, on, setting).items[0]


def whole(codes: tuple[str, ...], state: str, on: str, setting: str = "unknown") -> AuthorizationAnswer:
    return answer(shipped_lists(), codes, state, dt.date.fromisoformat(on), Setting(setting), TODAY)


@pytest.mark.parametrize(
    ("code", "state", "on", "setting", "needed"),
    [
        # Equipment: a first wave of states, then all.
        ("K0856", "NY", "2017-03-20", "unknown", "yes"),
        ("K0856", "NY", "2017-03-19", "unknown", "from_date"),
        ("K0856", "NJ", "2017-07-16", "home", "from_date"),
        ("K0856", "NJ", "2017-07-17", "home", "yes"),
        ("k0856 ", "nj", "2026-11-24", "home", "yes"),
        ("K0856", "", "2017-05-01", "home", "depends"),
        ("K0856", "", "2017-07-17", "home", "yes"),
        ("L3761", "CA", "2026-10-28", "unknown", "yes"),
        ("L3761", "PA", "2026-12-01", "unknown", "from_date"),
        ("L3761", "WY", "2027-04-26", "unknown", "yes"),
        ("E0651", "GU", "2026-04-13", "unknown", "yes"),
        ("E0651", "GU", "2026-04-12", "unknown", "from_date"),
        # A hospital's outpatient department: the place decides.
        ("64490", "TX", "2023-07-01", "outpatient_hospital", "yes"),
        ("64490", "TX", "2023-07-01", "unknown", "depends"),
        ("64490", "TX", "2023-07-01", "asc", "no"),
        ("64490", "TX", "2023-06-30", "outpatient_hospital", "from_date"),
        ("64492", "TX", "2024-08-15", "outpatient_hospital", "yes"),
        ("64492", "TX", "2024-08-16", "outpatient_hospital", "no"),
        ("67911", "TX", "2022-01-06", "outpatient_hospital", "yes"),
        ("67911", "TX", "2022-01-07", "outpatient_hospital", "no"),
        ("63685", "TX", "2021-08-01", "outpatient_hospital", "no"),
        ("21235", "TX", "2020-07-02", "outpatient_hospital", "no"),
        # The demonstration in surgical centers: ten states, two waves; the claim is else reviewed before payment.
        ("30400", "FL", "2026-01-19", "asc", "or_review"),
        ("30400", "TX", "2026-01-19", "asc", "from_date"),
        ("30400", "TX", "2026-02-16", "asc", "or_review"),
        ("30400", "NJ", "2026-03-01", "asc", "no"),
        ("15847", "FL", "2026-03-01", "asc", "no"),
        ("J0589", "FL", "2026-03-01", "asc", "or_review"),
        ("J0589", "FL", "2026-03-01", "outpatient_hospital", "no"),
        # Ambulance: repetitive and scheduled only.
        ("A0428", "NJ", "2014-12-15", "ambulance", "depends"),
        ("A0428", "WY", "2022-07-31", "ambulance", "from_date"),
        ("A0428", "NJ", "2026-01-01", "home", "no"),
        # WISeR: six states, some services only in certain cases, never inpatients.
        ("64582", "TX", "2026-01-01", "outpatient_hospital", "or_review"),
        ("64582", "TX", "2025-12-31", "outpatient_hospital", "from_date"),
        ("64582", "CA", "2026-01-01", "outpatient_hospital", "no"),
        ("64582", "", "2026-01-01", "outpatient_hospital", "depends"),
        ("64582", "TX", "2026-01-01", "inpatient", "no"),
        ("64582", "TX", "2031-12-31", "asc", "or_review"),
        ("64582", "TX", "2032-01-01", "asc", "no"),
        ("64561", "TX", "2026-01-01", "asc", "depends"),
        ("C8007", "OH", "2026-04-05", "asc", "from_date"),
        ("61867", "OH", "2026-05-05", "outpatient_hospital", "no"),
        # In no list.
        ("E0470", "NJ", "2026-11-01", "home", "no"),
        ("99213", "NJ", "2026-11-01", "office", "no"),
        ("E04", "NJ", "2026-11-01", "home", "cannot_say"),
    ],
)
def test_is_authorization_needed(code: str, state: str, on: str, setting: str, needed: str) -> None:
    assert ask(code, state, on, setting).needed == Needed(needed)


@pytest.mark.parametrize(
    ("code", "on", "needed"),
    [
        ("E1390", "2026-10-28", "yes"),  # oxygen: an order first, but no authorization
        ("E1390", "2026-10-27", "cannot_say"),  # the edition before is not held here
        ("E0601", "2026-10-28", "no"),
        ("E0601", "2026-10-27", "cannot_say"),
        ("64490", "2026-10-27", "no"),  # the list is about items
    ],
)
def test_is_a_visit_and_an_order_needed_before_delivery(code: str, on: str, needed: str) -> None:
    assert ask(code, "NJ", on, "unknown").order_before_delivery == Needed(needed)


def test_an_order_before_delivery_is_no_authorization() -> None:
    oxygen = ask("E1390", "NJ", "2026-11-01", "home")
    assert (oxygen.needed, oxygen.order_before_delivery) == (Needed.NO, Needed.YES)


def test_a_no_says_that_other_payers_may_ask() -> None:
    for code in ("E0470", "67911"):
        assert "another payer may" in ask(code, "TX", "2026-11-01", "outpatient_hospital").sentence


def test_the_strongest_list_answers_and_each_list_is_told() -> None:
    nose = ask("30400", "TX", "2026-03-01")
    assert [(one.list, one.needed) for one in nose.lists] == [("opd", Needed.DEPENDS), ("asc", Needed.DEPENDS)]
    assert nose.needed is Needed.DEPENDS
    assert ask("30400", "TX", "2026-03-01", "asc").sentence.startswith("Prior authorization demonstration")


def test_an_answer_names_rule_page_dates_states_and_policies() -> None:
    told = ask("64582", "TX", "2026-03-01", "asc").lists[0]
    assert told.states == ("AZ", "NJ", "OH", "OK", "TX", "WA")
    assert (told.start, told.until) == (dt.date(2026, 1, 1), dt.date(2032, 1, 1))
    assert told.policies == ("L38307", "L38310", "L38385")
    assert told.published == dt.date(2026, 7, 24)
    assert told.rule
    assert "WISeR" in told.page


def test_a_day_after_the_lists_and_old_lists_are_said() -> None:
    before, after = whole(("E0651",), "NJ", "2026-09-30"), whole(("E0651",), "NJ", "2026-10-01")
    assert "later list" not in before.provenance.notice
    assert "later list" in after.provenance.notice
    assert not after.provenance.stale
    old = answer(shipped_lists(), ["E0651"], "NJ", TODAY, Setting.HOME, dt.date(2027, 2, 1)).provenance
    assert old.stale
    assert "124 days" in old.notice


@pytest.mark.parametrize(("codes", "state"), [((), "NJ"), (("E0651",), "Jersey"), (("E0651",), "XX")])
def test_a_question_that_cannot_be_read_is_refused(codes: tuple[str, ...], state: str) -> None:
    with pytest.raises(Invalid):
        whole(codes, state, "2026-11-01")


@given(st.sampled_from(LISTED), st.sampled_from(sorted(NAMES)), DAYS, st.sampled_from(Setting))
def test_what_is_asked_for_in_a_state_is_never_denied_when_the_state_is_not_told(
    code: str, state: str, on: dt.date, setting: Setting
) -> None:
    here = answer(shipped_lists(), [code], state, on, setting, TODAY).items[0]
    anywhere = answer(shipped_lists(), [code], "", on, setting, TODAY).items[0]
    if here.needed in (Needed.YES, Needed.OR_REVIEW, Needed.DEPENDS):
        assert anywhere.needed in (Needed.YES, Needed.OR_REVIEW, Needed.DEPENDS)


@given(st.sampled_from(LISTED), st.sampled_from(sorted(NAMES)), DAYS, DAYS)
def test_a_day_later_nothing_that_was_asked_for_becomes_not_yet(
    code: str, state: str, one: dt.date, other: dt.date
) -> None:
    first, then = sorted((one, other))
    here = [answer(shipped_lists(), [code], state, day, Setting.UNKNOWN, TODAY).items[0].lists for day in (first, then)]
    for before, after in zip(*here, strict=True):
        if before.needed in (Needed.YES, Needed.OR_REVIEW, Needed.DEPENDS):
            assert after.needed not in (Needed.FROM_DATE, Needed.CANNOT_SAY)


def test_the_lists_that_ship_agree_with_the_collated_facts() -> None:
    file = SHARED / "data" / "mcd" / "pa_lists" / "medicare_ffs_prior_auth_lists.json"
    if not file.is_file():
        pytest.skip("the shared data folder is not here (ACCORD_SHARED)")
    facts: dict[str, Any] = json.loads(file.read_text("utf-8"))
    mine = {programme.id: programme for programme in shipped_lists().programmes}
    for row in facts["dmepos_required_prior_authorization"]["codes"]:
        group = mine["dmepos"].group_of(row["code"])
        assert group is not None
        assert [(p.start.isoformat(), p.states) for p in group.phases] == [
            (p["start"], frozenset(p["states"] or ())) for p in row["phases"]
        ]
    assert _codes(mine, "dmepos") == {row["code"] for row in facts["dmepos_required_prior_authorization"]["codes"]}
    assert _codes(mine, "dmepos_order") == set(facts["dmepos_f2f_wopd"]["codes"])
    for row in facts["opd_prior_authorization"]["codes"]:
        group = mine["opd"].group_of(row["code"])
        assert group is not None
        assert (group.start("TX"), group.until) == (dt.date.fromisoformat(row["since"]), None)
    for state, day in facts["asc_demonstration"]["state_start"].items():
        assert {group.start(state) for group in mine["asc"].groups if group.phases} == {dt.date.fromisoformat(day)}
    assert {c for g in mine["asc"].groups if g.phases for c in g.codes} == set(facts["asc_demonstration"]["codes"])
    for state, day in facts["rsnat"]["state_start"].items():
        assert mine["rsnat"].groups[0].start(state) == dt.date.fromisoformat(day)
    for row in facts["wiser"]["codes"]:
        group = mine["wiser"].group_of(row["code"])
        assert group is not None
        assert (list(group.policies), bool(group.condition)) == (row["policies"], bool(row["condition"]))


def _codes(mine: dict[str, Any], programme: str) -> set[str]:
    return {code for group in mine[programme].groups for code in group.codes}


def _own(**changes: object) -> dict[str, Any]:
    told: dict[str, Any] = {
        "layout": 1,
        "as_of": "2027-01-15",
        "programme": [
            {
                "id": "own", "title": "A list", "asks": "authorization", "obligation": "condition_of_payment",
                "settings": ["home"], "rule": "a rule", "page": "a page", "counted_by": "day of delivery",
                "group": [{"service": "things", "codes": "E0470 E0471", "phases": [{"from": "2027-02-01"}]}],
            }
        ],
    }  # fmt: skip
    return told | changes


def test_a_newer_list_is_loaded_and_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    file = tmp_path / "lists.json"
    file.write_text(json.dumps(_own()), "utf-8")
    assert current_lists() is shipped_lists()
    release = sync(AuthorizationLists(), file)
    assert dict(release.counts) == {"programmes": 1, "codes": 2}
    told = authorization_needed(("E0470",), "NJ", dt.date(2027, 2, 1), Setting.HOME)
    assert told.items[0].needed is Needed.YES
    assert told.provenance.release == "2027-01-15"


def test_an_older_list_than_the_shipped_one_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    file = tmp_path / "lists.json"
    file.write_text(json.dumps(_own(as_of="2025-01-15")), "utf-8")
    sync(AuthorizationLists(), file)
    assert current_lists() is shipped_lists()


def test_there_is_nothing_to_fetch(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no file to fetch"):
        AuthorizationLists().fetch(tmp_path, lambda *_: None)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"layout": 2}, "layout"),
        ({"as_of": "soon"}, "no day"),
        ({"programme": []}, "lack 'programme'"),
        ({"asks": "money"}, "money"),
        ({"settings": ["moon"]}, "moon"),
        ({"title": ""}, "lack 'title'"),
        ({"group": [{"service": "s", "codes": "E0470 E9", "phases": [{"from": "2027-02-01"}]}]}, "E9"),
        ({"group": [{"service": "s", "codes": "E0470"}]}, "neither phases nor a note"),
        ({"group": [{"service": "s", "codes": "E0470", "phases": [{"from": "2027-02-01", "states": "NJ XX"}]}]}, "XX"),
        ({"group": [{"service": a, "codes": "E0470", "note": "n"} for a in "st"]}, "twice"),
    ],
)
def test_lists_that_break_the_layout_are_refused(change: dict[str, Any], complaint: str) -> None:
    told = _own()
    for name, value in change.items():
        (told if name in told else told["programme"][0])[name] = value
    with pytest.raises(Invalid, match=complaint):
        read_lists(told)


def test_every_list_has_a_duty_that_is_told() -> None:
    lists: Lists = shipped_lists()
    assert {programme.asks for programme in lists.programmes} == set(Asks)
    assert {programme.obligation for programme in lists.programmes} == set(Obligation)
