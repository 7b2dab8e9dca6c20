"""What a hospital states of itself: surgery, cardiology and intensive care on site, and how many procedures it does.

tavr_infrastructure, tavr_volume -- absent where it is said that something is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.sayings import meaning, on_day, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time

TOOL = "valve/2"
INFRASTRUCTURE, VOLUME = "tavr_infrastructure", "tavr_volume"

ON_SITE = lazy_pattern(
    r"\bon[- ]?site\b|\bin[- ]house\b|\bsame (?:building|campus|hospital|roof)\b|\bone roof\b|\b(?:our|this|the) (?:own )?(?:hospital|"
    r"facility|center|institution)\b|\binfrastructure\b|\bhere\b|\bon campus\b|\b24 ?(?:/|x) ?7\b|^facility\b"
)
SURGERY = lazy_pattern(
    r"\b(?:valve|cardiac|heart|open[- ]heart|cardiothoracic|ct|cv|aortic) (?:valve )?surg\w*|\bsurgical avr\b|\bsurgery\b|"
    r"\bopen[- ]heart (?:program\w*|service|or)\b"
)
CARDIOLOGY = lazy_pattern(
    r"\binterventional\b|\bcath(?:eteri[sz]ation)?\b|\bic\b|\bhybrid\b|\bcath\b|\b(?:interventional )?cards\b|\bpci (?:program\w*|service)\b"
)
CARE = lazy_pattern(r"\b(?:\w*icu|ct-?icu|intensive care|post-?op(?:erative)? (?:icu|care))\b")
ELSEWHERE = lazy_pattern(
    r"\b(?:another|other|nearest|nearby|different|partner|sister|affiliat\w+) (?:hospital|site|campus|"
    r"facility|center)|\b(?:will open|plans? to|next year|pending|"
    r"transfer\w*|pharmacy)\b|_{2,}|\?"
)
NO_SURGERY = lazy_pattern(
    r"\b(?:no|without|lacks?|not have) (?:an? )?(?:on[- ]?site|in[- ]house) (?:[\w-]+ ){0,3}?(?:surg\w+|"
    r"valve)|\bon[- ]?site (?:[\w-]+ ){0,3}?surg\w*\b[^.;:\w]{0,3}[:?] ?no?\b(?! [a-z])"
)

VOLUMES = lazy_pattern(
    r"\b(?:procedural |program |case |annual |hospital |site |cms |ncd |nca )*volumes?\b|\bvolume (?:criteri\w+|requirements?|thresholds?)"
)
MEETS = lazy_pattern(r"\b(?:meets?|met|exceed\w*|satisf\w+|fulfil\w*|above|over|reach\w*|surpass\w*)\b")
FAILS = lazy_pattern(r"\b(?:not|n't|fails?|below|under|short of|unmet)\b")
SOON = lazy_pattern(
    r"\b(?:expect\w*|aim\w*|goal|next year|hope\w*|plan\w*|will|if|projected|working towards?|on track)\b|_{2,}"
)
NUMBER = r"(?P<n>(?<![\d,])(?:\d{1,3},\d{3}|(?!(?:19|20)\d\d\b)\d{1,4})(?![\d,]\d)|one|two|three|four|five|six|seven|eight|nine|ten)"
WORDS = {w: n for n, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)}
THINGS = {
    "tavr": r"(?:tavrs?|tavis?|transcatheter avrs?)",
    "savr": r"(?:savrs?|surgical avrs?)",
    "avr": r"(?:(?:total |all )?avrs?(?: total)?|(?:total )?aortic valve replacements?(?: total)?|total aortic valve (?:cases|procedures))",
    "pci": r"(?:pcis?|percutaneous coronary interventions?)",
    "surgeons": r"(?:(?:cardiac|ct|cardiothoracic|heart|cv) surgeons?|surgeons?)",
    "cardiologists": r"(?:interventional cardiologists?|interventionalists?|ics?)",
}
NAME_FIRST = {
    name: lazy_pattern(
        rf"(?<!transcatheter )(?<!surgical )\b{words}\b(?:[ :=,(-]|volume|total|count|cases|procedures|"
        rf"annual(?:ly)?|per year|was|were|of|(?:19|20)\d\d){{0,12}}?{NUMBER}\b"
    )
    for name, words in THINGS.items()
}
NUMBER_FIRST = {name: lazy_pattern(rf"\b{NUMBER} (?:of which |were )?{words}\b") for name, words in THINGS.items()}
SOME_MONTHS = lazy_pattern(
    r"\b(?:ytd|year to date|so far|since|q[1-4]|quarter|lifetime|career)\b|(?<!12 )(?<!twelve )\bmonths\b"
)
TWO_YEARS = lazy_pattern(
    r"\b(?:two|2|past two|prior 2|24)[- ](?:years?|yrs?|months)\b|\b20\d\d ?(?:\+|&|and|-|/) ?(?:20)?\d\d\b"
)
LEAST = {"avr": 50, "tavr": 20, "pci": 300, "surgeons": 2, "cardiologists": 1}
"""Of a programme with experience, in one year; twice so many procedures in two."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of procedures or persons, and the sentence that tells it."""

    number: int
    said: Said


