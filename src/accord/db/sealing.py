"""Direct identifiers at rest: sealed with AES-256-GCM under the site's key, found again by a keyed digest.

The key stands apart from the database: in ACCORD_KEY (64 hexadecimal digits), else in the file `key` of the data folder, which
is made at the first start and which only the account may read. Without the key nothing sealed can be read: back it up.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
import os
import secrets
import threading
import unicodedata
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, TypeDecorator

from accord.errors import Invalid, Unavailable
from accord.settings import settings

NONCE = 12
VERSION = b"\x01"
VEIL = "sealed:"


def seal(plain: bytes, about: str = "") -> bytes:
    """Sealed bytes: version, nonce, text with tag. about -- what it belongs to; it opens only for the same."""
    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + AESGCM(site_key()).encrypt(nonce, plain, about.encode())


def unseal(sealed: bytes, about: str = "") -> bytes:
    """The plain bytes. Raises Unavailable when the key is another or the bytes were changed."""
    if sealed[:1] != VERSION:
        raise Unavailable("Something sealed was written by another version.", "Use the version that wrote it.")
    try:
        return AESGCM(site_key()).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], about.encode())
    except InvalidTag as fault:
        raise Unavailable(
            "Something sealed cannot be opened: the site's key is another, or the bytes were changed.",
            "Restore the file 'key' of the data folder, or ACCORD_KEY, from the backup made with the database.",
        ) from fault


class Sealed(TypeDecorator[str]):
    """A column of text that is sealed on its way into the database. It cannot be searched; `blind` stands beside it."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> bytes | None:
        """Into the database."""
        del dialect
        return None if value is None else seal(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Any) -> str | None:
        """Out of it."""
        del dialect
        return None if value is None else unseal(bytes(value)).decode()


class SealedJson(TypeDecorator[Any]):
    """Sealed plain values: tables, lists, words and numbers."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> bytes | None:
        """Into the database."""
        del dialect
        return None if value is None else seal(json.dumps(value, ensure_ascii=False).encode())

    def process_result_value(self, value: bytes | None, dialect: Any) -> Any:
        """Out of it."""
        del dialect
        return None if value is None else json.loads(unseal(bytes(value)))


class SealedDate(TypeDecorator[dt.date]):
    """A sealed day."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Any) -> bytes | None:
        """Into the database."""
        del dialect
        return None if value is None else seal(value.isoformat().encode())

    def process_result_value(self, value: bytes | None, dialect: Any) -> dt.date | None:
        """Out of it."""
        del dialect
        return None if value is None else dt.date.fromisoformat(unseal(bytes(value)).decode())


def veiled(words: str) -> str:
    """Sealed words as plain characters, for a place that holds many things, such as a row of the audit trail."""
    return VEIL + base64.b64encode(seal(words.encode())).decode()


def unveiled(words: str) -> str:
    """What was veiled; other words as they are. Raises Unavailable when the key is another."""
    if not words.startswith(VEIL):
        return words
    return unseal(base64.b64decode(words.removeprefix(VEIL))).decode()


def blind(words: str) -> str:
    """A keyed digest under which the same words, whatever their case, accents and blanks, are found again."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    plain = " ".join(folded.split())
    return hmac.new(site_key(b"blind"), plain.encode(), hashlib.sha256).hexdigest()[:32]


@cache
def site_key(purpose: bytes = b"seal") -> bytes:
    """32 bytes for one purpose, drawn from the site's one key. Raises Invalid, Unavailable."""
    return hmac.new(_root_key(), b"accord " + purpose, hashlib.sha256).digest()


def _root_key() -> bytes:
    told = settings().key.get_secret_value()
    return _as_key(told, "ACCORD_KEY") if told else _key_of_file()


def _key_of_file() -> bytes:
    path = settings().data / "key"
    try:
        if not path.exists():
            _make(path)
        return _as_key(path.read_text("ascii"), str(path))
    except OSError as fault:
        raise Unavailable(
            f"The site's key {path} cannot be read or made ({fault.strerror}).",
            "Make the data folder writable, or set ACCORD_KEY.",
        ) from fault


def _make(path: Path) -> None:
    """A new key under its name only once it is whole; of several processes that make one, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".key.{os.getpid()}.{threading.get_ident()}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "w") as made:
            made.write(secrets.token_hex(32))
            made.flush()
            os.fsync(made.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()


def _as_key(written: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(written.strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Invalid(f"{where} is no key.", "A key is 64 hexadecimal digits, such as 'openssl rand -hex 32' prints.")
    return key


def fingerprint() -> str:
    """Eight digits that tell one key from another and give nothing of it away."""
    return base64.b32encode(hashlib.sha256(site_key(b"fingerprint")).digest())[:8].decode()
