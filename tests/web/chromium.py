"""A real browser driven through a pipe, with nothing but the standard library; tests skip where Chromium is not installed."""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SECONDS_TO_WAIT = 30.0


class Chromium:
    """One page of a browser without a window."""

    def __init__(self, home: Path, width: int = 1400, height: int = 1000, *, script: bool = True) -> None:
        assert PROGRAM is not None
        to_it, ours = os.pipe()
        from_it, its = os.pipe()

        # The browser reads from 3 and writes to 4.
        begin = [
            "bash",
            "-c",
            f'exec "$@" 3<&{to_it} 4>&{its}',
            "bash",
            PROGRAM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
        ]
        command = [*begin, "--remote-debugging-pipe", f"--user-data-dir={home}"]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, pass_fds=(to_it, its), **quiet)
        os.close(to_it)
        os.close(its)
        self._write, self._read = ours, from_it
        self._numbers, self._came = itertools.count(1), b""
        self.events: list[dict[str, Any]] = []
        self._session = ""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for name in ("Page", "Runtime", "Log"):
            self.ask(f"{name}.enable")
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        if not script:
            self.ask("Emulation.setScriptExecutionDisabled", value=True)

    def ask(self, method: str, **told: Any) -> dict[str, Any]:
        """One question of the protocol."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": told}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != number:
            self.events.append(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._came:
            ready, _, _ = select.select([self._read], [], [], SECONDS_TO_WAIT)
            assert ready, "the browser says nothing"
            self._came += os.read(self._read, 1 << 20)
        message, _, self._came = self._came.partition(b"\0")
        return json.loads(message)

    def value(self, expression: str) -> Any:
        """What an expression gives on the page; it may be a promise."""
        answer = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return answer["result"].get("value") if "exceptionDetails" not in answer else None

    def go(self, address: str) -> None:
        """Opens an address."""
        self.ask("Page.navigate", url=address)
        self.wait("document.readyState === 'complete'")

    def wait(self, expression: str) -> None:
        """Until it is true."""
        until = time.monotonic() + SECONDS_TO_WAIT
        while not self.value(f"Boolean({expression})"):
            assert time.monotonic() < until, expression
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Scrolls to the first such element and presses the mouse on its middle, as a hand does."""
        self.wait(f"document.querySelector({json.dumps(selector)})")
        where = f"document.querySelector({json.dumps(selector)})"
        self.value(f"{where}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        box = self.value(f"(b => [b.x + b.width / 2, b.y + b.height / 2])({where}.getClientRects()[0])")
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def write(self, selector: str, words: str) -> None:
        """Writes into a field."""
        self.wait(f"document.querySelector({json.dumps(selector)})")
        self.value(f"document.querySelector({json.dumps(selector)}).focus()")
        self.ask("Input.insertText", text=words)

    def key(self, key: str) -> None:
        """Presses a key."""
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            code = {"Enter": 13, "Tab": 9}.get(key, 0)
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **more)

    def complaints(self) -> list[str]:
        """What the browser said against the pages: broken scripts, broken rules of the content policy."""
        self.value("1")
        return [
            str(one["params"])
            for one in self.events
            if one.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")
        ]

    def picture(self, path: Path) -> None:
        """The page as it looks."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        """Ends it."""
        self._process.terminate()
        self._process.wait(SECONDS_TO_WAIT)
        os.close(self._write)
        os.close(self._read)
