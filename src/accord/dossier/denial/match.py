"""Which criteria of the policy a stated reason speaks of: by the words that it shares with few of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.dossier.denial.letter import ANSWERED_BY_RECORD, Reason, ReasonKind
from accord.dossier.denial.reasons import is_general
from accord.dossier.review import CriterionReview


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that letters and policies use for one thing; the first stands for all.
_SAME = tuple(
    row.split()
    for row in (
        "visit encounter appointment evaluation evaluated examination examined seen consultation office",
        "face person in-person telehealth",
        "order prescription prescribed prescribe ordered swo script rx",
        "sign signature signed unsigned authenticate",
        "oxygen saturation spo2 oximetry desaturation hypoxemia hypoxia pao2",
        "apnea ahi rdi hypopnea events",
        "sleep polysomnography polysomnogram psg hsat titration",
        "conservative nonoperative nonsurgical",
        "therapy physiotherapy physical exercise rehabilitation",
        "insulin injections injection pump",
        "hypoglycemia hypoglycemic",
        "a1c hba1c hemoglobin",
        "xray radiograph radiographs radiographic radiology imaging mri ct",
        "adherence compliance compliant adherent usage use used uses",
        "weight bmi obesity obese",
        "wheelchair mobility ambulation ambulate walk walking walker cane",
        "pain vas nprs",
        "training trained education educated instructed instruction",
        "months month six-month",
        "benefit improvement improved improves benefits response responded",
        "medication medications drug drugs antidepressant antidepressants pharmacotherapy",
        "depression depressive mdd phq",
        "heart cardiac ejection lvef nyha",
        "tobacco smoking smoker smoke nicotine pack",
        "caregiver caretaker",
    )
)
_CANON = {word: row[0] for row in _SAME for word in row}
_STOP = _set(
    "the a an and or of to in on at by for from with as is are was were be been being has have had do does did this that these "
    "those it its your you we our us not no nor none any all each other than then there their they which who whom whose will would "
    "should may must can could patient patients member beneficiary enrollee person record records documentation documented document "
    "documents documenting information submitted submit provided provide received receive show shows showing shown support supports "
    "supported meet meets met criteria criterion coverage covered cover policy policies request requested requests requirement "
    "requirements required require requires denied denial deny service services item items necessary necessity medical medically "
    "clinical provider practitioner treating physician doctor before after within without during least more less one two also because "
    "based review reviewed guideline guidelines following given made make need needs needed if when must such per did evidence lack "
    "missing insufficient failed fail contain contains include includes included notes note letter states state stated date dated "
    "says said reason reasons been only found determined determine current "
    "what how many much measure measures tried considered consider alternative"
)
_WORD = re.compile(r"[a-z][a-z0-9'-]*[a-z0-9]|[a-z]")
_CODE = re.compile(r"[a-z]\d{4}")
MOST = 4
NEAR_BEST, LEAST = 0.6, 0.26  # of the best score; of all that the reason says
LEAST_ALONE, LEAST_LEFT, FEW = 0.3, 0.13, 3


def matched(reason: Reason, criteria: Sequence[CriterionReview], asked_for: str = "") -> tuple[CriterionReview, ...]:
    """The criteria that the reason speaks of, the nearest first; none when it speaks of none in particular.

    asked_for -- what the request and its policy are called: these words tell one criterion from another no more.
    """
    if reason.kind not in ANSWERED_BY_RECORD:
        return ()
    policy = _Words.of(criteria)
    said = words_of(reason.place.text) - words_of(asked_for)
    scores = policy.scores(said, said, LEAST_ALONE)
    best = max(scores.values(), default=0.0)
    chosen = [key for key, score in scores.items() if score >= max(LEAST, best * NEAR_BEST)]
    left = said.difference(*(policy.texts[key] for key in chosen))
    if chosen and left:  # 'neither insulin nor hypoglycemia': what the first does not cover may speak of another
        scores |= (others := policy.scores(left, said, LEAST_LEFT))
        second = max(others.values(), default=0.0)
        chosen += [
            key for key, score in others.items() if score >= max(LEAST_LEFT, second * NEAR_BEST) and key not in chosen
        ]
    near = [criterion for criterion in criteria if criterion.key in chosen]
    return tuple(sorted(near, key=lambda criterion: chosen.index(criterion.key))[:MOST])


@dataclass(frozen=True)
class _Words:
    """The words of each criterion, those of its rule alone, and how many criteria share a word."""

    texts: dict[str, frozenset[str]]
    heads: dict[str, frozenset[str]]
    spread: Counter[str]

    @staticmethod
    def of(criteria: Sequence[CriterionReview]) -> _Words:
        texts = {criterion.key: words_of(_all_words(criterion)) for criterion in criteria}
        heads = {criterion.key: words_of(f"{criterion.text} {criterion.question}") for criterion in criteria}
        return _Words(texts, heads, Counter(word for words in texts.values() for word in words))

    def worth(self, word: str) -> float:
        """The fewer criteria share a word, the more it tells; one that none has counts half."""
        return (
            math.log((1 + len(self.texts)) / self.spread[word])
            if word in self.spread
            else math.log(1 + len(self.texts)) / 4
        )

    def scores(self, words: frozenset[str], said: frozenset[str], alone: float) -> dict[str, float]:
        """The share of what was said that each criterion covers with `words`; a single word must tell, and cover `alone`."""
        whole = sum(map(self.worth, said)) or 1.0
        found: dict[str, float] = {}
        for key, own in self.texts.items():
            shared = words & own
            score = sum(self.worth(word) * (1 if word in self.heads[key] else 0.6) for word in shared) / whole
            telling = any(self.spread[word] <= FEW and word in self.heads[key] for word in shared)
            if len(shared) > 1 or (telling and score >= alone):
                found[key] = score
        return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def speaks_generally(reason: Reason, found: Iterable[CriterionReview]) -> bool:
    """Does it name no criterion and deny the necessity as such, so that the whole policy answers it?"""
    return not any(True for _ in found) and (
        reason.kind is ReasonKind.EXPERIMENTAL or (reason.kind is ReasonKind.CRITERIA and is_general(reason.place.text))
    )


def _all_words(criterion: CriterionReview) -> str:
    key = re.sub(r"[._]", " ", criterion.key)
    return " ".join([criterion.text, criterion.question, criterion.ask, key, *criterion.missing])


def words_of(text: str) -> frozenset[str]:
    """The words that carry the meaning, without endings, one for those that mean the same."""
    words = (
        word
        for word in _WORD.findall(text.lower().replace("x-ray", "xray"))
        if word not in _STOP and len(word) > 1 and not _CODE.fullmatch(word)
    )
    parts = (part for word in words for part in ([word] if word in _CANON else word.split("-")))
    return frozenset(_CANON.get(part) or _CANON.get(_stem(part)) or _stem(part) for part in parts if part not in _STOP)


def _stem(word: str) -> str:
    for ending, least in (("ing", 6), ("ies", 5), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    return word.removesuffix("e") if len(word) > 4 else word
