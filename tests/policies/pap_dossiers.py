"""Invented dossiers for airway pressure and what a careful reviewer answers to each criterion."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dossier:
    """A request by its code and modifiers, its papers, the variant it means, and answers to some criteria."""

    code: str
    modifiers: tuple[str, ...]
    variant: str
    answers: dict[str, str]
    papers: dict[str, str]


DOSSIERS: dict[str, Dossier] = {
    "cont ok csv": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "met",
            "cpap.continue.symptoms_improved": "met",
            "cpap.continue.adherence_4h_70pct": "met",
        },
        {
            "setup.txt": """\
Northwind Home Medical   Delivery ticket
Patient: Agnes Torvald  DOB 4/9/1952     Delivered 11/05/2025
1 E0601 auto CPAP s/n 443-2   1 E0562 humidifier   1 A7034 nasal mask
Patient instructed in use and cleaning. Patient signature: A. Torvald 11/05/2025
""",
            "download.csv.txt": """\
PAP usage report - Torvald, Agnes - prepared by Northwind Home Medical
Date,Hours used
2025-11-05,6.2
2025-11-06,6.2
2025-11-07,6.2
2025-11-08,6.2
2025-11-09,6.2
2025-11-10,6.2
2025-11-11,6.2
2025-11-12,6.2
2025-11-13,1.1
2025-11-14,1.1
2025-11-15,6.2
2025-11-16,6.2
2025-11-17,6.2
2025-11-18,6.2
2025-11-19,6.2
2025-11-20,6.2
2025-11-21,6.2
2025-11-22,6.2
2025-11-23,1.1
2025-11-24,1.1
2025-11-25,6.2
2025-11-26,6.2
2025-11-27,6.2
2025-11-28,6.2
2025-11-29,6.2
2025-11-30,6.2
2025-12-01,6.2
2025-12-02,6.2
2025-12-03,1.1
2025-12-04,1.1
2025-12-05,6.2
2025-12-06,6.2
2025-12-07,6.2
2025-12-08,6.2
2025-12-09,6.2
2025-12-10,6.2
2025-12-11,6.2
2025-12-12,6.2
2025-12-13,1.1
2025-12-14,1.1
2025-12-15,6.2
2025-12-16,6.2
2025-12-17,6.2
2025-12-18,6.2
2025-12-19,6.2
2025-12-20,6.2
2025-12-21,6.2
2025-12-22,6.2
2025-12-23,1.1
2025-12-24,1.1
2025-12-25,6.2
2025-12-26,6.2
2025-12-27,6.2
2025-12-28,6.2
2025-12-29,6.2
2025-12-30,6.2
2025-12-31,6.2
2026-01-01,6.2
2026-01-02,1.1
2026-01-03,1.1
""",
            "note.txt": """\
Hilltop Sleep Clinic    Progress note   Office visit 01/06/2026
Patient: Agnes Torvald   DOB 04/09/1952
Returns for PAP follow-up. She is wearing CPAP most nights. Reports she has more energy, wakes rested and is not dozing
at her desk any more. ESS 6 (16 before therapy). Download reviewed with patient today.
A: OSA on CPAP, benefiting from therapy. P: continue.
Electronically signed: Ruth Calloway, MD 01/06/2026
""",
        },
    ),
    "cont adherence fails": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "met",
            "cpap.continue.symptoms_improved": "not_met",
            "cpap.continue.adherence_4h_70pct": "not_met",
        },
        {
            "setup.txt": """\
Northwind Home Medical   SET-UP TICKET
Customer: Agnes Torvald  4/9/1952     Date of set-up: 11/05/2025
E0601 CPAP 10 cm, mask, tubing. Taught use and care.  Customer signature  Agnes Torvald  11/05/2025
""",
            "download.txt": """\
PAP USAGE DETAIL  Torvald, Agnes
Night        Usage
11/05/2025   5 h 00 min
11/06/2025   5 h 00 min
11/07/2025   5 h 00 min
11/08/2025   5 h 00 min
11/09/2025   5 h 00 min
11/10/2025   2 h 00 min
11/11/2025   2 h 00 min
11/12/2025   2 h 00 min
11/13/2025   2 h 00 min
11/14/2025   2 h 00 min
11/15/2025   5 h 00 min
11/16/2025   5 h 00 min
11/17/2025   5 h 00 min
11/18/2025   5 h 00 min
11/19/2025   5 h 00 min
11/20/2025   2 h 00 min
11/21/2025   2 h 00 min
11/22/2025   2 h 00 min
11/23/2025   2 h 00 min
11/24/2025   2 h 00 min
11/25/2025   5 h 00 min
11/26/2025   5 h 00 min
11/27/2025   5 h 00 min
11/28/2025   5 h 00 min
11/29/2025   5 h 00 min
11/30/2025   2 h 00 min
12/01/2025   2 h 00 min
12/02/2025   2 h 00 min
12/03/2025   2 h 00 min
12/04/2025   2 h 00 min
12/05/2025   5 h 00 min
12/06/2025   5 h 00 min
12/07/2025   5 h 00 min
12/08/2025   5 h 00 min
12/09/2025   5 h 00 min
12/10/2025   2 h 00 min
12/11/2025   2 h 00 min
12/12/2025   2 h 00 min
12/13/2025   2 h 00 min
12/14/2025   2 h 00 min
12/15/2025   5 h 00 min
12/16/2025   5 h 00 min
12/17/2025   5 h 00 min
12/18/2025   5 h 00 min
12/19/2025   5 h 00 min
12/20/2025   2 h 00 min
12/21/2025   2 h 00 min
12/22/2025   2 h 00 min
12/23/2025   2 h 00 min
12/24/2025   2 h 00 min
12/25/2025   5 h 00 min
12/26/2025   5 h 00 min
12/27/2025   5 h 00 min
12/28/2025   5 h 00 min
12/29/2025   5 h 00 min
12/30/2025   2 h 00 min
12/31/2025   2 h 00 min
01/01/2026   2 h 00 min
01/02/2026   2 h 00 min
01/03/2026   2 h 00 min
01/04/2026   5 h 00 min
01/05/2026   5 h 00 min
01/06/2026   5 h 00 min
01/07/2026   5 h 00 min
01/08/2026   5 h 00 min
01/09/2026   2 h 00 min
01/10/2026   2 h 00 min
01/11/2026   2 h 00 min
01/12/2026   2 h 00 min
01/13/2026   2 h 00 min
01/14/2026   5 h 00 min
01/15/2026   5 h 00 min
01/16/2026   5 h 00 min
01/17/2026   5 h 00 min
01/18/2026   5 h 00 min
01/19/2026   2 h 00 min
01/20/2026   2 h 00 min
01/21/2026   2 h 00 min
01/22/2026   2 h 00 min
01/23/2026   2 h 00 min
01/24/2026   5 h 00 min
01/25/2026   5 h 00 min
01/26/2026   5 h 00 min
01/27/2026   5 h 00 min
01/28/2026   5 h 00 min
01/29/2026   2 h 00 min
01/30/2026   2 h 00 min
01/31/2026   2 h 00 min
""",
            "note.txt": """\
Hilltop Sleep Clinic    Office visit 01/20/2026 (in person)
Agnes Torvald   04/09/1952
CPAP follow up. States she cannot tell any difference, still as sleepy as before. ESS 15.
Download reviewed: uses it about half of the nights.
Ruth Calloway, MD  e-signed 01/20/2026
""",
        },
    ),
    "cont pct 30 days": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "met",
            "cpap.continue.symptoms_improved": "met",
            "cpap.continue.adherence_4h_70pct": "met",
        },
        {
            "note.txt": """\
Hilltop Sleep Clinic    Follow-up visit 12/18/2025, face to face
Pt Agnes Torvald, DOB 04/09/1952.
Started CPAP 11/05/2025. Sleepiness has improved a lot. Compliance data looked at: 11/10/2025 - 12/09/2025,
days >= 4 hours 27 of 30 (90%).
Continue. /s/ Ruth Calloway MD 12/18/2025
""",
        },
    ),
    "cont early visit": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {"cpap.continue.reeval_day_31_to_91": "not_met", "cpap.continue.adherence_4h_70pct": "unclear"},
        {
            "setup.txt": """\
Northwind Home Medical delivery and set-up record
Patient Agnes Torvald DOB 4/9/1952  set up on 12/01/2025. CPAP E0601 serial 88, mask.
""",
            "note.txt": """\
Hilltop Sleep Clinic  Office visit 12/20/2025
Patient Agnes Torvald 04/09/1952. Doing well on CPAP for 3 weeks. Snoring is gone.
Average use 6.1 hours.
Electronically signed Ruth Calloway, MD 12/20/2025
""",
        },
    ),
    "cont 90 day percent only": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "unclear",
            "cpap.continue.symptoms_improved": "unclear",
            "cpap.continue.adherence_4h_70pct": "unclear",
        },
        {
            "setup.txt": """\
