"""What the page of a case shows of its review, laid out once for the same content and kept, sealed, in the database.

A page is then a read of one row instead of the record, its citations and their templates anew. What is kept says from which files,
which review and which version of our own words and templates it was made; any other is made again.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from typing import Any

from markupsafe import Markup
from sqlalchemy import Connection, delete, insert, select, update

from accord.cases.files import KeptFile
from accord.db.sealing import seal, unseal
from accord.db.tables import case_layout, case_picture
from accord.web.sheets import Sheet, sheets_from, sheets_told

MADE_FROM = ("accord.dossier", "accord.web", "accord.wording")  # what decides how a review looks
KINDS = (".py", ".j2", ".toml")
INNER = "inner "
MOST_PICTURE_BYTES = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class Laid:
    """view -- all that the papers say (accord.dossier.view); document -- the text of the record with the cited words marked;
    pages -- the same as pictures of the pages as they were received, where there are any, their text beside them;
    warnings -- what stands above the criteria: what of the record is to be read with care;
    facts -- what stands below the criteria and is the same for everybody: checks, the request; proposal -- what is proposed;
    digests -- of all that is shown of each criterion.
    """

    view: Mapping[str, Any]
    document: Markup
    pages: Markup | None
    facts: Markup
    warnings: Markup
    proposal: Markup
    digests: Mapping[str, str]

    @property
    def keys(self) -> frozenset[str]:
        """The criteria that a person can open."""
        return frozenset(self.digests)


def layout_key(content: str, files: Sequence[KeptFile]) -> str:
    """Digest of all that decides what is shown."""
    told = [content, [[file.number, file.name, file.sha256] for file in files], program_digest()]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@cache
def program_digest() -> str:
    """Of our own code, words and templates that lay a review out."""
    whole = hashlib.sha256()
    for package in MADE_FROM:
        for name, one in sorted(_sources(package_files(package), package)):
            whole.update(f"{name} {hashlib.sha256(one.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _sources(one, f"{name}/{one.name}")
        elif one.name.endswith(KINDS):
            yield f"{name}/{one.name}", one


# ---- kept


def kept_layout(connection: Connection, case_id: str, key: str) -> Laid | None:
    """None where it was not laid out, or from something else. Raises Unavailable when it cannot be unsealed."""
    row = connection.execute(
        select(case_layout.c.body).where(case_layout.c.case == case_id, case_layout.c.key == key)
    ).first()
    return None if row is None else _from_bytes(_opened(row.body, case_id))


def is_kept(connection: Connection, case_id: str, key: str) -> bool:
    """Is it laid out from just this?"""
    query = select(case_layout.c.case).where(case_layout.c.case == case_id, case_layout.c.key == key)
    return connection.execute(query).first() is not None


def kept_sheets(connection: Connection, case_id: str, key: str) -> Mapping[str, Sheet] | None:
    """By name; None where nothing is kept of just this."""
    query = select(case_layout.c.sheets).where(case_layout.c.case == case_id, case_layout.c.key == key)
    row = connection.execute(query).first()
    return None if row is None else sheets_from(json.loads(_opened(row.sheets, f"{case_id} sheets")))


def kept_picture(connection: Connection, case_id: str, name: str) -> bytes | None:
    """The picture of cited words."""
    query = select(case_picture.c.data).where(case_picture.c.case == case_id, case_picture.c.name == name)
    found = connection.execute(query).scalar()
    return None if found is None else unseal(bytes(found), f"{case_id} {name}")


def kept_inner(connection: Connection, case_id: str, sha256: str) -> bytes | None:
    """The bytes of a file that came within another."""
    return kept_picture(connection, case_id, INNER + sha256)


def keep_layout(
    connection: Connection, organization: str, case_id: str, key: str, laid: Laid, pictures: Mapping[str, bytes],
    sheets: Mapping[str, Sheet],
) -> None:  # fmt: skip
    """In the place of what was laid out before."""
    told = {"key": key, "body": _sealed(_to_bytes(laid), case_id),
            "sheets": _sealed(json.dumps(sheets_told(sheets)).encode(), f"{case_id} sheets")}  # fmt: skip
    same = case_layout.c.case == case_id
    if connection.execute(update(case_layout).where(same).values(**told)).rowcount == 0:
        connection.execute(insert(case_layout).values(case=case_id, organization=organization, **told))
    connection.execute(delete(case_picture).where(case_picture.c.case == case_id))
    inner = {INNER + one.sha256: one.data for one in sheets.values() if one.data}
    for name, data in {**pictures, **inner}.items():
        connection.execute(
            insert(case_picture).values(case=case_id, organization=organization, name=name,
                                        data=seal(data, f"{case_id} {name}"))
        )  # fmt: skip


def is_small_enough(pictures: Mapping[str, bytes], sheets: Mapping[str, Sheet]) -> bool:
    """Can its pictures be kept?"""
    inner = {one.sha256: len(one.data) for one in sheets.values()}
    return sum(map(len, pictures.values())) + sum(inner.values()) <= MOST_PICTURE_BYTES


# ---- as bytes


def _sealed(plain: bytes, about: str) -> bytes:
    return seal(zlib.compress(plain), about)


def _opened(sealed: bytes, about: str) -> bytes:
    return zlib.decompress(unseal(bytes(sealed), about))


def _to_bytes(laid: Laid) -> bytes:
    told = {"view": laid.view, "document": laid.document, "pages": laid.pages, "facts": laid.facts,
            "warnings": laid.warnings, "proposal": laid.proposal, "digests": laid.digests}  # fmt: skip
    return json.dumps(told, ensure_ascii=False).encode()


def _from_bytes(told: bytes) -> Laid:
    found = json.loads(told)
    for part in found["view"]["parts"]:
        for criterion in part["criteria"]:
            criterion["proof"] = Markup(criterion["proof"])
    pages = found["pages"]
    return Laid(
        found["view"], Markup(found["document"]), None if pages is None else Markup(pages), Markup(found["facts"]),
        Markup(found["warnings"]), Markup(found["proposal"]), found["digests"],
    )  # fmt: skip
