"""What earlier ablations and therapeutic injections did: percent, months, and when it was over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention, dates, durations
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.papers import ABLATION, BLOCK, is_order, tells_of_session
from accord.evidence.readers.spine.passages import Passage, finding, passages_of
from accord.evidence.readers.spine.plan import wanted_procedure
from accord.evidence.readers.spine.relief import RELIEF, reliefs
from accord.evidence.readers.spine.session import BLOCK_WORD
from accord.evidence.readers.spine.session_tables import table_sessions
from accord.evidence.readers.spine.told_sessions import OTHER_BODY, SCORED_TEN, TENTHS
from accord.records.dates import PartialDate
from accord.records.findings import Finding

TOOL = "spine-ablation-relief/1"

MONTH_DAYS = Decimal(30)
NEARLY = Decimal("0.9")
LED = re.compile(
    r"\b(?:for|x|lasting|lasted|lasts|over|sustained|about|nearly|almost|approximately|roughly|through|"
    r"until|of|next|full|least|than|duration\W*|(?:wore|worn|wearing) off (?:after|at|by|in|within)|"
    r"(?:return\w*|recur\w*|back|fad\w+|gone|quit|stopped) (?:after|at|by|in|within)|only)\W*(?:about |a |the |at least |nearly |almost |"
    r"approximately |more than |over |full |next |good |roughly |some |around |~ ?)*$|[×x]\s*$"
)
AFTER = re.compile(
    r"\W{0,3}(?:of|with) (?:\w+ ){0,3}?(?:relief|benefit|improvement|reduction|\d{2,3} ?%)|"
    r"\W{0,3}(?:relief|benefit|improvement)"
)
REACHED = re.compile(
    r"\b(?:until|till|through|thru|to|into)\b[^.;]{2,44}(?:,|\(|=|:|-|–|\bi\.?e\.?,?|\bor|\bso)\s*(?:that (?:is|makes|was) |which is |"
    r"about |some |roughly |a total of |in all |nearly |almost |a good |full )*$"
)
NOT_LASTING = re.compile(
    r"\b(?:s/p|status post|post|after|f/u|ago|since|history|for (?:the )?past|visit|return)\b[^.;]{0,10}$"
)
OVER_AFTER = re.compile(
    r"\b(?:(?:wore|worn|wearing) off|return\w*|recur\w*|came back|back|fad\w+|gone) (?:again )?(?:after|at|by|in|within)\W*(?:only |about |~ ?|just )*$"
)
"""The relief was over after so long."""
LENGTH_OF = re.compile(
    rf"\b{RELIEF}\b|\b(?:wore|worn|wearing) off\b|"
    r"\b(?:return\w*|recur\w*|came back|back|faded|gone) (?:after|at|by|in|within)\b|\blast\w*|\beffect\w*|\bgood for\b|%"
)
ENDED = re.compile(
    r"\b(?:relief|benefit|improvement|pain[ -]free|did (?:well|great|fine)|good|better|held|lasted|carried (?:him|her|them)|"
    r"stayed|persisted|kept|less(?: \w+)? pain|fine|comfortable|improved)\b[^.;]{0,44}\b(?:until|till|"
    r"up to|through|thru|into)\b|"
    r"\bwore off\b|\bworn off\b|\bwearing off\b|\bfaded\b|\bfading\b|\b(?:pain|symptoms?|it|"
    r"ache)\b[^.;]{0,30}\b(?:returned|recurred|came back|come back|is back|are back|back to (?:baseline|"
    r"where|usual))|\bback (?:to baseline|(?:to )?(?:how|where|the way|what) (?:it|she|he|they|things|i) (?:started|was|were|had)|to square one|to (?:his|her|"
    r"the) (?:usual|old))|\breturn(?:ed)? to baseline|\bno longer (?:helping|has relief)|"
    r"\brecurrence of (?:pain|symptoms)|\bback at baseline\b"
)
UNTIL = re.compile(r"\b(?:until|till|up to|through|thru|into)$")
INJECTED = re.compile(
    r"\b(?:last|previous|prior|most recent|latest|(?:first|second|third|fourth|1st|2nd|3rd|4th)|the|this|that|each|facet|steroid|"
    r"therapeutic) (?:\w+ )?(?:injections?|shots?)\b(?! (?:is|was) (?:planned|requested))"
)
STILL = re.compile(r"\bstill\b|\bongoing\b|\bcontinu\w+|\bmaintain\w*|\bsustained\b|\bremains?\b|\bpersist\w*")
SINCE_ABLATION = re.compile(
    r"\W{0,2}(?:s/p|post-?|status post|after|out from|since|following|out)\b[^.;,]{0,24}(?:rfa|ablation|"
    r"radiofrequency|procedure|rf\b)"
)
BLOCK_TALK = re.compile(
    r"\bblocks?\b|\bmbbs?\b|\bboth times\b|\bsame evening\b|\bnumbing\b|\bthat (?:day|night|evening)\b|"
    r"\bhours?\b|\bsupper\b"
)
NONE = re.compile(
    r"\b(?:no|minimal|little|without(?: any)?) (?:\w+ )?(?:relief|benefit|improvement|help)\b|"
    r"\bdid not help\b|\bno better\b|\bfailed to (?:help|relieve)|\bunsuccessful\b"
)
# 'RFA 6/25 no help': the ablation itself did nothing
NO_HELP = re.compile(
    rf"(?:{ABLATION.pattern})[^.;,]{{0,40}}\b(?:no|without(?: any)?|zero) (?:relief|benefit|improvement|help)\b|"
    rf"\b(?:no|zero) (?:relief|benefit|improvement|help) (?:from|with|after) (?:the |her |his |last |that )?(?:\w+ )?(?:{ABLATION.pattern})"
)


def ablation_relief(chart: Chart) -> Iterator[Finding]:
    """Percent and months of relief that notes and letters give for an ablation, and its end."""
    wanted = wanted_procedure(chart)
    for paper in chart.patient_papers:
        if (
            paper.kind in (PartKind.IMAGING, PartKind.COVER_SHEET, PartKind.LABORATORY, PartKind.THERAPY_NOTE)
            or is_order(paper)
            or tells_of_session(paper)
        ):
            continue
        yield from _of_paper(paper, wanted)


def _of_paper(paper: Profile, wanted: str) -> Iterator[Finding]:
    """A paper's sentences after it first speaks of an ablation (or a therapeutic injection) that was done."""
    about = ""
    blocks_asked = wanted == "block"
    whole = paper.document.flat[paper.part.start : paper.part.end]
    if ABLATION.search(whole) and not BLOCK_WORD.search(whole):
        about = "rfa"
    older = _older_rows(paper)
    for passage in passages_of(paper):
        words = passage.text
        if any(start <= passage.start < end for start, end in older):
            continue
        ablation, block = ABLATION.search(words), BLOCK.search(words) if BLOCK_WORD.search(words) else None
        if ablation is not None and (block is None or ablation.start() < block.start()):
            about = "rfa"
        elif block is not None:
            about = (
                "injection"
                if re.search(
                    r"\btherapeutic\b|\bsteroid\b|\bfacet (?:joint )?injections?\b|\bintra-?articular\b", words
                )
                else "block"
            )
        elif blocks_asked and INJECTED.search(words) and not OTHER_BODY.search(words):
            about = "injection"
        if (
            passage.section == "plan"
            and ablation is not None
            and not re.search(r"\b(?:last|prior|previous|had)\b", words)
        ):
            continue
        if about in ("rfa", "injection"):
            yield from _statements(passage, about)
        elif not about and ENDED.search(words) and not BLOCK_TALK.search(words):
            yield from _ended(passage, "rfa")


