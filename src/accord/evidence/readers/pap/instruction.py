"""Who was taught the use and care of the device: done and signed, refused, blank, or only planned.

device_instruction -- present: taught, and signed by patient or caregiver (signed yes) or at least by staff (signed staff);
absent: refused; possible: a form left blank, unsigned, or teaching that is still to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import Checkbox, checkboxes
from accord.evidence.narrative.sentences import lines
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.people import name_words
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.pap.roster import Attendance, Row, row_of
from accord.evidence.readers.pap.session import (
    CARE,
    HELD,
    USE,
    Block,
    blank_line,
    names_patient,
    patient_signature,
    signed_off,
    staff_signature,
)
from accord.evidence.readers.pap.taught import taught_in_note
from accord.evidence.readers.pap.words import ANY_PAP
from accord.records.documents import TickState
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.records.places import Place

TOOL = "instruction/1"
_TEACHES = re.compile(
    r"\b(?:train(?:ing|ed|er)|instruct(?:ion|ions|ed)|educat(?:ion|ed)|orient(?:ation|ed)|class|clase|teach(?:ing|"
    r"-?back)?|taught|in-?service[d]?|demonstrat\w+|"
    r"shown|showed|return(?:ed)? demo\w*|set-?up|setup|mask fit\w*|how to use|verbali[sz]\w+ understanding|competenc\w+|"
    r"instrucci[oó]n(?:es)?|instruid[oa]|capacitaci[oó]n|capacitad[oa]|entrenamiento|adiestramiento|orientaci[oó]n|educaci[oó]n|"
    r"ense[nñ]\w+|demostr\w+)\b"
)
_TITLE = re.compile(
    r"\b(?:training|instructions?|education|orientation|class|clase|teaching|set-?up|setup|in-?service|mask fit\w*|"
    r"(?:instructed|taught|trained|educated|shown) (?:by|in|on|how)|(?:we|i|staff) (?:have )?(?:taught|trained|instructed|showed|educated)|competenc\w+|"
    r"instrucci[oó]n(?:es)?|capacitaci[oó]n|entrenamiento|adiestramiento|orientaci[oó]n|educaci[oó]n)\b"
)
_PAP = re.compile(rf"(?<![a-z]){ANY_PAP}(?![a-z])|\bmask\b|humidif|airway|mascarilla")
_ANY_PAP = re.compile(rf"(?<![a-z]){ANY_PAP}(?![a-z])|\bairway pressure|\bauto[ -]?set\b")
_OTHER_DEVICE = re.compile(
    r"\b(?:oxygen|o2|concentrator|nebuli[sz]er|suction|ventilator|glucose|insulin|sensor|walker|wheelchair|commode|hospital bed|lift|pump|brace|tens)\b"
)
_ARRANGED = re.compile(
    r"\b(?:will|to) (?:call|contact|phone|arrange|schedule|set up)\b[^.;\n]{0,40}\b(?:teach\w*|train\w*|instruct\w*|class|education|orientation)\b"
)
_REFUSED = re.compile(
    r"\b(?:refus\w+|declin\w+|would not (?:stay|participate|take|accept))\b[^.;\n]{0,40}\b(?:instruct\w*|train\w*|"
    r"teach\w*|educat\w*|orient\w*|set-?up|class|demonstrat\w*)|\b(?:instruct\w*|train\w*|teach\w*|educat\w*|"
    r"orient\w*|class)\b[^.;\n]{0,30}\b(?:refused|declined)\b|\bpatient (?:declined|refused)\b|"
    r"\bwaiv(?:e|es|ed|ing)\b[^.;\n]{0,24}\b(?:train\w*|instruct\w*|teach\w*|educat\w*|class)|"
    r"\b(?:training|instructions?|teaching|education) waive[rd]\b|"
    r"\b(?:rechaz\w+|rehus\w+|no (?:quiso|acept\w+|desea))\b[^.;\n]{0,40}\b(?:instrucci\w+|capacit\w+|entrena\w+|ense[nñ]\w+)"
)
# in a box of the form it speaks of the teaching; elsewhere of whatever follows
_BARE_REFUSAL = re.compile(r"patient (?:declined|refused)")
_LATER = re.compile(
    r"\b(?:will be|to be|scheduled for|pending|upon (?:delivery|approval|set-?up)|at (?:time of )?(?:set-?up|"
    r"delivery)|planned|not yet)\b[^.;\n]{0,60}\b(?:instruct\w*|train\w*|taught|educat\w*|orient\w*|class|shown)|"
    r"\b(?:instruct\w*|train\w*|teach\w*|educat\w*|orient\w*|class)\b(?! (?:given |done |provided )?by\b):?[^.;:\n]{0,40}\b(?:will be|to be|scheduled|"
    r"pending|at (?:time of )?(?:set-?up|delivery)|upon (?:delivery|approval))\b|"
    r"\b(?:ser[aá]|pendiente|programad\w+|se (?:le )?(?:dar[aá]|har[aá]))\b[^.;\n]{0,60}\b(?:instru\w+|capacit\w+|entrena\w+|ense[nñ]\w+)|"
    r"\b(?:instrucci\w+|capacitaci\w+|entrenamiento)\b[^.;\n]{0,40}\b(?:ser[aá]|pendiente|programad\w+)"
)
# a session that did not take place, was broken off, or did not reach its end, whoever signed below
_NOT_HELD = re.compile(
    r"\bno[ -]?show\b|\b(?:cancell?ed|re-?scheduled|postponed)\b|\bleft early\b|\bincomplete\b|\bnot (?:yet )?(?:been |fully |able to be )?"
    r"(?:completed?|instructed|taught|trained|educated|shown|demonstrated|done|held|attended|covered|understood|opened|watched|viewed|"
    r"started)\b|"
    r"\b(?:did|could|does) ?(?:not|n't) (?:attend|complete|come|show|stay|demonstrate|return|understand|finish)\b|"
    r"\bunable to (?:attend|complete|demonstrate|return|perform|understand|finish)\b|\bneeds? (?:more|further|repeat|additional) (?:train|teach|instruct)\w+|"
    r"\bto be (?:covered|reviewed|taught|completed|discussed|shown)\b|\bplease (?:bring|come|arrive|call)\b|\b(?:you are|is) invited\b|"
    r"\bno (?:asisti[oó]|vino|se present[oó]|complet[oó]|entendi[oó])\b|\bcancelad[oa]\b"
)
_COMING = re.compile(
    r"\b(?:scheduled|sign-?up|upcoming|planned|reminder|invitation|next (?:available|week|month)|will be|programad[oa]|pr[oó]xim[oa])\b"
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|is to|are to|going to)\b[^.;]{0,40}?\b(?:teach|train|instruct|show|educat|orient|demonstrat|explain|giv|taught|cover|review)\w*"
)
_COULD_HOLD = (
    PartKind.INSTRUCTION_RECORD,
    PartKind.DELIVERY_RECORD,
    PartKind.ORDER,
    PartKind.SUPPLIER_FORM,
    PartKind.OTHER,
    PartKind.LOG,
    PartKind.THERAPY_NOTE,
    PartKind.VISIT_NOTE,
    PartKind.CHART_EXTRACT,
)
_LOOSE = (PartKind.OTHER, PartKind.SUPPLIER_FORM, PartKind.LOG)
_OPENS = re.compile(r"\W*(?:training|instruction|education|orientation|set-?up)\b")
# a line of a supplier's paper that begins the record of a session, behind its date and the device's name
_SESSION = re.compile(
    rf"\W*(?:(?:on )?\d[\d/.-]*\W+)?(?:(?:{ANY_PAP}|pt|patient|customer|client|caregiver|device|equipment|mask|in-?home|home|pre|individual|group|"
    r"use and care|safety|was|is|has been|and|of|with|we|i|staff|rt|de|del|equipo|sesi[oó]n)[ -/:]+){0,4}"
    r"(?:training|trained|instruct(?:ion|ions|ed)|educat(?:ion|ed)|orientation|oriented|set-?up|teaching|taught|class|in-?service[d]?|"
    r"demonstrat(?:ion|ed)|shown|showed|clase|instrucci[oó]n(?:es)?|instruid[oa]|capacitaci[oó]n|entrenamiento|adiestramiento|orientaci[oó]n|"
    r"ense[nñ]anza)\b"
)
_SUPPLIES = (PartKind.ORDER, PartKind.SUPPLIER_FORM, PartKind.LOG, PartKind.OTHER)
_NOT_DONE = re.compile(
    r"date of (?:training|instruction|education|class)\W*_{2,}|(?:trainer|instructor|therapist)\W*_{4,}"
)


def instructions(chart: Chart) -> Iterator[Finding]:
    """Each record of teaching, or its refusal, in the papers."""
    named = chart.request.patient.name
    family = {word for word in name_words(named.value if named else "") if len(word) > 2}
    for paper in chart.papers:
        told = taught_in_note(paper)
        block = None if told is not None else _block(paper)
        if told is not None:
            yield told
        elif block is not None:
            listed = row_of(block.lines, paper.document.text, named.value) if named else None
            found = (
                _of_list(block, listed)
                if listed is not None
                else _of_block(block, family, named.value if named else "")
            )
            if found is not None:
                yield found  # fmt: skip


def _block(paper: Profile) -> Block | None:
    """The stretch of the paper about teaching: all of an instruction record, else from the heading or line that names it."""
    if paper.kind not in _COULD_HOLD:
        return None
    document = paper.document
    rows = [line for line in lines(document) if paper.part.start <= line.start < paper.part.end and not line.blank]
    flat = document.flat[paper.part.start : paper.part.end]
    if not rows or not _PAP.search(document.flat) or _of_another_device(flat):
        return None
    if paper.kind in (PartKind.INSTRUCTION_RECORD, PartKind.DELIVERY_RECORD):
        return Block(paper, tuple(rows)) if _TEACHES.search(flat) else None
    for number, line in enumerate(rows):
        if _begins(document.text[line.start : line.end], paper.kind, number):
            block = Block(paper, tuple(rows[number:]))
            if USE.search(block.flat) and CARE.search(block.flat) and not _of_another_device(block.flat):
                return block
    return None


def _of_another_device(flat: str) -> bool:
    """Is oxygen or a nebulizer what was taught, which have masks and filters too?"""
    return bool(_OTHER_DEVICE.search(flat)) and not _ANY_PAP.search(flat)


def _begins(words: str, kind: PartKind, number: int) -> bool:
    """Does a line begin a record of teaching: a title in capitals, one that opens with the word, or the head of a loose paper?"""
    if not _TITLE.search(words.lower()[:70]) and not _SESSION.match(words.lower()):
        return False
    if kind in _LOOSE and number < (6 if kind is PartKind.OTHER else 3):
        return True
    if (kind in _SUPPLIES or number == 0) and _SESSION.match(words.lower()):
        return True
    return words.strip()[:12].isupper() or bool(_OPENS.match(words.lower()))


_SHOWN = {
    Attendance.SIGNED: (Presence.PRESENT, "yes"),
    Attendance.REFUSED: (Presence.ABSENT, "no"),
    Attendance.OPEN: (Presence.POSSIBLE, "no"),
}


def _of_list(block: Block, row: Row) -> Finding | None:
    """What the list of a class shows: the patient's own row alone."""
    topics = _topics(block, [b for b in checkboxes(block.paper.document) if block.start <= b.start < block.end])
    if row.shows is Attendance.NOT_LISTED:
        return None
    presence, signed = _SHOWN[row.shows]
    if presence is Presence.PRESENT and (topics is None or _LATER.search(block.flat)):
        presence, signed = Presence.POSSIBLE, "no"
    place = block.paper.document.place(row.line.start, row.line.end)
    return _finding(block, place, presence, signed=signed, support=topics or ())


