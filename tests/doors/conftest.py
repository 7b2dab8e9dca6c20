"""The fake connector in the registry, and ways through each door."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
import typer

from accord.cli import app as cli
from accord.cli.tools import add_connectors
from accord.connectors import registry
from accord.settings import settings
from tests.doors import fake, fake_loaders

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing loaded, nothing allowed, nothing kept from another test."""
    for name in ("ACCORD_SETTINGS", "ACCORD_TOKEN", "ACCORD_ALLOW_HOSTS", "ACCORD_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    return tmp_path / "data"


@pytest.fixture
def fake_connector(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connector 'fake' beside the real ones."""
    monkeypatch.setitem(registry.CONNECTORS, "fake", "A connector of the tests")
    monkeypatch.setitem(sys.modules, "accord.connectors.fake.tools", fake)
    monkeypatch.setitem(sys.modules, "accord.connectors.fake.load", fake_loaders)


@pytest.fixture
def only_fake(fake_connector: None) -> Generator[None]:
    """No connector but 'fake'; afterwards all stand in their order again."""
    kept = dict(registry.CONNECTORS)
    for name in [name for name in registry.CONNECTORS if name != "fake"]:
        del registry.CONNECTORS[name]
    yield
    registry.CONNECTORS.clear()
    registry.CONNECTORS.update(kept)


@pytest.fixture
def run(only_fake: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `accord ...`; (exit code, standard output, error output)."""
    monkeypatch.setattr(cli, "app", with_fake())

    def go(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["accord", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return int(left.value.code or 0), out, err

    return go


def with_fake() -> typer.Typer:
    """The commands, made again with the connectors that the registry has now."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.registered_commands = list(cli.app.registered_commands)
    app.registered_callback = cli.app.registered_callback
    add_connectors(app)
    return app
