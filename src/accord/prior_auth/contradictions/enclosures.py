"""Pages and enclosures that are announced and did not come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind, Profile
from accord.records.documents import Document
from accord.records.places import AnyPlace, Place
from accord.wording import say

_PAGE = re.compile(
    r"\b(?:page|pg\.?|p\.)\s*(\d{1,3})\s*(?:of|/)\s*(\d{1,3})\b(?!\s?/\d)|\b(\d{1,2})\s+of\s+(\d{1,2})\s*(?:pages|pp)\b",
    re.IGNORECASE,
)
FAX_LINES = 4
_LIST = re.compile(
    r"(?im)^[^\w\n]*(?:[\w-]+ ){0,3}(?:enclosed|enclosures?|attached|attachments?|documents? (?:enclosed|attached|included)|included|contents|pages?|encl)"
    r"\b[^\n:]{0,40}:?[ \t]*$"
)
_INLINE = re.compile(
    r"\b(?:enclosed|attached|included|(?:i|we) (?:also )?(?:attach|enclose|include))(?: (?:are|is|please find|you will find|"
    r"herewith))?\s*:?\s+(?P<items>[^.\n]*(?:\n[ \t]*[a-z][^.\n]*)?)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(\d\)\s*(?P<words>[^()\n]{3,70})")
_ANNOUNCES = re.compile(r"\b(packet|enclos\w+|attach\w+|contents|includ\w+|sending|sent|faxed)\b", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:\d+[.)]|\d{1,2}\s{1,3}(?=[A-Za-z])|[-*•–]|\[?[xX✓]\]?|\(\w\))\s*(?P<words>\S[^\n]{2,90})$")
_ADDENDUM = re.compile(
    r"^[^\n]*\baddend(?:um|a)\b[^.\n]{0,30}\b(?:to follow|will follow|pending|in progress|to be (?:sent|issued))\b[^\n]*|"
    r"^[^\n]*\b(?:results?|report|page|detail)s? (?:to follow|will follow|sent separately|under separate cover)\b[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)

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
    r"discharge summary|\bd/?c summary": (PartKind.DISCHARGE_SUMMARY,),
    r"visual fields?|\bfields?\b(?= (?:test|study|report|attached|enclosed))|\bhumphrey": (),
    r"\bpsych\w*": (),
    r"seating eval\w*|wheelchair eval\w*|(?:pt|ot|pt/ot|therap\w+) eval\w*|mobility eval\w*": (PartKind.THERAPY_NOTE,),
    r"nutrition\w*|dietit?ian|dietary": (),
    r"\bduplex|venous (?:us|ultrasound)": (PartKind.IMAGING,),
    r"\bemg\b|\bncs\b": (),
    r"interrogat\w+|device check": (PartKind.DEVICE_REPORT,),
    r"patholog\w+|\bbiopsy": (PartKind.LABORATORY,),
    r"\bop(?:erative)? (?:note|report|record)": (PartKind.PROCEDURE_NOTE,),
    r"\bcath(?:eteri[sz]ation)?\b (?:report|film)s?": (PartKind.CARDIOLOGY,),
}

# announced by specialty: the paper is there when another one's head names the specialty
SPECIALTIES = (
    "neurolog",
    "cardiolog",
    "endocrin",
    "pulmon",
    "rheumatol",
    "oncolog",
    "orthop",
    "nephrol",
    "psychiatr",
    "psycholog",
    "surg",
)
_SPECIAL = re.compile(
    rf"\b(?P<stem>{'|'.join(SPECIALTIES)})\w*(?:'s)?\s+(?:\w+\s+)?(?:letter|consult\w*|notes?|reports?|evaluation|records?|opinion)\b",
    re.IGNORECASE,
)


def enclosures(chart: Chart) -> Iterator[Conflict]:
    """Missing pages first, then announced papers that no document is."""
    for document in chart.record.documents:
        yield from _pages(chart, document)
    told: set[str] = set()
    for paper in chart.papers:
        for words, place in (*_listed(paper), *_announced(paper), *_noted(paper)):
            special = _SPECIAL.search(words)
            wanted = (
                [rf"\b{special['stem'].lower()}"]
                if special
                else [p for p in KINDS if re.search(p, words, re.IGNORECASE)]
            )
            missing = [pattern for pattern in wanted if not _is_there(chart, paper, pattern)]
            if wanted and len(missing) == len(wanted) and missing[0] not in told:
                told.add(missing[0])
                yield Conflict(ConflictKind.MISSING_ATTACHMENT, say("contradiction.enclosure", words=words), (place,))
        yield from _to_follow(chart, paper)
        yield from _lettered(chart, paper)


# 'visual field attached', 'see the enclosed report' in a note; a thing on a body or a device is no paper
_NOTED = re.compile(r"\b(?:attached|enclosed|appended)\b", re.IGNORECASE)
_NO_PAPER = re.compile(
    r"\b(?:attached|enclosed|appended) (?:to (?!this|the (?:note|letter|request|form|chart|packet))|by|with (?:a|the|tape|screws))|\b(?:skin|"
    r"electrodes?|sensor|bag|humidifier|"
    r"hose|cable|strap|mask|tubing|lead|pump|tray|table) (?:is |are |was )?(?:attached|enclosed)|\bnot (?:yet )?(?:attached|enclosed)|\bif attached|_{2,}",
    re.IGNORECASE,
)
_ATTACHMENT = re.compile(
    r"\b(?:attachment|exhibit|appendix|enclosure|annex)\s+(?P<mark>[A-Z]|\d{1,2})\b", re.IGNORECASE
)
REACH = 60
"""Characters before or behind 'attached' within which stands what is attached."""


def _noted(paper: Profile) -> Iterator[tuple[str, Place]]:
    """What the sentence of a note calls attached."""
    if paper.kind in (PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM):
        return
    document = paper.document
    for match in _NOTED.finditer(document.text, paper.part.start, paper.part.end):
        low = max(paper.part.start, document.text.rfind("\n", 0, match.start()) + 1, match.start() - REACH)
        stop = max(document.text.rfind(mark, low, match.start()) for mark in (". ", "; "))
        # a label says what is meant: 'Psych evaluation: see attached report'
        low = low if ":" in document.text[max(stop, low) : match.start()] else max(low, stop + 1)
        end = min(
            [
                paper.part.end,
                match.end() + REACH,
                *(n for mark in ("\n", ". ", "; ") if (n := document.text.find(mark, match.end())) > 0),
            ]
        )
        words = document.text[low:end]
        if _NO_PAPER.search(words) is None:
            yield " ".join(words.split()), document.place(low, end)


def _lettered(chart: Chart, paper: Profile) -> Iterator[Conflict]:
    """'Attachment C', where other attachments came under their letters and this one did not."""
    document = paper.document
    others = [d.text for d in chart.record.documents if d.name != document.name]
    for match in _ATTACHMENT.finditer(document.text, paper.part.start, paper.part.end):
        own = re.compile(
            rf"\b(?:attachment|exhibit|appendix|enclosure|annex)\s+{re.escape(match['mark'])}\b", re.IGNORECASE
        )
        if any(_ATTACHMENT.search(text) for text in others) and not any(own.search(text) for text in others):
            words = " ".join(match[0].split())
            sentence = say("contradiction.enclosure", words=words)
            yield Conflict(ConflictKind.MISSING_ATTACHMENT, sentence, (document.place(match.start(), match.end()),))
            return


def _is_there(chart: Chart, announcing: Profile, pattern: str) -> bool:
    """Is another paper of the announced kind, or does another paper's head bear its words?"""
    for paper in chart.papers:
        if paper.document.name == announcing.document.name:
            continue
        head = paper.document.flat[paper.part.start : min(paper.part.end, paper.part.start + 400)]
        about = paper.kind not in (PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM)
        if paper.kind in KINDS.get(pattern, ()) or (about and re.search(pattern, head)):
            return True
    return False


