"""Numbers that a form which asks for a service quotes, and no paper of the record bears out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.prior_auth.contradictions.asking import asking, of_record
from accord.records.places import Place
from accord.wording import say

GAP = r"[^\d\n;<>]{0,18}"


@dataclass(frozen=True, slots=True)
class Metric:
    """A number that papers name.

    words -- how it is written; groups named v (and w) hold the number, u its unit, m a mark of a limit.
    slack -- by how much a quoted number may be off; share -- or by which part of it.
    codes -- the services for which it is asked; None: of every service.
    """

    what: str
    words: re.Pattern[str]
    slack: Decimal
    share: Decimal = Decimal(0)
    codes: re.Pattern[str] | None = None


def _metric(what: str, words: str, slack: str, share: str = "0", codes: str | None = None) -> Metric:
    return Metric(what, lazy_pattern(words), Decimal(slack), Decimal(share), lazy_pattern(codes) if codes else None)


MARK = r"(?P<m>[<>≥≤]=? ?|over |under |more than |less than )?"
METRICS: Sequence[Metric] = (
    _metric("body mass index", rf"\bbmi\b{GAP}{MARK}(?P<v>[2-8]\d(?:\.\d+)?)(?![\d/])", "1"),
    _metric("ejection fraction", rf"\b(?:lv ?ef|ef|ejection fraction)\b{GAP}{MARK}(?P<v>[1-8]\d)(?:\s?[-–]\s?(?P<w>[1-8]\d))?(?![\d/])", "2"),
    _metric("sleep index", rf"\b(?:ahi|rei|rdi)\b{GAP}{MARK}(?P<v>\d{{1,3}}(?:\.\d+)?)(?![\d/])", "1"),
    _metric(
        "oxygen saturation",
        rf"\b(?:sp ?o2|sa ?o2|o2 sats?|sats?|saturation|ra|room air)\b(?:[^\d\n;<>]{{0,24}}|"
        rf"[^\d\n;<>]{{0,10}}\b\d{{1,2}} ?min\w*[^\d\n;<>]{{0,16}}){MARK}(?P<v>[6-9]\d)(?! ?(?:mm|bpm|kg|lb|yo|y/o|[/-]\d))(?!\d)",
        "0", codes=r"E0?4\d\d|E1390|E1391|E1392|K0738",
    ),
    _metric("hemoglobin A1c", rf"\b(?:hb ?)?a1c\b{GAP}{MARK}(?P<v>1?\d(?:\.\d)?)(?![\d/])", "0.3"),
    _metric(
        "pack-years",
        r"(?P<v>\d{1,3}(?:\.\d)?)\s*\+?\s*(?:pack[- ]?y(?:ea)?rs?|p\.?y\b|pk[- ]?yrs?)|\b(?:pack[- ]?y(?:ea)?rs?|"
        r"py)\b[^\d\n]{0,6}(?P<w>\d{1,3}(?:\.\d)?)(?![\d/])",
        "3", "0.1",
    ),
    _metric(
        "relief in percent",
        rf"\b(?:relief|improve\w*|reduc\w+|success\w*|better|outcome)\b[^\d\n;%<>]{{0,22}}{MARK}(?P<v>\d{{1,3}}) ?%|"
        rf"(?P<w>\d{{1,3}}) ?%[^\n;\d%]{{0,22}}\b(?:relief|improve\w*|reduc\w+|success\w*|better)",
        "5", codes=r"636\d\d|6455\d|6456\d|64[56]\d\d|6449\d|6463\d|C1767",
    ),
    _metric("reflux", r"\breflux\b[^\d\n;]{0,18}(?P<v>\d{1,4}(?:\.\d{1,2})?) ?(?P<u>ms|msec|s|secs?|seconds?)\b", "0.15", codes=r"36\d{3}|37\d{3}"),
    _metric("margin reflex distance", rf"\bmrd-? ?1?\b{GAP}(?P<v>-?\d(?:\.\d)?)(?: ?mm)?\b", "0.5", codes=r"1582\d|679\d\d"),
    _metric("ankle brachial index", rf"\babi\b{GAP}(?P<v>[01]?\.\d{{1,2}})\b", "0.05"),
    _metric("partial pressure of oxygen", rf"\bp(?:a)?o2\b{GAP}{MARK}(?P<v>[3-9]\d)(?![\d/%])", "1", codes=r"E0?4\d\d|E139\d|K0738"),
    _metric("Cobb angle", rf"\bcobb\b{GAP}(?P<v>\d{{1,3}})\b", "3"),
    _metric("functional level", r"\b(?:level|potential|k-?level|function\w*)\W{0,4}(?:is |of |now )?k ?-?(?P<v>[0-4])\b|"
        r"\bk(?P<w>[0-4])\b(?! ?\.\d)", "0", codes=r"L5\d{3}"),
    _metric("flow of oxygen", r"(?<![\d/])(?P<v>\d(?:\.\d)?) ?(?:l ?/ ?min|lpm|liters? per min\w*|l\b(?! ?\d))", "0", codes=r"E0?4\d\d|E139\d|K0738"),
    _metric("size of the wound", r"(?P<v>\d{1,2}(?:\.\d)?) ?(?:cm )?x ?(?P<w>\d{1,2}(?:\.\d)?)(?: ?(?:cm )?x ?\d{1,2}(?:\.\d)?)?(?= ?cm|"
        r"\b)", "0.5", "0.6", r"E0277|E0373|E0371|E0372|G0277|99183|E2402|E019\d"),
)  # fmt: skip
PAIRED = frozenset({"size of the wound"})
"""Metrics whose two numbers are one thing, as length and width are."""
LIMITS = {">": 1, "≥": 1, "over": 1, "more than": 1, "<": -1, "≤": -1, "under": -1, "less than": -1}
UNFILLED = lazy_pattern(r"_{2,}|\?\?")
RULE = lazy_pattern(
    r"\b(?:must|criteri\w+|requires?|required|policy|lcd|ncd|if|goal|target|need(?:s|ed)? (?:to|>|≥))\b"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a paper names it; limit -- 1: more than it, -1: less than it."""

    low: Decimal
    high: Decimal
    limit: int
    place: Place


