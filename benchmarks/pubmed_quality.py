"""How well PubMed questions are ranked: NFCorpus (graded) and PubMedQA (the article that a question was made from).

    python -m benchmarks.pubmed_quality [--part dev|test] [--weights title=1.5,pair=0.2 ...]

ACCORD_SHARED names the shared folder (default '../shared'). Weights were chosen on --part dev; test is only reported.
The plain line beside it is BM25 with the same stems over title and abstract as one text, nothing else.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import tantivy

from accord.connectors.pubmed.build import Builder
from accord.connectors.pubmed.citation import AbstractPart, Citation, MeshHeading
from accord.connectors.pubmed.question import Ranked
from accord.connectors.pubmed.ranking import CHOSEN, Weights
from accord.connectors.pubmed.search import Asked, PubmedSearch
from accord.connectors.pubmed.words import COMMON, WORDS, plain, stems, word_analyzer

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "pubmed"
EMPTY = Citation(
    pmid=0, version=1, title="", original_title="", abstract=(), authors=(), journal="", journal_short="", issn=(),
    volume="", issue="", pages="", date_text="", published=None, languages=(), publication_types=(), mesh=(),
    keywords=(), substances=(), registrations=(), doi="", pmcid="", notices=(), references=(), copyright="",
    entered=None, revised=None, status="MEDLINE", is_book=False,
)  # fmt: skip
Judged = Mapping[str, Mapping[int, int]]


@dataclass(frozen=True)
class Collection:
    """Citations, questions by name, and what answers them with its grade."""

    name: str
    citations: tuple[Citation, ...]
    questions: Mapping[str, str]
    judged: Judged


def nfcorpus(part: str, levels: str = "2-1-0") -> Collection:
    """NFCorpus: titles of pages as questions, links from them as judgements."""
    folder = SHARED / "nfcorpus"
    citations = [_nf_citation(*line.split("\t", 1)) for line in _lines(folder / f"{part}.docs")]
    questions = dict(line.split("\t", 1) for line in _lines(folder / f"{part}.titles.queries"))
    judged: dict[str, dict[int, int]] = {}
    for line in _lines(folder / f"{part}.{levels}.qrel"):
        question, _, document, grade = line.split()
        judged.setdefault(question, {})[_number(document)] = int(grade)
    return Collection(f"NFCorpus {part} {levels}", tuple(citations), questions, judged)


def pubmedqa() -> Collection:
    """PubMedQA: each question must find the abstract that it was made from, whose title it is not given."""
    told = json.loads((SHARED / "pubmedqa" / "ori_pqal.json").read_text("utf-8"))
    citations = tuple(
        replace(
            EMPTY,
            pmid=int(pmid),
            abstract=tuple(AbstractPart("", text) for text in one["CONTEXTS"]),
            mesh=tuple(MeshHeading(name, "", False) for name in one["MESHES"]),
        )
        for pmid, one in told.items()
    )
    questions = {pmid: one["QUESTION"] for pmid, one in told.items()}
    return Collection("PubMedQA known item", citations, questions, {pmid: {int(pmid): 1} for pmid in told})


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _number(name: str) -> int:
    return int(name.removeprefix("MED-"))


def _nf_citation(name: str, text: str) -> Citation:
    title, found, abstract = text.partition(" abstract ")
    title = title.removesuffix(" pubmed ncbi") if found else ""
    return replace(EMPTY, pmid=_number(name), title=title, abstract=(AbstractPart("", abstract or text),))


def build(folder: Path, citations: Sequence[Citation]) -> None:
    """A release folder of these citations."""
    builder = Builder(folder, 0)
    builder.write(citations)
    builder.commit()
    builder.finish()


def gain(ranked: Sequence[int], grades: Mapping[int, int], depth: int = 10) -> float:
    """nDCG with the grade as gain, as trec_eval counts it."""
    got = sum(grades.get(pmid, 0) / math.log2(place + 2) for place, pmid in enumerate(ranked[:depth]))
    best = sum(g / math.log2(place + 2) for place, g in enumerate(sorted(grades.values(), reverse=True)[:depth]))
    return got / best if best else 0.0


@dataclass(frozen=True)
class Score:
    """Means over the questions, and time for each in milliseconds."""

    ndcg: float
    hit: float
    first: float
    p50: float
    p99: float


def score(collection: Collection, ranked: Iterable[tuple[str, Sequence[int], float]]) -> Score:
    """nDCG@10, share with an answer in the first 10, share with one in the first place, times."""
    gains, hits, firsts, times = [], [], [], []
    for name, found, seconds in ranked:
        grades = collection.judged.get(name, {})
        gains.append(gain(found, grades))
        hits.append(any(pmid in grades for pmid in found[:10]))
        firsts.append(bool(found) and found[0] in grades)
        times.append(seconds * 1e3)
    times.sort()
    count = len(gains)
    return Score(
        sum(gains) / count, sum(hits) / count, sum(firsts) / count, times[count // 2], times[int(count * 0.99)]
    )


def ours(search: PubmedSearch, collection: Collection) -> Iterable[tuple[str, Sequence[int], float]]:
    """Each question asked as a person would."""
    for name, question in collection.questions.items():
        began = time.perf_counter()
        found = search.search(Asked(Ranked(question)), 10)
        yield name, [hit.pmid for hit in found.hits], time.perf_counter() - began


class Plain:
    """BM25 over one text, as tantivy gives it: the line to beat."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("pmid", stored=True)
        builder.add_text_field("text", tokenizer_name=WORDS)
        self.index = tantivy.Index(builder.build())
        self.index.register_tokenizer(WORDS, word_analyzer())
        writer = self.index.writer(100_000_000, 1)
        for one in citations:
            text = " ".join([one.title, *(part.text for part in one.abstract)])
            writer.add_document(tantivy.Document.from_dict({"pmid": one.pmid, "text": text}, self.index.schema))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def ask(self, collection: Collection) -> Iterable[tuple[str, Sequence[int], float]]:
        """Each question, without its common words, as an OR of stems."""
        searcher = self.index.searcher()
        for name, question in collection.questions.items():
            began = time.perf_counter()
            kept = [word for word in plain(question) if word not in COMMON] or plain(question)
            terms = [stem for word in kept for stem in stems(word)]
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Should, tantivy.Query.term_query(self.index.schema, "text", term, "freq"))
                    for term in terms
                ]
            )
            hits = searcher.search(query, 10, count=False).hits
            yield name, [searcher.doc(address)["pmid"][0] for _, address in hits], time.perf_counter() - began


