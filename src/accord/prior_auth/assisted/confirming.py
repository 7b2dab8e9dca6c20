"""What persons said of a model's proposed findings, kept beside a dossier and held against the record each time anew.

No model is needed to count what a person confirmed: the answer and the words that it rests on stand in the confirmation.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from pydantic import ValidationError

from accord.criteria import FactValue, judge_tree
from accord.dossier.plain import decode, encode
from accord.errors import Invalid, NotFound
from accord.evidence.chart import Chart
from accord.policies.model import Policy
from accord.prior_auth.assisted.asked import Asked, asked_facts
from accord.prior_auth.assisted.asking import Part
from accord.prior_auth.assisted.counting import count, verdicts_with
from accord.prior_auth.assisted.said import Said, text_digest
from accord.prior_auth.assisted.shapes import Entry
from accord.prior_auth.assisted.verifying import Fallen, Held, verify
from accord.prior_auth.judged import Judged
from accord.records.findings import Finding
from accord.wording import say

SCHEMA = "accord-confirmations/1"
CONFIRMED_BY = "confirmed_by"


@dataclass(frozen=True)
class Confirmation:
    """A named person's word on one proposed finding: it answers its question, or it does not."""

    said: Said
    answers: bool
    by: str
    credentials: str
    on: dt.date

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise Invalid("A confirmation names nobody.", "Say with --by who read the words.")

    @property
    def person(self) -> str:
        """'Dana Ruiz, RN (2026-11-24)'."""
        named = ", ".join(part for part in (self.by.strip(), self.credentials.strip()) if part)
        return f"{named} ({self.on})"


def load_confirmations(path: Path) -> tuple[Confirmation, ...]:
    """The confirmations of a file, the last word of each finding. Raises NotFound, Invalid."""
    if not path.is_file():
        raise NotFound(f"There is no file {path}.", "'accord confirm' writes it beside a review.")
    try:
        told: Any = json.loads(path.read_bytes())
    except ValueError as fault:
        raise Invalid(f"{path} is no JSON.", "Give the file that 'accord confirm' wrote.") from fault
    if not isinstance(told, dict) or cast("dict[str, Any]", told).get("schema") != SCHEMA:
        raise Invalid(f"{path} does not follow {SCHEMA}.", "Give the file that 'accord confirm' wrote.")
    held = cast("dict[str, Any]", told).get("confirmations")
    every = decode(tuple[Confirmation, ...], held, "confirmations")
    return last_words(every)


def last_words(confirmations: Iterable[Confirmation]) -> tuple[Confirmation, ...]:
    """One a finding: who speaks later on the same one replaces who spoke before."""
    return tuple({one.said.id: one for one in confirmations}.values())


def confirmations_json(confirmations: Iterable[Confirmation]) -> bytes:
    """The file: every word in the order in which it was said."""
    told = {"schema": SCHEMA, "confirmations": encode(tuple(confirmations))}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass
class ConfirmedFindings:
    """A second look that lets confirmed findings count, each held against the record again.

    notes -- what was confirmed and does not count, and why.
    """

    confirmations: Sequence[Confirmation]
    notes: list[str] = field(default_factory=list)

    def __call__(self, policy: Policy, judged: Judged, chart: Chart) -> Judged:
        """The verdicts, changed only on unclear criteria that a confirmed finding answers."""
        held: dict[str, list[Held]] = {}
        asked = {one.fact.name: one for one in asked_facts(policy, judged.verdicts)}
        for one in self.confirmations:
            if one.answers and one.said.fact in asked:
                self._hold(one, asked[one.said.fact], chart, held)
        facts: dict[str, FactValue[Finding]] = {}
        for name, found in held.items():
            counted = count(policy, chart, asked[name].fact, found, confirmed=True)
            if counted.why:
                self.notes.append(say("model.confirmed_not_counted", question=asked[name].fact.ask, why=counted.why))
            else:
                facts[name] = counted.value
        if not facts:
            return judged
        on = frozenset(key for name in facts for key in asked[name].criteria)
        verdicts = verdicts_with(policy, judged.variant, chart, judged.verdicts, facts, on)
        return Judged(judged.variant, verdicts, judge_tree(judged.variant.tree, verdicts))

    def _hold(self, one: Confirmation, asked: Asked, chart: Chart, held: dict[str, list[Held]]) -> None:
        said = one.said
        found = next(
            (
                (number, document)
                for number, document in enumerate(chart.record.documents, 1)
                if document.name == said.document and text_digest(document) == said.text_sha256
            ),
            None,
        )
        if found is None:
            why = say("model.confirmed_changed", document=said.document)
            self.notes.append(say("model.confirmed_not_counted", question=asked.fact.ask, why=why))
            return
        places = {f"S{number}": place for number, place in enumerate(said.places, 1)}
        result = verify(_entry(said, tuple(places)), asked.fact, Part(found[1], found[0], places), chart, said.tool)
        if isinstance(result, Fallen):
            self.notes.append(
                say("model.confirmed_not_counted", question=asked.fact.ask, why="; ".join(result.reasons))
            )
            return
        qualifiers = MappingProxyType({**result.finding.qualifiers, CONFIRMED_BY: one.person})
        held.setdefault(said.fact, []).append(replace(result, finding=replace(result.finding, qualifiers=qualifiers)))


def _entry(said: Said, names: tuple[str, ...]) -> Entry:
    """The answer as the model gave it. Raises Invalid for a file that somebody wrote otherwise."""
    told = {name: getattr(said, name) for name in Entry.model_fields if name != "sentences"}
    try:
        return Entry.model_validate({**told, "sentences": list(names)})
    except ValidationError as fault:
        raise Invalid(
            f"The confirmation of {said.id} holds no answer as models give them.",
            "Give the file that 'accord confirm' wrote.",
        ) from fault
