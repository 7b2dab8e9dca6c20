"""The loaded coverage database as the store in which policies' sources are looked up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accord.connectors.coverage.policy_passages import PolicyTexts, policy_texts
from accord.connectors.coverage.values import Kind
from accord.policies.model import Source
from accord.policies.passages import Published

KINDS = {"NCD": Kind.NCD, "LCD": Kind.LCD, "article": Kind.ARTICLE}


@dataclass(frozen=True)
class LoadedCoverage:
    """A release of the coverage database, seen on a day."""

    texts: PolicyTexts
    today: dt.date

    def passage(self, source: Source, section: str) -> str | None:
        """The words of the section that a policy names."""
        if not source.document:
            return None
        return self.texts.passage(source.document, KINDS[source.kind], section, self.today)

    def published(self, source: Source) -> Published | None:
        """The newest version of a source's document, with digests of the sections that the policy recorded."""
        found = self.texts.text(source.document, self.today) if source.document else None
        if found is None:
            return None
        digests = {name: digest for name, _ in source.digests if (digest := found.digest(name))}
        return Published(str(found.version), found.effective, found.retired, digests)

    def holds_kind(self, source: Source) -> bool:
        """Are documents of the source's kind loaded?"""
        return self.texts.holds(KINDS[source.kind])


def loaded_coverage(today: dt.date) -> LoadedCoverage | None:
    """The store, or None when the coverage database is not loaded. Raises Unavailable when it is damaged."""
    texts = policy_texts()
    return LoadedCoverage(texts, today) if texts else None
