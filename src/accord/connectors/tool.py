"""A public function of a connector as a tool: its name, parameters and sentences, from which all four doors are made.

The function is plain: parameters of str, int, float, bool, dt.date, enums or tuples of them, a frozen dataclass back.
Its docstring's first sentence says what it does; each line 'name -- sentence' says what a parameter takes.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from accord.errors import Invalid

ABOUT = re.compile(
    r"^(?P<names>\w+(?:, \w+)*) +-- +(?P<text>.+?)(?=^\w+(?:, \w+)* +-- |^Raises |^Source: |^$|\Z)", re.M | re.S
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a tool; default is inspect.Parameter.empty where a value must be given."""

    name: str
    type: Any
    default: Any
    about: str

    @property
    def needed(self) -> bool:
        """Must it be given?"""
        return self.default is inspect.Parameter.empty


@dataclass(frozen=True, slots=True)
class Tool:
    """connector 'icd10', name 'search': accord icd10 search, icd10_search (MCP), GET /api/icd10/search."""

    connector: str
    name: str
    function: Callable[..., Any]
    parameters: tuple[Parameter, ...]
    gives: Any
    summary: str
    text: str

    @property
    def full_name(self) -> str:
        """Its name among the tools of all connectors."""
        return f"{self.connector}_{self.name}"


def tool(connector: str, function: Callable[..., Any]) -> Tool:
    """Reads a function's signature and docstring. Raises Invalid when a parameter is not explained."""
    text = inspect.cleandoc(function.__doc__ or "")
    about = _about(text)
    hints = get_type_hints(function)
    signature = inspect.signature(function)
    unexplained = [name for name in signature.parameters if name not in about]
    if unexplained or not text:
        raise Invalid(f"{connector}.{function.__name__} does not explain: {', '.join(unexplained) or 'itself'}.")
    parameters = tuple(
        Parameter(name, hints[name], parameter.default, about[name]) for name, parameter in signature.parameters.items()
    )
    name = function.__name__.rstrip("_")
    return Tool(connector, name, function, parameters, hints["return"], text.partition("\n")[0], text)


def _about(text: str) -> Mapping[str, str]:
    found = ((m["names"].split(", "), " ".join(m["text"].split())) for m in ABOUT.finditer(text))
    return {name: sentence for names, sentence in found for name in names}
