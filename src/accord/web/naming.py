"""What people call a policy and a criterion, in the place of the ids under which they are kept."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from accord.dossier.visible import one_line
from accord.errors import AccordError
from accord.policies.load import bundled_pack
from accord.policies.model import Policy
from accord.policies.site import own_packs
from accord.settings import settings
from accord.wording import say

KEPT_SECONDS = 60  # for which a policy that was added or changed is still shown under its id
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """What people call it, and the id, which stands small beside it; '' where there is nothing else to call it."""

    words: str
    id: str


def policy_named(policy: str) -> Named:
    """A policy; of a case without one, that it has none; one that the site does not hold any more keeps its id."""
    title = _known().titles.get(policy)
    return Named(title, one_line(policy)) if title else Named(one_line(policy) or say("web.quality.no_policy"), "")


def criterion_named(criterion: str, asked: Mapping[str, str] | None = None) -> Named:
    """A criterion. asked -- the questions of a review, which are those that were answered; without it those of the site."""
    question = (asked or {}).get(criterion) or _known().questions.get(criterion)
    return Named(question, one_line(criterion)) if question else Named(one_line(criterion), "")


@dataclass(frozen=True, slots=True)
class _Names:
    titles: Mapping[str, str]
    questions: Mapping[str, str]


def _known() -> _Names:
    return _read(settings().policies, int(time.monotonic() / KEPT_SECONDS))


@lru_cache(maxsize=2)
def _read(folders: tuple[Path, ...], _moment: int) -> _Names:
    """Of a site whose own policies cannot be read the shipped ones have names: no page fails for that."""
    policies: list[Policy] = list(bundled_pack().policies)
    try:
        policies += [policy for _, pack in own_packs() for policy in pack.policies] if folders else []
    except AccordError as fault:
        log.warning("Policies of the site cannot be named: %s", type(fault).__name__)
    return _Names(
        {policy.id: one_line(policy.title) for policy in policies},
        {key: one_line(one.question) for policy in policies for key, one in policy.criteria.items()},
    )
