"""By which rule hypopneas were scored: a fall of 4 % in saturation, or 3 % or an arousal; and whether RERAs are in it."""

from __future__ import annotations

import re
from enum import StrEnum

from accord.evidence.readers.sleep_tests.study import Study


class Scoring(StrEnum):
    """The rule of an index. Events of the 4 % rule are among those of the 3 % rule, never the other way round."""

    FOUR = "4pct"
    THREE = "3pct"
    MIXED = "mixed"
    UNSTATED = "unstated"


_ABOUT = (
    r"(?:rules?|definitions?|defin\w+|criteri\w+|desat\w*|hypopn\w+|drops?|falls?|decreas\w*|reductions?|dips?|"
    r"scor\w+|ahi|rei|rdi|index|events?|oxygen|o2|spo2)"
)
_PERCENT = r"(?:(?:>=?|=>|≥|at least|minimum of)\s*)?{0}\s?(?:%|percent|pct)(?!\s*(?:of|\())"
_FOUR = re.compile(
    rf"{_PERCENT.format(4)}\W+(?:\w+\W+)?{_ABOUT}|{_ABOUT}\W+(?:\w+\W+){{0,4}}?{_PERCENT.format(4)}|"
    rf"(?<![a-z])p?(?:ahi|rei|rdi)[ -]?\(?4\s?%?\)?(?![\d.])|"
    r"\b(?:cms|medicare)\b[^.;\n]{0,28}\b(?:defin\w*|rules?|criteri\w*|counts?|scor\w*|standards?|guidelines?|"
    r"method|ahi|rei|rdi|hypopn\w*)|"
    r"\b(?:defin\w*|rules?|criteri\w*|ahi|rei|rdi|scored|scoring|hypopn\w*|per|using|"
    r"by)\W{1,3}(?:\w+\W+){0,2}(?:cms|medicare)\b|"
    r"\b(?:rule )?1b\b|\bviii\.?4\.?b\b|aasm (?:acceptable|alternative|optional)"
)
_THREE = re.compile(
    rf"{_PERCENT.format(3)}\W+(?:\w+\W+)?{_ABOUT}|{_ABOUT}\W+(?:\w+\W+){{0,4}}?{_PERCENT.format(3)}|"
    rf"(?<![a-z])p?(?:ahi|rei|rdi)[ -]?\(?3\s?%?\)?(?![\d.])|"
    r"(?:or|and/or|with|w/|/|\+|plus)\s*(?:an? )?(?:eeg |cortical |associated )?arousals?\b|arousal[ -](?:based|"
    r"linked|associated|criteria|hypopn\w+)|"
    r"\b(?:rule )?1a\b|\bviii\.?4\.?a\b|aasm (?:recommended|preferred)|\baasm\b(?=[^.;\n]{0,16}\b(?:defin\w*|"
    r"counts?|ahi|rules?))"
)
_SATURATION_ONLY = re.compile(
    r"\bodi\b|oxygen desaturation index|desaturation index|\bt\s?<|time (?:below|under|at|<)|"
    r"desaturations? (?:events?|total|count)|arousal index"
)
_LETTER = re.compile(r"hypopn\w+ (?P<letter>[a-d])\b")
_WITH_RERA = re.compile(
    r"\+\s*reras?|(?:and|plus|including|includes?|incl\.?|with|w/|&)\s+(?:the\s+)?reras?|"
    r"reras? (?:are )?(?:included|counted)|respiratory effort related"
)
_NO_RERA = re.compile(
    r"(?:no|not|without|excl\w*|excluding|exclusive of|omit\w*|minus|w/o|less)\s+(?:the\s+|any\s+)?reras?|"
    r"reras? (?:are |were )?(?:not|excluded|omitted|never)|"
    r"\breras?\b[ .:]+0(?![.\d])|rdi\W{0,3}\(?(?:apneas?|a) ?(?:\+|and|&|plus) ?(?:hypopneas?|h)\b"
)


def rule_in(words: str) -> Scoring:
    """The rule that some words of a report (lower case) name."""
    if _SATURATION_ONLY.search(words) and not re.search(r"hypopn|ahi|rei|rdi", words):
        return Scoring.UNSTATED
    four, three = bool(_FOUR.search(words)), bool(_THREE.search(words))
    if four and three:
        return Scoring.MIXED
    return Scoring.FOUR if four else Scoring.THREE if three else Scoring.UNSTATED


def rule_of(study: Study, cell: str, line: str, offset: int) -> tuple[Scoring, bool]:
    """The rule of an index, and whether the index itself bears it.

    It is told by its own words, its line, the letter it refers to or its table; else by the whole report, where that
    names one rule only.
    """
    for words in (cell, _lettered(study, cell or line), line):
        rule = rule_in(words)
        if rule in (Scoring.FOUR, Scoring.THREE):
            return rule, True
        if rule is Scoring.MIXED and words is cell:
            return (Scoring.THREE if re.search(r"\bor\b.{0,20}arousal", words) else Scoring.MIXED), True
    if "aasm" in cell:
        return Scoring.THREE, True
    above = rule_above(study, offset)
    if above in (Scoring.FOUR, Scoring.THREE):
        return above, True
    whole = {rule_in(study.document.flat[s.start : s.end]) for s in study.sentences} - {Scoring.UNSTATED}
    return (whole.pop() if len(whole) == 1 else Scoring.MIXED if whole else Scoring.UNSTATED), False


def _lettered(study: Study, words: str) -> str:
    """What 'hypopneas A' was defined as, elsewhere in the report."""
    named = _LETTER.search(words) or re.search(r"(?<![a-z])(?:ahi|rei|rdi)[ -](?P<letter>[a-d])\b", words)
    if named is None:
        return ""
    for sentence in study.sentences:
        text = study.document.flat[sentence.start : sentence.end]
        defined = re.search(rf"hypopn\w+ {named['letter']}\b\W{{0,3}}(?P<rule>[^\n]*)", text)
        if defined and rule_in("hypopnea " + defined["rule"]) is not Scoring.UNSTATED:
            return "hypopnea " + defined["rule"]
    return ""


def rule_above(study: Study, offset: int) -> Scoring:
    """The rule in the heading of the table in which a line stands: the nearest line above it that has words but no values."""
    before = [s for s in study.sentences if s.start < offset][-12:]
    for sentence in reversed(before):
        words = study.document.flat[sentence.start : sentence.end]
        numbers = re.findall(r"\d+(?:\.\d+)?", re.sub(r"[34] ?%", "", words))
        rule = rule_in(words)
        if not numbers and rule is not Scoring.UNSTATED:
            return rule
        if "\n\n" in study.document.text[sentence.start : offset].replace(" ", "") and not numbers:
            break
    return Scoring.UNSTATED


def has_reras(study: Study, name: str, line: str) -> bool:
    """Are arousals from respiratory effort counted in the index?"""
    if _NO_RERA.search(line):
        return False
    if name.endswith("rdi") or "disturbance" in name:
        return not _NO_RERA.search(study.flat)
    return bool(_WITH_RERA.search(line))
