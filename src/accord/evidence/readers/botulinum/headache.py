"""How often and how long the head aches without the toxin, and what that hinders.

headache_days       -- days a month, the lower end of a range; headache_days_most the upper. Attacks are not days, and days that
                       are counted since the toxin are not those without it: of 'from 22 to 8 since Botox' the first counts.
headache_hours      -- hours that an untreated headache lasts, likewise with headache_hours_most.
headache_function   -- present: it hinders work or daily life; absent: it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.tables import Table, tables
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.botulinum.words import HEADACHE, TOXIN
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.own_sections import is_planned, section_of
from accord.evidence.readers.sayings import meaning, of_others, on_day, spoken, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "botulinum-headache/1"
DAYS, DAYS_MOST, HOURS, HOURS_MOST, FUNCTION = (
    "headache_days", "headache_days_most", "headache_hours", "headache_hours_most", "headache_function",
)  # fmt: skip
MONTH_DAYS = Decimal(30)

_N = (
    r"(?P<{0}sign>>=? ?|<=? ?|[≥≤] ?|at least |more than |over |fewer than |less than |under |below |no more "
    r"than |at most |up to |about |approximately |"
    r"around |~ ?|roughly )?(?P<{0}n>\d{{1,2}}(?:\.\d)?|two|three|four|five|six|seven)(?: ?(?:-|–|to) "
    r"?(?P<{0}m>\d{{1,2}}))?(?P<{0}plus>\+| or more)?"
)
_MONTHLY = (
    r"(?:(?:/|per|a|each|every|out of(?: the)?|of|in a|in the (?:last|past)|monthly|over (?:the )?(?:last|past)) "
    r"?(?:calendar |typical |average |past |last )?(?:months?|mo\b|30(?: days)?|28(?: days)?)|monthly)"
)
_WEEKLY = r"(?:(?:/|per|a|each|every|out of|of) ?(?:week|wk|7(?: days)?))"
PER_MONTH = lazy_pattern(
    rf"\bmhds?(?: (?:is|are|of|now|average))*\W{{1,3}}{_N.format('i')}(?!\d|[:/]\d)|\b{HEADACHE} days?(?: "
    rf"?(?:per|a|/|each) ?(?:month|mo|30 days))?(?: (?:is|are|was|were|of|average[ds]?|"
    rf"averaging|currently|now|by diary|count|baseline|total|frequency))*\W{{1,3}}{_N.format('a')}(?!\d|[:/]\d|%|"
    rf" ?(?:h|hours?|min|weeks?|months ago))|"
    rf"(?<![\d.]){_N.format('b')} (?:(?:moderate|severe|total|monthly|mixed|moderate to severe) )*{HEADACHE}[ "
    rf"-]days?(?: ?(?:per|a|/|each|in|out of|every|over|last|this|monthly|\()|\b)|"
    rf"\b{HEADACHE}\b[^.;]{{0,40}}?(?<![\d.]){_N.format('c')} (?:days?|d) ?{_MONTHLY}|(?<![\d.]){_N.format('d')} "
    rf"(?:days?|d) ?{_MONTHLY}[^.;]{{0,30}}\b{HEADACHE}\b|"
    rf"\b{HEADACHE}\b[^.;]{{0,30}}?(?<![\d.]){_N.format('e')} ?/ ?(?:30|month|mo)\b|(?<![\d.]){_N.format('f')} "
    rf"?/ ?(?:30|month|mo) ?(?:days? )?(?:with |of )?(?:a )?{HEADACHE}\b"
)
PER_WEEK = lazy_pattern(
    rf"\b{HEADACHE}\b[^.;]{{0,40}}?(?<![\d.]){_N.format('g')} (?:days?|d) ?{_WEEKLY}|(?<![\d.]){_N.format('h')} "
    rf"(?:days? {_WEEKLY} (?:with |of )?(?:a )?{HEADACHE}|{HEADACHE} days? ?{_WEEKLY})"
)
DAILY = lazy_pattern(
    rf"\b(?:daily|constant|every ?day|near[- ]daily|almost daily)\b (?:[\w-]+ ){{0,2}}?{HEADACHE}\b|\b{HEADACHE}\b "
    rf"(?:[\w-]+ ){{0,3}}?(?:every (?:single )?day|daily|each day|7 days a week)\b"
)
NEAR_DAILY = lazy_pattern(r"\b(?:near|almost|nearly|not|new)[- ](?:daily|every)")
MIGRAINE_ONLY = lazy_pattern(r"\bmigraines?\b")
HEADACHE_DAY = lazy_pattern(r"\b(?:head ?-?aches?|ha|mhds?)\b")
FREE = lazy_pattern(
    r"\b(?:headache|migraine)[- ]free\b|\b(?:head ?-?aches?|ha|migraine)[ -]free days?|\bcrystal[- ]clear\b|"
    r"\bacute (?:medication|treatment|med) days?|\b(?:days? (?:of|with) (?:triptan|acute|rescue|nsaid))"
)
DEFINED = lazy_pattern(
    r"\b(?:criteri\w+|defin\w+|require[sd]?|ichd\w*|policy|must|covered|coverage|goal|target|if (?:she|he|they|"
    r"the patient|approved|covered|headaches? (?:are|is|persist))|eligib\w+|"
    r"qualif\w+|indicated for|fda|label\w*|diagnosis of chronic migraine (?:needs|is made)|threshold)\b"
)
ON_TOXIN = lazy_pattern(
    rf"\b(?:since|after|with|on|following|post)[- ](?:[\w-]+ ){{0,5}}?{TOXIN}|"
    rf"\b{TOXIN}[^.;]{{0,60}}\b(?:reduc\w+|decreas\w+|improv\w+|down|fell|drop\w*|cut|went|now|current\w*|since|"
    rf"helped|from)\b|\bsince (?:the )?(?:last|first|second|third) (?:injection|treatment|cycle|round)\w*|"
    rf"\bpost-?(?:injection|treatment|botox)"
)
BEFORE_TOXIN = lazy_pattern(
    rf"\b(?:before|prior to|pre-?|until|baseline)\b(?:[\w -]{{0,25}}?)(?:{TOXIN}|treatment|injections?)|"
    rf"\bbaseline\b|\bpre-?(?:botox|treatment|injection)"
)
FROM_TO = lazy_pattern(
    r"\bfrom (?:about |a baseline of |baseline |~|roughly |approximately )?(?P<n>\d{1,2})(?:-\d{1,2})?(?: "
    r"(?:[\w/-]+ ){0,6}?)?(?:down )?to\b|\b(?P<n2>\d{1,2}) ?(?:->|→|=>) ?\d{1,2}\b"
)
PAST = lazy_pattern(
    r"\b(?:as a (?:child|teen\w*)|in (?:her|his) (?:teens|twenties|20s|30s)|years ago|used to|previously|in "
    r"(?:19|20)[01]\d|initially|at onset|originally)\b"
)

LASTS = lazy_pattern(
    r"\b(?:last(?:s|ed|ing)?|duration|continue|persist)\w*\b[^.;]{0,30}?(?<![\d.])(?P<sign>>=? ?|<=? ?|[≥≤] ?|"
    r"no more than |at most |at least "
    r"|more than |over |less than |under |up to |about |approximately |~ ?)?(?P<n>\d{1,2}(?:\.\d)?|one|two|"
    r"three|four|five|six|eight|twelve)"
    r"(?: ?(?:-|–|to) ?(?P<m>\d{1,2}))?(?P<plus>\+)? ?(?:or more )?(?P<unit>hours?|hrs?|h|days?|d|minutes?|mins?)\b|"
    r"(?<![\d.])(?P<sign2>>=? ?|<=? ?|[≥≤] ?|at least |more than |less than |under )?(?P<n2>\d{1,2})(?: ?(?:-|–|to) "
    r"?(?P<m2>\d{1,2}))?(?P<plus2>\+)?[- ]?(?P<unit2>hours?|hrs?|h)(?: or (?:more|longer))? (?:each|duration|"
    r"long|per (?:headache|attack|day)|untreated|if untreated|when untreated|without treatment|headaches|"
    r"migraines)\b"
)
ALL_DAY = lazy_pattern(
    rf"\ball[- ]day(?: long)?\b|\b(?:most|rest|whole|entire) (?:of )?(?:the )?day\b|"
    rf"\b{HEADACHE}\b[^.;]{{0,20}}\b(?:constant|continuous|unremitting)\b"
)
TREATED = lazy_pattern(
    r"\b(?:with|after|if|when) (?:[\w-]+ ){0,2}?(?:treated|triptans?|sumatriptan|rizatriptan|treatment|"
    r"medication|ubrogepant|rimegepant|nsaids?|ibuprofen|excedrin)\b|\btreated (?:attacks|headaches)|\b(?:aura|"
    r"nausea|relief|injection|procedure|visit|sleep|stay|admission|infusion)\b"
)
UNTREATED = lazy_pattern(r"\b(?:untreated|without (?:treatment|medication)|even with|despite|if not treated)\b")
WORD_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "twelve": 12}

HINDERS = lazy_pattern(
    r"\b(?:miss(?:es|ed|ing)? (?:[\w-]+ ){0,4}?(?:work|school|class\w*|shifts?|family|events?|days)|(?:call(?:s|"
    r"ed|ing)?|calls) (?:in|out)(?: sick)?|(?:lost|leaves?|left|stay\w*|cut\w*) (?:[\w-]+ ){0,3}?(?:work|job|"
    r"hours|home|in bed)|"
    r"(?:unable|cannot|can't|could not|not able|struggles?|difficult\w*) (?:to )?(?:[\w-]+ ){0,3}?(?:work\w*|"
    r"driv\w*|function\w*|care|cook\w*|read\w*|concentrat\w*|clean\w*|shop\w*|parent\w*|do|perform\w*|keep|"
    r"attend\w*|get out)|"
    r"(?:limit|interfer|impair|disrupt|affect|disabl|debilitat|incapacitat)\w* (?:[\w-]+ ){0,5}?(?:work|adls?|"
    r"activit\w+|daily|function\w*|life|job|school|chores|household|ability|her|him|sleep|family)|"
    r"(?:bedridden|bed-?bound|bed rest|lies? down|lie down|dark room|on disability|short-term disability|fmla|"
    r"incapacitated|debilitating|disabling|absent\w* from|work loss|days? (?:of work )?(?:missed|lost)|reduced "
    r"(?:her |his )?hours|part[- ]time because))\b"
)
NOT_HINDERED = lazy_pattern(
    r"\b(?:do(?:es)? not|doesn't|don't|no|without|never|denies|not)\b (?:[\w-]+ ){0,3}?(?:interfer\w*|limit\w*|"
    r"affect\w*|impair\w*|miss\w*|impact|effect|disab\w*|lost)\b(?: [\w-]+){0,4}? ?(?:work|adls?|activit\w+|"
    r"daily|function\w*|life|job|days|school)"
)
SCALE = lazy_pattern(
    r"\b(?P<name>midas|hit-? ?6)\b[^.;\d]{0,25}?(?:of |= ?|: ?|is |was )?(?P<n>\d{1,3})\b(?!/\d{1,2}/|"
    r"-\d{1,2}-)"
)
# little or no disability below, some or more from there on: MIDAS 6 (grade II), HIT-6 50
SCALE_FROM = {"midas": 6, "hit6": 50}
HEADACHE_WORD = lazy_pattern(rf"\b(?:{HEADACHE}|mhds?)\b")
TELLS = lazy_pattern(rf"\b(?:{HEADACHE}|mhds?|midas|hit-? ?6)\b")
NO_SECTIONS = ("family_history", "instructions", "counseling", "allergies")


def headaches(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """Days, hours and hindrance by headache, from sentences, scores and diaries."""
    for paper in papers:
        if (
            not tells_history(paper)
            or paper.kind is PartKind.ORDER
            or not TELLS.search(paper.document.flat, paper.part.start, paper.part.end)
        ):
            continue
        tabled = [
            t
            for t in tables(paper.document)
            if t.header and paper.part.start <= t.start < paper.part.end and _day_column(t) is not None
        ]
        before = ""
        for each in said_in(paper):
            inside = any(t.start <= each.sentence.start < t.end for t in tabled)
            if not inside and section_of(paper, each) not in NO_SECTIONS:
                for found in (*_days(paper, each), *_hours(paper, each, before), *_function(paper, each, before)):
                    yield on_day(chart, paper, each, found)
            before = each.text
        for table in tabled:
            yield from _diary(chart, paper, table)


def _own(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    meant = meaning(paper, each, match)
    supposed = meant.hypothetical and not UNTREATED.search(each.text)
    own = meant.whose is Whose.PATIENT and not supposed and not of_others(each, match)
    return own and meant.presence is Presence.PRESENT and not is_planned(paper, each, meant)


def _days(paper: Profile, each: Said) -> Iterator[Finding]:
    words = each.text
    if not HEADACHE_WORD.search(words) or DEFINED.search(words) or FREE.search(words) or PAST.search(words):
        return
    if ON_TOXIN.search(words) and not re.search(rf"\b(?:before|prior to|pre-?) ?{TOXIN}", words):
        yield from _baseline(paper, each)
        return
    fall = FROM_TO.search(words)
    daily = DAILY.search(words)
    if fall is not None:
        return
    for pattern, factor in ((PER_MONTH, Decimal(1)), (PER_WEEK, MONTH_DAYS / 7)):
        match = next((m for m in pattern.finditer(words) if _own(paper, each, m)), None)
        if match is not None:
            low, high = _with_list(words[: match.start()], *_range(match))
            if MIGRAINE_ONLY.search(match[0]) and not HEADACHE_DAY.search(match[0]):
                high = MONTH_DAYS  # days with migraine are some of the days with headache
                if low * factor < 15:
                    continue
            yield from _both(paper, each, match, (DAYS, DAYS_MOST), low * factor, min(high * factor, MONTH_DAYS))
            return
    if daily is not None and not NEAR_DAILY.search(words) and _own(paper, each, daily):
        yield from _both(paper, each, daily, (DAYS, DAYS_MOST), MONTH_DAYS, MONTH_DAYS)


LISTED = re.compile(r"(?<![\d.])((?:\d{1,2}(?:, (?:and )?| and | ?/ ?| & ))+)$")


def _with_list(before: str, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """'14, 16 and 18 headache days': the counts of several months are one range."""
    listed = LISTED.search(before)
    numbers = [Decimal(n) for n in re.findall(r"\d{1,2}", listed[1])] if listed is not None else []
    return min([low, *numbers]), max([high, *numbers])


def _baseline(paper: Profile, each: Said) -> Iterator[Finding]:
    """Of a fall since the toxin, where it began."""
    fall = FROM_TO.search(each.text)
    if fall is not None and re.search(r"\bdays?\b", each.text) and _own(paper, each, fall):
        low = Decimal(fall["n"] or fall["n2"])
        yield from _both(paper, each, fall, (DAYS, DAYS_MOST), low, low, when=Time.PAST)


def _range(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The lower and the upper end that a match tells."""
    parts = match.groupdict()
    lead = next(key[0] for key in parts if len(key) == 2 and key[1] == "n" and parts[key] is not None)
    return _ends(
        parts[lead + "n"] or "", parts.get(lead + "m"), parts.get(lead + "sign"), parts.get(lead + "plus"), MONTH_DAYS
    )


