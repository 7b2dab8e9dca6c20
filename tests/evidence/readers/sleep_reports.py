"""Reports of sleep tests in many layouts, invented, and what a careful reader takes from each."""

from __future__ import annotations

Expected = dict[str, object]

REPORTS: dict[str, tuple[str, Expected]] = {
    "prose psg": (
        """\
Riverside Sleep Disorders Center
Polysomnography Report
Patient: Agnes Torvald   DOB: 04/09/1952
Date of Study: 02/03/2026
Ordering physician: Ruth Calloway, M.D.

Procedure: An attended in-laboratory diagnostic polysomnogram was performed using standard montage with EEG, EOG,
EMG, nasal pressure, respiratory effort and pulse oximetry.

Sleep data: Total recording time was 432 minutes with a total sleep time of 351.5 minutes and a sleep efficiency of 81%.

Respiratory data: There were 12 obstructive apneas, 2 central apneas, and 98 hypopneas scored with 4% oxygen desaturation,
for a total of 112 events. The apnea-hypopnea index (AHI) was 19.1 events per hour. The REM AHI was 31.2 and the supine AHI was 24.
The respiratory disturbance index (RDI), which includes RERAs, was 26.0.

Interpretation: Moderate obstructive sleep apnea.
Electronically signed by Peter Novak, MD 02/06/2026
""",
        {
            "kind": "1",
            "accepted": "yes",
            "setting": "facility",
            "date": "2026-02-03",
            "index": "19.1",
            "events": 112,
            "minutes": "351.5",
            "by": ["treating"],
            "who": ["independent"],
        },
    ),
    "hsat pipes": (
        """\
HOME SLEEP APNEA TEST
| Field | Value |
| Patient | Torvald, Agnes B |
| DOB | 04/09/1952 |
| Test date | 2026-01-20 |
| Referring provider | Calloway, Ruth MD |
| Performed by | Lakes Diagnostic Sleep Services, IDTF |
| Device | ApneaLink Air (Type III), channels: nasal flow, respiratory effort, SpO2, pulse |
| Recording time | 7 h 12 min |
| Flow evaluation | 6 h 40 min |
| AHI (4%) | 11.4 |
| AHI (3%) | 16.8 |
| Apneas | 31 |
| Hypopneas (4%) | 45 |
| Total events (4%) | 76 |
Interpretation: mild OSA.
Signed: Lee Chan, MD 01/24/2026
""",
        {
            "kind": "3",
            "accepted": "yes",
            "setting": "home",
            "date": "2026-01-20",
            "index": "11.4",
            "events": 76,
            "minutes": "400",
            "by": ["treating"],
            "who": ["independent"],
        },
    ),
    "watchpat": (
        """\
WatchPAT One Sleep Study Report                          Study date: 01/12/2026
Patient name: TORVALD, AGNES      Birth date: 04/09/1952
Referring physician: R Calloway MD
Site: Tri-State Sleep Diagnostics LLC

Recording Summary    Start 10:42 PM   End 5:51 AM    Total recording time: 7 hrs, 9 min
Total sleep time: 6 hrs, 2 min
Statistics      Total events    Index (/hr)
pRDI (all)           214           35.5
pAHI 3%              181           30.0
pAHI 4%              119           19.7
ODI 4%               104           17.2
pAHIc 4%               3            0.5
Channels: peripheral arterial tone, actigraphy, oximetry, snoring, body position.
""",
        {
            "kind": "pat",
            "accepted": "yes",
            "setting": "home",
            "date": "2026-01-12",
            "index": "19.7",
            "events": 119,
            "minutes": "362",
            "by": ["treating"],
            "who": ["independent"],
        },
    ),
    "split cols": (
        """\
MERCY HOSPITAL SLEEP LAB
SPLIT NIGHT POLYSOMNOGRAM  Study date 02/11/2026   Torvald, Agnes  04/09/1952
Referred by Dr. Ruth Calloway
                          Diagnostic     Titration
Recording time (min)         185            240
Total sleep time (min)       142            198
Obstructive apneas            61              4
Hypopneas (4%)                40              6
AHI (4%)                     42.7            3.0
Lowest SpO2                   76             90
CPAP titrated to 11 cm H2O. Technologist attended.
Signed, Omar Haddad, MD, 02/14/2026
""",
        {
            "kind": "1",
            "accepted": "yes",
            "setting": "facility",
            "date": "2026-02-11",
            "index": "42.7",
            "events": 101,
            "minutes": "142",
            "by": ["treating"],
            "who": ["independent"],
        },
    ),
    "split sections": (
        """\
Valley View Medical Center Sleep Laboratory
Attended split-night study, 1/30/2026
Pt: Agnes Torvald  DOB 4/9/52
Ordering: Ruth Calloway MD

BASELINE PORTION
TST 128 minutes. 44 obstructive apneas, 3 mixed, 20 hypopneas (>=4% desaturation). AHI 31.4/hr.
Nadir SpO2 81%.

CPAP TITRATION PORTION
TST 201 minutes. CPAP 5 to 12 cm. At 11 cm H2O AHI 2.1/hr, including supine REM.
Residual AHI overall 4.4.

Impression: severe OSA, CPAP 11.
Electronically signed Beth Orr DO 2/2/2026
""",
        {
            "kind": "1",
            "accepted": "yes",
            "setting": "facility",
            "date": "2026-01-30",
            "index": "31.4",
            "events": 67,
            "minutes": "128",
            "by": ["treating"],
            "who": ["independent"],
        },
    ),
    "unstated": (
        """\
Northern Sleep Center
Overnight polysomnogram (attended)        Date of study 02/02/2026
Agnes Torvald    04/09/1952
Referring: R. Calloway, MD
TST 402 min.  Apneas 20, hypopneas 90. AHI 16.4.
""",
        {
            "kind": "1",
            "accepted": "yes",
            "setting": "facility",
            "date": "2026-02-02",
            "index": None,
            "events": None,
            "minutes": "402",
            "by": ["treating"],
            "who": ["independent"],
        },
    ),
    "aasm only": (
        """\
Northern Sleep Center
Overnight polysomnogram (attended)        Date of study 02/02/2026
Agnes Torvald    04/09/1952
Scoring: AASM v2.6 recommended rule 1A (3% desaturation or arousal).
AHI 22.0/h (147 events in 401 min TST).
""",
        {
            "kind": "1",
            "accepted": "yes",
            "setting": "facility",
            "date": "2026-02-02",
            "index": None,
            "events": None,
            "minutes": "401",
            "by": [],
            "who": ["independent"],
        },
    ),
    "footnote": (
        """\
Crossroads Sleep Testing (IDTF)
Unattended portable monitoring, type III
Patient Torvald, Agnes      DOB 04/09/1952      Night of 02/05/2026
Ordered by Dr. Ruth Calloway
Monitoring time 6.4 hours
REI 14.6 events/h   (94 events)
Footnote: hypopneas scored per CMS, at least 4% fall in SpO2.
""",
        {
            "kind": "3",
            "accepted": "yes",
            "setting": "home",
            "date": "2026-02-05",
            "index": "14.6",
            "events": 94,
            "minutes": "384",
            "by": ["treating"],
            "who": ["independent"],
        },
    ),
    "supplier run": (
        """\
Northwind Home Medical
Home Sleep Test Report     Date of test: 01/15/2026
Customer: Agnes Torvald  DOB 4/9/1952
Device: Type III, 4 channels. Set up and scored by Northwind respiratory staff.
Requesting provider: Ruth Calloway MD
AHI (4% desat) 21.0, total events 131, recording 6 h 14 min
""",
        {
            "kind": "3",
            "accepted": "yes",
            "setting": "home",
            "date": "2026-01-15",
            "index": "21.0",
            "events": 131,
            "minutes": "374",
            "by": ["treating"],
            "who": ["supplier"],
        },
    ),
    "oximetry": (
        """\
OVERNIGHT OXIMETRY REPORT
Prairie Pulmonary Diagnostics
Torvald, Agnes   DOB 04/09/1952     Night of 01/11/2026
Single channel recording. ODI 4% 24.1. Mean SpO2 91, nadir 79.
""",
        {"kind": "oximetry", "accepted": "no"},
    ),
    "type iv two channels": (
        """\
Home Sleep Screen, Type IV recorder, 2 channels (airflow and oximetry)
Clearwater Sleep Associates
Agnes Torvald 04/09/1952   Study night: 01/11/2026
AHI (4%) 20.2   events 120   recording time 5 h 56 min
Ordering provider: Ruth Calloway, MD
""",
        {"kind": "4", "accepted": "no", "index": "20.2", "events": 120, "minutes": "356"},
    ),
    "type iv three": (
        """\
HOME SLEEP TEST   Type IV, three channels: airflow, SpO2, heart rate
Clearwater Sleep Associates
Agnes Torvald 04/09/1952   Study night: 01/11/2026
AHI (4%) 20.2   events 120   recording time 5:56
Ordering provider: Ruth Calloway, MD
""",
        {"kind": "4", "accepted": "yes", "index": "20.2", "events": 120, "minutes": "356"},
    ),
    "no type": (
        """\
Clearwater Sleep Associates
Sleep test summary
Agnes Torvald 04/09/1952   Study night: 01/11/2026
AHI 20.2 (4% criteria), 120 events, total recording time 356 min
""",
        {
            "kind": "unknown",
            "accepted": "unknown",
            "setting": "unknown",
            "index": "20.2",
            "events": 120,
            "minutes": "356",
            "by": [],
        },
    ),
    "titration only": (
        """\
Valley View Medical Center Sleep Laboratory
CPAP TITRATION STUDY    Date of study 02/20/2026
Agnes Torvald 04/09/1952
TST 340 min. Best pressure 9 cm: AHI 1.8/h (4%).
""",
        {"night": "titration", "index": None},
    ),
    "shortnight": (
        """\
Regional Sleep Institute
Home sleep apnea testing, Level III device (flow, effort x2, oximetry, position)
Name: Agnes Torvald    Date of birth: April 9, 1952      Recorded: 1/8/2026
Referring Provider: Ruth Calloway MD
Valid recording 1 h 42 min. Apneas 9, hypopneas 15 with >= 4 % desaturation, 24 events in all.
REI 14.1 per hour.
""",
        {"kind": "3", "accepted": "yes", "date": "2026-01-08", "index": "14.1", "events": 24, "minutes": "102"},
    ),
    "rdi defined": (
        """\
Bay Area Sleep Diagnostics
HST report, device type III. Agnes Torvald, DOB 4/9/1952. Test night 01/09/2026. Ordered by: Ruth Calloway MD
RDI (apneas + hypopneas per hour of recording, 4% rule, RERAs not scored): 17.8. Events 116. Recording time 391 minutes.
""",
        {"kind": "3", "accepted": "yes", "index": "17.8", "events": 116, "minutes": "391"},
    ),
    "rdi undefined": (
        """\
Bay Area Sleep Diagnostics
HST report, device type III. Agnes Torvald, DOB 4/9/1952. Test night 01/09/2026. Ordered by: Ruth Calloway MD
RDI 17.8 (4% desaturation). Recording time 391 minutes. Events 116.
""",
        {"kind": "3", "accepted": "yes", "index": None},
    ),
    "tabular index first": (
        """\
PINE STREET SLEEP CENTER
ATTENDED POLYSOMNOGRAM (95810)
Patient: A. Torvald   DOB 04/09/52  Date of service 1/22/26
Referring physician . . . . R. Calloway MD
RESPIRATORY EVENTS        Index    Number
Obstructive apnea          8.1       46
Central apnea              0.4        2
Hypopnea (4% desat)       10.9       62
AHI (4% desat)            19.3      110
RERA                       3.0       17
TST 341.5 min, TRT 420 min
""",
        {"kind": "1", "accepted": "yes", "index": "19.3", "events": 110, "minutes": "341.5", "by": ["treating"]},
    ),
    "two rows cms": (
        """\
Summit Hospital
Sleep Lab - Diagnostic PSG, technologist attended
Agnes Torvald (04/09/1952)   Study: 03-Feb-2026   Req: Calloway R MD
AHI per AASM (3%/arousal): 24.6
AHI per Medicare (4%): 13.2 (74 respiratory events)
Sleep time: 5.6 h
""",
        {"kind": "1", "accepted": "yes", "index": "13.2", "events": 74, "minutes": "336", "date": "2026-02-03"},
    ),
    "self referred": (
        """\
SleepEasy Direct LLC    home sleep testing by mail
Client: Agnes Torvald   4/9/1952    Test night 01/19/2026
Ordering provider: none - self-referred through website
Type III monitor (flow, effort, SpO2, pulse). Recording 6h 30m. REI(4%) 18.0, 117 events.
""",
        {"kind": "3", "accepted": "yes", "index": "18.0", "events": 117, "minutes": "390", "by": ["self"]},
    ),
    "other doctor": (
        """\
Harbor Sleep Center
Attended PSG Study date 02/03/2026 Agnes Torvald 04/09/1952
Ordering: Thomas Quill, MD
AHI 4% 33, 190 events, TST 345 min
""",
        {"by": ["other"], "index": "33", "events": 190, "minutes": "345"},
    ),
    "letter style": (
        """\
GULF COAST SLEEP MEDICINE, PLLC
January 29, 2026
RE: Agnes Torvald   DOB 4/9/1952
Study: Home sleep apnea test, January 25, 2026
Dear Dr. Calloway,
Thank you for referring your patient for a type 3 home sleep apnea test. The recording was of good quality with 6 hours and 51 minutes
of analyzable data. Using the 4% oxygen desaturation definition of hypopnea recommended by CMS, she had 151 respiratory events
(88 apneas and 63 hypopneas) and an REI of 22.0 per hour. With the 3% definition the index would be 31.5.
Impression: moderate OSA.
Sincerely, Dan Wu, MD
""",
        {"kind": "3", "index": "22.0", "events": 151, "minutes": "411", "date": "2026-01-25"},
    ),
    "caps table": (
        """\
SLEEP STUDY REPORT - UNIVERSITY SLEEP CENTER
NAME: TORVALD, AGNES B.        DOB: 09-APR-1952
STUDY DATE: 14-JAN-2026        TYPE: NPSG, ATTENDED
REFERRED BY: CALLOWAY, RUTH MD
SLEEP PERIOD: TST 5:48 (H:MM)
RESPIRATORY PARAMETERS:
                      NUMBER    INDEX
OBSTRUCTIVE APNEAS      88      15.2
MIXED APNEAS             1       0.2
CENTRAL APNEAS           4       0.7
HYPOPNEAS (CMS)         51       8.8
APNEAS+HYPOPNEAS       144      24.8
RERAS                    0       0.0
""",
        {
            "kind": "1",
            "accepted": "yes",
            "index": "24.8",
            "events": 144,
            "minutes": "348",
            "by": ["treating"],
            "date": "2026-01-14",
        },
    ),
    "two lines": (
        """\
Desert Sleep Labs
Overnight attended polysomnography
Agnes Torvald, 73 F, DOB 04/09/1952
Date: 1/6/2026     Ordering clinician: R. Calloway
AHI ............................. 9.8 /hr
 (hypopneas: >= 4% desaturation)
Number of apneas + hypopneas .... 58
Total sleep time ................ 355 min
""",
        {"kind": "1", "index": "9.8", "events": 58, "minutes": "355", "by": ["treating"]},
    ),
    "old and new": (
        """\
Hill Country Sleep Center      POLYSOMNOGRAM (attended)     Study date: 02/10/2026
Agnes Torvald  04/09/1952
Ordering Provider: Ruth Calloway, MD
History: prior study 2014 AHI 38.
Current study AHI(4%): 18.3 with 99 scored respiratory events. TST 325 minutes.
""",
        {"kind": "1", "index": "18.3", "events": 99, "minutes": "325"},
    ),
    "odi trap": (
        """\
Lakeview Sleep Services IDTF
HSAT Type III (effort, flow, pulse oximetry, body position)  Night: 01/31/2026   Torvald, Agnes 04/09/1952
Ordering: Calloway Ruth MD
ODI (4%) 21.2    ODI (3%) 30.1
REI 12.4 (hypopneas scored with 4% desaturation)   total events 84
Monitoring time 406 min
""",
        {"index": "12.4", "events": 84, "minutes": "406"},
    ),
    "rera excluded": (
        """\
Lakeview Sleep Services IDTF
HSAT Type III. Night: 01/31/2026   Torvald, Agnes 04/09/1952. Channels: airflow, effort, SpO2.
Referring: Calloway Ruth MD
AHI (CMS 4% criteria): 16.0 ; RDI (incl. RERA): 25.3
Apneas 40; hypopneas 68
Time recorded: 6 h 45 m
""",
        {"index": "16.0", "events": 108, "minutes": "405"},
    ),
    "prelim": (
        """\
*** PRELIMINARY - NOT YET INTERPRETED ***
Lakeview Sleep Services IDTF    Home sleep test, level 3
Torvald, Agnes   dob 04/09/1952  test of 1/31/2026   ord. prov. Ruth Calloway MD
autoscored REI (4%) 17.1 / events 120 / 7.0 hours of recording
""",
        {"index": "17.1", "events": 120, "minutes": "420", "by": ["treating"]},
    ),
    "median": (
        """\
Metro Sleep Lab - attended polysomnogram, baseline. Study 2/2/2026. Torvald Agnes, 04/09/1952.
Requested by: Dr Ruth Calloway
AHI 6.2/hr by 4% rule (NREM 3.1/hr, REM 22.8/hr); 36 events over 348 min TST. ESS 15.
""",
        {"index": "6.2", "events": 36, "minutes": "348", "by": ["treating"]},
    ),
    "rest": (
        """\
SOUTHSIDE HOSPITAL - SLEEP DISORDERS CENTER            NPSG REPORT
Pt: TORVALD,AGNES      D.O.B.: 04/09/1952      Test Date: 02/12/26
Ref. MD: Calloway
1. Total sleep time: 6.1 hours; sleep efficiency 82 percent
2. Apnea/Hypopnea Index: 33.6/hour (205 events; hypopnea = 30% flow reduction with 4% desaturation)
3. Lowest saturation 74 percent
Test attended by registered technologist.
""",
        {"kind": "1", "index": "33.6", "events": 205, "minutes": "366", "by": ["treating"]},
    ),
}
