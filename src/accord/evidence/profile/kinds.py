"""Kinds of clinical paper, told from their titles first and their body second."""

from __future__ import annotations

import re
from enum import StrEnum


class PartKind(StrEnum):
    """What a document, or a part of one, is."""

    ORDER = "order"
    VISIT_NOTE = "visit_note"
    DISCHARGE_SUMMARY = "discharge_summary"
    SLEEP_STUDY = "sleep_study"
    OXIMETRY = "oximetry"
    LABORATORY = "laboratory"
    IMAGING = "imaging"
    CARDIOLOGY = "cardiology"
    PROCEDURE_NOTE = "procedure_note"
    THERAPY_NOTE = "therapy_note"
    DEVICE_REPORT = "device_report"
    INSTRUCTION_RECORD = "instruction_record"
    DELIVERY_RECORD = "delivery_record"
    SUPPLIER_FORM = "supplier_form"
    LETTER = "letter"
    COVER_SHEET = "cover_sheet"
    MESSAGES = "messages"
    LOG = "log"
    MEDICATION_LIST = "medication_list"
    EMERGENCY_REPORT = "emergency_report"
    CHART_EXTRACT = "chart_extract"
    OTHER = "other"


# (kind, weight in a title line, pattern); a title line is one of the first lines of a part.
TITLE_CUES: tuple[tuple[PartKind, int, str], ...] = (
    (
        PartKind.COVER_SHEET,
        14,
        r"^\W*(?:\w+\W+){0,3}fax\W*(?:cover|sheet|transmi\w+|message|form|to\b|$)|^\W*fax\b(?!\W*\(?\d)|cover (sheet|page|letter)|"
        r"transmittal|facsimile|^\W*fax\b.{0,40}\bpages?\b",
    ),
    (
        PartKind.ORDER,
        9,
        r"standard written order|detailed (?:written )?order|\bdwo\b|\bswo\b|\bwopd\b|written order|prescription",
    ),
    (
        PartKind.ORDER,
        8,
        r"(physician|practitioner|prescriber|provider|dme|procedure|injection|scheduling|equipment|device|oxygen|"
        r"cgm|pap|home oxygen|block)('?s)?( \w+)? order\b|order form|\border (for|-)|\brx\b|\bcmn\b|"
        r"certificate of medical necessity|procedure (request|scheduling)|request for procedure",
    ),
    (
        PartKind.ORDER,
        6,
        r"\b(add-?on|new|renewal|replacement|supply|dme|equipment) order\b|(scheduling|auth\w*) ?/? ?\w* form\b|"
        r"\bbooking\b|\bposting (sheet|form|slip)|(case|surgery|surgical) (request|posting|scheduling)",
    ),
    (PartKind.ORDER, 4, r"^\W*orders?\b|\border\W*$|\border\b.{0,4}\(|[-/] *order\b"),
    (
        PartKind.MEDICATION_LIST,
        9,
        r"(medication|medicine|drug|prescription) (list|history|profile|reconciliation)|(fill|refill|dispens\w+) history|"
        r"pharmacy (fill|record|printout|profile)|active med(ication)?s\b",
    ),
    (PartKind.DISCHARGE_SUMMARY, 9, r"discharge summary|hospital discharge|summary of hospitali[sz]ation"),
    (
        PartKind.SLEEP_STUDY,
        9,
        r"polysomnogra|sleep (apnea )?(test|study)|home sleep|\bhsat?\b|\bhst\b|\bpsg\b|split.?night|"
        r"pap titration|titration (study|report|polysomn)|\bwatchpat\b",
    ),
    (
        PartKind.OXIMETRY,
        9,
        r"oximetry|six.?minute walk|\b6.?mwt\b|walk (study|test|sheet)|oxygen qualif|exertional sat|ambulatory sat|"
        r"saturation (test|study|qualif)|o2 qualif|desaturation study|(o2|oxygen) titration",
    ),
    (
        PartKind.LABORATORY,
        8,
        r"laborator(y|ies)\b|\blab (report|result)|blood gas|\babgs?\b|final report.*\blab|chemistry|hematology|\bcbc\b|"
        r"complete blood count|\blabs?\b\W*$",
    ),
    (PartKind.CARDIOLOGY, 9, r"echocardiogra|\becho\b|\btte\b|electrocardiogra|right heart cath|catheteri[sz]ation"),
    (
        PartKind.IMAGING,
        9,
        r"\bmri?\b(?! ?\d)|magnetic resonance|\bct\b (of |scan|chest|lumbar|cervical)|radiolog|x-?rays?\b|radiograph|"
        r"imaging|\bxr\b|bone scan",
    ),
    (
        PartKind.PROCEDURE_NOTE,
        9,
        r"procedure (note|report|record)|operative (record|report|note)|\bop note\b|nerve block|branch block|"
        r"ablation (note|report)|procedure performed|^\W*proc(edure)?\W*:|(comparative|confirmatory|diagnostic) block|"
        r"block (no\.?|number|#) ?\d|\bblock (sheet|record|log|results?)\b|\bmbb ?#|\bmb\b.{0,20}\bblocks?\b|date of procedure",
    ),
    (
        PartKind.THERAPY_NOTE,
        10,
        r"physical therapy|\bpt\b (discharge|eval|note|progress)|therapy (discharge|note|summary|progress)|"
        r"outpatient rehab\w*|plan of care|occupational therapy|rehab(ilitation)? (discharge|summary|note)|outpatient therapy|"
        r"\bpt llc\b|chiropractic (note|record)",
    ),
    (
        PartKind.DEVICE_REPORT,
        9,
        r"(usage|compliance|adherence|therapy|utili[sz]ation) (report|data|download|summary|detail)|"
        r"(pap|cpap|cgm|sensor|device|reader|modem) (download|report|summary)|\bagp\b|ambulatory glucose profile",
    ),
    (
        PartKind.INSTRUCTION_RECORD,
        9,
        r"(training|class|orientation|education|instruction|teaching|set-?up|setup)( and \w+)? "
        r"(log|record|sheet|checklist|session|form|acknowledg\w+|note|class)|orientation|mask fit",
    ),
    (PartKind.DELIVERY_RECORD, 8, r"delivery|set-?up ticket|proof of delivery|\bpod\b|pick-?up ticket"),
    (
        PartKind.SUPPLIER_FORM,
        8,
        r"request for (?:\w+ )?(?:rental|coverage|equipment|device)|(?:rental|recert\w*|re-?authori[sz]ation) request|"
        r"intake|refill|resupply|worksheet|checklist|eligibility|re-?order|authori[sz]ation request form|(rep|staff|office|supplier|"
        r"internal|intake) notes?\b|for (supplier|office|internal|staff) use|(supplier|office|staff) use only",
    ),
    (
        PartKind.OTHER,
        10,
        r"\b(departure|discharge|bedside|nursing|unit|ward|floor|admission|transfer)( \w+)? (checklist|record|form|worksheet|log)\b",
    ),
    (
        PartKind.OTHER,
        10,
        r"\bhome (?:assessment|evaluation|eval|check|survey|accessibility|environment\w* (?:assessment|evaluation)|measure\w*|"
        r"inspection|safety (?:assessment|evaluation|check))\b|\b(?:in-?home|on-?site)(?: home)? (?:assessment|evaluation|survey)\b|"
        r"\b(?:dwelling|accessibility) (?:assessment|evaluation|survey|checklist)\b",
    ),
    (PartKind.MESSAGES, 8, r"message|portal|telephone (encounter|log|note)|phone (note|log|messages)|\bthread\b|inbox"),
    (
        PartKind.EMERGENCY_REPORT,
        9,
        r"patient care report|ambulance|\bems\b|run sheet|emergency (department|room|medicine)|\bed (note|visit|record)",
    ),
    (PartKind.LOG, 7, r"\blog\b|diary|glucose (book|readings|record)|meter (log|book|download|readings)"),
    (
        PartKind.VISIT_NOTE,
        7,
        r"office visit|clinic visit|clinic note|progress note|follow.?up|\bf/?u\b|consult|new patient|encounter|"
        r"telehealth|telemedicine|video visit|\bh ?& ?p\b|history and physical|visit (note|summary)|evaluation|"
        r"\bvisit\b|\bsoap\b|face.to.face|re-?visit|outpatient note|annual exam|office note",
    ),
    (
        PartKind.VISIT_NOTE,
        7,
        r"\bov\b(?! ?\d)|\bin[- ]office\b|\b(?:new|est(?:ab)?(?:lished)?|return|ret)\.? (?:pt|patient)\b|\bin clinic\b|\(office\)|\(clinic\)|"
        r"\bpost[- ]?op(?:erative)? (?:visit|check|\d)|\bseen (?:at bedside|in (?:the )?(?:office|clinic)|today)\b",
    ),
    (PartKind.CHART_EXTRACT, 6, r"chart (extract|print|summary|copy)|progress notes \(print|encounter history"),
    (
        PartKind.LETTER,
        6,
        r"to whom it may concern|^\W*dear\b|letter of (medical necessity|support)|^\W*re\W*:|medical director",
    ),
)

