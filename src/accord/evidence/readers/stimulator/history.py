"""Trials of stimulation before the one asked for, and why one is repeated; and what became of an implanted stimulator.

scs_trials_before -- how many trials there were before; 0 where it is said that there was none.
scs_failed_trial  -- a trial before that brought too little; absent where there was no trial.
scs_repeat_reason -- a reason for another trial (a technical failure, or a kind of stimulation that was not tried).
scs_worked_well   -- an implanted stimulator that helped; absent where it never did.
scs_device_spent  -- its battery is at its end or it does not work; absent where it works and has life left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import meaning, told, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.stimulator.plan import NUMBERS
from accord.evidence.readers.stimulator.words import OTHER_STIMULATION, STIMULATOR
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "stimulator-history/1"
BEFORE, FAILED, REASON, WORKED, SPENT = (
    "scs_trials_before",
    "scs_failed_trial",
    "scs_repeat_reason",
    "scs_worked_well",
    "scs_device_spent",
)
_TRIAL = (
    rf"(?:(?:{STIMULATOR}|neuromodulation) ?(?:\w+ )?trials?|trials? (?:of|with) (?:a |an |the |"
    rf"any |percutaneous |spinal cord |scs |epidural )*{STIMULATOR})"
)
_NOT_PAST = r"(?! ?(?:,|failed|in\b|was|did|gave|only|ended|had|has|provided|brought|at\b|of \d|\(|on \w+ \d|20\d\d))"
NONE = lazy_pattern(
    r"\b(?:no|never|not|without|denies|nor)\b (?:had |has had |undergone |been |any |a |an |the |"
    rf"prior |previous |earlier |past |other |ever |history of |hx of )*(?:{_TRIAL}|(?:{STIMULATOR})(?: or pump)?(?: before|"
    r" previously| in the past| ever| at any| trial| placed| implanted|\.|,|$))|"
    rf"\b(?:prior|previous|past|earlier) (?:scs |stimulator |stimulation |neuromodulation )?trials?(?: \w+){{0,3}}\W{{1,4}}(?:none|"
    r"no\b|0\b|n/a|nil|zero|never)|\b(?:stimulator|scs|neuromodulation)[- ]na(?:i|ï)ve\b|"
    r"\b(?:his|her|their|the|a|this is (?:the|a|his|her)|this would be (?:the|a|his|her)|this will be (?:the|"
    rf"a|his|her)) (?:very )?(?:first|1st)(?:-ever)? (?:time )?(?:\w+ )?(?:{_TRIAL}|trial\b){_NOT_PAST}|"
    rf"^\W*(?:first|1st) trial\b{_NOT_PAST}|\bno prior trials?\b|\bnever (?:been |had been )?trial(?:l?ed|led)\b(?! (?:on|of|with) (?!scs|stim|spinal))|"
    rf"\bfirst[- ]time (?:{_TRIAL})|"
    rf"\b(?:{_TRIAL}|stimulator|scs)\b[^.;]{{0,30}}\b(?:never (?:done|tried|had|performed)|not (?:done|tried|performed) (?:before|previously))"
)
NOT_HISTORY = lazy_pattern(
    rf"{OTHER_STIMULATION}|\bno (?:trial )?complication|\bnot (?:a )?candidate|\bno (?:scs|stimulator) trial (?:until|"
    r"before|unless|should|if)|\bnot recommend\w*|\bcontraindication\w*"
)
ORDINAL = lazy_pattern(rf"\b(?P<n>second|third|fourth|2nd|3rd|4th) (?:\w+ ){{0,2}}?(?:{_TRIAL}|trial\b)")
ORDINALS = {"second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
COUNTED = lazy_pattern(
    r"\b(?P<n>one|two|three|four|[1-4]) (?:prior|previous|earlier|past|failed|unsuccessful|separate|"
    rf"other) (?:and \w+ )?(?:percutaneous |thoracic |lumbar |cervical |failed )*(?:{_TRIAL}|trials?\b)|"
    r"\b(?:prior|previous|past|earlier) (?:(?:scs|stimulator|stimulation|neuromodulation) )?trials?\W{1,4}(?P<n2>one|two|three|[1-4])\b(?![/.-]\d)|"
    rf"\b(?P<twice>trial(?:l?ed)? (?:twice|two times|three times))\b[^.;]{{0,20}}"
)
EVENT = lazy_pattern(
    rf"\b(?:{_TRIAL}|trial(?:l?ed)? (?:with |of )?(?:{STIMULATOR})|trial(?= (?:in|from|on)\b))[^.;]{{0,60}}?\b(?:in |on |of |"
    rf"\(|from |during |,? )(?:[a-z]+\.? |\d{{1,2}}/)?(?:\d{{1,2}}[,/] ?)?(?P<y>(?:19|20)\d\d)\b"
)
BAD = lazy_pattern(
    r"\bfail\w*|\bunsuccessful\w*|\bno (?:relief|benefit|coverage)|\binadequate\b|\bless than (?:50|"
    r"half)|\bpoor (?:relief|coverage|response)|\bdid not (?:help|work|relieve|cover)|\baborted\b|"
    r"\bnegative\b|\bonly \d{1,2} ?%|\b[1-4]?\d ?% (?:relief|better)"
)
REASONS = lazy_pattern(
    r"\b(?:lead|leads|electrodes?)\b[^.;]{0,40}\b(?:migrat\w+|mov(?:ed|ement)|slipp\w+|shift\w*|"
    r"dislodg\w+|displac\w+|fractur\w+|broke\w*|pulled out|came out|malfunction\w*)|\b(?:lead|"
    r"technical|equipment|hardware|device) (?:migration|failure|problems?|malfunction|displacement|dislodg\w+)|"
    r"\b(?:new|different|newer|other|another|not (?:then )?available|changed)\b[^.;]{0,60}\b(?:waveforms?|"
    r"modalit(?:y|ies)|technolog(?:y|ies)|frequency|burst|hf ?10|10 ?khz|high[- ]frequency|paresthesia[- ]free|"
    r"closed[- ]loop|dorsal root|drg|target|level|stimulation mode)|"
    r"\b(?:infection|hematoma|fever|dural (?:tear|puncture))\b[^.;]{0,40}\b(?:cut|ended|ending|"
    r"stopped|aborted|terminated|early|removed)|\b(?:aborted|ended early|cut short|terminated early|incomplete)\b"
)
TRIAL = lazy_pattern(rf"\btrials?\b|{STIMULATOR}")

_DEVICE = r"(?:stimulator|scs|generator|ipg|device|system|battery|implant|unit|neurostimulator|stimulation|it)"
SPENT_RULES = (
    Rule(SPENT, lazy_pattern(
        r"\b(?:eri|eos|eol|ert)\b(?! (?:not|no)\b)|\belective replacement (?:indicator|interval|time)\b|"
        r"\bend[- ]of[- ](?:life|service)\b|"
            r"\b(?:battery|generator|ipg|device|stimulator|implant|unit)\b[^.;]{0,50}\b(?:deplet\w+|dead|"
            r"died|expired|exhausted|failed|failing|no longer (?:hold\w*|charg\w*|work\w*|function\w*)|"
            r"will not (?:hold|charge|recharge|turn on|communicate)|won't (?:hold|charge|turn on)|does not (?:hold|"
            r"charge|work|turn on)|malfunction\w*|stopped working|ran out|nonfunction\w*|non-?functional|"
            r"at end|spent|broken|low)\b|"
            r"\b(?:depleted|dead|failed|failing|malfunctioning|non-?functional|expired|spent) (?:\w+ )?(?:battery|"
            r"generator|ipg|device|stimulator|implant)\b|\blead (?:fracture|breakage)\b|\b(?:high|open|"
            r"out[- ]of[- ]range) impedances?\b|\brecharg\w+ (?:every|needed) (?:few )?(?:hours|\d+ hours|day)\b"),
        Presence.PRESENT, lazy_pattern(
            r"\b(?:not (?:at|yet|reached|near)|no (?:eri|eos|evidence|sign)|years? (?:left|remaining)|"
            r"estimated|projected|until|before (?:eri|eos)|will|when|if|polst|hospice|care planning|normal|"
            r"within normal|pacemaker|icd\b|cardiac)\b"), Time.CURRENT),
    Rule(SPENT, lazy_pattern(
        r"\b(?:battery|generator|ipg|device|interrogation|system)\b[^.;]{0,60}\b(?:normal(?:ly)?|ok\b|"
        r"good|adequate|years? (?:left|remaining)|working (?:well|properly|fine)|not (?:at|near|reached) (?:eri|"
        r"eos|end)|no (?:eri|fault|malfunction)|functioning (?:well|normally|properly)|longevity \d)"),
        Presence.ABSENT, lazy_pattern(r"\b(?:until|had been|was|were|previously|before|used to|lead impedances?|impedances?)\b"), Time.CURRENT),
)  # fmt: skip
_WELL = r"(?:excellent|good|great|significant|substantial|marked|sustained|consistent|adequate|meaningful|wonderful|very good|reliable|steady|lasting)"
WORKED_RULES = (
    Rule(WORKED, lazy_pattern(
        rf"\b{_DEVICE}\b[^.;]{{0,70}}\b(?:worked|works|working|functioned|helped|helps|did|served|performed)(?: (?:her|"
        r"him|me|it|very|so|really))* (?:well|great|a lot|wonders|beautifully|perfectly|superbly|fine|excellent\w*)|"
            rf"\b{_WELL}(?: pain)? (?:relief|benefit|coverage|control|response|results?)\b|\b(?:[5-9]\d|"
            rf"100)(?: ?(?:-|–|to) ?\d{{2,3}})? ?(?:%|percent)(?: \w+){{0,2}} (?:relief|better|improvement|"
            r"reduction|pain relief|less pain)|\b(?:relief|pain reduc\w+|improvement) (?:of |was |by |"
            r"about |at |averag\w+ )*(?:[5-9]\d|100) ?(?:%|percent)"),
        Presence.PRESENT, lazy_pattern(
            r"\b(?:injections?|esi|block|gabapentin|opioids?|pump|intrathecal|tens|pt\b|physical therapy|"
            r"never|no|not|lost|surgery|fusion)\b(?![^.;]{0,30}\buntil\b)")),
    Rule(WORKED, lazy_pattern(
        rf"\b{_DEVICE}\b[^.;]{{0,50}}\b(?:never|did not|didn't|has not|hasn't|does not|failed to)\b(?: \w+){{0,3}} (?:help\w*|"
        r"work\w*|relie\w*|benefit\w*|control\w*|provid\w*|gave|give|given)|\bnever (?:got|had|received|"
        rf"experienced|found)\b[^.;]{{0,40}}\b(?:relief|benefit|help)\b[^.;]{{0,30}}\b{_DEVICE}\b|\b(?:never|"
        rf"no)\b[^.;]{{0,20}}\b(?:relief|benefit)\b[^.;]{{0,20}}\bfrom (?:the |her |his |this |my )?{_DEVICE}\b"),
        Presence.ABSENT, lazy_pattern(
            r"\b(?:tens|injections?|infect\w*|since (?:the )?battery|anymore|any longer|migrat\w*)\b|^(?!.*\bnever\b).*\b(?:battery|"
            r"turn\w* on|charg\w+)\b")),
)  # fmt: skip
IMPLANTED = lazy_pattern(
    rf"\b(?:implanted|existing|current|her|his|old|present)\b[^.;]{{0,40}}(?:{STIMULATOR}|\bgenerator\b|"
    rf"\bipg\b)|\b(?:generator|ipg|battery|stimulator)\b[^.;]{{0,40}}\b(?:replac\w+|implanted|since|"
    r"placed|deplet\w+|eri|eos|eol|dead|died|hold\w*|charg\w+|end of)"
)


def history(papers: list[Profile]) -> Iterator[Finding]:
    """Earlier trials, and what became of an implanted stimulator."""
    for paper in papers:
        flat = paper.document.flat
        if TRIAL.search(flat, paper.part.start, paper.part.end):
            for each in said_in(paper):
                yield from _trials(paper, each)
        if IMPLANTED.search(flat, paper.part.start, paper.part.end):
            yield from told([paper], (*SPENT_RULES, *WORKED_RULES), TOOL)


def _trials(paper: Profile, each: Said) -> Iterator[Finding]:
    words = each.text
    reason = REASONS.search(words)
    if reason is not None and TRIAL.search(words) and not RISK_TALK.search(words):
        meant = meaning(paper, each, reason)
        if meant.presence is Presence.PRESENT and meant.whose is Whose.PATIENT and not OTHER_PERSON.search(words):
            yield told_of(paper, each, reason, REASON, TOOL, time=Time.PAST)
    none = NONE.search(words)
    if none is not None and not NOT_HISTORY.search(words):
        if meaning(paper, each, none).whose is Whose.PATIENT:
            yield told_of(paper, each, none, BEFORE, TOOL, value=Decimal(0))
            yield told_of(paper, each, none, FAILED, TOOL, presence=Presence.ABSENT)
        return
    for match, number in _counts(words):
        meant = meaning(paper, each, match)
        if meant.whose is not Whose.PATIENT or NOT_HISTORY.search(words) or OTHER_PERSON.search(words):
            continue
        yield told_of(paper, each, match, BEFORE, TOOL, value=Decimal(number), time=Time.PAST)
    event = EVENT.search(words)
    bad = BAD.search(words)
    if (
        bad is not None
        and (event is not None or COUNTED.search(words) or OLD_TRIAL.search(words))
        and not NOT_HISTORY.search(words)
    ):
        yield told_of(paper, each, bad, FAILED, TOOL, time=Time.PAST)


OTHER_PERSON = lazy_pattern(
    r"\b(?:neighbou?r|friend|sister|brother|mother|father|cousin|aunt|uncle|coworker|church|another patient|other patients)(?:'s)?\b"
)
RISK_TALK = lazy_pattern(r"\b(?:risks?|hazards?|complications? (?:include|such)|benefits|may|might|could)\b")
OLD_TRIAL = lazy_pattern(
    rf"\btrial (?:in|from|on) (?:\w+ )?(?:19|20)\d\d|\b(?:prior|previous|earlier|past|first|failed) (?:\w+ )?(?:{_TRIAL}|trial\b)"
)


def _counts(words: str) -> Iterator[tuple[re.Match[str], int]]:
    ordinal = ORDINAL.search(words)
    if ordinal is not None:
        yield ordinal, ORDINALS[ordinal["n"]]
        return
    counted = COUNTED.search(words)
    if counted is not None:
        text = counted["n"] or counted["n2"] or ("three" if "three" in counted["twice"] else "two")
        yield counted, int(text) if text.isdigit() else NUMBERS[text]
        return
    event = EVENT.search(words)
    years = {event["y"] for event in EVENT.finditer(words)}
    if event is not None and SEVERAL.search(words, 0, event.end()):
        years.update(YEAR.findall(words, event.start()))
    if event is not None and years and OLD_EVENT.search(words) and not STILL_AHEAD.search(words):
        yield event, len(years)


SEVERAL = lazy_pattern(r"\btrials\b")
YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")
STILL_AHEAD = lazy_pattern(r"\b(?:plan\w*|schedul\w+|request\w*|proceed|booked|upcoming)\b")
OLD_EVENT = lazy_pattern(
    r"\b(?:prior|previous|earlier|past|failed|unsuccessful|had|underwent|history|hx|elsewhere|another|s/p|ago|at (?:an )?outside)\b"
)
