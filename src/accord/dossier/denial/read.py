"""A letter of denial as values: head, reasons, deadline, ways to answer."""

from __future__ import annotations

from accord.dossier.denial import head
from accord.dossier.denial.deadline import deadline_of
from accord.dossier.denial.letter import Denial
from accord.dossier.denial.lines import lines, units
from accord.dossier.denial.reasons import reasons_of
from accord.records.documents import Document


def read_denial(document: Document) -> Denial:
    """What the letter says, and nothing that it does not say."""
    rows, sentences = lines(document.text), units(document.text)
    date = head.date_of(document, rows)
    return Denial(
        document=document,
        payer=head.payer_of(document, rows),
        date=date,
        references=head.references_of(document),
        codes=head.codes_of(document),
        policies=head.policies_of(document),
        reasons=reasons_of(document, sentences),
        deadline=deadline_of(document, sentences, date.value if date else None),
        contacts=head.contacts_of(document, rows),
        patient=head.patient_of(document, rows),
        birth_date=head.birth_date_of(document),
        member_id=head.member_id_of(document),
    )
