"""What the generator puts in place of what: written without regard to the check's own tables."""

from __future__ import annotations

import re


def rows(text: str) -> tuple[tuple[str, ...], ...]:
    """'a, b; c, d' as rows of alternatives: any of a row may stand for another of it."""
    return tuple(tuple(word.strip() for word in row.split(",")) for row in text.split(";") if row.strip())


UNITS = rows(
    "mg, mcg, g; mL, L, ounces; mg/dL, g/dL, mmol/L; mm, cm, inches; kg, pounds, g; degrees Fahrenheit, degrees Celsius;"
    "hours, minutes, days; hour, minute, day; days, weeks, months; day, week, month; weeks, months, days; week, month, year;"
    "months, years, weeks; month, year, week; years, months, days; year, month, day; minutes, hours, seconds; units, mg, mL;"
    "mm Hg, cm H2O; mmHg, kPa; cc, L; feet, meters; pounds, kilograms; percent, mg; %, mg; /min, /hour; °C, °F; F, C;"
    "mEq/L, mg/dL; g/dL, mg/dL; U/L, mg/dL; ng/mL, mg/dL; lb, kg; inches, cm; tablets, bottles; packs, cartons; C, F"
)
SIDES = rows(
    "left, right; right, left; bilateral, left, right; bilaterally, on the left; both, the left; upper, lower; lower, upper"
)
DRUGS = [
    "aspirin",
    "metformin",
    "lisinopril",
    "warfarin",
    "ibuprofen",
    "prednisone",
    "furosemide",
    "Lasix",
    "amoxicillin",
    "albuterol",
    "metoprolol",
    "atenolol",
    "atorvastatin",
    "Lipitor",
    "simvastatin",
    "Zocor",
    "omeprazole",
    "Prilosec",
    "Nexium",
    "levothyroxine",
    "Synthroid",
    "insulin",
    "morphine",
    "Vicodin",
    "oxycodone",
    "Percocet",
    "hydrocodone",
    "Tylenol",
    "acetaminophen",
    "Motrin",
    "naproxen",
    "meloxicam",
    "gabapentin",
    "Neurontin",
    "tramadol",
    "Ultram",
    "Plavix",
    "clopidogrel",
    "Coumadin",
    "heparin",
    "Lovenox",
    "digoxin",
    "amlodipine",
    "Norvasc",
    "hydrochlorothiazide",
    "losartan",
    "Cozaar",
    "Diovan",
    "penicillin",
    "vancomycin",
    "ceftriaxone",
    "Rocephin",
    "cephalexin",
    "Keflex",
    "azithromycin",
    "Zithromax",
    "Levaquin",
    "levofloxacin",
    "ciprofloxacin",
    "Cipro",
    "doxycycline",
    "Bactrim",
    "clindamycin",
    "metronidazole",
    "Flagyl",
    "Zoloft",
    "Paxil",
    "Prozac",
    "Lexapro",
    "Wellbutrin",
    "Effexor",
    "Xanax",
    "Ativan",
    "lorazepam",
    "Klonopin",
    "Ambien",
    "trazodone",
    "Seroquel",
    "Zyprexa",
    "Risperdal",
    "lithium",
    "Depakote",
    "Keppra",
    "Dilantin",
    "Topamax",
    "Imitrex",
    "Singulair",
    "Advair",
    "Flonase",
    "Zyrtec",
    "Claritin",
    "Benadryl",
    "Pepcid",
    "ranitidine",
    "Zantac",
    "Reglan",
    "Zofran",
    "Colace",
    "Senokot",
    "Aldactone",
    "spironolactone",
    "folate",
    "Nitroglycerin",
    "allopurinol",
    "colchicine",
    "methotrexate",
    "Humira",
    "Plaquenil",
    "tamoxifen",
    "cisplatin",
    "carboplatin",
    "Taxol",
    "Fosamax",
    "calcium",
    "estrogen",
    "Premarin",
    "Depo-Provera",
    "Viagra",
    "Cialis",
    "Flomax",
    "Proscar",
    "finasteride",
    "epinephrine",
    "dexamethasone",
]
CONDITIONS = rows(
    "hypertension, diabetes, hypothyroidism, asthma, gout, migraine, epilepsy, glaucoma, anemia, osteoporosis, psoriasis,"
    "hyperlipidemia, COPD, GERD, osteoarthritis, lupus, pneumonia, cellulitis, sinusitis, bronchitis, pancreatitis, hepatitis,"
    "appendicitis, cholecystitis, diverticulitis, endometriosis, schizophrenia, depression, anxiety, dementia, arthritis, stroke;"
    "chest pain, abdominal pain, back pain, knee pain, headache; nausea, diarrhea, constipation, dizziness, fatigue, cough, fever;"
    "heart failure, kidney failure, liver failure; breast cancer, colon cancer, lung cancer, prostate cancer;"
    "edema, erythema, jaundice, cyanosis; appendectomy, cholecystectomy, hysterectomy, tonsillectomy, mastectomy"
)
RELATIVES = ("mother", "father", "sister", "brother", "wife", "husband", "daughter", "son", "aunt", "grandmother")
FREQUENCIES = rows(
    "daily, twice daily, weekly, monthly; once a day, twice a day; b.i.d, t.i.d, q.i.d; BID, TID, QID; weekly, daily;"
    "every day, every week; every morning, every evening; at night, in the morning; per day, per week; twice, once; nightly, weekly"
)
GRADES = rows(
    "mild, severe; moderate, mild; severe, mild; minimal, marked; slight, severe; small, large; large, small; acute, chronic;"
    "chronic, acute; stable, worsening; improved, worsened; increased, decreased; decreased, increased; elevated, low; high, low;"
    "low, high; normal, abnormal; positive, negative; negative, positive; better, worse; worse, better; benign, malignant"
)
COMPARED = rows(
    "more than, less than; less than, more than; greater than, less than; over, under; above, below; below, above;"
    "at least, at most; up to, at least; under, over"
)
SPELLED = rows("one, two, three, four, five, six, seven, eight, nine, ten")[0]
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
CODES = [
    "E11.65",
    "E11.9",
    "I10",
    "J44.1",
    "M17.11",
    "M17.12",
    "G47.33",
    "M54.16",
    "I50.22",
    "N18.30",
    "F32.1",
    "L97.411",
    "E0601",
    "E0431",
    "E1390",
    "K0823",
    "L1833",
    "A4239",
    "97161",
    "99213",
    "27447",
    "64493",
    "64483",
    "93306",
    "70551",
]
POLICIES = [
    "L33822",
    "L33797",
    "L33718",
    "L33800",
    "L33942",
    "L36204",
    "A52464",
    "A52514",
    "240.4",
    "240.2",
    "20.29",
    "160.7",
    "280.3",
    "270.3",
]

