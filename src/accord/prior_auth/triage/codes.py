"""Codes: is there one, has it the shape of its set, and does the letter ask for the same?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened, found

PROCEDURE = re.compile(r"\d{4}[0-9FTUM]|[A-V]\d{4}")
ICD10 = re.compile(r"[A-TV-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?")
_CITED = re.compile(r"\b(?:CPT|HCPCS)\b(?:\s+codes?)?\W{0,4}([A-V]?\d{4}[0-9FTU]?)\b", re.IGNORECASE)
_LISTED = re.compile(r"^[ \t]*[-•*]?[ \t]*(?:CPT[: ]+)?([A-V]\d{4}|\d{5})(?=[ \t]*[:(–—-])", re.MULTILINE)


def codes(at: Opened) -> Iterator[Concern]:
    """What is missing, misshapen, asked twice, or asked otherwise in the letter."""
    if not any(service.cpt for service in at.referral.services):
        yield concern(Kind.NO_SERVICE, Weight.HOLD)
    if not any(diagnosis.icd10 for diagnosis in at.referral.diagnoses):
        yield concern(Kind.NO_DIAGNOSIS, Weight.HOLD)
    yield from _shapes(at)
    yield from _twice(at)
    yield from _letter(at)


def _shapes(at: Opened) -> Iterator[Concern]:
    for name, pattern, values in (
        ("services[{}].cpt", PROCEDURE, [s.cpt for s in at.referral.services]),
        ("diagnoses[{}].icd10", ICD10, [d.icd10 for d in at.referral.diagnoses]),
    ):
        for number, code in enumerate(values):
            if not pattern.fullmatch(code.split("-")[0]):
                yield concern(Kind.CODE_SHAPE, Weight.HOLD, at.at(name.format(number), code or "-"), code=code or "-")


def _twice(at: Opened) -> Iterator[Concern]:
    counted = Counter((s.cpt, s.laterality.lower()) for s in at.referral.services if s.cpt)
    for (code, _), times in counted.items():
        if times > 1:
            places = [at.at(f"services[{n}].cpt", code) for n, s in enumerate(at.referral.services) if s.cpt == code]
            yield concern(Kind.TWICE, Weight.HOLD, *places, code=code)


def _letter(at: Opened) -> Iterator[Concern]:
    """The letter's codes against the referral's: none in common stops, some missing asks for a look."""
    mine = {service.cpt for service in at.referral.services if service.cpt}
    if at.letter is None or not mine:
        return
    cited = [(m[1].upper(), place) for p in (_CITED, _LISTED) for m, place in found(at.letter, p)]
    if not cited:
        return
    theirs = {code for code, _ in cited}
    if not theirs & mine:
        code, place = cited[0]
        yield concern(
            Kind.CODE_ELSEWHERE,
            Weight.HOLD,
            place,
            at.at("services[0].cpt", sorted(mine)[0]),
            code=code,
            mine=", ".join(sorted(mine)),
        )
        return
    for code in sorted(mine - theirs):
        yield concern(Kind.CODE_NOT_IN_LETTER, Weight.CONFIRM, at.at("services", code), code=code)
