"""PDFium does not bear two threads: everybody who uses it waits for their turn."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import accord
from accord.connectors.coverage.pdfs import read_pdf as read_policy
from accord.dossier.form.fields import fields_of, open_form
from accord.dossier.pictures import paper
from accord.errors import Unavailable
from accord.pdfium import pdfium_turn
from accord.records.read import read

FORM = Path(__file__).resolve().parents[1] / "examples" / "form" / "prior_auth_request.pdf"
SOURCES = Path(accord.__file__).parent
USES: dict[str, Callable[[], object]] = {
    "the fields of a form": lambda: fields_of(*open_form(FORM)),
    "an official policy": lambda: read_policy(FORM),
    "a record": lambda: read([FORM]),
    "a page as a picture": lambda: paper(FORM.read_bytes(), "application/pdf", 1, 612, 792, 1.0),
}


@pytest.mark.parametrize("use", USES.values(), ids=list(USES))
def test_whoever_uses_it_waits_for_their_turn(use: Callable[[], object]) -> None:
    ended = threading.Event()
    faults: list[Exception] = []

    def run() -> None:
        try:
            use()
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)
        ended.set()

    with pdfium_turn():
        other = threading.Thread(target=run, daemon=True)
        other.start()
        assert not ended.wait(0.5)
    assert ended.wait(30)
    other.join()
    assert faults == []


def test_who_may_not_wait_for_ever_is_told() -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with pdfium_turn():
            held.set()
            done.wait(30)

    other = threading.Thread(target=hold, daemon=True)
    other.start()
    held.wait(30)
    with pytest.raises(Unavailable, match="being read"), pdfium_turn(0.05):
        pass
    done.set()
    other.join()


def test_nobody_opens_a_document_without_a_turn() -> None:
    opened = {path for path in SOURCES.rglob("*.py") if re.search(r"\bPdfDocument\(", path.read_text("utf-8"))}
    without = {path for path in opened if "pdfium_turn()" not in path.read_text("utf-8")}
    # `opening` is called by `reading` within its turn; pictures say how long they wait.
    assert {path.name for path in without} == {"opening.py", "pictures.py"}
    assert "with pdfium_turn(seconds):" in (SOURCES / "dossier" / "pictures.py").read_text("utf-8")
