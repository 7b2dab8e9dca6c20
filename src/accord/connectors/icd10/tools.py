"""The tools on diagnoses (ICD-10-CM): search, get, validate, hierarchy, lists, what may stand together; and procedures."""

from __future__ import annotations

import datetime as dt
import re

from accord.connectors.answer import Ask, Page, Provenance
from accord.connectors.icd10 import browsing
from accord.connectors.icd10.answers import (
    CodeHit,
    CodeHits,
    CodeName,
    CodeVerdicts,
    Diagnosis,
    Hierarchy,
    Language,
    Node,
    NoteLine,
    SeventhCharacter,
    Together,
    TogetherAnswer,
)
from accord.connectors.icd10.codes import Code
from accord.connectors.icd10.codes import code as read_code
from accord.connectors.icd10.edition import Edition, Standing
from accord.connectors.icd10.editions import edition_for, edition_on, provenance_of
from accord.connectors.icd10.excludes import excludes1_conflicts
from accord.connectors.icd10.pcs.tools import TOOLS as PROCEDURE_TOOLS
from accord.connectors.icd10.sequence import SequenceProblem, code_first_problems
from accord.connectors.icd10.seventh import seventh_characters
from accord.connectors.icd10.tabular import Listing, children, find, listing, notes
from accord.connectors.icd10.verdicts import judge
from accord.errors import Invalid, NotFound

PROCEDURE = re.compile(r"[0-9][0-9A-HJ-NP-Z]{6}")  # sections B to X begin as diagnoses do and are taken for them
MOST_HITS, MOST_ROWS, MOST_CODES, DEEPEST = 100, 500, 1_000, 6
LIVE_NOTICE = "The live service gives titles alone: no notes, no hierarchy, no days in force."
SEQUENCE = {
    "listed_first": "{code} may not be listed first: it shows itself in an underlying disease, which is coded first.",
    "underlying_after": "{other} is the underlying disease and is coded before {code}.",
    "underlying_missing": "{code} needs the code of its underlying disease before it.",
}
EXCLUDES1 = "{code} carries an Excludes1 note that names {other}: not together, unless the two are unrelated."


def search(
    query: str,
    limit: int = 10,
    billable_only: bool = True,
    chapter: str = "",
    on: dt.date | None = None,
    language: Language = Language.ENGLISH,
    ask: Ask = Ask.AUTO,
) -> CodeHits:
    """Finds diagnosis codes for a clinician's or patient's words: abbreviations, lay words, misspellings, or a code's beginning.

    query -- "HTN", "CKD 3b", "heart attack", "diabetis", "torn ACL right knee subsequent", "E11.6".
    limit -- how many codes to give, 1 to 100.
    billable_only -- only codes that may stand on a request; otherwise headings too, and codes without their seventh character.
    chapter -- only codes of a chapter ('9') or section ('I60-I69').
    on -- the day of service, which decides the edition; without it the one in force today, else the newest.
    language -- 'en' for ICD-10-CM; 'fr' for CIM-10 labels, where the site has loaded them.
    ask -- whom to ask: the local index, the live service (NLM Clinical Tables), or whichever is there.
    Raises Invalid (empty question, limit, chapter), Forbidden (live: no setting allows the host), Unavailable.
    """
    _check(query, limit, MOST_HITS)
    if language is Language.FRENCH:
        return _search_french(query, limit)
    if ask is Ask.LIVE:
        from accord.connectors.icd10 import live

        return live.search(query, limit)
    edition = edition_for(on)
    if beginning := _beginning(query, edition):
        return _begin_alike(edition, beginning, limit, billable_only, on)
    from accord.connectors.icd10.searching import chapter_of, find_codes  # the ranker is paid for by a search alone

    within = chapter_of(edition, chapter) if chapter else None
    if chapter and within is None:
        raise Invalid(
            f"'{chapter}' is no chapter or section.", "Give '9' or 'I60-I69'; 'accord icd10 browse' lists them."
        )
    question, found = find_codes(edition, query, limit, billable_only, within)
    hits = tuple(
        CodeHit(
            str(f.listing.code),
            f.listing.label,
            f.listing.billable,
            f.score,
            f.found_by,
            str(f.category.code),
            f.category.label,
        )
        for f in found
    )
    read_as = tuple(f"{typed}: {read}" for typed, read in question.mended)
    return CodeHits(hits, read_as, None, provenance_of(edition, on))