Northwind Home Medical delivery and set-up record
Patient Agnes Torvald DOB 4/9/1952  set up on 12/01/2025. CPAP E0601 serial 88, mask.
""",
            "usage.txt": """\
Compliance report  Agnes Torvald   12/01/2025 - 02/28/2026 (90 days)
Usage days 85/90 (94%)
>= 4 hours 61 days (68%)
Average usage (days used) 5 h 20 min
""",
            "note.txt": """\
Hilltop Sleep Clinic  Telehealth video visit 02/03/2026
Patient Agnes Torvald 04/09/1952. CPAP: daytime sleepiness resolved.
Electronically signed Ruth Calloway, MD 02/03/2026
""",
        },
    ),
    "requal ok": Dossier(
        "E0601",
        ("RR", "KH"),
        "requalify_after_failed_trial",
        {"cpap.requalify.in_person_cause_of_failure": "met", "cpap.requalify.type1_repeat_test": "met"},
        {
            "cover.txt": """\
Northwind Home Medical: request to re-qualify after failed trial. Agnes Torvald. CPAP first set up 05/02/2025, returned 08/20/2025.""",
            "visit.txt": """\
Hilltop Sleep Clinic  Office visit 11/04/2025
Agnes Torvald  DOB 4/9/1952
She stopped using CPAP in August because of claustrophobia and nasal congestion. We examined the mask; it was too small.
Plan: in-lab retitration, then new trial with nasal pillows.
Electronically signed Ruth Calloway, MD 11/04/2025
""",
            "psg.txt": """\
Mercy Hospital Sleep Lab   Attended polysomnogram (95810)   Study date 12/01/2025
Agnes Torvald 04/09/1952  Ordered by Ruth Calloway MD
TST 350 min AHI (4%) 28, 163 events
""",
        },
    ),
    "requal home test": Dossier(
        "E0601",
        ("NU",),
        "requalify_after_failed_trial",
        {"cpap.requalify.in_person_cause_of_failure": "unclear", "cpap.requalify.type1_repeat_test": "not_met"},
        {
            "cover.txt": """\
Northwind Home Medical. Agnes Torvald had an unsuccessful 12-week trial of CPAP, set up 05/02/2025. Second trial requested.""",
            "visit.txt": """\
Hilltop Sleep Clinic  phone visit 11/04/2025
Agnes Torvald  DOB 4/9/1952
She quit CPAP because of mask leaks.
Electronically signed Ruth Calloway, MD 11/04/2025
""",
            "hst.txt": """\
Lakes IDTF Sleep Diagnostics  Home sleep test type III  Study night 12/01/2025
Agnes Torvald 04/09/1952  Ordered by Ruth Calloway MD
REI (4%) 28, 163 events
""",
        },
    ),
    "replacement": Dossier(
        "E0601",
        ("NU", "RA"),
        "replacement_after_5y",
        {"cpap.replace.in_person_continued_use": "met"},
        {
            "visit.txt": """\
Hilltop Sleep Clinic  Office visit 02/10/2026
Agnes Torvald  DOB 4/9/1952
CPAP since 2019; the unit is over 6 years old and loud. She uses it every night, all night, and continues to benefit: no
daytime sleepiness, ESS 4. Exam BP 130/70.
Order replacement CPAP.
Electronically signed Ruth Calloway, MD 02/10/2026
""",
        },
    ),
    "replacement facts": Dossier(
        "E0601",
        ("NU",),
        "replacement_after_5y",
        {"cpap.replace.in_person_continued_use": "not_met"},
        {
            "order.txt": """\
Standard written order. Patient Agnes Torvald. 02/11/2026. Replacement CPAP E0601, previous device exceeded its
5 year useful lifetime. Ruth Calloway MD /s/ Ruth Calloway MD 02/11/2026""",
            "visit.txt": """\
Hilltop Sleep Clinic  Office visit 02/10/2026
Agnes Torvald  DOB 4/9/1952
Here for a replacement of her CPAP. Has not used it since last winter, sits in the closet.
Electronically signed Ruth Calloway, MD 02/10/2026
""",
        },
    ),
    "bilevel good": Dossier(
        "E0470",
        ("RR", "KH"),
        "initial_e0470",
        {
            "cpap.bilevel.e0601_ineffective": "met",
            "cpap.bilevel.interface_and_pressure_addressed": "met",
            "cpap.bilevel.new_visit_if_gt_3mo": "met",
            "cpap.diagnosis.osa_documented": "met",
            "cpap.severity.ahi_ge_15": "met",
            "cpap.visit.in_person_before_test": "met",
            "cpap.severity.comorbidity": "met",
            "dmepos.order.swo_complete": "met",
            "cpap.education.device_instruction": "unclear",
        },
        {
            "psg.txt": """\
Mercy Hospital Sleep Lab   Attended polysomnogram   Study date 08/01/2025
Agnes Torvald 04/09/1952  Ordered by Ruth Calloway MD
TST 350 min AHI (4% desaturation) 48, 280 events
""",
            "consult.txt": """\
Hilltop Sleep Clinic  New patient office visit 07/10/2025
Agnes Torvald DOB 4/9/1952  Snores loudly, stops breathing, ESS 17. HTN on lisinopril.
Plan: in-lab polysomnogram.
Electronically signed Ruth Calloway, MD 07/10/2025
""",
            "visit.txt": """\
Hilltop Sleep Clinic  Office visit 01/15/2026
Agnes Torvald  DOB 4/9/1952. Severe OSA. CPAP was set up 09/02/2025.
She wears a well-fitted full face mask, no leak. She cannot tolerate CPAP at 16 cm; pressure was lowered to 12 cm and the AHI on
that setting was 21. CPAP has failed to control her apnea.
Plan: bilevel 18/12.
Electronically signed Ruth Calloway, MD 01/15/2026
""",
            "order.txt": """\
STANDARD WRITTEN ORDER
Patient: Agnes Torvald   MBI 1EG4TE5MK73
Order date 01/20/2026
E0470 bi-level without backup rate, qty 1
Practitioner Ruth Calloway MD NPI 1467560003
Signature: Ruth Calloway MD (e-signed) 01/20/2026
""",
        },
    ),
    "bilevel preference": Dossier(
        "E0470",
        ("RR", "KH"),
        "initial_e0470",
        {
            "cpap.bilevel.e0601_ineffective": "not_met",
            "cpap.bilevel.interface_and_pressure_addressed": "not_met",
            "cpap.bilevel.new_visit_if_gt_3mo": "met",
        },
        {
            "psg.txt": """\
Mercy Hospital Sleep Lab   Attended polysomnogram   Study date 08/01/2025
Agnes Torvald 04/09/1952  Ordered by Ruth Calloway MD
TST 350 min AHI (4% desaturation) 48, 280 events
""",
            "consult.txt": """\
Hilltop Sleep Clinic  New patient office visit 07/10/2025
Agnes Torvald DOB 4/9/1952  Snores loudly, stops breathing, ESS 17. HTN on lisinopril.
Plan: in-lab polysomnogram.
Electronically signed Ruth Calloway, MD 07/10/2025
""",
            "visit.txt": """\
Hilltop Sleep Clinic  Office visit 01/15/2026
Agnes Torvald  DOB 4/9/1952. Severe OSA. CPAP was set up 09/02/2025. Residual AHI 2.2 on CPAP 10. Tolerating CPAP well but
prefers bilevel because her sister has one. Mask leaks a lot, not refitted.
Electronically signed Ruth Calloway, MD 01/15/2026
""",
            "order.txt": """\
STANDARD WRITTEN ORDER
Patient: Agnes Torvald   MBI 1EG4TE5MK73
Order date 01/20/2026
E0470 bi-level without backup rate, qty 1
Practitioner Ruth Calloway MD NPI 1467560003
Signature: Ruth Calloway MD (e-signed) 01/20/2026
""",
        },
    ),
    "bilevel titration": Dossier(
        "E0470",
        ("RR", "KH"),
        "initial_e0470",
        {
            "cpap.bilevel.e0601_ineffective": "met",
            "cpap.bilevel.interface_and_pressure_addressed": "unclear",
            "cpap.severity.ahi_ge_15": "met",
        },
        {
            "psg.txt": """\
Mercy Hospital Sleep Lab   Attended polysomnogram   Study date 08/01/2025
Agnes Torvald 04/09/1952  Ordered by Ruth Calloway MD
TST 350 min AHI (4% desaturation) 48, 280 events
""",
            "consult.txt": """\
