"""Pages from templates: everything that comes from a record, a form or a person is escaped by the template engine."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from accord.access import Act, may
from accord.access.break_glass import may_break
from accord.cases.case import Case
from accord.web.assets import asset, htmx_config
from accord.web.visit import Visit
from accord.web.words import time_words
from accord.wording import say

NAVIGATION: tuple[tuple[Act, str, str], ...] = (
    (Act.SEE_CASES, "/cases", "web.nav.cases"),
    (Act.MAKE_CASE, "/cases/new", "web.nav.new"),
    (Act.GIVE_OPINION, "/opinions", "web.nav.opinions"),
    (Act.CHECK_QUALITY, "/quality", "web.nav.quality"),
    (Act.SEE_CASES, "/search", "web.nav.search"),
    (Act.SEE_CASES, "/policies", "web.nav.policies"),
    (Act.SEE_CASES, "/reference", "web.nav.reference"),
    (Act.MANAGE_PEOPLE, "/people", "web.nav.people"),
    (Act.MANAGE_SITE, "/site", "web.nav.site"),
    (Act.SEE_AUDIT, "/audit", "web.nav.audit"),
)

BREAK_GLASS = "/break-glass"


def page(template: str, visit: Visit | None, status: int = 200, here: str = "", **values: Any) -> HTMLResponse:
    """The page. here -- the address of its entry in the navigation."""
    told = {
        "visit": visit,
        "navigation": links(visit),
        "here": here,
        "htmx": htmx_config(),
        "glass": _glass(visit, values.get("case")),
        **values,
    }
    return HTMLResponse(_template(template).render(told), status)


def fragment(template: str, **values: Any) -> str:
    """A piece of a page."""
    return _template(template).render(values)


def links(visit: Visit | None) -> list[tuple[str, str]]:
    """What the person may open; the rest is not shown."""
    if visit is None:
        return []
    found = [(address, say(key)) for act, address, key in NAVIGATION if may(visit.person, act)]
    return [*found, (BREAK_GLASS, say("web.nav.glass"))] if may_break(visit.person) else found


def first_page(visit: Visit) -> str:
    """Where a person begins."""
    return next((address for address, _ in links(visit)), "/me")


def _glass(visit: Visit | None, case: object) -> str:
    """Until when a case is open to the person though their roles show them none; '' for any other."""
    until = visit.session.opened.get(case.id) if visit is not None and isinstance(case, Case) else None
    return time_words(until, visit.zone) if visit is not None and until is not None else ""


def plain_number(number: Decimal) -> str:
    """'1' for 1.000."""
    return f"{number.normalize():f}"


@cache
def _environment() -> Environment:
    made = Environment(
        autoescape=True, undefined=StrictUndefined, loader=PackageLoader("accord.web"), trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,  # a process shows the templates that it began with: those that its kept pages were made of
    )  # fmt: skip
    shared: dict[str, Any] = made.globals
    shared.update(say=say, asset=asset)
    made.filters["plain"] = plain_number
    return made


@cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html.j2")
