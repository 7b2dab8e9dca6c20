"""Short hands in which practitioners sign: initials below a note, a family name alone, a login name.

A typed name alone signs nothing, wherever it stands (Medicare Program Integrity Manual, chapter 3, 3.3.2.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.evidence.profile.kinds import PartKind
from accord.evidence.profile.parts import Part
from accord.evidence.profile.people import CREDENTIALED, TREATING, Signature, SignatureState, name_words, same_person
from accord.records.documents import Document
from accord.records.request import Request

_INITIALS = re.compile(
    r"^\W*(?:/?e?-?s/|by|signed|sgd|initialed|initials)?[\s:/-]*(?:\d[\d/.-]{5,9}[\s,;]+)?(?P<initials>[A-Z](?:\.? ?-?[A-Z]){1,3})\b\.?"
    r"(?:,? (?P<credential>MD|DO|NP|PA(?:-C)?|APRN|CNP|DNP|DPM))?[\s,;@/-]*(?:(?:on|at)\s*)?[\d\s/:.,-]*(?:[ap]m|hrs?|h)?\W*$"
)
# 'nestrella pa-c 01/13/26'
_LOGIN = re.compile(
    r"^\W*(?P<login>[a-z]{4,20})[\s,]+(?:md|do|np|pa(?:-c)?|aprn|cnp|dnp|dpm)\b[\s,;@/-]*\d[\d\s/:.,-]*(?:[ap]m|hrs?|h)?\W*$"
)
_CLOSES = (PartKind.VISIT_NOTE, PartKind.OTHER, PartKind.DISCHARGE_SUMMARY)
LAST = 2
"""Lines of a paper among which initials or a login name stand."""


def closing_hand(
    document: Document, part: Part, signed: Sequence[Signature], request: Request | None
) -> tuple[Signature, ...]:
    """The signatures of a paper, those in short hand told to be the practitioner's whom the paper or the request names."""
    known = list(_practitioners(document, part, request))
    read = tuple(_credentialed(each, known, request) for each in signed)
    blank = any(each.state is SignatureState.BLANK for each in read)
    if blank or any(each.treating for each in read):
        return read
    return (*read, *_initialled(document, part, known))


def _practitioners(document: Document, part: Part, request: Request | None) -> Iterator[tuple[str, str]]:
    """Name and credential of each practitioner whom the paper names, and of the one who asks."""
    for match in CREDENTIALED.finditer(document.text, part.start, part.end):
        if match["credential"].upper() in TREATING:
            yield match["name"], match["credential"].upper()
    asked = request.requester.name.value if request is not None and request.requester.name is not None else ""
    named = CREDENTIALED.search(asked)
    if named is not None and named["credential"].upper() in TREATING:
        yield named["name"], named["credential"].upper()


def _credentialed(signature: Signature, known: Sequence[tuple[str, str]], request: Request | None) -> Signature:
    """A signature of a family name that is a practitioner's of the paper or the request, and not the patient's."""
    if signature.state is not SignatureState.SIGNED or signature.credential or not signature.name:
        return signature
    patient = request.patient.name.value if request is not None and request.patient.name is not None else ""
    words = set(name_words(signature.name))
    if not words or words & set(name_words(patient)):
        return signature
    for name, credential in known:
        family = name_words(name)[-1:]
        if family and family[0] in words and same_person(signature.name, name) is not False:
            return replace(signature, credential=credential)
    return signature


def _initialled(document: Document, part: Part, known: Sequence[tuple[str, str]]) -> Iterator[Signature]:
    """Initials on a closing line, where a practitioner bears them."""
    if part.kind not in (*_CLOSES, PartKind.LETTER, PartKind.THERAPY_NOTE, PartKind.PROCEDURE_NOTE):
        return
    offset, rows = part.start, list[tuple[int, str]]()
    for line in document.text[part.start : part.end].splitlines(keepends=True):
        if line.strip():
            rows.append((offset, line.rstrip()))
        offset += len(line)
    for start, line in reversed(rows[1:][-LAST:]):
        match, login = _INITIALS.match(line), _LOGIN.match(line)
        letters = re.sub(r"[^A-Z]", "", match["initials"]) if match is not None else ""
        for name, credential in known:
            if letters in _initials_of(name) or (login is not None and login["login"] == _login_of(name)):
                place = document.place(start, start + len(line))
                yield Signature(SignatureState.SIGNED, place, name, credential)
                return


def _login_of(name: str) -> str:
    """'nestrella' of 'N. Estrella'; '' of a family name alone."""
    words = [re.sub(r"[^a-z]", "", word) for word in name_words(name)]
    return f"{words[0][0]}{words[-1]}" if len(words) > 1 and words[0] else ""


def _initials_of(name: str) -> set[str]:
    """'PRW', 'PR', 'PW' of 'P. Reyes-Whitfield'."""
    words = [[part[0].upper() for part in word.split("-") if part] for word in name_words(name)]
    if len(words) < 2:
        return set()
    first, last = words[0][0], words[-1]
    middle = "".join(letter for word in words[1:-1] for letter in word)
    return {first + "".join(last), first + last[0], first + last[-1], first + middle + "".join(last)}
