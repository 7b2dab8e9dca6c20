"""Exit codes: what a script can tell from `accord review` without reading its output."""

from __future__ import annotations

from accord.dossier.review import NoPolicy, ProposalKind, Review

NOTHING_READABLE = 3
NO_POLICY = 4
PROPOSED: dict[ProposalKind, int] = {ProposalKind.APPROVE: 0, ProposalKind.ASK: 10, ProposalKind.CLINICIAN: 11}


def exit_code(review: Review) -> int:
    """3 before 4 before the proposal: without anything read, or without a policy, no proposal is worth a code."""
    if not review.record.readable:
        return NOTHING_READABLE
    return NO_POLICY if isinstance(review.policy, NoPolicy) else PROPOSED[review.proposal.kind]
