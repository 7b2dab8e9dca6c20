"""The Questionnaire: each question once, asked for the requests that need it, prefilled only by what the library has."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from typing import Any

import pytest

from accord.exchange.library_cql import cql_of
from accord.exchange.questionnaire import WHICH, needed_by, questionnaire
from accord.policies import bundled_pack
from accord.policies.checks import facts_of_criterion
from accord.policies.model import Policy
from tests.exchange.needs import STANDARDS, light, named

POLICIES = [*bundled_pack().policies, light()]
every_policy = pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
Item = dict[str, Any]


def items(within: Item) -> Iterator[Item]:
    for item in within.get("item", []):
        yield item
        yield from items(item)


def enabled(form: Item, variant: str) -> set[str]:
    """linkIds that are shown for a kind of request."""

    def shown(item: Item) -> bool:
        when = item.get("enableWhen", [])
        return not when or any(w["answerCoding"]["code"] == variant for w in when)

    def walk(within: Item) -> Iterator[str]:
        for item in within.get("item", []):
            if shown(item):
                yield item["linkId"]
                yield from walk(item)

    return set(walk(form))


@every_policy
def test_every_question_has_its_own_link_id_and_words(policy: Policy) -> None:
    form = questionnaire(named(policy))
    ids = [item["linkId"] for item in items(form)]
    assert len(ids) == len(set(ids))
    assert all(item["text"] for item in items(form))
    for fact in policy.facts.values():
        asked = [item for item in items(form) if item["linkId"] == fact.name]
        assert [item["text"] for item in asked] in ([], [fact.ask])


@every_policy
def test_a_request_is_asked_exactly_what_its_criteria_need(policy: Policy) -> None:
    form = questionnaire(named(policy))
    needed = needed_by(policy)
    for variant in policy.variants.values():
        shown = enabled(form, variant.name) & set(policy.facts)
        assert shown == {fact for fact, variants in needed.items() if variant.name in variants}
        direct = {fact for criterion in policy.criteria_in(variant) for fact in facts_of_criterion(criterion)}
        assert direct <= shown


def test_a_question_of_another_kind_of_request_is_hidden() -> None:
    form = questionnaire(named(light()))
    assert "score" in enabled(form, "initial")
    assert "score" not in enabled(form, "replacement")
    assert "depression" in enabled(form, "replacement")


@every_policy
def test_what_is_referred_to_is_there(policy: Policy) -> None:
    form = questionnaire(named(policy))
    cql = cql_of(named(policy))
    for item in items(form):
        for when in item.get("enableWhen", []):
            assert when["question"] == WHICH
            assert when["answerCoding"]["code"] in policy.variants
        assert ("enableBehavior" in item) == (len(item.get("enableWhen", [])) > 1)
        for extension in item.get("extension", []):
            if extension["url"].endswith("initialExpression"):
                told = extension["valueExpression"]["expression"]
                library, define = re.fullmatch(r'"([^"]+)"\."([^"]+)"', told).groups()  # type: ignore[union-attr]
                assert library == form["name"]
                assert f'define "{define}": ' in cql
                assert f'define "{define}": null as' not in cql
    assert f"library {form['name']} version '{form['version']}'" in cql


@every_policy
def test_types_fit_the_facts(policy: Policy) -> None:
    for item in items(questionnaire(named(policy))):
        fact = policy.facts.get(item["linkId"])
        if fact is None:
            continue
        kinds = {"boolean": ["boolean"], "integer": ["integer"], "date": ["date"], "quantity": ["quantity"]}
        assert item["type"] in kinds.get(fact.type, ["string", "open-choice"])
        units = [e["valueCoding"]["code"] for e in item.get("extension", []) if e["url"].endswith("unitOption")]
        assert units == ([fact.unit] if fact.type == "quantity" else [])
        assert ("answerOption" in item) == (item["type"] == "open-choice")
        assert item["required"] is False  # unknown is an answer


def test_words_that_decide_are_offered() -> None:
    setting = next(item for item in items(questionnaire(named(light()))) if item["linkId"] == "setting")
    assert setting["answerOption"] == [{"valueString": "home"}, {"valueString": "work"}]


@every_policy
def test_it_is_a_draft_of_its_edition(policy: Policy) -> None:
    form = questionnaire(named(policy))
    assert form["status"] == "draft"
    assert form["subjectType"] == ["Patient"]
    assert form["effectivePeriod"]["start"] == policy.editions[-1].start.isoformat()
    assert form["identifier"][0]["value"] == policy.id


def snapshot(package: str, profile: str) -> dict[str, Any]:
    path = STANDARDS / "packages" / package
    if not path.is_file():
        pytest.skip(f"needs the shared data folder: {path.name} is not there")
    with tarfile.open(path) as archive:
        told = archive.extractfile(f"package/StructureDefinition-{profile}.json")
        assert told is not None
        elements = json.load(told)["snapshot"]["element"]
    return {element["id"]: element for element in elements if ":" not in element["id"]}


def faults(elements: dict[str, Any], path: str, body: Item) -> Iterator[str]:
    """What breaks the profile: unknown elements, cardinality, lists that are none."""
    children = {
        key[len(path) + 1 :]: e for key, e in elements.items() if re.fullmatch(re.escape(path) + r"\.[^.]+", key)
    }
    if set(children) <= {"id", "extension", "extension.url"}:
        return  # a data type that the profile does not open
    for key, value in body.items():
        found = next((k for k in children if k == key or (k.endswith("[x]") and key.startswith(k[:-3]))), None)
        if found is None:
            if key != "resourceType":
                yield f"{path}.{key} is not known"
            continue
        many = children[found].get("base", children[found])["max"] != "1"
        if many != isinstance(value, list):
            yield f"{path}.{key} is {'no list' if many else 'a list'}"
            continue
        values = value if many else [value]
        if children[found]["max"].isdigit() and len(values) > int(children[found]["max"]):
            yield f"{path}.{key} stands too often"
        inner = "Questionnaire.item" if path == "Questionnaire.item" and key == "item" else f"{path}.{found}"
        for each in values:
            if isinstance(each, dict):
                yield from faults(elements, inner, each)
    for key, element in children.items():
        if element["min"] and not any(k == key or (key.endswith("[x]") and k.startswith(key[:-3])) for k in body):
            yield f"{path}.{key} is missing"


@pytest.mark.shared
@every_policy
def test_it_keeps_to_the_profile_of_dtr(policy: Policy) -> None:
    elements = snapshot("davinci_dtr_2.0.1.tgz", "dtr-std-questionnaire")
    assert list(faults(elements, "Questionnaire", questionnaire(named(policy)))) == []


@pytest.mark.shared
def test_the_check_of_the_profile_notices() -> None:
    elements = snapshot("davinci_dtr_2.0.1.tgz", "dtr-std-questionnaire")
    form = questionnaire(named(light()))
    assert list(faults(elements, "Questionnaire", {**form, "subjectTypes": ["Patient"]}))
    assert list(faults(elements, "Questionnaire", {**form, "subjectType": "Patient"}))
    assert list(faults(elements, "Questionnaire", {key: value for key, value in form.items() if key != "status"}))
    spoilt = {**form["item"][1], "item": [{"linkId": "x", "typ": "boolean"}]}
    assert list(faults(elements, "Questionnaire", {**form, "item": [spoilt]}))
