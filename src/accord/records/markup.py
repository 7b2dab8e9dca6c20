"""XHTML, HTML and C-CDA narrative as text: rows of a table on a line each, lists, line breaks; scripts dropped.

The walk is not recursive, so depth of nesting cannot exhaust the stack.
"""

from __future__ import annotations

import re

from accord.records.hardened_xml import Node, local_name, parse_html, steps

GAP = "   "

_DROPPED = frozenset(("script", "style", "head", "template", "noscript", "object", "iframe", "svg", "math"))
_CELLS = frozenset(("td", "th"))
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "header hr item legend li list main nav ol p paragraph pre section summary table tbody tfoot thead title tr ul "
    "footnote"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_APART = frozenset(("p", "paragraph", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "list", "pre"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITEMS = frozenset(("li", "item"))
_SPACE = re.compile(r"\s+")


def html_text(markup: bytes) -> str:
    """The text of an HTML page or of an XHTML narrative (UTF-8); entities resolved. Never raises for bad markup."""
    root = parse_html(markup)
    return "" if root is None else node_text(root)


def node_text(root: Node) -> str:
    """The text of an lxml element and all below it."""
    page = _Page()
    for event, node, walk in steps(root):
        name = local_name(node)
        if event == "start":
            if name in _DROPPED:
                walk.skip_subtree()
            else:
                page.open(name, node)
                page.write(node.text)
            continue
        if event == "end" and name not in _DROPPED:
            page.close(name)
        if node is not root:
            page.write(node.tail)
    return page.text()


class _Page:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = ""
        self.cells: list[bool] = []
        self.preserved = 0

    def open(self, name: str, node: Node) -> None:
        if name in _CELLS:
            self.cells.append(_is_plain_cell(node))
            self.gap()
        elif name == "br":
            self.part()
        elif name in _BLOCKS or name in _HEADINGS:
            self.part(blank=name in _APART)
            if name in _ITEMS and not self.in_cell:
                self.line = "- "
        if name == "pre":
            self.preserved += 1

    def close(self, name: str) -> None:
        if name == "pre":
            self.preserved -= 1
        if name in _CELLS:
            if self.cells:
                self.cells.pop()
        elif name in _BLOCKS or name in _HEADINGS:
            self.part(blank=name in _APART)

    @property
    def in_cell(self) -> bool:
        return bool(self.cells) and self.cells[-1]

    def write(self, words: str | None) -> None:
        if not words:
            return
        if self.preserved and not self.in_cell:
            first, *rest = words.split("\n")
            self.line += first.rstrip("\r")
            for line in rest:
                self.lines.append(self.line.rstrip())
                self.line = line.rstrip("\r")
            return
        words = _SPACE.sub(" ", words)
        if not self.line or self.line[-1] == " ":
            words = words.lstrip(" ")
        self.line += words

    def gap(self) -> None:
        if self.line.strip():
            self.line = self.line.rstrip(" ") + GAP

    def part(self, *, blank: bool = False) -> None:
        if self.in_cell:
            self.gap()
            return
        if self.line.strip() and self.line != "- ":
            self.lines.append(self.line.rstrip())
        self.line = ""
        if blank and self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self) -> str:
        self.cells.clear()
        self.part()
        return "\n".join(self.lines).strip("\n")


def _is_plain_cell(node: Node) -> bool:
    """A cell whose content stays on the row's line; a cell that lays out a table is a block instead."""
    return next(node.iter("{*}table"), None) is None
