"""CIM-10 labels in French, where the site provides the file; never mixed with ICD-10-CM."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from accord.connectors.icd10.answers import Language
from accord.connectors.icd10.french import FrenchLoader
from accord.connectors.icd10.tools import get, search
from accord.connectors.syncing import sync
from accord.errors import Invalid, NotFound, Unavailable

LABELS = """code,type,short,long
I21,3,INFARCTUS,Infarctus aigu du myocarde
I21.0,0,INFARCTUS ANT,"Infarctus transmural aigu du myocarde, de la paroi antérieure"
E11,3,DIABETE 2,Diabète de type 2
J45,3,ASTHME,Asthme
"""


def loaded(site_folder: Path, name: str, content: bytes) -> None:
    (site_folder / name).write_bytes(content)
    sync(FrenchLoader(), site_folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cim10_2025.csv", LABELS.encode()),
        ("cim10_2025.csv.gz", gzip.compress(LABELS.encode())),
        ("CIM-10.txt", b"Code;Libelle\nI21;Infarctus aigu du myocarde\nJ45;Asthme\nE11;Diab\xe8te de type 2\n"),
    ],
)
def test_a_file_of_labels_is_loaded_and_searched(site_folder: Path, name: str, content: bytes) -> None:
    loaded(site_folder, name, content)
    assert search("infarctus du myocarde", language=Language.FRENCH).items[0].code == "I21"
    assert search("diabete", language=Language.FRENCH).items[0].label == "Diabète de type 2"
    assert search("asthmme", language=Language.FRENCH).items[0].code == "J45"


def test_one_french_code_with_what_stands_around_it(site_folder: Path) -> None:
    loaded(site_folder, "cim10_2025.csv", LABELS.encode())
    found = get("I21", language=Language.FRENCH)
    assert [one.code for one in found.children] == ["I21.0"]
    assert [one.code for one in get("I210", language=Language.FRENCH).above] == ["I21"]
    assert "cannot stand on a request in the United States" in found.provenance.notice
    with pytest.raises(NotFound):
        get("Z99", language=Language.FRENCH)


def test_french_labels_never_answer_in_english(site_folder: Path) -> None:
    loaded(site_folder, "cim10_2025.csv", LABELS.encode())
    assert search("infarctus", language=Language.ENGLISH).items[0].label != "Infarctus aigu du myocarde"
    assert not any(hit.billable for hit in search("infarctus", language=Language.FRENCH).items)


def test_what_is_not_loaded_says_the_one_command(site_folder: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        search("infarctus", language=Language.FRENCH)
    assert "accord sync cim10_fr" in refused.value.remedy


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"code,long\n,,\n"])
def test_a_file_without_codes_is_refused(site_folder: Path, content: bytes) -> None:
    with pytest.raises(Invalid):
        loaded(site_folder, "cim10.csv", content)
