"""How words are compared: without case and accents, by their English stem. The same for documents and questions."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST_WORD = 60
WORDS, WHOLE, PAIRS = "words", "whole", "pairs"
LISTED = (
    "a about after all also among an and any are as at be because been before being between both but by can could did "
    "do does due during each either for from had has have having he her his how however if in into is it its itself "
    "may might more most much must no nor not of on one or other our out over own per shall she should since so some "
    "such than that the their them then there these they this those through to too under until up upon use used using "
    "very via was we were what when where whether which while who whom whose why will with within without would you "
    "your"
)
COMMON = frozenset(LISTED.split())
# Words that stand in more than a tenth of abstracts (counted in PubMedQA and NLM's sample), besides the common ones.
LISTED_FREQUENT = (
    "0 001 05 1 10 11 12 13 14 15 16 18 2 20 24 25 3 30 4 5 50 6 7 8 9 95 activity addition age aim analyses analysis "
    "analyzed assessed associated based blood cancer care cases cell changes ci clinical compared complete conducted "
    "control correlation data days decreased demonstrated determine developed difference disease effect evaluated "
    "examined factors findings first follow found four function group health high higher hospital identified improved "
    "included increased indicated investigate levels low lower mean measured medical method model months n non number "
    "observed obtained only outcome overall p patients performed period population positive predictive present primary "
    "prospective provide randomized range rate ratio received recorded reduced related remains reported required "
    "respectively response results retrospective review risk s samples score severe showed significantly similar "
    "specific statistically study subjects suggest surgery test three time total treated treatment two type underwent "
    "value vs well women years"
)
# What splits words becomes a blank, capitals small letters.
ASCII_WORDS = str.maketrans({chr(code): chr(code).lower() if chr(code).isalnum() else " " for code in range(128)})
MOST_KEPT = 100_000
BETWEEN = "_"  # no word holds it: words are split at it


@cache
def word_analyzer() -> TextAnalyzer:
    """Splits at what is no letter or digit; lower case, plain letters, English stem."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD))
    return builder.filter(Filter.lowercase()).filter(Filter.ascii_fold()).filter(Filter.stemmer("english")).build()


@cache
def whole_analyzer() -> TextAnalyzer:
    """The whole value as one term: lower case, plain letters."""
    return TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.lowercase()).filter(Filter.ascii_fold()).build()


@cache
def unstemmed_analyzer() -> TextAnalyzer:
    """As word_analyzer, but the word itself: for the beginnings of words."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD))
    return builder.filter(Filter.lowercase()).filter(Filter.ascii_fold()).build()


@cache
def every_word_analyzer() -> TextAnalyzer:
    """As unstemmed_analyzer, with the longest words too: what stands at their sides are no neighbours."""
    return TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.ascii_fold()).build()


@cache
def pair_analyzer() -> TextAnalyzer:
    """Pairs of words are written by `pairs`, and only parted here."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()


@cache
def frequent() -> frozenset[str]:
    """The stems of words that so many texts hold that to look where they stand in each takes long."""
    return frozenset(stems(f"{LISTED} {LISTED_FREQUENT}"))


def pair(first: str, second: str) -> str:
    """The term of two neighbouring stems that are both frequent; else BETWEEN, which stands for any other two."""
    return f"{first}{BETWEEN}{second}" if first in frequent() and second in frequent() else BETWEEN


def pairs(text: str) -> str:
    """A term for each word of a text with the next one: as many as words, so that a text counts as long as it is."""
    words = text.translate(ASCII_WORDS).split() if text.isascii() else every_word_analyzer().analyze(text)
    terms = list(map(FREQUENT_STEMS.__getitem__, words))
    told = [f"{a}{BETWEEN}{b}" if a and b else BETWEEN for a, b in pairwise((*terms, ""))]
    if None in terms:  # the fields of words leave it out as well
        told = [each for each, term in zip(told, terms, strict=True) if term is not None]
    return " ".join(told)


class FrequentStems(dict[str, str | None]):
    """word -> its stem where it is frequent, else nothing; None for one too long to be searched.

    Words that came before are kept, since most come again; a million words of others are not.
    """

    def __missing__(self, word: str) -> str | None:
        if len(self) >= MOST_KEPT:
            self.clear()
        term = "".join(stems(word))
        self[word] = found = None if not term else term if term in frequent() else ""
        return found


FREQUENT_STEMS = FrequentStems()


def stems(text: str) -> list[str]:
    """The terms of a text, in its order."""
    return word_analyzer().analyze(text)


def plain(text: str) -> list[str]:
    """The words of a text, in lower case and plain letters, not stemmed."""
    return unstemmed_analyzer().analyze(text)


def whole(text: str) -> str:
    """A value as the fields of whole values keep it."""
    return "".join(whole_analyzer().analyze(" ".join(text.split())))
