"""Receiving: names, refusals and limits. Whatever is refused is named with its reason; the rest is read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.errors import Invalid, NotFound
from accord.records.limits import Limits
from accord.records.read import read
from accord.records.record import Record

from .paper import encoded, lines, pdf, picture, read_bytes, written


def reasons(record: Record) -> dict[str, str]:
    return {unread.name: unread.reason for unread in record.unread}


def names(record: Record) -> list[str]:
    return [document.name for document in record.documents]


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_documents_are_named_by_their_path_below_the_dossier(tmp_path: Path) -> None:
    for name in (
        "documents/note.txt",
        "documents/labs/hgb.txt",
        "other/note.txt",
        "letter.txt",
        "documents/letter.txt",
    ):
        written(tmp_path, name, "words")
    record = read([tmp_path])
    assert names(record) == ["letter.txt", "documents/letter.txt", "note.txt", "labs/hgb.txt", "other/note.txt"]
    assert {file.name for file in record.files} >= {"documents/note.txt", "letter.txt"}


def test_the_request_form_is_kept_as_form_and_as_file(tmp_path: Path) -> None:
    written(tmp_path, "request.json", json.dumps({"case": "x", "services": []}))
    written(tmp_path, "documents/note.txt", "words")
    record = read([tmp_path])
    assert record.request_form == {"case": "x", "services": []}
    assert "request.json" in {file.name for file in record.files}
    assert record.unread == ()


def test_a_request_form_elsewhere_than_at_the_top_is_only_json(tmp_path: Path) -> None:
    written(tmp_path, "old/request.json", json.dumps({"case": "x"}))
    record = read([tmp_path])
    assert record.request_form is None
    assert reasons(record) == {"old/request.json": "The JSON holds no FHIR resource."}


def test_files_and_folders_can_be_given_one_by_one(tmp_path: Path) -> None:
    request = written(tmp_path, "case/request.json", '{"case": "x"}')
    written(tmp_path, "case/documents/note.txt", "words")
    record = read([request, tmp_path / "case" / "documents"])
    assert (names(record), record.request_form) == (["note.txt"], {"case": "x"})


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    one, two = written(tmp_path, "a/note.txt", "first"), written(tmp_path, "b/note.txt", "second")
    record = read([one, two])
    assert [(d.name, d.text) for d in record.documents] == [("note.txt", "first"), ("note.txt (2)", "second")]


def test_a_missing_path_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read([tmp_path / "nothing"])


def test_an_empty_dossier_is_an_empty_record(tmp_path: Path) -> None:
    record = read([tmp_path])
    assert (record.files, record.documents, record.unread) == ((), (), ())


REFUSED = [
    ("empty.txt", b"", "The file is empty."),
    (
        "letter.docx",
        zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "Office documents are not read.",
    ),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, "Office documents are not read."),
    ("letter.rtf", b"{\\rtf1 words}", "Rich text documents are not read."),
    ("photo.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20, "HEIC photographs are not read."),
    ("page.html", b"<!DOCTYPE html><html><p>words</p></html>", "Web pages are not read."),
    ("data.json", b'{"a": 1}', "The JSON holds no FHIR resource."),
    ("broken.json", b'{"a": ', "The JSON is broken at line 1, column 7."),
    ("data.xml", b"<?xml version='1.0'?><a/>", "The XML is no C-CDA document."),
    ("archive.tar.gz", b"\x1f\x8b\x08" + b"\x00" * 20, "Archives other than zip are not read."),
    ("noise.bin", bytes(range(256)) * 4, "The content is of an unknown kind."),
    ("scan.pdf", b"these are words, not a PDF", "The name ends in '.pdf', but the content is plain text."),
    ("scan.png", b"%PDF-1.4 broken", "The name ends in '.png', but the content is a PDF."),
    ("broken.pdf", b"%PDF-1.7\nnothing more", "The PDF is broken."),
    ("broken.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "The image is broken."),
    ("broken.zip", b"PK\x03\x04" + b"\x00" * 40, "The archive is broken."),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    written(tmp_path, "good.txt", "words")
    record = read_bytes(tmp_path, name, data)
    (unread,) = record.unread
    assert (unread.name, unread.reason) == (name, reason)
    assert unread.remedy
    assert names(record) == ["good.txt"]
    assert name in {file.name for file in record.files}


def test_the_content_decides_where_the_name_claims_nothing(tmp_path: Path) -> None:
    written(tmp_path, "scan.dat", pdf(lines("words in a PDF")))
    written(tmp_path, "note.md", "words in text")
    assert [d.text for d in read([tmp_path]).documents] == ["words in text", "words in a PDF"]


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    written(tmp_path, "long.txt", "x" * 2000)
    record = read([tmp_path], Limits(file_bytes=1000))
    assert record.files == ()
    assert "up to 0 MB are read" in reasons(record)["long.txt"]


def test_files_over_the_limit_are_refused(tmp_path: Path) -> None:
    for number in range(4):
        written(tmp_path, f"{number}.txt", "words")
    record = read([tmp_path], Limits(files=3))
    assert names(record) == ["0.txt", "1.txt", "2.txt"]
    assert reasons(record) == {"3.txt": "The dossier holds more than 3 files; from this one on, 1 were not read."}


def test_a_limit_has_to_allow_something() -> None:
    with pytest.raises(Invalid):
        Limits(pages=0)


def test_links_that_lead_out_of_the_dossier_are_refused(tmp_path: Path) -> None:
    secret = written(tmp_path, "outside/secret.txt", "secret")
    dossier = tmp_path / "dossier"
    written(dossier, "note.txt", "words")
    (dossier / "link.txt").symlink_to(secret)
    (dossier / "folder").symlink_to(secret.parent)
    (dossier / "inside.txt").symlink_to(dossier / "note.txt")
    record = read([dossier])
    assert names(record) == ["inside.txt", "note.txt"]
    assert set(reasons(record)) == {"link.txt", "folder"}
    assert not any(b"secret" in file.data for file in record.files)


def test_a_file_that_cannot_be_opened_is_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "locked.txt", "words")
    written(tmp_path, "open.txt", "words")
    whole = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    record = read([tmp_path])
    assert names(record) == ["open.txt"]
    assert reasons(record) == {"locked.txt": "The file cannot be opened: Permission denied."}


def test_a_zip_is_read_as_the_dossier_it_holds(tmp_path: Path) -> None:
    path = written(tmp_path, "case.zip", zipped({"request.json": b'{"case": "x"}', "documents/note.txt": b"words"}))
    record = read([path])
    assert (names(record), record.request_form) == (["note.txt"], {"case": "x"})
    assert "case.zip" in {file.name for file in record.files}


def test_members_of_a_zip_within_a_dossier_carry_its_name(tmp_path: Path) -> None:
    record = read_bytes(tmp_path, "more.zip", zipped({"note.txt": b"words"}))
    assert names(record) == ["more.zip/note.txt"]


def test_a_zip_that_means_harm_is_refused_member_by_member(tmp_path: Path) -> None:
    members = {
        "../escape.txt": b"words",
        "/root.txt": b"words",
        "bomb.txt": b"\x20" * 40_000_000,
        "inner.zip": zipped({"a.txt": b"words"}),
        "good.txt": b"words",
    }
    record = read_bytes(tmp_path, "a.zip", zipped(members))
    assert names(record) == ["a.zip/good.txt"]
    assert reasons(record) == {
        "a.zip/../escape.txt": "Its name leads out of the archive.",
        "a.zip//root.txt": "Its name leads out of the archive.",
        "a.zip/bomb.txt": "It unpacks to far more than an honest file would.",
        "a.zip/inner.zip": "It is an archive within an archive.",
    }


def test_a_zip_unpacks_no_further_than_the_limit(tmp_path: Path) -> None:
    members = {f"{i}.txt": bytes(str(i) * 50, "ascii") + bytes(range(32, 127)) * 20 for i in range(9)}
    written(tmp_path, "a.zip", zipped(members))
    record = read([tmp_path / "a.zip"], Limits(inflated_bytes=6000))
    assert len(record.documents) == 3
    assert len(record.unread) == 6


def test_progress_is_told_each_name_before_it_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        written(tmp_path, name, "words")
    told: list[str] = []
    read([tmp_path], progress=told.append)
    assert told == ["a.txt", "b.txt"]


def test_importing_the_reader_brings_no_heavy_library() -> None:
    heavy = ("cv2", "numpy", "tesserocr", "pypdfium2", "PIL")
    code = f"import sys, accord.records.read; print([m for m in {heavy} if m in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"II*\x00",
    b"MM\x00*",
    b"GIF89a",
    b"BM",
    b"PK\x03\x04",
    b"{",
    b'{"resourceType": "Bundle"',
    b"<ClinicalDocument",
    b"RIFF\x00\x00\x00\x00WEBP",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]
ENDINGS = ["", ".pdf", ".png", ".tif", ".txt", ".json", ".xml", ".zip", ".docx", ".jpg"]


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300), ending=st.sampled_from(ENDINGS))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_under_any_name_make_the_reader_raise(tmp_path: Path, start: bytes, rest: bytes, ending: str) -> None:
    path = written(tmp_path, f"file{ending}", start + rest)
    record = read([path])
    assert record.documents or record.resources or record.unread


KINDS = st.sampled_from(["pdf", "png", "tif", "zip"])


@given(cut=st.floats(0.01, 0.99), flip=st.integers(0, 255), where=st.floats(0, 0.999), kind=KINDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cut_off_and_damaged_files_do_not_raise(tmp_path: Path, cut: float, flip: int, where: float, kind: str) -> None:
    page = pdf(lines("words"))
    small = picture(page, 40)
    whole = {
        "pdf": page,
        "png": encoded(small),
        "tif": encoded(small, "TIFF", compression="tiff_lzw"),
        "zip": zipped({"a.txt": b"words" * 50}),
    }[kind]
    damaged = bytearray(whole[: max(1, int(len(whole) * cut))])
    damaged[int(len(damaged) * where)] = flip
    path = written(tmp_path, f"file.{kind}", bytes(damaged))
    record = read([path])
    assert record.documents or record.unread
