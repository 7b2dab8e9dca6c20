"""The one door to lxml: XML and HTML from strangers, without entities, DTDs, network or recursion.

Node is an lxml element; lxml ships no types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from accord.errors import Invalid

Node = Any
etree: Any = import_module("lxml.etree")

_LARGEST = 200_000_000
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_ENCODINGS = frozenset(
    (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252")
)
_CONTROL = bytes(set(range(32)) - {9, 10, 13})


def parse_html(markup: bytes) -> Node | None:
    """The root of an HTML page or fragment in UTF-8, mended where it is broken; None when it holds no element."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(markup, parser)
    except (etree.LxmlError, ValueError):
        return None


def parse_xml(data: bytes) -> tuple[Node, str]:
    """(root, '') or, where the XML is damaged, (what could be read, a sentence that says where it is damaged).

    Raises Invalid: no XML at all, entity declarations, more than 200 MB.
    """
    if len(data) > _LARGEST:
        raise Invalid(f"It is larger than {_LARGEST // 1_000_000} MB.", "Send it in parts.")
    _check_encoding(data)
    if b"<!ENTITY" in data or b"<\x00!\x00E\x00N\x00T" in data:
        raise Invalid("It declares XML entities, which are not accepted.", "Send it without a DTD.")
    try:
        return _parse(data, recover=False), ""
    except etree.XMLSyntaxError as fault:
        return _mended(data, str(fault.msg))
    except (etree.LxmlError, ValueError) as fault:
        raise Invalid("It is not XML.", "Export it again.") from fault


def _check_encoding(data: bytes) -> None:
    """Entity declarations are looked for in the bytes, so only encodings in which they can be seen are accepted."""
    if data.startswith(_WIDE):
        return
    declared = _DECLARED.search(data[:400])
    if declared and declared.group(1).lower() not in _ENCODINGS:
        raise Invalid(f"Its encoding {declared.group(1).decode()} is not accepted.", "Send it in UTF-8.")
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Invalid("It is not XML.", "Export it again.")


def _mended(data: bytes, fault: str) -> tuple[Node, str]:
    clean = data if data.startswith(_WIDE) else data.translate(None, _CONTROL)
    try:
        root = _parse(clean, recover=True)
    except (etree.LxmlError, ValueError) as deeper:
        raise Invalid(f"It is not readable as XML: {fault}.", "Export it again.") from deeper
    if root is None:
        raise Invalid(f"It is not readable as XML: {fault}.", "Export it again.")
    return root, f"The XML is damaged ({fault}); what could be read was read."


def _parse(data: bytes, *, recover: bool) -> Node:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=True,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def steps(root: Node) -> Iterator[tuple[str, Node, Any]]:
    """('start' | 'end' | 'comment' | 'pi', element, the walk): in document order, without recursion."""
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        yield event, node, walk


def local_name(node: Node) -> str:
    """The element's name in lower case without its namespace; '' for comments and the like."""
    tag = node.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""
