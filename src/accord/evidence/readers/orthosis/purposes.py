"""What a spinal brace is for, as the medical record says it.

spo_spine_pain    -- pain of the spine; spo_spine_condition -- any condition of the spine that a note deals with.
spo_injury        -- an injury of the spine or its soft tissue; absent: said that there was none.
spo_surgery       -- an operation on the spine, lately done or planned; absent: said that there was and is none.
spo_deformity, spo_weakness -- a deformed spine, weak muscles of the trunk; absent where an examination finds neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.orthosis.pain_purpose import BRACE_WORD, for_pain
from accord.evidence.readers.orthosis.words import is_record
from accord.evidence.readers.requests import as_claims, is_request
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import by_rule, meaning, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "spinal-brace-purpose/1"
PAIN, CONDITION = "spo_spine_pain", "spo_spine_condition"
INJURY, SURGERY, DEFORMITY, WEAKNESS = "spo_injury", "spo_surgery", "spo_deformity", "spo_weakness"

_SPINE = r"(?:spines?|spinal|back|lumbar|lumbo-?sacral|thoracic|thoraco-?lumbar|vertebra\w*|sacr\w+|l-?[1-5]\b|t-?(?:[1-9]|1[0-2])\b|l[1-5]-?s1|paraspinal)"
_HURT = r"(?:pain\w*|hurts?|ache\w*|discomfort|sore\w*|symptom\w*|spasms?)"
SPINE_PAIN = lazy_pattern(
    rf"\b{_SPINE}(?:[ -][\w-]+){{0,3}} {_HURT}\b|\b{_HURT}\b[^.;]{{0,30}}\b(?:in|of|across|at|along|"
    rf"over) (?:the |her |his )?(?:low(?:er)? |mid |upper )?{_SPINE}|\b(?:lbp|back ?pain|backache|"
    r"lumbago|dorsalgia|radiculopathy|sciatica|stenosis)\b|\bachy (?:low )?back\b"
)
ANY_SPINE = lazy_pattern(rf"\b{_SPINE}\b|\b(?:lbp|scolio\w+|kypho\w+|spondyl\w+|compression fracture|disc|facet)\b")

_BROKEN = (
    r"(?:(?:compression|burst|vertebral|wedge|chance|endplate|insufficiency|osteoporotic|pathologic(?:al)?|"
    r"acute|subacute|stable|recent|new|pars|sacral|transverse process|spinous process) )*(?:fractures?|fx|fxs)"
)
INJURED = Rule(
    INJURY,
    lazy_pattern(
        rf"\b{_SPINE}[^.;]{{0,50}}\b{_BROKEN}\b|\b(?:compression|burst|vertebral|wedge|chance|endplate|"
        rf"sacral insufficiency)(?: (?:type|superior|inferior|endplate))? {_BROKEN}\b|\b{_BROKEN} (?:of |"
        rf"at |in )?(?:the )?(?:\w+ )?{_SPINE}|\b(?:lumbar|thoracic|back|lumbosacral|paraspinal|spinal|"
        rf"muscle|ligament\w*)[^.;]{{0,20}} (?:sprains?|strains?|contusions?|tears?|ruptures?)\b|\b(?:sprain|"
        rf"strain|contusion|tear)(?:ed|s)? (?:of |in |to )?(?:the |his |her )?(?:low(?:er)? )?{_SPINE}|"
        r"\bs[23]2\.\w+|\bs33\.\w+|\bm80\.08\w*|\bm48\.5\w+|\bsciwora\b|\bwhiplash\b|\bvcfs?\b|"
        rf"\bcompression deformit\w+[^.;]{{0,40}}\b(?:edema|acute|recent|new|stir)\b|\b(?:acute|recent|new) (?:\w+ )?compression deformit\w+"
    ),
    None,
    lazy_pattern(
        r"\b(?:old|(?<!acute on )chronic|age[- ]indeterminate|healed|remote|prior|previous|history of|hx of|h/o|since childhood|well-healed|"
        r"long-?standing|risk of|prevent\w*|rule out|r/o)\b[^.;]{0,40}\b(?:fractures?|fx|deformit\w+|"
        r"strains?|sprains?)|\b(?:fracture|fx)\b[^.;]{0,30}\b(?:healed|old|chronic|(?:19[5-9]|20[01])\d|"
        r"many years)|\b(?:hip|wrist|rib|ankle|femur|femoral|humer\w+|radius|pelvi\w+) (?:fracture|"
        r"fx)\b|\bfracture risk\b|\bfrax\b"),
)  # fmt: skip
NOT_INJURED = Rule(
    INJURY,
    lazy_pattern(
        r"\b(?:no|denies|denied|without|never had|never|negative for)\b (?:any |a |prior |recent |"
        r"known |acute |other |history of |hx of |specific |inciting |preceding |precipitating |antecedent |clear |obvious |definite |"
        r"identifiable |evidence of |fall,? |"
        r"falls,? |or |fracture,? |fx,? |, |new )*(?:injur(?:y|ies)|trauma(?:tic event)?|accidents?|falls? or (?:other )?(?:injury|"
        r"trauma)|fractures? or trauma|falls?, trauma)\b|\b(?:injur(?:y|ies)|trauma)(?: history)?\W{1,4}(?:none|"
        r"no\b|denied|denies)|\batraumatic\b|\binsidious(?:ly)? onset\b|\bonset (?:was |is )?insidious\b|\bmechanism\W{1,4}(?:none|no)\b|"
        r"\bno fractures?,? (?:and )?(?:no )?trauma\b"
    ),
    Presence.ABSENT,
    lazy_pattern(
        r"\b(?:head|knee|hip|shoulder|wrist|chest|bowel|bladder|no (?:other|further|new) (?:injur\w+|"
        r"trauma|fall)|other than|besides|except|since (?:the )?(?:last|then|surgery)|family)\b"),
    Time.CURRENT,
)  # fmt: skip

_OP = (
    r"(?:fusions?|fused|laminectom\w+|laminotom\w+|discectom\w+|microdiscectom\w+|decompressions?|"
    r"[tpaxo]lif|foraminotom\w+|kyphoplast\w+|vertebroplast\w+|instrumentation|corpectom\w+|osteotom\w+|arthrodes[ie]s|psf|plf|plif|[xod]?llif)"
)
_CUT = r"(?:surger(?:y|ies)|operations?|operated|procedures?)"
OPERATED = lazy_pattern(
    rf"\b{_OP}\b|\b(?:spine|spinal|back|lumbar|thoracic) {_CUT}\b|\b(?:s/p|status post|pod ?#?\d+|"
    rf"post-?op\w*)\b[^.;]{{0,50}}\b{_SPINE}|\bz98\.1\b|\bz47\.\d+\b"
)
NOT_OPERATED = Rule(
    SURGERY,
    lazy_pattern(
        r"\b(?:no|denies|denied|never|without|never had|negative for)\b (?:any |a |prior |previous |"
        r"past |history of |hx of |planned |had |or planned |undergone |either )*(?:(?:spine|spinal|"
        rf"back|lumbar|thoracic|neck) )(?:{_CUT}|{_OP})|\bno (?:prior |previous )?{_OP}\b|\b(?:spine|"
        rf"spinal|back|lumbar) {_CUT}\W{{1,4}}(?:none|never|no\b|denied|nil)|\b(?:never|not) (?:been |"
        rf"had )?(?:operated|surgery) on (?:the |his |her )?{_SPINE}|\bno surger(?:y|ies) (?:is |are |"
        r"was )?(?:planned|scheduled|done|indicated)\b|\bno (?:past |prior |previous |significant )?surgical (?:history|hx)\b|"
        rf"\b(?:has|had) (?:not|never) (?:had |undergone )(?:any )?(?:spine|spinal|back|lumbar) (?:{_CUT}|{_OP})\b|\bnever (?:been )?operated\b|"
        rf"\bno surgical (?:intervention|procedure|treatment)s? (?:is |are )?(?:planned|scheduled)\b|\bno (?:{_CUT}|{_OP}) (?:on|of|to) (?:the |his |"
        rf"her )?{_SPINE}\b|\b(?:surgical (?:hx|history)|psh|pshx|(?:past |prior |previous )(?:surger(?:y|ies)|operations?))\W{{1,4}}(?:none|neg\w*|nil|"
        r"denie[sd]|non-?contrib\w*)\b|"
        rf"\b{_OP}\b[^.;]{{0,30}}\b(?:declined|refused|not (?:done|performed|wanted))\b|\b(?:declin|refus)\w+ (?:the |a |any )?{_OP}\b"
    ),
    Presence.ABSENT,
    lazy_pattern(r"\bsince (?:the |his |her )?(?:surgery|fusion|operation)|\bno (?:further|other|more|new|additional|complication\w*)\b|\bcomplications?\b"),
    Time.CURRENT,
)  # fmt: skip
HEAL_SURGERY = lazy_pattern(
    r"\b(?:heal\w*|protect\w*|support\w*|unite|union|consolidat\w+|stabili[sz]\w*|immobili[sz]\w*|"
    rf"recover\w*|after|following|post-?op\w*|until)\b[^.;]{{0,60}}\b(?:{_OP}|surger(?:y|ies)|surgical|"
    r"operation|repair|graft)\b"
)
RECENT_DAYS = 365

DEFORMED = Rule(
    DEFORMITY,
    lazy_pattern(
        r"\b(?:kypho-?scolio\w+|(?:levo-?|dextro-?)?scolio\w+|hyper-?kypho\w+|kypho(?:sis|tic|s)|lordoscolio\w+|flat-?back|"
        r"(?:spinal|sagittal|coronal|vertebral) (?:deformit\w+|imbalance|decompensation)|gibbus|scheuermann\w*|"
        r"camptocormia|m4[01]\.\w+|cobb (?:angle )?(?:of |is |was |= ?)?\d+|swayback|spinal deformity)\b"
    ),
    None,
    lazy_pattern(
        r"\b(?:screen(?:ing|ed)?|rule out|prevent\w*|risk of|normal (?:thoracic )?kyphosis|beyond normal|"
        r"normal (?:cervical |lumbar )?(?:lordosis|curv\w+))\b"),
)  # fmt: skip
STRAIGHT = Rule(
    DEFORMITY,
    lazy_pattern(
        r"\b(?:no|without|negative for|denies|absent)\b (?:\w+ ){0,3}?(?:scolio\w+|kypho\w+|deformit\w+|"
        r"kyphos|list|curvature|malalignment)\b|\b(?:spine|spinal|back|alignment|spine alignment|spinal alignment|"
        r"posture)\b[^.;,]{0,16}\b(?:straight|normal|neutral|well aligned|midline|anatomic)\b|\b(?:straight|"
        r"normal) (?:spine|spinal alignment|alignment|back|(?:spinal |spine )?curv\w+)\b|\b(?:scolio\w+|kypho\w+|deformity)\W{1,3}(?:none|no\b|absent|neg\w*)"
    ),
    Presence.ABSENT,
    lazy_pattern(r"\b(?:knee|hip|foot|straight[ -]leg)\b"),
    Time.CURRENT,
)  # fmt: skip
_TRUNK = (
    r"(?:core|trunk|truncal|paraspinal\w*|back extensor|spinal extensor|lumbar extensor|"
    r"(?<!knee )(?<!hip )(?<!wrist )(?<!toe )(?<!leg )(?<!finger )(?<!elbow )(?<!neck )(?<!great toe )extensors?(?! hall| dig| pol)|"
    r"abdominals?|spinal muscle|postural|torso|back muscles?|erector spinae|multifid\w+)"
)
WEAK = Rule(
    WEAKNESS,
    lazy_pattern(
        rf"\b(?:weak\w*|poor|reduced|decreased|diminished|atroph\w+|loss of|wasting of|low)\b[^.;]{{0,40}}\b{_TRUNK}\b|"
        rf"\b{_TRUNK}\b[^.;]{{0,40}}\b(?:weak\w*|[0-4][+-]?/5|atroph\w+|poor|decondition\w+|wasting|"
        r"sarcopeni\w+|fail\w+)|\bm62\.81\b|\b(?:muscular dystrophy|myopathy|sarcopenia|g71\.\w+|spinal muscular atrophy|"
        r"als\b|amyotrophic lateral)\b"
    ),
    None,
    lazy_pattern(r"\b(?:pain relief|poor sleep|leg weakness|grip|reduced range|decreased (?:rom|range))\b"),
)  # fmt: skip
STRONG = Rule(
    WEAKNESS,
    lazy_pattern(
        rf"\b{_TRUNK}\b[^.;]{{0,40}}(?:\b(?:full|normal|good|strong|intact|preserved)\b|\b5/5)|\b(?:full|"
        rf"normal|good|no weakness (?:of|in)|strong|5/5)\b[^.;]{{0,16}}\b{_TRUNK}\b|"
        rf"\b5/5 (?:(?:throughout|globally|bilaterally|including|incl\.?|in|of|all|and|the|groups?|muscles?|legs?|arms?|both|uppers?|lowers?|"
        rf"extremities|,) ?)+"
        rf"{_TRUNK}\b"
    ),
    Presence.ABSENT,
    lazy_pattern(r"\b[0-4][+-]?/5|\bweak\w*(?<!no weakness)\b|\bpoor\b"),
    Time.CURRENT,
)  # fmt: skip
NOT_WEAK = Rule(
    WEAKNESS,
    lazy_pattern(
        rf"\b(?:no|without|denies)\b (?:\w+ ){{0,2}}?{_TRUNK} (?:muscles? )?weak\w*|\bno (?:muscle )?weakness (?:of|in) (?:the )?{_TRUNK}\b|"
        rf"\b{_TRUNK} (?:muscles? )?(?:are |is )?(?:not weak|without weakness)\b"
    ),
    Presence.ABSENT,
    None,
    Time.CURRENT,
)  # fmt: skip
ON_SHAPE, ON_STRENGTH = (STRAIGHT, DEFORMED), (NOT_WEAK, STRONG, WEAK)
NO_SECTIONS = ("family_history", "allergies")
PLAN_OF_SURGERY = lazy_pattern(
    r"\b(?:scheduled|planned|booked|will (?:have|undergo)|upcoming|on the schedule|set for|date of surgery|surgery date)\b"
)
NOT_SURGICAL = lazy_pattern(
    r"\b(?:if|consider\w*|candidate|may (?:need|require)|might|discuss\w*|option|declin\w+|refus\w+|"
    r"avoid\w*|instead of|not (?:a )?surgical|second opinion|no (?:plan|indication)|would)\b"
)


def purposes(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What the medical record says of the brace's purpose and of the conditions that may give it one."""
    for paper in papers:
        if is_request(paper):
            told = (
                found
                for each in said_in(paper)
                for part in (_injury(paper, each), _surgery(chart, paper, each))
                for found in part
            )
            yield from as_claims(chart, told)
            continue
        record = is_record(paper)
        if not record and paper.kind is not PartKind.IMAGING:
            continue
        before: Said | None = None
        for each in said_in(paper):
            if section_at(paper.document, each.sentence.start).name in NO_SECTIONS:
                continue
            if record:
                yield from for_pain(paper, each, before)
                yield from _conditions(paper, each)
                yield from _first(paper, each, ON_SHAPE)
                yield from _first(paper, each, ON_STRENGTH)
            yield from _injury(paper, each)
            yield from _surgery(chart, paper, each)
            before = each


