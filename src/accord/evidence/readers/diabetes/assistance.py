"""Level 3 hypoglycemia: a low that another person had to treat. Told of this patient, of nobody, or of somebody not named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.diabetes.readings import readings
from accord.evidence.readers.diabetes.rules import quotes_rule
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.findings import Finding, Presence, Voice, Whose

TOOL = "assistance/1"
CONCEPT = "level3_event"
UNHEARD = (Voice.SUPPLIER, Voice.PAYER)

PERSON = (
    r"(?:(?:his|her|the|a|patient's|pt's|their|my) )?(?:(?:parish |school |church |home |bystander )?nurse|rn|usher|wife|husband|spouse|daughter|son|"
    r"mother|father|mom|"
    r"dad|partner|sister|brother|roommate|friend|neighbou?r|co-?workers?|boss|"
    r"aide|caregiver|nurse|staff|bystanders?|stranger|paramedics?|medics?|ems|emts?|ambulance(?: crew)?|crew|"
    r"school nurse|teacher|granddaughter|grandson|niece|nephew|family|rescue(?: squad)?|"
    r"fire department|fd|als|bls|911|first responders?|police|another person|someone(?: else)?|somebody(?: else)?|others|"
    r"third[- ]party|third person|other people)"
)
PATIENT = r"(?:him|her|them|patient|pt|the patient|mr\.? \w+|mrs\.? \w+|ms\.? \w+)"
RESCUE = (
    r"(?:(?:nasal |im |intranasal |intramuscular |sc |injectable |rescue |emergency |iv )*(?:glucagon|"
    r"baqsimi|gvoke|zegalogue|d-?50w?|d-?10w?|d-?25|dextrose|amp of d50|iv (?:dextrose|glucose|sugar)|"
    r"glucose gel|oral glucose))"
)
LOW = (
    r"(?:hypoglyc\w+|hypos?|lows?|low (?:blood )?(?:sugars?|glucose|bg)|insulin (?:reaction|shock)|"
    r"glucose (?:of |was |= ?|: ?)?[1-5]\d\b|(?:bg|bgl|sugar|blood sugar|fsbg|cbg|fingerstick|"
    r"poc glucose) (?:of |was |= ?|: ?|read )?(?:[1-5]\d\b|lo\b))"
)

HAPPENED: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b{PERSON} (?:then )?(?:rubbed|gave|put|squirted|pushed|smeared) (?:{PATIENT} )?(?:\w+ ){{0,2}}(?:gel|juice|sugar|honey|glucose|icing|soda|"
        rf"glucagon|baqsimi|gvoke|d-?50|d-?10)\b"
    ),
    re.compile(
        rf"\b{PERSON}\b[^.;]{{0,70}}\b(?:he|she|they|who) (?:\w+ )?(?:gave|administered|injected|used|"
        rf"sprayed) (?:{PATIENT} )?(?:\w+ ){{0,2}}{RESCUE}"
    ),
    re.compile(
        r"\bhad to be (?:given|fed|treated|revived|helped|spoon-?fed)\b(?=[^.;]*\b(?:gel|glucagon|juice|sugar|"
        r"honey|d50|glucose|dextrose)\b)|"
        r"\b(?:third[- ]party|another person's|outside) (?:assistance|help|aid) (?:was |were )?(?:needed|"
        r"required|given|necessary)\b"
    ),
    re.compile(
        r"\b(?:driven|taken|brought|rushed|transported) to (?:the )?(?:er|ed|hospital|"
        r"emergency \w+)\b[^.;]{0,40}\b(?:for|with) (?:an? )?"
        r"(?:sugar|glucose|bg|blood sugar|low) (?:of |was |in the )?[1-5]\d\b"
    ),
    re.compile(
        rf"\b{PERSON} (?:\w+ ){{0,3}}?(?:squirt\w*|pour\w*|put|spoon\w*|rub\w*|smear\w*|held|hold|drip\w*|"
        rf"tip\w*) (?:\w+ ){{0,4}}"
        rf"(?:in|into|to|on|under|against) (?:his|her|the patient's|pt's) (?:mouth|gums?|cheeks?|lips|tongue)\b"
    ),
    re.compile(
        rf"\b(?:had to be|was|needed to be|has been) (?:helped|assisted|treated|rescued|revived|roused|fed|"
        rf"given \w+) by {PERSON}\b"
        rf"(?=[^.;]*\b(?:{LOW}|sugar|glucose|bg|low)\b)"
    ),
    re.compile(
        rf"\b{PERSON} (?:\w+ )?(?:found|saw|noticed|discovered|heard) {PATIENT}\b[^.;]{{0,60}}\b(?:fed|gave|"
        rf"treated|poured|squirted|rubbed|got|administered|injected|called)\b"
        rf"[^.;]{{0,60}}(?:\b(?:{LOW}|{RESCUE}|juice|sugar|honey|soda|icing)\b|\b(?:meter|glucose|bg)\b)"
    ),
    re.compile(
        rf"\b{PERSON} (?:\w+ ){{0,2}}(?:gave|administer\w+|inject\w+|used|squirted|sprayed|rubbed|"
        rf"pushed) (?:{PATIENT} )?(?:\w+ ){{0,3}}{RESCUE}"
    ),
    re.compile(
        rf"\b(?:given|received|got|treated with|required|needed|"
        rf"administered) (?:\w+ ){{0,3}}{RESCUE}[^.;]{{0,60}}\bby {PERSON}"
    ),
    re.compile(
        rf"\b{RESCUE}[^.;]{{0,40}}\b(?:was |were |had to be )?(?:given|administered|injected|pushed|"
        rf"used) (?:\w+ ){{0,4}}by {PERSON}"
    ),
    re.compile(
        r"\b(?:required|requiring|requires|needed|needing|needs|necessitat\w+|with|and had|had|"
        r"got) (?:the )?(?:third[- ]party|another person'?s?|other person'?s?|outside|someone'?s?|somebody'?s?|"
        r"ems|paramedic|emergency|external|family|spouse'?s?|husband'?s?|wife'?s?|daughter'?s?|"
        r"son'?s?) ?(?:'s )?(?:assistance|help|aid|intervention|assist|rescue|treatment|response)"
    ),
    re.compile(
        rf"\b(?:required|requiring|needed|needing|had to have|necessitat\w+) (?:\w+ ){{0,3}}(?:assistance|help|"
        rf"aid|rescue)(?: (?:from|of|by))? {PERSON}"
    ),
    re.compile(
        rf"\b(?:required|needed|had to have|needs|requiring|needing) {PERSON} to (?:treat|help|give|administer|"
        rf"revive|rouse|wake|assist|feed|get|bring|intervene)"
    ),
    re.compile(
        rf"\b{PERSON} (?:had to |was able to |managed to )?(?:treated|treat|revived?|helped?|assist\w*|rescued?|"
        rf"rouse\w*|fed|feed|spoon\w*|pour\w*|forced?|gave|give) {PATIENT}\b[^.;]{{0,80}}\b(?:{LOW}|juice|sugar|"
        rf"honey|icing|glucose|soda|low)\b"
    ),
    re.compile(
        rf"\b{LOW}[^.;]{{0,90}}\b{PERSON} (?:had to |was able to |managed to )?(?:treated|treat|revived?|helped?|"
        rf"assist\w*|rescued?|rouse\w*|fed|spoon\w*|pour\w*|forced?|gave) (?:{PATIENT}\b|juice|sugar|honey|soda|"
        rf"icing)"
    ),
    re.compile(
        rf"\b(?:found|was|became|went|discovered) (?:\w+ ){{0,3}}(?:unresponsive|unconscious|unarousable|obtunded|"
        rf"seizing|comatose|unrousable|not responding|passed out)\b[^.;]{{0,120}}\b(?:{LOW}|{RESCUE})"
    ),
    re.compile(
        rf"\b(?:{LOW})[^.;]{{0,120}}\b(?:unresponsive|unconscious|seizure|loss of consciousness|\bloc\b|"
        rf"passed out|coma)\b[^.;]{{0,80}}\b(?:{PERSON}|911)\b"
    ),
    re.compile(
        rf"\b(?:911|ems|paramedics?|ambulance|medics)\b[^.;]{{0,40}}\b(?:called|came|responded|summoned|arrived|"
        rf"treated|gave|needed|required)\b[^.;]{{0,80}}\b{LOW}"
    ),
    re.compile(
        rf"\b(?:called|call to|needed|required|summoned|activated) (?:911|ems|paramedics|"
        rf"an ambulance)\b[^.;]{{0,80}}\b{LOW}"
    ),
    re.compile(
        rf"\bsevere {LOW}[^.;]{{0,40}}\b(?:requir\w+|need\w+|necessitat\w+) (?:\w+ ){{0,2}}(?:ems|paramedics?|911|"
        rf"an? ambulance|"
        r"glucagon|assistance|help|another|someone|dextrose|d-?50)"
    ),
    re.compile(
        rf"\b{LOW}[^.;]{{0,80}}\b(?:called|needed|required|brought (?:in )?by|treated by|with) (?:911|ems|"
        rf"paramedics|medics|an ambulance)\b"
    ),
    re.compile(
        r"\b(?:taken|brought|transported|went|sent|admitted|seen|hospitali[sz]ed|ed visit|"
        r"er visit) (?:(?:to|in|at) (?:the )?(?:ed|er|hospital|emergency \w+) )?(?:(?:in|by|via|with|on|"
        r"for) )*(?:the )?(?:ed |er |ems |ambulance )?(?:[\d/-]+ )?(?:for|with|due to|"
        r"because of) (?:a )?(?:severe )?(?:hypoglyc\w+|low (?:blood )?sugar|insulin (?:shock|reaction))"
    ),
    re.compile(
        r"\blevel ?(?:3|iii|three)\b(?: (?:severe )?(?:hypoglyc\w+|events?|episodes?|lows?))|"
        r"\bsevere (?:hypoglyc\w+|hypos?|lows?) (?:event |episode )?(?:requiring|needing|with|that (?:required|"
        r"needed)) (?:\w+ ){0,2}(?:assistance|help|glucagon|ems|paramedics|another|someone|hospital\w*|ed\b|er\b|"
        r"911)"
    ),
)
NEVER: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"\b(?:treats?|handles?|manages?|corrects?|fixes) (?:them|these|those|lows?|(?:his|her|their|the) (?:lows?|"
        r"hypos?|episodes?)) "
        r"(?:\w+ ){0,3}?(?:(?:him|her|them)self|(?:on|by) (?:his|her|their) own)\b"
    ),
    re.compile(
        rf"\b{PERSON} (?:has |have )?never (?:\w+ ){{0,2}}(?:had|needed) to (?:help|step in|assist|intervene|treat|"
        rf"give|get involved)\b"
    ),
    re.compile(
        r"\b(?:none|neither|not one) of (?:\w+ ){0,3}(?:lows?|hypos?|episodes?|events?|reactions?|these|those|"
        r"them)\b[^.;]{0,70}\b(?:anybody|anyone|"
        r"someone|others?|another|help\w*|assist\w*|family|wife|husband|ems|hospital\w*|911)\b"
    ),
    re.compile(
        r"\b(?:never|no|not|none|n't|without)\b[^.;]{0,50}\b(?:could(?:n't| not)|cannot|can't|unable to|was(?:n't|"
        r" not) able to|not able to) "
        r"(?:\w+ )?(?:handle|treat|manage|fix|correct|deal with|take care of|bring up)\b|"
        r"\bno (?:low|hypo\w*|event|episode)s? (?:\w+ ){0,4}(?:others|another|anyone|anybody|someone|somebody|family|"
        r"help|assistance)\b"
    ),
    re.compile(
        r"\b(?:severe (?:hypoglyc\w+|lows?|hypos?)(?: episodes?| events?)?|level ?(?:3|iii|three)(?: hypoglyc\w+|"
        r" events?)?|(?:er|ed|911|ems|hospital)\b[^.;:]{0,24}\bfor (?:lows?|hypo\w*)|"
        r"glucagon(?: use)?|third[- ]party (?:help|assistance))\W{1,3}(?:none|0|zero|never|no|denies|denied)\b|"
        r"\b(?:always|been) able to self[- ]?(?:treat|manage|correct)"
    ),
    re.compile(
        r"\bself[- ]?(?:treat|correct|manag)\w* (?:\w+ )?(?:every|each|all|always)\b|\b(?:recover\w*|treat\w*|"
        r"came out of it|managed) (?:by|on) "
        r"(?:(?:him|her|them)self|(?:his|her|their) own)\b[^.;]{0,20}\b(?:each|every|always|all)\b|"
        r"\bnever (?:\w+ ){0,4}(?:needed|required) (?:anyone|anybody|someone|somebody)\b"
    ),
    re.compile(
        rf"\b(?:never|not|no|nobody|no one|none|without|n't|denies|neither)\b(?! (?:\w+ ){{0,2}}(?:wake|rouse|"
        rf"arouse|respond\w*|follow\w*|speak|talk|swallow|stand|hold|drink))"
        rf"[^.;\d]{{0,60}}?(?<!he gave )(?<!she gave )\b(?:help|assistance|"
        rf"assist|another person|{RESCUE}|911|ems|ambulance|paramedics?|third[- ]party|rescue)\b"
    ),
    re.compile(
        r"\b(?:nobody|no one|no-one|none) (?:\w+ ){0,4}(?:had to|needed to|has to|needs to|"
        r"ever) (?:\w+ )?(?:help|treat|assist|step in|intervene|give)"
    ),
    re.compile(
        r"\b(?:always|every (?:one|time|low|episode)|each (?:one|time|low)|all(?: of (?:them|these|his|"
        r"her lows?))?|has (?:always )?been able to|able to|invariably)\b[^.;]{0,40}\b(?:treat\w*|manag\w*|"
        r"handl\w*|correct\w*|takes? care of|took care of)\b[^.;]{0,40}\b(?:(?:him|her|them)self|themselves|"
        r"(?:on )?(?:his|her|their) own|self|independently)\b"
    ),
    re.compile(
        r"\b(?:treats?|treated|manages?|managed|handles?|corrects?|corrected)\b (?:\w+ ){0,2}(?:every|each|"
        r"all)\b[^.;]{0,30}\b(?:(?:him|her|them)self|on (?:his|her|their) own)\b"
    ),
    re.compile(
        r"\b(?:all|every|each|lows?|events?|episodes?|hypos?) (?:\w+ ){0,3}(?:were |are |was |is |"
        r"have been )?self[- ]?(?:treated|managed|corrected|resolved)\b|\bself[- ]?treat\w* (?:all|every|each)\b"
    ),
    re.compile(
        r"\b(?:no|denies|never had|has not had|without|never any|never a|zero|0) (?:any |history of |hx of |"
        r"recent |prior |known |reported |episodes? of )*(?:severe|level ?(?:3|iii)|serious|"
        r"major) (?:hypoglyc\w+|hypos?|lows?|reactions?|events?|episodes?)"
    ),
    re.compile(
        r"\b(?:no|denies|never (?:had|been)|zero|0|without) (?:any |recent |prior )*(?:ed|er|emergency(?: room|"
        r" department)?|hospital\w*|urgent care|911|ems|ambulance)\b[^.;]{0,40}\b(?:for|due to|from|with|"
        r"because of) (?:\w+ ){0,2}(?:lows?|hypo\w*|low (?:blood )?sugars?)"
    ),
    re.compile(
        r"\b(?:no|denies|denied|has not had|has had no|had no|never had|never has had|without) (?:any |ever |"
        r"documented |reported |symptomatic )*(?:hypoglyc(?:emia|aemia|emic (?:events?|episodes?|symptoms?))|"
        r"hypos?|lows?)\b(?! (?:alarm|alert|carb|fat|sodium|back|aware|unaware|below|under|<|in the))"
    ),
)
NAMES_PATIENT = re.compile(
    r"\b(?:him|her|them|patient|pt|she|he|pt's|patient's|his sugar|her sugar|mr\.|mrs\.|ms\.)\b(?! (?:wife|"
    r"husband|son|daughter|mother|father|brother|sister|spouse))"
)
SOMEBODY_ELSE = re.compile(
    r"\b(?<!help )(?<!assistance )for (?:his|her|the patient's|pt's) (?:wife|husband|spouse|mother|father|"
    r"brother|sister|son|daughter|partner|roommate|neighbor)\b|\b(?:husband|wife|brother|sister|mother|"
    r"father|son|daughter)'s (?:low|sugar|hypo|glucose|blood)|"
    r"\b(?:sister|brother|mother|father|aunt|uncle|cousin|grand(?:mother|father|ma|pa|son|daughter)|neighbou?r|"
    r"roommate|friend|co-?worker|"
    r"wife|husband|spouse|son|daughter) (?:was |had been |has been |got |became |went |had |has )(?:also )?(?:found|"
    r"a (?:low|severe|sugar|hypo\w*)|"
    r"low\b|unconscious|unresponsive|hypo\w*|passed out|taken|hospitali[sz]ed|severe|lows|sugars? of|glucose)"
)
EMERGENCY = re.compile(r"\b(?:911|ems|paramedics?|medics|ambulance|rescue squad|emts?)\b")
SEVERE = re.compile(r"\bsevere (?:hypoglyc\w+|hypos?|lows?|low (?:blood )?sugars?)\b")
CREW_TREATED = re.compile(
    r"\b(?:glucagon|d-?50|d-?10|d-?25|dextrose|oral glucose|glucose gel|instaglucose|amp d50)\b[^.\n]{0,60}"
)
NOT_A_STATEMENT = re.compile(
    r"[\[(][ x✓]?[\])]|[☐☑☒]|\brx\b|\bprescri|\brefill|\btaught\b|\bhow to\b|\bkit\b|\bcarr(?:y|ies)\b|"
    r"\bcriteria|\bmust\b|\bqualif|\bif (?:she|he|you|unresponsive|unconscious)"
)


def assistance(chart: Chart) -> Iterator[Finding]:
    """Findings 'level3_event': present, possible when it is not said who was helped, absent when it never happened."""
    strangers = any(paper.subject is False and paper.kind is PartKind.EMERGENCY_REPORT for paper in chart.papers)
    for paper in chart.patient_papers:
        if voice(paper) in UNHEARD or paper.kind is PartKind.ORDER:
            continue
        if paper.kind is PartKind.EMERGENCY_REPORT and paper.subject is True:
            yield from _emergency(paper)
        for each in said_in(paper):
            if quotes_rule(each.text):
                continue
            told = _told(paper, each, strangers)
            if told is not None:
                yield told


SELF = re.compile(
    r"\b(?:already (?:eaten|treated|better)|refused (?:transport|treatment|care)|no (?:treatment|intervention|"
    r"help) (?:was )?(?:needed|given|required)|"
    r"(?:on|by) (?:his|her|their) own|(?<!give )(?:him|her|them)self)\b"
)
UNABLE = re.compile(r"\b(?:could(?:n't| not)|unable|not able|cannot|can't|incapable|too \w+ to)\b[^.;]{0,60}$")
WENT = re.compile(r"(?:went|seen|ed visit|er visit)\b")
TREATED_THERE = re.compile(rf"\b{RESCUE}\b|\b(?:[1-4]\d|5[0-3])\b(?!\s?(?:%|y|units?|u\b|mg\b(?!/)|/))")
OTHER_TASK = re.compile(
    r"\b(?:walk\w*|ambulat\w*|bath\w*|shower\w*|dress\w*|toilet\w*|adls?|transfers?|sensors?|reader|receiver|device|"
    r"trainer|app\b|"
    r"appl(?:y|ies|ied|ication)|insert\w*|placed|repeated|cane|walker|stairs|gait|shop\w*|cook\w*|driv\w+|pill ?box|"
    r"chair|standing|eats?|feeds?|"
    r"demonstrat\w*|lives|mobility|wheelchair)\b"
)
AROUND = 160
ALTERED = re.compile(
    rf"\b{RESCUE}\b|\b(?:confus\w+|incoheren\w+|unrespons\w+|unconscious\w*|combative|seiz\w+|passed out|letharg\w+|"
    rf"unarous\w+|"
    r"meter|mg/dl|mmol/l|not making sense|mumbl\w+|slurr\w+|sweat\w+|shak\w+|third[- ]party|another person)\b|"
    r"(?<![\d./-])[2-5]\d(?![\d./%-])"
)
SEVERE_NEEDED = re.compile(rf"\bsevere {LOW}[^.;]{{0,40}}\b(?:requir\w+|need\w+)\b")
LOW_NEAR = re.compile(rf"\b(?:{LOW}|events?|episodes?|reactions?|spells?|glucagon|hypoglyc\w+|lows?|dextrose|d-?50)\b")


def _weak(each: Said, happened: re.Match[str]) -> bool:
    """Did the patient go alone or treat it without help, as far as the sentence tells?"""
    low = each.text.rfind(";", 0, happened.start()) + 1
    following = each.text.find(";", happened.end())
    alone = SELF.search(each.text, low, following if following >= 0 else len(each.text))
    if WENT.match(happened[0]) and not TREATED_THERE.search(each.text):
        return True
    return alone is not None and not UNABLE.search(each.text[: alone.start()])


def _low_is_told(paper: Profile, each: Said) -> bool:
    """Do the sentence or the words around it tell of a low, so that the juice was not for breakfast?"""
    if ALTERED.search(each.text):
        return True
    low = max(paper.part.start, each.sentence.start - AROUND)
    return LOW_NEAR.search(paper.document.flat, low, min(paper.part.end, each.sentence.end + AROUND)) is not None


def _of_another_task(each: Said) -> bool:
    """Is it walking, bathing, the sensor and the like that needs no help?"""
    return OTHER_TASK.search(each.text) is not None and LOW_NEAR.search(each.text) is None


def _told(paper: Profile, each: Said, strangers: bool) -> Finding | None:
    """What a sentence says of another person's help."""
    never = next((m for pattern in NEVER if (m := pattern.search(each.text))), None)
    happened = next((m for pattern in HAPPENED if (m := pattern.search(each.text))), None)
    if never is not None and (happened is None or never.start() <= happened.start() or never.end() >= happened.end()):
        if _applies_to_all(each, never) and not _of_another_task(each):
            return _finding(paper, each, never, Presence.ABSENT)
        return None
    if happened is None or NOT_A_STATEMENT.search(each.text):
        return _visited(paper, each)
    meant = assertion(paper.document, *each.span(happened.start(), happened.end()))
    if meant.hypothetical or _of_another(meant) or SOMEBODY_ELSE.search(each.text):
        return None
    if meant.presence is Presence.ABSENT:
        return _finding(paper, each, happened, Presence.ABSENT)
    sure = meant.presence is Presence.PRESENT and (
        NAMES_PATIENT.search(each.text) or not EMERGENCY.search(happened[0]) or SEVERE_NEEDED.search(each.text)
    )
    if strangers and EMERGENCY.search(each.text):
        sure = False
    sure = sure and voice(paper) is not Voice.PATIENT and not _weak(each, happened) and _low_is_told(paper, each)
    return _finding(paper, each, happened, Presence.PRESENT if sure else Presence.POSSIBLE)


