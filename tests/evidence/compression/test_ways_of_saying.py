"""The many ways in which lymphedema therapists, wound clinics and physicians say it, and what only looks like it."""

from __future__ import annotations

import pytest

from accord.evidence.readers.compression import compression
from tests.evidence.compression.test_compression import chart, found

SAYS: dict[str, list[str]] = {
    "lymphedema_diagnosis": [
        "Postmastectomy lymphedema R arm since 2022, ISL II.", "Dx: lymphedema, bilateral lower extremities.", "Secondary lymphedema left leg.",
        "I89.0 lymphedema", "Phlebolymphedema of both legs.", "Assessment: lymphoedema of the right arm.", "She has had lymphedema for six years.",
        "[x] Lymphedema", "Congenital lymphedema tarda.", "Impression: stage II lymphedema RLE.", "Elephantiasis verrucosa with chronic lymphedema.",
        "Lymphedema: yes, left arm.", "Swelling is lymphedema, Stemmer positive.",
    ],
    "lymphedema_cause": [
        "Postmastectomy lymphedema R arm since 2022.", "Lymphedema of the left arm following modified radical mastectomy.", "Primary lymphedema.",
        "Lymphedema secondary to radiation for cervical cancer.", "Lymphedema due to chronic venous insufficiency.", "Breast cancer related lymphedema.",
        "Milroy disease: primary lymphedema.", "Lymphedema after inguinal node dissection for melanoma.", "Phlebolymphedema.",
        "Cause of lymphedema: pelvic lymphadenectomy and XRT.", "Lymphedema from recurrent cellulitis.",
        "s/p axillary dissection with resulting lymphedema.",
        "Lymphedema etiology: secondary (prostatectomy)",
    ],
    "care_compression": [
        "MLB bandages 23h/d", "custom flat knit 23-32 mmHg sleeve fitted", "PROFORE weekly", "Multilayer compression, changed weekly.",
        "Wears 30-40 mmHg thigh highs daily.", "Unna boots x 8 weeks.", "Short stretch bandaging daily in CDT.",
        "Compression: class 2 stockings worn daily",
        "Two layer wrap (Coban 2) changed weekly.", "Has used juzo garment every day since May.", "Velcro wraps (Farrow) worn 12 h per day.",
        "Compression garments: yes, 20-30 mmHg", "Bandaged from toes to groin 5 days a week.", "Tubigrip doubled, then 3-layer wraps.",
    ],
    "care_exercise": [
        "remedial exer bid", "HEP daily", "Home exercise program performed twice daily.", "Exercises: ankle pumps, done tid.",
        "Remedial exercises taught and done daily.",
        "Reviewed CLT log: bandaging/sleeve, exercise and elevation - no significant improvement.", "Walks 30 minutes daily for calf pump.",
        "Decongestive exercises x2/day.", "Calf raises 20 reps three times a day.", "Exercise: yes, per log", "Active ROM exercises in wraps each day.",
        "Compliant with exercise, 6 days a week.", "Walking program 20 min bid.",
    ],
    "care_elevation": [
        "arm elevated on 2 pillows + when seated", "Reviewed CLT log: bandaging/sleeve, exercise and elevation - no significant improvement.",
        "told to elevate legs above heart 30 min TID; wife confirms does it daily", "Elevates legs 2 hours a day.", "Elevation: done tid",
        "Legs up above heart level for 30 minutes after lunch.", "Sleeps with the foot of the bed raised.", "Limb elevation daily.",
        "Keeps arm propped on pillows at night.", "Elevation of the limb whenever seated.", "Legs elevated in recliner every evening.",
        "Elevating the leg four times daily.", "Exercise, elevation and compression for five weeks.",
    ],
    "care_dressing": [
        "dressings of foam and later silver alginate", "PROFORE  Ag alg", "Alginate under wraps.", "Dressing: hydrofiber weekly", "Iodosorb and ABD.",
        "Foam dressing changed twice a week.", "Wound dressed with Aquacel Ag.", "Medihoney applied to ulcer.", "Contact layer and gauze weekly.",
        "Collagen dressing to wound bed.", "Unna boot with zinc.", "Hydrogel daily.",
    ],
    "limb_not_improved": [
        "no significant improvement, +612 -> +603 mL", "Impression: plateau. Pitting 2+, heaviness 7/10 unchanged",
        "Edema unchanged after 5 weeks of compression.",
        "Limb volume essentially the same after CDT.", "Heaviness and swelling persist despite compression, exercise and elevation.",
        "Failed conservative therapy.", "Girths did not change over 4 weeks of bandaging.", "No meaningful reduction in arm volume.",
        "Legs have not responded to stockings.", "Continues to have significant symptoms after the trial: pitting edema, heaviness.",
        "Lymphedema refractory to CDT.", "Minimal improvement with compression and exercise.", "Swelling is no better after six weeks of wraps.",
    ],
    "limb_prognosis": [
        "Prognosis: chronic, lifelong; w/out added tx expect fibrosis & more infections.",
        "I would expect it to stay open and to be at risk for cellulitis.",
        "Prognosis is guarded.", "Lifelong condition.", "Prognosis fair with pump.", "Without a pump the ulcer is unlikely to close.",
        "She will need this indefinitely; the condition is progressive.", "Prognosis: good with compliance", "Expected course: chronic and progressive.",
        "The disease will progress without treatment.", "Outlook is poor without pump therapy.",
        "I anticipate worsening fibrosis and recurrent cellulitis.",
        "Long term prognosis poor for healing.",
    ],
    "limb_measured": [
        "It is open today, 4.1 by 2.9 cm, shallow.", "Ulcer 4.1 x 2.9 cm.", "R arm volume 612 mL greater than L.", "Calf 46.2 cm R, 38.1 cm L.",
        "Girth at ankle 31 cm, calf 44 cm.", "no significant improvement, +612 -> +603 mL", "Mid forearm 27.8 cm.", "Limb volume difference 18%.",
        "Circumference: ankle 28.5, calf 42.0, thigh 61.2 cm.", "Wound measures 3.8x3.0 cm.", "Left leg 5 cm larger than right at the calf.",
        "Right wrist 18.9, forearm 27.8, elbow 31.2.", "Excess volume of 740 ml.",
    ],
    "treatment_failed": [
        "Failed: MLD/CDT x2 courses, sleeve.", "He has had multilayer compression, changed weekly.", "Conservative therapy failed.",
        "Completed six weeks of CDT.",
        "Despite compression garments the limb swells.", "Tried stockings, bandaging and MLD without adequate relief.", "Unna boots have not healed it.",
        "Prior treatments: compression, exercise, elevation - inadequate.", "In spite of eight months of compression it has not healed.",
        "Attended lymphedema therapy with bandaging from 1/2 to 2/10.", "Used 30-40 stockings for a year.", "Four-layer wraps weekly since fall.",
    ],
    "pump_pressure": [
        "Rx: E0651 pump R arm, 45 mmHg, 60 min BID, indefinitely.", "I prescribe the intermittent pump E0651, 45 mmHg, one hour twice a day.",
        "Pump: 40 mm Hg, 1 hr daily.", "Pneumatic compressor, pressure 50, 60 minutes bid.", "E0651 set at 35-45 mmHg for 45 min twice daily.",
        "Use the pump one hour twice a day with distal pressure of 50 mmHg.", "Pressure: 45 mmHg  Frequency: BID  Duration: 60 min  pump E0651",
        "Compression pump 30 mmHg x 60 min daily.", "PCD at 50 torr, 1 h bid.", "Flexitouch 40 mmHg 60 minutes daily.",
        "Order pump E0650 at 40mmHg, 1 hour per day.", "Segmented pump, 45 mmHg, 2 times a day for 1 hour.",
    ],
    "pump_schedule": [
        "Rx: E0651 pump R arm, 45 mmHg, 60 min BID, indefinitely.",
        "I prescribe the intermittent pump E0651, 45 mmHg, one hour twice a day for six months.",
        "Pump: 40 mm Hg, 1 hr daily.", "Pump 45 mmHg: twice daily for 60 minutes.", "E0651 at 45 mmHg for 45 min every evening.",
        "Pressure: 45 mmHg  Frequency: BID  Duration: 60 min  pump E0651", "Compression pump 30 mmHg x 60 min daily.", "PCD at 50 mmHg, 1 h bid.",
        "Pump 40 mmHg, sixty minutes each morning and night.", "Home pump 40 mmHg, 2 sessions of 1 hour a day.", "E0651, 50 mmHg, 1 hour BID x lifetime.",
        "E0650 40 mmHg one hour per day.",
    ],
    "pump_monitoring": [
        "Pump E0651 45 mmHg 60 min bid. I'll recheck 4 wks w/ girths, then q3 mo.",
        "E0651 ordered. Will see him in the clinic every two weeks for measurements and for the log.",
        "Pump prescribed. RTC 4 weeks with girths.", "E0651 pump. CLT to call weekly x4.", "Pump. Follow-up in 6 weeks to review use log and measure.",
        "Pump ordered; nurse will check adherence monthly.", "E0651. Re-measure at 30 and 90 days.", "Pump. Return in one month for re-evaluation.",
        "E0651 pump. Plan: monitor usage and limb volume at each visit, q month.", "Pump. F/u q 3 mo.",
        "Pump ordered. I will reassess response in 8 weeks.",
        "Pump. Patient keeps a log, reviewed at visits every 2 weeks.",
    ],
    "venous_insufficiency": [
        "Mr. T has chronic venous insufficiency of the left leg.", "CVI with reflux.", "Duplex: reflux in the GSV.", "Venous stasis disease.", "I87.2",
        "Post-thrombotic syndrome.", "Venous hypertension with ulcer.", "Chronic venous disease CEAP C6.", "Dx: venous insufficiency, bilateral",
        "Venous reflux both legs.", "Venous stasis ulcer of the left calf.", "Deep vein reflux shown on duplex.",
    ],
    "venous_ulcer": [
        "venous stasis ulcer above the medial ankle", "VLU left gaiter.", "Venous ulcer L ankle followed by wound svc.", "Stasis ulceration of right leg.",
        "Ulcer is venous in origin.", "Venous leg ulcer, 4 x 3 cm.", "I83.029 varicose veins with ulcer", "Ulcer due to CVI.",
        "Wound etiology: venous stasis ulcer",
        "Nonhealing venous wound.", "Venous ulcers bilaterally.", "Chronic venous leg ulcers.",
    ],
    "leg_ulcer_open": [
        "The venous ulcer is open today, 4.1 by 2.9 cm.", "Ulcer 4.1 x 2.9 cm.", "Venous ulcer has not healed.", "Open venous ulcer L leg.",
        "In spite of eight months of this it has not healed.", "Wound draining moderate exudate.", "Ulcer persists.", "Nonhealing ulcer.",
        "Ulcer remains open.",
        "Active venous leg ulcer.", "Wound unhealed.", "Venous ulcer measures 3.0 x 2.2 x 0.2 cm.",
    ],
}  # fmt: skip
SESSION = "In-clinic pump demo 2/3/26, E0651.\n"
SESSIONS: dict[str, list[str]] = {
    "pump_tolerated": [
        "tol: no pain, no SOB, no numbness. skin ok", "Tolerated well.", "Tolerance: good", "No discomfort during the session.",
        "She found it comfortable.",
        "No adverse reaction.", "Denied pain or dyspnea with pump.", "Tolerance (circle): [x] good [ ] fair [ ] poor",
        "Patient tolerated 45 mmHg without complaints.",
        "Felt good, leg lighter.", "No c/o pain.", "Session completed without difficulty.",
    ],
    "pump_put_on": [
        "Pt donned/doffed sleeve herself x2 after one teach. can work the controls.", "Husband applies the garment independently.", "Able to don and doff.",
        "Return demonstrated application.", "Independent with donning.", "Can apply sleeve: [x] self [ ] spouse [ ] no",
        "She zipped the sleeve on by herself.",
        "Daughter can put it on.", "Able to operate device and apply appliance.", "Wife donned it with one cue.", "Applies and removes without help.",
        "Can operate the controls.",
    ],
    "pump_response_measured": [
        "mid-forearm 27.8 -> 26.6     mid-arm 36.8 -> 35.7", "Calf pre 43.5 cm, post 42.4 cm.", "Girth decreased by 1.2 cm at the calf.",
        "Ankle 31.0 to 30.1 cm.",
        "Pre calf: 41.5 cm             Post calf: 40.2 cm", "Before: forearm 28.0; after: 27.1.", "Volume reduced 120 ml.",
        "-1.1 cm at calf after session.",
        "Thigh 62.0 before, 60.8 after.", "Measurements pre/post: ankle 28.0/27.4", "Reduction of 1.5 cm at mid calf.", "Wrist 18.9 -> 18.4.",
    ],
}  # fmt: skip

