"""What notes and duplex studies tell of a leg's veins, and what they do not tell."""

from __future__ import annotations

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.veins.reader import veins
from accord.records.findings import Finding, Presence, Side
from accord.records.record import Record
from tests.evidence.papers import document, request

HEAD = "OFFICE VISIT 03/05/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n\n"
TAIL = "\n\n/s/ Ruth Calloway, MD 03/05/2026\n"


def chart(words: str, modifiers: tuple[str, ...] = ("RT",)) -> Chart:
    paper = document(HEAD + words + TAIL)
    return Chart(Record((), (paper,), ()), request(codes=("36475",), modifiers=modifiers))


def told(words: str, concept: str, modifiers: tuple[str, ...] = ("RT",)) -> list[Finding]:
    return [f for f in veins(chart(words, modifiers)) if f.concept == concept]


SYMPTOMS: list[tuple[str, Presence | None]] = [
    ("Aching and heaviness of the right leg limit standing at work.", Presence.PRESENT),
    ("Right leg swelling. She has to sit down after 30 minutes.", Presence.PRESENT),
    ("Varicosity of the right calf bled twice; bleeding from varix needed a stitch.", Presence.PRESENT),
    ("Stasis dermatitis of the right ankle.", Presence.PRESENT),
    ("Right leg aches.", Presence.POSSIBLE),
    ("Itching over the veins of the right leg.", Presence.POSSIBLE),
    ("Right leg aching does not limit her activities.", Presence.POSSIBLE),
    ("Asymptomatic varicose veins.", Presence.ABSENT),
    ("Denies leg pain, aching, or swelling.", Presence.ABSENT),
    ("Left leg pain limits her walking.", None),
    ("Her mother had leg pain that limited her work.", None),
    ("Chest pain limits exertion.", None),
    ("No stasis dermatitis.", None),
    ("ROS: cardiac, no complaints.", None),
    ("No symptoms of infection of the leg.", None),
    ("Superficial thrombophlebitis of right calf varicosity in 2019.", None),
    ("Healed venous ulcer of the right ankle.", None),
    ("Call us if leg swelling limits you.", None),
]


@pytest.mark.parametrize(("words", "presence"), SYMPTOMS)
def test_symptoms(words: str, presence: Presence | None) -> None:
    assert {f.presence for f in told(words, "vein_symptoms")} == ({presence} if presence else set())


CLASSES: list[tuple[str, list[int]]] = [
    ("CEAP C4a.", [4]),
    ("CEAP classification: C2s, Ep, As, Pr", [2]),
    ("CEAP: right C3, left C1", [3]),
    ("CEAP clinical class 3", [3]),
    ("CEAP C2,3,4a Ep As Pr", [4]),
    ("C2,s Ep As Pr (CEAP)", [2]),
    ("CEAP C1, telangiectasias only.", [1]),
    ("CEAP left leg C5.", []),
    ("C0 no signs, C1 spider veins, C2 varicose veins of the CEAP scale.", []),
    ("CEAP C2 or higher is required.", []),
    ("C2 radiculopathy.", []),
    ("Varicose veins 4 mm.", []),
    ("Her sister is CEAP C4.", []),
]


@pytest.mark.parametrize(("words", "classes"), CLASSES)
def test_the_clinical_class(words: str, classes: list[int]) -> None:
    assert [int(f.number or 0) for f in told(words, "vein_ceap")] == classes


