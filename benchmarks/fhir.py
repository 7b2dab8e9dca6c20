"""How fast FHIR JSON becomes Resource values and documents: MB/s of JSON, best and median of the runs.

    python benchmarks/fhir.py FILE [FILE ...]        # .json, .ndjson, or either with .gz

Without files: a made bundle of 20,000 resources.
"""

from __future__ import annotations

import gzip
import hashlib
import statistics
import sys
import time
from pathlib import Path

import orjson

from accord.records.fhir import read_fhir
from accord.records.record import ReceivedFile

RUNS = 5


def received(path: Path) -> ReceivedFile:
    """The file, opened when gzipped."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return ReceivedFile(path.name, data, hashlib.sha256(data).hexdigest(), "application/fhir+json")


def made_bundle(size: int = 20_000) -> ReceivedFile:
    """Observations with a code, a value, a subject, a note on every tenth."""
    entries = [
        {
            "fullUrl": f"urn:uuid:{number:08x}",
            "resource": {
                "resourceType": "Observation",
                "id": f"{number:08x}",
                "status": "final",
                "code": {"coding": [{"system": "http://loinc.org", "code": "59408-5", "display": "SpO2"}]},
                "subject": {"reference": "Patient/p"},
                "effectiveDateTime": "2026-03-10T10:05:00-05:00",
                "valueQuantity": {"value": 88 + number % 10, "unit": "%", "system": "http://unitsofmeasure.org"},
                **({"note": [{"text": "room air, rest"}]} if number % 10 == 0 else {}),
            },
        }
        for number in range(size)
    ]
    data = orjson.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})
    return ReceivedFile("made.json", data, hashlib.sha256(data).hexdigest(), "application/fhir+json")


def measure(files: list[ReceivedFile]) -> None:
    """Prints one line of figures."""
    megabytes = sum(len(file.data) for file in files) / 1e6
    seconds: list[float] = []
    resources = documents = unread = 0
    for _ in range(RUNS):
        started = time.perf_counter()
        parts = [read_fhir(file) for file in files]
        seconds.append(time.perf_counter() - started)
        resources = sum(len(part.resources) for part in parts)
        documents = sum(len(part.documents) for part in parts)
        unread = sum(len(part.unread) for part in parts)
    best, median = megabytes / min(seconds), megabytes / statistics.median(seconds)
    print(f"{megabytes:.1f} MB: best {best:.0f} MB/s, median {median:.0f} MB/s")
    print(f"{resources} resources, {documents} documents, {unread} reports")


if __name__ == "__main__":
    measure([received(Path(name)) for name in sys.argv[1:]] or [made_bundle()])
