"""The fracture that does not unite, what caused it, and another stimulator in use.

osteo_nonunion          -- with the kind of bone as qualifier `site`; absent: a delayed union or a fresh fracture.
osteo_slow_healing      -- slow healing, which is neither.
osteo_skull_or_vertebra, osteo_tumor -- absent where a limb is named, and where an injury caused it or a tumor is ruled out.
osteo_congenital, osteo_second_device
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.bone.words import FUSION, LONG_BONE, OTHER_BONE, SPINE
from accord.evidence.readers.orthosis.words import affirmed
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of, told_on_day
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "bone-healing/1"
NONUNION, SLOW, SITE, TUMOR = "osteo_nonunion", "osteo_slow_healing", "osteo_skull_or_vertebra", "osteo_tumor"
CONGENITAL, DEVICE = "osteo_congenital", "osteo_second_device"

NOT_UNITED = lazy_pattern(
    r"\b(?:(?:atrophic|hypertrophic|oligotrophic|established|fracture|septic|aseptic|infected|"
    r"symptomatic|persistent)[ -])*non-?union\b|\bun-?united\b|\bfail(?:ed|ure) to (?:unite|heal)\b|"
    r"\bhas not (?:united|healed)\b|"
    r"\bno union\b|\bpseudo?arthrosis\b|\bs[2-9]\d\.\w{3,4}[kmn]\b"
)
DELAYED = lazy_pattern(
    r"\bdelayed[- ](?:union|healing)\b|\b(?:fresh|acute|new) (?:[\w/]+ ){0,3}?(?:fractures?|fx)\b|\bs[2-9]\d\.\w{3,4}g\b|"
    r"\b(?:is|are) healing (?:well|on schedule|as expected)"
)
SLOWLY = lazy_pattern(r"\b(?:slow(?:ly)?[- ](?:to heal|healing|union)|healing (?:is )?slow(?:ly)?|sluggish healing)\b")
UNSURE = lazy_pattern(
    r"\b(?:risk (?:of|for)|prevent\w*|impending|avoid|versus|vs\.?|or early|if|concern(?:ed|ing)? for|"
    r"not yet|develop(?:ing)? into|prior|previous|"
    r"(?<!year )(?<!years )(?<!year-)(?<!weeks )(?<!week )(?<!week-)(?<!months )(?<!month )(?<!month-)(?<!days )old|"
    r"remote|(?<!not )(?<!never )healed|in (?:19|20)[01]\d)\b"
)
JUDGED = ("assessment", "impression", "assessment_and_plan")
FRACTURE = lazy_pattern(r"\b(?:site(?=\W)|fractures?|fx|broke|broken|non-?union|injur\w+)\b")
INJURY = lazy_pattern(
    r"\b(?:fell|fall|motor ?(?:vehicle|cycle)|mv[ac]|crash\w*|collision|accident|twist\w*|crush\w*|"
    r"struck|slipped|tripped|thrown|kicked|ski(?:ing)?|football|soccer|ladder|stepped|assault\w*|"
    r"trauma\w*|bicycle|injured|sustained|gunshot|rolled)\b"
)
NO_TUMOR = lazy_pattern(
    r"\b(?:no|not|without|non-?|denies|negative for|rule[ds]? out)\b ?(?:any |evidence of |signs? of |"
    r"history of |a |known |suspicious |suspected |underlying |bone |lytic |or |related to |due to |"
    r"caused by )*(?:tumou?rs?|malignan\w+|neoplas\w+|metasta\w+|cancer|lytic lesions?|pathologic(?:al)?(?: fracture| lesion)?)\b"
)
BY_TUMOR = lazy_pattern(
    r"\b(?:metasta\w+|mets?(?= (?:in|to|from))|tumou?rs?|myeloma|sarcoma|lytic lesions?|neoplas\w+|malignan\w+|lymphoma)\b"
)
BAD_SITE = lazy_pattern(
    r"\b(?:skull|vertebra\w*|compression|burst|odontoid|dens|cranial|calvari\w+) (?:\w+ )?(?:fractures?|"
    r"fx)\b|\bfractures? of (?:the )?(?:skull|odontoid|dens|sacrum|vertebra\w*|[ctl]\d{1,2}|spine)\b"
)
RULES = (
    Rule(CONGENITAL, lazy_pattern(r"\bcongenital (?:tibial |ulnar |radial |fibular )?pseudo?arthrosis\b")),
    Rule(
        DEVICE,
        lazy_pattern(
            r"\b(?:no|not|never|without|none|denies)\b (?:[\w-]+ ){0,4}?(?:other|second|another|concurrent|additional|"
            r"previous|prior|any|different|used|using|had|have|wearing)\b (?:[\w-]+ ){0,5}?stimulat\w+|"
            r"\bno (?:[\w-]+ ){0,3}?stimulat\w+ (?:in use|currently|at present|before|is used|is in use)|"
            r"\b(?:no|without) (?:electrical|electromagnetic|ultrasound|pemf) (?:bone )?(?:growth )?stimulat\w+|\bnone (?:is )?(?:now |currently )?in use\b|"
            r"\bstimulat\w+ (?:was |has been |is )?(?:returned|discontinued|stopped)\b|"
            r"\bonly (?:bone )?(?:growth )?stimulator\b|\b(?:other|second|concurrent) (?:bone )?(?:growth )?stimulators?\W{1,4}(?:no|none)\b"
        ),
        Presence.ABSENT,
        None,
        Time.CURRENT,
    ),
    Rule(
        DEVICE,
        lazy_pattern(
            r"\b(?:using|uses|wears|wearing|continues?(?: with| on)?|still on|also has|alongside|together with|"
            r"in addition to|concurrent(?:ly)?(?: with)?)\b (?:[\w'-]+ ){0,4}?(?:(?:electrical|electromagnetic|"
            r"pemf|capacitive|ultrasound|bone(?: growth)?|external) )+stimulat\w+|\be0747\b[^.;]{0,20}\bin use\b"
        ),
        Presence.PRESENT,
        lazy_pattern(
            r"\b(?:no|not|never|without|none|stopped|returned|discontinued|finished|will|plan|if|tens|"
            r"recommend\w*|begin|start\w*|instruct\w*|order\w*)\b"),
        Time.CURRENT,
    ),
)  # fmt: skip
NO_SECTIONS = ("family_history", "instructions", "counseling", "allergies")


def healing(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What the papers tell of the fracture, its cause, and of other stimulators."""
    yield from told_on_day(chart, papers, RULES, TOOL)
    for paper in papers:
        yield from _asked_of_devices(chart, paper)
    for paper in papers:
        if not tells_history(paper):
            continue
        told = [
            each for each in said_in(paper) if section_at(paper.document, each.sentence.start).name not in NO_SECTIONS
        ]
        yield from _union(chart, paper, told)
        yield from _cause(chart, paper, told)


