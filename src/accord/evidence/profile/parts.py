"""A file often holds several papers: a form above a record, dated entries of a chart. Parts are those papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.evidence.instructions import instructs
from accord.evidence.profile.kinds import PartKind, best, scores
from accord.records.documents import Document, DocumentKind

_RULE = re.compile(r"^\s*(?:(?:[-=*_~#]\s?){5,}|[-=*~#]{3,} ?\w.*[-=*~#]{3,}\s*$)")
_NUMBERED = re.compile(r"^\W*(?:encounter|visit|note|entry|record)\s+#?\d{1,2}\s+of\s+\d{1,2}\b", re.IGNORECASE)
_LETTERED = re.compile(
    r"^\s*(?:\(?[A-H]\)|part\s+(?:\d|[a-h])\b|section\s+(?:\d|[a-h])\b)\s*\W?\s*(?=[a-z])", re.IGNORECASE
)
_DATE_START = re.compile(
    r"^\s{0,3}(?:[-=*#\[]+\s*)?(?:dos:?\s*|date:?\s*|visit:?\s*)?"
    r"(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[ -][a-z]{3,9}[ -]\d{2,4}|[a-z]{3,9}\.? \d{1,2},? \d{4})"
    r"(?P<rest>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_ENTRY_WORDS = re.compile(
    r"\b(visit|f/?u|follow|phone|telephone|call|office|clinic|note|addendum|message|encounter|procedure|seen|rn|md|np|pt|"
    r"wife|husband|video|telehealth|nurse|refill)\b",
    re.IGNORECASE,
)


# their titles name a section or a resource, not a paper
_TITLED_BY_SECTION = frozenset({DocumentKind.FHIR_NARRATIVE, DocumentKind.FHIR_GENERATED, DocumentKind.CCDA_SECTION})

# kinds of paper that offices put below another on one page; a heading within a report starts no new paper
_STANDALONE = frozenset(
    {
        PartKind.ORDER,
        PartKind.INSTRUCTION_RECORD,
        PartKind.SUPPLIER_FORM,
        PartKind.DELIVERY_RECORD,
        PartKind.VISIT_NOTE,
        PartKind.LETTER,
        PartKind.COVER_SHEET,
        PartKind.THERAPY_NOTE,
        PartKind.PROCEDURE_NOTE,
        PartKind.MESSAGES,
        PartKind.DISCHARGE_SUMMARY,
        PartKind.SLEEP_STUDY,
    }
)

# what an entry of a telephone log speaks of without being it
_SPOKEN_OF = frozenset(
    {
        PartKind.OXIMETRY,
        PartKind.LABORATORY,
        PartKind.SLEEP_STUDY,
        PartKind.CARDIOLOGY,
        PartKind.IMAGING,
        PartKind.DEVICE_REPORT,
    }
)


@dataclass(frozen=True)
class Part:
    """A stretch of a document that is one paper of its own: characters start to end, its kind, its title."""

    start: int
    end: int
    kind: PartKind
    title: str


def parts_of(document: Document) -> list[Part]:
    """The papers of a document, in order; at least one, together covering all its text."""
    cuts = sorted({0, *_cuts(document)})
    spans = list(zip(cuts, [*cuts[1:], len(document.text)], strict=True))
    weighed = [
        (start, end, scores(_lines(document, start, end), _called(document) if start == 0 else ""))
        for start, end in spans
    ]
    parts: list[Part] = []
    for start, end, told in weighed:
        kind = best(told)
        head = document.text[start : start + 200].lstrip("-=*# \n")
        dated = bool(_DATE_START.match(head) or _NUMBERED.match(head))
        previous = parts[-1] if parts else None
        own = kind in _STANDALONE and (dated or (previous is not None and kind is not previous.kind))
        if previous is not None and not own and not dated:
            parts[-1] = Part(previous.start, end, previous.kind, previous.title)
            continue
        if dated and previous is not None and kind is PartKind.OTHER:
            kind = _entry_kind(document, parts[0].kind, start)
        elif dated and parts and parts[0].kind is PartKind.MESSAGES and kind in _SPOKEN_OF:
            kind = PartKind.MESSAGES
        parts.append(Part(start, end, kind, _title(document, start, end)))
    return parts


def _entry_kind(document: Document, whole: PartKind, start: int) -> PartKind:
    head = document.text[start : start + 80].lower()
    if re.search(r"phone|telephone|message|call", head) or whole is PartKind.MESSAGES:
        return PartKind.MESSAGES
    return PartKind.VISIT_NOTE if whole in (PartKind.CHART_EXTRACT, PartKind.OTHER) else whole


def _cuts(document: Document) -> list[int]:
    """Offsets at which a new paper may begin: after a rule, at a lettered heading, a dated entry, a titled page."""
    lines = _line_spans(document)
    flat = document.flat
    cuts: list[int] = []
    entries = _dated_entries(document, lines)
    for position, (start, end) in enumerate(lines):
        line = flat[start:end]
        if _RULE.match(line):
            inner = re.sub(r"[-=*_~#\s]+", " ", line).strip()
            if inner:
                cuts.append(start)
            elif position + 1 < len(lines) and _stands_apart(flat, lines, position):
                cuts.append(lines[position + 1][0])
        elif _NUMBERED.match(line) or (_LETTERED.match(line) and best(scores([line])) is not PartKind.OTHER):
            cuts.append(start)
    cuts.extend(page.start for page in document.pages[1:] if _titled(_lines(document, page.start, page.end)))
    cuts.extend(entries)
    begun = len(document.text) - len(document.text.lstrip())
    return [cut for cut in cuts if begun < cut < len(document.text)]


def _stands_apart(flat: str, lines: list[tuple[int, int]], position: int) -> bool:
    """Does a titled paper, not a table, follow the rule?"""
    below = [line for s, e in lines[position + 1 : position + 9] if not instructs(line := flat[s:e])]
    following = [line for line in below[:4] if line.strip()]
    return bool(following) and best(scores(following[:1])) in _STANDALONE


def _titled(page: list[str]) -> bool:
    head = [line for line in page if line.strip()][:3]
    return best(scores(head)) is not PartKind.OTHER and "page" not in " ".join(head)[:160]


def _called(document: Document) -> str:
    """What the sender calls it: the file's name, and the title of an attachment, which has no name of its own."""
    return document.name if document.kind in _TITLED_BY_SECTION else f"{document.name} {document.title}"


def _dated_entries(document: Document, lines: list[tuple[int, int]]) -> list[int]:
    """Starts of dated entries, when the document is a list of them."""
    found: list[int] = []
    after_blank = True
    for start, end in lines:
        text = document.text[start:end]
        match = _DATE_START.match(text)
        if match and (after_blank or text.lstrip()[:1] in "=-*[" or found):
            rest = match["rest"]
            if _ENTRY_WORDS.search(rest) and (after_blank or _ENTRY_WORDS.search(rest[:60])):
                found.append(start)
        after_blank = not text.strip()
    return found if len(found) >= 2 else []


def _line_spans(document: Document) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for line in document.text.splitlines(keepends=True):
        spans.append((start, start + len(line)))
        start += len(line)
    return spans


def _lines(document: Document, start: int, end: int) -> list[str]:
    return [line.lower() for line in document.text[start:end].splitlines()]


def _title(document: Document, start: int, end: int) -> str:
    for line in document.text[start:end].splitlines():
        words = line.strip(" -=*_#\t")
        if words:
            return re.sub(r"\s{2,}", "  ", words)[:100]
    return ""
