"""Reads a question as PubMed's users write it: words, "phrases", begin*, [tags], dates, AND OR NOT, parentheses.

Plain words alone are ranked: the more of them a citation has, and the rarer, the higher it stands. As soon as there is a
tag, an operator in capitals, a quoted phrase or a truncation, the question is strict: every term must hold; parentheses
group. Operators bind from left to right, as in PubMed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from accord.connectors.pubmed.dates import span
from accord.connectors.pubmed.tags import ALL, DOI, FLAG, PMID, Kind, Tag, tag_of
from accord.connectors.pubmed.words import COMMON
from accord.errors import Invalid

LONGEST = 4_000
MOST_TERMS = 400
LEAST_BEFORE_STAR = 3
TOKEN = re.compile(r'\s*(?:(?P<open>\()|(?P<close>\))|"(?P<phrase>[^"]*)"|\[(?P<tag>[^\]]*)\]|(?P<word>[^\s()"\[\]]+))')
PLAIN = frozenset({"word", "open", "close"})
OPERATORS = frozenset({"AND", "OR", "NOT"})
FILTER_WORDS = {"hasabstract": "hasabstract"}
DOI_SHAPE = re.compile(r"10\.\d{4,9}/\S+", re.I)
PMID_SHAPE = re.compile(r"[1-9]\d{4,8}")
PMID_NUMBER = re.compile(r"[1-9]\d{0,8}")


@dataclass(frozen=True, slots=True)
class Term:
    """Words, a value or a name in the fields of a tag. quoted: in this order. starred: the last is a beginning."""

    text: str
    tag: Tag
    quoted: bool = False
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last (20200101), both included."""

    tag: Tag
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of these holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class But:
    """The first holds and the second does not."""

    wanted: Node | None
    unwanted: Node


@dataclass(frozen=True, slots=True)
class Ranked:
    """Plain words: none must be there, each one counts."""

    text: str