# weaker cues anywhere in the part, each tried from its first word only: a body of one word is looked through once
BODY_CUES: tuple[tuple[PartKind, int, str], ...] = (
    (PartKind.LETTER, 4, r"\b(sincerely|with kind regards|kind regards|respectfully|to whom it may concern)\b"),
    (PartKind.LETTER, 2, r"^\W*dear\b"),
    (
        PartKind.LETTER,
        3,
        r"\battn\b.{0,40}(review|authori[sz]ation|medical director)|medical director|utilization (review|management)",
    ),
    (PartKind.VISIT_NOTE, 4, r"\A(?>.*?(?:\A| )(?:s|subj\w*)\W? ?: ?).{3,} (?:a|a/p|assess\w*|imp)\W? ?: ?.{3,}"),
    (PartKind.VISIT_NOTE, 3, r"\b(hpi|chief complaint|history of present illness|review of systems|assessment|a/p)\b"),
    (PartKind.VISIT_NOTE, 2, r"\b(exam|vitals|plan)\b\W"),
    (PartKind.ORDER, 3, r"length of need|\border date\b|date of order|start date of order|dispense"),
    (PartKind.IMAGING, 2, r"\A(?>.*?\btechnique\b).*\bfindings\b"),
    (
        PartKind.PROCEDURE_NOTE,
        3,
        r"\A(?>.*?\b(?:time.?out|needle|contrast|lesion|prone)\b).*\b(?:tolerated|complications?)\b",
    ),
    (PartKind.SLEEP_STUDY, 4, r"\A(?>.*?\b(?:ahi|rei|rdi|apneas?)\b).*\bhypopneas?\b"),
    (PartKind.OXIMETRY, 2, r"\A(?>.*?\bspo2\b).*\b(?:walk\w*|rest)\b"),
    (PartKind.LABORATORY, 3, r"\A(?>.*?\breference\b).*\bunits?\b|\A(?>.*?\bunits?\b).*\breference\b|specimen"),
    (
        PartKind.SUPPLIER_FORM,
        3,
        r"\bfor (supplier|our file|office) use\b|\bcustomer service(?=\W{0,4}(?:\d|line\b|hours|dep\w*|rep\b|team|mon))|\bstaff only\b",
    ),
)

