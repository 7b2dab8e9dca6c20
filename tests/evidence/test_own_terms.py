"""A site's own words are found beside the shipped ones and change nothing of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from accord.errors import Conflict, Invalid
from accord.evidence.own_terms import extractor_mark, own_terms, terms_beside
from accord.evidence.vocabulary import vocabulary
from accord.settings import settings

WORDS = 'acme_heel_crack:\n  phrases: ["[deep] heel (crack|fissure)"]\n'
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def go(text: str) -> Path:
        (tmp_path / "own" / "terms").mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / "terms" / "feet.yaml").write_text(text, "utf-8")
        return tmp_path / "own"

    return go


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    def go(folder: Path) -> None:
        monkeypatch.setenv("ACCORD_POLICIES", f'["{folder}"]')
        settings.cache_clear()

    yield go
    monkeypatch.undo()
    settings.cache_clear()


def test_without_folders_there_are_none() -> None:
    assert own_terms() is None
    assert extractor_mark() == ""


def test_they_are_read_beside_the_policies_of_the_setting(write: Write, configured: Callable[[Path], None]) -> None:
    configured(write(WORDS))
    own = own_terms()
    assert own is not None
    assert own.concepts == {"acme_heel_crack"}
    first = extractor_mark()
    assert first.startswith("+")
    write(WORDS.replace("fissure", "split"))
    assert extractor_mark() != first


@pytest.mark.parametrize("taken", ["hypoxemia", "scs_chronic_pain", "rfa_relief_months"])
def test_a_name_that_a_reader_gives_already_is_refused(write: Write, taken: str) -> None:
    assert vocabulary().knows(taken)
    with pytest.raises(Conflict, match=f"'{taken}' is already the name of a concept"):
        terms_beside((write(WORDS.replace("acme_heel_crack", taken)),))


def test_codes_belong_into_the_policy(write: Write) -> None:
    with pytest.raises(Invalid, match="lists codes"):
        terms_beside((write(f'{WORDS}  codes: ["icd10|L84"]\n'),))


@pytest.mark.parametrize("text", ["- a", "acme_x: 1", "acme_x: {phrases: 1}", "acme_x:\n  phrases: ["])
def test_what_is_no_term_file_is_refused(write: Write, text: str) -> None:
    with pytest.raises(Invalid):
        terms_beside((write(text),))


@pytest.mark.parametrize("name", ["no_such_concept_anywhere", "acme_heel_crack", "xmi_denied_"])
def test_the_vocabulary_knows_no_invented_word(name: str) -> None:
    assert not vocabulary().knows(name)
