"""Out of the words of a published section, those that a criterion rests on: the item it names, with what leads to it.

Published texts lose the numbers of their lists, so an item is known by the words that it shares with the criterion, the rare
ones above all, and by its label or place in its list where the section of the policy names one. What shares too little is not
shown at all.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST = 1_500  # characters that somebody reads
LONG_BLOCK = 500  # of which the sentences are weighed one by one
LEAST = 0.22  # of the weight of the criterion's words, as far as the text knows them, that an item has to hold
FEWEST = 2  # words of the criterion in it; one is enough in the item that the section of the policy numbers
ASKED = 2.0  # how much more a word of the question counts than one of the explanation
NEAR = 0.75  # of the best item's weight, with which another is shown beside it
LABELLED = 0.15
STEM = 6
LEFT_OUT = "[…]"
COMMON = frozenset(
    """
    the and for that this with from are was were has have had not does did been any all one its his her their they them who which
    what when where than then into under over before after within least more must may can will would such other each there is a
    an of in on to or by as at be it if no patient beneficiary record show shown say said state states stated criterion criteria
    met covered coverage
    """.split()  # noqa: SIM905
)
ITEM = re.compile(r"(?:[-•·]|\(?(?P<label>\d{1,2}|[A-Za-z]|[IVX]{1,4})[.)])\s+")
ENDS = re.compile(r"(?:[.:;?]|[;,] (?:and|or),?)$")
HEADING = re.compile(r"[A-Z][A-Z0-9 ,()/&’'–-]{7,}(?:s\))?$")
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(])")
WORD = re.compile(r"[a-z]{3,}|\d+(?:\.\d+)?")
NUMBER = re.compile(r"[a-z] (\d{1,2})$")  # 'CGM criterion 3' names an item; the only one of that number is the one
LAST_LABEL = re.compile(r"(?<![A-Za-z0-9])(\d{1,2}|[A-Za-z])(?=\W*(?:$|,|;))")


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list, or a sentence of a long one. order -- in its list, from 1; 0 outside of any."""

    text: str
    label: str = ""
    order: int = 0
    words: frozenset[str] = field(default=frozenset())

    @property
    def leads(self) -> bool:
        """Does it lead to what follows?"""
        return self.text.endswith(":")


def cited(text: str, section: str, question: str, explained: str) -> str | None:
    """The words of `text` that a criterion rests on. section -- as the policy names it; question, explained -- of the criterion.

    None when nothing in the text shares enough with it. Of an item that the text itself numbers nothing has to be shared.
    """
    blocks = _blocks(_chapter(text, section))
    numbered = [at for at, block in enumerate(blocks) if (found := NUMBER.search(section)) and block.label == found[1]]
    if len(numbered) == 1:
        return _joined(blocks, sorted({*numbered, *_leads(blocks, numbered[0])}))
    counted = Counter(word for block in blocks for word in block.words)
    asked = _words(question)
    weight = {
        word: math.log(1 + len(blocks) / counted[word]) * (ASKED if word in asked else 1)
        for word in asked | _words(explained)
        if counted[word]
    }
    whole = sum(weight.values())
    if not whole:
        return None
    labels = {
        label.casefold() for label in LAST_LABEL.findall(section.partition(",")[0] if "," in section else section)
    }
    scores = [
        sum(weight.get(word, 0) for word in block.words) / whole + (LABELLED if _is_labelled(block, labels) else 0)
        for block in blocks
    ]
    best = max(range(len(blocks)), key=scores.__getitem__)
    held = blocks[best].words & weight.keys()
    fewest = 1 if _is_labelled(blocks[best], labels) else FEWEST
    if len(held) < fewest or sum(weight[word] for word in held) / whole < LEAST:
        return None
    return _joined(blocks, _chosen(blocks, scores, best))


def _chapter(text: str, section: str) -> str:
    """The chapter, under a heading in capitals, whose heading shares most with what the policy names; else all of the text."""
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if HEADING.match(line.strip())]
    shared = [len(_words(lines[at]) & _words(section)) for at in heads]
    if not heads or max(shared) == 0 or shared.count(max(shared)) > 1:
        return text
    one = shared.index(max(shared))
    return "\n".join(lines[heads[one] : heads[one + 1] if one + 1 < len(heads) else None])


def _chosen(blocks: Sequence[Block], scores: Sequence[float], best: int) -> list[int]:
    """The best, then those that come near it, each with what leads to it, as long as somebody reads it."""
    chosen: set[int] = set()
    for at in sorted(range(len(blocks)), key=lambda one: -scores[one]):
        if scores[at] < NEAR * scores[best]:
            break
        more = chosen | {at, *_leads(blocks, at)}
        if chosen and sum(len(blocks[one].text) for one in more) > LONGEST:
            break
        chosen = more
    return sorted(chosen)


def _leads(blocks: Sequence[Block], at: int) -> list[int]:
    """What leads to an item: the nearest sentence before it that ends in a colon, and what leads there. A lead shows its items."""
    if blocks[at].leads:
        after = at + 1
        while after < len(blocks) and blocks[after].order and not blocks[after].leads and after - at <= 6:
            after += 1
        return list(range(at + 1, after))
    if not blocks[at].order:
        return []
    lead = next((one for one in range(at - 1, -1, -1) if blocks[one].leads), None)
    return [] if lead is None else [lead]


def _joined(blocks: Sequence[Block], chosen: Sequence[int]) -> str:
    told = ""
    for before, at in zip((None, *chosen), chosen, strict=False):
        told += "" if before is None else "\n" if at == before + 1 else f"\n{LEFT_OUT}\n"
        told += blocks[at].text
    return told if len(told) <= LONGEST else f"{told[:LONGEST].rsplit(' ', 1)[0]} {LEFT_OUT}"


def _is_labelled(block: Block, labels: set[str]) -> bool:
    if block.label:
        return block.label.casefold() in labels
    place = {str(block.order), chr(ord("a") + block.order - 1)} if 0 < block.order <= 26 else set[str]()
    return bool(place & labels)


def _blocks(text: str) -> list[Block]:
    """Items and paragraphs of a text, whether its lines are whole paragraphs or broken at a margin."""
    found: list[str] = []
    ended = True
    for raw in text.split("\n"):
        line = raw.strip()
        if line and not ended and not ITEM.match(line) and not HEADING.match(line):
            found[-1] = f"{found[-1]} {line}"
        elif line:
            found.append(line)
        ended = not line or bool(ENDS.search(line)) or bool(HEADING.match(line))
    blocks: list[Block] = []
    order = 0
    for one in found:
        item = ITEM.match(one)
        order = order + 1 if item else 0
        label = (item["label"] or "") if item else ""
        parts = [one] if len(one) <= LONG_BLOCK else SENTENCE.split(one)
        blocks += [Block(part, label, order, _words(part)) for part in parts]
    return blocks


def _words(text: str) -> frozenset[str]:
    """Beginnings of its words that say something, and its numbers."""
    return frozenset(word.rstrip("s")[:STEM] for word in WORD.findall(text.casefold()) if word not in COMMON)
