"""Different spellings of one thing, folded before a statement is compared with what it cites."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_CONTRACTED = (
    (re.compile(r"\bcan(?:not|['’]t)\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon['’]t\b", re.IGNORECASE), "will not"),
    (re.compile(r"n['’]t\b", re.IGNORECASE), " not"),
    (re.compile(r"\b([Hh]e|[Ss]he|[Ii]t|[Tt]hey|I|[Ww]e)['’]s\b"), r"\1 is"),
    (re.compile(r"\b(I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Yy]ou)['’]ll\b"), r"\1 will"),
    (re.compile(r"\b(I|[Ww]e|[Tt]hey)['’]ve\b"), r"\1 have"),
    (re.compile(r"(?<=\d)[-‐‑](?=[A-Za-z])"), " "),
    (re.compile(r"(?<=\d)\s?[-‐‑–](?=\d)"), " - "),
    (re.compile(r"\bPt\b|\bpt\b(?!\.?\s*INR)"), "patient"),
)


def expanded(text: str) -> str:
    """Short forms written out: 'doesn't', '42-year-old', 'BP'."""
    text = _iso_kept(text)
    exact, by_exact = _table("exact")
    text = exact.sub(lambda match: by_exact[match[1]], text)
    for pattern, new in _CONTRACTED:
        text = pattern.sub(new, text)
    return text.replace("\x00", "-")


_ISO = re.compile(r"\b(\d{1,4})-(\d{1,2})-(\d{1,4})\b")


def _iso_kept(text: str) -> str:
    """The hyphens of a date are not those of a range."""
    return _ISO.sub("\\1\x00\\2\x00\\3", text)


# an empty line, or a new line that does not go on a sentence
_NEW = re.compile(r"[ \t]*\n[ \t]*\n\s*|[ \t]*\n[ \t]*(?=[A-Z•*\-\d])")


def folded(text: str) -> str:
    """Every row of the table as its first wording; white space as one blank, paragraphs kept apart."""
    text = _NEW.sub(" \n ", text)
    text = re.sub(r"[^\S\n]+|(?<! )\n|\n(?! )", " ", text)
    pattern, by_words = _table("folded")
    return pattern.sub(lambda match: by_words[match[1].lower()], text)


@cache
def _table(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """All wordings of a table, the longest first."""
    rows = tomllib.loads(resources.files(__package__ or "").joinpath("same_words.toml").read_text("utf-8"))[name]
    words: dict[str, str] = {}
    for row in rows:
        first, *others = (wording.strip() for wording in row.split(" | "))
        words |= dict.fromkeys((first, *others) if name == "folded" else others, first)
    listed = "|".join(re.escape(wording) for wording in sorted(words, key=len, reverse=True))
    flags = re.IGNORECASE if name == "folded" else re.NOFLAG
    return re.compile(rf"(?<![\w/])({listed})(?:(?<=\w{{4}})s)?(?![\w/])", flags), words
