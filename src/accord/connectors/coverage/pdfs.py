"""The official PDF of an LCD, as its page prints it, taken apart into the sections of the database."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from accord.connectors.coverage.dates import day
from accord.connectors.coverage.sections import LCD
from accord.errors import Invalid
from accord.pdfium import pdfium_turn

_ID = re.compile(r"^(?P<id>D?L\d{4,6})$", re.M)
_FURNITURE = re.compile(
    r"^(?:Medicare LCD Policy - Downloaded from CMS\.gov|\d+ of \d+|CPT codes, descriptions, and other data only are copyright.*"
    r"|.*FARS/HHSARS apply\.?|Created on .*Page \d+ of \d+)$"
)
# Headings as printed -> official field; '' ends a section without opening one.
HEADINGS = {
    **{title: name for name, title in LCD.items()},
    "Coverage Indications, Limitations, and/or Medical Necessity": "indication",
    "Issue - Explanation of Change Between Proposed LCD and Final LCD": "issue_change",
    "Analysis of Evidence": "analysis_of_evidence",
    "(Rationale for Determination)": "analysis_of_evidence",
    "General Information": "",
    "Associated Information": "associated_info",
    "Sources of Information": "source_info",
    "Bibliography": "bibliography",
    "Revision History Information": "revision_history",
    "Associated Documents": "",
    "Related Local Coverage Documents": "",
    "Related National Coverage Documents": "",
    "Public Versions": "",
    "Attachments": "",
    "Coverage Guidance": "",
    "Coding Information": "",
    "Issue": "",
    "Contractor Information": "",
    "LCD Information": "",
    "Document Information": "",
}
FACTS = {
    "title": "LCD Title",
    "effective": "Revision Effective Date",
    "original": "Original Effective Date",
    "ends": "Revision Ending Date",
    "retired": "Retirement Date",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """What a PDF says. It does not name its version."""

    id: str
    title: str
    effective: dt.date | None
    ends: dt.date | None
    retired: dt.date | None
    sections: tuple[tuple[str, str], ...]

    @property
    def number(self) -> int:
        """The number in its id."""
        return int(self.id.lstrip("DL"))


def read_pdf(path: Path) -> Printed | None:
    """An official LCD print; None for a PDF that is none (a page that says the document is not found).

    Raises Invalid for a file that is no PDF.
    """
    lines = [line for line in _text(path).splitlines() if not _FURNITURE.fullmatch(line.strip())]
    text = "\n".join(lines)
    named = _ID.search(text)
    sections = _sections(lines)
    if not named or not any(name == "indication" for name, _ in sections):
        return None
    facts = {fact: _after(lines, label) for fact, label in FACTS.items()}
    effective = day(_last_word(facts["effective"])) or day(_last_word(facts["original"]))
    return Printed(named["id"], facts["title"], effective, day(facts["ends"]), day(facts["retired"]), sections)


def _text(path: Path) -> str:
    import pypdfium2

    try:
        with pdfium_turn(), pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as fault:
        raise Invalid(f"{path.name} is no whole PDF ({fault}).", "Fetch it again; nothing was changed.") from fault
    return "\n".join(pages).replace("\r\n", "\n").replace("\ufffe", "-")


def _after(lines: list[str], label: str) -> str:
    return next((lines[at + 1].strip() for at, line in enumerate(lines[:-1]) if line.strip() == label), "")


def _last_word(text: str) -> str:
    return text.split()[-1] if text.split() else ""


def _sections(lines: list[str]) -> tuple[tuple[str, str], ...]:
    found: dict[str, list[str]] = {}
    at = ""
    for line in lines:
        heading = HEADINGS.get(line.strip())
        if heading is not None:
            at = heading
        elif at:
            found.setdefault(at, []).append(line.strip())
    return tuple((name, text) for name, part in found.items() if (text := "\n".join(part).strip()) not in ("", "N/A"))
