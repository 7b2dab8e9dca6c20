"""Denied for its codes: can the record name the correction, and does it change the price?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.prior_auth.denials.answer import Disposition, Said, Way, said
from accord.prior_auth.denials.seen import Seen
from accord.prior_auth.triage.sides import sides_in
from accord.records.code_sides import side_of_code
from accord.records.findings import Side
from accord.records.places import AnyPlace

_VISIT = re.compile(r"99(?:20[2-5]|21[1-5]|2[2-9]\d|3\d\d|4[0-4]\d)$|920(?:0[24]|1[24])$")
_NAMED = re.compile(
    r"\bmodifier\W{0,3}(?P<one>\d{2}|[A-Z][A-Z0-9])\b|(?<!\d)-(?P<two>LT|RT|25|50|59|XS|XU|XE|XP|26|TC)\b"
)
_MISSING = re.compile(
    r"\b(?:missing|required|requires|needed|needs|append\w*|add(?:ed)?|without|lacks?|should have)\b", re.IGNORECASE
)
_BILATERAL = re.compile(r"\bbilateral\b", re.IGNORECASE)
_DISTINCT = re.compile(
    r"\b(?:distinct|separate|different)\b(?:\s+\w+){0,2}\s+(?:anatomic\w*|site|sites|lesions?|structures?|sessions?|encounters?|locations?|procedur\w+|incisions?)\b",
    re.IGNORECASE,
)
_BUNDLED = re.compile(r"\b(?:included in|bundl\w+|incidental|mutually exclusive|not paid separately)\b", re.IGNORECASE)
# Services with a left and a right: surgery of limbs, eyes, ears, breasts; a unit of the spine or of the bowel has none.
_PAIRED = re.compile(r"(?:2[3-9]\d{3}|6[5-9]\d{3}|19\d{3}|73\d{3}|20(?:6[01]\d)|64721)$")
# Adjustment codes that a modifier can answer; the others speak of diagnosis, age, place … which a coder has to read.
ABOUT_MODIFIERS = frozenset({"4", "59", "97", "182", "231", "234", "236"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A modifier that the claim lacks, on which code, and what shows it."""

    modifier: str
    code: str
    places: tuple[AnyPlace, ...]


def coding(at: Seen) -> Way:
    """A named correction is sent again; one that changes the price, or none, goes to a coder."""
    found = correction(at)
    pending = tuple(_pending(at))
    if found is None:
        return Way(
            Disposition.CODING_REVIEW, (said("coding_unknown", at.at("denialCode", at.claim.denial_code)),), pending
        )
    reason = said("coding_lacks", *found.places, code=found.code, modifier=found.modifier)
    if found.modifier in at.book.change_price:
        return Way(Disposition.CODING_REVIEW, (reason, said("changes_price", modifier=found.modifier)), pending)
    checks = (*pending, *((said("no_appeal_rights"),) if "MA130" in at.told.remarks else ()))
    return Way(Disposition.CORRECTED_CLAIM, (reason,), checks)


def correction(at: Seen) -> Correction | None:
    """What the record names: the side, both sides, a visit beside a procedure, distinct sites, or a note in so many words."""
    if at.told.carc and at.told.carc not in ABOUT_MODIFIERS:
        return None
    return _told(at) or _by_side(at) or _visit(at) or _distinct(at)


def _pending(at: Seen) -> list[Said]:
    """A corrected claim is on its way already."""
    rows = [
        (n, s) for n, s in enumerate(at.claim.submission_history) if s.submission_type.lower().startswith("correct")
    ]
    return [
        said("corrected_pending", at.at(f"submissionHistory[{n}]", s.claim_number), number=s.claim_number or "-", day=s.submission_date or "-")
        for n, s in rows
        if s.status.lower() in ("pending", "submitted", "in process", "accepted")
    ]  # fmt: skip


def _told(at: Seen) -> Correction | None:
    """The worklist's note or the denial's reason names the modifier that is missing."""
    for place, text in (*at.notes, (at.at("denialReason", at.claim.denial_reason), at.claim.denial_reason)):
        match = _NAMED.search(text)
        if match and _MISSING.search(text):
            return Correction((match["one"] or match["two"]).upper(), _first_code(at), (place,))
        if (
            _BILATERAL.search(text)
            and _MISSING.search(text)
            and "modifier" in text.lower()
            and place.path == "denialReason"
        ):
            return Correction("50", _first_code(at), (place,))
    return None


def _by_side(at: Seen) -> Correction | None:
    """A service of a paired part without a side modifier, and diagnoses that name the side."""
    code = next((c for c in _codes(at) if _PAIRED.match(c)), None)
    if code is None or _modifiers(at) & at.book.side:
        return None
    told: list[tuple[Side, AnyPlace]] = []
    for n, icd10 in enumerate(at.claim.diagnosis_codes):
        words = next((d.description for d in at.claim.diagnosis_details if d.code == icd10), "")
        named = sides_in(words)
        side = side_of_code(icd10) or (next(iter(named)) if len(named) == 1 else None)
        if side is not None:
            told.append((side, at.at(f"diagnosisCodes[{n}]", f"{icd10} {words}".strip())))
    sides = {side for side, _ in told}
    if not sides:
        return None
    places = tuple(place for _, place in told)
    both = Side.BILATERAL in sides or sides >= {Side.LEFT, Side.RIGHT}
    modifier = "50" if both else "LT" if sides == {Side.LEFT} else "RT"
    return Correction(modifier, code, places)


def _visit(at: Seen) -> Correction | None:
    """A visit beside another service on one day, without modifier 25."""
    codes = _codes(at)
    visit = next((code for code in codes if _VISIT.match(code)), None)
    if visit is None or "25" in _modifiers(at) or not any(not _VISIT.match(code) for code in codes):
        return None
    return Correction("25", visit, (at.at("cptCodes", ", ".join(codes)),))


def _distinct(at: Seen) -> Correction | None:
    """Bundled, and a signed paper tells distinct sites or sessions."""
    codes = _codes(at)
    shown = next(at.words(_DISTINCT), None)
    if len(codes) < 2 or shown is None or not _BUNDLED.search(f"{at.claim.denial_reason} {at.told.words}"):
        return None
    return Correction("59", codes[-1], (shown,))


def _codes(at: Seen) -> list[str]:
    return [code.split("-")[0].strip().upper() for code in at.claim.cpt_codes]


def _modifiers(at: Seen) -> set[str]:
    behind = {code.split("-")[1].strip().upper() for code in at.claim.cpt_codes if "-" in code}
    return behind | {m.strip().upper() for line in at.claim.line_items for m in line.modifier.split(",") if m.strip()}


def _first_code(at: Seen) -> str:
    codes = _codes(at)
    return codes[0] if codes else "-"
