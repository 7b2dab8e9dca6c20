"""Pack-years, stated or reckoned from packs and years; whether the patient smokes, and when the patient stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.coded import observations
from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.entries import day_of_request, entry_date, finding_of, heard, meant
from accord.evidence.readers.lung_screening.subject import speaks
from accord.evidence.readers.spine.passages import Passage
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "smoking/1"
LEAST = Decimal(20)
"""Pack-years that the subject turns on; sums of parts are weighed against it."""
YEAR = 365

STATED = lazy_pattern(
    r"(?P<before>(?:≥|>=|>|at least|minimum(?: of)?|more than|over|"
    r"or more)\s*)?(?<![\d/.])(?P<a>\d{1,3}(?:\.\d{1,2})?)(?:\s*(?:-|–|"
    r"to)\s*(?P<b>\d{1,3}))?\s{0,2}\+?[ -]{0,2}(?:pack|pk|pck)s?[ -]?(?:years?|yrs?|"
    r"y\b)(?P<after>[- ]*(?:of )?(?:criteri\w*|threshold|requirement|minimum|cut-?off|rule))?"
    r"|(?:pack|pk|pck)s?[ -]?(?:years?|yrs?)(?: smoking)?(?: history| hx| total)?\s*(?:[:=]|is|are|of|at|about|"
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
    rf"\bpacks?(?:/| per | a )day\W{{1,4}}(?P<form>\d(?:\.\d{{1,2}})?)(?!\d)|"
    rf"(?<![\d.$])(?:(?P<least>\d(?:\.\d)?|1/2|½)\s*(?:-|–|to)\s*)?(?P<n>{NUMBER})[ -]*(?:of a )?(?:ppd\b|p\.p\.d|"
    rf"(?:packs?|"
    rf"pks?)\b(?!\s*-?\s*(?:year|yr)|\s*(?:a|per|/|each|every) ?(?:week|wk|month|weekend))(?:[ -]*(?:/|per|a|each|"
    rf"every)? ?(?:day|d|daily)\b)?)"
    r"|(?<![\d.-])(?P<cigs>\d{1,2})(?:\s*(?:-|to)\s*(?P<cigs2>\d{1,2}))?\s*(?:cigarettes?|cigs?)(?: ?(?:/|per|a|"
    r"each|every) ?(?:day|d)\b| daily)"
)
YEARS = lazy_pattern(
    r"\byears(?: smoked)?\s*[:=]\s*(?P<form>\d{1,2})(?:\.\d{1,2})?(?!\d)|"
    r"(?<![\d./])(?P<y>\d{1,2}(?:\.5)?)(?:\s*(?:-|–|to)\s*(?P<y2>\d{1,2}))?\s*\+?[ -]?(?:years?|yrs?|"
    r"y)\b(?![ -]?(?:old|o\b|ago|since))"
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
SMOKE = lazy_pattern(
    r"\bput (?:them|it) down\b|\bstop date\b|\d ?(?:y|yrs|years)? ?[x×*] ?[\d.]+ ?(?:ppd)? ?=|\bsmok\w*|"
    r"\btobacco\b|\bcig\w*|\bppd\b|\bpack|\bpk\b|\bpks\b|\bquit\b|\bnicotine\b"
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


@dataclass(frozen=True, slots=True)
class Part:
    """Pack-years of one stretch of smoking, its passage, and whether all packs named there have their years."""

    passage: Passage
    order: int
    years: Decimal
    whole: bool


def smoking(chart: Chart) -> Iterator[Finding]:
    """Findings on how much and how long the patient smoked."""
    if not speaks(chart):
        return
    passages = [p for p in heard(chart) if SMOKE.search(p.text)]
    status = [*_status(chart, passages), *_coded(chart)]
    yield from status
    for paper in chart.patient_papers:
        told = _pack_years(chart, [p for p in passages if p.paper is paper])
        yield from (f for f in told if not _outgrown(f, status))


def _outgrown(found: Finding, status: Sequence[Finding]) -> bool:
    """Was the sum too small, on a day after which the patient went on smoking? It has grown since."""
    if found.number is None or found.number >= LEAST or found.date is None:
        return False
    day = found.date.latest
    quits = [f.date for f in status if f.concept == "smoking_quit" and f.date is not None]
    now = [
        f.date
        for f in status
        if f.concept == "smoking_current" and f.presence is Presence.PRESENT and f.date is not None
    ]
    return any((q.earliest - day).days > YEAR for q in quits) or any((d.earliest - day).days > YEAR for d in now)


def _pack_years(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Of one paper: the totals that it states; else the sum of its stretches."""
    stated = [f for p in passages for f in _stated(chart, p)]
    yield from stated
    parts = [part for order, p in enumerate(passages) for part in _parts(p, order)]
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
        number = Decimal(match["a"] or match["c"])
        said = meant(passage, match)
        rule_text = match["after"] or (match["before"] and number in (20, 30))
        if rule_text or said.hypothetical or said.presence is Presence.ABSENT or said.time is Time.PLANNED:
            continue
        high = Decimal(match["b"]) if match["b"] else number
        spans = number < LEAST <= high
        presence = Presence.POSSIBLE if spans or said.presence is Presence.POSSIBLE else Presence.PRESENT
        yield finding_of(
            chart, passage, "pack_years", TOOL, value=number, whose=said.whose, presence=presence,
            qualifiers={"source": "stated"},
        )  # fmt: skip


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
    for first, last in (("from", "to"), ("from2", "to2"), ("age", "age2")):
        if match[first]:
            return Decimal(match[last]) - Decimal(match[first])
    return Decimal(0)


