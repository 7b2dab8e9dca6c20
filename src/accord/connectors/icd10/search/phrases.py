"""The tables of words (words/*.toml): abbreviations, lay words, and what conditions are called; in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from accord.connectors.icd10.search.tokens import words

FOLDER = Path(__file__).parent.parent / "words"
PHRASES = ("abbreviations.toml", "lay.toml")
CALLED = "called.toml"
LONGEST_PHRASE = 6
MAKERS = ("build.py", "hints.py", "same_words.py", "spelling.py", "tokens.py")


def phrases() -> dict[str, tuple[str, ...]]:
    """Abbreviation or lay phrase -> what it may mean, the likeliest first; a phrase in two tables keeps all senses."""
    found: dict[str, tuple[str, ...]] = {}
    for name in PHRASES:
        for key, senses in _table(name).items():
            plain_key = " ".join(words(key))
            told = tuple(sense.strip() for sense in senses.split("|"))
            found[plain_key] = tuple(dict.fromkeys(found.get(plain_key, ()) + told))
    return found


def called() -> Iterator[tuple[str, str]]:
    """Pairs of a code's letters and one name that clinicians have for it."""
    for code, names in _table(CALLED).items():
        for name in names.split(";"):
            yield code.replace(".", ""), name.strip()


def fingerprint() -> str:
    """Changes whenever a table or the making of the index does, so that an older index is not used."""
    digest = sha256()
    for path in (*(FOLDER / name for name in (*PHRASES, CALLED)), *(Path(__file__).parent / name for name in MAKERS)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _table(name: str) -> dict[str, str]:
    import tomllib  # only a build pays for it

    return tomllib.loads((FOLDER / name).read_text("utf-8"))
