"""Blocks and ablations that notes and letters tell of, and the statements that there never was one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.asked_again import DONE_BLOCKS
from accord.evidence.readers.spine.levels import levels_in
from accord.evidence.readers.spine.pain_scales import scale_named
from accord.evidence.readers.spine.papers import ABLATION, BLOCK, is_order, tells_of_session
from accord.evidence.readers.spine.passages import (
    PLAN_SECTIONS,
    Passage,
    passages_of,
    regions_in,
    side_in,
    spoken,
)
from accord.evidence.readers.spine.plan import IA, MBB, THERAPEUTIC
from accord.evidence.readers.spine.relief import Relief, each_ahead, hours_in, reliefs
from accord.evidence.readers.spine.scores_log import FELL, scores_in
from accord.evidence.readers.spine.session import BLOCK_WORD, Session, Told
from accord.evidence.readers.spine.session_tables import table_spans
from accord.records.dates import PartialDate
from accord.records.findings import Presence, Time, Whose

TOOL = "spine-sessions/1"

ONLY = re.compile(
    r"\blast and only\b|\bonly (?:one |prior |previous )?(?:rfa|ablation|radiofrequency|block|mbb)|"
    r"\bonly (?:his|her|the) (?:rfa|ablation)|\b(?:his|her|the) only (?:\w+ )?(?:rfa|ablation|"
    r"radiofrequency|block)|\bfirst and only\b|\bsole (?:rfa|ablation)|\bsingle (?:rfa|ablation|block|mbb|"
    r"diagnostic block)|\bone (?:rfa|ablation|block|mbb|diagnostic block|medial branch block) (?:only|"
    r"so far|to date)|\bonly one\b|\bno other (?:rfa|ablation)|\bonly (?:mbb|block) (?:so far|to date|done)"
)
OTHER_BODY = re.compile(
    r"\bgenicular\b|\bknees?\b|\bhips?\b|\bobturator\b|\bfemoral\b|\bsacro-?iliac\b|\bsi joints?\b|\bsij\b|"
    r"\bcardiac\b|\batrial\b|\bafib\b|\bpvi\b|\bcatheter ablation\b|\bsvt\b|\bendometri\w+|\bvenous\b|"
    r"\bsaphenous\b|\bvaricose\b|\bveins?\b|\bshoulder\b|\bsuprascapular\b|"
    r"\btrigeminal\b|\bthyroid\b|\bliver\b|\brenal\b|\bbasivertebral\b|\bintracept\b|\bplantar\b|"
    r"\bsplanchnic\b|\bbarrett\w*|\bprostat\w+|\buterine\b|\bepidural\b|\btransforaminal\b|\btfesi\b|"
    r"\besi\b|\btrigger point|\bbursa\w*|\boccipital nerve\b"
)
PAST_CUE = re.compile(
    r"\b(?:s/p|status post|had|underwent|received|prior|previous(?:ly)?|last|history of|h/o|done|performed|"
    r"completed|since|after|following|responded|gave|provided|obtained|was|were|positive|first|1st|second|"
    r"2nd|blocks?\W|date of last|successful|same procedure|ablated|treated|past|(?:in|on) \w+ ?\d)\b|"
    r"\d{1,2}/\d{1,2}|\d ?%"
)
TOLD_IN_FORM = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b.*(?:\d ?%|\d ?percent\b)")
DATED_SHARE = re.compile(
    r"\W*(?:[a-d1-4][).] ?)?(?:and |on |then |again )*(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2} [a-z]{3,9} \d{4}|"
    r"[a-z]{3,9}\.? \d{1,2}(?:, ?\d{4})?)\b[^.]{0,70}\d ?%"
)
SCORED_TEN = re.compile(r"\bpain\b|\bnrs\b|\bnprs\b|\bvas\b|\bscores?\b|\bfrom \d{1,2}/10\b")
TENTHS = re.compile(r"\d{1,2}/10")
OTHER_DAY = re.compile(
    r"\b(?:mri?|ct|x-?rays?|xr|films?|imaging|emg|visit|seen|note|since|order\w*|signed|therapy|pt|labs?|"
    r"scheduled|booked|planned|"
    r"set|due|oswestry|odi|ndi|fell|fall|accident)\b[^.;,)]{0,14}$"
)
DONE = re.compile(
    r"\b(?:last|s/p|status post|prior|previous|underwent|had|(?:was|were) (?:done|performed|completed|"
    r"repeated)|received)\b"
)
SIDE_DONE = re.compile(r"\b(?:left|right|l|r)\b(?: side| one)?(?: was)? (?:done|treated|ablated|side|repeated|on)\b")
LINKED = re.compile(r"\W*(?:and|&|then|again)?(?: on| in)?\W*")
ORDINAL = re.compile(
    r"#\s?(?P<n>[1-4])\b|\b(?P<o>first|1st|initial|second|2nd|third|confirmatory)\b|\bno\.? ?(?P<m>[1-4])\b"
)
ORDINALS = {"first": 1, "1st": 1, "initial": 1, "second": 2, "2nd": 2, "confirmatory": 2, "third": 3}
COUNTED = re.compile(r"\b(?P<n>two|2|both|dual|each|double|x ?2|three|3)\b")
BOX = re.compile(r"\[[ x✓✗_-]?\]|[☐☑☒■□]")
FUTURE = re.compile(
    r"\b(?:if|when|will|would|plan\w*|propos\w+|request\w*|recommend\w*|schedul\w+|candidate|consider\w*|"
    r"discuss\w*|proceed|should|next|paradigm|wishes|eager|offered|needs?|repeat if|meets|requirements|"
    r"criteria|authori[sz]\w+|approv\w+|booked)\b"
)


_PLAIN = (Presence.PRESENT, Time.CURRENT, Whose.PATIENT)


@dataclass(frozen=True)
class _Item:
    """A date or an ordinal of a sentence, at its offset."""

    at: int
    end: int
    date: PartialDate | None = None
    number: int | None = None


def told(chart: Chart) -> Iterator[Session]:
    """Sessions that papers other than their own tell of; orders and what is only planned are left out."""
    for paper in chart.patient_papers:
        if paper.kind in (PartKind.IMAGING, PartKind.COVER_SHEET, PartKind.LABORATORY):
            continue
        yield from _of_paper(paper)


OWN_HISTORY = re.compile(r"\b(?:prior work|prior (?:mbb|block|medial)|previous|earlier|mbb ?#1|blocks? done)\b")
CARRIES_ON = re.compile(
    r"\W*(?:#|1st|2nd|first|second|the (?:first|second)|both|each|relief|she|he|pain|diary|log|nrs|vas|"
    r"nprs|scores?|with|gave|"
    r"provided|good|excellent|reported|reports|patient|pt|index)\b"
)


def _of_paper(paper: Profile) -> Iterator[Session]:
    """The sessions of one paper; a sentence that only carries on adds to the session before it."""
    own, order = tells_of_session(paper), is_order(paper)
    about, facet, approach = "", False, ""
    last: list[Session] = []
    series: list[Session] = []
    tables = table_spans(paper)
    for passage in passages_of(paper):
        words = passage.text
        if own and not OWN_HISTORY.search(words):
            continue
        if any(start <= passage.start < end for start, end in tables) or (order and not TOLD_IN_FORM.search(words)):
            continue
        kind = _about(words, about) or ("block" if facet and DONE_BLOCKS.search(words) else "")
        if BLOCK.search(words) or ABLATION.search(words):
            facet = True
            approach = ("mbb" if MBB.search(words) else "ia" if IA.search(words) else "") or approach
        made: list[Session] = []
        if kind and facet and not OTHER_BODY.search(_near(words, kind)):
            made = [_with_approach(session, approach) for session in _sessions(passage, kind)]
        elif about == "block" and len(series) > 1 and len(pairs := list(FELL.finditer(words))) == len(series):
            made = [_scored(passage, session, pair) for session, pair in zip(series, pairs, strict=True)]
        elif about == "block" and len(last) == 1 and CARRIES_ON.match(words):
            made = [_with_approach(session, approach) for session in _continued(passage, last[0])]
        yield from made
        series = [*series, *made] if made else series if kind == about else []
        last = made or (last if kind == "" and CARRIES_ON.match(words) else [])
        about = kind or (about if len(words) <= 150 and CARRIES_ON.match(words) else "")


def _with_approach(session: Session, approach: str) -> Session:
    return session if session.approach or session.what != "block" else replace(session, approach=approach)


def _continued(passage: Passage, last: Session) -> Iterator[Session]:
    """'Diary: 8 before, 1 at 1 h; 88 % relief' after a sentence that told of one block."""
    relief = next(iter(reliefs(passage.text, context=True)), None)
    item = _Item(0, 0, last.date, last.number)
    session = _made(passage, "block", item, relief, len(passage.text))
    if session.relief is not None or session.scored:
        yield replace(session, place=passage.place(relief.start if relief else 0), side=session.side or last.side)


def _scored(passage: Passage, session: Session, pair: re.Match[str]) -> Session:
    """'NRS 8 to 1 and 7 to 1' after sentences that told of two blocks."""
    pre, post = Decimal(pair["pre"] or pair["pre2"]), Decimal(pair["value"] or pair["value2"])
    place = passage.place(pair.start(), pair.end())
    told = Told((pre - post) / pre * 100, place, spoken(passage.paper), "", "logged") if pre else None
    return replace(session, relief=told, scored=True, scale=scale_named(passage.text) or "unnamed", place=place)


def _about(words: str, before: str) -> str:
    """'block' or 'rfa' that the sentence speaks of, or carries on from the one before."""
    block = BLOCK.search(words) or (
        BLOCK_WORD.search(words) if before or re.search(r"\bfacet|medial|diagnostic", words) else None
    )
    ablation = ABLATION.search(words)
    if block is not None and ablation is not None:
        return "block" if block.start() < ablation.start() and BLOCK_WORD.search(words) else "rfa"
    if block is not None and BLOCK_WORD.search(words):
        return "block"
    if ablation is not None:
        return "rfa"
    if before and (ORDINAL.search(words) or DATED_SHARE.match(words)):
        return before
    return ""


def _near(words: str, kind: str) -> str:
    """The clause around the procedure's own words."""
    match = (ABLATION if kind == "rfa" else BLOCK_WORD).search(words)
    if match is None:
        return words
    start = max(words.rfind(";", 0, match.start()), words.rfind(". ", 0, match.start()), match.start() - 60, 0)
    stop = next((m.start() for m in re.finditer(r";|\. |, ", words[match.end() :])), 60)
    return words[start : match.end() + min(stop, 60)]


