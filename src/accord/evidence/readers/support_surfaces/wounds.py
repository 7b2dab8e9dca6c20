"""Wounds as papers tell them: where, which stage, how large, on which day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.spine.passages import Passage
from accord.evidence.readers.support_surfaces.subject import days_in, is_record, paper_day
from accord.records.findings import Presence, Time, Whose

SITES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sacrum", lazy_pattern(r"\bsacr\w*|\bcoccy\w*")),
    ("ischium", lazy_pattern(r"\bischi(?!em)\w*")),
    ("trochanter", lazy_pattern(r"\btroch\w*|\bhips?\b")),
    ("buttock", lazy_pattern(r"\bbuttocks?\b|\bglute\w*")),
    (
        "back",
        lazy_pattern(
            r"\b(?:upper |lower |mid )?back\b(?! (?:to|from|in|on|at|of|home|up))|\bscapula\w*|\bspinous\b|\bthoracic spine\b|"
            r"\biliac crest\b"
        ),
    ),
    ("heel", lazy_pattern(r"\bheels?\b|\bcalcane\w*")),
    (
        "limb",
        lazy_pattern(
            r"\bankles?\b|\bmalleol\w*|\bfoot\b|\btoes?\b|\bcalf\b|\bshin\b|\bknees?\b|\belbows?\b|\bocciput\b|\bears?\b"
        ),
    ),
)
TRUNK = ("sacrum", "ischium", "trochanter", "buttock", "back")
STAGE = lazy_pattern(
    r"\b(?:stages?|stg\.?|st\.?|grade|category|cat)[ :.#-]{0,3}(?P<stage>iv|i{1,3}|[1-4])s?\b(?! ?(?:x ?)?\d? ?(?:ckd|"
    r"kidney|cancer|copd|lung))|(?P<partial>\bpartial[- ]thickness)|(?P<full>\bfull[- ]thickness)|"
    r"(?P<unstageable>\bunstag\w+)|(?P<dti>\bdeep[- ]tissue (?:pressure )?(?:injur\w+|damage)|\b(?:s?dtp?i)\b)|"
    r"(?P<masd>\bmasd\b|\biad\b|\bdermatitis\b|\bmoisture[- ]associated|\bincontinence[- ]associated)"
)
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
NUMBER = r"\d{1,2}(?:\.\d{1,2})?"
SIZE = lazy_pattern(
    rf"(?<![\d.,/$#-])(?P<l>{NUMBER}) ?(?:cm|mm)? ?[x×*] ?(?P<w>{NUMBER})(?: ?(?:cm|"
    rf"mm)? ?[x×*] ?(?P<d>{NUMBER}))? ?(?P<unit>cm|mm)?(?![\d/])(?! ?(?:gauze|pads?|foams?|dressings?|in\b|inch|\"|"
    rf"days?|wks?|/))"
)
WAS = lazy_pattern(r"\b(?:was|from|previously|prior|down from|up from|compared (?:to|with))\W{0,4}(?:at )?$")
HEALED = lazy_pattern(
    r"\b(?:healed|closed|resolved|epitheliali[sz]ed|scar(?:red)?|excision|excised|s/p (?:flap|closure)|intact|clear|ok|okay|"
    r"blanchable|floated|no (?:breakdown|open|redness))\b"
)
WOUND = lazy_pattern(
    r"\bulcer\w*|\bwounds?\b|\bpressure (?:injur\w+|sores?|areas?)|\bdecub\w*|\bsores?\b|\binjur(?:y|ies)\b|"
    r"\bstages?\b|\bstg\b|\bst\.? ?(?:[1-4]|iv|i{2,3})\b|\bpi\b|\bopen areas?\b|\bthickness\b|\bunstag|\bdti\b|\bdtpi\b"
)
LEGEND = re.compile(
    r"\b(?:site|wound|wd|ulcer|w|#)\s*#?\s*(?P<name>[a-h]|\d)\s*[=:-]\s*(?P<words>[^\n]{3,60}?)(?=\s{3,}|;|\b(?:site|"
    r"wound|ulcer)\s*#?\s*[a-h\d]\s*[=:]|\n|$)"
)
LOG_ROW = re.compile(
    rf"^\W*(?P<date>\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{4}}-\d\d-\d\d)\s+(?:#|site |wound )?(?P<name>[a-h]|"
    rf"\d|"
    rf"[a-z][a-z "
    rf".]{{2,26}}?)\s+(?P<l>{NUMBER})\s*x?\s*(?P<w>{NUMBER})(?:\s*x?\s*(?P<d>{NUMBER}))?\s+(?:cm\s+)?(?:st(?:age|"
    rf"g)?\.?\s*)?(?P<stage>iv|i{{1,3}}|[1-4]|unst\w*|dti)\b"
)
LOCATED = lazy_pattern(r"^\W*(?:wound )?(?:location|site|wound|ulcer)\b[ #\d]*\W{0,3}")
NAMED = lazy_pattern(r"\bulcer|\bwound|\bpressure (?:injur|sore|area)|\bopen\b")
FLAP = lazy_pattern(r"\bflaps?\b|\bmyocutaneous\b|\bexcision of\b")
REOPENED = lazy_pattern(r"\bdehisc\w*|\breopen\w*|\bopen (?:area|wound|ulcer)|\bbreakdown\b|\bnew (?:ulcer|wound)")
FORMER = lazy_pattern(r"\b(?:history of|hx of?|h/o|previous\w*|prior|old|former\w*|past)\b[^.;]{0,44}$")
NONE_ELSE = lazy_pattern(
    r"\bno (?:other|additional|further|new|other open) (?:pressure )?(?:wounds?|ulcers?|injur\w+|areas?|sores?|lesions?|"
    r"breakdown)\b"
)
LEFT, RIGHT = lazy_pattern(r"\bleft\b|\blt\b|\bl\b\.?"), lazy_pattern(r"\bright\b|\brt\b|\br\b\.?")
BOTH = lazy_pattern(r"\bbilat\w*|\bboth\b|\bb/?l\b|\bl ?[+&/] ?r\b|\br ?[+&/] ?l\b|\beach\b(?= buttock)|\bbuttocks\b")


@dataclass(frozen=True, slots=True)
class Wound:
    """One wound as one passage tells it. site and side name it; stage is 1 to 4, unstageable, dti, masd or empty."""

    site: str
    side: str
    stage: str
    area: Decimal | None
    date: dt.date | None
    passage: Passage
    start: int
    end: int

    @property
    def key(self) -> str:
        """What makes it the same wound in another passage."""
        return f"{self.site} {self.side}".strip()

    @property
    def on_trunk(self) -> bool:
        """Is it on the trunk or pelvis?"""
        return self.site in TRUNK


def wounds_of(chart: Chart, passages: Sequence[Passage]) -> tuple[Wound, ...]:
    """Every open wound that a paper of the medical record tells, in order."""
    found: list[Wound] = []
    papers = {id(p.paper): p.paper for p in passages}
    for key, paper in papers.items():
        if not is_record(chart, paper):
            continue
        own = [p for p in passages if id(p.paper) == key]
        legend = legend_of(paper)
        for index, passage in enumerate(own):
            found += _rows(chart, passage, legend)
            dated = list(_dated_sizes(chart, own, index))
            found += dated or _told(chart, own, index)
    return tuple(found)


def legend_of(paper: Profile) -> dict[str, str]:
    """What the letters or numbers of a wound sheet stand for."""
    text = paper.document.text[paper.part.start : paper.part.end].lower()
    return {m["name"]: m["words"] for m in LEGEND.finditer(text) if sites_in(m["words"])}


def sites_in(words: str) -> list[tuple[str, re.Match[str]]]:
    """The places of the body that words name, in order."""
    found = [(name, m) for name, pattern in SITES for m in pattern.finditer(words)]
    return sorted(found, key=lambda pair: pair[1].start())


def places_in(words: str) -> list[tuple[str, re.Match[str]]]:
    """The places that words name, where 'hip (trochanter)' and 'sacrum/coccyx' are one."""
    found: list[tuple[str, re.Match[str]]] = []
    last = 0
    for name, match in sites_in(words):
        near = bool(found) and match.start() - last <= SAME_PLACE and LINKED.fullmatch(words, last, match.start())
        one = bool(found) and (
            found[-1][0] == name or ("/" in words[last : match.start()] and not SEVERAL.search(words))
        )
        if not (near and one):
            found.append((name, match))
        last = match.end()
    return found


SAME_PLACE = 14
LINKED = lazy_pattern(r"[ /(,-]*(?:region|area|of|the|greater|lower|upper|inner|medial)?[ /(,-]*")
SEVERAL = lazy_pattern(
    r"\b(?:ulcers|wounds|areas|injuries|pis|sores|multiple|both|bilateral|x ?[2-9])\b(?! (?:x|by)\b)"
)


def sides_in(words: str) -> tuple[str, ...]:
    """One side, two, or none told."""
    if BOTH.search(words):
        return ("left", "right")
    left, right = bool(LEFT.search(words)), bool(RIGHT.search(words))
    return ("left", "right") if left and right else ("left",) if left else ("right",) if right else ("",)


def _rows(chart: Chart, passage: Passage, legend: dict[str, str]) -> Iterator[Wound]:
    """Rows of a wound sheet whose letters a legend explains."""
    position = 0
    for line in passage.paper.document.text[passage.start : passage.end].lower().split("\n"):
        match = LOG_ROW.match(line)
        words = legend.get(match["name"], match["name"]) if match is not None else ""
        if match is not None and sites_in(words):
            name, _ = sites_in(words)[0]
            start = passage.start + position
            day = next((m.date.exact for m in days_in(chart, passage) if start <= m.start < start + len(line)), None)
            area = Decimal(match["l"]) * Decimal(match["w"])
            yield Wound(
                name, sides_in(words)[0], stage_word(match["stage"]), area, day, passage, start, start + len(line)
            )
        position += len(line) + 1


BEFORE_SIZE = 16
"""Characters between a date and the size that it dates."""
ABOVE = 8
ON = lazy_pattern(r" ?(?:cm)? ?(?:on|\(|@) ?")
"""What stands between a size and the day behind it."""


def _dated_sizes(chart: Chart, own: Sequence[Passage], index: int) -> Iterator[Wound]:
    """Sizes that each have their day before them ('3/25 5.0 x 4.2, 4/22 4.1 x 3.5'), of the place named before or above."""
    passage = own[index]
    pairs = [(m, day) for m in SIZE.finditer(passage.text) if (day := _day_before(chart, passage, m)) is not None]
    places = places_in(passage.text)
    if not pairs or (len(pairs) == 1 and places) or (places and places[0][1].start() > pairs[0][0].start()):
        return
    named = passage
    if not places:
        named = next((p for p in reversed(own[max(0, index - ABOVE) : index]) if sites_in(p.text)), passage)
        places = places_in(named.text)
        if len({name for name, _ in places}) != 1:
            return
    if _unreal(named, places[0][1]):
        return
    stages = list(STAGE.finditer(passage.text)) or list(STAGE.finditer(named.text))
    stage = _stage_of(stages[0]) if len({_stage_of(s) for s in stages}) == 1 else ""
    for match, day in pairs:
        before = [p for p in places if named is not passage or p[1].start() < match.start()]
        name, place = before[-1]
        side = sides_in(named.text[max(0, place.start() - 12) : place.end() + 14])[0] if name != "sacrum" else ""
        start = passage.start + match.start()
        low, high = max(passage.start, start - BEFORE_SIZE), passage.start + match.end()
        yield Wound(name, side, stage, area_in(match[0]), day, passage, low, high)


def _day_before(chart: Chart, passage: Passage, match: re.Match[str]) -> dt.date | None:
    """The day that stands right before a size, or behind it with 'on'."""
    at = passage.start + match.start()
    end = passage.start + match.end()
    for mention in days_in(chart, passage):
        if 0 <= mention.start - end <= ABOVE and ON.fullmatch(passage.text, match.end(), mention.start - passage.start):
            return mention.date.exact
    near = [m.date.exact for m in days_in(chart, passage) if 0 <= at - m.end <= BEFORE_SIZE and m.date.exact]
    return near[-1] if near else None


def stage_word(word: str) -> str:
    return ROMAN.get(word, "unstageable" if word.startswith("unst") else word)


def _stage_of(match: re.Match[str]) -> str:
    if match["stage"]:
        return stage_word(match["stage"])
    return next(
        {"partial": "2", "full": "3"}.get(k, k) for k in ("partial", "full", "unstageable", "dti", "masd") if match[k]
    )


def _told(chart: Chart, own: Sequence[Passage], index: int) -> Iterator[Wound]:
    """The wounds of one passage, with a stage or size from the lines below where it has none."""
    passage = own[index]
    text = passage.text
    places = places_in(text)
    if not places or not (WOUND.search(text) or SIZE.search(text) or LOCATED.search(text)):
        return
    if NONE_ELSE.search(text) or (FLAP.search(text) and not REOPENED.search(text)):
        return
    stages = list(STAGE.finditer(text))
    if not stages and not SIZE.search(text) and not NAMED.search(text) and not LOCATED.search(text):
        return
    seen: set[str] = set()
    for number, (name, place) in enumerate(places):
        low = places[number - 1][1].end() if number else 0
        high = places[number + 1][1].start() if number + 1 < len(places) else len(text)
        around = text[max(low, place.start() - 26) : min(high, place.end() + 14)]
        if _unreal(passage, place) or _is_healed(text, place, low, high):
            continue
        stage = _nearest_stage(stages, place, low, high) or _below(own, index, len(places))
        area = (
            area_in(text[place.start() : high])
            or (area_in(text) if len(places) == 1 else None)
            or _area_below(own, index, len(places))
        )
        for side in sides_in(around):
            key = f"{name} {side}"
            if key not in seen:
                seen.add(key)
                yield Wound(
                    name,
                    side if name != "sacrum" else "",
                    stage,
                    area,
                    _day(chart, passage, place),
                    passage,
                    passage.start,
                    passage.end,
                )


def _unreal(passage: Passage, place: re.Match[str]) -> bool:
    """Is the wound denied, supposed, planned, past or somebody else's?"""
    said = passage.told(place)
    if FORMER.search(passage.text[: place.start()]) is not None:
        return True
    return said is None or said[0] is Presence.ABSENT or said[1] is Time.PLANNED or said[2] is not Whose.PATIENT


