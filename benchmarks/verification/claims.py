"""How many false claims the citation check catches, and how many true ones it strikes."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.dossier.citation import Own, Sources, check, drafted
from accord.records.record import Record
from benchmarks.verification.corrupt import Claim

EMPTY = Record((), (), ())


@dataclass(frozen=True, slots=True)
class Counted:
    """Claims of one kind: how many were struck, and those that were not as they should be."""

    kind: str
    total: int
    struck: int
    wrong: tuple[Claim, ...]

    @property
    def share(self) -> float:
        """Struck of all."""
        return self.struck / self.total if self.total else 0.0


def is_struck(claim: Claim) -> bool:
    """Does the check take the claim out, when it cites these words?"""
    return bool(check(drafted(claim.text, Own("cited", claim.cited)), Sources(EMPTY, {"cited": claim.cited})))


def why(claim: Claim) -> str:
    """The faults, in a line."""
    faults = check(drafted(claim.text, Own("cited", claim.cited)), Sources(EMPTY, {"cited": claim.cited}))
    return ", ".join(f"{fault.kind.value} {fault.what}" for fault in faults)


def count(claims: Mapping[str, Sequence[Claim]], *, should_be_struck: bool) -> tuple[Counted, ...]:
    """One count a kind."""
    counts: list[Counted] = []
    for kind, listed in claims.items():
        struck = [is_struck(claim) for claim in listed]
        wrong = tuple(c for c, s in zip(listed, struck, strict=True) if s is not should_be_struck)
        counts.append(Counted(kind, len(listed), sum(struck), wrong))
    return tuple(counts)


def together(counts: Iterable[Counted], kind: str) -> Counted:
    """The sum of several counts."""
    every = tuple(counts)
    wrong = tuple(claim for each in every for claim in each.wrong)
    return Counted(kind, sum(c.total for c in every), sum(c.struck for c in every), wrong)


def medec(shared: Path, name: str = "medec_ms_test.csv") -> tuple[Counted, Counted]:
    """MEDEC: the wrong sentence cites the right one (should be struck), the right one cites its text (should stand)."""
    with (shared / "data/verification" / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["Corrected Sentence"] or "") > 3]
    false = {row["Error Sentence"]: Claim("medec", row["Error Sentence"], row["Corrected Sentence"]) for row in rows}
    true = {row["Corrected Sentence"]: Claim("medec", row["Corrected Sentence"], row["Corrected Text"]) for row in rows}
    return (
        count({"MEDEC substitution": tuple(false.values())}, should_be_struck=True)[0],
        count({"MEDEC true, whole note cited": tuple(true.values())}, should_be_struck=False)[0],
    )


def checks_a_second(claims: Sequence[Claim]) -> float:
    """Checks of one core."""
    begun = time.process_time()
    for claim in claims:
        is_struck(claim)
    return len(claims) / max(time.process_time() - begun, 1e-9)
