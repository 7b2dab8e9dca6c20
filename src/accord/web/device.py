"""What a browser says of itself, as a person knows it: 'Firefox, Windows'. It is only shown; a browser may say anything."""

from __future__ import annotations

from fastapi import Request

# The first that stands in it: most browsers also call themselves by the names of those before them.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"), ("python-", "Python"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(request: Request) -> str:
    """Browser and system, in words of ours only; '' where it says neither."""
    told = request.headers.get("user-agent", "")
    found = (next((name for sign, name in table if sign in told), "") for table in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in found if name)
