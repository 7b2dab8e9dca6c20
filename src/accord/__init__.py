"""Accord: prepares, checks and reviews prior-authorization dossiers, every statement tied to the words that prove it."""

__version__ = "0.1.0"
