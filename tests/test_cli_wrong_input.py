"""Wrong input, through the real command: one clear sentence and a remedy, the right exit code, the rest still read."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from accord.cli import main
from tests.records import paper

EXAMPLE = Path(__file__).parents[1] / "examples" / "oxygen-ask"
FORM: dict[str, Any] = json.loads((EXAMPLE / "request.json").read_text("utf-8"))
NOTE = "Patient seen today, walks with a stick. Secretname Quillfeather, DOB 11/30/1948."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `accord ...` in an empty folder; (exit code, standard output, error output)."""
    monkeypatch.chdir(tmp_path)

    def go(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["accord", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return int(left.value.code or 0), out, err

    return go


def dossier(folder: Path, files: dict[str, bytes], form: object = FORM) -> Path:
    """A request form, a note that can be read, and these files."""
    data = form if isinstance(form, bytes) else json.dumps(form).encode()
    for name, content in {"request.json": data, "documents/good.txt": NOTE.encode(), **files}.items():
        paper.written(folder, name, content)
    return folder


def unread(run: Run, folder: Path) -> dict[str, str]:
    """name -> reason and remedy of what the review says was not read; the good note has to be read."""
    code, out, err = run("review", str(folder), "--json", "--date", "2026-06-15")
    assert (code, err) in ((10, ""), (11, ""))
    record = json.loads(out)["record"]
    assert "good.txt" in [document["name"] for document in record["documents"]]
    return {item["name"]: f"{item['reason']} {item['remedy']}" for item in record["unread"]}


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def picture(side: int) -> bytes:
    """A white square as PNG."""
    buffer = io.BytesIO()
    Image.new("1", (side, side), 1).save(buffer, "PNG")
    return buffer.getvalue()


def locked(password: str) -> bytes:
    """A PDF that opens with this password."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(paper.pdf(paper.lines("SpO2 91 percent")))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


# name of the file, its content, words of the reason, words of the remedy
BAD_FILES: list[tuple[str, Callable[[], bytes], str, str]] = [
    ("empty.txt", lambda: b"", "The file is empty.", "Send the file again."),
    ("locked.pdf", lambda: locked("secret"), "locked with a password", "without a password"),
    ("cut.pdf", lambda: paper.pdf(paper.lines(*["words"] * 40))[:600], "The PDF is broken.", "Export it again"),
    ("scan.pdf", lambda: picture(40), "'.pdf', but the content is an image", "as what it is"),
    ("letter.docx", lambda: zipped({"[Content_Types].xml": b"<x/>"}), "Office documents", "Export it as PDF"),
    ("wall.png", lambda: picture(14_000), "million", "300 dpi"),
    ("sky.png", lambda: picture(20_000), "far too many pixels", "300 dpi"),
    ("bundle.json", lambda: b'{"resourceType": "Bundle", "entry": [', "broken at line 1", "Export the file again"),
    ("data.json", lambda: b'{"a": ', "broken at line 1", "save it as UTF-8"),
    ("noise.bin", lambda: bytes(range(256)) * 20, "unknown kind", "Send it as PDF"),
]


@pytest.mark.parametrize(("name", "make", "reason", "remedy"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_a_bad_file_is_named_and_the_rest_is_read(
    run: Run, tmp_path: Path, name: str, make: Callable[[], bytes], reason: str, remedy: str
) -> None:
    told = unread(run, dossier(tmp_path / "d", {f"documents/{name}": make()}))
    assert list(told) == [f"documents/{name}"]
    assert reason in told[f"documents/{name}"]
    assert remedy in told[f"documents/{name}"]


def test_a_pdf_whose_password_is_empty_is_read(run: Run, tmp_path: Path) -> None:
    assert unread(run, dossier(tmp_path / "d", {"documents/owner.pdf": locked("")})) == {}


def test_an_archive_is_unpacked_with_a_hand_on_the_brake(run: Run, tmp_path: Path) -> None:
    archive = zipped(
        {
            "ok.txt": b"seen",
            "../../evil.txt": b"out",
            "inner.zip": zipped({"a.txt": b"a"}),
            "zeros.txt": b"0" * 30_000_000,
        }
    )
    told = unread(run, dossier(tmp_path / "d", {"documents/a.zip": archive}))
    assert {name.removeprefix("documents/a.zip/"): reason.split(".")[0] for name, reason in told.items()} == {
        "../../evil.txt": "Its name leads out of the archive",
        "inner.zip": "It is an archive within an archive",
        "zeros.txt": "It unpacks to far more than an honest file would",
    }
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_file_of_200_megabytes_is_refused_unread(run: Run, tmp_path: Path) -> None:
    folder = dossier(tmp_path / "d", {})
    with (folder / "documents" / "huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(200 * 1024 * 1024)
    assert "200 MB; up to 100 MB" in unread(run, folder)["documents/huge.pdf"]


def test_links_in_circles_out_and_into_nothing(run: Run, tmp_path: Path) -> None:
    folder = dossier(tmp_path / "d", {})
    for name, target in {"self": "self", "up": "..", "gone.txt": "nowhere", "out.txt": "/etc/hostname"}.items():
        (folder / "documents" / name).symlink_to(target)
    told = unread(run, folder)
    assert {name.removeprefix("documents/") for name in told} == {"self", "up", "gone.txt", "out.txt"}
    assert "out of the dossier" in told["documents/out.txt"]
    assert "leads to no file" in told["documents/self"]


def test_strange_names_are_read_and_shown_harmlessly(run: Run, tmp_path: Path) -> None:
    names = [
        "with space.txt",
        "ünïcode 日本.txt",
        "new\nline.txt",
        "\x1b[31mred.txt",
        "a" * 250 + ".txt",
        "r\u202ep.txt",
    ]
    folder = dossier(tmp_path / "d", {f"documents/{name}": b"" for name in names})
    assert len(unread(run, folder)) == len(names)
    _, out, _ = run("review", str(folder), "--date", "2026-06-15")
    assert "\x1b" not in out
    assert "\u202e" not in out


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_without_permission(run: Run, tmp_path: Path) -> None:
    folder = dossier(tmp_path / "d", {"documents/private.txt": b"x", "documents/closed/y.txt": b"y"})
    shut = [folder / "documents" / "private.txt", folder / "documents" / "closed"]
    for path in shut:
        path.chmod(0)
    try:
        told = unread(run, folder)
    finally:
        for path in shut:
            path.chmod(0o700)
    assert set(told) == {"documents/private.txt", "documents/closed/"}
    assert all("Check its permissions." in reason for reason in told.values())


def test_a_dossier_of_6000_files_says_how_many_were_left(run: Run, tmp_path: Path) -> None:
    folder = dossier(tmp_path / "d", {})
    for number in range(6000):
        (folder / "documents" / f"x{number:04}").write_bytes(b"")
    told = unread(run, folder)
    assert any("from this one on, 1002 were not read" in reason for reason in told.values())


# the form as it is sent, words of the sentence
BAD_FORMS: list[tuple[object, str]] = [
    (b'{"case": "x", ', "The JSON is broken at line 1"),
    (b"", "The file is empty."),
    (b"[1, 2]", "It is not one request"),
    (json.dumps(FORM).encode("utf-16"), "The JSON is broken at line 1"),
    ({**FORM, "service_date": "Quillfeather"}, "service_date must be a date as YYYY-MM-DD"),
    ({**FORM, "services": "Quillfeather"}, "services must be a list"),
    ({**FORM, "services": [{"code": "E1390", "quantity": -4}]}, "services[0].quantity must be 0 or more"),
    ({**FORM, "services": [{"code": ""}]}, "services[0].code must not be empty"),
    ({**FORM, "services": [{"code": "E" * 30}]}, "services[0].code must have at most 20 characters"),
    ({**FORM, "patient": "Quillfeather"}, "patient must be a group"),
    ({**FORM, "patient": {"name": ["Quillfeather"]}}, "patient.name must be text"),
    ({**FORM, "received": "x", "services": 1}, "received must be a date as YYYY-MM-DD; services must be a list"),
]


@pytest.mark.parametrize(("form", "sentence"), BAD_FORMS, ids=[row[1] for row in BAD_FORMS])
def test_a_malformed_form_is_refused_without_repeating_it(
    run: Run, tmp_path: Path, form: object, sentence: str
) -> None:
    code, out, err = run("review", str(dossier(tmp_path / "d", {}, form)))
    assert (code, out) == (2, "")
    assert f"accord: request.json: {sentence}" in err
    assert "\nWhat to do: " in err
    assert "Quillfeather" not in err


def test_null_is_not_stated_and_a_code_may_be_a_number(run: Run, tmp_path: Path) -> None:
    form = {**FORM, "services": [{"code": 64635, "quantity": None}], "state": None, "diagnoses": None}
    _, out, err = run("review", str(dossier(tmp_path / "d", {}, form)), "--json")
    assert err == ""
    assert [service["code"] for service in json.loads(out)["request"]["services"]] == ["64635"]


# what is typed after `accord review`, exit code, words of the complaint
BAD_COMMANDS: list[tuple[list[str], int, str]] = [
    ([], 2, "Missing argument"),
    (["nowhere"], 2, "There is no file or folder nowhere."),
    (["d", "--date", "2026-02-31"], 2, "'2026-02-31' is no date."),
    (["d", "--date", "soon"], 2, "'soon' is no date."),
    (["d", "--out", "file"], 2, "file is a file, not a folder."),
    (["d", "--side", "both"], 2, "'both' is no side of the table."),
    (["d", "--policies", "nowhere"], 2, "There is no folder nowhere."),
    (["d", "--policies", "broken"], 2, "p.yaml, line 2: this is not YAML"),
    (["d", "--policies", "bare"], 2, "The folder bare holds no policy."),
]


@pytest.mark.parametrize(("typed", "code", "complaint"), BAD_COMMANDS, ids=[row[2] for row in BAD_COMMANDS])
def test_a_wrong_command_says_so(run: Run, tmp_path: Path, typed: list[str], code: int, complaint: str) -> None:
    dossier(tmp_path / "d", {})
    paper.written(tmp_path, "file", b"")
    paper.written(tmp_path, "broken/p.yaml", b"id: [unclosed")
    (tmp_path / "bare").mkdir()
    left, out, err = run("review", *typed)
    assert (left, out) == (code, "")
    assert complaint in err
    assert "What to do: " in err or "Usage: " in err


@pytest.mark.parametrize("files", [{}, {"empty.txt": b""}], ids=["empty folder", "empty file"])
def test_nothing_readable_is_said(run: Run, tmp_path: Path, files: dict[str, bytes]) -> None:
    (tmp_path / "d").mkdir()
    for name, data in files.items():
        paper.written(tmp_path / "d", name, data)
    code, _, err = run("review", "d", "--json")
    assert code == 3
    assert err.startswith("accord: Nothing of what was given could be read")


def test_codes_that_no_policy_or_two_policies_govern(run: Run, tmp_path: Path) -> None:
    def asked(*codes: str, **change: str) -> tuple[int, dict[str, Any]]:
        form = {**FORM, **change, "services": [{"code": code, "quantity": 1} for code in codes]}
        code, out, _ = run("review", str(dossier(tmp_path / "d", {}, form)), "--json")
        return code, json.loads(out)

    code, none = asked("J9999")
    assert (code, none["proposal"]["kind"]) == (4, "clinician")
    assert "J9999 is governed by no policy" in none["policy"]["reason"]
    _, two = asked("E1390", "E0601")
    assert [part["policy"]["id"][:7] for part in two["parts"]] == ["NCD-240", "NCD-240"]
    assert len({part["policy"]["id"] for part in two["parts"]}) == 2
    _, half = asked("E1390", "J9999")
    assert half["proposal"]["kind"] == "clinician"
    assert "J9999 is governed by no policy" in half["parts"][1]["policy"]["reason"]
    code, early = asked("E1390", service_date="1985-01-01")
    assert code == 4
    assert "no edition in force on 1985-01-01" in early["policy"]["reason"]


def test_two_patients_in_one_folder_are_a_contradiction(run: Run, tmp_path: Path) -> None:
    other = b"Patient: Zebulon Quartermain   DOB 01/02/1933\nOffice visit 03/03/2026\nSpO2 85 % on room air at rest.\n"
    name = FORM["patient"]["name"].encode()
    own = b"Patient: " + name + b"   DOB 11/30/1948\nOffice visit 03/03/2026\nDoing well.\n"
    folder = dossier(tmp_path / "d", {"documents/other.txt": other, "documents/own.txt": own})
    _, out, _ = run("review", str(folder), "--json")
    assert any("other.txt" in conflict["sentence"] for conflict in json.loads(out)["conflicts"])
