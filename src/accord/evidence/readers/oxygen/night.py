"""A night of oximetry: lowest, mean and baseline saturation, time at or below 88 %, hours recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from accord.evidence.narrative.sentences import line_at, lines, sentences
from accord.evidence.profile import PartKind, Profile
from accord.records.documents import Document
from accord.records.places import Place

_NIGHT = re.compile(r"overnight|nocturnal|\bnight\b|asleep|during sleep|sleep oximetry|\bnoct\b")
_APNEA = re.compile(
    r"\b(?:p?ahi|rei|p?rdi)\b|apnea[ -]hypopnea|\bobstructive apneas?\b|\bhypopneas?\b|titration|polysomno\w*"
)
_WALK = re.compile(r"\bwalk\w*|exert\w*|exercise|6 ?mwt|ambulat\w*")
_GAP = r"[\s:=.|~\-–_(]{0,60}?"
_PCT = r"(?P<n>\d{2,3}(?:\.\d{1,2})?)\s?%?(?![\d/:]| ?(?:min|sec|bpm|h\b|hr|events|/h))"
_WORDS = (
    r"(?:\s?(?:sp ?[o0]2|sa ?[o0]2|o2|oxygen|sat(?:uration)?s?|value|reading|level|asleep|during sleep|overnight|"
    r"awake|"
    r"sleep|recorded|observed|noted|was|is|of|at|to|[(%)])){0,5}"
)
_LOW = re.compile(
    rf"\b(?:lowest|nadir|min(?:imum|imal)|min\.?(?= ?(?:sp|sa|o2|sat|oxy))|low(?: point)?|"
    rf"trough)\b{_WORDS}{_GAP}{_PCT}"
)
_LOW_BACK = re.compile(
    r"(?P<n>\d{2}(?:\.\d)?)\s?%?\s?(?:was the )?(?:lowest|nadir|low\b)|\b(?:de-?saturat\w*|dropp?\w*|fell|falls?|"
    r"dips?|dipped|down|low) (?:as low as |down )?(?:to|of|at|into)? ?(?:a (?:low|"
    r"nadir) of )?(?P<m>\d{2}(?:\.\d)?)\s?(?:%|percent)?(?! ?(?:min|ft|feet|m\b|sec))"
)
_MEAN = re.compile(rf"\b(?:mean|average|avg)\b{_WORDS}{_GAP}{_PCT}")
_BASE = re.compile(
    rf"\b(?:(?:awake |pre-?sleep |waking |wake )?(?:baseline|basal)|awake(?: before sleep| start| resting)?|"
    rf"before sleep|wake(?:ful)? (?:mean|saturation)|awake start)\b{_WORDS}(?:\s?\([^)]{{0,40}}\))?{_GAP}{_PCT}"
)
_LIMIT = (
    r"(?:<=|=<|≤|at or (?:below|under)|at/below|below or (?:equal to|at)|under or at|or (?:less|below|lower) ?|<|"
    r"below|under|less than)"
)
_DURATION = (
    r"(?:(?P<h>\d{1,2})\s?(?:hours?|hrs?|h)(?![a-z])\W{0,3}(?:(?P<m>[0-5]?\d(?:\.\d+)?)\s?(?:minutes?|mins?|"
    r"m)(?![a-z]))?|(?P<clock>\d{1,2}:\d\d(?::\d\d)?)|"
    r"(?P<min>\d{1,4}(?:\.\d{1,2})?)\s?(?:m|min|mins|minutes?)\b|(?P<dec>\d{1,2}\.\d{1,2})\s?(?:h|hr|hrs|hours?)\b)"
)
_TIME_AT = re.compile(
    rf"(?:\b(?:total |cumulative |cum\.? |sleep |overall )?(?:time|minutes|mins?|duration|"
    rf"t)\b[^\n]{{0,30}}?)?{_LIMIT}\s?(?P<limit>8[89](?:\.0)?)\s?%?(?:\s?(?:spo2|sao2|o2|sat\w*|or (?:less|below|"
    rf"lower)))?(?:\s?\((?:h{{1,2}}:m{{1,2}}(?::s{{1,2}})?|min\w*)\))?{_GAP}(?:\d{{1,2}}(?:\.\d+)?\s?%[^\d\n]{{0,24}})?"
    rf"(?:for |was |of |totall?ing |total )?{_DURATION}"
)
_SHARE_AT = re.compile(
    rf"(?:time|t|%|"
    rf"percent\w*)[^\n]{{0,24}}?{_LIMIT}\s?(?P<limit>88)\s?%?{_GAP}(?P<share>\d{{1,2}}(?:\.\d{{1,2}})?)\s?%(?! ?\()"
)
_SHARE_LABEL = re.compile(
    rf"(?:%|percent\w*)\s?(?:of )?(?:the )?(?:total |sleep |recording |valid )?(?:time|night|recording|sleep)\b[^\n\d]{{0,20}}?{_LIMIT}\s?"
    rf"(?P<limit>88)\s?%?{_GAP}(?P<share>\d{{1,2}}(?:\.\d{{1,2}})?)(?![\d:]|\.\d|\s?(?:min|h\b|hr|sec))"
)
_ROW_AT = re.compile(
    rf"\s*(?:spo2 ?)?{_LIMIT}\s?(?P<limit>88)\s?%?\s{{2,}}(?P<bare>\d{{1,3}}(?:\.\d{{1,2}})?)(?!\s?%|[\d:])"
)
_TIME_LABEL = re.compile(
    rf"\b(?:minutes|mins?|time \(min\w*\)|time in "
    rf"min\w*)\b[^\n\d]{{0,30}}?{_LIMIT}\s?(?P<limit>8[89])\s?%?(?:\s?(?:spo2|sao2|"
    rf"sat\w*))?{_GAP}(?P<bare>\d{{1,4}}(?:\.\d{{1,2}})?)(?!\s?%|[\d:])"
)
_TIME_AT_OR_LESS = re.compile(
    rf"8(?P<limit>8)\s?(?:%|percent)? or (?:less|below|lower|under)[^\n.;]{{0,30}}?{_DURATION}"
)
_TIME_BEFORE = re.compile(
    rf"(?:about |approximately |approx\.? |~ ?|total of |for |spent )?{_DURATION}(?:\s?(?:total|cumulative|were|"
    rf"was|of (?:the )?(?:night|sleep|time|recording)|spent|with|of)){{0,3}}\s?(?:spo2 |sats? |saturations? |"
    rf"o2 sat |in )?(?:(?:was|were|was spent|spent) )?{_LIMIT}\s?(?P<limit>8[89])\s?(?:%|percent)?"
)
_TIME_WITH_LOW = re.compile(
    rf"(?:de-?sat\w*|dropped|fell|down)[^.;\n]{{0,40}}?(?P<limit>[5-8]\d)\s?%[^.;\n]{{0,24}}?\bfor {_DURATION}"
)
_T88 = re.compile(rf"\bt(?:<=?|≤)?\s?(?P<limit>8[89])\b\s?%?{_GAP}{_DURATION}")
_RECORDED = re.compile(
    rf"(?:\b(?:valid|sampling|recorded|recording|analy[sz]ed|analysis|monitoring|monitored|total (?:recording|recorded|"
    rf"valid|sampling|sleep|test|study) time|test(?:ing)? time|study time|trt|artifact-free|"
    rf"duration(?: of (?:recording|test|study))?)\b[^\n\d]{{0,40}}?){_DURATION}"
)
_RECORDED_BACK = re.compile(
    rf"{_DURATION}\s(?:were |was )?(?:recorded|of (?:valid )?(?:recording|data|recorded data)|valid|analy[sz]ed|"
    rf"recording)\b"
)
_LONGEST = re.compile(r"longest|continuous|single|consecutive|average (?:event|duration)|mean duration|per event|each")
_LISTED = re.compile(r"total|cumulative|cum\b")


@dataclass
class Night:
    """What a report or a sentence says of one night; each value with the line that says it. Times in minutes."""

    document: Document
    span: tuple[int, int]
    values: dict[str, tuple[Decimal, Place]] = field(default_factory=dict)
    limits: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: Decimal, start: int, end: int) -> None:
        """Keep the first value of a name, with its line."""
        if name not in self.values:
            self.values[name] = (value, _place(self.document, start, end))


def is_night(paper: Profile) -> bool:
    """Is the paper a report of oximetry during sleep?"""
    if paper.kind not in (PartKind.OXIMETRY, PartKind.SLEEP_STUDY):
        return False
    if paper.kind is PartKind.SLEEP_STUDY and _APNEA.search(paper.document.flat, paper.part.start, paper.part.end):
        return False
    head = paper.document.flat[paper.part.start : min(paper.part.end, paper.part.start + 500)]
    return bool(_NIGHT.search(head)) and not (
        _WALK.search(head) and not re.search(r"overnight|nocturnal|sleep oximetry", head)
    )


def night_of(paper: Profile) -> Night:
    """The values of a report of a night."""
    night = Night(paper.document, (paper.part.start, paper.part.end))
    _read(night, paper.part.start, paper.part.end)
    share, recorded = night.values.pop("share", None), night.values.get("recorded")
    if share is not None and recorded is not None and "minutes" not in night.values:
        night.values["minutes"] = (share[0] * recorded[0] / 100, share[1])
        night.limits["minutes"] = "at_88"
    return night


def nights_told(paper: Profile) -> Iterator[Night]:
    """Nights of which a note, letter or order tells in a sentence."""
    flat = paper.document.flat
    for sentence in sentences(paper.document):
        if paper.part.start <= sentence.start < paper.part.end and _NIGHT.search(flat, sentence.start, sentence.end):
            words = flat[sentence.start : sentence.end]
            plain = re.search(r"\b(?:sat\w*|spo2|oximet\w+|de-?sat\w*|ox\b|hypox\w+)", words) or _BARE.search(words)
            if not plain or _WALK.search(words):
                continue
            end = _with_what_hangs_on(paper.document, sentence.end)
            night = Night(paper.document, (sentence.start, end))
            _read(night, sentence.start, end, told=True)
            _bare_length(night, sentence.start, end)
            if night.values.keys() & {"low", "minutes"}:
                yield night


# an oximetry that is told without its name: on room air, with its lowest or mean value
_BARE = re.compile(
    r"^(?=.*(?:\bra\b|\broom air\b|\bon \d ?l\b))(?=.*\b(?:lowest|nadir|mean|baseline|t(?:<=?|≤)? ?8[89])\b\W{0,3}(?:was |of |spo2 )?\d\d)",
    re.DOTALL,
)
_HANGS_ON = re.compile(r"\s*(?:\(|no time\b|time\b|lowest\b|mean\b|t ?(?:<=?|≤)? ?8[89]\b|\d+ ?min)[^\n]{0,80}")
_NO_TIME = re.compile(
    rf"\b(?:no|zero|0(?:\.0)?) ?(?:time|min(?:utes?|s)?)\b(?: spent| was)?\s?{_LIMIT}\s?(?P<limit>8[89])\b"
)
_LONE = re.compile(rf"(?<![\d.:<=≤])\b{_DURATION}")
_AT_LIMIT = re.compile(rf"\W{{0,3}}(?:\w+ ){{0,3}}{_LIMIT}\s?8[89]|\W{{0,3}}(?:\w+ ){{0,2}}(?:at|in) (?:the )?8[0-9]")
NIGHT_MINUTES = (Decimal(60), Decimal(780))


def _with_what_hangs_on(document: Document, end: int) -> int:
    """The end of the sentence, or of the few words behind it on the same line that go on with the night."""
    behind = _HANGS_ON.match(document.flat, end)
    return behind.end() if behind is not None and "\n" not in document.text[end : behind.end()] else end


def _bare_length(night: Night, start: int, end: int) -> None:
    """No time at the limit; and a length of hours that has no other label is that of the recording."""
    flat = night.document.flat
    none = _NO_TIME.search(flat, start, end)
    if none is not None and "minutes" not in night.values:
        night.put("minutes", Decimal(0), none.start(), none.end())
        night.limits.setdefault("minutes", "at_88")
    if "recorded" in night.values:
        return
    for match in _LONE.finditer(flat, start, end):
        at_limit = re.search(r"8[89]\D{0,24}$", flat[start : match.start()]) or _AT_LIMIT.match(flat, match.end())
        if NIGHT_MINUTES[0] <= _minutes(match) <= NIGHT_MINUTES[1] and at_limit is None:
            night.put("recorded", _minutes(match), match.start(), match.end())
            return


def _read(night: Night, start: int, end: int, told: bool = False) -> None:
    """Values line by line in a report, else in the whole sentence."""
    spans = (
        [(start, end)]
        if told
        else [(ln.start, ln.end) for ln in lines(night.document) if start <= ln.start < end and not ln.blank]
    )
    for first, last in spans:
        _saturations(night, first, last, told)
        _times(night, first, last, told)
        _by_rows_and_shares(night, first, last)
        match = _RECORDED.search(night.document.flat, first, last) or _RECORDED_BACK.search(
            night.document.flat, first, last
        )
        if match and not re.search(r"8[89]|90|\b(?:start|began|begin|end|stop|off)\b", match[0]):
            night.put("recorded", _minutes(match), match.start(), match.end())


def _by_rows_and_shares(night: Night, start: int, end: int) -> None:
    """A row '<= 88   91' below a heading of minutes; a share of the night, which becomes minutes with the time recorded."""
    words = night.document.flat[start:end]
    row = _ROW_AT.match(words)
    if row and re.search(r"\bmin", night.document.flat[max(night.span[0], start - 240) : start]):
        night.put("minutes", Decimal(row["bare"]), start + len(words) - len(words.lstrip()), end)
        night.limits.setdefault("minutes", "at_88")
    share = _SHARE_AT.search(words) or _SHARE_LABEL.search(words)
    if share:
        night.put("share", Decimal(share["share"]), start + share.start(), start + share.end())


def _saturations(night: Night, start: int, end: int, told: bool) -> None:
    flat = night.document.flat
    for name, pattern in (("low", _LOW), ("mean", _MEAN), ("awake", _BASE)):
        for match in pattern.finditer(flat, start, end):
            value = Decimal(match["n"])
            if 40 <= value <= 100 and not re.search(r"pulse|heart|\bhr\b|events?", match[0]):
                night.put(name, value, match.start(), match.end())
                break
    match = _LOW_BACK.search(flat, start, end) if told and "low" not in night.values else None
    if match and 40 <= Decimal(match["n"] or match["m"]) <= 100:
        night.put("low", Decimal(match["n"] or match["m"]), match.start(), match.end())


def _times(night: Night, start: int, end: int, told: bool) -> None:
    flat = night.document.flat
    if not told and _LONGEST.search(flat, start, end) and not _LISTED.search(flat, start, end):
        return
    for pattern in (_TIME_AT, _T88, _TIME_LABEL, _TIME_AT_OR_LESS, _TIME_BEFORE, *((_TIME_WITH_LOW,) if told else ())):
        match = pattern.search(flat, start, end)
        if match is None:
            continue
        limit, sign = match["limit"], flat[match.start() : match.start("limit")]
        strict = bool(re.search(r"(?:<(?!=)|\bbelow|\bunder|less than)\s?$", sign)) and not re.search(
            r"or (?:below|under)\s?$|at/below\s?$", sign
        )
        if limit.startswith("89") and not strict:
            continue
        kind = "below_88" if strict and limit.startswith("88") else "at_88"
        if kind == "at_88" and night.limits.get("minutes") == "below_88":
            del night.values["minutes"], night.limits["minutes"]
        night.put("minutes", _minutes(match), _first(flat, match), match.end())
        night.limits.setdefault("minutes", kind)
        return


def _first(flat: str, match: re.Match[str]) -> int:
    """Where the match begins without leading blanks."""
    return match.start() + len(match[0]) - len(match[0].lstrip())


def _minutes(match: re.Match[str]) -> Decimal:
    """A length of time in minutes; 'h:mm' of a recording, 'h:mm:ss' elsewhere."""
    groups = match.groupdict()
    if groups.get("bare") is not None:
        return Decimal(match["bare"])
    if match["h"] is not None:
        return Decimal(match["h"]) * 60 + Decimal(match["m"] or 0)
    if match["clock"] is not None:
        parts = [int(p) for p in match["clock"].split(":")]
        if len(parts) == 3:
            return Decimal(parts[0] * 60 + parts[1]) + Decimal(parts[2]) / 60
        return Decimal(parts[0] * 60 + parts[1])
    if match["dec"] is not None:
        return Decimal(match["dec"]) * 60
    return Decimal(match["min"])


def _place(document: Document, start: int, end: int) -> Place:
    """The line of a value, or the words where the line is long or they run over it."""
    line = line_at(document, start)
    if end <= line.end and line.end - line.start <= 200:
        return document.place(line.start, line.end)
    return document.place(start, end)
