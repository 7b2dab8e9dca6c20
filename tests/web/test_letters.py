"""Letters: sentences that keep their citations, what is said of those that lose them, versions, signatures, sending."""

from __future__ import annotations

import re
from html import unescape

import pytest

from accord.cases.states import Step
from accord.audit.chain import events_of, verify_chain
from tests.web.conftest import Browser, Web, version_of


def fields(page: str) -> dict[str, list[str]]:
    """What the form of the letter would send, without buttons and boxes that nobody ticked."""
    form = re.search(r'<form method="post" action="[^"]*" class="letter".*?</form>', page, re.S)
    assert form is not None
    told: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form[0]):
        kind = re.search(r'type="([^"]+)"', tag)
        name = re.search(r'name="([^"]+)"', tag)
        if name is None or (kind is not None and kind[1] in ("checkbox", "radio")):
            continue
        value = re.search(r'value="([^"]*)"', tag)
        told.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form[0], re.S):
        told.setdefault(name, []).append(unescape(text))
    return told


def editor(browser: Browser, case: str, kind: str = "request") -> dict[str, list[str]]:
    browser.get(f"/cases/{case}/letters/{kind}")
    assert browser.last is not None
    return fields(browser.last.text)


def sent(browser: Browser, case: str, form: dict[str, list[str]], do: str, status: int = 200, kind: str = "request") -> str:
    told = {**form, "do": [do]}
    browser.last = browser.client.post(f"/cases/{case}/letters/{kind}", data=told)
    assert browser.last.status_code == status, browser.last.text[-1500:]
    return browser.last.text


def sentence(page: str, id_: str) -> str:
    found = re.search(rf'<div class="sentence [a-z]+" id="s{id_}">.*?</details>\s*</div>', page, re.S)
    assert found is not None, id_
    return unescape(found[0])


def quoted(form: dict[str, list[str]]) -> str:
    """The number of a sentence that quotes words of the record."""
    return next(name[2:] for name, (text, *_) in form.items() if name.startswith("t-") and text.startswith("“") and len(text) > 30)


@pytest.fixture
def taken(web: Web) -> tuple[Browser, str]:
    """A case in review at the payer, and its reviewer's browser."""
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    browser.post(f"/cases/{case}/steps/{Step.TAKE.value}", version=version_of(browser.get(f"/cases/{case}")))
    return browser, case


def test_the_letter_that_fits_opens_as_sentences_with_their_citations(taken: tuple[Browser, str]) -> None:
    browser, case = taken
    page = browser.get(f"/cases/{case}/letters")
    assert page.index("Request for further information") < page.index("Hand-over")
    form = editor(browser, case)
    page = browser.last.text  # type: ignore[union-attr]
    one = sentence(page, quoted(form))
    assert "borne" in one
    assert re.search(r'<a href="#c\d+"', one)
    assert 'class="sentence struck"' not in page


def test_a_changed_number_is_struck_with_the_reason_and_a_blank_space_is_not(taken: tuple[Browser, str]) -> None:
    browser, case = taken
    form = editor(browser, case)
    id_ = quoted(form)
    form[f"t-{id_}"] = [form[f"t-{id_}"][0] + " and 4711 more"]
    one = sentence(sent(browser, case, form, "check"), id_)
    assert "not borne" in one
    assert "4711" in one.split("role=\"status\"")[1]
    form = editor(browser, case)
    form[f"t-{id_}"] = [f"  {form[f't-{id_}'][0]}\n "]
    assert 'class="sentence borne"' in sentence(sent(browser, case, form, "check"), id_)
