"""Reads NLM's citation files: cuts them at record boundaries and parses one record at a time.

Source: pubmed_250101.dtd. Faster than a streaming parser because reference lists, half of a modern file, are never
made into elements: only their PMIDs are kept.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from xml.etree.ElementTree import Element, ParseError, fromstring

from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.fields import article, book
from accord.errors import Invalid

BLOCK = 8 << 20
REFERENCES, REFERENCES_END = b"<ReferenceList", b"</ReferenceList>"
CITED = re.compile(rb'<ArticleId IdType="pubmed">\s*(\d{1,9})\s*</ArticleId>')
PMID = re.compile(rb"<PMID[^>]*>\s*(\d+)\s*</PMID>")
RECORD = re.compile(rb"<(PubmedArticle|PubmedBookArticle|DeleteCitation|MedlineCitation|DeleteDocument)[\s>]")
SETS = (
    b"</PubmedArticleSet>",
    b"<PubmedArticleSet/>",
    b"</PubmedBookArticleSet>",
    b"</MedlineCitationSet>",
    b"</BookDocumentSet>",
)
MATH = b'<r xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink">'


@dataclass(frozen=True, slots=True)
class Deleted:
    """The PMIDs that a file takes back."""

    pmids: tuple[int, ...]


Record = Citation | Deleted


def read_file(path: Path) -> Iterator[Record]:
    """The records of a .xml or .xml.gz file, in its order. Raises Invalid naming the file, and the PMID where known."""
    try:
        with _open(path) as file:
            for tag, record in cut(file, path.name):
                yield parse(tag, record, path.name)
    except (OSError, EOFError, zlib.error) as fault:
        raise Invalid(
            f"{path.name} is damaged ({type(fault).__name__}).", "Fetch it again; nothing was changed."
        ) from fault


def parse(tag: bytes, record: bytes, name: str) -> Record:
    """One record. Raises Invalid naming the file and the PMID."""
    if tag in (b"DeleteCitation", b"DeleteDocument"):
        return Deleted(tuple(int(found) for found in PMID.findall(record)))
    record, cited = _without_references(record)
    try:
        element = _element(record)
        if tag == b"PubmedBookArticle":
            return book(element, cited)
        return article(element, cited)
    except (ParseError, ValueError, LookupError) as fault:
        found = PMID.search(record)
        which = f"the record of PMID {found[1].decode()}" if found else "a record without PMID"
        raise Invalid(
            f"{name}: {which} cannot be read ({fault}).", "Fetch the file again; nothing was changed."
        ) from fault


def cut(file: BinaryIO, name: str) -> Iterator[tuple[bytes, bytes]]:
    """Tag and bytes of each record. Raises Invalid when the file ends inside a record or is of another kind."""
    rest, ended, seen_set = b"", False, False
    while block := file.read(BLOCK):
        rest += block
        position = 0
        while found := RECORD.search(rest, position):
            close = b"</" + found[1] + b">"
            end = rest.find(close, found.end())
            if end < 0:
                break
            position = end + len(close)
            yield found[1], rest[found.start() : position]
        seen_set = seen_set or b"ArticleSet" in rest or b"CitationSet" in rest
        ended = any(close in rest[position:] for close in SETS)
        rest = rest[position:]
    if not seen_set:
        raise Invalid(f"{name} is not a file of PubMed citations.", "pubmedYYnNNNN.xml.gz is wanted.")
    if not ended:
        raise Invalid(f"{name} is cut off.", "Fetch it again; nothing was changed.")


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def _without_references(record: bytes) -> tuple[bytes, tuple[int, ...]]:
    begin = record.find(REFERENCES)
    if begin < 0:
        return record, ()
    end = record.rfind(REFERENCES_END) + len(REFERENCES_END)
    if end <= begin:
        return record, ()
    cited = dict.fromkeys(int(pmid) for pmid in CITED.findall(record, begin, end))
    return record[:begin] + record[end:], tuple(cited)


def _element(record: bytes) -> Element:
    try:
        return fromstring(record)
    except ParseError as fault:
        if "unbound prefix" not in str(fault):
            raise
        return fromstring(MATH + record + b"</r>")[0]