# a first line that tells of a visit, of which reports and orders have their own name
_VISIT_HEAD = re.compile(
    r"\bov\b(?! ?\d)|\bin[- ]office\b|\b(?:new|est(?:ab)?(?:lished)?|return|ret)\.? (?:pt|patient)\b|\b(?:office|clinic) visit\b|"
    r"\(office\)|\(clinic\)|\bf/?u\b|\bfollow.?up\b|\bpost[- ]?op (?:visit|check|\d)|\bprogress note\b|\bconsult\b"
)
_HEADS_A_REPORT = re.compile(
    r"\b(?:report|study|order|oximetry|polysomn\w*|radiolog\w*|imaging|laborator\w*|operative|procedure note|echo\w*|log|intake|request)\b"
)
# a first line of a day and a practitioner or the patient's age: what a note begins with where it has no title
_NOTE_HEAD = re.compile(
    r"(?=.{0,60}\b(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2} [a-z]{3,9} \d{4}|[a-z]{3,9} \d{1,2}, \d{4}))"
    r"(?=.*(?:\b(?:md|do|np|pa-c|aprn|dnp|dpm)\b|\b\d{2} ?(?:y/?o ?)?[mf]\b))"
)
_NO_NOTE_HEAD = re.compile(
    r"\b(?:swo|auth\w*|pa|portal|call\w*|fills?|fax\w*|message|letter|re:|form|sheet|list|invoice|ticket|delivery|prepared|printed|"
    r"attending only|rn|lpn|cpo|atp|rrt|rd|[a-z]\d{4})\b"
)
HEADED_WEIGHT = 3.0
LONGEST_HEAD = 300
LONGEST_TITLE = 400
"""Characters of a line in which a title stands; what is longer tells something."""
TITLE_LINES = 7
NOTE_WEIGHT = 2.5
"""As much as makes an untitled paper a note, and no more."""
_TITLE = [(kind, weight, re.compile(pattern)) for kind, weight, pattern in TITLE_CUES]
_BODY = [(kind, weight, re.compile(pattern)) for kind, weight, pattern in BODY_CUES]


