"""Do the papers speak of this patient and come from the clinician of this appointment?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from accord.connectors.npi import check_npi
from accord.evidence.narrative.context import assertion
from accord.evidence.profile import SignatureState, profiles
from accord.evidence.profile.people import same_person
from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened, found
from accord.prior_auth.triage.referral import day_of
from accord.records.documents import Document
from accord.records.findings import Whose
from accord.records.places import Place

# A letter's form may give the age of another day, a typing error gives another person's; a year apart is the former.
AGE_SLIP, AGE_OTHER = 1, 5

_BORN = re.compile(
    r"\b(?:dob|d\.o\.b\.|date of birth|birth ?date|born)\W{0,4}(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})", re.IGNORECASE
)
_MRN = re.compile(r"\b(?:mrn|medical record (?:number|no\.?|#))\W{0,3}([A-Z]*\d[\w-]{3,})", re.IGNORECASE)
_MEMBER = re.compile(r"\b(?:member|subscriber)\s*(?:id|number|no\.?|#)\W{0,3}([A-Z]*\d[\w-]{3,})", re.IGNORECASE)
_NAMED = re.compile(
    r"^[ \t]*(?i:patient(?: name)?|name|re)[ \t]*:[ \t]*(?P<name>[A-Z][\w.'’-]+(?:,?[ \t]+[A-Z][\w.'’-]*){1,3})",
    re.MULTILINE,
)
_CALLED = re.compile(r"\b(?:Mr\.?/Ms|Mr|Mrs|Ms|Miss)\.?\s+(?P<name>[A-Z][a-z'’-]*[a-z][\w'’-]+)")
# The age that a note or letter opens with; a later one may be a relative's, or the patient's at another time.
_AGE = re.compile(
    r"\b(\d{1,3})[- ](?:year|yr)s?[- ]old\b|\bage[ \t]*[:=][ \t]*(\d{1,3})\b|\(age[ :]+(\d{1,3})\)", re.IGNORECASE
)
_NPI = re.compile(r"\bNPI\W{0,3}(\d{10})\b")
_SEX = re.compile(
    r"\b(?:year|yr|y/?o)[- ]?s?[- ]?(?:old)?[- ]*(?:\w+\s){0,2}?(?P<sex>male|female|man|woman|boy|girl|gentleman|lady)\b",
    re.IGNORECASE,
)
_FEMALE = frozenset({"female", "woman", "girl", "lady", "f"})
_MALE = frozenset({"male", "man", "boy", "gentleman", "m"})
# ICD-10-CM: chapter 15, N70-N98 and C51-C58 are of women only, N40-N53 and C60-C63 of men only.
FEMALE_CODES = re.compile(r"O|N[78]\d|N9[0-8]|C5[1-8]|Z3[34]|Z3A")
MALE_CODES = re.compile(r"N4[0-9]|N5[0-3]|C6[0-3]")


def people(at: Opened) -> Iterator[Concern]:
    """Identity, age, sex, author and NPI."""
    for document in at.written:
        yield from _identity(at, document)
    yield from _ages(at)
    yield from _sex(at)
    yield from _author(at)
    yield from _npi(at)


def _identity(at: Opened, document: Document) -> Iterator[Concern]:
    patient, insurance = at.referral.patient, at.referral.insurance
    for match, place in found(document, _BORN):
        told = _day(match[1])
        if patient.dob and told and told != patient.dob:
            yield _other(at, place, "patient.dob", patient.dob)
    for pattern, path, mine in (
        (_MRN, "patient.mrn", patient.mrn),
        (_MEMBER, "insurance.memberId", insurance.member_id),
    ):
        for match, place in found(document, pattern):
            if mine and match[1].casefold() != mine.strip().casefold():
                yield _other(at, place, path, mine)
    if not patient.name:
        return
    for match, place in found(document, _NAMED):
        if same_person(match["name"], patient.name) is False:
            yield _other(at, place, "patient.name", patient.name)
    called = [(m["name"], p) for m, p in found(document, _CALLED)]
    if called and all(same_person(name, patient.name) is False for name, _ in called):
        yield _other(at, called[0][1], "patient.name", patient.name)


def _other(at: Opened, place: Place, path: str, mine: object) -> Concern:
    return concern(Kind.IDENTITY, Weight.HOLD, place, at.at(path, mine), said=place.text, mine=mine)


def _day(written: str) -> dt.date | None:
    try:
        return day_of(written)
    except ValueError:
        return None


def _ages(at: Opened) -> Iterator[Concern]:
    born = at.referral.patient.dob
    if born is None:
        return
    chart = at.referral.patient.age
    if chart is not None and (apart := abs(_age(born, at.today) - chart)) > AGE_SLIP:
        weight = Weight.HOLD if apart >= AGE_OTHER else Weight.CONFIRM
        yield concern(Kind.AGE, weight, at.at("patient.age", chart), at.at("patient.dob", born), said=chart, born=born)
    for document in at.written:
        day = next((p.date.value.earliest for p in profiles(document) if p.date), at.referral.appointment.date)
        if day is None:
            continue
        for match, place in found(document, _AGE):
            if assertion(document, match.start(), match.end()).whose is not Whose.PATIENT:
                continue
            told = int(match[1] or match[2] or match[3])
            apart = abs(_age(born, day) - told)
            if apart > AGE_SLIP:
                weight = Weight.HOLD if apart >= AGE_OTHER else Weight.CONFIRM
                yield concern(Kind.AGE, weight, place, at.at("patient.dob", born), said=told, born=born)
            break


def _age(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _sex(at: Opened) -> Iterator[Concern]:
    """A service or diagnosis of one sex, on a patient of the other."""
    said, place = at.referral.patient.sex.lower(), at.at("patient.sex", at.referral.patient.sex)
    if not said and at.note:
        match = next(found(at.note, _SEX), None)
        said, place = (match[0]["sex"].lower(), match[1]) if match else ("", place)
    sex = "female" if said in _FEMALE else "male" if said in _MALE else ""
    if not sex:
        return
    for number, family in at.families:
        if family.sex and family.sex != sex:
            code = at.referral.services[number].cpt
            yield concern(Kind.SEX, Weight.HOLD, at.at(f"services[{number}].cpt", code), place, code=code, sex=sex)
    for number, diagnosis in enumerate(at.referral.diagnoses):
        if (FEMALE_CODES if sex == "male" else MALE_CODES).match(diagnosis.icd10):
            code = diagnosis.icd10
            yield concern(Kind.SEX, Weight.HOLD, at.at(f"diagnoses[{number}].icd10", code), place, code=code, sex=sex)


def _author(at: Opened) -> Iterator[Concern]:
    """The note is signed by somebody other than the clinician of the appointment."""
    provider = at.referral.appointment.provider
    if not provider.strip():
        yield concern(Kind.NO_PROVIDER, Weight.HOLD, at.at("appointment.provider", "-"))
    signed = [s for p in at.note_profiles for s in p.signatures if s.state is SignatureState.SIGNED and s.name]
    if provider and signed and all(same_person(s.name, provider) is False for s in signed):
        place = at.at("appointment.provider", provider)
        yield concern(Kind.AUTHOR, Weight.CONFIRM, signed[0].place, place, name=signed[0].name, provider=provider)


def _npi(at: Opened) -> Iterator[Concern]:
    for value, place in npis(at):
        answer = check_npi(value)
        if not answer.valid:
            yield concern(Kind.NPI, Weight.CONFIRM, place, npi=value)
            return


def npis(at: Opened) -> Iterator[tuple[str, Place]]:
    """The provider's NPIs that the papers tell."""
    for document in at.written:
        for match, place in found(document, _NPI):
            yield match[1], place
