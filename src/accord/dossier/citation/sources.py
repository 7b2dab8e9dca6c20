"""What a citation may point to: the record, and the review's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accord.dossier.citation.statement import Citation, Own
from accord.dossier.phrases import document_words, part_words, policy_words, service_words
from accord.dossier.review import NoPolicy, Review
from accord.records.places import Place
from accord.records.record import Record, element_text


@dataclass(frozen=True)
class Sources:
    """The record and, by name, the sentences of the review; `parts` are those of its parts, under the same names."""

    record: Record
    own: Mapping[str, str]
    parts: tuple[Mapping[str, str], ...] = ()

    def resolves(self, citation: Citation) -> bool:
        """Do the cited words stand where the citation says?"""
        if isinstance(citation, Own):
            told = (own.get(citation.name) for own in (self.own, *self.parts))
            return bool(citation.text.strip()) and citation.text in told
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
    return Sources(record, _own(review), tuple(_own(review.of(part)) for part in review.parts))


def _own(review: Review) -> Mapping[str, str]:
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
    own |= {
        f"checklist.{i}": item.cited.text
        for i, item in enumerate(item for one in review.checklists for item in one.items)
    }
    own |= {
        f"checklist.document.{i}": document_words(document)
        for i, document in enumerate(document for one in review.checklists for document in one.documents)
    }
    own |= {f"checklist.note.{i}": f"{one.note} {one.remedy}".strip() for i, one in enumerate(review.checklists)}
    own |= {f"part.{i}.services": part_words(review, part) for i, part in enumerate(review.parts)}
    for criterion in reversed(review.all_criteria):
        own |= {
            f"criterion.{criterion.key}.text": criterion.text or criterion.question,
            f"criterion.{criterion.key}.source": f"{criterion.source} {criterion.section}".strip(),
            f"criterion.{criterion.key}.reason": criterion.reason,
        }
    return own
