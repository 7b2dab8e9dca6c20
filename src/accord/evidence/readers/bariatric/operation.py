"""The operation that is planned, an earlier one, and the diseases for which it is done.

bari_procedure         -- present: a covered kind is planned; absent: one that is not covered.
bari_earlier_operation -- a bariatric operation in the past.
bari_comorbidity       -- a confirmed disease that obesity brings; absent where it is said that there is none.
bari_purpose           -- present: the operation, or the diagnosis for it, names such a disease; absent: obesity alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.answers import unanswered
from accord.evidence.readers.bariatric.words import (
    BAND,
    BYPASS,
    DISEASE,
    NOT_DISEASE,
    OPERATION,
    OTHER,
    SLEEVE,
    SWITCH,
)
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of, told_on_day
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "bariatric-operation/1"
PROCEDURE, EARLIER = "bari_procedure", "bari_earlier_operation"
COMORBIDITY, PURPOSE = "bari_comorbidity", "bari_purpose"

COVERED = lazy_pattern(rf"\b(?:{BYPASS}|{SWITCH}|laparoscopic {BAND}|\blap[ .-]?band\b|\blagb\b|{BAND})")
NOT_COVERED = lazy_pattern(rf"\b(?:open (?:[\w-]+ ){{0,2}}(?:{SLEEVE}|{BAND})|(?:{SLEEVE}|{BAND})[ ,(]+open\b|{OTHER})")
CHOSEN = lazy_pattern(
    r"\b(?:plan(?:s|ned)?|proceed\w*|schedul\w+|requests?|requested|requesting|candidate for|recommend\w*|elect(?:s|ed)|wish\w*|"
    r"chose[n]?|chooses|opt(?:s|ed)|procedure|operation|proposed|consent\w*|authori[sz]ation|will (?:undergo|have|perform|do)|to undergo|"
    r"going for|booked|book|posting|decided|desires|prefers|surgery\W{1,3}(?=\w))\b"
)
SEVERAL = lazy_pattern(
    r"\b(?:vs\.?|versus|options?|alternatives?|declin\w+|not interested|rather than|instead of|"
    r"compared|discussed (?:the )?(?:risks of )?(?:all|both|each)|against)\b"
)
DONE = lazy_pattern(
    r"\b(?:s/p|status post|history of|hx of|h/o|prior|previous(?:ly)?|earlier|underwent|undergone|"
    r"had (?:a |an |her |his )?|after (?:her|his) (?:first |previous )?|"
    rf"failed|revision(?:al)?(?: of| surgery)?|conver(?:t|sion|ting)\w*(?: of| from)?|removal of|redo)\b(?: [\w'-]+){{0,4}}? (?P<op>{OPERATION})|"
    rf"\b(?P<op2>{OPERATION})\b(?: [\w'-]+)?,?(?: done| performed| placed)? (?:in|on) (?:(?:19|20)\d\d|\d{{1,2}}/)|\bz98\.84\b"
)
PLAIN_DONE = lazy_pattern(
    r"\b(?:before|prior to|plan\w*|will|scheduled|candidate|requirements?|if|seminar|evaluation|consult\w*|clearance|program)\b"
)
REDO = lazy_pattern(
    rf"\b(?:revision(?:al)?(?: of| surgery)?|redo|conver(?:sion|t(?:ing|ed)?) (?:of|from)|conver(?:t|ting) "
    rf"(?:her|his|the|a))\b[^.;]{{0,24}}(?:{OPERATION})"
)
IF = lazy_pattern(r"\b(?:if|risk|may|might|possible|rate of|chance)\b")
AIM = lazy_pattern(
    r"\b(?:purpose|goal|aim|intent\w*|intended|indication|indicated|to (?:treat|improve|control|resolve|"
    r"get|help|manage|reverse|address)|remission|in order to|wants?\b[^.;]{0,40}\bfor|"
    r"offered for|recommended for|because of|on account of|complicated by)\b"
)
OF_SURGERY = lazy_pattern(rf"\b(?:{OPERATION}|surgery|operation|procedure|bypass|purpose|rygb|switch|band)\b")
NO_EARLIER = Rule(
    EARLIER,
    lazy_pattern(
        r"\b(?:no|never had|denies|without)\b (?:any |a |known |history of |hx of |prior |previous |earlier |past |abdominal or |foregut or )*"
        rf"{OPERATION}|\bprimary (?:procedure|operation|bariatric)|{OPERATION}\W{{1,4}}(?:none|never|no)\b"
    ),
    Presence.ABSENT,
    None,
    Time.CURRENT,
)  # fmt: skip
FOUND = lazy_pattern(DISEASE)
NONE_FOUND = lazy_pattern(
    r"\b(?:no|without|denies|absent|free of)\b (?:any |known |significant |other |current |active |"
    r"documented |obesity[- ]related |weight[- ]related |associated |"
    r"qualifying |medical )*co-?morbid\w*|\bco-?morbid\w*(?: conditions?)?\W{1,4}(?:none|nil|no\b)"
)
TIES = lazy_pattern(
    r"\b(?:obes\w+|bariatric|metabolic surgery|surgery|operation|bypass|switch|gastric band\w*|"
    r"bmi|e66\.\d+|(?:weight|obesity)[- ]related|(?:qualifying|associated) co-?morbid\w*|weight loss)\b"
)
ALONE = Rule(
    PURPOSE,
    lazy_pattern(
        r"\b(?:obesity|weight loss|weight reduction) (?:alone|only)\b|\b(?:purely|solely|only|just) (?:for )?(?:cosmetic|"
        r"obesity|weight(?: loss| reduction)?|appearance)\b|\bcosmetic (?:reasons?|purposes?|indication)"
    ),
    Presence.ABSENT,
    lazy_pattern(r"\bnot (?:[\w-]+ ){0,4}(?:cosmetic|alone|obesity|weight|purely|solely|only|just|for)\b|\bnor\b|\bdiet\b|\bexercise\b"),
    Time.CURRENT,
)  # fmt: skip
REASONS = ("assessment", "assessment_and_plan", "impression", "plan")
NO_SECTIONS = ("family_history", "allergies", "review_of_systems", "instructions", "counseling")


def operations(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """The planned and the earlier operation, the diseases, and what the operation is for."""
    yield from told_on_day(chart, papers, (NO_EARLIER, ALONE), TOOL)
    for paper in papers:
        for each in said_in(paper):
            section = section_at(paper.document, each.sentence.start).name
            if section in NO_SECTIONS:
                continue
            for found in (*_planned(paper, each, section), *_earlier(paper, each), *_diseases(paper, each, section)):
                yield on_day(chart, paper, each, found)


def _planned(paper: Profile, each: Said, section: str) -> Iterator[Finding]:
    refused, wanted = NOT_COVERED.search(each.text), COVERED.search(each.text)
    match = refused or wanted
    if match is None or (refused and wanted) or SEVERAL.search(each.text) or of_others(each, match):
        return
    if DONE.search(each.text) and not CHOSEN.search(each.text):
        return
    if not (
        CHOSEN.search(each.text)
        or section in ("plan", "assessment_and_plan", "orders", "procedure")
        or paper.kind is PartKind.ORDER
    ):
        return
    meant = meaning(paper, each, match)
    if meant.whose is not Whose.PATIENT or meant.presence is not Presence.PRESENT or meant.hypothetical:
        return
    presence = Presence.ABSENT if refused else Presence.PRESENT
    yield told_of(paper, each, match, PROCEDURE, TOOL, presence=presence, time=Time.PLANNED)


def _earlier(paper: Profile, each: Said) -> Iterator[Finding]:
    redo = REDO.search(each.text)
    if redo is not None and not of_others(each, redo) and not IF.search(each.text):
        meant = meaning(paper, each, redo)
        if meant.whose is Whose.PATIENT and meant.presence is Presence.PRESENT:
            yield told_of(paper, each, redo, EARLIER, TOOL, time=Time.PAST)
            return
    match = DONE.search(each.text)
    if match is None or not tells_history(paper) or of_others(each, match):
        return
    meant = meaning(paper, each, match)
    code = match[0].startswith("z98")
    if meant.whose is not Whose.PATIENT or meant.hypothetical or meant.presence is not Presence.PRESENT:
        return
    if not code and (
        meant.time is Time.PLANNED or PLAIN_DONE.search(each.text, max(0, match.start() - 30), match.end())
    ):
        return
    yield told_of(paper, each, match, EARLIER, TOOL, time=Time.PAST)


def _diseases(paper: Profile, each: Said, section: str) -> Iterator[Finding]:
    none = NONE_FOUND.search(each.text)
    if none is not None and meaning(paper, each, none).whose is Whose.PATIENT:
        yield told_of(paper, each, none, COMORBIDITY, TOOL, presence=Presence.ABSENT)
        yield told_of(paper, each, none, PURPOSE, TOOL, presence=Presence.ABSENT)
        return
    if not tells_history(paper) or NOT_DISEASE.search(each.text):
        return
    match = next((m for m in FOUND.finditer(each.text) if _holds(paper, each, m)), None)
    if match is None:
        yield from _aimed(paper, each)
        return
    yield told_of(paper, each, match, COMORBIDITY, TOOL)
    aims = AIM.search(each.text) is not None and OF_SURGERY.search(each.text) is not None
    if aims or section in REASONS or TIES.search(each.text):
        yield told_of(paper, each, match, PURPOSE, TOOL)


def _aimed(paper: Profile, each: Said) -> Iterator[Finding]:
    """The operation is meant for a disease, which the words of the aim do not make a mere supposition."""
    if AIM.search(each.text) is None or OF_SURGERY.search(each.text) is None:
        return
    for match in FOUND.finditer(each.text):
        meant = meaning(paper, each, match)
        if (
            meant.whose is Whose.PATIENT
            and meant.presence is Presence.PRESENT
            and not of_others(each, match)
            and not IF.search(each.text)
        ):
            yield told_of(paper, each, match, PURPOSE, TOOL)
            return


def _holds(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    """Is the disease said to be the patient's, now and surely?"""
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or meant.presence is not Presence.PRESENT:
        return False
    if unanswered(each.text, match) or left_blank(each.text, match) or _box_behind(each.text, match):
        return False
    return meant.time is not Time.PLANNED and not of_others(each, match)


FIRST_BOX = lazy_pattern(r"\[[ x]?\]|☐|☒|☑")
EMPTY_BOX = lazy_pattern(r"\s{0,2}(?:\[ ?\]|☐)")


def _box_behind(text: str, match: re.Match[str]) -> bool:
    """In a row whose boxes stand behind their labels: is the box of these words empty?"""
    first = FIRST_BOX.search(text)
    return (
        first is not None
        and text[: first.start()].strip(" -*:") != ""
        and EMPTY_BOX.match(text, match.end()) is not None
        and (":" not in text[: first.start()])
    )
