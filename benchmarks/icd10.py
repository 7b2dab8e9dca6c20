"""Finding diagnosis codes: the shipped pairs and the official alphabetic index, side by side with a peer, and look-ups.

    python -m benchmarks.icd10 [--entries 1000]

A question is found at n when one of the first n codes is an accepted code or lies beneath one; a heading above it does not
count. Three stores: *shipped* (a fresh install: titles, notes, the words of this project), *held out* (with the alphabetic
index of ACCORD_SHARED but for the entries that are asked), *loaded* (with the whole index). `learn` is the part of the
pairs that may be looked at, `scored` the part that is scored alone; the peer is icd10-coder.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from accord.connectors import icd10
from accord.connectors.icd10.alphabetic import Line, index_terms, placed, read_lines
from accord.connectors.icd10.build import write_entries
from accord.connectors.icd10.edition import FY2026, Edition
from accord.connectors.icd10.index import TABULAR, open_index
from accord.connectors.icd10.search.build import build_search
from accord.connectors.icd10.search.shelf import search_store
from accord.connectors.icd10.search.store import SEARCH_FOLDER
from accord.connectors.icd10.searching import find_codes
from accord.connectors.icd10.source import read_entries

PAIRS = Path(__file__).parent / "icd10_queries"
SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "icd"
INDEX_FILE = "ICD10CM_2025_Index.csv"
OTHER_FILES = ("icd-10-cm-eindex-2025.xml", "icd-10-cm-neoplasm-2025.xml", "icd-10-cm-drug-2025.xml")
SEED, FIRST = 20261124, 10
COLD = "from accord.connectors.icd10.tools import search; search('heart attack')"

Pair = tuple[str, frozenset[str]]
Finder = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Score:
    """How many are found at 1 and at 10, and how long one question takes in milliseconds.

    median, p99 -- by the clock; cpu_p99 -- of the processor, which other work on the machine does not lengthen as much.
    """

    questions: int
    at_1: float
    at_10: float
    median: float
    p99: float
    cpu_p99: float

    def __str__(self) -> str:
        return (
            f"n={self.questions:>5}  @1 {self.at_1:6.1%}  @10 {self.at_10:6.1%}  "
            f"p50 {self.median:5.1f} ms  p99 {self.p99:5.1f} ms  (CPU {self.cpu_p99:.1f})"
        )


def pairs(part: str) -> list[Pair]:
    """The shipped pairs of one part."""
    told = tomllib.loads((PAIRS / f"{part}.toml").read_text("utf-8"))["pairs"]
    return [(query, frozenset(code.replace(".", "") for code in codes)) for query, codes in told.items()]


def score(finder: Finder, asked: Sequence[Pair]) -> Score:
    """Asks all; the first question is asked once before, so that what is read once is not counted."""
    finder(asked[0][0])
    ones = tens = 0
    spent: list[float] = []
    worked: list[float] = []
    for query, accepted in asked:
        begun, busy = time.perf_counter(), time.process_time()
        found = finder(query)[:FIRST]
        spent.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - busy) * 1000)
        right = [any(code.startswith(one) for one in accepted) for code in found]
        ones += right[:1] == [True]
        tens += any(right)
    n = len(asked)
    last = int(n * 0.99)
    return Score(n, ones / n, tens / n, statistics.median(spent), sorted(spent)[last], sorted(worked)[last])


def ours(edition: Edition) -> Finder:
    """The search of an edition."""

    def find(query: str) -> Sequence[str]:
        _, found = find_codes(edition, query, FIRST)
        return [one.listing.code.letters for one in found]

    return find


def peer() -> Finder:
    """icd10-coder's search for diagnoses."""
    from icd10_coder import coder  # pyright: ignore[reportMissingTypeStubs]

    connection = sqlite3.connect(Path(coder.__file__).parent / "data" / "icd10cm.db")

    def find(query: str) -> Sequence[str]:
        return [str(row[0]).replace(".", "") for row in coder.cm_search(connection, query, FIRST)]

    return find


