"""The same dossier on other carriers: born-digital PDF, scan, FHIR attachments, C-CDA; the verdicts have to be the same.

    uv run python -m benchmarks.carriers [CASES] --out OUT [--only PATTERN] [--carriers pdf,fhir,fhirpdf,ccda,scan] [--scans N]

CASES is a folder of cases (default benchmarks/cases), each with request.json and documents/*.txt. Every text document is
rendered anew and the dossier reviewed again; statuses of all criteria and the proposal are compared with those of the text.
OUT keeps the rendered dossiers and differences.json. Printed: agreement a carrier, each difference, and every false `met`
(met on the carrier where the text is not met); exit code 1 when there is a false `met`. `--scans` limits how many cases are
scanned (default 4, 0 for all), because recognition is slow.
"""

from __future__ import annotations

import argparse
import base64
import fnmatch
import io
import json
import re
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from accord.dossier.review import Desk
from accord.prior_auth.line import review
from benchmarks.review import answer_of, paths_of, received_on

HERE = Path(__file__).resolve().parent
LINES = 60
WIDTH, HEIGHT, MARGIN = 612.0, 792.0, 40.0
PITCH = 11.8
SIZES = (9.5, 9.0, 8.5, 8.0)
COURIER = 0.6  # width of a Courier character, in sizes
BOXES = {"\u2610": False, "\u2612": True}
DPI, TILT, SPECKS = 200, 0.4, 0.0008


def born_digital(text: str) -> bytes:
    """The text in Courier, 60 lines a page, a form feed a new page.

    As forms come: box characters are drawn as squares and crosses, underscores to write on as lines.
    """
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    sheet = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    size, lines_of_pages = _set_in_pages(text)
    for lines in lines_of_pages:
        sheet.setFont("Courier", size)
        for row, line in enumerate(lines):
            _draw_line(sheet, line, HEIGHT - MARGIN - (row + 1) * PITCH, size)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def _set_in_pages(text: str) -> tuple[float, list[list[str]]]:
    """The largest size at which the widest line fits, else the smallest with lines wrapped; the lines of each page."""
    widest = max(len(line) for line in text.splitlines() or [""])
    size = next((s for s in SIZES if widest * s * COURIER <= WIDTH - 2 * MARGIN), SIZES[-1])
    room = int((WIDTH - 2 * MARGIN) / (size * COURIER))
    pages: list[list[str]] = []
    for part in text.split("\f"):
        lines = [piece for line in part.splitlines() for piece in _wrapped(line, room)]
        pages += [lines[start : start + LINES] for start in range(0, len(lines), LINES)] or [[]]
    return size, pages


def _wrapped(line: str, room: int) -> list[str]:
    return [line] if len(line) <= room else textwrap.wrap(line, room, drop_whitespace=False)


def _draw_line(sheet: Any, line: str, height: float, size: float) -> None:
    shown = line.expandtabs(8)
    blanks = [match.span() for match in re.finditer("_{4,}", shown)]
    drawn = re.sub("_{4,}", lambda match: " " * len(match[0]), shown)
    sheet.drawString(MARGIN, height, "".join(" " if c in BOXES else c for c in drawn))
    for start, end in blanks:
        sheet.line(MARGIN + start * size * COURIER, height - 1, MARGIN + end * size * COURIER, height - 1)
    side = size * 0.62
    for column, character in enumerate(shown):
        if character in BOXES:
            left = MARGIN + column * size * COURIER - (side - size * COURIER) / 2
            sheet.rect(left, height - 0.8, side, side)
            if BOXES[character]:
                sheet.line(left, height - 0.8, left + side, height - 0.8 + side)
                sheet.line(left, height - 0.8 + side, left + side, height - 0.8)


def scanned(text: str) -> bytes:
    """The printed text as a black and white scan: 200 dpi, 0.4 degrees askew, with specks; pictures only."""
    import numpy as np
    import pypdfium2 as pdfium
    from PIL import Image

    random = np.random.default_rng(7)
    pictures: list[Image.Image] = []
    for page in pdfium.PdfDocument(born_digital(text)):
        image = page.render(scale=DPI / 72).to_pil().convert("L")
        tilted = np.asarray(image.rotate(TILT, resample=Image.Resampling.BICUBIC, fillcolor=255))
        levels = np.where(tilted > 150, 255, 0).astype(np.uint8)
        dirt = random.random(levels.shape)
        levels[dirt < SPECKS] = 0
        levels[dirt > 1 - SPECKS] = 255
        pictures.append(Image.fromarray(levels).convert("1"))
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", resolution=DPI, save_all=True, append_images=pictures[1:])
    return buffer.getvalue()


def bundle(texts: dict[str, str], media_type: str, render: Callable[[str], bytes]) -> bytes:
    """A FHIR bundle of DocumentReferences, each with its paper attached in base64."""
    entries = [
        {
            "fullUrl": f"urn:uuid:00000000-0000-4000-8000-{number:012}",
            "resource": {
                "resourceType": "DocumentReference",
                "id": f"paper-{number}",
                "status": "current",
                "content": [{"attachment": {"contentType": media_type, "title": name, "data": _packed(render(text))}}],
            },
        }
        for number, (name, text) in enumerate(texts.items(), 1)
    ]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


