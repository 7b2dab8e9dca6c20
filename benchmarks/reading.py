"""How fast files are read: pages a second of PDF text, seconds a page of scans, and the peak memory.

    python benchmarks/reading.py [PDF ...]

Without files it makes a born-digital PDF and faxed pages itself.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen import canvas

from accord.records.read import read

PAGES = 30
SCANS = 5
SENTENCE = "line {n}: at rest on room air the saturation was 93 % and fell to 84 % after 140 feet on 02/{d:02d}/2026"


def born_digital(pages: int) -> bytes:
    """A PDF of full pages of text."""
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=letter)
    for page in range(pages):
        sheet.setFont("Helvetica", 10)
        for n in range(48):
            sheet.drawString(60, 740 - 14 * n, SENTENCE.format(n=n, d=1 + (page + n) % 28))
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def faxed(data: bytes, seed: int) -> bytes:
    """The first page as a fax of 200 dpi, askew and with specks."""
    image = pdfium.PdfDocument(data)[0].render(scale=200 / 72).to_pil().convert("L").rotate(0.6, fillcolor=255)
    random = np.random.default_rng(seed)
    levels = np.where(np.asarray(image) + random.normal(0, 15, (image.height, image.width)) > 150, 255, 0)
    levels[random.random(levels.shape) < 0.003] = 0
    buffer = io.BytesIO()
    Image.fromarray(levels.astype(np.uint8)).save(buffer, "PNG", dpi=(200, 200))
    return buffer.getvalue()


def measure(path: Path) -> tuple[int, float, float]:
    """(pages, wall seconds, processor seconds) of reading the file once."""
    wall, processor = time.perf_counter(), time.process_time()
    record = read([path])
    pages = sum(len(document.pages) for document in record.documents)
    return pages, time.perf_counter() - wall, time.process_time() - processor


def report(label: str, path: Path) -> None:
    """One line of figures."""
    pages, wall, processor = measure(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = f"{pages / wall:6.1f} pages/s  {wall / max(pages, 1):6.3f} s/page wall  {processor / max(pages, 1):6.3f} CPU"
    print(f"{label:<28} {pages:4d} pages  {rate}  peak {peak:.0f} MB")


def main(paths: list[str]) -> None:
    """Measures the given files, or the made ones."""
    with tempfile.TemporaryDirectory() as folder:
        digital = Path(folder, "digital.pdf")
        digital.write_bytes(born_digital(PAGES))
        measure(digital)
        for path in map(Path, paths):
            report(path.name, path)
        if paths:
            return
        report("born-digital PDF", digital)
        scans = Path(folder, "scans")
        scans.mkdir()
        for number in range(SCANS):
            Path(scans, f"{number}.png").write_bytes(faxed(digital.read_bytes(), number))
        report("faxes, 200 dpi, full pages", scans)


if __name__ == "__main__":
    main(sys.argv[1:])
