"""What practitioners say of oxygen tests and of oxygen: ordered, looked at, expected to help; and how the patient moves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.sentences import line_at, lines
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.people import same_person
from accord.evidence.readers.mentions import about, date_of, voice, whose
from accord.evidence.readers.oxygen.benefit import benefit_in
from accord.evidence.readers.oxygen.cues import cues
from accord.evidence.readers.oxygen.judged import judges_a_test, orders_a_test
from accord.evidence.readers.oxygen.performers import OWN_METER, QUALIFIED, SHOP_TESTED, STORE_SECTION, SUPPLIER
from accord.evidence.readers.oxygen.reports import is_report
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.records.places import AnyPlace

TOOL = "oxygen/1"
_O2 = r"(?:oxygen|o2)"
_MOBILE = re.compile(
    r"\b(?<!non-)(?<!non )(?:walk\w*|ambulat\w*|mov(?:es|ing)|gets?|getting|goes|wheels?|propel\w*|shuffl\w+|"
    r"up)\b[^.;]{0,50}\b(?:all over|around|about|throughout|through|in|within|to|across|between|up|"
    r"down) (?:\w+ ){0,3}(?:house|home|apartment|apt|condo|trailer|room to room|rooms?|hallway|kitchen|"
    r"bathroom|indoors|household|mailbox|mail ?box|porch|stairs|steps|yard|ranch)\b|\b(?:ambulat\w+|walks?|walking|"
    r"mobile|gait)\b (?:\w+ ){0,2}(?:independent\w*|(?:with|using|w/) (?:a |an |her |his |"
    r"the )?(?:\w+[ -]){0,2}(?:walker|cane|rollator|crutch\w*|assist\w*|device|aid)|without (?:an? |any )?"
    r"(?:assist\w*|aid|cane|walker|device|help))|\bindependent(?:ly)?\b[^.;]{0,25}\b(?:ambulat\w*|mobility|mobile|"
    r"adls?|walking|gait|transfers)|\b(?:remains |is |still |fully )?(?<!non-)(?<!non )ambulatory\b(?! (?:oximetry|"
    r"sat|surgery|care|"
    r"referral|monitor|visit|spo2))|\b(?:household|community|limited) ambulat(?:or|ion)\b|"
    r"\bmobile (?:with)?in (?:the |her |his )?(?:home|house)|"
    r"\bup (?:and|&) about\b|\bamb(?:ulates|s)?\.? (?:indep\w*|ad lib|w/ ?(?:a )?(?:walker|cane|rw|rollator|sbqc)|with (?:a )?(?:walker|cane|rw|rollator))|"
    r"\bself[ -]propel\w*|\bdoes (?:her|his) own (?:\w+ )?(?:cooking|housework|laundry|shopping|"
    r"chores|cleaning|adls)|\b(?:climbs|does|takes|manages|goes up)\b[^.;]{0,20}\bstairs\b|"
    r"\blives alone[ ,]+(?:and )?independent|\bpush\w* (?:a |her |his )?(?:walker|rollator|wheelchair)|\bpaces\b|"
    r"\bwheelchair\b[^.;]{0,30}\b(?:independ\w+|around|in the home|at home|by (?:him|her)self)|\bwalks? (?:her|his|"
    r"the|their) dogs?\b|\bup ad lib\b"
)
_IMMOBILE = re.compile(
    r"\bbed[ -]?(?:bound|ridden|fast)\b|\bconfined to (?:a |the |her |his )?(?:bed|chair|recliner|bedroom)|"
    r"\bnon[ -]?ambulatory\b|\bchair[ -]?(?:bound|fast)\b|\b(?:cannot|can't|can not|unable to|does not|doesn't|"
    r"no longer) (?:walk\b(?! (?:far|more|up|long|fast|without|a block|\d|the|to|for|distance))|"
    r"ambulate\b(?! (?:far|more|without|long|\d))|"
    r"get out of bed|leave (?:the |her |his )?bed|get up|stand or walk)|\bhoyer\b|\btotal(?:ly)? (?:care|"
    r"dependent)|\bbed to chair only\b|\bstays in bed\b|\bno longer (?:walks|ambulates|ambulatory|mobile)\b"
)
_COMPLAINT = (
    r"(?:comfort|dyspnea|breathlessness|air hunger|(?:shortness|short) of breath|sob|doe|being (?:winded|breathless)|angina|"
    r"chest (?:pain|discomfort|tightness)|anxiety|claudication|(?:leg|foot|limb|calf) (?:pain|ulcers?|ischemia)|foot ulcers?|"
    r"wounds?(?: healing)?|pad|pvd|fatigue|energy|tiredness|reassurance|palliation|palliative \w+|end of life|peace of mind|"
    r"symptom (?:relief|control)|symptomatic relief|feeling (?:of )?(?:breathless\w*|winded)|poor circulation|terminal \w+)"
)
_OTHER_REASON = re.compile(
    rf"\b{_O2}\b[^.;]{{0,40}}\b(?:for|to (?:ease|relieve|help|treat)) (?:\w+ ){{0,4}}?{_COMPLAINT}\b|"
    rf"\b{_O2}\b[^.;]{{0,24}}\b(?:is|was|being|are)? ?(?:asked for|requested|wanted|sought|desired|ordered|prescribed|meant|"
    rf"intended)\b[^.;]{{0,30}}\b(?:for|because of|due to|to (?:ease|relieve|help)|on account of)\b (?:\w+ ){{0,4}}?{_COMPLAINT}\b|"
    rf"\b(?:reason|indication|purpose|rationale|goal|basis) (?:for|of) (?:the |her |his |home |requested |this )*{_O2}\b[^.;]{{0,30}}"
    rf"(?:\bis\b|\bwas\b|:|=)[^.;]{{0,30}}\b{_COMPLAINT}\b|"
    rf"\b(?:wants?|asks?|asking|requests?|requesting|would like|hopes?|desires?)\b[^.;]{{0,30}}\b{_O2}\b[^.;]{{0,40}}\b(?:for|"
    rf"because of|to (?:ease|relieve|help))\b (?:\w+ ){{0,4}}?{_COMPLAINT}\b"
)
_EASES = re.compile(
    rf"\b(?:{_O2}|\d(?:\.\d)? ?(?:l|lpm|l/min|liters?))\b[^.;]{{0,60}}[;,]? ?(?:\w+ ){{0,3}}?(?:expect|hope|think|trust|believe)\w* "
    rf"(?:that )?(?:it|this|oxygen) (?:to|will|would|can|should|may) (?:ease|relieve|help|lessen|calm|comfort|reduce)\w* (?:with )?(?:\w+ ){{0,3}}?"
    rf"{_COMPLAINT}\b"
)
_WITHOUT_HYPOXEMIA = re.compile(
    r"\b(?:dyspnea|breathlessness|shortness of breath|sob|doe|angina|air hunger)\b(?: on exertion)?[,:]? ?(?:\(|but )?(?:without|with no|not due to|"
    r"not from|not explained by|in the absence of|no)\b (?:any |documented |evidence of |demonstrable |demonstrated |associated )*"
    r"(?:hypox\w+|desat\w*|low oxygen)\b(?! (?:at rest|on room air at rest|awake|while awake|by day|so far|yet|today|this visit|when))"
)
# a reason that is denied, that goes with hypoxemia, or that is why somebody is tested
_NO_OTHER_REASON = re.compile(
    rf"hypox|desat|saturat|pao2|\bsats?\b|\b(?:no|not|never|without|nor|deny|denies|declin\w+|refus\w+)\b[^.;]{{0,30}}\b{_O2}\b|"
    rf"\b{_O2}\b[^.;]{{0,24}}\b(?:not|never|evaluation|assessment|study|check|levels?)\b"
)
_INTO_PAP = re.compile(
    rf"\b(?:bled|bleed|bleeds|bleeding|entrain\w*|titrated|fed|feed|added|teed|run|piped|inline|in-line|"
    rf"connected)\b[^.;]{{0,40}}\b(?:into|in to|through|to|in|with|via)\b[^.;]{{0,20}}\b(?:c?pap|bi-?pap|bi-?level|"
    rf"asv|avaps|circuit|machine)\b|"
    rf"\b(?:bleed|bled)[ -]?in\b|\b(?:{_O2}|\d ?(?:l|lpm|l/min|liters?))\b[^.;]{{0,24}}\b(?:with|via|through|into|"
    rf"added to|in line with) (?:the |her |his )?(?:c?pap|bi-?pap|bi-?level|asv|avaps)\b|\b(?:c?pap|bi-?pap|"
    rf"bi-?level)\b (?:with|plus|and|\+) (?:supplemental |nocturnal |\d ?(?:l|lpm) )?{_O2}\b"
)
_ORDERED_LINE = re.compile(
    r"\b(?:ordered(?: by)?|ordering (?:practitioner|provider|physician|md|clinician|dr\.?|prov)|requested by|"
    r"requesting (?:practitioner|provider|physician|md)|referring (?:practitioner|provider|physician|md)|"
    r"ref(?:erred)? by|order(?:ed)? per|ordering)\b\s*[:.]*\s*(?P<name>[a-z][^\n]{2,60})"
)
_TELLERS = (
    PartKind.VISIT_NOTE, PartKind.DISCHARGE_SUMMARY, PartKind.LETTER, PartKind.OTHER, PartKind.CHART_EXTRACT, PartKind.MESSAGES, PartKind.ORDER,
    PartKind.OXIMETRY, PartKind.LABORATORY, PartKind.EMERGENCY_REPORT, PartKind.THERAPY_NOTE, PartKind.PROCEDURE_NOTE,
)  # fmt: skip


def told(chart: Chart) -> Iterator[Finding]:
    """Orders and evaluations of tests, expected benefit and mobility, from the papers of practitioners."""
    for paper in chart.papers:
        if is_report(paper):
            yield from _order_lines(chart, paper)
            yield from _own_reading(chart, paper)
        if paper.kind in _TELLERS and speaker(chart, paper) is Voice.CLINICIAN:
            yield from _sentences(chart, paper)


_OLD_FLOW = re.compile(
    r"\b(?:old|previous\w*|prior|former|was|were|current(?:ly)?|existing|already|from|has|present|up to|max\w*|"
    r"capable|capacity)\b"
)


def ordered_flows(chart: Chart) -> Iterator[Finding]:
    """Liters a minute that an order asks for; order: 'new', or 'old' for what it replaces."""
    for paper in chart.papers:
        if paper.kind is not PartKind.ORDER:
            continue
        document = paper.document
        for line in lines(document):
            if not paper.part.start <= line.start < paper.part.end or line.blank:
                continue
            for cue in cues(document.flat, line.start, line.end):
                if cue.flow is None or STORE_SECTION.search(document.flat, paper.part.start, line.end):
                    continue
                old = bool(_OLD_FLOW.search(document.flat, line.start, cue.start))
                yield Finding(
                    "ordered_oxygen_flow", document.place(line.start, line.end), date=date_of(paper), value=cue.flow, unit="L/min",
                    whose=whose(Whose.PATIENT, paper), qualifiers={"order": "old" if old else "new", **about(paper)}, voice=voice(paper),
                    tool=TOOL,
                )  # fmt: skip


def speaker(chart: Chart, paper: Profile) -> Voice:
    """Who speaks: a result that the requesting practitioner signed is a clinician's word, whatever its kind."""
    said = voice(paper)
    signature, asked = paper.signature, chart.request.requester.name
    if said is Voice.FACILITY and signature is not None and signature.treating and asked is not None:
        return Voice.CLINICIAN if same_person(signature.name, asked.value) else said
    return said


