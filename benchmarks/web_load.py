"""Pages under load: real `accord serve` processes, and people who look, read a while, and look again.

    python -m benchmarks.web_load cases [--cases 10000] [--people 50] [--think 5] [--seconds 60]
    python -m benchmarks.web_load work-list [--cases 1000000] [--people 50] [--think 5] [--seconds 60]

Both take --database ADDRESS (an empty PostgreSQL; without it `cases` runs on a SQLite of its own and `work-list` starts a
PostgreSQL of its own where its programs are installed) and --processes N.

cases -- every case is made by the program itself from the papers of benchmarks/cases, reviewed and laid out by its worker, and
opened by people who choose at random. Each also opens the evidence of a criterion.
work-list -- rows as the program keeps them (sealed names, digests of their words), written in bulk: one organization with nearly
all cases, most of them decided; people look at the list, at filters, at later pages and search a name.

Clients run on the same machine and share its cores. A time is that of the whole answer.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

HERE = "http://127.0.0.1"
FIRST = ("Ada", "Ben", "Carla", "Dev", "Elena", "Farid", "Gita", "Hugo", "Ines", "Jonas", "Kofi", "Lena", "Mara", "Nils", "Olga",
         "Pedro", "Quinn", "Rosa", "Samir", "Tessa")  # fmt: skip
ENDINGS = (
    "berg",
    "field",
    "ford",
    "land",
    "man",
    "mann",
    "ner",
    "oni",
    "ov",
    "sen",
    "son",
    "stone",
    "ton",
    "well",
    "wood",
)
BEGINNINGS = ("Al", "Bar", "Cor", "Dun", "Ed", "Fal", "Gar", "Hol", "In", "Jas", "Kel", "Lor", "Mor", "Nor", "Os", "Pem", "Ros",
              "Stan", "Tur", "Wal")  # fmt: skip
LOT = 5_000
# How a payer's cases stand after some years.
STANDING = (
    ("decided", 0.94),
    ("received", 0.02),
    ("in_review", 0.02),
    ("clinician_review", 0.01),
    ("more_asked", 0.01),
)


@dataclass
class Told:
    """How long each kind of page took, in milliseconds, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)

    def show(self, seconds: float) -> None:
        """The table."""
        every = sum(len(times) for times in self.times.values())
        print(f"{every} pages in {seconds:.0f} s ({every / seconds:.1f} a second), {len(self.faults)} faults")
        for kind, times in sorted(self.times.items()):
            cut = statistics.quantiles(times, n=100) if len(times) > 1 else times * 99
            print(f"  {kind:24} {len(times):6}   p50 {cut[49]:7.1f}   p95 {cut[94]:7.1f}   p99 {cut[98]:7.1f} ms")
        for fault in self.faults[:5]:
            print(f"  fault: {fault}")


@dataclass(frozen=True)
class Reader:
    """One person's browser, kept open."""

    client: httpx.AsyncClient
    told: Told
    chance: random.Random

    async def see(self, kind: str, path: str) -> str:
        """A page."""
        return await self._timed(kind, self.client.get(path))

    async def send(self, kind: str, path: str, form: dict[str, str], headers: dict[str, str]) -> str:
        """What a form gives."""
        return await self._timed(kind, self.client.post(path, data=form, headers=headers))

    async def _timed(self, kind: str, answer: Awaitable[httpx.Response]) -> str:
        begin = time.perf_counter()
        try:
            given = await answer
        except httpx.HTTPError as fault:
            self.told.faults.append(f"{kind} {type(fault).__name__}")
            return ""
        if given.status_code != 200 or "refresh" in given.headers:
            self.told.faults.append(f"{kind} {given.status_code} {'waits' if 'refresh' in given.headers else ''}")
        self.told.times[kind].append((time.perf_counter() - begin) * 1000)
        return given.text


Turn = Callable[[Reader], Awaitable[None]]


def run_people(ports: Sequence[int], tokens: Sequence[str], turn: Turn, think: float, seconds: float) -> None:
    """Every person takes a turn, thinks for about so many seconds, and takes the next."""

    async def person(number: int, told: Told, end: float) -> None:
        chance = random.Random(number)
        async with httpx.AsyncClient(base_url=f"{HERE}:{ports[number % len(ports)]}", cookies={"accord": tokens[number]},
                                     timeout=60) as client:  # fmt: skip
            await asyncio.sleep(chance.uniform(0, think))
            while time.monotonic() < end:
                await turn(Reader(client, told, chance))
                await asyncio.sleep(think * chance.uniform(0.6, 1.4))

    async def everybody(told: Told, length: float) -> None:
        end = time.monotonic() + length
        await asyncio.gather(*(person(number, told, end) for number in range(len(tokens))))

    asyncio.run(everybody(Told(), min(seconds, 2 * think)))  # connections and patterns are made ready
    told, begin = Told(), time.monotonic()
    asyncio.run(everybody(told, seconds))
    told.show(time.monotonic() - begin)


