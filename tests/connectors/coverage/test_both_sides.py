"""The same database asked as a loaded release and as the live service gives the same documents and the same answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from accord.connectors.coverage import live, local
from accord.connectors.coverage.live_service import TOKENS
from accord.connectors.coverage.sides import Side
from accord.connectors.coverage.values import Document
from accord.settings import Settings
from tests.connectors.coverage.contract_server import CoverageServer
from tests.connectors.coverage.small import tables
from tests.connectors.coverage.world import national, row_of_list
from tests.connectors.fault_server import FaultServer

# Table of the downloads -> path of the service; the columns are the same but for those of RENAMED.
PATHS = {
    "lcd": "lcd/", "article": "article/", "lcd_x_hcpc_code": "lcd/hcpc-code", "lcd_x_contractor": "lcd/contractor",
    "lcd_related_documents": "lcd/related-documents", "lcd_related_ncd_documents": "lcd/related-ncd-documents",
    "lcd_x_revision_history": "lcd/revision-history", "lcd_x_hcpc_code_group": "lcd/hcpc-code-group",
    "article_x_hcpc_code": "article/hcpc-code", "article_x_hcpc_code_group": "article/hcpc-code-group",
    "article_x_icd10_covered": "article/icd10-covered",
    "article_x_icd10_covered_group": "article/icd10-covered-group",
    "article_x_icd10_noncovered": "article/icd10-noncovered",
    "article_x_icd10_noncovered_group": "article/icd10-noncovered-group",
    "article_x_hcpc_modifier": "article/hcpc-modifier", "article_x_bill_code": "article/bill-codes",
    "article_x_revenue_code": "article/revenue-code", "article_x_contractor": "article/contractor",
    "article_related_documents": "article/related-documents",
}  # fmt: skip
EMPTY = (
    "lcd/primary-jurisdiction", "article/primary-jurisdiction", "article/hcpc-modifier-group", "article/icd10-pcs-code",
    "article/other-coding-group", "article/related-ncd-documents", "article/revision-history", "ncd/related-ncas/",
    "ncd/related-cals/", "ncd/other-versions/",
)  # fmt: skip
NCD_COLUMNS = {
    "NCD_id": "document_id", "NCD_vrsn_num": "document_version", "NCD_mnl_sect": "document_display_id",
    "NCD_mnl_sect_title": "title", "NCD_efctv_dt": "effective_date", "NCD_trmntn_dt": "effective_end_date",
    "itm_srvc_desc": "item_service_description", "indctn_lmtn": "indications_limitations",
    "xref_txt": "cross_reference", "othr_txt": "other_text", "rev_hstry": "revision_history",
}  # fmt: skip
Site = Callable[..., Settings]


def as_served() -> dict[str, list[dict[str, Any]]]:
    """The small database of the downloads as the service would give it."""
    held = tables()
    served = {f"/v1/data/{path}": held.get(table, []) for table, path in PATHS.items()}
    served |= {f"/v1/data/{path}": [] for path in EMPTY}
    served["/v1/data/ncd/"] = [
        {NCD_COLUMNS[name]: value for name, value in row.items() if name in NCD_COLUMNS} for row in held["ncd_trkg"]
    ]
    served["/v1/data/contractor/"] = [
        {"contractor_id": row["contractor_id"], "contract_type_id": row["contractor_type_id"],
         "subtype_id": row["contractor_subtype_id"], "contractor_version": row["contractor_version"],
         "contract_number": row["contractor_number"], "contractor_name": row["contractor_bus_name"]}
        for row in held["contractor"]
    ]  # fmt: skip
    served["/v1/metadata/contract-type/"] = [
        {"contract_type_id": row["contractor_type_id"], "description": row["description"]}
        for row in held["contractor_type_lookup"]
    ]
    served["/v1/metadata/contract-subtype/"] = [
        {"subtype_id": row["contractor_subtype_id"], "description": row["description"]}
        for row in held["contractor_subtype_lookup"]
    ]
    served["/v1/metadata/states/"] = held["state_lookup"]
    served["/v1/reports/national-coverage-ncd/"] = [
        national("NCD", row["NCD_id"], row["NCD_vrsn_num"], row["NCD_mnl_sect"], row["NCD_mnl_sect_title"])
        for row in held["ncd_trkg"]
    ]
    served["/v1/reports/local-coverage-articles/"] = [
        row_of_list("Article", row["article_id"], row["article_version"], row["title"], "Somebody", effective_date="")
        for row in held["article"]
    ]
    served["/v1/reports/local-coverage-proposed-lcds/"] = [
        row_of_list("Proposed LCD", 39009, 1, "Nail Lasers", "Somebody", document_display_id="DL30009")
    ]
    return served


@pytest.fixture
def sides(loaded: Path, site: Site, fault_server: FaultServer, no_sleep: list[float]) -> Iterator[tuple[Side, Side]]:
    """The loaded release, and the service."""
    TOKENS.forget()
    server = CoverageServer(fault_server)
    server.tables = as_served()
    site("coverage", accept_code_licences=True, data=str(loaded))
    held = local.held()
    assert held is not None
    yield held, live.side()
    TOKENS.forget()


def told(document: Document) -> dict[str, Any]:
    """What both sides must say alike. The release keeps one wording for a code, and none for modifiers."""
    return {
        "id": (document.id, document.kind, document.number, document.version),
        "title": document.title,
        "days": (document.effective, document.ends),
        "status": document.status,
        "sections": [(one.name, one.title, one.text) for one in document.sections],
        "groups": [
            (
                group.kind,
                group.number,
                group.paragraph,
                group.footnote,
                sorted(one.code for one in group.codes),
            )
            for group in document.groups
        ],
        "contractors": [(one.key, one.name, one.number, one.programs) for one in document.contractors],
        "url": document.url,
    }


@pytest.mark.parametrize("name", ["240.4", "L30001", "L30002", "DL30009", "A50001", "A50002", "A50003"])
def test_both_sides_give_the_same_document(sides: tuple[Side, Side], name: str) -> None:
    here, there = (side.get(name, None, None) for side in sides)
    assert told(there) == told(here)
    named = {(one.id, one.kind) for one in here.related if one.relation == "named by it"}
    assert {(one.id, one.kind) for one in there.related} >= named


def test_both_sides_give_the_same_passage(sides: tuple[Side, Side]) -> None:
    here, there = (side.passage("L30001", "indication", None) for side in sides)
    assert (there.text, there.sha256, there.title) == (here.text, here.sha256, here.title)


@pytest.mark.parametrize(
    ("hcpcs", "icd10"),
    [
        ("E0601", ("G47.33",)),
        ("E0601", ("G47.39",)),
        ("E0601", ("J45.909",)),
        ("11720", ("B35.1",)),
        ("11720", ("B35.1", "M79.674")),
        ("11055", ("E11.42",)),
    ],
)
def test_both_sides_weigh_alike(sides: tuple[Side, Side], hcpcs: str, icd10: tuple[str, ...]) -> None:
    here, there = (side.check(hcpcs, icd10, "", None) for side in sides)
    assert (there.answer, there.why) == (here.answer, here.why)
    assert {one.id: (one.answer, one.why) for one in there.articles} == {
        one.id: (one.answer, one.why) for one in here.articles
    }
