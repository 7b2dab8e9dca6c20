"""The closed list of source operators: where a fact's value may come from. Signatures only; evidence runs them.

To add an operator or a parameter, add its line here and its evaluation in accord.evidence. `gives` says which fact
types an operator can answer; the fact's type decides what it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.policies.marked_yaml import Yaml, refusal
from accord.policies.parameters import (
    Parameter,
    Params,
    bounds,
    compare,
    count,
    date_fact,
    one_of,
    parts,
    read_parameters,
    selection,
    selections,
    services,
    some_of,
    unit,
    values,
    where,
    within,
    word,
    words,
    yes,
)
from accord.policies.reading import entries, instead

VOICES = ("clinician", "facility", "laboratory", "supplier", "patient", "payer", "unknown")
MODES = ("in_person", "video", "audio", "unknown")
UNITS_OF_TIME = ("d", "wk", "mo", "a")

DATED: Mapping[str, Parameter] = {
    "within": within("dated in a stretch of time, 'P6M before order_date'"),
    "before": date_fact("dated before the date of this fact"),
    "after": date_fact("dated after the date of this fact"),
    "on_or_before": date_fact("dated on or before the date of this fact"),
    "on_or_after": date_fact("dated on or after the date of this fact"),
    "pick": one_of("latest", "earliest", "max", "min", "any", says="which one, when several fit; default latest"),
}

SELECT: Mapping[str, Parameter] = {
    "concept": words("concepts of the term tables"),
    "value_set": words("value sets of this policy", refers="value_set"),
    "where": where("qualifiers that must have one of the values"),
    "unless": where("qualifiers that must not have any of the values"),
    "value": bounds("the number must compare so"),
    "unit": unit("UCUM unit of `value`"),
    "presence": some_of("present", "absent", "possible", says="said to be; default present and absent"),
    "time": some_of("current", "past", "planned", says="when; default current and past"),
    "whose": one_of("patient", "family", "other", says="about whom; default patient"),
    "voice": some_of(*VOICES, says="who says it; default anyone"),
    "side": some_of("left", "right", "bilateral", says="side of the body"),
    "document_kind": words("kind of the document that says it"),
    "origin": some_of("narrative", "coded", "form", "request", says="how it came; default all"),
    **DATED,
}

DONE = some_of("done", "planned", "refused", "stopped", says="what became of it; default done")
DISTINCT = words("what makes two the same: date, concept, value, document, or a qualifier; default date")


@dataclass(frozen=True)
class Operator:
    """What a source operator looks for, the fact types it can answer, its parameters, and which of them are a choice.

    one_of -- at least one of these must be given.
    """

    says: str
    gives: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """An operator with its parameters: one place where a fact's value may come from."""

    operator: str
    params: Params


ABOUT = ("concept", "value_set")

