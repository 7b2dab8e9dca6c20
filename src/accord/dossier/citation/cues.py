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
    "mmol/l|mmol|mol|meq|meq/l|ng/ml|pg/ml|iu u unit units|/min|/hour /hr|/day|/week|kcal|mg/kg|kg/m2 kg/m²|ms|hz|db|mhz|times x|"
    "c °c celsius|f °f fahrenheit|degrees degree|tablet tablets tab tabs|puff puffs|pack packs|drop drops|beats|breaths"
)
SIDES = _table(
    "left lt|right rt|bilateral bilaterally bilat both|upper|lower|proximal|distal|medial|lateral|anterior|posterior|"
    "inner|outer|unilateral unilaterally|ipsilateral|contralateral"
)
COUNTS = {
    word: value
    for value, words in enumerate(
        [
            "zero",
            "one once",
            "two twice",
            "three thrice",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
    for word in words.split()
}
BOUNDS = (
    (r"<=|≤|at most|no more than|not more than|up to|or less than", "<="),
    (r">=|≥|at least|no less than|not less than", ">="),
    (r"(?<!no )(?<!not )(?<!or )less than|below|under|<(?!=)", "<"),
    (r"(?<!no )(?<!not )more than|above|over|greater than|exceeds|>(?!=)", ">"),
)
BOUND_PATTERNS = tuple(
    (
        re.compile(
            rf"(?:{pattern})\s*(?:(?:the|an?) (?:age )?(?:of )?)?(\d+(?:\.\d+)?|{'|'.join(COUNTS)})\b", re.IGNORECASE
        ),
        sign,
    )
    for pattern, sign in BOUNDS
)
CUES: dict[str, re.Pattern[str]] = {
    "negation": re.compile(
        r"\b(?:no|not|none|never|without|denie[sd]|denying|deny|denial|negative|absent|absence|neither|nor|nothing|nobody|"
        r"nowhere|free of|unable|fails? to|failed to|refuse[sd]?|declin(?:e[sd]?|ing)|lacks?|lacking|ruled out|"
        r"unremarkable|resolved|resolution|hardly|unlikely|non|contraindicated|against|insignificant|noncontributory)\b"
    ),
    "doubt": re.compile(
        r"\b(?:possibl[ey]|possibility|probabl[ey]|likely|likelihood|suspect(?:ed|s)?|suspicion|suspicious|may|might|could|"
        r"question(?:able)?|rule out|differential|presum(?:ed|ably|ptive)|uncertain|unclear|equivocal|perhaps|maybe|"
        r"suggest(?:s|ive|ed|ing)?|concern(?:s|ed|ing)? for|concerning|if|whether|appears?|appeared|apparent(?:ly)?|"
        r"seem(?:s|ed|ingly)?|potential(?:ly)?|thought to|believe[sd]?|versus|vs|unsure|tentative(?:ly)?)\b|\?"
    ),
    "plan": re.compile(
        r"\b(?:plan(?:s|ned|ning)?|will|would|shall|should|schedul(?:ed?|ing)|to be|pending|consider(?:ed|ing)?|"
        r"recommend(?:s|ed|ation|ations)?|advis(?:e[sd]?|ing)|going to|await(?:s|ing)?|upcoming|needs? to|intends?|wants? to|"
        r"from now|next|future)\b"
    ),
    "family": re.compile(
        r"\b(?:mother|father|mom|dad|parents?|sisters?|brothers?|siblings?|aunts?|uncles?|grand\w+|family|maternal|paternal|"
        r"husband|wife|spouse|daughters?|sons?|cousins?|niece|nephew|roommate|friend|partner|girlfriend|boyfriend)\b"
    ),
    "past": re.compile(
        r"\b(?:history|previous(?:ly)?|former(?:ly)?|prior|past|childhood|ago|used to|quit|stopped|status post|remote|"
        r"discontinued|earlier)\b"
    ),
}  # fmt: skip
ALL_CUES = frozenset(
    _words(
        "no not none never without denies denied deny denying negative absent absence neither nor unable possible "
        "possibly probable probably likely suspected may might could plan plans planned will would should "
        "history previous previously former formerly prior past"
    )
)
PARTING = frozenset(
    _words("but however although though which who whom whose while whereas so until unless except where when")
)
BEGINS = frozenset(
    _words(
        "she he i we they it there this these patient no not denies denied does did is was has had have will would should "
        "can could may never without then also her his the some"
    )
)
VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|should|am|"
    r"reports?|reported|denie[sd]|states?|stated|complains|complained|takes|took|taking|developed|started|presents|presented|"
    r"shows?|showed|reveals|revealed|underwent|received|began|became|felt|feels|went|came|uses|used|using|lives|works|remains|remained|"
    r"appears|seems|gets|got|noted|notes|found|endorses|wants|wishes|needs|continues|continued|lasts|helps|helped|plan|plans|"
    r"increased|decreased|improved|worsened|returned|returns|left|came|tried|smokes|drinks|works|died|walks|quit|stopped|positive)\b"
)
GLUE = frozenset(
    _words(
        "a an the and or of to in on at by for from with as is are was were be been being am has have had having do does did "
        "this that these those it its he she his her hers him you your they them their we us our who whom whose which while where "
        "when then than there but however although though so also per each into onto upon about here very "
        "because since until due "
        "patient patients pt record records document documents documented note notes noted noting state states stated stating "
        "according listed seen said say says any some "
        "report reports reported reporting complain complains complained complaining endorse endorses endorsed "
        "show shows showed shown showing reveal reveals revealed demonstrate demonstrates demonstrated find found read reads "
        "present presents presented presenting dated page measured measurement given mr mrs ms dr"
    )
)
