"""A coverage API of our own: the published paths and parameters, the token of the licences, 400 for what is not theirs."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.connectors.coverage.world import tables
from tests.connectors.fault_server import Answer, FaultServer, Request

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared"))
CONTRACT = SHARED / "connectors" / "api-samples" / "cms" / "coverage_api_openapi_1.5.json"
LICENCE = "/v1/metadata/license-agreement/"
WITH_TOKEN = ("/v1/data/lcd", "/v1/data/article", "/v1/reports/local-coverage-sad-exclusion-list")
FRIENDLY = b'{"message":"Hello MCIM API Users! Please reference the documentation.","code":400}'
ROW_KEYS = {
    "lcdid": "lcd_id", "articleid": "article_id", "ncdid": "document_id", "ncaid": "document_id",
    "medcacid": "document_id", "contractor_id": "contractor_id", "taid": "id", "hcpcs_code": "code_id",
}  # fmt: skip
VERSIONS = {"ver": ("lcd_version", "article_version"), "ncdver": ("document_version",)}


@cache
def contract() -> Mapping[str, frozenset[str]] | None:
    """Path -> its parameters, from the published contract; None where it is not at hand."""
    if not CONTRACT.is_file():
        return None
    told = json.loads(CONTRACT.read_text("utf-8"))
    shared = told["components"]["parameters"]
    return {
        path: frozenset(
            (shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one)["name"]
            for one in each["get"].get("parameters", [])
        )
        for path, each in told["paths"].items()
    }


@cache
def fields() -> Mapping[str, frozenset[str]] | None:
    """Path -> the fields of its rows, from the published contract."""
    if not CONTRACT.is_file():
        return None
    told = json.loads(CONTRACT.read_text("utf-8"))
    schemas = told["components"]["schemas"]
    found = {}
    for path, each in told["paths"].items():
        data = each["get"]["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["data"]
        ref = (data.get("items") or data).get("$ref", "")
        found[path] = frozenset(schemas[ref.rpartition("/")[2]].get("properties", {})) if ref else frozenset()
    return found


class CoverageServer:
    """The world of world.py behind a FaultServer. page_size cuts answers into pages with a next_token."""

    def __init__(self, server: FaultServer) -> None:
        self.server, self.tables = server, tables()
        self.tokens_given = 0
        self.page_size = 0
        self.astray: list[str] = []
        server.otherwise = self.answer

    @property
    def token(self) -> str:
        """The one token that is taken now."""
        return f"token-{self.tokens_given}"

    def expire(self) -> None:
        """The token that was given is no longer taken."""
        self.tokens_given += 1

    def asked(self, path: str) -> list[Mapping[str, list[str]]]:
        """The parameters of the requests to a path, in their order."""
        return [request.parameters for request in self.server.requests if request.path == path]

    def answer(self, request: Request) -> Answer:
        """What the published service would say."""
        if not self._published(request):
            self.astray.append(request.target)
            return Answer(FRIENDLY, 400)
        if request.path == LICENCE:
            self.tokens_given += 1
            return _whole([{"Token": self.token}])
        if request.path.startswith(WITH_TOKEN) and request.headers.get("authorization") != f"Bearer {self.token}":
            return Answer(b'{"message":"Unauthorized"}', 401)
        if request.path not in self.tables:
            return Answer(FRIENDLY, 400)
        return self._page(_chosen(self.tables[request.path], request), request)

    def _published(self, request: Request) -> bool:
        known = contract()
        asked = request.parameters.keys() - {"next_token"}
        return known is None or (request.path in known and asked <= known[request.path])

    def _page(self, rows: list[dict[str, Any]], request: Request) -> Answer:
        if not self.page_size:
            return _whole(rows)
        start = int(request.parameters.get("next_token", ["0"])[0])
        after = start + self.page_size
        return _whole(rows[start:after], str(after) if after < len(rows) else "")


def _whole(rows: list[dict[str, Any]], next_token: str = "") -> Answer:
    meta: dict[str, Any] = {"status": {"id": 200, "message": "OK"}, "notes": "", "fields": [], "children": []}
    if next_token:
        meta["next_token"] = next_token
    return Answer(json.dumps({"meta": meta, "data": rows}).encode())


def _chosen(rows: list[dict[str, Any]], request: Request) -> list[dict[str, Any]]:
    """Rows of the id and version asked for; the newest version where none is. Types of documents are told apart too."""
    told = {name: values[0] for name, values in request.parameters.items()}
    for name, field in ROW_KEYS.items():
        if name in told and "/related-" not in request.path and any(field in row for row in rows):
            rows = [row for row in rows if str(row.get(field)) == told[name]]
    for name, columns in VERSIONS.items():
        if name in told and "/related-" not in request.path:
            rows = [row for row in rows if any(str(row.get(column)) == told[name] for column in columns)]
    if "document_type" in told:
        rows = [row for row in rows if row["document_type"] == told["document_type"]]
    if "keyword" in told:
        rows = [row for row in rows if told["keyword"].lower() in json.dumps(row).lower()]
    if request.path in ("/v1/data/lcd/", "/v1/data/ncd/") and not told.keys() & VERSIONS.keys():
        newest = max((_version(row) for row in rows), default=0)
        rows = [row for row in rows if _version(row) == newest]
    return rows


def _version(row: dict[str, Any]) -> int:
    return int(row.get("lcd_version") or row.get("document_version") or 0)
