"""What sentences claim, told by a table of rules: a subject, words that say yes of it and words that say no."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.readers.mobility.sources import Source
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding, FindingValue, Presence
from accord.records.places import AnyPlace, Place

TOOL = "mobility/1"
LONGEST = 420

FAMILY = lazy_pattern(
    r"^\W*(?:fhx?|family history|(?:his |her )?(?:mother|father|brother|uncle|aunt|grand\w+) (?:had|has|was|is|uses|used))\b"
)
PUSHED = lazy_pattern(r"\b(?:push|propel|operat|driv)\w*\b[^.;]{0,40}\b(?:him|her|chair|wheel ?chair|pwc)\b")
COPIED = lazy_pattern(
    r"(?:carried|copied|pulled) forward|copied from|copy forward|\bper (?:supplier|patient's|customer)\b|\bsupplier (?:states|reports|says)\b"
)
SUPPOSED = lazy_pattern(
    r"^\W*(?:if|when(?:ever)?|unless|should (?:he|she|the patient)) |\bwhether\b|\bto (?:determine|see) if\b|\b(?:assess|evaluate) (?:if|"
    r"for)\b|\b(?:question|instructions?|criteria|guideline|policy|medicare|"
    r"insurance) (?:is|are|asks|requires?|states|says|covers?)\b|\?\s*(?:_|$)"
)
ANSWERED = lazy_pattern(r"[\[(] ?x ?[\])] ?(?:yes|no)\b|\b(?:yes|no) ?[\[(] ?x ?[\])]")
"""A question with its box: what it answers only a rule for that question knows."""
RELATIVE = lazy_pattern(
    r"^\W*(?:(?:his|her|the|pt's|patient's) )?(?:wife|husband|spouse|daughter|son|sister|brother|mother|father|neighbou?r|"
    r"room-?mate|partner|caregiver|aide)"
    r"(?:'s)? (?!and (?:he|she|pt|patient)\b)"
)
OF_PATIENT = lazy_pattern(
    r"\b(?:him|he|she|pt|patient|patient's)\b|\bher\b(?! (?:walker|cane|own|wheel ?chair|chair|scooter|rollator))"
)
FORMER = lazy_pattern(
    r"\b(?:previously|formerly|used to|in the past|prior to (?:the|his|her)|before (?:the|his|her) (?:stroke|fall|injury|amputation|surgery|"
    r"accident)|until (?:19|20)\d\d|years? ago|last year|in (?:19|20)\d\d)\b"
)


@dataclass(frozen=True)
class Rule:
    """What one concept is told by.

    about  -- the subject; left out where the answering words hold it.
    yes/no -- words that affirm or deny, in the sentence of the subject, or in the next one where that names none.
    unless -- words with which the sentence says nothing of it.
    denial_wins -- 'not needed' holds the word of need: where both are found it is a no.
    of_carer -- a relative is whom it tells of.
    answers -- its words tell a question from its ticked answer.
    follows -- also behind a sentence that does not begin with the subject.
    carries -- the answer may stand in the sentence behind that of the subject.
    """

    concept: str
    yes: re.Pattern[str]
    no: re.Pattern[str] | None = None
    about: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    carries: bool = False
    denial_wins: bool = False
    follows: bool = False
    of_carer: bool = False
    answers: bool = False


@dataclass(frozen=True)
class Stretch:
    """A sentence, or two that belong together, as one text."""

    source: Source
    text: str
    place: Place

    def finding(
        self,
        concept: str,
        presence: Presence = Presence.PRESENT,
        value: FindingValue = None,
        unit: str | None = None,
        qualifiers: dict[str, str] | None = None,
        support: tuple[AnyPlace, ...] = (),
    ) -> Finding:
        """A finding that these words prove."""
        paper = self.source.paper
        return Finding(
            concept=concept,
            place=self.place,
            presence=presence,
            value=value,
            unit=unit,
            date=date_of(paper),
            qualifiers={"source": self.source.name, "words": self.text[:120], **about(paper), **(qualifiers or {})},
            voice=voice(paper),
            support=support,
            tool=TOOL,
        )


def stretch(source: Source, sentences: Sequence[Said]) -> Stretch:
    """Sentences that stand together."""
    document = source.paper.document
    start, end = sentences[0].sentence.start, sentences[-1].sentence.end
    if end - start > LONGEST:
        start = sentences[-1].sentence.start if len(sentences) > 1 else start
        end = min(end, start + LONGEST)
    return Stretch(source, " ".join(s.text for s in sentences), document.place(start, end))


def claims(source: Source, told: Sequence[Said], rules: Sequence[Rule]) -> Iterator[Finding]:
    """The findings of the rules in the sentences of one paper."""
    for position, each in enumerate(told):
        if _tells_nothing(source, each):
            continue
        following = told[position + 1] if position + 1 < len(told) else None
        answered, of_relative = ANSWERED.search(each.text) is not None, _of_relative(each.text)
        for rule in rules:
            if (answered and not rule.answers) or (of_relative and not rule.of_carer):
                continue
            found = _claim(source, each, following, rule)
            if found is not None:
                yield found


def _tells_nothing(source: Source, each: Said) -> bool:
    """Words about relatives, copied from elsewhere, or only supposed."""
    text = each.text
    if (FAMILY.search(text) and PUSHED.search(text) is None) or COPIED.search(text) or SUPPOSED.search(text):
        return True
    return section_at(source.paper.document, each.sentence.start).name == "family_history"


def _of_relative(text: str) -> bool:
    """Is a relative, and not the patient, all that the sentence tells of?"""
    return RELATIVE.search(text) is not None and OF_PATIENT.search(text) is None


def _claim(source: Source, each: Said, following: Said | None, rule: Rule) -> Finding | None:
    if rule.about is not None and not rule.about.search(each.text):
        return None
    presence = presence_in(rule, each.text)
    if presence is not None:
        return stretch(source, [each]).finding(rule.concept, presence)
    if not rule.carries or following is None or rule.about is None or rule.about.search(following.text):
        return None
    if not _leads_on(rule, each.text, following.text):
        return None
    if _tells_nothing(source, following) or (rule.unless is not None and rule.unless.search(each.text)):
        return None
    joined = f"{each.text} {following.text}"
    presence = presence_in(rule, following.text) or presence_in(rule, joined)
    return stretch(source, [each, following]).finding(rule.concept, presence) if presence is not None else None


GOES_ON = lazy_pattern(r"^\W*(?:it|this|that|he|she|has|takes?|needs?|falls?|fell|often|usually|pt|patient) ")
SETTLED = lazy_pattern(r"\bindependent|\bno (?:difficult\w+|problems?)|\bnormal\b|\bintact\b")
NEW_SUBJECT = lazy_pattern(
    r"^\W*[a-z][a-z /&-]{1,30}(?:\||:)|"
    r"^\W*(?:\w+ ){0,2}?(?:walk|ambulat|gait|transfer|cane|walker|rollator|manual|toilet|bath|cognit|vision|weight|wt|home|exam|assessment|"
    r"plan|hpi|uses?|stairs|strength|falls)"
)


def _leads_on(rule: Rule, first: str, second: str) -> bool:
    """Does the second sentence answer the first? Behind a label ('Scooter: sat on one.'), or where it says 'it' or 'he'."""
    if SETTLED.search(first):
        return False
    if rule.about is not None and rule.about.match(first.lstrip("-*•| ")):
        return NEW_SUBJECT.search(second) is None
    return rule.follows and GOES_ON.search(second) is not None


def presence_in(rule: Rule, text: str) -> Presence | None:
    """What the words say: both yes and no in one sentence is only possible."""
    if rule.unless is not None and rule.unless.search(text):
        return None
    yes = rule.yes.search(text) is not None
    no = rule.no is not None and rule.no.search(text) is not None and FORMER.search(text) is None
    if yes and no and not rule.denial_wins:
        return Presence.POSSIBLE
    if no:
        return Presence.ABSENT
    return Presence.PRESENT if yes else None
