"""What records tell of a knee that is to be braced: laxity, walking, arthritis, the will to wear it, and which side.

ko_knee_condition -- a note deals with the knee; ko_knee_exam -- it examines the affected one.
ko_laxity_test    -- a named test of laxity; absent where the knee was examined without one.
ko_laxity         -- the test finds laxity, or (absent) finds none.
ko_pain           -- pain, or loss of mobility or function, of the knee; ko_arthritis -- arthritis between thigh and shin bone;
                     absent: only behind the kneecap.
ko_image          -- an image shows arthritic change in the medial or lateral compartment; absent: a normal image.
ko_side           -- qualifier of: order or note; present where its side is the requested one, absent where it is the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.orthosis.knee_person import wearer
from accord.evidence.readers.orthosis.words import BRACE, affirmed, is_record
from accord.evidence.readers.requests import as_claims, is_request
from accord.evidence.readers.sayings import meaning, of_others, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Whose

TOOL = "knee-brace/1"
CONDITION, EXAM, TEST, LAXITY = "ko_knee_condition", "ko_knee_exam", "ko_laxity_test", "ko_laxity"
PAIN, ARTHRITIS, IMAGE, SIDE = "ko_pain", "ko_arthritis", "ko_image", "ko_side"

KNEE = lazy_pattern(
    r"\bknees?\b|\b(?:acl|pcl|mcl|lcl|menisc\w+|tibiofemoral|patell\w+|lachman\w*|gonarthrosis)\b|\bm17\.\w+|\bm23\.\w+|\bm25\.\w+"
)
NAMED_TEST = lazy_pattern(
    r"\b(?:lachman\w*|(?:anterior|posterior|ant|post)\.? drawer|drawer(?: test| sign)?|pivot[- ]shift|"
    r"(?:varus|valgus)(?: ?(?:/|and|or|&) ?(?:varus|valgus))?[ -](?:stress|laxity|testing|opening|"
    r"instability|gapping)|stress (?:test\w*|to (?:varus|valgus))|(?:to|with|on) (?:varus|valgus)(?: ?(?:/|"
    r"and|or|&) ?(?:varus|valgus))?(?: stress)?|(?:medial|lateral) (?:joint )?(?:opening|gapping)|"
    r"(?:posterior )?sag sign|dial test)\b"
)
LAX = lazy_pattern(
    r"(?<![\d.])[1-3] ?\+|\bgrade (?:[1-3]|i{1,3})\b|\bpositive\b|\bpos\b|\(\+\)|(?<![\w.+])\+(?![\d+])|\bopen(?:s|ing|"
    r"ed)\b[^.;]{0,30}\b\d|\b\d{1,2}(?:-\d{1,2})? ?mm\b|\b(?:laxity|lax|unstable|instability|gapping|"
    r"soft end ?-?point|no end ?-?point|increased (?:\w+ )?translation)\b"
)
FIRM = lazy_pattern(
    r"\bnegative\b|\bneg\b|\(-\)|\s[-–](?=\s*(?:[,;.]|$))|\bstable\b|\bno (?:\w+ ){0,2}?(?:laxity|instability|opening|gapping|"
    r"translation)\b|\bwithout (?:\w+ )?(?:laxity|instability|opening)\b|\bgrade 0\b|\bnormal\b|"
    r"\bintact\b|\bfirm end ?-?point|\b0 ?mm\b|(?<![\d+])\b0(?:\+|/4)?$"
)
ANY_LAXITY = lazy_pattern(
    r"\bligaments? (?:are |is |were )?(?:all )?(?:intact|stable|normal)\b|\bknees? (?:is |are )?(?:ligamentously )?stable\b|"
    r"\bno (?:ligamentous )?(?:laxity|instability)\b|\bligamentously (?:stable|intact)\b"
)
KNEE_SIGN = lazy_pattern(
    r"\b(?:effusion|crepit\w+|joint line|rom\b|range of motion|flexion|extension|quad\w*|tender\w*|"
    r"mcmurray|alignment|varus|valgus|patell\w+|swelling|swollen|warm\w*|lachman\w*|drawer|thrust)\b"
)
EXAMINES = lazy_pattern(r"\b(?:pe|o/e|msk|musculoskeletal|inspect\w*|palpat\w*|exam(?:ined|ination|ines)?|on exam)\b")
KNEE_LABEL = lazy_pattern(
    r"^\W*(?:left |right |l\.? |r\.? |lt |rt )?knee(?: exam)?(?: \((?:l|r|left|right)\))?\W{0,2}[:–-]"
)
EXAM_SECTIONS = ("exam", "objective", "findings", "vitals")

HURTS = lazy_pattern(
    r"\b(?:knees?|medial|lateral|joint line)\b[^.;]{0,40}\b(?:pain\w*|hurts?|aches?|aching|sore)\b|"
    r"\b(?:pain\w*|hurts?|ache)\b[^.;]{0,40}\b(?:knees?|medial|lateral|joint line)\b|\bgonalgia\b|"
    r"\bknees?\b[^.;]{0,60}\b(?:stairs|limits?|difficult\w*|gives? way|buckl\w+|function\w*)\b"
)
TIBIOFEMORAL = lazy_pattern(
    r"\b(?:medial|lateral|tibio-?femoral|unicompartmental|bicompartmental|tricompartmental|medial and lateral)\b[^.;]{0,40}\b(?:osteo-?arthr\w+|"
    r"oa\b|djd|(?:gon)?arthros[ei]s|arthritis|degenerat\w+|compartment)\b|\b(?:osteo-?arthr\w+|oa\b|djd|"
    r"(?:gon)?arthros[ei]s|arthritis|degenerat\w+)\b[^.;]{0,50}\b(?:medial|lateral|tibio-?femoral|tricompartmental|bicompartmental)\b"
)
KNEECAP_ONLY = lazy_pattern(
    r"\b(?:isolated|only|solely|purely|confined to|limited to)\b[^.;]{0,20}\b(?:patello-?femoral|"
    r"retropatellar|behind the kneecap|anterior compartment)\b|\bpatello-?femoral (?:\w+ )?(?:only|alone)\b"
)
ARTHRITIC = (
    r"(?:narrow\w*|osteophyt\w*|spur\w*|cysts?|sclero\w+|degenerat\w+|arthr\w+|bone[- ]on[- ]bone|"
    r"joint space (?:loss|collapse)|collapse|jsn\b|cartilage loss|loss of (?:\w+ )?(?:joint|cartilage)|oa\b|djd|kellgren\w*|k-?l\b)"
)
ON_IMAGE = lazy_pattern(
    r"\bloss of (?:the )?(?:medial|lateral) (?:joint|compartment|cartilage)|"
    rf"\b(?:medial(?:ly)?|lateral(?:ly)?|tricompartmental|bicompartmental)\b[^.;]{{0,60}}\b{ARTHRITIC}|\b{ARTHRITIC}[^.;]{{0,60}}\b(?:medial(?:ly)?|"
    r"lateral(?:ly)?|tricompartmental|bicompartmental)\b"
)
CLEAN_IMAGE = lazy_pattern(
    r"\bno (?:\w+ ){0,3}?(?:arthri\w+|degenerat\w+|joint space narrowing|osteophyt\w+)|\bnormal (?:knee )?(?:radiographs?|"
    r"films?|x-?rays?|study|exam(?:ination)?)\b|\bjoint spaces? (?:are |is )?(?:well |all )?(?:preserved|maintained|normal)\b"
)
IMAGING = lazy_pattern(r"\b(?:x-?rays?|xrs?|films?|radiographs?|mri?|ct|imaging|weight-?bearing|views?)\b")
LEFT = lazy_pattern(
    r"\bleft\b|\blt\b|\bl(?= (?:knee|ko|leg|acl|pcl|mcl|medial|lateral))\b|\bl knee\b|(?<=stress )l\b|(?<=brace )l\b|(?<=sprain )l\b|\b(?:side|"
    r"laterality)\W{1,8}(?:x\] ?)?l\b"
)
RIGHT = lazy_pattern(
    r"\bright\b|\brt\b|\br(?= (?:knee|ko|leg|acl|pcl|mcl|medial|lateral))\b|\br knee\b|(?<=stress )r\b|(?<=brace )r\b|(?<=sprain )r\b|\b(?:side|"
    r"laterality)\W{1,8}(?:x\] ?)?r\b"
)
BOTH = lazy_pattern(r"\bbilat\w*|\bboth knees\b|\bb/l\b")
BRACE_WORD = lazy_pattern(rf"{BRACE}|\bknee orthos[ei]s\b|\bko\b|\bl18\d\d\b")
OLD_BRACE = lazy_pattern(r"\b(?:previous|prior|old|years ago|other|in (?:19|20)\d\d)\b")
CLAUSE = re.compile(r"[;.](?= |$)|, (?=(?:left|right|lt|rt|l|r)\b)|\b(?=(?:left|right) knee\b)")


def knee(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What the papers tell of the knee and its brace."""
    asked = requested_sides(chart)
    for paper in papers:
        told = list(said_in(paper))
        if is_request(paper):
            found = (one for each in told for one in _laxity(paper, each, asked, frozenset()))
            yield from as_claims(chart, (one for one in found if one.concept == LAXITY))
        if paper.kind is PartKind.ORDER and not is_record(paper):
            yield from _order_side(paper, told, asked)
            continue
        record = is_record(paper)
        if record or paper.kind is PartKind.IMAGING:
            for index, each in enumerate(told):
                yield from _image(paper, each, asked, told[index - 1].text if index else "")
        if record and paper.kind is not PartKind.IMAGING and any(KNEE.search(each.text) for each in told):
            yield from _note(paper, told, asked)


