"""Written orders: which of the elements of a standard written order a paper shows, and where.

The six elements: beneficiary (name or MBI), order date, item, quantity where it applies, practitioner (name or NPI),
practitioner's signature. Source: 42 CFR 410.38(d)(1); DME MAC article A55426.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.profile import PartKind, Profile, SignatureState
from accord.evidence.profile.people import CREDENTIALED, NPI, TREATING, Signature, same_person
from accord.evidence.readers.mentions import all_terms, voice
from accord.evidence.readers.ordered_items import named_item
from accord.evidence.readers.papers import head_of
from accord.evidence.readers.statements import said_in
from accord.records.dates import PartialDate
from accord.records.documents import TickState
from accord.records.findings import Finding, Presence, Time, Whose
from accord.records.places import AnyPlace, Place

TOOL = "orders/1"
CODE = re.compile(r"\b(?:[A-CEGHJ-MP-V]\d{4}|[0-9]{4}[0-9T])\b", re.IGNORECASE)
QUANTITY = re.compile(
    r"\b(?:qty|quantity|quant)\W{0,4}(?P<a>\d{1,3})\b|\bx\s?(?P<b>\d{1,2})\b(?!\s*(?:d|day|wk|week|mo|month|yr|year)s?\b)|"
    r"(?<![\d/-])\b(?P<c>\d{1,3})\s?(?:each|ea|units?|kit|device|per (?:month|mo|\d+ ?(?:d|days|mo|months)))\b|"
    r"\[?[x✓☒]\]?[^\n]{0,80}?\s{2,}(?P<d>\d{1,2})(?=\s|$)",
    re.IGNORECASE,
)
ORDER_DATE = re.compile(r"\b(?:order(?:ed)?|written|start|rx|script|date)\b[^\n]{0,24}$", re.IGNORECASE)
_ACROSS = re.compile(r"^[ \t]*[-=*_~#]{20,}[ \t]*$", re.MULTILINE)
ELEMENTS = ("patient", "date", "item", "practitioner", "signature")


@dataclass
class _Sheet:
    """What was found of one order so far."""

    found: dict[str, AnyPlace] = field(default_factory=dict)
    wrong: str = ""
    date: PartialDate | None = None
    signed: PartialDate | None = None
    quantity: str = ""
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def orders(chart: Chart) -> Iterator[Finding]:
    """A finding for each paper that is an order, with the elements it shows and those it lacks."""
    for paper in chart.papers:
        if paper.kind is PartKind.ORDER:
            yield read_order(chart, paper)


def read_order(chart: Chart, paper: Profile) -> Finding:
    """The order of one paper. qualifiers: complete, missing, wrong, signed, codes_ordered, names, quantity."""
    sheet = _Sheet()
    _patient(chart, paper, sheet)
    _date(paper, sheet)
    _items(chart, paper, sheet)
    _practitioner(paper, sheet)
    blank = _signature(chart, paper, sheet)
    missing = [element for element in ELEMENTS if element not in sheet.found]
    qualifiers = {
        "complete": "no" if missing or sheet.wrong else "yes",
        "missing": ",".join(missing),
        "signed": "yes" if "signature" in sheet.found else "no",
        "codes_ordered": " ".join(sheet.codes),
        "names": " ".join(sheet.names),
        "kind": paper.kind.value,
    }
    if sheet.wrong:
        qualifiers["wrong"] = sheet.wrong
    if sheet.quantity:
        qualifiers["quantity"] = sheet.quantity
    if sheet.signed is not None:
        qualifiers["signed_date"] = sheet.signed.iso()
    places = list(dict.fromkeys(sheet.found.values()))
    first = sheet.found.get("signature") or blank or (places[0] if places else head_of(paper))
    return Finding(
        "written_order",
        first,
        presence=Presence.PRESENT,
        time=Time.CURRENT,
        whose=Whose.OTHER if paper.subject is False else Whose.PATIENT,
        date=sheet.date,
        qualifiers=qualifiers,
        voice=voice(paper),
        support=tuple(place for place in places if place != first),
        tool=TOOL,
    )


def _patient(chart: Chart, paper: Profile, sheet: _Sheet) -> None:
    """A name or member id on the order itself, not borrowed from another paper of the file."""
    stated = [*paper.header.names, *paper.header.member_ids, *paper.header.loose]
    end = _end_of_order(paper)
    own = [s.place for s in stated if isinstance(s.place, Place) and paper.covers(s.place) and s.place.end <= end]
    own += _patients_name(chart, paper, end)
    if paper.subject is False:
        sheet.wrong = "other_person"
    if own:
        sheet.found["patient"] = own[0]


def _end_of_order(paper: Profile) -> int:
    """Where the order ends: a line drawn across below its signature parts it from what the file holds after it."""
    signed = [s.place.end for s in paper.signatures if s.state is SignatureState.SIGNED]
    rule = _ACROSS.search(paper.document.text, min(signed), paper.part.end) if signed else None
    return rule.start() if rule else paper.part.end


def _patients_name(chart: Chart, paper: Profile, end: int) -> list[Place]:
    """The full name of the request's patient, wherever it stands on the order."""
    asked = chart.request.patient.name
    words = re.findall(r"[^\W\d_][\w'’-]+", asked.value) if asked else []
    if len(words) < 2:
        return []
    given, family = re.escape(words[0]), re.escape(words[-1])
    full = rf"\b{given}\b[^\n:]{{0,16}}\b{family}\b|\b{family}\b(?:,[ ]{{0,3}}|[ ]{{1,3}}){given}\b"
    # an order as often writes the given name as its letter: 'E Torvald', 'Torvald, E.'
    initial = rf"\b{given[0]}\.?[ ]{{1,2}}{family}\b|\b{family}(?:,[ ]{{0,2}}|[ ]){given[0]}\b"
    found = (re.compile(f"{full}|{initial}", re.IGNORECASE)).finditer(paper.document.text, paper.part.start, end)
    match = next((m for m in found if not _CREDENTIAL_BEHIND.match(paper.document.text, m.end())), None)
    return [paper.document.place(*match.span())] if match else []


