"""`accord <connector> <tool>`: what a person types and sees."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from accord.cli.answer import print_answer
from accord.connectors import registry
from accord.doors.calls import to_json
from tests.doors import fake
from tests.doors.conftest import Run

WRONG: list[tuple[list[str], int, str]] = [
    (["look_up"], 2, "Missing argument 'CODE'"),
    (["look_up", "X", "--day", "2026-02-30"], 2, "'day' takes a date, not '2026-02-30'."),
    (["look_up", "X", "--number", "many"], 2, "'number' takes a whole number, not 'many'."),
    (["look_up", "X", "--size", "huge"], 2, "It takes: small, large."),
    (["look_up", "X", "--nothing", "1"], 2, "No such option"),
    (["look_up", "nowhere"], 4, "There is no code 'nowhere'."),
    (["look_up", "broken"], 2, "'broken' is no code."),
    (["look_up", "secret"], 5, "Change the setting."),
    (["look_up", "twice"], 6, "Leave it."),
    (["look_up", "absent"], 7, "Run 'accord sync fake'."),
    (["several", *["a"] * 101], 2, "101 codes are too many."),
    (["several", "@none.txt"], 2, "none.txt cannot be read"),
    (["nothing"], 2, "No such command 'nothing'"),
]


def test_a_connectors_tools_are_commands(run: Run) -> None:
    code, out, _ = run("fake", "--help")
    assert code == 0
    assert "look_up  Looks a code up." in out
    assert "several  Several codes at once." in out


def test_a_commands_help_says_every_parameter_and_choice(run: Run) -> None:
    flat = " ".join(run("fake", "look_up", "--help")[1].split())
    for words in ("the code.", "--day YYYY-MM-DD", "--size small|large", "--order best|newest", "--flag / --no-flag",
                  "--ask auto|local|live", "a whole number. Default: 3.", "Raises NotFound", "Source: a rule"):  # fmt: skip
        assert words in flat


def test_the_answer_as_json_is_exact(run: Run) -> None:
    code, out, err = run("fake", "look_up", "X", "--day", "2026-01-05", "--names", "a", "--names", "b", "--json")
    assert (code, err) == (0, "")
    assert out.encode() == to_json(fake.look_up("X", fake.dt.date(2026, 1, 5), names=("a", "b")), pretty=True) + b"\n"
    assert json.loads(out)["provenance"]["release"] == "2026-01-01"


def test_the_answer_is_readable_and_says_where_it_comes_from(run: Run) -> None:
    _, out, _ = run("fake", "look_up", "X", "--flag", "--size", "LARGE")
    lines = out.splitlines()
    assert ["flag", "yes"] in [line.split() for line in lines]
    assert ["size", "large"] in [line.split() for line in lines]
    assert "30 days old; older than its source's rhythm" in lines[-1]
    assert lines[-1].startswith("Source: Fake source; 2026-01-01; local index")
    assert lines[-1].endswith("A notice.")


def test_words_from_outside_cannot_steer_the_terminal(run: Run) -> None:
    _, out, _ = run("fake", "look_up", "\x1b]0;title\x07X")
    assert not set(out) & {"\x1b", "\x07", "\u202e"}
    assert "‹U+001B›[2Jwiped" in out


@pytest.mark.parametrize("name", ["look_up", "look-up"])
def test_a_tools_name_may_be_typed_with_a_hyphen(run: Run, name: str) -> None:
    assert run("fake", name, "X")[0] == 0


def test_many_values_come_from_a_file_or_from_standard_input(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "codes.txt").write_text("\ufeffc\n\n d \n", "utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("e\r\nf\n"))
    _, out, _ = run("fake", "several", "b", "@codes.txt", "-", "--json")
    assert [item["code"] for item in json.loads(out)["items"]] == ["b", "c", "d", "e", "f"]


def test_a_second_list_keeps_its_empty_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Ann\n\nBob\n\n", "utf-8")
    _, out, _ = run("fake", "look_up", "X", "--names", "@names.txt", "--json")
    assert json.loads(out)["names"] == ["Ann", "", "Bob"]


@pytest.mark.parametrize(("typed", "code", "says"), WRONG, ids=[" ".join(typed)[:40] for typed, _, _ in WRONG])
def test_wrong_input_is_one_sentence_and_a_code(run: Run, typed: list[str], code: int, says: str) -> None:
    left, out, err = run("fake", *typed)
    assert (left, out) == (code, "")
    assert says in " ".join(err.split())


IMPORTED_BY_HELP = """
import sys
from accord.cli import main
sys.argv = ["accord", "--help"]
try:
    main()
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""


def test_help_imports_no_connector() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTED_BY_HELP], capture_output=True, text=True, check=True)
    imported = done.stderr.split()
    dear = ("pydantic", "httpx", "tantivy", *(f"accord.connectors.{name}" for name in registry.CONNECTORS))
    assert [name for name in imported if name.startswith(dear)] == []
    assert "accord.connectors.registry" in imported
    assert all(f"  {name} " in done.stdout for name in registry.CONNECTORS)


def test_any_answer_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    deep = fake.Page((fake.several(("a",)), fake.several(())), None, False, "more", fake.FROM)
    print_answer(deep)
    print_answer((fake.Code("A", "long " * 80), fake.Code("B", "b")))
    print_answer("words")
    out = capsys.readouterr().out
    assert out.count("long") == 80
    assert "words" in out
    assert out.count("Source: Fake source") == 1
