"""What axe finds on a page, and whether the page keeps to the width of its window."""

from __future__ import annotations

from importlib import resources
from typing import Any

from playwright.sync_api import Page

from tests.web.browser.chromium import DESK, PHONE

SOURCE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# Every rule that axe has, but those of WCAG's third level, which the pages do not claim; the size of targets is off by itself.
RUN = """async () => {
  const told = await axe.run(document, {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}});
  return told.violations.map(v => `${v.id} (${v.impact}): ${v.help}: ` + v.nodes.slice(0, 3).map(
    n => `${n.target.join(" ")} ${n.html.slice(0, 160)} [${[...n.any, ...n.all, ...n.none].map(c => c.message).join("; ").slice(0, 240)}]`
  ).join(" | "));
}"""
# What sticks out is named, so that one need not look for it.
WIDE = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  const out = [...document.querySelectorAll("main *, header *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
  return [`${wide} px wider than the window: ` + out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | ")];
}"""
NARROWEST = {"width": 320, "height": 640}  # WCAG 2.2, 1.4.10: no scrolling in two directions at 320 px
LOOKS: tuple[tuple[str, dict[str, int]], ...] = (("light", PHONE), ("dark", DESK), ("dark", PHONE), ("light", DESK))


def faults(page: Page, *, brief: bool = False) -> list[str]:
    """In both colour schemes, on a phone and on a desk; at the narrowest width nothing may stick out. brief -- the first two looks."""
    page.evaluate(SOURCE)
    found: list[str] = []
    for scheme, size in LOOKS[: 2 if brief else None]:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        told: list[Any] = [*page.evaluate(RUN), *page.evaluate(WIDE)]
        found += [f"{scheme}, {size['width']} px: {one}" for one in told]
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    return found + [f"320 px: {one}" for one in page.evaluate(WIDE)]
