"""Days that a form which asks for a service gives for an event, and no paper of the record bears out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.entries import calendar_dates
from accord.prior_auth.contradictions.asking import asking, of_record
from accord.records.dates import PartialDate
from accord.records.places import Place
from accord.wording import say

# How a form labels an event; and how the record speaks of it, in a line that gives its day or in the title of its paper.
EVENTS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "discharge from hospital": (
        lazy_pattern(r"\b(?:hosp\w* )?(?:d/?c|discharged?|disch)\b(?: date)?"),
        lazy_pattern(r"\b(?:discharged?|d/?c(?:'?d)?|disch|dc note)\b"),
    ),
    "sleep test": (
        lazy_pattern(r"\b(?:sleep (?:study|test)|hsa?t|psg|polysomno\w+)\b(?: date| night)?"),
        lazy_pattern(r"\b(?:sleep (?:study|test)|hsa?t|psg|polysomno\w+|night)\b"),
    ),
    "oxygen test": (
        lazy_pattern(r"\b(?:oximetry|abg|sat(?:uration)? test|o2 test|oxygen test|test)\b(?: date)?"),
        lazy_pattern(r"\b(?:oximetry|abg|sats?|saturation|spo2|room air|ra)\b"),
    ),
    "operation": (
        lazy_pattern(r"\b(?:date of (?:surgery|operation)|surgery(?: date)?|operation|op date|flap(?: surgery)?|fusion(?: date)?|amputation(?: date)?)\b"),
        lazy_pattern(r"\b(?:date of (?:surgery|operation)|surgery|operati\w+|op note|flap|fusion|amputat\w+|arthrodesis|s/p)\b"),
    ),
    "injury": (
        lazy_pattern(r"\b(?:date of injury|injury(?: date)?|doi|fracture(?: date)?|fx(?: date)?|fall|accident)\b"),
        lazy_pattern(r"\b(?:injur\w+|fell|fall|fracture\w*|fx|accident|mvc|mva)\b"),
    ),
    "coronary intervention": (
        lazy_pattern(r"\b(?:pci|stent|cabg|revasc\w*)\b(?: date)?"),
        lazy_pattern(r"\b(?:pci|stent\w*|des|cabg|bypass|revasc\w*)\b"),
    ),
    "infarct": (lazy_pattern(r"\b(?:mi|stemi|nstemi|infarct)\b(?: date)?"), lazy_pattern(r"\b(?:mi|n?stemi|infarct\w*)\b")),
    "trial": (lazy_pattern(r"\btrial\b(?: date| stim\w*| phase)?"), lazy_pattern(r"\btrial\b")),
    "first block": (
        lazy_pattern(r"\b(?:mbb|block)s? ?(?:#|no\.? ?)?1\b"),
        lazy_pattern(r"\b(?:mbb|block)s? ?(?:#|no\.? ?)?1\b|\bfirst (?:diagnostic )?(?:mbb|block)|\b1st (?:mbb|block)"),
    ),
    "second block": (
        lazy_pattern(r"\b(?:mbb|block)s? ?(?:#|no\.? ?)?2\b"),
        lazy_pattern(r"\b(?:mbb|block)s? ?(?:#|no\.? ?)?2\b|\bsecond (?:diagnostic )?(?:mbb|block)|\b2nd (?:mbb|block)"),
    ),
    "last ablation": (
        lazy_pattern(r"\b(?:last |prior |previous )?(?:rfa|ablation|rhizotomy|neurotomy)\b(?: date)?"),
        lazy_pattern(r"\b(?:rfa|ablation|ablated|rhizotomy|neurotomy)\b"),
    ),
    "last injection": (
        lazy_pattern(r"\b(?:last |prior |previous |first )?(?:esi|tfesi|injection)\b(?: date)?"),
        lazy_pattern(r"\b(?:esi|tfesi|injection|injected)\b"),
    ),
    "X-ray": (
        lazy_pattern(r"\b(?:x-?rays?|films?|radiographs?|xr)\b(?: (?:set|no\.?|#))* ?(?:[12ab]|date)?"),
        lazy_pattern(r"\b(?:x-?rays?|films?|radiographs?|xr|exam|ap|views?)\b"),
    ),
    "MRI": (lazy_pattern(r"\bmri\b(?: date)?"), lazy_pattern(r"\bmri\b|\bmr\b")),
    "echocardiogram": (lazy_pattern(r"\b(?:echo\w*|tte)\b(?: date)?"), lazy_pattern(r"\b(?:echo\w*|tte)\b")),
    "duplex": (lazy_pattern(r"\b(?:duplex|venous (?:us|ultrasound))\b(?: date)?"), lazy_pattern(r"\b(?:duplex|ultrasound)\b")),
    "visit": (
        lazy_pattern(r"\b(?:face[- ]to[- ]face|f2f|last (?:visit|seen)|office visit|date of visit|visit date|visit|seen)\b"),
        lazy_pattern(r"\b(?:visit|clinic|office|seen|ov|consult\w*|exam|f2f|face[- ]to[- ]face|note)\b"),
    ),
    "psychological evaluation": (
        lazy_pattern(r"\bpsych\w*(?: eval\w*| clearance| date)?\b"),
        lazy_pattern(r"\bpsych\w*\b"),
    ),
    "set-up": (lazy_pattern(r"\b(?:set-?up|delivery|start of (?:use|therapy))\b(?: date)?"), lazy_pattern(r"\b(?:set-?up|deliver\w+|start\w*)\b")),
}  # fmt: skip
BETWEEN = lazy_pattern(
    r"[ \t]{0,3}(?:\([^)\n]{0,12}\))?[ \t]{0,3}(?:[:=#.-]|on|of|was|date|done|dated|performed)?[ \t]{0,6}(?:[:=-])?[ \t]{0,6}"
)
AHEAD = lazy_pattern(
    r"\b(?:planned|plan|scheduled|schedule|proposed|requested|next|dos|to be|expected|due|target|follow.?up|appt|until|by)\b"
)
FEW_DAYS, LONGEST_BACK = 1, 800
"""Days: nearer than the first is one event told of two days; older than the second is another one."""


def quoted_days(chart: Chart) -> Iterator[Conflict]:
    """One contradiction for each event of which the form and the record give different days."""
    forms = asking(chart)
    if not forms:
        return
    record = of_record(chart)
    written = [mention.date for paper in record for mention in _days(chart, paper)]
    for event, (label, telling) in EVENTS.items():
        for paper in forms:
            for mention in _labelled(chart, paper, label):
                if any(_near(mention.date, other) for other in written):
                    continue
                told = _told(chart, record, telling, mention.date)
                if told:
                    place = _line(paper, mention)
                    one, other = mention.date.iso(), told[0][0].iso()
                    sentence = say("contradiction.two_dates", event=event, one=one, other=other)
                    yield Conflict(ConflictKind.DATE, sentence, (place, *(at for _, at in told[:MOST])))
                    return


MOST = 4
"""Places of the record that are shown at most."""


def _days(chart: Chart, paper: Profile) -> list[DateMention]:
    """The days that a paper writes; birth dates are none."""
    born = chart.request.patient.birth_date
    return [
        mention
        for mention in calendar_dates(chart, paper.document)
        if paper.part.start <= mention.start < paper.part.end
        and mention.date.month is not None
        and (born is None or mention.date.exact != born.value)
    ]


def _labelled(chart: Chart, paper: Profile, label: re.Pattern[str]) -> Iterator[DateMention]:
    """The full days of a form directly behind the label, that lie behind and are no day of the service."""
    asked = chart.request
    latest = asked.received.value if asked.received is not None else dt.date.max
    served = asked.service_date.value if asked.service_date is not None else None
    for mention in _days(chart, paper):
        day = mention.date.exact
        if day is None or day > latest or day == served or (latest - day).days > LONGEST_BACK:
            continue
        line = paper.document.flat[paper.document.flat.rfind("\n", 0, mention.start) + 1 : mention.start]
        for match in label.finditer(line):
            if BETWEEN.fullmatch(line, match.end()) and not AHEAD.search(line[max(0, match.start() - 24) :]):
                yield mention
                break


def _told(
    chart: Chart, record: Sequence[Profile], telling: re.Pattern[str], claimed: PartialDate
) -> list[tuple[PartialDate, Place]]:
    """The full days that the record gives for the event, the nearest first: in its line, or as the day of a paper of that title."""
    found: list[tuple[PartialDate, Place]] = []
    for paper in record:
        flat = paper.document.flat
        title = flat[paper.part.start : min(paper.part.end, paper.part.start + 90)].split("\n\n")[0]
        entitled = telling.search(title) is not None
        for mention in _days(chart, paper):
            if mention.date.exact is None:
                continue
            low = flat.rfind("\n", 0, mention.start) + 1
            high = flat.find("\n", mention.end)
            line = flat[low : high if high >= 0 else len(flat)]
            its_day = entitled and paper.date is not None and paper.date.value.exact == mention.date.exact
            in_line = telling.search(line) is not None and not AHEAD.search(flat[low : mention.start][-24:])
            if in_line or its_day:
                found.append((mention.date, _line(paper, mention)))
    return sorted(found, key=lambda told: abs((told[0].earliest - claimed.earliest).days))


def _near(one: PartialDate, other: PartialDate) -> bool:
    """Do two dates touch, or lie a day apart?"""
    if one.agrees(other):
        return True
    return one.exact is not None and other.exact is not None and abs((one.exact - other.exact).days) <= FEW_DAYS


def _line(paper: Profile, mention: DateMention) -> Place:
    text = paper.document.text
    end = text.find("\n", mention.end)
    low, high = text.rfind("\n", 0, mention.start) + 1, end if end >= 0 else len(text)
    return paper.document.place(max(low, mention.start - 60), min(high, mention.end + 40))
