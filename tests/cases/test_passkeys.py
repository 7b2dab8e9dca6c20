"""Passkeys: added and used by an authenticator in software, honest and not."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from accord.access.organizations import take_access
from accord.access.passkeys import (
    Party,
    add_passkey,
    drop_passkeys,
    offer_passkey,
    offer_sign_in,
    passkeys_of,
    remove_passkey,
    sign_in_with_passkey,
    this_party,
)
from accord.access.sessions import MustWait, Session, session_of
from accord.audit.chain import events_of, verify_chain
from accord.db.engine import Database
from accord.db.tables import challenge
from accord.errors import AccordError, Conflict, Forbidden, Invalid, NotFound
from tests.cases.authenticator import Authenticator
from tests.cases.conftest import NOW, People

PARTY = Party("https://accord.hospital.example")
MINUTE = dt.timedelta(minutes=1)


def added(database: Database, people: People, **more: object) -> Authenticator:
    device = Authenticator(PARTY.origin, PARTY.host, **more)  # type: ignore[arg-type]
    offer = offer_passkey(database, people.reviewer, PARTY, NOW)
    add_passkey(database, people.reviewer, PARTY, offer.name, device.make(offer.options), "  my  phone ", NOW)
    return device


def entered(database: Database, device: Authenticator, **lies: object) -> Session:
    offer = offer_sign_in(database, PARTY, NOW)
    return sign_in_with_passkey(database, PARTY, offer.name, device.use(offer.options, **lies), NOW)


def actions(database: Database, people: People) -> list[str]:
    with database.reading() as connection:
        assert verify_chain(connection, people.payer).fault == ""
        found = [one.action for one in events_of(connection, people.payer, f"person {people.reviewer.id}")]
    return [one for one in found if one != "person_made"]


def test_a_passkey_is_added_and_signs_its_person_in(database: Database, people: People) -> None:
    device = added(database, people)
    for _ in range(2):
        session = entered(database, device)
        assert session.person == people.reviewer
        assert session_of(database, session.token, NOW) == session
    assert actions(database, people) == ["passkey_added", "signed_in", "signed_in"]
    with database.reading() as connection:
        assert [one.name for one in passkeys_of(connection, people.reviewer)] == ["my phone"]
        assert passkeys_of(connection, people.second) == []
        assert connection.execute(select(challenge)).all() == []


def test_what_the_browser_is_asked_for(database: Database, people: People) -> None:
    device = added(database, people)
    making = json.loads(offer_passkey(database, people.reviewer, PARTY, NOW).options)
    assert making["rp"]["id"] == "accord.hospital.example"
    assert making["authenticatorSelection"]["userVerification"] == "required"
    assert making["authenticatorSelection"]["residentKey"] == "required"
    assert len(making["excludeCredentials"]) == 1
    using = json.loads(offer_sign_in(database, PARTY, NOW).options)
    assert using["userVerification"] == "required"
    assert using["allowCredentials"] == []  # who has which passkey is told to nobody
    assert device.id.hex() not in json.dumps(using)


def test_an_answer_is_good_once(database: Database, people: People) -> None:
    device = added(database, people)
    offer = offer_sign_in(database, PARTY, NOW)
    answer = device.use(offer.options)
    assert sign_in_with_passkey(database, PARTY, offer.name, answer, NOW)
    with pytest.raises(Forbidden, match="sent before"):
        sign_in_with_passkey(database, PARTY, offer.name, answer, NOW)
    other = offer_sign_in(database, PARTY, NOW)  # the old answer under a new name
    with pytest.raises(Forbidden, match="not known"):
        sign_in_with_passkey(database, PARTY, other.name, answer, NOW)


def test_an_answer_is_good_for_five_minutes_and_for_what_was_asked(database: Database, people: People) -> None:
    device = added(database, people)
    offer = offer_sign_in(database, PARTY, NOW)
    with pytest.raises(Forbidden, match="too long"):
        sign_in_with_passkey(database, PARTY, offer.name, device.use(offer.options), NOW + 5 * MINUTE)
    adding = offer_passkey(database, people.reviewer, PARTY, NOW)
    with pytest.raises(Forbidden, match="too long"):
        sign_in_with_passkey(database, PARTY, adding.name, device.use(adding.options), NOW)


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://accord.hospital.example.evil.example"}, {"origin": "http://accord.hospital.example"},
        {"challenge": "AAAA"}, {"challenge": ""}, {"type": "webauthn.create"},
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_page_or_challenge_signs_nobody_in(database: Database, people: People, lie: dict[str, str]) -> None:
    device = added(database, people)
    with pytest.raises(Forbidden, match="not known"):
        entered(database, device, **lie)
    assert actions(database, people) == ["passkey_added", "sign_in_failed"]
    assert entered(database, device)  # and the honest one goes on


def test_a_wrong_device_signs_nobody_in(database: Database, people: People) -> None:
    device = added(database, people)
    from cryptography.hazmat.primitives.asymmetric import ec

    for false in (
        Authenticator(PARTY.origin, PARTY.host),  # unknown
        replace(device, key=ec.generate_private_key(ec.SECP256R1())),  # another key under the same name
        replace(device, host="evil.example"),
        replace(device, verifies=False),  # lies open on a table
        replace(device, handle=people.second.id.encode()),  # somebody else's, it says
    ):
        with pytest.raises(Forbidden, match="not known"):
            entered(database, false)
    assert "signed_in" not in actions(database, people)


def test_a_copied_passkey_is_taken_away_and_its_person_signed_out(database: Database, people: People) -> None:
    device = added(database, people)
    copy = replace(device)
    session = entered(database, device)
    with pytest.raises(Forbidden):
        entered(database, copy)  # counts 1 again
    assert session_of(database, session.token, NOW) is None
    with pytest.raises(Forbidden):
        entered(database, device)
    assert actions(database, people) == ["passkey_added", "signed_in", "passkey_cloned"]


def test_a_false_signature_with_a_low_count_takes_nothing_away(database: Database, people: People) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    device = added(database, people)
    session = entered(database, device)
    with pytest.raises(Forbidden):
        entered(database, replace(device, count=-1, key=ec.generate_private_key(ec.SECP256R1())))
    assert session_of(database, session.token, NOW) is not None
    assert entered(database, device)


def test_a_device_that_does_not_count_is_taken(database: Database, people: People) -> None:
    device = added(database, people, step=0)
    assert entered(database, device)
    assert entered(database, device)


def test_adding_needs_the_same_person_page_and_a_verified_user(database: Database, people: People) -> None:
    device = Authenticator(PARTY.origin, PARTY.host)
    offer = offer_passkey(database, people.reviewer, PARTY, NOW)
    with pytest.raises(Forbidden, match="somebody else"):
        add_passkey(database, people.second, PARTY, offer.name, device.make(offer.options), "phone", NOW)
    with pytest.raises(Forbidden, match="sent before"):
        add_passkey(database, people.reviewer, PARTY, offer.name, device.make(offer.options), "phone", NOW)
    for false, lie in ((replace(device, verifies=False), {}), (replace(device, host="evil.example"), {}),
                       (device, {"origin": "https://evil.example"}), (device, {"challenge": "AAAA"}),
                       (device, {"type": "webauthn.get"})):  # fmt: skip
        offer = offer_passkey(database, people.reviewer, PARTY, NOW)
        with pytest.raises(Forbidden, match="does not hold"):
            add_passkey(database, people.reviewer, PARTY, offer.name, false.make(offer.options, **lie), "phone", NOW)
    assert actions(database, people) == []


def test_a_passkey_belongs_to_one_person(database: Database, people: People) -> None:
    device = added(database, people)
    offer = offer_passkey(database, people.second, PARTY, NOW)
    with pytest.raises(Conflict, match="known already"):
        add_passkey(database, people.second, PARTY, offer.name, device.make(offer.options), "phone", NOW)


def test_who_lost_a_device_takes_its_passkey_away(database: Database, people: People) -> None:
    device = added(database, people)
    with database.reading() as connection:
        id_ = passkeys_of(connection, people.reviewer)[0].id
    for person, wanted in ((people.second, id_), (people.reviewer, "00"), (people.reviewer, "no hexadecimal")):
        with pytest.raises(NotFound):
            remove_passkey(database, person, wanted, NOW)
    remove_passkey(database, people.reviewer, id_, NOW)
    with pytest.raises(Forbidden):
        entered(database, device)
    assert actions(database, people)[-1] == "passkey_removed"


def test_all_passkeys_of_a_stolen_device_go_at_once(database: Database, people: People) -> None:
    device, other = added(database, people), added(database, people)
    session = entered(database, device)
    for by in (people.second, people.stranger):
        with pytest.raises(Forbidden):
            drop_passkeys(database, by, people.reviewer, NOW)
    assert drop_passkeys(database, None, people.reviewer, NOW) == 2
    assert session_of(database, session.token, NOW) is None
    for gone in (device, other):
        with pytest.raises(Forbidden):
            entered(database, gone)
    assert actions(database, people)[-2:] == ["passkey_removed"] * 2
    assert drop_passkeys(database, people.reviewer, people.reviewer, NOW) == 0


def test_whose_access_was_taken_signs_in_no_more(database: Database, people: People) -> None:
    device = added(database, people)
    with database.writing() as connection:
        take_access(connection, "system", people.reviewer, NOW)
    with pytest.raises(Forbidden, match="not known"):
        entered(database, device)


def test_one_caller_guesses_no_longer_than_with_passwords(database: Database, people: People) -> None:
    device, stranger = added(database, people), Authenticator(PARTY.origin, PARTY.host)
    for turn in range(32):
        offer = offer_sign_in(database, PARTY, NOW)
        with pytest.raises(Forbidden) as fault:
            sign_in_with_passkey(database, PARTY, offer.name, stranger.use(offer.options), NOW, "192.0.2.7")
        assert isinstance(fault.value, MustWait) == (turn >= 30)
    offer = offer_sign_in(database, PARTY, NOW)
    assert sign_in_with_passkey(database, PARTY, offer.name, device.use(offer.options), NOW, "192.0.2.8")


@pytest.mark.parametrize(
    "answer",
    ["", "no json", "[]", "null", "{}", '{"rawId": 7}', '{"rawId": "ä"}', '{"id":"AA","rawId":"AA","type":"public-key"}', "x" * 70_000],
    ids=range(9),
)  # fmt: skip
def test_nonsense_is_refused_in_our_words(database: Database, people: People, answer: str) -> None:
    for begin, end in (
        (lambda: offer_sign_in(database, PARTY, NOW).name, lambda name: sign_in_with_passkey(database, PARTY, name, answer, NOW)),
        (
            lambda: offer_passkey(database, people.reviewer, PARTY, NOW).name,
            lambda name: add_passkey(database, people.reviewer, PARTY, name, answer, "x", NOW),
        ),
    ):  # fmt: skip
        with pytest.raises((Forbidden, Invalid)):
            end(begin())


def test_a_true_answer_with_any_part_changed_is_refused_in_our_words(database: Database, people: People) -> None:
    device = added(database, people)
    for part in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
        for value in (None, 7, [], {}, "", "AAAA", "ä", "A" * 400):
            offer = offer_sign_in(database, PARTY, NOW)
            told = json.loads(device.use(offer.options))
            if part == "userHandle" and not value:
                continue  # a device need not say whose it is
            told["response"][part] = value
            with pytest.raises(AccordError):
                sign_in_with_passkey(database, PARTY, offer.name, json.dumps(told), NOW)
    assert "signed_in" not in actions(database, people)
    for value in (None, 7, [], "text"):
        offer = offer_sign_in(database, PARTY, NOW)
        told = json.loads(device.use(offer.options)) | {"response": value}
        with pytest.raises(AccordError):
            sign_in_with_passkey(database, PARTY, offer.name, json.dumps(told), NOW)


def test_the_address_is_a_setting_and_wants_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    from accord.settings import settings

    assert this_party() == Party("http://localhost:8000")
    for written, good in (
        ("https://Accord.Hospital.example", "https://accord.hospital.example"), ("https://a.example:8443/", "https://a.example:8443"),
        ("http://accord.hospital.example", ""), ("accord.hospital.example", ""), ("https://a.example/path", ""), ("https://u:p@a.example", ""),
    ):  # fmt: skip
        monkeypatch.setenv("ACCORD_ADDRESS", written)
        settings.cache_clear()
        if good:
            assert this_party().origin == good
            continue
        with pytest.raises(Invalid, match="'address'"):
            this_party()
