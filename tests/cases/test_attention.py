"""How long somebody had a case open, held against the same added up act by act."""

from __future__ import annotations

import datetime as dt
import random
from itertools import pairwise

import pytest

from accord.audit.chain import add_event
from accord.cases.agreement import Pair
from accord.cases.attention import seconds_open
from accord.db.engine import Database
from tests.cases.conftest import NOW, People

SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)


def seconds_open_of(acts: list[tuple[str, str, dt.datetime]]) -> dict[Pair, float]:
    """The same added up act by act: a case is open until the person's next act on whatever it is, five minutes at most."""
    found: dict[Pair, float] = {}
    for who in {who for who, _, _ in acts}:
        ordered = [(about, at) for by, about, at in acts if by == who]
        for (about, at), (_, later) in pairwise(ordered):
            if about.startswith("case "):
                key = (who, about.removeprefix("case "))
                found[key] = found.get(key, 0.0) + max(0.0, min((later - at).total_seconds(), 300.0))
    return found


def test_a_case_is_open_until_the_next_act_and_five_minutes_at_most(database: Database, people: People) -> None:
    p, q, chance = people.reviewer.id, people.second.id, random.Random(5)
    acts = [(p, "case a", 0.0), (q, "case a", 5.0), (p, "case a", 10.0), (p, "case b", 40.0), (p, "person x", 45.0),
            (p, "case a", 1000.0), (p, "case b", 2000.0), (q, "case a", 4.0)]  # fmt: skip
    acts += [
        (chance.choice([p, q]), chance.choice(["case a", "case c", "person x"]), 3000 + 40.5 * n) for n in range(60)
    ]
    timed = [(who, about, NOW + seconds * SECOND) for who, about, seconds in acts]
    with database.writing() as connection:
        for who, about, at in timed:
            add_event(connection, people.payer, who, "viewed", about, at=at)
    until = timed[-1][2] + DAY
    with database.reading() as connection:

        def told(who: str, case: str, now: dt.datetime = until, home: str = people.payer) -> float:
            return seconds_open(connection, home, who, case, now)

        keys = [(who, case) for who in (p, q) for case in "abc"]
        ended = [(who, "person x", until) for who in (p, q)]
        assert {key: told(*key) for key in keys} == pytest.approx(
            {**dict.fromkeys(keys, 0.0), **seconds_open_of(timed + ended)}
        )
        of_others = (
            told(p, "a", home=people.clinic),
            told("nobody", "a"),
            told(p, "a", until + 20 * DAY),
        )  # two weeks count
        assert of_others == (0, 0, 0)
    assert seconds_open_of(timed[:8]) == {(p, "a"): 10 + 30 + 300, (p, "b"): 5, (q, "a"): 0}
