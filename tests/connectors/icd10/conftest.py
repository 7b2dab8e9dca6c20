"""Small official files of a later edition, as a site would hand them over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.connectors.icd10 import load
from accord.settings import settings

TABULAR = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular><version>2027</version>
<chapter><name>9</name><desc>Diseases of the circulatory system</desc>
<section id="I10-I1A"><desc>Hypertensive diseases</desc>
<diag><name>I10</name><desc>Essential (primary) hypertension</desc>
  <inclusionTerm><note>high blood pressure</note></inclusionTerm></diag>
<diag><name>I17</name><desc>Hypertension of tomorrow</desc>
  <excludes1><note>essential hypertension (I10)</note></excludes1></diag>
</section></chapter>
<chapter><name>19</name><desc>Injury</desc><section id="S00-S09"><desc>Injuries to the head</desc>
<diag><name>S00</name><desc>Superficial injury of head</desc>
  <sevenChrDef><extension char="A">initial encounter</extension><extension char="S">sequela</extension></sevenChrDef>
  <diag><name>S00.0</name><desc>Superficial injury of scalp</desc></diag></diag></section></chapter>
</ICD10CM.tabular>"""
CODES = "00001 I10     1 Essential\n00002 I17     1 Tomorrow\n00003 S000XXA 1 Scalp\n00004 S000XXS 1 Scalp\n"
INDEX = """<?xml version="1.0"?><ICD10CM.index><version>2027</version><letter><title>M</title>
<mainTerm><title>Morgenkrankheit</title><code>I17</code></mainTerm></letter></ICD10CM.index>"""


@pytest.fixture(autouse=True)
def no_releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has loaded, the tests begin with the shipped edition alone."""
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "nothing"))


@pytest.fixture
def site_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A site with a data folder of its own; the folder of official files is given."""
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(load, "LEAST_BILLABLE", 3)
    settings.cache_clear()
    folder = tmp_path / "official"
    folder.mkdir()
    (folder / "icd10cm-tabular-2027.xml").write_text(TABULAR, "utf-8")
    (folder / "icd10cm-order-2027.txt").write_text(CODES, "utf-8")
    (folder / "icd10cm-index-2027.xml").write_text(INDEX, "utf-8")
    yield folder
    settings.cache_clear()
