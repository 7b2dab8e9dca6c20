"""Words that tell the elements of the program of care: the surface, assessment, turning, wound care, moisture, nutrition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.evidence.patterns import lazy_pattern


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the program: words that tell it, words that deny it, and words with which they mean something else."""

    concept: str
    words: re.Pattern[str]
    without: re.Pattern[str]
    unless: re.Pattern[str] | None = None


_WHO = (
    r"(?:rn|sn|snv|nurses?|nursing|lpn|lvn|wocn?|cwocn|cwcn|wcc|wound (?:nurse|clinic|cent(?:er|re)|team|rounds?|assessments?|measurements?)|"
    r"skin (?:rounds?|checks?|assessments?|inspections?)|np|md|provider|practitioner|wound care (?:clinic|nurse|cent(?:er|"
    r"re))|home health|hh|hhrn|hhn)"
)
_DRESSING = (
    r"(?:foam|(?:calcium )?alginate|hydro(?:colloid|gel|fib\w+)|silver|collagen\w*|santyl|honey|medihoney|gauze|silicone|"
    r"mepilex|aquacel|border|npwt|"
    r"wound vac|negative pressure|dakin\w*|betadine|povidone\S*|xeroform|calmoseptine|packing|packed|wet[- ]to[- ](?:dry|moist)|abd)"
)
_OFTEN = (
    r"(?:daily|weekly|wkly|(?:mon|tue|tues|wed|thu|thurs|fri)[/&,]|monthly|hourly|twice|every|"
    r"each (?:visit|shift|day|week)|q ?\d|q ?(?:mon|tue|wed|thu|fri)\w*|q ?(?:\d ?)?(?:day|d|shift|weeks?|wks?|w)\b|x ?/? ?(?:d|wk|week)|"
    r"\d ?x|times? (?:a|per)|per week|a week|biweekly|biw|\dx?/w(?:ee)?k|\dw\d|\d visits? ?/ ?w(?:ee)?k|q visit|qd|qod|q(?:am|"
    r"pm|hs)|m/w/f|mwf|every (?:mon|"
    r"tues|wednes|thurs|fri)day|around the clock|by clock|bid|tid)"
)
ELEMENTS: tuple[Element, ...] = (
    Element(
        "group1_surface",
        lazy_pattern(
            r"\balternating[- ]pressure\b(?![^.;]{0,30}\blow air loss)|\balternating (?:air )?(?:pad|overlay)\b|\bapp\b (?:pad|"
            r"overlay|mattress|with pump|x \d)|\bon app\b|\b(?:gel|air|foam|egg-?crate|water|static|static air|waffle|roho|convoluted|"
            r"alternating)[- ](?:mattress )?(?:overlay|pad)\b(?! dressing)|\b(?:gel|water|"
            r"dry pressure)[- ](?:\w+ )?mattress\b|"
            r"\b(?:pressure[- ](?:re\w+)|high[- ]density|visco\w*|memory|convoluted)[- ](?:foam )?(?:mattress|overlay|pad)|"
            r"\b(?:group|grp)\.? ?(?:1|i|one)\b(?!\d)|\be0?18[1-9]\b|\be0?19[6-9]\b|"
            r"\bgel ?/ ?foam (?:mattress|overlay)\b|\b(?:powered |alternating )?pressure pad\b|\b(?:mattress )?overlay\b|"
            r"\begg[- ]?crate\b|\bmattress topper\b"
        ),
        lazy_pattern(
            r"\bno (?:\w+ ){0,3}(?:overlay|pad|support surface|special (?:mattress|surface|bed)|pressure[- ]\w+ (?:surface|"
            r"mattress))|\b(?:plain|regular|ordinary|standard|normal|household|guest|innerspring|"
            r"box-?spring)(?: \w+){0,2} (?:mattress|bed)\b|\bgroup (?:1|i|one)\b[^.;]{0,20}\b(?:not (?:tried|used)|never)|"
            r"\b(?:never|not) (?:had|used|tried|been on) (?:an? )?(?:overlay|group 1|pad)"
        ),
        lazy_pattern(
            r"\b(?:cushion|wheelchair|heel)\b(?<!roho chair)(?![^.;]*\boverlay)|\bcriteria\b|\brequire\w*|\bconsider\w*|\bmother\b|"
            r"\bfather\b|\b(?:ordered|to be delivered|will (?:get|try|order)|recommend\w*|replace (?:her|"
            r"his|the) (?:bed|mattress) (?:by|with) (?:a|an) (?:overlay|pad))\b|over the hospital mattress (?:ordered|"
            r"requested)"
        ),
    ),
    Element(
        "regular_assessment",
        lazy_pattern(rf"\b{_WHO}\b[^.;]{{0,60}}\b{_OFTEN}|\b{_OFTEN}[^.;]{{0,50}}\b{_WHO}\b"),
        lazy_pattern(
            r"\bno (?:nurse|nursing|home health|wound care nurse)(?: \w+){0,2} (?:visits?|in the home|involved|assessment)|"
            r"\b(?:ulcers?|wounds?|skin)\b[^.;]{0,30}\bnot (?:been )?(?:assessed|seen|examined|measured) (?:by|since)"
        ),
        lazy_pattern(
            r"\b(?:will start|to start|referral (?:sent|placed)|ordered)\b[^.;]{0,30}\b(?:home health|nursing)|\b\d+ ?(?:mg|mcg)\b|"
            r"\bper (?:rn|nurse)\b"
        ),
    ),
    Element(
        "turning_done",
        lazy_pattern(
            r"\bq ?[1-4] ?(?:-|to) ?[1-4]? ?h\w*[^.;]{0,24}\bturn\w*|\bturn(?:s|ed|ing)?\b[^.;]{0,40}\b(?:q ?\d|every|side|"
            r"schedule|by clock|hours?|protocol|daily)|\bturn(?:s|ed|ing)? (?:and|&|/) (?:re)?position\w*|\bq ?2 ?h(?:rs?|"
            r"ours?)? (?:turn\w*|reposition\w*)|"
            r"\brepo q ?\d|\b[1-4][- ]?(?:hrly|hourly) turn\w*|\bside to side q ?\d|\bturn\w*\b[^.;]{0,30}\bside to side\b|\b(?:l ?/ ?r|r ?/ ?l) side q ?\d|"
            r"\breposition(?:ed|ing|s)?\b|\bside[- ]lying\b|\bturning\b|\bprone or side\b|\bturn schedule\b|"
            r"\bpositioning\b(?! of (?:the )?(?:picc|line|tube|cath\w*))|"
            r"\bt ?[&/] ?p\b|"
            r"\bturn(?:s|ed|ing)? (?:him|her|them|pt|patient|the patient)\b|\bposition(?:ed|s)\b[^.;]{0,20}\b(?:off|on (?:her|"
            r"his) side|sides)\b|\bshifts? position\b|"
            r"\bturned (?:at night|regularly|frequently|by|per)\b"
        ),
        lazy_pattern(
            r"\b(?:not|never|rarely|isn't|is not|cannot be|can't be|refus\w+(?: to be)?|declin\w+(?: to be)?|no one to|"
            r"nobody to|no) (?:being |been |to )?(?:turn\w*|reposition\w*)|\b(?:turn\w*|"
            r"reposition\w*)\b[^.;]{0,24}\b(?:not (?:done|being done|possible|documented)|refused|declined|inconsistent|"
            r"rarely|none)\b"
        ),
        lazy_pattern(
            r"\bturned (?:down|out|off|on|\d\d)\b|\bpain \d+/\d+ w/ turning|\b(?:order|paper)\b[^.;]{0,10}\bturn|"
            r"\bturning\W{0,3}_{2,}|\b(?:her|his|the) (?:husband|wife|mother|father) is turned"
        ),
    ),
    Element(
        "wound_care_given",
        lazy_pattern(
            rf"\b{_DRESSING}\b[^.;]{{0,60}}\b(?:{_OFTEN}|chang\w+|every|prn|cover\w*|dressing|applied|border|rope|q ?o ?d)|"
            rf"\b{_DRESSING}\b(?=.*\bfreq\w*\W{{1,3}}{_OFTEN})|\bdry (?:gauze|dressing)\b(?! (?:needed|required|suppl\w+|kit))(?! changes? (?:kit|suppl))|"
            r"\bdressings?\b[^.;]{0,40}\b(?:q ?\d|daily|chang\w+|every|bid|applied|intact|done|weekly)|\b(?:cleans\w+|"
            r"irrigat\w+|rinse\w*)\b[^.;]{0,40}\b(?:ns|saline|wound cleanser|foam|dressing|w/)|\b(?:incision|"
            r"wound|flap|(?:suture )?line) care (?:daily|qd|qod|q|every|bid|per|done|given|performed)|\bdebrid(?:ed|ement)\b|\b(?:paint|"
            r"painted)\b[^.;]{0,20}\b(?:povidone|betadine)"
        ),
        lazy_pattern(
            r"\bno (?:wound care|dressings?)(?: \w+){0,2} (?:given|done|used|applied|ordered)|\b(?:wound care|"
            r"dressings?)\b[^.;]{0,16}\b(?:not (?:done|changed|applied|being done)|refused|none)\b|\bleft (?:open|"
            r"uncovered) without"
        ),
        lazy_pattern(
            r"\bsupplies?\b[^.;]{0,12}\bordered\b|\bflaps?\b[^.;]{0,40}(?<!daily)(?<!bid)(?<!\bqd)(?<!qod)$|\badvancement\b"
        ),
    ),
    Element(
        "moisture_managed",
        lazy_pattern(
            r"\bbarrier\b|\bcalmoseptine\b|\btoileted (?:q|every)|\bzinc (?:paste|oxide|cream)\b|\bfoley\b|\b(?:indwelling|suprapubic|"
            r"condom|external|straight|"
            r"intermittent|urinary) (?:urine |urinary )?(?:cath\w*|device|collect\w*)|\bpure-?wick\b|\b(?:ic|"
            r"icp|isc|cic) (?:qid|q ?\d|tid|\dx)|\bbowel prog\b|"
            r"\bcath(?:eter)? qid|\bbowel (?:program|regimen)|\bcolostomy\b|\bostomy\b|"
            r"\b(?:prompted|timed|scheduled) (?:toilet\w*|voiding)|\btoileting (?:schedule|program|q)|\b(?:pad|brief|"
            r"diaper)s?\b[^.;]{0,20}\b(?:check\w*|chang\w*|q ?\d)|\b(?:check\w*|chang\w*)\b[^.;]{0,16}\b(?:pads?|briefs?)\b|"
            r"\bincontinen\w+ (?:care|management|program|managed|pads?)|\bperi(?:neal)?[- ]?care\b|\bmoisture (?:managed|"
            r"controlled|wicking|barrier|management)|"
            r"\bcont(?:inent)?\.? b ?[/&] ?b\b|\bcontinent of (?:bowel|bladder|urine|both|stool)|\b(?:is |fully )continent\b|"
            r"\bskin (?:kept )?(?:clean and )?dry\b|\bno (?:moisture|incontinence)\b|\bno (?:urinary|fecal|bowel|bladder)(?: (?:or|"
            r"and) \w+)? incontinence\b"
        ),
        lazy_pattern(
            r"\b(?:incontinen\w+|moisture)\b[^.;]{0,30}\b(?:not (?:managed|addressed|controlled)|unmanaged|no (?:plan|barrier|"
            r"management))|\b(?:lies|lying|found|sits|left) in (?:urine|stool|wet)|\bsoaked\b[^.;]{0,30}\b(?:hours|overnight|"
            r"briefs?|linens?)"
        ),
        lazy_pattern(r"\bbarriers? to (?:learning|care)|\blanguage barrier"),
    ),
    Element(
        "nutrition_assessed",
        lazy_pattern(
            r"\bdiet(?:it|ic)ians?\b|\bnutritionists?\b|\bdietary (?:eval\w*|assess\w*|consult\w*|review)|\brdn?\b(?! (?:floor|"
            r"street))|\bnutrition (?:sub-?)?(?:scale|score)|\bnutrition(?:al|ist)?\b[^.;]{0,20}\b(?:consult\w*|"
            r"assess\w*|eval\w*|screen\w*|review\w*|note|seen|counsel\w*|dx|diagnosis|status)|\b(?:pre-?)?alb(?:umin)?\b\W{0,6}\d|"
            r"\bintake (?:est\w*|of|about|\d)|\b\d{3,4} ?kcal\b|\b(?:need|requires?)\b[^.;]{0,24}\b(?:kcal|g protein|protein)"
        ),
        lazy_pattern(
            r"\bno (?:dietit?ian|nutrition(?:al)? (?:consult|assessment|intervention|evaluation))|"
            r"\bnutrition\w*\b[^.;]{0,16}\b(?:not (?:assessed|addressed|evaluated)|never)\b|\b(?:refus\w+|"
            r"declin\w+)\b[^.;]{0,20}\b(?:dietit?ian|nutrition consult)"
        ),
        lazy_pattern(
            r"\b(?:referral|refer|consult) (?:to |placed|sent|pending|ordered)|\bwill (?:see|consult|ask)\b|\bpending\b|"
            r"\bto be seen\b|\b\d+ \w+ rd\b|\bsee next\b"
        ),
    ),
    Element(
        "nutrition_given",
        lazy_pattern(
            r"\b(?:protein|nutrition\w*|oral|high[- ]calorie|diabetic|arginine|liquid) (?:shakes?|supplement\w*|drinks?|"
            r"powder|bars?)|\bshakes?\b|\bwhey\b(?! allerg)|\bprotein modular\b|\bensure\b(?! (?:that|the|bed|safety|"
            r"proper|he|she|patient|adequate))|\b(?:boost|glucerna|"
            r"juven|pro-?stat|nepro|magic cup|arginaid)\b|\barginine\b|"
            r"\btube feed\w*|\bg-?tube\b[^.;]{0,30}\bfeed|\bpeg feed\w*|\benteral\b|\btpn\b|"
            r"\b\d{2,3} ?g(?:rams?)? (?:of )?protein\b|\bprotein \d(?:\.\d)? ?g\b|\bliquid protein\b|\bzinc x ?\d|\bmultivitamin\b|"
            r"\bvit(?:amin|\.)? c\b|\bmvi\b|\bprosource\b|\bzinc (?:sulfate|supplement|220)|"
            r"\bsupplements?\b|\bhigh[- ]protein\b"
        ),
        lazy_pattern(
            r"\bno (?:nutrition\w*|protein) (?:supplement\w*|intervention)|\b(?:refus\w+|declin\w+|not taking|"
            r"stopped)\b[^.;]{0,20}\b(?:shakes?|supplements?|ensure|protein)"
        ),
        lazy_pattern(
            r"\b(?:oxygen|iron|calcium|potassium) supplement|\bsupplements? (?:recommended|suggested)\b|\bwill (?:start|try|"
            r"add)\b"
        ),
    ),
)
