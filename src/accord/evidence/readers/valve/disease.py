"""The stenosis and its symptoms, the device and its label, and whether the valve would do good.

tavr_symptomatic_stenosis -- absent: without symptoms, or regurgitation alone.
tavr_on_label, tavr_off_label, tavr_study, tavr_futile (absent: a benefit is expected)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.pairs import AHEAD_TOO, Pair, told_in_pairs
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of, told_on_day
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "valve/2"
SYMPTOMATIC, ON_LABEL, FUTILE = "tavr_symptomatic_stenosis", "tavr_on_label", "tavr_futile"

SYMPTOMATIC_STENOSIS = lazy_pattern(
    r"(?<!a)(?<!a-)sympt?(?:omatic)?\.?,? (?:[\w-]+,? ){0,3}?(?:aortic (?:valve )?stenosis|as\b)|"
    r"\b(?:aortic stenosis|severe as|as)\b[^.;]{0,24}\bstage d[123]?\b|\b(?:aortic stenosis|severe as)\b[^.;]{0,14}(?<!a)\bsymptomatic\b"
)
STENOSIS = lazy_pattern(
    r"\b(?:aortic (?:valve )?(?:\(valve\) )?stenosis|(?:severe|sev|tight|v severe|critical|calcific|degenerative|bioprosthetic|lf-?lg|"
    r"low[- ]flow,? low[- ]gradient|senile) (?:native )?as\b|as,? (?:severe|critical|\()|stenotic "
    r"(?:aortic|bioprosthetic) (?:valve|bioprosthesis)|i35\.[02]\b)|"
    r"\bava\b[^.;\d]{0,18}(?:0?\.\d|1\.0)|\b(?:av |aortic )(?:valve )?(?:vmax|peak velocity)[^.;\d]{0,14}[4-6](?:\.\d)?|"
    r"\b(?:av|aortic)[^.;\d]{0,14}(?:mean )?grad\w*[^.;\d]{0,14}[4-9]\d|\btight aortic valve|"
    r"\bvelocity (?:of )?[4-6](?:\.\d)?\b[^.;]{0,16}\bacross the aortic|\bas\b[ -]+(?:sev\b|severe|critical)|"
    r"\baortic (?:valve )?stenosis\b|\b(?:stenosis|narrowing) of (?:the |her |his )?(?:native )?aortic valve|"
    r"\b(?:stenotic|narrowed|calcified) (?:aortic )?valve\b|\baortic valve\b[^.;]{0,30}\b(?:stenosed|stenotic|narrowed|area[^.;\d]{0,8}0?\.\d)"
)
SYMPTOM = lazy_pattern(
    r"\b(?:dyspn[o]?e(?:a|ic)|short(?:ness)? of (?:his |her )?breath|breathless\w*|winded|sob(?:oe)?\b|doe\b|syncop\w+|pre-?syncop\w+|"
    r"near[- ](?:syncop\w+|faint\w*|loc\b)|short[- ]winded|(?:stop\w*|gasp\w*|struggl\w*|pause\w*) (?:[\w-]+ ){0,3}?(?:for|to catch (?:his|her)) breath|"
    r"out of breath|puff(?:s|ed|ing)\b|angina\b|chest (?:pain|pressure|tightness)|(?:decompensated |"
    r"congestive |acute )?heart failure|(?:decompensated|acute|"
    r"congestive) (?:hf|chf)\b|hf (?:admission|hospitali\w+)|nyha (?:functional )?(?:class |fc |cl |fcl )?(?:i-)?(?:ii|iii|iv|[2-4])\b|orthopn[o]?ea|"
    r"exertional (?:fatigue|dizziness|lightheadedness|symptoms?)|fatigue (?:on|with) exertion|exercise "
    r"intolerance|(?:reduced|poor|declining) exercise "
    r"(?:tolerance|capacity)|light-?headed\w*|(?:passed|passes|passing|blacked|blacks|blacking) out|collaps\w+|stage d[123]?\b|(?:hf|chf|"
    r"heart failure) (?:sx|symptoms?|now)|"
    r"(?:in|has|with|recurrent|new) (?:hf|chf)\b|(?<=, )(?:hf|chf)\b(?! (?:no|denied|absent))|exertional (?:cp|sob)|(?:tired|weak|exhausted) (?:on|"
    r"with|after) (?:any |minimal |mild |the |"
    r"slight )?(?:hill|exert\w+|stairs|effort|walk\w*|activity)|faint(?:ed|ing|s)?)\b"
)
NO_SYMPTOMS = lazy_pattern(
    r"\b(?:as |valve |cardiac )?symptoms?\W{1,3}(?:none|nil|no)\b\W*$|\bno symptoms (?:of|from|attributable)\b"
)
DEVICE = lazy_pattern(
    r"\b(?:sapien(?: 3)?(?: ultra)?(?: resilia)?|s3(?: ?ur?| ultra)\b|\d\d ?(?:mm )?s3\b|evolut(?: (?:r|pro|fx))?\+?|core-?valve|portico|navitor|acurate)\b"
)
NOT_A_CHOICE = lazy_pattern(r"\b(?:brochure|leaflet|booklet|pamphlet|website|literature|trial data|friend|if)\b")
LABEL_CHECK = lazy_pattern(
    r"\b(?:bicuspid|(?<!not )(?<!no )(?<!nothing )off[- ]label|investigational|pure (?:native )?(?:aortic "
    r"regurgitation|aortic insufficiency|ar\b|ai\b)|"
    r"native aortic (?:regurgitation|insufficiency))\b"
)
LABEL = lazy_pattern(
    r"\bon[- ]label\b|\b(?:approved|labell?ed|fda|label)\b[^.;:]{0,20}\b(?:indication|use|label)\w*|"
    r"\bfda[- ](?:approved|cleared|label\w*)\b|\bper (?:the )?(?:fda|label\w*)|\b(?:device|valve|prosthesis|system|tavr|it)\b[^.;]{0,40}\b(?:approved|"
    r"labell?ed|indicated) for\b|"
    r"\bcommercial(?:ly)?\b[^.;]{0,30}\b(?:device|valve|sapien|evolut|navitor|available|use|system)|\blabell?ed for\b|"
    r"\bwithin (?:the |its )?label"
)
OUTSIDE = lazy_pattern(
    r"\boutside (?:of )?(?:the |its |an? )?(?:approved |fda )*(?:label|indication)|\bnot (?:fda[- ])?approved"
)
LABEL_RULES = (
    Rule(ON_LABEL, lazy_pattern(
        r"\b(?:off[- ]label|investigational (?:valve|device)|not (?:fda[- ])?approved|outside (?:of )?(?:the |"
        r"its |an? )?(?:approved |fda )*(?:label|indication))"
    ), Presence.ABSENT, lazy_pattern(
        r"\b(?:not|no|nothing|never) (?:an? |being |used )?(?:off[- ]label|investigational)|"
        r"\boff[- ]label[^.;]{0,14}[:?] ?(?:no|n|_+|$)"), Time.CURRENT),
    Rule(
        "tavr_off_label", lazy_pattern(
        r"\b(?:off[- ]label|outside (?:of )?(?:the|its) label)"), Presence.PRESENT, lazy_pattern(
        r"\b(?:not|no|nothing|never) (?:an? |being |used )?off[- ]label|\bif\b|\bdrug\b|\bmedication|"
        r"\boff[- ]label[^.;]{0,14}[:?] ?(?:no|n|_+|$)"), Time.CURRENT),
    Rule(SYMPTOMATIC, lazy_pattern(
        r"\basymptomatic\b[^.;]{0,40}\b(?:as\b|aortic|stenosis|valve)|\b(?:aortic stenosis|severe as|as severe)\b[^.;]{0,40}\b(?:asymptomatic|"
        r"no symptoms|without symptoms|symptom-free)|\b(?:tavr|tavi|replacement)\b[^.;]{0,30}\bfor (?:[\w-]+ "
        r"){0,3}?aortic (?:regurgitation|insufficiency)"
    ), Presence.ABSENT, lazy_pattern(
        r"\b(?:not|no longer|previously|was|until|trial)\b[^.;]{0,20}\basymptomatic|\bif\b|\((?:19|20)\d\d\)|"
        r"\b(?:tte|echo) \d{1,2}/(?:19|20)\d\d"), Time.CURRENT),
    Rule(
        "tavr_study", lazy_pattern(
        r"\bnct ?\d{8}\b"), None, lazy_pattern(
        r"\b(?:screen\w*|not enrolled|declin\w+|ineligible|exclud\w+|trials? (?:like|such as)|published)\b"), None),
)  # fmt: skip
GOOD = (
    r"(?:benefit\w*|gain\w*|improv\w+|do(?:ing)? (?:very |quite )?well|better (?:life|quality|function\w*|exercise)|prolong\w*|longer (?:life|survival)|"
    r"extend\w*|relie\w+|years (?:of|after|with)|good (?:result|outcome|recovery)|recover\w*|restor\w*|feel better)"
)
GAINS = lazy_pattern(rf"\b{GOOD}\b")
SUBJECT_OF_GAIN = lazy_pattern(
    r"\b(?:tavr|tavi|valve|replacement|procedure|intervention|qol|quality of life|survival|sx|symptoms?|function\w*|benefit\w*|life|outcome|"
    r"do (?:very |quite )?well)\b"
)
FORESEEN = lazy_pattern(
    r"\b(?:expect\w*|anticipat\w*|likely|ought to|should|would|will|stands? to|predict\w*|foresee\w*|candidate to|meaningful\w*)\b"
)
NOT_GAIN = lazy_pattern(
    r"\b(?:unlikely|whether|unclear|unsure|unknown|uncertain|risks? (?:and|&|/) benefits?|benefits? (?:and|&|/) risks?|risk[- ]benefit|question\w*|"
    r"doubt\w*|limited|little|marginal|minimal|no|not|if|insurance|benefits? (?:were|was|of .{0,40}) "
    r"discuss\w*|discuss\w* (?:the )?(?:\w+ )?benefits?|"
    r"payer|cms|medicare|nor)\b"
)
OTHER_PATIENT = r"\bpt\.? ?[\"'(]|\bother patients?\b|\banother patient|\(other\)"
LIMITS = (
    r"(?:preclud\w*|negat\w*|outweigh\w*|prevent\w*|limit\w*|impair\w*|rul\w+ out|make \w+ futile|undo\w*|undermin\w*|take away|cancel\w*|"
    r"offset\w*|diminish\w*|spoil\w*|takes? (?:the |this |any )?(?:benefit|gain)s? away|stand\w* in the way|shorten\w*|curtail\w*)"
)
COMORBID = r"(?:co-?morbid\w*|(?:medical |coexisting |competing |non-?cardiac |other )?(?:conditions?|diseases?|dz|illness\w*|problems?))"
PRECLUDES = lazy_pattern(
    rf"\b(?:{COMORBID}|nothing)\b[^.;]{{0,50}}\b{LIMITS}\b[^.;]{{0,30}}\b(?:benefit\w*|tavr|success|survival|gain|results?|it|outcome|valve|outlook|"
    rf"life|prognosis|away|of (?:a|the) benefit)\b"
)
NONE_PRECLUDES = lazy_pattern(
    rf"\b(?:no|without|none of the|nor any|absence of)\b[^.;:]{{0,60}}\b{LIMITS}\b|\bdo(?:es)? not "
    rf"{LIMITS}\b|\b(?:none|nothing)\b[^.;]{{0,30}}\b{LIMITS}\b"
)
LONG_LIFE = lazy_pattern(
    r"\b(?:life expectancy|survival|expected to live|prognosis|outlook|le)\b[^;\d]{0,26}?(?:more than|greater than|"
    r"exceed\w*|beyond|>=?|≥|at least|(?:well )?over) ?"
    r"(?:a|1|one|2|two|3|5|12|24|several|\d)|\b(?:good|reasonable|acceptable|excellent) (?:life expectancy|prognosis)\b|"
    r"\b(?:life expectancy|prognosis)\b[^.;]{0,40}\b(?:is|:) ?(?:good|reasonable|acceptable|excellent|"
    r"favou?rable|years?|several years|[2-9]\d? ?(?:years|y\b))|"
    r"\bnot futile\b|\bbenefits? (?:is|are) expected\b"
)
NOT_LONG = lazy_pattern(
    r"\b(?:not|no|unlikely|if|less|whether|poor|without (?:tavr|valve|intervention|replacement))\b(?! futile)"
)
BAD = lazy_pattern(
    r"\bfutil\w+|\bhospice\b|\blife expectancy (?:is |of )?(?:less than|under|<|below) ?(?:a|one|1|12|six|6|3|three) ?(?:year|months?)|"
    r"\b(?:would|will|does|is) (?:not|unlikely to) (?:\w+ )?benefit\b|\bunlikely to (?:\w+ )?benefit\b|"
    r"\bcomfort (?:care|measures) only|\bno (?:expected |meaningful )+benefit"
)
NOT_BAD = lazy_pattern(
    r"\b(?:not|no|nor|never|declin\w+|without|if) (?:[\w-]+ ){0,3}?(?:futil\w+|hospice|comfort|less|under)|"
    r"\bif\b|\bhospice (?:nurse|volunteer|worker|chaplain)|"
    rf"\b(?:wife|husband|mother|father|brother|sister|spouse|unsure|whether|unclear|medical (?:therapy|management|treatment))\b|{OTHER_PATIENT}"
)
NO_SECTIONS = ("family_history", "instructions", "counseling")
PAIRS = (
    Pair(
        FUTILE, GAINS, SUBJECT_OF_GAIN, with_=(FORESEEN,), foreseen=True, times=AHEAD_TOO,
        unless=lazy_pattern(rf"{NOT_GAIN.pattern}|{OTHER_PATIENT}"),
    ),
)  # fmt: skip


def diseases(chart: Chart, papers: Sequence[Profile]) -> Iterator[Finding]:
    """Findings of all that."""
    yield from told_on_day(chart, papers, LABEL_RULES, TOOL)
    for paper in papers:
        if not tells_history(paper):
            continue
        told = list(said_in(paper))
        yield from _symptomatic(chart, paper, told)
        yield from _device(chart, paper, told)
        for found in told_in_pairs(chart, paper, told, PAIRS, TOOL):
            yield replace(found, presence=Presence.ABSENT)
        for each in told:
            yield from _benefit(chart, paper, each)


def _holds(paper: Profile, each: Said, pattern: re.Pattern[str]) -> Finding | None:
    if section_at(paper.document, each.sentence.start).name in NO_SECTIONS:
        return None
    for match in pattern.finditer(each.text):
        meant = meaning(paper, each, match)
        if (
            meant.presence is Presence.PRESENT
            and meant.whose is Whose.PATIENT
            and not meant.hypothetical
            and answered(each.text, match.end()) not in (Answer.NO, Answer.BLANK)
            and not of_others(each, match)
        ):
            return replace(told_of(paper, each, match, SYMPTOMATIC, TOOL), time=meant.time)
    return None


def _symptomatic(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """A paper that tells both the stenosis and a symptom, or calls the stenosis symptomatic."""
    stenosis = next((found for each in told if (found := _holds(paper, each, STENOSIS))), None)
    for each in told:
        found = _holds(paper, each, SYMPTOMATIC_STENOSIS)
        if found is None and stenosis is not None:
            none = NO_SYMPTOMS.search(each.text)
            if none is not None:
                absent = told_of(paper, each, none, SYMPTOMATIC, TOOL, presence=Presence.ABSENT)
                yield on_day(chart, paper, each, replace(absent, support=(stenosis.place,)))
                return
            found = _holds(paper, each, SYMPTOM)
        if found is not None and found.time is not Time.PLANNED:
            support = (stenosis.place,) if stenosis is not None else ()
            yield on_day(chart, paper, each, replace(found, time=Time.CURRENT, support=support))
            return


def _device(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """An approved valve that is named, or its use within the label, where nothing in the paper calls for a look at the label."""
    for each in told:
        match = LABEL.search(each.text)
        if match is not None and answered(each.text, match.end()) is Answer.NO:
            yield on_day(chart, paper, each, told_of(paper, each, match, ON_LABEL, TOOL, presence=Presence.ABSENT))
    if LABEL_CHECK.search(paper.document.flat, paper.part.start, paper.part.end):
        return
    for each in told:
        if NOT_A_CHOICE.search(each.text) or OUTSIDE.search(each.text):
            continue
        found = _holds(paper, each, LABEL) or _holds(paper, each, DEVICE)
        if found is not None:
            yield on_day(chart, paper, each, replace(found, concept=ON_LABEL, time=Time.PLANNED))
            return


def _benefit(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    """A benefit that is expected or excluded, a long or a short life apart from the valve."""
    found = _precluded(paper, each) or _outlook(paper, each)
    if found is not None:
        yield on_day(chart, paper, each, found)


def _precluded(paper: Profile, each: Said) -> Finding | None:
    match = PRECLUDES.search(each.text)
    if match is None or re.search(OTHER_PATIENT, each.text):
        return None
    answer = answered(each.text, match.end())
    meant = meaning(paper, each, match)
    if answer is Answer.BLANK or meant.whose is not Whose.PATIENT or re.search(r"\bif\b|\bwhether\b", each.text):
        return None
    none = NONE_PRECLUDES.search(each.text) or answer is Answer.NO or meant.presence is Presence.ABSENT
    if not none and (meant.hypothetical or meant.presence is not Presence.PRESENT):
        return None
    return told_of(paper, each, match, FUTILE, TOOL, presence=Presence.ABSENT if none else Presence.PRESENT)


def _outlook(paper: Profile, each: Said) -> Finding | None:
    for pattern, unless, presence in ((BAD, NOT_BAD, Presence.PRESENT), (LONG_LIFE, NOT_LONG, Presence.ABSENT)):
        match = pattern.search(each.text)
        if match is None or unless.search(each.text):
            continue
        answer = answered(each.text, match.end())
        if answer is Answer.BLANK or meaning(paper, each, match).whose is not Whose.PATIENT or of_others(each, match):
            continue
        if answer is Answer.NO:
            presence = Presence.ABSENT
        return told_of(paper, each, match, FUTILE, TOOL, presence=presence)
    return None