def voice_of(chart: Chart, paper: Profile, by: str) -> Voice:
    if by == SUPPLIER:
        return Voice.SUPPLIER
    said = speaker(chart, paper)
    return Voice.FACILITY if by == QUALIFIED and said is Voice.UNKNOWN else said


def _sentences(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """Sentence by sentence, with the two before, on which 'it' may depend."""
    before: list[str] = []
    for each in said_in(paper):
        context = " ".join([*before[-2:], each.text])
        order = orders_a_test(each.text)
        if order:
            yield _finding(chart, paper, each, order, "oxygen_test_ordered", Presence.PRESENT)
        look = judges_a_test(each.text, context)
        if look and not _of_another_test(paper, each):
            yield _finding(chart, paper, each, look, "oxygen_test_evaluated", Presence.PRESENT)
        yield from _benefit(chart, paper, each, before[-1] if before else "")
        yield from _mobility(chart, paper, each)
        reason = _OTHER_REASON.search(each.text) or _EASES.search(each.text)
        if reason and _NO_OTHER_REASON.search(each.text):
            reason = None
        reason = reason or _WITHOUT_HYPOXEMIA.search(each.text)
        if reason:
            yield _finding(chart, paper, each, reason, "oxygen_for_other_reason", Presence.PRESENT)
        before.append(each.text)


def _of_another_test(paper: Profile, each: Said) -> bool:
    """Is it the patient's or the supplier's own test, or one of years ago?"""
    if OWN_METER.search(each.text) or SHOP_TESTED.search(each.text):
        return True
    years = [int(y) for y in re.findall(r"\b(20\d\d)\b", each.text)]
    return bool(years) and paper.date is not None and max(years) < paper.date.value.year - 1


def _mobility(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    """That the patient moves at home, on foot or in a wheelchair, or does not."""
    able = [m for m in _MOBILE.finditer(each.text) if not _denied(paper, each, m, Presence.PRESENT)]
    if able:
        yield _finding(chart, paper, each, able[0], "home_mobility", Presence.PRESENT)
    unable = _IMMOBILE.search(each.text)
    if (
        unable
        and not any("wheel" in m[0] or "propel" in m[0] for m in able)
        and not _denied(paper, each, unable, Presence.ABSENT)
    ):
        yield _finding(chart, paper, each, unable, "home_mobility", Presence.ABSENT)


def _denied(paper: Profile, each: Said, match: re.Match[str], presence: Presence) -> bool:
    """Is what would speak for mobility said not to be so, or no longer?"""
    meant = assertion(paper.document, *each.span(match.start(), match.end()))
    return (
        meant.hypothetical
        or (presence is Presence.PRESENT and meant.presence is not Presence.PRESENT)
        or meant.time is Time.PAST
    )


def _benefit(chart: Chart, paper: Profile, each: Said, before: str) -> Iterator[Finding]:
    """Expected or seen benefit of oxygen, or that none is."""
    told = benefit_in(each.text, before)
    if told is not None:
        yield _finding(chart, paper, each, told[0], "oxygen_benefit", told[1])


def _finding(
    chart: Chart, paper: Profile, each: Said, match: re.Match[str], concept: str, presence: Presence
) -> Finding:
    meant = assertion(paper.document, *each.span(match.start(), match.end()))
    signature = paper.signature
    support: tuple[AnyPlace, ...] = (signature.place,) if signature is not None else ()
    return Finding(
        concept,
        place_of(paper.document, each, match.start(), match.end()),
        presence=presence,
        whose=whose(meant.whose, paper),
        date=date_of(paper),
        qualifiers={"words": match[0], **about(paper)},
        voice=speaker(chart, paper),
        support=support,
        tool=TOOL,
    )


_UNTICKED = re.compile(r"\[\s*\]\s*[\w/]+(?: [\w/]+)?|☐\s*[\w/]+(?: [\w/]+)?")
_IN_SLEEP = re.compile(
    r"\b(?:during|with|at|for|while) (?:sleep|night|bedtime|asleep)\w*\b|\bnocturnal\w*\b|\bat night\b|\bnightly\b|"
    r"\bhs\b|\bqhs\b|\b(?:\[\s?x\s?\]|☒|☑)\s*sleep|\[x\] *sleep|\bsleep only\b|\bnoc\b"
)
_AWAKE_TOO = re.compile(
    r"\bcontinuous\w*\b|\b24 ?(?:h|hours?|/7)\b|\bexert\w*|\bactivity\b|\bambulat\w*|\bexercise\b|\bat rest\b|"
    r"\brest\b|\bdaytime\b|\baround the clock\b"
)


def ordered_uses(chart: Chart) -> Iterator[Finding]:
    """That an order asks for oxygen in sleep alone."""
    for paper in chart.papers:
        if paper.kind is not PartKind.ORDER:
            continue
        document = paper.document
        stores = STORE_SECTION.search(document.flat, paper.part.start, paper.part.end)
        end = stores.start() if stores else paper.part.end
        words = _UNTICKED.sub(lambda m: " " * len(m[0]), document.flat[paper.part.start : end])
        asleep = _IN_SLEEP.search(words)
        if asleep and not _AWAKE_TOO.search(words):
            line = line_at(document, paper.part.start + asleep.start())
            yield Finding(
                "oxygen_ordered_for_sleep", document.place(line.start, line.end), date=date_of(paper),
                whose=whose(Whose.PATIENT, paper), qualifiers=about(paper), voice=voice(paper), tool=TOOL,
            )  # fmt: skip


def oxygen_into_pap(chart: Chart) -> Iterator[Finding]:
    """Oxygen that is led into the circuit of a positive airway pressure device, wherever it is said."""
    for paper in chart.papers:
        for each in said_in(paper):
            match = _INTO_PAP.search(each.text)
            if match and not re.search(r"\b(?:no|not|without|never)\b[^,;]{0,20}$", each.text[: match.start()]):
                yield _finding(chart, paper, each, match, "oxygen_into_pap", Presence.PRESENT)


def _order_lines(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """'Ordered by' on the report, when a practitioner is named who is not the one who tests."""
    document = paper.document
    for line in lines(document):
        if not paper.part.start <= line.start < paper.part.end or line.blank:
            continue
        match = _ORDERED_LINE.search(document.flat[line.start : line.end])
        if (
            match
            and not re.match(r"\W*(?:_{2,}|none|self|patient|supplier|n/?a|walk|to\b|for\b)", match["name"])
            and re.search(r"[a-z]{3}", match["name"])
        ):
            yield Finding(
                "oxygen_test_ordered",
                document.place(line.start, line.end),
                date=date_of(paper),
                whose=whose(Whose.PATIENT, paper),
                qualifiers={"words": match[0], **about(paper)},
                voice=paper.voice,
                tool=TOOL,
            )
            return


def _own_reading(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """A report that the requesting practitioner read and signed."""
    asked = chart.request.requester.name
    for signature in paper.signatures:
        if asked is not None and signature.name and same_person(signature.name, asked.value):
            yield Finding(
                "oxygen_test_evaluated", signature.place, date=date_of(paper), whose=whose(Whose.PATIENT, paper),
                qualifiers={**about(paper), "signed": "yes"}, voice=Voice.CLINICIAN, tool=TOOL,
            )  # fmt: skip
            return
