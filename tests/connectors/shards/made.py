"""A small PubMed of our own: a baseline file with citations about a few subjects, the same for the same seed."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

SUBJECTS = ("asthma", "glucose monitoring", "spinal stenosis", "sleep apnea", "heart failure", "oxygen therapy")
TEXT = (
    "patients treatment trial effect randomized outcome risk dose therapy clinical children adults survival pain scale "
    "function quality mortality admission device sensor insulin surgery imaging placebo follow cohort registry rate"
)
WORDS = TEXT.split()


def baseline(path: Path, count: int, seed: int = 1, extra: str = "") -> Path:
    """Writes pubmed26n0001.xml.gz into a folder: PMIDs from 1000 on."""
    chance = random.Random(seed)
    path.mkdir(parents=True, exist_ok=True)
    file = path / "pubmed26n0001.xml.gz"
    made = "".join(citation(1_000 + number, chance, extra) for number in range(count))
    file.write_bytes(gzip.compress(f'<?xml version="1.0"?><PubmedArticleSet>{made}</PubmedArticleSet>'.encode(), 1))
    return file


def citation(pmid: int, chance: random.Random, extra: str = "") -> str:
    """One citation; its title names a subject, its abstract is words."""
    subject, year = chance.choice(SUBJECTS), chance.randint(1990, 2025)
    text = " ".join(chance.choices(WORDS, k=chance.randint(20, 60)))
    return f"""<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>
<DateRevised><Year>2026</Year><Month>01</Month><Day>05</Day></DateRevised>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN><JournalIssue CitedMedium="Print"><Volume>1</Volume>
<PubDate><Year>{year}</Year><Month>Mar</Month></PubDate></JournalIssue><Title>Journal of Tests</Title>
<ISOAbbreviation>J Tests</ISOAbbreviation></Journal>
<ArticleTitle>{subject} {chance.choice(WORDS)} {extra}</ArticleTitle><Abstract><AbstractText>{text}.</AbstractText></Abstract>
<AuthorList><Author><LastName>Smith</LastName><ForeName>Ann</ForeName><Initials>A</Initials></Author></AuthorList>
<Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
</PublicationTypeList></Article><MedlineJournalInfo><MedlineTA>J Tests</MedlineTA></MedlineJournalInfo></MedlineCitation>
<PubmedData><History/><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>
<ArticleId IdType="pubmed">{pmid}</ArticleId><ArticleId IdType="doi">10.1000/made.{pmid}</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Smith A.</Citation><ArticleIdList><ArticleId IdType="pubmed">{pmid - 2}</ArticleId>
</ArticleIdList></Reference><Reference><Citation>Smith A.</Citation><ArticleIdList><ArticleId IdType="pubmed">{pmid - 3}</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>"""
