"""How fast one session may ask: many pages a second for a minute, then as many as a person and their script could want.

It keeps a machine from being worn out and a record from being copied by a program that found a session. Counted in the database,
as tries to sign in are, for all web processes together; a process takes some requests ahead, so that hardly any of them costs a
write, and what it took and did not need in a minute is lost to nobody but that session.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict

from accord.access.challenges import digest_of
from accord.access.tries import WINDOW, MustWait, take_requests
from accord.db.engine import Database
from accord.wording import say

MOST_KEPT = 10_000
AHEAD = 50  # of what a minute allows, a process takes this part at once


class TooFast(MustWait):
    """Too many pages in too short a time."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.message, self.remedy = say("web.wrong.too_fast"), say("web.wrong.too_fast_remedy")


class Pace:
    """What a process holds of each session's requests. a_minute -- requests; 0 -- as fast as anybody likes."""

    def __init__(self, a_minute: int) -> None:
        self.most, self._lock = a_minute, threading.Lock()
        self._held = OrderedDict[str, tuple[int, float]]()

    def check(self, database: Database, token: str, now: dt.datetime) -> None:
        """Counts a request. Raises TooFast."""
        if not self.most or not token:
            return
        key = digest_of(token)
        if self._has_one(key):
            return
        try:
            taken = take_requests(database, token, max(1, self.most // AHEAD), self.most, now)
        except MustWait as over:
            raise TooFast(over.seconds) from None
        self._keep(key, taken - 1)

    def _has_one(self, key: str) -> bool:
        """Takes one of those that are held."""
        with self._lock:
            left, until = self._held.get(key, (0, 0.0))
            if not left or time.monotonic() >= until:
                return False
            self._held[key] = (left - 1, until)
            return True

    def _keep(self, key: str, more: int) -> None:
        """Two threads may both have taken some."""
        with self._lock:
            left, until = self._held.pop(key, (0, 0.0))
            moment = time.monotonic()
            self._held[key] = (more + (left if moment < until else 0), moment + WINDOW)
            while len(self._held) > MOST_KEPT:
                self._held.popitem(last=False)