def get(code: str, on: dt.date | None = None, language: Language = Language.ENGLISH, ask: Ask = Ask.AUTO) -> Diagnosis:
    """Gives one diagnosis code with its title, whether it may be used on a day, what stands above and beneath, and all notes.

    code -- "E11.649", "e11649", or a heading: "E11".
    on -- the day of service, which decides the edition; without it the one in force today, else the newest.
    language -- 'en' for ICD-10-CM; 'fr' for the CIM-10 label, where the site has loaded them.
    ask -- whom to ask: the local index, the live service (titles alone), or whichever is there.
    Raises Invalid (shape), NotFound, Forbidden (live: no setting allows the host), Unavailable.
    """
    if language is Language.FRENCH:
        return _get_french(code)
    if PROCEDURE.fullmatch(code.strip().upper()):
        raise Invalid(f"'{code}' has the shape of an ICD-10-PCS procedure.", "Ask 'accord icd10 procedure_get'.")
    asked = read_code(code)
    if ask is Ask.LIVE:
        return _get_live(asked)
    edition = edition_for(on)
    found = listing(asked, edition)
    seventh = tuple(
        SeventhCharacter(character, meaning, str(Code(asked.letters.ljust(6, "X") + character)))
        for character, meaning in seventh_characters(found, edition).items()
    )
    return Diagnosis(
        code=str(found.code),
        label=found.label,
        billable=found.billable,
        standing=Standing.IN_FORCE if edition_on(on or dt.date.today()) else Standing.CANNOT_SAY,
        above=tuple(one.named() for one in browsing.above(edition, browsing.entry(edition, str(found.code)))),
        children=tuple(_named(child) for child in children(asked, edition)),
        seventh_characters=seventh,
        notes=tuple(NoteLine(note.kind.value, note.text, note.owner) for note in notes(asked, edition=edition)),
        edition=edition.name,
        first=edition.first,
        last=edition.last,
        provenance=provenance_of(edition, on),
    )


def validate(codes: tuple[str, ...], on: dt.date | None = None) -> CodeVerdicts:
    """Says of many diagnosis codes at once whether each may stand on a request for a day, why not, and what may stand instead.

    codes -- the codes, up to 1,000.
    on -- the day of service; today where it is not given. A day that no edition at hand governs gives 'cannot_say'.
    Raises Invalid (no codes, too many), Unavailable (a damaged index).
    """
    if not 0 < len(codes) <= MOST_CODES:
        raise Invalid(f"{len(codes)} codes were given.", f"Give 1 to {MOST_CODES}.")
    edition, day = edition_for(on), on or dt.date.today()
    items = tuple(judge(given, edition, day) for given in codes)
    return CodeVerdicts(items, sum(item.usable for item in items), day, edition.name, provenance_of(edition, on))


def hierarchy(code: str, depth: int = 2, limit: int = 200, on: dt.date | None = None) -> Hierarchy:
    """Shows what stands above a code, heading, section or chapter, and what stands beneath it.

    code -- "E11.6", "E11", "I60-I69", or a chapter: "9".
    depth -- how many levels beneath, 1 to 6.
    limit -- how many entries at most, 1 to 500.
    on -- the day of service, which decides the edition.
    Raises Invalid (depth, limit), NotFound, Unavailable.
    """
    if not 1 <= depth <= DEEPEST:
        raise Invalid(f"The depth {depth} cannot be used.", f"Give 1 to {DEEPEST}.")
    _check_limit(limit, MOST_ROWS)
    edition = edition_for(on)
    entry = browsing.entry(edition, code)
    nodes, cut = browsing.beneath(edition, entry, depth, limit)
    above = tuple(one.named() for one in browsing.above(edition, entry))
    return Hierarchy(entry.named(), above, nodes, cut, provenance_of(edition, on))


def list_codes(prefix: str, limit: int = 100, after: str = "", on: dt.date | None = None) -> Page[CodeName]:
    """Lists the categories and codes that begin alike, in order.

    prefix -- the beginning, with or without the point: "E11.6", "S72".
    limit -- how many to give, 1 to 500.
    after -- go on after this code: the `next` of the page before.
    on -- the day of service, which decides the edition.
    Raises Invalid (prefix, limit), Unavailable.
    """
    _check_limit(limit, MOST_ROWS)
    letters = prefix.strip().upper().replace(".", "")
    if not letters.isalnum():
        raise Invalid(f"'{prefix}' is not the beginning of a code.", "Give letters and figures: 'E11.6'.")
    edition = edition_for(on)
    found = browsing.codes_from(edition, letters, after.strip().upper().replace(".", ""), limit + 1)
    items = tuple(one.named() for one in found[:limit])
    return Page(items, None, False, items[-1].code if len(found) > limit else "", provenance_of(edition, on))


def browse(start: str = "", on: dt.date | None = None) -> Page[Node]:
    """Lists the chapters, or what stands directly beneath a chapter, section or category.

    start -- nothing for the chapters; "9", "I60-I69" or "E11" for what stands beneath.
    on -- the day of service, which decides the edition.
    Raises NotFound, Unavailable.
    """
    edition = edition_for(on)
    if start:
        nodes, _ = browsing.beneath(edition, browsing.entry(edition, start), 1, MOST_ROWS)
    else:
        nodes = tuple(Node(one.name, one.label, False, 1, True) for one in browsing.chapters(edition))
    return Page(nodes, len(nodes), False, "", provenance_of(edition, on))


