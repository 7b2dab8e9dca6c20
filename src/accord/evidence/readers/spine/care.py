"""Conservative care of spinal pain: what was tried, how it went, what is only planned.

Concepts care_physical_therapy, care_nsaid, care_acetaminophen, care_manipulation, care_acupuncture, care_home_exercise,
care_other; qualifier outcome: failed, intolerant, contraindicated, helped or not_stated. conservative_care is the whole,
said to be absent where the record says that nothing was tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.spine.papers import tells_of_session
from accord.evidence.readers.spine.passages import CERVICAL, LUMBAR, THORACIC, Passage, finding, passages_of
from accord.records.findings import Finding, Presence, Time, Whose
from accord.records.places import AnyPlace

TOOL = "spine-care/1"

TREATMENTS: tuple[tuple[str, str], ...] = (
    (
        "care_physical_therapy",
        r"\bphysical therap(?:y|ists?)\b|\bphysio(?:therapy)?\b|\bpt\b(?!:)|"
        r"\baquatic therapy\b|\bpool therapy\b|\btherapy visits?\b|\bcore strengthening program\b|"
        r"\bsupervised (?:exercise|therapy)\b|\brehab(?:ilitation)?\b(?! hospital)|\bmckenzie\b|\btherex\b|"
        r"\b97110\b",
    ),
    (
        "care_nsaid",
        r"\bnsaids?\b|\banti-?inflammator\w+|\bibuprofen\b|\bmotrin\b|\badvil\b|\bnaproxen\b|\bnaprosyn\b|"
        r"\baleve\b|\bmeloxicam\b|\bmobic\b|\bcelecoxib\b|\bcelebrex\b|\bdiclofenac\b|\bvoltaren\b|"
        r"\betodolac\b|\bnabumetone\b|\brelafen\b|\bindomethacin\b|\bketorolac\b|\btoradol\b|\boxaprozin\b|"
        r"\bpiroxicam\b|\bsulindac\b|\bketoprofen\b|\bdiflunisal\b|\bsalsalate\b",
    ),
    ("care_acetaminophen", r"\bacetaminophen\b|\btylenol\b|\bapap\b|\bparacetamol\b"),
    (
        "care_manipulation",
        r"\bchiro\w*|\bspinal manipulat\w+|\bmanipulation\b|\bosteopathic manipul\w+|\bomt\b|\badjustments\b|"
        r"\bmanual therapy\b|\bspinal mobili[sz]ation\b|\b98940\b|\b97140\b",
    ),
    ("care_acupuncture", r"\bacupunct\w+|\bdry needling\b"),
    (
        "care_home_exercise",
        r"\bhome (?:exercise|stretching|program)\w*(?: program)?|\bhep\b|\bhome-?based exercise\w*|"
        r"\bdaily (?:stretch\w*|exercises)|\bexercise program\b|\byoga\b|\bstretching (?:program|sheet|"
        r"exercises)",
    ),
)
_TREATMENTS = tuple((concept, re.compile(pattern)) for concept, pattern in TREATMENTS)

_POOR = (
    r"(?:lasting |real |meaningful |significant |sustained |much |any |appreciable |durable |long-?term |"
    r"adequate |sufficient |great |clinical |measurable |substantial |noticeable |other )?"
)
_GAIN = (
    r"(?:change|relief|benefits?|improvement|help|better|effect|response|gains?|progress|difference|"
    r"success|efficacy|avail)"
)
FAILED = re.compile(
    r"\bof (?:little|no|minimal|limited|scant) (?:use|help|benefit|value|avail)\b|\bpain (?:came|went) (?:right |straight )?back\b|"
    r"[:,–-] ?(?:nothing|nil|zero|zilch|no (?:good|use|luck))\b|\bno help\b|\bof no (?:use|help|benefit|"
    r"value|avail)\b|\bnone of (?:which|these|them|"
    r"it|this) (?:gave|provided|"
    r"brought|helped|offered|has|have|had|produced|was|were|worked)|\bneither (?:of which )?(?:helped|gave|"
    r"worked)|\bwaste of time\b|"
    r"\b(?:takes|took) (?:only )?the edge off\b|"
    rf"\b(?:no|without|w/o|little|minimal|inadequate|insufficient|limited|poor|zero|scant|marginal|"
    rf"negligible|incomplete|slight|brief|temporary|transient|short-?lived|modest|partial|"
    rf"mild) {_POOR}{_GAIN}\b|"
    rf"\bno {_POOR}\w* ?{_GAIN}|\bnot (?:at all |really |much |very |been |significantly |"
    rf"a lick )?(?:help\w*|effective|better|improv\w*|enough|beneficial|respond\w*|work\w*|a lick better)|"
    r"\b(?:did|does|do|has|have|had|is|was)(?:n't| not) (?:really |much |seem to |been |significantly |"
    r"adequately )?(?:help\w*|work\w*|relie\w*|respond\w*|improv\w*|touch\w*|provide\w*|better|effective|"
    r"make a difference|control)|"
    r"\bfail(?:ed|ure|s|ing)?\b|\bineffective\b|\bunhelpful\b|\bunsuccessful\w*|\bplateau\w*|"
    r"\brefractory\b|\bunresponsive\b|\bonly (?:mild|slight|brief|temporary|minimal|partial|short|a little|"
    r"modest|transient|helped briefly)\b|"
    r"\bhelp(?:ed|s)? (?:only )?\W?(?:a little|some|slightly|briefly|for a (?:few )?(?:day|hour|week)s?|"
    r"minimally|not at all|not much|little)|\ba little\W? *(?:$|[;,.)])|\(little\)|\bminimal(?:ly)?\b|"
    r"\babout the same\b|\bunchanged\b|\bsame\b(?! (?:dose|program|treatment|day))|"
    r"\bpain (?:persist\w*|continu\w*|remain\w*|unchanged|same)|\bpersist(?:s|ed|ent)\b|\bdespite\b|"
    r"\bworse(?:ned)?\b|\bnothing (?:has )?(?:help\w*|work\w*)|\bno lasting\b|\bno longer (?:help\w*|works|"
    r"effective)|\bto no avail\b|\bcracked it\b|\bnil effect\b|\bno meaningful\b|\bno real\b|"
    r"\bgave up on\b|\bdid nothing\b|\bdoes nothing\b|\bwore off\b|"
    r"[:=–-] ?(?:all )?(?:little|meh|poor|none|min\b|slight)\b|\b(?:all|both|each) (?:little|poor|none|nil|min\b|meh)\b|"
    r"\b(?:min|sl|temp)\.? (?:relief|benefit|help|improvement)\b|\b(?:didn't|did not) (?:hold|last|do (?:much|anything))\b"
)
INTOLERANT = re.compile(
    r"\bupset\w* (?:his|her|the|my|their) (?:stomach|gut)|\braised (?:his|her|the|my) (?:blood pressure|bp|"
    r"creatinine)|\bhives\b|"
    r"\bintoleran\w+|\b(?:could|can|couldn't|could not|cannot|can't|unable to) ?(?:not )?(?:tolerate|take|"
    r"stand|continue|complete|finish)|\bnot tolerated\b|\bhad to (?:quit|stop)|\b(?:stopped|discontinued|"
    r"quit|dc'?d|d/c'?d|held)\b[^.;]{0,30}?(?:for|due|because|secondary|after|2/2|from|:|\(|with|as|-)|"
    r"\b(?:gi|stomach|gastric|epigastric) (?:upset|bleed\w*|distress|burning|pain|irritation|side effects?|"
    r"intolerance)|\bgastritis\b|\bulcers?\b|\bgerd\b|\bedema\b|\bnausea\w*|\brash\b|\bdizz\w+|"
    r"\bside effects?\b|\badverse\b|\bmade (?:him|her|them|me|the pt|pt|patient) \w+|\bkidneys?\b|"
    r"\bcreatinine\b|\bangioedema\b|\ballerg\w+|\bhives\b|\bhyperten\w+ on\b|\bbled\b|\bmelena\b"
)
CONTRAINDICATED = re.compile(
    r"\bcontraindicat\w+|\bnot a candidate for (?:nsaids?|pt)|\bcannot take\b|\bcan't take\b|"
    r"\bmust avoid\b|\bavoid(?:s|ing|ed)? (?:nsaids?|because)|\bno nsaids\b[^.;]{0,30}\b(?:ckd|anticoag\w*|"
    r"apixaban|warfarin|eliquis|xarelto|renal|ulcer|bleed)|\bnsaids?\b[^.;]{0,20}\b(?:contraindicated|"
    r"avoided|not safe)\b"
)
HELPED = re.compile(
    r"\b(?:good|great|excellent|significant|marked|substantial|adequate|complete|"
    r"near[- ]complete) (?:relief|benefit|improvement|response|results?)|\bhelp(?:s|ed|ing)?(?: a lot|"
    r" well| greatly| considerably)?\b(?! (?:w/|with boots|him (?:on|with)|her (?:on|with)|\W?a little|"
    r"only))|\bpain resolved\b|\bpain (?:is )?well controlled\b|\bworks well\b|\bmuch better\b"
)
FAIL_BEFORE = re.compile(
    rf"\b(?:fail(?:ed|ure of|ing|s)?|refractory to|despite|unresponsive to|not responded to|no response to|"
    rf"tried and failed|inadequate response to|unrelieved by|not relieved by|no {_POOR}{_GAIN} (?:from|"
    rf"with|after|despite|of)|"
    rf"without {_POOR}{_GAIN} (?:from|with|after)|little {_GAIN} (?:from|with|after)|"
    rf"minimal {_GAIN} (?:from|with|after)|exhausted|resistant to|has not (?:improved|"
    rf"responded)[^.;]{{0,10}} (?:with|to|after)|persist\w* (?:despite|after|through)|"
    rf"inadequate relief (?:from|with)|ineffective)\b[^.;]{{0,110}}$"
)
WHOLE = re.compile(
    r"\bconservative (?:care|treatments?|tx|therap(?:y|ies)|measures|management|modalities)\b|"
    r"\bnon-?(?:invasive|operative|surgical) (?:care|treatments?|therap(?:y|ies)|management|measures)\b"
)
NONE_TRIED = re.compile(
    r"\b(?:no|never (?:had|tried)|has not (?:had|tried|done|yet tried|yet had)|has(?:n't) (?:tried|had)|"
    r"without (?:any )?(?:trial of )?|not (?:yet )?(?:tried|had|undergone|attempted))\b (?:any |prior |"
    r"previous |other |formal )*(?:conservative|non-?operative|non-?invasive|non-?surgical)|"
    r"\bconservative[^.;]{0,24}\b(?:not tried|none(?: tried)?|not attempted|not yet (?:tried|started))|"
    r"\b(?:nothing|no treatments?)\b[^.;]{0,20}\b(?:tried|attempted)|\bprior (?:treatments?|"
    r"therap\w+)\W{1,3}none\b|\bno (?:treatments?|therapy|medications?) (?:to date|so far|tried|yet)\b|"
    r"\btried\W{1,4}(?:none|nothing|nil)\b|\bnone (?:tried|so far|yet|to date)\b|"
    r"\bno (?:pt|physio\w*|therapy)\b[^.;]{0,24}\bno (?:meds?|medications?|nsaids?|drugs)\b[^.;]{0,20}\b(?:tried|to date|so far|yet)\b|"
    r"\bhas (?:not|yet to) tr(?:ied|y) (?:any|anything)|\btreatments? (?:to date|tried|so far)\W{1,3}none\b"
)
BESIDES = re.compile(r"\b(?:besides|except|other than|apart from|aside from|but)\b")
ELSEWHERE = re.compile(
    r"\bknees?\b|\bshoulders?\b|\bhips?\b|\bankles?\b|\bwrists?\b|\bplantar\b|\belbows?\b|\bvestibular\b|"
    r"\bpelvic floor\b|\bspeech\b|\brotator\b|\bhand (?:oa|arthritis)\b"
)
SPINAL = re.compile("|".join((CERVICAL.pattern, THORACIC.pattern, LUMBAR.pattern)))
THERAPY_PAPER = re.compile(
    r"\bphysical therap\w+|\boutpatient (?:therapy|rehab\w*)|\brehab(?:ilitation)?\b|\bpt (?:llc|pllc|inc|"
    r"pc|summary|discharge|eval|note)|\btherapy (?:discharge|summary|note|plan)|\bplan of care\b"
)
SENDS_TO_THERAPY = re.compile(
    r"\b(?:will refer|refer (?:him |her |pt |patient |them )?(?:to|for)|starts?|to start|to begin|order(?:ed)?)\b[^.;]{0,20}"
    r"\b(?:physical therapy|pt|physio\w*)\b"
)
"""So writes the practitioner who sends to therapy, not the therapist."""
CHIRO_PAPER = re.compile(r"\bchiropract\w+")
VISITS = re.compile(
    r"\b\d{1,2} ?(?:visits?|sessions?|treatments?|appointments?|of \d{1,2}\b)|\bvisits?\b\W{1,20}\d{1,2}\b|"
    r"\battended\W{1,3}\d{1,2}|\bseen \d|\bepisode\b|\b\d{1,2} ?(?:wks?|weeks|months?)\b|"
    r"\btotal (?:of )?\d{1,2}|\b(?:six|eight|ten|twelve|nine|eleven|four) (?:visits|weeks|sessions)"
)
COUNTED_THERAPY = re.compile(
    r" (?:x ?\d|sessions?|visits?|\d+ ?(?:x|visits|sessions|wks?|weeks)|for \d|course|program|trial|failed|"
    r"tried)\b"
)
ACTING = re.compile(
    r" (?:denies|states|reports|is a\b|presents|complains|seen|tolerated|here|returns|had no|has a\b|feels|"
    r"wants|wishes|rates|c/o)\b"
)
INTOLERANT_BEFORE = re.compile(
    r"\b(?:intoleran\w+ (?:of|to)|(?:unable|not able) to (?:complete|tolerate|continue|take|finish)|"
    r"(?:could|can|cannot|can't|couldn't) ?(?:not )?(?:tolerate|take|continue|complete)|had to stop|"
    r"did not tolerate)\b[^.;]{0,40}$"
)
CARRIES_ON = re.compile(
    r"\W*(?:d/?c'?d|discharged|stopped|quit|no (?:change|relief|benefit|help|improvement|lasting|better)|"
    r"not (?:help|effect|better|much)\w*|without|"
    r"minimal|little|did(?:n't| not)|it (?:did|didn't|helped|gave|was|made)|this (?:did|helped|gave)|these|"
    r"none of|neither|nothing|"
    r"plateau|unchanged|failed|ineffective)\b"
)
TAIL = 130
PLANNED_HERE = re.compile(
    r"\b(?:planned|will (?:start|begin|try|continue|refer)|refer(?:ral|red)?\b|to start|to begin|scheduled|"
    r"consider|recommend\w*|considering|not (?:yet )?started|order(?:ed)?|prescribed today|"
    r"start(?:ing)? (?:on|today)?)\b"
)


def care(chart: Chart) -> Iterator[Finding]:
    """Every treatment of the spine that the record tells of, and every statement that none was tried."""
    for paper in chart.patient_papers:
        if paper.kind in (PartKind.IMAGING, PartKind.COVER_SHEET, PartKind.LABORATORY) or tells_of_session(paper):
            continue
        told = list(passages_of(paper))
        yield from _of_therapy_paper(paper, told)
        for passage, following in zip(told, [*told[1:], None], strict=False):
            if not NONE_TRIED.search(passage.text):
                yield from treatments(passage, following)
            yield from _whole(passage)


def _whole(passage: Passage) -> Iterator[Finding]:
    if NONE_TRIED.search(passage.text) and BESIDES.search(passage.text):
        return
    if NONE_TRIED.search(passage.text):
        yield finding(TOOL, "conservative_care", passage, presence=Presence.ABSENT)
    elif WHOLE.search(passage.text):
        yield finding(TOOL, "conservative_care", passage)


def treatments(
    passage: Passage, after: Passage | None, table: Sequence[tuple[str, re.Pattern[str]]] = _TREATMENTS
) -> Iterator[Finding]:
    """Each treatment of the sentence with the outcome that its own words give it, or the next sentence if it carries on."""
    words = passage.text
    hits = sorted(
        ((m.start(), m.end(), concept, m) for concept, pattern in table for m in pattern.finditer(words)),
        key=lambda hit: hit[:3],
    )
    for index, (start, end, concept, match) in enumerate(hits):
        following = next((s for s, _, other, _ in hits[index + 1 :] if other != concept), len(words))
        clause = words[max(0, words.rfind(";", 0, start)) : end + 40]
        if ELSEWHERE.search(clause) and not SPINAL.search(words):
            continue
        told = passage.told(match)
        if told is None or told[2] is not Whose.PATIENT or _means_patient(passage, start, end):
            continue
        outcome = _outcome(words, start, end, following, len(hits))
        support: tuple[AnyPlace, ...] = ()
        if (
            outcome == "not_stated"
            and after is not None
            and (index + 1 == len(hits) or len(hits) == 1)
            and CARRIES_ON.match(after.text)
        ):
            outcome = _outcome(after.text, 0, 0, len(after.text), 1)
            support = (after.place(),) if outcome != "not_stated" else ()
        presence, time = told[0], told[1]
        if time is Time.PLANNED and outcome in ("failed", "intolerant") and not _is_planned(words, start, end):
            time = Time.PAST
        if (
            presence is Presence.ABSENT
            and outcome in ("failed", "intolerant", "contraindicated")
            and not re.search(r"\b(?:never|not) (?:tried|had|done|started|yet)\b|\bdeclin", words)
        ):
            presence = Presence.PRESENT
        if concept == "care_acupuncture" and CERVICAL.search(words) and not LUMBAR.search(words):
            concept = "care_other"
        yield finding(
            TOOL,
            concept,
            passage,
            presence=presence,
            time=time,
            qualifiers={"outcome": outcome},
            place=passage.place(start, end),
            support=support,
        )


def _means_patient(passage: Passage, start: int, end: int) -> bool:
    """'pt' in small letters is the patient unless a count or a result follows; 'PT' is the therapy unless it acts."""
    if passage.text[start:end] != "pt":
        return False
    after = passage.text[end : end + 24]
    if passage.paper.document.text[passage.start + start : passage.start + end] != "PT":
        return not COUNTED_THERAPY.match(after)
    return bool(ACTING.match(after))


def _is_planned(words: str, start: int, end: int) -> bool:
    return bool(PLANNED_HERE.search(words[max(0, start - 30) : end + 30]))


def _outcome(words: str, start: int, end: int, following: int, count: int) -> str:
    """What is said of one treatment: up to the next one, a semicolon or the end; or of a whole list before or after it."""
    stop = next((m.start() for m in re.finditer(r";|\. ", words[end:])), len(words) - end) + end
    own = words[end : min(following, stop, end + TAIL)]
    for name, pattern in (
        ("contraindicated", CONTRAINDICATED),
        ("intolerant", INTOLERANT),
        ("failed", FAILED),
        ("helped", HELPED),
    ):
        if pattern.search(own):
            return name
    if INTOLERANT_BEFORE.search(words[:start]):
        return "intolerant"
    if FAIL_BEFORE.search(words[:start]):
        return "failed"
    if CONTRAINDICATED.search(words[max(0, start - 40) : end + 20]):
        return "contraindicated"
    if count > 1 and stop > following and re.search(r",| and |/|\+|&", own):
        tail = words[following:stop]
        if re.search(
            r"\b(?:all|none|neither|both|without|with no|no|nothing|but|has|have|were|failed)\b", tail
        ) and FAILED.search(tail):
            return "failed"
    return "not_stated"


def _of_therapy_paper(paper: Profile, told: list[Passage]) -> Iterator[Finding]:
    """A therapist's own paper proves the therapy; its closing words tell how it went."""
    head = paper.document.flat[paper.part.start : paper.part.start + 400]
    chiropractor = bool(CHIRO_PAPER.search(head)) and paper.kind in (
        PartKind.THERAPY_NOTE,
        PartKind.VISIT_NOTE,
        PartKind.OTHER,
    )
    therapist = paper.kind is PartKind.THERAPY_NOTE or (
        paper.kind in (PartKind.OTHER, PartKind.DISCHARGE_SUMMARY) and THERAPY_PAPER.search(head)
    )
    if not (therapist or chiropractor) or ("telephone" in head[:80]):
        return
    whole = " ".join(passage.text for passage in told)
    if not chiropractor and SENDS_TO_THERAPY.search(whole):
        return
    if ELSEWHERE.search(head) and not SPINAL.search(whole):
        return
    done = next((p for p in told if VISITS.search(p.text)), None)
    if done is None:
        return
    outcome, proof = "not_stated", ()
    for name, pattern in (("failed", FAILED), ("intolerant", INTOLERANT), ("helped", HELPED)):
        saying = next(
            (p for p in told if pattern.search(p.text) and not re.search(r"\bcontinue|\bsame day\b", p.text)), None
        )
        if saying is not None:
            outcome, proof = name, (saying.place(),)
            break
    support: tuple[AnyPlace, ...] = tuple(place for place in proof if place != done.place())
    yield finding(
        TOOL,
        "care_manipulation" if chiropractor else "care_physical_therapy",
        done,
        time=Time.PAST,
        qualifiers={"outcome": outcome},
        support=support,
    )
