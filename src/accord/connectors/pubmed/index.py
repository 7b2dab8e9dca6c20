"""The search index: what of a citation can be searched. Texts are not stored here; documents.py keeps them."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tantivy import Document, Index, Schema, SchemaBuilder

from accord.connectors.pubmed.citation import Citation, Standing
from accord.connectors.pubmed.dates import as_number
from accord.connectors.pubmed.words import PAIRS, WHOLE, WORDS, pair_analyzer, pairs, whole_analyzer, word_analyzer
from accord.errors import Unavailable

FOLDER = "index"
TEXTS = ("title", "abstract", "topics")
PAIRED = {"title": "title_pairs", "abstract": "abstract_pairs"}
VALUES = (
    "mesh", "majr", "author", "first_author", "last_author", "journal", "type", "language", "doi", "pmc", "volume",
    "issue", "page", "substance", "keyword", "registration", "flag",
)  # fmt: skip
DATES = ("date", "entered", "revised")
ENGINE_VERSION = version("tantivy")


def schema() -> Schema:
    """Fields by kind; pmid and dates can be sorted by, `cites` holds the PMIDs of the reference list.

    The fields of pairs hold which frequent words stand side by side: in a phrase of such words ("of the") their places
    in nearly every text would have to be compared.
    """
    builder = SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name=WORDS, index_option="position")
    for name in PAIRED.values():
        builder.add_text_field(name, tokenizer_name=PAIRS, index_option="freq")
    for name in VALUES:
        builder.add_text_field(name, tokenizer_name=WHOLE, index_option="basic")
    builder.add_unsigned_field("pmid", indexed=True, fast=True)
    for name in DATES:
        builder.add_unsigned_field(name, indexed=False, fast=True)
    builder.add_unsigned_field("cites", indexed=True)
    return builder.build()


SCHEMA = schema()


def create(folder: Path) -> Index:
    """A new index, or the one that is there, for one writer."""
    folder.mkdir(parents=True, exist_ok=True)
    return _with_words(Index(SCHEMA, str(folder), reuse=True))


def open_index(folder: Path) -> Index:
    """An index for reading. Raises Unavailable when it is missing or of another engine version."""
    again = "Run 'accord sync pubmed' again."
    try:
        index = _with_words(Index.open(str(folder)))
    except ValueError as fault:
        raise Unavailable(f"The PubMed index in {folder.parent.name} cannot be read ({fault}).", again) from fault
    if index.schema != SCHEMA:
        raise Unavailable(f"The PubMed index in {folder.parent.name} was built by another version of Accord.", again)
    return index


def document(citation: Citation) -> Document:
    """What of the citation is searched."""
    return Document.from_dict(searched(citation), SCHEMA)


def searched(citation: Citation) -> dict[str, Any]:
    """The fields of a citation that are not empty."""
    return {name: value for name, value in _fields(citation).items() if value}


def _fields(citation: Citation) -> dict[str, Any]:
    mesh = citation.mesh
    title = f"{citation.title} {citation.original_title}".strip()
    abstract = "\n".join(part.text for part in citation.abstract)
    return {
        "pmid": citation.pmid,
        "title": title,
        "abstract": abstract,
        "title_pairs": pairs(title),
        "abstract_pairs": pairs(abstract),
        "topics": "\n".join([*(heading.name for heading in mesh), *citation.keywords, *citation.substances]),
        "mesh": [value for heading in mesh for value in _mesh_values(heading.name, heading.code, heading.qualifiers)],
        "majr": [
            value for h in mesh if h.major for value in _mesh_values(h.name, h.code, h.qualifiers) if value[0] != "/"
        ],
        "author": _names(citation),
        "first_author": citation.authors[0].short if citation.authors else "",
        "last_author": citation.authors[-1].short if citation.authors else "",
        "journal": list(
            dict.fromkeys(value for value in (citation.journal_short, citation.journal, *citation.issn) if value)
        ),
        "type": list(citation.publication_types),
        "language": list(citation.languages),
        "doi": citation.doi,
        "pmc": citation.pmcid,
        "volume": citation.volume,
        "issue": citation.issue,
        "page": first_page(citation.pages),
        "substance": list(citation.substances),
        "keyword": list(citation.keywords),
        "registration": list(citation.registrations),
        "flag": flags(citation),
        "date": as_number(citation.published),
        "entered": as_number(citation.entered),
        "revised": as_number(citation.revised),
        "cites": list(citation.references),
    }


def first_page(pages: str) -> str:
    """'332' of '332-40'; 'e123' of 'e123'."""
    return re.split(r"[-,;\s]", pages.strip(), maxsplit=1)[0]


def flags(citation: Citation) -> list[str]:
    """What a citation is or has, for hasabstract, medline[sb] and the like."""
    told = {
        "hasabstract": bool(citation.abstract),
        "pubmed pmc": bool(citation.pmcid),
        "medline": citation.status == "MEDLINE",
        "publisher": citation.status == "Publisher",
        "inprocess": citation.status in ("In-Process", "In-Data-Review"),
        "books": citation.is_book,
        "retracted": citation.standing is Standing.RETRACTED,
    }
    return [name for name, true in told.items() if true]


def _mesh_values(name: str, code: str, qualifiers: tuple[str, ...]) -> list[str]:
    told = [name, code, *(f"{name}/{qualifier}" for qualifier in qualifiers), *(f"/{q}" for q in qualifiers)]
    return [value for value in told if value]


def _names(citation: Citation) -> list[str]:
    full = (f"{author.last}, {author.fore}" for author in citation.authors if author.fore)
    return list(dict.fromkeys([*(author.short for author in citation.authors), *full]))


def _with_words(index: Index) -> Index:
    index.register_tokenizer(WORDS, word_analyzer())
    index.register_tokenizer(WHOLE, whole_analyzer())
    index.register_tokenizer(PAIRS, pair_analyzer())
    return index
