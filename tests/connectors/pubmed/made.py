"""Citation files as NLM publishes them, made for tests, and releases loaded from them."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape


def record(
    pmid: int, title: str = "A title", abstract: str = "", version: int = 1, year: str = "2020", journal: str = "J Test",
    volume: str = "1", pages: str = "1-9", author: str = "Smith", initials: str = "JA", types: Sequence[str] = ("Journal Article",),
    mesh: Sequence[str] = (), language: str = "eng", doi: str = "", pmc: str = "", notices: Sequence[tuple[str, int]] = (),
    cites: Sequence[int] = (), raw_title: str = "", copyright_line: str = "",
) -> str:  # fmt: skip
    """One PubmedArticle. raw_title is taken as XML; a mesh heading that ends in * is a major topic."""
    headings = "".join(
        f'<MeshHeading><DescriptorName MajorTopicYN="{"Y" if name.endswith("*") else "N"}" UI="D1">'
        f"{escape(name.rstrip('*'))}</DescriptorName></MeshHeading>"
        for name in mesh
    )
    told = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>J Test. 2021</RefSource><PMID Version="1">{other}</PMID>'
        "</CommentsCorrections>"
        for kind, other in notices
    )
    references = "".join(
        f'<Reference><Citation>x</Citation><ArticleIdList><ArticleId IdType="pubmed">{other}</ArticleId>'
        "</ArticleIdList></Reference>"
        for other in cites
    )
    ids = "".join(
        f'<ArticleId IdType="{kind}">{value}</ArticleId>' for kind, value in (("doi", doi), ("pmc", pmc)) if value
    )
    held = f"<AbstractText>{escape(abstract)}</AbstractText>" if abstract else ""
    line = f"<CopyrightInformation>{copyright_line}</CopyrightInformation>" if copyright_line else ""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="{version}">{pmid}</PMID><DateRevised><Year>2021'
        "</Year><Month>05</Month><Day>06</Day></DateRevised><Article><Journal><JournalIssue>"
        f"<Volume>{volume}</Volume><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>Journal of Testing</Title>"
        f"</Journal><ArticleTitle>{raw_title or escape(title)}</ArticleTitle><Pagination><MedlinePgn>{pages}</MedlinePgn>"
        f"</Pagination>{f'<Abstract>{held}{line}</Abstract>' if held or line else ''}<AuthorList><Author><LastName>{author}"
        f"</LastName><ForeName>Jo</ForeName><Initials>{initials}</Initials></Author></AuthorList>"
        f"<Language>{language}</Language><PublicationTypeList>"
        + "".join(f"<PublicationType>{kind}</PublicationType>" for kind in types)
        + f"</PublicationTypeList></Article><MedlineJournalInfo><MedlineTA>{journal}</MedlineTA></MedlineJournalInfo>"
        f"<CommentsCorrectionsList>{told}</CommentsCorrectionsList><MeshHeadingList>{headings}</MeshHeadingList>"
        f"</MedlineCitation><PubmedData><ArticleIdList>{ids}</ArticleIdList><ReferenceList>{references}</ReferenceList>"
        "</PubmedData></PubmedArticle>"
    )


def deletion(*pmids: int) -> str:
    """A DeleteCitation."""
    held = "".join(f'<PMID Version="1">{pmid}</PMID>' for pmid in pmids)
    return f"<DeleteCitation>{held}</DeleteCitation>"


def whole_set(*records: str) -> bytes:
    """A PubmedArticleSet of these records."""
    return f'<?xml version="1.0"?>\n<PubmedArticleSet>\n{"".join(records)}\n</PubmedArticleSet>'.encode()


def write(folder: Path, number: int, *records: str, year: int = 26) -> Path:
    """A published file with its .md5."""
    folder.mkdir(exist_ok=True)
    path = folder / f"pubmed{year}n{number:04d}.xml.gz"
    path.write_bytes(gzip.compress(whole_set(*records)))
    path.with_name(f"{path.name}.md5").write_text(f"MD5({path.name})= {hashlib.md5(path.read_bytes()).hexdigest()}\n")
    return path
