"""Review cases with a model that answers as a good one would (or as a liar), and measure what that adds and risks.

    uv run python -m benchmarks.models CASES --out OUT [--provider openai|anthropic] [--only PATTERN] [--as good|liar|yes] [--blind SHARE] [--person]

A server on this machine speaks the provider's protocol. It knows the gold of each case: for every fact it is asked it
gives a value that agrees with the gold's answer to the criteria that lack it, and points to the sentences of the gold's
quotes, as a careful reader would. --as liar gives the opposite of the gold, from the same sentences; --as yes says yes to
every question and points to the sentence that sounds most like it, which is the likeliest way to be taken in. Every criterion
is switched on, so that whatever holds counts at once: the least safe setting there is. With --blind 0.5 the rules are made
blind to half of the concepts (chosen by digest), as they would be on a record that says things in ways nobody foresaw.
With --person somebody confirms each finding that holds, which is the other way for it to count.

OUT/without and OUT/with then hold what the scorer reads; OUT/models.json says what was asked, held, dropped and counted.
"""

from __future__ import annotations

import argparse
import fnmatch
import hashlib
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from tests.models.server import Heard, ModelServer

from accord.criteria import FactValue, judge
from accord.dossier.citation.reading import stem
from accord.dossier.review import Desk
from accord.evidence.chart import Chart
from accord.evidence.facts import answer_facts
from accord.evidence.gather import gather
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.values import numbers_within
from accord.models import Asker
from accord.policies.model import Policy, PolicyCriterion
from accord.prior_auth import line
from accord.prior_auth.assisted import Confirmation, ConfirmedFindings, SecondReader
from accord.prior_auth.assisted.asked import Asked, asked_facts
from accord.prior_auth.judged import Judged
from accord.prior_auth.line import review
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose
from accord.records.places import Place
from accord.records.record import Record
from accord.records.request import Request
from accord.settings import Settings
from benchmarks.review import answer_of, paths_of, received_on

TURNED = {"met": "not_met", "not_met": "met"}
PROOF = Finding("gold", Place("gold", 1, 0, 1, "x"))
MOST_CANDIDATES = 8
MOST_FACTS = 4
PATHS = {"openai": "/v1", "anthropic": ""}