def _of_block(block: Block, family: set[str], patient: str) -> Finding | None:
    boxes = [b for b in checkboxes(block.paper.document) if block.start <= b.start < block.end]
    refused = _refusal(block, boxes)
    if refused is not None:
        return _finding(block, refused, Presence.ABSENT, signed="no")
    open_end = _not_held(block, boxes)
    if open_end is not None:
        return _finding(block, open_end, Presence.POSSIBLE, signed="no")
    signed, by_other = patient_signature(block, family, patient)
    topics = _topics(block, boxes)
    blank = blank_line(block)
    if signed is None and by_other is None and blank is None:
        signed = signed_off(block, family)
    later = _LATER.search(block.flat) if signed is None else None
    later = later or _ARRANGED.search(block.flat)
    if later:
        return _finding(
            block,
            block.paper.document.place(block.start + later.start(), block.start + later.end()),
            Presence.POSSIBLE,
            signed="no",
        )
    if topics is None or _NOT_DONE.search(block.flat):
        place = blank or block.paper.document.place(block.lines[0].start, block.lines[0].end)
        return _finding(block, place, Presence.POSSIBLE, signed="no") if blank or _NOT_DONE.search(block.flat) else None
    if signed is not None:
        return _finding(block, signed, Presence.PRESENT, support=topics, signed="yes")
    if by_other is not None:
        return _finding(block, by_other, Presence.PRESENT, support=topics, signed="other", other=True)
    if blank is not None:
        return _finding(block, blank, Presence.POSSIBLE, support=topics, signed="no")
    staff = staff_signature(block)
    if staff is not None and names_patient(block, family):
        return _finding(block, staff, Presence.PRESENT, support=topics, signed="staff")
    return _finding(block, topics[0], Presence.POSSIBLE, support=topics[1:], signed="no")


