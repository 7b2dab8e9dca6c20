"""The spinal brace itself: what it is made of, how it was fitted, and where it is to be worn.

spo_rigid, spo_elastic -- the item asked for has rigid panels, or is elastic only.
spo_fitting            -- qualifier how: self (straps set, nothing reworked) or expert (trimmed, bent, molded by one trained for it).
spo_home_use           -- it is worn at home; spo_facility_stay -- the patient is in a hospital or a skilled nursing facility.
spo_used_in_stay       -- it is to be worn during that stay.
spo_delivery_day, spo_discharge_day -- days as the newest paper tells them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from accord.evidence.narrative.dates import dates
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.orthosis.words import BRACE, SUPPLIERS_PAPERS, first_affirmed, first_ticked
from accord.evidence.readers.sayings import meaning, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Time, Voice, Whose

TOOL = "spinal-brace/1"
RIGID, ELASTIC, FITTING = "spo_rigid", "spo_elastic", "spo_fitting"
HOME, STAY, IN_STAY = "spo_home_use", "spo_facility_stay", "spo_used_in_stay"
DELIVERY, DISCHARGE = "spo_delivery_day", "spo_discharge_day"

STIFF = lazy_pattern(
    r"(?<!non-)(?<!non)(?<!not )\b(?:semi-?)?rigid\b|\b(?:hard|molded|moulded|thermo-?)[ -]?plastics?\b|"
    r"\bthermoplastic\b|\bplastic (?:panels?|shells?|plates?|frames?)\b|\bpolyethylene\b|\b(?:aluminum|"
    r"metal|steel) (?:stays|frame|uprights?|struts?)\b|\bkydex\b|\bpolypropylene\b|\bcarbon\b|"
    r"\bbivalve\w*\b|\bhard shell\b|\b(?:molded|moulded) polymer\b|\babs plastic\b"
)
SOFT = lazy_pattern(
    r"\ba4467\b|\b(?:all[- ]|fully |entirely |purely )?elastic\b(?! (?:side |pull |tension )?(?:straps?|bands?|laces?|closures?|"
    r"pulls?|tabs?|mesh|trim))|\bneoprene\b|\bnon-?rigid\b|\b(?:no|without|lacks) (?:any )?(?:rigid )?(?:panels?|components?|parts?|"
    r"stays|plates?)\b|\bsoft (?:\w+ )?(?:belt|binder|wrap|corset|brace)\b|\bstretch(?:able|"
    r"y)? (?:fabric|belt)\b"
)
OTHER_BRACE = lazy_pattern(
    r"\b(?:loaner|previous|current(?:ly)?|old|prior|hospital-?issued|own|own soft|over[- ]the[- ]counter|"
    r"drugstore|pharmacy|wears|wore|has (?:been )?(?:worn|using|tried)|tried|failed|temporary|"
    r"instead of|rather than|sister|brother|mother|father|wife|husband|facility)\b"
)
DENIED = lazy_pattern(r"\b(?:no|not|non|without|isn't|lacks?)[ -](?:\w+ )?$")

_SELF = (
    r"(?:nothing (?:was )?(?:trimmed|cut|heated|bent|molded|moulded|modified|altered|reworked)|"
    r"no (?:cutting|trimming|heating|bending|molding|moulding|modifications?|alterations?|rework\w*|"
    r"custom(?:i[sz]ation| fitting)|expert|special\w*)\b|without (?:any )?(?:modification|trimming|"
    r"heating|bending|molding|alteration|cutting)|only (?:the )?straps? (?:were |was )?(?:adjusted|"
    r"set|tightened)|straps? (?:only|adjusted only)|strap adjustments? only|(?:adjust\w+|set|tighten\w+) (?:of )?(?:the )?straps? only|"
    r"straps? (?:were |are )?(?:set|adjusted|tightened|fastened) by (?:the )?(?:patient|pt|wearer|her|him)|no expertise (?:is |was )?(?:needed|required)|"
    r"minimal self[- ]adjust\w+|self[- ]adjust\w+|(?:patient|pt|he|she|by (?:him|her)self|self)[^.;]{0,30}(?:set|"
    r"sets|adjust\w*|put it on|donn\w*|tighten\w*|fasten\w*)[^.;]{0,40}(?:straps?|hook-and-loop|"
    r"velcro|closures?|by (?:him|her)self|(?:him|her)self)|out of the (?:box|package|bag)|modifications?(?: made)?\W{1,4}(?:none|no\b|0\b|nil|n/a))"
)
_EXPERT = (
    r"(?:trimmed|(?:heat|hot)[- ]?(?:molded|moulded|formed|gun)|heated|bent|contoured|molded to|"
    r"moulded to|flared|ground|cut (?:down|back|away|\d)|shaved|re-?shaped|reformed|rolled (?:the )?edges?|"
    r"added (?:a )?(?:pads?|relief)|relief (?:was )?(?:cut|made|added)|assembled and|custom[- ]fit(?:ted)? by|"
    r"modified (?:the|by|with)|\[ ?[x✓✔] ?\] ?(?:trim|bend|mold|mould|heat)\w*)"
)
SELF = lazy_pattern(rf"\b{_SELF}")
EXPERT = lazy_pattern(rf"(?<!not )(?<!nothing )(?<!never )(?:\b|(?=\[)){_EXPERT}(?:\b|$)?")
FITTER = lazy_pattern(
    r"\b(?:cfo|co\b|cpo|boco|c\.o\.|certified (?:fitter|orthotist)|orthotist|fitter|fitted|fitting|fit\b|tried|trial|delivered|adjust\w+)"
)
NOT_YET = lazy_pattern(
    r"\b(?:will|to be|plan\w*|can be|may be|should be|would be|scheduled|offered|requires?|when|"
    r"if|at (?:the )?(?:fitting|delivery)|pending|expected|upon)\b|_{4,}"
)

AT_HOME = lazy_pattern(
    r"\b(?:for|at|in|to|place of use\W{0,6}(?:pt |patient'?s? )?|use(?:d)? (?:at|in)|wear(?:s|"
    r"ing)? (?:it )?(?:at|in)|lives at|lives in|ships? to|ship to|deliver\w* to|home setting)\b[^.;]{0,14}\bhome\b(?! health)|"
    r"\bhome (?:use|address|delivery)\b|\blives (?:(?:alone|with|at|in)\b|w/)|\b(?:lives|living|resides)\b[^.;]{0,24}\b(?:apartment|"
    r"house|home|independent\w*|trailer|condo)\b|\bplace of use\W{1,12}(?:\w+ )?home\b|\bpos\W{0,3}12\b|"
    r"\bplace of service\W{0,4}(?:code )?\W{0,2}(?:12\b|home\b)|\b(?:own|private) (?:home|house|residence|apartment)\b|"
    r"\b(?:use|delivery|wear|patient|pt|current) (?:location|site|address)\W{1,4}(?:home|residence)\b|\bcommunity[- ]dwelling\b|\b(?:lives|living|setting|"
    r"place of (?:use|residence)|residence)\W{1,4}(?:in |"
    r"\[ ?[x✓] ?\] ?|☒ ?)?(?:own |private )?home\b|\b(?:to|at) (?:her |his |the |pt |own )?residence\b"
)
NOT_HOME = lazy_pattern(
    r"\bnursing home\b|\bgo(?:es|ing)? home\b|\bdischarg\w+ (?:to )?home\b|\bthen home\b|\bhome (?:exercise|"
    r"health|program|oxygen|meds?|medications?)\b|\bsent home\b|\bcare home\b|\bgroup home\b|\bhome\b[^.;]{0,12}\bstairs|\bif\b"
)
IN_FACILITY = lazy_pattern(
    r"\b(?:skilled nursing|snf|sub-?acute rehab|nursing (?:facility|home)|inpatient|hospitali[sz]ed|"
    r"rehab(?:ilitation)? (?:facility|hospital|unit|center)|long[- ]term care|ltc\b|part a\b|irf\b|"
    r"swing bed|care conference|resident\b|room \d+|rm \d+)\b"
)
NOT_FACILITY = lazy_pattern(
    r"\b(?:not|no|never|denies|without|isn't)\b[^.;]{0,30}\b(?:facility|snf|skilled|hospital\w*|"
    r"inpatient|part a|stay|nursing)|\b(?:last|in (?:19|20)\d\d|years? ago|previous\w*|prior|history|"
    r"discharged (?:from|on)|urgent care|emergency|if |not an? inpatient|outpatient|options?|fluoro|"
    r"procedure room|exam room|tenant|voter|(?:iowa|state|local|long-?time) resident)\b|\bresident physician\b"
)
WORN_IN_STAY = lazy_pattern(
    r"\b(?:worn|used) there\b|\b(?:wants?|needs?|use|used|uses|wear|wears|train\w*|while|during|starting|for use)\b[^.;]{0,70}\b(?:in (?:the )?(?:building|"
    r"facility|unit|hospital|snf)|during (?:the |his |her |this )?(?:stay|admission|hospitali[sz]ation|"
    r"rehab)|while (?:inpatient|in (?:the )?(?:snf|facility|hospital|rehab|house)|here|admitted)|"
    r"with (?:pt|therapy) (?:here|in house))|\b(?:brace|orthosis|lso|tlso)\b[^.;]{0,60}\b(?:while inpatient|"
    r"during (?:the |his |her |this )?(?:stay|admission)|for (?:therapy|pt) (?:here|in (?:the )?(?:facility|building)))"
)
DELIVERED = lazy_pattern(
    r"\b(?:deliver\w*|hand(?:ed)? over|drop(?:ped)? (?:it )?off|ships?|shipped|ship date|dispens\w+|given to|pick-?up|to receive)\b"
)
DISCHARGED = lazy_pattern(
    r"\b(?:discharg\w*|d/?c\b|dc'?d|going home|goes home|leaves? (?:the )?(?:facility|snf|hospital))\b"
)
SUPERSEDED = lazy_pattern(
    r"\b(?:given at admission|original\w*|was (?:to be|set)|previously|initial\w*|moved from|instead of|not \d|changed from|old)\b"
)
NOT_DISCHARGE = lazy_pattern(
    r"\b(?:drain|dressing|d/?c'?d? (?:naproxen|meds?|drain|foley|catheter|ibuprofen|opioids?)|"
    r"nasal|wound|discharge (?:planning|instructions|summary))\b"
)


def braces(papers: list[Profile]) -> Iterator[Finding]:
    """Material, fitting and place of use of the brace asked for."""
    for paper in papers:
        product = paper.kind in SUPPLIERS_PAPERS or paper.voice in (Voice.SUPPLIER, Voice.UNKNOWN)
        brace_here = BRACE_WORD.search(paper.document.flat, paper.part.start, paper.part.end) is not None
        brace_here = brace_here or product
        if not brace_here and not FACILITY_PAPER.search(paper.document.flat[paper.part.start : paper.part.end]):
            continue
        before: Said | None = None
        for each in said_in(paper):
            if brace_here:
                yield from _material(paper, each, product)
                yield from _fitting(paper, each)
            yield from _place(paper, each, before)
            before = each
    yield from _days(papers)


BRACE_WORD = lazy_pattern(BRACE)
FACILITY_PAPER = lazy_pattern(r"\b(?:skilled nursing|snf|nursing (?:facility|home)|part a\b|inpatient|discharge)\b")


def _material(paper: Profile, each: Said, product: bool) -> Iterator[Finding]:
    words = each.text
    if OTHER_BRACE.search(words) and not BRAND.search(words):
        return
    soft, stiff = first_affirmed(paper, each, SOFT), first_affirmed(paper, each, STIFF)
    if stiff is not None and DENIED.search(words[: stiff.start()]):
        stiff = None
    if soft is not None and product and not DENIED.search(words[: soft.start()]):
        if stiff is None:
            yield told_of(paper, each, soft, ELASTIC, TOOL)
        return
    if stiff is not None and not NOT_BRACE.search(words):
        yield told_of(paper, each, stiff, RIGID, TOOL)


BRAND = lazy_pattern(r"\b(?:brand|product|model|item|sample|size|requested|ordered|offered|l0[46]\d\d)\b")
NOT_BRACE = lazy_pattern(
    r"\b(?:rigidity(?!\W{1,3}(?:semi-?)?rigid)|abdomen|neck|nuchal|board-?like|collar|cervical|afo|knee|walker|boot)\b"
)


def _fitting(paper: Profile, each: Said) -> Iterator[Finding]:
    words = each.text
    if NOT_YET.search(words):
        return
    own = first_affirmed(paper, each, SELF)
    expert = first_affirmed(paper, each, EXPERT) if own is None else None
    match = own or expert
    if match is None or (paper.voice is Voice.CLINICIAN and not FITTER.search(words) and not _fitters(paper)):
        return
    if expert is not None and EXPERT_DENIED.search(words[: expert.start()][-40:]):
        return
    yield told_of(
        paper, each, match, FITTING, TOOL, time=Time.PAST, qualifiers={"how": "self" if own is not None else "expert"}
    )


EXPERT_DENIED = lazy_pattern(r"\b(?:no|not|nothing|without|never|neither|nor|wasn't|weren't)\b[^.;]*$|\[ ?\] ?$")


def _fitters(paper: Profile) -> bool:
    return FITTER_PAPER.search(paper.document.flat, paper.part.start, paper.part.end) is not None


FITTER_PAPER = lazy_pattern(r"\b(?:fitting|fitter|orthotist|orthotics|cfo|cpo|supplier)\b")


def _place(paper: Profile, each: Said, before: Said | None) -> Iterator[Finding]:
    words = each.text
    home = first_ticked(paper, each, AT_HOME)
    if home is not None and not NOT_HOME.search(words) and meaning(paper, each, home).whose is Whose.PATIENT:
        yield told_of(paper, each, home, HOME, TOOL)
    elif before is not None and WHERE.search(before.text) and (alone := JUST_HOME.fullmatch(words.strip(" ."))):
        yield told_of(paper, each, alone, HOME, TOOL)
    stay = first_affirmed(paper, each, IN_FACILITY)
    if stay is not None and not NOT_FACILITY.search(words):
        meant = meaning(paper, each, stay)
        if meant.whose is Whose.PATIENT and not meant.hypothetical:
            yield told_of(paper, each, stay, STAY, TOOL)
    worn = first_affirmed(paper, each, WORN_IN_STAY)
    if worn is not None and not meaning(paper, each, worn).hypothetical and not DENIED_WORN.search(words[: worn.end()]):
        yield told_of(paper, each, worn, IN_STAY, TOOL)


WHERE = lazy_pattern(r"\b(?:where|place|setting|location|reside\w*|live)\b[^?]*\?$")
JUST_HOME = lazy_pattern(r"(?:at |in )?(?:the |her |his |own |patient's )*(?:private )?home")
DENIED_WORN = lazy_pattern(r"\b(?:not|never|no|won't|will not)\b[^.;]{0,60}$")


def _days(papers: list[Profile]) -> Iterator[Finding]:
    """Days of delivery and discharge: of each only what the newest paper says, and there not what it has put off."""
    for concept, cue, unless in ((DELIVERY, DELIVERED, NEVER), (DISCHARGE, DISCHARGED, NOT_DISCHARGE)):
        told = [found for paper in papers for found in _dated(paper, concept, cue, unless)]
        newest = max((found.date_written for found in told), default="")
        yield from (found.finding for found in told if found.date_written == newest)


NEVER = re.compile(r"(?!)")


class _Told:
    """A day, and when the paper that tells it was written."""

    __slots__ = ("date_written", "finding")

    def __init__(self, date_written: str, finding: Finding) -> None:
        self.date_written = date_written
        self.finding = finding


def _dated(paper: Profile, concept: str, cue: re.Pattern[str], unless: re.Pattern[str]) -> Iterator[_Told]:
    if paper.kind in (PartKind.IMAGING, PartKind.LABORATORY):
        return
    written = date_of(paper)
    for each in said_in(paper):
        match = cue.search(each.text)
        if match is None or unless.search(each.text) or SUPERSEDED.search(each.text):
            continue
        low = each.span(match.start(), match.end())[0]
        near = [
            mention
            for mention in dates(paper.document, written)
            if low - 40 <= mention.start < min(each.sentence.end, low + 90)
            and mention.start >= each.sentence.start
            and mention.date.day is not None
        ]
        after = [mention for mention in near if mention.start > low] or near[-1:]
        if after:
            found = told_of(paper, each, match, concept, TOOL)
            yield _Told(written.iso() if written is not None else "", replace(found, date=after[0].date))
