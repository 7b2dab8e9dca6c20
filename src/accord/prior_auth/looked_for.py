"""What is looked for on a criterion: its question and text, and the wordings of the concepts that could answer it."""

from __future__ import annotations

from collections.abc import Sequence

from accord.evidence.nearest import Wanted
from accord.logic import facts_of
from accord.policies.model import Policy
from accord.policies.operators import concepts_of
from accord.prior_auth.assisted.topic import wordings


def looked_for(policy: Policy, key: str, missing: Sequence[str] = ()) -> Wanted:
    """The criterion as a search. missing -- the facts that are not known; none: all on which it rests. Raises NotFound."""
    criterion = policy.criterion(key)
    facts = [policy.facts[name] for name in facts_of(criterion.logic) if name in policy.facts]
    asks = [fact.ask for fact in facts if not missing or fact.name in missing]
    concepts = dict.fromkeys(concept for fact in facts for call in fact.calls for concept in concepts_of(call))
    told = [concept.replace("_", " ") for concept in concepts]
    told += [phrase for concept in concepts for phrase in wordings().get(concept, ())]
    return Wanted(tuple(dict.fromkeys((criterion.question, criterion.text, *asks))), " ".join(told))
