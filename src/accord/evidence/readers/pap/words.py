"""Patterns of the sentences in which clinicians speak of positive airway pressure; tables of data."""

from __future__ import annotations

from accord.evidence.readers.statements import phrases

PAP = (
    r"(?:(?:auto|fixed|single[ -]level|straight|standard|nasal|conventional)?[ -]?(?:c-?pap|apap)|auto-?pap|"
    r"autoset|pap(?! (?:smear|test))|positive airway pressure|e0601)"
)
ANY_PAP = rf"(?:{PAP}|bi-?pap|bpap|bi-?level|e0470)"
THERAPY = rf"(?:{ANY_PAP}|therapy|treatment|(?:the |his |her )?(?:machine|device|mask|unit)|it)"
FEW = r"(?: [\w'/.-]+){0,3}?"
SOME = r"(?: [\w'/.-]+){0,7}?"
BAD = (
    r"(?:(?:daytime |excessive )*(?:sleepiness|somnolence|drowsiness)|fatigue|tiredness|(?:sleep apnea |osa |"
    r"sleep |daytime |his |her |the |all |presenting )?symptoms?|snor\w+|nocturia|"
    r"(?:morning )?headaches?|apneas?|naps?|napping|gasping|choking|awakenings|arousals|insomnia|brain fog)"
)
GOOD = (
    r"(?:concentration|memory|energy(?: levels?)?|mood|sleep(?: quality)?|alertness|daytime function\w*|"
    r"quality of life|focus|cognition)"
)
COMPLAINT = rf"(?:{BAD}|{GOOD})"
LESS = (
    r"(?:resolv\w+|gone|abated|eliminated|cleared|disappeared|stopped|much less|less|reduced|decreased|fewer|down|"
    r"lessened|subsided)"
)
BETTER = r"(?:improv\w+|better)"

COPULA = (
    rf"(?: (?:is|are|has|have|was|were|been|much|now|all|also|since|on|with|by|reportedly|\w+ly|on waking|"
    rf"on awakening|upon waking|in the morning|"
    rf"a (?:lot|bit|great deal)|{ANY_PAP}))*"
)
WITHIN = r"(?:in|of|his|her|the|daytime|excessive|overall|subjective|and|with|all|these|from)"

# What follows, where only a time, a pressure or a manner of use is denied and not the trial.
NOT_TRIED_BUT = phrases(
    r"(?:for|in|since|over|during) (?:the )?(?:past|last|two|three|four|six|\d|a|several|many|weeks?|months?|days?|years?|some)",
    r"(?:above|below|at (?:a |the |any )?(?:higher|lower|\d)|over|under|less|more|beyond|with (?:a|the) (?:different|new|other)|at \d)",
    r"(?:last night|tonight|this (?:week|month|year)|lately|recently|consistently|regularly|enough|well|every|each|nightly|much|full|all night|"
    r"mask|suppl\w+|problems?|trouble|issues?|complaints?|difficult\w+|data|card|outside|without|during|while|long|when|as)",
)  # fmt: skip
NOT_TRIED_INNER = phrases(r"trouble|problems?|difficult\w+|issues?|complaints?|success|benefit|luck|less|more")

