"""`accord people` and `accord audit`: what an administrator, a script and an auditor see of them."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text

from accord.access.sessions import sign_in
from accord.cli import audit, main, people
from accord.db import sealing
from accord.db.engine import Database, site_database
from accord.errors import Forbidden
from accord.settings import settings
from tests.cases.conftest import NOW

Run = Callable[..., tuple[int, str, str]]
WORDS = "nine herons wade slowly"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"


@pytest.fixture
def run(database: Database, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs the command on the test's database; (exit code, standard output, error output)."""
    monkeypatch.setenv("ACCORD_DATABASE", database.url.render_as_string(hide_password=False))
    for kept in (settings, sealing.site_key, site_database):
        kept.cache_clear()

    def go(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["accord", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        return int(left.value.code or 0), out, err

    yield go
    site_database().close()
    site_database.cache_clear()


def plan(run: Run) -> None:
    assert run("people", "organization", "Hill Plan", "--side", "payer", "--time-zone", "America/New_York")[0] == 0
    assert add(run, "Dora Day", "dora@hill.example", "medical_director", "--credentials", "MD", "--npi", "1234567893",
               "--specialty", "sleep medicine", "--licensed-in", "ny", "--licensed-in", "NJ")[0] == 0  # fmt: skip


def add(run: Run, name: str, email: str, role: str, *more: str) -> tuple[int, str, str]:
    return run("people", "add", "--organization", "Hill Plan", "--name", name, "--email", email, "--role", role, *more)


def listed(run: Run) -> list[dict[str, object]]:
    return json.loads(run("people", "list", "--json")[1])[0]["people"]


def test_an_organization_and_its_people_are_made_and_listed(run: Run) -> None:
    plan(run)
    assert add(run, "Rita Rowe", "Rita@hill.example", "reviewer", "--role", "auditor")[0] == 0
    dora, rita = listed(run)
    assert (dora["name"], dora["roles"], dora["licensed_in"]) == ("Dora Day", ["medical_director"], ["NY", "NJ"])
    assert (rita["email"], rita["roles"]) == ("rita@hill.example", ["auditor", "reviewer"])
    code, out, _ = run("people", "list", "--organization", "Hill Plan", "--no-color")
    assert code == 0
    assert "medical director" in out
    assert "rita@hill.example" in out


def test_a_password_comes_from_standard_input_and_opens_the_door(run: Run, database: Database) -> None:
    plan(run)
    with pytest.raises(Forbidden):
        sign_in(database, "dora@hill.example", WORDS, NOW)
    code, out, err = run("people", "password", "dora@hill.example", typed=WORDS + "\n")
    assert (code, err) == (0, "")
    assert WORDS not in out
    assert sign_in(database, "dora@hill.example", WORDS, NOW).person.name == "Dora Day"
    code, out, err = run("people", "password", "dora@hill.example", typed="short\n")
    assert code == 2
    assert "at least 12" in err
    assert "short" not in out + err
    assert sign_in(database, "dora@hill.example", WORDS, NOW)


def test_with_a_new_password_the_passkeys_can_go(run: Run) -> None:
    plan(run)
    code, out, _ = run("people", "password", "dora@hill.example", "--drop-passkeys", typed=WORDS)
    assert (code, out.splitlines()) == (0, ["Dora Day has a new password.", "Passkeys taken away: 0."])
    assert "taken away" not in run("people", "password", "dora@hill.example", typed=WORDS)[1]


def test_a_typed_password_is_asked_twice(run: Run, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    from accord.cli import people_run

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    plan(run)
    typed = iter([WORDS, WORDS + "x", WORDS, WORDS])
    monkeypatch.setattr(people_run.getpass, "getpass", lambda _: next(typed))
    monkeypatch.setattr(io, "StringIO", Terminal)
    assert run("people", "password", "dora@hill.example")[0] == 2
    assert run("people", "password", "dora@hill.example")[0] == 0
    assert sign_in(database, "dora@hill.example", WORDS, NOW)


def test_roles_change_and_access_is_taken(run: Run, database: Database) -> None:
    plan(run)
    run("people", "password", "dora@hill.example", typed=WORDS)
    assert run("people", "roles", "dora@hill.example", "auditor", "medical-director")[0] == 0
    assert listed(run)[0]["roles"] == ["auditor", "medical_director"]
    assert run("people", "remove", "dora@hill.example")[0] == 0
    assert listed(run) == []
    with pytest.raises(Forbidden):
        sign_in(database, "dora@hill.example", WORDS, NOW)
    assert run("people", "remove", "dora@hill.example")[0] == 4


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("organization", "Hill Plan", "--side", "payer", "--time-zone", "America/New_York"), 6, "already"),
        (("organization", "New", "--side", "both", "--time-zone", "America/New_York"), 2, "provider or a payer"),
        (("organization", "New", "--side", "payer", "--time-zone", "Hilltown"), 2, "no time zone"),
        (("organization", "New", "--side", "payer", "--time-zone", "../../etc/passwd"), 2, "no time zone"),
        (("add", "--organization", "Hill Plan", "--name", "X", "--email", "x@x.example", "--role", "king"), 2, "coordinator"),
        (("add", "--organization", "Hill Plan", "--name", "X", "--email", "dora@hill.example", "--role", "auditor"), 6, "already"),
        (("add", "--organization", "Hill Plan", "--name", "X", "--email", "none", "--role", "auditor"), 2, "e-mail"),
        (("add", "--organization", "No Plan", "--name", "X", "--email", "x@x.example", "--role", "auditor"), 4, "No Plan"),
        (("add", "--organization", "Hill Plan", "--name", "X", "--email", "x@x.example", "--role", "auditor", "--npi", "1234567890"), 2, "NPI"),
        (("password", "nobody@x.example"), 4, "Nobody has"),
        (("roles", "dora@hill.example", "king"), 2, "coordinator"),
        (("list", "--organization", "No Plan"), 4, "No Plan"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_changed(
    run: Run, arguments: tuple[str, ...], code: int, told: str
) -> None:
    plan(run)
    before = run("people", "list", "--json")[1]
    left, _, err = run("people", *arguments)
    assert left == code
    assert told in err
    assert run("people", "list", "--json")[1] == before


def test_a_trail_that_holds_is_said_and_one_that_does_not_ends_with_six(run: Run, database: Database) -> None:
    plan(run)
    run("people", "organization", "Far Plan", "--side", "payer", "--time-zone", "America/Denver")
    code, out, _ = run("audit", "verify")
    assert (code, out.splitlines()) == (
        0,
        ["Far Plan: holds, 1 rows, 0 signed days.", "Hill Plan: holds, 2 rows, 0 signed days."],
    )
    with database.writing() as connection:
        connection.execute(text("DROP TRIGGER event_no_update" + ("" if database.is_sqlite else " ON event")))
        connection.execute(text("UPDATE event SET who = 'nobody' WHERE number = 2"))
    code, out, _ = run("audit", "verify")
    assert code == 6
    assert "Hill Plan: DOES NOT HOLD, row 2 was changed" in out
    assert "Far Plan: holds" in out
    assert run("audit", "verify", "Far Plan")[0] == 0
    assert run("audit", "verify", "No Plan")[0] == 4
    code, out, _ = run("audit", "sign")
    assert code == 6
    assert len([line for line in out.splitlines() if "DOES NOT HOLD" in line]) == 1
    assert run("audit", "verify", "Far Plan")[1] == "Far Plan: holds, 2 rows, 1 signed days.\n"


def test_the_exported_trail_can_be_verified_without_accord(run: Run, tmp_path: Path) -> None:
    plan(run)
    signed = run("audit", "sign")[1]
    assert run("audit", "sign")[1] == signed  # once a day
    out = tmp_path / "trail.jsonl"
    code, told, _ = run("audit", "export", "Hill Plan", "--out", str(out))
    assert (code, told.splitlines()[0]) == (0, str(out))
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["kind"] for line in lines] == ["organization", *["event"] * 4, "signed_head", "end"]
    before, digests = "0" * 64, {}
    for line in lines[1:5]:
        row = [line[key] for key in ("organization", "number", "at", "who", "action", "about", "told")] + [before]
        made = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        before = digests[line["number"]] = hashlib.sha256(made).hexdigest()
        assert line["digest"] == before
    assert [line["action"] for line in lines[3:5]] == ["head_signed", "audit_exported"]
    assert (lines[6]["number"], lines[6]["digest"]) == (4, before)
    head = lines[5]
    assert head["digest"] == digests[head["number"]]
    words = f"accord audit head\n{head['organization']}\n{head['day']}\n{head['number']}\n{head['digest']}\n"
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(head["public_key"])).verify(
        bytes.fromhex(head["signature"]), words.encode()
    )
    assert signed.split()[3] == head["digest"]
    assert "Dora" not in out.read_text("utf-8")


def test_an_export_that_cannot_be_written_leaves_nothing(run: Run, tmp_path: Path) -> None:
    plan(run)
    code, _, err = run("audit", "export", "Hill Plan", "--out", str(tmp_path / "no" / "such" / "trail.jsonl"))
    assert code == 7
    assert "cannot be written" in err
    assert run("audit", "export", "No Plan", "--out", str(tmp_path / "trail.jsonl"))[0] == 4
    assert not (tmp_path / "trail.jsonl").exists()


@pytest.mark.parametrize(("name", "group"), [("people", people.group), ("audit", audit.group)])
def test_every_command_and_option_is_on_the_page(name: str, group: typer.Typer) -> None:
    section = PAGE.read_text("utf-8").split(f"\n## accord {name}\n")[1].split("\n## ")[0]
    commands = typer.main.get_command(group).commands  # type: ignore[attr-defined]
    for command, made in commands.items():
        assert f"accord {name} {command}" in section
        options = [one for parameter in made.params for one in parameter.opts if one.startswith("--")]
        assert [one for one in options if one not in section] == []
