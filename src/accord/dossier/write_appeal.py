"""The files of an appeal and of a brief: each as PDF and as text that any editor can change."""

from __future__ import annotations

import io

from pypdf import PdfReader

from accord.dossier.appeal import compose_appeal
from accord.dossier.brief import ROOMS, compose_brief
from accord.dossier.denial import Denial
from accord.dossier.letter import Letter
from accord.dossier.letter_text import letter_text
from accord.dossier.letter_view import brief_view, letter_view
from accord.dossier.pdf import brief_pdf, letter_pdf
from accord.dossier.review import Review
from accord.records.record import Record


def appeal_files(review: Review, record: Record, denial: Denial) -> tuple[Letter, dict[str, bytes]]:
    """The appeal, and file name -> bytes."""
    letter = compose_appeal(review, record, denial)
    return letter, {
        "appeal.txt": letter_text(letter, review).encode(),
        "appeal.pdf": letter_pdf(letter_view(letter, review)),
    }


def brief_files(review: Review, record: Record, denial: Denial | None = None) -> tuple[Letter, dict[str, bytes]]:
    """The brief, with as much as one page holds, and file name -> bytes."""
    letter, page = compose_brief(review, record, denial), b""
    for room in ROOMS:
        letter = compose_brief(review, record, denial, room)
        page = brief_pdf(brief_view(letter, review))
        if len(PdfReader(io.BytesIO(page)).pages) == 1:
            break
    return letter, {"brief.txt": letter_text(letter, review).encode(), "brief.pdf": page}
