"""What is asked for: block or ablation, which in the series, levels, region, side, guidance, kind of energy.

planned_procedure -- qualifiers what (block, rfa), approach (mbb, ia), number, repeat, purpose.
planned_levels    -- number of joints; qualifiers joints, region, side.
planned_region    -- the region; guidance, rf_technique -- the word chosen.
ia_reason         -- a stated reason for an intra-articular block.
early_reason      -- a stated reason for not waiting between two blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.spine.asked_again import (
    ASKED_BEFORE,
    ASKS_AGAIN,
    RESULT_OF_PAST,
    SAME_AGAIN,
    SAME_LEVELS,
    TELLS_OF_PAST,
)
from accord.evidence.readers.spine.forms import affirmed
from accord.evidence.readers.spine.levels import NERVE_WORD, Levels, levels_in
from accord.evidence.readers.spine.papers import ABLATION, BLOCK, is_order, tells_of_session
from accord.evidence.readers.spine.passages import (
    PLAN_SECTIONS,
    Passage,
    finding,
    passages_of,
    regions_in,
    requested_regions,
    side_in,
)
from accord.records.findings import Finding, Presence, Time

TOOL = "spine-plan/1"

ASKS = re.compile(
    r"\bplan(?:ned)?\b|\brequest\w*\b|\bauthori[sz]ation\b|\bpropos\w+|\brecommend\w*|\bproceed\b|"
    r"\bschedul\w+|\bwill (?:be |have |undergo |perform|receive)|\bto be (?:done|performed|made)|"
    r"\bwishes to\b|\bwould like\b|\border(?:ed|ing)?\b|\bintend\w*|\bseek\w*|\bapproval\b|"
    r"\bcandidate for\b|\bservice\W|\bi(?: would like to)? ask\b|\bask(?:ing)? (?:to|for|that|your)\b"
)
GUIDANCE: tuple[tuple[str, str], ...] = (
    ("fluoroscopy", r"\bfluoro\w*|\bc-?arm\b|\bx-?ray guid\w+|"
        r"\b(?:under|with|via|using|by) (?:live |continuous |intermittent |biplane )?(?:x-?rays?|xr|radiograph\w*|roentgen\w*)\b|"
        r"\b(?:xr|x-?ray|radiographic(?:ally)?)[ -]guid\w+|\bimage intensifier\b"),
    ("ct", r"\bct[ -](?:guid\w+|fluoro\w*)|\b(?:under|with|by|via|using) ct\b|\bcomputed tomograph\w+ guid\w+"),
    ("ultrasound", r"\bultraso\w+|\bu/s\b|\bus[ -]guid\w+|\b(?:under|with|by|via|using) (?:us|usg)\b|\bsonograph\w+"),
    ("mri", r"\bmri?[ -]guid\w+"),
    ("none", r"\b(?:without|no) (?:image|imaging|fluoroscopic|radiologic\w*) guidance|\bblind (?:technique|"
        r"injection)|\blandmark[ -](?:based|guided)|\bguidance\W{1,3}none\b"),
)  # fmt: skip
_GUIDANCE = tuple((name, re.compile(pattern)) for name, pattern in GUIDANCE)
CT_BOX = re.compile(r"(?:[x☒☑✓✔]\]?|\([x✓]\))\s*ct\b|\bct\s?\([xy✓]\)")
US_BOX = re.compile(r"(?:[x☒☑✓✔]\]?|\([x✓]\))\s*us\b|\bus\s?\([xy✓]\)")
TECHNIQUES: tuple[tuple[str, str], ...] = (
    ("pulsed", r"\bpulsed\b|\bprf\b|\bnon-?thermal\b"),
    ("cryo", r"\bcryo\w*"),
    ("laser", r"\blaser\b"),
    ("chemical", r"\bchemical (?:neurolysis|denervation|rhizotomy|ablation)|\bphenol\b|\balcohol (?:neurolysis|ablation)"),
    ("cooled", r"\bcooled\b|\bcoolief\b|\bwater-?cooled"),
    ("thermal", r"\bthermal\b|\bconventional (?:rf|radiofrequency|thermal)|\bcontinuous (?:rf|radiofrequency|thermal)|"
        r"\bheat lesion\w*|\bthermocoag\w+|\bhot rf\b|\bstandard (?:rf|radiofrequency)\b"),
)  # fmt: skip
_TECHNIQUES = tuple((name, re.compile(pattern)) for name, pattern in TECHNIQUES)
TEMPERATURE = re.compile(
    r"(?<![\d.])(?P<v>\d{2})(?: ?(?:-|–|to) ?\d{2})? ?(?:°|º|deg(?:rees?)?\.?) ?(?:c\b|celsius)?|"
    r"(?<![\d.])(?P<v2>\d{2}) ?c\b(?! ?(?:spine|[2-7]))"
)
DENIED_BEFORE = re.compile(
    r"\b(?:no|not|non|without|rather than|instead of|versus|vs\.?|never|nor|failed|decline\w*)\b[^.;,]{0,14}$"
)
NUMBER = re.compile(
    r"#\s?(?P<n>[1-4])\b|\b(?P<o>first|1st|initial|second|2nd|third|3rd|confirmatory)\b(?! occ| level| opinion| lumbar nerve)|"
    r"\bno\.? ?(?P<m>[1-4])\b|\bnumber (?P<k>one|two|1|2)\b"
)
SERIES = re.compile(
    r"#\s?[1-4]\b|\b(?:block|injection|series)\b[^.;]{0,30}\b(?:1st|2nd|first|second|third|no)\b|\b(?:1st|"
    r"2nd|first|second) (?:block|injection|diagnostic|in series)"
)
NUMBERS = {
    "first": 1,
    "1st": 1,
    "initial": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "confirmatory": 2,
    "one": 1,
    "two": 2,
}
REPEAT = re.compile(
    r"\brepeat(?:ed)?\b|\bredo\b|\bre-?do\b|\bagain\b|\bsubsequent\b|\bre-?ablat\w+|\b(?:second|2nd|"
    r"third) (?:rfa|ablation|radiofrequency|neurotomy)"
)
THERAPEUTIC = re.compile(
    r"\btherapeutic\b|\bsteroid\b|\bkenalog\b|\btriamcinolone\b|\bdepo-?medrol\b|\bmethylprednisolone\b|"
    r"\bdexamethasone\b|\bbetamethasone\b|\bcelestone\b|\bdecadron\b|\bcorticosteroid\w*"
)
NO_STEROID = re.compile(
    r"\b(?:no|without|w/o) (?:cortico)?steroids?\b|\bsteroids?\W{1,3}(?:no|none)\b|\bsteroid-?free\b"
)
DIAGNOSTIC = re.compile(r"\bdiagnostic\b|\bcomparative\b|\bconfirmatory\b|\bdx\b|\banesthetic only\b")
IA = re.compile(
    r"\bintra-?articular\b|\bia (?:facet|injection|block)|\bfacet joint injections?\b(?! or)|"
    r"\binto the (?:facet )?joints?\b"
)
MBB = re.compile(r"\bfacet (?:joint )?nerves? blocks?\b|\bmedial (?:branch|br\b)|\bmb[nb]?bs?\b|\bdorsal ram|\bmb\b")
IA_REASON = re.compile(
    r"\bintra-?articular\b[^.]{0,160}\b(?:because|since|due to|as|given|chosen|preferred|cannot|unable|"
    r"not possible|hardware|screws?|fusion|anatomy|scar\w*|cyst|therapeutic intent|intended as therapeutic|"
    r"cannot be reached|inaccessible)\b|\b(?:medial branch|mbb)\w*[^.]{0,60}\b(?:cannot|not possible|"
    r"not feasible|unable|contraindicated|inaccessible|technically)\b"
)
EARLY = re.compile(
    r"\b(?:exception|reason|because|due to|justif\w+|rationale|waive\w*|unable to wait|"
    r"cannot wait)\b[^.]{0,90}\b(?:two|2)[ -]?(?:wk|weeks?)|\b(?:two|2)[ -]?(?:wk|weeks?)[ -](?:interval|"
    r"wait\w*|rule|minimum)[^.]{0,90}\b(?:because|due to|exception|waive\w*|since|cannot)"
)
DENIES_OTHER = re.compile(
    r"\bnot (?:pulsed|cooled|cryo\w*|laser)|\b(?:no|without|w/o) (?:sedation|steroids?|anticoag\w*|"
    r"contrast)"
)
CARRIED = 3
"""So many short sentences after a request may add to it: 'Fluoroscopic. 80 C x 90 s.'"""
PLAN_START = re.compile(
    r"(?:\W*\w+)? ?\W*(?:block|ablate|denervate|inject|anaesthetise|anesthetize) the\b|\W*(?:plan|p|a/p|"
    r"rec|recs?|request|req)\s?(?:[/:)=]|-(?= ))"
)
SLASHED = re.compile(r"\W*[a-z]{1,4}/ ")
GUIDANCE_ALONE = re.compile(r"\W*(?:under |with |via |using )?(?:live )?(?:fluoro\w*|c-?arm|ct)(?:[ -]guid\w+)?\W*$")
ELEMENT = re.compile(
    r"\bfluoro\w*|\bc-?arm\b|\bct\b|\bultraso\w+|\bthermal\b|\bpulsed\b|\bcooled\b|\d{2} ?(?:°|º|deg|c\b)|"
    r"\bguid(?:ance|ed)\b|"
    r"\b[clt]\d{1,2}[-/ ]"
)
FUTURE = re.compile(
    r"\b(?:lesions?|procedure|blocks?|injections?|needles?|treatment|technique|it|they|guidance|"
    r"fluoroscopy)\b[^.;]{0,20}\b(?:will|is to|are to|to) be\b|\bwill be (?:performed|made|done|used|"
    r"carried out)\b|\bwill use\b"
)
SKIP = re.compile(
    r"\b(?:if|discuss\w*|consider\w*|paradigm|eventual\w*|later|future|may (?:need|benefit)|possible|possibly)\b"
)
LEVELLED = re.compile(
    f"{BLOCK.pattern}|{ABLATION.pattern}|{NERVE_WORD.pattern}|\\bjoints?\\b|\\bfacets?\\b|\\blevels?\\b"
)
NOT_TARGET = re.compile(
    r"\b(?:dx|icd|diagnos\w*|fusion|disc|stenosis|radicul\w*|mri|indication|cpt|dob|mbi|npi)\b|\bm\d\d\."
)
REPEATED = re.compile(r"\brepeat (?:block |for confirmation|mbb |if|in)|\bif (?:again )?positive\b|\bthen\b")


TITLE = re.compile(r"\W*[a-z]+(?: [a-z]+)?[.:]\W*")
TITLED_PLAN = re.compile(
    r"\W*(?:treatment |our |my )?(?:plan|proposal|request|recommendations?|proposed|intervention)[.:]\W*"
)


def plans(chart: Chart) -> Iterator[Finding]:
    """Every element of what is asked for, from orders, letters and the plans of notes."""
    wanted = wanted_procedure(chart)
    for paper in chart.patient_papers:
        if paper.kind in (
            PartKind.IMAGING,
            PartKind.THERAPY_NOTE,
            PartKind.LABORATORY,
            PartKind.COVER_SHEET,
        ) or tells_of_session(paper):
            continue
        asked = list(planned_passages(paper))
        for passage, words in asked:
            yield from _elements(passage, words, wanted, chart)
        yield from _levels(asked)
        yield from _reasons(paper)


def wanted_procedure(chart: Chart) -> str:
    """'rfa' or 'block' by the requested codes; '' when there is none of them."""
    codes = {service.code for service in chart.request.services}
    return (
        "rfa"
        if codes & {"64633", "64634", "64635", "64636"}
        else "block"
        if codes & {"64490", "64491", "64492", "64493", "64494", "64495"}
        else ""
    )


def planned_passages(paper: Profile) -> Iterator[tuple[Passage, str]]:
    """The passages that ask for a procedure, with what their forms deny blanked: all of an order, else plans and requests."""
    order = is_order(paper)
    carrying, short, section, seen, titled = False, 0, "", False, False
    for passage in passages_of(paper):
        words = affirmed(passage) if order else passage.text
        if order and (RESULT_OF_PAST.match(words) or (TELLS_OF_PAST.search(words) and not ASKS_AGAIN.search(words))):
            continue
        if order:
            yield passage, words
            continue
        if passage.section != section or SLASHED.match(words):
            carrying, short, section = False, 0, passage.section
        named = BLOCK.search(words) or ABLATION.search(words) or SAME_AGAIN.search(words)
        if TITLE.fullmatch(words):
            titled = TITLED_PLAN.fullmatch(words) is not None
        asked = titled or passage.section in PLAN_SECTIONS or bool(ASKS.search(words) or PLAN_START.match(words))
        if named is not None:
            carrying = asked and _is_asked(passage, words, named)
            short = CARRIED if carrying else 0
        adds = short > 0 and named is None and len(words) <= 80 and ELEMENT.search(words) is not None
        alone = seen and GUIDANCE_ALONE.match(words) is not None
        if (carrying and asked) or adds or alone or (named is None and _is_future(paper, words)):
            seen = True
            yield passage, words
        short -= named is None


def _is_asked(passage: Passage, words: str, named: re.Match[str]) -> bool:
    """Is the procedure asked for, not one that was done or is refused?"""
    told = passage.told(named)
    if ASKED_BEFORE.search(words[: named.start()]):
        return True
    if told is None or (told[0] is Presence.ABSENT and not DENIES_OTHER.search(words)):
        return False
    return told[1] is not Time.PAST or bool(ASKS.search(words))


def _is_future(paper: Profile, words: str) -> bool:
    return paper.kind is not PartKind.MESSAGES and FUTURE.search(words) is not None


def _elements(passage: Passage, words: str, wanted: str, chart: Chart) -> Iterator[Finding]:
    yield from _procedure(passage, words, wanted)
    yield from _region(passage, words, chart)
    for name, pattern in _GUIDANCE:
        match = pattern.search(words)
        if match is None and is_order(passage.paper):
            match = CT_BOX.search(words) if name == "ct" else US_BOX.search(words) if name == "ultrasound" else None
        if match is not None and not DENIED_BEFORE.search(words[: match.start()]):
            yield finding(
                TOOL,
                "guidance",
                passage,
                name,
                time=Time.PLANNED,
                qualifiers={"guidance": name},
                place=passage.place(match.start(), match.end()),
            )
    if wanted == "rfa":
        yield from _technique(passage, words)


def _technique(passage: Passage, words: str) -> Iterator[Finding]:
    found: dict[str, re.Match[str]] = {}
    for name, pattern in _TECHNIQUES:
        match = pattern.search(words)
        if (
            match is not None
            and not (name == "thermal" and words[max(0, match.start() - 4) : match.start()] in ("non-", "non "))
            and not DENIED_BEFORE.search(words[: match.start()])
        ):
            found[name] = match
    for match in TEMPERATURE.finditer(words):
        degrees = int(match["v"] or match["v2"])
        if 78 < degrees < 96:
            found.setdefault("thermal", match)
        elif degrees <= 45 and degrees >= 40:
            found.setdefault("pulsed", match)
        elif 55 <= degrees < 80 and "cooled" not in found:
            found.setdefault("low_heat", match)
    for name, match in found.items():
        yield finding(
            TOOL,
            "rf_technique",
            passage,
            name,
            time=Time.PLANNED,
            qualifiers={"technique": name},
            place=passage.place(match.start(), match.end()),
        )


def _levels(asked: list[tuple[Passage, str]]) -> Iterator[Finding]:
    """All joints that a paper asks for, as one finding at the passage that names most of them."""
    read = [(passage, words, _asked_levels(passage, words)) for passage, words in asked]
    joints = frozenset(joint for _, _, levels in read for joint in levels.joints)
    if not joints and asked and any(SAME_LEVELS.search(words) for _, words in asked):
        told = [
            levels_in(p.text) for p in passages_of(asked[0][0].paper) if BLOCK.search(p.text) or ABLATION.search(p.text)
        ]
        joints = frozenset(joint for levels in told for joint in levels.joints)
    number = len(joints) or max((levels.stated or 0 for _, _, levels in read), default=0)
    if not number:
        return
    union = Levels(joints)
    passage, words, _ = max(read, key=lambda item: (len(item[2].joints), item[2].stated or 0))
    side = side_in(words) or next(
        (found for _, told, levels in read if levels.joints and (found := side_in(told))), None
    )
    further = tuple(other.place() for other, _, levels in read if other is not passage and levels.number is not None)
    yield finding(
        TOOL, "planned_levels", passage, Decimal(number), "{joints}", time=Time.PLANNED, side=side,
        qualifiers={"joints": union.names, "region": union.region, "order": "yes" if is_order(passage.paper) else "no"},
        support=further,
    )  # fmt: skip


def _asked_levels(passage: Passage, words: str) -> Levels:
    """The joints of a passage that speaks of them; in an order also of a row that only lists them."""
    if LEVELLED.search(words):
        return levels_in(words)
    if not is_order(passage.paper) or NOT_TARGET.search(words):
        return Levels()
    listed = levels_in(words)
    return listed if listed.joints else levels_in(f"{words} nerves")


def _region(passage: Passage, words: str, chart: Chart) -> Iterator[Finding]:
    levels = levels_in(words) if LEVELLED.search(words) else Levels()
    named = levels.region
    if (
        not named
        and (is_order(passage.paper) or BLOCK.search(words) or ABLATION.search(words))
        and not re.search(r"\bdx\b|\bicd\b|\bm\d\d\.", words)
    ):
        regions = regions_in(words)
        named = regions[0] if len(regions) == 1 else ""
    if named:
        asked = requested_regions(chart)
        qualifiers = {"region": _family(named), "asked": "yes" if not asked or named in asked else "no"}
        yield finding(TOOL, "planned_region", passage, _family(named), time=Time.PLANNED, qualifiers=qualifiers)


def _family(region: str) -> str:
    """The two regions that the policy counts: cervical with thoracic, lumbar with sacral."""
    return "lumbar_sacral" if region == "lumbar" else "cervical_thoracic"


def _procedure(passage: Passage, words: str, wanted: str) -> Iterator[Finding]:
    block, ablation = BLOCK.search(words), ABLATION.search(words)
    order = is_order(passage.paper)
    again = SAME_AGAIN.search(words)
    if (
        block is None
        and ablation is None
        and again is None
        and not (order and (SERIES.search(words) or IA.search(words) or REPEAT.search(words)))
    ):
        return
    if not order and SKIP.search(words) and not re.search(r"\brequest\w*|\bauthori", words):
        return
    what = wanted or ("rfa" if ablation else "block")
    head = REPEATED.split(words)[0] if not order else words
    number = NUMBER.search(head)
    stated = number and next(v for v in (number["n"], number["o"], number["m"], number["k"]) if v)
    qualifiers = {
        "what": what,
        "approach": _approach(passage, words, again is not None),
        "number": str(NUMBERS.get(stated, stated)) if stated else "",
        "repeat": "yes" if what == "rfa" and REPEAT.search(words) else "",
        "purpose": _purpose(words),
        "order": "yes" if order else "no",
    }
    match = block or ablation or number or again
    yield finding(
        TOOL,
        "planned_procedure",
        passage,
        time=Time.PLANNED,
        qualifiers=qualifiers,
        place=passage.place(match.start() if match else 0),
    )


def _approach(passage: Passage, words: str, again: bool) -> str:
    """'mbb' or 'ia'; what is to be done again is what the paper speaks of."""
    told = [words, *([passage.paper.document.flat[passage.paper.part.start : passage.paper.part.end]] if again else [])]
    return next(("mbb" if MBB.search(each) else "ia" for each in told if MBB.search(each) or IA.search(each)), "")


def _purpose(words: str) -> str:
    if THERAPEUTIC.search(words) and not NO_STEROID.search(words) and not re.search(r"\bdiagnostic\b", words):
        return "therapeutic"
    return "diagnostic" if DIAGNOSTIC.search(words) else ""


def _reasons(paper: Profile) -> Iterator[Finding]:
    for passage in passages_of(paper):
        if IA_REASON.search(passage.text):
            yield finding(TOOL, "ia_reason", passage)
        if EARLY.search(passage.text):
            yield finding(TOOL, "early_reason", passage)