def _sessions(passage: Passage, kind: str) -> Iterator[Session]:
    words = passage.text
    named = (ABLATION.search(words) if kind == "rfa" else BLOCK.search(words)) or BLOCK_WORD.search(words)
    match = named or ORDINAL.search(words) or DATED_SHARE.match(words)
    if match is None or not PAST_CUE.search(words):
        return
    meant = passage.told(match) if named is not None else _PLAIN
    if (
        meant is None
        or meant[0] is not Presence.PRESENT
        or meant[2] is not Whose.PATIENT
        or words.rstrip().endswith("?")
    ):
        return
    if meant[1] is Time.PLANNED and not DONE.search(words):
        return
    if passage.section in PLAN_SECTIONS and not re.search(
        r"\b(?:last|s/p|prior|previous|underwent|had|responded|relief|%)\b", words
    ):
        return
    yield from _rfa(passage) if kind == "rfa" else _blocks(passage)


def _rfa(passage: Passage) -> Iterator[Session]:
    """Each date of the sentence that stands for the ablation, not one behind 'scheduled' or 'requested'."""
    words = passage.text
    when = [
        i
        for i in _dates(passage)
        if not re.search(
            r"\b(?:requested|scheduled|on date|seen|printed|planned|examined|dob|born|for|visit|note)\b[^.;]{0,14}$",
            words[: i.at][-26:],
        )
    ]
    if not when and FUTURE.search(words):
        return
    before, end, taken = date_of(passage.paper), 0, True
    for item in when:
        stretch, end = words[end : item.at], item.end
        taken = bool(
            ABLATION.search(stretch[-90:])
            or SIDE_DONE.search(stretch)
            or (taken and LINKED.fullmatch(stretch))
            or ABLATION.search(words[item.end : item.end + 30])
        )
        if not taken:
            continue
        if before is None or item.date is None or item.date.earliest <= before.latest:
            yield replace(_made(passage, "rfa", item), side=side_in(stretch) or side_in(words))


