"""What records tell of a fusion of the neck."""
