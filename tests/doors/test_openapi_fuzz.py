"""The REST interface asked by schemathesis from its own description: what fits it, what does not, and no fault of ours."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from schemathesis import Case, GenerationMode, Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accord.api.app import make_app
from accord.api.problems import PROBLEM_TYPE
from accord.cli.sync import SyncOrder, run_sync
from accord.connectors.registry import all_tools
from accord.settings import settings as site
from tests.doors.loaded import small_files

EXAMPLES = 15  # of each operation and kind: 94 operations, some 20 seconds a kind on one core
SEED = 20261124


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which small files of every source are loaded, so that tools answer."""
    home = tmp_path_factory.mktemp("fuzzed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_DATA", str(home / "data"))
        site.cache_clear()
        assert run_sync(SyncOrder(folder=small_files(home), quiet=True)) == 0
    site.cache_clear()
    return home / "data"


@pytest.fixture
def operations(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """'GET /api/icd10/get' -> the operation, at a site that is loaded and may call nobody."""
    monkeypatch.setenv("ACCORD_DATA", str(small_site))
    site.cache_clear()
    described = schemathesis.openapi.from_asgi("/api/openapi.json", make_app())
    found = [one.ok() for one in described.get_all_operations()]
    yield {f"{one.method.upper()} {one.path}": one for one in found}
    site.cache_clear()


def no_fault(case: Case, response: Response) -> None:
    """No 5xx but the one that says what is not available, as a problem; no trace in any answer."""
    text = response.content.decode(errors="replace")
    assert "Traceback" not in text
    assert 'File "' not in text
    if response.status_code >= 500:
        assert response.status_code == 503, (case.as_curl_command(), text[:400])
    if response.status_code >= 400:
        assert response.headers["content-type"] == [PROBLEM_TYPE], case.as_curl_command()
        assert {"title", "status", "kind", "detail"} <= set(response.json())


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_whatever_is_asked_the_answer_is_as_described(
    operations: dict[str, Any], mode: GenerationMode, caplog: pytest.LogCaptureFixture
) -> None:
    assert len(operations) == 2 * len(all_tools()) + 2  # each tool by GET and by POST, health and status
    wanted = {name: one for name, one in operations.items() if mode is GenerationMode.POSITIVE or takes_something(one)}
    with caplog.at_level(logging.ERROR):
        asked = {name: ask(one, mode) for name, one in wanted.items()}
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR and one.name.startswith("accord")]
    assert all(asked.values()), [name for name, times in asked.items() if not times]


def ask(operation: Any, mode: GenerationMode) -> int:
    """Asks one operation some times, always the same; how often."""
    asked = 0

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case: Case) -> None:
        nonlocal asked
        response = case.call()
        no_fault(case, response)
        checks = [response_schema_conformance, status_code_conformance, content_type_conformance]
        case.validate_response(response, checks=checks)
        asked += 1

    once()
    return asked


def takes_something(operation: Any) -> bool:
    """Only what takes a parameter or a body can be asked wrongly."""
    return bool(list(operation.iter_parameters())) or bool(operation.body)
