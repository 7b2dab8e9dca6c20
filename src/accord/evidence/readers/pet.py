"""What records tell before an FDG PET for a cancer.

pet_cancer -- proved or strongly suspected; absent: a screening.
pet_initial_purpose, pet_earlier_initial, pet_after_therapy, pet_guides_management
pet_scan_number -- which scan in number after the first treatment is asked for.
pet_of_prostate, pet_of_breast_excluded, pet_of_melanoma_excluded, pet_of_cervix_excluded -- absent: another cancer or purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.dated_sayings import of_others, on_day, papers_of, tells_history, told_on_day
from accord.evidence.readers.sayings import Rule, about_subject, meaning, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "pet/1"
CODES = ("78608", "78811", "78812", "78813", "78814", "78815", "78816", "A9552")
SUBJECT = lazy_pattern(r"\bfdg\b")
PET = r"(?:fdg[- ]?)?pet(?:[-/ ]?ct)?\b(?: scans?| imaging| study)?"
CANCER, NUMBER = "pet_cancer", "pet_scan_number"

TUMOR = (
    r"(?:carcinomas?|adenocarcinomas?|cancers?|lymphomas?|melanomas?|sarcomas?|malignan\w+|nsclc|"
    r"sclc|squamous cell|myeloma|mesothelioma|neoplasms?|dlbcl)"
)
PROVED = lazy_pattern(
    rf"\b(?:biops\w+|patholog\w+|cytolog\w+|fna|ebus|histolog\w+|excision\w*|resection specimen)\b[^.;]{{0,80}}\b{TUMOR}\b|"
    rf"\b{TUMOR}\b[^.;]{{0,60}}\b(?:on|by|at|per) (?:[\w-]+ ){{0,2}}?(?:biops\w+|patholog\w+|cytolog\w+|"
    r"ebus|fna|histolog\w+)|"
    r"\b(?:biopsy|pathologically|histologically)[- ](?:proven|proved|confirmed)\b|\b(?:newly |"
    rf"recently )?diagnosed (?:with )?(?:[\w-]+ ){{0,5}}?{TUMOR}\b|\bstage (?:i{{1,3}}|iv|[1-4])[abc]?\d? (?:[\w-]+ ){{0,4}}?{TUMOR}\b"
)
SUSPECTED = lazy_pattern(
    r"\b(?:spiculated|suspicious|highly concerning|concerning for (?:primary |lung |metastatic )?(?:malignan\w+|"
    r"cancer|neoplas\w+)|lung-?rads 4[abx]?|bi-?rads [56]|likely malignant|strongly suspected)\b[^.;]{0,60}\b(?:nodules?|"
    r"mass|masses|lesions?|opacity|malignan\w+|cancer|lung-?rads|node)|"
    r"\b(?:nodules?|mass|lesions?)\b[^.;]{0,60}\b(?:spiculated|suspicious|highly concerning|concerning for (?:primary |"
    r"lung )?(?:malignan\w+|cancer)|likely malignant|strongly suspected)\b"
)
BENIGN = lazy_pattern(
    r"\b(?:benign|no (?:evidence of )?malignan\w+|negative for|not suspicious|low suspicion|non-?diagnostic|family|ruled out)\b"
)
RULES = (
    Rule(CANCER, lazy_pattern(
        rf"\b(?:for|as|whole[- ]body|routine) (?:[\w-]+ ){{0,3}}?screening\b[^.;]{{0,40}}\b{PET}|\b{PET}[^.;]{{0,40}}\b(?:for|"
        rf"as) (?:[\w-]+ ){{0,3}}?screening\b|\bscreening {PET}"), Presence.ABSENT, lazy_pattern(
        r"\b(?:not|screening (?:ct|mammogra\w+|colonoscopy|ldct))\b"), Time.CURRENT),
    Rule(
        "pet_initial_purpose", lazy_pattern(
        rf"\b{PET}[^.;]{{0,110}}\b(?:stag(?:e|ing)|extent|candidate|resect\w*|before (?:surgery|chemo\w*|"
        r"radiation|treatment|therapy|lobectomy|biops\w+|resection)|biops\w+|determine|treatment plan\w*|"
        r"radiation plan\w*|metasta\w+|operab\w+|occult|node\w*)|\b(?:stag(?:e|ing)|extent|candidate|"
        rf"before (?:surgery|chemo\w*|radiation|treatment|therapy|resection))\b[^.;]{{0,80}}\b{PET}"), None, lazy_pattern(
        r"\b(?:restag\w+|response|regional (?:lymph )?nod\w+|surveillance|showed|shows|demonstrat\w+|revealed|no pet|prior pet|"
        r"previous pet|after treatment|recurren\w+)\b"), Time.PLANNED),
    Rule(
        "pet_earlier_initial", lazy_pattern(
        rf"\bno (?:prior|previous|earlier|other|history of) (?:[\w-]+ ){{0,2}}?{PET}|\bfirst {PET}|"
        rf"\b(?:never|not) (?:yet )?had (?:an? |any )?(?:prior )?{PET}|\b(?:prior|previous|earlier) {PET}\W{{1,4}}(?:none|"
        rf"no|never)\b|\b{PET}(?: has| have) (?:not|never) been (?:done|performed)"), Presence.ABSENT, lazy_pattern(
        r"\b(?:since|after) (?:treatment|chemo\w*|therapy|radiation|completing|completion)\b"), Time.CURRENT),
    Rule(
        "pet_earlier_initial", lazy_pattern(
        rf"\b(?:initial|staging|baseline|pre-?treatment) {PET} (?:[\w-]+ ){{0,2}}?(?:on|of|from|done|"
        r"performed|in|dated|showed|shows|demonstrated|revealed|was)\b"), Presence.PRESENT, lazy_pattern(
        r"\b(?:request\w*|order\w*|schedul\w+|plan\w*|will|need\w*|is (?:indicated|needed|requested)|"
        r"no|not|never|if|in (?:19|20)[01]\d)\b"), Time.PAST),
    Rule(
        "pet_guides_management", lazy_pattern(
        rf"\b{PET}[^.;]{{0,120}}\b(?:response|restag\w+|recurren\w+|guide\w*|decid\w*|decision|determine\w*|"
        r"whether|change (?:in )?(?:management|treatment|therapy)|rising|consolidat\w+|next (?:line|"
        r"treatment)|salvage|continue or|de-?escalat\w+)|\b(?:response|restag\w+|recurren\w+|rising|"
        rf"decide|guide|determine)\b[^.;]{{0,110}}\b{PET}"), None, lazy_pattern(
        r"\b(?:showed|shows|demonstrat\w+|revealed|was (?:done|performed)|no pet)\b"), Time.PLANNED),
    Rule(
        "pet_guides_management", lazy_pattern(
        rf"\b(?:routine|annual|yearly|asymptomatic) (?:[\w-]+ ){{0,2}}?surveillance\b[^.;]{{0,50}}|\bsurveillance {PET}"), Presence.ABSENT, lazy_pattern(
        r"\b(?:rising|recurren\w+|guide|decid\w*|decision|determine|whether|suspicio\w+|symptom\w* of|"
        r"new (?:lesion|nodule|mass)|not)\b"), Time.CURRENT),
    Rule(
        "pet_after_therapy", lazy_pattern(
        r"\b(?:no (?:prior |previous )?(?:cancer |anti-?cancer )?(?:treatment|therapy|chemo\w*|radiation)(?: (?:yet|"
        r"so far|to date|given|started))|treatment[- ]na[iï]ve|(?:treatment|therapy|chemo\w*) (?:has )?not (?:yet )?(?:started|"
        r"begun|been given)|before (?:any|starting|initial) (?:treatment|therapy|chemo\w*))"), Presence.ABSENT, None, Time.CURRENT),
)  # fmt: skip
THERAPY = lazy_pattern(
    r"\b(?:chemo(?:therapy|radiation|radiotherapy)?|radiation|radiotherapy|sbrt|folfox|folfiri|"
    r"folfirinox|(?:da-)?r-?(?:epoch|chop)|abvd|bv-?avd|carboplatin|cisplatin|paclitaxel|docetaxel|"
    r"pembrolizumab|nivolumab|durvalumab|immunotherapy|rituximab|trastuzumab|bendamustine|"
    r"lobectomy|mastectomy|colectomy|hemicolectomy|(?:wide local )?excision|esophagectomy|nephrectomy|"
    r"gastrectomy|laryngectomy|resection|hysterectomy|transplant|car-?t|\d+ cycles?)\b"
)
COMPLETED = lazy_pattern(
    r"\b(?:completed|finished|s/p|status post|underwent|received|after|following|since|last (?:cycle|"
    r"dose|fraction)|treated with|done|ended|concluded|had)\b"
)
NOT_YET = lazy_pattern(
    r"\b(?:will|plan\w*|schedul\w+|propos\w+|consider\w*|candidate|before|prior to|if|recommend\w*|discuss\w*|mid-?treatment|ongoing)\b"
)
ORDINAL = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "sixth": 6,
    "6th": 6,
}
NUMBERED = lazy_pattern(rf"\b({'|'.join(ORDINAL)}) (?:[\w-]+ ){{0,3}}?(?:{PET})[^.;]{{0,60}}")
LATER = lazy_pattern(
    r"\b(?:subsequent|restag\w+|surveillance|post-?(?:treatment|therapy)|follow-?up|since|after (?:the )?(?:end|"
    r"completion|completing|treatment|therapy|chemo\w*|surgery|radiation))\b"
)
NONE_SINCE = lazy_pattern(
    rf"\bno {PET}[^.;]{{0,40}}\b(?:since|after)\b|\bno (?:subsequent|restaging|post-?treatment|follow-?up) {PET}"
)
SITES = {
    "C61": "pet_of_prostate",
    "C50": "pet_of_breast_excluded",
    "C43": "pet_of_melanoma_excluded",
    "C53": "pet_of_cervix_excluded",
}
WORDS = {
    "pet_of_prostate": lazy_pattern(r"\bprostat\w+"),
    "pet_of_breast_excluded": lazy_pattern(r"\bbreast\b"),
    "pet_of_melanoma_excluded": lazy_pattern(r"\bmelanoma\b"),
    "pet_of_cervix_excluded": lazy_pattern(r"\b(?:cervix|cervical (?:cancer|carcinoma)|uterine cervix)\b"),
}
NOT_COVERED = {
    "pet_of_breast_excluded": lazy_pattern(r"\baxill\w+|\bto diagnose\b|\bdiagnosis of\b"),
    "pet_of_melanoma_excluded": lazy_pattern(r"\bregional (?:lymph )?nod\w+|\bsentinel\b|\bnodal basin"),
    "pet_of_cervix_excluded": lazy_pattern(r"\bto diagnose\b|\bdiagnosis of\b|\bto establish the diagnosis"),
}
COVERED = lazy_pattern(r"\b(?:distant|metasta\w+|systemic|staging|stage iv|extent)\b")
NO_SECTIONS = ("family_history", "instructions", "counseling")


def pet(chart: Chart) -> Iterator[Finding]:
    """The cancer, its treatment, and what the scan is for."""
    if not about_subject(chart, CODES, SUBJECT):
        return
    papers = papers_of(chart)
    yield from told_on_day(chart, papers, RULES, TOOL, but=(Presence.POSSIBLE,))
    named: list[Finding] = []
    for paper in papers:
        if not tells_history(paper):
            continue
        for each in said_in(paper):
            if section_at(paper.document, each.sentence.start).name in NO_SECTIONS:
                continue
            for found in (*_cancer(paper, each), *_therapy(paper, each), *_numbered(paper, each)):
                dated = on_day(chart, paper, each, found)
                named += [dated] if dated.concept == CANCER else []
                yield dated
            yield from _site(chart, paper, each)
    yield from _other_sites(chart, named)


def _of_patient(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or meant.presence is Presence.ABSENT:
        return False
    return not of_others(each, match)


def _cancer(paper: Profile, each: Said) -> Iterator[Finding]:
    match = PROVED.search(each.text) or SUSPECTED.search(each.text)
    if match is not None and not BENIGN.search(each.text) and _of_patient(paper, each, match):
        yield told_of(paper, each, match, CANCER, TOOL)


def _therapy(paper: Profile, each: Said) -> Iterator[Finding]:
    match = THERAPY.search(each.text)
    if match is None or not COMPLETED.search(each.text) or NOT_YET.search(each.text):
        return
    if _of_patient(paper, each, match) and meaning(paper, each, match).time is not Time.PLANNED:
        yield told_of(paper, each, match, "pet_after_therapy", TOOL, time=Time.PAST)


def _numbered(paper: Profile, each: Said) -> Iterator[Finding]:
    none = NONE_SINCE.search(each.text)
    if none is not None:
        yield told_of(paper, each, none, NUMBER, TOOL, value=Decimal(1))
        return
    match = NUMBERED.search(each.text)
    if match is not None and LATER.search(each.text) and _of_patient(paper, each, match):
        yield told_of(paper, each, match, NUMBER, TOOL, value=Decimal(ORDINAL[match[1]]))


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
        match = WORDS[concept].search(each.text)
        if concept == "pet_of_prostate":
            if match is not None and _of_patient(paper, each, match):
                yield on_day(chart, paper, each, told_of(paper, each, match, concept, TOOL))
            continue
        if "pet" not in each.text:
            continue
        bad, good = NOT_COVERED[concept].search(each.text), COVERED.search(each.text)
        shown = bad or good
        if shown is not None and not (bad and good):
            presence = Presence.PRESENT if bad else Presence.ABSENT
            yield on_day(chart, paper, each, told_of(paper, each, shown, concept, TOOL, presence=presence))


def _other_sites(chart: Chart, named: list[Finding]) -> Iterator[Finding]:
    """A cancer of another site is none of those that are excluded."""
    asked = _asked(chart)
    sites = set(SITES.values()) - asked
    for found in named[:1]:
        for concept in sorted(sites):
            if not WORDS[concept].search(found.place.text.lower()):
                yield Finding(
                    concept, found.place, presence=Presence.ABSENT, date=found.date, voice=found.voice, tool=TOOL
                )
