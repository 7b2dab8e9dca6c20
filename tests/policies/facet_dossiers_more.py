"""Further invented facet dossiers: exports, booking forms, tables by column, diaries, terse and wordy hands."""

# ruff: noqa: E501, W291

from __future__ import annotations

from tests.policies.facet_dossiers import Dossier

MORE: dict[str, Dossier] = {
    "A1": Dossier(
        "Ina Farrow",
        "1951-04-09",
        (("64490", 1, ("RT",)), ("64491", 1, ("RT",))),
        "2026-05-20",
        "2026-06-04",
        {
            "export.txt": """\
** AMBULATORY ENCOUNTER EXPORT **
Patient Name: Ina Farrow       Sex: F       Birth Date: 04/09/1951
Encounter Date: 05/14/2026     Encounter Type: Established patient, in person
Rendering: Lotte Brandt, MD    NPI 1234567893

REASON FOR VISIT
Neck pain, right, follow up after first test injection

HISTORY OF PRESENT ILLNESS
75 y.o. woman. Right-sided cervical ache for the last 16 months with no injury. Felt between the skull base and the shoulder blade; arm and hand are spared. Worst when checking the blind spot. Current level 6/10 on the numeric rating scale. NDI completed on tablet: 21/50 = 42%. Has given up her pottery class.

PRIOR THERAPIES
* Supervised PT, Sept-Nov 2025, 12 sessions - plateaued without meaningful gain
* Meloxicam 15 mg, 8 weeks - ineffective
* Heat, TENS - transient

PAST SURGICAL HISTORY
Appendectomy; cataract OU

PROCEDURES
No radiofrequency treatment has ever been performed. One set of right cervical medial branch blocks (see procedure record).

PHYSICAL EXAMINATION
Facet loading to the right reproduces her usual pain. Spurling maneuver: negative. Upper limb power 5/5, reflexes brisk and symmetric, pinprick preserved.

RADIOLOGY
Cervical MRI 03/11/2026: C4-5 and C5-6 facet arthrosis on the right. No fracture, no mass, no infection, cord normal.

ASSESSMENT/PLAN
Cervical facet-mediated pain. Confirmatory second medial branch block on the right at C4, C5, C6 (C4-5 and C5-6 facets) using fluoroscopic guidance on June 4, 2026. She does not have fibromyalgia.

Electronically signed by Lotte Brandt, MD 05/14/2026 16:40
""",
            "procedure_record.txt": """\
PROCEDURE RECORD                          Date of service 04/30/2026
Patient: Ina Farrow                       DOB 04/09/1951
Procedure: right C4, C5 and C6 medial branch block, diagnostic, number one
Guidance: fluoroscopy      Local: bupivacaine 0.5 %, 0.4 mL at each nerve      Steroid: none

Numeric pain scores (right neck)
Time            Score
Pre-procedure   7
15 min          2
1 hr            1
3 hr            1
5 hr            3
Lotte Brandt, MD   signed 05/01/2026
""",
        },
        "second_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "not_applicable",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.diagnostic.first_80pct": "met",
            "facet.diagnostic.second_same_level_2wk": "met",
        },
    ),
    "A2": Dossier(
        "Osgood Penn",
        "1948-11-30",
        (("64635", 1, ("LT",)), ("64636", 1, ("LT",))),
        "2026-04-10",
        "2026-04-28",
        {
            "visit.txt": """\
Ridgeline Ortho - Spine      OV 4/7/26      Penn, Osgood   dob 11/30/48

cc: L LBP
hpi: 77M w/ L sided LBP ~3 yrs, axial. standing/walking > 10 min hurts. VAS 7 today. RMDQ 15/24. no leg sx.
had 2 sets of MBB, here to go over results + book RFA.
conserv: 10 PT visits fall '25 -> no better. ibuprofen caused gastritis. chiro x5 no help.
exam: + L facet load. SLR neg B. motor/sens intact.
xr 1/26 + mri 2/9/26: L4-5, L5-S1 facet djd. no fx, no infxn, no tumor. no signif stenosis.
never had RFA.
a/p: L4-5 + L5-S1 facet pain L. RFA L3 L4 MB, L5 DR left - thermal, 80C 90 sec, c-arm.
K. Osei DO  esig 4/7/26
""",
            "blocks.txt": """\
DIAGNOSTIC BLOCK SUMMARY        Osgood Penn       DOB 11/30/1948
Lumbar medial branch blocks, left L3, L4, L5 (joints L4-5 and L5-S1)

Date         Block    Agent          Pre VAS   Post VAS   % relief   Duration
02/19/2026   MBB #1   bupivacaine    8         1          88         5 h
03/12/2026   MBB #2   lidocaine      7         2          70         1.5 h

K. Osei DO 3/13/26
""",
        },
        "initial_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.two_mbb_80pct": "not_met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "A3": Dossier(
        "Wenda Marsh",
        "1950-08-02",
        (("64635", 1, ("50",)), ("64636", 1, ("50",))),
        "2026-03-18",
        "2026-04-02",
        {
            "note.txt": """\
Harbor Pain Associates
Clinic note, March 12, 2026
Wenda Marsh, born August 2, 1950

Ms. Marsh returns. In April of last year, on the 15th, I burned the medial branch nerves on both sides of her low back at L4-5 and L5-S1. It worked well: she was 80 percent better and stayed that way for ten months. About four weeks ago the old pain began to creep back, across the belt line, same character. It does not go into the legs. She scores it 7 out of 10 and her Oswestry is 46 percent today; last summer it was 18.

There is no weakness and no numbness; straight leg raise is negative and ankle jerks are equal.

I would like to repeat the same procedure, both sides, L4-5 and L5-S1, with fluoroscopy and conventional thermal lesions at 85 degrees. It would be her second one; there has been none since last April.

Tomas Ode, MD, signed 03/12/2026
""",
            "op_report.txt": """\
OPERATIVE REPORT
Date of operation: 04/15/2025
Patient: Wenda Marsh    DOB 08/02/1950
Operation: Bilateral lumbar radiofrequency ablation, L3 and L4 medial branches and L5 dorsal rami, for the L4-5 and L5-S1 joints
Technique: under fluoroscopy, 18-gauge cannulas, 85 C for 90 seconds at each site. No complications.
Tomas Ode, MD
""",
        },
        "repeat_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.prior_50pct_6mo": "met",
            "facet.rfa.repeat_dx_after_2y": "not_applicable",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "A4": Dossier(
        "Cyril Botham",
        "1944-02-19",
        (("64493", 1, ("LT",)), ("64494", 1, ("LT",))),
        "2026-07-08",
        "2026-07-22",
        {
            "booking.txt": """\
BOOKING FORM - INTERVENTIONAL SUITE               completed 07/06/2026
Name: Cyril Botham     DOB: 02/19/1944     Side: [ ] R  [X] L  [ ] Bilateral
Procedure:   [ ] MBB   [X] Facet joint injection, intra-articular   [ ] RFA   [ ] ESI
Intent:      [ ] diagnostic   [X] therapeutic (with steroid)
Region:      [ ] cervical  [ ] thoracic  [X] lumbar      Levels: L4-5, L5-S1
Imaging:     [X] C-arm   [ ] CT   [ ] ultrasound
Anticoagulant: none
Requested by: Dr. R. Lindqvist   signature on file 07/06/2026
""",
            "clinic.txt": """\
LAKELAND SPINE      Progress Note      07/03/2026
Cyril Botham   DOB 02/19/1944   82 M

Subjective: Chronic left lumbar pain since the summer of 2021, stays in the back. NRS 7/10. ODI 50%. The injection in February helped 70% and lasted 4 months.
He has a pacemaker, so ablation is not possible.
Physical therapy 2024 (16 visits) did not help; acetaminophen not enough.
No leg pain, no claudication. No spine surgery. No fibromyalgia. No ablation in the past.
Objective: lumbar extension painful. SLR negative. Strength 5/5, sensation intact.
MRI 09/30/2025: facet arthropathy L4-5 and L5-S1, no fracture, tumor or infection.
Plan: left L4-5 and L5-S1 intra-articular facet steroid injections, fluoroscopically guided.
R. Lindqvist MD, signed 07/03/2026
""",
            "history.txt": """\
PROCEDURE HISTORY - Cyril Botham - DOB 02/19/1944

Date        Procedure                              Side   Levels        NRS before   NRS after   Relief   Duration
10/14/2025  Medial branch block (diagnostic) #1    L      L3, L4, L5    8            1           88%      6 h
11/04/2025  Medial branch block (diagnostic) #2    L      L3, L4, L5    7            1           86%      3 h
02/17/2026  Facet joint injection, IA steroid      L      L4-5, L5-S1   7            2           70%      4 months
""",
        },
        "therapeutic_injection",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.therapeutic.two_dx_80pct": "met",
            "facet.therapeutic.prior_50pct_3mo": "met",
            "facet.therapeutic.not_rfa_candidate": "met",
            "facet.limits.therapeutic_4_per_12mo": "met",
        },
    ),
    "A5": Dossier(
        "Bettina Roe",
        "1957-09-15",
        (("64490", 1, ("50",)),),
        "2026-09-02",
        "2026-09-16",
        {
            "dictation.txt": """\
This is a dictated consultation on Bettina Roe, date of birth September 15, 1957, seen August 28, 2026.

She is a 68-year-old retired mail carrier who has been bothered by pain in the middle of her back, between the shoulder blades, for roughly two and a half years. It sits on both sides of the spine at about the bra line and does not wrap around the ribs. She grades it 6 on a 0 to 10 verbal numeric scale. On the Oswestry questionnaire she scored 38 percent. She can no longer vacuum or carry laundry.

She has been through a course of physical therapy last winter, ten visits, with no lasting change, and naproxen gave her heartburn and had to be stopped.

She denies numbness, weakness, gait change or bladder trouble. On examination the reflexes in the legs are normal, power is full and sensation is normal. There is tenderness over the T8-9 facet joints with extension.

Thoracic MRI of July 2026 shows facet arthropathy at T8-9, no compression fracture, no tumor and no infection.

She has never had an operation on her spine and has had no injections or ablations of any kind. She has no widespread pain.

I recommend a diagnostic medial branch block of the T7 and T8 nerves on both sides for the T8-9 joint, done under X-ray guidance.

Paul Amadi, MD. Signed August 28, 2026.
""",
        },
        "first_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "not_applicable",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
        },
    ),
    "A6": Dossier(
        "Hank Solberg",
        "1955-01-22",
        (("64633", 1, ("RT",)), ("64634", 1, ("RT",))),
        "2026-02-12",
        "2026-02-26",
        {
            "ov.txt": """\
NORTHSHORE JOINT & SPINE - OFFICE VISIT - 02/09/2026
Hank Solberg - DOB 01/22/1955 - MRN 55-210

Interval: Right neck pain, onset October 2023. Average 6/10, worst 8/10 (NRS). NDI 40% on 2/9. Pain stops at the shoulder. Hands ok.
Treatment to date - physical therapy (9 visits, no improvement); etodolac (no improvement).
Both sets of medial branch blocks, 11/20/2025 and 12/18/2025, were positive.
No previous ablation of the neck.
Neuro: 5/5 UE, DTR 2+, sensation normal, Spurling negative.
Cervical CT 10/2/25: C5-6, C6-7 facet arthrosis; no fracture; no lytic lesion; no infection.
Plan: right C5, C6, C7 medial branch rhizotomy (C5-6, C6-7), pulsed mode 42 C, ultrasound guided, in the office procedure room.
Mira Feld, PA-C for S. Tran MD   signed 02/09/2026
""",
            "record.txt": """\
COMPARATIVE MEDIAL BRANCH BLOCKS   RIGHT C5 C6 C7        Solberg, Hank     1/22/55
                      First block         Second block
Date                  11/20/2025          12/18/2025
Drug                  ropivacaine 0.5%    lidocaine 1%
Pain before (NRS)     7                   7
Pain at 30 min        1                   1
Pain at 2 h           1                   3
Pain at 6 h           5                   7
Percent relief        86                  86
How long              5 hours             2 hours
S. Tran MD
""",
        },
        "initial_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.technique.ct_or_fluoro": "not_met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "not_met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "B1": Dossier(
        "Rex Ollander",
        "1952-06-06",
        (("64493", 1, ("50",)), ("64494", 1, ("50",))),
        "2026-03-30",
        "2026-04-14",
        {
            "consult.txt": """\
New Patient Consultation
Date: March 24, 2026
Name: Rex Ollander, 06/06/1952

Chief complaint: "my low back is killing me"
HPI: This is a 73 yr old gentleman referred by his internist for bilateral lower back pain. Pain commenced sometime in 2022 without trauma. It is across the lumbosacral junction and into the upper buttocks; none in thighs or calves. Severity today 8 of 10, best 4, worst 9. ODI 28/50 (56%).
Past treatments: PT x 8 (January-February 2026): minimal. Diclofenac gel & tablets: minimal. Massage: brief.
PMHx: fibromyalgia, on duloxetine 60, diffuse tender points, stable and separate from this pain. DM2. 
PSHx: L5-S1 fusion 2009 at an outside hospital (no operative report available).
Injections: none in past.
Neurologic: SLR -/-, strength full, DTRs symmetric.
Imaging: lumbar films 2/2026: solid fusion L5-S1; facet arthrosis L3-4 and L4-5. No instability, fracture or destructive change.
Plan: 1) Bilateral medial branch blocks L2, L3, L4 (for L3-4 and L4-5), #1, under fluoro. 2) Continue home program.
Electronically signed: Greta Holm MD 3/24/2026
"""
        },
        "first_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "unclear",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "not_applicable",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "unclear",
        },
    ),
    "B2": Dossier(
        "Lena Voss",
        "1960-12-12",
        (("64493", 1, ("RT",)), ("64494", 1, ("RT",))),
        "2026-08-14",
        "2026-08-27",
        {
            "fu.txt": """\
PAIN MEDICINE OF THE PLAINS          RETURN VISIT          08/11/2026
VOSS, LENA     DOB 12/12/1960     65F

S: s/p R L3-5 MBB #1 on 08/05/26. Good relief that day, "felt great". Here to set up #2.
   R LBP since a fall 4/2025. NRS 6 today. Oswestry 44%. No sciatica.
   PT 6 wks spring 2026 no benefit; naproxen no benefit.
   No spine surgery. No FM. No RFA hx.
O: R paraspinal tender. Neuro intact. SLR neg.
   MRI L-spine 5/2/26 - facet hypertrophy L4-5/L5-S1, no fx/tumor/infection.
A/P: Facet syndrome. R MBB #2 L3 L4 L5 fluoro, hospital OPD 8/27... ok to do 8/12 if slot opens.
D. Marek MD /es/ 8/11/26
""",
            "proc.txt": """\
Procedure note 08/05/2026   Voss, Lena   12/12/1960
R L3 L4 MB + L5 DR block #1 (L4-5, L5-S1). Fluoro. Lidocaine 2% 0.5 ml x3. No steroid.
Tolerated well. Pain diary given, to be returned.
D. Marek MD
""",
        },
        "second_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "unclear",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.diagnostic.first_80pct": "unclear",
            "facet.diagnostic.second_same_level_2wk": "met",
        },
    ),
    "B3": Dossier(
        "Moses Tate",
        "1947-03-03",
        (("64635", 1, ("RT",)), ("64636", 1, ("RT",))),
        "2026-05-06",
        "2026-05-20",
        {
            "n.txt": """\
TRI-RIVERS INTERVENTIONAL      Clinic 5/4/26
Moses Tate  3/3/47

Right low back pain again. Had right L4-5, L5-S1 RFA 11/12/2025 - about 60% better but it only lasted till mid February. No leg pain.
Pain NRS 7; ODI 44%.
SLR neg, motor and sensory normal.
P: repeat R RFA L4-5 & L5-S1, 80 deg C, fluoro.
L. Quist MD signed 5/4/26
"""
        },
        "repeat_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.prior_50pct_6mo": "not_met",
            "facet.rfa.repeat_dx_after_2y": "not_applicable",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "B4": Dossier(
        "Sybil Crane",
        "1949-09-09",
        (("64633", 1, ("LT",)), ("64634", 1, ("LT",))),
        "2026-10-06",
        "2026-10-20",
        {
            "v.txt": """\
Date of Visit: 10/02/2026
Patient: Sybil Crane (DOB 09/09/1949)
Provider: Arno Feist, DO

History
  Left posterior neck pain following whiplash in a car crash, January 2024. Pain intensity (0-10): now 7, least 4, most 9.
  Neck Disability Index 23/50. Pain does not travel past the shoulder. No hand numbness.
Previous treatment
  Physiotherapy: 12 visits 2025 - not helpful
  Celecoxib: not helpful
  Diagnostic MBB, left C3-C5, x2 (05/05/2026 and 06/16/2026): 90% relief on both occasions, 4 hours with bupivacaine and 2 hours with lidocaine.
  Radiofrequency: left C3-4/C4-5 on 11/10/2025? No - that was another patient's record; she has never had radiofrequency.
Examination
  Spurling's negative. Power normal. Sensation normal. Reflexes normal.
Imaging
  MR cervical 04/2026 - left C3-4, C4-5 facet OA; no fracture / mass / infection
Plan
  Left C3, C4, C5 medial branch radiofrequency neurotomy (C3-4 and C4-5). Cooled RF, 60 C. Fluoroscopic.
Signed: Arno Feist DO 10/02/2026
"""
        },
        "initial_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "unclear",
        },
    ),
    "B5": Dossier(
        "Ugo Pell",
        "1953-07-17",
        (("64635", 1, ("LT",)), ("64636", 1, ("LT",))),
        "2026-06-12",
        "2026-06-26",
        {
            "ltr.txt": """\
June 9, 2026

To the Medical Director
Regarding Mr. Ugo Pell, born July 17, 1953

I am asking for authorization of radiofrequency ablation of the left L3 and L4 medial branches and the L5 dorsal ramus (L4-5 and L5-S1 facet joints).

Mr. Pell has had left-sided low back pain for over five years. His pain today is 7/10 on the numerical rating scale and his Oswestry score is 52 percent. The pain remains in the back and does not extend to the leg. Twelve sessions of physical therapy in 2025 and a three month course of meloxicam failed.

He had two diagnostic medial branch blocks at these levels. On April 7, 2026 his pain went from 8 to 1 for five hours. On May 5, 2026 it went from 7 to 1 for two and a half hours. Neither injection contained steroid. He has not had an ablation before.

On examination straight leg raising is negative, strength is full and sensation is intact. MRI of February 2026 shows facet arthropathy at L4-5 and L5-S1 without fracture, tumor, or infection.

The procedure will be done with fluoroscopy and continuous thermal lesioning at 80 degrees Celsius.

Sincerely,
Ines Varga, MD
Signed June 9, 2026
""",
            "diary.txt": """\
MY BLOCK DIARY - Ugo Pell - block on 5/5/2026
Pain in my left low back, 0-10
Before the shot: 7
30 minutes: 4
1 hour: 4
2 hours: 4
4 hours: 6
Bedtime: 7
""",
        },
        "initial_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.two_mbb_80pct": "unclear",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "B6": Dossier(
        "Faye Nkemelu",
        "1956-05-25",
        (("64493", 1, ("LT",)), ("64494", 1, ("LT",))),
        "2026-11-09",
        "2026-11-23",
        {
            "chart.txt": """\
== Progress Note ==  Status: Signed  Author: T. Bell, MD  Date: 11/05/2026
Pt: NKEMELU, FAYE   DOB: 05/25/1956

#Low back pain, left
 - duration: since Labor Day 2024
 - quality: dull, deep, no radiation
 - NRS: 7   ODI: 46
 - aggravating: standing at sink, rolling over
 - tx tried: PT (FAILED, 10 sessions, 6/2026), acetaminophen (FAILED), ibuprofen (contraindicated - CKD)
 - ROS neuro: (-) numbness (-) weakness (-) bowel/bladder
 - PE: SLR (-) bilat; motor 5/5; sensory nl; facet loading (+) L
 - imaging: MRI 8/14/26 multilevel facet DJD, worst L L4-5 & L5-S1; no compression fx, no malignancy, no infectious process
 - surgical hx: none spine
 - prior spinal interventions: 0
 - fibromyalgia: no
 - PLAN: L MBB at L3/L4/L5 under fluoroscopy (dx #1). 2 joints: L4-5, L5-S1
"""
        },
        "first_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "not_applicable",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
        },
    ),
    "D1": Dossier(
        "Orla Finch",
        "1946-01-30",
        (("64635", 1, ("RT",)), ("64636", 1, ("RT",))),
        "2026-09-14",
        "2026-09-29",
        {
            "encounter.txt": """\
OFFICE VISIT NOTE
Visit Date: 09/10/2026  Department: Pain Management  Provider: Hale, Joan, MD
Patient: FINCH, ORLA   DOB: 01/30/1946   Age: 80 y   Sex: F

Subjective:
Orla Finch is a 80 y.o. female who presents for recurrent right low back pain. She underwent right L4-5 and L5-S1 radiofrequency ablation on 10/21/2025 with roughly 75% relief that persisted until early August 2026. Pain has gradually returned to its prior location. No radiation into the lower extremities. 

Pain Assessment
Location: low back R
Score (NPRS): 7/10
Oswestry Disability Index: 48%

Objective:
Neurologic: Lower extremity strength 5/5 bilaterally. Sensation intact to light touch. Patellar and Achilles reflexes 1+ symmetric. Straight leg raise negative bilaterally.

Assessment & Plan:
1. Spondylosis of lumbar region without myelopathy or radiculopathy
   Proceed with repeat right L3, L4 medial branch and L5 dorsal ramus RFA (L4-5, L5-S1) under fluoroscopic guidance. Lesions at 80 degrees C for 90 seconds. This is the second ablation on this side; none in the last 11 months.
Electronically signed by Joan Hale, MD on 09/10/2026 at 5:02 PM
"""
        },
        "repeat_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.prior_50pct_6mo": "met",
            "facet.rfa.repeat_dx_after_2y": "not_applicable",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "D2": Dossier(
        "Piet Vance",
        "1954-10-05",
        (("64633", 1, ("50",)), ("64634", 1, ("50",))),
        "2026-01-20",
        "2026-02-03",
        {
            "hp.txt": """\
PRE-PROCEDURE H&P            01/15/2026
NAME: VANCE, PIET            DOB: 10/05/1954
CC: NECK PAIN, BOTH SIDES.
HX: 71 M. NECK PAIN SINCE MVC 06/2024. CONSTANT ACHE, WORSE W/ EXTENSION. NRS 7/10. NDI 44%. NO ARM PAIN, NO WEAKNESS, GAIT STEADY.
RX TRIED: PT (AUG-OCT 2025) FAILED. NAPROXEN FAILED. ACETAMINOPHEN FAILED.
SURG: LAP CHOLE. NO NECK SURGERY.
BLOCKS: BILAT C4-5-6 MBB 10/30/25 - 90% X 6 H (BUPI). 12/04/25 - 85% X 2 H (LIDO). NRS 8->1 AND 7->1.
NO PREVIOUS RFA.
PE: SPURLING NEG. MOTOR 5/5. DTR 2+. SENS INTACT.
MRI 09/2025: C4-5, C5-6 FACET ARTHROPATHY BILAT. NO FX, TUMOR, INFECTION. NO CORD COMPRESSION.
IMP: CERVICAL FACET PAIN.
PLAN: BILATERAL C4, C5, C6 MB RFA (C4-5, C5-6), THERMAL 80C X 90 S, FLUORO.
R. DUNCAN MD   E-SIGNED 01/15/2026
"""
        },
        "initial_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "D3": Dossier(
        "Greta Ames",
        "1958-03-14",
        (("64493", 1, ("RT",)), ("64494", 1, ("RT",))),
        "2026-05-29",
        "2026-06-16",
        {
            "letter.txt": """\
May 27, 2026
RE: Greta Ames, DOB March 14, 1958

Dear Reviewer,

I saw Mrs. Ames on May 26, 2026. She has been troubled by right-sided low back pain since the autumn of 2024, when she slipped on ice. It stays in the back and hip crest and never runs down the leg. On a zero-to-ten scale she gives it a seven; the Oswestry is 42 percent.

She completed nine weeks of therapy at our rehab department without gain, and neither naproxen nor Tylenol has made a difference. She has not had spinal surgery. She has not had fibromyalgia.

Her first medial branch block, on May 5, took her from seven to one for the first four hours (86 percent), as recorded in the enclosed nursing sheet. The block was of the right L3 and L4 medial branches and the L5 dorsal ramus. No other injection or ablation has been done.

Straight-leg raising is negative and the neurological examination of the legs is normal. Her lumbar MRI of February shows arthritis of the L4-5 and L5-S1 facets without fracture, tumor, or infection.

I ask to repeat the block at the same levels on June 16 with fluoroscopy to confirm.

Respectfully,
Owen Pratt, MD
Electronically signed May 27, 2026
""",
            "nursing.txt": """\
NURSING SHEET  Post block monitoring      05/05/2026
Ames, Greta   3/14/58      Right L3 L4 L5 MBB
Time   NRS   Activity
0905   7     pre
0945   1     bending, twisting
1045   1     walking hall
1305   1     phone call
1505   4     phone call
M. Ruiz RN
""",
        },
        "second_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "not_applicable",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.diagnostic.first_80pct": "met",
            "facet.diagnostic.second_same_level_2wk": "met",
        },
    ),
    "D4": Dossier(
        "Tobias Reyes",
        "1950-07-21",
        (("64493", 1, ("50",)),),
        "2026-04-24",
        "2026-05-11",
        {
            "note.txt": """\
SUMMIT PAIN & REHAB    f/u 4/21/26     Reyes T   7/21/50

Bilat LBP, 5+ yrs, axial. today NRS 7, ODI 46. Can't mow or vacuum.
Tx: PT '24 x 3 mo no relief. mobic no relief. 
has AICD (St Jude). EP says no RF. 
last therapeutic L4-5 facet injection 12/2/25: 60% better until about the 10th of March.
dx MBBs 2025: 3/4/25 90% 5 hrs; 4/1/25 85% 3 hrs (bilat L3, L4; L4-5)
no back surgery. no fibro. never RFA.
exam neuro intact, SLR neg. CT 1/26: L4-5 facet arthritis, no fx, no mass, no infection
plan: repeat bilat L4-5 IA facet steroid inj, c-arm
J Park MD e-signed 4/21/26
""",
            "hist.txt": """\
Injection History (all)                       Tobias Reyes  07/21/1950
+------------+-------------------------------+-------+--------+----------------+
| Date       | Procedure                     | Side  | Level  | Response       |
+------------+-------------------------------+-------+--------+----------------+
| 03/04/2025 | MBB diagnostic                | bilat | L4-5   | 8 -> 1, 5 h    |
| 04/01/2025 | MBB diagnostic                | bilat | L4-5   | 8 -> 1, 3 h    |
| 06/10/2025 | facet joint steroid inj       | bilat | L4-5   | 60% x 4 mo     |
| 12/02/2025 | facet joint steroid inj       | bilat | L4-5   | 60% x 3+ mo    |
+------------+-------------------------------+-------+--------+----------------+
""",
        },
        "therapeutic_injection",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.max_2_levels": "met",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.therapeutic.two_dx_80pct": "met",
            "facet.therapeutic.prior_50pct_3mo": "met",
            "facet.therapeutic.not_rfa_candidate": "met",
            "facet.limits.therapeutic_4_per_12mo": "met",
        },
    ),
    "D5": Dossier(
        "June Abbot",
        "1953-05-05",
        (("64490", 1, ("LT",)), ("64491", 1, ("LT",))),
        "2026-03-09",
        "2026-03-24",
        {
            "np.txt": """\
Telehealth/clinic hybrid - seen in person 3/5/26
June Abbot 5/5/53
Dr. Quill, PM&R

[HPI] Neck pain, left > right, with headaches, 9 months. Grinding. Reads NRS 6, NDI 38%. Numb left thumb and index finger since Dec; drops cups.
[Exam] Spurling + left (arm). L triceps 4/5, triceps jerk down. Tender facets.
[Imaging] MRI 2/26: C6-7 disc extrusion left with C7 root compression. Facet OA C4-6.
[Tried] none yet besides OTC Tylenol occasionally, helps some
[Plan] Left C4-5, C5-6 MBB (C4, C5, C6), fluoro. Refer PT.
esign A Quill MD 3/5/26
"""
        },
        "first_diagnostic",
        {
            "facet.exclusion.radiculopathy": "not_met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.conservative.failed": "unclear",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "not_applicable",
        },
    ),
    "D6": Dossier(
        "Carl Imhof",
        "1949-02-11",
        (("64635", 1, ("50",)), ("64636", 1, ("50",))),
        "2026-10-02",
        "2026-10-15",
        {
            "q.txt": """\
Facet RFA Checklist (completed by physician)         9/28/2026
Patient: Carl Imhof         DOB: 2/11/1949
1. Pain > 3 months?  [x] Yes  [ ] No     Since: 2023
2. Pain score today (NRS): 8     Disability (ODI): 50 %
3. Radicular pain?  [ ] Yes  [x] No     Claudication?  [ ] Yes  [x] No
4. Conservative: [x] PT 8 wks - failed   [x] NSAID - failed  [ ] chiro
5. MBB #1: date 7/14/2026  levels L3,L4,L5 bilat  relief 90%  duration 6 hrs
   MBB #2: date 8/11/2026  levels L3,L4,L5 bilat  relief 85%  duration 3 hrs
6. Prior RFA this region?  [ ] Yes  [x] No
7. Modality: [x] thermal 80C  [ ] pulsed  [ ] cooled
8. Image guidance: [x] fluoroscopy  [ ] US
9. Levels requested: L4-5, L5-S1   Side: [ ] R [ ] L [x] Bilat
10. Imaging negative for fracture, tumor, infection: [x] Yes (MRI 5/2026)
Physician signature: Ruth Vogel MD   9/28/2026
"""
        },
        "initial_rfa",
        {
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "F1": Dossier(
        "Nora Quill",
        "1950-02-02",
        (("64635", 1, ("LT",)), ("64636", 1, ("LT",))),
        "2026-06-12",
        "2026-06-25",
        {
            "a.txt": """Clinic: Foothills Pain Group
Seen: 06/05/2026       Patient: Quill, Nora       Born: 02/02/1950

CURRENT COMPLAINT. Pain on the left of the low back. It has plagued her ever since she moved house in May of 2023. Nothing shoots to the leg. Level on the numerical scale: seven. RMDQ: 14. Gave up choir practice because of standing.

TREATMENT SO FAR. Ten visits of physio: pain came right back. Celebrex: of little use. Lidocaine patches: no.

TEST BLOCKS. Left medial branch blocks, L3 L4 L5:
  (a) 10 March 2026, bupivacaine: 8 before, 1 after; lasted 5 hours; 88 %.
  (b) 14 April 2026, lidocaine: 7 before, 1 after; lasted 2 hours; 86 %.

EXAM. Motor power full in both legs. Light touch normal. Knee and ankle jerks present and equal. SLR painless.
PICTURES. MR of the lumbar spine, May 2026: arthritis of the facets at L4-5 and L5-S1. Nothing to suggest fracture, tumour or infection.
EARLIER PROCEDURES. She has not previously had any denervation.

PROPOSAL. Left-sided radiofrequency denervation at L4-5 and L5-S1 (nerves L3, L4, L5) with fluoroscopic control, conventional thermal lesions, 80 degrees, 90 seconds.

Signed by Ivo Brandt, MD on 06/05/2026
"""
        },
        "initial_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "F2": Dossier(
        "Nora Quill",
        "1950-02-02",
        (("64493", 1, ("LT",)), ("64494", 1, ("LT",))),
        "2026-06-12",
        "2026-06-25",
        {
            "a.txt": """HISTORY AND PHYSICAL - INTERVENTIONAL SPINE
DOS: 6/4/2026   Patient Nora Quill   DOB 2/2/1950   Attending: I. Brandt MD

HPI - 76 F, LBP L>R, onset approx 10/2024, insidious. Aching, no radiation past the PSIS. Agg: extension, rotation, prolonged standing. Rel: sitting. 
Pain NRS: current 6, avg 6, max 8. ODI score: 22/50. 
Prior Tx - PT/HEP 8 wks (3-5/2026): inadequate relief; Tylenol: inadequate relief; naproxen: d/c'd GI upset.
PSH - C-section x2. No spine surg.
PMH - HTN, hypothyroid. Neg for fibromyalgia/central pain.
Prior interventions - none (no ESI, MBB, RFA).
ROS - neg for weakness, numbness, saddle anesthesia.
PE - Kemp's + left. SLR neg b/l. Str 5/5 b/l LE. SILT. DTR 2/4 sym.
Imaging - L-spine XR 5/2026: facet sclerosis L4-S1, no compression deformity, no lytic/blastic lesion, no instability.
A/P - Lumbar spondylosis w/o myelopathy/radiculopathy. Rec L L3, L4 MBB + L5 DR block, dx #1 of 2, under fluoro.
/e/ I. Brandt MD 6/4/2026
"""
        },
        "first_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
        },
    ),
}
