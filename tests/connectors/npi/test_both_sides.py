"""The register and the live service give the same provider in the same shape, and the same hits."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from accord.connectors.answer import Ask, Provenance
from accord.connectors.npi import columns as c
from accord.connectors.npi import tools
from accord.connectors.npi.load import NppesLoader
from accord.connectors.syncing import sync
from accord.settings import Settings
from tests.connectors.fault_server import FaultServer
from tests.connectors.npi.archives import MONTH, MONTH_DAYS, PLACE, archive, npi, person

NUMBER = npi(1)
RECORD = {
    "enumeration_type": "NPI-1", "number": NUMBER, "created_epoch": "1301961600000", "last_updated_epoch": "1525737600000",
    "basic": {"first_name": "ELISE", "last_name": "HIZA", "middle_name": "AILEEN", "credential": "M.D.", "sex": "F",
              "sole_proprietor": "YES", "enumeration_date": "2011-04-05", "last_updated": "2018-05-08", "status": "A"},
    "addresses": [
        {"address_purpose": "MAILING", "address_1": "PO BOX 1", "address_2": "", "city": "BOONE", "state": "NC",
         "postal_code": "286070001", "country_code": "US"},
        {"address_purpose": "LOCATION", "address_1": "111 VICTORIA RD", "address_2": "STE 2", "city": "ASHEVILLE",
         "state": "NC", "postal_code": "288014811", "country_code": "US", "telephone_number": "8282527331"},
    ],
    "practiceLocations": [{"address_1": "49 JESSE HILL JR DR", "address_2": "", "city": "ATLANTA", "state": "GA",
                           "postal_code": "303033049", "country_code": "US"}],
    "taxonomies": [{"code": "207X00000X", "desc": "physician", "primary": True, "state": "NC", "license": "2017-01132",
                    "taxonomy_group": ""}],
    "identifiers": [{"identifier": "17", "code": "05", "desc": "Medicaid", "state": "NC", "issuer": ""}],
    "other_names": [{"type": "former name", "code": "1", "last_name": "ROE", "first_name": "ELISE"}],
    "endpoints": [],
}  # fmt: skip


def line() -> dict[str, str]:
    practice, mailing = c.address_columns(c.PRACTICE), c.address_columns(c.MAILING)
    own = dict(
        zip(practice, ("111 VICTORIA RD", "STE 2", "ASHEVILLE", "NC", "288014811", "US", "8282527331", ""), strict=True)
    )
    post = dict(zip(mailing, ("PO BOX 1", "", "BOONE", "NC", "286070001", "US", "", ""), strict=True))
    more = {
        c.SEX: "F", c.SOLE: "Y", c.OTHER_FIRST: "ELISE", f"{c.OTHER_LAST} Type Code": "1", f"{c.IDENTIFIER}_1": "17",
        f"{c.IDENTIFIER} Type Code_1": "05", f"{c.IDENTIFIER} State_1": "NC",
    }  # fmt: skip
    named = person(1, "HIZA", "ELISE", middle="AILEEN", credential="M.D.", licence="2017-01132", licence_state="NC",
                   other_last="ROE", enumerated="04/05/2011", updated="05/08/2018")  # fmt: skip
    return {**named, **own, **post, **more}


@pytest.fixture
def both(
    fault_server: FaultServer, site: Callable[..., Settings], no_sleep: list[float], tmp_path: Path
) -> FaultServer:
    site("npi")
    fault_server.routes["/api/"] = json.loads(json.dumps({"result_count": 1, "results": [RECORD]}))
    further = {c.NPI: NUMBER, f"{PLACE}- Address Line 1": "49 JESSE HILL JR DR", f"{PLACE} - City Name": "ATLANTA",
               f"{PLACE} - State Name": "GA", f"{PLACE} - Postal Code": "303033049"}  # fmt: skip
    archive(tmp_path / "m" / MONTH, [line()], MONTH_DAYS, locations=[further])
    sync(NppesLoader(), tmp_path / "m")
    return fault_server


def test_the_whole_record_is_the_same(both: FaultServer) -> None:
    nothing = Provenance("", tools.BY_RULE.backend)
    local, live = (tools.get(NUMBER, ask) for ask in (Ask.LOCAL, Ask.LIVE))
    assert local.provenance != live.provenance
    sides = [replace(one, provenance=nothing, addresses=frozenset(one.addresses)) for one in (local, live)]  # type: ignore[arg-type]
    assert sides[0] == sides[1]


def test_hits_and_judgements_are_the_same(both: FaultServer) -> None:
    local, live = (tools.search(last_name="Hiza", state="NC", ask=ask) for ask in (Ask.LOCAL, Ask.LIVE))
    assert local.items == live.items
    may = [tools.may_order(NUMBER, "L1833", "NC", ask=ask) for ask in (Ask.LOCAL, Ask.LIVE)]
    assert (may[0].may, may[0].reasons) == (may[1].may, may[1].reasons)
    told = [tools.verify((NUMBER,), ("Elise Roe",), ask=ask).items for ask in (Ask.LOCAL, Ask.LIVE)]
    assert told[0] == told[1]


def test_the_local_register_is_asked_first(both: FaultServer) -> None:
    tools.get(NUMBER)
    assert both.requests == []
