"""Numbers with their units, and the number that belongs to a label."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.fractions import AFTER_A_MEAL, FRACTIONS, is_fraction
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import Line, Span, line_at, sentence_at
from accord.evidence.narrative.units import UCUM_OF, unit_pattern
from accord.evidence.narrative.wordlists import listed
from accord.records.documents import Document

ONES = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
            "eighteen nineteen"
        )
    )
}
TENS = {
    word: 10 * value for value, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
COMPARATORS = {
    "<": "< |less than |under |below |fewer than |lower than ",
    "<=": "<= |=< |≤ |at most |no more than |not more than |up to |at or below |or less than |no greater than |no higher than ",
    ">": "> |greater than |more than |over |above |higher than |exceeding |in excess of |> than ",
    ">=": ">= |=> |≥ |at least |no less than |not less than |at or above |minimum of |a minimum of ",
}
COMPARATOR_OF = {words.strip(): sign for sign, listed in COMPARATORS.items() for words in listed.split("|")}

WORD_NUMBER = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(list(ONES)[1:10])}))?|{'|'.join(ONES)})(?:[ -]hundred)?"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
SIGNS = "|".join(sorted((re.escape(word).replace(r"\ ", " ") for word in COMPARATOR_OF), key=len, reverse=True))
UNIT = unit_pattern()
NUMBER = re.compile(
    rf"(?:(?:(?<![a-z])|(?=[<>=≤≥]))(?P<sign>{SIGNS}) ?|(?<![a-wyz\d_.,/$#<>])(?<![<>]=)(?<![a-z_ ]x))(?P<minus>(?<![\w)%])(?<![\d)%] )-(?=\.?\d))?"
    rf"(?:(?P<number>{DIGITS})(?P<half> ?1/2(?!\d)| ?½)?|(?<!\w)(?P<word>{WORD_NUMBER})(?!\w))"
    rf"(?:(?:/|,? out of (?:a possible )?| on a scale of | of (?:a possible )?(?=\d+(?: nights| days| *\(|,|\.? *$)))"
    rf"(?P<total>\d+)(?![\d/]|\.\d)"
    rf"|(?: ?(?:-|–|—|to|and(?= \d+(?:\.\d+)? ?(?:{UNIT})(?!\w))) ?)(?P<high>{DIGITS})(?![\d/]|[.,]\d))?"
    rf"(?: ?-? ?(?P<unit>{UNIT})(?![a-z0-9]))?"
    rf"(?P<tail> or (?:less|more|greater|higher|lower|above|below|fewer)|\+(?!\d))?"
)
COMPOUND = re.compile(
    r"(?<![\w.,/])(?:(?P<h>\d{1,2}) ?(?:h|hr|hrs|hours?),?(?: and)? ?(?P<min>[0-5]?\d) ?(?:m|min|mins|minutes?)|"
    r"(?P<ft>[3-8]) ?(?:'|′|’|ft\.?|feet|foot),?(?: and)? ?(?P<in>\d{1,2}(?:\.\d+)?)(?: ?(?:\"|''|″|”|in\b|inches|inch))?|"
    r"(?P<lb>\d{1,3}) ?(?:lbs?|pounds),? ?(?P<oz>\d{1,2}(?:\.\d+)?) ?(?:oz|ounces))(?![a-z0-9])"
)
COMPOUNDS = (("h", "min", 60, "min"), ("ft", "in", 12, "[in_i]"), ("lb", "oz", 16, "[oz_av]"))
TAILS = {"less": "<=", "lower": "<=", "below": "<=", "fewer": "<="}
CODE_AFTER = re.compile(r"(?!x\d)[a-z0-9]|[.,/-]\d")
SIDE_AFTER = re.compile(
    r"(?<= l) ?(?:\d|low|leg|arm|hip|knee|foot|shoulder|side|lumbar|neck|back|upper|hand|ankle|thigh|flank|buttock)"
)
INCH_AFTER = re.compile(r" *(?:$|[,.;:)\]/]|\s{2}|\(|x\b|long|wide|high|deep|tall|thick|by\b|circumference)")
DECADE = re.compile(r"'?s(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in the text.

    value      -- the number, or the lower end of a range.
    unit       -- UCUM code, or None when no unit follows. '5 h 41 min' is 341 min; 5'4" is 64 [in_i].
    comparator -- '<', '<=', '>' or '>=' when the words say so.
    high       -- upper end of a range.
    out_of     -- what the number is out of: 24 for '13/24', 10 for '7 out of 10'.
    """

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    comparator: str | None = None
    high: Decimal | None = None
    out_of: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A number with the label it belongs to and the line on which it stands."""

    label: Span
    value: NumberMention
    line: Line


@per_document
def numbers(document: Document) -> list[NumberMention]:
    """The numbers of a document in order; dates, clock times, codes and telephone numbers are left out."""
    flat = document.flat
    found = list(_compounds(flat))
    barred = _barred(document) | {
        offset: mention.end for mention in found for offset in range(mention.start, mention.end)
    }
    position = 0
    while match := NUMBER.search(flat, position):
        position = max(match.end(), match.start() + 1)
        first = match.start("number") if match["number"] else match.start("word")
        if barred.get(first):
            position = max(barred[first], first + 1)
            continue
        mention = _mention(flat, match, barred)
        if mention is None:
            continue
        found.append(mention)
        position = mention.end
    return sorted(found, key=lambda mention: mention.start)


def _compounds(flat: str) -> Iterator[NumberMention]:
    """'5 h 41 min' and 5'4" as one number of the smaller unit."""
    for match in COMPOUND.finditer(flat):
        for large, small, factor, unit in COMPOUNDS:
            if match[large]:
                yield NumberMention(*match.span(), int(match[large]) * factor + Decimal(match[small]), unit)


