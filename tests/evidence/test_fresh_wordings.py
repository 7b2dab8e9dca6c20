"""Wordings of many hands for the criteria of many policies, written before the readers were looked at, as the policies answer them.

A file of tests/evidence/fresh names its policy, the codes that are asked for, and wordings by criterion and answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.evidence.leaves import answer, fits
from tests.evidence.papers import request

FOLDER = Path(__file__).parent / "fresh"


def _wordings() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        told: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        for key, answers in told["ways"].items():
            for wanted, wordings in answers.items():
                for words in wordings:
                    yield pytest.param(told, key, wanted, words, id=f"{path.stem}-{key}-{wanted}-{words[:40]}")


@pytest.mark.parametrize(("told", "key", "wanted", "words"), list(_wordings()))
def test_the_policy_answers(told: Mapping[str, Any], key: str, wanted: str, words: str) -> None:
    asked = request(
        tuple(told["codes"]),
        diagnoses=tuple(told.get("diagnoses", ("I10",))),
        modifiers=tuple(told.get("modifiers", ())),
    )
    assert fits(wanted, answer(told["policy"], key, words, asked, told.get("lead", "")))
