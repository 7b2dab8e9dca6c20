"""Readers of what records tell of stimulators that make bone grow."""
