"""Reads a question about a procedure into what each place of its code should say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from accord.connectors.icd10.pcs.levels import read_levels
from accord.connectors.icd10.pcs.lexicon import LONGEST_PHRASE, Lexicon, falling
from accord.connectors.icd10.pcs.words import EMPTY, SIDES, side, telling, tokens

PASSES = 3
VERB_ENDINGS = ("ed", "ing", "er", "al")
PREFIXES = ("micro", "mini", "hemi", "video", "endo", "trans", "sub", "pan", "re", "de")
LEAST_TO_SPELL = 5
TIMES = re.compile(r"x([1-4])")
NUMBERS = {"1": "one", "2": "two", "3": "three", "4": "four", "single": "one", "double": "two", "triple": "three",
           "quadruple": "four"}  # fmt: skip
INSPECTION, EXCISION, RESECTION, REMOVAL, INSERTION = "Inspection", "Excision", "Resection", "Removal", "Insertion"
AGAIN, OTHER_EXTENT = 0.15, 0.5
ENDOSCOPIC = ("scopy", "scopic")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that was said: its official wordings, each as folded words with a weight."""

    said: str
    wordings: tuple[tuple[frozenset[str], float], ...]
    weak: bool = False

    @classmethod
    def of(cls, said: str, words: Sequence[str], weak: bool = False) -> Meaning:
        """Official words in falling order of likelihood. weak -- said in passing: by a '-scopy', or within the name of a device."""
        return cls(said, tuple((telling(word), weight) for word, weight in falling(tuple(words)).items()), weak)


@dataclass
class Reading:
    """What a question says of the places of a code.

    operations -- for each word that tells one: name of the operation -> weight. starts -- beginnings of codes that the
    alphabetic index gives, with a weight. approaches -- fifth place -> weight. plain -- words to look for in names.
    """

    operations: list[Mapping[str, float]] = field(default_factory=list[Mapping[str, float]])
    sites: list[Meaning] = field(default_factory=list[Meaning])
    devices: list[Meaning] = field(default_factory=list[Meaning])
    qualifiers: list[Meaning] = field(default_factory=list[Meaning])
    approaches: dict[str, float] = field(default_factory=dict[str, float])
    starts: dict[str, float] = field(default_factory=dict[str, float])
    access: list[Mapping[str, float]] = field(default_factory=list[Mapping[str, float]])
    undoing: list[Mapping[str, float]] = field(default_factory=list[Mapping[str, float]])
    extents: set[str] = field(default_factory=set[str])
    side: str = ""
    plain: list[str] = field(default_factory=list[str])
    corrected: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def wanted(self) -> Mapping[str, float]:
        """Operation -> weight. Looking is part of doing: an inspection counts only where nothing else is told."""
        doing = [told for told in self.operations if INSPECTION not in told or len(told) > 1]
        doing = self.undoing or doing or self.operations or self.access
        best: dict[str, float] = {}
        for told in doing:
            for name, weight in told.items():
                best[name] = max(best.get(name, 0.0), weight) + AGAIN * min(best.get(name, 0.0), weight)
        if REMOVAL in best and self.devices:
            best.update({name: best[name] * OTHER_EXTENT for name in (EXCISION, RESECTION, INSERTION) if name in best})
            best[REMOVAL] = 1.0
        for told, other in ((EXCISION, RESECTION), (RESECTION, EXCISION)):
            if self.extents == {told} and told in best and other in best:
                best[other] *= OTHER_EXTENT
        return best

    @property
    def doing(self) -> bool:
        """Is more done than looked?"""
        return INSPECTION not in self.wanted


