"""Saturations in running text, label lines and rows without a header: each number with the cues that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.evidence.narrative.sentences import Sentence, sentences
from accord.evidence.narrative.values import NumberMention, numbers_within
from accord.evidence.profile import Profile
from accord.evidence.readers.oxygen.cues import (
    END,
    EXERCISE,
    LOW,
    RECOVERY,
    REST,
    SLEEP,
    START,
    Cue,
    cues,
)
from accord.evidence.readers.oxygen.reading import RANGE, Reading
from accord.records.documents import Document

LABEL = re.compile(
    r"\bsp ?[o0]2\b|\bsa ?[o0]2\b|\b[o0]2 ?-?sats?\b|\b(?:oxygen|[o0]2|arterial) saturations?\b|\bsaturations?\b|"
    r"\bsaturat(?:ing|es|ed)\b|\bsats?\b|"
    r"\bsatting\b|\bpulse ?-?ox(?:imet(?:ry|er))?\b|\boximet(?:ry|er|ric)\b|\bpox\b|\bde-?sat\w*|\b(?:oxygen|"
    r"o2) levels?\b|\bhypox\w+|\bo2\b(?=\W{0,3}\d\d ?%)"
)
_OTHER = re.compile(
    r"(?:\bhr\b|heart rate|\bpulse\b(?! ?ox)|\bbpm\b|\bp\b|\bbp\b|\brr\b|\br\b|\bresp\w*|\btemp\w*|\bt\b|\bwt\b|"
    r"weight|\bht\b|height|\bbmi\b|"
    r"\bage[ds]?\b|\bfev ?1?(?:/fvc)?\b|\bfvc\b|\bdlco\b|\btlc\b|\bkco\b|\bvc\b|\bl?v?ef\b|ejection fraction|"
    r"\bhct\b|\bhgb\b|\bhb\b|"
    r"hematocrit|\bborg\b|fio2|\bph\b|\bp ?a?co2\b|\bp ?a? ?o2\b|hco3|bicarb\w*|efficiency|\bahi\b|\brei\b|\brdi\b|"
    r"\bodi\b|distance|"
    r"predicted|\bpred\b|compliance|adherence|battery|duration|length of need|\blon\b|refills?|quantity|qty|"
    r"\bmmhg\b|\binr\b|glucose|\bno\.|#|\bsystolic|\bdiastolic|"
    r"\bfor\b|\bx\b|\blot\b)"
    r"\W{0,4}(?:is |was |of |at |about |around )?$"
)
_TO = re.compile(
    r"(?P<verb>\w+)(?: (?:back|up|down|only|her|him|sats?|saturation))? (?:to|into)(?: (?:about|around|a low of|"
    r"a nadir of|the))?\W*$"
)
_MOVES = re.compile(
    r"down|up|back|drop\w*|fell|fall\w*|went|go(?:es|ing)|(?:de)?sat\w*|desat\w*|improv\w+|r[io]s(?:e|es|ing|en)|"
    r"recover\w*|"
    r"correct\w*|(?:in|de)creas\w+|c[oa]me\w*|low|"
    r"nadir|dip\w*|sats?|brought|return\w*|declin\w+|rais\w+|sank|normali\w+|plummet\w*|bump\w*|saturation|"
    r"bounc\w+|climb\w*|brings?"
)
_GOAL = re.compile(
    r"\b(?:goals?|targets?|keep|to (?:stay|maintain|hold)|titrat(?:e|ing) (?:to|for)|aim\w*|ensure|if|when|until|"
    r"unless|should be|must be|threshold|"
    r"cut-?off|limit|less than|greater than|criteri\w+|qualif\w+ (?:at|is|value)|medicare|alarm\w*|"
    r"normal(?: range)?|expected|reference|call if|to be)\b[^.;]{0,28}$"
)
_VERB = re.compile(
    r"\b(?:de-?sat\w*|drop\w*|fell|falls?|fall|dips?|dipped|down to|sits at|sat at|is at|was at|runs?|running|"
    r"went to|goes to|came (?:back|up)|rose|"
    r"rises|improv\w+|correct\w+|recover\w+|return\w+|increas\w+|decreas\w+|start\w*|end\w*|lowest|low of|nadir|"
    r"holds?|held|stay\w*|maintain\w*|reads?|"
    r"reading|showed|shows|measured|stabili\w+|baseline|min(?:imum)?|up to|got|gets)\b"
)
_BEHIND_PRESSURE = re.compile(r"\b\d{2,3} ?/ ?\d{2,3}(?:[\s,;|-]+\d{2,3}(?:\.\d)?)*[\s,;|-]+$")
_AFTER = re.compile(
    r"\s?%?\s?(?:of (?:predicted|normal|max|the)|pred\w*|predicted|percent predicted|y/?o\b|yo\b|years?|pack|ppd|"
    r"bpm|mm ?hg|mmhg|lbs?\b|kg\b|f\b|x\d)"
)
_SAT_RANGE = (Decimal(40), Decimal(100))
_CONTEXT = re.compile(
    LABEL.pattern + r"|\broom[ -]?air\b|\bon \d(?:\.\d)? ?(?:l|liters?|lpm)\b|"
    r"\b(?:walk|stepped|exercise|oximetry|oxygen|exertion\w*|6-?minute|six-?minute) (?:test|study|walk)\b|"
    r"\b6 ?mwt\b"
)
_WALK_TITLE = re.compile(
    r"walk (?:test|study|sheet)|\b6 ?mwt\b|(?:six|6)[ -]min\w* walk|exercise (?:test|oximetry|study)|"
    r"exertional oximetry|ambulat\w+ oximetry|treadmill"
)


@dataclass(frozen=True)
class _Number:
    """A number taken for a saturation; wide: a range that lies across 88 or 89 %."""

    value: Decimal
    start: int
    end: int
    labelled: bool
    wide: bool = False


@dataclass
class _Told:
    """What the sentences so far say, for those that follow."""

    state: str = ""
    oxygen: str = ""
    flow: Decimal | None = None
    end: int = -99
    had_readings: bool = False
    walk: bool = False


def prose_readings(paper: Profile, taken: Sequence[tuple[int, int]]) -> Iterator[Reading]:
    """The saturations in the sentences and rows of a paper; `taken` are stretches read otherwise (tables, gases)."""
    document = paper.document
    told = _Told(
        walk=bool(_WALK_TITLE.search(document.flat, paper.part.start, min(paper.part.end, paper.part.start + 300)))
    )
    for sentence in sentences(document):
        if not paper.part.start <= sentence.start < paper.part.end:
            continue
        if any(start <= sentence.start < end for start, end in taken):
            continue
        found = list(_numbers(document, sentence, taken, told))
        yield from _read(document, sentence, found, told)


def _numbers(
    document: Document, sentence: Sentence, taken: Sequence[tuple[int, int]], told: _Told
) -> Iterator[_Number]:
    """The numbers of a sentence that are saturations."""
    flat, first = document.flat, sentence.start
    words = flat[sentence.start : sentence.end]
    about = bool(_CONTEXT.search(words)) or (told.had_readings and _near(document, told.end, sentence.start))
    if _is_series(words):
        return
    if not about:
        kinds = {c.kind for c in cues(flat, sentence.start, sentence.end)}
        if not {"state", "oxygen"} <= kinds:
            return
    for number in [*numbers_within(document, sentence.start, sentence.end), *_filled_in(flat, sentence)]:
        if any(start <= number.start < end for start, end in taken):
            continue
        value = _value(document, number)
        if (
            value is None
            or _GOAL.search(flat[max(first, number.start - 40) : number.start])
            or _AFTER.match(flat, number.end)
        ):
            continue
        digits = re.search(r"\d|$", flat[number.start : number.end])
        first_digit = number.start + (digits.start() if digits else 0)
        read = _as_saturation(document, sentence, replace(number, start=first_digit), value)
        if read is not None:
            high = number.high if number.high is not None else number.value
            yield replace(read, wide=number.value <= 89 < high or number.value <= 88 < high)


def _filled_in(flat: str, sentence: Sentence) -> Iterator[NumberMention]:
    """Numbers written on a form's line: '___92___ %'."""
    for match in re.finditer(r"_{1,} ?(?P<n>\d{2,3}(?:\.\d)?) ?_+ ?%?", flat[sentence.start : sentence.end]):
        start = sentence.start + match.start("n")
        yield NumberMention(start, sentence.start + match.end(), Decimal(match["n"]), "%")


