"""What notes say of the lids: sight, skin, prosthesis, photographs, the recommendation, and what the operation is for.

lid_vision      -- lids or brows take away from seeing; absent: denied.
lid_dermatitis  -- a chronic dermatitis from redundant skin; lid_prosthesis -- an eye prosthesis that is difficult to wear.
lid_photos      -- views from the front and from the side or obliquely, with the light reflex; absent: none were taken.
lid_recommended -- a paper that tells the impairment recommends the operation; qualifier signed; absent: advised against.
lid_cosmetic    -- for the appearance; absent: for function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.eyelid.words import LID, LOWER, OPERATION
from accord.evidence.readers.heard import finding_of
from accord.evidence.readers.mentions import about
from accord.evidence.readers.sayings import OTHERS
from accord.evidence.readers.spine.passages import PLAN_SECTIONS, Passage, passages_of
from accord.evidence.readers.spine.plan import ASKS
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "eyelid-statements/1"
_SEEING = (
    r"(?:vision|visual(?: field)?s?|sight|seeing|see|reading|read|driving|drive|line of sight|peripheral|visual axis|traffic lights?|overhead|"
    r"upper field|superior field|field of view|view)"
)
_TAKES = (
    r"(?:block\w*|obstruct\w*|interfer\w*|obscur\w*|limit\w*|impair\w*|cover\w*|decreas\w*|cut\w* off|hang\w* (?:over|into|in)|restrict\w*|"
    r"get\w* in the way|reduc\w*|loss of|lost|affect\w*|difficult\w*|trouble|cannot|can't|unable|hard to|impede\w*)"
)
VISION = lazy_pattern(
    rf"\b{_TAKES}\b[^.;]{{0,60}}\b{_SEEING}\b|\b{_SEEING}\b[^.;]{{0,40}}\b{_TAKES}\b|"
    r"\b(?:lifts?|lifting|raises?|raising|holds?|holding|tapes?|taping|props?|pulls?|pushes)\b[^.;]{0,30}\b(?:lids?|eyelids?|brows?|eyebrows?|"
    r"skin)\b[^.;]{0,30}\b(?:to|so|in order|when|while|for)\b[^.;]{0,20}\b(?:read\w*|see|drive|driving|watch\w*|work)\b|"
    r"\b(?:lifts?|lifting|holds?|props?|raises?|pushes|pulls?|tapes?)\b[^.;]{0,12}\b(?:them|it|lids?|skin)\b[^.;]{0,40}\b(?:read\w*|see|driv\w+|"
    r"watch\w*|tv|work|comput\w+)\b|"
    r"\b(?:forehead|brows?)\b[^.;]{0,16}\b(?:aches?|tired|tires?|sore|fatigue\w*)\b|\bskin (?:rests?|sits?|lies|hangs?|touches|"
    r"falls) (?:up)?on(?:to)? (?:the |her |his )?(?:lashes|lid margins?)|"
    r"\b(?:bumps|trips|walks) (?:into|over|on)\b[^.;]{0,30}|"
    r"\b(?:tilts?|tips?|chin[- ]up|throws?)\b[^.;]{0,24}\b(?:head|chin|posture)\b[^.;]{0,24}\b(?:see|read\w*|back|position|posture)\b|\b(?:brow|"
    r"forehead)[- ](?:ache|fatigue|strain|aching)\b|\b(?:lashes|eyelashes|skin)\b[^.;]{0,20}\b(?:in|into|across|over) (?:the |her |his )?(?:sight|"
    r"vision|line of sight|pupils?|visual axis)\b"
)
OTHER_CAUSE = lazy_pattern(
    r"\b(?:cataracts?|glare|macular|amd|glaucoma|floaters?|refractive|glasses|diplopia|double vision|retina\w*|dry eyes?|"
    r"migraine|stroke)\b"
)
UNTOUCHED = lazy_pattern(
    rf"\b(?:does|do|did)(?:n't| not) (?:\w+ )?(?:interfere|affect|limit|block|obstruct|impair|bother)\b[^.;]{{0,30}}\b{_SEEING}\b|"
    rf"\b(?:no|denies(?: any)?|without(?: any)?|not)\b[^.;]{{0,50}}\b(?:visual (?:complaints?|symptoms?|obstruction|interference|impairment)|"
    rf"(?:interference|difficulty|trouble|problems?) (?:with |of |in )?{_SEEING})\b"
)
SKIN = lazy_pattern(r"\b(?:dermatitis|eczema\w*|excoriat\w+|macerat\w+|intertrigo|rash)\b")
LASTING = lazy_pattern(
    r"\b(?:chronic\w*|recurrent|recurring|persistent|refractory|ongoing|for (?:\w+ ){0,2}(?:months|years)|longstanding|long-standing)\b"
)
FOLDS = lazy_pattern(r"\b(?:redundan\w+|folds?|excess skin|overhang\w*|dermatochalasis|skin[- ]on[- ]skin|crease)\b")
OTHER_SKIN = lazy_pattern(
    r"\b(?:contact|atopic|allergic|seborrh\w+|from (?:the |her |his )?(?:eye )?drops|make-?up|blepharitis|rosacea|hands?|"
    r"arms?|scalp|elbows?)\b"
)
PROSTHESIS = lazy_pattern(
    r"\b(?:(?:ocular|eye) prosthes[ie]s|prosthetic eyes?|artificial eyes?|glass eyes?|prosthes[ie]s)\b"
)
BODY_PROSTHESIS = lazy_pattern(r"\b(?:knee|hip|leg|limb|breast|dental|valve|bka|aka|arm|penile)\b")
HARD = lazy_pattern(
    r"\b(?:difficult\w*|falls? out|fell out|cannot (?:wear|retain|keep|hold)|unable to (?:wear|retain|keep)|displac\w+|"
    r"poor(?:ly)? fit\w*|unstable|trouble|does not stay|dislodg\w+|pushes)\b"
)
EASY = lazy_pattern(
    r"\b(?:well (?:fitting|tolerated)|fits? well|tolerat\w+|no (?:difficulty|trouble|problems?)|comfortable|without (?:difficulty|trouble))\b"
)
PHOTO = lazy_pattern(r"\bphoto(?:graph|graphic|graphy|graphed)?s?\b|\bpictures?\b")
OTHER_PHOTO = lazy_pattern(r"\b(?:fundus|retinal?|disc|oct|anterior segment|wound|skin lesion|photophobia|photo id)\b")
FRONT = lazy_pattern(r"\b(?:front\w*|primary gaze|straight[- ]ahead|full[- ]face|en face|ap(?: view)?|anterior)\b")
ASIDE = lazy_pattern(r"\b(?:lateral\w*|obliques?|side|sides|profile|three[- ]quarter|3/4)\b")
REFLEX = lazy_pattern(r"\b(?:(?:corneal |pupillary )?(?:light|flash) reflex(?:es)?|corneal reflex(?:es)?|hirschberg)\b")
NO_PHOTO = lazy_pattern(
    r"\b(?:no (?:\w+ )?photo\w*|photo\w*[^.;]{0,20}\b(?:not (?:taken|obtained|done|available)|declined|refused|none)|without photo\w*)\b"
)
YET = lazy_pattern(r"\b(?:will|to be|schedul\w+|pending|need\w*|next visit|obtain photo\w*|plan)\b")
COSMETIC = lazy_pattern(
    r"\bfor (?:the |her |his |my )?(?:appearance|looks)\b|\bcosmetic(?:ally)?\b|\baesthetic\w*\b|\besthetic\w*\b|\blooks? (?:less (?:tired|old|"
    r"sleepy)|younger|tired|old\w*|"
    r"sleepy|better|refreshed)\b|\brejuvenat\w+|"
    r"\b(?:bothered by|unhappy with|dislikes?|improve|concerned about|dissatisfied with)\b[^.;]{0,20}\b(?:appearance|looks|look of)\b"
)
FUNCTION = lazy_pattern(
    r"\bfunctional\W*$|\bfunctional(?:ly)?\b[^.;]{0,30}\b(?:bleph\w*|surgery|indicat\w+|impair\w*|repair|procedure|reasons?|purposes?|deficit|"
    r"limitation|problem|"
    r"lids?|ptosis|dermatochalasis|not cosmetic)\b|\b(?:for|purely|strictly|solely) function\w*\b|"
    r"\b(?:purpose|aim|goal|indication|reason)\b[^.;]{0,16}\b(?:restore|improve|vision|visual|sight|fields?|function\w*)\b|"
    r"\bto (?:improve|restore|widen|clear|expand|regain)\b[^.;]{0,24}\b(?:vision|visual|sight|fields?|function)\b|\bnot (?:\w+ ){0,2}(?:cosmetic|"
    r"aesthetic|for (?:her |his |the )?(?:looks|appearance))\b|\brather than (?:cosmetic|appearance)\b"
)
NOT_THIS = lazy_pattern(
    r"\b(?:lower|filler\w*|botox|self-?pay|laser|fat pads?|cosmetics|neck|cheek|waiver|considered cosmetic|insurance|insurer|"
    r"medicare|policy|may be|if\b|covered)\b"
)
AGAINST = lazy_pattern(
    r"\b(?:not recommend\w*|(?:do|does|would) not recommend|advis\w+ against|not a candidate|not indicated|observ(?:e|ation)|"
    r"no surgery|defer\w*|declin\w+)\b"
)
FOR = lazy_pattern(
    r"\brecs?\b|\badvis\w+\b|\bsuggest\w*\b|\bneeds\b|\brecommend\w*|\bcandidate for\b|\bindicated\b|\bproceed\b|\bplan\b|\bschedul\w+|\brequest\w*|"
    r"\bwill undergo\b|"
    r"\bbenefit from\b|\bauthori[sz]ation\b|\boffered\b"
)
EXAMINED = ("exam", "objective")
SURGERY = lazy_pattern(r"\b(?:surgery|operation|procedure|request|purpose|reason|indication|aim|goal)\b")
SKIPPED = ("family_history", "instructions", "past_history", "surgical_history", "allergies", "medications")
NOT_IN = (PartKind.COVER_SHEET, PartKind.LABORATORY, PartKind.PROCEDURE_NOTE)
NEXT = 3
TILTS = lazy_pattern(r"\b(?:tilts?|tips?|lifts?) (?:his |her |the )?(?:head|chin)\b")


def statements(chart: Chart) -> Iterator[Finding]:
    """What each paper says."""
    for paper in chart.patient_papers:
        if paper.kind in NOT_IN:
            continue
        told = [passage for passage in passages_of(paper) if passage.section not in SKIPPED]
        folds = FOLDS.search(paper.document.flat, paper.part.start, paper.part.end) is not None
        impaired: list[Finding] = []
        before: Passage | None = None
        for passage in told:
            impaired += [
                *_vision(chart, passage, before),
                *_skin(chart, passage, folds=folds),
                *_prosthesis(chart, passage),
            ]
            yield from _purpose(chart, passage)
            before = passage
        yield from impaired
        yield from _photos(chart, told)
        yield from _recommended(chart, told, [each for each in impaired if each.presence is Presence.PRESENT])


def _of_patient(passage: Passage, match: re.Match[str]) -> Presence | None:
    """Is it said to be so or not, of the patient and not as planned or past?"""
    told = passage.told(match)
    if told is None or told[2] is not Whose.PATIENT or told[1] is not Time.CURRENT:
        return None
    return None if OTHERS.search(passage.text[max(0, match.start() - 60) : match.start()]) else told[0]


def _vision(chart: Chart, passage: Passage, before: Passage | None) -> Iterator[Finding]:
    words = passage.text
    paper = passage.paper
    # the record asks for lids: what its note tells of seeing is of them, where it names no other cause
    of_paper = LID.search(paper.document.flat, paper.part.start, paper.part.end) or TILTS.search(words)
    about_lids = LID.search(words) or (before is not None and LID.search(before.text)) or of_paper
    if (
        not about_lids
        or (OTHER_CAUSE.search(words) and not LID.search(words))
        or passage.section in ("exam", "objective", "results", "findings")
    ):
        return
    denied = UNTOUCHED.search(words)
    if denied is not None:
        yield finding_of(chart, passage, "lid_vision", TOOL, presence=Presence.ABSENT)
        return
    match = VISION.search(words)
    if match is None or (passage.section in PLAN_SECTIONS and FUNCTION.search(words)):
        return
    presence = _of_patient(passage, match)
    if presence is Presence.PRESENT or presence is Presence.ABSENT:
        yield finding_of(chart, passage, "lid_vision", TOOL, presence=presence)


def _skin(chart: Chart, passage: Passage, *, folds: bool) -> Iterator[Finding]:
    match = SKIN.search(passage.text)
    if match is None or OTHER_SKIN.search(passage.text):
        return
    presence = _of_patient(passage, match)
    if presence is Presence.ABSENT and (LID.search(passage.text) or passage.section in EXAMINED):
        yield finding_of(chart, passage, "lid_dermatitis", TOOL, presence=Presence.ABSENT)
    elif presence is Presence.PRESENT and LID.search(passage.text) and LASTING.search(passage.text) and folds:
        yield finding_of(chart, passage, "lid_dermatitis", TOOL)


def _prosthesis(chart: Chart, passage: Passage) -> Iterator[Finding]:
    match = PROSTHESIS.search(passage.text)
    if match is None or BODY_PROSTHESIS.search(passage.text):
        return
    presence = _of_patient(passage, match)
    if presence is Presence.ABSENT or (presence is Presence.PRESENT and EASY.search(passage.text)):
        yield finding_of(chart, passage, "lid_prosthesis", TOOL, presence=Presence.ABSENT)
    elif presence is Presence.PRESENT and HARD.search(passage.text):
        yield finding_of(chart, passage, "lid_prosthesis", TOOL)


def _photos(chart: Chart, told: Sequence[Passage]) -> Iterator[Finding]:
    """The views that a paper lists, in the sentence that names the photographs and the rows below it."""
    for index, passage in enumerate(told):
        match = PHOTO.search(passage.text)
        if match is None or OTHER_PHOTO.search(passage.text):
            continue
        if NO_PHOTO.search(passage.text):
            yield finding_of(chart, passage, "lid_photos", TOOL, presence=Presence.ABSENT)
            continue
        if YET.search(passage.text) and not re.search(
            r"\b(?:(?<!be )taken|attached|enclosed|(?<!be )obtained|on file)\b", passage.text
        ):
            continue
        group = [
            passage,
            *(
                p
                for p in told[index + 1 : index + 1 + NEXT]
                if FRONT.search(p.text) or ASIDE.search(p.text) or REFLEX.search(p.text)
            ),
        ]
        words = " ".join(p.text for p in group if "mrd" not in p.text)
        if all(pattern.search(words) for pattern in (FRONT, ASIDE, REFLEX)) and not re.search(
            r"\b(?:no|without|not visible|missing|"
            r"lacks?)\b[^.;]{0,24}\b(?:reflex|lateral|oblique|"
            r"frontal)",
            words,
        ):
            yield finding_of(chart, passage, "lid_photos", TOOL, support=tuple(p.place() for p in group[1:]))


def _recommended(chart: Chart, told: Sequence[Passage], impaired: Sequence[Finding]) -> Iterator[Finding]:
    """The recommendation of a paper that also tells what is impaired."""
    for passage in told:
        match = OPERATION.search(passage.text)
        if match is None or not (
            passage.section in PLAN_SECTIONS or ASKS.search(passage.text) or FOR.search(passage.text)
        ):
            continue
        meant = passage.told(match)
        if meant is None or meant[2] is not Whose.PATIENT or meant[1] is Time.PAST or LOWER.search(passage.text):
            continue
        signed = about(passage.paper)["signed"]
        if AGAINST.search(passage.text) or meant[0] is Presence.ABSENT:
            yield finding_of(
                chart, passage, "lid_recommended", TOOL, presence=Presence.ABSENT, qualifiers={"signed": signed}
            )
        elif impaired:
            yield finding_of(
                chart, passage, "lid_recommended", TOOL, qualifiers={"signed": signed}, support=(impaired[0].place,)
            )


def _purpose(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """For function, or for the appearance; what is said of other parts of the face, or of payers, tells neither."""
    words = passage.text
    function, cosmetic = FUNCTION.search(words), COSMETIC.search(words)
    names = LID.search(words) or OPERATION.search(words) or SURGERY.search(words)
    if function is not None and (names or cosmetic):
        if not NOT_THIS.search(words):
            yield finding_of(chart, passage, "lid_cosmetic", TOOL, presence=Presence.ABSENT)
        return
    if cosmetic is None or NOT_THIS.search(words):
        return
    told = passage.told(cosmetic)
    if told is None or told[2] is not Whose.PATIENT or told[0] is Presence.POSSIBLE or told[1] is Time.PAST:
        return
    yield finding_of(chart, passage, "lid_cosmetic", TOOL, presence=told[0])
