"""Tables of blocks by row and by column, pain diaries and recovery records."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.readers.spine.sessions import sessions
from tests.evidence.readers.spine_notes import HEAD, found

NOTE = HEAD + "Plan: left L4-5, L5-S1 medial branch procedure.\n"

BY_COLUMN = {
    "bars": """\
BLOCK RECORD   Nowak, Ada   2/3/1950   Left L3 L4 L5 medial branches
| Item        | Block 1    | Block 2    |
|-------------|------------|------------|
| Date        | 03/02/2026 | 03/30/2026 |
| NRS before  | 8          | 8          |
| NRS 30 min  | 1          | 1          |
| Relief      | 88%        | 88%        |
| Duration    | 5 h        | 3 h        |
""",
    "gaps": """\
Comparative medial branch blocks, left L3, L4, L5      Ada Nowak  DOB 02/03/1950
                     MBB #1          MBB #2
Date of service      03/02/2026      03/30/2026
Anesthetic           bupivacaine     lidocaine
Pre VAS              8               8
Post VAS (1 hr)      1               1
% relief             88              88
Hours of relief      5 hrs           3 hrs
""",
    "ordinals": """\
Diagnostic facet nerve blocks  L L3-L5     Nowak A      2/3/50
                          1st                 2nd
Performed                 03/02/2026          03/30/2026
Baseline pain             8/10                8/10
Lowest pain after         1/10                1/10
Duration of relief        5 hours             3 hours
""",
    "by dates": """\
Test blocks, left medial branches L3 L4 L5 -- Ada Nowak 02/03/1950
                   First block        Second block
When               March 2, 2026      March 30, 2026
Pain before        8                  8
Best pain after    1                  1
Patient-reported improvement   90 %   90 %
Lasted             ~5 h               ~3 h
""",
    "sessions": """\
MEDIAL BRANCH BLOCK LOG SHEET   left L3/L4/L5      NOWAK ADA
+---------------+--------------+--------------+
| Session       | Session 1    | Session 2    |
+---------------+--------------+--------------+
| DOS           | 3/2/26       | 3/30/26      |
| Score pre     | 8            | 8            |
| Score post    | 1            | 1            |
+---------------+--------------+--------------+
""",
    "turned": """\
LEFT L3 L4 L5 MBB RESULTS      Ada Nowak  2/3/50
           Block I        Block II
Date       3/2/2026       3/30/2026
Drug       ropivacaine    lidocaine
NRS 0 min  8              8
NRS 30 min 2              2
NRS 2 h    1              1
Reduction  88 pct         88 pct
""",
}

BY_ROW = {
    "headed": """\
INJECTION HISTORY   Ada Nowak   DOB 02/03/1950
Date        Procedure                     Side   Level         Relief   Duration
03/02/2026  MBB #1 lumbar diagnostic      Left   L4-5, L5-S1   88%      5 h
03/30/2026  MBB #2 lumbar diagnostic      Left   L4-5, L5-S1   88%      3 h
""",
    "numbered": """\
Ledger of spine procedures - Ada Nowak - 2/3/1950
1   03/02/26   dx medial branch block L    L3 L4 L5   88 % x 5 h
2   03/30/26   dx medial branch block L    L3 L4 L5   88 % x 3 h
3   07/06/26   RFA L                        L3 L4 L5   requested
""",
    "bars": """\
PROCEDURES: Nowak, Ada
| date | proc | side | level | NRS pre | NRS post |
| 2026-03-02 | lumbar MBB | L | L4-5 L5-S1 | 8 | 1 |
| 2026-03-30 | lumbar MBB | L | L4-5 L5-S1 | 8 | 1 |
""",
    "results": """\
Nowak Ada 02/03/1950 - facet procedures to date
Performed on   Type                   Where          Outcome
Mar 2, 2026    left MBB, bupivacaine  L4-5, L5-S1    90% better for 5 hours
Mar 30, 2026   left MBB, lidocaine    L4-5, L5-S1    90% better for 3 hours
Apr 27, 2026   left hip injection     hip            helped
""",
    "with others": """\