def _to_follow(chart: Chart, paper: Profile) -> Iterator[Conflict]:
    """An addendum or report that is announced for later, when no other document is one."""
    document = paper.document
    for match in _ADDENDUM.finditer(document.text, paper.part.start, paper.part.end):
        later = any(
            other.document.name != document.name
            and other.kind not in (PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM)
            and re.search(r"\baddend", other.document.flat[other.part.start : other.part.start + 300])
            for other in chart.papers
        )
        if not later:
            words = " ".join(match[0].split())
            yield Conflict(
                ConflictKind.MISSING_ATTACHMENT,
                say("contradiction.enclosure", words=words[:120]),
                (document.place(match.start(), match.end()),),
            )
            return


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
    if seen == {1} and len(chart.record.documents) > 1 and _is_banner(document, first):
        return  # the other pages of a fax came as files of their own
    place = document.place(first.start(), first.end())
    said = next((e for e in _announcements(chart, document, total)), None)
    listed = ", ".join(str(n) for n in missing)
    sentence = say("contradiction.pages", document=document.name, missing=listed, total=total)
    pointed = _pointed_at(document, missing)
    shown = (place, *((said,) if said is not None else ()), *pointed)
    yield Conflict(ConflictKind.MISSING_ATTACHMENT, sentence, shown)


