"""Who ordered a sleep test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.narrative.sentences import line_at
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.people import CREDENTIALED, TREATING, name_words, same_person
from accord.evidence.readers.sleep_tests.performers import Naming, naming
from accord.evidence.readers.sleep_tests.study import Study
from accord.records.places import Place

_ORDERING = re.compile(
    r"\b(?:referring(?:/| ?(?:and|&) ?)ordering|ordering|ord\.?(?= ?(?:prov|phys|md|dr))|ordered by|"
    r"order(?:ed)?(?= ?:)|referring|referred by|ref\.? (?:by|md|prov\w*|phys\w*)|requested by|requesting|req(?:'d|"
    r"uested)? by|req\.?(?=:? ?dr\b)|prescrib\w+(?: by)?)"
    r"(?: ?(?:provider|physician|practitioner|md|clinician|doctor|phys\.?|prov\.?|dr\.?))?(?: name)?\s*(?:[:.=|]+|"
    r"\s{2,}|(?= ))[\s.:]*(?P<who>[^\n]{2,90})"
)
# a bare 'Physician' of the head; read only where it names the treating practitioner
_PHYSICIAN = re.compile(
    r"(?:\n|\s{2,}|[|;])[ \t]*(?:physician|provider|doctor|clinician|practitioner|client (?:md|dr)|for (?:dr\.?|doctor)|requester|requestor|pcp)(?: name)?"
    r"(?:[ \t]*[:.=]+[ \t]*|[ \t]{2,})(?P<who>[^\n]{2,60})"
)
_SELF = re.compile(
    r"\bself\b(?:[ -]?(?:referr\w+|ordered|pay))?|\bpatient (?:request|direct|self)|direct[ -]to[ -](?:consumer|"
    r"patient)|online|questionnaire|web ?site|walk[ -]?in|no (?:physician|order|referr\w+)|customer|internet|"
    r"\bnone\b"
)
_DID_NOT = re.compile(
    r"\b(?:i|we|this office|our office|dr\.? [\w.-]+|nobody here|no one here)\b[^.;]{0,20}\b(?:did not|didn't|"
    r"never|have not|had not)\b[^.;]{0,14}\b(?:order|request|refer|authori[sz]e|prescribe)\w*\b[^.;]{0,50}|"
    r"\b(?:not|never) (?:been )?ordered by (?:me|us|this (?:office|practice)|the treating|any (?:physician|doctor|"
    r"clinician))|(?:arranged|ordered|bought|purchased) (?:[\w-]+ ){0,5}?(?:him|her|them)sel(?:f|ves)\b|"
    r"without (?:an? )?(?:physician(?:'s)?|doctor(?:'s)?|practitioner(?:'s)?) order"
)
_TEST = (
    r"(?:(?:home|portable|in[ -]home|at[ -]home) (?:sleep )?(?:apnea )?(?:test\w*|stud(?:y|ies)|recording|monitor\w*)|hsa?t\b|"
    r"(?:poly)?somnogra\w+|n?psg\b|sleep (?:apnea |lab(?:oratory)? |disorder )?(?:test\w*|stud(?:y|ies))|"
    r"split[ -]?night(?: study| psg| test)?|watch-?pat|apnea ?link|"
    r"(?:overnight|diagnostic|attended|in[ -]lab|full[ -]night|baseline) (?:sleep |diagnostic |attended )*(?:test\w*|stud(?:y|ies))(?! of the heart))"
)
_ORDERS = re.compile(
    rf"\b(?:order(?:ed|ing|s)?|send (?:\w+ )?for|sent (?:\w+ )?for|schedul\w+|refer(?:red|ral)?|obtain|"
    rf"request(?:ed)?|will get|plan|set up|arrang(?:e|ed|ing)|book(?:ed|ing)?|proceed w(?:ith|/)|get(?:ting)? (?:a|an|the)|"
    rf"sign(?:ed)? (?:the |an? )?(?:order|requisition|rx) for)\b[^.;]{{0,60}}\b{_TEST}|"
    rf"\basked (?!me\b|us\b|for\b|about\b|if\b|whether\b|to\b)"
    rf"[^.;]{{2,70}} (?:for|to (?:do|perform|run|arrange|schedule|set up|carry out|book)) [^.;]{{0,40}}\b{_TEST}|"
    rf"\b{_TEST}[^.;]{{0,90}}\b(?:ordered|(?:order|form|requisition|referral|request)(?: was| is)? (?:placed|sent|entered|signed|faxed|filled (?:in|out))|"
    rf"requested|referral|scheduled|arranged|booked|"
    rf"order(?: was)? signed by me)\b|"
    rf"(?<![a-z/])(?:plan|p|a/p|rec\w*)\s*[:.-]+\s*(?:\d+[.)]\s*)?(?:attended |unattended |in[ -]lab |overnight |diagnostic |"
    rf"full[ -]night |home |split[ -]night )*{_TEST}"
)
# Who else may have ordered it: the patient, the family, a supplier; and what is no order.
_BY_OTHERS = re.compile(
    r"\b(?:patient|pt|he|she|they|wife|husband|spouse|daughter|son|family|supplier|company|dme|employer|insur\w+|dot|"
    r"dentist|attorney|va|cardiology|neurology|pcp|surgeon|specialist|hospital(?:ist)?|ent|\w+ologist|doctor|"
    r"dr\.? [\w'-]+)(?:'s|'d)?(?: (?:has|had|have|was|himself|herself|then|already|also|previously|would|could|online))*"
    r"(?: (?:like|want)s?(?: to)?)?\s*$|"
    r"\b(?:patient|pt|he|she|who) (?:has |already )*had (?:an? |the |one |his |her )?(?:\w+ )?$"
)
_NO_ORDER = re.compile(
    r"\b(?:wants?|wishes|asks?|asking|would like|hop(?:es|ing)|interested in|declin\w+|refus\w+|consider\w*|discuss\w*|may|might|could|"
    r"should|if|unless|never|not|didn't|without|did|needs?|previously|last year|years ago|prior)\b[^.;,]{0,24}$"
)
# an older test, its papers, or a question whether one is wanted
_OF_PAST = re.compile(
    r"\b(?:records?|results?|reports?|old|prior|previous|outside|earlier|last|reviews?|reviewed|per|whether|if|interpret\w*|cop(?:y|ies)|c?pap|bi-?level)\b"
)
_PAPERS_OF_IT = re.compile(r"'?s? (?:results?|reports?|records?|data|findings)\b")
_ORDERED_BY = re.compile(
    r"\W*(?:and \w+ )?(?:in [\w ]{1,16} |on [\d/]+ |\d{4} )?(?:by|from|through|via) (?P<who>[^\n.;,]{2,60})"
)
_ASKED_BY_ME = re.compile(r"(?:^|[.;:\n]|\b(?:I|We|we)(?:'ve| have)?(?: also| then)?)[ \t*-]*$")
_MYSELF = re.compile(
    r"(?:me|us|myself|this (?:office|clinic|practice)|our (?:office|clinic|practice)|undersigned|the undersigned)\b"
)


@dataclass(frozen=True)
class Orderer:
    """who -- 'treating', 'self', 'supplier' or 'other'."""

    who: str
    place: Place


def orderers(chart: Chart, study: Study) -> Iterator[Orderer]:
    """Who ordered the test as the report says."""
    treating = treating_names(chart)
    text = study.document.text
    for match in _ORDERING.finditer(study.document.flat, study.start, study.end):
        line = line_at(study.document, match.start())
        who = re.split(
            r"\s{3,}|\bnpi\b|\brecorder\b|\bunit\b",
            text[match.start("who") : min(match.end("who"), line.end)],
            flags=re.IGNORECASE,
        )[0].strip(" .:-|")
        if not who:
            continue
        place = study.place(line.start, line.end)
        named = CREDENTIALED.search(who)
        name = named["name"] if named else who
        if _is_supplier(chart, who):
            yield Orderer("supplier", place)
        elif any(same_person(name, other) is not False and _shares_family_name(name, other) for other in treating):
            yield Orderer("treating", place)
        elif _SELF.search(who.lower()):
            yield Orderer("self", place)
        elif named and named["credential"].upper() in TREATING:
            yield Orderer("other", place)
    yield from _named_in_head(treating, study)


def _named_in_head(treating: list[str], study: Study) -> Iterator[Orderer]:
    """The treating practitioner behind a bare 'Physician' in the head of the report."""
    head = study.document.text[study.start : min(study.end, study.start + 900)]
    for match in _PHYSICIAN.finditer(head.lower()):
        who = re.split(r"\s{3,}|[|;]", head[match.start("who") : match.end("who")])[0].strip(" .:-")
        named = CREDENTIALED.search(who)
        name = named["name"] if named else who
        if any(same_person(name, other) is not False and _shares_family_name(name, other) for other in treating):
            line = line_at(study.document, study.start + match.start("who"))
            yield Orderer("treating", study.place(line.start, line.end))


def _shares_family_name(one: str, other: str) -> bool:
    """Do the names share a word longer than an initial?"""
    a = {w for w in name_words(one) if len(w) > 2}
    b = {w for w in name_words(other) if len(w) > 2}
    return bool(a & b) or any(x in y.split("-") or y in x.split("-") for x in a for y in b)


def _is_supplier(chart: Chart, words: str) -> bool:
    supplier = chart.request.performer.name
    return supplier is not None and naming(words, supplier.value) is not Naming.NOT


def treating_names(chart: Chart) -> list[str]:
    """The practitioner of the request and those who signed visits and orders."""
    asked = chart.request.requester.name
    names = [asked.value] if asked else []
    for paper in chart.patient_papers:
        if paper.kind in (PartKind.VISIT_NOTE, PartKind.CHART_EXTRACT, PartKind.ORDER, PartKind.DISCHARGE_SUMMARY):
            names += [s.name for s in paper.signatures if s.treating and s.name]
    return list(dict.fromkeys(names))


def orders_in_notes(paper: Profile) -> Iterator[Place]:
    """Where a clinician's note orders a sleep test; not where it tells that somebody else did."""
    words = re.sub(r"  +", lambda m: " " * len(m[0]), paper.document.flat)
    for match in _ORDERS.finditer(words, paper.part.start, paper.part.end):
        before = words[max(paper.part.start, match.start() - 50) : match.start()]
        if _OF_PAST.search(match[0]) or _PAPERS_OF_IT.match(words, match.end()):
            continue
        if _BY_OTHERS.search(before) or _NO_ORDER.search(before) or _by_another(paper, match):
            continue
        if match[0].startswith("asked") and not _ASKED_BY_ME.search(paper.document.text[: match.start()][-30:]):
            continue
        yield paper.document.place(*match.span())


def _by_another(paper: Profile, match: re.Match[str]) -> bool:
    """Do the words go on to say that somebody ordered it who did not sign the note?"""
    if not re.search(r"(?:ordered|requested|arranged|scheduled|booked|referral)$", match[0]):
        return False
    by = _ORDERED_BY.match(paper.document.flat, match.end(), paper.part.end)
    if by is None or _MYSELF.match(by["who"]):
        return False
    text = paper.document.text[by.start("who") : by.end("who")]
    signers = [s.name for s in paper.signatures if s.treating and s.name]
    return bool(re.search(r"\b(?:by|from)\b", by[0][: by.start("who") - by.start()])) and not any(
        _shares_family_name(text, name) for name in signers
    )


def refusals(paper: Profile) -> Iterator[Place]:
    """Where a practitioner says not to have ordered the test."""
    words = paper.document.flat
    for match in _DID_NOT.finditer(words, paper.part.start, paper.part.end):
        near = words[max(paper.part.start, match.start() - 500) : match.end() + 300]
        if re.search(rf"{_TEST}|sleep test", near):
            yield paper.document.place(*match.span())
