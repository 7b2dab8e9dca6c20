"""The live side against a server of our own, with its faults."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accord.connectors.answer import Ask, Backend
from accord.connectors.icd10.edition import Standing
from accord.connectors.icd10.live import PATH
from accord.connectors.icd10.tools import get, search
from accord.errors import Forbidden, NotFound, Unavailable
from accord.settings import Settings
from tests.connectors.fault_server import Fault, FaultServer

ANSWER = [2, ["E11.65", "E11.9"], None, [["E11.65", "Type 2 ... hyperglycemia"], ["E11.9", "Type 2 ... without"]]]
Site = Callable[..., Settings]


@pytest.fixture(autouse=True)
def answering(fault_server: FaultServer, site: Site, no_sleep: list[float]) -> None:
    fault_server.routes[PATH] = ANSWER
    site("icd10cm")


def test_the_live_service_gives_codes_and_titles(fault_server: FaultServer) -> None:
    found = search("diabetes", 5, ask=Ask.LIVE)
    assert [hit.code for hit in found.items] == ["E11.65", "E11.9"]
    assert (found.total, found.provenance.backend) == (2, Backend.LIVE)
    sent = fault_server.requests[-1].parameters
    assert (sent["terms"], sent["maxList"], sent["sf"]) == (["diabetes"], ["5"], ["code,name"])


def test_one_code_from_the_live_service_says_what_it_cannot_say() -> None:
    found = get("e119", ask=Ask.LIVE)
    assert (found.code, found.label, found.standing) == ("E11.9", "Type 2 ... without", Standing.CANNOT_SAY)
    assert "titles alone" in found.provenance.notice
    with pytest.raises(NotFound):
        get("I10", ask=Ask.LIVE)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.TOO_MANY,
        Fault.ERROR_500,
        Fault.BUSY_503,
        Fault.SLOW,
        Fault.CUT_OFF,
        Fault.MALFORMED,
        Fault.HTML,
        Fault.HANG_UP,
    ],
)
def test_a_fault_that_passes_is_tried_again(fault_server: FaultServer, fault: Fault) -> None:
    fault_server.faults(fault)
    assert len(search("diabetes", ask=Ask.LIVE).items) == 2


@pytest.mark.parametrize(
    "answer", [{"error": "?"}, [], ["a", [], None, []], [1, ["I10"], None, [["I10"]]], [1, [], None, 7]]
)
def test_an_answer_of_another_form_is_none(fault_server: FaultServer, answer: object) -> None:
    fault_server.routes[PATH] = answer  # pyright: ignore[reportArgumentType]
    with pytest.raises(Unavailable):
        search("asthma", ask=Ask.LIVE)


def test_without_a_setting_nothing_is_asked_and_the_local_index_answers(fault_server: FaultServer, site: Site) -> None:
    site("icd10cm", allow_hosts=[])
    with pytest.raises(Forbidden):
        search("diabetes", ask=Ask.LIVE)
    assert search("diabetes").provenance.backend is Backend.LOCAL
    assert fault_server.requests == []


def test_what_looks_like_a_patient_does_not_go_out(fault_server: FaultServer) -> None:
    with pytest.raises(Forbidden):
        search("diabetes, MRN 12345", ask=Ask.LIVE)
    assert fault_server.requests == []
