"""What the heart team states: its reasons, who operates, and the registry.

tavr_rationale, tavr_joint, tavr_registry -- absent where it is said that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.answers import Answer, answered
from accord.evidence.readers.pairs import WHENEVER, Pair, told_in_pairs
from accord.evidence.readers.sayings import meaning, on_day, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "valve/2"
JOINT, REGISTRY = "tavr_joint", "tavr_registry"

NOT_YET = (
    r"\b(?:will be (?!entered|enrolled|submitted|included)|to be (?!entered|enrolled|submitted)|pending|"
    r"scheduled for|await\w*|plan(?:s|ned)? to|next week|upcoming|if|"
    r"not available|no (?:heart|valve) team|not (?:yet )?(?:been )?(?:discussed|presented|reviewed)|"
    r"refer(?:red)? to|tbd|when|images? only|ct only|not (?:personally )?seen)\b|_{2,}|\?"
)
TEAM_RULES = (
    Pair(
        "tavr_rationale",
        lazy_pattern(
            r"\b(?:heart|valve|structural|mdt|multi-?disciplinary|tavr)[- ](?:heart |valve |hearts? |weekly )*(?:team|conference|meeting|mdt|board|"
            r"rounds|council|session)\b|"
            r"\b(?:team|conf(?:erence)?|mdt|board)\b(?=[^.;]{0,80}\b(?:tavr|savr)\b)|\b(?:valve|heart|structural) conf\b|"
            r"\b(?:tavr|savr|discussed|presented)\b[^.;]{0,40}\b(?:team|conference|mdt)\b"
        ),
        lazy_pattern(
            r"\b(?:consensus|agree\w*|recommend\w*|recs?|decision|decided|rationale|discuss\w*|(?:team|conference|"
            r"board) (?:has |have )?(?:met|reviewed)|reviewed (?:at|by|in|with) (?:the )?(?:all\b|our )?|"
            r"reviewed[,:]? (?:tf-?)?(?:tavr|savr)|minutes|conclu\w+|ok'?d|okayed|"
            r"approv\w+|favou?r\w*|presented|documented|unanimous\w*|accept\w*|shared|chose\w*|chosen|settled|opted|selected|recorded|"
            r"weigh\w*|advis\w+|talked\b.{0,30}\b(?:over|through)|read out|on file|visible|preferred|voted|support(?:s|ed)?|endors\w+)\b"
        ),
        unless=lazy_pattern(rf"{NOT_YET}|\b(?:family|physical therapy|wound|care) (?:team|conference)\b"),
        times=WHENEVER,
    ),
    Pair(
        "tavr_rationale",
        lazy_pattern(r"\b(?:rationale|reasoning|both (?:notes|exams|consults|evaluations)|evaluations)\b"),
        lazy_pattern(r"\b(?:shared|available to|placed in|accessible|on file for|distributed|visible to|reviewed by all)\b"),
        unless=lazy_pattern(NOT_YET),
        times=WHENEVER,
    ),
)  # fmt: skip
CONFERENCE = lazy_pattern(
    r"\b(?:heart|valve|structural|multi-?disciplinary|mdt)\b[^\n]{0,30}\b(?:conference|meeting|team|board)\b"
)
OUTCOME = lazy_pattern(
    r"\b(?:consensus|decision|recommend\w*|conclusion|disposition|outcome|plan)\b[^.;]{0,60}\b(?:tavr|tavi|savr|transcatheter)\b"
)
REGISTRY_NAME = lazy_pattern(
    r"\b(?:tvt(?:-?r)?\b(?: registry)?|sts ?/ ?acc(?: tvt)?(?: registry)?|transcatheter valve therapy|"
    r"national (?:audited |clinical )*registry|ncdr\b|registry)\b"
)
ENTERED = lazy_pattern(
    r"\b(?:enrol\w*|enter\w*|submit\w*|report(?:ed)?|participa\w*|includ\w*|captur\w*|confirmed|agreed|yes|nct ?01737528|registered|consent(?:s|"
    r"ed)?\b|(?:go|goes|put|placed|recorded|logged) in(?:to)?|"
    r"upload\w*|participant)\b"
)
NOT_ENTERED = lazy_pattern(
    r"\b(?:brochure|information|leaflet|if|may|might|data (?:from|show|suggest)|published|literature|tumor|"
    r"cancer|show\w*|to be (?!entered|enrolled|included|submitted|logged|recorded|put|uploaded|reported)|"
    r"pending|clarif\w+|consider\w*|tbd|joint replacement|outcomes in)\b|_{2,}|\?"
)
REFUSED = lazy_pattern(
    r"\b(?:not|won't|refus\w+|declin\w+|opt(?:s|ed) out|never)\b[^.;,]{0,24}\b(?:enrol\w*|enter\w*|be in|participat\w*|registry|submit\w*|includ\w*)"
)

TOGETHER = lazy_pattern(
    r"\b(?:joint(?:ly)?|together|both|shar(?:e|es|ed|ing)|co-?\w+|co-?operat\w*|co-?surgeons?|alongside|with|next to|side by side|as a team|"
    r"two[- ]operators?|dual[- ]operator|collaborat\w*)\b|[+&/]"
)
OPERATES = lazy_pattern(
    r"\b(?:perform\w*|participa\w*|operat\w*|co-?operat\w*|implant\w*|take part|at the table|(?:is|be|was|will be) done by|do (?:the|her|his|"
    r"this) (?:case|tavr|valve)|deploy\w*|"
    r"place the valve|"
    r"(?:two|2|dual)-?operator|(?:co-?)?implant\w*|share\w* the (?:operation|case|procedure)|do (?:it|this)|scrub\w*|do (?:it|the case|the procedure)|"
    r"present (?:for|in|"
    r"at|during)|op\b|or team|procedure|case|intra-?operative)\b"
)
OTHERWISE = lazy_pattern(
    r"\b(?:saw|seen|evaluated|visit|discuss\w*|reviewed|agree\w*|benefits and risks|risks and benefits|consult\w*|clinic|stand-?by|back-?up|"
    r"to be (?:assigned|determined|decided|named)|tbd|if|lives|eyes|legs|groins?|arms|lungs|ankles|joint pain|joints)\b|_{2,}|\?"
)
ALONE = lazy_pattern(r"\b(?:not|n't|without|alone|only|neither)\b")
ALONE_DOES = lazy_pattern(
    r"\b(?:surgeon|cts|cardiologist)\b[^.;]{0,20}\b(?:will not|won't|does not) (?:participate|take part|be present|be involved|scrub)"
)
SURGEON = r"(?:(?:cardiac |ct |heart |cardiothoracic |valve |cv )?surgeons?|cts|ct surg\w*|cardiac surg\w*|cardiothoracic surg\w*|cvts)"
CARDIOLOGIST = r"(?:(?:interventional |structural )?cardiolog\w+|interventionalist|interventional|ic|structural)"
NAME = r"(?P<name>[a-z][a-z'-]{2,})(?:,? (?:m\.?d\.?|d\.?o\.?))?"
NAMED = {
    "surgeon": lazy_pattern(
        rf"\b{NAME}[ ,]*[(/,] ?{SURGEON}\b|"
        rf"\b(?:surgeon|cts|ct surgeon|cardiac surgeon)[: ]+(?:dr\.? )?(?:[a-z]+\.? )?(?P<name2>[a-z][a-z'-]{{2,}}),? m\.?d"
    ),
    "cardiologist": lazy_pattern(
        rf"\b{NAME}[ ,]*[(/,] ?(?:interventional|ic\b|structural|cardiolog\w+)|\b(?:interventional cardiologist|"
        rf"cardiologist|ic)[: ]+(?:dr\.? )?(?:[a-z]+\.? )?(?P<name2>[a-z][a-z'-]{{2,}}),? m\.?d"
    ),
}  # fmt: skip
ROLES = {"surgeon": lazy_pattern(rf"\b{SURGEON}\b"), "cardiologist": lazy_pattern(rf"\b{CARDIOLOGIST}\b")}
DOCTORS = lazy_pattern(r"\bdr\.? [a-z]|\bi (?:and|will|shall|plan to)\b|\b(?:and|with) (?:i|me)\b")


def team(chart: Chart, papers: Sequence[Profile]) -> Iterator[Finding]:
    """Findings of all that."""
    names = _names(papers)
    for paper in papers:
        told = list(said_in(paper))
        yield from told_in_pairs(chart, paper, told, TEAM_RULES, TOOL)
        title = CONFERENCE.search(paper.document.flat, paper.part.start, min(paper.part.end, paper.part.start + 160))
        for each in told:
            found = _joint(paper, each, names) or _registry(paper, each)
            outcome = OUTCOME.search(each.text) if title is not None else None
            if outcome is not None and not re.search(NOT_YET, each.text):
                yield on_day(chart, paper, each, told_of(paper, each, outcome, "tavr_rationale", TOOL))
            if found is not None:
                yield on_day(chart, paper, each, found)


def _names(papers: Sequence[Profile]) -> dict[str, re.Pattern[str]]:
    """The surnames that the papers give with a role, with the words for the role."""
    made: dict[str, re.Pattern[str]] = {}
    for role, pattern in NAMED.items():
        found = {
            match["name"] or match["name2"]
            for paper in papers
            for match in pattern.finditer(paper.document.flat, paper.part.start, paper.part.end)
        }
        own = [name for name in found if not ROLES["surgeon"].search(name) and not ROLES["cardiologist"].search(name)]
        made[role] = re.compile("|".join([ROLES[role].pattern, *(rf"\b{re.escape(name)}\b" for name in sorted(own))]))
    return made


def _joint(paper: Profile, each: Said, names: dict[str, re.Pattern[str]]) -> Finding | None:
    """Surgeon and cardiologist, by role or by name, who do it together."""
    text = each.text
    surgeon, cardiologist = names["surgeon"].search(text), names["cardiologist"].search(text)
    roles = bool(surgeon) + bool(cardiologist)
    if roles == 0 or (roles == 1 and len(DOCTORS.findall(text)) < 2):
        return None
    apart = ALONE_DOES.search(text)
    if apart is not None and surgeon and not meaning(paper, each, apart).hypothetical:
        return told_of(paper, each, apart, JOINT, TOOL, presence=Presence.ABSENT, time=Time.PLANNED)
    acts, both = OPERATES.search(text), TOGETHER.search(text)
    if acts is None or both is None or OTHERWISE.search(text):
        return None
    meant = meaning(paper, each, both)
    last = max(m.end() for m in (acts, both, surgeon, cardiologist) if m is not None)
    answer = answered(text, last) or answered(text, both.end())
    if answer is Answer.BLANK or meant.hypothetical or meant.whose is not Whose.PATIENT:
        return None
    if answer is Answer.NO or ALONE.search(text) or meant.presence is Presence.ABSENT:
        return told_of(paper, each, acts, JOINT, TOOL, presence=Presence.ABSENT, time=Time.PLANNED)
    if meant.presence is not Presence.PRESENT:
        return None
    return told_of(paper, each, acts, JOINT, TOOL, time=Time.PLANNED)


def _registry(paper: Profile, each: Said) -> Finding | None:
    """The registry in which the patient will be."""
    text = each.text
    name = REGISTRY_NAME.search(text)
    if name is None or NOT_ENTERED.search(text):
        return None
    answer = answered(text, name.end())
    meant = meaning(paper, each, name)
    if answer is Answer.BLANK or meant.hypothetical or meant.whose is not Whose.PATIENT:
        return None
    if answer is Answer.NO or REFUSED.search(text):
        return told_of(paper, each, name, REGISTRY, TOOL, presence=Presence.ABSENT, time=Time.PLANNED)
    if (answer is Answer.YES or ENTERED.search(text)) and meant.presence is Presence.PRESENT:
        return told_of(paper, each, name, REGISTRY, TOOL, time=Time.PLANNED)
    return None
