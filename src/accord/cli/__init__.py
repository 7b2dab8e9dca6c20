"""The command line: `accord review PATH...`."""

from __future__ import annotations

from accord.cli.app import main

__all__ = ["main"]
