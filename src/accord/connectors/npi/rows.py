"""From a block of the provider table to rows of the register; runs in processes beside the one that writes.

A provider has one row, and one more for each further way to be found: another taxonomy, another name. The whole line is
kept too, many lines packed together, for what only a look-up shows.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from accord.connectors.npi import columns as c
from accord.connectors.npi.archive import LINE_END, LINE_START, decoded, rows_of
from accord.connectors.npi.columns import Header
from accord.connectors.npi.words import fold
from accord.errors import Invalid

LINES_PACKED = 64
PACKS_OF_A_BLOCK = 100_000
KINDS = {"1": 1, "2": 2}
TAXONOMY, NAME, PLACE = 1, 2, 4
UPDATED_AT = 13
HOT = (
    c.NPI, c.KIND, c.ORGANIZATION, c.LAST, c.FIRST, c.MIDDLE, c.CREDENTIAL, c.CITY, c.STATE, c.POSTAL, c.ENUMERATED,
    c.UPDATED, c.DEACTIVATED, c.REACTIVATED, c.OTHER_ORGANIZATION, c.OTHER_LAST, c.OTHER_FIRST,
)  # fmt: skip
CODES = tuple(f"{c.TAXONOMY}_{number}" for number in range(1, c.TAXONOMIES + 1))
SWITCHES = tuple(f"{c.PRIMARY}_{number}" for number in range(1, c.TAXONOMIES + 1))

Row = tuple[int | str | None, ...]
_fold = lru_cache(60_000)(fold)


@dataclass(frozen=True)
class Parsed:
    """What a block holds: how many providers, their rows, and their packed lines by number."""

    providers: int
    rows: list[Row]
    packs: list[tuple[int, bytes]]


def parse(header: Header, number: int, block: bytes) -> Parsed:
    """The rows of one block of whole lines. Raises Invalid when a line is not as wide as the header, or has no number."""
    lines = _lines(block.rstrip(b"\r\n"))
    read = _Reader(header)
    rows: list[Row] = []
    packs: list[tuple[int, bytes]] = []
    for place, start in enumerate(range(0, len(lines), LINES_PACKED)):
        some = lines[start : start + LINES_PACKED]
        pack = number * PACKS_OF_A_BLOCK + place
        packs.append((pack, zlib.compress(b"\n".join(some), 1)))
        for line in some:
            rows += read.provider(decoded(line).rstrip("\r"), pack)
    return Parsed(len(lines), rows, packs)


def _lines(block: bytes) -> list[bytes]:
    """Split at every line break, which is quick, unless one stands inside a field."""
    lines = block.split(b"\n")
    return lines if all(map(LINE_START.match, lines)) else LINE_END.split(block)


class _Reader:
    """Takes from each line what is searched."""

    def __init__(self, header: Header) -> None:
        self.width = len(header.written)
        self.file = header.file
        self.hot = itemgetter(*header.places(HOT))
        self.codes = itemgetter(*header.places(CODES))
        self.switches = itemgetter(*header.places(SWITCHES))
        self.second = header.place(CODES[1])
        self.last = max(header.places((*HOT, *CODES, *SWITCHES)))

    def _values(self, line: str) -> list[str]:
        """The fields up to the last that is searched; where each is quoted and holds no quote, by a plain split."""
        if line.count('"') == 2 * self.width and line.count('","') == self.width - 1:
            return line[1:-1].split('","', self.last + 1)
        values = next(rows_of(line, self.file))
        if len(values) != self.width:
            raise Invalid(f"A line of {self.file} has {len(values)} fields, not {self.width}.", "Fetch it again.")
        return values

    def provider(self, line: str, pack: int) -> Iterator[Row]:
        """The rows of one provider."""
        values = self._values(line)
        (number, kind, organization, last, first, middle, credential, city, state, postal, enumerated, updated,
         deactivated, reactivated, other_organization, other_last, other_first) = self.hot(values)  # fmt: skip
        if not (number.isdigit() and len(number) == 10):
            raise Invalid(f"A line of {self.file} begins with '{number[:20]}', which is not an NPI.", "Fetch it again.")
        npi, kind_code = int(number), KINDS.get(kind, 0)
        name, first_folded = (fold(organization), "") if kind_code == 2 else (_fold(last), _fold(first))
        shown = organization if kind_code == 2 else f"{first} {last}"
        same = shown == (name if kind_code == 2 else f"{first_folded} {name}")
        codes = self._codes(values)
        place = (_fold(city), _fold(state), postal[:5])
        written = None if same else shown
        yield (npi, 0, kind_code, name, first_folded, *place, codes[0], written, middle or None, credential or None,
               day(enumerated), day(updated), day(deactivated), day(reactivated), pack)  # fmt: skip
        if len(codes) > 1:
            for code in codes[1:]:
                yield further(npi, TAXONOMY, kind_code, name, first_folded, place, code)
        if other_last or other_organization:
            other = fold(other_last or other_organization)
            other_first_folded = _fold(other_first) or first_folded
            if other and (other, other_first_folded) != (name, first_folded):
                for at, code in enumerate(codes):
                    variant = NAME | (TAXONOMY if at else 0)
                    yield further(npi, variant, kind_code, other, other_first_folded, place, code)

    def _codes(self, values: list[str]) -> list[str]:
        """The taxonomy codes, the primary one first, none twice."""
        if not values[self.second]:
            return [self.codes(values)[0]]
        codes, switches = self.codes(values), self.switches(values)
        primary = [code for code, switch in zip(codes, switches, strict=True) if switch == "Y" and code]
        return list(dict.fromkeys([*primary, *(code for code in codes if code)]))


def further(
    npi: int, variant: int, kind: int, name: str, first: str, place: tuple[str, str, str], taxonomy: str
) -> Row:
    """A further way to find a provider; what is shown of them stands in their own row."""
    return (npi, variant, kind, name, first, *place, taxonomy, None, None, None, None, None, None, None, None)


@lru_cache(30_000)
def day(written: str) -> int | None:
    """03/24/2026 as 20260324; None where there is no date. Raises Invalid when it is another shape."""
    if not written:
        return None
    month, first, rest = written.partition("/")
    middle, second, year = rest.partition("/")
    if not (first and second and month.isdigit() and middle.isdigit() and year.isdigit() and len(year) == 4):
        raise Invalid(f"'{written[:20]}' is not a date as MM/DD/YYYY.", "It may be a new layout.")
    return int(year) * 10_000 + int(month) * 100 + int(middle)
