"""How fast PubMed loads and answers at size.

    python -m benchmarks.pubmed_scale read                       # MB/s beside pubmed_parser and a bare parse
    python -m benchmarks.pubmed_scale load [--files 2]           # the whole load of files of 30,000 records, citations/s
    python -m benchmarks.pubmed_scale ask [--citations 1000000] [--keep FOLDER]   # p50/p99 of each kind of question

Files and citations are made here from a seed: real records of NLM's sample (shared folder, ACCORD_SHARED) with a
reference list each, as modern files have; sentences of PubMedQA and that sample, with a Zipf tail of rare words.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pubmed_parser

from accord.connectors.pubmed.ahead import LOT
from accord.connectors.pubmed.build import Builder
from accord.connectors.pubmed.citation import AbstractPart, Author, Citation, MeshHeading
from accord.connectors.pubmed.question import read_question
from accord.connectors.pubmed.reader import cut, read_file
from accord.connectors.pubmed.reference import Reference, find
from accord.connectors.pubmed.search import Asked, PubmedSearch, open_search
from accord.connectors.pubmed.words import COMMON

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "pubmed"
SAMPLE = SHARED / "medline16n0902.xml.gz"
SEED, IN_A_FILE = 20261124, 30_000
WITH_ABSTRACT, RARE_WORDS = 0.68, 5_000_000


def real_records() -> list[bytes]:
    """The records of NLM's sample, as bytes."""
    with gzip.open(SAMPLE, "rb") as file:
        return [record for tag, record in cut(file, SAMPLE.name) if tag == b"MedlineCitation"]  # type: ignore[arg-type]


def write_file(path: Path, first: int, count: int = IN_A_FILE) -> int:
    """A file as NLM publishes them, of real records under new PMIDs; gives its size before compression."""
    chance = random.Random(SEED + first)
    size = 0
    with gzip.open(path, "wb", compresslevel=1) as file:

        def put(text: bytes) -> None:
            nonlocal size
            size += len(text)
            file.write(text)

        put(b'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n')
        for number, record in enumerate(islice(cycle(real_records()), count)):
            pmid = b"%d" % (first + number)
            record = re.sub(rb"(<PMID[^>]*>)\d+", rb"\g<1>" + pmid, record, count=1)
            put(b"<PubmedArticle>" + record + _data(pmid, chance) + b"</PubmedArticle>\n")
        put(b"</PubmedArticleSet>")
    return size


def _data(pmid: bytes, chance: random.Random) -> bytes:
    cited = b"".join(
        b"<Reference><Citation>Someone A, Another B. A cited article. J Made Up. 2011;12(3):45-67.</Citation>"
        b'<ArticleIdList><ArticleId IdType="pubmed">%d</ArticleId></ArticleIdList></Reference>\n'
        % chance.randint(1, 30_000_000)
        for _ in range(chance.choice((0, 0, 10, 25, 40)))
    )
    return (
        b'<PubmedData><History><PubMedPubDate PubStatus="entrez"><Year>2016</Year><Month>1</Month><Day>2</Day>'
        b"</PubMedPubDate></History><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
        b'<ArticleId IdType="pubmed">%s</ArticleId><ArticleId IdType="doi">10.1000/made.%s</ArticleId></ArticleIdList>'
        b"<ReferenceList>%s</ReferenceList></PubmedData>" % (pmid, pmid, cited)
    )


