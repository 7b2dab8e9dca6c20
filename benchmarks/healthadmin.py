"""Score the triage of referrals and of denied claims on the train part of HealthAdminBench (arXiv 2604.09937).

    uv run python -m benchmarks.healthadmin [--wrong] [--date YYYY-MM-DD]     (ACCORD_SHARED names the shared folder)

The program sees `chart` or `denials` and the day, nothing else. `emr-hard-19` has no fixed outcome and is left out, and so
are denials without a disposition. Halves are by the SHA-256 of the task's id; the rules were written with the developed
half in view, then the other half was scored, then its mistakes were read too (docs/reference/measured.md).
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accord.prior_auth.denials import DeniedClaim, Disposition, answer, together
from accord.prior_auth.triage import Step, Triage, read_referral, rules, triage
from accord.prior_auth.triage.read import made

FOLDER = "bench/healthadminbench"
LEFT_OUT = frozenset({"emr-hard-19"})
# The tasks play in early 2026: their texts call a deadline of 5 February passed and one of 5 March open.
DAY = dt.date(2026, 3, 1)
STEPS = {"SUBMIT": Step.SUBMIT, "HOLD": Step.HOLD, "CLEAR_NO_SUBMIT": Step.CLEAR}
DISPOSITIONS = {
    "Write Off": Disposition.WRITE_OFF,
    "Transfer to Patient": Disposition.BILL_PATIENT,
    "Route to Clinical Appeals": Disposition.CLINICAL_APPEAL,
    "No Action Needed - Clear": Disposition.CLEAR,
    "Corrected Claim - Resubmit": Disposition.CORRECTED_CLAIM,
    "Peer-to-Peer Review": Disposition.PEER_TO_PEER,
    "Escalate to Supervisor": Disposition.ESCALATE,
    "Appeal Filed": Disposition.APPEAL,
    "Route to Coding Review": Disposition.CODING_REVIEW,
}
PUBLISHED = "Published agents on whole tasks: 27 % to 52 % by model and harness, over 90 % with task-specific prompts."


@dataclass(frozen=True)
class Scored:
    """One task: what was wanted, what came, how long it took, and the sentences that say why."""

    id: str
    difficulty: str
    key: str
    wanted: str
    came: str
    seconds: float
    why: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Did the wanted answer come?"""
        return self.wanted == self.came

    @property
    def developed(self) -> bool:
        """Does it belong to the half that the rules were written with?"""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2 == 0


