"""Pack-years, stated or reckoned from packs a day and years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.heard import finding_of, meant
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "smoking/1"
LEAST = Decimal(20)
"""Pack-years that the subject turns on; sums of parts are weighed against it."""

STATED = lazy_pattern(
    r"(?P<before>(?:≥|>=|>|at least|minimum(?: of)?|more than|over|"
    r"or more)\s*)?(?:(?<![\d/.])(?P<a>\d{1,3}(?:\.\d{1,2})?)(?:\s*(?:-|–|"
    r"to)\s*(?P<b>\d{1,3}))?\s{0,2}\+?[ -]{0,2}(?:pack|pk|pck)s?[ -]?(?:years?|yrs?|"
    r"y\b)|(?<![\d/.])(?P<py>\d{1,3}(?:\.\d)?) ?pys?\b)(?P<after>[- ]*(?:of )?(?:criteri\w*|threshold|requirement|minimum|cut-?off|rule))?"
    r"|\b(?:py|pk/yrs?|pack/yrs?)\W{1,3}(?P<d>\d{1,3}(?:\.\d)?)\b|(?:pack|pk|pck)s?[ -]?(?:years?|yrs?)(?: "
    r"smoking)?(?: history| hx| total)?\s*(?:[:=]|is|are|of|at|about|"
    r"approx\.?|~|\(calc\w*\):?)*[ .…_:]*(?P<c>\d{1,3}(?:\.\d{1,2})?)(?!\d|\s*(?:pack|pk|ppd|/))"
)
NOT_CIGARETTES = lazy_pattern(
    r"\bcigar(?:s|illos?)?\b|\bpipes?\b|\bvap\w+|\be-cig\w*|\bmarijuana\b|\bcannabis\b|\bchew\w*|\bbeers?\b|"
    r"\bsix-?packs?\b|\bsnuff\b"
)
NUMBER = (
    r"(?:\d ?1/2|\d½|½|1/2|3/4|1/4|\d{1,2}(?:\.\d+)?|one and a half|one-and-a-half|one|two|three|half(?: a)?|"
    r"a half|a quarter|a)"
)

RATE = lazy_pattern(
    rf"(?P<half>\b(?:a )?pack and a half\b)|"
    rf"\b(?:packs?(?:/| per | a )day|ppd)\W{{1,4}}(?P<form>\d(?:\.\d{{1,2}})?)(?!\d)|"
    rf"(?<![\d.$])(?:(?P<least>\d(?:\.\d)?|1/2|½)\s*(?:-|–|to)\s*)?(?P<n>{NUMBER})[ -]*(?:of a )?(?:ppd\b|p\.p\.d|"
    rf"(?:packs?|"
    rf"pks?)\b(?!\s*-?\s*(?:year|yr)|\s*(?:a|per|/|each|every) ?(?:week|wk|month|weekend))(?:[ -]*(?:/|per|a|each|"
    rf"every)? ?(?:day|d|daily)\b)?)"
    r"|(?<![\d.-])(?P<cigs>\d{1,2})(?:\s*(?:-|to)\s*(?P<cigs2>\d{1,2}))?\s*(?:cigarettes?|cigs?)(?: ?(?:/|per|a|"
    r"each|every) ?(?:day|d)\b| daily)"
)
YEARS = lazy_pattern(
    r"\byears(?: smoked)?(?:\s*[:=]\s*|\s+)(?P<form>\d{1,2})(?:\.\d{1,2})?(?!\d|\s*(?:cig|a day|ppd|pack|/))|"
    r"(?<![\d./])(?P<y>\d{1,2}(?:\.5)?)(?:\s*(?:-|–|to)\s*(?P<y2>\d{1,2}))?[ ]?\+?[ -]?(?:years?|yrs?|"
    r"y)\b(?![ /-]?(?:old|o\b|ago|since))"
    r"|\b(?P<word>ten|fifteen|twenty|twenty-five|thirty|thirty-five|forty|fifty)[ -]?(?:plus |odd )?(?:years|yrs)\b"
    r"|(?<=[x×*]) ?(?P<bare>\d{2})(?=\W*$|[.,;)](?!\d)| ?(?:quit|stopped|-))"
    r"|\b(?P<from>19[3-9]\d|20[0-2]\d)\s*(?:-|–|to|until|till|through|thru)+\s*(?P<to>19[4-9]\d|20[0-2]\d)\b"
    r"|\b(?:from |since |between )(?P<from2>19[3-9]\d|20[0-2]\d)\b[^.;]{0,60}?\b(?:to|until|till|through|and|when|"
    r"stopp?ed|quit)\b[^.;\d]{0,40}(?P<to2>19[4-9]\d|20[0-2]\d)\b"
    r"|\b(?:from )?ages? (?P<age>\d{2})\s*(?:-|–|to|until|till)+\s*(?:age )?(?P<age2>\d{2})\b"
)
PRODUCT = lazy_pattern(
    r"(?<![\d.])(?P<a>\d{1,2}(?:\.\d+)?)\s*(?:y|yrs?|years?|ppd|packs?|"
    r"pk)?\s*[x×*]\s*(?P<b>\d{1,2}(?:\.\d+)?)\s*(?:ppd|packs?|pk|y|yrs?|"
    r"years?)?\s*=\s*(?P<product>\d{1,3}(?:\.\d+)?)"
)
WORDS = {
    "a": Decimal(1),
    "one": Decimal(1),
    "two": Decimal(2),
    "three": Decimal(3),
    "half": Decimal("0.5"),
    "half a": Decimal("0.5"),
    "a half": Decimal("0.5"),
    "½": Decimal("0.5"),
    "1/2": Decimal("0.5"),
    "a quarter": Decimal("0.25"),
    "1/4": Decimal("0.25"),
    "3/4": Decimal("0.75"),
    "one and a half": Decimal("1.5"),
    "one-and-a-half": Decimal("1.5"),
}

TENS = {
    "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "thirty-five": 35, "forty": 40, "fifty": 50,
}  # fmt: skip
BEGAN = lazy_pattern(
    r"\b(?:since|start\w*|began|from)(?: smoking)?(?: at| the)?(?: age)?(?: of)? (?P<age>\d{2})\b(?!\d|[/%])(?! ?(?:ppd|packs?|cig\w*|pk|years ago))|"
    r"\bsince (?P<year>19[3-9]\d|20[0-2]\d)\b"
)
ENDED = lazy_pattern(r"\b(?:until|till|quit(?:ting)?|stopp\w+)(?: in)? (?P<year>(?:19|20)\d\d)\b")
STOPPED = lazy_pattern(r"\b(?:quit|stopp?ed|former|ex-|until|till|used to)")
CORRECTS = lazy_pattern(
    r"\b(?:(?:is|was|were|are) (?:not correct|incorrect|wrong|in error|an error)|not (?:correct|accurate)|"
    r"incorrect|erroneous\w*|correct(?:ed|ion|s)\b|should (?:be|read)|amended)"
)
ADDED = lazy_pattern(r"\b(?:addend\w+|correction|corrected|amend\w+)\b")
AROUND = 220


@dataclass(frozen=True, slots=True)
class Part:
    """Pack-years of one stretch of smoking, its passage, and whether all packs named there have their years."""

    passage: Passage
    order: int
    years: Decimal
    whole: bool


def pack_years(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Of one paper: the totals that it states; else the sum of its stretches."""
    stated = [f for p in passages for f in _stated(chart, p)]
    yield from stated
    parts = [part for order, p in enumerate(passages) for part in _parts(chart, p, order)]
    if any(f.whose is Whose.PATIENT for f in stated):
        told = {f.place for f in stated}
        yield from (_reckoned(chart, p.passage, [p]) for p in parts if p.whole and p.passage.place() in told)
        return
    groups = _groups(parts)
    sums = [sum((p.years for p in group), Decimal(0)) for group in groups]
    open_sum = len(groups) > 1 and max(sums) < LEAST <= sum(sums)
    for group in groups:
        yield _reckoned(chart, group[0].passage, group, open_sum)


