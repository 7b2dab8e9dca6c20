"""Changes of treatment made against low glucose: which, when; and what notes say of how many there were.

Concepts: 'treatment_change' (one finding a change, dated), 'treatment_change_count' (stated: none, or only one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.diabetes.change_lists import listed_changes
from accord.evidence.readers.diabetes.days import days_between
from accord.evidence.readers.diabetes.insulin_words import GENERIC_OF
from accord.evidence.readers.diabetes.retold import BEFORE_NOW, once
from accord.evidence.readers.mentions import about, date_of, voice
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Voice, Whose

TOOL = "changes/1"
UNHEARD = (Voice.SUPPLIER, Voice.PAYER, Voice.PATIENT)

DRUGS = (
    r"(?:glimep|glip|glyb|gliz|metf|gliptin|glipizide|glucotrol|glimepiride|amaryl|glyburide|glynase|glibenclamide|"
    r"gliclazide|sulfonylureas?|"
    r"\bsu\b|repaglinide|prandin|nateglinide|starlix|metformin|pioglitazone|"
    r"sitagliptin|januvia|empagliflozin|jardiance|dapagliflozin|farxiga|semaglutide|ozempic|dulaglutide|"
    r"trulicity|liraglutide|victoza|tirzepatide|mounjaro|"
    rf"insulins?|basal(?: rates?| dose| insulin)?|bolus(?:es)?|"
    rf"{'|'.join(sorted(GENERIC_OF, key=len, reverse=True))}|i:?c(?: ratio)?|carb(?:ohydrate)? ratio|"
    rf"insulin[- ]to[- ]carb|isf|sensitivity factor|"
    r"correction(?: factor| scale)?|overnight (?:rate|basal)|evening dose|bedtime dose|morning dose|"
    r"supper dose|dinner dose|dose|doses|regimen|medications?|meds?|drug|pump settings?|pump rates?)"
)
PLAN = (
    r"(?:meal plan|diet(?:ary)?(?: plan)?|eating plan|bedtime snack|evening snack|snacks?|"
    r"carb(?:ohydrate)? (?:intake|content|amounts?|counting)|meal times?|meals|eating times?|"
    r"exercise(?: plan| timing)?|activity plan|nutrition (?:plan|referral|therapy|visit)|treatment plan|"
    r"care plan|diabetes plan|alcohol)"
)
AGAINST_LOWS = (
    r"(?:acarbose|precose|miglitol|glyset|diazoxide|proglycem|octreotide|lanreotide|pasireotide|corn ?starch)"
)
GOAL = r"(?:(?:a1c|hba1c|glycemic|glucose|bg|sugar|blood sugar|treatment) )?(?:goals?|targets?)"
LESS = (
    r"(?:cut(?: back| down)?|reduc\w+|lower\w*|decreas\w+|halv\w+|drop(?:ped|ping)?|back(?:ed)? off|"
    r"trimm?\w+|wean\w*|taper\w*|titrat\w+ down|down-?titrat\w+|de-?escalat\w+|de-?intensif\w+|scal\w+ back|"
    r"decr)"
)
OFF = (
    r"(?:stop(?:ped|ping)?|discontinu\w+|d/?c'?d|dc'?ed|held|hold|taken off|took off|took away|off|withdr\w+|"
    r"removed|eliminat\w+)"
)
SWAP = r"(?:switch\w*|chang\w+|replac\w+|substitut\w+|swapp\w+|convert\w+|mov\w+|split|spread)"
UP = r"(?:rais\w+|relax\w+|loosen\w*|liberali[sz]\w+|increas\w+|eas\w+|broaden\w*)"
ADDED = (
    r"(?:add\w*|start\w*|instruct\w+|advis\w+|revis\w+|review\w+|adjust\w+|modif\w+|alter\w+|chang\w+|mov\w+|"
    r"updat\w+|rework\w+|new|introduc\w+|began|put on)"
)

CHANGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "less",
        re.compile(
            rf"\b(?P<v>{LESS})\b (?:\w+ |[\d./:%-]+ ){{0,5}}?{DRUGS}\b|\b{DRUGS}\b[^.;]{{0,40}}?\b(?P<w>{LESS})\b"
        ),
    ),
    (
        "off",
        re.compile(
            rf"\b(?P<v>{OFF})\b (?:\w+ ){{0,3}}?{DRUGS}\b|\b{DRUGS}\b[^.;]{{0,60}}?\b(?P<w>stopped|discontinued|"
            rf"d/?c'?d?|dc'?ed|held|withdrawn|removed)\b"
        ),
    ),
    (
        "swap",
        re.compile(
            rf"\b(?P<v>{SWAP})\b (?:\w+ ){{0,3}}?(?:from )?{DRUGS}\b|\b{DRUGS}\b[^.;]{{0,20}}?\b(?P<w>switched|"
            rf"changed|replaced|swapped|converted|moved|split)\b"
        ),
    ),
    (
        "adjust",
        re.compile(
            rf"\b(?P<v>adjust\w+) (?:\w+ ){{0,3}}?{DRUGS}\b|\b{DRUGS}\b[^.;]{{0,24}}?\b(?P<w>adjusted|modified)\b"
        ),
    ),
    (
        "arrow",
        re.compile(
            rf"\b{DRUGS}\b[^.;]{{0,24}}?(?P<v>)(?P<w>)(?P<from>1 ?: ?\d+(?:\.\d+)?|\d+(?:\.\d+)?) ?(?:u|units?|mg|u/h|"
            rf"u/hr)? ?(?:->|→|=>|>|to) ?(?P<to>1 ?: ?\d+(?:\.\d+)?|\d+(?:\.\d+)?)\b"
        ),
    ),
    (
        "arrow again",
        re.compile(
            r", (?:then |and |again )*(?P<v>)(?P<w>)(?P<from>\d+(?:\.\d+)?) ?(?:u|units?|mg)? ?(?:->|→|=>|to) ?"
            r"(?P<to>\d+(?:\.\d+)?)(?![\d/])"
        ),
    ),
    (
        "again",
        re.compile(
            rf"\b(?:{LESS})\b[^.;]{{0,80}}?\b(?:and|then|,) ?(?:then |again |further |"
            rf"later )*(?P<v>to)(?P<w>) \d[\d.]* ?(?:mg|u\b|units?)?"
        ),
    ),
    (
        "against lows",
        re.compile(
            rf"\b(?P<v>add\w*|start\w*|began|put on|rais\w+|increas\w+|trial of|"
            rf"tried)\b (?:\w+ ){{0,4}}?{AGAINST_LOWS}\b|"
            rf"\b{AGAINST_LOWS}\b[^.;,]{{0,30}}?\b(?P<w>added|started|begun|raised|increased|tried|up to)\b"
        ),
    ),
    ("goal", re.compile(rf"\b(?P<v>{UP})\b (?:\w+ ){{0,3}}?{GOAL}\b|\b{GOAL}\b[^.;]{{0,30}}?\b(?P<w>{UP})\b")),
    (
        "plan",
        re.compile(
            rf"\b(?P<v>{ADDED})\b (?:\w+ ){{0,3}}?{PLAN}\b|\b{PLAN}\b[^.;]{{0,20}}?\b(?P<w>added|started|changed|"
            rf"adjusted|revised|modified|moved|updated|begun)\b"
        ),
    ),
)
CHANGED = r"(?:changed|adjusted|modified|altered|cut|lowered|reduced|touched|revised|tweaked|switched)"
NONE_MADE = re.compile(
    rf"\b(?:nobody|no one|no-one|no (?:doctor|provider|physician|clinician)) (?:has |had |have |ever |"
    rf"yet )*(?:been )?{CHANGED}\b|"
    rf"\b(?:none|neither) of (?:\w+ ){{1,5}}(?:has|have|had|was|were) (?:ever |yet )?(?:been )?(?:ever )?{CHANGED}\b|"
    r"\b(?:no|zero) (?:\w+ ){0,3}(?:adjustments?|changes?|modifications?|alterations?|revisions?|reductions?|"
    r"dose cuts?) (?:was |were |"
    r"has been |have been |had been )?"
    r"(?:ever |yet )*(?:made|done|tried|undertaken|attempted|needed)\b|"
    rf"\b(?:did not|didn't|has never|have never|had never|never) (?:ever )?(?:had to )?(?:change|adjust|alter|modify|"
    rf"cut|lower|reduce|touch)\w* (?:any|the|his|"
    r"her|their|my|a)\b|"
    rf"\bnever had (?:his|her|their|the|a|any) (?:\w+ ){{1,4}}{CHANGED}\b|"
    r"\b(?:regimen|treatment|therapy|plan|medications?|meds|doses?|dosing|drugs|pills) (?:\w+ ){0,4}(?:unchanged|"
    r"the same|stable|constant) "
    r"(?:from|till|until|throughout|all|x|through|before|prior|at)\b|"
    r"\b(?:on )?(?:the )?same (?:\w+ )?(?:regimen|doses?|meds|medications?|treatment|plan|pills) (?:x|from|"
    r"throughout|all|as) ?\b|"
    r"\b(?:no|not any|zero|without) (?:\w+ ){0,2}(?:alterations?|revisions?|adjustments?) (?:in|to|of|on account|"
    r"because|for)\b|"
    r"\b(?:no|without|not any|zero) (?:other |further |recent |prior |previous |such )?(?:\w+ (?:or|/|"
    r"and) )*(?:\w+ )?(?:changes?|adjustments?|modifications?) (?:in|to|of|have|has|were|was|since|made|for|"
    r"before|over|during|because|on account|due)\b|"
    r"\b(?:has|have|had|was|were)(?:n't| not) (?:been )?(?:changed|adjusted|modified|altered)\b|"
    r"\bnever (?:been )?(?:changed|adjusted|modified|altered)\b|\bnot changed since\b|"
    r"\b(?:regimen|treatment|therapy|plan|medications?|meds|doses?|dosing|drugs) (?:\w+ ){0,3}(?:unchanged|"
    r"the same|stable) (?:since|for|over|in|during)\b|\bsame (?:regimen|doses?|meds|medications?|"
    r"treatment) (?:since|for)\b|"
    r"\bno (?:med(?:ication)?|dose|regimen|treatment|plan|drug|diet|meal plan) (?:changes?|"
    r"adjustments?)\b(?=[^.;]*\b(?:since|ever|made|for (?:the )?lows|to date|so far|before|prior|past|last|"
    r"in the)\b)"
)
ONLY_ONE = re.compile(
    r"\b(?:the )?only (?:\w+ ){0,2}(?:change|adjustment|modification|intervention|tweak)\b|\b(?:only|"
    r"just) (?:one|1|a single) (?:\w+ ){0,3}(?:change|adjustment|modification|reduction|dose cut|cut|"
    r"intervention)\b|"
    r"\b(?:a single|one|1) (?:\w+ ){0,2}(?:change|adjustment|modification) (?:only|so far|to date)\b|"
    r"\bno (?:other|further) (?:\w+ ){0,3}(?:change|adjustment)s? (?:\w+ ){0,3}(?:before|until|prior)\b"
)
OF_TREATMENT = re.compile(
    rf"\b{DRUGS}\b|\b{PLAN}\b|\b{GOAL}\b|\b(?:treatment|therapy|lows?|hypo\w*|diabetes|pills?|adjustments?|settings|"
    rf"management)\b"
)
OTHER_SUBJECT = re.compile(
    r"\b(?:changes?|adjustments?|modifications?) (?:in|to|of) (?:\w+ ){0,2}(?:vision|skin|weight|bowels?|appetite|"
    r"feet|foot|mood|sleep|"
    r"hearing|exam|vitals|address|insurance|health|gait|memory|urin\w+|eyes?|family|social|history|allerg\w+|"
    r"problem list)\b|"
    r"\b(?:visual|skin|weight|bowel|ekg|ecg|retinal|interval|acute|st|other health) changes\b"
)
DECIDED = re.compile(r"\b(?:no|not|without|never|n't)\b (?:\w+ ){0,3}$")
NOT_DONE = re.compile(
    r"\b(?:consider\w*|may|might|could|would|if|discuss\w*|offer\w*|declin\w+|refus\w+|suggest\w*|unless|"
    r"should|think\w* about|plan to|plans to|next visit)\b"
)
RISING = re.compile(
    r"\b(?:increas\w+|rais\w+|up-?titrat\w+|titrat\w+ up|intensif\w+|to improve (?:a1c|control)|"
    r"for (?:hyperglyc\w+|high|elevated|a1c above))\b"
)
OTHER_REASON = re.compile(
    r"\b(?:for|due to|because of|d/t|2/2|given|secondary to|on account of|after) (?:the |a |her |"
    r"his )?(?:\w+ )?(?:costs?|copay|price|formulary|"
    r"insurance|diarrhea|gi\b|nausea|vomiting|rash|uti|yeast|egfr|ckd|kidney|renal|weight|edema|swelling|"
    r"heart failure|chf|shortage|backorder|"
    r"preference|convenience|surgery|contrast|pregnancy|itching|bloating)\b"
)
TODAY = re.compile(r"\b(?:today|now|at this visit|this visit)\b")
LONG = re.compile(r"\b(?:since|from|until|ever|never|before)\b")
STATED_ONLY_TODAY = re.compile(r"\b(?:today|at this (?:time|visit)|now)\b")


def changes(chart: Chart) -> Iterator[Finding]:
    """Changes that clinicians' papers tell, and stated counts that no later change has overtaken."""
    counts: list[Finding] = []
    made: list[Finding] = []
    for paper in chart.patient_papers:
        if voice(paper) in UNHEARD or paper.kind in (PartKind.ORDER, PartKind.LABORATORY):
            continue
        for each in said_in(paper):
            stated = _stated(paper, each)
            counts += [stated] if stated is not None else []
            made += _made(paper, each)
        made += listed_changes(paper)
    made = list(once(made))
    yield from made
    yield from (count for count in counts if not any(_after(change, count) for change in made))


