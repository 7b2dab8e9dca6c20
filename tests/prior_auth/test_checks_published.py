"""policy.source and authorization.list: what is told, and that neither touches the proposal or a letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from accord.dossier.letter import compose_letter
from accord.dossier.review import Check, Desk, Outcome, Review
from accord.errors import Unavailable
from accord.policies.load import bundled_pack
from accord.policies.model import Policy, Source
from accord.policies.passages import CoverageStore, Published
from accord.prior_auth.checks import Severity
from accord.prior_auth.checks.authorization import check_authorization
from accord.prior_auth.checks.policy_source import RULE, check_policy_sources
from accord.prior_auth.line import review_record
from accord.records.places import ElementPlace
from accord.records.request import Person, Request, Service, Stated
from tests.prior_auth.shipped import TODAY, form, record, texts


@dataclass
class Shelf:
    """A store in which every document stands in the version asked for, but for some."""

    but: dict[str, Published | None]
    unloaded: tuple[str, ...] = ()

    def passage(self, source: Source, section: str) -> str | None:
        return None

    def published(self, source: Source) -> Published | None:
        same = Published(source.version, None, False, dict(source.digests))
        return self.but.get(source.document, same)

    def holds_kind(self, source: Source) -> bool:
        return source.kind not in self.unloaded


def policy() -> Policy:
    return bundled_pack().policy("NCD-240.4_L33718")


OTHER = "f" * 64


@pytest.mark.parametrize(
    ("store", "outcomes", "words"),
    [
        (Shelf({}), [Outcome.PASSED, Outcome.PASSED], "those that the policy was written from: 240.4, 240.4.1"),
        (Shelf({}), [Outcome.PASSED, Outcome.PASSED], "words not compared): L33718, A52467"),
        (Shelf({"L33718": None}), [Outcome.PROBLEM], "L33718, from which"),
        (Shelf({"L33718": Published("99", None, False)}), [Outcome.PROBLEM], "version 99"),
        (Shelf({"L33718": Published("52", None, True)}), [Outcome.PROBLEM], "is retired"),
        (
            Shelf({"240.4": Published("3", None, False, {"indications_limitations": OTHER})}),
            [Outcome.PROBLEM],
            "reads otherwise than when the policy was written (published version 3; sections: indications_limitations)",
        ),
        (Shelf({"L33718": Published("2", None, False)}), [Outcome.UNKNOWN], "only an older version"),
        (Shelf({}, ("LCD", "article")), [Outcome.UNKNOWN], "Whoever runs Accord can load them"),
        (Shelf({"L33718": None}, ("NCD",)), [Outcome.PROBLEM, Outcome.UNKNOWN], "240.4, 240.4.1"),
        (None, [Outcome.UNKNOWN], "Whoever runs Accord can load them"),
    ],
)
def test_the_published_texts(store: CoverageStore | None, outcomes: list[Outcome], words: str) -> None:
    found = check_policy_sources(policy(), store)
    assert [
        one.outcome for one in found if one.outcome is not Outcome.PASSED or outcomes[0] is Outcome.PASSED
    ] == outcomes
    assert words in " ".join(one.sentence for one in found)
    assert not any(one.blocks for one in found), "a stale policy is for a person to read, it asks nothing of a provider"
    assert all(one.severity is Severity.LOOK for one in found if one.outcome is Outcome.PROBLEM)


def asked(code: str, payer: str | None = "Medicare", state: str = "NJ", day: str = "2026-11-24") -> Request:
    at = ElementPlace("request.json", "x", "x", "request.json")
    return Request(
        patient=Person(),
        services=(Service(code, at, 1, ()),),
        diagnoses=(),
        requester=Person(),
        performer=Person(),
        payer=Stated(payer, at) if payer else None,
        state=Stated(state, at),
        service_date=Stated(dt.date.fromisoformat(day), at),
    )


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (asked("K0856"), "prior authorization for K0856 (power wheelchairs) since 2017-07-17"),
        (asked("K0856"), "a face-to-face encounter and a written order before delivery for K0856"),
        (asked("K0856", None), "Original Medicare; lists of 2026-09-30"),
        (asked("64582", state="TX"), "reviewed before it is paid"),
        (asked("64582", state="OR"), "but not in OR"),
        (asked("E0470"), "another payer may ask"),
    ],
)
def test_what_the_lists_say_of_the_service(request_: Request, words: str) -> None:
    (told,) = check_authorization(request_, TODAY)
    assert words in told.sentence
    assert told.outcome is Outcome.PASSED


@pytest.mark.parametrize("request_", [asked("K0856", "Acme Medicare Advantage"), asked("K0856", "Acme"), asked("K08")])
def test_other_payers_and_what_is_no_code_are_left_alone(request_: Request) -> None:
    assert check_authorization(request_, TODAY) == []


def reviewed(store: CoverageStore | None) -> Review:
    return review_record(record(texts(), form()), Desk.PAYER, TODAY, bundled_pack(), lambda: store)


def test_the_proposal_is_the_same_with_and_without_published_texts() -> None:
    stores = (None, Shelf({}), Shelf({"L33718": None}))
    assert len({reviewed(store).proposal for store in stores}) == 1


def test_a_damaged_database_is_told_and_stops_no_review() -> None:
    def damaged() -> CoverageStore | None:
        raise Unavailable("The release 2026-01-01 of coverage is damaged.", "Run 'accord sync coverage' again.")

    seen = review_record(record(texts(), form()), Desk.PAYER, TODAY, bundled_pack(), damaged)
    assert _of(seen)[0].outcome is Outcome.UNKNOWN
    assert "is damaged" in _of(seen)[0].sentence
    assert seen.proposal == reviewed(None).proposal


def test_no_letter_speaks_of_our_own_copies() -> None:
    for side in Desk:
        seen = replace(reviewed(Shelf({"L33718": None})), side=side)
        assert _of(seen)
        assert "L33718, from which" not in repr(compose_letter(seen, record(texts(), form())))


def _of(seen: Review) -> list[Check]:
    return [check for check in seen.checks if check.rule == RULE]
