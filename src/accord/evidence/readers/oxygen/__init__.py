"""Oxygen in the blood: oximetry, blood gases, nights of oximetry, titration; who tested, ordered and judged them."""

from accord.evidence.readers.oxygen.reader import oxygen

__all__ = ["oxygen"]