def _after(change: Finding, count: Finding) -> bool:
    """Was a change made after the day on which a count was told?"""
    return count.date is not None and change.date is not None and count.date.before(change.date) is True


def _stated(paper: Profile, each: Said) -> Finding | None:
    for number, pattern in ((1, ONLY_ONE), (0, NONE_MADE)):
        match = pattern.search(each.text)
        if match is None or OTHER_SUBJECT.search(each.text) or (number == 0 and not OF_TREATMENT.search(each.text)):
            continue
        told = assertion(paper.document, *each.span(match.start(), match.end()))
        about_today = number == 0 and STATED_ONLY_TODAY.search(each.text) and not LONG.search(each.text)
        if told.hypothetical or told.whose is not Whose.PATIENT or about_today:
            return None
        return Finding(
            "treatment_change_count",
            place_of(paper.document, each, match.start(), match.end()),
            value=Decimal(number),
            date=date_of(paper),
            qualifiers=about(paper),
            voice=voice(paper),
            tool=TOOL,
        )
    return None


def _made(paper: Profile, each: Said) -> Iterator[Finding]:
    """Each change of a sentence, dated by the day nearest to it, or by the visit at which it was made."""
    taken: list[tuple[int, int]] = []
    for kind, pattern in CHANGES:
        for match in pattern.finditer(each.text):
            verb = _verb(match)
            span = match.span() if kind in ("arrow", "arrow again") else verb
            if any(a < span[1] and span[0] < b for a, b in taken) or not _counts(paper, each, kind, match):
                continue
            taken.append(verb)
            day = _day_of(paper, each, verb)
            own = date_of(paper)
            dated = day is not None and (own is None or day.iso() != own.iso())
            yield Finding(
                "treatment_change",
                place_of(paper.document, each, match.start(), match.end()),
                date=day,
                qualifiers={
                    "change": kind,
                    "words": _with_doses(each, match),
                    "dated": "yes" if dated else "no",
                    **about(paper),
                },
                voice=voice(paper),
                tool=TOOL,
            )


