"""Signed heads: what is taken away or signed anew is missed; a key of its own; kept lines; a trail that was handed out."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text, update

from accord.audit.chain import FIRST, add_event, digest_of, events_of, heads_of, sign_head, verify_chain
from accord.audit.export import audit_lines
from accord.audit.handed_out import verify_file
from accord.audit.heads import Head, heads_in, public_half
from accord.audit.verifying import Verified
from accord.cases.worker import sign_heads
from accord.cli import main
from accord.db import sealing
from accord.db.engine import Database, site_database
from accord.db.tables import event, event_head
from accord.errors import Invalid, NotFound
from accord.settings import settings
from tests.cases.conftest import NOW, People
from tests.cases.test_audit_chain import add, tamper

DAY = dt.date(2026, 5, 12)
OWN, OTHER = "a1" * 32, "b2" * 32
PUBLIC, OTHER_PUBLIC = (public_half(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(one))) for one in (OWN, OTHER))
ONE_DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    settings.cache_clear()


def say_settings(monkeypatch: pytest.MonkeyPatch, key: str = "", *public: str) -> None:
    monkeypatch.setenv("ACCORD_AUDIT_KEY", key)
    monkeypatch.setenv("ACCORD_AUDIT_PUBLIC_KEYS", json.dumps(public))
    settings.cache_clear()


def sign(database: Database, organization: str, day: dt.date = DAY) -> str:
    with database.writing() as connection:
        line = sign_head(connection, organization, day, NOW)
    assert line is not None
    return line


def verified(database: Database, organization: str, kept: list[Head] | None = None) -> Verified:
    with database.reading() as connection:
        return verify_chain(connection, organization, kept or [])


# ---- what is missed


def test_that_a_head_was_signed_is_the_next_row(database: Database, people: People) -> None:
    before = verified(database, people.payer).events
    sign(database, people.payer)
    after = verified(database, people.payer)
    assert (after.fault, after.events, after.signed_days) == ("", before + 1, 1)
    with database.reading() as connection:
        (head,) = heads_of(connection, people.payer)
    assert head.number == before


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM signed_head WHERE organization = '{}'", "signed on 2026-05-12 was taken away or changed"),
        ("UPDATE signed_head SET day = '2026-05-11' WHERE organization = '{}'", "signed on 2026-05-12 was taken away"),
        ("UPDATE signed_head SET number = 0, digest = '" + "0" * 64 + "' WHERE organization = '{}'", "taken away or changed"),
    ],
)  # fmt: skip
def test_a_signed_head_that_was_taken_away_or_changed_is_missed(
    database: Database, people: People, statement: str, fault: str
) -> None:
    sign(database, people.payer)
    tamper(database, statement.format(people.payer))
    assert fault in verified(database, people.payer).fault


def test_days_without_a_head_are_told_and_are_no_fault(database: Database, people: People) -> None:
    for day in (0, 1, 4):
        sign(database, people.payer, DAY + day * ONE_DAY)
    found = verified(database, people.payer)
    assert (found.fault, found.signed_days) == ("", 3)
    assert found.unsigned == (DAY + 2 * ONE_DAY, DAY + 3 * ONE_DAY)
    assert verified(database, people.clinic).unsigned == ()


# ---- a key of its own


def written_anew(database: Database, people: People) -> None:
    """What somebody with the database and the site's key can do: another trail, signed for the same day."""
    tamper(database, f"DELETE FROM signed_head WHERE organization = '{people.payer}'",
           f"DELETE FROM event WHERE organization = '{people.payer}'",
           f"UPDATE event_head SET number = 0, digest = '{'0' * 64}' WHERE organization = '{people.payer}'")  # fmt: skip
    add(database, people.payer, 9)
    sign(database, people.payer)


def test_with_the_sites_key_alone_a_whole_trail_can_be_written_anew_and_the_kept_line_tells(
    database: Database, people: People
) -> None:
    add(database, people.payer)
    kept, other = heads_in(f"some words before {sign(database, people.payer)}\n\nno head\n")
    assert other == 1
    found = verified(database, people.payer, kept)
    assert (found.fault, found.kept) == ("", 1)
    written_anew(database, people)
    assert verified(database, people.payer).fault == ""
    assert "kept head of 2026-05-12 does not stand in the chain" in verified(database, people.payer, kept).fault


