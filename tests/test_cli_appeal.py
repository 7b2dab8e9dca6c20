"""`accord appeal`, `accord brief` and `accord fill-form` as a person runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

EXAMPLES = Path(__file__).parents[1] / "examples"
DENIAL = EXAMPLES / "denial" / "cpap-approve.txt"
DOSSIER = EXAMPLES / "cpap-approve"
FORM = EXAMPLES / "form" / "prior_auth_request.pdf"


def run(*words: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "accord.cli", *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, " ".join(done.stdout.split()), " ".join(done.stderr.split())


@pytest.fixture(scope="module", params=["text", "pdf"])
def denial(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The payer's letter as text, and printed to PDF."""
    if request.param == "text":
        return DENIAL
    path = tmp_path_factory.mktemp("denial") / "denial.pdf"
    page = Canvas(str(path), pagesize=LETTER)
    page.setFont("Helvetica", 9)
    for i, line in enumerate(DENIAL.read_text("utf-8").splitlines()):
        page.drawString(50, 740 - 14 * i, line)
    page.save()
    return path


def test_an_appeal_is_drafted_and_what_is_left_is_told(denial: Path, tmp_path: Path) -> None:
    code, out, err = run("appeal", DOSSIER, "--denial", denial, "--out", tmp_path, "--date", "2026-06-01")
    assert (code, err) == (10, "")
    assert "Evergreen Advantage" in out
    assert "2026-07-30: You must file your appeal within 65 calendar days" in out
    assert "1. argued:" in out
    assert "2. argued: The order is not signed" in out
    assert "3. not argued: The supplier is out of network." in out
    assert "Incomplete" not in out
    assert {path.name for path in tmp_path.iterdir()} == {"appeal.txt", "appeal.pdf", "brief.txt", "brief.pdf"}
    letter = " ".join((tmp_path / "appeal.txt").read_text("utf-8").split())
    sent, notes = letter.split("-----", 1)
    assert "EA-2026-044719" in sent
    assert "It is about the payer's network." in notes
    assert "the dossier" not in notes.split("Where the payer's letter")[-1]
    assert len(PdfReader(tmp_path / "brief.pdf").pages) == 1


def test_a_day_that_has_passed_is_told(tmp_path: Path) -> None:
    _, out, _ = run("appeal", DOSSIER, "--denial", DENIAL, "--out", tmp_path, "--date", "2026-08-01")
    assert "2026-07-30, which has passed" in out


def test_a_brief_needs_no_denial(tmp_path: Path) -> None:
    code, out, err = run("brief", EXAMPLES / "oxygen-ask", "--out", tmp_path, "--date", "2026-06-01")
    assert (code, err) == (0, "")
    assert "brief.pdf" in out
    assert len(PdfReader(tmp_path / "brief.pdf").pages) == 1


def test_a_letter_that_is_not_there_or_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert run("appeal", DOSSIER, "--denial", tmp_path / "none.pdf")[0] == 4
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    code, _, err = run("appeal", DOSSIER, "--denial", broken)
    assert code == 2
    assert "broken.pdf could not be read" in err


def test_a_form_is_filled_and_its_trace_written(tmp_path: Path) -> None:
    out = tmp_path / "filled.pdf"
    code, told, err = run("fill-form", FORM, DOSSIER, "--out", out)
    assert (code, err) == (10, "")
    assert "PatientName: Henrietta Valborg" in told
    assert "Signature:" in told.split("Left as they were")[1]
    fields = PdfReader(out).get_fields() or {}
    assert fields["Code1"]["/V"] == "E0601"
    assert fields["ReviewStandard"]["/V"] == "/Yes"
    trace = json.loads((tmp_path / "filled.json").read_text("utf-8"))
    assert len(trace["filled"]) + len(trace["empty"]) == len(fields)


def test_a_form_that_cannot_be_filled_and_one_that_would_be_overwritten_are_refused(tmp_path: Path) -> None:
    assert run("fill-form", FORM, DOSSIER, "--out", FORM)[0] == 2
    assert run("fill-form", tmp_path / "none.pdf", DOSSIER)[0] == 4
    flat = tmp_path / "flat.pdf"
    Canvas(str(flat)).save()
    code, _, err = run("fill-form", flat, DOSSIER, "--out", tmp_path / "x.pdf")
    assert code == 2
    assert "flat page" in err
    assert not (tmp_path / "x.pdf").exists()