def _parts(passage: Passage, order: int) -> Iterator[Part]:
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


QUIT = lazy_pattern(
    r"\b(?:quit(?: date| smoking| tobacco| cigs?| cigarettes)?|(?:stopped|ceased|gave up)(?: smoking| tobacco|"
    r" cigarettes| cigs?| completely)?|put (?:them|it|cigarettes) down|stop date|last (?:cigarette|smoked)|"
    r"(?:smoke|tobacco|nicotine)[- ]?free (?:since|for|x)|"
    r"(?:has|have)(?:n't| not) smoked since|not smoked since|abstinent since|no (?:cigarettes|tobacco|"
    r"smoking) since|former smoker,? until|smoked until|cessation(?: date)?)\b"
)
QUIT_OTHER = lazy_pattern(
    r"\b(?:alcohol|drink\w*|etoh|beer|work\w*|job|drugs?|cocaine|vap\w+|cough\w*|bleeding|lisinopril|medication)\b"
)
NOT_QUIT = lazy_pattern(
    r"\b(?:trying|tried|try|wants?|plans?|ready|advised|counsel\w*|encourag\w*|willing|attempt\w*|help|how|"
    r"interested|urged|unable|failed|goal|when you|important\w* of|benefits? of) (?:\w+ ){0,3}$|\bto $|"
    r"\bnot (?:yet )?$|\bnever $|\b(?:not|n't) $"
)
AGAIN = lazy_pattern(r"\bagain\b|\brelaps\w+|\bresum\w+|\brestart\w+|\bwent back\b|\bpicked (?:it|them) up\b")
FINALLY = lazy_pattern(
    r"\b(?:quit|stopped)(?: smoking)? (?:again|for good|finally|once more)|\b(?:finally|again|then|"
    r"re-?)[ -]?(?:quit|stopped)\b"
)
SINCE = lazy_pattern(
    r"years since (?:quit\w*|stopp\w*|cessation)\W{0,4}(?P<n>\d{1,2})\b|\bquit (?P<n2>\d{1,2}) (?:years|yrs?|"
    r"y) ago|\b(?:smoke|tobacco)[- ]free (?:for|x) (?P<n3>\d{1,2}) (?:years|yrs?)"
)
CURRENT = lazy_pattern(
    r"\bcurrent(?:ly)?,? (?:every[- ]?day |daily |some[- ]?day |heavy |light |active )*(?:cigarette )?smok\w+|"
    r"\bactive(?:ly)? smok\w+|\b(?:still|continues to|keeps on) smok\w+|\bsmokes\b|\bis (?:a |an )?(?:daily |"
    r"heavy |active )?smoker\b|"
    r"\b(?:tobacco|smoking)(?: use| status)?\W{1,4}current\b|\bcurrent (?:tobacco|every ?day|daily) (?:use\w*|"
    r"smoker)|\bnicotine dependence, cigarettes\b|\bcurrent smoker\b|\bsmoking now\b"
)
TICKED_CURRENT = lazy_pattern(r"(?:\[x\]|☒|☑|\(x\))\s*current\b")
FORMER = lazy_pattern(
    r"\b(?:former|ex|past|previous|prior)[- ]?(?:heavy |cigarette )?smok\w+|\bused to smoke\b|(?:\[x\]|☒|☑|"
    r"\(x\))\s*former\b|\b(?:tobacco|smoking)(?: use| status)?\W{1,4}(?:former|quit|past)\b"
)
NEVER = lazy_pattern(
    r"\bnever[- ]?(?:smok\w+|a smoker|used tobacco)|\blifelong non-?smoker|\bnon-?smoker\b|\bno (?:tobacco|"
    r"smoking) (?:history|use ever)|\b(?:tobacco|smoking)(?: use| status)?\W{1,4}never\b"
)
REACH = 130


