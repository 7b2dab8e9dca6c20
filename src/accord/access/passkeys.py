"""Passkeys (WebAuthn level 2): a key pair of the person's device, which unlocks it by finger, face or PIN.

The site keeps the public key; there is nothing on it that could be stolen and used. A passkey is good for one address.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, delete, insert, select, update
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from accord.access.challenges import Challenge, make_challenge, use_challenge
from accord.access.organizations import SYSTEM, email_of, sessions_end_for
from accord.access.roles import Act, Person, check_may
from accord.access.sessions import Session, begin_session
from accord.access.tries import BY_CALLER, caller_key, count_try, take_back_try
from accord.audit.chain import add_event
from accord.db.engine import Database, bind
from accord.db.tables import passkey
from accord.db.tables import person as people
from accord.errors import Conflict, Forbidden, Invalid, NotFound
from accord.settings import settings

ADDING, SIGNING_IN, PROVING = "passkey", "passkey_sign_in", "passkey_proof"
MOST_WORDS = 64_000
LONGEST_NAME = 60
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Party:
    """The site as its people's browsers know it: its address, such as https://accord.hospital.example."""

    origin: str

    @property
    def host(self) -> str:
        """To which a passkey is bound, whatever the port."""
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the browser gets: options -- JSON for navigator.credentials; name -- comes back with the answer."""

    name: str
    options: str


@dataclass(frozen=True, slots=True)
class KeptPasskey:
    """A passkey as its owner sees it."""

    id: str
    name: str
    made_at: dt.datetime
    used_at: dt.datetime | None = None


def this_party() -> Party:
    """The site at the address of the settings."""
    return Party(settings().address)


def offer_passkey(database: Database, person: Person, party: Party, now: dt.datetime) -> Offer:
    """Begins adding a passkey for somebody who is signed in."""
    with database.writing() as connection:
        asked = make_challenge(connection, ADDING, now, person.id)
        known = connection.execute(select(passkey.c.credential).where(passkey.c.person == person.id)).scalars().all()
        email = email_of(connection, person.id)
    options = generate_registration_options(
        rp_id=party.host, rp_name="Accord", user_name=email, user_id=person.id.encode(), user_display_name=person.name,
        challenge=asked.secret, exclude_credentials=[PublicKeyCredentialDescriptor(id=bytes(one)) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )  # fmt: skip
    return Offer(asked.name, options_to_json(options))


def add_passkey(
    database: Database, person: Person, party: Party, offer: str, answer: str, name: str, now: dt.datetime
) -> None:
    """Keeps the passkey that the browser made. offer, answer -- an offer's name and the browser's JSON.

    name -- the person's own word for the device. Raises Forbidden, Invalid, Conflict.
    """
    asked = use_challenge(database, ADDING, offer, now)
    if asked.person != person.id:
        raise Forbidden("This passkey was begun by somebody else.", "Begin again.")
    made = _made(answer, asked, party)
    label = _label(name)
    with database.at_the_door().writing() as connection:
        if connection.execute(select(passkey.c.person).where(passkey.c.credential == made.credential_id)).first():
            raise Conflict("This passkey is known already.", "Sign in with it.")
        connection.execute(
            insert(passkey).values(credential=made.credential_id, person=person.id, name=label, made_at=now,
                                   public_key=made.credential_public_key, count=made.sign_count)
        )  # fmt: skip
        add_event(connection, person.organization, person.id, "passkey_added", f"person {person.id}", at=now)


def offer_sign_in(database: Database, party: Party, now: dt.datetime) -> Offer:
    """Begins a sign-in; the device says whose it is, so that nobody's name has to be told before."""
    with database.at_the_door().writing() as connection:
        asked = make_challenge(connection, SIGNING_IN, now)
    options = generate_authentication_options(
        rp_id=party.host, challenge=asked.secret, user_verification=UserVerificationRequirement.REQUIRED
    )
    return Offer(asked.name, options_to_json(options))


