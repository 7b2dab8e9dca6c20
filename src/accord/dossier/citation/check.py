"""The check itself: a statement stands when its citations resolve and bear every claim it makes."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources

from accord.dossier.citation.reading import Claims, clauses, content_words, cue_counts, read
from accord.dossier.citation.sources import Sources
from accord.dossier.citation.statement import Citation, Own, Statement, StatementKind
from accord.dossier.visible import one_line
from accord.wording import say, sentences

SIGNED_PREFIX = "letter."


class FaultKind(StrEnum):
    """Why a statement was struck."""

    UNCITED = "uncited"
    UNRESOLVED = "unresolved"
    PHRASE = "phrase"
    QUOTE = "quote"
    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    CODE = "code"
    SIDE = "side"
    CUE = "cue"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Fault:
    """What in a statement is not borne by its citations."""

    kind: FaultKind
    what: str


@dataclass(frozen=True)
class Struck:
    """A statement that was taken out, and why."""

    statement: Statement
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Checked:
    """What may stand, in the given order, and what was struck."""

    kept: tuple[Statement, ...]
    struck: tuple[Struck, ...]


def check_all(statements: Iterable[Statement], sources: Sources) -> Checked:
    """Parts the statements into those that stand and those that were struck."""
    kept: list[Statement] = []
    struck: list[Struck] = []
    for statement in statements:
        faults = check(statement, sources)
        if faults:
            struck.append(Struck(statement, faults))
        else:
            kept.append(statement)
    return Checked(tuple(kept), tuple(struck))


def check(statement: Statement, sources: Sources) -> tuple[Fault, ...]:
    """The faults of a statement; none when it stands."""
    lost = [c for c in statement.citations if not sources.resolves(c)]
    if lost:
        return tuple(Fault(FaultKind.UNRESOLVED, one_line(citation.text)) for citation in lost)
    return tuple(dict.fromkeys(_BY_KIND[statement.kind](statement)))


@cache
def phrases_are_signed() -> bool:
    """Are the letters' phrases the ones that a person read and signed?"""
    text = resources.files("accord.dossier.citation").joinpath("signed.toml").read_text("utf-8")
    return tomllib.loads(text)["sha256"] == phrases_digest()


def phrases_digest() -> str:
    """The digest of all phrases that letters may be made of."""
    rows = sorted((key, text) for key, text in sentences().items() if key.startswith(SIGNED_PREFIX))
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _check_fixed(statement: Statement) -> Sequence[Fault]:
    if not statement.phrase.startswith(SIGNED_PREFIX) or not phrases_are_signed():
        return [Fault(FaultKind.PHRASE, statement.phrase)]
    if statement.text != say(statement.phrase, **statement.values):
        return [Fault(FaultKind.PHRASE, statement.text)]
    return [fault for value in statement.values.values() for fault in _check_value(value, statement.citations)]


def _check_value(value: str, citations: Sequence[Citation]) -> Sequence[Fault]:
    """A value put into a phrase stands word for word in a citation, or is a drafted text that its citations bear."""
    words = one_line(value)
    if any(words == one_line(c.text) or (isinstance(c, Own) and words in one_line(c.text)) for c in citations):
        return ()
    return _compare(value, citations)


def _check_quoted(statement: Statement) -> Sequence[Fault]:
    if len(statement.citations) != 1:
        return [Fault(FaultKind.UNCITED, statement.text)]
    place = statement.citations[0]
    if isinstance(place, Own) or statement.text != f"“{one_line(place.text)}”":
        return [Fault(FaultKind.QUOTE, statement.text)]
    return ()


def _check_drafted(statement: Statement) -> Sequence[Fault]:
    return _compare(statement.text, statement.citations)


_BY_KIND: dict[StatementKind, Callable[[Statement], Sequence[Fault]]] = {
    StatementKind.FIXED: _check_fixed,
    StatementKind.QUOTED: _check_quoted,
    StatementKind.DRAFTED: _check_drafted,
}


def _compare(text: str, citations: Sequence[Citation]) -> list[Fault]:
    if not citations:
        return [Fault(FaultKind.UNCITED, one_line(text))]
    borne = "\n\n".join(citation.text for citation in citations)
    said, known = read(text), read(borne)
    return [
        *(Fault(FaultKind.DATE, date.isoformat()) for date in sorted(said.dates - known.dates)),
        *(Fault(FaultKind.CODE, code) for code in sorted(said.codes - known.codes)),
        *_compare_numbers(said, known),
        *_compare_sides(said, known),
        *_compare_cues(text, borne),
        *(Fault(FaultKind.WORD, word) for word in sorted(content_words(text) - known.words)),
    ]


def _compare_numbers(said: Claims, known: Claims) -> list[Fault]:
    faults: list[Fault] = []
    have = _by_value(known)
    for value, units in _by_value(said).items():
        if value not in have or sum(units.values()) > sum(have[value].values()):
            faults.append(Fault(FaultKind.NUMBER, f"{value:f}"))
        elif set(units) - set(have[value]):
            faults.append(Fault(FaultKind.UNIT, f"{value:f} {' '.join(sorted(set(units)))}".strip()))
    faults += [Fault(FaultKind.NUMBER, f"{sign} {value:f}") for sign, value in (said.bounds - known.bounds)]
    faults += [
        Fault(FaultKind.NUMBER, f"{sign} {value:f}")
        for sign, value in (known.bounds - said.bounds)
        if value in _by_value(said) and sum(have[value].values()) == 1
    ]
    return faults


def _by_value(claims: Claims) -> dict[Decimal, Counter[str]]:
    table: dict[Decimal, Counter[str]] = {}
    for (value, unit), count in claims.numbers.items():
        table.setdefault(value, Counter())[unit] += count
    return table


def _compare_sides(said: Claims, known: Claims) -> list[Fault]:
    """Each side named must be named in the citations of the same thing: 'left hip' is not borne by 'left knee'."""
    return [
        Fault(FaultKind.SIDE, " ".join([side, *after]))
        for side, after in said.sided
        if not any(side == other and (not after or not words or after[0] in words) for other, words in known.sided)
    ]


def _compare_cues(text: str, borne: str) -> list[Fault]:
    """The clauses of the citations that the statement draws on must turn it as often as it turns itself."""
    wanted = content_words(text)
    used = [clause for clause in clauses(borne) if content_words(clause) & wanted]
    said, known = cue_counts(text), sum((cue_counts(clause) for clause in used), Counter[str]())
    return [Fault(FaultKind.CUE, kind) for kind in sorted(said.keys() | known.keys()) if said[kind] != known[kind]]
