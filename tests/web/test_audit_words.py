"""What a row of the trail tells is said in words; what was kept to the letter is there too."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accord.cases.case import case_of
from accord.cases.moving import Given, move
from accord.cases.rules import switch_rule
from accord.cases.states import Step
from accord.db.sealing import veiled
from accord.web.audit_words import Reader, row_words, whole
from accord.wording import say
from tests.cases.conftest import NOW
from tests.cases.test_cases import approvals
from tests.web.conftest import Web

READER = Reader({"p1": "Rita Rowe"}, ZoneInfo("America/New_York"))
LONG = "3f2a" * 16


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, []),
        ({"from": "in_review", "to": "decided"}, ["in review → decided"]),
        ({"from": ["auditor"], "to": ["reviewer", "auditor"]}, ["auditor → reviewer, auditor"]),
        ({"from": {"npi": "", "specialty": "a"}, "to": {"npi": "12", "specialty": "a"}}, ["NPI: – → 12"]),
        ({"decisions": [{"line": 1, "outcome": "approved", "overrides": True}, {"line": 2, "outcome": "denied", "overrides": False}]},
         ["line 1: approved as asked, otherwise than proposed", "line 2: denied"]),
        ({"review": LONG, "proposal": "clinician", "extractor": "9/" + LONG, "sampled": ["adverse", "drawn"]},
         ["proposed: a clinician's look", "for a second look: it could go against the request, drawn"]),
        ({"files": [LONG, LONG], "urgency": "expedited", "received_at": "2026-05-12T14:30:00+00:00"},
         ["2 files", "expedited", "received 2026-05-12 10:30 EDT"]),
        ({"file": LONG}, ["file 3f2a3f2a3f2a…"]),
        ({"owner": "p1"}, ["now Rita Rowe's"]),
        ({"owner": None}, ["now nobody's"]),
        ({"letter": "notice", "number": 3, "struck": 0, "own": 2, "sha256": LONG}, ["Notice of the decision, version 3", "own sentences: 2"]),
        ({"kind": "stopped", "days": None, "due_at": None}, ["stopped"]),
        ({"on": False, "needs": "reviewed", "why": "Clear."}, ["switched off", "at least as far as: reviewed", "reason: Clear."]),
        ({"with": "oidc"}, ["at your organization"]),
        ({"by": ["name", "received_from"], "digest": LONG, "found": 0}, ["looked for by name, day of receipt", "cases found: 0"]),
        ({"outcomes": {"1": "denied"}, "disagreements": ["a", "b"]}, ["line 1: denied", "answered otherwise: a, b"]),
        ({"outward": {"sha256": LONG, "own": 2, "struck": 0, "kept": True}}, ["own sentences that went out: 2"]),
        ({"form": "decide"}, [say("web.step.decide")]),
        ({"form": "papers"}, ["papers"]),
        ({"part": "pictures"}, ["pictures"]),
        ({"before": 1, "after": 2}, ["review 1 held against review 2"]),
        ({"of_a_later_version": {"a_b": LONG}}, ["of a later version: a b 3f2a3f2a3f2a…"]),
    ],
)  # fmt: skip
def test_a_row_in_words(told: dict[str, Any], words: list[str]) -> None:
    assert row_words(told, READER) == words


def test_what_was_kept_is_shown_to_the_letter_and_veiled_words_can_be_read() -> None:
    told = {"reason": veiled("Mr. Pemberton waits."), "review": LONG, "files": [LONG]}
    assert row_words(told, READER) == ["reason: Mr. Pemberton waits.", "one file"]
    assert whole(told) == f'reason: Mr. Pemberton waits.\nreview: {LONG}\nfiles: ["{LONG}"]'


def test_the_page_shows_no_key_and_no_long_digest_but_where_one_opens_them(web: Web) -> None:
    who, made = web.people.reviewer, web.case(web.people.reviewer, "cpap-approve")
    with web.database.reading() as connection:
        case = case_of(connection, who, made)
    case = move(web.database, who, made, case.version, Step.TAKE, NOW)
    move(web.database, who, made, case.version, Step.APPROVE, NOW, Given(decisions=approvals(web.database, case)))
    switch_rule(web.database, web.people.director, "NCD-240.2_L33797", NOW, on=True, why="Clear since January.")
    page = web.browser(web.people.auditor).get("/audit")
    cells = re.findall(r'data-label="(?:Told|About|What|Who)">(.*?)</t[dh]>', page, re.DOTALL)
    seen = [re.sub(r"<details>.*</details>|<[^>]+>", "", one, flags=re.DOTALL) for one in cells]
    assert "in review → decided; line 1: approved as asked" in seen
    assert "switched on; at least as far as: reviewed; reason: Clear since January." in seen
    assert not [one for one in seen if re.search(r"[0-9a-f]{16}|\b[a-z]+_[a-z]+\b|[{}\[\]]", one)]
    with_digest = re.findall(
        r'<summary class="small">Digest <span class="key">([0-9a-f]{12})…</span></summary>.*?<dd class="key">([0-9a-f]{64})</dd>',
        page,
    )
    assert len(with_digest) == page.count('data-label="Row"')
    assert all(digest.startswith(short) for short, digest in with_digest)
