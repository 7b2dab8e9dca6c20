"""Coverage at full size, made: 2,000 articles, 940 LCDs, 431,000 covered diagnoses, 45,000 that are not, 18,000 procedures.

The counts are those of the export of summer 2026; names, titles and codes are drawn here.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ARTICLES, LCDS, COVERED, NONCOVERED, PROCEDURES = 2_000, 940, 431_120, 45_352, 18_158
WORDS = (
    "implant scan nerve ulcer infusion graft device therapy spine valve catheter imaging biopsy laser orthosis monitor"
    " pump stent block gene panel assay transplant wound oxygen sleep nail eye ear heart liver lung kidney joint knee"
)
ALL = tuple(WORDS.split())
ASKED = 300


def measure() -> None:
    """Makes the archives, loads them, asks."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACCORD_DATA"] = f"{folder}/data"
        files = _made(Path(folder) / "files")
        size = sum(path.stat().st_size for path in files.glob("*.zip")) / 1e6
        _ask(*_load(files, size))


def _load(files: Path, size: float) -> tuple[list[str], list[str]]:
    from accord.connectors.coverage.load import LOADERS
    from accord.connectors.syncing import sync
    from accord.settings import settings

    settings.cache_clear()
    begun = time.perf_counter()
    release = sync(LOADERS[0], files)
    spent = time.perf_counter() - begun
    held = sum(path.stat().st_size for path in release.folder.rglob("*") if path.is_file()) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(
        f"full size        {size:.0f} MB of archives in {spent:.1f} s; {held:.0f} MB on disk; peak {peak:.0f} MB of memory"
    )
    print(f"                 {', '.join(f'{count:,} {what}' for what, count in release.counts.items())}")
    drawn = random.Random(7)
    return [_hcpcs(drawn) for _ in range(ASKED)], [_icd10(drawn) for _ in range(ASKED)]


def _ask(procedures: list[str], diagnoses: list[str]) -> None:
    from accord.connectors.coverage.tools import by_code, check, search
    from accord.errors import NotFound

    def code(place: int) -> None:
        try:
            by_code(procedures[place], "OH")
        except NotFound:
            return

    _time("check", lambda place: check(procedures[place], (diagnoses[place],), "OH"))
    _time("by code", code)
    _time("words", lambda place: search(f"{ALL[place % len(ALL)]} {ALL[-place % len(ALL)]} policy"))


def _time(what: str, ask: Callable[[int], object]) -> None:
    times: list[float] = []
    for place in range(ASKED):
        begun = time.perf_counter()
        ask(place)
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    print(f"{what:16} p50 {statistics.median(times):.2f} ms, p99 {times[int(len(times) * 0.99)]:.2f} ms")


def _made(folder: Path) -> Path:
    from tests.connectors.coverage.bulk import downloads
    from tests.connectors.coverage.small import EAST, GEAR, WEST, tables

    drawn = random.Random(1)
    issuers = [
        dict(zip(("contractor_id", "contractor_type_id", "contractor_version"), key, strict=True))
        for key in (EAST, WEST, GEAR)
    ]
    lookups = {name: rows for name, rows in tables().items() if name.startswith(("contractor", "state", "ncd"))}
    articles = [(50_000 + number, drawn.randint(1, 60)) for number in range(ARTICLES)]
    lcds = [(33_000 + number, drawn.randint(1, 60)) for number in range(LCDS)]
    return downloads(
        folder,
        {
            **lookups,
            "lcd": ({"lcd_id": n, "lcd_version": v, "title": _title(drawn), "status": "A", "indication": _text(drawn, 6000),
                     "rev_eff_date": "2025-10-01 00:00:00"} for n, v in lcds),
            "lcd_x_contractor": ({"lcd_id": n, "lcd_version": v, **issuers[n % 3]} for n, v in lcds),
            "article": ({"article_id": n, "article_version": v, "article_type": 6, "title": _title(drawn), "status": "A",
                         "description": _text(drawn, 1500)} for n, v in articles),
            "article_x_contractor": ({"article_id": n, "article_version": v, **issuers[n % 3]} for n, v in articles),
            "article_related_documents": (
                {"article_id": n, "article_version": v, "related_num": 1, "r_lcd_id": 33_000 + n % LCDS, "r_lcd_version": 1}
                for n, v in articles
            ),
            "article_x_hcpc_code": _codes(drawn, articles, PROCEDURES, "hcpc_code_id", "hcpc_code_group", _hcpcs),
            "article_x_icd10_covered": _codes(drawn, articles, COVERED, "icd10_code_id", "icd10_covered_group", _icd10),
            "article_x_icd10_noncovered": _codes(
                drawn, articles, NONCOVERED, "icd10_code_id", "icd10_noncovered_group", _icd10
            ),
        },
    )  # fmt: skip


def _codes(
    drawn: random.Random, articles: list[tuple[int, int]], count: int, code: str, group: str,
    draw: Callable[[random.Random], str],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    for place in range(count):
        number, version = articles[place % len(articles)]
        yield {"article_id": number, "article_version": version, code: draw(drawn), group: drawn.randint(1, 4),
               "range": "N", "description": "A condition that is described in some words"}  # fmt: skip


def _hcpcs(drawn: random.Random) -> str:
    return f"{drawn.randint(10000, 12999)}" if drawn.random() < 0.8 else f"E{drawn.randint(100, 999):04}"


def _icd10(drawn: random.Random) -> str:
    return f"{drawn.choice('CDEGIJKLMNS')}{drawn.randint(10, 99)}.{drawn.randint(0, 99)}"


def _title(drawn: random.Random) -> str:
    return " ".join(drawn.choices(ALL, k=4)).title()


def _text(drawn: random.Random, words: int) -> str:
    return "<p>" + " ".join(drawn.choices(ALL, k=words)) + "</p>"
