"""The ID token of an OpenID Connect sign-in, held against everything it has to say (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from accord.errors import Forbidden

# Signed with a private key of the service. Never 'none', never HMAC: that key would be one that others hold too.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = dt.timedelta(minutes=1)
OLDEST = dt.timedelta(minutes=10)
MUST_SAY = ["iss", "sub", "aud", "exp", "iat", "nonce"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token has to say to be taken."""

    issuer: str
    client: str
    nonce: str


def email_in(token: str, keys: Mapping[str, Any], expected: Expected, now: dt.datetime) -> str:
    """The verified e-mail address of who signed in. keys -- the service's JWK set. Raises Forbidden."""
    told = _signed(token, keys, expected)
    _check_times(told, now)
    if told.get("azp", expected.client) != expected.client or ("azp" not in told and _count(told["aud"]) > 1):
        raise _refused("it is for another site")
    if not hmac.compare_digest(str(told["nonce"]).encode(), expected.nonce.encode()):
        raise _refused("it answers another sign-in")
    email = told.get("email")
    if not isinstance(email, str) or "@" not in email or told.get("email_verified") is not True:
        raise _refused("it names no verified e-mail address")
    return email.strip().casefold()


def _signed(token: str, keys: Mapping[str, Any], expected: Expected) -> dict[str, Any]:
    """The claims, if one of the keys signed them. Their times are held against our own clock later."""
    try:
        named = jwt.get_unverified_header(token)
        key = _key(jwt.PyJWKSet.from_dict(dict(keys)), named.get("kid"))
        return jwt.decode(
            token, key, algorithms=list(ALGORITHMS), audience=expected.client, issuer=expected.issuer,
            options={"require": MUST_SAY, "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )  # fmt: skip
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError, KeyError) as fault:
        raise _refused(f"its signature, issuer or audience is wrong ({type(fault).__name__})") from fault


def _key(keys: jwt.PyJWKSet, name: object) -> jwt.PyJWK:
    """The key of that name; without a name the only one there is."""
    fitting = [key for key in keys if key.public_key_use in (None, "sig") and name in (None, key.key_id)]
    if len(fitting) != 1:
        raise KeyError("key")
    return fitting[0]


def _check_times(told: Mapping[str, Any], now: dt.datetime) -> None:
    try:
        ends, made = (dt.datetime.fromtimestamp(float(told[name]), dt.UTC) for name in ("exp", "iat"))
        begins = dt.datetime.fromtimestamp(float(told.get("nbf", told["iat"])), dt.UTC)
    except (TypeError, ValueError, OverflowError, OSError) as fault:
        raise _refused("its times cannot be read") from fault
    if now >= ends + LEEWAY or now - made > OLDEST or max(made, begins) > now + LEEWAY:
        raise _refused("it is over, or not yet good; see that both clocks are right")


def _count(audience: object) -> int:
    return len(audience) if isinstance(audience, list) else 1  # pyright: ignore[reportUnknownArgumentType]


def _refused(why: str) -> Forbidden:
    return Forbidden(f"What the sign-in service sent does not hold: {why}.", "Try again, or sign in with the password.")
