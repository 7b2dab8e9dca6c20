"""The dossier's files: review.json, criteria table and audit document as HTML and PDF, letter as PDF and text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from accord.dossier.citations import check_proof_resolves
from accord.dossier.html import html_page
from accord.dossier.letter import compose_letter
from accord.dossier.letter_text import letter_text
from accord.dossier.letter_view import letter_view
from accord.dossier.pdf import dossier_pdf, letter_pdf
from accord.dossier.review import Review
from accord.dossier.review_json import to_json
from accord.dossier.view import view
from accord.errors import Unavailable
from accord.records.record import Record

LONG = 60  # pages


def compose(review: Review, record: Record) -> dict[str, bytes]:
    """File name -> bytes; the same review and record give the same bytes.

    The PDF pages are set beside the rest: the typesetter runs outside the interpreter's lock. Those of a long record are
    set one file after another, because each takes memory.
    Raises Invalid when a criterion is decided by words that the record does not hold.
    """
    check_proof_resolves(review, record)
    letter = compose_letter(review, record)
    table = view(review, record, letter.struck, whole=False)
    audit = view(review, record, letter.struck, whole=True)
    with ThreadPoolExecutor(None if _is_short(record) else 1) as beside:
        audit_pdf, table_pdf = beside.submit(dossier_pdf, audit), beside.submit(dossier_pdf, table)
        letter_pages = beside.submit(letter_pdf, letter_view(letter, review))
        return {
            "review.json": to_json(review),
            "criteria.html": html_page(table).encode(),
            "audit.html": html_page(audit).encode(),
            "letter.txt": letter_text(letter, review).encode(),
            "criteria.pdf": table_pdf.result(),
            "audit.pdf": audit_pdf.result(),
            "letter.pdf": letter_pages.result(),
        }


def _is_short(record: Record) -> bool:
    return sum(len(document.pages) for document in record.documents) <= LONG


def write_dossier(review: Review, record: Record, out: Path) -> list[Path]:
    """Writes all files into the folder `out`, each whole or not at all, and returns their paths.

    Raises Invalid as `compose` does, and Unavailable when the folder cannot be written.
    """
    return write_files(compose(review, record), out)


def write_files(files: dict[str, bytes], out: Path) -> list[Path]:
    """Writes each file whole or not at all into the folder `out`. Raises Unavailable when that cannot be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        return [_write(out / name, data) for name, data in files.items()]
    except OSError as fault:
        raise Unavailable(
            f"The folder {out} cannot be written: {fault.strerror}.", "Choose another with --out, or make room."
        ) from fault


def _write(path: Path, data: bytes) -> Path:
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    return draft.replace(path)
