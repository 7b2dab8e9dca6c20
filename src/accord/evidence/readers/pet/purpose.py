"""What the scan is for, and which one in number it is.

pet_initial_purpose, pet_guides_management -- what depends on it; absent: surveillance without a question.
pet_earlier_initial -- a scan before for the first plan; absent: none.
pet_scan_number     -- which scan in number after the first treatment is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.pet.cancer import of_patient
from accord.evidence.readers.pet.words import OTHER_PET, PET, PET_WORD
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import meaning, on_day, told_of, told_on_day
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "pet/2"
PURPOSE, GUIDES, EARLIER, NUMBER = (
    "pet_initial_purpose",
    "pet_guides_management",
    "pet_earlier_initial",
    "pet_scan_number",
)

REASON = lazy_pattern(
    r"\b(?:indication|reason(?: for (?:exam|study|request|test))?|purpose|strategy|clinical (?:question|indication))\b\W{1,3}"
)
STAGING = lazy_pattern(
    r"\b(?:(?<!re)(?<!re-)stag(?:e|es|ing)|extent|candidate|resectab\w*|operab\w+|before (?:surgery|"
    r"chemo\w*|radiation|treatment|therapy|lobectomy|biops\w+|resection)|"
    r"prior to (?:surgery|\w*ectomy|chemo\w*|radiation|treatment|therapy|biops\w+|resection)|biopsy "
    r"(?:site|target)|(?:site|target) (?:to|for) biops\w+|"
    r"initial (?:treatment )?strategy|treatment plan\w*|radiation plan\w*|metasta\w+|mets\b|distant|occult|"
    r"nodes? (?:involved|positive|status)|nodal (?:status|involvement)|surgical)\b"
)
NOT_INITIAL = lazy_pattern(
    r"\b(?:restag\w+|re-stag\w+|response|regional (?:lymph )?nod\w+|surveillance|showed|shows|demonstrat\w+|revealed|no pet|prior pet|"
    r"previous pet|after (?:treatment|chemo\w*|therapy|radiation|completion)|recurren\w+|relapse\w*|not needed|_{2,})\b|_{2,}"
)
QUESTION = lazy_pattern(
    r"\b(?:(?:assess|evaluat\w+|determine|gauge|for|treatment|therapy|metabolic|judge|"
    r"document)\b[^.;]{0,24}\bresponse|response (?:assess\w+|evaluat\w+|to (?:chemo\w*|therapy|treatment|"
    r"radiation|immuno\w+))|"
    r"recurren\w+|relapse\w*|guide\w*|decid\w*|decision|determine\w*|whether|choose|choice|change (?:in )?(?:management|treatment|therapy)|rising|"
    r"consolidat\w+|next (?:line|treatment|step)|salvage|continue or|de-?escalat\w+|biopsy if|if (?:positive|negative|cr|pr|avid|active|persistent)|"
    r"progress(?:ion|ing|ed)|residual|enlarg\w+|new (?:node|nodule|lesion|mass|adenopathy|symptoms?))\b"
)
NO_QUESTION = lazy_pattern(
    rf"\b{PET}[^.;]{{0,40}}\b(?:(?<!ct )(?<!mri )(?:showed|shows|demonstrat\w+|revealed)|was (?:done|"
    rf"performed))\b|\b(?:no pet|not needed|last pet|prior pet|previous pet|no (?:evidence|sign|suspicion|"
    rf"concern)\w* (?:of|for)|"
    r"\d{1,2}/\d{1,4}(?:/\d{2,4})? (?:showed|deauville))\b|_{2,}"
)
SURVEILLANCE = Rule(
    GUIDES, lazy_pattern(
    rf"\b(?:routine|annual|yearly|asymptomatic) (?:[\w-]+ ){{0,2}}?surveillance\b[^.;]{{0,50}}|\bsurveillance {PET}"), Presence.ABSENT, lazy_pattern(
    r"\b(?:rising|recurren\w+|guide|decid\w*|decision|determine|whether|suspicio\w+|symptom\w* of|"
    r"new (?:lesion|nodule|mass)|not)\b"), Time.CURRENT)  # fmt: skip
BEFORE = lazy_pattern(
    rf"\b(?:prior|previous|earlier|past|other|history of|any)\b[^.;:?]{{0,14}}\b{PET}|\b{PET}\W{{0,2}}(?:history|hx|before)\b|\bfirst {PET}|"
    rf"\binitial {PET}\W{{1,3}}none before"
)
NONE_YET = lazy_pattern(
    rf"\bno (?:prior |previous |earlier |other |history of |known )*{PET}(?=(?: (?:yet|so far|to date|"
    rf"before|has been|have been|done|performed|on file|for this|"
    r"in the (?:past|system)|was (?:done|performed|ever)|ever)\b|\W*$|[;,]))|"
    rf"\bno (?:prior|previous|earlier|other|history of) (?:[\w-]+ ){{0,2}}?{PET}|\bfirst {PET}|"
    rf"\b(?:never|not) (?:yet )?(?:has )?had (?:an? |any )?(?:prior )?{PET}|\b{PET}(?: has| have)? (?:not|"
    rf"never) (?:yet )?(?:been )?(?:done|performed|had|obtained)|"
    rf"\bdenies (?:any )?(?:prior |previous |having had (?:an? )?)*{PET}|\binitial {PET}\W{{1,3}}none "
    rf"before|\b{PET}\W{{1,3}}(?:none|never)(?=\W*$|[,;.])"
)
LATER = lazy_pattern(
    r"\b(?:subsequent|ps|restag\w+|surveillance|post-?(?:treatment|therapy|chemo\w*)|follow-?up|since|after (?:the )?(?:\w+ )?(?:end|"
    r"completion|completing|treatment|therapy|chemo\w*|surgery|radiation))\b"
)
STAGED = Rule(
    EARLIER, lazy_pattern(
    rf"\b(?:initial|staging|baseline|pre-?treatment) {PET} (?:[\w-]+ ){{0,2}}?(?:on|of|from|done|"
    rf"performed|in|dated|showed|shows|demonstrated|revealed|was|\d{{1,2}}/)|\b(?:initial|staging) "
    rf"{PET}[^.;]{{0,30}}\b(?:performed|done|last month|showed)\b"),
    Presence.PRESENT, lazy_pattern(
    r"\b(?:request\w*|order\w*|schedul\w+|plan\w*|will|need\w*|is (?:indicated|needed|requested)|"
    r"no|not|never|if|in (?:19|20)[01]\d)\b"), Time.PAST)  # fmt: skip
ORDINAL = {
    word: n
    for n, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th"), 1)
    for word in words.split()
}
COUNT_WORDS = {word: n for n, word in enumerate(["none", "one", "two", "three", "four", "five", "six"])} | {
    "no": 0,
    "zero": 0,
    "a": 1,
}
NUMBERED = lazy_pattern(
    rf"\b(?P<n>{'|'.join(ORDINAL)}) (?:[\w-]+ ){{0,3}}?(?:{PET})|\b{PET} (?:#|no\.? ?|number )(?P<d>\d)\b"
)
MADE_SO_FAR = lazy_pattern(
    rf"\b(?:number of |total |prior |previous )*(?:ps|subsequent|post-?(?:treatment|therapy)|restaging|"
    rf"follow-?up)(?: \(ps\))? (?:{PET}|scans?|studies)"
    rf"(?: (?:count|done|to date|so far|performed|since \w+))*\s*[:=]\s*(?P<n>\d|none|zero|one|two|three|four|five)\b|"
    rf"\b(?:ps|subsequent) {PET}?\s*count\s*[:=]\s*(?P<n3>\d)\b|"
    rf"\b(?P<n2>one|two|three|four|\d) (?:prior |previous )?(?:ps|subsequent|post-?(?:treatment|therapy)|"
    rf"restaging) {PET}[^.;]{{0,30}}\b(?:so far|to date|done|performed|were|was)\b"
)
NONE_SINCE = lazy_pattern(
    rf"\bno {PET}[^.;]{{0,40}}\b(?:since|after)\b|\bno (?:subsequent|restaging|post-?treatment|follow-?up) {PET}"
)
ROW = lazy_pattern(rf"\b{PET}[^\n]{{0,24}}?\b(?P<kind>pi|ps)\b|\b(?P<kind2>pi|ps)\b[^\n]{{0,24}}?\b{PET}")
DAY = lazy_pattern(r"\b\d{1,2}/\d{1,2}/\d{2,4}|\b\d{1,2}/(?:20)?\d\d\b|\b20\d\d-\d\d-\d\d")
NO_MORE = lazy_pattern(
    r"\b(?:none since|no others?|no other (?:pet|scans?)\w*|no further (?:pet|scans?)|complete list|denies "
    r"(?:any )?(?:other )?pet\w*(?: scans?)? (?:at|elsewhere|else)|none elsewhere)\b"
)


def purposes(chart: Chart, papers: Sequence[Profile]) -> Iterator[Finding]:
    """Findings of all that."""
    yield from told_on_day(chart, papers, (SURVEILLANCE, STAGED), TOOL, but=(Presence.POSSIBLE,))
    for paper in papers:
        told = list(said_in(paper))
        asks = PET_WORD.search(paper.document.flat, paper.part.start, paper.part.end) is not None
        if not asks:
            continue
        for index, each in enumerate(told):
            after = told[index + 1] if index + 1 < len(told) else None
            before = told[index - 1] if index else None
            for found in (
                *_purpose(paper, each),
                *_guides(paper, each, before, after),
                *_earlier(paper, each),
                *_number(paper, each),
            ):
                yield on_day(chart, paper, each, found)
        yield from _listed(chart, paper, told)


def _purpose(paper: Profile, each: Said) -> Iterator[Finding]:
    """The scan, or the reason that a request for it gives, with what is to be found before treatment."""
    text = each.text
    thing = PET_WORD.search(text) or REASON.search(text)
    says = STAGING.search(text)
    if thing is None or says is None or NOT_INITIAL.search(UNTICKED.sub(" ", text)) or OTHER_PET.search(text):
        return
    meant = meaning(paper, each, says)
    of_scan = meaning(paper, each, thing)
    if (
        Presence.ABSENT in (meant.presence, of_scan.presence)
        or of_scan.time is Time.PAST
        or meant.whose is not Whose.PATIENT
    ):
        return
    if of_scan.hypothetical and of_scan.presence is Presence.POSSIBLE:
        return
    yield told_of(paper, each, says, PURPOSE, TOOL, time=Time.PLANNED)


UNTICKED = lazy_pattern(r"(?:\[ ?\]|\( \)|☐)[^\[(☐☒☑]*")


def _guides(paper: Profile, each: Said, before: Said | None, after: Said | None) -> Iterator[Finding]:
    """The question that the scan is to answer, in its sentence or in the one before or behind it."""
    text = each.text
    thing = PET_WORD.search(text) or REASON.search(text)
    if thing is None or NO_QUESTION.search(text) or OTHER_PET.search(text):
        return
    of_scan = meaning(paper, each, thing)
    if of_scan.presence is Presence.ABSENT or of_scan.time is Time.PAST or of_scan.whose is not Whose.PATIENT:
        return
    asked = ASKED.search(text) is not None
    for other in (each, before if asked else None, after if asked else None):
        says = QUESTION.search(other.text) if other is not None else None
        if other is None or says is None or NO_QUESTION.search(other.text):
            continue
        meant = meaning(paper, other, says)
        if meant.presence is not Presence.ABSENT and meant.whose is Whose.PATIENT and meant.time is not Time.PAST:
            yield told_of(paper, other, says, GUIDES, TOOL, time=Time.PLANNED)
            return


ASKED = lazy_pattern(r"\b(?:request\w*|order\w*|needed|indicated|recommend\w*|obtain|get|plan\w*|repeat)\b")


def _earlier(paper: Profile, each: Said) -> Iterator[Finding]:
    """No scan before, by a sentence or by the answer to a question."""
    text = each.text
    if OTHER_PET.search(text) and not re.search(r"\bfdg\b", text):
        return
    if LATER.search(text):
        return
    none = NONE_YET.search(text)
    if none is not None and meaning(paper, each, none).whose is Whose.PATIENT:
        yield told_of(paper, each, none, EARLIER, TOOL, presence=Presence.ABSENT)
        return
    label = BEFORE.search(text)
    if label is None:
        return
    meant, answer = meaning(paper, each, label), answered(text, label.end())
    if (
        answer is Answer.NO
        or ZERO.match(text, label.end())
        or (meant.presence is Presence.ABSENT and not meant.hypothetical and answer is not Answer.BLANK)
    ):
        yield told_of(paper, each, label, EARLIER, TOOL, presence=Presence.ABSENT)


ZERO = lazy_pattern(r"[\w ]{0,20}[:=]\s*0\b")


def _number(paper: Profile, each: Said) -> Iterator[Finding]:
    text = each.text
    made = MADE_SO_FAR.search(text)
    if made is not None:
        told = made["n"] or made["n2"] or made["n3"]
        number = int(told) if told.isdigit() else COUNT_WORDS[told]
        if of_patient(paper, each, made) or number == 0:
            yield told_of(paper, each, made, NUMBER, TOOL, value=Decimal(number + 1))
        return
    none = NONE_SINCE.search(text)
    if none is not None:
        yield told_of(paper, each, none, NUMBER, TOOL, value=Decimal(1))
        return
    match = NUMBERED.search(text)
    if match is not None and LATER.search(text) and of_patient(paper, each, match):
        number = ORDINAL[match["n"]] if match["n"] else int(match["d"])
        yield told_of(paper, each, match, NUMBER, TOOL, value=Decimal(number))


def _listed(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """A dated list of scans by strategy that is said to be complete: the next one follows on those marked PS."""
    text = paper.document.text.lower()
    rows = [
        line
        for line in text[paper.part.start : paper.part.end].split("\n")
        if DAY.search(line) and (m := ROW.search(line)) is not None and (m["kind"] or m["kind2"])
    ]
    later = [line for line in rows if (m := ROW.search(line)) is not None and (m["kind"] or m["kind2"]) == "ps"]
    closing = next(((each, m) for each in told if (m := NO_MORE.search(each.text))), None)
    if not rows or closing is None:
        return
    each, match = closing
    yield on_day(chart, paper, each, told_of(paper, each, match, NUMBER, TOOL, value=Decimal(len(later) + 1)))
