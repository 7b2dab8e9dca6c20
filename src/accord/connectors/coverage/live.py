"""The live side of coverage: whether a setting allows it, and the side itself. What it needs is loaded when it is asked."""

from __future__ import annotations

from accord.connectors.coverage.sides import Side


def allowed() -> bool:
    """Does a setting allow the host of the coverage API?"""
    from accord.connectors.coverage.live_service import Api

    return Api().allowed


def side() -> Side:
    """The coverage API. Raises Forbidden, with the setting to change, unless a setting allows its host."""
    from accord.connectors.coverage.live_service import Api
    from accord.connectors.coverage.live_side import Live

    api = Api()
    api.check_allowed()
    return Live(api)
