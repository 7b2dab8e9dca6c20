"""The titles under which clinical documents gather what they say, and the canonical section each belongs to."""

from __future__ import annotations

import re

TITLES: dict[str, str] = {
    "chief_complaint": "chief complaint|cc|c/c|presenting complaint|reason for visit|reason for consultation|reason for "
    "consult|reason for referral|reason|reason for encounter|reason seen|presenting problem|dispatch complaint",
    "history": "history of present illness|hpi|id/hpi|interval history|interval hx|history|hx|present illness|pi|"
    "clinical history|history and course|hospital course|course|interim history|brief history|hospital summary|"
    "narrative|background|clinical summary|id/cc/hpi|cc/hpi|indication|indications|tried so far|treatments to date|"
    "prior treatment|prior treatments|previous treatment|treatment history",
    "past_history": "past medical history|pmh|pmhx|pmx|past history|past hx|medical history|past med hx|medical hx|"
    "problem list|problems|active problems|comorbidities|pmh/psh|past medical hx|past medical and surgical history|"
    "active problem list|significant history",
    "surgical_history": "past surgical history|psh|pshx|surgical history|past surgical|surgical hx|past surgical hx|"
    "surgeries|operations|previous surgery",
    "family_history": "family history|fh|fhx|fam hx|family hx|fam history|famhx|family medical history|fam|"
    "fmh|fmhx|f/h|family med hx|family medical hx",
    "social_history": "social history|sh|shx|soc|soc hx|social hx|social|habits|tobacco history|smoking history|"
    "smoking status|tobacco|personal and social history",
    "review_of_systems": "review of systems|ros|systems review|review of symptoms",
    "medications": "medications|meds|current medications|current meds|home medications|home meds|medication list|"
    "outpatient medications|discharge medications|meds on arrival|meds reconciled|active medications|drugs|rx list|"
    "medication|current outpatient medications",
    "allergies": "allergies|allergy|all|drug allergies|nkda|adverse reactions",
    "exam": "physical examination|physical exam|exam|examination|pe|on exam|o/e|phys exam|general exam|physical|"
    "exam at discharge|focused exam|clinical examination|wound exam",
    "vitals": "vital signs|vitals|vs|v/s|vital",
    "results": "results|laboratory data|laboratory|labs|lab|lab results|laboratory results|data|studies|imaging|"
    "diagnostics|diagnostic data|test results|diagnostic studies|investigations|tests|radiology|labs/imaging|"
    "imaging results|pertinent results|recording|respiratory events|respiratory summary|sleep architecture|oximetry|"
    "diagnostic testing|ekg|ecg|pft|pfts",
    "findings": "findings|comparison|report|observations|results/findings|gross findings|microscopic",
    "impression": "impression|imp|impressions|interpretation|conclusion|conclusions|summary|opinion|final impression|"
    "final diagnosis|diagnosis|diagnoses|dx|preop dx|postop dx|pre-operative diagnosis|post-operative diagnosis|"
    "preoperative diagnosis|postoperative diagnosis|discharge diagnoses|discharge diagnosis|admitting diagnosis|"
    "principal diagnosis|working diagnosis",
    "assessment": "assessment|a|assess|clinical assessment|asmt",
    "plan": "plan|p|plan of care|recommendation|recommendations|rec|recs|treatment plan|disposition|plan of treatment|"
    "follow up plan|follow-up plan|plan/recommendations|next steps",
    "assessment_and_plan": "a/p|a&p|ap|assessment and plan|assessment & plan|assessment/plan|impression and plan|"
    "impression/plan|imp/plan|impression & plan|goals and plan|assessment and recommendations|"
    "assessment/recommendations",
    "technique": "technique|procedure details|description of procedure|details of procedure|detail|details|montage|"
    "method|methods|protocol|procedure description|operative details",
    "procedure": "procedure|procedures|operation|operation performed|procedure performed|proc|procedure note|"
    "operative procedure|interventions",
    "instructions": "instructions|patient instructions|discharge instructions|"
    "return precautions|precautions|aftercare|after visit instructions|home instructions|home care",
    "counseling": "counseling|education|patient education|shared decision making|teaching|training",
    "orders": "orders|order|rx|prescription|prescriptions|item|items|items ordered|equipment|written order|"
    "standard written order|new orders|orders placed|equipment ordered|items requested",
    "subjective": "subjective|s|subj|interval|patient reports",
    "objective": "objective|o|obj",
}

SECTION_OF: dict[str, str] = {title: name for name, listed in TITLES.items() for title in listed.split("|")}

TITLE = "(?:" + "|".join(re.escape(title) for title in sorted(SECTION_OF, key=len, reverse=True)) + ")"

TITLE_BEFORE_GAP = re.compile(rf"{TITLE}\s{{2,}}\S+(?:\s\S+){{2,}}", re.IGNORECASE)
