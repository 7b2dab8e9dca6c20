"""What holds for all tests."""

import os
import shutil
from pathlib import Path

# Searching by meaning costs a second a review; the tests that are about it switch it on.
os.environ.setdefault("ACCORD_SEARCH_BY_MEANING", "false")

# Files of tests stand in memory where there is room: a slow disk would make the many small commits take minutes.
IN_MEMORY, ENOUGH = Path("/dev/shm"), 3 * 1024**3
if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))
