"""A site in which every page has something to show: cases of each kind on both sides, and an organization that has none."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accord.access import Person, Role
from accord.access.first_link import make_first_link
from accord.access.held_forms import hold_form
from accord.access.organizations import email_of, make_person
from accord.access.sessions import IDLE, begin_session
from accord.access.tries import BY_MAIL, count_try, mail_key
from accord.cases.case import Case, case_of, lines_of
from accord.cases.clocks import ClockRow, RowKind, Urgency
from accord.cases.decisions import LineDecision, Outcome
from accord.cases.due import look_at_clocks
from accord.cases.files import Arrived
from accord.cases.jobs import MOST_TRIES, claim_job, fail_job
from accord.cases.making import make_case
from accord.cases.moving import Given, move, open_evidence, set_clock
from accord.cases.opinions import ask_opinion, give_opinion, take_opinion
from accord.cases.reviews import last_review, run_review
from accord.cases.rules import switch_rule
from accord.cases.states import Step
from accord.criteria import Status
from accord.db.engine import Database
from accord.dossier.review import Review
from accord.policies.load import bundled_pack
from tests.cases.conftest import NOW, People, make_people
from tests.cases.outward import own, signed
from tests.cases.test_cases import FOR_A_CLINICIAN, REASON, WHY, papers
from tests.prior_auth.shipped import EXAMPLES, form, texts

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# Names as they come: without a break for longer than a phone is wide, and with signs that are signs of a page.
LONG = "Scan_2026-05-11_from_the_fax_of_the_second_floor_" + "x" * 70 + ".txt"
ODD = "<b>Ünsal & Sons</b> \u202ereport.txt"


@dataclass(frozen=True)
class House:
    """Its people by their part, its cases by what is the matter with them."""

    people: Mapping[str, Person]
    cases: Mapping[str, str]

    def path(self, told: str) -> str:
        """'/cases/{denied}' with the id of that case, '/people/{reviewer}' with that of the person."""
        return told.format(**self.cases, **{name: who.id for name, who in self.people.items()})


def disk(example: str) -> list[Arrived]:
    """An example as it lies on the disk, scanned pages included."""
    found = sorted(path for path in (EXAMPLES / example).rglob("*") if path.is_file())
    return [Arrived(path.name, "application/octet-stream", path.read_bytes()) for path in found]


def several(example: str = "oxygen-ask", **more: Any) -> list[Arrived]:
    """An example with two services, a paper that contradicts another, one that cannot be read, and names that are hard to show."""
    asked = {**form(example), **more}
    asked["services"] = [*asked["services"], {"code": "E0431", "quantity": 2, "modifiers": ["RR"]}]
    told = texts(example)
    first = next(iter(told.values()))
    other = re.sub(r"Pemberton", "Pembroke", first)
    return [
        *(Arrived(name, "text/plain", text.encode()) for name, text in told.items()),
        Arrived(LONG, "text/plain", other.encode()),
        Arrived(ODD, "text/plain", b"Nothing of note. " + b"y" * 400),
        Arrived("broken.pdf", "application/pdf", b"%PDF-1.7\nnothing follows"),
        Arrived("request.json", "application/json", json.dumps(asked).encode()),
    ]


class Builder:
    """Makes the cases of a house, with what each of its people does to them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.people: People = make_people(database)
        with database.writing() as connection:

            def add(organization: str, role: Role, name: str) -> Person:
                return make_person(connection, "system", organization, name, f"{name.split()[0]}@{role}.{organization}.example",
                                   [role], NOW)  # fmt: skip

            self.more = {
                "administrator": add(self.people.payer, Role.ADMINISTRATOR, "Alma Ash"),
                "clinic_administrator": add(self.people.clinic, Role.ADMINISTRATOR, "Ann Alder"),
                "patient": add(self.people.clinic, Role.PATIENT, "Pat Pine"),
                "newcomer": add(self.people.stranger.organization, Role.REVIEWER, "Nat Nought"),
                "far_auditor": add(self.people.stranger.organization, Role.AUDITOR, "Faro Quill"),
            }

    def everybody(self) -> dict[str, Person]:
        """name of their part -> the person."""
        told = {one.name: getattr(self.people, one.name) for one in dataclasses.fields(self.people)}
        return {name: who for name, who in told.items() if isinstance(who, Person)} | self.more

    def work(self) -> None:
        """Reviews all that waits."""
        while (held := claim_job(self.database, NOW)) is not None:
            run_review(self.database, held, bundled_pack(), NOW)

    def case(
        self,
        who: Person,
        files: list[Arrived] | None = None,
        ago: dt.timedelta = HOUR,
        urgency: Urgency = Urgency.STANDARD,
    ) -> Case:
        """A reviewed case that came a while ago."""
        made = make_case(self.database, who, files or papers(), NOW, urgency, NOW - ago)
        self.work()
        return self.seen(who, made.id)

    def seen(self, who: Person, case: str) -> Case:
        """The case as it stands."""
        with self.database.reading() as connection:
            return case_of(connection, who, case)

    def review(self, case: Case) -> Review:
        """Its review."""
        with self.database.reading() as connection:
            found = last_review(connection, case.organization, case.id)
        assert found is not None
        return found

    def move(self, who: Person, case: Case, *steps: tuple[Step, Given]) -> Case:
        """One step after the other."""
        for step, given in steps:
            case = move(self.database, who, case.id, self.seen(who, case.id).version, step, NOW, own(step, given))
        return case

    def open(self, who: Person, case: Case) -> None:
        """Opens the evidence of every criterion."""
        for one in self.review(case).distinct_criteria:
            open_evidence(self.database, who, case.id, one.key, NOW)

    def opinion(self, far: int) -> str:
        """A second opinion on a decided case: asked for, taken on, given; as far as it got."""
        people, given = self.people, Given()
        case = self.move(people.reviewer, self.case(people.reviewer), (Step.TAKE, given), (Step.REFER, FOR_A_CLINICIAN))
        self.open(people.director, case)
        case = self.move(people.director, case, (Step.DECIDE, self.denial(case)))
        ask_opinion(self.database, people.director, case.id, case.version, "The test is of another laboratory.", NOW)
        if far < 2:
            take_opinion(self.database, people.second, case.id, NOW)
        if far == 1:
            with self.database.reading() as connection:
                told = {line.number: Outcome.APPROVED for line in lines_of(connection, case.id)}
            otherwise = [self.review(case).distinct_criteria[0].key]
            give_opinion(self.database, people.second, case.id, told, otherwise, "The walk was whole.", NOW)
        return case.id

    def denial(self, case: Case) -> Given:
        """The first line denied, the others approved."""
        key = next(one.key for one in self.review(case).distinct_criteria if one.status is Status.UNCLEAR)
        with self.database.reading() as connection:
            first, *others = lines_of(connection, case.id)
        told = LineDecision(
            first.number, Outcome.DENIED, criterion=key, missing="A walking test with oxygen.", reason=REASON
        )
        rest = [LineDecision(one.number, Outcome.APPROVED, one.quantity, one.starts, one.ends, reason=WHY)
                for one in others]  # fmt: skip
        return Given(letter="Dear Ms. Whitfield,\n\nwe deny the first line.\n\nDora Day, MD", decisions=(told, *rest))

    def cases(self) -> dict[str, str]:
        """What is the matter -> the id of the case."""
        people, nothing = self.people, Given()
        words = Given(words="Please send the walking test.\n- with oxygen\n- signed and dated")
        take, refer, ask = (Step.TAKE, nothing), (Step.REFER, FOR_A_CLINICIAN), (Step.ASK, words)
        scanned = self.case(people.reviewer, disk("cpap-approve"), 6 * DAY)
        self.open(people.reviewer, scanned)
        odd = self.move(people.reviewer, self.case(people.reviewer, several(), 2 * DAY), take, refer)
        self.open(people.director, odd)
        denied = self.move(people.reviewer, self.case(people.reviewer, several(), 3 * DAY), take, refer)
        self.open(people.director, denied)
        self.move(people.director, denied, (Step.DECIDE, self.denial(denied)))
        asked = self.move(people.reviewer, self.case(people.reviewer), take, ask)
        late = self.case(people.reviewer, disk("cgm-clinician"), 9 * DAY)
        set_clock(self.database, people.reviewer, late.id, late.version,
                  ClockRow(RowKind.STOPPED, NOW, 0, "The practice closed for a day."), NOW)  # fmt: skip
        self.case(people.reviewer, ago=66 * HOUR, urgency=Urgency.EXPEDITED)
        overdue = self.case(people.reviewer, ago=9 * DAY)
        owed, given, wanted = (self.opinion(number) for number in (0, 1, 2))
        switch_rule(
            self.database, people.director, "NCD-240.2_L33797", NOW, on=True, why="Clear since the edition of January."
        )
        look_at_clocks(self.database, NOW)
        ready = self.move(people.coordinator, self.case(people.coordinator), (Step.COMPLETE, nothing))
        draft = self.case(people.coordinator)
        sent = self.case(people.coordinator)
        letter = signed(self.database, people.clinician, sent.id, "Dear plan,\nplease.")
        sent = self.move(people.coordinator, sent, (Step.COMPLETE, nothing), (Step.SEND, letter))
        failed = make_case(self.database, people.reviewer, papers(), NOW)
        for hour in range(MOST_TRIES):
            held = claim_job(self.database, NOW + hour * HOUR)
            assert held is not None
            fail_job(self.database, held, "ValueError", NOW + hour * HOUR)
        waiting = make_case(self.database, people.reviewer, papers(), NOW)
        return {
            "scanned": scanned.id, "odd": odd.id, "denied": denied.id, "asked": asked.id, "coded": late.id, "overdue": overdue.id,
            "owed": owed, "given": given, "wanted": wanted, "ready": ready.id, "draft": draft.id, "sent": sent.id, "failed": failed.id, "waiting": waiting.id,
        }  # fmt: skip


