"""The joint itself: how far the arthritis has gone, how the limb stands, and which reports show it.

knee_severe          -- present: Outerbridge III or IV, or bone on bone; absent: a paper whose worst grade is II or less.
knee_early_arthritis -- present: early or mild arthritis; absent: severe.
knee_malalignment    -- the limb or the joint is out of line.
knee_standing_films  -- a report of weight-bearing films, of an arthroscopy, or of an operation on the knee.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.knee_scope.subject import KNEE, OTHER_JOINT, Target
from accord.evidence.readers.requests import tells_or_claims
from accord.evidence.readers.sayings import meaning, of_others, on_day, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "knee-joint/1"
SEVERE, EARLY, ALIGNMENT, FILMS = "knee_severe", "knee_early_arthritis", "knee_malalignment", "knee_standing_films"

_ROMAN = r"(?:i{1,3}|iv|[0-4])"
_GRADES = rf"(?P<low>{_ROMAN})(?:\s?(?:-|–|to|/|and|or)\s?(?P<high>{_ROMAN}))?(?!\w|\.\d|%)"
OUTERBRIDGE = lazy_pattern(
    rf"\bouterbridge(?:'s)?(?: classification| score| changes)?\W{{0,3}}(?:grades?|gr\.?|class|stage)?\W{{0,3}}{_GRADES}"
)
OUTERBRIDGE_LATER = lazy_pattern(
    r"\bouterbridge\b(?:(?!\b(?:kellgren|kl|k-l|not|no|cannot|n/a|unknown|effusion|sprain)\b)[a-z ,:/()-]){1,60}?\b(?:grade|gr\.?|class|stage)\W{0,2}"
    rf"{_GRADES}"
)
SHORT = lazy_pattern(
    r"\bob\W{0,2}(?:grade |gr\.? ?)?(?P<low>i{1,3}|iv)(?:\s?(?:-|–|to|/)\s?(?P<high>i{1,3}|iv))?(?!\w|\.\d|%)"
)
GRADED = lazy_pattern(
    rf"\b(?:grades?|gr\.?)\s{_GRADES},? (?:[\w-]+ ){{0,3}}?\(?(?:outerbridge|chondromalac\w+|chondral|chondrosis|cartilage)"
)
CHONDROMALACIA = lazy_pattern(rf"\bchondromalac\w+(?: \w+){{0,5}}?,? (?:grade|gr\.?) {_GRADES}")
GRADES = (OUTERBRIDGE, GRADED, CHONDROMALACIA, SHORT)
NUMBER = {"0": 0, "i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4}
EXCLUDED = 3
BARE = lazy_pattern(
    r"(?<!nearly )(?<!near )(?<!almost )(?<!approaching )(?<!not )\bbone[- ]on[- ]bone\b|\bexposed (?:subchondral )?bone\b|\bfull[- ]thickness (?:cartilage|"
    r"chondral|articular cartilage) (?:loss|defects?|wear)\b|\bdenuded\b|\beburnat\w+|"
    r"\b(?:complete|total) (?:loss|obliteration) of (?:the )?(?:[\w-]+ )*(?:joint space|cartilage)|"
    r"\bobliterat\w+ (?:of )?(?:the )?(?:[\w-]+ ){0,2}joint space|\bjoint space\b[^.;,]{0,20}\bobliterated\b"
)
_ARTHRITIS = (
    r"(?:osteo-?arthr\w+|arthr(?:itis|osis|itic changes?)|oa|djd|degenerat(?:ion|ive (?:changes?|disease))|narrowing)"
)
_IS = r"(?:\W{1,3}|(?: \w+)? (?:is|are|was|were|appears?|remains?) (?:still |only |quite |very |fairly |rather )?)"
MILD = lazy_pattern(
    r"\b(?:mild|minimal|early|slight|minor|incipient|low-?grade|mild-appearing)(?:(?:[ ,/-]+|to )(?!moderate|"
    r"severe)[\w-]+){0,4}? (?:osteo-?arthr\w+|arthr\w+|oa\b|djd\b|degenerat\w+|gonarthr\w+|joint[- ]space (?:narrowing|"
    r"loss)|narrowing|chondromalac\w+|osteophyt\w+ formation)|"
    r"\b(?:kellgren[- ]?(?:and |& )?[- ]?lawrence|k[-/]?l)\b(?:\)| score| classification)?\W{0,3}(?:grade|"
    r"gr\.?|stage)?\W{0,3}(?:0|1|2|i{1,2})(?!\w|\.\d|[/–-]| ?(?:to|or) ?[34])|"
    r"\bjoint spaces? (?:is |are )?(?:well )?(?:maintained|preserved)\b|\bpreserved joint spaces?\b|"
    rf"\b{_ARTHRITIS}{_IS}(?:mild|minimal|early|slight)\b(?! effusion| pain| swelling| tender\w*)"
)
WORSE = lazy_pattern(
    r"\b(?:mild|minimal|early|slight)(?:[ -]+(?:to|and|or)[ -]+|/|-)(?:moderate|severe|advanced)\b|"
    r"\bmoderate(?:ly)?\b|\bsevere\b|\badvanced\b|\bend[- ]stage\b"
)
FAR = lazy_pattern(
    r"\b(?:severe|advanced|end[- ]stage|marked|tricompartmental severe)(?:(?:[ ,/-]+)[\w-]+){0,4}? (?:osteo-?arthr\w+|"
    r"arthr\w+|oa\b|djd\b|degenerat\w+|gonarthr\w+|joint[- ]space (?:narrowing|loss))|"
    r"\b(?:kellgren[- ]?(?:and |& )?[- ]?lawrence|k[-/]?l)\b(?:\)| score| classification)?\W{0,3}(?:grade|gr\.?|stage)?\W{0,3}(?:4|iv)(?!\w|\.\d)|"
    rf"\b{_ARTHRITIS}{_IS}(?:severe|advanced|end[- ]stage)\b(?! pain| swelling)"
)
HEARSAY = lazy_pattern(r"\b(?:was told|told|says|reportedly|per (?:the )?(?:patient|pt))\b")
OUT_OF_LINE = lazy_pattern(
    r"\balignment\b(?: is|\W{1,3}) ?(?:\w+ )?(?:varus|valgus)\b|\bbow-?legg?ed\b|\bknock[- ]?kneed?\b|"
    r"\bmal-?alignment\b|\bmal-?aligned\b|\bgenu (?:varum|valgum|varus|valgus)\b|\b(?:varus|valgus) (?:deformity|"
    r"alignment|angulation|limb|knee|axis|thrust|mechanical)\b|\b\d+(?:\.\d+)?(?: ?°| ?degrees?|"
    r" deg) (?:of )?(?:varus|valgus)\b|"
    r"\b(?:patellar |lateral )(?:tilt|subluxation|maltracking|tracking)\b|\bmechanical axis (?:passes|falls|runs|deviat\w+)"
)
IN_LINE = lazy_pattern(
    r"\b(?:neutral|normal|anatomic|good|straight|maintained|satisfactory) (?:limb |mechanical |"
    r"leg |joint |knee |overall |coronal )*(?:alignment|axis)\b|\balignment\b(?: is| of the (?:limb|"
    r"knee) is|\W{1,3})? ?(?:normal|neutral|anatomic|maintained|within|wnl|ok\b|good|straight|satisfactory|acceptable|preserved|unremarkable)|"
    r"\balignment\W{1,3}(?:is )?(?:not|no|never)\b(?: \w+){0,2}? (?:issue|concern|problem|factor)|"
    r"\b(?:axis|hka)\b[^.;a-z]{1,8}(?:is )?(?:neutral|normal)\b|\bwell[- ]aligned\b|\baligned (?:neutral\w*|normally|well)\b|"
    r"\bno (?:mal)?alignment (?:issues?|problems?|abnormalit\w+|concerns?|fault)|\bmal-?alignment\W{1,3}(?:none|no\b|absent|denied)|"
    r"\bno (?:significant |evidence of |gross )*(?:mal-?alignment|varus|valgus|deformity|angular deformity)"
)
LAXITY = lazy_pattern(r"\b(?:stress|laxity|stable to|instability|test\w*)\b")
STANDING = lazy_pattern(r"\b(?:standing|weight[- ]?bearing|wb (?:ap|pa|films?|views?)|rosenberg|erect)\b")
NON_WEIGHT = lazy_pattern(r"\bnon-? ?weight[- ]?bearing\b|\bnwb\b|\bsupine\b")
RADIOGRAPH = lazy_pattern(r"\b(?:x-?rays?|radiograph\w*|films?|views?|ap\b|pa\b|xr\b)")
OWN_READING = lazy_pattern(
    r"\b(?:(?:taken|obtained|done|performed|ordered and) (?:here |in (?:the )?(?:office|clinic) )?today|"
    r"today in (?:the )?(?:office|clinic)|in[- ](?:office|clinic)|"
    r"(?:personally|independently) (?:reviewed|interpreted|read)|my (?:own )?(?:read|reading|interpretation|review))\b"
)
SCOPE_REPORT = lazy_pattern(r"\barthroscop\w+")
OPERATIVE = lazy_pattern(
    r"\b(?:operative (?:report|note)|op(?:eration)? note|procedure (?:note|report)|postoperative diagnos[ie]s|findings)\b"
)


def joint(chart: Chart, papers: list[Profile], knee: Target) -> Iterator[Finding]:
    """Grades, stage, alignment and reports, of the knee that is asked about."""
    for paper in papers:
        if not tells_or_claims(paper):
            continue
        told = [each for each in said_in(paper) if _of_knee(paper, each, knee)]
        yield from _grades(chart, paper, told)
        for each in told:
            for found in (*_stage(paper, each), *_alignment(paper, each)):
                yield on_day(chart, paper, each, found)
        yield from _report(chart, paper, told)


def _of_knee(paper: Profile, each: Said, knee: Target) -> bool:
    if knee.other(paper, each) or section_at(paper.document, each.sentence.start).name in (
        "family_history",
        "instructions",
    ):
        return False
    if HEARSAY.search(each.text):
        return False
    return not OTHER_JOINT.search(each.text) or bool(KNEE.search(each.text))


def _grades(chart: Chart, paper: Profile, told: list[Said]) -> Iterator[Finding]:
    """A paper's grades: severe ones each, or, where it has only low ones, those."""
    low: list[Finding] = []
    severe = unsure = False
    for each in told:
        bare = BARE.search(each.text)
        found = [match for pattern in GRADES for match in pattern.finditer(each.text)]
        found = found or list(OUTERBRIDGE_LATER.finditer(each.text))
        for match in (*found, *([bare] if bare else [])):
            if not _holds(paper, each, match):
                continue
            grades = _range(match) if match is not bare else (EXCLUDED, EXCLUDED)
            if grades[0] >= EXCLUDED:
                severe = True
                yield on_day(chart, paper, each, told_of(paper, each, match, SEVERE, TOOL))
            elif grades[1] >= EXCLUDED:
                unsure = True
            else:
                found = told_of(paper, each, match, SEVERE, TOOL, presence=Presence.ABSENT)
                low.append(on_day(chart, paper, each, found))
    if not severe and not unsure:
        yield from low


