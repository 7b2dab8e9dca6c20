"""The proposal for a whole request: the most careful of its parts, with all that is to be asked, each thing once."""

from __future__ import annotations

from collections.abc import Sequence

from accord.dossier.review import CARE, Part, Proposal, ProposalKind
from accord.records.request import Service
from accord.wording import say

WORD: dict[ProposalKind, str] = {
    ProposalKind.APPROVE: "proposal.part_approve",
    ProposalKind.ASK: "proposal.part_ask",
    ProposalKind.CLINICIAN: "proposal.part_clinician",
}


def whole_proposal(parts: Sequence[Part], services: Sequence[Service]) -> Proposal:
    """Of one part its own; of several the most careful. To approve some services and not others is for a person."""
    if len(parts) == 1:
        return parts[0].proposal
    kind = max((part.proposal.kind for part in parts), key=CARE.__getitem__)
    told = "; ".join(
        say(WORD[part.proposal.kind], services=", ".join(_name(services[i]) for i in part.services)) for part in parts
    )
    asks = tuple(dict.fromkeys(ask for part in parts for ask in part.proposal.asks))
    mixed = len({part.proposal.kind for part in parts}) > 1
    return Proposal(kind, say("proposal.several_differ" if mixed else "proposal.several_agree", told=told), asks)


def _name(service: Service) -> str:
    """'L1833-RT': the code with its modifiers, which may be all that tells two services apart."""
    return "-".join((service.code, *service.modifiers))
