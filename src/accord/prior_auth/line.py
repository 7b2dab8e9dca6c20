"""The straight line: files in, a review out, and then a person decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from accord.connectors.releases import POINTER, index_folder
from accord.dossier.correction import Correction
from accord.dossier.review import Check, Conflict, Desk, NoPolicy, Review
from accord.dossier.seen import record_seen
from accord.errors import Unavailable
from accord.evidence.gather import gather
from accord.evidence.nearest import NearestPassages
from accord.evidence.own_terms import extractor_mark
from accord.policies.find import Match, find_policies, why_not
from accord.policies.model import Pack, Policy
from accord.policies.passages import CoverageStore
from accord.policies.site import site_pack
from accord.prior_auth.checklist import FindDocuments, PublishedDocuments, checklists
from accord.prior_auth.checks import check_request
from accord.prior_auth.checks.authorization import check_authorization
from accord.prior_auth.checks.orders import check_orders
from accord.prior_auth.checks.policy_source import check_policy_sources, check_policy_standing
from accord.prior_auth.checks.result import CheckResult, unknown
from accord.prior_auth.contradictions import contradictions
from accord.prior_auth.corrected import Corrected
from accord.prior_auth.identify import identify
from accord.prior_auth.judged import Judged, judge_request
from accord.prior_auth.part import SecondLook, Shared, review_part
from accord.prior_auth.picture import warnings_of
from accord.prior_auth.services import Group, assigned, parted
from accord.prior_auth.whole import whole_proposal
from accord.records.read import read
from accord.records.record import Record
from accord.records.request import Request
from accord.settings import settings
from accord.wording import say

# Raised whenever readers, terms or operators change what they find: it is part of every review, with a site's own words.
EXTRACTOR = "2026.11.24"

# Whose policies are used when the request names no payer; the checks say so.
ASSUMED_PAYER = "medicare"

Progress = Callable[[str], None]
FindStore = Callable[[], CoverageStore | None]


def review(
    paths: Sequence[Path],
    side: Desk,
    today: dt.date,
    policies: Path | None = None,
    progress: Progress | None = None,
    second: SecondLook | None = None,
) -> tuple[Review, Record]:
    """Review a dossier, and give back its record too, for the dossier to show.

    paths    -- a folder or files of one patient's dossier.
    today    -- the date on which the review is made; nothing reads the clock.
    policies -- a folder of policies used instead of all others; default the shipped ones and the site's own beside them.
    second   -- a second reader of what the rules left unclear; default none.

    Raises NotFound for a path that is not there, Invalid for a malformed request form or policy.
    """
    record = read(paths, progress=progress)
    return review_record(
        record, side, today, site_pack(policies), lambda: published_texts(today), second, published_documents,
        settings().search_by_meaning,
    ), record  # fmt: skip


def review_record(
    record: Record,
    side: Desk,
    today: dt.date,
    pack: Pack,
    coverage: FindStore = lambda: None,
    second: SecondLook | None = None,
    documents: FindDocuments = lambda: None,
    by_meaning: bool = False,
    corrections: Sequence[Correction] = (),
) -> Review:
    """The straight line over a record that was read.

    coverage -- finds the published texts of policies; documents -- what is published of services that no policy decides.
    by_meaning -- search by meaning too, where that is installed, for what is shown on unclear criteria.
    corrections -- what persons said of findings, one word a finding; contradictions and checks are those of the record.
    """
    request = identify(record)
    chart = gather(record, request)
    near = NearestPassages(chart, by_meaning=by_meaning)
    corrected = Corrected(chart, corrections)
    shared = Shared(
        pack=pack,
        chart=chart,
        checks=(
            *check_request(request), *check_payer(request), *check_authorization(request, today), *check_orders(chart),
        ),
        conflicts=contradictions(chart),
        policy_checks=lambda policy: [*check_policy_standing(policy), *check_sources_of(policy, coverage)],
        no_policy=lambda asked: no_policy(pack, asked, today),
        checklist=lambda asked: checklists(asked, documents, near, today),
        near=near,
        second=second,
        corrected=corrected,
    )  # fmt: skip
    reviewed = [review_part(group, shared) for group in find_groups(shared, today)]
    parts = tuple(each.part for each in reviewed)
    first, several = parts[0], len(parts) > 1
    return Review(
        generated=today,
        side=side,
        request=request,
        record=record_seen(record, warnings_of(chart)),
        policy=first.policy,
        proposal=whole_proposal(parts, request.services),
        root=first.root,
        tree=first.tree,
        criteria=first.criteria,
        checks=shown(dict.fromkeys((*shared.checks, *(check for each in reviewed for check in each.checks)))),
        conflicts=tuple(dict.fromkeys(conflict for each in reviewed for conflict in each.conflicts)),
        extractor_version=f"{EXTRACTOR}{extractor_mark()}",
        parts=parts if several else (),
        checklists=() if several else first.checklists,
        corrections=corrected.told,
    )


def find_groups(shared: Shared, today: dt.date) -> list[Group]:
    """The services of the request, each with the policy that governs it, and by variant and side within that."""
    services = shared.chart.request.services
    groups = assigned(find_policy(shared.pack, shared.chart.request, today), services)
    return [part for group in groups for part in parted(group, services, shared.variant_alone)]


def check_payer(request: Request) -> list[CheckResult]:
    """A request that names no payer is reviewed under the assumed one, and that is said."""
    return [] if request.payer else [unknown("request.payer", "assumed", payer=ASSUMED_PAYER.capitalize())]


def published_texts(today: dt.date) -> CoverageStore | None:
    """The loaded coverage database, which is imported only where one is loaded. Raises Unavailable when it is damaged."""
    answering = index_folder("coverage") / POINTER
    if not (answering.exists() or answering.is_symlink()):
        return None
    from accord.prior_auth.coverage_store import loaded_coverage

    return loaded_coverage(today)


def check_sources_of(policy: Policy, coverage: FindStore) -> list[CheckResult]:
    """The policy's texts against the published ones; a damaged database is told and stops no review."""
    try:
        return check_policy_sources(policy, coverage())
    except Unavailable as fault:
        return [unknown("policy.source", "unavailable", why=str(fault))]


