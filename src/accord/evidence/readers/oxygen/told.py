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
from accord.evidence.readers.oxygen.cues import cues
from accord.evidence.readers.oxygen.performers import OWN_METER, QUALIFIED, SHOP_TESTED, STORE_SECTION, SUPPLIER
from accord.evidence.readers.oxygen.reports import is_report
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.records.places import AnyPlace

TOOL = "oxygen/1"
TEST = (
    r"(?:oximet\w*|pulse ox\w*|(?:hall |hallway |6[ -]?min\w* |six[ -]minute )?walk(?:ing)?(?: test\w*| study|"
    r" sheet| oximetry)?|6 ?mwt|abgs?|(?:arterial |blood )+gas(?:es)?|\bgas\b|overnight (?:study|test|ox\w*|"
    r"recording)|"
    r"(?:sat\w*|oxygen|o2|stepped|exercise|exertion\w*|qualifying|titration|room air) (?:test\w*|study|studies|"
    r"check|trial|evaluation)|tracing|testing|spo2|sats?|saturations?|desat\w*|titration)"
)
_I = r"\b(?:i|we)\b(?:'ve| have| had| also| personally| then| did| just)*"
_ORDERED = re.compile(
    rf"\bordered\b[^.;]{{0,50}}\b{TEST}|\b{TEST}[^.;]{{0,60}}(?:{_I} (?:ordered|requested|asked for|arranged)|"
    rf"\b(?:was |were )?(?:ordered|requested|arranged) by (?:me|myself|us|this (?:office|clinic)|dr\b|undersigned|"
    rf"the undersigned))|"
    rf"{_I} (?:ordered|requested|asked|arranged|obtained|sent|directed|had)\b[^.;]{{0,60}}\b{TEST}|\b(?:sent|"
    rf"referred) (?:her |him |pt |patient |them )?(?:across|down|over|to|for|up)\b[^.;]{{0,50}}\b{TEST}|"
    rf"\b(?:obtained|performed|had) (?:a |an )?{TEST} (?:today|in (?:the )?(?:office|clinic)|at my request)|"
    rf"\bat my (?:request|direction)\b|\border for {TEST} (?:placed|sent)|"
    rf"\b(?:per|on|at|by|under|with) my (?:order|orders|request|direction)\b|"
    rf"\b{TEST}[^.;]{{0,60}}\bordered (?:and \w+ )?by (?:me|us|myself)\b"
)
_REVIEW = (
    r"(?:reviewed|review|looked (?:at|over|through)|look(?:ed)? it over|went (?:over|through)|gone over|"
    r"interpreted|read|evaluated|examined|seen|saw|studied|analy[sz]ed|personally viewed|agree|note|noted|"
    r"considered|confirm\w*|have (?:it|them|the))"
)
_EVALUATED = re.compile(
    rf"{_I} {_REVIEW}\b[^.;]{{0,80}}\b(?:{TEST}|results?|reports?|sheet|numbers|values)|"
    rf"\b{TEST}[^.]{{0,90}}{_I} {_REVIEW}\b|\b{TEST}[^.;]{{0,60}}\b(?:was |were |is |has been |"
    rf"results? )?(?:reviewed|interpreted|evaluated|discussed)\b|"
    rf"\b(?:reviewed|interpreted|evaluated|went over|looked over|discussed) (?:the |her |his |today'?s |"
    rf"results? of |with (?:her|him|pt|patient) )*(?:\w+ ){{0,3}}{TEST}|\bmy (?:interpretation|read|review|"
    rf"reading) of\b[^.;]{{0,40}}\b{TEST}|"
    rf"\b(?:gas|{TEST}|echo)\b[^.;]{{0,60}}\b(?:is|are) the basis (?:for|of)|\b(?:based on|in light of|given|"
    rf"per) (?:the |this |these |today'?s |her |his |above )*(?:\w+ ){{0,2}}{TEST}[^.;]{{0,60}}\b(?:order\w*|"
    rf"start\w*|prescrib\w*|qualif\w*|home (?:o2|oxygen))|"
    rf"\b{TEST}[^.;]{{0,50}}\b(?:shows?|showed|showing|demonstrat\w+|reveal\w+|confirm\w+|documents?|"
    rf"documented)\b[^.;]{{0,60}}(?:\d|desat|hypox|qualif|normal|low|drop|dip|fall|signific|need)|"
    rf"\b{TEST}[^.;]{{0,60}}\bordered and (?:reviewed|interpreted|evaluated|read) by (?:me|us|myself)\b"
)
_EVALUATED_IT = re.compile(
    rf"{_I} {_REVIEW} (?:it|them|this|these|the (?:result|report|sheet|tracing)s?)\b|\breviewed it\b|"
    rf"\bit was reviewed by me\b|\bresults? (?:were |was |is |are )?(?:reviewed|discussed|interpreted)\b|"
    rf"\breviewed by me\b|\breviewed\W*$"
)
_TEST = re.compile(rf"\b{TEST}\b")
_O2 = r"(?:oxygen|o2)"
_ON_IT = re.compile(
    rf"\b{_O2}\b(?! (?:sat|level|test))|\b\d(?:\.\d)? ?(?:l|lpm|l/min|liters?)\b|\bsupplement\w*|\bconcentrator\b|"
    rf"\btank\b|\bcorrects? with\b"
)
_CARRIES_ON = re.compile(
    r"\W*(?:\d+[.)]\s*)?(?:i |we )?(?:should|expect\w*|anticipat\w*|hope\w*|intend\w*|aim\w*|goal|purpose|it|this|"
    r"that|which|these|will|would|he|she|feels?|felt|with it)\b"
)
_OTHER_TREATMENT = re.compile(
    r"\b(?:prednisone|steroids?|inhalers?|nebuli\w+|nebs?|furosemide|lasix|diure\w+|rehab\w*|antibiotic\w*|"
    r"azithro\w*|doxy\w*|lama|laba|ics|tiotropium|nintedanib|pirfenidone|"
    r"surgery|c?pap|bi-?pap|weight loss|vaccin\w+|physical therapy|exercise program|transfusion|anticoag\w+)\b"
)
_GAINS = (
    r"(?:let|lets|lower\w*|bring\w* down|take strain off|unload\w*|offload\w*|protect\w*|support\w*|allow\w*|"
    r"help\w*|improv\w*|reliev\w*|relief|correct\w*|reduc\w*|enabl\w*|permit\w*|prevent\w*|rais\w+|eas(?:e|es|ing)|"
    r"restor\w*|increas\w*|normali\w+|alleviat\w*|lessen\w*|slow\w*|better|benefit\w*|less (?:short|breathless|"
    r"dyspn\w+|winded)|keep\w* (?:her|his|sats?|saturation|spo2)|maintain\w*|treat\w*|stabili\w+|resolv\w+|"
    r"make it (?:easier|possible)|more active|tolerat\w+)"
)
_BENEFIT = re.compile(
    rf"\b{_O2}\b[^.;]{{0,70}}\b(?:should|will|would|is expected to|expected to|is going to|can|to|in order to|"
    rf"so (?:that )?(?:she|he|they))\b[^.;]{{0,40}}\b{_GAINS}\b|"
    rf"\b(?:expect\w*|anticipat\w*|intend\w*|hope\w*|goal is|aim is|purpose is)\b[^.;]{{0,70}}\b(?:{_GAINS}|"
    rf"same at home)\b|"
    rf"\b(?:should|will|would)\b (?!not\b)(?:[\w/%-]+ ){{0,6}}?{_GAINS}\b|"
    rf"\b(?:it |this |that |oxygen |o2 |\d(?:\.\d)? ?(?:l|lpm|l/min|liters?)(?: o2| oxygen)?,? |which )"
    r"(?:(?:continuous|nocturnal|at night|with exertion|nc|daily|therapy),? ){0,2}(?:clearly |"
    rf"promptly |fully |adequately |immediately )?(?:corrects?|corrected|improves?|improved|relieves?|relieved|"
    rf"normali\w+|resolves?|resolved|eases|eased|raises|raised|restores|abolish\w+|helps?|helped)\b|"
    rf"\b(?:hypox\w+|desaturation|saturations?|sats?|dyspnea|symptoms|headaches?|sob|breathlessness|"
    rf"exercise tolerance|endurance)\b[^.;]{{0,30}}\b(?:corrects?|corrected|improves?|improved|relieved|normali\w+|"
    rf"resolves?|resolved|better)\b[^.;]{{0,30}}\b(?:on|with|by)\b|"
    rf"\bbenefit\w* (?:from|of|with) (?:\w+ ){{0,2}}{_O2}\b|\b(?:feels?|felt|breathes|sleeps|slept|walks|walked|"
    rf"moves|does) (?:much |so |a lot |noticeably )?(?:better|easier|farther|further|longer)\b[^.;]{{0,30}}\b(?:on|"
    rf"with)\b|"
    rf"\b(?:home |supplemental |nocturnal |continuous |portable )?{_O2}\b[^.;]{{0,40}}\b(?:to|for) (?:correct\w*|"
    rf"treat\w*|reliev\w*|relief|improv\w*|prevent\w*|maintain\w*|keep\w*|reduc\w*|alleviat\w*)\b|"
    rf"\bprotect\w*\b[^.;]{{0,30}}\b(?:heart|right ventricle|rv)\b|"
    rf"\b(?:with|on) (?:{_O2}|\d(?:\.\d)? ?(?:l|lpm|l/min|liters?))\b[^.;]{{0,40}}\b(?:normali\w+|rose|improv\w+|"
    rf"correct\w+|resolv\w+|came up|increased|less (?:short|breathless|dyspn\w+|winded)|better|easier|eased|"
    rf"relie\w+)\b|"
    rf"\b(?:walk\w*|moves?|slept|sleeps) (?:\w+ ){{0,2}}(?:as far|farther|further|longer|better|"
    rf"easier)\b[^.;]{{0,30}}\b(?:on|with)\b|\bfe(?:lt|els) less (?:short|breathless|dyspn\w+|winded)"
)
_NO_BENEFIT = re.compile(
    rf"\b{_O2}\b[^.;]{{0,50}}\b(?:not|unlikely|doubt\w*|never)\b[^.;]{{0,30}}\b(?:help|improve|benefit|relieve|"
    rf"correct|change|make)|\b(?:no|without|little|doubtful|unclear) (?:expected |clear |likely |anticipated |"
    rf"clinical |meaningful )*(?:benefit|improvement|relief|help)\b[^.;]{{0,40}}\b{_O2}\b|"
    rf"\bdo(?:es)? not (?:expect|anticipate|believe|think)\b[^.;]{{0,60}}\b{_O2}\b|\b(?:not|no) (?:expected|"
    rf"anticipated) (?:to )?(?:improve|help|benefit)"
)
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
    r"\bup and about\b|\bself[ -]propel\w*|\bdoes (?:her|his) own (?:\w+ )?(?:cooking|housework|laundry|shopping|"
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
_OTHER_REASON = re.compile(
    rf"\b{_O2}\b[^.;]{{0,40}}\b(?:for|to (?:ease|relieve|help|treat)) (?:\w+ ){{0,2}}?(?:comfort|dyspnea|"
    rf"breathlessness|air hunger|shortness of breath|sob|angina|chest pain|anxiety|"
    r"claudication|leg (?:pain|ulcers?)|foot ulcers?|wounds?|fatigue|energy|reassurance|palliation|end of life)\b"
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
        order = _ORDERED.search(each.text)
        if order and not re.search(
            r"\bwill\b|\bplan to\b|\bto be ordered\b|\bnot ordered\b|\bif\b", each.text[: order.end()][-60:]
        ):
            yield _finding(chart, paper, each, order, "oxygen_test_ordered", Presence.PRESENT)
        look = _EVALUATED.search(each.text) or (_EVALUATED_IT.search(each.text) if _TEST.search(context) else None)
        if (
            look
            and not _of_another_test(paper, each)
            and not re.search(r"\bnot (?:yet )?(?:been )?review|\bwill review|\bto review", each.text)
        ):
            yield _finding(chart, paper, each, look, "oxygen_test_evaluated", Presence.PRESENT)
        yield from _benefit(chart, paper, each, before[-1] if before else "")
        yield from _mobility(chart, paper, each)
        reason = _OTHER_REASON.search(each.text)
        if reason and not re.search(r"hypox|desat|saturat|pao2|\bsats?\b", each.text):
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
    """Expected or seen benefit of oxygen: oxygen is named in the sentence, or in the one before that it carries on."""
    no = _NO_BENEFIT.search(each.text)
    if no:
        yield _finding(chart, paper, each, no, "oxygen_benefit", Presence.ABSENT)
        return
    match = _BENEFIT.search(each.text)
    if match is None or re.search(r"\b(?:if|unless|whether|in case)\b", each.text[: match.start()][-40:]):
        return
    named = bool(_ON_IT.search(each.text))
    carried = bool(_ON_IT.search(before) and _CARRIES_ON.match(each.text))
    other = _OTHER_TREATMENT.search(each.text[: match.end()])
    if (named or carried) and (other is None or _ON_IT.search(each.text[other.end() : match.end()] + " " + match[0])):
        yield _finding(chart, paper, each, match, "oxygen_benefit", Presence.PRESENT)


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
