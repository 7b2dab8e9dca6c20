"""Make the scanned page of the shipped examples from its text: an image-only PDF, slightly turned, as a fax leaves it.

uv run python examples/scan.py
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
SCANS = {"scan_sources/cpap-approve_home_sleep_test.txt": "cpap-approve/documents/home_sleep_test.pdf"}
PAGE = (1700, 2200)  # letter at 200 dpi


def scan(text: str) -> Image.Image:
    """The text as a grey page, turned by half a degree."""
    page = Image.new("L", PAGE, 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=30)
    for number, line in enumerate(text.splitlines()):
        draw.text((150, 160 + number * 52), line, fill=20, font=font)
    return page.rotate(0.5, fillcolor=255, resample=Image.Resampling.BICUBIC)


def main() -> None:
    """Write every scan."""
    for source, target in SCANS.items():
        scan((HERE / source).read_text("utf-8")).convert("1").save(HERE / target, "PDF", resolution=200)


if __name__ == "__main__":
    main()
