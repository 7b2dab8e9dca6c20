"""What a row or a column of a table of blocks holds, by its label."""

from __future__ import annotations

import re

from accord.evidence.readers.spine.scores_log import AFTER, BEFORE
from accord.records.findings import Side

FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("number", r"^(?:no\.?|#|nr\.?|session|block ?(?:#|no\.?)|sequence)$"),
        ("date", r"^(?:date|dos|d\.o\.s\.?|when|done(?: on)?|performed(?: on)?|day|service date|procedure date)\b|\bdate$"),
        ("lasted", r"\b(?:lasted|lasting|duration|how long|hours? of|time (?:of|to)|relief (?:time|hours?)|length)\b|\(h(?:rs?|ours?)?\)"),
        ("relief", r"\b(?:relief|better|improvement|reduction|decrease|change)\b|^ ?%|% ?(?:less|down)"),
        ("side", r"^(?:side|sides|laterality|r/l|l/r|lat\.?)$"),
        ("levels", r"\b(?:levels?|nerves?|targets?|joints?|sites?|area|location|branches)\b"),
        ("agent", r"\b(?:agent|drug|anesthetic|anaesthetic|injectate|medication|local|solution|steroid|sedation)\b"),
        ("result", r"\b(?:result|response|outcome|effect|comments?|notes?|remarks)\b"),
        ("what", r"\b(?:proc\w*|what|type|treatment|intervention|service|block|injection)\b"),
    )
)  # fmt: skip
PRE = re.compile(rf"\b{BEFORE}\b")
POST = re.compile(rf"(?:\b|^){AFTER}\b|\bbest\b|\blowest\b|\bpeak\b")
SCORE_WORD = re.compile(r"\b(?:nrs|nprs|vas|pain|scores?|vrs|index)\b")
SIDE_CELL = re.compile(
    r"(?:\s{2}|\t|\|) ?(?:(?P<r>r|rt|right)|(?P<l>l|lt|left)|(?P<b>b|bil|bilat|both|b/l|r ?[+&/] ?l))(?=\s{2}|\t| ?\||$)"
)


def field_of(label: str) -> str:
    """What a row or column of that label holds; '' when it is none of ours."""
    words = label.strip(" :.").lower()
    if SCORE_WORD.search(words) or PRE.match(words) or re.match(AFTER, words):
        if PRE.search(words):
            return "pre"
        if POST.search(words) and not re.search(r"\brelief\b|\bduration\b", words):
            return "post"
    return next((name for name, pattern in FIELDS if pattern.search(words)), "")


def side_cell(words: str) -> Side | None:
    """A cell that is a side alone: 'R', 'lt', 'b/l'."""
    cell = SIDE_CELL.search(words)
    return None if cell is None else Side.RIGHT if cell["r"] else Side.LEFT if cell["l"] else Side.BILATERAL
