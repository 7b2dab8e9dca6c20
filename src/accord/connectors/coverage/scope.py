"""What the paragraph of a group of diagnoses says: of which procedures it speaks, and what else it asks for.

Paragraphs are written by people. What is not understood makes the answer conditional, never covered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accord.connectors.coverage.codes import procedures_named, within
from accord.connectors.coverage.values import Applies, Role

_SENTENCE = re.compile(r"(?<=[.:;])\s+|\n+")
_NEGATED = re.compile(
    r"\b(?:do(?:es)? not apply|not (?:be )?(?:used|covered|payable|applicable)|exclud\w+|except)\b", re.I
)
_ONLY_BESIDE = re.compile(
    r"\b(?:performed|billed|reported|used|done) (?:for .{1,40} )?(?:in conjunction )?with\b", re.I
)
_PROCEDURE_GROUP = re.compile(
    r"\b(?:CPT|HCPCS|procedure)\W{0,6}(?:(?:HCPCS|CPT|codes?|section|listed|in|the|and|or|under)\W{0,4}){0,6}"
    r"group\s*(?P<after>\d+)|\bgroup\s*(?P<before>\d+)\s*(?:CPT|HCPCS|procedure)\b",
    re.I,
)
_GROUPS = re.compile(r"\bgroups?\s*(\d+)(?![\d%])(?:\s*(?:,|and|or|&)\s*(?:group\s*)?(\d+))*", re.I)
_GROUP_NUMBER = re.compile(r"\d+")
_PRIMARY_WORDS = (
    r"\b(?:primary|principal)\b(?=\W+(?:\w+\W+)?(?:ICD|diagnos|codes?\b))|\bas (?:the )?(?:primary|principal)\b"
)
_SECONDARY_WORDS = r"\bsecondary\b(?=\W+(?:\w+\W+)?(?:ICD|diagnos|codes?\b))|\bas (?:the |a )?secondary\b"
_PRIMARY = re.compile(_PRIMARY_WORDS, re.I)
_SECONDARY = re.compile(_SECONDARY_WORDS, re.I)
_ASKS_MORE = re.compile(
    r"\b(?:dual|paired|two|three) (?:ICD-10\S* )?(?:diagnos[ei]s|codes?|ICD)|\bin pairs\b|\bdiagnos[ei]s (?:code )?requirement"
    r"|\baccompanied by\b|\bin (?:addition|conjunction) (?:to|with)\b|\balong with\b|\btogether with\b"
    r"|\b(?:must|should) (?:also )?(?:be )?(?:billed|reported|coded|used|listed|paired|supported)?\s?(?:with|by|include)\b"
    r"|\bone (?:of the )?other\b|\banother (?:listed )?(?:diagnosis|code)\b|\bboth\b.{0,30}\bgroups?\b"
    r"|\bone of the following .{0,60}(?:is|are) required|\b(?:first|second) (?:listed )?diagnosis|\bonly (?:if|when|in)\b"
    r"|\bpayable only\b|\ballowed only\b|\brequires? (?:a|an|one|two|three|at least)\b|\brequired for\b"
    r"|\bnot be (?:used|billed|reported) alone\b"
    rf"|{_PRIMARY_WORDS}|{_SECONDARY_WORDS}",
    re.I,
)
_SEVENTH = re.compile(r"[^.:\n]*\b(?:7th|seventh) character[^\n]*", re.I)
_ONE_OF_EACH = re.compile(
    r"(?:\b(?:at least )?(?:an?|one|1)\b[^.\n]{0,45})?\bgroup\s*(\d+)\b[^.\n]{0,60}?\b(?:and|with)\b[^.\n]{0,60}?\bgroup\s*(\d+)\b"
    r"(?:[^.\n]{0,60}?\b(?:and|with)\b[^.\n]{0,60}?\bgroup\s*(\d+)\b)?",
    re.I,
)
_MANY = re.compile(r"(?<!group )(?<!groups )\b(?:two|three|four|[234])\b[^.\n]{0,30}\b(?:codes?|diagnos[ei]s)\b", re.I)
_USUAL = (
    re.compile(r"\b(?:provider|responsibility)\b.*\b(?:highest level|specificity)\b", re.I),
    re.compile(r"\b(?:does|do|is|are) not\b.*\b(?:assure|guarantee|sufficient|ensure)\b", re.I),
    re.compile(r"\bmust be reasonable and necessary\b", re.I),
    re.compile(r"\bICD-?10\S*\b.*\b(?:support|establish|covered|medically necessary|medical necessity)\b", re.I),
    re.compile(r"\b(?:diagnos[ei]s|codes?)\b.*\b(?:support|covered|medical necessity|listed below|following)\b", re.I),
    re.compile(r"\b(?:limited coverage|refer to the LCD|coverage indications)\b", re.I),
    re.compile(
        r"^\W*(?:N/?A|none|not applicable|note|group \d+\w?( codes?| paragraph)?|billing and coding.*)\W*$", re.I
    ),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a paragraph says to one procedure.

    needs -- groups of diagnoses of which one code each is wanted, when the paragraph says so in a form that is understood.
    more -- the paragraph asks for something besides, whether or not it is understood.
    silent -- the paragraph says nothing of its own.
    """

    applies: Applies
    role: Role
    needs: tuple[int, ...]
    more: bool
    silent: bool


