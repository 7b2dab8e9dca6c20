"""Words that tell under which conditions a saturation was read: at rest or not, on room air or on oxygen, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

REST, EXERCISE, SLEEP, RECOVERY = "rest", "exercise", "sleep", "recovery"
ROOM_AIR, ON_OXYGEN = "room_air", "on_oxygen"
LOW, START, END = "low", "start", "end"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say something of a reading: kind is 'state', 'oxygen' or 'part' (of a walk); flow in L/min."""

    start: int
    end: int
    kind: str
    value: str
    flow: Decimal | None = None


# (value, pattern) over lower-case text; where two overlap the earlier in the list is taken.
_STATES: tuple[tuple[str, str], ...] = (
    (
        RECOVERY,
        r"recover(?:y|s|ed|ing)?\b|\brecov\b\.?|\bpost[ -]?(?:ex(?:ercise|ertion(?:al)?)?|walk(?:ing)?|ambulation|"
        r"activity|test|"
        r"6mwt)\b|\bmin(?:ute)?s? (?:post|after (?:stopping|exercise|walking|walk))\b|"
        r"\bafter (?:\d+ min\w* (?:of )?)?"
        r"(?:rest(?:ing)?|sitting|stopping|recovery)\b|\bcool[ -]?down\b|\bonce (?:seated|at rest) again\b|"
        r"\bpost\b(?=\s|$)",
    ),
    (
        SLEEP,
        r"\basleep\b|\bsleep(?:ing|s)?\b|\bovernight\b|\bnocturnal(?:ly)?\b|\bduring the night\b|\bat night\b|"
        r"\bnight[ -]?time\b|"
        r"\bnoc(?:t)?\b\.? ?(?:ox|sat)",
    ),
    (
        REST,
        r"\b(?:at|after) rest\b|\bresting\b|\brest\b(?! of\b)|\bseated\b|\bsitting\b|\bsits?\b(?! (?:up|to)\b)|\bsat (?:in|quietly|for \d+ min)|\bsupine\b|"
        r"\brecumbent\b|"
        r"\blying\b|\bsedentary\b|\bquiet(?:ly)?\b|\bpre[ -]?(?:ex(?:ercise|ertion(?:al)?)?|walk(?:ing)?|"
        r"ambulation|test|activity|"
        r"6mwt)\b|\bbefore (?:the )?(?:walk(?:ing)?|exercise|exertion|ambulation|test|activity)\b|\bin (?:a |"
        r"the )?chair\b|"
        r"\bat baseline\b|\bidle\b|\bin bed awake\b",
    ),
    (
        EXERCISE,
        r"\bamb\b\.?(?! (?:clinic|surg|care|refer|indep))|"
        r"\bwalk(?:s|ed|ing)?\b(?! (?:test|study)? ?(?:not|was not|wasn't|deferred))|\bambulat(?:es|ed|ing|ion|ory|"
        r"e)\b|"
        r"\bexert(?:ion|ional|ing)?\b|\bexercis(?:e|es|ed|ing)\b|\btreadmill\b|\b6 ?mwt\b|\bsix[ -]min(?:ute)?\b|"
        r"\b6[ -]?min(?:ute)?\b"
        r"(?=[ -]?walk)|\bwith activity\b|\bactivity\b|\bactive\b|\bstairs?\b|\bstair climb\w*|\bmarch(?:ing|"
        r"ed)?\b|\bstep test\b|"
        r"\bergomet\w+|\bpedal\w*|\bexert\b|\bphysical effort\b|\bhallway\b|\bwhile moving\b|\bon the move\b",
    ),
)
_OXYGEN: tuple[tuple[str, str], ...] = (
    (
        ROOM_AIR,
        r"\broom[ -]?air\b|\br(?:oo)?m[. -]{0,2}air\b|\b(?:oxygen|o2|tank|cannula|concentrator) "
        r"(?:was |is |being |has been |turned |switched |taken |had been )*off\b|"
        r"\b(?:after|with) (?:the |her |his )?(?:oxygen|o2|cannula) (?:removed|withdrawn|discontinued|held)\b|"
        r"\bambient air\b|\b(?:on|breathing|while on) air\b(?! ?way)|\b(?:without|w/o|w/out|no|"
        r"off)(?: of)?(?: any| the| "
        r"his| her| all)?(?: supplemental| suppl\.?| portable)? (?:o2|oxygen|tank)\b|\bfio2\W{0,3}(?:0?\.21|"
        r"21 ?%?)(?!\d)|\b21 ?%"
        r"(?= (?:fio2|o2|oxygen|inspired))|\bnone \(ra\)|(?<=  )none(?=  )|(?<![\d.])0 ?(?:l|lpm|l/min)\b|\boff o2\b|\br/a\b|\bra\b|"
        r"\bunsupplemented\b",
    ),
    (
        ON_OXYGEN,
        r"(?<![\d./])(?P<flow>\d{1,2}(?:\.\d{1,2})?)(?: ?(?:-|–|to) ?\d{1,2})?[ _-]{0,4}(?:lpm|"
        r"l ?/ ?m(?:in(?:ute)?)?|"
        r"liters?|litres?|l)\b"
        r"(?:(?: per |/ ?)min(?:ute)?| a minute)?(?! (?:concentrator|bottle|water|tank\b|of (?:fluid|saline|"
        r"water)))|"
        r"\b(?:on|with|using|via|under)(?: his| her| the| their| home)?(?: usual)?(?: supplemental| suppl\.?|"
        r" continuous| portable|"
        r" added)? (?:o2|oxygen)\b|\bsupplemental (?:o2|oxygen)\b|\bnasal cannula\b|\bn/?c\b|\bportable tank\b|"
        r"\bventi(?:mask)?\b|"
        r"\bnon[ -]?rebreather\b|\bhigh[ -]flow\b|\bhfnc\b|\bbi-?pap\b|\bcpap\b|\bfio2\W{0,3}(?:0?\.(?:2[2-9]|"
        r"[3-9]\d?)|1\.0|[2-9]\d ?%)|"
        r"\b(?:2[4-9]|[3-9]\d) ?% (?:fio2|oxygen mask|venturi)\b|\boximizer\b|\bpendant\b",
    ),
)
_PARTS: tuple[tuple[str, str], ...] = (
    (LOW, r"\blow(?:est)?\b|\bnadir\b|\bmin(?:imum|imal)\b|\btrough\b|\bworst\b|\bde-?sat\w*|\bdrop(?:s|ped|ping)?\b|\bfell\b|\bfalls?\b|"
          r"\bdown to\b|\bdips?\b|\bdipped\b|\bdeclin\w+|\bdecreas\w+|\bsank\b|\bsinks\b|\bplummet\w*|\bbottom\w*"),
    (START, r"\bstart(?:ing|s|ed)?\b|\bbaseline\b|\binitial(?:ly)?\b|\bbegan\b|\bbegin(?:ning|s)?\b|\bpre\b|\bfrom\b"),
    (END, r"\bend(?:ing|s|ed)?\b|\bfinal\b|\bpost\b|\bafterwards?\b"),
)  # fmt: skip
_TABLE = tuple(
    (kind, value, re.compile(pattern))
    for kind, listed in (("state", _STATES), ("oxygen", _OXYGEN), ("part", _PARTS))
    for value, pattern in listed
)
_NOT_A_FLOW = re.compile(
    r"\b(?:fev1?|fvc|vc|tlc|rv|tv|vital capacity|volume|drink\w*|drank|intake|urine|bolus|x|l|t|c)\W{0,4}$"
)