# Single-level pressure that did not do what it should.
INEFFECTIVE = phrases(
    rf"(?<!heart )(?<!respiratory )(?<!renal )(?<!kidney )(?<!liver )(?<!treatment )fail(?:ed|s|ing|ure)(?: (?:of|"
    rf"on|to|respond|an?|the|adequate|trial|therapy|titration|with|his|her|prior|treatment|home|in-lab|"
    rf"optimal))* {PAP}",
    rf"{PAP}(?: (?:therapy|trial|titration|treatment|alone|has|have|had|was|is|were|been|at|of|to|cm|h2o|\d+|"
    rf"clearly|proven|found|shown|deemed))* (?:failed|failing|ineffective|"
    r"inadequate|insufficient|unsuccessful|suboptimal|not (?:been )?(?:effective|working|adequate|controlling|"
    r"successful|sufficient|working))",
    rf"(?:inadequate|insufficient|incomplete|suboptimal|poor|unsatisfactory|partial) (?:\w+ )?(?:control|response|"
    rf"resolution|titration|treatment|correction){FEW} (?:on|with|by|at|to|despite|under|of){FEW} (?:{PAP}|\d+ ?cm)",
    rf"(?:inadequately|poorly|incompletely|insufficiently|not|un)(?:[ -])?(?:adequately |well |fully |effectively |"
    rf"been )?(?:controlled|eliminated|corrected|abolished|suppressed|treated|resolved){FEW} (?:on|with|by|at|"
    rf"despite|under){FEW} (?:{PAP}|\d+ ?cm)",
    rf"(?:{PAP}|pressures?(?: of| up to)?|\d+ ?cm(?: ?h2o)?){SOME} (?:did not|didn't|does not|doesn't|could not|"
    rf"couldn't|cannot|failed to|fails to|never|unable to) (?:adequately |fully |effectively )?"
    r"(?:control|eliminate|correct|abolish|suppress|treat|resolve|normali[sz]e|reduce|bring)",
    rf"(?:events|apneas|hypopneas|obstructi\w+|desaturations?|respiratory disturbances|flow limitation|"
    rf"snoring){FEW} (?:persist\w*|continued|remained|not eliminated|uncontrolled){SOME} (?:{PAP}|cm|pressures?)",
    r"(?:therapeutic|treatment|titration) goals? (?:\w+ )?(?:were|was|could|are|is)? ?(?:not|never) (?:be |"
    r"been )?(?:met|reached|achieved|attained|obtained)",
    r"(?:did not|didn't|could not|failed to|never) (?:meet|met|reach|reached|achieve|achieved|"
    r"attain)(?: \w+){0,2} (?:therapeutic|treatment|titration)? ?goals?",
    rf"(?:(?:residual|persistent|ongoing|significant) (?:obstructive )?(?:events|apneas?|obstruction|osa|"
    rf"sleep apnea)|(?:elevated|high|unacceptable) (?:residual )?ahi){FEW} (?:on|despite|with|at){FEW} (?:{PAP}|"
    rf"\d+ ?cm|maximal|optimal)",
    rf"{PAP} (?:intolerance|intolerant) (?:and|with|w/) (?:failure|inadequate|uncontrolled|residual)",
    rf"{PAP}[^.;]{{0,30}}[,:=-] ?(?:\w+ ){{0,2}}?(?:ineffective|inadequate|suboptimal|not (?:effective|adequate|enough)|failed|failure)",
    rf"{PAP}[^.;]{{0,30}}\b(?:suboptimal|sub-?optimal|ineffective|inadequate)",
    rf"{PAP}[^.;]{{0,40}}[,:-] ?(?:events|apneas|obstructi\w+|snoring|desat\w*) (?:persist\w*|continu\w*|remain\w*)",
    rf"{PAP}[^.;]{{0,40}}\b(?:did not|didn't|does not|doesn't|won't|not) (?:\w+ )?(?:control\w*|hold|fix|treat\w*|eliminat\w*|work\w*)",
)
NOT_TRIED = phrases(
    rf"(?:has |have |had )?(?:never|not yet|not ever) (?:actually )?(?:tried|used|been on|had|started|worn|"
    rf"attempted|been tried on|been offered){FEW} {PAP}(?! (?:at home|outside))",
    rf"(?:(?:has|have|had|did|does) not|hasn't|haven't|hadn't|didn't) (?:yet |ever |actually )*(?:tried|try|used|use|been on|started|worn|attempted|"
    rf"been tried on|been (?:given|offered|placed on|put on)){FEW} {PAP}",
    rf"no {PAP}(?: (?:pressures?|trial|titration|settings?|mask|has|have|was|were|been|ever|yet))* (?:has |have |was |were )?(?:been )?"
    r"(?:tried|attempted|applied|worn|offered|done|undertaken|taken place)",
    rf"(?:with(?:out)?|w/o)(?: \w+)? first trying {PAP}",
    rf"(?:new|first[ -]time|straight) to {ANY_PAP}(?! (?:mask|machine|suppl))",
    rf"no (?:prior |previous |documented |adequate )?(?:trial|use|attempt)s? (?:of|at|with) {PAP}",
    rf"without (?:a |any )?(?:prior )?trial of {PAP}",
    rf"{PAP}[ -]naive",
    rf"{PAP} (?:was|has|had|is) (?:never|not)(?: yet)?(?: been)? (?:tried|attempted|used|started)",
    rf"(?:skip|bypass|forgo|forego)\w* {PAP}",
)
PREFERS_BILEVEL = phrases(
    r"prefers?(?: \w+){0,4} (?:bi-?level|bi-?pap|bpap)",
    r"would rather (?:\w+ ){0,3}(?:bi-?level|bi-?pap|bpap)",
    r"(?:patient|wife|husband|family|he|she|pt) (?:requests?|asks? for|asking for|requesting|"
    r"wants?)(?: \w+){0,4} (?:bi-?level|bi-?pap|bpap)",
    r"(?:bi-?level|bi-?pap|bpap)(?: \w+){0,4} (?:preferred by (?:the )?patient|for comfort|per patient (?:request|"
    r"preference)|patient preference)",
)
EFFECTIVE = phrases(
    rf"(?:doing|does|did) (?:very |quite |really )?well (?:on|with){FEW} {PAP}",
    rf"{PAP} (?:is |was |has been |therapy )*(?:effective|controlling|controls|controlled|working (?:well|fine))",
    rf"(?:well|adequately|fully|effectively) (?:controlled|treated|titrated) (?:on|with|by|at){FEW} {PAP}",
    rf"(?:tolerat\w+|tolerance){FEW} {PAP}{FEW} (?:well|fine|without difficulty)",
)

