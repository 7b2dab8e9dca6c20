"""Invented facet dossiers in many hands, and what a careful reviewer answers."""

# ruff: noqa: E501, W291

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dossier:
    """A request and its papers; answers holds the status of each criterion that the dossier is about."""

    patient: str
    born: str
    codes: tuple[tuple[str, int, tuple[str, ...]], ...]
    received: str
    served: str
    papers: dict[str, str]
    variant: str
    answers: dict[str, str]


DOSSIERS: dict[str, Dossier] = {
    "01": Dossier(
        "John Q Tester",
        "1955-03-04",
        (("64493", 1, ("LT",)), ("64494", 1, ("LT",))),
        "2026-02-16",
        "2026-03-04",
        {
            "h_and_p.txt": """\
BLUEGRASS SPINE CENTER
History and Physical                                     Encounter date: 02/11/2026
Patient: John Q. Tester   DOB: 03/04/1955   MRN 778812

HISTORY OF PRESENT ILLNESS
Mr. Tester presents for evaluation of chronic left-sided low back pain of approximately 18 months' duration. There was no inciting event. The pain is described as a constant dull ache localized to the left lumbosacral junction with occasional referral to the posterior thigh, never below the knee. He rates his pain as 6/10 on average and 9/10 at its worst on the numeric rating scale. It is aggravated by prolonged standing, extension and rotation and relieved by lying down. He denies lower extremity numbness, tingling, or weakness. He denies bowel or bladder incontinence and saddle anesthesia.
His Oswestry Disability Index score today is 44% (severe disability). He is unable to mow his lawn or stand long enough to cook.

PRIOR TREATMENTS
1. Physical therapy - completed 8 weeks at Commonwealth Rehab (09/2025-11/2025) with minimal improvement
2. Medications - diclofenac, ibuprofen: inadequate relief. Gabapentin: sedation.
3. Heat, ice, TENS
4. No prior spinal injections or radiofrequency ablation

PAST MEDICAL HISTORY: hypertension, type 2 diabetes
PAST SURGICAL HISTORY: appendectomy 1980, right total knee arthroplasty 2019
SOCIAL: former smoker
ALLERGIES: penicillin

PHYSICAL EXAM
General: well nourished, no distress
Lumbar: tenderness to palpation over left L4-5 and L5-S1 facets. Positive facet loading on the left.
Neuro: Motor strength 5/5 in bilateral lower extremities. Sensation intact to light touch. Patellar and Achilles reflexes 2+ and symmetric. Straight leg raise negative bilaterally.

IMAGING
MRI lumbar spine 12/20/2025: moderate left facet arthropathy L4-5 and L5-S1. Mild degenerative disc disease. No acute fracture, no evidence of malignancy or infection. No high grade stenosis.

ASSESSMENT
1. Lumbar spondylosis without myelopathy or radiculopathy (M47.816)
2. Left lumbar facet syndrome

PLAN
1. Proceed with left L3, L4 medial branch and L5 dorsal ramus diagnostic blocks under fluoroscopic guidance (L4-5 and L5-S1 facet joints).
2. If >80% relief, will schedule confirmatory block.
3. Continue home exercise program.

Electronically signed by Ann Doe, MD on 02/11/2026 at 3:14 PM
""",
            "order.txt": """\
Procedure Order
Patient: Tester, John Q   DOB 03/04/1955   MBI 1AB2CD3EF45
Order Date: 02/12/2026
Procedure: Lumbar medial branch block - diagnostic, #1 - LEFT
Levels: L4/5, L5/S1
Imaging guidance: fluoroscopy
Sedation: none
Dx: M47.816
CPT: 64493-LT, 64494-LT
Ordering provider: Ann Doe, MD  NPI 1093817465
Electronically signed 02/12/2026
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
    "02": Dossier(
        "Mary T Example",
        "1949-07-09",
        (("64490", 1, ("RT",)), ("64491", 1, ("RT",))),
        "2026-03-24",
        "2026-04-08",
        {
            "consult.txt": """\
Ohio Valley Interventional Pain                          Office Consultation
Name: Mary T. Example      DOB: 07/09/1949      Date of Visit: 03/02/2026

Chief Complaint: Neck pain, right side

HPI: 76-year-old woman with a 3-year history of right-sided axial neck pain. No radiation to the arms. Pain worsened with looking over the right shoulder. VAS 7/10. NDI 42%. Interferes with driving and sleep.
Conservative therapy has included chiropractic manipulation x 10 sessions in 2025 (no lasting benefit), naproxen (stopped because of GI bleed), acetaminophen 1000 mg TID (little help), and 6 weeks of PT 1/5/26 - 2/16/26 without meaningful relief.
ROS: negative for fever, chills, unexplained weight loss. 
PMH: CAD, osteoporosis. Fibromyalgia: none.
PSH: hysterectomy; ACDF C6-7 in 2009.
Exam: Cervical ROM limited in right rotation. Spurling's negative bilaterally. Upper extremity strength full. Reflexes symmetric. Sensation normal. Hoffmann's absent. 
X-rays cervical 1/2026: C3-4, C4-5 facet arthropathy on the right; solid C6-7 fusion; no fracture or instability, no lytic lesions.
Assessment: Right cervical facet-mediated pain C3-4 and C4-5.
Plan: Right C3, C4, C5 MBB x 2 under fluoroscopy. If both give > 80% relief, RFA.

Ann Doe MD   signed electronically 03/02/2026
""",
            "mbb1.txt": """\
OHIO VALLEY SURGERY CENTER
OPERATIVE/PROCEDURE NOTE
Patient: Mary T. Example     DOB 07/09/1949     Date of Procedure: 03/18/2026
Preoperative diagnosis: cervical spondylosis
Postoperative diagnosis: same
Procedure performed: Right C3, C4, C5 medial branch blocks under fluoroscopic guidance, diagnostic #1
Medication: 0.5 mL of 0.5% bupivacaine at each level
Description: After informed consent the patient was placed in the lateral position. 25-gauge needles were advanced to the centroid of the articular pillars. Patient tolerated the procedure well. No complications.
Pain scores (VAS): pre-procedure 7/10; 15 minutes post 2/10; 30 minutes post 1/10; 
Ann Doe MD 3/18/2026
""",
            "followup.txt": """\
Ohio Valley Interventional Pain
Telephone encounter 03/20/2026      Example, Mary   07/09/1949
Patient called to report results of MBB #1 on 3/18/26. She had 90% relief of her usual neck pain lasting approximately 6 hours; she was able to drive and turn her head. Pain returned to baseline 7/10 the next morning.
Plan: schedule confirmatory right C3, C4, C5 MBB.
Ann Doe MD
""",
            "order2.txt": """\
PROCEDURE ORDER
Mary Example  DOB 7/9/1949  MBI 1AB2CD3EF45
Date: 03/21/2026
Right C3, C4, C5 medial branch block #2 (confirmatory), fluoro guided
64490-RT, 64491-RT   M47.812
Ann Doe MD NPI 1093817465  e-signed 03/21/2026
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
            "facet.exclusion.dx_at_successful_rfa_level": "unclear",
            "facet.diagnostic.first_80pct": "met",
            "facet.diagnostic.second_same_level_2wk": "met",
        },
    ),
    "03": Dossier(
        "Robert Sample",
        "1951-11-30",
        (("64635", 1, ("50",)), ("64636", 1, ("50",))),
        "2026-04-24",
        "2026-05-12",
        {
            "visit.txt": """\
Pain Associates of Lexington — Progress Note
Date of Service: April 22, 2026
Patient: Robert Sample, DOB 11/30/1951

Subjective: Returns for follow up of bilateral low back pain. Present for over 5 years. Numeric pain rating: 8/10 today. Roland-Morris Disability Questionnaire 14/24. Pain does not radiate past the buttocks. No weakness or numbness in the legs. No neurogenic claudication.
He underwent bilateral L4-5, L5-S1 MBBs on 2/10/2026 and 3/10/2026. First block: 90% relief for 5 hours (bupivacaine). Second block: 85% relief for 3 hours (lidocaine). NRS went from 8/10 to 1/10 with the first and from 8/10 to 1/10 with the second.
He has failed physical therapy (12 sessions, 2025), meloxicam, and chiropractic care.
Previous back surgery: denies. No prior RFA.

Objective: lumbar facet loading positive bilaterally. SLR negative. Strength 5/5. 

MRI (1/15/2026): L4-5 and L5-S1 facet hypertrophy. No fracture, tumor or infection. 

Plan: Bilateral L3, L4 MB and L5 DR radiofrequency ablation (L4-5, L5-S1). Thermal, 80°C for 90 seconds. Fluoroscopic guidance.
The patient wishes to proceed.

Ann Doe, MD (electronically signed 4/22/2026)
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
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "04": Dossier(
        "Linda Person",
        "1947-01-15",
        (("64635", 1, ("RT",)), ("64636", 1, ("RT",))),
        "2026-06-04",
        "2026-06-22",
        {
            "note.txt": """\
CUMBERLAND SPINE & PAIN
FOLLOW UP VISIT                                   DATE: 06/02/2026
PATIENT: Linda Person       DOB: 01/15/1947

Mrs. Person returns with recurrence of right-sided low back pain. She had right L4-5 and L5-S1 RFA on 08/05/2025 with 80% pain relief for nine months, and was able to garden again and stop hydrocodone. Over the last month the pain has gradually returned. Current pain 7/10 NRS. Oswestry 52%. Pain is across the right low back without radiation into the legs.
This was her only prior RFA.

Exam: facet loading positive R. Motor, sensory and reflexes intact in both legs. SLR neg.

Plan: repeat right L3, L4, L5 RFA for the L4/5 and L5/S1 joints with conventional (thermal) RF at 85 degrees C under fluoroscopy.
Ann Doe MD  Electronically signed 06/02/2026
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
    "05": Dossier(
        "Linda Person",
        "1947-01-15",
        (("64635", 1, ("LT",)), ("64636", 1, ("LT",))),
        "2026-06-04",
        "2026-06-22",
        {
            "note.txt": """\
FOLLOW UP VISIT   DATE: 06/02/2026
PATIENT: Linda Person       DOB: 01/15/1947
Left low back pain again. Had left L3-L5 RFA 03/12/2024: 60% improvement for 10 months by NRS. NRS now 6/10, ODI 40%. No leg symptoms. Strength and sensation normal. 
Because more than two years have passed, repeat left L4-5/L5-S1 MBB was done on 05/05/2026: NRS 7 -> 1, 86% relief x 5 hours.
Plan: left L4-5 and L5-S1 RFA, pulsed radiofrequency at 42 C, fluoro.
Ann Doe MD  signed 06/02/2026
""",
        },
        "repeat_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.prior_50pct_6mo": "met",
            "facet.rfa.repeat_dx_after_2y": "met",
            "facet.rfa.thermal_only": "not_met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "06": Dossier(
        "Walter Anyone",
        "1944-09-09",
        (("64493", 1, ("50",)), ("64494", 1, ("50",))),
        "2026-05-08",
        "2026-05-20",
        {
            "consult.txt": """\
Interventional Pain Clinic
Visit date 05/06/2026   Patient: Walter Anyone  DOB 09/09/1944

Low back pain x 8 years, midline and bilateral paraspinal, no radiation. NPRS 7, ODI 56 %.
Pacemaker (2021, complete heart block).
Past facet work-up: bilateral L4-5/L5-S1 diagnostic MBBs 06/10/2025 (85% relief, 4 h) and 07/08/2025 (90% relief, 3 h).
Therapeutic intra-articular facet injections bilateral L4-5, L5-S1 with triamcinolone 11/04/2025: 60% relief lasting 5 months, by NRS.
He is not a candidate for radiofrequency ablation because of his pacemaker; cardiology advises against it.
PT last year: no benefit. Cannot take NSAIDs (CKD 3b). Tylenol: minimal relief.
No fibromyalgia. No prior spine surgery. No history of RFA.
Neuro exam: strength 5/5, sensation intact, SLR negative.
CT lumbar 3/2026: facet arthrosis, no fracture, no neoplasm.
Plan: repeat bilateral L4-5 and L5-S1 therapeutic facet injections with steroid under fluoroscopy.
Ann Doe MD e-signed 5/6/2026
""",
        },
        "therapeutic_injection",
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
            "facet.therapeutic.two_dx_80pct": "met",
            "facet.therapeutic.prior_50pct_3mo": "met",
            "facet.therapeutic.not_rfa_candidate": "met",
            "facet.limits.therapeutic_4_per_12mo": "met",
        },
    ),
    "07": Dossier(
        "Carol Nobody",
        "1950-02-02",
        (("64490", 1, ("LT",)), ("64493", 1, ("LT",))),
        "2026-01-22",
        "2026-02-02",
        {
            "note.txt": """\
Pain clinic note 01/20/2026   Carol Nobody  DOB 02/02/1950
Neck and low back pain since 2 weeks ago after MVA on 01/06/2026. Pain 3/10. Pain shoots down the left leg to the foot with numbness of the big toe. SLR positive on the left.
No treatments tried so far.
ODI 12%.
Fibromyalgia with widespread pain: the injections are for her fibromyalgia pain.
History of ALIF L5-S1 2015.
MRI 01/15/2026: acute L2 compression fracture with marrow edema.
Plan: left C4-5 facet and left L4-5 facet intra-articular injections under ultrasound guidance.
Ann Doe MD signed 1/20/2026
""",
        },
        "first_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "not_met",
            "facet.pain.ge_3_months": "not_met",
            "facet.conservative.failed": "not_met",
            "facet.exclusion.radiculopathy": "not_met",
            "facet.exclusion.other_pathology": "not_met",
            "facet.scales.pain_and_disability_baseline": "met",
            "facet.exclusion.generalized_pain": "not_met",
            "facet.exclusion.after_alif": "not_met",
            "facet.technique.ct_or_fluoro": "not_met",
            "facet.limits.one_region": "not_met",
            "facet.limits.diagnostic_4_per_12mo": "unclear",
            "facet.exclusion.dx_at_successful_rfa_level": "unclear",
        },
    ),
    "08": Dossier(
        "Gene Whoever",
        "1953-05-05",
        (("64635", 1, ("LT",)), ("64636", 1, ("LT",))),
        "2026-04-03",
        "2026-04-20",
        {
            "note.txt": """\
OFFICE VISIT 04/01/2026     Gene Whoever   DOB 05/05/1953
HPI: chronic left LBP > 10 yrs. Pain averages 7/10 on NRS. ODI 48. Stays in the back, does not go down legs.
Tx: PT (2025) not helpful; ibuprofen no help.
Left L4-5, L5-S1 MBB on 3/4/2026 gave 70-75% relief for 4 hours (NRS 8 to 2). He would like to go straight to RFA.
No other blocks have been done. Never had RFA.
Neuro: intact. SLR (-) b/l.
Xray: facet arthropathy, no fx.
Plan: L RFA L3,4,5, thermal, fluoro.
signed Ann Doe MD 04/01/2026
""",
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
            "facet.rfa.two_mbb_80pct": "not_met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "09": Dossier(
        "Bess Halloway",
        "1948-03-03",
        (("64493", 1, ("RT",)), ("64494", 1, ("RT",))),
        "2026-06-01",
        "2026-06-10",
        {
            "eval.txt": """\
NORTHGATE PAIN & SPINE          INITIAL EVAL       5/4/26
Halloway, Bess      F    DOB 3-3-48      ref: self

cc  R LBP
hx  78F. Ache R low back x 2+ yr, no trauma. Occ. to R buttock. Not past thigh. No n/t/w. Walks mall w/o stopping. worse extension.
    NPRS 6 (avg), 8 worst. ODI 24/50.
    Tried: PT 2025 12 visits "waste of time", Aleve - hives, Tylenol ES daily - takes edge off only, chiro 6x nothing.
    Had L sided L4-5/L5-S1 RFA 10/2024 elsewhere, did great. That side still fine. R knee genicular RFA 2023.
    No back surgery. no fibro.
px  SLR (-) R/L. 5/5. sens ok. DTR sym. R facet load +.
img L-spine films 4/26: spondylosis, facet OA R L4-S1, no fx, no lysis or destructive change.
imp R lumbar facet pain
pl  R L3 L4 MBB + L5 DR, fluoro, x2
    A Doe MD   (e-sig 5/4/26 1402)
""",
            "blk1.txt": """\
NORTHGATE ASC                                    DOS 5/20/26
Halloway Bess   3/3/48
Proc: R L3, L4 mb / L5 dr block #1 (L4-5, L5-S1)   c-arm   marcaine 0.5% 0.5cc ea  no sedation
VAS pre 80 mm   VAS post: 20 min 20 mm, 1 hr 20 mm, 4 hr 30 mm
75 % better for about 5 hrs per pt sheet
A Doe MD 5/20/26
""",
            "order.txt": """\
ORDER   5/27/26   Halloway, Bess 3/3/48  MBI 1AB2CD3EF45
[x] MBB   [ ] IA   [ ] RFA      [ ] #1  [x] #2
[x] R  [ ] L  [ ] B             [ ] C [ ] T [x] L
L3, L4, L5   jts L4-5, L5-S1
[x] fluoro  [ ] CT  [ ] US
64493 RT 64494 RT  M47.816   DOS 6/10/26
A Doe MD   NPI 1093817465  5/27/26
""",
        },
        "second_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.scales.pain_and_disability_baseline": "not_met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "not_applicable",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.diagnostic.first_80pct": "not_met",
            "facet.diagnostic.second_same_level_2wk": "met",
        },
    ),
    "10": Dossier(
        "Ormond Vance",
        "1950-12-12",
        (("64633", 1, ("LT",)), ("64634", 1, ("LT",))),
        "2026-08-10",
        "2026-08-24",
        {
            "prog.txt": """\
TRIPLE CREEK NEUROSPINE     Progress note      08/05/2026
RE: Ormond Vance, 12/12/1950

S: Left neck pain back. Left C4-5, C5-6 RFA 1/14/2026 helped maybe 45% for 6 months or so; right side done 3/18/2026 and still good. NRS 6 today. NDI 44%. Neck only, nothing down the arm.
O: Spurling neg, strength 5/5 UE, sensory intact, DTRs 2+.
P: Redo left C4, C5, C6 medial branch RFA, thermal 80C, fluoro.
A. Doe MD signed electronically 8/5/2026
""",
        },
        "repeat_rfa",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.prior_50pct_6mo": "not_met",
            "facet.rfa.repeat_dx_after_2y": "not_applicable",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "not_met",
        },
    ),
    "11": Dossier(
        "Petra Lindqvist-Moya",
        "1955-04-14",
        (("64633", 1, ("RT",)), ("64634", 2, ("RT",))),
        "2026-06-05",
        "2026-06-18",
        {
            "lmn.txt": """\
June 3, 2026
To: Medicare Prior Authorization
Patient: Petra Lindqvist-Moya   DOB 4/14/1955

I am requesting radiofrequency ablation of the right C3, C4, C5 and C6 medial branches (C3-4, C4-5 and C5-6 joints) for Ms. Lindqvist-Moya, who has had right sided axial neck pain since a rear-end collision in November 2023. Average pain 7/10, NDI 46%. She completed physical therapy twice without durable benefit, and etodolac was stopped for gastritis. There are no radicular symptoms; Spurling maneuver is negative and the neurological examination is normal. MRI of 2/11/2026 shows facet arthrosis without fracture, tumor or infection.

She had diagnostic intra-articular facet injections at these levels on 3/10/2026 and 4/7/2026, with 85% and 90% relief for several hours.
She has never had an ablation. The procedure will be carried out under fluoroscopy with cooled radiofrequency probes at 60 degrees.

Ann Doe, MD
Electronically signed 6/3/2026
""",
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
            "facet.limits.max_2_levels": "not_met",
            "facet.rfa.two_mbb_80pct": "not_met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "12": Dossier(
        "Stellan Brock",
        "1957-08-08",
        (("64493", 1, ("LT",)),),
        "2026-03-05",
        "2026-03-20",
        {
            "visit.txt": """\
PAIN CLINIC VISIT       03/03/2026
Name: Stellan Brock  DOB: 08/08/1957
Left low back pain for the past 4 years, back again since January. 7/10 NRS, Oswestry 40%. Left L4-5 RFA 12/02/2024 gave 80% relief for 12 months. No leg pain, no numbness. Strength normal. SLR negative.
PT last fall no help. Meloxicam no help.
XR: facet arthropathy; no fracture, tumor or infection.
No surgeries on the back. 
Plan: L4-5 left MBB (L3, L4) diagnostic, fluoro, 0.5 ml bupivacaine.
Ann Doe MD  esigned 3/3/2026
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
            "facet.exclusion.dx_at_successful_rfa_level": "not_met",
        },
    ),
    "13": Dossier(
        "Stella Brock",
        "1957-08-08",
        (("64490", 1, ("LT",)),),
        "2026-03-05",
        "2026-03-18",
        {
            "visit.txt": """\
PAIN CLINIC VISIT       03/03/2026
Name: Stella Brock  DOB: 08/08/1957
Left neck pain began 01/10/2026 after shoveling. 5/10. No arm pain.
She has been using ibuprofen, some help. Referred to PT, first visit next week.
Exam: Spurling negative, strength 5/5.
Prior lumbar fusion years ago, does not know details.
Plan: left C4-5 facet intra-articular injection (diagnostic).
Ann Doe MD  esigned 3/3/2026
""",
            "order.txt": """\
PROCEDURE ORDER 03/03/2026
Stella Brock  8/8/57    MBI 1AB2CD3EF45
[ ] Medial branch block   [x] Intra-articular facet injection    Level: C4-5 left
Guidance:  [ ] fluoroscopy   [ ] CT    [x] ultrasound
CPT 64490-LT
A Doe MD NPI 1093817465  signed 3/3/2026
""",
        },
        "first_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "unclear",
            "facet.pain.ge_3_months": "not_met",
            "facet.conservative.failed": "unclear",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "unclear",
            "facet.scales.pain_and_disability_baseline": "unclear",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "unclear",
            "facet.technique.ct_or_fluoro": "not_met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "unclear",
            "facet.limits.diagnostic_4_per_12mo": "unclear",
            "facet.exclusion.dx_at_successful_rfa_level": "unclear",
        },
    ),
    "14": Dossier(
        "Garland Ives",
        "1943-10-10",
        (("64635", 1, ("RT",)), ("64636", 1, ("RT",))),
        "2026-07-17",
        "2026-07-31",
        {
            "note.txt": """\
Kentucky River Pain                              Follow-up 07/15/2026
Garland Ives     DOB 10/10/1943

Interval: s/p right L3/L4/L5 MBB #2 on 7/1/26. Diary reviewed: NRS 8 before, 1 at 1 h, 1 at 2 h, 2 at 3 h, 7 at 8 h; 88% relief. MBB #1 5/27/26: NRS 7 before, 1 at 30 min, 1 at 4 h; 86%. 
Pain has been present 6 years. Today 8/10. ODI 52%. Pain across R low back, no leg symptoms.
Failed: PT, naproxen, heat.
Neuro: normal. 
CT 2/2026 no fracture or neoplasm; facet OA.
Rec: R L4-5, L5-S1 RFA. Heat lesions 80 deg x 90 s. Fluoro.
No prior ablations.
Ann Doe MD e-signed 7/15/2026
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
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "15": Dossier(
        "Garland Ives",
        "1943-10-10",
        (("64493", 1, ("50",)),),
        "2026-07-17",
        "2026-07-31",
        {
            "note.txt": """\
Kentucky River Pain                              Follow-up 07/15/2026
Garland Ives     DOB 10/10/1943
Bilateral LBP, axial, 6 yrs. NRS 7. RMDQ 13/24. No radicular sx. Neuro intact.
Diagnostic L4-5 MBBs 8/5/2025 (90%, 5 h) and 9/2/2025 (85%, 3 h).
Facet steroid injections L4-5: 10/1/2025, 12/10/2025, 2/18/2026, 4/29/2026, each about 60% relief for 2 months.
He prefers injections over ablation.
PT and NSAIDs no relief. XR no fracture/tumor/infection. No fibromyalgia. No spine surgery. Never had RFA.
Plan: bilateral L4-5 facet steroid injection (therapeutic) under fluoro.
Ann Doe MD e-signed 7/15/2026
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
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.therapeutic.two_dx_80pct": "met",
            "facet.therapeutic.prior_50pct_3mo": "not_met",
            "facet.therapeutic.not_rfa_candidate": "unclear",
            "facet.limits.therapeutic_4_per_12mo": "not_met",
        },
    ),
    "16": Dossier(
        "Imogen Delacroix",
        "1948-05-15",
        (("64490", 1, ("50",)), ("64491", 1, ("50",))),
        "2026-06-15",
        "2026-06-30",
        {
            "consult.txt": """\
THREE RIVERS SPINE INSTITUTE  -  Consultation
Patient: DELACROIX, Imogen     DOB: 05-15-1948     Visit: 10 June 2026
PCP: T. Moon MD

Reason: bilateral neck pain

Ms. Delacroix has had aching on both sides of the neck since roughly the fall of 2022. It spreads toward the shoulders, never beyond them. No arm pain, no pins and needles, no clumsiness of the hands. She scores it 6-7/10 on the NRS. Her NDI came to 21/50. She has stopped driving at night because she cannot turn.

What she tried: a course of physiotherapy (11 sessions, Feb to Apr 2026) which she finished with no real gain; nabumetone, which raised her blood pressure and was stopped; paracetamol regularly.
Surgical: C-section x2, gallbladder. She has never been operated on the spine.
Prior injections: none in the neck. She has never had an ablation.
Other: polymyalgia rheumatica in remission. Does not have fibromyalgia.

On examination neck rotation 40 degrees each way with pain, extension painful. Spurling's sign absent. Upper limb power, sensation and reflexes normal.
MRI cervical spine 22 May 2026: bilateral C4-5 and C5-6 facet arthropathy; no cord compression, no fracture, no sign of tumour or infection.

Impression: cervical facet joint pain, bilateral C4-5, C5-6.
Recommendation: diagnostic medial branch blocks C4, C5, C6 on both sides, with fluoroscopy; repeat with a different anaesthetic if positive.

Ann Doe, MD    (signed electronically 10 June 2026)
""",
            "order.txt": """\
THREE RIVERS SPINE INSTITUTE
PROCEDURE REQUEST SHEET
Name DELACROIX IMOGEN    DOB 05/15/1948    MBI 1AB2CD3EF45
Date 06/11/2026     Requested date 06/30/2026
Procedure: MBB cervical, C4 C5 C6, bilateral     1st  X    2nd ___
Fluoroscopy: yes     Sedation: no
CPT: 64490-50, 64491-50     ICD10: M47.812
A. Doe MD  1093817465
Signature on file 06/11/2026
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
    "17": Dossier(
        "Otis Ferncliff",
        "1952-01-30",
        (("64635", 1, ("LT",)), ("64636", 1, ("LT",))),
        "2026-09-14",
        "2026-10-01",
        {
            "note.txt": """\
Bluestem Pain Clinic                                               
Progress Note           DOS: 09/10/2026            Pt: Otis Ferncliff   DOB 01/30/1952

CC: "it's back"
HPI: L low back, same place as before RFA. L L4-5 & L5-S1 RFA 1/6/2026 -> pain 8 to 2 (75%), lasted until about the first of August, i.e. about 7 months. Now 7/10 NRS. ODI 46% (was 20% in March). No leg sx.
Meds: Tylenol, lisinopril.
PE: facet loading L+, SLR -, strength 5/5.
A: recurrent L lumbar facet pain, good prior response to RFA
P: Repeat RFA L L3, L4 MB, L5 DR. thermal 80C/90s. fluoro. 10/01/2026.
   64635-LT, 64636-LT
Ann Doe MD  e-signed 9/10/2026
""",
            "rfa.txt": """\
Bluestem ASC    PROCEDURE NOTE
Ferncliff Otis  1/30/52     DATE: 01/06/2026
RF ablation left L3, L4 medial branches, L5 dorsal ramus. Fluoro. 80 C x 90 s.
Pre NRS 8. ODI 48%. tolerated well
Ann Doe MD
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
    "18": Dossier(
        "Rosamund Quill",
        "1951-04-04",
        (("64493", 1, ("LT",)), ("64494", 1, ("LT",))),
        "2026-04-03",
        "2026-04-15",
        {
            "a_consult.txt": """\
NEW PATIENT VISIT  2/2/2026
Quill, Rosamund   dob 4/4/1951
LBP left x 3 years, ache, no leg pain. NRS 7. ODI 42%. PT (fall 2025) no help, ibuprofen no help.
No fibromyalgia. No back surgery. No prior spinal injections or ablations.
Exam: SLR neg, strength/sensation/reflexes normal.
MRI 1/2026: facet arthropathy L4-5, L5-S1 L>R. No fracture/tumor/infection.
Plan L L3,L4 MBB, L5 DR fluoro.
Ann Doe MD e-signed
""",
            "b_block.txt": """\
PROCEDURE NOTE 3/2/2026  Quill, Rosamund 4/4/1951
Left L3, L4 MB + L5 DR block #1. Fluoro. 0.5% bupi 0.5 mL each. 
NRS pre 7. Discharged. Diary given.
Ann Doe MD 3/2/2026
""",
            "c_call.txt": """\
TELEPHONE NOTE 3/4/2026  (RN Hale)   Quill, R  4/4/1951
Pt reports block helped "a lot", about 70-80% better most of the day. NRS about 2.
""",
            "d_followup.txt": """\
FOLLOW UP 4/1/2026   Quill, Rosamund  4/4/1951
Reviewed. NRS 7, ODI 44%. Good response to MBB #1 on 3/2/26. Axial L LBP, no radicular symptoms. Neuro intact.
Plan: L L3,L4 MBB, L5 DR #2 fluoro (L4-5, L5-S1)
Ann Doe MD e-signed 4/1/2026
""",
        },
        "second_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "met",
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "met",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.after_alif": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "not_applicable",
            "facet.limits.diagnostic_4_per_12mo": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.diagnostic.first_80pct": "unclear",
            "facet.diagnostic.second_same_level_2wk": "met",
        },
    ),
    "19": Dossier(
        "Rosamund Quill",
        "1951-04-04",
        (("64635", 1, ("LT",)),),
        "2026-02-05",
        "2026-02-20",
        {
            "note.txt": """\
VISIT 2/2/2026
Quill, Rosamund   dob 4/4/1951
Low back pain and left leg pain; the leg is the worse of the two, burning from the buttock to the lateral calf and foot. L5 radiculopathy on EMG. NRS 8. ODI 60%.
MBB 12/1/2025 50%, 12/29/2025 60%.
Plan: L L4-5 RFA.
Ann Doe MD e-signed 2/2/2026
""",
        },
        "initial_rfa",
        {
            "facet.pain.axial_functional_deficit": "not_met",
            "facet.exclusion.radiculopathy": "not_met",
            "facet.rfa.two_mbb_80pct": "not_met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.thermal_only": "unclear",
            "facet.technique.ct_or_fluoro": "unclear",
            "facet.exclusion.other_pathology": "unclear",
            "facet.conservative.failed": "unclear",
            "facet.limits.rfa_2_per_12mo": "unclear",
        },
    ),
    "20": Dossier(
        "Delphine Marchbanks",
        "1946-11-02",
        (("64493", 1, ("LT",)), ("64494", 1, ("LT",))),
        "2026-03-12",
        "2026-03-26",
        {
            "intake_and_note.txt": """\
=====================================================
  OWENSBORO SPINE & SPORT          chart # 5521
  Pt: Marchbanks, Delphine   11-02-46   F
=====================================================
03/09/26  NEW PT     vitals 138/82  78  afeb

cc/ "left hip" (points to L PSIS/low lumbar)
hpi/ onset 2 Christmases ago after moving boxes. steady since. aching L lumbosacral, +/- L buttock, no paresthesia, no weakness, no sciatica. bending back & twisting L = worst. sits to cook now. 0-10 = 7. Oswestry 27/50.
tx/ - Rx naproxen 440 bid 2 mo: nothing
    - PT Riverside, 9 vis. D/C'd 2/26 "no change"
    - SI jt inj L 8/2025 by ortho, no help whatever
psh/ lap chole; L5-S1 "some kind of disc operation" 1998
pmh/ a-fib on Eliquis; OA; FM ruled out by rheum 2023
o/   gait nl. ext/rot L +. SLR -/-. MMT 5/5 LE. DTR sym. FABER -, thigh thrust -.
img/ MRI 2/20/26: facet OA L4-5, L5-S1 (L>R), old L5-S1 laminotomy. no fx, no mass, no discitis. mild FSN.
a/   L lumbar facet arthropathy, M47.816
p/   L MBB L3-L4-L5DR (=L4-5, L5-S1) #1 w/ fluoro. hold Eliquis? no - low risk. RTC w/ diary.
                                        Ann Doe MD /es/ 3/9/26
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
            "facet.limits.diagnostic_4_per_12mo": "unclear",
            "facet.exclusion.dx_at_successful_rfa_level": "unclear",
        },
    ),
    "21": Dossier(
        "Corwin Abernethy",
        "1953-06-06",
        (("64633", 1, ("LT",)), ("64634", 1, ("LT",))),
        "2026-09-04",
        "2026-09-23",
        {
            "summary.txt": """\
To whom it may concern,                                            Sept 2, 2026

RE: Corwin Abernethy, DOB 6 June 1953, radiofrequency ablation left C4-5, C5-6

Mr. Abernethy has suffered neck pain on the left for nine years. He describes it as a tight ache from the base of the skull to the shoulder blade. It is made worse by turning the head. There is no arm pain, and strength, sensation and reflexes in the arms are normal. His pain score today was 7 of 10 and his Neck Disability Index 44 percent.

He has been through two courses of physical therapy, massage, chiropractic adjustments, ibuprofen and cyclobenzaprine, none of which gave lasting relief.

A CT scan in May showed facet arthropathy at C4-5 and C5-6 on the left and no fracture, neoplasm or infection.

He underwent medial branch blocks of C4, C5 and C6 on the left on July 8 and July 29, 2026. Before the first the pain was 8/10 and thirty minutes later 1/10; it stayed at 1-2 for five hours. Before the second it was 7/10 and afterwards 1/10 for about three hours.

We ask to proceed with thermal radiofrequency neurotomy at 80 C of the same nerves using fluoroscopy. He has never had an ablation.

Ann Doe, MD     electronically signed 09/02/2026
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
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "22": Dossier(
        "Tansy Holloway",
        "1950-09-17",
        (("64635", 1, ("RT",)), ("64636", 1, ("RT",))),
        "2026-05-20",
        "2026-06-09",
        {
            "visit.txt": """\
Elm Creek Pain       RETURN VISIT        05/18/2026
Tansy Holloway       DOB 09/17/1950

Interim: right back pain. Right MBBs done here:
   Block 1   04/06/2026   bupi    pre 8   post 1   rel 87%   dur 6h
   Block 2   04/27/2026   lido    pre 7   post 1   rel 85%   dur 2h
Symptoms >5y, axial. NRS 7. ODI 50%.
prior care: PT 2024-25 (failed), tramadol, NSAIDs contraindicated (warfarin), acetaminophen minimal benefit
Spine MRI 2025-11-03: facet DJD. Neg for fracture/malignancy/infection. No sig stenosis.
No radic. Neuro WNL.
No hx RFA.
Request: RF lesioning R L3 MB, R L4 MB, R L5 DR. Fluoroscopic. 80°C x 90s.
Ann Doe MD esig 5/18/26
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
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "23": Dossier(
        "Tansy Holloway",
        "1950-09-17",
        (("64635", 1, ("RT",)), ("64636", 1, ("RT",))),
        "2026-05-20",
        "2026-06-09",
        {
            "visit.txt": """\
Elm Creek Pain       RETURN VISIT        05/18/2026
Tansy Holloway       DOB 09/17/1950

Right low back pain has returned. Right RFA L4-5/L5-S1 done 11/20/2025. Had about 3 months of good relief (60%), then gradually wore off by end of February 2026. Today NRS 7, ODI 48% (was 50% before the RFA).
No radicular complaints. Strength and sensation normal.
Plan: repeat right L3, L4, L5 RFA, thermal 80C, fluoro.
Ann Doe MD esig 5/18/26
""",
        },
        "repeat_rfa",
        {
            "facet.pain.axial_functional_deficit": "unclear",
            "facet.exclusion.radiculopathy": "met",
            "facet.limits.max_2_levels": "met",
            "facet.rfa.prior_50pct_6mo": "not_met",
            "facet.rfa.repeat_dx_after_2y": "not_applicable",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
    "24": Dossier(
        "Tansy Holloway",
        "1950-09-17",
        (("64493", 1, ("50",)), ("64494", 1, ("50",))),
        "2026-05-20",
        "2026-06-09",
        {
            "visit.txt": """\
Elm Creek Pain       RETURN VISIT        05/18/2026
Tansy Holloway       DOB 09/17/1950
Bilateral L4-5, L5-S1 therapeutic facet injections requested.
Chronic LBP, 4 years, stays in low back. NRS 6/10, ODI 42%.
First MBB 1/12/2026 80% x 4h. Second MBB 2/2/2026 90% x 5h. 
Not an RFA candidate: cervical and thoracic spinal cord stimulator implanted 2023.
Last therapeutic facet injection 10/2025 gave 70% relief for 4 months.
PT, NSAIDs failed. MRI no fracture, tumor, infection.
No fibromyalgia. Never had back surgery. No history of RFA.
No leg symptoms; SLR negative.
Fluoroscopy. L3, L4 MB... intra-articular injection, kenalog 20 mg per joint.
Ann Doe MD esig 5/18/26
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
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.therapeutic.two_dx_80pct": "met",
            "facet.therapeutic.prior_50pct_3mo": "met",
            "facet.therapeutic.not_rfa_candidate": "met",
            "facet.limits.therapeutic_4_per_12mo": "met",
            "facet.limits.diagnostic_4_per_12mo": "met",
        },
    ),
    "25": Dossier(
        "Hollis Vandermeer",
        "1949-03-21",
        (("64490", 1, ("LT",)), ("64491", 1, ("LT",))),
        "2026-07-16",
        "2026-07-28",
        {
            "hp.txt": """\
STONEBROOK CLINIC - SPINE INTERVENTION            7/14/2026   1015
Pt #: 33817  Hollis Vandermeer  M  (dob 21-MAR-1949)

PRESENTING PROBLEM
Left posterior neck pain.
HISTORY
Gentleman of 77 who noticed the problem in spring 2024; nothing set it off. Sits in the left paraspinal neck with spread into the left trapezius. Hands and arms normal - buttons a shirt, no dropping things. Score 6 of 10 usual, 8 of 10 on bad days (numeric). NDI 20/50 completed at the desk. Gave up golf and cannot back the truck.
PREVIOUS MEASURES
Chiropractor, 8 treatments, winter 2024 - of no use. Physical therapist, Jan-Mar 2026, ten visits - same pain at the end. Ibuprofen upset his stomach. Massage.
OPERATIONS Prostatectomy 2014. Never neck or back.
NEEDLE PROCEDURES None so far.
FAMILY Mother with rheumatoid arthritis and fibromyalgia.
EXAMINATION Extension + left rotation hurts. Spurling test does not reproduce. Reflexes equal, power grade 5, feeling preserved.
SCANS CT neck 6/30/2026: left C5-6 and C6-7 facet joint degeneration. No bone destruction. No fracture. Discs modestly narrowed.
OPINION Facet joint pain, left C5-6, C6-7.
COURSE Block the C5, C6 and C7 medial branches on the left by fluoroscopy, first diagnostic test, 7/28/2026.
                                       Ann Doe MD   signed 7/14/2026 11:02
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
    "26": Dossier(
        "Beatrix Quarrington",
        "1946-01-02",
        (("64635", 1, ("LT",)), ("64636", 1, ("LT",))),
        "2026-01-14",
        "2026-02-03",
        {
            "ltr.txt": """\
                                                      January 12, 2026
RE: Beatrix Quarrington  dob 1/2/1946

Dear colleague: please authorize a second lumbar RF ablation.

History. Left lumbar medial branch RFA (L3, L4, L5) was carried out by me on February 18, 2025. Her pain fell from 8/10 to 2/10 and that held until October, when it crept back. So she had eight months of 75 percent relief. This is the same pain at the same place. The leg is free of symptoms. Pain is now 7/10 and the Oswestry 44% (it was 50% before and 22% at her best).
Examination shows normal leg strength, sensation and reflexes, negative straight leg raising.
Technique will be as before: heat lesions of 80 degrees for 90 seconds at L3, L4 and L5 for the L4-5 and L5-S1 joints, under image intensifier.
                                      Ann Doe MD   (signed electronically 1/12/2026)
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
    "27": Dossier(
        "Amos Tillery",
        "1952-12-12",
        (("64493", 1, ("RT",)),),
        "2026-04-10",
        "2026-04-22",
        {
            "n.txt": """\
Pt: Amos Tillery  DOB 12/12/1952     Pain Mgmt consult     4-8-2026
S: Right LBP 7 months. 7/10. ODI 38%. Pain goes down back of R thigh to knee sometimes, no numbness. Tylenol, heat. Has not had PT yet; will start next week. Has not tried NSAIDs due to CKD.
O: SLR neg. Strength 5/5.
A: R L4-5 facet arthropathy on XR (no fx).
P: R L3,L4 MBB #1, fluoro.
Ann Doe MD  esig 4/8/26
""",
        },
        "first_diagnostic",
        {
            "facet.pain.ge_3_months": "met",
            "facet.conservative.failed": "unclear",
            "facet.exclusion.radiculopathy": "met",
            "facet.exclusion.other_pathology": "met",
            "facet.technique.ct_or_fluoro": "met",
            "facet.limits.one_region": "met",
            "facet.limits.max_2_levels": "met",
            "facet.diagnostic.mbb_preferred": "not_applicable",
            "facet.limits.diagnostic_4_per_12mo": "unclear",
            "facet.exclusion.dx_at_successful_rfa_level": "unclear",
            "facet.exclusion.after_alif": "unclear",
            "facet.exclusion.generalized_pain": "met",
            "facet.scales.pain_and_disability_baseline": "met",
        },
    ),
    "28": Dossier(
        "Esme Brackett",
        "1945-10-31",
        (("64635", 1, ("50",)), ("64636", 1, ("50",))),
        "2026-03-12",
        "2026-03-31",
        {
            "chart.txt": """\
GREEN HOLLOW PAIN                                             chart printout
Esme Brackett  F  DOB 10/31/1945

== 01/14/2026 OFFICE VISIT ==
LBP both sides 3 yrs, no leg pain. NRS 8/10. ODI 54%. Exam: neuro WNL, SLR neg. Prior tx PT x12 no benefit; diclofenac no benefit. MRI 12/2025 facet arthropathy; negative for fracture, tumor, infection. No prior blocks/RFA. Plan bilat L3-L4-L5 MBB (L4-5, L5-S1), fluoro. AD MD

== 02/03/2026 PROCEDURE ==
Bilat L3, L4, L5 MBB #1. Fluoro. Bupivacaine 0.5%. Pre NRS 8/10; 20 min post NRS 0/10. AD MD

== 02/05/2026 PHONE (RN) ==
Diary: 100% relief x 7 hrs then back. 

== 02/24/2026 PROCEDURE ==
Bilat L3, L4, L5 MBB #2. Fluoro. Lidocaine 2%. Pre NRS 8/10; 20 min post NRS 1/10. Relief 3 hrs per pt, 88%. AD MD

== 03/10/2026 OFFICE VISIT ==
Two successful MBBs. NRS 8/10, ODI 52%. No new neuro sx, no leg pain. 
Plan: bilateral L3-5 RFA, conventional thermal 80C x 90s, fluoroscopic guidance. L4-5 and L5-S1.
Ann Doe MD electronically signed 03/10/2026
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
            "facet.rfa.two_mbb_80pct": "met",
            "facet.rfa.thermal_only": "met",
            "facet.limits.rfa_2_per_12mo": "met",
        },
    ),
}
