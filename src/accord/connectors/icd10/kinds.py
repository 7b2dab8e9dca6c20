"""What entries and notes of the tabular list there are."""

from __future__ import annotations

from enum import StrEnum


class NoteKind(StrEnum):
    """The kinds of note the tabular list prints beneath a chapter, section, category or code."""

    INCLUDES = "includes"
    INCLUSION_TERM = "inclusionTerm"
    EXCLUDES1 = "excludes1"
    EXCLUDES2 = "excludes2"
    CODE_FIRST = "codeFirst"
    USE_ADDITIONAL = "useAdditionalCode"
    CODE_ALSO = "codeAlso"
    SEVENTH_CHARACTER = "sevenChrNote"
    NOTE = "notes"


class Kind(StrEnum):
    """What an entry of the tabular list is; an extended code ends in a seventh character."""

    CHAPTER = "chapter"
    SECTION = "section"
    CODE = "code"
    EXTENDED = "extended"
