"""The shipped example as texts, so that tests can change it line by line without text recognition."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from accord.dossier.review import Desk, Review
from accord.policies.load import bundled_pack
from accord.prior_auth.line import review_record
from accord.records.record import Record
from tests.evidence.papers import document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY = dt.date(2026, 5, 12)


def texts(case: str = "cpap-approve") -> dict[str, str]:
    """The papers of a shipped text example by name; its scanned page as the text it was made from."""
    found = {path.name: path.read_text("utf-8") for path in sorted((EXAMPLES / case / "documents").glob("*.txt"))}
    scans = sorted((EXAMPLES / "scan_sources").glob(f"{case}_*.txt"))
    return found | {path.name: path.read_text("utf-8") for path in scans}


def form(case: str = "cpap-approve") -> dict[str, Any]:
    """The request form of a shipped example."""
    return json.loads((EXAMPLES / case / "request.json").read_text("utf-8"))


def record(papers: Mapping[str, str], asked: dict[str, Any]) -> Record:
    """A record of text papers and a form."""
    return Record((), tuple(document(text, name) for name, text in papers.items()), (), (), asked)


def reviewed(papers: Mapping[str, str], asked: dict[str, Any] | None = None) -> tuple[Review, Record]:
    """The payer's review of some papers."""
    kept = record(papers, asked or form())
    return review_record(kept, Desk.PAYER, TODAY, bundled_pack()), kept
