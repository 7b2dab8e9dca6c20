"""Do some words name what a question asks for? By the question's own words and the wordings of its concepts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from accord.dossier.citation.reading import stem
from accord.evidence.narrative.terms import load_terms
from accord.evidence.narrative.wordlists import listed
from accord.policies.model import Fact
from accord.policies.operators import concepts_of

# Words that stand in any question about any record and name nothing.
GENERAL = frozenset(
    stem(word)
    for word in listed("""does say says said stated state states record medical patient patients practitioner clinician
    physician provider treating document documented documentation note notes visit test result results report recent
    latest last first day days week weeks month months year years date time times many much long often which what when
    where who why how any some all each every same other another more most less least than then that this these those
    there their his her its has have had was were are been being with without within from into before after during since
    until about above below under over between against not for and the yes order ordered request requested item service
    device need needs needed use used uses using take taken takes give given gives made make finding find found show
    shown shows treatment therapy condition disease history current past number count value level kind type status
    signed written told tell tells one two three both either neither also only still even such new old good well person
    people caregiver someone plan planned active present absent possible""")
)
NEEDED = 2
_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTERS = re.compile(r"[A-Za-z]{3,}")


def topics_in(fact: Fact, words: str) -> tuple[tuple[int, int], ...]:
    """The stretches of some words, as offsets, that name what the fact asks for."""
    wanted = _stems(fact.ask, tuple(concept for call in fact.calls for concept in concepts_of(call)))
    return tuple(match.span() for match in _WORD.finditer(words) if stem(match[0]) in wanted)


def linked(fact: Fact, anchor: str, sentences: Sequence[str]) -> bool:
    """Do the words name what the fact asks for? One word of the topic in them, and two different ones in their sentences.

    One word alone is met everywhere: 'pain' in the name of a clinic, 'trial' in the title of a form.
    """
    wanted = _stems(fact.ask, tuple(concept for call in fact.calls for concept in concepts_of(call)))
    named = {stem(word) for text in sentences for word in _WORD.findall(text)} & wanted
    return bool(topics_in(fact, anchor)) and len(named) >= min(NEEDED, len(_stems(fact.ask, ())))


@cache
def _stems(ask: str, concepts: tuple[str, ...]) -> frozenset[str]:
    told = [ask, *(concept.replace("_", " ") for concept in concepts)]
    told += [phrase for concept in concepts for phrase in wordings().get(concept, ())]
    return frozenset(stem(word) for text in told for word in _LETTERS.findall(text)) - GENERAL


@cache
def wordings() -> dict[str, tuple[str, ...]]:
    """Every concept of the term files with its wordings."""
    return {concept: phrases for name in _names() for concept, phrases in load_terms(name).phrases.items()}


def _names() -> Iterator[str]:
    for file in (files("accord.evidence") / "terms").iterdir():
        if file.name.endswith(".yaml"):
            yield file.name.removesuffix(".yaml")
