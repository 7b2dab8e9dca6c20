"""The names of taxonomies come from the operator's own copy of the code set."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.connectors.npi import nucc, tools
from accord.connectors.syncing import sync, unheard
from accord.errors import Invalid, Unavailable
from tests.connectors.npi.archives import npi

ROWS = (
    '"Code","Grouping","Classification","Specialization","Definition"',
    '"207X00000X","A","Bone Surgery","","words, with\n a break"',
    '"207XS0114X","A","Bone Surgery","Grown-up Joints",""',
    '"225100000X","B","Moving Therapist","",""',
)


@pytest.fixture
def code_set(tmp_path: Path) -> Path:
    folder = tmp_path / "nucc"
    folder.mkdir()
    (folder / "nucc_taxonomy_251.csv").write_text("\r\n".join(ROWS), "utf-8")
    (folder / "nucc_taxonomy_250.csv").write_text("\r\n".join(ROWS[:2]), "utf-8")
    return folder


def test_the_newest_version_gives_the_names(registry: Path, code_set: Path) -> None:
    assert tools.get(npi(1)).taxonomies[0].name == "physician"
    release = sync(nucc.NuccLoader(), code_set)
    assert (release.name, release.counts) == ("2025-07-01-v25.1", {"codes": 3})
    assert tools.get(npi(1)).taxonomies[0].name == "Bone Surgery"


@pytest.mark.parametrize(
    ("words", "found"),
    [("bone surgery", [npi(1)]), ("moving*", [npi(4)]), ("Grown-up joints", []), ("surgery", [npi(1)])],
)
def test_providers_are_found_by_the_words(registry: Path, code_set: Path, words: str, found: list[str]) -> None:
    sync(nucc.NuccLoader(), code_set)
    assert [hit.npi for hit in tools.search(taxonomy=words).items] == found


def test_the_code_set_is_never_fetched(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="licence"):
        nucc.NuccLoader().fetch(tmp_path, unheard)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Code,Grouping,Classification,Specialization\n1,2,3,4\n"])
def test_another_table_is_refused(own_data: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "nucc_taxonomy_251.csv").write_text(text, "utf-8")
    with pytest.raises(Invalid):
        sync(nucc.NuccLoader(), tmp_path / "nucc_taxonomy_251.csv")
