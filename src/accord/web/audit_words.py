"""What a row of the audit trail tells, in words for people; what was kept to the letter stands beside it in full."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from accord.access import Role
from accord.cases.letter_making import title_of
from accord.cases.states import State
from accord.db.sealing import unveiled
from accord.dossier.editing import Written
from accord.dossier.visible import one_line, visible
from accord.errors import NotFound
from accord.web.words import role_words, state_words, time_words
from accord.wording import say, sentences

SHORT = 12
DIGEST = re.compile(r"[0-9a-f]{16,}(?:/[0-9a-f]{16,})*")
# Kept so that a machine can know the very same thing again; in words they say nothing.
FOR_MACHINES = frozenset({"review", "shown", "sha256", "digest", "finding", "extractor", "content"})
Words = Callable[[str], str]
TOLD_EMPTY = frozenset({"owner"})


@dataclass(frozen=True)
class Reader:
    """For whom it is told. names -- id -> name of the organization's people; zone -- the organization's."""

    names: Mapping[str, str]
    zone: ZoneInfo

    def name(self, told: object) -> str:
        """Of a person."""
        return one_line(self.names.get(str(told), str(told)))

    def moment(self, told: object) -> str:
        """'2026-05-12 10:30 EDT'; a day alone as it is."""
        try:
            at = dt.datetime.fromisoformat(str(told))
        except ValueError:
            return plain(told)
        return time_words(at, self.zone) if at.tzinfo else plain(told)


def row_words(told: Mapping[str, Any], reader: Reader) -> list[str]:
    """What a row tells, a phrase a fact."""
    facts = dict(told)
    phrases: list[str] = []
    if "from" in facts and "to" in facts:
        phrases += _change(facts.pop("from"), facts.pop("to"))
    if "letter" in facts:
        phrases.append(_letter(facts.pop("letter"), facts.pop("number", None)))
    if "before" in facts and "after" in facts:
        phrases.append(say("web.told.compared", before=plain(facts.pop("before")), after=plain(facts.pop("after"))))
    for name, value in facts.items():
        if name not in FOR_MACHINES and (value not in (None, "", [], {}) or name in TOLD_EMPTY):
            phrases += _fact(name, value, reader)
    return [one_line(one) for one in phrases]


def whole(told: Mapping[str, Any]) -> str:
    """What was kept, to the letter, a line a fact; words that were veiled can be read."""
    return "\n".join(f"{one_line(name)}: {visible(_letters(value))}" for name, value in told.items())


def plain(value: object) -> str:
    """A value that no wording knows: its words, lists with commas, digests by their beginning."""
    if isinstance(value, bool):
        return say("finding.yes") if value else say("finding.no")
    if isinstance(value, list):
        return ", ".join(plain(one) for one in cast("list[object]", value))
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value).items()
        return ", ".join(f"{_name(name)} {plain(one)}" for name, one in parts if one not in ("", None))
    words = "" if value is None else unveiled(str(value))
    return f"{words[:SHORT]}…" if DIGEST.fullmatch(words) else words


def _letters(value: object) -> str:
    return unveiled(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _name(name: str) -> str:
    key = f"web.told.name.{name}"
    return say(f"web.told.name.{name}") if key in sentences() else name.replace("_", " ")


def _known(said: Words, value: object) -> str:
    """The wording of a value of a list that the program knows, else the value."""
    try:
        return said(str(value))
    except NotFound:
        return plain(str(value).replace("_", " "))


def _change(before: Any, after: Any) -> list[str]:
    """From one state to another, from some roles to others, and of qualifications those that changed."""
    if isinstance(before, dict) and isinstance(after, dict):
        return _changes(cast("dict[str, object]", before), cast("dict[str, object]", after))
    return [say("web.history.move", before=_side(before), after=_side(after))]  # pyright: ignore[reportUnknownArgumentType]


def _side(told: object) -> str:
    """A state, or roles."""
    if isinstance(told, list):
        return _roles(cast("list[str]", told))
    return state_words(State(str(told))) if str(told) in {state.value for state in State} else plain(told)


def _changes(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [
        say("web.told.changed", what=_name(one), before=plain(before.get(one)) or "–", after=plain(after[one]) or "–")
        for one in after if before.get(one) != after[one]
    ]  # fmt: skip


def _roles(told: Sequence[str]) -> str:
    known = {role.value for role in Role}
    return ", ".join(role_words(Role(one)) if one in known else plain(one) for one in told) or "–"


def _letter(kind: Any, number: Any) -> str:
    title = title_of(Written(kind)) if kind in {one.value for one in Written} else plain(kind)
    return say("letter_edit.in_history", title=title, number=number) if number else title


def _fact(name: str, value: Any, reader: Reader) -> list[str]:
    told = FACTS.get(name)
    return told(value, reader) if told is not None else [f"{_name(name)}: {plain(value)}"]


def _outcome(told: str) -> str:
    return say(f"web.outcome.{told}")


def _decisions(value: Any, _: Reader) -> list[str]:
    """Line by line, and where it is otherwise than was proposed."""
    return [
        say("web.told.line_otherwise" if one.get("overrides") else "web.told.line", line=one.get("line"),
            outcome=_known(_outcome, one.get("outcome")))
        for one in value
    ]  # fmt: skip


def _outcomes(value: Any, _: Reader) -> list[str]:
    return [say("web.told.line", line=line, outcome=_known(_outcome, one)) for line, one in value.items()]


def _outward(value: Any, _: Reader) -> list[str]:
    """What went out although nothing of the record bears it."""
    counts = {name: int(value.get(name, 0)) for name in ("own", "struck")}
    return [say(f"web.told.sent_{name}", count=count) for name, count in counts.items() if count]


def _files(value: Any, _: Reader) -> list[str]:
    return [say("web.told.file") if len(value) == 1 else say("web.told.files", count=len(value))]


def _kinds(value: Any, _: Reader) -> list[str]:
    """Of a clock, of a notice, of work."""
    return [_known(lambda one: say(f"web.told.kind.{one}"), value)]


def _said(key: str) -> Callable[[Any, Reader], list[str]]:
    return lambda value, _: [say(key, told=plain(value))]


def _counted(key: str) -> Callable[[Any, Reader], list[str]]:
    """So many; nothing where there is none."""
    return lambda value, _: [say(key, count=value)] if value else []


def _at(key: str) -> Callable[[Any, Reader], list[str]]:
    return lambda value, reader: [say(key, told=reader.moment(value))]


def _of(said: Words, key: str = "web.told.just") -> Callable[[Any, Reader], list[str]]:
    """One or several values of a list that the program knows."""

    def told(value: Any, _: Reader) -> list[str]:
        several = cast("list[object]", value) if isinstance(value, list) else [value]
        return [say(key, told=", ".join(_known(said, one) for one in several))]

    return told


FACTS: Mapping[str, Callable[[Any, Reader], list[str]]] = {
    "decisions": _decisions,
    "outcomes": _outcomes,
    "outward": _outward,
    "files": _files,
    "file": lambda value, _: [say("web.told.which_file", told=plain(value))],
    "kind": _kinds,
    "clock": _kinds,
    "on": lambda value, _: [say("web.told.on" if value else "web.told.off")],
    "owner": lambda value, reader: [
        say("web.told.owner", told=reader.name(value)) if value else say("web.told.no_owner")
    ],
    "roles": lambda value, _: [_roles(value)],
    "due_at": _at("web.told.due_at"),
    "received_at": _at("web.told.received_at"),
    "until": _at("web.told.until"),
    "form": _of(lambda one: say(f"web.step.{one}")),
    "part": _said("web.told.just"),
    "with": _of(lambda one: say(f"web.me.way.{one}")),
    "urgency": _of(lambda one: say(f"web.urgency.{one}")),
    "proposal": _of(lambda one: say(f"web.told.proposed.{one}"), "web.told.proposal"),
    "sampled": _of(lambda one: say(f"web.told.why.{one}"), "web.told.sampled"),
    "state": _of(lambda one: say(f"web.state.{one}"), "web.told.state"),
    "side": _of(lambda one: say(f"desk.{one}")),
    "by": _of(lambda one: say(f"web.told.by.{one}"), "web.told.searched_by"),
    "needs": _said("web.told.needs"),
    "criterion": _said("web.told.criterion"),
    "disagreements": _said("web.told.disagreements"),
    "own": _counted("web.told.own"),
    "struck": _counted("web.told.struck"),
    "headings": _counted("web.told.headings"),
    "why": _said("web.told.reason"),
    "reason": _said("web.told.reason"),
}
