"""Finds codes of the shipped list by the names of their families, where no file is loaded: no engine is needed for that."""

from __future__ import annotations

from accord.connectors.hcpcs.known import families
from accord.connectors.hcpcs.speech import said, tokens


def by_family(question: str, most: int) -> list[tuple[str, str, float]]:
    """(code, family, share of the asked words), best first; a beginning of a code finds the codes that begin so."""
    start, asked = question.strip().upper(), said(question)
    is_start = any(letter.isdigit() for letter in start)
    found = [
        (code, name, 1.0 if is_start and code.startswith(start) else _share(asked, name))
        for code, name in families().items()
    ]
    return sorted((row for row in found if row[2] > 0), key=lambda row: (-row[2], row[0]))[:most]


def _share(asked: list[str], name: str) -> float:
    have = tokens(name)
    return sum(word in have for word in asked) / len(asked) if asked else 0.0
