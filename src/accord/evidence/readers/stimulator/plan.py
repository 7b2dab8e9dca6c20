"""What is asked for: trial, permanent system or replacement, how many leads, where, and with which staff behind it.

scs_step     -- value: trial, permanent or replacement, as orders, letters and plans ask for it.
scs_leads    -- how many leads; scs_contacts: how many contacts they hold together.
scs_site     -- present: hospital or surgery center; absent: an office.
scs_program  -- staff and facilities for training and follow-up; absent where they are said to be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import meaning, told, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.stimulator.words import STIMULATOR
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "stimulator-plan/1"
STEP, LEADS, CONTACTS, SITE, PROGRAM = "scs_step", "scs_leads", "scs_contacts", "scs_site", "scs_program"

NUMBERS = {
    "one": 1, "single": 1, "a": 1, "two": 2, "dual": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "eight": 8, "twelve": 12, "sixteen": 16, "thirty-two": 32, "thirty two": 32,
}  # fmt: skip
_N = r"(?:\d{1,2}|one|single|two|dual|three|four|five|six|eight|twelve|sixteen|thirty[- ]two)"
_LEAD = r"(?:leads?|arrays?|octrodes?|octads?|electrode arrays?|paddles?)\b(?! (?:placement )?(?:aprons?|wires? of))"
_KIND = (
    r"(?:(?:percutaneous|perc|cylindrical|trial|temporary|permanent|epidural|thoracic|surgical|paddle|"
    r"new|parallel|octrode|octad|octopolar|linear|stimulating|stimulator|scs|implanted|tunneled|"
    r"compact|plate) ){0,4}"
)
LEADS_LABEL = re.compile(
    r"\b(?:leads|arrays|electrodes)\b(?: requested| planned| asked)? ?[:=#] ?(?P<n>\d)(?!\d|/|[ -]?(?:contact|lead))"
)
CONTACTS_LABEL = re.compile(r"\b(?:contacts|electrodes)\b(?: in)?(?: total)? ?[:=]? ?(?P<c>\d{1,2})\b(?![/-])")
EACH = re.compile(
    rf"\b(?P<c>{_N})[ -]?(?:contacts?|electrodes?|poles?)\b[^.;]{{0,10}}\b(?:each|per lead|apiece)\b|"
    rf"\beach\b[^.;]{{0,16}}\b(?P<c2>{_N})[ -](?:contacts?|electrodes?|poles?)"
)
COUNTED = re.compile(
    rf"\b(?P<n>{_N})(?: \(\d\))? ?[x×]? ?{_KIND}(?:(?P<c>{_N})[ -](?:contact|electrode|pole|polar|channel)s?[ -])?{_KIND}(?:octrodes?|"
    rf"octads?|{_LEAD})"
)
PER_LEAD = re.compile(
    rf"\b63650 ?[x×*] ?(?P<n3>[1-9])\b|\b(?P<n>{_N}) ?[x×] ?(?P<c>\d{{1,2}})(?:[ -]contacts?)?\b(?=[^.;]{{0,20}}\bleads?\b)|\(?(?P<n2>[1-4]), octrode"
)
CONTACTS_OF = re.compile(
    rf"\b(?P<c>{_N})[ -]?(?:total )?(?:contacts?|electrodes?|poles?|polar)\b(?P<lead>[ -](?:\w+[ -]){{0,2}}(?:leads?|arrays?|paddles?)\b)?"
)
OTHER_LEADS = lazy_pattern(
    r"\b(?:ecg|ekg|12[- ]lead|pacemaker|icd\b|cardiac|defibrillator|v1|lead (?:level|poison|apron)\w*)\b"
)
NOT_COUNT = lazy_pattern(r"\b(?:passes|attempts?|inches|cm|mm|weeks?|days?|options?)\b")
FEW, MANY = 2, 16

_GEN = r"(?:generator|ipg|battery|batteries|system|stimulator|device|pulse generator|implant|implanted (?:pulse )?generator)"
STEPS = (
    Rule(STEP, lazy_pattern(
        r"\b(?:replac\w+|exchang\w+|change-?out|swap\w*|revis\w+)(?: of| the| her| his| a| an| existing|"
        rf" depleted| old| spent| scs| spinal| cord| stimulator| implanted| pulse| rechargeable| non-?rechargeable)* {_GEN}\b|"
        rf"\b{_GEN} (?:replacement|exchange|change-?out|revision|swap)\b"),
         qualifiers={"step": "replacement"}, unless=lazy_pattern(r"\b(?:every|years? before|will need|eventually|may need|in \d+ years|risk)\b")),
    Rule(STEP, lazy_pattern(
        rf"\b(?:permanent|perm|definitive|full)\b[^.;]{{0,30}}\b(?:{STIMULATOR}|{_GEN}|implant\w*|leads?)|"
        r"\bimplant(?:ation|ing)? of (?:a |the |her |his )?(?:permanent|spinal|scs|stimulator|neurostimulator|"
        r"pulse generator|ipg)|\bstage (?:2|ii|two)\b[^.;]{0,30}(?:implant|ipg|generator|lead)|\(perm\)|\b(?:scs|stimulator|generator|ipg|"
        r"paddle)(?: lead)? implant(?:ation)?\b"),
         qualifiers={"step": "permanent"}),
    Rule(STEP, lazy_pattern(
        rf"\b(?:{STIMULATOR}|percutaneous|screening|temporary|lead)s? (?:\w+ )?trial\b|\btrial (?:of|"
        rf"with|placement|implant\w*|leads?|stimulat\w+|lead)\b[^.;]{{0,20}}|\btrial \(temporary\)|\btemporary \(trial\)"),
         qualifiers={"step": "trial"}, unless=lazy_pattern(r"\b(?:successful|completed|underwent|after|following|positive|post)\b")),
)  # fmt: skip

_PLACE = (
    r"(?:hospital|medical cent(?:er|re)|surgery cent(?:er|re)|surgical cent(?:er|re)|ambulatory surg\w+(?: cent(?:er|"
    r"re))?|asc\b|hopd|outpatient surgery|surgicent(?:er|re)|university (?:medical|hospital))"
)
SITES = (
    Rule(
        SITE,
        lazy_pattern(
                r"\b(?:at|in|location|facility|place|site|where|venue|performed|scheduled|booked|done|through|"
                rf"for)\b[^.;]{{0,70}}\b{_PLACE}|\b{_PLACE}\b[^.;]{{0,40}}\b(?:as an outpatient|outpatient|"
                rf"main or\b|operating room)|\bpos[ :#-]{{0,3}}(?:19|21|22|24)\b|\b{_PLACE}\W+(?:outpatient|or\b|suite|npi)"
        ),
        Presence.PRESENT,
        lazy_pattern(r"\b(?:discharged|admitted|admission|hospitali[sz]ed|er visit|emergency|history|previous(?:ly)?|in (?:19|20)\d\d|if|"
        r"not at|family)\b"),
        Time.CURRENT,
    ),
    Rule(
        SITE,
        lazy_pattern(
                r"\b(?:implant\w*|stimulator|permanent|procedure|surgery|generator|placement|location|site|"
                r"place of service)\b[^.;]{0,80}\b(?:in|at)\b (?:our |the |my |his |her |an? )?(?:own )?(?:office|"
                r"clinic)(?:[ -]based)?(?: (?:procedure|suite|or\b|operating|setting|room)\w*)*|\bpos[ :#-]{0,3}11\b|"
                r"\b(?:place of service|site of service|location|site)\W{1,4}(?:office|clinic)\b|\boffice[- ]based (?:surgery|"
                r"suite|procedure|or\b)[^.;]{0,30}"
        ),
        Presence.ABSENT,
        lazy_pattern(
            r"\b(?:follow-?up|visits?|pulled|removed|removal|programm\w+|wound check|staples|call|discussed|"
            r"seen|evaluat\w+|trial|not)\b|\b(?:hospital|surgery center|asc)\b"),
        Time.CURRENT,
    ),
)  # fmt: skip
_STAFF = (
    r"(?:nurses?|rn\b|programmers?|coordinators?|technicians?|staff|team|clinic|program(?:me)?|"
    r"service|specialists?|on-?call|educators?|apps?\b|pa-?c?\b|np\b)"
)
_HELP = (
    r"(?:train\w*|teach\w*|taught|programm\w+|follow-?ups?|follow-?up (?:visits|clinic)|check-?ups?|"
    r"see(?:s|n)? (?:him|her|them|implanted|patients|in)|sees|educat\w+|support|aftercare|reprogramm\w+|"
    r"recheck\w*|daily call|instruct\w+)"
)
PROGRAMS = (
    Rule(
        PROGRAM,
        lazy_pattern(
                rf"\b(?:neuro-?mod(?:ulation)?|stim(?:ulator)?|device|scs|implant|programming|program)s?(?:'s)? {_STAFF}\b|"
                rf"\b{_STAFF}\b[^.;]{{0,90}}\b{_HELP}|\b{_HELP}\b[^.;]{{0,60}}\b(?:by|from|with|at)\b[^.;]{{0,30}}\b{_STAFF}|"
                r"\b(?:facilities|equipment|personnel|staff)\b[^.;]{0,60}\b(?:available|in place|on site|on hand|"
                r"present)\b|\b24 ?(?:h|hr|hour|/7)\b[^.;]{0,14}\b(?:on-?call|line|number)"
        ),
        Presence.PRESENT,
        lazy_pattern(r"\b(?:no (?:nurse|staff|program|clinic|one|device|stim\w*|neuro\w*)|not available|lacks?|without a|physical therapy|"
        r"cbt|pain psychology|va\b|class)\b"),
        Time.CURRENT,
    ),
    Rule(
        PROGRAM,
        lazy_pattern(
                r"\b(?:no|lacks?|without) (?:a |any )?(?:device|programming|stimulator|stim|neuro-?mod\w*) (?:clinic|nurse|staff|program|"
                r"team|service)|"
                r"\b(?:no|lacks?|without|does not have|do not have)\b (?:a |any |the |dedicated |trained |"
                rf"an )*(?:{_STAFF}|facilities|equipment|personnel)\b[^.;]{{0,40}}\b(?:{_HELP}|program\w*|stimulat\w+|device)"
        ),
        Presence.ABSENT,
        None,
        Time.CURRENT,
    ),
)  # fmt: skip
OF_STIMULATION = lazy_pattern(rf"{STIMULATOR}|\bleads?\b|\bgenerator\b|\bimplant\w*")
HOSPITAL = re.compile(rf"{_PLACE}", re.IGNORECASE)


def plans(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What the papers ask for."""
    near = [p for p in papers if OF_STIMULATION.search(p.document.flat, p.part.start, p.part.end)]
    yield from told(near, (*STEPS, *SITES, *PROGRAMS), TOOL)
    for paper in near:
        for each in said_in(paper):
            yield from _leads(paper, each)
            yield from _performer(chart, paper, each)


