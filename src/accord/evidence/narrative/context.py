"""How a statement about something is meant: present, absent or possible; now, past or planned; the patient's or another's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accord.evidence.narrative.cues import INNER_HYPHEN, PERSONS, Direction, Hit, hits_in
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.past import copied_at, past_year
from accord.evidence.narrative.sections import section_at, titles_between
from accord.evidence.narrative.sentences import Sentence, SentenceKind, Span, sentence_at
from accord.evidence.narrative.ticks import Tick, Ticked, ticked_at
from accord.records.documents import Document
from accord.records.findings import Presence, Time, Whose


@dataclass(frozen=True, slots=True)
class Assertion:
    """What the words around a mention say about it, and the words that say so.

    hypothetical -- it is spoken of as something that might come, in a condition, a warning or teaching.
    cues         -- the words that decided, as offsets into the document; empty where a section heading did.
    """

    presence: Presence = Presence.PRESENT
    time: Time = Time.CURRENT
    whose: Whose = Whose.PATIENT
    hypothetical: bool = False
    cues: tuple[Span, ...] = ()

    @property
    def holds(self) -> bool:
        """Is it said to be so, of the patient, now?"""
        return (
            self.presence is Presence.PRESENT
            and self.time is Time.CURRENT
            and self.whose is Whose.PATIENT
            and not self.hypothetical
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """How far, in characters, a kind of cue speaks, and which stops end it."""

    forward: int
    backward: int
    stops: frozenset[str]


ALL = frozenset({"stop_all"})
CLAUSE = ALL | {"stop_clause"}
LIST = CLAUSE | {"stop_list"}
REACH: dict[str, Reach] = {
    "negation": Reach(110, 45, LIST),
    "possible": Reach(90, 40, CLAUSE),
    "hypothetical": Reach(400, 40, ALL),
    "planned": Reach(150, 40, CLAUSE),
    "past": Reach(150, 45, LIST | {"stop_past"}),
    "stopped": Reach(60, 60, LIST),
    "family": Reach(140, 45, CLAUSE | {"stop_heading"}),
    "other": Reach(140, 45, CLAUSE | {"stop_heading"}),
    "copied": Reach(2000, 2000, frozenset()),
}
# what a name of a state begins with: 'status post bypass' is past by its own words
AFTER_IT = frozenset({"status post", "s/p", "history of", "h/o"})
# 'past medical history is significant for' speaks of all that is listed behind it
LISTING, ENUMERATED = ("significant for", "positive for", "notable for", "remarkable for"), Reach(400, 45, LIST)
TIMES = {"planned": Time.PLANNED, "past": Time.PAST, "stopped": Time.PAST, "copied": Time.PAST}


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence made ready for cues: its text folded, its cues and stops.

    parts -- offsets of the folded text at which a stretch of unchanged length begins; origins -- where each of those
    stands in the document.
    """

    text: str
    parts: Sequence[int]
    origins: Sequence[int]
    cues: Sequence[Hit]
    stops: Sequence[Hit]

    def origin(self, offset: int) -> int:
        """Where a character of the folded text stands in the document."""
        part = bisect_right(self.parts, offset) - 1
        return self.origins[part] + offset - self.parts[part]

    def offset(self, origin: int) -> int:
        """Where a character of the document stands in the folded text."""
        part = bisect_right(self.origins, origin) - 1
        offset = self.parts[part] + origin - self.origins[part]
        return min(offset, self.parts[part + 1]) if part + 1 < len(self.parts) else min(offset, len(self.text))

    def span(self, hit: Hit) -> Span:
        """A cue's words in the document."""
        return Span(self.origin(hit.start), self.origin(hit.end - 1) + 1)


FOLD = re.compile(r"[\s|]{2,}|[\r\n\t|]")


def _read(document: Document, start: int, end: int) -> Reading:
    """Column gaps become tabs, other white space one blank, hyphens within words blanks."""
    raw, flat = document.text[start:end], document.flat[start:end]
    if "’" in flat:
        flat = flat.replace("’", "'")
    pieces: list[str] = []
    parts, origins = [0], [start]
    position = length = 0
    for gap in FOLD.finditer(raw):
        pieces += (flat[position : gap.start()], _gap(gap[0]))
        length += gap.start() - position + 1
        position = gap.end()
        parts.append(length)
        origins.append(start + position)
    text = "".join([*pieces, flat[position:]]) if pieces else flat
    text = INNER_HYPHEN.sub(" ", text) if "-" in text else text
    return Reading(text, parts, origins, *hits_in(text))


