"""The tools on procedures (ICD-10-PCS): search, get, validate, build, browse."""

from __future__ import annotations

import datetime as dt

from accord.connectors.answer import Page
from accord.connectors.icd10.pcs import axes
from accord.connectors.icd10.pcs.answers import (
    BuildStep,
    Procedure,
    ProcedureHit,
    ProcedureHits,
    ProcedureStanding,
    ProcedureVerdicts,
)
from accord.connectors.icd10.pcs.codes import LENGTH, beginning, written
from accord.connectors.icd10.pcs.store import Book, book, book_for
from accord.connectors.icd10.pcs.validity import judge
from accord.errors import AccordError, Invalid, NotFound, Unavailable

MOST_HITS, MOST_ROWS, MOST_CODES, LONGEST_QUESTION = 100, 500, 1_000, 500


def procedure_search(query: str, limit: int = 10, on: dt.date | None = None) -> ProcedureHits:
    """Finds ICD-10-PCS codes for a procedure in a clinician's words, read by operation, site, way in and device.

    query -- the procedure as it is said: "lap chole", "ORIF left femur shaft", "CABG x2 with saphenous vein".
    limit -- how many codes to give, 1 to 100.
    on -- the day of the procedure; without it the newest edition answers.
    Raises Invalid (empty or too long a question, limit), Unavailable (no edition for that day is at hand).
    """
    from accord.connectors.icd10.pcs.searching import search  # the engines are paid for by a search alone

    if not query.strip() or len(query) > LONGEST_QUESTION:
        raise Invalid("The question is empty or too long.", "Say a procedure: 'total knee replacement right'.")
    return search(_book(on), query, _within(limit, MOST_HITS))


def procedure_get(code: str, on: dt.date | None = None) -> Procedure:
    """Gives one ICD-10-PCS code with its name, what each of its seven places says and how its operation is defined.

    code -- the seven places, '0FT44ZZ'.
    on -- the day of the procedure; without it the newest edition answers.
    Raises Invalid (shape), NotFound (no such code, with the place where it goes wrong), Unavailable.
    """
    asked, edition = beginning(code), _book(on)
    found = edition.titles(asked) if len(asked) == LENGTH else []
    if not found:
        raise _missing(edition, asked)
    ((_, name, short),) = found
    definition, explanation, examples = axes.operation(edition, asked)
    return Procedure(
        asked, name, short, axes.axes(edition, asked), definition, explanation, examples, edition.first, edition.last,
        edition.provenance,
    )  # fmt: skip


def procedure_validate(codes: tuple[str, ...], on: dt.date | None = None) -> ProcedureVerdicts:
    """Says of many ICD-10-PCS codes at once whether each may be used, and for those that may not, at which place they fail.

    codes -- the codes, up to 1,000.
    on -- the day of the procedure; without it the newest edition answers.
    Raises Invalid (no codes, too many), Unavailable (no edition for that day is at hand).
    """
    if not 0 < len(codes) <= MOST_CODES:
        raise Invalid(f"{len(codes)} codes were given.", f"Give 1 to {MOST_CODES}.")
    edition = _book(on)
    return ProcedureVerdicts(tuple(judge(edition, written(code)) for code in codes), edition.provenance)


def procedure_build(chosen: tuple[str, ...] = (), on: dt.date | None = None) -> BuildStep:
    """Builds an ICD-10-PCS code place by place from the official tables: shows the values that the next place may have.

    chosen -- what is chosen so far, in the order of the places, each as its value ('0') or its word ('Resection').
    on -- the day of the procedure; without it the newest edition answers.
    Raises Invalid (a value or word that this place cannot have, with those it can), Unavailable.
    """
    edition = _book(on)
    start = ""
    for choice in chosen:
        start += axes.choose(edition, start, choice)
    found = edition.titles(start) if len(start) == LENGTH else []
    place = len(start) + 1 if len(start) < LENGTH else None
    return BuildStep(
        axes.axes(edition, start), place, axes.name_of(start, place) if place else "",
        axes.options(edition, start) if place else (), start if found else "", found[0][1] if found else "",
        edition.provenance,
    )  # fmt: skip


def procedure_browse(
    start: str = "", after: str = "", limit: int = 100, on: dt.date | None = None
) -> Page[ProcedureHit]:
    """Lists the ICD-10-PCS codes that begin alike, in the order of the tables.

    start -- the first places of the codes, '0FT'; empty for all.
    after -- go on after this code, for the next page (`next` of the page before).
    limit -- how many codes to give, 1 to 500.
    on -- the day of the procedure; without it the newest edition answers.
    Raises Invalid (start is not the beginning of a code), NotFound (no code begins so), Unavailable.
    """
    edition, begin, most = _book(on), beginning(start), _within(limit, MOST_ROWS)
    total = edition.count(begin)
    if not total:
        raise _missing(edition, begin)
    rows = edition.titles(begin, most, after=beginning(after) if after else "")
    items = tuple(ProcedureHit(code, name, True, 1.0, axes.axes(edition, code)) for code, name, _ in rows)
    more = bool(rows) and bool(edition.titles(begin, 1, after=rows[-1][0]))
    return Page(items, total, False, rows[-1][0] if more else "", edition.provenance)


def _book(on: dt.date | None) -> Book:
    if on is None:
        return book()
    found = book_for(on)
    if found is None:
        raise Unavailable(
            f"No edition of ICD-10-PCS for {on.isoformat()} is loaded.",
            "Load it with 'accord sync icd10', from the folder with the official files of that fiscal year.",
        )
    return found


def _missing(edition: Book, start: str) -> AccordError:
    """Not found where the edition would have it; unavailable where its section is not loaded."""
    verdict = judge(edition, start)
    if verdict.standing is ProcedureStanding.CANNOT_SAY:
        return Unavailable(verdict.reason, "Give it the folder with the official files, or allow its host.")
    return NotFound(verdict.reason, "'accord icd10 procedure_build' shows the values that each place may have.")


def _within(limit: int, most: int) -> int:
    if not 1 <= limit <= most:
        raise Invalid(f"The limit {limit} cannot be used.", f"Give 1 to {most}.")
    return limit


TOOLS = (procedure_search, procedure_get, procedure_validate, procedure_build, procedure_browse)
