"""What clinicians' papers tell of positive airway pressure: whether it works, why it failed, what the request is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion, assertion
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.pap import words
from accord.evidence.readers.statements import Said, papers_about, said_in, stated, statement
from accord.records.findings import Finding, Presence, Time

TOOL = "pap/1"
SUBJECT = re.compile(rf"(?<![a-z]){words.ANY_PAP}(?![a-z])")
UNCERTAIN = re.compile(
    r"\b(?:should|hop(?:e|es|ing)|expect\w*|will|may|might|would|could|goal|if|until|in order to|see if|once|"
    r"so that|to (?:improve|reduce|help))\b[^.;]*$"
)

# A denial right before words of benefit, which elsewhere does not deny what follows ('no improvement in sleepiness').
DENIED = re.compile(
    r"\b(?:no|not|without|little|minimal|nor|never|lack of|denies|any|hardly any)(?: (?:real|significant|much|any|"
    r"appreciable|clear|subjective|noticeable|meaningful))* $"
)

# Symptoms of something else.
ELSEWHERE = re.compile(
    r"\b(?:gerd|reflux|heartburn|urinary|luts|bph|knee|hip|back|neck|joint|allergy|allergic|sinus|nasal|"
    r"depressive|anxiety|respiratory|copd|asthma|cold|uri|pain|migraine|gi|"
    r"ibs|bowel|thyroid|menopausal|vasomotor|withdrawal|neuropath\w+|arthritis|chest|cardiac|anginal|"
    r"heart failure|rls|plantar|skin|rash|renal|lung|kidney|liver) $"
)

EFFECTS: Mapping[str, re.Pattern[str]] = {
    "pap_ineffective": words.INEFFECTIVE,
    "pap_not_tried": words.NOT_TRIED,
    "bilevel_preferred": words.PREFERS_BILEVEL,
    "pap_effective": words.EFFECTIVE,
    "mask_fit_good": words.GOOD_FIT,
    "mask_leak": words.LEAK_UNTREATED,
    "pap_benefit": words.BENEFIT,
    "pap_no_benefit": words.NO_BENEFIT,
    "pap_continued_use": words.CONTINUED_USE,
    "pap_not_used": words.NOT_USING,
    "pap_download_reviewed": words.REVIEWED_DOWNLOAD,
}
REQUESTS: Mapping[str, re.Pattern[str]] = {
    "pap_requalification": words.REQUALIFICATION,
    "pap_replacement": words.REPLACEMENT,
    "pap_lost": words.LOST,
    "pap_continued_rental": words.CONTINUED_RENTAL,
}
# Concepts whose wording is itself a denial: what stands around it does not deny it again.
DENIALS = frozenset({"pap_not_tried", "pap_no_benefit", "pap_not_used", "pap_ineffective", "mask_leak"})
UNASKING = (PartKind.INSTRUCTION_RECORD, PartKind.DELIVERY_RECORD, PartKind.SLEEP_STUDY, PartKind.DEVICE_REPORT)
NOTES = (
    PartKind.VISIT_NOTE,
    PartKind.CHART_EXTRACT,
    PartKind.LETTER,
    PartKind.DISCHARGE_SUMMARY,
    PartKind.OTHER,
    PartKind.SLEEP_STUDY,
    PartKind.MESSAGES,
)


def told_of_pap(chart: Chart) -> Iterator[Finding]:
    """Statements about airway pressure and its effect, in papers that name it."""
    papers = list(papers_about(chart, SUBJECT))
    yield from stated([p for p in papers if p.kind in NOTES], EFFECTS, TOOL, _counts)
    yield from stated([p for p in papers if p.kind not in UNASKING], REQUESTS, TOOL)
    for paper in papers:
        if paper.kind in NOTES:
            yield from _causes(paper)
            yield from _lower_pressures(paper)


# Before words of use or benefit: said not to be so, or only wished for.
UNMET = re.compile(
    r"\b(?:not|never|non|should|must|encourag\w+ (?:\w+ )?to|advised (?:\w+ )?to|needs? to|told (?:\w+ )?to|"
    r"asked (?:\w+ )?to|rarely|hardly|barely|unable to|poor|low|suboptimal|inadequate)[ -]*(?:\w+ ){0,2}$|"
    r"n't (?:\w+ ){0,2}$"
)
NOT_TO_BLAME = re.compile(words.NOT_TO_BLAME)
INNER_DENIAL = re.compile(r"\b(?:not|never|poor\w*|doesn't|isn't|won't)\b")


def _counts(paper: Profile, each: Said, match: re.Match[str], told: Assertion) -> bool:
    """Is it a statement of what happened, not a hope?"""
    del paper
    before, kind = each.text[: match.start()], match.re.pattern
    if told.time is Time.PLANNED or UNCERTAIN.search(before):
        return False
    if kind == words.NOT_TRIED.pattern:
        after = each.text[match.end() :].lstrip(" ,")
        return not (words.NOT_TRIED_BUT.match(after) or words.NOT_TRIED_INNER.search(match[0]))
    if kind == words.BENEFIT.pattern:
        return not (DENIED.search(before) or ELSEWHERE.search(before))
    if kind == words.CONTINUED_USE.pattern:
        return not UNMET.search(before)
    if kind == words.GOOD_FIT.pattern:
        return not (INNER_DENIAL.search(NOT_TO_BLAME.sub("", match[0])) or UNMET.search(before))
    return True


def _causes(paper: Profile) -> Iterator[Finding]:
    """Why therapy failed, in a note that says that it did."""
    sentences = list(said_in(paper))
    failed = [each for each in sentences if words.TRIAL_FAILED.search(each.text)]
    if not failed:
        return
    for each in sentences:
        match = words.FAILURE_CAUSE.search(each.text)
        if match is None:
            continue
        told = assertion(paper.document, *each.span(match.start(), match.end()))
        if told.presence is Presence.PRESENT and not told.hypothetical and told.time is not Time.PLANNED:
            yield statement(paper, each, match, "pap_failure_cause", TOOL, told)


NUMBERED = re.compile(
    r"(?<![\d.])(?P<cm>\d{1,2}(?:\.\d)?) ?(?:cm|cwp)(?: ?(?:h2o|of water))?\b|(?:pressure(?: of)?|c-?pap(?: of|"
    r" at| to)?) (?P<at>\d{1,2}(?:\.\d)?)(?![\d.%/-])"
)


RATE = re.compile(r"\bahi\b[^.;\d]{0,24}(?P<n>\d{1,3}(?:\.\d+)?)")
FEW = 5
"""Events an hour: below this an index counts as normal."""


def _fails(text: str) -> bool:
    """Do the words say that events or symptoms remained? Where they give an index, it decides."""
    rates = [float(m["n"]) for m in RATE.finditer(text)]
    return max(rates) >= FEW if rates else bool(words.FAILING.search(text))


def _lower_pressures(paper: Profile) -> Iterator[Finding]:
    """Where a note says that lower pressures were tried and did not do: in words, or by two pressures and what each did."""
    sentences = list(said_in(paper))
    for position, each in enumerate(sentences):
        following = sentences[position + 1].text if position + 1 < len(sentences) else ""
        lower = words.LOWER.search(each.text)
        if lower is not None and not (_fails(each.text) or (not RATE.search(each.text) and _fails(following))):
            lower = None
        lower = (
            lower
            or _failing_below(each.text, sentences[position - 1].text if position else "")
            or _all_failing(each.text)
        )
        if lower is None or UNCERTAIN.search(each.text[: lower.start()]):
            continue
        told = assertion(paper.document, *each.span(lower.start(), lower.end()))
        if told.time is not Time.PLANNED and not told.hypothetical and told.presence is not Presence.ABSENT:
            yield statement(paper, each, lower, "lower_pressure_failed", TOOL, told)


def _failing_below(text: str, before: str) -> re.Match[str] | None:
    """A pressure at which events remain, below another that cannot be borne: 'cannot tolerate 16 cm; 12 cm leaves AHI 20'.

    The pressure that cannot be borne may stand in the sentence before.
    """
    borne = [*_not_borne(text), *_not_borne(before)]
    if not borne:
        return None
    for match in NUMBERED.finditer(text):
        if float(match["cm"] or match["at"]) < max(borne) and _fails(text[match.end() : match.end() + 70]):
            return match
    return None


NOT_LOWERED = re.compile(r"\b(?:never|not|nothing|no)\b[^.;]{0,20}\blower\b|\blower\b[^.;]{0,24}\b(?:not|never)\b")


def _all_failing(text: str) -> re.Match[str] | None:
    """The lowest of two or more pressures of which each is said to have failed: 'at 18 cm AHI 26, 14 cm AHI 33, 10 cm worse'."""
    pressures = list(NUMBERED.finditer(text))
    ends = [m.start() for m in pressures[1:]] + [len(text)][: len(pressures)]
    failing = [m for m, end in zip(pressures, ends, strict=True) if _fails(text[m.end() : end])]
    distinct = {float(m["cm"] or m["at"]) for m in failing}
    if len(distinct) < 2 or len(failing) != len(pressures) or NOT_LOWERED.search(text):
        return None
    return min(failing, key=lambda m: float(m["cm"] or m["at"]))


def _not_borne(text: str) -> list[float]:
    """The pressures near words that say they cannot be tolerated."""
    return [
        float(m["cm"] or m["at"])
        for m in NUMBERED.finditer(text)
        if words.CANNOT_TOLERATE.search(text[max(0, m.start() - 60) : m.end() + 60])
    ]