def published_documents() -> PublishedDocuments | None:
    """The loaded coverage documents, imported only where they are loaded. Raises Unavailable when damaged."""
    answering = index_folder("coverage") / POINTER
    if not (answering.exists() or answering.is_symlink()):
        return None
    from accord.connectors.coverage.speaking import speaking_documents

    return speaking_documents()


def find_policy(pack: Pack, request: Request, today: dt.date) -> list[Match]:
    """The policies that govern the request's codes, for its payer and place on the date of service; deciding ones first."""
    codes, payer, state, day = _asked(request, today)
    return find_policies(pack, codes, payer, state, day, named=request.payer is not None)


def no_policy(pack: Pack, request: Request, today: dt.date) -> NoPolicy:
    """Why no policy governs any code of the request."""
    reasons = [why.reason for why in why_not(pack, *_asked(request, today))]
    reason = " ".join(dict.fromkeys(reasons)) or say("proposal.no_codes")
    return NoPolicy(reason, say("proposal.no_policy_remedy"))


def _asked(request: Request, today: dt.date) -> tuple[list[str], str, str | None, dt.date]:
    """Codes, payer, state and day by which a policy is found."""
    day = request.service_date or request.received
    payer = request.payer.value if request.payer else ASSUMED_PAYER
    state = request.state.value if request.state else None
    return [service.code for service in request.services], payer, state, day.value if day else today


def shown(checks: Iterable[CheckResult]) -> tuple[Check, ...]:
    """The checks as the review holds them."""
    return tuple(check.as_check() for check in checks)


__all__ = ["EXTRACTOR", "Conflict", "Judged", "find_policy", "judge_request", "review", "review_record"]
