"""What a case must come out as: expected.yaml of a policy's example, or gold.json of the review benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from accord.dossier.review import ConflictKind, ProposalKind
from accord.errors import Invalid
from accord.policies.marked_yaml import Scalar, Table, Yaml, parse, refusal
from accord.policies.reading import choice, entries, items, keys, text

ANSWERS = {"expected.yaml": True, "gold.json": False}  # whether the file is an author's own, read strictly
STATUSES = ("met", "not_met", "unclear", "unknown", "not_applicable")
KNOWN = ("policy", "variant", "root", "proposal", "ask", "leaves", "conflicts", "traps", "why")
OF_A_LEAF = ("quotes", "why")


@dataclass(frozen=True)
class Expected:
    """The answer of a careful reviewer; what is None, or a leaf that is not named, is not compared."""

    policy: str | None = None
    variant: str | None = None
    root: str | None = None
    proposal: str | None = None
    ask: tuple[str, ...] | None = None
    conflicts: tuple[str, ...] | None = None
    leaves: Mapping[str, str] = field(default_factory=dict[str, str])


def answer_file(case: Path) -> Path | None:
    """The file of a case that holds the answer."""
    return next((case / name for name in ANSWERS if (case / name).is_file()), None)


def read_expected(file: Path) -> Expected:
    """Raises Invalid with file, line and reason."""
    root = parse(file.read_text("utf-8"), f"{file.parent.name}/{file.name}")
    if not isinstance(root, Table):
        raise refusal(root.spot, "keys and values are expected.")
    given = keys(root, (), KNOWN) if ANSWERS.get(file.name, True) else root.entries
    return Expected(
        policy=_word(given, "policy"),
        variant=_word(given, "variant"),
        root=_status(given["root"]) if "root" in given else None,
        proposal=choice(given["proposal"], [k.value for k in ProposalKind], "proposal")
        if "proposal" in given
        else None,
        ask=items(given["ask"], text) if "ask" in given else None,
        conflicts=items(given["conflicts"], _conflict) if "conflicts" in given else None,
        leaves={key: _leaf(node) for key, node in entries(given["leaves"]).items()} if "leaves" in given else {},
    )


def _word(given: Mapping[str, Yaml], key: str) -> str | None:
    node = given.get(key)
    return None if node is None or (isinstance(node, Scalar) and node.value is None) else text(node)


def _status(node: Yaml) -> str:
    word = choice(node, STATUSES, "answer")
    return "unclear" if word == "unknown" else word


def _leaf(node: Yaml) -> str:
    """'met', or {status: met, why: …}."""
    return _status(node) if isinstance(node, Scalar) else _status(keys(node, ["status"], OF_A_LEAF)["status"])


def _conflict(node: Yaml) -> str:
    """'age', or {kind: age, why: …}."""
    kind = node if isinstance(node, Scalar) else entries(node).get("kind")
    if kind is None:
        raise Invalid(f"{node.spot}: the key 'kind' is missing.")
    return choice(kind, [k.value for k in ConflictKind], "kind of contradiction")
