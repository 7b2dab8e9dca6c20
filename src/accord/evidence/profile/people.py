"""Names, credentials, identifiers and signatures as clinical papers write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
# 'Oxygen PA (group I)' asks for an authorization, 'Home Health PT discharge' tells of therapy: no name stands before them.
_NO_CREDENTIAL = (
    r"(?i:\s{0,4}(?:requests?|reqs?|forms?|sheets?|packet|submissions?|discharged?|d/?c|eval\w*|notes?|summar\w+|sessions?|visits?|llc|inc|"
    r"review\w*|referrals?|screen\w*|clinic|dept|department|portal|fax|approvals?|auth\w*|determinations?|numbers?|no\.|status)\b|"
    r"\s{0,4}#|\s{0,4}\((?:groups?|grp|dme\w*|forms?|requests?|all|part|rev|v)\b)"
)
CREDENTIALED = re.compile(
    rf"(?P<name>(?:Dr\.? )?{_NAME_WORD}(?:[ ]{{1,2}}{_NAME_WORD}|[ ]de|[ ]van|[ ]der|[ ]von){{0,4}})"
    rf"(?P<comma>,)?[ ]{{1,2}}(?P<credential>{_CREDENTIAL})(?![\w-])(?(comma)|(?!{_NO_CREDENTIAL}))"
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


# Given names, and the short forms that are not their beginnings.
SHORT_FORMS: Mapping[str, tuple[str, ...]] = {
    "robert": ("bob", "bobby"),
    "william": ("bill", "billy", "liam"),
    "richard": ("dick", "rick", "ricky"),
    "james": ("jim", "jimmy"),
    "john": ("jack", "johnny"),
    "charles": ("chuck", "charlie"),
    "edward": ("ted", "ned"),
    "theodore": ("ted",),
    "henry": ("hank", "harry"),
    "francis": ("frank",),
    "anthony": ("tony",),
    "joseph": ("joe",),
    "michael": ("mike", "mick"),
    "lawrence": ("larry",),
    "eugene": ("gene",),
    "margaret": ("peggy", "meg", "maggie", "greta"),
    "elizabeth": ("beth", "betty", "liz", "lisa", "betsy"),
    "katherine": ("kate", "kathy", "katie", "kay"),
    "catherine": ("cathy", "kate", "katie"),
    "patricia": ("trish", "patty"),
    "dorothy": ("dot", "dottie"),
    "mary": ("molly", "polly"),
    "susan": ("sue",),
    "rebecca": ("becky",),
    "virginia": ("ginny",),
    "helen": ("nell", "nellie"),
    "eleanor": ("nell", "ellie"),
    "guadalupe": ("lupe",),
    "francisco": ("paco", "pancho"),
    "jose": ("pepe",),
    "alexander": ("sasha", "sandy"),
}


def same_person(one: str, other: str) -> bool | None:
    """Could both names mean one person?

    None when there is too little to tell: a lone family name, given names one letter apart (Marion and Marian are two people
    as often as one), or a name that may be the other's middle name.
    """
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return None
    long_a, long_b = {w for w in a if not _initials(w)}, {w for w in b if not _initials(w)}
    shared = {x for x in long_a for y in long_b if x == y or _compound(x, y)}
    close = {(x, y) for x in long_a - shared for y in long_b - shared if _near(x, y)}
    if not shared and not close:
        return False if long_a and long_b and not _initialled(a, b) else None
    rest_a = [w for w in a if w not in shared and not any(_compound(w, s) for s in long_b)]
    rest_b = [w for w in b if w not in shared and not any(_compound(w, s) for s in long_a)]
    if len(shared) >= 2 or (not rest_a and not rest_b):
        return True
    if not rest_a or not rest_b:
        return None
    return _rest_agrees(rest_a, rest_b, {w for pair in close for w in pair}, given_last=_is_family(one, a, shared))


def _initialled(a: list[str], b: list[str]) -> bool:
    """'Gwen O-H' and 'Osei-Hartmann G': each word of the shorter name stands for one of the other, of which one is initials."""
    short, long = sorted((a, b), key=len)
    left = list(long)
    for word in short:
        fitting = next((w for w in left if _stands_for(word, w) or _stands_for(w, word)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return len(short) > 1


def _stands_for(initials: str, word: str) -> bool:
    """'o-h' for 'osei-hartmann', 'g' for 'gwen'."""
    return _initials(initials) and not _initials(word) and [p[0] for p in word.split("-")] == initials.split("-")


def _rest_agrees(rest_a: list[str], rest_b: list[str], close: set[str], *, given_last: bool) -> bool | None:
    """Do the words that are not shared fit each other? given_last -- the shared one is the family name."""
    if any(_short_form(x, y) for x in rest_a for y in rest_b):
        return True
    spelt_a, spelt_b = [w for w in rest_a if not _initials(w)], [w for w in rest_b if not _initials(w)]
    if close and set(spelt_a) | set(spelt_b) <= close:
        return None if given_last else True
    fits = any(x[0] == y[0] and _initials(x) is not _initials(y) for x in rest_a for y in rest_b)
    if spelt_a and spelt_b:
        return None if fits else False
    alike = any(x[0] == y[0] and _initials(x) and _initials(y) for x in rest_a for y in rest_b)
    return fits or alike


def _is_family(name: str, words: list[str], shared: set[str]) -> bool:
    """Is the shared word the family name: the one before a comma, else the last?"""
    first = name_words(name.split(",")[0])
    family = first[-1] if "," in name and name_words(name.split(",", 1)[1]) else words[-1]
    return any(family == word or _compound(family, word) for word in shared)


def _short_form(one: str, other: str) -> bool:
    """'sam' and 'samuel', 'peggy' and 'margaret'; initials are none."""
    if _initials(one) or _initials(other):
        return False
    begins = one.startswith(other) or other.startswith(one)
    return begins or other in SHORT_FORMS.get(one, ()) or one in SHORT_FORMS.get(other, ())


def _initials(word: str) -> bool:
    """'b', and 'q-b' for a double name."""
    return all(len(part) == 1 for part in word.split("-"))


def _compound(one: str, other: str) -> bool:
    """'haddad-osei' and 'haddad'."""
    return one != other and (one in other.split("-") or other in one.split("-"))


def _near(one: str, other: str) -> bool:
    """One letter off, or two neighbours exchanged, in a longer name: a slip of typing as often as another name."""
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        off = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
        exchanged = (
            len(off) == 2 and off[1] == off[0] + 1 and one[off[0]] == other[off[1]] and one[off[1]] == other[off[0]]
        )
        return len(off) == 1 or exchanged
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
