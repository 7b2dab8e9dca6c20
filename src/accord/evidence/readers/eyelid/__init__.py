"""What records tell of surgery of the upper lids."""
