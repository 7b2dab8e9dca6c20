"""How much of the pain a procedure took away, and for how long, as sentences say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

RELIEF = (
    r"(?:relief|relieved|relieving|reduc\w+|improve\w*|better|decreas\w+|diminish\w*|pain[ -]?free|"
    r"less pain|abolish\w*|gone|resolved|resolution|benefit|response|improvement|help\w*)"
)
PERCENT = re.compile(
    r"(?P<below>< ?|less than |under |below |barely |not quite |up to )?(?P<above>> ?|>= ?|≥ ?|"
    r"greater than |more than |over |at least |exceeding |above |in excess of )?(?<![\d/.])(?P<v>100|"
    r"\d{1,2}(?:\.\d+)?)(?: ?% ?)?(?: ?(?:-|–|to) ?(?P<hi>100|\d{1,2}(?:\.\d+)?))? ?(?:%|percent\b|"
    r"per cent\b|pct\b)(?P<plus> ?\+| or (?:more|greater|better))?"
)
LABELLED = re.compile(
    r"(?<!\d)(?<!\d )(?:% (?:of )?(?:pain )?relief(?: \(?pt\)?)?|percent(?:age)?(?: of)?(?: pain)? relief|pct relief|"
    r"relief %|% improvement)\W{1,8}(?:\(pt\)\W{0,6})?(?P<v>100|\d{1,2}(?:\.\d+)?)"
    r"(?!\d|\.\d| ?(?:h\b|hr|hours?|min|mo\b|mos\b|months?|wks?|weeks?|days?|yrs?|years?))"
)
FRACTION = re.compile(
    r"\b(?P<f>half|1/2|one[ -]half|three[ -]quarters?|3/4(?:ths?)?|three[ -]fourths|two[ -]thirds|2/3(?:rds)?|(?:a|one)[ -]third|1/3|"
    r"(?:a|one)[ -]quarter|nine[ -]tenths)\b(?= (?:of )?(?:her |his |the |their |my )?(?:\w+ )?(?:(?:\w+ )?pain|relief|ache|relieved|better|"
    r"improve\w*)\b)"
)
FRACTIONS = {"half": 50, "1/2": 50, "one half": 50, "two thirds": 67, "2/3": 67, "a third": 33, "one third": 33, "1/3": 33, "a quarter": 25,
             "one quarter": 25, "nine tenths": 90}  # fmt: skip
ANAESTHETIC_BEFORE = re.compile(
    r"\b(?:bupivacaine|marcaine|sensorcaine|lidocaine|xylocaine|ropivacaine|naropin|mepivacaine)\b[^.;%]{0,26}$"
)
STRONGEST = 10
"""No local anaesthetic has so many percent: behind its name that is no strength."""
NOT_RELIEF_BEFORE = re.compile(
    r"\b(?:dexamethasone|omnipaque|isovue|oswestry|odi|ndi|neck disability(?: index)?|disability(?: index)?|o2|"
    r"spo2|sat\w*|hba1c|a1c|ef|promis|function\w*|roland\w*|rmdq|stenosis|narrowing|chlorhexidine|alcohol|"
    r"range of motion|rom)\b[^.;%]{0,26}$|\b(?:oswestry|odi|ndi|neck disability|roland\w*|"
    r"rmdq)\b(?:(?!\brelief|\bbetter|\bpain\b|\bimprov|\breduc|\bless\b).){0,60}$"
)
NOT_RELIEF_AFTER = re.compile(
    r"\s*(?:bupivacaine|marcaine|lidocaine|ropivacaine|xylocaine|mepivacaine|disability|stenosis|narrowing|"
    r"loss|chance|risk|of (?:predicted|normal|the time)|wedg|height|or (?:greater|more) (?:relief|is))"
)
CONDITIONAL = re.compile(
    r"\b(?:if|when|once|should|would|provided that|unless|requires?|required|need(?:s|ed)?|goal|expect\w*|"
    r"threshold|criteri\w+|must|at least two|assuming|in case|positive is|defined as)\b[^.;]{0,60}$"
)
FUNCTION = re.compile(r"\b(?:function\w*|adls?|activit\w+|mobility|range of motion|movement)\b")
_ACTS = r"(?:function\w*|adls?|activit\w+|mobility|range of motion|rom|movement|motion|sleep\w*|strength|walking|standing|sitting|tolerance|disability)"
FUNCTION_AFTER = re.compile(
    rf"\s*(?:\w+ )?{_ACTS}\b(?! and (?:pain|relief))|\s*(?:better|improve\w*|increase\w*|gain|more|return|restoration|reduc\w+|decreas\w+|less|drop|change) "
    rf"(?:in |of |with |to )?(?:the |her |his |"
    rf"overall |daily )*{_ACTS}\b"
)
FUNCTION_BEFORE = re.compile(
    rf"\b{_ACTS}(?: \w+)? (?:improved|increased|better|up|gain\w*|restored|was|is)(?: \w+)?(?: by| to| of)?\W*$"
)
HOURS = re.compile(
    r"(?P<v>\d+(?:\.\d+)?(?: ?1/2| ?½)?|one|two|three|four|five|six|seven|eight|ten|twelve|several|"
    r"half an)(?: ?(?:-|–|to|or) ?(?P<hi>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|ten|"
    r"twelve))? ?-?(?P<unit>hours?|hrs?|h|min(?:ute)?s?)\b"
)
LASTING = re.compile(
    r"\bdur\b\W*$|"
    r"\b(?:last\w*|for|x|×|about|roughly|duration|effect|approx\w*|some|around|over|nearly|almost|relief|"
    r"of|next|first|through|~|,|sustained|until)\W*(?:the |a |of |about |approx\w* |roughly |at least |"
    r"nearly |almost |over |more than |first |next |~ ?)*$|%\W{1,3}$|x ?$"
)
WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
    "several": 3,
    "half an": Decimal("0.5"),
}


@dataclass(frozen=True)
class Relief:
    """A stated share of relief at an offset of a passage; bound 'below' or 'above' when it is only a limit."""

    percent: Decimal
    start: int
    end: int
    bound: str = ""
    plain: bool = True


def reliefs(words: str, context: bool = False) -> Iterator[Relief]:
    """The percentages of relief in a sentence. `context`: the sentence before, or the paper, is about relief.

    Percentages of a drug's strength or of a disability scale are not taken, nor those in a condition.
    """
    seen: set[int] = set()
    for match in LABELLED.finditer(words):
        if not CONDITIONAL.search(words[: match.start()]):
            seen.update(range(match.start("v"), match.end() + 3))
            yield Relief(Decimal(match["v"]), match.start(), match.end())
    for match in FRACTION.finditer(words):
        if speaks_of_relief(words) and not CONDITIONAL.search(words[: match.start()][-70:]):
            share = FRACTIONS.get(match["f"].replace("-", " ").replace("3rds", "3"), 75)
            yield Relief(Decimal(share), match.start(), match.end())
    speaks = bool(re.search(rf"\b{RELIEF}\b|\bblocks?\b|\bmbb|\bpositive\b|\bconcordant\b|\bpain\b", words))
    for match in PERCENT.finditer(words):
        if match.start("v") in seen or not (speaks or context):
            continue
        before, after = words[: match.start()], words[match.end() :]
        value = Decimal(match["v"])
        if ANAESTHETIC_BEFORE.search(before) and value < STRONGEST:
            continue
        if NOT_RELIEF_BEFORE.search(before) or NOT_RELIEF_AFTER.match(after) or CONDITIONAL.search(before[-70:]):
            continue
        if value < 5 and not re.search(rf"\b{RELIEF}\b", after[:20]) and "relief" not in before[-14:]:
            continue
        bound = (
            "below"
            if (match["below"] and match["below"].strip() != "up to") or (match["below"] or "").strip() == "up to"
            else "above"
            if match["above"] or match["plus"]
            else ""
        )
        near = f"{before[-40:]} {after[:40]}"
        if FUNCTION_AFTER.match(after) or FUNCTION_BEFORE.search(before[-40:]):
            continue
        plain = not (FUNCTION.search(near) and not re.search(r"\b(?:pain|relief)\b", near))
        if plain:
            yield Relief(value, match.start(), match.end(), bound)


def each_ahead(starts: Sequence[int], found: Sequence[Relief]) -> bool:
    """Does each relief stand before its own date, '85 % on May 4 and 90 % on June 1'? `starts` are those of the dates."""
    return (
        len(starts) == len(found) > 1
        and all(relief.start < start for relief, start in zip(found, starts, strict=True))
        and all(start < later.start for start, later in zip(starts, found[1:], strict=False))
    )


def speaks_of_relief(words: str) -> bool:
    """Do the words say that pain was taken away, rather than where it is?"""
    return re.search(rf"\b{RELIEF}\b|\bwent away\b|\btook (?:away|care of)\b|\blifted\b|\bcut\b", words) is not None


def hours_in(words: str, loose: bool = False) -> tuple[Decimal, int, int] | None:
    """How long a relief lasted, in hours, with its offsets; only where the words speak of lasting, unless `loose`."""
    for match in HOURS.finditer(words):
        before = words[max(0, match.start() - 34) : match.start()]
        if re.search(r"\bnpo\b|\bin recovery\b|\bq ?$|\bevery\b|\bat +$|\+ ?$|\bambulat\w+\b", before):
            continue
        if not (loose or LASTING.search(before)) or not re.search(
            rf"\b{RELIEF}\b|\blast\w*|\beffect\b|\bdur(?:ation)?\b|%|\bpercent\b|\bgone\b|\bx ?$|\bconcordant", words
        ):
            continue
        value = _number(match["v"])
        hours = value / 60 if match["unit"].startswith("m") else value
        return hours, match.start(), match.end()
    return None


def _number(words: str) -> Decimal:
    if words in WORDS:
        return Decimal(WORDS[words])
    half = re.search(r"1/2|½", words)
    digits = re.match(r"\d+(?:\.\d+)?", words)
    return (Decimal(digits[0]) if digits else Decimal(0)) + (Decimal("0.5") if half else Decimal(0))
