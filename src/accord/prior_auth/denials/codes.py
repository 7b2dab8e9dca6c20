"""The table of adjustment and remark codes, and the limits that a site may set."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from accord.prior_auth.triage.site import laid_over, unusable

_CODE = re.compile(
    r"\b(?:(?P<group>CO|PR|OA|PI|CR)[- ]?)?(?P<carc>\d{1,3})\b|\b(?P<rarc>MA\d{1,3}|[MN]\d{1,3})\b", re.IGNORECASE
)


class Fault(StrEnum):
    """What a denial is about; decides how it is triaged."""

    PATIENT_SHARE = "patient_share"
    CODING = "coding"
    DUPLICATE = "duplicate"
    FILING = "filing"
    AUTHORIZATION = "authorization"
    NECESSITY = "necessity"
    NOT_COVERED = "not_covered"
    LIMIT = "limit"
    NETWORK = "network"
    ELIGIBILITY = "eligibility"
    OTHER_PAYER = "other_payer"
    MISROUTED = "misrouted"
    MISSING = "missing"
    CONTRACT = "contract"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Told:
    """The codes of a denial, read: group (CO, PR …), what it is about, in which words, and every remark code."""

    group: str
    fault: Fault
    words: str
    remarks: tuple[str, ...]
    carc: str = ""


@dataclass(frozen=True)
class CodeBook:
    """The table with a site's own values laid over it."""

    carc: dict[str, tuple[Fault | None, str]]
    rarc: dict[str, tuple[Fault | None, str]]
    categories: dict[str, tuple[str, ...]]
    filing_days: dict[str, int]
    elements: dict[str, str]
    change_price: frozenset[str]
    side: frozenset[str]
    supervisor_amount: float
    auth_gap_days: int

    def told(self, code: str, category: str, reason: str, remarks: tuple[str, ...]) -> Told:
        """What the denial's own code says, else its category, else a line's remark code, else the words of its reason."""
        group, words, carc = "", reason, ""
        fault: Fault | None = None
        inner: list[str] = []
        for match in _CODE.finditer(code):
            if match["rarc"]:
                inner.append(match["rarc"].upper())
            elif fault is None:
                group = (match["group"] or "").upper()
                carc = match["carc"].lstrip("0")
                fault, words = self.carc.get(carc, (None, words))
        every = tuple(dict.fromkeys([*inner, *(remark.strip().upper() for remark in remarks)]))
        fault = fault or self._by_remark(tuple(inner)) or self._by_category(category)
        fault = fault or self._by_remark(every) or self._by_category(reason)
        return Told(group, fault or Fault.UNKNOWN, words, every, carc)

    def _by_category(self, written: str) -> Fault | None:
        flat = " ".join(re.sub(r"[_-]", " ", written.lower()).split())
        return next(
            (Fault(kind) for kind, words in self.categories.items() if any(word in flat for word in words)), None
        )

    def _by_remark(self, remarks: tuple[str, ...]) -> Fault | None:
        return next((found[0] for remark in remarks if (found := self.rarc.get(remark)) and found[0]), None)

    def limit(self, plan: str) -> int:
        """Days from service to the first claim for that plan."""
        return next(
            (days for name, days in self.filing_days.items() if name in plan.lower()), self.filing_days["other"]
        )


def code_book(own: Path | None = None) -> CodeBook:
    """The shipped table, with the site's file laid over it. Raises NotFound or Invalid."""
    table = laid_over(_shipped(), own)
    try:
        return CodeBook(
            carc=_codes(table["carc"]),
            rarc=_codes(table["rarc"]),
            categories={name: tuple(words) for name, words in table["categories"].items()},
            filing_days={name: int(days) for name, days in table["filing_days"].items()},
            elements={code: str(field) for code, field in table["elements"].items()},
            change_price=frozenset(table["modifiers"]["change_price"]),
            side=frozenset(table["modifiers"]["side"]),
            supervisor_amount=float(table["supervisor_amount"]),
            auth_gap_days=int(table["auth_gap_days"]),
        )
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as fault:
        raise unusable(own.name if own else "codes.toml", fault) from fault


def _codes(rows: dict[str, Any]) -> dict[str, tuple[Fault | None, str]]:
    return {code: (Fault(row[0]) if row[0] else None, str(row[1])) for code, row in rows.items()}


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(resources.files("accord.prior_auth.denials").joinpath("codes.toml").read_text("utf-8"))