def _gap(words: str) -> str:
    if "|" in words or "\t" in words:
        return "\t"
    return "\t" if len(words) > 2 and "\n" not in words and "\r" not in words else " "


@per_document
def _readings(document: Document) -> dict[tuple[int, int], Reading]:
    """The sentences read so far; filled as they are asked for."""
    del document
    return {}


def _reading_of(document: Document, sentence: Sentence) -> Reading:
    kept = _readings(document)
    key = (sentence.start, sentence.end)
    if key not in kept:
        kept[key] = _without_titles(document, sentence, _read(document, *key))
    return kept[key]


def _without_titles(document: Document, sentence: Sentence, reading: Reading) -> Reading:
    """Leave out cues that are part of a heading: 'Past history:' does not put what follows in the past.

    A line that only looks like a heading, as 'FH DM', still says whose it is.
    """
    titles = titles_between(document, sentence.start, sentence.end)
    if not titles or not reading.cues:
        return reading
    kept = [
        h
        for h in reading.cues
        if h.cue.kind in PERSONS or not any(t.start <= reading.origin(h.start) < t.end for t in titles)
    ]
    return replace(reading, cues=kept)


def assertion(document: Document, start: int, end: int) -> Assertion:
    """How the words document.text[start:end] are meant, by their sentence, the marks around it and their section.

    In a form the boxes decide: the label of a ticked box and a question answered yes are present, a question answered
    no is absent, and what is left blank, unclear or contradictory is only possible and hypothetical.
    """
    ticked = ticked_at(document, start)
    if ticked and ticked.says is Tick.NOTHING:
        return Assertion(Presence.POSSIBLE, hypothetical=True, cues=(ticked.mark,))
    if ticked:
        return _answered(document, ticked, start, end)
    sentence = sentence_at(document, start) or Sentence(start, end, SentenceKind.PROSE)
    reading = _reading_of(document, sentence)
    first = reading.offset(start)
    found = applying(reading, first, max(reading.offset(end), first + 1))
    spans = {kind: reading.span(hit) for kind, hit in found.items()}
    if "copied" in spans and found["copied"].cue.direction is Direction.FORWARD:
        spans["copied"] = Span(sentence.start, spans["copied"].end)
    copied = copied_at(document, start)
    if copied:
        spans["copied"] = copied
    year = None if spans.keys() & TIMES.keys() else past_year(document, sentence, start, end)
    if year:
        spans["past"] = year
    return _with_section(section_at(document, start).name, reading, first, spans)


def _answered(document: Document, ticked: Ticked, start: int, end: int) -> Assertion:
    """The assertion within a label or question: its own words, then the answer."""
    reading = _read(document, ticked.words.start, ticked.words.end)
    first = reading.offset(start)
    found = applying(reading, first, max(reading.offset(end), first + 1))
    spans = {kind: reading.span(hit) for kind, hit in found.items() if kind != "possible"}
    if ticked.says is Tick.NO:
        spans["negation"] = ticked.mark
    if ticked.says is Tick.FORMER:
        spans["past"] = ticked.mark
    return _with_section("form", reading, first, spans)


def applying(reading: Reading, first: int, last: int) -> dict[str, Hit]:
    """The nearest cue of each kind that speaks of reading.text[first:last]."""
    found: dict[str, tuple[int, Hit]] = {}
    for hit in reading.cues:
        distance = _distance(reading, hit, first, last)
        kind = hit.cue.kind
        if distance is not None and (kind not in found or distance < found[kind][0]):
            found[kind] = (distance, hit)
    times = [(found[kind][0], kind) for kind in TIMES if kind in found]
    for _, kind in sorted(times)[1:]:
        del found[kind]
    return {kind: hit for kind, (_, hit) in found.items()}


def _distance(reading: Reading, hit: Hit, first: int, last: int) -> int | None:
    """Characters between the cue and the words it speaks of; None when it does not reach them."""
    reach = ENUMERATED if hit.cue.kind == "past" and hit.cue.words.endswith(LISTING) else REACH[hit.cue.kind]
    forward = hit.cue.direction is Direction.FORWARD
    if hit.cue.words in AFTER_IT and hit.start == first and hit.end < last:
        return 0
    left, right = (hit.end, first) if forward else (last, hit.start)
    if left > right or right - left > (reach.forward if forward else reach.backward):
        return None
    if any(_between(s, left, right, forward) and _ends(s, hit, reach, reading.text) for s in reading.stops):
        return None
    between = reading.text[left:right]
    if forward and hit.cue.kind == "negation" and _speaks_of_effect(reading.text, hit, between, last):
        return None
    passes = _passes_forward if forward else _passes_backward
    return right - left if passes(hit, between, reading.text) else None


