"""The page *Quality* under load, over a trail of some years.

    python -m benchmarks.web_quality [--cases 40000] [--people 5] [--think 5] [--seconds 60]

and --database, --processes, --data, --again as `benchmarks.web_load` has them. One payer with forty reviewers, four medical directors
and an auditor; its cases came over two years, each with about ten rows of the audit trail, a decision a line, every tenth with a
second opinion, every fifth approved by a rule. The rows are those of the program, written in bulk; the chain verifies. Directors
and the auditor look at the page, mostly with its usual span of 13 weeks.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from benchmarks.web_load import Reader, add_options, run_people, serving

YEARS = dt.timedelta(weeks=104)
LOT = 2_000
POLICIES = ("NCD-240.2_L33797", "L33718", "L33822", "L34309", "NCD-220.6")
REVIEWERS, DIRECTORS = 40, 4
# (kind of page, its address), as often as it stands here
PAGES = (
    ("13 weeks", "/quality"),
    ("13 weeks", "/quality"),
    ("13 weeks", "/quality"),
    ("13 weeks, a policy", f"/quality?policy={POLICIES[1]}"),
    ("4 weeks", "/quality?weeks=4"),
    ("26 weeks", "/quality?weeks=26"),
    ("52 weeks", "/quality?weeks=52"),
)


@dataclass(frozen=True)
class Staff:
    """Who there is: who decides, who checks."""

    payer: str
    reviewers: Sequence[Any]
    checkers: Sequence[Any]


def made_staff(database: Any, now: dt.datetime) -> Staff:
    """A payer and its people."""
    from accord.access import Role
    from accord.access.organizations import make_organization, make_person

    with database.writing() as connection:
        payer = make_organization(connection, "Hill Health Plan", "payer", "America/New_York", now - YEARS)

        def add(name: str, role: Role) -> Any:
            email = f"{name.replace(' ', '.')}@plan.example".lower()
            return make_person(connection, "system", payer, name, email, [role], now - YEARS)

        reviewers = [add(f"Reviewer {number}", Role.REVIEWER) for number in range(REVIEWERS)]
        checkers = [add(f"Director {number}", Role.MEDICAL_DIRECTOR) for number in range(DIRECTORS)]
        return Staff(payer, reviewers, [*checkers, add("The Auditor", Role.AUDITOR)])


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the trail before it is numbered."""

    at: dt.datetime
    who: str
    action: str
    about: str


class Years:
    """The cases of a payer, day after day."""

    def __init__(self, staff: Staff, now: dt.datetime, count: int) -> None:
        self.staff, self.now, self.count = staff, now, count
        self.chance = random.Random(5)
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.acts: list[Act] = []

    def write(self, database: Any) -> None:
        """All of it: the cases in their order, then the trail in its order."""
        for number in range(self.count):
            self.case(number)
            if number % LOT == LOT - 1 or number == self.count - 1:
                self.keep(database)
        written_trail(database, self.staff.payer, sorted(self.acts, key=lambda act: act.at))

    def keep(self, database: Any) -> None:
        """Writes the rows that wait."""
        from sqlalchemy import insert

        from accord.db.tables import case, case_line, decision, second_opinion

        with database.writing() as connection:
            for table in (case, case_line, decision, second_opinion):
                if rows := self.rows.pop(table.name, []):
                    connection.execute(insert(table), rows)

    def row(self, table: str, **values: Any) -> None:
        """One that waits to be written."""
        self.rows.setdefault(table, []).append(values)

    def case(self, number: int) -> None:
        """A case that came and was decided."""
        chance, payer = self.chance, self.staff.payer
        came = self.now - YEARS * (1 - number / self.count)
        decided = min(came + dt.timedelta(hours=chance.uniform(1, 140)), self.now)
        case = str(UUID(int=chance.getrandbits(128)))
        proposal, policy = chance.choices(("approve", "ask", "clinician"), (6, 2, 2))[0], chance.choice(POLICIES)
        by_rule = proposal == "approve" and chance.random() < 0.33
        by = None if by_rule else chance.choice(self.staff.reviewers)
        sampled = chance.random() < 0.1
        self.row("case_", id=case, organization=payer, reference=f"PA-{number + 1:06}", side="payer", state="decided", version=6,
                 urgency="standard", received_at=came, due_at=None, owner=by and by.id, patient="Ada Albert",
                 born=dt.date(1950, 1, 1), member=f"M{number:09}", services="E0601", policy=policy, proposal=proposal,
                 sampled=sampled, changed_at=decided)  # fmt: skip
        lines = range(1, chance.choice((2, 2, 2, 3)))
        told: dict[str, str] = {}
        for line in lines:
            outcome = "approved" if chance.random() < (0.96 if proposal == "approve" else 0.05) else "denied"
            told[str(line)] = outcome = "approved" if by_rule else outcome
            self.row("case_line", case=case, number=line, code="E0601")
            self.row("decision", id=str(UUID(int=chance.getrandbits(128))), case=case, line=line, round=1, outcome=outcome,
                     authorization=f"PA-{number + 1:06}-{line}.1", criterion="" if outcome == "approved" else "oxygen.test",
                     missing=None, reason="It does not hold." if outcome == "denied" else "", by=by and by.id,
                     rule=policy if by_rule else "", proposal=proposal, at=decided)  # fmt: skip
        self.acted(case, by, came, decided)
        if sampled and by is not None:
            self.second(case, by, told, decided)

    def acted(self, case: str, by: Any, came: dt.datetime, decided: dt.datetime) -> None:
        """What the trail says of it."""
        about, minute = f"case {case}", dt.timedelta(minutes=1)
        self.acts += [Act(came, "system", "case_made", about), Act(came + minute, "system", "reviewed", about)]
        if by is None:
            self.acts.append(Act(decided, f"rule approve {POLICIES[0]}", "approve_by_rule", about))
            return
        at = decided
        for action in (
            "approve",
            *["evidence_opened"] * self.chance.randint(2, 6),
            "case_opened",
            "take",
            "case_opened",
        ):
            self.acts.append(Act(at, by.id, action, about))
            at -= dt.timedelta(seconds=self.chance.uniform(4, 200))

    def second(self, case: str, by: Any, told: dict[str, str], decided: dt.datetime) -> None:
        """Another reviewer's opinion some days later."""
        at = decided + dt.timedelta(hours=self.chance.uniform(1, 60))
        if at >= self.now:
            return
        other = self.chance.choice([one for one in self.staff.reviewers if one.id != by.id])
        outcomes = {line: one if self.chance.random() < 0.93 else "denied" for line, one in told.items()}
        self.row("second_opinion", case=case, organization=self.staff.payer, by=other.id, taken_at=at, outcomes=outcomes,
                 disagreements=[] if outcomes == told else ["oxygen.test"], note="", at=at)  # fmt: skip
        self.acts += [Act(at - dt.timedelta(minutes=4), other.id, "second_opinion_taken", f"case {case}"),
                      Act(at, other.id, "second_opinion", f"case {case}")]  # fmt: skip


