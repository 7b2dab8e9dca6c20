"""The only way to a model: allowed, within limits, once for the same content, in the ledger; or no answer and the reason."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from accord.audit.ledger import Ledger, Outcome
from accord.errors import Unavailable
from accord.models.budget import Budget
from accord.models.calls import Calls, ModelCall
from accord.models.endpoint import Endpoint, endpoint_of
from accord.models.prompt import Prompt
from accord.settings import Settings, settings

T = TypeVar("T", bound=BaseModel)

SERVICE = "model"
TRIES = 2
NEEDED = ("pydantic_ai", "anthropic", "openai", "httpx2")


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """A value of the asked shape and the number of the call that brought it."""

    value: T
    call: int
    kept: bool


class Asker:
    """Asks the site's model on behalf of one review.

    Raises Invalid or Forbidden for settings that do not allow it, Unavailable where the library is not installed.
    """

    def __init__(self, site: Settings | None = None, budget: Budget | None = None) -> None:
        self.site = site or settings()
        self.endpoint: Endpoint = endpoint_of(self.site)
        check_installed()
        self.budget = budget or Budget(
            self.site.model_max_tokens, self.site.model_max_cost, self.site.model_max_seconds
        )
        self.calls = Calls(self.site.data / "models.sqlite")
        self.ledger = Ledger(self.site.data / "ledger.sqlite")

    def ask(self, prompt: Prompt, shape: type[T]) -> Answered[T]:
        """The answer, kept or new. Raises Unavailable when there is none: the reason, never words of the record."""
        content = self._content(prompt, shape)
        held = self._held(content, shape)
        if held is not None:
            self.budget.take_kept()
            return held
        answer, number = self._persist(prompt, shape)
        self.calls.keep(content, answer.model_dump_json(), number)
        return Answered(answer, number, kept=False)

    def _content(self, prompt: Prompt, shape: type[BaseModel]) -> str:
        where = [self.endpoint.provider, self.endpoint.name, self.endpoint.base]
        whole = [*where, prompt.sha256, shape.model_json_schema()]
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()

    def _held(self, content: str, shape: type[T]) -> Answered[T] | None:
        row = self.calls.find(content)
        if row is None:
            return None
        try:
            return Answered(shape.model_validate_json(row[0]), row[1], kept=True)
        except ValidationError:
            return None

    def _persist(self, prompt: Prompt, shape: type[T]) -> tuple[T, int]:
        from accord.models.library import Failed

        why = ""
        for attempt in range(1, TRIES + 1):
            try:
                return self._once(prompt, shape, attempt)
            except Failed as fault:
                why = fault.why
                if not fault.passing:
                    break
        raise Unavailable(f"The language model at {self.endpoint.host} gave no usable answer: {why}.",
                          "The review goes on without it.")  # fmt: skip

    def _once(self, prompt: Prompt, shape: type[T], attempt: int) -> tuple[T, int]:
        from accord.models.library import Failed, ask_once

        tokens = self.budget.longest_answer(self.endpoint, prompt.characters + len(str(shape.model_json_schema())))
        begun, told = time.monotonic(), Outcome()
        tokens_in = tokens_out = 0
        carried = f"{prompt.about} task={prompt.task} model={self.endpoint.name} prompt={prompt.sha256[:16]}"
        outcome = "failed"
        try:
            with self.ledger.call(SERVICE, "POST", self.endpoint.host, self.endpoint.path, carried) as told:
                try:
                    said = ask_once(self.endpoint, prompt.instructions, prompt.marked(), shape, tokens,
                                    self.budget.seconds_left())  # fmt: skip
                except Failed as fault:
                    told.outcome = outcome = fault.why
                    raise
                told.outcome, told.bytes_in, outcome = "200", said.bytes_in, "answered"
            # A server that reports fewer tokens than went through it would make the limits worthless.
            tokens_in = max(said.tokens_in, prompt.characters // 8)
            tokens_out = max(said.tokens_out, said.bytes_in // 64)
            number = 0
        finally:
            if outcome != "answered":
                tokens_in, tokens_out = prompt.characters // 4, 0  # it may have been reckoned, though no answer came
            number = self._note(prompt, tokens_in, tokens_out, time.monotonic() - begun, attempt, outcome)
        return said.value, number

    def _note(self, prompt: Prompt, tokens_in: int, tokens_out: int, seconds: float, tries: int, outcome: str) -> int:
        here = self.endpoint
        cost = here.cost(tokens_in, tokens_out)
        self.budget.pay(tokens_in, tokens_out, cost, seconds)
        spans = " ".join(line.id for line in prompt.lines)
        call = ModelCall(
            prompt.task, here.provider, here.name, here.host, prompt.sha256, prompt.about, spans,
            tokens_in, tokens_out, cost, round(seconds, 3), tries, outcome,
        )  # fmt: skip
        return self.calls.add(call)


def check_installed() -> None:
    """Raises Unavailable, with the command that installs it, where the library of models is not there."""
    if any(find_spec(name) is None for name in NEEDED):
        raise Unavailable(
            "Language models need the extra 'models', which is not installed.", "Run: pip install 'accord[models]'"
        )
