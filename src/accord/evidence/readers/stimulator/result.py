"""The result of a trial of stimulation: how much pain it took away, what it saved of analgesics, what the patient could do.

scs_trial_relief    -- percent of relief; qualifier source: trial (a paper of the trial itself) or retold.
scs_trial_analgesic -- percent by which analgesics fell; 0 where the dose is said to be the same.
scs_trial_function  -- function improved in the trial; absent where it is said not to have.
Relief by anything else (a drug in the spine, TENS, an injection) is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.sayings import meaning, spoken, told_of
from accord.evidence.readers.spine.relief import reliefs
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.stimulator.diary import diaries
from accord.evidence.readers.stimulator.history import OTHER_PERSON
from accord.evidence.readers.stimulator.words import OTHER_TREATMENT, STIMULATOR
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "stimulator-result/1"
HUNDRED = Decimal(100)
RELIEF, ANALGESIC, FUNCTION = "scs_trial_relief", "scs_trial_analgesic", "scs_trial_function"

TRIAL = lazy_pattern(
    rf"\btrial\b|\btemporary (?:{STIMULATOR}|leads?)|\blead pull\b|\bleads? (?:\w+ ){{0,2}}(?:pulled|removed|withdrawn|out)\b"
)
TRIAL_PAPER = lazy_pattern(
    rf"\b(?:{STIMULATOR}) trial\b|\btrial (?:leads?|of (?:spinal|stimulat\w+|scs)|visit|result\w*|"
    rf"diary|summary|stimulat\w+)\b|\bpost[- ]trial\b|\blead (?:pull|removal)\b|\b(?:trial )?leads? (?:\w+ ){{0,4}}(?:pulled|"
    r"removed|withdrawn)\b|\bend of trial\b"
)
STIM = lazy_pattern(rf"{STIMULATOR}|\bleads?\b|\boctrode")
NO_RESULT_KINDS = (PartKind.IMAGING, PartKind.LABORATORY, PartKind.ORDER, PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM)
TO_COME = lazy_pattern(
    r"\b(?:if|goal|expect\w*|at least (?:a )?50 ?%? (?:or|relief is|will|would|is)|need(?:s|ed)? to|"
    r"must|will|would|threshold|criteri\w+|require[sd]?|should|success(?:ful)? (?:is|means|defined)|"
    r"defined as|target of|hop(?:e|ing))\b"
)
OTHER_YEAR = lazy_pattern(
    r"\b(?:prior|previous|earlier|first|failed|last) (?:\w+ )?trial\b|\btrial (?:in|of) (?:\w+ )?(?:19|20)\d\d\b"
)
SCORES = re.compile(
    r"\b(?:from|baseline|pre[- ]?trial|before(?: trial)?|base)\b\W{0,3}(?:pain |score |of |was |"
    r"vas |nrs |average |an average |a |mean |[a-z]+ pain ){0,4}(?P<a>10|\d(?:\.\d)?)(?: ?/ ?10)?\b[^.;\d]{1,50}?"
    r"\b(?:to|post[- ]?trial|during(?: the)?(?: trial)?|after|on (?:the )?(?:trial|stim\w*)|with (?:stim\w*|"
    r"the trial)|end|trial|now)\b\W{0,3}(?:trial |pain |score |of |was |vas |nrs |average |an average |"
    r"about |a |mean ){0,4}(?P<b>10|\d(?:\.\d)?)(?: ?/ ?10)?(?![\d/%]| ?(?:%|days?|weeks?|hours?|"
    r"mg|ft|feet|blocks|min))"
)
ARROW = re.compile(
    r"(?<![\d/.])(?P<a>10|\d(?:\.\d)?)(?: ?/ ?10)? ?(?:->|→|-->|=>|to) ?(?P<b>10|\d(?:\.\d)?)(?: ?/ ?10)?(?![\d/%]|"
    r"\.\d| ?(?:%|days?|weeks?|hours?|mg|ft|feet|blocks|min|visits))"
)
SAYS = lazy_pattern(
    r"\b(?:says|said|states|stated|reports?|reported|feels|felt|thinks|claims|per (?:the )?(?:pt|"
    r"patient)|self-?report\w*|in (?:his|her) words)\b"
)
TARGET = lazy_pattern(r"(?<!not )(?<!not the )(?<!non-)(?<!non)\btarget (?:pain|area|leg|foot|back|limb)\b|\btarget =")
PAIN = lazy_pattern(
    r"\b(?:averages|log|diary)\b|\b(?:pain|vas|nrs|score|numeric|legs?|back|foot|average|avg|mean|target)\b"
)

_DRUG = (
    r"(?:opioids?|mme|morphine|methadone|oxycodone|hydrocodone|norco|percocet|tramadol|analgesics?|"
    r"pain (?:medications?|meds|pills)|medications?|meds|rescue|pills|tablets?)"
)
SAME_DRUG = lazy_pattern(
    rf"\b{_DRUG}\b[^.;]{{0,60}}\b(?:unchanged|same|no (?:rescue )?change|no reduction|not (?:reduced|"
    rf"changed)|throughout|steady|as before)\b|\b(?:unchanged|no change in|same|did not reduce)\b[^.;]{{0,16}}\b{_DRUG}\b|\bmeds unchanged\b"
)
CUT_DRUG = re.compile(
    rf"\b(?:{_DRUG})\b[^.;]{{0,60}}?\b(?P<a>\d{{1,3}})(?: ?(?:mme|mg|tabs?|tablets?|pills?)[^.;\d]{{0,12}})? ?(?:->|"
    rf"→|to|down to) ?(?P<b>\d{{1,3}})\b(?! ?%)|\bfrom (?P<c>\d{{1,3}}) (?:mme|mg|tabs?|tablets?|"
    rf"pills?)[^.;\d]{{0,20}} to (?P<d>\d{{1,3}}) ?(?:mme|mg|tabs?|tablets?|pills?)"
)
DRUG = lazy_pattern(rf"\b{_DRUG}\b")
STOPPED_ALL = lazy_pattern(
    r"\b(?:stopped|off|no|did not (?:need|take|use)|needed no|took no|without (?:any )?)\b (?:all |"
    rf"any |taking |using |her |his |the |further |need for )*(?:rescue )?{_DRUG}\b[^.;]{{0,40}}\b(?:during|trial|week|days)\b"
)

BETTER = lazy_pattern(
    r"\b(?:function\w*|mobility|activit\w+|adls?|sleep\w*|walk\w*|stand\w*|sitting|sat|gait|endurance|"
    r"tolerance|distance)\b[^.;]{0,70}\b(?:improv\w+|better|increas\w+|doubled|tripled|longer|"
    r"farther|further|more|best|normal\w*|easier|up from|up to)\b|\b(?:improv\w+|better|increas\w+|"
    r"more|longer|easier|best)\b[^.;]{0,40}\b(?:function\w*|mobility|activit\w+|adls?|sleep|walking|"
    r"standing|sitting|nights|gait|endurance|tolerance|distance)\b|"
    r"\b(?:was |is |were |been )?(?:able|could|managed|did) (?:to )?(?:now )?(?:walk\w*|stand|"
    r"sit|sleep|cook|drive|climb|shop|garden|play|do|dance|bend|lift|vacuum|dress|bathe|mow|wash|"
    r"get|go|put|wear|attend|work|ride|make|carry|kneel)\b|"
    r"\bactivit(?:y|ies)(?: levels?)? (?:is |are )?up\b|\bplayed (?:with|w/)|\b(?:did|doing) (?:the |some |her |his )?(?:housework|"
    r"yard ?work|laundry|dishes|chores|gardening)|\bmowed\b|"
    r"\b(?:showered|bathed|dressed|cooked|walked|shopped|managed)\b[^.;]{0,20}\b(?:on (?:his|her) own|by (?:him|her)self|independently|unaided)\b|"
    r"\b(?:walked|stood|slept|sat|cooked|drove|climbed|shopped|gardened|played|vacuumed|dressed|"
    r"mowed|danced|attended|went|biked|washed|put on|wore|made|carried|cleaned)\b[^.;]{0,70}\b(?:first time|"
    r"without|blocks?|miles?|feet|ft|minutes?|mins?|hours?|hrs?|through|each day|every day|daily|"
    r"again|whole|entire|stairs|store|mailbox|church|tortillas|dinner|dishes|yards?|before only|previously|around)\b"
)
NO_BETTER = lazy_pattern(
    r"\bfunction\w*(?: improve\w*)?\W{1,3}(?:no\b|none\b|not\b|unchanged)|"
    r"\b(?:no|without|not any|little to no)\b (?:\w+ ){0,3}?(?:functional (?:improvement|change|"
    r"gain|benefit)\w*|(?:change|improvement|gain|difference) in (?:\w+ ){0,2}(?:function\w*|activit\w+|"
    r"mobility|walking|adls?|sleep))|\b(?:function\w*|activit\w+|mobility|adls?)\b[^.;]{0,40}\b(?:unchanged|"
    r"no (?:change|better|improvement)|the same|not improved|same as before|did not (?:change|"
    r"improve))|\bwalk\w* (?:the same|no (?:farther|further|better)|unchanged)"
)
_ACT = (
    r"\b(?:walk\w*|stand\w*|stood|sit\w*|sat|sle(?:ep|pt)\w*|driv\w*|drove|toleran\w+|distance|endurance|gait|steps?)\b"
)
# how much could be done, with how much before: 'walked 3 blocks (was 1)', 'standing 10 -> 45 min', 'sleeping 6 h vs 4'
NOW_THEN = lazy_pattern(
    rf"{_ACT}[^.;\d]{{0,24}}(?P<now>\d+(?:\.\d+)?)(?: ?[a-z]+){{0,2}},? ?\(?(?:was|from|vs\.?|versus|up from|compared (?:to|with)|before|"
    rf"instead of) ?(?:only )?"
    rf"(?P<then>\d+(?:\.\d+)?)|"
    rf"{_ACT}[^.;\d]{{0,24}}(?P<now2>\d+(?:\.\d+)?)(?: ?[a-z]+){{0,2}} \((?P<then2>\d+(?:\.\d+)?)(?: [a-z]+)? (?:before|at baseline|previously)"
)
THEN_NOW = lazy_pattern(
    rf"{_ACT}[^.;\d]{{0,24}}(?P<then>\d+(?:\.\d+)?)(?: ?[a-z]+)? ?(?:->|→|=>|to) ?(?P<now>\d+(?:\.\d+)?)"
    r"|\b(?:odi|oswestry|rmdq|roland\w*|pdi|disability(?: index)?)\b[^.;\d]{0,16}(?P<worse>\d{1,3})%? ?(?:->|→|=>|to) ?(?P<less>\d{1,3})"
)
CANNOT = lazy_pattern(
    r"\b(?:could|can|was|is|were)(?: ?not|n't| no longer)\b|\bunable\b|\bbefore the trial\b|\bhopes?\b|"
    r"\bgoals?\b|\bwants? to\b|\bwould like\b|\bif\b|\bprior to\b"
)


def results(papers: list[Profile]) -> Iterator[Finding]:
    """What the papers tell of the result of a trial of stimulation."""
    foreign = _told_of_others(papers)
    for paper in papers:
        if paper.kind in NO_RESULT_KINDS or not _tells_of_trial(paper):
            continue
        own = _is_trials_own(paper)
        before: Said | None = None
        for each in said_in(paper):
            about = TRIAL.search(each.text) or (before is not None and TRIAL.search(before.text)) or own
            if about and not OTHER_TREATMENT.search(each.text):
                yield from _relief(paper, each, own, foreign)
                if own or TRIAL.search(each.text):
                    yield from _function(paper, each)
                    yield from _analgesic(paper, each)
            before = each
        if own:
            yield from _reckoned(paper)


def _reckoned(paper: Profile) -> Iterator[Finding]:
    """The relief that a diary's rows give; where the paper's words say otherwise, the two contradict each other."""
    for percent, base, days in diaries(paper):
        if percent <= 0:
            continue  # a column that is no pain: hours of sleep, steps
        yield Finding(
            concept=RELIEF,
            place=days,
            value=percent,
            unit="%",
            date=date_of(paper),
            qualifiers={"source": "trial", "how": "diary", "kind": paper.kind.value},
            voice=spoken(paper),
            support=(base,),
            tool=TOOL,
        )


def _tells_of_trial(paper: Profile) -> bool:
    flat, low, high = paper.document.flat, paper.part.start, paper.part.end
    return bool(TRIAL.search(flat, low, high) and STIM.search(flat, low, high)) and not _of_other(paper)


def _of_other(paper: Profile) -> bool:
    """Is the paper about a trial of something else, a drug through a catheter or TENS?"""
    flat = paper.document.flat[paper.part.start : paper.part.end]
    return len(OTHER_ONLY.findall(flat)) > 0 and TRIAL_PAPER.search(flat) is None


OTHER_ONLY = lazy_pattern(r"\b(?:intrathecal|tens|sacral nerve|peripheral nerve stim\w*|dorsal root ganglion block)\b")


def _is_trials_own(paper: Profile) -> bool:
    """Is it a paper of the trial itself: of its days, or of the visit at its end?"""
    flat = paper.document.flat[paper.part.start : paper.part.end]
    return paper.kind is not PartKind.LETTER and TRIAL_PAPER.search(flat) is not None and ENDED.search(flat) is not None


ENDED = lazy_pattern(
    r"\bleads? (?:\w+ ){0,4}(?:pulled|removed|withdrawn|out)\b|\b(?:lead|electrode) (?:pull|removal)\b|"
    r"\bpulled today\b|\bpost[- ]trial\b|\btrial (?:diary|log|result\w*|summary|ended|complet\w+|"
    r"day \d)|\bday \d\b|\bend of (?:the )?trial\b|\bdiary\b"
)


def _told_of_others(papers: list[Profile]) -> frozenset[Decimal]:
    """Percents that papers of other treatments tell as their relief; elsewhere they may be mistaken for the stimulator's."""
    found: set[Decimal] = set()
    for paper in papers:
        whole = _of_other(paper)
        for each in said_in(paper):
            if whole or OTHER_TREATMENT.search(each.text):
                found.update(relief.percent for relief in reliefs(each.text))
    return frozenset(found)


