"""Indices (events an hour) and counts of events of a report, each with its name, rule, part of the night and scope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.evidence.narrative.sentences import Sentence, SentenceKind
from accord.evidence.narrative.values import NumberMention, numbers_within
from accord.evidence.readers.sleep_tests.scoring import Scoring, has_reras, rule_of
from accord.evidence.readers.sleep_tests.study import INDEX_NAMES, Part, Study
from accord.records.places import Place

LABEL = re.compile(
    rf"(?<![a-z])(?P<name>{INDEX_NAMES})(?:[ -][a-d](?![a-z])|[ -]?\(?[34]\s?%?\)?(?![\d./]))?(?![a-z])"
    r"|(?P<total>(?:total|all|sum)?\s*(?:of )?(?:apn(?:o)?eas? ?(?:\+|and|&|/|plus) ?hypopn(?:o)?eas?|a ?\+ ?h\b)|"
    r"total (?:number of )?(?:respiratory |scored )?events|^\s*(?:grand )?total\b(?! (?:sleep|record|time|study|night))|\bsum\b)"
)
_SCOPE = re.compile(
    r"\b(?:supine|non-?supine|rem|nrem|non-?rem|lateral|prone|side|left|right|upright|off-?supine|central|obstructive|mixed|"
    r"residual|median|target|goal|normal|position\w*|stage|previous|prior|on (?:c?pap|therapy|treatment)|treated|best|final|at \d+ ?cm\w*)\b"
)
_BREAK = re.compile(r"\s{2,}|[;|,]|\t")
_COUNT_BEFORE = re.compile(
    r"(?:(?:total|sum|events?)(?: (?:events?|number|of|respiratory|apneas?|and|hypopneas?))*|"
    r"apn(?:o)?eas? ?(?:\+|and|&|plus|/) ?hypopn(?:o)?eas?(?: (?:counted|scored|total|number|events))*|\ba ?\+ ?h|\bn(?= ?=))"
    r"[ :.=]{1,4}(?P<count>\d{1,4})(?!\s?%|\.?\d|:| ?(?:/|per) ?h)"
)
_COUNT_AFTER = re.compile(
    r"(?P<count>\d{1,4})\s+(?:(?:total|scored|recorded|qualifying|respiratory|obstructive|disordered|breathing|scoreable|sleep|abnormal)\s+)*"
    r"(?:events?|apneas? (?:and|\+|&|plus) hypopneas?)"
)
_TREATED = re.compile(
    r"(?:[^.;,]|\d[.]\d){0,40}\b(?:(?:on|with|under|using|during) (?:auto-?|fixed |nasal )?(?:c?pap|bi-?level|bipap|therapy|treatment|titration)|"
    r"(?:at|on) (?:c?pap )?(?:of )?\d+ ?cm|post[ -]?(?:treatment|therapy|pap))\b"
)
_INDEX_LIMIT = Decimal(200)


@dataclass(frozen=True)
class Index:
    """An index of a report, with its count of events where the same words give it."""

    name: str
    value: Decimal
    events: int | None
    scoring: Scoring
    part: Part
    total: bool
    reras: bool
    place: Place
    ruled: bool = False


def indices(study: Study) -> list[Index]:
    """Every index of the report in order, the same value of the same kind once."""
    found = [index for sentence in study.sentences for index in _of_sentence(study, sentence)]
    return [_doubted(index, found) for index in _without_repeats(found)]


def _doubted(index: Index, found: Sequence[Index]) -> Index:
    """An index without a rule of its own beside another that has one: the rule of the report is not its."""
    beside = [other for other in found if other.ruled and other.total and other.part is index.part and not other.reras]
    if index.ruled or not index.total or not beside or any(_rounds(other, index) for other in beside):
        return index
    return replace(index, scoring=Scoring.UNSTATED)


def _of_sentence(study: Study, sentence: Sentence) -> Iterator[Index]:
    document = study.document
    text = document.flat[sentence.start : sentence.end]
    labels = [m for m in LABEL.finditer(text) if m["name"] or sentence.kind is not SentenceKind.PROSE or m["total"]]
    labels = [m for m in labels if not _in_definition(text, m)]
    named = [m for m in labels if m["name"]]
    used: set[int] = set()
    for position, label in enumerate(labels):
        end = labels[position + 1].start() if position + 1 < len(labels) else len(text)
        if label["total"] and any(m.start() > label.start() for m in named):
            continue
        numbers = _values(text, sentence.start, label.end(), end, study)
        value, count = _pair(study, sentence, text, numbers, bool(label["name"]))
        if value is None or value.start in used or value.value > _INDEX_LIMIT:
            continue
        used.add(value.start)
        yield _index(study, sentence, text, label, value, count, alone=len(named) <= 1)


def _index(
    study: Study,
    sentence: Sentence,
    text: str,
    label: re.Match[str],
    value: NumberMention,
    count: int | None,
    alone: bool,
) -> Index:
    start = max([0, *(m.end() for m in _BREAK.finditer(text, 0, label.start()))])
    cell = text[start : max(value.end - sentence.start, label.end())]
    around = text[start : label.start()] + " " + text[label.end() : max(value.start - sentence.start, label.end())]
    name = label["name"] or "ahi"
    if count is None and alone:
        count = _count_elsewhere(text, label.start(), value.end - sentence.start)
    whole = study.place(sentence.start, sentence.end)
    line = _line(study, sentence, label.start())
    scoring, ruled = rule_of(study, cell, line, sentence.start)
    return Index(
        name=name,
        value=value.value,
        events=count,
        scoring=scoring,
        ruled=ruled,
        part=Part.TITRATION if _on_therapy(text, label.start()) else study.part_at(sentence.start),
        total=not _SCOPE.search(around),
        reras=has_reras(study, name, cell + text[label.end() : label.end() + 30]),
        place=whole if len(whole.text) <= 300 else study.place(sentence.start + label.start(), value.end),
    )


def _line(study: Study, sentence: Sentence, offset: int) -> str:
    """The line of the label where a sentence of rows, else the sentence."""
    if sentence.kind is SentenceKind.PROSE:
        return study.document.flat[sentence.start : sentence.end]
    text = study.document.text
    start = text.rfind("\n", 0, sentence.start + offset) + 1
    end = text.find("\n", sentence.start + offset)
    return study.document.flat[start : end if end >= 0 else len(text)]


def _in_definition(text: str, label: re.Match[str]) -> bool:
    """Is it only named within brackets that say what another index is made of?"""
    opened, closed = text.rfind("(", 0, label.start()), text.rfind(")", 0, label.start())
    if opened <= closed:
        return False
    inner = text[opened : text.find(")", label.end()) + 1 or len(text)]
    return bool(re.search(r"\+|rera|plus", inner)) and not re.search(r"\d+\.\d", inner)


def _on_therapy(text: str, before: int) -> bool:
    return bool(
        re.search(
            r"\b(?:residual|on (?:c?pap|therapy|treatment|bi-?level)|with (?:c?pap|treatment))\b[^.;]*$", text[:before]
        )
    ) or bool(_TREATED.match(text[before:]))


def _values(text: str, base: int, start: int, end: int, study: Study) -> list[NumberMention]:
    """The numbers between two labels that are not part of a rule, a percentage or a length of time."""
    found: list[NumberMention] = []
    for mention in numbers_within(study.document, base + start, base + end):
        after = text[mention.end - base : mention.end - base + 8]
        if (
            mention.unit in (None, "/h", "{events}", "h")
            and not re.match(r"\s?(?:%|percent|pct|cm|mm|min|hours? of)", after)
            and mention.high is None
        ):
            if mention.unit == "h" and not re.match(r"(?:\d+(?:\.\d+)?) ?/", text[mention.start - base :]):
                continue
            found.append(mention)
    return found


def _pair(
    study: Study, sentence: Sentence, text: str, numbers: list[NumberMention], named: bool
) -> tuple[NumberMention | None, int | None]:
    """The index among the numbers behind a label, and the count beside it."""
    rated = next((n for n in numbers if n.unit == "/h"), None)
    if rated is not None:
        before = [n for n in numbers if n.start < rated.start and _whole(n)]
        after = [n for n in numbers if n.start > rated.start and n.unit == "{events}" and _whole(n)]
        chosen = before[:1] or after[:1]
        return rated, int(chosen[0].value) if chosen else None
    plain = [n for n in numbers if n.unit in (None, "{events}")]
    if not plain:
        return None, None
    if len(plain) > 1 and sentence.kind is not SentenceKind.PROSE:
        first, second = plain[0], plain[1]
        if study.is_split and _columns_are_parts(study, sentence):
            return (first, None) if named else (None, None)
        if _whole(first) and (second.value < first.value or not _whole(second)) and not _index_first(study, sentence):
            return second, int(first.value)
        if _whole(second) and _index_first(study, sentence):
            return first, int(second.value)
    if not named:
        return None, None
    return (plain[0], None) if plain[0].unit is None else (None, None)


def _whole(mention: NumberMention) -> bool:
    return mention.value == int(mention.value) and "." not in str(mention.value)


def _headings(study: Study, sentence: Sentence) -> Iterator[str]:
    """The lines above a row that hold words and no values."""
    for before in reversed([s for s in study.sentences if s.start < sentence.start][-14:]):
        words = study.document.flat[before.start : before.end]
        if not re.search(r"\d", re.sub(r"[34] ?%", "", words)):
            yield words


def _index_first(study: Study, sentence: Sentence) -> bool:
    """Does the heading of the table name the index before the count?"""
    for words in _headings(study, sentence):
        count, index = (
            re.search(r"\b(?:counts?|number|events|no\.|n\b|#)", words),
            re.search(r"\bindex|/ ?h|per hour|rate", words),
        )
        if count and index:
            return index.start() < count.start()
    return False


def _columns_are_parts(study: Study, sentence: Sentence) -> bool:
    """Does the heading of the table name the diagnostic part before the titration?"""
    for words in _headings(study, sentence):
        first = re.search(r"diagnostic|baseline|pre-?pap", words)
        second = re.search(r"titration|treatment|therap\w+|c?pap\b", words)
        if first and second:
            return first.start() < second.start()
    return False


def _count_elsewhere(text: str, start: int, end: int) -> int | None:
    """The count of events that the rest of the sentence gives."""
    after = _COUNT_AFTER.search(text, end) or _COUNT_BEFORE.search(text, end)
    if after:
        return int(after["count"])
    before = list(_COUNT_BEFORE.finditer(text, 0, start)) or list(_COUNT_AFTER.finditer(text, 0, start))
    return int(before[-1]["count"]) if before else None


def _without_repeats(found: Iterable[Index]) -> list[Index]:
    """Repeats of an index left out: the same value, or the same rounded in the report's prose."""
    kept: list[Index] = []
    for index in found:
        same = next((k for k in kept if _repeats(k, index)), None)
        if same is None:
            kept.append(index)
        elif same.events is None and index.events is not None:
            kept[kept.index(same)] = index if index.scoring is same.scoring else same
    return kept


def _repeats(one: Index, other: Index) -> bool:
    alike = one.part is other.part and one.total == other.total and one.reras == other.reras
    if not alike:
        return False
    return _rounds(one, other) and (one.scoring is other.scoring or other.scoring in (Scoring.UNSTATED, Scoring.MIXED))


def _rounds(one: Index, other: Index) -> bool:
    """The same number, or one rounded from the other."""
    return one.value == other.value or round(one.value) == other.value or one.value == round(other.value)
