"""A denied claim as a clinic's denial worklist holds it: codes, money, dates, notes, papers, what is on file beside it.

The names in JSON are those of docs/reference/denial-json.md. Everything but the id may be missing.
"""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from accord.prior_auth.triage.referral import Coverage, Day, Held, Paper, Part, Patient, Words


class Line(Part):
    """One line of the claim as the remittance answers it."""

    line_number: int | None = None
    cpt_code: Words = ""
    cpt_description: Words = ""
    modifier: Words = ""
    service_date: Day = None
    quantity: float | None = None
    billed_amount: float = 0
    paid_amount: float = 0
    denied_amount: float = 0
    patient_responsibility: float = 0
    remaining_balance: float = 0
    line_status: Words = ""
    denial_reason_code: Words = ""
    remark_codes: tuple[str, ...] = ()


class DiagnosisDetail(Part):
    """One diagnosis of the claim with its words."""

    code: Words = ""
    description: Words = ""


class Payment(Part):
    """A posting on the account."""

    transaction_type: Words = ""
    date: Day = None
    amount: float = 0
    description: Words = ""


class Submission(Part):
    """A time that the claim was sent."""

    submission_date: Day = None
    submission_type: Words = ""
    claim_number: Words = ""
    status: Words = ""
    response_date: Day = None
    acknowledgment_id: Words = ""


class Related(Part):
    """Another claim of the same patient."""

    claim_id: Words = ""
    patient: Words = ""
    payer: Words = ""
    service_date: Day = None
    billed_amount: float = 0
    status: Words = ""
    relationship: Words = ""
    cpt_codes: tuple[str, ...] = ()
    facility_name: Words = ""


class Process(Part):
    """What the workqueue tells of the claim's way."""

    claim_received_date: Day = None


class DeniedClaim(Part):
    """One row of the denial worklist, whole."""

    id: Words
    claim_id: Words = ""
    patient: Patient = Patient()
    insurance: Coverage = Coverage()
    denial_code: Words = ""
    denial_reason: Words = ""
    denial_category: Words = ""
    amount: float = 0
    service_date: Day = None
    denial_date: Day = None
    appeal_deadline: Day = None
    appeal_reference_number: Words = ""
    status: Words = ""
    delegated_medical_group: Words = ""
    documents: tuple[Paper, ...] = ()
    notes: tuple[str, ...] = ()
    cpt_codes: tuple[str, ...] = ()
    diagnosis_codes: tuple[str, ...] = ()
    diagnosis_details: tuple[DiagnosisDetail, ...] = ()
    line_items: tuple[Line, ...] = ()
    payment_history: tuple[Payment, ...] = ()
    submission_history: tuple[Submission, ...] = ()
    related_claims: tuple[Related, ...] = ()
    existing_auth: Held | None = None
    process_info: Process = Process()
    place_of_service: Words = ""
    facility_name: Words = ""
    provider_name: Words = ""
    referring_provider: Words = ""
    referring_provider_npi: Words = Field(default="", alias="referringProviderNPI")
    billing_npi: Words = Field(default="", alias="billingNPI")
    rendering_npi: Words = Field(default="", alias="renderingNPI")

    @property
    def day(self) -> dt.date | None:
        """The day of service."""
        return self.service_date or next((line.service_date for line in self.line_items if line.service_date), None)