def quoted_numbers(chart: Chart) -> Iterator[Conflict]:
    """One contradiction for each number of a form that the record has, and has otherwise."""
    forms = asking(chart)
    if not forms:
        return
    record = of_record(chart)
    for metric in METRICS:
        if metric.codes is not None and not any(metric.codes.fullmatch(s.code) for s in chart.request.services):
            continue
        claimed = [number for paper in forms for number in numbers(paper, metric)]
        told = [number for paper in record for number in numbers(paper, metric)] if claimed else []
        if not told:
            continue
        for claim in claimed:
            if not any(_agree(claim, number, metric) for number in told):
                other = told[-1]
                sentence = say("contradiction.number", what=metric.what, one=_words(claim), other=_words(other))
                places = (claim.place, *dict.fromkeys(number.place for number in reversed(told)))
                yield Conflict(ConflictKind.NUMBER, sentence, places[:MOST])
                break


MOST = 5
"""Places that are shown at most."""


def numbers(paper: Profile, metric: Metric) -> Iterator[Number]:
    """The numbers of a paper that name the metric, those left out that a rule or a goal names."""
    document = paper.document
    if paper.kind is PartKind.COVER_SHEET:
        return
    for match in metric.words.finditer(document.flat, paper.part.start, paper.part.end):
        line = document.flat[document.flat.rfind("\n", 0, match.start()) + 1 : match.end()]
        if RULE.search(line) or UNFILLED.search(match[0]):
            continue
        groups = match.groupdict()
        found = [Decimal(groups[name]) for name in ("v", "w") if groups.get(name)]
        if not found:
            continue
        if (groups.get("u") or "s").startswith("ms"):
            found = [number / 1000 for number in found]
        low, high = (min(found), max(found)) if metric.what not in PAIRED else (found[0] * found[-1],) * 2
        mark = (groups.get("m") or "").strip(" =")
        yield Number(low, high, LIMITS.get(mark, 0), document.place(match.start(), match.end()))


def _agree(claim: Number, told: Number, metric: Metric) -> bool:
    slack = max(metric.slack, metric.share * max(claim.high, told.high))
    if claim.limit > 0 or told.limit < 0:
        return told.high >= claim.low - slack
    if claim.limit < 0 or told.limit > 0:
        return told.low <= claim.high + slack
    return claim.low - slack <= told.high and told.low <= claim.high + slack


def _words(number: Number) -> str:
    return " ".join(number.place.text.split())
