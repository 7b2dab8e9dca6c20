"""More dossiers for glucose monitors, in the wordings of other offices."""

from __future__ import annotations

import datetime as dt

from tests.policies.cgm_dossiers import BORN, MET, NAME, NOT, OPEN, READY, Dossier, order, visit

REFILL = f"NORTHWIND HOME MEDICAL  REFILL REQUEST 02/25/2026\n{NAME}\nA4239 x 3   last shipped 11/20/2025 x 3\n"

MORE: dict[str, Dossier] = {}
MORE["terse soap, pump"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": "ENDOCRINE SPECIALISTS OF THE PLAINS\n"
        "DOS: 1/28/2026   f/u in office\n"
        "Torvald, Agnes B   4/9/52\n"
        "\n"
        "S: 73F DM1 x 41y, Tandem t:slim w/ Control-IQ off since sensor lost. No LOC, no EMS. BG avg 151. "
        "Sticks 5-6/d.\n"
        "O: a1c 7.0. BP 118/70.\n"
        "A: T1DM.\n"
        "P: G7 to pump + receiver backup. Went over insertion, she has worn G6 before. RTC 3m\n"
        "\n"
        "Ruth Calloway MD  1/28/2026\n",
    },
    {
        "diabetes": MET,
        "insulin_treated": MET,
        "within_6mo_before_order": MET,
        "dme_receiver": MET,
        "prescription_evidence": MET,
        "fda_indication": MET,
    },
)
MORE["afrezza"] = Dossier(
    {"o.txt": order(), "n.txt": visit("Type 2 DM. Uses Afrezza 4 units at meals, metformin. A1c 7.8.\n" + READY)},
    {"insulin_treated": MET},
)
MORE["glp1 only"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            'Diabetes type 2, A1c 7.2 down from 9. Weekly injection of Ozempic 1 mg, metformin ER 2000. "I take '
            'shots" - these are semaglutide. No lows ever.\n' + READY
        ),
    },
    {"insulin_treated": NOT, "level2_recurrent": NOT, "level3_event": NOT},
)
MORE["copied forward"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM f/u, A1c 7.0.\n"
            "[copied forward from 03/2024: Lantus 20 units nightly]\n"
            "Current medications: metformin 1000 mg BID, Farxiga 10 mg.\n" + READY
        ),
    },
    {"insulin_treated": NOT},
)
MORE["held then not restarted"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM. Home Lantus was held on admission in January and has not been restarted. Sugars 110-140 off "
            "insulin. A1c 6.9.\n" + READY
        ),
    },
    {"insulin_treated": NOT},
)
MORE["frequent lows no values"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM on glimepiride, never on insulin. Frequent lows, shaky. No meter today. Handles them alone, "
            "has never called anyone for help.\n" + READY
        ),
    },
    {"insulin_treated": NOT, "level2_recurrent": OPEN, "level3_event": NOT},
)
MORE["level 2 stated"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM on glipizide, no insulin. Professional CGM 12/2025: three level 2 events (12/8, 12/11, "
            "12/15).\n"
            "Glipizide reduced 10/1/2025; bedtime snack added 11/12/2025. Self-treated all of them.\n" + READY
        ),
    },
    {"level2_recurrent": MET},
)
MORE["agp table"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM on glipizide, no insulin. A1c 6.3.\n" + READY),
        "agp.txt": f"Ambulatory Glucose Profile   {NAME}\n"
        "14 days 01/20/2026 - 02/02/2026\n"
        "Time above 180: 12 %\n"
        "Time in range: 80 %\n"
        "Below 70: 6 %\n"
        "Below 54: 2 %\n"
        "Low glucose events (<54): 4\n",
    },
    {"level2_recurrent": MET},
)
MORE["ems for fall"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM, glipizide, not on insulin. EMS came 12/3 after a fall, glucose 112. Low of 50 once in the fall.\n"
            + READY
        ),
    },
    {"level3_event": OPEN, "insulin_treated": NOT},
)
MORE["two notes plan changes"] = Dossier(
    {
        "o.txt": order(),
        "a.txt": visit(
            "T2DM. Log: 50 on 9/20. Never on insulin.\nA1c 6.2\nPlan: decrease glipizide 10 mg to 5 mg daily.",
            date="10/02/2025",
        ),
        "b.txt": visit("T2DM. Low of 47 on 11/3.\nPlan: stop glipizide. A1c goal raised to 8.", date="11/12/2025"),
        "c.txt": visit("T2DM. Still a low of 52 on 1/30, took juice, nobody had to help.\n" + READY),
    },
    {"level2_recurrent": MET, "level2_plan_changes": MET, "level3_event": NOT, "insulin_treated": NOT},
)
MORE["changes after latest"] = Dossier(
    {
        "o.txt": order(),
        "c.txt": visit(
            "T2DM, no insulin. Lows 48 on 1/3/2026 and 51 on 1/9/2026. Self treated. Glipizide cut on 1/20/2026 "
            "and stopped 2/1/2026. None since.\n" + READY
        ),
    },
    {"level2_recurrent": MET, "level2_plan_changes": NOT},
)
MORE["gestational"] = Dossier(
    {"o.txt": order(), "n.txt": visit("History of gestational diabetes in 1988. Prediabetes now, A1c 6.0.\n" + READY)},
    {"diabetes": NOT},
)
MORE["3c"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("Pancreatogenic diabetes after pancreatectomy, NPH 10 units BID. A1c 8.0.\n" + READY),
    },
    {"diabetes": MET, "insulin_treated": MET},
)
MORE["training none, order signed"] = Dossier(
    {"o.txt": order(), "n.txt": visit("T2DM on Lantus 20 units, A1c 8.")}, {"prescription_evidence": MET}
)
MORE["training none, order unsigned"] = Dossier(
    {"o.txt": order(signed=False), "n.txt": visit("T2DM on Lantus 20 units, A1c 8.")},
    {"prescription_evidence": OPEN, "swo_complete": OPEN},
)
MORE["unable"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM on Lantus 20 units, A1c 8. Advanced dementia, cannot operate the CGM, and lives alone with no "
            "caregiver."
        ),
    },
    {"prescription_evidence": NOT},
)
MORE["libre3 child"] = Dossier(
    {
        "o.txt": order("E2103 FreeStyle Libre 3 reader qty 1\nA4239 Libre 3 sensors 3 units"),
        "n.txt": visit("3 yo with type 1 diabetes, NovoLog pump. Parents taught the Libre 3. A1c 8"),
    },
    {"fda_indication": NOT},
    born=dt.date(2022, 12, 1),
)
MORE["pump display no receiver"] = Dossier(
    {
        "o.txt": order("A4239 Dexcom G7 sensors, 3 units per 90 days"),
        "n.txt": visit(
            "T1DM, new start of CGM. Omnipod 5; the G7 will be paired with her Omnipod controller which displays "
            "readings. A1c 7.6. Taught G7 today, she can use it."
        ),
    },
    {"dme_receiver": MET, "insulin_treated": MET},
    codes=("A4239",),
)
MORE["quantity 4 units"] = Dossier(
    {
        "n.txt": "PLAN   Quantity review   02/20/2026\n"
        f"{NAME}\n"
        "A4239 units requested: 4. Units exceed the allowance; send records.\n"
    },
    {"max_3_units_90d": NOT},
    codes=("A4239",),
    variant="quantity",
    units=4,
)
MORE["continued nurse visit"] = Dossier(
    {
        "r.txt": "NORTHWIND HOME MEDICAL  REFILL REQUEST 02/25/2026\n"
        f"{NAME}\n"
        "A4239 x 3   last shipped 11/20/2025 x 3\n",
        "n.txt": "Diabetes education visit  01/15/2026  in person\n"
        f"Patient: {NAME}  DOB {BORN}\n"
        "Wears Libre 3 daily, TIR 60 %.\n"
        "Signed: Dana Pruitt, RN, CDCES 01/15/2026\n",
        "v.txt": visit("T2DM, Libre 3 worn daily. Lantus 20.", date="06/20/2025"),
    },
    {"visit_every_6mo_adherence": NOT},
    codes=("A4239",),
    variant="continued_every_6_months",
)
MORE["continued six months exactly"] = Dossier(
    {
        "r.txt": "NORTHWIND HOME MEDICAL  REFILL REQUEST 02/25/2026\n"
        f"{NAME}\n"
        "A4239 x 3   last shipped 11/20/2025 x 3\n",
        "v.txt": visit("T2DM, Libre 3 worn daily, follows plan. Lantus 20.", date="09/02/2025"),
    },
    {"visit_every_6mo_adherence": MET},
    codes=("A4239",),
    variant="continued_every_6_months",
)
MORE["husband insulin"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM, diet and Januvia. Her husband takes Lantus and helps her check sugars. A1c 6.9. No lows.\n" + READY
        ),
    },
    {"insulin_treated": NOT},
)
MORE["tresiba pharmacy only"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM, A1c 8.4, home glucose 150-240.\n" + READY),
        "p.txt": f"PHARMACY FILL HISTORY  {NAME}\n"
        "printed 02/20/2026\n"
        "2026-02-01  Tresiba FlexTouch 100 u/mL  qty 15\n"
        "2025-12-30  Tresiba FlexTouch 100 u/mL  qty 15\n",
    },
    {"insulin_treated": MET},
)
MORE["insulin and supplier box no"] = Dossier(
    {
        "o.txt": order("Insulin? [ ] yes [x] no\nE2103 Dexcom G7 receiver, 1"),
        "n.txt": visit("T2DM, Humulin N 18 units hs, A1c 8.4.\n" + READY),
    },
    {"insulin_treated": MET},
)
MORE["box yes, note none"] = Dossier(
    {
        "o.txt": order("Insulin treated? [x] yes [ ] no\nE2103 Dexcom G7 receiver, 1"),
        "n.txt": visit("T2DM, diet controlled, no meds. A1c 6.7.\n" + READY),
    },
    {"insulin_treated": NOT},
)
MORE["glucagon rx only"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM on glipizide, not on insulin. Rx Baqsimi given in case; wife shown how to give it. Lows in the "
            "60s.\n" + READY
        ),
    },
    {"level3_event": OPEN, "level2_recurrent": NOT},
)
MORE["neighbor"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM on glyburide, no insulin. On 11/30 she was confused and could not swallow tablets, meter 33; "
            "neighbor rubbed glucose gel in her cheek until she came to.\n" + READY
        ),
    },
    {"level3_event": MET},
)
MORE["hosp note em dash"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": "Primary Care of Elm County\n"
        "Visit date: 1/30/26 — in person\n"
        "Pt: Agnes Torvald   DOB 4/9/1952\n"
        "\n"
        "CC: sugars\n"
        "73 yo w/ T2DM (dx 1999), CKD3b, on premix 70/30 (Novolin) 28u AM/16u PM. A1C today 8.3% (POC). "
        "Glucometer avg 178. No hypoglycemia < 70 this month.\n"
        "A/P: T2DM, uncontrolled. CGM — Libre 3 Plus w/ reader; nurse demo'd sensor, pt placed one on arm "
        "w/o trouble. Order to DME.\n"
        "Ruth Calloway MD   1/30/26\n",
    },
    {
        "diabetes": MET,
        "insulin_treated": MET,
        "within_6mo_before_order": MET,
        "prescription_evidence": MET,
        "dme_receiver": MET,
        "fda_indication": MET,
    },
)
MORE["insulin glargine-yfgn"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "Type II diabetes. MEDICATIONS:\n"
            " - insulin glargine-yfgn pen, inject 0.2 mL at bedtime\n"
            " - metformin\n"
            "A1c 7.9\n" + READY
        ),
    },
    {"insulin_treated": MET},
)
MORE["insulin since"] = Dossier(
    {"o.txt": order(), "n.txt": visit("She has been on insulin for 12 years. T2DM, A1c 7.9\n" + READY)},
    {"insulin_treated": MET},
)
MORE["started today"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM, A1c 10.4, fasting sugars 240. Started basal insulin today: first dose of Lantus 10 units "
            "given in clinic, sample pen dispensed.\n" + READY
        ),
    },
    {"insulin_treated": MET},
)
MORE["will start tonight"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM, A1c 10.4. Will start Lantus 10 units tonight, pending prior auth.\n" + READY),
    },
    {"insulin_treated": OPEN},
)
MORE["ran out"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM. Ran out of Lantus 6 months ago and has not taken any since. On metformin only. A1c 8.8\n" + READY
        ),
    },
    {"insulin_treated": NOT},
)
MORE["listed but not taking"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM. Meds per list: Lantus 20 units qhs, metformin. Patient states he is not taking the Lantus, "
            "stopped it on his own in the fall. A1c 8.8\n" + READY
        ),
    },
    {"insulin_treated": NOT},
)
MORE["level3 self report patient portal"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM on glimepiride, not on insulin. No change in therapy. A1c 6.8.\n" + READY),
        "m.txt": "PORTAL MESSAGE\n"
        f"From: {NAME}   01/20/2026\n"
        "My husband had to call the paramedics Sunday, my sugar was 31 and they gave me sugar in the vein.\n",
    },
    {"level3_event": OPEN},
)
MORE["ed record"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM on glyburide, no insulin. A1c 6.1. Reviewed the ED record.\n" + READY),
        "e.txt": "EMERGENCY DEPARTMENT RECORD\n"
        f"Patient: {NAME}   DOB {BORN}\n"
        "Date 12/11/2025\n"
        "Arrived by ambulance. Family found her lethargic and not following commands. EMS glucose 29. D50 "
        "given by EMS, glucose 140, now alert.\n"
        "Dx: severe hypoglycemia due to sulfonylurea.\n"
        "Signed: P. Ng MD 12/11/2025\n",
    },
    {"level3_event": MET},
)
MORE["never below 60"] = Dossier(
    {"o.txt": order(), "n.txt": visit("T2DM diet and Ozempic. Sugars never below 60. Lives with son.\n" + READY)},
    {"level2_recurrent": NOT, "insulin_treated": NOT},
)
MORE["log only"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM on glipizide, no insulin. Log reviewed and scanned. A1c 6.5. Has always treated lows by herself.\n"
            + READY
        ),
        "l.txt": "BLOOD SUGAR LOG      Name: Agnes Torvald\n"
        "mg/dL\n"
        "DATE     | AM  | NOON | PM  | BED\n"
        "1/12/26  | 98  |      | 52  | 130\n"
        "1/13/26  | 101 |      | 88  |\n"
        "1/19/26  | 49  | 110  |     | 120\n"
        "1/20/26  | 90  |      | 61  |\n",
    },
    {"level2_recurrent": MET, "level3_event": NOT},
)
MORE["log prose messages"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM on glipizide, no insulin. A1c 6.5.\n" + READY),
        "l.txt": f"MESSAGES  {NAME}\n"
        "01/12/2026  pt called: sugar 51 at 4 am, ate crackers.\n"
        "01/20/2026  pt called: sugar 47 before lunch, juice.\n",
    },
    {"level2_recurrent": MET},
)
MORE["changes in table"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit(
            "T2DM, not on insulin. Lows: 50 (12/20), 46 (1/25).\n"
            "Changes made for lows:\n"
            " 10/3/25 glimepiride 4 -> 2 mg\n"
            " 11/14/25 glimepiride stopped, sitagliptin started\n"
            " 12/22/25 A1c target raised to < 8\n" + READY
        ),
    },
    {"level2_recurrent": MET, "level2_plan_changes": MET},
)
MORE["swo no device code brand in note"] = Dossier(
    {
        "o.txt": order("Continuous glucose monitor receiver, non-adjunctive (E2103) qty 1"),
        "n.txt": visit("T2DM on Humalog 75/25 20 units BID. A1c 7.7. Dexcom G6 reviewed, she can use it; receiver."),
    },
    {"fda_indication": MET},
)
MORE["continued, portal says off after visit"] = Dossier(
    {
        "r.txt": REFILL,
        "v.txt": visit("T1DM, wears G7 daily, TIR 70 %.", date="12/10/2025"),
        "m.txt": "PORTAL MESSAGE\n"
        f"From: {NAME}  02/20/2026\n"
        "I took the sensor off in January and have not put one back on. Finger sticks are fine.\n",
    },
    {"visit_every_6mo_adherence": NOT},
    codes=("A4239",),
    variant="continued_every_6_months",
)
MORE["continued, resumed"] = Dossier(
    {
        "r.txt": REFILL,
        "a.txt": visit("T1DM. Not wearing the sensor since August, insurance lapse.", date="10/01/2025"),
        "v.txt": visit(
            "T1DM back on G7 since October, wears it daily, TIR 66 %. On MDI as prescribed.", date="01/15/2026"
        ),
    },
    {"visit_every_6mo_adherence": MET},
    codes=("A4239",),
    variant="continued_every_6_months",
)
MORE["continued, video"] = Dossier(
    {
        "r.txt": REFILL,
        "v.txt": visit(
            "T2DM. Libre 3: time CGM active 88 %, TIR 70 %. Taking Lantus as directed.",
            date="01/15/2026",
            how="Telehealth visit, live video",
        ),
    },
    {"visit_every_6mo_adherence": MET},
    codes=("A4239",),
    variant="continued_every_6_months",
)
MORE["continued, no note"] = Dossier(
    {"r.txt": REFILL + "Last seen by Dr. 12/2025, adherent\n"},
    {"visit_every_6mo_adherence": OPEN},
    codes=("A4239",),
    variant="continued_every_6_months",
)
MORE["continued older than 6 mo"] = Dossier(
    {"r.txt": REFILL, "v.txt": visit("T2DM. Wears Libre 3 every day. Lantus 20.", date="08/28/2025")},
    {"visit_every_6mo_adherence": NOT},
    codes=("A4239",),
    variant="continued_every_6_months",
)
MORE["quantity overlap text"] = Dossier(
    {
        "p.txt": "MEDICARE ADVANTAGE  Quantity limit notice 02/20/2026\n"
        f"Member {NAME}  A4239\n"
        "State all shipments in the last 90 days.\n",
        "s.txt": "NORTHWIND HOME MEDICAL  delivery ticket history\n"
        f"{NAME}\n"
        "Delivered 12/28/2025  A4239  qty 3\n"
        "Delivered 09/30/2025  A4239  qty 3\n"
        "No meter or strips supplied.\n",
    },
    {"max_3_units_90d": NOT, "no_duplicate_bgm": MET},
    codes=("A4239",),
    variant="quantity",
)
MORE["quantity fine"] = Dossier(
    {
        "p.txt": f"MEDICARE ADVANTAGE  Quantity limit notice 02/20/2026\nMember {NAME}  A4239\n",
        "s.txt": "NORTHWIND HOME MEDICAL  delivery history\n"
        f"{NAME}\n"
        "Delivered 11/28/2025  A4239  qty 3\n"
        "Delivered 08/30/2025  A4239  qty 3\n",
    },
    {"max_3_units_90d": MET, "no_duplicate_bgm": OPEN},
    codes=("A4239",),
    variant="quantity",
)
MORE["wrong person lab"] = Dossier(
    {
        "o.txt": order(),
        "n.txt": visit("T2DM on metformin, not on insulin. A1c 6.9. No lows.\n" + READY),
        "l.txt": "LAB REPORT\n"
        "Patient: Torvald, Henrik  DOB 01/01/1944\n"
        "Collected 01/10/2026\n"
        "Glucose 44 mg/dL\n"
        "Glucose 41 mg/dL\n",
    },
    {"level2_recurrent": NOT},
)
MORE["cgm adjunctive E2102"] = Dossier(
    {
        "o.txt": order("E2102 Medtronic Guardian 4 adjunctive receiver, qty 1\nA4238 sensors"),
        "n.txt": visit("T1DM on 780G pump with aspart, A1c 7. Guardian 4 shown on pump, trained. BG log fine."),
    },
    {"insulin_treated": MET, "dme_receiver": MET, "fda_indication": MET},
    codes=("E2102", "A4238"),
)
