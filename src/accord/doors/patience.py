"""Connections that say nothing, or hardly anything, are closed: who holds many of them open holds nobody else out."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 15.0
"""From the opening of a connection, or the first byte of a further request, to the end of the request's headers."""


class Patient(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to the wait for headers; of bodies the application decides."""

    _waits: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Somebody is there."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Something came; the request may be whole."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there."""
        self._rest()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:  # pyright: ignore[reportUnnecessaryComparison]
            self._rest()
        elif self._waits is None:
            self._waits = self.loop.call_later(SECONDS, self.transport.close)

    def _rest(self) -> None:
        if self._waits is not None:
            self._waits.cancel()
            self._waits = None
