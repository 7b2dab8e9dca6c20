"""Search across an organization's cases: how long a question takes with many of them.

    python -m benchmarks.search_cases [--cases 1000000] [--asked 40]

Starts a PostgreSQL of its own and writes the rows that a search reads (heads of cases, terms) in bulk, three years of them, most
decided. A time is that of `accord.cases.search.search`: the page of 50, the count, and the row of the audit trail.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable

from sqlalchemy import text
from tests.cases.postgres import cluster

from accord.access import Person, Role
from accord.access.organizations import make_organization, make_person
from accord.cases.search import Search, search
from accord.cases.states import State
from accord.db.engine import Database
from accord.db.migrate import migrate
from accord.db.sealing import blind

NOW = dt.datetime(2026, 5, 12, tzinfo=dt.UTC)
MINUTES = 3 * 365 * 1440
LOT = 20_000
FIRST, LAST = [f"first{i}" for i in range(500)], [f"last{i}" for i in range(20_000)]
CODES, POLICIES = [f"E{1000 + i}" for i in range(300)], [f"P{i}" for i in range(26)]
STATES = [State.RECEIVED, State.IN_REVIEW, State.CLINICIAN_REVIEW, State.MORE_ASKED, State.DECIDED, State.REOPENED]
HEAD = ("id", "organization", "reference", "side", "state", "version", "urgency", "received_at", "owner", "services", "policy",
        "proposal", "sampled", "changed_at")  # fmt: skip
TERM = ("organization", "term", "received_at", "case")


def fill(database: Database, home: str, owners: list[str], count: int, chance: random.Random) -> None:
    """The rows. Names come as often as names do: few very often, most rarely."""
    digests = {word: blind(word) for word in FIRST + LAST}
    for start in range(0, count, LOT):
        heads: list[tuple[object, ...]] = []
        terms: list[tuple[object, ...]] = []
        for number in range(start, min(start + LOT, count)):
            id_, came = (
                f"{number:08}-0000-4000-8000-000000000000",
                NOW - dt.timedelta(minutes=chance.randrange(MINUTES)),
            )
            first = FIRST[min(int(chance.expovariate(1 / 50)), len(FIRST) - 1)]
            last = LAST[min(int(chance.expovariate(1 / 2000)), len(LAST) - 1)]
            code, state = chance.choice(CODES), chance.choices(STATES, [1, 1, 1, 1, 20, 1])[0]
            owner = chance.choice(owners) if chance.random() < 0.9 else None
            proposal = chance.choices(["approve", "ask", "clinician"], [5, 3, 2])[0]
            heads.append((id_, home, f"PA-2026-{number:06}", "payer", state.value, 1, "standard", came, owner, code,
                          chance.choice(POLICIES), proposal, False, came))  # fmt: skip
            terms += [(home, term, came, id_) for term in (digests[first], digests[last], f"m{number}", code)]
        with database.writing() as connection:
            cursor = connection.connection.cursor()
            for table, names, rows in (("case_", HEAD, heads), ("case_term", TERM, terms)):
                columns = ", ".join(f'"{name}"' for name in names)
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as into:  # pyright: ignore[reportAttributeAccessIssue]
                    for row in rows:
                        into.write_row(row)
    with database.writing() as connection:
        connection.execute(text("ANALYZE"))


def questions(count: int, owners: list[str], chance: random.Random) -> dict[str, Callable[[], Search]]:
    """What people ask for."""

    def days(length: int, **more: object) -> Search:
        start = NOW - dt.timedelta(days=chance.randrange(1_000))
        return Search(received_from=start, received_until=start + dt.timedelta(days=length), **more)  # pyright: ignore[reportArgumentType]

    return {
        "last name": lambda: Search(name=chance.choice(LAST[:3_000])),
        "common first name": lambda: Search(name=chance.choice(FIRST[:10])),
        "first and last name": lambda: Search(name=f"{chance.choice(FIRST[:50])} {chance.choice(LAST[:3_000])}"),
        "code": lambda: Search(code=chance.choice(CODES)),
        "reference": lambda: Search(reference=f"PA-2026-{chance.randrange(count):06}"),
        "state": lambda: Search(state=chance.choice(STATES)),
        "owner": lambda: Search(owner=chance.choice(owners)),
        "policy, state": lambda: Search(policy=chance.choice(POLICIES), state=chance.choice(STATES)),
        "policy, state, proposal, owner": lambda: Search(
            policy=chance.choice(POLICIES), state=State.REOPENED, proposal="clinician", owner=chance.choice(owners)
        ),
        "week": lambda: days(7),
        "code, state, month": lambda: days(30, code=chance.choice(CODES), state=State.DECIDED),
    }


def main() -> None:
    """Prints a line a question."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--cases", type=int, default=1_000_000)
    asked.add_argument("--asked", type=int, default=40)
    told = asked.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, cluster() as address:
        os.environ["ACCORD_DATA"] = folder
        database = Database(address)
        migrate(database)
        with database.writing() as connection:
            home = make_organization(connection, "Plan", "payer", "America/New_York", NOW)
            people: list[Person] = [
                make_person(connection, "system", home, f"P {i}", f"p{i}@plan.example", [Role.REVIEWER], NOW)
                for i in range(50)
            ]
        owners = [person.id for person in people]
        fill(database, home, owners, told.cases, chance)
        mine = database.of(home)
        for name, ask in questions(told.cases, owners, chance).items():
            times: list[float] = []
            for _ in range(told.asked):
                wanted, begun = ask(), time.perf_counter()
                search(mine, people[0], wanted, NOW)
                times.append((time.perf_counter() - begun) * 1000)
            cut = statistics.quantiles(times, n=20)
            print(f"{name:32} p50 {cut[9]:7.1f} ms   p95 {cut[18]:7.1f} ms")
        database.close()


if __name__ == "__main__":
    main()