def requested_sides(chart: Chart) -> frozenset[str]:
    """The sides that the modifiers of the request name."""
    given = {m for service in chart.request.services for m in service.modifiers}
    return frozenset(side for side, modifier in (("left", "LT"), ("right", "RT")) if modifier in given)


def sides_in(words: str) -> frozenset[str]:
    """The sides that words name, but not behind boxes left empty beside ticked ones."""
    words = _without_empty_boxes(words)
    if BOTH.search(words):
        return frozenset(("left", "right"))
    return frozenset(side for side, pattern in (("left", LEFT), ("right", RIGHT)) if pattern.search(words))


def _concerns(words: str, asked: frozenset[str]) -> bool:
    """Do the words speak of the affected side, or of none?"""
    named = sides_in(words)
    return not named or not asked or bool(named & asked)


def _order_side(paper: Profile, told: list[Said], asked: frozenset[str]) -> Iterator[Finding]:
    for each in told:
        named = sides_in(each.text)
        match = (LEFT.search(each.text) or RIGHT.search(each.text) or BOTH.search(each.text)) if named else None
        if match is not None and asked:
            agrees = Presence.PRESENT if named == asked or named > asked else Presence.ABSENT
            yield told_of(paper, each, match, SIDE, TOOL, presence=agrees, qualifiers={"of": "order"})


