"""The NPI registry at full size: how long a load takes and what memory, how fast and how well it answers, also while it loads.

    python -m benchmarks.npi [--rows 9500000] [--work FOLDER] [--asked 1000] [--keep]

Made under FOLDER (about 8 GB for 9.5 million rows; removed afterwards): the official monthly archive with that many
providers (names, taxonomies and states recombined from real rows in ACCORD_SHARED), a weekly archive and a report of
deactivated numbers. Loaded by `accord sync npi` in a process of its own; memory is the greatest sum of the resident sizes
of that process and all below it, seen ten times a second (pages that they share are counted more than once).
Misspelt: one letter of the last name (7 in 10) or the first name changed, left out, doubled with another or exchanged;
found: the very provider is among the first 10; anyone of that very name is; and in how many cases the very provider could
be at best: where more than ten share what is asked for, ten of them by chance.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.connectors.npi import tools
from accord.connectors.npi.register import held
from benchmarks.npi_made import make_archive, make_report, make_week

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHANGED_IN_A_WEEK, DEACTIVATED = 30_000, 300_000
Row = tuple[str, str, str, str, str, str]


@dataclass(frozen=True)
class Loaded:
    """One run of `accord sync`: seconds, of which processors worked, and the greatest memory of its processes in MB."""

    seconds: float
    worked: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:,.1f} s ({self.worked:,.0f} s of processors), at most {self.megabytes:,.0f} MB"


def main() -> None:
    """Makes, loads, asks, prints."""
    given = _arguments()
    work = Path(given.work or tempfile.mkdtemp(prefix="accord-npi-"))
    os.environ["ACCORD_DATA"] = str(work / "data")
    try:
        _measure(work, given.rows, given.asked)
    finally:
        if not given.keep:
            shutil.rmtree(work, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=9_500_000)
    parser.add_argument("--work", default="")
    parser.add_argument("--asked", type=int, default=1_000)
    parser.add_argument("--keep", action="store_true", help="leave the folder, and use the archive that is in it")
    return parser.parse_args()


def _measure(work: Path, rows: int, asked: int) -> None:
    month = work / "month"
    if not list(month.glob("*.zip")):
        started = time.perf_counter()
        archive = make_archive(month, rows)
        print(
            f"made {rows:,} providers in {time.perf_counter() - started:,.0f} s: {archive.stat().st_size / 1e6:,.0f} MB zipped"
        )
    whole = load(month)
    print(f"monthly load: {whole}, {rows / whole.seconds:,.0f} rows/s")
    _print_size(work)
    people = _sample(asked, 1)
    groups = _sample(asked, 2)
    ask_everything(people, groups)
    _measure_updates(work, rows, people)


def _measure_updates(work: Path, rows: int, people: Sequence[Row]) -> None:
    make_week(work / "week", rows, min(CHANGED_IN_A_WEEK, rows // 10))
    make_report(work / "report", rows, min(DEACTIVATED, rows // 30))
    for what in ("week", "report"):
        waits: list[float] = []
        stop = threading.Event()
        reader = threading.Thread(target=_read_on, args=(people, waits, stop))
        reader.start()
        took = load(work / what)
        stop.set()
        reader.join()
        print(f"{what} applied while it serves: {took}; {len(waits):,} look-ups meanwhile, {spread(waits)}")


def _read_on(people: Sequence[Row], waits: list[float], stop: threading.Event) -> None:
    while not stop.is_set():
        for npi, *_ in people:
            waits.append(timed(lambda npi=npi: tools.get(npi)))
            time.sleep(0.01)
            if stop.is_set():
                return


def load(folder: Path) -> Loaded:
    """Loads a folder in a process of its own and watches its memory and that of the processes below it."""
    command = [sys.executable, "-m", "accord.cli", "sync", "npi", "--from", str(folder), "--quiet", "--index", "npi"]
    started, most = time.perf_counter(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    before = os.times()
    while process.poll() is None:
        most = max(most, _resident(process.pid))
        time.sleep(0.1)
    if process.returncode != 0:
        raise SystemExit(f"the load of {folder} ended with {process.returncode}")
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return Loaded(time.perf_counter() - started, worked, most / 1e6)


def _resident(pid: int) -> int:
    """Bytes in memory of a process and all below it."""
    total, left = 0, [pid]
    while left:
        one = left.pop()
        try:
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            for task in Path(f"/proc/{one}/task").iterdir():
                left += [int(child) for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended
    return total


def _print_size(work: Path) -> None:
    files = [path for path in (work / "data" / "releases").rglob("*") if path.is_file()]
    print(f"release: {sum(path.stat().st_size for path in files) / 1e6:,.0f} MB")


def _sample(count: int, kind: int) -> list[Row]:
    """Providers drawn evenly from the whole register: (npi, last or organization, first, state, city, taxonomy)."""
    register = held()
    assert register is not None
    last = register.file.execute("SELECT max(rowid) FROM provider").fetchone()[0]
    draw = random.Random(20261124)
    query = (
        "SELECT npi, name, first, state, city, taxonomy FROM provider NOT INDEXED "
        "WHERE rowid = ? AND variant = 0 AND kind = ? AND name <> ''"
    )
    rows: list[Row] = []
    while len(rows) < count:
        if row := register.file.execute(query, (draw.randrange(1, last + 1), kind)).fetchone():
            rows.append((str(row[0]), *row[1:]))
    return rows


def bent(name: str, draw: random.Random) -> str:
    """The name with one slip of the keys."""
    at, other = draw.randrange(len(name)), draw.choice(LETTERS)
    slip = draw.randrange(4) if len(name) > 2 else 0
    swapped = name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
    return (name[:at] + other + name[at + 1 :], name[:at] + name[at + 1 :], name[:at] + other + name[at:], swapped)[
        slip
    ]


def ask_everything(people: Sequence[Row], groups: Sequence[Row]) -> None:
    """Each kind of question for each provider, after some to warm up."""
    draw = random.Random(7)

    def misspelt(row: Row, **place: str) -> object:
        _, last, first, *_ = row
        of_last = draw.random() < 0.7 or len(first) < 2
        return tools.search(last_name=bent(last, draw) if of_last else last,
                            first_name=first if of_last else bent(first, draw), fuzzy=True, **place)  # fmt: skip

    questions: tuple[tuple[str, Sequence[Row], Callable[[Row], object], str], ...] = (
        ("number", people, lambda row: tools.get(row[0]), ""),
        ("last and first name, state", people, lambda row: tools.search(row[1], row[2], state=row[3]), "name first state"),
        ("last name, state", people, lambda row: tools.search(row[1], state=row[3]), "name state"),
        ("beginning of the last name, state", people, lambda row: tools.search(f"{row[1][:4]}*", state=row[3]), ""),
        ("taxonomy and city", people, lambda row: tools.search(taxonomy=row[5], city=row[4]), ""),
        ("misspelt name, state", people, lambda row: misspelt(row, state=row[3]), "name first state"),
        ("misspelt name, anywhere", people, misspelt, "name first"),
        ("last name as heard, state", people, lambda row: tools.search(row[1], row[2], state=row[3], phonetic=True),
         "name first state"),
        ("organization", groups, lambda row: tools.search(organization_name=row[1]), "name"),
        ("misspelt organization, state", groups,
         lambda row: tools.search(organization_name=bent(row[1], draw), state=row[3], fuzzy=True), "name state"),
    )  # fmt: skip
    for name, rows, ask, shared in questions:
        usable = [row for row in rows if name != "beginning of the last name, state" or len(row[1]) > 1]
        for row in usable[:50]:
            ask(row)
        _print_question(name, usable, ask, shared.split())


def at_best(rows: Sequence[Row], shared: Sequence[str]) -> float:
    """The share of providers who can be among ten: of those that have the same in these columns, ten are shown."""
    register = held()
    assert register is not None
    place = {"name": 1, "first": 2, "state": 3}
    where = " AND ".join(f"{column} = ?" for column in shared)
    index = "by_name" if "state" in shared else "by_full_name"
    query = f"SELECT count(DISTINCT npi) FROM provider INDEXED BY {index} WHERE kind = ? AND {where}"
    kind = 1 if rows[0][2] else 2
    alike = (register.file.execute(query, (kind, *(row[place[c]] for c in shared))).fetchone()[0] for row in rows)
    return statistics.mean(min(1.0, 10 / max(1, count)) for count in alike)


def _print_question(name: str, rows: Sequence[Row], ask: Callable[[Row], object], shared: Sequence[str]) -> None:
    waits, found, named = [], 0, 0
    for row in rows:
        started = time.perf_counter()
        answer = ask(row)
        waits.append((time.perf_counter() - started) * 1_000)
        hits = getattr(answer, "items", None)
        if hits is not None:
            found += any(hit.npi == row[0] for hit in hits)
            named += any(_same_name(row, hit.name) for hit in hits)
    share = "" if hits is None else f"; found {found / len(rows):.1%}, that name {named / len(rows):.1%}"
    share += f", at best {at_best(rows, shared):.1%}" if shared else ""
    print(f"{name:36} {spread(waits)}{share}")


def _same_name(row: Row, shown: str) -> bool:
    from accord.connectors.npi.words import fold

    return fold(shown) == " ".join(part for part in (row[2], row[1]) if part)


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1_000


def spread(waits: Sequence[float]) -> str:
    """Median and 99th percentile of milliseconds."""
    if len(waits) < 2:
        return "too few to say"
    ordered = sorted(waits)
    return f"p50 {statistics.median(ordered):6.2f} ms  p99 {ordered[int(len(ordered) * 0.99)]:6.2f} ms"


if __name__ == "__main__":
    print(f"{dt.date.today()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    main()