def _with_doses(each: Said, match: re.Match[str]) -> str:
    """The words of a change and the doses just behind them."""
    behind = re.match(r"[^.;,]{0,30}", each.text[match.end() :])
    return match[0] + (behind[0] if behind else "")


def _counts(paper: Profile, each: Said, kind: str, match: re.Match[str]) -> bool:
    """Was it done, of this patient, and not to raise treatment?"""
    before = each.text[max(0, match.start() - 40) : match.start()]
    if DECIDED.search(before) or NOT_DONE.search(before) or NOT_DONE.search(match[0]):
        return False
    if OTHER_REASON.search(each.text[match.start() : match.end() + 45]):
        return False
    if kind not in ("goal", "against lows") and RISING.search(match[0]):
        return False
    if kind == "arrow again" and not re.search(rf"\b{DRUGS}\b", each.text[: match.start()]):
        return False
    if kind in ("arrow", "arrow again") and not _is_lower(match["from"], match["to"]):
        return False
    told = assertion(paper.document, *each.span(match.start(), match.end()))
    return told.whose is Whose.PATIENT and told.presence is Presence.PRESENT and not told.hypothetical


def _is_lower(first: str, second: str) -> bool:
    """A dose that falls, or a ratio that gives less insulin for the same meal."""
    if ":" in first and ":" in second:
        return Decimal(second.split(":")[1].strip()) > Decimal(first.split(":")[1].strip())
    return ":" not in first and ":" not in second and Decimal(second) < Decimal(first)


