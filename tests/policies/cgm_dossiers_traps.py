"""Dossiers for glucose monitors in which a careless reader goes wrong."""

from __future__ import annotations

from tests.policies.cgm_dossiers import BORN, MET, NAME, NOT, OPEN, READY, Dossier, order, visit
from tests.policies.cgm_dossiers_more import REFILL

TRAPS: dict[str, Dossier] = {}
TRAPS["older insulin, newer list without"] = Dossier(
    {
        "o.txt": order(),
        "a.txt": visit("T2DM, Lantus 20 units nightly, A1c 9.", date="10/01/2025"),
        "n.txt": visit(
            "T2DM, A1c 6.8 since Mounjaro. Current medications: metformin 1000 mg BID, Mounjaro 10 mg weekly, "
            "lisinopril.\n" + READY
        ),
    },
    {"insulin_treated": NOT},
)
TRAPS["allergy lantus"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM, A1c 7.8. Metformin 1000 mg BID.\n\nAllergies: Lantus 10 units (rash), sulfa\n\nPlan: " + READY
        ),
    },
    {"insulin_treated": NOT},
)
TRAPS["unsigned note"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM, A1c 7.8. Lantus 20 units.\n" + READY).replace(
            "Electronically signed by Ruth Calloway, MD  02/10/2026",
            "Signature: ______________________ (signature pending)",
        ),
    },
    {"within_6mo_before_order": OPEN},
)
TRAPS["cardiology only"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "CAD stable. T2DM on Lantus 20 units, A1c 8.1 per pt. BP good.", who="VALLEY CARDIOLOGY ASSOCIATES"
        ),
    },
    {"within_6mo_before_order": OPEN, "insulin_treated": MET},
)
TRAPS["continued cardiology"] = Dossier(
    {
        "r.txt": REFILL,
        "n.txt": visit("CAD stable. T2DM, wears Libre 3, sensor on arm.", who="VALLEY CARDIOLOGY ASSOCIATES"),
        "v.txt": visit("T2DM, wears Libre 3 daily. TIR 60%.", date="06/10/2025"),
    },
    {"visit_every_6mo_adherence": NOT},
    codes=("A4239",),
    variant="continued_every_6_months",
)
TRAPS["past device, brand blank"] = Dossier(
    {
        "o.txt": order("E2103 CGM receiver, brand: ________\nA4239"),
        "n.txt": visit(
            "T1DM on MDI, A1c 7.8. Wore a Libre 2 for a year in 2022. CGM ordered, she knows how to use the sensor."
        ),
    },
    {"fda_indication": OPEN},
)
TRAPS["video in window"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM. Lantus 30 units. A1c 8.0, home sugars reviewed.\n" + READY,
            how="Video visit (synchronous audio and video)",
        ),
    },
    {"within_6mo_before_order": MET},
)
TRAPS["phone visit converted"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM. Lantus 30 units. A1c 8.0.\n" + READY, how="Telehealth - audio only, patient has no camera"
        ),
    },
    {"within_6mo_before_order": NOT},
)
TRAPS["six months to the day"] = Dossier(
    {"o.txt": order(), "n.txt": visit("T2DM. Lantus 30 units. A1c 8.0.\n" + READY, date="08/20/2025")},
    {"within_6mo_before_order": MET},
)
TRAPS["six months and a day"] = Dossier(
    {"o.txt": order(), "n.txt": visit("T2DM. Lantus 30 units. A1c 8.0.\n" + READY, date="08/19/2025")},
    {"within_6mo_before_order": NOT},
)
TRAPS["undated order"] = Dossier(
    {
        "o.txt": order().replace("Order date: 02/20/2026\n", "").replace("02/20/2026", ""),
        "n.txt": visit("T2DM. Lantus 30 units. A1c 8.0.\n" + READY),
    },
    {"swo_complete": OPEN},
)
TRAPS["letter"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": "LAKEVIEW ENDOCRINE\n"
        "February 12, 2026\n"
        "To whom it may concern\n"
        f"Re: {NAME}  DOB {BORN}\n"
        "I saw Ms. Torvald in the office on 02/10/2026 for type 2 diabetes. A1c 8.3. She takes Tresiba 34 "
        "units daily. She was shown the Dexcom G7 and its receiver and can use both.\n"
        "Sincerely,\n"
        "Ruth Calloway, MD\n"
        "Electronically signed 02/12/2026\n",
    },
    {"diabetes": MET, "insulin_treated": MET, "within_6mo_before_order": MET, "dme_receiver": MET},
)
TRAPS["lows at 54 and 53"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM on glipizide, no insulin. Meter 54 on 1/3 and 53 on 1/8. No one has ever had to help. No "
            "changes have been made to her treatment.\n" + READY
        ),
    },
    {"level2_recurrent": NOT, "level2_plan_changes": NOT, "level3_event": NOT},
)
TRAPS["log mmol"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM on gliclazide, not on insulin.\n" + READY),
        "l.txt": f"Glucose diary mmol/L   {NAME}\n"
        "Date   am   pm\n"
        "01/02/2026  6.1  2.8 \n"
        "01/05/2026  5.9  7.0\n"
        "01/09/2026  2.6  6.6\n",
    },
    {"level2_recurrent": MET},
)
TRAPS["alarms only"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM, glipizide; never insulin. Trial sensor: 14 low alarms. Printout not available. Regimen "
            "adjusted by outside endocrine, details unknown.\n" + READY
        ),
    },
    {"level2_recurrent": OPEN, "level2_plan_changes": OPEN},
)
TRAPS["level1 only in report"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM, glipizide, no insulin.\n" + READY),
        "r.txt": f"CGM REPORT  {NAME}\n"
        "14 days ending 02/01/2026\n"
        "Time in range 82 %\n"
        "Low (54-69): 5 %\n"
        "Very low (<54): 0 %\n",
    },
    {"level2_recurrent": NOT},
)
TRAPS["husband run sheet named in note"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM on glipizide, no insulin. EMS came on 1/22 because her husband had a sugar of 38. She herself "
            "treats her lows with juice, never any help.\n" + READY
        ),
    },
    {"level3_event": NOT},
)
TRAPS["phone backup"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T1DM on MDI, A1c 7. G7 taught, comfortable. Mostly phone, receiver as backup at night."),
    },
    {"dme_receiver": MET},
)
