"""Answers are used again while they are young; the pace of a host is kept by all threads and processes of a site."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from accord.audit.ledger import Ledger
from accord.connectors import outward
from accord.connectors.answer import Backend
from accord.connectors.kept_answers import KeptAnswers
from accord.errors import Unavailable
from tests.connectors.fault_server import Fault
from tests.connectors.ground.words import ask


def test_turns_at_a_host_are_apart_as_the_service_asks(out, monkeypatch):
    monkeypatch.setattr("accord.connectors.kept_answers.time.time", lambda: 1_000.0)
    turns = [out.kept.seconds_to_wait("a.host", 10) for _ in range(5)]
    others = out.kept.seconds_to_wait("b.host", 10)
    assert turns == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])
    assert others == 0


def test_a_clock_that_was_set_back_blocks_nobody(out, tmp_path):
    out.kept.seconds_to_wait("a.host", 1)
    with sqlite3.connect(tmp_path / "live.sqlite") as file:
        file.execute("UPDATE pace SET next_at = next_at + 90000, closed_until = next_at + 90000")
    assert out.kept.seconds_to_wait("a.host", 1, 30) == 0


CALLER = """
import sys, time
from accord.connectors.kept_answers import KeptAnswers
from pathlib import Path
time.time = lambda: 1_000.0
kept = KeptAnswers(Path(sys.argv[1]))
for _ in range(20):
    print(kept.seconds_to_wait("one.host", 20), flush=True)
"""


def test_two_processes_that_begin_at_once_never_get_the_same_turn(tmp_path):
    callers = [subprocess.Popen([sys.executable, "-c", CALLER, str(tmp_path / "live.sqlite")], stdout=subprocess.PIPE,
                                text=True) for _ in range(3)]  # fmt: skip
    waits = sorted(float(line) for caller in callers for line in caller.communicate()[0].split())
    assert waits == pytest.approx([turn / 20 for turn in range(60)])


# Kept answers


def age(tmp_path: Path, hours: float) -> None:
    at = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=hours)).isoformat()
    with sqlite3.connect(tmp_path / "live.sqlite") as file:
        file.execute("UPDATE answer SET at = ?", (at,))


@pytest.mark.parametrize(("hours", "backend", "days"), [(0, "cache", 0), (23, "cache", 0), (25, "live", 0), (80, "live", 0)])  # fmt: skip
def test_an_answer_is_used_again_while_it_is_young(out, tmp_path, hours, backend, days):
    ask(out)
    age(tmp_path, hours)
    said = ask(out).provenance
    assert (said.backend.value, said.age_days, said.stale) == (backend, days, False)


@pytest.mark.parametrize("fault", [Fault.BUSY_503, Fault.SLOW, Fault.HANG_UP, Fault.REDIRECT, Fault.HTML])
def test_while_the_service_is_down_a_kept_answer_of_any_age_is_given_with_its_age(out, fault_server, tmp_path, fault):
    ask(out)
    age(tmp_path, 24 * 9)
    fault_server.faults(*[fault] * 5)
    answer = ask(out)
    said = answer.provenance
    assert answer.value == {"found": 1}
    assert (said.backend, said.age_days, said.stale) == (Backend.CACHE, 9, True)
    assert said.notice.startswith("Kept since ")
    assert len(fault_server.requests) <= 1 + outward.TRIES_WITH_A_KEPT_ANSWER


def test_what_an_older_version_kept_and_this_one_cannot_read_is_asked_anew(out, fault_server, tmp_path):
    ask(out)
    with sqlite3.connect(tmp_path / "live.sqlite") as file:
        file.execute("UPDATE answer SET body = CAST('not json' AS BLOB)")
    assert ask(out).provenance.backend is Backend.LIVE


def test_another_question_is_another_answer_and_some_are_not_kept(out, fault_server):
    fault_server.routes["/search"] = lambda request: {"found": request.parameters["term"]}
    assert [ask(out, term).value["found"] for term in ("a", "b", "a")] == [["a"], ["b"], ["a"]]
    ask(out, "token", keep=False)
    ask(out, "token", keep=False)
    assert len(fault_server.requests) == 4


def test_answers_are_kept_for_ninety_days(out, tmp_path):
    ask(out, "old")
    age(tmp_path, 24 * 91)
    ask(out, "new")
    with sqlite3.connect(tmp_path / "live.sqlite") as file:
        assert [key[-8:] for (key,) in file.execute("SELECT key FROM answer")] == ["term=new"]


def test_a_damaged_file_of_kept_answers_says_that_it_may_be_removed(out, fault_server, tmp_path):
    (tmp_path / "live.sqlite").write_bytes(b"no database at all, but long enough to be one" * 9)
    with pytest.raises(Unavailable, match=r"live\.sqlite may be removed"):
        ask(out)
    assert fault_server.requests == []


MANY = """
import sys, threading
from pathlib import Path
from accord.audit.ledger import Ledger
from accord.connectors.kept_answers import KeptAnswers, Raw
import datetime as dt
home, faults = Path(sys.argv[1]), []
def work(number):
    try:
        for turn in range(10):
            kept = KeptAnswers(home / "live.sqlite")
            kept.seconds_to_wait("h", 1e6)
            kept.keep(f"{sys.argv[2]} {number} {turn}", Raw(200, "", b"x", dt.datetime.now(dt.UTC), ""))
            assert kept.find(f"{sys.argv[2]} {number} {turn}")
            with Ledger(home / "ledger.sqlite").call("s", "GET", "h", "/", "") as told:
                told.outcome = "200"
    except Exception as fault:
        faults.append(repr(fault))
threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
[t.start() for t in threads]; [t.join() for t in threads]
print(faults)
"""


def test_many_threads_of_two_processes_write_at_once(tmp_path):
    """From the first moment on, when neither file exists."""
    home = tmp_path / "fresh"
    running = [subprocess.Popen([sys.executable, "-c", MANY, str(home), name], stdout=subprocess.PIPE, text=True)
               for name in "ab"]  # fmt: skip
    assert [process.communicate()[0] for process in running] == ["[]\n", "[]\n"]
    calls = Ledger(home / "ledger.sqlite").calls(1000)
    assert (len(calls), {call.outcome for call in calls}) == (120, {"200"})
    assert KeptAnswers(home / "live.sqlite").find("a 0 0") is not None
