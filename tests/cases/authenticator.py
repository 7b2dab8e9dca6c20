"""An authenticator in software (WebAuthn level 2, sections 6.1 and 6.5): one P-256 key, a count, and the lies it can be told."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Authenticator:
    """origin, host -- of the page that asks; the browser fills them in."""

    origin: str
    host: str
    count: int = 0
    step: int = 1
    verifies: bool = True
    handle: bytes = b""
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str, **lies: Any) -> str:
        """The answer to navigator.credentials.create."""
        asked = json.loads(options)
        from webauthn.helpers import base64url_to_bytes

        self.handle = base64url_to_bytes(asked["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        body = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(cose)
        made = {"fmt": "none", "attStmt": {}, "authData": self._data(WITH_KEY) + body}
        return self._answer(
            {
                "clientDataJSON": text(self._client("webauthn.create", asked["challenge"], lies)),
                "attestationObject": text(cbor2.dumps(made)),
            }
        )

    def use(self, options: str, **lies: Any) -> str:
        """The answer to navigator.credentials.get."""
        asked = json.loads(options)
        self.count += self.step
        data, client = self._data(0), self._client("webauthn.get", asked["challenge"], lies)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": text(client), "authenticatorData": text(data), "signature": text(signature),
                "userHandle": text(self.handle) if self.handle else None,
            }
        )  # fmt: skip

    def _data(self, more: int) -> bytes:
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str, lies: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, **lies}).encode()

    def _answer(self, response: dict[str, Any]) -> str:
        return json.dumps({"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response,
                           "clientExtensionResults": {}})  # fmt: skip
