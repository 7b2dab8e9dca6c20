"""Two reviews of one case beside each other."""

from __future__ import annotations

import datetime as dt

from accord.audit.chain import events_of
from accord.cases.comparing import COMPARED, reviews_of
from accord.cases.files import Arrived, keep_files
from accord.cases.jobs import order_job
from accord.cases.reviews import last_review
from accord.dossier.changes import changes
from accord.dossier.review import Review
from tests.cases.conftest import NOW
from tests.web.conftest import Web

LATER = NOW + dt.timedelta(days=1)
NOTE = """MIDCOAST LUNG CLINIC
Patient: Josiah Pemberton    DOB 11/30/1948
Date: 06/03/2026
Exercise oximetry, one session, our laboratory:
At rest on room air SpO2 93 %. Walking on room air SpO2 85 %. Walking on oxygen 2 L/min SpO2 93 %.
A. Whitfield NP   electronically signed 06/03/2026
"""


def reviewed_again(web: Web, case: str, name: str = "later_note.txt", text: str = NOTE) -> None:
    """A further paper comes, and the case is reviewed once more."""
    with web.database.writing() as connection:
        number = len(reviews_of(connection, case)) + 1
        came = [Arrived(name, "text/plain", text.encode())]
        keep_files(connection, web.people.payer, case, came, web.people.reviewer.id, LATER)
        order_job(connection, web.people.payer, "review", f"case {case} {number}", {"case": case}, NOW)
    web.work()


def reviews(web: Web, case: str) -> list[Review]:
    from accord.cases.reviews import kept_review

    with web.database.reading() as connection:
        found = [kept_review(connection, web.people.payer, one.content) for one in reviews_of(connection, case)]
    return [one for one in found if one is not None]


def test_one_review_is_compared_with_nothing(web: Web) -> None:
    case = web.case(web.people.reviewer)
    assert "nothing to compare it with" in web.browser(web.people.reviewer).get(f"/cases/{case}/compare")


def test_a_paper_that_came_shows_with_the_criterion_that_it_answers(web: Web) -> None:
    case = web.case(web.people.reviewer)
    reviewed_again(web, case)
    page = web.browser(web.people.reviewer).get(f"/cases/{case}/compare")
    before, after = reviews(web, case)
    found = changes(before, after)
    assert [name.partition("-")[2] for name in found.files.came] == ["later_note.txt"]
    assert found.files.gone == found.files.other == ()
    assert "later_note.txt" in page
    assert found.criteria
    for one in found.criteria:
        assert one.question[:40] in page
        assert all(
            finding.place.document != "later_note.txt" or finding.place.text[:10] in page for finding in one.came
        )
    with web.database.reading() as connection:
        told = [one for one in events_of(connection, web.people.payer, f"case {case}") if one.action == COMPARED]
    assert [one.told for one in told] == [{"before": 1, "after": 2}]


def test_any_two_are_chosen_and_turned_round_what_came_is_gone(web: Web) -> None:
    case = web.case(web.people.reviewer)
    reviewed_again(web, case)
    browser = web.browser(web.people.reviewer)
    page = browser.get(f"/cases/{case}/compare?before=2&after=1")
    assert page.index("Gone") < page.index("later_note.txt")
    first, second = reviews(web, case)
    there, back = changes(first, second), changes(second, first)
    assert {one.key: (one.before, one.after, one.came) for one in there.criteria} == {
        one.key: (one.after, one.before, one.gone) for one in back.criteria
    }
    assert "Nothing differs" in browser.get(f"/cases/{case}/compare?before=2&after=2")


def test_a_review_of_no_such_number_is_not_found_and_no_link_of_ours_is_refused(web: Web) -> None:
    case = web.case(web.people.reviewer)
    reviewed_again(web, case)
    browser = web.browser(web.people.reviewer)
    browser.get(f"/cases/{case}/compare?before=1&after=9", 404)
    browser.get(f"/cases/{case}/compare?before=x&after=2", 422)
    web.browser(web.people.stranger).get(f"/cases/{case}/compare", 404)


def test_the_same_review_differs_in_nothing_whatever_program_made_it(web: Web) -> None:
    case = web.case(web.people.reviewer, "cpap-approve")
    with web.database.reading() as connection:
        made = last_review(connection, web.people.payer, case)
    assert made is not None
    assert changes(made, made).none
    from dataclasses import replace

    other = replace(made, accord_version="99")
    told = changes(made, other)
    assert (told.none, told.criteria, told.program) == (
        False,
        (),
        (f"{made.accord_version} {made.extractor_version}", f"99 {made.extractor_version}"),
    )