def _older_rows(paper: Profile) -> list[tuple[int, int]]:
    """The rows of a ledger but the last of each kind: what counts is what the latest procedure did."""
    listed = [each for each in table_sessions(paper) if each.session.date is not None]
    last = {
        (each.session.what, each.session.purpose): each
        for each in sorted(listed, key=lambda each: each.session.date.latest if each.session.date else 0)
    }  # type: ignore[arg-type,return-value]
    return [(each.start, each.end) for each in listed if each not in last.values()]


def _statements(passage: Passage, about: str) -> Iterator[Finding]:
    words = passage.text
    shares = [
        r
        for r in reliefs(words, context=True)
        if about == "injection" or not BLOCK_WORD.search(words[max(0, r.start - 40) : r.start])
    ]
    months = months_of_relief(passage)
    for share in shares:
        yield finding(
            TOOL, f"{about}_relief", passage, share.percent, "%",
            qualifiers={"bound": share.bound, "months": str(months[0]) if months else ""}, place=passage.place(share.start, share.end),
        )  # fmt: skip
    if months is not None:
        yield finding(
            TOOL, f"{about}_relief_months", passage, months[0], "mo",
            qualifiers={"percent": str(shares[0].percent) if shares else "", "bound": months[1]}, place=passage.place(months[2], months[3]),
        )  # fmt: skip
    if (
        NONE.search(words)
        and not shares
        and (ABLATION.search(words) or about == "injection")
        and not re.search(r"\b(?:pt|physical|nsaid\w*|chiro\w*|meds?)\b", words)
    ):
        plain = NO_HELP.search(words) is not None
        yield finding(
            TOOL,
            f"{about}_relief",
            passage,
            Decimal(0),
            "%",
            qualifiers={"bound": "" if plain else "below", "months": ""},
        )
    if not BLOCK_TALK.search(words):
        yield from _ended(passage, about)


