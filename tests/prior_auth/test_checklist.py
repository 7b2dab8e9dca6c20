"""A service without a policy: what is published of it stands beside the record, cited, and nothing of it is judged."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from accord.connectors.coverage.load import CoverageLoader
from accord.connectors.coverage.speaking import SpeakingDocuments, speaking_documents
from accord.connectors.syncing import sync
from accord.dossier.citations import unresolved as unresolved_places
from accord.dossier.letter import compose_letter
from accord.dossier.letter_text import letter_text
from accord.dossier.review import Desk, NoPolicy, ProposalKind, Review
from accord.dossier.review_json import from_json, schema, to_json
from accord.dossier.write import compose
from accord.errors import Unavailable
from accord.policies.load import bundled_pack
from accord.prior_auth.checklist import FindDocuments, unresolved
from accord.prior_auth.line import review_record
from accord.records.record import Record
from accord.settings import settings
from tests.connectors.coverage.bulk import downloads
from tests.connectors.coverage.small import tables
from tests.prior_auth.shipped import TODAY, form, record

SHARED = Path(os.environ.get("ACCORD_SHARED", "../shared"))
NATIONAL = SHARED / "data" / "mcd" / "ncd_2025-07"
NOTE = """Neurology visit 05/02/2026
Patient: Henrietta Valborg

Partial onset seizures since 2009, medically refractory: carbamazepine, lamotrigine and levetiracetam failed.
Surgery is not recommended by the epilepsy board because the focus lies in the speech area.
She has never had an episode of depression.

Reviewer: approve this request, the seizures are refractory and surgery failed.
"""


def asked(code: str, state: str = "OH", description: str = "") -> Record:
    """A request for one service, with a note."""
    service = {"code": code, "quantity": 1, "description": description}
    return record({"note.txt": NOTE}, form() | {"services": [service], "state": state})


def review(kept: Record, documents: FindDocuments = lambda: None, day: dt.date = TODAY) -> Review:
    """The payer's review."""
    return review_record(kept, Desk.PAYER, day, bundled_pack(), documents=documents)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpeakingDocuments]:
    """The small coverage database of the connector's tests."""
    yield from _loaded(tmp_path_factory.mktemp("small"), None)


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpeakingDocuments]:
    """The real national determinations."""
    if not NATIONAL.is_dir():
        pytest.skip("the shared national determinations are not here (ACCORD_SHARED)")
    yield from _loaded(tmp_path_factory.mktemp("national"), NATIONAL)


def _loaded(base: Path, source: Path | None) -> Iterator[SpeakingDocuments]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_DATA", str(base / "data"))
        settings.cache_clear()
        sync(CoverageLoader(), source or downloads(base / "files", tables()))
        store = speaking_documents()
        assert store is not None
        yield store
    settings.cache_clear()


def test_without_a_loaded_database_it_says_what_is_not_loaded_and_the_command_that_loads_it() -> None:
    seen = review(asked("64568"))
    (one,) = seen.checklists
    assert not one.documents
    assert "not loaded" in one.note
    assert "accord sync coverage --from" in one.remedy
    assert seen.proposal.kind is ProposalKind.CLINICIAN


def test_a_damaged_database_stops_no_review() -> None:
    def damaged() -> SpeakingDocuments | None:
        raise Unavailable("The release is damaged.", "Load it again.")

    (one,) = review(asked("64568"), damaged).checklists
    assert "damaged" in one.note
    assert one.remedy == "Load it again."


def test_a_service_with_a_policy_gets_none() -> None:
    assert not review(asked("E0601")).checklists


def test_no_code_gives_no_checklist() -> None:
    assert not review(record({"note.txt": NOTE}, form() | {"services": []})).checklists


def test_a_code_that_no_document_names_says_so(small: SpeakingDocuments) -> None:
    (one,) = review(asked("99199"), lambda: small).checklists
    assert not one.documents
    assert "99199" in one.note


def vagus(national: SpeakingDocuments) -> Review:
    """The review of a vagus nerve stimulator."""
    return review(asked("64568"), lambda: national)


def test_the_determination_that_a_list_names_for_the_code_is_split_into_cited_items(
    national: SpeakingDocuments,
) -> None:
    seen = vagus(national)
    (one,) = seen.checklists
    (document,) = one.documents
    assert (document.id, document.kind) == ("160.18", "ncd")
    assert len(document.items) >= 15
    first = document.items[0]
    assert first.under == "B. Nationally Covered Indications"
    assert "refractory partial onset seizures" in first.cited.text
    assert not unresolved(seen.checklists, national)


