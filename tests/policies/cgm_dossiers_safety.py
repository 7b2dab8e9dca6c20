"""Dossiers that try to win an approval they do not deserve: denied diabetes, insulin held or never begun, lows that are one."""

from __future__ import annotations

from tests.policies.cgm_dossiers import BORN, MET, NAME, NOT, OPEN, READY, Dossier, order, visit

TICKED = order(
    "E2103 Libre 3 reader, qty 1\nA4239 Libre 3 sensors, 3 units per 90 days\n[X] Patient is insulin treated   [ ] not insulin treated"
)

SAFETY: dict[str, Dossier] = {
    # ── diabetes ─────────────────────────────────────────────────────────────────────────────────────────────────────
    "code on the order, note says reactive": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "Spells two hours after lunch since her gastric sleeve. Sugar 48 and 45 on her meter. A1c 5.3. This is late dumping, "
                "she has never had diabetes. The CGM company's paperwork assumes diabetes.\n" + READY
            ),
        },
        {"diabetes": NOT, "fda_indication": NOT},
        root=NOT,
    ),
    "prediabetes taught at a diabetes center": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "Prediabetes, A1c 6.2, on metformin. Went to the Diabetes Education Center for classes. Wants a sensor as her sister with "
                "type 2 diabetes has one.\n" + READY,
                who="RIVERBEND DIABETES & ENDOCRINE",
            ),
        },
        {"diabetes": NOT},
        root=NOT,
    ),
    "two clinicians disagree": Dossier(
        {
            "o.txt": order(),
            "a.txt": visit("Type 2 diabetes per her former doctor. Lantus 10 units at night.\n" + READY, "11/03/2025"),
            "b.txt": visit("Reviewed outside OGTT and A1c 5.4: she does not have diabetes.\n" + READY),
        },
        {"diabetes": OPEN},
    ),
    "diabetes only in the supplier's words": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("Comes for glucose sensor. A1c 6.0, sugars 88 to 130, feels well.\n" + READY),
            "s.txt": f"SUPPLIER INTAKE FORM\nCustomer {NAME}\nDiagnosis: type 2 diabetes, on insulin\n",
        },
        {"diabetes": OPEN, "insulin_treated": OPEN},
    ),
    "mother's disease and mother's insulin": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "Worried, since her mother had diabetes and took Lantus 40 units. Her own A1c is 5.9, impaired fasting glucose.\n"
                + READY
            ),
        },
        {"diabetes": NOT},
    ),
    "off-label said at the end": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM, Lantus 20 units nightly. On hemodialysis. The G7 is not FDA approved for patients on dialysis; family understands.\n"
                + READY
            ),
        },
        {"fda_indication": NOT, "insulin_treated": MET},
        root=NOT,
    ),
    # ── insulin ──────────────────────────────────────────────────────────────────────────────────────────────────────
    "discharged on insulin, held at the visit, box ticked": Dossier(
        {
            "o.txt": TICKED,
            "d.txt": "DISCHARGE SUMMARY\nMercy General\nDischarge date 01/08/2026\n"
            f"Patient: {NAME}\n\nDischarge medications:\n insulin glargine 14 units qHS - NEW\n metformin 1000 BID - continue\n\n"
            "Electronically signed by Omar Field, MD 01/08/2026\n",
            "n.txt": visit(
                "T2DM. Sugars back to 110-140 off steroids, so glargine is on hold for now. Metformin goes on.\n"
                + READY
            ),
        },
        {"insulin_treated": OPEN},
    ),
    "started by the hospital, visit does not know it": Dossier(
        {
            "o.txt": TICKED,
            "d.txt": "AFTER VISIT SUMMARY - inpatient stay\nDischarge 01/08/2026\n"
            f"{NAME}\nSTART taking: insulin detemir 10 units at bedtime\nCONTINUE: metformin\n",
            "n.txt": visit("Type 2 diabetes, A1c 8.1. On metformin 1000 BID and Jardiance 10.\n" + READY),
        },
        {"insulin_treated": OPEN},
    ),
    "advised but not agreed": Dossier(
        {
            "o.txt": TICKED,
            "n.txt": visit(
                "DM2, A1c 10.4. Recommended basal insulin, Tresiba 10 units. He will think it over with his wife.\n"
                + READY
            ),
        },
        {"insulin_treated": OPEN},
    ),
    "list carried along after a stop": Dossier(
        {
            "o.txt": TICKED,
            "n.txt": visit("T2DM. Stopped Basaglar today after lows, A1c 6.1. Januvia only.\n" + READY, "01/20/2026"),
            "l.txt": f"CURRENT MEDICATION LIST   printed 02/19/2026\nPatient: {NAME}\nBasaglar KwikPen 16 units nightly\nJanuvia 100 mg daily\n",
        },
        {"insulin_treated": OPEN},
    ),
    "fill before the stop on a later list": Dossier(
        {
            "o.txt": TICKED,
            "n.txt": visit("T2DM. Lantus discontinued today, now on Ozempic 1 mg weekly.\n" + READY, "02/10/2026"),
            "p.txt": f"PHARMACY FILL HISTORY   printed 02/24/2026\nPatient: {NAME}\n"
            "Lantus SoloStar   filled 01/03/2026   qty 15 mL\nOzempic 1 mg  filled 02/11/2026\n",
        },
        {"insulin_treated": NOT},
    ),
    "sliding scale of the ward only": Dossier(
        {
            "o.txt": TICKED,
            "d.txt": f"DISCHARGE SUMMARY\n{NAME}\nDischarge date 01/30/2026\nCourse: sugars to 300 on dexamethasone, given lispro 4 to 10 units by scale "
            "with meals. Scale not continued.\nDischarge medications: metformin, lisinopril.\nElectronically signed by Omar Field, MD 01/30/2026\n",
            "n.txt": visit("T2DM on metformin. Insulin in the hospital, none since.\n" + READY),
        },
        {"insulin_treated": NOT},
    ),
    "resume only if": Dossier(
        {
            "o.txt": TICKED,
            "n.txt": visit("T2DM. Levemir is paused. Will resume insulin if fasting stays above 180.\n" + READY),
        },
        {"insulin_treated": OPEN},
    ),
    "held by telephone after the visit": Dossier(
        {
            "o.txt": TICKED,
            "n.txt": visit("T2DM. Lantus 12 units at night, A1c 7.0.\n" + READY, "01/12/2026"),
            "t.txt": f"TELEPHONE ENCOUNTER 02/16/2026\nPatient: {NAME}\nPt reports fasting 70s. Per Dr. Calloway hold Lantus until seen.\n"
            "Electronically signed by Ruth Calloway, MD 02/16/2026\n",
        },
        {"insulin_treated": OPEN},
    ),
    "husband's insulin": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM on metformin. Her husband takes Humalog and she helps him with it. She uses no insulin herself.\n"
                + READY
            ),
        },
        {"insulin_treated": NOT},
    ),
    "prescription never filled": Dossier(
        {
            "o.txt": TICKED,
            "n.txt": visit(
                "T2DM. Lantus was prescribed in December but she has not picked it up and does not use it.\n" + READY
            ),
        },
        {"insulin_treated": OPEN},
    ),
    # ── lows ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    "one event measured three times": Dossier(
        {
            "o.txt": order(),
            "e.txt": f"EMERGENCY DEPARTMENT RECORD\n{NAME}  DOB {BORN}\nArrived 01/14/2026 by ambulance\nMedic fingerstick 31, D10 given by medics. "
            "On arrival glucose 46, then 118.\nElectronically signed by Omar Field, MD 01/14/2026\n",
            "n.txt": visit(
                "T2DM on glyburide, never on insulin. One bad low on 01/14/2026 with sugar 38 by her own meter, squad came.\n"
                + READY
            ),
        },
        {"level2_recurrent": NOT},
    ),
    "family letter alone": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("T2DM on glimepiride, no insulin. Husband has told us of lows.\n" + READY),
            "l.txt": "To whom it may concern,\nMy wife had sugars of 41 and 44 in January. I had to give her glucagon both times.\nHenrik Torvald, husband\n",
        },
        {"level2_recurrent": OPEN, "level3_event": OPEN},
    ),
    "criteria quoted": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM, no insulin. Medicare requires recurrent level 2 hypoglycemia (glucose <54) or one level 3 event needing third-party help. "
                "Her log shows 61 and 66.\n" + READY
            ),
        },
        {"level2_recurrent": NOT, "level3_event": OPEN},
    ),
    "alarms are no values": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM on glipizide, insulin never used. Trial sensor alarmed low several nights, alarm set at 54. No fingersticks done.\n"
                + READY
            ),
        },
        {"level2_recurrent": OPEN},
    ),
    "changes after the lows": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM, glipizide, no insulin. Lows of 49 (12/02/2025) and 51 (12/20/2025). On 01/05/2026 glipizide halved, on 01/26/2026 stopped.\n"
                + READY
            ),
        },
        {"level2_recurrent": MET, "level2_plan_changes": NOT},
    ),
    "drove himself in": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM on glyburide; not on insulin. Drove himself to the ER for low sugar of 50 last month, ate there, sent home.\n"
                + READY
            ),
        },
        {"level3_event": OPEN},
    ),
    # ── continued use ────────────────────────────────────────────────────────────────────────────────────────────────
    "the note did not come": Dossier(
        {
            "n.txt": visit("T2DM on pump. Wearing Dexcom G7 97 % of the time, TIR 74 %.", "07/15/2025"),
            "f.txt": f"FAX COVER\nTo: Review\nRe: {NAME}  A4239 resupply\nPlease see office note of 01/22/2026 (Dr. Calloway) and note of 07/15/2025.\n",
        },
        {"visit_every_6mo_adherence": OPEN},
        codes=("A4239",),
        variant="continued_every_6_months",
    ),
    "only an old note": Dossier(
        {
            "n.txt": visit("T2DM on pump. Wearing Dexcom G7 97 % of the time, TIR 74 %.", "07/15/2025"),
            "f.txt": f"REFILL REQUEST\nRe: {NAME}  A4239 x 3 resupply\nNext appointment 03/20/2026.\n",
        },
        {"visit_every_6mo_adherence": NOT},
        codes=("A4239",),
        variant="continued_every_6_months",
    ),
    "recent visit about a cough": Dossier(
        {
            "a.txt": visit("T2DM on pump. Wearing Dexcom G7 97 % of the time, TIR 74 %.", "07/15/2025"),
            "b.txt": visit("T2DM, A1c 7.2, glucose control good. Cough for a week, lungs clear.", "01/20/2026"),
            "f.txt": f"REFILL REQUEST\nRe: {NAME}  A4239 x 3 resupply\n",
        },
        {"visit_every_6mo_adherence": OPEN},
        codes=("A4239",),
        variant="continued_every_6_months",
    ),
    "no use told, only a plan to wear": Dossier(
        {
            "n.txt": visit(
                "T2DM, A1c 7.4. Has not received her sensors yet, will begin wearing the G7 next month.", "01/20/2026"
            ),
            "f.txt": f"REFILL REQUEST\nRe: {NAME}  A4239 x 3 resupply\n",
        },
        {"visit_every_6mo_adherence": OPEN},
        codes=("A4239",),
        variant="continued_every_6_months",
    ),
    "seen by telephone": Dossier(
        {
            "n.txt": visit("T2DM. Wearing Dexcom G7 daily, TIR 70 %.", "01/20/2026", how="Telephone visit, audio only"),
            "f.txt": f"REFILL REQUEST\nRe: {NAME}  A4239 x 3 resupply\n",
        },
        {"visit_every_6mo_adherence": NOT},
        codes=("A4239",),
        variant="continued_every_6_months",
    ),
    "download without a visit": Dossier(
        {
            "n.txt": visit("T2DM on pump. Wearing Dexcom G7 daily, TIR 70 %.", "06/02/2025"),
            "c.txt": f"CLARITY REPORT  {NAME}\n02/01/2026 - 02/14/2026\nSensor active 95 %  TIR 71 %\n",
            "f.txt": f"REFILL REQUEST\nRe: {NAME}  A4239 x 3 resupply. Last office visit 12/04/2025 per patient.\n",
        },
        {"visit_every_6mo_adherence": OPEN},
        codes=("A4239",),
        variant="continued_every_6_months",
    ),
    "telephone only, receiver left in the box": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM, Lantus 20 units nightly. Will read the G7 with her iPhone only and does not want the receiver. Taught G7 today."
            ),
        },
        {"dme_receiver": NOT, "insulin_treated": MET},
        root=NOT,
    ),
    "visit after the order": Dossier(
        {"o.txt": order(), "n.txt": visit("T2DM, Lantus 20 units nightly, A1c 8.\n" + READY, "02/26/2026")},
        {"within_6mo_before_order": NOT},
        root=NOT,
    ),
    "insulin on the ticked order, note silent": Dossier(
        {"o.txt": TICKED, "n.txt": visit("T2DM, A1c 8.0, diet reviewed, feet normal.\n" + READY)},
        {"insulin_treated": OPEN},
    ),
    "another person's note": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("T2DM, A1c 7.7. Metformin only.\n" + READY),
            "x.txt": "LAKEVIEW FAMILY MEDICINE\n02/09/2026   Office visit, in person\nPatient: Henrik Moberg   DOB 02/02/1946   80 y M\n\n"
            "T1DM on Tresiba 20 units and Novolog. Lows 41 and 44, wife gave glucagon.\n\nElectronically signed by Ruth Calloway, MD  02/09/2026\n",
        },
        {"insulin_treated": NOT, "level3_event": OPEN, "level2_recurrent": OPEN},
    ),
    "one change named twice": Dossier(
        {
            "o.txt": order(),
            "a.txt": visit("T2DM, no insulin. Glipizide cut from 10 to 5 mg for lows of 58.\n", "11/04/2025"),
            "b.txt": visit(
                "T2DM, no insulin. Lows 48 on 1/12 and 50 on 1/30. Glipizide had been cut to 5 mg in November 2025.\n"
                + READY
            ),
        },
        {"level2_recurrent": MET, "level2_plan_changes": NOT},
    ),
    "units of today and of six weeks ago": Dossier(
        {
            "q.txt": f"QUANTITY LIMIT CHECK\n{NAME}\nA4239 x 3 requested for 03/09/2026\n",
            "l.txt": f"Sensor shipments to {NAME}\nShipped 01/26/26 - A4239 - qty 3\nShipped 10/20/25 - A4239 - qty 3\n",
        },
        {"max_3_units_90d": NOT},
        codes=("A4239",),
        variant="quantity",
    ),
    "ninety-six days since": Dossier(
        {
            "q.txt": f"QUANTITY LIMIT CHECK\n{NAME}\nA4239 x 3 requested for 03/09/2026\n",
            "l.txt": f"resupply ledger, {NAME}\n12-03-25   A4239   3   Dec-Jan-Feb\n03-09-26   A4239   3   to be shipped\n",
        },
        {"max_3_units_90d": MET},
        codes=("A4239",),
        variant="quantity",
    ),
    "history of nobody": Dossier(
        {"q.txt": f"QUANTITY LIMIT CHECK\n{NAME}\nA4239 x 3 requested for 03/09/2026\nSend dispensing history.\n"},
        {"max_3_units_90d": OPEN},
        codes=("A4239",),
        variant="quantity",
    ),
    "diabetes taken off the list": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "Type 2 diabetes was carried on her problem list in error and has been removed; two A1c were 5.2. Hypoglycemia under study, insulinoma?\n"
                + READY
            ),
        },
        {"diabetes": OPEN},
    ),
}
