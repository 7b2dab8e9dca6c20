"""Who answers: the register where one is loaded, else the live service where a setting allows it, else nobody."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from accord.connectors.answer import Ask, Page
from accord.connectors.npi.provider import Hit, Provider
from accord.connectors.npi.question import Question
from accord.connectors.npi.register import Register, held
from accord.errors import Unavailable


class Side(Protocol):
    """The register and the live service speak the same."""

    def provider(self, npi: str, today: dt.date) -> Provider | None: ...

    def search(self, asked: Question, today: dt.date) -> Page[Hit]: ...


class Local:
    """The register of the release that answers now."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def provider(self, npi: str, today: dt.date) -> Provider | None:
        """The whole record; None when the number was not issued before the release."""
        return self.register.provider(npi, today)

    def search(self, asked: Question, today: dt.date) -> Page[Hit]:
        """One page of hits."""
        from accord.connectors.npi.search import search  # with the engines that only a search needs

        return search(self.register, asked, today)


def loaded() -> Register:
    """The register. Raises Unavailable with the command that loads it."""
    register = held()
    if register is None:
        raise Unavailable("The NPI registry is not loaded.", "Load it with 'accord sync npi'.")
    return register


def side(ask: Ask) -> Side:
    """Whom to ask. Raises Unavailable (nothing is loaded, and the live service is not allowed), Forbidden."""
    if ask is Ask.LOCAL:
        return Local(loaded())
    register = held() if ask is Ask.AUTO else None
    if register is not None:
        return Local(register)
    from accord.connectors.npi.live import Live  # the settings and the network are slow to import

    live = Live()
    if ask is Ask.AUTO and not live.out.allowed:
        raise Unavailable(
            "The NPI registry is not loaded, and no setting allows the live one.", "Load it with 'accord sync npi'."
        )
    live.out.check_allowed()
    return live