Hilltop Sleep Clinic  New patient office visit 07/10/2025
Agnes Torvald DOB 4/9/1952  Snores loudly, stops breathing, ESS 17. HTN on lisinopril.
Plan: in-lab polysomnogram.
Electronically signed Ruth Calloway, MD 07/10/2025
""",
            "titr.txt": """\
Mercy Hospital Sleep Lab   CPAP titration study  Date of study 09/15/2025
Agnes Torvald 04/09/1952
CPAP 5 to 18 cm H2O did not eliminate obstructive events; residual AHI 24 at 18 cm with a well fitting full-face mask.
Switched to bilevel 20/14 with AHI 3. Read by Paul Orr, MD signed 09/18/2025
""",
            "visit.txt": """\
Hilltop Sleep Clinic  Office visit 09/25/2025
Agnes Torvald  DOB 4/9/1952. Severe OSA. Titration reviewed. Never used CPAP at home.
Plan: bilevel 20/14.
Electronically signed Ruth Calloway, MD 09/25/2025
""",
        },
    ),
    "initial video only": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.visit.in_person_before_test": "unclear",
            "cpap.diagnosis.osa_documented": "unclear",
            "cpap.severity.ahi_ge_15": "not_met",
            "cpap.severity.ahi_5_to_14": "unclear",
            "cpap.severity.symptom": "met",
            "cpap.severity.comorbidity": "not_met",
            "cpap.education.device_instruction": "not_met",
            "dmepos.order.swo_complete": "unclear",
        },
        {
            "tele.txt": """\
Hilltop Sleep Clinic   Telehealth visit (video) 01/05/2026
Agnes Torvald DOB 4/9/1952. Snoring, witnessed apneas, sleepy at work, denies insomnia, mood good, no memory trouble. ESS 9.
No hypertension, no CAD, no prior stroke.
Plan: home sleep test.
Electronically signed Ruth Calloway, MD
""",
            "hst.txt": """\
Lakes IDTF Sleep Diagnostics  Home sleep test type III  Study night 01/12/2026
Agnes Torvald 04/09/1952  Ordered by Ruth Calloway MD
Recording time 410 min. REI (4%) 14.4, 98 events
""",
            "note.txt": """\
Hilltop Sleep Clinic  Office visit 01/20/2026
Agnes Torvald DOB 4/9/1952. Suspected OSA. Test reviewed. Order auto CPAP.
Electronically signed Ruth Calloway, MD 01/20/2026
""",
            "training.txt": """\
Northwind Home Medical  PAP TRAINING   Patient Agnes Torvald
[x] use of device  [x] cleaning [x] mask
[x] Patient declined training, will read the manual
""",
        },
    ),
    "initial unsigned etc": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.visit.in_person_before_test": "unclear",
            "cpap.diagnosis.osa_documented": "met",
            "cpap.severity.ahi_ge_15": "not_met",
            "cpap.severity.ahi_5_to_14": "met",
            "cpap.severity.symptom": "not_met",
            "cpap.severity.comorbidity": "unclear",
            "cpap.severity.min_events_short_study": "unclear",
            "cpap.test.qualifying_type": "met",
            "cpap.test.ordered_by_treating": "met",
            "cpap.test.not_by_dme_supplier": "met",
        },
        {
            "visit.txt": """\
Hilltop Family Practice   Office visit 01/05/2026
Agnes Torvald DOB 4/9/1952.
HPI: husband says she snores and gasps. She denies falling asleep during the day, Epworth 5. No insomnia. Mood fine, no depression,
no trouble with memory or concentration.
FH: father heart attack, mother stroke, brother high blood pressure.
Vitals: BP 150/92.
Plan: split-night study at Mercy.
Ruth Calloway, MD   [not signed]
""",
            "psg.txt": """\
Mercy Hospital Sleep Lab   Attended split night polysomnogram   Study date 01/22/2026
Agnes Torvald 04/09/1952  Referring: Ruth Calloway MD
DIAGNOSTIC PORTION: recording 22:30 to 00:10; sleep time 88 min; 11 obstructive apneas, 8 hypopneas (4% desat), 19 events, AHI 13.0
TITRATION PORTION: CPAP 5-9, residual AHI 1.1
Signed: Ann Voss MD 01/25/2026
""",
            "note.txt": """\
Hilltop Family Practice   Office visit 02/01/2026
Agnes Torvald DOB 4/9/1952. Has obstructive sleep apnea by the study. Start CPAP 9.
Electronically signed Ruth Calloway, MD 02/01/2026
""",
        },
    ),
    "soap abbreviations": Dossier(
        "E0601",
        ("NU", "KX"),
        "initial_e0601",
        {
            "cpap.diagnosis.osa_documented": "met",
            "cpap.visit.in_person_before_test": "met",
            "cpap.test.qualifying_type": "met",
            "cpap.test.ordered_by_treating": "met",
            "cpap.test.not_by_dme_supplier": "met",
            "cpap.severity.ahi_ge_15": "not_met",
            "cpap.severity.ahi_5_to_14": "met",
            "cpap.severity.symptom": "met",
            "cpap.severity.comorbidity": "met",
            "cpap.severity.min_events_short_study": "met",
            "cpap.education.device_instruction": "met",
            "dmepos.order.swo_complete": "met",
        },
        {
            "a.txt": """\
MIDTOWN PULM & SLEEP ASSOC.                      DOS 01/08/26
TORVALD, AGNES B     DOB 4/9/52    F  73
CC: snoring
S: 73yoF ref by self c/o loud snoring x10y, bed partner notes apneas, nocturia x3, AM HA. Falls asleep watching TV & once at a stop light. ESS 14.
   PMH HTN, GERD, OA. FHx: brother OSA on CPAP, father CVA.
   Meds: lisinopril, omeprazole
O: 128/82 HR 72 BMI 34 nk 16" MP III
A/P: 1) r/o OSA - in-lab PSG ordered. 2) HTN cont meds
R. Calloway, M.D.  electronically signed 1/8/26 1412
""",
            "b.txt": """\
ST LUKE'S REGIONAL MEDICAL CENTER SLEEP LAB
Diagnostic Polysomnogram (Type I, attended)       DOS: 01/29/2026
Patient: Torvald, Agnes B.  DOB 04/09/1952   Ordering MD: R. Calloway
TST: 5 hr 12 min       Sleep efficiency 77%
Obstructive apneas: 22   Central: 0   Mixed: 1   Hypopneas (4% desat): 31
Total apneas + hypopneas: 54    AHI: 10.4/hr
RERAs: 40    RDI: 18.1/hr
Interpreted by Neil Falk MD, 02/01/2026, electronically signed
""",
            "c.txt": """\
MIDTOWN PULM & SLEEP ASSOC.                      DOS 02/20/26
TORVALD, AGNES B     DOB 4/9/52
S: here to review PSG. Still tired.
A: OSA, mild (AHI 10.4).
P: APAP 5-15 to Northwind.
R. Calloway, M.D.  electronically signed 2/20/26
""",
            "o.txt": """\
STANDARD WRITTEN ORDER
Patient: Agnes Torvald   MBI 1EG4TE5MK73
Order date 02/20/2026
E0601 auto CPAP 5-15 cm H2O, qty 1
Practitioner Ruth Calloway MD NPI 1467560003
Dx G47.33 obstructive sleep apnea
Signature: Ruth Calloway MD (e-signed) 02/20/2026
""",
            "t.txt": """\
NORTHWIND HOME MEDICAL      CPAP INSTRUCTION RECORD
Patient name: Agnes Torvald     Date: 02/22/2026
Reviewed: operation, ramp, humidifier, cleaning, filters, mask fit
Patient signature: Agnes Torvald   02/22/2026     J. Pena RRT
""",
        },
    ),
    "diag only in report": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.diagnosis.osa_documented": "unclear",
            "cpap.visit.in_person_before_test": "unclear",
            "cpap.severity.ahi_ge_15": "met",
            "cpap.severity.symptom": "unclear",
            "cpap.severity.comorbidity": "unclear",
        },
        {
            "a.txt": """\
HILLTOP INTERNAL MEDICINE       Annual physical 01/08/2026, seen in office
Patient: Agnes Torvald DOB 04/09/1952
Doing well. No complaints. BP 118/70. Lungs clear. Type 2 DM. Screening labs.
Electronically signed by Dr. Ruth Calloway 01/08/2026
""",
            "b.txt": """\
Lakes IDTF Sleep Diagnostics - home sleep test, type III (flow, effort, SpO2)  Study night 01/20/2026
Agnes Torvald 04/09/1952  Ordered by Ruth Calloway MD
Recording time 5 h 30 min. REI (4%) 16.2, 89 events
Impression: moderate obstructive sleep apnea. N. Falk MD signed 01/22/2026
""",
            "o.txt": """\
