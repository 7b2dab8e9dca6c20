"""Pain before and after a block as its paper logs it: rows, columns, a running line or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from accord.evidence.profile import Profile
from accord.evidence.readers.spine.pain_scales import scale_named
from accord.evidence.readers.spine.passages import Passage, passages_of
from accord.records.places import Place

BEFORE = (
    r"(?:pre(?:[ -]?(?:procedure|block|injection|op|treatment|proc|inj))?|before(?: (?:block|procedure|"
    r"injection|shots?|needles?|treatment))?|prior|baseline|at start|start|initial|arrival|t0|time 0|0 ?min)"
)
CLOCK = r"\d{1,2}[:.]\d\d ?(?:am|pm|a|p)?|\d{1,2} ?(?:am|pm)"
SPELL = (
    r"\+?(?:\d+(?:\.\d+)?|1/2|½|half an?|half(?= hour)|quarter|one|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|"
    r"forty-five|sixty|ninety)(?: 1/2)? ?-?(?:min(?:ute)?s?|"
    r"h(?:ou)?rs?|hrs?|h|m)\b"
)
MOMENT = (
    r"(?:bedtime|hs|supper|dinner|lunch|noon|evening|night|discharge|recovery|next (?:am|a\.m\.|morning|"
    r"day)|(?:the )?following (?:morning|day)|day \d)"
)
AFTER = (
    rf"(?:(?:immediately |right )?post(?:[ -]?(?:procedure|block|injection|op|proc|inj))?|"
    rf"after(?: (?:block|procedure|injection))?|afterwards?|later|thereafter|{SPELL}|{MOMENT}|"
    rf"{CLOCK})(?: (?:post(?:[ -]?(?:procedure|"
    rf"block|injection))?|after|later|out))?"
)
VALUE = (
    r"(?P<value>10|\d(?:\.\d+)?)(?: ?/ ?10)?(?![\d/%]|[.:]\d| ?(?:%|percent|min|h\b|hr|hour|mg|ml|cc|ga|"
    r"days?|weeks?|x\b|needles?|levels?|visits?))"
)
PAIR = re.compile(
    rf"(?<![\w.])(?:(?P<pre>{BEFORE})|(?P<post>{AFTER}))(?: the (?:first|second|1st|2nd|block|"
    rf"injection|procedure|shot|needles?))?,?(?: \([^()]{{0,40}}\))?(?:\s{{1,3}}(?:the |her |his |my )?(?:index )?(?:pain )?(?:nrs|vas|nprs|"
    rf"pain score|pain|score|it)\b)?\s*(?:\([^()]{{0,14}}\))?\s*(?:[:=|]|\bwas\b|\bis\b|→|->|,|\.{{2,60}}|-{{2,60}}|_{{2,60}})?\s*{VALUE}"
)
INLINE_TURNED = re.compile(
    rf"(?<![\d./])(?P<value>10|\d(?:\.\d+)?)(?: ?/ ?10)? (?:at |@ ?|after |by )?(?:(?P<pre>before|pre|"
    rf"beforehand)|(?P<post>{SPELL}|{MOMENT}))(?: (?:post|after|later))?\b"
)
OF_TEN_AT = re.compile(r"\d{1,2}(?:\.\d)? ?/ ?10 ?(?:@|\bat\b|\bafter\b|\bby\b)")
MILLIMETRES = re.compile(r"(?<![\d.])(?P<v>\d{1,3}) ?mm\b")
REVERSED = re.compile(rf"^\W*(?P<value>10|\d(?:\.\d+)?)\s{{2,}}(?:(?P<pre>{BEFORE})|(?P<post>{AFTER}))\W*$")
FELL = re.compile(
    r"\b(?:from|went from|fell from|dropped from|decreased from|improved from|reduced from|"
    r"down from)\W{1,3}(?:an? )?(?P<pre>10|\d(?:\.\d+)?)(?: ?/ ?10|"
    r" out of 10)?[^.;\d]{0,30}?\bto\b[^.;\d]{0,16}?(?P<value>10|\d(?:\.\d+)?)(?: ?/ ?10)?(?![\d%]|\.\d)|"
    r"(?<![\d/.])(?P<pre2>10|\d(?:\.\d+)?)(?: ?/ ?10)? ?(?:→|->|-->|=>|to) ?(?P<value2>10|"
    r"\d(?:\.\d+)?)(?: ?/ ?10)?(?![\d%/]|\.\d| ?(?:min|h\b|hr|hour|ml|cc|mg|weeks?|days?|%))"
)
CELL = re.compile(r"\s*\|\s*|\t+|\s{2,}")
MILITARY = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d(?: ?h(?:rs?)?)?")
PRE_CELL = re.compile(rf"(?:{BEFORE}|.*\((?:{BEFORE})\))")
POST_CELL = re.compile(rf"(?:{AFTER})(?: ?\(.*\))?|\+\d+")
HOURS_AFTER = re.compile(r"\+?(?P<n>\d+(?:\.\d+)?) ?-?(?P<u>m|h)")
NUMBER_CELL = re.compile(r"(?P<value>10|\d(?:\.\d+)?)(?: ?/ ?10)?")
NEXT_DAY = re.compile(r"next (?:am|morning|day)|following|day \d")
CLOCKED = re.compile(
    rf"\W*(?:[a-z]{{2,12}}: ?)?(?:{CLOCK}|\d{{4}}(?: ?h(?:rs)?)?)\b[^;]{{0,70}}?\b(?:nrs|nprs|vas|pain(?: score| level)?|vrs)\s*(?:[:=]|\bis\b|\bat\b)?\s*"
    rf"{VALUE}"
)
ARRIVAL = re.compile(
    rf"\barriv\w*|\badmi(?:t|ssion)\w*|\bholding\b|\bpre\b|\bbaseline\b|\bcheck(?:ed)?[ -]in\b|\b{BEFORE}\b"
)
SAY_PAIN = re.compile(r"\bpain\b|\bnrs\b|\bvas\b|\bnprs\b|\bscores?\b|\bindex\b|\blog\b|\bdiary\b|/ ?10\b")


@dataclass(frozen=True)
class Logged:
    """One score: before, or some time after."""

    value: Decimal
    before: bool
    place: Place
    timed: bool = False
    hours: Decimal | None = None


@dataclass(frozen=True)
class Log:
    """The scores of one session in order, and the scale that the paper names."""

    scores: tuple[Logged, ...]
    scale: str | None

    @property
    def before(self) -> Logged | None:
        """The score before the block."""
        return next((s for s in self.scores if s.before), None)

    @property
    def best(self) -> Logged | None:
        """The lowest score after it."""
        return min((s for s in self.scores if not s.before), key=lambda s: s.value, default=None)

    @property
    def relief(self) -> Decimal | None:
        """Percent by which the best score lies below the first; None while one is missing."""
        if self.before is None or self.best is None or not self.before.value:
            return None
        return (self.before.value - self.best.value) / self.before.value * 100

    @property
    def timed(self) -> int:
        """How many scores after it say when they were taken."""
        return sum(s.timed for s in self.scores if not s.before)


def read_log(paper: Profile) -> Log:
    """The scores of one paper; numbers of another pain ('the neck ache is unchanged at 3/10') are not taken."""
    told = list(passages_of(paper))
    scores = list(_tables(told)) or list(_lines(told))
    return Log(tuple(scores), scale_named(paper.document.flat[paper.part.start : paper.part.end]))


def _lines(told: list[Passage]) -> Iterator[Logged]:
    """Pairs of a moment and a score; then sentences that say from what to what it fell."""
    visual = any(scale_named(passage.text) == "vas" for passage in told)
    found = [score for passage in told for score in _by_clock(passage) or scores_in(passage, visual)]
    if not any(s.before for s in found) or all(s.before for s in found):
        fell = next((pair for passage in told if (pair := _fell(passage))), None)
        if fell is not None:
            yield from fell
            return
    yield from found


def scores_in(passage: Passage, visual: bool = False) -> list[Logged]:
    """The scores that one passage logs, each with its moment; millimetres of a visual scale are turned into tenths."""
    words = passage.text
    if visual or scale_named(words) == "vas":
        words = MILLIMETRES.sub(
            lambda m: f"{int(m['v']) / 10:g}".ljust(len(m[0])) if int(m["v"]) <= 100 else m[0], words
        )
    turned = REVERSED.match(words)
    if turned is not None:
        return [_logged(passage, turned, turned["pre"] is not None)]
    inline = list(INLINE_TURNED.finditer(words))
    if len(inline) >= 2 and inline[0]["pre"]:
        return [_logged(passage, m, m["pre"] is not None) for m in inline]
    pairs = [m for m in PAIR.finditer(words) if _is_score(words, m)]
    turned = [m for m in inline if OF_TEN_AT.match(words, m.start("value"))]
    if len(turned) >= 2:
        pairs = [p for p in pairs if not any(m.start() <= p.start("value") < m.end() for m in turned)]
        pairs = sorted([*pairs, *turned], key=lambda m: m.start("value"))
    return [_logged(passage, m, m["pre"] is not None) for m in pairs]


def _by_clock(passage: Passage) -> list[Logged]:
    """'10:40  arrival, BP 142/80, back NRS 7', '11:10 NRS 1': lines of a recovery record."""
    match = CLOCKED.match(passage.text)
    if match is None:
        return []
    before = bool(ARRIVAL.search(passage.text))
    return [Logged(Decimal(match["value"]), before, passage.place(), not before)]


def _fell(passage: Passage) -> tuple[Logged, Logged] | None:
    """'from 8 to 1', '8/10 -> 1/10'."""
    match = FELL.search(passage.text)
    if match is None or not SAY_PAIN.search(passage.text):
        return None
    if re.search(r"\b(?:odi|oswestry|ndi)\b", passage.text[: match.start()][-20:]):
        return None
    place = passage.place(match.start(), match.end())
    before, after = Decimal(match["pre"] or match["pre2"]), Decimal(match["value"] or match["value2"])
    return Logged(before, True, place), Logged(after, False, place)


def _logged(passage: Passage, match: re.Match[str], before: bool) -> Logged:
    label = match["pre"] or match["post"]
    timed = not before and bool(re.search(r"\d|hour|half", label))
    spell = HOURS_AFTER.match(label) if timed else None
    hours = Decimal(spell["n"]) / (60 if spell["u"] == "m" else 1) if spell is not None else None
    return Logged(Decimal(match["value"]), before, passage.place(match.start(), match.end()), timed, hours)


def _is_score(words: str, match: re.Match[str]) -> bool:
    """A pair counts where the line speaks of pain, is a short row, or carries on a log."""
    if re.search(
        r"\b(?:odi|ndi|oswestry|ml|cc|sec|lesion|bupivacaine|lidocaine)\b[^.;]{0,12}$", words[: match.start()]
    ):
        return False
    return bool(SAY_PAIN.search(words)) or len(words.strip()) <= 40 or len(PAIR.findall(words)) >= 2


def _tables(told: list[Passage]) -> Iterator[Logged]:
    """Rows '| 10:15 | 1 | walked |'; and a row of moments above a row of scores."""
    rows = [(p, CELL.split(p.text.strip(" |"))) for p in told]
    yield from _across(rows)
    timed = [
        (p, cells)
        for p, cells in rows
        if len(cells) >= 2
        and (PRE_CELL.fullmatch(cells[0]) or POST_CELL.fullmatch(cells[0]) or MILITARY.fullmatch(cells[0]))
        and NUMBER_CELL.fullmatch(cells[1])
    ]
    if sum(bool(re.match(rf"(?:{CLOCK}|{MILITARY.pattern})", cells[0])) for _, cells in timed) < 2:
        return
    opened = any(PRE_CELL.fullmatch(cells[0]) for _, cells in timed)
    for index, (passage, cells) in enumerate(timed):
        number = NUMBER_CELL.fullmatch(cells[1])
        before = bool(PRE_CELL.fullmatch(cells[0])) or (index == 0 and not opened)
        if number is not None:
            yield Logged(Decimal(number["value"]), before, passage.place(), not before)


def _across(rows: list[tuple[Passage, list[str]]]) -> Iterator[Logged]:
    for (_, heads), (passage, cells) in pairwise(rows):
        moments = [c for c in heads if PRE_CELL.fullmatch(c) or POST_CELL.fullmatch(c)]
        numbers = [m for c in cells if (m := NUMBER_CELL.fullmatch(c))]
        if len(moments) < 2 or len(moments) != len(numbers) or not any(PRE_CELL.fullmatch(c) for c in moments):
            continue
        for moment, number in zip(moments, numbers, strict=True):
            before = bool(PRE_CELL.fullmatch(moment))
            yield Logged(
                Decimal(number["value"]), before, passage.place(), not before and bool(re.search(r"\d", moment))
            )
        return
