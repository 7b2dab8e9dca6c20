"""Holding a model's answer against the record: place, words, numbers, units, dates, side, presence, whose, time.

Nothing here asks the model; each check reads the record anew, with the readers that the rules use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from accord.dossier.citation import Sources, check, drafted
from accord.dossier.citation.reading import cue_counts
from accord.errors import Invalid
from accord.evidence.chart import Chart
from accord.evidence.instructions import instructs
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.values import NumberMention, numbers_within
from accord.policies.model import Fact
from accord.prior_auth.added import SIDE_WORDS
from accord.prior_auth.assisted.asking import Part
from accord.prior_auth.assisted.said import Said, said_of
from accord.prior_auth.assisted.shapes import Entry
from accord.prior_auth.assisted.topic import linked, topics_in
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.findings import Finding, FindingValue, Presence, Side, Time, Voice, Whose
from accord.records.places import Place
from accord.records.units import convert, known_unit
from accord.wording import say

# Shown wherever a finding is shown: who read it so.
READ_BY = "read_by"
SIDES = {"left": Side.LEFT, "right": Side.RIGHT, "bilateral": Side.BILATERAL}
# A cue among the words themselves is not seen around them: the answer must own up to it.
CUES_WITHIN: Mapping[str, tuple[Callable[[Entry], bool], str]] = {
    "negation": (lambda entry: entry.presence == "present", "model.refused.presence"),
    "doubt": (lambda entry: entry.presence != "possible", "model.refused.presence"),
    "family": (lambda entry: entry.whose == "patient", "model.refused.whose"),
    "plan": (lambda entry: entry.time != "planned", "model.refused.time"),
}
YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class Held:
    """A finding that the record bears, and the answer it came from.

    linked -- its words name what was asked for, as far as code can tell.
    """

    fact: Fact
    finding: Finding
    claim: FindingValue
    said: Said
    linked: bool


@dataclass(frozen=True)
class Fallen:
    """An answer that the record does not bear, and why."""

    fact: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Claim:
    """An answer with its places looked up and its words found."""

    entry: Entry
    fact: Fact
    chart: Chart
    document: Document
    places: tuple[Place, ...]
    anchor: Place | None
    value: FindingValue
    date: PartialDate | None


def verify(entry: Entry, fact: Fact, part: Part, chart: Chart, tool: str) -> Held | Fallen:
    """The finding that an answer amounts to, or every reason why it is none."""
    places = tuple(part.places[name] for name in dict.fromkeys(entry.sentences))
    claim = _Claim(
        entry, fact, chart, part.document, places, _anchor(entry.words, places), _value(entry, fact), _date(entry.date)
    )
    reasons = [reason for test in TESTS for reason in test(claim)]
    if reasons or claim.anchor is None:
        return Fallen(fact.name, tuple(dict.fromkeys(reasons)))
    named = linked(fact, claim.anchor.text, [place.text for place in places])
    said = said_of(entry, part.document, part.places, tool)
    return Held(fact, _finding(claim, claim.anchor, tool), claim.value, said, named)


def _finding(claim: _Claim, anchor: Place, tool: str) -> Finding:
    entry, paper = claim.entry, claim.chart.paper_of(anchor)
    first = next(place for place in claim.places if place.start <= anchor.start < place.end)
    number = claim.value if isinstance(claim.value, Decimal) else None
    stated = paper.date.value if paper is not None and paper.date is not None else None
    return Finding(
        concept=claim.fact.name,
        place=first,
        presence=Presence(entry.presence),
        time=Time(entry.time),
        whose=Whose(entry.whose),
        value=None if isinstance(claim.value, (bool, PartialDate)) else claim.value,
        unit=_unit(entry.unit, claim.fact) if number is not None else None,
        date=claim.value if isinstance(claim.value, PartialDate) else claim.date or stated,
        side=SIDES.get(entry.side),
        voice=paper.voice if paper is not None else Voice.UNKNOWN,
        origin="narrative",
        qualifiers=MappingProxyType({READ_BY: tool}),
        support=tuple(place for place in claim.places if place != first),
        tool=tool,
    )


def _anchor(words: str, places: Sequence[Place]) -> Place | None:
    """The words as they stand in a chosen sentence, whatever its line breaks."""
    pieces = [re.escape(piece) for piece in words.split()]
    if not pieces:
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(pieces) + r"(?!\w)", re.IGNORECASE)
    for place in places:
        found = pattern.search(place.text)
        if found:
            start = place.start + found.start()
            return Place(place.document, place.page, start, start + len(found[0]), found[0])
    return None


def _value(entry: Entry, fact: Fact) -> FindingValue:
    """The value in the type of the question; None when it is no such value."""
    told = entry.value.strip()
    if fact.type == "boolean":
        return YES_OR_NO.get(told.lower())
    if fact.type == "date":
        return _date(told)
    try:
        number = Decimal(told.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and (fact.type != "integer" or number == int(number)) else None


def _date(told: str) -> PartialDate | None:
    try:
        return PartialDate.from_iso(told.strip()) if told.strip() else None
    except (Invalid, ValueError):
        return None


def _check_place(claim: _Claim) -> Sequence[str]:
    lost = [place for place in claim.places if not claim.chart.record.resolves(place)]
    apart = claim.anchor is None
    return [*(say("model.refused.place") for _ in lost), *([say("model.refused.words")] if apart else [])]


def _check_speaker(claim: _Claim) -> Sequence[str]:
    """Whose paper is it, and do the words tell of the patient at all?"""
    papers = [claim.chart.paper_of(place) for place in claim.places]
    if any(paper is not None and paper.subject is False for paper in papers):
        return [say("model.refused.other_person")]
    return [say("model.refused.instruction")] if any(instructs(place.text) for place in claim.places) else []


def _check_value(claim: _Claim) -> Sequence[str]:
    if claim.value is None:
        return [say("model.refused.value")]
    if isinstance(claim.value, PartialDate):
        return [] if _stands(claim, claim.value) else [say("model.refused.date")]
    return _check_number(claim, claim.value) if isinstance(claim.value, Decimal) else []


def _check_number(claim: _Claim, value: Decimal) -> Sequence[str]:
    """The number stands in the sentences as a plain number, with the unit that is claimed, and the unit is of the right kind."""
    mentions = [m for place in claim.places for m in numbers_within(claim.document, place.start, place.end)]
    same = [m for m in mentions if m.value == value and _plain(m)]
    if not same:
        return [say("model.refused.number")]
    if claim.fact.unit is None:
        return []
    unit = _unit(claim.entry.unit, claim.fact)
    if unit is None or not any(_has_unit(claim, mention, unit) for mention in same):
        return [say("model.refused.unit")]
    try:
        number = value if unit == claim.fact.unit else convert(value, unit, claim.fact.unit, claim.fact.name)
    except Invalid:
        return [say("model.refused.unit")]
    return [] if number.is_finite() else [say("model.refused.number")]


def _unit(told: str, fact: Fact) -> str | None:
    """The claimed unit as the record's units are kept; a unit that only the policy knows is known by its own spelling."""
    if told.strip() == fact.unit:
        return fact.unit
    return known_unit(told.strip()) if told.strip() else None


