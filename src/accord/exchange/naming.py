"""How the parts of an exported policy are called: addresses, ids, versions, names of libraries."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from accord.errors import Invalid
from accord.policies.model import Edition, Policy

# Reserved for examples: who publishes an export gives an address of their own.
BASE = "https://accord.example/fhir"
LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of one policy's export, for one edition, below one address."""

    policy: Policy
    edition: Edition
    base: str = BASE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"https?://[^\s|#?]+[^\s|#?/]", self.base):
            raise Invalid(
                f"'{self.base}' is no address for what is exported.", "Give one such as https://payer.example/fhir."
            )

    @property
    def library(self) -> str:
        """Name of the CQL library: a plain identifier."""
        return "Accord_" + re.sub(r"\W+", "_", self.policy.id, flags=re.ASCII)

    @property
    def version(self) -> str:
        """The edition's first day, and a digest of the policy's files: it changes when one of them changes."""
        day = self.edition.start
        files = sorted([self.policy.sha256, *self.policy.included.values()])
        digest = hashlib.sha256("\n".join(files).encode()).hexdigest()[:10]
        return f"{day.year}.{day.month}.{day.day}-x{digest}"

    def id(self, part: str = "") -> str:
        """A FHIR id of the policy, or of a part of it; what is too long is cut and told apart by a digest."""
        words = "-".join(filter(None, ("accord", self.policy.id, part)))
        plain = re.sub(r"[^A-Za-z0-9.-]+", "-", words)
        if len(plain) <= LONGEST_ID:
            return plain
        digest = hashlib.sha256(plain.encode()).hexdigest()[:8]
        return f"{plain[: LONGEST_ID - 9]}-{digest}"

    def url(self, kind: str, part: str = "") -> str:
        """The canonical address of a resource."""
        return f"{self.base}/{kind}/{self.id(part)}"

    def canonical(self, kind: str, part: str = "") -> str:
        """The address with the version, as references name it."""
        return f"{self.url(kind, part)}|{self.version}"
