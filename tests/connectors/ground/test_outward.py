"""Nothing goes out but what may; what goes out is written down first; what fails is tried again, at the pace asked."""

from __future__ import annotations

import datetime as dt
import socket
import sqlite3
import ssl
import subprocess
import threading
from email.utils import format_datetime

import pytest

from accord.audit.ledger import Ledger
from accord.connectors import outward, wire
from accord.connectors.answer import Backend
from accord.connectors.outward import Outward
from accord.errors import AccordError, Forbidden, Invalid, NotFound, Unavailable
from tests.connectors.fault_server import Answer, Fault
from tests.connectors.ground.words import WORDS, ask, told

KEY = "k3y-that-nobody-sees"


def test_an_answer_says_which_service_when_and_whence(out, fault_server):
    answer = ask(out)
    said = answer.provenance
    assert answer.value == {"found": 1}
    assert (said.source, said.backend, said.age_days, said.stale) == ("the word service", Backend.LIVE, 0, False)
    assert said.url == f"{fault_server.base}/search"
    assert fault_server.requests[0].headers["user-agent"].startswith("accord/")


# What may go out


@pytest.fixture
def no_socket(monkeypatch) -> None:
    def refuse(*_: object, **__: object):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.parametrize("allowed", [(), ("words.invalid.example",), ("invalid",), ("*",), ("WORDS.invalid.",)])
def test_a_host_that_no_setting_allows_is_not_called(site, no_socket, allowed, fault_server):
    out = Outward(WORDS, site(allow_hosts=list(allowed)))
    with pytest.raises(Forbidden, match=r'Add "words\.invalid" to allow_hosts'):
        ask(out)
    assert out.ledger.calls() == ()


@pytest.mark.parametrize("parameters", [{"patient": "x"}, {"term": "copd", "api_key": "x"}, {"Term": "copd"}])
def test_a_parameter_that_the_service_does_not_carry_is_not_sent(out, no_socket, parameters):
    with pytest.raises(Forbidden, match="may not be sent"):
        out.get("/search", parameters, told)
    assert out.ledger.calls() == ()


@pytest.mark.parametrize("parameters", [{"term": "ask 123-45-6789"}, {"codes": ["E11.9", "1EG4-TE5-MK73"]}])
def test_a_value_that_looks_like_a_patients_is_not_sent(out, no_socket, parameters):
    with pytest.raises(Forbidden, match="Nothing was sent"):
        out.get("/search", parameters, told)
    assert out.ledger.calls() == ()


def test_nor_does_it_go_out_within_the_path_or_what_is_fixed(out, no_socket):
    with pytest.raises(Forbidden, match="'path' seems to hold a Social Security number"):
        out.get("/person/123-45-6789", {}, told)
    with pytest.raises(Forbidden, match="'note' seems to hold a Medicare number"):
        out.get("/search", {}, told, fixed={"note": "1EG4-TE5-MK73"})


# The ledger


def test_each_attempt_is_one_row_of_the_ledger(out, fault_server):
    fault_server.faults(Fault.BUSY_503, Fault.SLOW, Fault.CUT_OFF, Fault.HANG_UP)
    ask(out)
    rows = out.ledger.calls()
    assert [row.outcome for row in reversed(rows)] == ["503", "timeout", "RemoteProtocolError", "RemoteProtocolError", "200"]  # fmt: skip
    assert {(row.service, row.method, row.host, row.path, row.carried) for row in rows} == {
        ("words", "GET", "127.0.0.1", "/search", "term=copd")
    }
    assert (rows[0].bytes_in, rows[3].seconds >= 0.4) == (len(b'{"found": 1}'), True)


def test_a_kept_answer_is_no_call(out):
    ask(out)
    ask(out)
    assert len(out.ledger.calls()) == 1