NOT_NUMBERS = re.compile(
    r"(?<!\w)(?:\d{1,2}:\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?!\w)|\d{1,2} ?[ap]\.?m\.?(?!\w)|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{3}-\d{4}(?!\d)|"
    r"[23]-?d(?!\w)|page \d+ of \d+|\d+ of \d+ pages|[a-z]\d{1,2}(?:\.\w{1,4})?(?:-[a-z]?\d{1,2})?(?!\w)|\d{5}(?:-\d{4})?(?=[ -](?:lt|rt|x\d)|,? *\d{5})|"
    r"(?:npi|mrn|acct?|acc|lic|ste|suite|room|rm|bed|page|pg|chart|dea|zip|policy|member|id|sn|lot|run|box|"
    r"clia|invoice|ticket|case|ref|cpt|hcpcs|icd(?:-10)?|claim|auth)(?: (?:no|number|id|#))?\.? ?[#:]? ?#?[a-z]{0,3}-?\d[\w-]*)"
)


@per_document
def _barred(document: Document) -> dict[int, int]:
    """Offsets that belong to a date, clock time, code or telephone number -> where that ends."""
    spans = [(m.start, m.end) for m in dates(document)]
    spans += [m.span() for m in NOT_NUMBERS.finditer(document.flat)]
    return {offset: end for start, end in spans for offset in range(start, end)}


def _mention(flat: str, match: re.Match[str], barred: dict[int, int]) -> NumberMention | None:
    end = match.end()
    number_end = match.end("half") if match["half"] else max(match.end("number"), match.end("word"))
    if match["number"] and (
        DECADE.match(flat, number_end) or (not match["unit"] and CODE_AFTER.match(flat, end) and not match["total"])
    ):
        return None
    if match["half"] and _half_of_what_follows(flat, match):
        return NumberMention(match.start(), match.end("number"), _whole(match), None, _comparator(match))
    value = _value(match)
    if match["total"] and (part := _fraction(flat, match)) is not None:
        return NumberMention(match.start(), end, part, _unit_of(match), _comparator(match))
    high = Decimal(match["high"].replace(",", "")) if match["high"] else None
    total = Decimal(match["total"]) if match["total"] else None
    if (high is not None and (barred.get(match.start("high")) or high <= value)) or (
        total is not None and total < value
    ):
        return NumberMention(match.start(), number_end, value, None, _comparator(match))
    unit = _unit_of(match)
    if (unit == "L" and SIDE_AFTER.match(flat, end)) or (match["unit"] == "in" and not INCH_AFTER.match(flat, end)):
        return NumberMention(match.start(), number_end, value, None, _comparator(match))
    return NumberMention(match.start(), end, value, unit, _comparator(match), high, total)


def _unit_of(match: re.Match[str]) -> str | None:
    return UCUM_OF.get(_unit_words(match["unit"])) if match["unit"] else None


LONG_WEAR = 24
"""Hours. '30 1/2 hr after lunch' is no time of a day: the half belongs to the hour."""


def _half_of_what_follows(flat: str, match: re.Match[str]) -> bool:
    """Is it 'BG 44 1/2 hr after lunch': a number, and then half an hour?"""
    timed = _unit_of(match) in ("h", "min") and AFTER_A_MEAL.match(flat, match.end()) is not None
    return timed and match["half"].strip() == "1/2" and _whole(match) > LONG_WEAR


def _fraction(flat: str, match: re.Match[str]) -> Decimal | None:
    """The part of one that '1/2 hr' and '3/4 cup' are; None for scores and days."""
    words = f"{match['number']}/{match['total']}"
    return FRACTIONS.get(words) if is_fraction(flat, match.start("number")) else None


def _unit_words(words: str) -> str:
    if words in UCUM_OF:
        return words
    return SPACELESS[words.replace(" ", "")]


SPACELESS = {word.replace(" ", ""): word for word in UCUM_OF}


def _comparator(match: re.Match[str]) -> str | None:
    if match["sign"]:
        return COMPARATOR_OF[match["sign"].strip()]
    return TAILS.get(match["tail"].split()[-1], ">=") if match["tail"] else None


def _value(match: re.Match[str]) -> Decimal:
    if not match["number"]:
        return Decimal(spelled(match["word"]))
    value = _whole(match) + (Decimal("0.5") if match["half"] else 0)
    return -value if match["minus"] else value


