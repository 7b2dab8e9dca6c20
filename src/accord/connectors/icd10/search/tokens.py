"""Words made comparable: British and American spelling, plural and adjective, Latin and English names of one organ.

The same folding is applied to the terms when the index is built and to the question, so it need not be correct
English; it must only bring together what belongs together ('renal', 'kidneys'; 'stenotic', 'stenosis').
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from accord.connectors.icd10.search.same_words import SAME_WORDS

WORD = re.compile(r"[a-z0-9]+(?:[/&][a-z0-9]+)*")
PIECE = re.compile(r"[a-z0-9]+")
DROPPED = re.compile(r"(?<=\w)['’`](?=\w)|(?<=\b\w)\.(?=\w\b)")
SPAN = re.compile(r"\b(\d{1,4})(?:\.\d+)?\s*(?:-|to)\s*(\d{1,4})(?:\.\d+)?\b")
CLAUSE = re.compile(r"[,;:()\[\]]|\b(?:and|or|but|with)\b")

SAYING_NOTHING = """a an and are as at be been by due for from has have having her his in into is it its itself my of on onto or per
since the their this that to upon was were which who with within via where when than there these those you your she
he other others specified unspecified nos nec elsewhere classified not classifiable otherwise any such being patient
pt diagnosis dx says got get gets some kind sort very really"""
EMPTY = frozenset(SAYING_NOTHING.split())
NEGATING = frozenset({"without", "no", "non", "absent"})
UNSPECIFIED = frozenset({"unspecified", "nos"})
OTHER = frozenset({"other", "nec"})
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
STAGED = re.compile(r"(i{1,3}|iv)([ab])")
ARTICLES = frozenset({"the", "my", "an", "his", "her", "your", "their"})
SPELLED = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "1st": "1", "2nd": "2", "3rd": "3", "4th": "4",
}  # fmt: skip
FOLDS = (
    (re.compile(r"ae(?=\w)"), "e"),
    (re.compile(r"oe(?=[a-z])"), "e"),
    (re.compile(r"our$"), "or"),
    (re.compile(r"ours$"), "ors"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"([yi])s(e|ed|ing|ation)$"), r"\1z\2"),
    (re.compile(r"ll(ing|ed|or)$"), r"l\1"),
)
ENDINGS_OF_WORDS = """ational ization iveness fulness ically ations itions ements ement ments ation ition ative itive ional ially
ously ical ings ions ness ment able ance ence ancy ency ants ents ious eous ated ating ates ate ing ion ive ous
ity ial ics ant ent ers eal ian ary ory al ic ed es er ly ia um is s e y a"""
ENDINGS = tuple(sorted(ENDINGS_OF_WORDS.split(), key=len, reverse=True))
SHORTEST_STEM = 4
LATIN_ENDINGS = (("ot", "os"), ("yt", "ys"))
WIDEST_SPAN, STEPS = 60, 10


def plain(text: str) -> str:
    """Lower case without accents; "crohn's" and 'h.o.' lose what stands inside."""
    folded = unicodedata.normalize("NFKD", text.lower())
    return DROPPED.sub("", "".join(c for c in folded if not unicodedata.combining(c)))


def words(text: str) -> list[str]:
    """The words as typed, without articles; 's/p' and 'n/v' stay whole."""
    return [word for word in WORD.findall(plain(text)) if word not in ARTICLES]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """One form for all spellings, endings and twins of a word."""
    bare = bare_stem(word)
    return _twins().get(bare, bare)


@cache
def _twins() -> dict[str, str]:
    """'ren' -> 'kidney': from each stem to the one that stands for it."""
    lines = (line.split() for line in SAME_WORDS.strip().splitlines())
    return {bare_stem(word): bare_stem(first) for first, *others in lines for word in others}


def bare_stem(word: str) -> str:
    """One form for all spellings and endings of a word."""
    staged = STAGED.fullmatch(word)
    if word in ROMAN or staged:
        return ROMAN[staged[1]] + staged[2] if staged else ROMAN[word]
    if word in SPELLED:
        return SPELLED[word]
    if len(word) <= 3 or word[0].isdigit():
        return word
    for pattern, instead in FOLDS:
        word = pattern.sub(instead, word)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 5 else word[:-1]
    for ending in ENDINGS:
        least = SHORTEST_STEM if len(ending) > 1 else SHORTEST_STEM - 1
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            break
    for ending, instead in LATIN_ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + instead
    return word


def stems(text: str) -> list[str]:
    """The stems of a text's words in order, without the words that say nothing; 'no_' marks what is denied besides."""
    return list(_stems(plain(text)))


def _stems(text: str) -> Iterator[str]:
    for clause in CLAUSE.split(text):
        denied = 0
        for word in PIECE.findall(clause):
            if word in NEGATING:
                denied = 2
            elif word not in EMPTY:
                yield stem(word)
                if denied:
                    yield f"no_{stem(word)}"
                    denied -= 1


def numbers_within(text: str) -> list[str]:
    """The whole numbers that ranges in a label stand for: 'BMI 40.0-44.9' is also 41, 42, 43, 44."""
    found: list[str] = []
    for low, high in SPAN.findall(text):
        first, last = int(low), int(high)
        step = 1 if last - first <= WIDEST_SPAN else STEPS
        if first < last and (last - first) // step <= WIDEST_SPAN:
            found.extend(str(number) for number in range(first, last + 1, step))
    return found
