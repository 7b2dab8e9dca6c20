"""Onset rows, images told over two sentences, ledgers with lines below, calls after a block, dates linked to another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.readers.spine.complaint import complaint
from accord.evidence.readers.spine.exclusions import exclusions
from accord.evidence.readers.spine.plan import plans
from accord.evidence.readers.spine.sessions import sessions
from accord.records.findings import Presence
from tests.evidence.readers.spine_notes import found

HEAD = "Riverbend Spine Clinic\nPatient: Ada Nowak   DOB 02/03/1950\n"

ONSET_ROWS = [
    "Pain location: low back, both sides\nOnset: October 2024, gradual",
    "Low back pain.\nLegs: none.\nDuration: 18 months",
    "Area of pain   lumbar, R > L\nHow long:   3 years",
    "CC: low back pain\nScore (NRS): 7\nDate of onset: 03/2025",
    "Chief complaint - lower back ache\nBegan: spring 2024",
    "Lumbar pain, axial\nSymptom onset   January 2025",
    "Pain: low back\nWorst pain 9\nOnset - 2023, no injury",
]


@pytest.mark.parametrize("text", ONSET_ROWS)
def test_a_row_that_says_since_when(text: str) -> None:
    dates = [each.date for each in found(complaint, "pain_onset", text)]
    assert dates
    assert all(date is not None and date.year in (2023, 2024, 2025) for date in dates)


NOT_ONSET_ROWS = [
    "CC: low back ache\nKnee pain, right\nOnset: October 2024",
    "Low back tender.\nHypertension\nOnset: 2015",
    "Neck pain\nOnset: October 2024",
    "Lumbar exam normal.\nMigraines\nDuration: 10 years",
    "Depression\nOnset: 2019",
    "Low back pain\nStarted naproxen January 2025",
    "Low back pain\nMedications\nStarted: Jan 2025 gabapentin",
    "Low back pain NRS 7\nDuration: 10 min sitting",
    "Low back pain\nDuration of PT: 3 years",
    "Low back pain\nPT began: January 2025",
    "Lower back pain\nShoulder\nSince: 2020",
]


@pytest.mark.parametrize("text", NOT_ONSET_ROWS)
def test_a_row_about_something_else_is_no_onset(text: str) -> None:
    assert found(complaint, "pain_onset", text) == []


CARRIED_IMAGES = [
    "MRI 4/2026 (outside, viewed by me): R>L facet arthropathy L3-4. No fracture, no mass, no infection, no stenosis.",
    "CT lumbar 1/2026 shows facet hypertrophy. No compression fracture or tumor.",
    "X-rays: degenerative discs, facet arthrosis. No fracture.",
    "MRI report: canal patent, facets arthritic. Without discitis or mass.",
    "Films 3/2026 unremarkable alignment. There is no fracture or instability.",
    "MRI L-spine: facet effusions. No marrow lesion. No fracture.",
]


@pytest.mark.parametrize("text", CARRIED_IMAGES)
def test_an_image_told_in_two_sentences_below_the_history(text: str) -> None:
    told = found(exclusions, "other_pathology", f"PMH: depression, GERD.\n{text}\nEXAM: SLR neg.\n")
    assert Presence.ABSENT in {each.presence for each in told}


NOT_CARRIED_IMAGES = [
    "MRI ordered, facets suspected. No fracture history.",
    "MRI of the knee shows arthritis. No fracture.",
    "MRI lumbar pending, disc? No mass, no infection.",
    "MRI 2025 facet arthropathy. No cancer.",
    "MRI 2025 facet arthropathy. No recent infection, no fever.",
    "Never had an MRI of discs. No fracture ever.",
    "X-ray 2019 facet disease. No fracture then.",
    "MRI shows facet arthropathy. No mass effect on the nerve.",
]


@pytest.mark.parametrize("text", NOT_CARRIED_IMAGES)
def test_a_denial_that_no_image_shows(text: str) -> None:
    told = found(exclusions, "other_pathology", f"PMH: depression, GERD. {text}\n")
    assert Presence.ABSENT not in {each.presence for each in told}


LEDGERS = [
    ("     NRS  pre 7    +30m 0.5  +1h 0.5  +3h 0.5  +4h 5", Decimal(3), True),
    ("     before 8   30 min 1   1 h 1   2 h 1   4 h 1   6 h 5     best 88 %", Decimal(4), True),
    ("     Pain pre 6/10, 30 min 4/10, 2 h 4/10", Decimal(2), False),
    ("     relief 90 % for 5 hours", Decimal(5), True),
    ("Relief: 40 % lasting 3 hours", Decimal(3), False),
]


@pytest.mark.parametrize(("line", "hours", "enough"), LEDGERS)
def test_scores_below_the_row_of_a_ledger(line: str, hours: Decimal, enough: bool) -> None:
    text = (
        f"{HEAD}BLOCK SHEET\n#1   05/04/2026   RIGHT   L3 L4 MB + L5 DR   lidocaine 2%   fluoro\n{line}\n"
        f"#2   06/01/2026   RIGHT   L3 L4 MB + L5 DR   bupivacaine 0.5%   fluoro\n{line}\n"
        "Index pain: R low back. Recorded by RN.\n"
    )
    told = found(sessions, "block_relief", {"sheet.txt": text})
    assert [each.value >= 80 for each in told if isinstance(each.value, Decimal)] == [enough, enough]
    assert {each.value for each in found(sessions, "block_relief_hours", {"sheet.txt": text})} == {hours}


LINES_OF_ANOTHER = [
    "Goal: relief 80 % or more",
    "Allergies none, 80 % of visits kept",
    "06/20/2026   RIGHT ESI   90 % relief",
    "     if relief is 80 % repeat",
    "     Neck pain pre 7 post 1",
    "     unrelated knee pain before 8, 1 h 1",
    "     sedation midazolam 2 mg, 90 % awake",
    "     BP pre 140/80 post 120/70",
    "     function better 90 %",
    "     O2 sat 98 %",
]


@pytest.mark.parametrize("line", LINES_OF_ANOTHER)
def test_lines_below_a_ledger_that_measure_nothing(line: str) -> None:
    text = (
        f"{HEAD}BLOCK SHEET\n#1   05/04/2026   RIGHT   L3 L4 MB + L5 DR   lidocaine 2%   fluoro\n"
        f"#2   06/01/2026   RIGHT   L3 L4 MB + L5 DR   bupivacaine 0.5%   fluoro\n{line}\n"
    )
    assert found(sessions, "block_relief", {"sheet.txt": text}) == []


RELIEF_AHEAD = [
    (
        "93 percent for three hours with lidocaine on June 1, and 40 percent for one hour with bupivacaine on June 8.",
        [93, 40],
    ),
    ("40 % on May 4, 2026 and 90 % on June 1, 2026.", [40, 90]),
    ("85 percent on 05/04/2026 and 60 percent on 06/01/2026.", [85, 60]),
    ("on May 4, 2026 40 %, and on June 1, 2026 90 %.", [40, 90]),
    ("she had 50 % relief on 5/4/2026 and 95 % relief on 6/1/2026.", [50, 95]),
]


@pytest.mark.parametrize(("words", "shares"), RELIEF_AHEAD)
def test_each_relief_goes_to_its_own_date(words: str, shares: list[int]) -> None:
    text = f"Low back pain. Two medial branch blocks, right L4-5 and L5-S1: {words}\n"
    told = found(sessions, "block_relief", text)
    assert [each.value for each in told] == shares


SHEET = (
    f"{HEAD}PROCEDURE NOTE 06/01/2026\nRight L2, L3, L4 medial branch blocks, fluoroscopy. Bupivacaine 0.5 %, 0.5 mL each.\n"
    "No complications.\nElectronically signed by Ana Ruiz, MD 06/01/2026\n"
)
CALLS = [
    (
        "Post-procedure call 06/03/2026, Dr. Ruiz with patient",
        "Best relief from 8 to 3 which is about 60 %, held around 4 hours.",
        60,
    ),
    (
        "Telephone follow-up after medial branch block 06/02/2026",
        "Pain went from 8/10 to 2/10, 75 % better for 5 hours.",
        75,
    ),
    ("Post-block visit 06/08/2026", "She had 50 percent relief for about 3 hours.", 50),
    ("Phone note after the block 06/02/2026", "Improved from 9 to 3, then back.", Decimal(200) / 3),
    ("Contact following injection 06/02/2026", "Relief was 40 %, lasting two hours.", 40),
]


@pytest.mark.parametrize(("head", "words", "share"), CALLS)
def test_a_call_that_tells_what_the_block_did(head: str, words: str, share: Decimal) -> None:
    call = f"Riverbend Spine Clinic - {head}\nPatient: Ada Nowak DOB 02/03/1950\n{words}\nPlan: repeat block.\nAna Ruiz, MD\n"
    told = found(sessions, "block_relief", {"block.txt": SHEET, "call.txt": call})
    assert [round(each.value, 1) for each in told if isinstance(each.value, Decimal)] == [round(Decimal(share), 1)]


NOT_OF_THE_BLOCK = [
    ("Post-procedure call 06/03/2026", "If relief is 80 % we repeat the block."),
    ("Post-procedure call 06/03/2026", "Epidural gave 90 % relief. Next: block."),
    ("Phone note 06/03/2026", "Tylenol gave 90 % relief. Block discussed."),
    ("Post-procedure call 06/03/2026", "Plan: 80 % relief needed before the next block."),
    ("Post-procedure call 06/03/2026", "After the ablation 90 % relief. Block not needed."),
    ("Post-block visit 06/08/2026", "From 8 to 4, she says 90 % better."),
]


@pytest.mark.parametrize(("head", "words"), NOT_OF_THE_BLOCK)
def test_a_call_that_tells_no_relief_of_the_block(head: str, words: str) -> None:
    call = f"Riverbend Spine Clinic - {head}\nPatient: Ada Nowak DOB 02/03/1950\n{words}\nAna Ruiz, MD\n"
    told = found(sessions, "block_relief", {"block.txt": SHEET, "call.txt": call})
    assert not [each for each in told if isinstance(each.value, Decimal) and each.value >= 80]


RESULT_ROWS = [
    "Response to first block:  [x] excellent   [ ] fair",
    "Result of 1st MBB   (x) positive",
    "Relief from previous block [x] yes",
    "Outcome of diagnostic block: ☒ good",
    "Patient response to prior injection: [X] > 80 %",
]


@pytest.mark.parametrize("row", RESULT_ROWS)
def test_a_row_on_what_was_done_asks_for_nothing(row: str) -> None:
    order = (
        f"{HEAD}ORDER   second diagnostic MBB\nDate 06/15/2026\nRIGHT L2 L3 L4 medial branches (L3-4, L4-5)\n{row}\n"
    )
    told = found(plans, "planned_procedure", {"order.txt": order})
    assert {each.qualifiers["number"] for each in told} - {""} == {"2"}


ABLATION_DATES = [
    "After the ablation of 04/08/2025: 70 % better until the end of March this year, nearly twelve months.",
    "RFA 04/08/2025, relief until May 2026 and this summer fine.",
    "Left RFA on 04/08/2025. She danced in November 2025 and again this spring.",
    "Radiofrequency ablation 4/8/2025 held well, back in March of this year.",
    "Ablation was done on April 8, 2025; pain returned in April 2026.",
]


@pytest.mark.parametrize("text", ABLATION_DATES)
def test_the_days_of_relief_are_no_ablations(text: str) -> None:
    told = found(sessions, "last_rfa", f"Low back pain.\n{text}\n", ("64635",))
    assert [str(each.date) for each in told] == ["2025-04-08"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("5 Two facet blocks >= 80 % :   [x] yes      (per staff)", 0),
        ("[x] Two medial branch blocks with at least 80 % relief", 0),
        ("☒ both diagnostic facet blocks > 80 % relief", 0),
        ("Two medial branch blocks done, each with more than 80 % relief.", 2),
    ],
)
def test_a_ticked_threshold_of_a_form_is_no_measured_relief(row: str, expected: int) -> None:
    worksheet = f"Prior auth worksheet   04/14/2026\n{row}\nSigned: R. Novak DO\n"
    assert len(list(found(sessions, "block_relief", HEAD + worksheet))) == expected
