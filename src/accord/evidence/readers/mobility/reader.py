"""Everything that the papers of a request for power mobility say, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mobility.basic import BASIC_RULES, LASTING
from accord.evidence.readers.mobility.claims import Rule, claims, stretch
from accord.evidence.readers.mobility.driving import ALL_OF_SCOOTER, BOTH_CAPABILITIES, DRIVING_RULES, DROVE
from accord.evidence.readers.mobility.evaluators import evaluations, technicians
from accord.evidence.readers.mobility.home import homes
from accord.evidence.readers.mobility.power import POWER_RULES
from accord.evidence.readers.mobility.propelling import propelling
from accord.evidence.readers.mobility.sources import (
    AGREED,
    EVALUATOR,
    HOME,
    ORDER,
    OTHER,
    SUPPLIER,
    VISIT,
    Source,
    sources_of,
)
from accord.evidence.readers.mobility.visits import encounters, examinations, only_forms, orders_after
from accord.evidence.readers.mobility.vocabulary import SCOOTER_WORDS
from accord.evidence.readers.mobility.weights import coded_weights, weights
from accord.evidence.readers.mobility.wishes import WISH_RULES, wishes
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding

CLINICAL = (VISIT, AGREED, EVALUATOR, OTHER)
"""Papers whose words are kept; the policy lets only the medical record among them count."""


def mobility(chart: Chart) -> Iterator[Finding]:
    """All findings about a requested scooter, power wheelchair or power assist; nothing for other requests."""
    codes = [service.code for service in chart.request.services]
    if not any(is_mobility_code(code) for code in codes):
        return
    scooter = any(code.startswith("K080") for code in codes)
    papers = [(source, list(said_in(source.paper))) for source in sources_of(chart)]
    read = [(source, [ticked(each) for each in with_answers(told)]) for source, told in papers]
    met = list(encounters(read))
    yield from examinations(met)
    yield from only_forms(read)
    yield from orders_after(chart, read, met)
    yield from coded_weights(chart)
    known = technicians(chart, read)
    clinical = (*BASIC_RULES, *DRIVING_RULES, *POWER_RULES, *WISH_RULES)
    for source, told in papers:
        yield from homes(source, told, scooter)
    for source, told in read:
        yield from evaluations(chart, source, told, known)
        yield from claims(source, told, rules_for(source, clinical, scooter))
        if source.name in CLINICAL:
            yield from weights(source, told)
            yield from propelling(source, told)
            yield from _whole_statements(source, told)


UNTICKED = lazy_pattern(r"(?:\[ ?\]|\( \)|☐|❏|□)[^\[(☐☒☑❏□✓✔]*")


BLANK = lazy_pattern(r"(?:[\w/'()-]+ ){0,4}[\w/'()-]+ ?[:?]? ?_{3,}")
LEADERS = lazy_pattern(r" ?\.{3,} ?")
BEHIND = lazy_pattern(r"(?:[\w/'-]+ ){0,2}(?:\[ ?\]|\( \)|☐|❏|□)")
LAST_BOX = lazy_pattern(r"(?:\[ ?[x✓☒]? ?\]|\( ?x? ?\)|[☐☒☑❏□✓✔])\W*$")


BOX_FIRST = lazy_pattern(r"\W{0,3}(?:\[ ?[x✓☒]? ?\]|\( ?x? ?\)|[☐☒☑❏□✓✔])")


def with_answers(told: list[Said]) -> list[Said]:
    """A question and the boxes behind it as one sentence."""
    joined: list[Said] = []
    for each in told:
        if joined and joined[-1].text.rstrip().endswith("?") and BOX_FIRST.match(each.text):
            asked = joined.pop()
            whole = replace(asked.sentence, end=each.sentence.end)
            joined.append(Said(whole, f"{asked.text.rstrip()} {each.text}", (*asked.origin, *each.origin)))
        else:
            joined.append(each)
    return joined


def ticked(each: Said) -> Said:
    """A sentence without the items whose box is empty, before or behind its words, and without labels left blank."""
    text = BLANK.sub(" ", each.text) if "___" in each.text else each.text
    text = LEADERS.sub(": ", text) if "..." in text else text
    if UNTICKED.search(text):
        text = (BEHIND if LAST_BOX.search(text) else UNTICKED).sub(" ", text)
    return replace(each, text=" ".join(text.split())) if text != each.text else each


TRIED = lazy_pattern(r"\bjoystick\b|\b(?:power|demo|trial)\b[^.]{0,40}\bchair\b|\btrial of\b|\bpwc\b")


def _words(source: Source) -> str:
    return source.paper.document.flat[source.paper.part.start : source.paper.part.end]


def is_mobility_code(code: str) -> bool:
    """A power mobility base or a push-rim power assist."""
    return code == "E0986" or ("K0800" <= code <= "K0898")


def rules_for(source: Source, clinical: tuple[Rule, ...], scooter: bool) -> tuple[Rule, ...]:
    """What a paper may be asked: the record everything, an order only how long, a home assessment what was seen there."""
    if source.name in CLINICAL:
        return (*clinical, LASTING, *wishes(scooter), *((DROVE,) if TRIED.search(_words(source)) else ()))
    if source.name == ORDER:
        return (LASTING,)
    if source.name == HOME:
        return tuple(r for r in clinical if r.concept in ("scooter_unusable", "only_chair")) + wishes(scooter)
    if source.name == SUPPLIER:
        return tuple(r for r in clinical if r.concept == "only_chair")
    return ()


def _whole_statements(source: Source, told: list[Said]) -> Iterator[Finding]:
    """One sentence that says all of a scooter's demands, or both capabilities, are met."""
    for each in told:
        text = each.text
        if ALL_OF_SCOOTER.search(text) and SCOOTER_WORDS.search(text):
            for concept in ("scooter_transfer", "scooter_tiller", "scooter_posture"):
                yield stretch(source, [each]).finding(concept, qualifiers={"stated": "whole"})
        if BOTH_CAPABILITIES.search(text) and SCOOTER_WORDS.search(text):
            for concept in ("cognition_sufficient", "vision_sufficient"):
                yield stretch(source, [each]).finding(concept, qualifiers={"stated": "whole"})
