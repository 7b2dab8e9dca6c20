"""'$name' in logic and operators -> the value of the policy's parameter of that name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from accord.policies.marked_yaml import Listing, Scalar, Table, Yaml, refusal
from accord.policies.model import ChosenParameter
from accord.policies.reading import instead

_PLACEHOLDER = re.compile(r"\$([a-z][a-z0-9_]*)")


@dataclass
class Placeholders:
    """Fills placeholders, and remembers which parameters were used."""

    parameters: Mapping[str, ChosenParameter]
    used: set[str] = field(default_factory=set)

    def fill(self, node: Yaml) -> Yaml:
        """The same node with every placeholder replaced. Refuses an unknown name."""
        if isinstance(node, Listing):
            return replace(node, items=tuple(self.fill(item) for item in node.items))
        if isinstance(node, Table):
            return replace(node, entries={key: self.fill(value) for key, value in node.entries.items()})
        if not isinstance(node.value, str) or "$" not in node.value:
            return node
        whole = _PLACEHOLDER.fullmatch(node.value)
        if whole:
            return self.valued(node, self.value(node, whole[1]))
        return replace(node, value=_PLACEHOLDER.sub(lambda found: self.word(node, found[1]), node.value))

    def value(self, node: Scalar, name: str) -> ChosenParameter:
        """The parameter; from now on it counts as used."""
        if name not in self.parameters:
            raise refusal(node.spot, f"there is no parameter '${name}'. {instead(name, self.parameters)}")
        self.used.add(name)
        return self.parameters[name]

    def word(self, node: Scalar, name: str) -> str:
        """The parameter's value within other words."""
        value = self.value(node, name).value
        if isinstance(value, tuple):
            raise refusal(node.spot, f"'${name}' is a list and cannot stand within words.")
        return str(value)

    def valued(self, node: Scalar, parameter: ChosenParameter) -> Yaml:
        """The parameter's value as a node."""
        value: Decimal | str | tuple[str, ...] = parameter.value
        if isinstance(value, tuple):
            return Listing(node.spot, tuple(Scalar(node.spot, item) for item in value))
        return replace(node, value=value)
