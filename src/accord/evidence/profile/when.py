"""When it happened: the day of what a paper tells, not of its printing, signing or of somebody's birth."""

from __future__ import annotations

import re

from accord.evidence.narrative.dates import DateMention
from accord.evidence.profile.header import Header
from accord.evidence.profile.kinds import PartKind
from accord.evidence.profile.parts import Part
from accord.evidence.profile.people import Signature
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.places import Place
from accord.records.request import Stated

# what stands before a date, and how well it says 'this is when it happened', by kind of paper
_WHEN: tuple[tuple[int, str], ...] = (
    (
        10,
        r"(study|test|sleep|recording) (night|date)\W*$|night of\W*$|date of (study|test|service|visit|exam|procedure|order|operation)\W*$",
    ),
    (
        10,
        r"\bdos\W*$|service date\W*$|order date\W*$|date ordered\W*$|\bordered( on)?\W*$|visit( date)?\W*$|exam date\W*$",
    ),
    (
        10,
        r"(date )?seen( on)?\W*$|drawn\W*$|coll(ected)?\W*$|collection( date)?\W*$|encounter( date)?\W*$|performed( on)?\W*$",
    ),
    (8, r"recorded( at home)?( on)?\W*$|ticket date\W*$|session\W*(\w+day)?\W*$|admit(ted)?\W*$"),
    (7, r"\bdate\W*$|\bvisit\W.{0,12}$"),
    (4, r"\b(note|consult(ation)?|eval(uation)?|follow.?up|f/?u|encounter)\W*$"),
    (2, r"\bon\W*$"),
)
# A paper whose newest date is so many years later is not of that day: it is a birth date without its label.
LONG_AGO = 15
_NOT_WHEN = re.compile(
    r"(dob|d\.o\.b\.?|birth|born|b\.?d\.?|signed|sign|signature|printed|print|prepared|received|rec'?d|faxed|fax|"
    r"since|dx|until|thru|through|next|appt|appointment|scheduled|compared with|comparison|due|expires?|sent|from|to|"
    r"reported|report date|read|analyzed|dictated|authenticated|e-signed|transcribed|copied|carried forward from)"
    r"\W{0,6}(date\W{0,3}|on\W{0,3}|by\W{0,3})?$"
)
_ORDER_WHEN = re.compile(r"(order(ed)?|start/order|start)( date| dt)?\W*$|date (of|ordered)( order)?\W*$")


def date_of(
    document: Document, part: Part, mentioned: tuple[DateMention, ...], header: Header, signed: tuple[Signature, ...]
) -> Stated[PartialDate] | None:
    """The day of what a paper tells; None when it gives none."""
    born = {stated.value for stated in header.birth_dates}
    births = {stated.place.start for stated in header.birth_dates if isinstance(stated.place, Place)}
    mentioned = tuple(m for m in mentioned if m.start not in births)
    newest = max((m.date.year for m in mentioned if not m.relative), default=0)
    best: tuple[float, DateMention] | None = None
    for order, mention in enumerate(mentioned):
        if mention.relative or mention.date.month is None or (mention.date.exact in born and mention.date.exact):
            continue
        if newest - mention.date.year > LONG_AGO:
            continue
        before = document.flat[max(part.start, mention.start - 34) : mention.start].rstrip(" .:-")
        if _NOT_WHEN.search(before):
            continue
        weight = max((w for w, pattern in _WHEN if re.search(pattern, before)), default=0)
        if part.kind is PartKind.ORDER and _ORDER_WHEN.search(before):
            weight = 12
        line = document.text.count("\n", part.start, mention.start)
        weight += max(0.0, 6 - line) - order * 0.2 - (0 if mention.date.day else 4)
        if best is None or weight > best[0]:
            best = (weight, mention)
    if best is not None and (best[0] >= 3 or part.kind in (PartKind.VISIT_NOTE, PartKind.MESSAGES)):
        mention = best[1]
        return Stated(mention.date, document.place(mention.start, mention.end))
    for signature in signed:
        if (
            signature.date is not None
            and signature.date.exact not in born
            and part.kind not in (PartKind.SLEEP_STUDY, PartKind.OXIMETRY)
        ):
            return Stated(signature.date, signature.place)
    if best is not None:
        return Stated(best[1].date, document.place(best[1].start, best[1].end))
    return None
