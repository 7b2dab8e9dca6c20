"""Pages and enclosures that are announced and did not come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind, Profile
from accord.records.documents import Document
from accord.records.places import AnyPlace
from accord.wording import say

_PAGE = re.compile(
    r"\b(?:page|pg\.?|p\.)\s*(\d{1,3})\s*(?:of|/)\s*(\d{1,3})\b|\b(\d{1,2})\s+of\s+(\d{1,2})\s*(?:pages|pp)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?im)^\W*(?:enclosed|enclosures?|attached|attachments?|documents enclosed|included|contents)\b[^\n]{0,40}:?\s*$"
)
_ITEM = re.compile(r"^\s*(?:\d+[.)]|[-*•–]|\[?[xX✓]\]?|\(\w\))\s*(?P<words>\S[^\n]{2,90})$")

# words of an announced item -> kinds of paper that would be it
KINDS: Mapping[str, tuple[PartKind, ...]] = {
    r"sleep (study|test)|polysomn|\bpsg\b|\bhst\b|titration": (PartKind.SLEEP_STUDY,),
    r"usage|download|compliance|adherence|therapy report": (PartKind.DEVICE_REPORT,),
    r"oximetry|walk (test|study|sheet)|saturation": (PartKind.OXIMETRY,),
    r"\bechocardiogram|\becho\b": (PartKind.CARDIOLOGY,),
    r"\bmri\b|x-?ray|imaging|\bct\b": (PartKind.IMAGING,),
    r"\blabs?\b|laborator|blood gas|\babg\b": (PartKind.LABORATORY, PartKind.CHART_EXTRACT),
    r"therapy (note|discharge|record)|\bpt (note|discharge|records?)": (PartKind.THERAPY_NOTE,),
    r"procedure (note|report)|operative (note|report|record)|op note": (PartKind.PROCEDURE_NOTE,),
    r"(glucose|meter|bg) (log|download|diary)": (PartKind.LOG, PartKind.DEVICE_REPORT),
    r"discharge summary": (PartKind.DISCHARGE_SUMMARY,),
}


def enclosures(chart: Chart) -> Iterator[Conflict]:
    """Missing pages first, then announced papers that no document is."""
    for document in chart.record.documents:
        yield from _pages(chart, document)
    for paper in chart.papers:
        yield from _listed(chart, paper)


def _pages(chart: Chart, document: Document) -> Iterator[Conflict]:
    """'Page 1 of 3' in a document that holds no page 2 and 3."""
    marks = list(_PAGE.finditer(document.text))
    numbered = [(int(m[1] or m[3]), int(m[2] or m[4]), m) for m in marks]
    seen = {number for number, _, _ in numbered}
    total = max((count for _, count, _ in numbered), default=0)
    missing = [n for n in range(1, total + 1) if n not in seen]
    if not numbered or not missing or total > 60 or max(seen) > total or len(document.pages) >= total:
        return
    first = numbered[0][2]
    place = document.place(first.start(), first.end())
    said = next((e for e in _announcements(chart, document, total)), None)
    listed = ", ".join(str(n) for n in missing)
    sentence = say("contradiction.pages", document=document.name, missing=listed, total=total)
    yield Conflict(ConflictKind.MISSING_ATTACHMENT, sentence, (place, said) if said is not None else (place,))


def _announcements(chart: Chart, document: Document, total: int) -> Iterator[AnyPlace]:
    pattern = re.compile(rf"[^\n]*\b{total}\s*(?:pp|pages|pgs?)\b[^\n]*", re.IGNORECASE)
    for other in chart.record.documents:
        if other is not document:
            for match in pattern.finditer(other.text):
                yield other.place(match.start(), match.end())


def _listed(chart: Chart, paper: Profile) -> Iterator[Conflict]:
    """Items below 'Enclosed:' whose kind of paper is not in the dossier."""
    text = paper.document.text
    kinds = {p.kind for p in chart.papers if p is not paper}
    for heading in _LIST.finditer(text, paper.part.start, paper.part.end):
        offset = heading.end() + 1
        for line in text[offset : paper.part.end].splitlines(keepends=True):
            item = _ITEM.match(line.rstrip("\n"))
            if item is None:
                if line.strip():
                    break
                offset += len(line)
                continue
            wanted = [found for pattern, found in KINDS.items() if re.search(pattern, item["words"], re.IGNORECASE)]
            if wanted and not any(kind in kinds for found in wanted for kind in found):
                place = paper.document.place(offset + item.start("words"), offset + item.end("words"))
                yield Conflict(
                    ConflictKind.MISSING_ATTACHMENT,
                    say("contradiction.enclosure", words=item["words"].strip()),
                    (place,),
                )
            offset += len(line)