DROPPED_NEGATION = (
    (r"\bden(?:ies|ied) (?:having |any )?", "reports "),
    (r"\bno (?:evidence of |known |significant |other |history of )?", ""),
    (r"\bNo (?=[a-z])", "Some "),
    (r"\b(is|was|are|were|does|did|do|has|have|had|could|can|will|should|would) not\b", r"\1"),
    (r"\b(is|was|are|were|does|did|do|has|have|had|could|would|should)n't\b", r"\1"),
    (r"\bwithout (?:any )?", "with "),
    (r"\bnever\b ?", ""),
    (r"\b[Nn]egative for\b", "positive for"),
    (r"\bunable to\b", "able to"),
    (r"\bunremarkable\b", "remarkable"),
    (r"\bcannot\b", "can"),
)
ADDED_NEGATION = (
    (r"\b(is|was|are|were) (?!not|no\b)", r"\1 not "),
    (r"\b(has|had|have) (?!not|no\b|been|never|had)", r"\1 no "),
    (r"\b(?:reports|reported|complains of|endorses|states)\b", "denies"),
    (r"\bwith (?!no\b|out)", "without "),
    (r"\b(will|should|would|could|can) (?!not)", r"\1 not "),
    (r"\bpositive for\b", "negative for"),
    (r"\bable to\b", "unable to"),
)
PLAN = (
    (
        r"\bwill (?:be |also )?(?:continue|start|begin|initiate|undergo|get|obtain|order|have|see|return|proceed|need|follow)\b",
        "has had",
    ),
    (r"\b(?:is|was|are) (?:scheduled|planned|recommended|advised)\b", "was completed"),
    (r"\b(?:recommend|recommended|plan(?:ned)?|plans|advised)\b(?: to)?", "performed"),
    (r"\bwill be ([a-z]+ed|given|seen|taken)\b", r"was \1"),
    (r"\bshould (?:be )?", "did "),
    (r"\bI will\b", "I did"),
    (r"\b(?:consider|considering)\b", "did"),
    (r"\bwas (started|treated|given|placed|performed|admitted|prescribed|taken|referred)\b", r"will be \1"),
    (r"\b(underwent)\b", "will undergo"),
    (r"\b(received)\b", "will receive"),
)
DOUBT = (
    (r"\b(?:likely|probable|probably|possibly|possible|suspected|presumed|apparent|apparently|questionable) ?", ""),
    (r"\b(?:may|might|could) (?:be|have)\b", "is"),
    (r"\b(?:appears|seems) to\b", "does"),
    (r"\bsuspicious for\b|\bconcerning for\b|\bsuggestive of\b", "diagnostic of"),
    (r"\brule out\b", "confirmed"),
    (r"\b(?:is|are) suspected\b", "is confirmed"),
)
PAST = (
    (r"\b(?:has|had) (?:a )?(?:past |prior |previous )?(?:medical )?history (?:of|significant for)\b", "has current"),
    (r"\bhistory of\b", "active"),
    (r"\b(?:prior|previous|former) ", "current "),
    (r"\bused to\b", "does"),
    (r"\bquit\b", "continues"),
    (r"\bstatus post\b", "awaiting"),
    (r"\bpreviously\b", "currently"),
    (r"\b(?:stopped|discontinued)\b", "started"),
    (r"\b(?:started)\b", "stopped"),
    (r"\b(months?|weeks?|days?|years?) ago\b", r"\1 from now"),
    (r"\bhas resolved\b|\bresolved\b", "persists"),
)
PERSONS = (
    (r"^(?:The patient|This patient|She|He|Patient|Pt)\b(?!')", "{relative}"),
    (r"\b(?:his|her|the patient's|The patient's|Her|His) (?:mother|father|sister|brother|wife|husband|daughter|son|aunt|"
     r"uncle|grandmother|grandfather|cousin|sister|mom|dad)\b", "the patient"),
    (r"\b(?:[Mm]other|[Ff]ather|[Ss]ister|[Bb]rother|[Gg]randmother|[Gg]randfather|[Aa]unt|[Uu]ncle)\b", "patient"),
    (r"\bFamily history (?:of|is (?:positive|significant) for)\b", "Patient has"),
    (r"\bthe patient\b", "the patient's {lower}"),
)  # fmt: skip


def compiled(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of a table, ready."""
    return tuple((re.compile(pattern), new) for pattern, new in pairs)
