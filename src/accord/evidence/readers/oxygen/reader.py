"""The reader of oxygen: readings become findings with their conditions, date, performer and place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.sections import section_at
from accord.evidence.narrative.sentences import Span
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import about, voice, whose
from accord.evidence.readers.oxygen.coded import coded_readings, inpatient_discharges
from accord.evidence.readers.oxygen.cues import ON_OXYGEN, REST, cues
from accord.evidence.readers.oxygen.days import day_of, day_without_year, discharges_of
from accord.evidence.readers.oxygen.gases import gas_readings
from accord.evidence.readers.oxygen.heart import right_heart
from accord.evidence.readers.oxygen.night import is_night, night_of, nights_told
from accord.evidence.readers.oxygen.noise import as_heard, sheet_is_noisy
from accord.evidence.readers.oxygen.paces import walk_steps
from accord.evidence.readers.oxygen.performers import (
    UNSTATED,
    Performer,
    Telling,
    performer_in_note,
    performer_of_paper,
)
from accord.evidence.readers.oxygen.prose import prose_readings
from accord.evidence.readers.oxygen.reading import NOISY, RANGE, Reading, with_default
from accord.evidence.readers.oxygen.reports import is_report
from accord.evidence.readers.oxygen.rows import in_session, table_readings
from accord.evidence.readers.oxygen.sleep import night_findings, sleep_test_findings
from accord.evidence.readers.oxygen.titration import is_sleep_test
from accord.evidence.readers.oxygen.told import ordered_flows, ordered_uses, oxygen_into_pap, speaker, told, voice_of
from accord.records.dates import PartialDate
from accord.records.documents import DocumentKind
from accord.records.findings import Finding, Time, Voice, Whose
from accord.records.places import AnyPlace

TOOL = "oxygen/1"
SATURATION, PRESSURE = "oxygen_saturation", "arterial_oxygen_pressure"
_SUBJECT = re.compile(
    r"sp ?[o0]2|sa ?[o0]2|\bsat|oxim|o2|oxygen|\babg|blood gas|\bgas\b|room air|hypox|rvsp|pasp|pulmonary|\bhct\b|"
    r"hematocrit|echo|walk|ambulat|discharge"
)
_ACUTE = re.compile(
    r"\b(?:triage|in the (?:ed|er)|(?:ed|er) (?:arrival|visit|course)|emergency|on arrival|upon arrival|"
    r"on presentation|presented|presenting|ems|paramedic\w*|ambulance|on admission|at admission|admission (?:sat|"
    r"spo2|vitals)|admitted|"
    r"came in (?:with|by)|(?:in|from|on) (?:the )?(?:m|s|c)?icu|intensive care|on (?:the )?vent\w*|"
    r"in the field|at the scene|rapid response|intubat\w+|during (?:the )?(?:code|exacerbation|"
    r"pneumonia))\b"
)
_FORMER = re.compile(
    r"\b(?:when (?:first|originally|initially)|first qualified|originally|previously|at that time|back then|"
    r"in the past|last (?:year|spring|summer|fall|autumn|winter)|years? ago|months? ago|used to|old (?:test|sat|"
    r"value)|prior (?:test|sat|value|visit|study|to)|historical\w*|before (?:starting|he went|she went))\b"
)
_NEVER = re.compile(
    r"\b(?:never|not|didn't|did not|no|without)\b[^.;,]{0,24}\b(?:drop\w*|fall|fell|desat\w*|go(?:ing)?|below|"
    r"under|less)\b[^.;,]{0,16}$"
)
_ANOTHER = re.compile(
    r"\b(?:husband|wife|spouse|mother|father|mom|dad|son|daughter|sister|brother|cousin|aunt|uncle|neighbou?r|friend|roommate|"
    r"partner|visitor|caregiver)(?:'s|s')? (?:own )?(?:\w+ )?(?:sats?|spo2|saturations?|oxygen|o2|levels?|was|is|had|has|dropped|"
    r"walk\w*)\b(?! (?:meter|oximeter|monitor|at home|checks))"
)
_EXAMPLE = re.compile(r"\b(?:example|e\.g\.|sample|template)\W[^.;\n]{0,40}$")
_VITALS = re.compile(r"\b(?:bp|hr|rr|pulse|temp|wt|weight|resp)\b\W{0,3}\d{2}|\bvitals?\b|\bvs\b")


def oxygen(chart: Chart) -> Iterator[Finding]:
    """Saturations, gases, nights, titrations, and what is said of them."""
    found = list(_readings(chart))
    yield from _beside_gases(_quoted(found))
    yield from told(chart)
    yield from ordered_flows(chart)
    yield from ordered_uses(chart)
    yield from oxygen_into_pap(chart)
    yield from right_heart(chart)
    yield from _discharges(chart)


def _readings(chart: Chart) -> Iterator[Finding]:
    for paper in chart.papers:
        if paper.document.kind is DocumentKind.FHIR_NARRATIVE and "#Observation" in paper.document.name:
            continue
        if not _SUBJECT.search(paper.document.flat, paper.part.start, paper.part.end):
            continue
        report = is_report(paper)
        tester = performer_of_paper(chart, paper) if report else Performer(UNSTATED)
        yield from _of_paper(chart, paper, tester, report)
    yield from coded_readings(chart)


def _of_paper(chart: Chart, paper: Profile, tester: Performer, report: bool) -> Iterator[Finding]:
    if is_sleep_test(paper) and not is_night(paper):
        yield from sleep_test_findings(paper, tester)
        return
    if is_night(paper) and _is_sheet(chart, paper):
        yield from night_findings(chart, paper, night_of(paper), tester)
        return
    nights = list(nights_told(paper))
    taken = [night.span for night in nights]
    for night in nights:
        yield from night_findings(
            chart,
            paper,
            night,
            Performer(performer_in_note(chart, paper, speaker(chart, paper), Telling(*night.span))),
        )
    gases = list(gas_readings(paper))
    taken += [(r.start, r.end) for r in gases if r.formal] + [(r.at - 24, r.at + 5) for r in gases]
    found = list(gases)
    for table, readings in table_readings(paper):
        taken.append((table.start, table.end))
        found += readings
    for start, end, readings in walk_steps(paper):
        if report and not any(at < end and start < until for at, until in taken):
            taken.append((start, end))
            found += readings
    found += [as_heard(paper, reading) for reading in prose_readings(paper, taken)]
    if report and sheet_is_noisy(paper):
        found = [r if r.gas else replace(r, role=NOISY) for r in found]
    if report:
        found = in_session(_with_defaults(paper, found))
    for reading in found:
        finding = _finding(chart, paper, reading, tester, report)
        if finding is not None:
            yield finding


def _is_sheet(chart: Chart, paper: Profile) -> bool:
    """A report of a night with its values in lines, not a note in which a practitioner tells of one."""
    values = night_of(paper).values
    if speaker(chart, paper) is not Voice.CLINICIAN:
        return bool(values)
    return len(values) >= 4 or "recorded" in values


@dataclass(frozen=True)
class _Defaults:
    state: str
    oxygen: str
    flow: Decimal | None


def _with_defaults(paper: Profile, found: Sequence[Reading]) -> list[Reading]:
    """In a report the conditions may stand once for all its values."""
    every = cues(paper.document.flat, paper.part.start, paper.part.end)
    states = {c.value for c in every if c.kind == "state"}
    kinds = {(c.value, c.flow) for c in every if c.kind == "oxygen"}
    state = states.pop() if len(states) == 1 else ""
    oxygen_, flow = kinds.pop() if len(kinds) == 1 else ("", None)
    return [with_default(r, state, oxygen_, flow) for r in found]


def _finding(chart: Chart, paper: Profile, reading: Reading, tester: Performer, report: bool) -> Finding | None:
    """The finding of a reading; None for what is denied, hypothetical or planned."""
    document = paper.document
    place = document.place(reading.start, reading.end)
    if len(place.text) > 320:
        place = document.place(max(reading.start, reading.at - 120), min(reading.end, reading.at + 120))
    meant = assertion(document, reading.at, reading.at + 2)
    near = document.flat[max(reading.start, reading.at - 60) : min(reading.end, reading.at + 60)]
    said_before = document.flat[max(reading.start, reading.at - 50) : reading.at]
    if meant.hypothetical or _NEVER.search(said_before) or _EXAMPLE.search(said_before):
        return None
    around = document.flat[max(paper.part.start, reading.at - 120) : min(paper.part.end, reading.at + 80)]
    vitals = bool(_VITALS.search(around)) or section_at(document, reading.at).name in ("vitals", "objective", "exam")
    day, support = day_of(paper, reading, report)
    if day is None and chart.request.received is not None:
        told_day = day_without_year(paper, reading, PartialDate.of(chart.request.received.value), chart.patient_papers)
        day, support = (told_day[0], (told_day[1],)) if told_day is not None else (day, support)
    telling = Telling(place.start, place.end, vitals, _is_own(paper, reading, day))
    by = tester.who if report else performer_in_note(chart, paper, speaker(chart, paper), telling)
    other = _ANOTHER.search(document.flat[max(reading.start, reading.at - 60) : reading.at])
    past = (meant.time is Time.PAST and bool(meant.cues) and _is_copied(document.flat, meant.cues)) or (
        not report and (bool(_FORMER.search(near)) or _of_an_earlier_year(paper, reading))
    )
    qualifiers = {
        "state": reading.state or _assumed(reading),
        "oxygen": reading.oxygen or "unstated",
        "by": by,
        "method": "gas" if reading.gas else "oximeter",
        "source": "report" if report else "sheet" if reading.formal else "note",
        "standing": "firm" if report or about(paper)["signed"] == "yes" else "unsigned",
        "setting": "acute"
        if _ACUTE.search(near)
        else "emergency"
        if paper.kind is PartKind.EMERGENCY_REPORT
        else "usual",
        "vitals": "yes" if vitals else "no",
        **_flow(reading),
        **about(paper),
    }
    if reading.role:
        qualifiers["role"] = reading.role
    places: list[AnyPlace] = [*support, *([tester.place] if report and tester.place is not None else [])]
    return Finding(
        PRESSURE if reading.pressure else SATURATION, place, time=Time.PAST if past else Time.CURRENT,
        whose=whose(Whose.OTHER if other else meant.whose if meant.whose is not Whose.OTHER else Whose.PATIENT, paper),
        value=None if reading.role == RANGE else reading.value,
        unit="mm[Hg]" if reading.pressure else "%", date=day, qualifiers=qualifiers,
        voice=voice_of(chart, paper, by), support=tuple(p for p in places if p != place), tool=TOOL,
    )  # fmt: skip


def _of_an_earlier_year(paper: Profile, reading: Reading) -> bool:
    """Does a bare year that is past stand right behind the number: '86 % RA (2019)'?"""
    year = re.match(
        r"[\d.]+ ?%?[^.;,\d]{0,30}(?:\bin |\(|\bof )(?P<year>(?:19|20)\d\d)\b(?!-)",
        paper.document.flat[reading.at : reading.end],
    )
    return bool(year) and paper.date is not None and int(year["year"]) < paper.date.value.year


def _is_own(paper: Profile, reading: Reading, day: PartialDate | None) -> bool:
    """A saturation at rest of the day of the visit, in the note of that visit, is the practice's own."""
    return (
        paper.kind is PartKind.VISIT_NOTE
        and not reading.gas
        and reading.state in ("", REST)
        and paper.date is not None
        and day == paper.date.value
    )


