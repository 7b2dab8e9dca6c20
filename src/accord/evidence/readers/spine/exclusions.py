"""What speaks against a facet joint as the source: nerve root signs, and other disease of the spine.

radiculopathy    -- present, or absent by symptoms or by an examination of the nerves (qualifier by: symptom, exam, named).
other_pathology  -- fracture, tumour, infection, major deformity of the spine (qualifier what); absent where looked for.
spine_imaging    -- the conclusion of an imaging report of the spine, or of one that a note reviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind
from accord.evidence.readers.spine.papers import tells_of_session
from accord.evidence.readers.spine.passages import Passage, finding, passages
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "spine-exclusions/1"

NEG = r"(?:neg(?:ative)?\b|\(-\)|absent\b|normal\b|wnl\b|unremarkable\b|not reproduc\w+)"
NORMAL_EXAM = re.compile(
    r"\bmyotomes?\b[^.;]{0,14}\b(?:5/5|intact|normal)|\bdermatomes?\b[^.;]{0,10}\b(?:intact|normal)|"
    r"\bnormal neuro\w*\b[^.;]{0,12}\bexam\w*|"
    rf"\b(?:slr|straight[ -]leg(?:[ -]rais\w+)?|lasegue\W?s?|seated slump|slump(?: test)?|"
    rf"spurling\W?s?(?: test| sign| maneuver)?|crossed slr|femoral stretch)\b[^.;,]{{0,36}}?(?:{NEG}|"
    rf"\bneg/neg)|\b(?:negative|neg) (?:seated |supine )?(?:slr|straight[ -]leg|spurling|slump|lasegue)|"
    r"\b(?:strength|motor(?: strength)?|power|mmt|muscle strength)\b[^.;]{0,44}?\b(?:5/5|full|normal|"
    r"intact|5 ?/ ?5|symmetric)\b|\b5/5\b[^.;]{0,30}\b(?:strength|throughout|bilat\w*|ble|bue|all|le\b|"
    r"lower|upper)|\b(?:le|ue|lower extremit\w+|legs)\W{1,3}5/5|"
    r"\b(?:sensation|sensory|light touch|lt|sens)\b[^.;]{0,30}?\b(?:intact|normal|nl|preserved|full|"
    r"symmetric)\b|\b(?:reflexes?|dtrs?|jerks)\b[^.;]{0,34}?(?:\b(?:normal|symmetric\w*|equal|intact|2\+|"
    r"1\+|brisk and equal|present)|=)|"
    r"\bneuro\w*\b[^.;]{0,24}?\b(?:non-?focal|intact|normal|unremarkable|wnl|grossly intact|grossly normal|"
    r"neg(?:ative)?)\b|\bno (?:focal |gross )?(?:neuro\w*|motor|sensory|"
    r"sensorimotor)(?: or \w+)? (?:deficits?|loss|change)|\bheel(?:[ /-]| and )toe (?:walk|gait)?\s?(?:ok|"
    r"normal|intact)|\bneurovascularly intact"
)
SYMPTOM = (
    r"(?:numb\w*|tingl\w+|paresthesi\w*|par[ae]sthesia\w*|(?:leg |arm |hand |limb )?weakness|weak legs|"
    r"radicular\w*(?: pain| symptoms?| features?)?|radiculopath\w+|sciatica|(?:neurogenic |"
    r"pseudo)?claudication|leg (?:pain|symptoms?|sx)|arm (?:pain|symptoms?|sx)|radiat\w+|shooting(?: pain)?|"
    r"leg complaints|myelopath\w+|leg cramping|dropping of objects)"
)
NO_SYMPTOM = re.compile(
    r"\bradicular (?:symptoms?|pain|signs?|features?|complaints?)\W{1,4}(?:none|no\b|absent|denie[sd]|neg\w*)|"
    rf"\b(?:no|denies|denied|without|w/o|never|negative for|neg for|nor|free of|absence of|"
    rf"lacks?)\b (?:any |new |associated |significant |current |clear |evidence of |history of |signs? of |"
    rf"(?:frank )?(?:lower |upper )?(?:extremity |limb |bilateral )?|leg |arm |myelopathy or |"
    rf"focal )*{SYMPTOM}|"
    rf"\b(?:legs?|arms?) (?:symptoms?|pain|complaints?)\W{{1,3}}(?:none|no\b|denie[sd]|absent|negative)|"
    rf"\b(?:legs?|arms?) (?:are|is) (?:fine|ok|normal|good)\b|\bnot radicular\b|\bnon-?radicular\b|"
    rf"\bradicul\w+\W{{1,4}}(?:none|no\b|absent|neg\w*|denied|resolved|\(-\))|\b(?:arm and hand|"
    rf"hand and arm|leg|arm|legs|arms) (?:is|are) not involved|"
    rf"\b(?:into|in|down|to) (?:the |either |her |his )?(?:legs?|arms?)\W{{1,3}}(?:none|no\b)|\b(?:nothing|"
    rf"none|not|no pain) (?:in|into|down) (?:the |either |his |her )?(?:legs?|arms?)\b|\b(?:does|"
    rf"do) not go down (?:the |either |his |her )?(?:legs?|arms?)|\bwithout (?:having |"
    rf"needing )?to (?:stop and )?sit|\bno need to sit\b|\bdoes not (?:have|describe) (?:leg|arm|"
    rf"radicular)|\bleaning on a (?:shopping )?cart does not"
)
TICKED_NO = re.compile(
    r"\b(?:radicul\w+(?: (?:pain|symptoms?|signs?|features?))?|(?:neurogenic )?claudication|sciatica|(?:leg|arm) (?:pain|symptoms?))\W{0,4}"
    r"(?:\[ ?\]|\( ?\)|☐) ?(?:yes|y)\s+(?:\[ ?[x✓✔] ?\]|\( ?[x✓✔] ?\)|☒|☑) ?(?:no|n)\b"
)
NAMED = re.compile(
    r"\bradiculopath\w+|\bradiculitis\b|\bsciatica\b|\b(?:neurogenic|spinal) claudication\b|"
    r"\bpseudo-?claudication\b|\bneurogenic intermittent claudication\b|\bradicular (?:pain|symptoms?|"
    r"features?|complaints?|signs?)\b|\bcauda equina\b|\bmyelopath(?:y|ic)\b"
)
SIGNS = re.compile(
    r"\b(?:slr|straight[ -]leg(?:[ -]rais\w+)?|spurling\W?s?(?: test| sign)?|slump(?: test)?|"
    r"lasegue\W?s?)\b[^.;,]{0,24}?(?:\bpositive\b|\bpos\b|\(\+\)|(?<!facet loading )\+(?!\d)|"
    r"\breproduces (?:leg|arm|radicular))|\bpositive (?:slr|straight[ -]leg|spurling|slump|lasegue)|"
    r"\bfoot drop\b|\bdermatom\w+ (?:sensory )?(?:loss|deficit|numbness|decrease|hypoesthesia|hypesthesia)|"
    r"\b(?:decreased|diminished|reduced|loss of) (?:sensation|light touch|"
    r"pinprick)\b[^.;]{0,30}\b(?:l[2-5]|s1|c[4-8]|t1|lateral calf|dorsum|thumb|foot|hand)|"
    r"\b(?:numbness|tingling|paresthesias?|burning)\b[^.;]{0,24}\b(?:down|into|in|to|of) (?:the |his |her |"
    r"both )?(?:left |right )?(?:legs?|foot|feet|toes?|calf|arms?|hands?|fingers?|thumb)|"
    r"\b[34]/5 (?:strength )?[^.;]{0,20}\b(?:dorsiflex|ehl|ankle|quad|biceps|triceps|deltoid|grip|wrist|"
    r"hip flex)|\b(?:dorsiflexion|ehl|plantarflexion|biceps|triceps|grip|quadriceps|"
    r"wrist extension)\b[^.;]{0,16}\b[34][+-]?/5"
)
RESOLVED = re.compile(
    r"\bresolved\b|\bremote\b|\bhistory of\b|\bh/o\b|\bprior\b|\bprevious(?:ly)?\b|\bold\b|\b(?:treated|"
    r"operated|decompressed|relieved|cured|gone|went away|healed)\b|\bs/p\b|\b(?:19|20)\d\d\b|"
    r"\bgood outcome\b|\bafter (?:surgery|discectomy|decompression)|\bno longer\b|\byears ago\b|"
    r"\bin the past\b"
)
ABNORMAL = re.compile(
    r"(?<![\d/])[0-4][+-]?/5\b|\bhypo-?a?esthesia\b|\bhypesthesia\b|\bexcept\b|"
    r"\b(?:decreased|reduced|diminished|absent|impaired|loss of)\b[^.;,]{0,24}\b(?:sensation|sensory|"
    r"pinprick|light touch|reflex\w*|jerks?|strength|power)|"
    r"\b(?:reflex\w*|jerks?|ajs?|kjs?|sensation)\b[^.;,]{0,16}\b(?:absent|reduced|diminished|decreased|"
    r"0)\b|\bweakness of\b"
)
LONG_KNOWN = re.compile(r"\bold\b|\bchronic\b|\bsince (?:19|20)\d\d\b|\bbaseline\b|\bunrelated\b")
NOT_HERE = re.compile(
    r"\bspondylosis without\b|\bwithout (?:myelopathy or )?radicul|\bw/o (?:myelopathy|radicul)|"
    r"\bno\b[^.;]{0,30}\bradicul|\brule out\b|\br/o\b|\bif\b|\bunlikely\b|\bvs\.?\b|\breturn\b|\bcall\b"
)
CARPAL = re.compile(r"\bcarpal\b|\bdiabetic\b|\bneuropath\w+|\bperipheral\b|\bulnar\b|\bstroke\b|\bmeralgia\b")
CYST = re.compile(r"\bsynovial cyst\b|\bfacet cyst\b")

PATHOLOGY: tuple[tuple[str, str], ...] = (
    ("fracture", r"\b(?:compression |burst |vertebral |sacral |insufficiency |acute |recent |"
        r"pathologic(?:al)? )*fractures?\b|\bfx\b|\bcompression deformit\w+|\bpars defects?\b|\bheight loss\b|"
        r"\bwedg(?:e|ing)\b"),
    ("tumor", r"\btumou?rs?\b|\bneoplas\w+|\bmalignan\w+|\bmetasta\w+|\bmass(?:es)?\b(?! effect)|\b(?:destructive|"
        r"focal replacing|replacing|aggressive|suspicious|lytic|blastic|osseous|marrow|bone|bony|worrisome|"
        r"enhancing) (?:\w+ )?(?:lesions?|process)|\bmyeloma\b|\bcancer\b"),
    ("infection", r"\binfect\w+|\bdisc(?:itis|ospondylitis)\b|\bdiskitis\b|\bosteomyelitis\b|\bspondylodiscitis\b|"
        r"\b(?:epidural )?abscess\w*|\bepidural collection\b"),
    ("deformity", r"\bdeformit(?:y|ies)\b|\binstability\b|\bhigh-grade (?:spondylo|antero)listhesis|\bgrade (?:3|4|iii|"
        r"iv) (?:spondylo|antero)listhesis|\bsevere (?:thoracolumbar |lumbar |"
        r"degenerative )?(?:kypho)?scoliosis"),
    ("red_flag", r"\bred flags?\b"),
)  # fmt: skip
_PATHOLOGY = tuple((name, re.compile(pattern)) for name, pattern in PATHOLOGY)
GRAVE = re.compile(
    r"\b(?:acute|subacute|recent|new|unhealed|healing|nonhealed|pathologic(?:al)?|"
    r"burst)\b[^.;]{0,40}\b(?:fracture|deformity|wedg)|\b(?:fracture|"
    r"deformity)\b[^.;]{0,50}\b(?:with (?:marrow )?edema|acute|subacute|unhealed|new since|recent)|"
    r"\bmetasta\w+ (?:disease|lesions?|deposits?)?|"
    r"\b(?:vertebral|spinal|epidural|intradural|sacral|bone|bony|lytic|blastic|destructive|osseous|"
    r"paraspinal|marrow[ -]replacing)\b[^.;]{0,24}\b(?:metasta\w+|tumou?r|mass|neoplasm|lesions?|"
    r"malignancy)|\bmyeloma\b|"
    r"\bdisc(?:itis|ospondylitis)\b|\bdiskitis\b|\bosteomyelitis\b|\bspondylodiscitis\b|"
    r"\bepidural abscess\b|\bparaspinal abscess\b|\bhigh-grade (?:spondylo|antero)listhesis|\bgrade (?:3|4|"
    r"iii|iv) (?:spondylo|antero)listhesis|\bsevere (?:thoracolumbar |lumbar |degenerative |dextro|"
    r"levo)*(?:kypho)?scoliosis|\b(?:gross|segmental|dynamic) instability\b|\bcauda equina\b|"
    r"\b(?:l[1-5]|t\d{1,2}|c[2-7]|sacral|vertebral|compression)\b[^.;]{0,20}\bfractures?\b"
)
NOTHING_OF = re.compile(
    r"\bnothing (?:to suggest|suggestive of|to indicate|that suggests|worrisome for|concerning for)\b[^.;]{0,60}$"
)
DENIED_WITHIN = re.compile(
    r"\b(?:no|not|without|w/o|negative for|neg for|nor|free of|absence of|denies|excluded|ruled out)\b"
)
HARMLESS = re.compile(
    r"\bold\b|\bchronic\b|\bhealed\b|\bremote\b|\bstable\b|\bunchanged\b|\bhemangioma|\bbenign\b|\bschmorl|"
    r"\bincidental|\bhistory of\b|\bh/o\b|\bprior\b|\bremission\b|\bsolid\b|\bs/p\b|\b(?:ribs?|wrist|hip|"
    r"ankle|tibia|femur|humer\w+|foot|skull|toe)\b[^.;]{0,14}\bfract|\brule out\b|\br/o\b|\bevaluate\b|"
    r"\bindication\b|\bif\b|\?"
)
ELSEWHERE = re.compile(
    r"\bkidney|\brenal\b|\bthyroid\b|\bliver\b|\bhepatic\b|\badnex\w+|\bovar\w+|\blung\b|\bbreast\b|"
    r"\bprostate\b|\bskin\b|\burinary\b|\butis?\b|\bsinus\b|\buterine\b|\bwound\b|\btooth\b|\bcolon\b"
)
SPINAL_INFECTION = re.compile(r"dis[ck]{1,2}itis|osteomyelitis|abscess")
CONCLUSION = ("impression",)
FACET_FINDING = re.compile(
    r"\bfacet\b[^.;]{0,30}\b(?:arthr\w+|hypertroph\w+|osteoarthr\w+|degenerat\w+|joint|disease|change|"
    r"effusion|spondyl\w+)|\bspondylo(?:sis|arthr\w+)\b|\bz-?joint\b"
)
IMAGED = re.compile(
    r"\bmri?\b|\bct\b|\bx-?rays?\b|\bradiographs?\b|\bfilms?\b|\bimaging\b|\bxr\b|\bmyelogram\b|\bbone scan\b"
)


def exclusions(chart: Chart) -> Iterator[Finding]:
    """Nerve root signs and other disease, present or looked for and absent."""
    imaged: Passage | None = None
    for passage in passages(chart):
        carried = imaged is not None and imaged.paper is passage.paper and _carries_on_image(passage)
        told = RESULT_OF_IMAGE.search(passage.text) and not NO_RESULT.search(passage.text)
        imaged = passage if told or carried else None
        if passage.section in ("family_history", "instructions") or passage.paper.kind is PartKind.COVER_SHEET:
            continue
        if passage.paper.kind is not PartKind.IMAGING:
            yield from _roots(passage)
        elif passage.section in CONCLUSION and FACET_FINDING.search(passage.text):
            yield finding(TOOL, "spine_imaging", passage)
        yield from _pathology(passage, carried)


def _carries_on_image(passage: Passage) -> bool:
    """'No fracture, no mass.' behind a sentence with the result of an image; a denial of a disease in general is not one."""
    return bool(DENIED_OF_IMAGE.match(passage.text)) and not GENERAL.search(passage.text)


def _roots(passage: Passage) -> Iterator[Finding]:
    words = passage.text
    session = tells_of_session(passage.paper)
    positive = (
        None if session or (passage.section == "past_history" and not SIGNS.search(words)) else _positive(passage)
    )
    if positive is not None:
        yield positive
        return
    if session:
        return
    exam, symptom = NORMAL_EXAM.search(words), NO_SYMPTOM.search(words) or TICKED_NO.search(words)
    if exam is not None and ABNORMAL.search(words) and not LONG_KNOWN.search(words):
        return
    match = exam or symptom
    if match is not None and passage.section != "plan":
        yield finding(
            TOOL, "radiculopathy", passage, presence=Presence.ABSENT, qualifiers={"by": "exam" if exam else "symptom"},
            place=passage.place(match.start(), match.end()),
        )  # fmt: skip


def _positive(passage: Passage) -> Finding | None:
    """A named root disease or a positive sign, said of the patient now."""
    words = passage.text
    for by, pattern in (("exam", SIGNS), ("named", NAMED)):
        for match in pattern.finditer(words):
            around = words[max(0, match.start() - 70) : match.end() + 60]
            if by == "named" and (NOT_HERE.search(words) or RESOLVED.search(around) or NO_SYMPTOM.search(words)):
                continue
            if CARPAL.search(around):
                continue
            told = passage.told(match)
            if (
                told is None
                or told[2] is not Whose.PATIENT
                or told[0] is Presence.ABSENT
                or told[1] is not Time.CURRENT
            ):
                continue
            return finding(
                TOOL, "radiculopathy", passage, presence=told[0],
                qualifiers={"by": by, "cyst": "yes" if CYST.search(words) else "no"}, place=passage.place(match.start(), match.end()),
            )  # fmt: skip
    return None


RESULT_OF_IMAGE = re.compile(
    rf"(?:{IMAGED.pattern})[^.;]{{0,110}}(?:arthr\w+|hypertroph\w+|degenerat\w+|spondylo\w+|facets?\b|discs?\b|canal\b|foramin\w+|"
    r"effusions?\b|normal\b|unremarkable\b|stenosis\b|bulg\w+|protrusion\w*|alignment\b|marrow\b|shows?\b|showed\b|reveal\w+)"
)
NO_RESULT = re.compile(
    r"\b(?:order\w*|pending|schedul\w+|will|plan\w*|refus\w+|declin\w+|not (?:done|available|seen|obtained|needed|performed)|never|"
    r"awaiting|to be|if|consider\w*|request\w*|no (?:mri?|ct|x-?rays?|imaging|films?)|knees?|hips?|shoulders?|brain|head|chest|abdom\w+|"
    r"pelvi\w+|wrist|ankle|foot|hand)\b"
)
DENIED_OF_IMAGE = re.compile(
    r"\W*(?:there (?:is|was|are|were) |also |and |otherwise )?(?:no\b|without\b|negative for\b|nothing\b|neither\b|absent\b)"
    r"(?:(?!\b(?:he|she|pt|patient|denies|family|knee|hip|shoulder|rib|wrist)\b)[^.;])*(?:[.;]\W*)?$"
)
GENERAL = re.compile(
    r"\b(?:then|at that time|cancer|malignan\w*|history|hx|h/o|ever|fevers?|chills|weight loss|recent|past|prior|previous|surgery|injur\w+|falls?|"
    r"trauma|allerg\w+|fibromyalgia|diabetes)\b"
)


def _imaged(passage: Passage) -> bool:
    """Is it an imaging report, or a sentence that speaks of one?"""
    return passage.paper.kind is PartKind.IMAGING or bool(IMAGED.search(passage.text))


def _pathology(passage: Passage, carried: bool = False) -> Iterator[Finding]:
    words = passage.text
    if tells_of_session(passage.paper) or re.match(
        r"\W*(?:indication|history|reason|clinical history|comparison|return|call|risks?)\b", words
    ):
        return
    grave = next((m for m in GRAVE.finditer(words) if not DENIED_WITHIN.search(m[0])), None)
    if grave is not None and not HARMLESS.search(words) and not ELSEWHERE.search(words):
        told = passage.told(grave)
        if told and told[0] is Presence.PRESENT and told[1] is Time.CURRENT and told[2] is Whose.PATIENT:
            yield finding(
                TOOL,
                "other_pathology",
                passage,
                qualifiers={"what": "named"},
                place=passage.place(grave.start(), grave.end()),
            )
            return
    other = passage.section in ("plan", "past_history", "medications", "review_of_systems")
    if other and not (carried or IMAGED.search(words)):
        return
    for what, pattern in _PATHOLOGY:
        match = pattern.search(words)
        if match is None or ELSEWHERE.search(words):
            continue
        told = passage.told(match)
        if NOTHING_OF.search(words[: match.start()]):
            told = (Presence.ABSENT, Time.CURRENT, Whose.PATIENT)
        if what == "infection" and not (carried or _imaged(passage) or SPINAL_INFECTION.search(match[0])):
            continue
        if told and told[0] is Presence.ABSENT and told[1] is not Time.PLANNED and told[2] is Whose.PATIENT:
            yield finding(
                TOOL,
                "other_pathology",
                passage,
                presence=Presence.ABSENT,
                qualifiers={"what": what},
                place=passage.place(match.start(), match.end()),
            )
            return
