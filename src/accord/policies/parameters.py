"""Kinds of operator parameters: how each is written, and the value it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from accord.policies.codes import service
from accord.policies.marked_yaml import Scalar, Yaml, refusal
from accord.policies.reading import (
    choice,
    entries,
    flag,
    keys,
    name,
    named,
    number,
    one_or_more,
    some,
    text,
)
from accord.policies.windows import Window, window

COMPARISONS = (">=", ">", "<=", "<", "==")


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison with a number: ('<', 54)."""

    operator: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison between two parts of a session: ('on_oxygen', '>', 'exercise')."""

    left: str
    operator: str
    right: str


@dataclass(frozen=True)
class Params:
    """Parameters as given; ask for each by the reader of its kind. What is not given is empty, None or the default."""

    given: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    def __contains__(self, key: str) -> bool:
        return key in self.given

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words (one word is a list of one)."""
        value = self.given.get(key, ())
        if isinstance(value, str):
            return (value,)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, tuple) else ()

    def word(self, key: str, default: str = "") -> str:
        """One word."""
        value = self.given.get(key)
        return value if isinstance(value, str) else default

    def number(self, key: str) -> Decimal | None:
        """A number."""
        value = self.given.get(key)
        return value if isinstance(value, Decimal) else None

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self.given.get(key)
        return value if isinstance(value, bool) else default

    def window(self, key: str = "within") -> Window | None:
        """A stretch of time."""
        value = self.given.get(key)
        return value if isinstance(value, Window) else None

    def where(self, key: str = "where") -> Mapping[str, tuple[str, ...]]:
        """Qualifiers and the values that fit."""
        value = self.given.get(key)
        return value.given if isinstance(value, Where) else MappingProxyType({})

    def bounds(self, key: str = "value") -> tuple[Bound, ...]:
        """Comparisons with numbers; all must hold."""
        value = self.given.get(key, ())
        return tuple(v for v in value if isinstance(v, Bound)) if isinstance(value, tuple) else ()

    def compared(self, key: str = "compare") -> tuple[Compared, ...]:
        """Comparisons between parts."""
        value = self.given.get(key, ())
        return tuple(v for v in value if isinstance(v, Compared)) if isinstance(value, tuple) else ()

    def selection(self, key: str) -> Params | None:
        """A selection of findings within the operator."""
        value = self.given.get(key)
        return value if isinstance(value, Params) else None

    def selections(self, key: str) -> tuple[Params, ...]:
        """A list of selections of findings."""
        value = self.given.get(key, ())
        return tuple(v for v in value if isinstance(v, Params)) if isinstance(value, tuple) else ()

    def parts(self, key: str = "parts") -> Mapping[str, Params]:
        """Selections by name."""
        value = self.given.get(key)
        return value.given if isinstance(value, Parts) else MappingProxyType({})


@dataclass(frozen=True)
class Where:
    """Qualifier -> the values that fit."""

    given: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Parts:
    """Name -> selection."""

    given: Mapping[str, Params]


Value = str | Decimal | bool | Window | Where | Params | Parts | tuple[str, ...] | tuple[Bound | Compared | Params, ...]


@dataclass(frozen=True)
class Parameter:
    """One parameter of an operator.

    read       -- turns what the policy writes into the value, or refuses.
    says       -- what it means, in a phrase; the format page prints it.
    required   -- must it be given?
    refers     -- 'date_fact' or 'value_set' when the words name one; the loader checks that it exists.
    """

    read: Callable[[Yaml], Value]
    says: str
    required: bool = False
    refers: str = ""


def words(says: str, required: bool = False, refers: str = "") -> Parameter:
    """One name or a list of names."""
    return Parameter(lambda node: one_or_more(node, name), says, required, refers)


def word(says: str, required: bool = False, refers: str = "") -> Parameter:
    """One name."""
    return Parameter(name, says, required, refers)


def unit(says: str) -> Parameter:
    """A UCUM unit."""
    return Parameter(text, says)