OPERATORS: Mapping[str, Operator] = {
    "finding": Operator(
        "is it found? yes when a fitting finding is present, no when it is said to be absent",
        ("boolean",),
        {
            **SELECT,
            "against": selection(SELECT, "findings that say no"),
            "no_when": bounds("no when the finding's number compares so"),
        },
        ABOUT,
    ),
    "measurement": Operator("the number of a finding", ("quantity", "integer"), {**SELECT}, ABOUT),
    "words": Operator(
        "the words of a finding: its value, or one of its qualifiers",
        ("words",),
        {**SELECT, "qualifier": word("which qualifier; default the value")},
        ABOUT,
    ),
    "event": Operator("the date of a finding", ("date",), {**SELECT}, ABOUT),
    "count": Operator(
        "how many different findings fit",
        ("integer",),
        {**SELECT, "distinct": DISTINCT, "stated": words("concepts whose number states the count itself")},
        ABOUT,
    ),
    "order": Operator(
        "an element of the written order for the requested item",
        ("boolean", "date", "words", "integer"),
        {
            "element": one_of(
                "complete",
                "present",
                "date",
                "signed",
                "signed_date",
                "item",
                "quantity",
                "practitioner",
                "patient",
                "diagnosis",
                says="which element",
                required=True,
            ),
            "codes": services("the order must be for one of these"),
            "concept": words("the order must name one of these"),
            "where": where("qualifiers that must have one of the values"),
            **DATED,
        },
    ),
    "document": Operator(
        "is there a document of a kind, or its date",
        ("boolean", "date"),
        {
            "kind": words("kind of document", required=True),
            "signed": yes("must be signed"),
            "dated": yes("must be dated"),
            "voice": some_of(*VOICES, says="who wrote it"),
            "mentions": words("concepts it must mention"),
            **DATED,
        },
    ),
    "visit": Operator(
        "was there a visit, its date, or its mode",
        ("boolean", "date", "words"),
        {
            "mode": some_of(*MODES, says="how; default any"),
            "kind": words("kind of visit"),
            "voice": some_of(*VOICES, says="who saw the patient; default clinician"),
            "topic": words("concepts the visit's note must be about"),
            "all_topics": words("concepts the visit's note must all be about"),
            "signed": yes("its note must be signed"),
            **DATED,
        },
    ),
    "medication": Operator(
        "is a drug of the kind taken, the date it began, or how many different ones",
        ("boolean", "date", "integer"),
        {
            "concept": words("drugs or classes of the term tables"),
            "value_set": words("value sets of this policy", refers="value_set"),
            "where": where("qualifiers that must have one of the values"),
            "status": some_of("active", "stopped", "planned", "tried", says="what became of it; default active"),
            "outcome": some_of("failed", "intolerant", "contraindicated", "helped", says="how it went"),
            "min_days": count("taken at least so many days"),
            "distinct": DISTINCT,
            "against": selection(SELECT, "findings that say no"),
            **DATED,
        },
        ABOUT,
    ),
    "procedure": Operator(
        "was a procedure done, its date, or how many",
        ("boolean", "date", "integer"),
        {
            "concept": words("procedures of the term tables"),
            "value_set": words("value sets of this policy", refers="value_set"),
            "codes": services("HCPCS or CPT codes"),
            "where": where("qualifiers that must have one of the values"),
            "unless": where("qualifiers that must not have any of the values"),
            "status": DONE,
            "side": some_of("left", "right", "bilateral", says="side of the body"),
            "distinct": DISTINCT,
            **DATED,
        },
        (*ABOUT, "codes"),
    ),
    "age": Operator(
        "the patient's age on the date of a fact",
        ("quantity", "integer"),
        {"at": date_fact("on which date", required=True), "unit": one_of(*UNITS_OF_TIME, says="default a (years)")},
    ),
    "request": Operator(
        "an element of the request",
        ("boolean", "date", "integer", "words"),
        {
            "element": one_of(
                "service_code",
                "modifier",
                "quantity",
                "diagnosis",
                "service_date",
                "received_date",
                "urgency",
                "state",
                "payer",
                "birth_date",
                "sex",
                "requester",
                "performer",
                says="which element",
                required=True,
            ),
            "codes": services("of the requested service with one of these codes"),
            "values": values("yes when the element is one of these"),
            "value_set": words("yes when the element is in this value set", refers="value_set"),
        },
    ),
    "interval": Operator(
        "time from one date fact to another, negative when the second is earlier",
        ("quantity", "integer"),
        {
            "start": date_fact("from the date of this fact", required=True),
            "end": date_fact("to the date of this fact", required=True),
            "unit": one_of(*UNITS_OF_TIME, says="whole units of time", required=True),
        },
    ),
    "session": Operator(
        "several findings of one session: are all there and do they compare so? Or the session's date, or how many",
        ("boolean", "date", "integer"),
        {
            "parts": parts(SELECT, "the findings by name"),
            "same": some_of("date", "document", "visit", says="what makes one session; default date"),
            "compare": compare("numbers of two parts, 'on_oxygen > exercise'"),
            **DATED,
        },
    ),
    "same": Operator(
        "do several findings agree in an attribute?",
        ("boolean",),
        {
            "of": selections(SELECT, "the selections; each must find something", required=True),
            "attributes": words("date, side, value, unit, document, or qualifiers", required=True),
        },
    ),
}


def read_call(node: Yaml) -> Call:
    """{operator: {parameters}} as a policy writes it."""
    given = entries(node)
    if len(given) != 1:
        raise refusal(node.spot, f"one operator is expected, not {len(given)}: write each as its own list item.")
    ((called, written),) = given.items()
    operator = OPERATORS.get(called)
    if operator is None:
        raise refusal(written.spot, f"'{called}' is no operator. {instead(called, OPERATORS)}")
    params = read_parameters(written, operator.parameters)
    if operator.one_of and not any(key in params for key in operator.one_of):
        raise refusal(written.spot, f"'{called}' needs one of {', '.join(operator.one_of)}.")
    _check_compared(written, params)
    return Call(called, params)


def _check_compared(written: Yaml, params: Params) -> None:
    names = params.parts()
    for compared in params.compared():
        for part in (compared.left, compared.right):
            if part not in names:
                raise refusal(written.spot, f"there is no part '{part}'. {instead(part, names)}")


def anchors_of(call: Call) -> tuple[str, ...]:
    """Names of the date facts that the call, or a selection within it, refers to."""
    return tuple(dict.fromkeys(word for kind, word in _references(call) if kind == "date_fact"))


def value_sets_of(call: Call) -> tuple[str, ...]:
    """Names of the value sets that the call, or a selection within it, refers to."""
    return tuple(dict.fromkeys(word for kind, word in _references(call) if kind == "value_set"))


def concepts_of(call: Call) -> tuple[str, ...]:
    """Concepts that the call asks for, so that accord.evidence can check that its term tables know them."""
    return tuple(dict.fromkeys(word for kind, word in _references(call) if kind == "concept"))


_CONCEPT_KEYS = ("concept", "topic", "all_topics", "mentions", "stated")


def _references(call: Call) -> Iterator[tuple[str, str]]:
    return _within(call.params, OPERATORS[call.operator].parameters)


def _within(params: Params, table: Mapping[str, Parameter]) -> Iterator[tuple[str, str]]:
    for key in params.given:
        refers = table[key].refers
        found = params.window(key)
        if found is not None:
            yield "date_fact", found.anchor
        elif refers == "selection":
            for inner in _selections(params, key):
                yield from _within(inner, SELECT)
        elif refers or key in _CONCEPT_KEYS:
            yield from ((refers or "concept", word) for word in params.words(key))


def _selections(params: Params, key: str) -> tuple[Params, ...]:
    single = params.selection(key)
    return (single,) if single else (*params.selections(key), *params.parts(key).values())
