"""NLM's citation files in a folder: their order, their checksums, the day they describe."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.errors import Invalid

NAME = re.compile(r"(?:pubmed|medline)(\d\d)n(\d{4,})\.xml(?:\.gz)?")
SUM = re.compile(r"\b([0-9a-fA-F]{32})\b")
REVISED = re.compile(
    rb"<(?:DateRevised|DateCompleted|DateCreated)>\s*<Year>(\d{4})</Year>\s*<Month>(\d\d?)</Month>\s*<Day>(\d\d?)</Day>"
)
BLOCK = 8 << 20
TAIL = 256
BEGINNING = 4_096
KINDS = (b"<PubmedArticleSet", b"<MedlineCitationSet", b"<PubmedBookArticleSet")


@dataclass(frozen=True, slots=True)
class CitationFile:
    """One file. year, number -- of its official name; 0 for a file of another name, which stands alone."""

    path: Path
    year: int
    number: int

    @property
    def order(self) -> tuple[int, int, str]:
        """Files are applied in this order."""
        return self.year, self.number, self.path.name


def find_files(folder: Path) -> tuple[CitationFile, ...]:
    """The citation files of a folder and the folders in it, of the newest year, in order. Raises Invalid for none."""
    paths = [folder] if folder.is_file() else [*folder.rglob("*.xml.gz"), *folder.rglob("*.xml")]
    files = sorted((citation_file(path) for path in paths if _is_ours(path)), key=lambda file: file.order)
    if not files:
        raise Invalid(f"There is no citation file in {folder}.", "Files like pubmed26n0001.xml.gz are wanted.")
    newest = files[-1].year
    return tuple(file for file in files if file.year == newest)


def _is_ours(path: Path) -> bool:
    """By its name, else by how it begins: a folder may hold XML of other kinds."""
    if NAME.fullmatch(path.name):
        return True
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as file:
            begin = file.read(BEGINNING)
        return any(kind in begin for kind in KINDS)
    except (OSError, EOFError):
        return False


def citation_file(path: Path) -> CitationFile:
    """A file with what its name says."""
    found = NAME.fullmatch(path.name)
    return CitationFile(path, int(found[1]), int(found[2])) if found else CitationFile(path, 0, 0)


def published_sum(path: Path) -> str | None:
    """The MD5 that was published with a file (NAME.md5 beside it), or None."""
    beside = path.with_name(f"{path.name}.md5")
    if not beside.is_file():
        return None
    return sum_of_text(beside.read_text("ascii", errors="replace"), beside.name)


def sum_of_text(text: str, name: str) -> str:
    """The sum in 'MD5(pubmed26n0001.xml.gz)= 0123...'. Raises Invalid."""
    found = SUM.search(text)
    if not found:
        raise Invalid(f"{name} holds no MD5.", "Fetch it again.")
    return found[1].lower()


def real_sum(path: Path) -> str:
    """The MD5 of a file's bytes."""
    digest = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def checked_sum(path: Path) -> str:
    """The MD5 of a file. Raises Invalid when it is not the published one."""
    published, real = published_sum(path), real_sum(path)
    if published is not None and published != real:
        raise Invalid(f"{path.name} is damaged: its MD5 is not the published one.", "Fetch it again.")
    return real


def newest_day(path: Path) -> dt.date | None:
    """The last day on which a record of the file was made or revised: the day that the file describes."""
    newest, rest = b"", b""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as file:
            while block := file.read(BLOCK):
                rest += block
                days = (b"%s%s%s" % (y, m.zfill(2), d.zfill(2)) for y, m, d in REVISED.findall(rest))
                newest = max(newest, *days, b"")
                rest = rest[-TAIL:]
        return dt.datetime.strptime(newest.decode(), "%Y%m%d").date() if newest else None
    except (OSError, EOFError, ValueError) as fault:
        raise Invalid(f"{path.name} is damaged ({type(fault).__name__}).", "Fetch it again.") from fault


def gaps(files: Sequence[CitationFile]) -> tuple[int, ...]:
    """Numbers that are missing between the first and the last of official files."""
    numbers = {file.number for file in files if file.number}
    return tuple(sorted(set(range(min(numbers), max(numbers) + 1)) - numbers)) if numbers else ()
