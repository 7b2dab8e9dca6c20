"""A stay in hospital: the day of discharge, and the day from which a paper speaks."""

from __future__ import annotations

import re

from accord.evidence.narrative.dates import dates
from accord.evidence.profile import PartKind, Profile
from accord.records.dates import PartialDate
from accord.records.places import Place

_LEFT = re.compile(
    r"\b(?:date of )?discharge(?:d)?(?: date)?(?: home)?(?: on)?\W{0,4}$|\bd/c(?:'?d)?(?: date)?(?: home)?(?: on)?\W{0,4}$|\bdate of discharge\W{0,6}$|"
    r"\bleft (?:the )?hospital(?: on)?\W{0,3}$|\bdismissed(?: on)?\W{0,3}$"
)


def discharge_of(paper: Profile) -> tuple[PartialDate, Place] | None:
    """The day on which a paper says that the patient left hospital, with its line."""
    document = paper.document
    for mention in dates(document, paper.date.value if paper.date is not None else None):
        inside = paper.part.start <= mention.start < paper.part.end and mention.date.exact is not None
        if inside and _LEFT.search(document.flat[max(paper.part.start, mention.start - 34) : mention.start]):
            line = document.text.rfind("\n", 0, mention.start) + 1
            end = document.text.find("\n", mention.end)
            return mention.date, document.place(line, end if end > 0 else len(document.text))
    return None


def anchor_of(paper: Profile) -> PartialDate | None:
    """The day from which a paper speaks: a discharge summary from the day of discharge or its signature, others from their own."""
    if paper.kind is PartKind.DISCHARGE_SUMMARY:
        left = discharge_of(paper)
        if left is not None:
            return left[0]
        if paper.signature is not None and paper.signature.date is not None:
            return paper.signature.date
    return paper.date.value if paper.date is not None else None