def _is_copied(flat: str, spans: Iterable[Span]) -> bool:
    return any(
        re.search(r"cop(?:ied|y)|carried|brought|pulled|imported|prior|previous|old", flat[s.start : s.end])
        for s in spans
    )


def _assumed(reading: Reading) -> str:
    """A gas is drawn at rest unless it says otherwise; a saturation without its state stays without."""
    return REST if reading.gas else "unstated"


def _flow(reading: Reading) -> dict[str, str]:
    if reading.oxygen != ON_OXYGEN or reading.flow is None:
        return {}
    return {"flow": str(reading.flow), "flow_band": "at_least_4" if reading.flow >= 4 else "under_4"}


def _quoted(found: Sequence[Finding]) -> list[Finding]:
    """A note that gives the number of a report quotes it: the tester is that of the report."""
    sheets = [f for f in found if f.qualifiers.get("source") in ("report", "sheet") and f.value is not None]
    made: list[Finding] = []
    for finding in found:
        testers = {
            sheet.qualifiers["by"]
            for sheet in sheets
            if finding.qualifiers.get("source") == "note"
            and finding.qualifiers.get("by") == UNSTATED
            and (sheet.concept, sheet.value, sheet.qualifiers["state"])
            == (finding.concept, finding.value, finding.qualifiers["state"])
        }
        by = testers.pop() if len(testers) == 1 else ""
        made.append(replace(finding, qualifiers={**finding.qualifiers, "by": by}) if by else finding)
    return made