def _note(paper: Profile, told: list[Said], asked: frozenset[str]) -> Iterator[Finding]:
    yield from _note_side(paper, told, asked)
    tested = False
    signs: list[Said] = []
    side: frozenset[str] = frozenset()
    for index, each in enumerate(told):
        section = section_at(paper.document, each.sentence.start).name
        if section in ("family_history", "allergies"):
            continue
        if KNEE.search(each.text):
            side = sides_in(each.text) or side
            yield from _general(paper, each, asked)
        elif side and (not asked or side & asked) and HURTS_TOO.search(each.text) and not ELSEWHERE.search(each.text):
            yield from _hurts(paper, each)
        tests = list(_laxity(paper, each, asked, side))
        tested = tested or any(found.concept == TEST for found in tests)
        yield from tests
        examined = section in EXAM_SECTIONS or EXAMINES.search(each.text)
        examined = examined or (KNEE_LABEL.search(each.text) and len(set(KNEE_SIGN.findall(each.text))) > 1)
        if examined and KNEE_SIGN.search(each.text) and _concerns(each.text, asked):
            signs.append(each)
        yield from wearer(paper, told, index)
    if signs:
        sign = KNEE_SIGN.search(signs[0].text)
        if sign is not None:
            yield told_of(paper, signs[0], sign, EXAM, TOOL)
            if not tested and not any(PLANNED_TEST.search(each.text) for each in told):
                yield told_of(paper, signs[0], sign, TEST, TOOL, presence=Presence.ABSENT)


