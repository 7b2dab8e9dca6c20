"""One block or ablation that was done, read from the paper that reports it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.evidence.profile import Profile
from accord.evidence.readers.mentions import date_of, voice
from accord.evidence.readers.spine.levels import levels_in
from accord.evidence.readers.spine.papers import ABLATION, BLOCK
from accord.evidence.readers.spine.passages import Passage, passages_of, regions_in, side_in
from accord.evidence.readers.spine.plan import DIAGNOSTIC, IA, MBB, NO_STEROID, NUMBER, NUMBERS, THERAPEUTIC
from accord.evidence.readers.spine.relief import hours_in, reliefs
from accord.evidence.readers.spine.scores_log import read_log
from accord.records.dates import PartialDate
from accord.records.findings import Side, Voice
from accord.records.places import AnyPlace

BLOCK_WORD = re.compile(r"\bblocks?\b|\binjs?\b|\bm\.?bbs?\b|\bmbnbs?\b|\binjections?\b")
EARLIER = re.compile(
    r"\bprior (?:work-?up|blocks?|procedures?|injections?|mbbs?)|\bprevious(?:ly)?\b|\bplan\b|"
    r"\bthen rfa?\b|\bif (?:again )?positive\b|\bhistory\b|\bearlier\b|\bs/p\b|\bproceed to\b|\bcandidate\b"
)
CLOSE, ROUNDING, ENOUGH = 5, 3, 80
"""Points of percent within which a stated relief and the logged scores agree; patients round."""


@dataclass(frozen=True)
class Told:
    """Relief in percent; `agrees` is False where the words and the logged scores differ."""

    percent: Decimal
    place: AnyPlace
    voice: Voice
    bound: str = ""
    source: str = "stated"
    agrees: bool = True
    support: tuple[AnyPlace, ...] = ()


@dataclass(frozen=True)
class Session:
    """A session. joints are names such as 'L4-L5'; paper is None for coded data."""

    what: str
    place: AnyPlace
    paper: Profile | None = None
    date: PartialDate | None = None
    number: int | None = None
    side: Side | None = None
    region: str = ""
    joints: frozenset[str] = frozenset()
    approach: str = ""
    purpose: str = ""
    relief: Told | None = None
    hours: Decimal | None = None
    hours_place: AnyPlace | None = None
    scored: bool = False
    scale: str = ""
    only: bool = False
    support: tuple[AnyPlace, ...] = ()
    told_by: Voice | None = None

    def with_told(self, other: Session) -> Session:
        """This session with what another place says of it; its own words come first."""
        own, said = self.relief, other.relief
        if own is None:
            own = said
        elif said is not None and not agree(own, said):
            own = _best_of(own, said) or replace(own, agrees=False, support=(*own.support, said.place))
        return replace(
            self,
            relief=own,
            number=self.number or other.number,
            side=self.side or other.side,
            region=self.region or other.region,
            joints=self.joints or other.joints,
            approach=self.approach or other.approach,
            purpose=self.purpose or other.purpose,
            hours=self.hours if self.hours is not None else other.hours,
            hours_place=self.hours_place or other.hours_place,
            scored=self.scored or other.scored,
            scale=self.scale if self.scored else other.scale,
            only=self.only or other.only,
            support=tuple(dict.fromkeys((*self.support, other.place))),
        )


def _best_of(own: Told, said: Told) -> Told | None:
    """Scores of the recovery room and a better one later, both short of enough: no dispute, the later is the best relief."""
    if own.source != "logged" or not own.percent < said.percent < ENOUGH or said.bound or not own.agrees:
        return None
    if said.voice is Voice.PATIENT:
        return replace(own, support=(*own.support, said.place))
    return replace(said, support=(*own.support, own.place))


def agree(one: Told, other: Told) -> bool:
    """Do two statements of relief mean the same? Patients round, but not over the line of 80 percent."""
    if one.bound == "above" or other.bound == "above":
        limit, exact = (one, other) if one.bound == "above" else (other, one)
        return exact.percent >= limit.percent - CLOSE or exact.bound == "above"
    apart = abs(one.percent - other.percent)
    return apart <= (CLOSE if (one.percent >= ENOUGH) == (other.percent >= ENOUGH) else ROUNDING)


def session_of(paper: Profile) -> Session | None:
    """The block or ablation that the paper reports; None when its head names neither as what was done."""
    told = list(passages_of(paper))
    main = next((p for p in told if (BLOCK.search(p.text) or ABLATION.search(p.text)) and _tells_what(p.text)), None)
    if main is None:
        return None
    what = _kind(main.text)
    head = [p for p in told if not EARLIER.search(p.text)]
    levels = next((found for p in [main, *head] if (found := levels_in(p.text)).joints), levels_in(""))
    made = Session(
        what=what,
        place=main.place(),
        paper=paper,
        date=date_of(paper),
        number=_number(told, main),
        side=next((side for p in [main, *head] if (side := side_in(p.text)) is not None), None),
        region=levels.region or next((r[0] for p in [main, *head] if len(r := regions_in(p.text)) == 1), ""),
        joints=frozenset(levels.names.split()),
        approach=_approach(told),
        purpose=_purpose(told),
        support=_dated_at(paper),
    )
    return _with_relief(made, paper, told) if what == "block" else made


def _tells_what(words: str) -> bool:
    """Not the indication, an earlier work-up or what comes next, unless the row also names the procedure."""
    return not re.match(r"\W*(?:prior|plan|indication|history|dx|pre-?op\w*|diagnosis|consent)\b", words) or bool(
        re.search(r"\bproc(?:edure)?s?\b\W", words)
    )


def _dated_at(paper: Profile) -> tuple[AnyPlace, ...]:
    return (paper.date.place,) if paper.date is not None else ()


def _kind(words: str) -> str:
    ablation, block = ABLATION.search(words), BLOCK_WORD.search(words)
    if ablation is None:
        return "block"
    return "rfa" if block is None or ablation.start() < block.start() else "block"


def _number(told: list[Passage], main: Passage) -> int | None:
    ahead = [
        main,
        *(
            p
            for p in told[: told.index(main) + 3]
            if re.search(r"\bblock|\bmbb|\binjection|#", p.text) and not EARLIER.search(p.text)
        ),
    ]
    for passage in ahead:
        match = NUMBER.search(passage.text)
        if match is not None:
            stated = next(v for v in (match["n"], match["o"], match["m"], match["k"]) if v)
            return int(NUMBERS.get(stated, stated))
    return None


def _approach(told: list[Passage]) -> str:
    words = " ".join(p.text for p in told)
    return "mbb" if MBB.search(words) else "ia" if IA.search(words) else ""


def _purpose(told: list[Passage]) -> str:
    words = " ".join(p.text for p in told)
    if DIAGNOSTIC.search(words) or NO_STEROID.search(words):
        return "diagnostic"
    return "therapeutic" if THERAPEUTIC.search(words) else ""


def _with_relief(made: Session, paper: Profile, told: list[Passage]) -> Session:
    """Relief as stated and as logged; where they differ by more than rounding, the log counts and they disagree."""
    log = read_log(paper)
    stated = _stated(paper, told)
    logged = None
    if log.relief is not None and log.best is not None and log.before is not None:
        logged = Told(log.relief, log.best.place, voice(paper), "", "logged", True, (log.before.place,))
    chosen = stated or logged
    if stated is not None and logged is not None:
        support = (*logged.support, logged.place)
        chosen = (
            replace(stated, support=support)
            if agree(stated, logged)
            else replace(logged, agrees=False, support=(*logged.support, stated.place))
        )
    hours, where = _hours(told)
    if hours is None and log.timed >= 2 and log.best is not None:
        hours, where = _logged_hours(log.timed), log.best.place
    scored = log.best is not None
    return replace(
        made,
        relief=chosen,
        hours=hours,
        hours_place=where,
        scored=scored,
        scale=log.scale or ("unnamed" if scored else ""),
    )


def _logged_hours(timed: int) -> Decimal:
    """A log with several timed scores covers at least about as many hours as it has entries after the first half hour."""
    return Decimal(max(timed - 1, 1))


def _stated(paper: Profile, told: list[Passage]) -> Told | None:
    for passage in told:
        if re.match(r"\W*(?:plan|indication|prior work|response to prior)\b", passage.text) or EARLIER.search(
            passage.text
        ):
            continue
        for relief in reliefs(passage.text, context=True):
            return Told(relief.percent, passage.place(relief.start, relief.end), voice(paper), relief.bound)
    return None


def _hours(told: list[Passage]) -> tuple[Decimal | None, AnyPlace | None]:
    for passage in told:
        if re.match(r"\W*(?:plan|follow)\b", passage.text):
            continue
        found = hours_in(passage.text)
        if found is not None:
            return found[0], passage.place(found[1], found[2])
    return None, None