# The interface, and lower pressures.
FIT = r"(?:mask|interface|cushion|seal|nasal pillows?|pillows|full[ -]?face|ffm|headgear|fit)"
NOT_TO_BLAME = (
    r"(?:mask|interface|seal|leak|fit|fitting) (?:(?:is |was |were )?not|isn't|wasn't|is no longer|was never) (?:the|an?) "
    r"(?:problem|issue|culprit|cause|reason|trouble)"
)
GOOD_FIT = phrases(
    rf"(?:well|properly|good|excellent|appropriate(?:ly)?|adequate(?:ly)?|correct(?:ly)?|optimal(?:ly)?|best|"
    rf"proper|comfortable|snug|secure)[ -]?(?:fit|fits|fitting|fitted|sealed|sealing|sized|seated)?{FEW} {FIT}",
    rf"{FIT}(?: [\w'/.-]+){{0,6}}? (?:(?:fits?|seals?|sealing|fitting) (?:well|nicely|fine)|(?:well|properly|appropriately|adequately|"
    rf"correctly) (?:fit|fits|fitted|fitting|sealed|sized|seated)|good (?:fit|seal)|good|excellent|adequate|"
    r"appropriate|optimi[sz]ed|ok|fine|proper|satisfactory|intact|confirmed|verified|checked|re-?checked|without leak)",
    rf"{FIT}\W{{1,3}}(?:\w+ ){{0,6}}?(?:seals|sealed|fits|fit ok|ok|good|no leaks?)(?! (?:is |was )?(?:poor|bad|leak|not|broken|lost))",
    r"(?:leaks?|seal)\W{1,3}(?:nil|none|nl|ok|good|min|fine|\d(?: ?l(?:pm|/min)?)?(?![\d.]))",
    r"leaks? (?:nil|none|nl|min|zero|<|under|[0-9](?:\.\d)? ?l(?:pm|/min))(?![\d.])",
    r"no (?:significant |large |appreciable |excessive |mask |air |unintentional |residual |"
    r"evidence of )*(?:leaks?|blow-?by|leakage)",
    r"(?:leak|leakage)(?: rate| level| is| was| of| at| [\w/.%]+){0,5}? (?:within|acceptable|minimal|low|normal|"
    r"fine|ok|negligible|controlled|good|small|below)",
    rf"(?:re-?fit|re-?fitted|re-?sized|refitted|upsized|downsized|changed|exchanged|switched|swapped|trial\w*|"
    rf"tried|fitted|fit){FEW}(?: (?:with|to|for|into|three|two|several|multiple|different|four|"
    rf"\d)){{0,3}} (?:\w+[ -]){{0,3}}(?:mask|interface|cushion|nasal pillow)s?",
    NOT_TO_BLAME,
)
LEAK_UNTREATED = phrases(
    r"(?:large|high|significant|excessive|uncontrolled|persistent|major|severe|bad|big|"
    r"unaddressed) (?:\w+ )?(?:mask )?leaks?",
    r"leaks? (?:is |was |were |remains? |still |rate |on most nights |very )*(?:high|large|excessive|uncontrolled|"
    r"severe|bad|unaddressed|not (?:addressed|corrected|fixed))",
    rf"(?:poor|bad|loose|ill|inadequate|improper)[ -]?(?:ly )?(?:fit|fits|fitting|fitted|seal|sealed){FEW}",
    r"(?:mask|interface|cushion)(?: \w+){0,3}? (?:leaks|leaking|does not fit|doesn't fit|too (?:small|large|big|"
    r"loose)|slips|blows|not fit)",
)
LOWER = phrases(
    r"(?:lower|reduced|decreased|lesser|lowered|less)(?: [\w-]+){0,3}? (?:pressures?|settings?|levels?)",
    r"pressures? (?:was |were |has been |had been |is )?(?:lowered|reduced|decreased|dropped|cut|turned down|"
    r"backed (?:off|down)|brought down|titrated down|weaned)",
    r"(?:lower(?:ed|ing)|reduc(?:ed|ing)|decreas(?:ed|ing)|dropp(?:ed|ing)|cut(?:ting)?|turn(?:ed|ing)|back(?:ed|"
    r"ing)|brought|titrat(?:ed|ing))(?: [\w'-]+){0,4}? (?:down |back |off )?(?:to|from) \d+",
    r"(?:at|on|with|tried|down to) (?:a )?(?:lower|reduced)(?: [\w-]+){0,2}? \d+",
    r"(?:lower|less|reduced) (?:p|cm|cmh2o|cwp|epap|pap|cpap|apap)(?: \w+){0,3}? \d+",
    r"(?:dropped|lowered|cut|reduced|turned down|backed down|brought down|came down)(?: [\w'-]+){0,4}? to \d+",
    r"(?:backed|turned|dialed|came|brought|cut) (?:it )?(?:down|back) to \d+",
    r"reducing (?:[\w'-]+ ){0,3}?to \d+",
    r"(?:ceiling|max|maximum|upper limit|top)(?: pressure)? (?:\w+ ){0,2}?(?:dropped|lowered|cut|reduced)(?: \w+)? to \d+",
)
FAILING = phrases(
    r"residual", r"leaves?|left", r"fail\w*", r"uncontrolled",
    r"not (?:adequately |well |fully )?(?:control\w*|treat\w*|effective|eliminat\w*|suppress\w*)",
    r"inadequate\w*", r"persist\w*", r"insufficient\w*", r"ineffective\w*",
    r"still (?:had|has|snor\w+|obstruct\w+|sleepy|symptom\w*|apneic|having|with)",
    r"(?:snoring|events|apneas?|symptoms?) (?:returned|came back|resumed|recurred|re-?emerged)",
    r"(?:did not|didn't|does not|doesn't|do not|don't|could not|couldn't|would not|cannot|unable to|never) (?:help|work|hold|held|suffice|control|"
    r"eliminate|treat|improve|resolve|reduce)(?:l?ed|d|s)?(?! with)",
    r"worse\w*", r"climb\w+|rose|jump\w+|went up|increased", r"desaturat\w+", r"exhausted", r"no better",
    r"without (?:benefit|success|improvement|control)",
    r"unsuccessful\w*",
)  # fmt: skip
CANNOT_TOLERATE = phrases(
    r"(?:cannot|can't|could not|couldn't|unable to|not able to|did not|didn't|does not|doesn't) (?:tolerate|"
    r"exhale against|breathe (?:out )?against|breathe out|stand|handle|sleep with|wear|use)",
    r"intoleran\w+|not tolerat\w+|poorly tolerat\w+|too (?:high|much|strong)|aerophag\w+|bloat\w+|belch\w+|"
    r"smother\w*|suffocat\w*|drowning|pressure intoleran\w+",
)

