"""Preventive and other treatment that was tried before the toxin.

migraine_trial       -- qualifiers drug and outcome (failed, helped, not_stated); value: days at least. Absent: nothing was tried.
migraine_trial_open  -- a treatment whose length is not told.
migraine_trials_together -- days at most of all treatments one after another.
spasm_treatment      -- present: something was tried for the spasm, or is said not to apply; absent: nothing was tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.course_lengths import length_of, lengths_in
from accord.evidence.readers.own_sections import RULE_QUOTED, is_planned, section_of
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "botulinum-trials/1"
TRIAL, OPEN, TOGETHER, SPASM = "migraine_trial", "migraine_trial_open", "migraine_trials_together", "spasm_treatment"

DRUGS: Mapping[str, str] = {
    "topiramate": "topiramate|topamax|trokendi|qudexy",
    "propranolol": "propranolol|inderal",
    "beta_blocker": "metoprolol|timolol|nadolol|atenolol|nebivolol|beta-? ?blockers?",
    "amitriptyline": "amitriptyline|elavil|tcas?",
    "nortriptyline": "nortriptyline|pamelor",
    "snri": "venlafaxine|effexor|duloxetine|cymbalta|snris?",
    "valproate": "divalproex|depakote|valpro\\w+",
    "candesartan": "candesartan|lisinopril",
    "verapamil": "verapamil|flunarizine",
    "erenumab": "erenumab|aimovig",
    "fremanezumab": "fremanezumab|ajovy",
    "galcanezumab": "galcanezumab|emgality",
    "eptinezumab": "eptinezumab|vyepti",
    "cgrp": "cgrp(?: (?:inhibitors?|antagonists?|antibod\\w+|mabs?))?",
    "atogepant": "atogepant|qulipta|rimegepant|nurtec",
    "gabapentin": "gabapentin|pregabalin|zonisamide|memantine|cyproheptadine",
    "supplement": "magnesium|riboflavin|coenzyme q10|feverfew",
    "behavior": (
        "biofeedback|cognitive behaviou?ral therapy|cbt|relaxation (?:training|therapy)|acupuncture|physical "
        "therapy|lifestyle (?:changes|modification)"
    ),
    "preventives": (
        "preventive (?:medications?|drugs?|agents?|therap(?:y|ies))|preventives|prophyla\\w+ (?:medications?|"
        "drugs?|agents?|therap(?:y|ies))|conservative (?:treatment|therap\\w+|management|care)"
    ),
}  # fmt: skip
DRUG = lazy_pattern("|".join(rf"\b(?P<{name}>{words})\b" for name, words in DRUGS.items()))
BAD = lazy_pattern(
    r"\b(?:fail(?:ed|ure|s|ing)?|no (?:\w+ )?(?:\w+ )?(?:relief|improvement|benefit|response|effect|change|help|"
    r"better|reduction|difference)|ineffective|not (?:\w+ )?(?:help\w*|effective|tolerated|better|work\w*)|"
    r"did(?:n't| not) (?:\w+ )?(?:help|work|tolerate)|(?:without|w/o) (?:\w+ )?(?:relief|benefit|improvement|effect|"
    r"success|response)|inadequate\w*|insufficient|minimal|partial|little|lost (?:effect|efficacy)|wore off|"
    r"intoleran\w+|side effects?|adverse|paresthesia\w*|par[a]?esthesias|cognitive|brain fog|word[- ]finding|"
    r"fatigue|weight (?:gain|loss)|dry mouth|sedat\w+|bradycardia|hypotension|dizz\w+|nausea|constipat\w+|hair "
    r"loss|"
    r"kidney stones?|depress\w+|rash|drows\w+|somnolen\w+|stopped (?:for|due|because)|discontinued (?:for|due|"
    r"because)|d/?c'?d (?:for|due)|unsuccessful\w*|refractory|despite|still (?:had|has)|headaches? (?:unchanged|"
    r"persist\w*|continue[d]?))\b"
)
GOOD = lazy_pattern(
    r"\b(?:(?:good|some|modest|mild|partial|great|excellent|moderate|initial) (?:relief|improvement|benefit|"
    r"response|effect|reduction)|help(?:s|ed|ful)|effective|reduc\w+|improv\w+|fewer|decreas\w+|works?|well[- "
    r"]tolerated)\b"
)
PLANNED = lazy_pattern(
    r"\b(?:will (?:start|try|begin|add|consider)|to start|start(?:ing)? (?:today|now)|begin today|recommend\w*|"
    r"consider\w*|advis\w+|plan(?:s|ned)? to|discuss\w*|option\w*|prescribed today|alternatives?|offer\w*|next "
    r"step|if)\b"
)
NEVER = lazy_pattern(
    r"\b(?:no|never (?:had|tried|taken|been on)|has(?: not|n't) (?:yet )?(?:tried|had|taken|been on)|without "
    r"(?:any )?)\b (?:any |prior |previous |a |trial of |trials of |other |oral |daily |conservative |or )*"
    r"(?:preventives?|preventive (?:\w+)|prophyla\w+(?: \w+)?|conservative (?:\w+)|(?:oral )?medications? "
    r"(?:tried|for (?:prevention|this|the spasm))|treatments?(?: (?:tried|to date|so far))|therap(?:y|ies) "
    r"(?:tried|to date))\b|\btreatment[- ]na[iï]ve\b"
)
SPASM_DRUGS = lazy_pattern(
    r"\b(?:clonazepam|klonopin|lorazepam|diazepam|baclofen|trihexyphenidyl|artane|benztropine|cogentin|"
    r"carbamazepine|tegretol|oxcarbazepine|gabapentin|tizanidine|tetrabenazine|levodopa|orphenadrine|"
    r"cyclobenzaprine|"
    r"artificial tears|lubricat\w+|eye ?drops|lid hygiene|warm compresses|fl-?41|tinted (?:lenses|glasses)|"
    r"sunglasses|physical therapy|stretching|massage|anticholinergics?|muscle relaxants?|punctal plugs?|"
    r"doxycycline|"
    r"oral (?:medications?|meds|agents?|drugs?)|conservative (?:treatment|therap\w+|management|care|measures))\b"
)
TRIED = lazy_pattern(
    r"\b(?:tried|trials?|used|uses|using|treated|past|previous(?:ly)?|prior|course|wears?|worn|has had|on)\b"
)
OTHER_USE = lazy_pattern(
    r"\b(?:for|because of) (?:her |his |the )?(?:sleep|insomnia|anxiety|panic|seizures?|epilepsy|rls|restless "
    r"legs?|neuropath\w+|back pain|dry eyes?|glaucoma|diabet\w+|bipolar|depression)\b"
)
NOT_APPLICABLE = lazy_pattern(
    r"\bconservative (?:treatment|therap\w+|management|care|measures) (?:is |are |was )?(?:not (?:applicable|"
    r"appropriate|indicated|effective for)|n/?a)\b|\b(?:toxin|botox|injections?) (?:is|are) (?:the )?(?:first[- "
    r"]line|treatment of choice)|"
    r"\bno (?:effective |proven )(?:oral |conservative )*(?:alternative|treatment|therap\w+)"
)
SPASM_WORD = lazy_pattern(
    r"\b(?:spasm\w*|blepharospasm|dystonia|torticollis|blink\w*|eyelid\w*|eyes?|face|facial|neck|twitch\w*)\b"
)
CARRIES_ON = re.compile(
    r"\W*(?:fail\w*|unsuccess\w*|it|this|these|each|none|neither|both|all|no |without|stopped|discontinued|"
    r"headaches?|result|outcome|"
    r"did|caused|minimal|she |he )")  # fmt: skip
NO_SECTIONS = ("family_history", "instructions", "counseling", "allergies")
NO_PAPERS = (PartKind.LABORATORY, PartKind.IMAGING, PartKind.ORDER)


def trials(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """Everything that was tried before the toxin, for headache or for a spasm."""
    most: dict[str, Finding] = {}
    for paper in papers:
        if not tells_history(paper) or paper.kind in NO_PAPERS:
            continue
        told = list(said_in(paper))
        for index, each in enumerate(told):
            if section_of(paper, each) in NO_SECTIONS:
                continue
            near = [one.text for one in told[max(0, index - 2) : index + 2]]
            after = told[index + 1].text if index + 1 < len(told) else ""
            for found in (*_tried(chart, paper, each, after, most), *_for_spasm(paper, each, near)):
                yield on_day(chart, paper, each, found)
    if most:
        first, *rest = most.values()
        total = sum((found.number or Decimal(0) for found in most.values()), Decimal(0))
        yield replace(first, concept=TOGETHER, value=total, unit="d", support=tuple(f.place for f in rest))


def _tried(chart: Chart, paper: Profile, each: Said, after: str, most: dict[str, Finding]) -> Iterator[Finding]:
    words = each.text
    if RULE_QUOTED.search(words):
        return
    never = NEVER.search(words)
    if never is not None and not re.search(r"\b(?:other|further|new|since)\b", never[0]):
        meant = meaning(paper, each, never)
        if meant.whose is Whose.PATIENT and not meant.hypothetical and not BAD.search(words.replace(never[0], "")):
            yield told_of(paper, each, never, TRIAL, TOOL, presence=Presence.ABSENT)
        return
    mentions = list(DRUG.finditer(words))
    used = [m for m in mentions if _used(paper, each, m)]
    lengths = lengths_in(chart, paper, each) if used else []
    for index, match in enumerate(used):
        outcome = _outcome(words, used, index, after)
        drug = next(name for name in DRUGS if match[name])
        said = {"drug": drug, "outcome": outcome}
        length = length_of(each, match.start(), match.end(), [m.start() for m in mentions if m is not match], lengths)
        value = Decimal(length.least) if length else None
        yield told_of(
            paper,
            each,
            match,
            TRIAL if length else OPEN,
            TOOL,
            time=Time.PAST,
            value=value,
            unit="d" if length else None,
            qualifiers=said,
        )
        if length:
            longest = told_of(
                paper,
                each,
                match,
                TOGETHER,
                TOOL,
                time=Time.PAST,
                value=Decimal(length.most),
                unit="d",
                qualifiers=said,
            )
            if drug not in most or (most[drug].number or 0) < length.most:
                most[drug] = on_day(chart, paper, each, longest)


def _outcome(words: str, used: Sequence[re.Match[str]], index: int, after: str) -> str:
    """How a drug did: by the words up to the next drug, else by those of the whole list, else by the next sentence."""
    end = used[index + 1].start() if index + 1 < len(used) else len(words)
    own = words[used[index].start() : end]
    follows = after if CARRIES_ON.match(after) else ""
    for said in (own, words[: used[0].start()], words[used[-1].start() :], follows):
        if BAD.search(said):
            return "failed"
        if GOOD.search(said):
            return "helped"
    return "not_stated"


def _used(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or of_others(each, match):
        return False
    bad = BAD.search(each.text)
    if is_planned(paper, each, meant):
        # 'trial of' plans, unless its result is told
        done = re.match(r"\W*(?:\w+ )?trials? of\b", each.text) and (bad or GOOD.search(each.text))
        return bool(done) and not PLANNED.search(each.text)
    if meant.presence is not Presence.PRESENT and not bad:
        return False
    return not PLANNED.search(each.text) or bool(bad and not re.search(r"\bif\b", each.text))


def _for_spasm(paper: Profile, each: Said, near: Sequence[str]) -> Iterator[Finding]:
    words = each.text
    spasm = any(SPASM_WORD.search(one) for one in near)
    applies_not = NOT_APPLICABLE.search(words)
    if applies_not is not None and spasm and not meaning(paper, each, applies_not).hypothetical:
        yield told_of(paper, each, applies_not, SPASM, TOOL)
        return
    never = NEVER.search(words)
    if never is not None and spasm and not SPASM_DRUGS.search(words.replace(never[0], "")):
        meant = meaning(paper, each, never)
        if meant.whose is Whose.PATIENT and not meant.hypothetical:
            yield told_of(paper, each, never, SPASM, TOOL, presence=Presence.ABSENT)
        return
    match = SPASM_DRUGS.search(words)
    if match is None or not spasm or OTHER_USE.search(words):
        return
    tells = BAD.search(words) or GOOD.search(words) or TRIED.search(words)
    if (tells or SPASM_WORD.search(words)) and _used(paper, each, match):
        yield told_of(paper, each, match, SPASM, TOOL, time=Time.PAST)
