"""Which concepts and kinds of document the readers can name, so that an author learns that nothing will ever be found.

Taken from the readers' own code and word lists: a word is known where it stands there whole, or is put together there
(f"{name}_denied"). A known word may still need the right paper; an unknown one can never be found in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

QUOTED = re.compile(r"""(f?)(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')""")
WORD = re.compile(r"[a-z][a-z0-9_]*")
TAIL, HEAD = re.compile(r"\}(_[a-z0-9_]+)"), re.compile(r"([a-z0-9_]+_)\{")
LISTS = (".yaml", ".toml", ".txt")


@dataclass(frozen=True)
class Vocabulary:
    """Whole words, and the ends and beginnings to which others are joined."""

    words: frozenset[str]
    tails: frozenset[str]
    heads: frozenset[str]

    def knows(self, name: str) -> bool:
        """Could a reader give this concept or kind?"""
        return (
            name in self.words
            or any(name.endswith(tail) and name.removesuffix(tail) in self.words for tail in self.tails)
            or any(name.startswith(head) and name.removeprefix(head) in self.words for head in self.heads)
        )


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this version's readers."""
    words: set[str] = set()
    tails: set[str] = set()
    heads: set[str] = set()
    for name, text in _texts(files("accord.evidence")):
        if name.endswith(LISTS):
            words.update(WORD.findall(text))
            continue
        for joined, double, single in QUOTED.findall(text):
            quoted = double or single
            words.update(WORD.findall(quoted))
            if joined:
                tails.update(TAIL.findall(quoted))
                heads.update(HEAD.findall(quoted))
    return Vocabulary(frozenset(words), frozenset(tails), frozenset(heads))


def _texts(folder: Traversable) -> Iterator[tuple[str, str]]:
    for part in folder.iterdir():
        if part.is_dir():
            yield from _texts(part)
        elif part.name.endswith((".py", *LISTS)):
            yield part.name, part.read_text("utf-8")
