"""The pages to look things up in name every tool, command, option, host and kind of error there is, and no other."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import typer

import accord.connectors
from accord.api.problems import STATUS
from accord.cli.app import app
from accord.connectors.outward import Service
from accord.connectors.registry import CONNECTORS, all_tools
from accord.errors import AccordError, Conflict, Forbidden, Invalid, NotFound, Unavailable

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
COMMAND_LINE = (REFERENCE / "command-line.md").read_text("utf-8")
CONNECTORS_PAGE = (REFERENCE / "connectors.md").read_text("utf-8")
SETTINGS_PAGE = (REFERENCE / "settings.md").read_text("utf-8")
HOME = Path(accord.connectors.__file__).parent
SOURCES = sorted(HOME.rglob("*.py"))
OWN_COMMANDS = {name: made for name, made in typer.main.get_command(app).commands.items() if name not in CONNECTORS}  # type: ignore[attr-defined]


def services() -> set[tuple[str, str]]:
    """(name, host) of every live service that the connectors' code makes."""
    found: set[tuple[str, str]] = set()
    for path in SOURCES:
        made = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _makes_a_service(node)]
        if made:
            module = import_module("accord.connectors." + ".".join(path.relative_to(HOME).with_suffix("").parts))
            told = [
                eval(compile(ast.Expression(node), str(path), "eval"), {"Service": Service, **vars(module)})
                for node in made
            ]  # type: ignore[arg-type]
            found |= {(service.name, urlsplit(service.base).hostname or "") for service in told}
    return found


def _makes_a_service(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Service"


def test_every_tool_is_on_its_page_and_no_other() -> None:
    listed = re.findall(r"^\| `(\w+)` \| [^|]+ \|$", CONNECTORS_PAGE.partition("\n## Tools\n")[2], re.MULTILINE)
    assert listed == [tool.full_name for tool in all_tools()]


def test_every_host_is_on_the_page_of_settings_and_no_other() -> None:
    rows = re.findall(r"^\| `([\w.-]+)` \| `(\w+)` \|", SETTINGS_PAGE.partition("\n## Hosts\n")[2], re.MULTILINE)
    assert {(name, host) for host, name in rows} == services()


@pytest.mark.parametrize("name", sorted(OWN_COMMANDS))
def test_every_command_and_option_is_on_its_page(name: str) -> None:
    section = re.split(rf"^## accord {name}$", COMMAND_LINE, flags=re.MULTILINE)[1].split("\n## ")[0]
    options = [
        option for parameter in OWN_COMMANDS[name].params for option in parameter.opts if option.startswith("--")
    ]
    assert [option for option in options if option not in section] == []


def test_every_connector_is_among_the_commands() -> None:
    assert all(f"`{name}`" in COMMAND_LINE or f"`accord {name}`" in COMMAND_LINE for name in CONNECTORS)


@pytest.mark.parametrize("kind", [NotFound, Invalid, Forbidden, Conflict, Unavailable], ids=lambda kind: kind.kind)
def test_every_kind_of_error_is_explained(kind: type[AccordError]) -> None:
    assert re.search(rf"^\| `{kind.kind}` \| .+ \| {kind.exit_code} \| {STATUS[kind.kind]} \|$", CONNECTORS_PAGE, re.M)
