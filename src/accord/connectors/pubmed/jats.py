"""Reads open full texts: JATS articles of PubMed Central, as files and as efetch gives them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from accord.connectors.pubmed.answers import FullText, Section
from accord.errors import Invalid

XLINK = "{http://www.w3.org/1999/xlink}href"
LICENCES = (
    ("/publicdomain/zero/", "CC0"), ("/by-nc-nd/", "CC BY-NC-ND"), ("/by-nc-sa/", "CC BY-NC-SA"),
    ("/by-nc/", "CC BY-NC"), ("/by-nd/", "CC BY-ND"), ("/by-sa/", "CC BY-SA"), ("/licenses/by/", "CC BY"),
)  # fmt: skip
BLOCKS = frozenset(
    {"p", "list", "disp-quote", "def-list", "table-wrap", "fig", "boxed-text", "disp-formula", "statement"}
)
LEFT_OUT = frozenset({"object-id", "graphic", "inline-graphic", "media", "supplementary-material"})


def read_articles(body: bytes, name: str) -> tuple[FullText, ...]:
    """The articles of a JATS file or of an answer of efetch. Raises Invalid naming what cannot be read."""
    try:
        root: Element = fromstring(body, forbid_dtd=False)
    except (ParseError, ValueError) as fault:
        raise Invalid(f"{name} cannot be read as an article ({fault}).", "Fetch it again.") from fault
    found = [root] if _local(root) == "article" else [one for one in root.iter() if _local(one) == "article"]
    return tuple(_article(one) for one in found)


def _article(element: Element) -> FullText:
    ids = {one.get("pub-id-type", ""): _text(one) for one in element.iterfind("front/article-meta/article-id")}
    pmc = ids.get("pmcid") or ids.get("pmc") or ids.get("pmcaid") or ""
    licence, url = _licence(element.find("front/article-meta/permissions"))
    meta = element.find("front/article-meta")
    abstract = [] if meta is None else [Section("Abstract", 1, _blocks(one)) for one in meta.findall("abstract")[:1]]
    body = element.find("body")
    return FullText(
        pmcid=f"PMC{pmc.upper().removeprefix('PMC')}" if pmc else "",
        pmid=int(ids["pmid"]) if ids.get("pmid", "").isdigit() else None,
        doi=ids.get("doi", "").lower(),
        title=_text(element.find("front/article-meta/title-group/article-title")),
        licence=licence,
        licence_url=url,
        copyright=_text(element.find("front/article-meta/permissions/copyright-statement")),
        sections=(*abstract, *(_sections(body, 1) if body is not None else ())),
        references=tuple(_text(one) for one in element.iterfind("back/ref-list/ref")),
    )


def _licence(element: Element | None) -> tuple[str, str]:
    if element is None:
        return "", ""
    addresses = [one.get(XLINK, "") for one in element.iter() if one.get(XLINK)]
    addresses += [_text(one) for one in element.iter() if _local(one) == "license_ref"]
    for address in addresses:
        for part, name in LICENCES:
            if part in address:
                return name, address
    licence = element.find("license")
    return ("" if licence is None else licence.get("license-type", "") or _text(licence)[:200]), ""


def _sections(element: Element, depth: int) -> Iterator[Section]:
    own = _blocks(element)
    if own:
        yield Section(_text(element.find("title")), depth, own)
    elif title := _text(element.find("title")):
        yield Section(title, depth, "")
    for inner in element.iterfind("sec"):
        yield from _sections(inner, depth if _local(element) == "body" else depth + 1)


def _blocks(element: Element) -> str:
    """The paragraphs that stand directly in a section, one a line; those of an abstract's parts too."""
    lines = [_text(one) for one in element if _local(one) in BLOCKS]
    if _local(element) == "abstract":
        for part in element.iterfind("sec"):
            lines.append(": ".join(text for text in (_text(part.find("title")), _blocks(part)) if text))
    return "\n".join(line for line in lines if line)


def _text(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    if _local(element) not in LEFT_OUT:
        yield element.text or ""
        for inner in element:
            if _local(inner) in BLOCKS or _local(inner) in ("td", "th", "tr", "title", "label", "caption"):
                yield " "
            yield from _pieces(inner)
            yield inner.tail or ""


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
