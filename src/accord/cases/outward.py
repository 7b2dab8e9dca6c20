"""What a person gives with a step, and the rule on what of it goes out: held against the record first, sent knowingly.

A letter of the editor passes the same check there, sentence by sentence; whatever else leaves the house passes it here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from accord.access import Act, Person, may
from accord.cases.decisions import LineDecision
from accord.cases.states import Needs, Transition
from accord.db.tables import letter_version
from accord.dossier.editing import Mark, Marked, Written
from accord.errors import Forbidden, Invalid
from accord.wording import say


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of holding words against the record. digest -- of exactly those words; own and struck -- sentences that
    nothing of the record bears, and those that name what no store holds; kept -- the person saw this and sends them so.
    """

    digest: str
    own: int = 0
    struck: int = 0
    kept: bool = False


@dataclass(frozen=True)
class Given:
    """What a person gives with a step: words to the other side, a letter, decisions on the lines.

    version -- of the kept letter of necessity that goes out with the step; 0 where none does.
    weighed -- what came of holding against the record what of it goes out.
    """

    words: str = ""
    letter: str = ""
    decisions: tuple[LineDecision, ...] = ()
    weighed: Weighed | None = None
    version: int = 0


NOTHING_GIVEN = Given()


def outward(way: Transition, words: str, letter: str, decisions: Sequence[LineDecision]) -> tuple[str, ...]:
    """The texts that leave the house with a step: its words and letter, and the reasons of a decision against the request."""
    told = [letter, words] if way.sends else []
    if Needs.DECISIONS in way.needs:
        told += [text for one in decisions if one.adverse for text in (one.missing, one.reason)]
    return tuple(dict.fromkeys(text.strip() for text in told if text.strip()))


def digest_of(texts: Iterable[str]) -> str:
    """64 hexadecimal digits of the words, by which they are known again."""
    return hashlib.sha256(json.dumps(list(texts), ensure_ascii=False).encode()).hexdigest()


def weighed(texts: Sequence[str], marks: Iterable[Marked], *, kept: bool) -> Weighed:
    """What came of the check, counted."""
    found = [one.mark for one in marks]
    return Weighed(digest_of(texts), found.count(Mark.OWN), found.count(Mark.STRUCK), kept)


def check_signed(connection: Connection, case_id: str, version: int) -> None:
    """Is it a kept letter of necessity that a clinician signed and nobody sent? Raises Invalid."""
    here = letter_version.c
    query = select(here.number).where(
        here.case == case_id, here.kind == Written.NECESSITY.value, here.number == version, here.signed_at.is_not(None),
        here.sent_at.is_(None),
    )  # fmt: skip
    if connection.execute(query).first() is None:
        raise Invalid("The request goes out with a letter that a clinician signed.", "Sign the letter first.")


def check_outward(person: Person, way: Transition, given: Given) -> Mapping[str, Any]:
    """What the audit row says of it. Raises Invalid while words go out unchecked, or unborne and not knowingly; Forbidden
    where only somebody who signs letters may answer for them.
    """
    texts = outward(way, given.words, given.letter, given.decisions)
    if not texts:
        return {}
    told = given.weighed
    if told is None or told.digest != digest_of(texts):
        raise Invalid(say("outward.not_checked"), say("outward.not_checked_remedy"))
    if told.struck and not may(person, Act.SIGN_LETTER):
        raise Forbidden(say("outward.struck", count=told.struck), say("outward.struck_remedy"))
    if (told.own or told.struck) and not told.kept:
        raise Invalid(say("outward.not_borne", count=told.own + told.struck), say("outward.not_borne_remedy"))
    return {"outward": {"sha256": told.digest, "own": told.own, "struck": told.struck, "kept": told.kept}}
