"""The live service that other tests use does what it says."""

from __future__ import annotations

import json

import httpx
import pytest

from accord.connectors.outward import Outward, Raw, Service, TryAgain
from accord.errors import Unavailable
from tests.connectors.fault_server import Answer, Fault

NPI = Service("npi", "the NPI registry", "https://npiregistry.cms.hhs.gov", 1000, frozenset({"number"}))


def as_json(raw: Raw):
    if raw.is_html:
        raise TryAgain("a page came instead of an answer")
    try:
        told = json.loads(raw.body)
    except ValueError as fault:
        raise TryAgain("the answer is malformed") from fault
    if "rate limit" in told.get("error", ""):
        raise TryAgain("it answered that the limit is reached")
    return told


PASSES = [fault for fault in Fault if fault is not Fault.REDIRECT]


@pytest.mark.parametrize("fault", PASSES)
def test_a_fault_that_passes_is_tried_again(fault_server, site, no_sleep, fault):
    fault_server.routes["/api/"] = {"result_count": 0}
    fault_server.faults(fault)
    told = Outward(NPI, site("npi")).get("/api/", {"number": "1234567893"}, as_json)
    assert told.value == {"result_count": 0}
    assert len(fault_server.requests) == 2
    assert fault_server.requests[-1].parameters["number"] == ["1234567893"]


def test_a_redirect_is_not_followed(fault_server, site, no_sleep):
    fault_server.routes["/api/"] = {"result_count": 0}
    fault_server.faults(Fault.REDIRECT)
    with pytest.raises(Unavailable, match="points elsewhere"):
        Outward(NPI, site("npi")).get("/api/", {"number": "1234567893"}, as_json)
    assert len(fault_server.requests) == 1


def test_a_route_may_be_a_function_and_a_fault_any_answer(fault_server):
    fault_server.routes["/twice"] = lambda request: {"got": request.parameters["n"]}
    fault_server.faults(Answer(b"gone", 410))
    assert httpx.get(f"{fault_server.base}/twice?n=3").status_code == 410
    assert httpx.get(f"{fault_server.base}/twice?n=3").json() == {"got": ["3"]}
    assert httpx.get(f"{fault_server.base}/none").status_code == 404


def test_a_file_comes_from_the_byte_on_that_was_asked_for(fault_server):
    fault_server.files["/a.zip"] = b"0123456789"
    whole = httpx.get(f"{fault_server.base}/a.zip")
    piece = httpx.get(f"{fault_server.base}/a.zip", headers={"Range": "bytes=4-", "If-Range": whole.headers["etag"]})
    other = httpx.get(f"{fault_server.base}/a.zip", headers={"Range": "bytes=4-", "If-Range": '"older"'})
    assert (piece.status_code, piece.content) == (206, b"456789")
    assert (other.status_code, other.content) == (200, b"0123456789")