def rows(shared: Path, name: str) -> list[dict[str, Any]]:
    """The tasks of one file."""
    text = (shared / FOLDER / f"{name}.train.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def referrals(tasks: Iterable[dict[str, Any]], day: dt.date) -> list[Scored]:
    """Every authorization task with a fixed outcome."""
    scored: list[Scored] = []
    for task in tasks:
        if task["id"] in LEFT_OUT:
            continue
        start = time.perf_counter()
        told = triage(read_referral(task["chart"]), day)
        seconds = time.perf_counter() - start
        why = tuple(concern.sentence for concern in told.reasons)
        key = json.dumps(task["chart"], sort_keys=True)
        wanted = STEPS[task["gold"]["class"]]
        scored.append(Scored(task["id"], task["difficulty"], key, wanted.value, told.step.value, seconds, why))
    return scored


def denials(tasks: Iterable[dict[str, Any]], day: dt.date) -> list[Scored]:
    """Every denial task with a disposition."""
    scored: list[Scored] = []
    for task in tasks:
        wanted = task["gold"].get("disposition")
        if wanted is None:
            continue
        start = time.perf_counter()
        told = [answer(made(DeniedClaim, claim), day) for claim in task["denials"]]
        came = together(told)
        seconds = time.perf_counter() - start
        why = tuple(said.sentence for one in told for said in one.way.reasons)
        key = json.dumps(task["denials"], sort_keys=True)
        came_words = came.value if came else "-"
        scored.append(Scored(task["id"], task["difficulty"], key, DISPOSITIONS[wanted].value, came_words, seconds, why))
    return scored


def ceiling(scored: Sequence[Scored]) -> int:
    """The most that any program can get right: tasks with the same input and different answers count one answer only."""
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for one in scored:
        wanted[one.key][one.wanted] += 1
    return sum(max(counted.values()) for counted in wanted.values())


def share(scored: Sequence[Scored]) -> str:
    """'39/46 (84.8 %)'."""
    right = sum(one.right for one in scored)
    return f"{right}/{len(scored)} ({100 * right / len(scored):.1f} %)" if scored else "-"


def _by(scored: Sequence[Scored], of: Callable[[Scored], str]) -> str:
    names = sorted({of(one) for one in scored})
    return ", ".join(f"{name} {share([one for one in scored if of(one) == name])}" for name in names)


# Two names of one act, by who does it: the desk or the clinicians, the desk or the coders.
SAME_ACT = {"clinical_appeal": "appeal", "coding_review": "corrected_claim"}


def same_act(scored: Sequence[Scored]) -> str:
    """How many are right when it does not count who acts."""
    right = sum(SAME_ACT.get(one.came, one.came) == SAME_ACT.get(one.wanted, one.wanted) for one in scored)
    return f"{right}/{len(scored)}"


def report(title: str, scored: Sequence[Scored], target: str, wrong: bool) -> None:
    """Prints the figures of one kind of task."""
    slowest = max(one.seconds for one in scored)
    print(f"{title}: {share(scored)}, wanted {target}")
    print(f"  the most that the inputs allow: {ceiling(scored)}/{len(scored)} (the same input with two answers)")
    print(f"  halves: {_by(scored, lambda one: 'developed' if one.developed else 'held out')}")
    print(f"  difficulty: {_by(scored, lambda one: one.difficulty)}")
    print(f"  class: {_by(scored, lambda one: one.wanted)}")
    print(f"  seconds: {sum(one.seconds for one in scored) / len(scored):.3f} each, {slowest:.3f} at most")
    for one in scored if wrong else ():
        if not one.right:
            print(f"  wrong {one.id}: wanted {one.wanted}, came {one.came}. {' '.join(one.why)}")


def cleared_wrongly(scored: Sequence[Scored]) -> int:
    """Charts that were cleared although a request or a hold was wanted, other than where the same chart wants both."""
    also = {one.key for one in scored if one.wanted == Step.CLEAR.value}
    return sum(one.came == Step.CLEAR.value and not one.right and one.key not in also for one in scored)


def fields(tasks: Iterable[dict[str, Any]], day: dt.date) -> str:
    """Of the charts to submit: how many of the expected codes and fields the proposed request holds."""
    held = wanted = 0
    for task in tasks:
        told = triage(read_referral(task["chart"]), day)
        if task["gold"]["class"] != "SUBMIT" or told.request is None:
            continue
        codes = {*told.request.diagnoses, *(line.code for line in told.request.services)}
        expected = [code for _, code in task["gold"]["expected_codes"]]
        names = {"patientSearch", "subscriberId"} & set(task["gold"]["request_fields"])
        pairs = [(task["gold"]["request_fields"][name], told.request.member_id) for name in names]
        for name, value in (("patientDOB", told.request.birth_date), ("dateOfService", told.request.date)):
            if name in task["gold"]["request_fields"]:
                pairs.append((task["gold"]["request_fields"][name], value))
        held += sum(code in codes for code in expected) + sum(one == other for one, other in pairs)
        wanted += len(expected) + len(pairs)
    return f"{held}/{wanted}"


def dme(tasks: Iterable[dict[str, Any]], day: dt.date) -> list[tuple[str, Triage]]:
    """What the triage says of the charts for equipment; their tasks ask for a fax to the supplier instead."""
    table = rules()
    return [(task["id"], triage(read_referral(task["chart"]), day, table)) for task in tasks]


def main() -> int:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--wrong", action="store_true", help="list every wrong answer with its reasons")
    options.add_argument("--date", type=dt.date.fromisoformat, default=DAY, help="the day that counts as today")
    chosen = options.parse_args()
    shared = Path(os.environ.get("ACCORD_SHARED", "../shared"))
    if not (shared / FOLDER).is_dir():
        print(f"There is no {FOLDER} under {shared}: set ACCORD_SHARED to the shared folder.", file=sys.stderr)
        return 4
    charts = rows(shared, "prior_auth")
    scored = referrals(charts, chosen.date)
    report("Authorization charts", scored, "90 %", chosen.wrong)
    print(f"  cleared wrongly (and nowhere wanted): {cleared_wrongly(scored)}")
    print(f"  expected codes and fields in the proposed requests: {fields(charts, chosen.date)}")
    answered = denials(rows(shared, "denials"), chosen.date)
    report("Denials", answered, "85 %", chosen.wrong)
    print(f"  whoever does it (appeal or clinicians' appeal, corrected claim or coder): {same_act(answered)}")
    print("Equipment charts (tasks of faxing; not scored):")
    for name, told in dme(rows(shared, "dme"), chosen.date):
        print(f"  {name}: {told.step.value}. {' '.join(concern.sentence for concern in told.reasons)}")
    print(PUBLISHED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