DENIES: list[tuple[str, str]] = [
    ("lymphedema_diagnosis", "No evidence of lymphedema."), ("lymphedema_diagnosis", "Patient does not have lymphedema."),
    ("care_compression", "Refuses compression stockings."), ("care_compression", "Compression: none"), ("care_compression", "Never wore a sleeve."),
    ("care_exercise", "Did not do the exercises."), ("care_exercise", "Exercise: none"), ("care_exercise", "Unable to exercise due to hip."),
    ("care_elevation", "Does not elevate the legs."), ("care_elevation", "Elevation: not done"),
    ("care_elevation", "Cannot elevate legs because of orthopnea."),
    ("care_dressing", "No dressings used."),
]  # fmt: skip

SILENT: dict[str, list[str]] = {
    "lymphedema_diagnosis": [
        "Lymphedema therapy note.", "Mother has lymphedema.", "At risk of lymphedema.", "Rule out lymphedema.", "[ ] Lymphedema", "? lymphedema",
        "Brother has lymphedema and owns a pump.", "Referred to the lymphedema clinic.", "Possible lymphedema.", "Lymphedema precautions.",
    ],
    "lymphedema_cause": [
        "Lymphedema, cause unknown.", "Lymphedema of the left leg.", "History of mastectomy.", "Lymphedema. Secondary school teacher.",
        "Primary care note. Lymphedema.", "Lymphedema: [ ] primary [ ] secondary", "Mother had lymphedema after mastectomy.",
        "Lymphedema: cause to be determined.",
    ],
    "care_compression": [
        "Advised to wear stockings.", "Will order compression garments.", "Spinal compression fracture.", "TED hose in hospital.", "Compression: ____",
        "Compression:", "Blood pressure cuff wrapped.", "Intermittent pneumatic compression pump ordered.", "His wife wears stockings.",
    ],
    "care_exercise": [
        "Exercise:            ", "Exercise: _____", "Recommended exercise.", "Exercise stress test normal.", "Instruct in exercises.",
        "Exercise tolerance poor.",
        "Will begin exercise program.", "[ ] Exercise", "Discussed diet and exercise.", "Walks to the mailbox.",
    ],
    "care_elevation": [
        "Elevation: ____", "Elevated BP.", "Advised to elevate legs.", "Elevated creatinine.", "[ ] Elevation", "Shoulder elevation 90 degrees.",
        "ST elevation.", "Should elevate the leg.", "Told to elevate legs.",
    ],
    "care_dressing": [
        "Dressing: independent upper body.", "Dressing: ____", "Dressing supplies will be ordered.", "Foam wedge at night.", "Silver Spring, MD.",
        "Dressing and bathing with help.", "Honey in tea is allowed by diet.", "Needs dressings recommended.",
    ],
    "limb_not_improved": [
        "Weight unchanged.", "Medications: no change.", "Pain has not improved.", "Goal: reduce swelling.", "Vision the same.", "If no improvement, pump.",
        "Ulcer unchanged.", "No change in BP meds.",
    ],
    "limb_prognosis": [
        "Prognosis: ______", "Expect delivery Tuesday.", "Discussed.", "Prognosis not discussed.", "Patient expects a call.",
        "Prognosis: [ ] good [ ] poor",
        "Follow up expected in May.", "Good understanding.",
    ],
    "limb_measured": [
        "Post calf: __________", "Garment size: calf 42 cm.", "Stockings 30-40 mmHg.", "Ankle pain 8/10.", "Walks 50 feet.", "Arm BP 130/70.",
        "Measurements to follow.", "Knee replaced 2019.", "Calf pain for 12 weeks.",
    ],
    "treatment_failed": [
        "Will start compression.", "Recommend CDT.", "Failed to show for visit.", "Referred for CDT.", "Treated for cellulitis.",
        "Plan to begin bandaging.",
        "Heart failure.", "Conservative by nature.",
    ],
    "pump_pressure": [
        "BP 140/80, pump discussed.", "Stockings 30-40 mmHg daily, 12 hours.", "Pump prescribed for 60 min bid.", "Pressure: ____ mmHg pump 60 min bid",
        "CPAP 12 cm nightly.", "Demo at 45 mmHg for 30 minutes tolerated.", "Ejection fraction 55, pump function normal.",
        "Pump pressure to be set by supplier.",
    ],
    "pump_monitoring": [
        "Pump ordered.", "Pump. Follow up PRN.", "Seen every two weeks since May.", "Pump. Follow up with cardiology in 3 months.",
        "Follow up: ____ . Pump.",
        "Mammogram every year. Pump.", "Pump. Wife monitors his sugar daily.", "Pump. No follow up scheduled.",
    ],
    "venous_insufficiency": [
        "Mother had venous insufficiency.", "Without reflux.", "GERD with reflux.", "Rule out venous disease.", "[ ] venous insufficiency",
        "Venous blood gas.",
        "Renal insufficiency.", "Possible venous insufficiency.", "No venous insufficiency on duplex.",
    ],
    "venous_ulcer": [
        "History of venous ulcer.", "Not a venous ulcer.", "Diabetic foot ulcer.", "Pressure ulcer of heel.", "Risk of venous ulcers.", "Arterial ulcer.",
        "Father had a venous ulcer.", "Peptic ulcer; venous access.",
    ],
    "leg_ulcer_open": [
        "No open ulcer.", "Ulcer healed 2023.", "Ulcer has now healed.", "R leg: healed ulcer scar 2023.", "Skin intact.", "Gastric ulcer.",
        "If the ulcer opens, call.", "Pressure ulcer of sacrum 3 x 2 cm.",
    ],
}  # fmt: skip
SESSION_SILENT: dict[str, list[str]] = {
    "pump_tolerated": [
        "Tolerance:  (circle)   good    fair    poor", "Tolerance: ____", "Tolerated: [ ] yes [ ] no", "Will assess tolerance.", "Tolerates metformin.",
        "Did not tolerate, pain.", "Comfort care.", "Tolerance to be recorded.",
    ],
    "pump_put_on": [
        "Can apply sleeve:   self / spouse / no", "Can apply sleeve: ____", "Donning: to be taught.", "Fitter applied the sleeve.", "[ ] Able to don",
        "Puts on socks.", "Unable to don, lives alone.", "Will need to learn donning.",
    ],
    "pump_response_measured": [
        "Pre calf: 41.5 cm             Post calf: __________", "Pre: ____ Post: ____", "Calf 43 cm.", "Pressure 45 mmHg 50 min.",
        "Skin before: intact after: intact",
        "Measure next time.", "BP 130/80 before, 128/78 after.", "Leg felt lighter.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, said in SAYS.items() for w in said])
def test_it_is_said(concept: str, words: str) -> None:
    assert set(found(words, concept)) == {"present"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, said in SESSIONS.items() for w in said])
def test_a_session_tells_it(concept: str, words: str) -> None:
    assert set(found(SESSION + words, concept)) == {"present"}


@pytest.mark.parametrize(("concept", "words"), DENIES)
def test_it_is_denied(concept: str, words: str) -> None:
    assert set(found(words, concept)) == {"absent"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, said in SILENT.items() for w in said])
