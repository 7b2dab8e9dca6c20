"""Names, credentials, identifiers and signatures as clinical papers write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from accord.records.dates import PartialDate
from accord.records.places import Place

# Practitioners who may order, treat and sign a medical record entry.
TREATING = frozenset(
    {
        "MD",
        "DO",
        "NP",
        "PA",
        "PA-C",
        "CNP",
        "CRNP",
        "APRN",
        "ARNP",
        "FNP",
        "FNP-C",
        "FNP-BC",
        "AGNP",
        "ACNP",
        "DNP",
        "CNS",
    }
    | {"DPM", "ANP", "NP-C", "APN", "CNM", "MBBS", "MBBCH"}
    | {"M.D.", "M.D", "D.O.", "D.O", "N.P.", "P.A.", "P.A.-C", "P.A.-C.", "A.P.R.N.", "D.P.M.", "D.N.P.", "C.R.N.P."}
)
ALLIED = frozenset(
    {
        "RN",
        "LPN",
        "RRT",
        "CRT",
        "RT",
        "RPSGT",
        "PT",
        "DPT",
        "PTA",
        "OT",
        "OTR",
        "COTA",
        "MA",
        "CMA",
        "RD",
        "CDCES",
        "CDE",
    }
    | {"RCP", "RPFT", "EMT-P", "EMT", "BSN", "DC"}
)
_CREDENTIAL = "|".join(sorted((re.escape(c) for c in TREATING | ALLIED), key=len, reverse=True))
_NAME_WORD = r"(?:[A-Z][A-Za-z'’\-]*\.?|[A-Z]\.)"
CREDENTIALED = re.compile(
    rf"(?P<name>(?:Dr\.? )?{_NAME_WORD}(?:[ ]{{1,2}}{_NAME_WORD}|[ ]de|[ ]van|[ ]der|[ ]von){{0,4}})"
    rf",?[ ]{{1,2}}(?P<credential>{_CREDENTIAL})(?![\w-])"
)
DOCTOR = re.compile(rf"\bDr\.?[ ](?P<name>{_NAME_WORD}(?:[ ]{_NAME_WORD}){{0,2}})")

MBI = re.compile(
    r"\b[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b"
)
NPI = re.compile(r"\bNPI\W{0,4}(?:no\.?|number|#)?\W{0,3}(\d{9,11})\b", re.IGNORECASE)


# Stands for a credential that the signature leaves out, where the signer is known to be a practitioner.
PRACTITIONER = "practitioner"


class SignatureState(StrEnum):
    """What stands where a signature belongs."""

    SIGNED = "signed"
    TYPED = "typed"
    BLANK = "blank"


@dataclass(frozen=True)
class Signature:
    """A signature line: who signed, with which credential, on which day; a name only typed; or a line left blank."""

    state: SignatureState
    place: Place
    name: str = ""
    credential: str = ""
    date: PartialDate | None = None

    @property
    def treating(self) -> bool:
        """Signed by somebody who may order and treat."""
        return self.state is SignatureState.SIGNED and (self.credential in TREATING or self.credential == PRACTITIONER)


def name_words(name: str) -> list[str]:
    """Comparable words of a name: lower case, no titles, credentials, initials' dots or suffixes."""
    words = re.findall(r"[a-z][a-z'’\-]*", name.lower().replace(".", " "))
    dropped = {c.lower() for c in TREATING | ALLIED} | {"mr", "mrs", "ms", "dr", "jr", "sr", "ii", "iii", "miss"}
    return [word for word in words if word not in dropped]


def same_person(one: str, other: str) -> bool | None:
    """Could both names mean one person? None when there is too little to tell (a lone family name, initials)."""
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return None
    long_a, long_b = {w for w in a if len(w) > 1}, {w for w in b if len(w) > 1}
    shared = {x for x in long_a for y in long_b if x == y or _compound(x, y) or _near(x, y)}
    if not shared:
        return False if long_a and long_b else None
    rest_a = [w for w in a if w not in shared and not any(_compound(w, s) for s in long_b)]
    rest_b = [w for w in b if w not in shared and not any(_compound(w, s) for s in long_a)]
    if len(shared) >= 2 or (not rest_a and not rest_b):
        return True
    if not rest_a or not rest_b:
        return None
    return any(
        x[0] == y[0] and (_initials(x) or _initials(y) or x.startswith(y) or y.startswith(x))
        for x in rest_a
        for y in rest_b
    )


def _initials(word: str) -> bool:
    """'b', and 'q-b' for a double name."""
    return all(len(part) == 1 for part in word.split("-"))


def _compound(one: str, other: str) -> bool:
    """'haddad-osei' and 'haddad'."""
    return one != other and (one in other.split("-") or other in one.split("-"))


def _near(one: str, other: str) -> bool:
    """One letter off in a longer name: a typing slip, not another person."""
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return sum(x != y for x, y in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
