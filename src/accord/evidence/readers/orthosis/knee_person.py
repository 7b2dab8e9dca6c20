"""Whether the patient who is to wear a knee brace walks, and is willing to wear it.

ko_ambulatory -- walks, with or without aids; absent: does not.
ko_willing    -- willing to wear the brace; absent: refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.orthosis.words import BRACE, affirmed
from accord.evidence.readers.sayings import meaning, of_others, told_of
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "knee-brace-wearer/1"
WALKS, WILLING = "ko_ambulatory", "ko_willing"

WALKING = lazy_pattern(
    r"(?<!non-)(?<!non )(?<!not )\b(?:amb\b|ambulat(?:es|ory|ing|ed|ors?)|walks?|walked|walking|gait|ambulation|limps?|limping|(?:gets?|"
    r"getting) (?:around|about)(?! (?:in|by|with|on) (?:an? |his |her )?(?:\w+ )?(?:wheelchair|scooter)))\b|"
    r"\b(?:up|steps|indoors|about) (?:and about )?(?:with|on|w/) (?:an? |his |her )?(?:\w+ )?(?:walker|cane|crutch\w*|rollator)\b"
)
NOT_HIS_WALK = lazy_pattern(
    r"\b(?:the|her|his) dog\b|\bwalk-?in\b|\bambulatory (?:surgery|care|clinic|center)|\bsleep ?walk\w*|\bgait belt\b|"
    r"\bgait\b[^.;]{0,14}\b(?:deferred|not (?:tested|assessed|examined|done))\b|\bif\b[^.;]{0,20}\bwalk"
)
NOT_WALKING = lazy_pattern(
    r"\b(?:non-?ambulatory|not ambulatory|wheelchair[- ](?:bound|dependent)|bed-?bound|bed-?ridden|chair-?bound|does not (?:walk|ambulate)|"
    r"doesn't (?:walk|ambulate)|no longer (?:walks|ambulates)|(?:has|have) not (?:walked|ambulated) (?:since|for|in)|"
    r"(?:(?:unable|not able) to|cannot|can't) (?:walk|ambulate)(?! (?:more|far|long|\d|up|down|without|on uneven|to|the|a|very)))\b"
)
NOT_SO = lazy_pattern(r"\b(?:if|risk|avoid|not wheelchair|prevent|when|during|post-?op)\b")

WISH = (
    r"(?:willing(?:ness)?|agree(?:s|d|able|ment)?|motivated|wants?|eager|keen|would like|accepts?|committed|on board|consents?|"
    r"look(?:s|ing)? forward|intends?|plans? to|happy|glad|asks? for|interested in|amenable|ready|"
    r"(?:will|'ll|would|can) (?:gladly |certainly |definitely )?(?:wear|use|comply|be compliant|adhere))"
)
WISHES = lazy_pattern(rf"\b{WISH}\b|(?<=he)'ll (?:wear|use)\b|(?<=she)'ll (?:wear|use)\b")
REFUSES = lazy_pattern(
    r"\b(?:refus\w+|declin\w+|unwilling|not (?:willing|agreeable|interested|motivated)|will not|won't|(?:does|do|did) not (?:want|wish)|"
    r"doesn't (?:want|wish)|opposed to|"
    r"didn't want|rejects?)\b"
)
WEARING = lazy_pattern(rf"{BRACE}|\bko\b|\bwear(?:s|ing)?\b|\buse it\b|\buse the device\b")
BRACE_NEAR = lazy_pattern(rf"{BRACE}|\bko\b")
OTHER_WILL = lazy_pattern(
    r"\b(?:surgery|tka|replacement|injections?|visco\w*|therapy|reluctant|hesitant|undecided|think about|unsure|not sure|ambivalent|"
    r"if|shoes?|sling|compression|hose)\b"
)
OTHER_REFUSED = lazy_pattern(r"\b(?:surgery|tka|replacement|injections?|visco\w*|nsaids?|opioids?)\b")
REACH = 70


def wearer(paper: Profile, told: Sequence[Said], index: int) -> Iterator[Finding]:
    """What a sentence tells of walking and of the will to wear the brace."""
    walks = _walks(paper, told[index])
    if walks is not None:
        yield walks
    will = _wills(paper, told, index)
    if will is not None:
        yield will


def _of_patient(paper: Profile, each: Said, match: re.Match[str], *presence: Presence) -> bool:
    meant = meaning(paper, each, match)
    own = meant.whose is Whose.PATIENT and not of_others(each, match)
    return own and not meant.hypothetical and meant.time is not Time.PLANNED and meant.presence in presence


def _walks(paper: Profile, each: Said) -> Finding | None:
    for match in NOT_WALKING.finditer(each.text):
        if affirmed(paper, each, match) and not NOT_SO.search(each.text):
            if _of_patient(paper, each, match, Presence.PRESENT, Presence.ABSENT):
                return told_of(paper, each, match, WALKS, TOOL, presence=Presence.ABSENT)
            return None
    for match in WALKING.finditer(each.text):
        answer = affirmed(paper, each, match)
        if answer is None or NOT_HIS_WALK.search(each.text):
            continue
        if not answer:
            return told_of(paper, each, match, WALKS, TOOL, presence=Presence.ABSENT)
        if _of_patient(paper, each, match, Presence.PRESENT):
            return told_of(paper, each, match, WALKS, TOOL)
    return None


def _wills(paper: Profile, told: Sequence[Said], index: int) -> Finding | None:
    each = told[index]
    wearing = WEARING.search(each.text)
    about = BRACE_NEAR.search(each.text) or any(BRACE_NEAR.search(one.text) for one in told[max(0, index - 2) : index])
    if not about or (wearing is None and BRACE_NEAR.search(each.text) is None):
        return None
    against = _near(each, REFUSES)
    if against is not None and not OTHER_REFUSED.search(each.text):
        if _of_patient(paper, each, against, Presence.PRESENT, Presence.ABSENT):
            return told_of(paper, each, against, WILLING, TOOL, presence=Presence.ABSENT)
        return None
    wish = _near(each, WISHES)
    if wish is None or against is not None or OTHER_WILL.search(each.text) or of_others(each, wish):
        return None
    answer = affirmed(paper, each, wish)
    if answer is None:
        return None
    meant = meaning(paper, each, wish)
    if meant.whose is not Whose.PATIENT or (meant.presence is not Presence.PRESENT and answer):
        return None
    return told_of(paper, each, wish, WILLING, TOOL, presence=Presence.PRESENT if answer else Presence.ABSENT)


def _near(each: Said, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first words of a pattern close to those of wearing or of the brace."""
    spots = [m.span() for m in WEARING.finditer(each.text)]
    for match in pattern.finditer(each.text):
        if any(match.start() - end <= REACH and start - match.end() <= REACH for start, end in spots):
            return match
    return None
