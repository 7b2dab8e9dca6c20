"""Power options: the drive control, tilt and recline and what they are needed for, a ventilator on the chair."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mobility.claims import Rule
from accord.evidence.readers.mobility.vocabulary import NOT_DONE

_OTHER_CONTROL = (
    r"\bhead[- ]?(?:array|control|switch\w*)|\bsip[- ]?(?:and|&|n|'n')?[- ]?puff|\bswitch(?:es| array| control|-operated)\b|\beye[- ]?gaze|"
    r"\bchin[- ](?:control\w*|mount\w*|joystick)|\bfoot[- ]control\w*|\balternat\w+ (?:drive )?controls?\b|\b(?:mini|compact|micro)[- ]?joystick|"
    r"\bfib(?:er|re)[- ]?optic|\bproximity (?:switch|sensor)\w*|\btongue (?:drive|control)"
)
_NOT_NEEDED = (
    r"\bno need\b|\bnot (?:now |currently |yet )?(?:needed|required|necessary|recommended|indicated|wanted|requested|ordered|appropriate|"
    r"medically necessary)\b|\bdeclin\w+|\bnot a (?:need|candidate)\b|\bdoes not (?:need|require|want)\b|"
    r"\bwithout (?:power )?(?:tilt|recline)|\bno (?:power )?(?:tilt|recline)\b|\bnone needed\b|\bunnecessary\b"
)
_NEEDED = (
    r"\bneed(?:s|ed)?\b|\brequire[sd]?\b|\brecommend\w*|\bnecessary\b|\bnecessity\b|\bessential\b|\bwill have\b|\border(?:ed)?\b|\bprescrib\w+|"
    r"\bto (?:relieve|allow|manage|perform|redistribut\w*|provide)\b|\bfor (?:pressure|weight|positioning|cath\w*|spastic\w*|tone)"
)
ALT_CONTROL = Rule(
    "alternative_control",
    denial_wins=True,
    yes=lazy_pattern(
        rf"\b(?:requires?|required|needs?|needed|must|only|will use|uses|recommend\w*|drives?|drove|"
        rf"necessary)\b[^.;]{{0,80}}(?:{_OTHER_CONTROL})|(?:{_OTHER_CONTROL})[^.;]{{0,70}}\b(?:required|needed|necessary|recommend\w*|only|"
        rf"reliabl\w+|successful\w*)|"
        r"\b(?:can ?not|can't|unable|not able)\b[^.;]{0,40}\b(?:use|operate|control|drive|reach|hold|move)\b[^.;]{0,40}\bjoystick\b"
    ),
    no=lazy_pattern(
        rf"\b(?:no need|not need\w*|does not (?:need|require))\b[^.;]{{0,40}}(?:{_OTHER_CONTROL}|\balternat\w+|\bspecialty\b|"
        rf"\bnon-?standard\b)|(?:{_OTHER_CONTROL})[^.;]{{0,30}}\bnot (?:needed|required|indicated)|"
        r"^(?!.*\b(?:can ?not|can't|unable|not able|no longer)\b).*\b(?:standard|std\.?|hand|"
        r"proportional)[^.;]{0,20}\bjoystick\b(?:[^.;]{0,70}| r\. | l\. )\b(?:fine|ok|accurate\w*|safe\w*|works?|independent\w*|"
        r"adequate|well|without difficulty|"
        r"competent\w*|proficient\w*|sufficient)\b|"
        r"^(?!.*\b(?:can ?not|can't|unable|not able|no longer)\b).*\b(?:operates?|drives?|uses?|drove|controls?)\b[^.;]{0,30}\b(?:a |"
        r"the )?(?:standard|hand) (?:hand |proportional )?joystick\b"
    ),
    unless=lazy_pattern(rf"{NOT_DONE}|\blight switch|\bif (?:his|her) (?:hand|arm)"),
)
_OTHER_ONLY = r"\bonly\b[^.;]{0,30}\b(?:seat elevat\w+|power elevating|leg ?rests?)|\b(?:seat elevat\w+|leg ?rests?)\b[^.;]{0,20}\bonly\b"
TILT = Rule(
    "tilt_needed",
    denial_wins=True,
    yes=lazy_pattern(rf"\btilt\b[^.;]{{0,90}}(?:{_NEEDED})|(?:{_NEEDED})[^.;]{{0,60}}\btilt\b"),
    no=lazy_pattern(rf"\btilt\b[^;]{{0,60}}(?:{_NOT_NEEDED})|(?:{_NOT_NEEDED})[^.;]{{0,40}}\btilt\b|{_OTHER_ONLY}"),
    about=lazy_pattern(rf"\btilt\b|{_OTHER_ONLY}"),
    unless=lazy_pattern(
        rf"{NOT_DONE}|\btilt table\b|\bpelvi\w*\W{{1,3}}(?:\w+ )?tilt|\bpost(?:erior)?\.? (?:pelvic )?tilt\b|\bhead[- ]tilt\b|"
        rf"\bposterior (?:pelvic )?tilt\b|\bpelvic tilt\b|\bfuture\b|\bwhether\b|\bis covered\b"
    ),
)
RECLINE = Rule(
    "recline_needed",
    denial_wins=True,
    yes=lazy_pattern(rf"\brecline\b[^.;]{{0,90}}(?:{_NEEDED})|(?:{_NEEDED})[^.;]{{0,60}}\brecline\b"),
    no=lazy_pattern(
        rf"\brecline\b[^;]{{0,60}}(?:{_NOT_NEEDED})|(?:{_NOT_NEEDED})[^.;]{{0,40}}\brecline\b|{_OTHER_ONLY}"
    ),
    about=lazy_pattern(rf"\brecline\b|{_OTHER_ONLY}"),
    unless=lazy_pattern(rf"{NOT_DONE}|\brecliner\b|\bfuture\b|\bwhether\b|\bis covered\b|\bmanual(?:ly)? reclin"),
)
SHIFT = Rule(
    "weight_shift_fails",
    yes=lazy_pattern(
        r"\b(?:can ?not|can't|unable|not able|does not|do not|ineffective|insufficient|inadequate|dependent|"
        r"no)\b[^.;]{0,50}\b(?:weight[- ]?shift\w*|pressure[- ]relief|reposition\w*|relieve pressure|un-?weight\w*|off-?load\w*|shift (?:his|"
        r"her) weight)|"
        r"\b(?:weight[- ]?shift\w*|wt\.? shift\w*|pressure[- ]relief)\W{1,4}(?:none|unable|absent|impossible|dependent)\b|"
        r"\b(?:wt\.?|weight)[- ]?shift\w*\b.{0,30}: ?unable\b|"
        r"\bweight[- ]?shift\w*\b[^.;]{0,40}\b(?:ineffective|insufficient|inadequate|dependent|unable|can ?not|impossible|"
        r"not (?:possible|effective))"
    ),
    no=lazy_pattern(
        r"^(?!.*\b(?:unable|can ?not|can't|not able|ineffective|no effective|no independent|no ability|none)\b).*\b(?:effective(?:ly)?|"
        r"independent\w*|able to|good|performs?|"
        r"can)\b[^.;]{0,30}\b(?:weight[- ]?shift\w*|pressure[- ]relief|"
        r"shift (?:his|her) weight|reposition\w*)|"
        r"^(?!.*\b(?:unable|can ?not|can't|not able|ineffective|no effective|no independent|"
        r"none)\b).*\bweight[- ]?shift\w*\b[^;]{0,60}\b(?:effective(?:ly)?|independent\w*|"
        r"by (?:him|her)self|without (?:help|assist\w*)|good|adequate|"
        r"normal)|\bcan relieve (?:him|her)self\b"
    ),
    unless=lazy_pattern(
        rf"{NOT_DONE}|\bwith (?:the )?(?:power )?tilt\b[^.;]*\b(?:can|able|independent)|\b(?:would|will) (?:allow|let|enable|be able)|\bgait\b|"
        rf"\bstance\b"
    ),
)
PRESSURE = Rule(
    "pressure_risk",
    yes=lazy_pattern(
        r"(?<!denies )(?<!no )(?<!without )(?<!any )(?<!negative for )\b(?:history of|hx|h/o|stage (?:[1-4]|i{1,3}|iv)|current|prior|previous|"
        r"healed|recurrent|unstageable|past|"
        r"open)\b[^.;]{0,40}\b(?:pressure (?:ulcer|injur\w+|sore|wound)s?|decub\w+|(?:ischial|sacral|coccyx|coccygeal) (?:ulcer|wound|sore|"
        r"injur\w+)s?)|"
        r"(?<!no )\b(?:pressure (?:ulcer|injury)|decub\w*)\b[^.;]{0,14}\bstage (?:[1-4]|i{1,3}|iv)\b|"
        r"\bhigh(?:est)? risk\b[^.;]{0,40}\b(?:pressure|skin|ulcer\w*|breakdown)|\bbraden\b\W{0,3}(?:scale |score )?\W{0,3}(?:of |"
        r"is |"
        r"= ?)?(?:(?:[6-9]|1[0-2])\b|1[34] ?\W{1,3}high\b)|\b(?:absent|no|lost) sensation\b[^.;]{0,40}\b(?:buttock|sacr|ischi|below|seat)"
    ),
    no=lazy_pattern(
        r"\b(?:no|denies|never|without)\b[^.;]{0,30}\b(?:pressure (?:ulcer|injur\w+|sore|wound)s?|decub\w+)|\bbraden\b\W{0,3}(?:scale |"
        r"score )?\W{0,3}(?:of |is |= ?)?(?:1[5-9]|2[0-3])\b|\b(?:low|minimal|no) risk\b[^.;]{0,30}\b(?:pressure|skin|ulcer|breakdown)"
    ),
    unless=lazy_pattern(NOT_DONE),
)
CATHETER = Rule(
    "intermittent_catheter",
    yes=lazy_pattern(
        r"\bintermittent(?:ly)? (?:self[- ])?cath\w*|\b(?:clean )?intermittent (?:urinary )?cath\w*|\bcic\b|\bself[- ]?cath\w*|"
        r"\bstraight[- ]cath\w*|\bcath\w* (?:every|q) ?\d|\bisc\b|\bcath\w* intermittently\b|\bin[- ]and[- ]out cath\w*"
    ),
    no=lazy_pattern(r"\bno (?:urinary )?cath\w*|\bvoids\b|\bindwelling\b|\bfoley\b|\bsuprapubic\b|\bdoes not cath\w*"),
    unless=lazy_pattern(rf"{NOT_DONE}|\bcardiac cath|\bheart cath|\bdiscuss\w*|\bif\b"),
)
CANNOT_TRANSFER = Rule(
    "transfer_fails",
    yes=lazy_pattern(
        r"\btransfers?\b[^.;]{0,50}\b(?:dependent|max\w*[ -]?(?:assist\w*|a\b)|hoyer|mechanical lift|ceiling lift|total (?:assist\w*|a\b)|"
        r"(?:two|2)[- ]person|unable)|\bdependent transfers?\b|\bmax\w* a transfers?\b|\b(?:total|"
        r"max\w*)[ -]assist\w* (?:for )?transfers?|\b(?:two|2)[- ]person transfers?|"
        r"\b(?:unable|not able|can ?not) (?:to )?(?:independently )?transfer|\b(?:hoyer|mechanical|"
        r"ceiling) lift\b[^.;]{0,40}\btransfer|\bdependent (?:for|in|with) (?:all )?transfers?"
    ),
    no=lazy_pattern(
        r"^(?!.*\b(?:unable|can ?not|can't|not able|not)\b).*\btransfers?\b[^.;]{0,40}\b(?:independent\w*|mod(?:ified)?[ .]*i\b|"
        r"without (?:help|assist\w*)|supervis\w+)|\bindependent (?:with|"
        r"in) transfers?"
    ),
    unless=lazy_pattern(NOT_DONE),
)
TONE = Rule(
    "tone_needs_tilt",
    yes=lazy_pattern(
        r"\b(?:spastic\w*|(?:hyper)?ton(?:e|icity)|spasms?)\b[^.]{0,100}\b(?:tilt|recline)\b|\b(?:tilt|"
        r"recline)\b[^.]{0,100}\b(?:spastic\w*|(?:hyper)?ton(?:e|icity)|spasms?)\b"
    ),
    unless=lazy_pattern(rf"{NOT_DONE}|{_NOT_NEEDED}|\bno (?:spastic\w*|spasms?)|\bnormal tone\b"),
)
VENT = Rule(
    "ventilator_on_chair",
    denial_wins=True,
    yes=lazy_pattern(
        r"\b(?:ventilator|vent|trilogy|niv)\b[^.;]{0,60}\b(?:mount\w*|tray|on (?:the|her|his|a) (?:power )?(?:wheel ?)?chair|attach\w*|"
        r"carried on)|\b(?:mount\w*|tray)\b[^.;]{0,40}\b(?:ventilator|vent)\b"
    ),
    no=lazy_pattern(
        r"\b(?:no|not (?:on|using) an?y?|does not use a|never (?:on|used) a|without a?) ?(?:mechanical )?(?:ventilator|vent|ventilation|"
        r"invasive ventilation)\b|\b(?:ventilator|vent)(?: tray| mount)?\W{0,3}(?:none|no|n/a|not (?:needed|used|required|ordered))\b"
    ),
    unless=lazy_pattern(r"\bif\b|\bmay (?:need|be)\b|\bfuture\b|\bventilator (?:in|during) (?:19|20)\d\d|\bicu\b"),
)
POWER_RULES = (ALT_CONTROL, TILT, RECLINE, SHIFT, PRESSURE, CATHETER, CANNOT_TRANSFER, TONE, VENT)
