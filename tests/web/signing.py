"""A letter of necessity, kept as it is composed and signed by a clinician, by their forms."""

from __future__ import annotations

from unittest.mock import patch

from tests.web.conftest import Web
from tests.web.test_letters import editor, sent


def sign_letter(web: Web, case: str, *, sign: bool = True) -> None:
    """The coordinator keeps it, the clinician signs it."""
    desk = web.browser(web.people.coordinator)
    with patch("accord.web.desk.SECONDS_TO_READ", 60.0):
        sent(desk, case, editor(desk, case, "necessity"), "keep", kind="necessity")
    if sign:
        web.browser(web.people.clinician).post(f"/cases/{case}/letters/necessity/1/sign")
