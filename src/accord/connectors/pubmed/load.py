"""Loads PubMed: NLM's yearly baseline and its daily updates, from a folder or from NCBI's file server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from accord.connectors import releases
from accord.connectors.pubmed.build import Builder, compact, share
from accord.connectors.pubmed.documents import parts
from accord.connectors.pubmed.fetch import fetch_files
from accord.connectors.pubmed.files import (
    CitationFile,
    checked_sum,
    citation_file,
    find_files,
    gaps,
    newest_day,
    published_sum,
    real_sum,
)
from accord.connectors.pubmed.index import ENGINE_VERSION
from accord.connectors.pubmed.texts import FullTextLoader
from accord.connectors.releases import Draft, Release
from accord.connectors.syncing import Built, Inputs, Progress

INDEX = "pubmed"
LAYOUT = 2
LOADED = "loaded.json"
STALE_AFTER_DAYS = 45


class PubmedLoader:
    """Citations. Files that follow the last loaded one are added to what is there; anything else is built anew."""

    index = INDEX
    title = "PubMed"
    layout = LAYOUT
    stale_after_days = STALE_AFTER_DAYS
    wants = "pubmedYYnNNNN.xml.gz of NLM's baseline and update files, with the .md5 beside where there is one"

    def fetch(self, into: Path, progress: Progress) -> None:
        """The files that are not loaded yet, in the order of their numbers, each checked against its MD5."""
        before = releases.current(INDEX)
        fetch_files(into, loaded(before) if before and _same_kind(before) else {}, progress)

    def inputs(self, folder: Path) -> Inputs:
        """The files of the newest year. Raises Invalid for none, or when the last one is damaged."""
        files = find_files(folder)
        day = newest_day(files[-1].path)
        name = day.isoformat() if day else files[-1].path.name.partition(".")[0]
        return Inputs(tuple(file.path for file in files), day, name, "PubMed, National Library of Medicine",
                      "https://pubmed.ncbi.nlm.nih.gov/download/")  # fmt: skip

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """Applies the files in order. Raises Invalid naming the file, and the PMID, that cannot be read."""
        files = tuple(citation_file(path) for path in inputs.files)
        before = _goes_on_from(files)
        known = dict(loaded(before)) if before else {}
        if before:
            _take_over(before, draft)
        builder = Builder(draft.folder, _part_number(draft, before))
        for number, file in enumerate(files, 1):
            name = file.path.name
            if name not in known and not draft.done(name):
                total = checked_sum(file.path)
                builder.apply(file.path)
                draft.finish(name, total)
            known.setdefault(name, str(draft.note(name)))
            progress("loading citations", number, len(files), "files")
        count = builder.finish()
        (draft.folder / LOADED).write_text(json.dumps(known, indent=0))
        return Built({"citations": count}, {"tantivy": ENGINE_VERSION}, _missing(known))


def loaded(release: Release) -> Mapping[str, str]:
    """The files that a release is made of, those of the releases it goes on from included: name -> MD5."""
    told: dict[str, str] = json.loads((release.folder / LOADED).read_text("utf-8"))
    return told


def _goes_on_from(files: tuple[CitationFile, ...]) -> Release | None:
    """The current release, when all that it lacks of these files comes after what it holds."""
    before = releases.current(INDEX)
    if before is None or not _same_kind(before):
        return None
    known = loaded(before)
    last = max((citation_file(Path(name)) for name in known), key=lambda file: file.order)
    fresh = [file for file in files if file.path.name not in known]
    follows = all(file.number and file.year == last.year and file.number > last.number for file in fresh)
    same = all(_sum(file.path) == known[file.path.name] for file in files if file.path.name in known)
    return before if fresh and follows and same else None


def _same_kind(release: Release) -> bool:
    return release.layout == LAYOUT and release.engines.get("tantivy") == ENGINE_VERSION


def _sum(path: Path) -> str:
    return published_sum(path) or real_sum(path)


def _take_over(before: Release, draft: Draft) -> None:
    step = f"shared with {before.name}"
    if not draft.done(step):
        share(before.folder, draft.folder)
        compact(draft.folder)
        draft.finish(step)


def _part_number(draft: Draft, before: Release | None) -> int:
    """The part of documents that this build writes; the same one when it is taken up again."""
    if not draft.done("part"):
        last = parts(draft.folder)[-1:] if before else ()
        draft.finish("part", int(last[0].stem.rpartition("-")[2]) + 1 if last else 0)
    number = draft.note("part")
    assert isinstance(number, int)
    return number


def _missing(known: Mapping[str, str]) -> str:
    numbers = gaps([citation_file(Path(name)) for name in known])
    if not numbers:
        return ""
    listed = ", ".join(f"{number:04d}" for number in numbers[:5]) + (" ..." if len(numbers) > 5 else "")
    return f"Files that are not loaded: {listed}."


LOADERS = (PubmedLoader(), FullTextLoader())
