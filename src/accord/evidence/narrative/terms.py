"""Finding the words of a concept in a document, and the files that list those words.

A phrase is written as in a note: 'home sleep [apnea] test', '(severe|marked) pain', 'obes*'. Square brackets hold words that may be
left out, round brackets hold choices, a star stands for the rest of a word, and a choice of whole phrases is parted by '|'. A word of
two to five capitals ('MI', 'PT') matches capitals only; everything else matches in any case. A plural 's' may follow.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import product
from math import prod
from typing import Any, NamedTuple, cast

import ahocorasick
import yaml

from accord.errors import Invalid, NotFound
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.wordlists import from_yaml
from accord.records.documents import Document


@dataclass(frozen=True, slots=True)
class TermMention:
    """Words of the text that name a concept."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A document's text with runs of white space and hyphens as one blank; `origin[i]` is where character i came from."""

    text: str
    origin: Sequence[int]


class Phrase(NamedTuple):
    """One wording of a concept: the letters to look for, what may follow them, and which of its words need capitals."""

    concept: str
    key: str
    rest: re.Pattern[str]
    capitals: tuple[str, ...]


FOLD = re.compile(r"(?:(?<=\w)-(?=\w)|-? +)+ *")


def _key(wording: str) -> str:
    """The letters of a wording as they stand in a folded text."""
    key = wording.lower().replace("’", "'")
    return FOLD.sub(" ", key) if "-" in key else key


@per_document
def folded(document: Document) -> Folded:
    """The lower-case text of the document as phrases are matched against it."""
    flat = document.flat.replace("’", "'")
    pieces: list[str] = []
    origin: list[int] = []
    position = 0
    for gap in FOLD.finditer(flat):
        pieces += [flat[position : gap.start()], " "]
        origin += [*range(position, gap.start()), gap.start()]
        position = gap.end()
    pieces.append(flat[position:])
    origin += range(position, len(flat) + 1)
    return Folded("".join(pieces), origin)


