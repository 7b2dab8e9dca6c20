"""Does what is known bear what is said? Each thing, how often, beside what, and how it is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from accord.dossier.citation.faults import Fault, FaultKind
from accord.dossier.citation.reading import Claims, Kind, Segment, Token

_FAULT = {
    Kind.WORD: FaultKind.WORD,
    Kind.SIDE: FaultKind.SIDE,
    Kind.DATE: FaultKind.DATE,
    Kind.CODE: FaultKind.CODE,
    Kind.NUMBER: FaultKind.NUMBER,
}


def compare(said: Claims, known: Claims) -> list[Fault]:
    """What the known words do not bear of what is said, in a fixed order."""
    return [
        *_missing(said.tokens, known.tokens),
        *_misplaced(said, known),
        *_bounds(said, known),
        *_turned(said.segments, known.segments),
    ]


def _missing(said: Sequence[Token], known: Sequence[Token]) -> Iterator[Fault]:
    """Every thing must be there, and as often as it is said."""
    have = Counter((token.kind, token.form) for token in known)
    have.update((Kind.WORD, token.unit) for token in known if token.unit)
    units = {(token.form, token.unit) for token in known if token.kind is Kind.NUMBER}
    wanted = Counter((token.kind, token.form) for token in said)
    for (kind, form), count in wanted.items():
        there = have[kind, form]
        if not there or (count > there and kind is not Kind.CODE):
            yield Fault(_FAULT[kind], form)
    for token in said:
        if token.kind is Kind.NUMBER and have[token.kind, token.form] and (token.form, token.unit) not in units:
            yield Fault(FaultKind.UNIT, f"{token.form} {token.unit}".strip())


NEAR = 3
"""Tokens on either side that tell of what a number or side is said."""

_Sides = tuple[tuple[str, ...], tuple[str, ...]]


def _misplaced(said: Claims, known: Claims) -> Iterator[Fault]:
    """Where several numbers or sides are known, each must stand beside the same thing: 'left hip' is not 'left knee'."""
    for kind in (Kind.NUMBER, Kind.SIDE):
        there: dict[str, list[_Sides]] = {}
        for token, sides in _each(known.segments, kind):
            there.setdefault(token.form, []).append(sides)
        if len(there) < 2:
            continue
        for token, sides in _each(said.segments, kind):
            if token.form in there and not (
                _fits(token.form, sides, there) or (kind is Kind.NUMBER and _touches(token.form, sides, there))
            ):
                yield Fault(_FAULT[kind], " ".join((token.form, *(sides[1] or sides[0])[:1])))


def _fits(form: str, sides: _Sides, there: Mapping[str, Sequence[_Sides]]) -> bool:
    """Does a known place of the same number share a neighbourhood that no other number shares?"""
    if not any(sides) or sides in there[form] or ((), ()) in there[form]:
        return True
    others = _others(form, there)
    for side in (0, 1):
        for length in range(1, len(sides[side]) + 1):
            near = sides[side][:length]
            if any(place[side][:length] == near for place in there[form]) and not any(
                place[side][:length] == near for place in others
            ):
                return True
    return False


def _touches(form: str, sides: _Sides, there: Mapping[str, Sequence[_Sides]]) -> bool:
    """'20 mg lisinopril' for 'lisinopril 20 mg': the same word next to it on the other side, and beside no other number."""
    return bool((_touching([sides]) & _touching(there[form])) - _touching(_others(form, there)))


def _others(form: str, there: Mapping[str, Sequence[_Sides]]) -> list[_Sides]:
    return [place for other, places in there.items() if other != form for place in places]


def _touching(places: Iterable[_Sides]) -> set[str]:
    """The nearest words on either side, other numbers left out."""
    return {word for place in places for side in place for word in side[:1] if not word[:1].isdigit()}


def _each(segments: Sequence[Segment], kind: Kind) -> Iterator[tuple[Token, _Sides]]:
    """Every token of the kind with its neighbours in its segment, the nearest first: those before, those after."""
    for segment in segments:
        forms = [token.form for token in segment.tokens]
        for i, token in enumerate(segment.tokens):
            if token.kind is kind:
                yield token, (tuple(reversed(forms[max(0, i - NEAR) : i])), tuple(forms[i + 1 : i + 1 + NEAR]))


def _bounds(said: Claims, known: Claims) -> Iterator[Fault]:
    """Comparisons are neither added nor left out."""
    once = Counter(token.form for token in known.tokens if token.kind is Kind.NUMBER)
    numbers = {token.form for token in said.tokens if token.kind is Kind.NUMBER}
    for sign, value in said.bounds - known.bounds:
        yield Fault(FaultKind.NUMBER, f"{sign} {value:f}")
    for sign, value in known.bounds - said.bounds:
        if f"{value:f}" in numbers and once[f"{value:f}"] == 1:
            yield Fault(FaultKind.NUMBER, f"{sign} {value:f}")


def _turned(said: Sequence[Segment], known: Sequence[Segment]) -> Iterator[Fault]:
    """Each segment must be meant as those are meant that it draws on: denied, doubted, planned, past, of the family."""
    for segment in said:
        used = _drawn_on(segment, known)
        if not used:
            yield from _idle_turned(segment, known)
            continue
        frame = used[0].frame if len(used) == 1 else _union(used)
        mine = segment.frame if len(used) == 1 else Counter(dict.fromkeys(segment.frame, 1))
        for kind in sorted(mine.keys() | frame.keys()):
            if mine[kind] != frame[kind]:
                yield Fault(FaultKind.CUE, kind)


def _union(segments: Sequence[Segment]) -> Counter[str]:
    return Counter({kind: 1 for segment in segments for kind in segment.frame})


def _drawn_on(segment: Segment, known: Sequence[Segment]) -> tuple[Segment, ...]:
    """The fewest known segments that hold its tokens, those meant alike before others."""
    left = set(segment.tokens)
    used: list[Segment] = []
    while left:
        best = max(known, key=lambda each: (len(left & set(each.tokens)), each.frame == segment.frame), default=None)
        if best is None or not left & set(best.tokens):
            break
        used.append(best)
        left -= set(best.tokens)
    return tuple(used)


def _idle_turned(segment: Segment, known: Sequence[Segment]) -> Iterator[Fault]:
    """'She does not.' has nothing but its cue: the same words must be turned alike where they are known."""
    alike = [each for each in known if each.idle == segment.idle]
    if alike and not any(each.frame == segment.frame for each in alike):
        yield Fault(FaultKind.CUE, " ".join(sorted(segment.frame)) or "negation")
    elif not alike and segment.frame:
        yield Fault(FaultKind.CUE, " ".join(sorted(segment.frame)))
    elif not alike and "patient" in segment.idle.split() and any("family" in e.frame for e in known if not e.tokens):
        yield Fault(FaultKind.CUE, "family")  # 'the patient, although …' for 'his brother, although …'
