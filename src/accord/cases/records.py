"""Records as they were read, kept for a while: what persons say has a case reviewed again, and its scans need no second reading.

A record depends on nothing but the files with their names, so it is kept under them, for each organization by itself.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from accord.cases.files import KeptFile
from accord.records.read import REQUEST_FORM as FORM
from accord.records.read import read_held
from accord.records.record import Record

MOST_CHARACTERS = 400_000  # each with the place where it stands on its page
MOST_BYTES = 48 * 1024**2


class KeptRecords:
    """The records that were read last, up to so many characters and bytes of files."""

    def __init__(self, characters: int = MOST_CHARACTERS, most_bytes: int = MOST_BYTES) -> None:
        self._lock, self._most = threading.Lock(), (characters, most_bytes)
        self._kept: OrderedDict[str, tuple[Record, tuple[int, int]]] = OrderedDict()

    def get(self, key: str, make: Callable[[], Record]) -> Record:
        """The record of that key; made where it is not kept. Two who ask at once may both make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
        made = make()
        weight = (sum(len(one.text) for one in made.documents), sum(len(one.data) for one in made.files))
        with self._lock:
            self._kept[key] = (made, weight)
            self._kept.move_to_end(key)
            while self._kept and any(held > most for held, most in zip(self._weight(), self._most, strict=True)):
                self._kept.popitem(last=False)
        return made

    def _weight(self) -> tuple[int, int]:
        weights = [weight for _, weight in self._kept.values()]
        return sum(one[0] for one in weights), sum(one[1] for one in weights)


_kept = KeptRecords()


def record_for(organization: str, files: Sequence[KeptFile], fetch: Callable[[KeptFile], bytes]) -> Record:
    """The record of kept files. fetch -- gives the bytes of one, asked only where the record is not kept in memory."""
    told = [organization, [[file.number, file.name, file.sha256] for file in files]]
    key = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
    return _kept.get(key, lambda: record_of([(file, fetch(file)) for file in files]))


def record_of(data: Sequence[tuple[KeptFile, bytes]]) -> Record:
    """The record of kept files, read in memory: on the disk they stand sealed in the database and nowhere else.

    Of several request forms the last holds; the earlier ones are files like others.
    """
    last = max((file.number for file, _ in data if _plain(file.name) == FORM), default=0)
    named = ((file.number, _plain(file.name), content) for file, content in data)
    return read_held({name if number == last else f"{number:03}-{name}": content for number, name, content in named})


def _plain(name: str) -> str:
    """The last part of a name."""
    return PurePosixPath(name.replace("\\", "/")).name.strip(". ") or "file"
