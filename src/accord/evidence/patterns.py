"""Patterns that are compiled on first use: a dossier asks for a part of the hundreds that the readers hold."""

from __future__ import annotations

import re
from typing import Any, cast

METHODS = (
    "search",
    "match",
    "fullmatch",
    "split",
    "findall",
    "finditer",
    "sub",
    "subn",
    "flags",
    "groups",
    "groupindex",
)


class Uncompiled:
    """Stands for `re.compile(pattern, flags)`; from the first use on it holds the compiled pattern's methods as its own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in METHODS})
        return getattr(compiled, name)


def lazy_pattern(words: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but a fault in the pattern shows on first use (a test compiles them all)."""
    return cast("re.Pattern[str]", Uncompiled(words, flags))
