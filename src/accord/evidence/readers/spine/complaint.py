"""The pain itself: since when, where it goes, and that it was complained of.

pain_onset        -- its date is the (latest possible) onset of the spinal pain.
spine_pain        -- a paper in which the patient complains of pain in the region asked about.
axial_pain        -- said to stay in the spine, not to travel into a limb below knee or elbow.
radiating_pain    -- said to travel so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates, durations
from accord.evidence.narrative.sentences import SentenceKind
from accord.evidence.profile import PartKind
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.papers import tells_of_session
from accord.evidence.readers.spine.passages import Passage, finding, passages, regions_in, requested_regions
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "spine-complaint/1"

PAIN = re.compile(
    r"\bpain\w*\b|\bach(?:e|es|ing|y)\b|\bhurt(?:s|ing)?\b|\bsore(?:ness)?\b|\blbp\b|\bcervicalgia\b|"
    r"\blumbago\b|\bdorsalgia\b|\bdiscomfort\b|\bbackache\b|\bsymptoms?\b"
)
CUE = re.compile(
    r"\bcommenc\w+|\boriginat\w+|\bstems? from\b|\bappeared\b|\bcame about\b|\bgot going\b|\bsurfaced\b|\bemerged\b|\bgoes back to\b|"
    r"\bnoticed\b|\bset in\b|\bfirst appeared\b|\barose\b|\bcame to (?:him|her)\b|"
    r"\b(?:ever )?since\b|\bbegan\b|\bbegin(?:ning)?\b|\bstart(?:ed|ing|s)?\b|\bonset\b|\bdat(?:es|"
    r"ing) (?:back )?to\b|\bfirst (?:noted|noticed|felt|developed)\b|"
    r"\bdeveloped\b|\bcame on\b|\bgoing on\b|\bfollowing\b|\bafter (?:a|an|the|falling|lifting|slipping)\b|"
    r"\bhas hurt\b|\bpresent from\b|\btriggered\b"
)
NOT_ONSET = re.compile(
    r"\b(?:rfa|ablation|blocks?|injections?|epidurals?|surgery|fusion|laminectomy|procedure|relief|retired|"
    r"smok\w+|quit|married|physical therapy|pt|meds?|medication|naproxen|"
    r"ibuprofen|meloxicam|tramadol|gabapentin|duloxetine|leg pain|arm pain|numb\w*|weak\w*|walker|cane|"
    r"knee|hip|shoulder|hand|headaches?)\b[^.;,]{0,24}$|\b(?:worse|flare\w*|increas\w+|worsen\w*|better|"
    r"none|no \w+)\b[^.;,]{0,20}$"
)
YEAR = re.compile(r"\b(?P<y>(?:19|20)\d\d)\b")
STARTED = re.compile(
    r"\b(?:noticed|noted|developed) (?:the|this|it|his|her)\b|"
    r"\b(?:plagued|bothered|troubled|dogged) (?:by|with|her|him|them|the)\b|"
    r"\bpresent (?:for|since|now)|\b(?:it has|has) (?:lasted|persisted|been (?:present|going))|\bduration\b|"
    r"\bit (?:all )?(?:began|started|came on|goes back)|\bonset\b|\bgoing on\b|\bproblem (?:began|started)|\bhow long\b"
)
BEFORE_LENGTH = re.compile(
    r"(?:\bfor|\bx|×|\bover|\bpast|\blast|\bsince|\bof|\bduration\W*|\bpresent|\blasted|\bpersisted|,|"
    r"\babout|\bthan|\(|:|\bchronic|"
    r"\bnow)\s*(?:the )?(?:past |last |about |approximately |at least |more than |over |roughly |some )*$"
)
MORE_THAN = re.compile(
    r"(?:>|≥|\bover|\bmore than|\bx|\bfor) ?(?P<n>\d{1,2})\+? ?(?P<unit>y|yrs?|years?|mos?|months?|wks?|weeks?)\b"
)
AND_A_HALF = re.compile(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) and (?:a|one)[ -]half years?|year and a half|"
    r"(?:four|five|six|seven|eight|nine|[4-9]) and (?:a|one)[ -]half months)\b(?! (?:of|with) (?:pt|relief))"
)
SEASONS_AGO = re.compile(
    r"\b(?P<n>\d|two|three|four|five|six) (?:christmas(?:es)?|winters|summers|springs|falls|autumns|"
    r"thanksgivings|easters) ago\b"
)
ONSET_ROW = re.compile(
    r"\W*(?:(?:date|time) of (?:onset|injury onset)|(?:pain |symptom )?(?:onset|duration)|pain (?:began|started)|began|started|since|"
    r"first noticed|how long|when did (?:it|this|the pain) (?:start|begin)|(?:present|going on) (?:for|since))(?: date| of (?:pain|"
    r"symptoms?))?\??(?:\s*[:=|–-]|\s{2,}|\t|\.{2,}|(?= \d))"
)
NOT_ONSET_ROW = re.compile(
    r"\b(?:gabapentin|pregabalin|duloxetine|tramadol|tylenol|acetaminophen|medications?|meds|mg|tablets?|daily|bid|tid|dose|job|work|brace|"
    r"tens|acupuncture|smoking|walker|cane)\b"
)
"""A row of a form that says since when."""
OTHER_BODY = re.compile(
    r"\b(?:knees?|shoulders?|headaches?|migraines?|hands?|wrists?|elbows?|ankles?|chest|abdom\w+|rash|cough|dizziness|"
    r"insomnia|diabetes|hypertension|depression)\b"
)
OTHER_SUBJECT = re.compile(rf"\bcc\W|\b(?:chief )?complaint\b|\bhips?\b|{OTHER_BODY.pattern}")
"""What makes something else the subject of the rows below."""
SINCE_YEAR = re.compile(r"\b(?:since|began|started|onset)\b[^.;]{0,24}\b(?:19|20)\d\d\b")
RIGHT_AFTER_PAIN = re.compile(r"(?:pain|lbp|ache|cervicalgia|lumbago)s?\b[^.;,\d]{1,24}$")
AFTER_LENGTH = re.compile(r"^[ -]*(?:history|hx|h/o|duration|of (?:\w+[ -]){0,5}?(?:pain|lbp|ache|neck|back))")
NOT_LENGTH = re.compile(
    r"\b(?:therapy|pt|chiro\w*|naproxen|ibuprofen|meloxicam|celecoxib|diclofenac|acetaminophen|tylenol|"
    r"nsaids?|relief|improve\w*|better|worse\w*|increas\w*|flare\w*|sessions?|visits?|tried|trial|took|"
    r"takes|"
    r"taking|block|rfa|ablation|s/p|f/u|follow|rtc|return|recheck|stand|sit|walk|lasting|lasted|sleep|hep|"
    r"exercise\w*|acute)\b"
)
YEARS_WORD = re.compile(
    r"\b(?:for|many|several|over the|past|of) (?:many |several |the past |the last |some )?years\b|"
    r"\byears of\b|\bdecades?\b|\byears? of (?:\w+ ){0,3}pain|\blong-?standing\b"
)

LIMB = (
    r"(?:legs?|calf|calves|knees?|foot|feet|toes?|shin|arms?|hands?|fingers?|forearms?|elbows?|extremit\w+|"
    r"thighs?|ribs?|either (?:side|leg|arm))"
)
AXIAL = re.compile(
    rf"\b{LIMB}(?: (?:and|or) {LIMB})? (?:is |are )?(?:fine|normal|spared|unaffected|not affected|"
    rf"free of symptoms|uninvolved|ok)\b|"
    rf"\baxial\b|\bmechanical (?:low )?(?:back|neck)|\bnon-?radiat\w+|\bnon-?radicular|\bnot radicular\b|"
    rf"\b(?:does|do|did)(?:n't| not) (?:radiate|travel|go|spread|extend|shoot|run|move|refer|wrap|pass|"
    rf"track)\b|"
    rf"\b(?:never|without|no|denies(?: any)?|w/o) (?:\w+ ){{0,2}}?(?:radiat\w+|radicular (?:pain|"
    rf"symptoms?)|radiculopathy|shooting|leg (?:pain|symptoms?)|arm (?:pain|symptoms?)|sciatica|referral)|"
    rf"\b(?:nothing|none|not|never|no pain|nil)\b[^.;]{{0,16}}\b(?:into|in|down|to|past|below|"
    rf"beyond)\b (?:the |either |his |her |both )?(?:\w+ )?{LIMB}|"
    rf"\b{LIMB}(?: (?:and|or) {LIMB})?(?: pain| symptoms?)? (?:is|are|was|were) not involved|"
    rf"\b{LIMB} (?:symptoms?|pain)\W{{1,3}}(?:none|no\b|denie[sd]|absent|negative|0)|\b{LIMB} (?:is|"
    rf"are) (?:fine|spared|normal|unaffected|not affected)|"
    rf"\b(?:stays?|remains?|confined|localized|limited|local|restricted|isolated)\b[^.;]{{0,30}}\b(?:above|"
    rf"to the|in the|at the|across|back|neck|low|midline|paraspinal|spine|beltline|belt|buttock)|"
    rf"\b(?:never|not) (?:go |goes |travel |radiate |gone |extending |going )?(?:past|below|"
    rf"beyond)\b[^.;]{{0,22}}\b(?:knee|buttocks?|gluteal|it|shoulder|elbow|thigh|waist|hip|crease)|"
    rf"\b(?:no|not|never|nothing|none)\b (?:\w+ )?(?:pain )?(?:below|past|beyond|distal to) (?:the |her |his |either )?(?:\w+ )?"
    rf"(?:knees?|buttocks?|glute\w*|shoulders?|elbows?|hips?|waist|belt\w*|crest|iliac|trap\w*|deltoids?|scapula\w*)\b|"
    rf"\b(?:crest|buttocks?|hips?|shoulders?|belt\w*|waist|blades?|traps?|trapezius|gluteal)\b,? (?:but |and )?(?:not|no|never|nothing) (?:go\w* )?(?:beyond|"
    rf"below|past|further|farther|lower|distal\w*)\b|\b(?:stops?|ends?) (?:at|above|short of) (?:the |her |his )?(?:\w+ )?(?:knees?|buttocks?|"
    rf"hips?|shoulders?|elbows?|waist|belt\w*|crest|gluteal)\b|"
    rf"\b(?:back|neck) pain only\b|\bno (?:leg|arm|upper extremity|lower extremity)\b[^.;]{{0,14}}(?:pain|"
    rf"symptoms?|sx\b|complaints?)"
)
RADIATING = re.compile(
    r"\b(?:radiat\w+|shoot\w*|travel\w*|goes|going|runs?|running|spread\w*|extend\w*|moves|referr\w+|"
    r"burning|electric\w*|pain)\b[^.;]{0,28}?\b(?:down|into|to|past|through)\b[^.;]{0,24}?\b(?:legs?|calf|"
    r"calves|foot|feet|toes?|shin|below the knee|arms?|hands?|fingers?|forearms?|ankle|lower extremit\w+|"
    r"upper extremit\w+)\b|"
    r"\bsciatica\b|\b(?:leg|arm) pain (?:greater|worse|more|predominates|>|exceeds)|\b(?:leg|arm) ?(?:>|"
    r"greater than|worse than|more than) ?(?:back|neck)|\bpredominantly (?:radicular|leg|arm)\b|"
    r"\bradicular pain\b|\bradicular symptoms\b"
)


def complaint(chart: Chart) -> Iterator[Finding]:
    """Onset, distribution and mention of the pain, from every paper but those of a procedure or of imaging."""
    asked = requested_regions(chart)
    previous: Passage | None = None
    subject: Passage | None = None
    for passage in passages(chart):
        if passage.paper.kind in (PartKind.IMAGING, PartKind.LABORATORY, PartKind.COVER_SHEET) or tells_of_session(
            passage.paper
        ):
            continue
        if passage.section not in ("plan", "family_history", "allergies"):
            if OTHER_SUBJECT.search(passage.text) or (PAIN.search(passage.text) and regions_in(passage.text)):
                subject = passage
            yield from _onset(passage, previous, subject, asked)
            yield from _distribution(passage)
            yield from _complained(passage, asked)
        if passage.kind is not SentenceKind.HEADING:
            previous = passage


def _complained(passage: Passage, asked: tuple[str, ...]) -> Iterator[Finding]:
    pain = PAIN.search(passage.text)
    named = regions_in(passage.text)
    if pain is None or pain[0].startswith("symptom") or not set(named) & set(asked or named) or not named:
        return
    told = passage.told(pain)
    if told and told[0] is Presence.PRESENT and told[1] is Time.CURRENT and told[2] is Whose.PATIENT:
        yield finding(TOOL, "spine_pain", passage)


def _about_pain(passage: Passage, previous: Passage | None, asked: tuple[str, ...]) -> bool:
    """Is the sentence about the spinal pain, itself or as it carries on the one before?"""
    words = passage.text
    before = previous.text if previous is not None and previous.paper is passage.paper else ""
    if PAIN.search(words):
        named = regions_in(words)
        return (
            bool(set(named) & set(asked))
            if named and asked
            else bool(regions_in(before) or not before or STARTED.search(words) or PAIN.search(before) or not named)
        )
    if set(regions_in(words)) & set(asked) and SINCE_YEAR.search(words):
        return True
    elsewhere = set(regions_in(before)).isdisjoint(asked) if asked and regions_in(before) else OTHER_BODY.search(before)
    return bool(STARTED.search(words) and (PAIN.search(before) or regions_in(before)) and not elsewhere)


def _of_pain_form(passage: Passage, subject: Passage | None, asked: tuple[str, ...]) -> bool:
    """A row 'Onset: March 2024' or 'How long: 2 years' below the rows that name the spinal pain."""
    if subject is None or subject.paper is not passage.paper or not ONSET_ROW.match(passage.text):
        return False
    if NOT_ONSET_ROW.search(passage.text) or NOT_LENGTH.search(passage.text):
        return False
    named = set(regions_in(subject.text))
    return bool(named & set(asked)) if asked else bool(named)


def _onset(
    passage: Passage, previous: Passage | None, subject: Passage | None, asked: tuple[str, ...]
) -> Iterator[Finding]:
    if not (_about_pain(passage, previous, asked) or _of_pain_form(passage, subject, asked)):
        return
    pain = PAIN.search(passage.text)
    told = passage.told(pain) if pain is not None else None
    if told is not None and told[2] is not Whose.PATIENT:
        return
    when = min(
        (date for date in (_since(passage), _for(passage)) if date is not None), key=lambda d: d.earliest, default=None
    )
    if when is not None:
        yield finding(TOOL, "pain_onset", passage, date=when)


def _since(passage: Passage) -> PartialDate | None:
    """'since August 2024', 'began in the spring of 2023', 'slipped on January 11, 2026 and has hurt ever since'."""
    words = passage.text
    seen = date_of(passage.paper)
    ago = SEASONS_AGO.search(words)
    if ago is not None and seen is not None:
        return PartialDate(
            seen.year - int({"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}.get(ago["n"], ago["n"]))
        )
    stated = [
        (m.start - passage.start, m.date)
        for m in dates(passage.paper.document, seen)
        if passage.start <= m.start < passage.end
    ]
    covered = {
        at for m in dates(passage.paper.document, seen) for at in range(m.start - passage.start, m.end - passage.start)
    }
    stated += [(m.start(), PartialDate(int(m["y"]))) for m in YEAR.finditer(words) if m.start() not in covered]
    for cue in CUE.finditer(words):
        if NOT_ONSET.search(words[: cue.start()]):
            continue
        after = [(at, date) for at, date in stated if 0 <= at - cue.end() <= 70]
        if after and not re.search(r"[.;]", words[cue.end() : min(after)[0]]):
            return min(after, key=lambda pair: pair[0])[1]
        earlier = [(at, date) for at, date in stated if at < cue.start()]
        if earlier and re.match(r"(?:ever )?since(?: then| that|\b[.,]?$| with)|has hurt", words[cue.start() :]):
            return max(earlier, key=lambda pair: pair[0])[1]
    return None


def _for(passage: Passage) -> PartialDate | None:
    """'low back pain for 6+ years', '3-year history of neck pain', 'chronic LBP x 14 yrs': the latest day it can have begun."""
    seen = date_of(passage.paper)
    if seen is None:
        return None
    words = passage.text
    for mention in durations(passage.paper.document):
        if not passage.start <= mention.start < passage.end:
            continue
        at, end = mention.start - passage.start, mention.end - passage.start
        before, after = words[max(0, at - 60) : at], words[end : end + 60]
        stretched = BEFORE_LENGTH.search(before) or RIGHT_AFTER_PAIN.search(before) or mention.text[0] in ">≥"
        led = stretched and (PAIN.search(words[:at]) or STARTED.search(words))
        if (
            not (led or AFTER_LENGTH.match(after))
            or NOT_LENGTH.search(re.split(r"[.;]", before)[-1])
            or re.match(r"[^.;,]{0,14}\b(?:of|with) (?:pt|physical|nsaid|relief)", after)
        ):
            continue
        return _days_before(seen, mention.days_min)
    bare = MORE_THAN.search(words)
    if bare and PAIN.search(words) and not NOT_LENGTH.search(words[max(0, bare.start() - 30) : bare.end() + 20]):
        return _days_before(
            seen, int(bare["n"]) * (365 if bare["unit"].startswith("y") else 30 if bare["unit"].startswith("m") else 7)
        )
    half = AND_A_HALF.search(words)
    if half and PAIN.search(words) and not NOT_LENGTH.search(words[max(0, half.start() - 40) : half.end()]):
        return _days_before(seen, 365 if "year" in half[0] else 90)
    if PAIN.search(words) and YEARS_WORD.search(words) and not NOT_LENGTH.search(words):
        return _days_before(seen, 365)
    return None


def _days_before(date: PartialDate, days: int) -> PartialDate:
    return PartialDate.of(date.latest - dt.timedelta(days))


def _distribution(passage: Passage) -> Iterator[Finding]:
    words = passage.text
    axial = AXIAL.search(words)
    told_axial = passage.told(axial) if axial is not None and axial[0].startswith("axial") else None
    if told_axial is not None and told_axial[0] is Presence.ABSENT:
        return
    if axial is not None:
        yield finding(TOOL, "axial_pain", passage, place=passage.place(axial.start(), axial.end()))
        return
    match = RADIATING.search(words)
    if match is None or re.search(
        r"\bif\b|\bdeni(?:es|ed)\b|\bno\b|\bnot\b|\bnever\b|\bwithout\b",
        words[max(0, match.start() - 40) : match.start()],
    ):
        return
    told = passage.told(match)
    if told and told[0] is Presence.PRESENT and told[2] is Whose.PATIENT:
        yield finding(TOOL, "radiating_pain", passage, time=told[1], place=passage.place(match.start(), match.end()))
