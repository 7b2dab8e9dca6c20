"""Where an unexpected fault happened, for logs and answers: never its message, which could hold words that were asked for."""

from __future__ import annotations

import traceback
from pathlib import Path


def place(fault: BaseException) -> str:
    """'KeyError at file.py:12'."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} at {Path(last.filename).name}:{last.lineno}"
