"""The leg: symptoms, clinical class, other causes, what the closure is for, and what duplex says of clots and the vein's course.

vein_symptoms      -- present: pain, swelling and the like that limit what the patient does, or bleeding, dermatitis, an ulcer;
                      possible: a complaint without what it limits; absent: said to have none. Of the other leg alone: nothing.
vein_ceap          -- the clinical class, 0 to 6, of the leg that is asked for.
vein_causes_ruled_out -- other causes of swelling, pain or ulcer are said to be excluded, all or at least two by name.
vein_other_cause   -- the swelling, pain or ulcer is laid to something else.
vein_purpose       -- present: for symptoms, or said not to be cosmetic; absent: for looks or spider veins.
vein_clot_stated   -- present: deep clots are said to be absent, or old; absent: an acute one is there.
vein_course_stated -- the vein's course is told: aneurysm or tortuosity, present or absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.own_sections import is_planned, section_of
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import by_rule, meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.veins.words import CLOSURE, side_in, sides_asked
from accord.records.documents import TickState
from accord.records.findings import Finding, Presence, Side, Time, Whose

TOOL = "veins-condition/1"
SYMPTOMS, CEAP, RULED_OUT, OTHER = "vein_symptoms", "vein_ceap", "vein_causes_ruled_out", "vein_other_cause"
PURPOSE, CLOT, COURSE = "vein_purpose", "vein_clot_stated", "vein_course_stated"

COMPLAINT = lazy_pattern(
    r"\b(?:pain\w*|ach(?:e|es|ing|y)|heav(?:y|iness)|throb\w*|swell\w*|swollen|edema\w*|cramp\w*|fatigue[d]?|"
    r"tired legs|tender\w*|"
    r"itch\w*|burn(?:s|ing)|restless\w*|discomfort|sore(?:ness)?)\b"
)
LEG = lazy_pattern(r"\b(?:legs?|calf|calves|ankles?|thighs?|lower extremit\w+|varic\w+|veins?|venous|r?l?le\b|limb)\b")
LIMITS = lazy_pattern(
    r"\b(?:limit\w*|interfer\w*|unable|cannot|can't|can not|difficult\w*|prevent\w*|restrict\w*|impair\w*|"
    r"affect\w* (?:her|his|the|adl\w*|daily|work)|"
    r"has to (?:sit|stop|lie|rest)|must (?:sit|stop|lie|rest)|stop(?:s|ped)? (?:work\w*|walk\w*|to)|miss(?:es|"
    r"ed|ing) work|no longer|"
    r"cut(?:s|ting)? (?:back|down|her|his)|gave up|(?:only|just) (?:stand|walk|sit)\w*|(?:after|more than|over|"
    r"beyond|past) (?:\w+ )?(?:\d+|ten|fifteen|twenty|thirty|an|one|two)"
    r"[ -]?(?:to \d+ )?(?:min\w*|hours?|hrs?|blocks?)|keeps? (?:her|him) (?:from|awake|up)|wakes? (?:her|him)|"
    r"adls?|disab\w+)\b"
)
SEVERE = lazy_pattern(
    r"\b(?:bled from (?:an? |the |her |his )?(?:\w+ ){0,3}?(?:vein\w*|vari\w+)|(?:bleed(?:ing|s)?) (?:from )?(?:\w+ ){0,3}?(?:vari(?:c\w+|x)|vein\w*)|"
    r"(?:vari(?:c\w+|x)|vein\w*) (?:\w+ "
    r"){0,4}?(?:bled|bleeding|hemorrhag\w+)|hemorrhage from (?:\w+ )?(?:vari(?:c\w+|x)|vein)|"
    r"(?:stasis|venous) (?:dermatitis|ulcer\w*|eczema)|lipodermatosclerosis|(?:superficial )?(?:thrombo)?phlebitis)\b"
)
OVER = lazy_pattern(r"\bin (?:19|20)\d\d\b|\byears ago\b|\b(?:history of|prior|previous|remote|healed|resolved)\b")
NO_SYMPTOMS = lazy_pattern(
    r"\basymptomatic\b|\b(?:no|denies|denied|without) (?:any |leg |current |significant |venous )*(?:symptoms?|"
    r"complaints?)\b(?! of\b)|"
    r"\b(?:no|denies|denied|without) (?:any |leg )*(?:pain|aching|heaviness),? (?:or |and |aching,? |swelling,? "
    r"|edema,? |heaviness,? |itching,? |burning,? |cramping,? )+"
)
OTHER_BODY = lazy_pattern(
    r"\b(?:chest|back|abdom\w+|shoulders?|knee (?:oa|pain|arthritis)|hips?|heart ?burn|wrists?|hands?|neck)\b"
)
NO_SECTIONS = ("family_history", "instructions", "counseling", "allergies")

CLASS = lazy_pattern(
    r"\bceap\b[^.;\n]{0,50}?\bc ?(?P<c>[0-6])(?P<more>[a-c]?r?(?:[,/+ ]{1,2}c?[0-6][a-c]?r?)*)(?![0-9])|"
    r"\bceap(?: (?:clinical )?(?:class\w*|score|stage|grade))?\W{1,3}(?P<plain>[0-6])(?![0-9.])|"
    r"\bc ?(?P<c2>[0-6])(?P<more2>[a-c]?(?:[,/ ]{1,2}c?[0-6][a-c]?)*),? ?(?:s,? ?|a,? ?)?(?:\(?ceap|,? ?e "
    r"?[pscn],? ?a)|"
    r"\bclinical class\w*\W{1,3}c ?(?P<c3>[0-6])(?P<more3>[a-c]?)(?![0-9])|\bclinical class\w*\W{1,3}[0-6](?= ?\(?ceap)|\b(?:leg|limb|lle|"
    r"rle) class c[0-6]\b|"
    r"^\W*(?:class )?c ?[0-6][a-c]?,? (?:\(?(?:right|left|rle|lle|r|l)\b|(?:right|left) leg|e ?p\b|varicos\w*)"
)
LEGEND = lazy_pattern(
    r"\bc0\b[^.]{0,200}\bc1\b[^.]{0,200}\bc2\b|\b(?:criteri\w+|requires?|must|minimum|covered|defin\w+|or "
    r"(?:higher|greater|above|more))\b"
)

_CAUSES = {
    "heart": r"(?:(?:congestive |decompensated )?heart failure|chf|cardiac (?:disease|cause|etiolog\w+|edema|source))",
    "arteries": (
        r"(?:peripheral (?:arterial|artery) disease|pad|arterial (?:insufficiency|disease|occlusi\w+)|"
        r"claudication|ischemi\w+)"
    ),
    "lymph": r"(?:lymph-?(?:o)?edema|lip(?:o)?edema)",
    "kidney": r"(?:(?:renal|kidney) (?:disease|failure|insufficiency|cause)|nephrotic \w+|ckd)",
    "liver": r"(?:liver|hepatic) (?:disease|failure|cause|cirrhosis)|cirrhosis",
    "nerves": r"(?:neuropath\w+|radiculopath\w+|spinal stenosis|sciatica|neurogenic \w+)",
    "joints": r"(?:(?:knee |hip )?(?:osteo)?arthritis|musculoskeletal \w+|baker'?s cyst)",
    "drugs": r"(?:medication|drug)[- ](?:induced|related)(?: edema)?|amlodipine",
    "thyroid": r"thyroid disease|hypothyroidism|myxedema",
}  # fmt: skip
CAUSES = {name: lazy_pattern(rf"\b(?:{words})\b") for name, words in _CAUSES.items()}
ARTERIES_FINE = lazy_pattern(
    r"\babis?\b[^.;]{0,30}\b(?:normal|0\.9\d?|1\.[0-3]\d?)\b|\b(?:pedal|dp|dorsalis pedis|distal|pt) ?(?:/ "
    r"?pt)?(?: and (?:pt|posterior tibial))? pulses? (?:are |is )?(?:2\+|palpable|normal|intact|full|strong)|"
    r"\b(?:2\+|palpable|normal|intact) (?:pedal|dp|distal|dorsalis pedis)[\w /]{0,12}pulses?"
)
ALL_OUT = lazy_pattern(
    r"\b(?:other|alternative|non-?venous|all other|systemic) (?:\w+ ){0,3}?(?:causes?|etiolog\w+|sources?|"
    r"explanations?)\b[^.;]{0,90}\b(?:exclud\w+|ruled out|"
    r"unlikely|not found|absent|considered and|been addressed)|\b(?:ruled out|excluded|no evidence of|no|"
    r"without) (?:any )?(?:other|alternative|non-?venous|systemic) (?:\w+ ){0,2}?(?:causes?|etiolog\w+|"
    r"explanations?)"
)
_ORGAN = (
    r"(?:cardiac|heart|chf|renal|kidneys?|liver|hepatic|arter(?:ies|ial|y)|pad|arthrit\w+|neuro\w*|nerves?|spin(?:e|al)|lumbar|lymph\w*|ortho(?:pedic)?|"
    r"musculoskeletal|msk|joints?|thyroid|drugs?|medication\w*|systemic|pelvic)"
)
_MORE = rf"(?: ?(?:,|/|&|or|and|nor|,? or|,? and) ?(?:an? |of )?{_ORGAN}\b)+"
ORGANS_OUT = lazy_pattern(
    rf"\b(?:not|no|nor|non|without|excluded|r/o'?d|ruled out|neg(?:ative)? for)\b[^.;]{{0,26}}\b{_ORGAN}\b{_MORE}|"
    rf"\b{_ORGAN}\b{_MORE}(?: \w+)?(?: (?:causes?|etiolog\w+|disease|sources?|origin))?[^.;]{{0,14}}\b(?:excluded|ruled out|neg(?:ative)?|absent|"
    rf"r/o'?d|considered and)\b"
)
"""Two organs or more that one statement excludes as the cause."""
NOT_OUT = lazy_pattern(
    r"\b(?:if|whether|to be|will|pending|not (?:yet )?(?:excluded|ruled|evaluated|assessed)|cannot|unclear|mother|father|husband|"
    r"wife)\b|\?"
)
LAID_TO = lazy_pattern(
    r"\b(?:edema|swelling|pain|ulcer\w*|symptoms?|aching|discomfort)\b[^.;]{0,60}\b(?:due to|from|secondary to|"
    r"caused by|attribut\w+ to|because of|"
    r"explained by|related to|2/2)\b(?: (?:her|his|the|known|chronic|likely|primarily|mainly|worsening))*"
)

_REASON = (
    r"(?:symptom\w*|pain\w*|ach\w+|heav\w+|swelling|edema|ulcer\w*|bleed\w*|dermatitis|(?:chronic )?venous "
    r"(?:insufficiency|reflux|disease|hypertension)|"
    r"reflux|incompeten\w+|skin changes)"
)
PURPOSES = (
    Rule(PURPOSE, lazy_pattern(
        r"\bnot (?:being )?(?:done |performed |requested |sought |intended )?(?:for )?(?:a )?(?:purely |"
        r"primarily |merely |solely )?cosmetic\b|\bnot (?:\w+ ){0,2}?(?:for )?(?:looks?|appearance|cosmesis|beauty)\b|\bno cosmetic (?:intent|purpose|"
        r"reasons?|concerns?)|"
        rf"\b{CLOSURE}\b[^.;]{{0,60}}?\b(?:for|to (?:treat|relieve|address|reduce|heal|control)|because of|due "
        rf"to|given) (?:the |her |his |persistent |ongoing |refractory |treatment of |"
        rf"relief of |these |this |of |her |severe |lifestyle[- ]limiting )*{_REASON}|\b(?:indication|"
        rf"reason)\w*(?: for (?:procedure|ablation|surgery|request|treatment))?\W{{1,3}}(?:[\w-]+,? "
        rf"){{0,4}}?{_REASON}|"
        rf"\brequest(?:ed)? is for (?:[\w-]+ ){{0,2}}?(?:painful|symptomatic|bleeding|aching)|\bsymptomatic "
        rf"(?:[\w-]+ ){{0,5}}?(?:reflux|insufficiency|varic\w+|veins?)\b[^.;]{{0,60}}\b{CLOSURE}|"
        rf"\b{CLOSURE}\b[^.;]{{0,60}}\bsymptomatic"
    ), Presence.PRESENT, lazy_pattern(
        r"\b(?:if|whether|criteria|policy|must|mother|sister|not symptomatic|asymptomatic|cosmetic (?:ablation|"
        r"concern|result)|not indicated)\b"), Time.CURRENT),
    Rule(PURPOSE, lazy_pattern(
        r"\bcosmetic (?:reasons?|purposes?|concerns?|improvement|treatment|request|consult\w*|procedure|"
        r"indication|in nature)|\b(?:purely|only|primarily|for) cosmetic\b|\b(?:unhappy|bothered|dissatisfied|"
        r"embarrassed|"
        r"self-?conscious)\b[^.;]{0,40}\b(?:looks?|appearance|spider|unsightly|ugly)|\b(?:wants|wishes|"
        r"would like|desires|requests?|here (?:for|about)|seeking|for treatment of)\b[^.;]{0,30}\b(?:spider "
        r"veins|"
        rf"telangiectas\w+|better[- ]looking|appearance|unsightly|ugly)|\bbecause (?:they|the veins|her veins|"
        rf"his veins) (?:are|look) (?:unsightly|ugly)|\b{CLOSURE}\b[^.;]{{0,30}}\bfor (?:the |her |his "
        rf")?(?:spider veins|telangiectas\w+|appearance)"
    ), Presence.ABSENT, lazy_pattern(
        r"\b(?:not|nor|no|never|denies|rather than|explained|aware|separate\w*|not covered|self-?pay|out of "
        r"pocket|later)\b"), Time.CURRENT),
)  # fmt: skip
_DVT = r"(?:deep (?:vein|venous) thromb\w+|dvts?|deep venous clot|deep vein clot)"
CLOTS = (
    Rule(CLOT, lazy_pattern(
        rf"\b(?:no|negative for|without|free of|absence of|rules? out|excludes?|not)\b (?:any |sonographic |"
        rf"evidence of |signs? of |acute |or |chronic |residual |and |"
        rf"superficial |for )*{_DVT}|\b{_DVT}\W{{1,4}}(?:no\b|none|negative|absent|not (?:seen|present|"
        rf"identified))|\bdeep (?:veins?|venous system|system)\b[^.;]{{0,50}}\b(?:patent|compressib\w+|free of|"
        rf"neg(?:ative)? (?:for )?|without thromb\w+)|\bno (?:evidence of )?(?:acute |intraluminal |venous |deep "
        rf")*thromb(?:us|osis|i)\b|"
        rf"\b(?:chronic|old|remote|prior|resolved|recanali[sz]ed) (?:[\w-]+ ){{0,2}}?{_DVT}|\b{_DVT} in (?:19|20)\d\d"
    ), Presence.PRESENT, lazy_pattern(
        r"\b(?:risk\w*|prophyla\w+|history of dvt in (?:mother|father)|to (?:rule out|exclude)|rule out dvt|r/o|"
        r"family|symptoms of|after (?:the )?(?:procedure|ablation)|post-?(?:op|procedure)\w*|if)\b"), Time.CURRENT),
    Rule(CLOT, lazy_pattern(
        rf"\b(?:acute|occlusive|new|subacute) (?:[\w-]+ ){{0,3}}?(?:{_DVT}|thrombus|thrombosis)\b|"
        rf"\b{_DVT}\W{{1,3}}(?:present|yes|positive|acute)|\bpositive for (?:acute )?{_DVT}"
    ), None, lazy_pattern(r"\b(?:no|not|negative|without|rule out|r/o|risk|history|resolved|if|superficial|absence|or chronic)\b")),
)  # fmt: skip
_COURSE = r"(?:aneurysm\w*|tortuo\w+|tortuosity)"
COURSES = (
    Rule(COURSE, lazy_pattern(
        rf"\b{_COURSE}\b|\b(?:gsv|ssv|aasv|vein|saphenous|segment|course|trunk)\b[^.;]{{0,40}}\b(?:straight|"
        rf"non-?tortuous)\b"
    ), Presence.PRESENT, lazy_pattern(
        r"\b(?:aort\w+|aaa|cerebral|abdominal|brain|iliac artery|popliteal artery|carotid|criteri\w+|must|"
        r"requires?|if|risk|not (?:assessed|evaluated|commented|stated|described)|tortuous (?:aorta|colon|"
        r"arter\w+))\b"), Time.CURRENT),
)  # fmt: skip


def condition(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What the papers tell of the leg."""
    asked = sides_asked(chart)
    for paper in papers:
        if not tells_history(paper):
            continue
        yield from _ticked(chart, paper)
        told = list(said_in(paper))
        out: dict[str, Finding] = {}
        for index, each in enumerate(told):
            if section_of(paper, each) in NO_SECTIONS:
                continue
            after = told[index + 1].text if index + 1 < len(told) else ""
            one_by_one = {name: on_day(chart, paper, each, found) for name, found in _each_cause(paper, each)}
            out.update(one_by_one)
            for found in (*_symptoms(paper, each, after, asked), *_class(paper, each, asked), *_causes(paper, each)):
                yield on_day(chart, paper, each, found)
            for rule in (*PURPOSES, *CLOTS, *COURSES):
                found = by_rule(paper, each, rule, TOOL)
                if found is not None and found.whose is Whose.PATIENT and found.presence is not Presence.POSSIBLE:
                    yield on_day(chart, paper, each, _acute(found, rule))
        if len(out) > 1:
            first, *rest = out.values()
            yield replace(first, support=tuple(f.place for f in rest))


