"""The live side against a server that speaks E-utilities' contract, and against what NCBI really answered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote_plus

import pytest

from accord.connectors.answer import Ask, Backend
from accord.connectors.pubmed import tools
from accord.connectors.pubmed.answers import MatchVerdict, RelatedBy
from accord.connectors.pubmed.citation import Standing
from accord.connectors.pubmed.eutils import Eutils
from accord.connectors.pubmed.fetch import fetch_files
from accord.connectors.syncing import unheard
from accord.errors import Forbidden, Invalid, Unavailable
from accord.settings import Settings
from tests.connectors.fault_server import Answer, Fault, FaultServer, Request
from tests.connectors.pubmed.conftest import CITATIONS, SHARED
from tests.connectors.pubmed.made import record, whole_set, write
from tests.connectors.pubmed.test_full_text import jats

SAMPLES = SHARED / "connectors" / "api-samples" / "ncbi"
RECORDS = {int(re.findall(r"<PMID[^>]*>(\d+)", text)[0]): text for text in CITATIONS}
LIVE = Ask.LIVE
Site = Callable[..., Settings]


def first(request: Request, name: str) -> str:
    return request.parameters.get(name, [""])[0]


def fetched(request: Request) -> bytes | str:
    """efetch: what is not there is left out without a word."""
    if first(request, "db") == "pmc":
        return (
            b"<pmc-articleset>"
            + b"".join(jats(number, 33333) for number in first(request, "id").split(",")[:1])
            + (b"</pmc-articleset>")
        )
    if first(request, "WebEnv"):
        start, most = int(first(request, "retstart")), int(first(request, "retmax"))
        return whole_set(*(record(1000 + number) for number in range(start, start + most))).decode()
    ids = [int(pmid) for pmid in first(request, "id").split(",")]
    return whole_set(*(RECORDS[pmid] for pmid in ids if pmid in RECORDS)).decode()


def searched(pmids: list[int], count: int | None = None, **more: object) -> dict[str, object]:
    told = {
        "count": str(len(pmids) if count is None else count),
        "idlist": list(map(str, pmids)),
        "querytranslation": "q",
    }
    return {"header": {}, "esearchresult": {**told, **more}}


@pytest.fixture
def ncbi(fault_server: FaultServer, site: Site, no_sleep: list[float]) -> FaultServer:
    """A small NCBI, that settings lead to."""
    site("eutils", "pmc_ids", "pmc_oa", "ncbi_files", contact_email="us@example.org")
    fault_server.routes |= {
        "/esearch.fcgi": searched([33333, 11111]),
        "/efetch.fcgi": fetched,
        "/espell.fcgi": "<eSpellResult><CorrectedQuery>metformin</CorrectedQuery></eSpellResult>",
    }
    return fault_server


def test_a_live_answer_is_like_a_local_one(ncbi: FaultServer) -> None:
    found = tools.search("metformin[ti] AND trial", sort=tools.Sort.DATE, ask=LIVE)
    assert [(hit.pmid, hit.standing) for hit in found.items] == [(33333, Standing.RETRACTED), (11111, Standing.STANDS)]
    assert (found.total, found.next) == (2, "")
    assert found.provenance.backend is Backend.LIVE
    asked = ncbi.requests[0]
    assert first(asked, "term") == "(metformin[ti]) AND (trial)"
    assert (first(asked, "sort"), first(asked, "tool"), first(asked, "email")) == (
        "pub_date",
        "accord",
        "us@example.org",
    )


def test_the_second_time_the_kept_answer_is_told_as_such(ncbi: FaultServer) -> None:
    tools.get(("11111",), ask=LIVE)
    again = tools.get(("11111",), ask=LIVE)
    assert again.provenance.backend is Backend.CACHE
    assert len(ncbi.requests) == 1


@pytest.mark.parametrize(
    "fault",
    [Fault.TOO_MANY, Fault.LIMIT_IN_200, Fault.ERROR_500, Fault.CUT_OFF, Fault.MALFORMED, Fault.HTML, Fault.HANG_UP],
)
@pytest.mark.parametrize("ask", ["search", "get"])
def test_a_fault_that_passes_is_waited_out(ncbi: FaultServer, fault: Fault, ask: str) -> None:
    ncbi.faults(fault)
    if ask == "search":
        assert len(tools.search("metformin", ask=LIVE).items) == 2
    else:
        assert tools.get(("11111",), ask=LIVE).items[0].record.doi == "10.1000/abc.1"


def test_a_slow_answer_is_asked_for_again(ncbi: FaultServer) -> None:
    ncbi.faults(Fault.SLOW)
    assert tools.get(("11111",), ask=LIVE).items


def test_a_fault_that_stays_is_told_without_what_ncbi_says_of_the_caller(ncbi: FaultServer) -> None:
    ncbi.faults(*[Fault.LIMIT_IN_200] * 9)
    with pytest.raises(Unavailable) as fault:
        tools.search("metformin", ask=LIVE)
    assert "api-key" not in str(fault.value)


def test_the_key_raises_the_pace_and_is_kept_nowhere(ncbi: FaultServer, site: Site, tmp_path: Path) -> None:
    site("eutils", ncbi_api_key="topsecret")
    tools.search("metformin", ask=LIVE)
    assert first(ncbi.requests[0], "api_key") == "topsecret"
    assert all(b"topsecret" not in path.read_bytes() for path in tmp_path.rglob("*.sqlite*"))


@pytest.mark.parametrize(("key", "per_second"), [("", 3.0), ("k", 10.0)])
def test_calls_are_paced_by_ncbis_limits(site: Site, key: str, per_second: float) -> None:
    assert Eutils(site("eutils", ncbi_api_key=key)).main.service.per_second == per_second


def test_many_ids_go_in_lots_of_200(ncbi: FaultServer) -> None:
    found = tools.get(tuple(str(pmid) for pmid in range(11111, 11111 + 450)), ask=LIVE)
    assert [len(first(request, "id").split(",")) for request in ncbi.requests] == [200, 200, 50]
    assert len(found.missing) == 449


def test_long_questions_are_posted(ncbi: FaultServer) -> None:
    tools.search(" OR ".join(f"word{number}[tiab]" for number in range(90)), ask=LIVE)
    assert ncbi.requests[0].method == "POST"


def test_more_than_200_hits_come_from_ncbis_history(ncbi: FaultServer) -> None:
    ncbi.routes["/esearch.fcgi"] = searched([], 5000, webenv="MCID_1", querykey="1")
    found = tools.search("metformin", limit=450, ask=LIVE)
    assert [hit.pmid for hit in found.items] == list(range(1000, 1450))
    assert [first(r, "retmax") for r in ncbi.requests if r.path == "/efetch.fcgi"] == ["200", "200", "50"]
    assert found.next == "450"


def test_pages_beyond_what_ncbi_reaches_are_split_by_date(ncbi: FaultServer) -> None:
    days = {20200101 + number: number for number in range(28)}  # a thousand hits on each of 28 days

    def by_days(request: Request) -> dict[str, object]:
        low, high = (int((first(request, name) or dummy).replace("/", "")) for name, dummy in (
            ("mindate", "0"), ("maxdate", "99999999")))  # fmt: skip
        count = 1000 * sum(low <= day <= high for day in days)
        assert int(first(request, "retstart")) + int(first(request, "retmax")) <= 9_999
        return searched([11111, 22222] if first(request, "retmax") != "0" else [], count)

    ncbi.routes["/esearch.fcgi"] = by_days
    found = tools.search("metformin", limit=2, cursor="15500", ask=LIVE)
    assert found.total == 28_000
    assert [hit.pmid for hit in found.items] == [11111, 22222]
    assert found.next == "15502"
    last = [request for request in ncbi.requests if first(request, "retmax") == "2"][-1]
    skipped = sum(day > int(first(last, "maxdate").replace("/", "")) for day in days)
    assert skipped * 1000 + int(first(last, "retstart")) == 15_500


def test_nothing_found_asks_for_the_spelling(ncbi: FaultServer) -> None:
    ncbi.routes["/esearch.fcgi"] = searched([], 0, errorlist={"phrasesnotfound": ["metfromin"]})
    said = tools.search("metfromin", ask=LIVE).provenance.notice
    assert "Did you mean: metformin?" in said
    assert "not found: metfromin" in said


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"esearchresult": {"ERROR": "Search Backend failed: timed out"}}, Unavailable),
        ({"esearchresult": {"ERROR": "Invalid term"}}, Invalid),
    ],
)
def test_errors_inside_a_200_are_told_apart(ncbi: FaultServer, body: dict[str, object], kind: type[Exception]) -> None:
    ncbi.routes["/esearch.fcgi"] = body
    with pytest.raises(kind):
        tools.search("metformin", ask=LIVE)


def test_related_articles_come_from_elink(ncbi: FaultServer) -> None:
    def linked(request: Request) -> dict[str, object]:
        name = first(request, "linkname")
        links = [{"id": "11111", "score": "9"}, {"id": "22222", "score": "7"}] if name == "pubmed_pubmed" else ["33333"]
        return {"linksets": [{"ids": ["11111"], "linksetdbs": [{"linkname": name, "links": links}]}]}

    ncbi.routes["/elink.fcgi"] = linked
    assert [(hit.pmid, hit.score) for hit in tools.related("11111", ask=LIVE).items] == [(22222, 7.0)]
    assert tools.related("11111", RelatedBy.CITED_BY, ask=LIVE).items[0].standing is Standing.RETRACTED
    assert tools.related("33333", RelatedBy.NOTICES, ask=LIVE).items[0].pmid == 44444


def test_references_are_matched_and_checked(ncbi: FaultServer) -> None:
    ncbi.routes["/ecitmatch.cgi"] = lambda request: "".join(
        f"{line}{'11111' if 'Garcia' in line else 'NOT_FOUND;INVALID_JOURNAL'}\n"
        for line in unquote_plus(first(request, "bdata")).split("\r")
    )
    ncbi.routes["/esearch.fcgi"] = searched([22222])
    lines = (
        "J Test|2021|12|345|Garcia M",
        "Nowhere|2015|||X|Insulin for diabetes: a review",
        "Nature|1953|171|737|Watson",
    )
    found = tools.match_citations(lines, ask=LIVE).items
    assert [one.verdict for one in found] == [MatchVerdict.MATCHED, MatchVerdict.AMBIGUOUS, MatchVerdict.NOT_FOUND]
    assert found[1].items[0].pmid == 22222


def test_ids_that_pmc_does_not_know_are_looked_up_in_pubmed(ncbi: FaultServer) -> None:
    def converted(request: Request) -> dict[str, object]:
        known = {"11111": {"pmid": 11111, "pmcid": "PMC100", "doi": "10.1000/abc.1"}}
        missing = {"status": "error", "errmsg": "Identifier not found in PMC"}
        ids = first(request, "ids").split(",")
        return {"status": "ok", "records": [{"requested-id": one, **known.get(one, missing)} for one in ids]}

    ncbi.routes["/articles/"] = converted
    found = tools.convert_ids(("11111", "22222", "99999"), ask=LIVE).items
    assert [(row.pmid, row.pmcid, row.doi) for row in found] == [
        (11111, "PMC100", "10.1000/abc.1"), (22222, "", "10.1000/def.2"), (None, "", ""),
    ]  # fmt: skip
    assert found[2].problem == "Identifier not found in PMC"


def test_open_texts_and_their_licence(ncbi: FaultServer) -> None:
    ncbi.routes["/oa.fcgi"] = '<OA><records><record id="PMC100" license="CC BY" retracted="no"/></records></OA>'
    found = tools.full_text(("PMC1", "PMC2"), ask=LIVE)
    assert [(text.pmcid, text.standing) for text in found.items] == [("PMC1", Standing.RETRACTED)]
    assert found.missing == ("PMC2: not in PMC",)
    open_one, closed = tools.copyright_status(("11111", "22222"), ask=LIVE).items
    assert (open_one.open_access, open_one.licence, closed.open_access) == (True, "CC BY", False)
    ncbi.routes["/oa.fcgi"] = '<OA><error code="idIsNotOpenAccess">no</error></OA>'


def test_what_looks_like_a_patient_does_not_go_out(ncbi: FaultServer) -> None:
    with pytest.raises(Forbidden):
        tools.search("metformin for 123-45-6789", ask=LIVE)
    assert not ncbi.requests


def test_files_are_fetched_in_order_checked_and_not_twice(ncbi: FaultServer, tmp_path: Path) -> None:
    published = tmp_path / "published"
    for number in (1, 2, 3):
        write(published, number, record(number))
    listing = {"/baseline/": (1, 2), "/updatefiles/": (3,)}
    for folder, numbers in listing.items():
        names = [f"pubmed26n{number:04d}.xml.gz" for number in numbers]
        ncbi.routes[folder] = Answer(
            "".join(f'<a href="{n}">{n}</a>' for n in names).encode(), content_type="text/html"
        )
        for name in names:
            ncbi.files[folder + name] = (published / name).read_bytes()
            ncbi.routes[f"{folder}{name}.md5"] = Answer(
                (published / f"{name}.md5").read_bytes(), content_type="text/plain"
            )
    into = tmp_path / "incoming"
    into.mkdir()
    fetch_files(into, {"pubmed26n0001.xml.gz": "known"}, unheard)
    assert sorted(path.name for path in into.glob("*.gz")) == ["pubmed26n0002.xml.gz", "pubmed26n0003.xml.gz"]
    before = len(ncbi.requests)
    fetch_files(into, {}, unheard)
    assert [r.path for r in ncbi.requests[before:] if r.path.endswith(".gz")] == ["/baseline/pubmed26n0001.xml.gz"]
    ncbi.files["/updatefiles/pubmed26n0003.xml.gz"] = b"other bytes"
    (into / "pubmed26n0003.xml.gz").unlink()
    with pytest.raises(Invalid, match="pubmed26n0003"):
        fetch_files(into, {}, unheard)


recorded = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the recorded answers are not here (ACCORD_SHARED)")


@pytest.mark.shared
@recorded
def test_recorded_answers_are_understood(ncbi: FaultServer) -> None:
    ncbi.routes |= {
        "/esearch.fcgi": (SAMPLES / "esearch_ok.json").read_bytes(),
        "/elink.fcgi": (SAMPLES / "elink_neighbor.json").read_bytes(),
        "/articles/": (SAMPLES / "idconv_ok_and_missing.json").read_bytes(),
        "/efetch.fcgi": (SAMPLES / "pubmed5.xml").read_bytes(),
        "/espell.fcgi": (SAMPLES / "espell.xml").read_bytes(),
    }
    assert tools.search("AI135270", ask=LIVE).total == 7
    assert tools.related("31978945", ask=LIVE).total == 2
    assert tools.related("31978945", RelatedBy.CITED_BY, ask=LIVE).total == 1
    assert tools.convert_ids(("37391585",), ask=LIVE).items[0].pmcid == "PMC10313714"
    assert tools.get(("28775130",), ask=LIVE).items[0].record.doi == "10.1136/oemed-2017-104431"
    ncbi.faults(*[Answer((SAMPLES / "rate_limit_429.json").read_bytes())] * 9)
    with pytest.raises(Unavailable, match="limit of calls"):
        tools.search("another", ask=LIVE)
    assert json.loads((SAMPLES / "esearch_ok.json").read_bytes())["esearchresult"]["count"] == "7"
