"""The one module that knows the library: it makes a model of an endpoint and asks it once. Imported when a model is asked.

Clients of the providers look into the environment for keys, headers and profiles of their own, and tell the server about
this machine. Here a request is stripped of all but what the protocol needs, and leaves for the configured host only.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import httpx2
from anthropic import AsyncAnthropic
from openai import AsyncOpenAI
from pydantic import BaseModel
from pydantic_ai import Agent, NativeOutput, ToolOutput
from pydantic_ai.exceptions import ModelHTTPError, UnexpectedModelBehavior, UsageLimitExceeded, UserError
from pydantic_ai.models import Model
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings

from accord import __version__
from accord.errors import Forbidden
from accord.models.endpoint import Endpoint

T = TypeVar("T", bound=BaseModel)

LARGEST_ANSWER = 4 << 20
KEPT_HEADERS = frozenset(
    {"host", "connection", "accept", "accept-encoding", "content-type", "content-length", "anthropic-version",
     "anthropic-beta", "authorization", "x-api-key"}
)  # fmt: skip
NO_KEY = "none"

for _name in ("httpx2", "anthropic", "openai", "pydantic_ai"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they write addresses and bodies of requests


class Failed(Exception):
    """No usable answer came. passing -- another attempt may bring one. why -- a kind, never words of an answer."""

    def __init__(self, why: str, passing: bool) -> None:
        super().__init__(why)
        self.why, self.passing = why, passing


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value of the asked shape, and the tokens it took."""

    value: T
    tokens_in: int
    tokens_out: int
    bytes_in: int


def ask_once(
    endpoint: Endpoint, instructions: str, question: str, shape: type[T], tokens: int, seconds: float
) -> Said[T]:
    """One request, one answer of that shape, no tools, within so many seconds in all. Raises Failed."""
    return asyncio.run(_within(_ask(endpoint, instructions, question, shape, tokens, seconds), seconds))


async def _within(answer: Awaitable[Said[T]], seconds: float) -> Said[T]:
    """A server that sends a byte now and then keeps no one waiting longer than this."""
    try:
        return await asyncio.wait_for(answer, seconds)
    except TimeoutError:
        raise Failed("timeout", passing=False) from None


async def _ask(
    endpoint: Endpoint, instructions: str, question: str, shape: type[T], tokens: int, seconds: float
) -> Said[T]:
    door = _Door(endpoint)
    async with httpx2.AsyncClient(
        timeout=seconds,
        follow_redirects=False,
        event_hooks={"request": [door.going_out], "response": [door.coming_in]},
    ) as client:
        agent = Agent(
            MODELS[endpoint.provider](endpoint, client),
            output_type=OUTPUTS[endpoint.provider](shape),
            instructions=instructions,
            retries=0,
        )
        try:
            result = await agent.run(question, model_settings=ModelSettings(max_tokens=tokens, timeout=seconds))
        except ModelHTTPError as fault:
            raise Failed(
                str(fault.status_code), fault.status_code in (408, 425, 429) or fault.status_code >= 500
            ) from None
        except (UnexpectedModelBehavior, UsageLimitExceeded, UserError, json.JSONDecodeError) as fault:
            raise Failed(f"unusable ({type(fault).__name__})", passing=True) from None
        except (Failed, Forbidden, asyncio.CancelledError):
            raise
        except Exception as fault:  # noqa: BLE001 -- whatever else a client of a provider raises is no answer
            raise Failed(_root(fault), passing=True) from None
    used = result.usage
    return Said(result.output, used.input_tokens, used.output_tokens, door.bytes_in)


def _root(fault: BaseException) -> str:
    """The kind of the first cause: 'ConnectError', not the library's name for it."""
    while fault.__cause__ is not None:
        fault = fault.__cause__
    return type(fault).__name__


class _Door:
    """Through which each request goes out and each answer comes in."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.bytes_in = 0

    async def going_out(self, request: httpx2.Request) -> None:
        if request.url.host != self.endpoint.host:
            raise Forbidden(
                "The language model's client called another host than the configured one.", "Nothing was sent."
            )
        for name in list(request.headers):
            if name.lower() not in KEPT_HEADERS:
                del request.headers[name]
        request.headers["user-agent"] = f"accord/{__version__}"
        for name, value in _credentials(self.endpoint).items():
            request.headers[name] = value
            if not value:
                del request.headers[name]

    async def coming_in(self, answer: httpx2.Response) -> None:
        body = bytearray()
        async for block in answer.aiter_bytes():
            body += block
            if len(body) > LARGEST_ANSWER:
                raise Failed("answer too large", passing=False)
        self.bytes_in += len(body)
        answer._content = bytes(body)  # pyright: ignore[reportPrivateUsage] -- read here, within bounds


def _credentials(endpoint: Endpoint) -> dict[str, str]:
    """The configured key and no other, whatever the environment holds."""
    if endpoint.provider == "anthropic":
        return {"authorization": "", "x-api-key": endpoint.key}
    return {"x-api-key": "", "authorization": f"Bearer {endpoint.key}" if endpoint.key else ""}


def _claude(endpoint: Endpoint, client: httpx2.AsyncClient) -> Model:
    sdk = AsyncAnthropic(api_key=endpoint.key or NO_KEY, base_url=endpoint.base, http_client=client, max_retries=0)
    return AnthropicModel(endpoint.name, provider=AnthropicProvider(anthropic_client=sdk))


def _openai_compatible(endpoint: Endpoint, client: httpx2.AsyncClient) -> Model:
    sdk = AsyncOpenAI(api_key=endpoint.key or NO_KEY, base_url=endpoint.base, http_client=client, max_retries=0)
    return OpenAIChatModel(endpoint.name, provider=OpenAIProvider(openai_client=sdk))


def _as_tool(shape: type[BaseModel]) -> Any:
    """Every Claude takes a shape as the input of a tool that does nothing."""
    return ToolOutput(shape, name="answer", description="The answer, and nothing else.")


def _as_schema(shape: type[BaseModel]) -> Any:
    """Servers that are OpenAI-compatible take a JSON schema and hold the model to it."""
    return NativeOutput(shape, name="answer", strict=True, template=False)


MODELS: dict[str, Callable[[Endpoint, httpx2.AsyncClient], Model]] = {
    "anthropic": _claude,
    "openai": _openai_compatible,
}
OUTPUTS: dict[str, Callable[[type[BaseModel]], Any]] = {"anthropic": _as_tool, "openai": _as_schema}