def unstructured(name: str, text: str) -> bytes:
    """A C-CDA document whose body is the text in base64."""
    body = f'<nonXMLBody><text mediaType="text/plain" representation="B64">{_packed(text.encode())}</text></nonXMLBody>'
    return (
        f'<ClinicalDocument xmlns="urn:hl7-org:v3"><title>{escape(name)}</title>'
        f"<component>{body}</component></ClinicalDocument>"
    ).encode()


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _as_files(ending: str, render: Callable[[str, str], bytes]) -> Callable[[dict[str, str]], dict[str, bytes]]:
    """A carrier on which every document stays a file of its own."""
    return lambda texts: {
        f"documents/{name.removesuffix('.txt')}{ending}": render(name, text) for name, text in texts.items()
    }


CARRIERS: dict[str, Callable[[dict[str, str]], dict[str, bytes]]] = {
    "pdf": _as_files(".pdf", lambda _, text: born_digital(text)),
    "fhir": lambda texts: {"documents.json": bundle(texts, "text/plain", str.encode)},
    "fhirpdf": lambda texts: {"documents.json": bundle(texts, "application/pdf", born_digital)},
    "ccda": _as_files(".xml", unstructured),
    "scan": _as_files(".pdf", lambda _, text: scanned(text)),
}


@dataclass
class Tally:
    """What one carrier gave, against the text."""

    cases: int = 0
    same_proposals: int = 0
    criteria: int = 0
    same_criteria: int = 0
    false_met: int = 0
    seconds: float = 0.0
    differences: list[dict[str, str]] = field(default_factory=list)

    def add(self, case: str, text: dict[str, Any], carried: dict[str, Any]) -> None:
        """Counts one case."""
        self.cases += 1
        for what in ("policy", "variant", "proposal"):
            if text[what] != carried[what]:
                self._differs(case, what, text[what], carried[what], carried.get("why", ""))
        self.same_proposals += text["proposal"] == carried["proposal"]
        self.seconds += carried["seconds"]
        for key in dict.fromkeys((*text["leaves"], *carried["leaves"])):
            one, other = (side["leaves"].get(key, {"status": "none", "reason": ""}) for side in (text, carried))
            self.criteria += 1
            self.same_criteria += one["status"] == other["status"]
            if one["status"] != other["status"]:
                self.false_met += other["status"] == "met"
                self._differs(case, key, one["status"], other["status"], other["reason"])

    def _differs(self, case: str, what: str, text: str, carried: str, reason: str) -> None:
        self.differences.append({"case": case, "what": what, "text": text, "carried": carried, "reason": reason})

    def told(self, carrier: str) -> str:
        """The figures of one carrier in a line."""
        return (
            f"{carrier:7} {self.cases:3} cases  criteria {self.same_criteria}/{self.criteria} same  "
            f"proposals {self.same_proposals}/{self.cases} same  false met {self.false_met}  "
            f"{self.seconds / max(self.cases, 1):.2f} s a case"
        )


def reviewed(paths: Sequence[Path], form: Path) -> dict[str, Any]:
    """The answer of one review, on the day that the form was received."""
    started = time.perf_counter()
    seen, _ = review(paths, Desk.PAYER, received_on(form))
    return answer_of(seen, time.perf_counter() - started)


def carried(case: Path, carrier: str, folder: Path) -> dict[str, Any]:
    """The case rendered on the carrier below `folder`, and reviewed."""
    texts = {path.name: path.read_bytes().decode() for path in sorted((case / "documents").glob("*.txt"))}
    files = {name: (case / name).read_bytes() for name in ("request.json", "record.json") if (case / name).is_file()}
    for name, data in {**files, **CARRIERS[carrier](texts)}.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return reviewed([folder], case / "request.json")


def main(argv: Sequence[str]) -> int:
    """Compare and print; exit code 1 when a carrier meets what the text does not, or there is no case."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.carriers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path, nargs="?", default=HERE / "cases")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="*", help="patterns of case names, parted by commas")
    parser.add_argument("--carriers", default=",".join(CARRIERS), help="which carriers, parted by commas")
    parser.add_argument("--scans", type=int, default=4, help="how many cases are scanned; 0 for all")
    given = parser.parse_args(argv)
    patterns = given.only.split(",")
    cases = [
        c
        for c in sorted(given.cases.iterdir())
        if (c / "request.json").is_file() and any(fnmatch.fnmatch(c.name, p) for p in patterns)
    ]
    tallies = {carrier: Tally() for carrier in given.carriers.split(",")}
    for number, case in enumerate(cases):
        text = reviewed(paths_of(case), case / "request.json")
        for carrier, tally in tallies.items():
            if carrier != "scan" or not given.scans or number % max(len(cases) // given.scans, 1) == 0:
                tally.add(case.name, text, carried(case, carrier, given.out / carrier / case.name))
    given.out.mkdir(parents=True, exist_ok=True)
    found = {carrier: tally.differences for carrier, tally in tallies.items()}
    (given.out / "differences.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for carrier, tally in tallies.items():
        print(tally.told(carrier))
        for d in tally.differences:
            mark = "FALSE MET " if d["carried"] == "met" else ""
            print(f"      {mark}{d['case']}: {d['what']}: {d['text']} -> {d['carried']}  ({d['reason']})")
    return int(not cases or any(tally.false_met for tally in tallies.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
