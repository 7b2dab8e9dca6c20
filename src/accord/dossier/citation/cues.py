"""The tables of the citation check: units, sides, spelled counts, bounds, cues that turn a sentence, idle words."""

from __future__ import annotations

import re


def _words(text: str) -> list[str]:
    return text.split()


def _table(rows: str) -> dict[str, str]:
    """'mg milligram milligrams|kg ...' to {every word of a row: its first}."""
    return {word: row.split()[0] for row in rows.split("|") for word in row.split()}


UNITS = _table(
    "% percent|mg milligram milligrams|mcg µg ug microgram micrograms|g gram grams|kg kilogram kilograms kilos|"
    "lb lbs pound pounds|oz ounce ounces|ml milliliter milliliters millilitre millilitres cc|"
    "l liter liters litre litres|dl|mmhg|mm millimeter millimeters millimetre millimetres|"
    "cm centimeter centimeters centimetre centimetres|"
    "m meter meters metre metres|km|ft foot feet|inch inches|s sec secs second seconds|min mins minute minutes|"
    "h hr hrs hour hours|d day days|wk wks week weeks|mo mos month months|yr yrs year years|lpm l/min|m/s|mg/dl|g/dl|"
    "mmol/l|mmol|mol|meq|meq/l|ng/ml|pg/ml|iu u unit units|bpm|kcal|mg/kg|kg/m2 kg/m²|ms|hz|db|mhz|times x|"
    "c °c celsius|f °f fahrenheit|events/hour events/hr"
)
SIDES = _table("left lt|right rt|bilateral bilaterally bilat both")
COUNTS = {
    word: value
    for value, words in enumerate(
        re.split(r"\|", "zero|one once|two twice|three thrice|four|five|six|seven|eight|nine|ten|eleven|twelve")
    )
    for word in words.split()
}
BOUNDS = (
    (r"<=|≤|at most|no more than|not more than|up to|or less than", "<="),
    (r">=|≥|at least|no less than|not less than", ">="),
    (r"(?<!no )(?<!not )(?<!or )less than|below|under|<(?!=)", "<"),
    (r"(?<!no )(?<!not )more than|above|over|greater than|exceeds|>(?!=)", ">"),
)
CUES: dict[str, re.Pattern[str]] = {
    "negation": re.compile(
        r"\b(?:no|not|none|never|without|denie[sd]|denying|deny|negative|absent|absence|neither|nor|cannot|free of|"
        r"unable|fails? to|failed to|refuse[sd]?|declin(?:e[sd]?|ing)|lacks?|lacking|ruled out|unremarkable|resolved|"
        r"\w+n't)\b"
    ),
    "doubt": re.compile(
        r"\b(?:possibl[ey]|probabl[ey]|likely|suspect(?:ed|s)?|may|might|could|question(?:able)?|rule out|r/o|"
        r"differential|presumed|uncertain|unclear|equivocal|suggest(?:s|ive|ed|ing)?|concern(?:ing)? for|if)\b|\?"
    ),
    "plan": re.compile(
        r"\b(?:plan(?:s|ned|ning)?|will|would|should|schedul(?:ed?|ing)|to be|pending|consider|recommend(?:s|ed)?)\b"
    ),
    "family": re.compile(
        r"\b(?:mother|father|parents?|sister|brother|siblings?|aunt|uncle|grand\w+|family|maternal|paternal|"
        r"husband|wife|spouse|daughter|son|cousin)\b"
    ),
    "past": re.compile(
        r"\b(?:history|hx|h/o|previous(?:ly)?|former(?:ly)?|prior|past|childhood|ago|used to|quit|stopped)\b"
    ),
}  # fmt: skip
ALL_CUES = frozenset(
    _words(
        "no not none never without denies denied deny negative absent absence neither nor cannot unable possible "
        "possibly probable probably likely suspected may might could plan plans planned will would should "
        "history previous previously former formerly prior past"
    )
)
GLUE = frozenset(
    _words(
        "a an the and or of to in on at by for from with as is are was were be been being has have had do does did "
        "this that these those it its he she his her him they their them who which while when where then than there "
        "here also per each every into onto upon about so "
        "patient patients record records document documents documented note notes noted state states stated "
        "report reports reported show shows showed shown find found reads read dated date page measured measurement "
        "according listed given seen said"
    )
)
