"""Short dossiers for glucose monitors: one trap of wording each."""

from __future__ import annotations

from tests.policies.cgm_dossiers import MET, NAME, NOT, OPEN, READY, Dossier, order, visit

SHORT: dict[str, Dossier] = {
    "a code of insulin and a list without it": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("A/P: T2DM E11.65, Z79.4. Medications: metformin 1000 BID, Jardiance 10.\n" + READY),
        },
        {"insulin_treated": OPEN},
    ),
    "a code of insulin beside the insulin": Dossier(
        {"o.txt": order(), "n.txt": visit("A/P: T2DM E11.65, Z79.4. Lantus 20 units nightly, metformin.\n" + READY)},
        {"insulin_treated": MET},
    ),
    "no insulin listed, GLP pen": Dossier(
        {"o.txt": order(), "n.txt": visit("T2DM. Mounjaro 5 mg weekly pen injection, metformin. A1c 7.\n" + READY)},
        {"insulin_treated": NOT, "diabetes": MET},
    ),
    "insulin pen combination": Dossier(
        {"o.txt": order(), "n.txt": visit("T2DM. Xultophy 20 units every morning.\n" + READY)}, {"insulin_treated": MET}
    ),
    "T2D abbreviations": Dossier(
        {"o.txt": order(), "n.txt": visit("Hx T2D, HTN. Levemir 14u HS. HbA1c 8.2%\n" + READY)},
        {"insulin_treated": MET, "diabetes": MET},
    ),
    "held in plan, listed above": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM f/u\nMedications:\n- Lantus 20 units qHS\n- metformin 500 BID\n\nPlan: fasting 80s; hold Lantus, recheck in 2 weeks.\n"
                + READY
            ),
        },
        {"insulin_treated": OPEN},
    ),
    "on hold status column": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("T2DM A1c 7.\n" + READY),
            "m.txt": f"MEDICATION LIST {NAME}  02/19/2026\nDrug    Dose   Status\nLantus   20 units qHS   ON HOLD\nmetformin   500 BID   active\n",
        },
        {"insulin_treated": OPEN},
    ),
    "new start planned": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("T2DM A1c 11. Will start Lantus 10 units tonight, Rx sent to pharmacy.\n" + READY),
        },
        {"insulin_treated": OPEN},
    ),
    "started today": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("T2DM A1c 11. Started Lantus 10 units daily, first dose given in clinic.\n" + READY),
        },
        {"insulin_treated": MET},
    ),
    "denies insulin but pump": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("T1DM since age 12. Omnipod 5 with Humalog. No long-acting insulin.\n" + READY),
        },
        {"insulin_treated": MET, "diabetes": MET},
    ),
    "diabetes insipidus": Dossier(
        {"o.txt": order(), "n.txt": visit("Central diabetes insipidus on desmopressin. Sugars 90. A1c 5.0.\n" + READY)},
        {"diabetes": OPEN},
    ),
    "GDM only": Dossier(
        {"o.txt": order(), "n.txt": visit("Had gestational diabetes with her second child. A1c 5.6 now.\n" + READY)},
        {"diabetes": NOT},
    ),
    "ros template": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM on Lantus 20 units.\nROS: Endocrine: negative for polyuria. FH: no diabetes.\n" + READY
            ),
        },
        {"diabetes": MET},
    ),
    "pmh denies": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "Type 2 DM, Lantus 20 units. No diabetic retinopathy, no diabetic foot disease. No history of diabetic ketoacidosis.\n"
                + READY
            ),
        },
        {"diabetes": MET},
    ),
    "consult for other": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("DM2, basal-bolus: Tresiba 30, Novolog 8 with meals.\n" + READY),
            "c.txt": "CARDIOLOGY CONSULT\n01/15/2026\nPatient: "
            + NAME
            + "\nNo history of diabetes. Palpitations.\nElectronically signed by Paul Reed, MD 01/15/2026\n",
        },
        {"diabetes": OPEN},
    ),
    "lows two levels stated": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM, glipizide, never insulin. Lows at 52 and 49 mg/dL in January. 10/2025 glipizide halved; 12/2025 bedtime snack added; still low.\n"
                + READY
            ),
        },
        {"level2_recurrent": MET, "level2_plan_changes": MET, "insulin_treated": NOT},
    ),
    "EMS stranger": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("T2DM, glipizide, never on insulin. Reports EMS visited the home in December.\n" + READY),
        },
        {"level3_event": OPEN},
    ),
    "treats own": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit(
                "T2DM on glimepiride, no insulin. Lows 50, 52; handles them on his own with tabs, wife never had to step in.\n"
                + READY
            ),
        },
        {"level3_event": NOT, "level2_recurrent": MET},
    ),
    "lab note 'diabetes' ranges": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("A1c 5.5, sugars 95. Weak spells.\n" + READY),
            "l.txt": "LAB REPORT 02/01/2026\n"
            + NAME
            + "\nHbA1c 5.5 %  <5.7 normal, 5.7-6.4 prediabetes, >=6.5 diabetes\n",
        },
        {"diabetes": OPEN},
    ),
    "insulin since hospitalization, nurse call says stopped": Dossier(
        {
            "o.txt": order(),
            "n.txt": visit("T2DM. Basaglar 10 units nightly.\n" + READY, "01/10/2026"),
            "p.txt": f"PHONE NOTE 02/14/2026\n{NAME}\nPatient stopped her Basaglar last week, sugars fine. Dr. Calloway agrees.\n"
            "Electronically signed by Ruth Calloway, MD 02/14/2026\n",
        },
        {"insulin_treated": NOT},
    ),
    "visit no year": Dossier(
        {
            "o.txt": order(),
            "n.txt": "LAKEVIEW FAMILY MEDICINE\nTues Feb 10   in person\nPatient: "
            + NAME
            + "  DOB 04/09/1952\nT2DM, Lantus 20 units, A1c 8.\n"
            + READY
            + "\nElectronically signed by Ruth Calloway, MD 2/10/26\n",
        },
        {"within_6mo_before_order": MET},
    ),
}