PROCEDURE LOG       Ada Nowak 2/3/50
03/02/2026    Left L4-5 / L5-S1 medial branch block    90% relief
03/16/2026    Lumbar epidural steroid injection        20% relief
03/30/2026    Left L4-5 / L5-S1 medial branch block    90% relief
""",
}


@pytest.mark.parametrize("text", [*BY_COLUMN.values(), *BY_ROW.values()], ids=[*BY_COLUMN, *BY_ROW])
def test_two_good_blocks_are_read_from_a_table(text: str) -> None:
    told = found(sessions, "block_relief", {"note.txt": NOTE, "blocks.txt": text}, ("64635",), ("LT",))
    days = {each.date.earliest.isoformat() for each in told if each.date}
    assert days == {"2026-03-02", "2026-03-30"}
    assert all(isinstance(each.value, Decimal) and 85 <= each.value <= 90 for each in told)
    assert {each.qualifiers["agrees"] for each in told} == {"yes"}
    assert {each.qualifiers["approach"] for each in told} <= {"mbb"}


NO_SESSIONS = [
    "Appointments\n03/02/2026   MBB teaching call   none   \n09/30/2026   MBB requested    L4-5   \n10/30/2026   MBB planned   L4-5\n",
    "Price list\nMBB   64493   400\nRFA   64635   900\n",
    "Epidural log\n03/02/2026   lumbar ESI    L4-5   60%\n03/30/2026   lumbar ESI   L4-5   70%\n",
    "Schedule\n07/01/2027   left MBB   L4-5   tbd\n07/21/2027   left MBB   L4-5   tbd\n",
    "Claims\n03/02/2026   left MBB   cancelled   -\n03/30/2026   left MBB   no show   -\n",
]


@pytest.mark.parametrize("text", NO_SESSIONS)
def test_what_was_not_done_is_no_session(text: str) -> None:
    assert not found(sessions, "block_relief", {"note.txt": NOTE, "blocks.txt": text}, ("64635",), ("LT",))


STATED = """\
Procedure note 03/02/2026
Patient: Ada Nowak  DOB 02/03/1950
Left L3, L4, L5 medial branch block #1, diagnostic, fluoroscopy. Bupivacaine. No steroid.
Pre NRS 8. Relief 88 % for 4 hours per patient.
A. Doe MD
"""
POOR_DIARIES = [
    "MY PAIN DIARY   Ada Nowak   shot on 3/2/26\nbefore shot ..... 8\nhalf hour ....... 4\n1 hr ............ 4\n3 hr ............ 5\nbedtime ......... 8\n",
    "Patient pain log - Ada Nowak - block date 03/02/2026\nTime   Pain\nBefore   8\n30 min   3\n1 hour   3\n2 hours   4\n",
    "PAIN DIARY   name Ada Nowak   block date 3-2-26\n before block     8\n 11:10      4\n 12:00      3\n 2:00 pm    4\n",
    "My diary, Ada Nowak. Block 3/2/2026.\nBefore the block: 8. After 1 hour: 4. After 4 hours: 5.\nBest relief in percent: 50\n",
    "Post-block diary (completed by patient Ada Nowak) 03/02/2026\nPre-procedure: 8/10\n1 hr: 4/10\n2 hr: 4/10\n4 hr: 6/10\n",
    "BLOCK DIARY for Ada Nowak, injection 03/02/2026\npre injection ____ 8\n30 minutes ____ 3\n2 hours ____ 3\n",
]
GOOD_DIARIES = [
    text.replace("4", "1").replace("3\n", "1\n").replace("percent: 50", "percent: 88") for text in POOR_DIARIES
]


@pytest.mark.parametrize("text", POOR_DIARIES)
def test_a_diary_disputes_the_stated_relief(text: str) -> None:
    told = found(sessions, "block_relief", {"note.txt": NOTE, "p.txt": STATED, "diary.txt": text}, ("64635",), ("LT",))
    assert [each.qualifiers["agrees"] for each in told] == ["no"]


@pytest.mark.parametrize("text", GOOD_DIARIES)
def test_a_diary_bears_out_the_stated_relief(text: str) -> None:
    told = found(sessions, "block_relief", {"note.txt": NOTE, "p.txt": STATED, "diary.txt": text}, ("64635",), ("LT",))
    assert [each.qualifiers["agrees"] for each in told] == ["yes"]
    assert [each.qualifiers["scored"] for each in told] == ["yes"]


RECOVERY = [
    "0930 arrival NRS 8\n1005 NRS 1, walking\n",
    "10:40   arrived, BP 142/80, back pain 8/10\n11:10   NRS 1, bending well\n",
    "PACU: 10:40 admit, pain 8. 11:10 pain 1. 11:30 discharged.\n",
    "Recovery: pre NRS 8, post (RN, 30 min) NRS 1\n",
    "Nurse: pain before block 8/10; 20 minutes after 1/10\n",
    "Pre-procedure pain score: 8\nPost-procedure pain score (30 min): 1\n",
]


@pytest.mark.parametrize("text", RECOVERY)
def test_scores_of_the_recovery_room_give_the_relief(text: str) -> None:
    paper = STATED.replace("Pre NRS 8. Relief 88 % for 4 hours per patient.\n", text)
    told = found(sessions, "block_relief", {"note.txt": NOTE, "p.txt": paper}, ("64635",), ("LT",))
    assert [(each.value, each.qualifiers["source"]) for each in told] == [(Decimal("87.5"), "logged")]
