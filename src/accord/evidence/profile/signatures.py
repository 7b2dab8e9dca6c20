"""Signature lines: signed by whom and when, or left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.narrative.dates import DateMention
from accord.evidence.profile.parts import Part
from accord.evidence.profile.people import CREDENTIALED, TREATING, Signature, SignatureState
from accord.records.documents import Document

_CUE = re.compile(
    r"/(?:e?s|ss)/|(?<![\w/])s/\s?(?=[A-Z])|\be-?sig(?:n(?:ed|ature)?)?\b|electronic(?:ally)? (?:signed|authenticated|signature|sign)|\bsign(?:ed|ature)?\b|"
    r"\bauthenticated\b|\battested\b|\bsig(?:nature)?\b\W|\bread by\b|\binterpreted (?:and|by)\b|\(electronic\)|\bverified by\b|\bsgd\b",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"sign(?:ature|ed)?(?: of)?(?: prescriber| practitioner| physician| provider)?(?: here)?\W{0,60}(?:x\s*)?_{4,}|"
    r"\bsign(?:ature)?\W{0,3}(?:x)?\s*$|\[?(?:not signed|unsigned|awaiting signature|signature pending|signature required|"
    r"pending signature|needs? signature|to be signed)\]?|"
    r"signature\W{0,4}\(?(?:blank|none|pending|missing|not on file)\b",
    re.IGNORECASE,
)
# a line of captions only, as they stand below or beside a drawn line: 'Signature                Date 02/19/2026'
_CAPTIONS = re.compile(
    r"\W*(?:(?:prescriber|practitioner|provider|physician|clinician|treating|ordering|authorized|of|the|'s|s)\W+)*sign(?:ature)?\b(?:\W*\bx\b)?"
    r"(?:\W*\b(?:and|date|dated|time|npi|credentials?|title)\b[\s\d/.:_-]*)+$",
    re.IGNORECASE,
)
_NOT_SIGNING = re.compile(
    r"\b(no wet signature|asks? for signature|vital signs?|no signs?|signs? of|signs and symptoms|sign of|stop sign|designed|assigned|"
    r"(?:she|he|they|pt|patient|wife|husband|daughter|son|spouse|mother|father|caregiver|family) (?:also |has |have |had )?signed|"
    r"signed (?:the|a|an|her|his|their|for)?\s*(?:\w+ )?(?:sheet|form|consent|agreement|contract|release|log|acknowledg\w+|receipt|abn|waiver)|"
    r"consent signed|signal|signif\w+|significant|patient sign|pt sig|customer sign|proof|caregiver sign|witness)",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"/(?:e?s|ss)/|(?<![\w/])s/\s?(?=[A-Z])|\bsign(?:ed|ature)?\b|\be-?sig|electronic(?:ally)?\b|\bauthenticated\b|\bsig\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^\W*(prescriber|practitioner|provider|prov|ordering|ordered|referring|referred|requesting|pcp|attending|physician|tech|crew|dr|cc|"
    r"surgeon|therapist)\b[^:.]{0,30}(name|print|:|\s{2,}|\.{2,})",
    re.IGNORECASE,
)
_PATIENT = re.compile(
    r"\b(patient|pt|customer|beneficiary|caregiver|witness|recipient|client)('s)?\W{0,3}(sig|sign)", re.IGNORECASE
)
MOST_SMALL_WORDS = 5
LONGEST_LINE = 400
_DAY = r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2}[ -]?[A-Za-z]{3,9}[ -]?\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4})"
_HOUR = r"(?:\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?|\d{4}(?: ?h(?:rs)?)?)"
_STAMP = re.compile(
    rf"[-–—~*\s]*{CREDENTIALED.pattern}(?:[ ,;]*[A-Z]{{2,5}}\b){{0,2}}[\s,;@|-]*(?:on )?{_DAY}[\s,;@|-]*(?:at )?{_HOUR}\W*"
)
_BY_HAND = re.compile(r"(?<!\w)/?e?s/\s?(?=(?:Dr\.? )?[A-Z])")
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’.\-]+")
_CUE_WORDS = frozenset(
    {
        "signature",
        "signed",
        "sign",
        "sig",
        "electronically",
        "electronic",
        "e",
        "esigned",
        "esig",
        "e-signed",
        "by",
        "on",
        "and",
    }
    | {
        "date",
        "dated",
        "verified",
        "file",
        "practitioner",
        "prescriber",
        "physician",
        "provider",
        "ordering",
        "treating",
    }
    | {
        "authenticated",
        "read",
        "interpreted",
        "attested",
        "mst",
        "est",
        "cst",
        "pst",
        "am",
        "pm",
        "npi",
        "the",
        "for",
        "name",
    }
    | {"print", "ordered", "order", "reviewed", "final", "s", "of", "crew", "tech", "dictated", "time", "signing"}
)


def signatures(document: Document, part: Part, mentioned: Sequence[DateMention]) -> Iterator[Signature]:
    """Every signature line of the part, the practitioner's and others'; blank ones too."""
    offset = part.start
    lines = document.text[part.start : part.end].splitlines(keepends=True)
    starts: list[int] = []
    for line in lines:
        starts.append(offset)
        offset += len(line)
    filled = [number for number, line in enumerate(lines) if line.strip()]
    tail = set(filled[-6:])
    for number in range(len(lines)):
        found = _signature(document, lines, starts, number, number in tail, mentioned)
        if found is not None:
            yield found


def _signature(
    document: Document,
    lines: list[str],
    starts: list[int],
    number: int,
    in_tail: bool,
    mentioned: Sequence[DateMention],
) -> Signature | None:
    line = lines[number]
    if not line.strip() or len(line) > LONGEST_LINE or _PATIENT.search(line):
        return None
    start, end = starts[number], starts[number] + len(line.rstrip())
    place = document.place(start, end)
    cue = _CUE.search(line)
    if _BLANK.search(line) and not re.search(r"/e?s/", line):
        return Signature(SignatureState.BLANK, place)
    if _CAPTIONS.fullmatch(line.rstrip()) and not _name_stands_above(lines, number):
        return Signature(SignatureState.BLANK, place)
    named = _named(lines, number, cue is not None)
    state = SignatureState.SIGNED
    if cue is None and in_tail and _STAMP.fullmatch(line.strip()) and not _LABELLED.search(line):
        pass  # a record system's own mark: name, credential, day and hour, and nothing else
    elif cue is None:
        if named is None or not in_tail or not _mostly_name(line) or _LABELLED.search(line):
            return None
        state = SignatureState.TYPED
    elif _NOT_SIGNING.search(line) or len(line.strip()) > 150:
        return None
    name, credential, near = named or (
        _loose_name(line) if _STRONG.search(line) and not _is_prose(line) else "",
        "",
        number,
    )
    if not name:
        return None
    last = min(max(near, number) + 1, len(lines) - 1)
    hand = _BY_HAND.search(line)
    signing = start + hand.start() if hand is not None else start
    day = next(
        # 'SWO 10/21/26 … s/ Dr. X 10/22/26' was signed on the day behind the hand
        (m.date for begin in dict.fromkeys((signing, start)) for m in mentioned if begin <= m.start < end),
        next(
            (
                m.date
                for m in mentioned
                if end <= m.start < starts[last] + len(lines[last]) and _CUE.search(lines[last])
            ),
            None,
        ),
    )
    if near != number:
        low, high = min(near, number), max(near, number)
        place = document.place(starts[low], starts[high] + len(lines[high].rstrip()))
        day = day or next((m.date for m in mentioned if place.start <= m.start < place.end), None)
    return Signature(state, place, name, credential, day)


def _is_prose(line: str) -> bool:
    """Does the line tell something, so that 'signed' in it is no signing of the paper?"""
    small = [w for w in _WORDS.findall(line) if w[:1].islower() and w.lower().strip(".") not in _CUE_WORDS]
    return len(small) > MOST_SMALL_WORDS


def _name_stands_above(lines: list[str], number: int) -> bool:
    """A name on the line over the captions, which is not the answer to another label such as 'Ordered by'."""
    above = lines[number - 1] if number else ""
    return (
        CREDENTIALED.search(above) is not None and _LABELLED.search(above) is None and _mostly_name(above)
    ) or "/s/" in above


def _named(lines: list[str], number: int, cued: bool) -> tuple[str, str, int] | None:
    """A name with a credential on the line; next to a cue, also on the line before or after."""
    around = (number, number - 1, number + 1, number - 2) if cued else (number,)
    for near in around:
        if 0 <= near < len(lines) and len(lines[near].strip()) < 150:
            match = CREDENTIALED.search(_cased(lines[near]) if cued else lines[near])
            if match:
                words = match["name"].split()
                kept = [w for w in words if w.lower().strip(".:") not in _CUE_WORDS] or words
                return " ".join(kept), match["credential"].upper(), near
    return None


_LOWER_CREDENTIAL = re.compile(
    r"\b(?:" + "|".join(re.escape(c.lower()) for c in sorted(TREATING, key=len, reverse=True)) + r")(?![\w-])"
)


def _cased(line: str) -> str:
    """A line typed without capitals as it would stand with them: 'r calloway md /s/' as 'R Calloway MD /S/'."""
    if line != line.lower():
        return line
    spans = [m.span() for m in _LOWER_CREDENTIAL.finditer(line)]
    titled = re.sub(r"(?<![\w'’])[a-z]", lambda m: m[0].upper(), line)
    for start, end in spans:
        titled = titled[:start] + line[start:end].upper() + titled[end:]
    return titled


def _loose_name(line: str) -> str:
    """A signed name without a credential: '/Bjorn Hattestad/', 'S. Haddad-Osei (electronic)', 'SWO E1390 Ann Hall s/ Dr. Ko'."""
    hand = _BY_HAND.search(line)
    if hand is not None and (behind := _loose_name(line[hand.end() :])):
        return behind
    words = [w for w in _WORDS.findall(line) if w.lower().strip(".") not in _CUE_WORDS]
    capital = [w for w in words if w[:1].isupper()]
    return " ".join(capital[:4]) if capital and any(len(w) > 2 for w in capital) else ""


def _mostly_name(line: str) -> bool:
    """Is the line a name, credential, date and little else?"""
    match = CREDENTIALED.search(line)
    rest = line if match is None else line[: match.start()] + line[match.end() :]
    return len([w for w in _WORDS.findall(rest) if w.lower().strip(".") not in _CUE_WORDS]) <= 4
