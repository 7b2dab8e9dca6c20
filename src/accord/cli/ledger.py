"""`accord ledger`: the calls that left this machine, newest first."""

from __future__ import annotations

import sys

from accord.audit.ledger import Ledger
from accord.cli.answer import print_answer
from accord.doors.calls import to_json
from accord.paths import data_folder
from accord.wording import say


def run_ledger(limit: int, json: bool) -> None:
    """Prints the newest calls."""
    calls = Ledger(data_folder() / "ledger.sqlite").calls(limit)
    if json:
        sys.stdout.buffer.write(to_json(calls, pretty=True) + b"\n")
    elif calls:
        print_answer(calls)
    else:
        sys.stdout.write(say("cli.ledger_empty") + "\n")
