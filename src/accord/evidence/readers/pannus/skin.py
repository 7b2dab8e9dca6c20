"""The skin under the fold, and its treatment.

pannus_intertrigo        -- a rash under the fold; qualifier course: chronic, or once where no words tell so; absent: none there.
pannus_intertrigo_span   -- days between the first and the last dated entry that finds it.
pannus_treatment         -- what was used, qualifier outcome failed, helped or tried; value: days at least. Absent: nothing was tried.
pannus_treatment_most    -- the same, days at most.
pannus_treatments_together -- days at most of all treatments one after another.
pannus_treatment_open    -- a treatment whose length is not told.
pannus_treatment_failed  -- present: the rash stayed or came back; absent: it cleared and stayed away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.course_lengths import length_of, lengths_in
from accord.evidence.readers.own_sections import RULE_QUOTED, is_planned, section_of
from accord.evidence.readers.pannus.words import PANNUS
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "pannus-skin/1"
INTERTRIGO, SPAN = "pannus_intertrigo", "pannus_intertrigo_span"
TOGETHER = "pannus_treatments_together"
TREATMENT, MOST, OPEN, FAILED = (
    "pannus_treatment", "pannus_treatment_most", "pannus_treatment_open", "pannus_treatment_failed",
)  # fmt: skip

_RASH = (
    r"(?:intertrigo|intertriginous \w+|rash(?:es)?|candid\w+|(?:fungal|yeast|skin) (?:infections?|breakdown)|"
    r"maceration|macerated|"
    r"excoriat\w+|dermatitis|erythema\w*|ulcerat\w+|cellulitis|panniculitis|satellite lesions|skin irritation|"
    r"fissur\w+)"
)
RASH = lazy_pattern(rf"\b{_RASH}\b")
FOLD = lazy_pattern(
    rf"\b(?:{PANNUS}|infra-?pann\w+|sub-?pann\w+|(?:abdominal|pannicular|lower abdomen|belly|skin|"
    rf"infraumbilical) ?(?:skin )?(?:fold|crease)s?|under the fold|in the fold|the fold)\b"
)
ELSEWHERE = lazy_pattern(
    r"\b(?:infra-?mammary|sub-?mammary|under (?:the |her |his |both |each )*breasts?|breast folds?|axill\w+|"
    r"groins?|inguinal|gluteal|"
    r"perianal|"
    r"diaper|feet|foot|toes?|scalp|face|arms?|legs?|elbows?|back\b(?! to)|neck)\b"
)
CHRONIC = lazy_pattern(
    r"\b(?:chronic\w*|recur\w*|persist\w*|repeated\w*|frequent\w*|ongoing|intractable|refractory|"
    r"constant\w*|long-?standing|"
    r"relaps\w+|(?:keeps?|kept) (?:coming back|returning|recurring)|comes back|returns|multiple (?:episodes|"
    r"times|courses)|episodes|"
    r"(?:for|over|x|past|last) (?:the )?(?:past |last )?(?:(?:[3-9]|\d\d+|three|four|five|six|several|many) "
    r"(?:or more )?(?:months?|mos?)|"
    r"(?:\d+|two|three|four|five|six|several|many) (?:or more )?(?:years?|yrs?)|years?)|for years|since (?:\w+ "
    r")?20\d\d|"
    r"(?:\d+|two|three|four|five|six) (?:times|episodes|flares?|bouts))\b"
)
NONE_THERE = lazy_pattern(
    rf"\b(?:no|without|denies|denied|never had|free of|absence of|negative for)\b (?:any |current |active |"
    rf"history of |evidence of |signs? of |"
    rf"visible |or |recurrent |chronic |rash(?:es)?,? |intertrigo,? |maceration,? |ulcerat\w+,? |and )*{_RASH}|"
    r"\bskin (?:under|beneath|below|in|of) (?:the |her |his )?(?:\w+ ){0,2}?(?:pannus|panniculus|fold|folds|"
    r"apron)\b[^.;]{0,20}\b(?:intact|clear|clean|"
    r"normal|healthy|dry)\b"
)
OVER = lazy_pattern(
    r"\W*\b(?:none since|no rash(?:es)? since|no recurrence|(?:has )?(?:not|never) (?:recurred|come back|"
    r"returned)|(?:a )?single (?:episode|rash)|"
    r"(?:only )?once\b[^.;]{0,40}\b(?:cleared|resolved))\b"
)
_DRUGS = (
    r"nystatin|nystop|nyamyc|lotrisone|clotrimazole|lotrimin|miconazole|desenex|ketoconazole|econazole|ciclopirox|"
    r"terbinafine|lamisil|fluconazole|diflucan|"
    r"naftifine|luliconazole|anti-?fungals?|hydrocortisone|triamcinolone|desonide|betamethasone|(?:topical |"
    r"low[- ]potency )*(?:cortico)?steroids?|"
    r"zinc oxide|desitin|calmoseptine|barrier (?:cream|ointment|paste)|mupirocin|bactroban|cephalexin|keflex|"
    r"doxycycline|clindamycin|"
    r"(?:oral |topical )?antibiotics?|inter-?dry|moisture[- ]wicking (?:fabric|textile|sheets?)|drying "
    r"(?:agents?|powders?)|domeboro|burow\w*|"
    r"(?:medicated |absorbent |antifungal )(?:powders?|creams?)|chlorhexidine|hibiclens"
)
DRUG = lazy_pattern(rf"\b(?:{_DRUGS})\b")
NEVER = lazy_pattern(
    r"\b(?:no|without|never (?:had|tried|used)|has(?: not|n't) (?:yet )?(?:tried|had|used|been treated with|"
    r"received))\b (?:any |prior |previous |"
    r"prescri\w+ |topical |medical |formal |other |or )*(?:treatments?|therap(?:y|ies)|medications?|creams?|"
    r"powders?|antifungals?)\b|"
    r"\bnever been treated\b|\buntreated\b|\bnot (?:been )?treated\b"
)
BAD = lazy_pattern(
    r"\b(?:recur\w*|return(?:s|ed)|(?:came|comes|coming) (?:right )?back|persist\w*|despite|refractory|"
    r"fail(?:ed|ure|s|ing)?|resistant|"
    r"no (?:\w+ )?(?:relief|improvement|benefit|response|effect|resolution)|not (?:\w+ )?(?:clear\w*|resolv\w*|"
    r"improv\w*|help\w*|respond\w*|controlled|work\w*)|"
    r"did(?:n't| not) (?:\w+ )?(?:help|clear|resolve|work)|(?:without|w/o) (?:\w+ )?(?:relief|improvement|resolution|"
    r"success|benefit|response)|"
    r"unresponsive|only (?:partial|temporary|brief|transient)\w*|temporar(?:y|ily)|flares?|relaps\w+|still "
    r"(?:has|red|there|present|macerated|weeping)|"
    r"unchanged|worse\w*|each time|intractable|never (?:fully |completely )?(?:clear\w*|resolv\w*)|"
    r"incomplete\w*|inadequate\w*|minimal)\b"
)
GOOD = lazy_pattern(
    r"\b(?:(?:has |have |is |was |now )?(?:completely |fully )?(?:resolved|cleared|healed)|responded well|good "
    r"response|well[- ]controlled|"
    r"no recurrence|(?:has )?not recurred|rash[- ]free)\b"
)
PLANNED = lazy_pattern(
    r"\b(?:will (?:start|try|use|begin|prescribe)|to start|start(?:ing)? (?:today|now)|begin today|recommend\w*|"
    r"consider\w*|advis\w+ to|"
    r"plan(?:s|ned)? to|after surgery|post-?op\w*|pre-?op(?:erative)? antibiotic\w*|prophyla\w+|ancef|"
    r"prescribed today|trial of)\b"
)
LASTED = lazy_pattern(r"\b(?:completed|finished|failed|after|despite|tried|used|using|was|had|for|x)\b")
NO_SECTIONS = ("family_history", "instructions", "counseling", "allergies")
FEWEST_DAYS = 3
NO_PAPERS = (PartKind.ORDER, PartKind.LABORATORY, PartKind.IMAGING, PartKind.MEDICATION_LIST)


def skin(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """The rash of the fold and what was done for it."""
    rashes: list[Finding] = []
    longest: dict[str, Finding] = {}
    for paper in papers:
        if not tells_history(paper) or paper.kind in NO_PAPERS:
            continue
        told = list(said_in(paper))
        for index, each in enumerate(told):
            if section_of(paper, each) in NO_SECTIONS:
                continue
            near = [one.text for one in told[max(0, index - 1) : index + 2]]
            rash = _rash(paper, each, near)
            if rash is not None:
                rashes.append(on_day(chart, paper, each, rash))
            after = told[index + 1] if index + 1 < len(told) else None
            for found in _treated(chart, paper, each, after, near):
                dated = on_day(chart, paper, each, found)
                drug = dated.qualifiers.get("words", "")
                if dated.concept == MOST and (drug not in longest or _days(longest[drug]) < _days(dated)):
                    longest[drug] = dated
                yield dated
    yield from rashes
    yield from _span(rashes)
    yield from _together(list(longest.values()))


def _days(found: Finding) -> Decimal:
    return found.number or Decimal(0)


def _together(longest: Sequence[Finding]) -> Iterator[Finding]:
    """The days of all drugs, as if each had followed the other."""
    if longest:
        total = sum((_days(found) for found in longest), Decimal(0))
        yield replace(longest[-1], concept=TOGETHER, value=total, support=tuple(f.place for f in longest[:-1]))


def _rash(paper: Profile, each: Said, near: Sequence[str]) -> Finding | None:
    if RULE_QUOTED.search(each.text):
        return None
    about = FOLD.search(each.text)
    none = NONE_THERE.search(each.text)
    over = OVER.search(each.text) or (OVER.match(near[-1]) if near[-1] != each.text else None)
    if over is not None and CHRONIC.search(each.text) is None and any(FOLD.search(words) for words in near):
        rash = RASH.search(each.text)
        return told_of(paper, each, rash, INTERTRIGO, TOOL, presence=Presence.ABSENT) if rash is not None else None
    if none is not None and (about or "intertrigo" in none[0]) and not CHRONIC.search(each.text):
        meant = meaning(paper, each, none)
        own = meant.whose is Whose.PATIENT and not meant.hypothetical and not of_others(each, none)
        return told_of(paper, each, none, INTERTRIGO, TOOL, presence=Presence.ABSENT) if own else None
    if not about and (ELSEWHERE.search(each.text) or not any(FOLD.search(words) for words in near)):
        return None
    for match in RASH.finditer(each.text):
        meant = meaning(paper, each, match)
        if meant.presence is not Presence.PRESENT or meant.whose is not Whose.PATIENT or meant.hypothetical:
            continue
        if is_planned(paper, each, meant) or of_others(each, match):
            continue
        course = "chronic" if CHRONIC.search(each.text) else "once"
        return told_of(paper, each, match, INTERTRIGO, TOOL, qualifiers={"course": course})
    return None


def _span(rashes: Sequence[Finding]) -> Iterator[Finding]:
    """Days between the first and the last of three or more days on which the rash was found."""
    dated = [(f.date.earliest, f) for f in rashes if f.presence is Presence.PRESENT and f.date and f.date.exact]
    seen = [found for _, found in sorted(dated, key=lambda one: one[0])]
    days = sorted({day for day, _ in dated})
    if len(days) >= FEWEST_DAYS:
        last = seen[-1]
        yield replace(
            last,
            concept=SPAN,
            value=Decimal((days[-1] - days[0]).days),
            unit="d",
            support=tuple(f.place for f in seen[:-1]),
        )


def _about_fold(words: str, near: Sequence[str]) -> bool:
    """Is the fold meant, and not a rash under the breasts or on the feet?"""
    if FOLD.search(words):
        return True
    if ELSEWHERE.search(words):
        return False
    if any(FOLD.search(one) for one in near):
        return True
    return any(RASH.search(one) for one in near) and not any(ELSEWHERE.search(one) for one in near)


def _treated(chart: Chart, paper: Profile, each: Said, after: Said | None, near: Sequence[str]) -> Iterator[Finding]:
    if RULE_QUOTED.search(each.text):
        return
    about = _about_fold(each.text, near)
    never = NEVER.search(each.text)
    if never is not None and about and not DRUG.search(each.text):
        meant = meaning(paper, each, never)
        if meant.whose is Whose.PATIENT and not meant.hypothetical and not is_planned(paper, each, meant):
            yield told_of(paper, each, never, TREATMENT, TOOL, presence=Presence.ABSENT)
        return
    mentions = list(DRUG.finditer(each.text))
    if not mentions or not about:
        return
    outcome = _outcome(each.text, after)
    lengths = lengths_in(chart, paper, each)
    used = [m for m in mentions if _used(paper, each, m, outcome)]
    for match in used:
        length = length_of(each, match.start(), match.end(), [m.start() for m in mentions if m is not match], lengths)
        said = {"outcome": outcome}
        if length is None:
            yield told_of(paper, each, match, OPEN, TOOL, time=Time.PAST, qualifiers=said)
            yield told_of(paper, each, match, TREATMENT, TOOL, time=Time.PAST, qualifiers=said)
            continue
        for concept, days in ((TREATMENT, length.least), (MOST, length.most)):
            value = Decimal(days)
            yield told_of(paper, each, match, concept, TOOL, time=Time.PAST, value=value, unit="d", qualifiers=said)
    if used and outcome in ("failed", "helped"):
        presence = Presence.PRESENT if outcome == "failed" else Presence.ABSENT
        yield told_of(paper, each, used[0], FAILED, TOOL, presence=presence)


def _outcome(words: str, after: Said | None) -> str:
    follows = after.text if after is not None and (RASH.search(after.text) or _CARRIES_ON.match(after.text)) else ""
    for said in (words, follows):
        if BAD.search(said):
            return "failed"
        if GOOD.search(said):
            return "helped"
    return "tried"


_CARRIES_ON = re.compile(
    r"\W*(?:fail\w*|unsuccess\w*|cleared|resolved|it|the (?:rash|skin|area|intertrigo)|this|these|each|none|"
    r"neither|both|all|"
    r"symptoms?|recur\w*|no|"
    r"despite|with|rash|still)\b"
)


def _used(paper: Profile, each: Said, match: re.Match[str], outcome: str) -> bool:
    """Was the drug really used by the patient, and not only planned?"""
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or of_others(each, match):
        return False
    if meant.presence is Presence.ABSENT and outcome != "failed":
        return False
    planned = is_planned(paper, each, meant) or PLANNED.search(each.text)
    return not planned or bool(outcome == "failed" and LASTED.search(each.text) and not is_planned(paper, each, meant))