def test_the_row_is_on_the_disk_before_anything_is_sent(out, fault_server):
    seen: list[str] = []

    def answer(_: object) -> dict[str, int]:
        seen.extend(row.outcome for row in Ledger(out.ledger.path).calls())
        return {"found": 2}

    fault_server.routes["/search"] = answer
    ask(out)
    assert seen == ["unknown"]
    assert out.ledger.calls()[0].outcome == "200"


@pytest.mark.parametrize("damage", ["a folder", "no database", "a file above it"])
def test_without_a_ledger_nothing_is_sent(out, fault_server, damage, tmp_path):
    path = tmp_path / "below" / "ledger.sqlite"
    out.ledger = Ledger(path)
    if damage == "a file above it":
        path.parent.write_text("")
    else:
        path.parent.mkdir()
        path.mkdir() if damage == "a folder" else path.write_bytes(b"no database at all, but long enough to be one" * 9)
    with pytest.raises(Unavailable, match="ledger of outward calls"):
        ask(out)
    assert fault_server.requests == []


CHANGES = (
    "UPDATE outward_call SET carried = ''",
    "DELETE FROM outward_call",
    "UPDATE outward_outcome SET outcome = '200'",
    "DELETE FROM outward_outcome",
    "INSERT OR REPLACE INTO outward_call VALUES (1, '', '', '', '', '', '')",
    "REPLACE INTO outward_outcome VALUES (1, '', 0, 0)",
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_ledger_is_only_added_to(out, change):
    ask(out)
    before = out.ledger.calls()
    with sqlite3.connect(out.ledger.path) as file, pytest.raises(sqlite3.Error, match="only added to"):
        file.execute(change)
    assert out.ledger.calls() == before


# Keys


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("script", [(), (Fault.SLOW,), (Fault.ERROR_500,) * 5, (Answer(b"no", 403),), (Fault.HANG_UP,) * 5])  # fmt: skip
def test_keys_are_sent_and_are_nowhere_afterwards(out, fault_server, tmp_path, caplog, method, script):
    caplog.set_level("DEBUG")
    fault_server.faults(*script)
    said = ""
    try:
        ask(out, method=method, secret={"api_key": KEY}, headers={"Authorization": f"Bearer {KEY}"})
    except AccordError as fault:
        said = f"{fault} {fault.__cause__!r} {fault.__context__!r}"
    assert fault_server.requests[0].parameters["api_key"] == [KEY]
    assert fault_server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"term=copd" in files
    assert KEY.encode() not in files
    assert KEY not in said
    assert KEY not in caplog.text


def test_no_log_holds_what_was_asked(out, fault_server, caplog):
    caplog.set_level("DEBUG")
    fault_server.faults(Fault.TOO_MANY, Fault.REDIRECT)
    fault_server.routes["/form"] = {"found": 1}
    with pytest.raises(Unavailable):
        ask(out, "chronic words of a question")
    out.get("/form", {"term": "chronic words of a question"}, told, method="POST")
    assert "/search" in caplog.text  # the calls themselves are seen
    assert "httpcore" in {record.name.partition(".")[0] for record in caplog.records}
    for word in ("chronic", "question", "term="):
        assert word not in caplog.text


# Faults


def test_a_service_that_stays_down_is_unavailable_after_five_tries(out, fault_server, no_sleep):
    fault_server.faults(*[Fault.BUSY_503] * 9)
    with pytest.raises(Unavailable, match="the word service did not answer after 5 tries: it answered 503"):
        ask(out)
    assert len(fault_server.requests) == 5
    waits = [wait for wait in no_sleep if wait > 0.01]
    assert len(waits) == 4
    assert all(wait < outward.LONGEST_WAIT for wait in waits)


def test_an_answer_that_cannot_be_read_is_tried_again_and_never_kept(out, fault_server):
    fault_server.faults(*[Fault.MALFORMED] * 5)
    with pytest.raises(Unavailable, match=r"cannot be read \(JSONDecodeError\)"):
        ask(out)
    assert ask(out).provenance.backend is Backend.LIVE


FINAL = ((302, Unavailable), (400, Invalid), (401, Forbidden), (403, Forbidden), (404, NotFound), (410, NotFound), (422, Invalid))  # fmt: skip


@pytest.mark.parametrize(("status", "error"), FINAL)
def test_what_is_final_is_asked_once(out, fault_server, status, error):
    fault_server.faults(Answer(b"{}", status))
    with pytest.raises(error, match="word service"):
        ask(out)
    assert len(fault_server.requests) == 1


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520, 599])
def test_what_passes_is_asked_again(out, fault_server, status):
    fault_server.faults(Answer(b"", status))
    assert ask(out).value == {"found": 1}