STANDARD WRITTEN ORDER
Patient: Agnes Torvald   MBI 1EG4TE5MK73
Order date 02/20/2026
E0601 auto CPAP 5-15 cm H2O, qty 1
Practitioner Ruth Calloway MD NPI 1467560003
Dx G47.33 obstructive sleep apnea
Signature: Ruth Calloway MD (e-signed) 02/20/2026
""",
            "t.txt": """\
NORTHWIND HOME MEDICAL      CPAP INSTRUCTION RECORD
Patient name: Agnes Torvald     Date: 02/22/2026
Reviewed: operation, ramp, humidifier, cleaning, filters, mask fit
Patient signature: Agnes Torvald   02/22/2026     J. Pena RRT
""",
            "c.txt": """\
Northwind Home Medical intake: Medicare patient w/ OSA, HTN, sleepy all day. Meets criteria. - Pat, intake coordinator""",
        },
    ),
    "other patient report": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.severity.ahi_ge_15": "unclear",
            "cpap.test.qualifying_type": "unclear",
            "cpap.severity.min_events_short_study": "unclear",
            "cpap.visit.in_person_before_test": "unclear",
            "cpap.severity.symptom": "met",
            "cpap.severity.comorbidity": "not_met",
        },
        {
            "b.txt": """\
Lakes IDTF Sleep Diagnostics - home sleep test, type III (flow, effort, SpO2)  Study night 01/20/2026
Patient: Bernard Kowalski   DOB 11/02/1948   Ordered by Ruth Calloway MD
Recording time 5 h 30 min. REI (4%) 36.2, 199 events
""",
            "a.txt": """\
HILLTOP SLEEP    Office visit 01/08/2026
Patient: Agnes Torvald DOB 04/09/1952
Snores, gasps, naps daily. No hypertension, no heart disease, no stroke.
Electronically signed by Ruth Calloway MD 01/08/2026
""",
        },
    ),
    "audio only": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.visit.in_person_before_test": "not_met",
            "cpap.test.qualifying_type": "met",
            "cpap.severity.ahi_ge_15": "not_met",
            "cpap.severity.ahi_5_to_14": "met",
            "cpap.severity.symptom": "met",
            "cpap.diagnosis.osa_documented": "met",
        },
        {
            "a.txt": """\
HILLTOP SLEEP    Telephone visit (audio only) 01/08/2026
Patient: Agnes Torvald DOB 04/09/1952
Snores, gasps, naps daily. Order HST.
Electronically signed by Ruth Calloway MD 01/08/2026
""",
            "b.txt": """\
Lakes IDTF Sleep Diagnostics - home sleep test WatchPAT  Study night 01/20/2026
Agnes Torvald 04/09/1952  Ordered by Ruth Calloway MD
Recording time 5 h 30 min. pAHI 4%: 6.1  pAHI 3%: 15.9   events (4%) 33
""",
            "c.txt": """\
HILLTOP SLEEP    Office visit 02/01/2026
Patient: Agnes Torvald DOB 04/09/1952
Sleep study results reviewed: she has mild obstructive sleep apnea with daytime sleepiness. Start CPAP.
Electronically signed by Ruth Calloway MD 02/01/2026
""",
        },
    ),
    "letter of necessity claims": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.severity.ahi_ge_15": "met",
            "cpap.severity.symptom": "unclear",
            "cpap.severity.comorbidity": "met",
            "cpap.test.not_by_dme_supplier": "unclear",
            "cpap.test.qualifying_type": "unclear",
            "cpap.diagnosis.osa_documented": "unclear",
        },
        {
            "l.txt": """\
Northwind Home Medical
Letter of medical necessity
To whom it may concern: Agnes Torvald has severe sleep apnea with AHI 48 and hypertension and cannot stay awake. Please approve.
Pat Doe, reimbursement specialist
""",
            "b.txt": """\
Sleep study page 2 of 3   Torvald, Agnes 04/09/1952   Night 01/20/2026
Obstructive apneas 50
Hypopneas (4%) 60
AHI (4%) 19.9
""",
            "a.txt": """\
HILLTOP SLEEP    Office visit 01/08/2026
Patient: Agnes Torvald DOB 04/09/1952
Snores, gasps. Epworth 8. Denies daytime sleepiness. No insomnia.
PMH: hypertension
Electronically signed by Ruth Calloway MD 01/08/2026
""",
        },
    ),
    "central apnea": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {"cpap.diagnosis.osa_documented": "not_met"},
        {
            "a.txt": """\
HILLTOP SLEEP    Office visit 01/08/2026
Patient: Agnes Torvald DOB 04/09/1952
Assessment: central sleep apnea due to opioids. No obstructive sleep apnea on the study.
Electronically signed by Ruth Calloway MD 01/08/2026
""",
        },
    ),
    "cont narrative adherence": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "met",
            "cpap.continue.symptoms_improved": "met",
            "cpap.continue.adherence_4h_70pct": "met",
        },
        {
            "a.txt": """\
Coastal Sleep Physicians
Visit date: 02/14/2026     Visit type: Office
Patient: Agnes B. Torvald (4/9/1952)

Mrs. Torvald was set up with CPAP at 8 cm on December 1, 2025. She is here for her 31-90 day visit. Her morning headaches
have disappeared, she stays awake through the evening news, and her husband is back in the bedroom. Epworth is 5, down from 14.

Data card: in the 30 days from 12/20/2025 to 01/18/2026 she used it at least 4 hours on 26 nights (87%); average 6.3 h; residual
AHI 1.9.

Impression: obstructive sleep apnea, doing well on CPAP. Continue.

Electronically signed by: Ruth Calloway, MD  02/14/2026
""",
        },
    ),
    "cont late": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "not_met",
            "cpap.continue.symptoms_improved": "not_met",
            "cpap.continue.adherence_4h_70pct": "unclear",
        },
        {
            "s.txt": """\
NORTHWIND HOME MEDICAL  DELIVERY TICKET  09/01/2025
Agnes Torvald   E0601 CPAP  SN 881-22  mask, tubing
""",
            "a.txt": """\
Coastal Sleep Physicians
Office visit 01/14/2026   Agnes B. Torvald (4/9/1952)
First visit since starting CPAP. She says she feels the same, no benefit from the machine. Download not available.
Electronically signed by: Ruth Calloway, MD  01/14/2026
""",
        },
    ),
    "bilevel supplier claims": Dossier(
        "E0470",
        ("RR",),
        "initial_e0470",
        {"cpap.bilevel.interface_and_pressure_addressed": "not_met"},
        {
            "a.txt": """\
Coastal Sleep Physicians
Office visit 01/14/2026   Agnes B. Torvald (4/9/1952)
Obstructive sleep apnea. Auto CPAP since 10/20/2025. She wants to switch to BiPAP. Nasal mask leaks a lot and
has not been changed. Residual AHI 12 with large leak.
Electronically signed by: Ruth Calloway, MD  01/14/2026
""",
            "s.txt": """\
NORTHWIND HOME MEDICAL
Our therapist confirms proper mask fit and that lower pressures were tried without success. Pat Doe RRT
""",
        },
    ),
    "epic style": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.diagnosis.osa_documented": "met",
            "cpap.visit.in_person_before_test": "met",
            "cpap.test.qualifying_type": "met",
            "cpap.test.ordered_by_treating": "met",
            "cpap.test.not_by_dme_supplier": "met",
            "cpap.severity.ahi_ge_15": "met",
            "cpap.severity.ahi_5_to_14": "not_met",
            "cpap.severity.symptom": "met",
            "cpap.severity.comorbidity": "met",
            "cpap.severity.min_events_short_study": "met",
            "cpap.education.device_instruction": "met",
            "dmepos.order.swo_complete": "met",
        },
        {
            "visit.txt": """\
Torvald, Agnes B.   MRN: 00998877   DOB: 4/9/1952   73 y.o. female

Office Visit  1/14/2026
Provider: Ruth Calloway, MD (Family Medicine)
Department: Hilltop Family Medicine

Reason for Visit: Sleep Problem

Subjective
Agnes B. Torvald is a 73 y.o. female who presents for evaluation of possible sleep apnea. She reports loud snoring, and her husband
has observed apneic episodes. She wakes unrefreshed and has fallen asleep while driving. Epworth Sleepiness Scale: 17.

Past Medical History:
Diagnosis                               Date
 - Coronary artery disease              2016
   s/p DES to LAD
 - Hyperlipidemia
Family History: Problem: Hypertension, Relation: Mother

Objective
BP 132/76 | Pulse 70 | Wt 98 kg | BMI 35.1 kg/m2
Physical Exam: neck 43 cm, Mallampati 4

Assessment/Plan
1. Suspected sleep apnea
   - Home sleep study; Future
   - Discussed driving safety
2. CAD - stable, continue ASA, statin

Electronically signed by Ruth Calloway, MD at 1/14/2026  3:22 PM
""",
            "hsat.txt": """\
