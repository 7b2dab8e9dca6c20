"""Official-looking HCPCS files for tests, with codes and names of our own."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH = 320
HEADINGS = ["HCPC", "SEQNUM", "RECID", "LONG DESCRIPTION", "SHORT DESCRIPTION", "COV", "BETOS", "ADD DT", "ACT EFF DT",
            "TERM DT", "ACTION CD"]  # fmt: skip
NAMES = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def record(
    code: str, long: str, short: str = "", *, ric: str = "3", seq: int = 100, coverage: str = "", betos: str = "",
    added: str = "19950101", effective: str = "19950101", ended: str = "", action: str = "N",
) -> str:  # fmt: skip
    """One record of 320 columns; a modifier's code stands in columns 4 and 5."""
    line = [" "] * WIDTH
    placed = {1: code.rjust(5), 6: f"{seq:05}", 11: ric, 12: long[:80], 92: short[:28], 230: coverage, 257: betos,
              269: added, 277: effective, 285: ended, 293: action}  # fmt: skip
    for first, text in placed.items():
        line[first - 1 : first - 1 + len(text)] = text
    return "".join(line)


def quarter(more: str = "") -> str:
    """A small quarter: codes in use, one that has ended, one that comes later, a long name over two records, modifiers."""
    return "\n".join(
        [
            record("A9900", "Supply that goes with other equipment, whose name one record cannot hold",
                   "Supply w/ equipment", coverage="C"),
            record("A9900", "so that it goes on in a second", ric="4", seq=200),
            record("E0601", "Continuous positive airway pressure (CPAP) device", "Cont airway pressure device",
                   coverage="D", betos="D1C"),
            record("E1390", "Oxygen concentrator, single delivery port", "Oxygen concentrator", coverage="D"),
            record("E1399", "Durable equipment, miscellaneous", "Equipment misc", ended="20260331", action="D"),
            record("E9001", "Wheelchair of a later quarter", "Later wheelchair", added="20261001", effective="20261001"),
            record("RR", "Rental, used for equipment that is rented", "Rental", ric="7"),
            record("NU", "New equipment", "New", ric="7"),
            *([more] if more else []),
        ]
    ) + "\n"  # fmt: skip


def sheet(path: Path, rows: list[list[str]]) -> Path:
    """A minimal .xlsx with shared and inline texts and numbers."""
    shared: list[str] = []
    lines = list[str]()
    for number, row in enumerate(rows, start=1):
        cells = list[str]()
        for column, text in enumerate(row):
            place = f"{chr(ord('A') + column)}{number}"
            if not text:
                continue
            if text.isdigit() and len(text) == 8:
                cells.append(f'<c r="{place}"><v>{text}</v></c>')
            elif column % 2:
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>')
            else:
                shared.append(text)
                cells.append(f'<c r="{place}" t="s"><v>{len(shared) - 1}</v></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{NAMES}">{texts}</sst>')
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{NAMES}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
        )
    return path
