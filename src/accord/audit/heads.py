"""Signed heads: the end of a trail on a day, under the site's signature, as a line that is kept where nobody reaches it.

The key is drawn from the site's key, or is one of its own (`audit_key`), which need not be where the database and the site's
key are. Where a site names keys, no others count, and an older one counts for no row after a newer one signed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from accord.db.sealing import site_key
from accord.settings import settings

LINE = re.compile(
    r"(?<!\S)(?P<organization>[\w-]{1,36}) (?P<day>\d{4}-\d\d-\d\d) (?P<number>\d{1,18}) (?P<digest>[0-9a-f]{64}) "
    r"(?P<public_key>[0-9a-f]{64}) (?P<signature>[0-9a-f]{128})(?!\S)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of an organization's trail on a day: its number and digest, and the signature over them."""

    organization: str
    day: dt.date
    number: int
    digest: str
    public_key: str
    signature: str

    @property
    def line(self) -> str:
        """What is kept elsewhere."""
        told = (self.organization, self.day, self.number, self.digest, self.public_key, self.signature)
        return " ".join(map(str, told))

    @property
    def holds(self) -> bool:
        """Is it the signature of its own key over its own words?"""
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public_key))
            key.verify(bytes.fromhex(self.signature), _words(self.organization, self.day, self.number, self.digest))
        except (InvalidSignature, ValueError):
            return False
        return True


def signed(key: Ed25519PrivateKey, organization: str, day: dt.date, number: int, digest: str) -> Head:
    """A head under a key's signature."""
    signature = key.sign(_words(organization, day, number, digest)).hex()
    return Head(organization, day, number, digest, public_half(key), signature)


def heads_in(text: str) -> tuple[list[Head], int]:
    """The heads in kept lines, whatever stands before them on a line; how many lines that are not empty hold none."""
    found: list[Head] = []
    other = 0
    for line in text.splitlines():
        match = LINE.search(line)
        try:
            day = dt.date.fromisoformat(match["day"]) if match else None
        except ValueError:
            day = None
        if match is None or day is None:
            other += bool(line.strip())
            continue
        found.append(Head(match["organization"], day, int(match["number"]), match["digest"], match["public_key"],
                          match["signature"]))  # fmt: skip
    return found, other


def signing_key() -> Ed25519PrivateKey | None:
    """The key that this process signs with; None where the site names keys and this process has none of them."""
    told = settings()
    if own := told.audit_key.get_secret_value():
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(own))
    return None if told.audit_public_keys else Ed25519PrivateKey.from_private_bytes(site_key(b"audit"))


def known_keys() -> tuple[str, ...]:
    """The public halves that count, the oldest first: those that the settings name, and this process' own."""
    own, named = signing_key(), settings().audit_public_keys
    return named if own is None or public_half(own) in named else (*named, public_half(own))


def named_keys() -> tuple[str, ...]:
    """Those that the settings name; none where the site signs with what is drawn from its key."""
    told = settings()
    return known_keys() if told.audit_key.get_secret_value() or told.audit_public_keys else ()


def public_half(key: Ed25519PrivateKey) -> str:
    """Of a key, as it is written everywhere."""
    return key.public_key().public_bytes_raw().hex()


def fault_of_keys(heads: Sequence[Head], keys: Sequence[str]) -> str:
    """What is wrong with who signed, '' where nothing is. keys -- those that count, the oldest first; none: any."""
    newest = 0
    for head in sorted(heads, key=lambda one: (one.number, one.day)):
        if not head.holds:
            return f"the signature of {head.day} does not hold"
        if not keys:
            continue
        if head.public_key not in keys:
            return f"the signature of {head.day} does not hold: its key {head.public_key} is none of this site's"
        if keys.index(head.public_key) < newest:
            return f"the head of {head.day} is signed with an older key than the heads before it"
        newest = keys.index(head.public_key)
    return ""


def _words(organization: str, day: dt.date, number: int, digest: str) -> bytes:
    return f"accord audit head\n{organization}\n{day}\n{number}\n{digest}\n".encode()