# ---- the server


@contextmanager
def serving(count: int) -> Iterator[list[int]]:
    """So many `accord serve` on the database of the settings: their ports."""
    ports = [_free_port() for _ in range(count)]
    order = [sys.executable, "-m", "accord.cli", "serve", "--port"]
    running = [
        subprocess.Popen([*order, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for port in ports
    ]
    try:
        for port in ports:
            _wait_for(port)
        yield ports
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait(30)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(port: int, seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            if httpx.get(f"{HERE}:{port}/sign-in").status_code == 200:
                return
        except httpx.HTTPError:
            pass
        if time.monotonic() > until:
            raise SystemExit("accord serve did not start.")
        time.sleep(0.2)


# ---- people and their cases


def made_people(database: Any, count: int, now: dt.datetime) -> tuple[str, list[Any]]:
    """A payer with so many reviewers: its id, they."""
    from accord.access import Role
    from accord.access.organizations import make_organization, make_person

    with database.writing() as connection:
        payer = make_organization(connection, "Hill Health Plan", "payer", "America/New_York", now)
        people = [
            make_person(
                connection, "system", payer, f"Reviewer {number}", f"r{number}@plan.example", [Role.REVIEWER], now
            )
            for number in range(count)
        ]
    return payer, people


def there(database: Any, count: int, now: dt.datetime) -> tuple[list[str], list[str], list[str]]:
    """Of a filled database: people, a new session of each, and cases (ten thousand at most)."""
    from sqlalchemy import select

    from accord.access.sessions import begin_session
    from accord.db.tables import case, person

    with database.writing() as connection:
        people = list(connection.execute(select(person.c.id).limit(count)).scalars())
        tokens = [begin_session(connection, one, "password", now).token for one in people]
        return people, tokens, list(connection.execute(select(case.c.id).limit(10_000)).scalars())


def made_cases(database: Any, payer: str, people: Sequence[Any], count: int) -> None:
    """Cases with the papers of benchmarks/cases, all reviewed."""
    from accord.cases.files import Arrived
    from accord.cases.making import make_case
    from accord.cases.worker import Worker
    from accord.policies.site import site_pack
    from accord.web.shown import lay_out_newest

    folders = sorted(path.parent for path in Path(__file__).with_name("cases").glob("*/request.json"))
    texts = [
        [Arrived(file.name, "text/plain", file.read_bytes())
         for file in (folder / "request.json", *sorted((folder / "documents").iterdir()))]
        for folder in folders
    ]  # fmt: skip
    for number in range(count):
        make_case(database, people[number % len(people)], texts[number % len(texts)], dt.datetime.now(dt.UTC))
        if number % LOT == LOT - 1 or number == count - 1:
            worker = Worker(
                database, site_pack, lambda: dt.datetime.now(dt.UTC), threading.Event(), reviewed=lay_out_newest
            )
            worker.run(once=True)
            print(f"  {number + 1} cases of {payer} made and reviewed", flush=True)


def look_at_cases(cases: Sequence[str]) -> Turn:
    """A case at random, and now and then its first criterion's evidence or the work list."""

    async def turn(reader: Reader) -> None:
        if reader.chance.random() < 0.2:
            await reader.see("work list", "/cases")
        case = reader.chance.choice(cases)
        page = await reader.see("case page", f"/cases/{case}")
        token = re.search(r'name="form_token" value="([^"]+)"', page)
        criteria = re.findall(
            r'name="criterion" value="([^"]+)">\s*<input type="hidden" name="id" value="([^"]+)"', page
        )
        if token and criteria:
            await asyncio.sleep(reader.chance.uniform(0.5, 2))
            key, place = reader.chance.choice(criteria)
            form = {"form_token": token[1], "criterion": key, "id": place}
            await reader.send("evidence opened", f"/cases/{case}/evidence", form, {"hx-request": "true"})

    return turn


# ---- a million rows


def written_rows(database: Any, payer: str, people: Sequence[Any], count: int) -> None:
    """Rows of cases as the program keeps them, in bulk."""
    from sqlalchemy import insert, update

    from accord.cases.case import name_digests
    from accord.db.tables import case, case_name, organization

    chance, now = random.Random(3), dt.datetime.now(dt.UTC).replace(microsecond=0)
    begin = time.monotonic()
    names = [f"{first} {a}{b}" for first in FIRST for a in BEGINNINGS for b in ENDINGS]
    digests = {name: name_digests(name) for name in names}
    for start in range(0, count, LOT):
        rows: list[dict[str, Any]] = []
        words: list[dict[str, Any]] = []
        for number in range(start, min(start + LOT, count)):
            row = _row(number, payer, people, chance, now, names)
            rows.append(row)
            words += [{"case": row["id"], "digest": one, "organization": payer} for one in digests[row["patient"]]]
        with database.writing() as connection:
            connection.execute(insert(case), rows)
            connection.execute(insert(case_name), words)
        if start % (20 * LOT) == 0:
            print(f"  {start + len(rows)} rows, {time.monotonic() - begin:.0f} s", flush=True)
    with database.writing() as connection:
        connection.execute(update(organization).where(organization.c.id == payer).values(newest_case=count))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")


def _row(
    number: int, payer: str, people: Sequence[Any], chance: random.Random, now: dt.datetime, names: Sequence[str]
) -> dict[str, Any]:
    state = chance.choices([name for name, _ in STANDING], [share for _, share in STANDING])[0]
    done = state == "decided"
    came = now - dt.timedelta(hours=chance.uniform(24, 20_000) if done else chance.uniform(0, 160))
    return {
        "id": str(uuid4()), "organization": payer, "reference": f"PA-2026-{number + 1:06}", "side": "payer", "state": state,
        "version": 3, "urgency": "standard", "received_at": came,
        "due_at": None if done or state == "more_asked" else came + dt.timedelta(days=7),
        "owner": None if state == "received" else chance.choice(people).id, "patient": chance.choice(names),
        "born": dt.date(1950, 1, 1), "member": f"M{number:09}", "services": chance.choice(("E0601", "E1390", "E2102")),
        "policy": "L33718", "proposal": chance.choice(("approve", "ask", "clinician")), "sampled": False, "changed_at": came,
    }  # fmt: skip


async def look_at_list(reader: Reader) -> None:
    """The list as people use it."""
    kind, path = reader.chance.choice(
        (("list", "/cases"), ("list", "/cases"), ("mine", "/cases?whose=mine"), ("nobody's", "/cases?whose=nobody"),
         ("one state", "/cases?state=in_review"), ("decided", "/cases?state=decided"), ("due soon", "/cases?due=soon"),
         ("next page", ""), ("a name", f"/cases?patient={reader.chance.choice(FIRST)}+{reader.chance.choice(BEGINNINGS)}"
                                       f"{reader.chance.choice(ENDINGS)}"))
    )  # fmt: skip
    if path:
        await reader.see(kind, path)
        return
    page = await reader.see("list", "/cases")
    onward = re.search(r'href="(/cases\?[^"]+)" rel="next"', page)
    if onward:
        await reader.see(kind, onward[1].replace("&amp;", "&"))


# ---- the command


def main() -> None:
    """Makes what is measured, measures, and leaves nothing, unless --data keeps it for --again."""
    asked = _asked()
    with ExitStack() as stack:
        folder = asked.data or stack.enter_context(tempfile.TemporaryDirectory(prefix="accord-load-"))
        os.environ["ACCORD_DATA"] = str(folder)
        address = asked.database
        if not address and asked.what == "work-list":
            from tests.cases.postgres import cluster

            address = stack.enter_context(cluster())
        if address:
            os.environ["ACCORD_DATABASE"] = address
        from accord.db.engine import site_database

        database, now = site_database(), dt.datetime.now(dt.UTC)
        if not asked.again:
            payer, reviewers = made_people(database, asked.people, now)
            fill = made_cases if asked.what == "cases" else written_rows
            fill(database, payer, reviewers, asked.cases)
        people, tokens, cases = there(database, asked.people, now)
        print(
            f"{len(cases)} cases looked at on {database.engine.dialect.name}, {len(people)} people who think {asked.think} s, "
            f"{asked.processes} process(es)"
        )
        if asked.seconds:
            with serving(asked.processes) as ports:
                turn = look_at_cases(cases) if asked.what == "cases" else look_at_list
                run_people(ports, tokens, turn, asked.think, asked.seconds)


def add_options(reader: argparse.ArgumentParser, people: int, cases: int | None = None) -> None:
    """What every load of pages can be told."""
    reader.add_argument("--cases", type=int, default=cases)
    reader.add_argument("--people", type=int, default=people)
    reader.add_argument("--think", type=float, default=5.0)
    reader.add_argument("--seconds", type=float, default=60.0)
    reader.add_argument("--processes", type=int, default=1)
    reader.add_argument("--database", default="")
    reader.add_argument("--data", type=Path, help="a folder that keeps key and SQLite")
    reader.add_argument("--again", action="store_true", help="what --data and --database hold is measured as it is")


def _asked() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    reader.add_argument("what", choices=("cases", "work-list"))
    add_options(reader, people=50)
    asked = reader.parse_args()
    asked.cases = asked.cases or (10_000 if asked.what == "cases" else 1_000_000)
    return asked


if __name__ == "__main__":
    main()
