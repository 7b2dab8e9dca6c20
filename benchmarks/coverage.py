"""Coverage: does every document of the shared data load, and do questions find the right policy?

python -m benchmarks.coverage [--failures] [--scale]
--failures names the questions missed of the part to learn from (never of the scored part).
--scale    builds made archives of the full size (431,000 rows of diagnoses) and measures loading and checking.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FIRST = 5
ROUNDS = 3
PARTS = ("learn", "scored", "hard, learn", "hard, scored")


Question = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How many questions of a part found a right policy in the first five."""

    part: str
    right: int
    asked: int
    missed: tuple[str, ...]
    milliseconds: tuple[float, ...]

    def line(self) -> str:
        """One line of the report."""
        times = sorted(self.milliseconds)
        p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
        return (
            f"{self.part:18} {self.right:3}/{self.asked:3} = {self.right / self.asked:6.1%} in the first {FIRST};"
            f" p50 {statistics.median(times):.2f} ms, p99 {p99:.2f} ms"
        )


def main() -> int:
    """Loads data/mcd in a temporary folder and asks."""
    shared = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "mcd"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACCORD_DATA"] = folder
        if not shared.is_dir():
            print(f"{shared} is not there; set ACCORD_SHARED.")
            return 2
        _load(shared)
        questions = tomllib.loads((HERE / "coverage_questions.toml").read_text("utf-8"))
        scores = [_codes(questions["codes"]), *(_words(questions["words"], part) for part in PARTS)]
        for score in scores:
            print(score.line())
        if "--failures" in sys.argv:
            print(
                "missed:",
                *(f"\n  {missed}" for score in scores if "scored" not in score.part for missed in score.missed),
            )
    if "--scale" in sys.argv:
        from benchmarks.coverage_scale import measure

        measure()
    return 0


def _load(shared: Path) -> None:
    from accord.connectors.coverage.load import LOADERS
    from accord.connectors.syncing import sync

    for part in ("ncd_2025-07", "lcd_2025-07", "lcd_all_2025-07", "lcd_2026-02", "article_2026-02", "index_2025-08",
                 "lcd_pdf_2025-08", ""):  # fmt: skip
        begun = time.perf_counter()
        release = sync(LOADERS[0], shared / part, accept_fewer=True)
        counts = ", ".join(f"{count:,} {what}" for what, count in release.counts.items() if count)
        print(f"{part or 'all of it':16} {time.perf_counter() - begun:5.1f} s  {release.name}: {counts}")
        print(f"{'':16} {release.notice}")


def _codes(questions: list[Question]) -> Score:
    from accord.connectors.coverage.tools import by_code
    from accord.errors import NotFound

    def ask(question: Question) -> list[tuple[str, str]]:
        try:
            return [(hit.id, hit.title) for hit in by_code(str(question["code"]), limit=FIRST).items]
        except NotFound:
            return []

    return _score("codes", questions, ask, "code")


def _words(questions: list[Question], part: str) -> Score:
    from accord.connectors.coverage.tools import search

    def ask(question: Question) -> list[tuple[str, str]]:
        return [(hit.id, hit.title) for hit in search(str(question["ask"]), limit=FIRST).items]

    return _score(f"words {part}", [each for each in questions if each["part"] == part], ask, "ask")


def _score(part: str, questions: list[Question], ask: Callable[[Question], list[tuple[str, str]]], name: str) -> Score:
    missed, times = list[str](), list[float]()
    for question in questions:
        found: list[tuple[str, str]] = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            found = ask(question)
            times.append((time.perf_counter() - begun) * 1000)
        if not any(_right(question, *each) for each in found):
            missed.append(f"{question[name]}: {[f'{each} {title}' for each, title in found]}")
    return Score(part, len(questions) - len(missed), len(questions), tuple(missed), tuple(times))


def _right(question: Question, document: str, title: str) -> bool:
    return document in question["right"] or any(piece.lower() in title.lower() for piece in question.get("titles", ()))


if __name__ == "__main__":
    sys.exit(main())
