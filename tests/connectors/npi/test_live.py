"""The live registry: recorded answers in the shapes of the register; and a service of our own with the published contract."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.audit.ledger import Ledger
from accord.connectors.answer import Ask, Backend
from accord.connectors.npi import live, tools
from accord.connectors.npi.live_record import provider_of
from accord.connectors.npi.orders import May
from accord.connectors.npi.provider import Kind
from accord.connectors.npi.verify import Standing
from accord.errors import Forbidden, Invalid, NotFound, Unavailable
from accord.settings import Settings
from tests.connectors.fault_server import Answer, Fault, FaultServer, Request

SAMPLES = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "connectors" / "api-samples" / "nppes"
CONTRACT = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "npi" / "npi_api_openapi.json"
# What the published page says and the contract file leaves out.
ALSO = {"use_first_name_alias": {"enum": ["True", "False"]}}
NUMBER = "1720377294"
TODAY = dt.date(2026, 11, 24)


def record(number: int | str = 1720377294, **basic: str) -> dict[str, object]:
    """A record as the service writes it."""
    told = {"first_name": "ELISE", "last_name": "HIZA", "credential": "M.D.", "status": "A",
            "enumeration_date": "2011-04-05", "last_updated": "2018-05-08", "name_suffix": "--", **basic}  # fmt: skip
    return {
        "enumeration_type": "NPI-1", "number": number, "created_epoch": "1301961600000", "basic": told,
        "addresses": [{"address_purpose": "LOCATION", "address_1": "111 VICTORIA RD", "address_2": "", "city": "ASHEVILLE",
                       "state": "NC", "postal_code": "288014811", "country_code": "US"}],
        "taxonomies": [{"code": "207X00000X", "desc": "Orthopaedic Surgery", "primary": True, "state": "NC",
                        "license": "2017-01132"}],
        "identifiers": [], "other_names": [], "endpoints": [],
    }  # fmt: skip


def samples() -> list[Path]:
    return sorted(path for path in SAMPLES.glob("*.json") if "openapi" not in path.name)


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
def test_recorded_answers_are_read_whole(path: Path) -> None:
    told = json.loads(path.read_text("utf-8"))
    raw = live.Raw(200, "application/json", path.read_bytes(), dt.datetime.now(dt.UTC), "")
    if "Errors" in told:
        with pytest.raises(Invalid, match=re.escape(told["Errors"][0]["description"])):
            live.results(raw)
        return
    for one in live.results(raw):
        found = provider_of(one, tools.BY_RULE, TODAY)
        assert re.fullmatch(r"[12]\d{9}", found.npi)
        assert found.name
        assert found.kind in (Kind.PERSON, Kind.ORGANIZATION)
        assert len(found.taxonomies) == len(one["taxonomies"])
        assert len(found.addresses) == len(one["addresses"]) + len(one.get("practiceLocations", []))
        assert found.dates.enumerated == dt.date.fromisoformat(one["basic"]["enumeration_date"])
        assert "--" not in (found.prefix, found.suffix)


def test_there_are_recorded_answers() -> None:
    if not SAMPLES.is_dir():
        pytest.skip(f"{SAMPLES} is absent; set ACCORD_SHARED")
    assert len(samples()) == 11


@pytest.mark.parametrize("epoch", [1301961600, "1301961600", 1301961600000, "1301961600000"])
def test_times_in_seconds_and_milliseconds_are_one_day(epoch: int | str) -> None:
    told = record(enumeration_date="") | {"created_epoch": epoch}
    assert provider_of(told, tools.BY_RULE, TODAY).dates.enumerated == dt.date(2011, 4, 5)


@pytest.mark.parametrize("number", [1720377294, "1720377294"])
def test_numbers_as_text_and_as_numbers_are_one(number: int | str) -> None:
    assert provider_of(record(number), tools.BY_RULE, TODAY).npi == NUMBER


class Registry:
    """Speaks the published contract: refuses parameters that it does not know or that break their pattern."""

    def __init__(self, many: int = 1) -> None:
        told = json.loads(CONTRACT.read_text("utf-8"))["paths"]["/"]["get"]["parameters"]
        self.known = {each["name"]: each["schema"] for each in told} | ALSO
        self.many = many

    def __call__(self, request: Request) -> object:
        asked = {name: values[0] for name, values in request.parameters.items()}
        faults = [name for name, value in asked.items() if not self._fits(name, value)]
        if faults:
            return {"Errors": [{"description": f"bad {faults[0]}", "field": faults[0], "number": "05"}]}
        if asked.keys() <= {"version", "limit", "skip", "enumeration_type", "state"}:
            return {
                "Errors": [{"description": "No valid search criteria provided", "field": "generic", "number": "04"}]
            }
        if "number" in asked:
            found = [record()] if asked["number"] == NUMBER else []
            return {"result_count": len(found), "results": found}
        limit, skip = int(asked.get("limit", 10)), int(asked.get("skip", 0))
        page = [record(str(1_000_000_000 + at)) for at in range(skip, min(skip + limit, self.many))]
        return {"result_count": len(page), "results": page}

    def _fits(self, name: str, value: str) -> bool:
        schema = self.known.get(name)
        if schema is None or value not in schema.get("enum", [value]):
            return False
        if schema.get("type") == "integer":
            return value.isdigit() and int(value) <= {"skip": 1_000}.get(name, schema.get("maximum", 10**9))
        return re.search(schema.get("pattern", ""), value) is not None


@pytest.fixture
def registry_live(fault_server: FaultServer, site: Callable[..., Settings], no_sleep: list[float]) -> FaultServer:
    if not CONTRACT.is_file():
        pytest.skip(f"{CONTRACT} is absent; set ACCORD_SHARED")
    site("npi")
    fault_server.routes["/api/"] = Registry(many=1_500)  # type: ignore[assignment]
    return fault_server


def test_a_look_up_asks_for_the_number_and_nothing_else(registry_live: FaultServer) -> None:
    found = tools.get(NUMBER)
    assert (found.name, found.provenance.backend) == ("ELISE HIZA", Backend.LIVE)
    assert dict(registry_live.requests[0].parameters) == {"version": ["2.1"], "number": [NUMBER]}


def test_a_number_without_a_record_is_not_found(registry_live: FaultServer) -> None:
    with pytest.raises(NotFound):
        tools.get("1234567893")


def test_the_second_look_up_is_a_kept_answer_with_its_age(registry_live: FaultServer) -> None:
    tools.get(NUMBER)
    again = tools.get(NUMBER)
    assert (again.provenance.backend, again.provenance.age_days) == (Backend.CACHE, 0)
    assert len(registry_live.requests) == 1


def test_a_search_sends_words_as_written_and_no_alias_of_the_first_name(registry_live: FaultServer) -> None:
    tools.search(
        last_name="O'Brien", first_name="Bob", state="nc", postal_code="28801-4811", taxonomy="Ortho*", limit=5
    )
    assert dict(registry_live.requests[0].parameters) == {
        "version": ["2.1"], "use_first_name_alias": ["False"], "address_purpose": ["LOCATION"], "last_name": ["O'Brien"], "first_name": ["Bob"],
        "state": ["NC"], "postal_code": ["28801"], "taxonomy_description": ["Ortho*"], "limit": ["5"],
    }  # fmt: skip


def test_the_end_of_what_can_be_reached_is_told_as_a_lower_bound(registry_live: FaultServer) -> None:
    seen, cursor, pages = 0, "", []
    while True:
        page = tools.search(last_name="Smith", limit=200, cursor=cursor)
        seen, cursor = seen + len(page.items), page.next
        pages.append(page)
        if not cursor:
            break
    assert (seen, pages[-1].total, pages[-1].total_is_lower_bound) == (1_200, 1_200, True)
    assert (pages[0].total, pages[0].total_is_lower_bound) == (None, True)


def test_a_last_page_that_is_not_full_is_the_total(registry_live: FaultServer) -> None:
    registry_live.routes["/api/"] = Registry(many=7)  # type: ignore[assignment]
    page = tools.search(last_name="Smith", limit=5, cursor="5")
    assert (len(page.items), page.total, page.total_is_lower_bound, page.next) == (2, 7, False, "")


@pytest.mark.parametrize(("asked", "told"), [({"fuzzy": True}, "likeness"), ({"phonetic": True}, "likeness")])
def test_what_the_service_cannot_do_is_said(registry_live: FaultServer, asked: dict[str, bool], told: str) -> None:
    with pytest.raises(Unavailable, match=told):
        tools.search(last_name="Smith", **asked)
    assert registry_live.requests == []


def test_a_taxonomy_code_needs_its_words(registry_live: FaultServer) -> None:
    with pytest.raises(Invalid, match="207X00000X"):
        tools.search(last_name="Smith", taxonomy="207X00000X")


def test_a_refusal_of_the_service_is_a_reason(registry_live: FaultServer) -> None:
    registry_live.routes["/api/"] = {"Errors": [{"description": "no", "field": "x", "number": "09"}]}
    with pytest.raises(Invalid, match=r"no \(09\)"):
        tools.search(last_name="Smith")


def test_many_are_verified_and_orders_are_judged_live(registry_live: FaultServer) -> None:
    told = tools.verify((NUMBER, "1234567893", "123"), ("Elise Hiza MD", "", ""))
    assert [item.standing for item in told.items] == [Standing.ACTIVE, Standing.NOT_FOUND, Standing.NO_NPI]
    assert tools.may_order(NUMBER, "L1833", "NC").may is May.YES


PASSING = [Fault.TOO_MANY, Fault.LIMIT_IN_200, Fault.ERROR_500, Fault.BUSY_503, Fault.SLOW, Fault.CUT_OFF,
           Fault.MALFORMED, Fault.HTML, Fault.HANG_UP]  # fmt: skip


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_tried_again_and_is_in_the_ledger(
    registry_live: FaultServer, tmp_path: Path, fault: Fault
) -> None:
    registry_live.faults(fault)
    assert tools.get(NUMBER).name == "ELISE HIZA"
    calls = Ledger(tmp_path / "ledger.sqlite").calls()
    assert len(calls) == 2
    assert all(NUMBER in call.carried for call in calls)


@pytest.mark.parametrize("fault", [Fault.ERROR_500, Fault.HTML, Fault.MALFORMED])
def test_a_service_that_stays_away_is_unavailable(registry_live: FaultServer, fault: Fault) -> None:
    registry_live.faults(*[fault] * 9)
    with pytest.raises(Unavailable):
        tools.get(NUMBER)


def test_a_record_with_odd_parts_is_tried_again(registry_live: FaultServer) -> None:
    registry_live.faults(Answer(b'{"result_count": 1}'), Answer(b"[]"))
    assert tools.get(NUMBER).name == "ELISE HIZA"


def test_nothing_goes_out_unless_a_setting_allows_it(fault_server: FaultServer, site: Callable[..., Settings]) -> None:
    site("npi", allow_hosts=[])
    with pytest.raises(Unavailable, match="accord sync npi"):
        tools.get(NUMBER)
    with pytest.raises(Forbidden, match="allow_hosts"):
        tools.get(NUMBER, ask=Ask.LIVE)
    assert fault_server.requests == []
