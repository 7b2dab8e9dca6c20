"""A new policy to start from: a YAML file that loads at once, and two examples that come out right."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from accord.errors import Conflict, Invalid, Unavailable
from accord.policies.acts import ID
from accord.policies.codes import SERVICE, SHAPES
from accord.wording import say

MARK = re.compile(r"@([A-Z_]+)@")
EXAMPLES = {
    "complete": {"request.json": "request.json", "documents/visit.txt": "visit.txt", "expected.yaml": "expected.yaml"},
    "no-visit": {
        "request.json": "request.json",
        "documents/call.txt": "missing.txt",
        "expected.yaml": "expected_missing.yaml",
    },
}
DAYS_BEFORE, DAYS_AFTER = 20, 9  # of the example's visit and service around the day on which its request comes


@dataclass(frozen=True)
class Wanted:
    """What the author says of the new policy; checked when made.

    codes -- HCPCS or CPT; diagnoses -- ICD-10-CM; payer -- words that the request's payer must bear.
    """

    id: str
    title: str
    codes: tuple[str, ...]
    payer: str
    diagnoses: tuple[str, ...]
    states: tuple[str, ...]
    start: dt.date

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise Invalid(say("policy_new.id", id=self.id), say("policy_new.id_remedy"))
        if not self.title.strip() or not self.payer.strip():
            raise Invalid(say("policy_new.empty"), say("policy_new.empty_remedy"))
        for code in self.codes:
            if not SERVICE.fullmatch(code):
                raise Invalid(say("policy_new.code", code=code), say("policy_new.code_remedy"))
        if not self.codes:
            raise Invalid(say("policy_new.no_code"), say("policy_new.code_remedy"))
        for code in self.diagnoses:
            if not SHAPES["icd10"].fullmatch(code):
                raise Invalid(say("policy_new.diagnosis", code=code), say("policy_new.diagnosis_remedy"))
        for state in self.states:
            if not re.fullmatch("[A-Z]{2}", state):
                raise Invalid(say("policy_new.state", state=state), say("policy_new.state_remedy"))


def write_new(wanted: Wanted, folder: Path) -> list[Path]:
    """The files written: the policy and its examples. Raises Conflict where one is there already, Unavailable."""
    values = _values(wanted, folder)
    texts = {folder / f"{wanted.id}.yaml": "policy.yaml"}
    for name, parts in EXAMPLES.items():
        texts |= {folder / "examples" / f"{wanted.id}-{name}" / at: text for at, text in parts.items()}
    there = [path for path in texts if path.exists()]
    if there:
        raise Conflict(say("policy_new.there", file=there[0]), say("policy_new.there_remedy"))
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_filled(text, values), "utf-8")
    except OSError as fault:
        raise Unavailable(say("policy_new.unwritten", folder=folder, why=fault.strerror or ""), "") from fault
    return list(texts)


def _filled(text: str, values: Mapping[str, str]) -> str:
    template = files("accord.policies").joinpath("skeleton", text).read_text("utf-8")
    return MARK.sub(lambda found: values[found[1]], template)


def _values(wanted: Wanted, folder: Path) -> dict[str, str]:
    received = wanted.start + dt.timedelta(days=DAYS_BEFORE)
    states = f"  states: [{', '.join(wanted.states)}]\n" if wanted.states else ""
    return {
        "ID": wanted.id,
        "FOLDER": str(folder),
        "TITLE": json.dumps(wanted.title.strip(), ensure_ascii=False),
        "STEM": _stem(wanted.id),
        "FROM": wanted.start.isoformat(),
        "PAYER": json.dumps(wanted.payer.strip().casefold(), ensure_ascii=False),
        "PAYER_NAME": json.dumps(wanted.payer.strip().title(), ensure_ascii=False)[1:-1],
        "STATES": states,
        "STATE": (wanted.states or ("OH",))[0],
        "CODES": _list(wanted.codes),
        "CODE": wanted.codes[0],
        "DIAGNOSES": _list(wanted.diagnoses),
        "DIAGNOSIS": wanted.diagnoses[0],
        "VALUE_SET": _list(tuple(f"icd10|{code}" for code in wanted.diagnoses)),
        "RECEIVED": received.isoformat(),
        "SERVICE": (received + dt.timedelta(days=DAYS_AFTER)).isoformat(),
        "VISIT_US": wanted.start.strftime("%m/%d/%Y"),
    }


def _stem(id_: str) -> str:
    """The first part of the criteria's keys: lower-case letters, digits, underscores."""
    stem = re.sub(r"[^a-z0-9]+", "_", id_.lower()).strip("_")
    return stem if stem[0].isalpha() else f"p_{stem}"


def _list(words: tuple[str, ...]) -> str:
    """A YAML list in one line, each word in quotes: a code of digits alone is no number."""
    return json.dumps(list(words))