def places(chart: Chart, papers: Sequence[Profile]) -> Iterator[Finding]:
    """Findings of all that."""
    for paper in papers:
        told = list(said_in(paper))
        for each in told:
            found = _infrastructure(paper, each) or _meets(paper, each)
            if found is not None:
                yield on_day(chart, paper, each, found)
        yield from _volumes(chart, paper, told)


def _infrastructure(paper: Profile, each: Said) -> Finding | None:
    text = each.text
    none = NO_SURGERY.search(text)
    if none is not None:
        return told_of(paper, each, none, INFRASTRUCTURE, TOOL, presence=Presence.ABSENT)
    site = ON_SITE.search(text)
    parts = [pattern.search(text) for pattern in (SURGERY, CARDIOLOGY, CARE)]
    if site is None or not all(parts) or ELSEWHERE.search(text):
        return None
    meant = [meaning(paper, each, m) for m in (site, *parts) if m is not None]
    if any(m.hypothetical or m.presence is not Presence.PRESENT or m.time is Time.PLANNED for m in meant):
        return None
    last = max(m.end() for m in parts if m is not None)
    if answered(text, last) in (Answer.NO, Answer.BLANK):
        return None
    return told_of(paper, each, site, INFRASTRUCTURE, TOOL)


def _meets(paper: Profile, each: Said) -> Finding | None:
    """The hospital says itself that its numbers suffice, or that they do not."""
    text = each.text
    thing = VOLUMES.search(text)
    if thing is None or SOON.search(text):
        return None
    answer, says = answered(text, thing.end()), MEETS.search(text)
    if says is not None:
        answer = answered(text, max(says.end(), thing.end())) or answer
    if answer is Answer.BLANK or (says is None and answer is None) or "stroke" in text or "tidal" in text:
        return None
    meant = meaning(paper, each, says or thing)
    if (meant.hypothetical and answer is None) or not (says or answer):
        return None
    no = answer is Answer.NO or meant.presence is Presence.ABSENT or FAILS.search(text) is not None
    return told_of(paper, each, says or thing, VOLUME, TOOL, presence=Presence.ABSENT if no else Presence.PRESENT)


def _volumes(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """The numbers themselves: enough where all five are told and reach what is asked; too few where a whole year's are less."""
    counts: dict[str, Counted] = {}
    for each in told:
        if any(
            word in each.text for word in ("avr", "aortic valve", "pci", "surgeon", "cardiolog", "percutaneous", "tavi")
        ):
            for name, number in _counted(each.text).items():
                counts.setdefault(name, Counted(number, each))
    if "avr" not in counts and {"tavr", "savr"} <= counts.keys():
        counts["avr"] = Counted(counts["tavr"].number + counts["savr"].number, counts["tavr"].said)
    words = " ".join(c.said.text for c in counts.values())
    years = 2 if TWO_YEARS.search(words) else 1
    if not {"avr", "pci"} <= counts.keys() or SOME_MONTHS.search(words) or "my " in words:
        return
    least = {name: n * (years if name in ("avr", "tavr", "pci") else 1) for name, n in LEAST.items()}
    each = counts["avr"].said
    match = (
        VOLUMES.search(each.text)
        or NAME_FIRST["avr"].search(each.text)
        or NUMBER_FIRST["avr"].search(each.text)
        or NAME_FIRST["tavr"].search(each.text)
    )
    if match is None:
        return
    if any(counts[name].number < least[name] for name in ("avr", "pci")):
        yield on_day(chart, paper, each, told_of(paper, each, match, VOLUME, TOOL, presence=Presence.ABSENT))
    elif all(name in counts and counts[name].number >= number for name, number in least.items()):
        yield on_day(chart, paper, each, told_of(paper, each, match, VOLUME, TOOL))


def _counted(text: str) -> dict[str, int]:
    """The numbers of a sentence by what they count; whether names or numbers come first is told by what stands first."""
    ways = [{name: m for name, p in table.items() if (m := p.search(text))} for table in (NAME_FIRST, NUMBER_FIRST)]
    ranked = sorted((w for w in ways if w), key=lambda found: (-len(found), min(m.start() for m in found.values())))
    persons = {name: m for name in ("surgeons", "cardiologists") if (m := NUMBER_FIRST[name].search(text))}
    chosen: dict[str, re.Match[str]] = dict(persons)
    for found in ranked:
        for name, match in found.items():
            if name not in chosen and not any(match.start("n") == other.start("n") for other in chosen.values()):
                chosen[name] = match
    return {name: WORDS.get(m["n"]) or int(m["n"].replace(",", "")) for name, m in chosen.items()}
