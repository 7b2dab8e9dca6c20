"""Medicare coverage: NCDs, LCDs and articles with text, codes, contractors and editions; local index or live service."""