HOME SLEEP APNEA TEST (HSAT) REPORT
Facility: Great Lakes Sleep Testing, LLC (IDTF)    CLIA N/A     NPI 1987654321
Patient: Agnes Torvald     DOB: 04/09/1952     Gender: Female
Referring Provider: Ruth Calloway, MD
Test Date: 01/28/2026      Device: Alice NightOne (Type III)    Report date: 02/01/2026

Signals recorded: airflow (nasal pressure), effort, SpO2, pulse, body position, snore
Recording start 10:31 PM   Recording end 5:44 AM
Total Recording Time (TRT): 433.0 minutes
Monitoring Time (MT): 401.5 minutes

                              Number     Index (events/hr)
Obstructive Apneas              72           10.8
Central Apneas                   5            0.7
Mixed Apneas                     1            0.1
Hypopneas (>= 4% desaturation)  59            8.8
REI (apneas + hypopneas)       137           20.5

Lowest SpO2 77%
Impression: Moderate obstructive sleep apnea. Recommend PAP therapy.
Electronically signed by: Samuel Ito, MD, Board Certified Sleep Medicine 02/01/2026
""",
            "f.txt": """\
Torvald, Agnes B.   MRN: 00998877   DOB: 4/9/1952
Video Visit 2/6/2026  Provider: Ruth Calloway, MD
Reviewed HSAT. New diagnosis of moderate obstructive sleep apnea. Will order auto-CPAP 5-15.
Electronically signed by Ruth Calloway, MD at 2/6/2026  9:05 AM
""",
            "o.txt": """\
STANDARD WRITTEN ORDER
Patient: Agnes Torvald   MBI 1EG4TE5MK73
Order date 02/20/2026
E0601 auto CPAP 5-15 cm H2O, qty 1
Practitioner Ruth Calloway MD NPI 1467560003
Dx G47.33 obstructive sleep apnea
Signature: Ruth Calloway MD (e-signed) 02/20/2026
""",
            "t.txt": """\
NORTHWIND HOME MEDICAL      CPAP INSTRUCTION RECORD
Patient name: Agnes Torvald     Date: 02/22/2026
Reviewed: operation, ramp, humidifier, cleaning, filters, mask fit
Patient signature: Agnes Torvald   02/22/2026     J. Pena RRT
""",
        },
    ),
    "rural terse": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.diagnosis.osa_documented": "met",
            "cpap.visit.in_person_before_test": "met",
            "cpap.test.qualifying_type": "met",
            "cpap.test.ordered_by_treating": "met",
            "cpap.test.not_by_dme_supplier": "met",
            "cpap.severity.ahi_ge_15": "not_met",
            "cpap.severity.ahi_5_to_14": "met",
            "cpap.severity.symptom": "met",
            "cpap.severity.comorbidity": "met",
            "cpap.severity.min_events_short_study": "met",
        },
        {
            "v.txt": """\
county clinic  1-12-26  torvald agnes 4-9-52
here w/ hubby re snoring, quits breathing at nite. dozes in recliner + in church. ESS=13. bp 150/88 on losartan for htn. neck thick.
imp prob osa. send for sleep study at mercy.
r calloway md /s/ 1-12-26
""",
            "p.txt": """\
MERCY HOSPITAL SLEEP LAB - POLYSOMNOGRAM (ATTENDED)
TORVALD AGNES  4/9/52   STUDY 01/27/26   REQ DR R CALLOWAY
TST 287 MIN. OBST APNEAS 15, CENTRAL 1, HYPOPNEAS 41 (4% DESAT). TOTAL 57. AHI 11.9.
IMP: MILD OSA. DR S ITO 1/30/26 (E-SIGNED)
""",
            "n.txt": """\
county clinic  2-5-26  torvald agnes 4-9-52
sleep study: osa ahi 11.9. dx obstructive sleep apnea. wants cpap. rx to northwind.
r calloway md /s/ 2-5-26
""",
            "o.txt": """\
STANDARD WRITTEN ORDER
Patient: Agnes Torvald   MBI 1EG4TE5MK73
Order date 02/20/2026
E0601 auto CPAP 5-15 cm H2O, qty 1
Practitioner Ruth Calloway MD NPI 1467560003
Dx G47.33 obstructive sleep apnea
Signature: Ruth Calloway MD (e-signed) 02/20/2026
""",
            "t.txt": """\
NORTHWIND HOME MEDICAL      CPAP INSTRUCTION RECORD
Patient name: Agnes Torvald     Date: 02/22/2026
Reviewed: operation, ramp, humidifier, cleaning, filters, mask fit
Patient signature: Agnes Torvald   02/22/2026     J. Pena RRT
""",
        },
    ),
    "insomnia denial list": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.severity.symptom": "not_met",
            "cpap.severity.comorbidity": "not_met",
            "cpap.severity.ahi_5_to_14": "unclear",
            "cpap.severity.ahi_ge_15": "not_met",
            "cpap.visit.in_person_before_test": "met",
        },
        {
            "v.txt": """\
Lakeside Sleep Medicine            Initial consultation (in person)          Date: 01/12/2026
Patient: Agnes Torvald, DOB 04/09/1952
HPI: 73-year-old woman with snoring and witnessed apneas. Epworth score 6/24. She denies excessive daytime sleepiness, drowsy driving,
insomnia, depression, memory loss or difficulty concentrating. She feels fatigued.
PMH: hypothyroidism. Denies hypertension, coronary artery disease, myocardial infarction, and stroke.
Plan: polysomnography.
Ruth Calloway, MD electronically signed 01/12/2026
""",
            "p.txt": """\
Lakeside Sleep Medicine Sleep Laboratory     Attended diagnostic polysomnography (Type I)    Date of study: 01/26/2026
Patient: Agnes Torvald, DOB 04/09/1952    Ordering: Ruth Calloway, MD
Total sleep time 366 min. AHI (CMS 4%) 14.5/h; 88 events. AHI (AASM) 19/h.
""",
        },
    ),
    "table vitals continue": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "met",
            "cpap.continue.symptoms_improved": "met",
            "cpap.continue.adherence_4h_70pct": "met",
        },
        {
            "ticket.txt": """\
PROOF OF DELIVERY / SETUP        Northwind Home Medical
Name: Agnes Torvald          DOB 04/09/1952       Delivery date: 10/01/2025
Qty 1  E0601   ResPAP auto   S/N 991        Qty 1  E0562   Qty 1 A7030
Beneficiary signature: Agnes Torvald  10/01/2025
""",
            "dl.txt": """\
Compliance Report                 Torvald, Agnes
Therapy period: 10/15/2025 - 11/13/2025
Days with device usage                      29 days (96.7%)
Days with usage >= 4 hours                  25 days (83.3%)
Average usage (all days)                    5 hrs 44 mins
AHI 2.4
""",
            "v.txt": """\
Lakeside Sleep Medicine   Office Visit   12/03/2025
Agnes Torvald   04/09/1952
Interval history: tolerating APAP. Daytime sleepiness markedly improved, ESS 5 (baseline 15). Snoring eliminated. Compliance report reviewed.
Electronically signed by Ruth Calloway, MD 12/03/2025
""",
        },
    ),
    "nightly not enough rows": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "met",
            "cpap.continue.symptoms_improved": "met",
            "cpap.continue.adherence_4h_70pct": "unclear",
        },
        {
            "ticket.txt": """\
SET-UP FORM Northwind Home Medical   Agnes Torvald DOB 04/09/1952  Setup date 12/01/2025  E0601 CPAP  serial 4""",
            "dl.txt": """\
Usage detail Agnes Torvald
12/01/2025   6:10
12/02/2025   6:10
12/03/2025   6:10
12/04/2025   6:10
12/05/2025   6:10
12/06/2025   6:10
12/07/2025   6:10
12/08/2025   6:10
12/09/2025   6:10
12/10/2025   6:10
12/11/2025   6:10
12/12/2025   6:10
12/13/2025   6:10
12/14/2025   6:10
12/15/2025   6:10
12/16/2025   6:10
12/17/2025   6:10
12/18/2025   6:10
12/19/2025   6:10
12/20/2025   6:10
""",
            "v.txt": """\
Lakeside Sleep Medicine   Office Visit   01/20/2026
Agnes Torvald   04/09/1952   CPAP follow-up. Sleeping better, less tired. Download looks good.
Electronically signed by Ruth Calloway, MD 01/20/2026
""",
        },
    ),
    "lost in fire": Dossier(
        "E0601",
        ("NU", "RA"),
        "replacement_after_5y",
        {"cpap.replace.in_person_continued_use": "not_applicable"},
        {
            "v.txt": """\
