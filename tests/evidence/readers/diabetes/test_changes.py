"""Changes of treatment against low glucose: each with its day, and counts that notes state."""

from __future__ import annotations

import pytest

from accord.evidence.readers.diabetes.changes import changes
from tests.evidence.readers.diabetes.notes import visit


def days(words: str) -> list[str]:
    """Days of the changes."""
    return sorted({f.date.iso() for f in changes(visit(words)) if f.concept == "treatment_change" and f.date})


def stated(words: str) -> set[int]:
    """Counts that are stated."""
    return {
        int(f.number) for f in changes(visit(words)) if f.concept == "treatment_change_count" and f.number is not None
    }


CHANGED = [
    ("Glipizide reduced from 10 to 5 mg on 09/03/2025, then stopped on 11/10/2025.", ["2025-09-03", "2025-11-10"]),
    (
        "On 10/01/2025 we cut glimepiride to 2 mg; on 12/02/2025 glimepiride was discontinued.",
        ["2025-10-01", "2025-12-02"],
    ),
    ("Basal lowered 22 -> 18 units 11/4/2025 and A1c goal relaxed to < 8 on 12/9/2025.", ["2025-11-04", "2025-12-09"]),
    ("Glyburide switched to sitagliptin 08/15/2025.", ["2025-08-15"]),
    ("Bedtime snack added 12/01/2025.", ["2025-12-01"]),
    ("Carb ratio 1:9 to 1:11 on 1/5/2026.", ["2026-01-05"]),
    ("Decrease glipizide to 2.5 mg.", ["2026-02-10"]),
    ("Stop glimepiride today.", ["2026-02-10"]),
    ("Meal plan revised with the dietitian on 11/20/2025.", ["2025-11-20"]),
    ("10/6/2025: held glyburide.", ["2025-10-06"]),
    ("Increased Lantus from 18 to 22 units on 12/1/2025.", []),
    ("Consider reducing glipizide at the next visit.", []),
    ("We may stop the sulfonylurea.", []),
    ("Stopped smoking in 2019.", []),
    ("Reduced salt intake.", []),
    ("No dose was reduced.", []),
    ("11/4/25 dropped Lantus from 24 to 20; 12/10/25 took away the supper Humalog.", ["2025-11-04", "2025-12-10"]),
    ("Sulfonylurea stopped in October 2025.", ["2025-10"]),
    ("In September 2025 glipizide XL went from 10 to 5 mg.", ["2025-09"]),
    ("A1c goal loosened to 8 on 1/6/2026.", ["2026-01-06"]),
    ("She was told 12/15/2025 to add a bedtime snack.", ["2025-12-15"]),
    ("Overnight basal 0.8 -> 0.65 on 12/1/2025.", ["2025-12-01"]),
    ("glimepiride held 1/2/26", ["2026-01-02"]),
    ("12/5/2025 - dietitian reworked her meal plan", ["2025-12-05"]),
    ("lispro at lunch cut by half on 10/30/2025", ["2025-10-30"]),
    ("Reduced walking after lunch.", []),
    ("metformin increased 12/1/2025", []),
    ("Changes: (1) 9/8/25 glipizide 10->5; (2) 11/3/25 glipizide d/c.", ["2025-09-08", "2025-11-03"]),
    ("Glimepiride dose was halved in Oct 2025 and the drug was stopped 12/1/2025.", ["2025-10", "2025-12-01"]),
    ("Because of lows: basal cut 10% 11/2/2025, bedtime snack started 11/30/2025.", ["2025-11-02", "2025-11-30"]),
    ("Humalog ratio changed from 1:8 to 1:10 on 12/12/2025.", ["2025-12-12"]),
    ("On 10/9/25 target A1c raised.", ["2025-10-09"]),
    ("Dr. Ito lowered Levemir 12/22/2025.", ["2025-12-22"]),
    ("Discontinued aspirin 12/1/2025.", []),
    ("Cut finger 12/1/2025.", []),
    ("Lisinopril reduced 12/1/2025.", []),
]


@pytest.mark.parametrize(("words", "expected"), CHANGED)
def test_days_of_changes(words: str, expected: list[str]) -> None:
    assert days(words) == expected


COUNTED = [
    ("That is the only change made before today.", {1}),
    ("The only change since spring was the overnight basal.", {1}),
    ("Only one dose reduction so far.", {1}),
    ("No change in regimen for lows.", {0}),
    ("Basal dose has not changed since spring 2024 and no other med or meal plan changes since then.", {0}),
    ("No medication changes have been made for the lows.", {0}),
    ("Regimen unchanged since 2023.", {0}),
    ("Doses have never been adjusted.", {0}),
    ("No changes today.", set()),
    ("P: no dose changes.", set()),
    ("Regimen was adjusted elsewhere, I do not know what was changed.", set()),
]


@pytest.mark.parametrize(("words", "expected"), COUNTED)
def test_counts_of_changes(words: str, expected: set[int]) -> None:
    assert stated(words) == expected
