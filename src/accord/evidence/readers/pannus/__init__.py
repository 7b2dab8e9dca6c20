"""Readers of what records tell before an overhanging abdominal skin fold is removed."""
