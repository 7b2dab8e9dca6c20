"""The dwelling: an assessment on the spot, with its day and its conclusion for the requested device."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mobility.claims import stretch
from accord.evidence.readers.mobility.sources import AGREED, HOME, SUPPLIER, VISIT, Source
from accord.evidence.readers.mobility.vocabulary import NOT_DONE
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding, Presence

_TICK = r"(?:\[ ?[x✓☒] ?\]|\( ?x ?\)|[☒☑✓✔])"
_EMPTY = r"(?:\[ ?\]|\( ?\)|[☐□])"
TICKED_ANSWER = lazy_pattern(
    r"(?P<tick>\[ ?[x✓☒] ?\]|\( ?x ?\)|[☒☑✓✔])|(?P<empty>\[ ?\]|\( ?\)|[☐□])|\b(?P<word>yes|no)\b"
)
FITS = lazy_pattern(
    r"\b(?:can be used|(?:ok|okay|fit|approved|suitable|safe|adequate|appropriate) for (?:the )?(?:use|device|chair|scooter|power|equipment|"
    r"pmd)|accommodat\w+|adequate (?:access|space|room|maneuver\w*)|(?:access|space|room)[^.;]{0,40}adequate|"
    r"will (?:fit|work|be usable)|fits\b|passes? (?:through|all)|sufficient (?:space|room|access|maneuver\w*)|maneuver\w* (?:well|safely|"
    r"through|in|without)|went everywhere|(?:driven|drove|drives) through (?:all|every|each)|no (?:changes|"
    r"barriers|modifications|obstacles)|home is (?:accessible|adequate|suitable)|"
    r"through every door|drove (?:him|her)self from|able to (?:navigate|maneuver|access)|navigat\w+ (?:all|through|the|without)|"
    r"supports? (?:the )?use|can (?:enter|turn|pass)(?: and (?:turn|enter|pass))?|(?:home|dwelling|residence) (?:passe[sd]|"
    r"suitable|adequate|accessible|acceptable))\b"
)
NO_FIT = lazy_pattern(
    r"\b(?:does|do|will|would|did|could|can) ?not (?:fit|pass|clear|accommodate|turn|make|enter|get through|be used)|\btoo (?:narrow|tight|"
    r"small|wide|large)\b|\bcannot (?:be used|pass|enter|turn|fit|get)\b|\bunable to (?:enter|pass|turn|fit|get)\b|\binadequate\b|"
    r"\bnot (?:accessible|adequate|suitable|wide enough|usable)\b|"
    r"\binsufficient\b|\bfails?\b|\bfailed\b|(?:\[ ?x ?\]|[☒☑]) ?does not\b"
)
_ASKED = (
    r"\b(?:conclusion|result|ok for use|fit for use|fit for|(?:home|dwelling|residence|access|equipment|device|chair|used safely|adequate|"
    r"accommodat\w*|suitable|usable|maneuver\w*|space)[^\n\[(☒☑☐]{0,70})"
)
WRITTEN_YES = lazy_pattern(rf"{_ASKED} ?(?:[:=–-]? ?yes|[:=] ?y)\b")
WRITTEN_NO = lazy_pattern(rf"{_ASKED} ?[:=] ?no?(?= *(?:$|[.;,]))")
ASKED = lazy_pattern(_ASKED)
ON_THE_SPOT = lazy_pattern(r"\bon-?site\W{1,3}yes\b")
OF_BARRIERS = lazy_pattern(
    r"\b(?:barriers?|obstacles?|problems?|concerns?|modifications?|inaccessible|steps?|stairs|thresholds?|changes)\b[^\n.]{0,40}\b(?:yes|no)\b"
)
NOT_THERE = lazy_pattern(
    r"\b(?:by|over the|via|per) (?:phone|telephone|video|facetime|zoom)\b|\bphone (?:interview|survey|assessment)\b|\b(?:customer|patient|"
    r"client|family|caregiver|daughter|son|wife|husband)[- ]?(?:report\w*|stated|provided|gave)\b[^.;]{0,30}\b(?:measure\w*|width|dimension)|"
    r"\bremote(?:ly)?\b|\bvirtual\w*|\bself-?report\w*|\bnot (?:yet )?(?:visited|done|completed|scheduled)\b|\bto be (?:done|completed|"
    r"scheduled)\b|\bat (?:the )?(?:time of )?delivery\b"
)
TOLD = lazy_pattern(
    r"\b(?:home|on-?site|in-?home) (?:assessment|evaluation|visit|eval|check)\b[^.;]{0,80}\b(?:completed|done|performed|conducted|on \d|dated|"
    r"showed|shows|confirm\w*|found|by)\b"
)


def homes(source: Source, told: Sequence[Said], scooter: bool) -> Iterator[Finding]:
    """The conclusion of an assessment of the home; a sentence about the other kind of device says nothing."""
    if source.name == HOME:
        yield from _assessment(source, told, scooter)
    elif source.name in (VISIT, AGREED, SUPPLIER):
        for each in told:
            if source.name == SUPPLIER and not _told_by_supplier(each):
                continue
            if TOLD.search(each.text) and not NOT_THERE.search(each.text) and not _planned(each):
                if NO_FIT.search(each.text):
                    yield stretch(source, [each]).finding("home_fits", Presence.ABSENT)
                elif FITS.search(each.text):
                    yield stretch(source, [each]).finding("home_fits")


ON_SITE_TOLD = lazy_pattern(
    r"\b(?:done|completed|performed|conducted|measured)\b[^.;]{0,30}\b(?:at|in) (?:the |her |his |pt |"
    r"patient's )?(?:residence|home|house|apartment)\b|\bon-?site\b|\bin-?home\b"
)
A_DAY = lazy_pattern(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b[a-z]{3,9} \d{1,2},? \d{4}\b")


def _told_by_supplier(each: Said) -> bool:
    """Does a line of the supplier's papers tell of an assessment on the spot, with its day?"""
    return (
        TOLD.search(each.text) is not None
        and ON_SITE_TOLD.search(each.text) is not None
        and A_DAY.search(each.text) is not None
    )


