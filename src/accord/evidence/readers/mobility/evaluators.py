"""The specialty evaluation: the evaluator's financial tie, and the supplier's technician (ATP) in the room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mobility.claims import stretch
from accord.evidence.readers.mobility.sources import AGREED, EVALUATOR, HOME, SUPPLIER, Source
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding, Presence

NO_TIE = lazy_pattern(
    r"\bfinancial (?:\w+ ){0,2}(?:relationships?|ties?|interests?)\b[^.;:]{0,50}:? *(?:none|no|nil)\b|"
    r"\bneither (?:i|the evaluator|my employer)\b[^.;]{0,60}\b(?:financial|relationship|tie)|\bno (?:fin\.?|financial|business|other financial|"
    r"monetary) (?:\w+ ){0,2}(?:relationship|tie|interest|connection|arrangement|affiliation|"
    r"stake)s?\b|\bno (?:affiliation|relationship|ties?|connection) (?:with|to)\b|\bnot (?:employed|paid|compensated) by\b|"
    r"\b(?:do|does) not (?:work for|receive|have any financial|have a financial)\b|\bhave n(?:o|either) [^.;]{0,40}\b(?:supplier|vendor|dme|"
    r"equipment)|\bnot financially\b|\bindependent of (?:the |any )?(?:supplier|vendor|dme)"
)
ABOUT_SUPPLIER = lazy_pattern(
    r"\bsuppl\w+|\bvendors?\b|\bdme\w*\b|\bequipment\b|\bmanufactur\w+|\bmakers?\b|\bcompan(?:y|ies)\b|\bproviders? of\b|\bdealers?\b|"
    r"\bmobility\b|\brehab tech\w*"
)
TIE = lazy_pattern(
    r"\b(?:i am|evaluator is|therapist is|is an?|as an?|i work) (?:(?!not |never |neither )\w+ ){0,2}(?:employ\w+|employee|contractor|consultant|"
    r"paid)\b[^.;]{0,40}\b(?:suppl\w+|vendor|dme|equipment compan\w+)|(?<!not )(?<!never )(?<!neither )\bemploy(?:ed|"
    r"ee) (?:by|of) (?:the )?(?:supplier|vendor|dme)|"
    r"(?<!not )(?<!never )\bpaid (?:by|from) (?:the )?(?:supplier|vendor|dme)"
)
ATP = lazy_pattern(r"\batp(?:/srs)?\b|\bassistive technology professional\b|\bassistive tech\b|\bresna\b")
NAMED_ATP = lazy_pattern(r"\b(?P<name>[a-z][a-z'’-]{2,}),? (?:atp|atp/srs)\b(?! \()")
OF_SUPPLIER = lazy_pattern(r"\b(?:supplier|vendor|dme)\b")
IN_PERSON = lazy_pattern(
    r"\bin (?:the )?(?:room|person|clinic)\b|\bin-person\b|\bpresent\b|\bon[- ]?site\b|\battend\w+|\bface[- ]to[- ]face\b|\bphysically\b|"
    r"\btook (?:the )?measure\w+|\bmeasured\b|\bhands-on\b|\bparticipated (?:directly|in)\b|\bdirect(?:ly)? (?:participat\w+|involv\w+)|"
    r"\bat (?:the )?(?:evaluation|visit|session)\b"
)
REMOTE = lazy_pattern(
    r"\bby (?:phone|telephone|video|zoom)\b|\bremote(?:ly)?\b|\bvia (?:phone|video|zoom|telephone|facetime)\b|\bvirtual\w*|\btele-?(?:health|"
    r"conference|visit)\b|\b(?:phone|"
    r"telephone|video) (?:call|conference|link|only)\b|\bover (?:the )?(?:phone|video)\b|\bon (?:a )?(?:speaker|video)\b"
)
ABSENT_ATP = lazy_pattern(
    r"\bnot (?:present|in attendance|available|able to attend)\b|\bdid not attend\b|\bno (?:supplier )?atp\b|\bwithout (?:an? )?atp\b|"
    r"\bwas unable to attend\b|\bcould not attend\b"
)


def technicians(chart: Chart, sources: Sequence[tuple[Source, list[Said]]]) -> frozenset[str]:
    """Family names, in lower case, of technicians whom some paper calls the supplier's."""
    names: set[str] = set()
    for source, told in sources:
        for each in told:
            if source.name not in (SUPPLIER, HOME) and not _names_supplier(chart, each.text):
                continue
            names |= {m["name"] for m in NAMED_ATP.finditer(each.text)}
    return frozenset(names)


def evaluations(chart: Chart, source: Source, told: Sequence[Said], known: frozenset[str]) -> Iterator[Finding]:
    """What a paper says of its evaluator's ties and of the supplier's technician; `known` are the supplier's."""
    if source.name in (AGREED, EVALUATOR):
        yield from _ties(chart, source, told)
    yield from _technician(chart, source, told, known)


def _ties(chart: Chart, source: Source, told: Sequence[Said]) -> Iterator[Finding]:
    head = stretch(source, [told[0]]).place if told else None
    for each in told:
        text = each.text
        free = NO_TIE.search(text) is not None
        if (TIE.search(text) and not free) or _employed_by_supplier(chart, text):
            yield stretch(source, [each]).finding("free_of_supplier", Presence.ABSENT)
        elif free and (ABOUT_SUPPLIER.search(text) or _names_supplier(chart, text)):
            support = tuple(p for p in (head, source.agreement) if p is not None)
            yield stretch(source, [each]).finding("free_of_supplier", support=support)


def _names_supplier(chart: Chart, text: str) -> bool:
    """Does the sentence bear the first two words of the supplier's name, or the first where it is a rare one?"""
    asked = chart.request.performer.name
    if asked is None:
        return False
    words = [w for w in re.findall(r"[a-z]{3,}", asked.value.lower()) if w not in ("the", "and", "inc", "llc")]
    return bool(words) and (" ".join(words[:2]) in text or (len(words[0]) > 6 and words[0] in text))


def _employed_by_supplier(chart: Chart, text: str) -> bool:
    """'I am a therapist employed by Northwind Mobility.'"""
    employed = re.search(
        r"\b(?:i am|therapist|evaluator|pt|dpt|otr?(?:/l)?)\b[^.;]{0,50}\b(?:employ\w+|work for|staff of|on staff)\b",
        text,
    )
    return (
        bool(employed)
        and " not " not in text
        and " no " not in text
        and _names_supplier(chart, text)
        and ATP.search(text) is None
    )


def _technician(chart: Chart, source: Source, told: Sequence[Said], known: frozenset[str]) -> Iterator[Finding]:
    """The technician must be the supplier's: the sentence, or the paper, says so."""
    for each in told:
        text = each.text
        if ATP.search(text) is None:
            continue
        named = {m["name"] for m in NAMED_ATP.finditer(text)}
        own = source.name == SUPPLIER or named & known or _names_supplier(chart, text) or OF_SUPPLIER.search(text)
        if not own:
            continue
        if REMOTE.search(text) or ABSENT_ATP.search(text):
            yield stretch(source, [each]).finding("atp_in_person", Presence.ABSENT)
        elif IN_PERSON.search(text) and not re.search(r"\bwill (?:be|attend)\b|\bto (?:be|attend)\b", text):
            yield stretch(source, [each]).finding("atp_in_person")
