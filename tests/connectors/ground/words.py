"""A live service of words, for tests of the way out."""

from __future__ import annotations

import json

from accord.connectors.outward import Outward, Raw, Service, TryAgain

WORDS = Service("words", "the word service", "https://words.invalid", 1000, frozenset({"term", "codes"}))


def told(raw: Raw):
    """The JSON of an answer; a page and a limit are none."""
    if raw.is_html:
        raise TryAgain("a page came instead of an answer")
    answer = json.loads(raw.body)
    if "limit" in answer:
        raise TryAgain("it told a limit")
    return answer


def ask(out: Outward, term: str = "copd", **more):
    """Asks for a word."""
    return out.get("/search", {"term": term}, told, **more)
