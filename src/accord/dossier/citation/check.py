"""The check itself: a statement stands when its citations resolve and bear every claim it makes."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from accord.dossier.citation.comparing import compare
from accord.dossier.citation.faults import Fault, FaultKind
from accord.dossier.citation.named import Stores, unknown_ids
from accord.dossier.citation.reading import read
from accord.dossier.citation.sources import Sources
from accord.dossier.citation.statement import Citation, Own, Statement, StatementKind
from accord.dossier.visible import one_line
from accord.wording import say, sentences

SIGNED_PREFIX = "letter."


@dataclass(frozen=True)
class Struck:
    """A statement that was taken out, and why."""

    statement: Statement
    faults: tuple[Fault, ...]

    @property
    def kinds(self) -> frozenset[FaultKind]:
        """The kinds of its faults."""
        return frozenset(fault.kind for fault in self.faults)


@dataclass(frozen=True)
class Checked:
    """What may stand, in the given order, and what was struck."""

    kept: tuple[Statement, ...]
    struck: tuple[Struck, ...]


def check_all(statements: Iterable[Statement], sources: Sources, stores: Stores = Stores()) -> Checked:  # noqa: B008
    """Parts the statements into those that stand and those that were struck."""
    kept: list[Statement] = []
    struck: list[Struck] = []
    for statement in statements:
        told = verify(statement, sources, stores)
        if isinstance(told, Struck):
            struck.append(told)
        else:
            kept += told.kept
    return Checked(tuple(kept), tuple(struck))


def verify(statement: Statement, sources: Sources, stores: Stores = Stores()) -> Checked | Struck:  # noqa: B008
    """Whether one sentence, as a model drafts it, may stand: Checked with it, or Struck with every fault.

    Besides what its citations bear, each policy, article and code that it names must be held by the stores.
    """
    named = () if statement.kind is StatementKind.QUOTED else tuple(unknown_ids(statement.text, stores))
    faults = (*check(statement, sources), *named)
    return Struck(statement, faults) if faults else Checked((statement,), ())


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
    said, known = read(text), read("\n\n".join(citation.text for citation in citations))
    return compare(said, known)
