"""Whose judgement fits which service: the shipped table, a site's own rows, licenses, and whom a row lets decide."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from accord.access import Person, Role
from accord.cases.decisions import Ground, Line, LineDecision, Outcome, check_decisions, may_decide_against
from accord.cases.qualified import PHYSICIANS, credentials_of, family_of, may_not, needs_words, shipped, table
from accord.criteria import Status
from accord.dossier.review import CriterionReview, NoPolicy, Review
from accord.errors import Forbidden, Invalid
from accord.policies.load import bundled_pack
from accord.records.request import Stated
from accord.settings import settings
from tests.cases.test_cases import REASON
from tests.prior_auth.shipped import form, reviewed, texts

DAY = dt.date(2026, 8, 1)
DIRECTOR = Person(
    "d", "o", "Dora Day", frozenset({Role.MEDICAL_DIRECTOR}), "MD", "1234567893", "sleep medicine", ("NY",)
)
COMPETENCE = "Ten years of treating patients with this very condition in a hospital clinic."


@cache
def oxygen() -> Review:
    """Of the shipped example: one line, some criteria unclear."""
    return reviewed(texts("oxygen-ask"), form("oxygen-ask"))[0]


def as_of(prefix: str, code: str = "E1390", state: str = "") -> Review:
    """The same as if its criteria were of another family, its service of another code, its patient of another state."""
    review = oxygen()
    criteria = tuple(dataclasses.replace(one, key=f"{prefix}.{one.key.partition('.')[2]}") for one in review.criteria)
    services = tuple(dataclasses.replace(one, code=code) for one in review.request.services)
    request = dataclasses.replace(review.request, services=services, state=stated(review, state))
    return dataclasses.replace(review, criteria=criteria, request=request, tree=None, root=None)


def stated(review: Review, state: str) -> Stated[str] | None:
    assert review.request.state is not None
    return dataclasses.replace(review.request.state, value=state) if state else None


def open_criterion(review: Review) -> CriterionReview:
    return next(one for one in review.criteria if one.status in (Status.UNCLEAR, Status.NOT_MET))


def denies(person: Person, review: Review, **odd: str) -> None:
    """Passes where the denial would stand."""
    code, key = review.request.services[0].code, open_criterion(review).key if review.criteria else "x.y.z"
    told = {"criterion": key, "missing": "A test during sleep.", "reason": REASON, **odd}
    ground = Ground(review, {one.key for one in review.criteria}, review.proposal.kind.value, DAY)
    check_decisions(person, [Line(1, code)], [LineDecision(1, Outcome.DENIED, **told)], ground)  # type: ignore[arg-type]


def who(**other: object) -> Person:
    return dataclasses.replace(DIRECTOR, **other)  # type: ignore[arg-type]


@pytest.fixture
def own_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "specialties.toml"
    monkeypatch.setenv("ACCORD_SPECIALTIES", str(path))
    settings.cache_clear()
    yield path
    settings.cache_clear()


def test_every_shipped_policy_has_a_row_by_its_criteria_and_by_each_of_its_codes() -> None:
    told = shipped()
    for policy in bundled_pack().policies:
        families = {key.partition(".")[0] for key in policy.criteria} & set(told.families)
        assert len(families) == 1, policy.id
        assert {told.of_code(code) for code in policy.applies_to.codes} == families, policy.id


def test_the_table_names_nothing_that_is_not_there() -> None:
    told = shipped()
    named = {name for row in told.families.values() for name in row.specialties}
    assert set(told.codes.values()) <= set(told.families)
    assert set(told.also.values()) <= named
    assert not set(told.also) & named
    assert all(name == name.casefold() for name in named | set(told.also))


def test_a_fitting_specialty_needs_no_words_and_another_does_not_decide() -> None:
    denies(DIRECTOR, oxygen())
    denies(who(specialty="Pulmonology"), oxygen())
    denies(who(specialty="Ophthalmology, Pulmonary Disease"), oxygen())
    with pytest.raises(Forbidden, match="of another field than yours") as told:
        denies(who(specialty="ophthalmology"), oxygen(), competence=COMPETENCE)
    assert "pulmonary disease" in str(told.value)
    with pytest.raises(Forbidden, match="of another field"):
        denies(DIRECTOR, as_of("tavr", "33361"))


def test_of_a_service_that_no_row_names_a_physician_says_why_they_are_competent() -> None:
    unknown = as_of("acme", "Z9999")
    assert needs_words(unknown, 1, "Z9999")
    assert not needs_words(oxygen(), 1, "E1390")
    for short in ("", "x", "Board certified.", "x x x x x x x x x x x x x x x x x x x x x x x x"):
        with pytest.raises(Invalid, match="why your field"):
            denies(DIRECTOR, unknown, competence=short)
    denies(DIRECTOR, unknown, competence=COMPETENCE)
    with pytest.raises(Forbidden):
        denies(who(credentials="DDS"), unknown, competence=COMPETENCE)


def test_a_site_policy_is_known_by_the_code_of_its_service() -> None:
    assert family_of(as_of("acme", "E1390"), 1, "E1390", "acme.a.b") == "o2"
    with pytest.raises(Forbidden, match="of another field"):
        denies(who(specialty="urology"), as_of("acme", "E1390"))


@pytest.mark.parametrize("credentials", ["PharmD", "DPM", "OD", "DDS", "DMD", "NP", "RN", "PhD", "", "MDA"])
def test_who_is_no_physician_decides_only_where_a_row_says_so(credentials: str) -> None:
    assert not credentials_of(credentials) & PHYSICIANS
    with pytest.raises(Forbidden):
        denies(who(credentials=credentials), oxygen())


@pytest.mark.parametrize("credentials", ["MD", "M.D., MPH", "DO", "D.O. FACP", "MBBS", "PhD / MD"])
def test_a_physician_is_one_however_it_is_written(credentials: str) -> None:
    denies(who(credentials=credentials), oxygen())


def test_an_optometrist_decides_on_eyelids_and_on_nothing_else() -> None:
    optometrist = who(credentials="OD", specialty="optometry")
    denies(optometrist, as_of("bleph", "15823"))
    assert may_decide_against(optometrist)
    for review in (oxygen(), as_of("acme", "Z9999")):
        with pytest.raises(Forbidden):
            denies(optometrist, review, competence=COMPETENCE)


@pytest.mark.parametrize(
    ("lacking", "words"),
    [({"npi": "1234567890"}, "NPI"), ({"name": " "}, "NPI"), ({"specialty": " "}, "with a specialty"),
     ({"licensed_in": ()}, "licensed to practice"), ({"licensed_in": ("ZZ",)}, "licensed to practice"), ({"credentials": ""}, "Only a physician")],
)  # fmt: skip
def test_a_director_of_whom_something_is_not_entered_decides_against_nothing(
    lacking: dict[str, object], words: str
) -> None:
    person = who(**lacking)
    assert not may_decide_against(person)
    with pytest.raises(Forbidden, match=words):
        denies(person, oxygen())
    assert words.split()[-1] in may_not(person, oxygen(), 1, "E1390", DAY)


@pytest.mark.parametrize("written", ["AZ", "az", "Arizona"])
def test_a_state_whose_law_asks_for_its_license_gets_it_from_that_day_on(written: str) -> None:
    arizona = as_of("o2", state=written)
    with pytest.raises(Forbidden, match="in AZ is licensed there"):
        denies(DIRECTOR, arizona)
    denies(who(licensed_in=("NY", "AZ")), arizona)
    denies(DIRECTOR, as_of("o2", state="ME"))
    assert "AZ" in may_not(DIRECTOR, arizona, 1, "E1390", dt.date(2026, 7, 1))
    assert may_not(DIRECTOR, arizona, 1, "E1390", dt.date(2026, 6, 30)) == ""


def test_a_line_that_was_weighed_under_no_policy_is_denied_by_nobody() -> None:
    bare = dataclasses.replace(oxygen(), policy=NoPolicy("No policy."), criteria=(), tree=None, root=None)
    with pytest.raises(Invalid, match="weighed under no policy"):
        denies(DIRECTOR, bare, competence=COMPETENCE)
    with pytest.raises(Invalid, match="weighed under no policy"):
        denies(DIRECTOR, bare, criterion="", competence=COMPETENCE)


def test_a_criterion_of_another_line_is_no_reason_against_this_one() -> None:
    one, other = oxygen(), as_of("cpap", "E0601")
    services = (*one.request.services, *other.request.services)
    request = dataclasses.replace(one.request, services=services)
    parts = tuple(dataclasses.replace(part.all_parts[0], services=(i,)) for i, part in enumerate((one, other)))
    both = dataclasses.replace(one, request=request, parts=parts)
    key = open_criterion(other).key
    ground = Ground(both, {key}, "ask", DAY)
    lines = [Line(1, "E1390"), Line(2, "E0601")]
    denied = [
        LineDecision(n, Outcome.DENIED, criterion=key, missing="A test during sleep.", reason=REASON) for n in (1, 2)
    ]
    with pytest.raises(Invalid, match="Line 1 is decided against without a criterion"):
        check_decisions(DIRECTOR, lines, denied, ground)
    approved = LineDecision(1, Outcome.APPROVED, reason=REASON)
    check_decisions(DIRECTOR, lines, [approved, denied[1]], ground)


def test_a_site_replaces_a_row_adds_others_and_is_told_what_cannot_be_read(own_rows: Path) -> None:
    own_rows.write_text(
        '[families.o2]\nwhat = "oxygen"\nspecialties = ["Ophthalmology"]\ncredentials = ["PharmD"]\n'
        '[families.acme]\nwhat = "acme"\nspecialties = ["urology"]\n[codes]\nZ9 = "acme"\n[licences.ME]\nsince = 2026-01-01\nlaw = "a law"\n'
    )
    with pytest.raises(Forbidden, match="of another field"):
        denies(DIRECTOR, as_of("o2"))
    denies(who(specialty="ophthalmology"), as_of("o2"))
    denies(who(specialty="ophthalmology", credentials="PharmD"), as_of("o2"))
    with pytest.raises(Forbidden, match="licensed there"):
        denies(who(specialty="ophthalmology"), as_of("o2", state="ME"))
    assert not needs_words(as_of("none", "Z9999"), 1, "Z9999")
    assert "cpap" in table().families


@pytest.mark.parametrize(
    "text", ["[families.o2", "[families.o2]\nspecialties = 3\n", "[wrong]\n", '[families.o2]\nspecialties = ["a b"]\n']
)
def test_a_file_of_rows_that_cannot_be_read_says_where(own_rows: Path, text: str) -> None:
    own_rows.write_text(text)
    with pytest.raises(Invalid, match=r"specialties\.toml"):
        table()


def test_a_file_of_rows_that_is_not_there_stops_the_decision(own_rows: Path) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        denies(DIRECTOR, oxygen())


def test_the_rows_that_the_docs_show_can_be_read(own_rows: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "understand" / "cases.md").read_text("utf-8")
    own_rows.write_text(page.partition("```toml\n")[2].partition("```")[0])
    told = table()
    assert told.of_code("S9500") == "acme"
    assert told.specialty("Infectiology") == "infectious disease"
    assert "TX" in told.licences