STATED: list[tuple[str, str, Presence | None]] = [
    ("No evidence of DVT.", "vein_clot_stated", Presence.PRESENT),
    ("Deep veins are patent and fully compressible.", "vein_clot_stated", Presence.PRESENT),
    ("Chronic DVT of the left popliteal vein.", "vein_clot_stated", Presence.PRESENT),
    ("Acute DVT of the femoral vein.", "vein_clot_stated", Presence.ABSENT),
    ("Acute occlusive thrombus in the popliteal vein.", "vein_clot_stated", Presence.ABSENT),
    ("Risk of DVT discussed.", "vein_clot_stated", None),
    ("Duplex to rule out DVT.", "vein_clot_stated", None),
    ("No aneurysm; the vein is not tortuous.", "vein_course_stated", Presence.PRESENT),
    ("GSV is straight.", "vein_course_stated", Presence.PRESENT),
    ("Tortuous tributary of the calf.", "vein_course_stated", Presence.PRESENT),
    ("Abdominal aortic aneurysm repaired.", "vein_course_stated", None),
    ("Other causes of edema were excluded.", "vein_causes_ruled_out", Presence.PRESENT),
    ("No heart failure. No lymphedema. ABI 1.08, normal.", "vein_causes_ruled_out", Presence.PRESENT),
    ("No heart failure.", "vein_causes_ruled_out", None),
    ("Heart failure, EF 35%.", "vein_causes_ruled_out", None),
    ("Leg edema due to congestive heart failure.", "vein_other_cause", Presence.PRESENT),
    ("Swelling attributed to amlodipine.", "vein_other_cause", Presence.PRESENT),
    ("Her edema is due to amlodipine in part.", "vein_other_cause", Presence.PRESENT),
    ("Swelling not due to heart failure.", "vein_other_cause", None),
    ("Heart failure, EF 35%.", "vein_other_cause", None),
    ("Radiofrequency ablation for symptomatic reflux.", "vein_purpose", Presence.PRESENT),
    ("Treatment is not cosmetic.", "vein_purpose", Presence.PRESENT),
    ("She is here for treatment of spider veins.", "vein_purpose", Presence.ABSENT),
    ("Unhappy with the appearance of her legs.", "vein_purpose", Presence.ABSENT),
    ("Ablation is not covered for cosmetic reasons.", "vein_purpose", None),
    ("Spider veins of both thighs.", "vein_purpose", None),
    ("She is bothered by painful varicose veins.", "vein_purpose", None),
]


@pytest.mark.parametrize(("words", "concept", "presence"), STATED)
def test_statements(words: str, concept: str, presence: Presence | None) -> None:
    assert {f.presence for f in told(words, concept)} == ({presence} if presence else set())


MEASURES: list[tuple[str, dict[str, int]]] = [
    ("Wore 20-30 mmHg compression stockings for 3 months without relief.", {"compression": 90}),
    ("Compression stockings and leg elevation for 8 weeks, symptoms persist.", {"compression": 56, "elevation": 56}),
    ("Ibuprofen for 6 weeks, walking program for 4 weeks.", {"drug": 42, "exercise": 28}),
    ("Stockings worn daily since 11/05/2025, still aches.", {"compression": 120}),
    ("Stockings 10/01/2025 to 12/15/2025, no improvement.", {"compression": 75}),
    (
        "Conservative measures for 3 months:\n- compression stockings\n- leg elevation\n",
        {"compression": 90, "elevation": 90},
    ),
    ("Varicose veins for 10 years. Wears compression stockings.", {}),
    ("Will wear compression stockings for 3 months.", {}),
    ("Recommend compression stockings for 6 weeks.", {}),
    ("Veins compressible for 3 seconds.", {}),
    ("Her sister wore compression stockings for 3 months.", {}),
    ("Has not tried compression stockings for 6 weeks.", {}),
    ("6 weeks of stockings, 12 weeks of NSAIDs.", {"compression": 42, "drug": 84}),
    ("8 weeks of stockings, NSAIDs for 2 weeks.", {"compression": 56, "drug": 14}),
    ("6 week trial of stockings, leg elevation and NSAIDs.", {"compression": 42, "elevation": 42, "drug": 42}),
    ("Aching with walking for 3 months.", {}),
    ("Coverage requires stockings for 3 months without relief.", {}),
    ("Wore stockings during pregnancy for 3 months.", {}),
    ("Compression stockings for 2 weeks after the procedure.", {}),
]


@pytest.mark.parametrize(("words", "days"), MEASURES)
def test_how_long_measures_were_kept_up(words: str, days: dict[str, int]) -> None:
    found = [f for f in told(words, "vein_measure") if f.presence is Presence.PRESENT]
    assert {f.qualifiers["measure"]: int(f.number or 0) for f in found} == days


def test_results_and_lengths_not_told() -> None:
    assert [f.presence for f in told("Stockings gave good relief.", "vein_measures_failed")] == [Presence.ABSENT]
    assert [f.presence for f in told("Stockings for a year, symptoms persist.", "vein_measures_failed")] == [
        Presence.PRESENT
    ]
    assert told("Wears stockings.", "vein_measure_open")
    assert [f.presence for f in told("No conservative therapy has been tried.", "vein_measure")] == [Presence.ABSENT]


