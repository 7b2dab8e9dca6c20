"""What came of asking a model, as values that are shown and stored beside a review, never within it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from accord.dossier.citation import Struck
from accord.dossier.citation.statement import Statement
from accord.dossier.plain import decode, encode
from accord.errors import Invalid, NotFound
from accord.models import Spent
from accord.prior_auth.assisted.said import Said
from accord.records.findings import Finding
from accord.wording import say

SCHEMA = "accord-assistance/2"
NOTHING_SPENT = Spent()


@dataclass(frozen=True)
class Proposed:
    """A finding of a model that holds against the record.

    id       -- by which a person confirms or rejects it; the same answer about the same words always has the same.
    accepted -- the criteria on which the site lets it count.
    unproved -- why it counts nowhere until a person confirms it; '' where nothing but the site's setting stands in the way.
    """

    id: str
    fact: str
    question: str
    criteria: tuple[str, ...]
    finding: Finding
    said: Said
    accepted: tuple[str, ...] = ()
    unproved: str = ""


@dataclass(frozen=True)
class Refused:
    """Something a model said that the record does not bear: about which fact, in which document, and why it was dropped."""

    fact: str
    document: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Drafted:
    """Sentences of a model for a letter or summary: those that stand, and those that were struck with the reasons."""

    purpose: str
    kept: tuple[Statement, ...] = ()
    struck: tuple[Struck, ...] = ()


@dataclass(frozen=True)
class Assistance:
    """The model, what it proposed, what was dropped, what it took.

    whole -- every document was read and every answer was usable; if not, nothing was accepted.
    notes -- sentences for the person: why there is less than was asked for.
    """

    model: str
    host: str
    whole: bool = True
    proposed: tuple[Proposed, ...] = ()
    refused: tuple[Refused, ...] = ()
    drafts: tuple[Drafted, ...] = ()
    notes: tuple[str, ...] = ()
    spent: Spent = NOTHING_SPENT

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person is told of it."""
        accepted = sum(1 for one in self.proposed if one.accepted)
        dropped = len(self.refused) + sum(len(one.struck) for one in self.drafts)
        told = [*self.notes]
        if self.proposed:
            told.append(say("model.found", count=len(self.proposed), accepted=accepted))
        if dropped:
            told.append(say("model.dropped", count=dropped))
        spent = self.spent
        tokens = f"{spent.tokens_in + spent.tokens_out:,}"
        cost = f"{spent.cost:.4f}"
        return (*told, say("model.spent", calls=spent.calls, host=self.host, kept=spent.kept, tokens=tokens, cost=cost))


def to_json(assistance: Assistance) -> bytes:
    """model.json: the same assistance gives the same bytes."""
    told = {"schema": SCHEMA, **encode(assistance)}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def load_assistance(path: Path) -> Assistance:
    """The assistance of a model.json. Raises NotFound, Invalid."""
    if not path.is_file():
        raise NotFound(f"There is no file {path}.", "'accord review --model' writes it beside a review.")
    remedy = "Give a folder that 'accord review --model' wrote."
    try:
        told: Any = json.loads(path.read_bytes())
    except ValueError as fault:
        raise Invalid(f"{path} is no JSON.", remedy) from fault
    if not isinstance(told, dict) or cast("dict[str, Any]", told).get("schema") != SCHEMA:
        raise Invalid(f"{path} does not follow {SCHEMA}.", remedy)
    return decode(Assistance, {k: v for k, v in cast("dict[str, Any]", told).items() if k != "schema"}, "model.json")
