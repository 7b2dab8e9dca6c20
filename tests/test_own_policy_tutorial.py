"""Every command of the tutorial on own policies runs, in its order, on the files that the page writes."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[1] / "docs" / "learn" / "own-policy.md"
BLOCK = re.compile(r"^```(sh|yaml|toml|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`((?:policies/)?[\w./-]+\.(?:yaml|toml|txt))`")


def steps() -> list[tuple[str, str]]:
    """(file, its text) or ('', a command), in the order of the page; a file is the last one named before its block."""
    page = PAGE.read_text("utf-8")
    found: list[tuple[str, str]] = []
    for block in BLOCK.finditer(page):
        if block[1] == "sh":
            found += [("", line) for line in block[2].splitlines() if line]
        else:
            found.append((NAMED.findall(page[: block.start()])[-1], block[2]))
    return found


def accord(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
    environment = {
        **clean,
        "ACCORD_DATA": str(folder / "data"),
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
    }
    return subprocess.run(
        [sys.executable, "-m", "accord.cli", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, subprocess.CompletedProcess[str]]]:
    """The folder after the last step, and what each command printed."""
    folder = tmp_path_factory.mktemp("tutorial")
    told: dict[str, subprocess.CompletedProcess[str]] = {}
    for file, text in steps():
        if file:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, "utf-8")
            continue
        words = shlex.split(text)
        if words[0] == "cp":
            shutil.copy(folder / words[1], folder / words[2])
            continue
        if "DIGEST" in words:
            words[words.index("DIGEST")] = digest(folder)
        done = accord(folder, *words[1:])
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
        told.setdefault(text, done)
    return folder, told


def digest(folder: Path) -> str:
    """As the page that was written bears it."""
    page = (folder / "lake-shoes.html").read_text("utf-8")
    (found,) = set(re.findall(r'class="digest">([0-9a-f]{64})<', page))
    return found


def test_every_command_of_the_page_succeeds(walked: tuple[Path, dict[str, subprocess.CompletedProcess[str]]]) -> None:
    assert set(walked[1]) == {text for file, text in steps() if not file and text.startswith("accord ")}
    assert {command.split()[2] for command in walked[1] if command.startswith("accord policy")} >= {
        "new", "check", "test", "show", "sign", "activate", "list", "retire",
    }  # fmt: skip


def test_the_review_names_the_policy_and_who_signed_it(
    walked: tuple[Path, dict[str, subprocess.CompletedProcess[str]]],
) -> None:
    folder, _ = walked
    review = json.loads((folder / "review" / "review.json").read_text("utf-8"))
    assert review["policy"]["id"] == "LAKE-SHOES"
    assert review["policy"]["status"] == "active"
    assert "Ann Bell, MD" in review["policy"]["standing"]
    assert review["policy"]["content"] == digest(folder)
    assert review["proposal"]["kind"] == "approve"


def test_the_retired_policy_is_used_for_no_later_service(
    walked: tuple[Path, dict[str, subprocess.CompletedProcess[str]]], tmp_path: Path
) -> None:
    folder, _ = walked
    late = tmp_path / "late"
    shutil.copytree(folder / "policies" / "examples" / "LAKE-SHOES-complete", late)
    form = json.loads((late / "request.json").read_text("utf-8"))
    (late / "request.json").write_text(json.dumps({**form, "service_date": "2027-01-05"}), "utf-8")
    told = json.loads(accord(folder, "review", str(late), "--date", "2026-12-20", "--json").stdout)
    assert told["policy"].get("id") is None
    assert "retired it for services after 2026-12-31" in json.dumps(told)


def test_a_changed_policy_is_a_draft_again(
    walked: tuple[Path, dict[str, subprocess.CompletedProcess[str]]],
) -> None:
    folder, _ = walked
    file = folder / "policies" / "LAKE-SHOES.yaml"
    kept = file.read_text("utf-8")
    try:
        file.write_text(kept.replace("value: P6M", "value: P7M"), "utf-8")
        told = accord(folder, "policy", "check", "policies").stdout
        assert "no clinician has signed this policy's encoding as it is now" in told
        file.write_text(kept.replace("{any: [foot_ulcer, foot_numb,", "{any: [foot_ulcer, foot_nmb,"), "utf-8")
        refused = accord(folder, "policy", "check", "policies")
        assert refused.returncode == 2
        assert "Did you mean 'foot_numb'?" in refused.stdout
        file.write_text(f"{kept}# a comment\n", "utf-8")
        assert "Reviewed: Ann Bell, MD" in accord(folder, "policy", "check", "policies").stdout
    finally:
        file.write_text(kept, "utf-8")