def read() -> None:
    """The reader beside pubmed_parser and beside cutting and parsing with nothing taken out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pubmed26n0001.xml.gz"
        size = write_file(path, 1, 10_000) / 1e6
        with gzip.open(path) as file:
            plain = Path(folder) / "pubmed26n0001.xml"
            plain.write_bytes(file.read())

        def bare() -> int:
            with plain.open("rb") as file:
                return sum(len(fromstring(record)) > 0 for _, record in cut(file, path.name))

        ways: dict[str, Callable[[], int]] = {
            "accord, .xml.gz to citations": lambda: sum(1 for _ in read_file(path)),
            "accord, .xml to citations": lambda: sum(1 for _ in read_file(plain)),
            "cut + fromstring only": bare,
            "pubmed_parser.parse_medline_xml": lambda: sum(1 for _ in pubmed_parser.parse_medline_xml(str(path))),
        }
        print(f"{size:.0f} MB of XML, 10,000 records")
        for name, way in ways.items():
            began, worked = time.perf_counter(), time.process_time()
            count = way()
            spent, work = time.perf_counter() - began, time.process_time() - worked
            print(
                f"{name:36} {size / spent:7.1f} MB/s  {count / spent:8.0f} records/s; "
                f"of processor time {size / work:7.1f} MB/s  {count / work:8.0f} records/s"
            )


def load(files: int) -> None:
    """Reading, documents and index together, as `accord sync` does it file by file."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"pubmed26n{number:04d}.xml.gz" for number in range(1, files + 1)]
        size = sum(write_file(path, 1 + number * IN_A_FILE) for number, path in enumerate(paths)) / 1e6
        built = Path(folder) / "built"
        built.mkdir()
        began, worked = time.perf_counter(), time.process_time()
        builder = Builder(built, 0)
        for path in paths:
            builder.apply(path)
        count = builder.finish()
        spent, work = time.perf_counter() - began, time.process_time() - worked
        print(f"{count:,} citations, {size:.0f} MB of XML in {spent:.1f} s, {work:.1f} s of processor time: {count / spent:,.0f} citations/s, "
              f"{size / spent:.1f} MB/s; on disk {on_disk(built)}")  # fmt: skip


