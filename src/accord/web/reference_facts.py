"""What a connector tells of one code, provider, article or document, as nested pairs of a label and words.

Labels and words of lists come from the wording; a record that is a line by nature (a code with its title) is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from accord.dossier.visible import one_line, visible
from accord.wording import say, sentences

Fact = Mapping[str, Any]
EMPTY: tuple[object, ...] = ("", [], None)
# Whose values are of a list that the wording names.
NAMED = frozenset({"kind", "standing", "system", "programs"})
# Zero there says that the source gives none.
NO_ZERO = frozenset({"version", "pmid"})


def facts_of(record: Fact) -> list[dict[str, Any]]:
    """The pairs of a record, without what is empty."""
    pairs = ((name, _told(value, name)) for name, value in record.items())
    return [{"label": label(name), "value": told} for name, told in pairs if told not in EMPTY]


def label(name: str) -> str:
    """What people call a field; one of a later version by its own name."""
    key = f"web.reference.field.{name}"
    return say(f"web.reference.field.{name}") if key in sentences() else one_line(name.replace("_", " "))


def _told(value: object, name: str) -> Any:
    if isinstance(value, dict):
        record = cast("dict[str, Any]", value)
        line = LINES.get(frozenset(record))
        return line(record) if line is not None else facts_of(record)
    if isinstance(value, list):
        return [told for one in cast("list[object]", value) if (told := _told(one, name)) not in EMPTY]
    if isinstance(value, bool):
        return say("finding.yes") if value else say("finding.no")
    return "" if value is None or (value == 0 and name in NO_ZERO) else word(name, str(value))


def word(name: str, value: str) -> str:
    """A value as people say it: 'in force', 'female', 'Excludes 1'; else as it is."""
    of_field, of_list = f"web.reference.value_of.{name}.{value}", f"web.reference.value.{value}"
    if of_field in sentences():
        return say(f"web.reference.value_of.{name}.{value}")
    if name in NAMED and of_list in sentences():
        return say(f"web.reference.value.{value}")
    return visible(value)


def _code(one: Fact) -> str:
    """'G47.33: Obstructive sleep apnea'."""
    key = "web.reference.line.code" if one.get("billable", True) else "web.reference.line.heading"
    return say(key, code=one_line(one["code"]), words=one_line(one["label"]))


def _listed(one: Fact) -> str:
    told = ": ".join(one_line(one[name]) for name in ("code", "text") if one[name])
    return f"{told} ({one_line(one['note'])})" if one["note"] else told


def _seventh(one: Fact) -> str:
    return say("web.reference.line.seventh", character=one_line(one["character"]), words=one_line(one["meaning"]),
               code=one_line(one["code"]))  # fmt: skip


def _axis(one: Fact) -> str:
    return say(
        "web.reference.line.axis", name=one_line(one["name"]), words=one_line(one["word"]), value=one_line(one["value"])
    )


def _note(one: Fact) -> str:
    return say(
        "web.reference.line.note",
        kind=word("kind", one["kind"]),
        words=visible(one["text"]),
        owner=one_line(one["owner"]),
    )


def _author(one: Fact) -> str:
    return " ".join(one_line(one[name]) for name in ("fore", "last") if one[name]) or one_line(one["initials"])


def _other_name(one: Fact) -> str:
    """'Jane Miller, MD (former name)'."""
    name = ", ".join(
        part
        for part in (_author({"fore": one["first"], "last": one["name"], "initials": ""}), one_line(one["credential"]))
        if part
    )
    return f"{name} ({one_line(one['type'])})" if one["type"] else name


def _part(one: Fact) -> str:
    return ": ".join(visible(one[name]) for name in ("label", "text") if one[name])


def _mesh(one: Fact) -> str:
    """'Sleep Apnea, Obstructive / therapy *'; an asterisk where the article is chiefly about it, as PubMed has it."""
    return " / ".join(one_line(part) for part in (one["name"], *one["qualifiers"])) + (" *" if one["major"] else "")


LINES: Mapping[frozenset[str], Callable[[Fact], str]] = {
    frozenset({"code", "label", "billable"}): _code,
    frozenset({"code", "text", "note"}): _listed,
    frozenset({"character", "meaning", "code"}): _seventh,
    frozenset({"place", "name", "value", "word"}): _axis,
    frozenset({"kind", "text", "owner"}): _note,
    frozenset({"last", "fore", "initials"}): _author,
    frozenset({"name", "first", "type", "credential"}): _other_name,
    frozenset({"label", "text"}): _part,
    frozenset({"name", "code", "major", "qualifiers"}): _mesh,
}
