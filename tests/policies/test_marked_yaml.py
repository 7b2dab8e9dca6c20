"""YAML is read strictly: what readers would guess is refused, what is read keeps its line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.errors import Invalid
from accord.policies.marked_yaml import Listing, Scalar, Table, parse


def value(text: str) -> object:
    root = parse(f"key: {text}\n", "p.yaml")
    assert isinstance(root, Table)
    node = root.entries["key"]
    assert isinstance(node, Scalar)
    return node.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", Decimal(5)),
        ("-0.5", Decimal("-0.5")),
        ("5.0", Decimal("5.0")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("E0601", "E0601"),
        ("P6M before order_date", "P6M before order_date"),
        ('"no"', "no"),
        ("'2024-01-01'", "2024-01-01"),
        ('"64490"', "64490"),
        ("no fracture", "no fracture"),
    ],
)
def test_plain_words_mean_what_they_say(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "trap",
    [
        *("no", "No", "NO", "yes", "on", "off", "y", "N", "True", "FALSE", "Null", "~"),
        *("2024-01-01", "2024-01", "2024-1-1", "2024-01-01T10:00:00Z"),
        *("012", "0x1F", "0o17", "1e3", "1.5e-3", "12:30", "1_000", "1,000"),
        *(".5", "5.", "+5", ".inf", "-.INF", ".NaN"),
    ],
)
def test_what_yaml_would_turn_into_something_else_is_refused(trap: str) -> None:
    with pytest.raises(Invalid, match=r"^p\.yaml, line 1, key: .* put it in quotes\.$"):
        value(trap)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands twice"),
        ("a: {b: 1, b: 2}\n", 1, "the key 'b' stands twice"),
        ("a: &x 1\n", 1, "anchors and aliases"),
        ("a: &x [1]\n", 1, "anchors and aliases"),
        ("a: b\nc: *x\n", 2, "anchors and aliases|this is not YAML"),
        ("a: !!int 5\n", 1, "tag"),
        ("a: !python/object:os.system x\n", 1, "tag"),
        ("a: {<<: {b: 1}}\n", 1, "merge keys"),
        ("a: 1\nb:\n", 2, "the value is empty"),
        ("a: 1\n---\nb: 1\n", 2, "one document"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "this is not YAML"),
        ("a: 1\nno: 2\n", 2, "disagree on what no means"),
        ("a: 1\n? [b]\n: 2\n", 2, "a key must be a word"),
        ("a: 1\n5: 2\n", 2, "a key must be a word"),
        ("", 1, "the file is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(Invalid, match=rf"^p\.yaml, line {line}\b.*({reason})"):
        parse(text, "p.yaml")


def test_every_node_knows_where_it_stands() -> None:
    root = parse("a:\n  b:\n    - x\n    - c: 1\n      d: 2\n", "p.yaml")
    seen: list[str] = []

    def walk(node: Scalar | Listing | Table) -> None:
        seen.append(str(node.spot))
        for child in (
            node.items if isinstance(node, Listing) else node.entries.values() if isinstance(node, Table) else ()
        ):
            walk(child)

    walk(root)
    assert seen == [
        "p.yaml, line 1",
        "p.yaml, line 1, a",
        "p.yaml, line 2, a.b",
        "p.yaml, line 3, a.b[1]",
        "p.yaml, line 4, a.b[2]",
        "p.yaml, line 4, a.b[2].c",
        "p.yaml, line 5, a.b[2].d",
    ]
