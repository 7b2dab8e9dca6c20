"""Epidural injections that were given, and what the last one in the region did.

esi_session      -- one injection on its day; qualifiers region_here (yes, no, unknown), approach, drug, levels. Absent: there never was one.
esi_stated_count -- how many the record counts in twelve months.
esi_relief       -- percent of relief after the last one; esi_relief_months -- for how long; qualifier over (yes, no).
esi_change       -- the next one differs from the last in approach, level or drug; absent: in none of what both tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates, durations
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.epidural.coded import coded_sessions
from accord.evidence.readers.epidural.plan import DONE, family_of
from accord.evidence.readers.epidural.words import CHILDBIRTH, DRUGS, EPIDURAL, approach_in, drug_in, levels_named
from accord.evidence.readers.heard import finding_of
from accord.evidence.readers.spine.ablation_relief import NONE, months_of_relief
from accord.evidence.readers.spine.passages import Passage, passages_of, requested_regions
from accord.evidence.readers.spine.plan import ASKS
from accord.evidence.readers.spine.relief import reliefs
from accord.evidence.readers.spine.told_sessions import OTHER_DAY
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "epidural-history/1"
MONTH = Decimal(30)
NEVER = lazy_pattern(
    r"\b(?:no|never|not|without|denies|none|naive|has not|hasn't)\b[^.;%]{0,40}\b(?:injected|epidurals?|esis?|injections?|spinal procedures?|"
    r"interventional procedures?)\b|"
    r"\b(?:epidurals?|esis?|(?:spinal |prior |previous )injections?)\b[^.;%]{0,24}[:=]\s*(?:none|no|never|0|nil)\b|\b(?:this (?:is|will be|"
    r"would be) (?:the|her|his) (?:very )?first|first-ever) "
    r"(?:\w+ ){0,3}(?:epidural|esi|injection|tfesi)"
)
NOT_NEVER = lazy_pattern(
    r"\b(?:no|not|without|never) (?:any )?(?:relief|benefit|help\w*|complication\w*|lasting|improve\w*|change|more|further|response|since)\b|"
    r"\bsince\b|\bin the (?:past|last)\b"
)
COUNTED = lazy_pattern(
    r"\b(?P<n>\d|one|two|three|four|five|six)(?: (?:lumbar|cervical|prior|previous|total|epidural|steroid|transforaminal|interlaminar))* (?:esis?|"
    r"tfesis?|epidurals?|injections?)(?: injections?)?\b"
    r"[^.;]{0,30}\b(?:past|last|rolling|this|previous|preceding) (?:12|twelve|year|1 year|calendar year)"
)
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
COMING = lazy_pattern(r"\b(?:schedul\w+|planned|request\w*|upcoming|next|to be|booked|pending|will)\b")
EARLY = lazy_pattern(
    r"\b(?:initial(?:ly)?|at first|first (?:few )?(?:days?|weeks?)|immediate(?:ly)?|that day|local an[a]?esthetic)\b"
)
BACK_AFTER = lazy_pattern(
    r"\b(?:returned|recurred|came back|wore off|worn off|faded|gone)\b[^.;]{0,16}\b(?:after|at|within|by|in|about|around)\b[^.;\d]{0,14}$"
)
BESIDE_RELIEF = lazy_pattern(
    r"\b(?:relief|better|improved|improvement|benefit)\s*[,|;/(-]?\s*(?:for|x|of)?\s*(?:about |~)?$"
)
LATER = lazy_pattern(r"\W*(?:ago|later|after|before|since|post|follow|f/u)\b")
STEROIDS = lazy_pattern("|".join(pattern.pattern for _, pattern in DRUGS))
STILL = lazy_pattern(r"\b(?:still|ongoing|continu\w+|maintain\w*|sustained|remains?|persist\w*|to date)\b")
OVER = lazy_pattern(
    r"\b(?:returned|recurred|came back|wore off|worn off|faded|gradual\w* return|is back|has returned|recurrence|back to baseline|until|then)\b"
)
GOES_ON = lazy_pattern(
    r"\W*(?:she|he|pt|patient|this|that|it|they|relief|pain|with|reported|reports|function|leg pain|arm pain|odi|ndi|nrs|vas|the (?:relief|pain|"
    r"injection|effect|leg|arm)|these|over)\b"
)
UNHELPED = lazy_pattern(
    rf"{NONE.pattern}|\b(?:has|have|had|did|does)(?:n't| not) (?:really |yet |been )?help\w*|\bdid nothing\b|\bnot (?:at all )?helpful\b|\bunhelpful\b"
)
NOT_IN = (PartKind.IMAGING, PartKind.COVER_SHEET, PartKind.LABORATORY, PartKind.MEDICATION_LIST)
LIST_OPEN = lazy_pattern(r"(?:,|\band|&)\s*$")
LISTED_DAY = lazy_pattern(r"\W*(?:and |on |again )*\d{1,4}[/-]\d{1,2}|\W*(?:and |on )*[a-z]{3,9}\.? \d{1,2}, \d{4}")
HEAD = 700


@dataclass(frozen=True, slots=True)
class Given:
    """One injection that was given; `region` as in `family_of`."""

    passage: Passage
    date: PartialDate
    region: str
    approach: str = ""
    drug: str = ""
    levels: frozenset[str] = frozenset()

    def with_told(self, other: Given) -> Given:
        """This injection with what another place says of it."""
        return replace(
            self,
            region=self.region if self.region != "unknown" else other.region,
            approach=self.approach or other.approach,
            drug=self.drug or other.drug,
            levels=self.levels or other.levels,
        )


def history(chart: Chart, asked: Sequence[tuple[Passage, str]]) -> Iterator[Finding]:
    """Every injection, what the last one did, and how the next differs."""
    given = _merged(list(_given(chart)))
    wanted = {"lumbar_sacral" if r == "lumbar" else "cervical_thoracic" for r in requested_regions(chart)}
    for each in given:
        here = "unknown" if each.region == "unknown" or not wanted else "yes" if each.region in wanted else "no"
        yield finding_of(
            chart, each.passage, "esi_session", TOOL, time=Time.PAST, date=each.date,
            qualifiers={"region_here": here, "approach": each.approach, "drug": each.drug, "levels": " ".join(sorted(each.levels))},
        )  # fmt: skip
    yield from coded_sessions(chart, [each.date for each in given], wanted)
    yield from _never_and_counts(chart)
    mine = [each for each in given if not wanted or each.region in wanted or each.region == "unknown"]
    if mine:
        yield from _results(chart, mine)
        yield from _change(chart, mine[-1], asked)


def _given(chart: Chart) -> Iterator[Given]:
    for paper in chart.patient_papers:
        if paper.kind in NOT_IN:
            continue
        if is_report(paper):
            yield from _of_report(chart, paper)
            continue
        last: list[Given] = []
        open_list = False
        for passage in passages_of(paper):
            words = passage.text
            if EPIDURAL.search(words) and not CHILDBIRTH.search(words):
                last = list(_told(chart, passage))
            elif open_list and LISTED_DAY.match(words):
                last = list(_listed(chart, passage, last))
            else:
                last = []
            yield from last
            open_list = bool(last) and LIST_OPEN.search(words) is not None


def is_report(paper: Profile) -> bool:
    """Does the paper report one injection that was given?"""
    head = paper.document.flat[paper.part.start : paper.part.start + HEAD]
    return paper.kind is PartKind.PROCEDURE_NOTE and EPIDURAL.search(head) is not None


def _of_report(chart: Chart, paper: Profile) -> Iterator[Given]:
    told = list(passages_of(paper))
    main = next((p for p in told if EPIDURAL.search(p.text)), None)
    when = entry_date(chart, paper, main.start) if main is not None else None
    received = chart.request.received
    if main is None or when is None or (received is not None and when.earliest > received.value):
        return
    whole = " ".join(p.text for p in told)
    region = family_of(main.text) if family_of(main.text) != "unknown" else family_of(whole)
    yield Given(
        main, when, region, approach_in(main.text) or approach_in(whole), drug_in(whole), levels_named(main.text)
    )


def _told(chart: Chart, passage: Passage) -> Iterator[Given]:
    """The days on which a sentence or row says that an injection was given."""
    words = passage.text
    match = EPIDURAL.search(words)
    told = passage.told(match) if match is not None else None
    if told is None or told[2] is not Whose.PATIENT or told[0] is not Presence.PRESENT:
        return
    seen = entry_date(chart, passage.paper, passage.start) or (
        chart.request.received and PartialDate.of(chart.request.received.value)
    )
    days = [
        m for m in dates(passage.paper.document, seen)
        if passage.start <= m.start < passage.end and not OTHER_DAY.search(words[: m.start - passage.start])
    ]  # fmt: skip
    days = [m for m in days if seen is None or m.date.earliest <= seen.latest]
    # beside a day in full, 'four months ago' dates something else
    days = [m for m in days if not m.relative] or days
    tells = DONE.search(words) or (days and not COMING.search(words)) or told[1] is Time.PAST
    if not tells or (ASKS.search(words) and not DONE.search(words)):
        return
    whole = passage.paper.document.flat[passage.paper.part.start : passage.paper.part.end]
    for index, day in enumerate(days):
        low = 0 if index == 0 else days[index - 1].end - passage.start
        high = days[index + 1].start - passage.start if index + 1 < len(days) else len(words)
        piece = words[low:high] if len(days) > 1 else words
        if _of_relief_day(words, day.start - passage.start):
            continue
        region = next((r for r in (family_of(piece), family_of(words), family_of(whole)) if r != "unknown"), "unknown")
        yield Given(
            passage, day.date, region, approach_in(piece) or approach_in(words), drug_in(words), levels_named(piece)
        )


def _listed(chart: Chart, passage: Passage, before: list[Given]) -> Iterator[Given]:
    """'TFESI on 08/14/2025,' and on the next line '11/06/2025 and 02/10/2026': further days of the same."""
    seen = entry_date(chart, passage.paper, passage.start)
    for day in dates(passage.paper.document, seen):
        inside = passage.start <= day.start < passage.end
        if (
            inside
            and not _of_relief_day(passage.text, day.start - passage.start)
            and (seen is None or day.date.earliest <= seen.latest)
        ):
            yield replace(before[-1], passage=passage, date=day.date)


def _of_relief_day(words: str, at: int) -> bool:
    """Is it the day up to which relief lasted, or of a visit?"""
    return (
        re.search(
            r"\b(?:until|till|through|visit|seen|lasted to|as of|reported|follow-?up|f/u)\b[^.;\d]{0,16}$", words[:at]
        )
        is not None
    )


def _merged(told: list[Given]) -> list[Given]:
    """One entry a day, what reports tell first; in order."""
    found: list[Given] = []
    for each in sorted(told, key=lambda one: (one.date.day is None, not is_report(one.passage.paper))):
        index = next((i for i, one in enumerate(found) if _is_same(one, each)), None)
        if index is None:
            found.append(each)
        else:
            found[index] = found[index].with_told(each)
    return sorted(found, key=lambda one: one.date.earliest)


def _is_same(one: Given, other: Given) -> bool:
    return one.date.agrees(other.date) and (one.region == other.region or "unknown" in (one.region, other.region))


def _never_and_counts(chart: Chart) -> Iterator[Finding]:
    for paper in chart.patient_papers:
        if paper.kind in NOT_IN:
            continue
        for passage in passages_of(paper):
            never = NEVER.search(passage.text)
            if never is not None and not NOT_NEVER.search(passage.text) and passage.section != "family_history":
                yield finding_of(
                    chart,
                    passage,
                    "esi_session",
                    TOOL,
                    presence=Presence.ABSENT,
                    time=Time.PAST,
                    qualifiers={"region_here": "yes"},
                )
            counted = COUNTED.search(passage.text)
            if counted is not None and not re.search(
                r"\b(?:max\w*|limit|no more than|up to|at most|allow\w*)\b", passage.text
            ):
                yield finding_of(
                    chart,
                    passage,
                    "esi_stated_count",
                    TOOL,
                    time=Time.PAST,
                    value=Decimal(NUMBERS.get(counted["n"], counted["n"])),
                    unit="{count}",
                )


def _results(chart: Chart, given: list[Given]) -> Iterator[Finding]:
    """What papers after the last injection say of it."""
    last = given[-1]
    for paper in chart.patient_papers:
        if paper.kind in (*NOT_IN, PartKind.ORDER) or is_report(paper):
            continue
        about, open_for = False, 0
        for passage in passages_of(paper):
            words = passage.text
            seen = entry_date(chart, paper, passage.start)
            if seen is not None and seen.latest < last.date.earliest:
                continue
            if EPIDURAL.search(words) or re.search(r"\binjections?\b", words):
                about = _is_of(passage, last, given)
                open_for = 2
            elif not (open_for > 0 and GOES_ON.match(words)):
                about = about and open_for > 0 and GOES_ON.match(words) is not None
            open_for -= 1
            if (about and passage.section not in ("plan", "orders", "family_history")) or (
                about and DONE.search(words)
            ):
                yield from _result(chart, passage, last, seen)


def _is_of(passage: Passage, last: Given, given: list[Given]) -> bool:
    """Do the words speak of the last injection? A day of an earlier one says that they do not."""
    days = [
        m.date
        for m in dates(passage.paper.document, passage.paper.date.value if passage.paper.date else None)
        if passage.start <= m.start < passage.end
    ]
    if any(day.agrees(last.date) for day in days):
        return not any(day.agrees(one.date) for day in days for one in given[:-1])
    return (
        not any(day.agrees(one.date) for day in days for one in given[:-1])
        and not re.search(
            r"\b(?:first|1st|initial|second|2nd|earlier|before that|prior to that)\b (?:\w+ ){0,3}(?:epidural|esi|tfesi|injection)",
            passage.text,
        )
    ) or len(given) == 1


def _result(chart: Chart, passage: Passage, last: Given, seen: PartialDate | None) -> Iterator[Finding]:
    words = passage.text
    # 'dexamethasone 65 % relief': a steroid for the epidural space is not measured in percent
    told = STEROIDS.sub(lambda m: " " * len(m[0]), words)
    shares = [r for r in reliefs(told, context=True) if not EARLY.search(words[max(0, r.start - 30) : r.end + 24])]
    for share in shares[-1:]:
        yield finding_of(
            chart, passage, "esi_relief", TOOL, time=Time.PAST, value=share.percent, unit="%", qualifiers={"bound": share.bound},
            place=passage.place(share.start, share.end),
        )  # fmt: skip
    if (
        UNHELPED.search(words)
        and not shares
        and (EPIDURAL.search(words) or "injection" in words)
        and not re.search(r"\b(?:pt|physical|nsaid\w*|gabapentin|meds?)\b", words)
    ):
        yield finding_of(
            chart, passage, "esi_relief", TOOL, time=Time.PAST, value=Decimal(0), unit="%", qualifiers={"bound": ""}
        )
    months = _months(passage, last, seen, bool(shares))
    if months is not None:
        over = "yes" if OVER.search(words) else "no"
        yield finding_of(
            chart,
            passage,
            "esi_relief_months",
            TOOL,
            time=Time.PAST,
            value=months,
            unit="mo",
            qualifiers={"over": over},
        )


def _months(passage: Passage, last: Given, seen: PartialDate | None, shared: bool) -> Decimal | None:
    """How long the relief lasted: as said, up to a day that is said, or up to the visit at which it still lasts."""
    words = passage.text
    for mention in durations(passage.paper.document):
        if not passage.start <= mention.start < passage.end:
            continue
        before, after = words[: mention.start - passage.start], words[mention.end - passage.start :]
        if BACK_AFTER.search(before) or (BESIDE_RELIEF.search(before) and not LATER.match(after)):
            return (Decimal(mention.days_min) / MONTH).quantize(Decimal("0.1"))
    told = months_of_relief(passage)
    if told is not None and told[1] != "below":
        return told[0]
    until = next(
        (
            m.date for m in dates(passage.paper.document, seen)
            if passage.start <= m.start < passage.end
            and re.search(r"\b(?:until|till|through|returned|recurred|wore off|came back)\b[^.;\d]{0,20}$", words[: m.start - passage.start])
        ),
        None,
    )  # fmt: skip
    if until is None and shared and STILL.search(words):
        until = seen
    if until is None or until.earliest < last.date.latest:
        return None
    return (Decimal((until.earliest - last.date.latest).days) / MONTH).quantize(Decimal("0.1"))


def _change(chart: Chart, last: Given, asked: Sequence[tuple[Passage, str]]) -> Iterator[Finding]:
    """The plan against the last injection, in what both of them tell."""
    for passage, words in asked:
        if not EPIDURAL.search(words):
            continue
        pairs = [
            (approach_in(words), last.approach),
            (drug_in(words), last.drug),
            (" ".join(sorted(levels_named(words))), " ".join(sorted(last.levels))),
        ]
        both = [(new, old) for new, old in pairs if new and old]
        if any(new != old for new, old in both):
            presence = Presence.PRESENT
        elif len(both) == len(pairs):
            presence = Presence.ABSENT
        else:
            continue
        made = finding_of(chart, passage, "esi_change", TOOL, presence=presence, time=Time.PLANNED)
        yield replace(made, support=(last.passage.place(),))
