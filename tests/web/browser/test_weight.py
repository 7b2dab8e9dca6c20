"""What the first pages weigh and how long they take: under 100 KB in all that is sent, under half a second until all is there."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import CDPSession

from tests.web.browser.chromium import Visitor
from tests.web.browser.live import Live
from tests.web.conftest import Web

pytestmark = pytest.mark.xdist_group("browser-weight")
MOST_BYTES, MOST_MILLISECONDS, TRIES = 100_000, 500.0, 5
# From the moment at which the browser begins until all that the page names is there and laid out.
LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


@dataclass
class Scale:
    """Weighs what comes over the wire, heads and compressed bodies as they are sent."""

    bytes: int = 0
    requests: int = 0

    def on(self, devtools: CDPSession) -> None:
        """Weighs from now on."""
        devtools.send("Network.enable")
        devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        devtools.on("Network.loadingFinished", self._add)

    def _add(self, told: dict[str, float]) -> None:
        self.bytes += int(told["encodedDataLength"])
        self.requests += 1


def weighed(who: Visitor, path: str) -> tuple[Scale, float]:
    """What a page weighs with an empty cache, and the quickest of a few times: the machine may be busy with other things."""
    scale, times = Scale(), list[float]()
    devtools = who.context.new_cdp_session(who.page)
    scale.on(devtools)
    who.page.goto(path, wait_until="networkidle")
    whole = Scale(scale.bytes, scale.requests)
    for _ in range(TRIES):
        who.page.goto(path, wait_until="load")
        who.page.wait_for_function("() => performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
        times.append(who.page.evaluate(LOADED))
    return whole, min(times)


def test_the_first_page_is_light_and_quick(live: Live) -> None:
    scale, milliseconds = weighed(live.open(), "/sign-in")
    print(f"sign-in: {scale.bytes} bytes in {scale.requests} requests, {milliseconds:.0f} ms")
    assert scale.requests >= 3  # the page, its style, its script: the scale weighs
    assert 2_000 < scale.bytes < MOST_BYTES
    assert milliseconds < MOST_MILLISECONDS


def test_the_work_list_is_light_and_quick(web: Web, live: Live) -> None:
    for _ in range(50):  # a full page of it
        web.case(web.people.reviewer, review=False)
    scale, milliseconds = weighed(live.enter(web.people.reviewer), "/cases")
    print(f"work list: {scale.bytes} bytes in {scale.requests} requests, {milliseconds:.0f} ms")
    assert 2_000 < scale.bytes < MOST_BYTES
    assert milliseconds < MOST_MILLISECONDS
