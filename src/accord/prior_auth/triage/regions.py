"""Which part of the body words name, and whether two texts can mean the same part."""

from __future__ import annotations

import re

# Part -> its words. Parts that hold each other share words ('leg' is said of knee and ankle), so only plain names stand here.
PARTS: dict[str, str] = {
    "knee": r"knees?|menisc\w+|patell\w+|cruciate|tibiofemoral",
    "hip": r"hips?|acetabul\w+|femoral head|trochanter\w*",
    "shoulder": r"shoulders?|rotator cuff|glenohumeral|acromio\w+",
    "elbow": r"elbows?|epicondyl\w+|olecran\w+",
    "wrist": r"wrists?|carpal",
    "ankle": r"ankles?|talus|malleol\w+|achilles",
    "foot": r"foot|feet|plantar|hallux|toes?|metatars\w+",
    "hand": r"hands?|fingers?|thumb|metacarp\w+",
    "neck_spine": r"cervical(?! cancer)(?! dysplasia)|c[2-7][-/ ]?c?[3-7]",
    "chest_spine": r"thoracic (?:spine|region|disc|vertebra\w*)|t\d{1,2}[-/ ]t?\d{1,2}",
    "low_spine": r"lumbar|lumbosacral|sacral|sciatica|low(?:er)? back|l[1-5][-/ ]?(?:l[2-5]|s1)",
    "eye": r"eyes?|ocular|retina\w*|macula\w*|catarac\w*|cornea\w*|glaucoma|intravitreal|vitre\w+|ophthalm\w+|vision|visual",
    "ear": r"ears?|otitis|tympan\w+|cochlea\w*|hearing",
    "breast": r"breasts?|mammo\w*|mastectom\w*",
    "heart": r"heart|cardiac|coronary|myocardi\w+|atrial|ventricular|echocardio\w*",
    "brain": r"brain|cerebr\w+|intracranial|migraine|seizure\w*",
    "bowel": r"colon\w*|bowel|rectal|rectum|colorectal|intestin\w+",
}  # fmt: skip
_PART = {part: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for part, words in PARTS.items()}


def regions_in(text: str) -> frozenset[str]:
    """The parts of the body that the words name."""
    return frozenset(part for part, pattern in _PART.items() if pattern.search(text))


def same_region(one: str, other: str) -> bool:
    """Can both mean the same part? Yes, where either names none."""
    first, second = regions_in(one), regions_in(other)
    return not first or not second or bool(first & second)