def _relief(paper: Profile, each: Said, own: bool, foreign: frozenset[Decimal]) -> Iterator[Finding]:
    words = each.text
    if NOT_TARGET.search(words) and not TARGET.search(words):
        return
    if TO_COME.search(words) or OTHER_PERSON.search(words) or (own and OTHER_YEAR.search(words)):
        return
    source = "trial" if own else "retold"
    how = "said" if SAYS.search(words) else "percent"
    told: list[Finding] = []
    for relief in reliefs(words):
        match = re.compile(r".+", re.DOTALL).match(words, relief.start, relief.end)
        if match is None or (not own and relief.percent in foreign):
            continue
        meant = meaning(paper, each, match)
        if meant.hypothetical or meant.whose is not Whose.PATIENT or meant.time is Time.PLANNED:
            continue
        value = relief.percent - 1 if relief.bound == "below" else relief.percent
        told.append(
            told_of(paper, each, match, RELIEF, TOOL, value=value, unit="%", qualifiers={"source": source, "how": how})
        )
    gave = GAVE.search(words) if not told else None
    if gave is not None and Decimal(gave["a"] or gave["b"]) <= HUNDRED and meaning(paper, each, gave).holds:
        value = Decimal(gave["a"] or gave["b"])
        marks = {"source": source, "how": "diary" if gave["b"] else how}
        told = [told_of(paper, each, gave, RELIEF, TOOL, value=value, unit="%", qualifiers=marks)]
    if not told and PAIN.search(words) and not DRUG_DOSE.search(words):
        told = [
            told_of(
                paper,
                each,
                match,
                RELIEF,
                TOOL,
                value=_percent(match["a"], match["b"]),
                unit="%",
                qualifiers={"source": source, "how": "scores"},
            )
            for match in [SCORES.search(words) or ARROW.search(words)]
            if match is not None and Decimal(match["a"]) > 0
        ]
    yield from told


