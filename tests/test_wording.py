"""Every sentence has one place, and every place is used."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import accord
from accord.errors import Invalid, NotFound
from accord.wording import placeholders, say, sentences

SOURCE = Path(accord.__file__).parent
TEMPLATES = [path for path in SOURCE.rglob("templates/*") if path.suffix == ".j2"]


def literals() -> tuple[set[str], set[str]]:
    """(keys said directly, every other string constant of the code)."""
    said: set[str] = set()
    other: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("say", "fixed") and node.args:
                said |= {c.value for c in ast.walk(node.args[0]) if isinstance(c, ast.Constant) and _is_key(c.value)}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                other.add(node.value)
    for path in TEMPLATES:
        said |= {key for key in spoken(path) if not key.endswith((".", "_"))}
    return said, other


def spoken(template: Path) -> set[str]:
    """Keys, and beginnings of keys that are made while a template is laid out: say('web.state.' ~ name)."""
    return set(re.findall(r"say\('([^']+)'", template.read_text("utf-8")))


def prefixes() -> set[str]:
    """The beginnings of keys made while running: say(f"status.{name}")."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and _name(node.func) == "say"
                and node.args
                and isinstance(node.args[0], ast.JoinedStr)
            ):
                first = node.args[0].values[0]
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found | {key for path in TEMPLATES for key in spoken(path) if key.endswith((".", "_"))}


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _is_key(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z_]+(\.[a-z0-9_]+)*\.[a-z0-9_]*[a-z0-9]", value) is not None


def test_every_key_that_is_said_exists() -> None:
    said, _ = literals()
    assert sorted(said - sentences().keys()) == []


def test_every_key_of_the_table_is_used() -> None:
    said, other = literals()
    made = tuple(prefixes())
    unused = [key for key in sentences() if key not in said | other and not (made and key.startswith(made))]
    assert unused == []


def test_a_missing_key_is_refused() -> None:
    with pytest.raises(NotFound, match="nowhere"):
        say("nowhere.to_be_found")


@pytest.mark.parametrize("values", [{}, {"document": "a"}, {"document": "a", "page": 1, "more": 2}])
def test_a_missing_or_surplus_value_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(Invalid, match=r"place\.page"):
        say("place.page", **values)


def test_values_are_put_in_as_they_are() -> None:
    assert say("place.page", document="{page} <b>", page=2) == "{page} <b>, page\u00a02"


def test_sentences_are_plain_and_whole() -> None:
    for key, text in sentences().items():
        assert text.strip() == text, key
        assert text, key
        assert all(re.fullmatch(r"[a-z_0-9]+", name) for name in placeholders(text)), key
