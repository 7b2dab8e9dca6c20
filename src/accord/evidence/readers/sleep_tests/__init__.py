"""Sleep tests: their kind, date, indices with their scoring rule, events, time, who ordered and who performed them."""

from accord.evidence.readers.sleep_tests.reader import sleep_tests

__all__ = ["sleep_tests"]
