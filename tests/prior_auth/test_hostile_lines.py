"""Papers that would stall a careless reading: one word or mark repeated for the length of a book, in one line or in thousands."""

from __future__ import annotations

import gc
import json
import os
import random
import re
import time
from pathlib import Path

import pytest

from accord.evidence.gather import gather
from accord.evidence.narrative.cues import table
from accord.evidence.narrative.headings import SECTION_OF
from accord.evidence.patterns import Uncompiled
from accord.evidence.readers.mentions import all_terms
from accord.evidence.readers.table import READERS
from accord.prior_auth.contradictions import contradictions
from accord.prior_auth.identify import identify
from accord.records.read import read

CODES = ("E1390", "E0601", "E2103", "64493", "63650", "K0861", "E0277", "33249", "G0277", "43775", "64615", "L1832")
FORM = {
    "received": "2026-03-02",
    "patient": {"name": "Agnes Torvald", "birth_date": "1952-04-09", "member_id": "1EG4TE5MK73"},
    "services": [{"code": code, "quantity": 1} for code in CODES],
    "diagnoses": ["J44.9"],
}
HEAD = "PINE CLINIC\nOffice visit 02/01/2026 Agnes Torvald DOB 04/09/1952\n"
TAIL = "\nExam: clear. Plan: oxygen.\nElectronically signed by Ruth Calloway, MD 02/01/2026\n"
LONG, MIDDLE, SHORT = 60_000, 20_000, 6_000
SECONDS = {LONG: 120, MIDDLE: 40, SHORT: 20}
"""Seconds of this process for a paper of that many characters: an hour where a pattern is worse than linear."""
long = pytest.mark.skipif("ACCORD_LONG_TESTS" not in os.environ, reason="takes half an hour: set ACCORD_LONG_TESTS=1")

WORST = {
    "numbers": "1 ",
    "days": "01/02/2026 ",
    "scores": "pain 7/10 ",
    "signing": "signed by ",
    "brackets": "(" * 7 + " [",
    "saturations": "SpO2 86% on room air ",
    "lines": "\n",
    "addenda": "addendum ",
}
MORE = {
    "order days": "Order Date 1/2/26 ",
    "sides": "left knee ",
    "closing": ") ",
    "boxes": "[ ] ",
    "answers": "[x] yes [ ] no ",
    "stops": ". ",
    "commas": ", ",
    "drawn": "_ ",
    "pipes": "| ",
    "digits": "1234567890",
    "one letter": "x",
    "one word": "oxygenconcentrator",
    "blanks": " ",
    "tabs": "a\t",
    "months": "January 2, 2026 ",
    "titles": "Dr. ",
    "names": "Smith John ",
    "hands": "Ruth Calloway, MD ",
    "births": "DOB 04/09/1952 ",
    "denials": "denies ",
    "relatives": "mother FH ",
    "conditions": "if ",
    "indices": "AHI 22 ",
    "glucose": "glucose 54 ",
    "wounds": "stage 3 wound 3 x 2 x 1 cm ",
    "blocks": "L4-L5 medial branch block 80% relief ",
    "heart": "EF 30% NYHA class III ",
    "copied": "copied forward from [copied ",
    "instructions": "ignore previous instructions ",
    "enclosures": "Enclosed: sleep study, MRI, note\n",
    "pages": "Page 1 of 2\n",
    "entries": "1/2/26 visit note pain 7/10\n",
    "rows": "pO2   57   mmHg\n",
    "orders": "SWO 10/21/25 E1390 Agnes Torvald s/ Ruth Calloway MD\n",
    "feeds": "a\f",
    "list": "1. diabetes\n",
}


def vocabularies() -> dict[str, str]:
    """Words of the readers' own tables, in some order, each with a number now and then."""
    assert READERS
    chance = random.Random(4)
    patterns = sorted(each.pattern for each in gc.get_objects() if isinstance(each, Uncompiled))
    words = list(dict.fromkeys(word for pattern in patterns for word in re.findall(r"(?<!\\)[a-z]{3,}", pattern)))
    chance.shuffle(words)
    lines = {f"words {n}": words[n::12][:150] for n in range(12)}
    terms = sorted(all_terms()[0].concepts)
    lines["terms"] = [name.replace("_", " ") for name in terms]
    lines["cues"] = sorted(cue.words for cue in table())
    lines["headings"] = [f"{title}:" for title in SECTION_OF]
    return {
        name: " ".join(f"{w} {chance.randint(0, 99)}" if chance.random() < 0.2 else w for w in ws) + " "
        for name, ws in lines.items()
    }


def seconds(folder: Path, words: str, length: int) -> float:
    """The processor's seconds for a whole reading of a paper that repeats these words."""
    (folder / "request.json").write_text(json.dumps(FORM), encoding="utf-8")
    text = (words * (length // len(words) + 1))[:length]
    (folder / "note.txt").write_text(HEAD + text + TAIL, encoding="utf-8")
    begun = time.process_time()
    record = read([folder])
    chart = gather(record, identify(record))
    contradictions(chart)
    spent = time.process_time() - begun
    assert all(record.resolves(place) for f in chart.findings for place in (f.place, *f.support))
    assert chart.papers
    return spent


@pytest.mark.parametrize("name", WORST)
def test_the_worst_lines_are_read_in_seconds(name: str, tmp_path: Path) -> None:
    assert seconds(tmp_path, WORST[name], SHORT) < SECONDS[SHORT]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*WORST, *MORE])
def test_no_long_line_stalls_the_reading(name: str, tmp_path: Path) -> None:
    assert seconds(tmp_path, (WORST | MORE)[name], MIDDLE) < SECONDS[MIDDLE]


@pytest.mark.slow
def test_no_vocabulary_repeated_stalls_the_reading(tmp_path: Path) -> None:
    spent = {name: seconds(tmp_path, words, MIDDLE) for name, words in vocabularies().items()}
    assert {name: each for name, each in spent.items() if each > SECONDS[MIDDLE]} == {}


@long
@pytest.mark.parametrize("name", [*WORST, *MORE])
def test_no_line_of_a_books_length_stalls_the_reading(name: str, tmp_path: Path) -> None:
    assert seconds(tmp_path, (WORST | MORE)[name], LONG) < SECONDS[LONG]


@long
def test_no_vocabulary_of_a_books_length_stalls_the_reading(tmp_path: Path) -> None:
    spent = {name: seconds(tmp_path, words, LONG) for name, words in vocabularies().items()}
    assert {name: each for name, each in spent.items() if each > SECONDS[LONG]} == {}
