"""Spinal levels as notes write them: joints ('L4-5', 'L5/S1'), nerves ('L3, L4 medial branches, L5 dorsal ramus').

A facet joint has two nerves. Cervical: those of its own two vertebrae (C4-5: C4, C5; C2-3 also the third occipital
nerve). Thoracic and lumbar: the one above and its own upper one (L4-5: L3, L4; L5-S1: L4 and the L5 dorsal ramus).
Three neighbouring nerves are therefore two joints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

BASE = {"c": 0, "t": 7, "l": 19, "s": 24}
NAMES = {0: "C", 7: "T", 19: "L", 24: "S"}

VERTEBRA = r"[clts] ?\d{1,2}"
JOINT = re.compile(
    r"(?<![a-z0-9])(?P<a>[clt]) ?(?P<m>\d{1,2}) ?(?P<sep>[-–/]|to|through|"
    r"thru) ?(?P<b>[clts])? ?(?P<n>\d{1,2})(?![\d%]|\.\d)"
)
CHAIN = re.compile(rf"(?<![a-z0-9]){VERTEBRA}(?: ?[-–/] ?{VERTEBRA}){{2,}}(?![\d%])")
RUN = re.compile(
    r"(?<![a-z0-9])(?P<a>[clt]) ?(?P<all>\d{1,2}(?: ?[-–/] ?\d{1,2}){2,4})(?: ?[-–/] ?(?P<s>s ?1))?(?![\d%/]|\.\d)"
)
SINGLE = re.compile(r"(?<![a-z0-9])(?P<a>[clt]) ?(?P<m>\d{1,2})(?![\d%]|\.\d)")
SHORT = re.compile(
    r"(?<![a-z0-9])(?P<a>[clt]) ?\d{1,2}(?P<more>(?:(?:,| and| ?&|/) ?\d{1,2})+)(?![\d%]|\.\d| ?(?:m[lg]|"
    r"cc|mm|g\b|ga\b))"
)
OCCIPITAL = re.compile(r"\bthird occipital|\bton\b|\b3rd occipital")
NERVE_WORD = re.compile(
    r"medial branch|medial br\b|\bm\.?b\.?b?s?\b|\bmbnbs?\b|dorsal ram|\bd\.?r\b|\bnerves?\b|\bneedles?\b|"
    r"\btargets?\b|\blesion|"
    r"\brf[an]?\b|radiofrequency|neurotom|rhizotom|ablat|denervat|third occipital|\bton\b"
)
NERVE_NAMED = re.compile(r"medial branch|medial br\b|\bm\.?b\.?b?s?\b|\bmbnbs?\b|dorsal ram|\bd\.?r\b|\bnerves?\b")
COUNTED = re.compile(
    r"\b(?P<n>one|two|three|four|1|2|3|4)[ -](?:spinal |facet |joint )?(?:levels?|joints?|facets?|facet joints)\b"
)
COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True)
class Levels:
    """Joints as (upper, lower) positions down the spine, C1 = 1 to S1 = 25, and how many are stated in words."""

    joints: frozenset[tuple[int, int]] = frozenset()
    stated: int | None = None

    @property
    def number(self) -> int | None:
        """How many joints of one side; None when nothing says."""
        return len(self.joints) or self.stated

    @property
    def names(self) -> str:
        """'L4-L5 L5-S1'."""
        return " ".join(f"{_name(a)}-{_name(b)}" for a, b in sorted(self.joints))

    @property
    def region(self) -> str:
        """'cervical', 'thoracic' or 'lumbar', of the highest joint; '' when no joint is named."""
        first = min(self.joints, default=None)
        return "" if first is None else "cervical" if first[0] <= 7 else "thoracic" if first[0] <= 19 else "lumbar"


def ordered(names: Iterable[str]) -> str:
    """Names of joints in order down the spine: 'T9-T10 T10-T11'."""
    return " ".join(sorted(names, key=lambda name: (BASE[name[0].lower()] + int(name[1:].partition("-")[0]), name)))


def levels_in(words: str) -> Levels:
    """The joints that words in lower case name, directly or by their nerves."""
    joints: set[tuple[int, int]] = set()
    nerves: set[int] = set()
    rest = _blanked(words, _chains(words, nerves))
    rest = _blanked(rest, _runs(rest, joints, nerves))
    taken: list[tuple[int, int]] = []
    for match in JOINT.finditer(rest):
        if _read_pair(match, rest, joints, nerves):
            taken.append(match.span())
    rest = _blanked(rest, taken)
    if NERVE_WORD.search(words) or nerves:
        for match in SHORT.finditer(rest):
            nerves.update(BASE[match["a"]] + int(n) for n in re.findall(r"\d+", match["more"]))
        nerves.update(position for match in SINGLE.finditer(rest) if (position := _position(match["a"], match["m"])))
    if OCCIPITAL.search(words):
        joints.add((2, 3))
    counted = COUNTED.search(words)
    return Levels(frozenset(joints or joints_of(nerves)), COUNTS[counted["n"]] if counted else None)


def joints_of(nerves: Iterable[int]) -> frozenset[tuple[int, int]]:
    """The joints both of whose nerves are among these."""
    have = set(nerves)
    found: set[tuple[int, int]] = set()
    for nerve in have:
        if nerve + 1 in have:
            found.add((nerve, nerve + 1) if nerve <= 7 else (nerve + 1, nerve + 2))
    return frozenset(found)


def _chains(words: str, nerves: set[int]) -> list[tuple[int, int]]:
    """'L2-L3-L4' and 'C4/C5/C6' are nerves."""
    spans: list[tuple[int, int]] = []
    for match in CHAIN.finditer(words):
        found = [(letter, number) for letter, number in re.findall(r"([clts]) ?(\d{1,2})", match[0])]
        nerves.update(position for letter, number in found if letter != "s" and (position := _position(letter, number)))
        spans.append(match.span())
    return spans


def _runs(words: str, joints: set[tuple[int, int]], nerves: set[int]) -> list[tuple[int, int]]:
    """'L3-4-5' are three nerves where nerves are spoken of, else the joints between them."""
    spans: list[tuple[int, int]] = []
    for match in RUN.finditer(words):
        read = [_position(match["a"], number) for number in re.findall(r"\d+", match["all"])]
        places = [place for place in read if place is not None]
        if len(places) != len(read) or any(b != a + 1 for a, b in pairwise(places)):
            continue
        if NERVE_WORD.search(words):
            nerves.update(places)
        else:
            joints.update(pairwise(places))
            joints.update({(places[-1], places[-1] + 1)} if match["s"] else ())
        spans.append(match.span())
    return spans


def _read_pair(match: re.Match[str], words: str, joints: set[tuple[int, int]], nerves: set[int]) -> bool:
    """A pair of neighbours is a joint, unless a slash parts two nerves; a longer stretch is a range of nerves."""
    first, second = _position(match["a"], match["m"]), _position(match["b"] or match["a"], match["n"])
    if first is None or second is None or second <= first:
        return False
    if second == first + 1:
        following = words[match.end() : match.end() + 22]
        nerve_pair = (
            match["sep"] == "/"
            and match["b"] not in (None, "s")
            and NERVE_NAMED.search(following)
            and "joint" not in following
        )
        if nerve_pair:
            nerves.update((first, second))
        else:
            joints.add((first, second))
        return True
    if second - first <= 4:
        last = second - 1 if match["b"] == "s" else second
        if NERVE_WORD.search(words) and match["b"] != "s":
            nerves.update(range(first, last + 1))
        else:
            joints.update((upper, upper + 1) for upper in range(first, second))
        return True
    return False


def _position(letter: str, number: str) -> int | None:
    limit = {"c": 8, "t": 12, "l": 5, "s": 1}[letter]
    return BASE[letter] + int(number) if 1 <= int(number) <= limit else None


def _name(position: int) -> str:
    base = max(b for b in NAMES if b < position)
    return f"{NAMES[base]}{position - base}"


def _blanked(words: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        words = words[:start] + " " * (end - start) + words[end:]
    return words