def offer_proof(database: Database, person: Person, party: Party, now: dt.datetime) -> Offer:
    """Begins a proof that it is still the person who sits there: with a passkey of theirs, and no other."""
    with database.writing() as connection:
        asked = make_challenge(connection, PROVING, now, person.id)
        known = connection.execute(select(passkey.c.credential).where(passkey.c.person == person.id)).scalars().all()
    options = generate_authentication_options(
        rp_id=party.host, challenge=asked.secret, user_verification=UserVerificationRequirement.REQUIRED,
        allow_credentials=[PublicKeyCredentialDescriptor(id=bytes(one)) for one in known],
    )  # fmt: skip
    return Offer(asked.name, options_to_json(options))


def sign_in_with_passkey(
    database: Database, party: Party, offer: str, answer: str, now: dt.datetime, caller: str = "", device: str = ""
) -> Session:
    """A session for who holds the passkey. Raises Forbidden (after too many tries MustWait), Invalid.

    A passkey that counts fewer uses than it did before is on two devices: it is taken away, and its person signed out.
    """
    if caller:
        with database.at_the_door().writing() as connection:
            count_try(connection, caller_key(caller), BY_CALLER, now)

    def then(connection: Connection, person_id: str) -> Session:
        if caller:
            take_back_try(connection, caller_key(caller))
        return begin_session(connection, person_id, "passkey", now, device)

    return use_passkey(database, party, offer, answer, now, then)


def use_passkey(
    database: Database, party: Party, offer: str, answer: str, now: dt.datetime, then: Callable[[Connection, str], T],
    of: str | None = None,
) -> T:  # fmt: skip
    """Does what comes then, in the transaction in which the passkey is found to hold. of -- the only person whose it may be.

    Raises Forbidden, Invalid.
    """
    asked = use_challenge(database, SIGNING_IN if of is None else PROVING, offer, now)
    if asked.person != of:
        raise Forbidden("This was begun by somebody else.", "Begin again.")
    told = _parsed(answer)
    with database.at_the_door().writing() as connection:
        row = _kept(connection, told)
        if row is not None:
            bind(connection, row.organization)
        used = _used(told, asked, party, bytes(row.public_key)) if row is not None else None
        if row is not None and (
            used is None or not row.active or not _is_of(told, row.person) or of not in (None, row.person)
        ):
            add_event(connection, row.organization, SYSTEM, "sign_in_failed", f"person {row.person}",
                      {"with": "passkey"}, at=now)  # fmt: skip
        elif row is not None and used is not None:
            if used.new_sign_count > row.uses or used.new_sign_count == row.uses == 0:
                changed = update(passkey).where(passkey.c.credential == row.credential)
                connection.execute(changed.values(count=used.new_sign_count, used_at=now))
                return then(connection, row.person)
            sessions_end_for(connection, row.person)
            _take_away(connection, row.person, row.organization, row.credential, SYSTEM, "passkey_cloned", now)
    raise Forbidden("This passkey is not known here, or may no longer be used.", "Sign in with the password.")


def passkeys_of(connection: Connection, person: Person) -> list[KeptPasskey]:
    """A person's passkeys, oldest first."""
    query = select(passkey).where(passkey.c.person == person.id).order_by(passkey.c.made_at)
    return [
        KeptPasskey(bytes(row.credential).hex(), row.name, row.made_at, row.used_at)
        for row in connection.execute(query)
    ]


def name_passkey(database: Database, person: Person, id_: str, name: str, now: dt.datetime) -> None:
    """Another name for a passkey of one's own. Raises NotFound."""
    mine = (passkey.c.credential == _credential(id_), passkey.c.person == person.id)
    with database.writing() as connection:
        if connection.execute(update(passkey).where(*mine).values(name=_label(name))).rowcount != 1:
            raise NotFound("There is no such passkey.")
        add_event(connection, person.organization, person.id, "passkey_named", f"person {person.id}", at=now)


