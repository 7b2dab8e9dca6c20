"""Is the name that a request states the name that the register holds? Carefully: people marry, shorten and misspell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from accord.connectors.npi.words import fold


class Agreement(StrEnum):
    """What two names say of each other."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCLEAR = "unclear"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "DR DOCTOR MR MRS MS MISS PROF PROFESSOR MD DO DPM DDS DMD OD DC PHD PSYD NP FNP APRN ARNP CRNP DNP "
    "PA PAC CNS CNM CRNA RN LPN PT DPT OT SLP LCSW RPH PHARMD JR SR II III IV FACC FACS FACP FAAOS FACOG "
    "MPH MS MBA MBBS C BC ATTENDING"
)
ORGANIZATIONAL = _words(
    "LLC INC PC PA PLLC LTD LLP CORP CO CLINIC CLINICS CENTER CENTERS CENTRE HOSPITAL HOSPITALS GROUP "
    "ASSOCIATES PHARMACY SUPPLY SUPPLIES MEDICAL HEALTH HEALTHCARE CARE SERVICES SYSTEM SYSTEMS "
    "UNIVERSITY INSTITUTE PRACTICE PARTNERS LABORATORY LABORATORIES LABS IMAGING HOME AGENCY ORTHOPEDICS "
    "ORTHOPAEDICS PROSTHETICS SURGERY DEPARTMENT"
)
SHORT_NAMES = (
    "ROBERT BOB ROB BOBBY", "WILLIAM BILL WILL BILLY", "RICHARD RICK DICK RICH", "JAMES JIM JAMIE JIMMY", "JOHN JACK JON",
    "ELIZABETH LIZ BETH BETTY ELIZA LISA", "MARGARET PEGGY MEG MAGGIE", "KATHERINE KATE KATHY KATIE CATHERINE CATHY",
    "EDWARD ED TED EDDIE NED", "THEODORE TED TEDDY", "THOMAS TOM TOMMY", "CHARLES CHUCK CHARLIE", "DAVID DAVE",
    "MICHAEL MIKE MICK", "ANTHONY TONY", "JOSEPH JOE JOEY", "PATRICIA PAT PATTY TRISH", "DOROTHY DOT DOTTIE",
    "DEBORAH DEB DEBBIE DEBRA", "SUSAN SUE SUSIE", "HENRY HANK HARRY", "SARAH SALLY SADIE", "MARY MOLLY POLLY",
    "LAWRENCE LARRY", "FRANCIS FRANK", "ALEXANDER ALEX SANDY SASHA", "GERALD JERRY", "PEGGY MARGARET", "NANCY ANN ANNE",
)  # fmt: skip
LIKE, LIKE_ORGANIZATION, UNLIKE_ORGANIZATION = 84, 85, 60


def person_agrees(stated: str, names: Sequence[tuple[str, str, str]]) -> Agreement:
    """A stated name against (last, first, middle) of each name that a person has or had.

    Agrees where surname and first name are found, in any order, as initial, short form or with a slip; differs where
    neither is, or the surname is but the first name is clearly another; else unclear.
    """
    words = [word for word in fold(_without_credentials(stated)).split() if word not in TITLES]
    if not words or ORGANIZATIONAL & set(fold(stated).split()):
        return Agreement.UNCLEAR
    return _best(_one_person(words, *name) for name in names)


def organization_agrees(stated: str, names: Sequence[str]) -> Agreement:
    """A stated name against the legal and other names of an organization. A person's name against one is unclear."""
    from rapidfuzz import fuzz

    words = fold(stated)
    if not words:
        return Agreement.UNCLEAR
    likeness = max((fuzz.token_set_ratio(words, fold(name)) for name in names if name), default=0)
    if likeness >= LIKE_ORGANIZATION:
        return Agreement.AGREES
    is_group = bool(ORGANIZATIONAL & set(words.split()))
    return Agreement.DIFFERS if is_group and likeness < UNLIKE_ORGANIZATION else Agreement.UNCLEAR


def _without_credentials(stated: str) -> str:
    """'Smith, Jane A., M.D.' without what follows the name after a comma, where that is a title."""
    parts = [part for part in re.split(r",", stated) if fold(part.replace(".", "")) not in TITLES]
    return " ".join(part.replace(".", " ") if len(part.replace(".", "").strip()) < 2 else part for part in parts)


def _best(found: Iterable[Agreement]) -> Agreement:
    all_found = set(found)
    for agreement in (Agreement.AGREES, Agreement.UNCLEAR, Agreement.DIFFERS):
        if agreement in all_found:
            return agreement
    return Agreement.UNCLEAR


def _one_person(words: list[str], last: str, first: str, middle: str) -> Agreement:
    surnames, given = fold(last).split(), [*fold(first).split(), *fold(middle).split()]
    if not surnames:
        return Agreement.UNCLEAR
    surname_at = next((at for at, word in enumerate(words) if any(_like(word, own) for own in surnames)), None)
    if surname_at is None:
        return (
            Agreement.UNCLEAR if any(_same_given(word, own) for word in words for own in given) else Agreement.DIFFERS
        )
    rest = [word for at, word in enumerate(words) if at != surname_at and word not in surnames]
    if not rest or not given:
        return Agreement.AGREES
    if any(_same_given(word, own) for word in rest for own in given):
        return Agreement.AGREES
    return Agreement.DIFFERS if len(rest[0]) > 1 and len(given[0]) > 1 else Agreement.UNCLEAR


def _like(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return one == other or (min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= LIKE)


def _same_given(one: str, other: str) -> bool:
    """The same, an initial of it, its beginning, a slip, or a short form."""
    if one == other or _like(one, other):
        return True
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) and (len(shorter) == 1 or len(shorter) > 2):
        return True
    return any({one, other} <= set(group.split()) for group in SHORT_NAMES)
