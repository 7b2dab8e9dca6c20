"""How long a review takes and how much memory it needs, as whole commands in fresh processes.

    uv run python -m benchmarks.speed [CASES]

CASES is a folder of benchmark cases (default benchmarks/cases). Printed: cold start of `accord --help`; `accord review` of
each case (text); of a dossier with a ten-page PDF made here; of the shipped example with a scanned page; seconds as median
and maximum, memory as peak resident size of the largest process.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
ACCORD = [sys.executable, "-m", "accord.cli"]
PAGES = 10


def timed(command: Sequence[str]) -> tuple[float, float, int]:
    """Seconds, peak memory in MB and exit code of one command."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - started, usage.ru_maxrss / 1024, process.returncode


def review_of(paths: Sequence[Path], out: Path) -> tuple[float, float, int]:
    """One `accord review` of some paths."""
    return timed([*ACCORD, "review", *map(str, paths), "--out", str(out), "--date", "2026-06-15", "--quiet"])


def printed(name: str, runs: Sequence[tuple[float, float, int]]) -> None:
    """One line of figures; exit codes that mean a fault are named."""
    seconds = [run[0] for run in runs]
    faults = sorted({run[2] for run in runs} - {0, 4, 10, 11})
    told = f", faults: exit {faults}" if faults else ""
    print(
        f"{name:34} n={len(runs):3}  median {statistics.median(seconds):6.2f} s  max {max(seconds):6.2f} s  "
        f"peak {max(run[1] for run in runs):5.0f} MB{told}"
    )


def ten_pages(folder: Path) -> list[Path]:
    """A dossier of the shipped text example with all its papers, and more notes, as one PDF of ten pages."""
    from reportlab.lib.pagesizes import LETTER
    from reportlab.pdfgen.canvas import Canvas

    texts = [path.read_text("utf-8") for path in sorted((EXAMPLES / "oxygen-ask" / "documents").glob("*.txt"))]
    target = folder / "documents" / "chart.pdf"
    target.parent.mkdir(parents=True)
    canvas = Canvas(str(target), pagesize=LETTER)
    for number in range(PAGES):
        lines = texts[number % len(texts)].splitlines() * 2
        for row, line in enumerate(lines[:60]):
            canvas.setFont("Courier", 9)
            canvas.drawString(40, 760 - row * 12, line)
        canvas.showPage()
    canvas.save()
    form = folder / "request.json"
    form.write_bytes((EXAMPLES / "oxygen-ask" / "request.json").read_bytes())
    return [form, target.parent]


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit code 1 when a review failed."""
    cases = Path(argv[0]) if argv else HERE / "cases"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        review_of([EXAMPLES / "cpap-approve"], out / "warm")
        printed("accord --help, cold", [timed([*ACCORD, "--help"]) for _ in range(7)])
        text = [
            review_of([p for p in sorted(case.iterdir()) if p.name != "gold.json"], out / case.name)
            for case in sorted(cases.iterdir())
            if (case / "request.json").is_file()
        ]
        if text:
            printed("text dossier", text)
        paths = ten_pages(out / "ten")
        pdf = [review_of(paths, out / "ten-out") for _ in range(5)]
        printed("ten-page PDF", pdf)
        scan = [review_of([EXAMPLES / "cpap-approve"], out / "scan-out") for _ in range(3)]
        printed("one scanned page (OCR)", scan)
    return int(any(run[2] not in (0, 4, 10, 11) for run in (*text, *pdf, *scan)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