def _status(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    for passage in passages:
        for match in QUIT.finditer(passage.text):
            if NOT_QUIT.search(passage.text[: match.start()]) or QUIT_OTHER.match(passage.text, match.end() + 1):
                continue
            said = meant(passage, match)
            if said.whose is not Whose.PATIENT or said.presence is Presence.ABSENT:
                continue
            day = _quit_day(chart, passage, match)
            # 'until she put them down in 2016' is no condition: the day is past
            asked = day_of_request(chart.request)
            if day is not None and asked is not None and day.earliest <= asked.earliest:
                yield finding_of(chart, passage, "smoking_quit", TOOL, date=day)
                yield finding_of(chart, passage, "smoking_current", TOOL, presence=Presence.ABSENT)
                break
        else:
            yield from _years_since(chart, passage)
        yield from _now(chart, passage)


def _now(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """Smokes now, smoked once, never smoked."""
    for pattern, concept, presence in (
        (FORMER, "smoking_current", Presence.ABSENT),
        (NEVER, "smoking_never", Presence.PRESENT),
        (CURRENT, "smoking_current", Presence.PRESENT),
        (TICKED_CURRENT, "smoking_current", Presence.PRESENT),
    ):
        match = pattern.search(passage.text)
        if match is None:
            continue
        said = meant(passage, match)
        if said.hypothetical or said.whose is not Whose.PATIENT or said.presence is not Presence.PRESENT:
            continue
        if pattern is CURRENT and (
            said.time is not Time.CURRENT or FORMER.search(passage.text) or QUIT.search(passage.text)
        ):
            continue
        yield finding_of(chart, passage, concept, TOOL, presence=presence)
        if concept == "smoking_never":
            yield finding_of(chart, passage, "smoking_current", TOOL, presence=Presence.ABSENT)
        return


def _dates_of(chart: Chart, passage: Passage) -> list[DateMention]:
    anchor = entry_date(chart, passage.paper, passage.start) or day_of_request(chart.request)
    return [m for m in dates(passage.paper.document, anchor) if passage.start <= m.start < passage.end]


def _quit_day(chart: Chart, passage: Passage, match: re.Match[str]) -> PartialDate | None:
    """The day that stands beside the word; the last one where smoking was taken up again in between."""
    end, start = passage.start + match.end(), passage.start + match.start()
    told = _dates_of(chart, passage)
    if AGAIN.search(passage.text):
        again = FINALLY.search(passage.text)
        later = [m for m in told if again is not None and m.start >= passage.start + again.end()]
        return later[0].date if later else None
    after = [
        m
        for m in told
        if 0 <= m.start - end <= REACH and not RANGE_BEFORE.search(passage.text[: m.start - passage.start])
    ]
    if after:
        finer = next((m for m in after[1:] if m.date.exact and m.date.agrees(after[0].date)), None)
        return finer.date if finer is not None else after[0].date
    before = [m for m in told if 0 <= start - m.end <= 20]
    return before[-1].date if before else None


RANGE_BEFORE = lazy_pattern(r"\b(?:started|began|from|seen|visit|since age) (?:in )?$")


def _years_since(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """'Years since quit: 14', reckoned from the day of the paper: a year, no finer."""
    match = SINCE.search(passage.text)
    day = entry_date(chart, passage.paper, passage.start)
    if match is None or day is None or meant(passage, match).whose is not Whose.PATIENT:
        return
    years = int(match["n"] or match["n2"] or match["n3"])
    yield finding_of(chart, passage, "smoking_quit", TOOL, date=PartialDate(day.year - years))
    yield finding_of(chart, passage, "smoking_current", TOOL, presence=Presence.ABSENT)


CODED_NOW = ("449868002", "428041000124106", "77176002", "65568007", "428071000124103", "428061000124105")
CODED_FORMER, CODED_NEVER = "8517006", "266919005"
STATUS_CODE, PACK_YEARS_CODE = "72166-2", "8664-5"


def _coded(chart: Chart) -> Iterator[Finding]:
    """Smoking status and pack-years of the structured record."""
    if not chart.record.resources:
        return
    for entry in observations(chart.record, None):
        codes = entry.qualifiers.get("codes", "")
        told = f"{entry.qualifiers.get('value_codes', '')} {entry.value} {entry.qualifiers.get('stated', '')}"
        if PACK_YEARS_CODE in codes and entry.number is not None:
            yield _as(entry, "pack_years", Presence.PRESENT)
        if STATUS_CODE in codes and any(code in told for code in CODED_NOW):
            yield _as(entry, "smoking_current", Presence.PRESENT)
        if STATUS_CODE in codes and (CODED_FORMER in told or CODED_NEVER in told):
            yield _as(entry, "smoking_current", Presence.ABSENT)


def _as(entry: Finding, concept: str, presence: Presence) -> Finding:
    return Finding(
        concept, entry.place, presence, value=entry.value, unit=None, date=entry.date, whose=entry.whose,
        voice=entry.voice, origin=entry.origin, qualifiers={"source": "coded"}, tool=TOOL,
    )  # fmt: skip
