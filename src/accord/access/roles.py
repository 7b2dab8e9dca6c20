"""Roles and what each may do, as one table; a rule that raises, and the same rule asked by a button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.errors import Forbidden


class Role(StrEnum):
    """What a person is at their organization. One person may be several."""

    COORDINATOR = "coordinator"
    CLINICIAN = "clinician"
    REVIEWER = "reviewer"
    MEDICAL_DIRECTOR = "medical_director"
    AUDITOR = "auditor"
    PATIENT = "patient"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """Something that a person does and that is asked for by name."""

    SEE_CASES = "see_cases"
    SEE_NOTICES = "see_notices"
    MAKE_CASE = "make_case"
    EDIT_CASE = "edit_case"
    JUDGE_FINDING = "judge_finding"
    SIGN_LETTER = "sign_letter"
    SEND = "send"
    RECORD_ANSWER = "record_answer"
    TAKE = "take"
    ASK = "ask"
    REFER = "refer"
    APPROVE = "approve"
    DENY = "deny"
    REOPEN = "reopen"
    EXTEND = "extend"
    CLOSE = "close"
    TRY_AGAIN = "try_again"
    CHECK_QUALITY = "check_quality"
    GIVE_OPINION = "give_opinion"
    SWITCH_RULE = "switch_rule"
    SEE_AUDIT = "see_audit"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_SITE = "manage_site"
    BREAK_GLASS = "break_glass"


_DESK = frozenset({Role.COORDINATOR, Role.CLINICIAN})
_PAYER = frozenset({Role.REVIEWER, Role.MEDICAL_DIRECTOR})
MAY: Mapping[Act, frozenset[Role]] = {
    Act.SEE_CASES: _DESK | _PAYER | {Role.AUDITOR},
    Act.SEE_NOTICES: _DESK | _PAYER | {Role.AUDITOR, Role.ADMINISTRATOR},
    Act.MAKE_CASE: _DESK | {Role.REVIEWER},
    Act.EDIT_CASE: _DESK | _PAYER,
    Act.JUDGE_FINDING: _DESK | _PAYER,
    Act.SIGN_LETTER: frozenset({Role.CLINICIAN, Role.MEDICAL_DIRECTOR}),
    Act.SEND: _DESK,
    Act.RECORD_ANSWER: _DESK,
    Act.TAKE: _PAYER,
    Act.ASK: _PAYER,
    Act.REFER: _PAYER,
    Act.APPROVE: _PAYER,
    Act.DENY: frozenset({Role.MEDICAL_DIRECTOR}),
    Act.REOPEN: frozenset({Role.MEDICAL_DIRECTOR}),
    Act.EXTEND: _PAYER,
    Act.CLOSE: _DESK,
    Act.TRY_AGAIN: _DESK | _PAYER | {Role.ADMINISTRATOR},
    Act.CHECK_QUALITY: frozenset({Role.MEDICAL_DIRECTOR, Role.AUDITOR}),
    Act.GIVE_OPINION: _PAYER,
    Act.SWITCH_RULE: frozenset({Role.MEDICAL_DIRECTOR}),
    Act.SEE_AUDIT: frozenset({Role.AUDITOR}),
    Act.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Act.MANAGE_SITE: frozenset({Role.ADMINISTRATOR}),
    Act.BREAK_GLASS: frozenset({Role.CLINICIAN, Role.MEDICAL_DIRECTOR, Role.ADMINISTRATOR}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person as they act: who, of which organization, with which roles and, for clinicians, which qualification.

    opened -- cases that they see for the moment though their roles show them none (`break_glass`).
    """

    id: str
    organization: str
    name: str
    roles: frozenset[Role]
    credentials: str = ""
    npi: str = ""
    specialty: str = ""
    licensed_in: tuple[str, ...] = ()
    opened: frozenset[str] = frozenset()

    @property
    def signature(self) -> Mapping[str, str]:
        """What a decision keeps of who made it, so that it can be shown years later."""
        return {
            "name": self.name, "credentials": self.credentials, "npi": self.npi, "specialty": self.specialty,
            "licensed_in": ", ".join(self.licensed_in),
        }  # fmt: skip


def check_may(person: Person, act: Act) -> None:
    """Raises Forbidden, with the sentence that the person reads."""
    if not person.roles & MAY[act]:
        who = " or ".join(sorted(role.value.replace("_", " ") for role in MAY[act]))
        raise Forbidden(
            f"Only {'an' if who[0] in 'aeiou' else 'a'} {who} may do this ({act.value.replace('_', ' ')}).",
            "Ask an administrator for the role.",
        )


def may(person: Person, act: Act) -> bool:
    """May the person do it?"""
    return bool(person.roles & MAY[act])
