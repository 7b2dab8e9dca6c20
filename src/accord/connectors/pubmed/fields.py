"""From the elements of one record to a citation. Text is taken with everything inside it: H<sub>2</sub>O is H2O."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from accord.connectors.pubmed.citation import AbstractPart, Author, Citation, MeshHeading, Notice
from accord.connectors.pubmed.dates import first_day, first_day_of_text


def article(element: Element, cited: tuple[int, ...]) -> Citation:
    """A PubmedArticle, or a bare MedlineCitation of files before 2017. Raises ValueError or LookupError."""
    record = element if element.tag == "MedlineCitation" else _need(element, "MedlineCitation")
    data = element.find("PubmedData")
    body = _need(record, "Article")
    journal = _need(body, "Journal")
    issue = journal.find("JournalIssue")
    about = record.find("MedlineJournalInfo")
    ids = _ids(data)
    pmid = _need(record, "PMID")
    date_text, published = _published(issue.find("PubDate") if issue is not None else None)
    abstract = body.find("Abstract")
    notices = _notices(record.find("CommentsCorrectionsList"))
    return Citation(
        pmid=int(_text(pmid)),
        version=int(pmid.get("Version", "1")),
        title=_text(body.find("ArticleTitle")),
        original_title=_text(body.find("VernacularTitle")),
        abstract=_abstract(abstract),
        authors=_authors(body.find("AuthorList")),
        journal=_text(journal.find("Title")),
        journal_short=_of(about, "MedlineTA") or _text(journal.find("ISOAbbreviation")),
        issn=_once([_text(journal.find("ISSN")), _of(about, "ISSNLinking")]),
        volume=_of(issue, "Volume"),
        issue=_of(issue, "Issue"),
        pages=_pages(body.find("Pagination")),
        date_text=date_text,
        published=published or _day(body.find("ArticleDate")),
        languages=_texts(body.iterfind("Language")),
        publication_types=_texts(body.iterfind("PublicationTypeList/PublicationType")),
        mesh=_mesh(record.find("MeshHeadingList")),
        keywords=_texts(record.iterfind("KeywordList/Keyword")),
        substances=_texts(record.iterfind("ChemicalList/Chemical/NameOfSubstance")),
        registrations=_texts(body.iterfind("DataBankList/DataBank/AccessionNumberList/AccessionNumber")),
        doi=(ids.get("doi") or _located(body, "doi")).lower(),
        pmcid=_pmcid(ids.get("pmc") or _other_id(record)),
        notices=tuple(notice for notice in notices if notice.kind != "Cites"),
        references=cited or tuple(n.pmid for n in notices if n.kind == "Cites" and n.pmid),
        copyright=_of(abstract, "CopyrightInformation"),
        entered=_entered(data) or _day(record.find("DateCreated")),
        revised=_day(record.find("DateRevised")),
        status=record.get("Status", ""),
        is_book=False,
    )


def book(element: Element, cited: tuple[int, ...]) -> Citation:
    """A PubmedBookArticle: a book of the Bookshelf or a part of it. Raises ValueError or LookupError."""
    record = _need(element, "BookDocument")
    data = element.find("PubmedBookData")
    whole = _need(record, "Book")
    pmid = _need(record, "PMID")
    ids = {**_ids(data), **_ids(record)}
    date_text, published = _published(whole.find("PubDate"))
    own_authors = [names for names in record.iterfind("AuthorList") if names.get("Type", "authors") == "authors"]
    abstract = record.find("Abstract")
    title = _text(whole.find("BookTitle"))
    return Citation(
        pmid=int(_text(pmid)),
        version=int(pmid.get("Version", "1")),
        title=_text(record.find("ArticleTitle")) or title,
        original_title=_text(record.find("VernacularTitle")),
        abstract=_abstract(abstract),
        authors=_authors(own_authors[0] if own_authors else whole.find("AuthorList")),
        journal=title,
        journal_short=title,
        issn=(),
        volume=_text(whole.find("Volume")),
        issue="",
        pages=_pages(record.find("Pagination")),
        date_text=date_text,
        published=published,
        languages=_texts(record.iterfind("Language")),
        publication_types=_texts(record.iterfind("PublicationType")),
        mesh=(),
        keywords=_texts(record.iterfind("KeywordList/Keyword")),
        substances=(),
        registrations=(),
        doi=(ids.get("doi") or _located(whole, "doi")).lower(),
        pmcid=_pmcid(ids.get("pmc", "")),
        notices=(),
        references=cited,
        copyright=_of(abstract, "CopyrightInformation"),
        entered=_entered(data),
        revised=_day(record.find("DateRevised")),
        status="Book",
        is_book=True,
    )


def _need(element: Element, tag: str) -> Element:
    found = element.find(tag)
    if found is None:
        raise LookupError(f"{tag} is missing")
    return found


def _text(element: Element | None) -> str:
    if element is None:
        return ""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return text if text.isalnum() else " ".join(text.split())


def _of(element: Element | None, tag: str) -> str:
    return "" if element is None else _text(element.find(tag))


def _texts(elements: Iterable[Element]) -> tuple[str, ...]:
    return _once(_text(element) for element in elements)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _abstract(element: Element | None) -> tuple[AbstractPart, ...]:
    if element is None:
        return ()
    parts = (AbstractPart(part.get("Label", ""), _text(part)) for part in element.iterfind("AbstractText"))
    return tuple(part for part in parts if part.text)


def _authors(element: Element | None) -> tuple[Author, ...]:
    if element is None:
        return ()
    return tuple(_author(one) for one in element if one.get("ValidYN") != "N")


def _author(element: Element) -> Author:
    told = {part.tag: part for part in element}
    last = told.get("LastName", told.get("CollectiveName"))
    return Author(_text(last), _text(told.get("ForeName")), _text(told.get("Initials")))


def _mesh(element: Element | None) -> tuple[MeshHeading, ...]:
    return () if element is None else tuple(_heading(one) for one in element.iterfind("MeshHeading"))


def _heading(element: Element) -> MeshHeading:
    name = _need(element, "DescriptorName")
    qualifiers = element.findall("QualifierName")
    major = "Y" in {name.get("MajorTopicYN"), *(one.get("MajorTopicYN") for one in qualifiers)}
    return MeshHeading(_text(name), name.get("UI", ""), major, tuple(_text(one) for one in qualifiers))


def _notices(element: Element | None) -> tuple[Notice, ...]:
    if element is None:
        return ()
    return tuple(
        Notice(one.get("RefType", ""), _of(one, "RefSource"), int(_of(one, "PMID") or 0))
        for one in element.iterfind("CommentsCorrections")
    )


def _pages(element: Element | None) -> str:
    if printed := _of(element, "MedlinePgn"):
        return printed
    return "-".join(page for page in (_of(element, "StartPage"), _of(element, "EndPage")) if page)


def _published(element: Element | None) -> tuple[str, dt.date | None]:
    if element is None:
        return "", None
    if text := _of(element, "MedlineDate"):
        return text, first_day_of_text(text)
    year, month, day, season = (_of(element, tag) for tag in ("Year", "Month", "Day", "Season"))
    printed = " ".join(part for part in (year, month or season, day) if part)
    return printed, first_day(year, month, day, season)


def _day(element: Element | None) -> dt.date | None:
    return None if element is None else first_day(_of(element, "Year"), _of(element, "Month"), _of(element, "Day"))


def _entered(data: Element | None) -> dt.date | None:
    if data is None:
        return None
    days = {day.get("PubStatus"): day for day in data.iterfind("History/PubMedPubDate")}
    return _day(days.get("entrez", days.get("pubmed")))


def _ids(element: Element | None) -> dict[str, str]:
    if element is None:
        return {}
    return {one.get("IdType", "pubmed"): _text(one) for one in element.iterfind("ArticleIdList/ArticleId")}


def _located(element: Element, kind: str) -> str:
    return next((_text(one) for one in element.iterfind("ELocationID") if one.get("EIdType") == kind), "")


def _other_id(record: Element) -> str:
    return next((text for one in record.iterfind("OtherID") if (text := _text(one)).startswith("PMC")), "")


def _pmcid(text: str) -> str:
    digits = text.upper().removeprefix("PMC").partition(".")[0].split(" ")[0]
    return f"PMC{digits}" if digits.isdigit() else ""
