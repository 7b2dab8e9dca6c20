"""Blocks and ablations that were done, from their own papers and from what others tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.readers.spine.levels import levels_in
from accord.evidence.readers.spine.relief import hours_in, reliefs
from accord.evidence.readers.spine.sessions import sessions
from tests.evidence.readers.spine_notes import chart_of, found

LEVELS = [
    ("l4-5 and l5-s1 facet joints", "L4-L5 L5-S1"),
    ("l3, l4 medial branches and l5 dorsal ramus", "L4-L5 L5-S1"),
    ("l2-l3-l4 mb rfa", "L3-L4 L4-L5"),
    ("c4/c5/c6 medial branch nerve block", "C4-C5 C5-C6"),
    ("l3/l4 medial branch + l5 dr blocks", "L4-L5 L5-S1"),
    ("bilateral l4-l5 and l5-s1 medial branch blocks", "L4-L5 L5-S1"),
    ("l3-l5 mbb", "L4-L5 L5-S1"),
    ("t9, t10, t11 mbb", "T10-T11 T11-T12"),
    ("l3-s1 facets", "L3-L4 L4-L5 L5-S1"),
    ("c2-3 and third occipital nerve", "C2-C3"),
    ("l4/5, l5/s1 facet blocks", "L4-L5 L5-S1"),
    ("c7-t1 facet", "C7-T1"),
    ("l3,4,5 medial branch blocks", "L4-L5 L5-S1"),
    ("medial branches at l3 and l4", "L4-L5"),
    ("c5 and c6 medial branch", "C5-C6"),
    ("t12-l1 facet joint", "T12-L1"),
    ("l1, l2, l3, l4 medial branches", "L2-L3 L3-L4 L4-L5"),
    ("l4-5 facet (l3 and l4 medial branches)", "L4-L5"),
    ("medial branches of l2, l3, and l4", "L3-L4 L4-L5"),
    ("c3-4, c4-5, c5-6 rfa", "C3-C4 C4-C5 C5-C6"),
    ("l4 through s1 facet joints", "L4-L5 L5-S1"),
    ("right l4 mb and l5 dorsal ramus", "L5-S1"),
    ("bupivacaine 0.5 ml at l3, l4 medial branch", "L4-L5"),
    ("two levels", ""),
    ("no level named", ""),
]

RELIEF = [
    ("90% relief for 5 hours", "90", ""),
    ("relief at peak 86 %.", "86", ""),
    ("reported greater than 80% pain relief", "80", "above"),
    (">80% relief", "80", "above"),
    ("80% or more improvement in pain", "80", "above"),
    ("at least 80 percent reduction in her pain", "80", "above"),
    ("less than 50% relief", "50", "below"),
    ("approximately 75% improvement", "75", ""),
    ("70-75% relief", "70", ""),
    ("% relief (pt) 88", "88", ""),
    ("percent relief: 85", "85", ""),
    ("pain decreased by 85%", "85", ""),
    ("100% pain relief x 4 hours", "100", ""),
    ("index pain fell from 8 to 1 (87.5 %)", "87.5", ""),
    ("relief 7/8 = 88 %", "88", ""),
    ("mbb #1: 85%", "85", ""),
    ("first block 90 % relief", "90", ""),
    ("complete relief, 95% better", "95", ""),
    ("patient was 80% better for the afternoon", "80", ""),
    ("<80% relief", "80", "below"),
]

NO_RELIEF = [
    "bupivacaine 0.5 % used",
    "lidocaine 2% 1 ml per level",
    "oswestry 46%",
    "odi 24% (was 48%)",
    "if >80% relief, will proceed to rfa",
    "requires at least 80% relief",
    "good relief",
    "the foramen is narrowed 50% stenosis",
    "marcaine 0.25% 0.5 ml, no steroid",
    "spo2 98%",
]

HOURS = [
    ("relief lasted 5 hours", "5"),
    ("90% relief for 6 hrs", "6"),
    ("effect about 5 h, fits the agent", "5"),
    ("relief lasting 4-5 h", "4"),
    ("duration approx 4 1/2 h of relief", "4.5"),
    ("90% relief x 3 hours", "3"),
    ("relief for roughly 2.5 h", "2.5"),
    ("88 % relief lasting approximately six hours", "6"),
    ("relief lasted 30 minutes", "0.5"),
]

HEAD = "LAKE SURGERY CENTER\nPROCEDURE NOTE\nPatient: Ada Nowak  DOB 02/03/1950   Date of procedure: 05/05/2026\n"

LOGS = [
    ("Pre 8/10. Post 1/10.", "87.5"),
    ("Pain before 8/10, after 2/10.", "75"),
    ("time      score\nbefore      7\n30 min      1\n2 h         2\n6 h         6", "85.7"),
    ("| time | NRS |\n| 09:40 (pre) | 8 |\n| 10:15 | 1 |\n| 12:15 | 4 |", "87.5"),
    ("NRS low back: pre 10, +15 min 3, +1 h 1, +3 h 2", "90"),
    ("Pain went from 8/10 to 2/10.", "75"),
    ("Pain score decreased from 7 to 1 within 20 minutes.", "85.7"),
    ("Pre-procedure pain: 8/10\n15 minutes post-procedure pain: 2/10\n60 min post: 1/10", "87.5"),
    ("8          pre\n1          20 min\n2          2 h", "87.5"),
    ("Time     Pre    15 min   30 min   1 hr   4 hr\nNRS      8      3        1        1      5", "87.5"),
    ("Baseline NRS 6. At 30 minutes 1. At 2 hours 1.", "83.3"),
    ("VAS: pre 7 -> post 1", "85.7"),
]


@pytest.mark.parametrize(("words", "names"), LEVELS)
def test_levels_are_joints(words: str, names: str) -> None:
    assert levels_in(words).names == names


@pytest.mark.parametrize(("words", "percent", "bound"), RELIEF)
def test_relief_is_read_in_percent(words: str, percent: str, bound: str) -> None:
    assert [(r.percent, r.bound) for r in reliefs(words, context=True)][:1] == [(Decimal(percent), bound)]


@pytest.mark.parametrize("words", NO_RELIEF)
def test_other_percentages_are_no_relief(words: str) -> None:
    assert list(reliefs(words, context=True)) == []


@pytest.mark.parametrize(("words", "hours"), HOURS)
def test_the_length_of_relief_is_read_in_hours(words: str, hours: str) -> None:
    seen = hours_in(words)
    assert seen is not None
    assert seen[0] == Decimal(hours)


@pytest.mark.parametrize(("log", "percent"), LOGS)
def test_relief_is_reckoned_from_the_scores_of_a_log(log: str, percent: str) -> None:
    paper = f"{HEAD}Procedure: Right L3, L4 medial branch and L5 dorsal ramus block, diagnostic #1, fluoroscopy\nBupivacaine 0.5%. Tolerated well.\n{log}\n"
    seen = found(sessions, "block_relief", {"block.txt": paper})
    assert [round(f.number, 1) for f in seen if f.number is not None] == [Decimal(percent)]
    assert {f.qualifiers["scored"] for f in seen} == {"yes"}


TOLD = [
    (
        "Two left medial branch blocks, 3/12/2026 (88%) and 4/9/2026 (90%).",
        [("2026-03-12", "88"), ("2026-04-09", "90")],
    ),
    (
        "First MBB on 3/1/2026 gave 90% relief. Second MBB on 4/1/2026 gave 85% relief.",
        [("2026-03-01", "90"), ("2026-04-01", "85")],
    ),
    ("MBB #1 85 %, MBB #2 90 %.", [(None, "85"), (None, "90")]),
    ("He had two positive medial branch blocks with 85% and 90% relief.", [(None, "85"), (None, "90")]),
    ("Both MBBs gave >80% relief.", [(None, "80"), (None, "80")]),
    ("Diagnostic MBB 02/10/2026: 70% relief.", [("2026-02-10", "70")]),
    ("L4-5 medial branch block was performed on 5/5/2026 with 100% relief for 4 hours.", [("2026-05-05", "100")]),
    ("S/p medial branch block 5/5/26, 90% improvement.", [("2026-05-05", "90")]),
]


@pytest.mark.parametrize(("words", "expected"), TOLD)
def test_blocks_are_told_of_in_notes(words: str, expected: list[tuple[str | None, str]]) -> None:
    seen = found(sessions, "block_relief", words)
    assert [(f.date.iso() if f.date else None, str(f.value)) for f in seen] == expected


@pytest.mark.parametrize(
    "words",
    [
        "Plan: left L3, L4 medial branch block.",
        "If the block gives 80% relief, we will repeat it.",
        "Discussed medial branch blocks.",
        "Epidural steroid injection 3/2/2026 gave 50% relief.",
        "Genicular nerve block of the right knee 3/2/2026.",
        "Requests a medial branch block.",
    ],
)
def test_what_is_planned_or_of_another_nerve_is_no_session(words: str) -> None:
    assert [f for f in found(sessions, "facet_block", words) if f.presence.value == "present"] == []


NEVER = [
    "Never had spinal injections or ablations.",
    "No prior RFA.",
    "He has never had any injection or ablation in the back.",
    "NO facet injections, no nerve burning, ever.",
    "Spine injections or ablation: none.",
    "She has not had an ablation of any nerve before.",
    "No history of radiofrequency ablation.",
    "No previous ablation.",
    "Never had radiofrequency before.",
    "No earlier ablation.",
    "Denies prior RFA.",
    "Has had no prior radiofrequency ablation.",
    "No prior spinal injections or radiofrequency ablation.",
    "Prior RFA: none",
    "RFA: never",
    "Patient is naive to radiofrequency ablation.",
    "No prior neurotomy or facet injections.",
    "There has been no previous radiofrequency treatment of the spine.",
]


@pytest.mark.parametrize("words", NEVER)
def test_an_ablation_is_said_never_to_have_been(words: str) -> None:
    assert {f.presence.value for f in found(sessions, "facet_rfa", words)} == {"absent"}


DONE = [
    ("Right L4-5 RFA on 08/05/2025.", "2025-08-05"),
    ("Last RFA 10/21/25.", "2025-10-21"),
    ("She underwent radiofrequency ablation of the lumbar medial branches in March 2025.", "2025-03"),
    ("S/p lumbar RFA 3/2024.", "2024-03"),
    ("Prior lumbar rhizotomy January 2025.", "2025-01"),
    ("History of lumbar radiofrequency neurotomy on 6/1/2025 with good result.", "2025-06-01"),
    ("Had L3-L5 RFA 03/12/2024.", "2024-03-12"),
    ("Lumbar RFA was done on 11/3/2025.", "2025-11-03"),
]


@pytest.mark.parametrize(("words", "date"), DONE)
def test_an_ablation_that_was_done_has_its_date(words: str, date: str) -> None:
    assert [f.date.iso() if f.date else None for f in found(sessions, "last_rfa", words, ("64635",))] == [date]


@pytest.mark.parametrize(
    "words",
    [
        "Genicular radiofrequency ablation of the right knee 2024.",
        "Catheter ablation for atrial fibrillation in 2019.",
        "Plan: lumbar RFA 7/1/2026.",
        "Endovenous ablation of the saphenous vein 2020.",
        "Will schedule RFA.",
    ],
)
def test_other_ablations_are_none_of_the_spine(words: str) -> None:
    assert [f for f in found(sessions, "facet_rfa", words, ("64635",)) if f.presence.value == "present"] == []


RFA_RELIEF = [
    ("RFA 8/5/2025: 80% relief for nine months.", "80", "9.0"),
    ("He had 70 % relief for about eleven months after the ablation.", "70", "11.0"),
    ("The ablation gave 60% improvement lasting 7 months.", "60", "7.0"),
    ("Prior RFA provided >50% relief x 8 months.", "50", "8.0"),
    ("After the RFA she had 75% relief for 5 months.", "75", "5.0"),
    ("RFA last year with 90% pain relief for over 12 months.", "90", "12.0"),
    ("RFA: 40% relief for 3 months.", "40", "3.0"),
]


@pytest.mark.parametrize(("words", "percent", "months"), RFA_RELIEF)
def test_what_an_ablation_did(words: str, percent: str, months: str) -> None:
    assert [str(f.value) for f in found(sessions, "rfa_relief", words, ("64635",))] == [percent]
    lasted = found(sessions, "rfa_relief_months", words, ("64635",))
    assert lasted
    assert abs(lasted[0].number - Decimal(months)) < Decimal("0.3")  # type: ignore[operator]


def test_a_session_on_the_other_side_is_elsewhere() -> None:
    chart = chart_of("Right L4-5, L5-S1 RFA on 08/05/2025. Plan: left L3, L4, L5 RFA.", ("64635",), ("LT",))
    assert {f.qualifiers["here"] for f in sessions(chart) if f.concept == "facet_rfa"} == {"other"}


def test_words_that_contradict_the_log_are_marked() -> None:
    paper = f"{HEAD}Procedure: L4-5 medial branch block #1\nNo steroid. Pre 8/10, 30 min 3/10, 1 h 3/10\nRelief 90%.\n"
    (seen,) = found(sessions, "block_relief", {"block.txt": paper})
    assert seen.qualifiers["agrees"] == "no"


def test_one_ablation_with_two_dates_leaves_both() -> None:
    papers = {
        "a.txt": "Office visit 06/10/2026\nAda Nowak DOB 02/03/1950\nShe had lumbar RFA in March 2025. It is her only ablation.\n",
        "b.txt": "Office visit 05/10/2026\nAda Nowak DOB 02/03/1950\nProcedures: lumbar RFA 3/2024\n",
    }
    assert {f.date.iso() for f in found(sessions, "last_rfa", papers, ("64635",)) if f.date} == {"2025-03", "2024-03"}
