"""`accord <connector> <tool>`: the commands of a connector, made from its tools when the connector is named."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from accord.connectors.registry import CONNECTORS, tools
from accord.connectors.tool import Parameter, Tool
from accord.doors.calls import call, description, plain, to_json
from accord.doors.values import choices, item_of, without_none
from accord.errors import Invalid
from accord.wording import say

METAVARS: dict[str, str] = {"date": "YYYY-MM-DD", "int": "NUMBER", "float": "NUMBER"}


class ConnectorGroup(TyperGroup):
    """The tools of one connector as commands; the connector is imported only when one of them is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of its tools, in their order."""
        return list(self._filled())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a tool, or None; look-up is look_up."""
        return self._filled().get(cmd_name.replace("-", "_"))

    def _filled(self) -> MutableMapping[str, Any]:
        if not self.commands:
            self.commands = commands(self.name or "")
        return self.commands


def add_connectors(app: typer.Typer) -> None:
    """One group for each connector of the registry."""
    for name, title in CONNECTORS.items():
        group = typer.Typer(cls=ConnectorGroup, no_args_is_help=True, rich_markup_mode=None)
        group.callback()(_nothing)
        app.add_typer(group, name=name, help=title)


def _nothing() -> None:
    """A group does nothing itself."""


def commands(connector: str) -> dict[str, Any]:
    """The tools of a connector as commands by name."""
    made = typer.Typer(rich_markup_mode=None, add_completion=False)
    made.callback()(_nothing)
    for tool in tools(connector):
        made.command(tool.name, help=description(tool), short_help=tool.summary)(command(tool))
    return dict(cast("Any", typer.main.get_group(made)).commands)


def command(tool: Tool) -> Callable[..., None]:
    """A function whose signature is the tool's on the command line: text in, the answer printed."""

    placed = positional(tool)

    def run(json: bool, no_color: bool, **given: Any) -> None:
        told = {name: value for name, value in given.items() if value not in (None, [])}
        answer = call(tool, {name: _value(value, blanks=name not in placed) for name, value in told.items()})
        if json:
            sys.stdout.buffer.write(to_json(answer, pretty=True) + b"\n")
            return
        from accord.cli.answer import print_answer

        print_answer(answer, color=not no_color)

    kinds = {p.name: _annotated(p, p.name in placed) for p in tool.parameters}
    kinds["json"] = Annotated[bool, typer.Option("--json", help=say("cli.tool_json"))]
    kinds["no_color"] = Annotated[bool, typer.Option("--no-color", help=say("cli.no_color"))]
    needed = {p.name for p in tool.parameters if p.needed}
    run.__signature__ = inspect.Signature([_parameter(n, k, n in needed) for n, k in kinds.items()])  # type: ignore[attr-defined] # pyright: ignore[reportFunctionMemberAccess]
    run.__annotations__ = kinds
    return run


def positional(tool: Tool) -> tuple[str, ...]:
    """What is written without a name: the needed parameters from the first on, up to the first that takes several
    values, needed or not ('check E0601 G47.33 J44.9')."""
    placed: list[str] = []
    for parameter in tool.parameters:
        several = item_of(parameter.type) is not None
        if not parameter.needed and not several:
            break
        placed.append(parameter.name)
        if several:
            break
    return tuple(placed)


def _parameter(name: str, kind: Any, needed: bool) -> inspect.Parameter:
    default: Any = inspect.Parameter.empty if needed else False if name in ("json", "no_color") else None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _annotated(parameter: Parameter, placed: bool) -> Any:
    several, (plain_kind, _) = item_of(parameter.type) is not None, without_none(parameter.type)
    about = _about(parameter, several)
    option = f"--{parameter.name.rstrip('_').replace('_', '-')}"
    if plain_kind is bool:
        return Annotated[bool | None, typer.Option(f"{option}/--no-{option[2:]}", help=about)]
    made = (
        typer.Argument(help=about, metavar=_metavar(parameter, several), show_default=False)
        if placed
        else typer.Option(option, help=about, metavar=_metavar(parameter, several=False), show_default=False)
    )
    kind: Any = list[str] if several else str
    return Annotated[kind if parameter.needed else kind | None, made]


def _about(parameter: Parameter, several: bool) -> str:
    default = "" if parameter.needed else plain(parameter.default)
    more = [say("cli.several")] if several else []
    if default not in (None, "", [], False):
        more.append(say("cli.default", value=", ".join(default) if isinstance(default, list) else default))  # pyright: ignore[reportUnknownArgumentType]
    return " ".join([parameter.about, *more])


def _metavar(parameter: Parameter, several: bool) -> str:
    if allowed := choices(parameter.type):
        return "|".join(allowed)
    kind = without_none(parameter.type)[0]
    name = METAVARS.get(getattr(item_of(kind) or kind, "__name__", ""), parameter.name.rstrip("_").upper())
    return f"{name}..." if several else name


def _value(given: str | bool | list[str], blanks: bool) -> object:
    return [line for value in given for line in _lines(value, blanks)] if isinstance(given, list) else given


def _lines(written: str, blanks: bool) -> list[str]:
    """Several values may come from standard input ('-') or a file ('@codes.txt'), one a line.

    blanks -- an empty line is an empty value, so that a second list keeps in step with the first.
    """
    if written == "-":
        text = sys.stdin.read()
    elif written.startswith("@"):
        text = _read(Path(written[1:]))
    else:
        return [written]
    lines = [line.strip() for line in text.rstrip().splitlines()]
    return lines if blanks else [line for line in lines if line]


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise Invalid(
            f"{path} cannot be read ({type(fault).__name__}).", "Give a text file, one value a line."
        ) from fault