def test_it_is_not_said(concept: str, words: str) -> None:
    assert "present" not in found(words, concept)


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, said in SESSION_SILENT.items() for w in said])
def test_a_session_does_not_tell_it(concept: str, words: str) -> None:
    assert "present" not in found(SESSION + words, concept)


FLOWSHEET = """VASC WOUND SVC FLOWSHEET   TORVALD A   L medial gaiter   (cm)   Ruth Calloway MD
07/09/25  3.8x3.0   PROFORE  foam
09/06/25  3.9x3.0   PROFORE  foam
02/11/26  4.1x2.9   PROFORE  Ag alg
Exercise:
R leg: healed ulcer scar 2023.
"""
LETTER = """Ruth Calloway MD, Vascular Wound Service
February 12, 2026

Agnes B. Torvald (4/9/1952) has chronic venous insufficiency with a venous stasis ulcer above the ankle. I have been treating this ulcer since {since}.
It is open today, 4.1 by 2.9 cm. She has had multilayer compression, changed weekly.

Ruth Calloway MD   signed 02/12/2026
"""


def months(texts: dict[str, str]) -> list[str]:
    return [str(f.number) for f in compression(chart(texts, ("E0651",))) if f.concept == "venous_ulcer_care"]


@pytest.mark.parametrize(
    ("since", "told"),
    [("July 2025", "6"), ("June 2025", "7"), ("07/09/2025", "7"), ("December 2025", "1"), ("last summer", "")],
)
def test_months_of_care_from_a_letter(since: str, told: str) -> None:
    assert months({"letter.txt": LETTER.format(since=since)}) == ([told] if told else [])


def test_months_of_care_from_a_flowsheet() -> None:
    assert months({"flow.txt": FLOWSHEET, "letter.txt": LETTER.format(since="last summer")}) == ["7"]
