"""Tables of sessions: a ledger with one procedure a row, or a record with one block a column.

A ledger row needs its own date and the name of a procedure; what stands behind 'next' or 'requested', and days after the
paper was written, are not sessions. A record by columns needs headings that number or date the blocks, and rows that say
what was measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import RULE, Line, lines
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of, voice
from accord.evidence.readers.spine.levels import levels_in
from accord.evidence.readers.spine.pain_scales import scale_named
from accord.evidence.readers.spine.papers import ABLATION, BLOCK
from accord.evidence.readers.spine.passages import regions_in, side_in
from accord.evidence.readers.spine.plan import DIAGNOSTIC, IA, MBB, NO_STEROID, THERAPEUTIC
from accord.evidence.readers.spine.relief import hours_in, reliefs
from accord.evidence.readers.spine.rows_below import measured_below
from accord.evidence.readers.spine.session import BLOCK_WORD, Session, Told
from accord.evidence.readers.spine.table_fields import field_of, side_cell
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.findings import Voice
from accord.records.places import Place

CELL = re.compile(r"\s*\|\s*|\t+|[ \xa0]{2,}")
COLUMN_HEAD = re.compile(
    r"(?:(?:diagnostic|dx|test|comparative|medial branch|mb|facet|cervical|lumbar|thoracic|left|right|lt|rt) )*"
    r"(?:(?:block|mbb|injection|session|procedure|inj|proc|test)s? ?(?:no\.? ?|# ?|number )?(?P<n>[1-4]|one|two|three|i{1,3})|"
    r"# ?(?P<m>[1-4])|(?P<o>1st|2nd|3rd|first|second|third|initial|confirmatory|repeat)(?: (?:\w+ ){0,2}(?:block|mbb|"
    r"injection|session|test|inj))?)\b.{0,24}"
)
COUNT = {
    "1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2, "three": 3, "i": 1, "ii": 2, "iii": 3, "1st": 1, "2nd": 2, "3rd": 3,
    "first": 1, "second": 2, "third": 3, "initial": 1, "confirmatory": 2, "repeat": 2,
}  # fmt: skip
TIGHT = re.compile(r"(?P<label>.*[a-z)%]) (?P<value>(?:10|\d)(?: ?/ ?10)?)")
ARROW = re.compile(
    r"(?<![\d./-])(?P<pre>10|\d(?:\.\d)?)(?: ?/ ?10)? ?(?:->|→|-->|=>|to|>) ?(?P<post>10|\d(?:\.\d)?)(?: ?/ ?10)?(?![\d%/]|\.\d| ?(?:h|mo|wk)\w*\b)"
)
NUMBER_CELL = re.compile(r"(?P<v>10|\d(?:\.\d+)?)(?: ?/ ?10)?(?: \(.*\))?")
SPAN_CELL = re.compile(
    r"(?:~|approx\.? |about |>|≥)? ?(?P<v>\d+(?:\.\d+)?)(?: ?(?:-|to) ?\d+(?:\.\d+)?)? ?(?P<u>h|hrs?|hours?|min(?:ute)?s?)\b"
)
LEDGER_WHAT = re.compile(
    r"\bia (?:facet|inj\w*|steroid|zygapoph\w+)|\bfacet (?:steroid|inj\w*|joint|block)|\bfji\b|\bfjis?\b|\bz-?joint|\bintra-?articular\b|"
    r"\bmbbs?\b|\bmb block|\bmedial branch|\bmbnb\b|\bfacet\b"
)
EPIDURAL = re.compile(
    r"\bepidural|\besi\b|\btfesi\b|\besis\b|\bsi joint|\bsij\b|\bsacroiliac|\btrigger|\bgenicular|\bknee|\bhip\b|\bgon\b|"
    r"\bgreater occipital|\bshoulder|\bbursa|\bvisit\b|\bconsult|\bf/?u\b|\bmri\b|\btherapy\b"
)
PATIENTS_OWN = re.compile(r"\bdiary\b|\bmy\b|\bpatient (?:log|record|kept)|\bkept by\b|\bhome\b|\bself\b")
TITLE = 260
"""Characters at the head of a paper in which the levels of all its blocks may stand."""
NOT_DONE = re.compile(
    r"\bnext\b|\brequest\w*|\bplanned\b|\bscheduled\b|\bpending\b|\bproposed\b|\bto be\b|\bcancel\w*|\bno[ -]?show|\bupcoming\b|"
    r"\bthis request|\bauth\b|\bnot done\b|\bdenied\b|\baborted\b|\brefused\b|\bdeclined\b|\bcandidate\b|\bwill\b|\bplan\b"
)
REPORT = (PartKind.IMAGING, PartKind.COVER_SHEET, PartKind.LABORATORY, PartKind.THERAPY_NOTE, PartKind.MESSAGES)
LEAD = re.compile(r"\W*(?:(?:no\.? ?|#)?\d{1,2}[.)]?\s+)?$")


@dataclass(frozen=True)
class _Cell:
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class TableSession:
    """A session and the stretch of its document that the table takes up."""

    session: Session
    start: int
    end: int


def table_sessions(paper: Profile) -> list[TableSession]:
    """The sessions that the tables of one paper list."""
    if paper.kind in REPORT:
        return []
    mine = [
        line for line in lines(paper.document) if paper.part.start <= line.start < paper.part.end and not line.blank
    ]
    found = list(_columns(paper, mine))
    taken = {at for each in found for at in range(each.start, each.end)}
    found += [each for each in _ledger(paper, mine) if each.start not in taken]
    return found


def table_spans(paper: Profile) -> list[tuple[int, int]]:
    """The stretches of a paper that its tables of sessions take up; sentences are not read there."""
    return [(each.start, each.end) for each in table_sessions(paper)]


@per_document
def _cells_by_line(document: Document) -> dict[int, list[_Cell]]:
    return {line.start: _split(document, line) for line in lines(document)}


def _cells(document: Document, line: Line) -> list[_Cell]:
    return _cells_by_line(document)[line.start]


def _split(document: Document, line: Line) -> list[_Cell]:
    text = document.flat[line.start : line.end]
    if RULE.fullmatch(text.strip()):
        return []
    gap = re.compile(r"\s*\|\s*") if text.count("|") > 1 else CELL
    cells: list[_Cell] = []
    position = 0
    for match in [*gap.finditer(text), None]:
        end = match.start() if match else len(text)
        words = text[position:end]
        if words.strip(" .|"):
            start = position + len(words) - len(words.lstrip(" |"))
            cells.append(_Cell(line.start + start, line.start + end, text[start:end].strip(" |")))
        elif text.count("|") > 1 and position and match:
            cells.append(_Cell(line.start + position, line.start + position, ""))
        position = match.end() if match else len(text)
    return cells


def _columns(paper: Profile, mine: Sequence[Line]) -> Iterator[TableSession]:
    """'         | Block 1 | Block 2 |' above rows of what was measured."""
    document = paper.document
    for index, line in enumerate(mine):
        cells = [c for c in _cells(document, line) if c.text]
        heads = [c for c in cells if COLUMN_HEAD.fullmatch(c.text)]
        if len(heads) < 2 or len(cells) - len(heads) > 1 or (len(cells) > len(heads) and cells[0] is heads[0]):
            continue
        body = list(_body(document, mine[index + 1 :], len(heads)))
        fields = [field_of(row[0].text) for row in body]
        if (
            len(body) < 2
            or not {"relief", "pre", "post"} & set(fields)
            or not _speaks_of_blocks(paper, mine, index, body)
        ):
            continue
        for number, head in enumerate(heads):
            session = _of_column(
                paper, head, [(f, row[0], row[number + 1]) for f, row in zip(fields, body, strict=True)]
            )
            yield TableSession(session, line.start, body[-1][-1].end)


def _body(document: Document, below: Sequence[Line], columns: int) -> Iterator[list[_Cell]]:
    for line in below:
        if RULE.fullmatch(document.flat[line.start : line.end].strip()):
            continue
        cells = _cells(document, line)
        if cells and not cells[0].text:
            cells = cells[1:]
        tight = TIGHT.fullmatch(cells[0].text) if len(cells) == columns else None
        if tight is not None:
            first = cells[0]
            label = _Cell(first.start, first.start + tight.end("label"), tight["label"])
            cells = [label, _Cell(first.start + tight.start("value"), first.end, tight["value"]), *cells[1:]]
        if len(cells) != columns + 1:
            return
        yield cells


def _speaks_of_blocks(paper: Profile, mine: Sequence[Line], index: int, body: list[list[_Cell]]) -> bool:
    above = mine[max(0, index - 3) : index + 1]
    words = " ".join(
        [paper.document.flat[line.start : line.end] for line in above] + [cell.text for row in body for cell in row]
    )
    return bool(BLOCK.search(words) or BLOCK_WORD.search(words)) and not EPIDURAL.search(words)


def _of_column(paper: Profile, head: _Cell, rows: list[tuple[str, _Cell, _Cell]]) -> Session:
    document = paper.document
    values = {name: cell for name, _, cell in rows if name}
    scores = [
        (name, Decimal(match["v"]), cell)
        for name, _, cell in rows
        if name in ("pre", "post") and (match := NUMBER_CELL.fullmatch(cell.text))
    ]
    named = COLUMN_HEAD.fullmatch(head.text)
    number = COUNT.get(next((g for g in (named["n"], named["m"], named["o"]) if g), "")) if named else None
    whole = document.flat[paper.part.start : paper.part.end]
    words = "  ".join((head.text, *(cell.text for _, _, cell in rows)))
    return _made(
        paper,
        document.place(head.start, head.end),
        words,
        whole,
        date=_date_in(paper, values.get("date", head)),
        number=number,
        relief=_share(paper, values.get("relief") or values.get("result"), scores),
        hours=_hours(values.get("lasted") or values.get("relief")),
        hours_at=_at(document, values.get("lasted") or values.get("relief")),
        scored=any(name == "post" for name, _, _ in scores),
        scale=scale_named(" ".join(label.text for _, label, _ in rows)) or scale_named(whole) or "unnamed",
        support=tuple(_at(document, cell) for name, cell in values.items() if name in ("date", "levels") and cell.text),
    )


def _made(
    paper: Profile,
    place: Place,
    words: str,
    whole: str,
    *,
    date: PartialDate | None,
    number: int | None,
    relief: Told | None,
    hours: Decimal | None,
    hours_at: Place | None,
    scored: bool,
    scale: str,
    support: tuple[Place, ...] = (),
    what: str = "block",
) -> Session:
    levels = next(
        (found for told in (words, f"{words} nerves", f"{whole[:TITLE]} nerves") if (found := levels_in(told)).joints),
        levels_in(""),
    )
    regions = regions_in(words) or regions_in(whole)
    return Session(
        what,
        place,
        paper,
        date,
        number,
        side_in(words) or side_cell(words) or side_in(whole),
        levels.region or (regions[0] if len(regions) == 1 else ""),
        frozenset(levels.names.split()),
        "" if what == "rfa" else "mbb" if MBB.search(words) or (MBB.search(whole) and not IA.search(words)) else "ia" if IA.search(words) else "",
        "" if what == "rfa" else _purpose(words),
        relief,
        hours,
        hours_at if hours is not None else None,
        scored,
        scale if scored else "",
        support=support,
        told_by=_voice(paper),
    )  # fmt: skip


def _voice(paper: Profile) -> Voice:
    """A log is the patient's only when its head says so: offices keep logs of procedures too."""
    head = paper.document.flat[paper.part.start : paper.part.start + 300]
    told = voice(paper)
    return Voice.UNKNOWN if told is Voice.PATIENT and not PATIENTS_OWN.search(head) else told


