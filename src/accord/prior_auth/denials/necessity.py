"""Denied as not medically necessary: who argues, and is there still time?"""

from __future__ import annotations

import re

from accord.prior_auth.denials.answer import Disposition, Said, Way, said
from accord.prior_auth.denials.authorization import covers_other, denied, late
from accord.prior_auth.denials.seen import Seen

_DIFFERS = re.compile(r"\bmis-?match\b|\bdiscrepan\w+|\bverify\b[^.\n]{0,40}\bbefore (?:the )?appeal", re.IGNORECASE)


def necessity(at: Seen) -> Way:
    """In time: appeal where a signed paper argues it and nothing differs, else the clinicians' appeal. Late: a supervisor."""
    if at.open is False:
        return Way(Disposition.ESCALATE if _worth_asking(at) else Disposition.WRITE_OFF, _late_reasons(at))
    differs = covers_other(at) or denied(at) or next((place for place, note in at.notes if _DIFFERS.search(note)), None)
    differs = differs or next(at.words(_DIFFERS), None)
    if differs is not None:
        return Way(Disposition.CLINICAL_APPEAL, (said("necessity_differs", differs, words=differs.text),))
    if at.argued is not None:
        return Way(Disposition.APPEAL, (said("necessity_argued", at.argued),))
    return Way(Disposition.CLINICAL_APPEAL, (said("necessity_open", at.at("documents", len(at.claim.documents))),))


def _worth_asking(at: Seen) -> bool:
    return at.claim.amount >= at.book.supervisor_amount or at.emergency is not None or at.argued is not None


def _late_reasons(at: Seen) -> tuple[Said, ...]:
    reasons = [late(at)]
    if (place := at.emergency or at.argued) is not None:
        reasons.append(said("strong_case", place, words=place.text))
    return tuple(reasons)
