"""Search across an organization's cases: by names and numbers that are kept as digests, and by how a case stands.

Whoever searches sees the cases of their organization and no others; each search is a row of the audit trail, which says by what
was searched and holds a digest of the words, not the words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, literal, select, tuple_

from accord.access import Act, Person, check_may
from accord.audit.chain import add_event
from accord.cases.case import Case, case_from, name_digests, seen_by
from accord.cases.states import State
from accord.db.engine import Database
from accord.db.sealing import blind
from accord.db.tables import case, case_term, second_opinion

SEARCHED = "searched"
COUNTED = 200  # further than this nobody reads; more is said to be more
MOST_WEIGHED = 2_000  # rows that are counted to choose the rarest of several words
NOBODY = "nobody"
WORDS = ("name", "member", "reference", "code", "policy")
NUMBER = re.compile(r"\d{1,6}")
YEARS = 30  # that a number alone is looked for in


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; all of it has to fit. owner -- a person's id, or 'nobody'. received_until -- the first moment after."""

    name: str = ""
    member: str = ""
    reference: str = ""
    code: str = ""
    policy: str = ""
    state: State | None = None
    proposal: str = ""
    owner: str = ""
    received_from: dt.datetime | None = None
    received_until: dt.datetime | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """By what is searched."""
        return tuple(part.name for part in fields(self) if getattr(self, part.name))


@dataclass(frozen=True, slots=True)
class Found:
    """A page of cases, those received last first. total -- COUNTED + 1 says more; after -- from where the next page goes on."""

    cases: tuple[Case, ...]
    total: int
    after: tuple[str, str] | None


def search(
    database: Database, person: Person, wanted: Search, now: dt.datetime, most: int = 50,
    after: tuple[str, str] | None = None,
) -> Found:  # fmt: skip
    """The cases that fit; that somebody searched is kept before they are shown. Raises Forbidden."""
    check_may(person, Act.SEE_CASES)
    with database.reading() as connection:
        found = _found(connection, person, wanted, most, after, now)
    words = " ".join(f"{name} {getattr(wanted, name)}" for name in WORDS if getattr(wanted, name))
    told = {"by": list(wanted.asked), "digest": blind(words), **_plain(wanted), "found": found.total}
    with database.writing() as connection:
        add_event(connection, person.organization, person.id, SEARCHED, "cases", told, at=now)
    return found


def keep_terms(
    connection: Connection, organization: str, case_id: str, received_at: dt.datetime, name: str, member: str,
    codes: Iterable[str],
) -> None:  # fmt: skip
    """Under which words the case is found from now on, in the caller's transaction; what it was found under before stays."""
    terms = {*name_digests(name), *(code.upper() for code in codes if len(code) <= 32)}
    if member.strip():
        terms.add(member_digest(member))
    here = (
        case_term.c.organization == organization,
        case_term.c.received_at == received_at,
        case_term.c.case == case_id,
    )
    known = set(connection.execute(select(case_term.c.term).where(*here, case_term.c.term.in_(terms))).scalars())
    rows = [
        {"organization": organization, "term": term, "received_at": received_at, "case": case_id}
        for term in sorted(terms - known)
    ]
    if rows:
        connection.execute(insert(case_term), rows)


def member_digest(member: str) -> str:
    """Under which a member id is found, with or without blanks."""
    return blind("member " + "".join(member.split()))


def _found(
    connection: Connection, person: Person, wanted: Search, most: int, after: tuple[str, str] | None, now: dt.datetime
) -> Found:
    terms = _by_rarity(connection, person.organization, _terms(wanted))
    query, moment, id_ = _termed(person, terms)
    for condition in _conditions(person, wanted, moment, now):
        query = query.where(condition)
    page = query
    if after is not None:
        here = tuple_(literal(dt.datetime.fromisoformat(after[0]), case.c.received_at.type), literal(after[1]))
        page = query.where(tuple_(moment, id_) < here)
    rows = connection.execute(page.order_by(moment.desc(), id_.desc()).limit(most + 1)).all()
    last = rows[most - 1] if len(rows) > most else None
    total = len(rows)
    if last is not None or after is not None:
        some = query.with_only_columns(case.c.id).limit(COUNTED + 1).subquery()
        total = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return Found(
        tuple(case_from(row) for row in rows[:most]), total, (last.received_at.isoformat(), last.id) if last else None
    )


