"""The bladder's complaint, its possible other causes, and the fitness for the operation.

snm_indication          -- urge incontinence, urgency with frequency, retention; absent: the stimulator is for something else.
snm_stress_incontinence, snm_mixed_incontinence, snm_obstruction, snm_neurologic_cause -- present or said to be absent.
snm_surgical_candidate  -- fit for the operation, or not.
snm_neuropathy          -- damaged nerves that might be the cause.
snm_diary               -- a voiding diary was kept; absent: the patient cannot keep one.
snm_permanent_asked     -- the permanent lead or generator is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.bladder.words import STIMULATION
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import by_rule, meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "bladder-condition/1"
INDICATION, DIARY = "snm_indication", "snm_diary"
STRESS, MIXED, OBSTRUCTION, NERVES = (
    "snm_stress_incontinence", "snm_mixed_incontinence", "snm_obstruction", "snm_neurologic_cause",
)  # fmt: skip
CANDIDATE, PERMANENT = "snm_surgical_candidate", "snm_permanent_asked"
NEUROPATHY = "snm_neuropathy"

COMPLAINT = lazy_pattern(
    r"\b(?:(?:urge(?:ncy)?|urgency urinary|urge urinary)[ -](?:urinary )?(?:incont\w*|ui\b|leak\w*)|uui\b|nour\b|wet (?:oab|"
    r"overactive)|overactive bladder|oab(?:[ -](?:wet|dry))?\b|detrusor overactivity|"
    r"frequency[^.;,]{0,24} (?:with|and|&) (?:urinary )?urgency|urgency(?:[ /-]+(?:and |with |& )?(?:urinary )?frequency)|"
    r"frequency(?:[ /-]+(?:and |with |& )?)urgency|urinary urgency|urinary frequency and urgency|"
    r"(?:non-?obstructive |chronic |idiopathic |urinary |partial |complete )+retention|retention of urine|"
    r"urinary retention|fowler'?s syndrome|underactive bladder|(?:leaks?|leaking|leakage|incontinence) (?:of urine )?(?:with|"
    r"after|on) (?:an? )?(?:strong )?urge\w*|"
    r"n39\.41|mixed (?:urinary )?incontinence|r35\.0|r33\.[89]|n32\.81)"
)
OTHER_COMPLAINT = lazy_pattern(
    rf"\b{STIMULATION}\b[^.;]{{0,40}}\bfor (?:[\w-]+ ){{0,3}}?(?:fecal|faecal|bowel|anal) (?:incontinence|"
    rf"leakage)|\bfor (?:[\w-]+ ){{0,3}}?(?:fecal|faecal|bowel|pelvic pain|constipation)\b[^.;]{{0,40}}\b{STIMULATION}"
)
URINARY = lazy_pattern(r"\b(?:urin\w+|urge\w*|bladder|retention|void\w*|oab)\b")
_NO = (
    r"(?:no|not|denies|denied|without|absence of|free of|negative for|ruled out|excluded|never had|"
    r"neither|nor)\b (?:any |evidence of |signs? of |history of |hx of |clinical |known |demonstrable |"
    r"urodynamic |significant |"
    r"bladder[- ]outlet |outlet |or |nor |and |genuine |components? of |stress (?:urinary )?incontinence,? |"
    r"sui,? |obstruction,? |leak\w*,? |neurologic\w* (?:disease|disorder|cause)s?,? )*"
)
STRESS_WORDS = (
    r"(?:stress (?:urinary )?(?:incontinence|component|leak\w*)|\bsui\b|stress-?(?:type|related|"
    r"induced)? (?:incont\w*|leak\w*|ui\b)|(?:leak\w*|urine loss|loss of urine) (?:with|w/|on|during) ?(?:a )?(?:valsalva|laugh\w*|cough\w*|"
    r"sneez\w*|exertion|laugh\w*|strain\w*)|n39\.3\b)"
)
OUTLET = (
    r"(?:(?:bladder[- ]|urinary )?(?:outlet |outflow |urethral |mechanical |anatomic\w* )?obstruct(?:ion|"
    r"ed|ive)\b|\bboo\b|\bbph\b(?! without)|urethral stricture|\bstricture\b|n40\.1|n13\.\d|obstruct(?:ion|"
    r"ive) (?:pattern|voiding))"
)
NERVE_DISEASE = (
    r"(?:neurologic(?:al)? (?:disease|disorder|cause|condition|deficit|etiolog\w+|illness|history|"
    r"problem|diagnosis|dx|dz|hx|pathology|symptom|finding)s?|neuro (?:dz|disease|dx|hx|history|deficit|problem|issue|symptom|disorder|"
    r"condition)s?|neuropath\w+|neurogenic(?: bladder| cause)?|multiple sclerosis|\bms\b|"
    r"parkinson\w*|spinal cord (?:injury|lesion|disease)|spina bifida|"
    r"myelomeningocele|cauda equina|tethered cord|\bstroke\b|\bcva\b|diabetic (?:cystopathy|neuropath\w+)|peripheral neuropath\w+)"
)
OTHER_DISEASE_TALK = lazy_pattern(
    r"_{2,}|\b(?:pending|await\w*|cannot say|whether|unclear|unknown)\b|\b(?:screen|family|risk|work[- ]?up|rule out|to exclude|referr\w+|"
    r"if|bowel obstruction|small bowel|"
    r"airway|nasal|ureteral|ureteric|upj|kidney stone|copd|chronic obstructive|sleep apnea|obstructive sleep)\b"
)
CLEAN = (
    Rule(STRESS, lazy_pattern(
        rf"\b{_NO}{STRESS_WORDS}|\b(?:(?:(?:cough|supine|standing|empty bladder|bladder)[ -](?:stress )?|stress )test|cst|valsalva)\b(?! of|"
        rf" mp| ekg| echo)"
        rf"[^.;\w]{{1,4}}(?:was |is )?(?:neg\w*|no leak\w*|dry)\b|\b(?:cough|supine|cst)[ -](?:stress )?test\b[^.;]{{0,20}}\b(?:neg\w*|"
        rf"no leak\w*|dry)|"
        rf"\bneg(?:ative)? (?:(?:cough|supine)[ -](?:stress )?test|cst\b)|\bdry (?:with|on) (?:a )?(?:cough|valsalva|strain)\w*|"
        rf"{STRESS_WORDS}\W{{1,4}}(?:(?:no|none|absent|"
        rf"denied|denies|neg\w*|excluded|ruled out)\b|-\))|{STRESS_WORDS} ?\(-\)"), Presence.ABSENT, None, Time.CURRENT),
    Rule(OBSTRUCTION, lazy_pattern(
        rf"\b(?:{_NO}|un|non-?){OUTLET}|{OUTLET}\W{{1,4}}(?:no|none|absent|negative|excluded|ruled out)\b|"
        rf"{OUTLET} (?:was |is |has been )?(?:excluded|ruled out|not (?:seen|found|present))|\bbph without obstruction|"
        rf"\bneg\w* for (?:\w+ ){{0,2}}{OUTLET}|\b(?:no|not) obstructing\b|{OUTLET} ?\(-\)|"
        rf"\bpressure[- ]flow\b[^.;]{{0,40}}\b(?:unobstructed|non-?obstructed|without obstruction)|"
        rf"\bunobstructed\b"), Presence.ABSENT, None, Time.CURRENT),
    Rule(NERVES, lazy_pattern(
        rf"\b(?:no|without) (?:h/o|known) (?:neurologic\w*|neuro) \w+|\bneg\w* for (?:neurologic\w*|neuro) \w+|"
        rf"\bno neuro(?:logic\w*)? (?:cause|etiology)|"
        rf"\b{_NO}{NERVE_DISEASE}|{NERVE_DISEASE}\W{{1,4}}(?:no|none|absent|negative|excluded|ruled out|"
        rf"denied|denies)\b|{NERVE_DISEASE} (?:was |were |is |has been |have been )?(?:excluded|ruled out|"
        rf"not (?:seen|found|present))|\bneuro(?:logic\w*)? (?:exam\w*|evaluation|work-?up|screen)(?: of [\w ]{{3,30}})?(?: is|"
        rf" was|:)? (?:normal|unremarkable|intact|non-?focal|negative)|\bnon-?neurogenic\b|\bneuro(?:logic\w*)?\W{{1,4}}(?:intact|normal|"
            rf"non-?focal|none|neg\w*|nl|wnl|unremarkable|denie[sd]|no (?:disease|deficits?|dx|hx))\b"), Presence.ABSENT, lazy_pattern(
            r"\bneuro\w* (?:consult\w*|referral|visit|appointment|work-?up) (?:is |was )?(?:pending|requested|scheduled|ordered|placed|to)|"
            r"\bpending\b|\bawait\w*"), Time.CURRENT),
    Rule(CANDIDATE, lazy_pattern(
        r"\bsurgical candidate\W{1,4}yes\b|\b(?:good|appropriate|suitable|reasonable|acceptable|excellent|fair|low[- ]risk|"
        r"satisfactory|low) (?:surgical |"
        r"operative |anesthe\w+ |procedural |implant\w* )*(?:candidate|risk)\b(?! for (?:[\w-]+ ){0,2}?(?:physical|therapy|pt\b|botox|"
        r"botulinum|onabot\w*|drug\w*|medication\w*|ptns|conservative))|\bcandidate for (?:surgery|the operation)\W{1,4}yes\b|"
        r"\b(?:ok|okay|approved) for (?:the )?(?:surgery|procedure|implant\w*|operation|or\b|mac\b|sedation)|"
        r"\bsurgery (?:is )?ok\b|\bok(?:ay)? to (?:proceed|go ahead)\b[^.;]{0,20}\b(?:surgery|implant\w*|stage|procedure)|\b(?:cleared|fit|"
        r"optimi[sz]ed|healthy enough|healthy|"
        r"suitable|appropriate|medically stable) (?:medically )?(?:by (?:[\w-]+ ){1,3}?)?(?:for|to undergo|to have) (?:[\w-]+ ){0,4}?(?:surgery|"
        r"procedure|operation|implant\w*|an[a]?esthe\w+|sedation|mac\b|stage|snm|sacral|interstim|"
        r"stimulat\w+|test)|\bcandidate for (?:[\w-]+ ){0,3}?(?:surgery|snm|sacral|interstim|neuromodulation|"
        r"implant\w*|stimulat\w+)|\b(?:medical|pre-?op(?:erative)?|cardiac|cardiology|pcp|surgical|an[a]?esthe\w+) clearance (?:is |"
        r"was |has been )?(?:obtained|given|granted|done|received|complete\w*|on file)|\bno (?:medical |surgical |"
        r"an[a]?esthe\w+ )*contra-?indications? to (?:[\w-]+ ){0,3}?(?:surgery|implant\w*|an[a]?esthe\w+|"
        r"procedure|the stimulator|snm|sacral)|\bable to (?:tolerate|undergo) (?:[\w-]+ ){0,3}?(?:surgery|"
        r"procedure|an[a]?esthe\w+|implant\w*|sedation)"), Presence.PRESENT, lazy_pattern(
        r"\b(?:not (?:a |an |felt |considered |deemed |medically )*(?:good|appropriate|suitable|reasonable|"
        r"acceptable|cleared|fit|candidate)|may be|might be|pending|if|await\w*|unless|whether|to (?:determine|"
        r"assess|see|establish))\b"), Time.CURRENT),
    Rule(CANDIDATE, lazy_pattern(
        r"\b(?:not|poor|unfit|unsuitable|too (?:frail|sick|high[- ]risk))\b (?:a |an |felt |to be |"
        r"considered |deemed |medically |cleared |fit |suitable |appropriate |good |surgical |operative |"
        r"high |an[a]?esthe\w+ )*(?:candidate|surgical risk|cleared for (?:surgery|an[a]?esthe\w+)|for (?:surgery|an[a]?esthe\w+|implant\w*|"
        r"an operation|the procedure))\b|\bsurgery (?:is )?contra-?indicated\b|\b(?:prohibitive|unacceptable) (?:surgical|operative|"
        r"an[a]?esthe\w+) risk|"
        r"\b(?:surgical candidate|candidate for (?:surgery|the operation))\W{1,4}(?:no|not)\b(?!\W*\[ ?\])"), Presence.ABSENT, lazy_pattern(
        r"\b(?:poor candidate for (?:botox|botulinum|anticholinergic\w*|drug)|not a candidate for (?:botox|"
        r"botulinum|anticholinergic\w*|drug\w*|beta|mirabegron))\b"), Time.CURRENT),
    Rule(DIARY, lazy_pattern(
        r"\b(?:unable|cannot|can't|could not|couldn't|not able|refuses|incapable|not capable)\b (?:[\w-]+ ){0,4}?(?:keep|do\b|"
        r"complete|maintain|fill|record)\w* (?:[\w-]+ ){0,4}?(?:diary|diaries|log)|\bdiar(?:y|ies)(?: kept)?\W{1,3}no\b|\b(?:diary|"
        r"diaries)\b[^.;]{0,20}\b(?:not (?:completed|"
        r"kept|returned|done)|could not be (?:kept|completed))"), Presence.ABSENT, None, Time.CURRENT),
    Rule(DIARY, lazy_pattern(
        r"\b(?:able|capable)\b[^.;]{0,14}\b(?:keep|complet|fill|record|maintain)\w*[^.;]{0,24}\bdiar(?:y|ies)\b"), Presence.PRESENT, lazy_pattern(
        r"\b(?:not|un|in|if|whether|hopefully|should)\b|_{2,}|\bdiar(?:y|ies)\W{1,3}(?:no\b|\[)"), Time.CURRENT),
    Rule(DIARY, lazy_pattern(
        r"\bfvc\b[^.;]{0,12}\bvoids?\b|\b(?:voiding|bladder|micturition|urinary|void|3[- ]day|three[- ]day|7[- ]day|baseline|trial|"
        r"frequency[- ]volume)[ -](?:\w+ )?(?:diar(?:y|ies)|log|chart)\b|\bdiar(?:y|ies)\b"), Presence.PRESENT, lazy_pattern(
        r"_{2,}|\b(?:will\b|to be\b|given to|to (?:keep|complete|fill|bring|return)|asked|given (?:a|"
        r"the)|provided (?:with )?(?:a|the)|ordered|instruct\w*|please|should|must|required|requested|"
        r"pending|blank|lost|missing|forg[oe]t\w*|unavailable|"
        r"unable|cannot|can't|could not|couldn't|never|refuses|not (?:able|completed|kept|returned|done|available|capable)|"
        r"no (?:\w+ )?diar\w+|without (?:a )?diar\w+|did not|refuse\w*|incapable|food|headache|sleep|pain diary|plan)\b"), Time.CURRENT),
    Rule(PERMANENT, lazy_pattern(
        r"\b(?:permanent|full) (?:[\w-]+ ){0,3}?(?:implant\w*|system|generator|ipg|device|lead|stimulator)|"
        r"\b(?:stage (?:2|ii|two)|second stage)\b|\b(?:ipg|pulse generator|neurostimulator) (?:implant\w*|placement)"), None, lazy_pattern(
        r"\b(?:if (?:the )?(?:trial|test|successful|>|at least)|before (?:a |the )?permanent|would (?:then )?(?:proceed|qualify))\b"), None),
)  # fmt: skip
THERE = (
    Rule(STRESS, lazy_pattern(
        rf"{STRESS_WORDS}|\bpositive (?:cough |supine )(?:stress )?test|\b(?:cough|cst|supine)\b(?: stress)?(?: test)?\W{{1,4}}(?:was |"
        rf"is )?positive"),
        None, lazy_pattern(rf"{OTHER_DISEASE_TALK.pattern}|\b(?:repaired|cured|resolved|slings?)\b")),
    Rule(MIXED, lazy_pattern(r"\bmixed (?:urinary )?(?:incontinence|ui)\b|\bmui\b|\bn39\.46\b"), None),
    Rule(OBSTRUCTION, lazy_pattern(
        r"\b(?:(?:bladder[- ]?|urinary )?(?:outlet |outflow )obstruction|\bboo\b|obstructed (?:bladder|"
        r"voiding|flow)|bph with (?:[\w-]+ ){0,2}?(?:obstruction|luts)|obstructive (?:bph|prostat\w+)|"
        r"urethral stricture|obstruction (?:on|by) (?:urodynamics|pressure)|high[- ]pressure,? low[- ]flow|bladder neck obstruction|"
        r"obstructing prostate|obstructed on (?:pfs|uds|urodynamics|pressure)|n40\.1|"
        r"obstructive pattern)"), None, OTHER_DISEASE_TALK),
    Rule(NERVES, lazy_pattern(
        r"\b(?:multiple sclerosis|parkinson'?s(?: disease)?|parkinsonism|spinal cord (?:injury|lesion)|"
        r"spina bifida|myelomeningocele|cauda equina(?: syndrome)?|tethered cord|neurogenic bladder|"
        r"neurogenic detrusor|diabetic cystopathy|transverse myelitis|neurogenic oab|ms (?:dx|since|x \d)|pd (?:on|since|dx)|"
        r"sci (?:at )?[ctl]\d+|(?:due to|from|caused by|secondary to) (?:her |his |the )?(?:ms|"
        r"pd))\b"), None, OTHER_DISEASE_TALK),
)  # fmt: skip
UNSURE_NERVES = lazy_pattern(r"\b(?:diabetic|peripheral|poly-?)\s?neuropath\w+")
NO_SECTIONS = ("family_history", "instructions", "counseling", "allergies")


def condition(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What the papers tell of the complaint, of other causes, and of the patient's fitness."""
    for paper in papers:
        if not tells_history(paper):
            continue
        for each in said_in(paper):
            if section_at(paper.document, each.sentence.start).name in NO_SECTIONS:
                continue
            for found in (*_complaint(paper, each), *_ruled_out(paper, each), *_there(paper, each)):
                yield on_day(chart, paper, each, found)


