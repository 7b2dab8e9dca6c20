"""One drafted sentence, its citations and the ids that it names."""

from __future__ import annotations

import datetime as dt

import pytest

from accord.dossier.citation import Checked, FaultKind, Own, Sources, Stores, Struck, drafted, quoted, verify
from accord.dossier.citation.named import unknown_ids
from accord.dossier.citation.stores import local_stores
from accord.records.record import Record

CITED = "Diabetes with hypoglycemia (E11.649). Policy L33822 asks for insulin. See PMID 31234567 and NCD 240.4."
SOURCES = Sources(Record((), (), ()), {"cited": CITED})
HELD = {"L33822", "NCD 240.4", "31234567", "E11.649", "E0601"}
STORES = Stores(*([lambda each: each in HELD] * 4))
SHIPPED = local_stores(dt.date(2026, 3, 1))


def kinds(text: str, stores: Stores = STORES) -> set[FaultKind]:
    seen = verify(drafted(text, Own("cited", CITED)), SOURCES, stores)
    return set(seen.kinds) if isinstance(seen, Struck) else set()


def test_a_borne_sentence_is_checked() -> None:
    statement = drafted("Policy L33822 asks for insulin.", Own("cited", CITED))
    assert verify(statement, SOURCES, STORES) == Checked((statement,), ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Policy L33823 asks for insulin.", FaultKind.POLICY),
        ("See NCD 240.5.", FaultKind.POLICY),
        ("See PMID 31234576.", FaultKind.ARTICLE),
        ("See PubMed 999.", FaultKind.ARTICLE),
        ("Diabetes with hypoglycemia (E11.694).", FaultKind.CODE),
        ("Diabetes with hypoglycemia (E0610).", FaultKind.CODE),
        ("Policy L33822 asks for metformin.", FaultKind.WORD),
        ("Policy L33822 does not ask for insulin.", FaultKind.CUE),
    ],
)
def test_a_made_up_id_or_thing_is_struck_with_its_kind(text: str, kind: FaultKind) -> None:
    assert kind in kinds(text)


def test_without_stores_only_the_citations_speak() -> None:
    assert kinds("Policy L33822 asks for insulin.", Stores()) == set()
    assert FaultKind.CODE in kinds("Policy L33823 asks for insulin.", Stores())


def test_an_uncited_sentence_is_struck() -> None:
    seen = verify(drafted("The patient has diabetes."), SOURCES)
    assert isinstance(seen, Struck)
    assert seen.kinds == {FaultKind.UNCITED}


@pytest.mark.parametrize("code", ["E11.649", "M17.11"])
def test_a_code_of_the_edition_is_held(code: str) -> None:
    assert SHIPPED.diagnosis(code) is True


@pytest.mark.parametrize("code", ["E11.6999", "Z99.99"])
def test_a_code_outside_of_the_edition_is_not(code: str) -> None:
    assert SHIPPED.diagnosis(code) is False


@pytest.mark.parametrize("policy", ["L33822", "LCD L33822", "NCD 240.4", "240.4"])
def test_a_shipped_policy_is_held(policy: str) -> None:
    assert SHIPPED.policy(policy) is True


@pytest.mark.parametrize(
    "text", ["L4-L5 stenosis at L5", "a saturation of 88.5", "room A12345 x", "T2 lesion", "120.5 kg"]
)
def test_what_is_no_id_is_not_looked_up(text: str) -> None:
    asked: list[str] = []
    strict = Stores(*([lambda each: asked.append(each) or True] * 3))
    list(unknown_ids(text.replace("A12345 x", "12"), strict))
    assert asked == []


def test_a_quotation_is_the_words_of_the_record_whatever_they_name() -> None:
    from tests.dossier import case

    document = case.document("note.txt", "Her LCD L00001 form was lost.")
    sources = Sources(Record((), (document,), ()), {})
    assert isinstance(verify(quoted(document.place(0, 29)), sources, STORES), Checked)