def _verb(match: re.Match[str]) -> tuple[int, int]:
    """Where the word stands that says what was done; the whole match for a dose written with an arrow."""
    return match.span("v") if match["v"] else match.span("w") if match["w"] else match.span()


PARTS = re.compile(r";|\.\s|\bthen\b|\band then\b|, (?=on \d|in [a-z])")


def _clause(paper: Profile, each: Said, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence around a verb, up to a semicolon or 'then'."""
    flat = paper.document.flat
    low = max((m.end() for m in PARTS.finditer(flat, each.sentence.start, start)), default=each.sentence.start)
    following = PARTS.search(flat, end, each.sentence.end)
    return low, following.start() if following else each.sentence.end


def _day_of(paper: Profile, each: Said, verb: tuple[int, int]) -> PartialDate | None:
    start, end = each.span(*verb)
    inside = days_between(paper, each.sentence.start, each.sentence.end)
    low, high = _clause(paper, each, start, end)
    behind = [m for m in inside if start <= m.start < min(end + 60, high)]
    before = [m for m in inside if max(start - 60, low) <= m.start < start]
    if before and paper.document.flat[low : before[-1].start].strip(" -:(") in (
        "",
        "on",
        "in",
        "since",
        "and on",
        "and in",
    ):
        behind = []
    near = behind[:1] or before[-1:]
    if near:
        return near[0].date
    if BEFORE_NOW.search(each.text) and not TODAY.search(each.text):
        return None
    if TODAY.search(each.text) or not inside:
        return date_of(paper)
    return None