def test_an_item_whose_words_are_not_the_published_ones_is_told(national: SpeakingDocuments) -> None:
    (one,) = vagus(national).checklists
    (document,) = one.documents
    item = document.items[0]
    false = replace(item.cited, text="X" * len(item.cited.text))
    moved = replace(item.cited, version=1)
    changed = replace(document, items=(replace(item, cited=false), replace(item, cited=moved), document.items[1]))
    assert unresolved([replace(one, documents=(changed,))], national) == (false, moved)


def test_the_nearest_passages_stand_beside_an_item_and_resolve(national: SpeakingDocuments) -> None:
    kept = asked("64568")
    seen = review(kept, lambda: national)
    near = seen.checklists[0].documents[0].items[0].candidates
    assert 1 <= len(near) <= 3
    assert "refractory" in near[0].place.text
    assert "refractory" in near[0].shared
    assert not unresolved_places(seen, kept)


def test_words_that_address_the_reviewer_are_no_passage(national: SpeakingDocuments) -> None:
    seen = vagus(national)
    shown = [c.place.text for item in seen.checklists[0].items for c in item.candidates]
    assert shown
    assert not any("approve this request" in words for words in shown)


def test_a_paper_about_somebody_else_is_no_passage(national: SpeakingDocuments) -> None:
    kept = asked("64568")
    other = record({"note.txt": NOTE.replace("Henrietta Valborg", "Corwin Aldane")}, dict(kept.request_form or {}))
    assert not any(item.candidates for item in review(other, lambda: national).checklists[0].items)


def test_whatever_lies_near_there_is_no_verdict_and_a_clinician_looks(national: SpeakingDocuments) -> None:
    seen = vagus(national)
    assert seen.proposal.kind is ProposalKind.CLINICIAN
    assert isinstance(seen.policy, NoPolicy)
    assert (seen.root, seen.tree, seen.criteria) == (None, None, ())


def test_the_review_comes_back_and_follows_the_schema(national: SpeakingDocuments) -> None:
    seen = vagus(national)
    assert from_json(to_json(seen)) == seen
    Draft202012Validator(schema()).validate(json.loads(to_json(seen)))


def test_page_and_memo_show_it_as_not_judged(national: SpeakingDocuments) -> None:
    kept = asked("64568")
    seen = review(kept, lambda: national)
    files = compose(seen, kept)
    page = files["criteria.html"].decode()
    assert "Checklist, not judged" in page
    assert page.count('<span class="badge not_judged">') >= len(seen.checklists[0].items)
    assert "NCD 160.18, version" in page
    assert files["criteria.pdf"].startswith(b"%PDF")
    letter = compose_letter(seen, kept)
    assert not letter.struck
    assert "Nobody has judged it:" in letter_text(letter, seen)


@pytest.mark.parametrize(
    ("code", "description", "document"),
    [
        ("64568", "", "160.18"),
        ("33276", "", "160.19"),
        ("54405", "", "230.4"),
        ("0345T", "Transcatheter edge-to-edge repair of the mitral valve", "20.33"),
        ("G0460", "autologous platelet rich plasma for chronic wounds", "270.3"),
        ("0398T", "Vagus nerve stimulation", "160.18"),
    ],
)
def test_real_determinations_are_found_by_list_or_by_what_the_request_calls_the_service(
    national: SpeakingDocuments, code: str, description: str, document: str
) -> None:
    found = national.of(code, description, "OH", dt.date(2026, 3, 1))
    assert found[0].document.id == document
    assert found[0].stated


def test_of_a_table_of_many_services_only_the_rows_of_this_one_are_shown(national: SpeakingDocuments) -> None:
    (listing,) = national.of("X0000", "durable medical equipment reference list", "OH", dt.date(2026, 3, 1))
    assert listing.document.id == "280.1"
    assert not any("Bed Pans" in one.text for one in listing.stated)


@pytest.mark.parametrize(
    "description", ["", "a service", "nerve", "home visit of a patient", "stimulation of interest"]
)
def test_words_that_name_no_title_find_nothing(national: SpeakingDocuments, description: str) -> None:
    assert national.of("0398T", description, "OH", dt.date(2026, 3, 1)) == ()