def _performer(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    """The requested place by its name, where that is a hospital's or a surgery center's."""
    name = chart.request.performer.name
    if name is None or not HOSPITAL.search(name.value):
        return
    match = re.search(re.escape(name.value.lower()), each.text)
    if match is not None and meaning(paper, each, match).whose is Whose.PATIENT:
        yield told_of(paper, each, match, SITE, TOOL)


def _leads(paper: Profile, each: Said) -> Iterator[Finding]:
    words = each.text
    if OTHER_LEADS.search(words):
        return
    for match in (*COUNTED.finditer(words), *LEADS_LABEL.finditer(words)):
        leads, each_lead = _number(match["n"]), match.groupdict().get("c")
        if not leads or NOT_COUNT.search(match[0]) or meaning(paper, each, match).hypothetical:
            continue
        yield told_of(paper, each, match, LEADS, TOOL, value=Decimal(leads))
        per = _number(each_lead) if each_lead else 8 if re.search(r"oct", match[0]) else None
        contacts = leads * per if per else _contacts(words, leads)
        if contacts:
            yield told_of(paper, each, match, CONTACTS, TOOL, value=Decimal(contacts))
        return
    for match in PER_LEAD.finditer(words):
        leads = _number(match["n"] or match["n2"] or match["n3"])
        per = int(match["c"]) if match["c"] else 8
        yield told_of(paper, each, match, LEADS, TOOL, value=Decimal(leads))
        if not match["n3"]:
            yield told_of(paper, each, match, CONTACTS, TOOL, value=Decimal(leads * per))
        return
    for match in CONTACTS_OF.finditer(words):
        if match["lead"] or re.search(r"\b(?:total|array|system|paddle)\b", words):
            yield told_of(paper, each, match, CONTACTS, TOOL, value=Decimal(_number(match["c"])))
            return


def _contacts(words: str, leads: int) -> int | None:
    """The contacts of all leads, told for each lead or together elsewhere in the sentence."""
    each = EACH.search(words)
    if each is not None:
        return leads * _number(each["c"] or each["c2"])
    total = next((m for m in CONTACTS_OF.finditer(words) if not m["lead"]), None) or CONTACTS_LABEL.search(words)
    return _number(total["c"]) if total is not None else None


def _number(words: str) -> int:
    return int(words) if words.isdigit() else NUMBERS.get(words.replace("-", " ") if " " in words else words, 0)
