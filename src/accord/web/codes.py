"""The codes of a request with what each is called, as far as this machine knows it; nothing is asked of the outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from accord.connectors.answer import Ask
from accord.connectors.hcpcs import tools as hcpcs
from accord.connectors.icd10 import tools as icd10
from accord.connectors.icd10.pcs import tools as pcs
from accord.dossier.review import Review
from accord.dossier.visible import one_line
from accord.errors import AccordError

CODE, PROCEDURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.]{1,9}"), 7  # an ICD-10-PCS code has seven places


def codes_of(review: Review) -> list[dict[str, str]]:
    """The codes of the request with what each is, so that it can be looked up."""
    services = [("procedure" if len(one.code) == PROCEDURE else "item", one.code) for one in review.request.services]
    found = [*services, *(("diagnosis", diagnosis.value) for diagnosis in review.request.diagnoses)]
    return [
        {"kind": kind, "code": code, "words": words_of(kind, code)}
        for kind, code in dict.fromkeys(found)
        if CODE.fullmatch(code)
    ]


def words_of(kind: str, code: str) -> str:
    """What a code is called; '' where no file on this machine says it."""
    try:
        return one_line(NAMES[kind](code))
    except AccordError:
        return ""


def _item(code: str) -> str:
    """Its official name where the file is loaded, else the kind of item."""
    told = hcpcs.get(code, ask=Ask.LOCAL)
    return told.long or told.family


NAMES: Mapping[str, Callable[[str], str]] = {
    "item": _item,
    "diagnosis": lambda code: icd10.get(code, ask=Ask.LOCAL).label,
    "procedure": lambda code: pcs.procedure_get(code).name,
}