@dataclass
class Known:
    """What the server knows of the case at hand: the gold, and the sitting in which it is asked."""

    gold: Mapping[str, Any]
    policy: Policy
    judged: Judged
    chart: Chart
    manner: str

    def __post_init__(self) -> None:
        self.asked = {one.fact.name: one for one in asked_facts(self.policy, self.judged.verdicts)}
        self.values: dict[str, tuple[Any, list[Place]]] = {}
        for key in self.judged.verdicts:
            self._settle(key)

    def _settle(self, key: str) -> None:
        """Values of the facts a criterion lacks under which it gets the gold's answer (a liar's: the opposite)."""
        status = self.gold.get(key, {}).get("status")
        status = TURNED.get(status) if self.manner == "liar" else status
        lacking = [one for one in self.asked.values() if key in one.criteria]
        if status not in TURNED or not lacking or len(lacking) > MOST_FACTS:
            return
        quotes = list(self._quotes(key))
        choices = [[None, *self._candidates(one, quotes)][:MOST_CANDIDATES] for one in lacking]
        known = answer_facts(self.policy, self.chart)
        criteria = self.policy.criteria_in(self.judged.variant)
        for combination in sorted(product(*choices), key=lambda c: sum(v is not None for v in c)):
            told = {
                one.fact.name: FactValue(v[0], (PROOF,))
                for one, v in zip(lacking, combination, strict=True)
                if v is not None
            }
            if told and self._agrees(criteria, {**known, **told}, key, status):
                for one, chosen in zip(lacking, combination, strict=True):
                    if chosen is not None:
                        self.values.setdefault(one.fact.name, chosen)
                return

    def _agrees(
        self, criteria: Sequence[PolicyCriterion], facts: Mapping[str, FactValue[Finding]], key: str, status: str
    ) -> bool:
        return judge(criteria, facts)[key].status.value == status

    def _quotes(self, key: str) -> Iterator[Place]:
        """The gold's quotes as places."""
        for quote in self.gold[key].get("quotes", ()):
            document = next((d for d in self.chart.record.documents if d.name == quote.get("document")), None)
            start = document.text.find(quote["text"]) if document is not None else -1
            if document is not None and start >= 0 and quote["text"].strip():
                yield document.place(start, start + len(quote["text"]))

    def _candidates(self, one: Asked, quotes: Sequence[Place]) -> Iterator[tuple[Any, list[Place]]]:
        if one.fact.type == "boolean":
            yield from (((True, list(quotes)), (False, list(quotes))) if quotes else ())
            return
        for quote in quotes:
            document = self.chart.record.document(quote.document)
            if one.fact.type == "date":
                inside = [m.date for m in dates(document) if quote.start <= m.start < quote.end]
                yield from ((date, [quote]) for date in inside)
            else:
                yield from ((m.value, [quote]) for m in numbers_within(document, quote.start, quote.end))

    def answer(self, heard: Heard) -> dict[str, Any]:
        """What the server says."""
        if "findings" not in heard.schema["properties"]:
            return {"sentences": []}
        if "An earlier answer" in heard.user:
            return {"findings": []}
        lines = {name: words for name, words in heard.lines.items() if name.startswith("S")}
        asked = [row[2:].partition(":")[0] for row in heard.user.splitlines() if row.startswith("- ")]
        return {"findings": [entry for name in asked if (entry := self._entry(name, lines)) is not None]}

    def _entry(self, name: str, lines: Mapping[str, str]) -> dict[str, Any] | None:
        if self.manner == "yes":
            return self._yes(name, lines)
        if name not in self.values:
            return None
        value, quotes = self.values[name]
        fitting = [(i, w, q) for q in quotes for i, w in lines.items() if _overlap(q.text, w)]
        read = [found for i, w, q in fitting if (found := self._read(name, value, i, w, q)) is not None]
        if not read:
            return None
        best = max(read, key=lambda r: r[0])[1]
        others = [i for i, _, _ in fitting if i not in best["sentences"]]
        return {**best, "sentences": [*best["sentences"], *dict.fromkeys(others)][:6]}

    def _yes(self, name: str, lines: Mapping[str, str]) -> dict[str, Any] | None:
        """Yes, by the sentence with the most words of the question."""
        wanted = {stem(word) for word in self.asked[name].fact.ask.lower().split() if len(word) > 3}
        if self.asked[name].fact.type != "boolean":
            return None
        line = max(lines, key=lambda i: len(wanted & {stem(w.strip(".,;:()[]?")) for w in lines[i].lower().split()}))
        for document in self.chart.record.documents:
            start = document.text.find(lines[line])
            if start >= 0:
                quote = document.place(start, start + len(lines[line]))
                found = self._read(name, True, line, lines[line], quote)
                return found[1] if found else None
        return None

    def _read(self, name: str, value: Any, line: str, words: str, quote: Place) -> tuple[int, dict[str, Any]] | None:
        """An entry that reads one sentence: the words that name the thing, and how they are meant."""
        document = self.chart.record.document(quote.document)
        wanted = {stem(word) for word in self.asked[name].fact.ask.lower().split() if len(word) > 3}
        tokens = words.split()
        named = [t.strip(".,;:()[]") for t in tokens if stem(t.strip(".,;:()[]?")) in wanted] or [words]
        anchor = max(named, key=len)
        start = document.text.find(anchor.split()[0], max(quote.start - 200, 0))
        if start < 0:
            return None
        meant = assertion(document, start, start + len(anchor))
        no = value is False
        number = next((m for m in numbers_within(document, quote.start, quote.end) if m.value == value), None)
        unit = document.text[number.start : number.end].lstrip("0123456789.,~ ") if number is not None else ""
        good = (
            (meant.presence is Presence.ABSENT) == no
            and meant.time is not Time.PLANNED
            and meant.whose is Whose.PATIENT
        )
        return int(good), {
            "fact": name,
            "value": _written(value),
            "unit": number.unit if number is not None and number.unit else unit,
            "date": "",
            "presence": "absent" if no else "present",
            "time": meant.time.value,
            "whose": meant.whose.value,
            "side": "",
            "words": anchor,
            "sentences": [line],
            "says": words,
        }


def _overlap(quote: str, line: str) -> bool:
    one, other = " ".join(quote.split()), " ".join(line.split())
    return one in other or other in one


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.iso() if isinstance(value, PartialDate) else f"{Decimal(value):f}"


def blinded(share: float) -> Callable[[Record, Request], Chart]:
    """gather, without what the notes say of this share of the concepts."""

    def sees(finding: Finding) -> bool:
        digest = hashlib.sha256(finding.concept.encode()).digest()
        return finding.origin != "narrative" or digest[0] / 256 >= share

    def half_blind(record: Record, request: Request) -> Chart:
        chart = gather(record, request)
        return replace(chart, findings=tuple(finding for finding in chart.findings if sees(finding)))

    return half_blind


