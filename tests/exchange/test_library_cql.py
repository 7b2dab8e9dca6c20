"""The text of the generated CQL, without running it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from accord.exchange.library_cql import asked_facts, cql_of, watched_facts
from accord.exchange.logic_cql import LogicInCql
from accord.exchange.prefill import prefill
from accord.exchange.quoting import comment, name, number, text
from accord.logic import AtLeast, Compare, FirstKnown, IsTrue, Not, When
from accord.policies import bundled_pack
from accord.policies.model import Policy
from tests.exchange.made_logic import made_policy
from tests.exchange.needs import light, named

POLICIES = bundled_pack().policies


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_every_question_criterion_and_variant_is_in_the_library(policy: Policy) -> None:
    cql = cql_of(named(policy))
    defined = set(re.findall(r'^define "([^"]+)":', cql, re.MULTILINE))
    assert {f"Criterion {key}" for key in policy.criteria} <= defined
    assert {f"Variant {variant}" for variant in policy.variants} <= defined
    assert {fact.name for fact in asked_facts(policy)} <= defined
    assert {f"{fact.name} from record" for fact in asked_facts(policy)} <= defined


@pytest.mark.parametrize("policy", [*POLICIES, light()], ids=lambda policy: policy.id)
def test_every_parameter_has_a_default_so_that_silence_is_unknown(policy: Policy) -> None:
    parameters = re.findall(r"^parameter (.+)$", cql_of(named(policy)), re.MULTILINE)
    assert len(parameters) == len(asked_facts(policy)) + len(watched_facts(policy))
    for parameter in parameters:
        assert re.search(r"default (null as (System\.)?\w+|false)$", parameter), parameter
        assert parameter.endswith("default false") == ('disputed" ' in parameter)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_a_prefill_never_answers_no(policy: Policy) -> None:
    for fact in asked_facts(policy):
        said = prefill(policy, fact)
        if fact.type == "boolean" and said is not None:
            assert "false" not in said
            assert said.endswith("null as Boolean")


def test_same_policy_same_bytes() -> None:
    assert cql_of(named(light())) == cql_of(named(light()))
    assert cql_of(named(light())) != cql_of(named(replace(light(), sha256="0" * 64)))


def test_silence_that_a_policy_reads_as_no_stays_a_question() -> None:
    cql = cql_of(
        named(light())
    )  # its eye_disease is 'absent: "false"' beside a witness, which only our reader can find
    assert 'define "eye_disease from record": null as Boolean' in cql


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (IsTrue("a"), '"a"'),
        (Not(IsTrue("a")), '(not "a")'),
        (Compare("level", ">=", Decimal("88.5")), "(\"level\" >= 88.5 'mm[Hg]')"),
        (Compare("count", "<", Decimal(-2)), '("count" < (-2))'),
        (When(IsTrue("a"), IsTrue("b")), '("a" implies "b")'),
        (
            FirstKnown((IsTrue("a"), IsTrue("b"))),
            'Coalesce("a", if "a disputed" then null as Boolean else "b")',
        ),
        (
            AtLeast(1, (IsTrue("a"),)),
            '(if ((if "a" then 1 else 0)) >= 1 then true else if ((if "a" then 1 else 0))'
            ' + ((if ("a") is null then 1 else 0)) >= 1 then null as Boolean else false)',
        ),
    ],
)
def test_nodes_are_written_so(node: object, said: str) -> None:
    assert LogicInCql(made_policy(light(), 1, 3)).holds(node) == said  # type: ignore[arg-type]


def test_words_cannot_break_out_of_their_quotes() -> None:
    assert text("O'Neill \\ x") == "'O\\'Neill \\\\ x'"
    assert name('where "it" is') == '"where \\"it\\" is"'
    assert comment("one\nlibrary Two") == "// one library Two"
    assert "\n" not in text("one\ntwo")
    assert number(Decimal("1E+3")) == "1000"
    assert number(Decimal("0.00000001")) == "0.00000001"