def _blocks(passage: Passage) -> Iterator[Session]:
    """A session for each date or number; relief goes to the date or number before it, or to all when it says both."""
    words = passage.text
    items = _items(passage)
    found = list(reliefs(words, context=True))
    if not items:
        yield from _counted(passage, found)
        return
    each = re.search(r"\b(?:each|both|all)\b", words)
    ahead = each_ahead([item.at for item in items], found)
    for index, item in enumerate(items):
        following = items[index + 1].at if index + 1 < len(items) else len(words)
        mine = found[index] if ahead else next((r for r in found if item.end <= r.start < following), None)
        if (
            mine is None
            and found
            and (each or (len(found) == len(items) and all(r.start < items[0].at for r in found)))
        ):
            mine = found[index] if len(found) == len(items) else found[0]
        if not _may_be_done(passage, item):
            continue
        session = _made(passage, "block", item, mine, following)
        if ahead and (lasting := hours_in(words[found[index].start : item.at])):
            session = replace(session, hours=lasting[0], hours_place=passage.place(found[index].start, item.at))
        elif ahead:
            session = replace(session, hours=None, hours_place=None)
        if item.date is not None or session.relief is not None or session.scored:
            yield session


def _may_be_done(passage: Passage, item: _Item) -> bool:
    """Not dated after the paper, nor the day of something else."""
    if item.date is not None and (written := _written(passage.paper)) is not None and item.date.earliest > written:
        return False
    return item.number is not None or not OTHER_DAY.search(passage.text[: item.at][-34:])