class Bench:
    """One run over the cases."""

    def __init__(self, out: Path, provider: str, manner: str, person: bool) -> None:
        self.out, self.provider, self.manner, self.person = out, provider, manner, person
        self.told: Counter[str] = Counter()
        self.why: Counter[str] = Counter()
        for name in ("without", "with"):
            (out / name).mkdir(parents=True, exist_ok=True)

    def case(self, folder: Path, server: ModelServer) -> None:
        """Reviews one case without and with the model."""
        today, seen = received_on(folder / "request.json"), []

        def look(policy: Policy, judged: Judged, chart: Chart) -> Judged:
            seen.append((policy, judged, chart))
            return judged

        self._write(
            "without", folder.name, *_timed(lambda: review(paths_of(folder), Desk.PAYER, today, second=look)[0])
        )
        gold = json.loads((folder / "gold.json").read_text("utf-8"))["leaves"]
        if not seen:
            self._write("with", folder.name, *_timed(lambda: review(paths_of(folder), Desk.PAYER, today)[0]))
            return
        known = Known(gold, *seen[0], self.manner)
        server.speak = known.answer
        with tempfile.TemporaryDirectory() as data:
            on = set[str]() if self.person else set(known.judged.verdicts)
            reader = SecondReader(Asker(self._site(data, server)), on)
            made, seconds = _timed(lambda: review(paths_of(folder), Desk.PAYER, today, second=reader)[0])
        if self.person:
            words = [Confirmation(one.said, True, "A Reader", "RN", today) for one in reader.assistance.proposed]
            look = ConfirmedFindings(words)
            made, seconds = _timed(lambda: review(paths_of(folder), Desk.PAYER, today, second=look)[0])
            self.why.update(look.notes)
        self._write("with", folder.name, made, seconds)
        self._count(known, reader)

    def _site(self, data: str, server: ModelServer) -> Settings:
        return Settings(
            data=Path(data),
            allow_hosts=("127.0.0.1",),
            model_provider=self.provider,  # pyright: ignore[reportArgumentType]
            model_name="good-model",
            model_base_url=server.base + PATHS[self.provider],
            model_may_read_patient_data=True,
            model_max_tokens=5_000_000,
        )

    def _write(self, which: str, name: str, seen: Any, seconds: float) -> None:
        text = json.dumps(answer_of(seen, seconds), indent=1, ensure_ascii=False)
        (self.out / which / f"{name}.json").write_text(text + "\n", "utf-8")

    def _count(self, known: Known, reader: SecondReader) -> None:
        told = reader.assistance
        self.told["facts asked"] += len(known.asked)
        self.told["facts answerable from the gold"] += len(known.values)
        self.told["findings held"] += len(told.proposed)
        self.told["findings counted"] += sum(1 for one in told.proposed if one.accepted)
        self.told["answers dropped"] += len(told.refused)
        self.told["calls"] += told.spent.calls
        self.told["not whole"] += not told.whole
        self.why.update(one.unproved for one in told.proposed if one.unproved)
        self.why.update(reason.partition(" (")[0] for one in told.refused for reason in one.reasons)


def _timed(work: Any) -> tuple[Any, float]:
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


def main(argv: Sequence[str]) -> int:
    """Runs the cases; exit code 1 when there is none."""
    parser = argparse.ArgumentParser(prog="benchmarks.models", description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--provider", choices=sorted(PATHS), default="openai")
    parser.add_argument("--only", default="*")
    parser.add_argument("--as", dest="manner", choices=("good", "liar", "yes"), default="good")
    parser.add_argument("--person", action="store_true", help="a person confirms every finding that holds")
    parser.add_argument("--blind", type=float, default=0.0)
    given = parser.parse_args(argv)
    cases = [
        c for c in sorted(given.cases.iterdir()) if (c / "gold.json").is_file() and fnmatch.fnmatch(c.name, given.only)
    ]
    if given.blind:
        line.gather = blinded(given.blind)
    bench = Bench(given.out, given.provider, given.manner, given.person)
    with ModelServer(lambda _: {"findings": []}) as server:
        for case in cases:
            bench.case(case, server)
    told = {"figures": dict(bench.told), "reasons": dict(bench.why.most_common())}
    (given.out / "models.json").write_text(json.dumps(told, indent=1) + "\n")
    print(json.dumps(told, indent=1))
    return 0 if cases else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
