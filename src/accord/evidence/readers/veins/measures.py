"""Conservative measures for the legs, how long each was kept up, and how it went.

vein_measure        -- qualifier measure (compression, exercise, drug, elevation, weight), outcome; value: days at least. Absent: none
                       was tried.
vein_measure_most   -- the same, days at most.
vein_measure_open   -- a measure whose length is not told.
vein_measures_failed -- present: the complaint stayed; absent: the measures relieve it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.course_lengths import Length, length_of, lengths_in
from accord.evidence.readers.own_sections import RULE_QUOTED, is_planned, section_of
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "veins-measures/1"
MEASURE, MOST, OPEN, FAILED = "vein_measure", "vein_measure_most", "vein_measure_open", "vein_measures_failed"

KINDS = (
    ("compression", lazy_pattern(
        r"\b(?:(?:graduated |medical[- ]grade |prescription |class (?:i{1,3}|1|2|3) )*compression(?: "
        r"(?:stockings?|hose|hosiery|therapy|garments?|socks|wraps?))?|"
        r"(?:support |elastic )?(?:stockings?|hose|hosiery)|unna boots?|\d{2} ?- ?\d{2} ?mm ?hg)\b")),
    ("exercise", lazy_pattern(
        r"\b(?:exercis\w+|walks? (?:daily|\d+ min\w*)|walking(?: program\w*| regimen| daily)?|calf (?:pumps?|"
        r"raises?|muscle \w+)|ambulation "
        r"program)\b")),
    ("drug", lazy_pattern(
        r"\b(?:nsaids?|ibuprofen|naproxen|acetaminophen|tylenol|aleve|motrin|advil|meloxicam|celecoxib|"
        r"analgesics?|anti-?inflammator\w+|pain relievers?|"
        r"diosmin|vasculera|horse chestnut|pentoxifylline)\b")),
    ("elevation", lazy_pattern(
        r"\b(?:(?:leg|limb|foot|feet) elevation|elevat\w+(?: (?:of )?(?:the |her |his |both )*(?:legs?|feet|"
        r"limbs?))?|legs? (?:up|raised))\b")),
    ("weight", lazy_pattern(r"\b(?:weight (?:loss|reduction|management)|lost \d+ (?:lbs?|pounds|kg))\b")),
)  # fmt: skip
NOT_MEASURE = lazy_pattern(
    r"\b(?:compressi(?:bl|bil)\w*|non-?compress\w*|with compression and|augmentation|pneumatic|exercise (?:test|"
    r"tolerance|intolerance|stress)|elevated (?:bp|blood|risk|creat\w*|lft\w*)|"
    r"(?:pain|swelling|aching|worse) (?:with|on|after|when) (?:walking|exercise|prolonged)|unable to (?:walk|"
    r"exercise)|walking (?:distance|tolerance|more than|limited|hurts|causes)|"
    r"limits? (?:her |his )?walking|stops? (?:her |him )?walking|nerve compression|reflux (?:with|after|"
    r"following) (?:distal )?compression|after (?:the )?(?:procedure|ablation)|post-?(?:op|procedur)\w*|pregnan\w+)\b"
)
NEVER = lazy_pattern(
    r"\b(?:no|never (?:had|tried|worn|used)|has(?: not|n't) (?:yet )?(?:tried|had|used|worn)|without (?:any "
    r")?(?:trial of )?|not (?:yet )?(?:tried|worn|used))\b (?:any |prior |previous |a |trial of |formal )*"
    r"(?:conservative (?:therap\w+|treatment|management|measures|care)|compression(?: \w+)?|stockings)"
)
WORN = lazy_pattern(r"\b(?:conservative)\b")
BAD = lazy_pattern(
    r"\b(?:fail(?:ed|ure|s|ing)?|(?:without|w/o) (?:\w+ )?(?:\w+ )?(?:relief|improvement|benefit|success|resolution|"
    r"change)|no (?:\w+ )?(?:\w+ )?(?:relief|improvement|benefit|change|response|better)|"
    r"despite|persist\w*|refractory|(?:only )?(?:minimal|partial|temporary|little|inadequate|incomplete|"
    r"insufficient|mild|slight|limited) (?:\w+ )?(?:relief|improvement|benefit|help|response)|"
    r"did(?:n't| not) (?:\w+ )?(?:help|relieve|work|improve)|not (?:\w+ )?(?:helped|relieved|improved|effective|"
    r"better|responded|controlled)|still (?:has|aches?|aching|throbs?|swell\w*|symptomatic|painful|hurts)|"
    r"continue[sd]? to (?:have|ache|swell|hurt|be)|symptoms? (?:remain|continue|unchanged|worse\w*)|unchanged|"
    r"worse\w*|unsuccessful\w*|ineffective|unresponsive)\b"
)
GOOD = lazy_pattern(
    r"\b(?:(?:good|great|excellent|complete|adequate|significant|full|much) (?:\w+ )?(?:relief|improvement|"
    r"control|response)|symptoms? (?:have |has |are |is )?(?:resolved|well[- ]controlled|gone|much better)|"
    r"(?:helped|relieved|eased) (?:with )?(?:the |her |his )?(?:symptoms|pain|swelling|aching|edema)|(?:well[- "
    r"]controlled|relieved|resolved) (?:with|by|in)|helps? a lot|works? well)\b"
)
NOT_KEPT = lazy_pattern(
    r"\bnon-?(?:compliant|compliance|adheren\w+)|\b(?:has|have|had|did|does|is|was)(?: not|n't) (?:been "
    r")?(?:wear\w*|worn|compli\w+|adher\w+|us(?:e|ed|ing))|\b(?:refus\w+|declin\w+|never w(?:ears?|ore|orn))\b"
)
PLANNED = lazy_pattern(
    r"\b(?:will (?:start|try|use|begin|wear|need)|to start|start(?:ing)? (?:today|now)|begin today|recommend\w*|"
    r"consider\w*|advis\w+|encourag\w+|counsel\w+|"
    r"plan(?:s|ned)? to|prescribed today|given (?:a )?prescription|should|instruct\w+|discuss\w+|needs? to|must|"
    r"requires?|criteri\w+)\b"
)
KEPT = lazy_pattern(
    r"\b(?:worn|wore|wears|wearing|used|uses|using|tried|completed|did|does|done|has been|have been|had|took|"
    r"takes|taking|failed|after|despite|compliant|adherent|since|daily)\b"
)
CARRIES_ON = re.compile(
    r"\W*(?:fail\w*|unsuccess\w*|it|this|these|each|none|neither|both|all|symptoms?|no |despite|without|pain|"
    r"aching|swelling|still|"
    r"relief|minimal|she |he |result|her |his |the (?:pain|leg|swelling|symptoms))"
)
NO_SECTIONS = ("family_history", "instructions", "counseling", "allergies")
NO_PAPERS = (PartKind.LABORATORY, PartKind.IMAGING, PartKind.ORDER)


def measures(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """Every measure that the papers tell of."""
    for paper in papers:
        if not tells_history(paper) or paper.kind in NO_PAPERS:
            continue
        told = list(said_in(paper))
        for index, each in enumerate(told):
            if section_of(paper, each) in NO_SECTIONS:
                continue
            after = told[index + 1].text if index + 1 < len(told) else ""
            for found in _told(chart, paper, each, after, _lead_lengths(chart, paper, told, index)):
                yield on_day(chart, paper, each, found)


def _lead_lengths(chart: Chart, paper: Profile, told: Sequence[Said], index: int) -> tuple[Length, ...]:
    """The length that a heading line ends with ('Conservative care for 3 months:') counts for the lines of its list."""
    for back in range(index - 1, max(index - 7, -1), -1):
        line = told[back].text.strip()
        if not line.endswith(":"):
            continue
        if re.search(r"\b(?:conservative|measures|tried|trial)\b", line):
            return tuple(lengths_in(chart, paper, told[back]))
        return ()
    return ()


def _told(chart: Chart, paper: Profile, each: Said, after: str, lead: tuple[Length, ...]) -> Iterator[Finding]:
    words = each.text
    never = NEVER.search(words)
    if never is not None:
        meant = meaning(paper, each, never)
        if meant.whose is Whose.PATIENT and not meant.hypothetical and WORN.search(never[0]):
            yield told_of(paper, each, never, MEASURE, TOOL, presence=Presence.ABSENT)
        return
    if RULE_QUOTED.search(words) or NOT_MEASURE.search(words) or NOT_KEPT.search(words):
        return
    outcome = _outcome(words, after)
    mentions = _mentions(paper, each, outcome)
    lengths = [one for one in lengths_in(chart, paper, each) if one.most > 0]
    shared = lengths[0] if len({(one.least, one.most) for one in lengths}) == 1 and not LATELY.search(words) else None
    for kind, match in mentions:
        others = [m.start() for _, m in mentions if m is not match]
        own = length_of(each, match.start(), match.end(), others, lengths)
        length = own or shared or (lead[0] if len(lead) == 1 else None)
        said = {"measure": kind, "outcome": outcome}
        yield told_of(paper, each, match, MEASURE if length else OPEN, TOOL, time=Time.PAST, qualifiers=said,
                      value=Decimal(length.least) if length else None, unit="d" if length else None)  # fmt: skip
        if length:
            value = Decimal(length.most)
            yield told_of(paper, each, match, MOST, TOOL, time=Time.PAST, value=value, unit="d", qualifiers=said)
    if mentions and outcome in ("failed", "helped"):
        presence = Presence.PRESENT if outcome == "failed" else Presence.ABSENT
        yield told_of(paper, each, mentions[0][1], FAILED, TOOL, presence=presence)


LATELY = lazy_pattern(
    r"\b(?:recent\w*|just|new(?:ly)?|now|today|last (?:week|month)|then|later|added|starting|first|previously|before that)\b|\b(?:and|"
    r"but) (?:has )?(?:started|begun)\b"
)
"""Words with which a sentence tells measures of different lengths."""


def _outcome(words: str, after: str) -> str:
    for said in (words, after if CARRIES_ON.match(after) else ""):
        if BAD.search(said):
            return "failed"
        if GOOD.search(said):
            return "helped"
    return "tried"


def _mentions(paper: Profile, each: Said, outcome: str) -> list[tuple[str, re.Match[str]]]:
    """The measures that were really kept up, each kind once: where it stands first."""
    found: list[tuple[str, re.Match[str]]] = []
    planned = PLANNED.search(each.text) and not KEPT.search(each.text)
    for kind, pattern in KINDS:
        for match in pattern.finditer(each.text):
            meant = meaning(paper, each, match)
            if meant.hypothetical or meant.whose is not Whose.PATIENT or of_others(each, match) or planned:
                continue
            if is_planned(paper, each, meant) or (meant.presence is Presence.ABSENT and outcome != "failed"):
                continue
            found.append((kind, match))
            break
    return sorted(found, key=lambda one: one[1].start())
