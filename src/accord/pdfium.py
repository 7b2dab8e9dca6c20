"""PDFium is one for a whole process and does not bear two threads at once: whoever uses it takes a turn."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from accord.errors import Unavailable

_turn = threading.RLock()


@contextmanager
def pdfium_turn(seconds: float = -1) -> Generator[None]:
    """One thread at a time. seconds -- how long to wait at most; for ever where it is negative. Raises Unavailable."""
    if not _turn.acquire(timeout=seconds):
        raise Unavailable("Other pages are being read.", "Try again in a moment.")
    try:
        yield
    finally:
        _turn.release()