Node = Term | Span | AllOf | AnyOf | But | Ranked


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question."""

    kind: str
    text: str


def read_question(text: str) -> Node:
    """What a question asks for. Raises Invalid for unknown tags, open parentheses, dates that are none."""
    if not any(map(str.isalnum, text)):
        raise Invalid("The question holds no word.", "Give words, a PMID, a DOI or a search with tags.")
    if len(text) > LONGEST:
        raise Invalid(f"The question has {len(text):,} characters; {LONGEST:,} are read.", "Shorten it.")
    words = text.split()
    if all(PMID_SHAPE.fullmatch(word) for word in words):
        return _any(tuple(Term(word, PMID) for word in words))
    if len(words) == 1 and DOI_SHAPE.fullmatch(words[0].removeprefix("doi:").removeprefix("https://doi.org/")):
        return Term(words[0].removeprefix("doi:").removeprefix("https://doi.org/"), DOI)
    if text.count('"') % 2 and "[" not in text and not OPERATORS & set(words):
        text = text.replace('"', " ")  # a plain question in which a quotation is not closed
    tokens = _tokens(text)
    if all(token.kind in PLAIN and not _is_strict(token.text) for token in tokens):
        return Ranked(" ".join(token.text for token in tokens if token.kind == "word"))
    if sum(token.kind in ("word", "phrase") for token in tokens) > MOST_TERMS:
        raise Invalid(f"The question has more than {MOST_TERMS} terms.", "Split it.")
    return _Reader(tokens).whole()


def _is_strict(word: str) -> bool:
    return word in OPERATORS or word.lower() in FILTER_WORDS or (word.endswith("*") and len(word) > 1)


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    text = text.replace("“", '"').replace("”", '"').rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found or found.end() == at:
            rest = text[at:].strip()
            raise Invalid(f"The question cannot be read from '{rest[:30]}' on.", "Close each quote, bracket and tag.")
        kind = str(found.lastgroup)
        tokens.append(Token(kind, found[kind]))
        at = found.end()
    return tokens


class _Reader:
    """Goes through the tokens once, from left to right."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def whole(self) -> Node:
        """The whole question."""
        node = self.group()
        if self.at < len(self.tokens):
            raise Invalid("A parenthesis is closed that was not opened.", "Take it out.")
        return node

    def group(self) -> Node:
        """Terms with operators between them, up to the end or a closing parenthesis."""
        node: Node | None = None
        while not self.ended():
            operator = self.operator(first=node is None)
            if self.ended():
                raise Invalid(f"'{operator}' stands without a term after it.", "Add the term, or take it out.")
            node = _joined(node, operator, self.part())
        if node is None:
            raise Invalid("There is an empty parenthesis.", "Take it out.")
        return node

    def ended(self) -> bool:
        """Is this group at its end?"""
        return self.at >= len(self.tokens) or self.tokens[self.at].kind == "close"

    def operator(self, first: bool) -> str:
        """The operator that stands here; AND where there is none."""
        found = [self.take().text for _ in iter(self.at_operator, False)]
        if found in ([], ["AND"], ["OR"], ["NOT"], ["AND", "NOT"]) and not (first and found and found != ["NOT"]):
            return found[-1] if found else "AND"
        raise Invalid(f"'{' '.join(found)}' stands without a term before it.", "Put a term on both sides.")

    def at_operator(self) -> bool:
        """Does an operator stand here?"""
        return self.at < len(self.tokens) and _is_operator(self.tokens[self.at])

    def take(self) -> Token:
        """This token; the next one is looked at from now on."""
        self.at += 1
        return self.tokens[self.at - 1]

    def part(self) -> Node:
        """A parenthesis, a phrase, or words up to their tag."""
        token = self.take()
        if token.kind == "open":
            node = self.group()
            if self.at >= len(self.tokens):
                raise Invalid("A parenthesis is not closed.", "Close it.")
            self.take()
            return node
        if token.kind == "tag":
            raise Invalid(f"The tag [{token.text}] stands without a term before it.", "Write the term first.")
        return self.terms(token)

    def terms(self, token: Token) -> Node:
        """A phrase or a run of words, with the tag that follows; without one, each word for itself."""
        words = [token.text]
        while token.kind == "word" and self.at < len(self.tokens) and self.tokens[self.at].kind == "word":
            if self.at_operator():
                break
            words.append(self.take().text)
        tag = tag_of(self.take().text) if self.at < len(self.tokens) and self.tokens[self.at].kind == "tag" else None
        quoted = token.kind == "phrase"
        if tag is not None and tag.kind is Kind.DATE:
            return self.dates(" ".join(words), tag)
        if tag is not None or quoted:
            return _term(" ".join(words), tag or ALL, quoted)
        told = [word for word in words if any(map(str.isalnum, word))] or words
        told = [word for word in told if word.lower() not in COMMON] or told
        return _all(tuple(_untagged(word) for word in told))

    def dates(self, text: str, tag: Tag) -> Span:
        """A date or a range; also "2019/01/01"[dp] : "2020"[dp]."""
        if self.at + 2 < len(self.tokens) and self.tokens[self.at].text == ":":
            self.take()
            text = f"{text}:{self.take().text}"
            if self.tokens[self.at].kind == "tag":
                self.take()
        return Span(tag, *span(text.replace(" : ", ":")))


def _is_operator(token: Token) -> bool:
    return token.kind == "word" and token.text in OPERATORS


def _untagged(word: str) -> Node:
    if word.lower() in FILTER_WORDS:
        return Term(FILTER_WORDS[word.lower()], FLAG)
    return _term(word, ALL, False)


def _term(text: str, tag: Tag, quoted: bool) -> Term:
    text = " ".join(text.split())
    starred = text.endswith("*")
    text = text.rstrip("*").strip()
    if not text:
        raise Invalid(f"There is no text before [{tag.name}].", "Write the term before its tag.")
    if "*" in text:
        raise Invalid(f"'{text}': the star stands only at the end of a word.", "Move it or take it out.")
    if starred and len(text.split()[-1]) < LEAST_BEFORE_STAR:
        raise Invalid(f"'{text}*' is too short.", f"Give at least {LEAST_BEFORE_STAR} letters before the star.")
    if tag.kind is Kind.NUMBER and not PMID_NUMBER.fullmatch(text):
        raise Invalid(f"'{text}' is not a PMID.", "A PMID has 1 to 9 digits.")
    return Term(text, tag, quoted, starred)


def _joined(node: Node | None, operator: str, part: Node) -> Node:
    if operator == "NOT":
        return But(node, part)
    if node is None:
        return part
    return _any((node, part)) if operator == "OR" else _all((node, part))


def _all(parts: tuple[Node, ...]) -> Node:
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, AllOf) else (part,)))
    return flat[0] if len(flat) == 1 else AllOf(flat)


def _any(parts: tuple[Node, ...]) -> Node:
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,)))
    return flat[0] if len(flat) == 1 else AnyOf(flat)
