"""Every sentence that a person reads: one table, one function. `say("review.title", case="A-1")`."""

from __future__ import annotations

import string
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from accord.errors import Invalid, NotFound

LANGUAGE = "en"


def say(key: str, **values: object) -> str:
    """The sentence of that key with its placeholders filled.

    Values are put in as they are: whoever shows the sentence escapes it for the page, the terminal or the letter.
    Raises NotFound for an unknown key, Invalid when a placeholder has no value or a value has no placeholder.
    """
    sentence = sentences().get(key)
    if sentence is None:
        raise NotFound(f"There is no wording for '{key}'.", "Add it to wording/en.toml.")
    wanted = placeholders(sentence)
    if wanted != set(values):
        odd = ", ".join(sorted(wanted ^ set(values)))
        raise Invalid(f"The wording '{key}' and its values differ in: {odd}.")
    return sentence.format(**values) if wanted else sentence


@cache
def sentences() -> dict[str, str]:
    """All keys with their sentences."""
    text = resources.files("accord.wording").joinpath(f"{LANGUAGE}.toml").read_text("utf-8")
    return dict(_flat("", tomllib.loads(text)))


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def _flat(prefix: str, table: dict[str, Any]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        rows += _flat(f"{key}.", value) if isinstance(value, dict) else [(key, str(value))]  # pyright: ignore[reportUnknownArgumentType]
    return rows
