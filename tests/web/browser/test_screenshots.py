"""The pictures in the docs are those that the program makes of its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

from accord.db.engine import Database
from tests.web import screenshots
from tests.web.screenshots import FOLDER, PICTURES, take

pytestmark = pytest.mark.xdist_group("browser-screenshots")
DOCS = FOLDER.parent
MOST_BYTES = 150_000
# Of 255, on the mean of all points: other fonts and a moved line stay below it, another page does not.
MOST_APART = 24.0


def named() -> set[Path]:
    """Every picture that a page of the docs shows."""
    found: set[Path] = set()
    for page in [*DOCS.rglob("*.md"), DOCS.parent / "README.md"]:
        for target in re.findall(r"!\[[^\]]+\]\(([^)\s]+)\)", page.read_text("utf-8")):
            found.add((page.parent / target).resolve())
    return found


def test_each_picture_that_the_docs_show_is_made_here_and_each_that_is_made_is_shown() -> None:
    made = {FOLDER / f"{one.name}.png" for one in PICTURES}
    assert named() == made
    assert set(FOLDER.iterdir()) == made


@pytest.mark.parametrize("name", [one.name for one in PICTURES])
def test_a_picture_is_small(name: str) -> None:
    assert (FOLDER / f"{name}.png").stat().st_size < MOST_BYTES


def test_the_pictures_show_the_pages_as_they_are(browser: Browser, database: Database, tmp_path: Path) -> None:
    take(browser, database, tmp_path / "pictures")
    for one in PICTURES:
        shown, now = (
            Image.open(folder / f"{one.name}.png").convert("RGB") for folder in (FOLDER, tmp_path / "pictures")
        )
        assert shown.size == now.size == (one.size["width"], one.size["height"]), one.name
        apart = sum(ImageStat.Stat(ImageChops.difference(shown, now)).mean) / 3
        assert apart < MOST_APART, f"{one.name} is another page by now: python -m tests.web.screenshots"


def test_every_picture_is_another_page() -> None:
    desk = [one.name for one in PICTURES if one.size == screenshots.DESK and not one.dark]
    pictures = [Image.open(FOLDER / f"{name}.png").convert("RGB") for name in desk]
    for at, one in enumerate(pictures):
        for other in pictures[at + 1 :]:
            assert sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3 > MOST_APART / 8
