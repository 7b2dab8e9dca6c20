"""The live side: NLM Clinical Tables, an autocompletion over the titles of the ICD-10-CM codes of one edition."""

from __future__ import annotations

from typing import Any, cast

import orjson

from accord.connectors.answer import Provenance
from accord.connectors.icd10.answers import CodeHit, CodeHits
from accord.connectors.outward import Outward, Raw, Service, TryAgain
from accord.errors import NotFound

SERVICE = Service(
    "icd10cm", "NLM Clinical Tables, ICD-10-CM", "https://clinicaltables.nlm.nih.gov", 2.0,
    frozenset({"terms", "maxList"}),
)  # fmt: skip
PATH = "/api/icd10cm/v3/search"
FIXED = {"sf": "code,name", "df": "code,name"}
MOST = 500
Answer = tuple[tuple[tuple[str, str], ...], int]


def search(query: str, limit: int) -> CodeHits:
    """Codes whose titles have all the words, in the service's order. Raises Forbidden, Invalid, Unavailable."""
    rows, total, provenance = _ask(query, limit)
    hits = tuple(CodeHit(code, name, True, 0.0, name, code[:3], "") for code, name in rows)
    return CodeHits(hits, (), total, provenance)


def name_of(code: str) -> tuple[str, Provenance]:
    """The title of one code. Raises NotFound; and Forbidden, Invalid, Unavailable."""
    rows, _, provenance = _ask(code, MOST)
    found = next((name for listed, name in rows if listed == code), None)
    if found is None:
        raise NotFound(f"{SERVICE.title} has no code {code}.", "Headings are not listed there; ask the local index.")
    return found, provenance


def allowed() -> bool:
    """Does a setting allow the service?"""
    return Outward(SERVICE).allowed


def _ask(terms: str, most: int) -> tuple[tuple[tuple[str, str], ...], int, Provenance]:
    told = Outward(SERVICE).get(PATH, {"terms": terms, "maxList": str(min(most, MOST))}, decode, fixed=FIXED)
    rows, total = told.value
    return rows, total, told.provenance


def decode(raw: Raw) -> Answer:
    """[total, [codes], null, [[code, name]]]. Raises TryAgain for what is no such answer."""
    if raw.is_html:
        raise TryAgain("it answered with a page")
    try:
        answer: Any = orjson.loads(raw.body)
    except orjson.JSONDecodeError as fault:
        raise TryAgain("its answer was cut short") from fault
    parts = cast(list[Any], answer) if isinstance(answer, list) else []
    if len(parts) < 4 or not isinstance(parts[0], int) or not isinstance(parts[3], list):
        raise TryAgain("its answer is not of the known form")
    rows = [cast(list[Any], row) for row in cast(list[Any], parts[3]) if isinstance(row, list)]
    if any(len(row) < 2 for row in rows):
        raise TryAgain("its answer is not of the known form")
    return tuple((str(row[0]), str(row[1])) for row in rows), parts[0]
