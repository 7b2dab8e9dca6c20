"""Counting the events of a report where it gives no total: the sum of its rows of apneas and hypopneas."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.evidence.narrative.sentences import Sentence
from accord.evidence.narrative.values import numbers_within
from accord.evidence.readers.sleep_tests.scoring import Scoring, rule_above, rule_in
from accord.evidence.readers.sleep_tests.study import Part, Study
from accord.records.places import Place

_KIND = re.compile(
    r"(?<![a-z])(?P<kind>obstructive|central|mixed|unclassified|hypopn(?:o)?eas?|apn(?:o)?eas?|"
    r"oa|ca|ma|hyps?(?=[ :=]+\d))\b(?: (?:apn(?:o)?eas?|hypopn(?:o)?eas?))?"
)
_TOTAL = re.compile(
    r"\b(?:total|sum|number)\b(?! (?:sleep|record\w*|time|study|night))"
    r"(?:[^\n\d]|[34] ?(?:%|percent)){0,40}(?P<count>\d{1,4})(?!\.?\d|:|\s?%| ?(?:min|h\b|hours?))|"
    r"(?<![\d.])(?P<before>\d{1,4}) (?:total |scored |respiratory )*events\b|"
    r"\b(?:respiratory |scored |total |all )?events?\b(?: ?\([^()]{0,24}\))?[ :.=]{1,4}(?P<named>\d{1,4})(?!\.?\d|:| ?/|\s?%)"
)
_ANOTHER = re.compile(
    r"\b(?:reras?|plms?|limb|arousals?|desaturations?|central|supine|rem|odi|snor\w+|obstructive|mixed)\b[^,;.]{0,24}$"
)
_SOME = re.compile(r"\b(?:central|supine|n?rem|non-?rem|mixed|reras?|plms?|limb|arousals?|lateral|left|right|side)\b")


def _of_some(words: str) -> bool:
    """Do the words before a count name events of one sort, stage or position alone?"""
    return bool(_SOME.search(words)) and "obstructive" not in words


@dataclass(frozen=True)
class Tally:
    """How many, and the rows that say so."""

    count: int
    places: tuple[Place, ...]


def tallied(study: Study, scoring: Scoring, part: Part) -> Tally | None:
    """The total that the report gives for a rule, or the sum of its rows; None when a row of the rule is lacking."""
    rows = [s for s in study.sentences if study.part_at(s.start) is part]
    for sentence in rows:
        words = study.document.flat[sentence.start : sentence.end]
        match = next(
            (m for m in _TOTAL.finditer(words) if not _ANOTHER.search(words[: m.start()]) and not _of_some(m[0])), None
        )
        own = match[0] if match and rule_in(match[0]) is not Scoring.UNSTATED else words
        if match and re.search(r"event|apn|hypopn|respir", words) and _fits(study, sentence.start, own, scoring):
            count = match["count"] or match["before"] or match["named"]
            return Tally(int(count), (study.place(sentence.start, sentence.end),))
    return _sum(study, rows, scoring)


def _fits(study: Study, offset: int, words: str, scoring: Scoring) -> bool:
    own = rule_in(words)
    if own is Scoring.UNSTATED:
        own = rule_above(study, offset)
    return own in (scoring, Scoring.UNSTATED) or scoring is Scoring.UNSTATED


def _sum(study: Study, rows: list[Sentence], scoring: Scoring) -> Tally | None:
    counts: dict[str, int] = {}
    places: list[Place] = []
    for sentence in rows:
        words = study.document.flat[sentence.start : sentence.end]
        if re.search(r"\bindex\b[^a-z]*$|\bahi\b.*\d", words) and not re.search(r"hypopn", words):
            continue
        for kind, count in _counts(study, sentence.start, words, scoring):
            if kind not in counts:
                counts[kind] = count
                places.append(study.place(sentence.start, sentence.end))
    if "hypopnea" not in counts or not counts.keys() & {"obstructive", "apnea", "central", "mixed"}:
        return None
    if "apnea" in counts and counts.keys() & {"obstructive", "central", "mixed"}:
        parts = sum(count for kind, count in counts.items() if kind not in ("apnea", "hypopnea"))
        counts = {"hypopnea": counts["hypopnea"], "apnea": max(parts, counts["apnea"])}
    unique = sorted(dict.fromkeys(places), key=lambda p: "hypopn" not in p.text.lower())
    return Tally(sum(counts.values()), tuple(unique))


def _counts(study: Study, base: int, words: str, scoring: Scoring) -> list[tuple[str, int]]:
    """The kinds of events of a row, each with the whole number that follows (or stands right before)."""
    found: list[tuple[str, int]] = []
    labels = list(_KIND.finditer(words))
    leading = bool(labels and _BEFORE.search(words[: labels[0].start()]))
    for position, label in enumerate(labels):
        end = labels[position + 1].start() if position + 1 < len(labels) else len(words)
        kind = _name(label)
        if kind == "hypopnea" and not _fits(study, base, words[label.start() : end] + " hypopnea", scoring):
            continue
        before = _BEFORE.search(words[: label.start()])
        if leading:
            found += [(kind, int(before[1]))] if before else []
            continue
        numbers = _whole_numbers(study, base, words, label.end(), end)
        found += [(kind, numbers[0])] if numbers else []
    return found


_BEFORE = re.compile(r"(?<![\d.])(\d{1,4}) (?:scored )?$")


_SHORT = {"oa": "obstructive", "ca": "central", "ma": "mixed"}


def _name(label: re.Match[str]) -> str:
    """Which sort of event a label names."""
    if label["kind"].startswith("hyp") or "hypopn" in label[0]:
        return "hypopnea"
    if label["kind"] in _SHORT:
        return _SHORT[label["kind"]]
    return "apnea" if label["kind"].startswith("apn") else label["kind"]


def _whole_numbers(study: Study, base: int, words: str, start: int, end: int) -> list[int]:
    """The counts between two labels: whole numbers that are no percentage."""
    return [
        int(n.value)
        for n in numbers_within(study.document, base + start, base + end)
        if n.value == int(n.value)
        and "." not in str(n.value)
        and n.unit in (None, "{events}")
        and words[n.end - base : n.end - base + 2].strip() != "%"
    ]