def _written(paper: Profile) -> dt.date | None:
    """The last day on which the paper was written or signed."""
    days = [date_of(paper), *(signature.date for signature in paper.signatures)]
    return max((day.latest for day in days if day is not None), default=None)


def _counted(passage: Passage, told: list[Relief]) -> Iterator[Session]:
    """'two MBBs with 85 % and 90 % relief', 'both >= 80 %': sessions by their number alone."""
    words = passage.text
    count = COUNTED.search(words)
    if not told or FUTURE.search(words[: told[0].start]):
        return
    if BOX.search(words) and all(relief.bound for relief in told):
        return  # '[x] two blocks >= 80 %': a form repeats the question, nobody tells a measured relief
    many = {"three": 3, "3": 3}.get(count["n"], 2) if count else 1
    for number in range(1, max(many, len(told)) + 1):
        relief = told[number - 1] if number <= len(told) else told[-1]
        item = _Item(relief.start, relief.end, None, number if many > 1 or len(told) > 1 else None)
        yield _made(passage, "block", item, relief, len(words))


def _made(passage: Passage, kind: str, item: _Item, relief: Relief | None = None, following: int = 0) -> Session:
    words = passage.text
    levels, regions = levels_in(words), regions_in(words)
    stated = None
    if relief is not None:
        stated = Told(relief.percent, passage.place(relief.start, relief.end), spoken(passage.paper), relief.bound)
    segment = words[item.at : following] if following else words
    if re.search(r"\b(?:with|after|following|from|for) (?:the )?$", words[: item.at]) and item.date is None:
        segment = words[max(0, item.at - 50) : item.at]
    elif re.search(r"\bbefore (?:the )?$", words[: item.at]):
        segment = words[max(0, item.at - 11) : following or len(words)]
    log = _log_of(passage, segment) if kind == "block" else None
    if log is not None and stated is None:
        stated = Told(
            (log[0] - log[1]) / log[0] * 100,
            passage.place(item.at, item.end or None),
            spoken(passage.paper),
            "",
            "logged",
        )
    lasting = hours_in(words[item.end : following] if following else words) if kind == "block" else None
    return Session(
        kind,
        passage.place(item.at, item.end),
        passage.paper,
        item.date,
        item.number,
        side_in(words),
        levels.region or (regions[0] if len(regions) == 1 else ""),
        frozenset(levels.names.split()),
        ("mbb" if MBB.search(words) else "ia" if IA.search(words) else "") if kind == "block" else "",
        "therapeutic" if THERAPEUTIC.search(words) and kind == "block" else "",
        stated,
        Decimal(lasting[0]) if lasting else None,
        passage.place(item.at, item.end) if lasting else None,
        scored=log is not None,
        scale=(scale_named(words) or "unnamed") if log is not None else "",
        only=bool(ONLY.search(words)),
    )


