"""The head of a policy file -> values: editions, what it applies to, sources, value sets, parameters."""

from __future__ import annotations

import re

from accord.policies.codes import CodePattern, coded, diagnosis, service
from accord.policies.marked_yaml import Listing, Scalar, Yaml, refusal
from accord.policies.model import AppliesTo, ChosenParameter, Edition, ParameterValue, Source
from accord.policies.reading import day, day_or_null, items, keys, named, number, some, text

DIGEST = re.compile(r"[0-9a-f]{64}")
DOCUMENTS = {
    "NCD": re.compile(r"\d{1,3}(\.\d{1,2}){1,3}"), "LCD": re.compile(r"D?L\d{4,6}"), "article": re.compile(r"D?A\d{4,6}"),
}  # fmt: skip
DOCUMENT_LIKE = {"NCD": "240.4", "LCD": "L33718", "article": "A52467"}
SOURCE_KINDS = ("NCD", "LCD", "article", "regulation", "manual", "guideline", "payer_policy", "form")


def read_editions(node: Yaml) -> tuple[Edition, ...]:
    """The editions, oldest first; they may not overlap."""
    editions = some(node, _edition)
    for before, after, written in zip(editions, editions[1:], _items(node)[1:], strict=False):
        if before.end is None or after.start <= before.end:
            raise refusal(
                written.spot, f"edition '{after.name}' begins before '{before.name}' ends; list them oldest first."
            )
    return editions


def _edition(node: Yaml) -> Edition:
    given = keys(node, ["edition", "from", "to"], ["note"])
    start, end = day(given["from"]), day_or_null(given["to"])
    if end is not None and end < start:
        raise refusal(given["to"].spot, f"it ends on {end}, before it begins on {start}.")
    note = text(given["note"]) if "note" in given else ""
    return Edition(text(given["edition"]), start, end, note)


def read_applies_to(node: Yaml) -> AppliesTo:
    """Payers, states, codes and diagnoses."""
    given = keys(node, ["payers", "codes"], ["states", "elsewhere", "related_codes", "diagnoses", "together"])
    codes = some(given["codes"], service)
    related = items(given["related_codes"], service) if "related_codes" in given else ()
    both = set(codes) & set(related)
    if both:
        raise refusal(given["related_codes"].spot, f"{', '.join(sorted(both))} stand in codes too.")
    covered, note = _diagnoses(given["diagnoses"]) if "diagnoses" in given else ((), "")
    states = items(given["states"], _state) if "states" in given else ()
    elsewhere = text(given["elsewhere"]) if "elsewhere" in given else ""
    together = text(given["together"]) if "together" in given else ""
    return AppliesTo(some(given["payers"], _payer), codes, states, related, covered, note, elsewhere, together)


def _diagnoses(node: Yaml) -> tuple[tuple[CodePattern, ...], str]:
    given = keys(node, ["covered"], ["note"])
    return some(given["covered"], diagnosis), text(given["note"]) if "note" in given else ""


def _state(node: Yaml) -> str:
    word = text(node)
    if len(word) != 2 or not word.isupper():
        raise refusal(node.spot, f"'{word}' is no state; write its two capital letters.")
    return word


def _payer(node: Yaml) -> str:
    return text(node).casefold()


def read_source(key: str, node: Yaml) -> Source:
    """A published text."""
    given = keys(node, ["kind", "title", "version", "effective"], ["url", "document", "digests"])
    kind = text(given["kind"])
    if kind not in SOURCE_KINDS:
        raise refusal(given["kind"].spot, f"'{kind}' is no kind of source. There is: {', '.join(SOURCE_KINDS)}.")
    url = text(given["url"]) if "url" in given else ""
    document = _document(kind, given["document"]) if "document" in given else ""
    digests = _digests(document, given["digests"]) if "digests" in given else ()
    return Source(
        key, kind, text(given["title"]), text(given["version"]), day(given["effective"]), url, document, digests
    )


def _document(kind: str, node: Yaml) -> str:
    if kind not in DOCUMENTS:
        raise refusal(node.spot, f"a {kind} does not stand in the coverage database.")
    written = text(node)
    if not DOCUMENTS[kind].fullmatch(written):
        raise refusal(node.spot, f"'{written}' names no {kind}; write it like {DOCUMENT_LIKE[kind]}.")
    return written


def _digests(document: str, node: Yaml) -> tuple[tuple[str, str], ...]:
    if not document:
        raise refusal(node.spot, "digests need the 'document' whose words they are of.")
    return tuple((section, _digest(written)) for section, written in named(node).items())


def _digest(node: Yaml) -> str:
    written = text(node)
    if not DIGEST.fullmatch(written):
        raise refusal(node.spot, f"'{written}' is no SHA-256 in 64 small hexadecimal digits.")
    return written


def read_value_set(node: Yaml) -> tuple[CodePattern, ...]:
    """Codes with their system; none twice."""
    codes = some(node, coded)
    for position, written in enumerate(_items(node)):
        if codes[position] in codes[:position]:
            raise refusal(written.spot, f"{codes[position]} stands twice.")
    return codes


def read_parameter(name: str, node: Yaml) -> ChosenParameter:
    """A value we chose, and why."""
    given = keys(node, ["value", "why"])
    return ChosenParameter(name, _parameter_value(given["value"]), text(given["why"]))


def _parameter_value(node: Yaml) -> ParameterValue:
    if isinstance(node, Listing):
        return some(node, text)
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return text(node)
    return number(node)


def _items(node: Yaml) -> tuple[Yaml, ...]:
    return node.items if isinstance(node, Listing) else ()
