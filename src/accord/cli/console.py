"""Where the commands of authors print: a terminal with colours, or plain lines; never markup or screen commands."""

from __future__ import annotations

import sys

from rich.console import Console

WIDTH_WITHOUT_TERMINAL = 100


def console(*, color: bool) -> Console:
    """Standard output as it is now."""
    width = None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL
    return Console(file=sys.stdout, width=width, no_color=not color or None, markup=False, emoji=False, highlight=False)