def written_trail(database: Any, payer: str, acts: Sequence[Act]) -> None:
    """The acts as rows of the chain, after what stands there."""
    from sqlalchemy import insert, update

    from accord.audit.chain import digest_of, lock_chain
    from accord.db.tables import event, event_head

    for start in range(0, len(acts), LOT):
        with database.writing() as connection:
            number, before = lock_chain(connection, payer)
            rows: list[dict[str, Any]] = []
            for act in acts[start : start + LOT]:
                number += 1
                digest = digest_of(payer, number, act.at, act.who, act.action, act.about, {}, before)
                rows.append({"organization": payer, "number": number, "at": act.at, "who": act.who, "action": act.action,
                             "about": act.about, "told": {}, "before": before, "digest": digest})  # fmt: skip
                before = digest
            connection.execute(insert(event), rows)
            connection.execute(
                update(event_head).where(event_head.c.organization == payer).values(number=number, digest=before)
            )


def there(database: Any, count: int, now: dt.datetime) -> list[str]:
    """Of a filled database: a new session of so many who check. What planners know of it is renewed."""
    from sqlalchemy import func, select

    from accord.access import Role
    from accord.access.sessions import begin_session
    from accord.db.tables import decision, event, person_role

    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")
    checks = select(person_role.c.person).where(person_role.c.role.in_((Role.MEDICAL_DIRECTOR, Role.AUDITOR)))
    with database.writing() as connection:
        tokens = [
            begin_session(connection, one, "password", now).token
            for one in connection.execute(checks.limit(count)).scalars()
        ]
        counted = [connection.execute(select(func.count()).select_from(one)).scalar_one() for one in (decision, event)]
    print(
        f"{counted[0]} decided lines and {counted[1]} rows of the trail on {database.engine.dialect.name}, {len(tokens)} people"
    )
    return tokens


async def look(reader: Reader) -> None:
    """The page, with one of its spans."""
    await reader.see(*reader.chance.choice(PAGES))


def main() -> None:
    """Makes what is measured, measures, and leaves nothing, unless --data keeps it for --again."""
    asked = _asked()
    with ExitStack() as stack:
        folder = asked.data or stack.enter_context(tempfile.TemporaryDirectory(prefix="accord-load-"))
        os.environ["ACCORD_DATA"] = str(folder)
        if asked.database:
            os.environ["ACCORD_DATABASE"] = asked.database
        from accord.db.engine import site_database

        database, now = site_database(), dt.datetime.now(dt.UTC)
        if not asked.again:
            Years(made_staff(database, now), now, asked.cases).write(database)
        tokens = there(database, asked.people, now)
        if asked.seconds:
            with serving(asked.processes) as ports:
                run_people(ports, tokens, look, asked.think, asked.seconds)


def _asked() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    add_options(reader, people=DIRECTORS + 1, cases=40_000)
    return reader.parse_args()


if __name__ == "__main__":
    main()
