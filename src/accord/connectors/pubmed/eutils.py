"""NCBI's services as they answer: E-utilities, the PMC id converter, the PMC open access list.

Source: NCBI, "Entrez Programming Utilities Help"; PMC, "ID Converter API" and "OA Web Service API".
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast
from urllib.parse import quote_plus
from xml.etree.ElementTree import Element

import orjson
from defusedxml.ElementTree import fromstring

from accord.connectors.outward import Outward, Raw, Service, Told, TryAgain
from accord.connectors.pubmed.answers import FullText
from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.jats import read_articles
from accord.connectors.pubmed.reader import cut, parse
from accord.errors import Invalid
from accord.settings import Settings, settings

T = TypeVar("T")
TOOL = "accord"
AT_ONCE = 200
LONGEST_GET = 1_800
REACHABLE = 9_999
WITH_KEY, WITHOUT_KEY = 10.0, 3.0
EUTILS = Service(
    "eutils", "NCBI E-utilities", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils", WITHOUT_KEY,
    frozenset({"term", "id", "bdata"}),
)  # fmt: skip
CONVERTER = Service(
    "pmc_ids", "PMC id converter", "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1", WITHOUT_KEY, frozenset({"ids"})
)
OPEN_ACCESS = Service(
    "pmc_oa", "PMC open access list", "https://www.ncbi.nlm.nih.gov/pmc/utils/oa", WITHOUT_KEY, frozenset({"id"})
)
PASSING_FAULTS = ("backend", "timeout", "timed out", "temporarily", "unable to obtain", "rate limit", "server error")


@dataclass(frozen=True, slots=True)
class Searched:
    """What esearch told. history -- WebEnv and query_key, where they were asked for."""

    count: int
    pmids: tuple[int, ...]
    translation: str
    warnings: tuple[str, ...]
    history: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Licence:
    """What the open access list says of an article; open is False for one that is not in it."""

    open: bool
    name: str


class Eutils:
    """Calls to NCBI, each answer typed. Raises Forbidden (no setting allows the host), Invalid, Unavailable."""

    def __init__(self, site: Settings | None = None) -> None:
        self.site = site or settings()
        key = self.site.ncbi_api_key.get_secret_value()
        self.secret = {"email": self.site.contact_email, "api_key": key}
        self.secret = {name: value for name, value in self.secret.items() if value}
        self.main = Outward(replace(EUTILS, per_second=WITH_KEY if key else WITHOUT_KEY), self.site)
        self.converter = Outward(CONVERTER, self.site)
        self.open_access = Outward(OPEN_ACCESS, self.site)

    def search(self, term: str, sort: str, start: int, most: int, history: bool = False,
               days: tuple[str, str] | None = None) -> Told[Searched]:  # fmt: skip
        """esearch. days -- first and last day of publication ('2020/01/31'), both, as NCBI wants it."""
        fixed = {"db": "pubmed", "retmode": "json", "sort": sort, "retstart": str(start), "retmax": str(most)}
        fixed |= {"usehistory": "y"} if history else {}
        fixed |= {"datetype": "pdat", "mindate": days[0], "maxdate": days[1]} if days else {}
        return self._ask("/esearch.fcgi", {"term": term}, fixed, _searched, keep=not history)

    def fetch(self, pmids: Sequence[int]) -> Told[tuple[Citation, ...]]:
        """efetch of whole records, at most 200 at once."""
        ids = ",".join(map(str, pmids))
        return self._ask("/efetch.fcgi", {"id": ids}, {"db": "pubmed", "retmode": "xml"}, citations)

    def fetch_found(self, history: Mapping[str, str], start: int, most: int) -> Told[tuple[Citation, ...]]:
        """efetch from a search that the server remembers."""
        fixed = {"db": "pubmed", "retmode": "xml", "retstart": str(start), "retmax": str(most), **history}
        return self._ask("/efetch.fcgi", {}, fixed, citations, keep=False)

    def links(self, pmid: int, name: str) -> Told[tuple[tuple[int, float | None], ...]]:
        """elink: PMIDs of one kind of link, with scores where the link has them."""
        scored = "neighbor_score" if name == "pubmed_pubmed" else "neighbor"
        fixed = {"dbfrom": "pubmed", "db": "pubmed", "retmode": "json", "cmd": scored, "linkname": name}
        return self._ask("/elink.fcgi", {"id": str(pmid)}, fixed, lambda raw: _links(raw, name))

    def cite(self, lines: Sequence[str]) -> Told[tuple[str, ...]]:
        """ecitmatch: for each 'journal|year|volume|page|author|key|' a PMID, or NCBI's word for none or many."""
        fixed = {"db": "pubmed", "retmode": "xml"}
        return self._ask("/ecitmatch.cgi", {"bdata": "\r".join(lines)}, fixed, lambda raw: _cited(raw, len(lines)))

    def spell(self, term: str) -> Told[str]:
        """espell: a better spelling, or nothing."""
        return self._ask("/espell.fcgi", {"term": term}, {"db": "pubmed"}, lambda raw: _of(_xml(raw), "CorrectedQuery"))

    def full_texts(self, numbers: Sequence[str]) -> Told[tuple[FullText, ...]]:
        """efetch of PMC articles, by PMCID without its letters."""
        return self._ask("/efetch.fcgi", {"id": ",".join(numbers)}, {"db": "pmc", "retmode": "xml"}, _full_texts)

    def convert(self, ids: Sequence[str], kind: str) -> Told[tuple[dict[str, str], ...]]:
        """The id converter, for at most 200 ids of one kind: pmid, pmcid or doi."""
        fixed = {"idtype": kind, "format": "json", "tool": TOOL}
        return self.converter.get("/articles/", {"ids": ",".join(ids)}, _converted, fixed=fixed, secret=self._email())

    def licence(self, pmcid: str) -> Told[Licence]:
        """The open access list, for one article."""
        return self.open_access.get("/oa.fcgi", {"id": pmcid}, _licence)

    def _ask(
        self,
        path: str,
        carried: Mapping[str, str],
        fixed: Mapping[str, str],
        decode: Callable[[Raw], T],
        keep: bool = True,
    ) -> Told[T]:
        long = sum(len(quote_plus(value)) for value in carried.values()) > LONGEST_GET
        return self.main.get(
            path, carried, decode, fixed={**fixed, "tool": TOOL}, secret=self.secret,
            method="POST" if long else "GET", keep=keep,
        )  # fmt: skip

    def _email(self) -> dict[str, str]:
        return {"email": self.site.contact_email} if self.site.contact_email else {}


