"""Coverage, live: the service has no search, so titles are ranked here; do questions in words find the right policy?

python -m benchmarks.coverage_titles

The titles are those of the national determinations and of the lists of LCDs and articles in the shared data, in the
shape in which the service gives them. Nothing is asked of the service.
"""

from __future__ import annotations

import csv
import os
import statistics
import sys
import time
import tomllib
from pathlib import Path

from accord.connectors.coverage.live_rank import ranked
from benchmarks.coverage import FIRST, HERE, PARTS, Question

Titled = tuple[str, str]


def main() -> int:
    """Ranks and counts."""
    shared = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "mcd"
    if not shared.is_dir():
        print(f"{shared} is not there; set ACCORD_SHARED.")
        return 2
    titles = _titles(shared)
    questions = tomllib.loads((HERE / "coverage_questions.toml").read_text("utf-8"))["words"]
    for part in PARTS:
        asked = [question for question in questions if question["part"] == part]
        times, right = list[float](), 0
        for question in asked:
            begun = time.perf_counter()
            found = ranked(str(question["ask"]), titles, lambda each: each[1])[:FIRST]
            times.append((time.perf_counter() - begun) * 1000)
            right += any(_right(question, *each) for each, _ in found)
        print(f"{part:14} {right:3}/{len(asked)} in the first {FIRST} of {len(titles):,} titles;"
              f" p50 {statistics.median(times):.1f} ms, longest {max(times):.1f} ms")  # fmt: skip
    return 0


def _titles(shared: Path) -> list[Titled]:
    csv.field_size_limit(1 << 30)
    with (shared / "index_2025-08" / "documents_latest.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["document_display_id"]: row["title"] for row in csv.DictReader(lines)}
    with (shared / "ncd_2025-07" / "ncd_trkg.csv").open(encoding="cp1252", newline="") as lines:
        found |= {row["NCD_mnl_sect"]: row["NCD_mnl_sect_title"] for row in csv.DictReader(lines)}
    return list(found.items())


def _right(question: Question, document: str, title: str) -> bool:
    return document in question["right"] or any(piece.lower() in title.lower() for piece in question.get("titles", ()))


if __name__ == "__main__":
    sys.exit(main())
