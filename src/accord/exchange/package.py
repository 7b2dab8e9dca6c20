"""A policy's export as a folder of FHIR resources: Questionnaire, Library with CQL and ELM, ValueSets, and all of them in a Bundle.

A DTR service puts the draft QuestionnaireResponse of one patient beside them when it answers `$questionnaire-package`; a file
knows no patient.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from accord.errors import Unavailable
from accord.exchange.javascript import CqlCase, CqlJob, run_cql
from accord.exchange.library_cql import asked_facts, cql_of, used_value_sets, watched_facts
from accord.exchange.naming import Naming
from accord.exchange.questionnaire import questionnaire
from accord.exchange.value_sets import concepts, value_set
from accord.policies.model import Policy

JsonObject = dict[str, Any]

FHIR_TYPES: Mapping[str, str] = {
    "boolean": "boolean",
    "quantity": "Quantity",
    "integer": "integer",
    "date": "date",
    "words": "string",
}
LOGIC_LIBRARY = {"system": "http://terminology.hl7.org/CodeSystem/library-type", "code": "logic-library"}


@dataclass(frozen=True, slots=True)
class PolicyExport:
    """What is written for one policy. elm is None where the translator was left out."""

    naming: Naming
    cql: str
    elm: JsonObject | None
    questionnaire: JsonObject
    library: JsonObject
    value_sets: tuple[JsonObject, ...] = field(default=())

    @property
    def bundle(self) -> JsonObject:
        """All resources, the Questionnaire first."""
        resources = [self.questionnaire, self.library, *self.value_sets]
        entries = [{"fullUrl": resource["url"], "resource": resource} for resource in resources]
        return {"resourceType": "Bundle", "id": self.naming.id("package"), "type": "collection", "entry": entries}


def export_policy(naming: Naming, *, with_elm: bool = True) -> PolicyExport:
    """The export of a policy's edition.

    with_elm -- translate the CQL, which needs the extra `accord[cql]`. DTR wants CQL and ELM both.
    Raises Unavailable where the translator is not installed.
    """
    sets = tuple(value_set(naming, key) for key in used_value_sets(naming.policy))
    job = cql_job(naming, ())
    elm = run_cql([job])[0].elm if with_elm else None
    return PolicyExport(naming, job.cql, elm, questionnaire(naming), _library(naming, job.cql, elm), sets)


def cql_job(naming: Naming, cases: tuple[CqlCase, ...]) -> CqlJob:
    """The library with its value sets, to be translated and run on cases."""
    sets = [value_set(naming, key) for key in used_value_sets(naming.policy)]
    codes = {resource["url"]: concepts(resource) for resource in sets}
    return CqlJob(naming.library, cql_of(naming), cases, codes)


def write_export(export: PolicyExport, folder: Path) -> tuple[Path, ...]:
    """Writes the files into the folder, which is made if need be, and says which."""
    files = _files(export)
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            path = folder / name
            path.write_bytes(data)
            written.append(path)
    except OSError as fault:
        raise Unavailable(
            f"{folder} cannot be written: {fault.strerror}.", "Name another folder with --out."
        ) from fault
    return tuple(written)


def _files(export: PolicyExport) -> Mapping[str, bytes]:
    library = export.naming.library
    resources = [export.questionnaire, export.library, *export.value_sets, export.bundle]
    files = {f"{each['resourceType']}-{each['id']}.json": _json(each) for each in resources}
    files[f"{library}.cql"] = export.cql.encode()
    if export.elm is not None:
        files[f"{library}.elm.json"] = _json(export.elm)
    return files


def _library(naming: Naming, cql: str, elm: JsonObject | None) -> JsonObject:
    policy, edition = naming.policy, naming.edition
    content = [_content("text/cql", cql.encode())]
    if elm is not None:
        content.append(_content("application/elm+json", orjson.dumps(elm)))
    related = [{"type": "depends-on", "resource": naming.canonical("ValueSet", key)} for key in used_value_sets(policy)]
    needs = [
        {
            "type": "Condition",
            "codeFilter": [{"path": "code", "valueSet": naming.canonical("ValueSet", key)}],
        }
        for key in used_value_sets(policy)
    ]
    return {
        "resourceType": "Library",
        "id": naming.id(),
        "url": naming.url("Library"),
        "identifier": [{"system": f"{naming.base}/policy", "value": policy.id}],
        "version": naming.version,
        "name": naming.library,
        "title": policy.title,
        "status": "draft",
        "type": {"coding": [LOGIC_LIBRARY]},
        "subjectCodeableConcept": {
            "coding": [{"system": "http://hl7.org/fhir/resource-types", "code": "Patient"}],
        },
        "publisher": "Accord",
        "effectivePeriod": {
            "start": edition.start.isoformat(),
            **({"end": edition.end.isoformat()} if edition.end else {}),
        },
        **({"relatedArtifact": related} if related else {}),
        "parameter": [*_parameters(policy)],
        "dataRequirement": [{"type": "Patient"}, *needs],
        "content": content,
    }


def _parameters(policy: Policy) -> Iterator[JsonObject]:
    """What goes in, a person's answers, and what comes out, an answer for each criterion and variant."""
    for fact in asked_facts(policy):
        yield _parameter(f"{fact.name} answered", "in", FHIR_TYPES[fact.type])
    for fact in watched_facts(policy):
        yield _parameter(f"{fact} disputed", "in", "boolean")
    for key in policy.criteria:
        yield _parameter(f"Criterion {key}", "out", "boolean")
    for variant in policy.variants:
        yield _parameter(f"Variant {variant}", "out", "boolean")


def _parameter(name: str, use: str, kind: str) -> JsonObject:
    return {"name": name, "use": use, "min": 0, "max": "1", "type": kind}


def _content(kind: str, data: bytes) -> JsonObject:
    return {"contentType": kind, "data": base64.b64encode(data).decode()}


def _json(resource: JsonObject) -> bytes:
    return orjson.dumps(resource, option=orjson.OPT_INDENT_2) + b"\n"
