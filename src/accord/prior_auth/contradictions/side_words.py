"""Words that name a side of the body, and the limbs and joints whose treated side can be told from their conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.evidence.patterns import lazy_pattern
from accord.records.findings import Side

# behind a lone L or R: a level of the spine, or a part of the body
_PART = (
    r"(?=[ -](?:c|t|l|s)?\d|[ ](?:facets?|knees?|hips?|shoulder|lumbar|cervical|legs?|arms?|limb|calf|thigh|ankle|foot|"
    r"heel|toe|groin|buttock|gluteal|gsv\b|ssv\b|saphen\w*|tibia\w*|fibula\w*|femur|femor\w*|humer\w*|radius|ulna|clavicle|scaphoid|"
    r"wrist|elbow|forearm|hand|upper lids?|lids?|brow|eye|sciatica|radicul\w*|tfesi|rfa\b|scope\b|hinged|unloader|brace|ischi(?!em)\w*|trochant\w*|"
    r"(?:lower|upper) (?:ext\w*|limb|leg|arm)|[lu]e\b|full leg|half leg|"
    r"[ab]ka\b|tka\b|trans(?:tibial|femoral)))"
)
_SIDE = re.compile(
    rf"(?P<left>\bl[lu]e\b|\b(?:left|lt)\b(?! (?:the|her|his|its|my|ama|against|for|at|to|home|work|before|after|on|in|early|"
    rf"message|voice ?mail|vent\w+|atri\w+|bundle|heart|eye|ear)\b)|\bl{_PART}|\(l\)|(?<=brace )l\b|(?<=orthosis )l\b|"
    rf"(?<=slr \+ )l\b)|"
    rf"(?P<right>\br[lu]e\b|(?<!pelvic )(?<!chest )(?<!breast )(?<!prostate )(?<!xrt )(?<!and )(?<!/)\brt\b(?! (?:for|to|x|in|completed|field|boost|"
    rf"\d)\b)|\bright\b(?! (?:now|away|after|before|here|there|handed|hand dominant|vent\w+|atri\w+|bundle|"
    rf"heart|eye|ear)\b)|\br{_PART}|\(r\)|(?<=brace )r\b|(?<=orthosis )r\b|"
    rf"(?<=slr \+ )r\b)|"
    rf"(?P<both>\bb[lu]e\b|\bbilateral(?:ly)?\b|\bbilat\b|\bboth (?:sides|legs|knees|arms|hips|limbs|feet|lower|upper)\b|\bb/l\b)"
)
# a clause of the other limb, or of one that is well
_SPARED = re.compile(
    r"\b(?:normal|unaffected|uninvolved|unremarkable|asymptomatic|opposite|contralateral|healthy|"
    r"replaced|ok|okay|fine|stable|uninjured|symptom-free|treated|doing well|for comparison|does(?: no|n.)t bother|not involved|clear)\b|\b(?:vs\.?|"
    r"than|compared (?:to|with))(?: the)? (?:left|right)\b"
)
_WOUND, _SHUT = re.compile(r"\b(?:ulcer|wound|flap|injur)"), re.compile(r"\b(?:healed|closed)\b")
_FORMER = re.compile(
    r"\b(?:history of|hx of?|h/o|previous(?:ly)?|prior|former(?:ly)?|years ago|in childhood|remote|in (?:19|20)\d\d|old)\b|\b(?:treated|done|operated|"
    r"rfa|ablat\w+|replaced|scoped?|meniscectomy|injected)\W{1,6}(?:in )?(?:19|20)\d\d\b"
)
_CLAUSE = re.compile(r"[;\n]|\s[-–]\s|,? \b(?:but|while|whereas|although)\b")


@dataclass(frozen=True, slots=True)
class Region:
    """What is requested for one side of the body, and how papers name the condition that it treats.

    codes     -- services it is for; item -- words of an order for what is requested; ill -- words of its condition.
    diagnoses -- the ICD-10-CM codes of that condition, of which some name a side.
    """

    name: str
    codes: re.Pattern[str]
    item: re.Pattern[str]
    ill: re.Pattern[str]
    diagnoses: re.Pattern[str]


REGIONS = (
    Region(
        "limb",
        lazy_pattern(r"E06[5-7]\d|A6[56]\d\d"),
        lazy_pattern(r"\be06[5-7]\d\b|\bappliance\b|\bsleeve\b|\bgarment\b|\bstockings?\b|\bpump\b"),
        lazy_pattern(r"\blymph-?(?:o)?edema\b|\bi89\.0\b|\bi97\.2\b|\b(?:venous|stasis|vlu)\b[^.;]{0,30}\b(?:ulcer|wound)"),
        lazy_pattern(r"I8[37]|L97"),
    ),
    Region(
        "seat",
        lazy_pattern(r"E01[89]\d|E0277|E037[1-3]"),
        lazy_pattern(r"\bl89\.?[23]\d"),
        lazy_pattern(
            r"(?:\bulcer|\bpressure (?:injur|sore)|\bdecub|\bwound|\bflap\b)[^.;]{0,60}\b(?:ischi(?!em)|trochant|buttock|hip\b)|"
            r"\b(?:ischi(?!em)|trochant|buttock|hip\b)[^.;]{0,60}(?:\bulcer|\bpressure (?:injur|sore)|\bdecub|\bwound|\bflap\b)"
        ),
        lazy_pattern(r"L89\.?[23]"),
    ),
    Region(
        "knee",
        lazy_pattern(r"L18\d\d|29(?:86[6-9]|87\d|88[0-9])|2744[67]|G0289"),
        lazy_pattern(r"\bknee\b|\bl18\d\d\b|\bbrace\b|\borthosis\b|\barthroscop\w*"),
        lazy_pattern(
            r"\bknees?\b[^.;]{0,80}\b(?:pain|osteoarth|oa\b|arthr|instab|unstable|lax|tear|torn|lock|catch|giv|buckl|effusion|"
            r"swell|loose bod|surgery|arthroscop|brace|views?\b|tender|menisc)|"
            r"\b(?:pain|osteoarth|oa\b|arthr|instab|lax|tear|loose bod|arthroscop|brace|menisc)\w*\b[^.;]{0,50}\bknees?\b"
        ),
        lazy_pattern(r"M17|M2[23]|S8[23]|M25\.?\d6"),
    ),
    Region(
        "amputation",
        lazy_pattern(r"L5[0-9]\d\d"),
        lazy_pattern(r"\bl5\d{3}\b|\bprosthe(?:sis|tic)\b|\bknee\b|\bfoot\b|\bsocket\b|\bliner\b"),
        lazy_pattern(r"\bamput\w*|\b[ab]ka\b|\btrans(?:tibial|femoral)\b|\bresidual limb\b|\bstump\b|\bprosthe\w+"),
        lazy_pattern(r"Z89\.?[4-6]|S[789]8"),
    ),
    Region(
        "vein",
        lazy_pattern(r"364[67]\d|3648[23]|377\d\d|377[6-9]\d"),
        lazy_pattern(r"\bablation\b|\brfa\b|\bevl[at]\b|\b[gs]sv\b|\bsaphenous\b|\bphlebectomy\b|\bvein\b"),
        lazy_pattern(
            r"\b[gs]sv\b|\bsaphenous\b|\bvaric\w*|\breflux\b|\bceap\b|\bleg\b[^.;]{0,40}\b(?:ache|pain|swell|heav|cramp|throb|ulcer|tired)|"
            r"\b(?:ache|pain|swelling|heaviness|cramps|ulcer)\b[^.;]{0,30}\bleg\b"
        ),
        lazy_pattern(r"I8[37]"),
    ),
    Region(
        "root or facet",
        lazy_pattern(r"6448[34]|6449[0-5]|6463[3-6]|6232[0-7]"),
        lazy_pattern(r"\btfesi\b|\besi\b|\binjection\b|\brfa\b|\bmbb\b|\bblocks?\b|\bablation\b|\b64[46]\d\d"),
        lazy_pattern(
            r"\bradic\w*|\bsciatic\w*|\b(?:leg|arm|buttock|calf|thigh|foot)\b[^.;]{0,30}\b(?:pain|numb|tingl|weak|burn)|\bpain\b[^.;]{0,40}\b(?:leg|"
            r"arm|buttock|"
            r"calf|thigh|foot|left|right)\b|\bslr\b|\bforamin\w*|\bparacentral\b|\bmbb\b|\bmedial branch|\b(?:axial|back|neck)\b[^.;]{0,30}\b(?:pain|worse)|"
            r"\bfacet\b[^.;]{0,30}\b(?:tender|pain|load|arthr)"
        ),
        lazy_pattern(r"M54\.?[134]"),
    ),
    Region(
        "lid",
        lazy_pattern(r"1582[0-3]|679\d\d"),
        lazy_pattern(r"\bbleph\w*|\blids?\b|\bptosis\b|\bbrow\b|\b1582\d|\b679\d\d"),
        lazy_pattern(r"\blids?\b|\bptosis\b|\bmrd|\bdermatochalasis\b|\bbleph\w*|\blashes\b"),
        lazy_pattern(r"H02|Q10"),
    ),
    Region(
        "bone",
        lazy_pattern(r"E0747|E0760|2097[459]"),
        lazy_pattern(r"\be07[46]\d\b|\bstimulator\b"),
        lazy_pattern(
            r"\b(?:fracture\w*|fx|non-?union)\b[^.;]{0,50}\b(?:tibia|fibula|femur|humer|radius|ulna|clavicle|scaphoid|metatars|ankle|wrist|leg|arm)|"
            r"\b(?:tibia|fibula|femur|femoral|humer|radius|radial|ulna|clavicle|scaphoid|metatars)\w*\b[^.;]{0,40}\b(?:fracture\w*|fx|non-?union|"
            r"callus|bridging)"
        ),
        lazy_pattern(r"S[4-9]2|M84"),
    ),
    Region(
        "wound",
        lazy_pattern(r"G0277|99183"),
        lazy_pattern(r"\bhbot?\b|\bhyperbaric\b|\bdives?\b|\bg0277\b|\b99183\b|\bulcer\b|\bwound\b"),
        lazy_pattern(
            r"\b(?:ulcer|wound|wagner|dfu|osteomyel\w*|gangren\w*)\b[^.;]{0,50}\b(?:foot|heel|toe|hallux|leg|ankle|met|plantar|forefoot|stump)|"
            r"\b(?:foot|heel|toe|hallux|plantar|ankle|leg)\b[^.;]{0,30}\b(?:ulcer|wound|wagner|dfu|osteomyel\w*|gangren\w*)"
        ),
        lazy_pattern(r"L97|E1[013]\.?62"),
    ),
    Region(
        "ankle",
        lazy_pattern(r"L19\d\d|L2[01]\d\d"),
        lazy_pattern(r"\bl(?:19|2[01])\d\d\b|\bafos?\b|\bankle[- ]foot\b|\bbrace\b|\borthosis\b"),
        lazy_pattern(r"\bfoot drop\b|\bdrop ?foot\b|\bequinus\b|\bankle\b[^.;]{0,40}\b(?:instab|weak|contract|arthr)|\bhemipar\w*"),
        lazy_pattern(r"M21\.?37"),
    ),
)  # fmt: skip


_EYES = (
    (lazy_pattern(r"\b(?:os|lul|lll)\b"), " left "),
    (lazy_pattern(r"\b(?:od|rul|rll)\b"), " right "),
    (lazy_pattern(r"\bou\b"), " bilateral "),
)
_EYE_WORDS = lazy_pattern(r"\b(?:mrd|lids?|ptosis|bleph|visual|taped|dermatochalasis|brow|lashes)")


def _of_eyes(words: str) -> str:
    """The words with 'OS' and 'OD' as sides, where they speak of lids."""
    if _EYE_WORDS.search(words) is None:
        return words
    for pattern, side in _EYES:
        words = pattern.sub(side, words)
    return words


def sides_in(words: str) -> set[Side]:
    """The sides that lower-cased words name; both sides count as bilateral alone."""
    told = {
        Side.LEFT if m["left"] else Side.RIGHT if m["right"] else Side.BILATERAL
        for m in _SIDE.finditer(_of_eyes(words))
    }
    return {Side.BILATERAL} if Side.BILATERAL in told or len(told) > 1 else told


def clauses(words: str) -> list[tuple[int, str]]:
    """The clauses of a sentence with their offsets."""
    found: list[tuple[int, str]] = []
    start = 0
    for stop in _CLAUSE.finditer(words):
        found.append((start, words[start : stop.start()]))
        start = stop.end()
    return [*found, (start, words[start:])]


def spared(clause: str) -> bool:
    """Does the clause tell of the other limb, or of one that is well?"""
    shut = _WOUND.search(clause) is not None and _SHUT.search(clause) is not None
    return shut or _SPARED.search(clause) is not None


def former(clause: str) -> bool:
    """Does the clause tell of earlier times, so that it accuses no order of today?"""
    return _FORMER.search(clause) is not None