def _is_series(words: str) -> bool:
    """A row of bare numbers belongs to the headings above it, not to prose."""
    return len(re.findall(r"(?:\s{2,}|\|\s*)\d{2,3}\s?%?(?=\s{2,}|\s*\||\s*$)", words)) > 2


def _value(document: Document, number: NumberMention) -> Decimal | None:
    """Within the range of saturations; of a range of readings the higher."""
    arrow = number.comparator == ">" and document.flat[max(0, number.start - 1) : number.start] in ("-", "=", "—", "–")
    if number.unit not in (None, "%") or (number.comparator is not None and not arrow) or number.out_of is not None:
        return None
    low, high = number.value, number.high if number.high is not None else number.value
    return high if _SAT_RANGE[0] <= low <= high <= _SAT_RANGE[1] else None


def _as_saturation(document: Document, sentence: Sentence, number: NumberMention, value: Decimal) -> _Number | None:
    """A number behind a label, or one that stands with per cent or with a condition in words about oxygen."""
    flat = document.flat
    reach = max(sentence.start, number.start - 60)
    before = flat[reach : number.start]
    labels = list(LABEL.finditer(before))
    label = labels[-1] if labels else None
    between = before[label.end() :] if label is not None else ""
    labelled = (
        label is not None
        and not re.search(r"\d", re.sub(r"\bo2\b|\d+ ?(?:l|lpm|liters?|min\w*|ft|feet)\b|\d+:\d\d", "", between))
        and (not re.search(r"[;\t]|\.\s", between))
    )
    heading = _TO.search(before[-36:])
    if (
        heading
        and not labelled
        and not _MOVES.fullmatch(heading["verb"])
        and not re.search(r"\bfrom (?:a |about )?\d{2,3} ?%? to\W*$", before)
    ):
        return None
    if _OTHER.search(before[-30:]) and not (
        labelled and re.fullmatch(r"[\W_]*(?:on )?(?:ra|r/a|room air|rest|resting|is|was|of|at)?\W*", between)
    ):
        return None
    if not labelled and _foreign_label(before):
        return None
    percent = number.unit == "%"
    if labelled:
        return _Number(value, number.start, number.end, True)
    if not percent and _BEHIND_PRESSURE.search(before):
        return None
    chunk = _chunk(document, sentence, number)
    conditions = [c for c in cues(flat, *chunk) if c.kind in ("state", "oxygen")]
    spoken = bool(_VERB.search(flat[chunk[0] : number.start]))
    if percent and (conditions or spoken):
        return _Number(value, number.start, number.end, False)
    near = any(min(abs(c.start - number.end), abs(number.start - c.end)) <= 26 for c in conditions)
    whole = value == value.to_integral_value()  # a bare 97.6 among vital signs is a temperature
    if not percent and whole and value >= 60 and (near or _part_near(flat, chunk[0], number.start)):
        return _Number(value, number.start, number.end, False)
    return None


