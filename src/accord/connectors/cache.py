"""Where indexes that are built from installed data are kept between runs."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path | None:
    """ACCORD_CACHE, else XDG_CACHE_HOME/accord, else ~/.cache/accord; None where the account has no home."""
    if own := os.environ.get("ACCORD_CACHE"):
        return Path(own)
    if shared := os.environ.get("XDG_CACHE_HOME"):
        return Path(shared) / "accord"
    try:
        return Path.home() / ".cache" / "accord"
    except RuntimeError:
        return None