def _general(paper: Profile, each: Said, asked: frozenset[str]) -> Iterator[Finding]:
    own = _concerns(each.text, asked)
    yield from _present(paper, each, KNEE.search(each.text), CONDITION)
    if own:
        yield from _present(paper, each, TIBIOFEMORAL.search(each.text), ARTHRITIS)
        near, loose = HURTS.search(each.text), ELSEWHERE.search(each.text) is None
        word = HURTS_TOO.search(each.text, near.start(), near.end()) if near is not None else None
        if near is not None:
            yield from _present(paper, each, word or near, PAIN)
        elif loose:
            yield from _present(paper, each, HURTS_TOO.search(each.text) or HINDERS.search(each.text), PAIN)
    only = KNEECAP_ONLY.search(each.text)
    if only is not None:
        yield told_of(paper, each, only, ARTHRITIS, TOOL, presence=Presence.ABSENT)


def _present(paper: Profile, each: Said, match: re.Match[str] | None, concept: str) -> Iterator[Finding]:
    """What the words tell of the patient, where they affirm it."""
    if match is not None:
        meant = meaning(paper, each, match)
        if meant.whose is Whose.PATIENT and meant.presence is Presence.PRESENT and not meant.hypothetical:
            yield told_of(paper, each, match, concept, TOOL, time=meant.time)


HINDERS = lazy_pattern(
    r"\b(?:cannot|can't|unable to|difficult\w*|trouble|hard to|struggles?|limits?|limited|limiting|restricts?|interferes?)\b[^.;]{0,40}\b(?:stairs?|"
    r"walk\w*|stand\w*|kneel\w*|squat\w*|adls?|chores|housework|function\w*|mobility|blocks?|rise|rising|activit\w+|shopping)\b"
)
HURTS_TOO = lazy_pattern(r"\b(?:pain\w*|hurts?|aches?|gives way|buckl\w+)\b")
ELSEWHERE = lazy_pattern(
    r"\b(?:back|hips?|ankle|foot|feet|shoulders?|neck|chest|hands?|wrist|headache|abdom\w+|elbows?|medications?|clinic|management|no pain|denies)\b"
)


def _hurts(paper: Profile, each: Said) -> Iterator[Finding]:
    """Pain in a sentence that carries on from one about the knee."""
    yield from _present(paper, each, HURTS_TOO.search(each.text), PAIN)


def _laxity(paper: Profile, each: Said, asked: frozenset[str], known: frozenset[str]) -> Iterator[Finding]:
    """Each test of the sentence with its result."""
    for low, high in clauses(each.text):
        clause = each.text[low:high]
        named = sides_in(clause) or known
        if named and asked and not named & asked:
            continue
        tests = list(NAMED_TEST.finditer(each.text, low, high))
        bare = ANY_LAXITY.search(each.text, low, high)
        for index, test in enumerate(tests):
            if (
                PLANNED_TEST.search(clause)
                or LONG_AGO.search(clause)
                or not affirmed(paper, each, test)
                or of_others(each, test)
            ):
                continue
            yield told_of(paper, each, test, TEST, TOOL)
            words = _without_empty_boxes(each.text)
            before = words[tests[index - 1].end() if index else low : test.start()]
            after = words[test.start() : tests[index + 1].start() if index + 1 < len(tests) else high]
            result = _result(after) or _result(before.rpartition(",")[2])
            if result is not None:
                yield told_of(paper, each, test, LAXITY, TOOL, presence=result)
        if not tests and bare is not None:
            yield told_of(paper, each, bare, LAXITY, TOOL, presence=Presence.ABSENT)


def _without_empty_boxes(words: str) -> str:
    """The words, with blanks for the labels behind boxes that nobody ticked where others are ticked."""
    if not TICKED.search(words):
        return words
    return EMPTY_BOX.sub(lambda match: " " * len(match[0]), words)


