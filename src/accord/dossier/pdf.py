"""PDF pages from a view: typst, offline, with its own fonts, PDF/A-2a, the same bytes for the same view."""

from __future__ import annotations

import datetime as dt
import json
from importlib import resources
from typing import Any

import typst

from accord.dossier.covered import drawable_view
from accord.wording import say

STANDARD = "a-2a"


def dossier_pdf(view: dict[str, Any]) -> bytes:
    """The criteria table or the audit document."""
    return _typeset("dossier.typ", view, dossier_words())


def letter_pdf(view: dict[str, Any]) -> bytes:
    """The letter."""
    return _typeset("letter.typ", view, letter_words())


def brief_pdf(view: dict[str, Any]) -> bytes:
    """The peer-to-peer brief."""
    return _typeset("brief.typ", view, letter_words())


def _typeset(template: str, view: dict[str, Any], words: dict[str, str]) -> bytes:
    data = json.dumps({"view": drawable_view(view), "words": words})
    files = {"main": _file(template), "style.typ": _file("style.typ"), "data.json": data.encode(), **_pictures(view)}
    moment = dt.datetime.combine(dt.date.fromisoformat(view["date"]), dt.time(), dt.UTC)
    source: Any = files  # typst takes a dict of files; its type stub does not say so yet
    return typst.compile(source, format="pdf", ignore_system_fonts=True, timestamp=moment, pdf_standards=[STANDARD])


def _pictures(view: dict[str, Any]) -> dict[str, bytes]:
    """The pictures of scanned pages, by the names under which the template asks for them.

    typst takes further files as text only, so each PNG travels inside an SVG of its size.
    """
    pages = [page for document in view.get("documents", []) for page in document["pages"]]
    return {picture["name"]: _as_svg(picture).encode() for page in pages for picture in page["images"]}


def _as_svg(picture: dict[str, Any]) -> str:
    width, height, data = picture["width"], picture["height"], picture["data"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{data}"/></svg>'
    )


def _file(name: str) -> bytes:
    return resources.files("accord.dossier").joinpath("templates", name).read_bytes()


def dossier_words() -> dict[str, str]:
    """The labels of the criteria table and the audit document, by the names the template calls them."""
    return {
        "case": say("label.case"),
        "page": say("letter_part.page"),
        "patient": say("label.patient"),
        "service": say("label.service"),
        "policy": say("label.policy"),
        "reviewed": say("label.reviewed"),
        "due": say("label.due"),
        "proposal": say("label.proposal"),
        "person": say("proposal.a_person_decides"),
        "asks": say("label.asks"),
        "corrections": say("correction.title"),
        "conflicts": say("label.conflicts"),
        "criteria": say("label.criteria"),
        "criterion": say("label.criterion"),
        "verdict": say("label.verdict"),
        "words_of_record": say("label.words_of_record"),
        "no_words": say("label.no_words"),
        "unread": say("label.unread"),
        "number": say("doc.number"),
        "read_as": say("doc.read_as"),
        "would_decide": say("doc.would_decide"),
        "ask": say("doc.ask"),
        "no_criteria": say("doc.no_criteria"),
        "tree": say("doc.tree"),
        "checks": say("doc.checks"),
        "outcome": say("doc.outcome"),
        "check": say("doc.check"),
        "warnings": say("doc.warnings"),
        "request": say("doc.request"),
        "element": say("doc.element"),
        "value": say("doc.value"),
        "stated_at": say("doc.stated_at"),
        "missing": say("doc.missing"),
        "not_supported": say("doc.not_supported"),
        "nothing_struck": say("doc.nothing_struck"),
        "files": say("doc.files"),
        "file": say("doc.file"),
        "kind": say("doc.kind"),
        "appendix": say("doc.appendix"),
        "appendix_whole": say("doc.appendix_whole"),
        "appendix_cited": say("doc.appendix_cited"),
        "elements": say("doc.elements"),
        "boxes": say("doc.boxes"),
        "box": say("doc.box"),
        "proposal_alone": say("label.proposal_alone"),
        "checklist": say("checklist.title"),
        "checklist_explained": say("checklist.explained"),
        "not_judged": say("checklist.not_judged"),
        "nearest": say("checklist.nearest"),
        "nothing_near": say("checklist.nothing_near"),
    }


def letter_words() -> dict[str, str]:
    """The labels of a letter."""
    return {
        "case": say("label.case"),
        "page": say("letter_part.page"),
        "not_stated": say("letter_part.not_stated"),
        "sources": say("letter_part.sources"),
        "note": say("letter_part.note"),
        "gaps": say("letter_part.gaps"),
        "not_supported": say("letter_part.not_supported"),
        "closing": say("letter_part.closing"),
        "signature": say("letter_part.signature"),
        "name": say("letter_part.name"),
        "signed_on": say("letter_part.signed_on"),
    }
