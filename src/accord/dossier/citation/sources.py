"""What a citation may point to: the record, and the review's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accord.dossier.citation.statement import Citation, Own
from accord.dossier.phrases import policy_words, service_words
from accord.dossier.review import NoPolicy, Review
from accord.records.places import Place
from accord.records.record import Record, element_text


@dataclass(frozen=True)
class Sources:
    """The record and, by name, the sentences of the review."""

    record: Record
    own: Mapping[str, str]

    def resolves(self, citation: Citation) -> bool:
        """Do the cited words stand where the citation says?"""
        if isinstance(citation, Own):
            return bool(citation.text.strip()) and self.own.get(citation.name) == citation.text
        if isinstance(citation, Place):
            return self.record.resolves(citation)
        element = element_text(self.record, citation)
        return element is not None and _words(citation.text) <= _words(element)


def _words(text: str) -> set[str]:
    """Words and numbers of an element, so that '81 kg' is found in {'value': 81, 'unit': 'kg'}."""
    return {
        word.rstrip("0").rstrip(".") if "." in word else word
        for word in re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", text.lower())
    }


def sources_of(review: Review, record: Record) -> Sources:
    """The record with every sentence of the review that a letter may cite."""
    own = {
        "generated": review.generated.isoformat(),
        "policy": policy_words(review),
        "proposal": review.proposal.why,
    }
    if not isinstance(review.policy, NoPolicy):
        own |= {"policy.ends": review.policy.ends, "policy.variant": review.policy.variant}
    own |= {f"service.{i}": service_words(service) for i, service in enumerate(review.request.services)}
    own |= {f"ask.{i}": ask.words for i, ask in enumerate(review.proposal.asks)}
    own |= {f"file.{i}": file.name for i, file in enumerate(review.record.files)}
    own |= {f"check.{i}": check.sentence for i, check in enumerate(review.checks)}
    own |= {f"conflict.{i}": conflict.sentence for i, conflict in enumerate(review.conflicts)}
    for criterion in review.criteria:
        own |= {
            f"criterion.{criterion.key}.text": criterion.text or criterion.question,
            f"criterion.{criterion.key}.source": f"{criterion.source} {criterion.section}".strip(),
            f"criterion.{criterion.key}.reason": criterion.reason,
        }
    return Sources(record, own)
