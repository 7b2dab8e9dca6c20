"""Dossiers for glucose monitors, made for tests: papers, and what a careful reviewer would answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

NAME, BORN = "Agnes B. Torvald", "04/09/1952"
MET, NOT, OPEN = "met", "not_met", "unclear"


@dataclass(frozen=True)
class Dossier:
    """Papers by name, the requested codes, and the answers by the last part of a criterion's key."""

    papers: Mapping[str, str]
    answers: Mapping[str, str]
    codes: tuple[str, ...] = ("E2103", "A4239")
    variant: str = "initial"
    born: dt.date = dt.date(1952, 4, 9)
    received: dt.date = dt.date(2026, 3, 2)
    units: int = 3
    root: str = field(default="")


def order(
    items: str = "E2103 Dexcom G7 receiver, qty 1\nA4239 Dexcom G7 sensors, 3 units per 90 days",
    date: str = "02/20/2026",
    signed: bool = True,
) -> str:
    """A standard written order."""
    signature = (
        f"Signature: Ruth Calloway, MD   {date}  (electronically signed)"
        if signed
        else "Signature: ____________________   Date ______"
    )
    return (
        "STANDARD WRITTEN ORDER\n"
        f"Order date: {date}\n"
        f"Beneficiary: {NAME}   DOB {BORN}\n"
        f"{items}\n"
        "Diagnosis: E11.649\n"
        "Treating practitioner: Ruth Calloway, MD   NPI 1467560003\n"
        f"{signature}\n"
    )


def visit(
    words: str, date: str = "02/10/2026", how: str = "Office visit, in person", who: str = "LAKEVIEW FAMILY MEDICINE"
) -> str:
    """A signed note of a visit."""
    return (
        f"{who}\n"
        f"{date}   {how}\n"
        f"Patient: {NAME}   DOB {BORN}   73 y F\n"
        "\n"
        f"{words}\n"
        "\n"
        f"Electronically signed by Ruth Calloway, MD  {date}\n"
    )


READY = "Shown Dexcom G7 and receiver today, she can use it. "

