"""`accord policy diff`: what differs between two policies, in plain words."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.text import Text

from accord.cli.console import console
from accord.cli.policy_found import FILE, found
from accord.dossier.visible import one_line
from accord.errors import Invalid
from accord.policies.differences import Difference, in_a_sentence
from accord.policies.load import bundled_pack, load_policy
from accord.policies.model import Policy
from accord.prior_auth.authors.compare import Compared, compare
from accord.wording import say

DIFFERENT = 10


def run_diff(old: str, new: str | None, folder: Path | None, as_json: bool, *, color: bool) -> int:
    """Compares and prints; 10 where they differ, else 0. Raises NotFound, Invalid."""
    before, after = _two(old, new, folder)
    told = compare(before, after)
    if as_json:
        sys.stdout.write(json.dumps(asdict(told), ensure_ascii=False, indent=2) + "\n")
    else:
        _print(console(color=color), before, after, told)
    return DIFFERENT if told.differences else 0


def _two(old: str, new: str | None, folder: Path | None) -> tuple[Policy, Policy]:
    """One file alone is compared with the shipped policy of its id."""
    if new is not None:
        return found(old, folder), found(new, folder)
    if not old.endswith(FILE):
        raise Invalid(say("policy_diff.one"), say("policy_diff.one_remedy"))
    own = load_policy(old)
    return bundled_pack().policy(own.id), own


def _print(out: Console, before: Policy, after: Policy, told: Compared) -> None:
    out.print(Text(say("policy_diff.head", old=_named(before), new=_named(after)), style="bold"), soft_wrap=True)
    for one in told.differences:
        out.print(Text(in_a_sentence(one), style="bold"), soft_wrap=True)
        _sides(out, one)
        if touched := _touched(one):
            out.print(Text(f"    {touched}", style="dim"), soft_wrap=True)
    for other in told.outcomes:
        words = say(
            "policy_diff.outcome", case=one_line(other.case), variant=other.variant, was=other.was, now=other.now
        )
        out.print(Text(words), soft_wrap=True)
    out.print(say("policy_diff.done", count=len(told.differences), outcomes=len(told.outcomes)), soft_wrap=True)


def _named(policy: Policy) -> str:
    return f"{policy.id} ({policy.file})"


def _sides(out: Console, one: Difference) -> None:
    for sign, words, style in (("-", one.was, "red"), ("+", one.now, "green")):
        for line in words.splitlines():
            out.print(Text(f"    {sign} {one_line(line)}", style=style), soft_wrap=True)


def _touched(one: Difference) -> str:
    parts = {
        "criteria": one.criteria if one.section != "criteria" else (),
        "variants": one.variants,
        "codes": one.codes,
    }
    return "; ".join(say(f"policy_touches.{name}", names=", ".join(names)) for name, names in parts.items() if names)
