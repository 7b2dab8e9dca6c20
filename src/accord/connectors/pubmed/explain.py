"""How a question was understood, in words, and as the live service must be asked for the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from accord.connectors.pubmed.answers import Explained
from accord.connectors.pubmed.dates import LAST_YEAR
from accord.connectors.pubmed.matching import values
from accord.connectors.pubmed.question import AllOf, AnyOf, But, Node, Ranked, Span, Term, read_question
from accord.connectors.pubmed.search import Filters
from accord.connectors.pubmed.tags import TAGS, Kind, language_code
from accord.connectors.pubmed.words import COMMON, plain


def explained(question: str) -> Explained:
    """How a question is read. Raises Invalid as a search would."""
    node = read_question(question)
    ranked = isinstance(node, Ranked)
    left_out = tuple(word for word in plain(question) if word in COMMON) if ranked else ()
    tags = tuple(f"[{tag.name}] {tag.about}" for tag in TAGS)
    return Explained(question, not ranked, understood(node), left_out, live_term(node), tags)


def understood(node: Node, filters: Filters | None = None) -> str:
    """In words."""
    parts = [SAID[type(node)](node), *(_filters(filters) if filters else ())]
    return "; ".join(parts)


def live_term(node: Node, filters: Filters | None = None) -> str:
    """The same question for E-utilities, filters included."""
    parts = [LIVE[type(node)](node), *(_live_filters(filters) if filters else ())]
    return " AND ".join(f"({part})" for part in parts) if len(parts) > 1 else parts[0]


def _said_term(term: Term) -> str:
    text = f'"{term.text}"' if term.quoted else term.text
    star = " and what begins so" if term.starred else ""
    also = ", ".join(values(term)[1:]) if term.tag.kind is Kind.VALUE and term.tag.name == "pt" else ""
    return f"{text}{star}{f' (also {also})' if also else ''} in {term.tag.about}"


def _said_span(span: Span) -> str:
    last = "today and later" if span.last // 10_000 >= LAST_YEAR else _day(span.last)
    return f"{span.tag.about} from {_day(span.first)} to {last}"


def _said_ranked(node: Ranked) -> str:
    kept = [word for word in plain(node.text) if word not in COMMON] or plain(node.text)
    return f"any of these words, ranked: {', '.join(kept)}"


def _said_but(node: But) -> str:
    wanted = SAID[type(node.wanted)](node.wanted) if node.wanted else "everything"
    return f"({wanted}) but not ({SAID[type(node.unwanted)](node.unwanted)})"


def _joined(word: str, made: Callable[[], Mapping[type, Callable[[Any], str]]]) -> Callable[[Any], str]:
    def join(node: AllOf | AnyOf) -> str:
        return word.join(f"({made()[type(part)](part)})" for part in node.parts)

    return join


SAID: Mapping[type, Callable[[Any], str]] = {
    Term: _said_term,
    Span: _said_span,
    AllOf: _joined(" and ", lambda: SAID),
    AnyOf: _joined(" or ", lambda: SAID),
    But: _said_but,
    Ranked: _said_ranked,
}
LIVE_NAMES = {"all": "", "mh": "mh:noexp", "majr": "majr:noexp"}


def _live_term_of(term: Term) -> str:
    if term.tag.name == "sb" and term.text.lower() == "hasabstract":
        return "hasabstract"
    if term.tag.name == "sb" and term.text.lower() == "retracted":
        return "retracted publication[pt]"
    name = LIVE_NAMES.get(term.tag.name, term.tag.name)
    needs_quotes = (term.quoted or term.tag.kind is Kind.VALUE) and not term.starred
    text = f'"{term.text}"' if needs_quotes else f"{term.text}{'*' if term.starred else ''}"
    return f"{text}[{name}]" if name else text


def _live_span(span: Span) -> str:
    return f"{_day(span.first, '/')}:{_day(span.last, '/')}[{span.tag.name}]"


def _live_but(node: But) -> str:
    wanted = f"({LIVE[type(node.wanted)](node.wanted)})" if node.wanted else "all[sb]"
    return f"{wanted} NOT ({LIVE[type(node.unwanted)](node.unwanted)})"


LIVE: Mapping[type, Callable[[Any], str]] = {
    Term: _live_term_of,
    Span: _live_span,
    AllOf: _joined(" AND ", lambda: LIVE),
    AnyOf: _joined(" OR ", lambda: LIVE),
    But: _live_but,
    Ranked: lambda node: node.text,
}


def _filters(filters: Filters) -> list[str]:
    dates = f"published from {filters.date_from or 'the beginning'} to {filters.date_to or 'today'}"
    told = {
        dates: bool(filters.date_from or filters.date_to),
        f"of type {' or '.join(filters.types)}": bool(filters.types),
        f"in {' or '.join(filters.languages)}": bool(filters.languages),
        "with an abstract": filters.has_abstract,
    }
    return [text for text, given in told.items() if given]


def _live_filters(filters: Filters) -> list[str]:
    first = (filters.date_from or dt.date(1500, 1, 1)).strftime("%Y/%m/%d")
    last = filters.date_to.strftime("%Y/%m/%d") if filters.date_to else str(LAST_YEAR)
    told = {
        f"{first}:{last}[dp]": bool(filters.date_from or filters.date_to),
        " OR ".join(f'"{kind}"[pt]' for kind in filters.types): bool(filters.types),
        " OR ".join(f'"{language_code(name)}"[la]' for name in filters.languages): bool(filters.languages),
        "hasabstract": filters.has_abstract,
    }
    return [text for text, given in told.items() if given]


def _day(number: int, mark: str = "-") -> str:
    return f"{number // 10_000:04d}{mark}{number // 100 % 100:02d}{mark}{number % 100:02d}"
