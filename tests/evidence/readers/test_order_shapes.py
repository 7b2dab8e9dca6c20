"""The many shapes of a standard written order and of the visit before it, and what only looks like one."""

from __future__ import annotations

import pytest

from accord.criteria import Status
from tests.evidence.leaves import PAPER, answer
from tests.evidence.papers import chart, request

POLICY = "L33790_A52500"
ASKED = request(("L0650",), diagnoses=("M54.50",))

ORDERS = [
    """STANDARD WRITTEN ORDER
Beneficiary: Agnes B. Torvald      MBI: 1EG4TE5MK73
Order date: 02/20/2026
Item: L0650 lumbar-sacral orthosis, sagittal-coronal control, prefabricated, off the shelf
Quantity: 1
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: Ruth Calloway, MD      Date: 02/20/2026
""",
    """SWO  2/20/2026
A Torvald   lumbar brace LSO (L0650)  #1
Ruth Calloway MD  1467560003    Signature: Ruth Calloway MD
""",
    """Prescription
Agnes Torvald   DOB 4/9/52            2/20/26
Rx: LSO, rigid, off the shelf, #1
Dx M54.50
/s/ R Calloway MD   NPI 1467560003
""",
    """Written Order Prior to Delivery          DATE ORDERED: 2/20/2026
Patient: Agnes Torvald     MBI 1EG4TE5MK73
Lumbar sacral orthosis, prefab  (L0650)  x1
Prescriber: Ruth Calloway MD        NPI 1467560003         sig: R Calloway MD 2/20/26
""",
    """Valley Spine Clinic - DME ORDER
Name ........ TORVALD, AGNES B
Date ........ 20-Feb-2026
Order ....... L0650 LSO OTS qty 1
Provider .... Ruth Calloway, M.D. (1467560003)
e-signed by Ruth Calloway, M.D. on 20-Feb-2026 09:14
""",
    """| Element | Entry |
|---|---|
| STANDARD WRITTEN ORDER | |
| Beneficiary | Agnes B. Torvald |
| Order date | 02/20/2026 |
| Item | Lumbar-sacral orthosis L0650 |
| Qty | 1 |
| Treating practitioner | Ruth Calloway, MD NPI 1467560003 |
| Signature | electronically signed Ruth Calloway, MD 02/20/2026 |
""",
    """ORDER SUMMARY (Epic)   Ordered: 02/20/2026 10:22
TORVALD,AGNES B  MRN 88123  4/9/1952
Lumbar-sacral orthosis (LSO) L0650 - Qty 1 - Routine
Ordering provider: Calloway, Ruth, MD
Authorizing provider: Calloway, Ruth, MD   NPI 1467560003
Electronically signed by: Calloway, Ruth, MD at 02/20/26 1022
""",
    """[x] L0650 LSO, OTS   [ ] L0637 LSO custom fit    [ ] L0457 TLSO
DETAILED WRITTEN ORDER
Pt: Agnes Torvald   Date of order 02/20/2026   Qty 1
Physician: Ruth Calloway MD  NPI# 1467560003
Physician signature: Ruth Calloway MD   Date 02/20/2026
""",
    """Rx pad - Calloway Spine
Agnes Torvald                                Feb 20, 2026
L0650 back brace, disp #1
R. Calloway, MD (signature on file, e-signed 02/20/2026)
NPI: 1467560003
""",
    """Standard Written Order
Torvald, Agnes                             02/20/2026
Spinal orthosis L0650, quantity one (1)
Ruth Calloway, MD - electronically signed 02/20/2026 14:02 EST
""",
    """swo
agnes torvald, dob 4/9/1952
l0650 lso x1
ordered 2/20/2026
r calloway md npi 1467560003 /s/
""",
    """DMEPOS ORDER                                       Order Date: February 20, 2026
Patient Name: Agnes Torvald                       Medicare ID: 1EG4-TE5-MK73
HCPCS      Description                             Qty
L0650      LSO, rigid ant/post panels, OTS         1
Ordering practitioner: Calloway, Ruth MD           NPI: 1467560003
Signature [e-sig on file]: Ruth Calloway MD, 02/20/2026 11:20
""",
    """To: Northwind Home Medical
Please supply Agnes Torvald (DOB 04/09/1952) with one lumbar-sacral orthosis, L0650.
STANDARD WRITTEN ORDER - 2/20/2026
Signed electronically: Calloway, Ruth MD  NPI 1467560003  2/20/2026 8:01 AM
""",
    """STANDARD WRITTEN ORDER        date 02/20/2026
Agnes Torvald
L0650 x 1 lumbar-sacral orthosis
R. Calloway PA-C 1467560003         [signed electronically R Calloway 02/20/2026]
""",
    """WOPD / standard written order
Name: Torvald Agnes   MBI 1EG4TE5MK73
Date of Order: 2/20/26
Device: Lumbar orthosis "Sturgis 650" off the shelf,  1 ea
NPI 1467560003   Dr. Ruth Calloway
Signed: Ruth Calloway MD   2/20/26
""",
    """Order (SWO) for DME
Patient: Agnes Torvald
Written 02/20/2026
LSO OTS, L0650      Qty: 1
Ruth Calloway MD NPI 1467560003   /e-sig/ 2/20/26 11:14
""",
]
NO_ORDERS = [
    """STANDARD WRITTEN ORDER
Beneficiary: Agnes B. Torvald      MBI: 1EG4TE5MK73
Order date: 02/20/2026
Item: L0650 lumbar-sacral orthosis
Quantity: 1
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: ______________________      Date: ________
""",
    """SWO  2/20/2026
A Torvald   lumbar brace LSO (L0650)  #1
Ruth Calloway MD  1467560003    Signature: (pending)
""",
    """STANDARD WRITTEN ORDER
Beneficiary: Agnes B. Torvald  DOB 04/09/1952
Order date: ____________
Item: L0650 lumbar-sacral orthosis   Qty 1
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: Ruth Calloway, MD
""",
    """STANDARD WRITTEN ORDER
Beneficiary: Agnes B. Torvald
Order date: 02/20/2026
Item: ____________________   Qty ___
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: Ruth Calloway, MD   02/20/2026
""",
    """STANDARD WRITTEN ORDER
Beneficiary: Agnes B. Torvald
Order date: 02/20/2026
Item: E0143 walker, folding, wheeled   Qty 1
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: Ruth Calloway, MD   02/20/2026
""",
    """STANDARD WRITTEN ORDER
Beneficiary: Harold Quint   DOB 01/02/1944
Order date: 02/20/2026
Item: L0650 lumbar-sacral orthosis   Qty 1
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: Ruth Calloway, MD   02/20/2026
""",
    """STANDARD WRITTEN ORDER
Beneficiary: ____________________
Order date: 02/20/2026
Item: L0650 lumbar-sacral orthosis   Qty 1
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: Ruth Calloway, MD   02/20/2026
""",
    """STANDARD WRITTEN ORDER
Beneficiary: Agnes B. Torvald
Order date: 02/20/2026
Item: L0650 lumbar-sacral orthosis   Qty 1
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: Bree Olsen, RN   02/20/2026
""",
    """STANDARD WRITTEN ORDER
Beneficiary: Agnes B. Torvald
Order date: 02/20/2026
Item: L0650 lumbar-sacral orthosis   Qty 1
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: awaiting signature of Ruth Calloway, MD
""",
    """STANDARD WRITTEN ORDER
Beneficiary: Agnes B. Torvald
Order date: 02/20/2026
[ ] L0650 lumbar-sacral orthosis   [x] L0457 TLSO   Qty 1
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: Ruth Calloway, MD   02/20/2026
""",
    """ORDER REQUEST TO DR CALLOWAY
Please sign and return: Agnes Torvald, L0650 LSO, qty 1, order date 02/20/2026
Dr. Ruth Calloway NPI 1467560003
Signature x
""",
    """STANDARD WRITTEN ORDER (draft, not signed)
Agnes Torvald  02/20/2026  L0650 LSO x1
Ruth Calloway, MD NPI 1467560003
""",
    """SWO  2/20/2026
A Torvald   lumbar brace LSO (L0650)  #1
Ruth Calloway MD  1467560003    Signature: Ruth Calloway MD - VOID, wrong patient copied
""",
    """STANDARD WRITTEN ORDER
Agnes B. Torvald   02/20/2026
Knee brace, hinged, qty 1
Ruth Calloway, MD NPI 1467560003
Signature: Ruth Calloway, MD   02/20/2026
""",
    """STANDARD WRITTEN ORDER
Agnes B. Torvald   02/20/2026
TLSO, qty 1
Ruth Calloway, MD NPI 1467560003
Signature: Ruth Calloway, MD   02/20/2026
""",
    """STANDARD WRITTEN ORDER
Northwind Home Medical, Dayton, OH 45402
Agnes B. Torvald   02/20/2026
Rolling walker, qty 1
Ruth Calloway, MD NPI 1467560003
Signature: Ruth Calloway, MD   02/20/2026
""",
]


