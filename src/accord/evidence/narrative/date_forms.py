"""How notes write dates and lengths of time, as patterns over lower-case text, and the marks of scores that look like dates."""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        1,
    )
    for name in names.split()
}
NUMBER_WORDS = {
    word: value
    for value, words in enumerate(
        [
            "one a an",
            "two couple",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        1,
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "sixty": 60, "ninety": 90, "few": 3, "several": 3}
UNIT_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}

MONTH = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|" + (
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?P<{0}>(?:19|20)\d\d)"
YEAR2 = r"(?P<{0}>(?:19|20)\d\d|['’]?\d\d)"
DAY = r"(?P<{0}>0?[1-9]|[12]\d|3[01])"
AFTER_RANGE = r"(?<![\w/.#$])(?<![^\d]-)"
EDGE, END = r"(?<![\w/.#$-])", r"(?![\w/]|[-.]\d)"
# the first of two days that stand together: '12/15/25-2/2/26', '2025-12-15/2026-02-02'
SLASHED_END = r"(?:(?=-\d{1,2}/\d{1,2}(?:/\d{2}(?:\d\d)?)?(?![\d/]))|(?![\w/]|[-.]\d))"
ISO_END = r"(?=t\d\d:?\d\d|/(?:19|20)\d\d-\d\d-\d\d(?!\d)|(?![\w/]|[-.]\d))"

FORMS: dict[str, str] = {
    "iso": rf"(?:{EDGE}|(?<=\d\d\d\d-\d\d-\d\d/)){YEAR.format('y')}(?P<sep>[-/])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01]){ISO_END}",
    "slashed": rf"{AFTER_RANGE}(?P<m>0?[1-9]|1[0-2])(?P<sep>[/.-])(?P<d>0?[1-9]|[12]\d|3[01])(?P=sep)"
    rf"{YEAR2.format('y')}{SLASHED_END}",
    "compact": rf"{EDGE}(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\w|[-/.]\d)",
    "day_month": rf"{EDGE}{DAY.format('d')}(?:st|nd|rd|th)?(?: of)?[ -]?{MONTH.format('m')},?[ -]?"
    rf"(?P<y>(?:19|20)\d\d|['’]\d\d|(?<=-)\d\d|(?<= )[0-4]\d(?= *(?:$|[,.;)]))){END}",
    "month_day": rf"(?<!\w){MONTH.format('m')} ?{DAY.format('d')}(?:st|nd|rd|th)?,? +{YEAR.format('y')}{END}",
    "month_year": rf"(?<!\w)(?:(?:early|mid|late)[ -]?)?{MONTH.format('m')},?(?: of)?[ /-]*(?P<y>(?:19|20)\d\d|['’]\d\d){END}",
    "slash_year": rf"{AFTER_RANGE}(?P<m>0?[1-9]|1[0-2])/{YEAR.format('y')}(?![\w/]|\.\d)",
    "season": rf"(?<!\w)(?:early |late |mid-?)?(?P<season>spring|summer|fall|autumn|winter),?(?: of)? {YEAR.format('y')}{END}",
    "year_cue": rf"(?<!\w)(?P<cue>in|since|of|from|until|till|before|after|circa|ca\.?|about|around|dx|early|late|mid|by|"
    rf"during|through|thru|vs\.?|against|and|to|retired|quit|diagnosed|year|back in)[ -]+{YEAR.format('y')}(?![\w/%-]|[.,]\d| ?(?:"
    rf"mg|ml|mcg|units?|steps?|feet|ft|kcal|cal|hours?|h|hrs|iu|am|pm)\b)",
    "year_after": rf"(?<=[a-z:(] ){YEAR.format('y')}(?=[,;.)\]]|  | (?:and|to|after|with|by|when|at|for|study|note|visit|labs?|"
    rf"echo|mri|ct|in)\b| *$)(?![.,]\d)",
    "year_ap": r"(?<![\w])['’](?P<y>\d\d)(?![\w'’])",
}
PARTIAL: dict[str, str] = {
    "md": rf"{EDGE}(?P<m>0?[1-9]|1[0-2])/(?P<d>0?[1-9]|[12]\d|3[01])(?![\w/%]|[.,]\d|-\d(?!\d?/)| ?(?:"
    rf"mmhg|mm hg|bilat|b/?l|strength|pain|nrs|vas|out of|points?|quiz|hours|nights|days|months))",
    "month_d": rf"(?<!\w){MONTH.format('m')} {DAY.format('d')}(?:st|nd|rd|th)?(?!\w|[/:.]\d|,? *(?:19|20)\d\d| ?(?:mg|ml|%|"
    rf"days?|weeks?|visits?))",
    "d_month": rf"{EDGE}{DAY.format('d')}(?:st|nd|rd|th)?(?: of)?[ -]{MONTH.format('m')}(?!\w|,? *(?:19|20)\d\d)",
    "month": rf"(?<=(?:in|ce|il|ll|ly|te|id|of|nd|st|xt|gh|ru|om|to|an|by) ){MONTH.format('m')}(?!\w| \d)",
}
NUMERAL = r"\d{1,3}(?:\.\d+|,\d{3})?|\d ?1/2"
COUNT_WORD = (
    r"(?:a )?couple(?: of)?|(?:a )?few|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|sixty|ninety|several"
)


