"""A referral as a clinic's worklist holds it: patient, coverage, appointment, codes, papers, what the payer asks.

The names in JSON are those of docs/reference/triage-json.md. Everything but the id may be missing: what is missing and
matters becomes a concern of the triage, not an error.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

DAY_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ")


def day_of(value: Any) -> Any:
    """'2026-03-10' or '03/10/2026' as a day; an empty string as none. What is neither is left for the complaint."""
    if not isinstance(value, str):
        return value
    written = value.strip()
    if not written:
        return None
    for form in DAY_FORMS:
        try:
            return dt.datetime.strptime(written, form).date()
        except ValueError:
            continue
    raise ValueError(f"'{written}' is no day; write YYYY-MM-DD")


def words_of(value: Any) -> Any:
    """A number where words are expected, as words; nothing as the empty string."""
    return (
        "" if value is None else str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    )


Day = Annotated[dt.date | None, BeforeValidator(day_of)]
Words = Annotated[str, BeforeValidator(words_of)]


class Part(BaseModel):
    """Frozen, read from camelCase names; unknown names are told by `unknown_names`, not refused."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)


class Patient(Part):
    """Who the referral is for."""

    name: Words = ""
    mrn: Words = ""
    dob: Day = None
    age: int | None = None
    sex: Words = ""
    height_cm: float | None = Field(default=None, alias="height_cm")
    weight_kg: float | None = Field(default=None, alias="weight_kg")


class Coverage(Part):
    """The plan that is to pay."""

    payer: Words = ""
    plan: Words = ""
    member_id: Words = ""
    status: Words = ""
    effective_date: Day = None
    termination_date: Day = None


class Appointment(Part):
    """What is booked."""

    department: Words = ""
    provider: Words = ""
    provider_npi: Words = ""
    date: Day = None
    procedure: Words = ""
    priority: Words = ""


class Diagnosis(Part):
    """One diagnosis of the referral."""

    icd10: Words = ""
    description: Words = ""
    primary: bool = False


class Service(Part):
    """One service that is to be authorized; `cpt` holds a CPT or HCPCS code."""

    cpt: Words = ""
    description: Words = ""
    quantity: float | None = None
    laterality: Words = ""


class Paper(Part):
    """One document on file; `content` only where its words are at hand."""

    id: Words = ""
    name: Words = ""
    type: Words = ""
    date: Day = None
    required: bool = False
    content: Words = ""


class Held(Part):
    """An authorization that is on file already."""

    number: Words = ""
    status: Words = ""
    valid_from: Day = None
    expiration_date: Day = None
    note: Words = ""


class Asked(Part):
    """What the payer asks for these services, as the portal or the payer's list tells it."""

    prior_auth_required: bool | None = None
    prior_auth_description: Words = ""
    medical_necessity: Words = ""
    submission_method: Words = ""
    turnaround_time: Words = ""
    expedited_available: bool | None = None
    clinical_indication: Words = ""


class Supplier(Part):
    """Who delivers equipment, and by which fax it takes papers."""

    name: Words = ""
    fax_number: Words = ""


class Referral(Part):
    """One row of the worklist, whole."""

    id: Words
    patient: Patient = Patient()
    insurance: Coverage = Coverage()
    appointment: Appointment = Appointment()
    diagnoses: tuple[Diagnosis, ...] = ()
    services: tuple[Service, ...] = ()
    clinical_note: Words = ""
    auth_letter: Words = ""
    documents: tuple[Paper, ...] = ()
    auth_status: Words = ""
    auth_reference_number: Words = ""
    auth_valid_from: Day = None
    auth_valid_to: Day = None
    auth_visits_authorized: int | None = None
    auth_visits_used: int | None = None
    existing_auth: Held | None = None
    auth_requirements: Asked = Asked()
    dme_supplier: Supplier = Supplier()
