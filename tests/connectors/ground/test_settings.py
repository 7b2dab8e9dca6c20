"""A setting that cannot be read is named; one that is not known is not passed over; each is in the docs."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.connectors.outward import Outward, Service
from accord.errors import Invalid
from accord.paths import data_folder
from accord.settings import Settings, settings

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ACCORD_{name.upper()}", raising=False)
    monkeypatch.delenv("ACCORD_SETTINGS", raising=False)
    settings.cache_clear()
    yield
    settings.cache_clear()


WRONG_ENV = (
    ("ALLOW_HOSTS", "npiregistry.cms.hhs.gov", "'allow_hosts'"), ("HOSTS", "{", "'hosts'"),
    ("HOSTS", '{"npi": "ftp://x"}', "'npi' wants an address"), ("HOSTS", '{"npi": "https://me:word@x"}', "'npi' wants"),
    ("LIVE_CACHE_HOURS", "-1", "'live_cache_hours'"), ("LIVE_CACHE_HOURS", "9999", "'live_cache_hours'"),
    ("KEEP_RELEASES", "0", "'keep_releases'"), ("LOG_LEVEL", "LOUD", "'log_level'"),
    ("ACCEPT_CODE_LICENCES", "perhaps", "'accept_code_licences'"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "value", "said"), WRONG_ENV)
def test_an_environment_that_cannot_be_read_is_named(monkeypatch, name, value, said):
    monkeypatch.setenv(f"ACCORD_{name}", value)
    with pytest.raises(Invalid, match=said) as refused:
        settings()
    assert "word@" not in str(refused.value)


WRONG_FILE = (
    ("data = [", r"accord\.toml cannot be read"), ("keep_releases = 0", "'keep_releases'"),
    ('allow_hosts = "npi"', "'allow_hosts'"), ('allow_host = ["npi"]', r"'allow_host'.*Is 'allow_hosts' meant"),
    ("ncbi = { key = 1 }", "'ncbi', which is no setting"), ("\xff", "cannot be read"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG_FILE)
def test_a_file_that_cannot_be_read_is_named(tmp_path, text, said):
    (tmp_path / "accord.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(Invalid, match=said):
        settings()


def test_a_key_is_in_no_message_and_no_print(monkeypatch):
    monkeypatch.setenv("ACCORD_NCBI_API_KEY", "k3y")
    monkeypatch.setenv("ACCORD_TOKEN", "t0ken")
    assert "k3y" not in repr(settings())
    assert "t0ken" not in str(settings())


def test_the_environment_goes_before_the_file_and_the_file_before_what_is_usual(tmp_path, monkeypatch):
    (tmp_path / "accord.toml").write_text('allow_hosts = ["a.host"]\nkeep_releases = 5\n')
    monkeypatch.setenv("ACCORD_KEEP_RELEASES", "7")
    found = settings()
    assert (found.allow_hosts, found.keep_releases, found.live_cache_hours) == (("a.host",), 7, 24)


@pytest.mark.parametrize(("told", "folder"), [("~/site", Path.home() / "site"), ("/srv/accord", Path("/srv/accord"))])
def test_both_ways_to_the_data_folder_agree(tmp_path, monkeypatch, told, folder):
    (tmp_path / "accord.toml").write_text(f'data = "{told}"\n')
    assert (settings().data, data_folder()) == (folder, folder)


def test_without_any_setting_nothing_may_be_called():
    service = Service("npi", "the NPI registry", "https://npiregistry.cms.hhs.gov", 1, frozenset())
    assert settings().allow_hosts == ()
    assert not Outward(service).allowed


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_explained(name):
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert f"| `{name}` |" in page
    assert f"`ACCORD_{name.upper()}`" in page
    assert Settings.model_fields[name].description


def test_the_example_of_the_page_is_a_file_that_can_be_read(tmp_path):
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    (tmp_path / "accord.toml").write_text(page.partition("```toml\n")[2].partition("```")[0])
    assert settings().allow_hosts
