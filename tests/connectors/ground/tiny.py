"""The smallest index there is: files of words, in one SQLite file. For tests of how indexes are built and swapped."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from accord.connectors.releases import Draft, Release
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Invalid


class TinyLoader:
    """Loads *.txt; a file with '!' in it is damaged. each_step is called before and after every write."""

    index = "tiny"
    title = "tiny words"
    stale_after_days = 40
    wants = "files *.txt of words"

    def __init__(self, each_step: Callable[[], None] = lambda: None, layout: int = 1) -> None:
        self.each_step, self.layout = each_step, layout
        self.read: list[str] = []

    def fetch(self, into: Path, progress: Progress) -> None:
        (into / "2026-05-01.txt").write_text("fetched")

    def inputs(self, folder: Path) -> Inputs:
        files = tuple(sorted(folder.glob("*.txt")))
        if not files:
            raise Invalid(f"{folder} holds no words.", f"{self.title} wants {self.wants}.")
        day = files[-1].stem
        return Inputs(files, dt.date.fromisoformat(day), day, "tiny test words", "https://words.invalid/")

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        for file in inputs.files:
            if not draft.done(file.name):
                self._load(file, draft.folder / "words.sqlite")
                self.each_step()
                draft.finish(file.name, file.stat().st_size)
            self.each_step()
        with closing(sqlite3.connect(draft.folder / "words.sqlite")) as store:
            return Built({"words": store.execute("SELECT count(*) FROM word").fetchone()[0]}, {"sqlite": "3"})

    def _load(self, file: Path, path: Path) -> None:
        text = file.read_text()
        if "!" in text:
            raise Invalid(f"{file.name} is damaged.")
        self.read.append(file.name)
        with closing(sqlite3.connect(path)) as store:
            store.execute("CREATE TABLE IF NOT EXISTS word (file, text)")
            store.execute("DELETE FROM word WHERE file = ?", (file.name,))
            for word in text.split():
                store.execute("INSERT INTO word VALUES (?, ?)", (file.name, word))
                store.commit()  # so that an interruption leaves half a file behind
                self.each_step()


def words(release: Release) -> list[str]:
    """All words of a release, in order."""
    with closing(sqlite3.connect(f"file:{release.folder}/words.sqlite?mode=ro&immutable=1", uri=True)) as store:
        return [text for (text,) in store.execute("SELECT text FROM word ORDER BY file, rowid")]


def put(folder: Path, **files: str) -> Path:
    """put(folder, may1='a b') writes 2026-05-01.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"2026-05-{int(name.removeprefix('may')):02}.txt").write_text(text)
    return folder
