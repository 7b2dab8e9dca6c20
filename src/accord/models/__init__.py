"""Language models behind one small interface: asked with a fixed shape, without tools, within limits, or not at all."""

from accord.models.asking import Answered, Asker
from accord.models.budget import Budget, OutOfBudget, Spent
from accord.models.endpoint import Endpoint, endpoint_of
from accord.models.prompt import Line, Prompt

__all__ = ["Answered", "Asker", "Budget", "Endpoint", "Line", "OutOfBudget", "Prompt", "Spent", "endpoint_of"]