def _purpose(words: str) -> str:
    if DIAGNOSTIC.search(words) or NO_STEROID.search(words):
        return "diagnostic"
    return "therapeutic" if THERAPEUTIC.search(words) else ""


def _share(paper: Profile, cell: _Cell | None, scores: list[tuple[str, Decimal, _Cell]]) -> Told | None:
    """The relief as its cell states it, held against the scores of the column."""
    document = paper.document
    pre = next(((value, at) for name, value, at in scores if name == "pre"), None)
    post = min(((value, at) for name, value, at in scores if name == "post"), key=lambda pair: pair[0], default=None)
    logged = (pre[0] - post[0]) / pre[0] * 100 if pre is not None and post is not None and pre[0] else None
    stated = next(iter(reliefs(cell.text, context=True)), None) if cell is not None else None
    if stated is None and cell is not None and (bare := re.fullmatch(r"(\d{2,3})", cell.text)):
        stated = next(iter(reliefs(f"{bare[1]} %", context=True)), None)
    if stated is not None and cell is not None:
        support = (document.place(post[1].start, post[1].end),) if post is not None else ()
        near = logged is None or bool(stated.bound) or abs(logged - stated.percent) <= 5
        return Told(
            stated.percent, document.place(cell.start, cell.end), _voice(paper), stated.bound, "stated", near, support
        )
    if logged is None or post is None or pre is None:
        return None
    place = document.place(post[1].start, post[1].end)
    return Told(logged, place, _voice(paper), "", "logged", True, (document.place(pre[1].start, pre[1].end),))


