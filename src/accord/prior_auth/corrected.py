"""What persons said of findings, applied to a chart before it is judged: a rejected finding is left out, a corrected one counts
as corrected, an added one stands beside those that were read. Each word is held against the record anew; what the record does not
bear of a correction is the person's own statement, and an addition that it does not bear counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from accord.criteria import Status, Verdict
from accord.dossier.correction import READING, Correction, FindingKeys, Word
from accord.dossier.review import CriterionReview, NoPolicy
from accord.errors import Invalid
from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.values import numbers_within
from accord.policies.model import Policy
from accord.prior_auth.added import SIDE_WORDS, counted
from accord.prior_auth.judged import Judged, judge_request
from accord.records.documents import Document
from accord.records.findings import Finding, Presence
from accord.records.places import Place
from accord.records.record import Record

CORRECTED_BY, STATED_BY = "corrected_by", "stated_by"
# Set by the reader of scans where it was not sure of a digit; a person who says what the picture shows ends that doubt.
UNSURE = "recognised"
Verdicts = Mapping[str, Verdict[Finding]]


@dataclass(frozen=True)
class Turned:
    """What persons' words did to the criteria of a part. keys -- those whose answer they turned; before -- what it was."""

    keys: tuple[str, ...] = ()
    before: Mapping[str, Status] = field(default_factory=lambda: MappingProxyType({}))
    set_aside: Mapping[str, tuple[Finding, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def shown(self, criteria: tuple[CriterionReview, ...]) -> tuple[CriterionReview, ...]:
        """The criteria, those that were turned with what they were, and with the findings that were rejected under them."""
        if not self.keys and not self.set_aside:
            return criteria
        return tuple(
            replace(one, before=self.before.get(one.key) if one.key in self.keys else None,
                    set_aside=self.set_aside.get(one.key, ()))
            for one in criteria
        )  # fmt: skip


NOTHING_TURNED = Turned()


class Corrected:
    """The words of persons on the findings of one chart. told -- each with whether it held, and whether the record bears it."""

    def __init__(self, chart: Chart | None, corrections: Sequence[Correction]) -> None:
        self.told: tuple[Correction, ...] = ()
        self._keys: FindingKeys | None = None
        if chart is not None and corrections:
            self._keys = FindingKeys.of(chart.record)
            known = {self._keys.key(finding) for finding in chart.findings}
            self.told = tuple(_held(chart, one, one.finding in known) for one in corrections)
        self._words = {one.finding: one for one in self.told if one.word in (Word.CORRECTED, Word.REJECTED)}
        self._added = tuple(one for one in self.told if one.word is Word.ADDED and one.held)

    def on(self, chart: Chart) -> Chart:
        """The chart as the persons say it is; the same chart where they changed nothing."""
        if not (self._words or self._added) or self._keys is None:
            return chart
        found: list[Finding] = []
        for finding in chart.findings:
            word = self._words.get(self._keys.key(finding))
            if word is None:
                found.append(finding)
            elif word.becomes is not None:
                found.append(_changed(finding, word))
        found += [one for word in self._added if (one := counted(chart, word)) is not None]
        return replace(chart, findings=tuple(found))

    def turned(self, policy: Policy, judged: Judged, chart: Chart) -> Turned:
        """What the words turned: the request is judged once more as if nobody had said anything."""
        if not (self._words or self._added) or self._keys is None:
            return NOTHING_TURNED
        alone = judge_request(policy, chart.request, chart)
        same = not isinstance(alone, NoPolicy) and alone.variant.name == judged.variant.name
        before: Verdicts = {} if isinstance(alone, NoPolicy) or not same else alone.verdicts
        keys = tuple(
            key
            for key, verdict in judged.verdicts.items()
            if key not in before or before[key].status is not verdict.status
        )
        statuses = MappingProxyType({key: before[key].status for key in keys if key in before})
        return Turned(keys, statuses, self._set_aside(judged.verdicts, before))

    def _set_aside(self, now: Verdicts, before: Verdicts) -> Mapping[str, tuple[Finding, ...]]:
        """The rejected findings under each criterion that they spoke to, or under which they were rejected."""
        assert self._keys is not None
        gone = {one.finding for one in self.told if one.word is Word.REJECTED}
        found: dict[str, tuple[Finding, ...]] = {}
        for key in now:
            verdict = before.get(key)
            spoke = [f for f in (*verdict.evidence, *verdict.against) if self._keys.key(f) in gone] if verdict else []
            said = [one.was for one in self.told if one.word is Word.REJECTED and one.held and one.criterion == key]
            both = {self._keys.key(f): f for f in (*said, *spoke)}
            if both:
                found[key] = tuple(both.values())
        return MappingProxyType(found)


NOTHING_CORRECTED = Corrected(None, ())


def _changed(finding: Finding, word: Correction) -> Finding:
    """The finding as the person says it is, with their name on it; what they did not speak of stays as read."""
    becomes = word.becomes
    assert becomes is not None
    told = {**finding.qualifiers, CORRECTED_BY if word.borne else STATED_BY: word.person}
    unsure = told.pop(UNSURE, None) is not None
    sure = Presence.PRESENT if unsure and finding.presence is Presence.POSSIBLE else finding.presence
    return replace(
        finding, place=becomes.place, support=becomes.support, value=becomes.value, unit=becomes.unit, date=becomes.date,
        side=becomes.side, presence=sure, qualifiers=MappingProxyType(told),
    )  # fmt: skip


def _held(chart: Chart, word: Correction, known: bool) -> Correction:
    """Whether the word still says something. An addition does while the record bears it and no reader found the same."""
    if word.word is Word.ADDED:
        holds = not known and counted(chart, word) is not None
        return replace(word, held=holds, borne=holds)
    return replace(word, held=known, borne=_borne(chart.record, word))


def _borne(record: Record, word: Correction) -> bool:
    return word.becomes is not None and bears(record, word.was, word.becomes)


def bears(record: Record, was: Finding, becomes: Finding) -> bool:
    """Do the words at the places of the corrected finding say all that is new in it?

    A number has to stand there plainly and with the unit, a date and a side as such. Coded data bear only what they say,
    which is what was read.
    """
    places = [
        place for place in (becomes.place, *becomes.support) if isinstance(place, Place) and record.resolves(place)
    ]
    changed = [name for name in READING if getattr(was, name) != getattr(becomes, name)]
    return bool(places) and all(BORNE[name](record, becomes, places) for name in changed)


def _bears_number(record: Record, finding: Finding, places: Sequence[Place]) -> bool:
    """'at least 5', '5-10' and '5 of 30' are not 5."""
    for place in places:
        for one in numbers_within(record.document(place.document), place.start, place.end):
            plain = one.comparator is None and one.high is None and one.out_of is None
            if plain and one.value == finding.value and (one.unit is None or one.unit == finding.unit):
                return True
    return False


def _bears_value(record: Record, finding: Finding, places: Sequence[Place]) -> bool:
    if finding.number is not None:
        return _bears_number(record, finding, places)
    if isinstance(finding.value, str):
        words = re.compile(rf"(?<!\w){re.escape(finding.value)}(?!\w)", re.IGNORECASE)
        return any(words.search(place.text) for place in places)
    return False  # a yes or no is a reading of words, and what reads them said otherwise


def _bears_unit(record: Record, finding: Finding, places: Sequence[Place]) -> bool:
    return any(
        one.unit == finding.unit and one.value == finding.value
        for place in places
        for one in numbers_within(record.document(place.document), place.start, place.end)
    )


def _bears_date(record: Record, finding: Finding, places: Sequence[Place]) -> bool:
    return finding.date is not None and any(
        mention.date == finding.date and place.start <= mention.start < place.end
        for place in places
        for mention in dates(record.document(place.document))
    )


def _bears_side(record: Record, finding: Finding, places: Sequence[Place]) -> bool:
    del record
    words = SIDE_WORDS.get(finding.side.value, "") if finding.side else ""
    return bool(words) and any(re.search(rf"\b(?:{words})\b", place.text, re.IGNORECASE) for place in places)


def _never(record: Record, finding: Finding, places: Sequence[Place]) -> bool:
    """A presence is a reading of words, and what reads them said otherwise."""
    del record, finding, places
    return False


BORNE: Mapping[str, Callable[[Record, Finding, Sequence[Place]], bool]] = {
    "value": _bears_value, "unit": _bears_unit, "date": _bears_date, "side": _bears_side,
    "presence": _never,
}  # fmt: skip


def quoted(document: Document, words: str) -> Place:
    """Where the words stand in the document, whatever its line breaks. Raises Invalid where they do not, or stand twice."""
    pieces = [re.escape(piece) for piece in words.split()]
    if not pieces:
        raise Invalid("There are no words to look for.")
    found = list(re.finditer(r"(?<!\w)" + r"\s+".join(pieces) + r"(?!\w)", document.text, re.IGNORECASE))
    if not found:
        raise Invalid(f"These words do not stand in {document.name}.", "Copy them from the record as it is shown.")
    if len(found) > 1:
        raise Invalid(f"These words stand {len(found)} times in {document.name}.", "Copy more of the line.")
    return document.place(found[0].start(), found[0].end())


__all__ = ["NOTHING_CORRECTED", "Corrected", "Turned", "bears", "quoted"]
