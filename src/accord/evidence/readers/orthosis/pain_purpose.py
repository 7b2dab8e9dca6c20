"""What a spinal brace is ordered for, where that is pain: the brace, what it does to the trunk, and the pain of its movement.

spo_for_pain -- to lessen pain by holding the trunk still; absent: said not to be for pain, or only for comfort or prevention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.orthosis.words import BRACE, first_affirmed
from accord.evidence.readers.sayings import meaning, told_of
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding, Presence, Whose

TOOL = "spinal-brace-for-pain/1"
FOR_PAIN = "spo_for_pain"

_HURT = r"(?:pain\w*|hurts?|ache\w*|discomfort|sore\w*|symptom\w*|spasms?)"
_STILL = (
    r"(?:restrict\w*|limit\w*|reduc\w*|control\w*|prevent\w*|block\w*|immobili[sz]\w*|stabili[sz]\w*|"
    r"minimi[sz]\w*|decreas\w*|lessen\w*|keep\w*|hold\w*|stop\w*|curb\w*)"
)
_MOTION = (
    r"(?:motion|movements?|mobility|flexion|extension|flexing|extending|bending|bend|twisting|"
    r"twist|rotation|rotating|range|moving|trunk|torso|lifting and bending)"
)
_LESS = (
    r"(?:reduc\w*|reliev\w*|relief|lessen\w*|decreas\w*|eas\w*|less|control\w*|improv\w*|alleviat\w*|"
    r"help\w*|so that|because|that hurts?|painful|provok\w*|trigger\w*|caus\w*|due to|for)"
)
PURPOSE = lazy_pattern(
    rf"\b{_STILL}\b[^.]{{0,60}}\b{_MOTION}\b[^.]{{0,100}}\b{_HURT}\b|\b{_LESS}\b[^.]{{0,40}}\b{_HURT}\b[^.]{{0,90}}\b{_STILL}\b[^.]{{0,50}}\b{_MOTION}\b|"
    rf"\b{_HURT}\b[^.]{{0,60}}\bby\b[^.]{{0,30}}\b{_STILL}\b[^.]{{0,50}}\b{_MOTION}\b|"
    rf"\b{_STILL} (?:the |his |her |painful |pain-provoking |provocative |end[- ]range |trunk |"
    rf"spinal |lumbar |segmental |excess\w* )*(?:painful|pain-provoking|provocative) (?:\w+ )?{_MOTION}|"
    r"\bless (?:movement|motion)\b[^.]{0,60}\bless pain"
)
# what the brace does, told behind its name or with it, and what links that to pain; pain itself that limits is no purpose
_ACTS = (
    r"(?:restrict(?:s|ing|ion)?|limit(?:s|ing|ation)?|reduc(?:e|es|ing|tion)|control(?:s|ling)?|prevent(?:s|ing|ion)?|block(?:s|ing)?|"
    r"immobili[sz]\w*|stabili[sz](?:e|es|ing|ation)|minimi[sz](?:e|es|ing)|decreas(?:e|es|ing)|keep(?:s|ing)?|hold(?:s|ing)?|stop(?:s|ping)?|cut(?:s|"
    r"ting)? (?:down )?(?:on )?|"
    r"(?:does|do|will|can) ?not|doesn't|won't|cannot|can't)"
)
_FOR = r"(?:for|via|through|by|provid\w+)"
_SEGMENT = r"(?:segments?|levels?|facets?|spine|lumbar|joints?|instability|(?:spondylo)?listhesis)"
ACTS = lazy_pattern(
    rf"{BRACE}[^.]{{0,60}}\b{_FOR}\b[^.;]{{0,20}}\b{_MOTION} (?:restriction|limitation|control|reduction)\b|"
    rf"{BRACE}[^.]{{0,90}}?(?<!pain )(?<!pain that )(?<!pain which )(?<!and )(?<!she )(?<!he )(?<!patient )\b{_ACTS}\b[^.;]{{0,40}}\b(?:{_MOTION}|"
    rf"{_SEGMENT})\b|"
    rf"(?:{BRACE}|\bsupport\b)[^.]{{0,40}}\bso (?:that )?(?:he|she|the patient|pt)\b[^.;]{{0,12}}\b(?:not|less|cannot)\b[^.;]{{0,20}}\b{_MOTION}\b|"
    rf"\b(?:immobili[sz]e|stabili[sz]e|restrict|limit|hold)\b[^.;]{{0,50}}\b(?:{_MOTION}|{_SEGMENT})\b[^.;]{{0,30}}\b(?:with|by|in|using) (?:an? |"
    rf"the )?(?:\w+ )?{BRACE}"
)
_LINK = (
    r"(?:reliev\w*|relief|ease[sd]?|calm\w*|less|lessen\w*|reduc\w+|control\w*|decreas\w+|alleviat\w*|diminish\w*|"
    r"provok\w*|reproduc\w*|trigger\w*|caus\w+|worse\w*|aggravat\w*|since|because|with|on|due to)"
)
_PAINS = rf"(?:{_HURT}|lbp)"
LINKED = lazy_pattern(
    rf"\b{_LINK}\b[^.;]{{0,30}}\b{_PAINS}\b|\b{_PAINS}\b[^.;]{{0,25}}\b{_LINK}\b|\b{_MOTION}\b[^.;]{{0,20}}\b{_PAINS}\b"
)
ENDS_IN_HEALING = lazy_pattern(r"\b(?:heal\w*|fusion|post-?op\w*|surgery|fractures?|fx)\b")
MERELY_POSSIBLE = lazy_pattern(
    r"\bif\b[^.;]{0,60}\b(?:fail\w*|persist\w*|worse\w*|no better|not? improve\w*|needed)\b|\b(?:consider|discuss|might|may (?:need|try|want|benefit))\b|"
    r"\b(?:prior|previous|old) (?:\w+ )?(?:brace|orthosis|lso|tlso|support)\b|\bno longer (?:uses|wears)\b|\bdeclin\w+|\brefus\w+|"
    r"\bnot (?:ordered|prescribed|indicated|needed|necessary|recommended|helpful|help)\b"
)
NOT_FOR_PAIN = lazy_pattern(
    r"\bnot (?:for|because of|to treat) (?:the |any |his |her |back )*pain\b|\b(?:brace|orthosis|"
    r"support|lso|tlso)\b[^.;]{0,60}\b(?:only |just |solely |purely |mainly )?(?:for|as) (?:comfort|"
    r"prevention|a preventive|preventive|prophyla\w+|posture|support at work|warmth|heavy lifting at work|sports)\b|"
    r"\b(?:only|just|solely|purely) for (?:comfort|prevention|posture|convenience)\b"
)


def for_pain(paper: Profile, each: Said, before: Said | None) -> Iterator[Finding]:
    """What a sentence, with the one before it, says of pain as the purpose of the brace."""
    words = each.text
    brace = BRACE_WORD.search(words) or (before is not None and BRACE_WORD.search(before.text))
    against = NOT_FOR_PAIN.search(words)
    if against is not None and brace:
        yield told_of(paper, each, against, FOR_PAIN, TOOL, presence=Presence.ABSENT)
        return
    purpose = first_affirmed(paper, each, PURPOSE) if brace else None
    purpose = purpose or _act_against_pain(words, before)
    if purpose is not None and not OTHER_MEANS.search(words) and not MERELY_POSSIBLE.search(words):
        meant = meaning(paper, each, purpose)
        if meant.whose is Whose.PATIENT:
            yield told_of(paper, each, purpose, FOR_PAIN, TOOL)


def _act_against_pain(words: str, before: Said | None) -> re.Match[str] | None:
    """What the brace does to the trunk, where the sentence, or a short one before it, says that its movement hurts."""
    act = ACTS.search(words)
    if act is None or TICKS.search(words) or ENDS_IN_HEALING.search(words):
        return None
    near = words if before is None or len(before.text) > SHORT else f"{before.text}; {words}"
    return act if LINKED.search(near) else None


SHORT = 120
TICKS = lazy_pattern(r"\[ ?[x✓]? ?\]|[☐☑☒□■]")
BRACE_WORD = lazy_pattern(BRACE)
OTHER_MEANS = lazy_pattern(
    r"\b(?:if (?:the )?brace|did not|didn't|doesn't|not covered|exercises? to|therapy to|injection to|knee|ankle|wrist|neck)\b"
)
