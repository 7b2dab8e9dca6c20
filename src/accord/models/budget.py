"""What one review may spend on a model: tokens, money, time. Reckoned before each call, so that a limit is never passed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from accord.errors import Unavailable
from accord.models.endpoint import Endpoint

# So many characters at least make one token, in any script that a record is likely to hold.
CHARACTERS_A_TOKEN = 2
# An answer that may be no longer than this could not say anything.
SHORTEST_ANSWER = 200
LONGEST_ANSWER = 8_000


class OutOfBudget(Unavailable):
    """A limit of the site does not allow another call."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens, money and seconds."""

    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seconds: float = 0.0
    calls: int = 0
    kept: int = 0


@dataclass(slots=True)
class Budget:
    """The limits of one review and what is spent of them."""

    tokens: int
    cost: float
    seconds: float
    clock: Callable[[], float] = time.monotonic
    spent: Spent = field(default_factory=Spent)
    begun: float | None = None

    def seconds_left(self) -> float:
        """Until the time is over; it begins with the first call."""
        if self.begun is None:
            self.begun = self.clock()
        return self.seconds - (self.clock() - self.begun)

    def longest_answer(self, endpoint: Endpoint, characters: int) -> int:
        """How many tokens the answer to so many characters may have. Raises OutOfBudget."""
        if self.seconds_left() <= 0:
            raise OutOfBudget(
                f"The {self.seconds:g} seconds for the language model are over.", "See model_max_seconds."
            )
        asked = characters // CHARACTERS_A_TOKEN + 1
        left = self.tokens - self.spent.tokens_in - self.spent.tokens_out - asked
        money = self.cost - self.spent.cost - endpoint.cost(asked, 0)
        affordable = int(money * 1_000_000 / endpoint.price_out) if endpoint.price_out else LONGEST_ANSWER
        if money < 0 or affordable < SHORTEST_ANSWER:
            raise OutOfBudget(f"The {self.cost:g} that the language model may cost are spent.", "See model_max_cost.")
        if left < SHORTEST_ANSWER:
            raise OutOfBudget(f"The {self.tokens:,} tokens for the language model are used.", "See model_max_tokens.")
        return min(left, affordable, LONGEST_ANSWER)

    def pay(self, tokens_in: int, tokens_out: int, cost: float, seconds: float) -> None:
        """Adds a call."""
        was = self.spent
        self.spent = Spent(was.tokens_in + tokens_in, was.tokens_out + tokens_out, was.cost + cost,
                           was.seconds + seconds, was.calls + 1, was.kept)  # fmt: skip

    def take_kept(self) -> None:
        """Counts an answer that was kept and cost nothing."""
        was = self.spent
        self.spent = Spent(was.tokens_in, was.tokens_out, was.cost, was.seconds, was.calls, was.kept + 1)
