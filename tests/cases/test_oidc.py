"""Signing in at the organization's own service: the honest way in, and every way in that is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from accord.access.oidc import Return, begin_oidc, finish_oidc, is_on
from accord.access.organizations import email_of, take_access
from accord.access.sessions import Session, session_of
from accord.audit.chain import events_of, verify_chain
from accord.audit.ledger import Ledger
from accord.db.engine import Database
from accord.errors import AccordError, Forbidden, Invalid, Unavailable
from accord.settings import settings
from tests.cases.conftest import NOW, People
from tests.cases.sign_in_service import CLIENT, SECRET, SignInService, served

Claims = Callable[[dict[str, Any]], None]


@pytest.fixture
def service(database: Database, people: People, monkeypatch: pytest.MonkeyPatch) -> Iterator[SignInService]:
    """A service that knows the reviewer, and the settings that name it."""
    with served(NOW) as made:
        for name, value in (
            ("OIDC_ISSUER", made.issuer), ("OIDC_CLIENT_ID", CLIENT), ("OIDC_CLIENT_SECRET", SECRET),
            ("ALLOW_HOSTS", '["127.0.0.1"]'), ("ADDRESS", "https://accord.hill.example"),
        ):  # fmt: skip
            monkeypatch.setenv(f"ACCORD_{name}", value)
        settings.cache_clear()
        with database.reading() as connection:
            made.email = email_of(connection, people.reviewer.id)
        yield made


def entered(database: Database, service: SignInService, now: dt.datetime = NOW, **more: str) -> Session:
    away = begin_oidc(database, NOW)
    return finish_oidc(database, Return(**{**service.authorize(away.address), "kept": away.state, **more}), now)


def test_who_signs_in_there_is_the_person_with_that_address_here(
    database: Database, people: People, service: SignInService
) -> None:  # fmt: skip
    assert is_on()
    service.email = service.email.upper()
    session = entered(database, service)
    assert session.person == people.reviewer
    assert session_of(database, session.token, NOW) == session
    with database.reading() as connection:
        assert verify_chain(connection, people.payer).fault == ""
        last = list(events_of(connection, people.payer))[-1]
    assert (last.action, last.told) == ("signed_in", {"with": "oidc"})
    assert service.heard == ["/.well-known/openid-configuration"] * 2 + ["/token", "/keys"]


def test_each_call_is_in_the_ledger_without_a_secret(database: Database, service: SignInService) -> None:
    entered(database, service)
    calls = Ledger(settings().data / "ledger.sqlite").calls()
    assert [(one.method, one.path, one.outcome) for one in calls][:2] == [
        ("GET", "/keys", "200"),
        ("POST", "/token", "200"),
    ]
    assert all(one.carried == "" for one in calls)


def says(**changes: Any) -> Claims:
    return lambda told: told.update(changes)


def lacks(name: str) -> Claims:
    return lambda told: told.pop(name)


SECOND = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        (says(nonce="another"), "another sign-in"), (says(nonce=""), "another sign-in"), (lacks("nonce"), "signature"),
        (says(iss="https://evil.example"), "issuer"), (lacks("iss"), "issuer"), (says(aud="another site"), "audience"),
        (lacks("aud"), "audience"), (says(aud=[CLIENT, "another"]), "another site"), (says(azp="another"), "another site"),
        (says(exp=SECOND - 61), "it is over"), (lacks("exp"), "signature"), (says(exp="soon"), "times"), (says(exp=1e300), "times"),
        (says(iat=SECOND - 601), "it is over"), (says(iat=SECOND + 61), "not yet"), (says(nbf=SECOND + 61), "not yet"),
        (says(email_verified=False), "verified"), (lacks("email_verified"), "verified"), (says(email_verified="true"), "verified"),
        (lacks("email"), "verified"), (says(email=7), "verified"), (says(email=""), "verified"), (lacks("sub"), "signature"),
        (says(email="nobody@hill.example"), "Nobody here"),
    ],
)  # fmt: skip
def test_a_token_that_says_anything_else_is_refused(
    database: Database, people: People, service: SignInService, claims: Claims, told: str
) -> None:
    service.claims = claims
    with pytest.raises(Forbidden, match=told):
        entered(database, service)
    with database.reading() as connection:
        assert "signed_in" not in [one.action for one in events_of(connection, people.payer)]


@pytest.mark.parametrize("claims", [says(aud=[CLIENT]), says(aud=[CLIENT, "b"], azp=CLIENT), says(exp=SECOND - 59)])
def test_what_the_standard_allows_is_taken(database: Database, service: SignInService, claims: Claims) -> None:
    service.claims = claims
    assert entered(database, service)


def test_a_token_that_its_service_did_not_sign_is_refused(database: Database, service: SignInService) -> None:
    other, curve = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())
    public = jwt.utils.base64url_encode(service.key.public_key().public_numbers().n.to_bytes(256, "big"))

    def broken(told: dict[str, Any]) -> str:
        head, body, signature = service.signed(told).split(".")
        return f"{head}.{body}.{signature[:-6]}AAAAAA"

    for sign in (
        lambda told: jwt.encode(told, other, algorithm="RS256", headers={"kid": "one"}),
        lambda told: jwt.encode(told, service.key, algorithm="RS256", headers={"kid": "two"}),
        lambda told: jwt.encode(told, curve, algorithm="ES256", headers={"kid": "one"}),
        lambda told: jwt.encode(told, "", algorithm="none", headers={"kid": "one"}),
        lambda told: jwt.encode(told, public, algorithm="HS256", headers={"kid": "one"}),  # the public key as a secret
        lambda told: jwt.encode(told, SECRET * 4, algorithm="HS256", headers={"kid": "one"}),
        broken, lambda _: "", lambda _: "a.b.c", lambda _: "ä", lambda _: "e30.e30.e30",
    ):  # fmt: skip
        service.sign = sign
        with pytest.raises(Forbidden, match="does not hold"):
            entered(database, service)


def test_keys_that_are_none_let_nobody_in(database: Database, service: SignInService) -> None:
    whole = service.keys()["keys"][0]
    for jwks in (
        {"keys": []},
        {},
        {"keys": "x"},
        {"keys": [{}]},
        {"keys": [whole, whole]},
        {"keys": [{**whole, "use": "enc"}]},
    ):
        service.jwks = jwks
        with pytest.raises(Forbidden, match="does not hold"):
            entered(database, service)
    for jwks in ([], b"no json", b"x" * (1 << 20 | 1)):
        service.jwks = jwks
        with pytest.raises(Unavailable):
            entered(database, service)


def test_a_return_is_good_once_soon_and_in_the_same_browser(database: Database, service: SignInService) -> None:
    away = begin_oidc(database, NOW)
    back = service.authorize(away.address)
    with pytest.raises(Forbidden, match="another browser"):
        finish_oidc(database, Return(**back, kept=""), NOW)
    assert finish_oidc(database, Return(**back, kept=away.state), NOW)
    with pytest.raises(Forbidden, match="sent before"):
        finish_oidc(database, Return(**back, kept=away.state), NOW)
    with pytest.raises(Forbidden, match="too long"):
        entered(database, service, NOW + dt.timedelta(minutes=5))
    with pytest.raises(Forbidden, match="Another sign-in service"):
        entered(database, service, issuer="https://evil.example")
    with pytest.raises(Forbidden, match="did not let you in"):
        entered(database, service, fault="access_denied")
    with pytest.raises(Forbidden, match="did not let you in"):
        entered(database, service, code="")
    with pytest.raises(Unavailable, match="answered 400"):
        entered(database, service, code="guessed")


def test_whose_access_was_taken_is_let_in_no_more(database: Database, people: People, service: SignInService) -> None:
    with database.writing() as connection:
        take_access(connection, "system", people.reviewer, NOW)
    with pytest.raises(Forbidden, match="Nobody here"):
        entered(database, service)


def test_a_service_is_asked_only_where_settings_allow_it(
    database: Database, service: SignInService, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value, kind, told in (
        ("ALLOW_HOSTS", "[]", Forbidden, "allow_hosts"), ("OIDC_CLIENT_ID", "", Invalid, "oidc_client_id"),
        ("OIDC_ISSUER", "", Invalid, "oidc_issuer"), ("OIDC_ISSUER", "http://login.hill.example", Invalid, "https"),
        ("OIDC_ISSUER", service.issuer + "/", Forbidden, "calls itself"),
    ):  # fmt: skip
        with monkeypatch.context() as changed:
            changed.setenv(f"ACCORD_{name}", value)
            if "hill.example" in value:
                changed.setenv("ACCORD_ALLOW_HOSTS", '["login.hill.example"]')
            settings.cache_clear()
            with pytest.raises(kind, match=told):
                begin_oidc(database, NOW)
        settings.cache_clear()


@pytest.mark.parametrize(
    ("about", "kind"),
    [
        ({"token_endpoint": "https://evil.example/token"}, Forbidden), ({"token_endpoint": "http://evil.example/token"}, AccordError),
        ({"jwks_uri": "https://evil.example/keys"}, Forbidden), ({"jwks_uri": 7}, Unavailable),
        ({"issuer": "https://evil.example"}, Forbidden), ({"authorization_endpoint": "javascript:alert(1)"}, Invalid),
    ],
)  # fmt: skip
def test_a_service_cannot_send_us_elsewhere(
    database: Database, service: SignInService, about: dict[str, Any], kind: type[AccordError]
) -> None:
    service.about = about
    with pytest.raises(kind):
        entered(database, service)


def test_a_service_that_is_down_is_said_to_be(database: Database, service: SignInService) -> None:
    service.status = 503
    with pytest.raises(Unavailable, match="answered 503"):
        begin_oidc(database, NOW)
    service.status = 302
    with pytest.raises(Unavailable, match="answered 302"):
        begin_oidc(database, NOW)
