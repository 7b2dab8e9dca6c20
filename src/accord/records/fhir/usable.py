"""Resources that their author took back: kept in the record, never used as evidence."""

from __future__ import annotations

from accord.records.fhir.elements import as_words, concept_words, object_at, objects_at, words_at
from accord.records.record import JsonObject, Resource

# status value -> why the resource does not count. Values of FHIR R4 status elements (4.0.1, each resource's page).
_WITHDRAWN = {
    "entered-in-error": "its sender marked it as entered in error",
    "superseded": "its sender marked it as superseded by a newer version",
    "cancelled": "its sender marked it as cancelled",
    "revoked": "its sender marked it as revoked",
    "nullified": "its sender marked it as nullified",
    "aborted": "its sender marked it as aborted",
}
# On a translated C-CDA statement that says it is not so (negationInd), where FHIR has no element for that.
NEGATION = "urn:hl7-org:v3:negationInd"
_STATUS_ELEMENTS = ("status", "docStatus")


def why_not_used(resource: Resource) -> str:
    """Half a sentence, or '' when the resource counts."""
    for name in _STATUS_ELEMENTS:
        why = _WITHDRAWN.get(words_at(resource.body, name).lower())
        if why:
            return why
    return _WITHDRAWN["entered-in-error"] if "entered-in-error" in verification(resource.body) else ""


def verification(body: JsonObject) -> tuple[str, ...]:
    """The codes of verificationStatus, lower case; also where an older edition writes a plain word."""
    plain = as_words(body.get("verificationStatus"))
    if plain:
        return (plain.lower(),)
    concept = object_at(body, "verificationStatus")
    codes = [words_at(coding, "code").lower() for coding in objects_at(concept, "coding")]
    return tuple(code for code in codes if code) or tuple(filter(None, (concept_words(concept).lower(),)))
