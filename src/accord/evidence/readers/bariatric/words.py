"""What records call bariatric operations and the diseases that obesity brings."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.rules import about_subject

CODES = ("43644", "43645", "43770", "43775", "43842", "43843", "43845", "43846", "43847")
SUBJECT = lazy_pattern(
    r"\bbariatric|gastric bypass|roux-?en-?y|\brygb\b|duodenal switch|sleeve gastrectomy|gastric band|weight[- ]loss surgery|lap[ -]?band"
)
BYPASS = r"(?:roux(?:[- ]en[- ]y)?(?: gastric)?(?: bypass)?|\brnygb\b|\blrygb\b|\brygbp?\b|gastric bypass)"
SWITCH = r"(?:duodenal switch|bilio-?pancreatic diversion|\bbpd[ /-]+(?:ds|with)\b)"
BAND = r"(?:(?:adjustable )?gastric band(?:ing)?|\bl?agb\b|\blap[ -]?band\b|laparoscopic (?:adjustable )?band\b)"
SLEEVE = r"(?:sleeve gastrectomy|gastric sleeve|\blsg\b|\bsleeve\b)"
OTHER = (
    r"(?:vertical banded gastroplasty|vertical band\w* gastroplasty|\bvbg\b|jejuno-?ileal bypass|intestinal bypass|"
    r"(?:intra-?)?gastric balloon|stomach stapling|gastroplasty)"
)
OPERATION = rf"(?:{BYPASS}|{SWITCH}|{BAND}|{SLEEVE}|{OTHER}|(?:bariatric|weight[- ]loss|metabolic) (?:surgery|operation|procedure)s?)"
DISEASE = (
    r"(?:\b(?:type (?:2|ii|two) (?:diabetes(?: mellitus)?|dm)|t2 ?dm|dm ?(?:type )?(?:2|ii)\b|niddm|diabetes mellitus type (?:2|ii)|"
    r"diabetes(?! (?:education|educator|prevention|risk|screen\w*|clinic|center|insipidus|nurse|"
    r"specialist|mellitus type (?:1|i)\b))(?: mellitus)?|diabetic\b|"
    r"(?<!pulmonary )(?<!portal )(?<!intracranial )(?<!ocular )hypertension(?! clinic)|htn|high blood "
    r"pressure|(?:obstructive )?sleep apn(?:o?ea)|osa(?:hs)?|"
    r"dyslipid[a]?emia|hyper-?lipid[a]?emia|hyper-?cholesterol[a]?emia|hypertriglycerid[a]?emia|high cholesterol|nafld|nash|masld|mash|"
    r"(?:non-?alcoholic |metabolic dysfunction-associated )?(?:fatty liver|steato-?hepatitis|hepatic steatosis|steatotic liver)(?: disease)?|"
    r"obesity hypoventilation|pickwickian|pseudotumor cerebri|idiopathic intracranial hypertension|"
    r"(?:knee|knees|hip|hips|weight-?bearing joints?) (?:osteo)?arthritis|osteoarthritis of (?:the |both |her |his |bilateral )*(?:knees?|hips?)|"
    r"(?:knee|hip) (?:oa|djd)|metabolic syndrome)\b)"
)
NOT_DISEASE = lazy_pattern(
    r"\b(?:pre-?diabet\w+|borderline|gestational|type (?:1|i) (?:diabetes|dm)|at risk (?:for|of)|risks? "
    r"(?:of|for)|screen(?:ed|ing)? (?:for|negative)|"
    r"to prevent|prevention of|(?:sleep study|psg|polysomnogra\w+|hst) (?:pending|ordered|scheduled)|resolved|no longer has|white coat)\b"
)


def tells_of_surgery(chart: Chart) -> bool:
    """Is the record about bariatric surgery? Else the readers of this folder have nothing to do."""
    return about_subject(chart, CODES, SUBJECT)
