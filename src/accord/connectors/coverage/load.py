"""Loads the Medicare Coverage Database from the official downloads, in whatever parts they are given."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from accord.connectors.coverage.authorization_load import AuthorizationLists
from accord.connectors.coverage.dates import day
from accord.connectors.coverage.files import AGAIN, Findings, Found, find, official_names, rows
from accord.connectors.coverage.filing import STEPS, Filing
from accord.connectors.coverage.finishing import add_print, finish
from accord.connectors.coverage.pdfs import read_pdf
from accord.connectors.coverage.schema import FILE, INDEXES, LAYOUT, WORDS, create, opened
from accord.connectors.coverage.words import build_words
from accord.connectors.download import download
from accord.connectors.outward import Outward, Service
from accord.connectors.releases import Draft
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Invalid

DOWNLOADS = Service("cms_downloads", "CMS downloads", "https://downloads.cms.gov", 1.0, frozenset())
FOLDER = "/medicare-coverage-database/downloads/exports/"
ARCHIVES = ("ncd.zip", "current_lcd.zip", "current_article.zip")
PAGE = "https://www.cms.gov/medicare-coverage-database/downloads/downloads.aspx"
WANTS = (
    "the official downloads (ncd.zip, current_lcd.zip or all_lcd.zip, current_article.zip or all_article.zip, all_data.zip),"
    " their unpacked csv files, the list documents_latest.csv, or PDFs of LCDs"
)
# Tables and columns that say when a download was made.
DATED = {
    "lcd_x_contractor": "last_updated", "article_x_contractor": "last_updated", "ncd_trkg": "last_updt_tmstmp",
    "documents_latest": "updated_on_sort", "lcd": "last_updated", "article": "last_updated",
}  # fmt: skip
# What a reader misses when none of these tables is there.
PARTS: Mapping[str, tuple[str, ...]] = {
    "national determinations": ("ncd_trkg",),
    "text of LCDs": ("lcd",),
    "text of articles": ("article",),
    "HCPCS codes of articles": ("article_x_hcpc_code",),
    "covered diagnoses of articles": ("article_x_icd10_covered",),
    "non-covered diagnoses of articles": ("article_x_icd10_noncovered",),
    "contractors and their states": ("contractor_jurisdiction",),
}
SOURCE = "Medicare Coverage Database, official downloads"
UNREADABLE = "unreadable"
EVERY = 20_000
FAR_APART = 45


class CoverageLoader:
    """The Medicare Coverage Database as one index."""

    index = "coverage"
    title = "Medicare Coverage Database"
    layout = LAYOUT
    stale_after_days = 30
    wants = WANTS

    def fetch(self, into: Path, progress: Progress) -> None:
        """Downloads the national, local and article archives."""
        out = Outward(DOWNLOADS)
        for name in ARCHIVES:
            download(out, FOLDER + name, into / name, progress)

    def inputs(self, folder: Path) -> Inputs:
        """The official files of a folder. Raises Invalid saying which are wanted.

        A damaged one is taken by its name: build reads it and says what is wrong with it.
        """
        try:
            findings = find(folder)
            days = [newest for newest in _days(findings).values() if newest]
        except Invalid:
            named = official_names(folder)
            if not named:
                raise
            return Inputs(named, None, UNREADABLE, SOURCE, PAGE)
        if not findings.tables and not findings.pdfs:
            raise Invalid(f"{folder} holds no file of the coverage database.", f"Wanted: {WANTS}.")
        files = tuple(dict.fromkeys([*(found.path for found in findings.tables), *findings.pdfs]))
        as_of = max(days, default=None)
        name = as_of.isoformat() if as_of else f"undated-{len(files)}"
        return Inputs(files, as_of, name, SOURCE, PAGE)

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """Fills the store, then the index of words. Raises Invalid on files that are not as published."""
        try:
            findings = _findings(inputs.files)
            if not draft.done("store"):
                _fill(draft.folder / FILE, findings, progress)
                draft.finish("store")
        except Invalid:
            draft.discard()  # the same files will never be whole
            raise
        if not draft.done(WORDS):
            build_words(draft.folder, progress)
            draft.finish(WORDS)
        with opened(draft.folder / FILE) as db:
            counts = _counts(db)
            notice = _notice(db, findings)
        return Built(counts, {"tantivy": version("tantivy")}, notice)


def _findings(files: Iterable[Path]) -> Findings:
    """The same findings again, from the files alone."""
    parts = [find(path) for path in files]
    return Findings(
        tuple(found for part in parts for found in part.tables),
        tuple(pdf for part in parts for pdf in part.pdfs),
        tuple(name for part in parts for name in part.unknown),
    )


def _days(findings: Findings) -> dict[object, dt.date | None]:
    """The newest day in each download."""
    newest: dict[object, dt.date | None] = {}
    for found in findings.tables:
        column = DATED.get(found.table)
        told = (_day(row[column]) for _, row in rows(found)) if column else ()
        days = [each for each in (newest.get(found.edition), *told) if each]
        newest[found.edition] = max(days, default=None)
    return newest


def _day(text: str) -> dt.date | None:
    return day(f"{text[:4]}-{text[4:6]}-{text[6:8]}") if text[:8].isdigit() else day(text)


def _fill(path: Path, findings: Findings, progress: Progress) -> None:
    db = create(path)
    filing = Filing(db)
    days = _days(findings)
    for table, step in STEPS.items():
        files = [found for found in findings.tables if found.table == table]
        # Where two downloads hold the same version, the newer one tells.
        for found in sorted(files, key=lambda each: days.get(each.edition) or dt.date.min, reverse=True):
            _file_rows(filing, found, step, progress)
    for done, pdf in enumerate(findings.pdfs, 1):
        printed = read_pdf(pdf)
        if printed:
            add_print(filing, printed)
        db.execute(
            "insert into loaded values (?, 1) on conflict do update set rows = rows + 1",
            ("pdf" if printed else "no LCD",),
        )
        progress("reading PDFs", done, len(findings.pdfs), "files")
    finish(filing)
    db.execute("commit")
    db.executescript(INDEXES + "analyze;")
    db.close()


def _file_rows(
    filing: Filing, found: Found, step: Callable[[Filing, dict[str, str]], None], progress: Progress
) -> None:
    count = 0
    for count, (line, row) in enumerate(rows(found), 1):
        try:
            step(filing, row)
        except ValueError as fault:
            raise Invalid(f"{found.label}, line {line}{_where(row)}: {fault}.", AGAIN) from fault
        if count % EVERY == 0:
            progress(f"reading {found.table}", count, None, "rows")
    progress(f"reading {found.table}", count, count, "rows")
    filing.db.execute(
        "insert into loaded values (?, ?) on conflict do update set rows = rows + excluded.rows", (found.table, count)
    )


def _where(row: Mapping[str, str]) -> str:
    """The column at fault, when a number was due and something else stands there."""
    numbers = [name for name in row if name.endswith(("_id", "_version", "_num", "_group", "_row"))]
    wrong = [name for name in numbers if row[name].strip() and not row[name].strip().isdigit() and "code" not in name]
    return f", column '{wrong[0]}'" if wrong else ""


COUNTED = {
    "NCDs": "select count(*) from document where newest and kind = 'ncd'",
    "LCDs": "select count(*) from document where newest and kind = 'lcd'",
    "proposed LCDs": "select count(*) from document where newest and kind = 'proposed_lcd'",
    "articles": "select count(*) from document where newest and kind = 'article'",
    "versions": "select count(*) from document",
    "documents with text": "select count(*) from document where newest and exists"
                           " (select 1 from section where document = key and name != 'sticky_note')",
    "sections": "select count(*) from section",
    "codes": "select count(*) from code",
    "contractors": "select count(*) from contractor",
    "self-administered drugs": "select count(*) from sad",
}  # fmt: skip


def _counts(db: sqlite3.Connection) -> dict[str, int]:
    return {what: int(db.execute(question).fetchone()[0]) for what, question in COUNTED.items()}


def _notice(db: sqlite3.Connection, findings: Findings) -> str:
    loaded = {str(row["name"]): int(row["rows"]) for row in db.execute("select name, rows from loaded")}
    lacking = [what for what, tables in PARTS.items() if not any(table in loaded for table in tables)]
    told = [f"Not loaded: {', '.join(lacking)}."] if lacking else []
    if loaded.get("pdf") and "lcd" not in loaded:
        told.append(f"The text of {loaded['pdf']} LCDs is from their PDFs.")
    if loaded.get("no LCD"):
        told.append(f"{loaded['no LCD']} PDFs hold no LCD.")
    days = sorted(newest for newest in _days(findings).values() if newest)
    if days and (days[-1] - days[0]).days > FAR_APART:
        told.append(f"Its parts are of different days, {days[0]} to {days[-1]}.")
    if findings.unknown:
        told.append(f"Not read: {', '.join(findings.unknown[:5])}.")
    return " ".join(told)


LOADERS = (CoverageLoader(), AuthorizationLists())
