"""Labels and denials of few words: 'AF: none', 'Shock: no', 'no hx VT/VF/arrest', 'Life expectancy: years'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.defibrillator.subject import of_another
from accord.evidence.readers.heard import finding_of, meant
from accord.evidence.readers.outlook import LONG_LIFE, NOT_LONG, NOT_SHORT, SHORT_LIFE
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "defibrillator/1"
YES, NO = Presence.PRESENT, Presence.ABSENT

# what is denied, by the concept of which the denial tells; the presence with which that is told
DENIED: dict[str, tuple[re.Pattern[str], Presence]] = {
    "uncontrolled_svt": (
        lazy_pattern(
            r"\b(?:af(?:ib)?|a-?fib|a-?flutter|atrial (?:fibrillation|flutter|arrhythmia\w*)|psvt|svt|"
            r"supraventricular \w+|uncontrolled (?:svt|af|rate))\b"
        ),
        NO,
    ),
    "survival_under_a_year": (
        lazy_pattern(
            r"\b(?:(?:life expectancy|survival|prognosis)[^.;:]{0,16}(?:<|less than|under|below) ?(?:1|one|a|12|6|"
            r"six) ?-?(?:y|yr|year|months?|mos?)\b|life[- ]limiting \w+|"
            r"terminal (?:illness|disease)|limit\w* (?:life|survival)|end[- ]stage disease)"
        ),
        NO,
    ),
    "clinically_stable": (
        lazy_pattern(
            r"(?<!icd )(?<!appropriate )(?<!inappropriate )\b(?:cardiogenic )?shock\b(?!s| (?:deliver|therap))|\bpressors?\b|\binotropes?\b"
        ),
        YES,
    ),
    "no_malignant_arrhythmia": (
        lazy_pattern(
            r"\b(?<!ns)(?<!s)(?:sustained (?:v\.?t\b|ventricular|arrhythmia\w*)|vt ?/ ?vf|v\.?t\b|vf\b|ventricular "
            r"(?:tachycardia|fibrillation|arrhythmia\w*)|(?:cardiac )?arrest)\b"
        ),
        YES,
    ),
    "irreversible_brain_damage": (
        lazy_pattern(
            r"\b(?:brain (?:damage|injury)|anoxic \w+|cognitive (?:impairment|decline|deficit)|dementia|neurologic\w* deficits?)\b"
        ),
        NO,
    ),
}
GATE = lazy_pattern(
    r"fib|\baf\b|svt|supravent|flutter|atrial|expectancy|survival|prognosis|limit|terminal|end[- ]stage|"
    r"shock|pressor|inotrop|\bvt|\bvf|ventricular|arrest|brain|anoxic|cognitive|"
    r"dementia|neurolog|sustained"
)
NOT_EVER = lazy_pattern(
    r"\b(?:since|recurren\w+|further|during|on (?:the )?(?:monitor|patch|tele\w*|holter)|inducible|"
    r"therap\w+|zone|risk|ablation|today|overnight|more|episodes? (?:on|since))\b"
)
TERSE_RULES = (
    Rule("survival_under_a_year", LONG_LIFE, presence=NO, unless=NOT_LONG),
    Rule("survival_under_a_year", SHORT_LIFE, presence=YES, unless=NOT_SHORT),
    Rule(
        "survival_under_a_year",
        lazy_pattern(
            r"\b(?:life expectancy|longevity|prognosis|survival|expected to live)\b[^.;]{0,40}\b(?:good|excellent|"
            r"favou?rable|reasonable|(?:several |many )?(?:years|yrs)|decades?)\b|"
            r"\b(?:cancer|ca)\b[^.;]{0,14}\bned\b"
        ),
        presence=NO,
        unless=lazy_pattern(
            r"\b(?:not|poor|less|under|limited|guarded|discuss\w*|unknown|unclear|without|if|<|below|within|"
            r"decreased|shortened|half|two years or less|brother|sister|father|mother)\b|<|_{2,}"
        ),
    ),
    Rule(
        "irreversible_brain_damage",
        lazy_pattern(
            r"\b(?:cognition|cognitively|mentation|memory|mental status|sensorium|neuro(?:logic\w*)?(?: "
            r"exam(?:ination)?)?|mind|cerebral performance)\b[^.;]{0,20}\b"
            r"(?:sharp|clear|normal|intact|good|wnl|appropriate|unremarkable|non-?focal|grossly intact|fine)\b|"
            r"\bcpc ?[12]\b|\bfull neurologic\w* recovery\b|"
            r"\b(?:conversant|oriented,? (?:and )?appropriate|a ?[&+]? ?o ?x ?[34]|ao ?x ?[34])\b|\b(?:mmse|moca)\W{1,3}(?:score )?(?:2[6-9]|30)\b|"
            r"\bindependent\b[^.;]{0,24}\b(?:drives|finances|lives alone|adls)\b"
        ),
        presence=NO,
        unless=lazy_pattern(
            r"\b(?:not|impair\w*|declin\w+|poor|abnormal|anoxic|dementia|if|unable|mother|father|wife|husband)\b|_{2,}"
        ),
    ),
    Rule(
        "genetic_high_risk",
        lazy_pattern(r"\bsyncope\b[^.;]{0,24}\b(?:exertion\w*|exercise|despite|unexplained)\b"),
        presence=YES,
        unless=lazy_pattern(r"\bno (?:unexplained )?syncope|\bvasovagal|\blow[- ]risk\b"),
    ),
)
FAMILY_DEATH = lazy_pattern(
    r"\b(?:sudden (?:cardiac )?death|scd|died suddenly|suddenly (?:died|dead))\b[^.;]{0,40}\b(?:father|"
    r"mother|brother|sister|son|daughter|first[- ]degree|family)|"
    r"\b(?:father|mother|brother|sister|son|daughter|first[- ]degree \w+|family (?:history|"
    r"hx))\b[^.;]{0,40}\b(?:died suddenly|sudden (?:cardiac )?death|scd)"
)
NO_DEATH = lazy_pattern(r"\b(?:no|denies|negative|without)\b[^.;]{0,40}(?:sudden|scd|family)|\blow[- ]risk\b")


def terse(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """Findings of what a passage denies, and of sudden deaths in the family."""
    text = passage.text
    if FAMILY_DEATH.search(text) and not NO_DEATH.search(text):
        yield finding_of(chart, passage, "genetic_high_risk", TOOL)
    if GATE.search(text) is None:
        return
    for concept, (words, presence) in DENIED.items():
        for match in words.finditer(text):
            if _denied(passage, match) and not (concept == "no_malignant_arrhythmia" and NOT_EVER.search(text)):
                yield finding_of(chart, passage, concept, TOOL, presence=presence)
                break


def _denied(passage: Passage, match: re.Match[str]) -> bool:
    answer, said = answered(passage.text, match.end()), meant(passage, match)
    if answer is Answer.BLANK or said.whose is not Whose.PATIENT or of_another(passage.text, match.start()):
        return False
    if said.time is Time.PLANNED or (said.hypothetical and said.presence is not NO):
        return False
    return said.presence is NO or answer is Answer.NO
