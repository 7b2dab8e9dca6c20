"""Without a sync and without a network the tools say what is not loaded and the one command that loads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.connectors.answer import Ask
from accord.connectors.pubmed import tools
from accord.errors import Forbidden, Unavailable


@pytest.mark.usefixtures("data")
def test_the_command_is_told() -> None:
    with pytest.raises(Unavailable, match="accord sync pubmed"):
        tools.search("metformin")
    with pytest.raises(Forbidden, match="allow_hosts"):
        tools.search("metformin", ask=Ask.LIVE)


def test_a_question_is_explained_without_any_index(data: Path) -> None:
    assert tools.explain_query("metformin[ti]").strict
    assert not data.exists()
