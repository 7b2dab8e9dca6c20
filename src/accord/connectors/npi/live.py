"""The live NPI registry, API 2.1, in the shapes of the register.

Source: npiregistry.cms.hhs.gov/api-page. Errors come with status 200; result_count is the size of the page, not the total;
at most 1,200 records of one question can be reached; '--' means nothing; numbers came as integers and times in seconds once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from accord.connectors.answer import Page
from accord.connectors.npi import nucc
from accord.connectors.npi.live_record import hit_of, provider_of
from accord.connectors.npi.provider import Hit, Kind, Match, Provider
from accord.connectors.npi.question import Question, is_code
from accord.connectors.outward import Outward, Raw, Service, Told, TryAgain
from accord.errors import Invalid, Unavailable

SERVICE = Service(
    name="npi",
    title="NPPES NPI Registry API 2.1",
    base="https://npiregistry.cms.hhs.gov",
    per_second=2.0,
    carries=frozenset(
        {"number", "enumeration_type", "taxonomy_description", "first_name", "last_name", "organization_name",
         "city", "state", "postal_code", "limit", "skip"}
    ),
)  # fmt: skip
PATH = "/api/"
FIXED = {"version": "2.1"}
MOST_SKIPPED, MOST_REACHED = 1_000, 1_200
Results = Sequence[Mapping[str, Any]]


class Live:
    """Asks the service; raises Forbidden where no setting allows its host."""

    def __init__(self, out: Outward | None = None) -> None:
        self.out = out or Outward(SERVICE)

    def provider(self, npi: str, today: dt.date) -> Provider | None:
        """The whole record of a number; None where the service shows none, as for a deactivated one."""
        told = self._ask({"number": npi})
        found = next((record for record in told.value if str(record.get("number")) == npi), None)
        return None if found is None else provider_of(found, told.provenance, today)

    def search(self, asked: Question, today: dt.date) -> Page[Hit]:
        """One page, in the order of the service. Raises Invalid where the service cannot answer the question."""
        self._check(asked)
        told = self._ask(_carried(asked))
        hits = tuple(hit_of(record, today) for record in told.value if _fits(record, asked.taxonomy))
        reached = asked.offset + len(told.value)
        more = len(told.value) == asked.limit
        following = str(reached) if more and reached <= MOST_SKIPPED else ""
        return Page(hits, None if following else reached, more, following, told.provenance)

    def _check(self, asked: Question) -> None:
        if asked.match is not Match.EXACT:
            raise Unavailable(
                "The live registry does not search by likeness or sound; the local one does, and is not loaded.",
                "Load it with 'accord sync npi'.",
            )
        if asked.offset > MOST_SKIPPED:
            raise Invalid(
                f"The live registry shows at most {MOST_REACHED:,} providers of one search.",
                "Narrow it by state, city or the first letters of the name.",
            )

    def _ask(self, carried: Mapping[str, str]) -> Told[Results]:
        return self.out.get(PATH, carried, results, fixed={**FIXED, **_meant(carried)})


def _meant(carried: Mapping[str, str]) -> dict[str, str]:
    """What the service would otherwise take more widely: Bob for Robert, a mailing address for a place of practice."""
    names = {"use_first_name_alias": "False"} if "first_name" in carried else {}
    places = {"address_purpose": "LOCATION"} if carried.keys() & {"city", "state", "postal_code"} else {}
    return {**names, **places}


def _carried(asked: Question) -> dict[str, str]:
    kinds = {Kind.PERSON, Kind.ORGANIZATION}
    place = {"city": asked.city.written, "state": asked.state, "postal_code": asked.postal_code.written}
    told = {
        "enumeration_type": str(asked.kind) if asked.kind in kinds else "",
        "first_name": asked.first.written,
        "last_name": asked.last.written,
        "organization_name": asked.organization.written,
        "taxonomy_description": _described(asked.taxonomy),
        **place,
        "limit": str(asked.limit),
        "skip": str(asked.offset) if asked.offset else "",
    }
    return {name: value for name, value in told.items() if value}


def _described(taxonomy: str) -> str:
    """The service knows descriptions, not codes. Raises Invalid where the names of the codes are not loaded."""
    if not is_code(taxonomy):
        return taxonomy
    loaded = nucc.HELD.get()
    both = loaded.names.get(taxonomy.upper()) if loaded else None
    if both is None:
        raise Invalid(
            f"The live registry is asked for a taxonomy in words, and the words of {taxonomy} are not loaded.",
            "Give the words, or load them: 'accord sync npi' with the NUCC code set.",
        )
    return both[1] or both[0]


def _fits(record: Mapping[str, Any], taxonomy: str) -> bool:
    """A code that was asked by its words is looked for again: other codes bear the same words."""
    if not is_code(taxonomy):
        return True
    return any(each.get("code") == taxonomy.upper() for each in record.get("taxonomies") or ())


def results(raw: Raw) -> Results:
    """The records of an answer. Raises TryAgain for what is no answer, Invalid for a question that is refused."""
    if raw.is_html:
        raise TryAgain("it answered with a page, as it does during maintenance")
    told: Any = json.loads(raw.body)
    if not isinstance(told, dict):
        raise TryAgain("the answer has another shape")
    answer = cast(Mapping[str, Any], told)
    if errors := cast(Results, answer.get("Errors")):
        said = "; ".join(f"{error.get('description', '')} ({error.get('number', '?')})" for error in errors)
        raise Invalid(f"The NPI registry refuses the question: {said}.", "Ask for more than that, or otherwise.")
    if not isinstance(answer.get("results"), list) or answer.get("result_count") is None:
        raise TryAgain("the answer has no results")
    return cast(Results, answer["results"])


__all__ = ["SERVICE", "Live", "results"]