def months_of_relief(passage: Passage) -> tuple[Decimal, str, int, int] | None:
    """How many months of relief a sentence tells: the number, its bound, and its offsets in the passage."""
    return _months(passage) or _reached(passage)


def _reached(passage: Passage) -> tuple[Decimal, str, int, int] | None:
    """'After the injection of Feb 10 ... relief that held until May 13': from the first day to the last."""
    match = ENDED.search(passage.text)
    if match is None or not UNTIL.search(match[0]):
        return None
    days = _days(passage)
    first = next((m for m in days if m.start - passage.start < match.start()), None)
    last = next((m for m in days if m.start - passage.start >= match.end() - 1), None)
    if first is None or last is None or last.date.earliest <= first.date.latest:
        return None
    low = Decimal((last.date.earliest - first.date.latest).days) / MONTH_DAYS
    return low.quantize(Decimal("0.1")), "", first.start - passage.start, last.end - passage.start


def _months(passage: Passage) -> tuple[Decimal, str, int, int] | None:
    """How long the relief lasted: a length of weeks, months or years that the words tie to relief."""
    words = passage.text
    if not LENGTH_OF.search(words):
        return None
    for mention in durations(passage.paper.document):
        if not passage.start <= mention.start < passage.end or mention.days_max < 7:
            continue
        at, end = mention.start - passage.start, mention.end - passage.start
        before = words[max(0, at - 40) : at]
        still = STILL.search(words) and SINCE_ABLATION.match(words[end : end + 60])
        tied = still or (
            LED.search(before)
            or REACHED.search(words[:at])
            or AFTER.match(words[end : end + 40])
            or re.match(r"(?:>|at least|more than|over|about|nearly|almost|approx)", mention.text.lower())
        )
        if still or OVER_AFTER.search(before) or (tied and not NOT_LASTING.search(before)):
            low = Decimal(mention.days_min) / MONTH_DAYS
            if re.match(r"nearly|almost", mention.text.lower()):
                low *= NEARLY
            bound = "below" if re.match(r"<|less than|under|up to", mention.text.lower()) else ""
            return low.quantize(Decimal("0.1")), bound, at, end
    return None


def _days(passage: Passage) -> list[DateMention]:
    """The days of a sentence; '2/10' beside pain is a score."""
    found = dates(passage.paper.document, date_of(passage.paper))
    scored = SCORED_TEN.search(passage.text)
    return [
        m
        for m in found
        if passage.start <= m.start < passage.end
        and not (scored and TENTHS.fullmatch(passage.text[m.start - passage.start : m.end - passage.start]))
    ]


def _ended(passage: Passage, about: str) -> Iterator[Finding]:
    """The relief was over by the date the sentence gives, or at the latest by the day of the paper."""
    match = ENDED.search(passage.text)
    if match is None or re.search(r"\b(?:if|when|until|once)\b[^.;]{0,20}$", passage.text[: match.start()]):
        return
    seen = date_of(passage.paper)
    days = [m for m in _days(passage) if not m.date.earliest > (seen.latest if seen else m.date.latest)]
    behind = [m for m in days if m.start - passage.start >= match.end() - 1]
    own = re.compile(rf"(?:{ABLATION.pattern})\W{{1,4}}(?:(?:on|of|in|was|from|done|at|l\d\S*) ){{0,3}}$")
    told = [m for m in days if not own.search(passage.text[: m.start - passage.start])]
    near = behind[:1] if behind and UNTIL.search(match[0]) else told[-1:]
    when: PartialDate | None = near[0].date if near else seen
    qualifiers = {"dated": "yes" if near else "no"}
    yield finding(
        TOOL,
        f"{about}_relief_ended",
        passage,
        date=when,
        qualifiers=qualifiers,
        place=passage.place(match.start(), match.end()),
    )
