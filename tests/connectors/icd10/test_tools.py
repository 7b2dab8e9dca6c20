"""The tools: one code, many codes, the hierarchy, lists, what may stand together."""

from __future__ import annotations

import datetime as dt

import pytest

from accord.connectors.icd10.answers import Fault
from accord.connectors.icd10.edition import Standing
from accord.connectors.icd10.tools import TOOLS, browse, check_together, get, hierarchy, list_codes, validate
from accord.connectors.tool import tool
from accord.errors import Invalid, NotFound

DAY = dt.date(2026, 5, 1)
LATER = dt.date(2026, 10, 1)


def test_one_code_with_what_stands_above_and_all_its_notes() -> None:
    found = get("e11649", DAY)
    assert (found.code, found.billable, found.standing) == ("E11.649", True, Standing.IN_FORCE)
    assert [one.code for one in found.above] == ["E11.64", "E11.6", "E11", "E08-E13", "4"]
    assert {"excludes1", "includes", "useAdditionalCode"} <= {note.kind for note in found.notes}
    assert (found.first, found.last) == (dt.date(2025, 10, 1), dt.date(2026, 9, 30))


def test_a_code_that_wants_a_seventh_character_shows_the_whole_codes() -> None:
    found = get("S06.0X0", DAY)
    assert not found.billable
    assert [one.code for one in found.seventh_characters] == ["S06.0X0A", "S06.0X0D", "S06.0X0S"]


def test_a_procedure_is_sent_to_its_own_tool() -> None:
    with pytest.raises(Invalid, match="procedure") as refused:
        get("0FT44ZZ", DAY)
    assert "procedure_get" in refused.value.remedy


def test_a_day_that_no_edition_governs_is_said() -> None:
    found = get("I10", LATER)
    assert found.standing is Standing.CANNOT_SAY
    assert "No edition at hand governs 2026-10-01" in found.provenance.notice


@pytest.mark.parametrize(
    ("given", "usable", "fault", "suggested"),
    [
        ("I10", True, None, ""), ("e11.9", True, None, ""), ("E11", False, Fault.HEADING, "E11.00"),
        ("E11.999", False, Fault.NOT_IN_EDITION, "E11.9"), ("S06.0X0", False, Fault.SEVENTH_CHARACTER, "S06.0X0A"),
        ("S62.90A", False, Fault.SEVENTH_CHARACTER, "S62.90XA"), ("hello", False, Fault.SHAPE, ""),
        ("I1O", False, Fault.NOT_IN_EDITION, "I10"), ("E1I.9", False, Fault.NOT_IN_EDITION, "E11.9"), ("SO1.01XA", False, Fault.NOT_IN_EDITION, "S01.01XA"),
    ],
)  # fmt: skip
def test_each_code_gets_its_verdict_and_what_may_stand_instead(
    given: str, usable: bool, fault: Fault | None, suggested: str
) -> None:
    (verdict,) = validate((given,), DAY).items
    assert (verdict.usable, verdict.fault) == (usable, fault)
    assert (verdict.why == "") is usable
    assert not suggested or suggested in {one.code for one in verdict.suggestions}


def test_many_codes_at_once_keep_their_order() -> None:
    answer = validate(("I10", "nothing", "E11.9"), DAY)
    assert [one.given for one in answer.items] == ["I10", "nothing", "E11.9"]
    assert answer.usable == 2


def test_a_day_of_another_edition_cannot_be_judged() -> None:
    (verdict,) = validate(("I10",), LATER).items
    assert (verdict.usable, verdict.fault, verdict.standing) == (False, Fault.CANNOT_SAY, Standing.CANNOT_SAY)


@pytest.mark.parametrize("given", [(), tuple(["I10"] * 1001)])
def test_no_codes_or_too_many_are_refused(given: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        validate(given, DAY)


def test_the_hierarchy_shows_above_and_beneath_to_a_depth() -> None:
    found = hierarchy("E11", 1, on=DAY)
    assert [one.code for one in found.above] == ["E08-E13", "4"]
    assert [node.code for node in found.beneath][:2] == ["E11.0", "E11.1"]
    assert all(node.depth == 1 for node in found.beneath)
    assert found.beneath[0].more
    assert not found.cut
    assert hierarchy("9", 3, 5, on=DAY).cut


@pytest.mark.parametrize(("code", "depth", "wrong"), [("E11", 0, Invalid), ("E11", 7, Invalid), ("ZZZ", 1, NotFound)])
def test_a_wrong_depth_or_name_is_refused(code: str, depth: int, wrong: type[Exception]) -> None:
    with pytest.raises(wrong):
        hierarchy(code, depth)


def test_lists_go_on_where_the_page_before_ended() -> None:
    everything = list_codes("E11.6", 100)
    first = list_codes("E11.6", 5)
    second = list_codes("E11.6", 100, first.next)
    assert first.next == first.items[-1].code
    assert first.items + second.items == everything.items
    assert everything.next == ""


def test_chapters_sections_and_categories_are_browsed() -> None:
    assert len(browse().items) == 22
    assert "I60-I69" in {node.code for node in browse("9").items}
    assert "I63" in {node.code for node in browse("I60-I69").items}


def test_what_the_book_says_against_a_list_of_diagnoses() -> None:
    found = check_together(("D63.1", "E10.9", "E11.9", "X99.999"), DAY)
    assert {one.rule for one in found.problems} >= {"excludes1", "code_first_listed_first"}
    assert found.unknown == ("X99.999",)
    assert check_together(("I10", "E11.9"), DAY).problems == ()


def test_every_tool_explains_its_parameters() -> None:
    assert len({tool("icd10", function).full_name for function in TOOLS}) == len(TOOLS)
