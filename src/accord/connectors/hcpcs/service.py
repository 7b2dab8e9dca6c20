"""Which live service answers for HCPCS, and whether a setting allows it: asked without loading what calls it."""

from __future__ import annotations

from urllib.parse import urlsplit

NAME, BASE = "hcpcs", "https://clinicaltables.nlm.nih.gov"


def allowed() -> bool:
    """Does a setting allow the service's host?"""
    from accord.settings import settings  # only a site without a loaded file pays for it

    site = settings()
    return site.allows(urlsplit(site.hosts.get(NAME, BASE)).hostname or "")
