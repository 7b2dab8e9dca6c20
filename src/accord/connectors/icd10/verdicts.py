"""May these codes stand on a request? Each with the reason against it and codes near it that may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from accord.connectors.icd10.answers import CodeName, CodeVerdict, Fault
from accord.connectors.icd10.codes import code as read_code
from accord.connectors.icd10.edition import Edition, Standing
from accord.connectors.icd10.seventh import seventh_character_problem
from accord.connectors.icd10.tabular import Listing, billable_codes, find
from accord.errors import Invalid

MOST_SUGGESTIONS = 5
CONFUSED = {
    "O": "0",
    "0": "O",
    "I": "1",
    "1": "I",
    "L": "1",
    "S": "5",
    "5": "S",
    "B": "8",
    "8": "B",
    "Z": "2",
    "2": "Z",
}
SHAPE = "It does not have the shape of a code: a letter, a digit, a letter or digit, then up to four more."
ABSENT = "{code} is not in {edition}."
HEADING = "{code} is a heading; a request needs a code of full length beneath it."
SEVENTH = {
    "missing": "{code} needs a seventh character: {allowed}.",
    "unknown": "The seventh character of {code} is not one that {base} takes: {allowed}.",
    "placeholder": "The seventh character of {code} is in the wrong place: X fills the empty places.",
}
OTHER_DAY = "No edition at hand governs {day}: whether {code} is in force on that day cannot be said."


def judge(given: str, edition: Edition, day: dt.date) -> CodeVerdict:
    """The verdict on one code as typed, for a service on that day."""
    try:
        asked = read_code(given)
    except Invalid:
        return CodeVerdict(
            given, "", "", False, False, Standing.NOT_IN_EDITION, Fault.SHAPE, SHAPE, tuple(_respelt(given, edition))
        )
    listed = find(asked, edition)
    governed = edition.governs(day)
    standing = Standing.CANNOT_SAY if not governed else Standing.IN_FORCE if listed else Standing.NOT_IN_EDITION
    fault, why = _fault(str(asked), listed, edition, day)
    label, billable = (listed.label, listed.billable) if listed else ("", False)
    suggestions = () if fault in (None, Fault.CANNOT_SAY) else tuple(_near(given, listed, edition))
    return CodeVerdict(given, str(asked), label, fault is None, billable, standing, fault, why, suggestions)


def _fault(asked: str, listed: Listing | None, edition: Edition, day: dt.date) -> tuple[Fault | None, str]:
    seventh = seventh_character_problem(asked, edition)
    if seventh is not None:
        allowed = ", ".join(f"{c} {meaning}" for c, meaning in seventh.allowed.items())
        return Fault.SEVENTH_CHARACTER, SEVENTH[seventh.fault.value].format(
            code=asked, base=seventh.base, allowed=allowed
        )
    if listed is None:
        return Fault.NOT_IN_EDITION, ABSENT.format(code=asked, edition=edition.name)
    if not listed.billable:
        return Fault.HEADING, HEADING.format(code=asked)
    if not edition.governs(day):
        return Fault.CANNOT_SAY, OTHER_DAY.format(code=asked, day=day)
    return None, ""


def _near(given: str, listed: Listing | None, edition: Edition) -> Iterator[CodeName]:
    """For a heading what stands beneath it; else what was meant by a mistyped character, else beneath the nearest heading."""
    problem = seventh_character_problem(given, edition)
    if problem is not None and problem.suggestion is not None:
        yield from _named(find(problem.suggestion, edition))
        return
    if listed is not None or problem is not None:
        yield from _beneath(str(listed.code if listed else problem.base if problem else ""), edition)
        return
    respelt = list(_respelt(given, edition))
    yield from respelt
    if not respelt:
        letters = given.strip().upper().replace(".", "")
        above = next((found for n in range(len(letters) - 1, 2, -1) if (found := find(letters[:n], edition))), None)
        if above is not None:
            yield from _beneath(str(above.code), edition)


def _respelt(given: str, edition: Edition) -> Iterator[CodeName]:
    """Codes that differ by one character often taken for another: the letter O and the figure 0."""
    letters = given.strip().upper().replace(".", "").replace(" ", "")
    for i, character in enumerate(letters):
        if character in CONFUSED:
            found = find(letters[:i] + CONFUSED[character] + letters[i + 1 :], edition)
            if found is not None and found.billable:
                yield from _named(found)


def _beneath(code: str, edition: Edition) -> Iterator[CodeName]:
    for found in islice(billable_codes(code, edition), MOST_SUGGESTIONS):
        yield from _named(found)


def _named(listed: Listing | None) -> Iterator[CodeName]:
    if listed is not None:
        yield CodeName(str(listed.code), listed.label, listed.billable)
