"""Signing, switching on and retiring a policy: who may, on what condition. Each writes one act into the site's records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from accord.connectors.npi.check_digit import is_valid
from accord.errors import Conflict, Invalid
from accord.policies.acts import Act, Did, PolicyActs
from accord.policies.checks import missing_examples
from accord.policies.content import content_digest
from accord.policies.model import Policy
from accord.policies.standing import DRAFT, RETIRED
from accord.wording import say

DAYS_AHEAD = 1  # a site east of the machine that keeps its clock may already have the next day


def sign(policy: Policy, records: PolicyActs, by: str, credentials: str, npi: str, digest: str, day: dt.date) -> Path:
    """A named clinician signs the present content.

    digest -- as printed on the page that was read. Raises Invalid for the person, Conflict where the content is another now
    or cannot be signed.
    """
    name = _named(by)
    if not is_valid(npi):
        raise Invalid(say("policy_sign.npi", npi=npi), say("policy_sign.npi_remedy"))
    if not credentials.strip():
        raise Invalid(say("policy_sign.credentials"), say("policy_sign.credentials_remedy"))
    _not_ahead(day)
    present = content_digest(policy)
    if digest.strip().lower() != present:
        raise Conflict(
            say("policy_sign.digest", id=policy.id, present=present), say("policy_sign.digest_remedy", id=policy.id)
        )
    if lacking := missing_examples(policy):
        keys = ", ".join(lacking)
        raise Conflict(say("policy_sign.examples", id=policy.id, keys=keys), say("policy_sign.examples_remedy"))
    return records.add(Act(Did.SIGNED, policy.id, present, name, day, credentials.strip(), npi))


def activate(policy: Policy, records: PolicyActs, by: str, day: dt.date) -> Path:
    """The site switches a signed policy on. Raises Conflict for one whose present content nobody signed."""
    name = _named(by)
    _not_ahead(day)
    if policy.status in (DRAFT, RETIRED):
        raise Conflict(say("policy_sign.not_signed", id=policy.id, standing=policy.standing), _sign_first(policy))
    return records.add(Act(Did.ACTIVATED, policy.id, content_digest(policy), name, day))


def retire(policy: Policy, records: PolicyActs, by: str, day: dt.date, until: dt.date) -> Path:
    """The site stops using a policy for services after a day."""
    name = _named(by)
    _not_ahead(day)
    return records.add(Act(Did.RETIRED, policy.id, content_digest(policy), name, day, until=until))


def _sign_first(policy: Policy) -> str:
    return say("policy_sign.sign_first", id=policy.id)


def _named(by: str) -> str:
    """A person's name: at least a first and a last one."""
    name = " ".join(by.split())
    if len(name.split()) < 2 or not all(part[0].isalpha() for part in name.split()):
        raise Invalid(say("policy_sign.name", by=by), say("policy_sign.name_remedy"))
    return name


def _not_ahead(day: dt.date) -> None:
    if day > dt.date.today() + dt.timedelta(days=DAYS_AHEAD):
        raise Invalid(say("policy_sign.ahead", date=day), say("policy_sign.ahead_remedy"))