def _asked_of_devices(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """What a form answers to its question of another stimulator."""
    for each in said_in(paper):
        match = OTHER_DEVICE.search(each.text)
        answer = affirmed(paper, each, match) if match is not None and LABELLED.match(each.text, match.end()) else None
        if match is not None and answer is not None:
            presence = Presence.PRESENT if answer else Presence.ABSENT
            yield on_day(chart, paper, each, told_of(paper, each, match, DEVICE, TOOL, presence=presence))


OTHER_DEVICE = lazy_pattern(
    r"\b(?:other|another|second|concurrent|additional|current)\b (?:[\w-]+ ){0,3}?stimulat\w+(?: (?:in use|used|device))?"
)
LABELLED = lazy_pattern(r"[\w /()]{0,20}\s?[:?]")


def _site(paper: Profile, told: list[Said], index: int) -> str:
    """The kind of bone that the sentence, the one before, or else the paper names."""
    near = [told[index].text, *([told[index - 1].text] if index else [])]
    for words in (*near, paper.document.flat[paper.part.start : paper.part.end]):
        if LONG_BONE.search(words):
            return "long"
        if OTHER_BONE.search(words):
            return "other"
    return "unknown"


def _not_united(paper: Profile, each: Said) -> re.Match[str] | None:
    """The words that tell of no union: the first that are affirmed, else the first."""
    found = list(NOT_UNITED.finditer(each.text))
    held = (match for match in found if meaning(paper, each, match).presence is Presence.PRESENT)
    return next(held, found[0] if found else None)


def _union(chart: Chart, paper: Profile, told: list[Said]) -> Iterator[Finding]:
    united: list[Finding] = []
    delayed: list[Finding] = []
    for index, each in enumerate(told):
        words = each.text
        if SPINE.search(words) or "congenital" in words or speaks_of_fusion(words):
            continue
        slow = SLOWLY.search(words) or DELAYED.search(words)
        if slow is not None and meaning(paper, each, slow).presence is Presence.PRESENT:
            yield on_day(chart, paper, each, told_of(paper, each, slow, SLOW, TOOL))
        match, late = _not_united(paper, each), DELAYED.search(words)
        if match and late and meaning(paper, each, match).presence is Presence.ABSENT:
            match = None
        if (match and late) or UNSURE.search(words):
            continue
        site = {"site": _site(paper, told, index)}
        if match is not None:
            meant = meaning(paper, each, match)
            if (
                meant.hypothetical
                or meant.whose is not Whose.PATIENT
                or meant.presence is Presence.POSSIBLE
                or of_others(each, match)
            ):
                continue
            found = told_of(paper, each, match, NONUNION, TOOL, presence=meant.presence, qualifiers=site)
            united.append(on_day(chart, paper, each, found))
        elif late is not None and meaning(paper, each, late).holds:
            judged = section_at(paper.document, each.sentence.start).name in JUDGED
            found = told_of(
                paper,
                each,
                late,
                NONUNION,
                TOOL,
                presence=Presence.ABSENT,
                qualifiers={**site, "judged": "yes" if judged else "no"},
            )
            delayed.append(on_day(chart, paper, each, found))
    yield from united
    # a note that calls it a nonunion may tell of the delayed union or the fresh fracture that it was
    named = any(found.presence is Presence.PRESENT for found in united)
    yield from (found for found in delayed if not named or found.qualifiers["judged"] == "yes")


_FUSED = lazy_pattern(rf"\b{FUSION}\b")


def speaks_of_fusion(words: str) -> bool:
    """Do the words speak of a fusion, whose failure is told elsewhere?"""
    return bool(_FUSED.search(words))


def _cause(chart: Chart, paper: Profile, told: list[Said]) -> Iterator[Finding]:
    if paper.kind is PartKind.ORDER:
        return
    for each in told:
        words = each.text
        bad, none, tumor = BAD_SITE.search(words), NO_TUMOR.search(words), BY_TUMOR.search(words)
        broken = FRACTURE.search(words)
        if bad is not None and meaning(paper, each, bad).holds and not UNSURE.search(words):
            yield on_day(chart, paper, each, told_of(paper, each, bad, SITE, TOOL))
        elif broken is not None and bad is None and _of_a_limb(paper, each, broken):
            yield on_day(chart, paper, each, told_of(paper, each, broken, SITE, TOOL, presence=Presence.ABSENT))
        if none is not None:
            yield on_day(chart, paper, each, told_of(paper, each, none, TUMOR, TOOL, presence=Presence.ABSENT))
        elif tumor is not None and (said := answered(words, tumor.end())) is not None:
            if said is Answer.NO:
                yield on_day(chart, paper, each, told_of(paper, each, tumor, TUMOR, TOOL, presence=Presence.ABSENT))
        elif tumor is not None:
            if broken is not None and meaning(paper, each, tumor).holds and not of_others(each, tumor):
                yield on_day(chart, paper, each, told_of(paper, each, tumor, TUMOR, TOOL))
        elif broken is not None and (injury := INJURY.search(words)) is not None:
            meant = meaning(paper, each, injury)
            if (
                meant.whose is Whose.PATIENT
                and not meant.hypothetical
                and meant.presence is Presence.PRESENT
                and not of_others(each, injury)
            ):
                yield on_day(chart, paper, each, told_of(paper, each, injury, TUMOR, TOOL, presence=Presence.ABSENT))


def _of_a_limb(paper: Profile, each: Said, broken: re.Match[str]) -> bool:
    """Is the broken bone the patient's, and one of a limb?"""
    if not LONG_BONE.search(each.text) or SPINE.search(each.text) or of_others(each, broken):
        return False
    return meaning(paper, each, broken).whose is Whose.PATIENT
