"""Every review says the status of its policy; what a site asks of it decides whether a met request may be approved."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from accord.dossier.html import html_page
from accord.dossier.review import Desk, PolicyUsed, ProposalKind, Review
from accord.dossier.review_json import from_json, to_json
from accord.dossier.view import view
from accord.policies.acts import Act, Did, PolicyActs
from accord.policies.content import content_digest
from accord.policies.load import bundled_pack
from accord.policies.site import records_folder, site_pack
from accord.prior_auth.line import review_record
from accord.settings import settings
from tests.prior_auth.shipped import TODAY, form, record, texts

CASE = "cpap-approve"
DAY = dt.date(2026, 3, 1)
DRAFT = "no clinician has signed this policy's encoding"
Site = Callable[..., None]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    """A site of its own with these settings."""

    def go(**values: str) -> None:
        monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
        for name, value in values.items():
            monkeypatch.setenv(f"ACCORD_{name.upper()}", value)
        settings.cache_clear()

    go()
    yield go
    monkeypatch.undo()
    settings.cache_clear()


def reviewed(case: str = CASE) -> Review:
    return review_record(record(texts(case), form(case)), Desk.PAYER, TODAY, site_pack())


def used(review: Review) -> PolicyUsed:
    assert isinstance(review.policy, PolicyUsed)
    return review.policy


def did(id_: str, what: Did, digest: str = "") -> None:
    policy = bundled_pack().policy(id_)
    who = {"credentials": "MD", "npi": "1234567893"} if what is Did.SIGNED else {}
    act = Act(what, id_, digest or content_digest(policy), "Ann Bell", DAY, **who)
    PolicyActs(records_folder()).add(act)


@pytest.mark.usefixtures("site")
def test_a_draft_says_so_on_every_page() -> None:
    seen = reviewed()
    assert (used(seen).status, DRAFT in used(seen).standing) == ("draft", True)
    held = record(texts(CASE), form(CASE))
    for whole in (False, True):
        page = html_page(view(seen, held, (), whole=whole))
        assert "no clinician has signed this policy" in page
    assert json.loads(to_json(seen))["policy"]["status"] == "draft"
    assert from_json(to_json(seen)) == seen


@pytest.mark.usefixtures("site")
def test_a_signed_policy_names_who_signed_and_what() -> None:
    id_ = used(reviewed()).id
    did(id_, Did.SIGNED)
    told = used(reviewed())
    assert told.status == "reviewed"
    assert "Ann Bell, MD (NPI 1234567893)" in told.standing
    assert told.content == content_digest(bundled_pack().policy(id_))
    assert DRAFT not in told.standing


@pytest.mark.parametrize(
    ("needed", "acts", "kind"),
    [
        ("draft", (), ProposalKind.APPROVE),
        ("reviewed", (), ProposalKind.CLINICIAN),
        ("reviewed", (Did.SIGNED,), ProposalKind.APPROVE),
        ("active", (Did.SIGNED,), ProposalKind.CLINICIAN),
        ("active", (Did.SIGNED, Did.ACTIVATED), ProposalKind.APPROVE),
        ("active", (Did.ACTIVATED,), ProposalKind.CLINICIAN),
    ],
)
def test_a_site_chooses_which_status_carries_an_approval(
    site: Site, needed: str, acts: tuple[Did, ...], kind: ProposalKind
) -> None:
    id_ = used(reviewed()).id
    for act in acts:
        did(id_, act)
    site(approval_needs=needed)
    proposal = reviewed().proposal
    assert proposal.kind is kind
    assert ("this site takes approvals only from" in proposal.why) == (kind is ProposalKind.CLINICIAN)


def test_a_signature_under_other_content_carries_nothing(site: Site) -> None:
    did(used(reviewed()).id, Did.SIGNED, "0" * 64)
    site(approval_needs="reviewed")
    assert reviewed().proposal.kind is ProposalKind.CLINICIAN


def test_what_is_unclear_is_asked_as_ever(site: Site) -> None:
    plain = reviewed("oxygen-ask").proposal
    site(approval_needs="active")
    assert reviewed("oxygen-ask").proposal == plain
    assert plain.kind is ProposalKind.ASK