def _finding(
    block: Block, place: Place, presence: Presence, signed: str, support: Sequence[Place] = (), other: bool = False
) -> Finding:
    paper = block.paper
    about_other = other or paper.subject is False
    return Finding(
        "device_instruction", place, presence=presence, time=Time.CURRENT, whose=Whose.OTHER if about_other else Whose.PATIENT,
        date=date_of(paper), qualifiers={"signed": signed, "kind": paper.kind.value}, voice=Voice.SUPPLIER if paper.voice is Voice.UNKNOWN else paper.voice,
        support=tuple(p for p in support if p != place)[:4], tool=TOOL,
    )  # fmt: skip


def _refusal(block: Block, boxes: Sequence[Checkbox]) -> Place | None:
    """Refused: a ticked box that says so, or words outside any box."""
    document = block.paper.document
    for match in _REFUSED.finditer(block.flat):
        start, end = block.start + match.start(), block.start + match.end()
        owner = next(
            (
                b
                for b in boxes
                if b.label.start <= start < max(b.label.end, b.label.start + 1) or (b.end <= start <= b.end + 40)
            ),
            None,
        )
        if owner is None:
            if not _BARE_REFUSAL.fullmatch(match[0]) and not re.search(
                r"\[ ?\]|☐|\bif\b", document.flat[max(block.start, start - 12) : start]
            ):
                return document.place(start, end)
        elif owner.state is TickState.CHECKED:
            return document.place(owner.start, end)
    return None


