"""Review a folder of cases and write what the benchmark's scorer reads.

    uv run python -m benchmarks.review CASES --out OUT [--only PATTERN]

A case is a folder with request.json, documents/*.txt and optionally record.json (FHIR). The answer, gold.json, is never
read. For each case OUT/<case>.json holds policy, variant, leaves (status and evidence), proposal, ask, conflicts and the
seconds that the review took in this process; at the end the median and maximum of the seconds and the peak memory.
"""

from __future__ import annotations

import argparse
import datetime as dt
import fnmatch
import json
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accord.criteria import Status
from accord.dossier.review import Desk, NoPolicy, Review
from accord.prior_auth.line import review
from accord.records.places import AnyPlace, Place

WORDS = {
    Status.MET: "met",
    Status.NOT_MET: "not_met",
    Status.UNCLEAR: "unknown",
    Status.NOT_APPLICABLE: "not_applicable",
}
ANSWER = "gold.json"


def paths_of(case: Path) -> list[Path]:
    """What is handed to the reviewer: everything of the case but the answer."""
    return [path for path in sorted(case.iterdir()) if path.name != ANSWER]


def received_on(form: Path) -> dt.date:
    """The day on which the request was received: the day of the review; a form that names none gets a fixed one."""
    received = json.loads(form.read_text("utf-8")).get("received")
    return dt.date.fromisoformat(received) if received else dt.date(2026, 1, 1)


def answer_of(seen: Review, seconds: float) -> dict[str, Any]:
    """The review in the shape that the scorer reads. Places in request.json are not evidence there and are left out."""
    none = isinstance(seen.policy, NoPolicy)
    return {
        "policy": None if none else seen.policy.id,
        "variant": None if none else seen.policy.variant,
        "leaves": {
            criterion.key: {
                "status": WORDS[criterion.status],
                "evidence": _places(
                    [p for f in (*criterion.evidence, *criterion.against) for p in (f.place, *f.support)]
                ),
                "reason": criterion.reason,
            }
            for criterion in seen.criteria
        },
        "proposal": seen.proposal.kind.value,
        "why": seen.proposal.why,
        "ask": [ask.key for ask in seen.proposal.asks if any(ask.key == c.key for c in seen.criteria)],
        "conflicts": [
            {"kind": conflict.kind.value, "evidence": _places(conflict.places), "sentence": conflict.sentence}
            for conflict in seen.conflicts
        ],
        "checks": [{"rule": c.rule, "outcome": c.outcome.value, "sentence": c.sentence} for c in seen.checks],
        "seconds": round(seconds, 3),
    }


def _places(places: Sequence[AnyPlace]) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    for place in dict.fromkeys(places):
        if isinstance(place, Place):
            shown.append({"document": place.document, "start": place.start, "end": place.end, "text": place.text})
        elif place.resource != "request.json":
            shown.append({"resource": place.resource, "path": place.path})
    return shown


def main(argv: Sequence[str]) -> int:
    """Run the cases; exit code 1 when there is none."""
    parser = argparse.ArgumentParser(prog="benchmarks.review", description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="*", help="pattern of case names")
    given = parser.parse_args(argv)
    cases = [
        c
        for c in sorted(given.cases.iterdir())
        if (c / "request.json").is_file() and fnmatch.fnmatch(c.name, given.only)
    ]
    given.out.mkdir(parents=True, exist_ok=True)
    seconds: list[float] = []
    for case in cases:
        today = received_on(case / "request.json")
        started = time.perf_counter()
        seen, _ = review(paths_of(case), Desk.PAYER, today)
        seconds.append(time.perf_counter() - started)
        text = json.dumps(answer_of(seen, seconds[-1]), indent=1, ensure_ascii=False)
        (given.out / f"{case.name}.json").write_text(text + "\n", "utf-8")
    if not cases:
        print(f"No case in {given.cases} fits {given.only}.", file=sys.stderr)
        return 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(cases)} cases, seconds median {statistics.median(seconds):.3f} max {max(seconds):.3f}, peak {peak:.0f} MB",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
