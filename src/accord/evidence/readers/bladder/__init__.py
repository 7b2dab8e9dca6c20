"""Readers of what records tell of sacral nerve stimulation for the bladder."""
