# ruff: noqa: E501 -- the rows of the table stand on one line each
"""Each way of breaking the example policy is refused, with the line and the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accord.errors import Invalid
from accord.policies import load_policy

from .edits import TEXT, Edit, load_text

SCORE = "from: [{measurement: {concept: phq9, on_or_before: order_date, pick: latest}}]"
BOX = 'logic: {fact: light_strength, ">=": 2500, "<=": 10000}'
VISIT = 'logic: {fact: visit_date, "<=": {fact: order_date}}'
LEAST = 'logic: {fact: score, ">=": $least_score}'
EYE = "logic: {none: [eye_disease]}"
TRIAL = 'logic: {when: {fact: score, ">=": 15}, then: {fact: drug_trials, ">=": 2}}'
RULE = "when: [{codes: [E0203]}]"
WITNESS = "    witness: [{document: {kind: eye_exam, signed: true}}]\n"
WHY = "    why: An eye examination reports what it finds; one that names no disease found none.\n"
EITHER = "- any: [light.device.strength, light.use.at_home]"

# name, words of the example, what stands there instead, lines further down of the refusal, its reason
REFUSALS = [
    # keys and YAML
    ("unknown key", "status: draft", "status: draft\nstatuss: x", 1, "'statuss' is not known here. Did you mean 'status'"),
    ("repeated key", "status: draft", "status: draft\nstatus: draft", 1, "'status' stands twice"),
    ("missing key", "title: Light boxes for winter depression (an example)\n", "", -2, "the key 'title' is missing"),
    ("boolean trap", "states: [OH, WI]", "states: [OH, no]", 0, "disagree on what no means"),
    ("date trap", 'from: "2025-07-01"', "from: 2025-07-01", 0, "turns 2025-07-01 into a date"),
    ("number as words", 'version: "2"', "version: 2", 0, "words are expected, not '2'; put them in quotes"),
    ("alias", "concept: place_of_use", "concept: &place place_of_use", 0, "anchors and aliases are not allowed"),
    ("tag", "concept: place_of_use", "concept: !!str place_of_use", 0, "tag"),
    ("not YAML", "status: draft", "status: [draft", 1, "this is not YAML"),
    ("other schema", "schema: accord-policy/1", "schema: accord-policy/2", 0, "is no schema"),
    # the head
    ("status", "status: draft", "status: drafty", 0, "'drafty' is no status"),
    ("id that is no file name", "id: EX-LIGHT\n", "id: EX LIGHT/1\n", 0, "is no id; use letters"),
    ("id and file", "id: EX-LIGHT\n", "id: EX-DARK\n", 0, "must be named 'EX-DARK.yaml'"),
    ("include", "include: [shared]", "include: [share]", 0, "there is no file share.yaml beside this one"),
    ("editions overlap", 'to: "2025-06-30"', 'to: "2025-07-01"', 1, "begins before 'EX-LIGHT v1' ends"),
    ("edition without end first", 'to: "2025-06-30"', "to: null", 1, "begins before"),
    ("edition backwards", 'to: "2025-06-30"', 'to: "2023-06-30"', 0, "ends on 2023-06-30, before it begins"),
    ("no such day", 'from: "2024-01-01"', 'from: "2024-02-30"', 0, "is no date"),
    ("code shape", "codes: [E0203]\n  rel", "codes: [E203]\n  rel", 0, "has not the shape of a HCPCS or CPT code"),
    ("code range", "codes: [E0203]\n  rel", "codes: [E0203-E0205]\n  rel", 0, "has not the shape"),
    ("numeric code", "codes: [E0203]\n  rel", "codes: [64490]\n  rel", 0, "put them in quotes"),
    ("code in both lists", "related_codes: [A4634]", "related_codes: [E0203]", 0, "E0203 stand in codes too"),
    ("no payer", "payers: [medicare]", "payers: []", 0, "the list is empty"),
    ("state", "states: [OH, WI]", "states: [Ohio]", 0, "is no state"),
    ("diagnosis shape", '"F33*", F32.9', '"F33*", 32.9', 0, "words are expected"),
    ("source kind", "EX: {kind: LCD", "EX: {kind: blog", 0, "is no kind of source"),
    ("value set system", '"snomed|66344007"', '"snowmed|66344007"', 0, "Did you mean 'snomed'"),
    ("value set code", '"snomed|66344007"', '"snomed|F33"', 0, "has not the shape of a snomed code"),
    ("value set repeats", '"snomed|66344007"', '"icd10|F33*"', 0, "icd10|F33* stands twice"),
    ("parameter without why", "least_score: {value: 10, why: The text asks for 'moderate' depression; ten is where the scale calls it so.}", "least_score: {value: 10}", 0, "the key 'why' is missing"),
    # facts
    ("empty question", "ask: How strong is the light of the ordered box?", 'ask: ""', 0, "the words are empty"),
    ("fact type", "type: quantity\n    unit: lx", "type: amount\n    unit: lx", 0, "'amount' is no fact type"),
    ("quantity without unit", "    type: quantity\n    unit: lx\n", "    type: quantity\n", -2, "a quantity needs its 'unit'"),
    ("unit of a count", "type: integer\n    from: [{measure", 'type: integer\n    unit: "1"\n    from: [{measure', 1, "only a quantity has a unit"),
    ("operator", SCORE, "from: [{measurment: {concept: phq9}}]", 0, "'measurment' is no operator. Did you mean 'measurement'"),
    ("parameter", SCORE, "from: [{measurement: {concept: phq9, pik: latest}}]", 0, "Did you mean 'pick'"),
    ("parameter value", SCORE, "from: [{measurement: {concept: phq9, pick: newest}}]", 0, "'newest' is no choice here"),
    ("nothing to find", SCORE, "from: [{measurement: {pick: latest}}]", 0, "needs one of concept, value_set"),
    ("two operators in one", SCORE, "from: [{measurement: {concept: a}, count: {concept: b}}]", 0, "one operator is expected, not 2"),
    ("operator of another type", SCORE, "from: [{event: {concept: phq9}}]", 0, "'event' gives date, but the fact is of type integer"),
    ("window", "within: P6M before order_date", "within: 6 months before order_date", 0, "is no window"),
    ("around with two lengths", "within: P6M before order_date", "within: P1M to P6M around order_date", 0, "'around' takes one length"),
    ("unknown anchor", "within: P6M before order_date", "within: P6M before ordered", -3, "there is no fact 'ordered' to look around"),
    ("anchor is no date", "within: P6M before order_date", "within: P6M before score", -3, "'score' is no date but integer"),
    ("anchors in a circle", "within: P6M before order_date", "within: P6M before visit_date", -3, "refers to itself"),
    ("unknown value set", "value_set: depression,", "value_set: depressions,", -4, "there is no value set 'depressions'"),
    ("parts of a session", SCORE, "from: [{session: {parts: {a: {concept: x}}, compare: [a > b]}}]", 0, "there is no part 'b'"),
    ("unknown parameter", "within: $lookback before", "within: $lookbak before", 0, "there is no parameter '$lookbak'"),
    ("silence of a boolean", 'absent: "false"', 'absent: "0"', 0, "is no meaning of silence for type boolean"),
    ("closed world without why", WHY, "", -5, "'why' is missing"),
    ("closed world without witness", WITNESS, "", -6, "'witness' is missing"),
    ("why of an open world", '    absent: "false"                    # silence means no: reviewed, with its reason, and only where a witness stands\n', "", 0, "belongs to a fact whose silence means something"),
    # criteria and their logic
    ("criterion key", "  light.use.at_home:\n", "  light.use:\n", 0, "is no criterion key"),
    ("criterion source", "section: Coverage D", "section: Coverage D\n    source: ES", 1, "'source' stands twice"),
    ("style", "style: trial", "style: trials", 0, "'trials' is no style. Did you mean 'trial'"),
    ("scope", "scope: supplier", "scope: shop", 0, "'shop' is no scope"),
    ("judgement", "judgement: true                    # a machine never approves on it", "judgement: often", 0, "true or false is expected"),
    ("exclusion unphrased", "    met_means: no disease of the retina was found\n", "", -7, "an exclusion needs 'met_means'"),
    ("open range unexplained", "    ambiguity: The text calls nine both mild and moderate.\n", "", -1, "'ambiguity' is missing"),
    ("unknown fact", LEAST, 'logic: {fact: scor, ">=": 10}', 0, "there is no fact 'scor'. Did you mean 'score'"),
    ("criterion as fact", "logic: depression\n", "logic: light.severity.score\n", 0, "write {criterion: light.severity.score}"),
    ("number as yes or no", LEAST, "logic: score", 0, "is a whole number, not a yes or no"),
    ("boolean compared", EYE, 'logic: {fact: eye_disease, "==": true}', 0, "is a yes or no and cannot be compared with '=='"),
    ("words ordered", "logic: {fact: setting, in: [home, work]}", 'logic: {fact: setting, ">": home}', 0, "is words and cannot be compared with '>'"),
    ("number in a list", BOX, "logic: {fact: light_strength, in: [bright]}", 0, "only words can be 'in' a list"),
    ("date and literal", VISIT, 'logic: {fact: visit_date, "<=": "2026-01-01"}', 0, "compare it with another date fact"),
    ("date and number", VISIT, 'logic: {fact: visit_date, "<=": {fact: score}}', 0, "is a date and 'score' is a whole number"),
    ("two units", LEAST, 'logic: {fact: light_strength, ">=": {fact: score}}', 0, "is in lx, 'score' in no unit"),
    ("no such comparison", LEAST, 'logic: {fact: score, "!=": 10}', 0, "'!=' is not known here"),
    ("no such node", EYE, "logic: {nor: [eye_disease]}", 0, "this is no logic (nor)"),
    ("two nodes in one", EYE, "logic: {none: [eye_disease], any: [depression]}", 0, "is not known here"),
    ("empty group", EYE, "logic: {none: []}", 0, "the list is empty"),
    ("at least too many", EYE, "logic: {at_least: 2, of: [eye_disease]}", 0, "at least 2 of 1 cannot be meant"),
    ("at least nothing", EYE, "logic: {at_least: 0, of: [eye_disease]}", 0, "at least 0 of 1"),
    ("criterion circle", LEAST, "logic: {criterion: light.severity.score}", -7, "refers to itself"),
    ("unknown criterion", LEAST, "logic: {criterion: light.severity.scor}", 0, "there is no criterion 'light.severity.scor'"),
    ("conditional in a choice", TRIAL, 'logic: {any: [{when: {fact: score, ">=": 15}, then: eye_disease}]}', -7, "a conditional (when/then) stands within"),
    # examples
    ("example of no fact", "unclear: [{}, {score: 9}]", "unclear: [{}, {scor: 9}]", 0, "there is no fact 'scor'"),
    ("example of another type", "unclear: [{}, {score: 9}]", "unclear: [{}, {score: 9.5}]", 0, "does not fit 'score'"),
    ("example of no answer", "not_applicable: [{score: 14}]", "maybe: [{score: 14}]", 0, "'maybe' is not known here"),
    ("example of no day", '{visit_date: "2026-01", ', '{visit_date: "2026-13", ', 0, "does not fit 'visit_date'"),
    # variants
    ("tree of no criterion", "- light.visit.recent", "- light.visit.recnt", 0, "there is no criterion 'light.visit.recnt'"),
    ("tree of no variant", "- variant:replacement", "- variant:replaced", 0, "there is no variant 'replaced'"),
    ("variant in itself", "- variant:replacement", "- variant:initial", 0, "contains itself"),
    ("tree of other keys", EITHER, "- not: [light.device.strength, light.use.at_home]", 0, "a tree has one of the keys"),
    ("conditional chosen", EITHER, "- any: [light.trial.two_drugs, light.device.strength, light.use.at_home]", -10, "a conditional (when/then)"),
    ("rule of nothing", RULE, "when: [{}]", 0, "a rule needs one of"),
    ("rule of a stray code", RULE, "when: [{codes: [E0601]}]", -2, "does not govern E0601"),
    ("modifier", "modifiers: [RA, RB]", "modifiers: [RAB]", 0, "has not the shape of a modifier"),
    ("no such default", "default_variant: initial", "default_variant: first", 0, "'first' is no variant"),
    # whole requests
    ("case of no variant", "case: the visit is missing\n    variant: initial", "case: the visit is missing\n    variant: late", 1, "'late' is no variant"),
    ("case of no answer", "root: unclear", "root: unsure", 0, "'unsure' is no answer"),
    ("asks for no criterion", "asks: [light.visit.recent]", "asks: [light.visit.old]", 0, "'light.visit.old' is no criterion"),
    # what nothing uses
    ("unused fact", SCORE, SCORE + "\n  spare:\n    ask: Anything else?\n    type: boolean", 1, "no criterion, variant or fact asks for it"),
    ("unused value set", '"snomed|66344007"]', '"snomed|66344007"]\n  spare: ["icd10|F32.9"]', 1, "no fact uses it"),
    ("unused parameter", "least_score: {value: 10", "spare: {value: 1, why: none}\n  least_score: {value: 10", 0, "nothing uses it"),
    ("unused criterion", EITHER, "- light.use.at_home", -42, "no variant leads to it"),
    ("shared name again", "  setting:\n", "  order_date:\n", 0, "'order_date' already stands in shared.yaml"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "below", "reason"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_a_broken_policy_is_refused(name: str, old: str, new: str, below: int, reason: str, tmp_path: Path) -> None:
    edit = Edit(old, new)
    with pytest.raises(Invalid) as refused:
        load_text(edit.applied(), tmp_path, "EX-LIGHT.yaml")
    lines = refused.value.message.splitlines()
    told = [line for line in lines if reason in line]
    assert told, refused.value.message
    place = re.match(r"EX-LIGHT\.yaml, line (\d+)(?:, ([^ ]+))?: ", told[0])
    assert place, told[0]
    assert int(place[1]) == edit.line + below, told[0]
    key = (place[2] or "").split(".")[-1]
    if key and not key.endswith("]") and "stands twice" not in reason:
        assert key in edit.applied().splitlines()[int(place[1]) - 1], "the line shown holds the key shown"


def test_the_example_itself_is_not_refused(tmp_path: Path) -> None:
    assert load_text(TEXT, tmp_path).id == "EX-LIGHT"


def test_a_variant_that_nothing_chooses_is_refused(tmp_path: Path) -> None:
    text = TEXT.replace("    when: [{codes: [E0203]}]\n", "").replace("default_variant: initial\n", "")
    with pytest.raises(Invalid, match=r"variants\.initial: it has no rule that chooses it"):
        load_text(text, tmp_path)


def test_a_reviewed_policy_needs_examples_of_every_answer(tmp_path: Path) -> None:
    text = TEXT.replace("status: draft", "status: reviewed")
    assert load_text(text, tmp_path).status == "reviewed"
    with pytest.raises(Invalid, match=r"light\.use\.at_home: a reviewed policy needs tests for not_met"):
        load_text(text.replace("      not_met: [{setting: hospital}]\n", ""), tmp_path)


def test_all_refusals_of_a_section_are_told_at_once(tmp_path: Path) -> None:
    text = TEXT.replace("type: integer\n    from: [{measure", "type: number\n    from: [{measure").replace(
        "    unit: lx\n", ""
    )
    with pytest.raises(Invalid) as refused:
        load_text(text, tmp_path)
    told = re.findall(r"EX-LIGHT\.yaml, line \d+, ([\w.]+): ", refused.value.message)
    assert told == ["facts.score.type", "facts.light_strength"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the file is empty"),
        ("- a\n", "holds keys and values"),
        ("a: 1\n---\nb: 1\n", "one document"),
        ("a: 1\n", "'schema'"),
    ],
)
def test_a_file_that_is_no_policy_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=reason):
        load_text(text, tmp_path)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    load_text(TEXT, tmp_path)
    (tmp_path / "EX-LIGHT.yaml").write_bytes(TEXT.encode().replace(b"title: Light", b"title: L\xefght"))
    with pytest.raises(Invalid, match="not UTF-8"):
        load_policy(tmp_path / "EX-LIGHT.yaml")
