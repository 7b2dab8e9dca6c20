"""How words are compared: without case and accents, by their English stem. The same for documents and questions."""

from __future__ import annotations

from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST_WORD = 60
WORDS, WHOLE = "words", "whole"
LISTED = (
    "a about after all also among an and any are as at be because been before being between both but by can could did "
    "do does due during each either for from had has have having he her his how however if in into is it its itself "
    "may might more most much must no nor not of on one or other our out over own per shall she should since so some "
    "such than that the their them then there these they this those through to too under until up upon use used using "
    "very via was we were what when where whether which while who whom whose why will with within without would you "
    "your"
)
COMMON = frozenset(LISTED.split())


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


def stems(text: str) -> list[str]:
    """The terms of a text, in its order."""
    return word_analyzer().analyze(text)


def plain(text: str) -> list[str]:
    """The words of a text, in lower case and plain letters, not stemmed."""
    return unstemmed_analyzer().analyze(text)


def whole(text: str) -> str:
    """A value as the fields of whole values keep it."""
    return "".join(whole_analyzer().analyze(" ".join(text.split())))
