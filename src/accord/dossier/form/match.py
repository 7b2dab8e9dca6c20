"""Which value a field asks for, by what the form calls it. A field that fits no row, or two people, stays empty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.dossier.form.fields import Field, FieldKind

_PATIENT = r"\b(?:patient|member|enrollee|beneficiary|recipient|pt)\b"
_REQUESTER = r"\b(?:requesting|requestor|requester|ordering|prescrib\w+|treating|(?<!servicing )(?<!rendering )provider|physician|practitioner)\b"
_PERFORMER = r"\b(?:servicing|rendering|performing|supplier|vendor|dispensing|performer)\b"
_NOT_REQUESTER = (
    r"\b(?:servicing|rendering|performing|supplier|vendor|dispensing|performer|referring|primary care|pcp|facility)\b"
)
# What the request never states, in whatever words it is asked for.
NEVER = re.compile(
    r"\b(?:phone|telephone|tel|fax|e-?mail|address|street|city|zip|county|signature|signed|sign|ssn|social security|relationship|emergency|"
    r"contact|group|height|weight|allerg\w+|pharmacy|tax id|tin|license|licence|dea|specialty|credentials|policy ?holder|if different|"
    r"secondary|other insurance|previous|prior auth\w* (?:number|no|#)|age|gravida|employer|guardian|caregiver|room|suite)\b"
)


@dataclass(frozen=True)
class Ask:
    """A row of the table: the key, what the field's words have to hold, what they may not."""

    key: str
    holds: str
    but_not: str = ""
    kind: FieldKind = FieldKind.TEXT


ASKS: tuple[Ask, ...] = (
    Ask(
        "patient.birth_date",
        r"\bdob\b|\b(?:date of birth|birth ?date)\b",
        r"\b(?:provider|physician|subscriber|insured)\b",
    ),
    Ask("patient.first_name", rf"(?:{_PATIENT}).*\bfirst\b|\bfirst\b.*(?:{_PATIENT})", r"\blast\b"),
    Ask(
        "patient.last_name",
        rf"(?:{_PATIENT}).*\b(?:last|sur|family) ?(?:name)?\b|\b(?:last|family) name\b.*(?:{_PATIENT})",
        r"\bfirst\b",
    ),
    Ask("patient.middle_name", rf"(?:{_PATIENT}).*\b(?:middle|mi)\b", r"\b(?:first|last)\b"),
    Ask(
        "patient.member_id",
        r"\b(?:member|subscriber|beneficiary|enrollee|medicare|medicaid|insurance|policy|patient|plan)(?:'?s)? "
        r"(?:id|identification|identifier|number|no|mbi)\b|\b(?:mbi|hicn)\b",
        r"\b(?:name|provider|npi|reference|case|chart|mrn)\b",
    ),
    Ask("patient.sex", rf"(?:{_PATIENT}).*\b(?:sex|gender)\b|^(?:sex|gender)\b"),
    Ask("requester.npi", rf"\bnpi\b.*(?:{_REQUESTER})|(?:{_REQUESTER}).*\bnpi\b", _NOT_REQUESTER),
    Ask(
        "performer.npi",
        rf"\bnpi\b.*(?:{_PERFORMER})|(?:{_PERFORMER}).*\bnpi\b",
        r"\b(?:requesting|ordering|prescrib\w+|referring)\b",
    ),
    Ask(
        "patient.name",
        rf"(?:{_PATIENT}).*\bname\b|\bname of (?:the )?(?:{_PATIENT})|^(?:{_PATIENT})$",
        r"\b(?:first|last|middle|provider|plan|physician|medication|drug|id)\b",
    ),
    Ask(
        "requester.name",
        rf"(?:{_REQUESTER}).*\bname\b|\bname of (?:the )?(?:{_REQUESTER})|^(?:{_REQUESTER})(?: {_REQUESTER})*$",
        rf"{_NOT_REQUESTER}|\b(?:first|last|npi|plan|practice|clinic|group)\b",
    ),
    Ask(
        "performer.name",
        rf"(?:{_PERFORMER}).*\bname\b|\bname of (?:the )?(?:{_PERFORMER})",
        r"\b(?:requesting|ordering|prescrib\w+|referring|first|last|npi)\b",
    ),
    Ask(
        "payer",
        r"\b(?:health plan|plan name|payer|insurer|insurance (?:company|plan|name|carrier)|name of (?:plan|insurer))\b",
        r"\b(?:id|number|no|type)\b",
    ),
    Ask("service.modifiers", r"\bmodifiers?\b"),
    Ask(
        "service.quantity",
        r"\b(?:quantity|qty|units?|number of units)\b",
        r"\b(?:days?|dispensed|per (?:day|month)|limit|measure)\b",
    ),
    Ask(
        "diagnosis.code",
        r"\b(?:icd|icd ?-?10|diagnos[ie]s|dx)\b.*\b(?:code|codes|icd)\b|\bicd ?-?10\b|\b(?:diagnos[ie]s|dx)(?: \d+)?$",
        r"\b(?:description|text|narrative|name|date|date of)\b",
    ),
    Ask(
        "service.code",
        r"\b(?:cpt|hcpcs|procedure codes?|service codes?|item codes?|billing codes?)\b",
        r"\b(?:description|modifiers?|quantity|units?|icd|diagnos\w+)\b",
    ),
    Ask(
        "service.description",
        r"\b(?:description of (?:the )?(?:service|item|procedure|equipment)|(?:service|item|procedure|equipment)s? (?:description|requested))\b",
    ),
    Ask(
        "service_date",
        r"\b(?:dates? of service|service date|start date|requested start|anticipated date|planned date)\b",
        r"\b(?:end|through|last|previous)\b",
    ),
    Ask("received", r"\b(?:date received|received on|received date)\b"),
    Ask("urgency", r"\b(?:urgency|priority|type of review|review type)\b", kind=FieldKind.CHOICE),
    Ask("patient.sex", r"\b(?:sex|gender)\b", kind=FieldKind.CHOICE),
    Ask(
        "urgency.standard",
        r"\b(?:standard|routine|non ?-?urgent)\b",
        r"\b(?:expedited|stat)\b|(?<!non )(?<!non-)\burgent\b|\bof care\b",
        FieldKind.TICK,
    ),
    Ask(
        "urgency.expedited",
        r"\b(?:expedited|stat)\b|(?<!non )(?<!non-)\burgent\b",
        r"\b(?:standard|routine|non ?-?urgent)\b",
        FieldKind.TICK,
    ),
    Ask("sex.female", r"\bfemale\b|^f$", r"\bmale\b", FieldKind.TICK),
    Ask("sex.male", r"\bmale\b|^m$", r"\bfemale\b", FieldKind.TICK),
    Ask("side.bilateral", r"\b(?:bilateral|both sides)\b", kind=FieldKind.TICK),
    Ask("side.right", r"^(?:right|rt)\b|\bright side\b", r"\bleft\b", FieldKind.TICK),
    Ask("side.left", r"^(?:left|lt)\b|\bleft side\b", r"\bright\b", FieldKind.TICK),
)
_NUMBER = re.compile(r"(?:^|[a-z\s_#.-])(\d{1,2})(?:$|[\s_.)-])")
DATE_PART = {
    "month": re.compile(r"\b(?:month|mm)$"),
    "day": re.compile(r"\b(?:day|dd)$"),
    "year": re.compile(r"\b(?:year|yyyy|yy)$"),
}