def citations(raw: Raw) -> tuple[Citation, ...]:
    """The records of an efetch answer, in its order. Raises TryAgain for an answer that is cut off."""
    _refuse_faults(raw)
    try:
        records = [parse(tag, record, "efetch") for tag, record in cut(io.BytesIO(raw.body), "efetch")]
    except Invalid as fault:
        raise TryAgain(f"the records cannot be read ({fault.message})") from fault
    return tuple(record for record in records if isinstance(record, Citation))


def _searched(raw: Raw) -> Searched:
    told: dict[str, Any] = _json(raw)["esearchresult"]
    if fault := told.get("ERROR"):
        _refuse(str(fault))
    lists: dict[str, list[str]] = {**told.get("errorlist", {}), **told.get("warninglist", {})}
    warnings = tuple(f"{_words(name)}: {', '.join(texts)}" for name, texts in lists.items() if texts)
    history = {"WebEnv": told["webenv"], "query_key": told["querykey"]} if "webenv" in told else {}
    return Searched(
        int(told["count"]), tuple(map(int, told["idlist"])), told.get("querytranslation", ""), warnings, history
    )


def _words(name: str) -> str:
    """'phrasesnotfound' as a person reads it."""
    return {"phrasesnotfound": "not found", "phrasesignored": "left out", "quotedphrasesnotfound": "phrase not found",
            "fieldsnotfound": "unknown field", "outputmessages": "NCBI says"}.get(name, name)  # fmt: skip


def _links(raw: Raw, name: str) -> tuple[tuple[int, float | None], ...]:
    told: list[dict[str, Any]] = _json(raw)["linksets"]
    sets: list[dict[str, Any]] = [one for linkset in told for one in linkset.get("linksetdbs", [])]
    return tuple(_link(link) for one in sets if one["linkname"] == name for link in one["links"])


def _link(link: Any) -> tuple[int, float | None]:
    if isinstance(link, dict):
        told = cast(dict[str, Any], link)
        return int(told["id"]), float(told.get("score", math.nan))
    return int(link), None


def _cited(raw: Raw, lines: int) -> tuple[str, ...]:
    _refuse_faults(raw)
    found = tuple(line.rpartition("|")[2].strip() for line in raw.body.decode("utf-8").splitlines() if line.strip())
    if len(found) != lines:
        raise TryAgain(f"{len(found)} of {lines} references were answered")
    return found


def _full_texts(raw: Raw) -> tuple[FullText, ...]:
    _refuse_faults(raw)
    try:
        return read_articles(raw.body, "efetch")
    except Invalid as fault:
        raise TryAgain(f"the article cannot be read ({fault.message})") from fault


def _converted(raw: Raw) -> tuple[dict[str, str], ...]:
    told = _json(raw)
    if told.get("status") == "error" and "records" not in told:
        _refuse(str(told.get("message", "the ids were refused")))
    records: list[dict[str, Any]] = told["records"]
    return tuple({name: str(value) for name, value in record.items()} for record in records)


def _licence(raw: Raw) -> Licence:
    root = _xml(raw)
    if (fault := root.find("error")) is not None:
        if fault.get("code") in ("idIsNotOpenAccess", "idDoesNotExist"):
            return Licence(False, "")
        _refuse(fault.text or "the id was refused")
    record = next(root.iter("record"))
    return Licence(True, record.get("license", ""))


def _json(raw: Raw) -> dict[str, Any]:
    _refuse_faults(raw)
    told: Any = orjson.loads(raw.body)
    if not isinstance(told, dict):
        raise TryAgain("the answer is no object")
    return cast(dict[str, Any], told)


def _xml(raw: Raw) -> Element:
    _refuse_faults(raw)
    return fromstring(raw.body, forbid_dtd=False)


def _of(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _refuse_faults(raw: Raw) -> None:
    """Limits and maintenance pages come with status 200; what they say is not repeated, as it holds the key or address."""
    begin = raw.body[:400].lower()
    if b'"error"' in begin and b"rate limit" in begin:
        raise TryAgain("its limit of calls was reached")
    if raw.is_html:
        raise TryAgain("it sent a page where an answer was due")
    if b"<error>" in begin and b"pubmedarticle" not in begin:
        fault = raw.body.partition(b"<ERROR>")[2].partition(b"<")[0].decode("utf-8", "replace")
        if fault.strip():
            _refuse(fault)


def _refuse(fault: str) -> None:
    """A fault that passes is tried again; any other is the question's."""
    if any(sign in fault.lower() for sign in PASSING_FAULTS):
        raise TryAgain("it could not search now")
    raise Invalid(f"NCBI refuses the question: {' '.join(fault.split())[:200]}.", "Check ids, words and tags.")
