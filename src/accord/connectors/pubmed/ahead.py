"""Reads a large file in a process of its own, so that reading and indexing take a processor each.

The process writes its lots to its standard output; when it dies the pipe ends, and so does the load, with an error.
"""

from __future__ import annotations

import gc
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.index import searched
from accord.connectors.pubmed.reader import Deleted, Record, read_file
from accord.errors import AccordError, Unavailable

LOT = 250
PIPE = 1 << 20  # the largest that Linux gives without asking; elsewhere it is not heeded
LARGE = 4 << 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """A citation as the builder wants it: its JSON, and what of it is searched."""

    pmid: int
    version: int
    body: bytes
    searched: dict[str, Any]


Ready = Prepared | Deleted


def prepare(record: Record | Prepared) -> Ready:
    """A record, ready to be written."""
    if not isinstance(record, Citation):
        return record
    return Prepared(record.pmid, record.version, orjson.dumps(record), searched(record))


def lots(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The records in lots, never a deletion together with what follows it."""
    records = iter(records)
    while lot := list(islice(records, LOT)):
        ends = [place for place, record in enumerate(lot) if isinstance(record, Deleted)]
        for begin, end in zip([0, *(place + 1 for place in ends)], [*(p + 1 for p in ends), len(lot)], strict=True):
            if begin < end:
                yield lot[begin:end]


def read_ahead(path: Path) -> Iterator[Sequence[Ready]]:
    """The lots of a file, read elsewhere. Raises Invalid as read_file does, Unavailable when the reader died."""
    command = [sys.executable, "-c", f"from {__name__} import main; main()", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, pipesize=PIPE) as reader:
        assert reader.stdout
        try:
            while (told := _next(reader.stdout, path)) is not None:
                yield told
        finally:
            reader.kill()


def _next(pipe: Any, path: Path) -> Sequence[Ready] | None:
    try:
        told = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError) as fault:
        raise Unavailable(
            f"The reader of {path.name} ended before the file did.", "Run the same command again."
        ) from fault
    if isinstance(told, AccordError):
        raise told
    return told


def main() -> None:
    """Writes the lots of the file that is named; a fault or None comes last."""
    gc.disable()  # it lives for one file and makes millions of small values without a cycle
    out = sys.stdout.buffer
    last: AccordError | None = None
    try:
        for lot in lots(read_file(Path(sys.argv[1]))):
            pickle.dump([prepare(record) for record in lot], out, pickle.HIGHEST_PROTOCOL)
    except AccordError as fault:
        last = fault
    pickle.dump(last, out)
    out.flush()
