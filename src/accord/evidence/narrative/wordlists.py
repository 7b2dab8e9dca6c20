"""Lists of words: written as one string of them, or as a YAML file."""

from __future__ import annotations

import yaml

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def listed(words: str) -> tuple[str, ...]:
    """The words in order: 'one two' -> ('one', 'two')."""
    return tuple(words.split())


def from_yaml(text: str) -> object:
    """What a YAML text holds. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_LOADER)