Lakeside Sleep Medicine   Phone note   01/20/2026
Agnes Torvald   04/09/1952   Her CPAP was destroyed in a house fire on 01/10/2026. Order replacement CPAP.
Electronically signed by Ruth Calloway, MD 01/20/2026
""",
        },
    ),
    "requal terse": Dossier(
        "E0601",
        ("KH", "RR"),
        "requalify_after_failed_trial",
        {"cpap.requalify.in_person_cause_of_failure": "met", "cpap.requalify.type1_repeat_test": "met"},
        {
            "x.txt": """\
Northwind Home Medical - re-start request. Agnes Torvald failed the initial 90 day CPAP trial (setup 03/03/2025, equipment returned 06/20/2025).""",
            "v.txt": """\
Lakeside Sleep Medicine  Visit 09/02/2025 in office
Agnes Torvald 04/09/1952
Reason CPAP was not used: could not get used to the nasal mask, mouth leak, and she was working nights. Now on days. Will refit with
full face mask and repeat polysomnogram in the lab.
Electronically signed by Ruth Calloway, MD 09/02/2025
""",
            "p.txt": """\
LAKESIDE SLEEP LABORATORY   Repeat split-night polysomnography, attended     Study date 10/02/2025
Agnes Torvald 04/09/1952
Diagnostic: TST 130 min, AHI (4%) 30.0, 65 events. Titration to 9 cm.
""",
        },
    ),
    "prose consult": Dossier(
        "E0601",
        ("NU", "KX"),
        "initial_e0601",
        {
            "cpap.diagnosis.osa_documented": "met",
            "cpap.visit.in_person_before_test": "met",
            "cpap.test.qualifying_type": "met",
            "cpap.test.ordered_by_treating": "met",
            "cpap.test.not_by_dme_supplier": "met",
            "cpap.severity.ahi_ge_15": "met",
            "cpap.severity.ahi_5_to_14": "not_met",
            "cpap.severity.symptom": "met",
            "cpap.severity.comorbidity": "met",
            "cpap.severity.min_events_short_study": "met",
            "cpap.education.device_instruction": "met",
            "dmepos.order.swo_complete": "met",
        },
        {
            "consult.txt": """\
                         BLUEGRASS SLEEP AND PULMONARY, PSC
                                   Ruth Calloway, MD

                                                            January 9, 2026
CONSULTATION

Re: Agnes B. Torvald
DOB: April 9, 1952

I had the pleasure of seeing Mrs. Torvald in my office today. She is a 73-year-old retired bookkeeper whose husband of fifty years
insists that she stops breathing in the night. The snoring can be heard downstairs. She is up four times to urinate and has a
headache on rising. In the daytime she drifts off during her stories and once nodded off at the wheel. On the Epworth scale she
scored sixteen. Past history is significant for hypertension, for which she takes amlodipine, and for gout. Her father suffered a
stroke. On examination her pressure was 142/84, her neck 16 inches, and her airway was crowded.

My impression is that she very likely has obstructive sleep apnea. I have ordered an attended sleep study at our laboratory.

Sincerely,

Ruth Calloway, MD
Electronically signed 01/09/2026
""",
            "psg.txt": """\
BLUEGRASS SLEEP AND PULMONARY, PSC - SLEEP LABORATORY
Nocturnal polysomnogram, technologist attended (CPT 95810)

Patient ................ Agnes B. Torvald
Date of birth .......... 04/09/1952
Night of study ......... 01/26/2026
Ordering physician ..... Ruth Calloway, MD

The patient slept for 341 minutes of the 430 minutes recorded. Scoring followed the Medicare definition, in which a hypopnea requires
a 4% fall in saturation. There were 31 obstructive apneas, no central apneas and 78 hypopneas, giving an apnea-hypopnea index
of 19.2 per hour. The lowest saturation was 79%.

Interpretation: moderate obstructive sleep apnea.
Electronically signed: Ruth Calloway, MD, 01/29/2026
""",
            "fu.txt": """\
BLUEGRASS SLEEP AND PULMONARY, PSC
Office visit 02/03/2026 - Agnes Torvald - DOB 04/09/1952
We went over her study. She has moderate obstructive sleep apnea and will begin auto-titrating CPAP.
Electronically signed: Ruth Calloway, MD, 02/03/2026
""",
            "order.txt": """\
BLUEGRASS SLEEP AND PULMONARY, PSC
Written order for positive airway pressure
Name: Agnes B. Torvald         Medicare ID: 1EG4TE5MK73
Date: 02/03/2026
Item ordered: E0601 auto-CPAP 5-15 cm H2O, 1 unit; E0562 heated humidifier, 1 unit
Diagnosis: G47.33
Prescriber: Ruth Calloway, MD    NPI: 1467560003
Electronically signed by Ruth Calloway, MD on 02/03/2026
""",
            "edu.txt": """\
Northwind Home Medical
Acknowledgment of equipment instruction
I, Agnes Torvald, have received instruction in the use, cleaning and maintenance of my CPAP machine and mask and have shown
that I can operate it.
Signature of patient: Agnes Torvald             Date: 02/09/2026
Therapist: J. Pena, RRT
""",
        },
    ),
    "form style": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.visit.in_person_before_test": "met",
            "cpap.test.qualifying_type": "met",
            "cpap.test.ordered_by_treating": "met",
            "cpap.test.not_by_dme_supplier": "met",
            "cpap.severity.ahi_ge_15": "not_met",
            "cpap.severity.ahi_5_to_14": "met",
            "cpap.severity.symptom": "met",
            "cpap.severity.comorbidity": "met",
            "cpap.severity.min_events_short_study": "met",
            "cpap.diagnosis.osa_documented": "unclear",
            "cpap.education.device_instruction": "unclear",
            "dmepos.order.swo_complete": "unclear",
        },
        {
            "v.txt": """\
SLEEP HISTORY AND PHYSICAL                         Date of visit: 01/15/2026    [x] Office  [ ] Video  [ ] Phone
Patient: Agnes Torvald            DOB: 04/09/1952
SYMPTOMS        [x] Snoring   [x] Witnessed apnea   [ ] Insomnia   [x] Falls asleep driving   [ ] Depression
HISTORY         [ ] Hypertension   [x] Coronary artery disease   [ ] Stroke   [x] Diabetes
EPWORTH         18
EXAM            BP 130/70   BMI 37   Neck 17 in
PLAN            [x] Home sleep test   [ ] In-lab polysomnogram
Provider signature: /s/ Ruth Calloway, NP      Date: 01/15/2026
""",
            "h.txt": """\
HOME SLEEP TEST                                Ohio Valley Diagnostics, IDTF
PATIENT                 Agnes Torvald
DOB                     04/09/1952
STUDY DATE              01/21/2026
ORDERING PROVIDER       Ruth Calloway, NP
DEVICE                  Type 3, 4 channels
RECORDING TIME          6.8 hours
CENTRAL APNEAS          2
OBSTRUCTIVE APNEAS      30
HYPOPNEAS (4%)          55
AHI (4%)                12.8
AHI (3%)                18.1
""",
        },
    ),
    "continue letter": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "met",
            "cpap.continue.symptoms_improved": "met",
            "cpap.continue.adherence_4h_70pct": "met",
        },
        {
            "l.txt": """\
Ruth Calloway, MD                                     February 20, 2026
Re: Agnes Torvald, DOB 04/09/1952

Dear reviewer,
I saw Mrs. Torvald face to face on this date, ten weeks after she started CPAP on December 11, 2025. Her daytime sleepiness has
resolved and she no longer snores. I reviewed the download: from December 20 to January 18 she wore it four hours or longer on
28 of 30 nights.
Please continue the device.
Sincerely,
Ruth Calloway, MD (electronically signed 02/20/2026)
""",
        },
    ),
    "continue day 91": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "met",
            "cpap.continue.symptoms_improved": "met",
            "cpap.continue.adherence_4h_70pct": "unclear",
        },
        {
            "s.txt": """\
NORTHWIND HOME MEDICAL DELIVERY TICKET 10/01/2025 Agnes Torvald E0601 CPAP serial 5511""",
            "v.txt": """\
Office visit 12/31/2025  Agnes Torvald 04/09/1952
CPAP recheck. Energy is better, sleeping through the night.
Ruth Calloway, MD electronically signed 12/31/2025
""",
        },
    ),
    "continue day 92": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {"cpap.continue.reeval_day_31_to_91": "not_met"},
        {
            "s.txt": """\
NORTHWIND HOME MEDICAL DELIVERY TICKET 10/01/2025 Agnes Torvald E0601 CPAP serial 5511""",
            "v.txt": """\
