"""Why this component: the activity that needs it, simpler knees that failed, what the patient can do with it, and what the product can."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.leg_prosthesis.words import (
    ACTIVITY,
    BODY_PART,
    DAILY,
    NEED,
    OUTCOME,
    PROSTHETIC_FOOT,
    PROSTHETIC_KNEE,
)
from accord.evidence.readers.pairs import AHEAD_TOO, WHENEVER, Pair
from accord.records.findings import Time

ANY_TIME = (Time.CURRENT, Time.PAST, Time.PLANNED)
QUESTION = r"\?|\b(?:if|whether|ask if)\b"
_CANNOT = (
    r"\bun(?:able|willing)\b|\bcan ?not\b|\bcan't\b|\bnot able\b|\bdoes not (?:understand|recogni[sz]e|hear|remember)\b"
)
_OTHERS = (
    r"\b(?:wife|husband|son|daughter|spouse|caregiver|aide|nurse)\b(?![^.;]*\b(?:and|with) (?:he|she|the patient|pt)\b)"
)
_SIMPLER = (
    r"\b(?:locked|conventional|manual[- ]lock(?:ing)?|locking|mechanical|single[- ]axis|friction|polycentric|non[- ]?(?:microprocessor|mpks?|"
    r"mp)|hydraulic|pneumatic|fluid|"
    r"stance[- ]control|lower[- ]level|simpler|weight[- ]activated|safety)\b(?: [\w()-]+){0,4}? ?(?:knees?|mpks?)\b|\bmanual lock\b|\bnon-?mpks?\b|"
    r"\b(?:weight[- ]activated|polycentric) (?:friction|hydraulic|pneumatic)\b|\bpolycentric\b|\bsafety knee\b|\bsns\b|"
    r"\b(?:4|four)-bar\b|\bnon-?mp \w+|\bsingle[- ]axis\b(?! (?:foot|feet|ankle))|\bconstant[- ]friction\b|\blocked\b(?= [-–:])"
)
REASONS: tuple[Pair, ...] = (
    Pair(
        "llp_component_need",
        lazy_pattern(rf"{PROSTHETIC_KNEE}|{PROSTHETIC_FOOT}|\bcomponent\b|\bstance control\b"),
        lazy_pattern(rf"{NEED}|\bjustification\b"),
        with_=(lazy_pattern(ACTIVITY),),
        unless=lazy_pattern(
            rf"{BODY_PART}|{QUESTION}|\bprefer\w*|\badvertis\w+|\bno need\b|\bnot (?:need\w*|required|necessary|indicated)\b|\bwants it\b"
        ),
        times=AHEAD_TOO,
        foreseen=True,
        reach=170,
    ),
    Pair(
        "llp_outcomes_and_adl",
        lazy_pattern(
            rf"{PROSTHETIC_KNEE}|\b(?:with|of|microprocessor|recovery) knee\b|\bstance\b[^.;]{{0,14}}\bcontrol\b|"
            r"\b(?:rationale|justif\w*)\b|\bbenefits?\b(?= ?(?:[-–:(]|of (?:the |this )?(?:mpk|knee)))"
        ),
        lazy_pattern(
            r"\b(?:expect\w*|will|would|look for|safer|avoids?|lessen\w*|protect\w*|so (?:that )?(?:he|she|pt) can|reduc\w+|lower\w*|"
            r"decreas\w+|fewer|less|prevent\w*|cut(?:s)?|improv\w+|should|benefit\w*|allow\w*|lets?|enabl\w+|"
            r"permit\w*|anticipat\w*|prevention)\b"
        ),
        with_=(lazy_pattern(OUTCOME), lazy_pattern(DAILY)),
        unless=lazy_pattern(
            rf"\bdenies\b|{BODY_PART}|{QUESTION}|\bold knee\b|_{{2,}}|\bno benefits?\b|\bunclear\b|\bunproven\b|\binsurance\b"
        ),
        times=AHEAD_TOO,
        foreseen=True,
        reach=240,
    ),
    Pair(
        "llp_lower_knees_ruled_out",
        lazy_pattern(_SIMPLER),
        lazy_pattern(
            r"\bruled out\b|\bconsidered and\b|\bcollapsed\b|\bfolds?\b(?! up\b)|\bfolded\b|\bgives? out\b|\bunstable\b|"
            r"\bcan't\b|\((?:no|not|out|rejected)\b|\bunable to\b|\bno good\b|"
            r"(?<!how )\bunsuitable\b|\bboth out\b|\bn/a\b|\bfail\w*|\bfell\b|\bfour falls\b|\bfalls\b|\bbuckl\w+|\bgives? way\b|\bgave way\b|"
            r"\bstumbl\w+|\bcannot\b|"
            r"\b(?:are|is|was|were) (?:un|not )safe\b|\bunsafe\b|\binsufficient\b|\binadequate\b|\bnot (?:safe|adequate|suitable|"
            r"enough|appropriate)\b|"
            r"\bhip[- ]hik\w+|\brejected\b|\b(?:do|does|did|would|will) not (?:provide|meet|allow|give|suffice)|\bno (?:stance|"
            r"stumble) recovery\b|\bdiscontinued\b|\bcontraindicated\b|\bprevents? sitting\b"
        ),
        unless=lazy_pattern(
            rf"{BODY_PART}|{QUESTION}|\bx-?ray\b|\bnot tried\b|\bworks well\b|\bmechanical falls?\b|\bwill be considered\b|\bknee pain\b|\bkneel\w*\b"
        ),
        times=WHENEVER,
        foreseen=True,
        reach=170,
    ),
    Pair(
        "llp_can_charge",
        lazy_pattern(
            r"\b(?:re)?charg(?:e|es|ed|ing|er)\b(?<!charge)(?<!charges)|\b(?:re)?charges?\b(?! of\b)|\bplug(?:s|ged|ging)?(?: it)? in\b"
        ),
        lazy_pattern(
            r"\b(?:able|can|capable|understands?|independent(?:ly)?|demonstrat\w+|verbali[sz]es?|manages?|shown|ability|yes)\b|"
            r"\bwill (?:re)?charge (?:it|the|his|her|knee|leg|device|prosthes\w+|nightly|daily|every|each|"
            r"q ?hs|at night)\b|\bwill plug in\b|\bhandles (?:the )?charging\b|\bno (?:trouble|problem) doing the same\b|"
            r"\bcharging (?:\w+ )?understood\b|\bagrees to (?:re)?charg\w+|"
            r"\bok w(?:ith|/) (?:\w+ )?charging\b|\bnightly, no (?:problem|issue)s?\b|"
            r"\bcharges (?:(?:and|his|her|phone|cell|hearing|aids?|devices?|scooter|chair|tablet|power|"
            r"watch|already)[ ,&]*)+(?:daily|every|each|nightly|at night)|"
            r"\b(?:re)?charges (?:it|the|his|her|a)\b"
            r"[^.;]{0,40}\b(?:daily|every|each|night\w*)"
        ),
        denies=lazy_pattern(rf"{_CANNOT}|\bno (?:access to )?(?:electricity|outlet|power)\b"),
        unless=lazy_pattern(
            rf"{QUESTION}|{_OTHERS}|\bin charge\b|\bcopay\b|\bcharges (?:dropped|filed|were|are)\b|\bno charge\b|"
            r"\bcharges for\b|\bdischarg\w+"
        ),
        times=AHEAD_TOO,
        reach=110,
    ),
    Pair(
        "llp_can_answer_alarms",
        lazy_pattern(
            r"\balarms?\b|\balerts\b|\b(?:battery|audible|vibratory) alert\b|\b(?:safety-mode|error|device|low battery) alerts?\b|"
            r"\bwarnings?\b|\bbeeps?\b|\bbuzz\w*|"
            r"\bvibrat\w+|\bfault (?:tone|signal)s?\b|"
            r"\berror signals?\b"
        ),
        lazy_pattern(
            r"\b(?:able|can|capable|underst(?:an|oo)d\w*|responds?|respond (?:to|appropriately)|recogni[sz]es?|identif(?:y|ies)|knows?|"
            r"(?<!was )(?<!been )(?<!were )told (?:me|us|the)|hears|reacts?|"
            r"verbali[sz]ed|demonstrat\w+|correct|yes|aware of|answered|appropriate(?:ly)?|explained back|teach[- ]?back|feels)\b"
        ),
        denies=lazy_pattern(_CANNOT),
        unless=lazy_pattern(
            rf"{QUESTION}|{_OTHERS}|\b(?:wound vac|npwt|building|pump|bed|fire|smoke|chair|door) alarms?\b|"
            r"\balarms? in\b|\bnpwt\b|\btinnitus\b|\bmonofilament\b|\btuning fork\b|"
            rf"\bvibrat\w+ sense\b|\bsmoking\b|\b(?:apartment|car) alarms?\b|\bwill be taught\b|\balert and oriented\b"
        ),
        times=AHEAD_TOO,
        reach=90,
    ),
    Pair(
        "llp_foot_needed_for_knee",
        lazy_pattern(
            r"\b(?:this|the|that|without this|multi-?axial|dynamic|energy[- ]storing|with [\w ]{0,20}|an? [\w -]{0,24}) ?(?:foot|"
            r"ankle[- ]foot)\b|\bankle-?foot\b|"
            r"\bfoot (?:selected|and knee)\b|\btoe lever\b"
        ),
        lazy_pattern(
            r"\brequired\b|\bneeded\b|\bnecessary\b|\brequires\b|\bneeds a\b|\bessential\b|\bdepends on\b|\brelies on\b|\bspecifies\b|"
            r"\bcannot be used\b|"
            r"\bdoes not release\b|\bmust work together\b"
        ),
        with_=(lazy_pattern(r"\bknees?\b|\bmpk\b"),),
        unless=lazy_pattern(rf"{BODY_PART}|{QUESTION}|\bdoes not need\b|\bcare\b|\bis fine\b"),
        times=AHEAD_TOO,
        reach=110,
    ),
    Pair(
        "llp_socket_need",
        lazy_pattern(r"(?<!dry )(?<!eye )(?<!tooth )\bsockets?\b"),
        lazy_pattern(
            r"\bloose\w*|\bworn\b|\bcracked\b|\bfractured\b|\bbroken\b|\bdelaminat\w+|\b(?:[5-9]|1\d|2\d)[- ]?ply\b|\bvolume (?:loss|"
            r"change)\w*|\btoo (?:big|"
            r"large|small|tight)\b|"
            r"\b(?:does(?: not|n't)|no longer) fits?\b|\bpoor(?:ly)? (?:socket )?fit\w*|\bill-?fitting|\bpiston\w+|\boutgrown\b|"
            r"\bpain\w*|\bbreakdown\b|\bulcer\w*|"
            r"\bshr[aiu]nk\w*|\batrophy\b|\blost \d+ ?(?:lb|kg|pounds)|\bweight (?:loss|gain)\b|\brotates\b"
        ),
        unless=lazy_pattern(
            rf"{QUESTION}|\bfits? well\b|\bno (?:pain|pistoning|breakdown)\b|\btooth\b|\beye\b|\bfit is (?:good|excellent)|\bcomfort score\b"
        ),
        reach=90,
    ),
    Pair(
        "llp_test_socket_reason",
        lazy_pattern(
            r"\b(?:third|3rd|fourth|4th|additional|extra|more|another|three|3) (?:test|check|diagnostic) sockets?\b"
        ),
        lazy_pattern(
            r"\bbecause\b|\bdue to\b|\bsince\b|\bfor (?:persistent|pressure|pain|skin)\b|\bjustified by\b|\bnecessary after\b|"
            r"\bas the limb\b|\bedema changed\b|"
            r"\breason for\b"
        ),
        unless=lazy_pattern(rf"{QUESTION}|\bno (?:additional|extra|further)\b"),
        times=ANY_TIME,
        reach=60,
    ),
)