def cues(flat: str, start: int, end: int) -> list[Cue]:
    """The cues within flat[start:end] (lower case), in order; of two that overlap the first kind of the table."""
    found: list[Cue] = []
    for kind, value, pattern in _TABLE:
        for match in pattern.finditer(flat, start, end):
            cue = _cue(flat, kind, _at_rest_or_after(flat, value, match), match)
            if cue is not None and not any(c.kind == kind and c.start < cue.end and cue.start < c.end for c in found):
                found.append(cue)
    return _merged(_recovering(flat, sorted(found, key=lambda cue: cue.start)))


def _recovering(flat: str, found: list[Cue]) -> list[Cue]:
    """'Post exercise, at rest' is recovery: rest named right behind it is no rest of its own."""
    states = [cue for cue in found if cue.kind == "state"]
    again = [
        rest
        for after, rest in pairwise(states)
        if after.value == RECOVERY and rest.value == REST and re.fullmatch(r"[\s,:()/-]*", flat[after.end : rest.start])
    ]
    return [cue for cue in found if cue not in again]


def _merged(found: list[Cue]) -> list[Cue]:
    """'2 L/min by nasal cannula' is one cue with its flow."""
    made: list[Cue] = []
    for cue in found:
        last = next((c for c in reversed(made) if c.kind == cue.kind), None)
        if (
            last is not None
            and cue.value == last.value == ON_OXYGEN
            and cue.start - last.end <= 12
            and (cue.flow is None or last.flow is None)
        ):
            made[made.index(last)] = Cue(
                last.start, cue.end, "oxygen", ON_OXYGEN, last.flow if last.flow is not None else cue.flow
            )
        else:
            made.append(cue)
    return made