def _acute(found: Finding, rule: Rule) -> Finding:
    """An acute clot that is there speaks against; one that is denied was looked for."""
    if rule.concept != CLOT or rule.presence is not None:
        return found
    flipped = Presence.ABSENT if found.presence is Presence.PRESENT else Presence.PRESENT
    return replace(found, presence=flipped)


def is_other_side(words: str, asked: frozenset[Side]) -> bool:
    """Do the words name the leg alone that is not asked for?"""
    side = side_in(words)
    return side in (Side.LEFT, Side.RIGHT) and bool(asked) and side not in asked


def _symptoms(paper: Profile, each: Said, after: str, asked: frozenset[Side]) -> Iterator[Finding]:
    words = each.text
    if is_other_side(words, asked):
        return
    none = NO_SYMPTOMS.search(words)
    if none is not None and LEG.search(words) and not OTHER_BODY.search(words):
        meant = meaning(paper, each, none)
        if meant.whose is Whose.PATIENT and not meant.hypothetical and not of_others(each, none):
            yield told_of(paper, each, none, SYMPTOMS, TOOL, presence=Presence.ABSENT)
        return
    severe = SEVERE.search(words)
    if severe is not None and _holds(paper, each, severe) and not OVER.search(words):
        yield told_of(paper, each, severe, SYMPTOMS, TOOL)
        return
    match = COMPLAINT.search(words)
    if match is None or not LEG.search(words) or not _holds(paper, each, match):
        return
    limited = LIMITS.search(words) or (
        LIMITS.search(after) and not OTHER_BODY.search(after) and not is_other_side(after, asked)
    )
    denied = re.search(
        r"\b(?:no|not|denies|without|never)\b[^.;]{0,30}\b(?:limit\w*|interfer\w*|difficult\w*|restrict\w*|"
        r"impair\w*|affect\w*)",
        words,
    )
    presence = Presence.PRESENT if limited and not denied else Presence.POSSIBLE
    yield told_of(paper, each, match, SYMPTOMS, TOOL, presence=presence)


