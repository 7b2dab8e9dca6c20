"""Do diagnosis, service, booking and letter speak of the same thing?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic.alias_generators import to_camel

from accord.evidence.narrative.context import assertion
from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened, found
from accord.prior_auth.triage.regions import regions_in
from accord.records.findings import Presence

_WITHOUT = re.compile(r"\bwithout (?:iv )?contrast\b|\bw/?o contrast\b|\bnon-?contrast\b", re.IGNORECASE)
_WITH = re.compile(
    r"\bwith (?:iv |intravenous |oral |gadolinium )?contrast\b|\bw/ ?contrast\b|\bcontrast[- ]enhanced\b", re.IGNORECASE
)
_BOTH = re.compile(r"\bwith(?:out)?\W+(?:and|&|or|then|followed by)\W+with(?:out)?\b|\bw/?wo\b", re.IGNORECASE)
_ALLERGY = re.compile(
    r"\b(?:allerg\w+|anaphyla\w+)\b[^.\n]{0,40}\b(?:iodinated|contrast|gadolinium|iv dye)\b|"
    r"\b(?:contrast|iv dye|gadolinium|iodinated)\b[^.\n]{0,20}\ballerg\w+",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|none|nkda|denies|without|negative)\b", re.IGNORECASE)
_FLAGGED = re.compile(
    r"\bmis-?match(?:ed|es)?\b|\bdiscrepanc\w+|\bwrong (?:patient|side|code|procedure|chart)\b|"
    r"\b(?:does|do) not (?:match|support|correspond to) the (?:procedure|diagnos\w+|order|service|request)\w*|\berror\s*[-–—:]",
    re.IGNORECASE,
)
_GFR = re.compile(r"\be?GFR\b\W{0,6}(?:of |is |was )?(\d{1,3})\b", re.IGNORECASE)
# ACR Manual on Contrast Media: below this rate of filtration contrast needs a physician's decision.
LOW_FILTRATION = 30


def fit(at: Opened) -> Iterator[Concern]:
    """A diagnosis for each service, the same part of the body, the same contrast, and contrast that the patient may have."""
    yield from _diagnoses(at)
    yield from _regions(at)
    yield from _contrast(at)
    yield from _contrast_risk(at)
    yield from _flagged(at)


def _flagged(at: Opened) -> Iterator[Concern]:
    """Somebody wrote that something does not fit: their words hold the referral, whatever else is in order."""
    asked = at.referral.auth_requirements
    for name in ("prior_auth_description", "medical_necessity", "clinical_indication"):
        words = str(getattr(asked, name))
        if _FLAGGED.search(words):
            yield concern(Kind.FLAGGED, Weight.HOLD, at.at(f"authRequirements.{to_camel(name)}", words), said=words)
    for document in at.notes:
        for match, place in found(document, _FLAGGED):
            if assertion(document, match.start(), match.end()).presence is not Presence.ABSENT:
                yield concern(Kind.FLAGGED, Weight.HOLD, place, said=place.text)
                break


def _diagnoses(at: Opened) -> Iterator[Concern]:
    """A service whose family goes with none of the diagnoses."""
    coded = [(n, d) for n, d in enumerate(at.referral.diagnoses) if d.icd10]
    for number, family in at.families if coded else ():
        if not any(family.goes_with(diagnosis.icd10) for _, diagnosis in coded):
            service = at.referral.services[number]
            told = at.at(f"services[{number}]", f"{service.cpt} {service.description}".strip())
            codes = ", ".join(diagnosis.icd10 for _, diagnosis in coded)
            places = [at.at(f"diagnoses[{n}]", f"{d.icd10} {d.description}".strip()) for n, d in coded]
            yield concern(Kind.FIT, Weight.HOLD, told, *places, service=told.text, codes=codes)


def _regions(at: Opened) -> Iterator[Concern]:
    """The service against the diagnoses and the booking, by the parts of the body that each names."""
    asked = [(n, s) for n, s in enumerate(at.referral.services) if regions_in(s.description)]
    all_asked = frozenset[str]().union(*(regions_in(s.description) for _, s in asked))
    if not asked or len(asked) < len(at.referral.services):
        return
    place = at.at(f"services[{asked[0][0]}].description", asked[0][1].description)
    title = at.referral.appointment.procedure
    if regions_in(title) and not regions_in(title) & all_asked:
        booking = at.at("appointment.procedure", title)
        yield concern(Kind.REGION, Weight.HOLD, place, booking, one=place.text, other=title)
    told = [(n, d) for n, d in enumerate(at.referral.diagnoses) if d.description]
    named = [(n, d) for n, d in told if regions_in(d.description)]
    if named and len(named) == len(told) and not any(regions_in(d.description) & all_asked for _, d in named):
        number, diagnosis = named[0]
        other = at.at(f"diagnoses[{number}].description", diagnosis.description)
        yield concern(Kind.REGION, Weight.HOLD, place, other, one=place.text, other=diagnosis.description)


def _uses_contrast(text: str) -> bool | None:
    """True with, False without; None where both or neither is said."""
    if _BOTH.search(text):
        return None
    with_it, without = bool(_WITH.search(text)), bool(_WITHOUT.search(text))
    return None if with_it == without else with_it


def _contrast(at: Opened) -> Iterator[Concern]:
    booking = at.referral.appointment.procedure
    texts = [(at.at("appointment.procedure", booking), booking)]
    texts += [
        (document.place(m.start(), m.end()), m[0])
        for document in (at.letter,)
        if document is not None
        for m in re.finditer(r"(?i)requested service[^\n]*\n?[^\n]*|requesting[^.\n]*", document.text)
    ]
    for number, service in enumerate(at.referral.services):
        mine = _uses_contrast(service.description)
        for place, text in texts if mine is not None else ():
            theirs = _uses_contrast(text)
            if theirs is not None and theirs is not mine:
                told = at.at(f"services[{number}].description", service.description)
                yield concern(Kind.CONTRAST, Weight.HOLD, told, place, one=service.description, other=place.text)
                return


def _contrast_risk(at: Opened) -> Iterator[Concern]:
    """Contrast is ordered and the papers tell an allergy to it or failing kidneys."""
    ordered = next(
        (
            at.at(f"services[{n}].description", s.description)
            for n, s in enumerate(at.referral.services)
            if _uses_contrast(s.description) or _BOTH.search(s.description)
        ),
        None,
    )
    if ordered is None:
        return
    for document in at.notes:
        for match, place in found(document, _ALLERGY):
            if not _DENIED.search(match[0]) and assertion(document, match.start(), match.end()).holds:
                yield concern(Kind.CONTRAST_RISK, Weight.HOLD, ordered, place, said=place.text)
        for match, place in found(document, _GFR):
            if int(match[1]) < LOW_FILTRATION:
                yield concern(Kind.CONTRAST_RISK, Weight.HOLD, ordered, place, said=place.text)