def weights_of(text: str) -> Weights:
    """'title=1.5,pair=0' as weights."""
    kinds = {field.name: type(getattr(CHOSEN, field.name)) for field in fields(CHOSEN)}
    pairs = (part.split("=") for part in text.split(",") if part)
    return replace(CHOSEN, **{name: kinds[name](value) for name, value in pairs})


def main() -> None:
    """Prints one line for each way and collection."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--part", default="test", choices=("dev", "test"))
    asked.add_argument("--weights", nargs="*", default=[""])
    given = asked.parse_args()
    collections = [nfcorpus(given.part), nfcorpus(given.part, "3-2-1"), pubmedqa()]
    print(f"{'':32}{'':36} nDCG@10  hit@10  first   p50 ms  p99 ms")
    for collection in collections:
        with tempfile.TemporaryDirectory() as folder:
            build(Path(folder), collection.citations)
            ways = {"plain BM25, one text": score(collection, Plain(collection.citations).ask(collection))}
            for text in given.weights:
                search = PubmedSearch(Path(folder), weights_of(text))
                ways[f"accord {text}"] = score(collection, ours(search, collection))
        for way, s in ways.items():
            print(
                f"{collection.name:32}{way:36} {s.ndcg:.4f}   {s.hit:.3f}   {s.first:.3f}   {s.p50:6.2f}  {s.p99:6.2f}"
            )


if __name__ == "__main__":
    main()
