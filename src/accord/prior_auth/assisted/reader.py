"""The second reader: a model reads each document once for what the rules left unclear; code holds it to its words.

Whatever happens here, the review stands: without a usable answer it is the one that the rules made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from accord.criteria import FactValue, judge_tree
from accord.dossier.review import Review
from accord.errors import Unavailable
from accord.evidence.chart import Chart
from accord.models import Asker, OutOfBudget, Prompt
from accord.policies.model import Policy
from accord.prior_auth.assisted.asked import Asked, asked_facts
from accord.prior_auth.assisted.asking import Part, parts_of_record, question_of, repair_of
from accord.prior_auth.assisted.assistance import Assistance, Proposed, Refused
from accord.prior_auth.assisted.counting import count, verdicts_with
from accord.prior_auth.assisted.draft import SUMMARY, draft_or_note
from accord.prior_auth.assisted.shapes import Entry, answer_shape
from accord.prior_auth.assisted.verifying import Fallen, Held, verify
from accord.prior_auth.judged import Judged
from accord.records.findings import Finding
from accord.records.record import Record
from accord.wording import say

# After so many documents in a row without a usable answer nothing more is asked.
MOST_FAILURES = 2


@dataclass
class _Reading:
    """What came of all documents."""

    held: list[Held] = field(default_factory=list)
    fallen: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    whole: bool = True


class SecondReader:
    """Reads for one review. `assistance` tells what came of it.

    switched_on -- criteria on which a verified finding counts at once; default the site's setting.
    rejected    -- findings, by id, of which a person said that they do not answer their question, and that person.
    """

    def __init__(
        self, asker: Asker, switched_on: Collection[str] | None = None, rejected: Mapping[str, str] | None = None
    ) -> None:
        self.asker = asker
        self.rejected = rejected or {}
        self.switched_on = frozenset(asker.site.model_accept if switched_on is None else switched_on)
        self.tool = f"model {asker.endpoint.provider}/{asker.endpoint.name}"
        self.assistance = Assistance(asker.endpoint.name, asker.endpoint.host)

    def __call__(self, policy: Policy, judged: Judged, chart: Chart) -> Judged:
        """The verdicts, changed only where a verified finding counts by the site's setting."""
        asked = asked_facts(policy, judged.verdicts)
        reading = self._read(chart, asked)
        facts, proposed = self._weigh(policy, chart, asked, reading)
        self.assistance = replace(
            self.assistance,
            whole=self.assistance.whole and reading.whole,
            proposed=(*self.assistance.proposed, *proposed),
            refused=(*self.assistance.refused, *reading.fallen),
            notes=(*self.assistance.notes, *dict.fromkeys(reading.notes)),
            spent=self.asker.budget.spent,
        )
        if not facts:
            return judged
        verdicts = verdicts_with(policy, judged.variant, chart, judged.verdicts, facts, self._on(proposed))
        return Judged(judged.variant, verdicts, judge_tree(judged.variant.tree, verdicts))

    def drafted(self, review: Review, record: Record, purpose: str = SUMMARY) -> Assistance:
        """With the sentences of a summary or letter, or the reason why there are none."""
        told, note = draft_or_note(purpose, review, record, self.asker)
        self.assistance = replace(
            self.assistance,
            drafts=(*self.assistance.drafts, told),
            notes=(*self.assistance.notes, *([note] if note else [])),
            spent=self.asker.budget.spent,
        )
        return self.assistance

    def _on(self, proposed: Sequence[Proposed]) -> frozenset[str]:
        return frozenset(key for one in proposed for key in one.accepted)

    def _read(self, chart: Chart, asked: Sequence[Asked]) -> _Reading:
        reading, failures = _Reading(), 0
        for part in parts_of_record(chart) if asked else ():
            try:
                self._read_part(reading, part, chart, asked)
                failures = 0
            except Unavailable as fault:
                reading.whole = False
                reading.notes.append(say("model.unread", why=fault.message))
                failures += 1
                if failures >= MOST_FAILURES or isinstance(fault, OutOfBudget):
                    break
        if not reading.whole:
            reading.notes.append(say("model.not_whole"))
        return reading

    def _read_part(self, reading: _Reading, part: Part, chart: Chart, asked: Sequence[Asked]) -> None:
        held, fallen, entries = self._answers(question_of(part, asked), part, chart, asked)
        reading.held += held
        if not fallen:
            return
        faults = {name: list(reasons) for name, reasons in _by_fact(fallen).items()}
        earlier = [entry.model_dump_json() for entry in entries if entry.fact in faults]
        try:
            mended, still, _ = self._answers(repair_of(part, asked, faults, earlier), part, chart, asked)
        except Unavailable as fault:
            reading.fallen += [Refused(one.fact, part.document.name, one.reasons) for one in fallen]
            raise Unavailable(fault.message, fault.remedy) from fault
        reading.held += mended
        reading.fallen += [Refused(one.fact, part.document.name, one.reasons) for one in still]
        gone = {one.fact for one in fallen} - {one.fact.name for one in mended} - {one.fact for one in still}
        reading.fallen += [Refused(one.fact, part.document.name, one.reasons) for one in fallen if one.fact in gone]

    def _answers(
        self, prompt: Prompt, part: Part, chart: Chart, asked: Sequence[Asked]
    ) -> tuple[list[Held], list[Fallen], list[Entry]]:
        facts = {one.fact.name: one.fact for one in asked}
        answered = self.asker.ask(prompt, answer_shape(tuple(facts), tuple(part.places)))
        entries = answered.value.findings
        results = [verify(entry, facts[entry.fact], part, chart, self.tool) for entry in entries]
        told = [("held" if isinstance(one, Held) else "; ".join(one.reasons)) for one in results]
        self.asker.calls.judged(
            answered.call, [(entry.fact, verdict) for entry, verdict in zip(entries, told, strict=True)]
        )
        held = [one for one in results if isinstance(one, Held)]
        return held, [one for one in results if isinstance(one, Fallen)], entries

    def _weigh(
        self, policy: Policy, chart: Chart, asked: Sequence[Asked], reading: _Reading
    ) -> tuple[Mapping[str, FactValue[Finding]], list[Proposed]]:
        facts: dict[str, FactValue[Finding]] = {}
        proposed: list[Proposed] = []
        for one in asked:
            mine = [h for h in reading.held if h.fact.name == one.fact.name]
            held = [h for h in mine if h.said.id not in self.rejected]
            if held:
                counted = count(policy, chart, one.fact, held)
                why = counted.why or ("" if reading.whole else say("model.not_whole"))
                accepted = () if why else tuple(key for key in one.criteria if key in self.switched_on)
                if accepted:
                    facts[one.fact.name] = counted.value
                proposed += [_proposed(one, h, accepted, why) for h in held]
            proposed += [
                _proposed(one, h, (), say("model.unproved.rejected", by=self.rejected[h.said.id]))
                for h in mine
                if h.said.id in self.rejected
            ]
        return facts, proposed


def _proposed(asked: Asked, held: Held, accepted: tuple[str, ...], why: str) -> Proposed:
    return Proposed(
        held.said.id, asked.fact.name, asked.fact.ask, asked.criteria, held.finding, held.said, accepted, why
    )


def _by_fact(fallen: Sequence[Fallen]) -> dict[str, tuple[str, ...]]:
    told: dict[str, tuple[str, ...]] = {}
    for one in fallen:
        told[one.fact] = tuple(dict.fromkeys((*told.get(one.fact, ()), *one.reasons)))
    return told
