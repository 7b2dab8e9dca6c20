"""Reference search: the same functions as the REST and MCP doors, over the local indexes; live services only where asked for.

A question to a live service leaves this machine: it goes out only where a setting allows the host and the person asked for it,
and what looks like a patient's number or date is refused on the way (`accord.connectors.outward`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from accord.connectors.answer import Provenance
from accord.connectors.outward import Service
from accord.connectors.registry import tools
from accord.connectors.tool import Tool
from accord.doors.calls import call, to_json
from accord.dossier.visible import one_line
from accord.errors import AccordError, NotFound, Unavailable
from accord.settings import settings
from accord.web.pages import page
from accord.web.problems import status_of
from accord.web.reference_facts import facts_of
from accord.web.visit import Visiting
from accord.wording import say

MOST = 25
LONGEST = 300
LOCAL, LIVE = "local", "live"
router = APIRouter(prefix="/reference")
View = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A hit: its id, what it is called, what else is told of it in a line."""

    id: str
    title: str
    more: str = ""


@dataclass(frozen=True)
class Kind:
    """One thing that can be looked up. live -- where its live service is described ('module:name'), '' where there is none.

    asks -- parameters of the searches for what was written; several are asked one after the other.
    """

    connector: str
    search: str
    get: str
    by: str
    asks: Callable[[str], Sequence[Mapping[str, object]]]
    row: Callable[[Any], Row]
    live: str = ""
    several: bool = False

    def service(self) -> Service | None:
        """Its live service, where a setting allows its host; None where none may be asked."""
        if not self.live:
            return None
        module, _, name = self.live.partition(":")
        found: Service = getattr(import_module(f"accord.connectors.{self.connector}.{module}"), name)
        base = settings().hosts.get(found.name, found.base)
        host = base.partition("://")[2].partition("/")[0].partition(":")[0]
        return found if settings().allows(host) else None


def _query(words: str) -> list[Mapping[str, object]]:
    return [{"query": words, "limit": MOST}]


def _provider(words: str) -> list[Mapping[str, object]]:
    """'Last, First' is a person; other words are tried as an organization's name and as a last name."""
    last, comma, first = words.partition(",")
    if comma:
        return [{"last_name": last.strip(), "first_name": first.strip(), "limit": MOST}]
    return [{"last_name": words, "limit": MOST}, {"organization_name": words, "limit": MOST}]


def _day(value: Any) -> str:
    return value.isoformat() if value is not None else ""


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


KINDS: Mapping[str, Kind] = {
    "diagnosis": Kind(
        "icd10", "search", "get", "code", _query,
        lambda h: Row(h.code, h.label, _join(h.category, h.category_label)), "live:SERVICE",
    ),
    "procedure": Kind(
        "icd10", "procedure_search", "procedure_get", "code", _query,
        lambda h: Row(h.code, h.name, "" if h.whole else say("web.reference.beginning")),
    ),
    "item": Kind(
        "hcpcs", "search", "get", "code", _query, lambda h: Row(h.code, h.name, h.family), "live:SERVICE"
    ),
    "provider": Kind(
        "npi", "search", "get", "npi", _provider,
        lambda h: Row(h.npi, h.name, _join(h.credential, h.city, h.state)), "live:SERVICE",
    ),
    "article": Kind(
        "pubmed", "search", "get", "pmids", _query,
        lambda h: Row(str(h.pmid), h.title, _join(h.journal, h.date, h.standing.value)), "eutils:EUTILS", several=True,
    ),
    "coverage": Kind(
        "coverage", "search", "get", "document_id", _query,
        lambda h: Row(h.id, h.title, _join(h.kind.value, h.status, _day(h.effective))), "live_service:SERVICE",
    ),
}  # fmt: skip