TIMES: list[tuple[str, list[tuple[str, str, int]]]] = [
    ("Right GSV reflux 2.1 s.", [("gsv", "right", 2100)]),
    ("Reflux of 3,200 msec in the left small saphenous vein.", [("ssv", "left", 3200)]),
    ("R GSV: diameter 6.8 mm, reflux 1500 ms.", [("gsv", "right", 1500)]),
    ("Right great saphenous vein reflux >0.5 seconds.", [("gsv", "right", 501)]),
    ("Right GSV reflux 0.5 sec.", [("gsv", "right", 500)]),
    ("Right GSV reflux at SFJ 0.3 s, mid thigh 2.4 s.", [("gsv", "right", 2400)]),
    ("Right GSV reflux 2.4 s; left GSV reflux 0.2 s.", [("gsv", "left", 200), ("gsv", "right", 2400)]),
    ("Right SSV is competent.", [("ssv", "right", 0)]),
    ("No reflux in the left GSV.", [("gsv", "left", 0)]),
    (
        "RIGHT LEG:\nGSV reflux 1.9 sec.\n\nLEFT LEG:\nGSV reflux 0.4 sec.\n",
        [("gsv", "left", 400), ("gsv", "right", 1900)],
    ),
    ("Right anterior accessory saphenous vein reflux 1.2 s.", [("aasv", "right", 1200)]),
    ("Right GSV reflux.", []),
    ("Reflux > 0.5 s is considered abnormal in the right GSV.", []),
    ("Right GSV 6.8 mm.", []),
    ("Previous study (2023): right GSV reflux 3.0 s.", []),
    ("Right leg reflux 2.1 s.", []),
    ("Her sister's right GSV reflux 2.1 s.", []),
]


@pytest.mark.parametrize(("words", "times"), TIMES)
def test_reflux_times(words: str, times: list[tuple[str, str, int]]) -> None:
    found = told(words, "vein_reflux")
    assert sorted((f.qualifiers["vein"], f.side.value if f.side else "", int(f.number or 0)) for f in found) == times


TABLES = (
    "Venous duplex, reflux time in seconds\n\nVein             Diameter (mm)   Reflux (s)\nRight GSV thigh  "
    "7.1             2.3\nRight SSV        3.0             0.2\n",
    "Venous reflux study\n\nVein    Side    Diameter    Reflux time\nGSV     R       7.1 mm      2.3 s\nSSV    "
    " R       3.0 mm      0.2 s\n",
    "Reflux study\n\nVein   Right     Left\nGSV    2.3 s     none\nSSV    0.2 s     none\n",
)


@pytest.mark.parametrize("words", TABLES)
def test_reflux_in_tables(words: str) -> None:
    found = {(f.qualifiers["vein"], f.side): int(f.number or 0) for f in told(words, "vein_reflux")}
    assert found["gsv", Side.RIGHT] == 2300
    assert found["ssv", Side.RIGHT] == 200


MATCHES: list[tuple[str, tuple[str, ...], Presence | None, int | None]] = [
    ("Right GSV reflux 2.1 s.\n\nPlan: radiofrequency ablation of right GSV.", ("RT",), Presence.PRESENT, 2100),
    ("Right GSV reflux 2.1 s.\n\nPlan: radiofrequency ablation of right GSV.", (), Presence.PRESENT, 2100),
    ("Right GSV reflux 2.1 s.\n\nPlan: radiofrequency ablation of left GSV.", (), Presence.ABSENT, None),
    ("Right GSV reflux 2.1 s.\n\nPlan: radiofrequency ablation of right GSV.", ("LT",), Presence.ABSENT, None),
    ("Right SSV reflux 2.1 s. Right GSV competent.\n\nPlan: laser ablation of right GSV.", ("RT",), Presence.ABSENT, 0),
    ("Right GSV reflux 2.1 s.\n\nPlan: vein ablation.", ("RT",), None, None),
    ("Right GSV reflux.\n\nPlan: radiofrequency ablation of right GSV.", ("RT",), None, None),
    (
        "Right GSV reflux 2.1 s. Left GSV reflux 1.1 s.\n\nPlan: ablation of bilateral GSV.",
        ("50",),
        Presence.PRESENT,
        1100,
    ),
    ("Right GSV reflux 2.1 s.\n\nPlan: ablation of right GSV.", ("50",), None, None),
    ("Right GSV reflux 2.1 s. Left GSV ablation in 2019.\n\nPlan: discuss.", ("RT",), None, None),
]


