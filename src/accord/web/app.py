"""The web application, made of its pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from accord.db.engine import Database
from accord.web import (
    administration,
    arrivals,
    assets,
    audit_page,
    case_page,
    compare,
    findings,
    glass,
    held,
    letters,
    me,
    my_passkeys,
    opinions,
    papers,
    passages,
    people,
    policies,
    quality,
    quality_rules,
    reference,
    search,
    sign_in,
    sign_in_oidc,
    sign_in_passkey,
    steps,
    welcome,
    work_list,
)
from accord.web.problems import add_problems
from accord.web.security import App, Careful
from accord.web.site import Site, utc_now

# New requests stand before cases: /cases/new is no case.
ROUTERS = (
    assets.router, sign_in.router, work_list.router, arrivals.router, case_page.router, findings.router, passages.router,
    papers.router,
    steps.router, people.router,
    audit_page.router, sign_in_passkey.router, sign_in_oidc.router, welcome.router, me.router, my_passkeys.router, glass.router,
    letters.router, compare.router, quality.router, quality_rules.router, administration.router, opinions.router,
    search.router, policies.router, reference.router, held.router,
)  # fmt: skip
SMALLEST_TO_COMPRESS = 1_000
EFFORT = 4  # of 9: what more would save takes longer than to send


BLIND = (Depends(opinions.keep_blind),)


def is_about_cases(router: APIRouter) -> bool:
    """Does it have pages of a case, which who owes a second opinion is not to see?"""
    return any("{case_id}" in getattr(route, "path", "") for route in router.routes)


def make_app(database: Database, *, secure: bool, clock: Callable[[], dt.datetime] = utc_now) -> FastAPI:
    """The pages alone. secure -- is it reached over TLS?"""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.site = Site(database, secure, clock)
    for router in ROUTERS:
        app.include_router(router, dependencies=BLIND if is_about_cases(router) else ())
    add_problems(app)
    return app


def make_web(database: Database, *, secure: bool, clock: Callable[[], dt.datetime] = utc_now) -> App:
    """The pages behind what holds for all of them: headers, sizes, the log, smaller answers."""
    pages = make_app(database, secure=secure, clock=clock)
    return Careful(GZipMiddleware(pages, minimum_size=SMALLEST_TO_COMPRESS, compresslevel=EFFORT), secure=secure)
