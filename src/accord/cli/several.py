"""Several processes of `accord serve`: each answers on the same port, beside them workers; one that dies is started again."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from accord.cli.work import stopped_by_signal
from accord.db.engine import Database
from accord.db.row_security import owns
from accord.doors.listen import bind, say_where
from accord.errors import Conflict, Invalid
from accord.wording import say

log = logging.getLogger(__name__)
LOOK = 0.2
LONGEST_WAIT = 30.0
LIVED = 10.0  # who lived so long did not die of how it was started
SECONDS_TO_LEAVE = 30.0  # a worker ends its work first, or gives it back
ACCORD = (sys.executable, "-m", "accord.cli")


def workers_for(database: Database, told: int | None) -> int:
    """How many worker processes there are to be. Raises Invalid on SQLite for any but one, Conflict for an account that may not."""
    if database.is_sqlite:
        if told not in (None, 1):
            raise Invalid(say("cli.serve_one_worker"), say("cli.serve_one_worker_remedy"))
        return 1
    if told:
        with database.reading() as connection:
            if not owns(connection):
                raise Conflict(say("cli.serve_no_workers"), say("cli.serve_no_workers_remedy"))
    return told or 0


@dataclass
class Held:
    """A process that is started again when it ends. sockets -- that it is handed, open."""

    name: str
    words: Sequence[str]
    sockets: Sequence[socket.socket] = ()
    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    wait: float = 0.0
    ended_at: float = field(default=0.0)

    def start(self) -> None:
        """It is held by its standard input: when this process is gone, however it went, it ends."""
        handed = [one.fileno() for one in self.sockets]
        self.process = subprocess.Popen([*ACCORD, *self.words], stdin=subprocess.PIPE, pass_fds=handed)
        self.since = time.monotonic()

    def look(self) -> None:
        """Starts it again where it has ended; after longer and longer waits where it ends soon after each start."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            self.let_go()
            self.wait = 0.0 if now - self.since > LIVED else min(max(1.0, 2 * self.wait), LONGEST_WAIT)
            self.ended_at = now
            log.warning("%s ended (code %d); it is started again in %.0f s.", self.name, code, self.wait)
        if now - self.ended_at >= self.wait:
            self.start()

    def ask_to_end(self) -> None:
        """It finishes what it has in hand."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def see_end(self, until: float) -> None:
        """Waits for it, and ends it where it does not end by then."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("%s does not end; it is killed.", self.name)
            self.process.kill()
            self.process.wait()
        self.let_go()

    def let_go(self) -> None:
        """Nothing more is to do with the process."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None


def run(host: str, port: int, processes: int, workers: int) -> None:
    """Until SIGTERM or Ctrl-C; then all end. Raises Unavailable when the address cannot be had."""
    stop = stopped_by_signal()
    bound = bind(host, port)
    numbers = ",".join(str(one.fileno()) for one in bound)
    held = [
        Held(f"Web process {number}", ("serve", "--host", host, "--listening", numbers), bound)
        for number in range(1, processes + 1)
    ]
    held += [Held(f"Worker {number}", ("work", "--quiet", "--held")) for number in range(1, workers + 1)]
    try:
        for one in held:
            one.start()
        say_where(host, bound)
        while not stop.wait(LOOK):
            for one in held:
                one.look()
    finally:
        for one in held:
            one.ask_to_end()
        until = time.monotonic() + SECONDS_TO_LEAVE
        for one in held:
            one.see_end(until)
        for one in bound:
            one.close()
