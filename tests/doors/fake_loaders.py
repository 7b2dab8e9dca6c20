"""Two loaders over plain text files: one line, one row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from accord.connectors.releases import Draft
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Forbidden, Invalid


@dataclass
class LinesLoader:
    """Loads <index>.txt. A line 'stop' is where the person presses Ctrl-C, 'broken' is no row."""

    index: str
    title: str = "Lines"
    layout: int = 1
    stale_after_days: int = 30
    wants: str = "a file of lines"
    interrupts: bool = True

    def __hash__(self) -> int:
        """One loader for one index."""
        return hash(self.index)

    def fetch(self, into: Path, progress: Progress) -> None:
        """Is not allowed."""
        raise Forbidden("No setting allows lines.example.", 'Add "lines.example" to allow_hosts.')

    def inputs(self, folder: Path) -> Inputs:
        """<index>.txt, whose first line is the day."""
        path = folder / f"{self.index}.txt"
        if not path.is_file():
            raise Invalid(f"{path} is missing.", "Put it there.")
        day = dt.date.fromisoformat(path.read_text("utf-8").splitlines()[0])
        return Inputs((path,), day, day.isoformat(), f"Lines of {self.index}", "https://lines.example/")

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """Copies the rows."""
        rows = inputs.files[0].read_text("utf-8").splitlines()[1:]
        for number, row in enumerate(rows, 1):
            progress("building", number, len(rows), "rows")
            if row == "stop" and self.interrupts:
                draft.finish("half")
                raise KeyboardInterrupt
            if row == "broken":
                raise Invalid(f"Row {number} is broken.", "Mend it.")
        (draft.folder / "rows.txt").write_text("\n".join(rows), "utf-8")
        return Built({"rows": len(rows)}, {"tantivy": "0.1.0"}, "Half a notice.")


FIRST, SECOND = LinesLoader("fake_first"), LinesLoader("fake_second", "Other lines")
LOADERS = (FIRST, SECOND)
