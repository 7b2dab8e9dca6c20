"""The small words of every output: where something stands, what a finding was read as, a status and its sign."""

from __future__ import annotations

from accord.connectors.coverage.sections import title_of
from accord.connectors.coverage.values import Kind
from accord.criteria import Status
from accord.dossier.checklist import ChecklistDocument, Cited
from accord.dossier.review import (
    Conflict,
    ConflictKind,
    CriterionReview,
    Desk,
    NoPolicy,
    Outcome,
    Part,
    ProposalKind,
    Review,
    TreeKind,
)
from accord.dossier.visible import one_line
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.records.places import AnyPlace, Place
from accord.records.request import Service
from accord.wording import say, sentences

STATUS: dict[Status, str] = {
    Status.MET: "status.met",
    Status.NOT_MET: "status.not_met",
    Status.UNCLEAR: "status.unclear",
    Status.NOT_APPLICABLE: "status.not_applicable",
}
SIGN: dict[Status, str] = {Status.MET: "✓", Status.NOT_MET: "✗", Status.UNCLEAR: "?", Status.NOT_APPLICABLE: "–"}
OUTCOME: dict[Outcome, str] = {
    Outcome.PASSED: "outcome.passed",
    Outcome.PROBLEM: "outcome.problem",
    Outcome.UNKNOWN: "outcome.unknown",
}
PROPOSAL: dict[tuple[Desk, ProposalKind], str] = {
    (Desk.PAYER, ProposalKind.APPROVE): "proposal.payer_approve",
    (Desk.PAYER, ProposalKind.ASK): "proposal.payer_ask",
    (Desk.PAYER, ProposalKind.CLINICIAN): "proposal.payer_clinician",
    (Desk.PROVIDER, ProposalKind.APPROVE): "proposal.provider_approve",
    (Desk.PROVIDER, ProposalKind.ASK): "proposal.provider_ask",
    (Desk.PROVIDER, ProposalKind.CLINICIAN): "proposal.provider_clinician",
}
AUTHORIZATION = "authorization.list"
DESK: dict[Desk, str] = {Desk.PAYER: "desk.payer", Desk.PROVIDER: "desk.provider"}
CONFLICT: dict[ConflictKind, str] = {
    ConflictKind.AGE: "conflict.age",
    ConflictKind.DATE: "conflict.date",
    ConflictKind.LATERALITY: "conflict.laterality",
    ConflictKind.IDENTITY: "conflict.identity",
    ConflictKind.CODE: "conflict.code",
    ConflictKind.NUMBER: "conflict.number",
    ConflictKind.MISSING_ATTACHMENT: "conflict.missing_attachment",
    ConflictKind.OTHER: "conflict.other",
}
TREE: dict[TreeKind, str] = {
    TreeKind.ALL: "tree.all",
    TreeKind.ANY: "tree.any",
    TreeKind.NONE: "tree.none",
    TreeKind.NOT: "tree.not",
    TreeKind.WHEN: "tree.when",
    TreeKind.FIRST_KNOWN: "tree.first_known",
}
_PRESENCE = {Presence.ABSENT: "finding.absent", Presence.POSSIBLE: "finding.possible"}
_TIME = {Time.PAST: "finding.past", Time.PLANNED: "finding.planned"}
_WHOSE = {Whose.FAMILY: "finding.family", Whose.OTHER: "finding.other_person"}
_VOICE = {
    Voice.CLINICIAN: "voice.clinician",
    Voice.FACILITY: "voice.facility",
    Voice.LABORATORY: "voice.laboratory",
    Voice.SUPPLIER: "voice.supplier",
    Voice.PATIENT: "voice.patient",
    Voice.PAYER: "voice.payer",
}


MOST_SHOWN = 20  # findings on one side of a criterion, in the papers; review.json holds all


def status_words(status: Status) -> str:
    """'✓ met': a sign and the word, never colour alone."""
    return f"{SIGN[status]} {say(STATUS[status])}"


def proof_label(criterion: CriterionReview) -> str:
    """'Found:' before what was found on an open question; nothing before proof."""
    return say("label.found") if criterion.status is Status.UNCLEAR else ""


def against_label(criterion: CriterionReview) -> str:
    """'Against:' where there is a verdict to speak against, else 'Found:'."""
    return proof_label(criterion) or say("label.against")


def not_shown(criterion: CriterionReview) -> int:
    """How many findings stand only in review.json: nobody reads hundreds of them under one criterion."""
    return sum(max(0, len(found) - MOST_SHOWN) for found in (criterion.evidence, criterion.against))