def test_a_key_that_the_site_does_not_have_cannot_be_used_by_who_has_the_sites(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(database, people.payer)
    say_settings(monkeypatch, OWN)
    assert PUBLIC in sign(database, people.payer)
    assert verified(database, people.payer).keys == (PUBLIC,)
    say_settings(monkeypatch, "", PUBLIC)  # a machine that only verifies
    assert verified(database, people.payer).fault == ""
    assert sign_heads(database, NOW + ONE_DAY) == []  # and signs nothing
    with pytest.raises(Invalid, match="no key to sign with"):
        sign(database, people.payer, DAY + ONE_DAY)
    say_settings(monkeypatch)  # who has the database and the site's key, and not that one
    written_anew(database, people)
    say_settings(monkeypatch, "", PUBLIC)
    assert "is none of this site's" in verified(database, people.payer).fault


def test_an_older_key_counts_for_what_it_signed_and_for_nothing_later(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_settings(monkeypatch, OTHER)
    sign(database, people.payer, DAY)
    say_settings(monkeypatch, OWN, OTHER_PUBLIC)
    sign(database, people.payer, DAY + ONE_DAY)
    assert verified(database, people.payer).fault == ""
    say_settings(monkeypatch, OWN)
    assert "signature of 2026-05-12 does not hold" in verified(database, people.payer).fault
    say_settings(monkeypatch, OTHER)
    sign(database, people.payer, DAY + 2 * ONE_DAY)
    say_settings(monkeypatch, OWN, OTHER_PUBLIC)
    assert "head of 2026-05-14 is signed with an older key" in verified(database, people.payer).fault


@pytest.mark.parametrize(
    ("name", "value"), [("KEY", "abc"), ("PUBLIC_KEYS", '["xy"]'), ("PUBLIC_KEYS", f'["{OWN}", "{OWN}"]')]
)
def test_a_key_that_is_none_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ACCORD_AUDIT_{name}", value)
    settings.cache_clear()
    with pytest.raises(Invalid, match=f"'audit_{name.lower()}") as told:
        settings()
    assert OWN not in str(told.value)


# ---- kept lines


def test_a_kept_head_that_was_taken_away_here_or_is_not_as_it_was_signed_is_found(
    database: Database, people: People
) -> None:
    add(database, people.payer)
    line = sign(database, people.payer)
    (kept,), _ = heads_in(line)
    (forged,), _ = heads_in(line.replace(f" {DAY} ", " 2026-05-10 "))
    assert "kept line of 2026-05-10 is not as it was signed" in verified(database, people.payer, [forged]).fault
    found = verified(database, people.payer, [kept])
    assert (found.fault, found.kept) == ("", 1)
    tamper(database, f"DELETE FROM signed_head WHERE organization = '{people.payer}'",
           f"UPDATE event SET action = 'x' WHERE organization = '{people.payer}' AND action = 'head_signed'")  # fmt: skip
    _chain_anew(database, people.payer)  # every row fits the one before again, and the kept end still stands in it
    assert verified(database, people.payer).fault == ""
    assert "kept head of 2026-05-12 is not the one that stands here" in verified(database, people.payer, [kept]).fault


def _chain_anew(database: Database, organization: str) -> None:
    with database.writing() as connection:
        before = FIRST
        for one in list(events_of(connection, organization)):
            digest = digest_of(organization, one.number, one.at, one.who, one.action, one.about, one.told, before)
            here = (event.c.organization == organization, event.c.number == one.number)
            connection.execute(update(event).where(*here).values(before=before, digest=digest))
            before = digest
        connection.execute(update(event_head).where(event_head.c.organization == organization).values(digest=before))


@pytest.fixture
def run(database: Database, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[..., tuple[int, str, str]]]:  # fmt: skip
    monkeypatch.setenv("ACCORD_DATABASE", database.url.render_as_string(hide_password=False))
    for cached in (settings, sealing.site_key, site_database):
        cached.cache_clear()

    def go(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["accord", "audit", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        return int(left.value.code or 0), out, err

    yield go
    for cached in (settings, sealing.site_key, site_database):
        cached.cache_clear()


def test_the_command_holds_kept_lines_against_what_is_here(
    run: Callable[..., tuple[int, str, str]], database: Database, people: People, tmp_path: Path
) -> None:
    add(database, people.payer)
    code, lines, _ = run("sign")
    assert code == 0
    kept = tmp_path / "heads.txt"
    kept.write_text(f"{lines}a line of the log\n")
    code, out, err = run("verify", "--kept", str(kept))
    assert (code, out.count("1 kept lines stand in it")) == (0, 3)
    assert "1 lines of" in err
    assert run("verify", "Lake Clinic", "--kept", str(kept))[0] == 0
    kept.write_text(lines + f"0f{lines[2:36]} " + lines.split(" ", 1)[1].splitlines()[0])
    code, out, _ = run("verify", "--kept", str(kept))
    assert code == 6
    assert "lines of it were kept, and it is not here" in out
    kept.write_text(lines)
    written_anew(database, people)
    code, out, _ = run("verify", "--kept", str(kept))
    assert (code, out.count("DOES NOT HOLD")) == (6, 1)
    assert run("verify")[0] == 0
    kept.write_text("nothing\n")
    assert run("verify", "--kept", str(kept))[0] == 2
    assert run("verify", "--kept", str(tmp_path / "none"))[0] == 4


def test_a_head_is_signed_for_the_day_of_the_organizations_zone(
    run: Callable[..., tuple[int, str, str]], database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Night(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime(
                2026, 5, 13, 4, 30, tzinfo=tz
            )  # in New York it is the 13th, in Chicago and Denver the 12th

    monkeypatch.setattr("accord.cli.audit_run.dt.datetime", Night)
    code, lines, _ = run("sign")
    assert code == 0
    days = {line.split()[0]: line.split()[1] for line in lines.splitlines()}
    assert (days[people.payer], days[people.clinic]) == ("2026-05-13", "2026-05-12")
    assert sign_heads(database, dt.datetime(2026, 5, 13, 4, 40, tzinfo=dt.UTC)) == []  # a worker finds the day signed


# ---- a trail that was handed out


def exported(database: Database, people: People, path: Path) -> list[str]:
    add(database, people.payer)
    sign(database, people.payer)
    add(database, people.payer, 2)
    with database.reading() as connection:
        path.write_text("".join(audit_lines(connection, people.payer)), "utf-8")
    return path.read_text("utf-8").splitlines(keepends=True)


def test_a_trail_that_was_handed_out_is_verified_from_its_file_alone(
    run: Callable[..., tuple[int, str, str]], database: Database, people: People, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "trail.jsonl"
    exported(database, people, path)
    assert verify_file(path).found.events == verified(database, people.payer).events
    monkeypatch.setenv("ACCORD_DATABASE", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "elsewhere"))
    for cached in (settings, sealing.site_key, site_database):
        cached.cache_clear()
    code, out, _ = run("verify", "--file", str(path))
    assert code == 0
    assert "Hill Health Plan: holds" in out
    assert "Signed with" in out
    assert not (tmp_path / "elsewhere").exists()  # and no key was made for it
    assert run("verify", "--file", str(path), "Hill Health Plan")[0] == 2
    assert run("verify", "--file", str(tmp_path / "none"))[0] == 4


def test_whoever_changed_the_file_is_found(database: Database, people: People, tmp_path: Path) -> None:
    path = tmp_path / "trail.jsonl"
    lines = exported(database, people, path)
    last = len(lines) - 1
    head = next(number for number, line in enumerate(lines) if '"kind":"signed_head"' in line)
    for at, changed, fault in (
        (3, lines[3].replace('"who":"', '"who":"x'), "was changed"),
        (3, "", "is missing"),
        (head, "", "was taken away or changed"),
        (head, lines[head].replace('"signature":"', '"signature":"0'), "signature of 2026-05-12 does not hold"),
        (last, "", "are missing"),
        (head - 1, "", "are missing"),
    ):
        path.write_text("".join([*lines[:at], changed, *lines[at + 1 :]]), "utf-8")
        assert fault in verify_file(path).found.fault, (at, fault)
    kept = [Head(people.payer, DAY, 2, "0" * 64, PUBLIC, "0" * 128)]
    path.write_text("".join(lines), "utf-8")
    assert "not as it was signed" in verify_file(path, kept).found.fault


def test_a_file_signed_with_a_key_that_the_settings_do_not_name_does_not_hold(
    database: Database, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "trail.jsonl"
    exported(database, people, path)
    assert verify_file(path).found.fault == ""
    say_settings(monkeypatch, "", PUBLIC)
    assert "is none of this site's" in verify_file(path).found.fault


@pytest.mark.parametrize("words", ["", "not json\n", "[]\n", '{"kind":"other"}\n', '{"kind":"event"}\n', '{"kind":"end"}\n', "\xff\n"])  # fmt: skip
def test_a_file_that_is_no_trail_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(words.encode("latin-1"))
    with pytest.raises(Invalid):
        verify_file(path)
    with pytest.raises(NotFound):
        verify_file(tmp_path / "none")


def test_heads_are_found_in_lines_of_a_log_and_what_only_looks_like_one_is_not() -> None:
    line = f"o {DAY} 3 {'0' * 64} {'1' * 64} {'2' * 128}"
    told = f"keep this line elsewhere: {line}\n{line}\n{line[:-1]}\n{line}0\n{line.replace('05-12', '13-40')}\n"
    found, other = heads_in(told)
    assert (len(found), other) == (2, 3)
    assert found[0] == found[1] == Head("o", DAY, 3, "0" * 64, "1" * 64, "2" * 128)
    assert found[0].line == line


def test_the_next_row_after_a_signature_goes_on_from_it(database: Database, people: People) -> None:
    sign(database, people.payer)
    with database.writing() as connection:
        add_event(connection, people.payer, "x", "y", "z", at=NOW)
        connection.execute(text("SELECT 1"))
    assert verified(database, people.payer).fault == ""
