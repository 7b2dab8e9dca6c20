"""What a case shows is laid out once and kept sealed, made anew when anything that decides it is another, and the same either way."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from accord.cases.case import Case, case_of
from accord.cases.files import KeptFile, files_of
from accord.cases.reviews import newest_content
from accord.cases.worker import Worker
from accord.db.tables import case_layout, case_picture
from accord.errors import Unavailable
from accord.policies.load import bundled_pack
from accord.web import shown
from accord.web.laid import INNER, Laid, kept_layout, layout_key, program_digest
from accord.web.pages import _environment
from accord.web.shown import laid_out, lay_out_newest, picture_of
from tests.web.conftest import Web, upload, version_of
from tests.web.test_judging_pages import scanned


def known(web: Web, case_id: str) -> tuple[Case, list[KeptFile], str]:
    with web.database.reading() as connection:
        case = case_of(connection, web.people.reviewer, case_id)
        return case, files_of(connection, case_id), newest_content(connection, case_id)


def never(*_: Any) -> Any:
    raise AssertionError("It was made again.")


def told(laid: Laid) -> dict[str, Any]:
    return {
        name: getattr(laid, name) for name in ("view", "document", "pages", "facts", "warnings", "proposal", "digests")
    }


def test_what_the_worker_laid_out_is_what_the_page_would_have_made(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = web.case(web.people.reviewer)
    case, files, content = known(web, case_id)
    with web.database.reading() as connection:
        assert kept_layout(connection, case_id, layout_key(content, files)) is None
    made = shown._made(web.database, case.organization, case_id, content, files)
    lay_out_newest(web.database, case_id)
    monkeypatch.setattr(shown, "_made", never)
    kept = laid_out(web.database, case, content, files)
    assert kept is not None
    assert told(kept) == told(made)
    assert kept.keys == {criterion.key for criterion in made.review.all_criteria}
    browser = web.browser(web.people.reviewer)
    assert "Criteria" in browser.get(f"/cases/{case_id}")
    assert browser.last is not None
    assert str(kept.document) in browser.last.text


def test_a_worker_lays_out_what_it_reviewed_and_a_fault_there_undoes_nothing(web: Web) -> None:
    def fails(*_: Any) -> None:
        raise Unavailable("The disk is full.")

    for follow, rows in ((lay_out_newest, 1), (fails, 0)):
        case_id = web.case(web.people.reviewer, review=False)
        worker = Worker(web.database, bundled_pack, web.clock, threading.Event(), reviewed=follow)
        worker.run(once=True)
        assert (worker.done, worker.failed) == (1, 0)
        with web.database.reading() as connection:
            assert newest_content(connection, case_id)
            found = connection.execute(select(case_layout.c.key).where(case_layout.c.case == case_id)).all()
        assert len(found) == rows
        assert "Criteria" in web.browser(web.people.reviewer).get(f"/cases/{case_id}")


def test_another_content_other_files_or_another_program_are_laid_out_anew(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, files, content = known(web, web.case(web.people.reviewer))
    key = layout_key(content, files)
    assert layout_key(content, files) == key
    assert layout_key("0" * 64, files) != key
    assert layout_key(content, files[:-1]) != key
    monkeypatch.setattr("accord.web.laid.program_digest", lambda: "another")
    assert layout_key(content, files) != key
    monkeypatch.undo()
    lay_out_newest(web.database, case.id)
    with web.database.writing() as connection:
        connection.execute(update(case_layout).values(key="of an older version"))
    assert "Criteria" in web.browser(web.people.reviewer).get(f"/cases/{case.id}")
    with web.database.reading() as connection:
        kept = connection.execute(select(case_layout.c.key).where(case_layout.c.case == case.id)).scalars().all()
    assert kept == [key]


def test_templates_words_and_code_decide_the_digest_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    program_digest.cache_clear()
    whole = program_digest()
    for package in ("accord.dossier", "accord.web", "accord.wording"):
        left = tuple(name for name in ("accord.dossier", "accord.web", "accord.wording") if name != package)
        monkeypatch.setattr("accord.web.laid.MADE_FROM", left)
        program_digest.cache_clear()
        assert program_digest() != whole
    monkeypatch.undo()
    program_digest.cache_clear()


def test_nothing_of_it_is_readable_in_the_database(web: Web) -> None:
    case_id = web.case(web.people.reviewer)
    lay_out_newest(web.database, case_id)
    case, files, content = known(web, case_id)
    laid = laid_out(web.database, case, content, files)
    assert laid is not None
    with web.database.reading() as connection:
        row = connection.execute(select(case_layout).where(case_layout.c.case == case_id)).one()
    assert case.patient.encode() not in bytes(row.body)
    assert b"view" not in bytes(row.body)


def test_pictures_of_pages_are_kept_with_it_and_files_within_files_are_no_pictures(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = web.browser(web.people.reviewer)
    browser.post("/cases/new", urgency="standard", received_at="", files=scanned())
    assert browser.last is not None
    case_id = browser.last.url.path.rpartition("/")[2]
    web.work()
    case, files, content = known(web, case_id)
    made = shown._made(web.database, case.organization, case_id, content, files)
    assert made.sheets
    monkeypatch.setattr(shown, "_made", never)
    for name in made.sheets:
        drawn = picture_of(web.database, case, content, files, f"{name}.webp")
        assert drawn is not None
        assert drawn[8:12] == b"WEBP"
    for name, strip in made.pictures.items():
        assert picture_of(web.database, case, content, files, name) == strip
    assert picture_of(web.database, case, content, files, INNER + files[0].sha256) is None
    assert picture_of(web.database, case, content, files, "none.png") is None


def test_a_page_is_shown_though_it_cannot_be_kept(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = web.case(web.people.reviewer)

    def full(*_: Any) -> None:
        raise Unavailable("The disk is full.")

    monkeypatch.setattr(shown, "keep_layout", full)
    assert "Criteria" in web.browser(web.people.reviewer).get(f"/cases/{case_id}")
    with web.database.writing() as connection:
        connection.execute(delete(case_picture))
        assert connection.execute(select(case_layout)).all() == []


def test_a_process_shows_the_templates_that_it_began_with() -> None:
    assert _environment().auto_reload is False  # what it keeps says of which templates it was made


def test_only_the_newest_review_is_kept_laid_out(web: Web) -> None:
    case_id = web.case(web.people.reviewer)
    case, files, first = known(web, case_id)
    browser = web.browser(web.people.reviewer)
    version = version_of(browser.get(f"/cases/{case_id}/papers"))
    browser.post(f"/cases/{case_id}/papers", files=upload("cpap-approve"), version=version)
    web.work()
    newest = known(web, case_id)[2]
    assert newest != first
    lay_out_newest(web.database, case_id)
    shown._made(web.database, case.organization, case_id, first, files)
    with web.database.reading() as connection:
        assert kept_layout(connection, case_id, layout_key(first, files)) is None
        assert kept_layout(connection, case_id, layout_key(newest, files_of(connection, case_id))) is not None
