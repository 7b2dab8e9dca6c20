"""How fast one session may ask: many pages a second for a minute, then as many as a person and their script could want.

Kept in the memory of each web process: it keeps a machine from being worn out and a record from being copied by a program that
found a session; tries to sign in are counted in the database (`accord.access.tries`), for all processes together.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict

from accord.access.challenges import digest_of
from accord.access.tries import MustWait
from accord.wording import say

MOST_KEPT = 10_000


class TooFast(MustWait):
    """Too many pages in too short a time."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.message, self.remedy = say("web.wrong.too_fast"), say("web.wrong.too_fast_remedy")


class Pace:
    """A bucket for each session, which fills again all the time. a_minute -- requests; 0 -- as fast as anybody likes."""

    def __init__(self, a_minute: int) -> None:
        self.most, self._lock = float(a_minute), threading.Lock()
        self._left = OrderedDict[str, tuple[float, float]]()

    def check(self, token: str, now: float | None = None) -> None:
        """Counts a request. Raises TooFast."""
        if not self.most or not token:
            return
        moment, key = time.monotonic() if now is None else now, digest_of(token)
        with self._lock:
            left, last = self._left.pop(key, (self.most, moment))
            left = min(self.most, left + (moment - last) * self.most / 60)
            self._left[key] = (left - 1 if left >= 1 else left, moment)
            while len(self._left) > MOST_KEPT:
                self._left.popitem(last=False)
        if left < 1:
            raise TooFast(math.ceil((1 - left) * 60 / self.most))
