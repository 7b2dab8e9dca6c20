"""Patterns that are compiled on first use."""

from __future__ import annotations

import gc
import re

import pytest

from accord.evidence.patterns import METHODS, Uncompiled, lazy_pattern
from accord.evidence.readers import table


def test_a_pattern_answers_as_a_compiled_one() -> None:
    later, now = lazy_pattern(r"(?P<n>\d+) ?mg", re.IGNORECASE), re.compile(r"(?P<n>\d+) ?mg", re.IGNORECASE)
    assert [m.span() for m in later.finditer("5 MG, 10mg")] == [m.span() for m in now.finditer("5 MG, 10mg")]
    assert (later.pattern, later.flags, later.groupindex) == (now.pattern, now.flags, now.groupindex)


def test_a_pattern_is_compiled_on_first_use_and_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda words, flags=0: compiled.append(words) or real(words, flags))
    later = lazy_pattern("a+")
    assert compiled == []
    assert [later.search("baa") is not None, later.match("b") is not None, later.sub("-", "aab")] == [True, False, "-b"]
    assert compiled == ["a+"]


def test_every_pattern_of_the_readers_compiles() -> None:
    assert table.READERS
    waiting = [each for each in gc.get_objects() if isinstance(each, Uncompiled)]
    assert waiting
    for each in waiting:
        assert all(hasattr(each, method) for method in METHODS)
