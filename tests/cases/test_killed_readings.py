"""Processes are killed with -9 while they hold a record: no readable piece of it is left on the disk."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from accord.access.sessions import begin_session
from accord.cases.files import Arrived, KeptFile, bytes_of, files_of
from accord.cases.making import make_case
from accord.cases.records import record_of
from accord.db.engine import Database
from accord.db.tables import job
from tests.cases.conftest import NOW, People
from tests.cases.load import Processes, wait_until
from tests.cases.test_killed_web import Web
from tests.cases.test_recovery import now
from tests.records.paper import encoded, lines, pdf, picture

WORDS = b"Quillfeather Mackintosh takes oxygen at night."


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Where the processes put what they put aside."""
    made = tmp_path / "aside"
    made.mkdir()
    return made


def fax(pages: int) -> bytes:
    """A scan of the words, of so many pages."""
    sheet = picture(pdf(lines(*[WORDS.decode()] * 40)))
    return encoded(sheet, "TIFF", compression="tiff_lzw", save_all=True, append_images=[sheet] * (pages - 1))


def readable(*folders: Path) -> list[Path]:
    """Files in which words of the record stand as they came."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(words in path.read_bytes() for words in (WORDS, b"II*\x00"))]


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_worker_that_is_killed_while_it_reads_leaves_nothing_readable(
    database: Database, people: People, desk: Path, tmp_path: Path
) -> None:
    scan = Arrived("fax.tif", "image/tiff", fax(30))
    note = Arrived("note.txt", "text/plain", WORDS * 50_000)
    made = make_case(database, people.reviewer, [scan, note], NOW)
    processes = Processes(database, env={"TMPDIR": str(desk)})
    processes.start()
    (one,) = processes.running

    def reads() -> bool:
        """Has it come to the pages of the fax? Only the reading of pictures loads this library."""
        return "tesserocr" in Path(f"/proc/{one.pid}/maps").read_text()

    try:
        wait_until(reads, 60)
        time.sleep(1)
    finally:
        processes.kill()
    with database.reading() as connection:
        row = connection.execute(select(job)).one()
        assert row.lease is not None
        assert row.done_at is None  # it was in the midst of it
        kept = [bytes_of(connection, people.payer, file.sha256) for file in files_of(connection, made.id)]
    assert kept == [scan.data, note.data]
    assert readable(desk, tmp_path) == []
    assert list(desk.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_web_process_that_is_killed_while_files_come_leaves_nothing_readable(
    database: Database, people: People, desk: Path, tmp_path: Path
) -> None:
    web = Web({**Processes(database).environment(), "TMPDIR": str(desk)})
    with database.writing() as connection:
        token = begin_session(connection, people.reviewer.id, "password", now()).token
    web.start()
    try:
        with socket.create_connection(("127.0.0.1", web.port)) as line:
            head = (f"POST /cases/new HTTP/1.1\r\nHost: 127.0.0.1:{web.port}\r\nCookie: accord={token}\r\n"
                    "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 50000000\r\n\r\n"
                    '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n')  # fmt: skip
            line.sendall(head.encode() + WORDS * 100_000)
            assert web.running is not None
            held = Path(f"/proc/{web.running.pid}/fd")
            # It does stand on the disk meanwhile, under no name that anybody could open.
            wait_until(lambda: any(str(desk) in str(one.readlink()) for one in held.iterdir() if one.is_symlink()), 20)
            time.sleep(0.5)
            web.kill()
    finally:
        if web.running is not None and web.running.poll() is None:
            web.kill()
    assert readable(desk, tmp_path) == []
    assert list(desk.iterdir()) == []


# ---- names


def file(number: int, name: str) -> KeptFile:
    return KeptFile(number, name, "", 0, "text/plain", NOW)


def test_names_lead_nowhere_and_no_file_takes_the_place_of_another() -> None:
    names = ["note.txt", "note.txt", "../../etc/passwd", "C:\\a\\b.txt", "...", "a/request.json", "request.json"]
    data = [(file(number, name), b'{"n": %d}' % number) for number, name in enumerate(names, 1)]
    record = record_of(data)
    assert [one.name for one in record.files] == [
        "001-note.txt", "002-note.txt", "003-passwd", "004-b.txt", "005-file", "006-request.json", "request.json",
    ]  # fmt: skip
    assert record.request_form == {"n": 7}  # the last one holds
    assert any(one.name == "006-request.json" for one in record.unread)
