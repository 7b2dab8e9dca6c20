"""All rules that need only the request, by name, in the order in which their results are shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from accord.prior_auth.checks import (
    birth_date,
    hcpcs_known,
    hcpcs_modifiers,
    hcpcs_shape,
    icd10_billable,
    icd10_code_first,
    icd10_excludes1,
    icd10_in_force,
    icd10_listed,
    icd10_repeated,
    icd10_seventh,
    member_id,
    missing,
    npi,
    quantity,
    service_date,
)
from accord.prior_auth.checks.result import CheckResult, Rule
from accord.records.request import Request

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        missing.RULE: missing.check_missing,
        birth_date.RULE: birth_date.check_birth_date,
        member_id.RULE: member_id.check_member_id,
        npi.RULE: npi.check_npis,
        service_date.RULE: service_date.check_service_date,
        hcpcs_shape.RULE: hcpcs_shape.check_shape,
        hcpcs_known.RULE: hcpcs_known.check_known,
        hcpcs_modifiers.RULE: hcpcs_modifiers.check_modifiers,
        quantity.RULE: quantity.check_quantity,
        icd10_listed.RULE: icd10_listed.check_listed,
        icd10_billable.RULE: icd10_billable.check_billable,
        icd10_in_force.RULE: icd10_in_force.check_in_force,
        icd10_seventh.RULE: icd10_seventh.check_seventh,
        icd10_repeated.RULE: icd10_repeated.check_repeated,
        icd10_excludes1.RULE: icd10_excludes1.check_excludes1,
        icd10_code_first.RULE: icd10_code_first.check_code_first,
    }
)


def check_request(request: Request) -> tuple[CheckResult, ...]:
    """What every rule says about the request, in the order of the table.

    Raises Unavailable when the package with the ICD-10-CM data is missing or is another version.
    """
    return tuple(result for rule in RULES.values() for result in rule(request))