_CREDENTIAL_BEHIND = re.compile(
    rf"\.?[ ]?[A-Z]?\.?,?[ ]{{0,3}}(?:{'|'.join(re.escape(c) for c in sorted(TREATING, key=len, reverse=True))})(?![A-Za-z])"
)


def _date(paper: Profile, sheet: _Sheet) -> None:
    """The day of the order: behind an order or date label, not the birth date, and not only in the signature line."""
    signing = [s.place for s in paper.signatures if s.state is SignatureState.SIGNED]
    if paper.date is None or not isinstance(paper.date.place, Place):
        return
    inside = any(s.start <= paper.date.place.start < s.end for s in signing)
    if inside and not _labelled_order_date(paper, paper.date.place):
        return
    if paper.date.value.exact is not None:
        sheet.date = paper.date.value
        sheet.found["date"] = _line(paper, paper.date.place)


_ORDER_WORDS = r"(?:swo|dwo|wopd|rx|script|prescription|(?:(?:standard|detailed) )?(?:written )?order(?:ed)?|start)"
_LABELLED_DAY = re.compile(
    rf"\b{_ORDER_WORDS}(?: ?date)?(?: (?:of|on|for))?(?: dated?| dtd)?\W*$|date of order\W*$", re.IGNORECASE
)
_HEADS_AN_ORDER = re.compile(rf"\W*{_ORDER_WORDS}\b", re.IGNORECASE)


def _labelled_order_date(paper: Profile, place: Place) -> bool:
    """Is the day the order's own, though a signature stands on its line: 'SWO 10/21/26 … s/ Dr. X', '10/21/26 SWO …'?"""
    text = paper.document.text
    line_start = max(text.rfind("\n", 0, place.start) + 1, paper.part.start)
    before = text[max(line_start, place.start - 30) : place.start]
    opens = not text[line_start : place.start].strip(" \t-*•")
    return _LABELLED_DAY.search(before) is not None or (opens and _HEADS_AN_ORDER.match(text, place.end) is not None)


