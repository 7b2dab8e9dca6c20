"""The live side against a server of our own that answers as NLM Clinical Tables does, and fails as services do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.connectors.answer import Ask, Backend
from accord.connectors.hcpcs import load
from accord.connectors.hcpcs.standing import Standing
from accord.connectors.hcpcs.tools import get, search
from accord.connectors.syncing import unheard
from accord.errors import Forbidden, NotFound, Unavailable
from accord.settings import Settings, settings
from tests.connectors.fault_server import Fault, FaultServer

PATH = "/api/hcpcs/v3/search"
ANSWER = [
    2,
    ["E0470", "E0471"],
    {
        "short_desc": ["RAD w/o backup", "RAD w/backup"],
        "long_desc": ["Respiratory assist device without backup", None],
        "add_dt": ["20040101", "20040101"],
        "act_eff_dt": ["20040101", None],
        "term_dt": [None, "20251231"],
    },
    [["E0470", "Respiratory assist device"], ["E0471", "Respiratory assist device with backup"]],
]
Site = Callable[..., Settings]


@pytest.fixture(autouse=True)
def service(fault_server: FaultServer, site: Site, no_sleep: list[float]) -> None:
    fault_server.routes[PATH] = ANSWER
    site("hcpcs")


def test_a_search_is_answered_with_names_and_dates(fault_server: FaultServer) -> None:
    page = search("respiratory assist", on=dt.date(2026, 1, 5), ask=Ask.LIVE)
    assert [(hit.code, hit.name, hit.standing) for hit in page.items] == [
        ("E0470", "Respiratory assist device without backup", Standing.VALID),
        ("E0471", "Respiratory assist device with backup", Standing.ENDED),
    ]
    assert (page.total, page.provenance.backend) == (2, Backend.LIVE)
    assert fault_server.requests[-1].parameters["terms"] == ["respiratory assist"]


def test_where_nothing_is_loaded_and_the_host_is_allowed_auto_goes_live() -> None:
    assert search("respiratory").provenance.backend is Backend.LIVE
    assert search("respiratory").provenance.backend is Backend.CACHE


def test_one_code() -> None:
    told = get("E0470", ask=Ask.LIVE)
    assert (told.short, told.added) == ("RAD w/o backup", dt.date(2004, 1, 1))
    with pytest.raises(NotFound):
        get("E0472", ask=Ask.LIVE)


def test_a_cpt_code_is_never_asked_for(fault_server: FaultServer) -> None:
    assert get("99213", ask=Ask.LIVE).long == ""
    assert fault_server.requests == []


@pytest.mark.parametrize("fault", [Fault.TOO_MANY, Fault.ERROR_500, Fault.BUSY_503, Fault.SLOW, Fault.CUT_OFF,
                                   Fault.MALFORMED, Fault.HTML, Fault.HANG_UP, Fault.LIMIT_IN_200])  # fmt: skip
def test_a_fault_that_passes_is_waited_out(fault: Fault, fault_server: FaultServer) -> None:
    fault_server.faults(fault)
    assert search("respiratory", ask=Ask.LIVE).items
    assert len(fault_server.requests) == 2


@pytest.mark.parametrize("answer", ["[]", "{}", "[1]", '[1, ["E0470"], null]', '["x", [], null, []]', "null",
                                    '[1, ["E0470"], {"add_dt": ["2004-99-99"]}, [["E0470", "x"]]]'])  # fmt: skip
def test_what_is_no_answer_is_not_taken_for_one(answer: str, fault_server: FaultServer) -> None:
    fault_server.routes[PATH] = answer
    with pytest.raises(Unavailable):
        search("respiratory", ask=Ask.LIVE)


def test_no_extra_fields_is_an_answer_too(fault_server: FaultServer) -> None:
    fault_server.routes[PATH] = [1, ["E0470"], None, [["E0470", "Respiratory assist device"]]]
    assert search("respiratory", ask=Ask.LIVE).items[0].name == "Respiratory assist device"


def test_the_newest_quarter_is_fetched_or_the_one_before(tmp_path: Path, fault_server: FaultServer, site: Site) -> None:
    _, before = load._last_quarters(dt.date.today())  # pyright: ignore[reportPrivateUsage]
    name = f"{load.MONTHS[before.month]}-{before.year}-alpha-numeric-hcpcs-file.zip"
    fault_server.files[f"/files/zip/{name}"] = b"an archive"
    site("hcpcs_files")
    fault_server.faults(None, Fault.BUSY_503)
    load.LOADERS[0].fetch(tmp_path, unheard)
    assert [path.name for path in tmp_path.glob("*.zip")] == [name]


def test_without_a_setting_nothing_leaves(
    fault_server: FaultServer, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site("hcpcs", allow_hosts=[])
    settings.cache_clear()
    with pytest.raises(Forbidden, match="allow_hosts"):
        search("respiratory", ask=Ask.LIVE)
    assert fault_server.requests == []


def test_what_looks_like_a_patient_is_not_sent(fault_server: FaultServer) -> None:
    with pytest.raises(Forbidden):
        search("cpap for 123-45-6789", ask=Ask.LIVE)
    assert fault_server.requests == []