def _stated(chart: Chart, passage: Passage) -> Iterator[Finding]:
    for match in STATED.finditer(passage.text):
        number = Decimal(match["a"] or match["c"] or match["py"] or match["d"])
        said = meant(passage, match)
        rule_text = match["after"] or (match["before"] and number in (20, 30))
        if rule_text or said.hypothetical or said.presence is Presence.ABSENT or said.time is Time.PLANNED:
            continue
        high = Decimal(match["b"]) if match["b"] else number
        spans = number < LEAST <= high
        presence = Presence.POSSIBLE if spans or said.presence is Presence.POSSIBLE else Presence.PRESENT
        yield finding_of(
            chart, passage, "pack_years", TOOL, value=number, whose=said.whose, presence=presence,
            qualifiers={"source": "corrected" if _corrects(passage) else "stated"},
        )  # fmt: skip


def _corrects(passage: Passage) -> bool:
    """Does an addendum tell the number and say that another one was wrong?"""
    flat, part = passage.paper.document.flat, passage.paper.part
    words = flat[max(part.start, passage.start - AROUND) : min(part.end, passage.end + AROUND)]
    return ADDED.search(words) is not None and CORRECTS.search(words) is not None


def _number(words: str) -> Decimal:
    if words in WORDS:
        return WORDS[words]
    if words.endswith(("1/2", "½")):
        return Decimal(words[0]) + Decimal("0.5")
    return Decimal(words)