def _items(chart: Chart, paper: Profile, sheet: _Sheet) -> None:
    """Codes and named items that are not in an unchecked box."""
    asked = [service.code for service in chart.request.services]
    numbers = any(code[:1].isdigit() for code in asked)
    document = paper.document
    boxes = [b for b in checkboxes(document) if paper.part.start <= b.start < paper.part.end]

    def unchecked(offset: int) -> bool:
        line_start = document.text.rfind("\n", 0, offset) + 1
        before = [b for b in boxes if line_start <= b.start < offset]
        return bool(before) and before[-1].state is TickState.UNCHECKED

    spots: list[Place] = []
    codes: list[str] = []
    for match in CODE.finditer(document.text, paper.part.start, paper.part.end):
        # five digits are a code only where one of digits is asked for; else they are an address or a chart's number
        if not unchecked(match.start()) and (numbers or not match[0][:1].isdigit()):
            codes.append(match[0].upper())
            spots.append(_line(paper, document.place(match.start(), match.end())))
    names: list[str] = []
    terms, _ = all_terms()
    for mention in terms.find(document):
        if paper.part.start <= mention.start < paper.part.end and not unchecked(mention.start):
            names.append(mention.concept)
            if mention.concept.endswith(("_device", "_equipment", "_supply")):
                spots.append(_line(paper, document.place(mention.start, mention.end)))
    if not codes and not spots:
        spots.extend(_in_words(paper, asked))
    sheet.codes, sheet.names = tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(names))
    if spots:
        sheet.found["item"] = spots[0]
    for spot in spots:
        amount = QUANTITY.search(document.text, spot.start, min(spot.end + 1, paper.part.end))
        if amount:
            sheet.quantity = next(group for group in amount.groups() if group)
            break


def _in_words(paper: Profile, asked: list[str]) -> Iterator[Place]:
    """The lines that name the requested item in words."""
    for each in said_in(paper):
        match = next((m for code in asked if (m := named_item(code, each.text)) is not None), None)
        if match is not None:
            yield _line(paper, paper.document.place(*each.span(match.start(), match.end())))


def _practitioner(paper: Profile, sheet: _Sheet) -> None:
    text, base = paper.document.text, paper.part
    named = next(
        (m for m in CREDENTIALED.finditer(text, base.start, base.end) if m["credential"].upper() in TREATING), None
    )
    number = NPI.search(text, base.start, base.end)
    match = named or number
    if match is not None:
        sheet.found["practitioner"] = _line(paper, paper.document.place(match.start(), match.end()))
        return
    # 's/ Dr. Calloway' names the practitioner without a credential behind the name
    doctor = next((s for s in paper.signatures if s.treating and s.name.startswith("Dr")), None)
    if doctor is not None:
        sheet.found["practitioner"] = doctor.place


def _signature(chart: Chart, paper: Profile, sheet: _Sheet) -> Place | None:
    """The practitioner's signature; a blank line where it belongs is given back."""
    blank = next((s.place for s in paper.signatures if s.state is SignatureState.BLANK), None)
    if _VOID.search(paper.document.flat, paper.part.start, paper.part.end):
        return blank
    for signature in paper.signatures:
        if signature.state is SignatureState.SIGNED and (
            signature.treating or _is_practitioner(chart, paper, signature)
        ):
            sheet.found["signature"] = signature.place
            sheet.signed = signature.date if signature.date is not None and signature.date.exact else None
            return blank
    return blank


_VOID = re.compile(
    r"\bvoid(?:ed)?\b(?! (?:if|after|unless|without))|\border (?:was |is |has been )?cancell?ed\b|\bcancell?ed order\b"
)


def _is_practitioner(chart: Chart, paper: Profile, signature: Signature) -> bool:
    """A signature without credential by the practitioner whom the order or the request names."""
    if signature.credential:
        return False
    asked = chart.request.requester.name
    named = [m["name"] for m in CREDENTIALED.finditer(paper.document.text, paper.part.start, paper.part.end)]
    return any(same_person(signature.name, name) for name in [*([asked.value] if asked else []), *named])


def _line(paper: Profile, place: Place) -> Place:
    """The whole line around a place: the element with its label."""
    text = paper.document.text
    start = max(text.rfind("\n", 0, place.start) + 1, paper.part.start)
    end = text.find("\n", place.end)
    return paper.document.place(start, min(end if end >= 0 else len(text), paper.part.end))
