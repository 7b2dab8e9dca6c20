"""Nights of oximetry, titrations and untreated sleep tests."""

from __future__ import annotations

import pytest

from accord.records.findings import Finding
from tests.evidence.papers import chart, request

NIGHT = "Hillcrest Hospital Pulmonary Lab\nOVERNIGHT OXIMETRY\nAgnes B. Torvald  DOB 04/09/1952   Night of 02/18/2026   {}\n\n{}\n"
SLEEP = "St. Anne Sleep Center\n{}\nTorvald, Agnes   DOB 04/09/1952   Study date: 02/10/2026\n{}\n"
NOTE = (
    "Lakeside Pulmonary Clinic\nOFFICE VISIT  03/02/2026\nPatient: Agnes B. Torvald  DOB 04/09/1952\n\n{}\n\n"
    "Ruth Calloway, MD   Electronically signed 03/02/2026\n"
)


def told(text: str) -> dict[str, str]:
    found = [f for f in chart({"report.txt": text}, request(codes=("E1390",))).findings if f.tool.startswith("oxygen")]
    return {_name(f): f"{f.number:.1f}" for f in found if f.number is not None}


def _name(found: Finding) -> str:
    baseline = found.qualifiers.get("baseline")
    return f"{found.concept}/{baseline}" if baseline else found.concept


