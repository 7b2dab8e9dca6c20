"""A file that is fetched is whole and of one version, however often the line is cut."""

from __future__ import annotations

import hashlib
import json

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.connectors.download import download
from accord.connectors.outward import TRIES, Outward, Service
from accord.connectors.syncing import unheard
from accord.errors import Forbidden, Invalid, NotFound, Unavailable
from tests.connectors.fault_server import MAINTENANCE, Answer, Fault

FILES = Service("files", "the file service", "https://files.invalid", 1000, frozenset())
WHOLE = bytes(range(256)) * 500
NEWER = bytes(reversed(range(256))) * 500
DIGEST = f"sha256:{hashlib.sha256(WHOLE).hexdigest()}"


@pytest.fixture
def out(fault_server, site, no_sleep) -> Outward:
    fault_server.files["/a.zip"] = WHOLE
    return Outward(FILES, site("files"))


@pytest.fixture
def to(tmp_path):
    return tmp_path / "a.zip"


def left(to):
    return sorted(path.name for path in to.parent.glob("a.zip*"))


def test_a_file_comes_whole_and_the_call_is_in_the_ledger(out, to):
    assert download(out, "/a.zip", to, unheard, DIGEST) == to
    assert (to.read_bytes(), left(to)) == (WHOLE, ["a.zip"])
    row = out.ledger.calls()[0]
    assert (row.path, row.outcome, row.bytes_in) == ("/a.zip", "200", len(WHOLE))


def test_a_download_that_was_cut_off_goes_on_where_it_stopped(out, to, fault_server):
    fault_server.faults(Fault.CUT_OFF, Fault.CUT_OFF, Fault.BUSY_503, Fault.HANG_UP)
    download(out, "/a.zip", to, unheard)
    assert to.read_bytes() == WHOLE
    asked = [request.headers.get("range") for request in fault_server.requests]
    assert asked[:2] == [None, f"bytes={len(WHOLE) // 2}-"]
    assert sum(row.bytes_in for row in out.ledger.calls()) == len(WHOLE)


def test_and_so_it_does_in_another_process_later(out, to, fault_server):
    fault_server.faults(Fault.CUT_OFF, *[Fault.BUSY_503] * 9)
    with pytest.raises(Unavailable, match="Run the same command to go on"):
        download(out, "/a.zip", to, unheard)
    assert left(to) == ["a.zip.part", "a.zip.part.from"]
    fault_server._script.clear()
    assert download(out, "/a.zip", to, unheard).read_bytes() == WHOLE
    assert fault_server.requests[-1].headers["range"] == f"bytes={len(WHOLE) // 2}-"
    assert left(to) == ["a.zip"]


@pytest.mark.parametrize("knows_ranges", [True, False])
@pytest.mark.parametrize("newer", [NEWER, NEWER[:1000], NEWER * 2])
def test_a_part_of_an_older_version_is_never_joined_with_the_newer(out, to, fault_server, newer, knows_ranges):
    fault_server.faults(Fault.CUT_OFF, *[Fault.BUSY_503] * 9)
    with pytest.raises(Unavailable):
        download(out, "/a.zip", to, unheard)
    fault_server._script.clear()
    fault_server.knows_ranges = knows_ranges
    fault_server.files["/a.zip"] = newer
    assert download(out, "/a.zip", to, unheard).read_bytes() == newer


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["cut", "busy", "newer", "no ranges", "ranges", "give up"]), max_size=7))
def test_whatever_happens_on_the_way_the_file_is_one_version(out, to, fault_server, script):
    versions = [bytes([number]) * 300 + bytes([number + 100]) * 300 for number in range(9)]
    fault_server._script.clear()
    for path in to.parent.glob("a.zip*"):
        path.unlink()
    now = 0
    fault_server.files["/a.zip"] = versions[now]
    for event in script:
        if event == "cut":
            fault_server.faults(Fault.CUT_OFF)
        elif event == "busy":
            fault_server.faults(Fault.BUSY_503)
        elif event == "newer":
            now += 1
            fault_server.files["/a.zip"] = versions[now]
        elif event == "give up":
            fault_server.faults(*[Fault.HANG_UP] * (TRIES * 2))
            with pytest.raises(Unavailable):
                download(out, "/a.zip", to, unheard)
            fault_server._script.clear()
        else:
            fault_server.knows_ranges = event == "ranges"
    assert download(out, "/a.zip", to, unheard).read_bytes() == versions[now]