def _foreign_label(before: str) -> bool:
    """Does a label of something else stand right before the number ('Duration: 99')?"""
    match = re.search(r"(?P<label>[^.;,:]*)[:=]\s*$", before)
    if match is None or len(match["label"].split()) > 3:
        return False
    label = match["label"]
    named = cues(label, 0, len(label)) or re.search(
        r"\b(?:sat\w*|values?|results?|readings?|now|today|then|tested|test|supplier)\b", label
    )
    return not named


def _part_near(flat: str, start: int, end: int) -> bool:
    return bool(
        re.search(
            r"\b(?:start(?:ing)?|lowest|low|nadir|end(?:ing)?|final|baseline|min(?:imum)?|dropp?\w*|fell|"
            r"down to)\W{0,4}(?:of |at |to |was )?$",
            flat[start:end],
        )
    )


_BREAK = re.compile(r"[;,\n]|(?<=\d) ?%? / (?=[a-z\d])|(?<![.\s])\.\s|\t| and | then | but ")


def _chunk(document: Document, sentence: Sentence, number: NumberMention) -> tuple[int, int]:
    """From the break before a number to the break after it."""
    flat = document.flat
    starts = [m.end() for m in _BREAK.finditer(flat, sentence.start, number.start)]
    after = _BREAK.search(flat, number.end, sentence.end)
    return (starts[-1] if starts else sentence.start), (after.start() if after else sentence.end)


def _read(document: Document, sentence: Sentence, found: Sequence[_Number], told: _Told) -> Iterator[Reading]:
    """The readings of a sentence with their conditions: own cues, else those that carry over."""
    flat = document.flat
    every = [c for c in cues(flat, sentence.start, sentence.end) if not any(n.start <= c.start < n.end for n in found)]
    carry = _carried(told, found) if _near(document, told.end, sentence.start) else _Told(walk=told.walk)
    lead = _lead(every, found, sentence, carry)
    previous: Reading | None = None
    for index, number in enumerate(found):
        left = found[index - 1].end if index else sentence.start
        right = found[index + 1].start if index + 1 < len(found) else sentence.end
        last = index + 1 == len(found)
        own = [_own(flat, every, kind, number, left, right) for kind in ("state", "oxygen", "part")]
        if (
            own[2] is None
            and previous is not None
            and re.fullmatch(
                r"\s?%?\s?(?:on (?:ra|room air) )?(?:down )?(?:to|into)(?: a low of| a nadir of)?\s?",
                flat[left : number.start],
            )
        ):
            own[2] = Cue(left, number.start, "part", LOW)
        state = _state(own[0], own[2], previous, lead, every, number, last)
        oxygen, flow = _oxygen(own[1], previous, lead, every, number, last)
        role = RANGE if number.wide else ""
        previous = Reading(number.value, sentence.start, sentence.end, number.start, state, oxygen, flow, role=role)
        yield previous
    _remember(told, sentence, every, previous)


