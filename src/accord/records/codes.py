"""Code systems by short name ('icd10', 'loinc' …), their FHIR URIs and OIDs, and sets of codes to look for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from accord.errors import Invalid


@dataclass(frozen=True, slots=True)
class CodeSystem:
    """short -- our name; uris -- FHIR addresses, the official one first; oids -- HL7 object identifiers."""

    short: str
    title: str
    uris: tuple[str, ...]
    oids: tuple[str, ...] = ()


# Sources: HL7 terminology.hl7.org (external code systems) and the HL7 OID registry.
SYSTEMS: tuple[CodeSystem, ...] = (
    CodeSystem(
        "icd10",
        "ICD-10-CM",
        ("http://hl7.org/fhir/sid/icd-10-cm", "http://hl7.org/fhir/sid/icd-10"),
        ("2.16.840.1.113883.6.90", "2.16.840.1.113883.6.3"),
    ),
    CodeSystem("icd10pcs", "ICD-10-PCS", ("http://www.cms.gov/Medicare/Coding/ICD10",), ("2.16.840.1.113883.6.4",)),
    CodeSystem(
        "icd9",
        "ICD-9-CM",
        ("http://hl7.org/fhir/sid/icd-9-cm",),
        ("2.16.840.1.113883.6.103", "2.16.840.1.113883.6.104", "2.16.840.1.113883.6.42", "2.16.840.1.113883.6.2"),
    ),
    CodeSystem("snomed", "SNOMED CT", ("http://snomed.info/sct",), ("2.16.840.1.113883.6.96",)),
    CodeSystem("loinc", "LOINC", ("http://loinc.org",), ("2.16.840.1.113883.6.1",)),
    CodeSystem("rxnorm", "RxNorm", ("http://www.nlm.nih.gov/research/umls/rxnorm",), ("2.16.840.1.113883.6.88",)),
    CodeSystem(
        "hcpcs",
        "HCPCS",
        (
            "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
            "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
            "https://bluebutton.cms.gov/resources/codesystem/hcpcs",
        ),
        ("2.16.840.1.113883.6.285", "2.16.840.1.113883.6.14"),
    ),
    CodeSystem("cpt", "CPT", ("http://www.ama-assn.org/go/cpt",), ("2.16.840.1.113883.6.12",)),
    CodeSystem("ndc", "NDC", ("http://hl7.org/fhir/sid/ndc",), ("2.16.840.1.113883.6.69",)),
    CodeSystem("cvx", "CVX", ("http://hl7.org/fhir/sid/cvx",), ("2.16.840.1.113883.12.292",)),
    CodeSystem("unii", "UNII", ("http://fdasis.nlm.nih.gov",), ("2.16.840.1.113883.4.9",)),
    CodeSystem("cdt", "CDT", ("http://www.ada.org/cdt",), ("2.16.840.1.113883.6.13",)),
    CodeSystem("nucc", "NUCC taxonomy", ("http://nucc.org/provider-taxonomy",), ("2.16.840.1.113883.6.101",)),
    CodeSystem("npi", "NPI", ("http://hl7.org/fhir/sid/us-npi",), ("2.16.840.1.113883.4.6",)),
    CodeSystem(
        "actcode", "HL7 ActCode", ("http://terminology.hl7.org/CodeSystem/v3-ActCode",), ("2.16.840.1.113883.5.4",)
    ),
    CodeSystem(
        "interpretation",
        "HL7 ObservationInterpretation",
        ("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",),
        ("2.16.840.1.113883.5.83",),
    ),
    CodeSystem(
        "condition-clinical",
        "HL7 Condition clinical status",
        ("http://terminology.hl7.org/CodeSystem/condition-clinical",),
    ),
    CodeSystem(
        "condition-ver-status",
        "HL7 Condition verification status",
        ("http://terminology.hl7.org/CodeSystem/condition-ver-status",),
    ),
)

BY_SHORT: Mapping[str, CodeSystem] = {system.short: system for system in SYSTEMS}
_BY_ADDRESS: Mapping[str, str] = {
    address: system.short for system in SYSTEMS for address in (*system.uris, *system.oids, system.short)
}
# HCPCS level I is CPT, and senders file either under the other's address.
_ONE_FAMILY = {"cpt": "hcpcs"}
# Codes that only one system can have written, for a Coding that names no system.
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "icd10": re.compile(r"[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?"),
    "hcpcs": re.compile(r"[A-V]\d{4}"),
    "loinc": re.compile(r"\d{3,5}-\d"),
}


def short_name(address: str) -> str | None:
    """'icd10' for 'http://hl7.org/fhir/sid/icd-10-cm', '2.16.840.1.113883.6.90', 'urn:oid:…' or 'icd10'; else None."""
    return _BY_ADDRESS.get(address.strip().removeprefix("urn:oid:").partition("|")[0].rstrip("/"))


def uri_of(address: str) -> str:
    """The FHIR address of a system given by OID, URI or short name; 'urn:oid:…' for an OID we do not know."""
    short = short_name(address)
    if short is not None:
        return BY_SHORT[short].uris[0]
    return f"urn:oid:{address}" if re.fullmatch(r"[0-2](\.\d+)+", address) else address


def plain_code(system: str, code: str) -> str:
    """The code as it is compared: upper case, without blanks, ICD without its dot."""
    plain = "".join(code.split()).upper()
    return plain.replace(".", "") if system.startswith("icd") else plain


@dataclass(frozen=True)
class CodeSet:
    """Codes to look for, with words for entries that carry no code.

    exact and prefixes hold (short name, plain code); words are phrases, looked for as whole words in any case.
    """

    exact: frozenset[tuple[str, str]] = frozenset()
    prefixes: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, *codes: str, words: Iterable[str] = ()) -> CodeSet:
        """CodeSet.of('icd10|E11*', 'snomed|44054006', words=['type 2 diabetes']). Raises Invalid."""
        exact: set[tuple[str, str]] = set()
        prefixes: list[tuple[str, str]] = []
        for written in codes:
            system, bar, code = written.partition("|")
            if not bar or system not in BY_SHORT or not code.strip("* "):
                raise Invalid(f"'{written}' is no code.", f"Write 'system|code' with one of {', '.join(BY_SHORT)}.")
            pair = (_ONE_FAMILY.get(system, system), plain_code(system, code.rstrip("*")))
            if code.endswith("*"):
                prefixes.append(pair)
            else:
                exact.add(pair)
        return cls(frozenset(exact), tuple(prefixes), tuple(word for word in words if word.strip()))

    def has(self, system: str, code: str) -> bool:
        """Is the code, of a system given by URI, OID, short name or '', one of these?"""
        short = short_name(system) if system else None
        if short is None and system:
            return False
        return any(self._has(name, plain_code(name, code)) for name in ([short] if short else _systems_of(code)))

    def _has(self, system: str, code: str) -> bool:
        family = _ONE_FAMILY.get(system, system)
        if (family, code) in self.exact:
            return True
        return any(family == name and code.startswith(start) for name, start in self.prefixes)

    def first_of(self, codings: Sequence[tuple[str, str]]) -> int | None:
        """The position of the first (system, code) that is one of these; None when none is."""
        return next((index for index, (system, code) in enumerate(codings) if code and self.has(system, code)), None)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Finds one of the words; None when there are none."""
        if not self.words:
            return None
        longest_first = sorted(self.words, key=len, reverse=True)
        phrases = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
        return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def _systems_of(code: str) -> list[str]:
    return [system for system, shape in _SHAPES.items() if shape.fullmatch(code.strip().upper())]
