"""Where a site's files are kept. Asked at every start, so nothing heavy is imported here."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path

from accord.errors import Invalid

SETTINGS_FILE = "accord.toml"


def settings_file() -> Path:
    """The file of settings: named by ACCORD_SETTINGS, else accord.toml in the working folder; it need not exist."""
    return Path(os.environ.get("ACCORD_SETTINGS") or SETTINGS_FILE)


def data_folder() -> Path:
    """ACCORD_DATA, else `data` of the settings file, else XDG_DATA_HOME/accord, else ~/.local/share/accord."""
    if own := os.environ.get("ACCORD_DATA"):
        return Path(own).expanduser()
    if told := _told_in_file(settings_file().absolute()):
        return Path(told).expanduser()
    return _home("XDG_DATA_HOME", ".local/share") or Path.cwd() / "accord-data"


def cache_folder() -> Path | None:
    """ACCORD_CACHE, else XDG_CACHE_HOME/accord, else ~/.cache/accord; None where the account has no home."""
    if own := os.environ.get("ACCORD_CACHE"):
        return Path(own).expanduser()
    return _home("XDG_CACHE_HOME", ".cache")


@cache
def _told_in_file(path: Path) -> str | None:
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        raise Invalid(f"{path} cannot be read: {fault}.", "Mend or remove the file.") from fault
    data = told.get("data")
    return str(data) if data else None


def _home(variable: str, below_home: str) -> Path | None:
    if base := os.environ.get(variable):
        return Path(base) / "accord"
    try:
        return Path.home() / below_home / "accord"
    except RuntimeError:
        return None
