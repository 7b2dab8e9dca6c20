"""The codes that are held here; for any other, whether it exists cannot be said."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from accord.connectors.hcpcs.codes import written_code


def is_known(text: str) -> bool:
    """Is the code in the list at hand? False means 'not confirmed', never 'wrong'."""
    return written_code(text) in _families()


def families() -> Mapping[str, str]:
    """Every code that is held here, with what it is for."""
    return _families()


def family(text: str) -> str | None:
    """What the code is for, in our words ('home oxygen'), or None when it is not in the list at hand."""
    return _families().get(written_code(text))


@cache
def _families() -> Mapping[str, str]:
    text = resources.files("accord.connectors.hcpcs").joinpath("known.toml").read_text("utf-8")
    table = tomllib.loads(text)["family"]
    return {code: str(row["name"]) for row in table for code in str(row["codes"]).split()}
