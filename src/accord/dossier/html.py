"""The criteria table and the audit document as one self-contained HTML page without scripts."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from accord.wording import say

DOSSIER, MODEL = "dossier.html.j2", "model.html.j2"


def html_page(view: dict[str, Any], template: str = DOSSIER) -> str:
    """The page of a view. Everything from the record is escaped by the template engine."""
    return _template(template).render(v=view, css=Markup(_text("page.css")), say=say)


@cache
def _template(name: str) -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_text(name))


def _text(name: str) -> str:
    return resources.files("accord.dossier").joinpath("templates", name).read_text("utf-8")
