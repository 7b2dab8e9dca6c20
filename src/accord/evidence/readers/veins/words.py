"""What papers call the veins of the leg, their sides and their closure, and which records are about it."""

from __future__ import annotations

import re

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.rules import about_subject
from accord.records.findings import Side

CODES = ("36473", "36474", "36475", "36476", "36478", "36479", "36482", "36483")
SUBJECT = lazy_pattern(
    r"endovenous|endothermal|saphenous (?:vein )?(?:radiofrequency |laser |thermal )?ablat|\bevl[ta]\b|venaseal|"
    r"varithena|clarivein|"
    r"vein ablation|closurefast|venous ablation|ablation of (?:the )?(?:\w+ ){0,2}(?:gsv|ssv|saphenous)"
)
CLOSURE = (
    r"(?:(?:endovenous |endothermal |radiofrequency |laser |thermal |mechanochemical |cyanoacrylate |adhesive |"
    r"saphenous |vein |venous )*"
    r"(?:ablat\w+|closure|closurefast)|\brfa\b|\bevl[ta]\b|\bmoca\b|venaseal|varithena|clarivein|cyanoacrylate)"
)
# vein -> words; an accessory vein is not the great saphenous itself, therefore it stands first
VEINS = (
    ("aasv", re.compile(r"\b(?:(?:anterior|posterior)? ?accessory (?:great )?saphenous(?: vein)?s?|aasvs?|aagsv|pasv)\b")),
    ("gsv", re.compile(r"\b(?:(?:great|greater|long) saphenous(?: vein)?s?|gsvs?|lsv)\b")),
    ("ssv", re.compile(r"\b(?:(?:small|short|lesser) saphenous(?: vein)?s?|ssvs?)\b")),
    ("perforator", re.compile(r"\bperforat(?:or|ing)(?: veins?)?s?\b")),
    ("deep", re.compile(
        r"\b(?:common femoral|femoral|popliteal|posterior tibial|peroneal|tibial|cfv|deep)(?: veins?| venous| "
        r"system)?\b")),
)  # fmt: skip
JUNCTIONS = (
    ("gsv", re.compile(r"\b(?:sapheno-?femoral|sfj)\b")),
    ("ssv", re.compile(r"\b(?:sapheno-?popliteal|spj)\b")),
)
LEFT = re.compile(
    r"\bleft\b|\blt\b|\blle\b|\b(?:duplex|us) l\b|\bl(?=:| side\b)|\bl(?=[ .]{1,2}(?:gsv|ssv|aasv|leg|great|small|lower|le\b|calf|thigh|sfj|spj|"
    r"anterior|saph))|\(l\)|-lt\b"
)
RIGHT = re.compile(
    r"\bright\b|\brt\b|\brle\b|\b(?:duplex|us) r\b|\br(?=:| side\b)|\br(?=[ .]{1,2}(?:gsv|ssv|aasv|leg|great|small|lower|le\b|calf|thigh|sfj|spj|"
    r"anterior|saph))|\(r\)|-rt\b"
)
BOTH = re.compile(r"\bbilat\w*|\bboth (?:legs|sides|lower|gsv|ssv|great|small|limbs)\b|\bb/?l\b")


def tells_of_veins(chart: Chart) -> bool:
    """Is the record about the closure of a vein? Else the readers of this folder have nothing to do."""
    return about_subject(chart, CODES, SUBJECT)


def side_in(words: str) -> Side | None:
    """The side that words name; None where they name none, or left and right apart."""
    if BOTH.search(words):
        return Side.BILATERAL
    left, right = bool(LEFT.search(words)), bool(RIGHT.search(words))
    return None if left == right else Side.LEFT if left else Side.RIGHT


def veins_in(words: str) -> tuple[str, ...]:
    """The veins that words name, each once; a junction stands for its vein."""
    found: list[str] = []
    rest = words
    for name, pattern in (*VEINS, *JUNCTIONS):
        if pattern.search(rest):
            found.append(name)
            rest = pattern.sub(" ", rest)
    return tuple(dict.fromkeys(found))


def sides_asked(chart: Chart) -> frozenset[Side]:
    """The sides of the request's modifiers."""
    given = {m for s in chart.request.services if s.code in CODES for m in s.modifiers}
    told = {side for side, marks in ((Side.LEFT, {"LT", "50"}), (Side.RIGHT, {"RT", "50"})) if marks & given}
    return frozenset(told)
