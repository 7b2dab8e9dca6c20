"""The browser of the tests: the machine's own Chromium, driven by Playwright, and watched in all that it does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--font-render-hinting=none",
)  # fmt: skip
MILLISECONDS = 30_000
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
REFUSALS = (403, 409, 422)  # with which a form that a script sent is given back to its person
REFUSED = "Failed to load resource: the server responded with a status of "


def check_installed() -> None:
    """Skips where there is no Chromium; in CI it fails, because there it is installed by bin/install-system."""
    if PROGRAM is None and os.environ.get("CI") == "true":
        pytest.fail("Chromium is not installed: bin/install-system installs it")
    if PROGRAM is None:
        pytest.skip("Chromium is not installed: bin/install-system installs it")


@contextmanager
def chromium() -> Generator[Browser]:
    """A running browser."""
    check_installed()
    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """What the pages of somebody's browser did: every request and every complaint.

    refused -- the statuses of pages that were refused: a test that expects none sees that there were none.
    """

    origin: str
    asked: list[str] = field(default_factory=list[str])
    complaints: list[str] = field(default_factory=list[str])
    refused: list[int] = field(default_factory=list[int])

    def on(self, context: BrowserContext) -> None:
        """Watches all pages of a context."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda fault: self.complaints.append(f"script: {fault.error}"))

    def check(self) -> None:
        """Nothing went to anybody else, no script broke, no rule of the content policy was broken, nothing of a page was missing."""
        foreign = [one for one in self.asked if not self._ours(one)]
        assert not foreign, foreign
        assert not self.complaints, self.complaints

    def _ours(self, address: str) -> bool:
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc}" == self.origin

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _response(self, response: Response) -> None:
        page = response.request.is_navigation_request() or (
            response.request.resource_type == "xhr" and response.status in REFUSALS
        )
        if response.status >= 500 or (response.status >= 400 and not page):
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")
        elif response.status >= 400:
            self.refused.append(response.status)

    def _console(self, message: ConsoleMessage) -> None:
        """Errors and warnings; statuses are looked at as they come, in the answers themselves."""
        if message.type in ("error", "warning") and not message.text.startswith(REFUSED):
            self.complaints.append(f"console {message.type}: {message.text}")


@dataclass
class Visitor:
    """One person's browser, with what it did."""

    context: BrowserContext
    page: Page
    watch: Watch

    def focused(self) -> dict[str, Any]:
        """Where the keyboard is: tag, id, name, label, words, is it on the screen, and does one see it."""
        return self.page.evaluate(FOCUS)


# What a keyboard user needs to know of where they are. An outline, a border or a background that only the focus gives is seen.
FOCUS = """() => {
  const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
  return {
    tag: e.tagName, id: e.id, type: e.type || "", name: e.name || "", href: e.getAttribute("href") || "", class: e.className,
    label: [...(e.labels ?? [])].map(l => l.innerText.trim()).join(" "),
    words: (e.innerText || e.value || e.getAttribute("aria-label") || "").trim(),
    onScreen: b.width > 0 && b.height > 0 && b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth,
    seen: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
  };
}"""


def visitor(browser: Browser, origin: str, size: dict[str, int], *, script: bool = True, dark: bool = False) -> Visitor:
    """A fresh browser for one person: no cookies, nothing kept."""
    context = browser.new_context(
        viewport=size, java_script_enabled=script, color_scheme="dark" if dark else "light", reduced_motion="reduce",
        locale="en-US", timezone_id="America/New_York", base_url=origin, accept_downloads=True,
    )  # fmt: skip
    context.set_default_timeout(MILLISECONDS)
    watch = Watch(origin)
    watch.on(context)
    return Visitor(context, context.new_page(), watch)
