"""Who can use which device: the scooter, the power wheelchair, a caregiver; what it gives, and whether it is wanted."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mobility.claims import Rule
from accord.evidence.readers.mobility.vocabulary import (
    AWAY_FROM_HOME,
    DAILY_ACTIVITY,
    NOT_DONE,
    POWER_CHAIR,
    SCOOTER,
)

_CANNOT = r"\bcan ?not\b|\bcan't\b|\bcould(?: not|n't)\b|\bunable\b|\bnot able\b|\binability\b|\black(?:s|ing)?\b"
TRANSFER = Rule(
    "scooter_transfer",
    denial_wins=True,
    yes=lazy_pattern(
        r"\bindep\w*|\bmod(?:ified)?[ .]*(?:i|indep\w*)\b|\btransfers?:? i\b|\bon (?:her|his) own\b|"
        r"\bby (?:(?:her|him)?self)\b|\b(?:w/o|no hand) help\b|\bsafe(?:ly)?\b|\b(?:no|without) (?:help|"
        r"assist\w*|physical)|\bsupervis\w+|"
        r"\bsba\b|\bstand-?by\b|\bable to transfer\b|"
        r"\bcan transfer\b|\bunassisted\b|\btransfers? (?:well|ok|okay)\b"
    ),
    no=lazy_pattern(
        r"\bmax\w*[ -]?(?:assist\w*|a\b)|\b(?:does|did|could|can) not transfer\b|\bnot (?:on (?:her|"
        rf"his) own|by (?:her|him)self)\b|\bdependent\b|\bhoyer\b|\bmechanical lift\b|{_CANNOT}|\bunsafe\b|"
        r"\bnot (?:be )?safe|\b(?:two|"
        rf"2)[- ]person\b|\btotal (?:assist\w*|a\b)"
    ),
    about=lazy_pattern(
        r"\btransfer\w*|\bxfers?\b|\bsit[- ]to[- ]stand\b|\bstand[- ]pivot\b|\bspt\b|\bon (?:and|&|"
        r"/) ?off\b|\bon/off\b|\bgets? (?:on|onto|in) and (?:off|out)\b"
    ),
    unless=lazy_pattern(rf"{NOT_DONE}|\bgoals?\b"),
    carries=True,
)
TILLER = Rule(
    "scooter_tiller",
    denial_wins=True,
    yes=lazy_pattern(
        r"\b(?:can|able|ability to|safely|capable|indep\w*|good|well|ok(?:ay)?|handles|both hands)\b|"
        r"\bw/o (?:trouble|difficulty)\b|\bturn(?:s|ed) (?:the )?tiller (?:both|well|ok)|\bturns tiller\b|"
        r"\bwithout (?:strain|trouble|difficulty)\b|\bworked (?:ok|well|fine)\b|\bworks? (?:the|"
        r"well|fine|it)\b|\boperat\w+\b|"
        r"\bturns? (?:it |the )?\w* ?(?:fully|full|well|easily|both)|\brotates? (?:the )?tiller (?:full|well)|"
        r"\badequate\b|\bintact\b|\b(?:good|sufficient|full) (?:control|grip|strength|range|reach|use)|\bsteers? (?:well|safely|without|"
        r"independently)|\bno (?:difficult\w+|cramp|problem\w*)"
    ),
    no=lazy_pattern(
        rf"{_CANNOT}|\bnot (?:be )?(?:ok|well|good|safe|reach|hold|grip|steer)|\bunsafe\b|\btoo (?:weak|painful)\b|\bdoes not (?:have|reach|hold)|"
        rf"\binsufficient\b|\bpoor\b|\binadequate\b"
    ),
    about=lazy_pattern(r"\btillers?\b|\bsteer\w*|\bhandle ?bars?\b|\bdelta handle\b|\bthumb lever\b|\bthrottle\b"),
    unless=lazy_pattern(rf"{NOT_DONE}|\bcar\b|\bautomobile\b|\bsteer(?:s|ed)? (?:clear|toward)"),
    carries=True,
)
POSTURE = Rule(
    "scooter_posture",
    denial_wins=True,
    yes=lazy_pattern(
        r"\b(?:good|normal|strong|intact|adequate|stable|ok|indep\w*|sufficient|excellent|wnl|fair ?\+)\b|\bupright\b|\bs(?:i|a)ts? (?:straight|"
        r"erect)\b|\bw/o support\b|\bwithout (?:support|"
        r"leaning|difficulty|w/o limit)|\bunsupported\b|\bmaintain\w*\b|"
        r"\bdoes not (?:lean|fall|slide)|\bno (?:lean\w*|loss of balance|lateral)|\bsits? (?:well|tall|safely)"
    ),
    no=lazy_pattern(
        rf"(?<!not )(?<!no )\bleans?\b|\bslid(?:es|ing)\b|\btopples?\b|\bpoor\b|{_CANNOT}|\bneeds? (?:lateral|trunk|back)|\brequires? (?:lateral|"
        rf"trunk)|\bfalls? (?:over|to|side\w*|forward)|\bunstable\b|\bimpaired\b|\bkypho\w+|\bcollaps\w+"
    ),
    about=lazy_pattern(
        r"\bpostur\w*|\btrunk\b|\bno lean\b|\bsat (?:straight|upright|erect)\b|\bsit(?:s|ting)? (?:balance|"
        r"posture|upright|unsupported|well|tall|safely)|\bsits\b|\bupright\b|\bseated balance\b"
    ),
    unless=lazy_pattern(
        rf"{NOT_DONE}|\bsit(?:s|ting)? (?:down|to rest)\b|\bdress\w*\b|\borthostat\w+|\bsit-?to-?stand\b"
    ),
)
ALL_OF_SCOOTER = lazy_pattern(
    r"(?=.*\btransfer)(?=.*\b(?:tiller|steer))(?=.*\b(?:postur|trunk|balance|upright|position))(?=.*\b(?:able|can|safely|independent|"
    r"capable)\b)(?!.*\b(?:not|unable|cannot|can't|without|unsafe)\b)"
)
COGNITION = Rule(
    "cognition_sufficient",
    yes=lazy_pattern(
        r"\bintact\b|\bnormal\b|\bfine\b|\bclear[- ]minded\b|\bgood\b|\b(?:alert and |a ?(?:&|and) ?)?o(?:riented)? ?x ?[34]\b|"
        r"\ba{1,2}&?o ?x ?[34]\b|\bwfl\b|\boriented\b(?! ?(?:x|times|to) ?(?:[012]\b|self|name|person only))|"
        r"\bfollows (?:\S+[- ]?step|simple|complex|all|commands?|directions|instructions|conversation)|"
        r"\bsufficient\b|\badequate\b|\bwnl\b|\bwithin normal\b|\bsharp\b|\bexcellent\b|\bsound\b|"
        r"\b(?:moca|mmse|slums)\b\W{0,4}(?:score\W{0,3})?(?:2[6-9]|30)\b|\b(?:2[6-9]|30) ?/ ?30\b|\bno (?:cognitive )?(?:impairment|deficits?|"
        r"concerns?)|\bmakes? (?:\w+ )?decisions\b"
    ),
    no=lazy_pattern(
        r"\bimpair(?:ed|ment)\b(?<!no impairment)(?<!no cognitive impairment)|\bpoor\b|\bnot (?:clear|"
        r"alert|sharp|fine|intact|good)\b|\bdementia\b|\bdisoriented\b|\boriented ?(?:x|times) ?[012]\b|\bnot oriented\b|"
        r"\bunsafe\b|\bseverely\b|\bconfus\w+|\b(?:moca|mmse|slums)\b\W{0,4}(?:score\W{0,3})?(?:1?\d|2[0-2])\b(?!\d)|"
        r"\bdeficits?\b(?<!no deficits)(?<!no cognitive deficits)"
    ),
    about=lazy_pattern(
        r"\bcognit\w+|\bcog\b|\bmentation\b|\bclear[- ]minded\b|\bjudge?ment\b|\balert\b|\boriented\b|"
        r"\boriented\b|\bmoca\b|\bmmse\b|\bslums\b|\bmental\w*\b|\bmemory\b|\ba{1,2}&?o ?x ?\d|"
        r"\ba/o\b|\bfollows\b"
    ),
    unless=lazy_pattern(rf"{NOT_DONE}|\bincontinen\w+|\bmental health\b"),
)
VISION = Rule(
    "vision_sufficient",
    yes=lazy_pattern(
        r"\b20 ?/ ?(?:1\d|2\d|3\d|4\d|50|60)\b|\badequate\b|\b(?:ok(?:ay)?|fine)\b|\bintact\b|\bnormal\b|"
        r"\bsufficient\b|\bwnl\b|\bwfl\b|\bgood\b|\breads?\b|\bcorrected\b|"
        r"\bfunctional\b|\bno (?:visual )?(?:deficits?|field cut|impairment)|\bfull fields?\b|\bfields? (?:are )?(?:full|"
        r"intact)\b|\bsees (?:well|clearly)\b"
    ),
    no=lazy_pattern(
        r"(?<!not )\bblind\w*\b|\b20 ?/ ?(?:[2-9]\d\d)\b|\bpoor\b|\bhemianop\w+|(?<!no )\bfield cut\b|(?<!no )(?<!no visual )\bimpair\w+|"
        r"\bcannot see\b|\bunable to see\b|\binsufficient\b|\binadequate\b"
    ),
    about=lazy_pattern(
        r"\bvision\b|\blegally blind\b|\bvisual\w*|\bacuity\b|\b(?:eye ?)?sight\b|\bsees\b|\b20 ?/ ?\d{2,3}\b|\breads? (?:the )?(?:paper|newspaper|"
        r"newsprint|small print|print|signs)"
    ),
    unless=lazy_pattern(rf"{NOT_DONE}|\brevision\b|\bvisual analog\w*|\beye exam (?:due|ordered)"),
)
BOTH_CAPABILITIES = lazy_pattern(
    r"(?=.*\b(?:mental|cognit|judg))(?=.*\b(?:physical|vision|visual))(?=.*\b(?:sufficient|adequate|capab|able to (?:safely )?(?:operate|use|"
    r"drive)|safely|intact))(?!.*\b(?:not|unable|cannot|insufficient|impaired|unsafe)\b)"
)
NO_SCOOTER = Rule(
    "scooter_unusable",
    yes=lazy_pattern(
        rf"{_CANNOT}|\bnot a (?:scooter|pov) candidate\b|\bwon't (?:fit|make|turn|work)\b|\bnot (?:be )?(?:an option|"
        r"feasible|usable|appropriate|safe\w*|suitable|sufficient|enough|work\w*|possible|a (?:safe|"
        rf"candidate))|\bunsafe\b|\bno (?:trunk|lateral)|\btopples?\b|\bleans?\b|\bslid(?:es|ing)\b|"
        r"\bfalls?\b|\bruled out\b|\btoo (?:long|large|wide|big|weak|small|narrow)\b|\b(?:will|does|would|did) not (?:fit|make|"
        r"turn|clear|give|provide|"
        r"meet|allow|accommodate)|\binsufficient\b|\bfail\w*|\binadequate\b|\bcontraindicat\w+|\bnot meet\b|\bno longer\b|\bimpossible\b"
    ),
    no=lazy_pattern(
        r"^(?!.*\b(?:can ?not|can't|unable|not able|could not|unsafe|not)\b).*\b(?:can|able to|could|safely|"
        r"independently) (?:safely |independently )?(?:use|operate|drive|ride|steer|transfer|"
        r"handle)\b[^.;]{0,50}(?:\bscooter|\bpov|\btiller|$)|\bscooter (?:would|could) (?:work|meet|suffice|be (?:used|sufficient|adequate))|"
        r"\b(?:drives?|drove|uses|operates?) (?:a |the |her |his )?(?:scooter|pov)\b[^.;]{0,40}\b(?:well|safely|independently|without)"
    ),
    about=lazy_pattern(SCOOTER),
    unless=lazy_pattern(
        rf"{NOT_DONE}|\b(?:store|grocer\w+|mall|walmart|costco)\b|\bno need for\b|\b(?:fell|falls?) (?:off|from)\b.*\b(?:child|years ago)\b|"
        rf"\bmotor ?scooter\b|\bcovered?\b"
    ),
    carries=True,
)
_DRIVING = (
    r"\b(?:operat\w*|driv(?:e|es|ing|en)|drove|maneuver\w*|navigat\w*|us(?:e|es|ed|ing)|control(?:s|led)?|joystick|trial\w*|test[- ]?dr\w+|"
    r"demonstrat\w*|head array)\b"
)
_WELL = (
    r"\bsafe(?:ly)?\b|\bindependent\w*|\bmod(?:ified)?[ .]*i(?:nd\w*)?\b|\baccurate\w*|\bcompetent\w*|\bproficient\w*|"
    r"\bskill(?:ed|ful)\w*|\bwell\b|"
    r"\bwithout (?:any )?(?:difficult\w+|cues?|cueing|problems?|issues?|incident)"
)
SAFE = Rule(
    "drives_safely",
    yes=lazy_pattern(
        rf"^(?!.*\b(?:unable|not able|can ?not|can't|unsafe(?:ly)?|not (?:be )?safe|inability)\b[^.;]{{0,30}}\b(?:operat|driv|us(?:e|ing)|"
        rf"control|maneuver))"
        rf".*?(?:{_DRIVING}[^;]{{0,110}}(?:{_WELL})|\b(?:trial|drove|test drive|demo)\b.{{0,140}}(?:{_WELL})|\bjudge?ment (?:is |"
        rf"was )?(?:sound|good|intact)\b|(?:\bsafe(?:ly)?\b|\bindependent\w*|\bcompetent\w*|\bcapab\w+|(?<!un)\bable\b|"
        rf"\bability\b)[^.;]{{0,50}}\b(?:operat\w*|drive|driving|maneuver|use (?:of )?(?:a|the|this|power)|control)\b|"
        r"\b(?:no|zero|0|without|w/o) (?:any )?(?:contacts?|collisions?|bumps?|errors?)\b|\bwithout (?:touching|"
        r"hitting|bumping)\b|\bgood (?:judg\w+|control|safety)|\bstop(?:s|"
        r"ped)? (?:on command|safely)|\bcan (?:safely )?(?:operate|drive|control)\b|(?<!not )\bsafe (?:with|in|on) (?:the |a |"
        r"this |her |his )?(?:power|pwc|joystick)\b)"
    ),
    no=lazy_pattern(
        r"\bunsafe(?:ly)?\b|\bnot (?:be )?safe\w*|\b(?:unable|not able) to (?:safely )?(?:operate|drive|use|control|stop|steer)|"
        r"\bcan ?not (?:safely )?(?:operate|drive|use|control|stop|steer)|"
        r"(?<!no )(?<!any )(?<!without )(?<!zero )(?<!not )\b(?:hit|hits|hitting|struck|ran into|bump(?:ed|s)|collided)\b|"
        r"\bpoor (?:judg\w+|safety|control|awareness)|\bfailed\b|\bnot (?:capable|competent|able)|\b(?:hands-on|constant) (?:help|assist\w*|"
        r"cue\w*)|\brepeated(?:ly)? (?:hit|contact|collision)\w*"
    ),
    about=lazy_pattern(
        rf"{POWER_CHAIR}|\bjoystick\b|\bdrove\b|\bdriving (?:trial|test|skills?|assessment|evaluation)\b|\btest[- ]?dr\w+|\b(?:chair|"
        rf"wheelchair) trial\b|\bhead array\b|\bsip\b"
    ),
    unless=lazy_pattern(
        rf"{NOT_DONE}|\bwill (?:be )?(?:tri\w+|test|assess|need)|\bno longer drives\b|\bdoes not drive\b|\b(?:car|automobile|truck|van|"
        rf"motor vehicle)\b|\b(?:verbal|tactile|frequent|physical) cue\w*|\bgoals?\b(?! post)|\b(?:will|would|to) (?:allow|let|enable|"
        rf"permit|help)\b|\bso that\b|\blets\b|"
        r"\b(?:caregiver|wife|husband|daughter|son|spouse|aide|attendant)\b[^.;]{0,60}\b(?:operat|driv)|"
        r"\bscooters?\b(?!.*\bpower (?:wheel)?chair)|\bpovs?\b(?!.*\bpower (?:wheel)?chair)|"
        r"\bcan be used safely\b|\btransfers?\b[^.;]{0,50}\b(?:independent|safe)|\bpending\b|\bhome\b[^.;]{0,30}\b(?:access|accommodat)\w*|"
        r"\bwithout a power|\bif (?:he|she)\b|"
        r"\bmanual (?:wheel ?)?chair\b|\b(?:unable|can ?not|can't|not able)\b[^.;]{0,40}\b(?:standard|hand|proportional) joystick"
    ),
    carries=True,
)
DROVE = Rule(
    "drives_safely",
    yes=lazy_pattern(
        r"^\W*(?:(?:he|she|pt|patient|client) )?(?:drives?|drove|operates?|operated|maneuvers?|maneuvered)\b(?: it|"
        r" (?:the )?(?:chair|device))?[^.;]{0,40}\b"
        r"(?:safely|independently)\b"
    ),
    unless=lazy_pattern(
        rf"{NOT_DONE}|\b(?:car|van|truck|automobile|vehicle|to (?:work|church|appointments|the)|license|scooter|pov|not|unable|"
        rf"cannot|with (?:cues|help|assist\w*))\b"
    ),
)
"""A sentence of a trial that does not name the chair."""
_CARER = r"\b(?:care ?givers?|wife|husband|spouse|daughter|son|sister|brother|mother|father|parents?|aide|attendant|partner|niece|nephew)\b"
CAREGIVER_DRIVES = Rule(
    "caregiver_drives",
    of_carer=True,
    denial_wins=True,
    yes=lazy_pattern(
        rf"{_CARER}[^.;]{{0,100}}\b(?:operat\w+|driv\w+|run|attendant control)\b[^.;]{{0,80}}\b(?:chair|control|device|it|pwc|"
        rf"wheelchair|joystick)\b"
    ),
    no=lazy_pattern(
        rf"{_CARER}[^.;]{{0,60}}\b(?:unwilling|not willing|unable|cannot|declin\w+|refus\w+|no one)\b[^.;]{{0,40}}\b(?:operat\w+|driv\w+)"
    ),
    about=lazy_pattern(_CARER),
    unless=lazy_pattern(r"\bcar\b|\bvan\b|\bappointments?\b|\bdrives? (?:him|her)\b"),
)
CAREGIVER_PUSH = Rule(
    "caregiver_cannot_push",
    of_carer=True,
    yes=lazy_pattern(
        rf"{_CARER}[^.;]{{0,120}}\b(?:can ?not|can't|unable|not able|too (?:weak|frail)|could not|incapable)\b[^.;]{{0,40}}\b(?:push|"
        rf"propel)\w*|\bpush\w*[^.;]{{0,50}}{_CARER}[^.;]{{0,30}}\b(?:can ?not|unable)"
    ),
    no=lazy_pattern(
        rf"{_CARER}[^.;]{{0,60}}\b(?:can|(?<!not )able to|does|will) push\b|{_CARER}[^.;]{{0,20}}\bpushes (?:him|her)\b"
    ),
    about=lazy_pattern(_CARER),
)
_DEVICE = rf"{POWER_CHAIR}|{SCOOTER}|\b(?:the|this|new|with the|a) (?:wheel ?)?chair\b|\b(?:the|this) device\b|\bdevice will\b|\bpower mobility\b"
BENEFIT = Rule(
    "chair_benefit",
    yes=lazy_pattern(
        rf"(?:(?:{_DEVICE}|\bwith (?:it|this)\b)[^;]{{0,120}}\b(?:let\w*|allow\w*|enabl\w*|would|will|could|able|can|help\w*|improv\w*|restor\w*|"
        rf"gets? (?:her |him )?to|reach\w*|independen\w*|gives?|permit\w*)\b|\bgoals?\b|\bbenefits?:|"
        rf"\bwould let (?:him|her)\b|\bwill (?:use|be able)\b)[^;]{{0,160}}(?:{DAILY_ACTIVITY}|\bself[- ]care\b)"
    ),
    no=lazy_pattern(
        rf"(?:{_DEVICE})[^.;]{{0,80}}\b(?:only|mainly|primarily|just|exclusively)\b[^.;]{{0,30}}{AWAY_FROM_HOME}|\b(?:only|mainly|primarily|"
        rf"exclusively)\b[^.;]{{0,30}}{AWAY_FROM_HOME}[^.;]{{0,50}}(?:{_DEVICE})"
    ),
    about=lazy_pattern(
        rf"{_DEVICE}|\bgoals?\b|\bbenefits?:|\bwith (?:it|this)\b|\bwould let\b|\bwill (?:use|be able)\b"
    ),
    unless=lazy_pattern(
        rf"{NOT_DONE}|\bmanual (?:wheel)?chair\b(?!.*\bpower)|\b(?:would|will|does|do) not\b|\bunable\b|\bcannot\b|\b(?:pt|ot|therapy|"
        rf"short[- ]term|long[- ]term|treatment) goals?\b|\b[sl]tgs?\b|\bgoals?\b[^.;]*\bwalk\w*\b|"
        rf"\bwalker\b(?!.*(?:power|scooter))|\bgoals? (?:met|of therapy)\b"
    ),
)
DRIVING_RULES = (
    TRANSFER,
    TILLER,
    POSTURE,
    COGNITION,
    VISION,
    NO_SCOOTER,
    SAFE,
    CAREGIVER_DRIVES,
    CAREGIVER_PUSH,
    BENEFIT,
)