@pytest.mark.parametrize("paper", ORDERS)
def test_an_order_is_complete(paper: str) -> None:
    assert answer(POLICY, "dmepos.order.swo_complete", PAPER + paper, ASKED) is Status.MET


@pytest.mark.parametrize("paper", NO_ORDERS)
def test_an_order_is_not_complete(paper: str) -> None:
    assert answer(POLICY, "dmepos.order.swo_complete", PAPER + paper, ASKED) is not Status.MET


IN_WORDS = [
    ("L1843", "Left knee brace, unloader, qty 1", True),
    ("L1851", "Knee orthosis LT x1", True),
    ("L1851", "Ankle brace x1", False),
    ("E0747", "Electrical bone growth stimulator #1", True),
    ("E0748", "Osteogenesis stimulator, spinal, one", True),
    ("E0747", "TENS unit, nerve stimulator #1", False),
    ("E0651", "Pneumatic compression pump, 1", True),
    ("E0651", "Compression stockings 20-30 mmHg, 2 pair", False),
    ("E0277", "Low air loss mattress, 1", True),
    ("E0277", "Group 1 gel overlay, 1", False),
    ("K0823", "Power wheelchair, 1", True),
    ("K0823", "Manual wheelchair, 1", False),
    ("L5856", "Transfemoral prosthesis with microprocessor knee, 1", True),
    ("L5856", "Crutches, 1 pair", False),
]