def _count_as(name: str) -> str:
    return rf"(?P<{name}>{NUMERAL}|(?:{COUNT_WORD})(?=[ -]))"


def _unit_as(name: str) -> str:
    return rf"(?P<{name}>days?|d|nights?|weeks?|wks?|w|months?|mos?|mths?|mon|years?|yrs?|y)(?!\w)"


RELATIVE: dict[str, str] = {
    "today": r"(?<!\w)(?P<today>today|tonight|this (?:morning|afternoon|evening|a\.?m\.?))(?!\w)",
    "yesterday": r"(?<!\w)(?P<yesterday>yesterday|last night)(?!\w)",
    "tomorrow": r"(?<!\w)(?P<tomorrow>tomorrow)(?!\w)",
    "last": r"(?<!\w)(?P<which>last|this|next) (?P<unit>week|month|year|spring|summer|fall|autumn|winter)(?!\w)",
    "last_month": rf"(?<!\w)(?P<which>last|this|next|this past) {MONTH.format('m')}(?!\w| \d)",
    "ago": rf"(?<![\w/.])(?:x ?)?(?:about |approximately |approx\.? |~ ?|roughly |some )?{_count_as('n')}(?: ?(?:-|to|or) ?"
    rf"{_count_as('n2')})?[ -]?{_unit_as('unit')} (?:ago|prior|earlier|back)(?!\w)",
}
DURATION = re.compile(
    rf"(?<![a-wyz\d_/.,:$-])(?<![a-z\d]x)(?P<more>> ?|>= ?|at least |more than |over |greater than |≥ ?|< ?|less than |up to |under |"
    rf"nearly |almost |about |approximately |approx\.? |around |~ ?|roughly )?{_count_as('n')}(?P<plus>\+)?"
    rf"(?: ?(?:-|–|to|or) ?{_count_as('n2')})?[ -]?(?:full |consecutive |straight |continuous |more )?{_unit_as('unit')}"
    rf"(?:[ -](?:and |& )?{_count_as('n3')}[ -]?{_unit_as('unit3')})?(?! ?/|\w)"
)
NOT_A_DURATION_AFTER = re.compile(r"[ -]?(?:old|o\b|of age|y/?o|f\b|m\b|male|female|woman|man|visit)")


SCORE_BEFORE = re.compile(
    r"(?:strength|motor|mmt|power|scores?|nrs|vas|pain|epworth|ess|bp|iop|reflexes|dtrs?|va|phq-?[29]|gad-?7|vision|rated?|"
    r"rates|rating|acuity|murmur|o[ds]|goals met|of|is|at|to|pulses|grade|nights|about|was|use|severity|level|intensity|"
    r"average|worst|best|index|quiz|bsa|moca|mmse|gcs|braden|apgar|page|pg|ratio|ph|score of|now|lle|rle|lue|rue|ble|bue|"
    r"ehl|ta|dorsiflexion|flexion|extension|current|currently|today|week|usual|mallampati|[:=(]) ?(?:is |was |of |a |an |at )?"
    r"(?:0?\d(?:\.\d)?-)?$"
)
SCORE_AFTER = re.compile(
    r" ?(?:in |bilat|throughout|ble|bue|pain|on (?:the )?(?:nrs|vas|numeric)|strength|\(nrs|\(vas|x\b|"
    r"intensity|severity|in severity|murmur|sem|le\b|ue\b|all\b|with activity|at rest|at worst|at best)"
)
DATE_BEFORE = re.compile(
    r"(?:(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:day|nesday|urday)?|"
    r"on|dated?|since|from|until|till|thru|through|by|from the|visit|seen|labs?|dos|rec'd|received|called|faxed|release|"
    r"of the|a1c|echo|ct|mri|eval|re-?eval|d/c|start|started|stopped|completed|returned|addendum|between|and|prior|due|"
    r"appt|last|done|sent|pcp|id|to be seen|ending|ended|end|began|begun|admitted|discharged|week of|clinic) $"
)


SCALES = frozenset({3, 4, 5, 6, 7, 10, 12, 15, 18, 20, 21, 24, 25, 27, 28, 30})
USUAL_SCALES = frozenset({3, 5, 6, 10, 24, 30})
"""What scores are out of; of the usual ones '3/10' is a score unless a word for a date stands before it."""


def _joined(forms: dict[str, str]) -> re.Pattern[str]:
    """One pattern of all forms; the groups of each form are made its own by a suffix."""
    parts: list[str] = []
    for name, form in forms.items():
        own = re.sub(r"\(\?P([<=])(\w+)([>)])", rf"(?P\1\2__{name}\3", form)
        parts.append(f"(?P<{name}>{own})")
    return re.compile("|".join(parts))


ABSOLUTE_FORMS, PARTIAL_FORMS, RELATIVE_FORMS = _joined(FORMS), _joined(PARTIAL), _joined(RELATIVE)