def _visited(paper: Profile, each: Said) -> Finding | None:
    """An ambulance at the house for a low, without a word of who was helped or how."""
    crew = EMERGENCY.search(each.text) or SEVERE.search(each.text)
    if crew is None or not re.search(LOW, each.text) or NOT_A_STATEMENT.search(each.text):
        return None
    meant = assertion(paper.document, *each.span(crew.start(), crew.end()))
    if meant.hypothetical or meant.presence is Presence.ABSENT:
        return None
    return _finding(paper, each, crew, Presence.POSSIBLE)


def _of_another(meant: Assertion) -> bool:
    return meant.whose is not Whose.PATIENT


SINGLE = re.compile(
    r"\b(?:this time|that time|that day|that one|both times|on this occasion|today|last night|at the time)\b|"
    r"\bno (?:help|assistance|ems|911|glucagon) (?:was )?(?:needed|required|called) (?:that|this|then)\b"
)
GENERAL = re.compile(
    r"\b(?:ever|never|always|every|each|any|anybody|anyone|nobody|all|no one|denies|no (?:severe|level|"
    r"history|er|ed|ems|hospital|hypo|lows?)|has not (?:needed|required|had))\b"
)


def _applies_to_all(each: Said, never: re.Match[str]) -> bool:
    """Is it said of all lows, not of one?"""
    return bool(GENERAL.search(never[0]) or GENERAL.search(each.text)) or not SINGLE.search(each.text)


def _emergency(paper: Profile) -> Iterator[Finding]:
    """A crew's or emergency department's own report of a low that they treated."""
    treated = CREW_TREATED.search(paper.document.flat, paper.part.start, paper.part.end)
    low = next((r for r in readings(paper) if r.value < 54), None)
    if treated is None or low is None:
        return
    yield Finding(
        CONCEPT,
        low.place,
        date=low.date or date_of(paper),
        value=low.value,
        unit="mg/dL",
        qualifiers=about(paper),
        voice=voice(paper),
        support=(paper.document.place(*treated.span()),),
        tool=TOOL,
    )


def _finding(paper: Profile, each: Said, match: re.Match[str], presence: Presence) -> Finding:
    return Finding(
        CONCEPT,
        place_of(paper.document, each, match.start(), match.end()),
        presence=presence,
        date=date_of(paper),
        qualifiers=about(paper),
        voice=voice(paper),
        tool=TOOL,
    )