@pytest.mark.parametrize(("words", "modifiers", "agrees", "time"), MATCHES)
def test_the_vein_that_is_asked_for(
    words: str, modifiers: tuple[str, ...], agrees: Presence | None, time: int | None
) -> None:
    assert {f.presence for f in told(words, "vein_agrees", modifiers)} == ({agrees} if agrees else set())
    times = [int(f.number or 0) for f in told(words, "vein_target_reflux", modifiers)]
    assert times == ([] if time is None else [time])


def test_a_record_about_something_else_is_not_read() -> None:
    paper = document(HEAD + "Venous insufficiency, CEAP C5, right GSV reflux 2.1 s." + TAIL)
    assert not list(veins(Chart(Record((), (paper,), ()), request(codes=("E0651",)))))


UNTIMED: list[tuple[str, Presence | None]] = [
    ("Duplex: reflux of the right SSV.\n\nPlan: closure of the right SSV.", Presence.PRESENT),
    ("Duplex: reflux of the left SSV.\n\nPlan: closure of the right SSV.", None),
    ("Reflux of the right SSV is suspected.\n\nPlan: closure of the right SSV.", None),
    ("Daughter called. Her own right SSV reflux was 1.9 s.\n\nPlan: closure of the right SSV.", None),
]


@pytest.mark.parametrize(("words", "agrees"), UNTIMED)
def test_a_study_without_times_still_names_the_vein(words: str, agrees: Presence | None) -> None:
    assert {f.presence for f in told(words, "vein_agrees")} == ({agrees} if agrees else set())
    assert not told(words, "vein_target_reflux")


MORE_CLASSES: list[tuple[str, list[int]]] = [
    ("CEAP: C4b (R), C2 (L)", [4]),
    ("CEAP C2 left, C5 right", [5]),
    ("CEAP right C1, left C5", [1]),
    ("CEAP clinical classification [ ] C1 [ ] C2 [x] C3 [ ] C4", [3]),
    ("CEAP class:\n[ ] C1 telangiectasias\n[x] C4 skin changes", [4]),
    ("CEAP class:\n[ ] C1 telangiectasias\n[ ] C4 skin changes", []),
]


@pytest.mark.parametrize(("words", "classes"), MORE_CLASSES)
def test_the_class_of_the_asked_leg_and_of_ticked_boxes(words: str, classes: list[int]) -> None:
    assert [int(f.number or 0) for f in told(words, "vein_ceap")] == classes


def test_rows_go_on_about_the_reflux_above_them() -> None:
    words = "Venous reflux study\n\nRIGHT LEG\nSFJ            2.2 sec\nGSV prox       3.0 sec\nSSV            0.1 sec\nLEFT LEG\nGSV prox       0.2 sec\n"
    found = {(f.qualifiers["vein"], f.side): int(f.number or 0) for f in told(words, "vein_reflux")}
    assert found == {("gsv", Side.RIGHT): 3000, ("ssv", Side.RIGHT): 100, ("gsv", Side.LEFT): 200}


def test_a_side_that_was_treated_before_is_not_the_one_asked_for() -> None:
    words = "Request ablation of right GSV, s/p left GSV RFA in 2023."
    assert [f.side for f in told(words, "vein_target")] == [Side.RIGHT]


KEPT: list[tuple[str, bool]] = [
    ("Non-compliant with compression stockings for 3 months.", False),
    ("Refused compression stockings.", False),
    ("Stockings for 3 months w/o relief.", True),
]


@pytest.mark.parametrize(("words", "counts"), KEPT)
def test_stockings_that_were_not_worn_do_not_count(words: str, *, counts: bool) -> None:
    assert bool(told(words, "vein_measure")) is counts


DAYS: list[tuple[str, str]] = [
    ("Right GSV reflux 3.0 s.", "2026-03-05"),
    ("Duplex of 02/10/2026: right GSV reflux 3.0 s.", "2026-02-10"),
    ("Duplex 02/2024 showed right GSV reflux of 3.0 s.", "2024-02"),
]


@pytest.mark.parametrize(("words", "day"), DAYS)
def test_a_study_has_the_day_that_its_sentence_names(words: str, day: str) -> None:
    assert [f.date.iso() for f in told(words, "vein_reflux") if f.date is not None] == [day]


def test_what_was_copied_from_an_older_note_tells_nothing() -> None:
    words = "[Copied forward from 01/10/2024: CEAP C4, right GSV reflux 2.0 s.]\n\nCEAP C1."
    assert [int(f.number or 0) for f in told(words, "vein_ceap")] == [1]
    assert not told(words, "vein_reflux")
