"""How well procedures (ICD-10-PCS) are found by what clinicians call them, beside the search of icd10-coder, in one run.

    python -m benchmarks.procedures [--part learn|scored] [--misses]

A hit is a code among the first ten that begins with an accepted beginning. The set is in benchmarks/cases/procedures.tsv:
'learn' was looked at while the words were written, 'scored' never (--misses shows those of 'learn' only).
Both sides answer from the same codes: sections 0 and 1 of FY2025.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from accord.connectors.icd10.pcs.searching import search
from accord.connectors.icd10.pcs.store import from_package

CASES = Path(__file__).parent / "cases" / "procedures.tsv"
FIRST = 10
NAMES, SEED = 300, 5
PEER_CODE = re.compile(r"^  ([0-9A-HJ-NP-Z]{7})  Approach=", re.M)


@dataclass(frozen=True)
class Case:
    """A question, and what a right code may begin with."""

    question: str
    accepted: tuple[str, ...]
    part: str

    def place(self, codes: Sequence[str]) -> int | None:
        """Where the first right code stands, from 1; None when it is not among the first ten."""
        return next((n for n, code in enumerate(codes[:FIRST], 1) if code.startswith(self.accepted)), None)


def cases(part: str) -> list[Case]:
    """The cases of one part of the set."""
    rows = (line.split("\t") for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [Case(question, tuple(accepted.split()), told) for question, accepted, told in rows if told == part]


def ours(question: str) -> list[str]:
    """Our first codes."""
    return [hit.code for hit in search(from_package(), question, FIRST).items]


def peers(question: str) -> list[str]:
    """The codes that icd10-coder prints as its candidates, in its order."""
    from icd10_coder import coder

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        coder.cmd_proc(SimpleNamespace(query=question.split(), korean=False))
    return PEER_CODE.findall(printed.getvalue())


def measure(name: str, asked: list[Case], ask: Callable[[str], list[str]]) -> list[Case]:
    """Prints hit@1, hit@10 and times, and gives the cases that were missed."""
    ask(asked[0].question)
    places, spent = list[int | None](), list[float]()
    for case in asked:
        begun = time.perf_counter()
        codes = ask(case.question)
        spent.append(1000 * (time.perf_counter() - begun))
        places.append(case.place(codes))
    ordered = sorted(spent)
    found = [place for place in places if place is not None]
    print(
        f"{name:12} n={len(asked)}  hit@1 {sum(p == 1 for p in found) / len(asked):6.1%}  "
        f"hit@10 {len(found) / len(asked):6.1%}  p50 {ordered[len(ordered) // 2]:.1f} ms  "
        f"p99 {ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]:.1f} ms"
    )
    return [case for case, place in zip(asked, places, strict=True) if place is None]


def names(many: int, seed: int) -> list[Case]:
    """Official names as questions: the code that has the name is the right one."""
    titles = from_package().titles("")
    return [Case(name, (code,), "names") for code, name, _ in random.Random(seed).sample(titles, many)]


def main() -> None:
    """Measures one part, or both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["learn", "scored"])
    parser.add_argument("--misses", action="store_true")
    told = parser.parse_args()
    for part in [told.part] if told.part else ["learn", "scored"]:
        print(f"{part}:")
        missed = measure("accord", cases(part), ours)
        measure("icd10-coder", cases(part), peers)
        if told.misses and part == "learn":
            for case in missed:
                print(f"  missed: {case.question} ({' '.join(case.accepted)})")
    print("official names:")
    measure("accord", names(NAMES, SEED), ours)


if __name__ == "__main__":
    main()
