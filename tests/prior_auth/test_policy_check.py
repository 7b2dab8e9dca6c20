"""accord policy check tells every fault and doubt with its place, and nothing of a sound policy."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from accord.errors import NotFound
from accord.policies.acts import PolicyActs
from accord.policies.load import PACKS, SHIPPED
from accord.policies.model import Source
from accord.policies.new import Wanted, write_new
from accord.policies.passages import Published
from accord.prior_auth.authors.check import Checked, check
from accord.prior_auth.authors.remark import Level
from accord.settings import settings
from tests.policies.edits import PACK, TEXT

TODAY = dt.date(2026, 3, 1)
Look = Callable[..., Checked]


@pytest.fixture(autouse=True)
def _no_site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ACCORD_POLICIES", raising=False)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Checks the example policy after a change of its text, or a new one."""

    def go(*changes: tuple[str, str], store: object = None, text: str = TEXT) -> Checked:
        folder = tmp_path / "pack"
        shutil.copytree(PACK, folder, dirs_exist_ok=True)
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / "EX-LIGHT.yaml").write_text(text, "utf-8")
        return check(folder, TODAY, PolicyActs(tmp_path / "records"), store)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    return go


@dataclass(frozen=True)
class Store:
    """Holds every LCD in one state."""

    document: Published | None

    def passage(self, source: Source, section: str) -> str | None:
        return None

    def published(self, source: Source) -> Published | None:
        return self.document

    def holds_kind(self, source: Source) -> bool:
        return True


def sentences(checked: Checked, level: Level) -> list[str]:
    return [remark.sentence for remark in checked.of(level)]


def test_all_faults_are_told_at_once_each_with_line_and_column(look: Look) -> None:
    found = look(
        ("status: draft", "status: drafty"),
        ("states: [OH, WI]", "states: [Ohio]"),
        ("    unit: lx\n", ""),
        ("section: Coverage A\n", "sektion: Coverage A\n"),
        ("default_variant: initial", "default_variant: initiel"),
    ).of(Level.FAULT)
    assert sorted(remark.path for remark in found) == [
        "applies_to.states[1]",
        "criteria.light.diagnosis.seasonal",
        "criteria.light.diagnosis.seasonal.sektion",
        "default_variant",
        "facts.light_strength",
        "status",
    ]
    lines = TEXT.splitlines()
    at = {remark.path: remark for remark in found}
    assert (at["status"].line, at["status"].column) == (lines.index("status: draft") + 1, 1)
    assert at["applies_to.states[1]"].column == 12
    assert all(remark.where.endswith(f":{remark.line}:{remark.column}") and remark.remedy for remark in found)


def test_what_only_follows_from_a_fault_is_not_told(look: Look) -> None:
    found = look(("    type: quantity\n    unit: lx\n", "    type: quantity\n")).of(Level.FAULT)
    assert [remark.path for remark in found] == ["facts.light_strength"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      met: [{score: 10}, {score: 27}]", "      met: [{score: 9.5}, {score: 27}]"),
        ("logic: {fact: score, \">=\": $least_score}", "logic: {fact: score, \">=\": $score}"),
        ("value_set: depression,", "value_set: depresion,"),
        ("  - case: the visit is missing\n    variant: initial", "  - case: the visit is missing\n    variant: initially"),
    ],
)  # fmt: skip
def test_one_fault_is_never_swallowed(look: Look, old: str, new: str) -> None:
    assert look((old, new)).of(Level.FAULT)


def test_the_example_has_no_fault_and_its_invented_concepts_are_told(look: Look) -> None:
    found = look()
    assert found.of(Level.FAULT) == ()
    warned = sentences(found, Level.WARNING)
    assert "Fact score asks for phq9, which no reader of this version gives." in warned
    assert not any("order_date" in sentence for sentence in warned)
    assert len(found.policies) == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("status: draft", "status: active", "The file calls itself active"),
        ('from: "2025-07-01", to: null', 'from: "2025-07-01", to: "2026-02-28"', "No edition is in force on 2026-03-01"),
        ("why: The text says 'recent'; a year holds one winter.", "why: Usual.", "The reason for parameter lookback"),
        ("      not_met: [{setting: hospital}]\n", "", "Criterion light.use.at_home has no example of not_met"),
    ],
)  # fmt: skip
def test_doubts_are_warnings_with_a_remedy(look: Look, old: str, new: str, told: str) -> None:
    found = look((old, new))
    assert found.of(Level.FAULT) == ()
    (warning,) = [remark for remark in found.of(Level.WARNING) if told in remark.sentence]
    assert warning.remedy
    assert warning.line > 1
    assert not any(told in sentence for sentence in sentences(look(), Level.WARNING))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("met: [{score: 10}, {score: 27}]", "met: [{score: 8}]", "with {score: 8} it is not_met, not met"),
        ("    root: met\n", "    root: not_met\n", "'everything documented': root is met, not not_met"),
        ("    asks: [light.visit.recent]", "    asks: []", "it asks for light.visit.recent, not for -"),
    ],
)
def test_an_example_that_comes_out_otherwise_is_a_fault(look: Look, old: str, new: str, told: str) -> None:
    assert any(told in sentence for sentence in sentences(look((old, new)), Level.FAULT))


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (Published("3", None, retired=False), "is published in version 3; this policy was written against version 2"),
        (Published("2", None, retired=True), "is retired"),
        (None, "is not in the loaded coverage database"),
    ],
)
def test_sources_that_are_stale_are_warnings(look: Look, published: Published | None, told: str) -> None:
    source = ('version: "2", effective: "2025-07-01",', 'version: "2", effective: "2025-07-01", document: L99999,')
    assert any(told in s for s in sentences(look(source, store=Store(published)), Level.WARNING))
    same = look(source, store=Store(Published("2", None, retired=False)))
    assert not any("L99999" in s for s in sentences(same, Level.WARNING))
    assert "No coverage database is loaded; not compared: L99999." in sentences(look(source), Level.NOTE)


def test_an_id_used_twice_and_one_code_decided_twice_are_faults_with_both_places(tmp_path: Path) -> None:
    for id_ in ("OWN-A", "OWN-B"):
        write_new(Wanted(id_, "Shoes", ("A5500",), "acme", ("E11.42",), (), dt.date(2026, 1, 1)), tmp_path)
    shutil.copy(tmp_path / "OWN-A.yaml", tmp_path / "OWN-A.second.yaml")
    found = sentences(check(tmp_path, TODAY, PolicyActs(tmp_path / "records")), Level.FAULT)
    assert any("both hold policy OWN-A" in s and "OWN-A.yaml" in s and "OWN-A.second.yaml" in s for s in found)
    assert any("both decide A5500" in s and "OWN-A.yaml" in s and "OWN-B.yaml" in s for s in found)


def test_an_own_policy_for_a_shipped_code_is_a_note(tmp_path: Path) -> None:
    write_new(Wanted("OWN-PAP", "PAP", ("E0601",), "medicare", ("G47.33",), (), dt.date(2026, 1, 1)), tmp_path)
    found = check(tmp_path, TODAY, PolicyActs(tmp_path / "records"))
    assert found.of(Level.FAULT) == ()
    assert any("goes before the shipped NCD-240.4_L33718 for E0601" in s for s in sentences(found, Level.NOTE))


def test_the_shipped_pack_has_no_faults(tmp_path: Path) -> None:
    assert check(PACKS / SHIPPED, TODAY, PolicyActs(tmp_path / "records")).of(Level.FAULT) == ()


def test_where_nothing_stands_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no policy file"):
        check(tmp_path / "none", TODAY, PolicyActs(tmp_path / "records"))