def _complaint(paper: Profile, each: Said) -> Iterator[Finding]:
    other = OTHER_COMPLAINT.search(each.text)
    if other is not None and not URINARY.search(each.text):
        yield told_of(paper, each, other, INDICATION, TOOL, presence=Presence.ABSENT)
    for match in COMPLAINT.finditer(each.text):
        meant = meaning(paper, each, match)
        holds = meant.presence is Presence.PRESENT and meant.whose is Whose.PATIENT and not meant.hypothetical
        if holds and meant.time is not Time.PLANNED and not of_others(each, match):
            yield told_of(paper, each, match, INDICATION, TOOL)
            return


def _ruled_out(paper: Profile, each: Said) -> Iterator[Finding]:
    for rule in CLEAN:
        found = by_rule(paper, each, rule, TOOL)
        if found is not None and found.whose is Whose.PATIENT:
            yield found


def _there(paper: Profile, each: Said) -> Iterator[Finding]:
    """Other causes that are affirmed; a denial is told by the words that rule one out."""
    for rule in THERE:
        found = by_rule(paper, each, rule, TOOL)
        if found is None or found.whose is not Whose.PATIENT or found.presence is Presence.ABSENT:
            continue
        clean = next(r for r in CLEAN if r.concept == (STRESS if rule.concept == MIXED else rule.concept))
        if rule.concept == MIXED or not clean.words.search(each.text):
            yield found
        if rule.concept == MIXED and found.presence is Presence.PRESENT:
            yield replace(found, concept=STRESS, presence=Presence.POSSIBLE)
    match = UNSURE_NERVES.search(each.text)
    if match is not None and meaning(paper, each, match).presence is Presence.PRESENT:
        yield told_of(paper, each, match, NEUROPATHY, TOOL)
