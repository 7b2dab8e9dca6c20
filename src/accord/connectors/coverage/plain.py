"""The HTML of the coverage database as plain text that people read and that can be quoted."""

from __future__ import annotations

import hashlib
import html
import re

_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_CELL_END = re.compile(r"</t[dh]\s*>\s*(?=<t[dh][\s>])", re.I)
_ITEM = re.compile(r"\s*<li(?:\s[^>]*)?>\s*(?:<p(?:\s[^>]*)?>\s*)?", re.I)
_ITEM_END = re.compile(r"</p>\s*(?=</li)|</li>", re.I)
_BREAK = re.compile(
    r"<br(?:\s[^>]*)?/?>|</?(?:p|div|h[1-6]|ul|ol|tr|table|blockquote|hr|tbody|thead)(?:\s[^>]*)?/?>", re.I
)
_CELL_PARAGRAPH = re.compile(r"(<t[dh](?:\s[^>]*)?>)\s*<p(?:\s[^>]*)?>(.*?)</p>\s*(?=</t[dh])", re.I | re.S)
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2002-\u200b\u202f\ufeff]+")
_EMPTY_LINES = re.compile(r"\n[ \n]*\n")
MOST_LAYERS = 5
ITEM = "\n- "
CELL = " | "


def plain(markup: str) -> str:
    """Text without tags: lists as '- ' lines, table rows as 'a | b' lines. Escapes are undone until none is left.

    '< 80 mm Hg' stays: only '<' or '</' before a letter opens a tag.
    """
    text = _COMMENT.sub("", unescaped(markup)).replace("\r\n", "\n")
    if "<" in text:
        text = _CELL_PARAGRAPH.sub(r"\1\2", text)
        text = _CELL_END.sub(CELL, text)
        text = _ITEM.sub(ITEM, _ITEM_END.sub("", text))
        text = _BREAK.sub("\n", text)
        text = _TAG.sub("", text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def unescaped(text: str) -> str:
    """The text with its character references undone, as often as they were nested (the database escapes up to thrice)."""
    for _ in range(MOST_LAYERS):
        if "&" not in text:
            break
        once = html.unescape(text)
        if once == text:
            break
        text = once
    return text


def one_line(markup: str) -> str:
    """A title or name: plain, on one line."""
    return " ".join(plain(markup).split())


def digest(text: str) -> str:
    """SHA-256 of a passage, blind to how its white space is broken."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
