"""The connectors by name. To add one: a folder with tools.py (TOOLS) and load.py (LOADERS), and a line here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from accord.connectors.tool import Tool, tool
from accord.errors import NotFound

if TYPE_CHECKING:  # the settings, which loading needs, would cost each start 0.15 s
    from accord.connectors.syncing import Loader

CONNECTORS: dict[str, str] = {
    "coverage": "Medicare coverage database: NCDs, LCDs, articles, authorization lists",
    "icd10": "ICD-10-CM diagnoses and ICD-10-PCS procedures",
    "hcpcs": "HCPCS Level II codes and modifiers",
    "npi": "NPI registry: providers and organizations",
    "pubmed": "PubMed citations, and open full text",
}


@cache
def tools(connector: str) -> tuple[Tool, ...]:
    """The tools of one connector; only that one is imported. Raises NotFound."""
    functions: tuple[Callable[..., Any], ...] = _module(connector, "tools").TOOLS
    return tuple(tool(connector, function) for function in functions)


def all_tools() -> tuple[Tool, ...]:
    """The tools of all connectors."""
    return tuple(found for connector in CONNECTORS for found in tools(connector))


@cache
def loaders(connector: str) -> tuple[Loader, ...]:
    """How the indexes of one connector are loaded. Raises NotFound."""
    return tuple(_module(connector, "load").LOADERS)


def _module(connector: str, part: str) -> Any:
    if connector not in CONNECTORS:
        raise NotFound(f"There is no connector '{connector}'.", f"There is: {', '.join(CONNECTORS)}.")
    return import_module(f"accord.connectors.{connector}.{part}")
