"""What a letter is. None of them denies."""

from __future__ import annotations

from enum import StrEnum


class LetterKind(StrEnum):
    """The letters of both desks."""

    NECESSITY = "necessity"
    REQUEST = "request"
    APPROVAL = "approval"
    HANDOVER = "handover"
    APPEAL = "appeal"
    BRIEF = "brief"
