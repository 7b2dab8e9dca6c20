"""The mobility examination and the order that must follow it: same practitioner, in this order, before delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.profile.meeting import Mode
from accord.evidence.profile.people import NPI, Signature, SignatureState, same_person
from accord.evidence.readers.mobility.claims import TOOL, Stretch, stretch
from accord.evidence.readers.mobility.sources import (
    AGREED,
    ORDER,
    OTHER,
    SUPPLIER,
    TEMPLATE,
    VISIT,
    Source,
    is_practitioner,
)
from accord.evidence.readers.orders import read_order
from accord.evidence.readers.statements import Said
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Voice
from accord.records.places import AnyPlace

_MOBILITY = (
    r"\b(?:mobility|power(?:ed)? (?:wheel ?)?(?:chair|mobility)|wheel ?chairs?|scooters?|povs?|pmd|pwc|get(?:ting)? (?:around|about)|"
    r"power[- ]operated|"
    r"motori[sz]ed chair|electric (?:wheel ?)?chair|wheeled mobility)\b"
)
_LABEL = (
    r"^\W*(?:s\W{1,3}|subjective\W{1,3}|hpi\W{1,3})?(?:reasons?(?: for (?:the |today's )?(?:visit|encounter|appointment|appt|exam\w*|"
    r"consult\w*))?|chief (?:complaint|concern)|c/?c|purpose|visit (?:type|reason)|type of visit)\b"
)
LABELLED = lazy_pattern(rf"{_LABEL}[^.]{{0,110}}{_MOBILITY}")
OTHER_REASON = lazy_pattern(rf"{_LABEL} ?[:=–-] ?\w{{2}}")
REASON = lazy_pattern(
    rf"\b(?:here|seen|saw (?:him|her|mr|mrs|ms|the patient)|consultation|in clinic for|presents?|presenting|comes? in|came in|in today|"
    rf"visit (?:is )?(?:today )?(?:for|to)|(?:appointment|appt|"
    rf"encounter) (?:for|to)|evaluated for|examined for|purpose)\b[^.;]{{0,100}}{_MOBILITY}|"
    r"\b(?:power )?(?:mobility|wheel ?chair|pmd|power mobility device|scooter|pov)(?: device)? (?:examination|exam|evaluation|eval|assessment|"
    r"visit|encounter|face[- ]to[- ]face|f2f|consult\w*)\b|"
    rf"\b(?:face[- ]to[- ]face|f2f)\b[^.;]{{0,40}}{_MOBILITY}"
)
BY_THE_WAY = lazy_pattern(
    r"\b(?:also|incidental\w*|briefly|in passing|before leaving|by the way|mentions?|mentioned)\b"
)
ELSEWHERE = lazy_pattern(
    r"\b(?:will|to be|schedul\w+|refer(?:red|ral)?|return|next visit|plan:?|pt|ot|therapy) (?:\w+ ){0,4}(?:wheel ?chair|mobility|"
    r"seating) (?:eval\w*|assessment|clinic)|\b(?:pt|ot|therap\w+)\b[^.;]{0,30}\beval\w*|\bper supplier\b|\badvertisement\b|"
    r"\bnot (?:discussed|addressed)\b|\bmobility[: ]+(?:walks|"
    r"independent|normal|good|fair)\b"
)
TEMPLATE_WORDS = lazy_pattern(
    r"\b(?:mobility|wheel ?chair|pmd|scooter|face[- ]to[- ]face)\b[^\n]{0,60}\b(?:form|template|questionnaire|checklist|attestation|statement)\b"
)
UNDELIVERED = lazy_pattern(
    r"\bnot (?:yet )?delivered\b|\bdelivery\W{0,12}(?:none|not|pending|waits|after|upon|on hold)\b|\bawaiting\b[^.;]{0,30}\b(?:decision|"
    r"approval|authorization)"
)
DELIVERED = lazy_pattern(
    r"\b(?:delivered|delivery date|date of delivery|delivered on|date delivered|received by patient|proof of delivery)\b"
)
MEANT, LONG_ENOUGH = 2, 4
"""Names that a person must have, and letters of a family name that make it one."""
BARRED = frozenset({"DPM", "D.P.M."})


@dataclass(frozen=True)
class Encounter:
    """A mobility examination: its paper, its day, who signed it, and whether mobility was a main reason of the visit."""

    source: Source
    told: Stretch
    day: PartialDate | None
    signature: Signature
    main: bool


def encounters(sources: Sequence[tuple[Source, list[Said]]]) -> Iterator[Encounter]:
    """Visits of a practitioner of which mobility was a main reason."""
    for source, told in sources:
        signature = source.signature
        if source.name != VISIT or signature is None or _by_telephone(source):
            continue
        reason = next((s for s in told if _tells_reason(s.text) and not ELSEWHERE.search(s.text)), None)
        if reason is not None:
            day = source.paper.date.value if source.paper.date is not None else None
            other = any(OTHER_REASON.search(s.text) and not LABELLED.search(s.text) for s in told)
            main = BY_THE_WAY.search(reason.text) is None and (LABELLED.search(reason.text) is not None or not other)
            yield Encounter(source, stretch(source, [reason]), day, signature, main)


def only_forms(sources: Sequence[tuple[Source, list[Said]]]) -> Iterator[Finding]:
    """A ticked form that a practitioner signed, where no note of a practitioner came."""
    if any(source.name in (VISIT, OTHER, AGREED) for source, _ in sources):
        return
    for source, told in sources:
        formed = source.name in (TEMPLATE, SUPPLIER) and any(is_practitioner(s) for s in source.paper.signatures)
        about = next((s for s in told if TEMPLATE_WORDS.search(s.text)), None)
        if formed and about is not None:
            yield stretch(source, [about]).finding("only_ticked_form")


def _tells_reason(text: str) -> bool:
    return LABELLED.search(text) is not None or REASON.search(text) is not None


def _by_telephone(source: Source) -> bool:
    mode = source.paper.mode
    return mode is not None and mode.value is Mode.AUDIO


def examinations(found: Sequence[Encounter]) -> Iterator[Finding]:
    """A finding for each; one that is not surely signed, or of which mobility was not surely a main reason, is only possible."""
    for each in found:
        support: list[AnyPlace] = [each.signature.place]
        if each.source.paper.date is not None:
            support.insert(0, each.source.paper.date.place)
        signed = each.signature.state is SignatureState.SIGNED or each.signature.date is not None
        presence = Presence.PRESENT if signed and each.main else Presence.POSSIBLE
        yield each.told.finding("mobility_examination", presence, support=tuple(support))


def orders_after(
    chart: Chart, sources: Sequence[tuple[Source, list[Said]]], found: Sequence[Encounter]
) -> Iterator[Finding]:
    """For each signed order of a requested code: did the examiner write it, after the examination and agreed reports?"""
    wanted = {service.code for service in chart.request.services}
    agreed = [s for s, _ in sources if s.name == AGREED and s.agreed is not None]
    for source, _ in sources:
        if source.name != ORDER or not found:
            continue
        order = read_order(chart, source.paper)
        codes = set(order.qualifiers.get("codes_ordered", "").split())
        signature = next((s for s in source.paper.signatures if is_practitioner(s)), None)
        day = order.date or (signature.date if signature else None)
        if (
            order.qualifiers.get("signed") != "yes"
            or signature is None
            or day is None
            or (codes and not codes & wanted)
        ):
            continue
        yield _linked(chart, source, order, signature, day, found, agreed)


def _linked(
    chart: Chart,
    source: Source,
    order: Finding,
    signature: Signature,
    day: PartialDate,
    found: Sequence[Encounter],
    agreed: Sequence[Source],
) -> Finding:
    same = [(e, _same_practitioner(source, signature, e)) for e in found]
    own = [e for e, answer in same if answer is True]
    presence, why = Presence.POSSIBLE, "not_known"
    if own:
        before = [e for e in own if e.day is not None and e.day.not_after(day)]
        after = [e for e in own if e.day is not None and day.before(e.day)]
        late = [s for s in agreed if s.agreed is not None and day.before(s.agreed)]
        if late or (after and not before):
            presence, why = Presence.ABSENT, "order_before_examination_or_report"
        elif before:
            presence, why = Presence.PRESENT, "same"
    elif all(answer is False for _, answer in same):
        presence, why = Presence.ABSENT, "other_practitioner"
    if signature.credential in BARRED:
        presence, why = Presence.ABSENT, "podiatrist"
    delivered = _delivery(chart)
    if delivered is not None and presence is Presence.PRESENT and delivered.before(day):
        presence, why = Presence.ABSENT, "delivered_before_order"
    support: list[AnyPlace] = [*order.support, *(e.signature.place for e in own)]
    support += [p for e in own if (p := _number_line(e.source)) is not None]
    support += [s.agreement for s in agreed if s.agreement is not None]
    return Finding(
        "order_by_examiner", order.place, presence=presence, date=day, voice=Voice.CLINICIAN,
        qualifiers={"source": ORDER, "why": why, "kind": PartKind.ORDER.value}, support=tuple(dict.fromkeys(support)), tool=TOOL,
    )  # fmt: skip


def _same_practitioner(source: Source, signature: Signature, each: Encounter) -> bool | None:
    """The same NPI on both papers, or one name; two NPIs are two persons."""
    one, other = _npis(source), _npis(each.source)
    if len(one) == 1 and len(other) == 1 and one != other:
        return False
    if len(one) == 1 and one == other:
        return True
    same = same_person(signature.name, each.signature.name)
    return True if same is None and _signs_there(source, signature, each.signature.name) else same


INITIALED = r"\b{initial}(?:[a-z]+|\.)? {{1,2}}(?:[a-z]\.? )?{family}\b|\b{family}, ?{initial}"


def _signs_there(source: Source, signature: Signature, examiner: str) -> bool:
    """Does the line of a signature bear the examiner's family name with the given name or its initial ('Postgate, M.')?"""
    words = [w for w in re.findall(r"[a-z'-]+", examiner.lower()) if w not in ("dr", "md", "do", "np")]
    place = signature.place
    if len(words) < MEANT or len(words[-1]) < LONG_ENOUGH:
        return False
    flat, text = source.paper.document.flat, source.paper.document.text
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    line = flat[start : end if end >= 0 else len(flat)]
    return re.search(INITIALED.format(initial=words[0][0], family=re.escape(words[-1])), line) is not None


def _npis(source: Source) -> set[str]:
    part = source.paper.part
    return {m[1] for m in NPI.finditer(source.paper.document.text, part.start, part.end)}


def _number_line(source: Source) -> AnyPlace | None:
    """The line of the note that gives the examiner's NPI."""
    document, part = source.paper.document, source.paper.part
    match = NPI.search(document.text, part.start, part.end)
    if match is None:
        return None
    start = document.text.rfind("\n", 0, match.start()) + 1
    return document.place(max(start, part.start), match.end())


def _delivery(chart: Chart) -> PartialDate | None:
    """The day of a delivery of the requested device that a delivery record states."""
    for paper in chart.patient_papers:
        if paper.kind is not PartKind.DELIVERY_RECORD or paper.date is None:
            continue
        text = paper.document.flat[paper.part.start : paper.part.end]
        named = any(service.code.lower() in text for service in chart.request.services) or re.search(
            r"power|scooter", text
        )
        if named and DELIVERED.search(text) and not UNDELIVERED.search(text):
            return paper.date.value
    return None