def _cue(flat: str, kind: str, value: str, match: re.Match[str]) -> Cue | None:
    flow = match.groupdict().get("flow")
    if flow is not None and _NOT_A_FLOW.search(flat[max(0, match.start() - 16) : match.start()]):
        return None
    if value == ON_OXYGEN and flow is not None and Decimal(flow) > 60:
        return None
    return Cue(match.start(), match.end(), kind, value, Decimal(flow) if flow is not None else None)


_AFTER_SITTING = re.compile(r"after (?:\d+ min\w* (?:of )?)?(?:rest(?:ing)?|sitting)")
_EXERCISES = re.compile(next(pattern for value, pattern in _STATES if value == EXERCISE))


def _at_rest_or_after(flat: str, value: str, match: re.Match[str]) -> str:
    """'After sitting ten minutes' is rest, unless there was exercise before it."""
    if value != RECOVERY or not _AFTER_SITTING.match(match[0]):
        return value
    return RECOVERY if _EXERCISES.search(flat, max(0, match.start() - 300), match.start()) else REST


def oxygen_of(words: str) -> tuple[str, Decimal | None]:
    """Room air or oxygen with its flow, of a cell such as 'RA', 'none', '2', '3 L NC', 'off', '0.21'."""
    words = words.strip().lower()
    if re.fullmatch(r"(?:none|off|no|nil|air|0|0\.0|0?\.21|21 ?%?|-)(?:\W.*)?|.*\(ra\)", words):
        return ROOM_AIR, None
    bare = re.fullmatch(r"(\d{1,2}(?:\.\d)?)\W*", words)
    if bare and Decimal(bare[1]) <= 20:
        return ON_OXYGEN, Decimal(bare[1])
    percent = re.fullmatch(r"(?:0?\.(\d\d)|(\d\d) ?%)\W*", words)
    if percent and int(percent[1] or percent[2]) > 21:
        return ON_OXYGEN, None
    for cue in cues(words, 0, len(words)):
        if cue.kind == "oxygen":
            return cue.value, cue.flow
    return "", None


def states_in(flat: str, start: int, end: int) -> Iterator[str]:
    """The states that some words name."""
    for cue in cues(flat, start, end):
        if cue.kind == "state":
            yield cue.value


def state_of_row(words: str) -> str:
    """The state of a table row by its words: recovery before exercise before sleep before rest."""
    told = set(states_in(words.lower(), 0, len(words)))
    return next((state for state in (RECOVERY, EXERCISE, SLEEP, REST) if state in told), "")
