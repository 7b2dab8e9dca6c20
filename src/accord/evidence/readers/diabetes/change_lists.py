"""Changes of treatment in a dated list: 'What we tried: 10/14 dietitian plan; 12/3 acarbose 50 mg; …'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import DateMention
from accord.evidence.profile import Profile
from accord.evidence.readers.diabetes.days import days_between
from accord.evidence.readers.mentions import about, voice
from accord.records.findings import Finding, Presence, Whose

TOOL = "changes/1"
LONGEST = 900
"""Characters of a list behind its heading."""

HEADING = re.compile(
    r"\b(?:what (?:we|i|was) (?:\w+ )?(?:changed|tried|did|done|adjusted)|(?:changes?|adjustments?|modifications?|"
    r"interventions?|measures|steps|attempts|"
    r"things) (?:\w+ ){0,2}(?:made|tried|taken|so far|to date|done|for|against|because|before|prior|over|since)|"
    r"(?:treatment|regimen|medication|med|dose|"
    r"plan|therapy|drug|diet|insulin) (?:changes?|adjustments?|modifications?|history of changes)|(?:changes|"
    r"adjustments|interventions|attempts|"
    r"modifications)|(?:already|previously|we have|have) tried|tried (?:so far|already|before))\b[^:\n.;]{0,80}:"
)
ITEM_BEGINS = re.compile(r"(?:^|[\n:;.,|(*•–-]|\band\b|\bthen\b)[ \t\n>*•()\d]*(?:on |in )?$", re.IGNORECASE)
WORDS = re.compile(r"[a-z]{4,}")
NOTHING_DONE = re.compile(
    r"\b(?:no changes?|none|unchanged|nothing|not changed|same dose|declin\w+|refus\w+|consider\w*|plan(?:s|ned)? to|"
    r"will|may|event|low of|visit only|"
    r"labs?|a1c \d|hypoglyc\w+ event|lowest|ed visit)\b|^\W{0,4}\d{2}\b(?! (?:g|mg|u|units?|small|meals))"
)


def listed_changes(paper: Profile) -> Iterator[Finding]:
    """One finding for each dated item below a heading that announces changes."""
    flat = paper.document.flat
    for heading in HEADING.finditer(flat, paper.part.start, paper.part.end):
        end = _end(paper, heading.end())
        marks = [m for m in days_between(paper, heading.end(), end) if _begins(paper.document.text, heading.end(), m)]
        for mark, following in zip(marks, [*(m.start for m in marks[1:]), end], strict=False):
            found = _item(paper, mark, following)
            if found is not None:
                yield found


def _end(paper: Profile, start: int) -> int:
    """Where the list ends: at a blank line, or where it grows too long."""
    limit = min(paper.part.end, start + LONGEST)
    blank = re.compile(r"\n[ \t]*\n").search(paper.document.text, start, limit)
    return blank.start() if blank else limit


def _begins(text: str, start: int, mark: DateMention) -> bool:
    return mark.date.month is not None and ITEM_BEGINS.search(text[start : mark.start]) is not None


def _item(paper: Profile, mark: DateMention, end: int) -> Finding | None:
    words = paper.document.flat[mark.end : end]
    told = assertion(paper.document, mark.start, mark.end)
    if not WORDS.search(words) or NOTHING_DONE.search(words.strip()) or told.whose is not Whose.PATIENT:
        return None
    text = paper.document.text[mark.start : min(end, mark.start + 200)].rstrip(" \n\t;,.")
    return Finding(
        "treatment_change",
        paper.document.place(mark.start, mark.start + len(text)),
        presence=Presence.PRESENT,
        date=mark.date,
        qualifiers={"change": "listed", **about(paper)},
        voice=voice(paper),
        tool=TOOL,
    )
