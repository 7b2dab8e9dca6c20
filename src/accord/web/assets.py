"""Style and script of the pages, under names that change with their content, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from fastapi import APIRouter, Response

from accord.errors import NotFound
from accord.wording import say

KINDS: Mapping[str, str] = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_GOOD = {"cache-control": "public, max-age=31536000, immutable"}
# bin/install-web puts it there, pinned and hashed.
HTMX = Path(sys.prefix) / "share" / "accord" / "web" / "node_modules" / "htmx.org" / "dist" / "htmx.min.js"
HTMX_CONFIG: Mapping[str, bool | int | str] = {
    "allowEval": False, "allowScriptTags": False, "includeIndicatorStyles": False, "selfRequestsOnly": True,
    "historyCacheSize": 0, "refreshOnHistoryMiss": True, "scrollIntoViewOnBoost": False,
    # what came answers keys at once: nothing here is moved in by an effect that would have to settle
    "defaultSettleDelay": 0,
}  # fmt: skip
router = APIRouter()


@cache
def assets() -> Mapping[str, tuple[str, bytes]]:
    """'style.1a2b3c.css' -> (media type, bytes)."""
    found: dict[str, tuple[str, bytes]] = {}
    for file in resources.files("accord.web").joinpath("static").iterdir():
        stem, dot, ending = file.name.rpartition(".")
        if dot + ending in KINDS:
            data = file.read_bytes()
            found[_dated(stem, ending, data)] = (KINDS[dot + ending], data)
    if HTMX.is_file():
        data = HTMX.read_bytes()
        found[_dated("htmx", "js", data)] = (KINDS[".js"], data)
    return found


def _dated(stem: str, ending: str, data: bytes) -> str:
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:16]}.{ending}"


@cache
def htmx_config() -> str:
    """How htmx is to behave, as its own JSON; '' where it is not installed and the pages work without it.

    Nothing is evaluated, no style is put into the page, nothing of a page is kept in the browser's store.
    """
    return json.dumps(HTMX_CONFIG) if HTMX.is_file() else ""


@cache
def asset(name: str) -> str:
    """The address of 'style.css'."""
    stem, _, ending = name.rpartition(".")
    return next(f"/static/{one}" for one in assets() if one.startswith(f"{stem}.") and one.endswith(f".{ending}"))


@router.get("/static/{name}")
def give_asset(name: str) -> Response:
    """A file of the pages; needs no sign-in."""
    found = assets().get(name)
    if found is None:
        raise NotFound(say("web.wrong.no_page"), say("web.wrong.no_page_remedy"))
    return Response(found[1], media_type=found[0], headers=FOR_GOOD)
