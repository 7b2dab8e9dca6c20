"""A small sign-in service (OpenID Connect) on this machine, which does what it should, or lies as it is told to."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "accord at hill", "a secret: 100%"


@dataclass
class SignInService:
    """claims -- changes what the token says; about -- what discovery says; sign -- makes the token of the claims."""

    now: dt.datetime
    issuer: str = ""
    email: str = ""
    claims: Callable[[dict[str, Any]], None] = lambda told: None
    about: dict[str, Any] = field(default_factory=dict)
    sign: Callable[[dict[str, Any]], str] | None = None
    jwks: Any = None
    status: int = 200
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def authorize(self, address: str) -> dict[str, str]:
        """The browser goes there, the person signs in; with what the browser comes back."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.asked[code] = query
        return {"state": query["state"], "code": code, "issuer": self.issuer}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize", "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint": f"{self.issuer}/token", **self.about,
        }  # fmt: skip

    def keys(self) -> Any:
        if self.jwks is not None:
            return self.jwks
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        query = self.asked.pop(form.get("code", ""), None)
        pair = f"{CLIENT.replace(' ', '+')}:a+secret%3A+100%25"
        if query is None or authorization != "Basic " + base64.b64encode(pair.encode()).decode():
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == query["code_challenge"]
        assert form["redirect_uri"] == query["redirect_uri"]
        second = int(self.now.timestamp())
        told = {
            "iss": self.issuer, "sub": "u1", "aud": CLIENT, "exp": second + 300, "iat": second, "nonce": query["nonce"],
            "email": self.email, "email_verified": True,
        }  # fmt: skip
        self.claims(told)
        return 200, {"id_token": (self.sign or self.signed)(told), "token_type": "Bearer", "access_token": "x"}

    def signed(self, told: dict[str, Any]) -> str:
        return jwt.encode(told, self.key, algorithm="RS256", headers={"kid": "one"})


@contextmanager
def served(now: dt.datetime) -> Iterator[SignInService]:
    """The service at http://127.0.0.1:<port>."""
    service = SignInService(now)

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            service.heard.append(path)
            self._send(service.status, service.keys() if path == "/keys" else service.discovery())

        def do_POST(self) -> None:
            service.heard.append(self.path)
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._send(*service.token(form, self.headers.get("authorization", "")))

        def _send(self, status: int, told: Any) -> None:
            body = json.dumps(told).encode() if not isinstance(told, bytes) else told
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    service.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
