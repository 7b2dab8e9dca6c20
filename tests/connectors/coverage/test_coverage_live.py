"""The coverage API asked through a server that speaks the published contract: its answers, its token, its faults."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from accord.audit.ledger import Ledger
from accord.connectors.answer import Ask, Backend
from accord.connectors.coverage import live, live_service, tools
from accord.connectors.coverage.live_read import day, number
from accord.connectors.coverage.live_service import SERVICE, TOKENS, Api
from accord.connectors.coverage.sides import Side
from accord.connectors.coverage.values import Coverage, Happened, Kind, ListKind, Program
from accord.errors import Forbidden, Invalid, NotFound, Unavailable
from accord.settings import Settings
from tests.connectors.coverage.contract_server import CONTRACT, LICENCE, CoverageServer, contract, fields
from tests.connectors.coverage.world import tables
from tests.connectors.fault_server import Answer, Fault, FaultServer

Site = Callable[..., Settings]


@pytest.fixture
def server(fault_server: FaultServer) -> Iterator[CoverageServer]:
    TOKENS.forget()
    yield CoverageServer(fault_server)
    TOKENS.forget()


@pytest.fixture
def asked(server: CoverageServer, site: Site, no_sleep: list[float]) -> Iterator[Side]:
    """The live side, allowed and with the licences accepted; what goes out must stand in the contract."""
    site("coverage", accept_code_licences=True)
    yield live.side()
    assert server.astray == []


def search(side: Side, query: str, **more: Any) -> list[str]:
    told = {"kind": None, "state": "", "contractor": "", "code": "", "on": None, "limit": 20, "cursor": "", **more}
    return [hit.id for hit in side.search(query, **told).items]


@pytest.mark.parametrize(
    ("query", "more", "first"),
    [
        ("oxygen at home", {}, "940.2"),
        ("breathing machines", {}, "L30001"),
        ("epidural injection", {}, "L30002"),
        ("epidurral injektion", {}, "L30002"),
        ("facet joint", {"kind": Kind.PROPOSED_LCD}, "DL39999"),
        ("positive airway pressure", {"contractor": "lakeside"}, "A50001"),
        ("positive airway pressure", {"contractor": "northern"}, "A50002"),
        ("L30002", {}, "L30002"),
        ("NCD 940.4", {}, "940.4"),
        ("stimulators", {"kind": Kind.NCA}, "NCA71"),
        ("glucose", {"kind": Kind.CAL}, "CAL72"),
        ("back surgery", {"kind": Kind.MEDCAC}, "MEDCAC81"),
        ("spinal stimulators", {"kind": Kind.TECHNOLOGY_ASSESSMENT}, "TA82"),
        ("how evidence is weighed", {"kind": Kind.COVERAGE_DOCUMENT}, "MCD83"),
    ],
)
def test_documents_are_found_by_id_and_by_words_of_their_titles(
    asked: Side, query: str, more: dict[str, Any], first: str
) -> None:
    assert search(asked, query, **more)[0] == first


def test_words_of_no_title_find_nothing(asked: Side) -> None:
    assert search(asked, "leeches") == []
    assert search(asked, "zzzz qqqq") == []


def test_an_older_version_answers_for_an_older_day(asked: Side) -> None:
    told = {"kind": Kind.LCD, "state": "", "contractor": "", "code": "", "limit": 5, "cursor": ""}
    newest = asked.search("breathing machines", on=None, **told).items[0]
    before = asked.search("breathing machines", on=dt.date(2025, 6, 1), **told).items[0]
    assert (newest.version, before.version) == (12, 11)
    assert newest.ends is None


def test_a_state_is_asked_by_its_number_and_with_its_parts(asked: Side, server: CoverageServer) -> None:
    search(asked, "breathing", state="NY", kind=Kind.LCD)
    path = "/v1/reports/local-coverage-final-lcds/"
    assert [told["state_id"] for told in server.asked(path)] == [["41"], ["64"]]


def test_a_search_by_code_is_refused_with_the_way_out(asked: Side) -> None:
    with pytest.raises(Unavailable, match=r"no search by code.*accord sync coverage"):
        search(asked, "", code="E0601")


def test_a_page_follows_a_page(asked: Side) -> None:
    told = {"kind": None, "state": "", "contractor": "", "code": "", "on": None, "limit": 1}
    first = asked.search("facet joint", cursor="", **told)
    second = asked.search("facet joint", cursor=first.next, **told)
    assert first.total == second.total == 2
    assert second.next == ""
    assert {first.items[0].id, second.items[0].id} == {"L30003", "A50003"}


def test_an_ncd_is_found_by_its_section_and_comes_whole(asked: Side, server: CoverageServer) -> None:
    ncd = asked.get("940.4", None, None)
    assert (ncd.number, ncd.version, ncd.effective, ncd.ends) == (901, 3, dt.date(2020, 3, 13), None)
    assert ncd.sections[1].text == "B. Covered: an index of 15 or more, or 5 to 14 with complaints."
    assert [one.id for one in ncd.related] == ["NCA71"]
    assert ncd.versions == (3, 2)
    assert server.tokens_given == 0, "national documents need no licence"


def test_a_version_of_an_ncd_by_number_and_by_day(asked: Side) -> None:
    assert asked.get("940.4", 2, None).version == 2
    assert asked.get("940.4", None, dt.date(2019, 5, 5)).version == 2
    with pytest.raises(NotFound, match="in force on 1999"):
        asked.get("940.4", None, dt.date(1999, 1, 1))


def test_an_lcd_comes_with_codes_contractors_states_and_what_it_names(asked: Side) -> None:
    lcd = asked.get("L30001", None, None)
    sections = {section.name: section.text for section in lcd.sections}
    assert sections["indication"] == "Covered when the saturation is < 88% at rest.\n\n- Measured awake"
    assert sections["associated_info"] == "Keep the record of the test."
    assert "doc_reqs" not in sections
    assert [(one.name, one.programs) for one in lcd.contractors] == [
        ("Lakeside Equipment Services, Inc.", (Program.DME,))
    ]
    assert lcd.states == ("NY", "OH")
    assert [(one.id, one.kind, one.relation) for one in lcd.related] == [
        ("A50001", Kind.ARTICLE, "named by it"),
        ("940.4", Kind.NCD, "named by it"),
    ]
    assert lcd.revision == "Threshold."
    assert lcd.groups[0].paragraph == "Machines"
    assert lcd.status == "in force"


def test_the_version_in_force_on_a_day_is_looked_for_downwards(asked: Side, server: CoverageServer) -> None:
    assert asked.get("L30001", None, dt.date(2025, 1, 1)).version == 11
    assert [told.get("ver") for told in server.asked("/v1/data/lcd/")] == [None, ["11"]]


def test_an_article_comes_with_its_groups_and_without_licensed_words(asked: Side) -> None:
    article = asked.get("A50001", None, None)
    kinds = [(group.kind, group.number, [code.code for code in group.codes]) for group in article.groups]
    assert kinds == [
        (ListKind.HCPCS, 1, ["E0601"]),
        (ListKind.HCPCS, 2, ["95811"]),
        (ListKind.ICD10_COVERED, 1, ["G47.33"]),
        (ListKind.ICD10_COVERED, 2, ["G47.31"]),
        (ListKind.ICD10_NONCOVERED, 1, ["R06.83"]),
        (ListKind.MODIFIER, 1, ["KX"]),
        (ListKind.BILL_TYPE, 1, ["013x"]),
        (ListKind.OTHER, 1, ["A7030 A7031"]),
    ]
    assert "licensed" not in repr(article)
    starred = article.groups[3]
    assert (starred.codes[0].note, starred.footnote) == ("*", "Only with a test.")


def test_an_analysis_tells_its_words_and_nobodys_name(asked: Side) -> None:
    nca = asked.get("NCA71", None, None)
    assert {section.name for section in nca.sections} == {"issue", "action_taken"}
    assert [one.id for one in nca.related] == ["940.4"]
    assert asked.get("MEDCAC81", None, None).title == "Meeting on Back Surgery"
    assert asked.get("TA82", None, None).title == "Assessment of Spinal Stimulators"


@pytest.mark.parametrize("name", ["L39998", "A59998", "999.9", "NCA998", "TA998"])
def test_an_unknown_id_is_not_found_though_the_service_says_200(asked: Side, name: str) -> None:
    with pytest.raises(NotFound, match="knows no"):
        asked.get(name, None, None)


def test_an_unknown_version_is_not_found(asked: Side) -> None:
    with pytest.raises(NotFound, match="version 99"):
        asked.get("L30001", 99, None)


def test_a_passage_is_cited_with_a_digest_that_is_blind_to_white_space(asked: Side) -> None:
    passage = asked.passage("L30001", "indication", None)
    assert passage.title.startswith("Coverage Indications")
    assert passage.sha256 == asked.passage("L30001", "Coverage Indications", None).sha256
    with pytest.raises(NotFound, match=r"no section 'summary'.*indication"):
        asked.passage("L30001", "summary", None)


def test_what_a_document_names(asked: Side) -> None:
    assert [one.id for one in asked.related("A50001", None).items] == ["L30001", "940.4"]


def test_contractors_and_who_is_in_charge(asked: Side) -> None:
    assert [one.id for one in asked.contractors(None, "").items] == [501, 502]
    assert [one.name for one in asked.contractors(501, "").items] == ["Northern Plains Administrators, LLC"]
    assert {one.id for one in asked.jurisdiction("OH", None, None).items} == {501, 502}
    dme = asked.jurisdiction("OH", Program.DME, None).items
    assert [(one.id, one.states) for one in dme] == [(502, ("OH",))]
    with pytest.raises(NotFound):
        asked.contractors(999, "")
    with pytest.raises(NotFound, match="nobody in charge"):
        asked.jurisdiction("OH", Program.HHH, None)
    with pytest.raises(Unavailable, match="on a day"):
        asked.jurisdiction("OH", None, dt.date(2020, 1, 1))


def test_what_is_new(asked: Side, server: CoverageServer) -> None:
    since = dt.date(2026, 1, 1)
    news = asked.whats_new(since, None, "", 20, "").items
    assert [(one.id, one.happened) for one in news] == [
        ("940.2", Happened.NEW),
        ("NCA71", Happened.REVISED),
        ("A50001", Happened.REVISED),
        ("L30003", Happened.RETIRED),
    ]
    assert server.asked("/v1/reports/whats-new/local/")[0]["start_date"] == ["20260101"]
    assert [one.id for one in asked.whats_new(since, Kind.LCD, "", 20, "").items] == ["L30003"]
    assert [one.id for one in asked.whats_new(since, None, "lakeside", 20, "").items] == ["A50001"]
    assert asked.whats_new(dt.date(2026, 6, 1), None, "", 20, "").items == ()
    with pytest.raises(Invalid, match="no contractor"):
        asked.whats_new(since, Kind.NCD, "lakeside", 20, "")


def test_drugs_that_are_excluded(asked: Side) -> None:
    assert [one.code for one in asked.sad_exclusions("", "", "", None, 20, "").items] == ["J3590", "J3490"]
    assert [one.brand for one in asked.sad_exclusions("brandol", "", "", None, 20, "").items] == ["Brandol"]
    assert [one.brand for one in asked.sad_exclusions("", "J3490", "", None, 20, "").items] == ["Otherex"]
    assert [one.code for one in asked.sad_exclusions("", "", "lakeside", None, 20, "").items] == ["J3490"]
    assert [one.code for one in asked.sad_exclusions("", "", "", dt.date(2026, 2, 1), 20, "").items] == ["J3590"]


@pytest.mark.parametrize(
    ("hcpcs", "icd10", "answer"),
    [
        ("E0601", ("G47.33",), Coverage.COVERED),
        ("E0601", ("R06.83",), Coverage.NOT_COVERED),
        ("E0601", ("G47.31",), Coverage.NOT_LISTED),
        ("95811", ("G47.31",), Coverage.CONDITIONAL),
        ("E0601", (), Coverage.CANNOT_SAY),
    ],
)
def test_a_procedure_with_diagnoses_is_checked_group_by_group(
    asked: Side, hcpcs: str, icd10: tuple[str, ...], answer: Coverage
) -> None:
    told = asked.check(hcpcs, icd10, "OH", None)
    assert told.answer is answer
    assert [one.id for one in told.articles] == ["A50001"]
    assert [one.id for one in told.articles[0].lcds] == ["L30001"]
    assert [one.id for one in told.national] == ["940.4"]
    assert "A50001, A50002" in told.provenance.notice


def test_a_code_is_found_in_the_articles_that_were_looked_into(asked: Side) -> None:
    found = asked.by_code("E0601", "", None, 20, "")
    assert [one.id for one in found.items] == ["A50001"]
    assert found.total_is_lower_bound
    with pytest.raises(NotFound, match="looked into"):
        asked.by_code("95810", "", None, 20, "")
    with pytest.raises(Unavailable, match="not held here"):
        asked.by_code("Q9999", "", None, 20, "")


def test_without_a_setting_that_allows_the_host_nothing_is_asked(server: CoverageServer, site: Site) -> None:
    site("coverage", allow_hosts=[], accept_code_licences=True)
    assert not live.allowed()
    with pytest.raises(Forbidden, match="allow_hosts"):
        live.side()
    assert server.server.requests == []


def test_without_a_release_the_tools_ask_the_service_where_it_is_allowed(asked: Side) -> None:
    assert tools.get("NCD 940.4").provenance.backend is Backend.LIVE
    found = tools.batch_get(("940.4", "L30001", "L39998"))
    assert ([one.id for one in found.items], found.not_found) == (["940.4", "L30001"], ("L39998",))


def test_without_a_release_and_without_leave_the_tools_say_how_to_load(server: CoverageServer, site: Site) -> None:
    site("coverage", allow_hosts=[])
    with pytest.raises(Unavailable, match="accord sync coverage"):
        tools.get("940.4")
    with pytest.raises(Forbidden, match="allow_hosts"):
        tools.get("940.4", ask=Ask.LIVE)
    assert server.server.requests == []


def test_without_the_licences_only_what_needs_none_is_asked(
    server: CoverageServer, site: Site, no_sleep: list[float]
) -> None:
    site("coverage")
    side = live.side()
    assert side.get("940.4", None, None).id == "940.4"
    for ask in (lambda: side.get("L30001", None, None), lambda: side.sad_exclusions("", "", "", None, 5, "")):
        with pytest.raises(Forbidden, match="accept_code_licences = true"):
            ask()
    assert server.asked(LICENCE) == []


def test_a_token_is_fetched_once_and_used_again(asked: Side, server: CoverageServer) -> None:
    asked.get("L30001", None, None)
    asked.get("A50001", None, None)
    live.side().get("L30001", 11, None)
    assert server.tokens_given == 1


def test_a_token_is_fetched_anew_before_its_hour_is_over(
    server: CoverageServer, site: Site, no_sleep: list[float]
) -> None:
    site("coverage", accept_code_licences=True)
    now = [0.0]
    api = Api(clock=lambda: now[0])
    for minutes, tokens in ((0, 1), (54, 1), (56, 2)):
        now[0] = minutes * 60.0
        api.rows("/v1/data/lcd/", {"lcdid": 30001, "ver": 11 if minutes else 12})
        server.server.requests.clear()
        api.rows("/v1/data/lcd/hcpc-code", {"lcdid": 30001, "ver": minutes})
        assert server.tokens_given == tokens


def test_a_refused_token_is_renewed_once(asked: Side, server: CoverageServer) -> None:
    asked.get("L30001", None, None)
    server.expire()
    assert asked.get("A50001", None, None).id == "A50001"
    assert server.tokens_given == 3  # the first, the one that ran out, the new one


def test_a_service_that_takes_no_token_at_all_is_refused_after_one_new_try(
    asked: Side, server: CoverageServer, fault_server: FaultServer
) -> None:
    fault_server.routes["/v1/data/lcd/"] = Answer(b"{}", 403)
    with pytest.raises(Forbidden, match="403"):
        asked.get("L30001", None, None)
    assert len(server.asked("/v1/data/lcd/")) == 2


def test_no_token_stands_in_the_ledger_or_among_kept_answers(
    server: CoverageServer, site: Site, no_sleep: list[float]
) -> None:
    told = site("coverage", accept_code_licences=True)
    live.side().get("L30001", None, None)
    calls = Ledger(told.data / "ledger.sqlite").calls()
    assert any(call.path == LICENCE for call in calls)
    assert "token-1" not in repr(calls)
    assert b"token-1" not in (told.data / "live.sqlite").read_bytes()


PASSING = [Fault.TOO_MANY, Fault.ERROR_500, Fault.BUSY_503, Fault.SLOW, Fault.CUT_OFF, Fault.MALFORMED, Fault.HTML,
           Fault.HANG_UP]  # fmt: skip


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_waited_out(asked: Side, fault_server: FaultServer, fault: Fault) -> None:
    fault_server.faults(fault)
    ncd = asked.get("940.4", None, None)
    assert ncd.provenance.backend is Backend.LIVE
    assert ncd.version == 3


@pytest.mark.parametrize("fault", [Fault.ERROR_500, Fault.HTML, Fault.MALFORMED, Fault.CUT_OFF])
def test_a_fault_that_stays_is_unavailable(asked: Side, fault_server: FaultServer, fault: Fault) -> None:
    fault_server.faults(*[fault] * 8)
    with pytest.raises(Unavailable, match="CMS Coverage API did not answer"):
        asked.get("940.4", None, None)


def test_a_redirect_is_not_followed(asked: Side, fault_server: FaultServer) -> None:
    fault_server.faults(Fault.REDIRECT)
    with pytest.raises(Unavailable, match="points elsewhere"):
        asked.get("940.4", None, None)


@pytest.mark.parametrize(
    "body", [b"[]", b"null", b'{"data": null}', b'{"meta": {}}', b'"Hello"', b'{"data": {"rows": []}}']
)
def test_an_answer_of_another_shape_is_no_answer(asked: Side, fault_server: FaultServer, body: bytes) -> None:
    fault_server.routes["/v1/reports/national-coverage-ncd/"] = Answer(body)
    with pytest.raises(Unavailable, match="did not answer"):
        asked.get("940.4", None, None)


def test_a_400_with_a_friendly_text_and_an_error_within_a_200_are_refusals(
    asked: Side, fault_server: FaultServer
) -> None:
    path = "/v1/reports/national-coverage-ncd/"
    for answer in (Answer(b'{"message":"Hello","code":400}', 400), Answer(b'{"message":"Hello","code":400}')):
        fault_server.routes[path] = answer
        with pytest.raises(Invalid, match="refused the question"):
            asked.get("940.4", None, None)


def test_all_pages_are_followed(asked: Side, server: CoverageServer) -> None:
    server.page_size = 1
    assert search(asked, "oxygen") == ["940.2"]
    assert [told.get("next_token") for told in server.asked("/v1/reports/national-coverage-ncd/")] == [None, ["1"]]


def test_a_list_without_an_end_is_no_answer(
    asked: Side, fault_server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_service, "MOST_PAGES", 3)
    path = "/v1/reports/national-coverage-ncd/"
    fault_server.routes[path] = {"meta": {"next_token": "again"}, "data": tables()[path]}
    with pytest.raises(Unavailable, match="does not end"):
        asked.get("940.4", None, None)


def test_a_kept_answer_is_used_again_and_says_so(asked: Side, server: CoverageServer) -> None:
    asked.get("940.4", None, None)
    before = len(server.server.requests)
    again = asked.get("940.4", None, None)
    assert len(server.server.requests) == before
    assert again.provenance.backend is Backend.CACHE
    assert "Kept since" in again.provenance.notice


def test_a_day_that_is_none_is_no_silent_gap() -> None:
    assert [day({"d": text}, "d") for text in ("", "N/A", "08/14/2025", "2025-08-14 10:00", "20250814133001")] == [
        None, None, dt.date(2025, 8, 14), dt.date(2025, 8, 14), dt.date(2025, 8, 14),
    ]  # fmt: skip
    for text in ("13/45/2025", "summer of 25"):
        with pytest.raises(Unavailable, match="cannot be read"):
            day({"d": text}, "d")
    assert number({"n": "A57145"}, "n") == 57145


def test_what_goes_out_stands_in_the_contract_and_so_do_our_recorded_rows() -> None:
    known, named = contract(), fields()
    if known is None or named is None:
        pytest.skip(f"{CONTRACT.name} is absent; set ACCORD_SHARED")
    assert SERVICE.carries <= frozenset().union(*known.values())
    for path, rows in tables().items():
        assert path in known
        for row in rows:
            assert row.keys() <= named[path], f"{path}: {sorted(row.keys() - named[path])}"


def test_recorded_answers_are_read(site: Site, fault_server: FaultServer, no_sleep: list[float]) -> None:
    folder = CONTRACT.parent
    if not folder.is_dir():
        pytest.skip("the shared data folder is absent; set ACCORD_SHARED")
    TOKENS.forget()
    site("coverage", accept_code_licences=True)
    fault_server.routes[LICENCE] = (folder / "license_agreement.json").read_bytes()
    fault_server.routes["/v1/data/lcd/"] = (folder / "data_lcd_33797_excerpt.json").read_bytes()
    fault_server.otherwise = (folder / "empty_result.json").read_bytes()
    lcd = live.side().get("L33797", None, None)
    told = json.loads((folder / "data_lcd_33797_excerpt.json").read_text("utf-8"))["data"][0]
    assert lcd.title == told["title"]
    assert [section.name for section in lcd.sections] == ["indication", "doc_reqs"]
    assert "<" not in lcd.sections[0].text
    with pytest.raises(NotFound):
        live.side().get("A33797", None, None)
    TOKENS.forget()
