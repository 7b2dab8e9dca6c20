"""Which knee an arthroscopy is asked for, and whether words speak of it or of the other one."""

from __future__ import annotations

from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.rules import about_subject
from accord.evidence.readers.statements import Said

CODES = ("29877", "29871", "G0289")
SUBJECT = lazy_pattern(r"\bknee\b[^.]{0,60}\barthroscop\w+|\barthroscop\w+[^.]{0,60}\bknee\b|knee scope")
KNEE = lazy_pattern(
    r"\bknees?\b|\bpatell\w+|\btibio-?femoral\b|\bmenisc\w+|\bchondro\w+|\bouterbridge\b|\barthroscop\w+|\bgonarthr\w+|\b(?:medial|lateral) "
    r"(?:compartment|joint)|\bfemoral condyle|\btibial plateau|\bjoint space\b|\btrochlea\w*|\bvar(?:us|um)\b|\bvalg(?:us|um)\b"
)
OTHER_JOINT = lazy_pattern(
    r"\b(?:hips?|shoulders?|elbows?|wrists?|fingers?|thumbs?|ankles?|jaw|tmj|neck|lumbar|spine|cervical|bunion|hallux|toes?|hands?|foot|feet)\b"
)
LEFT = lazy_pattern(r"\bleft\b|\blt\b|\bl(?= (?:knee|leg))|\bm17\.[135]2\b|\bm17\.12\b")
RIGHT = lazy_pattern(r"\bright\b|\brt\b|\br(?= (?:knee|leg))|\bm17\.[135]1\b|\bm17\.11\b")
BOTH = lazy_pattern(r"\bbilateral(?:ly)?\b|\bboth (?:knees|sides)\b|\bboth\b(?=[^.]{0,20}\bknees)")
ACROSS = lazy_pattern(r"\b(?:opposite|contralateral|other|non-?operative) (?:knee|side|leg)\b")
SIDE_DIGIT = {"1": "right", "2": "left"}


@dataclass(frozen=True, slots=True)
class Target:
    """The knee of the request; None where the request does not tell the side."""

    side: str | None = None

    def other(self, paper: Profile, each: Said) -> bool:
        """Do the words, or where they name no side the paper, speak of the other knee only?"""
        if self.side is None:
            return False
        told = sides_of(each.text)
        if not told and ACROSS.search(each.text):
            return True
        if not told:
            told = sides_of(paper.document.flat[paper.part.start : paper.part.end])
        return bool(told) and self.side not in told


def sides_of(words: str) -> set[str]:
    """The sides that words in lower case name."""
    found = {"left"} if LEFT.search(words) else set[str]()
    found |= {"right"} if RIGHT.search(words) else set[str]()
    return {"left", "right"} if BOTH.search(words) else found


def target(chart: Chart) -> Target:
    """The side of the request: by its modifiers, else by its diagnoses."""
    marks = {modifier for service in chart.request.services for modifier in service.modifiers}
    if ("RT" in marks) != ("LT" in marks):
        return Target("right" if "RT" in marks else "left")
    sides = {
        SIDE_DIGIT[code[-1]]
        for stated in chart.request.diagnoses
        if (code := stated.value).startswith(("M17", "M23", "M22", "M94", "M24", "M25")) and code[-1] in SIDE_DIGIT
    }
    return Target(sides.pop() if len(sides) == 1 else None)


def tells_of_knee(chart: Chart) -> bool:
    """Is the record about an arthroscopy of the knee? Else the readers of this folder have nothing to do."""
    return about_subject(chart, CODES, SUBJECT)