# What therapy did for the patient.
NOT_OF_OTHERS = rf"(?! (?:from|of|with|by) (?!(?:(?:the|his|her|use|of|nightly|continued|using) )*{THERAPY}))"
BENEFIT = phrases(
    r"no longer (?:nod\w*|doz\w*|fall\w* asleep|sleepy|tired|drows\w*|nap\w*|snor\w*|wak\w*|needs? (?:a )?naps?|"
    r"has (?:morning )?headaches?|gasp\w*|chok\w*|exhausted|fatigued)",
    rf"(?:{BAD}{COPULA} (?:{BETTER}|{LESS})|{GOOD}{COPULA} {BETTER})",
    rf"(?:improv\w+|better)(?: {WITHIN})* {COMPLAINT}",
    rf"(?:resolution|relief|reduction|decrease|less|fewer|lessened|reduced|decreased)(?: {WITHIN})* {BAD}",
    r"(?:more|better|increased|improved) (?:energy|rested|alert\w*|refreshed|awake|energetic|concentration|sleep|"
    r"focus)",
    r"(?:feels?|feeling|felt|sleeps?|sleeping|slept|doing) (?:so |very |a )?(?:much|lot|far|significantly|"
    r"considerably|way|noticeably|dramatically|markedly)? ?(?:better|more (?:rested|refreshed|alert|awake)|"
    r"refreshed|well[ -]rested|rested|great|wonderful\w*)",
    rf"(?:clear|good|great|excellent|definite|significant|marked|substantial|clinical|subjective|objective|"
    rf"symptomatic|favorable|nice|remarkable)(?: (?:clinical|subjective|and|symptomatic|objective|"
    rf"overall))* (?:benefit|response|improvement){FEW} (?:from|with|on|to|since|after){FEW} (?:{THERAPY})",
    rf"(?:benefit(?:s|ing|ting|ed|ted)?|benefited)(?: [\w']+){{0,3}}? (?:from|with|by)(?: (?:the|his|her|use|of|"
    rf"nightly|continued|using))* {THERAPY}",
    r"continu\w+ to (?:\w+ )?benefit(?: from)?",
    rf"(?:uses?|using|wears?)(?: (?:it|\w+ly))?(?: and| &|,) benefits?{NOT_OF_OTHERS}",
    r"benefits?(?=\W*$)(?<!no benefits)(?<!no benefit)(?<!any benefit)(?<!without benefit)(?<!risks and benefits)(?<!risk/benefit)",
    r"(?:sx|symptoms|eds|ha|headaches|snoring|sleepiness|sleep|days?) (?:\w+ )?(?:gone|better|resolved|improved|much better|controlled|cleared)",
    r"(?:eds|ha|snoring|sleepiness|symptoms|osa) (?:well |all )?(?:controlled|gone) (?:on|with|w/) (?:it|pap|c-?pap|therapy|the machine)",
    rf"no (?:more )?(?:snoring|eds|sleepiness|naps|dozing)(?:,? (?:or|and|&) (?:snoring|eds|sleepiness|naps|dozing))* (?:on|with|w/) (?:it|{ANY_PAP}|therapy)",
    r"(?:symptoms?|sx|response)(?: on (?:c-?pap|therapy))?\W{1,3}(?:improved|better|resolved)",
    rf"(?:with|has|had|gets|getting|derives|deriving|reports|reporting|sees|shows|showing) (?:a )?(?:clear|good|great|excellent|definite|"
    rf"significant|marked|substantial|obvious|continued|continuing|ongoing|sustained|documented|real|much) (?:\w+ )?benefits?{NOT_OF_OTHERS}",
    rf"(?:clearly |still |plainly |obviously )?benefit(?:t)?ing(?! (?:anyone|others|no one)){NOT_OF_OTHERS}",
    rf"(?:with|on) (?:it|{ANY_PAP}|the machine)[, ]+(?:she |he |pt |patient )?(?:is |was |feels |has been )?"
    r"(?:alert|awake|rested|refreshed|wide awake|fine|well)",
    r"(?:feels?|is|felt|was) (?:\w+ )?(?:miserable|terrible|awful|exhausted|wretched|worse|lousy|foggy|sleepy)(?: all day)? (?:when|without|if|on nights)"
    r"(?: [\w']+){0,4}? (?:it|without|skips|misses|off)",
    r"(?:less|not as|much less|no more|far less|not nearly as) (?:sleepy|tired|drowsy|fatigued|exhausted|dozy)",
    r"(?:not|n't|longer|never|no) (?:snor\w+|nod\w*|doz\w+|nap\w*|gasp\w*|chok\w*|"
    r"fall\w* asleep)(?: [\w'-]+){0,5}? (?:any ?more|now)",
    r"(?:alert|awake)(?: and \w+)? (?:all day|throughout the day|through the day|at work now|during the day)",
    r"(?:stays?|staying) (?:awake|alert)",
    r"(?:wakes?|waking|wakens|awakens?|awakening|arises)(?: up)?(?: feeling)? (?:refreshed|rested|well[ -]rested)",
    r"(?:i'm|feel like|feels like) a new (?:man|woman|person)",
    r"(?:subjectively|symptomatically|clinically|objectively) (?:much |markedly |significantly )?(?:improved|better)",
    r"(?:improved|better) (?:subjectively|symptomatically|clinically|on|with) (?:c-?pap|pap|therapy|treatment)",
    r"(?:epworth|ess)(?: [\w/.-]+){0,4}? (?:improved|decreased|fell|dropped|down|reduced|went down|has fallen|"
    r"came down)",
)
NO_BENEFIT = phrases(
    rf"no (?:\w+ ){{0,2}}?(?:benefit|improvement|relief|difference|change)(?: (?:in|of|with|from|on|to))+ (?:his |"
    rf"her |the |daytime |any )*(?:{COMPLAINT}|{THERAPY})",
    r"(?:feels?|feeling|felt|sleeps?) (?:exactly |about |much |just )?the same",
    r"(?:not|never|hasn't|isn't|has not|is not|doesn't|does not|did not|didn't)(?: [\w']+){0,2}? (?:better|"
    r"improved|helping|helped|help|benefit\w*|feel(?:ing)? (?:any |much )?(?:better|different\w*|"
    r"improvement))(?! (?:leak|mask))",
    r"without (?:\w+ ){0,2}?(?:benefit|improvement)(?! (?:in|of) (?:leak|mask))",
    r"still (?:just |every bit )?as (?:sleepy|tired|exhausted|drowsy)",
    r"just as (?:sleepy|tired|exhausted|drowsy)",
    rf"{COMPLAINT}(?: (?:is|are|has|have|been|remains?|still|essentially|largely|basically|about))* (?:unchanged|"
    rf"the same|no better|worse|not (?:changed|improved|any better|better))",
    r"(?:has|have|had|does|did) not (?:noticed?|seen?|felt|feel|had?|experienced?) (?:any |much |"
    r"a )?(?:\w+ )?(?:benefit|improvement|difference|change)",
    rf"{THERAPY} (?:has |is |was )?(?:not|n't|never) (?:helped|helping|helpful|working|made (?:a|any) difference)",
)
CONTINUED_USE = phrases(
    r"(?:uses?|using|wears?|wearing|sleeps? with|sleeping with)(?: [\w']+){0,6}? (?:nightly|"
    r"every(?: single)? night|each night|all night|night after night|regularly|consistently|faithfully|"
    r"religiously|daily|(?:7|seven) nights|most nights|without fail)",
    rf"(?:nightly|regular|consistent|continued|continuous|ongoing|faithful|daily) (?:use|user)(?: (?:of|"
    rf"with))?(?: (?:his|her|the))?(?: {ANY_PAP}| (?:machine|device|unit))?",
    rf"continu\w+ (?:to )?(?:use|using|on|with|wear|wearing|rely on){FEW} (?:{ANY_PAP}|machine|device|unit|it)",
    rf"(?:compliant|adherent|compliance|adherence)(?: (?:with|to|on))?{FEW} (?:{ANY_PAP}|therapy|treatment|machine|"
    rf"device|good|excellent|\d+ ?%)",
    rf"(?:good|excellent|great|perfect|outstanding) (?:{ANY_PAP} )?(?:compliance|adherence|use|usage)",
    rf"still (?:uses?|using|wears?|wearing|relies|depends) (?:on )?{FEW} ?(?:{ANY_PAP}|machine|device|it)",
    rf"(?:never|cannot|can't|won't|will not|doesn't|does not|couldn't|refuses to|not) (?:ever )?"
    rf"(?:sleeps?|naps?|goes? to (?:bed|sleep)|be|do|travels?|miss(?:es)?)"
    rf" (?:a night )?without (?:it|{ANY_PAP}|his|her|the)",
    r"(?:never|not|hasn't|has not) (?:missed|skipped|skips|misses) (?:a|one|any|more than)(?: \w+)? nights?",
    rf"(?:{ANY_PAP}|machine|it|mask) (?:is )?(?:on |used |worn )?(?:every(?: single)?|each) night(?! (?:is|was|as|would|if|for best|to))",
    r"(?:9\d|100)(?:\.\d)? ?% (?:of )?(?:the )?(?:nights|days)(?! of)",
    r"(?:on|with) (?:it|c-?pap|the machine) (?:every night|nightly|each night|all night)",
    r"(?:wears?|uses?|using|wearing|on)(?: it)? (?:every|each|q) ?(?:nite|nights?|noc|pm|hs)",
    r"(?:wears?|uses?|using|wearing|use|usage|on)(?: it)?\W{0,2} ?(?:7/7|7 ?/ ?7|(?:9\d|100) ?%|qhs|q ?hs|nightly|qnight)",
    r"(?:9\d|100) ?% (?:use|usage|compliance|adherence|compliant|adherent)",
    r"(?:uses?|using) (?:and|&) benefits?",
)
NOT_USING = phrases(
    rf"(?:not|no longer|never|stopped|quit|ceased|gave up|isn't|hasn't|hasn't been|has not been|is not|does not|"
    rf"doesn't|did not)(?: (?:currently|really|been|ever|actively))* (?:us(?:e|es|ed|ing)|wear\w*|worn|"
    rf"on){FEW} (?:{ANY_PAP}|machine|device|unit|it|mask)",
    rf"(?:stopped|quit|gave up|abandoned|discontinued){FEW} (?:{ANY_PAP}|machine|device)",
    rf"(?:{ANY_PAP}|machine|device|unit)(?: \w+){{0,3}}? (?:in (?:the|a) closet|unused|not (?:been )?used|sits|"
    rf"gathering dust)",
)

