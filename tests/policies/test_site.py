"""A site's own policies beside the shipped ones: who goes first, and what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from accord.errors import Conflict
from accord.policies import find_policies
from accord.policies.load import bundled_pack, load_pack
from accord.policies.model import Pack, Policy
from accord.policies.new import Wanted, write_new
from accord.policies.site import collisions, joined, site_pack
from accord.settings import settings

SERVED = dt.date(2026, 6, 1)
START = dt.date(2026, 1, 1)
SHIPPED_CODE, SHIPPED_ID = "E0601", "NCD-240.4_L33718"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes an own policy into a folder and gives the folder."""

    def go(id_: str, code: str, payer: str = "medicare", folder: str = "own", states: tuple[str, ...] = ()) -> Path:
        write_new(Wanted(id_, "A policy of its own", (code,), payer, ("G47.33",), states, START), tmp_path / folder)
        return tmp_path / folder

    return go


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Sets ACCORD_* for a while."""

    def go(**values: str) -> None:
        monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
        for name, value in values.items():
            monkeypatch.setenv(f"ACCORD_{name.upper()}", value)
        settings.cache_clear()

    yield go
    monkeypatch.undo()
    settings.cache_clear()


def ids(pack: Pack, payer: str, *, named: bool = True, code: str = SHIPPED_CODE) -> list[str]:
    return [match.policy.id for match in find_policies(pack, [code], payer, "OH", SERVED, named=named)]


def own(folder: Path) -> list[tuple[Path, Pack]]:
    return [(folder, load_pack(folder, own_rule=False))]


def test_an_own_policy_goes_first_where_its_payer_is_named(write: Callable[..., Path]) -> None:
    pack = joined(bundled_pack(), own(write("OWN-PAP", SHIPPED_CODE)))
    assert ids(pack, "Original Medicare") == ["OWN-PAP", SHIPPED_ID]
    assert ids(pack, "medicare", named=False) == [SHIPPED_ID, "OWN-PAP"]


def test_an_own_policy_of_another_payer_is_not_used(write: Callable[..., Path]) -> None:
    pack = joined(bundled_pack(), own(write("OWN-PAP", SHIPPED_CODE, "acme health")))
    assert ids(pack, "Medicare") == [SHIPPED_ID]
    assert ids(pack, "Acme Health Gold") == ["OWN-PAP"]
    assert ids(pack, "Acme Health Medicare Advantage") == ["OWN-PAP", SHIPPED_ID]


def test_the_match_says_that_it_is_the_sites_own(write: Callable[..., Path]) -> None:
    pack = joined(bundled_pack(), own(write("OWN-PAP", SHIPPED_CODE)))
    assert find_policies(pack, [SHIPPED_CODE], "Medicare", "OH", SERVED)[0].because.startswith(
        "OWN-PAP, the site's own,"
    )


def test_two_own_policies_that_decide_the_same_are_refused_with_both_places(write: Callable[..., Path]) -> None:
    folder = write("OWN-A", "A5500", "acme")
    write("OWN-B", "A5500", "acme gold")
    with pytest.raises(Conflict) as refused:
        joined(bundled_pack(), own(folder))
    assert str(folder / "OWN-A.yaml") in refused.value.message
    assert str(folder / "OWN-B.yaml") in refused.value.message
    assert "A5500" in refused.value.message


@pytest.mark.parametrize(
    ("first", "second"),
    [(("acme", ()), ("beta", ())), (("acme", ("OH",)), ("acme", ("WI",)))],
    ids=["payers", "states"],
)
def test_policies_that_are_parted_are_not_refused(
    write: Callable[..., Path], first: tuple[str, tuple[str, ...]], second: tuple[str, tuple[str, ...]]
) -> None:
    folder = write("OWN-A", "A5500", first[0], states=first[1])
    write("OWN-B", "A5500", second[0], states=second[1])
    assert joined(bundled_pack(), own(folder)).policies[-1].own


def test_a_retired_one_stands_in_nobodys_way(write: Callable[..., Path]) -> None:
    write("OWN-A", "A5500", "acme")
    policies = load_pack(write("OWN-B", "A5500", "acme"), own_rule=False).policies
    assert list(collisions(policies))
    assert not list(collisions((replace(policies[0], retired_on=dt.date(2025, 12, 31)), policies[1])))
    assert not list(collisions((replace(policies[0], status="retired"), policies[1])))


def test_an_own_policy_may_not_take_a_shipped_id(write: Callable[..., Path]) -> None:
    with pytest.raises(Conflict, match=f"both hold policy {SHIPPED_ID}"):
        joined(bundled_pack(), own(write(SHIPPED_ID, "A5500", "acme")))


def test_the_shipped_pack_has_no_collisions() -> None:
    assert list(collisions(bundled_pack().policies)) == []


def test_a_folder_with_its_own_rule_keeps_it_for_its_policies(write: Callable[..., Path]) -> None:
    folder = write("OWN-A", "A5500", "acme")
    shipped = bundled_pack()
    plain = joined(shipped, own(folder))
    assert plain.decision_of(_policy(plain, "OWN-A")).sha256 == shipped.decision.sha256
    rule = (Path(__file__).parent / "pack" / "decision.yaml").read_text("utf-8")
    (folder / "decision.yaml").write_text(rule, "utf-8")
    pack = joined(shipped, own(folder))
    assert pack.decision_of(_policy(pack, "OWN-A")).sha256 != shipped.decision.sha256
    assert pack.decision_of(_policy(pack, SHIPPED_ID)).sha256 == shipped.decision.sha256


def test_the_setting_names_the_folders(write: Callable[..., Path], configured: Callable[..., None]) -> None:
    configured(policies=f'["{write("OWN-A", "A5500", "acme")}"]')
    pack = site_pack()
    assert ids(pack, "Acme", code="A5500") == ["OWN-A"]
    assert _policy(pack, "OWN-A").standing.startswith("Draft:")


def test_a_folder_given_by_hand_replaces_all_others(
    write: Callable[..., Path], configured: Callable[..., None]
) -> None:
    configured(policies=f'["{write("OWN-A", "A5500", "acme")}"]')
    other = write("OWN-B", "A5501", "acme", "other")
    assert [policy.id for policy in site_pack(other).policies] == ["OWN-B"]


def test_a_site_may_take_approvals_only_from_signed_policies(configured: Callable[..., None]) -> None:
    configured()
    assert not any(policy.withheld for policy in site_pack().policies)
    configured(approval_needs="reviewed")
    assert all("only from reviewed policies" in policy.withheld for policy in site_pack().policies)


def _policy(pack: Pack, id_: str) -> Policy:
    return pack.policy(id_)
