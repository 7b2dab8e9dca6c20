"""The public functions of the coverage connector. The four doors are made from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from accord.connectors.answer import Ask, Page
from accord.connectors.coverage import local
from accord.connectors.coverage.asking import Cut, read_code, read_codes, read_state, side
from accord.connectors.coverage.authorization import authorization_needed
from accord.connectors.coverage.codes import read_hcpcs, read_icd10
from accord.connectors.coverage.ids import read_name
from accord.connectors.coverage.values import (
    Changes,
    Contractor,
    CoverageAnswer,
    Document,
    Documents,
    Hit,
    Kind,
    News,
    Passage,
    Program,
    Related,
    SadEntry,
)
from accord.errors import Invalid, NotFound

MOST_AT_ONCE = 50


def search(
    query: str,
    kind: Kind | None = None,
    state: str = "",
    contractor: str = "",
    code: str = "",
    on: dt.date | None = None,
    limit: int = 20,
    cursor: str = "",
    ask: Ask = Ask.AUTO,
) -> Page[Hit]:
    """Finds national and local coverage documents by an id, by codes (these come first) and by words, best first.

    query -- words, ids or codes: 'home oxygen', 'CPAP E0601', 'L33718', 'G47.33'; may be empty when code is given.
    kind -- only documents of this kind; national and local together when left out.
    state -- two letters: only what holds there, through the contractor in charge; national documents always hold.
    contractor -- only documents of contractors with this in their name or number ('Noridian', '19003').
    code -- only documents that list or name this HCPCS, CPT or ICD-10-CM code.
    on -- the version in force on this day (date of service) instead of the newest.
    limit -- how many on a page, 1 to 200.
    cursor -- next of the page before.
    ask -- whom to ask: auto, local or live.
    Raises Invalid (nothing to search for, no such state), Unavailable (not loaded).
    """
    if not query.strip() and not code.strip():
        raise Invalid("There is nothing to search for.", "Give words, an id or a code.")
    cut = Cut(limit, cursor)
    return side(ask).search(
        query, kind, read_state(state), contractor.strip(), read_code(code), on, cut.limit, cut.cursor
    )


def get(document_id: str, version: int | None = None, on: dt.date | None = None, ask: Ask = Ask.AUTO) -> Document:
    """The whole of a document: text in sections, code lists in their groups, contractors, related documents, versions.

    document_id -- 'L33718', 'LCD 33718', 'A52467', '240.4', 'NCD 240.4', 'DL39999'.
    version -- this version instead of the newest.
    on -- the version in force on this day instead of the newest.
    ask -- whom to ask: auto, local or live.
    Raises NotFound (no such document or version; near ids are named), Invalid (no id), Unavailable (not loaded).
    """
    return side(ask).get(read_name(document_id).id, version, on)


def batch_get(document_ids: tuple[str, ...], on: dt.date | None = None, ask: Ask = Ask.AUTO) -> Documents:
    """Several documents at once, whole; ids that name none are listed apart.

    document_ids -- up to 50, in any usual spelling.
    on -- the versions in force on this day instead of the newest.
    ask -- whom to ask: auto, local or live.
    Raises Invalid (no id given, more than 50, or not an id), Unavailable (not loaded).
    """
    if not 0 < len(document_ids) <= MOST_AT_ONCE:
        raise Invalid(f"{len(document_ids)} ids were given.", f"Give 1 to {MOST_AT_ONCE}.")
    asked, found, missing = side(ask), list[Document](), list[str]()
    for name in dict.fromkeys(read_name(text).id for text in document_ids):
        try:
            found.append(asked.get(name, None, on))
        except NotFound:
            missing.append(name)
    if not found:
        raise NotFound(f"None of these is known: {', '.join(missing)}.", "Search for the subject instead.")
    return Documents(tuple(found), tuple(missing), found[0].provenance)


def by_code(
    code: str, state: str = "", on: dt.date | None = None, limit: int = 50, cursor: str = "", ask: Ask = Ask.AUTO
) -> Page[Hit]:
    """The documents that govern a code: articles and LCDs that list it, LCDs their articles belong to, NCDs they name.

    code -- a HCPCS, CPT or ICD-10-CM code.
    state -- two letters: only what holds there, through the contractor in charge.
    on -- in force on this day instead of the newest.
    limit -- how many on a page, 1 to 200.
    cursor -- next of the page before.
    ask -- whom to ask: auto, local or live.
    Raises NotFound (no document names it), Invalid (not a code, no such state), Unavailable (not loaded).
    """
    cut = Cut(limit, cursor)
    if not code.strip():
        raise Invalid("No code was given.", "Give one like E0601 or G47.33.")
    asked, place = side(ask), read_state(state)
    # Without its dot a diagnosis may look like a HCPCS code: 'G4733'.
    return _first_known(read_codes(code), lambda reading: asked.by_code(reading, place, on, cut.limit, cut.cursor))


def _first_known(readings: tuple[str, ...], ask: Callable[[str], Page[Hit]]) -> Page[Hit]:
    """The answer to the first reading that is known. Raises NotFound of the first when none is."""
    try:
        return ask(readings[0])
    except NotFound as unknown:
        for reading in readings[1:]:
            try:
                return ask(reading)
            except NotFound:
                continue
        raise unknown from None


def check(
    hcpcs: str,
    icd10: tuple[str, ...] = (),
    state: str = "",
    on: dt.date | None = None,
    ask: Ask = Ask.AUTO,
) -> CoverageAnswer:
    """What the lists of the governing articles say of a procedure with diagnoses: article by article, group by group.

    The text of the policy stands above its lists; a listed diagnosis is no approval.
    hcpcs -- the procedure, HCPCS or CPT.
    icd10 -- the diagnoses, ICD-10-CM.
    state -- two letters: only what holds there, through the contractor in charge; every contractor when left out.
    on -- the date of service; the newest versions when left out.
    ask -- whom to ask: auto, local or live.
    Raises Invalid (not a code, no such state), Unavailable (not loaded).
    """
    diagnoses = tuple(dict.fromkeys(read_icd10(code) for code in icd10))
    return side(ask).check(read_hcpcs(hcpcs), diagnoses, read_state(state), on)


def contractors(contractor_id: int | None = None, state: str = "", ask: Ask = Ask.AUTO) -> Page[Contractor]:
    """Medicare contractors with their kinds and states.

    contractor_id -- only this one (in all its types and versions); all when left out.
    state -- two letters: only those in charge there now.
    ask -- whom to ask: auto, local or live.
    Raises NotFound (no such contractor), Invalid (no such state), Unavailable (not loaded).
    """
    return side(ask).contractors(contractor_id, read_state(state))


def jurisdiction(
    state: str, program: Program | None = None, on: dt.date | None = None, ask: Ask = Ask.AUTO
) -> Page[Contractor]:
    """Which contractors are in charge of a state: for institutions and doctors (ab), equipment (dme), home health (hhh).

    state -- two letters, or the state's name.
    program -- ab, dme or hhh; all when left out.
    on -- in charge on this day; today when left out.
    ask -- whom to ask: auto, local or live.
    Raises NotFound (nobody is in charge), Invalid (no such state), Unavailable (not loaded).
    """
    read = read_state(state)
    if not read:
        raise Invalid("No state was given.", "Give two letters, like OH.")
    return side(ask).jurisdiction(read, program, on)


def whats_new(
    since: dt.date,
    kind: Kind | None = None,
    contractor: str = "",
    limit: int = 50,
    cursor: str = "",
    ask: Ask = Ask.AUTO,
) -> Page[News]:
    """What became new, was revised or retired since a day, and what is announced to retire; newest first.

    since -- from this day on.
    kind -- only documents of this kind.
    contractor -- only documents of contractors with this in their name or number.
    limit -- how many on a page, 1 to 200.
    cursor -- next of the page before.
    ask -- whom to ask: auto, local or live.
    Raises Unavailable (not loaded).
    """
    cut = Cut(limit, cursor)
    return side(ask).whats_new(since, kind, contractor.strip(), cut.limit, cut.cursor)


def changes(
    older_release: str = "", newer_release: str = "", document_id: str = "", limit: int = 50, cursor: str = ""
) -> Changes:
    """What differs between two loaded editions: documents, titles, dates, contractors, codes, paragraphs and text.

    older_release -- the name of a loaded release ('2025-07-01'); the one before the newer when left out.
    newer_release -- the name of a loaded release; the one that answers when left out.
    document_id -- only this document.
    limit -- how many documents on a page, 1 to 200.
    cursor -- next of the page before.
    Raises NotFound (no such release or document), Unavailable (fewer than two editions are loaded).
    """
    name = read_name(document_id).id if document_id.strip() else ""
    cut = Cut(limit, cursor)
    return local.changes(older_release.strip(), newer_release.strip(), name, cut.limit, cut.cursor)


def sad_exclusions(
    keyword: str = "",
    code: str = "",
    contractor: str = "",
    on: dt.date | None = None,
    limit: int = 50,
    cursor: str = "",
    ask: Ask = Ask.AUTO,
) -> Page[SadEntry]:
    """Drugs that contractors hold to be usually self-administered and so exclude from payment under Part B.

    keyword -- words of the brand, the description or the comment.
    code -- only this HCPCS code.
    contractor -- only contractors with this in their name or number.
    on -- excluded on this day; every entry when left out.
    limit -- how many on a page, 1 to 200.
    cursor -- next of the page before.
    ask -- whom to ask: auto, local or live.
    Raises Invalid (not a code), Unavailable (not loaded).
    """
    cut = Cut(limit, cursor)
    read = read_hcpcs(code) if code.strip() else ""
    return side(ask).sad_exclusions(keyword.strip(), read, contractor.strip(), on, cut.limit, cut.cursor)


def passage(document_id: str, section: str, version: int | None = None, ask: Ask = Ask.AUTO) -> Passage:
    """One section of a document, to be cited, with the SHA-256 of its text (white space counts as one space).

    document_id -- 'L33718', '240.4', 'A52467' and other usual spellings.
    section -- its official name ('indication') or title ('Coverage Indications, ...'), or the beginning of one.
    version -- this version instead of the newest.
    ask -- whom to ask: auto, local or live.
    Raises NotFound (no such document, version or section; the sections there are, are named), Unavailable (not loaded).
    """
    if not section.strip():
        raise Invalid("No section was given.", "Give its name or title, like 'indication'.")
    return side(ask).passage(read_name(document_id).id, section.strip(), version)


def related(document_id: str, version: int | None = None, ask: Ask = Ask.AUTO) -> Page[Related]:
    """The documents that a document names and those that name it: articles of an LCD, LCDs of an article, NCDs.

    document_id -- 'L33718', '240.4', 'A52467' and other usual spellings.
    version -- this version instead of the newest.
    ask -- whom to ask: auto, local or live.
    Raises NotFound (no such document or version), Unavailable (not loaded).
    """
    return side(ask).related(read_name(document_id).id, version)


TOOLS: tuple[Callable[..., Any], ...] = (
    search, get, batch_get, by_code, check, contractors, jurisdiction, whats_new, changes, sad_exclusions, passage,
    related, authorization_needed,
)  # fmt: skip
