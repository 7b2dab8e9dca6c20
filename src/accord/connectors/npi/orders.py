"""Which kinds of provider may order what, by the beginning of their taxonomy code, in our own words.

Source: 42 CFR 410.38(c) (equipment and supplies: a treating practitioner is a physician, PA, NP or CNS); 410.32(a)
(diagnostic tests: the treating physician; CNS, clinical psychologist, clinical social worker, NP, nurse-midwife, PA);
424.22(a) and 484.2 (home health: physician, podiatrist, NP, CNS, PA); 424.507 (who may order and refer in Medicare).
The grouping of the codes follows the published structure of the NUCC taxonomy; its texts are not shipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from accord.errors import Invalid


class Ordered(StrEnum):
    """What kind of thing is ordered."""

    DMEPOS = "dmepos"
    IMAGING = "imaging"
    LABORATORY = "laboratory"
    HOME_HEALTH = "home_health"
    PROCEDURE = "procedure"


class May(StrEnum):
    """The answer of a rule, or of the register: what cannot be read from it is left open."""

    YES = "yes"
    NO = "no"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of provider. may -- for each Ordered in its order: equipment, imaging, laboratory, home health, procedure."""

    name: str
    may: str
    prefixes: tuple[str, ...]

    def answer(self, ordered: Ordered) -> May:
        """May this kind of provider order that?"""
        return LETTERS[self.may[list(Ordered).index(ordered)]]


LETTERS = {"y": May.YES, "n": May.NO, "?": May.CANNOT_SAY}
GROUPS: tuple[Group, ...] = (
    Group("physician", "yyyyy", ("202", "204", "207", "208", "209")),
    Group("oral and maxillofacial surgeon", "?yyny", ("204E",)),
    Group("nurse practitioner", "yyyyy", ("363L",)),
    Group("physician assistant", "yyyyy", ("363A",)),
    Group("clinical nurse specialist", "yyyyy", ("364S",)),
    Group("nurse-midwife", "?yy??", ("367A",)),
    Group("nurse anesthetist", "nnnn?", ("3675",)),
    Group("anesthesiologist assistant", "nnnnn", ("367H",)),
    Group("psychologist", "?yyn?", ("103",)),
    Group("clinical social worker", "?yyn?", ("1041C",)),
    Group("dentist", "?yyny", ("1223",)),
    Group("podiatrist", "?yy?y", ("213E",)),
    Group("optometrist", "??yny", ("152W",)),
    Group("chiropractor", "nnnn?", ("111N",)),
    Group("student or resident in training", "?????", ("3902",)),
    Group("registered nurse", "nnnnn", ("163W",)),
    Group("licensed practical nurse", "nnnnn", ("164",)),
    Group("nurse's aide or technician", "nnnnn", ("374", "376", "372", "373")),
    Group("physical therapist", "nnnn?", ("2251",)),
    Group("occupational therapist", "nnnn?", ("225X",)),
    Group("therapist or rehabilitation worker", "nnnnn", ("221", "222", "224", "225", "226", "227", "229")),
    Group("speech-language pathologist", "nnnn?", ("235",)),
    Group("audiologist", "nnnn?", ("231H", "237")),
    Group("pharmacist", "nnnnn", ("183",)),
    Group("dietitian or nutritionist", "nnnnn", ("132", "133", "136")),
    Group("counselor or therapist", "nnnn?", ("101Y", "102", "106")),
    Group("social worker", "nnnnn", ("104",)),
    Group("dental hygienist or assistant", "nnnnn", ("124", "125", "126")),
    Group("optical or eye technician", "nnnnn", ("156",)),
    Group("technologist or technician", "nnnnn", ("246", "247", "2472")),
    Group("acupuncturist", "nnnn?", ("1711",)),
    Group("naturopath", "nnnn?", ("175F",)),
    Group("midwife", "nnnn?", ("175M", "176B")),
    Group("emergency medical worker", "nnnnn", ("146",)),
    Group("specialist of other services", "nnnnn", ("170", "171", "172", "173", "174", "175", "176", "177")),
    Group("group practice", "nnnnn", ("193",)),
    Group("agency", "nnnnn", ("251", "252", "253")),
    Group("home health agency", "nnnnn", ("251E",)),
    Group("hospice", "nnnnn", ("251G", "315D")),
    Group("clinic or center", "nnnnn", ("261",)),
    Group("hospital unit", "nnnnn", ("273", "275", "276")),
    Group("hospital", "nnnnn", ("28",)),
    Group("laboratory", "nnnnn", ("291", "292", "293")),
    Group("managed care organization", "nnnnn", ("302", "305")),
    Group("nursing or residential facility", "nnnnn", ("31", "32")),
    Group("supplier", "nnnnn", ("331", "332", "333", "335")),
    Group("supplier of medical equipment", "nnnnn", ("332B",)),
    Group("supplier of prostheses and orthoses", "nnnnn", ("335E",)),
    Group("pharmacy", "nnnnn", ("3336", "183P")),
    Group("transport", "nnnnn", ("341", "342", "343", "344", "347")),
    Group("respite care", "nnnnn", ("385",)),
)
PREFIXES: Mapping[str, Group] = MappingProxyType({prefix: group for group in GROUPS for prefix in group.prefixes})

# The first that fits a code. CPT codes stand here as ranges of numbers only.
CODES: tuple[tuple[re.Pattern[str], Ordered], ...] = tuple(
    (re.compile(pattern, re.ASCII), ordered)
    for pattern, ordered in (
        (r"A0\d{3}", Ordered.PROCEDURE),
        (r"A9[5-7]\d{2}", Ordered.IMAGING),
        (r"[ABEKL]\d{4}", Ordered.DMEPOS),
        (r"V2[0-7]\d{2}", Ordered.DMEPOS),
        (r"P9\d{3}", Ordered.PROCEDURE),
        (r"P\d{4}", Ordered.LABORATORY),
        (r"R\d{4}", Ordered.IMAGING),
        (r"G0(?:15[1-9]|16[0-4]|179|180|181|299|300|49[3-6])", Ordered.HOME_HEALTH),
        (r"7\d{4}", Ordered.IMAGING),
        (r"8\d{4}|\d{4}U", Ordered.LABORATORY),
        (r"[A-Z]\d{4}|\d{4}[0-9A-Z]", Ordered.PROCEDURE),
    )
)


@lru_cache(2_000)
def group_of(code: str) -> Group | None:
    """The kind of provider of a taxonomy code: the longest prefix that fits; None where the table has none."""
    return next((PREFIXES[code[:n]] for n in range(len(code), 1, -1) if code[:n] in PREFIXES), None)


def group_name(code: str) -> str:
    """The kind of provider in our own words, or nothing."""
    group = group_of(code)
    return group.name if group else ""


def ordered_of(service: str) -> Ordered:
    """What kind of thing a HCPCS or CPT code, or the word for a kind, stands for. Raises Invalid."""
    word = service.strip().lower()
    if word in set(Ordered):
        return Ordered(word)
    code = service.strip().upper()
    found = next((ordered for pattern, ordered in CODES if pattern.fullmatch(code)), None)
    if found is None:
        kinds = ", ".join(Ordered)
        raise Invalid(f"'{service[:40]}' is neither a HCPCS or CPT code nor a kind of service.", f"Kinds: {kinds}.")
    return found