EFFECT_AFTER = re.compile(
    r"[^,;.\t]{0,40}\b(?:helped|helps|help|relieved|relieves|provided|provides|gave|worked|works|controlled|improved|allows?|enables?|"
    r"suffices?|sufficed|lasted|made a difference|(?:is|are|was|were) (?:enough|sufficient|adequate|effective|safe))\b"
)
DOSE_AFTER = re.compile(r" (?:[a-z]+ )?\d[\d.,]* ?(?:mg|mcg|g|units?|u|ml|bid|tid|qid|qd|daily|qhs|qam|hs)\b")


def _speaks_of_effect(text: str, hit: Hit, between: str, last: int) -> bool:
    """'Neither naproxen nor tramadol helped' denies the help, not the drugs; a drug with a dose after 'no x,' is taken."""
    if "," in between and DOSE_AFTER.match(text, last):
        return True
    return hit.cue.words in ("no", "neither", "nor", "none of") and EFFECT_AFTER.match(text, last) is not None


def _between(stop: Hit, left: int, right: int, forward: bool) -> bool:
    """Does a stop begin (looking ahead) or end (looking back) between a cue and the words it might speak of?"""
    return left <= stop.start < right if forward else left < stop.end <= right


def _ends(stop: Hit, hit: Hit, reach: Reach, text: str) -> bool:
    """Does a stop end the reach of a cue? 'Brother, who also has …' and 'his wife (she had …' go on about the relative."""
    if stop.cue.kind not in reach.stops or (hit.cue.kind == "negation" and LIST_GOES_ON.match(text, stop.start)):
        return False
    if stop.cue.kind == "stop_heading" and not hit.cue.words.startswith(FAMILY_HEADINGS):
        return False
    goes_on = stop.cue.words == "who" or text[hit.end : stop.start].strip() == "("
    return not (hit.cue.kind in PERSONS and goes_on)


# 'FH CAD PMH DM2' goes on to the patient, 'mother with PMH of DM2' does not
FAMILY_HEADINGS = ("fh", "fam", "fmh", "f/h", "f.h")
# 'no hypertension, heart disease or stroke' is one list; 'no fever, heart regular' is two statements
LIST_GOES_ON = re.compile(
    r", (?:(?:heart|lung)s? (?:disease|attacks?|failure|problems?|trouble|conditions?)|"
    r"(?:chronic|acute|severe|prior|mild|moderate|stable|other) [^,;.\t]{1,40}(?:, [^,;.\t]{1,40})*,? (?:or|nor) )"
)
TOUCHING = frozenset({"non", "ex", "?", "old", "off", "(-)", "ø", "resolved"})
VERBAL = re.compile(r"(?:not|n't|never|cannot|without|w/o)$|^(?:never|without)\b")
ADJECTIVES = frozenset({"former", "prior", "previous", "old", "remote", "past", "ex", "childhood", "healed"})
OR = re.compile(r"\b(?:or|nor|and/or)\b")
# 'could not finish the walk for breathlessness', 'cannot lie flat without gasping': what keeps from it is there
UNABLE = frozenset({"cannot", "can not", "could not", "couldn't", "can't", "cant", "unable to", "no longer"})
KEPT_FROM_IT = re.compile(
    r"^(?! be\b).*\b(?:because(?: of)?|due to|from|secondary to|owing to|without|on account of)\b"
)
KEPT_BY = re.compile(r"^(?! be\b)(?: [\w'-]+){2,8} for $")
NEXT_ITEM = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s")
LABEL_INSIDE = re.compile(r"(?<!following)(?<!any of):")