def _carried(told: _Told, found: Sequence[_Number]) -> _Told:
    """What the sentence before leaves: rest only for a bare number that carries it on ('At 6 liters 92')."""
    keeps = told.state != REST or (bool(found) and not found[0].labelled)
    return replace(told, state=told.state if keeps else "")


def _near(document: Document, end: int, start: int) -> bool:
    """Do two sentences follow each other within a paragraph?"""
    return 0 <= start - end <= 12 and document.text[end:start].count("\n") <= 1


def _own(flat: str, every: Sequence[Cue], kind: str, number: _Number, left: int, right: int) -> Cue | None:
    """The nearest cue of a kind with no break and no other reading between."""
    best: tuple[int, Cue] | None = None
    for cue in every:
        if cue.kind != kind or cue.end <= left - 1 or cue.start >= right:
            continue
        before = cue.end <= number.start
        between = flat[cue.end : number.start] if before else flat[number.end : cue.start]
        if re.search(r"[;>→]|\.\s", between) or (between.count(",") and kind != "part"):
            continue
        if ":" in between and (not before or len(between) > (16 if kind == "part" else 44)):
            continue
        cost = len(between.strip()) + 26 * between.count(",") + (8 if "   " in between else 0)
        cost += len(re.findall(r"\b(?:and|then|but)\b", between)) * (30 if before else 12)
        cost += 0 if before else 12 * len(re.findall(r"\bto\b", between))
        if len(between.strip()) + 26 * between.count(",") <= 48 and (best is None or cost < best[0]):
            best = (cost, cue)
    return best[1] if best else None


def _lead(every: Sequence[Cue], found: Sequence[_Number], sentence: Sentence, carry: _Told) -> _Told:
    """What stands before the first reading, or else in the sentence before."""
    del sentence
    first = found[0].start if found else 0
    before = [c for c in every if c.end <= first]
    states = [c for c in before if c.kind == "state"]
    oxygen = [c for c in before if c.kind == "oxygen"]
    state = states[-1].value if states else carry.state
    if any(c.value == EXERCISE for c in states):
        state = EXERCISE
    flow = oxygen[-1].flow if oxygen else carry.flow
    return _Told(state, oxygen[-1].value if oxygen else carry.oxygen, flow, walk=carry.walk)


def _state(
    own: Cue | None,
    part: Cue | None,
    previous: Reading | None,
    lead: _Told,
    every: Sequence[Cue],
    number: _Number,
    last: bool,
) -> str:
    walking = lead.walk or lead.state == EXERCISE or any(c.value == EXERCISE for c in every)
    if own is not None and not (
        part is not None and part.value in (START, END) and own.value == EXERCISE and own.start < part.start
    ):
        return own.value
    if part is not None:
        if part.value == LOW:
            return (
                SLEEP
                if lead.state == SLEEP
                else EXERCISE
                if walking
                else previous.state
                if previous is not None
                else lead.state
            )
        if walking and lead.state != SLEEP:
            return REST if part.value == START else RECOVERY
    if previous is not None:
        return previous.state
    trailing = _trailing(every, "state", number, last)
    if trailing is not None and (not lead.state or trailing.value == REST):
        return trailing.value
    return lead.state


def _oxygen(
    own: Cue | None, previous: Reading | None, lead: _Told, every: Sequence[Cue], number: _Number, last: bool
) -> tuple[str, Decimal | None]:
    if own is not None:
        return own.value, own.flow
    if previous is not None and previous.oxygen:
        return previous.oxygen, previous.flow
    if lead.oxygen:
        return lead.oxygen, lead.flow
    trailing = _trailing(every, "oxygen", number, last)
    return (trailing.value, trailing.flow) if trailing is not None else ("", None)


def _trailing(every: Sequence[Cue], kind: str, number: _Number, last: bool) -> Cue | None:
    """A cue shortly after the last reading of a sentence."""
    if not last:
        return None
    return next((c for c in every if c.kind == kind and number.end <= c.start <= number.end + 45), None)


def _remember(told: _Told, sentence: Sentence, every: Sequence[Cue], previous: Reading | None) -> None:
    """Leave for the next sentence what this one says."""
    states = [c for c in every if c.kind == "state"]
    oxygen = [c for c in every if c.kind == "oxygen"]
    told.end, told.had_readings = sentence.end, previous is not None
    if previous is not None:
        told.state, told.oxygen, told.flow = previous.state, previous.oxygen, previous.flow
    else:
        told.state = states[-1].value if states else ""
        told.oxygen, told.flow = (oxygen[-1].value, oxygen[-1].flow) if oxygen else ("", None)