@dataclass(frozen=True)
class Match:
    """The key that a field asks for, by which of its words, and its number in a list (None where it bears none)."""

    key: str
    by: str
    number: int | None = None


def match_field(field: Field) -> Match | None:
    """What the field asks for: by its tip, else by its name, else by the words printed beside it."""
    for by, words in (("tip", field.tip), ("name", field.name), ("label", field.label)):
        told = plain(words)
        if by == "name" and field.kind is FieldKind.TICK and field.state:
            told = f"{told} {plain(field.state)}" if plain(field.state) not in ("yes", "on", "1") else told
        if told and NEVER.search(told):
            return None
        rows = [ask for ask in ASKS if _fits(ask, field.kind, told)]
        if rows:
            return Match(rows[0].key, by, _number(plain(field.name)) or _number(told))
    if field.kind is FieldKind.TICK and field.state:
        rows = [ask for ask in ASKS if _fits(ask, field.kind, plain(field.state))]
        return Match(rows[0].key, "option") if rows else None
    return None


def _fits(ask: Ask, kind: FieldKind, words: str) -> bool:
    if (ask.kind is FieldKind.TICK) != (kind is FieldKind.TICK) or (
        ask.kind is FieldKind.CHOICE and kind is FieldKind.TEXT
    ):
        return False
    return bool(words) and bool(re.search(ask.holds, words)) and not (ask.but_not and re.search(ask.but_not, words))


def plain(words: str) -> str:
    """'PatientLast_Name[0]' as 'patient last name': lower case, words apart, without signs that only set apart."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])", " ", words)
    words = re.sub(r"\[\d+\]", " ", words.replace("(s)", "s"))
    words = re.sub(r"(?<=[A-Za-z])(?=\d{1,2}\b)|[_/#:*?,;()\[\]]|\.(?!\d)", " ", words)
    words = re.sub(r"\bicd ?-? ?10(?: ?-? ?cm)?\b", "icd10", words.lower())
    return " ".join(re.sub(r"'s\b", "", words).split())


def _number(words: str) -> int | None:
    match = _NUMBER.search(words.replace("icd10", "icd"))
    return int(match[1]) if match and 1 <= int(match[1]) <= 20 else None
