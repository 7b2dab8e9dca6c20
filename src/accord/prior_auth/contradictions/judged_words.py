"""Words in which practitioners answer a question of judgement, where no reader of a policy takes them as a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accord.evidence.patterns import lazy_pattern


@dataclass(frozen=True, slots=True)
class Words:
    """Wordings that answer yes and no; codes -- the services of which the question is asked."""

    yes: re.Pattern[str]
    no: re.Pattern[str]
    codes: re.Pattern[str]


def _words(yes: str, no: str, codes: str) -> Words:
    return Words(lazy_pattern(yes), lazy_pattern(no), lazy_pattern(codes))


PSYCH = r"\bpsych\w*"
FIT = r"(?:clear(?:ed|ance)?|no (?:psych\w* )?contra-?indication\w*|suitable|appropriate|good candidate|favou?rable|approved)"
PUMP = r"\b(?:e-?065[01]|simpler (?:pump|device)|basic pump|non-?calibrated|standard pump|uncalibrated)"
SURFACE = r"\b(?:support )?(?:surface|mattress|overlay|bed)\b"
CUSTOM = r"\bcustom(?:[- ](?:made|fabricated|fit))?\b"
PREFAB = r"\b(?:prefab\w*|off[- ]the[- ]shelf|ots)\b"
WORDS: Mapping[str, Words] = {
    "psychological_clearance": _words(
        rf"{PSYCH}[^.;]{{0,60}}\b(?<!not ){FIT}|\b(?<!not ){FIT}\b[^.;]{{0,30}}{PSYCH}",
        rf"\bnot (?:an? |yet )?(?:psych\w* )?(?:{FIT})|\b(?:poor|unsuitable|inappropriate) candidate|"
        rf"{PSYCH}[^.;]{{0,50}}\b(?:(?<!no )(?<!without )(?<!no psych )(?<!no psychological )contra-?indicat\w+|"
        rf"unsuitable|not cleared)",
        r"636\d\d|C1767|64590",
    ),
    "simpler_pump": _words(
        rf"{PUMP}[^.;]{{0,60}}\b(?:fail\w*|(?:will|would|does|did|is|was|can) ?no?t\b(?! (?:hurt|painful))|won't|insufficient|inadequate|"
        rf"no (?:reduction|improvement|benefit))",
        rf"{PUMP}[^.;]{{0,60}}\b(?:is enough|adequate\w*|suffic\w+|well enough|would do|works? well|effective\w*|would treat|will do(?! not))",
        r"E065[0-9]",
    ),
    "surface_needed": _words(
        rf"{SURFACE}[^.;]{{0,40}}\b(?:still|continues? to be|remains?) (?:needed|required|necessary|indicated)|\bstill needs? (?:the |a |"
        rf"this )?(?:\w+ )*{SURFACE}",
        rf"{SURFACE}[^.;]{{0,40}}\b(?:no longer|not) (?:needed|required|necessary|indicated)|\bno longer needs? (?:the |a |this )?(?:\w+ )*{SURFACE}",
        r"E0277|E037[1-3]|E0193|E0194",
    ),
    "safe_driving": _words(
        r"\bdriv(?:es?|ing|en)\b[^.;]{0,30}\bsafe(?:ly)?\b(?<!not safe)(?<!unsafe)|\bsafe(?:ly)? (?:to |can )?(?:drives?|operates?|maneuvers?)|"
        r"\b(?:operates?|maneuvers?|drove)\b[^.;]{0,40}\bsafely",
        r"\b(?:not|n't) safe(?:ly)? (?:to |for )?(?:driv\w+|operat\w+)|\bunsafe (?:to |for |in )?(?:driv\w+|operat\w+)|\bfail\w* (?:the )?(?:\w+ )?driv\w+|"
        r"\b(?:cannot|can not|unable to|could not) (?:safely )?(?:drive|operate)\b(?! (?:a |the |his |her )?(?:car|motor|auto\w*|truck|any ?more))",
        r"K08\d\d|E098[46]",
    ),
    "custom_brace": _words(
        rf"{CUSTOM}[^.;]{{0,40}}\b(?:is |was )?(?:needed|necessary|required|indicated)(?<!not needed)(?<!not necessary)|\bneeds? (?:a |an )?{CUSTOM}|"
        rf"{PREFAB}[^.;]{{0,40}}\b(?:(?:will|would|does|did|do|can) ?no?t|won't|cannot|fails? to)\b[^.;]{{0,20}}\b(?:fit|work|hold|suffice)",
        rf"{CUSTOM}[^.;]{{0,30}}\bnot (?:needed|necessary|required|indicated)|\bno need for (?:a |an )?{CUSTOM}|"
        rf"{PREFAB}[^.;]{{0,30}}\b(?:fits? (?:well|fine|her|him)|is (?:adequate|enough|fine)|will do)",
        r"L0\d{3}|L18\d\d",
    ),
    "prosthesis_level": _words(
        r"\b(?:potential|level|functional\w*|now|at|as|is|a|agree\w*|concur\w*)\W{0,3}k ?-?[34]\b",
        r"\b(?:potential|level|functional\w*|now|at|as|is|a)\W{0,3}(?:only )?k ?-?[012]\b(?!\d)",
        r"L5\d{3}",
    ),
}  # fmt: skip
