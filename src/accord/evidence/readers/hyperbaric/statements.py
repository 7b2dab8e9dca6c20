"""What papers state on the diabetic wound, its grade, the elements of its care, and the chamber."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.heard import finding_of, heard, meant, told
from accord.evidence.readers.hyperbaric.wounds import SUBJECT, Target, of_other_wound, speaks, target
from accord.evidence.readers.requests import as_claims
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time

TOOL = "hyperbaric-statements/1"
NO = Presence.ABSENT
YES = Presence.PRESENT

WOUNDS = r"(?:ulcers?|ulceration|wounds?|lesion|gangrene)"
DIABETIC_WOUND = lazy_pattern(
    rf"\b(?:diabetic|dm) (?:\w+ ){{0,3}}{WOUNDS}\b|\bdfus?\b|\b(?:neuropathic|"
    rf"neuro-?isch\w+)(?: diabetic)?(?: \w+){{0,2}} {WOUNDS}\b|\bmal perforans\b"
    rf"|\b{WOUNDS}\b[^.;]{{0,40}}\b(?:due to|secondary to|caused by|from|2/2|complicating|of) (?:her |his |the |neuropathic |a |"
    rf"longstanding |type [12] |poorly controlled )*(?:diabet\w+|dm\b|t[12]dm)"
    rf"|\b{WOUNDS}\b[^.;]{{0,30}}\bdiabetic (?:in )?(?:origin|etiology|cause)|\betiology\W{{1,4}}(?:diabetic|"
    rf"neuropath\w+)"
)
OTHER_CAUSE = lazy_pattern(
    rf"\b(?:pressure|decubitus|venous(?: stasis)?|stasis|arterial|isch(?:a)?emic|vasculitic|"
    rf"traumatic) (?:\w+ )?(?:{WOUNDS}|injury|sore)\b|\bdecubitus\b"
    rf"|\b{WOUNDS}\b[^.;]{{0,40}}\b(?:due to|secondary to|caused by|from) (?:\w+ ){{0,2}}(?:pressure|"
    rf"venous (?:stasis|insufficiency|disease)|arterial (?:insufficiency|disease)|isch\w+|pad\b|trauma)"
    rf"|\b{WOUNDS}\b[^.;]{{0,30}}\b(?:is|was) (?:purely |clearly |mainly )?(?:arterial|venous|isch\w+|"
    rf"pressure.related)\b|\betiology\W{{1,4}}(?:venous|arterial|pressure|isch\w+)"
)
NOT_TARGET = lazy_pattern(
    r"\bnot the (?:reason|target|wound|indication|subject)|\bno (?:open wounds?|pressure|venous|arterial|isch)|"
    r"\bnot (?:a )?(?:pressure|venous|arterial|isch\w+)|\bhealed\b|\brisk\b|\bprevent\w*"
    r"|\b(?:other|another|separate|second) (?:wound|ulcer)|\bfamily\b|neuro-?isch|\bdiabetic\b|\bwound \w\W{1,4}"
)

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
GRADE = r"(?P<{0}>[0-5]|iv|v|i{{1,3}})"
WAGNER = lazy_pattern(
    r"(?<!dr )(?<!dr\. )\bwagner(?:'?s)?(?:[ -]?meggitt)?(?:\s+(?:ulcer|scale|classification|score|system|"
    r"dfu))*\W{0,3}(?:(?:grade|"
    r"gr\.?|stage|class|score)\W{0,3})?"
    + GRADE.format("a")
    + r"(?!\w|\.\d)(?:\s*(?:-|–|/|to|or|vs)\s*"
    + GRADE.format("to")
    + r"(?!\w))?|\bgrade "
    + GRADE.format("b")
    + r"(?: on the)? (?:\(wagner\)|wagner\b)"
)
DEEP = lazy_pattern(
    r"\bosteo(?:myelitis)?\b(?!arth|por|pen)|\babscess\b|\bprob(?:es|ing|e)?(?:[ -]+(?:\w+ ){0,2})?to[ -]bone\b|"
    r"\bptb\b|\bgangren\w+|\bseptic (?:joint|arthritis)|\bdeep (?:space )?infection\b"
)

POOR_FLOW = lazy_pattern(
    r"\b(?:abis?|ankle[- ]brachial)\b[^.;\n]{0,24}?(?<![\d.])0?\.[1-6]\d?\b|"
    r"\btoe pressures?\b[^.;\n\d]{0,16}\b[12]?\d(?: ?mm|\b(?![\d./]))|"
    r"\btcp?o2\b[^.;\n\d]{0,20}\b[12]?\d\b(?![\d./])"
    r"|\bmonophasic\b|\b(?:severe|critical) (?:pad|limb isch\w+|arterial)|\b(?:non-?palpable|absent) (?:pedal |"
    r"dp |foot )?pulses"
)
RELIEVED = lazy_pattern(
    r"\b(?:before|prior to|pre-?(?:op|procedure|intervention))\b|\b(?:recall|was|were|had been)\b.{0,60}\b(?:in|"
    r"before|until) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bnow\b|\bimproved (?:to|from)|\b(?:other|"
    r"contralateral) (?:leg|side|foot)"
)

CARE_RULES: tuple[Rule, ...] = (
    Rule(
        "wound_vascular_care",
        lazy_pattern(
            r"\badequate (?:arterial )?(?:perfusion|blood flow|inflow|flow|circulation)|"
            r"\bperfusion (?:is )?adequate|\bsufficient (?:perfusion|flow)|\bstraight line flow|\b(?:abis?|"
            r"ankle[- ]brachial)\b[^.;\n]{0,24}?\b(?:0?\.[89]\d?|1\.[0-3]\d?)\b"
            r"|\btbi\b[^.;\n]{0,12}?(?<!\d)(?:0?\.[7-9]\d?|1\.[0-3]\d?)\b|\babis?\W{1,3}(?:is |are )?(?:nl|normal|wnl)\b|\bgood perfusion\b|"
            r"\b(?:dp|pt|dp/pt|pedal pulses?|pulses?)\b[^.;a-z]{0,6}[23]\+|"
            r"\b(?:tcom|spp|skin perfusion pressure)\b[^.;\n\d]{0,16}(?:[4-9]\d|1\d\d)\b|\b(?:normal|negative) (?:arterial|"
            r"vascular) (?:duplex|stud\w+|doppler\w*|exam\w*|work-?up)|"
            r"\b(?:arterial|vascular) (?:duplex|stud\w+|doppler\w*|work-?up)\b (?:is |was |were )?(?:normal|negative|wnl)|"
            r"\brevasculari[sz]ed\b(?! if)|"
            r"\babi\b[^.;\n\d]{0,12}\.(?:[89]\d?)\b|"
            r"\b(?:dp|pt|pedal|pulses?)\b[^.;]{0,16}(?<!non-)(?<!non)(?<!not )\bpalpable\b|\bno (?:hemodynamically |flow[- ]limiting |"
            r"significant )+stenos\w+"
            r"|\btoe pressures?\b[^.;\n]{0,16}?\b(?:[4-9]\d|1\d\d)\b|\btcp?o2\b[^.;\n]{0,20}?\b(?:[4-9]\d)\b|"
            r"\b(?:palpable|strong|intact) (?:pedal|dp|pt|distal|foot)? ?pulses|\bpulses (?:are )?(?:palpable|"
            r"intact|2\+)|\btriphasic\b"
            r"|\brevasculari[sz](?:ed|ation) (?:was )?(?:done|successful|completed|performed|not (?:needed|"
            r"required|indicated))|\bno (?:further )?revasculari[sz]ation (?:needed|required)|"
            r"\bno (?:significant |flow.limiting )?(?:arterial (?:disease|insufficiency|stenosis)|pad)\b"
            r"|\b(?:successful|s/p|underwent) (?:[\w-]+ ){0,4}(?:angioplasty|atherectomy|bypass|stent\w*)"
        ),
        presence=YES,
        unless=lazy_pattern(
            r"\b(?:not done|pending|scheduled|to be|will (?:get|obtain|order)|refer\w*|await\w*|ordered|coronary|"
            r"cabg|lad)\b"
        ),
    ),
    Rule(
        "wound_vascular_care",
        lazy_pattern(
            r"\b(?:vascular (?:assessment|studies|study|evaluation|work-?up)|abis?|arterial (?:studies|duplex|"
            r"doppler))\b[^.;]{0,20}\b(?:not (?:done|performed|obtained|assessed)|never|none on file)|"
            r"\bno (?:vascular (?:assessment|studies|evaluation)|abi)\b"
        ),
        presence=NO,
    ),
    Rule(
        "wound_vascular_care",
        POOR_FLOW,
        presence=NO,
        unless=RELIEVED,
    ),
    Rule("poor_arterial_flow", POOR_FLOW, presence=YES, unless=RELIEVED),
    Rule(
        "wound_nutrition_care",
        lazy_pattern(
            r"\brd (?:eval\w*|consult\w*|visit|seen|note|f/u)\b|\balb\W{1,3}[2-5]\.\d|\bhigh[- ]protein\b|\b\d{2,3} ?g (?:of )?protein\b|"
            r"\b(?:dietiti?an|dietician|nutritionist|nutrition(?:al)? (?:consult\w*|assess\w*|eval\w*|status|"
            r"counsel\w*|support|supplement\w*|optimi\w+|(?:is |was )?(?:optimi\w+|adequate|good|addressed)))|"
            r"\b(?:pre-?)?albumin\W{0,6}\d|\bprealb\w*\W{0,6}\d|\bprotein (?:supplement\w*|shakes?|\d)|"
            r"\b(?:glucerna|ensure|juven|arginine|prostat|boost)\b|\bwell[- ]nourished\b|\bnutrition\w*\W{1,3}(?:good|adequate|assessed|ok|"
            r"optimi[sz]ed|normal|wnl)\b|\bmna\b[^.;]{0,12}\b(?:normal|1[2-4]|2[4-9])\b|\bvit(?:amin)?\.? c\b"
        ),
        unless=lazy_pattern(
            r"\b(?:pending|not (?:seen|done|addressed)|will (?:refer|consult)|scheduled|referral placed|refer to|"
            r"missed|no.?show|declin\w+|refus\w+)\b"
        ),
    ),
    Rule(
        "wound_glucose_care",
        lazy_pattern(
            r"\b(?:glucose|diabetes|sugars?) (?:is |are )?(?:managed|followed|controlled)\b|\bblood sugars? (?:are |"
            r"is )?(?:well )?controlled|\bfinger-?sticks?\b[^.;]{0,12}\d{2,3}|"
            r"\b(?:hb|hgb)?a1c\W{0,8}(?:(?:is|was|of|now|down to|at)\W{1,2})?[4-8](?:\.\d)?(?!\d|\.\d)|\b(?:glycemic|glucose|sugar|"
            r"diabetes) (?:control|management|log|optimi\w+|follow-?up)|\b(?:home |fasting |blood )?(?:glucose|"
            r"sugars?|fbs|fsbg)\b[^.;\n]{0,24}\d{2,3}|\btime in range\b|\b(?:bg|bs|sugars?|glucose)\b[^.;]{0,20}(?:\blog\b|"
            r"\d{2,3} ?- ?\d{2,3}|\bwell[- ]controlled|\bin range|\bat goal)|\btir \d|\bglargine (?:to|up|increased|"
            r"\d+)|\binsulin (?:adjusted|titrated|increased|pump)|\bendocrin\w+ (?:seen|visit|follow\w*|adjust\w*|"
            r"care|consult\w*)"
        ),
        unless=lazy_pattern(
            r"\b(?:pre-?dive|before each (?:dive|session|treatment)|uncontrolled|poor(?:ly)? (?:controlled|"
            r"control))\b"
        ),
    ),
    Rule(
        "wound_debridement",
        lazy_pattern(
            r"\b(?:excised|removed) (?:\w+ )?(?:necrotic|devitali[sz]ed|non-?viable) tissue|\bdebride (?:q|weekly|every)|\bdebr(?:ided|"
            r"idement|idements)?\b|\bdebridement\b|\b(?:necrotic|devitali[sz]ed|non-?viable) tissue (?:was )?(?:removed|excised)|"
            r"\b(?:no|without) (?:slough|necrotic|devitali[sz]ed)[^.;]{0,30}\b(?:no|not) debrid\w*|\b(?:97597|"
            r"11042|11043|11044)\b"
        ),
        unless=lazy_pattern(
            r"\b(?:will be debrided|plan(?:ned)? debridement|refus\w+|declin\w+|debridement (?:not (?:done|"
            r"performed)|pending|planned|scheduled|next))\b"
        ),
    ),
    Rule(
        "wound_moist_dressing",
        lazy_pattern(
            r"\b(?:hydrofib\w+|hydrofera|prisma|promogran|iodoflex|alginate|hydrogel|hydrocolloid|foam|silver|aquacel|cadexomer|iodosorb|medihoney|"
            r"manuka|collagen|santyl|collagenase|xeroform|mepilex|moist(?:ure)?[- ](?:\w+[- ])?(?:dressings?|"
            r"wound (?:bed|healing|environment)|healing|gauze|saline)|kept moist|npwt|negative pressure|wound vac|"
            r"vac dressing|wet[- ]to[- ]moist)\b"
        ),
        unless=lazy_pattern(r"\bfoam (?:boot|cushion|mattress|insole|wedge)\b"),
    ),
    Rule(
        "wound_offloading",
        lazy_pattern(
            r"\b(?:tcc|total contact cast\w*|off-?load\w*|irremovable (?:\w+ )?walker|"
            r"(?:removable )?(?:cast )?walker|cam (?:boot|walker)|walking boot|crow boot|darco|wedge shoe|"
            r"surgical shoe|half[- ]shoe|prevalon|heels? (?:float\w*|elevated)|non[- ]?weight[- ]?bearing|nwb|knee scooter|wheelchair|itcc|"
            r"ipos|boot (?:in place|"
            r"intact|worn)|felted foam|crutches|prafo|heel (?:boots?|protectors?))\b"
        ),
        unless=lazy_pattern(
            r"\b(?:not (?:been )?(?:wear\w*|using|worn|off-?load\w*)|without off-?load\w*|no off-?load\w*|"
            r"stopped wearing|refus\w+|declin\w+|ordered|will (?:fit|order|start)|to be fitted|referred for|"
            r"awaiting|does(?:n't| not) wear|rarely wears?|non-?complian\w+|non-?adher\w+)\b"
        ),
    ),
    Rule(
        "wound_offloading",
        lazy_pattern(
            r"\b(?:no off-?loading|without off-?loading|off-?loading\W{1,3}(?:none|no|not)\b|(?:does(?:n't| not)|"
            r"has not|hasn't|not) (?:been )?(?:wear\w*|worn|us(?:e|ing)) (?:the |her |his |it|any )?(?:boot|"
            r"walker|cast|off-?load\w*|shoe)|(?:refus\w+|declin\w+) (?:the )?(?:tcc|cast|boot|off-?loading|"
            r"walker)|walks? (?:in|on) (?:regular|ordinary|street|normal) shoes)"
        ),
        presence=NO,
    ),
    Rule(
        "wound_infection_care",
        lazy_pattern(
            r"\b(?:cefadroxil|cephalexin|cefazolin|ceftriaxone|cefepime|vancomycin|vanc|daptomycin|linezolid|"
            r"clindamycin|doxycycline|levofloxacin|ciprofloxacin|amoxicillin|augmentin|ampicillin|pip(?:eracillin|"
            r"-tazo)\w*|zosyn|ertapenem|meropenem|metronidazole|bactrim|tmp-?smx|nafcillin|oxacillin|rifampin|"
            r"iv antibiotics?|antibiotics?|abx)\b"
            r"|\bno (?:s/sx|s/s|sx|signs?/symptoms?)(?: of)? (?:\w+ )?infection|\b(?:not (?:clinically )?|non-?|un)infected\b|"
            r"\b(?:wound )?(?:cultures?|cx) (?:was |were )?"
            r"(?:neg\w*|no growth)|\binfection\W{1,3}(?:none|no\b|resolved)|\bno cellulitis\b|\bno (?:signs? of |clinical (?:signs? of )?|"
            r"evidence of |current |active )?(?:wound )?infection\b|"
            r"\binfection (?:resolved|treated|cleared)"
        ),
        unless=lazy_pattern(
            r"\b(?:allerg\w+|will start|to be started|await\w*|planned|refus\w+|declin\w+ (?:iv |"
            r"oral )?antibiotics)\b|\bprophyla\w+"
        ),
    ),
)

TYPED = Rule(
    "diabetes_type_1_or_2",
    lazy_pattern(
        r"\btype[ -]?(?:1|2|i|ii|one|two)\b[ -]{0,2}(?:dm\b|diabet\w+)|\bt[12]dm\b|\bdm ?-?(?:type )?(?:1|2|i|"
        r"ii)\b|\bdm, type [12]\b|\bniddm\b|\biddm\b[ ,-]{1,3}type [12]\b|\bt[12]d\b|\bdm ?\(type [12]\)|"
        r"\bdiabet\w+(?: mellitus)?[ ,(]{1,3}type (?:1|2|i|ii)\b"
    ),
)

HBO = r"(?:hbot?|hyperbaric(?: oxygen)?(?: therapy| treatment)?)"
CARE_WORDS = (
    r"(?:wound care|standard care|conventional care|debridements?|dressings?|off-?loading|tcc|walker|antibiotics?|"
    r"nutrition\w*|glucose (?:management|control|follow-up))"
)

ADJUNCT_RULES: tuple[Rule, ...] = (
    Rule(
        "hyperbaric_adjunct",
        lazy_pattern(
            rf"\bcont(?:\.|inue)? (?:\w+ )?wound care\b|\b{HBO} ?(?:\+|plus|with) (?:\w+ )?{CARE_WORDS}|{CARE_WORDS} ?(?:\+|plus) ?{HBO}|"
            rf"\b(?:along with|in addition to|together with|on top of) (?:all (?:of )?)?the above\b|\badjunct(?:ive(?:ly)?)?\b|"
            rf"\b(?:in addition to|on top of|alongside|in conjunction with|concurrent(?:ly)? with|together with|"
            rf"along with|"
            rf"combined with|added to|while continuing|as well as)\b[^.;]{{0,60}}(?:\bcare\b|{CARE_WORDS})"
            rf"|{CARE_WORDS}[^.;]{{0,120}}\b(?:all )?(?:will )?(?:continues?|go(?:es)? on|ongoing|unchanged|"
            rf"maintained|be continued|to continue|alongside)\b|\b(?:continues?|maintain|carry on|"
            rf"keep up)\b[^.;]{{0,60}}{CARE_WORDS}"
        ),
        presence=YES,
        unless=lazy_pattern(
            rf"\bwill (?:stop|discontinue|replace)\b|\bdiscontinu\w+|\b(?<!not )in (?:place|"
            rf"lieu) of\b[^.;]{{0,40}}care|(?<!not )\binstead of\b|_{{2,}}|\[ ?\]\W*$|\bnot (?:an )?adjunct|\bif\b[^.;]{{0,20}}{HBO}"
        ),
    ),
    Rule(
        "hyperbaric_adjunct",
        lazy_pattern(
            rf"\b(?<!not )(?:in place of|in lieu of|instead of|rather than|to replace|replaces|replacing) (?:the |"
            rf"further |all |more |any )?(?:standard |conventional |usual |other )?(?:wound )?(?:care|"
            rf"{CARE_WORDS})|\b(?:stop|discontinue|hold) (?:all )?(?:the )?(?:other |standard )?(?:wound care|"
            rf"dressings|off-?loading|tcc)\b[^.;]{{0,40}}(?:during|once|when|while)[^.;]{{0,20}}{HBO}|"
            rf"\b{HBO} alone\b"
        ),
        presence=NO,
    ),
)
CHAMBER_RULES: tuple[Rule, ...] = (
    Rule(
        "hyperbaric_full_body",
        lazy_pattern(
            r"\bclass [ab] chamber|\bsechrist\b|\b(?:fully )?enclosed in (?:the |a )?(?:\w+ )?chamber|\bmono-?place\b|\bmulti-?place\b|"
            r"\b(?:full|whole|entire|total)[- ]body\b[^.;]{0,30}(?:chamber|"
            r"pressuri[sz]\w*|hyperbaric|hbo)|\bchamber\b[^.;]{0,40}\b(?:full|whole|entire)[- ](?:body|patient)|"
            r"\b(?:entire|whole) (?:body|patient) (?:is |in )?(?:in|inside|pressuri[sz]ed|enclosed)"
        ),
        plan=True,
    ),
    Rule(
        "hyperbaric_full_body",
        lazy_pattern(
            r"\btopical (?:hyperbaric |pressuri[sz]ed )?(?:oxygen|o2|hbo\w*|hyperbaric)|\b(?:extremity|limb|leg|"
            r"foot|boot|bag|portable)[- ](?:inflatable )?(?:only )?(?:chamber|oxygen (?:bag|boot))|\btwo2\b|\ba4575\b"
        ),
        presence=NO,
        unless=lazy_pattern(
            r"\b(?:not|no|never|rather than|instead of|failed|tried|previous\w*|prior)\b[^.;]{0,24}topical|"
            r"topical[^.;]{0,30}\b(?:not|failed|tried|no benefit)\b|\btopical oxygen (?:is|was) not"
        ),
    ),
)


# a label behind which nothing was written tells of no care
BLANK = lazy_pattern(r"[a-z] ?[:?] ?_{2,}")


def statements(chart: Chart) -> Iterator[Finding]:
    """Findings on the wound and its care."""
    if not speaks(chart):
        return
    wound = target(chart)
    passages = list(heard(chart))
    filled = [p for p in passages if not BLANK.search(p.text)]
    yield from told(chart, (TYPED, *CARE_RULES, *CHAMBER_RULES), TOOL, filled)
    yield from told(chart, ADJUNCT_RULES, TOOL, [p for p in passages if _of_treatment(p)])
    for passage in passages:
        yield from _cause(chart, passage, wound)
        yield from as_claims(chart, _grade(chart, passage, wound))
        yield from _deep(chart, passage, wound)


def _of_treatment(passage: Passage) -> bool:
    """Is the paper about hyperbaric oxygen?"""
    part = passage.paper.part
    return SUBJECT.search(passage.paper.document.flat, part.start, part.end) is not None


def _cause(chart: Chart, passage: Passage, wound: Target) -> Iterator[Finding]:
    """The wound asked for is a diabetic one, or has another cause."""
    if of_other_wound(wound, passage):
        return
    match = DIABETIC_WOUND.search(passage.text)
    if match is not None:
        said = meant(passage, match)
        if not said.hypothetical and said.time is Time.CURRENT and "healed" not in passage.text:
            yield finding_of(
                chart, passage, "diabetic_foot_wound", TOOL, presence=said.presence, time=said.time, whose=said.whose
            )
        return
    match = OTHER_CAUSE.search(passage.text)
    if match is not None and not NOT_TARGET.search(passage.text):
        said = meant(passage, match)
        if said.presence is Presence.PRESENT and not said.hypothetical and said.time is Time.CURRENT:
            yield finding_of(chart, passage, "wound_of_other_cause", TOOL, whose=said.whose)


NOW = lazy_pattern(
    r"\b(?:now|today|currently|upgraded|progress\w+|advanced) (?:\w+ ){0,3}(?=wagner|grade)|\b(?:to|->) wagner\b"
)


def grade_of(words: str) -> int:
    """'3' and 'iii' are three."""
    return int(words) if words.isdigit() else ROMAN[words]


def _grade(chart: Chart, passage: Passage, wound: Target) -> Iterator[Finding]:
    """The Wagner grade; a range gives none, and one that is denied, supposed or another wound's is left out."""
    if of_other_wound(wound, passage):
        return
    graded = list(WAGNER.finditer(passage.text))
    for match in graded[-1:] if NOW.search(passage.text) else graded:
        said = meant(passage, match)
        doubtful = (
            match["to"] is not None
            or (len(graded) > 1 and not NOW.search(passage.text))
            or said.presence is Presence.POSSIBLE
        )
        if said.hypothetical or said.presence is Presence.ABSENT:
            continue
        grade = grade_of(match["a"] or match["b"])
        yield finding_of(
            chart, passage, "wagner_grade", TOOL, value=Decimal(grade), whose=said.whose, time=said.time,
            presence=Presence.POSSIBLE if doubtful else Presence.PRESENT,
        )  # fmt: skip


def _deep(chart: Chart, passage: Passage, wound: Target) -> Iterator[Finding]:
    """Bone, joint or abscess: what makes a grade of three or more."""
    if of_other_wound(wound, passage):
        return
    for match in DEEP.finditer(passage.text):
        said = meant(passage, match)
        if not said.hypothetical and said.time is not Time.PLANNED:
            yield finding_of(
                chart, passage, "deep_foot_infection", TOOL, presence=said.presence, whose=said.whose,
                qualifiers={"of": match[0].split()[0][:5]},
            )  # fmt: skip
            return
