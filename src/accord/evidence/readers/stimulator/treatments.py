"""What was tried before a stimulator: drugs, surgery, physical treatment, psychological treatment.

Concepts scs_tried_drugs, scs_tried_surgery, scs_tried_physical, scs_tried_psychological; qualifier outcome: failed,
unsuitable, tried (the result is not said), helped. Absent where the record says that the kind was never tried.
A treatment that is only planned or advised is told as planned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.sayings import meaning, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.stimulator.words import is_prose
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "stimulator-treatments/1"
DRUGS, SURGERY, PHYSICAL, MIND = (
    "scs_tried_drugs",
    "scs_tried_surgery",
    "scs_tried_physical",
    "scs_tried_psychological",
)

KINDS = (
    (
        DRUGS,
        lazy_pattern(
            r"\b(?:gabapentin|neurontin|pregabalin|lyrica|duloxetine|cymbalta|venlafaxine|effexor|amitriptyline|nortriptyline|desipramine|"

                r"topiramate|carbamazepine|oxcarbazepine|lamotrigine|mexiletine|milnacipran|savella|tramadol|"
                r"tapentadol|nucynta|oxycodone|hydrocodone|norco|percocet|"
            r"vicodin|morphine|methadone|buprenorphine|butrans|belbuca|fentanyl|hydromorphone|dilaudid|opioids?|opiates?|narcotics?|nsaids?|"
            r"ibuprofen|naproxen|meloxicam|celecoxib|diclofenac|acetaminophen|tylenol|baclofen|tizanidine|cyclobenzaprine|methocarbamol|"
            r"muscle relaxants?|neuropathic (?:agents?|medications?|meds)|anticonvulsants?|antidepressants?|tcas?|snris?|gabapentinoids?|"

                r"lidocaine patch\w*|lidoderm|capsaicin|ketamine|naltrexone|ldn|prednisone|medications?|meds|"
                r"drugs?(?! (?:use|abuse|screen|test))|pharmaco\w+|analgesics?)\b"
        ),
    ),
    (
        SURGERY,
        lazy_pattern(
            r"\b(?:laminectom\w+|laminotom\w+|discectom\w+|microdiscectom\w+|fusions?|fused|[tpax]lif|acdf|decompressions?|foraminotom\w+|"

                r"(?:spine|spinal|back|lumbar|neck|cervical|foot|ankle|knee|wrist|hand|surgical|hardware|operative) (?:surger(?:y|"
                r"ies)|operations?|revisions?|removal|interventions?)|"

                r"surger(?:y|ies)|surgical(?:ly)?|surg|operations?|operated|re-?operat\w+|re-?exploration|revisions?|"
                r"neurolysis|plate|hardware (?:removal|out)|decompressed|sympathectomy)\b"
        ),
    ),
    (
        PHYSICAL,
        lazy_pattern(

                r"\b(?:physical therap(?:y|ies|ists?)|physio(?:therapy)?|pt(?! (?:has|had|is|was|reports|denies|"
                r"states|seen|wants|gave|education|with pain)\b)|aquatic|aquatics|pool|land(?: based)? (?:pt|therapy)|"

                r"therapy on land|occupational therapy|ot\b|desensiti[sz]ation|mirror therapy|graded motor imagery|"
                r"home exercise\w*|hep|exercise program|chiropract\w+|"

                r"acupuncture|manual therapy|massage|tens\b|core strengthening|hand therap\w+|rehab(?:ilitation)?(?! (?:medicine|"
                r"hospital|viewpoint))|work hardening|functional restoration|yoga|traction|bracing|physical (?:treatments?|"
                r"modalities|measures))\b"
        ),
    ),
    (
        MIND,
        lazy_pattern(

                r"\b(?:cbt(?:-\w+)*|cognitive[ -]behaviou?r\w+|behaviou?ral (?:therapy|treatment|pain|health treatment)|"
                r"psycho-?therapy|biofeedback|pain[ -](?:coping|psychology|self-?management)|"

                r"coping skills?|acceptance[ -](?:and[ -]commitment|based)[ -](?:therapy|treatment)|act (?:therapy|group|sessions)|"
                r"counsel(?:l)?ing (?:for pain|sessions?|visits?)|pain counsel\w+|mindfulness(?:-based)?|mbsr|"
                r"hypnosis|hypnotherapy|"

                r"relaxation (?:training|therapy)|psycholog\w+ (?:treatment|therapy|counsel\w+|care|interventions?|"
                r"modalit\w+|support|sessions?|visits?)|(?:sessions?|visits?|treatment|therapy) with (?:a |"
                r"the |his |her )?(?:pain )?psycholog\w+|psych (?:tx|treatment|therapy))\b"
        ),
    ),
)  # fmt: skip

_GAIN = r"(?:change|relief|benefits?|improvement|help|better|effect|response|gains?|progress|difference|success|efficacy|avail|use|good|value)"
FAILED = lazy_pattern(
    r"\bfail(?:ed|ure|s|ing)?\b|\bineffective\b|\bunhelpful\b|\bunsuccessful\w*|\brefractory\b|\buseless\b|\bplateau\w*|\binadequate\w*|"
    r"\bunchanged\b|"
    r"\b(?:no|without|w/o|little|minimal|insufficient|limited|poor|zero|scant|negligible|nil|slight|"
    rf"brief|temporary|transient|short-?lived|modest|partial|mild|marginal|nothing|not much|short)\b(?: [\w-]+){{0,3}} {_GAIN}\b|"
    r"\bnothing (?:of substance|durable|lasting|helped|worked|sustained)|\bneither\b[^.;]{0,30}\b(?:helped|"
    r"changed|worked|touched|gave|relieved)|\bnone\b[^.;]{0,30}\b(?:helped|worked|lasted|gave)|"
    rf"\bof (?:no|little|minimal) {_GAIN}\b|\b(?:did|does|do|has|have|had|was|were)(?:n't| not)(?: [\w-]+){{0,2}} (?:help\w*|"
    r"work\w*|relie\w*|touch\w*|improv\w*|chang\w*|provid\w*|effective|last\w*|control\w*|made|make|eas\w*)|"
    r"\b(?:pain|leg|back)(?: (?:number|score|level))? (?:is |was |remained |stayed )?(?:the same|"
    r"same|unchanged|no better|persist\w*|continu\w*|remain\w*|worse)|\bsame pain\b|"
    r"\beach <? ?\d+ ?(?:wks?|weeks|days?)|\blast(?:ing|ed) (?:only |just |less than )?(?:a few|"
    r"\d+|two|three|four|five|six|one|several) (?:days?|weeks?|hours?|wks?)|\bpain (?:came|returned|"
    r"came back|recurred)|\bworse(?:ned)?\b|"
    r"\bdespite\b|\bpersist(?:s|ed|ent)\b|\b0 relief\b|\bside effects?\b|\bintoleran\w+|\bnot tolerated|"
    r"\bcould(?:n't| not) tolerate|\bfoggy\b|\bsedat\w+|\bstopped\b|\bdiscontinued\b|\bd/?c'?d\b|"
    r"\bquit\b|\bnausea\w*|\bdizz\w+|\bsomnolen\w+|\bedema\b"
)
HELPED = lazy_pattern(
    r"\b(?:good|great|excellent|significant|marked|substantial|adequate|complete|sustained|lasting|"
    rf"meaningful) {_GAIN}\b|\bhelp(?:s|ed|ful|ing)\b|\bworks? well\b|\bwell[- ]controlled\b|\bmuch better\b|\beffective\b"
)
UNSUITABLE = lazy_pattern(
    r"\bnot (?:a |an |felt to be a |considered a )?(?:surgical |operative |good |suitable |appropriate |"
    r"safe )*(?:candidates?|suitable|appropriate|indicated|advis\w+|an option|possible|recommended|"
    r"warranted)\b|\bcontra-?indicated\b|\bunsuitable\b|\binappropriate\b|\bruled out\b|\bexcluded\b|"
    r"\b(?:no|nothing)\b[^.;]{0,44}\b(?:surgical|operative|operation)(?: lesion| target| option|"
    r" intervention| solution| treatment| point of view| indication| candidate)?\b|\bno (?:further )?(?:surgery|"
    r"operation|role for)|\binoperable\b|\bnon-?operative candidate\b|"
    r"\bwould not (?:help|touch|benefit|be)|\brisks? (?:a flare|outweigh\w*|too high)|\bno surgical\b|"
    r"\bno surg(?:ical)? options?|\bdeclin\w+ to operate|\bnothing (?:further |more |else )?to (?:offer|fix|operate)|\btoo (?:high[- ]risk|"
    r"frail)|\bno (?:psychological|behaviou?ral|mental health) (?:need|indication)|\bnot needed\b|"
    r"\bno need (?:for|of)\b"
)
NEVER = lazy_pattern(
    r"\b(?:never|not) (?:yet |been |had |has |ever )*(?:tried|had|done|attempted|offered|undergone|"
    r"undertaken|started|begun|attended|completed|trialed|trialled|participated|received|used)\b|"
    r"\bhas(?: not|n't) (?:yet )?(?:had|tried|done|undergone|started|been|attended)\b|\bno (?:prior |"
    r"previous |formal |history of )+|\bno [\w ]{2,30}?(?:yet|so far|to date)\b|\buntried\b|\bnone (?:tried|to date|so far|yet)\b|\bnever\b"
)
PLANNED = lazy_pattern(
    r"\b(?:will (?:start|begin|try|refer|consider|send)|referr(?:ed|al) (?:to|for)|to start|to begin|"
    r"scheduled|consider(?:ing)?|recommend(?:ed|s)?|advis\w+|plan(?:s|ned)? (?:to|for|is)|awaiting|"
    r"waitlist\w*|wait list|pending|provided (?:that|he|she)|start|trial of (?:pt|therapy)|requested|begins?|completes|starts|would benefit|"
    r"should (?:try|start|attend)|encourage\w*|order(?:ed)? today|"
    r"upcoming|intake (?:is )?(?:set|booked))\b"
)
HAPPENED = lazy_pattern(
    r"\b(?:tried|treated|included?s?|including|underwent|undergone|had|has had|completed|attended|"
    r"finished|did|done|took|taken|trial(?:s|ed|led)? of|sessions?|visits?|weeks?|wks|courses?|months?|mo|"
    r"x ?\d|\d+ ?x|then|up to|titrated|previous(?:ly)?|prior|past|after|since|s/p|status post|"
    r"received|used|of|by|19\d\d|20\d\d|group|program(?:me)?|class|daily|bid|tid|hs|mg|mcg)\b|"
    r"\b\d{1,2}/(?:19|20)?\d\d\b"
)
DONE = lazy_pattern(
    r"\b(?:tried|treated|underwent|undergone|had|completed|attended|finished|did|done|took|taken|received|used|worked|"
    r"\d+ (?:\w+ )?(?:sessions?|visits?|weeks?|months?)|(?:one|two|three|four|five|six|seven|eight|ten|twelve|several|multiple|weekly|individual) "
    r"(?:\w+ ){0,2}(?:sessions?|visits?|weeks?|months?|courses?)|sessions? (?:of|x)|x ?\d+|previous(?:ly)?|prior|past|since|19\d\d|20\d\d)\b"
)
CARRIES_ON = lazy_pattern(
    r"\W*(?:no |not |without|minimal|little|did|it |this |these|they|none|neither|nothing|all |each |unchanged|failed|ineffective|helped)"
)
TAIL = 150
NO_TREATMENT_PAPERS = (PartKind.IMAGING, PartKind.COVER_SHEET, PartKind.LABORATORY, PartKind.SUPPLIER_FORM, PartKind.ORDER)  # fmt: skip
NO_SECTIONS = ("family_history", "allergies", "review_of_systems", "social_history")
EVALUATION = lazy_pattern(r"\b(?:evaluation|clearance|assessment|screening|report|consult\w*|appointment)\b")
THE_STEP_ASKED = lazy_pattern(
    r"\bsurgical (?:consult\w*|opinion|evaluation|history|scar|site|cent(?:er|re)|incision|wound|"
    r"team|clearance|risk)|\b(?:spinal|stimulator|scs|implant\w*|outpatient|same day|day|trial|"
    r"generator) (?:surger(?:y|ies)|operation)"
)


def treatments(papers: list[Profile]) -> Iterator[Finding]:
    """Every kind of treatment that the papers tell of, with how it went."""
    for paper in papers:
        if paper.kind in NO_TREATMENT_PAPERS and not is_prose(paper):
            continue
        told = list(said_in(paper))
        for each, after in zip(told, [*told[1:], None], strict=True):
            if section_at(paper.document, each.sentence.start).name in NO_SECTIONS:
                continue
            for concept, pattern in KINDS:
                yield from _of_kind(paper, each, after, concept, pattern)


def _of_kind(
    paper: Profile, each: Said, after: Said | None, concept: str, pattern: re.Pattern[str]
) -> Iterator[Finding]:
    """What a sentence says of one kind of treatment: the mention that says most."""
    best: tuple[int, Finding] | None = None
    for match in pattern.finditer(each.text):
        found = _mention(paper, each, after, concept, match)
        if found is not None and (best is None or _rank(found) < best[0]):
            best = (_rank(found), found)
    if best is not None:
        yield best[1]


_RANKS = {"failed": 0, "unsuitable": 1, "tried": 2, "helped": 3}


def _rank(found: Finding) -> int:
    return _RANKS.get(found.qualifiers.get("outcome", ""), 5) + (10 if found.time is Time.PLANNED else 0)


def _mention(paper: Profile, each: Said, after: Said | None, concept: str, match: re.Match[str]) -> Finding | None:
    words = each.text
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or _means_patient(paper, each, match):
        return None
    clause, at = clause_of(words, match.start(), match.end())
    if concept == SURGERY and THE_STEP_ASKED.search(clause):
        return None
    if concept == MIND and EVALUATION.search(clause[at : at + 50]):
        return None
    outcome = _outcome(clause, words[match.end() : match.end() + TAIL], after)
    if outcome == "unsuitable" and concept == DRUGS:
        outcome = "failed"
    never = NEVER.search(clause[: at + len(match[0]) + 30])
    if outcome not in ("failed", "unsuitable") and PLANNED.search(clause):
        return told_of(paper, each, match, concept, TOOL, time=Time.PLANNED)
    if never is not None and outcome != "unsuitable" and concept != DRUGS:
        # 'never had surgery': a kind that was not tried, unless somebody says that it does not suit
        return told_of(paper, each, match, concept, TOOL, presence=Presence.ABSENT)
    if outcome == "tried" and not (DONE if concept == MIND else HAPPENED).search(clause):
        return None
    return told_of(paper, each, match, concept, TOOL, time=Time.PAST, qualifiers={"outcome": outcome})


def _means_patient(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    """'pt' in small letters is the patient unless a count or a result follows."""
    low, high = each.span(*match.span())
    written = paper.document.text[low:high]
    return (
        match[0].startswith("pt") and not written.startswith("PT") and not COUNTED_THERAPY.match(each.text, match.end())
    )


COUNTED_THERAPY = lazy_pattern(
    r" (?:x ?\d|\d+ ?(?:x|visits|sessions|wks?|weeks)|sessions?|visits?|courses?|failed|tried|for \d)\b"
)
STOPS = re.compile(r"[;.](?= |$)|\bbut\b|\bwhile\b|\bwhereas\b")


def clause_of(words: str, start: int, end: int) -> tuple[str, int]:
    """The clause around words[start:end], and where they begin within it."""
    low = max((m.end() for m in STOPS.finditer(words, 0, start)), default=0)
    high = next((m.start() for m in STOPS.finditer(words, end)), len(words))
    return words[low:high], start - low


def _outcome(clause: str, tail: str, after: Said | None) -> str:
    if UNSUITABLE.search(clause):
        return "unsuitable"
    if FAILED.search(clause) or FAILED.search(tail):
        return "failed"
    if after is not None and CARRIES_ON.match(after.text) and FAILED.search(after.text[:TAIL]):
        return "failed"
    return "helped" if HELPED.search(clause) else "tried"
