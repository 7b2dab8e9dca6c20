"""authorization.list: does Original Medicare ask for an authorization of what is requested? For information only."""

from __future__ import annotations

import datetime as dt

from accord.connectors.coverage.authorization import AuthorizationAnswer, CodeAuthorization, Needed, answer
from accord.connectors.coverage.authorization_lists import Setting, current_lists
from accord.connectors.coverage.states import NAMES
from accord.connectors.hcpcs import code_system
from accord.prior_auth.checks.member_id import is_original_medicare
from accord.prior_auth.checks.result import CheckResult, passed
from accord.records.request import Request

RULE = "authorization.list"


def check_authorization(request: Request, today: dt.date) -> list[CheckResult]:
    """What the lists say of each service on its day and in its state; silent for other payers, for they have their own.

    It stops nothing: an authorization may be asked for by those who need none.
    """
    codes = [service.code for service in request.services if code_system(service.code) is not None]
    if not codes or (request.payer is not None and not is_original_medicare(request.payer.value)):
        return []
    day = request.service_date or request.received
    state = request.state.value.strip().upper() if request.state else ""
    told = answer(
        current_lists(), codes, state if state in NAMES else "", day.value if day else today, Setting.UNKNOWN, today
    )
    places = {service.code.strip().upper(): service.place for service in request.services}
    return [passed(RULE, "told", [places[item.code]], **_words(item, told)) for item in told.items]


def _words(item: CodeAuthorization, told: AuthorizationAnswer) -> dict[str, object]:
    first = item.order_before_delivery is Needed.YES
    return {
        "sentence": f"{item.sentence} {item.order_sentence}" if first else item.sentence,
        "as_of": told.provenance.as_of,
    }