@router.get("")
def look_up(request: Request, visit: Visiting) -> Response:
    """The form; with words in it what fits, where it comes from and how old that is."""
    asked = request.query_params
    name, words = asked.get("in", next(iter(KINDS))), asked.get("q", "")[:LONGEST].strip()
    kind, ask = _kind(name), _ask(asked.get("ask", ""))
    if words and name == "provider" and words.isdigit() and len(words) == 10:
        return RedirectResponse(f"/reference/{name}/{words}?{urlencode({'ask': ask})}", 303)
    rows, told, wrong = _search(kind, words, ask) if words else ([], None, None)
    return page(
        "reference", visit, status_of(wrong) if wrong and not isinstance(wrong, Unavailable) else 200, here="/reference",
        kinds=[(one, say(f"web.reference.kind.{one}")) for one in KINDS], chosen=name, words=words, ask=ask,
        wrong=wrong, searched=bool(words), source=told, live=_live(kind),
        rows=[
            {"id": one_line(row.id), "title": one_line(row.title), "more": one_line(row.more),
             "address": f"/reference/{name}/{quote(row.id, safe='')}" + ("?ask=live" if ask == LIVE else "")}
            for row in rows
        ],
    )  # fmt: skip


@router.get("/{name}/{id_}")
def show(name: str, id_: str, request: Request, visit: Visiting) -> Response:
    """All that is told of one code, provider, article or document."""
    kind, ask = _kind(name), _ask(request.query_params.get("ask", ""))
    given: object = [id_[:LONGEST]] if kind.several else id_[:LONGEST]
    wrong, answer = None, None
    try:
        answer = call(_tool(kind, kind.get), {kind.by: given, **_asking(kind, kind.get, ask)})
    except AccordError as fault:
        wrong = fault
    facts: View = orjson.loads(to_json(answer)) if answer is not None else {}
    source = provenance_view(answer.provenance) if answer is not None else None
    facts.pop("provenance", None)
    return page(
        "reference_one", visit, status_of(wrong) if wrong else 200, here="/reference", name=name, id=one_line(id_),
        kind=say(f"web.reference.kind.{name}"), wrong=wrong, source=source, facts=facts_of(facts), live=_live(kind),
        ask=ask,
    )  # fmt: skip


def provenance_view(told: Provenance) -> View:
    """Where an answer comes from, of which release, how old it is."""
    return {
        "source": one_line(told.source),
        "backend": say(f"web.reference.backend.{told.backend.value}"),
        "release": one_line(told.release),
        "as_of": _day(told.as_of),
        "age": say("web.reference.age", days=told.age_days) if told.age_days is not None else "",
        "stale": told.stale,
        "notice": one_line(told.notice),
        "url": told.url if told.url.startswith("https://") else "",
    }


def _search(kind: Kind, words: str, ask: str) -> tuple[list[Row], View | None, AccordError | None]:
    """The hits of every question that the words may mean; what went wrong where none could be asked."""
    rows: list[Row] = []
    source: View | None = None
    wrong: AccordError | None = None
    for given in kind.asks(words):
        try:
            answer = call(_tool(kind, kind.search), {**given, **_asking(kind, kind.search, ask)})
        except AccordError as fault:
            wrong = fault
            continue
        rows += [kind.row(hit) for hit in answer.items]
        source = provenance_view(answer.provenance)
    unique = list({row.id: row for row in rows}.values())[:MOST]
    return unique, source, wrong if source is None else None


def _asking(kind: Kind, tool: str, ask: str) -> dict[str, object]:
    """Whom to ask, for tools that can ask more than one."""
    return {"ask": ask} if any(part.name == "ask" for part in _tool(kind, tool).parameters) else {}


def _tool(kind: Kind, name: str) -> Tool:
    return next(one for one in tools(kind.connector) if one.name == name)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise NotFound(say("web.wrong.no_page"), say("web.wrong.no_page_remedy"))
    return KINDS[name]


def _ask(told: str) -> str:
    """The local index, unless the person asked for the live service."""
    return LIVE if told == LIVE else LOCAL


def _live(kind: Kind) -> str:
    """The name of the live service that may be asked; '' where none may."""
    service = kind.service()
    return service.title if service is not None else ""
