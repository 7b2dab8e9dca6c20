"""Problems, allergies and family history as Condition, AllergyIntolerance and FamilyMemberHistory."""

from __future__ import annotations

from typing import Any

from accord.records.ccda.chart import Chart
from accord.records.ccda.datatypes import (
    attribute,
    child,
    children,
    concept,
    human_name,
    moment,
    period,
    plain,
    quantity,
)
from accord.records.ccda.templates import STATUS, related
from accord.records.hardened_xml import Node, local_name
from accord.records.record import JsonObject

_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_ALLERGY_VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category"


def one_code(system: str, code: str) -> JsonObject:
    """A CodeableConcept of one code; {} for ''."""
    return {"coding": [{"system": system, "code": code}]} if code else {}


def condition(chart: Chart, node: Node, _: str) -> None:
    """A problem observation as Condition."""
    when = child(node, "effectiveTime")
    held = period(when)
    recorded = moment(child(node, "author", "time")) or moment(child(_concern(node), "author", "time"))
    chart.add(
        "Condition",
        {
            "clinicalStatus": one_code(_CLINICAL, _clinical_status(chart, node, when, held.get("end"))),
            "verificationStatus": one_code(_VERIFICATION, "refuted" if is_negated(node) else ""),
            "category": [one_code(_CATEGORY, _category(node))],
            "code": concept(child(node, "value"), chart.words_of) or concept(child(node, "code"), chart.words_of),
            "bodySite": sites(chart, node),
            "subject": chart.subject,
            "onsetDateTime": held.get("start"),
            "abatementDateTime": held.get("end"),
            "recordedDate": recorded,
            "recorder": chart.author(node) or chart.author(_concern(node)),
            "note": notes(chart, node),
        },
    )


def is_negated(node: Node) -> bool:
    """Does the statement say that it is not so?"""
    return attribute(node, "negationInd") == "true"


def notes(chart: Chart, node: Node) -> list[JsonObject]:
    """Comments on the statement, as annotations."""
    found = [chart.words_of(child(part, "text")) for part in related(node, "comment")]
    return [{"text": words} for words in found if words]


def sites(chart: Chart, node: Node) -> list[JsonObject]:
    """targetSiteCode as bodySite, with the side it names as a further coding."""
    found: list[JsonObject] = []
    for site in children(node, "targetSiteCode"):
        body = concept(site, chart.words_of)
        for qualifier in children(site, "qualifier"):
            side = concept(child(qualifier, "value"), chart.words_of)
            body = {**body, "coding": [*body.get("coding", []), *side.get("coding", [])]}
        if body.get("coding") or body.get("text"):
            found.append(body)
    return found


def _concern(node: Node) -> Node:
    """The act around the observation, or the observation when it stands alone."""
    relation = node.getparent()
    act = relation.getparent() if relation is not None else None
    return act if act is not None and local_name(act) == "act" else node


def _category(node: Node) -> str:
    ancestors = {local_name(parent) for parent in node.iterancestors()}
    return "encounter-diagnosis" if "encounter" in ancestors else "problem-list-item"


def _clinical_status(chart: Chart, node: Node, when: Node | None, end: str | None) -> str:
    stated = stated_status(node, "problem_status", "problem_status_r1")
    if stated:
        return stated
    if chart.ended(end) or (not end and child(when, "high") is not None and _is_closed(when)):
        return "resolved"
    concern = _concern(node)
    return {"active": "active", "completed": "inactive"}.get(_act_status(concern, node), "")


def _is_closed(when: Node | None) -> bool:
    """An end of unknown date still is an end (C-CDA R2.1, Problem Observation): nullFlavor UNK on `high`."""
    return attribute(child(when, "high"), "nullFlavor") == "UNK"


def _act_status(concern: Node, node: Node) -> str:
    return "" if concern is node else attribute(child(concern, "statusCode"), "code")


def stated_status(node: Node, *templates: str) -> str:
    """What a status observation below the statement says; '' when there is none."""
    for part in related(node, *templates):
        code = attribute(child(part, "value"), "code")
        if code in STATUS:
            return STATUS[code]
    return ""


def allergy(chart: Chart, node: Node, _: str) -> None:
    """An allergy observation as AllergyIntolerance; 'no known allergies' is a refuted one."""
    when = period(child(node, "effectiveTime"))
    agent: JsonObject = {}
    for participant in children(node, "participant"):
        playing = child(participant, "participantRole", "playingEntity")
        words = plain(child(playing, "name"))
        agent = agent or concept(child(playing, "code"), chart.words_of) or ({"text": words} if words else {})
    status = stated_status(node, "allergy_status", "allergy_status_r1") or ("resolved" if "end" in when else "")
    chart.add(
        "AllergyIntolerance",
        {
            "clinicalStatus": one_code("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", status),
            "verificationStatus": one_code(_ALLERGY_VERIFICATION, "refuted" if is_negated(node) else ""),
            "code": agent or concept(child(node, "value"), chart.words_of),
            "patient": chart.subject,
            "onsetDateTime": when.get("start"),
            "recorder": chart.author(node) or chart.author(_concern(node)),
            "reaction": [
                {"manifestation": [found]}
                for found in (concept(child(part, "value"), chart.words_of) for part in related(node, "reaction"))
                if found
            ],
            "note": notes(chart, node),
        },
    )


def family_history(chart: Chart, node: Node, _: str) -> None:
    """A family history organizer as FamilyMemberHistory: never a Condition of the patient."""
    subject = child(node, "subject", "relatedSubject")
    person = child(subject, "subject")
    name = human_name(child(person, "name"))
    conditions = [
        _relative_condition(chart, part)
        for component in children(node, "component")
        for part in component
        if local_name(part) == "observation"
    ]
    chart.add(
        "FamilyMemberHistory",
        {
            "status": "completed",
            "patient": chart.subject,
            "date": moment(child(node, "effectiveTime")),
            "name": " ".join([*name.get("given", []), name.get("family", "")]).strip(),
            "relationship": concept(child(subject, "code"), chart.words_of),
            "sex": concept(child(person, "administrativeGenderCode"), chart.words_of),
            "condition": [found for found in conditions if found],
        },
    )


def _relative_condition(chart: Chart, node: Node) -> JsonObject:
    found = concept(child(node, "value"), chart.words_of)
    if not found or is_negated(node):
        return {}
    ages = [quantity(child(part, "value")) for part in related(node, "age_observation")]
    details: dict[str, Any] = {"code": found}
    if ages and ages[0]:
        details["onsetAge"] = ages[0]
    return details
