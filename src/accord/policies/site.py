"""The policies of a site: those that come with Accord, those of its own folders beside them, and what its persons did."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from accord.errors import Conflict
from accord.policies.acts import PolicyActs
from accord.policies.load import PACKS, SHIPPED, bundled_pack, load_pack
from accord.policies.model import Pack, Policy
from accord.policies.standing import RANK, RETIRED, pack_with_standing
from accord.settings import settings
from accord.wording import say


@dataclass(frozen=True)
class Collision:
    """Two policies that would decide the same code for the same payer, place and day, or that bear one id."""

    first: Policy
    second: Policy
    codes: tuple[str, ...]

    def told(self, places: Sequence[str]) -> str:
        """One sentence. places -- where the two stand."""
        first, second = places
        if not self.codes:
            return say("policy_site.same_id", id=self.first.id, first=first, second=second)
        return say("policy_site.same_code", codes=", ".join(self.codes), first=first, second=second)


def site_pack(folder: Path | None = None) -> Pack:
    """The policies that a review may use, each with its status.

    folder -- used instead of all others; default the shipped pack with the site's own folders beside it.
    Raises NotFound, Invalid for a bad policy, Conflict where two own policies would decide the same.
    """
    records = PolicyActs(records_folder())
    if folder is not None:
        return _withheld(pack_with_standing(load_pack(folder, own_rule=False), records))
    own = [(folder, pack_with_standing(pack, records)) for folder, pack in own_packs()]
    return _withheld(joined(pack_with_standing(bundled_pack(), records), own))


def _withheld(pack: Pack) -> Pack:
    """The pack, where the site lets policies below a status carry no approval."""
    needed = settings().approval_needs
    if RANK[needed] == 0:
        return pack
    low = [policy for policy in pack.policies if RANK.get(policy.status, 0) < RANK[needed]]
    why = {policy.sha256: say("policy_site.approval_needs", needed=needed, standing=policy.standing) for policy in low}
    return replace(pack, policies=tuple(replace(p, withheld=why.get(p.sha256, "")) for p in pack.policies))


def records_folder() -> Path:
    """Where the site keeps who signed, switched on and retired which policy."""
    return settings().data / "policy-records"


def own_packs() -> list[tuple[Path, Pack]]:
    """The packs of the site's own folders, in the order of the setting."""
    return [(folder, load_pack(folder, own_rule=False)) for folder in settings().policies]


def joined(shipped: Pack, own: Sequence[tuple[Path, Pack]]) -> Pack:
    """One pack of all; the decision rule of a folder holds for its own policies. Raises Conflict."""
    if not own:
        return shipped
    places: list[tuple[str, Policy]] = [(f"{PACKS / SHIPPED / p.file}", p) for p in shipped.policies]
    for folder, pack in own:
        places += [(f"{folder / p.file}", replace(p, own=True)) for p in pack.policies]
    found = list(collisions([policy for _, policy in places]))
    if found:
        names = {id(policy): place for place, policy in places}
        told = [one.told((names[id(one.first)], names[id(one.second)])) for one in found]
        raise Conflict("\n".join(told), say("policy_site.remedy"))
    parts = (shipped, *(pack for _, pack in own))
    return Pack(shipped.name, tuple(policy for _, policy in places), shipped.decision, parts)


def collisions(policies: Sequence[Policy]) -> Iterator[Collision]:
    """Pairs among which no rule chooses. An own policy and a shipped one may decide the same code: the own goes first."""
    for first, second in combinations(policies, 2):
        if not _same_day(first, second):
            continue
        if first.id == second.id:
            yield Collision(first, second, ())
        elif first.own == second.own and (codes := _both_decide(first, second)):
            yield Collision(first, second, codes)


def _both_decide(first: Policy, second: Policy) -> tuple[str, ...]:
    one, other = first.applies_to, second.applies_to
    apart = one.states and other.states and not set(one.states) & set(other.states)
    if apart or RETIRED in (first.status, second.status) or not _same_payer(one.payers, other.payers):
        return ()
    return tuple(code for code in one.codes if code in other.codes)


def _same_day(first: Policy, second: Policy) -> bool:
    return any(
        begins <= (other_ends or begins) and other_begins <= (ends or other_begins)
        for begins, ends in _days(first)
        for other_begins, other_ends in _days(second)
    )


def _days(policy: Policy) -> Iterator[tuple[dt.date, dt.date | None]]:
    """First and last day of each edition, as far as the site still uses the policy."""
    last = policy.retired_on
    for edition in policy.editions:
        ends = edition.end if last is None else min(edition.end or last, last)
        if ends is None or ends >= edition.start:
            yield edition.start, ends


def _same_payer(one: Iterable[str], other: Iterable[str]) -> bool:
    """Could one request name payers of both? 'acme gold' bears the words of 'acme'."""
    return any(_bears(mine, theirs) or _bears(theirs, mine) for mine in one for theirs in other)


def _bears(payer: str, known: str) -> bool:
    words, wanted = re.findall(r"\w+", payer), re.findall(r"\w+", known)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))
