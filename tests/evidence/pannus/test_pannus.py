"""What notes tell of an overhanging fold, the skin under it and its treatment, and what they do not tell."""

from __future__ import annotations

import pytest

from accord.evidence.readers.pannus.reader import pannus
from accord.records.findings import Finding, Presence
from tests.evidence.readers.notes import note, paper

LEAD = "Seen about a panniculectomy.\n\n"


def told(words: str, concept: str) -> list[Finding]:
    return [f for f in pannus(note(LEAD + words)) if f.concept == concept]


FOLDS: list[tuple[str, Presence | None]] = [
    ("Pannus hangs 6 cm below the pubic symphysis.", Presence.PRESENT),
    ("Abdomen: large pannus extending to the mid thigh.", Presence.PRESENT),
    ("Grade 3 pannus.", Presence.PRESENT),
    ("Panniculus grade II, covers the genitals.", Presence.PRESENT),
    ("Panniculus covers the symphysis.", Presence.PRESENT),
    ("Large pannus. It hangs well past the mons pubis.", Presence.PRESENT),
    ("The apron overlies the entire mons.", Presence.PRESENT),
    ("Pannus drapes over both thighs.", Presence.PRESENT),
    ("Panniculus overlies the genitals.", Presence.PRESENT),
    ("Pannus overhangs the pubic symphysis by 5 cm.", Presence.PRESENT),
    ("Lower edge of pannus:   4 cm below pubis", Presence.PRESENT),
    ("Pannus reaches the pubic symphysis.", Presence.ABSENT),
    ("Pannus ends at the level of the pubis.", Presence.ABSENT),
    ("Pannus 3 cm above the pubis.", Presence.ABSENT),
    ("The pannus does not hang below the pubis.", Presence.ABSENT),
    ("Pannus does not extend past the symphysis.", Presence.ABSENT),
    ("Pannus hangs below pubis: No", Presence.ABSENT),
    ("Pannus below pubis: [x] Yes  [ ] No", Presence.PRESENT),
    ("Pannus below pubis: [ ] Yes  [x] No", Presence.ABSENT),
    ("Grade 1 pannus.", Presence.POSSIBLE),
    ("Pannus covers part of the mons pubis.", Presence.POSSIBLE),
    ("Large pannus with redundant skin.", None),
    ("The pannus must hang below the pubis to be covered.", None),
    ("Her mother's pannus hung below the pubis.", None),
    ("Pannus below pubis: [ ] Yes  [ ] No", None),
    ("Hernia extends below the pubis.", None),
    ("Incision will be placed below the pubis under the pannus.", None),
    ("Grade 3 obesity.", None),
]


@pytest.mark.parametrize(("words", "presence"), FOLDS)
def test_how_far_the_fold_hangs(words: str, presence: Presence | None) -> None:
    assert {f.presence for f in told(words, "pannus_below_pubis")} == ({presence} if presence else set())


RASHES: list[tuple[str, str | None]] = [
    ("Recurrent intertrigo under the pannus for two years.", "chronic"),
    ("Chronic candidal intertrigo of the abdominal fold.", "chronic"),
    ("Rash beneath the pannus keeps coming back.", "chronic"),
    ("Skin: maceration and erythema under the pannus.", "once"),
    ("Intertrigo of the pannus today.", "once"),
    ("No intertrigo under the pannus.", "none"),
    ("Skin under the pannus is intact.", "none"),
    ("Denies rashes beneath the panniculus.", "none"),
    ("Rash under the pannus in June, none since.", "none"),
    ("Recurrent intertrigo under both breasts.", None),
    ("ROS: no rashes.", None),
    ("Chronic rash of the feet.", None),
    ("Her sister has recurrent intertrigo under her pannus.", None),
    ("At risk for intertrigo under the pannus.", None),
    ("If intertrigo of the pannus recurs, call us.", None),
]


@pytest.mark.parametrize(("words", "course"), RASHES)
def test_the_rash(words: str, course: str | None) -> None:
    found = told(words, "pannus_intertrigo")
    told_as = {"none" if f.presence is Presence.ABSENT else f.qualifiers["course"] for f in found}
    assert told_as == ({course} if course else set())


TREATMENTS: list[tuple[str, list[int]]] = [
    ("Pannus rash: nystatin powder twice daily for 4 months, rash persists.", [120]),
    ("Clotrimazole cream 05/01/2025 - 09/01/2025 for the fold, no improvement.", [123]),
    ("Nystatin powder since 10/05/2025 for the rash of the pannus, still macerated.", [151]),
    ("Intertrigo of the fold: 6 weeks of ketoconazole cream without relief.", [42]),
    ("Pannus rash treated with nystatin and zinc oxide for 5 months; recurs.", [150, 150]),
    ("Nystatin from March to July 2025 under the pannus, rash returned.", [92]),
    ("Will start nystatin for 3 months under the pannus.", []),
    ("Pannus rash. Recommend clotrimazole for 4 weeks.", []),
    ("Toenail fungus: terbinafine for 3 months.", []),
    ("Her mother used nystatin for 6 months under her pannus.", []),
    ("Nystatin under the pannus, follow-up in 3 months.", []),
    ("Insurance requires failure of 3 months of nystatin under the pannus.", []),
    ("Pannus rash for 3 years, uses nystatin.", []),
    ("Recurrent intertrigo under both breasts, nystatin for 6 months. Pannus is large.", []),
    ("Intertrigo of the groin, nystatin for 6 months.", []),
]