def _ends(first: str, last: str | None, sign: str | None, plus: str | None, top: Decimal) -> tuple[Decimal, Decimal]:
    low = Decimal(WORD_NUMBERS[first]) if first in WORD_NUMBERS else Decimal(first)
    high = Decimal(last) if last else low
    said = (sign or "").strip()
    if plus or said in (">", ">=", "≥", "at least", "more than", "over"):
        return low, top
    if said in ("<", "<=", "≤", "fewer than", "less than", "up to", "under", "below", "no more than", "at most"):
        return Decimal(0), low - (1 if said in ("<", "fewer than", "less than", "under", "below") else 0)
    return low, max(low, high)


def _both(
    paper: Profile,
    each: Said,
    match: re.Match[str],
    concepts: tuple[str, str],
    low: Decimal,
    high: Decimal,
    when: Time = Time.CURRENT,
) -> Iterator[Finding]:
    unit = "h" if concepts[0] == HOURS else None
    for concept, value in zip(concepts, (low, high), strict=True):
        yield told_of(paper, each, match, concept, TOOL, value=value.quantize(Decimal("0.1")), unit=unit, time=when)


def _hours(paper: Profile, each: Said, before: str) -> Iterator[Finding]:
    words = each.text
    near = HEADACHE_WORD.search(words) or (
        HEADACHE_WORD.search(before)
        and re.match(
            r"\W*(?:they|these|each|average|avg|mean|usual\w*|attacks?|episodes?|duration|last|typically|"
            r"untreated|pain)",
            words,
        )
    )
    if (
        not near
        or DEFINED.search(words)
        or (TREATED.search(words) and not UNTREATED.search(words))
        or ON_TOXIN.search(words)
    ):
        return
    for match in LASTS.finditer(words):
        if not _own(paper, each, match):
            continue
        unit = (match["unit"] or match["unit2"])[0]
        factor = Decimal(24) if unit == "d" else Decimal(1) / 60 if unit == "m" else Decimal(1)
        low, high = _ends(
            match["n"] or match["n2"],
            match["m"] or match["m2"],
            match["sign"] or match["sign2"],
            match["plus"] or match["plus2"],
            Decimal(99),
        )
        yield from _both(paper, each, match, (HOURS, HOURS_MOST), low * factor, high * factor)
        return
    whole = ALL_DAY.search(words)
    if whole is not None and _own(paper, each, whole):
        yield from _both(paper, each, whole, (HOURS, HOURS_MOST), Decimal(12), Decimal(24))


