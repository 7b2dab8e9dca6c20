"""The page on the format says what the code does."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from accord.errors import Invalid
from accord.policies import model
from accord.policies.logic_text import LOGIC
from accord.policies.operators import OPERATORS, SELECT
from accord.policies.parameters import Parameter

from .edits import TEXT, Edit, load_text

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "policy-format.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The only fenced block of the language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```\n", PAGE, re.DOTALL)
    return found


def test_the_page_shows_the_example_policy_as_it_is() -> None:
    assert block("yaml") == TEXT


def test_the_python_of_the_page_runs_and_prints_what_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block("python"), "policy-format.md", "exec"), {})
    assert all(f"    {line}\n" in PAGE for line in printed.getvalue().splitlines())


def test_the_refusal_of_the_page_is_the_one_given(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        load_text(Edit("on_or_before: order_date, pick: latest", "pik: latest").applied(), tmp_path)
    (shown,) = re.findall(r"^    (EX-LIGHT\.yaml, line \d+, .*)$", PAGE, re.MULTILINE)
    assert refused.value.message.startswith(shown)


@pytest.mark.parametrize("name", OPERATORS)
def test_the_page_lists_every_operator_with_its_parameters(name: str) -> None:
    (section,) = re.findall(rf"^### `{name}`\n(.*?)(?=^##)", PAGE, re.DOTALL | re.MULTILINE)
    operator = OPERATORS[name]
    assert f"Gives {', '.join(operator.gives)}." in section
    told = section + ("" if "Selects findings." not in section and "Can be dated." not in section else _common())
    missing = [key for key, parameter in operator.parameters.items() if row(key, parameter) not in told]
    assert missing == []


def test_the_page_lists_what_selects_findings() -> None:
    assert [key for key, parameter in SELECT.items() if row(key, parameter) not in _common()] == []


@pytest.mark.parametrize(
    "words", [*LOGIC, *model.STYLES, *model.SCOPES, *model.STATUSES, *model.FACT_TYPES, *model.ANSWERS]
)
def test_the_page_names_every_word_of_the_format(words: str) -> None:
    assert re.search(rf"\b{words}\b", PAGE)


def row(key: str, parameter: Parameter) -> str:
    """The line of a parameter's table."""
    required = " (required)" if parameter.required else ""
    return f"| `{key}` | {parameter.says.replace('|', '/')}{required} |"


def _common() -> str:
    return PAGE[PAGE.index("### Dating") : PAGE.index("### `finding`")]
