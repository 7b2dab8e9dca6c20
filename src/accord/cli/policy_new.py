"""`accord policy new`: a policy to start from, with examples that come out right."""

from __future__ import annotations

import sys
from pathlib import Path

from accord.policies.new import Wanted, write_new
from accord.wording import say


def run_new(wanted: Wanted, folder: Path) -> None:
    """Writes the files and says what to do next. Raises Invalid, Conflict, Unavailable."""
    for path in write_new(wanted, folder):
        sys.stdout.write(f"{path}\n")
    sys.stdout.write(say("policy_new.next", folder=folder) + "\n")