def _function(paper: Profile, each: Said, before: str) -> Iterator[Finding]:
    words = each.text
    if DEFINED.search(words):
        return
    scale = SCALE.search(words)
    if scale is not None and _own(paper, each, scale):
        some = int(scale["n"]) >= SCALE_FROM["midas" if scale["name"] == "midas" else "hit6"]
        yield told_of(paper, each, scale, FUNCTION, TOOL, presence=Presence.PRESENT if some else Presence.ABSENT)
        return
    if not HEADACHE_WORD.search(words) and not HEADACHE_WORD.search(before):
        return
    none = NOT_HINDERED.search(words)
    if none is not None:
        meant = meaning(paper, each, none)
        if meant.whose is Whose.PATIENT and not meant.hypothetical and not of_others(each, none):
            yield told_of(paper, each, none, FUNCTION, TOOL, presence=Presence.ABSENT)
        return
    match = HINDERS.search(words)
    if match is not None and not ON_TOXIN.search(words):
        meant = meaning(paper, each, match)
        own = meant.whose is Whose.PATIENT and not meant.hypothetical and not of_others(each, match)
        if own and not is_planned(paper, each, meant) and meant.presence is not Presence.POSSIBLE:
            yield told_of(paper, each, match, FUNCTION, TOOL)


DAY_HEAD = re.compile(r"(?:\bhead ?ache|\bha)\b.{0,8}days|days.{0,8}(?:head ?ache|\bha\b)", re.IGNORECASE)
LARGEST_COUNT = 31
ROWS = 3


