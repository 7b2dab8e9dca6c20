"""Check boxes of forms: what is ticked, what is not, and to which question each box belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from accord.evidence.narrative.grids import headed
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import Line, SentenceKind, Span, kind_of, lines
from accord.records.documents import Document, FormField, TickState


@dataclass(frozen=True, slots=True)
class Checkbox:
    """One box.

    start, end    -- the mark itself ('[x]'); equal where a form field has no place in the text.
    label         -- where its label stands (empty span when it has none), label_text the label's words.
    group         -- boxes of one question, or of one list, share a number.
    question_text -- the words that ask, as far as the form has them.
    field         -- name of the PDF form field, when it is one.
    """

    start: int
    end: int
    state: TickState
    label: Span
    label_text: str
    group: int
    question: Span
    question_text: str
    field: str = ""

    @property
    def answer(self) -> bool | None:
        """True for a box labelled yes, False for one labelled no."""
        return ANSWERS.get(self.label_text.lower().strip(" .:,;"))


ANSWERS = {"yes": True, "y": True, "no": False, "n": False}

MARK = re.compile(
    r"\[(?P<square>[ \t\xa0]*[xX✓✔√*•?/\\_-]?[ \t\xa0_]*)\]|\((?P<round>[ \xa0]{1,3}|[ \xa0]?[xX✓✔√•?][ \xa0]?)\)(?!\w)|(?P<glyph>[☐☑☒□■◻◼✅✓✔✗✘])|"
    r"(?P<line>(?<![\w_])_{0,5}[xX✓]_{1,5}(?![\w_])|(?<![\w_])_{1,5}[xX✓](?!\w))|(?P<blank>(?<![\w_])_{1,5}(?=\s?(?:yes|no|y|n)\b)|(?<=\byes)\s?_{1,5}(?!\w)|"
    r"(?<=\bno)\s?_{1,5}(?!\w))|(?P<under>(?<![\w_])_{2,5}(?=\s?[a-z]))|(?P<ringed>(?<!\w)[(\[](?P<chosen>y|n|yes|no)[)\]](?=\s*/?\s*(?:y|n|yes|no)\b)|"
    r"(?<=\by)\s?/?\s[(\[](?P<chosen2>n)[)\]]|(?<=\byes)\s?/?\s[(\[](?P<chosen3>no)[)\]]|(?<=\bn)\s?/?\s[(\[](?P<chosen4>y)[)\]])",
    re.IGNORECASE,
)
GLYPHS = {
    "☑": TickState.CHECKED,
    "☒": TickState.CHECKED,
    "■": TickState.CHECKED,
    "◼": TickState.CHECKED,
    "✅": TickState.CHECKED,
    "✓": TickState.CHECKED,
    "✔": TickState.CHECKED,
    "✗": TickState.AMBIGUOUS,
    "✘": TickState.AMBIGUOUS,
}
TICKS = frozenset("xX✓✔√*•")
NOTHING = Span(0, 0)
SEGMENT_END = re.compile(
    r"\s{3,}|(?<=\b[Yy]es)\s{2,}|(?<=\b[Nn]o)\s{2,}|(?<=\bYES)\s{2,}|(?<=\bNO)\s{2,}|\t|\s*\||\s{2,}(?=\S+:(?:\s|$))|,?\s+(?=$)"
)
LEADER = re.compile(r"(?:\.{3,}|(?:\. ){3,}|_{4,}|:)\s*$")


NUMBERING = re.compile(r"[\s*•|-]*(?:\(?(?:\d{1,2}|[a-z])[.)])?[\s*•|-]*")


def _state(match: re.Match[str]) -> TickState:
    if match["glyph"]:
        return GLYPHS.get(match["glyph"], TickState.UNCHECKED)
    if match["line"] or match["ringed"]:
        return TickState.CHECKED
    inner = (match["square"] or match["round"] or "").strip(" \t\xa0_")
    if not inner:
        return TickState.UNCHECKED
    return TickState.CHECKED if inner in TICKS else TickState.AMBIGUOUS


@dataclass(frozen=True, slots=True)
class _Row:
    """The marks of one line."""

    line: Line
    words: str
    marks: tuple[re.Match[str], ...]

    @property
    def begins_with_box(self) -> bool:
        return NUMBERING.fullmatch(self.words, 0, self.marks[0].start()) is not None

    @property
    def labels_before(self) -> bool:
        """Do the labels stand before the boxes ('Yes [x]  No [ ]')?"""
        if self.begins_with_box:
            return False
        tail = self.words[self.marks[-1].end() :].strip(" \t_.|")
        lead = self.words[: self.marks[0].start()]
        if LEADER.search(lead) and not lead.rstrip().endswith(":"):
            return True
        return not tail


@per_document
def checkboxes(document: Document) -> list[Checkbox]:
    """The boxes of a document in order, those of PDF form fields among them."""
    found: list[Checkbox] = []
    above: _Row | None = None
    heading = NOTHING
    for line in lines(document):
        if line.blank:
            above = None
            continue
        row = _row(document, line)
        if row is None:
            heading = _heading(document, line)
            above = above if above and line.indent > above.line.indent + 3 else None
            continue
        found.extend(_continued(row, found) if above and _carries_on(above, row) else _begun(row, found, heading))
        above = row
        heading = NOTHING
    return _with_fields(document, headed(document, found))


ASKS = re.compile(r"[:?]\s*$|\([^()]*\)\s*$|\b(?:check|tick|mark|select|choose)\b", re.IGNORECASE)
STATES = re.compile(r":\s*\S|\d")


def _heading(document: Document, line: Line) -> Span:
    """The line as the question of a list of boxes below it, where it looks like one."""
    words = document.text[line.start : line.end].strip()
    if kind_of(words) is SentenceKind.ROW or (
        not ASKS.search(words) and (STATES.search(words) or len(words.split()) > 6)
    ):
        return NOTHING
    return Span(line.start + len(document.text[line.start : line.end]) - len(words), line.end)


def _begun(row: _Row, found: list[Checkbox], heading: Span) -> list[Checkbox]:
    """The boxes of a row that begins a question or list."""
    group = found[-1].group + 1 if found else 1
    return list(_boxes(row, group, heading if row.begins_with_box else NOTHING))


def _continued(row: _Row, found: list[Checkbox]) -> list[Checkbox]:
    """The boxes of a row that carries on the list of the row above."""
    last = found[-1]
    boxes = list(_boxes(row, last.group, NOTHING))
    return [replace(box, question=last.question) if box.group == last.group else box for box in boxes]


def _row(document: Document, line: Line) -> _Row | None:
    words = document.text[line.start : line.end]
    if not any(sign in words for sign in "[(_☐☑☒□■◻◼✅✓✔✗✘"):
        return None
    marks = tuple(MARK.finditer(words))
    if not any(mark["line"] for mark in marks):
        marks = tuple(mark for mark in marks if not mark["under"])
    return _Row(line, words, marks) if marks else None


def _carries_on(above: _Row, row: _Row) -> bool:
    """Does the row go on with the list of the row above: a box below a box, not two rows of several boxes each?"""
    if not row.begins_with_box or not any(abs(mark.start() - row.marks[0].start()) <= 1 for mark in above.marks):
        return False
    return not above.begins_with_box or len(above.marks) == 1 or len(row.marks) == 1


ANSWER_BEFORE = re.compile(r"\b(?:yes|no|y|n)\s?$", re.IGNORECASE)
WORDS_AFTER_GAP = re.compile(r"\s{2,}(?=[^\s\[(☐☑☒])")


def _split_off(row: _Row) -> tuple[_Row, _Row | None]:
    """'Oxygen: Yes [x] No [ ]    Side [x] L [ ] R' holds two layouts: the part with labels before, and the rest."""
    if ANSWER_BEFORE.search(row.words[: row.marks[0].start()]):
        for index, mark in enumerate(row.marks[:-1], 1):
            following = row.words[mark.end() : row.marks[index].start()]
            if WORDS_AFTER_GAP.match(row.words, mark.end()) and not ANSWER_BEFORE.fullmatch(following.strip()):
                rest = " " * mark.end() + row.words[mark.end() :]
                first = _Row(row.line, row.words[: mark.end()], row.marks[:index])
                return first, _Row(row.line, rest, row.marks[index:])
    return row, None


def _boxes(row: _Row, group: int, heading: Span) -> Iterator[Checkbox]:
    """The boxes of a row, with their labels and questions as spans."""
    row, rest = _split_off(row)
    boxes = list(_boxes_of_one_layout(row, group, heading))
    boxes = _with_statement(row, boxes)
    yield from boxes
    if rest:
        yield from _boxes(rest, boxes[-1].group + 1, NOTHING)


def _with_statement(row: _Row, boxes: list[Checkbox]) -> list[Checkbox]:
    """'[x] Yes  [ ] No   Patient gave consent': the words after the last answer are the question."""
    last = boxes[-1]
    if last.question is not NOTHING or last.label is NOTHING:
        return boxes
    words = row.words[last.label.start - row.line.start : last.label.end - row.line.start]
    statement = _span(row, last.label.end - row.line.start, len(row.words))
    if words.lower() not in ANSWERS or statement is NOTHING:
        return boxes
    return [replace(box, question=statement) if box.group == last.group else box for box in boxes]


def _boxes_of_one_layout(row: _Row, group: int, heading: Span) -> Iterator[Checkbox]:
    asked = heading if row.begins_with_box else _question(row, 0, row.marks[0].start())
    if row.labels_before:
        yield from _labelled_before(row, group)
        return
    for index, mark in enumerate(row.marks):
        until = row.marks[index + 1].start() if index + 1 < len(row.marks) else len(row.words)
        between = row.words[mark.end() : until]
        cut = SEGMENT_END.search(between, len(between) - len(between.lstrip()))
        label = _ringed_label(row, mark) or _span(row, mark.end(), mark.end() + (cut.start() if cut else len(between)))
        yield _made(row, mark, label, group, asked)
        if cut and index + 1 < len(row.marks):
            rest = between[cut.end() :]
            if rest.strip(" \t_.|"):
                group, asked = group + 1, _question(row, mark.end() + cut.end(), until)
            elif cut.end() - cut.start() >= WIDE:
                group, asked = group + 1, NOTHING


BEFORE_QUESTION = re.compile(r"\S\s{3,}(?=\S)|[.;!]\s+(?=[A-Z])|_{3,}\s*")


def _question(row: _Row, start: int, end: int) -> Span:
    """The words that ask: from the last gap or sentence end before the box."""
    words = row.words[start:end].rstrip()
    cuts = [match.end() for match in BEFORE_QUESTION.finditer(words) if words[match.end() :].strip(STRIPPED)]
    return _span(row, start + (cuts[-1] if cuts else 0), end)


WIDE = 7
"""Blanks: a gap this wide parts two questions of one line where no words do."""


def _labelled_before(row: _Row, group: int) -> Iterator[Checkbox]:
    position, asked = 0, NOTHING
    for mark in row.marks:
        stretch = row.words[position : mark.start()]
        bare = LEADER.sub("", stretch.rstrip()) if LEADER.search(stretch) else stretch
        cut = [match.end() for match in re.finditer(r"\S\s{2,}(?=\S)|:\s+(?=\S)|\?\s+(?=\S)", bare)]
        begin = position + (cut[-1] if cut else 0)
        if cut and bare[: cut[-1]].strip(" \t_.|"):
            if asked is not NOTHING:
                group += 1
            asked = _question(row, position, begin)
        label = _ringed_label(row, mark) or _span(row, begin, position + len(bare))
        yield _made(
            row, mark, label, group, asked if asked is not NOTHING else label if len(row.marks) == 1 else NOTHING
        )
        position = mark.end()


def _ringed_label(row: _Row, mark: re.Match[str]) -> Span | None:
    for name in ("chosen", "chosen2", "chosen3", "chosen4"):
        if mark[name]:
            return Span(row.line.start + mark.start(name), row.line.start + mark.end(name))
    return None


STRIPPED = " \t\xa0-*•|:,;._"


def _span(row: _Row, start: int, end: int) -> Span:
    """The words of the row between, as a span of the document without marks at its edges."""
    words = row.words[start:end]
    left = len(words) - len(words.lstrip(STRIPPED))
    bare = words.strip(STRIPPED)
    if not bare:
        return NOTHING
    return Span(row.line.start + start + left, row.line.start + start + left + len(bare))


def _made(row: _Row, mark: re.Match[str], label: Span, group: int, question: Span) -> Checkbox:
    words = mark[0]
    lead = len(words) - len(words.lstrip())
    start, end = row.line.start + mark.start() + lead, row.line.start + mark.end()
    return Checkbox(start, end, _state(mark), label, "", group, question, "")


def _with_fields(document: Document, found: list[Checkbox]) -> list[Checkbox]:
    """Fill in the words, and let the tick of a form field stand for the mark at its place."""
    text = document.text
    boxes = [
        replace(
            box,
            label_text=" ".join(text[box.label.start : box.label.end].split()),
            question_text=" ".join(text[box.question.start : box.question.end].split()),
        )
        for box in found
    ]
    fields = [field for field in document.fields if field.tick is not None]
    group = max((box.group for box in boxes), default=0)
    for number, field in enumerate(fields, group + 1):
        boxes = _merged(document, boxes, field, number)
    return sorted(boxes, key=lambda box: box.start)


def _merged(document: Document, boxes: list[Checkbox], field: FormField, number: int) -> list[Checkbox]:
    state = field.tick or TickState.AMBIGUOUS
    place = field.place
    if place is None:
        page = next((page for page in document.pages if page.number == field.page), document.pages[0])
        return [*boxes, Checkbox(page.start, page.start, state, NOTHING, field.name, number, NOTHING, "", field.name)]
    same = [box for box in boxes if box.start < place.end and place.start < box.end]
    if same:
        return [replace(box, state=state, field=field.name) if box in same else box for box in boxes]
    return [*boxes, Checkbox(place.start, place.end, state, NOTHING, field.name, number, NOTHING, "", field.name)]


def contradictory(boxes: Iterable[Checkbox]) -> frozenset[int]:
    """The groups that do not answer clearly: yes and no both ticked, or a mark that is neither tick nor blank."""
    answers: dict[int, set[bool]] = {}
    unclear: set[int] = set()
    for box in boxes:
        if box.state is TickState.AMBIGUOUS:
            unclear.add(box.group)
        if box.state is TickState.CHECKED and box.answer is not None:
            answers.setdefault(box.group, set()).add(box.answer)
    return frozenset(unclear | {group for group, given in answers.items() if len(given) > 1})