TICKED = lazy_pattern(r"\[ ?[x✓] ?\]|[☒☑]")
EMPTY_BOX = re.compile(r"(?:\[ {0,2}\]|[☐□]) ?\w+")


def _result(words: str) -> Presence | None:
    """What the words beside a test say of it; None when they say nothing or both."""
    firm, lax = FIRM.search(words), LAX.search(words)
    if firm is not None and (lax is None or NO_LAXITY.search(words)):
        return Presence.ABSENT
    return Presence.PRESENT if lax is not None and firm is None else None


LONG_AGO = lazy_pattern(r"\b(?:history|hx) of\b|\bbefore (?:the |her |his )?(?:reconstruction|surgery|repair)\b")
PLANNED_TEST = lazy_pattern(
    r"\b(?:deferred|not (?:done|tested|performed|possible)|(?:could|can) ?not be|couldn't be|will (?:do|test|check|perform|repeat)|next visit|"
    r"(?:plan\w*|need) to (?:do|test|check|perform|repeat)|refused|unable to (?:test|perform)|limited by|guarding prevented)\b"
)
NO_LAXITY = lazy_pattern(
    r"\bno (?:\w+ ){0,2}?(?:laxity|instability|opening|gapping)\b|\bwithout (?:\w+ )?(?:laxity|instability|opening)\b"
)


def clauses(words: str) -> list[tuple[int, int]]:
    """The parts of a sentence that tell of one side or one test each."""
    cuts = [0, *(match.start() for match in CLAUSE.finditer(words) if match.start() > 0), len(words)]
    return [(a, b) for a, b in pairwise(cuts) if b > a]


OTHER_JOINT = lazy_pattern(r"\b(?:hips?|ankles?|shoulders?|spine|lumbar|cervical|foot|feet|wrists?|hands?|elbows?)\b")
BONY = lazy_pattern(r"\b(?:osteophyt\w*|spurs?|narrow\w*|sclero\w+|cysts?|joint space)\b")


def _image(paper: Profile, each: Said, asked: frozenset[str], before: str) -> Iterator[Finding]:
    words = each.text
    goes_on = IMAGING.search(before) and _concerns(before, asked) and not ELSEWHERE.search(before)
    if paper.kind is not PartKind.IMAGING and not IMAGING.search(words) and not (goes_on and BONY.search(words)):
        return
    if not _concerns(words, asked) or (OTHER_JOINT.search(words) and not KNEE.search(words)):
        return
    shown = ON_IMAGE.search(words)
    if shown is not None and not CLEAN_IMAGE.search(words):
        meant = meaning(paper, each, shown)
        if meant.presence is Presence.PRESENT and not meant.hypothetical and meant.whose is Whose.PATIENT:
            yield told_of(paper, each, shown, IMAGE, TOOL)
        return
    clean = CLEAN_IMAGE.search(words)
    if clean is not None and shown is None and KNEE.search(paper.document.flat, paper.part.start, paper.part.end):
        yield told_of(paper, each, clean, IMAGE, TOOL, presence=Presence.ABSENT)


def _note_side(paper: Profile, told: list[Said], asked: frozenset[str]) -> Iterator[Finding]:
    """The side that a note gives the brace; else the side of which alone its sentences on the knee speak."""
    if not asked:
        return
    with_side = [
        (each, sides_in(each.text))
        for each in told
        if (KNEE.search(each.text) or BRACE_WORD.search(each.text)) and sides_in(each.text)
    ]
    braced = [
        (each, named) for each, named in with_side if BRACE_WORD.search(each.text) and not OLD_BRACE.search(each.text)
    ]
    every = frozenset(side for _, named in with_side for side in named)
    chosen = braced or (with_side if len(every) == 1 else [])
    for each, named in chosen[:3]:
        match = LEFT.search(each.text) or RIGHT.search(each.text) or BOTH.search(each.text)
        if match is not None:
            agrees = Presence.PRESENT if named >= asked else Presence.ABSENT
            yield told_of(paper, each, match, SIDE, TOOL, presence=agrees, qualifiers={"of": "note"})
