"""The clock of a case in the browser: its page is offered wherever a clock runs, standing still or not, and nowhere else."""

from __future__ import annotations

from accord.cases.case import case_of
from accord.cases.moving import move
from accord.cases.outward import Given
from accord.cases.states import Step
from tests.cases.conftest import NOW
from tests.cases.outward import own
from tests.cases.test_cases import approvals
from tests.web.conftest import Web, version_of

WHY = "State law stops it while the requester answers."


def test_a_clock_that_stands_still_can_be_let_run_from_the_case(web: Web) -> None:
    case, rita = web.case(web.people.reviewer, "cpap-approve"), web.browser(web.people.reviewer)
    path = f"/cases/{case}/clock"
    assert path in rita.get(f"/cases/{case}")
    page = rita.post(path, kind="stopped", reason=WHY, days="", version=version_of(rita.get(path)))
    assert "stopped" in page
    assert "clock stands still" in page
    assert "no clock" not in page
    assert path in page
    page = rita.post(path, kind="resumed", reason="", days="", version=version_of(rita.get(path)))
    assert "running again" in page
    with web.database.reading() as connection:
        assert case_of(connection, web.people.reviewer, case).due_at is not None


def test_a_decided_case_offers_no_clock_and_refuses_one_until_it_is_reopened(web: Web) -> None:
    case, rita = web.case(web.people.reviewer, "cpap-approve"), web.browser(web.people.reviewer)
    who = web.people.reviewer
    with web.database.reading() as connection:
        seen = case_of(connection, who, case)
    seen = move(web.database, who, case, seen.version, Step.TAKE, NOW)
    given = own(Step.APPROVE, Given(decisions=approvals(web.database, seen)))
    seen = move(web.database, who, case, seen.version, Step.APPROVE, NOW, given)
    path = f"/cases/{case}/clock"
    page = rita.get(f"/cases/{case}")
    assert path not in page
    assert "no clock" in page
    form = {"kind": "extended", "days": "7", "reason": "The laboratory sends its report on Friday."}
    refused = rita.post(path, 409, **form, version=str(seen.version))
    assert "No clock runs" in refused
    assert form["reason"] in refused  # what was written stands there again
    dora = web.browser(web.people.director)
    page = dora.post(f"/cases/{case}/steps/reopen", version=str(seen.version), words="A new report came.")
    assert path in page
    assert "reopened" in page
