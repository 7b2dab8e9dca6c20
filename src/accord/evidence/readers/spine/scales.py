"""Pain scores (0-10) and disability scores (Oswestry, NDI, Roland-Morris, PROMIS ...), in sentences, tables and resources.

pain_score         -- 0 to 10; qualifiers scale (nrs, vas, verbal, faces), aspect (current, average, best, worst, rest,
                      earlier), moment (visit, procedure), site (spine, other).
disability_score   -- percent of the scale's most; qualifiers scale, aspect.
disability_t_score -- points of a T score worse than the mean; qualifiers scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.readers.spine.pain_scales import PAIN_SCALES, scale_named
from accord.evidence.readers.spine.papers import tells_of_session
from accord.evidence.readers.spine.passages import (
    REGIONS,
    Passage,
    finding,
    passages,
    requested_regions,
    requested_side,
)
from accord.evidence.readers.spine.session_tables import table_spans
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Side, Time

TOOL = "spine-scales/1"

SIDE_SCORE = re.compile(
    r"\W*(?P<s>left|right|lt|rt|l|r)(?: side| one)?(?: is| was| now|:|=)? ?(?:nrs |vas |at )?\d(?:\.\d)?(?: ?/ ?10)?\W*$"
)
NOWHERE = ("nowhere",)
SHORT = 26
"""Characters: a sentence as short as '7/10.' may carry on one about pain."""
PAIN_WORD = re.compile(
    r"\bpain\b|\bseverity\b|\bintensity\b|\bach(?:e|es|ing|y)\b|\bhurts?\b|\bsore(?:ness)?\b|\bdiscomfort\b|\blbp\b|\brat(?:es|ed|"
    r"ing)\b|\bscores?\b"
)
AROUND_PROCEDURE = re.compile(
    r"\bbefore (?:the )?(?:first|second|1st|2nd|block|injection|procedure|mbb)|\b(?:minutes?|min|hours?|"
    r"hrs?|h) (?:later|after|post)\b|"
    r"\bpre\b[^.;]{0,16}\bpost\b|"
    r"\b(?:went|fell|dropped|decreased|reduced|improved|down) from\b|\b(?:after|with|following|post|"
    r"pre)[ -](?:the )?(?:first |second |1st |2nd )?"
    r"(?:block|injection|mbb|procedure|rfa|ablation)s?\b|\bmbbs?\b|\bmedial branch\b|"
    r"\bblocks?\b[^.;]{0,40}(?:gave|brought|relief|%)"
)
RANGE = re.compile(r"\b0 ?(?:-|–|to) ?10\b")
OF_TEN = re.compile(
    r"(?<![\d./])(?P<v>10|\d(?:\.\d+)?)(?: ?(?:-|–|to) ?(?P<hi>10|\d(?:\.\d+)?))? ?(?:/ ?10|"
    r"(?:out )?of (?:a possible )?10|on a scale of 10)(?![\d/]|\.\d)"
)
AFTER_LABEL = re.compile(
    r"[^\d.;|]{0,44}?(?<![\d./_])(?<!/ )(?P<v>10|\d(?:\.\d+)?)(?: ?[-–] ?(?P<hi>10|\d(?:\.\d+)?))?(?![\d%]|[/.-]\d|"
    r" ?(?:min|mg|mo|wk|week|month|year|yr|day|h\b|hr|hour|ml|cc|visits?|times|%))"
)
BEFORE_LABEL = re.compile(
    r"\b(?:grad|rat|scor|put|giv|call|plac|report|mark|circl)(?:es|ed|s|ing)? "
    r"(?:(?:it|this|that|her|his|the|low|lower|back|neck|pain|spinal|current|usual|average) ){0,5}(?:as |at |an? |today )*"
    r"(?P<v3>10|\d(?:\.\d+)?) (?:on|by|per|using|for) (?:the |a |an |our )?(?:\W*\w+){0,6}?\W*(?:scale|nrs|nprs|vas|vrs|numeric\w*)|"
    r"\b(?:at|as|an?|of|is) (?P<v>10|\d(?:\.\d+)?)(?P<hi>(?!))? (?:on|by|per|using) (?:the |a )?(?:nrs|"
    r"nprs|vas|numeric|numerical|visual|pain scale|verbal)"
)
_WORDS = "zero|one|two|three|four|five|six|seven|eight|nine|ten"
COUNT_WORDS = {word: number for number, word in enumerate(_WORDS.split("|"))}
WORDED = re.compile(
    rf"\b(?:scale|score|nrs|nprs|vas|pain level)\W{{1,3}}(?P<w3>{_WORDS})\b|"
    rf"\b(?P<w>{_WORDS}) (?:out of|of|over) (?:a possible )?ten\b|\b(?:gives?|rates?|scores?|puts?|grades?|calls?) (?:it|this|the pain|"
    rf"her pain|his pain|that) (?:at |as )?(?:a |an )?(?P<w2>{_WORDS})\b(?! (?:weeks?|months?|days?|times?|years?|hours?))"
)
CHANGE = re.compile(r"\b(?:went|fell|dropped|came down|from|was|after (?:the )?(?:block|injection|ablation))\b")
FURTHER = re.compile(
    r"(?:,|;| and|/| {2,}) ?(?:(?P<before>best|worst|least|average|avg|max|min|rest|usual|now|current|"
    r"currently|today|at rest)\W{0,3})?(?P<v>10|\d(?:\.\d+)?) ?(?:/ ?10)? ?(?P<after>(?:at )?(?:best|worst|"
    r"least|rest|average|avg|max|now|today|usual))?(?![\d%/])"
)
ASPECTS: tuple[tuple[str, str], ...] = (
    ("earlier", r"\(?was\W*$|previously\W*$|down from\W*$|up from\W*$|\bfrom\W*$|prior(?:ly)?\W*$"),
    ("worst", r"worst\b.{0,24}$|highest\b.{0,14}$|\bmax(?:imum)?\b.{0,14}$|at its worst\b.{0,10}$"),
    ("best", r"\bbest\b.{0,24}$|\bleast\b.{0,24}$|lowest\b.{0,14}$|\bmin(?:imum)?\b.{0,10}$"),
    ("rest", r"\bat rest\b.{0,22}$|resting\b.{0,12}$|\bsitting\b.{0,10}$|\blying\b.{0,12}$"),
    ("average", r"average\b.{0,24}$|\bavg\b.{0,20}$|\busual\b.{0,14}$|typical\b.{0,14}$"),
)
ASPECT_AFTER: tuple[tuple[str, str], ...] = (
    ("worst", r"[ (]{0,2}(?:at )?(?:its )?(?:worst|max)"),
    ("best", r"[ (]{0,2}(?:at )?(?:its )?(?:best|least)"),
    (
        "rest",
        r"[ (]{0,2}(?:at rest|when (?:sitting|lying|still|seated)|sitting|lying|flat|supine|recumbent|"
        r"with rest|seated|in bed)",
    ),
    ("average", r"[ (]{0,2}(?:on )?(?:average|avg|most days|usual)"),
)
_BEFORE = tuple((name, re.compile(pattern)) for name, pattern in ASPECTS)
_AFTER = tuple((name, re.compile(pattern)) for name, pattern in ASPECT_AFTER)
ELSEWHERE = re.compile(
    r"\bknees?\b|\bhips?\b|\bshoulders?\b|\bhead(?:ache)?s?\b|\bmigraine|\bfoot\b|\bfeet\b|\bankle|\bwrist|"
    r"\bhands?\b|\babdom|\bchest\b|\bthumb|\belbow|\bjaw\b|\btooth|\bthroat"
)

DISABILITY: tuple[tuple[str, str, int], ...] = (
    ("odi", r"\b(?:mod(?:ified)?\.? )?(?:m?odi|oswestry)\b(?: low back(?: pain)?)?(?: disability)?(?: index|"
        r" questionnaire| scale| score| ques)?", 100),
    ("ndi", r"\bndi\b|\bneck disability(?: index| score)?", 50),
    ("rmdq", r"\br?mdq\b|\brdq\b|\brmq\b|\broland(?:[ -]?(?:and )?[ -]?morris)?\b(?: disability)?(?: questionnaire|"
        r" score| index)?", 24),
    ("quebec", r"\bquebec(?: back pain)?(?: disability)?(?: scale)?|\bqbpds\b", 100),
    ("pdi", r"\bpain disability index|\bpdi\b", 70),
    ("bpi", r"\bbrief pain inventory(?: interference)?|\bbpi(?: interference)?\b", 10),
    ("peg", r"\bpeg(?: scale| score)?\b(?! tube)", 10),
    ("fri", r"\bfunctional rating index|\bfri\b", 100),
    ("back_index", r"\bback (?:bournemouth )?index\b|\bbournemouth(?: questionnaire)?", 100),
    ("cnfds", r"\bcopenhagen neck\w*(?: \w+){0,3}", 30),
)  # fmt: skip
DISABILITY_SCALES = tuple((name, re.compile(pattern), most) for name, pattern, most in DISABILITY)
DISABILITY_VALUE = re.compile(
    r"[^\d;|]{0,46}?(?<![\d./])(?P<v>\d{1,3}(?:\.\d+)?) ?(?:(?P<pct>%|percent|per cent|pct)|(?:/|"
    r"out of) ?(?P<of>\d{2,3})(?:[ (=:,-]{1,4}(?P<pct2>\d{1,3}(?:\.\d+)?) ?%)?)?(?![\d/])"
)
_DAY = r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])"
DATE_STEP = re.compile(
    rf"{_DAY}/\d{{2,4}}\s*(?:=|:|was)?\s*|{_DAY}\s*(?:=|:)\s*|\(\s*{_DAY}\s*\)\s*|\b(?:on|from) {_DAY}\b"
)
ANOTHER = re.compile(
    r"[,;]? *(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|then|now|->|→|to|and|vs\.?|"
    r"at d/?c)?\s*[=:]? *(?P<v>\d{1,3}(?:\.\d+)?) ?(?P<pct>%)"
)
PROMIS = re.compile(
    r"\bpromis\b(?P<words>[\w ()/,-]{0,60}?)(?:t[ -]?score)?\W{0,6}(?:of |was |is |"
    r"= ?)?(?P<v>[2-8]\d(?:\.\d+)?)\b(?! ?%)"
)
INVENTED_DATE = re.compile(r"\(?(?:on )?\d{1,2}/\d{1,2}/\d{2,4}\)?")


def scales(chart: Chart) -> Iterator[Finding]:
    """Every pain and disability score of the record."""
    asked, side = requested_regions(chart), requested_side(chart)
    before: Passage | None = None
    paper, tables = None, []
    for passage in passages(chart):
        if passage.paper is not paper:
            paper, tables = passage.paper, table_spans(passage.paper)
        if any(start <= passage.start < end for start, end in tables):
            continue
        carried = before is not None and before.paper is passage.paper and len(passage.text) <= SHORT
        about_pain = carried and before is not None and PAIN_WORD.search(before.text) is not None
        yield from _pain(passage, NOWHERE if _of_other_side(passage, side) else asked, about_pain)
        yield from _disability(passage)
        before = passage


def _of_other_side(passage: Passage, side: Side | None) -> bool:
    """'L 2/10.' right after the score of the side that the request is about."""
    match = SIDE_SCORE.match(passage.text)
    said = None if match is None else Side.LEFT if match["s"].startswith("l") else Side.RIGHT
    return said is not None and side in (Side.LEFT, Side.RIGHT) and said is not side


def _pain(passage: Passage, asked: tuple[str, ...], carried: bool) -> Iterator[Finding]:
    words = RANGE.sub(lambda m: " " * len(m[0]), passage.text)
    scale = scale_named(passage.text)
    hits = list(OF_TEN.finditer(words)) if scale or carried or PAIN_WORD.search(words) else []
    if not hits and scale:
        hits = list(BEFORE_LABEL.finditer(words))
    if not hits and scale:
        for name, pattern in PAIN_SCALES:
            label = pattern.search(passage.text)
            found = AFTER_LABEL.match(words, label.end()) if label and name == scale else None
            if found and not _in_date(passage, found.start("v")):
                hits = [found]
                break
    worded = WORDED.search(words) if not hits else None
    if worded is not None and (scale or PAIN_WORD.search(words)) and not CHANGE.search(words):
        number = COUNT_WORDS[worded["w"] or worded["w2"] or worded["w3"]]
        yield _score(
            passage,
            worded.start(),
            Decimal(number),
            scale,
            "current",
            _site(words, worded.start(), worded.end(), asked),
        )
    for hit in hits:
        yield _pain_score(passage, words, hit, scale, asked)
    if hits:
        yield from _further(passage, words, hits[-1], scale, asked)


def _pain_score(passage: Passage, words: str, hit: re.Match[str], scale: str | None, asked: tuple[str, ...]) -> Finding:
    group = "v3" if hit.groupdict().get("v3") else "v"
    value = Decimal(hit["hi"] or hit[group])
    aspect = _aspect(words, hit.start(group), hit.end())
    return _score(passage, hit.start(), value, scale, aspect, _site(words, hit.start(group), hit.end(), asked))


def _score(passage: Passage, start: int, value: Decimal, scale: str | None, aspect: str, site: str) -> Finding:
    during = tells_of_session(passage.paper) or _around_procedure(passage.text)
    if during and aspect == "earlier":
        aspect = "current"
    return finding(
        TOOL,
        "pain_score",
        passage,
        value,
        "{score}",
        time=Time.PAST if aspect == "earlier" else Time.CURRENT,
        qualifiers={
            "scale": scale or "nrs",
            "named": "yes" if scale else "no",
            "aspect": aspect,
            "moment": "procedure" if during else "visit",
            "site": site,
        },
        place=passage.place(start),
    )


@lru_cache(maxsize=16)
def _around_procedure(words: str) -> bool:
    return AROUND_PROCEDURE.search(words) is not None


def _further(
    passage: Passage, words: str, hit: re.Match[str], scale: str | None, asked: tuple[str, ...]
) -> Iterator[Finding]:
    """'..., 5 best, 8 worst' after a score."""
    del asked
    position = hit.end()
    for _ in range(4):
        more = FURTHER.search(words, position, min(len(words), position + 30))
        if more is None:
            return
        position = more.end()
        named = (more["before"] or more["after"] or "").removeprefix("at ")
        if named:
            aspect = {"least": "best", "max": "worst", "avg": "average", "usual": "average"}.get(named, named)
            yield _score(passage, more.start(), Decimal(more["v"]), scale, aspect, "spine")


def _aspect(words: str, start: int, end: int) -> str:
    before, after = words[max(0, start - 34) : start], words[end : end + 22]
    clause = re.split(r"[,;]", before)[-1]
    for name, pattern in _AFTER:
        if pattern.match(after):
            return name
    for name, pattern in _BEFORE:
        if pattern.search(clause):
            return name
    return "current"


def _site(words: str, start: int, end: int, asked: tuple[str, ...]) -> str:
    """Is the score that of the spine region asked about? Judged by the nearest body part named in the sentence."""
    if asked is NOWHERE:
        return "other"
    named = _body_parts(words)
    if not named:
        return "spine"
    nearest = min((_gap(first, last, start, end), part) for first, last, part in named)[1]
    if nearest == "elsewhere":
        return "other"
    return "spine" if not asked or nearest in asked else "other"


@lru_cache(maxsize=16)
def _body_parts(words: str) -> list[tuple[int, int, str]]:
    """Where the words name a region of the spine, or a part elsewhere."""
    parts = [*REGIONS, ("elsewhere", ELSEWHERE)]
    return [(*match.span(), part) for part, pattern in parts for match in pattern.finditer(words)]


def _gap(first: int, last: int, start: int, end: int) -> int:
    """How far the words from first to last are from those from start to end; twice as far where they come after."""
    return start - last if last <= start else max(first - end, 0) * 2


def _in_date(passage: Passage, offset: int) -> bool:
    at = passage.start + offset
    return any(mention.start <= at < mention.end for mention in dates(passage.paper.document))


def _disability(passage: Passage) -> Iterator[Finding]:
    for name, pattern, most in DISABILITY_SCALES:
        label = pattern.search(passage.text)
        if label is not None:
            yield from _disability_values(passage, name, most, label.end())
    for match in PROMIS.finditer(passage.text):
        yield _t_score(passage, match)


def _disability_values(passage: Passage, name: str, most: int, end: int) -> Iterator[Finding]:
    words = DATE_STEP.sub(lambda m: " " * len(m[0]), passage.text)
    match = DISABILITY_VALUE.match(words, end)
    if match is None:
        return
    value = _percent(match, most)
    if value is None:
        return
    stands = _own_date(passage, match.end())
    yield _disability_score(passage, name, value, match.start("v"), stands)
    following = ANOTHER.match(words, match.end())
    if following is not None and not words[match.end() : following.start("v")].strip(" ,;=:") and match["pct"]:
        yield _disability_score(passage, name, Decimal(following["v"]), following.start("v"), None)


def _disability_score(passage: Passage, name: str, value: Decimal, start: int, when: PartialDate | None) -> Finding:
    before = passage.text[max(0, start - 16) : start]
    earlier = bool(re.search(r"\bwas\W*$|down from\W*$|\(was", before))
    return finding(
        TOOL,
        "disability_score",
        passage,
        value,
        "%",
        time=Time.PAST if earlier else Time.CURRENT,
        date=when,
        qualifiers={"scale": name, "moment": "procedure" if tells_of_session(passage.paper) else "visit"},
        place=passage.place(start),
    )


def _percent(match: re.Match[str], most: int) -> Decimal | None:
    """The share of the scale's most; a bare number is points of scales that are not percentages."""
    number = Decimal(match["v"])
    if match["pct2"]:
        number, of = Decimal(match["pct2"]), Decimal(100)
    elif match["pct"]:
        of = Decimal(100)
    else:
        of = Decimal(match["of"] or most)
        if not match["of"] and number > most:
            of = Decimal(100)
    return None if not of or number > of else number / of * 100


def _own_date(passage: Passage, end: int) -> PartialDate | None:
    """A date in brackets right after the score: 'ODI 48% (10/14/2025)'."""
    following = INVENTED_DATE.match(
        passage.text, end + (passage.text[end : end + 2].find("(") if "(" in passage.text[end : end + 2] else 0)
    )
    if following is None:
        return None
    at = passage.start + following.start()
    return next(
        (m.date for m in dates(passage.paper.document) if at <= m.start < passage.start + following.end()), None
    )


def _t_score(passage: Passage, match: re.Match[str]) -> Finding:
    """PROMIS: higher interference or disability is worse, lower function is worse; 50 is the mean."""
    number = Decimal(match["v"])
    function = bool(re.search(r"physical func|\bpf\b|mobility|social|function", match["words"]))
    return finding(
        TOOL, "disability_t_score", passage, 50 - number if function else number - 50, "{T}",
        qualifiers={"scale": "promis"}, place=passage.place(match.start()),
    )  # fmt: skip