def _range(match: re.Match[str]) -> tuple[int, int]:
    groups = match.groupdict()
    low = NUMBER[groups["low"]]
    return low, NUMBER[groups["high"]] if groups.get("high") else low


def _stage(paper: Profile, each: Said) -> Iterator[Finding]:
    far, mild = FAR.search(each.text) or BARE.search(each.text), MILD.search(each.text)
    if far is not None and _holds(paper, each, far):
        yield told_of(paper, each, far, EARLY, TOOL, presence=Presence.ABSENT)
    elif far is None and mild is not None and not WORSE.search(each.text) and _holds(paper, each, mild):
        yield told_of(paper, each, mild, EARLY, TOOL)
    elif far is None and mild is None:
        grade = OUTERBRIDGE.search(each.text)
        if grade is not None and _holds(paper, each, grade) and 1 <= _range(grade)[0] <= _range(grade)[1] < EXCLUDED:
            yield told_of(paper, each, grade, EARLY, TOOL)


def _alignment(paper: Profile, each: Said) -> Iterator[Finding]:
    straight, crooked = IN_LINE.search(each.text), OUT_OF_LINE.search(each.text)
    if straight is not None and not LAXITY.search(each.text):
        yield told_of(paper, each, straight, ALIGNMENT, TOOL, presence=Presence.ABSENT)
    elif crooked is not None and not LAXITY.search(each.text) and _holds(paper, each, crooked):
        yield told_of(paper, each, crooked, ALIGNMENT, TOOL)


def _holds(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    if left_blank(each.text, match):
        return False
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or meant.presence is not Presence.PRESENT:
        return False
    return meant.time is not Time.PLANNED and not of_others(each, match)


def _report(chart: Chart, paper: Profile, told: list[Said]) -> Iterator[Finding]:
    """The report itself: of imaging with standing films, or of an arthroscopy that was done."""
    words = paper.document.flat[paper.part.start : paper.part.end]
    if "knee" in words and RADIOGRAPH.search(words):
        for each in told:
            match = STANDING.search(each.text)
            own = paper.kind is PartKind.IMAGING or (RADIOGRAPH.search(each.text) and OWN_READING.search(each.text))
            if match is not None and own and not NON_WEIGHT.search(each.text) and _holds(paper, each, match):
                yield on_day(chart, paper, each, told_of(paper, each, match, FILMS, TOOL))
                return
    if paper.kind is PartKind.PROCEDURE_NOTE and "knee" in words and OPERATIVE.search(words):
        for each in told:
            match = SCOPE_REPORT.search(each.text)
            if match is not None and meaning(paper, each, match).time is not Time.PLANNED:
                yield on_day(chart, paper, each, told_of(paper, each, match, FILMS, TOOL))
                return