def _has_unit(claim: _Claim, mention: NumberMention, unit: str) -> bool:
    """Our own reader saw that unit; or it knows none there, and the claimed one is written next to the number."""
    if mention.unit is not None:
        return mention.unit == unit
    written = re.escape(claim.entry.unit.strip())
    return re.match(rf"\s?{written}(?!\w)", claim.document.text[mention.end :][:40], re.IGNORECASE) is not None


def _plain(mention: NumberMention) -> bool:
    """'at least 5', '5-10' and '5 of 30' are not 5."""
    return mention.comparator is None and mention.high is None and mention.out_of is None


def _check_date(claim: _Claim) -> Sequence[str]:
    told = claim.entry.date.strip()
    if not told:
        return []
    return [] if claim.date is not None and _stands(claim, claim.date) else [say("model.refused.date")]


def _stands(claim: _Claim, date: PartialDate) -> bool:
    """Is the date written in the sentences, or is it the day of their paper?"""
    papers = [claim.chart.paper_of(place) for place in claim.places]
    days = [paper.date.value for paper in papers if paper is not None and paper.date is not None]
    if claim.fact.type != "date" and date in days:
        return True
    anchor = days[0] if days else None
    return any(
        mention.date == date and any(place.start <= mention.start < place.end for place in claim.places)
        for mention in dates(claim.document, anchor)
    )


def _check_side(claim: _Claim) -> Sequence[str]:
    side = claim.entry.side
    if not side:
        return []
    words = re.compile(rf"\b(?:{SIDE_WORDS[side]})\b", re.IGNORECASE)
    return [] if any(words.search(place.text) for place in claim.places) else [say("model.refused.side")]


def _check_context(claim: _Claim) -> Sequence[str]:
    """Presence, time and whose as our own reader reads them at the words, and at each word of the topic within them."""
    if claim.anchor is None:
        return []
    entry, anchor = claim.entry, claim.anchor
    spans = [
        (anchor.start, anchor.end),
        *((anchor.start + s, anchor.start + e) for s, e in topics_in(claim.fact, anchor.text)),
    ]
    read = [assertion(claim.document, start, end) for start, end in spans]
    faults: list[str] = []
    if any(one.presence.value != entry.presence for one in read):
        faults.append(say("model.refused.presence"))
    faults += [say(fault) for cue, (told, fault) in CUES_WITHIN.items() if cue_counts(anchor.text)[cue] and told(entry)]
    if any(_differs_in_time(one, entry.time) for one in read):
        faults.append(say("model.refused.time"))
    if any(one.whose.value != entry.whose for one in read):
        faults.append(say("model.refused.whose"))
    if any(one.hypothetical for one in read):
        faults.append(say("model.refused.hypothetical"))
    return faults


def _differs_in_time(read: Assertion, told: str) -> bool:
    """Planned is never current or past, and they never planned; 'past' of a thing told as current is no fault."""
    planned = read.time is Time.PLANNED
    return planned != (told == "planned") or (read.time is Time.PAST and told == "current")


def _check_answer(claim: _Claim) -> Sequence[str]:
    """Yes rests on something that is there, no on something that is said not to be; both of the patient and not of a plan."""
    entry = claim.entry
    faults: list[str] = []
    if isinstance(claim.value, bool) and entry.presence != ("present" if claim.value else "absent"):
        faults.append(say("model.refused.answer"))
    if not isinstance(claim.value, bool) and entry.presence != "present":
        faults.append(say("model.refused.answer"))
    if entry.whose != "patient":
        faults.append(say("model.refused.other_person"))
    if entry.time == "planned":
        faults.append(say("model.refused.planned"))
    return faults


def _check_sentence(claim: _Claim) -> Sequence[str]:
    """Closed vocabulary and cue parity: the model's own sentence says no more and no less than the words it points to."""
    faults = check(drafted(claim.entry.says, *claim.places), Sources(claim.chart.record, {}))
    return [say("model.refused.sentence", kind=fault.kind.value, what=fault.what) for fault in faults]


TESTS: tuple[Callable[[_Claim], Sequence[str]], ...] = (
    _check_place,
    _check_speaker,
    _check_value,
    _check_date,
    _check_side,
    _check_context,
    _check_answer,
    _check_sentence,
)
