"""One request over HTTP: certificates checked, redirects not followed, an answer of bounded size within bounded time.

Proxies and extra certificates come from the environment (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE).
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import cache

import httpx

from accord import __version__
from accord.errors import Unavailable

AGENT = f"accord/{__version__}"
LARGEST_ANSWER = 64 << 20
WHOLE_ANSWER = 3.0


class WithoutTheQuestion(logging.Filter):
    """httpx writes every address to the log; here it does so without the words asked with and without the key."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record through, addresses cut at their '?'."""
        if isinstance(record.args, tuple):
            record.args = tuple(arg.copy_with(query=None) if isinstance(arg, httpx.URL) else arg for arg in record.args)
        return True


logging.getLogger("httpx").addFilter(WithoutTheQuestion())


@cache
def certificates() -> ssl.SSLContext:
    """The certificates that servers are checked by; read once, as it takes 20 ms."""
    return httpx.create_ssl_context()


@contextmanager
def opened(
    method: str, url: str, headers: Mapping[str, str], seconds: float, content: str | None = None
) -> Generator[httpx.Response]:
    """An answer whose head has come; its body is still to be read. seconds -- without a byte, until it is given up."""
    told = {"User-Agent": AGENT, **headers}
    with (
        httpx.Client(verify=certificates(), timeout=seconds, follow_redirects=False) as client,
        client.stream(method, url, headers=told, content=content) as answer,
    ):
        yield answer


def whole_body(answer: httpx.Response, seconds: float) -> bytes:
    """The body. Raises httpx.ReadTimeout when it trickles, Unavailable when it is larger than any answer should be."""
    body, until = bytearray(), time.monotonic() + seconds * WHOLE_ANSWER
    for block in answer.iter_bytes():
        body += block
        if len(body) > LARGEST_ANSWER:
            raise Unavailable(f"The answer is larger than {LARGEST_ANSWER >> 20} MB.", "Ask for less at a time.")
        if time.monotonic() > until:
            raise httpx.ReadTimeout("the body trickles")
    return bytes(body)