def _log_of(passage: Passage, segment: str) -> tuple[Decimal, Decimal] | None:
    """The score before and the best one after, as a stretch of the sentence gives them."""
    if not SCORED_TEN.search(passage.text) and not re.search(r"\bpre\b.*\bpost\b|\bbefore\b.*\bafter", passage.text):
        return None
    fell = FELL.search(segment)
    if fell is not None:
        before, after = Decimal(fell["pre"] or fell["pre2"]), Decimal(fell["value"] or fell["value2"])
        return (before, after) if before and after < before else None
    scores = scores_in(replace(passage, text=segment))
    pre = next((s.value for s in scores if s.before), None)
    post = min((s.value for s in scores if not s.before), default=None)
    return (pre, post) if pre and post is not None and post <= pre else None


def _items(passage: Passage) -> list[_Item]:
    """Dates and ordinals in order; an ordinal beside its date ('1st MBB May 6') is one item."""
    items: list[_Item] = []
    ordinals = [
        _Item(m.start(), m.end(), None, int(ORDINALS.get(s, s)))
        for m in ORDINAL.finditer(passage.text)
        for s in [next(v for v in (m["n"], m["o"], m["m"]) if v)]
    ]
    for item in sorted([*ordinals, *_dates(passage)], key=lambda i: i.at):
        last = items[-1] if items else None
        if (
            last is not None
            and (last.date is None) != (item.date is None)
            and item.at - last.end <= 40
            and not re.search(r"[;%]", passage.text[last.end : item.at])
        ):
            items[-1] = _Item(last.at, item.end, last.date or item.date, last.number or item.number)
        else:
            items.append(item)
    return items


def _dates(passage: Passage) -> list[_Item]:
    seen = date_of(passage.paper)
    mentions = [m for m in dates(passage.paper.document, seen) if passage.start <= m.start < passage.end]
    paper = passage.paper
    own = paper.date.place if paper.date is not None and not is_order(paper) else None
    starts = getattr(own, "start", -1)
    scored = bool(SCORED_TEN.search(passage.text))
    return [
        _Item(m.start - passage.start, m.end - passage.start, m.date)
        for m in mentions
        if m.start != starts
        and not re.search(r"\b(?:dob|born|d\.o\.b)\W*$", passage.text[: m.start - passage.start])
        and passage.text[m.start - passage.start : m.end - passage.start] not in ("today", "this morning", "tonight")
        and not (scored and TENTHS.fullmatch(passage.text[m.start - passage.start : m.end - passage.start]))
    ]