LINES: list[tuple[str, dict[str, str]]] = [
    ("Lowest 81 %", {"sleep_saturation_low": "81.0"}),
    ("Nadir SpO2: 79%", {"sleep_saturation_low": "79.0"}),
    ("Min SpO2 ........ 84 %", {"sleep_saturation_low": "84.0"}),
    ("Highest SpO2: 97%    Lowest SpO2: 78%", {"sleep_saturation_low": "78.0"}),
    ("Time at or below 88 %   18.4 min", {"sleep_minutes_at_88": "18.4"}),
    ("Cumulative time <= 88%: 1 h 12 min", {"sleep_minutes_at_88": "72.0"}),
    ("Time (hr:min:sec) with SpO2 <= 88%:  01:42:36  (23.5 %)", {"sleep_minutes_at_88": "102.6"}),
    ("T88 12.5 min", {"sleep_minutes_at_88": "12.5"}),
    ("Minutes at or below 88%: 7", {"sleep_minutes_at_88": "7.0"}),
    ("41 minutes at or below 88%", {"sleep_minutes_at_88": "41.0"}),
    ("Time below 89 %  33 min", {"sleep_minutes_at_88": "33.0"}),
    ("Time below 90 %  133 min", {}),
    ("Longest continuous <= 88 %  9.6 min", {}),
    ("Valid recording 7 h 02 min", {"sleep_recording_time": "422.0"}),
    ("valid time            7:22 (h:mm)", {"sleep_recording_time": "442.0"}),
    ("Total recording time: 07:26:12", {"sleep_recording_time": "446.2"}),
    ("Recorded, valid   6.5 hours", {"sleep_recording_time": "390.0"}),
    ("Mean SpO2 91 %\nLowest 84 %", {"sleep_saturation_low": "84.0", "sleep_saturation_drop/mean": "7.0"}),
    (
        "Awake baseline SpO2 (first 10 min)  94 %\nNadir  84 %",
        {"sleep_saturation_low": "84.0", "sleep_saturation_drop/awake": "10.0", "awake_baseline_saturation": "94.0"},
    ),
    ("Time <=88%: 22.4% of study (105.7 min)", {"sleep_minutes_at_88": "105.7"}),
    (
        "Total recording time 400 min\nTime <= 88 %: 22.5 %",
        {"sleep_recording_time": "400.0", "sleep_minutes_at_88": "90.0"},
    ),
    (
        "SpO2 range      Time (min)   %\n96-100          12           3\n<=88            91           22",
        {"sleep_minutes_at_88": "91.0"},
    ),
    ("Mean pulse 72   Lowest pulse 51", {}),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_of_a_night(line: str, expected: dict[str, str]) -> None:
    shown = told(NIGHT.format("room air", line + "\nODI 3.1"))
    assert shown == expected


def test_time_at_88_counts_before_time_below_88() -> None:
    found = chart(
        {"night.txt": NIGHT.format("RA", "Lowest 80 %\nTime below 88%: 14 min\nTime <= 88%  18.4 minutes")}, request()
    )
    (minutes,) = found.of(["sleep_minutes_at_88"])
    assert (str(minutes.value), minutes.qualifiers["limit"]) == ("18.4", "at_88")


@pytest.mark.parametrize(
    ("head", "oxygen"), [("on ROOM AIR", "room_air"), ("on 2 L/min nasal cannula", "on_oxygen"), ("", "unstated")]
)
def test_a_night_says_on_what_it_was_recorded(head: str, oxygen: str) -> None:
    (low,) = chart({"night.txt": NIGHT.format(head, "Lowest 80 %\nMean 91 %")}, request()).of(["sleep_saturation_low"])
    assert low.qualifiers["oxygen"] == oxygen


NOTES: list[tuple[str, dict[str, str]]] = [
    (
        "Overnight oximetry on room air: low of 84 %, about 41 min at or under 88.",
        {"sleep_saturation_low": "84.0", "sleep_minutes_at_88": "41.0"},
    ),
    (
        "Nocturnal oximetry showed desaturation to 79% for 22 minutes.",
        {"sleep_saturation_low": "79.0", "sleep_minutes_at_88": "22.0"},
    ),
    (
        "The overnight pulse ox spent 1 h 5 min at or below 88%, nadir 80%.",
        {"sleep_saturation_low": "80.0", "sleep_minutes_at_88": "65.0"},
    ),
    ("Overnight oximetry did not go below 90.", {}),
    ("She sleeps 7 hours a night and feels well.", {}),
]


@pytest.mark.parametrize(("text", "expected"), NOTES)
def test_a_note_tells_of_a_night(text: str, expected: dict[str, str]) -> None:
    assert {k: v for k, v in told(NOTE.format(text)).items() if k.startswith("sleep")} == expected


TABLE = """Pressure   Time (min)  AHI    Min SpO2   T<=88% (min)   O2 (L/min)
8          55          22.0   80         12.0           0
10         70          12.4   82         15.5           0
12         140         5.1    84         58.0           0
12         90          4.8    91         0              2
"""


def test_a_titration_counts_at_the_optimal_pressure_without_added_oxygen() -> None:
    shown = told(SLEEP.format("PAP TITRATION (95811)", TABLE + "Optimal CPAP 12 cm H2O."))
    assert shown == {
        "titration_saturation_low": "84.0", "titration_ahi": "5.1", "titration_minutes_at_88": "58.0", "titration_time": "355.0",
    }  # fmt: skip


def test_without_a_recommendation_the_last_calm_pressure_is_the_optimal_one() -> None:
    shown = told(
        SLEEP.format(
            "CPAP TITRATION STUDY", TABLE.replace("12         90          4.8    91         0              2\n", "")
        )
    )
    assert (shown["titration_ahi"], shown["titration_saturation_low"]) == ("5.1", "84.0")


def test_a_titration_in_words() -> None:
    words = (
        "Total sleep time 322 minutes\nAt the optimal pressure of 13 cm H2O the AHI was 4.2 events per hour.\n"
        "At this pressure the lowest oxygen saturation was 83%."
    )
    shown = told(SLEEP.format("CPAP TITRATION STUDY", words))
    assert shown == {"titration_ahi": "4.2", "titration_saturation_low": "83.0", "titration_time": "322.0"}


@pytest.mark.parametrize(
    "lines",
    [
        "AHI 31.0 /h (4%)  Lowest SpO2 72%  Mean 88%  T88 133 min",
        "REI 38.4\nBaseline SpO2 94 %   Mean 90 %       Lowest 72 %",
    ],
)
def test_a_test_of_untreated_sleep_is_no_night_of_oximetry(lines: str) -> None:
    shown = told(SLEEP.format("HOME SLEEP APNEA TEST", lines + "\nImpression: severe OSA, recommend CPAP titration."))
    assert shown == {"untreated_sleep_saturation_low": "72.0"}
