"""The index file: built once, never half, and done without where nothing can be written."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from accord.connectors.icd10.build import build_file, fill
from accord.connectors.icd10.edition import FY2026
from accord.connectors.icd10.index import open_index
from accord.errors import Unavailable
from accord.paths import cache_folder


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own; afterwards the index is opened anew."""
    monkeypatch.setenv("ACCORD_CACHE", str(tmp_path / "cache"))
    open_index.cache_clear()
    yield tmp_path / "cache"
    open_index.cache_clear()


def billable_in(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM entry WHERE billable").fetchone()[0])


def test_the_index_is_built_at_first_use_and_reopened_quickly(empty_cache: Path) -> None:
    open_index()
    (file,) = empty_cache.iterdir()
    assert FY2026.package_version in file.name
    built = file.stat().st_mtime_ns
    open_index.cache_clear()
    start = time.perf_counter()
    connection = open_index()
    assert time.perf_counter() - start < 0.05
    assert billable_in(connection) == FY2026.billable_codes
    assert file.stat().st_mtime_ns == built


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 4096])
def test_a_spoilt_index_is_built_anew(empty_cache: Path, content: bytes) -> None:
    open_index()
    (file,) = empty_cache.iterdir()
    file.write_bytes(content)
    open_index.cache_clear()
    assert billable_in(open_index()) == FY2026.billable_codes
    assert list(empty_cache.iterdir()) == [file]


def test_where_the_cache_cannot_be_written_the_index_lives_in_memory(
    empty_cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    empty_cache.write_text("a file stands where the folder would be")
    with caplog.at_level(logging.WARNING):
        assert billable_in(open_index()) == FY2026.billable_codes
    assert "memory" in caplog.text
    assert str(empty_cache) not in caplog.text


def test_the_index_cannot_be_written_to(empty_cache: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        open_index().execute("DELETE FROM entry")
    assert empty_cache.is_dir()


def test_a_failed_build_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="published"):
        build_file(tmp_path / "index.sqlite", replace(FY2026, billable_codes=1))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [({"package": "a_package_that_is_not_there"}, "not installed"), ({"package_version": "0.0.1"}, "is at")],
)
def test_another_package_is_refused_with_the_line_that_installs_the_right_one(
    change: dict[str, str], words: str
) -> None:
    with pytest.raises(Unavailable, match=words) as refused:
        fill(sqlite3.connect(":memory:"), replace(FY2026, **change))  # pyright: ignore[reportArgumentType]
    assert "==" in refused.value.remedy


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"ACCORD_CACHE": "/a", "XDG_CACHE_HOME": "/x"}, "/a"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/accord"),
        ({"HOME": "/h"}, "/h/.cache/accord"),
    ],
)
def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str) -> None:
    for name in ("ACCORD_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == Path(expected)
