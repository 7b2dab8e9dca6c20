"""What records tell before an aortic valve is placed by catheter.

tavr_symptomatic_stenosis -- absent: without symptoms, or regurgitation alone.
tavr_surgeon_exam, tavr_cardiologist_exam -- the signed note of one who saw the patient and judged; absent: the chart only.
tavr_on_label, tavr_off_label, tavr_rationale, tavr_joint, tavr_infrastructure, tavr_volume, tavr_registry, tavr_study, tavr_futile
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.meeting import Mode
from accord.evidence.readers.dated_sayings import of_others, on_day, papers_of, tells_history, told_on_day
from accord.evidence.readers.sayings import Rule, about_subject, meaning, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "valve/1"
CODES = ("33361", "33362", "33363", "33364", "33365", "33366")
SUBJECT = lazy_pattern(r"\btavr\b|\btavi\b|transcatheter aortic")
SYMPTOMATIC, ON_LABEL = "tavr_symptomatic_stenosis", "tavr_on_label"

STENOSIS = lazy_pattern(
    r"\b(?:aortic (?:valve )?stenosis|(?:severe|critical|low[- ]flow,? low[- ]gradient|calcific) as\b|"
    r"as (?:severe|\()|stenotic aortic valve)"
)
SYMPTOM = lazy_pattern(
    r"\b(?:dyspn[o]?ea|short(?:ness)? of breath|breathless\w*|sob\b|doe\b|syncop\w+|pre-?syncop\w+|"
    r"near[- ]syncop\w+|angina|chest (?:pain|pressure|tightness)|heart failure|"
    r"nyha (?:functional )?(?:class )?(?:ii|iii|iv|[2-4])|orthopn[o]?ea|exertional (?:fatigue|"
    r"dizziness|lightheadedness|symptoms?)|light-?headed\w*|faint(?:ed|ing|s)?)\b"
)
DEVICE = lazy_pattern(
    r"\b(?:sapien(?: 3)?(?: ultra)?(?: resilia)?|evolut(?: (?:r|pro|fx))?\+?|core-?valve|portico|navitor)\b"
)
LABEL_CHECK = lazy_pattern(
    r"\b(?:bicuspid|off[- ]label|investigational|pure aortic (?:regurgitation|insufficiency)|native aortic (?:regurgitation|insufficiency))\b"
)
HEAD = 420
SURGEON = lazy_pattern(
    r"\b(?:cardi(?:ac|othoracic|ovascular)|thoracic|ct|heart)[- ](?:and vascular )?surg\w+|\bcardiothoracic\b"
)
A_SURGEON = lazy_pattern(r"\bsurgeon\b|\bct surgery\b|\bcardiac surgery\b")
CARDIOLOGIST = lazy_pattern(r"\b(?:interventional cardiolog\w+|structural heart|interventional)\b")
JUDGED = lazy_pattern(
    r"\b(?:tavr|tavi|savr|transcatheter|surgical (?:avr|aortic valve)|avr\b|aortic valve replacement)\b"
)
JUDGEMENT = lazy_pattern(
    r"\b(?:recommend\w*|candidate|favou?r\w*|suit\w*|prefer\w*|appropriate|agree\w*|risk\b|opinion|"
    r"judge\w*|advise\w*|indicated|rather than|over (?:surg\w+|savr)|best (?:served|option|treated))\b"
)
SEEN = lazy_pattern(
    r"\b(?:exam(?:ination|ined)?|auscultat\w+|murmur|vitals?|bp|lungs|seen (?:today|in)|in person|face[- ]to[- ]face|met with|evaluated)\b"
)
CHART_ONLY = lazy_pattern(
    r"\b(?:chart|record|image|imaging|ct|films?)s? review (?:only|alone)|\b(?:reviewed|review of) (?:the )?(?:chart|"
    r"records?|images?|ct)\b[^.;]{0,40}\b(?:only|without|not (?:seen|examined))|\b(?:did not|have not|"
    r"has not|not) (?:personally |yet )?(?:see|seen|examine|examined|met) (?:the )?(?:patient|him|her)"
)
RULES = (
    Rule(SYMPTOMATIC, lazy_pattern(
        r"\basymptomatic\b[^.;]{0,40}\b(?:as\b|aortic|stenosis|valve)|\b(?:aortic stenosis|severe as)\b[^.;]{0,40}\b(?:asymptomatic|"
        r"no symptoms|without symptoms)|\b(?:tavr|tavi|replacement)\b[^.;]{0,30}\bfor (?:[\w-]+ ){0,3}?aortic (?:regurgitation|insufficiency)"
    ), Presence.ABSENT, lazy_pattern(
        r"\b(?:not|no longer|previously|was|until|trial)\b[^.;]{0,20}\basymptomatic|\bif\b"), Time.CURRENT),
    Rule(ON_LABEL, lazy_pattern(
        r"\b(?:off[- ]label|investigational (?:valve|device)|not (?:fda[- ])?approved|outside (?:of )?(?:the|its) label)"), Presence.ABSENT, lazy_pattern(
        r"\b(?:not|no|nothing|never) (?:an? |being |used )?(?:off[- ]label|investigational)"), Time.CURRENT),
    Rule(
        "tavr_off_label", lazy_pattern(
        r"\b(?:off[- ]label|outside (?:of )?(?:the|its) label)"), Presence.PRESENT, lazy_pattern(
        r"\b(?:not|no|nothing|never) (?:an? |being |used )?off[- ]label|\bif\b|\bdrug\b|\bmedication"), Time.CURRENT),
    Rule(ON_LABEL, lazy_pattern(
        r"\bon[- ]label\b|\bwithin (?:the|its) (?:fda[- ])?(?:approved )?(?:label|indication)\w*|\bfda[- ](?:approved|"
        r"labell?ed) (?:indication|use|for)"), Presence.PRESENT, lazy_pattern(
        r"\b(?:not|no longer) (?:on[- ]label|within)|\bbicuspid\b"), Time.CURRENT),
    Rule(
        "tavr_rationale", lazy_pattern(
        r"\b(?:heart|valve) team\b[^.;]{0,90}\b(?:conference|consensus|agree\w*|recommend\w*|decision|"
        r"decided|rationale|discuss\w*|met|meeting|review\w*|concluded|note)\b|\b(?:discussed|presented|"
        r"reviewed|decision|consensus|rationale)\b[^.;]{0,50}\b(?:heart|valve) team\b"), None, lazy_pattern(
        r"\b(?:will be|to be|pending|scheduled|await\w*|plan(?:s|ned)? to|next week|upcoming|after the heart team|if)\b"), None),
    Rule(
        "tavr_joint", lazy_pattern(
        r"\b(?:joint(?:ly)?|together|both|co-?operators?|co-?surgeons?|alongside|with)\b[^.;]{0,80}\b(?:perform\w*|"
        r"participat\w*|operat\w*|implant\w*|take part|procedure|scrub\w*|present)\b|\b(?:perform\w*|"
        r"participat\w*|operat\w*|procedure|implant\w*)\b[^.;]{0,80}\b(?:joint(?:ly)?|together|both|"
        r"co-?operators?|co-?surgeons?)\b"), None, lazy_pattern(
        r"^(?!.*\b(?:surgeon|surgery|surgical|dr\.?|cardiac surg\w+)\b)|^(?!.*\b(?:cardiolog\w+|dr\.?|"
        r"interventional\w*)\b)|\b(?:saw|seen|evaluated|visit|discussed|reviewed|agree|benefits and risks|"
        r"risks and benefits|lives|eyes|legs|groins?|arms|lungs|ankles)\b"), Time.PLANNED),
    Rule("tavr_infrastructure", lazy_pattern(r"\bon[- ]?site (?:[\w-]+ ){0,4}?(?:surg\w+|valve)\b[^.;]{0,90}\b(?:cardiolog\w+|cath\w*|icu|intensive)"), None),
    Rule("tavr_volume", lazy_pattern(r"\b(?:meets?|exceeds?|satisf\w+|fulfil\w*)\b[^.;]{0,60}\bvolumes?\b"), None),
    Rule(
        "tavr_registry", lazy_pattern(
        r"\b(?:tvt|sts/?acc|transcatheter valve therapy|national)\b[^.;]{0,25}\bregistry\b|\bregistry\b[^.;]{0,40}\b(?:enrol\w*|"
        r"enter\w*|submit\w*|report\w*|participat\w*)|\b(?:enrol\w*|enter\w*|submit\w*|participat\w*)\b[^.;]{0,40}\bregistry\b"), None, lazy_pattern(
        r"\b(?:brochure|information|leaflet|if|may|not|data from|published)\b"), Time.PLANNED),
    Rule(
        "tavr_study", lazy_pattern(
        r"\bnct ?\d{8}\b"), None, lazy_pattern(
        r"\b(?:screen\w*|not enrolled|declin\w+|ineligible|exclud\w+|trials? (?:like|such as)|published)\b"), None),
    Rule(
        "tavr_futile", lazy_pattern(
        r"\bexpect\w* (?:to )?(?:[\w-]+ ){0,4}?benefit\w*|\bbenefits? (?:is|are) expected|\blife expectancy (?:is |"
        r"of |well )?(?:more than|greater than|exceed\w*|beyond|>|at least|over) ?(?:a|1|one|2|two|"
        r"3|5|12|24|several|\d)|\bwould (?:clearly |likely )?benefit from\b|\bno (?:[\w-]+ ){0,4}?(?:that|"
        r"which) (?:would )?precludes?\b|\bnot futile\b|\b(?:good|reasonable|acceptable) life expectancy\b"), Presence.ABSENT, lazy_pattern(
        r"\b(?:not|no|unlikely|little|doubt\w*) (?:\w+ )?(?:expect\w*|benefit)|\bif\b"), Time.CURRENT),
    Rule(
        "tavr_futile", lazy_pattern(
        r"\bfutil\w+|\bhospice\b|\blife expectancy (?:is |of )?(?:less than|under|<|below) ?(?:a|one|"
        r"1|12|six|6|3|three) ?(?:year|months?)|\bwould not benefit\b|\bcomfort (?:care|measures) only"), Presence.PRESENT, lazy_pattern(
        r"\b(?:not|no|nor|never|declin\w+|without) (?:[\w-]+ ){0,3}?(?:futil\w+|hospice|comfort)|\bnot (?:less|"
        r"under)\b|\bif\b|\bhospice (?:nurse|volunteer|worker|chaplain)|\b(?:wife|husband|mother|father|"
        r"brother|sister|spouse)\b"), Time.CURRENT),
)  # fmt: skip
VISITS = (PartKind.VISIT_NOTE, PartKind.LETTER, PartKind.OTHER, PartKind.CARDIOLOGY)


def valve(chart: Chart) -> Iterator[Finding]:
    """The stenosis and its symptoms, who saw the patient, the device, and what the team and the hospital state."""
    if not about_subject(chart, CODES, SUBJECT):
        return
    papers = papers_of(chart)
    yield from told_on_day(chart, papers, RULES, TOOL)
    for paper in papers:
        if not tells_history(paper):
            continue
        told = list(said_in(paper))
        yield from _symptomatic(chart, paper, told)
        yield from _device(chart, paper, told)
        yield from _chart_only(chart, paper, told)
        yield from _specialist(chart, paper, told)


def _holds(paper: Profile, each: Said, pattern_name: str) -> Finding | None:
    pattern = {"stenosis": STENOSIS, "symptom": SYMPTOM, "device": DEVICE}[pattern_name]
    if section_at(paper.document, each.sentence.start).name in ("family_history", "instructions", "counseling"):
        return None
    for match in pattern.finditer(each.text):
        meant = meaning(paper, each, match)
        if (
            meant.presence is Presence.PRESENT
            and meant.whose is Whose.PATIENT
            and not meant.hypothetical
            and not of_others(each, match)
        ):
            return replace(told_of(paper, each, match, SYMPTOMATIC, TOOL), time=meant.time)
    return None


def _symptomatic(chart: Chart, paper: Profile, told: list[Said]) -> Iterator[Finding]:
    """A paper that tells both the stenosis and a symptom."""
    stenosis = next((found for each in told if (found := _holds(paper, each, "stenosis"))), None)
    if stenosis is None:
        return
    for each in told:
        found = _holds(paper, each, "symptom")
        if found is not None and found.time is not Time.PLANNED:
            yield on_day(chart, paper, each, replace(found, time=Time.CURRENT, support=(stenosis.place,)))
            return


def _device(chart: Chart, paper: Profile, told: list[Said]) -> Iterator[Finding]:
    """An approved valve that is named, where nothing in the paper calls for a look at its label."""
    if LABEL_CHECK.search(paper.document.flat, paper.part.start, paper.part.end):
        return
    for each in told:
        found = _holds(paper, each, "device")
        if found is not None:
            yield on_day(chart, paper, each, replace(found, concept=ON_LABEL, time=Time.PLANNED))
            return


def _specialist(chart: Chart, paper: Profile, told: list[Said]) -> Iterator[Finding]:
    """The note of a surgeon or an interventional cardiologist: seen and judged, or looked at the chart only."""
    if (
        paper.kind not in VISITS
        or paper.signature is None
        or (paper.mode is not None and paper.mode.value in (Mode.AUDIO, Mode.VIDEO))
    ):
        return
    flat = paper.document.flat
    head = flat[paper.part.start : paper.part.start + HEAD]
    foot = flat[max(paper.part.start, paper.part.end - HEAD // 2) : paper.part.end]
    surgeon, cardiologist = _named(head, foot)
    if surgeon == cardiologist:
        return
    concept = "tavr_surgeon_exam" if surgeon else "tavr_cardiologist_exam"
    if not SEEN.search(flat, paper.part.start, paper.part.end):
        return
    for each in told:
        match = JUDGED.search(each.text)
        if match is not None and JUDGEMENT.search(each.text):
            yield on_day(chart, paper, each, told_of(paper, each, match, concept, TOOL))
            return


def _chart_only(chart: Chart, paper: Profile, told: list[Said]) -> Iterator[Finding]:
    """One of the two who looked at the chart only: named in the sentence, or the one whose paper it is."""
    flat = paper.document.flat
    for each in told:
        only = CHART_ONLY.search(each.text)
        if only is None:
            continue
        surgeon, cardiologist = bool(A_SURGEON.search(each.text)), bool(CARDIOLOGIST.search(each.text))
        if surgeon == cardiologist:
            head = flat[paper.part.start : paper.part.start + HEAD]
            surgeon, cardiologist = _named(
                head, flat[max(paper.part.start, paper.part.end - HEAD // 2) : paper.part.end]
            )
        if surgeon != cardiologist:
            concept = "tavr_surgeon_exam" if surgeon else "tavr_cardiologist_exam"
            yield on_day(chart, paper, each, told_of(paper, each, only, concept, TOOL, presence=Presence.ABSENT))


def _named(head: str, foot: str) -> tuple[bool, bool]:
    """Is the paper a surgeon's, or an interventional cardiologist's? Its signature tells before its head."""
    signed = bool(SURGEON.search(foot)), bool(CARDIOLOGIST.search(foot))
    return signed if signed[0] != signed[1] else (bool(SURGEON.search(head)), bool(CARDIOLOGIST.search(head)))
