"""What holds for all tests."""

import os

# Searching by meaning costs a second a review; the tests that are about it switch it on.
os.environ.setdefault("ACCORD_SEARCH_BY_MEANING", "false")