class Terms:
    """Concepts and their wordings, ready to be found in any number of documents."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        by_key: dict[str, list[Phrase]] = {}
        for concept, wordings in phrases.items():
            for wording in wordings:
                for phrase in _compile(concept, wording):
                    by_key.setdefault(phrase.key, []).append(phrase)
        self.concepts = tuple(phrases)
        self._automaton: Any = ahocorasick.Automaton()
        for key, found in by_key.items():
            self._automaton.add_word(key, found)
        self._automaton.make_automaton()
        self._empty = not by_key

    def find(self, document: Document) -> list[TermMention]:
        """Each mention in order of place; where two overlap, the longer one, and both when they are the same words."""
        if self._empty:
            return []
        return _longest(self._all(document))

    def _all(self, document: Document) -> Iterator[TermMention]:
        text = folded(document)
        hits = cast("Iterator[tuple[int, list[Phrase]]]", self._automaton.iter(text.text))
        for last, phrases in hits:
            for phrase in phrases:
                start = last + 1 - len(phrase.key)
                if start and text.text[start - 1].isalnum():
                    continue
                match = phrase.rest.match(text.text, last + 1)
                if match is None:
                    continue
                first, end = text.origin[start], text.origin[match.end() - 1] + 1
                if not phrase.capitals or _has(document.text[first:end], phrase.capitals):
                    yield TermMention(phrase.concept, first, end)


def _has(words: str, capitals: tuple[str, ...]) -> bool:
    return all(re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}s?(?![A-Za-z0-9])", words) for word in capitals)


def _longest(mentions: Iterable[TermMention]) -> list[TermMention]:
    """Drop each mention that overlaps a longer one."""
    taken: list[tuple[int, int]] = []
    kept: set[TermMention] = set()
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        span = (mention.start, mention.end)
        index = bisect_left(taken, span)
        if index < len(taken) and taken[index] == span:
            kept.add(mention)
            continue
        if index < len(taken) and taken[index][0] < mention.end:
            continue
        if index and taken[index - 1][1] > mention.start:
            continue
        insort(taken, span)
        kept.add(mention)
    return sorted(kept, key=lambda m: (m.start, m.concept))


OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
CHOICE = re.compile(r"\(([^()]*)\)")
CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,4}(?![A-Za-z0-9])")
PLURAL = r"(?:'?s)?"
WORD_END = r"(?![^\W_])"
AFTER_LETTER, AFTER_OTHER = re.compile(PLURAL + WORD_END), re.compile(WORD_END)


@lru_cache(maxsize=2048)
def wordings(phrase: str) -> tuple[str, ...]:
    """Every plain wording of a phrase with brackets: '[home] sleep (test|study)' has four."""
    chosen = OPTIONAL.sub(r"(\1|)", phrase)
    parts = CHOICE.split(chosen)
    if len(parts) == 1:
        return tuple(" ".join(whole.split()) for whole in phrase.split("|"))
    if any("|" in fixed for fixed in parts[::2]):
        raise Invalid(f"The phrase '{phrase}' mixes choices in and outside brackets.", "Write two phrases.")
    choices = product(*(part.split("|") for part in parts))
    return tuple(" ".join("".join(chosen).split()) for chosen in choices)


# A phrase with more wordings than this is not written out: its first words are, the others become a pattern behind them.
MANY = 240


def many(phrase: str) -> int:
    """How many wordings a phrase has."""
    return prod(part.count("|") + 1 for part in CHOICE.split(OPTIONAL.sub(r"(\1|)", phrase))[1::2])


def _compile(concept: str, phrase: str) -> Iterator[Phrase]:
    if many(phrase) > MANY:
        short = _shortened(phrase)
        if short is not None:
            head, rest = short
            yield from (replaced._replace(rest=rest) for replaced in _compile(concept, head))
            return
    for wording in wordings(phrase):
        if not wording.strip("* "):
            raise Invalid(f"A phrase of '{concept}' has no letters: '{phrase}'.")
        capitals = () if wording.islower() else tuple(CAPITALS.findall(wording))
        key, star, rest = _key(wording).partition("*")
        after = AFTER_LETTER if wording[-1].isalpha() else AFTER_OTHER
        yield Phrase(concept, key, _starred(rest, after) if star else after, capitals)


def _shortened(phrase: str) -> tuple[str, re.Pattern[str]] | None:
    """The first words of a phrase and a pattern of the others; None where the others need capitals or part a word."""
    parts = CHOICE.split(OPTIONAL.sub(r"(\1|)", phrase))
    head, index = parts[0], 1
    while index + 1 < len(parts) and many(f"{head}({parts[index]})") <= MANY:
        head += f"({parts[index]}){parts[index + 1]}"
        index += 2
    if not any(c.isalpha() for c in re.sub(r"\([^()]*\|\)", "", head)) or "*" in phrase:
        return None
    others: list[str] = []
    for choice, fixed in zip(parts[index::2], parts[index + 1 :: 2], strict=True):
        apart = (fixed[:1] in ("", " ")) and (not others or others[-1] != "")
        if not apart or CAPITALS.search(choice) or CAPITALS.search(fixed):
            return None
        words = [re.escape(_key(word)) for word in choice.split("|") if word.strip()]
        others.append(f"(?: (?:{'|'.join(words)})){'?' if '' in choice.split('|') else ''}")
        others += [f" {re.escape(_key(word))}" for word in fixed.split()]
    if not head.endswith(" ") and not head.endswith(")"):
        return None
    return head.strip(), re.compile("".join(others) + PLURAL + WORD_END)


def _starred(rest: str, after: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(r"\w*" + r"\w*".join(re.escape(part) for part in rest.split("*")) + after.pattern)


@dataclass(frozen=True)
class TermFile:
    """The words and codes of the concepts of one subject.

    phrases -- concept -> wordings; codes -- concept -> codes that name it in coded data.
    """

    name: str
    phrases: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, tuple[str, ...]]

    def terms(self) -> Terms:
        """The wordings, compiled."""
        return Terms(self.phrases)


def read_terms(name: str, text: str) -> TermFile:
    """A term file from its YAML text. Raises Invalid for an unknown key, an empty concept or a wording listed twice."""
    try:
        data = from_yaml(text)
    except yaml.YAMLError as fault:
        raise Invalid(f"The term file {name} is not YAML: {fault}.") from fault
    if not isinstance(data, dict):
        raise Invalid(f"The term file {name} is not a table of concepts.")
    phrases: dict[str, tuple[str, ...]] = {}
    codes: dict[str, tuple[str, ...]] = {}
    for concept, entry in cast("dict[object, object]", data).items():
        phrases[str(concept)], codes[str(concept)] = _entry(name, str(concept), entry)
    _check_once(name, phrases)
    return TermFile(name, phrases, codes)


def _entry(name: str, concept: str, entry: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(entry, dict) or not set(cast("dict[str, object]", entry)) <= {"phrases", "codes"}:
        raise Invalid(f"{name}: '{concept}' holds other things than phrases and codes.")
    table = cast("dict[str, object]", entry)
    words, codes = table.get("phrases", []), table.get("codes", [])
    if not isinstance(words, list) or not isinstance(codes, list) or not (words or codes):
        raise Invalid(f"{name}: '{concept}' needs a list of phrases or of codes.")
    return tuple(str(w) for w in cast("list[object]", words)), tuple(str(c) for c in cast("list[object]", codes))


def _check_once(name: str, phrases: Mapping[str, tuple[str, ...]]) -> None:
    seen: dict[str, str] = {}
    for concept, listed in phrases.items():
        for phrase in listed:
            for wording in wordings(phrase) if many(phrase) <= MANY else ():
                key = _key(wording)
                if key in seen:
                    raise Invalid(f"{name}: '{wording}' stands under '{seen[key]}' and again under '{concept}'.")
                seen[key] = concept


def load_terms(name: str, folder: Traversable | None = None) -> TermFile:
    """The term file `name` of this package (or of `folder`). Raises NotFound, Invalid."""
    place = (folder or files("accord.evidence") / "terms") / f"{name}.yaml"
    if not place.is_file():
        raise NotFound(f"There is no term file '{name}'.")
    return read_terms(name, place.read_text(encoding="utf-8"))
