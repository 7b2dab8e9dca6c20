"""A procedure and diagnoses against the code lists of one article: group by group, never flattened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.connectors.coverage.codes import NO_CODE
from accord.connectors.coverage.scope import Scope, scope
from accord.connectors.coverage.values import (
    Applies,
    CodeGroup,
    Coverage,
    DiagnosisAnswer,
    GroupAnswer,
    ListKind,
    Role,
)

DIAGNOSES = (ListKind.ICD10_COVERED, ListKind.ICD10_NONCOVERED)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one article's lists say."""

    answer: Coverage
    why: str
    diagnoses: tuple[DiagnosisAnswer, ...]
    groups: tuple[GroupAnswer, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    group: CodeGroup
    scope: Scope
    listed: tuple[str, ...]
    starred: frozenset[str]


def weigh(groups: Iterable[CodeGroup], hcpcs: str, icd10: tuple[str, ...], codes_loaded: bool = True) -> Weighed:
    """groups -- all code groups of the article. codes_loaded -- False when its lists of diagnoses are not held here."""
    groups = tuple(groups)
    lists = tuple(g for g in groups if g.kind in DIAGNOSES and any(code.code != NO_CODE for code in g.codes))
    read = tuple(_read(group, lists, groups, hcpcs, icd10) for group in lists)
    shown = tuple(_shown(each) for each in read)
    if not codes_loaded:
        return Weighed(Coverage.CANNOT_SAY, "Its lists of diagnoses are not loaded.", (), shown)
    if not lists:
        return Weighed(Coverage.CANNOT_SAY, "It has no list of diagnoses; its text decides.", (), shown)
    if not icd10:
        return Weighed(Coverage.CANNOT_SAY, "No diagnosis was given.", (), shown)
    if all(each.scope.applies is Applies.NO for each in read):
        return Weighed(Coverage.CANNOT_SAY, f"None of its lists speaks of {hcpcs}.", (), shown)
    diagnoses = tuple(_diagnosis(code, read, icd10) for code in icd10)
    answer, why = _together(diagnoses)
    return Weighed(answer, why, diagnoses, shown)


def _read(
    group: CodeGroup, lists: tuple[CodeGroup, ...], groups: tuple[CodeGroup, ...], hcpcs: str, icd10: tuple[str, ...]
) -> _Read:
    procedures = {g.number: frozenset(code.code for code in g.codes) for g in groups if g.kind is ListKind.HCPCS}
    alone = sum(other.kind is group.kind for other in lists) == 1
    said = scope(group.paragraph, group.number, hcpcs, procedures, alone)
    codes = {code.code: code for code in group.codes}
    listed = tuple(code for code in icd10 if code in codes)
    return _Read(group, said, listed, frozenset(code for code in listed if "*" in codes[code].note))


def _shown(read: _Read) -> GroupAnswer:
    group, said = read.group, read.scope
    return GroupAnswer(
        group.kind, group.number, group.paragraph, said.applies, said.role, said.needs, read.listed, len(group.codes)
    )


def _diagnosis(code: str, read: tuple[_Read, ...], icd10: tuple[str, ...]) -> DiagnosisAnswer:
    holding = [each for each in read if code in each.listed and each.scope.applies is not Applies.NO]
    if not holding:
        return DiagnosisAnswer(code, *_unlisted(code, read))
    said = [_in_group(code, each, read, icd10) for each in holding]
    for answer in (Coverage.NOT_COVERED, Coverage.COVERED, Coverage.CONDITIONAL):
        found = [why for given, why in said if given is answer]
        others = {given for given, _ in said} - {answer}
        if found and answer is Coverage.NOT_COVERED and others:
            return DiagnosisAnswer(code, Coverage.CONDITIONAL, " ".join(why for _, why in said))
        if found:
            return DiagnosisAnswer(code, answer, found[0])
    raise AssertionError("every group says one of the three")


def _unlisted(code: str, read: tuple[_Read, ...]) -> tuple[Coverage, str]:
    elsewhere = [each.group.number for each in read if code in each.listed]
    if elsewhere:
        numbers = ", ".join(map(str, elsewhere))
        return Coverage.NOT_LISTED, f"It stands only in group {numbers}, which is for other procedures."
    if all(each.group.kind is ListKind.ICD10_NONCOVERED for each in read):
        return Coverage.CANNOT_SAY, "It is not on the list of what is not covered, and there is no list of what is."
    return Coverage.NOT_LISTED, "It is on none of the lists that speak of the procedure."


def _in_group(code: str, each: _Read, read: tuple[_Read, ...], icd10: tuple[str, ...]) -> tuple[Coverage, str]:
    """What one group that lists the diagnosis makes of it."""
    group, said = each.group, each.scope
    if said.applies is Applies.UNCLEAR:
        return Coverage.CONDITIONAL, f"{_named(group)} lists it for what its paragraph says; read it."
    if group.kind is ListKind.ICD10_NONCOVERED:
        if said.more:
            return Coverage.CONDITIONAL, f"{_named(group)} lists it, under a condition in its paragraph."
        return Coverage.NOT_COVERED, f"{_named(group)} lists it."
    if code in each.starred:
        return Coverage.CONDITIONAL, f"{_named(group)} marks it with an asterisk: {group.footnote or 'read the group.'}"
    if said.needs and group.number in said.needs and said.role is not Role.SECONDARY:
        return _needed(group, said, read)
    if code in group.paragraph:
        return Coverage.CONDITIONAL, f"{_named(group)} lists it, and its paragraph speaks of it; read it."
    if beside := _spoken_of(each, read):
        return (
            Coverage.CONDITIONAL,
            f"{_named(group)} lists it, and the paragraph of group {beside} asks for more besides.",
        )
    if said.more:
        return Coverage.CONDITIONAL, f"{_named(group)} lists it, and its paragraph asks for more besides."
    return Coverage.COVERED, f"{_named(group)} lists it."


def _spoken_of(each: _Read, read: tuple[_Read, ...]) -> int:
    """The group whose paragraph speaks of this one too ('primary in group 1, secondary in group 2'); 0 when none does."""
    said = f"group {each.group.number}"
    for other in read:
        if other is each or other.scope.applies is Applies.NO or not other.scope.more:
            continue
        if other.group.kind is each.group.kind and (each.scope.silent or said in other.group.paragraph.lower()):
            return other.group.number
    return 0


def _needed(group: CodeGroup, said: Scope, read: tuple[_Read, ...]) -> tuple[Coverage, str]:
    """One code of each of several groups is wanted: is there one of each among the diagnoses asked about?"""
    covered = [each for each in read if each.group.kind is ListKind.ICD10_COVERED]
    lacking = [n for n in said.needs if not any(each.group.number == n and each.listed for each in covered)]
    wanted = " and ".join(map(str, said.needs))
    if lacking:
        lacks = " and ".join(map(str, lacking))
        return (
            Coverage.CONDITIONAL,
            f"{_named(group)} lists it; a code of group {wanted} each is wanted, and none of group {lacks} was given.",
        )
    if said.role is Role.PRIMARY:
        return (
            Coverage.CONDITIONAL,
            f"{_named(group)} lists it and a code of group {wanted} each was given; their order decides.",
        )
    return Coverage.COVERED, f"{_named(group)} lists it, and a code of group {wanted} each was given as wanted."


def _named(group: CodeGroup) -> str:
    return f"{'Covered' if group.kind is ListKind.ICD10_COVERED else 'Non-covered'} group {group.number}"


def _together(diagnoses: tuple[DiagnosisAnswer, ...]) -> tuple[Coverage, str]:
    """One supporting diagnosis carries a claim; one that is not covered beside it is for a person to judge."""
    by = {answer: [d.icd10 for d in diagnoses if d.answer is answer] for answer in Coverage}
    if by[Coverage.COVERED] and not by[Coverage.NOT_COVERED]:
        return Coverage.COVERED, f"{', '.join(by[Coverage.COVERED])} supports the procedure by its lists."
    if by[Coverage.COVERED] or by[Coverage.CONDITIONAL]:
        conditions = by[Coverage.CONDITIONAL] or by[Coverage.COVERED] + by[Coverage.NOT_COVERED]
        return Coverage.CONDITIONAL, f"{', '.join(conditions)}: it depends; read the groups."
    if by[Coverage.NOT_COVERED]:
        return Coverage.NOT_COVERED, f"{', '.join(by[Coverage.NOT_COVERED])} is listed as not covered."
    if by[Coverage.NOT_LISTED]:
        return Coverage.NOT_LISTED, "None of the diagnoses is on the lists that speak of the procedure."
    return Coverage.CANNOT_SAY, "The lists say only what is not covered, and hold none of the diagnoses."


def overall(answers: Iterable[tuple[Coverage, str]]) -> tuple[Coverage, str]:
    """What several governing articles say together. answers -- (answer, id of the article)."""
    given = tuple(answers)
    if not given:
        return Coverage.CANNOT_SAY, "No document that is loaded lists this procedure here."
    saying: dict[Coverage, list[str]] = {}
    for answer, article in given:
        if answer is not Coverage.CANNOT_SAY:
            saying.setdefault(answer, []).append(article)
    if not saying:
        return Coverage.CANNOT_SAY, "No governing document has lists that decide; read their texts."
    if len(saying) == 1:
        answer, articles = next(iter(saying.items()))
        return answer, f"So say the lists of {', '.join(articles)}."
    told = "; ".join(f"{answer.value.replace('_', ' ')} by {', '.join(ids)}" for answer, ids in saying.items())
    return Coverage.CONDITIONAL, f"Governing documents differ: {told}."
