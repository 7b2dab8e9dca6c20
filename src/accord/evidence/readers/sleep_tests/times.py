"""How long was recorded and slept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.narrative.sentences import SentenceKind
from accord.evidence.narrative.values import numbers_within
from accord.evidence.readers.sleep_tests.study import Part, Study
from accord.records.places import Place

_SLEEP = (
    r"\btst\b|total sleep time|total sleep|sleep time|time asleep|(?:estimated|true) sleep(?: time)?|"
    r"minutes of sleep|sleep period time|\bslept(?: for)?|\bsleep(?=[ :.=]{1,4}\d{2,3}(?:\.\d)? ?min)"
)
_RECORDING = (
    r"monitor(?:ing|ed) time|time (?:recorded|monitored|analy[sz]ed)|length of (?:recording|study)|recorded for|"
    r"record(?:ing|ed|er)? (?:time|duration|period|length|used|accepted|retained|scored|evaluated|analy[sz]ed|ran)(?: for)?|"
    r"analy[sz]able (?:time|data|recording)|data used(?: for (?:scoring|analysis))?|hours of (?:data|recording|signal|monitoring)|"
    r"(?:study|test|recording) (?:length|period)|(?:good|adequate|valid|usable|interpretable) signals?(?: for)?|"
    r"total record(?:ing|ed)(?: time)?|\btrt\b|\bmt\b|"
    r"anal[yz]s(?:ed|is) (?:time|duration|period)|"
    r"analy[sz]ed (?:time|duration)|evaluation (?:time|period|duration)|evaluated time|index time|valid (?:time|"
    r"data|recording)(?: time)?|study (?:time|duration|length)|test (?:time|duration)|"
    r"time in bed|\btib\b|flow evaluation|duration(?: of (?:recording|study|test))?|\brecording(?=[ :.=]*\d)|"
    r"hours recorded|scored time|usable (?:time|data)"
)
_LABEL = re.compile(rf"(?:(?P<sleep>{_SLEEP})|(?P<recording>{_RECORDING}))")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})(?:\s*:\s*|h)(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?!\s*(?:[ap]\.?m\b|[-–]|to\b|until\b))"
)
_RANGE = re.compile(
    r"(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::\d\d)?\s*(?P<ap>[ap])?\.?m?\.?\s*(?:-|–|to|until|through|"
    r"thru)\s*(?P<h2>\d{1,2}):(?P<m2>[0-5]\d)(?::\d\d)?\s*(?P<ap2>[ap])?\.?m?\b"
)
_REVERSED = re.compile(
    r"(?<![\d.])(?:(?P<h>\d{1,2}(?:\.\d+)?) ?(?:hours|hrs|h)\b(?:,? (?:and )?(?P<m>\d{1,2}) ?(?:min\w*|m)\b)?|"
    r"(?P<min>\d{2,3}(?:\.\d+)?) ?min(?:utes)?\b)"
    r" (?:of )?(?:total )?(?:(?P<sleep>sleep|tst)|record\w+|monitor\w+|data|analy\w+|valid|usable|flow)"
)
_LIGHTS = re.compile(
    r"lights? (?:out|off)\W{1,8}(?:at )?(?P<h>\d{1,2}):(?P<m>[0-5]\d)\s*(?P<ap>[ap])?\.?m?[^\n\d]{1,30}?"
    r"lights? (?:on|up)\W{1,8}(?:at )?(?P<h2>\d{1,2}):(?P<m2>[0-5]\d)\s*(?P<ap2>[ap])?\.?m?"
)
_NOT_TOTAL = re.compile(
    r"\b(?:supine|rem|nrem|non-?supine|lateral|stage|latency|n[123]|time (?:below|under|with)|invalid|lost|"
    r"excluded|artifact)\b\W*$"
)
_REACH = 60


@dataclass(frozen=True)
class Length:
    """Minutes of sleep, or of recording."""

    minutes: Decimal
    asleep: bool
    part: Part
    place: Place
    net: bool = False


_NET = re.compile(r"valid|usable|used|accept|retain|scor|anal|eval|index time|signal|interpretable|\bmt\b|monitor")


def lengths(study: Study) -> list[Length]:
    """Every length of time that the report gives for its sleep or recording; what was fit to be scored before the rest.

    A recorder may run all night and catch an hour: a gross length must not stand for what was scored.
    """
    return sorted(_lengths(study), key=lambda length: not length.net)


def _lengths(study: Study) -> Iterator[Length]:
    for sentence in study.sentences:
        text = study.document.flat[sentence.start : sentence.end]
        place = study.place(sentence.start, sentence.end)
        if len(place.text) > 300 and sentence.kind is SentenceKind.PROSE:
            place = study.place(sentence.start, min(sentence.end, sentence.start + 300))
        part = study.part_at(sentence.start)
        for label in _LABEL.finditer(text):
            if _NOT_TOTAL.search(text[: label.start()]):
                continue
            minutes = _minutes(study, sentence.start, text, label.end())
            if minutes is not None:
                yield Length(minutes, bool(label["sleep"]), part, place, bool(_NET.search(label[0])))
        for match in _REVERSED.finditer(text):
            minutes = Decimal(match["min"]) if match["min"] else Decimal(match["h"]) * 60 + Decimal(match["m"] or 0)
            yield Length(minutes, bool(match["sleep"]), part, place, bool(_NET.search(match[0])))
        lights = _LIGHTS.search(text)
        if lights is not None:
            yield Length(Decimal(_between(lights)), False, part, place)
        span = _RANGE.search(text)
        if span is not None and not re.search(r"office|clinic hours|phone|appt|rem\b", text):
            yield Length(Decimal(_between(span)), False, part, place)


def _minutes(study: Study, base: int, text: str, end: int) -> Decimal | None:
    """The length behind a label that ends here."""
    span = _RANGE.search(text, end, end + _REACH)
    if span is not None and not re.search(r"[a-z]{3,}", text[end : span.start()]):
        return Decimal(_between(span))
    clock = _CLOCK.search(text, end, end + _REACH)
    for mention in numbers_within(study.document, base + end, base + min(len(text), end + _REACH)):
        if re.search(r"[a-z]{3,}\W+[a-z]{3,}\W+[a-z]{3,}", text[end : mention.start - base]) or (
            clock and clock.start() + base < mention.start
        ):
            break
        if mention.unit == "min":
            return mention.value
        if mention.unit == "h":
            return mention.value * 60
        if mention.unit is None and re.search(r"\(?(?:min|minutes)\)?\W*$", text[end : mention.start - base]):
            return mention.value
        if mention.unit is None and re.search(r"\(?(?:h|hr|hrs|hours)\)?\W*$", text[end : mention.start - base]):
            return mention.value * 60
        if mention.unit is not None or mention.value > 1000:
            break
    if clock is None or re.search(r"[a-z]{3,}\W+[a-z]{3,}\W+[a-z]{3,}", text[end : clock.start()]):
        return None
    hours = int(clock["h"])
    return Decimal(hours * 60 + int(clock["m"])) if hours <= 14 else None


def _between(span: re.Match[str]) -> int:
    """Minutes from one clock time to another, over midnight if need be."""
    start = _of_day(span["h"], span["m"], span["ap"])
    end = _of_day(span["h2"], span["m2"], span["ap2"])
    minutes = (end - start) % 1440
    return minutes - 720 if minutes > 840 and not (span["ap"] or span["ap2"]) else minutes


def _of_day(hour: str, minute: str, half: str | None) -> int:
    hours = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    return hours * 60 + int(minute)
