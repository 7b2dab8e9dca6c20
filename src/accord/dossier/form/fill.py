"""Filling a form: each field gets the value it asks for, or stays empty and is listed with the reason."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import NameObject

from accord.dossier.form.fields import Field, FieldKind, fields_of, open_form, qualified_name, states
from accord.dossier.form.match import DATE_PART, Match, match_field, plain
from accord.dossier.form.values import SEVERAL, URGENCY, Value, Values, values_of
from accord.dossier.plain import encode
from accord.errors import Invalid
from accord.records.places import AnyPlace
from accord.records.record import Record
from accord.records.request import Request
from accord.wording import say

PLACEHOLDER = re.compile(
    r"\W*|/Off|\W*(?:please )?(?:select|choose)\b.*", re.IGNORECASE
)  # what stands in an empty field


@dataclass(frozen=True)
class Filled:
    """A field that was filled: with what, what it asks for, by which of its words that was seen, where it is stated."""

    field: str
    page: int
    value: str
    key: str
    by: str
    place: AnyPlace
    tick: bool = False


@dataclass(frozen=True)
class Empty:
    """A field that was left as it was, and why."""

    field: str
    page: int
    label: str
    why: str


@dataclass(frozen=True)
class Filling:
    """The filled form with its fields, what was filled and what was not."""

    form: str
    form_sha256: str
    pdf: bytes
    filled: tuple[Filled, ...]
    empty: tuple[Empty, ...]


def fill_form(path: Path, request: Request, record: Record, own_map: Mapping[str, str] | None = None) -> Filling:
    """Fills the form at `path`. Nothing that the request does not state gets into it.

    own_map -- field name -> key, which goes before the table. Raises Invalid for a form that cannot be filled.
    """
    data, reader = open_form(path)
    fields = fields_of(data, reader)
    given = own_map or {}
    lost = sorted(given.keys() - {field.name for field in fields})
    if lost:
        names = ", ".join(sorted({field.name for field in fields}))
        raise Invalid(f"The map names fields that {path.name} does not have: {', '.join(lost)}.", f"It has: {names}.")
    filled, empty = _decide(fields, values_of(request, record), given)
    pdf = _written(data, filled)
    return Filling(path.name, hashlib.sha256(data).hexdigest(), pdf, tuple(filled), tuple(empty))


def trace(filling: Filling) -> dict[str, Any]:
    """Every field with what it got and from where, or why it got nothing: what is written beside the form."""
    return {
        "form": filling.form,
        "form_sha256": filling.form_sha256,
        "filled_sha256": hashlib.sha256(filling.pdf).hexdigest(),
        "filled": [encode(field) for field in filling.filled],
        "empty": [encode(field) for field in filling.empty],
    }


def _decide(fields: Sequence[Field], values: Values, given: Mapping[str, str]) -> tuple[list[Filled], list[Empty]]:
    matches = [_asked(field, given) for field in fields]
    alike = Counter((match.key, match.number) for match in matches if match and match.key in SEVERAL)
    filled: list[Filled] = []
    empty: list[Empty] = []
    for field, match in zip(fields, matches, strict=True):
        told = _value(field, match, values, alike)
        if isinstance(told, Value) and match is not None:
            filled.append(
                Filled(field.name, field.page, told.text, match.key, match.by, told.place, field.kind is FieldKind.TICK)
            )
        else:
            empty.append(Empty(field.name, field.page, field.tip or field.label, str(told)))
    return filled, empty


def _asked(field: Field, given: Mapping[str, str]) -> Match | None:
    if field.name not in given:
        return match_field(field)
    head, _, number = given[field.name].rpartition(".")
    if head in SEVERAL and number.isdigit():
        return Match(head, "map", int(number))
    return Match(given[field.name], "map") if given[field.name] else None


def _value(field: Field, match: Match | None, values: Values, alike: Counter[tuple[str, int | None]]) -> Value | str:
    """The value as the field takes it, or why there is none."""
    if field.locked:
        return say("form.locked")
    if not PLACEHOLDER.fullmatch(field.value):
        return say("form.already")
    if match is None:
        return say("form.unmatched")
    found = _of_list(match, values, alike) if match.key in SEVERAL else values.single.get(match.key)
    if found is None or not found.text:
        family = f"{match.key.split('.')[0]}."
        other = field.kind is FieldKind.TICK and any(key.startswith(family) for key in values.single)
        return say("form.not_ticked") if other else say("form.not_stated", value=match.key)
    if field.kind is FieldKind.TICK:
        return Value(field.state, found.place)
    if field.kind is FieldKind.CHOICE:
        chosen = next((o for o in field.options if _same_option(o, found.text)), None)
        return Value(chosen, found.place) if chosen else say("form.no_option", value=found.text)
    text = _as_date(found.day, field) if found.day else found.text
    if field.longest is not None and len(text) > field.longest:
        return say("form.too_long", value=text, longest=field.longest)
    return Value(text, found.place)


def _of_list(match: Match, values: Values, alike: Counter[tuple[str, int | None]]) -> Value | None:
    """The numbered one; for a single field without a number all of them, the first one's place beside."""
    listed = values.several.get(match.key, ())
    if match.number is not None:
        return listed[match.number - 1] if match.number <= len(listed) else None
    told = [value for value in listed if value.text]
    if not told or (alike[match.key, None] > 1 and len(listed) > 1):
        return None
    if len(told) < len(listed):
        return None  # a quantity stated for one of two items would stand for both
    return Value(", ".join(value.text for value in told), told[0].place)


def _same_option(option: str, text: str) -> bool:
    one, other = plain(option), plain(text)
    return one == other or (one in URGENCY and URGENCY.get(one) == URGENCY.get(other))


def _as_date(day: dt.date, field: Field) -> str:
    """As the form asks for it; month/day/year where it says nothing."""
    said = f"{field.tip} {field.name} {field.label}".lower()
    whole = re.search(r"m{1,2}\W*d{1,2}\W*y{2,4}|d{1,2}\W*m{1,2}\W*y{2,4}|y{4}\W*m{1,2}", said)
    for part, pattern in DATE_PART.items():
        if not whole and pattern.search(plain(field.tip or field.name)):
            return {"month": f"{day:%m}", "day": f"{day:%d}", "year": f"{day:%Y}"}[part]
    if re.search(r"y{4}-m{1,2}-d{1,2}", said):
        return day.isoformat()
    if re.search(r"\bd{1,2}[/.-]m{1,2}[/.-]y", said):
        return f"{day:%d/%m/%Y}"
    if field.longest == 8 or re.search(r"\bmmddyyyy\b", said):
        return f"{day:%m%d%Y}"
    return f"{day:%m/%d/%Y}"


def _written(data: bytes, filled: Sequence[Filled]) -> bytes:
    """The form with the values set and drawn; its fields stay fields."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    texts = {f.field: f.value for f in filled if not f.tick}
    ticks = {(f.page, f.field, f.value) for f in filled if f.tick}
    pages = {(f.field, f.page) for f in filled}
    for number, page in enumerate(writer.pages, 1):
        here = {name: value for name, value in texts.items() if (name, number) in pages}
        if here:
            writer.update_page_form_field_values(page, here, auto_regenerate=False)
        for reference in page.get("/Annots") or ():
            _tick(reference.get_object(), number, ticks)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _tick(widget: Any, page: int, ticks: set[tuple[int, str, str]]) -> None:
    for state in states(widget):
        if (page, qualified_name(widget), state) in ticks:
            owner = widget if "/T" in widget else widget["/Parent"].get_object()
            owner[NameObject("/V")] = NameObject(state)
            widget[NameObject("/AS")] = NameObject(state)
