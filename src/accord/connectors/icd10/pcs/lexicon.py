"""How people say what the code set says: our own table, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from accord.connectors.icd10.pcs.words import tokens

LONGEST_PHRASE = 4
FALL = 0.12
LINKS = ("", "o", "i", "a")


@dataclass(frozen=True)
class Lexicon:
    """Each table by folded phrase; official words stand in falling order of likelihood."""

    instead: Mapping[str, str]
    operation: Mapping[str, tuple[str, ...]]
    ending: Mapping[str, tuple[str, ...]]
    stem: Mapping[str, tuple[str, ...]]
    site: Mapping[str, tuple[str, ...]]
    approach: Mapping[str, str]
    device: Mapping[str, tuple[str, ...]]
    qualifier: Mapping[str, tuple[str, ...]]
    extent: Mapping[str, str]
    access: Mapping[str, tuple[str, ...]]
    undoing: Mapping[str, tuple[str, ...]]

    def taken_apart(self, word: str) -> tuple[tuple[str, ...], str] | None:
        """'gastrojejunostomy' -> (('gastr', 'jejun'), 'ostomy'); None for a word not made so."""
        for ending in sorted(self.ending, key=len, reverse=True):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stems = self._stems(word[: -len(ending)])
                if stems:
                    return stems, ending
        return None

    def _stems(self, rest: str) -> tuple[str, ...]:
        for size in range(len(rest), 1, -1):
            if rest[:size] not in self.stem:
                continue
            after = rest[size:]
            if after in LINKS:
                return (rest[:size],)
            for link in LINKS:
                more = self._stems(after.removeprefix(link)) if after.startswith(link) else ()
                if more:
                    return (rest[:size], *more)
        return ()


@cache
def lexicon() -> Lexicon:
    """The table that is shipped."""
    told = tomllib.loads(resources.files("accord.connectors.icd10.pcs").joinpath("lexicon.toml").read_text("utf-8"))

    def lists(name: str) -> dict[str, tuple[str, ...]]:
        return {_key(phrase): tuple(words) for phrase, words in told[name].items()}

    return Lexicon(
        instead={_key(phrase): words for phrase, words in told["instead"].items()},
        extent={_key(phrase): operation for phrase, operation in told["extent"].items()},
        operation=lists("operation"), site=lists("site"), device=lists("device"), qualifier=lists("qualifier"),
        access=lists("access"), undoing=lists("undoing"),
        ending={ending: tuple(words) for ending, words in told["ending"].items()},
        stem={stem: tuple(words) for stem, words in told["stem"].items()},
        approach={_key(phrase): values for phrase, values in told["approach"].items()},
    )  # fmt: skip


def _key(phrase: str) -> str:
    return " ".join(tokens(phrase))


def falling(words: tuple[str, ...]) -> dict[str, float]:
    """Each word with its weight: the first 1, the next a little less."""
    return {word: max(0.3, 1 - FALL * place) for place, word in enumerate(words)}
