"""A policy's sources against what is published: current, changed, newer, retired, missing, not loaded; and its digests."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from accord.errors import Invalid
from accord.policies import bundled_pack
from accord.policies.model import Policy, Source
from accord.policies.passages import (
    IN_DOUBT,
    STALE,
    CoverageStore,
    Published,
    Standing,
    check_sources,
    is_stale,
    passage,
)

from .edits import Edit, load_text

A, B = "a" * 64, "b" * 64
SOURCE = Source("L", "LCD", "A policy", "12", dt.date(2024, 1, 1), "", "L30001", (("indication", A),))


@dataclass
class Shelf:
    """A store that holds what it is given."""

    held: dict[str, Published] = field(default_factory=dict)
    kinds: tuple[str, ...] = ("LCD",)
    words: str = "Nothing of the kind."

    def passage(self, source: Source, section: str) -> str | None:
        return f"{section}: {self.words}" if source.document in self.held else None

    def published(self, source: Source) -> Published | None:
        return self.held.get(source.document)

    def holds_kind(self, source: Source) -> bool:
        return source.kind in self.kinds


def held(version: str = "12", retired: bool = False, **digests: str) -> Shelf:
    return Shelf({"L30001": Published(version, None, retired, digests)})


def resting_on(source: Source) -> Policy:
    """A shipped policy all of whose criteria rest on one source."""
    policy = bundled_pack().policy("NCD-240.4_L33718")
    criteria = {key: replace(criterion, source=source.key) for key, criterion in policy.criteria.items()}
    return replace(policy, criteria=criteria, sources={source.key: source})


@pytest.mark.parametrize(
    ("source", "store", "standing"),
    [
        (SOURCE, held(indication=A), Standing.CURRENT),
        (SOURCE, held("13", indication=A), Standing.CURRENT),  # a new version with the same words
        (SOURCE, held(indication=B), Standing.CHANGED),
        (SOURCE, held("13", indication=B), Standing.CHANGED),
        (SOURCE, held(), Standing.UNRECORDED),  # the store has no words
        (SOURCE, held("13"), Standing.NEWER_VERSION),
        (SOURCE, held("11", indication=B), Standing.OLDER_VERSION),
        (SOURCE, held("12", True, indication=A), Standing.RETIRED),
        (replace(SOURCE, digests=()), held(indication=A), Standing.UNRECORDED),
        (replace(SOURCE, digests=()), held("13", indication=A), Standing.NEWER_VERSION),
        (replace(SOURCE, digests=(("indication", A), ("appendices", B))), held(indication=A), Standing.UNRECORDED),
        (SOURCE, Shelf(), Standing.MISSING),
        (SOURCE, Shelf(kinds=("NCD",)), Standing.NOT_LOADED),
        (SOURCE, None, Standing.NOT_LOADED),
        (replace(SOURCE, document="", digests=()), held(), Standing.ELSEWHERE),
    ],
)
def test_how_a_source_stands(source: Source, store: CoverageStore | None, standing: Standing) -> None:
    (told,) = check_sources(resting_on(source), store)
    assert told.standing is standing
    assert is_stale((told,)) == (standing in STALE)


def test_a_missing_source_is_in_doubt_and_what_is_not_loaded_is_not() -> None:
    assert Standing.MISSING in IN_DOUBT
    assert not {Standing.NOT_LOADED, Standing.OLDER_VERSION, Standing.UNRECORDED} & IN_DOUBT


def test_the_sections_that_changed_are_named() -> None:
    source = replace(SOURCE, digests=(("indication", A), ("associated_info", A)))
    (told,) = check_sources(resting_on(source), held("13", indication=B, associated_info=A))
    assert (told.changed, told.published) == (("indication",), "13")


def test_only_sources_that_a_criterion_rests_on_are_looked_up() -> None:
    policy = resting_on(SOURCE)
    more = replace(policy, sources={**policy.sources, "X": replace(SOURCE, key="X", document="L39998")})
    assert [one.source.key for one in check_sources(more, held(indication=A))] == ["L"]


def test_a_passage_has_words_where_a_store_holds_them() -> None:
    policy = resting_on(SOURCE)
    key = next(iter(policy.criteria))
    assert passage(policy, key).note == "not loaded"
    criterion = policy.criteria[key]
    told = passage(policy, key, held())
    assert (told.words, told.note) == (None, "not found")  # the section speaks of something else
    shelf = Shelf({"L30001": Published("12", None, False)}, words=criterion.question)
    told = passage(policy, key, shelf)
    assert (told.words, told.note) == (f"{criterion.section}: {criterion.question}", "")


def test_every_shipped_source_of_the_coverage_database_names_its_document() -> None:
    for policy in bundled_pack().policies:
        for source in policy.sources.values():
            if source.kind in ("NCD", "LCD", "article"):
                assert source.document, f"{policy.id}, {source.key}"
                assert source.document in f"{source.title} {source.key}"
            else:
                assert source.document == ""


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ('    document: "EX"', "names no LCD"),
        ("    digests: {indication: abc}", "need the 'document'"),
        (f'    document: L30001\n    digests: {{indication: "{A[:-1]}"}}', "no SHA-256"),
        ("    document: L30001\n    digest: x", "not known here"),
    ],
)
def test_a_bad_document_or_digest_is_refused(more: str, complaint: str, tmp_path: Path) -> None:
    text = _with_lcd(more)
    with pytest.raises(Invalid, match=complaint):
        load_text(text, tmp_path)


def test_a_document_and_its_digests_are_read(tmp_path: Path) -> None:
    policy = load_text(_with_lcd(f'    document: L30001\n    digests: {{indication: "{A}"}}'), tmp_path)
    (source,) = [one for one in policy.sources.values() if one.document]
    assert (source.document, source.digests) == ("L30001", (("indication", A),))


def _with_lcd(more: str) -> str:
    """The example policy with an LCD as its source, and more lines there."""
    from .edits import TEXT

    found = re.search(r"^sources:\n(?:  .*\n)+", TEXT, re.M)
    assert found is not None
    key = found[0].split("\n")[1].strip().partition(":")[0]
    lcd = (
        f"sources:\n  {key}:\n    kind: LCD\n    title: An example\n"
        f'    version: "12"\n    effective: "2024-01-01"\n{more}\n'
    )
    return Edit(found[0], lcd).applied()
