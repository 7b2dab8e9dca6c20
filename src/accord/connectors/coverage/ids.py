"""How a coverage document is named, in every spelling that is usual, and in the one that is used here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.connectors.coverage.values import Kind
from accord.errors import Invalid

LETTERS = {
    "L": Kind.LCD,
    "DL": Kind.PROPOSED_LCD,
    "A": Kind.ARTICLE,
    "DA": Kind.ARTICLE,
}
WORDS = {
    "LCD": "L", "PROPOSED LCD": "DL", "DRAFT LCD": "DL", "ARTICLE": "A", "LCA": "A", "NCD": "",
}  # fmt: skip
_SPELT = re.compile(
    r"(?:(?P<word>NCD|PROPOSED LCD|DRAFT LCD|LCD|ARTICLE|LCA)S?\s*[-:#(]?\s*)?"
    r"(?:(?P<letter>DL|DA|L|A)\s*-?\s*(?P<local>\d{4,6})|(?P<bare>\d{4,6})|(?P<section>\d{1,3}(?:\.\d{1,2}){1,3}))\)?"
)
_OTHER = re.compile(r"(?P<kind>NCA|CAL|MEDCAC|TA|MCD)\s*[-#]?\s*(?P<number>[0-9A-Z]+)")
OTHER_KINDS = {
    "NCA": Kind.NCA, "CAL": Kind.CAL, "MEDCAC": Kind.MEDCAC,
    "TA": Kind.TECHNOLOGY_ASSESSMENT, "MCD": Kind.COVERAGE_DOCUMENT,
}  # fmt: skip
PAGE = "https://www.cms.gov/medicare-coverage-database/view/"
PAGES = {
    Kind.NCD: "ncd.aspx?ncdid={number}&ncdver={version}",
    Kind.LCD: "lcd.aspx?lcdid={number}&ver={version}",
    Kind.PROPOSED_LCD: "lcd.aspx?lcdid={number}&ver={version}",
    Kind.ARTICLE: "article.aspx?articleid={number}&ver={version}",
}


@dataclass(frozen=True, slots=True)
class Name:
    """The one spelling of an id, and the kind of document that it names."""

    id: str
    kind: Kind


def read_name(text: str) -> Name:
    """'L33718', 'lcd 33718', 'NCD 240.4', '240.4', 'a52467', 'DL39999', 'NCA 464' -> the one spelling. Raises Invalid."""
    spelt = " ".join(text.upper().split())
    found = _SPELT.fullmatch(spelt)
    if found and found["section"] and found["word"] in (None, "NCD"):
        return Name(found["section"], Kind.NCD)
    if found and found["local"] and found["word"] != "NCD":
        return Name(found["letter"] + found["local"], LETTERS[found["letter"]])
    if found and found["bare"] and WORDS.get(found["word"] or ""):
        letter = WORDS[found["word"]]
        return Name(letter + found["bare"], LETTERS[letter])
    if other := _OTHER.fullmatch(spelt):
        return Name(f"{other['kind']}{other['number']}", OTHER_KINDS[other["kind"]])
    raise Invalid(f"'{text}' names no coverage document.", "Write it like L33718, A52467 or 240.4 (an NCD).")


def named_in(text: str) -> Name | None:
    """The id that a whole query is, or None when it is something else."""
    try:
        return read_name(text)
    except Invalid:
        return None


def page(kind: Kind, number: int, version: int) -> str:
    """The address of a document's own page at CMS; empty for kinds that have none of this form."""
    return PAGE + PAGES[kind].format(number=number, version=version) if kind in PAGES else ""
