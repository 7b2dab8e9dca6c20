"""Files the rows of the official tables into a new store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from accord.connectors.coverage.codes import NO_CODE, is_cpt
from accord.connectors.coverage.dates import iso
from accord.connectors.coverage.files import Row
from accord.connectors.coverage.official import GROUP_TABLES, GroupTable
from accord.connectors.coverage.plain import one_line, plain
from accord.connectors.coverage.sections import SECTIONS
from accord.connectors.coverage.states import whole_state
from accord.connectors.coverage.values import Kind

Key = tuple[str, int, int]
NCD_SECTIONS = {
    "itm_srvc_desc": "item_service_description", "indctn_lmtn": "indications_limitations",
    "xref_txt": "cross_reference", "othr_txt": "other_text", "rev_hstry": "revision_history",
    "ncd_keyword": "keywords",
}  # fmt: skip
STATUSES = {"A": "in force", "P": "proposed", "R": "retired"}


@dataclass
class Filing:
    """What is known while a store is filled. skipped -- rows that hang on versions that are not loaded."""

    db: sqlite3.Connection
    documents: dict[Key, int] = field(default_factory=dict[Key, int])
    contractors: dict[tuple[int, int, int], int] = field(default_factory=dict[tuple[int, int, int], int])
    states: dict[int, str] = field(default_factory=dict[int, str])
    types: dict[str, str] = field(default_factory=dict[str, str])
    subtypes: dict[str, str] = field(default_factory=dict[str, str])
    groups: dict[tuple[int, str, int], int] = field(default_factory=dict[tuple[int, str, int], int])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    skipped: int = 0

    def document(self, key: Key, kind: Kind, name: str, title: str, status: str, **more: str | None) -> int | None:
        """A new document, or None when this version is there already (from a newer download)."""
        if key in self.documents:
            return None
        given = {"effective": None, "ends": None, "retired": None, "updated": None, "revision": "", "names": "", **more}
        cursor = self.db.execute(
            "insert into document (base, number, version, id, kind, title, status, effective, ends, retired, updated,"
            " revision, names) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*key, name, kind.value, title, status, given["effective"], given["ends"], given["retired"],
             given["updated"], given["revision"], given["names"]),
        )  # fmt: skip
        self.documents[key] = found = int(cursor.lastrowid or 0)
        return found

    def of(self, row: Row, base: str) -> int | None:
        """The document that a row hangs on."""
        table = "lcd" if base == "L" else "article"
        found = self.documents.get((base, int(row[f"{table}_id"]), int(row[f"{table}_version"])))
        self.skipped += found is None
        return found

    def write_sections(self, document: int, kind: Kind, texts: Iterable[tuple[str, str]]) -> None:
        """texts -- (official name, markup); empty ones are left out."""
        order = {name: position for position, name in enumerate(SECTIONS[kind])}
        for name, markup in texts:
            if text := plain(markup):
                self.db.execute(
                    "insert or ignore into section (document, position, name, text) values (?, ?, ?, ?)",
                    (document, order[name], name, text),
                )


def _ncd(filing: Filing, row: Row) -> None:
    title = one_line(row["ncd_mnl_sect_title"])
    ended = iso(row["ncd_trmntn_dt"])
    status = "retired" if ended or title.upper().endswith("RETIRED") else "in force"
    history = plain(row["rev_hstry"])
    document = filing.document(
        ("N", int(row["ncd_id"]), int(row["ncd_vrsn_num"])), Kind.NCD, row["ncd_mnl_sect"].strip(), title, status,
        effective=iso(row["ncd_efctv_dt"]), ends=ended, retired=ended, updated=iso(row["last_updt_tmstmp"]),
        revision=history.partition("\n\n")[0],
    )  # fmt: skip
    if document:
        filing.write_sections(document, Kind.NCD, ((name, row[column]) for column, name in NCD_SECTIONS.items()))


def _lcd(filing: Filing, row: Row) -> None:
    number, draft = int(row["lcd_id"]), row["display_id"].strip()
    kind = Kind.PROPOSED_LCD if draft else Kind.LCD
    document = filing.document(
        ("L", number, int(row["lcd_version"])), kind, f"DL{draft.upper().lstrip('DL')}" if draft else f"L{number}",
        one_line(row["title"]), STATUSES.get(row["status"], row["status"]),
        effective=iso(row["rev_eff_date"]) or iso(row["orig_det_eff_date"]),
        ends=iso(row["rev_end_date"]) or iso(row["ent_det_end_date"]), retired=iso(row["date_retired"]),
        updated=iso(row["last_updated"]), revision=plain(row["history_exp"]),
    )  # fmt: skip
    if document:
        filing.write_sections(document, kind, ((name, row[name]) for name in SECTIONS[kind] if name in row))


def _article(filing: Filing, row: Row) -> None:
    number, draft = int(row["article_id"]), row["display_id"].strip()
    document = filing.document(
        ("A", number, int(row["article_version"])), Kind.ARTICLE,
        f"DA{draft.upper().lstrip('DA')}" if draft else f"A{number}", one_line(row["title"]),
        "proposed" if draft else STATUSES.get(row["status"], row["status"]),
        effective=iso(row["article_eff_date"]) or iso(row["article_pub_date"]),
        ends=iso(row["article_rev_end_date"]) or iso(row["article_end_date"]), retired=iso(row["date_retired"]),
        updated=iso(row["last_updated"]), revision=plain(row["history_exp"]),
    )  # fmt: skip
    if document:
        named = ((name, row[name]) for name in SECTIONS[Kind.ARTICLE] if name in row)
        filing.write_sections(document, Kind.ARTICLE, named)


INDEXED = {"LCD": ("L", Kind.LCD), "ARTICLE": ("A", Kind.ARTICLE), "PROPOSED LCD": ("L", Kind.PROPOSED_LCD)}


def _listed(filing: Filing, row: Row) -> None:
    """A line of the list of documents: a title and dates without a text."""
    base, kind = INDEXED.get(row["document_type"].strip().upper(), ("", Kind.LCD))
    if not base:
        filing.skipped += 1
        return
    note = row["note"].strip().lower()
    status = next((word for word in ("retired", "future") if note.startswith(word)), "in force")
    names = "; ".join(" ".join(part.split()) for part in row["contractor_name_type"].split("\n\n"))
    filing.document(
        (base, int(row["document_id"]), int(row["document_version"])), kind, row["document_display_id"].strip(),
        one_line(row["title"]), status, effective=iso(row["effective_date"]), retired=iso(row["retirement_date"]),
        updated=iso(row["updated_on"]), names=names,
    )  # fmt: skip


def _contractor(filing: Filing, row: Row) -> None:
    key = (int(row["contractor_id"]), int(row["contractor_type_id"]), int(row["contractor_version"]))
    if key in filing.contractors:
        return
    cursor = filing.db.execute(
        "insert into contractor (id, type_id, version, name, number, type, subtype, url) values (?, ?, ?, ?, ?, ?, ?, ?)",
        (*key, one_line(row["contractor_bus_name"]), row["contractor_number"].strip(),
         filing.types.get(row["contractor_type_id"], ""), filing.subtypes.get(row["contractor_subtype_id"], ""),
         row["url"].strip()),
    )  # fmt: skip
    filing.contractors[key] = int(cursor.lastrowid or 0)


def _contractor_of(filing: Filing, row: Row) -> int | None:
    key = (int(row["contractor_id"]), int(row["contractor_type_id"]), int(row["contractor_version"]))
    return filing.contractors.get(key)


def _jurisdiction(filing: Filing, row: Row) -> None:
    contractor, state = _contractor_of(filing, row), filing.states.get(int(row["state_id"]))
    if contractor is None or state is None:
        filing.skipped += 1
        return
    since, until = iso(row["active_date"]), iso(row["term_date"])
    # Two parts of a state: the state is held while any part of it is.
    filing.db.execute(
        "insert into jurisdiction values (?, ?, ?, ?) on conflict do update set since = min(since, excluded.since),"
        " until = case when until is null or excluded.until is null then null else max(until, excluded.until) end",
        (contractor, state, since, until),
    )


def _holds(base: str, kind: Kind) -> Callable[[Filing, Row], None]:
    table = "lcd" if base == "L" else "article"

    def file(filing: Filing, row: Row) -> None:
        number, version = int(row[f"{table}_id"]), int(row[f"{table}_version"])
        contractor = _contractor_of(filing, row)
        if contractor is None:
            filing.skipped += 1
            return
        document = filing.documents.get((base, number, version)) or filing.document(
            (base, number, version), kind, f"{base}{number}", "", "in force"
        )
        filing.db.execute("insert or ignore into holds values (?, ?)", (document, contractor))

    return file


def _in_state(base: str) -> Callable[[Filing, Row], None]:
    def file(filing: Filing, row: Row) -> None:
        document, state = filing.of(row, base), filing.states.get(int(row["state_id"]))
        if document and state:
            filing.db.execute("insert or ignore into holds_in values (?, ?)", (document, state))

    return file


def _retires(base: str) -> Callable[[Filing, Row], None]:
    def file(filing: Filing, row: Row) -> None:
        number = int(row["lcd_id" if base == "L" else "article_id"])
        filing.db.execute(
            "update document set retired = coalesce(retired, ?) where base = ? and number = ?",
            (iso(row["retire_dt"]), base, number),
        )

    return file


def _appended(base: str, name: str, words: Callable[[Row], str]) -> Callable[[Filing, Row], None]:
    """A table whose rows together are one section."""
    kind = Kind.LCD if base == "L" else Kind.ARTICLE
    position = list(SECTIONS[kind]).index(name)

    def file(filing: Filing, row: Row) -> None:
        document, text = filing.of(row, base), words(row)
        if document and text:
            filing.db.execute(
                "insert into section (document, position, name, text) values (?, ?, ?, ?) on conflict do update set text = text || char(10) || excluded.text"
                " where instr(text, excluded.text) = 0",
                (document, position, name, text),
            )

    return file


def _history(row: Row) -> str:
    when = iso(row["rev_hist_date"]) or ""
    return f"{one_line(row['rev_hist_num'])} {when}: {plain(row['rev_hist_exp'])}".strip()


def _comment(row: Row) -> str:
    return f"{row['rtc_num']}. {plain(row['comment'])}\nResponse: {plain(row['response'])}"


def _related(base: str, national: bool) -> Callable[[Filing, Row], None]:
    named = (("N", "r_ncd"),) if national else (("A", "r_article"), ("L", "r_lcd"))

    def file(filing: Filing, row: Row) -> None:
        document = filing.of(row, base)
        for to, column in named:
            number = row[f"{column}_id"].strip()
            if document and number and int(number):
                version = int(row[f"{column}_version"] or 0)
                filing.db.execute(
                    "insert or ignore into related values (?, ?, ?, ?)", (document, to, int(number), version)
                )

    return file


def _sad(filing: Filing, row: Row) -> None:
    document, code = filing.of(row, "A"), row["hcpc_code_id"].strip()
    if document is None:
        return
    filing.db.execute(
        "insert or ignore into sad values (?, ?, ?, ?, ?, ?, ?)",
        (document, int(row["code_table_row"]), code, one_line(row["brand_name"]), iso(row["eff_date"]),
         iso(row["end_date"]), one_line(row["comments"])),
    )  # fmt: skip
    _remember_text(filing, code, row["long_description"] or row["short_description"])


def _remember_text(filing: Filing, code: str, text: str) -> None:
    if text and code not in filing.texts and not is_cpt(code):
        filing.texts[code] = one_line(text) if "&" in text or "<" in text else text.strip()


def _group(filing: Filing, document: int, kind: str, number: int, paragraph: str = "", footnote: str = "") -> int:
    key = (document, kind, number)
    if key not in filing.groups:
        cursor = filing.db.execute(
            "insert into code_group (document, kind, number, paragraph, footnote) values (?, ?, ?, ?, ?)",
            (*key, plain(paragraph), plain(footnote)),
        )
        filing.groups[key] = int(cursor.lastrowid or 0)
    return filing.groups[key]


def _paragraphs(kind: str, table: GroupTable) -> Callable[[Filing, Row], None]:
    base = "L" if table.key[0] == "lcd_id" else "A"

    def file(filing: Filing, row: Row) -> None:
        if document := filing.of(row, base):
            footnote = row[table.footnote] if table.footnote else ""
            _group(filing, document, kind, int(row[table.group]), row["paragraph"], footnote)

    return file


def _codes(kind: str, table: GroupTable) -> Callable[[Filing, Row], None]:
    base, words = "L" if table.key[0] == "lcd_id" else "A", kind not in ("bill_type", "revenue", "modifier")

    def file(filing: Filing, row: Row) -> None:
        document, code = filing.of(row, base), row[table.code].strip().upper()
        if document is None or not code:
            return
        group = _group(filing, document, kind, int(row[table.group]) if table.group else 1)
        note = row[table.note].strip() if table.note else ""
        filing.db.execute("insert or ignore into code values (?, ?, ?)", (group, code, note))
        if words and table.text and code != NO_CODE:
            _remember_text(filing, code, row[table.text])

    return file


def _other(filing: Filing, row: Row) -> None:
    if document := filing.of(row, "A"):
        words = "\n".join(part for part in (plain(row["paragraph"]), plain(row["codes"])) if part)
        if words:
            _group(filing, document, "other", int(row["other_coding_group"]), words)


def _lookup(into: Callable[[Filing], dict[str, str]], key: str) -> Callable[[Filing, Row], None]:
    def file(filing: Filing, row: Row) -> None:
        into(filing).setdefault(row[key], one_line(row["description"]))

    return file


def _state(filing: Filing, row: Row) -> None:
    filing.states.setdefault(int(row["state_id"]), whole_state(row["state_abbrev"].strip()))


# In this order: what others hang on comes first, and what brings a text before what brings only a title.
STEPS: dict[str, Callable[[Filing, Row], None]] = {
    "state_lookup": _state,
    "contractor_type_lookup": _lookup(lambda filing: filing.types, "contractor_type_id"),
    "contractor_subtype_lookup": _lookup(lambda filing: filing.subtypes, "contractor_subtype_id"),
    "contractor": _contractor,
    "contractor_jurisdiction": _jurisdiction,
    "ncd_trkg": _ncd,
    "lcd": _lcd,
    "article": _article,
    "documents_latest": _listed,
    "lcd_x_contractor": _holds("L", Kind.LCD),
    "article_x_contractor": _holds("A", Kind.ARTICLE),
    "lcd_x_primary_jurisdiction": _in_state("L"),
    "article_x_primary_jurisdiction": _in_state("A"),
    "lcd_future_retire": _retires("L"),
    "article_future_retire": _retires("A"),
    "lcd_x_revision_history": _appended("L", "revision_history", _history),
    "article_x_revision_history": _appended("A", "revision_history", _history),
    "lcd_x_sticky_note": _appended("L", "sticky_note", lambda row: plain(row["sticky_note"])),
    "article_x_sticky_note": _appended("A", "sticky_note", lambda row: plain(row["sticky_note"])),
    "article_x_response_to_comment": _appended("A", "response_comment", _comment),
    "lcd_related_documents": _related("L", national=False),
    "article_related_documents": _related("A", national=False),
    "lcd_related_ncd_documents": _related("L", national=True),
    "article_related_ncd_documents": _related("A", national=True),
    **{table.groups: _paragraphs(kind, table) for kind, tables in GROUP_TABLES.items() for table in tables if table.groups},
    **{table.codes: _codes(kind, table) for kind, tables in GROUP_TABLES.items() for table in tables},
    "article_x_other_coding_group": _other,
    "article_x_code_table": _sad,
}  # fmt: skip
