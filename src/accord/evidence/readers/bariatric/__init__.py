"""Readers of what records tell of bariatric surgery."""
