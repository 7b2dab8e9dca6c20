"""What kind of test a report is of: type I to IV, arterial tone, oximetry alone; where; by which channels.

Source of the kinds that count: NCD 240.4.1, section B.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from accord.evidence.readers.sleep_tests.study import Study
from accord.records.places import Place

FACILITY, HOME, UNKNOWN = "facility", "home", "unknown"

_TYPES = re.compile(
    r"\b(?:type|level)[ -]?(?P<n>iv|iii|ii|i|[1-4])\b(?!\W{0,2}(?:diab|dm\b|d\.m|respiratory|resp\b|trauma))"
)
_CODES = {
    "95810": "1",
    "95811": "1",
    "95808": "1",
    "95782": "1",
    "95783": "1",
    "g0398": "2",
    "g0399": "3",
    "95806": "3",
    "95800": "pat",
    "g0400": "4",
}
_CODE = re.compile(r"(?<![\w.])(?P<code>" + "|".join(_CODES) + r")(?!\w)")
_NUMERALS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PAT = re.compile(
    r"watch-?pat|peripheral arterial (?:tone|tonometry)|\bpat\b(?= (?:signal|amplitude|based|device|probe|"
    r"technology|study|test|sensor))|night-?owl\b|sleepimage ring"
)
_ATTENDED = re.compile(
    r"\battended\b|technologist[ -]attended|in[ -](?:lab(?:oratory)?|facility|center|hospital)\b(?! values)|"
    r"overnight in (?:the |our )?(?:sleep )?lab|\bfacility[ -]based\b|\bfacility (?:study|test|polysomn\w*|psg)\b"
)
_UNATTENDED = re.compile(
    r"\bunattended\b|\bhome sleep\b|\bhsa?t\b|\bhome (?:study|test|recording|apnea)|at home\b|in[ -]home|"
    r"portable (?:monitor\w*|recorder|study)|out[ -]of[ -]center|"
    r"recorder (?:issued|mailed|shipped|posted|picked up|returned)|self[ -]applied|\bg039[89]\b|\bg0400\b|"
    r"\b95806\b|\b95800\b|\b95801\b"
)
_POLYSOMNOGRAM = re.compile(r"polysomnogra|\bn?psg\b|split[ -]?night")
_NEGATED = re.compile(
    r"\b(?:not|no|non|never|prior|previous|recommend\w*|suggest\w*|consider\w*|if|needs?|advis\w+|order\w*|"
    r"schedule\w*|confirm\w*|follow-?up|should)\b[^.;]{0,40}$"
)
_CHANNELS: dict[str, str] = {
    "airflow": r"air ?flow|nasal (?:pressure|flow|cannula)|cannula|thermist\w+|thermal|pressure flow|\bflow\b",
    "effort": r"\beffort|\brip\b|\bbelts?\b|thorac\w+|abdom\w+|chest\b|plethysmogra\w+",
    "oximetry": r"oximet\w+|\bspo2\b|\bsao2\b|saturation",
    "pulse": r"\bpulse\b(?! ox)|heart rate|\becg\b|\bekg\b",
    "position": r"\bpos(?:ition|\.)",
    "snore": r"\bsnor\w+|microphone",
    "eeg": r"\beeg\b|\bf3\b|\bc3\b",
    "eog": r"\beog\b",
    "emg": r"\bemg\b",
    "actigraphy": r"actigra\w+",
    "tone": r"arterial ton\w+|\bpat\b",
}
_COUNTED = re.compile(r"\b(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight)[ -]?channels?\b")
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_LISTING = re.compile(
    r"channels?|montage|recorder|device|sensors?|signals?|unit|equipment|recorded|type|study class|monitor\w*|"
    r"parameters|watch-?pat|leads?"
)
_OXIMETRY_ALONE = re.compile(
    r"overnight (?:pulse )?oximetry|nocturnal oximetry|oximetry (?:only|alone|screen\w*)|single[ -]channel"
)


@dataclass(frozen=True)
class Kind:
    """kind -- '1' to '4', 'pat', 'oximetry' or 'unknown'; channels -- how many are named; places -- the words that say so."""

    kind: str
    setting: str
    channels: int
    airflow: bool
    places: tuple[Place, ...]

    @property
    def counts(self) -> bool | None:
        """Is it one of the kinds that Medicare accepts? None when the report does not say enough."""
        if self.kind in ("1", "2", "3", "pat"):
            return True
        if self.kind == "oximetry":
            return False
        if self.kind == "4":
            return (self.channels >= 3) if self.channels else None
        return True if self.channels >= 3 and self.airflow else None


def kind_of(study: Study) -> Kind:
    """What the report says of its kind."""
    said = list(_stated(study))
    setting, where = _setting(study)
    channels, airflow, listed = _channels(study)
    types = list(dict.fromkeys(named for named, _ in said))
    places = [place for _, place in said[:2]] + where[:1] + listed[:1]
    if not types and _POLYSOMNOGRAM.search(study.flat[:700]) and (setting == FACILITY or "eeg" in _named(study.flat)):
        types = ["1" if setting == FACILITY else "2" if setting == HOME else "1"]
        places = where[:1] + _first(study, _POLYSOMNOGRAM) + listed[:1]
    if study.is_oximetry:
        types, places = ["oximetry"], [study.place(study.start, min(study.end, study.start + 120))]
    if (
        not types
        and _OXIMETRY_ALONE.search(study.flat)
        and channels <= 2
        and not re.search(r"air ?flow|cannula|effort", study.flat)
    ):
        types, places = ["oximetry"], _first(study, _OXIMETRY_ALONE)
    if setting == UNKNOWN and types:
        setting = FACILITY if types[0] == "1" else HOME if types[0] in ("2", "3", "4", "pat") else UNKNOWN
    kind = types[0] if len(types) == 1 else _settled(types)
    return Kind(kind, setting, channels, airflow, tuple(dict.fromkeys(places)))


def _settled(types: list[str]) -> str:
    """Two kinds named: arterial tone with its code's type is one test; else it is not settled."""
    if not types:
        return "unknown"
    return "pat" if "pat" in types else types[0] if set(types) <= {"3", "4"} and types[0] == "3" else "unknown"