def _rate(match: re.Match[str]) -> Decimal:
    """Packs a day; twenty cigarettes are a pack."""
    if match["half"]:
        return Decimal("1.5")
    if match["form"]:
        return Decimal(match["form"])
    if match["n"]:
        return min(_number(match["n"]), _number(match["least"])) if match["least"] else _number(match["n"])
    return Decimal(match["cigs"]) / 20


def _span(match: re.Match[str]) -> Decimal:
    """Years of a stretch."""
    if match["form"] or match["y"]:
        return Decimal(match["form"] or match["y"])
    if match["word"]:
        return Decimal(TENS[match["word"]])
    if match["bare"]:
        return Decimal(match["bare"])
    for first, last in (("from", "to"), ("from2", "to2"), ("age", "age2")):
        if match[first]:
            return Decimal(match[last]) - Decimal(match[first])
    return Decimal(0)


def _years_since(chart: Chart, passage: Passage) -> Decimal | None:
    """Years from the age or year in which smoking began to its end, or to the day of the entry of one who still smokes."""
    began, ended = BEGAN.search(passage.text), ENDED.search(passage.text)
    born, entry = chart.request.patient.birth_date, entry_date(chart, passage.paper, passage.start)
    if began is None or (ended is None and (entry is None or STOPPED.search(passage.text))):
        return None
    if began["age"] and born is None:
        return None
    start = int(began["year"]) if began["year"] else (born.value.year if born is not None else 0) + int(began["age"])
    end = int(ended["year"]) if ended is not None else entry.year if entry is not None else start
    return Decimal(end - start) if 0 < end - start <= LIFE else None


LIFE = 75


def _parts(chart: Chart, passage: Passage, order: int) -> Iterator[Part]:
    """The stretches of one passage: each number of packs with the years beside it."""
    if NOT_CIGARETTES.search(passage.text) and "cigarette" not in passage.text:
        return
    products = [
        m for m in PRODUCT.finditer(passage.text) if abs(Decimal(m["a"]) * Decimal(m["b"]) - Decimal(m["product"])) < 1
    ]
    if products:
        if _of_patient(passage, products[0]):
            yield from (Part(passage, order, Decimal(m["product"]), True) for m in products)
        return
    rates, spans = list(RATE.finditer(passage.text)), [m for m in YEARS.finditer(passage.text) if _span(m) > 0]
    if not rates or not _of_patient(passage, rates[0]):
        return
    if len(rates) == 1 and not spans and (years := _years_since(chart, passage)) is not None:
        yield Part(passage, order, _rate(rates[0]) * years, False)
        return
    pairs = _paired(rates, spans)
    for rate, span in pairs:
        ranged = rate["least"] or rate["cigs2"] or span["y2"]
        yield Part(passage, order, _rate(rate) * _span(span), len(pairs) == len(rates) and not ranged)


def _of_patient(passage: Passage, match: re.Match[str]) -> bool:
    said = meant(passage, match)
    return said.whose is Whose.PATIENT and said.presence is not Presence.ABSENT and not said.hypothetical


def _paired(
    rates: Sequence[re.Match[str]], spans: Sequence[re.Match[str]]
) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Each rate with the years that follow it before the next rate; a lone rate also with lone years before it."""
    if len(rates) == 1 and len(spans) == 1:
        return [(rates[0], spans[0])]
    pairs: list[tuple[re.Match[str], re.Match[str]]] = []
    for index, rate in enumerate(rates):
        end = rates[index + 1].start() if index + 1 < len(rates) else 10_000
        after = [s for s in spans if rate.end() <= s.start() < end]
        if len(after) >= 1:
            pairs.append((rate, after[0]))
    return pairs


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Stretches told in neighbouring passages belong together; the same stretch told twice counts once."""
    groups: list[list[Part]] = []
    for part in parts:
        if any(
            part.years == p.years and part.order != p.order and part.passage.text == p.passage.text
            for g in groups
            for p in g
        ):
            continue
        if groups and part.order - groups[-1][-1].order <= 1:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _reckoned(chart: Chart, passage: Passage, group: Sequence[Part], open_sum: bool = False) -> Finding:
    """The sum of a group; what is not all told is at least so much and proves no less."""
    total = sum((p.years for p in group), Decimal(0))
    sure = (all(p.whole for p in group) and not open_sum) or total >= LEAST
    support = tuple(p.passage.place() for p in group[1:])
    return finding_of(
        chart, passage, "pack_years", TOOL, value=total, support=support, qualifiers={"source": "reckoned"},
        presence=Presence.PRESENT if sure else Presence.POSSIBLE,
    )  # fmt: skip