def _pointed_at(document: Document, missing: list[int]) -> Iterator[Place]:
    """Where the document points to a page that did not come: 'see p. 3'."""
    pattern = re.compile(
        rf"\b(?:see|on|cont\w*(?: on)?)\s+p(?:age|g|\.)?\.?\s*(?:{'|'.join(map(str, missing))})\b[^\n]{{0,40}}",
        re.IGNORECASE,
    )
    for match in pattern.finditer(document.text):
        yield document.place(match.start(), match.end())


def _is_banner(document: Document, mark: re.Match[str]) -> bool:
    """Does the page number stand in the first lines beside words of a fax?"""
    start = document.text.rfind("\n", 0, mark.start()) + 1
    line = document.text[start:].split("\n", 1)[0].lower()
    return (
        document.text.count("\n", 0, mark.start()) < FAX_LINES
        and re.search(r"\b(fax|cover|transmi\w+)\b", line) is not None
    )


def _announcements(chart: Chart, document: Document, total: int) -> Iterator[AnyPlace]:
    pattern = re.compile(rf"^[^\n]*\b{total}\s*(?:pp|pages|pgs?)\b[^\n]*", re.IGNORECASE | re.MULTILINE)
    for other in chart.record.documents:
        if other is not document:
            for match in pattern.finditer(other.text):
                yield other.place(match.start(), match.end())


def _listed(paper: Profile) -> Iterator[tuple[str, Place]]:
    """Items below 'Enclosed:'."""
    text = paper.document.text
    for heading in _LIST.finditer(text, paper.part.start, paper.part.end):
        offset = heading.end() + 1
        for line in text[offset : paper.part.end].splitlines(keepends=True):
            item = _ITEM.match(line.rstrip("\n"))
            if item is None and line.strip():
                break
            if item is not None:
                place = paper.document.place(offset + item.start("words"), offset + item.end("words"))
                yield item["words"].strip(), place
            offset += len(line)


def _announced(paper: Profile) -> Iterator[tuple[str, Place]]:
    """Items of a sentence: 'Enclosed are the order, the MRI and the therapy note'."""
    if paper.kind not in (PartKind.COVER_SHEET, PartKind.LETTER, PartKind.SUPPLIER_FORM, PartKind.OTHER):
        return
    for match in _NUMBERED.finditer(paper.document.text, paper.part.start, paper.part.end):
        if _ANNOUNCES.search(paper.document.text, max(paper.part.start, match.start() - 160), match.start()):
            yield " ".join(match["words"].split()), paper.document.place(match.start("words"), match.end("words"))
    for match in _INLINE.finditer(paper.document.text, paper.part.start, paper.part.end):
        for item in re.finditer(r"[^,;]+?(?=,|;|\band\b|$)", match["items"]):
            if len(item[0].strip()) > 3:
                start = match.start("items") + item.start()
                yield " ".join(item[0].split()), paper.document.place(start, start + len(item[0]))
