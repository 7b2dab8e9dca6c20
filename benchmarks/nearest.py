"""Do the passages shown on a question hold the words that answer it? By words alone, and by words and meaning.

    python -m benchmarks.nearest [CASES]      default: benchmarks/cases

For every criterion whose gold answer quotes the record, the record is searched with the criterion's own question and text,
as for an unclear one; a hit is a passage that overlaps a quoted one. Nothing of the gold goes into the search.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accord.evidence.chart import Chart
from accord.evidence.nearest import NearestPassages
from accord.evidence.nearest.vectors import sentence_vectors
from accord.policies.load import bundled_pack
from accord.prior_auth.identify import identify
from accord.prior_auth.looked_for import looked_for
from accord.records.places import Place
from accord.records.read import read

AT = (1, 3, 4, 10)


def gold_quotes(gold: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Criterion key -> the words that answer it, of those that have any."""
    for key, leaf in gold["leaves"].items():
        quotes = [one["text"] for one in leaf.get("quotes", ()) if one.get("text")]
        if quotes:
            yield key, quotes


def main(cases: Path) -> None:
    """Prints hits at 1, 3, 4 and 10, and the seconds a case."""
    pack = bundled_pack()
    by_key = {key: policy for policy in pack.policies for key in policy.criteria}
    ways = {"words": False} | ({"words and meaning": True} if sentence_vectors() is not None else {})
    hits = {way: dict.fromkeys(AT, 0) for way in ways}
    seconds = dict.fromkeys(ways, 0.0)
    asked = number = 0
    for folder in sorted(path.parent for path in cases.glob("*/gold.json")):
        gold = json.loads((folder / "gold.json").read_bytes())
        told = [(key, quotes) for key, quotes in gold_quotes(gold) if key in by_key]
        record = read([folder / "documents", folder / "request.json"])
        chart = Chart(record, identify(record))
        wanted = [looked_for(by_key[key], key) for key, _ in told]
        number, asked = number + 1, asked + len(told)
        for way, by_meaning in ways.items():
            begun = time.perf_counter()
            near_by = NearestPassages(chart, by_meaning=by_meaning)
            found = [near_by.nearest(one, max(AT)) for one in wanted]
            seconds[way] += time.perf_counter() - begun
            for (_, quotes), near in zip(told, found, strict=True):
                for at in AT:
                    hits[way][at] += any(_meets(one.place, quotes) for one in near[:at])
    print(f"{number} cases, {asked} criteria with quoted answers")
    for way in ways:
        shares = "  ".join(f"first {at}: {hits[way][at] / asked:.3f}" for at in AT)
        print(f"{way:18} {shares}  {seconds[way] / number:.2f} s a case")


def _meets(place: Place, quotes: list[str]) -> bool:
    words = " ".join(place.text.split())
    told = [" ".join(quote.split()) for quote in quotes]
    return any(quote in words or (len(words) > 20 and words in quote) for quote in told)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "cases")
