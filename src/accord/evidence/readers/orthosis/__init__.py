"""What records tell of a brace for the spine or the knee: what it is for, what it is made of, how it fits, where it is worn."""
