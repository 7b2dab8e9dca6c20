"""What is worked out once all rows are filed: titles, newest versions, states, codes that texts name, PDFs."""

from __future__ import annotations

import hashlib
import re
import sqlite3

from accord.connectors.coverage.codes import is_cpt, procedures_named
from accord.connectors.coverage.filing import Filing
from accord.connectors.coverage.manual import FIELDS, named_places
from accord.connectors.coverage.pdfs import Printed
from accord.connectors.coverage.plain import digest
from accord.connectors.coverage.values import Kind

_SENTENCE = re.compile(r"(?<=[.;])\s+|\n+")
_PROCEDURE_WORD = re.compile(r"\b(?:CPT|HCPCS|procedure codes?|codes?)\b", re.I)
NO_HISTORY = "name not in ('revision_history', 'history_exp', 'bibliography', 'source_info')"
SPEAKING = "'hcpcs', 'icd10_covered', 'icd10_noncovered'"
NOT_RETIRED = "status != 'retired'"


def add_print(filing: Filing, printed: Printed) -> None:
    """Gives a printed text to the version with the same day in force, else to a version of its own without a number."""
    kind = Kind.PROPOSED_LCD if printed.id.startswith("D") else Kind.LCD
    effective = printed.effective.isoformat() if printed.effective else None
    found = filing.db.execute(
        "select key from document where base = 'L' and number = :number and (effective is :effective or (effective is"
        " null and (select count(*) from document other where other.base = 'L' and other.number = :number) = 1))"
        " and not exists (select 1 from section where document = key) order by version desc limit 1",
        {"number": printed.number, "effective": effective},
    ).fetchone()
    document = int(found[0]) if found else filing.document(
        ("L", printed.number, 0), kind, printed.id, printed.title, "in force", effective=effective,
        ends=printed.ends.isoformat() if printed.ends else None,
        retired=printed.retired.isoformat() if printed.retired else None,
    )  # fmt: skip
    if document is None:
        return
    filing.db.execute(
        "update document set title = iif(title = '', ?, title), effective = coalesce(effective, ?) where key = ?",
        (printed.title, effective, document),
    )
    filing.write_sections(document, kind, printed.sections)


def finish(filing: Filing) -> None:
    """The last steps, in order."""
    db = filing.db
    db.executemany("insert or ignore into code_text values (?, ?)", filing.texts.items())
    _mark_newest(db)
    _borrow_titles(db)
    _settle_states(db)
    _note_named_codes(db)
    _relate_named_ncds(db)
    _digest(db)
    db.execute("insert or replace into loaded values ('skipped rows', ?)", (filing.skipped,))


def _mark_newest(db: sqlite3.Connection) -> None:
    db.execute(
        "update document set newest = 1 where key in (select key from (select key, row_number() over"
        " (partition by base, number order by version desc) as place from document) where place = 1)"
    )


def _borrow_titles(db: sqlite3.Connection) -> None:
    """A version known only from its code tables is called what the nearest version is called."""
    untitled = db.execute("select key, base, number, version from document where title = ''").fetchall()
    for key, base, number, version in untitled:
        near = db.execute(
            "select title from document where base = ? and number = ? and title != '' order by abs(version - ?) limit 1",
            (base, number, version),
        ).fetchone()
        if near:
            db.execute("update document set title = ? where key = ?", (near[0], key))


def _settle_states(db: sqlite3.Connection) -> None:
    """The states of a document: of its contractors; of one contractor alone, the states that the document names."""
    db.execute(
        "delete from holds_in where document in (select document from holds group by document having count(*) > 1)"
    )
    db.execute(
        "insert or ignore into holds_in select holds.document, jurisdiction.state from holds"
        " join jurisdiction using (contractor) where jurisdiction.until is null"
        " and holds.document not in (select document from holds_in)"
    )


def _note_named_codes(db: sqlite3.Connection) -> None:
    """Procedure codes that a text names, beside those that its lists hold."""
    texts = db.execute(
        "select document, text from section join document on key = document"
        f" where newest and {NOT_RETIRED} and {NO_HISTORY}"
        " union all select document, paragraph from code_group join document on document.key = document"
        f" where code_group.kind in ({SPEAKING}) and paragraph != '' and newest and {NOT_RETIRED}"
    ).fetchall()
    for document, text in texts:
        for sentence in _SENTENCE.split(text):
            for first, last in procedures_named(sentence):
                if first == last and (not is_cpt(first) or _PROCEDURE_WORD.search(sentence)):
                    db.execute("insert or ignore into named values (?, ?)", (first, document))


def _relate_named_ncds(db: sqlite3.Connection) -> None:
    """NCDs that the sections made for it name by their place in the manual."""
    known = dict(db.execute("select id, number from document where base = 'N'").fetchall())
    texts = db.execute(
        "select document, base, number, text from section join document on key = document"
        " where newest and name in (?, ?)",
        FIELDS,
    ).fetchall()
    for document, base, number, text in texts:
        for place in named_places(text, base == "N"):
            if place in known and (base, number) != ("N", known[place]):
                db.execute("insert or ignore into related values (?, 'N', ?, 0)", (document, known[place]))


def _digest(db: sqlite3.Connection) -> None:
    """What two editions are compared by."""
    db.create_function("digest", 1, digest, deterministic=True)
    db.execute("update section set digest = digest(text)")
    lists: dict[int, hashlib._Hash] = {}  # pyright: ignore[reportPrivateUsage]
    for group, code, note in db.execute("select code_group, code, note from code order by code_group, code"):
        lists.setdefault(group, hashlib.sha256()).update(f"{code}{note};".encode())
    groups = db.execute("select key, paragraph, footnote from code_group").fetchall()
    db.executemany(
        "update code_group set digest = ? where key = ?",
        [(digest(f"{paragraph} {footnote} {lists[key].hexdigest() if key in lists else ''}"), key)
         for key, paragraph, footnote in groups],
    )  # fmt: skip
