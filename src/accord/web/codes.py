"""The codes of a request with what each is called, as far as this machine knows it; nothing is asked of the outside."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from accord.connectors.answer import Ask
from accord.connectors.hcpcs import tools as hcpcs
from accord.connectors.icd10 import tools as icd10
from accord.connectors.icd10.pcs import tools as pcs
from accord.dossier.review import Review
from accord.dossier.visible import one_line
from accord.errors import AccordError

KEPT_SECONDS = 60  # for which a name is not looked up again
CODE, PROCEDURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.]{1,9}"), 7  # an ICD-10-PCS code has seven places


def codes_of(review: Review) -> list[dict[str, str]]:
    """The codes of the request and of what kind each is, so that it can be looked up."""
    services = [("procedure" if len(one.code) == PROCEDURE else "item", one.code) for one in review.request.services]
    found = [*services, *(("diagnosis", diagnosis.value) for diagnosis in review.request.diagnoses)]
    return [{"kind": kind, "code": code} for kind, code in dict.fromkeys(found) if CODE.fullmatch(code)]


def named(codes: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The same with what each is called now: files that are loaded later name them too."""
    moment = int(time.monotonic() / KEPT_SECONDS)
    return [{**one, "words": _kept_words(one["kind"], one["code"], moment)} for one in codes]


@lru_cache(maxsize=4096)
def _kept_words(kind: str, code: str, _moment: int) -> str:
    return words_of(kind, code)


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
