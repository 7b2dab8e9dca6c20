"""Words of questions and of official names, brought to one form so that they can be compared."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[a-z0-9]+")
SIDES = {
    "right": "right", "rt": "right", "r": "right", "left": "left", "lt": "left", "l": "left",
    "bilateral": "bilateral", "both": "bilateral", "bilat": "bilateral",
}  # fmt: skip
EMPTY_TEXT = (
    "a an and approach at because by due for from for he her his in into is it my not of on or over per s she the "
    "their then this to under using via was with within without procedure surgery surgical operation patient status "
    "post done underwent performed impacted urgent elective emergent"
)
EMPTY = frozenset(EMPTY_TEXT.split(" "))
IRREGULAR = {"testes": "testis", "vertebrae": "vertebra", "bronchi": "bronchus", "feet": "foot", "teeth": "tooth",
             "humeri": "humerus", "femora": "femur", "phalanges": "phalanx", "diverticula": "diverticulum"}  # fmt: skip
AS_THEY_ARE = frozenset({"pelvis", "plexus", "sinus", "cs", "pus", "lens"})


def fold(word: str) -> str:
    """One form for singular and plural: 'arteries' -> 'artery', 'joints' -> 'joint', 'process' stays."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or word in AS_THEY_ARE or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 5:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def tokens(text: str) -> list[str]:
    """All words, folded, in order; the words of a name such as "Meckel's" without the s."""
    return [fold(word) for word in WORD.findall(text.lower().replace("'s", "").replace("&", " and "))]


@lru_cache(maxsize=20_000)
def telling(text: str) -> frozenset[str]:
    """The folded words that tell something: no articles, no sides."""
    return frozenset(word for word in tokens(text) if word not in EMPTY and word not in SIDES)


@lru_cache(maxsize=20_000)
def side(text: str) -> str:
    """'right', 'left', 'bilateral' or '' as the words say."""
    found = {SIDES[word] for word in tokens(text) if word in SIDES}
    return "bilateral" if found >= {"right", "left"} or "bilateral" in found else next(iter(found), "")
