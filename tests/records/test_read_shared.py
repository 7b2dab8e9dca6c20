"""Real files: policies as PDF, a form filled by hand, and data that is no document."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rapidfuzz.distance import LCSseq

from accord.records.documents import PageOrigin
from accord.records.read import read

from .test_read_pdf import assert_well_placed

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared"))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not here (ACCORD_SHARED)"),
]


def test_policies_as_pdf_give_the_words_of_their_text_edition() -> None:
    folder = SHARED / "data" / "mcd" / "lcd_pdf_2025-08"
    for name in ("Policy_33801", "Policy_33822"):
        (read_document,) = read([folder / f"{name}.pdf"]).documents
        assert_well_placed(read_document)
        assert read_document.warnings == ()
        ours = sorted(read_document.text.split())
        theirs = sorted((folder / f"{name}.txt").read_text(encoding="utf-8").split())
        assert LCSseq.similarity(ours, theirs) / len(theirs) > 0.95


def test_a_form_filled_by_hand_is_read_with_a_warning_and_low_certainty() -> None:
    (read_document,) = read([SHARED / "data" / "forms" / "Sample_Filled_MedicalIntakeForm.pdf"]).documents
    assert [page.origin for page in read_document.pages] == [PageOrigin.OCR]
    for words in ("Patient Information", "Reason for Visit", "Medical History Summary", "Pharmacy Information"):
        assert words in read_document.text
    assert any("dots an inch" in warning for warning in read_document.warnings)
    assert_well_placed(read_document)


def test_data_files_are_read_as_text_or_refused_and_never_raise() -> None:
    for folder in ("npi", "hcpcs", "forms"):
        for path in sorted((SHARED / "data" / folder).rglob("*")):
            if path.is_file() and path.stat().st_size < 300_000:
                record = read([path])
                assert record.documents or record.resources or record.unread, path
                assert all(unread.reason for unread in record.unread)


def test_the_cases_of_the_benchmark_are_read_whole() -> None:
    for case in sorted((SHARED / "bench" / "pa").iterdir()):
        paths = [case / "request.json", case / "documents"]
        record = read(paths)
        assert record.unread == ()
        assert record.request_form is not None
        for document in record.documents:
            assert document.text.encode() == (case / "documents" / document.name).read_bytes()