def _beside_gases(found: Sequence[Finding]) -> Iterator[Finding]:
    """Each finding; an oximeter's reading says whether a gas was drawn on the same day in the same state on the same oxygen."""
    gases = {_conditions(f) for f in found if f.concept == PRESSURE and f.date is not None}
    for finding in found:
        if (
            finding.concept == SATURATION
            and finding.qualifiers.get("method") == "oximeter"
            and _conditions(finding) in gases
        ):
            yield replace(finding, qualifiers={**finding.qualifiers, "same_day_gas": "yes"})
        else:
            yield finding


def _conditions(finding: Finding) -> tuple[str, str, str]:
    state = finding.qualifiers.get("state", "")
    return (
        finding.date.iso() if finding.date else "",
        REST if state == "unstated" else state,
        finding.qualifiers.get("oxygen", ""),
    )


_LEAVING = re.compile(
    r"discharge|d/c|dc'?d|dismissed|released|departed|departure|left|home|dispo|disch|dsch|end of stay"
)


def _discharges(chart: Chart) -> Iterator[Finding]:
    """Every day of discharge that a paper of the hospital or practice gives, each day of a paper once."""
    for paper in chart.papers:
        silent = voice(paper) in (Voice.SUPPLIER, Voice.PAYER, Voice.PATIENT)
        if silent or not _LEAVING.search(paper.document.flat, paper.part.start, paper.part.end):
            continue
        seen: set[str] = set()
        for day, place in discharges_of(paper):
            if day.iso() in seen:
                continue
            seen.add(day.iso())
            yield Finding(
                "hospital_discharge", place, date=day, whose=whose(Whose.PATIENT, paper), qualifiers=about(paper),
                voice=voice(paper), tool=TOOL,
            )  # fmt: skip
    yield from inpatient_discharges(chart)
