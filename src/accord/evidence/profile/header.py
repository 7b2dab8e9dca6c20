"""The head of a paper: which patient it names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.profile.parts import Part
from accord.evidence.profile.people import MBI
from accord.records.documents import Document
from accord.records.request import Stated

_LABEL = (
    r"(?:patient(?:'s)?(?: name)?|pt(?:\. name| name)?|name(?: on cover| of patient)?|re|regarding|beneficiary(?: name)?|client|customer(?: name)?|"
    r"attendee|member(?: name)?|subject|resident|insured)"
)
_NAME_WORD = r"(?:[A-Z][A-Za-z'’\-]+|[A-Z]\.?)"
_NAMED = re.compile(
    rf"(?m)(?:^[ \t*#>-]*|(?<=[ \t][ \t])|(?<=[(|]))(?i:{_LABEL})\s*(?:\(print\))?\s*(?:[.:#=|]+|[ ]{{2,}}|(?<=[a-z])[ ](?=[A-Z]))\s*[.:]*\s*"
    rf"(?P<name>{_NAME_WORD}(?:,?[ ]{{1,2}}(?:\"\w+\"[ ])?{_NAME_WORD}){{0,4}})"
)
_COURTESY = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.?[ ](?P<name>{_NAME_WORD}(?:[ ]{_NAME_WORD}){{0,2}})")
_HEAD_NAME = re.compile(
    r"^\s*(?P<name>(?:[A-Z][A-Za-z'’\-]+,[ ]+[A-Z][A-Za-z'’\-]*\.?(?:[ ]{1,2}[A-Z][A-Za-z'’\-]*\.?){0,2})|(?:[A-Z][a-z'’\-]+[ ]){1,3}[A-Z][A-Za-z'’\-]+)"
    r"(?=\s*(?:-|,|\s{2,}|\(|\d|[MF]\b|DOB|dob|born|$))"
)
BEFORE_A_BIRTH = 40
_BIRTH = re.compile(r"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|born(?: on)?|birth|bd|b\.)\W{0,24}$")
_AGE = re.compile(
    r"\b(?P<age>\d{1,3})[ -]?(?:y/o\b|yo\b|yrs?[ -]old|years?[ -]old|y\.o\.)|\bage[d:]?\W{0,4}(?P<aged>\d{1,3})\b(?!\s*(?:at|when))"
    r"|\((?P<par>\d{2})(?:[ ]?(?:y|yo|yrs?))?[ ]?[MF]?\)|\b(?P<sexed>\d{2})[ ]?(?:yr?s?[ ]?)?(?-i:[MF])\b(?!\w)"
    r"|(?:(?<=[,|(][ ])|(?<=[ ]{2})|(?<=\b[MF][ ]))(?P<bare>\d{2})[ ]y(?:rs?)?\b(?=[ ]*(?:[,;)]|DOB|$|[ ]{2}))",
    re.IGNORECASE | re.MULTILINE,
)
_NO_AGE = re.compile(
    r"\b(mother|father|brother|sister|son|daughter|wife|husband|at|since|from|until|dx|x|for|past|last|over|smok\w+|pack)\b[^.]{0,14}$"
)
# What has an age of its own: '3R80 knee, 6 yr old', '5 year old wheelchair'.
_THING = (
    r"(?:knee|foot|feet|ankle|hip|socket|liner|prosthesis|limb|device|machine|chair|wheelchair|scooter|brace|unit|cpap|bipap|"
    r"concentrator|mattress|bed|pump|monitor|meter|battery|batteries|generator|leads?|implant|graft|stent|valve|equipment|"
    r"walker|orthosis|stimulator|icd|pacemaker|films?|study|scan|x-?rays?|mri|ct|notes?|reports?|fracture|injury|ulcer|wound)"
)
_PERSON = (
    r"(?:with|and|has|had|on|in|of|who|man|woman|male|female|lady|gentleman|patient|pt|veteran|m|f|uses?|using|s/p)\b"
)
_THING_BEFORE = re.compile(rf"\b{_THING}\b(?:\s*\([^)\n]{{0,30}}\))?[\s,:;(-]{{1,4}}(?:is|now|about|approx\w*)?\s*$")
_THING_BEHIND = re.compile(rf"[\s-]*(?:old)?\s+(?:(?!{_PERSON})[a-z0-9-]+\s+){{0,2}}?{_THING}\b")
_LABEL_BEHIND = re.compile(
    r"[ ,]+(?:DOB|D\.O\.B|MRN|MBI|MR|Sex|Age|Gender|ID|Acct|Medicare|Male|Female|Date|Born|DOS|Ph|Phone)\b.*$"
)
_CREDENTIAL = re.compile(r",?\s{1,3}(?:MD|DO|NP|PA|RN|RRT|D?PT|OTR?(?:/L)?|ATP|DPM)(?![A-Za-z])")
_NOT_A_NAME = re.compile(
    r"\b(state|location|type|status|consent\w*|tolerated|history|instructions?|questionnaire|signature|education|safety|"
    r"portal|id|mrn|number|account|phone|address|information|name|dob|date|home|reports?|denies|states|seen|class|copay|"
    r"explained|is|was|has|the|medicare|authorization|request|wants|will|and|order|oxygen|continuous|new|lumbar|sleep|nocturnal)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Header:
    """Patient names, birth dates, member ids and ages (years) that the paper states.

    names -- behind a label such as 'Patient:'; loose -- in the first lines or after 'Mr.', good to confirm, not to contradict.
    """

    names: tuple[Stated[str], ...] = ()
    loose: tuple[Stated[str], ...] = ()
    birth_dates: tuple[Stated[dt.date], ...] = ()
    member_ids: tuple[Stated[str], ...] = ()
    ages: tuple[Stated[int], ...] = ()


def read_header(document: Document, part: Part) -> Header:
    """Names stand in the first lines or behind a label; birth dates and ids behind a label or in their own shape."""
    labelled = _names(document, part, [m.span("name") for m in _NAMED.finditer(document.text[part.start : part.end])])
    return Header(
        tuple(s for s in labelled if " " in s.value),
        (
            *(s for s in labelled if " " not in s.value),
            *_names(document, part, _loose_spans(document.text[part.start : part.end])),
        ),
        _birth_dates(document, part),
        _member_ids(document, part),
        _ages(document, part),
    )


def _loose_spans(text: str) -> list[tuple[int, int]]:
    """A name that opens one of the first lines before a date or sex; names after 'Mr.' and the like."""
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in text.splitlines(keepends=True)[:8]:
        match = _HEAD_NAME.match(line)
        if match and re.search(r"\d|\bM\b|\bF\b|DOB|dob|born", line[match.end("name") :]):
            spans.append((offset + match.start("name"), offset + match.end("name")))
        offset += len(line)
    return spans + [m.span("name") for m in _COURTESY.finditer(text)][:2]


def _names(document: Document, part: Part, spans: list[tuple[int, int]]) -> tuple[Stated[str], ...]:
    found: list[Stated[str]] = []
    text = document.text[part.start : part.end]
    for start, end in spans:
        end = start + len(_LABEL_BEHIND.sub("", text[start:end]))
        words = text[start:end].strip(" ,")
        if not words or _NOT_A_NAME.search(words) or len(words) < 4 or (words.isupper() and " " not in words):
            continue
        if _CREDENTIAL.search(text, start, end) or _CREDENTIAL.match(text, end):
            continue
        if any(stated.value == words for stated in found):
            continue
        found.append(
            Stated(words, document.place(part.start + start, part.start + start + len(text[start:end].rstrip(" ,"))))
        )
    return tuple(found[:4])


def _birth_dates(document: Document, part: Part) -> tuple[Stated[dt.date], ...]:
    """Dates behind a birth label; and, in the first lines, a date of at least 18 years before every other one.

    Two digits of a year behind a birth label mean the past: '6/30/44' is no day to come.
    """
    found: list[Stated[dt.date]] = []
    mentions = [m for m in dates(document) if part.start <= m.start < part.end and m.date.exact and not m.relative]
    head = part.start + 700
    labels = {
        m.start for m in mentions if _BIRTH.search(document.flat[max(part.start, m.start - BEFORE_A_BIRTH) : m.start])
    }
    days = {m.start: _of_a_life(document, m) for m in mentions}
    latest = max((days[m.start] or m.date.earliest for m in mentions if m.start not in labels), default=None)
    for mention in mentions:
        day = days[mention.start]
        labelled = mention.start in labels
        if day is None:
            continue
        if (
            labelled
            and latest is not None
            and day > latest
            and not re.search(r"\d{4}", document.text[mention.start : mention.end])
        ):
            day = day.replace(year=day.year - 100)
        old = latest is not None and mention.start < head and latest.year - day.year >= 18
        if labelled or (old and _stands_by_name(document, mention.start)):
            found.append(Stated(day, document.place(mention.start, mention.end)))
    return tuple(found)


FAR_AHEAD = 2035
"""A year of two digits that would be this one or a later one is of the last century."""


def _of_a_life(document: Document, mention: DateMention) -> dt.date | None:
    """The day of a mention; '10/21/44' is no day to come."""
    day = mention.date.exact
    if day is None or day.year < FAR_AHEAD or re.search(r"\d{4}", document.text[mention.start : mention.end]):
        return day
    return (
        dt.date(day.year - 100, day.month, min(day.day, 28))
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year - 100)
    )


def _stands_by_name(document: Document, start: int) -> bool:
    """Is the date on a line with a name and without a word that dates something else?"""
    line_start = document.text.rfind("\n", 0, start) + 1
    before = document.text[line_start:start]
    return bool(re.search(r"[A-Z][A-Za-z'’\-]+,?\s+[A-Z]", before) or before.strip() in ("", "("))


def _member_ids(document: Document, part: Part) -> tuple[Stated[str], ...]:
    return tuple(
        Stated(m[0].replace("-", ""), document.place(part.start + m.start(), part.start + m.end()))
        for m in MBI.finditer(document.text[part.start : part.end])
    )


_IDENTITY = re.compile(
    r"\b(pt|patient|name|dob|born|birth|sex|male|female|mrn|client|beneficiary|mr|mrs|ms)\b|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}"
)


def _beside_identity(document: Document, start: int, end: int) -> bool:
    """A bare '76 F' or '(54)' is an age only on a line that tells who the patient is, and not before a unit."""
    line_start = document.text.rfind("\n", 0, start) + 1
    line_end = document.text.find("\n", end)
    line = document.flat[line_start : line_end if line_end >= 0 else len(document.text)]
    named = re.match(r"\s*[A-Z][A-Za-z'’\-]+,\s*[A-Z]", document.text[line_start:end])
    return bool(_IDENTITY.search(line) or named) and document.text[end : end + 1] != "/"


def _ages(document: Document, part: Part) -> tuple[Stated[int], ...]:
    found: list[Stated[int]] = []
    for match in _AGE.finditer(document.text, part.start, min(part.end, part.start + 2500)):
        years = int(next(group for group in match.groups() if group))
        before = document.flat[max(0, match.start() - 40) : match.start()]
        told = match["age"] or match["aged"] or _beside_identity(document, match.start(), match.end())
        of_a_thing = _THING_BEFORE.search(before) or _THING_BEHIND.match(document.flat, match.end())
        if 0 < years < 120 and told and not _NO_AGE.search(before) and not (match["age"] and of_a_thing):
            found.append(Stated(years, document.place(match.start(), match.end())))
    return tuple(found)
