"""The places of a code: their names, their words, and the values that the official tables allow next."""

from __future__ import annotations

from accord.connectors.icd10.pcs.answers import Axis, Option
from accord.connectors.icd10.pcs.codes import LENGTH, sections
from accord.connectors.icd10.pcs.store import Book
from accord.errors import Invalid


def name_of(start: str, place: int) -> str:
    """What a place tells in the section that the code begins with: 'Body Part'."""
    return sections()[start[0]].axes[place - 1] if start else "Section"


def axes(book: Book, start: str) -> tuple[Axis, ...]:
    """The places of a code, or of its beginning."""
    return tuple(
        Axis(place, name_of(start, place), start[place - 1], book.label(start, place))
        for place in range(1, len(start) + 1)
    )


def options(book: Book, start: str) -> tuple[Option, ...]:
    """The values of the next place with which codes go on."""
    if len(start) >= LENGTH:
        return ()
    rows = book.file.execute(
        "SELECT substr(code, ?, 1), count(*) FROM code WHERE code >= ? AND code < ? GROUP BY 1 ORDER BY 1",
        (len(start) + 1, start, f"{start}~"),
    ).fetchall()
    return tuple(Option(value, book.label(start + value, len(start) + 1), codes) for value, codes in rows)


def choose(book: Book, start: str, choice: str) -> str:
    """The value that a choice means at the next place: a value, a word, or the beginning of one word only.

    Raises Invalid with the values that are allowed.
    """
    if len(start) >= LENGTH:
        raise Invalid(f"All seven places of {start} are chosen already.")
    allowed = options(book, start)
    wanted = " ".join(choice.lower().split())
    found = (
        [option.value for option in allowed if option.value.lower() == wanted]
        or [option.value for option in allowed if option.word.lower() == wanted]
        or [option.value for option in allowed if wanted and option.word.lower().startswith(wanted)]
    )
    if len(found) == 1:
        return found[0]
    place = name_of(start, len(start) + 1)
    told = "; ".join(f"{option.value} {option.word}".strip() for option in allowed)
    fault = "could be several" if found else "is not allowed"
    raise Invalid(f"'{choice}' {fault} as {place} after '{start}'.", f"Allowed: {told}.")


def operation(book: Book, code: str) -> tuple[str, str, str]:
    """(definition, explanation, examples) of what is done; empty where the official definitions are not at hand."""
    row = book.file.execute(
        "SELECT definition, explanation, examples FROM operation WHERE section = ? AND value = ?", (code[0], code[2])
    ).fetchone()
    return row or ("", "", "")
