"""The policies of the site: each with its status, its criteria, and the official passage from which each was written."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from sqlalchemy import Connection, func, select

from accord.access import Act, may
from accord.cases.rules import rules_of
from accord.db.tables import case
from accord.dossier.policy_page import policy_view
from accord.dossier.visible import one_line, visible
from accord.errors import NotFound, Unavailable
from accord.policies.acts import PolicyActs
from accord.policies.model import Policy
from accord.policies.passages import IN_DOUBT, CoverageStore, SourceStanding, check_sources, passage
from accord.policies.site import records_folder, site_pack
from accord.policies.standing import RETIRED, status_of
from accord.prior_auth.line import published_texts
from accord.settings import settings
from accord.web.pages import page
from accord.web.visit import Visit, Visiting
from accord.wording import say

COUNTED = 10_000  # cases of one policy; more is said to be more
VERDICTS = ("met", "not_met", "not_applicable", "unclear")
LOAD = "accord sync coverage --index coverage"
router = APIRouter(prefix="/policies")
View = dict[str, Any]


@router.get("")
def all_policies(visit: Visiting) -> Response:
    """Every policy of the site, its own ones marked."""
    store, fault = _store(visit)
    pack = site_pack()
    with visit.site.database.reading() as connection:
        rules = _rules(connection, visit)
        uses = {policy.id: _uses(connection, visit, policy.id) for policy in pack.policies}
    rows = [_row(policy, check_sources(policy, store), rules, uses) for policy in pack.policies]
    return page(
        "policies", visit, here="/policies", rows=rows, loaded=store is not None, fault=fault, command=_command(visit),
        needs=say(f"web.policies.status_word.{settings().approval_needs}"), counts=may(visit.person, Act.SEE_CASES),
    )  # fmt: skip


@router.get("/{policy_id}")
def one_policy(policy_id: str, visit: Visiting) -> Response:
    """One policy in plain words, with the passage behind each criterion where the coverage store holds it."""
    found = [policy for policy in site_pack().policies if policy.id == policy_id]
    if not found:
        raise NotFound(say("web.policies.none"), say("web.policies.none_remedy"))
    policy = max(found, key=lambda one: one.editions[-1].start)
    store, fault = _store(visit)
    standings = check_sources(policy, store)
    with visit.site.database.reading() as connection:
        rules, uses = _rules(connection, visit), {policy.id: _uses(connection, visit, policy.id)}
    view = policy_view(policy, standings)
    for criterion in view["criteria"]:
        criterion["passage"] = _passage(policy, criterion["key"], store)
    return page(
        "policy", visit, here="/policies", v=view, row=_row(policy, standings, rules, uses), loaded=store is not None,
        fault=fault, command=_command(visit), acts=_acts(policy), counts=may(visit.person, Act.SEE_CASES),
        rule=rules.get(policy.id), verdicts=[(one, say(f"status.{one}")) for one in VERDICTS],
        needs=say(f"web.policies.status_word.{settings().approval_needs}"),
    )  # fmt: skip


def _store(visit: Visit) -> tuple[CoverageStore | None, str]:
    """The loaded coverage texts; with what is wrong where they are damaged."""
    try:
        return published_texts(visit.now.astimezone(visit.zone).date()), ""
    except Unavailable as fault:
        return None, str(fault)


def _command(visit: Visit) -> str:
    """What loads the texts, for who may run it; '' for others."""
    return LOAD if may(visit.person, Act.MANAGE_SITE) else ""


def _row(policy: Policy, standings: tuple[SourceStanding, ...], rules: dict[str, View], uses: dict[str, int]) -> View:
    edition, status = policy.editions[-1], status_of(policy)
    doubtful = [one for one in standings if one.standing in IN_DOUBT]
    return {
        "id": policy.id,
        "title": one_line(policy.title),
        "status": say(f"web.policies.status_word.{status}"),
        "signed": status in ("reviewed", "active"),
        "standing": one_line(policy.standing),
        "own": policy.own,
        "provisional": one_line(policy.provisional),
        "withheld": one_line(policy.withheld),
        "doubt": [f"{one_line(one.source.title)}: {say(f'policy_source.{one.standing.value}')}" for one in doubtful],
        "payers": ", ".join(policy.applies_to.payers),
        "states": ", ".join(policy.applies_to.states),
        "codes": list(policy.applies_to.codes),
        "edition": f"{edition.name}, {edition.start}",
        "rule": rules.get(policy.id, {}).get("on", False),
        "uses": _count(uses[policy.id]),
        "cases": f"/search?{urlencode({'policy': policy.id})}",
    }


def _count(count: int) -> str:
    return f"{COUNTED:,}+" if count > COUNTED else f"{count:,}"


def _uses(connection: Connection, visit: Visit, policy_id: str) -> int:
    """How many cases of the organization were reviewed under it; COUNTED + 1 says that it is more."""
    here = select(case.c.id).where(case.c.organization == visit.person.organization, case.c.policy == policy_id)
    return connection.execute(select(func.count()).select_from(here.limit(COUNTED + 1).subquery())).scalar_one()


def _rules(connection: Connection, visit: Visit) -> dict[str, View]:
    """Under which policies this organization lets clear requests be approved by a rule."""
    return {
        rule.policy: {"on": rule.on, "needs": say(f"web.policies.status_word.{rule.needs}"), "why": visible(rule.why)}
        for rule in rules_of(connection, visit.person.organization)
    }


def _passage(policy: Policy, key: str, store: CoverageStore | None) -> View:
    found = passage(policy, key, store)
    return {
        "words": visible(found.words) if found.words else "",
        "elsewhere": not found.source.document,
        "document": found.source.document,
        "url": found.source.url if found.source.url.startswith("https://") else "",
    }


def _acts(policy: Policy) -> list[View]:
    """Who signed, switched on or retired it, and when."""
    acts = () if policy.status == RETIRED else PolicyActs(records_folder()).of(policy.id)
    return [
        {"did": say(f"web.policies.did.{act.did.value}"), "by": one_line(", ".join(p for p in (act.by, act.credentials) if p)),
         "npi": act.npi, "date": act.date.isoformat()}
        for act in acts
    ]  # fmt: skip
