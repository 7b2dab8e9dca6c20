"""A PostgreSQL of the tests' own: a cluster in a folder that is gone afterwards, on a socket and no port."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "postgres"
OWNER, WEB, WORK = "accord_owner", "accord_web", "accord_work"
ACCOUNTS = "; ".join(f"CREATE ROLE {one} LOGIN" for one in (OWNER, WEB, WORK))


def programs() -> Path | None:
    """The newest installed PostgreSQL's programs; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@dataclass(frozen=True)
class Server:
    """A cluster in its folder. before -- what runs its programs as an account that is not root."""

    bin_: Path
    home: Path
    before: tuple[str, ...]

    @property
    def address(self) -> str:
        """Of its database."""
        return f"postgresql://accord@/postgres?host={self.home}"

    def start(self) -> None:
        """Starts it, also after a crash: it recovers what was committed."""
        # what a killed server wrote is in the machine's memory, flushed or not; only a power cut would lose it
        options = f"-k {self.home} -c listen_addresses='' -c max_connections=200 -c fsync=off -c full_page_writes=off"
        self.control("-o", options, "-l", str(self.home / "log"), "-w", "start")

    def crash(self) -> None:
        """Kills the server with -9; its other processes end by themselves when they see it, which a start has to wait for."""
        process = int((self.home / "data" / "postmaster.pid").read_text().split("\n")[0])
        os.kill(process, signal.SIGKILL)

    def start_again(self, seconds: float = 60.0) -> None:
        """As soon as nothing is left of what crashed."""
        until = time.monotonic() + seconds
        while True:
            try:
                return self.start()
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)

    def control(self, *words: str) -> None:
        """pg_ctl."""
        self.run("pg_ctl", "-D", str(self.home / "data"), *words)

    def run(self, program: str, *words: str) -> None:
        """One of its programs."""
        order = [*self.before, str(self.bin_ / program), *words]
        subprocess.run(order, check=True, cwd=self.home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def server(home: Path | None = None) -> Generator[Server]:
    """A running one, which is gone afterwards. home -- an empty folder for it."""
    bin_, home = programs(), home or Path(tempfile.mkdtemp(prefix="accord-pg-"))
    assert bin_ is not None
    as_root = os.geteuid() == 0
    if as_root:  # PostgreSQL refuses to run as root
        account = pwd.getpwnam(ACCOUNT)
        os.chown(home, account.pw_uid, account.pw_gid)
    made = Server(bin_, home, ("runuser", "-u", ACCOUNT, "--") if as_root else ())
    try:
        made.run("initdb", "-D", str(home / "data"), "-U", "accord", "--auth=trust", "--no-sync", "-E", "UTF8")
        made.start()
        try:
            yield made
        finally:
            made.control("-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def cluster() -> Generator[str]:
    """The address of its database."""
    with server() as made:
        made.run("psql", "-h", str(made.home), "-U", "accord", "-d", "postgres", "-c", ACCOUNTS)
        yield made.address


def as_account(address: str, account: str) -> str:
    """The same database for another of its accounts."""
    return address.replace("//accord@", f"//{account}@")


@contextmanager
def small_disk(megabytes: int) -> Generator[Path]:
    """A disk of that size, in memory. Raises OSError where this account may not mount one."""
    where = Path(tempfile.mkdtemp(prefix="accord-disk-"))
    try:
        order = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(where)]
        if subprocess.run(order, check=False, capture_output=True).returncode:
            raise OSError("no disk can be mounted")
        try:
            yield where
        finally:
            subprocess.run(["umount", "-l", str(where)], check=True)
    finally:
        where.rmdir()