def _not_held(block: Block, boxes: Sequence[Checkbox]) -> Place | None:
    """Where the record says that the session is to come, did not take place or was not finished; unticked boxes say nothing."""
    document = block.paper.document
    coming = _FUTURE.search(block.flat) or _LATER.search(block.flat)
    ticked = any(b.state is TickState.CHECKED for b in boxes)
    if coming and not ticked and not HELD.search(_FUTURE.sub(" ", _LATER.sub(" ", block.flat))):
        return document.place(block.start + coming.start(), block.start + coming.end())
    for position, line in enumerate(block.lines):
        words = document.flat[line.start : line.end]
        if any(line.start <= b.start < line.end and b.state is not TickState.CHECKED for b in boxes):
            continue
        if _NOT_HELD.search(words) or (position == 0 and _COMING.search(words)):
            return document.place(line.start, line.end)
    return None


def _topics(block: Block, boxes: Sequence[Checkbox]) -> list[Place] | None:
    """The lines that say use and care were taught; None where they are only printed with empty boxes."""
    document = block.paper.document
    found: list[Place] = []
    use = care = False
    for line in block.lines:
        words = document.flat[line.start : line.end]
        mine = [b for b in boxes if line.start <= b.start < line.end]
        if mine and not any(b.state is TickState.CHECKED for b in mine):
            continue
        if USE.search(words) or CARE.search(words) or _TEACHES.search(words):
            use, care = use or bool(USE.search(words)), care or bool(CARE.search(words))
            found.append(document.place(line.start, line.end))
    taught = _TEACHES.search(block.flat)
    return found if taught and (use or care) and found else None
