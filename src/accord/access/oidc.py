"""Signing in at the organization's own sign-in service (OpenID Connect, authorization code with PKCE), where a setting names one.

The browser goes there and comes back with a code; this machine changes the code for a signed token, over TLS and written in
the ledger. The token has to name a person who is here already; nobody is made by it, and roles are those given here.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast
from urllib.parse import quote_plus, urlencode, urlsplit

import httpx
from sqlalchemy import select

from accord.access.challenges import make_challenge, use_challenge
from accord.access.id_token import Expected, email_in
from accord.access.sessions import Session, begin_session
from accord.audit.ledger import Ledger
from accord.db.engine import Database
from accord.db.tables import person as people
from accord.errors import Forbidden, Invalid, Unavailable
from accord.settings import Settings, settings

KIND = "oidc"
BACK = "/sign-in/oidc/back"
SECONDS = 10.0
MOST_BYTES = 1 << 20
SERVICE = "oidc"
SEE = "See docs/reference/settings.md."


@dataclass(frozen=True, slots=True)
class Departure:
    """address -- whither the browser goes; state -- kept in a cookie meanwhile: who comes back without it did not begin here."""

    address: str
    state: str


@dataclass(frozen=True, slots=True)
class Return:
    """With what the browser came back: the query of its address, the state that its cookie kept, what it is."""

    state: str
    kept: str
    code: str = ""
    issuer: str = ""
    fault: str = ""
    device: str = ""


def is_on() -> bool:
    """Is there a sign-in service?"""
    return bool(settings().oidc_issuer)


def begin_oidc(database: Database, now: dt.datetime) -> Departure:
    """Begins a sign-in. Raises Invalid, Forbidden for settings that do not allow it, Unavailable."""
    site = settings()
    about = _discovered(site)
    with database.at_the_door().writing() as connection:
        asked = make_challenge(connection, KIND, now)
    told = {
        "response_type": "code", "client_id": site.oidc_client_id, "redirect_uri": site.address + BACK,
        "scope": "openid email", "state": asked.name, "nonce": _drawn(asked.secret, "nonce"),
        "code_challenge": _unpadded(sha256(_drawn(asked.secret, "verifier").encode()).digest()),
        "code_challenge_method": "S256",
    }  # fmt: skip
    there = _address(about, "authorization_endpoint")
    return Departure(f"{there}{'&' if '?' in there else '?'}{urlencode(told)}", asked.name)


def finish_oidc(database: Database, back: Return, now: dt.datetime) -> Session:
    """The session of the person whom the service names. Raises Forbidden, Invalid, Unavailable."""
    site = settings()
    if not hmac.compare_digest(back.state.encode(), back.kept.encode()):
        raise Forbidden("This sign-in was begun in another browser.", "Begin again.")
    asked = use_challenge(database, KIND, back.state, now)
    if back.fault or not back.code:
        raise Forbidden("The sign-in service did not let you in.", "Try again there, or sign in with the password.")
    if back.issuer not in ("", site.oidc_issuer):  # RFC 9207: another service's code must not be brought here
        raise Forbidden("Another sign-in service answered.", "Begin again.")
    about = _discovered(site)
    token = _exchanged(site, about, back.code, _drawn(asked.secret, "verifier"))
    keys = _asked(site, "GET", _address(about, "jwks_uri"))
    expected = Expected(site.oidc_issuer, site.oidc_client_id, _drawn(asked.secret, "nonce"))
    email = email_in(token, keys, expected, now)
    with database.at_the_door().writing() as connection:
        mine = select(people.c.id).where(people.c.email == email, people.c.active)
        person_id = connection.execute(mine.with_for_update()).scalar()
        if person_id is None:
            raise Forbidden("Nobody here has the address with which you signed in.", "Ask an administrator.")
        return begin_session(connection, person_id, KIND, now, back.device)


def _discovered(site: Settings) -> Mapping[str, Any]:
    """What the service says of itself (OpenID Connect Discovery 1.0, 4). It has to call itself what the setting calls it."""
    if not site.oidc_issuer or not site.oidc_client_id:
        raise Invalid("No sign-in service is set.", f"Set oidc_issuer and oidc_client_id. {SEE}")
    about = _asked(site, "GET", site.oidc_issuer.rstrip("/") + "/.well-known/openid-configuration")
    if about.get("issuer") != site.oidc_issuer:
        raise Forbidden("The sign-in service calls itself otherwise than the setting.", f"Mend oidc_issuer. {SEE}")
    return about


def _exchanged(site: Settings, about: Mapping[str, Any], code: str, verifier: str) -> str:
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": site.address + BACK, "code_verifier": verifier,
    }  # fmt: skip
    secret, headers = site.oidc_client_secret.get_secret_value(), dict[str, str]()
    ways = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if secret and "client_secret_basic" in ways:
        pair = f"{quote_plus(site.oidc_client_id)}:{quote_plus(secret)}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": site.oidc_client_id} | ({"client_secret": secret} if secret else {})
    token = _asked(site, "POST", _address(about, "token_endpoint"), form, headers).get("id_token")
    if not isinstance(token, str):
        raise Unavailable("The sign-in service gave no ID token.", "See that the scope 'openid' is allowed there.")
    return token


def _asked(
    site: Settings, method: str, address: str, form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Mapping[str, Any]:  # fmt: skip
    """One call and its JSON. Neither the code nor a secret is kept in the ledger, nor told in an error."""
    parts = urlsplit(address)
    if not site.allows(parts.hostname or ""):
        raise Forbidden(f"The sign-in service was not asked: no setting allows {parts.hostname}.",
                        f'Add "{parts.hostname}" to allow_hosts in accord.toml.')  # fmt: skip
    _check_private(address)
    with Ledger(site.data / "ledger.sqlite").call(SERVICE, method, parts.hostname or "", parts.path, "") as told:
        try:
            with (
                httpx.Client(timeout=SECONDS, follow_redirects=False) as client,
                client.stream(method, address, data=form, headers=headers) as answer,
            ):
                told.outcome = str(answer.status_code)
                body = _body(answer)
        except httpx.HTTPError as fault:
            raise Unavailable(
                f"The sign-in service does not answer ({type(fault).__name__}).", "Sign in with the password, or wait."
            ) from fault
        told.bytes_in = len(body)
    if not answer.is_success:
        raise Unavailable(
            f"The sign-in service answered {answer.status_code} at {parts.path}.", "Sign in with the password, or wait."
        )
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Unavailable(f"The sign-in service's answer at {parts.path} cannot be read.", "See its log.")
    return cast(dict[str, Any], found)


def _body(answer: httpx.Response) -> bytes:
    body = bytearray()
    for block in answer.iter_bytes():
        body += block
        if len(body) > MOST_BYTES:
            raise Unavailable("The sign-in service's answer is longer than any should be.", "See its log.")
    return bytes(body)


def _address(about: Mapping[str, Any], name: str) -> str:
    address = about.get(name)
    if not isinstance(address, str):
        raise Unavailable(f"The sign-in service does not say its {name}.", "See that oidc_issuer is the right one.")
    _check_private(address)
    return address


def _check_private(address: str) -> None:
    """TLS, but on this machine itself."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")):
        raise Invalid("An address of the sign-in service is not https.", f"Mend oidc_issuer. {SEE}")


def _drawn(secret: bytes, purpose: str) -> str:
    """A value for one purpose out of a challenge's secret, so that nothing more has to be kept."""
    return _unpadded(hmac.new(secret, purpose.encode(), sha256).digest())


def _unpadded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
