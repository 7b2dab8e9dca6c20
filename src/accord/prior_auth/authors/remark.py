"""What an author is told about a policy file: how bad it is, where it stands, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """A fault has to be mended, a warning be looked at, a note be known."""

    FAULT = "fault"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Remark:
    """One thing to tell. line and column count from 1; 0 where a whole file or folder is meant."""

    level: Level
    file: str
    line: int
    column: int
    path: str
    sentence: str
    remedy: str = ""

    @property
    def where(self) -> str:
        """'folder/X.yaml:12:5'."""
        return ":".join([self.file, *(str(at) for at in (self.line, self.column) if at)])