class Made:
    """Citations that are made from a seed: real sentences, names and headings put together anew."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.real = [one for one in read_file(SAMPLE) if isinstance(one, Citation)]
        told = json.loads((SHARED / "pubmedqa" / "ori_pqal.json").read_text("utf-8"))
        texts = [text for one in told.values() for text in one["CONTEXTS"]]
        texts += [part.text for one in self.real for part in one.abstract]
        self.sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text)]
        self.questions = [one["QUESTION"] for one in told.values()]
        self.titles = self.questions + [one.title for one in self.real]
        names = {heading.name for one in self.real for heading in one.mesh} | {
            name for one in told.values() for name in one["MESHES"]
        }
        self.headings = sorted(name for name in names if name.strip())
        self.authors = sorted({(a.last, a.initials) for one in self.real for a in one.authors})

    def citations(self, count: int) -> Iterator[Citation]:
        """Citations with PMIDs from 1."""
        return (self._one(pmid) for pmid in range(1, count + 1))

    def _one(self, pmid: int) -> Citation:
        pick, chance = self.chance.choice, self.chance
        size = chance.randint(5, 11) if chance.random() < WITH_ABSTRACT else 0
        rare = " ".join(f"x{int(RARE_WORDS ** chance.random()):x}q" for _ in range(5))
        text = " ".join([*(pick(self.sentences) for _ in range(size)), rare]) if size else ""
        words = pick(self.titles).split()[:8] + pick(self.titles).split()[-5:]
        names = (pick(self.authors) for _ in range(chance.randint(1, 8)))
        mesh = (MeshHeading(pick(self.headings), "", chance.random() < 0.3) for _ in range(chance.randint(0, 14)))
        day = dt.date(1975, 1, 1) + dt.timedelta(days=int(18_500 * chance.random() ** 0.6))
        return replace(
            pick(self.real), pmid=pmid, title=" ".join(words), abstract=(AbstractPart("", text),) if text else (),
            authors=tuple(Author(last, initials, initials) for last, initials in names), mesh=tuple(mesh),
            published=day, date_text=str(day.year), doi=f"10.1000/made.{pmid}", volume=str(chance.randint(1, 300)),
            pages=str(chance.randint(1, 2_000)), references=tuple(chance.randint(1, 10**6) for _ in range(10)),
        )  # fmt: skip


def ask(count: int, keep: Path | None) -> None:
    """Builds an index of so many citations (or takes the one kept there) and asks it."""
    made = Made()
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        if not (folder / "index").exists():
            folder.mkdir(exist_ok=True)
            began = time.perf_counter()
            builder = Builder(folder, 0)
            for number, lot in enumerate(_lots(made.citations(count)), 1):
                builder.write(lot)
                if number % 30 == 0:
                    builder.commit()
            builder.commit()
            builder.finish()
            spent = time.perf_counter() - began
            print(f"{count:,} citations made, written and indexed in {spent:.0f} s: {count / spent:,.0f}/s")
        search = open_search(folder)
        print(f"{search.size:,} citations, {search.searcher.num_segments} segments, on disk {on_disk(folder)}")
        for name, questions in _kinds(search, made).items():
            both = [_timed(question) for question in questions]
            times, work = (sorted(each) for each in zip(*both, strict=True))
            last = int(len(times) * 0.99)
            print(f"{name:44} p50 {times[len(times) // 2]:7.2f}  p99 {times[last]:7.2f} ms; of processor time "
                  f"p50 {work[len(work) // 2]:7.2f}  p99 {work[last]:7.2f} ms  ({len(times)})")  # fmt: skip


def _kinds(search: PubmedSearch, made: Made) -> dict[str, list[Callable[[], object]]]:
    chance = random.Random(SEED + 1)
    words = sorted({w.lower() for t in made.sentences[:4_000] for w in re.findall(r"[A-Za-z]{5,}", t)})
    pairs = [
        p for t in made.sentences for p in zip(t.split(), t.split()[1:], strict=False) if all(w.isalpha() for w in p)
    ]

    def asked(text: str) -> Callable[[], object]:
        return lambda: search.search(Asked(read_question(text)), 20)

    three = [" AND ".join(chance.sample(words, 3)) for _ in range(300)]
    pmids = [chance.randint(1, search.size) for _ in range(300)]
    known = [search.documents.get([pmid])[pmid] for pmid in pmids[:100]]
    references = [Reference(c.journal_short, c.year, c.volume, c.pages, c.authors[0].last, "") for c in known]
    return {
        "question in words, ranked twice, top 20": [asked(text) for text in made.questions[:400]],
        "three words AND": [asked(text) for text in three],
        "phrase of two words, one telling": [asked(text) for text in _phrases(chance, pairs, common=False)],
        "phrase of two common words ('of the')": [asked(text) for text in _phrases(chance, pairs, common=True)],
        "three words AND and years": [asked(f"{text} AND 2015:2020[dp]") for text in three],
        "begin* in title or abstract": [asked(f"{word[:5]}*[tiab]") for word in chance.sample(words, 100)],
        "MeSH AND title word": [asked(f'"{h}"[mh] AND {chance.choice(words)}[ti]') for h in chance.sample(made.headings, 200)],
        "author": [asked(f"{last} {initials}[au]") for last, initials in chance.sample(made.authors, 200)],
        "record by PMID": [lambda pmid=pmid: search.documents.get([pmid]) for pmid in pmids],
        "reference: journal, year, volume, page, name": [lambda r=r: find(search, r) for r in references],
    }  # fmt: skip


def _phrases(chance: random.Random, pairs: Sequence[tuple[str, str]], common: bool) -> list[str]:
    kept = [pair for pair in pairs if all(word.lower() in COMMON for word in pair) == common]
    return [f'"{" ".join(pair)}"' for pair in chance.sample(kept, 300)]


def _timed(question: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of processor time: they differ where other work shares the machine."""
    began, worked = time.perf_counter(), time.process_time()
    question()
    return (time.perf_counter() - began) * 1e3, (time.process_time() - worked) * 1e3


def _lots(citations: Iterator[Citation]) -> Iterator[Sequence[Citation]]:
    while lot := list(islice(citations, LOT)):
        yield lot


def on_disk(folder: Path) -> str:
    """MB of index and documents."""
    index = sum(path.stat().st_size for path in (folder / "index").iterdir()) / 1e6
    documents = sum(path.stat().st_size for path in folder.glob("documents-*.sqlite")) / 1e6
    return f"{index:,.0f} MB index + {documents:,.0f} MB documents"


def main() -> None:
    """Runs one of the measurements."""
    asked = argparse.ArgumentParser()
    asked.add_argument("what", choices=("read", "load", "ask"))
    asked.add_argument("--files", type=int, default=2)
    asked.add_argument("--citations", type=int, default=1_000_000)
    asked.add_argument("--keep", type=Path)
    given = asked.parse_args()
    {"read": read, "load": lambda: load(given.files), "ask": lambda: ask(given.citations, given.keep)}[given.what]()


if __name__ == "__main__":
    main()
