"""Reviews the cases of a folder and holds each answer against what is expected."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accord.dossier.phrases import quote, where
from accord.dossier.review import CriterionReview, Desk, NoPolicy, Review
from accord.errors import Invalid, NotFound
from accord.policies.model import Pack
from accord.prior_auth.authors.expected import ANSWERS, Expected, answer_file, read_expected
from accord.prior_auth.line import published_texts, review_record
from accord.records.read import read
from accord.wording import say

EXAMPLES = "examples"
REQUEST = "request.json"
SAME = {"not_applicable": "met"}  # both let a tree pass
MOST_QUOTES = 3


@dataclass(frozen=True)
class Row:
    """One answer held against the expected one. evidence -- words of the record with their place."""

    what: str
    wanted: str
    given: str
    evidence: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Are they the same? Met and not applicable count as one."""
        return SAME.get(self.wanted, self.wanted) == SAME.get(self.given, self.given)


@dataclass(frozen=True)
class Tried:
    """A case and its rows."""

    case: str
    rows: tuple[Row, ...]

    @property
    def right(self) -> bool:
        """Is every row right?"""
        return all(row.right for row in self.rows)


def cases_of(folder: Path) -> tuple[Path, ...]:
    """Cases with an answer, in order of name. Raises NotFound where there is none."""
    if not folder.is_dir():
        raise NotFound(say("policy_test.no_folder", folder=folder), say("policy_test.none_remedy"))
    found = tuple(case for case in sorted(folder.iterdir()) if case.is_dir() and answer_file(case))
    if not found:
        raise NotFound(say("policy_test.none", folder=folder), say("policy_test.none_remedy"))
    return found


def try_case(case: Path, pack: Pack) -> Tried:
    """Reviews the case as the payer on the day on which it came. Raises Invalid for a bad answer or request."""
    file = answer_file(case)
    if file is None:
        raise NotFound(say("policy_test.none", folder=case), say("policy_test.none_remedy"))
    expected, today = read_expected(file), _day(case / REQUEST)
    record = read([path for path in sorted(case.iterdir()) if path.name not in ANSWERS])
    review = review_record(record, Desk.PAYER, today, pack, lambda: published_texts(today))
    return Tried(case.name, tuple(_rows(expected, review)))


def _day(form: Path) -> dt.date:
    """The day on which the request came, else that of the service."""
    try:
        told: Any = json.loads(form.read_text("utf-8"))
        return dt.date.fromisoformat(told.get("received") or told["service_date"])
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as fault:
        raise Invalid(say("policy_test.no_day", form=form), say("policy_test.no_day_remedy")) from fault


def _rows(expected: Expected, review: Review) -> Iterator[Row]:
    used = review.policy
    policy, variant = ("", "") if isinstance(used, NoPolicy) else (used.id, used.variant)
    criteria = {criterion.key: criterion for criterion in review.distinct_criteria}
    for what, wanted, given in (
        ("policy", expected.policy, policy),
        ("variant", expected.variant, variant),
        ("root", expected.root, review.root.value if review.root else ""),
        ("proposal", expected.proposal, review.proposal.kind.value),
    ):
        if wanted is not None:
            yield Row(what, wanted, given, (review.proposal.why,) if what == "proposal" else ())
    if expected.ask is not None:
        asked = [ask.key for ask in review.proposal.asks if ask.key in criteria]
        yield Row("ask", _set(expected.ask), _set(asked))
    if expected.conflicts is not None:
        told = tuple(conflict.sentence for conflict in review.conflicts)
        yield Row("conflicts", _set(expected.conflicts), _set([c.kind.value for c in review.conflicts]), told)
    for key, wanted in expected.leaves.items():
        criterion = criteria.get(key)
        if criterion is None:
            yield Row(key, wanted, say("policy_test.not_there"))
        else:
            yield Row(key, wanted, criterion.status.value, _evidence(criterion))


def _set(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(set(names))) or "-"


def _evidence(criterion: CriterionReview) -> tuple[str, ...]:
    found = [*criterion.evidence, *criterion.against][:MOST_QUOTES]
    told = tuple(f"{quote(finding.place)} {where(finding.place)}" for finding in found)
    return told or ((criterion.reason,) if criterion.reason else ())
