"""What records tell of a spinal cord stimulator: the pain, what was tried, who evaluated, the trial and its result."""