def _answer(text: str) -> str:
    """'yes' or 'no' where the sentence asks for the use of the device at home and is answered; else nothing."""
    if ASKED.search(text) is None or ON_THE_SPOT.search(text):
        return ""
    marks = [(m.lastgroup or "", m[0]) for m in TICKED_ANSWER.finditer(text)]
    if all(kind == "word" for kind, _ in marks):
        return "yes" if WRITTEN_YES.search(text) else "no" if WRITTEN_NO.search(text) else ""
    if marks[0][0] != "word":
        marks = [(word, tick) for (tick, _), (kind, word) in pairwise(marks) if kind == "word"]
    else:
        marks = [(word, tick) for (kind, word), (tick, _) in pairwise(marks) if kind == "word"]
    ticked = {word for word, tick in marks if tick == "tick"}
    return ticked.pop() if len(ticked) == 1 else ""


def _questions_joined(told: Sequence[Said]) -> list[Said]:
    """A question and its answer as one sentence."""
    joined: list[Said] = []
    for each in told:
        if joined and joined[-1].text.rstrip().endswith("?"):
            last = joined.pop()
            whole = replace(last.sentence, end=each.sentence.end)
            joined.append(Said(whole, f"{last.text.rstrip(' ?')} {each.text}", last.origin))
        else:
            joined.append(each)
    return [each for each in joined if not each.text.rstrip().endswith("?")]


def _planned(each: Said) -> bool:
    return any(
        word in each.text for word in ("will be", "pending", "scheduled", "to be ", "needs a home", "request home")
    )


def _assessment(source: Source, told: Sequence[Said], scooter: bool) -> Iterator[Finding]:
    """A dated assessment on the spot: what it concludes, else what was seen when the chair was tried."""
    date = source.paper.date
    told = [_ticked_only(s) for s in _questions_joined(told) if not OF_ANOTHER.search(s.text)]
    own = [s for s in told if not _of_other_device(s.text, scooter) and not NOT_DONE_HERE.search(s.text)]
    own = [s for s in own if not UNANSWERED.search(s.text) and not OF_BARRIERS.search(s.text)]
    answers = {s.sentence.start: _answer(s.text) for s in own}
    concluded = [s for s in own if answers[s.sentence.start] == "yes"]
    fails = [s for s in own if answers[s.sentence.start] == "no" or (NO_FIT.search(s.text) and s not in concluded)]
    holds = concluded or [s for s in own if FITS.search(s.text) and s not in fails]
    remote = any(NOT_THERE.search(s.text) for s in told)
    support = (date.place,) if date is not None else ()
    doubtful = date is None or remote or (bool(fails) and bool(holds))
    for each in concluded or holds:
        presence = Presence.POSSIBLE if doubtful else Presence.PRESENT
        yield stretch(source, [each]).finding("home_fits", presence, support=support)
    for each in fails:
        presence = Presence.POSSIBLE if date is None or holds else Presence.ABSENT
        yield stretch(source, [each]).finding("home_fits", presence, support=support)


OF_ANOTHER = lazy_pattern(
    r"\b(?:neighbou?r\w*|other client|another (?:client|patient)|next door|different (?:patient|client|address)|separate file|"
    r"previous (?:home|address))\b"
)
YES_NO = lazy_pattern(r"\b(?:yes|no)\b")
EMPTY_ITEM = lazy_pattern(rf"{_EMPTY}[^\[(☒☑☐□✓✔]*")


def _ticked_only(each: Said) -> Said:
    """A line of choices without those that were not ticked; questions of yes and no are read elsewhere."""
    if YES_NO.search(each.text) or EMPTY_ITEM.search(each.text) is None:
        return each
    return replace(each, text=EMPTY_ITEM.sub(" ", each.text))


NOT_DONE_HERE = lazy_pattern(rf"{NOT_DONE}|_{{4,}}")


UNANSWERED = lazy_pattern(
    r"(?:\[ ?\]|\( \)|☐) ?yes\W+(?:\[ ?\]|\( \)|☐) ?no\b|\byes ?(?:\[ ?\]|☐)\W+no ?(?:\[ ?\]|☐)|\byes ?_+"
)


def _of_other_device(text: str, scooter: bool) -> bool:
    """Is the sentence about a scooter where a chair is asked for, or the other way round?"""
    names_scooter, names_chair = "scooter" in text or "pov" in text.split(), "chair" in text
    return names_scooter != scooter and (names_scooter or names_chair) and not (names_scooter and names_chair)