def where(place: AnyPlace) -> str:
    """'visit.txt, page 2' or 'Observation/weight, Observation.valueQuantity'."""
    if isinstance(place, Place):
        return say("place.page", document=one_line(place.document), page=place.page)
    return say("place.element", resource=one_line(place.resource), path=one_line(place.path))


def quote(place: AnyPlace) -> str:
    """The words in quotation marks, on one line."""
    return f"“{one_line(place.text)}”"


def read_as(finding: Finding) -> str:
    """What the extractor took the words for: 'gait speed: 0.42 m/s; 2026-02-24; surface level; said by a clinician'."""
    said = _value(finding)
    name = concept_words(finding.concept)
    head = f"{name}: {said} {finding.unit or ''}".strip() if said else name
    keys = (_PRESENCE.get(finding.presence), _TIME.get(finding.time), _WHOSE.get(finding.whose))
    notes = [say(key) for key in keys if key is not None]
    side = [finding.side.value] if finding.side else []
    date = [finding.date.iso()] if finding.date else []
    details = [
        f"{key.replace('_', ' ')} {text.replace('_', ' ')}"
        for key, text in sorted(finding.qualifiers.items())
        if text.strip()
    ]
    voice = [say(_VOICE[finding.voice])] if finding.voice in _VOICE else []
    return one_line("; ".join([head, *notes, *side, *date, *details, *voice]))


def concept_words(concept: str) -> str:
    """What a concept is called: 'days between the two X-rays' of osteo_film_gap, else the words of its key."""
    if f"concept.{concept}" in sentences():
        return say(f"concept.{concept}")
    return concept.replace("_", " ").replace(".", " ")


def element_words(name: str) -> str:
    """What an element of the request is called: 'the patient's date of birth' of patient.birth_date, else the words of its name."""
    key = name.replace(".", "_")
    known = f"element_named.{key}" in sentences()
    return say(f"element_named.{key}") if known else one_line(name.replace("_", " "))


def _value(finding: Finding) -> str:
    if isinstance(finding.value, bool):
        return say("finding.yes" if finding.value else "finding.no")
    return "" if finding.value is None else str(finding.value)


def conflict_words(conflict: Conflict) -> str:
    """'Laterality: the note speaks of ...'."""
    return f"{say(CONFLICT[conflict.kind])}: {one_line(conflict.sentence)}"


def service_words(service: Service) -> str:
    """'Z9001 (NU) × 1, Bath transfer chair'."""
    modifiers = f" ({', '.join(service.modifiers)})" if service.modifiers else ""
    count = f" × {service.quantity}" if service.quantity is not None else ""
    name = f", {service.description}" if service.description else ""
    return one_line(f"{service.code}{modifiers}{count}{name}")


def policy_words(review: Review) -> str:
    """'BATH-7 Bathroom aids, edition 4', or that none was found; of several parts each policy."""
    if review.parts:
        found = [part for part in review.parts if not isinstance(part.policy, NoPolicy)]
        return "; ".join(dict.fromkeys(policy_words(review.of(part)) for part in found)) or say("policy.none")
    if isinstance(review.policy, NoPolicy):
        return say("policy.none")
    return one_line(f"{review.policy.id} {review.policy.title}, {review.policy.edition}")


def part_words(review: Review, part: Part) -> str:
    """The services of a part: 'E0601 (NU) × 1; A7030 × 1'."""
    return "; ".join(service_words(review.request.services[i]) for i in part.services)


def cited_words(cited: Cited, kind: str) -> str:
    """Where a checklist's item stands: '160.18, version 3, Indications and Limitations of Coverage'."""
    section = title_of(Kind(kind), cited.section)
    return one_line(say("checklist.cited", document=cited.document, version=cited.version, section=section))


def document_words(document: ChecklistDocument) -> str:
    """'NCD 160.18, version 3, Vagus Nerve Stimulation'."""
    name = f"{document.kind.upper() if len(document.kind) == 3 else document.kind} {document.id}"
    return one_line(say("checklist.document", id=name, version=document.version, title=document.title))


def authorization_words(review: Review) -> list[str]:
    """What the official lists say of each service: whether an authorization is asked for at all."""
    return [one_line(check.sentence) for check in review.checks if check.rule == AUTHORIZATION]


def proposal_words(review: Review) -> str:
    """What is proposed, as this side of the table says it."""
    return say(PROPOSAL[review.side, review.proposal.kind])