# A trial that failed, and why.
TRIAL_FAILED = phrases(
    rf"(?:fail(?:ed|s|ure|ing)?|flunk\w*|wash\w* out of)(?: [\w'-]+){{0,6}}? (?:{ANY_PAP}|trial)",
    r"(?:machine|device|unit|cpap|pap) (?:was )?(?:(?:gone|given|brought) back|picked up|taken back|collected|retrieved|sent back|turned in|returned)",
    r"(?:did not|didn't|never|does not|doesn't) (?:stick|work out|meet (?:the )?(?:usage|adherence|compliance|requirement)|"
    r"reach (?:the )?(?:usage|adherence|compliance|requirement))",
    rf"(?:{ANY_PAP}|trial|therapy)(?: [\w'-]+){{0,4}}? (?:fail\w*|unsuccessful|abandoned|discontinued|stopped|"
    rf"ended|returned|picked up)",
    r"(?:non-?complian\w*|non-?adheren\w*)",
    rf"(?:{ANY_PAP}|machine|device|mask)(?: (?:was|is|were|has|been|could|really|barely|rarely|hardly|"
    rf"simply))*(?: (?:not|never))?(?: (?:being|been))? (?:not|never|barely|rarely|hardly) (?:being |"
    rf"been )?(?:used|worn|tolerated)",
    r"(?:could not|couldn't|cannot|never|did not|didn't) (?:get|got) used to",
    rf"(?:stopped|quit|gave up|abandoned|discontinued|returned|turned in|stopp?ed using|did not use|could not use|"
    rf"couldn't use|unable to use|rarely used|barely used|hardly used|did not tolerate|couldn't tolerate|"
    rf"could not tolerate|unable to tolerate|intoleran\w+){FEW}(?: of)? (?:{ANY_PAP}|machine|device|unit|it|mask)",
    r"(?:use|usage|used)(?: [\w:]+){0,3}? (?:< ?4|\d+ (?:of|out of) \d+ nights)",
)
FAILURE_CAUSE = phrases(
    r"(?:why|reasons?|causes?|analysis|root cause|barriers?)(?: [\w'-]+){0,8}? (?:fail\w*|stopp\w*|quit|"
    r"non-?adheren\w*|non-?complian\w*|intoleran\w*|discontinu\w*|unsuccessful|us(?:e|ed|ing)|tolerat\w*|"
    r"adheren\w*)",
    r"(?:fail\w*|stopp?ed|quit|gave up|discontinued|returned|unable|could not|couldn't|intoleran\w+|"
    r"non-?adheren\w*|non-?complian\w*|abandon\w*)(?: [\w'/,-]+){0,12}? (?:because|due to|secondary to|b/c|"
    r"owing to|2/2|d/t|on account of|attribut\w+|from)",
    r"what went wrong|why it (?:did not|didn't) (?:stick|work)|(?:why|what) (?:she|he) (?:stopped|quit|gave up)",
    r"claustrophob\w*", r"panic\w*", r"leak\w*", r"straps?", r"nois[ey]\w*",
    r"(?:wrong|poor|ill|bad|improper)[ -]?(?:ly)? ?(?:sized?|fit|fitting|fitted) ?(?:mask|interface)?",
    r"mask (?:discomfort|intoleran\w*|fit|too (?:small|large|tight))",
    r"pressure (?:intoleran\w*|too high|start)|too much (?:pressure|air)|drowning|smother\w*|suffocat\w*",
    r"aerophag\w*|bloat\w*", r"nasal (?:congestion|obstruction|stuffiness|blockage)|rhinitis",
    r"skin (?:breakdown|irritation|sores?)|pressure sores?",
    r"dry(?:ness| mouth| nose)",
    r"(?:interface|mask|pressure|humidity|ramp)(?: [\w'-]+){0,4}? (?:wrong|incorrect|problem|off)",
    r"insomnia|ptsd|anxiety|nightmares|alcohol|beers|shift work|travel|caregiv\w+",
)  # fmt: skip

