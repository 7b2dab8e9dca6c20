"""The page that lists the tools for a person; nothing on it comes from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from accord.connectors.registry import CONNECTORS
from accord.connectors.tool import Tool
from accord.doors.guard import POLICY
from accord.wording import say

STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}code{font-size:.95em}"
STYLE_MAY = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def list_page(tools: Iterable[Tool]) -> tuple[str, int, dict[str, str]]:
    """HTML, status and headers: every tool with its sentence, under its connector."""
    known = tuple(tools)
    parts = "".join(_connector(name, title, [t for t in known if t.connector == name]) for name, title in _titles())
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(say("api.title"))}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{escape(say('api.title'))}</h1>"
        f'<p>{escape(say("api.description"))}</p><p><a href="/api/openapi.json">OpenAPI</a>, '
        f'<a href="/api/status">{escape(say("api.status"))}</a></p>{parts}</main></body></html>'
    )
    return html, 200, {"content-security-policy": f"{POLICY}; style-src 'sha256-{STYLE_MAY}'"}


def _titles() -> Iterable[tuple[str, str]]:
    return CONNECTORS.items()


def _connector(name: str, title: str, tools: Iterable[Tool]) -> str:
    rows = "".join(f"<dt><code>{_path(tool)}</code></dt><dd>{escape(tool.summary)}</dd>" for tool in tools)
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(title)}</h2><dl>{rows}</dl></section>'


def _path(tool: Tool) -> str:
    asked = "&".join(f"{p.name}=…" for p in tool.parameters if p.needed)
    return escape(f"GET /api/{tool.connector}/{tool.name}" + (f"?{asked}" if asked else ""))
