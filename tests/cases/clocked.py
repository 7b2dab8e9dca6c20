"""`accord` whose clock a test moves while it runs: seconds beside the machine's, read from a file at every look.

TEST_CLOCK=FILE python -m tests.cases.clocked work --quiet
"""

from __future__ import annotations

import datetime as dt
import functools
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

CLOCK = "TEST_CLOCK"


def now(*_: object) -> dt.datetime:
    """The time that it is said to be."""
    return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=float(Path(os.environ[CLOCK]).read_text("utf-8")))


def set_clock(file: Path, seconds: float) -> None:
    """Whole or not at all: processes read it all the time."""
    draft = file.with_suffix(".new")
    draft.write_text(str(seconds), "utf-8")
    draft.replace(file)


def main() -> None:
    """The program, with this clock where it is given one."""
    from accord.cli import app, serve, work

    told: Any = serve
    told.utc_now, told.make_web = now, functools.partial(serve.make_web, clock=now)
    told = work
    told.dt = SimpleNamespace(UTC=dt.UTC, datetime=SimpleNamespace(now=now))
    app.main()


if __name__ == "__main__":
    main()
