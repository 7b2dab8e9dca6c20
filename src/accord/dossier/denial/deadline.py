"""Until when an appeal may be filed: what the letter says, else the known rule of the coverage it names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from accord.dossier.denial.head import dates
from accord.dossier.denial.letter import Deadline
from accord.dossier.denial.lines import Unit
from accord.dossier.denial.rules import rule_for
from accord.records.documents import Document
from accord.records.places import Place

_COUNTS = {
    "ten": 10, "fourteen": 14, "fifteen": 15, "thirty": 30, "forty-five": 45, "sixty": 60, "sixty-five": 65, "ninety": 90,
    "one hundred twenty": 120, "one hundred eighty": 180, "six": 6, "two": 2, "three": 3,
}  # fmt: skip
_SPAN = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})\s*(?:\(\s*(?P<n2>\d{{1,3}})\s*\)\s*)?[- ]?"
    r"(?P<kind>calendar|business|working|consecutive)?\s*-?(?P<unit>days?|months?)\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?:appeals?|appealed|reconsideration|redetermination|internal review|grievance|resubmi\w+)\b", re.IGNORECASE
)
_OTHER_WAY = re.compile(
    r"\b(?:external review|independent review|state fair hearing|fair hearing|peer[- ]to[- ]peer)\b", re.IGNORECASE
)
# What the plan promises to do, not what the clinic has to do.
_PLANS_OWN = re.compile(
    r"\b(?:we|the plan|our (?:team|reviewers?|staff)|reviewers?)\s+(?:will|must|have|has|shall|can take)\b|\bwe'll\b|"
    r"\b(?:decision|answer|response|notice|notif\w+)\s+(?:will be|is|are)\b|\bwill (?:be )?(?:decided?|made|answered|respond|resolved?)\b",
    re.IGNORECASE,
)
_TO_FILE = re.compile(
    r"\b(?:file[ds]?|filing|submit(?:ted)?|request(?:ed)?|send|sent|receive[ds]?|appeal|within|no later than|by|before|"
    r"on or before|deadline|have|you have|must)\b",
    re.IGNORECASE,
)
_FROM_NOTICE = re.compile(
    r"\b(?:of|from|after|following)\s+(?:the\s+)?(?:(?:date|day)\s+(?:of|on|that appears on|printed on)\s+)?(?:this|the|your)?\s*"
    r"(?:(?:denial|determination|decision|adverse)\s+)*(?:letter|notice|denial|determination|decision)\b|\bthe date (?:above|shown)\b",
    re.IGNORECASE,
)
_FROM_RECEIPT = re.compile(r"\b(?:receipt|receiv(?:e|ed|ing))\b", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:by|before|no later than|not later than|until|through|deadline(?:\s+\w+){0,4}|due(?: date)?|expires?(?: on)?)\s*(?:is|:)?\s*$",
    re.IGNORECASE,
)


def deadline_of(document: Document, units: Sequence[Unit], day: dt.date | None) -> Deadline | None:
    """The stated one; else by the rule of the coverage that the letter names; else None, and nothing is guessed."""
    stated = [found for unit in units if (found := _stated(document, unit, day)) is not None]
    if stated:
        return next((found for found in stated if found.date is not None), stated[0])
    rule = rule_for(document.text, day)
    if rule is None:
        return None
    counted = day + dt.timedelta(days=rule.days) if day and rule.days and not rule.from_receipt else None
    return Deadline(counted, None, rule)


def _stated(document: Document, unit: Unit, day: dt.date | None) -> Deadline | None:
    words = " ".join(document.text[unit.start : unit.end].split())
    if not _APPEAL.search(f"{unit.heading} {words}") or (_OTHER_WAY.search(words) and not _APPEAL.search(words)):
        return None
    if _PLANS_OWN.search(words) or not (_TO_FILE.search(words) or "deadline" in unit.heading):
        return None
    place = document.place(unit.start, unit.end)
    for stated in dates(document, unit.start, unit.end):
        start = stated.place.start if isinstance(stated.place, Place) else unit.start
        before = document.text[max(unit.start, start - 40) : start]
        if _BY.search(" ".join(before.split()) + " ") or not before.strip():
            return Deadline(stated.value, place)
    span = _SPAN.search(words)
    return Deadline(_counted(span, words, day), place) if span else None


def _counted(span: re.Match[str], words: str, day: dt.date | None) -> dt.date | None:
    """The last day; None where it is counted in working days, from a receipt, or from a day that is not known."""
    number = int(span["n2"] or (span["n"] if span["n"].isdigit() else _COUNTS[span["n"].lower()]))
    if (
        day is None
        or (span["kind"] or "").lower() in ("business", "working")
        or _FROM_RECEIPT.search(words[span.end() :])
    ):
        return None
    if not _FROM_NOTICE.search(words) or span["unit"].lower().startswith("month"):
        return None
    return day + dt.timedelta(days=number)
