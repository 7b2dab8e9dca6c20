"""Web, workers and the database killed with -9 at random under load, a full disk, clocks that jump: what is lost, what is double?

    python -m benchmarks.recovery [--minutes 5] [--seed 1] [--database sqlite|postgresql]

People send cases and approve what was reviewed, at real `accord serve` and `accord work` processes, while one thing after another
happens to them (tests/cases/storm.py). The database stands on a small disk in memory where this account may mount one; without, the
disk is not filled, and that is said. What happens follows from the seed; when it meets whom does not, as processes run as they run.
Prints what happened, how many requests were accepted, and of those lost (0), done twice (0), never reviewed (0), and whether the
audit trail verifies. Exit code 1 where one of these is not as it should be.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys

from tests.cases.postgres import programs
from tests.cases.storm import Told, site, weather


def main() -> None:
    """One storm, or one on each database."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--minutes", type=float, default=5.0)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument(
        "--database", choices=["sqlite", "postgresql"], help="both, one after the other, where none is named"
    )
    asked = told.parse_args()
    if asked.database == "postgresql" and programs() is None:
        told.error("PostgreSQL is not installed: bin/install-system installs it")
    os.environ["ACCORD_KEY"] = secrets.token_hex(32)
    kinds = [asked.database] if asked.database else ["sqlite", *(["postgresql"] if programs() else [])]
    good = [_storm(kind, asked.seed, asked.minutes * 60) for kind in kinds]
    sys.exit(0 if all(good) else 1)


def _storm(kind: str, seed: int, seconds: float) -> bool:
    with site(kind, seed) as storm:
        told, faults = weather(storm, seconds, 600)
        happened = ", ".join(f"{what} {count}" for what, count in sorted(storm.done.items()))
        print(
            f"{kind}, seed {seed}, {seconds / 60:g} min: {happened}"
            + ("" if storm.disk else "; no disk could be filled")
        )
    print(
        f"  accepted {told.accepted} cases and {told.approved} approvals; refused {told.refused}, unanswered {told.unanswered}"
    )
    print(
        f"  lost {told.lost}, doubled {told.doubled}, never reviewed {told.unread}, audit verified: {told.verified}",
        flush=True,
    )
    for fault in faults:
        print(f"  a desk ended: {fault}")
    return _is_good(told) and not faults


def _is_good(told: Told) -> bool:
    return told.accepted > 0 and (told.lost, told.doubled, told.unread, told.verified) == (0, 0, 0, "yes")


if __name__ == "__main__":
    main()