def lock_out(database: Database, who: Person) -> None:
    """Somebody tries passwords for a person until nobody may."""
    with database.at_the_door().writing() as connection:
        for _ in range(BY_MAIL.free):
            count_try(connection, mail_key(email_of(connection, who.id)), BY_MAIL, NOW)


def written_late(builder: Builder, case: str) -> str:
    """Under which name something is kept that a reviewer wrote when their session was over."""
    with builder.database.writing() as connection:
        made = begin_session(connection, builder.people.reviewer.id, "password", NOW - IDLE)
    fields = [("version", "1"), ("words", "Please send the walking test.\n- " + "x" * 80)]
    return hold_form(builder.database, made.token, made.form_token, f"/cases/{case}/steps/close", fields, NOW)


def build(database: Database) -> House:
    """The whole of it."""
    builder = Builder(database)
    everybody, cases = builder.everybody(), builder.cases()
    lock_out(database, builder.people.second)
    link = make_first_link(database, builder.more["administrator"], builder.people.second, NOW)
    with database.reading() as connection:
        reference = case_of(connection, builder.people.reviewer, cases["denied"]).reference
    told = {
        "link": link.partition("?")[2],
        "denied_reference": reference,
        "held": written_late(builder, cases["asked"]),
    }
    return House(everybody, {**cases, **told})
