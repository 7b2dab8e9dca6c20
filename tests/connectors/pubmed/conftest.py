"""A small PubMed, loaded once for each test that asks for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.connectors.pubmed.load import PubmedLoader
from accord.connectors.releases import Release
from accord.connectors.syncing import sync
from accord.settings import settings
from tests.connectors.pubmed.made import record, write

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared"))
CITATIONS = (
    record(11111, "Metformin in heart failure", "Metformin lowered mortality in patients with heart failure.",
           mesh=("Heart Failure*", "Metformin"), types=("Journal Article", "Randomized Controlled Trial"), year="2021",
           doi="10.1000/AbC.1", pmc="PMC100", cites=(22222,), author="Garcia", initials="M", volume="12", pages="345-50"),
    record(22222, "Insulin for diabetes: a review", "Failure of the heart was rare.", types=("Review",), year="2015",
           mesh=("Insulin",), doi="10.1000/def.2", author="Sjögren", initials="K", volume="7", pages="99-101"),
    record(33333, "A retracted trial of metformin", "Diabetic nephropathy improved.", year="2019",
           types=("Journal Article", "Retracted Publication"), notices=(("RetractionIn", 44444),)),
    record(44444, "Retraction of: a trial", types=("Retraction of Publication",), notices=(("RetractionOf", 33333),)),
    record(55555, "Diabète et insuline", language="fre", year="2018", notices=(("ErratumIn", 11111),)),
    record(66666, "Oxygen at home", "Oxygen therapy in chronic lung disease.", year="2010", author="Smith", initials="J",
           notices=(("ExpressionOfConcernIn", 1),), copyright_line="Copyright 2010 The Publisher"),
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder."""
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ACCORD_ALLOW_HOSTS", raising=False)
    settings.cache_clear()
    yield tmp_path / "data"
    settings.cache_clear()


@pytest.fixture
def loaded(data: Path, tmp_path: Path) -> Release:
    """The citations above, loaded."""
    write(tmp_path / "files", 1, *CITATIONS)
    return sync(PubmedLoader(), tmp_path / "files")