# What the request is for.
_EARLIER = r"(?: (?:the|a|his|her|first|initial|prior|previous|earlier|original))"
_WEEKS = r"(?: (?:12|twelve|13|90|ninety|three|3)[ -](?:weeks?|days?|months?))"
REQUALIFICATION = phrases(
    r"re-?qualif\w+",
    rf"(?:second|2nd|another|repeat|new|renewed) (?:\d+[ -]week |twelve[ -]week )?(?:trial|attempt)"
    rf"(?= (?:of|at|on|with) {ANY_PAP}|[.,;:)]|$| after| (?:period|is|was|requested))",
    rf"(?:failed|unsuccessful|incomplete){_EARLIER}* {ANY_PAP}{_WEEKS}",
    rf"(?:failed|unsuccessful|incomplete){_EARLIER}*{_WEEKS}(?: (?:{ANY_PAP}|trial|period))+",
    rf"(?:failed|unsuccessful){_EARLIER}+ (?:{ANY_PAP} )?trial",
    rf"(?:failed|unsuccessful|abandoned) (?:\w+ )?trial (?:of|with|on) (?:\w+ )?{ANY_PAP}",
)
REPLACEMENT = phrases(
    rf"replac\w+(?: (?!mask|tub|filter|cushion|pillow|headgear|chamber|suppl|strap|schedul|interval|part|polic|item)[\w'-]+){{0,4}}? (?:{ANY_PAP}|"
    rf"machine|device|unit|blower)(?! (?:mask|tub|filter|suppl|cushion|headgear|accessor))",
    rf"(?:{ANY_PAP}|machine|device|unit|blower)(?: [\w'-]+){{0,3}}? (?:replacement|needs? (?:to be )?replac\w+|"
    rf"to be replaced)(?! (?:mask|suppl|filter))",
    r"reasonable useful life\w*|useful life\w*|\brul\b",
    rf"(?:{ANY_PAP}|machine|device|unit|blower)(?: [\w'-]+){{0,6}}? (?:(?:over|more than|past|older than|at least|"
    rf"is|exceed\w*) (?:its )?(?:five|5|six|6|seven|7|eight|8|nine|9|ten|10)(?: ?\+)? ?(?:years?|yrs?|-?year)|"
    rf"stolen|lost in|destroyed|beyond repair|irreparabl\w*|end of life)",
    rf"(?:five|5|six|6|seven|7|eight|8|nine|9|ten|10)[ -](?:years?|yrs?)[ -]old (?:{ANY_PAP}|machine|device|unit)",
)
LOST = phrases(
    rf"(?:{ANY_PAP}|machine|device|unit|blower|it)(?: [\w'-]+){{0,5}}? (?:stolen|was lost|were lost|been lost|"
    rf"lost in|destroyed|burn\w*|flooded|beyond repair|irreparabl\w*|ruined|water[ -]damaged)",
    r"(?:house fire|theft|burglar\w*|break-?in|stolen|police report)",
)
CONTINUED_RENTAL = phrases(
    r"(?:months?|mo) (?:4|four)(?: (?:and|&|\+|onward|on|through|thru|to))*|fourth month|month-?4|week 13|13th week",
    rf"(?:continu\w+|ongoing) (?:of )?(?:the |his |her )?(?:{ANY_PAP} )?(?:rental|coverage)",
    r"(?:rental|coverage|therapy)(?: \w+){0,3}? (?:beyond|after|past) (?:the )?(?:initial |"
    r"first )?(?:12|twelve|three|3|90)[ -]?(?:weeks?|months?|days?|-?day)?",
    r"(?:beyond|after) (?:the )?(?:initial|first) (?:12|twelve|three|3|90)[ -](?:weeks?|months?|days?)",
)
REVIEWED_DOWNLOAD = phrases(
    r"down-?load\w*", r"(?:data|smart|sd|memory) ?cards?",
    r"(?:usage|compliance|adherence|therapy|card|modem|machine|device|nightly|smart ?card|sd card|cloud|remote|wireless|night-by-night) "
    r"(?:data|reports?|listing|detail|summary|log|print-?out|monitoring|record)",
    r"(?:usage|adherence|compliance)(?: (?:is|was|of|at|has been|shows?))* \d",
    r"(?:reviewed|went through|looked (?:at|over)|checked|see) (?:\w+ ){0,3}(?:data|report|listing|usage|compliance|adherence|card|nights)",
    r"\d+ (?:of|out of|/) ?\d+ nights", r"nights (?:of )?(?:>=|≥|over|at least|more than)? ?(?:4|four)",
)  # fmt: skip