DRUG_DOSE = lazy_pattern(
    r"\b(?:mg|mme|mcg|tablets?|tabs?|pills?)\b|\b\d+ ?(?:ft|feet|blocks|min(?:ute)?s?|hours?|hrs?)\b"
)


# 'the trial gave 41% by diary', '-> mean of the days 4.4 (41%)': a percent without a word for relief beside it
GAVE = lazy_pattern(
    r"\btrial\b[^.;%]{0,30}\b(?:gave|provided|brought|yielded|achieved|showed|produced|resulted in|with|outcome|"
    r"result)\b[^.;%\d]{0,24}(?P<a>\d{1,3}) ?%"
    r"(?! (?:of (?:the )?(?:time|days)|coverage|function\w*|satisf\w+))|"
    r"\b(?:mean|average|avg|overall)\b[^;%|]{0,40}\((?P<b>\d{1,3}) ?%\)"
)
NOT_TARGET = lazy_pattern(r"\bnot (?:the )?target\b|\bnon-?target\b|\bcoverage\b|\bsatisf\w+")


def _percent(before: str, after: str) -> Decimal:
    first, second = Decimal(before), Decimal(after)
    return (first - second) * 100 / first


def _analgesic(paper: Profile, each: Said) -> Iterator[Finding]:
    words = each.text
    same = SAME_DRUG.search(words)
    if same is not None:
        yield told_of(paper, each, same, ANALGESIC, TOOL, value=Decimal(0), unit="%")
        return
    cut = CUT_DRUG.search(words)
    if cut is not None:
        first, second = Decimal(cut["a"] or cut["c"]), Decimal(cut["b"] or cut["d"])
        if first > second:
            yield told_of(paper, each, cut, ANALGESIC, TOOL, value=(first - second) * 100 / first, unit="%")


