"""What a site may set: from ACCORD_* in the environment, else from accord.toml, else what is safe without asking."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from accord.errors import Invalid
from accord.paths import data_folder, settings_file

KEY = re.compile(r"[0-9a-f]{64}")
SEE = "See docs/reference/settings.md."


class Settings(BaseSettings):
    """Every setting. Without any of them nothing leaves the machine.

    Source of a value, first that has one: the environment (ACCORD_DATA, ACCORD_ALLOW_HOSTS='["a","b"]' ...), the file
    named by ACCORD_SETTINGS, else ./accord.toml.
    """

    model_config = SettingsConfigDict(env_prefix="ACCORD_", extra="ignore", frozen=True)

    data: Path = Field(default_factory=data_folder, description="Where releases, kept answers and the ledger stand.")
    database: SecretStr = Field(
        default=SecretStr(""), description="Address of the database; default SQLite in the data folder."
    )
    key: SecretStr = Field(
        default=SecretStr(""),
        description="Key under which direct identifiers are sealed; default the file 'key' in the data folder.",
    )
    audit_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key of its own that signs the ends of audit trails; default one drawn from the site's key.",
    )
    audit_public_keys: tuple[str, ...] = Field(
        default=(), description="Public halves of the keys whose signatures count, the oldest first."
    )
    policies: tuple[Path, ...] = Field(
        default=(), description="Folders of the site's own policies, used beside those that come with Accord."
    )
    approval_needs: Literal["draft", "reviewed", "active"] = Field(
        default="draft", description="Least status of a policy that may carry a proposed approval."
    )
    specialties: Path | None = Field(
        default=None, description="File of the site's own rows on whose specialty fits which service."
    )
    allow_hosts: tuple[str, ...] = Field(default=(), description="Hosts that may be called, exactly as written.")
    hosts: dict[str, str] = Field(
        default_factory=dict, description="Service name -> base address other than the usual."
    )
    contact_email: str = Field(default="", description="Sent to NCBI, which asks callers to say who they are.")
    ncbi_api_key: SecretStr = Field(
        default=SecretStr(""), description="Raises NCBI's limit from 3 to 10 calls a second."
    )
    accept_code_licences: bool = Field(
        default=False,
        description="The operator accepts the AMA, ADA and AHA licences, which the coverage API asks for.",
    )
    live_cache_hours: int = Field(
        default=24, ge=0, le=24 * 90, description="How long an answer of a live service is used again."
    )
    keep_releases: int = Field(default=3, ge=1, description="Releases kept of each index, the current one included.")
    search_by_meaning: bool = Field(
        default=True,
        description="Passages shown on unclear criteria are searched by meaning too, where accord[meaning] is installed.",
    )
    shards: str = Field(
        default="",
        description="Address of the Ray cluster (host:port) that searches PubMed in shards; none: one index.",
    )
    model_provider: Literal["", "anthropic", "openai"] = Field(
        default="", description="Who speaks to the language model: 'anthropic', or 'openai' for any compatible address."
    )
    model_name: str = Field(default="", description="Name of the language model, as its provider writes it.")
    model_base_url: str = Field(
        default="", description="Address of the language model; its host has to be in allow_hosts."
    )
    model_key: SecretStr = Field(default=SecretStr(""), description="Key of the language model's address.")
    model_may_read_patient_data: bool = Field(
        default=False, description="Words of a record may be sent to the language model."
    )
    model_accept: tuple[str, ...] = Field(
        default=(), description="Criteria on which a verified finding of the model counts before a person confirms it."
    )
    model_max_tokens: int = Field(default=200_000, ge=0, description="Tokens that one review may use, in and out.")
    model_max_cost: float = Field(default=1.0, ge=0, description="Money that one review may spend on the model.")
    model_max_seconds: float = Field(default=120.0, gt=0, description="Seconds that one review waits for the model.")
    model_price_in: float | None = Field(default=None, ge=0, description="Price of a million tokens sent.")
    model_price_out: float | None = Field(default=None, ge=0, description="Price of a million tokens received.")
    token: SecretStr = Field(default=SecretStr(""), description="Bearer token of the REST and MCP doors over HTTP.")
    address: str = Field(
        default="http://localhost:8000",
        description="Address under which people reach the pages, https://host; passkeys are good for it alone.",
    )
    requests_a_minute: int = Field(
        default=1800,
        ge=0,
        description="Requests that one session may send in a minute to all web processes together; 0: any number.",
    )
    proxies: tuple[str, ...] = Field(
        default=(), description="Network addresses of proxies that are believed when they say for whom they ask."
    )
    oidc_issuer: str = Field(
        default="", description="Issuer of a sign-in service (OpenID Connect); its host has to be in allow_hosts."
    )
    oidc_client_id: str = Field(default="", description="Name under which that service knows this site.")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="Secret of this site at that service.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="WARNING", description="How much is written to the log; questions and keys never are."
    )

    @field_validator("data")
    @classmethod
    def _at_home(cls, data: Path) -> Path:
        return data.expanduser()

    @field_validator("address")
    @classmethod
    def _is_origin(cls, address: str) -> str:
        parts = urlsplit(address)
        plain = parts.scheme == "http" and parts.hostname == "localhost"
        if not (parts.scheme == "https" or plain) or not parts.hostname or parts.path.strip("/") or parts.username:
            raise ValueError("an address is written https://host, without a path; http only for localhost")
        return f"{parts.scheme}://{parts.netloc.lower()}"

    @field_validator("specialties")
    @classmethod
    def _is_file(cls, specialties: Path | None) -> Path | None:
        return specialties.expanduser() if specialties is not None else None

    @field_validator("audit_key")
    @classmethod
    def _is_a_key(cls, key: SecretStr) -> SecretStr:
        if (told := key.get_secret_value().strip().lower()) and not KEY.fullmatch(told):
            raise ValueError("a key is 64 hexadecimal digits, such as 'openssl rand -hex 32' prints")
        return SecretStr(told)

    @field_validator("audit_public_keys")
    @classmethod
    def _are_keys(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        told = tuple(key.strip().lower() for key in keys)
        if not all(KEY.fullmatch(key) for key in told) or len(set(told)) < len(told):
            raise ValueError("the public half of a key is 64 hexadecimal digits, and each stands there once")
        return told

    @field_validator("policies")
    @classmethod
    def _are_folders(cls, policies: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(folder.expanduser() for folder in policies)

    @field_validator("hosts")
    @classmethod
    def _are_addresses(cls, hosts: dict[str, str]) -> dict[str, str]:
        for service, base in hosts.items():
            parts = urlsplit(base)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
                # The address itself is not repeated: somebody may have written a password into it.
                raise ValueError(f"'{service}' wants an address such as https://host/path, without user or question")
        return hosts

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=settings_file())

    def allows(self, host: str) -> bool:
        """May this host be called? Only when it is written in allow_hosts."""
        return host.lower() in {allowed.lower() for allowed in self.allow_hosts}


@dataclass(frozen=True, slots=True)
class InForce:
    """A setting as this process has it. source -- environment, file or usual; value -- of a secret only whether it is set."""

    name: str
    value: Any
    source: Literal["environment", "file", "usual"]
    what: str
    secret: bool = False


def in_force() -> list[InForce]:
    """Every setting with where it comes from; what is secret is not among the values. Raises Invalid."""
    told, written = settings(), _written(settings_file())
    here = {name.upper() for name in os.environ}
    found: list[InForce] = []
    for name, field in Settings.model_fields.items():
        value = getattr(told, name)
        secret = isinstance(value, SecretStr)
        if secret:
            value = bool(value.get_secret_value())
        source = "environment" if f"ACCORD_{name.upper()}" in here else "file" if name in written else "usual"
        found.append(InForce(name, value, source, field.description or "", secret))
    return found


@cache
def settings() -> Settings:
    """The settings of this process, read once. Raises Invalid naming the setting that cannot be read."""
    try:
        _check_names(settings_file())
        return Settings()
    except ValidationError as fault:
        first = fault.errors(include_input=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        raise Invalid(
            f"The setting '{name}' cannot be read: {first['msg'].removeprefix('Value error, ')}.", SEE
        ) from None
    except SettingsError as fault:
        name = str(fault).partition('"')[2].partition('"')[0]
        raise Invalid(
            f"The setting '{name}' cannot be read: ACCORD_{name.upper()} is not JSON.",
            f'A list is written ["a","b"], a table {{"a":"b"}}. {SEE}',
        ) from None


def _written(path: Path) -> Mapping[str, Any]:
    """What the file of settings says; nothing where there is none."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as fault:
        raise Invalid(f"{path} cannot be read: {fault}.", "Mend or remove the file.") from fault


def _check_names(path: Path) -> None:
    """A misspelt name would leave a setting unset without a word."""
    for name in _written(path):
        if name not in Settings.model_fields:
            near = get_close_matches(name, Settings.model_fields, 1)
            raise Invalid(f"{path} sets '{name}', which is no setting.", f"Is '{near[0]}' meant?" if near else SEE)
