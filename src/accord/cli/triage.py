"""`accord triage` and `accord denial`: a worklist's rows in, the next step of each out, for a person to confirm."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import typer
from pydantic import BaseModel

from accord.cli.complaint import complain
from accord.dossier.visible import one_line
from accord.prior_auth.denials import Answer, DeniedClaim, Disposition, answer, code_book, together
from accord.prior_auth.denials.as_json import answer_json
from accord.prior_auth.triage import Concern, Referral, Step, Triage, json_files, json_of, misspelt, rules, triage
from accord.prior_auth.triage.as_json import triage_json
from accord.prior_auth.triage.read import made
from accord.prior_auth.triage.request import Request
from accord.records.places import AnyPlace
from accord.wording import say

# As with a review: 0 when nothing stands in the way, 10 when something is to be asked or held.
WAY_FREE, HELD = 0, 10
PERSONS = frozenset({Disposition.ESCALATE, Disposition.CODING_REVIEW, Disposition.CLINICAL_APPEAL})


@dataclass(frozen=True, slots=True)
class TriageOrder:
    """What the command was asked for."""

    paths: tuple[Path, ...]
    today: dt.date
    rules: Path | None = None
    json: bool = False


def run_triage(order: TriageOrder) -> int:
    """Prints the next step of each referral; the exit code. Raises AccordError."""
    table = rules(order.rules)
    told = [triage(cast("Referral", row), order.today, table, name) for name, row in _rows(order.paths, Referral)]
    if order.json:
        _print_json([triage_json(one) for one in told])
    else:
        for one in told:
            _print("\n".join(_triage_lines(one)))
        _print(say("triage.confirm"))
    return HELD if any(one.step is Step.HOLD for one in told) else WAY_FREE


def run_denial(order: TriageOrder) -> int:
    """Prints the disposition of each denied claim; the exit code. Raises AccordError."""
    book = code_book(order.rules)
    told = [answer(cast("DeniedClaim", row), order.today, book, name) for name, row in _rows(order.paths, DeniedClaim)]
    if order.json:
        _print_json([answer_json(one) for one in told])
    else:
        for one in told:
            _print("\n".join(_answer_lines(one)))
        _print("\n".join(_together_lines(told)))
    return HELD if any(one.way.disposition in PERSONS for one in told) else WAY_FREE


def _rows(paths: Iterable[Path], model: type[BaseModel]) -> Iterator[tuple[str, BaseModel]]:
    """(name of the file, one row of it): a file holds one object or a list of them."""
    for path in paths:
        for file in json_files(path):
            data = json_of(file)
            rows = cast("list[Any]", data) if isinstance(data, list) else [data]
            for row in rows:
                for path_in_row, meant in misspelt(model, row):
                    complain(say("triage.misspelt", file=file.name, name=path_in_row, meant=meant), "")
                yield file.name, made(model, row)


def _print(text: str) -> None:
    typer.echo(text)


def _print_json(rows: Sequence[dict[str, Any]]) -> None:
    _print(json.dumps(rows[0] if len(rows) == 1 else rows, ensure_ascii=False, indent=2, default=str))


def _triage_lines(told: Triage) -> Iterator[str]:
    yield f"{told.referral}: {say(f'triage.step.{told.step.value}')}"
    known = [c for c in told.concerns if c not in told.reasons and c not in told.before_sending]
    for label, concerns in (("why", told.reasons), ("before", told.before_sending), ("known", known)):
        yield from _concern_lines(say(f"triage.label.{label}"), concerns)
    if told.request is not None:
        yield f"  {say('triage.label.request')}"
        yield from _request_lines(told.request)
    yield ""


def _concern_lines(label: str, concerns: Sequence[Concern]) -> Iterator[str]:
    if concerns:
        yield f"  {label}"
    for one in concerns:
        yield f"    - {one.sentence}"
        yield from _place_lines(one.places)


def _place_lines(places: Iterable[AnyPlace]) -> Iterator[str]:
    for place in places:
        where = (
            getattr(place, "path", "") or f"{place.document} {getattr(place, 'start', '')}-{getattr(place, 'end', '')}"
        )
        yield f"        {where}: {one_line(place.text)}"


def _request_lines(request: Request) -> Iterator[str]:
    for name in (
        "patient",
        "birth_date",
        "member_id",
        "payer",
        "plan",
        "provider",
        "npi",
        "date",
        "setting",
        "urgency",
    ):
        yield f"    {say(f'triage.field.{name}')}: {one_line(getattr(request, name)) or '-'}"
    yield f"    {say('triage.field.diagnoses')}: {', '.join(request.diagnoses)}"
    for line in request.services:
        yield f"    {say('triage.field.service')}: {line.code} x {line.units or '-'} {line.side}".rstrip()
    for name in ("supplier", "supplier_fax"):
        if getattr(request, name):
            yield f"    {say(f'triage.field.{name}')}: {one_line(getattr(request, name))}"
    yield f"    {say('triage.field.attach')}: {', '.join(map(one_line, request.attach)) or '-'}"


def _answer_lines(told: Answer) -> Iterator[str]:
    yield f"{told.claim} {told.code} {told.amount:g}: {say(f'denied.disposition.{told.way.disposition.value}')}"
    for label, sentences in (("why", told.way.reasons), ("checks", told.way.checks)):
        if sentences:
            yield f"  {say(f'denied.label.{label}')}"
        for one in sentences:
            yield f"    - {one.sentence}"
            yield from _place_lines(one.places)
    yield f"  {say('denied.label.due')}: {_due(told)}"
    if told.attach:
        yield f"  {say('denied.label.attach')}: {', '.join(map(one_line, told.attach))}"
    yield ""


def _due(told: Answer) -> str:
    if told.due is None:
        return say("denied.label.unknown")
    key = "passed" if told.due.passed else "left"
    return say(f"denied.label.{key}", date=told.due.date, days=abs(told.due.left))


def _together_lines(told: Sequence[Answer]) -> Iterator[str]:
    whole = together(told)
    if len(told) > 1 and whole is not None:
        yield f"{say('denied.label.together')}: {say(f'denied.disposition.{whole.value}')}"
    yield say("denied.confirm")
