"""A finding that no reader read and a person shows: words that stand in the record, and what they say of a criterion.

Code finds the words, reads from the paper who speaks, whether it tells of the patient and on which day, and holds number, date and
side against the words; anew in each review. What the finding then proves is for the policy's operators and the judge to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from accord.dossier.correction import Correction
from accord.dossier.visible import one_line
from accord.errors import Invalid
from accord.evidence.chart import Chart
from accord.evidence.gather import within
from accord.evidence.instructions import planted_instructions
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.values import NumberMention, numbers_within
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.relatives import of_relatives
from accord.prior_auth.offers import OF_PAPER, Offer, Shows
from accord.records.dates import PartialDate
from accord.records.documents import Document, DocumentKind
from accord.records.findings import Finding, Presence, Side, Voice, Whose
from accord.records.places import AnyPlace, Place
from accord.records.record import Record
from accord.records.units import convert
from accord.wording import say

ADDED_BY = "added_by"
TOOL = "person/1"
SIDE_WORDS = {"left": r"left|lt|l", "right": r"right|rt|r", "bilateral": r"bilateral\w*|both|bilat"}
REPORTS = frozenset({
    PartKind.SLEEP_STUDY, PartKind.OXIMETRY, PartKind.LABORATORY, PartKind.IMAGING, PartKind.CARDIOLOGY,
    PartKind.DEVICE_REPORT,
})  # fmt: skip
CARE = (Voice.CLINICIAN, Voice.FACILITY, Voice.LABORATORY)
# Of which papers a source holds. What is not in the table no paper is known to be, so nothing can be shown by it.
SOURCED: Mapping[tuple[str, str], Callable[[Profile], bool]] = {
    ("source", "report"): lambda paper: paper.kind in REPORTS,
    ("source", "agreed_report"): lambda paper: paper.kind in REPORTS,
    ("source", "sheet"): lambda paper: paper.kind in REPORTS,
    ("source", "note"): lambda paper: voice(paper) in CARE and paper.kind not in REPORTS,
    ("source", "order"): lambda paper: paper.kind is PartKind.ORDER,
    ("source", "supplier"): lambda paper: voice(paper) is Voice.SUPPLIER,
    ("source", "delivery"): lambda paper: paper.kind is PartKind.DELIVERY_RECORD,
    ("source", "told"): lambda paper: voice(paper) in CARE,
    ("by", "physician"): lambda paper: voice(paper) is Voice.CLINICIAN,
    ("by", "treating"): lambda paper: voice(paper) is Voice.CLINICIAN,
    ("by", "qualified"): lambda paper: voice(paper) in CARE,
    ("by", "unstated"): lambda paper: voice(paper) is Voice.UNKNOWN,
    ("by", "supplier"): lambda paper: voice(paper) is Voice.SUPPLIER,
    ("signed", "yes"): lambda paper: about(paper)["signed"] == "yes",
    ("mode", "in_person"): lambda paper: about(paper)["mode"] == "in_person",
    ("mode", "audio"): lambda paper: about(paper)["mode"] == "audio",
    ("mode", "video"): lambda paper: about(paper)["mode"] == "video",
}
LONGEST = 1_500  # characters of a passage


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says that the words show. date None -- the day of the paper."""

    presence: Presence = Presence.PRESENT
    number: Decimal | None = None
    unit: str | None = None
    date: PartialDate | None = None
    side: Side | None = None


