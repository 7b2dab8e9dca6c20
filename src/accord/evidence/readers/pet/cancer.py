"""The cancer, what was done against it, and whether it is one for which the scan is not covered.

pet_cancer -- proved or strongly suspected; absent: a screening.
pet_after_therapy -- treated before; absent: not yet.
pet_of_prostate, pet_of_breast_excluded, pet_of_melanoma_excluded, pet_of_cervix_excluded -- absent: another cancer or purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.pet.words import NO_SECTIONS, OTHER_PET, PET, PET_WORD, THERAPY, TUMOR
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of, told_on_day
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "pet/2"
CANCER, TREATED = "pet_cancer", "pet_after_therapy"

A_TUMOR = lazy_pattern(rf"\b{TUMOR}\b")
PROOF = lazy_pattern(
    r"\b(?:biops\w+|bx|bxs|path(?:ology|olog\w+)?|cytolog\w+|fna|ebus|histolog\w+|excision\w*|resect\w+|specimen|core|egd|colonoscopy|bone marrow|"
    r"(?:final|pathologic\w*|histologic\w*|tissue) (?:diagnosis|dx)|"
    r"(?:newly|recently|new|recent) (?:diagnos\w+|dx'?d?)|(?:diagnosed|dx'?d?) (?:with|in|w/)|diagnosis of|proven|confirmed|"
    r"stage (?:i{1,3}|iv|[1-4])[abc]?\d?|c?t[1-4][a-d]?,? ?n[0-3x]\w?|breslow|gleason|deauville|s/p|status post)\b|"
    r"^\W*\d{2,3} ?(?:-?\s?(?:y/?o|year[- ]old))? ?(?:m|f|man|woman|male|female)\b"
)
SUSPICIOUS = lazy_pattern(
    r"\b(?:spiculated|suspicious|highly concerning|concerning|worrisome|lung-?rads 4[abx]?|bi-?rads [56]|"
    r"likely malignant|strongly suspected|high suspicion)\b"
)
LESION = lazy_pattern(rf"\b(?:nodules?|mass|masses|lesions?|opacity|node|nodes|thickening|lung-?rads|{TUMOR})\b")
BENIGN = lazy_pattern(
    r"\b(?:benign|no (?:evidence of )?malignan\w+|negative for|not suspicious|low suspicion|"
    r"non-?diagnostic|family|ruled out|rule out|r/o|pending|awaiting|"
    r"scheduled|was planned|in remission|if|screening (?:colonoscopy|mammogra\w+)|mother|father|mom|dad|biops\w+ (?:was |is )?negative|neg)\b"
)
OLD_ONE = lazy_pattern(r"\b(?:prior|previous|remote|history of|h/o|hx of|pmh\w*|past)\b")
SCREENING = Rule(
    CANCER, lazy_pattern(
    rf"\b(?:for|as|as a|whole[- ]body|routine) (?:[\w-]+ ){{0,3}}?screening\b[^.;]{{0,40}}\b{PET}|\b{PET}[^.;]{{0,40}}\b(?:for|"
    rf"as) (?:[\w-]+ ){{0,3}}?screening\b|\bscreening {PET}"), Presence.ABSENT, lazy_pattern(
    r"\b(?:not|screening (?:ct|mammogra\w+|colonoscopy|ldct))\b"), Time.CURRENT)  # fmt: skip
UNTREATED = Rule(
    TREATED, lazy_pattern(
    r"\b(?:no (?:prior |previous )?(?:cancer |anti-?cancer )?(?:treatment|therapy|chemo\w*|radiation)(?: (?:yet|"
    r"so far|to date|given|started))|treatment[- ]na[iï]ve|(?:treatment|therapy|chemo\w*) (?:has )?not (?:yet )?(?:started|"
    r"begun|been given)|before (?:any|starting|initial) (?:treatment|therapy|chemo\w*))"), Presence.ABSENT, None, Time.CURRENT)  # fmt: skip
COMPLETED = lazy_pattern(
    r"\b(?:completed?|finished|s/p|status post|underwent|received|after|following|since|last (?:cycle|"
    r"dose|fraction)|treated (?:with|by)|done|ended|concluded|had|x ?\d{1,2}|completion|end of (?:tx|treatment|therapy)|eot|"
    r"(?:prior|previous|past) (?:treatment|therapy|tx)|(?:treatment|oncologic|onc) (?:history|hx))\b|\b(?:in|ended|on) (?:\d{1,2}/)?(?:20)\d\d\b"
)
NOT_YET = lazy_pattern(
    r"\b(?:will|plan(?:s|ned|ning)?|schedul\w+|propos\w+|consider\w*|candidate|before|prior to|if|recommend\w*|discuss\w*|mid-?treatment|"
    r"ongoing|declin\w+|refus\w+|to start|pending|needs?)\b|\bplan:"
)
SITES = {
    "C61": "pet_of_prostate",
    "C50": "pet_of_breast_excluded",
    "C43": "pet_of_melanoma_excluded",
    "C53": "pet_of_cervix_excluded",
}
WORDS = {
    "pet_of_prostate": lazy_pattern(r"\bprostat\w+"),
    "pet_of_breast_excluded": lazy_pattern(r"\bbreast\b|\bidc\b|\bilc\b|\bdcis\b"),
    "pet_of_melanoma_excluded": lazy_pattern(r"\bmelanoma\b"),
    "pet_of_cervix_excluded": lazy_pattern(r"\b(?:cervix|cervical (?:cancer|carcinoma|ca\b)|uterine cervix)\b"),
}
NOT_COVERED = {
    "pet_of_breast_excluded": lazy_pattern(
        r"\baxill\w+|\bto diagnose\b|\b(?:for|establish the) diagnosis\b|\bdiagnosis of\b"
    ),
    "pet_of_melanoma_excluded": lazy_pattern(r"\bregional (?:lymph )?nod\w+|\bsentinel\b|\bnodal basin"),
    "pet_of_cervix_excluded": lazy_pattern(r"\bto diagnose\b|\b(?:for|establish the) diagnosis\b|\bdiagnosis of\b"),
}
DISTANT = lazy_pattern(r"\b(?:distant|metasta\w+|mets\b|systemic|stage iv|m[- ]staging|m1)\b")
SPREAD = lazy_pattern(r"\b(?:distant|metasta\w+|mets\b|systemic|staging|stage|extent|nodes?)\b")
COVERED = {
    "pet_of_breast_excluded": DISTANT,
    "pet_of_melanoma_excluded": DISTANT,
    "pet_of_cervix_excluded": SPREAD,
}
REPORTS = (PartKind.LABORATORY, PartKind.IMAGING, PartKind.PROCEDURE_NOTE)
PATHOLOGY = lazy_pattern(r"\bpatholog\w+|\bcytolog\w+|\bspecimen\b|\bbiops\w+")


def cancers(chart: Chart, papers: Sequence[Profile]) -> Iterator[Finding]:
    """Findings of all that."""
    yield from told_on_day(chart, papers, (SCREENING, UNTREATED), TOOL, but=(Presence.POSSIBLE,))
    named: list[Finding] = []
    for paper in papers:
        if not tells_history(paper):
            continue
        report = (
            PATHOLOGY.search(paper.document.flat, paper.part.start, min(paper.part.end, paper.part.start + 160))
            is not None
        )
        for each in said_in(paper):
            if section_at(paper.document, each.sentence.start).name in NO_SECTIONS:
                continue
            for found in (*_cancer(paper, each, report), *_therapy(paper, each)):
                dated = on_day(chart, paper, each, found)
                named += [dated] if dated.concept == CANCER else []
                yield dated
            yield from _site(chart, paper, each)
    yield from _other_sites(chart, named)


def of_patient(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    """Are the words told of the patient, and not denied or supposed?"""
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or meant.presence is Presence.ABSENT:
        return False
    return not of_others(each, match)


def _cancer(paper: Profile, each: Said, report: bool) -> Iterator[Finding]:
    """A tumour beside words of proof, or a lesion that is strongly suspected."""
    text = each.text
    if BENIGN.search(text):
        return
    proof = PROOF.search(text)
    match = A_TUMOR.search(text) if proof is not None or report else None
    if match is None and (SUSPICIOUS.search(text) and LESION.search(text)):
        match = SUSPICIOUS.search(text)
    if match is None:
        match = PROVEN.search(text)
    if match is None or not of_patient(paper, each, match):
        return
    meant = meaning(paper, each, match)
    if meant.time is Time.PLANNED or (OLD_ONE.search(text, 0, match.start()) and not SUSPICIOUS.search(text)):
        return
    yield told_of(paper, each, match, CANCER, TOOL)


PROVEN = lazy_pattern(
    r"\b(?:biopsy|pathologically|histologically)[- ](?:proven|proved|confirmed)\b|\bbiopsy (?:was |is "
    r")?(?:\+|positive)|\b(?:esophageal|lung|rectal|colon|gastric|pancreatic|"
    r"head and neck|h&n|ovarian|thyroid) (?:scc|adenoca\w*)\b"
)


def _therapy(paper: Profile, each: Said) -> Iterator[Finding]:
    match = THERAPY.search(each.text)
    if match is None or not COMPLETED.search(each.text) or NOT_YET.search(each.text):
        return
    if of_patient(paper, each, match) and meaning(paper, each, match).time is not Time.PLANNED:
        yield told_of(paper, each, match, TREATED, TOOL, time=Time.PAST)


def _asked(chart: Chart) -> set[str]:
    """The exclusions whose site is among the diagnoses of the request."""
    return {
        concept
        for stated in chart.request.diagnoses
        for code, concept in SITES.items()
        if stated.value.startswith(code)
    }


def _site(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    """For a cancer of one of the special sites: is the purpose the one that is not covered?"""
    for concept in _asked(chart):
        if concept == "pet_of_prostate":
            match = WORDS[concept].search(each.text)
            if match is not None and of_patient(paper, each, match):
                yield on_day(chart, paper, each, told_of(paper, each, match, concept, TOOL))
            continue
        if PET_WORD.search(each.text) is None or OTHER_PET.search(each.text):
            continue
        bad, good = NOT_COVERED[concept].search(each.text), COVERED[concept].search(each.text)
        if bad is not None and (answered(each.text, bad.end()) is Answer.NO or not of_patient(paper, each, bad)):
            bad = None
        if bad is not None and good is not None and not DISTANT.search(each.text):
            good = None
        shown = bad or good
        if shown is not None and not (bad and good):
            presence = Presence.PRESENT if bad else Presence.ABSENT
            yield on_day(chart, paper, each, told_of(paper, each, shown, concept, TOOL, presence=presence))


def _other_sites(chart: Chart, named: Sequence[Finding]) -> Iterator[Finding]:
    """A cancer of another site is none of those that are excluded."""
    for concept in sorted(set(SITES.values()) - _asked(chart)):
        found = next((f for f in named if not WORDS[concept].search(f.place.text.lower())), None)
        if found is not None:
            yield Finding(concept, found.place, presence=Presence.ABSENT, date=found.date, voice=found.voice, tool=TOOL)
