"""The many ways in which physicians, therapists and technicians say why a scooter or power wheelchair is needed, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.evidence.mobility.notes import REPORT, findings, said

SCOOTER, CHAIR = "K0800", "K0823"

SAYS: dict[str, list[str]] = {
    "mradl_limited": [
        "Wets self ~3x/wk b/c can't reach commode in time (18 ft takes 4-5 min w/ two stops).",
        "He cannot get to the toilet or the shower without being lifted.",
        "4 falls since Feb, all en route to BR.", "Needs max assist for toileting because she cannot walk to the bathroom.",
        "Unable to bathe without two helpers; cannot step into the tub.",
        "Toileting: dependent, cannot ambulate to BR.", "Takes 20 minutes to get to the kitchen to eat.",
        "Has urinary accidents because she cannot get to the bathroom fast enough.",
        "Fell twice walking to the toilet last month.", "Walking to the dining table leaves her too short of breath to eat; unable to prepare meals.",
        "MRADL: bathing - unsafe, fell in shower x2; dressing - min A.", "Cannot reach the closet to dress because she cannot walk.",
        "He is unable to complete grooming at the sink as he cannot stand more than 30 seconds.", "She crawls to the bathroom.",
    ],
    "walking_aid_fails": [
        "The rollator was put away in June since foot drop on both sides and hip flexors of 2/5 make him fall over it.",
        "Rollator: 12 ft then SpO2 84%, had to sit.",
        "A cane or walker is not sufficient due to severe weakness.", "Unable to ambulate with a walker more than 5 feet.",
        "Walker unsafe - 3 falls since May with it.",
        "FWW x 8 ft, mod A, knees buckled.", "Cane/walker: ruled out, no standing balance.", "She cannot use a walker because both hands are deformed.",
        "He is non-ambulatory.", "Unable to stand.", "Even with a rolling walker gait is ataxic and unsafe.",
        "Tried quad cane and hemi walker; fell each time.",
        "Assistive devices do not resolve her mobility limitation because of fatigue.", "Walker no longer safe due to spasticity.",
    ],
    "manual_chair_fails": [
        "In the clinic's lightweight chair he could not roll it off the spot on carpet and made 5 feet on tile in two minutes.",
        "Cannot self-propel a manual wheelchair.",
        "He will not be able to self propel any manual chair.", "Manual w/c: 15 ft, then shoulder pain 8/10, stopped.",
        "MWC not an option given bilateral grip weakness.",
        "Unable to propel an optimally configured manual wheelchair in the home due to rotator cuff tears.", "Loaner K0004 tried: 6 ft then stopped.",
        "Propelling causes dyspnea and desaturation.", "Manual wheelchair would not be functional: one arm is flaccid.",
        "She lacks the strength to push a manual wheelchair.",
        "Manual chair ruled out due to UE weakness.", "Self-propulsion 10 feet only, fatigued.",
        "Is not able to wheel himself because of hand contractures.",
    ],
    "arm_weakness": [
        "grip 4 kg R / 3 kg L (Jamar)", "Arms: deltoids 2/5, biceps 3/5, triceps 2/5, grip 6 kg right and 2 kg left.", "UE MMT 3-/5 bilaterally.",
        "Shoulder flexion R 70 L 65 degrees.",
        "Triceps 3/5, deltoid 2+/5.", "Left arm flaccid.", "Upper extremity strength 3/5 throughout.", "Shoulder abduction AROM 60 degrees bilaterally.",
        "BUE 2/5.",
        "R grip strength 10 lbs.", "Quadriplegia C6.", "Right transhumeral amputation.", "Strength: shoulders 3/5, elbows 3+/5.",
    ],
    "scooter_unusable": [
        "Scooter - can't: tiller needs wrist ext + grip she hasn't got.",
        "A scooter is not usable, since he cannot sit up without lateral trunk support.", "POV ruled out: poor trunk control.",
        "Unable to operate a scooter tiller due to shoulder weakness.", "Scooter would not fit in her hallway.",
        "POV not appropriate because she cannot transfer to it safely.",
        "A scooter was considered but she lacks sitting balance.", "She cannot safely use a POV.", "Scooter turning radius is too large for the home.",
        "POV: insufficient postural stability.",
        "Scooter contraindicated, unable to hold arms on tiller.", "Power operated vehicle will not meet needs since he cannot steer.",
        "Scooter inadequate due to hand function.",
    ],
    "drives_safely": [
        "His right hand can still work a standard joystick and he did so well in the corridor with our demo chair.",
        "Trial of power chair: 1 bump, self corrected. Drives safely and independently in the power wheelchair.",
        "Drove demo chair safely.", "Power wheelchair trial completed with no collisions.",
        "She has the mental and physical capability to safely operate a power wheelchair.",
        "Able to safely drive PWC in home environment.", "Operates joystick accurately and independently.", "Patient is safe with the power wheelchair.",
        "Demonstrated safe operation of power wheelchair through doorways.", "Power mobility trial: independent, good safety awareness.",
        "PWC driving: independent",
        "He maneuvered the power chair in tight spaces without difficulty.", "Can safely operate the power wheelchair.",
        "Power wheelchair: test drive in clinic - independent, safe, no bumps.", "Power wheelchair trial ........ safe and independent",
    ],
    "caregiver_drives": [
        "Wife is willing and able to operate the power wheelchair for him.", "Daughter will drive the power chair with attendant control.",
        "Caregiver operates the chair.",
        "Husband has been trained to drive the PWC.", "His son is available, willing and able to operate the wheelchair.",
        "Attendant control for wife to drive chair.",
        "Her aide can operate the power wheelchair.", "Mother drives the chair by attendant joystick.", "Spouse agrees to operate the device.",
        "Caregiver able to operate power wheelchair.",
        "Sister demonstrated operating the joystick.", "Partner is willing to run the chair.",
    ],
    "caregiver_cannot_push": [
        "Wife cannot push a manual wheelchair due to back surgery.", "Daughter is unable to push him in a manual chair.",
        "Caregiver is too frail to push.", "Husband, 84, can't push a manual wheelchair.",
        "His wife is not able to propel a manual chair on carpet.", "Caregiver cannot push because of heart failure.", "Spouse is too weak to push her.",
        "Her son is unable to push the wheelchair up the ramp.",
        "The caregiver could not push a manual chair.", "Mother is not able to push him.", "Aide cannot push manual chair.", "Pushing: wife cannot.",
    ],
    "chair_benefit": [
        "PWC will let her reach commode and roll up to sink/shower bench in her house several times a day.",
        "He would use the chair throughout the ranch house, and it will make toileting and meals possible.",
        "With the power wheelchair she will be able to get to the bathroom for toileting.", "The power chair will allow independent meal preparation.",
        "Goal of power wheelchair: independent toileting and grooming at home.",
        "Power mobility will significantly improve her ability to participate in MRADLs.", "The device will enable him to go to the kitchen to eat.",
        "A power wheelchair would permit her to bathe.",
        "Will use PWC daily in the home for dressing and toileting.", "Power wheelchair lets him reach the toilet in time.",
        "Use of PWC will restore independence in feeding and hygiene.",
        "The power wheelchair improves safety during toileting.",
    ],
    "willing_to_use": [
        "She is eager (\"I want my bathroom back\").", "He and Brynja, his wife, are in full agreement with it.",
        "Patient is willing to use the power wheelchair at home.", "Wants the power chair.",
        "Patient expresses willingness to use a PWC.", "Motivated to use the power wheelchair.", "She agrees to use it.",
        "Patient has not expressed an unwillingness to use the device.", "[x] Willing to use the device in the home",
        "Willing to use device: Yes", "He is happy with the plan for a power wheelchair.", "Looking forward to the power chair.",
        "Accepts the power wheelchair.",
    ],
    "need_lasts": [
        "lifelong, no expectation of recovery", "This is a progressive disease; the need is permanent.", "Length of need: 99 months",
        "Length of need: lifetime.", "LON 99",
        "Her condition is not expected to improve.", "Permanent condition.", "Chronic, progressive, irreversible.",
        "Need is expected to last more than 12 months.", "ALS is progressive and he will not regain function.",
        "Prognosis: no improvement expected.", "Deficits are permanent.", "Expected duration of need: lifetime",
    ],
    "only_chair": [
        "No wheelchair of his own; the transport chair seen in the photo is the clinic's.", "Owns no wheelchair.", "Does not have another wheelchair.",
        "Current mobility equipment: rollator only, no wheelchair.",
        "Other wheelchair/scooter in home? [ ] yes [X] no", "No other mobility device.", "His old power chair is irreparable and will be replaced.",
        "This will be her only wheelchair.",
        "Has never had a power wheelchair or scooter.", "Wheelchairs owned: none", "Current chair is broken beyond repair and will be discarded.",
        "No existing wheelchair in the home.",
        "The loaner goes back on delivery.",
    ],
    "alternative_control": [
        "Requires head array to drive.", "He cannot use a standard joystick; sip and puff needed.", "Chin control is required because no hand function.",
        "Needs alternative drive control, eye gaze.",
        "Switch array recommended for driving.", "Unable to operate a standard joystick due to tremor.", "Uses head control successfully.",
        "Mini-joystick with chin mount necessary.",
        "Specialty control: head array needed", "Drives with foot control as arms are flaccid; needs it.",
        "Alternate drive controls are medically necessary.", "Compact joystick required, cannot move standard joystick.",
    ],
    "tilt_needed": [
        "He cannot relieve pressure, so power tilt is needed.", "Power tilt recommended for pressure relief.", "Requires tilt-in-space.",
        "K0856 + E1002 tilt specified for weight shift.",
        "Power tilt required to manage tone.", "Tilt is medically necessary.", "Needs power tilt for independent repositioning.",
        "Order group 3 chair with tilt.", "Power tilt system prescribed.",
        "Tilt essential for postural hypotension and pressure.", "Recommend: power tilt 50 degrees to relieve pressure.", "Power seating: tilt [x] needed",
    ],
    "recline_needed": [
        "Power recline needed for catheterization.", "Requires power recline.", "Recline recommended to allow cath in chair.",
        "Power tilt and recline are medically necessary.", "Needs tilt and recline for spasticity.",
        "Power recline required for hip extension.", "Recline prescribed for bladder management.", "Power recline necessary for edema and spasm.",
        "Recline is essential.", "Recommend power recline and tilt.",
        "Order: power recline for cath", "Power recline to manage tone.",
    ],
    "weight_shift_fails": [
        "He cannot lift his buttocks off the seat or lean enough to relieve pressure.", "Independent effective weight shift = NONE",
        "WT SHIFT push-up: unable. lean fwd: unable to return. side lean: unable.",
        "Unable to perform a functional weight shift.", "Dependent for pressure relief.", "Cannot do pushups or lean for pressure relief.",
        "No effective weight shift.", "Weight shift: dependent",
        "Is unable to reposition himself in the chair.", "Does not have the ability to weight shift.", "Pressure relief: unable",
        "Ineffective weight shifts due to trunk weakness.", "Cannot offload independently.",
    ],
    "pressure_risk": [
        "Braden 12.", "High risk of pressure injury.", "History of stage 3 sacral ulcer.", "Current stage 2 pressure ulcer of the left ischium.",
        "Braden 13 (high risk)", "At high risk for skin breakdown.",
        "L ischial erythema blanching 2.5 cm; Braden 12 (high risk)", "Prior ischial pressure injury 2024.",
        "Absent sensation below T4, insensate over buttocks.", "Past flap for sacral pressure ulcer.",
        "Healed stage 4 ischial wound.", "Recurrent decubitus ulcers.", "Stage II coccyx ulcer.",
    ],
    "intermittent_catheter": [
        "Neurogenic bladder, CIC q4h.", "Intermittent catheterization 4 times a day.", "Straight caths every 6 hours.", "ISC qid.", "Bladder: self cath.",
        "Intermittent self-catheterization.", "Caths q6h by wife.",
        "Clean intermittent cath.", "Managed by intermittent straight cath.", "Bladder management | intermittent cath",
        "Cathed intermittently by caregiver.", "In-and-out cath q4.",
    ],
    "transfer_fails": [
        "Transfers: dependent, Hoyer.", "Unable to transfer independently.", "Mechanical lift for all transfers.", "Transfers with max assist x2.",
        "Dependent for transfers.", "Cannot transfer without a lift.",
        "Total assist transfers.", "Transfers: max A", "Requires Hoyer lift to transfer.", "Two person transfer.", "Ceiling lift transfers.",
        "Bed to chair transfer dependent.",
    ],
    "tone_needs_tilt": [
        "Tilt needed for spasticity.", "Power recline required to manage extensor tone.", "Spasms are reduced with tilt.",
        "Tone management: tilt and recline.", "Spasticity (MAS 3) requires power tilt.",
        "Tilt helps break up extensor spasm.", "Severe spasticity; tilt for positioning.", "Recline triggers less spasticity than upright.",
        "Power tilt needed because tone pushes him out of seat.",
        "Hypertonicity managed with tilt.", "Increased tone, needs tilt.", "Tilt, to control spasms.",
    ],
    "ventilator_on_chair": [
        "Ventilator mounted on the chair.", "Vent tray required on the wheelchair.", "Trilogy vent carried on chair.", "Needs vent mount.",
        "Ventilator dependent; vent tray on power chair.", "Portable ventilator attached to the wheelchair.",
        "Mount for ventilator.", "Vent will be mounted on PWC.", "Ventilator tray ordered.", "NIV ventilator on her power wheelchair daytime.",
        "Chair needs vent tray.", "Ventilator on the wheelchair 24 h.",
    ],
    "neuromuscular_cause": [
        "Limb-onset ALS diagnosed in October of 2024.", "Multiple sclerosis, secondary progressive.", "C5 tetraplegia.", "Parkinson disease stage 4.",
        "Duchenne muscular dystrophy.", "Left hemiplegia from stroke.",
        "Cerebral palsy GMFCS V.", "Inclusion body myositis.", "Spinal muscular atrophy type 2.", "T6 paraplegia.", "Myotonic dystrophy.",
        "Osteogenesis imperfecta.", "Charcot-Marie-Tooth disease.", "Ataxia due to spinocerebellar degeneration.",
    ],
    "cognition_sufficient": [
        "A&Ox3, MoCA 27/30.", "Cognition intact.", "Judgement/safety: good.", "Alert and oriented x4.", "Follows multi-step commands.", "Cognition: WNL",
        "MMSE 29/30.", "No cognitive impairment.", "Mental status normal.",
        "Judgment and memory intact.", "Cognitive status adequate for operating device.", "Sound judgement.", "SLUMS 28.",
    ],
    "vision_sufficient": [
        "Vision 20/30 OU corrected.", "Vision adequate with glasses.", "Visual acuity 20/40.", "Vision: WNL", "Sight is sufficient to drive.",
        "Reads newsprint.", "Visual fields full.", "No visual deficits.", "Vision intact.",
        "Sees well with glasses.", "Vision functional.", "Visual perception normal.",
    ],
}  # fmt: skip
SCOOTER_SAYS: dict[str, list[str]] = {
    "scooter_transfer": [
        "Transfers independently on and off the scooter.", "Transfers: mod I", "Able to transfer safely to a POV.", "Transfers with SBA.",
        "Independent with transfers.", "Stand pivot transfer safe, no help.",
        "Transfers: supervision", "Gets on and off independently.", "Can transfer to and from scooter.", "Transfer independent.",
        "Sit to stand and transfers without assistance.", "On/off POV safely.",
    ],
    "scooter_tiller": [
        "Able to operate the tiller.", "Tiller: adequate grip and range.", "Steers safely with both hands.", "Can work the tiller and thumb lever.",
        "Operates the tiller steering system without difficulty.",
        "Has sufficient strength to steer the tiller.", "Turns the tiller fully both ways.", "Tiller control good.", "Can steer a scooter safely.",
        "Throttle and handlebars: able", "Tiller - able to reach and hold.", "Steering: independent, able",
    ],
    "scooter_posture": [
        "Sits upright unsupported.", "Good trunk control.", "Postural stability adequate.", "Trunk balance: good",
        "Maintains upright posture on the scooter.", "Sitting balance independent.", "Posture stable.", "Trunk strength normal.",
        "Seated balance good, does not lean.", "Sits without support for 30 minutes.", "Able to maintain posture: good trunk", "Sitting posture upright.",
    ],
}  # fmt: skip
REPORT_SAYS: dict[str, list[str]] = {
    "free_of_supplier": [
        "[x] No financial relationship with any DME supplier", "I have no financial relationship with the supplier.",
        "The evaluator has no financial ties to Northwind Home Medical.", "I am not employed by the supplier.",
        "I attest that I have no financial interest in the DME company.",
        "Neither I nor my employer has a financial relationship with the equipment supplier.", "No financial connection with vendor.",
        "This therapist is independent of the supplier.", "I do not have any financial relationship with the DME provider.",
        "Attestation: no affiliation with supplier", "I am not paid by the supplier.",
        "There is no financial relationship between myself and the supplier.",
    ],
    "atp_in_person": [
        "Supplier ATP Frank Hall present in the room.", "ATP from the supplier attended in person.",
        "Frank Hall, ATP (supplier) took measurements on 2/12/26.", "Vendor ATP was on site for the evaluation.",
        "The supplier's ATP participated in person.",
        "Supplier ATP: [x] in person [ ] remote", "DME ATP at evaluation, hands-on trial.", "Northwind ATP F. Hall present.",
        "ATP of the vendor measured the patient.", "In-person evaluation with supplier ATP.",
        "Supplier's assistive technology professional was present.", "Face-to-face with ATP of supplier.",
    ],
}  # fmt: skip

DENIES: list[tuple[str, str]] = [
    ("mradl_limited", "She gets around the house without difficulty, independent with all ADLs."),
    ("walking_aid_fails", "Ambulates household distances with a rolling walker independently."),
    ("manual_chair_fails", "Self-propels manual wheelchair independently throughout the home."),
    ("drives_safely", "Unable to operate the power wheelchair safely."), ("drives_safely", "Power chair trial: hit the wall repeatedly, unsafe."),
    ("drives_safely", "Not safe with joystick, constant cueing."),
    ("chair_benefit", "A power wheelchair would be used mainly outdoors for community mobility."),
    ("need_lasts", "NWB for 8 weeks after ORIF of the ankle."), ("only_chair", "He keeps his old power wheelchair as a spare."),
    ("tilt_needed", "Tilt not recommended."),
    ("weight_shift_fails", "Independent with weight shifts."), ("weight_shift_fails", "Weight shift: independent, effective."),
    ("alternative_control", "std joystick R. fine."),
    ("alternative_control", "Operates a standard joystick well."), ("pressure_risk", "Braden 20."), ("intermittent_catheter", "Indwelling Foley."),
    ("transfer_fails", "Independent with transfers."),
    ("recline_needed", "Recline not needed."), ("ventilator_on_chair", "Not on a ventilator."),
    ("neuromuscular_cause", "Mobility is limited due to COPD and obesity."),
    ("caregiver_drives", "Daughter is unwilling to operate the power chair."),
]  # fmt: skip

SILENT: dict[str, list[str]] = {
    "mradl_limited": [
        "Independent with toileting.", "Bathroom has grab bars.", "Denies falls in the bathroom.", "Cannot walk to the mall.",
        "Goal: toileting in 5 min.", "Wife cannot get to the bathroom in time.", "[ ] Unable to toilet",
        "Toileting: ______", "Bathing: modified independent with shower chair.", "If she cannot get to the toilet, call.",
    ],
    "walking_aid_fails": [
        "Uses a walker.", "Walker: ____", "Ms. Walker failed to come.", "Will trial a walker.", "[ ] Unable to use walker",
        "Cannot walk long distances with walker.", "Walker delivered.", "His wife cannot use her walker.", "Outdoors the cane is not enough.",
    ],
    "manual_chair_fails": [
        "Manual wheelchair not tried.", "Manual therapy painful.", "[ ] Unable to propel", "Wife cannot push the manual wheelchair.",
        "Manual wheelchair: ____", "Whether a manual wheelchair fails is to be assessed.", "Manual muscle testing weak.", "Owns a manual wheelchair.",
    ],
    "arm_weakness": [
        "Hip flexion 3/5.", "Knee extension 2/5.", "Shoulder strength 5/5.", "Arm BP 130/70.", "Grip not tested.", "Pain 3/5 hip.", "UE strength 4+/5.",
        "LE 2/5.", "Shoulder flexion 170 degrees.",
    ],
    "scooter_unusable": [
        "Scooter not assessed.", "Uses a scooter at the store.", "Scooter: ____", "Fell off a scooter as a child.", "Mother used a scooter last 8 yrs.",
        "[ ] Scooter not usable", "Wants a scooter.", "Scooter covered by Medicare.",
    ],
    "drives_safely": [
        "Power wheelchair trial pending.", "Drives his car safely.", "Will trial the power chair.", "[ ] Able to operate power wheelchair safely",
        "Power chair driving: ____", "Goal: drive PWC safely.", "The PWC will let him move safely.",
        "Caregiver operates the power chair safely.", "If he drives the power chair safely, order.", "Manual wheelchair trial safe.",
    ],
    "caregiver_drives": [
        "Wife drives him to appointments.", "Daughter lives nearby.", "Caregiver drives a van.", "No caregiver.", "[ ] Caregiver able to operate chair",
        "Husband uses his own power chair.", "Son drove her to clinic.", "Wife pushes him.",
    ],
    "caregiver_cannot_push": [
        "Wife pushes him.", "Patient cannot push a manual chair.", "Wife cannot lift him.", "Caregiver can push.", "Daughter is weak.",
        "Husband cannot drive.", "Push-ups not done.", "Wife present.",
    ],
    "chair_benefit": [
        "Manual wheelchair will allow toileting.", "Goal: walk to bathroom.", "Power wheelchair ordered.", "Power chair will not help toileting.",
        "PT goals: toileting with min A.", "The power wheelchair for church.", "Wants a power chair.",
        "Toileting independent.",
    ],
    "willing_to_use": [
        "Wife is willing to push.", "Not willing to use a power wheelchair.", "Willing to have surgery.", "[ ] Willing to use the device",
        "Willing to use device: ____", "Whether she is willing is unclear.", "Happy marriage.", "Daughter is eager for the chair.",
    ],
    "need_lasts": [
        "Length of need: ____", "Permanent pacemaker.", "Chronic kidney disease.", "Recovering from hip fracture.", "Length of need: 2 months.",
        "Permanent address in Ohio.", "Will improve in 6 weeks.", "Progressive lenses.",
    ],
    "only_chair": [
        "Has a power chair from 2024.", "Other wheelchairs: ____", "Other wheelchair in home? [ ] yes [ ] no", "Wife has no wheelchair.",
        "Owns a scooter, working.", "Uses a manual wheelchair.", "No chair in the exam room.", "Shower chair only.",
    ],
    "alternative_control": [
        "alt drive likely in 6-9 mo.", "Head control good.", "Light switch within reach.", "Eye gaze normal.", "[ ] Head array",
        "If his hand worsens, head array.", "Switch to insulin.", "Drive control: ____",
    ],
    "tilt_needed": [
        "pelvis: posterior tilt flexible, needs lateral thoracic supports", "Head tilt noted.", "Tilt table test.", "[ ] Power tilt", "Tilt discussed.",
        "Is tilt needed?", "Tilt may be needed in the future.", "Tilt: ____",
    ],
    "recline_needed": [
        "Sleeps in a recliner.", "RECLINE not trialled / not asked for.", "[ ] Recline", "Recline: ____", "Is recline covered?",
        "May need recline in the future.", "Manual reclining back.", "Recline discussed.",
    ],
    "weight_shift_fails": [
        "Weight shift: ____", "Weight shift in gait is poor.", "[ ] Unable to weight shift", "With tilt he can weight shift.",
        "Weight shift not assessed.", "Educated on weight shifts.", "Unable to weigh patient.", "Weight stable.",
    ],
    "pressure_risk": [
        "No history of pressure ulcers.", "Braden: ____", "Skin intact.", "Mother had a sacral ulcer.", "High risk of falls.", "Blood pressure high.",
        "Denies pressure sores.", "History of gastric ulcer.",
    ],
    "intermittent_catheter": [
        "Voids normally.", "Cardiac cath 2019.", "No catheter.", "Intermittent claudication.", "[ ] Intermittent cath", "Intermittent cath discussed.",
        "Foley catheter.", "Cath lab.",
    ],
    "transfer_fails": [
        "Transfers with supervision.", "Transfers: ____", "Transferred care to Dr. X.", "[ ] Dependent transfers", "Hoyer not needed.",
        "Transfer to floor 3.", "Transfers not assessed.", "Wife cannot transfer.",
    ],
    "ventilator_on_chair": [
        "BiPAP at night only, none on the chair.", "No ventilator.", "Vented in ICU 2019.", "May need a vent.", "Ventilator mount: none", "[ ] Vent tray",
        "Ventilated room.", "If on a ventilator, tray.",
    ],
    "neuromuscular_cause": [
        "Mother had ALS.", "No stroke.", "Rule out MS.", "COPD and obesity.", "Possible myopathy.", "Ms. Jones.", "Stroke prevention with aspirin.",
        "Stroke without residual.",
    ],
    "cognition_sufficient": [
        "Cognition: ____", "Dementia, disoriented.", "MoCA 14/30.", "Wife is alert and oriented.", "[ ] Cognition intact", "Cognition not tested.",
        "Memory impaired.", "Poor judgment.",
    ],
    "vision_sufficient": [
        "Vision: ____", "Legally blind.", "Vision 20/400.", "Revision of hip.", "[ ] Vision adequate", "Eye exam due.", "Visual analog scale 3.",
        "Vision not tested.",
    ],
}  # fmt: skip
REPORT_SILENT: dict[str, list[str]] = {
    "free_of_supplier": [
        "Therapist financial relationship attestation: [ ] on file [ ] attached", "Financial relationship: ____",
        "[ ] No financial relationship with supplier", "Patient has no relationship with his brother.", "Supplier: Northwind.",
        "I am employed by the supplier.", "No financial hardship.", "Do you have a financial relationship with the supplier?",
    ],
    "atp_in_person": [
        "Supplier ATP Frank Hall by Zoom.", "ATP of record F. Hall, supplier.", "Supplier ATP in person [ ]   remote [ ]",
        "Supplier ATP to be present at delivery.", "Supplier ATP: ____ in person", "Supplier rep present.",
        "ATP of supplier not present.", "ATP of supplier will attend.",
    ],
}  # fmt: skip
HOME = """On-site home assessment     02/16/2026      tech: Corwin A. (Northwind Home Medical)
Patient: Agnes B. Torvald
{words}
"""
HOMES: list[tuple[str, str]] = [
    ("present", "RESULT for Torvald: [X] home accommodates device    [ ] does not"),
    ("present", "Conclusion: home is adequate for the power wheelchair."),
    ("present", "Chair 25.5 in fits all rooms. OK"),
    ("present", "Power wheelchair can be used in all rooms: Yes"),
    ("present", "Doorways 32 in, halls 42 in. Device passes through all doors."),
    ("present", "Home suitable for use of power wheelchair? [x] Yes [ ] No"),
    ("present", "Able to maneuver the chair in bedroom, bath and kitchen."),
    ("present", "Adequate access, maneuvering space and surfaces for the chair."),
    ("present", "Pass: chair can enter and turn in every room."),
    (
        "present", "Neighbor unit measured the same day (other client Halloran): bath door 25 in FAIL - see separate file\n"
        "RESULT for Torvald: [X] home accommodates device    [ ] does not",
    ),
    ("present", "Result - PASSED. Home will accommodate K0823."),
    ("present", "Summary: chair fits through all doorways and turns in hallway."),
    ("absent", "RESULT: [ ] home accommodates device    [X] does not accommodate"),
    ("absent", "Bathroom door too narrow for the chair."),
    ("absent", "Home is not suitable for the power wheelchair."),
    ("absent", "The chair will not fit through the hall."),
]  # fmt: skip
HOMES_SILENT = [
    "RESULT: [ ] home accommodates device    [ ] does not", "Home suitable? ____", "Assessment pending.", "Measured by phone per daughter. Chair fits.",
    "To be done at delivery.",
    "Front entry ramp 36 in.", "Chair fits? [ ] yes [ ] no", "Will be scheduled.",
]  # fmt: skip


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, told in SAYS.items() for w in told])
def test_it_is_said(concept: str, words: str) -> None:
    assert {p for c, p in said(words) if c == concept} == {"present"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, told in SCOOTER_SAYS.items() for w in told])
def test_it_is_said_of_a_scooter(concept: str, words: str) -> None:
    assert {p for c, p in said(words, SCOOTER) if c == concept} == {"present"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, told in REPORT_SAYS.items() for w in told])
def test_a_report_says_it(concept: str, words: str) -> None:
    assert {p for c, p in said(words, CHAIR, REPORT) if c == concept} == {"present"}


@pytest.mark.parametrize(("concept", "words"), DENIES)
def test_it_is_denied(concept: str, words: str) -> None:
    assert {p for c, p in said(words) if c == concept} == {"absent"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, told in SILENT.items() for w in told])
def test_it_is_not_said(concept: str, words: str) -> None:
    assert (concept, "present") not in said(words)


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, told in REPORT_SILENT.items() for w in told])
def test_a_report_does_not_say_it(concept: str, words: str) -> None:
    assert (concept, "present") not in said(words, CHAIR, REPORT)


def homes(words: str) -> set[str]:
    return {f.presence.value for f in findings({"home.txt": HOME.format(words=words)}) if f.concept == "home_fits"}


@pytest.mark.parametrize(("presence", "words"), HOMES)
def test_a_home_assessment_concludes(presence: str, words: str) -> None:
    assert homes(words) == {presence}


@pytest.mark.parametrize("words", HOMES_SILENT)
def test_a_home_assessment_without_conclusion(words: str) -> None:
    assert "present" not in homes(words)
