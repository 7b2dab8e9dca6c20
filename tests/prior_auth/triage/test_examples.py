"""The shipped worklist answers as the README shows it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "worklist"


def told(command: str, folder: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "accord.cli", command, str(EXAMPLES / folder), "--date", "2026-05-10", "--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 10, done.stderr
    found = json.loads(done.stdout)
    return found if isinstance(found, list) else [found]


def test_the_shipped_referrals_are_submitted_and_held() -> None:
    steps = {one["referral"]: one["step"] for one in told("triage", "referrals")}
    assert steps == {"REF-1001": "submit", "REF-1002": "hold"}


@pytest.mark.parametrize(("denial", "disposition"), [("DEN-301", "clinical_appeal")])
def test_the_shipped_denial_goes_to_clinicians_in_time(denial: str, disposition: str) -> None:
    found = {one["denial"]: one for one in told("denial", "denials")}
    assert found[denial]["disposition"] == disposition
    assert found[denial]["due"]["date"] == "2026-10-17"