def _more(words: str) -> re.Match[str] | None:
    """Numbers of what could be done that are better than those before."""
    match = NOW_THEN.search(words)
    if match is not None and Decimal(match["now"] or match["now2"]) > Decimal(match["then"] or match["then2"]):
        return match
    match = THEN_NOW.search(words)
    if match is None:
        return None
    first, second = (match["worse"], match["less"]) if match["worse"] else (match["now"], match["then"])
    return match if Decimal(first) > Decimal(second) else None


def _function(paper: Profile, each: Said) -> Iterator[Finding]:
    words = each.text
    worse = NO_BETTER.search(words)
    better = _more(words) or BETTER.search(words)
    if (
        better is not None
        and not CANNOT.search(words[max(0, better.start() - 30) : better.end()])
        and not TO_COME.search(words[: better.start()][-40:])
    ):
        meant = meaning(paper, each, better)
        if left_blank(words, better):
            return
        holds = meant.whose is Whose.PATIENT and not meant.hypothetical and meant.presence is not Presence.ABSENT
        if holds and meant.time is not Time.PLANNED and worse is None:
            yield told_of(paper, each, better, FUNCTION, TOOL)
            return
    if worse is not None:
        yield told_of(paper, each, worse, FUNCTION, TOOL, presence=Presence.ABSENT)
