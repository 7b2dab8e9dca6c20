"""Sides of ICD-10-CM codes, against the official descriptions of every code."""

import gzip
import os
from pathlib import Path

import pytest

from accord.records.code_sides import side_of_code
from accord.records.findings import Side

CODES = [
    ("L89.324", Side.LEFT), ("L89.213", Side.RIGHT), ("M17.11", Side.RIGHT), ("M1712", Side.LEFT), ("M17.0", Side.BILATERAL),
    ("S83.511A", Side.RIGHT), ("S82.145A", Side.LEFT), ("Z89.612", Side.LEFT), ("I87.313", Side.BILATERAL), ("m25.562", Side.LEFT),
    ("L89.154", None), ("I89.0", None), ("M17.9", None), ("S83.203A", None), ("G47.33", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "side"), CODES)
def test_a_code_names_its_side_or_none(code: str, side: Side | None) -> None:
    assert side_of_code(code) is side


def test_no_official_code_is_given_another_side_than_its_description() -> None:
    shared = os.environ.get("ACCORD_SHARED")
    path = Path(shared or "") / "data/icd/icd10cm-codes-2026.txt.gz"
    if not shared or not path.is_file():
        pytest.skip("needs the official code list of ACCORD_SHARED")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        coded = [
            (side, words.lower())
            for code, words in (line.split(None, 1) for line in lines)
            if (side := side_of_code(code))
        ]
    assert len(coded) > 2000
    other = {Side.LEFT: "right", Side.RIGHT: "left"}
    for side, words in coded:
        assert side is Side.BILATERAL or (
            side.value in words and f" {other[side]} " not in f" {words} ".replace(",", " ")
        ), words
