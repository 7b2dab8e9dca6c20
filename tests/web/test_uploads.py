"""Uploads meant to do harm: refused with a sentence or shown as they are, nothing of them lost, and the machine still there."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from accord.cases.files import bytes_of, files_of
from accord.errors import Invalid
from accord.records.limits import STANDARD, Limits
from accord.records.pdf.inflation import check_inflation
from tests.records.paper import lines, pdf
from tests.web.conftest import Web, upload
from tests.web.hostile import MEBIBYTE, PAGE, SECRET, hostile_files
from tests.web.hostile import pdf as hostile_pdf

MOST_MEMORY = 700  # MB beyond what a reader has at rest; the largest page that is looked at has 100 million pixels
MOST_SECONDS = 40.0  # on a machine that others use too
PROGRAM = """
import json, resource, sys, time
from pathlib import Path
from accord.records.read import read

def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

begun, before = time.monotonic(), peak()
record = read([Path(sys.argv[1])])
words = " ".join(document.text for document in record.documents)
print(json.dumps({
    "seconds": time.monotonic() - begun, "memory": peak() - before,
    "said": [one.reason for one in record.unread] + [one for document in record.documents for one in document.warnings],
    "documents": len(record.documents), "secret": "root:x:0:0" in words, "script": "<script" in words,
}))
"""
SAID = {
    "zeros.zip": "far more than an honest file", "nested.zip": "archive within an archive", "many.zip": "more than 5000 files",
    "paths.zip": "leads out of the archive", "link.zip": "a link", "half.zip": "broken", "stream.pdf": "far more than an honest file",
    "twice.pdf": "far more than an honest file", "huge-page.pdf": "too large", "loop.pdf": "broken", "deep.pdf": "broken",
    "acts.pdf": "no words", "picture.pdf": "no words", "wide.png": "too many pixels", "long.png": "too many pixels",
    "broken.png": "", "pages.tif": "more than the 2000 pages", "laughs.xml": "entities", "quadratic.xml": "",
    "outside.xml": "entities", "schema.xml": "", "deep.xml": "", "deep.json": "depth", "number.json": "broken",
    "line.txt": "more than 2000 characters", "run.txt": "without a blank", "signs.txt": "unknown kind", "both.pdf": None,
    "page.pdf": "a web page", "page.svg": "", "program.txt": "unknown kind", "shell.png": "plain text", "empty.pdf": "empty",
}  # fmt: skip


# Bounded too, but they take a while to be looked at and weighed; each is read by itself above.
SLOW = frozenset({"picture.pdf", "huge-page.pdf", "broken.png", "line.txt", "run.txt"})


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """All of them, made once."""
    return hostile_files()


def test_each_of_them_has_an_expectation(files: dict[str, bytes]) -> None:
    assert set(files) == set(SAID)


@pytest.mark.slow
@pytest.mark.parametrize("name", list(SAID))
def test_reading_it_is_bounded_and_says_why(name: str, files: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "came"
    folder.mkdir()
    (folder / name).write_bytes(files[name])
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        capture_output=True,
        text=True,
        timeout=4 * MOST_SECONDS,
        check=False,
    )
    assert told.returncode == 0, (name, told.stderr[-500:])
    found = json.loads(told.stdout.splitlines()[-1])
    assert found["memory"] < MOST_MEMORY, (name, found)
    assert found["seconds"] < MOST_SECONDS, (name, found)
    assert not found["secret"], name
    assert not found["script"], name
    said = SAID[name]
    if said is None:
        assert (found["documents"], found["said"]) == (1, [])
    else:
        assert found["said"], name  # nothing is passed over in silence
        assert said in " ".join(found["said"]), (name, found["said"])
    assert not list(tmp_path.glob("escape*"))


@pytest.mark.slow
def test_all_of_them_in_one_request_are_kept_and_shown_harmlessly(web: Web, files: dict[str, bytes]) -> None:
    quick = {name: data for name, data in files.items() if name not in SLOW}
    odd = {
        "../../../etc/passwd": b"a note", "C:\\boot.ini": b"another note", "in\u202etxt.exe": b"a third note",
        "a\x1b[31m\x07b.txt": b"a fourth note", '"><script>alert(1)</script>.txt': b"a fifth note", "." * 300: b"a sixth note",
        "CON": b"a seventh note", "\N{COMBINING ACUTE ACCENT}" * 90: b"an eighth note",
    }  # fmt: skip
    sent = [*upload("oxygen-ask"), *(("files", (name, data, "text/html")) for name, data in {**quick, **odd}.items())]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    browser = web.browser(web.people.reviewer)
    browser.post("/cases/new", urgency="standard", received_at="", files=sent)
    assert browser.last is not None
    case = browser.last.url.path.rpartition("/")[2]
    web.work()
    page = browser.get(f"/cases/{case}")
    for _ in range(60):  # the record is read again by the first who looks
        if "being read again" not in page:
            break
        time.sleep(1)
        page = browser.get(f"/cases/{case}")
    assert "<script>alert" not in browser.last.text
    assert "oxygen" in page.lower()
    assert "far more than an honest file" in page
    assert "\u202e" not in browser.last.text
    assert "\x1b" not in browser.last.text
    with web.database.reading() as connection:
        kept = files_of(connection, case)
        data = [bytes_of(connection, web.people.payer, one.sha256) for one in kept]
    assert data == [one[1][1] for one in sent]
    assert not [one.name for one in kept if "/" in one.name or "\\" in one.name or not one.name.strip(". ")]
    for one in kept:
        got = browser.client.get(f"/cases/{case}/files/{one.number}")
        assert got.headers["content-type"] == "application/octet-stream"
        assert got.headers["content-disposition"].startswith("attachment; ")
        assert "sandbox" in got.headers["content-security-policy"]
        assert got.headers["x-content-type-options"] == "nosniff"
        assert len(got.headers.get_list("content-disposition")) == 1
        assert not re.search(r"[\x00-\x1f]", got.headers["content-disposition"])
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert (after - before) // 1024 < 1_500, "MB"


def test_no_file_and_too_many_are_refused_and_two_hundred_are_taken(web: Web) -> None:
    browser = web.browser(web.people.reviewer)
    empty = [("files", ("", b"", "application/octet-stream"))]
    assert "no file among it" in browser.post("/cases/new", 422, urgency="standard", files=empty)
    many = [("files", (f"{n}.txt", f"note {n}".encode(), "text/plain")) for n in range(201)]
    browser.post("/cases/new", 422, urgency="standard", files=many)
    assert "There are no cases yet" in browser.get("/cases")
    browser.post("/cases/new", urgency="standard", received_at="", files=many[:200])
    assert browser.last is not None
    with web.database.reading() as connection:
        assert len(files_of(connection, browser.last.url.path.rpartition("/")[2])) == 200


@pytest.mark.parametrize("how", [b"/Filter /FlateDecode", b"/Filter [/Fl]", b"", b"/F#69lter /Fl#61teDecode"])
def test_a_bomb_is_found_whatever_its_dictionary_says(how: bytes) -> None:
    import zlib

    data = hostile_pdf(content=zlib.compress(bytes(200 * MEBIBYTE)), how=how)
    with pytest.raises(Invalid, match="honest"):
        check_inflation(data, STANDARD)


def test_what_only_looks_packed_hides_nothing_behind_it() -> None:
    import zlib

    inner = b"x\x9c" + bytes(200 * MEBIBYTE)  # begins as if it were packed once more, and is not
    with pytest.raises(Invalid, match="honest"):
        check_inflation(hostile_pdf(content=zlib.compress(inner), how=b"/Filter /FlateDecode"), STANDARD)
    split = zlib.compress(b"endstream\nstream\n" * 100) + b"endstream\nstream\n" + zlib.compress(bytes(200 * MEBIBYTE))
    with pytest.raises(Invalid, match="honest"):
        check_inflation(hostile_pdf(content=split, how=b"/Filter /FlateDecode"), STANDARD)


def test_honest_documents_pass() -> None:
    import zlib

    check_inflation(pdf(lines("Home oxygen", "is ordered")), STANDARD)
    scan = zlib.compress(bytes(100 * MEBIBYTE))  # a blank page in colour, of 300 dots an inch and more
    page = hostile_pdf(content=scan, how=b"/Type /XObject /Subtype /Image /Filter /FlateDecode")
    check_inflation(page, STANDARD)
    with pytest.raises(Invalid):
        check_inflation(page, Limits(pixels=10_000_000))


def test_what_stands_before_a_pdf_is_not_shown_as_a_page(web: Web, files: dict[str, bytes]) -> None:
    browser = web.browser(web.people.reviewer)
    sent = [*upload("oxygen-ask"), ("files", ("both.pdf", files["both.pdf"], "text/html"))]
    browser.post("/cases/new", urgency="standard", received_at="", files=sent)
    assert browser.last is not None
    path = browser.last.url.path
    web.work()
    browser.get(path)
    assert PAGE.decode() not in browser.last.text
    assert "Home oxygen is ordered" in browser.last.text
    assert SECRET.decode() not in browser.last.text
