"""The field tags that a question may carry, as PubMed writes them, and which fields each one searches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.errors import Invalid


class Kind(StrEnum):
    """How a tagged term is compared: by words, as a whole value, as a person's name, as a date, as a number."""

    WORDS = "words"
    VALUE = "value"
    NAME = "name"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. prefix -- what is put before the value in the index."""

    name: str
    about: str
    kind: Kind
    fields: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    prefix: str = ""


EVERYWHERE = ("title", "abstract", "topics")
TAGS: tuple[Tag, ...] = (
    Tag("all", "title, abstract, MeSH, keywords, substances", Kind.WORDS, EVERYWHERE, ("all fields",)),
    Tag("tiab", "title or abstract", Kind.WORDS, ("title", "abstract"), ("title/abstract",)),
    Tag("ti", "title", Kind.WORDS, ("title",), ("title",)),
    Tag("ab", "abstract", Kind.WORDS, ("abstract",), ("abstract",)),
    Tag("tw", "text words: title, abstract, MeSH, keywords, substances", Kind.WORDS, EVERYWHERE, ("text word", "text words", "text")),
    Tag("au", "author", Kind.NAME, ("author",), ("author", "auth", "fau", "full author name")),
    Tag("1au", "first author", Kind.NAME, ("first_author",), ("first author", "first author name")),
    Tag("lastau", "last author", Kind.NAME, ("last_author",), ("last author", "last author name")),
    Tag("mh", "MeSH heading, not exploded; 'heading/qualifier' too", Kind.VALUE, ("mesh",), ("mesh", "mesh terms", "mesh term", "mh:noexp", "mesh:noexp")),
    Tag("majr", "MeSH heading that is a major topic", Kind.VALUE, ("majr",), ("mesh major topic", "mesh major topics", "majr:noexp")),
    Tag("sh", "MeSH qualifier", Kind.VALUE, ("mesh",), ("mesh subheading", "subheading"), "/"),
    Tag("pt", "publication type", Kind.VALUE, ("type",), ("publication type", "ptyp")),
    Tag("la", "language: English or eng", Kind.VALUE, ("language",), ("language", "lang")),
    Tag("ta", "journal: abbreviation, title or ISSN", Kind.VALUE, ("journal",), ("journal", "jour", "is", "issn")),
    Tag("vi", "volume", Kind.VALUE, ("volume",), ("volume",)),
    Tag("ip", "issue", Kind.VALUE, ("issue",), ("issue",)),
    Tag("pg", "first page", Kind.VALUE, ("page",), ("pagination", "page")),
    Tag("nm", "substance", Kind.VALUE, ("substance",), ("substance name", "substance")),
    Tag("ot", "author's keyword", Kind.VALUE, ("keyword",), ("other term", "keyword")),
    Tag("si", "trial registration or data bank number", Kind.VALUE, ("registration",), ("secondary source id",)),
    Tag("pmid", "PMID", Kind.NUMBER, ("pmid",), ("uid",)),
    Tag("pmcid", "PMCID", Kind.VALUE, ("pmc",), ("pmc",)),
    Tag("doi", "DOI", Kind.VALUE, ("doi",), ("aid", "lid", "article identifier", "location id")),
    Tag("sb", "subset: medline, publisher, inprocess, books, 'pubmed pmc', retracted, hasabstract", Kind.VALUE, ("flag",), ("subset", "filter")),
    Tag("dp", "date of publication", Kind.DATE, ("date",), ("pdat", "date - publication", "publication date")),
    Tag("edat", "date of entry into PubMed", Kind.DATE, ("entered",), ("crdt", "date - entry", "date - create", "date - entrez")),
    Tag("lr", "date of last revision", Kind.DATE, ("revised",), ("mdat", "date - modification", "date - last revision")),
)  # fmt: skip
BY_NAME: Mapping[str, Tag] = {name: tag for tag in TAGS for name in (tag.name, *tag.aliases)}
ALL, DOI, PMID, FLAG = BY_NAME["all"], BY_NAME["doi"], BY_NAME["pmid"], BY_NAME["sb"]

# Types that stand above others: whoever asks for clinical trials wants the randomized ones too. Source: MeSH, tree V.
NARROWER_TYPES: Mapping[str, tuple[str, ...]] = {
    "clinical trial": (
        "clinical trial, phase i", "clinical trial, phase ii", "clinical trial, phase iii", "clinical trial, phase iv",
        "controlled clinical trial", "randomized controlled trial", "pragmatic clinical trial",
        "adaptive clinical trial", "equivalence trial",
    ),
    "controlled clinical trial": ("randomized controlled trial", "pragmatic clinical trial", "equivalence trial"),
    "randomized controlled trial": ("pragmatic clinical trial", "equivalence trial"),
    "review": ("systematic review", "scoping review"),
    "guideline": ("practice guideline",),
    "clinical study": ("clinical trial", "randomized controlled trial", "observational study"),
}  # fmt: skip
LANGUAGES: Mapping[str, str] = {
    "english": "eng", "french": "fre", "german": "ger", "spanish": "spa", "italian": "ita", "portuguese": "por",
    "chinese": "chi", "japanese": "jpn", "korean": "kor", "russian": "rus", "polish": "pol", "dutch": "dut",
    "turkish": "tur", "czech": "cze", "danish": "dan", "swedish": "swe", "norwegian": "nor", "finnish": "fin",
    "hungarian": "hun", "hebrew": "heb", "arabic": "ara", "persian": "per", "greek": "gre", "ukrainian": "ukr",
    "romanian": "rum", "croatian": "hrv", "serbian": "srp", "slovak": "slo", "slovenian": "slv", "bulgarian": "bul",
}  # fmt: skip


def tag_of(name: str) -> Tag:
    """The tag of '[ti]' or '[Title]', without its brackets. Raises Invalid with the list of those that there are."""
    known = BY_NAME.get(" ".join(name.lower().split()))
    if known is None:
        listed = ", ".join(f"[{tag.name}] {tag.about}" for tag in TAGS)
        raise Invalid(f"The field tag [{name}] is not known here.", f"There is: {listed}.")
    return known


def language_code(text: str) -> str:
    """'eng' of 'English' or 'eng'."""
    return LANGUAGES.get(text.lower().strip(), text.lower().strip())


def types_asked(text: str) -> tuple[str, ...]:
    """A publication type, in lower case, and those beneath it."""
    name = " ".join(text.lower().split())
    return (name, *NARROWER_TYPES.get(name, ()))
