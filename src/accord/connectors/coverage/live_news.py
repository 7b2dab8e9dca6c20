"""What the coverage API says has changed, and the drugs that contractors exclude as self-administered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from accord.connectors.answer import Page, Provenance
from accord.connectors.coverage.codes import is_cpt
from accord.connectors.coverage.live_read import day, number, words
from accord.connectors.coverage.live_reports import LOCAL, listed
from accord.connectors.coverage.live_service import Api, Row, together
from accord.connectors.coverage.values import Happened, Kind, News, SadEntry
from accord.errors import Invalid

T = TypeVar("T")

NATIONAL = "/v1/reports/whats-new/national/"
LOCALLY = "/v1/reports/whats-new/local/"
SAD = "/v1/reports/local-coverage-sad-exclusion-list/"
TYPES = {
    "NCD": Kind.NCD, "NCA": Kind.NCA, "CAL": Kind.CAL, "MEDCAC": Kind.MEDCAC, "TA": Kind.TECHNOLOGY_ASSESSMENT,
    "MCD": Kind.COVERAGE_DOCUMENT, "LCD": Kind.LCD, "ARTICLE": Kind.ARTICLE, "PROPOSED LCD": Kind.PROPOSED_LCD,
    "DRAFT LCD": Kind.PROPOSED_LCD, "SAD EXCLUSION LIST": Kind.ARTICLE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    since: dt.date
    today: dt.date
    kind: Kind | None
    contractor: str


def whats_new(
    api: Api, since: dt.date, kind: Kind | None, contractor: str, limit: int, cursor: str, today: dt.date
) -> Page[News]:
    """National and local news since a day, newest first. Raises Invalid (national documents have no contractor)."""
    if contractor and kind is not None and kind not in LOCAL:
        raise Invalid("National documents have no contractor.", "Leave the contractor or the kind out.")
    asked = _Asked(since, today, kind, contractor.lower())
    found: list[News] = []
    said: list[Provenance] = []
    if (kind is None or kind not in LOCAL) and not contractor:
        told = api.rows(NATIONAL, {"timeframe": max(1, (today - since).days)})
        found += [one for row in told.value if (one := _news(row, Kind.NCD, asked))]
        said.append(told.provenance)
    if kind is None or kind in LOCAL:
        told = api.rows(LOCALLY, {"start_date": f"{since:%Y%m%d}", "end_date": f"{today:%Y%m%d}"})
        found += [one for row in told.value if (one := _news(row, Kind.LCD, asked))]
        said.append(told.provenance)
    ordered = sorted(dict.fromkeys(found), key=lambda one: (-one.day.toordinal(), one.id))
    return cut(ordered, limit, cursor, together(said))


def sad_exclusions(
    api: Api, keyword: str, code: str, contractor: str, on: dt.date | None, limit: int, cursor: str
) -> Page[SadEntry]:
    """The service looks for words and codes, and the rest is filtered here."""
    carried = {name: value for name, value in (("keyword", keyword), ("hcpcs_code", code)) if value}
    told = api.rows(SAD, carried)
    entries = [_sad(row) for row in told.value]
    wanted = [
        one
        for one in entries
        if (not code or one.code == code)
        and (not contractor or any(contractor.lower() in name.lower() for name in one.contractors))
        and (on is None or ((one.effective is None or one.effective <= on) and (one.ends is None or on <= one.ends)))
    ]
    return cut(wanted, limit, cursor, told.provenance)


def cut(found: Sequence[T], limit: int, cursor: str, provenance: Provenance) -> Page[T]:
    """The part of a list that was asked for."""
    start = int(cursor or 0)
    after = str(start + limit) if start + limit < len(found) else ""
    return Page(tuple(found[start : start + limit]), len(found), False, after, provenance)


def _news(row: Row, otherwise: Kind, asked: _Asked) -> News | None:
    kind = TYPES.get(words(row, "document_type").upper(), otherwise)
    one = listed(row, kind)
    when = one.updated or one.effective
    if when is None or when < asked.since or (asked.kind is not None and kind is not asked.kind):
        return None
    if asked.contractor and asked.contractor not in one.contractor.lower():
        return None
    note = words(row, "whats_new_description") or words(row, "note")
    contractors = (one.contractor,) if one.contractor else ()
    return News(one.id, kind, one.title, one.version, _happened(one.ends, one.version, note, asked.today), when,
                contractors, note, one.url)  # fmt: skip


def _happened(ends: dt.date | None, version: int, note: str, today: dt.date) -> Happened:
    told = note.lower()
    if "retire" in told or ends is not None:
        return Happened.RETIRES if ends is not None and ends > today else Happened.RETIRED
    if "new" in told.split() or (version == 1 and not told):
        return Happened.NEW
    return Happened.REVISED


def _sad(row: Row) -> SadEntry:
    code = words(row, "code_id")
    contractor = words(row, "contractor_name_type")
    return SadEntry(
        code, words(row, "drug_brand_name"), "" if is_cpt(code or "0") else words(row, "code_description"),
        words(row, "document_display_id").upper() or f"A{number(row, 'document_id')}", number(row, "document_version"),
        words(row, "title"), (contractor,) if contractor else (), day(row, "effective_date"),
        day(row, "retirement_date"), "", words(row, "url"),
    )  # fmt: skip
