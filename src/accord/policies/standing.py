"""The status of a policy: what its file claims counts little, what a named person did with its present content counts.

draft    -- nobody signed the present content.
reviewed -- a named clinician signed the present content.
active   -- reviewed, and the site switched this content on.
retired  -- the file says so, or the site retired it: never chosen for a service after that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accord.policies.acts import Act, Did, PolicyActs
from accord.policies.content import content_digest
from accord.policies.model import Pack, Policy
from accord.wording import say

DRAFT, REVIEWED, ACTIVE, RETIRED = "draft", "reviewed", "active", "retired"
RANK = {DRAFT: 0, REVIEWED: 1, ACTIVE: 2}


@dataclass(frozen=True)
class Standing:
    """What the acts of a site make of a policy's present content.

    signed   -- the newest signature under the present content; earlier -- the newest under another one.
    """

    signed: Act | None = None
    earlier: Act | None = None
    activated: Act | None = None
    retired: Act | None = None

    @property
    def status(self) -> str:
        """Its status, but for a retirement, which has a day."""
        if self.signed is None:
            return DRAFT
        return ACTIVE if self.activated else REVIEWED


def standing_of(acts: Sequence[Act], digest: str) -> Standing:
    """Acts of one policy, oldest first, and the digest of its present content."""
    found = Standing()
    for act in acts:
        if act.did is Did.SIGNED:
            found = replace(found, signed=act) if act.digest == digest else replace(found, earlier=act)
        elif act.did is Did.RETIRED:
            found = replace(found, retired=act, activated=None)
        else:
            found = replace(found, retired=None, activated=act if act.digest == digest else None)
    return found


def with_standing(policy: Policy, records: PolicyActs) -> Policy:
    """The policy with the status that the site's records give it; one that its file calls retired stays so."""
    if policy.status == RETIRED:
        return replace(policy, standing=say("policy_status.retired_in_file"))
    acts = records.of(policy.id)
    standing = standing_of(acts, content_digest(policy)) if acts else Standing()
    retired_on = (standing.retired.until or standing.retired.date) if standing.retired else None
    return replace(policy, status=standing.status, standing=in_words(standing), retired_on=retired_on)


def pack_with_standing(pack: Pack, records: PolicyActs) -> Pack:
    """The pack, each policy with its status."""
    return replace(pack, policies=tuple(with_standing(policy, records) for policy in pack.policies))


def status_of(policy: Policy) -> str:
    """The status in a word, for a list: retired wins."""
    return RETIRED if policy.retired_on is not None else policy.status


def in_words(standing: Standing) -> str:
    """The sentence that every review under the policy shows."""
    parts = [_first(standing)]
    if standing.retired:
        until = standing.retired.until or standing.retired.date
        parts.append(say("policy_status.retired", by=standing.retired.by, until=until))
    return " ".join(parts)


def _first(standing: Standing) -> str:
    signed, activated = standing.signed, standing.activated
    if signed is None:
        if standing.earlier is None:
            return say("policy_status.draft")
        return say("policy_status.changed", by=_name(standing.earlier), date=standing.earlier.date)
    if activated is None:
        return say("policy_status.reviewed", by=_name(signed), npi=signed.npi, date=signed.date)
    return say(
        "policy_status.active",
        by=_name(signed),
        npi=signed.npi,
        date=signed.date,
        who=activated.by,
        since=activated.date,
    )


def _name(act: Act) -> str:
    return f"{act.by}, {act.credentials}"