def passage(record: Record, document: str, words: str, page: int | None = None) -> Place:
    """Where the words stand, whatever the line breaks. Raises Invalid where they do not, or where they stand more than once."""
    found = next((one for one in readable(record) if document in (one.name, one_line(one.name))), None)
    if found is None:
        raise Invalid(say("added.no_document"), say("added.no_document_remedy"))
    if len(words) > LONGEST:
        raise Invalid(say("added.too_long", most=LONGEST), say("added.too_long_remedy"))
    if not words.split():
        raise Invalid(say("added.no_words"), say("added.no_words_remedy"))
    pieces = r"\s+".join(re.escape(piece) for piece in words.split())
    all_ = [found.place(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){pieces}(?!\w)", found.text, re.IGNORECASE)]
    here = [place for place in all_ if page is None or place.page == page]
    if not here:
        raise Invalid(say("added.not_there", document=document), say("added.not_there_remedy"))
    if len(here) > 1:
        raise Invalid(say("added.several", count=len(here), document=document), say("added.several_remedy"))
    return here[0]


def readable(record: Record) -> tuple[Document, ...]:
    """The documents whose words can prove something: not what software wrote from data that is read as data."""
    return tuple(one for one in record.documents if one.kind is not DocumentKind.FHIR_GENERATED and one.text.strip())


def numbers_in(record: Record, place: Place) -> tuple[NumberMention, ...]:
    """The plain numbers of the words: '5', not 'at least 5', '5-10' or '5 of 30'."""
    found = numbers_within(record.document(place.document), place.start, place.end)
    return tuple(one for one in found if one.comparator is None and one.high is None and one.out_of is None)


def unit_of(number: NumberMention) -> str | None:
    """The unit beside a number; 'times' and 'events' count and are none."""
    return None if number.unit is None or number.unit.startswith("{") else number.unit


def sides_in(place: Place) -> tuple[Side, ...]:
    """The sides of the body that the words name."""
    told = SIDE_WORDS.items()
    return tuple(Side(side) for side, words in told if re.search(rf"\b(?:{words})\b", place.text, re.IGNORECASE))


def added(chart: Chart, offer: Offer, place: Place, said: Said) -> Finding:
    """The finding as the person shows it. Raises Invalid for whatever the words or their paper do not say."""
    if said.presence not in offer.presence:
        raise Invalid(say("added.presence"))
    if offer.needs is Shows.NUMBER and said.number is None:
        raise Invalid(say("added.number_missing"), say("added.number_missing_remedy"))
    number = said.number if offer.counts else None
    unit = _unit(chart.record, offer, place, number, said.unit) if number is not None else None
    paper = _paper(chart, place)
    states = {**offer.states, **_sources(paper, offer)}
    date = said.date or date_of(paper)
    if offer.needs is Shows.DATE and date is None:
        raise Invalid(say("added.date_missing"), say("added.date_missing_remedy"))
    if said.side is not None and said.side not in sides_in(place):
        raise Invalid(say("added.side", side=said.side.value), say("added.words_remedy"))
    beside = _date_place(chart, paper, place, said.date)
    made = Finding(
        offer.concept, place, said.presence, offer.time, value=number, unit=unit, date=date, side=said.side,
        qualifiers=MappingProxyType(states), support=(beside,) if beside is not None else (), tool=TOOL,
    )  # fmt: skip
    if _of_the_paper(chart, made, paper).whose is not Whose.PATIENT:
        raise Invalid(say("added.other_person"), say("added.other_person_remedy"))
    return made


def counted(chart: Chart, word: Correction) -> Finding | None:
    """The finding as the judge sees it, with the person's name; None where the record no longer bears what they said."""
    was = word.was
    places: tuple[AnyPlace, ...] = (was.place, *was.support)
    if not isinstance(was.place, Place) or not all(isinstance(p, Place) and chart.record.resolves(p) for p in places):
        return None
    try:
        paper = _paper(chart, was.place)
        _date_place(chart, paper, was.place, was.date)
    except Invalid:
        return None
    if any(not SOURCED.get(state, _never)(paper) for state in was.qualifiers.items() if state[0] in OF_PAPER):
        return None
    if not _bears_number(chart.record, was) or (was.side and was.side not in sides_in(was.place)):
        return None
    made = _of_the_paper(chart, was, paper)
    return replace(made, qualifiers=MappingProxyType({**made.qualifiers, ADDED_BY: word.person}))


def _of_the_paper(chart: Chart, found: Finding, paper: Profile) -> Finding:
    """Who says it and of whom, as the paper tells; never what the person says of that."""
    of_paper = about(paper)
    told_of = {**of_paper, **found.qualifiers, "signed": of_paper["signed"], "mode": of_paper["mode"]}
    qualifiers: Mapping[str, str] = MappingProxyType(told_of)
    told = replace(found, voice=voice(paper), qualifiers=qualifiers)
    if paper.subject is False:
        return replace(told, whose=Whose.OTHER)
    return of_relatives(chart.record, TOOL, told)


def _paper(chart: Chart, place: Place) -> Profile:
    """The paper in which the words stand. Raises Invalid for words that tell nothing of a patient."""
    if within(Finding("", place), planted_instructions(chart.record)):
        raise Invalid(say("added.instructs"), say("added.instructs_remedy"))
    paper = chart.paper_of(place)
    if paper is None:
        raise Invalid(say("added.no_document"), say("added.no_document_remedy"))
    return paper


def _sources(paper: Profile, offer: Offer) -> Mapping[str, str]:
    """Of each thing that the paper tells, the first value asked for that holds of it. Raises Invalid where none does."""
    told: dict[str, str] = {}
    for name, asked in offer.sources.items():
        fits = [value for value in asked if SOURCED.get((name, value), _never)(paper)]
        if not fits:
            state = f"{name}: {' / '.join(asked)}".replace("_", " ")
            raise Invalid(say("added.source", state=state), say("added.source_remedy"))
        told[name] = fits[0]
    return told


def _never(paper: Profile) -> bool:
    """A source that no paper is known to be."""
    del paper
    return False


def _unit(record: Record, offer: Offer, place: Place, number: Decimal, told: str | None) -> str | None:
    """The unit that stands beside the number, or the one told where none stands; of the kind in which the policy reckons."""
    same = [one for one in numbers_in(record, place) if one.value == number]
    if not same:
        raise Invalid(say("added.number", number=number), say("added.words_remedy"))
    beside = [unit for one in same if (unit := unit_of(one)) is not None]
    written = beside[0] if beside else None
    if told is not None and beside and told not in beside:
        raise Invalid(say("added.unit", number=number, unit=written), say("added.unit_remedy"))
    unit = told or written or offer.unit or None
    if offer.unit and unit is not None:
        convert(Decimal(1), unit, offer.unit, offer.concept)
    return unit


def _bears_number(record: Record, found: Finding) -> bool:
    if found.number is None or not isinstance(found.place, Place):
        return found.number is None
    same = [one for one in numbers_in(record, found.place) if one.value == found.number]
    return any(unit_of(one) in (None, found.unit) for one in same)


def _date_place(chart: Chart, paper: Profile, place: Place, date: PartialDate | None) -> Place | None:
    """Where the date stands: in the words, else elsewhere in their paper; None for the paper's own day, or no date.

    Raises Invalid for a date that the paper does not bear.
    """
    if date is None or date == date_of(paper):
        return None
    document = chart.record.document(place.document)
    found = [one for one in dates(document, date_of(paper)) if one.date == date]
    if any(place.start <= one.start < place.end for one in found):
        return None
    inside = [document.place(one.start, one.end) for one in found if paper.part.start <= one.start < paper.part.end]
    if not inside:
        raise Invalid(say("added.date", date=date.iso()), say("added.date_remedy"))
    return inside[0]


__all__ = [
    "ADDED_BY",
    "LONGEST",
    "SIDE_WORDS",
    "Said",
    "added",
    "counted",
    "numbers_in",
    "passage",
    "readable",
    "sides_in",
]