@pytest.mark.parametrize(("code", "words", "is_it"), IN_WORDS)
def test_an_order_names_the_item_in_words(code: str, words: str, is_it: bool) -> None:
    text = f"Standard written order\n\nAgnes Torvald   order date 02/20/2026\n{words}\nR Calloway MD  NPI 1467560003\n/s/ R Calloway MD 2/20/26\n"
    found = chart({"order.txt": text}, request((code,))).of(["written_order"])
    assert ["item" in f.qualifiers["missing"] for f in found] == [not is_it]


ORDER = """STANDARD WRITTEN ORDER
Agnes B. Torvald   MBI 1EG4TE5MK73
Order date: 02/20/2026
L0650 LSO  qty 1
Ruth Calloway, MD NPI 1467560003
Signature: Ruth Calloway, MD 02/20/2026
"""
VISITS = [
    """OFFICE VISIT 02/18/2026
Agnes B. Torvald DOB 04/09/1952
CC: low back pain for 3 months.
Exam: BP 130/80. Tender lumbar paraspinals, SLR negative.
Plan: LSO brace for lumbar spondylosis.
Electronically signed by Ruth Calloway, MD 02/18/2026
""",
    """Calloway Ortho    2/18/26    R Calloway MD
73F low back pain for 3 months.
Exam Tender lumbar paraspinals, SLR negative.
A/P: LSO brace for lumbar spondylosis.
RTC 6 wk.
E-signed R. Calloway MD 2/18/26
""",
    """02/18/2026  1110  CONSULT  Calloway
73F low back pain for 3 months.
Tender lumbar paraspinals, SLR negative.
Rec LSO brace for lumbar spondylosis.
R Calloway MD - signed
""",
    """Dictated by Dr. Calloway, February 18, 2026. Patient Agnes Torvald, age 73.

Mrs. Torvald comes today. low back pain for 3 months.

On examination: Tender lumbar paraspinals, SLR negative.

Impression and plan: LSO brace for lumbar spondylosis.

Signed R. Calloway MD 02/18/26
""",
    """DOS: 01/05/2026   Provider: Calloway, Ruth, MD   Visit type: Office
TORVALD, AGNES B   4/9/1952
S: low back pain for 3 months.
O: Tender lumbar paraspinals, SLR negative.
A: as above
P: LSO brace for lumbar spondylosis.
/s/ Ruth Calloway, MD 01/05/2026
""",
    """TELEHEALTH VIDEO VISIT  02/10/2026
Pt Agnes Torvald
HPI: low back pain for 3 months.
Exam by video: Tender lumbar paraspinals, SLR negative.
Plan: LSO brace for lumbar spondylosis.
Electronically signed: Ruth Calloway, MD 02/10/2026
""",
    """FACE-TO-FACE ENCOUNTER NOTE
Date of service: 12/15/2025
Patient: Agnes Torvald
Reason: low back pain for 3 months.
Findings: Tender lumbar paraspinals, SLR negative.
Orders: LSO brace for lumbar spondylosis.
Authenticated by Ruth Calloway, MD 12/15/2025 16:20
""",
    """Progress Notes - Signed
Ruth Calloway, MD at 2/18/2026 9:00 AM
Agnes Torvald is a 73 y.o. female. low back pain for 3 months.
Physical Exam: Tender lumbar paraspinals, SLR negative.
Assessment/Plan: LSO brace for lumbar spondylosis.
Electronically signed by Ruth Calloway, MD at 2/18/2026 9:40 AM
""",
    """Re: Agnes Torvald
Dear Colleague,
I saw Ms. Torvald in my office on February 18, 2026. low back pain for 3 months. Tender lumbar paraspinals, SLR negative. LSO brace for lumbar spondylosis.
Sincerely,
Ruth Calloway, MD  (electronically signed 02/18/2026)
""",
    """INITIAL EVALUATION          date 2.18.26
agnes torvald 73F
cc: low back pain for 3 months.
pe: Tender lumbar paraspinals, SLR negative.
a/p: LSO brace for lumbar spondylosis.
r calloway md /s/ 2.18.26
""",
    """Pre-op H&P 08/21/2025
Agnes Torvald
HPI low back pain for 3 months.
PE Tender lumbar paraspinals, SLR negative.
Plan LSO brace for lumbar spondylosis.
Ruth Calloway MD e-signed 08/21/2025
""",
]
NO_VISITS = [
    """OFFICE VISIT 02/25/2026
Agnes B. Torvald DOB 04/09/1952
CC: low back pain for 3 months.
Exam: BP 130/80. Tender lumbar paraspinals, SLR negative.
Plan: LSO brace for lumbar spondylosis.
Electronically signed by Ruth Calloway, MD 02/25/2026
""",
    """OFFICE VISIT 08/18/2025
Agnes B. Torvald DOB 04/09/1952
CC: low back pain for 3 months.
Exam: BP 130/80. Tender lumbar paraspinals, SLR negative.
Plan: LSO brace for lumbar spondylosis.
Electronically signed by Ruth Calloway, MD 08/18/2025
""",
    """OFFICE VISIT 02/18/2026
Agnes B. Torvald DOB 04/09/1952
CC: low back pain for 3 months.
Exam: BP 130/80. Tender lumbar paraspinals, SLR negative.
Plan: LSO brace for lumbar spondylosis.
Signature: ____________
""",
    """OFFICE VISIT 02/18/2026
Agnes B. Torvald DOB 04/09/1952
CC: flu shot, HTN
Exam: BP 130/80. Lungs clear.
Plan: amlodipine.
Electronically signed by Ruth Calloway, MD 02/18/2026
""",
    """TELEPHONE ENCOUNTER 02/18/2026 (audio only)
Agnes B. Torvald
Called patient. low back pain for 3 months.
Plan: LSO brace for lumbar spondylosis.
Electronically signed by Ruth Calloway, MD 02/18/2026
""",
    """NURSE VISIT 02/18/2026
Agnes B. Torvald DOB 04/09/1952
CC: low back pain for 3 months.
Exam: BP 130/80. Tender lumbar paraspinals, SLR negative.
Plan: LSO brace for lumbar spondylosis.
Electronically signed by Bree Olsen, RN 02/18/2026
""",
    """PHYSICAL THERAPY EVALUATION 02/18/2026
Agnes B. Torvald DOB 04/09/1952
low back pain for 3 months.
Tender lumbar paraspinals, SLR negative.
Plan: LSO brace for lumbar spondylosis.
Electronically signed by Bo Lind, PT, DPT 02/18/2026
""",
    """OFFICE VISIT 02/18/2026
Patient: Harold Quint DOB 01/02/1944
CC: low back pain for 3 months.
Exam: BP 130/80. Tender lumbar paraspinals, SLR negative.
Plan: LSO brace for lumbar spondylosis.
Electronically signed by Ruth Calloway, MD 02/18/2026
""",
    """OFFICE VISIT
Agnes B. Torvald DOB 04/09/1952
CC: low back pain for 3 months.
Exam: BP 130/80. Tender lumbar paraspinals, SLR negative.
Plan: LSO brace for lumbar spondylosis.
Electronically signed by Ruth Calloway, MD
""",
    """OFFICE VISIT 02/18/2026
Agnes B. Torvald DOB 04/09/1952
Patient no-showed for back and knee appointment. Rescheduled.
Electronically signed by Ruth Calloway, MD 02/18/2026
""",
]


@pytest.mark.parametrize("paper", VISITS)
def test_a_visit_precedes_the_order(paper: str) -> None:
    assert answer(POLICY, "dmepos.visit.f2f_within_6mo", PAPER + ORDER + PAPER + paper, ASKED) is Status.MET


@pytest.mark.parametrize("paper", NO_VISITS)
def test_no_visit_precedes_the_order(paper: str) -> None:
    assert answer(POLICY, "dmepos.visit.f2f_within_6mo", PAPER + ORDER + PAPER + paper, ASKED) is not Status.MET
