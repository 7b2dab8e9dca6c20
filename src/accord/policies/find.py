"""find_policies: codes, payer, place and date of service -> the policies that govern them; never by name alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.policies.model import Edition, Pack, Policy


@dataclass(frozen=True)
class Match:
    """A policy in force for at least one of the codes.

    codes    -- the requested codes that it decides; related -- those it governs without deciding alone.
    because  -- one sentence that says why it was found.
    """

    policy: Policy
    edition: Edition
    codes: tuple[str, ...]
    related: tuple[str, ...]
    because: str

    @property
    def deciding(self) -> bool:
        """Does it decide one of the codes?"""
        return bool(self.codes)


@dataclass(frozen=True)
class WhyNot:
    """Why a code led to no policy, or a policy that governs it was left out."""

    code: str
    reason: str
    policy: str | None = None


def find_policies(
    pack: Pack, codes: Sequence[str], payer: str, state: str | None, date: dt.date, *, named: bool = True
) -> list[Match]:
    """Policies of the pack that govern a code for the payer in the state on the date; deciding ones first.

    codes -- HCPCS Level II or CPT; state -- two letters, or None when not stated; date -- date of service.
    named -- did the request name the payer? Only then a policy of the site's own goes before one that comes with Accord.
    """
    matches = [
        _match(policy, edition, codes, date)
        for policy in pack.policies
        if any(_governs(policy, code) for code in codes)
        and not list(_objections(policy, payer, state, date))
        and (edition := _edition(policy, date)) is not None
    ]
    return sorted(matches, key=lambda match: _rank(match, named))


def _rank(match: Match, named: bool) -> tuple[bool, bool, int, int, str]:
    """A lower rank goes first: deciding ones, then the site's own, then by how much of the request they govern."""
    return (not match.deciding, match.policy.own is not named, -len(match.codes), -len(match.related), match.policy.id)


def why_not(pack: Pack, codes: Sequence[str], payer: str, state: str | None, date: dt.date) -> list[WhyNot]:
    """For each code that no policy decides: why; for each policy that was left out: why."""
    found = {
        code for match in find_policies(pack, codes, payer, state, date) for code in (*match.codes, *match.related)
    }
    return [reason for code in codes if code not in found for reason in _reasons(pack, code, payer, state, date)]


def _reasons(pack: Pack, code: str, payer: str, state: str | None, date: dt.date) -> Iterator[WhyNot]:
    governing = [policy for policy in pack.policies if _governs(policy, code)]
    if not governing:
        yield WhyNot(code, f"Code {code} is governed by no policy of the loaded pack {pack.name}.")
    for policy in governing:
        for objection in _objections(policy, payer, state, date):
            yield WhyNot(code, f"{policy.id} governs {code}, but {objection}", policy.id)


def _objections(policy: Policy, payer: str, state: str | None, date: dt.date) -> Iterator[str]:
    applies = policy.applies_to
    if policy.status == "retired":
        yield "it is retired."
    if policy.retired_on is not None and date > policy.retired_on:
        yield f"the site retired it for services after {policy.retired_on}."
    if not any(_same_payer(payer, known) for known in applies.payers):
        yield f"it is not a policy of {payer}; it applies to {', '.join(applies.payers)}."
    if applies.states and (state or "").upper() not in applies.states:
        where = state or "a place that is not stated"
        elsewhere = f" Elsewhere: {applies.elsewhere}" if applies.elsewhere else ""
        yield f"it does not apply in {where}; it applies in {', '.join(applies.states)}.{elsewhere}"
    if _edition(policy, date) is None:
        known = "; ".join(str(edition) for edition in policy.editions)
        yield f"it has no edition in force on {date}. There is: {known}."


def _same_payer(given: str, known: str) -> bool:
    """Does the payer as the request writes it ('Original Medicare, Part B') bear the words of the known one?"""
    words = re.findall(r"\w+", given.casefold())
    wanted = re.findall(r"\w+", known)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _governs(policy: Policy, code: str) -> bool:
    return code in policy.applies_to.codes or code in policy.applies_to.related_codes


def _edition(policy: Policy, date: dt.date) -> Edition | None:
    return next((edition for edition in policy.editions if edition.covers(date)), None)


def _match(policy: Policy, edition: Edition, codes: Sequence[str], date: dt.date) -> Match:
    deciding = tuple(code for code in codes if code in policy.applies_to.codes)
    related = tuple(code for code in codes if code in policy.applies_to.related_codes)
    told = (
        f"decides {', '.join(deciding)}" if deciding else f"governs {', '.join(related)} but decides none of them alone"
    )
    which = f"{policy.id}, the site's own," if policy.own else policy.id
    return Match(policy, edition, deciding, related, f"{which} {told}; {edition.name} is in force on {date}.")
