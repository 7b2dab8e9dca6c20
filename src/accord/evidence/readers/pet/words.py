"""What records call the scan and the cancers it is made for."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern

CODES = ("78608", "78811", "78812", "78813", "78814", "78815", "78816", "A9552")
SUBJECT = lazy_pattern(r"\bfdg\b")
OTHER_TRACER = r"(?:psma|dotatate|dotatoc|choline|fluciclovine|axumin|pylarify|illuccix|naf|sodium fluoride|amyloid|netspot|fes|ga-?68|cardiac|rubidium)"
PET = (
    r"(?<!psma )(?<!dotatate )(?<!psma-)(?<!amyloid )(?<!cardiac )(?:f-?18 |"
    r"18f-?)?(?:fdg[- ]?)?pets?(?:[-/ ]?ct)?\b(?: scans?| imaging| study| exams?)?"
)
PET_WORD = lazy_pattern(rf"\b{PET}")
OTHER_PET = lazy_pattern(rf"\b{OTHER_TRACER}\b")
NO_SECTIONS = ("family_history", "instructions", "counseling")
TUMOR = (
    r"(?:\w*carcinomas?|cancers?|ca(?= (?:of|dx)|\b(?![-/]?\d| ?\d))|\w*lymphomas?|\w*melanomas?|\w*sarcomas?|malignan\w+|malignant cells|nsclc|sclc|"
    r"squamous cell|scc|small cell|adenoca|idc|ilc|hcc|rcc|myeloma|mesothelioma|neoplasms?|dlbcl|cll|hodgkin\w*|seminoma|gist|leukemias?|blastomas?)"
)
THERAPY = lazy_pattern(
    r"\b(?:chemo(?:therapy|radiation|radiotherapy|rt|xrt)?|radiation|radiotherapy|x?rt|sbrt|imrt|folfox|folfiri|capox|folfirinox|"
    r"(?:da-)?r-?(?:epoch|chop|cvp|mini-?chop)|abvd|a-?avd|bv-?avd|beacopp|ac-?th?p?|tchp|tc|"
    r"carbo(?:platin)?|cisplatin|cddp|pem(?:etrexed)?|paclitaxel|docetaxel|taxol|"
    r"pembrolizumab|keytruda|nivolumab|opdivo|durvalumab|atezolizumab|ipilimumab|immunotherapy|rituximab|trastuzumab|bendamustine|br|"
    r"\w*ectomy|(?:wide local )?excision|wle|slnb|resection|whipple|surgery|transplant|asct|car-?t|\d+ "
    r"cycles?|(?:osimertinib|capecitabine|xeloda|gemcitabine|abraxane)|"
    r"(?:systemic|adjuvant|neoadjuvant|definitive|first[- ]line|initial|primary) (?:therapy|treatment))\b"
)
