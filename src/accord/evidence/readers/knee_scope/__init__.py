"""Readers of what records tell of an arthroscopy of the knee."""
