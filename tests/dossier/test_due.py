"""When the payer's decision is due: reckoned from what the dossier states, and unknown when it does not."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from accord.dossier.due import due, due_words
from accord.dossier.review import Desk, Review
from accord.records.request import Stated
from accord.wording import say

from . import case


def asked(urgency: str | None, received: dt.date | None) -> Review:
    stated = case.FORM
    request = dataclasses.replace(
        case.request(),
        urgency=Stated(urgency, stated) if urgency is not None else None,
        received=Stated(received, stated) if received is not None else None,
    )
    return dataclasses.replace(case.review(), request=request)


@pytest.mark.parametrize(
    ("urgency", "received", "day"),
    [
        ("standard", dt.date(2026, 3, 9), dt.date(2026, 3, 16)),
        ("Standard ", dt.date(2026, 12, 28), dt.date(2027, 1, 4)),
        ("expedited", dt.date(2026, 2, 27), dt.date(2026, 3, 2)),
        ("urgent", dt.date(2028, 2, 27), dt.date(2028, 3, 1)),
    ],
)
def test_calendar_days_count_from_receipt(urgency: str, received: dt.date, day: dt.date) -> None:
    found = due(asked(urgency, received))
    assert found is not None
    assert found[0] == day
    assert day.isoformat() in due_words(asked(urgency, received))


@pytest.mark.parametrize(
    ("urgency", "received"), [(None, dt.date(2026, 3, 9)), ("standard", None), ("soon", dt.date(2026, 3, 9))]
)
def test_what_is_not_stated_is_not_reckoned(urgency: str | None, received: dt.date | None) -> None:
    assert due(asked(urgency, received)) is None
    assert due_words(asked(urgency, received)) == say("due.unknown")


def test_the_provider_sees_no_clock_of_the_payer() -> None:
    assert due_words(case.review(Desk.PROVIDER)) == ""