def built(folder: Path, lines: Sequence[Line]) -> tuple[Edition, float]:
    """The edition with these lines of the index, as a release would hold it, and the seconds it took."""
    begun = time.perf_counter()
    entries = read_entries(FY2026)
    (folder / SEARCH_FOLDER).mkdir(parents=True)
    with sqlite3.connect(folder / TABULAR) as file:
        write_entries(file, entries)
    file.close()
    terms = index_terms(lines) if lines else []
    if lines:
        for name in OTHER_FILES:
            terms.extend(index_terms(read_lines(SHARED / name)))
    build_search(folder / SEARCH_FOLDER, entries, terms)
    return replace(FY2026, folder=folder), time.perf_counter() - begun


def entries_of_the_index(lines: Sequence[Line], number: int) -> tuple[list[Pair], list[Line]]:
    """Entries drawn at random, as questions (the words of the path), and the lines without them."""
    steps = list(placed(lines))
    listed = [i for i, (_, _, line) in enumerate(steps) if line.codes and _listed(line.codes[0][1])]
    drawn = set(random.Random(SEED).sample(listed, number))
    asked = [(steps[i][0].replace(",", ""), frozenset({_listed(lines[i].codes[0][1])})) for i in sorted(drawn)]
    return asked, [replace(line, codes=()) if i in drawn else line for i, line in enumerate(lines)]


def _listed(text: str) -> str:
    found = icd10.find(text.strip().rstrip("-").rstrip("."))
    return found.code.letters if found else ""


def cold_start(times: int = 5) -> float:
    """Seconds of a fresh process from its start to the end of its first search, the index being built."""
    spent: list[float] = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", COLD], check=True)
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def looked_up(find: Callable[[str], object], codes: Sequence[str]) -> float:
    """Microseconds of one exact look-up."""
    begun = time.perf_counter()
    for code in codes:
        find(code)
    return (time.perf_counter() - begun) / len(codes) * 1e6


def exact() -> None:
    """Title and billable of codes, ours and the package's own functions."""
    rows = open_index().execute("SELECT letters FROM entry WHERE billable ORDER BY number % 997 LIMIT 10000")
    codes = [f"{letters[:3]}.{letters[3:]}".rstrip(".") for (letters,) in rows]
    begun = time.perf_counter()
    import simple_icd_10_cm as package  # pyright: ignore[reportMissingTypeStubs]

    imported = time.perf_counter() - begun
    first = looked_up(icd10.find, codes)
    again = looked_up(icd10.find, codes[:1000] * 3)
    theirs = looked_up(lambda code: (package.get_description(code), package.is_leaf(code)), codes)
    print(
        f"exact look-up: ours {first:.1f} us first, {again:.1f} us again; simple-icd-10-cm {theirs:.1f} us after {imported:.1f} s of import"
    )


def main() -> None:
    """Prints all figures."""
    parser = argparse.ArgumentParser(description="Finding diagnosis codes, measured.")
    parser.add_argument("--entries", type=int, default=1000, help="entries of the alphabetic index that are asked")
    wanted = parser.parse_args().entries
    parts = {part: pairs(part) for part in ("learn", "scored")}
    search_store(FY2026)
    finders: dict[str, Finder] = {"shipped": ours(FY2026), "icd10-coder": peer()}
    sets = dict(parts)
    with tempfile.TemporaryDirectory() as name:
        if (SHARED / INDEX_FILE).is_file():
            lines = read_lines(SHARED / INDEX_FILE)
            sets["index"], kept = entries_of_the_index(lines, wanted)
            held_out, _ = built(Path(name) / "held_out", kept)
            loaded, seconds = built(Path(name) / "loaded", lines)
            size = sum(path.stat().st_size for path in (Path(name) / "loaded").rglob("*") if path.is_file()) / 1e6
            print(f"with the whole index: built in {seconds:.1f} s, {size:.0f} MB")
            finders |= {"held out": ours(held_out), "loaded": ours(loaded)}
        _, seconds = built(Path(name) / "shipped", [])
        print(f"shipped: built in {seconds:.1f} s; cold start {cold_start():.3f} s")
        for set_name, asked in sets.items():
            for finder_name, finder in finders.items():
                print(f"{set_name:>7} | {finder_name:<11} {score(finder, asked)}", flush=True)
    exact()


if __name__ == "__main__":
    main()
