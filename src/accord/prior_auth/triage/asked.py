"""Does the payer ask for an authorization at all? Only a plain no, that nothing contradicts, counts as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened, found
from accord.records.places import AnyPlace

_REQUIRED = re.compile(
    r"\b(?:prior )?(?:pre-?)?auth(?:orization)?\s+(?:is |was |will be )?(?:required|needed|necessary)\b|"
    r"\brequires?\s+(?:an? )?(?:prior |expedited )?(?:pre-?)?auth(?:orization)?\b|"
    r"\bsubmit\s+(?:an? |the )?(?:prior |expedited )?auth(?:orization)?\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|not|never|without|n't|unless|if)\b", re.IGNORECASE)
_NO = re.compile(
    r"\b(?:no|does not require|do not require)\b[^.;\n]{0,20}\bauth\w*(?: (?:is )?(?:required|needed))?|"
    r"\b(?:not (?:be )?|never )required\b|\bdoes not require\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:unless|except|if|when|only|provided that|up to|under \$?\d+|first \d+|after \d+|limit(?:ed)?)\b",
    re.IGNORECASE,
)


def asked(at: Opened) -> Iterator[Concern]:
    """Not required; required by other words of the chart; or not told."""
    told = at.referral.auth_requirements
    place = at.at("authRequirements.priorAuthRequired", str(told.prior_auth_required).lower())
    if told.prior_auth_required is None:
        yield concern(Kind.REQUIRED_UNKNOWN, Weight.HOLD, place)
    elif told.prior_auth_required is False:
        yield from _not_required(at, place)
    elif at.rules.means(at.referral.auth_status, "not_required"):
        status = at.at("authStatus", at.referral.auth_status)
        yield concern(Kind.REQUIRED_DISPUTED, Weight.HOLD, place, status, said=at.referral.auth_status)


def _not_required(at: Opened, place: AnyPlace) -> Iterator[Concern]:
    """A plain no clears; a no that other words contradict, or that hangs on a condition, does not."""
    words = at.referral.auth_requirements.prior_auth_description
    described = at.at("authRequirements.priorAuthDescription", words or "-")
    against = next(iter(_says_required(at)), None)
    if against is None and re.search(r"\brequire[sd]?\b", _NO.sub(" ", words), re.IGNORECASE):
        against = described
    if against is not None:
        yield concern(Kind.REQUIRED_DISPUTED, Weight.HOLD, place, against, said=against.text)
    elif _CONDITION.search(words):
        yield concern(Kind.REQUIRED_DEPENDS, Weight.HOLD, described, said=words)
    else:
        yield concern(Kind.NOT_REQUIRED, Weight.NOTE, place, described, said=words or "-")


def _says_required(at: Opened) -> Iterator[AnyPlace]:
    for document in at.written:
        for match, place in found(document, _REQUIRED):
            start = max(
                document.text.rfind("\n", 0, match.start()) + 1, document.text.rfind(". ", 0, match.start()) + 1
            )
            end = document.text.find("\n", match.end())
            sentence = document.text[start : end if end >= 0 else len(document.text)]
            if not _NOT.search(sentence):
                yield place
