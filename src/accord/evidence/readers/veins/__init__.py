"""Readers of what records tell before a vein of the leg is closed from within."""
