"""Text that a reader of the page cannot see: kept out of the text, and reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from accord.records.pdf.characters import Character, unseen_because
from accord.records.pdf.geometry import Frame
from accord.records.pdf.picture import Picture
from accord.records.words import Word

INVISIBLE = "invisible"
_LONGEST_QUOTE = 160


@dataclass
class Hidden:
    """Hidden words by the reason why they cannot be seen."""

    reasons: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, text: str) -> None:
        """One more piece of hidden text."""
        self.reasons.setdefault(reason, []).append(text)

    def warnings(self, page: int) -> list[str]:
        """One sentence a reason, with the beginning of what is hidden."""
        return [
            f"Page {page} holds text that cannot be seen ({reason}); it was left out: '{_cut(' '.join(pieces))}'."
            for reason, pieces in self.reasons.items()
        ]


def split_seen(characters: Sequence[Character], frame: Frame) -> tuple[list[Character], list[Character], Hidden]:
    """(seen, invisible by render mode, other hidden text) as the characters' own data tell."""
    seen: list[Character] = []
    invisible: list[Character] = []
    hidden = Hidden()
    pieces: dict[str, str] = {}
    for character in characters:
        reason = unseen_because(character, frame)
        if reason is None:
            seen.append(character)
        elif reason == INVISIBLE:
            invisible.append(character)
        else:
            pieces[reason] = pieces.get(reason, "") + (" " if character.before else "") + character.text
    for reason, piece in pieces.items():
        hidden.add(reason, piece.strip())
    return seen, invisible, hidden


def only_shown(words: Sequence[Word], picture: Picture, hidden: Hidden) -> list[Word]:
    """The words that stand out from their ground; the others are added to the hidden text."""
    shown: list[Word] = []
    for word in words:
        if picture.shows(word) and not (
            word.clear and _lies_on(word, [other for other in words if not other.clear and other.turn == word.turn])
        ):
            shown.append(word)
        else:
            hidden.add("same colour as the ground, or covered", word.text)
    return shown


def _lies_on(word: Word, others: Sequence[Word]) -> bool:
    """Do other words draw what is seen at this word's place?"""
    for other in others:
        across = min(word.right, other.right) - max(word.left, other.left)
        down = min(word.bottom, other.bottom) - max(word.top, other.top)
        if across > 0 and down > 0 and across * down > 0.2 * word.height * (word.right - word.left):
            return True
    return False


def text_of(characters: Sequence[Character]) -> str:
    """The characters with blanks where white space stood."""
    return "".join((" " if c.before else "") + c.text for c in characters).strip()


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rstrip() + " …"
