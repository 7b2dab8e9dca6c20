"""A folder with a small official file of every source, and questions that they answer."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from tests.connectors.coverage.bulk import downloads
from tests.connectors.coverage.small import tables
from tests.connectors.hcpcs.made import quarter
from tests.connectors.npi.archives import month, npi

ARTICLE = """<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>
<DateRevised><Year>2026</Year><Month>01</Month><Day>05</Day></DateRevised>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">1234-5679</ISSN><JournalIssue CitedMedium="Print">
<Volume>7</Volume><PubDate><Year>2024</Year><Month>Mar</Month></PubDate></JournalIssue>
<Title>Journal of Tests</Title><ISOAbbreviation>J Tests</ISOAbbreviation></Journal>
<ArticleTitle>{title}</ArticleTitle><Pagination><MedlinePgn>11-19</MedlinePgn></Pagination>
<Abstract><AbstractText>{text}</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Quillfeather</LastName><Initials>Q</Initials></Author></AuthorList>
<Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">{kind}</PublicationType></PublicationTypeList>
</Article><MedlineJournalInfo><MedlineTA>J Tests</MedlineTA><NlmUniqueID>1</NlmUniqueID></MedlineJournalInfo>
</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>
<ArticleId IdType="pubmed">{pmid}</ArticleId><ArticleId IdType="doi">10.1000/{pmid}</ArticleId>
<ArticleId IdType="pmc">PMC{pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
"""

# The examples of asks.py with what the small files know instead.
LOADED_ASKS: dict[str, dict[str, Any]] = {
    "coverage_search": {"query": "nails", "state": "OH", "limit": 3},
    "coverage_get": {"document_id": "L30001"},
    "coverage_batch_get": {"document_ids": ["L30001", "240.4", "L31111"]},
    "coverage_check": {"hcpcs": "E0601", "icd10": ["G47.33", "G47.39"], "state": "OH"},
    "coverage_passage": {"document_id": "L30001", "section": "indication"},
    "coverage_related": {"document_id": "L30001"},
    "hcpcs_list": {"start": "E13", "limit": 5},
    "npi_get": {"npi": npi(7)},
    "npi_lookup": {"npi": npi(7)},
    "npi_verify": {"npis": [npi(7), npi(9)], "names": ["City Best Care", ""], "on": "2026-01-15"},
    "npi_search": {"organization_name": "mountain orthopedic", "state": "GA"},
    "npi_may_order": {"npi": npi(7), "service": "dmepos", "state": "NC"},
    "npi_deactivated": {"since": "2000-01-01", "limit": 5},
    "pubmed_get": {"pmids": ["101", "102"]},
    "pubmed_related": {"pmid": "101", "by": "similar"},
    "pubmed_match_citation": {"journal": "J Tests", "year": 2024, "volume": "7", "first_page": "11"},
    "pubmed_match_citations": {"citations": ["J Tests|2024|7|11|Quillfeather|"]},
    "pubmed_convert_ids": {"ids": ["PMC101", "10.1000/102"]},
    "pubmed_copyright_status": {"pmids": ["101"]},
}
# What wants more than the small files: full texts, and a second edition to compare with.
UNANSWERED = frozenset({"pubmed_full_text", "coverage_changes"})


def small_files(folder: Path) -> Path:
    """One folder with a small file of each source, as an operator might have put them; the folder."""
    downloads(folder, tables())
    month(folder)
    (folder / "HCPC2026_JAN_ANWEB.txt").write_text(quarter(), "latin-1")
    articles = ARTICLE.format(pmid=101, title="Home oxygen at night", text="Oxygen at home.", kind="Journal Article")
    articles += ARTICLE.format(pmid=102, title="Oxygen and sleep", text="Sleep and oxygen.", kind="Clinical Trial")
    with gzip.open(folder / "pubmed26n0001.xml.gz", "wt", encoding="utf-8") as file:
        file.write(f'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n{articles}</PubmedArticleSet>\n')
    return folder