def _passes_forward(hit: Hit, between: str, text: str) -> bool:
    """Do the marks between a cue and the words after it let it pass?"""
    kind = hit.cue.kind
    if kind in ("copied", "hypothetical"):
        return "\t" not in between or kind == "copied"
    if ";" in between or (hit.cue.words in TOUCHING and len(between) > 2):
        return False
    if kind == "past" and NEXT_ITEM.search(between):
        return False
    if "," in between and (kind == "stopped" or hit.cue.words in ADJECTIVES):
        return False
    if kind == "negation" and "," in between and VERBAL.search(hit.cue.words) and not OR.search(text, hit.end):
        return False
    if kind == "negation" and hit.cue.words in UNABLE and (KEPT_FROM_IT.search(between) or KEPT_BY.match(between)):
        return False
    if kind == "negation" and (LABEL_INSIDE.search(between[1:]) or " - " in between[3:]):
        return False
    if "\t" in between:
        # the first cell of a row names the relative of whom its other cells tell
        return kind == "family" and not text[: hit.start].strip(" -*\t") and not between.split("\t")[0].strip(" :.")
    return True


NEXT_TO = frozenset({"?", "n", "prophylaxis", "prevention", "precautions", "risk", "screening", "screen"})
OVER = frozenset({"resolved", "has resolved", "have resolved", "now resolved", "gone", "in remission"})
BARE = frozenset(
    {"negative", "neg", "absent", "denied", "denies", "declined", "refused", "excluded", "ruled out", "unlikely"}
)


def _passes_backward(hit: Hit, between: str, text: str) -> bool:
    """Do the marks between some words and a cue after them let it reach back?"""
    words = hit.cue.words
    if ";" in between or (words in BARE and len(between) > 30):
        return False
    if words in NEXT_TO:
        return between.strip() == ""
    if "\t" in between:
        return between.strip(" \t.:?()") == "" or bool(re.fullmatch(r"[ .:?]*\t[ .]*|[^\t]{0,30}\t[ .]*", between))
    if hit.cue.kind == "copied":
        return True
    if hit.cue.kind == "stopped":
        return between.count(",") + between.count(" and ") < 2 and not ("," in between and "(" in between)
    if "," in between and words not in OVER:
        return words.startswith((": ", "are ", "were ", "have ", "not yet ")) or hit.cue.kind == "family"
    return True


OPENS_A_LIST = re.compile(r":\s*(?:significant|positive|notable|remarkable) for\b[^.;]*$")
NAMES_THE_PATIENT = re.compile(r"\b(?:patient|pt|she|he|pt's|patient's)\b")
CONTINUING = re.compile(
    r"\b(?:continu\w+|cont|keep\w*|stay\w*|remain\w*|maintain\w*|resum\w+|refill\w*|renew\w*|has|had|have|is|was|are|were|did|"
    r"done|today|completed|given|taught|tolerat\w+|us(?:es|ing|ed)|wear\w*|tak(?:es|ing)|already|currently|reviewed|shown|same|"
    r"unchanged|ongoing|stable|demonstrated|satisfied|watched|performed|received|underwent|applied|dispensed)\b"
)
INDICATES = re.compile(r"\b(?:for|of|due to|re|w/|with|because of|from|given|as|on)\b[^,;]{0,40}$")


def _with_section(section: str, reading: Reading, first: int, spans: dict[str, Span]) -> Assertion:
    """The assertion, with what the section says where the sentence is silent."""
    before = reading.text[:first]
    whose = Whose.FAMILY if "family" in spans else Whose.OTHER if "other" in spans else Whose.PATIENT
    if section == "family_history" and whose is Whose.PATIENT and not _left_the_family(reading, before):
        whose = Whose.FAMILY
    time = next((TIMES[kind] for kind in ("copied", "planned", "past", "stopped") if kind in spans), Time.CURRENT)
    enumerated = section == "past_history" and OPENS_A_LIST.search(before) is not None
    if time is Time.CURRENT and (section == "surgical_history" or enumerated):
        time = Time.PAST
    if time is Time.CURRENT and section == "plan" and _is_planned(reading, before):
        time = Time.PLANNED
    presence = (
        Presence.ABSENT if "negation" in spans else Presence.POSSIBLE if "possible" in spans else Presence.PRESENT
    )
    hypothetical = "hypothetical" in spans or section == "instructions"
    return Assertion(presence, time, whose, hypothetical, tuple(sorted(spans.values(), key=lambda span: span.start)))


def _left_the_family(reading: Reading, before: str) -> bool:
    """Is the patient named before the words, or has another heading of the same line begun?"""
    headed = any(stop.cue.kind == "stop_heading" and stop.end <= len(before) for stop in reading.stops)
    return headed or NAMES_THE_PATIENT.search(before) is not None


def _is_planned(reading: Reading, before: str) -> bool:
    """Does a line of a plan name something to be done, rather than say what goes on or why?"""
    return not CONTINUING.search(reading.text) and not INDICATES.search(before)
