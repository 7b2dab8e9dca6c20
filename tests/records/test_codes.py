"""Code systems under all their names, and sets of codes to look for."""

from __future__ import annotations

import pytest

from accord.errors import Invalid
from accord.records.codes import SYSTEMS, CodeSet, short_name, uri_of


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("http://hl7.org/fhir/sid/icd-10-cm", "icd10"),
        ("2.16.840.1.113883.6.90", "icd10"),
        ("urn:oid:2.16.840.1.113883.6.96", "snomed"),
        ("http://loinc.org", "loinc"),
        ("http://loinc.org/", "loinc"),
        ("http://snomed.info/sct|http://snomed.info/sct/731000124108", "snomed"),
        ("2.16.840.1.113883.6.88", "rxnorm"),
        ("http://www.ama-assn.org/go/cpt", "cpt"),
        ("https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "hcpcs"),
        ("2.16.840.1.113883.6.285", "hcpcs"),
        ("2.16.840.1.113883.6.69", "ndc"),
        ("2.16.840.1.113883.12.292", "cvx"),
        ("rxnorm", "rxnorm"),
        ("http://example.org/local", None),
        ("", None),
    ],
)
def test_a_system_is_known_by_all_its_names(address: str, short: str | None) -> None:
    assert short_name(address) == short


def test_no_address_belongs_to_two_systems() -> None:
    addresses = [a for system in SYSTEMS for a in (*system.uris, *system.oids, system.short)]
    assert len(addresses) == len(set(addresses))
    assert all(short_name(a) == system.short for system in SYSTEMS for a in (*system.uris, *system.oids))


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("2.16.840.1.113883.6.1", "http://loinc.org"),
        ("icd10", "http://hl7.org/fhir/sid/icd-10-cm"),
        ("1.2.3.4", "urn:oid:1.2.3.4"),
        ("http://example.org/local", "http://example.org/local"),
    ],
)
def test_the_fhir_address_of_a_system(address: str, uri: str) -> None:
    assert uri_of(address) == uri


@pytest.mark.parametrize(
    ("written", "system", "code", "has"),
    [
        ("icd10|E11*", "icd10", "E11.649", True),
        ("icd10|E11*", "icd10", "e11649", True),
        ("icd10|E11.6*", "icd10", "E11.649", True),
        ("icd10|E11*", "icd9", "E11.9", False),
        ("icd10|E11.9", "icd10", "E11.90", False),
        ("icd10|E11.9", "", "E11.9", True),
        ("loinc|2703-7", "", "2703-7", True),
        ("snomed|44054006", "", "44054006", False),
        ("hcpcs|E0601", "cpt", "E0601", True),
        ("cpt|95810", "hcpcs", "95810", True),
        ("cpt|95810", "", "95810", False),
    ],
)
def test_a_set_of_codes(written: str, system: str, code: str, has: bool) -> None:
    assert CodeSet.of(written).has(system, code) is has


@pytest.mark.parametrize("written", ["E11.9", "icd11|E11", "icd10|", "icd10|*", "|E11"])
def test_what_is_no_code_is_refused(written: str) -> None:
    with pytest.raises(Invalid):
        CodeSet.of(written)