@pytest.mark.parametrize(("words", "days"), TREATMENTS)
def test_how_long_the_rash_was_treated(words: str, days: list[int]) -> None:
    assert [int(f.number) for f in told(words, "pannus_treatment") if f.number is not None] == days


RESULTS: list[tuple[str, Presence | None]] = [
    ("Nystatin for the pannus rash, it recurs.", Presence.PRESENT),
    ("Rash under pannus despite clotrimazole.", Presence.PRESENT),
    ("Nystatin used under the pannus. The rash came back each time.", Presence.PRESENT),
    ("Pannus rash resolved with nystatin.", Presence.ABSENT),
    ("Uses nystatin under the pannus.", None),
]


@pytest.mark.parametrize(("words", "presence"), RESULTS)
def test_how_the_treatment_went(words: str, presence: Presence | None) -> None:
    assert {f.presence for f in told(words, "pannus_treatment_failed")} == ({presence} if presence else set())


def test_a_treatment_never_tried_and_one_without_a_length() -> None:
    never = told("The rash under the pannus has never been treated.", "pannus_treatment")
    assert [f.presence for f in never] == [Presence.ABSENT]
    assert told("Uses nystatin under the pannus.", "pannus_treatment_open")
    assert not told("Nystatin for 4 months under the pannus.", "pannus_treatment_open")


REASONS: list[tuple[str, str | None]] = [
    ("Panniculectomy for recurrent intertrigo.", "medical"),
    ("Plan: panniculectomy to treat chronic skin infections of the fold.", "medical"),
    ("Indication: refractory intertrigo, for panniculectomy.", "medical"),
    ("This is not being done for cosmetic reasons.", "medical"),
    ("She would like a tummy tuck.", "looks"),
    ("Wants abdominoplasty for body contouring.", "looks"),
    ("She is unhappy with the appearance of her abdomen.", "looks"),
    ("Panniculectomy for chronic low back pain.", "back"),
    ("Abdominoplasty with repair of diastasis recti.", "laxity"),
    ("Panniculectomy only to gain access for the hernia repair.", "alongside"),
    ("Panniculectomy is not covered for cosmetic reasons.", None),
    ("Panniculectomy planned.", None),
    ("She is bothered by the skin infections of the fold.", None),
    ("She also has chronic low back pain.", None),
    ("Panniculectomy at the time of ventral hernia repair.", None),
]


@pytest.mark.parametrize(("words", "reason"), REASONS)
def test_what_the_operation_is_for(words: str, reason: str | None) -> None:
    assert {f.qualifiers["reason"] for f in told(words, "pannus_reason")} == ({reason} if reason else set())


PHOTOS: list[tuple[str, Presence | None]] = [
    ("Preoperative photographs were taken, front and both sides.", Presence.PRESENT),
    ("Photos attached.", Presence.PRESENT),
    ("See enclosed photographs of the abdomen.", Presence.PRESENT),
    ("Photographs: on file in media tab.", Presence.PRESENT),
    ("No photographs were taken.", Presence.ABSENT),
    ("Photographs not available.", Presence.ABSENT),
    ("Patient declined photographs.", Presence.ABSENT),
    ("Photographs will be taken at the next visit.", None),
    ("Consent for photographs obtained.", None),
    ("Please send photographs.", None),
    ("Photo ID reviewed.", None),
]


@pytest.mark.parametrize(("words", "presence"), PHOTOS)
def test_photographs(words: str, presence: Presence | None) -> None:
    assert {f.presence for f in told(words, "pannus_photographs")} == ({presence} if presence else set())


def test_a_rash_found_on_three_days_spans_the_days_between() -> None:
    text = (
        "CHART NOTES\nPatient: Agnes Torvald  DOB 04/09/1952\nSeen about a panniculectomy.\n\n"
        "09/02/2025  Rash under the pannus, nystatin given.\n\n11/04/2025  Rash under the pannus again.\n\n"
        "01/13/2026  Intertrigo of the pannus, weeping.\n\n/s/ Ruth Calloway, MD\n"
    )
    spans = [f for f in pannus(paper(text)) if f.concept == "pannus_intertrigo_span"]
    assert [int(f.number or 0) for f in spans] == [133]


def test_a_record_about_something_else_is_not_read() -> None:
    assert not list(pannus(note("Large pannus hanging below the pubis, intertrigo.")))
