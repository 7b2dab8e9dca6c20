"""A PostgreSQL of the tests' own: a cluster in a folder that is gone afterwards, on a socket and no port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

ACCOUNT = "postgres"


def programs() -> Path | None:
    """The newest installed PostgreSQL's programs; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def cluster() -> Generator[str]:
    """The address of its database."""
    bin_, home = programs(), Path(tempfile.mkdtemp(prefix="accord-pg-"))
    assert bin_ is not None
    as_root = os.geteuid() == 0
    if as_root:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam(ACCOUNT)
        os.chown(home, account.pw_uid, account.pw_gid)
    before = ["runuser", "-u", ACCOUNT, "--"] if as_root else []
    data = home / "data"

    def run(*words: str) -> None:
        subprocess.run([*before, *words], check=True, capture_output=True, cwd=home)

    try:
        run(str(bin_ / "initdb"), "-D", str(data), "-U", "accord", "--auth=trust", "--no-sync", "-E", "UTF8")
        options = f"-k {home} -c listen_addresses='' -c max_connections=200"
        run(str(bin_ / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(home / "log"), "-w", "start")
        try:
            yield f"postgresql://accord@/postgres?host={home}"
        finally:
            run(str(bin_ / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
