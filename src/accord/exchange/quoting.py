"""How names, words and numbers are written in CQL."""

from __future__ import annotations

from decimal import Decimal


def name(words: str) -> str:
    """A quoted identifier: "Criterion pap.test.accepted"."""
    return '"' + _escaped(words, '"') + '"'


def text(words: str) -> str:
    """A string literal."""
    return "'" + _escaped(words, "'") + "'"


def number(value: Decimal) -> str:
    """A number literal, written without an exponent; a negative one in parentheses."""
    digits = format(value, "f")
    return f"({digits})" if digits.startswith("-") else digits


def comment(words: str) -> str:
    """Words as a comment of one line."""
    return "// " + " ".join(words.split())


def _escaped(words: str, mark: str) -> str:
    return words.replace("\\", "\\\\").replace(mark, "\\" + mark).replace("\n", "\\n").replace("\r", "\\r")
