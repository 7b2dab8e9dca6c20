"""Of every criterion of the shipped policies: how long the published passage is that its page shows, and whether it holds the
words that somebody found who read the document (policy_passages.toml).

Needs a loaded coverage release: accord sync coverage --index coverage --from FOLDER; python -m benchmarks.policy_passages
"""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from collections import Counter
from pathlib import Path
from statistics import median

from accord.policies.load import bundled_pack
from accord.policies.passages import passage
from accord.prior_auth.coverage_store import LoadedCoverage, loaded_coverage

WANTED = Path(__file__).with_suffix(".toml")
TODAY = dt.date(2026, 11, 24)


def measure(store: LoadedCoverage) -> None:
    """A line for each criterion, then how many."""
    wanted: dict[str, dict[str, str]] = tomllib.loads(WANTED.read_text("utf-8"))
    counted, lengths = Counter[str](), list[int]()
    for policy in bundled_pack().policies:
        for key in policy.criteria:
            found = passage(policy, key, store)
            words, should = found.words, wanted.get(policy.id, {}).get(key)
            lengths += [len(words)] if words else []
            told = found.note or (
                "unread" if should is None else "holds" if words and should in words else "other words"
            )
            counted[told] += 1
            print(f"{policy.id}\t{key}\t{len(words) if words else '-'}\t{told}")
    read = sum(map(len, wanted.values()))
    print(f"{', '.join(f'{told}: {count}' for told, count in sorted(counted.items()))}; of {read} that somebody read "
          f"{counted['holds']} hold the words; length median {median(lengths):.0f}, longest {max(lengths)}")  # fmt: skip


if __name__ == "__main__":
    held = loaded_coverage(TODAY)
    if held is None:
        sys.exit("No coverage release is loaded; 'accord sync coverage' loads one.")
    measure(held)
