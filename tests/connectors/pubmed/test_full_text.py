"""Open full texts are loaded from JATS files and packages, with their licence."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from accord.connectors.pubmed import tools
from accord.connectors.pubmed.citation import Standing
from accord.connectors.pubmed.jats import read_articles
from accord.connectors.pubmed.texts import FullTextLoader
from accord.connectors.releases import Release
from accord.connectors.syncing import sync
from accord.errors import Invalid, Unavailable
from tests.connectors.pubmed.conftest import SHARED

FIXTURE = SHARED / "data" / "pubmed" / "entrez_fixtures" / "efetch_pmc.xml"


def jats(pmc: str, pmid: int, body: str = "<sec><title>Methods</title><p>We measured.</p></sec>") -> bytes:
    return (
        f'<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><article-id pub-id-type="pmid">{pmid}'
        f'</article-id><article-id pub-id-type="pmc">{pmc}</article-id><article-id pub-id-type="doi">10.1000/X</article-id>'
        "<title-group><article-title>On <italic>this</italic></article-title></title-group><permissions>"
        "<copyright-statement>(c) The authors</copyright-statement><license xlink:href="
        '"https://creativecommons.org/licenses/by-nc/4.0/"><license-p>Free.</license-p></license></permissions>'
        "<abstract><sec><title>Aim</title><p>To see.</p></sec></abstract></article-meta></front>"
        f"<body>{body}</body><back><ref-list><ref>One. 2001.</ref></ref-list></back></article>"
    ).encode()


def test_sections_keep_their_order_depth_and_words() -> None:
    body = "<p>Before.</p><sec><title>Results</title><p>A <xref>1</xref> b.</p><sec><title>Sub</title><p>Deep.</p></sec></sec>"
    (text,) = read_articles(jats("PMC5", 7, body), "x")
    told = [(section.title, section.depth, section.text) for section in text.sections]
    assert told == [("Abstract", 1, "Aim: To see."), ("", 1, "Before."), ("Results", 1, "A 1 b."), ("Sub", 2, "Deep.")]
    assert (text.pmcid, text.pmid, text.doi, text.title) == ("PMC5", 7, "10.1000/x", "On this")
    assert (text.licence, text.copyright) == ("CC BY-NC", "(c) The authors")
    assert text.references == ("One. 2001.",)


def test_what_is_no_article_is_refused() -> None:
    with pytest.raises(Invalid, match="broken"):
        read_articles(b"<article><front>", "broken")
    with pytest.raises(Invalid):
        read_articles(b'<!DOCTYPE a [<!ENTITY x "y">]><article>&x;</article>', "entities")


def test_files_and_packages_are_loaded_and_read_with_their_standing(loaded: Release, tmp_path: Path) -> None:
    folder = tmp_path / "oa"
    folder.mkdir()
    (folder / "PMC1.xml").write_bytes(jats("1", 33333))
    with tarfile.open(folder / "oa_comm_xml.tar.gz", "w:gz") as package:
        for number in ("2", "3"):
            held = tarfile.TarInfo(f"PMC00{number}/PMC{number}.xml")
            held.size = len(jats(number, 11111))
            package.addfile(held, io.BytesIO(jats(number, 11111)))
    release = sync(FullTextLoader(), folder)
    assert release.counts == {"full texts": 3}
    found = tools.full_text(("PMC1", "2", "PMC9"))
    assert [(text.pmcid, text.standing) for text in found.items] == [
        ("PMC1", Standing.RETRACTED), ("PMC2", Standing.STANDS),
    ]  # fmt: skip
    assert found.missing == ("PMC9: not among the loaded open full texts",)
    (row,) = tools.copyright_status(("11111",)).items
    assert (row.open_access, row.licence) == (True, "CC BY-NC")


def test_copyright_is_told_without_full_texts(loaded: Release) -> None:
    in_pmc, not_in_pmc = tools.copyright_status(("11111", "66666")).items
    assert in_pmc.open_access is None
    assert "PubMed Central" in in_pmc.note
    assert not_in_pmc.abstract == "Copyright 2010 The Publisher"
    assert "Not in PubMed Central" in not_in_pmc.note


@pytest.mark.usefixtures("data")
def test_a_damaged_package_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.tar.gz").write_bytes(b"\x1f\x8b not a package")
    with pytest.raises(Invalid, match=r"bad\.tar\.gz"):
        sync(FullTextLoader(), tmp_path / "bad.tar.gz")
    with pytest.raises(Unavailable):
        tools.full_text(("PMC1",))


@pytest.mark.shared
@pytest.mark.skipif(not FIXTURE.exists(), reason="the recorded answers are not here (ACCORD_SHARED)")
def test_a_recorded_article_is_read() -> None:
    (text,) = read_articles(FIXTURE.read_bytes(), FIXTURE.name)
    assert (text.pmcid, text.pmid, text.doi) == ("PMC8435807", 34527728, "10.1183/23120541.50193-2021")
    assert text.licence == "CC BY-NC"
    assert "upper 95% confidence limit" in text.sections[0].text
