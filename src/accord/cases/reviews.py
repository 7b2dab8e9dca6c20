"""Reviews of cases: made by workers from what was received, kept by content, so that the same is never reviewed twice."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from accord.audit.chain import add_event, lock_chain
from accord.cases.case import name_digests
from accord.cases.corrections import standing_of
from accord.cases.files import KeptFile, bytes_of, files_of
from accord.cases.jobs import Job, end_given_up, end_job, order_job
from accord.cases.records import record_for
from accord.cases.sampling import policies_of, reasons, share_of
from accord.cases.search import keep_terms
from accord.db.engine import Database
from accord.db.tables import case, case_line, case_name, case_review, review
from accord.dossier.correction import Correction
from accord.dossier.plain import encode
from accord.dossier.review import Desk, NoPolicy, ProposalKind, Review
from accord.dossier.review_json import from_json, to_json
from accord.errors import Conflict
from accord.policies.model import Pack
from accord.prior_auth.line import EXTRACTOR, review_record
from accord.records.request import Request

SYSTEM = "system"
PAYER = Desk.PAYER.value
# Work that follows a review which proposes an approval; cases.rules does it.
APPROVE_BY_RULE = "approve_by_rule"


def run_review(database: Database, held: Job, pack: Pack, now: dt.datetime) -> None:
    """Reviews a case for the worker that holds the job; kept only while the job is still its own.

    Raises Conflict where another worker took it over, and whatever reading raises; then nothing was kept.
    """
    case_id = str(held.told["case"])
    with database.reading() as connection:
        row = connection.execute(select(case).where(case.c.id == case_id)).one()
        files = files_of(connection, case_id)
        said, day = standing_of(connection, case_id), row.received_at.date()
        content = content_key(files, pack, row.side, day, said)
        kept = kept_review(connection, held.organization, content)
        bare = kept_review(connection, held.organization, content_key(files, pack, row.side, day)) if said else None

    def make(words: Sequence[Correction]) -> Review:
        record = record_for(held.organization, files, lambda file: _bytes(database, held.organization, file))
        return review_record(record, Desk(row.side), day, pack, corrections=words)

    made = kept or make(said)
    new = {} if kept else {content: made}
    if said and row.side == PAYER:  # whoever gives a second opinion weighs the case without what others said of it
        new[bare_key(content)] = bare or make(())
    with database.writing() as connection:
        if not end_job(connection, held, now):
            raise Conflict("Another worker took this review over.")
        end_given_up(connection, case_id, now)
        _keep(connection, held.organization, case_id, content, made, now, new)


def _bytes(database: Database, organization: str, file: KeptFile) -> bytes:
    with database.reading() as connection:
        return bytes_of(connection, organization, file.sha256)


def content_key(files: list[KeptFile], pack: Pack, side: str, day: dt.date, said: Sequence[Correction] = ()) -> str:
    """Digest of all that a review depends on: the files with their names, the policies, the readers, the side, the day, and
    what persons said of findings."""
    told = [
        [[file.name, file.sha256] for file in files],
        sorted((policy.id, policy.sha256, sorted(policy.included.items())) for policy in pack.policies),
        pack.decision.sha256, EXTRACTOR, side, day.isoformat(),
        *([encode(tuple(said))] if said else []),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def kept_review(connection: Connection, organization: str, content: str) -> Review | None:
    """The review of that content, if it was made."""
    query = select(review.c.json).where(review.c.organization == organization, review.c.content == content)
    found = connection.execute(query).scalar()
    return from_json(found.encode()) if found is not None else None


def bare_key(content: str) -> str:
    """Under what a payer's review is kept once more as if nobody had said anything of its findings."""
    return hashlib.sha256(f"without words {content}".encode()).hexdigest()


def bare_content(connection: Connection, organization: str, content: str) -> str:
    """Under what that review is kept without what persons said: its own content, where nobody said anything. Raises Conflict."""
    for one in (bare_key(content), content):
        found = kept_review(connection, organization, one)
        if found is not None and not found.corrections:
            return one
    raise Conflict(
        "The review is not kept without what persons said of its findings.",
        "An older version of Accord made it; the case has to be reviewed again first.",
    )


def last_review(connection: Connection, organization: str, case_id: str) -> Review | None:
    """The newest review of a case."""
    content = newest_content(connection, case_id)
    return kept_review(connection, organization, content) if content else None