def _first(paper: Profile, each: Said, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    """What the first fitting rule tells, of the patient."""
    for rule in rules:
        found = by_rule(paper, each, rule, TOOL)
        if found is not None:
            if found.time is not Time.PLANNED and found.presence is not Presence.POSSIBLE:
                yield found
            return


def _conditions(paper: Profile, each: Said) -> Iterator[Finding]:
    for concept, pattern in ((PAIN, SPINE_PAIN), (CONDITION, ANY_SPINE)):
        match = pattern.search(each.text)
        if match is not None:
            meant = meaning(paper, each, match)
            now = concept == PAIN or not (
                meant.time is Time.PAST or _is_history(paper, each) or LETTERHEAD.search(each.text)
            )
            if now and meant.whose is Whose.PATIENT and meant.presence is Presence.PRESENT and not meant.hypothetical:
                yield told_of(paper, each, match, concept, TOOL, time=meant.time)


LETTERHEAD = lazy_pattern(
    r"^[^.:;]{0,60}\b(?:clinic|cent(?:er|re)|associates|specialists|institute|hospital|orthop\w+|"
    r"surgery|neurosurgery|group|physicians|medicine|imaging)\b[^.:;]{0,60}$"
)


def _is_history(paper: Profile, each: Said) -> bool:
    """What stands in the list of past diseases or operations is not what the visit deals with."""
    return section_at(paper.document, each.sentence.start).name in ("past_history", "surgical_history")


def _injury(paper: Profile, each: Said) -> Iterator[Finding]:
    """An injury, unless the sentence gives it a day from which it has healed."""
    seen, day = date_of(paper), _day(paper, each)
    if seen is not None and day is not None and (seen.latest - day.latest).days > HEALED_DAYS:
        return
    yield from _first(paper, each, (NOT_INJURED, INJURED))


HEALED_DAYS = 270


def _surgery(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    none = by_rule(paper, each, NOT_OPERATED, TOOL)
    if none is not None:
        if none.whose is Whose.PATIENT:
            yield none
        return
    match = OPERATED.search(each.text)
    if match is None or paper.kind is PartKind.IMAGING:
        return
    meant = meaning(paper, each, match)
    if meant.whose is not Whose.PATIENT or meant.hypothetical or meant.presence is not Presence.PRESENT:
        return
    planned = PLAN_OF_SURGERY.search(each.text)
    if planned is None and NOT_SURGICAL.search(each.text):
        return
    day = _day(paper, each)
    asked = _asked(chart)
    heals = HEAL_SURGERY.search(each.text) and BRACE_WORD.search(each.text)
    recent = day is not None and asked is not None and abs((asked - day.latest).days) <= RECENT_DAYS
    if heals or recent or (planned and day is None) or POST_OP.search(each.text):
        yield replace(told_of(paper, each, match, SURGERY, TOOL), date=date_of(paper))


POST_OP = lazy_pattern(
    r"\bpod ?#?\d+|\b(?:\d+|two|three|four|six|eight) (?:days?|weeks?|wks?) (?:s/p|status post|"
    r"post-?op\w*|after|out from)\b|\bpost-?op(?:erative)? (?:day|week|wk|visit)\b"
)


def _day(paper: Profile, each: Said) -> PartialDate | None:
    """The day, month or year that stands in the sentence of an operation."""
    found = [
        mention.date
        for mention in dates(paper.document, date_of(paper))
        if each.sentence.start <= mention.start < each.sentence.end
    ]
    if found:
        return max(found, key=lambda date: date.latest)
    year = YEAR.search(each.text)
    return PartialDate(int(year[0])) if year else None


YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")


def _asked(chart: Chart) -> dt.date | None:
    day = chart.request.service_date or chart.request.received
    return day.value if day is not None else None
