"""The limitation itself: daily activities at home, cane and walker, the manual wheelchair, how long it lasts."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mobility.claims import Rule
from accord.evidence.readers.mobility.vocabulary import (
    AT_TOILET,
    AWAY_FROM_HOME,
    DAILY_ACTIVITY,
    MANUAL_CHAIR,
    MOVING,
    NOT_DONE,
    POWER_CHAIR,
    SCOOTER,
    WALKING_AID,
)

_CANNOT = r"\bcan ?not\b|\bcan't\b|\bcould(?: not|n't)\b|\bunable\b|\bnot (?:been |be )?able\b|\bno longer able\b|\binability\b|\black(?:s|ing)?\b"
_UNSAFE = (
    r"\bunsafe\b|\bnot (?:be )?safe\w*|\bno longer safe\b|\bfall(?:s|ing)?\b(?! risk (?:low|minimal))|\bfell\b|\bfallen\b|\bat risk\b|"
    r"\bhigh risk\b|\binjur\w+"
)
_UNTIMELY = (
    r"\btoo (?:long|slow|late|far)\b|\bin time\b|\bnot make it\b|\b(?:takes?|took|taking|needs?|requires?|spends?|"
    r"lasts?)\b[^.;]{0,40}\b(?:[1-9]\d|1\d\d) ?\+? ?(?:(?:to|-|–) ?\d+ ?)?\+? ?min(?:ute)?s?\b|"
    r"\bquarter (?:of an )?hour\b|\bhalf an hour\b|\ban hour\b|"
    r"\bunreasonabl\w+|\bexcessive (?:time|amount of time)\b|\baccidents?\b"
)
_SOILED = (
    r"\b(?:wet(?:s|ting)?|soil(?:s|ed|ing)?) (?:(?:him|her|them)sel\w+|self\b)|\barriv\w+ (?:wet|"
    r"soiled)\b|\bincontinen\w+ (?:on the way|before|while|because|due|en route|waiting|"
    r"episodes? (?:on|while|before|because))|"
    r"\b(?:soiled|wet) (?:brief|diaper|clothes|underwear|depends)\w*|\b(?:urinal|bottle|bedpan|bucket)\b|\bhas accidents\b"
)
_HELPED = (
    r"\b(?:two|2) (?:people|persons|helpers)\b|\bneeds? (?:\w+ ){0,3}(?:help|assist\w*)|\b(?:max|mod|min|total|maximum|"
    r"moderate|minimal|maximal|hands-on)\w*[ -]*(?:assist\w*|a\b)|"
    r"\bdepend\w+\b|"
    r"\blift(?:s|ed|ing) (?:her|him)|\bcarr(?:y|ies|ied) (?:her|him)|\bout of reach\b|\bcrawl\w*|\bsponge[ -]bath\w*|\bsponge bathes\b|"
    r"\bbed[- ]?bath\w*|"
    r"\bskips?\b|\bmiss(?:es|ed)\b|\bunless (?:her|his|the|a)\b|\brequires? (?:\w+ ){0,3}(?:help|assist\w*)"
)
_BENEFIT = (
    rf"(?:{POWER_CHAIR}|{SCOOTER}|\bthe chair\b|\bdevice\b)[^.;]{{0,60}}\b(?:would|will|lets?|allow\w*|enabl\w*|can|to reach|improve\w*)\b|"
    r"\b(?:would|will) (?:let|allow|enable|permit|help|be able|use|improve)\b|\bgoals?\b|\bso that (?:he|she)\b"
)

MRADL = Rule(
    "mradl_limited",
    yes=lazy_pattern(
        rf"(?:{AT_TOILET})[^;]{{0,140}}(?:{_CANNOT}|{_UNSAFE}|{_UNTIMELY}|{_SOILED}|{_HELPED})|"
        rf"(?:{_CANNOT}|{_UNSAFE}|{_UNTIMELY}|{_SOILED}|{_HELPED})[^;]{{0,140}}(?:{AT_TOILET})|{_SOILED}|"
        rf"(?=.*(?:{MOVING}))(?:.*(?:{DAILY_ACTIVITY})[^;]{{0,120}}(?:{_CANNOT}|{_UNSAFE}|{_UNTIMELY}|{_HELPED})|"
        rf".*(?:{_CANNOT}|{_UNSAFE}|{_UNTIMELY}|{_HELPED})[^;]{{0,120}}(?:{DAILY_ACTIVITY}))"
    ),
    about=lazy_pattern(rf"{DAILY_ACTIVITY}|{_SOILED}"),
    unless=lazy_pattern(
        rf"{_BENEFIT}|\b(?:dog|cat|rain|remodel\w*)\b|\b(?:denies|no|without|never) (?:any )?(?:\w+ )?(?:falls?|"
        r"incontinence|difficult\w+|trouble|problems?|accidents?)\b|"
        rf"\btransfers?\b[^.;]{{0,40}}\bindependent|\bindependent\w* (?:with|in|for)\b|\bindependently\b|{NOT_DONE}|\bshower chair\b[^.;]*$|"
        rf"\bfall (?:precautions|prevention)\b|\bprevent\w*\b|\bsessions?\b|\bdue to (?:(?:right|left|his|her|bilateral|poor) )*(?:hand|"
        rf"shoulder|arm|wrist|vision|memory|cognit)\w*|\b(?:store|mall|restaurant|church|airport|theat\w+)\b"
    ),
    carries=True,
    follows=True,
)
AT_HOME_FREELY = Rule(
    "mradl_limited",
    yes=lazy_pattern(r"(?!)"),
    no=lazy_pattern(
        r"\b(?:walks?|ambulat\w+|gets? (?:around|about)|moves? (?:around|about))\b[^.;]{0,60}\b(?:house|home|apartment|condo|trailer|indoors|"
        r"inside|household distances)\b"
        r"[^.;]{0,50}\b(?:independent\w*|without (?:any )?(?:difficult\w+|problems?|trouble|help|assist\w*|device|falls)|ok|okay|"
        r"fine|well|safely)\b|"
        r"\bindependent\w* (?:in|at|around|within) (?:the |her |his )?home\b|"
        r"\bindep\w* (?:in|with|for|w/) (?:all |her |his |most )*(?:basic )?(?:m?r?adls?|self[- ]care|activities of daily living)\b|"
        r"\b(?:no|denies|without) (?:any )?(?:difficult\w+|trouble|problems?) (?:with |in |doing |performing |getting )*(?:all |her |"
        r"his )*(?:m?r?adls?|activities of daily living|"
        r"toileting|(?:around|about) (?:in )?(?:the |her |his )?(?:house|home|apartment))"
    ),
    unless=lazy_pattern(
        rf"{POWER_CHAIR}|\bscooter\b|\bwheel ?chair\b|\bgoals?\b|\bnot (?:able|independent)|\bunable\b|\bcannot\b|\bneeds?\b|\bto be\b|"
        rf"\bw(?:ould|ill)\b|\bprior level\b|\bplof\b|\bno longer\b|\bassist\w*\b|"
        r"\bused to\b|\buntil\b"
    ),
)
ONLY_AWAY = Rule(
    "mradl_limited",
    yes=lazy_pattern(r"(?!)"),
    no=lazy_pattern(
        rf"\b(?:needs?|wants?|use|uses|using|difficult\w*|trouble|limited|requests?|asks? for)\b[^.;]{{0,60}}\b(?:only|mainly|just|primarily|"
        rf"exclusively)\b[^.;]{{0,30}}{AWAY_FROM_HOME}"
    ),
    unless=lazy_pattern(r"\bleaves?\b|\bcover\w*\b|\bnot (?:only|just)\b|\bwalker\b|\bcane\b"),
)
_FAILS = (
    rf"\bmax(?:imal|imum)?[ -]?(?:a|assist\w*)\b|\btotal a\b|\bneither\b|{_CANNOT}|{_UNSAFE}|\bbuckl\w+|\bg(?:i|a)v(?:e|es|"
    rf"ing) (?:way|out)\b|\bcollaps\w+|\b(?:then|must|has to|needs? to|had to) (?:(?:he|she) )?(?:stop\w*|"
    r"sits?|sat|rests?|rested)\b|\b\d{1,2} (?:ft|feet), (?:then )?(?:sat|stopped|rested)\b|\bknees? gave\b|\bdoes nothing\b|\b(?:o2|"
    r"sats?|spo2) (?:(?:drops?|falls?) (?:to )?)?(?:7\d|8[0-8])\b|\bstops?\b|\bshak\w+|"
    r"\bfatigu\w+|\bexhaust\w+|\bwinded\b|\bdyspn\w+|\bshort(?:ness)? of breath\b|\bsob\b|\bbreathless\b|\bdesat\w*|\bspo2 (?:drop|fell|fall|"
    r"\d|of)\w*|"
    r"\bsats? (?:drop|fall|fell|to)\w*|\bpain\w*|\buseless\b|\binsufficient\b|\binadequate\b|\bimpossible\b|\bruled out\b|\btoo (?:weak|"
    r"unsteady|painful|slow|tired)\b|"
    r"\bnot (?:be )?(?:enough|sufficient|adequate|an option|feasible|possible|appropriate|effective|workable|functional|a (?:safe|functional|"
    r"household))\b|\bfail(?:ed|s|ure)?\b|"
    r"\bimbalance\b|\bunsteady\b|\blos(?:es|t|s of) (?:her |his )?balance\b|\bpoor balance\b|\bineffective\b|\bcontraindicat\w+|\bworse\b|"
    r"\btires?\b|\bweak\w*|"
    r"\bparesis\b|\bataxi\w+|\bdoes not (?:solve|resolve|work|help|suffice)|\bnot (?:help|solve|resolve|work|suffice)\w*|\bno longer (?:safe|"
    r"works|enough|helps|sufficient)|\b(?:two|2) people\b"
)
WALKER = Rule(
    "walking_aid_fails",
    yes=lazy_pattern(
        rf"(?:{WALKING_AID})[^;]{{0,170}}(?:{_FAILS})|(?:{_FAILS})[^;]{{0,120}}(?:{WALKING_AID})|"
        rf"(?:{WALKING_AID})[^.]{{0,60}}; ?(?:\w+ )?(?:fell|falls|buckled|unsafe|unable|failed|stopped|could not)\b"
    ),
    no=lazy_pattern(
        rf"\b(?:walks?|ambulat\w+|gets? (?:around|about)|moves?)\b[^.;]{{0,60}}(?:{WALKING_AID})[^.;]{{0,60}}(?:\bindependent\w*|\bsafely\b|"
        rf"\bwell\b|\bwithout (?:any )?(?:difficult\w+|falls|problems?|"
        rf"assist\w*)|\bno (?:falls|difficult\w+|problems?)|\bhousehold distances\b|\b[1-9]\d\d ?(?:ft|feet)\b)|"
        rf"(?<!not )(?<!un)\b(?:independent\w*|safe(?:ly)?|modified independent|mod i)\b[^.;]{{0,50}}(?:{WALKING_AID})|"
        rf"(?:{WALKING_AID})[^.;]{{0,30}}(?<!not )(?<!in)\b(?:sufficient|adequate|meets (?:her|his|the) needs?|enough)\b"
    ),
    about=lazy_pattern(WALKING_AID),
    unless=lazy_pattern(
        r"\b(?:husband|wife|mother|father|roommate|neighbou?r)'s (?:walker|cane|rollator)\b|\bno (?:pain|"
        rf"falls)\b[^.;]*$|{NOT_DONE}|\b(?:outdoors?|outside|community|stores?|mall|church|long(?:er)? distances?)\b|"
        rf"\bmail ?box\b|\bblocks?\b|\bstairs\b|\bwill (?:try|trial|order|start)\b|"
        rf"\bbaby walker\b|\b(?:dr|mr|mrs|ms)\.? walker\b"
        rf"|(?<!cannot )(?<!can't )(?<!unable to )(?<!not )\b(?:uses?|using|walks?|walking|"
        rf"ambulat\w+)\b[^.;]{{0,40}}(?:{WALKING_AID})[^.;]{{0,30}}\b(?:due to|for|because of|secondary to|2/2)\b"
        r"(?![^.;]*(?:unable|cannot|can't|unsafe|falls\b|fell|insufficient|not |buckl|must|stops?\b))|"
        r"\b(?:since|after) (?:his|her|the|a) (?:fall|stroke|surgery)\b[^.;]*\buses?\b|\b(?:does|doing|gets along|manages) (?:well|fine|ok)\b|"
        r"\bprevent\w* falls\b"
    ),
    carries=True,
)
_NOT_AT_ALL = (
    r"(?= *(?:[.,;:)|]|$|at all\b|even\b|any ?more\b|household|to (?:the|her|his) (?:bath|toilet)|due\b|because\b|since\b|secondary\b|after\b|"
    r"for \w+ (?:years|months)|"
    r"safely\b|independently\b|functionally\b|in (?:the|her|his) (?:home|house|apartment)|on (?:her|his) own|or (?:stand|walk|bear|ambulate|"
    r"transfer)|and\b|without (?:two|max\w*|physical|hands)))"
)
NOT_WALKING = Rule(
    "walking_aid_fails",
    yes=lazy_pattern(
        rf"\bnon-?ambulat\w+|\b(?:unable|not able) to (?:walk|ambulate|stand|bear weight){_NOT_AT_ALL}|"
        rf"\b(?:can ?not|can't) (?:walk|stand|ambulate|bear weight){_NOT_AT_ALL}|\bdoes not (?:walk|ambulate|stand){_NOT_AT_ALL}|"
        r"\bno (?:functional|household) (?:ambulation|gait)\b|\bnot ambulatory\b|"
        r"\b(?:complete|motor complete) (?:paraplegi|tetraplegi|quadriplegi)\w+|\b(?:asia|ais) a\b"
    ),
    unless=lazy_pattern(
        r"\bif\b|\bpost-?op\b|\bback then\b|\bduring (?:the )?(?:admission|hospital\w*|flare)|\bat that time\b|\bpower (?:chair|"
        r"wheelchair) (?:or|without)"
    ),
)
CANE_AND_WALKER = Rule(
    "walking_aid_fails",
    yes=lazy_pattern(
        r"\bcanes?\b[^.;]{0,30}\b(?:or|and|nor|/)\b[^.;]{0,20}\b(?:walkers?|rollator)\b[^.;]{0,80}\b(?:will not|would not|does not|do not|not|"
        r"cannot|insufficient|inadequate|unsafe|ruled out)\b"
    ),
)
_MEASURED = (
    r"\b\d+ ?(?:ft|feet|foot|yards?|yds?|meters?|m|sec(?:onds)?|min(?:ute)?s?)\b|\b\d+/10\b|\bspo2\b|\bhr \d|\b\d+%"
)
_STRENGTH = r"(?<![\d/.-])[0-3](?: ?[+-])? ?/ ?5\b"
MANUAL = Rule(
    "manual_chair_fails",
    yes=lazy_pattern(
        rf"(?:{MANUAL_CHAIR})[^.;]{{0,160}}(?:{_FAILS}|\bcircles\b|\bveers?\b|\bnumb\b|\btremor\b)|(?:{_FAILS})[^.;]{{0,100}}(?:{MANUAL_CHAIR})|"
        rf"^(?=.*(?:{_MEASURED})).*(?:{MANUAL_CHAIR}).{{0,200}}(?:{_FAILS}|\bcircles\b|\bveers?\b)"
    ),
    no=lazy_pattern(
        r"\b(?:self-? ?propels?|propels?|pushes|able to (?:self-? ?)?propel|can (?:self-? ?)?propel|"
        r"propulsion)\b[^.;]{0,70}\b(?:independent\w*|without (?:any )?(?:difficult\w+|assist\w*|pain|help)|"
        r"throughout|household distances|well|safely|easily|[1-9]\d\d ?(?:ft|feet))\b|"
        r"\bindependent\w*\b[^.;]{0,30}\b(?:propel\w*|propulsion|manual (?:wheel ?)?chair)\b|"
        r"\bmanual (?:wheel ?)?chair\b[^.;]{0,40}(?<!not )(?<!not be )\b(?:sufficient|adequate|meets (?:her|his|the) needs?)\b|\buses? (?:a|"
        r"her|his|the) manual (?:wheel ?)?chair\b[^.;]{0,60}\b(?:fine|well|without (?:any )?(?:difficult\w+|problems?)|independent\w*)\b"
    ),
    about=lazy_pattern(MANUAL_CHAIR),
    unless=lazy_pattern(
        rf"{NOT_DONE}|\b(?:wife|husband|daughter|son|caregiver|spouse|sister|brother|mother|father|aide)\b[^.;]{{0,60}}\bpush|"
        rf"\bmanual (?:therapy|muscle)\b|\bno other (?:wheel ?)?chair\b|\bgoes back\b"
    ),
    carries=True,
)
MANUAL_MEASURED = Rule(
    "manual_chair_measured",
    yes=lazy_pattern(
        rf"(?:{MANUAL_CHAIR}).{{0,220}}(?:{_MEASURED}).{{0,120}}(?:{_FAILS}|\bcircles\b|\bveers?\b|\bhr\b|\bspo2\b)|"
        rf"(?:{MANUAL_CHAIR}).{{0,220}}(?:{_FAILS}|\bcircles\b|\bveers?\b).{{0,80}}(?:{_MEASURED})"
    ),
    about=lazy_pattern(MANUAL_CHAIR),
    unless=lazy_pattern(rf"{NOT_DONE}|\bpush(?:es|ed)? (?:him|her)\b|\bindependent\w*\b"),
    carries=True,
)
_ARM = (
    r"\b(?:grip|shoulders?|elbows?|wrists?|triceps|biceps|deltoids?|hands?|pinch|u/?e'?s?|bue|rue|lue|upper (?:extremit\w+|limbs?)|arms?|"
    r"finger\w*)\b"
)
_LEG = r"\b(?:hips?|knees?|quads?|ankles?|legs?|l/?e'?s?|ble|lower (?:extremit\w+|limbs?)|feet|foot|dorsi\w+)\b"
ARM = Rule(
    "arm_weakness",
    yes=lazy_pattern(
        rf"{_ARM}(?:(?!{_LEG})[^.;\n]){{0,60}}?{_STRENGTH}|{_STRENGTH}(?:(?!{_LEG})[^.;,]){{0,25}}{_ARM}|"
        rf"\br ?/ ?l\b.*{_ARM}[^.;,]{{0,24}}(?<![\d/])[0-3][+-]? ?/ ?[0-3][+-]?(?![\d/])|"
        r"\bgrip\b[^.;]{0,30}\b\d{1,2} ?(?:lbs?|kg|pounds)\b|"
        r"\b(?:shoulders?|elevation|shoulder (?:flex\w*|abd\w*|elev\w*))\b(?:(?!\bknee|\bhip|\bankle)[^.;]){0,40}?\b(?:[1-9]\d|10\d|"
        r"110)(?: ?(?:deg\w*|°)|(?= [rl]\b))|"
        r"\b(?:shoulder|arm)\w*\b[^.;]{0,50}\b(?:flaccid|paraly\w+|plegi\w+|amputat\w+|contracted|contractures?)\b|\bflaccid (?:arm|upper)|"
        r"\b(?:tetra|quadri)plegi\w+|"
        r"\b(?:above|below)[- ]elbow amput\w+|\btrans(?:humeral|radial)\b|\bshoulder (?:flexion|flex|abduction|elev\w*|"
        r"arom)\b[^.;]{0,20}\b(?:[1-9]\d|10\d|110)\b"
    ),
    unless=lazy_pattern(NOT_DONE),
)
LASTING = Rule(
    "need_lasts",
    yes=lazy_pattern(
        r"\bpermanent(?:ly)?\b|\bneed\w*\b[^.;]{0,40}\brest of (?:her|his) life\b|\b(?:this|it|condition|"
        r"weakness|mobility|gait)\b[^.;]{0,20}\bwill not get better\b|\bturn around\b(?<=nobody thinks it will turn around)|"
        r"\b(?:problem|condition|weakness|walking|mobility|gait|deficits?|limitation|this way|arthritis)\b[^.;]{0,60}\b(?:yrs?|"
        r"years?)\b[^.;]{0,30}\b(?:worse|worsening|declining|progress\w+)\b|\birreversible\b|\bnon-?reversible\b|"
        r"\bnot reversible\b|\blife-?long\b|"
        r"\blength of need\W{0,4}(?:\(?months\)?\W{0,3})?(?:99|life\w*|indefinite|permanent|[1-9]\d)\b|"
        r"\blon\W{0,4}(?:99|life\w*|[1-9]\d)\b|\blength of need\W{0,4}(?:[3-9]|1\d) ?(?:months|mos?)\b|\blifetime\b|\bindefinite\w*|"
        r"\b(?:chronic|primary|secondary|slowly|steadily|"
        r"neuro\w*)[, ]+(?:and |but )?progressive\b|"
        r"\bprogressive (?:ms|multiple|muscular|disease|weakness|neuro\w*|decline|disorder|condition|course|disorder|myopath\w*)|"
        r"\bdegenerative (?:condition|disease|neuro\w*)\b|"
        r"\b(?:will|is|are|does) not (?:be )?(?:expected to )?(?:improve|recover|walk again|regain)|\bnot (?:expected|anticipated|"
        r"likely) to (?:improve|recover|walk|regain|resolve|change)|"
        r"\bno (?:reasonable )?(?:expectation|chance|prospect|hope|potential) (?:of|for) (?:recovery|improvement|walking|"
        r"meaningful|functional|gait)|"
        r"\b(?:need|limitation|deficit)s? (?:is|are|will be|expected to be) (?:chronic|long-?term|ongoing)|\blong-?term (?:need|use)\b|"
        r"\bmore than (?:[3-9]|1\d|three|six|twelve) months\b|\bno (?:further )?(?:improvement|recovery) (?:is )?(?:expected|anticipated|likely)\b"
    ),
    no=lazy_pattern(
        r"\btemporary (?:need|condition|limitation|impairment|disab\w+|immobility)|\btemporarily (?:unable|non)|\bshort-?term (?:need|use|"
        r"limitation)|\b(?:expected|anticipated|likely|should|expects?|"
        r"will) (?:to )?(?:be )?(?:recover|walk\w*|resume|regain|return to|ambulat\w+|back on)[^.;]{0,50}\b(?:in|within|by)\b[^.;]{0,15}\b"
        r"(?:weeks?|wks?|[12] months?|one month|two months)\b|\b(?:nwb|non-?weight[- ]?bearing|no weight[- ]?bearing)\b[^.;]{0,40}\b(?:\d+|"
        r"six|eight|ten|twelve|four) ?(?:more )?(?:weeks?|wks?)\b|"
        r"\blength of need\W{0,4}(?:[12]|one|two|\d+ ?(?:weeks|wks)|[12] months?)(?: ?(?:mo\w*|weeks?|wks?))?(?!\d)\b|"
        r"\buntil (?:the )?(?:fracture|hip|surgery|wound|bone|leg) (?:is |has )?heal\w*"
    ),
    unless=lazy_pattern(
        r"\b(?:pacemaker|af|afib|fibrillation|stimulator|system|implant\w*|filter|\w*ostomy|dialysis|scar\w*|address|residen\w+|catheter|"
        r"lens\w*|dentur\w+|teeth|atrial|job|disabled parking|placard|pressure|medicare|"
        r"disability (?:status|benefits))\b"
    ),
)
MAY_END = Rule(
    "need_may_end",
    yes=lazy_pattern(
        r"\brecovering from\b|\bshould be (?:walking|ambulat\w+|back)|(?<!not )\b(?:expected|expects|anticipated|likely) to (?:walk|ambulate|"
        r"recover|regain|resume|return)|"
        r"\b(?:\d{1,2}|two|three|four|six|eight) (?:days|weeks|wks) (?:ago|post-?op\w*|after|s/p|status post|out from)[^.;]{0,40}\b(?:orif|"
        r"fracture|replacement|arthroplasty|surgery|fusion)|"
        r"\b(?:orif|fracture|replacement|arthroplasty|fusion)\b[^.;]{0,30}\b(?:\d{1,2}|two|three|six) (?:days|weeks|wks) (?:ago|post)|"
        r"\b(?:non-?weight[- ]?bearing|nwb) (?:for|x|until)\b|"
        r"\buntil (?:healed|cleared)\b|\brehab(?:ilitation)? potential (?:is )?(?:good|excellent)\b"
    ),
    unless=lazy_pattern(r"\bno longer\b|\bnot (?:be )?(?:expected|likely|anticipated)|\bnever\b|\bunlikely\b"),
)
BASIC_RULES = (
    MRADL,
    AT_HOME_FREELY,
    ONLY_AWAY,
    WALKER,
    NOT_WALKING,
    CANE_AND_WALKER,
    MANUAL,
    MANUAL_MEASURED,
    ARM,
    MAY_END,
)
