"""Where the model is: checked once, so that nothing is ever sent to a place that a person did not configure."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from accord.errors import Forbidden, Invalid
from accord.settings import Settings

# The address of a provider that has one; any other is given by model_base_url.
USUAL: Mapping[str, str] = {"anthropic": "https://api.anthropic.com"}
# What a provider's address is followed by, for the ledger.
PATHS: Mapping[str, str] = {"anthropic": "/v1/messages", "openai": "/chat/completions"}
SEE = "See docs/reference/settings.md."


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model at an address. price_in and price_out are for a million tokens, in the site's currency."""

    provider: str
    name: str
    base: str
    key: str
    price_in: float = 0.0
    price_out: float = 0.0

    @property
    def host(self) -> str:
        """The host that is called."""
        return urlsplit(self.base).hostname or ""

    @property
    def path(self) -> str:
        """The path that is called."""
        return f"{urlsplit(self.base).path.rstrip('/')}{PATHS[self.provider]}"

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """What so many tokens cost."""
        return (tokens_in * self.price_in + tokens_out * self.price_out) / 1_000_000

    def __repr__(self) -> str:
        """Without the key."""
        return f"Endpoint({self.provider}, {self.name}, {self.host})"


def endpoint_of(site: Settings) -> Endpoint:
    """The configured model. Raises Invalid for settings that do not fit, Forbidden for what no setting allows."""
    if not site.model_provider or not site.model_name:
        raise Invalid("No language model is configured.", f"Set model_provider and model_name. {SEE}")
    base = (site.model_base_url or USUAL.get(site.model_provider, "")).rstrip("/")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        # The address itself is not repeated: somebody may have written a password into it.
        raise Invalid("model_base_url wants an address such as https://host/v1, without user or question.", SEE)
    here = _is_this_machine(parts.hostname)
    if parts.scheme == "http" and not here:
        raise Invalid("model_base_url must be https: patient data would travel readable by others.", SEE)
    if not site.allows(parts.hostname):
        raise Forbidden(f"The language model was not asked: no setting allows {parts.hostname}.",
                        f'Add "{parts.hostname}" to allow_hosts in accord.toml.')  # fmt: skip
    if not site.model_may_read_patient_data:
        raise Forbidden("The language model was not asked: no setting lets it read patient data.",
                        f"Set model_may_read_patient_data where a contract covers it. {SEE}")  # fmt: skip
    prices = (site.model_price_in, site.model_price_out)
    if None in prices and not here:
        raise Invalid("The price of the language model is not set, so its cost cannot be limited.",
                      f"Set model_price_in and model_price_out, for a million tokens; 0 where it costs nothing. {SEE}")  # fmt: skip
    return Endpoint(
        site.model_provider,
        site.model_name,
        base,
        site.model_key.get_secret_value(),
        *(price or 0.0 for price in prices),
    )


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
