"""Rules over sentences whose findings bear the day of the dated entry under which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.sayings import Rule, by_rule
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Voice, Whose

# What a supplier writes on its own forms, and what an order or a list of drugs prints, tells no history.
NO_HISTORY = (PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM)
OTHERS = lazy_pattern(
    r"\b(?:mother|father|brother|sister|aunt|uncle|cousin|grand\w+|husband|wife|spouse|son|daughter|neighbou?r|friend|"
    r"co-?worker|roommate|parents?|siblings?|partner)(?:'s)?\b"
)


NOTE_WORDS = lazy_pattern(
    r"\b(?:exam(?:ination)?|assessment|impression|a/p|hpi|subjective|objective|denies|diagnosis|history)\b"
)
FEWEST = 2


def papers_of(chart: Chart) -> list[Profile]:
    """The papers about the patient; a note that is signed stays one where a line of the fax stands above it."""
    return [paper for paper in chart.patient_papers if paper.kind is not PartKind.COVER_SHEET or is_faxed_note(paper)]


def is_faxed_note(paper: Profile) -> bool:
    """Is the paper, which looks like the cover of a fax, a signed note with what notes hold?"""
    if paper.kind is not PartKind.COVER_SHEET or not any(signature.treating for signature in paper.signatures):
        return False
    words = NOTE_WORDS.findall(paper.document.flat, paper.part.start, paper.part.end)
    return len(set(words)) >= FEWEST


def tells_history(paper: Profile) -> bool:
    """May the paper tell what was found and done?"""
    signed_form = paper.kind is PartKind.SUPPLIER_FORM and any(signature.treating for signature in paper.signatures)
    return paper.kind not in NO_HISTORY or signed_form or is_faxed_note(paper)


def on_day(chart: Chart, paper: Profile, each: Said, found: Finding) -> Finding:
    """The finding with the day of its entry; a faxed note speaks without the weight of a known author."""
    told = Voice.UNKNOWN if paper.kind is PartKind.COVER_SHEET else found.voice
    return replace(found, date=entry_date(chart, paper, each.sentence.start), voice=told)


def told_on_day(
    chart: Chart, papers: Iterable[Profile], rules: Sequence[Rule], tool: str, *, but: Sequence[Presence] = ()
) -> Iterator[Finding]:
    """A finding for each sentence that a rule fits, `but` those of a presence that tells nothing here."""
    for paper in papers:
        for each in said_in(paper):
            for rule in rules:
                found = by_rule(paper, each, rule, tool)
                if found is not None and found.presence not in but and found.whose is Whose.PATIENT:
                    yield on_day(chart, paper, each, found)


def of_others(each: Said, match: re.Match[str], reach: int = 60) -> bool:
    """Is another person named shortly before the words?"""
    return bool(OTHERS.search(each.text, max(0, match.start() - reach), match.start()))
