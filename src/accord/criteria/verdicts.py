"""What goes into the judge and what comes out: facts with their evidence, criteria, verdicts.

`E` is whatever proves a fact (for Accord a Finding); the judge only hands it on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from accord.criteria.comparing import Value
from accord.criteria.status import Status
from accord.logic import Node

E = TypeVar("E")


@dataclass(frozen=True)
class FactValue(Generic[E]):
    """What the record says of one fact.

    value    -- None when unknown.
    evidence -- what proves the value (a known value without evidence is refused: it counts as unknown).
    against  -- what speaks against it, or both sides of a conflict.
    conflict -- two sources disagree; the value is then None.
    reason   -- one sentence when unknown: what was searched, or what is missing.
    """

    value: Value = None
    evidence: tuple[E, ...] = ()
    against: tuple[E, ...] = ()
    conflict: bool = False
    reason: str = ""

    @property
    def proved(self) -> bool:
        """Is there a value with something that proves it, and no conflict?"""
        return self.value is not None and bool(self.evidence) and not self.conflict


class HasLogic(Protocol):
    """What the judge can judge: a key, logic, and the range in which the source text does not decide."""

    @property
    def key(self) -> str: ...
    @property
    def logic(self) -> Node: ...
    @property
    def unclear_when(self) -> Node | None: ...


@dataclass(frozen=True)
class Criterion:
    """A criterion to judge: its key, its logic, and the range in which the source text does not decide."""

    key: str
    logic: Node
    unclear_when: Node | None = None


@dataclass(frozen=True)
class Verdict(Generic[E]):
    """The answer to one criterion, with the findings for and against; if unclear, the facts that are missing."""

    key: str
    status: Status
    evidence: tuple[E, ...] = ()
    against: tuple[E, ...] = ()
    missing: tuple[str, ...] = ()
    conflict: bool = False
    reason: str = ""
