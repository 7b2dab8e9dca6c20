"""The device in place: its battery and leads, by a check of it."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.answers import unanswered
from accord.evidence.readers.defibrillator.subject import SUBJECT
from accord.evidence.readers.heard import finding_of, meant
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose

ERI = lazy_pattern(
    r"\beri\b|\brrt\b|\bpremature(?:ly)? (?:battery )?deplet\w+|\bdeplet\w+ (?:battery|generator)|\bgen(?:erator)? (?:change|chg|"
    r"replacement) (?:needed|due|now)|\beol\b|\belective replacement|\brecommended replacement|\bend of (?:battery )?(?:life|"
    r"service)\b|\bbattery (?:is )?deplet\w+|\b(?:lead|generator|device) (?:fracture|malfunction|failure)|"
    r"\bfractured lead\b|\binsulation (?:breach|failure)|\bnoise on the (?:rv )?lead|\bimpedance\b[^.;]{0,20}(?:>|"
    r"over|out of range|high)"
)
BATTERY_GOOD = lazy_pattern(
    r"\b(?:battery|longevity)\b[^.;\n]{0,40}\b(?:good|ok|normal|adequate|bol|mol|(?:\d{1,2}(?:\.\d)?|"
    r"several) ?(?:yrs?|years)|(?:[5-9]|[1-9]\d) ?(?:mo|mos|months))\b|\bnot (?:yet )?(?:at|reached) (?:eri|rrt|"
    r"eol)|\belective upgrade\b|\bupgrade (?:requested|at patient)"
)
CHECKED = lazy_pattern(
    r"\bcarelink\b|\blatitude\b|\bmerlin\b|\bhome monitoring\b|\b(?:icd|device|generator|crt-?d) check\b|"
    r"\binterrogat\w+|\bremote\W{1,3}\d|\b(?:on|by|per|via) remote\b|\balert\b|\b(?:battery|generator)\b[^.;\n]{0,30}\b(?:reached|at|status|depleted|"
    r"failing|eri|rrt|eol)\b|\bnoise\b|"
    r"\binappropriate shocks?\b|"
    r"\bdevice (?:check|clinic)|\btransmission\b|\bremote (?:monitor\w*|check|download)|"
    r"\bbattery\b[^.;\n]{0,20}\d\.\d{1,2} ?v\b|\bdevice report\b|\bpacemaker clinic|\bprogrammer\b"
)
QUOTED = lazy_pattern(
    r"\b(?:send|pls|please|attached|by (?:the )?(?:remote )?report|per (?:the )?report|see report|enclosed|i think)\b"
)
TO_COME = lazy_pattern(
    r"\b(?:will|expect\w*|project\w*|estimat\w*|anticipat\w*|in \d+ (?:years?|yrs?|months?|mos?)|until|before)\b"
)
UPGRADE = lazy_pattern(r"\belective upgrade\b")


def device_at_end(chart: Chart, passage: Passage, tool: str) -> Iterator[Finding]:
    """The device in place is at its end, by a check of it; a note that only points to a report proves nothing by itself."""
    paper = passage.paper
    words = paper.document.flat[paper.part.start : paper.part.end]
    checked = paper.kind is PartKind.DEVICE_REPORT or CHECKED.search(words[:200]) or CHECKED.search(passage.text)
    if UPGRADE.search(passage.text):
        yield finding_of(chart, passage, "device_at_end", tool, presence=Presence.ABSENT)
        return
    good = BATTERY_GOOD.search(passage.text)
    if good is None and TO_COME.search(passage.text):
        return
    match = good or ERI.search(passage.text)
    if (
        match is None
        or unanswered(passage.text, match)
        or not SUBJECT.search(" ".join(d.flat for d in chart.record.documents))
    ):
        return
    said = meant(passage, match)
    if said.hypothetical or said.whose is not Whose.PATIENT or said.time is Time.PLANNED:
        return
    sure = checked and not QUOTED.search(passage.text) and paper.kind is not PartKind.MESSAGES
    presence = Presence.ABSENT if good or said.presence is Presence.ABSENT else said.presence
    yield finding_of(chart, passage, "device_at_end", tool, presence=presence if sure else Presence.POSSIBLE)
