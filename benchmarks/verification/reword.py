"""The generator of true claims: word for word, lightly reworded, and single clauses of a sentence."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from benchmarks.verification.corrupt import Claim
from benchmarks.verification.notes import Said
from benchmarks.verification.tables import MONTHS, SPELLED, compiled

LIGHT = compiled(
    (
        (r"^(?:She|He) ", "The patient "),
        (r"^(?:The|This) patient ", "Patient "),
        (r"\bblood pressure\b", "BP"),
        (r"\bheart rate\b", "HR"),
        (r"\bshortness of breath\b", "dyspnea"),
        (r"\bhypertension\b", "high blood pressure"),
        (r"\bcomplains of\b", "reports"),
        (r"\bcomplaining of\b", "reporting"),
        (r"\bdenies (?:any )?", "reports no "),
        (r"\bhistory of\b", "hx of"),
        (r"\bphysical therapy\b", "PT"),
        (r"\bactivities of daily living\b", "ADLs"),
        (r"\byears? of age\b", "years old"),
        (r"\b(\d+)-year-old\b", r"\1 year old"),
        (r"\bdoes not\b", "doesn't"),
        (r"\bis not\b", "isn't"),
        (r"(?<=\d )mg\b", "milligrams"),
        (r"(?<=\d)\s?%", " percent"),
        (r"\bmedications\b", "medicines"),
        (r"\bphysician\b", "doctor"),
        (r"\bdaily\b", "every day"),
        (r"\btwice (?:a day|daily)\b", "BID"),
        (r"\bsurgery\b", "operation"),
        (r"\bapproximately\b", "about"),
        (r"\bdue to\b", "because of"),
        (r"\bprior to\b", "before"),
        (r"\bis (?=[a-z]+ing\b)", "was "),
        (r"\bgiven\b", "administered"),
        (r"\b(?:reveals|revealed|demonstrates|demonstrated)\b", "showed"),
        (r"\bpresents\b", "presented"),
        (r"\bmyocardial infarction\b", "heart attack"),
        (r"\bdiabetes mellitus\b", "diabetes"),
        (r"\bcongestive heart failure\b", "CHF"),
        (r"\bX-?ray\b", "radiograph"),
        (r"\bpast medical history\b", "PMH"),
        (r"\bemergency (?:department|room)\b", "ED"),
        (r"\bw/o\b", "without"),
        (r"\bt\.i\.d\.?", "three times daily"),
        (r"\bas well as\b", "and"),
        (r"\butiliz(?:e|ing)\b", "use"),
        (r"\bextremity\b", "limb"),
    )
)
MONTH = "|".join(MONTHS)
FULL_DATE = re.compile(rf"\b({MONTH}) (\d{{1,2}}),? (\d{{4}})\b")
OPENED = re.compile(r"^((?:On|In|At|During|After|Since|For) [^,.;]{4,40}), (.+?)\.?$")
PREFIXES = ("The record states: ", "Per the note, ", "As documented, ", "According to the note, ", "It is noted that ")


def verbatim(said: Said, rng: random.Random) -> Iterator[Claim]:
    """The sentence itself."""
    del rng
    yield Claim("verbatim", said.text, said.text)


def light(said: Said, rng: random.Random) -> Iterator[Claim]:
    """One to three of the rewordings that a careful writer makes without changing what is said."""
    ways = [(pattern, new) for pattern, new in LIGHT if pattern.search(said.text)]
    rng.shuffle(ways)
    text = said.text
    for pattern, new in ways[: rng.randint(1, 3)]:
        text = pattern.sub(new, text, count=1)
    text = _other_form(text, rng)
    if text != said.text:
        yield Claim("light", text, said.text)


def _other_form(text: str, rng: random.Random) -> str:
    """Dates and small numbers written otherwise, the opening phrase at the end, a lead-in."""
    date = FULL_DATE.search(text)
    if date:
        month = MONTHS.index(date[1]) + 1
        new = rng.choice([f"{month:02}/{int(date[2]):02}/{date[3]}", f"{date[3]}-{month:02}-{int(date[2]):02}"])
        text = text[: date.start()] + new + text[date.end() :]
    count = re.search(
        r"\b(" + "|".join(SPELLED[1:]) + r") (?=(?:days?|weeks?|months?|years?|hours?|times|children)\b)", text
    )
    if count and rng.random() < 0.5:
        text = text[: count.start(1)] + str(SPELLED.index(count[1]) + 1) + text[count.end(1) :]
    opened = OPENED.match(text)
    if opened and rng.random() < 0.5:
        text = f"{opened[2][0].upper()}{opened[2][1:]} {opened[1][0].lower()}{opened[1][1:]}."
    if rng.random() < 0.15:
        text = rng.choice(PREFIXES) + (text if text[:2] in ("I ", "Dr") else text[0].lower() + text[1:])
    return text


CLAUSES = re.compile(r"; (?=[a-z])|, (?:and|but) (?=(?:she|he|the patient|it|there|they|we|I) )|\. (?=[A-Z])")
LAST_OF_LIST = re.compile(r"(, [a-z][a-z ]{2,25}), and [a-z][a-z ]{2,25}\.?$")
TRAILING = re.compile(r", (?:which|who|where) [^,;]{5,80}\.?$")


def partial(said: Said, rng: random.Random) -> Iterator[Claim]:
    """One clause of several, a list without its last member, a sentence without its trailing relative clause."""
    parts = CLAUSES.split(said.text)
    if len(parts) > 1:
        chosen = rng.choice(parts)
        if len(chosen.split()) >= 4:
            yield Claim("partial", chosen[0].upper() + chosen[1:].rstrip(" .") + ".", said.text)
    shorter = LAST_OF_LIST.sub(r"\1.", said.text)
    if shorter != said.text and " or " not in said.text and len(parts) == 1:
        yield Claim("partial", shorter, said.text)
    bare = TRAILING.sub(".", said.text)
    if bare != said.text:
        yield Claim("partial", bare, said.text)


REWORDINGS: dict[str, Callable[[Said, random.Random], Iterator[Claim]]] = {
    "verbatim": verbatim,
    "light": light,
    "partial": partial,
}


def reworded(sentences: Sequence[Said], most: int, seed: int, *, in_passage: bool) -> dict[str, tuple[Claim, ...]]:
    """Up to `most` true claims of every kind; cited is the sentence, or the passage around it."""
    found: dict[str, tuple[Claim, ...]] = {}
    for kind, reword in REWORDINGS.items():
        rng = random.Random(f"{seed} {kind}")
        order = list(sentences)
        rng.shuffle(order)
        claims: list[Claim] = []
        for said in order:
            claims += (Claim(c.kind, c.text, said.passage if in_passage else c.cited) for c in reword(said, rng))
            if len(claims) >= most:
                break
        found[kind] = tuple(claims[:most])
    return found