def remove_passkey(database: Database, person: Person, id_: str, now: dt.datetime) -> None:
    """A person takes away a passkey of their own. Raises NotFound."""
    with database.writing() as connection:
        _take_away(connection, person.id, person.organization, _credential(id_), person.id, "passkey_removed", now)


def drop_passkeys(database: Database, by: Person | None, person: Person, now: dt.datetime) -> int:
    """Takes away all passkeys of a person, whose device was lost or stolen, and signs them out; how many there were.

    by -- an administrator of their organization, or the person; None for the command line of the machine. Raises Forbidden.
    """
    if by is not None and by.id != person.id:
        check_may(by, Act.MANAGE_PEOPLE)
        if by.organization != person.organization:
            raise Forbidden("This person belongs to another organization.")
    with database.writing() as connection:
        sessions_end_for(connection, person.id)
        theirs = connection.execute(select(passkey.c.credential).where(passkey.c.person == person.id)).scalars().all()
        for credential in theirs:
            _take_away(
                connection, person.id, person.organization, credential, by.id if by else SYSTEM, "passkey_removed", now
            )
    return len(theirs)


def _credential(id_: str) -> bytes:
    try:
        return bytes.fromhex(id_)
    except ValueError:
        return b""


def _label(name: str) -> str:
    """The person's own word for a device, in one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:LONGEST_NAME] or "passkey"


def _take_away(
    connection: Connection, person_id: str, organization: str, credential: bytes, by: str, action: str, now: dt.datetime
) -> None:
    mine = (passkey.c.credential == credential, passkey.c.person == person_id)
    if connection.execute(delete(passkey).where(*mine)).rowcount != 1:
        raise NotFound("There is no such passkey.")
    add_event(connection, organization, by, action, f"person {person_id}", at=now)


def _kept(connection: Connection, told: dict[str, Any]) -> Row[Any, Any, Any, Any, Any, Any] | None:
    """The passkey that the answer names, with its person's standing; held until the transaction ends."""
    try:
        credential = base64url_to_bytes(str(told.get("rawId", "")))
    except ValueError:
        return None
    query = (
        select(passkey.c.credential, passkey.c.person, passkey.c.public_key, passkey.c.count.label("uses"),
               people.c.organization, people.c.active)
        .join(people, people.c.id == passkey.c.person)
        .where(passkey.c.credential == credential)
        .with_for_update(of=passkey)
    )  # fmt: skip
    return connection.execute(query).first()


def _parsed(answer: str) -> dict[str, Any]:
    try:
        told = json.loads(answer) if len(answer) <= MOST_WORDS else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Invalid("The browser's answer cannot be read.", "Begin again.")
    return told  # pyright: ignore[reportUnknownVariableType]


def _made(answer: str, asked: Challenge, party: Party) -> VerifiedRegistration:
    try:
        return verify_registration_response(
            credential=_parsed(answer), expected_challenge=asked.secret, expected_rp_id=party.host,
            expected_origin=party.origin, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, TypeError, KeyError) as fault:
        raise Forbidden("This passkey cannot be added: its answer does not hold.", "Begin again.") from fault


def _used(told: dict[str, Any], asked: Challenge, party: Party, public_key: bytes) -> VerifiedAuthentication | None:
    """What the signature says, if it holds. The count is looked at by the caller: only a true signature may tell of a clone."""
    try:
        return verify_authentication_response(
            credential=told, expected_challenge=asked.secret, expected_rp_id=party.host, expected_origin=party.origin,
            credential_public_key=public_key, credential_current_sign_count=0, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, TypeError, KeyError):
        return None


def _is_of(told: dict[str, Any], person_id: str) -> bool:
    """The device's own word for whose passkey it is, where it gives one."""
    response = told.get("response")
    handle = response.get("userHandle") if isinstance(response, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if not handle:
        return True
    try:
        return base64url_to_bytes(str(handle)) == person_id.encode()  # pyright: ignore[reportUnknownArgumentType]
    except ValueError:
        return False