def count(says: str) -> Parameter:
    """A number."""
    return Parameter(number, says)


def yes(says: str) -> Parameter:
    """true or false."""
    return Parameter(flag, says)


def one_of(*allowed: str, says: str, required: bool = False) -> Parameter:
    """One word of a closed list."""
    return Parameter(lambda node: choice(node, allowed, "choice here"), f"{says} ({' | '.join(allowed)})", required)


def some_of(*allowed: str, says: str, required: bool = False) -> Parameter:
    """One or more words of a closed list."""

    def read(node: Yaml) -> tuple[str, ...]:
        return one_or_more(node, lambda item: choice(item, allowed, "choice here"))

    return Parameter(read, f"{says} ({' | '.join(allowed)})", required)


def date_fact(says: str, required: bool = False) -> Parameter:
    """The name of a date fact of the policy."""
    return Parameter(name, says, required, "date_fact")


def within(says: str) -> Parameter:
    """A window around the date of a date fact."""
    return Parameter(window, says, refers="window")


def services(says: str) -> Parameter:
    """HCPCS or CPT codes."""
    return Parameter(lambda node: one_or_more(node, service), says)


def values(says: str) -> Parameter:
    """Words as the record or request writes them."""
    return Parameter(lambda node: one_or_more(node, text), says)


def where(says: str) -> Parameter:
    """{qualifier: value} or {qualifier: [values]}."""
    return Parameter(_where, says)


def bounds(says: str) -> Parameter:
    """{'>=': 5, '<': 15}."""
    return Parameter(_bounds, says)


def compare(says: str) -> Parameter:
    """['on_oxygen > exercise']."""
    return Parameter(lambda node: some(node, _compared), says)


def selection(table: Mapping[str, Parameter], says: str, required: bool = False) -> Parameter:
    """A selection of findings, with the parameters of the table."""
    return Parameter(lambda node: read_parameters(node, table), says, required, "selection")


def selections(table: Mapping[str, Parameter], says: str, required: bool = False) -> Parameter:
    """A list of selections of findings."""
    return Parameter(lambda node: some(node, lambda item: read_parameters(item, table)), says, required, "selection")


def parts(table: Mapping[str, Parameter], says: str) -> Parameter:
    """Selections by name."""

    def read(node: Yaml) -> Parts:
        return Parts(MappingProxyType({key: read_parameters(value, table) for key, value in named(node).items()}))

    return Parameter(read, says, True, "selection")


def read_parameters(node: Yaml, table: Mapping[str, Parameter]) -> Params:
    """The parameters of an operator or selection, checked against its table."""
    required = [key for key, parameter in table.items() if parameter.required]
    given = keys(node, required, [key for key in table if key not in required])
    return Params(MappingProxyType({key: table[key].read(value) for key, value in given.items()}))


def _where(node: Yaml) -> Where:
    return Where(MappingProxyType({key: one_or_more(value, _fitting) for key, value in named(node).items()}))


def _fitting(node: Yaml) -> str:
    if isinstance(node, Scalar) and isinstance(node.value, Decimal):
        return str(node.value)
    return text(node)


def _bounds(node: Yaml) -> tuple[Bound, ...]:
    found = entries(node)
    if not found:
        raise refusal(node.spot, "no comparison is given.")
    return tuple(Bound(_comparison(value, key), number(value)) for key, value in found.items())


def _comparison(node: Yaml, sign: str) -> str:
    if sign not in COMPARISONS:
        raise refusal(node.spot, f"'{sign}' is no comparison. There is: {', '.join(COMPARISONS)}.")
    return sign


def _compared(node: Yaml) -> Compared:
    pieces = text(node).split()
    if len(pieces) != 3 or pieces[1] not in COMPARISONS:
        raise refusal(node.spot, "write a comparison of two parts as 'on_oxygen > exercise'.")
    return Compared(pieces[0], pieces[1], pieces[2])
