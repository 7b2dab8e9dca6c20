"""Vocabularies of prosthetics for the leg that several rules share."""

from __future__ import annotations

TOOL = "leg-prosthesis/2"

PROSTHETIC_KNEE = (
    r"(?:\bmicro-?processor\b|\bmpks?\b|\bc-?leg\b|\bgenium\b|\brheo\b|\bkenevo\b|\borion\b|\bpli[eé]\b|\bquattro\b|\bl585[678]\b|"
    r"\b(?:prosthetic|requested|proposed|new|this|the|intelligent|computer\w*) knees?(?:'s)?\b)"
)
PROSTHETIC_FOOT = (
    r"(?:\b(?:prosthetic|dynamic[- ]response|multi-?axial|energy[- ]stor\w+|energy[- ]return\w*|flex|carbon|requested|proposed|new|this|"
    r"the|advanced|microprocessor)[- ](?:\w+[- ])?(?:foot|feet|ankle)\b|\bankle[- ]foot\b|\bl59(?:73|76|79|80|81|87)\b)"
)
BODY_PART = (
    r"\b(?:knee|hip) oa\b|\boa\b|\b(?:osteo)?arthrit\w+|\b(?:knee|foot|ankle) (?:pain|brace|replacement|effusion|injection|"
    r"care|drop|ulcer|exam|contracture)|"
    r"\b(?:foot|pressure|diabetic) ulcer|\b(?:sound|intact|contralateral|native) (?:knee|foot|limb|side)\b|\btka\b|\btotal knee\b|"
    r"\b(?:left|her left|his left|right) knee (?:while|pain)|\bdiabetic foot\b"
)
NEED = (
    r"\bneed(?:s|ed|ing)?\b|\brequir(?:es|ed|ing)\b|\bnecessary\b|\bnecessity\b|\bnecessitat\w+|\bindicated\b|\bbecause\b|"
    r"\bsince\b|\bas (?:she|he)\b|"
    r"\ballow(?:s|ing|ed)?\b|\benabl\w+|\bpermits?\b|\blets?\b|\bso that\b|\bin order to\b|\bjustif\w+|\brecommend\w*|\bwill (?:reduce|prevent|"
    r"help|improve|let|allow|lower|decrease)|\bto (?:reduce|prevent|walk|work|manage|descend|keep|negotiate)\b|\bshould (?:prevent|reduce)\b|"
    r"\bprescrib\w+ (?:for|because|to)\b|\bappropriate (?:for|because)\b"
)
ACTIVITY = (
    r"\bramps?\b|\bslopes?\b|\bdeclines?\b|\binclines?\b|\bhills?\b|\bstairs?\b|\bsteps\b|\bladders?\b|"
    r"\bcurbs?\b|\buneven\b|\bgrass\b|\bgravel\b|\bdownhill\b|\bbarn\b|\bpasture\b|\btrails?\b|"
    r"\bterrain\b|\bfall(?:s|ing)?\b|\bstumbl\w+|\btrip(?:s|ping)?\b|\bworks?\b|\bworking\b|\bjobs?\b|\bfarm\w*|\bplant\b|\bwarehouse\b|\bhik\w+|"
    r"\bcarr(?:y|ies|ying)\b|\bcadence\b|\bcrowds?\b|\bshop(?:s|ping)?\b|\bstanding\b|\bcommut\w+|\bschool\b|\bcook\w*|\bgarden\w*|\bchurch\b|"
    r"\bvaried (?:speed|pace)|\bpace\b|\bsit(?:ting)? down\b|\byard\b"
)
OUTCOME = (
    r"\bfall(?:s|ing)?\b|\binjur\w+|\benergy\b|\bfractures?\b|\bfx\b|\bback pain\b|\bhip pain\b|\bhospitali[sz]ations?\b|\bstumbl\w+|\bsafety\b|"
    r"\bstability\b|\bbalance\b|\bcompensat\w+"
)
DAILY = (
    r"\bcook\w*|\bdress\w*|\bbath(?:e|es|ing|room)?\b|\bshower\w*|\bshop\w*|\blaundry\b|\bwash\b|\badls?\b|\bactivities of daily living\b|\bhousework\b|"
    r"\bhousehold (?:chores|tasks)\b|\bchores\b|\btoilet\w*|\bmeals?\b|\bgroom\w*|\bgrocer\w+|\bclean(?:s|ing)? (?:the )?(?:house|home)|"
    r"\bgarden\w*|\bself[- ]care\b"
)
WALKING = (
    r"\bambulat\w+|\bwalk(?:s|ed|ing)?\b|\bk ?-?[1-4]\b|\bfunction(?:al|s|ing)?\b|\bindependen\w*|\bwork\w*|\bfarming\b|\bactivit\w+|\bfull duty\b|"
    r"\bcommunity\b|\bjobs?\b|\bcooking\b|\bshop\b|\bstairs\b|\bhiking\b"
)
AHEAD = (
    r"\bpotential\w*|\bpot\b(?=\W{0,3}(?:k\W?[0-4]|fxn|func\w*|level|lvl|[0-4]\b))|\bexpect(?:s|"
    r"ed|ation|ations)?\b|\banticipat\w+|\bshould (?:reach|become|be able|return)\b|\bwill (?:reach|be able|become|"
    r"return|resume|regain|go back|maintain)\b|\b(?:goals?|[sl]tgs?)\b|\bprognosis\b|\bcapable of\b|\bcan reach\b|\brehabilit\w+ to\b|\brealistic\b"
)
