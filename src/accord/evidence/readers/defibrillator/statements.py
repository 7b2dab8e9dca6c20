"""What papers state on rhythm, cardiomyopathy, coronary vessels, the shared decision and exclusions."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.answers import unanswered
from accord.evidence.readers.defibrillator.in_place import device_at_end
from accord.evidence.readers.defibrillator.subject import SUBJECT, speaks
from accord.evidence.readers.defibrillator.terse import TERSE_RULES, terse
from accord.evidence.readers.heard import finding_of, heard, meant, told
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "defibrillator/1"
YES, NO = Presence.PRESENT, Presence.ABSENT

VT = r"(?:s?m?v\.? ?t\b|wct\b|ventricular tachycardia|vt/vf|ventricular arrhythmias?)"
NEVER_ARRHYTHMIA = lazy_pattern(
    rf"\bno (?:history of |documented |prior |known )?(?:sustained )?(?:{VT}|arrhythmias?\b|vt/vf|vf\b|"
    rf"ventricular fib\w*|cardiac arrest|arrest\b)|\bno (?:sustained|malignant) (?:ventricular )?arrhythmia|"
    rf"\bnever (?:resuscitated|arrested|had (?:an? )?(?:arrest|{VT}))|\b(?:no|denies)\b[^.;]{{0,40}}\b(?:arrest|"
    rf"sustained {VT}|sustained arrhythmia)|\bprimary[- ]prevention\b|\bno run longer\b"
)
ICD_TOOL = lazy_pattern(
    r"\bdecision[- ]?(?:aid|tool|support tool)s?\b|\bcardiosmart\b|\buniversity of colorado\b|"
    r"\bcolorado (?:program|icd|decision|aid|tool)\b|\boption grid\b|\bottawa\b[^.;]{0,20}\b(?:aid|guide)\b|"
    r"\bpatient[- ]cent(?:er|re)d decisions?\b|\binfographic\b|\bpatient decision guide\b|\bpatientdecisionaid\b"
)
OTHER_TOOL = lazy_pattern(
    r"\b(?:lung|screening|statin|anticoag\w*|watchman|laao?|dialysis|code status|prostate|mammogra\w+)\b"
)
ONLY_GIVEN = lazy_pattern(r"\b(?:mailed|brochure|hand-?out|leaflet|emailed|link (?:sent|given))\b")
GONE_THROUGH = lazy_pattern(
    r"\b(?:used|reviewed|read|watched|done|completed|went (?:over|through)|gone through|discussed|together|with (?:the "
    r")?(?:patient|pt)|utili[sz]ed|shown)\b"
)
PRACTITIONER = lazy_pattern(
    r"\b(?:m\.?d\.?|d\.?o\.?|pa-?c?|np|fnp(?:-[bc]c?)?|anp|acnp|agacnp|aprn|arnp|dnp|cns|crnp|mbbs|"
    r"nurse practitioner|physician(?: assistant)?)\b"
)
NURSE = lazy_pattern(
    r"\b(?:rn|lpn|bsn|nurse(?! practitioner)|educator|coordinator|navigator|medical assistant|device rep\w*)\b"
)

RULES: tuple[Rule, ...] = (
    *TERSE_RULES,
    Rule(
        "sustained_vt",
        lazy_pattern(
            rf"(?<!non)(?<!non-)(?<!non )\bsustained (?:\w+ ){{0,2}}{VT}|"
            rf"\b{VT}[^.;]{{0,40}}\b(?:\d{{2,3}} ?s(?:ec\w*)?\b|requiring (?:cardioversion|shock)|cardioverted|"
            rf"hemodynamic\w*|with syncope|storm|needing (?:a )?shock|dccv|\d{{1,2}} ?min\w*)|\bsm?vt\b[^.;]{{0,24}}\b(?:\d+ ?(?:min|s)|dccv)|"
            rf"\bunstable {VT}|\bsust\.? {VT}|\b{VT}[^.;]{{0,30}}(?:> ?30|longer than 30|over 30) ?s|\b{VT}[^.;]{{0,20}}\bconverted\b|\binducible {VT}|"
            rf"(?<!non)(?<!non-)\bsustained {VT} (?:was )?(?:inducible|reproducibl\w+)|(?<!non)(?<!non-)\bsustained (?:\w+ ){{0,2}}{VT} induced|"
            rf"\binduc\w+ (?:of )?(?:sustained )?(?:\w+ )?{VT}"
        ),
        unless=lazy_pattern(r"\bnon-?sustained\b|\bnsvt\b|\bmonitor zone\b|\bzone\b|\brisk\b"),
    ),
    Rule(
        "vf_arrest",
        lazy_pattern(
            r"\b(?:vf|v-?fib|ventricular fibrillation)\b[^.;]{0,24}\b(?:arrest|rosc|resuscitat\w+|defibrillated|"
            r"shock\w*)|\b(?:cardiac arrest|sudden (?:cardiac )?death|arrest)\b[^.;]{0,40}\b(?:vf|v-?fib|"
            r"ventricular fibrillation|shock\w*(?: (?:once|twice|x ?\d))?|aed)\b|\b(?:ohca|sca|"
            r"scd)\b[^.;]{0,30}\b(?:vf|v-?fib)\b|\bresuscitated (?:vf|v-?fib)\b|\b(?:arrest|scd|sca)\b[^.;]{0,30}\b(?:rhythm|"
            r"documented)\b[^.;]{0,12}\b(?:vf|v-?fib)\b|"
            r"\bresuscitated (?:from )?(?:vf|"
            r"ventricular|sudden|cardiac arrest)|\baborted sudden cardiac death"
        ),
        unless=lazy_pattern(r"\brisk of\b|\bprevent\w*|\bfather\b|\bmother\b|\bbrother\b|\bsister\b|\bzone\b"),
    ),
    Rule("no_malignant_arrhythmia", NEVER_ARRHYTHMIA, presence=YES),
    Rule("primary_prevention", lazy_pattern(r"\bprimary[- ]prevention\b"), plan=True),
    Rule(
        "secondary_prevention",
        lazy_pattern(r"\bsecondary[- ]prevention\b"),
        unless=lazy_pattern(r"\b(?:lipid|statin|aspirin|cad)\b"),
    ),
    Rule(
        "arrhythmia_reversible",
        lazy_pattern(rf"\b(?:{VT}|vf|arrest)\b.{{0,60}}\b(?:k\+?|potassium)\W{{0,3}}(?:was |of )?[12]\.\d"),
        presence=YES,
    ),
    Rule(
        "arrhythmia_reversible",
        lazy_pattern(
            r"\b(?:no|without(?: an?)?) (?:identifiable |transient or |other |transient |clear )?(?:reversible|transient|"
            r"correctable) (?:or \w+ )?(?:causes?|etiolog\w+)\b|\bnot reversible\b|\bidiopathic\b|\bnothing (?:reversible|correctable)\b|"
            r"\bno (?:acs|mi)\b|\b(?:unrelated to|not (?:from|with|during|due to)) (?:an? |any )?(?:acute )?(?:mi\b|infarct\w*|ischemi\w*|drugs?|acs)|"
            r"\bcath\b[^.;]{0,24}\bwithout acute\b|"
            r"\b(?:lytes|electrolytes?|troponins?|trops?|tox(?:icology)?|magnesium)\b[^.;]{0,34}\b(?:nl|wnl|neg|unremarkable|fine|ok)\b|\b(?:normal|"
            r"nl|unremarkable) (?:lytes|electrolytes|potassium|troponin\w*)|"
            r"\bnot (?:due to|caused by|related to) (?:a )?(?:reversible|"
            r"transient|acute)|\bno (?:acute (?:mi|infarct\w*|coronary)|electrolyte|ischemi\w+)[^.;]{0,30}|"
            r"\b(?:troponins?|electrolytes|potassium|k\+?)\b[^.;]{0,14}\b(?:normal|negative|flat|4\.\d)"
        ),
        presence=NO,
    ),
    Rule(
        "arrhythmia_reversible",
        lazy_pattern(
            rf"\b(?:{VT}|vf|arrest|arrhythmia)\b[^.;]{{0,60}}\b(?:in (?:the )?setting of|during|within \d+ h\w* of|"
            rf"due to|caused by|from|secondary to)\b[^.;]{{0,30}}\b(?:stemi|acute mi|"
            rf"acute (?:myocardial )?infarct\w*|hypokal\w+|hyperkal\w+|hypomag\w+|electrolyte\w*|drug\w*|"
            rf"toxicit\w+|cocaine|qt[- ]prolonging|sotalol|electrocution)"
        ),
        unless=lazy_pattern(r"\bnot\b|\bno\b"),
    ),
    Rule(
        "ischemic_cardiomyopathy",
        lazy_pattern(
            r"(?<!non)(?<!non-)(?<!non )\bisch(?:a?emic)?\.? (?:dilated )?(?:etiology|origin|cause|cardiomyopathy|cmp?\b|dcm\b)|\bicmp?\b|\b(?:hfref|"
            r"heart failure|systolic (?:hf|dysfunction)|cardiomyopathy)\b[^.;]{0,12},? (?<!non)isch(?:a)?emic\b|"
            r"\bcardiomyopathy,? isch(?:a)?emic"
        ),
        unless=lazy_pattern(r"\bnon-? ?isch"),
    ),
    Rule(
        "nonischemic_cardiomyopathy",
        lazy_pattern(
            r"\bnon-? ?isch(?:a?emic)?\.? (?:dilated )?(?:cardiomyopathy|cmp?\b|dcm)|\bnid?cm\b|"
            r"\bidiopathic (?:dilated )?(?:cardiomyopathy|d?cmp?\b)|\b(?:familial|alcoholic|peripartum|"
            r"chemo(?:therapy)?[- ](?:induced|related)|anthracycline|viral) (?:dilated )?(?:cardiomyopathy|cmp?\b)|\bnonisch\w+ dcm|"
            r"\b(?:dilated cardiomyopathy|dcm)\b[^.;]{0,40}\b(?:normal|clean|no obstructive|without obstructive|"
            r"nonobstructive)\b[^.;]{0,14}\b(?:coronar\w+|cors|cad)|\b(?:dilated cardiomyopathy|dcm|dilated cm)\b[^.;]{0,40}\b(?:coronar\w+|cors|"
            r"angio\w*|cath)\b[^.;]{0,20}\b(?:clean|normal|clear)|"
            r"\b(?:viral|myocarditis|alcohol\w*|idiopathic|familial|genetic|peripartum|tachycardia[- ]induced)\b[^.;]{0,20}\b(?:cm|cardiomyopathy|dcm)\b|"
            r"\bdilated cm\b[^.;]{0,24}\b(?:viral|idiopathic|familial|alcohol\w*|toxic)|^non-? ?isch(?:a?emic)?\b"
        ),
    ),
    Rule(
        "coronaries_open_to_revascularization",
        lazy_pattern(
            r"\b(?:candidate|suitable) for (?:coronary )?(?:revasculari[sz]\w+|pci|cabg)[^.;:?\[]{0,12}[:?]|"
            r"\b(?:revasc\w*|pci|cabg) candidate(?=[:?])"
        ),
    ),
    Rule(
        "coronaries_open_to_revascularization",
        lazy_pattern(
            r"\b(?:no|without|not)\b[^.;:]{0,50}\b(?:targets?(?! ?(?:dose|weight|bp|hr|rate|heart|lesion))|"
            r"revasculari[sz]\w+|graftable|candidate for (?:pci|cabg|revasc\w*)|obstruct\w*(?: (?:cad|coronary|"
            r"disease|lesion\w*))?|significant (?:cad|stenos\w+|coronary)|ischemia\b|flow-limiting|"
            r"(?:pci|cabg)(?: ?/ ?| or )(?:pci|cabg) (?:is |was )?(?:indicated|needed|possible|planned)|benefit from opening|revasc\b|stenos\w+ (?:>|"
            r"over|of more)|amenable to (?:pci|cabg|revasc\w*|"
            r"stent\w*|intervention)|revasc\w* candidate|cad\b(?! (?:requir|need)))|"
            r"\bnothing to (?:stent|revasc\w*|bypass|intervene|fix)|\b(?:poor|no good|unsuitable|absent) (?:distal "
            r")?targets\b|\bnon-?obstructive (?:cad|coronary|disease)|"
            r"\b(?:completely|fully) revasculari[sz]ed|\bcomplete revasculari[sz]ation|\b(?:normal|clean|smooth|"
            r"unobstructed|patent) (?:coronar\w+|arteries|cors\b)|"
            r"\bcoronar\w+(?: arteries)?(?: are| were)? (?:normal|clean|smooth|unobstructed|without obstruct\w*)|"
            r"\bgrafts? (?:\w+ )?(?:open|patent)|\ball (?:\w+ )?grafts patent"
        ),
        presence=NO,
        unless=lazy_pattern(r"\bplanned\b|\bscheduled\b|\bpci (?:to|of) (?:follow|be)"),
    ),
    Rule(
        "coronaries_open_to_revascularization",
        lazy_pattern(
            r"\b(?:pci|cabg|bypass|stent\w*|revasculari[sz]\w+|angioplasty)\b[^.;]{0,30}\b(?:planned|scheduled|"
            r"recommended|to be done|is advised|pending|next (?:week|month))|\b(?:plan|schedule\w*|refer\w*|"
            r"list\w*)\b[^.;]{0,24}\b(?:for )?(?:pci|cabg|bypass surgery|staged pci|revasculari[sz]\w+)|"
            r"(?<!not a )(?<!no )\bcandidate for (?:pci|cabg|revasc\w*|bypass)"
        ),
        presence=YES,
        unless=lazy_pattern(r"\bno\b|\bnot\b|\bnever\b|\bdeclin\w+|\bsince\b"),
    ),
    Rule(
        "pacing_indicated",
        lazy_pattern(
            r"\b(?:meets|has|fulfil\w*)\b[^.;]{0,20}\b(?:pacemaker|pacing) (?:criteria|indication)|"
            r"\bclass i (?:pacing|pacemaker)|\bcomplete heart block\b|\bpacing indication (?:is )?present"
        ),
    ),
    Rule(
        "genetic_disorder",
        lazy_pattern(
            r"\blong qt syndrome|\blqts?\d?\b|\bhypertrophic (?:obstructive )?cardiomyopathy|\bhcm\b|\bhocm\b|"
            r"\bbrugada\b|\barvc\b|\barrhythmogenic (?:right ventricular )?cardiomyopathy|\bcpvt\b|"
            r"\bcatecholaminergic\b|\blmna\b|\blamin a/?c\b|\bshort qt\b|\bdesmoplakin\b|\bfilamin\b"
        ),
        unless=lazy_pattern(r"\b(?:genetic panel|panel) (?:sent|pending)\b|\brule out\b|\br/o\b"),
    ),
    Rule(
        "genetic_high_risk",
        lazy_pattern(
            r"\bhigh (?:\w+ )?risk\b|\bhigh[- ]risk\b|\bseptum\b[^.;\d]{0,16}(?:3\d|4\d) ?mm|\bmassive (?:lvh|hypertrophy)|"
            r"\b(?:max\w* )?wall(?: thickness)?\b[^.;\d]{0,16}(?:3\d|4\d) ?mm|\b(?:unexplained|arrhythmic|exertional) syncope|"
            r"\bsyncope (?:on|with|during|despite)|\bqtc\b[^.;\d]{0,12}5\d\d|\b(?:extensive|"
            r"\d{2} ?%) (?:late gadolinium|lge)|\b(?:5-year|five-year)[^.;]{0,30}risk\b[^.;\d]{0,12}(?:[6-9]|"
            r"[1-9]\d)(?:\.\d)? ?%|\bapical aneurysm\b|\bsudden (?:cardiac )?death[^.;]{0,30}\b(?:father|mother|"
            r"brother|sister|son|daughter|first[- ]degree|family)|\b(?:father|mother|brother|sister|son|daughter|"
            r"first[- ]degree \w+)\b[^.;]{0,40}\b(?:died suddenly|sudden (?:cardiac )?death)"
        ),
        presence=YES,
        unless=lazy_pattern(
            r"\bno high[- ]risk|\bnot high[- ]risk|\blow[- ]risk\b|\bno (?:unexplained )?syncope|\bno (?:family|"
            r"sudden)|\bbleed\w*|\bsurg\w*|\bfall"
        ),
    ),
    Rule(
        "genetic_high_risk",
        lazy_pattern(
            r"\blow[- ]risk\b|\b(?:silent|asymptomatic|phenotype[- ]negative) carrier|\bcarrier without\b|"
            r"\bno (?:risk (?:factors|markers)|high[- ]risk features)"
        ),
        presence=NO,
    ),
    Rule(
        "irreversible_brain_damage",
        lazy_pattern(
            r"\b(?:anoxic|hypoxic)[- ](?:ischemic )?(?:brain (?:injury|damage)|encephalopathy)|\b(?:severe|"
            r"irreversible|significant|permanent) (?:\w+ )?(?:brain|neurologic\w*) (?:damage|injury|deficit)|"
            r"\bvegetative\b|\bminimally conscious\b|\b(?:advanced|severe|end-stage) dementia"
        ),
    ),
    Rule(
        "irreversible_brain_damage",
        lazy_pattern(
            r"\bneuro\w*\W{0,3}(?:is |exam )?(?:intact|normal|nonfocal|non-focal|wnl|normal speech|awake)|"
            r"\bno (?:focal|neurologic\w*) (?:deficit|finding\w*)|\bnon-?focal\b|\b(?:alert|"
            r"awake),? (?:and )?orient\w+|\ba ?& ?o ?x? ?[34]|\baaox?[34]|\boriented,|"
            r"\bcognition (?:is )?(?:normal|intact)|\bcognitively (?:intact|normal)|\bno stroke\b|\bno dementia\b|"
            r"\bmemory (?:is )?(?:good|intact|normal)|\bmental status (?:is )?(?:normal|intact)|\boriented x ?[34]"
        ),
        presence=NO,
    ),
    Rule(
        "survival_under_a_year",
        lazy_pattern(
            r"\bmetasta\w+|\bstage (?:iv|4)\b(?! ckd)|\bhospice\b|\b(?:life expectancy|prognosis|"
            r"survival)\b[^.;]{0,20}\b(?:less than|under|<|below|of) ?(?:a|one|1|six|6|\d+) ?(?:months?|year\b|"
            r"yr)|\bterminal\b|\bend[- ]stage (?:liver|lung|copd|cancer)"
        ),
        unless=lazy_pattern(
            r"\bckd\b|\bt wave\b|\bterminal (?:r|s|qrs|inversion)|\bpressure\b|\bgreater than|\bmore than|>|"
            r"\bdiscuss\w*|\bturn\w* (?:it )?off"
        ),
    ),
    Rule(
        "survival_under_a_year",
        lazy_pattern(
            r"\bno (?:\w+ ){0,3}(?:life[- ]?(?:limiting|threatening|shortening)|terminal) (?:\w+ )?(?:illness\w*|"
            r"disease\w*|condition\w*|comorbidit\w*)|\bno (?:other )?(?:comorbid\w*|illness|disease|condition|"
            r"noncardiac disease)[^.;]{0,30}\b(?:shorten|limit)\w*|\bnothing (?:else )?that would (?:limit|"
            r"shorten)|\bno (?:known |active |other )?(?:malignan\w+|cancers?)\b|\bno cancer\b|"
            r"\b(?:life expectancy|survival|expected to live)\b[^.;]{0,30}?(?:(?<!not )(?<!no )\b(?:more|greater|"
            r"longer|"
            r"better) than|\b(?:well )?over\b|\bbeyond\b|\bexceed\w*|[>≥]=?|\bgood\b)\W*(?:a|one|1|several|many|\d+)?|"
            r"\bgood functional status with\b|\bin remission\b|\b(?:onc\w*|cancer|disease)\W{1,3}ned\b|"
            r"\bned (?:since|x|for|at)\b"
        ),
        presence=NO,
    ),
    Rule(
        "uncontrolled_svt",
        lazy_pattern(
            r"\b(?:af|a-?fib|atrial (?:fibrillation|flutter)|svt|flutter)\b[^.;]{0,30}\b(?:with (?:rvr|rapid)|rvr|"
            r"rapid ventricular|uncontrolled|poorly (?:rate[- ])?controlled)|\brapid ventricular (?:rate|response)\b|"
            r"\b(?:uncontrolled|poorly controlled) (?:ventricular )?(?:rates?|af|a-?fib|atrial \w+)"
        ),
    ),
    Rule(
        "uncontrolled_svt",
        lazy_pattern(
            r"\b(?:no|never|without)\b[^.;]{0,24}\b(?:af\b|a-?fib\w*|atrial (?:fib\w*|flutter|arrhythmia\w*|"
            r"tachy\w*)|svt\b|supraventricular)|\bsinus (?:rhythm|brady\w*|tachy\w*|throughout)|\b(?:in|ecg|ekg|"
            r"rhythm)\W{0,3}(?:normal )?(?:sinus|nsr)\b|\bnsr\b|"
            r"(?<!coronary )(?<!maxillary )(?<!frontal )(?<!carotid )(?<!aortic )\bsinus\b(?= ?[,.;\d]|$| lbbb|"
            r" \d)|\bhe has no arrhythmia\b|\bno arrhythmia\b|\b(?:af|a-?fib|"
            r"atrial fibrillation)\b[^.;]{0,40}\b(?:(?:well )?rate[- ]controlled|rate (?:good|controlled|well)|"
            r"avg\.? (?:ventr\w*|hr|heart)? ?(?:rate)? ?(?:of )?[5-9]\d\b|vent(?:r\w*)?\.? (?:rate|resp\w*) (?:of )?[5-9]\d\b(?! ?- ?1\d\d)|"
            r"ventricular rate (?:of )?[5-9]\d\b|"
            r"controlled (?:ventricular )?rate|well[- ]controlled|\bhr (?:of )?[5-9]\d\b)|\brate[- ]controlled (?:af|a-?fib|atrial)|"
            r"\b(?:a-?flutter|atrial flutter|svt)\b[^.;]{0,24}\b(?:rate[- ]controlled|well[- ]controlled|controlled rate)|"
            r"\b(?:ecg|ekg|rhythm|tele\w*|predominant\w*|underlying|monitor|hr \d{2,3})\W{1,3}sr\b|\bsr\b(?= (?:with|at|qrs|w/)|,? \d)"
        ),
        presence=NO,
        unless=lazy_pattern(
            r"\bpoorly\b|\buncontrolled\b|\brvr\b|\brapid\b|\bnot (?:well )?(?:rate[- ])?controlled|\bto be (?:optimi|control)"
        ),
    ),
    Rule(
        "clinically_unstable",
        lazy_pattern(
            r"\bcardiogenic shock|\bin shock\b|\bon (?:pressors?|inotropes?|dobutamine|milrinone|norepinephrine|iabp|"
            r"impella|ecmo)\b|\bpressor\w* (?:dependent|support)|\bhemodynamic(?:ally)? unstab\w+|"
            r"\bunstable\b(?! (?:angina|vt|vf|rhythm|arrhythmia|ventricular|gait|housing))"
        ),
    ),
    Rule(
        "clinically_stable",
        lazy_pattern(
            r"\b(?:clinically|hemodynamically|medically) stable\b|(?:^|[.;] ?)stable,|\bno (?:chf|hf) (?:sx|symptoms?|signs?)\b|\bstable (?:outpt|"
            r"outpatient|on|hf|chf|today|"
            r"clinically|nyha)|\bcompensated\b|\beuvol(?:a)?emic\b|\bno (?:acute )?distress\b|\bnad\b|"
            r"\bfeels? (?:well|fine|good)\b|\bextremities (?:are )?warm\b|\bwarm (?:and|&) (?:dry|well)|"
            r"\bwell[- ]appearing\b|\bcomfortable\b|\blungs? (?:are )?cl(?:ea)?r\b|\bno (?:edema|jvd)\b|"
            r"\bdid fine\b|\bnot in (?:cardiogenic )?shock\b|\bno (?:evidence of |signs? of )?(?:cardiogenic "
            r")?shock\b(?! (?:deliver|therap))|\bno (?:pressors?|inotropes?)\b|"
            r"[,;] stable\b(?! angina)|\bstatus\W{1,3}(?:clinically )?stable|\b(?:is |are )?doing (?:very )?well\b|\bwell perfused\b"
        ),
        presence=YES,
        unless=lazy_pattern(
            r"\bdecompensated\b|\bnot (?:clinically |hemodynamically )?stable|\b(?:once|if|until|when) (?:\w+ "
            r")?(?:stable|compensated)|\bicd shocks?\b|\bstable:? ?_|\b(?:wife|husband|brother|sister)\b"
        ),
    ),
)


def statements(chart: Chart) -> Iterator[Finding]:
    """Findings on all that."""
    if not speaks(chart):
        return
    passages = list(heard(chart))
    yield from told(chart, RULES, TOOL, passages)
    for passage in passages:
        yield from _tool(chart, passage)
        yield from device_at_end(chart, passage, TOOL)
        yield from terse(chart, passage)


def _tool(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """A decision aid was used with the patient by a practitioner who may hold the visit."""
    match = ICD_TOOL.search(passage.text)
    paper = passage.paper
    words = paper.document.flat[paper.part.start : paper.part.end]
    if match is None or not SUBJECT.search(words) or unanswered(passage.text, match) or OTHER_TOOL.search(passage.text):
        return
    given = ONLY_GIVEN.search(passage.text) is not None and not GONE_THROUGH.search(passage.text)
    said = meant(passage, match)
    with_family = WITH_PATIENT.search(passage.text) is not None
    if said.hypothetical or (said.whose is not Whose.PATIENT and not with_family):
        return
    by_other = NURSE.search(passage.text) or (NURSE.search(words) and not any(s.treating for s in paper.signatures))
    allowed = PRACTITIONER.search(words) is not None and not by_other and not given and said.time is not Time.PLANNED
    presence = said.presence if allowed or said.presence is NO else Presence.POSSIBLE
    yield finding_of(chart, passage, "decision_tool_used", TOOL, presence=presence)


# a relative who sat by makes the patient's decision no relative's
WITH_PATIENT = lazy_pattern(
    r"\b(?:patient|pt|him|her|he|she|mr|mrs|ms)\b[^.;:]{0,20}(?:\band\b|[+&,]|\bwith\b|\bw/)[^.;:]{0,12}\b(?:wife|husband|spouse|daughter|son|family|"
    r"sister|brother|partner)\b"
)
