"""A policy's status is what a named person did with its present content, and nothing else."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from accord.errors import Conflict, Invalid
from accord.policies import find_policies
from accord.policies.acts import Act, Did, PolicyActs
from accord.policies.content import content_digest
from accord.policies.load import bundled_pack, load_pack
from accord.policies.model import Policy
from accord.policies.standing import pack_with_standing, status_of, with_standing

from .edits import PACK, TEXT, load_text

DAY = dt.date(2026, 3, 1)
SERVED = dt.date(2026, 1, 5)

# Each changes what is asked of a record, of whom, or from which text.
CONTENT = [
    ("least_score: {value: 10,", "least_score: {value: 11,"),
    ("lookback: {value: P12M, why: The text says", "lookback: {value: P12M, why: Our text says"),
    ("question: Is the depression at least moderate?", "question: Is the depression moderate?"),
    ("ask: Send the data sheet of the box.", "ask: Send the data sheet."),
    ("codes: [E0203]\n  related", "codes: [E0203, E0204]\n  related"),
    ("states: [OH, WI]", "states: [OH]"),
    ('version: "2", effective', 'version: "3", effective'),
    ("judgement: true", "judgement: false"),
    ("voice: clinician, within", "voice: facility, within"),
    ("        - light.exclusion.eye_disease\n", "        - any: [light.exclusion.eye_disease]\n"),
]


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    return load_text(TEXT, tmp_path)


@pytest.fixture
def records(tmp_path: Path) -> PolicyActs:
    return PolicyActs(tmp_path / "records")


def act(policy: Policy, did: Did, day: dt.date = DAY, digest: str = "", until: dt.date | None = None) -> Act:
    signed = {"credentials": "MD", "npi": "1234567893"} if did is Did.SIGNED else {}
    return Act(did, policy.id, digest or content_digest(policy), "Ann Bell", day, until=until, **signed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# An invented policy", "# Another comment"),
        ("status: draft", "status: reviewed"),
        ("      met: [{score: 10}, {score: 27}]", "      met: [{score: 10}, {score: 26}]"),
        ("title: Light boxes for winter depression (an example)", "title:   'Light boxes for winter depression (an example)'"),
        ("  - case: the visit is missing", "  - case: no visit"),
    ],
    ids=["comment", "claimed status", "an example", "layout", "a whole request"],
)  # fmt: skip
def test_what_is_no_content_leaves_the_digest(policy: Policy, tmp_path: Path, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert content_digest(load_text(TEXT.replace(old, new), tmp_path)) == content_digest(policy)


@pytest.mark.parametrize(("old", "new"), CONTENT)
def test_what_is_content_changes_the_digest(policy: Policy, tmp_path: Path, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert content_digest(load_text(TEXT.replace(old, new), tmp_path)) != content_digest(policy)


def test_a_change_of_a_shared_file_changes_the_digest_of_those_that_use_it(policy: Policy, tmp_path: Path) -> None:
    shared = (PACK / "shared.yaml").read_text("utf-8")
    before = content_digest(policy)
    changed = load_text(TEXT, tmp_path, shared=shared.replace("element: signed_date", "element: date"))
    if changed.facts == policy.facts:
        changed = load_text(
            TEXT, tmp_path, shared=shared.replace("Is there a complete written order?", "Is there an order?")
        )
    assert content_digest(changed) != before
    unused = shared.replace("facts:\n", "facts:\n  unused:\n    ask: Is it asked?\n    type: boolean\n", 1)
    assert content_digest(load_text(TEXT, tmp_path, shared=unused)) == before


def test_all_shipped_policies_have_digests_of_their_own() -> None:
    digests = [content_digest(policy) for policy in bundled_pack().policies]
    assert len(set(digests)) == len(digests)


def test_nobody_signed_so_it_is_a_draft_whatever_the_file_says(policy: Policy, records: PolicyActs) -> None:
    for claimed in ("draft", "reviewed", "active"):
        told = with_standing(replace(policy, status=claimed), records)
        assert (told.status, told.standing) == ("draft", "Draft: no clinician has signed this policy's encoding.")


def test_a_signature_counts_while_the_content_stays(policy: Policy, records: PolicyActs, tmp_path: Path) -> None:
    records.add(act(policy, Did.SIGNED))
    assert with_standing(policy, records).status == "reviewed"
    changed = load_text(TEXT.replace("least_score: {value: 10,", "least_score: {value: 11,"), tmp_path)
    told = with_standing(changed, records)
    assert told.status == "draft"
    assert "as it is now; Ann Bell, MD signed an earlier one on 2026-03-01" in told.standing
    assert with_standing(policy, records).status == "reviewed", "the old content is still the signed one"


def test_switching_on_counts_for_the_content_that_was_switched_on(policy: Policy, records: PolicyActs) -> None:
    records.add(act(policy, Did.SIGNED))
    records.add(act(policy, Did.ACTIVATED))
    assert with_standing(policy, records).status == "active"
    records.add(act(policy, Did.ACTIVATED, digest="0" * 64))
    assert with_standing(policy, records).status == "reviewed"


def test_switching_on_without_a_signature_makes_nothing_active(policy: Policy, records: PolicyActs) -> None:
    records.add(act(policy, Did.ACTIVATED))
    assert with_standing(policy, records).status == "draft"


def test_a_retired_policy_is_found_for_no_service_after_its_day(records: PolicyActs) -> None:
    pack = load_pack(PACK)
    records.add(act(pack.policies[0], Did.RETIRED, until=SERVED))
    told = pack_with_standing(pack, records)
    assert find_policies(told, ["E0203"], "Medicare", "OH", SERVED)
    assert find_policies(told, ["E0203"], "Medicare", "OH", SERVED + dt.timedelta(days=1)) == []
    assert status_of(told.policies[0]) == "retired"
    records.add(act(pack.policies[0], Did.ACTIVATED))
    again = pack_with_standing(pack, records)
    assert find_policies(again, ["E0203"], "Medicare", "OH", SERVED + dt.timedelta(days=1))


def test_a_file_that_calls_itself_retired_stays_so(policy: Policy, records: PolicyActs) -> None:
    records.add(act(policy, Did.SIGNED))
    records.add(act(policy, Did.ACTIVATED))
    assert with_standing(replace(policy, status="retired"), records).status == "retired"


def test_many_who_write_at_once_break_no_chain(policy: Policy, records: PolicyActs) -> None:
    acts = [act(policy, Did.ACTIVATED, DAY + dt.timedelta(days=i)) for i in range(24)]
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(records.add, acts))
    assert sorted(records.of(policy.id), key=lambda one: one.date) == acts


@pytest.mark.parametrize("change", ["a word", "a line taken out", "a line put in", "no JSON"])
def test_records_that_were_changed_afterwards_are_refused(policy: Policy, records: PolicyActs, change: str) -> None:
    file = records.add(act(policy, Did.SIGNED))
    records.add(act(policy, Did.ACTIVATED))
    first, second = file.read_text("utf-8").splitlines(keepends=True)
    told = {
        "a word": first.replace("Ann Bell", "Bob Bell") + second,
        "a line taken out": second,
        "a line put in": first + first + second,
        "no JSON": first + second + "signed\n",
    }[change]
    file.write_text(told, "utf-8")
    with pytest.raises(Conflict, match="was changed after it was written"):
        with_standing(policy, records)
    with pytest.raises(Conflict):
        records.add(act(policy, Did.RETIRED))
    assert file.read_text("utf-8") == told


@pytest.mark.parametrize("bad", ["../x", "", "a/b", ".hidden"])
def test_an_id_leads_to_no_file_elsewhere(records: PolicyActs, bad: str) -> None:
    with pytest.raises(Invalid, match="no id of a policy"):
        records.of(bad)


def test_an_act_without_a_person_is_refused(policy: Policy) -> None:
    with pytest.raises(Invalid, match="Nobody is named"):
        Act(Did.RETIRED, policy.id, "0" * 64, " ", DAY)
    with pytest.raises(Invalid, match="credentials and NPI"):
        Act(Did.SIGNED, policy.id, "0" * 64, "Ann Bell", DAY)