def check_together(codes: tuple[str, ...], on: dt.date | None = None) -> TogetherAnswer:
    """Says what the book has against a list of diagnoses: pairs under an Excludes1 note, and the order of 'code first'.

    codes -- the diagnoses in their order, the first-listed one first; up to 100.
    on -- the day of service, which decides the edition.
    Raises Invalid (no codes, too many), Unavailable.
    Source: ICD-10-CM Official Guidelines, I.A.12.a (Excludes1) and I.A.13 (etiology and manifestation).
    """
    if not 0 < len(codes) <= MOST_HITS:
        raise Invalid(f"{len(codes)} codes were given.", f"Give 1 to {MOST_HITS}.")
    edition = edition_for(on)
    excluded = (
        Together(
            "excludes1", str(x.code), str(x.excluded), EXCLUDES1.format(code=x.code, other=x.excluded), x.note.text
        )
        for x in excludes1_conflicts(codes, edition)
    )
    ordered = (_sequence(problem) for problem in code_first_problems(codes, edition))
    unknown = tuple(given for given in codes if find(given, edition) is None)
    return TogetherAnswer((*excluded, *ordered), unknown, edition.name, provenance_of(edition, on))


def _sequence(problem: SequenceProblem) -> Together:
    code, other = str(problem.code), str(problem.underlying or "")
    text = SEQUENCE[problem.fault.value].format(code=code, other=other)
    return Together(f"code_first_{problem.fault.value}", code, other, text, problem.note.text if problem.note else "")


def _beginning(query: str, edition: Edition) -> str:
    """The letters of a question that is a code or the beginning of one ('E11.6', 's72'), else nothing."""
    letters = query.strip().upper().replace(".", "")
    shaped = letters.isalnum() and 3 <= len(letters) <= 7 and letters[0].isalpha() and letters[1:3].isalnum()
    return (
        letters if shaped and any(c.isdigit() for c in letters) and browsing.codes_from(edition, letters, "", 1) else ""
    )


def _begin_alike(edition: Edition, letters: str, limit: int, billable_only: bool, on: dt.date | None) -> CodeHits:
    found = [
        one for one in browsing.codes_from(edition, letters, "", MOST_ROWS * 4) if one.billable or not billable_only
    ]
    category = listing(letters[:3], edition)
    hits = tuple(
        CodeHit(one.name, one.label, one.billable, 1.0, one.name, str(category.code), category.label)
        for one in found[:limit]
    )
    return CodeHits(hits, (), len(found), provenance_of(edition, on))


def _search_french(query: str, limit: int) -> CodeHits:
    from accord.connectors.icd10.french import french_book, says

    book = french_book()
    letters = query.strip().upper().replace(".", "")
    exact = book.find(letters)
    found = (
        [(exact, 1.0), *((c, 1.0) for c in book.beneath(letters, limit - 1))] if exact else book.search(query, limit)
    )
    headings = {code.letters[:3]: book.find(code.letters[:3]) for code, _ in found}
    hits = tuple(
        CodeHit(
            str(c), c.label, False, score, c.label, c.letters[:3], h.label if (h := headings[c.letters[:3]]) else ""
        )
        for c, score in found
    )
    return CodeHits(hits, (), None, says(book))


def _get_french(code: str) -> Diagnosis:
    from accord.connectors.icd10.french import french_book, says

    book, letters = french_book(), code.strip().upper().replace(".", "")
    found = book.find(letters)
    if found is None:
        raise NotFound(f"{code} is not in {book.release.source}.")
    above = [a for n in range(len(letters) - 1, 2, -1) if (a := book.find(letters[:n]))]
    beneath = [c for c in book.beneath(letters, MOST_ROWS) if len(c.letters) == len(letters) + 1]
    return Diagnosis(
        str(found), found.label, False, Standing.CANNOT_SAY,
        tuple(CodeName(str(a), a.label, False) for a in above), tuple(CodeName(str(c), c.label, False) for c in beneath),
        (), (), book.release.source, None, None, says(book),
    )  # fmt: skip


def _get_live(asked: Code) -> Diagnosis:
    from accord.connectors.icd10 import live

    name, told = live.name_of(str(asked))
    notice = " ".join(part for part in (told.notice, LIVE_NOTICE) if part)
    said = Provenance(
        told.source,
        told.backend,
        told.release,
        told.as_of,
        told.retrieved_at,
        told.age_days,
        told.stale,
        told.url,
        notice,
    )
    return Diagnosis(str(asked), name, True, Standing.CANNOT_SAY, (), (), (), (), live.SERVICE.title, None, None, said)


def _named(listed: Listing) -> CodeName:
    return CodeName(str(listed.code), listed.label, listed.billable)


def _check(query: str, limit: int, most: int) -> None:
    if not query.strip():
        raise Invalid("The question is empty.", "Say a condition: 'heart attack', 'CKD 3b'.")
    _check_limit(limit, most)


def _check_limit(limit: int, most: int) -> None:
    if not 1 <= limit <= most:
        raise Invalid(f"The limit {limit} cannot be used.", f"Give 1 to {most}.")


TOOLS = (search, get, validate, hierarchy, list_codes, browse, check_together, *PROCEDURE_TOOLS)
