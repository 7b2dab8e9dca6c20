"""Policies, articles and codes that a sentence names, looked up in what is loaded: a made-up number never stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from accord.dossier.citation.faults import Fault, FaultKind

Lookup = Callable[[str], bool | None]


def cannot_say(_: str) -> bool | None:
    """No store to look in."""
    return None


@dataclass(frozen=True, slots=True)
class Stores:
    """Where each kind of id is looked up: True it is there, False it is not, None it cannot be said."""

    policy: Lookup = cannot_say
    article: Lookup = cannot_say
    diagnosis: Lookup = cannot_say
    item: Lookup = cannot_say


_POLICY = re.compile(
    r"\b(?:(?:NCD|LCD|LCA|Article)s?\s*[-:#(]?\s*(?:DL|[LA])?\d[\d.]*\d|(?:DL|DA|[LA])\d{5})(?![\w.]*\w)|"
    r"\b(?:NCD|LCD|LCA)s?\s*[-:#(]?\s*\d+(?:\.\d+)+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:PMID|PubMed(?:\s+ID)?)\s*[:#]?\s*(?P<id>\d{1,9})\b", re.IGNORECASE)
_DIAGNOSIS = re.compile(r"\b[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}\b")
_ITEM = re.compile(r"\b[A-V]\d{4}\b(?!\.\d)")


def unknown_ids(text: str, stores: Stores) -> Iterator[Fault]:
    """Every policy, article and code in the text that its store does not hold."""
    asked = (
        (FaultKind.POLICY, stores.policy, (match[0] for match in _POLICY.finditer(text))),
        (FaultKind.ARTICLE, stores.article, (match["id"] for match in _ARTICLE.finditer(text))),
        (FaultKind.CODE, stores.diagnosis, (match[0] for match in _DIAGNOSIS.finditer(text))),
        (FaultKind.CODE, stores.item, (match[0] for match in _ITEM.finditer(text))),
    )
    for kind, held, ids in asked:
        yield from (Fault(kind, each) for each in dict.fromkeys(ids) if held(each) is False)