# what notes speak of in their first lines without being it
_REPORTS = frozenset(
    {
        PartKind.SLEEP_STUDY,
        PartKind.OXIMETRY,
        PartKind.LABORATORY,
        PartKind.CARDIOLOGY,
        PartKind.IMAGING,
        PartKind.DEVICE_REPORT,
        PartKind.INSTRUCTION_RECORD,
        PartKind.DELIVERY_RECORD,
        PartKind.ORDER,
        PartKind.LOG,
    }
)
# a line that tells something, and is no title: a sentence, or words behind the heading of a note's section
_TELLS = re.compile(
    r"\S+ \S+ \S+ \S+.*[a-z][.!?]$|[a-z]{2}[.!?] +[a-z].* \S+|[a-z]{2}.* [\d.]+[.!?] +[a-z].* \S+|"
    r"\b(?:on file|attached|enclosed|in (?:the )?chart)\b|"
    r"^\W*(?:have|has|will|would|ordered|requested|referred|asked|discussed)\b|"
    r"\b(?:she|he|i|we|they|patient|pt) "
    r"(?:is|was|has|had|did|does|came|comes|says|reports|denies|presents|returns|states|asked|ordered|sent|got|read|reviewed|saw|sees)\b|"
    r"^\W*(?:s|o|a|p|plan|hpi|cc|chief complaint|assessment|a/p|imp(?:ression)?|dx|subjective|objective|history|pmh|hx|"
    r"reason(?: for (?:visit|referral|study))?|interval)\b\s*[:=-]\s*\S+ \S+"
)


# what a note tells of refills, intake and checklists in its first lines, where a supplier's form bears them as its title
_NO_FORM = re.compile(
    r"\b(?:reviewed|discussed|(?:went|gone|going|go|goes) (?:over|through)|done|given|handed|filled (?:out|in)|brought|see|uses?|using|"
    r"has|had|here (?:for|to)|needs?|asks?|asked|wants?|out of|called|calls|with (?:the )?(?:pt|patient|him|her))\b|"
    r"^\W*(?:cc|c/c|chief complaint|reason(?: for visit)?|hpi|nutrition|diet|plan|a/p|s|o)\b\W|"
    r"\b(?:oral|po|fluid|food|water|dietary|caloric|calorie|protein|carb\w*|salt|sodium|caffeine|alcohol|fiber|poor|good|adequate|low) intake\b|"
    r"\bintake (?:of|poor|good|fair|adequate|vitals?|bp|weight|\d)|\b(?:meds?|medications?|rx|prescriptions?|drugs?) refills?\b|"
    r"\b(?:wound|ulcer|skin|falls?|risk|safety|surgical|pre-?op|pre-?procedure|pre-?visit|symptoms?|time-?out|sterile|foot|"
    r"neuro\w*|depression|pain|sleep hygiene|developmental|vaccine|preventive|wellness) (?:\w+ )?(?:checklist|worksheet)\b"
)
# a practitioner named somewhere; a supplier's form without one stays a form, whatever its title says besides
_PRACTITIONER = re.compile(
    r"\b(?:md|np|pa-c|fnp(?:-\w+)?|aprn|arnp|crnp|dnp|dpm|m\.d|d\.o|dr\.? [a-z]{2,})\b|[a-z]{2}, do\b|/s/"
)
_NAMED_ON_A_FORM = re.compile(
    r"\W*(?:prescrib\w*|order\w*|referring|referred|requesting|treating|physicians?|providers?|practitioner|doctor|pcp|npi|fax|send|to|re)\b"
    r"[^:]{0,24}[:#]"
)
# a note of a visit, however short: an examination beside what is to be done
_FOUND = re.compile(
    r"(?:^|[\s.;])(?:o|pe|exam|examination|vitals|objective)\s*[:)=-]|(?:^|[.;] )exam\b|\bo/e\b",
    re.MULTILINE,
)
_TO_DO = re.compile(
    r"(?:^|[\s.;])(?:a/p|p|a ?& ?p|recs?)\s*[:)=-]|(?:^|[.;] ?)(?:\d[.)] ?)?plan\b(?! (?:of care|id|name|no\b|number))(?!\W*(?:medicare|"
    r"medicaid|aetna|humana|cigna|united|bcbs|blue))",
    re.MULTILINE,
)
# kinds that a note's first lines name in telling what was seen, or is asked for
_TOLD_OF = frozenset({*_REPORTS, PartKind.PROCEDURE_NOTE})
# a heading says what the paper is; behind a colon, a stop or a day goes on a sentence that tells something
_HEADING = re.compile(r"[^:.;]{1,70}[.:]?|\W*(?:exam|study|procedure|report|operation)\W*:[^:.;]{1,70}")
# the line that a machine prints over each page that it sends, as it stands above papers of every kind
_BANNER = re.compile(
    r"(?=.*\b(?:p|pg|page|pp)\.?\s*\d{1,3}\s*(?:of|/)\s*\d{1,3}\b)(?=.*(?:\d{1,2}:\d{2}|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}))(?=.*\bfax|.*\bfrom\b)"
)
_COVER = re.compile(r"\b(?:cover|transmittal|facsimile (?:sheet|transmission)|pages? (?:incl|total))")
_ASKED = re.compile(r"\b(?:requested|request|planned|proposed|scheduled)\b\W*[:-]")


