"""Walks told step by step without a heading: 'start 91   1 min 90   2 min 89', or one step a line with the pulse behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.narrative.sentences import Line, lines
from accord.evidence.profile import Profile
from accord.evidence.readers.oxygen.cues import EXERCISE, ON_OXYGEN, RECOVERY, REST, SLEEP, oxygen_of, state_of_row
from accord.evidence.readers.oxygen.reading import Reading

_STEP = (
    r"(?:(?:start|begin\w*|baseline|pre(?:[ -]?walk)?|before|sitting|seated|standing|rest(?:ing)?|at rest|walk(?:ing)?|hall(?:way)?|"
    r"stairs?|lap|recovery|post|after|stop(?:ped)?|end|finish|min(?:ute)?|lowest)\b[ .:#]*)?"
    r"(?:\d{1,3} ?(?:min(?:ute)?s?\b|m\b|sec\b|ft\b|feet\b|meters?\b|laps?\b|yd\b|yards?\b)|(?<=min )\d{1,2}|(?<=minute )\d{1,2}|(?<=lap )\d{1,2})?"
)
_NUMBER = r"(?P<n>100|[5-9]\d)(?!\d|[./]\d| ?(?:min|m\b|ft|feet|sec|bpm|l\b|lpm))"
_INLINE = re.compile(rf"(?:^|(?<=\s))(?P<step>{_STEP})[ :=]{{1,2}}{_NUMBER} ?%?(?=\s|$|,|;)")
_DOWN = re.compile(rf"\s*(?P<step>{_STEP})(?:\s{{2,}}|\s*[:|]\s*|\t){_NUMBER} ?%?(?P<rest>(?:\s{{2,}}|\s*\||\t).*|)$")
_HEAD = re.compile(
    r"\boximetry\b|\bsp ?o2\b|\bsa ?o2\b|\bsats?\b|\bsaturation|\bdesat\w*|\b(?:walk|6 ?mwt|exercise|stair|hall\w*)[^\n]{0,110}"
    r"\b(?:room air|ra|on \d(?:\.\d)? ?(?:l|lpm))\b"
)
_PULSE = re.compile(r"\b(?:hr|pulse|heart rate|p)\b\W{0,3}\d{2,3}")
_PULSE_HEAD = re.compile(r"\b(?:hr|pulse|heart rate|bpm)\b")
_MOVES = re.compile(
    r"\bwalk\w*|\bambulat\w*|\bexer(?:t|cis)\w*|\bhall\w*|\bstairs?\b|\b6 ?mwt\b|\bsix[ -]min\w*|\btreadmill\b|\bstep(?:s|ped| test)\b"
)
_NO_STEPS = re.compile(
    r"\bovernight\b|\bnocturnal\b|\bsleep\w*|\bnight\b|\bahi\b|\bborg only\b|\bglucose\b|\bpeak flow\b|\bbp\b|\bweight\b|\btemp\b|"
    r"\bpressure\b|\bcpap\b"
)
ABOVE = 3
"""So many lines above may name the test and the oxygen."""
FEWEST = 3


def walk_steps(paper: Profile) -> Iterator[tuple[int, int, list[Reading]]]:
    """Each walk told in steps: the stretch that it takes up, and its readings."""
    document = paper.document
    mine = [line for line in lines(document) if paper.part.start <= line.start < paper.part.end and not line.blank]
    for number, line in enumerate(mine):
        head = _head(paper, mine, number)
        found = _along(paper, line, head) if head else []
        if found:
            yield line.start, line.end, found
    yield from _downwards(paper, mine)


def _head(paper: Profile, mine: list[Line], number: int) -> str:
    """The lines above when they speak of saturations on a walk and of nothing else that is counted."""
    words = "\n".join(paper.document.flat[ln.start : ln.end] for ln in mine[max(0, number - ABOVE) : number])
    return words if _HEAD.search(words) and not _NO_STEPS.search(words) else ""


def _along(paper: Profile, line: Line, head: str) -> list[Reading]:
    words = paper.document.flat[line.start : line.end]
    if (
        _PULSE_HEAD.search(words)
        or _NO_STEPS.search(words)
        or re.search(r"\bsp ?o2\b|\bsat", words)
        or _PULSE_HEAD.search(head)
    ):
        return []
    steps = [m for m in _INLINE.finditer(words) if m["step"].strip()]
    if len(steps) < FEWEST:
        return []
    return [_reading(line, m, head) for m in steps]


def _downwards(paper: Profile, mine: list[Line]) -> Iterator[tuple[int, int, list[Reading]]]:
    run: list[tuple[Line, re.Match[str]]] = []
    head = ""
    for number, line in enumerate([*mine, None]):
        match = _DOWN.match(paper.document.flat[line.start : line.end]) if line is not None else None
        if line is not None and match is not None and match["step"].strip() and _PULSE.search(match["rest"]):
            head = head if run else _head(paper, mine, number)
            run.append((line, match))
            continue
        if len(run) >= FEWEST and head:
            yield run[0][0].start, run[-1][0].end, [_reading(ln, m, head) for ln, m in run]
        run = []


def _reading(line: Line, match: re.Match[str], head: str) -> Reading:
    """Minutes and distances are of the walk; what stands still before it is rest; the oxygen is the step's or the head's."""
    step = match["step"].strip()
    told = state_of_row(step)
    if re.match(r"start|begin|baseline|pre|before|sitting|seated|standing", step):
        told = REST
    elif re.match(r"recovery|post|after|rest \d|stop|end|finish", step):
        told = RECOVERY
    moving = EXERCISE if _MOVES.search(head) else state_of_row(head.split("\n")[-1])
    state = moving if told in ("", SLEEP) else told
    oxygen, flow = oxygen_of(step)
    for words in reversed(head.split("\n")):
        if oxygen:
            break
        oxygen, flow = (
            oxygen_of(words) if re.search(r"\broom air\b|\bra\b|\bon \d|\d ?(?:l|lpm)\b", words) else ("", None)
        )
    return Reading(
        Decimal(match["n"]), line.start, line.end, line.start + match.start("n"), state, oxygen,
        flow if oxygen == ON_OXYGEN else None, formal=True,
    )  # fmt: skip
