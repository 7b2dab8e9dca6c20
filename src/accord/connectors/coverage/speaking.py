"""Which loaded documents speak of a service, with the words in which they say what they require. Local only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accord.connectors.coverage.authorization_lists import current_lists
from accord.connectors.coverage.local import Local, held
from accord.connectors.coverage.plain import CELL
from accord.connectors.coverage.requirements import COVERAGE_SECTIONS, Requirement, requirements
from accord.connectors.coverage.thesaurus import read_query, stems
from accord.connectors.coverage.values import Document, Hit, Kind
from accord.connectors.hcpcs import code_system
from accord.errors import AccordError, NotFound

LISTED, BY_CODE, BY_WORDS = "listed", "by_code", "by_words"
MOST_BY_WORDS = 3
# For a title to be about the service: how much of what the service's name asks about it names, and how much of it that is.
NAMED, OF_TITLE, FEWEST_WORDS = 2 / 3, 1 / 2, 2
LONG_TABLE = 20
NOT_IN_FORCE = frozenset({Kind.PROPOSED_LCD})


@dataclass(frozen=True, slots=True)
class Stated:
    """A requirement and the section in which it stands."""

    section: str
    text: str
    place: Requirement


@dataclass(frozen=True, slots=True)
class Speaking:
    """A document that speaks of a service; how -- listed (an authorization list decides by it), by_code or by_words.

    found -- what led to it, in the finder's words. It states nothing where its text is not loaded.
    """

    document: Document
    how: str
    found: str
    stated: tuple[Stated, ...]


class SpeakingDocuments:
    """The documents of one release."""

    def __init__(self, local: Local) -> None:
        self.local = local
        self._read: dict[tuple[str, int], Mapping[str, str]] = {}

    def of(self, code: str, words: str, state: str, on: dt.date | None) -> tuple[Speaking, ...]:
        """National determinations first: those that an authorization list names for the code, then what lists or names
        the code, then, where no national one is among them, titles that name the service.

        words -- what the service is called, '' where the request does not say; state -- two letters or ''.
        """
        found: dict[str, tuple[str, str]] = {}
        for name, service in _listed(code):
            found.setdefault(name, (LISTED, service))
        for hit in self._by_code(code, state, on):
            if hit.kind not in NOT_IN_FORCE:
                found.setdefault(hit.id, (BY_CODE, hit.why))
        if not any(name[:1].isdigit() for name in found):
            for name, title in self._by_words(words or _service_word(code), state, on):
                found.setdefault(name, (BY_WORDS, title))
        name_of_it = words or _service_word(code)
        told = (self._speaking(name, how, why, on, name_of_it) for name, (how, why) in found.items())
        kept = [one for one in told if one is not None and _holds(one.document, state)]
        return tuple(sorted(kept, key=lambda one: one.document.kind is not Kind.NCD))

    def section(self, document: str, version: int, section: str) -> str | None:
        """The text of a section of that version, or None when it is not held."""
        return self._sections(document, version).get(section)

    def _sections(self, document: str, version: int) -> Mapping[str, str]:
        key = (document, version)
        if key not in self._read:
            try:
                found = self.local.get(document, version, None).sections
            except NotFound:
                found = ()
            self._read[key] = {section.name: section.text for section in found}
        return self._read[key]

    def _by_code(self, code: str, state: str, on: dt.date | None) -> Sequence[Hit]:
        try:
            return self.local.by_code(code, state, on, 50, "").items
        except NotFound:
            return ()

    def _by_words(self, words: str, state: str, on: dt.date | None) -> Sequence[tuple[str, str]]:
        if not words.strip():
            return ()
        hits = self.local.search(words, None, state, "", "", on, 20, "").items
        kept = [(hit.id, hit.title) for hit in hits if hit.kind not in NOT_IN_FORCE and _names(hit.title, words)]
        return kept[:MOST_BY_WORDS]

    def _speaking(self, name: str, how: str, why: str, on: dt.date | None, words: str) -> Speaking | None:
        """None for a document of which no version in force on the day is loaded."""
        try:
            document = self.local.get(name, None, on)
        except AccordError:
            return None
        read = COVERAGE_SECTIONS.get(document.kind, ())
        stated = [
            Stated(section.name, section.text[place.start : place.end], place)
            for section in sorted((s for s in document.sections if s.name in read), key=lambda s: read.index(s.name))
            for place in requirements(section.text)
        ]
        return Speaking(document, how, why, _of_service(stated, words))


def _of_service(stated: Sequence[Stated], words: str) -> tuple[Stated, ...]:
    """Of a long table, which lists many services, only the rows whose first cell has a word of the service's name.

    What stands between two rows belongs to the one before, which may be about something else.
    """
    rows = [number for number, one in enumerate(stated) if CELL in one.text]
    wanted = {word for one in read_query(words) for word in one.words} if words else set[str]()
    if len(rows) < LONG_TABLE or not wanted:
        return tuple(stated)
    named = (number for number in rows if wanted & set(stems(stated[number].text.partition(CELL)[0])))
    kept = {*range(rows[0]), *named, *range(rows[-1] + 1, len(stated))}
    return tuple(one for number, one in enumerate(stated) if number in kept)


def _listed(code: str) -> list[tuple[str, str]]:
    """(document id, what the list calls the service) of the documents by which an authorization list decides a code."""
    return [
        (policy.removeprefix("NCD").removeprefix("LCD").strip(), group.service)
        for programme in current_lists().programmes
        for group in programme.groups
        if code in group.codes
        for policy in group.policies
    ]


def _service_word(code: str) -> str:
    """What an authorization list calls the service; '' where none has it."""
    services = (g.service for p in current_lists().programmes for g in p.groups if code in g.codes)
    return next(services, "") if code_system(code) is not None else ""


def _holds(document: Document, state: str) -> bool:
    """Does it hold in the state? A document that names no states, or a request that names none, leaves that open."""
    return not state or not document.states or state in document.states


def _names(title: str, words: str) -> bool:
    """Does the title name most of what the words ask about?"""
    told = tuple(word for one in read_query(title) for word in one.words)
    asked = read_query(words)
    named = [found for one in asked if (found := set[int]().union(*(_at(way, told) for way in (one.words, *one.also))))]
    shared = set[int]().union(*named)
    return len(named) >= NAMED * len(asked) and len(shared) >= max(FEWEST_WORDS, OF_TITLE * len(told))


def _at(words: tuple[str, ...], title: tuple[str, ...]) -> set[int]:
    """The words of a title that some words name."""
    ends = (i + len(words) for i in range(len(title) - len(words) + 1) if title[i : i + len(words)] == words)
    return {place for end in ends for place in range(end - len(words), end)}


def speaking_documents() -> SpeakingDocuments | None:
    """The loaded release, or None. Raises Unavailable when it is damaged."""
    local = held()
    return SpeakingDocuments(local) if local else None
