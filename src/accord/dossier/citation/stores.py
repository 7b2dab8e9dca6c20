"""The local stores in which ids of a statement are looked up; imported only where sentences of a model are checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from accord.connectors.answer import Ask
from accord.connectors.coverage.ids import read_name
from accord.connectors.coverage.policy_passages import policy_texts
from accord.connectors.hcpcs.standing import Standing, standing
from accord.connectors.icd10.answers import Fault
from accord.connectors.icd10.tools import validate
from accord.connectors.pubmed.tools import get as articles
from accord.dossier.citation.named import Stores
from accord.errors import AccordError, Invalid
from accord.policies.load import bundled_pack

T = TypeVar("T")
ABSENT = frozenset({Fault.SHAPE, Fault.NOT_IN_EDITION, Fault.SEVENTH_CHARACTER})


def local_stores(on: dt.date) -> Stores:
    """The loaded coverage database and shipped policies, the loaded PubMed, ICD-10-CM and HCPCS, as of a day."""

    def policy(text: str) -> bool | None:
        try:
            name = read_name(" ".join(text.replace("(", " ").split()))
        except Invalid:
            return None
        sources = {source.document for each in bundled_pack().policies for source in each.sources.values()}
        if name.id in sources:
            return True
        texts = _or_none(policy_texts)
        return None if texts is None or not texts.holds(name.kind) else texts.text(name.id, on) is not None

    def article(pmid: str) -> bool | None:
        found = _or_none(lambda: articles((pmid,), Ask.LOCAL))
        return None if found is None else bool(found.items)

    def diagnosis(code: str) -> bool | None:
        told = _or_none(lambda: validate((code,), on))
        fault = told.items[0].fault if told else Fault.CANNOT_SAY
        return None if fault is Fault.CANNOT_SAY else fault not in ABSENT

    def item(code: str) -> bool | None:
        told = standing(code, on)
        return None if told in (Standing.CANNOT_SAY, Standing.KNOWN) else told is not Standing.NOT_LISTED

    return Stores(policy, article, diagnosis, item)


def _or_none(ask: Callable[[], T]) -> T | None:
    """The answer, or None where a store is not loaded or cannot answer."""
    try:
        return ask()
    except AccordError:
        return None
