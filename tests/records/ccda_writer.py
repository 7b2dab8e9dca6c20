"""Writes small C-CDA documents for the tests."""

from __future__ import annotations

TEMPLATE = "2.16.840.1.113883.10.20.22.4."
ICD, SNOMED, LOINC, RXNORM, CPT = (f"2.16.840.1.113883.6.{n}" for n in ("90", "96", "1", "88", "12"))

HEADER = """<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:sdtc="urn:hl7-org:sdtc">
 <code code="34133-9" codeSystem="2.16.840.1.113883.6.1" displayName="Summary"/>
 <title>Visit summary</title>
 <effectiveTime value="20260315"/>
 <recordTarget><patientRole><id root="1.2.3" extension="77"/><addr><city>Dayton</city><state>OH</state></addr>
  <patient><name><given>Ann</given><family>Lark</family></name><administrativeGenderCode code="F"/>
  <birthTime value="19600501"/></patient></patientRole></recordTarget>
 <author><time value="20260315"/><assignedAuthor><id root="2.16.840.1.113883.4.6" extension="1234567893"/>
  <assignedPerson><name><given>Ida</given><family>Wren</family></name></assignedPerson></assignedAuthor></author>
"""


def document(*sections: str) -> bytes:
    """A structured document with these sections."""
    body = "".join(f"<component>{section}</component>" for section in sections)
    return f"{HEADER}<component><structuredBody>{body}</structuredBody></component></ClinicalDocument>".encode()


def unstructured(text: str) -> bytes:
    """A document whose body is not XML; `text` is the text element."""
    return f"{HEADER}<component><nonXMLBody>{text}</nonXMLBody></component></ClinicalDocument>".encode()


def section(title: str, code: str, *entries: str, text: str = "") -> str:
    """A section with narrative and entries."""
    listed = "".join(f"<entry>{entry}</entry>" for entry in entries)
    coded = f'<code code="{code}" codeSystem="{LOINC}"/>'
    return f"<section>{coded}<title>{title}</title><text>{text}</text>{listed}</section>"


def coded(tag: str, code: str, system: str, display: str = "", inner: str = "", kind: str = "") -> str:
    """A CD element."""
    typed = f' xsi:type="{kind}"' if kind else ""
    shown = f' displayName="{display}"' if display else ""
    return f'<{tag}{typed} code="{code}" codeSystem="{system}"{shown}>{inner}</{tag}>'


def template(number: str) -> str:
    """A template id of C-CDA entries."""
    return f'<templateId root="{number if number.startswith("2.") else TEMPLATE + number}"/>'


def problem(value: str, *, times: str = "", extra: str = "", attributes: str = "", act: str = "active") -> str:
    """A problem observation in its concern."""
    return (
        f'<act classCode="ACT" moodCode="EVN">{template("3")}<statusCode code="{act}"/><entryRelationship>'
        f'<observation classCode="OBS" moodCode="EVN" {attributes}>{template("4")}'
        f"<effectiveTime>{times}</effectiveTime>{value}{extra}</observation></entryRelationship></act>"
    )


def status(code: str, number: str = "6") -> str:
    """A status observation in its relationship."""
    return (
        f'<entryRelationship><observation classCode="OBS" moodCode="EVN">{template(number)}'
        f"{coded('value', code, SNOMED, kind='CD')}</observation></entryRelationship>"
    )


def result(code: str, value: str, *, time: str = "20260310", extra: str = "", attributes: str = "") -> str:
    """A result observation in its battery."""
    return (
        f'<organizer classCode="BATTERY" moodCode="EVN">{template("1")}<component><observation classCode="OBS" '
        f'moodCode="EVN" {attributes}>{template("2")}{code}<statusCode code="completed"/><effectiveTime value="{time}"/>'
        f"{value}{extra}</observation></component></organizer>"
    )


def medication(
    drug: str, *, mood: str = "EVN", code: str = "active", times: str = "", extra: str = "", negated: str = ""
) -> str:
    """A medication activity."""
    return (
        f'<substanceAdministration classCode="SBADM" moodCode="{mood}" {negated}>{template("16")}<statusCode code="{code}"/>'
        f'<effectiveTime xsi:type="IVL_TS">{times}</effectiveTime><consumable><manufacturedProduct>'
        f"<manufacturedMaterial>{drug}</manufacturedMaterial></manufacturedProduct></consumable>{extra}"
        "</substanceAdministration>"
    )
