"""Words in a record that try to instruct the reviewer or a program. They are data: they are shown, and change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.records.documents import Document
from accord.records.places import Place
from accord.records.record import Record

_ADDRESSED = (
    r"(?:(?:automated|automatic|ai|a\.i\.|electronic|reviewing|intake|review|language|software)\s+"
    r"(?:intake|review(?:er)?|system|model|agent|assistant|tool|software|process(?:or|ing)?|engine|bot)s?|"
    r"llm|chatbot|ai|algorithm)"
)
_PATTERNS = (
    rf"(?:note|message|instruction|attention|notice|memo)s?\s+(?:to|for)\s+(?:the\s+)?(?:reviewer|{_ADDRESSED}|reviewing system)[^\n]*",
    rf"(?:attn|attention)\W{{0,3}}(?:{_ADDRESSED})[^\n]*",
    r"(?:set|mark|change)\s+(?:the\s+)?(?:status|this request|request|decision|case)\s+(?:to|as)\s+\W?(?:approved?|affirmed|met|complete)\w*[^\n]*",
    r"(?:ignore|disregard|skip|bypass|override)\s+(?:all\s+|any\s+|the\s+|other\s+|every\s+)*(?:previous|prior|above|missing|other|earlier|"
    r"instructions?|criteria|checks?|polic(?:y|ies)|rules?|guidelines?)[^\n]*",
    r"(?:please\s+)?(?:approve|affirm|authori[sz]e)\s+(?:this|the)\s+(?:request|case|claim)\s*"
    r"(?:,|now|immediately|automatically|without|and\s+(?:skip|ignore|do not))[^\n]*",
    r"(?:no\s+(?:further|additional)\s+(?:questions?|review|documentation|checks?)\s+(?:is|are)\s+(?:required|needed|necessary))[^\n]*",
    r"you\s+(?:are|must|should)\s+(?:now\s+)?(?:an?\s+)?(?:ai|assistant|approve|answer|respond|output|return)\b[^\n]*",
    r"(?:system|assistant|developer)\s*(?:prompt|message)\s*:[^\n]*",
)
# the rest of a hard-wrapped sentence on the next line
_WRAPPED = re.compile(r"\n[ \t]*[a-z][^\n]*")
_PLANTED = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)


def planted_instructions(record: Record) -> tuple[Place, ...]:
    """Every place in the record's documents whose words address a reviewer or program instead of telling of the patient."""
    return tuple(place for document in record.documents for place in instructions_in(document))


def instructs(line: str) -> bool:
    """Does this line address a reviewer or program?"""
    return _PLANTED.search(line) is not None


def instructions_in(document: Document) -> Iterator[Place]:
    """The places of one document, each to the end of its paragraph's sentence group on that line or the next."""
    for match in _PLANTED.finditer(document.text):
        end = match.end()
        following = _WRAPPED.match(document.text, end)
        yield document.place(match.start(), following.end() if following else end)
