"""Contractors, states in charge, news and self-administered drugs from a loaded release."""

from __future__ import annotations

import datetime as dt
import sqlite3

from accord.connectors.coverage.dates import stored
from accord.connectors.coverage.records import contractor, kind_of, names_of, url_of
from accord.connectors.coverage.values import Contractor, Happened, Kind, News, Program, SadEntry
from accord.errors import NotFound

IN_CHARGE = "(jurisdiction.since is null or jurisdiction.since <= :on) and (jurisdiction.until is null or jurisdiction.until >= :on)"
STATES = (
    "(select group_concat(state, ' ') from jurisdiction where jurisdiction.contractor = contractor.key"
    " and until is null) as states"
)


def contractors(db: sqlite3.Connection, contractor_id: int | None, state: str) -> tuple[Contractor, ...]:
    """All contractors, or one, or those in charge of a state today. Raises NotFound."""
    if state:
        found = jurisdiction(db, state, None, None)
        return tuple(each for each in found if contractor_id in (None, each.id))
    rows = db.execute(
        f"select contractor.*, {STATES} from contractor where :id is null or id = :id order by name, number",
        {"id": contractor_id},
    ).fetchall()
    if contractor_id is not None and not rows:
        raise NotFound(f"There is no contractor {contractor_id}.", "'accord coverage contractors' lists them all.")
    return tuple(contractor(row, sorted((row["states"] or "").split())) for row in rows)


def jurisdiction(
    db: sqlite3.Connection, state: str, program: Program | None, on: dt.date | None
) -> tuple[Contractor, ...]:
    """Who has the state on a day, of those whose programs are known. Raises NotFound when nobody has."""
    rows = db.execute(
        f"select contractor.*, since, until, {STATES} from jurisdiction join contractor on contractor.key ="
        f" jurisdiction.contractor where state = :state and {IN_CHARGE} order by name, number",
        {"state": state, "on": (on or dt.date.today()).isoformat()},
    )
    found = [contractor(row, sorted((row["states"] or "").split()), dated=True) for row in rows]
    wanted = tuple(each for each in found if program is None or program in each.programs)
    if not wanted:
        kind = f" for {program.value}" if program else ""
        raise NotFound(f"No contractor is in charge of {state}{kind} then.", "Are contractors loaded? See the notice.")
    return wanted


def whats_new(
    db: sqlite3.Connection, since: dt.date, kind: Kind | None, contractor_words: str, as_of: dt.date | None
) -> tuple[News, ...]:
    """Newest first: each document once for what happened last; then, latest first, those that are announced to retire."""
    told = [news for row in _fresh(db, since, kind) for news in _news(db, row, since, as_of)]
    words = contractor_words.lower()
    numbers = _with_number(db, contractor_words) if words else set[str]()
    kept = [n for n in told if not words or any(words in name.lower() for name in n.contractors) or n.id in numbers]
    return tuple(
        sorted(kept, key=lambda news: (news.happened is not Happened.RETIRES, news.day, news.id), reverse=True)
    )


def _fresh(db: sqlite3.Connection, since: dt.date, kind: Kind | None) -> list[sqlite3.Row]:
    return db.execute(
        "select *, (select count(*) from document older where older.base = document.base and older.number ="
        " document.number and older.version < document.version) as before from document where newest"
        " and (updated >= :since or effective >= :since or retired >= :since) and (:kind = '' or kind = :kind)",
        {"since": since.isoformat(), "kind": kind.value if kind else ""},
    ).fetchall()


def _news(db: sqlite3.Connection, row: sqlite3.Row, since: dt.date, as_of: dt.date | None) -> list[News]:
    names = names_of(db, row)
    retired = stored(row["retired"])
    happened: list[tuple[Happened, dt.date, str]] = []
    if retired and retired >= since:
        coming = as_of is not None and retired > as_of and row["status"] != "retired"
        happened.append((Happened.RETIRES if coming else Happened.RETIRED, retired, ""))
    changed = stored(row["updated"]) or stored(row["effective"])
    if changed and changed >= since and not (happened and happened[0][0] is Happened.RETIRED):
        first = int(row["version"]) <= 1 and not row["before"]
        happened.append((Happened.NEW if first else Happened.REVISED, changed, row["revision"]))
    return [
        News(row["id"], kind_of(row), row["title"], int(row["version"]), what, day, names, note, url_of(row))
        for what, day, note in happened
    ]


def _with_number(db: sqlite3.Connection, number: str) -> set[str]:
    rows = db.execute(
        "select document.id from contractor join holds on holds.contractor = contractor.key join document on"
        " document.key = holds.document where contractor.number = ?",
        (number,),
    )
    return {row["id"] for row in rows}


def sad_exclusions(
    db: sqlite3.Connection, keyword: str, code: str, contractor_words: str, on: dt.date | None
) -> tuple[SadEntry, ...]:
    """Entries of the newest lists, by code and brand."""
    rows = db.execute(
        "select sad.*, document.*, sad.effective as begins, sad.ends as stops, coalesce(text, '') as words from sad"
        " join document on document.key = sad.document left join code_text using (code)"
        " where newest and status != 'retired' and (:code = '' or code = :code)"
        " and (:on = '' or ((sad.effective is null or sad.effective <= :on) and (sad.ends is null or sad.ends >= :on)))"
        " order by code, brand, document.id",
        {"code": code, "on": on.isoformat() if on else ""},
    ).fetchall()
    asked, issuer = keyword.lower().split(), contractor_words.lower()
    numbered = _with_number(db, contractor_words) if issuer else set[str]()
    found: list[SadEntry] = []
    for row in rows:
        text = f"{row['brand']} {row['words']} {row['comment']} {row['code']}".lower()
        names = names_of(db, row)
        by = not issuer or any(issuer in name.lower() for name in names) or row["id"] in numbered
        if by and all(word in text for word in asked):
            found.append(_sad(row, names))
    return tuple(found)


def _sad(row: sqlite3.Row, names: tuple[str, ...]) -> SadEntry:
    return SadEntry(
        row["code"], row["brand"], row["words"], row["id"], int(row["version"]), row["title"], names,
        stored(row["begins"]), stored(row["stops"]), row["comment"], url_of(row),
    )  # fmt: skip