def newest_content(connection: Connection, case_id: str) -> str:
    """Under which content the newest review of a case is kept; '' where it has none yet."""
    query = (
        select(case_review.c.content)
        .where(case_review.c.case == case_id)
        .order_by(case_review.c.number.desc())
        .limit(1)
    )
    return connection.execute(query).scalar() or ""


def _keep(
    connection: Connection, organization: str, case_id: str, content: str, made: Review, now: dt.datetime,
    new: Mapping[str, Review],
) -> None:  # fmt: skip
    """new -- by content what is not kept yet."""
    # The case before the chain, as whoever moves a case does: in another order two could wait for each other.
    here = select(case.c.side, case.c.sampled, case.c.received_at).where(case.c.id == case_id)
    seen = connection.execute(here.with_for_update()).one()
    lock_chain(connection, organization)  # two workers may have made the same review of two cases
    for key, one in new.items():
        if kept_review(connection, organization, key) is None:
            connection.execute(
                insert(review).values(organization=organization, content=key, json=to_json(one).decode(), made_at=now)
            )
    before = last_review(connection, organization, case_id)
    if before == made:
        return  # it was ordered again, and nothing had come to it
    number = (
        connection.execute(select(func.max(case_review.c.number)).where(case_review.c.case == case_id)).scalar() or 0
    ) + 1
    connection.execute(insert(case_review).values(case=case_id, number=number, content=content, at=now))
    why = reasons(made, case_id, share_of(connection, organization, policies_of(made))) if seen.side == PAYER else ()
    sampled = seen.sampled or bool(why)
    alike = before is not None and replace(before, corrections=()) == replace(made, corrections=())
    _head(connection, organization, case_id, made, now, sampled=sampled, changed=not alike)
    keep_terms(connection, organization, case_id, seen.received_at, **_words(made.request))
    if seen.side == PAYER and made.proposal.kind is ProposalKind.APPROVE and not sampled and not made.corrections:
        told = {"case": case_id, "review": content}
        order_job(connection, organization, APPROVE_BY_RULE, f"case {case_id} {number}", told, now)
    told = {"review": content, "proposal": made.proposal.kind.value, "extractor": made.extractor_version,
            "sampled": list(why)}  # fmt: skip
    add_event(connection, organization, SYSTEM, "reviewed", f"case {case_id}", told, at=now)


def _words(request: Request) -> dict[str, Any]:
    """Under which the case is found again: the patient's name and member id, codes of services and diagnoses."""
    patient, codes = request.patient, [service.code for service in request.services]
    return {
        "name": patient.name.value if patient.name else "",
        "member": patient.member_id.value if patient.member_id else "",
        "codes": [*codes, *(diagnosis.value for diagnosis in request.diagnoses)],
    }


def _head(
    connection: Connection, organization: str, case_id: str, made: Review, now: dt.datetime, *, sampled: bool,
    changed: bool,
) -> None:  # fmt: skip
    """What the work list shows of the review. changed -- is there more to it than that a finding was confirmed?"""
    patient = made.request.patient
    connection.execute(
        update(case).where(case.c.id == case_id).values(
            patient=patient.name.value if patient.name else "",
            born=patient.birth_date.value if patient.birth_date else None,
            member=patient.member_id.value if patient.member_id else "",
            services=" ".join(dict.fromkeys(service.code for service in made.request.services)),
            policy="" if isinstance(made.policy, NoPolicy) else made.policy.id,
            proposal=made.proposal.kind.value, sampled=sampled, version=case.c.version + (1 if changed else 0),
            changed_at=now,
        )
    )  # fmt: skip
    for digest in name_digests(patient.name.value) if patient.name else ():
        known = select(case_name.c.case).where(case_name.c.case == case_id, case_name.c.digest == digest)
        if connection.execute(known).first() is None:
            connection.execute(insert(case_name).values(case=case_id, digest=digest, organization=organization))
    if connection.execute(select(case_line.c.number).where(case_line.c.case == case_id).limit(1)).first() is None:
        day = made.request.service_date.value if made.request.service_date else None
        for number, service in enumerate(made.request.services, 1):
            connection.execute(
                insert(case_line).values(case=case_id, number=number, code=service.code,
                                         modifiers=" ".join(service.modifiers), description=service.description or "",
                                         quantity=service.quantity, starts=day)
            )  # fmt: skip