def _whole(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", ""))


def spelled(words: str) -> int:
    """'forty-two' -> 42, 'two hundred' -> 200."""
    total = 0
    for word in re.split(r"[ -]", words):
        if word == "hundred":
            total *= 100
        else:
            total += ONES.get(word, TENS.get(word, 0))
    return total


@per_document
def _number_starts(document: Document) -> list[int]:
    return [mention.start for mention in numbers(document)]


BRIDGE_WORDS = frozenset(
    listed("""is was of at were are on today now score value level reading index total overall currently current approximately
    approx about around average averaging averaged avg mean only to up down just again as measured calculated recorded
    remains still the a an in clinic office here last most recent recently equals equal with by h l high low result
    results resulted showed shows came back dropped fell rose decreased increased improved worsened from for and patient's
    her his count found be have has had been diagnostic estimated resting rest sitting seated went did not go below
    noted documented reported percent % day this visit she he patient pt rates rated ra room air exertion walking
    ambulation exercise ambulating nc cannula oxygen o2 asleep awake sleep baseline lying supine home""")
)
BRIDGE_TOKEN = re.compile(r"[^\s,:=()|\"'~._→>*\[\]–—-]+")


def labelled(
    document: Document, labels: Sequence[str | re.Pattern[str]], units: Collection[str | None] | None = None
) -> list[LabelledValue]:
    """The first number that belongs to each of the labels (patterns over lower-case text, blanks as white space).

    'AHI 22.4', 'AHI: 22.4 /h', 'AHI ....... 22.4', 'AHI of 16.2 per hour', '| AHI | 22.4 |' and table rows such as
    'pO2   57  L  75-100 mmHg' give the value; other words between label and number mean that it is another's.

    units -- when given, numbers of other units are passed over ({'%', None} for a saturation: 'SpO2 on 2 L: 94').
    """
    union = "|".join(f"(?:{label if isinstance(label, str) else label.pattern})" for label in labels)
    pattern = re.compile(rf"(?<![a-z0-9])(?:{union})(?![a-z0-9]|-[a-z0-9])")
    found: list[LabelledValue] = []
    for match in pattern.finditer(document.flat):
        mention = _after(document, match.end(), units)
        if mention is not None:
            found.append(LabelledValue(Span(*match.span()), mention, line_at(document, match.start())))
    return found


REACH, TRIES = 90, 4
ASIDE = re.compile(r"\([^()]{0,50}\)")
ASIDE_END = re.compile(r"[^()]{0,50}\)")
OF_THE_LABEL = re.compile(r"\s*:(?!\d\d)")
NUMBER_NEXT = {False: re.compile(r"\s*[:=]\s*[<>=]*\d"), True: re.compile(r"[\s:=.]*[<>=]*\d")}
"""What shows that a number in brackets, or a day such as '2/9', is not yet the value: another stands right behind it."""
FLOW_BEFORE = re.compile(r"\bon (?:home |supplemental )?$")


def _after(document: Document, end: int, units: Collection[str | None] | None) -> NumberMention | None:
    """The number that follows a label that ends here, over nothing but a bridge and numbers that are the label's own."""
    first = bisect_left(_number_starts(document), end)
    position = end
    for mention in numbers(document)[first : first + TRIES]:
        if mention.start - end > REACH or not _same_unit_of_text(document, end, mention.start):
            return None
        between = document.flat[position : mention.start]
        if not _bridges(between):
            return None
        passed = _passed_over(document.flat, between, mention)
        if passed is None and (units is None or mention.unit in units):
            return mention
        position = max(passed or 0, mention.end)
    return None


def _passed_over(flat: str, between: str, mention: NumberMention) -> int | None:
    """Where reading goes on after a number that is part of the label: 'AHI (4 % rule) 9.6', 'on 2 L: 94 %'."""
    if between.rstrip().endswith("("):
        close = ASIDE_END.match(flat, mention.end)
        if close and (close[0].strip() != ")" or NUMBER_NEXT[mention.unit == "%"].match(flat, close.end())):
            return close.end()
    if mention.out_of and NUMBER_NEXT[False].match(flat, mention.end):
        return mention.end
    if mention.unit in ("L", "L/min") and FLOW_BEFORE.search(between):
        return mention.end
    return mention.end if OF_THE_LABEL.match(flat, mention.end) else None


def _bridges(between: str) -> bool:
    return all(token in BRIDGE_WORDS or token[0].isdigit() for token in BRIDGE_TOKEN.findall(ASIDE.sub(" ", between)))


def _same_unit_of_text(document: Document, first: int, second: int) -> bool:
    """Do both stand on one line, or in one sentence that runs over lines?"""
    if "\n" not in document.text[first:second]:
        return True
    sentence = sentence_at(document, max(first - 1, 0))
    return sentence is not None and second < sentence.end


def numbers_within(document: Document, start: int, end: int) -> Iterator[NumberMention]:
    """The numbers that begin within document.text[start:end]."""
    found = numbers(document)
    for index in range(bisect_left(_number_starts(document), start), len(found)):
        if found[index].start >= end:
            return
        yield found[index]
