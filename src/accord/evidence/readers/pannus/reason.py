"""What the removal of the fold is for.

pannus_reason -- present: a disease of the skin or a hindered function; absent: appearance, the back, lax muscles, the mind, or only
                 the reach of another operation; qualifier reason names it.
"""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.pannus.words import OPERATION
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import told_on_day
from accord.records.findings import Finding, Presence, Time

TOOL = "pannus-reason/1"
REASON = "pannus_reason"

_FOR = (
    r"(?:for|because of|due to|to (?:treat|address|resolve|relieve|prevent|control|eliminate|manage|correct|"
    r"improve|reduce|help(?: with)?)|"
    r"indicat\w+(?: is| are|:| by)?|in view of|given|on account of|secondary to|as treatment (?:of|for))"
)
_SKIN = (
    r"(?:intertrigo|rash\w*|(?:skin|fungal|soft tissue|pannus) (?:infections?|breakdown|ulcer\w*|disease)|"
    r"candid\w+|cellulitis|panniculitis|macerat\w+|"
    r"ulcerat\w+|infections?|dermatitis|excoriat\w+|hygiene|necrosis|l30\.4|m79\.3|functional (?:impairments?|"
    r"limitations?|deficits?)|difficult\w* (?:walking|"
    r"ambulating|with (?:hygiene|ambulation)))"
)
_LOOKS = (
    r"(?:(?:cosmetic|[a]?esthetic)\w*(?: reasons?| purposes?| improvement| result| concerns?)?|appearance|"
    r"(?:her |his )?looks?|body contour\w*|"
    r"contour(?:ing)?|self-?image|body image|flat(?:ter)? (?:stomach|abdomen|belly)|clothes fit\w*|fit (?:in|"
    r"into|of) (?:her |his )?clothes)"
)
_BACK = r"(?:(?:chronic |low(?:er)? )*(?:back|neck|lumbar)(?: and (?:neck|back))? pain|backache)"
_LAX = (
    r"(?:(?:abdominal (?:wall |muscle )?)?laxity|lax (?:abdominal )?(?:muscles?|wall)|(?:rectus )?diastasis(?: "
    r"recti)?|muscle separation)"
)
_MIND = (
    r"(?:psycho\w+(?: distress| reasons?)?|depress\w+|anxiety|self-?esteem|low self|emotional distress|embarrass\w+)"
)
_NOT = lazy_pattern(
    r"\b(?:not|nor|neither|rather than|denies|no)\b|\b(?:if|whether|criteria|policy|covered|coverage|exclud\w+|"
    r"discussed that|understands that|"
    r"previous|prior|s/p|history of|20[01]\d)\b"
)


def _excluded(reason: str, words: str, unless: str = "") -> Rule:
    return Rule(
        REASON,
        lazy_pattern(words),
        Presence.ABSENT,
        lazy_pattern(rf"{_NOT.pattern}|{unless}") if unless else _NOT,
        Time.CURRENT,
        qualifiers={"reason": reason},
    )


RULES = (
    Rule(REASON, lazy_pattern(
        rf"\b{OPERATION}\b[^.;]{{0,60}}?\b{_FOR} (?:the |her |his |this |chronic |recurrent |persistent |"
        rf"refractory |repeated |medical reasons,? |severe |"
        rf"symptomatic |and |intractable |a |ongoing |of |skin |control of |treatment of |resolution of )*{_SKIN}|"
        rf"\b{_SKIN}[^.;]{{0,60}}\b(?:refractory|failed|recurrent|despite|unresponsive|"
        rf"persist\w+)\b[^.;]{{0,80}}\b{OPERATION}|"
        rf"\b(?:reason for (?:surgery|the (?:surgery|operation|procedure|request))|indications?(?: for "
        rf"(?:surgery|the procedure|{OPERATION}))?|"
        rf"pre-?op\w* (?:diagnosis|dx)|the reason|reason|purpose|aim)\W{{1,3}}(?:is |are )?(?:[\w-]+,? ){{0,6}}?{_SKIN}|"
        r"\b(?:is |are |was )?not (?:being )?(?:done |performed |requested |sought |intended )?(?:for )?(?:a "
        r")?(?:purely |primarily |merely |solely )?cosmetic\b|"
        r"\b(?:the |her |his )?(?:request|surgery|operation|procedure|goal|purpose|concern)\w* (?:is |are "
        r")?(?:functional|medical|reconstructive)(?:,| and| not|\.|$)"
    ), Presence.PRESENT, lazy_pattern(r"\b(?:if|whether|criteria|policy|covered only|must|mother|sister)\b"), Time.CURRENT,
        qualifiers={"reason": "medical"}),
    _excluded("looks",
        rf"\b{OPERATION}\b[^.;]{{0,50}}?\b{_FOR} (?:the |her |his |a |better |improved? |more |purely |solely "
        rf")*{_LOOKS}\b|\bcosmetic (?:panniculectom\w+|abdominoplast\w+|"
        r"surgery|procedure|request|reasons?|purposes?|consult\w*|indication)|\b(?:wants|wishes|would like|"
        r"desires|requests?|hopes for|interested in|asking for|seeking|seeks|here for)"
        rf" (?:for |to have |an? |the |her |his |better )*(?:tummy[- ]tuck|{_LOOKS})|\b(?:unhappy|dissatisfied|"
        rf"bothered|displeased|self-?conscious|hates?|dislikes?|ashamed|embarrassed)\b[^.;]{{0,40}}\b(?:{_LOOKS}|"
        rf"flabb\w+|sagging\b)"),
    _excluded("back",
        rf"\b{OPERATION}\b[^.;]{{0,50}}?\b{_FOR} (?:the |her |his |relief of |treatment of )*{_BACK}|"
        rf"\b(?:wants|wishes|requests?|asks for|seeks) (?:it|this|surgery|the operation|removal)\b[^.;]{{0,16}}\b{_FOR} (?:the |her |his )*{_BACK}"),
    _excluded("laxity",
        rf"\b{OPERATION}\b[^.;]{{0,50}}?\b{_FOR} (?:the |her |his |a |repair of |correction of )*{_LAX}|"
        rf"\b(?:repair|plication|tightening) of (?:the )?{_LAX}"),
    _excluded("mind", rf"\b{OPERATION}\b[^.;]{{0,50}}?\b{_FOR} (?:the |her |his |severe )*{_MIND}"),
    _excluded("alongside",
        rf"\b{OPERATION}\b[^.;]{{0,40}}?\b(?:only|solely|simply|just) (?:to|for|as part of|at the time of|"
        rf"because) (?:[\w-]+ ){{0,4}}?(?:access|exposure|hernia|hysterectom\w+|operation|closure|the other)|"
        rf"\b{OPERATION}\b[^.;]{{0,30}}?\b(?:to (?:improve|allow|facilitate|gain|aid)|for) (?:better |surgical |"
        rf"operative |the )*(?:access|exposure)\b", "rash"),
)  # fmt: skip


def reasons(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What the papers say the operation is for."""
    yield from told_on_day(chart, papers, RULES, TOOL, but=(Presence.POSSIBLE,))