def _day_column(table: Table) -> int | None:
    return table.column(DAY_HEAD.pattern)


def _diary(chart: Chart, paper: Profile, table: Table) -> Iterator[Finding]:
    """The last three months of a diary: the least and the most of the days that they count, by the last row's date."""
    column = _day_column(table)
    after_toxin = re.search(TOXIN, table_words(paper, table).lower())
    counted: list[tuple[int, int, Decimal]] = []
    for row in table.rows:
        cell = row[column] if column is not None and column < len(row) else None
        first = row[0] if row else None
        if cell is None or first is None or re.match(r"\W*(?:total|average|mean|goal|sum)", first.text, re.IGNORECASE):
            continue
        number = re.match(r"\s*(\d{1,2})\b(?!\s*/\s*\d{1,2}\s*/)", cell.text)
        if number is not None and int(number[1]) <= LARGEST_COUNT:
            counted.append((first.start, cell.end, Decimal(number[1])))
    if not counted or after_toxin:
        return
    for concept, value in zip((DAYS, DAYS_MOST), _edges(counted), strict=True):
        start, end, _ = counted[-1]
        found = Finding(
            concept, paper.document.place(start, end), value=value, qualifiers={"kind": paper.kind.value}, tool=TOOL
        )
        yield replace(
            found, date=entry_date(chart, paper, start), voice=spoken(paper),
            support=tuple(paper.document.place(a, b) for a, b, _ in counted[-ROWS:-1]),
        )  # fmt: skip


def _edges(counted: Sequence[tuple[int, int, Decimal]]) -> tuple[Decimal, Decimal]:
    values = [value for _, _, value in counted[-ROWS:]]
    return min(values), max(values)


def table_words(paper: Profile, table: Table) -> str:
    """The words of a table and of the line above it."""
    return paper.document.text[max(paper.part.start, table.start - 120) : table.end]