Office visit 01/01/2026  Agnes Torvald 04/09/1952
CPAP recheck. Energy is better, sleeping through the night.
Ruth Calloway, MD electronically signed 01/01/2026
""",
        },
    ),
    "bilevel other words": Dossier(
        "E0470",
        ("NU",),
        "initial_e0470",
        {
            "cpap.bilevel.e0601_ineffective": "met",
            "cpap.bilevel.interface_and_pressure_addressed": "met",
            "cpap.bilevel.new_visit_if_gt_3mo": "met",
            "cpap.diagnosis.osa_documented": "met",
            "dmepos.order.swo_complete": "met",
        },
        {
            "v.txt": """\
Bluegrass Sleep   Return visit, in person   02/11/2026
Torvald, Agnes   4/9/52
OSA on CPAP since 12/20/2025. Set at 17 cm; she cannot breathe out against it and swallows air. We tried 13 cm for two weeks and the
residual AHI rose to 22. Three different masks have been tried; the current full-face mask seals well, leak 8 L/min.
A/P: OSA not controlled on CPAP. Change to bilevel 19/14.
Electronically signed Ruth Calloway, MD 02/11/2026
""",
            "o.txt": """\
Written order   Agnes Torvald  MBI 1EG4TE5MK73  Order date 02/12/2026
E0470 bilevel 19/14, quantity 1
Ruth Calloway, MD  NPI 1467560003   electronically signed 02/12/2026
""",
        },
    ),
    "two tests": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.severity.ahi_ge_15": "not_met",
            "cpap.severity.ahi_5_to_14": "not_met",
            "cpap.visit.in_person_before_test": "met",
        },
        {
            "v.txt": """\
Summit Sleep Clinic   Office visit 01/06/2026   Agnes Torvald  DOB 04/09/1952
Snores, witnessed apneas, ESS 13. Plan: sleep test.
Electronically signed by Ruth Calloway, MD 01/06/2026
""",
            "old.txt": """\