def test_a_body_that_trickles_is_given_up(out, fault_server, monkeypatch):
    monkeypatch.setattr(outward, "SECONDS_TO_ANSWER", 0.1)
    fault_server.trickle = 0.05
    fault_server.routes["/search"] = {"found": "x" * 200}
    with pytest.raises(Unavailable, match="no answer in time"):
        ask(out)


def test_an_answer_larger_than_any_should_be_is_not_read(out, fault_server, monkeypatch):
    monkeypatch.setattr(wire, "LARGEST_ANSWER", 1 << 20)
    fault_server.routes["/search"] = b"[" + b"0," * (1 << 20) + b"0]"
    with pytest.raises(Unavailable, match="larger than 1 MB"):
        ask(out)
    assert len(fault_server.requests) == 1


# Waiting


def in_seconds(seconds: float) -> str:
    return format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [("7", 6.9, 7.1), ("soon", 0.4, 1.6), (-5.0, 0, 0.01)],
    ids=["seconds", "no number", "a time that is past"],
)
def test_the_wait_that_the_service_asks_for_is_kept(out, fault_server, no_sleep, header, least, most):
    written = header if isinstance(header, str) else in_seconds(header)
    fault_server.faults(Answer(b"", 429, headers={"Retry-After": written}))
    assert ask(out).value == {"found": 1}
    assert least <= no_sleep[1] <= most


def test_a_time_far_off_is_not_waited_for(out, fault_server, no_sleep):
    fault_server.faults(Answer(b"", 429, headers={"Retry-After": in_seconds(900)}))
    with pytest.raises(Unavailable, match="asked to wait"):
        ask(out)


def test_a_service_that_asks_for_a_long_rest_gets_it_from_all(out, fault_server, site, no_sleep):
    fault_server.faults(Answer(b"", 503, headers={"Retry-After": "600"}))
    with pytest.raises(Unavailable, match="asked to wait 600 seconds"):
        ask(out)
    with pytest.raises(Unavailable, match="asked not to be called for a while"):
        ask(Outward(WORDS, site("words")), "another")
    assert len(fault_server.requests) == 1


# Certificates and proxies


def test_a_server_that_cannot_prove_who_it_is_gets_no_question(site, no_sleep, tmp_path):
    command = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -days 1 -keyout key.pem -out cert.pem"
    made = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False)
    if made.returncode:
        pytest.skip("openssl cannot make a certificate here")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            for _ in range(outward.TRIES):
                taken, _ = listening.accept()
                try:
                    heard.append(context.wrap_socket(taken, server_side=True).recv(100))
                except (ssl.SSLError, OSError):
                    taken.close()

        threading.Thread(target=serve, daemon=True).start()
        home = site(hosts={"words": f"https://127.0.0.1:{listening.getsockname()[1]}"})
        with pytest.raises(Unavailable, match="the connection failed"):
            ask(Outward(WORDS, home))
    assert heard == []


def test_a_proxy_of_the_environment_is_used(fault_server, site, no_sleep, monkeypatch):
    fault_server.otherwise = lambda request: {"asked": request.target}
    home = site(hosts={"words": "http://words.invalid"}, allow_hosts=["words.invalid"])
    monkeypatch.setenv("HTTP_PROXY", fault_server.base)
    monkeypatch.setenv("http_proxy", fault_server.base)
    assert ask(Outward(WORDS, home)).value == {"asked": "http://words.invalid/search?term=copd"}
