"""Words of the site's own: `terms/*.yaml` beside its own policies, so that a policy needs no change of the program.

They are found apart from the words that come with Accord and never take one away: a shipped policy reads as before.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from accord.errors import Conflict, Invalid
from accord.evidence.narrative.terms import Terms, read_terms
from accord.evidence.vocabulary import vocabulary
from accord.settings import settings

FOLDER = "terms"


@dataclass(frozen=True)
class OwnTerms:
    """The compiled words, their concepts, and a digest that becomes part of a review's extractor version."""

    terms: Terms
    concepts: frozenset[str]
    digest: str


def own_terms() -> OwnTerms | None:
    """The words beside the policies of the setting `policies`; None where there are none. Raises Invalid, Conflict."""
    return terms_beside(settings().policies)


def terms_beside(folders: tuple[Path, ...]) -> OwnTerms | None:
    """The words in these folders of policies."""
    found = tuple(
        (str(path), path.read_text("utf-8")) for folder in folders for path in sorted((folder / FOLDER).glob("*.yaml"))
    )
    return _compiled(found) if found else None


def extractor_mark() -> str:
    """'+1f0c…' where the site has words of its own: what they find is part of what a review rests on."""
    own = own_terms()
    return f"+{own.digest[:12]}" if own else ""


@lru_cache(maxsize=4)
def _compiled(texts: tuple[tuple[str, str], ...]) -> OwnTerms:
    phrases: dict[str, tuple[str, ...]] = {}
    for path, text in texts:
        file = read_terms(path, text)
        for concept, wordings in file.phrases.items():
            _check_new(path, concept, phrases)
            if file.codes.get(concept):
                raise Invalid(
                    f"{path}: '{concept}' lists codes.",
                    "Codes belong into the policy: value_sets, asked for with value_set.",
                )
            phrases[concept] = wordings
    digest = hashlib.sha256("\n".join(text for _, text in texts).encode("utf-8")).hexdigest()
    return OwnTerms(Terms(phrases), frozenset(phrases), digest)


def _check_new(path: str, concept: str, known: dict[str, tuple[str, ...]]) -> None:
    if concept in known or vocabulary().knows(concept):
        raise Conflict(
            f"{path}: '{concept}' is already the name of a concept.",
            "Give it a name of its own, such as the policy's first word before it: 'acme_foot_ulcer'.",
        )
