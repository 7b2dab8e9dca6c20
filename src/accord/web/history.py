"""What happened with a case, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from accord.cases.clocks import ClockRow
from accord.cases.decisions import LineDecision
from accord.cases.letter_making import title_of
from accord.cases.states import State
from accord.cases.views import Happened, Message
from accord.dossier.editing import Written
from accord.dossier.visible import one_line, visible
from accord.web.naming import criterion_named
from accord.web.words import state_words, time_words
from accord.wording import say, sentences

Words = dict[str, Any]


def questions_of(view: Mapping[str, Any]) -> Mapping[str, str]:
    """Of a review as shown each criterion's question, or its rule where it asks none, by its key."""
    return {c["key"]: c["question"] or c["text"] for part in view["parts"] for c in part["criteria"]}


def happened_words(one: Happened, names: Mapping[str, str], zone: ZoneInfo, asked: Mapping[str, str]) -> Words:
    """A row of the audit trail. asked -- the questions of the criteria."""
    return {
        "at": time_words(one.at, zone),
        "moment": one.at.isoformat(),
        "who": who_words(one.who, names),
        "what": action_words(one.action),
        "more": _move(one.told, asked),
    }


def who_words(who: str, names: Mapping[str, str]) -> str:
    """A person's name, else what acted for them."""
    return names.get(who) or (say("web.history.system") if who == "system" else one_line(who))


def action_words(action: str) -> str:
    """'evidence opened'; an action of a later version by its own name."""
    key = f"web.event.{action}"
    return say(f"web.event.{action}") if key in sentences() else one_line(action.replace("_", " "))


def _move(told: Mapping[str, Any], asked: Mapping[str, str]) -> str:
    known = {state.value for state in State}
    if told.get("from") in known and told.get("to") in known:
        return say("web.history.move", before=state_words(State(told["from"])), after=state_words(State(told["to"])))
    if told.get("letter") in {one.value for one in Written}:
        return say("letter_edit.in_history", title=title_of(Written(told["letter"])), number=told.get("number", 0))
    return criterion_named(str(told["criterion"]), asked).words if "criterion" in told else ""


def clock_words(row: ClockRow, zone: ZoneInfo) -> Words:
    """A row of the clock."""
    words = say("web.clock.extended_by", days=row.days) if row.days else say(f"web.clock.{row.kind.value}")
    return {"at": time_words(row.at, zone), "what": words, "why": one_line(row.reason)}


def message_words(one: Message, names: Mapping[str, str], zone: ZoneInfo) -> Words:
    """What was said; line breaks stay."""
    return {
        "at": time_words(one.at, zone),
        "who": names.get(one.by or "", say("web.history.system")),
        "kind": action_words(one.kind),
        "sent": one.sent_at is not None,
        "body": visible(one.body),
    }


def decision_words(
    round_: int, one: LineDecision, row: Row[Any], zone: ZoneInfo, asked: Mapping[str, str]
) -> Words:  # fmt: skip
    """A decision with who signed it and what had been proposed."""
    signed: Mapping[str, str] = row.signed or {}
    signature = ", ".join(one_line(signed[name]) for name in ("name", "credentials", "specialty") if signed.get(name))
    if recorded := signed.get("recorded_by"):
        signature = say("web.history.recorded_by", name=one_line(recorded))
    return {
        "round": round_,
        "line": one.line,
        "outcome": one.outcome.value,
        "words": say(f"web.outcome.{one.outcome.value}"),
        "authorization": row.authorization,
        "quantity": one.quantity,
        "dates": " – ".join(day.isoformat() for day in (one.starts, one.ends) if day),
        "criterion": criterion_named(one.criterion, asked),
        "missing": visible(one.missing),
        "reason": visible(one.reason),
        "by": signature or one_line(row.rule),
        "at": time_words(row.at, zone),
    }