@dataclass(frozen=True)
class Said:
    """What the index at hand knows of a phrase: beginnings of codes, operations that 'see' names, words of 'use'."""

    starts: Mapping[str, float]
    operations: tuple[str, ...]
    sites: tuple[str, ...]
    devices: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Is the phrase not in the index?"""
        return not (self.starts or self.operations or self.sites or self.devices)


@dataclass(frozen=True)
class Known:
    """What a reader needs of the index: the alphabetic index, official words by place, and spelling."""

    look_up: Callable[[str], Said]
    operations: Mapping[str, str]
    site_words: frozenset[str]
    device_words: frozenset[str]
    qualifier_words: frozenset[str]
    spell: Callable[[str], str]


def read(question: str, words: Lexicon, known: Known) -> Reading:
    """Every word of the question is used: as official words, by our table, by the alphabetic index, or as it is."""
    reading = Reading(side=side(question))
    text, regions, joints = read_levels(question)
    if regions:
        reading.sites.append(Meaning.of("levels", [f"{region} Joint" for region in regions] + [regions[0]]))
        if joints > 1:
            reading.sites.append(Meaning.of("levels", ["2 or more"]))
    said = [word for word in _instead(tokens(text), words) if word not in EMPTY]
    reading.plain = list(said)
    place = 0
    while place < len(said):
        place += _read_at(said, place, reading, words, known)
    return reading


def _instead(said: list[str], words: Lexicon) -> list[str]:
    for _ in range(PASSES):
        replaced, place = list[str](), 0
        while place < len(said):
            size, other = _replacement(said, place, words)
            replaced += other
            place += size
        if replaced == said:
            break
        said = replaced
    return said


def _replacement(said: list[str], place: int, words: Lexicon) -> tuple[int, list[str]]:
    for size in range(LONGEST_PHRASE, 0, -1):
        phrase = " ".join(said[place : place + size])
        if phrase in words.instead and place + size <= len(said):
            return size, tokens(words.instead[phrase])
    return 1, [said[place]]


def _read_at(said: list[str], place: int, reading: Reading, words: Lexicon, known: Known) -> int:
    """Reads the longest phrase that means something from here on, and says how many words it has."""
    for size in range(min(LONGEST_PHRASE, len(said) - place), 1, -1):
        phrase = " ".join(said[place : place + size])
        found = known.look_up(phrase)
        told = _by_table(phrase, reading, words)
        _by_index(phrase, found, reading)
        if operation := known.operations.get(phrase):
            reading.operations.append({operation: 1.0})
            told = True
        if told or found.sites or found.devices:
            if phrase in words.device or found.devices:
                _sites_in_passing(said[place : place + size], reading, words, known)
            elif phrase in words.site:
                named = [word for word in said[place : place + size] if word in words.device]
                reading.devices.extend(Meaning.of(word, words.device[word]) for word in named)
            return size
    _read_word(said[place], reading, words, known)
    return 1


def _sites_in_passing(said: list[str], reading: Reading, words: Lexicon, known: Known) -> None:
    """A device is named by its place, too: a saphenous vein is a graft, or what is treated."""
    for word in said:
        if word in words.site:
            reading.sites.append(Meaning.of(word, words.site[word], weak=True))
        elif word in known.site_words:
            reading.sites.append(Meaning.of(word, [word], weak=True))


def _read_word(word: str, reading: Reading, words: Lexicon, known: Known, spelt: bool = False) -> None:
    if word in SIDES:
        return
    if times := TIMES.fullmatch(word):
        word = times[1]
    word = NUMBERS.get(word, word)
    told = _by_table(word, reading, words)
    if not told and (operation := known.operations.get(word)):
        reading.operations.append({operation: 1.0})
        told = True
    told |= _by_index(word, known.look_up(word), reading, starts_only=told)
    told |= _by_parts(word, reading, words)
    if word in known.site_words and word not in words.site:
        reading.sites.append(Meaning(word, ((frozenset({word}), 1.0),)))
    elif told:
        return
    elif word in known.device_words:
        reading.devices.append(Meaning(word, ((frozenset({word}), 1.0),)))
    elif word in known.qualifier_words:
        reading.qualifiers.append(Meaning(word, ((frozenset({word}), 1.0),)))
    elif not spelt and (rest := _without_prefix(word, words, known) or _without_ending(word, words)):
        _read_word(rest, reading, words, known)
    elif not spelt and len(word) >= LEAST_TO_SPELL and (better := known.spell(word)):
        reading.corrected[word] = better
        meant = _instead([better], words)
        reading.plain = [part for plain in reading.plain for part in (meant if plain == word else [plain])]
        for part in meant:
            _read_word(part, reading, words, known, spelt=True)


def _without_prefix(word: str, words: Lexicon, known: Known) -> str:
    """'microdiscectomy' is a discectomy; nothing where what is left means nothing either."""
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and (rest in words.operation or words.taken_apart(rest) or not known.look_up(rest).empty):
            return rest
    return ""


def _without_ending(word: str, words: Lexicon) -> str:
    """'drained' is said of what 'drain' is said of, 'widening' of 'wide'; nothing where our table has no such word."""
    for ending in VERB_ENDINGS:
        rest = word.removesuffix(ending)
        for way in (rest, f"{rest}e", rest[:-1] if rest[-1:] == rest[-2:-1] else rest):
            if rest != word and (way in words.operation or way in words.approach or way in words.device):
                return way
    return ""


def _by_table(phrase: str, reading: Reading, words: Lexicon) -> bool:
    told = False
    if names := words.operation.get(phrase):
        reading.operations.append(falling(names))
        told = True
    for table, meanings in ((words.site, reading.sites), (words.device, reading.devices), (words.qualifier, reading.qualifiers)):  # fmt: skip
        if official := table.get(phrase):
            itself = (phrase,) if table is words.site and " " not in phrase else ()
            meanings.append(Meaning.of(phrase, (*official[:1], *itself, *official[1:])))
            told = True
    if values := words.approach.get(phrase):
        _approach(reading, values)
        told = True
    if names := words.undoing.get(phrase):
        reading.undoing.append(falling(names))
        told = True
    if names := words.access.get(phrase):
        reading.access.append(falling(names))
        told = True
    if extent := words.extent.get(phrase):
        reading.extents.add(extent)
        told = True
    return told


def _approach(reading: Reading, values: str) -> None:
    for value, weight in falling(tuple(values)).items():
        reading.approaches[value] = max(reading.approaches.get(value, 0.0), weight)


def _by_index(phrase: str, found: Said, reading: Reading, starts_only: bool = False) -> bool:
    if found.empty:
        return False
    for start, weight in found.starts.items():
        reading.starts[start] = max(reading.starts.get(start, 0.0), weight)
    if starts_only:
        return True
    if found.operations:
        reading.operations.append(dict.fromkeys(found.operations, 1.0))  # the index lists by letter
    if found.sites:
        reading.sites.append(Meaning.of(phrase, found.sites))
    if found.devices:
        reading.devices.append(Meaning.of(phrase, found.devices))
    return True


def _by_parts(word: str, reading: Reading, words: Lexicon) -> bool:
    """A word made of beginnings and an ending; what our table says of the whole word goes before its ending."""
    parts = words.taken_apart(word)
    if parts is None:
        return False
    stems, ending = parts
    if word not in words.operation and word not in words.access:
        reading.operations.append(falling(words.ending[ending]))
    if word not in words.site:
        weak = ending in ENDOSCOPIC or word in words.access
        reading.sites.extend(Meaning.of(stem, words.stem[stem], weak) for stem in stems)
    if ending in ENDOSCOPIC:
        _approach(reading, words.approach["scopy"])
    return True
