"""Every concept of the term files that the papers mention, with its assertion, and the codes they write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.sentences import sentence_at
from accord.evidence.narrative.terms import TermFile, Terms, load_terms
from accord.evidence.own_terms import own_terms
from accord.evidence.profile import PartKind, Profile
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Voice, Whose

TOOL = "mentions/1"
ICD10 = re.compile(r"\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b")

# Papers whose words about the patient's health are not a clinician's documentation, whoever signed below.
HEARSAY = (PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM)


def term_files() -> list[str]:
    """Names of the term files of this package."""
    return sorted(
        entry.name.removesuffix(".yaml")
        for entry in (files("accord.evidence") / "terms").iterdir()
        if entry.name.endswith(".yaml")
    )


@cache
def all_terms() -> tuple[Terms, dict[str, tuple[str, ...]]]:
    """The wordings of every term file compiled as one, and the codes of each concept."""
    phrases: dict[str, list[str]] = {}
    codes: dict[str, tuple[str, ...]] = {}
    for name in term_files():
        file: TermFile = load_terms(name)
        for concept, wordings in file.phrases.items():
            phrases.setdefault(concept, []).extend(wordings)
        for concept, listed in file.codes.items():
            codes[concept] = (*codes.get(concept, ()), *listed)
    return Terms(phrases), codes


def mentions(chart: Chart) -> Iterator[Finding]:
    """A finding for each mention of a concept."""
    yield from mentions_of(chart, all_terms()[0])


def own_words(chart: Chart) -> Iterator[Finding]:
    """A finding for each mention of a concept of the site's own."""
    own = own_terms()
    if own is not None:
        yield from mentions_of(chart, own.terms)


def mentions_of(chart: Chart, terms: Terms) -> Iterator[Finding]:
    """A finding for each mention of a concept of these terms."""
    for document in chart.record.documents:
        for mention in terms.find(document):
            place = document.place(mention.start, mention.end)
            paper = chart.paper_of(place)
            if paper is None or is_state(document.text, mention.start, mention.end):
                continue
            if _SCALE_BEFORE.search(document.flat[max(0, mention.start - 24) : mention.start]):
                continue
            told = assertion(document, mention.start, mention.end)
            if told.hypothetical or _BLANK_BEHIND.match(document.flat, mention.end):
                continue
            sentence = sentence_at(document, mention.start)
            whole = document.place(sentence.start, sentence.end) if sentence is not None else place
            yield Finding(
                concept=mention.concept,
                place=whole if len(whole.text) <= 400 else place,
                presence=told.presence,
                time=told.time,
                whose=whose(told.whose, paper),
                date=date_of(paper),
                qualifiers={"words": place.text, **about(paper)},
                voice=voice(paper),
                tool=TOOL,
            )


# a label of a form that nobody filled
_BLANK_BEHIND = re.compile(r"[a-z ()/'-]{0,16}[:?.]?[ \t]{0,3}_{3,}")
# 'PHQ-9 (depression) 2' tells what a scale asks for, not that it was found
_SCALE_BEFORE = re.compile(r"\b(?:phq|gad|gds|bdi|hads|ess|isi|moca|mmse|slums|epworth)[\s-]*\d{0,2}\s*\(\s*$")

_ZIP = re.compile(r",?\s{1,3}\d{5}(?:-\d{4})?\b")
_TOWN = re.compile(r"[A-Z][a-z]+,\s?$")
_ADDRESS = re.compile(
    r"\d{3}[-.) ]\d|\b(?:st|ave|rd|suite|ste|blvd|box|drive|lane|clinic|cent(?:er|re)|hospital|medical|medicine|associates|group|health)\b",
    re.IGNORECASE,
)
_ADDRESS_ENDS = re.compile(r"\s*(?:$|\n|\s{2,}|[|*·•(]|(?i:ph|tel|phone|fax)\b)")


def is_state(text: str, start: int, end: int) -> bool:
    """Are these two capitals the state of an address ('Ann Arbor, MI 48109'), not what they else stand for?"""
    if end - start != 2 or not text[start:end].isupper():
        return False
    if _ZIP.match(text, end):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return bool(_TOWN.search(line) and _ADDRESS_ENDS.match(text, end) and _ADDRESS.search(line))


def whose(said: Whose, paper: Profile) -> Whose:
    """A paper about somebody else says nothing about the patient."""
    return Whose.OTHER if paper.subject is False and said is Whose.PATIENT else said


def voice(paper: Profile) -> Voice:
    """Who speaks in the paper; hearsay papers never with a clinician's weight."""
    return Voice.SUPPLIER if paper.kind in HEARSAY and paper.voice is Voice.CLINICIAN else paper.voice


def about(paper: Profile) -> dict[str, str]:
    """What a finding keeps of its paper: its kind, how patient and practitioner met, whether it is signed."""
    signature = paper.signature
    return {
        "kind": paper.kind.value,
        "mode": paper.mode.value.value if paper.mode is not None else "unknown",
        "signed": "yes" if signature is not None and signature.treating else "no",
    }


def date_of(paper: Profile) -> PartialDate | None:
    """The date of what the paper tells."""
    return paper.date.value if paper.date is not None else None


def written_codes(chart: Chart) -> Iterator[Finding]:
    """ICD-10-CM codes that a clinician's paper writes, as findings with the code."""
    for paper in chart.papers:
        if paper.kind in HEARSAY:
            continue
        document = paper.document
        for match in ICD10.finditer(document.text, paper.part.start, paper.part.end):
            if "." not in match[0] and not re.search(
                r"(dx|icd|diagnos\w*|code)\W", document.flat[max(0, match.start() - 40) : match.start()]
            ):
                continue
            sentence = sentence_at(document, match.start())
            told = assertion(document, match.start(), match.end())
            yield Finding(
                concept="written_code",
                place=document.place(sentence.start, sentence.end) if sentence else document.place(*match.span()),
                presence=Presence.PRESENT if told.presence is not Presence.ABSENT else Presence.ABSENT,
                time=Time.CURRENT,
                whose=whose(told.whose, paper),
                date=date_of(paper),
                value=match[0],
                qualifiers={"codes": f"icd10|{match[0]}", "kind": paper.kind.value},
                voice=voice(paper),
                tool=TOOL,
            )


def concept_codes(concepts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The codes of some concepts."""
    _, codes = all_terms()
    return {concept: codes.get(concept, ()) for concept in concepts}