def _hours(cell: _Cell | None) -> Decimal | None:
    if cell is None:
        return None
    match = SPAN_CELL.search(cell.text)
    if match is None:
        read = hours_in(f"relief for {cell.text}")
        return read[0] if read else None
    value = Decimal(match["v"])
    return value / 60 if match["u"].startswith("m") else value


def _at(document: Document, cell: _Cell | None) -> Place:
    return document.place(cell.start, cell.end) if cell is not None else document.place(0, 1)


def _date_in(paper: Profile, cell: _Cell) -> PartialDate | None:
    seen = date_of(paper)
    return next((m.date for m in dates(paper.document, seen) if cell.start <= m.start < cell.end), None)


def _ledger(paper: Profile, mine: Sequence[Line]) -> Iterator[TableSession]:
    """'3   05/28/25   IA facet steroid bilateral (therapeutic)   L4-5   60 % x 3 mo'."""
    document = paper.document
    read = [row for line in mine if (row := _ledger_row(paper, line)) is not None]
    if len(read) < 2:
        return
    heads = _headings(document, mine, read[0][0])
    for line, date, cells in read:
        words = document.flat[line.start : line.end]
        ablation = ABLATION.search(words)
        what = "rfa" if ablation is not None and not BLOCK_WORD.search(words) else "block"
        cell_of = dict(zip(heads, cells, strict=True)) if len(heads) == len(cells) else {}
        relief, hours = (
            (_ledger_relief(paper, line, cell_of), _ledger_hours(words, cell_of)) if what == "block" else (None, None)
        )
        told = what == "block" and relief is None
        below = measured_below(paper, mine, line, [row[0] for row in read], _voice(paper)) if told else None
        if below is not None:
            relief, hours = below.relief, hours or below.hours
        session = _made(
            paper,
            document.place(line.start + len(words) - len(words.lstrip()), line.end),
            words,
            "",
            date=date,
            number=None,
            relief=relief,
            hours=hours,
            hours_at=below.best.place
            if below is not None and below.best is not None
            else document.place(line.start, line.end),
            scored=(below is not None and below.best is not None)
            or (relief is not None and (relief.source == "logged" or ("pre" in cell_of and "post" in cell_of))),
            scale=scale_named(document.flat[paper.part.start : paper.part.end]) or "unnamed",
            what=what,
        )
        yield TableSession(session, line.start, below.end if below is not None else line.end)