def _terms(wanted: Search) -> list[str]:
    members = [member_digest(wanted.member)] if wanted.member.strip() else []
    codes = [wanted.code.strip().upper()] if wanted.code.strip() else []
    return list(dict.fromkeys([*members, *name_digests(wanted.name), *codes]))


def _by_rarity(connection: Connection, organization: str, terms: Sequence[str]) -> list[str]:
    """The rarest first: from it the others are looked up."""
    if len(terms) < 2:
        return list(terms)
    here = select(case_term.c.case).where(case_term.c.organization == organization)
    counted = {
        term: connection.execute(
            select(func.count()).select_from(here.where(case_term.c.term == term).limit(MOST_WEIGHED).subquery())
        ).scalar_one()
        for term in terms
    }
    return sorted(terms, key=lambda term: counted[term])


def _termed(person: Person, terms: Sequence[str]) -> tuple[Select[Any], ColumnElement[Any], ColumnElement[Any]]:
    """The cases under all of the terms, and what they are sorted by: the index of the rarest one where there is one."""
    query = seen_by(person)
    if not terms:
        return query, case.c.received_at, case.c.id
    first = case_term.alias("t0")
    query = query.join(first, and_(
        first.c.organization == person.organization, first.c.term == terms[0], first.c.case == case.c.id))  # fmt: skip
    for number, term in enumerate(terms[1:], 1):
        other = case_term.alias(f"t{number}")
        same = (other.c.organization == person.organization, other.c.term == term,
                other.c.received_at == first.c.received_at, other.c.case == first.c.case)  # fmt: skip
        query = query.where(select(other.c.term).where(*same).exists())
    return query, first.c.received_at, first.c.case


def _conditions(
    person: Person, wanted: Search, moment: ColumnElement[Any], now: dt.datetime
) -> Iterable[ColumnElement[bool]]:  # fmt: skip
    """moment -- of the index that the search goes by, which then gives only the days that are wanted."""
    if wanted.reference.strip():
        yield case.c.reference.in_(_references(wanted.reference.strip(), now))
    if wanted.policy.strip():
        yield case.c.policy == wanted.policy.strip()
    if wanted.state is not None:
        yield case.c.state == wanted.state.value
    if wanted.proposal:
        yield case.c.proposal == wanted.proposal
        # Whoever owes a second opinion is not told what was proposed, by no way round.
        owed = select(second_opinion.c.case).where(
            second_opinion.c.case == case.c.id, second_opinion.c.by == person.id, second_opinion.c.at.is_(None)
        )
        yield ~owed.exists()
    if wanted.owner:
        yield case.c.owner.is_(None) if wanted.owner == NOBODY else case.c.owner == wanted.owner
    if wanted.received_from is not None:
        yield moment >= wanted.received_from
    if wanted.received_until is not None:
        yield moment < wanted.received_until


def _references(written: str, now: dt.datetime) -> list[str]:
    """As it is written; a number alone is that number of any year."""
    if not NUMBER.fullmatch(written):
        return [written.upper()]
    return [f"PA-{year}-{int(written):06}" for year in range(now.year - YEARS, now.year + 2)]


def _plain(wanted: Search) -> dict[str, str]:
    """What cannot tell of a patient, even where it was written into the wrong field."""
    told = {"proposal": wanted.proposal, "state": wanted.state.value if wanted.state else "", "owner": wanted.owner,
            "received_from": wanted.received_from.isoformat() if wanted.received_from else "",
            "received_until": wanted.received_until.isoformat() if wanted.received_until else ""}  # fmt: skip
    return {name: value for name, value in told.items() if value}
