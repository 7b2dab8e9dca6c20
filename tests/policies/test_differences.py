"""What differs between two policies is told in plain words, with what it touches, and nothing else is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.policies.differences import Difference, differences, in_a_sentence
from accord.prior_auth.authors.compare import compare

from .edits import TEXT, load_text
from .test_standing import CONTENT


def told(tmp_path: Path, old: str, new: str) -> list[Difference]:
    assert TEXT.count(old) == 1, old
    before = load_text(TEXT, tmp_path)
    return list(differences(before, load_text(TEXT.replace(old, new), tmp_path)))


def test_the_same_policy_differs_in_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, "# An invented policy", "# Another word") == []
    assert told(tmp_path, "status: draft", "status: reviewed") == []


@pytest.mark.parametrize(
    ("old", "new", "section", "key", "what", "was", "now", "variants"),
    [
        ("least_score: {value: 10,", "least_score: {value: 12,", "criteria", "light.severity.score", "logic",
         "What is the latest PHQ-9 score before the order? Answer: at least 10.",
         "What is the latest PHQ-9 score before the order? Answer: at least 12.", ("initial",)),
        ("ask: Send the data sheet of the box.", "ask: Send its data sheet.", "criteria", "light.device.strength", "ask",
         "Send the data sheet of the box.", "Send its data sheet.", ("initial",)),
        ("question: Is the depression at least moderate?", "question: Is it moderate?", "criteria", "light.severity.score",
         "question", "Is the depression at least moderate?", "Is it moderate?", ("initial",)),
        ("judgement: true", "judgement: false", "criteria", "light.use.at_home", "judgement", "True", "False", ("initial",)),
        ("within: P6M before order_date", "within: P3M before order_date", "facts", "visit_date", "looked_for",
         "dated: within 6 months before the day of “On which day was the item ordered?”",
         "dated: within 3 months before the day of “On which day was the item ordered?”", ("initial",)),
        ("codes: [E0203]\n  related", "codes: [E0203, E0204]\n  related", "codes", "E0204", "added", "", "E0204", ()),
        ("related_codes: [A4634]", "related_codes: [A4635]", "related_codes", "A4634", "removed", "A4634", "", ()),
        ('version: "2", effective', 'version: "3", effective', "sources", "EX", "version", "2", "3",
         ("replacement", "initial")),
        ("modifiers: [RA, RB]", "modifiers: [RA]", "variants", "replacement", "when", "E0203 RA RB", "E0203 RA",
         ("replacement",)),
        ("        - light.exclusion.eye_disease\n", "        - any: [light.exclusion.eye_disease]\n", "variants", "initial",
         "tree", "", "", ("initial",)),
        ("states: [OH, WI]", "states: [OH]", "head", "states", "changed", "OH, WI", "OH", ()),
    ],
)  # fmt: skip
def test_a_change_is_told_with_both_sides_and_what_it_touches(
    tmp_path: Path, old: str, new: str, section: str, key: str, what: str, was: str, now: str, variants: tuple[str, ...]
) -> None:
    found = [one for one in told(tmp_path, old, new) if (one.section, one.key, one.what) == (section, key, what)]
    assert len(found) == 1
    (one,) = found
    if was or now:
        assert (one.was, one.now) == (was, now)
    assert one.variants == variants
    assert bool(one.codes) == bool(variants or section in ("codes", "related_codes"))
    assert in_a_sentence(one)


def test_criteria_that_come_and_go_are_told(tmp_path: Path) -> None:
    gone = TEXT[TEXT.index("  light.device.strength:") : TEXT.index("  light.use.at_home:")]
    fact = TEXT[TEXT.index("  light_strength:") : TEXT.index("  drug_trials:")]
    thinner = (
        TEXT.replace(gone, "")
        .replace(fact, "")
        .replace("any: [light.device.strength, light.use.at_home]", "light.use.at_home")
    )
    thinner = thinner.replace("      light_strength: 10000\n", "").replace(", light_strength: 10000}", "}")
    before, after = load_text(TEXT, tmp_path), load_text(thinner, tmp_path)
    forth = {(one.section, one.key, one.what) for one in differences(before, after)}
    back = {(one.section, one.key, one.what) for one in differences(after, before)}
    assert ("criteria", "light.device.strength", "removed") in forth
    assert ("facts", "light_strength", "removed") in forth
    assert ("criteria", "light.device.strength", "added") in back


@pytest.mark.parametrize(("old", "new"), CONTENT)
def test_whatever_changes_the_digest_is_told(tmp_path: Path, old: str, new: str) -> None:
    assert told(tmp_path, old, new)


def test_an_example_that_comes_out_otherwise_is_told(tmp_path: Path) -> None:
    before = load_text(TEXT, tmp_path)
    higher = load_text(TEXT.replace("least_score: {value: 10,", "least_score: {value: 13,").replace(
        "met: [{score: 10}, {score: 27}]", "met: [{score: 13}, {score: 27}]"), tmp_path)  # fmt: skip
    outcomes = compare(before, higher).outcomes
    assert next((one.case, one.was, one.now) for one in outcomes) == ("everything documented", "met", "not_met")
    assert compare(before, before).outcomes == ()
