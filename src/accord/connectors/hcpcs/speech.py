"""Words of questions about items and services, brought to the words of the code set."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

WORD = re.compile(r"[a-z0-9]+")
EMPTY = frozenset(
    {"a", "an", "and", "any", "at", "by", "each", "for", "in", "of", "on", "or", "per", "the", "to", "with"}
)
LONGEST_PHRASE = 3


def tokens(text: str) -> list[str]:
    """All words but the empty ones, in small letters, without the s of a plural."""
    return [_single(word) for word in WORD.findall(text.lower().replace("'s", "")) if word not in EMPTY]


def said(question: str) -> list[str]:
    """The words of a question, short forms and lay words replaced."""
    words, found, place = tokens(question), list[str](), 0
    while place < len(words):
        size, other = next(
            (
                (size, table[phrase])
                for size in range(LONGEST_PHRASE, 0, -1)
                if (phrase := " ".join(words[place : place + size])) in (table := _instead())
            ),
            (1, words[place]),
        )
        found += tokens(other)
        place += size
    return list(dict.fromkeys(found))


def _single(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 5 else word.removesuffix("s")


@cache
def _instead() -> Mapping[str, str]:
    text = resources.files("accord.connectors.hcpcs").joinpath("speech.toml").read_text("utf-8")
    return {" ".join(tokens(phrase)): words for phrase, words in tomllib.loads(text)["instead"].items()}
