"""What was received, byte for byte: in pieces within the database, so that a case and its files are kept or lost together."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from accord.db.sealing import seal, unseal
from accord.db.tables import blob, case_file
from accord.errors import NotFound, Unavailable

PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file as it came: its name, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a case."""

    number: int
    name: str
    sha256: str
    bytes: int
    media_type: str
    at: dt.datetime


def keep_files(
    connection: Connection, organization: str, case: str, files: Sequence[Arrived], by: str | None, at: dt.datetime
) -> list[KeptFile]:
    """Keeps the files under the next numbers of the case; the same bytes are kept once for an organization."""
    last = connection.execute(select(func.max(case_file.c.number)).where(case_file.c.case == case)).scalar() or 0
    kept: list[KeptFile] = []
    for number, file in enumerate(files, last + 1):
        digest = hashlib.sha256(file.data).hexdigest()
        _keep_bytes(connection, organization, digest, file.data)
        connection.execute(
            insert(case_file).values(case=case, number=number, name=file.name, sha256=digest, bytes=len(file.data),
                                     media_type=file.media_type, by=by, at=at)
        )  # fmt: skip
        kept.append(KeptFile(number, file.name, digest, len(file.data), file.media_type, at))
    return kept


def files_of(connection: Connection, case: str) -> list[KeptFile]:
    """The files of a case in the order in which they came."""
    rows = connection.execute(select(case_file).where(case_file.c.case == case).order_by(case_file.c.number)).all()
    return [KeptFile(row.number, row.name, row.sha256, row.bytes, row.media_type, row.at) for row in rows]


def bytes_of(connection: Connection, organization: str, sha256: str) -> bytes:
    """The bytes with that digest. Raises NotFound, Unavailable when they are not those that came."""
    whole = b"".join(_pieces(connection, organization, sha256))
    if not whole and sha256 != hashlib.sha256(b"").hexdigest():
        raise NotFound("There is no such file.")
    if hashlib.sha256(whole).hexdigest() != sha256:
        raise Unavailable("A kept file is not what was received.", "Restore the database from its backup.")
    return whole


def _keep_bytes(connection: Connection, organization: str, sha256: str, data: bytes) -> None:
    known = select(blob.c.number).where(blob.c.organization == organization, blob.c.sha256 == sha256).limit(1)
    if connection.execute(known).first() is not None:
        return
    for number, start in enumerate(range(0, max(len(data), 1), PIECE)):
        piece = seal(data[start : start + PIECE], f"{sha256} {number}")
        connection.execute(insert(blob).values(organization=organization, sha256=sha256, number=number, data=piece))


def _pieces(connection: Connection, organization: str, sha256: str) -> Iterator[bytes]:
    query = (
        select(blob.c.number, blob.c.data)
        .where(blob.c.organization == organization, blob.c.sha256 == sha256)
        .order_by(blob.c.number)
    )
    for row in connection.execute(query):
        yield unseal(bytes(row.data), f"{sha256} {row.number}")
