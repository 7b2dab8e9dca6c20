"""Conventional treatment of the bladder, and how it went.

snm_treatment -- outcome failed, helped or tried; absent where it is said that nothing was tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.stimulator.treatments import CARRIES_ON, FAILED, clause_of
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "bladder-treatment/1"
TREATMENT = "snm_treatment"
DRUGS = (
    r"oxybutynin|ditropan|oxytrol|gelnique|tolterodine|detrol|solifenacin|vesicare|darifenacin|"
    r"enablex|trospium|sanctura|fesoterodine|toviaz|mirabegron|myrbetriq|"
    r"vibegron|gemtesa|anti-?cholinergics?|anti-?muscarinics?|beta-?3 ?-?agonists?|tamsulosin|"
    r"flomax|alfuzosin|silodosin|bethanechol|imipramine|desmopressin|(?:two|2|three|3|multiple|several) (?:drugs|meds|medications)|"
    r"alpha[- ]?blockers?|oab (?:medications?|"
    r"meds|drugs?)|bladder (?:medications?|meds|drugs?)"
)
OTHERS = (
    r"behaviou?ral (?:therapy|treatment|modification|training|measures)|bladder (?:re)?-?training|"
    r"timed voiding|urge suppression|pelvic[- ]floor (?:physical therapy|pt|exercises?|therapy|"
    r"muscle training|rehab\w*|training)|"
    r"pfpt|pfmt|kegels?|biofeedback|fluid (?:management|restriction|modification)|caffeine (?:reduction|"
    r"restriction)|lifestyle (?:changes|modification)|ptns|percutaneous tibial(?: nerve stimulation)?|"
    r"tibial nerve stimulation|"
    r"(?:onabot\w*|botox|botulinum)(?: toxin)?(?: injections?)?|bladder (?:injections?|augmentation|"
    r"hydrodistension)|hydrodistension|urethral dilat\w+|self-?cath\w+|intermittent (?:self-?)?cath\w+|"
    r"cic\b|isc\b|physical therapy|conservative (?:therap\w+|treatment|management|measures)"
)
NAMED = lazy_pattern(rf"\b(?:{DRUGS}|{OTHERS})")
NEVER = lazy_pattern(
    r"\b(?:no|without|never (?:had|tried)|has not (?:yet )?(?:tried|had|received|undergone))\b (?:any |"
    r"prior |previous |formal |conventional |conservative |behaviou?ral |drug |medical |medications? |therapy |or |and |"
    r", )*(?:treatments?|therap(?:y|ies)|medications?|meds|drugs)\b(?: (?:has|have) been)?(?: (?:tried|attempted))?|"
    r"\btreatment[- ]na[iï]ve\b|\bno (?:treatment|therapy|medication) to date\b"
)
NEVER_ALL = lazy_pattern(
    r"\b(?:tried|attempted|prior|previous|to date|never|yet|na[iï]ve|conventional|conservative|behaviou?ral)\b"
)
REFRACTORY = lazy_pattern(
    r"\b(?:refractory|resistant|recalcitrant|unresponsive) to\b|\bfailed\b|\bfailure of\b|\bfailures?\b"
)
NOT_FAILED = lazy_pattern(
    r"\b(?:has not failed|not (?:yet )?failed|doing well on|well[- ]controlled on|good response|"
    r"works well|much better on|helped a lot)\b"
)
PLANNED = lazy_pattern(
    r"\b(?:will (?:start|begin|try)|start(?:ing)? today|prescrib\w+ today|referr\w+ (?:to|for)|"
    r"plan to|recommend\w*|consider\w*|offer\w*|discuss\w*|option\w*|alternatives?)\b"
)
MORE_FAILURE = lazy_pattern(
    r"\bdry (?:mouth|eyes)\b|\bconstipat\w+|\bconfusion\b|\bblurr\w+|\b(?:blood pressure|bp) (?:rose|"
    r"rise|elevat\w*)|\bno (?:change|help|better|effect)|\bstill (?:leak\w*|had|has|wet|going|"
    r"void\w*)|\bcontinued (?:leak\w*|urgency|symptoms)|\bwore off\b|"
    r"\b(?:too )?expensive\b|\binsufficient\b|\bnot enough\b|\bunable to tolerate\b|\bcould not tolerate\b|"
    r"\b0 (?:change|benefit|relief|help|improvement)\b|\b(?:retention after|caused (?:\w+ )?retention)\b|-> ?(?:\w+ )?retention\b|"
    r"\b(?:did|does) not (?:restore|control|reduce|stop|resolve)\b|\bno (?:real |durable |lasting |sustained )?(?:improvement|benefit|relief)\b"
)
# physical therapy of the back or a joint is no treatment of the bladder
OTHER_PART = lazy_pattern(r"\b(?:shoulder|back|knee|hip|neck|spine|ankle|elbow|wrist|vertigo|gait|balance)\b")
NO_SECTIONS = ("family_history", "instructions", "counseling", "allergies")


def treatments(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What was tried for the bladder."""
    for paper in papers:
        if not tells_history(paper):
            continue
        told = list(said_in(paper))
        for each, after in zip(told, [*told[1:], None], strict=True):
            if section_at(paper.document, each.sentence.start).name in NO_SECTIONS:
                continue
            found = _tried(paper, each, after)
            if found is not None:
                yield on_day(chart, paper, each, found)


def _tried(paper: Profile, each: Said, after: Said | None) -> Finding | None:
    never = NEVER.search(each.text)
    if never is not None and NEVER_ALL.search(each.text) and not FAILED.search(each.text.replace(never[0], "")):
        if meaning(paper, each, never).whose is Whose.PATIENT and not of_others(each, never):
            return told_of(paper, each, never, TREATMENT, TOOL, presence=Presence.ABSENT)
        return None
    best: Finding | None = None
    for match in NAMED.finditer(each.text):
        meant = meaning(paper, each, match)
        if meant.hypothetical or meant.whose is not Whose.PATIENT or of_others(each, match):
            continue
        clause, _ = clause_of(each.text, match.start(), match.end())
        if match[0] == "physical therapy" and OTHER_PART.search(clause):
            continue
        failed = _failed(each.text, clause, after)
        if NOT_FAILED.search(clause) or (not failed and (PLANNED.search(clause) or meant.time is Time.PLANNED)):
            continue
        if PLANNED.search(clause) and not REFRACTORY.search(clause) and not FAILED.search(clause):
            continue
        if meant.presence is not Presence.PRESENT and not failed:
            continue
        outcome = "failed" if failed else "tried"
        if best is None or outcome == "failed":
            best = told_of(paper, each, match, TREATMENT, TOOL, time=Time.PAST, qualifiers={"outcome": outcome})
        if outcome == "failed":
            return best
    return best


def _failed(words: str, clause: str, after: Said | None) -> bool:
    if FAILED.search(clause) or MORE_FAILURE.search(clause) or REFRACTORY.search(words):
        return True
    follows = after is not None and CARRIES_ON.match(after.text)
    return bool(follows and after and (FAILED.search(after.text) or MORE_FAILURE.search(after.text)))