def _is_healed(text: str, place: re.Match[str], low: int, high: int) -> bool:
    """Do the words of this place say that it is closed, or only red?"""
    words = text[max(low, place.start() - 20) : min(high, place.end() + 70)]
    match = HEALED.search(re.split(r"[;.](?!\d)", words)[0])
    return match is not None and re.search(r"\bnot (?:yet |fully )?$", words[: match.start()]) is None


def _nearest_stage(stages: Sequence[re.Match[str]], place: re.Match[str], low: int, high: int) -> str:
    """The stage told with a place: in its own stretch of the passage, else the only one there is."""
    own = [s for s in stages if low <= s.start() < high]
    masd = [s for s in stages if s["masd"]]
    if masd:
        return "masd"
    if own:
        return _stage_of(min(own, key=lambda s: min(abs(s.start() - place.end()), abs(place.start() - s.end()))))
    return _stage_of(stages[0]) if len(stages) == 1 else ""


BELOW = 4


def _below(own: Sequence[Passage], index: int, places: int) -> str:
    """The stage in the lines below that name no other place ('Location: sacrum', 'Stage: III')."""
    for passage in _following(own, index) if places == 1 else ():
        match = STAGE.search(passage.text)
        if match is not None:
            return _stage_of(match)
    return ""


def _area_below(own: Sequence[Passage], index: int, places: int) -> Decimal | None:
    for passage in _following(own, index) if places == 1 else ():
        area = area_in(passage.text)
        if area is not None:
            return area
    return None


def _following(own: Sequence[Passage], index: int) -> Iterator[Passage]:
    for passage in own[index + 1 : index + 1 + BELOW]:
        if sites_in(passage.text):
            return
        yield passage


def area_in(text: str) -> Decimal | None:
    """Length times width of the first size that is not an earlier one, in square centimetres."""
    for match in SIZE.finditer(text):
        if WAS.search(text[: match.start()]):
            continue
        scale = Decimal("0.01") if match["unit"] == "mm" else Decimal(1)
        return Decimal(match["l"]) * Decimal(match["w"]) * scale
    return None


def _day(chart: Chart, passage: Passage, place: re.Match[str]) -> dt.date | None:
    """The day at the head of the line, else that of the paper."""
    before = [m for m in days_in(chart, passage) if m.end <= passage.start + place.start() and m.date.exact]
    if before and before[0].start - passage.start < 6:
        return before[0].date.exact
    return paper_day(passage.paper)
