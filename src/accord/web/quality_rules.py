"""What a medical director switches: approval without a person, and the share that is looked at a second time, a policy at a time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection, Row, select
from starlette.datastructures import FormData

from accord.access import Act, check_may, may
from accord.cases.quality import names
from accord.cases.rules import NEEDS, Rule, rules_of, switch_rule
from accord.cases.sampling import LEAST_SHARE, SHARE, set_share
from accord.db.tables import case, sample_share
from accord.dossier.visible import one_line, visible
from accord.errors import AccordError, Invalid, NotFound
from accord.policies.model import Policy
from accord.policies.site import site_pack
from accord.policies.standing import RANK
from accord.settings import settings
from accord.web.pages import page
from accord.web.problems import status_of
from accord.web.quality import Checker
from accord.web.visit import Sent, Visit, Visiting, word
from accord.web.words import time_words
from accord.wording import say

router = APIRouter(prefix="/quality/rules")
LONGEST_WHY = 1_000


def director(visit: Visiting) -> Visit:
    """Raises Forbidden for anybody else."""
    check_may(visit.person, Act.SWITCH_RULE)
    return visit


Director = Annotated[Visit, Depends(director)]


@router.get("")
def show(visit: Checker) -> Response:
    """Every policy, with what is switched on for it."""
    return _list(visit)


@router.post("")
def switch(visit: Director, form: Sent) -> Response:
    """The rule of a policy, on or off."""
    policy = word(form, "policy")
    try:
        _check_policy(visit, policy)
        switch_rule(visit.site.database, visit.person, policy, visit.now, on=_on(form), why=_why(form),
                    needs=word(form, "needs") or NEEDS)  # fmt: skip
    except (Invalid, NotFound) as wrong:
        return _list(visit, policy, wrong, form)
    return RedirectResponse("/quality/rules", 303)


@router.post("/share")
def share(visit: Director, form: Sent) -> Response:
    """The share of a policy's cases that is drawn."""
    policy = word(form, "policy")
    try:
        _check_policy(visit, policy)
        set_share(visit.site.database, visit.person, policy, _share(form), _why(form), visit.now)
    except (Invalid, NotFound) as wrong:
        return _list(visit, policy, wrong, form)
    return RedirectResponse("/quality/rules", 303)


def _on(form: FormData) -> bool:
    if word(form, "on") not in ("yes", "no"):
        raise Invalid(say("web.rules.no_switch"))
    return word(form, "on") == "yes"


def _why(form: FormData) -> str:
    return word(form, "why")[:LONGEST_WHY]


def _share(form: FormData) -> Decimal:
    """Percent, as people write it."""
    try:
        told = Decimal(word(form, "percent").replace(",", "."))
    except InvalidOperation:
        told = Decimal("NaN")
    if not told.is_finite() or not LEAST_SHARE * 100 <= told <= 100:
        raise Invalid(say("web.rules.no_share", least=f"{LEAST_SHARE * 100:f}".removesuffix(".00")))
    return (told / 100).quantize(Decimal("0.0001"))


def _check_policy(visit: Visit, policy: str) -> None:
    """Only a policy that there is, or that was switched before. Raises NotFound."""
    with visit.site.database.reading() as connection:
        known = {rule.policy for rule in rules_of(connection, visit.person.organization)}
        known |= set(_shares(connection, visit.person.organization))
    if policy not in known | {one.id for one in site_pack().policies}:
        raise NotFound(say("web.rules.no_policy"))


def _list(visit: Visit, at: str = "", wrong: AccordError | None = None, form: FormData | None = None) -> Response:
    home = visit.person.organization
    with visit.site.database.reading() as connection:
        rules = {rule.policy: rule for rule in rules_of(connection, home)}
        shares, named = _shares(connection, home), names(connection, visit.person)
        used = set(connection.execute(select(case.c.policy).where(case.c.organization == home).distinct()).scalars())
    policies = {one.id: one for one in site_pack().policies}
    ids = sorted(
        policies.keys() | rules.keys() | shares.keys(), key=lambda one: (one not in rules, one not in used, one)
    )
    return page(
        "rules", visit, status_of(wrong) if wrong else 200, here="/quality", at=at, wrong=str(wrong) if wrong else "",
        rows=[_row(one, policies.get(one), rules.get(one), shares.get(one), named, visit) for one in ids],
        may_switch=may(visit.person, Act.SWITCH_RULE), usual=_percent(SHARE), least=_percent(LEAST_SHARE),
        ranks=[(rank, say(f"web.rules.status_{rank}")) for rank in RANK], usual_rank=NEEDS,
        site_needs=say(f"web.rules.status_{settings().approval_needs}"),
        why=word(form, "why") if form else "", percent=word(form, "percent") if form else "",
    )  # fmt: skip


def _shares(connection: Connection, organization: str) -> Mapping[str, Row[Any]]:
    query = select(sample_share).where(sample_share.c.organization == organization)
    return {row.policy: row for row in connection.execute(query)}


def _row(
    id_: str, policy: Policy | None, rule: Rule | None, share_: Row[Any] | None, named: Mapping[str, str], visit: Visit
) -> dict[str, Any]:
    return {
        "id": id_, "title": one_line(policy.title) if policy else say("web.rules.gone"),
        "status": say(f"web.rules.status_{policy.status}") if policy and policy.status in RANK else "–",
        "on": bool(rule and rule.on), "needs": say(f"web.rules.status_{rule.needs}") if rule else "",
        "rule": _said(rule.why, rule.by, rule.at, named, visit) if rule else None,
        "percent": _percent(share_.share if share_ is not None else SHARE),
        "share": _said(share_.why, share_.by, share_.at, named, visit) if share_ is not None else None,
    }  # fmt: skip


def _said(why: str, by: str, at: Any, named: Mapping[str, str], visit: Visit) -> dict[str, str]:
    return {"why": visible(why), "by": one_line(named.get(by, "")), "at": time_words(at, visit.zone)}


def _percent(share_: Any) -> str:
    return f"{Decimal(str(share_)) * 100:f}".rstrip("0").rstrip(".")