def test_without_a_version_told_by_the_server_nothing_is_joined(out, to, fault_server):
    fault_server.files.clear()
    fault_server.routes["/a.zip"] = Answer(WHOLE, 200, "application/octet-stream")
    fault_server.faults(Fault.CUT_OFF)
    assert download(out, "/a.zip", to, unheard).read_bytes() == WHOLE
    assert [request.headers.get("range") for request in fault_server.requests] == [None, None]


def test_a_weak_etag_joins_nothing_but_a_date_does(out, to, fault_server):
    fault_server.files.clear()
    heads = {"ETag": 'W/"1"', "Last-Modified": "Sun, 01 Feb 2026 00:00:00 GMT"}
    fault_server.routes["/a.zip"] = Answer(WHOLE, 200, "application/octet-stream", heads)
    fault_server.faults(Fault.CUT_OFF)
    assert download(out, "/a.zip", to, unheard).read_bytes() == WHOLE
    assert fault_server.requests[1].headers["if-range"] == heads["Last-Modified"]


def test_another_piece_than_was_asked_for_is_not_joined(out, to, fault_server):
    fault_server.faults(
        Fault.CUT_OFF, Answer(b"wrong", 206, "application/octet-stream", {"Content-Range": "bytes 5-9/10"})
    )
    assert download(out, "/a.zip", to, unheard).read_bytes() == WHOLE


def test_a_part_that_is_the_whole_is_only_given_its_name(out, to, fault_server):
    download(out, "/a.zip", to, unheard)
    to.rename(f"{to}.part")
    version = {"url": f"{fault_server.base}/a.zip", "etag": httpx.get(f"{fault_server.base}/a.zip").headers["etag"]}
    to.with_name("a.zip.part.from").write_text(json.dumps(version))
    assert download(out, "/a.zip", to, unheard).read_bytes() == WHOLE
    assert out.ledger.calls()[0].outcome == "416"


def test_a_file_with_another_digest_than_the_published_is_removed(out, to, fault_server):
    fault_server.files["/a.zip"] = NEWER
    with pytest.raises(Invalid, match=r"a\.zip is damaged: its sha256"):
        download(out, "/a.zip", to, unheard, DIGEST)
    assert left(to) == []


def test_every_attempt_that_brings_bytes_starts_the_count_of_tries_anew(out, to, fault_server):
    fault_server.faults(*[Fault.CUT_OFF] * (TRIES + 4))
    assert download(out, "/a.zip", to, unheard).read_bytes() == WHOLE


def test_a_page_instead_of_the_file_is_no_file(out, to, fault_server):
    fault_server.faults(*[Answer(MAINTENANCE, 200, "text/html")] * TRIES)
    with pytest.raises(Unavailable, match="a page came instead"):
        download(out, "/a.zip", to, unheard)


@pytest.mark.parametrize(("answer", "error"), [(Answer(b"", 404), NotFound), (Answer(b"", 302), Unavailable), (Answer(b"", 403), Forbidden)])  # fmt: skip
def test_what_is_final_is_asked_once(out, to, fault_server, answer, error):
    fault_server.faults(answer)
    with pytest.raises(error):
        download(out, "/a.zip", to, unheard)
    assert (len(fault_server.requests), left(to)) == (1, [])


def test_a_host_that_no_setting_allows_is_not_called(site, to, fault_server):
    with pytest.raises(Forbidden, match="allow_hosts"):
        download(Outward(FILES, site("files", allow_hosts=[])), "/a.zip", to, unheard)
    assert fault_server.requests == []


def test_a_folder_that_cannot_be_written_is_unavailable(out, tmp_path):
    with pytest.raises(Unavailable, match="cannot be written"):
        download(out, "/a.zip", tmp_path / "nowhere" / "a.zip", unheard)


def test_progress_counts_what_is_there_already(out, to, fault_server):
    heard: list[tuple[str, int, int | None, str]] = []
    fault_server.faults(Fault.CUT_OFF)
    download(out, "/a.zip", to, lambda *told: heard.append(told))
    assert heard[-1] == ("fetching a.zip", len(WHOLE), len(WHOLE), "bytes")
    assert [done for _, done, _, _ in heard] == sorted(done for _, done, _, _ in heard)