def _stated(study: Study) -> Iterable[tuple[str, Place]]:
    for sentence in study.sentences:
        words = study.document.flat[sentence.start : sentence.end]
        place = study.place(sentence.start, sentence.end)
        for match in _TYPES.finditer(words):
            if not _NEGATED.search(words[: match.start()]):
                yield _NUMERALS.get(match["n"], match["n"]), place
        for match in _CODE.finditer(words):
            yield _CODES[match["code"]], place
        match = _PAT.search(words)
        if match and not _NEGATED.search(words[: match.start()]):
            yield "pat", place


def _setting(study: Study) -> tuple[str, list[Place]]:
    """Facility or home; unknown where both or neither are said."""
    attended, unattended = _unnegated(study, _ATTENDED), _unnegated(study, _UNATTENDED)
    if attended and not unattended:
        return FACILITY, attended
    if unattended and not attended:
        return HOME, unattended
    if attended and unattended:
        first = attended[0].start < unattended[0].start
        return (
            (FACILITY, attended)
            if first and attended[0].start < study.start + 500
            else (HOME, unattended)
            if not first
            else (UNKNOWN, attended)
        )
    return UNKNOWN, []


def _unnegated(study: Study, pattern: re.Pattern[str]) -> list[Place]:
    found: list[Place] = []
    for sentence in study.sentences:
        words = study.document.flat[sentence.start : sentence.end]
        match = pattern.search(words)
        if match and not _NEGATED.search(words[: match.start()]):
            found.append(study.place(sentence.start, sentence.end))
    return found


def _first(study: Study, pattern: re.Pattern[str]) -> list[Place]:
    return _unnegated(study, pattern)[:1]


def _named(words: str) -> set[str]:
    return {name for name, pattern in _CHANNELS.items() if re.search(pattern, words)}


def _channels(study: Study) -> tuple[int, bool, list[Place]]:
    """How many channels the report names or counts, whether airflow is among them, and where."""
    best: set[str] = set()
    where: list[Place] = []
    counted = 0
    sentences = study.sentences
    for position, sentence in enumerate(sentences):
        words = study.document.flat[sentence.start : sentence.end]
        match = _COUNTED.search(words)
        if match:
            counted = max(counted, _WORDS.get(match["n"]) or int(match["n"]))
        if match or _LISTING.search(words):
            following = sentences[position + 1] if position + 1 < len(sentences) else sentence
            joined = words + " " + study.document.flat[following.start : following.end]
            named = _named(joined)
            if len(named) > len(best):
                best, where = named, [study.place(sentence.start, sentence.end)]
    return max(counted, len(best)), "airflow" in best, where