def kind_of(flat_lines: list[str], name: str = "") -> PartKind:
    """The kind of a part from its lower-cased lines; its file name counts as a weak hint."""
    return best(scores(flat_lines, name))


def scores(flat_lines: list[str], name: str = "") -> dict[PartKind, float]:
    """The weight of every kind; what a fax machine printed above the paper does not count."""
    told: dict[PartKind, float] = {}
    filled = [line for line in flat_lines if line.strip() and not is_banner(line)]
    body = " ".join(filled)
    note = is_note("\n".join(filled))
    headed = _is_headed_note(filled)
    named = any(_PRACTITIONER.search(line) and not _NAMED_ON_A_FORM.match(line) for line in filled)
    visit = headed or any(_VISIT_HEAD.search(line) and not _HEADS_A_REPORT.search(line) for line in filled[:2])
    for position, whole in enumerate(filled[:TITLE_LINES]):
        line = whole[: LONGEST_TITLE + 1]
        share = 1.0 if position < 3 else 0.6 if position < 5 else 0.4
        if len(line.strip()) > 110:
            share *= 0.3
        telling = position > 0 and (len(line) > LONGEST_TITLE or _TELLS.search(line.strip()) is not None)
        plain = _HEADING.fullmatch(line.strip()) is not None
        no_form = named and (
            telling or _NO_FORM.search(line) is not None or any(_VISIT_HEAD.search(f) for f in filled[:position])
        )
        for kind, weight, pattern in _TITLE:
            if pattern.search(line) and not (kind is PartKind.PROCEDURE_NOTE and _ASKED.search(line)):
                reports = (kind in _REPORTS and telling) or (kind is PartKind.SUPPLIER_FORM and no_form)
                told_of = (note or (visit and position > 0)) and not plain and kind in _TOLD_OF
                told[kind] = max(told.get(kind, 0.0), weight * share * (0.2 if reports or told_of else 1.0))
    if note:
        told[PartKind.VISIT_NOTE] = told.get(PartKind.VISIT_NOTE, 0.0) + NOTE_WEIGHT
    if headed:
        told[PartKind.VISIT_NOTE] = max(told.get(PartKind.VISIT_NOTE, 0.0), HEADED_WEIGHT)
    for kind, weight, pattern in _BODY:
        if pattern.search(body):
            told[kind] = told.get(kind, 0.0) + weight
    words = re.sub(r"[_\-.\d]+", " ", name.lower())
    for kind, weight, pattern in _TITLE:
        if pattern.search(words):
            told[kind] = told.get(kind, 0.0) + weight * 0.3
    return told


def _is_headed_note(lines: list[str]) -> bool:
    """A day and a practitioner above several lines of telling, and no word of another kind of paper in the head."""
    head = lines[0] if lines else ""
    other = _HEADS_A_REPORT.search(head) or _NO_NOTE_HEAD.search(head)
    return len(lines) > 2 and len(head) <= LONGEST_HEAD and _NOTE_HEAD.match(head) is not None and other is None


def is_note(text: str) -> bool:
    """Does it tell both of an examination and of what is to be done, as the note of a visit does?"""
    return _FOUND.search(text) is not None and _TO_DO.search(text) is not None


def is_banner(line: str) -> bool:
    """Is it the line that a fax machine prints over a page: sender, time and page, and no word of a cover sheet?"""
    return len(line) <= LONGEST_HEAD and _BANNER.match(line) is not None and _COVER.search(line) is None


def best(told: dict[PartKind, float]) -> PartKind:
    """The heaviest kind, or OTHER when nothing weighs enough."""
    kind, weight = max(told.items(), key=lambda item: item[1], default=(PartKind.OTHER, 0.0))
    return kind if weight >= 2.5 else PartKind.OTHER
