"""What papers call an epidural steroid injection, and which papers tell of one."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.spine.levels import BASE, NAMES, levels_in

CODES = ("62321", "62323", "64479", "64480", "64483", "64484")
EPIDURAL = lazy_pattern(
    r"\bepidurals?\b(?! (?:abscess|h[a]?ematoma|lipomatosis|fat|space|leads?|catheter|analges\w+|an[a]?esth\w+|fluid|collection|enhanc\w+|scar\w*|fibrosis|"
    r"stimulat\w+|during|for (?:labor|delivery|child)))|\b(?:tf|il|c|l|ct|cil|lil)?esis?\b|\btransforaminals?\b|\binterlaminars?\b|"
    r"\bcaudal (?:injection|block|steroid)s?|\bselective nerve root (?:blocks?|injections?)|\bsnr[bi]s?\b"
)
CHILDBIRTH = lazy_pattern(
    r"\b(?:labor|labour|delivery|obstetric\w*|childbirth|pregnan\w+ epidural|c-?section|cesarean)\b"
)
APPROACHES = (
    (
        "transforaminal",
        lazy_pattern(r"\btransforaminals?\b|\btfesis?\b|\btf esis?\b|\bselective nerve root\b|\bsnr[bi]s?\b"),
    ),
    ("caudal", lazy_pattern(r"\bcaudal\b")),
    (
        "interlaminar",
        lazy_pattern(r"\binterlaminars?\b|\b(?:c|l)?ilesis?\b|\bil esis?\b|\btranslaminar\b|\bparamedian\b"),
    ),
)
DRUGS = (
    ("dexamethasone", lazy_pattern(r"\bdexamethasone\b|\bdecadron\b")),
    ("triamcinolone", lazy_pattern(r"\btriamcinolone\b|\bkenalog\b")),
    ("methylprednisolone", lazy_pattern(r"\bmethylprednisolone\b|\bdepo-?medrol\b")),
    ("betamethasone", lazy_pattern(r"\bbetamethasone\b|\bcelestone\b")),
)
ROOT_NAMED = lazy_pattern(r"(?<![a-z0-9])(?P<a>[clts]) ?(?P<n>\d{1,2})(?![\d%]|\.\d)")
LIMIT = {"c": 8, "t": 12, "l": 5, "s": 2}


def asks_for_epidural(chart: Chart) -> bool:
    """Is an epidural injection asked for? Else the readers of this folder have nothing to do."""
    return any(service.code in CODES for service in chart.request.services)


def approach_in(words: str) -> str:
    """The way to the epidural space that words name; '' when none or several."""
    named = [name for name, pattern in APPROACHES if pattern.search(words)]
    return named[0] if len(named) == 1 else ""


def drug_in(words: str) -> str:
    """The steroid that words name; '' when none or several."""
    named = [name for name, pattern in DRUGS if pattern.search(words)]
    return named[0] if len(named) == 1 else ""


def levels_named(words: str) -> frozenset[str]:
    """The levels that words name: joints ('L4-L5'), else single roots or vertebrae ('L5', 'S1')."""
    joints = levels_in(words).joints
    if joints:
        return frozenset(levels_in(words).names.split())
    return frozenset(
        f"{m['a'].upper()}{int(m['n'])}" for m in ROOT_NAMED.finditer(words) if 1 <= int(m["n"]) <= LIMIT[m["a"]]
    )


def joints_of_root(root: str) -> frozenset[str]:
    """Where a root can be pressed: 'L5' at L4-L5 (in the recess) and at L5-S1 (in the foramen); 'C6' at C5-C6."""
    letter, number = root[0].lower(), int(root[1:])
    at = BASE[letter] + number
    if letter == "c":
        return frozenset({f"{_name(at - 1)}-{_name(at)}"})
    above = frozenset({f"{_name(at - 1)}-{_name(at)}"})
    return above if letter == "s" else above | {f"{_name(at)}-{_name(at + 1)}"}


def _name(position: int) -> str:
    base = max(b for b in NAMES if b < position)
    return f"{NAMES[base]}{position - base}"