DOSSIERS: dict[str, Dossier] = {
    "basal insulin is enough": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "HPI: T2DM, A1c 7.0, follow up of glucose control. Lantus 22 units at bedtime. No lows.\nPlan: " + READY
            ),
        },
        {
            "diabetes": MET,
            "prescription_evidence": MET,
            "fda_indication": MET,
            "insulin_treated": MET,
            "level2_recurrent": NOT,
            "level3_event": NOT,
            "within_6mo_before_order": MET,
            "dme_receiver": MET,
            "swo_complete": MET,
        },
        root=MET,
    ),
    "insulin was stopped after discharge": Dossier(
        {
            "order.txt": order(),
            "discharge.txt": "DISCHARGE SUMMARY\n"
            "Lakeview Hospital\n"
            f"Patient: {NAME}  DOB {BORN}\n"
            "Admitted 12/01/2025  Discharged 12/06/2025\n"
            "Pneumonia with steroid hyperglycemia. Sliding scale lispro while inpatient.\n"
            "Discharge medications: insulin glargine 10 units at bedtime, metformin 1000 mg BID, prednisone "
            "taper.\n"
            "Signed: Omar Reyes, MD 12/06/2025\n",
            "note.txt": visit(
                "T2DM. A1c 7.4. Glargine was stopped on 12/20 when the prednisone ended; she is on metformin and "
                "Ozempic only. No hypoglycemia, never needed help.\n"
                "Plan: " + READY
            ),
        },
        {"diabetes": MET, "insulin_treated": NOT, "level3_event": NOT, "within_6mo_before_order": MET},
        root=NOT,
    ),
    "sliding scale in hospital only": Dossier(
        {
            "order.txt": order(),
            "discharge.txt": "DISCHARGE SUMMARY\n"
            f"Patient: {NAME}  DOB {BORN}\n"
            "Admitted 01/04/2026 Discharged 01/07/2026\n"
            "Cellulitis. Received sliding scale insulin in the hospital.\n"
            "Discharge medications: metformin 1000 mg BID, glipizide 5 mg daily.\n"
            "Signed: Omar Reyes, MD 01/07/2026\n",
            "note.txt": visit(
                "Type 2 diabetes, A1c 8.1. Meds: metformin 1000 mg BID, glipizide 5 mg daily, atorvastatin. Denies "
                "lows.\n"
                "Plan: " + READY
            ),
        },
        {"insulin_treated": NOT, "level2_recurrent": NOT},
        root=NOT,
    ),
    "insulin is planned": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "T2DM, A1c 9.6, home sugars 220-300. Metformin and Jardiance. Plan to start Lantus 10 units once the "
                "pens are approved.\n" + READY
            ),
        },
        {"insulin_treated": OPEN},
    ),
    "declined insulin": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "T2DM, A1c 9.1. On metformin, Trulicity. Offered basal insulin, she declined insulin again.\n" + READY
            ),
        },
        {"insulin_treated": NOT},
    ),
    "two lows, two changes before the latest": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "T2DM on glipizide. Follow up of lows. Never on insulin. Meter: 48 on 11/2/2025 and 51 on 1/19/2026, "
                "treated herself both times; has never needed help from anyone.\n"
                "Glipizide was cut from 10 to 5 mg on 10/06/2025 and to 2.5 mg on 12/08/2025.\n"
                "A1c 6.6.\n"
                "Plan: stop glipizide today. " + READY
            ),
        },
        {"insulin_treated": NOT, "level2_recurrent": MET, "level2_plan_changes": MET, "level3_event": NOT},
        root=MET,
    ),
    "two lows, one change": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "T2DM on glimepiride, never on insulin. Glucose log: 49 on 1/5, 47 on 1/22. Glimepiride reduced "
                "01/12/2026, the only change so far. Treats every low herself.\n" + READY
            ),
        },
        {"insulin_treated": NOT, "level2_recurrent": MET, "level2_plan_changes": NOT, "level3_event": NOT},
        root=NOT,
    ),
    "lows in mmol": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "DM type 2, gliclazide while in Canada. Not on insulin. Glucose 2.7 mmol/L on 1/4/2026 and 2.9 "
                "mmol/L on 1/20/2026.\n" + READY
            ),
        },
        {"insulin_treated": NOT, "level2_recurrent": MET, "level2_plan_changes": OPEN, "level3_event": OPEN},
        root=OPEN,
    ),
    "help of another person": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "T2DM on glyburide, no insulin. In November her husband found her confused, BG 36, and gave her "
                "glucagon. A1c 6.4.\n" + READY
            ),
        },
        {"insulin_treated": NOT, "level3_event": MET},
        root=MET,
    ),
    "prediabetes, box ticked for diabetes": Dossier(
        {
            "order.txt": order(items="[x] E2103 Dexcom G7 receiver qty 1\n[x] E11.9  Type 2 diabetes"),
            "note.txt": visit(
                "Prediabetes (R73.03), A1c 6.1, follow up. Mother has diabetes. Metformin 500 mg. No lows.\n" + READY
            ),
        },
        {"diabetes": NOT},
        root=NOT,
    ),
    "low glucose after bypass without diabetes": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "Post-bariatric hypoglycemia. She does not have diabetes, A1c 5.2. BG 47 and 50 last week.\n" + READY
            ),
        },
        {"diabetes": NOT},
        root=NOT,
    ),
    "telephone visit only": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "T2DM, A1c 8.2, Tresiba 30 units. Discussed by phone, no video.\n" + READY,
                how="Telephone visit, audio only",
            ),
        },
        {"insulin_treated": MET, "within_6mo_before_order": NOT},
        root=NOT,
    ),
    "visit too old": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit("T2DM, A1c 8.2, Tresiba 30 units nightly.\n" + READY, date="07/15/2025"),
        },
        {"within_6mo_before_order": NOT},
        root=NOT,
    ),
    "visit after the order": Dossier(
        {
            "order.txt": order(date="02/01/2026"),
            "note.txt": visit("T2DM, A1c 8.2, Tresiba 30 units nightly.\n" + READY),
        },
        {"within_6mo_before_order": NOT},
        root=NOT,
    ),
    "telephone shows the data": Dossier(
        {
            "order.txt": order(),
            "note.txt": visit(
                "T2DM, A1c 7.9 on Humalog and Lantus 20 units. Taught Dexcom G7 today, can use it. She will use only "
                "her iPhone, does not want the receiver."
            ),
        },
        {"dme_receiver": NOT},
        root=NOT,
    ),
    "brand not named": Dossier(
        {
            "order.txt": order(items="E2103 CGM receiver qty 1\nA4239 sensors, 3 units"),
            "note.txt": visit("T1DM on MDI, A1c 7.1. CGM with receiver shown, she can use it."),
        },
        {"fda_indication": OPEN, "insulin_treated": MET},
        root=OPEN,
    ),
    "below the label's age": Dossier(
        {
            "order.txt": order(items="E2103 FreeStyle Libre 14 day reader qty 1"),
            "note.txt": visit("Type 1 diabetes, A1c 7.9, Novolog by Omnipod. Reader taught to mother, she can use it."),
        },
        {"fda_indication": NOT},
        born=dt.date(2010, 5, 1),
    ),
    "over the counter sensor and insulin": Dossier(
        {
            "order.txt": order(items="E2103 Stelo by Dexcom, receiver qty 1"),
            "note.txt": visit("T2DM on Lantus 20 units, A1c 7.9. Stelo taught, she can use it."),
        },
        {"fda_indication": NOT},
    ),
    "continued, worn": Dossier(
        {
            "refill.txt": "NORTHWIND HOME MEDICAL  RESUPPLY REQUEST 02/25/2026\n"
            f"{NAME}\n"
            "A4239 x 3   last shipped 11/20/2025 x 3\n",
            "note.txt": visit(
                "T2DM, wears the Libre 3 every day, download TIR 61 %. Follows the plan. A1c 7.7. Continue CGM."
            ),
        },
        {"visit_every_6mo_adherence": MET},
        codes=("A4239",),
        variant="continued_every_6_months",
        root=MET,
    ),
    "continued, visit by telephone": Dossier(
        {
            "refill.txt": "NORTHWIND HOME MEDICAL  RESUPPLY REQUEST 02/25/2026\n"
            f"{NAME}\n"
            "A4239 x 3   last shipped 11/20/2025 x 3\n",
            "note.txt": visit(
                "T2DM, wears the Libre 3 every day, TIR 61 %. Continue CGM.", how="Telephone encounter, audio only"
            ),
        },
        {"visit_every_6mo_adherence": NOT},
        codes=("A4239",),
        variant="continued_every_6_months",
    ),
    "continued, recent visit silent on the sensor": Dossier(
        {
            "refill.txt": "NORTHWIND HOME MEDICAL  RESUPPLY REQUEST 02/25/2026\n"
            f"{NAME}\n"
            "A4239 x 3   last shipped 11/20/2025 x 3\n",
            "note.txt": visit("T2DM, A1c 7.7, Lantus 20 units. Feet fine. RTC 3 mo."),
        },
        {"visit_every_6mo_adherence": OPEN},
        codes=("A4239",),
        variant="continued_every_6_months",
    ),
    "continued, stopped wearing": Dossier(
        {
            "refill.txt": "NORTHWIND HOME MEDICAL  RESUPPLY REQUEST 02/25/2026\n"
            f"{NAME}\n"
            "A4239 x 3   last shipped 11/20/2025 x 3\n"
            "Patient adherent [x]\n",
            "note.txt": visit("T1DM on MDI, A1c 7.7. She stopped wearing the Dexcom in December because of a rash."),
        },
        {"visit_every_6mo_adherence": NOT},
        codes=("A4239",),
        variant="continued_every_6_months",
    ),
    "quantity, strips beside it": Dossier(
        {
            "notice.txt": "PLAN UTILIZATION DESK  02/26/2026\n"
            "Quantity review notice\n"
            f"Beneficiary {NAME}  Item A4239\n"
            "This review is about units and overlap only.\n",
            "history.txt": f"Dispensing history, all suppliers   {NAME}   run 03/01/2026\n"
            "ship date    supplier    HCPCS   units\n"
            "2025-11-20   Northwind   A4239   3\n"
            "2026-02-03   Corner Drug   A4253   2   test strips\n",
        },
        {"max_3_units_90d": MET, "no_duplicate_bgm": NOT},
        codes=("A4239",),
        variant="quantity",
        root=NOT,
    ),
    "quantity, adjunctive monitor": Dossier(
        {
            "notice.txt": "PLAN UTILIZATION DESK  02/26/2026\n"
            "Quantity review notice\n"
            f"Beneficiary {NAME}  Item A4238\n"
            "This review is about units and overlap only.\n",
            "history.txt": f"Dispensing history, all suppliers   {NAME}   run 03/01/2026\n"
            "ship date    supplier    HCPCS   units\n"
            "2025-11-20   Northwind   A4238   3\n"
            "2026-02-03   Corner Drug   A4253   2   test strips\n",
        },
        {"max_3_units_90d": MET, "no_duplicate_bgm": MET},
        codes=("A4238",),
        variant="quantity",
        root=MET,
    ),
}