def _holds(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    meant = meaning(paper, each, match)
    own = meant.whose is Whose.PATIENT and not meant.hypothetical and not of_others(each, match)
    return (
        own
        and meant.presence is Presence.PRESENT
        and meant.time is not Time.PAST
        and not is_planned(paper, each, meant)
    )


CLASS_OR_SIDE = re.compile(
    r"\bc ?(?P<c>[0-6])(?![0-9])[a-c]?r?s?(?:[,/+ ]{1,2}(?P<more>c?[0-6][a-c]?r?(?:[,/+ "
    r"]{1,2}c?[0-6][a-c]?)*)(?![0-9.]| ?(?:mm|cm|weeks?|months?)))?|(?P<side>\b(?:left|right|lt|rt|lle|rle)\b|"
    r"\([rl]\)|\b[rl](?=:| ?c[0-6]\b| leg\b)|(?<=c[0-6] )[rl]\b(?!:| leg)|(?<=c[0-6][a-c] )[rl]\b(?!:| leg)|\bboth\b|\bbilat\w*)|"
    r"\b(?:class\w*|score|stage|grade|ceap)\W{1,3}(?P<plain>[0-6])(?![0-9.])"
)


def _class(paper: Profile, each: Said, asked: frozenset[Side]) -> Iterator[Finding]:
    """The class of the asked leg: sides stand before their class ('right C3, left C1') or after it ('C3 right')."""
    whole = CLASS.search(each.text)
    if whole is None or LEGEND.search(each.text) or TICKS.search(each.text):
        return
    meant = meaning(paper, each, whole)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or meant.presence is not Presence.PRESENT:
        return
    if of_others(each, whole):
        return
    classes = _of_leg(list(CLASS_OR_SIDE.finditer(each.text)), asked)
    if classes:
        yield told_of(paper, each, whole, CEAP, TOOL, value=Decimal(max(classes)))


def _of_leg(tokens: list[re.Match[str]], asked: frozenset[Side]) -> list[int]:
    """The classes that belong to the asked legs, or to no leg by name."""
    leading = bool(tokens) and tokens[0]["side"] is not None
    found: list[int] = []
    for index, token in enumerate(tokens):
        if token["side"] is not None:
            continue
        around = tokens[:index][::-1] if leading else tokens[index + 1 :]
        said = next((other["side"] for other in around if other["side"] is not None), None)
        if said is None or not asked or _side_of(said) in (None, *asked):
            first = token["c"] or token["plain"]
            found += [int(first), *(int(n) for n in re.findall(r"[0-6]", token["more"] or ""))]
    return found


def _side_of(word: str) -> Side | None:
    letter = word.strip("()")[0]
    return {"l": Side.LEFT, "r": Side.RIGHT}.get(letter)


TICKS = re.compile(r"[\[(] ?[x✓✔]? ?[\])]|[☐☒☑□■]|\[_\]")


def _ticked(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """The class whose box is ticked on a form."""
    if not re.search(r"\bceap\b|clinical class", paper.document.flat[paper.part.start : paper.part.end]):
        return
    told = list(said_in(paper))
    for box in checkboxes(paper.document):
        label = re.match(r"\W*(?:class |clinical )?c ?([0-6])[a-c]?\b", box.label_text.lower())
        if label is None or box.state is not TickState.CHECKED or not paper.part.start <= box.start < paper.part.end:
            continue
        each = next((one for one in told if one.sentence.start <= box.start < one.sentence.end), None)
        match = re.search(rf"c ?{label[1]}[a-c]?\b", each.text) if each is not None else None
        if each is not None and match is not None:
            yield on_day(chart, paper, each, told_of(paper, each, match, CEAP, TOOL, value=Decimal(label[1])))


def _causes(paper: Profile, each: Said) -> Iterator[Finding]:
    """All other causes are excluded in one statement; or the complaint is laid to one."""
    every = ALL_OUT.search(each.text) or (None if NOT_OUT.search(each.text) else ORGANS_OUT.search(each.text))
    if every is not None and not meaning(paper, each, every).hypothetical:
        yield told_of(paper, each, every, RULED_OUT, TOOL)
    laid = LAID_TO.search(each.text)
    if laid is None or re.search(r"\b(?:not|never|n't|rather than|unlikely)\b", laid[0]):
        return
    for pattern in CAUSES.values():
        match = pattern.search(each.text, laid.end())
        if match is None or match.start() > laid.end() + 25 or of_others(each, match):
            continue
        meant = meaning(paper, each, match)
        told = meant.presence is Presence.PRESENT and meant.whose is Whose.PATIENT and not meant.hypothetical
        # 'due' alone would make a plan of 'due to'
        if told and meaning(paper, each, laid).presence is not Presence.ABSENT:
            yield told_of(paper, each, match, OTHER, TOOL)


def _each_cause(paper: Profile, each: Said) -> Iterator[tuple[str, Finding]]:
    """The causes that a sentence excludes by name."""
    fine = ARTERIES_FINE.search(each.text)
    if fine is not None:
        yield "arteries", told_of(paper, each, fine, RULED_OUT, TOOL)
    for name, pattern in CAUSES.items():
        match = pattern.search(each.text)
        if match is None:
            continue
        meant = meaning(paper, each, match)
        if meant.whose is Whose.PATIENT and not meant.hypothetical and meant.presence is Presence.ABSENT:
            yield name, told_of(paper, each, match, RULED_OUT, TOOL)
