"""The generator of false claims: each kind changes one thing of a true sentence, in every way it can."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.verification import tables
from benchmarks.verification.notes import Said


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and the words it cites. kind -- of the corruption, or of the true rewording."""

    kind: str
    text: str
    cited: str


Change = Callable[[Said, random.Random], Iterator[Claim]]


def _cut(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def _swapped(kind: str, families: Sequence[Sequence[str]], lead: str = r"\b", tail: str = r"\b") -> Change:
    """The first word of a row for another of it; case of the first letter is kept."""
    by_word: dict[str, list[str]] = {}
    for row in families:
        by_word.setdefault(row[0].lower(), []).extend(row[1:])
    pattern = re.compile(
        lead + "(" + "|".join(re.escape(w) for w in sorted(by_word, key=len, reverse=True)) + ")" + tail, re.I
    )

    def change(said: Said, rng: random.Random) -> Iterator[Claim]:
        for match in pattern.finditer(said.text):
            new = rng.choice(by_word[match[1].lower()])
            yield Claim(kind, _cut(said.text, match.span(1), _like(match[1], new)), said.text)

    return change


def _like(old: str, new: str) -> str:
    return new[0].upper() + new[1:] if old[:1].isupper() and not old.isupper() else new


def _rewritten(kind: str, pairs: tuple[tuple[str, str], ...]) -> Change:
    ready = tables.compiled(pairs)

    def change(said: Said, rng: random.Random) -> Iterator[Claim]:
        for pattern, new in ready:
            found = list(pattern.finditer(said.text))
            if not found:
                continue
            match = rng.choice(found)
            relative = rng.choice(tables.RELATIVES)
            words = match.expand(new).replace("{relative}", f"The patient's {relative}").replace("{lower}", relative)
            yield Claim(kind, _cut(said.text, match.span(), words), said.text)

    return change


NUMBER = re.compile(r"(?<![\w.,/-])\d{1,4}(?:\.\d+)?(?![\w/]|[.,]\d|-\d)")
JOINED = re.compile(r"(?<![\w.])(\d{2,3})/(\d{2,3})(?![\w/])|(?<![\w.])(\d+)-year-old")


def numbers(said: Said, rng: random.Random) -> Iterator[Claim]:
    """Ten times, a tenth, a digit changed, two digits exchanged; blood pressures and ages too; spelled numbers."""
    for match in NUMBER.finditer(said.text):
        yield Claim("number", _cut(said.text, match.span(), _other_number(match[0], rng)), said.text)
    for match in JOINED.finditer(said.text):
        group = rng.choice([g for g in (1, 2, 3) if match[g]])
        yield Claim("number", _cut(said.text, match.span(group), _other_number(match[group], rng)), said.text)
    for match in re.finditer(r"\b(" + "|".join(tables.SPELLED) + r")\b(?! of\b)", said.text):
        new = rng.choice([w for w in tables.SPELLED if w != match[0]])
        yield Claim("number", _cut(said.text, match.span(), new), said.text)


def _other_number(old: str, rng: random.Random) -> str:
    spot = rng.randrange(len(old))
    ways = [old + "0" if "." not in old else old.replace(".", ""), str(float(old) / 10)]
    if old[spot].isdigit():
        ways.append(old[:spot] + str((int(old[spot]) + rng.randint(1, 8)) % 10) + old[spot + 1 :])
    if len(old) > 1 and old[0] != old[1] and old[:2].isdigit():
        ways.append(old[1] + old[0] + old[2:])
    return rng.choice([w for w in ways if float(w) != float(old)] or [old + "1"])


MONTH = "|".join(tables.MONTHS)
DAY_MONTH = re.compile(rf"\b({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?")
MONTH_YEAR = re.compile(rf"\b({MONTH})(?: of|,)? ((?:19|20)\d\d)\b")
SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})(/(?:\d{4}|\d\d))?\b(?!/| ?(?:mm|pain|on the|out))")
YEAR = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)(?![\w/-])")
WEEKDAY = re.compile(r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")


def dates(said: Said, rng: random.Random) -> Iterator[Claim]:
    """Another day, month or year; another weekday."""
    text = said.text
    for match in DAY_MONTH.finditer(text):
        yield Claim("date", _cut(text, match.span(2), str(int(match[2]) % 28 + 1)), text)
        yield Claim("date", _cut(text, match.span(1), _other(tables.MONTHS, match[1], rng)), text)
    for match in MONTH_YEAR.finditer(text):
        yield Claim("date", _cut(text, match.span(1), _other(tables.MONTHS, match[1], rng)), text)
    for match in SLASHED.finditer(text):
        if int(match[1]) <= 12 and match[3]:
            yield Claim("date", _cut(text, match.span(1), str(int(match[1]) % 12 + 1)), text)
            yield Claim("date", _cut(text, match.span(2), str(int(match[2]) % 28 + 1)), text)
    for match in YEAR.finditer(text):
        yield Claim("date", _cut(text, match.span(1), str(int(match[1]) - rng.randint(1, 9))), text)
    for match in WEEKDAY.finditer(text):
        yield Claim("date", _cut(text, match.span(), _other(WEEKDAYS, match[1], rng)), text)


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _other(among: Sequence[str], old: str, rng: random.Random) -> str:
    return rng.choice([each for each in among if each.lower() != old.lower()])


def _one_for_another(kind: str, families: Sequence[Sequence[str]]) -> Change:
    """Any member of a row for any other of it."""
    rows = [[word, *(w for w in row if w.lower() != word.lower())] for row in families for word in row]
    return _swapped(kind, rows)


def exchanged(said: Said, rng: random.Random) -> Iterator[Claim]:
    """Two things of one sentence change places: numbers, sides, drugs, and what is denied with what is told."""
    del rng
    text = said.text
    found = list(NUMBER.finditer(text))
    for one, other in pairwise(found):
        if float(one[0]) != float(other[0]) and not re.fullmatch(
            r"\s*(?:-|to|and|or|x|by|,|/|[cm]m (?:x|by))\s*", text[one.end() : other.start()]
        ):
            yield Claim("exchanged", _exchange(text, one.span(), other.span()), text)
    left, right = re.search(r"\bleft\b", text), re.search(r"\bright\b", text)
    if left and right and not re.search(r"left (?:and|to|or|/) right|right (?:and|to|or|/) left", text):
        first, second = sorted((left.span(), right.span()))
        yield Claim("exchanged", _exchange(text, first, second), text)
    match = re.search(
        r"\b(?:denies|no|without) ([a-z]{4,}(?: pain)?)\b(?! or).{0,80}?\b(?:reports|has|endorses|complains of) ([a-z]{5,})\b",
        text,
    )
    if match and match[1] != match[2]:
        yield Claim("exchanged", _exchange(text, match.span(1), match.span(2)), text)


def _exchange(text: str, first: tuple[int, int], second: tuple[int, int]) -> str:
    return (
        text[: first[0]] + text[slice(*second)] + text[first[1] : second[0]] + text[slice(*first)] + text[second[1] :]
    )


def _marked(kind: str, marks: Sequence[str], forms: Sequence[str]) -> Change:
    """A true sentence that names a code, a policy or an article; the claim names a neighbour of it."""

    def change(said: Said, rng: random.Random) -> Iterator[Claim]:
        mark, form = rng.choice(marks), rng.choice(forms)
        bare = said.text.rstrip(". ")
        yield Claim(kind, form.format(said=bare, mark=_near(mark, rng)), form.format(said=bare, mark=mark))

    return change


def _near(mark: str, rng: random.Random) -> str:
    """One digit changed or two exchanged; never the same."""
    digits = [i for i, c in enumerate(mark) if c.isdigit()]
    spot = rng.choice(digits[-4:])
    pairs = [i for i in digits if i + 1 in digits and mark[i] != mark[i + 1]]
    if pairs and rng.random() < 0.4:
        i = rng.choice(pairs)
        return mark[:i] + mark[i + 1] + mark[i] + mark[i + 2 :]
    return mark[:spot] + str((int(mark[spot]) + rng.randint(1, 9)) % 10) + mark[spot + 1 :]


def pmids(said: Said, rng: random.Random) -> Iterator[Claim]:
    """A made PubMed number, one digit off in the claim."""
    yield from _marked(
        "pmid", [str(rng.randint(1_000_000, 39_999_999))],
        ["{said} (PMID {mark}).", "{said} [PMID: {mark}].", "As published (PubMed {mark}), {said}."],
    )(said, rng)  # fmt: skip


_codes = _marked("code", tables.CODES, ["{said} ({mark}).", "{said}; code {mark}.", "{mark}: {said}."])
_policies = _marked(
    "policy", tables.POLICIES,
    ["{said}, as {mark} asks.", "Policy {mark}: {said}.", "{said} (NCD or LCD {mark}).", "Under {mark}, {said}."],
)  # fmt: skip


def added(said: Said, rng: random.Random) -> Iterator[Claim]:
    """A clause that nothing bears."""
    clause = rng.choice(ADDED)
    yield Claim("added", f"{said.text.rstrip('. ')} {clause}.", said.text)


ADDED = (
    "after failed conservative therapy", "despite maximal medication", "with significant functional decline",
    "and requires urgent surgery", "as confirmed on MRI", "and agrees with home oxygen", "because of worsening symptoms",
    "which interferes with daily living", "and meets all criteria", "on two separate occasions", "as witnessed by family",
)  # fmt: skip

CHANGES: dict[str, Change] = {
    "number": numbers,
    "unit": _swapped("unit", tables.UNITS, r"(?<=[\d\s])(?<=\d)\s?", r"(?![\w/])"),
    "date": dates,
    "negation dropped": _rewritten("negation dropped", tables.DROPPED_NEGATION),
    "negation added": _rewritten("negation added", tables.ADDED_NEGATION),
    "side": _swapped("side", tables.SIDES),
    "person": _rewritten("person", tables.PERSONS),
    "plan": _rewritten("plan", tables.PLAN),
    "doubt": _rewritten("doubt", tables.DOUBT),
    "past": _rewritten("past", tables.PAST),
    "drug": _one_for_another("drug", [tables.DRUGS]),
    "condition": _one_for_another("condition", tables.CONDITIONS),
    "frequency": _swapped("frequency", tables.FREQUENCIES),
    "grade": _swapped("grade", tables.GRADES),
    "compared": _swapped("compared", tables.COMPARED, r"\b", r"(?= (?:the |a )?\d| (?:the age|two|three|four|five|six|ten))"),
    "exchanged": exchanged,
    "added": added,
    "policy": _policies,
    "pmid": pmids,
    "code": _codes,
}  # fmt: skip


def corrupted(sentences: Sequence[Said], most: int, seed: int) -> dict[str, tuple[Claim, ...]]:
    """Up to `most` false claims of every kind, from sentences drawn in a seeded order, few from one note."""
    found: dict[str, tuple[Claim, ...]] = {}
    for kind, change in CHANGES.items():
        rng = random.Random(f"{seed} {kind}")
        order = list(sentences)
        rng.shuffle(order)
        claims: dict[str, Claim] = {}
        for said in order:
            for claim in change(said, rng):
                if _differs(claim):
                    claims.setdefault(claim.text, claim)
            if len(claims) >= most:
                break
        found[kind] = tuple(claims.values())[:most]
    return found


def _differs(claim: Claim) -> bool:
    said, cited = (re.sub(r"[\W_]+", " ", text.lower()).strip() for text in (claim.text, claim.cited))
    return said != cited