def scope(
    paragraph: str, number: int, hcpcs: str, procedure_groups: Mapping[int, frozenset[str]], alone: bool
) -> Scope:
    """Reads a paragraph for one procedure.

    procedure_groups -- the article's HCPCS groups, number to codes. alone -- it is the article's only group of its kind.
    """
    needs = () if _MANY.search(paragraph) else _needs(paragraph)
    # How a seventh character is chosen is a rule of coding, not of coverage.
    more = bool(_ASKS_MORE.search(_SEVENTH.sub("", paragraph))) or bool(needs)
    applies = _applies(paragraph, hcpcs, procedure_groups, alone)
    return Scope(applies, _role(paragraph, needs, more, number), needs, more, _is_usual(paragraph))


def _role(paragraph: str, needs: tuple[int, ...], more: bool, number: int) -> Role:
    head = paragraph[:120] if not needs else paragraph
    primary, secondary = _PRIMARY.search(head), _SECONDARY.search(head)
    if primary and not secondary:
        return Role.PRIMARY
    if secondary and not primary:
        return Role.SECONDARY
    if needs and number not in needs:
        return Role.COMBINED
    return Role.COMBINED if more else Role.ANY


def _needs(paragraph: str) -> tuple[int, ...]:
    for sentence in _SENTENCE.split(paragraph):
        if _PROCEDURE_GROUP.search(sentence):
            continue
        found = _ONE_OF_EACH.search(sentence)
        if found and re.search(r"\b(?:must|require[sd]?|should|need(?:s|ed)?|use of)\b", sentence, re.I):
            return tuple(sorted({int(number) for number in found.groups() if number}))
    return ()


def _applies(paragraph: str, hcpcs: str, groups: Mapping[int, frozenset[str]], alone: bool) -> Applies:
    if told := _told_by_codes(paragraph, hcpcs):
        return told
    numbers = {int(m["after"] or m["before"]) for m in _PROCEDURE_GROUP.finditer(paragraph)} & groups.keys()
    if numbers:
        return Applies.YES if any(hcpcs in groups[number] for number in numbers) else Applies.NO
    return Applies.YES if alone or _is_usual(paragraph) else Applies.UNCLEAR


def _told_by_codes(paragraph: str, hcpcs: str) -> Applies | None:
    """What the procedure codes that a paragraph names say; None when it names none."""
    named = refused = others_refused = False
    for sentence in _SENTENCE.split(paragraph):
        beside = _ONLY_BESIDE.search(sentence)
        spans = procedures_named(
            sentence[: beside.start()] if beside and procedures_named(sentence[: beside.start()]) else sentence
        )
        if not spans:
            continue
        if _NEGATED.search(sentence):
            refused, others_refused = refused or within(hcpcs, spans), True
        elif within(hcpcs, spans):
            return Applies.YES
        else:
            named = True
    if refused or named:
        return Applies.NO
    return Applies.YES if others_refused else None


def _is_usual(paragraph: str) -> bool:
    """Does it hold only what such paragraphs always say, and so nothing that limits the group?"""
    sentences = [sentence.strip() for sentence in _SENTENCE.split(paragraph) if sentence.strip(" .:;*-")]
    return all(any(usual.search(sentence) for usual in _USUAL) for sentence in sentences)
