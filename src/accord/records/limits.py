"""How much is read before a file is refused: a hostile or broken file must not take the machine with it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from accord.errors import Invalid

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may cost.

    file_bytes     -- bytes of one file.
    files          -- files of one dossier, members of archives included.
    pages          -- pages of one document.
    pixels         -- pixels of one image or of one rendered page.
    inflated_bytes -- bytes one archive may unpack to.
    ratio          -- unpacked bytes for one packed byte, of one member.
    ocr_pages      -- pages of one document that are read by character recognition; 0 switches it off.
    """

    file_bytes: int = 100 * MEBIBYTE
    files: int = 5_000
    pages: int = 2_000
    pixels: int = 100_000_000
    inflated_bytes: int = 500 * MEBIBYTE
    ratio: int = 200
    ocr_pages: int = 2_000

    def __post_init__(self) -> None:
        for limit in fields(self):
            least = 0 if limit.name == "ocr_pages" else 1
            if getattr(self, limit.name) < least:
                raise Invalid(f"The limit {limit.name} must be at least {least}.")


STANDARD = Limits()