Summit Hospital Sleep Lab   Attended polysomnogram   Study date 03/02/2015
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
TST 360 min AHI (4%) 33.0, 198 events
""",
            "new.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/20/2026
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
Recording 400 min REI (4%) 3.1, 21 events
""",
        },
    ),
    "titration after hst": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.severity.ahi_ge_15": "met",
            "cpap.severity.ahi_5_to_14": "not_met",
            "cpap.severity.min_events_short_study": "met",
            "cpap.visit.in_person_before_test": "met",
            "cpap.test.qualifying_type": "met",
        },
        {
            "v.txt": """\
Summit Sleep Clinic   Office visit 01/06/2026   Agnes Torvald  DOB 04/09/1952
Snores, witnessed apneas, ESS 13. Plan: sleep test.
Electronically signed by Ruth Calloway, MD 01/06/2026
""",
            "new.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/12/2026
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
Recording 400 min REI (4%) 23.1, 154 events
""",
            "t.txt": """\
Summit Hospital Sleep Lab   CPAP titration polysomnogram   Study date 01/30/2026
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
TST 366 min. CPAP 5-11. AHI (4%) at 9 cm 1.2. Overall AHI (4%) 3.9, 24 events.
""",
        },
    ),
    "visit after test only": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {"cpap.visit.in_person_before_test": "not_met"},
        {
            "new.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/02/2026
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
Recording 400 min REI (4%) 23.1, 154 events
""",
            "v.txt": """\
Summit Sleep Clinic   Office visit 01/06/2026   Agnes Torvald  DOB 04/09/1952
Snores, witnessed apneas, ESS 13. Plan: sleep test.
Electronically signed by Ruth Calloway, MD 01/06/2026
""",
        },
    ),
    "knee visit before": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {"cpap.visit.in_person_before_test": "not_met"},
        {
            "k.txt": """\
Summit Clinic   Office visit 12/06/2025   Agnes Torvald  DOB 04/09/1952
Right knee pain. Sleeps well, no snoring. Exam BP 120/70.
Electronically signed by Ruth Calloway, MD 12/06/2025
""",
            "new.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/02/2026
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
Recording 400 min REI (4%) 23.1, 154 events
""",
            "v.txt": """\
Summit Sleep Clinic   Office visit 01/06/2026   Agnes Torvald  DOB 04/09/1952
Snores, witnessed apneas, ESS 13. Plan: sleep test.
Electronically signed by Ruth Calloway, MD 01/06/2026
""",
        },
    ),
    "addendum chart": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.visit.in_person_before_test": "met",
            "cpap.diagnosis.osa_documented": "met",
            "cpap.severity.symptom": "met",
            "cpap.severity.comorbidity": "met",
            "cpap.test.ordered_by_treating": "met",
        },
        {
            "chart.txt": """\
CHART PRINTOUT - Agnes Torvald  DOB 04/09/1952

01/06/2026 Office visit
Loud snoring, husband sees her stop breathing. ESS 15. HTN on HCTZ.
Home sleep test ordered.
Electronically signed: Ruth Calloway, MD 01/06/2026

01/20/2026 Phone call
Pt asks for results. Told that report is pending. K. Lowe RN

01/28/2026 Office visit
Discussed home test. Obstructive sleep apnea, moderate. CPAP ordered.
Electronically signed: Ruth Calloway, MD 01/28/2026
""",
            "new.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/14/2026
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
Recording 400 min REI (4%) 23.1, 154 events
""",
        },
    ),
    "index conflict": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {"cpap.severity.ahi_ge_15": "unclear", "cpap.severity.ahi_5_to_14": "unclear"},
        {
            "v.txt": """\
Summit Sleep Clinic   Office visit 01/06/2026   Agnes Torvald  DOB 04/09/1952
Snores, witnessed apneas, ESS 13. Plan: sleep test.
Electronically signed by Ruth Calloway, MD 01/06/2026
""",
            "new.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/14/2026
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
Recording 400 min
REI (4%) 12.1
total events 81
Impression: moderate OSA with REI (4%) of 21.1 per hour.
""",
        },
    ),
    "events below": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {"cpap.severity.ahi_ge_15": "not_met", "cpap.severity.min_events_short_study": "met"},
        {
            "v.txt": """\
Summit Sleep Clinic   Office visit 01/06/2026   Agnes Torvald  DOB 04/09/1952
Snores, witnessed apneas, ESS 13. Plan: sleep test.
Electronically signed by Ruth Calloway, MD 01/06/2026
""",
            "new.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/14/2026
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
Recording time 1 h 10 min. REI (4%) 18.0, total events 21
""",
        },
    ),
    "events below no companion": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.severity.ahi_ge_15": "not_met",
            "cpap.severity.min_events_short_study": "not_met",
            "cpap.severity.symptom": "not_met",
            "cpap.severity.comorbidity": "not_met",
        },
        {
            "v.txt": """\
Summit Sleep Clinic   Office visit 01/06/2026   Agnes Torvald  DOB 04/09/1952
Snores. Denies daytime sleepiness, insomnia, depression, memory trouble. ESS 4. No hypertension, coronary disease or stroke.
Electronically signed by Ruth Calloway, MD 01/06/2026
""",
            "new.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/14/2026
Agnes Torvald 04/09/1952   Ordering: Ruth Calloway MD
Recording time 1 h 10 min. REI (4%) 18.0, total events 21
""",
        },
    ),
    "bilevel never visit": Dossier(
        "E0470",
        ("NU",),
        "initial_e0470",
        {"cpap.bilevel.new_visit_if_gt_3mo": "not_met"},
        {
            "v.txt": """\
Summit Sleep Clinic   Office visit 03/06/2025   Agnes Torvald  DOB 04/09/1952
OSA. CPAP was started 03/01/2025 and is going fine so far.
Electronically signed by Ruth Calloway, MD 03/06/2025
""",
            "p.txt": """\
Summit Sleep Clinic   Telephone note 01/20/2026   Agnes Torvald
Patient called: CPAP no longer comfortable, asks for bilevel. Order sent.
Ruth Calloway, MD 01/20/2026
""",
            "o.txt": """\
STANDARD WRITTEN ORDER  Patient: Agnes Torvald  MBI 1EG4TE5MK73  Order date 01/20/2026
E0470 bilevel qty 1
Ruth Calloway MD NPI 1467560003  Signature: Ruth Calloway MD (e-signed) 01/20/2026
""",
        },
    ),
    "replacement weak": Dossier(
        "E0601",
        ("RA", "NU"),
        "replacement_after_5y",
        {"cpap.replace.in_person_continued_use": "met"},
        {
            "v.txt": """\
Summit Sleep Clinic   Office visit 02/01/2026   Agnes Torvald  DOB 04/09/1952
OSA. CPAP is 8 years old. Wears it nightly; feels rested, no sleepiness when using it. Order new CPAP.
Electronically signed by Ruth Calloway, MD 02/01/2026
""",
        },
    ),
    "replacement by video": Dossier(
        "E0601",
        ("RA", "NU"),
        "replacement_after_5y",
        {"cpap.replace.in_person_continued_use": "unclear"},
        {
            "v.txt": """\
Summit Sleep Clinic   Video visit 02/01/2026   Agnes Torvald  DOB 04/09/1952
OSA. CPAP is 8 years old. Wears it nightly and benefits from it. Order new CPAP.
Electronically signed by Ruth Calloway, MD 02/01/2026
""",
        },
    ),
    "improve ambiguous": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {"cpap.continue.reeval_day_31_to_91": "met"},
        {
            "s.txt": """\
NORTHWIND HOME MEDICAL DELIVERY TICKET 10/01/2025
Agnes Torvald   E0601 CPAP   serial 5511   mask
Customer signature: A. Torvald 10/1/25
""",
            "v.txt": """\
Summit Sleep Clinic   Office visit 11/20/2025   Agnes Torvald  DOB 04/09/1952
CPAP follow up. Wears CPAP most nights. ESS 14 (was 15). Knee better after injection. Continue CPAP, recheck.
Electronically signed by Ruth Calloway, MD 11/20/2025
""",
        },
    ),
    "improve by wife": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {
            "cpap.continue.reeval_day_31_to_91": "met",
            "cpap.continue.symptoms_improved": "met",
            "cpap.continue.adherence_4h_70pct": "unclear",
        },
        {
            "s.txt": """\
NORTHWIND HOME MEDICAL DELIVERY TICKET 10/01/2025
Agnes Torvald   E0601 CPAP   serial 5511   mask
Customer signature: A. Torvald 10/1/25
""",
            "v.txt": """\
Summit Sleep Clinic   Office visit 11/20/2025   Agnes Torvald  DOB 04/09/1952
CPAP recheck. Husband reports that she no longer snores or stops breathing. She is no longer falling asleep at dinner.
Electronically signed by Ruth Calloway, MD 11/20/2025
""",
        },
    ),
    "supplier note of benefit": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {"cpap.continue.reeval_day_31_to_91": "unclear", "cpap.continue.symptoms_improved": "unclear"},
        {
            "s.txt": """\
NORTHWIND HOME MEDICAL DELIVERY TICKET 10/01/2025
Agnes Torvald   E0601 CPAP   serial 5511   mask
Customer signature: A. Torvald 10/1/25
""",
            "v.txt": """\
NORTHWIND HOME MEDICAL  30-day check 11/20/2025  Agnes Torvald
Patient reports feeling much better on CPAP, sleepiness resolved. Usage >= 4 h on 28 of 30 nights. J Pena RRT
""",
        },
    ),
    "unsigned revisit": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {"cpap.continue.reeval_day_31_to_91": "unclear", "cpap.continue.symptoms_improved": "unclear"},
        {
            "s.txt": """\
NORTHWIND HOME MEDICAL DELIVERY TICKET 10/01/2025
Agnes Torvald   E0601 CPAP   serial 5511   mask
Customer signature: A. Torvald 10/1/25
""",
            "v.txt": """\
Summit Sleep Clinic   Office visit 11/20/2025   Agnes Torvald  DOB 04/09/1952
CPAP recheck. Sleepiness resolved. Provider: Ruth Calloway, MD    Signature: ______________
""",
        },
    ),
    "no setup date": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {"cpap.continue.reeval_day_31_to_91": "unclear"},
        {
            "v.txt": """\
Summit Sleep Clinic   Office visit 11/20/2025   Agnes Torvald  DOB 04/09/1952
CPAP recheck, two months in. Sleepiness resolved.
Electronically signed by Ruth Calloway, MD 11/20/2025
""",
        },
    ),
    "listing fails then claim": Dossier(
        "E0601",
        ("RR", "KJ"),
        "continued_after_12_weeks",
        {"cpap.continue.adherence_4h_70pct": "not_met", "cpap.continue.symptoms_improved": "met"},
        {
            "s.txt": """\
NORTHWIND HOME MEDICAL DELIVERY TICKET 10/01/2025
Agnes Torvald   E0601 CPAP   serial 5511   mask
Customer signature: A. Torvald 10/1/25
""",
            "u.txt": """\
PAP nightly usage Torvald, Agnes
10/01/2025  5:10
10/02/2025  1:00
10/03/2025  5:10
10/04/2025  1:00
10/05/2025  5:10
10/06/2025  1:00
10/07/2025  5:10
10/08/2025  1:00
10/09/2025  5:10
10/10/2025  1:00
10/11/2025  5:10
10/12/2025  1:00
10/13/2025  5:10
10/14/2025  1:00
10/15/2025  5:10
10/16/2025  1:00
10/17/2025  5:10
10/18/2025  1:00
10/19/2025  5:10
10/20/2025  1:00
10/21/2025  5:10
10/22/2025  1:00
10/23/2025  5:10
10/24/2025  1:00
10/25/2025  5:10
10/26/2025  1:00
10/27/2025  5:10
10/28/2025  1:00
10/29/2025  5:10
10/30/2025  1:00
10/31/2025  5:10
11/01/2025  5:10
11/02/2025  1:00
11/03/2025  5:10
11/04/2025  1:00
11/05/2025  5:10
11/06/2025  1:00
11/07/2025  5:10
11/08/2025  1:00
11/09/2025  5:10
11/10/2025  1:00
11/11/2025  5:10
11/12/2025  1:00
11/13/2025  5:10
11/14/2025  1:00
11/15/2025  5:10
11/16/2025  1:00
11/17/2025  5:10
11/18/2025  1:00
11/19/2025  5:10
11/20/2025  1:00
11/21/2025  5:10
11/22/2025  1:00
11/23/2025  5:10
11/24/2025  1:00
11/25/2025  5:10
11/26/2025  1:00
11/27/2025  5:10
11/28/2025  1:00
11/29/2025  5:10
11/30/2025  1:00
12/01/2025  5:10
12/02/2025  1:00
12/03/2025  5:10
12/04/2025  1:00
12/05/2025  5:10
12/06/2025  1:00
12/07/2025  5:10
12/08/2025  1:00
12/09/2025  5:10
12/10/2025  1:00
12/11/2025  5:10
12/12/2025  1:00
12/13/2025  5:10
12/14/2025  1:00
12/15/2025  5:10
12/16/2025  1:00
12/17/2025  5:10
12/18/2025  1:00
12/19/2025  5:10
12/20/2025  1:00
12/21/2025  5:10
12/22/2025  1:00
12/23/2025  5:10
12/24/2025  1:00
12/25/2025  5:10
12/26/2025  1:00
12/27/2025  5:10
12/28/2025  1:00
""",
            "c.txt": """\
Northwind fax cover: compliant >= 4 h on 24 of 30 nights, please continue. Pat, billing
""",
            "v.txt": """\
Summit Sleep Clinic   Office visit 11/20/2025   Agnes Torvald  DOB 04/09/1952
CPAP recheck. Sleepiness resolved. Download reviewed.
Electronically signed by Ruth Calloway, MD 11/20/2025
""",
        },
    ),
    "mixed channel screen": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.test.qualifying_type": "not_met",
            "cpap.severity.ahi_ge_15": "unclear",
            "cpap.severity.ahi_5_to_14": "unclear",
        },
        {
            "v.txt": """\
Summit Sleep Clinic   Office visit 01/06/2026   Agnes Torvald  DOB 04/09/1952
Type 2 diabetes, Mallampati class III. Snoring, ESS 12. Overnight oximetry showed desaturation index 22.
Electronically signed by Ruth Calloway, MD 01/06/2026
""",
            "o.txt": """\
Overnight pulse oximetry   Torvald, Agnes  04/09/1952  Night 01/08/2026
Summit Sleep Clinic   ODI (4%) 22.0, 150 events, recording 7 h, low SpO2 80
""",
        },
    ),
    "hypopnea rule three only": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {
            "cpap.severity.ahi_ge_15": "unclear",
            "cpap.severity.ahi_5_to_14": "unclear",
            "cpap.severity.min_events_short_study": "met",
        },
        {
            "o.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/14/2026
Torvald, Agnes  04/09/1952  Ordering: Ruth Calloway MD
REI 15.8 per hour (110 events), recording 7.0 h
Scoring criteria: hypopneas required a 3% desaturation.
""",
        },
    ),
    "low by the wider rule": Dossier(
        "E0601",
        ("NU",),
        "initial_e0601",
        {"cpap.severity.ahi_ge_15": "not_met", "cpap.severity.ahi_5_to_14": "not_met"},
        {
            "o.txt": """\
Tri-Lakes Sleep Diagnostics IDTF   Home sleep test type III   Study night 01/14/2026
Torvald, Agnes  04/09/1952  Ordering: Ruth Calloway MD
REI 3.8 per hour (27 events), recording 7.0 h
Scoring criteria: hypopneas required a 3% desaturation.
""",
        },
    ),
}
