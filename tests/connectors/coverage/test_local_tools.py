"""Each tool against a loaded database of a few documents, in the official layout."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from accord.connectors.answer import Ask, Backend
from accord.connectors.coverage import tools
from accord.connectors.coverage.values import Coverage, Happened, Kind, ListKind, Program, Role
from accord.errors import Invalid, NotFound, Unavailable

pytestmark = pytest.mark.usefixtures("loaded")


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [("L30001", "L30001"), ("l30001", "L30001"), ("LCD 30001", "L30001"), ("lcd-30001", "L30001"), ("240.4", "240.4"),
     ("NCD 240.4", "240.4"), ("ncd 240.4", "240.4"), ("A50001", "A50001"), ("article 50001", "A50001"),
     ("DL30009", "DL30009"), (" L30001 ", "L30001")],
)  # fmt: skip
def test_a_document_is_found_under_every_usual_spelling(spelling: str, shown: str) -> None:
    assert tools.get(spelling).id == shown


@pytest.mark.parametrize("spelling", ["", "30001", "L3", "NCD L30001", "LCD 240.4", "home oxygen"])
def test_what_names_no_document_is_said_to_name_none(spelling: str) -> None:
    with pytest.raises(Invalid, match="names no coverage document"):
        tools.get(spelling)


def test_an_unknown_id_names_near_ones() -> None:
    with pytest.raises(NotFound, match="L30001"):
        tools.get("L30003")


def test_a_document_is_whole() -> None:
    lcd = tools.get("L30001")
    assert (lcd.kind, lcd.number, lcd.version, lcd.title, lcd.status) == (
        Kind.LCD, 30001, 12, "Home Breathing Machines", "in force",
    )  # fmt: skip
    assert (lcd.effective, lcd.ends, lcd.states) == (dt.date(2026, 1, 1), None, ("OH",))
    assert [c.name for c in lcd.contractors] == ["Lakeside Equipment"]
    assert {r.id for r in lcd.related} == {"A50001", "240.4"}
    assert lcd.revision == "Words made plainer."
    assert lcd.missing == ()
    assert [s.name for s in lcd.sections] == ["indication", "associated_info", "history_exp", "revision_history"]
    assert lcd.url == "https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=30001&ver=12"
    assert lcd.provenance.backend is Backend.LOCAL
    assert lcd.provenance.as_of == dt.date(2026, 1, 20)


def test_text_keeps_its_signs_and_its_lists() -> None:
    text = tools.passage("L30001", "indication").text
    assert "index is < 80 mm Hg or \u201cworse\u201d." in text
    assert "- Seen in person\n- Tested asleep" in text
    assert "A | B" in text
    assert "<" not in text.replace("< 80", "")


def test_a_field_of_more_than_128_kilobytes_is_whole() -> None:
    assert len(tools.passage("L30001", "Associated").text) > 131_072


def test_codes_stand_in_their_groups_with_the_paragraph() -> None:
    groups = {(g.kind, g.number): g for g in tools.get("A50002").groups}
    assert [c.code for c in groups[ListKind.ICD10_COVERED, 3].codes] == ["M79.674", "M79.675"]
    assert "require a code from group 2" in groups[ListKind.ICD10_COVERED, 2].paragraph
    assert groups[ListKind.BILL_TYPE, 1].codes[0].code == "013"


def test_no_licensed_words_are_kept_but_those_of_public_codes_are() -> None:
    texts = {c.code: c.text for d in ("A50001", "A50002") for g in tools.get(d).groups for c in g.codes}
    assert texts["E0601"]
    assert texts["B35.1"]
    assert [texts[code] for code in ("11720", "11721", "013", "0360")] == ["", "", "", ""]


def test_a_version_in_force_on_a_day() -> None:
    assert tools.get("L30001", on=dt.date(2026, 2, 1)).version == 12
    with pytest.raises(NotFound, match="no version in force on 2019-05-05"):
        tools.get("L30001", on=dt.date(2019, 5, 5))
    with pytest.raises(NotFound, match="no version 11"):
        tools.get("L30001", version=11)


def test_several_documents_at_once_tell_what_is_missing() -> None:
    found = tools.batch_get(("240.4", "l30001", "L99999", "240.4"))
    assert [d.id for d in found.items] == ["240.4", "L30001"]
    assert found.not_found == ("L99999",)
    with pytest.raises(Invalid):
        tools.batch_get(())


@pytest.mark.parametrize(
    ("query", "first"),
    [("L30001", "L30001"), ("E0601", "L30001"), ("cpap E0601", "L30001"), ("thick nails", "L30002"),
     ("airway pressure sleep", "240.4"), ("brething machins", "L30001"), ("j1815", "A50004"), ("G47.33", "A50001")],
)  # fmt: skip
def test_search_by_id_then_code_then_words(query: str, first: str) -> None:
    assert tools.search(query).items[0].id == first


def test_search_filters() -> None:
    def ids(query: str, **more: object) -> set[str]:
        return {hit.id for hit in tools.search(query, **more).items}  # type: ignore[arg-type]

    assert ids("nails", kind=Kind.ARTICLE) == {"A50002", "A50003"}
    assert ids("nails", state="NM") == {"A50003"}
    assert ids("nails", contractor="western") == {"A50003"}
    assert ids("nails", contractor="15101") == {"L30002", "DL30009", "A50002"}
    assert ids("", code="11055") == {"A50002", "L30002"}
    assert ids("nails", on=dt.date(2019, 1, 1)) == set()


def test_a_policy_belongs_to_the_ncd_that_its_text_names_by_its_place_in_the_manual() -> None:
    assert {each.id for each in tools.related("L30002").items} == {"A50002", "30.8"}


def test_search_pages_without_gap_or_double() -> None:
    whole = [hit.id for hit in tools.search("nails").items]
    paged, cursor = list[str](), ""
    while True:
        page = tools.search("nails", limit=1, cursor=cursor)
        paged += [hit.id for hit in page.items]
        cursor = page.next
        if not cursor:
            break
    assert paged == whole
    assert page.total == len(whole)


def test_a_retired_document_comes_last_and_says_so() -> None:
    hit = tools.search("magnet bracelets").items[0]
    assert (hit.id, hit.status, hit.ends) == ("30.8", "retired", dt.date(2014, 12, 18))


def test_by_code_joins_the_article_its_policy_and_the_national_one() -> None:
    hits = {hit.id: hit.why for hit in tools.by_code("E0601").items}
    assert hits == {
        "L30001": "lists E0601", "A50001": "lists E0601", "240.4": "through L30001, which lists E0601",
    }  # fmt: skip
    assert [hit.id for hit in tools.by_code("11721", state="OH").items] == ["A50002", "L30002"]
    assert tools.by_code("g4733").items[0].id == "A50001"
    with pytest.raises(NotFound, match="11721 in NM"):
        tools.by_code("11721", state="NM")


CHECKS = [
    ("E0601", ["G47.33"], "OH", Coverage.COVERED),
    ("E0601", ["G47.39"], "OH", Coverage.CONDITIONAL),
    ("E0601", ["J45.20"], "OH", Coverage.NOT_LISTED),
    ("E0601", [], "OH", Coverage.CANNOT_SAY),
    ("E0601", ["G47.33"], "NM", Coverage.CANNOT_SAY),
    ("11720", ["B35.1"], "OH", Coverage.CONDITIONAL),
    ("11720", ["B35.1", "M79.675"], "OH", Coverage.COVERED),
    ("11720", ["E11.42"], "OH", Coverage.NOT_LISTED),
    ("11055", ["E11.42"], "OH", Coverage.COVERED),
    ("11720", ["B35.1"], "NM", Coverage.COVERED),
    ("11720", ["L60.0"], "NM", Coverage.NOT_COVERED),
    ("11720", ["L60.0", "B35.1"], "NM", Coverage.CONDITIONAL),
    ("11720", ["B35.1"], "", Coverage.CONDITIONAL),
    ("99999", ["B35.1"], "OH", Coverage.CANNOT_SAY),
]


@pytest.mark.parametrize(("hcpcs", "icd10", "state", "answer"), CHECKS)
def test_what_the_lists_say(hcpcs: str, icd10: list[str], state: str, answer: Coverage) -> None:
    assert tools.check(hcpcs, tuple(icd10), state).answer is answer


def test_groups_are_kept_apart_with_what_they_need() -> None:
    (article,) = tools.check("11720", ("b351",), "oh").articles
    groups = {group.number: group for group in article.groups}
    assert groups[2].needs == (2, 3)
    assert groups[2].listed == ("B35.1",)
    assert groups[2].role is Role.COMBINED
    assert groups[1].applies.value == "no"
    assert groups[3].size == 2
    assert [lcd.id for lcd in article.lcds] == ["L30002"]
    assert "none of group 3 was given" in article.diagnoses[0].why


def test_the_contractors_of_an_answer_are_those_of_the_state() -> None:
    answer = tools.check("E0601", ("G47.33",), "OH")
    assert [c.number for c in answer.contractors] == ["17013"]
    assert [n.id for n in answer.national] == ["240.4"]


def test_who_is_in_charge_of_a_state() -> None:
    names = [c.name for c in tools.jurisdiction("Ohio").items]
    assert names == ["Eastern Plains, Inc.", "Lakeside Equipment"]
    assert [c.name for c in tools.jurisdiction("OH", Program.DME).items] == ["Lakeside Equipment"]
    assert [c.name for c in tools.jurisdiction("OH", Program.AB, on=dt.date(2000, 1, 1)).items] == ["Former Fields"]
    (upstate,) = tools.jurisdiction("NY").items
    assert (upstate.since, upstate.until) == (dt.date(2012, 3, 1), None)
    with pytest.raises(NotFound):
        tools.jurisdiction("NY", Program.DME)
    with pytest.raises(Invalid, match="no state"):
        tools.jurisdiction("Atlantis")


def test_contractors_are_listed() -> None:
    assert tools.contractors().total == 4
    assert tools.contractors(21).items[0].programs == (Program.DME,)
    with pytest.raises(NotFound):
        tools.contractors(99)


def test_news_since_a_day() -> None:
    news = [(n.id, n.happened) for n in tools.whats_new(dt.date(2026, 1, 15), Kind.LCD).items]
    assert news == [("L30002", Happened.REVISED), ("L30001", Happened.REVISED), ("L30002", Happened.RETIRES)]
    assert not tools.whats_new(dt.date(2099, 12, 1)).items
    assert {n.id for n in tools.whats_new(dt.date(2026, 1, 1), contractor="western").items} == {"A50003"}


def test_self_administered_drugs() -> None:
    entry = tools.sad_exclusions("insulin").items[0]
    assert (entry.code, entry.brand, entry.ends) == ("J1815", "Oldpen® (insulin)", dt.date(2022, 12, 31))
    assert [e.code for e in tools.sad_exclusions(on=dt.date(2025, 1, 1)).items] == ["J3490"]
    assert tools.sad_exclusions(code="j3490", contractor="Eastern").total == 1
    assert tools.sad_exclusions("aspirin").total == 0


def test_a_passage_has_a_digest_blind_to_white_space() -> None:
    found = tools.passage("240.4", "Indications and Limitations of Coverage")
    assert found.section == "indications_limitations"
    assert found.sha256 == hashlib.sha256(" ".join(found.text.split()).encode()).hexdigest()
    with pytest.raises(NotFound, match="indications_limitations, revision_history"):
        tools.passage("240.4", "Bibliography")


def test_a_proposed_policy_is_known_by_its_own_id() -> None:
    assert tools.get("DL30009").status == "proposed"
    assert [hit.id for hit in tools.search("nail lasers", kind=Kind.PROPOSED_LCD).items] == ["DL30009"]


@pytest.mark.parametrize(
    "wrong",
    [{"query": " "}, {"query": "nails", "limit": 0}, {"query": "nails", "cursor": "x"}, {"query": "a", "code": "?"}],
)
def test_senseless_questions_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        tools.search(**wrong)  # type: ignore[arg-type]


def test_nothing_loaded_says_how_to_load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path))
    for ask in (Ask.AUTO, Ask.LOCAL):
        with pytest.raises(Unavailable, match="accord sync coverage"):
            tools.get("L30001", ask=ask)
    with pytest.raises(Unavailable, match="accord sync coverage"):
        tools.changes()