def _ledger_row(paper: Profile, line: Line) -> tuple[Line, PartialDate, list[_Cell]] | None:
    """A row that begins with a day (after a running number) and names a facet procedure that was done."""
    document = paper.document
    words = document.flat[line.start : line.end]
    cells = [cell for cell in _cells(document, line) if cell.text]
    if len(cells) < 3 or NOT_DONE.search(words) or EPIDURAL.search(words):
        return None
    if not (LEDGER_WHAT.search(words) or ABLATION.search(words) or BLOCK.search(words)):
        return None
    seen = date_of(paper)
    when = next((m for m in dates(document, seen) if line.start <= m.start < line.end), None)
    if when is None or not LEAD.fullmatch(words[: when.start - line.start].strip(" |") + " "):
        return None
    return line, when.date, cells


def _headings(document: Document, mine: Sequence[Line], first: Line) -> list[str]:
    above = [line for line in mine if line.start < first.start][-2:]
    for line in reversed(above):
        cells = [cell for cell in _cells(document, line) if cell.text]
        named = [field_of(cell.text) for cell in cells]
        if "date" in named and len(cells) >= 3:
            return [name or f"column {index}" for index, name in enumerate(named)]
    return []


def _ledger_relief(paper: Profile, line: Line, cell_of: dict[str, _Cell]) -> Told | None:
    scores = [
        (name, Decimal(match["v"]), cell)
        for name, cell in cell_of.items()
        if name in ("pre", "post") and (match := NUMBER_CELL.fullmatch(cell.text))
    ]
    told = _share(paper, cell_of.get("relief") or cell_of.get("result"), scores)
    if told is not None:
        return told
    words = paper.document.flat[line.start : line.end]
    stated = next(iter(reliefs(words, context=True)), None)
    place = paper.document.place(line.start, line.end)
    fell = ARROW.search(words)
    if stated is None and fell is not None and Decimal(fell["pre"]):
        share = (Decimal(fell["pre"]) - Decimal(fell["post"])) / Decimal(fell["pre"]) * 100
        return Told(share, place, _voice(paper), "", "logged")
    if stated is None:
        return None
    return Told(stated.percent, place, _voice(paper), stated.bound)


def _ledger_hours(words: str, cell_of: dict[str, _Cell]) -> Decimal | None:
    own = _hours(cell_of.get("lasted")) if "lasted" in cell_of else None
    if own is not None:
        return own
    read = re.search(rf"(?:%|{ARROW.pattern})[^|\d]{{0,14}}" + SPAN_CELL.pattern, words)
    if read is None:
        return None
    return Decimal(read["v"]) / 60 if read["u"].startswith("m") else Decimal(read["v"])
