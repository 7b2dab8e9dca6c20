"""Dossiers in the hands of unlike offices: dictated letters, terse lists, exports, nursing homes, home health, telehealth."""

from __future__ import annotations

import datetime as dt

from tests.policies.cgm_dossiers import MET, NAME, NOT, Dossier

STYLES: dict[str, Dossier] = {
    "dictated consult letter": Dossier(
        {
            "consult.txt": "ENDOCRINE ASSOCIATES OF THE BLUFFS, P.C.\n"
            "Ruth Calloway, M.D., F.A.C.E.\n"
            "February 3, 2026\n"
            "\n"
            "Dear Dr. Pell:\n"
            "\n"
            f"RE: {NAME}, date of birth April 9, 1952\n"
            "\n"
            "Thank you for asking me to see this pleasant 73-year-old woman, whom I saw in the office today for her diabetes mellitus, type 2, "
            "of some 17 years' standing. She is maintained on Toujeo, 26 units each evening, and on Humalog by a ratio of one unit to twelve "
            "grams. Her hemoglobin A1c was 7.8 percent. She has not had a blood sugar under 70 that she knows of, and none of her lows was ever "
            "such that she called upon anybody. I have made no alterations to her regimen on account of low sugars, now or before.\n"
            "\n"
            "I have recommended the Dexcom G7 with its dedicated receiver, since she does not own a cellular telephone. Our educator, Ms. Brandt, "
            "applied the first sensor with her and she demonstrated its use correctly.\n"
            "\n"
            "Sincerely,\n"
            "Ruth Calloway, M.D.\n"
            "Electronically signed February 3, 2026\n",
            "rx.txt": "PRESCRIPTION / DETAILED WRITTEN ORDER\n"
            f"Patient: {NAME}      DOB: 04/09/1952\n"
            "Date: February 5, 2026\n"
            "Dispense: Dexcom G7 receiver (E2103) x 1; Dexcom G7 sensors (A4239) 1 month supply, 3 per 90 days\n"
            "Dx: E11.65, Z79.4\n"
            "Ruth Calloway, M.D.   NPI 1467560003\n"
            "Signed electronically: Ruth Calloway, MD 02/05/2026\n",
        },
        {
            "diabetes": MET,
            "prescription_evidence": MET,
            "fda_indication": MET,
            "insulin_treated": MET,
            "level2_plan_changes": NOT,
            "level3_event": NOT,
            "within_6mo_before_order": MET,
            "dme_receiver": MET,
        },
    ),
    "terse problem list": Dossier(
        {
            "fm.txt": "COUNTY RD FAM MED    2/11/26  OV\n"
            f"{NAME}  73F  4/9/52\n"
            "S: dm2 f/u. gluc log 58-190. 2 lows <54: 47 on 1/20, 51 on 2/2, juice both, no help. glimep 4->2 on 11/18, 2->1 on 12/16, "
            "still low. no insulin ever. a1c 6.6\n"
            "O: 122/70 wt 151 feet nl\n"
            "A: dm2 c recurrent lvl 2 hypo despite 2 dose cuts\n"
            "P: stop glimep. libre 3+ w reader. pt did demo sensor ok w MA. rtc 3m\n"
            "R Calloway MD  e-sig 2/11/26\n",
            "o.txt": "STANDARD WRITTEN ORDER\n"
            f"Pt {NAME}  DOB 04/09/1952\n"
            "Order date 2/13/26\n"
            "FreeStyle Libre 3 Plus reader E2103 qty 1\n"
            "FreeStyle Libre 3 Plus sensors A4239 qty 3 per 90 d\n"
            "ICD10 E11.649\n"
            "Ruth Calloway MD NPI 1467560003   signature: Ruth Calloway MD 2/13/26\n",
        },
        {
            "diabetes": MET,
            "insulin_treated": NOT,
            "level2_recurrent": MET,
            "level2_plan_changes": MET,
            "level3_event": NOT,
            "within_6mo_before_order": MET,
        },
    ),
    "nursing home sheet": Dossier(
        {
            "mar.txt": "PINE HAVEN CARE CENTER - MEDICATION ADMINISTRATION RECORD   Jan 2026\n"
            f"Resident: {NAME}   Rm 114B\n"
            "Insulin glargine 8 units SQ q HS        D/C 01/19/2026\n"
            "Metformin 500 mg PO BID\n"
            "Lisinopril 10 mg PO daily\n",
            "md.txt": "Physician visit note, on site    02/09/2026\n"
            f"Resident: {NAME}  DOB 04/09/1952\n"
            "Type 2 DM. Glargine discontinued 1/19 as fasting sugars 80s-100s. On metformin alone, A1c 6.5. Daughter would like a monitor. "
            "Staff shown the Libre reader.\n"
            "Ruth Calloway, MD  electronically signed 02/09/2026\n",
            "o.txt": "WRITTEN ORDER\n"
            f"Beneficiary {NAME}   DOB 04/09/1952   Order date 02/12/2026\n"
            "E2103 FreeStyle Libre 3 reader, 1; A4239 sensors 3 per 90 days\n"
            "(x) insulin   ( ) no insulin      Dx E11.9 Z79.4\n"
            "Ruth Calloway, MD  NPI 1467560003  signed 02/12/2026\n",
        },
        {"diabetes": MET, "insulin_treated": NOT},
    ),
    "export with headings": Dossier(
        {
            "chart.txt": "Progress Notes - Encounter Date: 01/29/2026 - Type: Telehealth (audio and video)\n"
            f"Patient Name: {NAME} | MRN 44812 | DOB: 04/09/1952 | Age: 73 y.o. | Sex: female\n"
            "Provider: Ruth Calloway, MD\n"
            "\n"
            "Assessment & Plan\n"
            "1. Type 1 diabetes mellitus with hypoglycemia unawareness (E10.649)\n"
            "   - Tandem t:slim X2 with Control-IQ, basal 14.2 u/day, TDD 31 units\n"
            "   - replace G6 by G7, shows on the pump\n"
            "   - trained on G7 by CDCES on 01/22/2026\n"
            "\n"
            "Subjective\n"
            "Wife found her confused on 12/30/2025, sugar 37, gave glucagon nasal. Glucose control otherwise stable, A1c 6.9.\n"
            "\n"
            "Electronically signed by Ruth Calloway, MD on 01/29/2026 at 4:14 PM\n",
            "order.txt": "Order Requisition\nOrder date: 01/30/2026\n"
            f"Patient: {NAME} DOB 04/09/1952\n"
            "Dexcom G7 receiver E2103 quantity 1\nDexcom G7 sensors A4239 quantity 3/90 days\n"
            "Diagnosis E10.649\nOrdering provider: Ruth Calloway, MD NPI 1467560003\nElectronically signed: Ruth Calloway, MD 01/30/2026 08:10\n",
        },
        {
            "diabetes": MET,
            "insulin_treated": MET,
            "level3_event": MET,
            "level2_recurrent": NOT,
            "within_6mo_before_order": MET,
            "dme_receiver": MET,
            "prescription_evidence": MET,
        },
    ),
    "bariatric program": Dossier(
        {
            "n.txt": "WEIGHT & WELLNESS SURGERY PROGRAM\n"
            "Clinic visit 02/04/2026, in person\n"
            f"{NAME}    04/09/1952\n"
            "CC: shaky spells\n"
            "73F nine years after Roux-en-Y. T2DM before surgery, none since: off all agents, A1c 5.2, 5.1, 5.3. Meter 44 (1/8), 47 (1/25). "
            "Diet changed 11/2 (no juice), acarbose begun 12/1. This is postprandial hyperinsulinemic hypoglycemia, not diabetes.\n"
            "Dexcom G7 taught, uses receiver.\n"
            "Ruth Calloway, MD  signed electronically 02/04/2026\n",
            "o.txt": "STANDARD WRITTEN ORDER\n"
            f"{NAME} DOB 04/09/1952  Order date 02/06/2026\n"
            "Dexcom G7 receiver E2103 #1, sensors A4239 3/90 days\nDx E11.649\n"
            "Ruth Calloway, MD  NPI 1467560003  Signature Ruth Calloway MD 02/06/2026\n",
        },
        {"diabetes": NOT, "insulin_treated": NOT, "level2_recurrent": MET},
    ),
    "supply house ledger": Dossier(
        {
            "q.txt": "CLAIM EDIT: UNITS\n"
            f"Bene {NAME}\nHCPCS A4239 KX  3 UOS  DOS 03/09/2026\nPlease verify quantity limit, 90 day period.\n",
            "ledger.txt": f"ACCOUNT LEDGER  {NAME}\n"
            "09 DEC 2025 .... A4239 .... 3 UOS .... paid\n"
            "08 SEP 2025 .... A4239 .... 3 UOS .... paid\n"
            "09 MAR 2026 .... A4239 .... 3 UOS .... this request\n",
        },
        {"max_3_units_90d": MET},
        codes=("A4239",),
        variant="quantity",
    ),
    "two suppliers in prose": Dossier(
        {
            "q.txt": f"Quantity review\nBene {NAME}  A4239 x 3, date of service 03/09/2026\n",
            "call.txt": f"Call record, customer {NAME}\nPatient states Northern Medical sent her three months of sensors "
            "(A4239, 3 units) on January 12, 2026.\n"
            "Our own last shipment: 3 units A4239 on October 2, 2025.\n",
        },
        {"max_3_units_90d": NOT},
        codes=("A4239",),
        variant="quantity",
    ),
    "follow-up by a nurse practitioner": Dossier(
        {
            "n.txt": "MESA VIEW CLINIC\n12 Jan 2026 - clinic visit, face to face\n"
            f"{NAME} (9 Apr 1952)\n"
            "DM2 w pump. Libre 3 data pulled up on the reader: active 91%, in target 66%, <70 2%. Boluses most meals. Plan: keep going, same settings.\n"
            "Dana Whitlock, FNP-C   e-signed 12 Jan 2026\n",
            "r.txt": f"RESUPPLY REQUEST\n{NAME}\nA4239 x3, next 90 days\n",
        },
        {"visit_every_6mo_adherence": MET},
        codes=("A4239",),
        variant="continued_every_6_months",
        received=dt.date(2026, 3, 2),
    ),
}
